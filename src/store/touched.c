/** Which sources have to do with some documents, and what was decided of them. */
#include "base/error.h"
#include "store/addition.h"

/* As long as they are few beside all, of which there are about so many, deciding them is worth trying. */
#define FEW "max(64, (SELECT max(source) FROM source) / 8)"

/* CROSS JOIN: the few first, whatever SQLite thinks of tables without statistics.
 * Sources that carry, mean or could mean one, and then whatever else carries what these carry. */
static const char find_text[] =
    "DELETE FROM temp.touched; "
    "INSERT INTO temp.touched SELECT source FROM link WHERE document IN (SELECT document FROM temp.met) "
    "UNION SELECT source FROM candidate WHERE document IN (SELECT document FROM temp.met) "
    "UNION SELECT source FROM document_source WHERE document IN (SELECT document FROM temp.met); "
    "INSERT INTO temp.touched SELECT other.source FROM temp.touched t "
    "CROSS JOIN document_source own ON own.source = t.source "
    "CROSS JOIN document_source other ON other.document = own.document WHERE true ON CONFLICT DO NOTHING";

static vd_status met_write(vd_db *db, const int64_t *documents, size_t count, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_exec(db->sql,
                                   "CREATE TEMP TABLE IF NOT EXISTS met (document INTEGER PRIMARY KEY); "
                                   "CREATE TEMP TABLE IF NOT EXISTS touched (source INTEGER PRIMARY KEY); "
                                   "DELETE FROM temp.met",
                                   err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("INSERT INTO temp.met VALUES (?)"), &statement, err);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, documents[i]);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

/* What is read of one source. */
typedef struct reading {
    sqlite3_stmt *links, *candidates;
    vd_arena *arena;
    int64_t source;
    size_t mentions;
} reading;

static vd_status candidates_read(const reading *r, vd_kept_link *links, vd_error *err)
{
    vd_bind bind = {.statement = r->candidates};
    vd_bind_int(&bind, r->source);
    bool more = true;
    size_t cap = 0, count = 0;
    int64_t *rows = NULL;
    vd_status status = vd_bind_done(&bind, err);
    while (status == VD_OK && (status = vd_sql_step(r->candidates, &more, err)) == VD_OK && more) {
        size_t mention = 0;
        if (!vd_sql_size(r->candidates, 0, &mention) || mention >= r->mentions) {
            return vd_sql_damaged(sqlite3_db_handle(r->candidates), "a candidate", err);
        }
        vd_kept_link *link = &links[mention];
        if (count == cap || link->candidate_count == 0) { /* those of one mention stand together */
            cap = 2 * (link->candidate_count + 4);
            int64_t *grown = VD_ARENA_ARRAY(r->arena, int64_t, cap);
            if (grown == NULL) {
                return vd_fail_memory(err);
            }
            if (link->candidate_count) {
                memcpy(grown, link->candidates, link->candidate_count * sizeof *grown);
            }
            rows = grown;
            link->candidates = rows;
            count = link->candidate_count;
        }
        rows[count++] = sqlite3_column_int64(r->candidates, 1);
        link->candidate_count++;
    }
    sqlite3_reset(r->candidates);
    return status;
}

static vd_status links_read(const reading *r, const vd_kept_link **out, vd_error *err)
{
    vd_kept_link *links = VD_ARENA_ARRAY(r->arena, vd_kept_link, r->mentions + 1);
    *out = links;
    vd_bind bind = {.statement = r->links};
    vd_bind_int(&bind, r->source);
    bool more = true;
    vd_status status = links ? vd_bind_done(&bind, err) : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < r->mentions; i++) {
        status = vd_sql_step(r->links, &more, err);
        if (status == VD_OK && !more) {
            status = vd_sql_damaged(sqlite3_db_handle(r->links), "a link is missing", err);
        }
        if (status == VD_OK) {
            vd_str basis = vd_sql_text(r->links, 2);
            links[i].document = sqlite3_column_int64(r->links, 0);
            links[i].confidence = sqlite3_column_double(r->links, 1);
            links[i].basis = basis.ptr ? vd_arena_copy(r->arena, basis) : VD_NONE;
            status = basis.ptr && links[i].basis.ptr == NULL ? vd_fail_memory(err) : VD_OK;
        }
    }
    sqlite3_reset(r->links);
    return status == VD_OK ? candidates_read(r, links, err) : status;
}

/* The rows of the sources, in the order of their paths, and of what they carry. */
static vd_status decided_read(vd_db *db, vd_arena *arena, vd_touched *out, vd_error *err)
{
    static const char *const texts[] = {
        ("SELECT t.source, (SELECT document FROM document_source o WHERE o.source = t.source AND o.main) "
         "FROM temp.touched t CROSS JOIN source s ON s.source = t.source ORDER BY s.path"),
        "SELECT ifnull(document, 0), confidence, basis FROM link WHERE source = ? ORDER BY mention",
        "SELECT mention, document FROM candidate WHERE source = ? ORDER BY mention, rank"};
    sqlite3_stmt *sources = NULL;
    reading r = {.arena = arena};
    sqlite3_stmt **const statements[] = {&sources, &r.links, &r.candidates};
    bool more = true;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < sizeof texts / sizeof *texts; i++) {
        status = vd_sql_prepare(db->sql, vd_str_of(texts[i]), statements[i], err);
    }
    for (size_t i = 0; status == VD_OK && i < out->count; i++) {
        status = vd_sql_step(sources, &more, err);
        if (status == VD_OK && !more) {
            status = vd_sql_damaged(db->sql, "sources are missing", err);
        }
        if (status == VD_OK) {
            r.source = sqlite3_column_int64(sources, 0);
            r.mentions = out->sources[i].mention_count;
            out->documents[i] = sqlite3_column_int64(sources, 1);
            status = links_read(&r, &out->links[i], err);
        }
    }
    sqlite3_finalize(sources);
    sqlite3_finalize(r.links);
    sqlite3_finalize(r.candidates);
    return status;
}

/* Some of the sources that touch a document, and some of those that lost their marks. */
static vd_status some_write(vd_db *db, const char *text, int64_t document, const vd_beside *which, bool *many,
                            vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, document);
        vd_bind_size(&bind, which->each);
        vd_bind_text(&bind, which->path);
        status = vd_bind_run(&bind, err);
    }
    *many = *many || (status == VD_OK && (uint64_t)sqlite3_changes(db->sql) > which->each);
    sqlite3_finalize(statement);
    return status;
}

#define BUT_ONE "WHERE source <> ifnull((SELECT source FROM source WHERE path = ?3), 0) ON CONFLICT DO NOTHING"

vd_status vd_store_beside(vd_db *db, const vd_beside *which, vd_arena *arena, vd_touched *out, vd_error *err)
{
    /* One more than are asked for, and the one that is left out. */
    static const char touching[] =
        "INSERT INTO temp.touched SELECT source FROM ("
        "SELECT * FROM (SELECT DISTINCT source FROM link WHERE document = ?1 LIMIT ?2 + 2) UNION "
        "SELECT * FROM (SELECT DISTINCT source FROM candidate WHERE document = ?1 LIMIT ?2 + 2) UNION "
        "SELECT source FROM document_source WHERE document = ?1) " BUT_ONE;
    static const char scanned[] = "INSERT INTO temp.touched SELECT source FROM ("
                                  "SELECT source FROM source WHERE ?1 AND marks_lost LIMIT ?2 + 2) " BUT_ONE;
    *out = (vd_touched){0};
    vd_status status = met_write(db, NULL, 0, err);
    if (status == VD_OK) {
        status = vd_sql_exec(db->sql, "DELETE FROM temp.touched", err);
    }
    if (status == VD_OK && which->scans) {
        status = some_write(db, scanned, 1, which, &out->many, err);
    }
    for (size_t i = 0; status == VD_OK && i < which->count; i++) {
        status = some_write(db, touching, which->rows[i], which, &out->many, err);
    }
    return status == VD_OK ? vd_store_load_touched(db, arena, &out->sources, &out->count, err) : status;
}

vd_status vd_store_touched(vd_db *db, const int64_t *documents, size_t count, size_t most, vd_arena *arena,
                           vd_touched *out, vd_error *err)
{
    int64_t few = 0, touched = 0;
    *out = (vd_touched){0};
    vd_status status = met_write(db, documents, count, err);
    if (status == VD_OK) {
        status = vd_sql_exec(db->sql, find_text, err);
    }
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT " FEW, &few, err);
    }
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT count(*) FROM temp.touched", &touched, err);
    }
    out->many = touched > few || (uint64_t)touched > most;
    if (status != VD_OK || out->many) {
        return status;
    }
    status = vd_store_load_touched(db, arena, &out->sources, &out->count, err);
    if (status != VD_OK) {
        return status;
    }
    out->links = VD_ARENA_ARRAY(arena, const vd_kept_link *, out->count + 1);
    out->documents = VD_ARENA_ARRAY(arena, int64_t, out->count + 1);
    return out->links && out->documents ? decided_read(db, arena, out, err) : vd_fail_memory(err);
}
