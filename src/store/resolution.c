/** Writing what was derived from all sources together, and telling whether it still fits them. */
#include "base/error.h"
#include "base/map.h"
#include "store/addition.h"
#include "store/aside.h"
#include "store/key.h"
#include "store/net_patch.h"
#include "store/pack.h"
#include "store/sql.h"
#include "store/store.h"

#include <stdlib.h>

/* What is being written. */
typedef struct put {
    vd_db *db;
    const vd_resolve_source *sources;
    size_t source_count;
    const vd_resolution *resolution;
    vd_arena arena;
    int64_t *rows; /* of the sources, in their order */
    uint32_t
        *order;     /* the sources by their rows: so rows are put behind each other, wherever a table is kept by them */
    int64_t behind; /* the last document's row that stays */
    size_t edges;   /* that were written */
    vd_arena scratch;
    bool alone;         /* no statement of this connection is in the middle of its rows */
    size_t done, total; /* what is told; total 0: nothing */
} put;

static void put_tell(put *p)
{
    if (p->total) {
        vd_tell_some(p->db->told, VD_DECIDING_WRITING, p->done++, p->total);
    }
}

static vd_status part_fail(const char *what, size_t at, vd_error *err)
{
    return vd_fail(err, VD_INVALID, "the resolution's %s %zu is out of place", what, at);
}

static bool document_fits(const vd_resolution *r, int document)
{
    return document >= 0 && (size_t)document < r->document_count;
}

/* Documents decided before keep their rows; new ones come behind all that there are. */
static int64_t document_row(const put *p, int document)
{
    int64_t row = p->resolution->documents[document].row;
    return row ? row : p->behind + (int64_t)document + 1;
}

static vd_status sources_find(put *p, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status =
        vd_sql_slot(p->db, VD_SLOT_SOURCE_FIND, "SELECT source FROM source WHERE path = ?", &statement, err);
    p->rows = VD_ARENA_ARRAY(&p->arena, int64_t, p->source_count + 1);
    if (status == VD_OK && p->rows == NULL) {
        status = vd_fail_memory(err);
    }
    for (size_t i = 0; status == VD_OK && i < p->source_count; i++) {
        bool found = false;
        vd_str path = p->sources[i].path;
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, path);
        status = vd_bind_done(&bind, err);
        if (status == VD_OK) {
            status = vd_sql_step(statement, &found, err);
        }
        if (status == VD_OK && !found) {
            status = vd_fail(err, VD_INVALID, "%.*s: not in the database", (int)path.len, path.ptr);
        }
        p->rows[i] = found ? sqlite3_column_int64(statement, 0) : 0;
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    return status;
}

typedef struct placed {
    int64_t row;
    uint32_t source;
} placed;

static int placed_cmp(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    return (x->row > y->row) - (x->row < y->row);
}

static vd_status sources_order(put *p, vd_error *err)
{
    placed *all = VD_ARENA_ARRAY(&p->scratch, placed, p->source_count + 1);
    p->order = VD_ARENA_ARRAY(&p->arena, uint32_t, p->source_count + 1);
    if (all == NULL || p->order == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < p->source_count; i++) {
        all[i] = (placed){p->rows[i], (uint32_t)i};
    }
    qsort(all, p->source_count, sizeof *all, placed_cmp);
    for (size_t i = 0; i < p->source_count; i++) {
        p->order[i] = all[i].source;
    }
    vd_arena_clear(&p->scratch);
    return VD_OK;
}

static vd_status document_put(put *p, size_t at, vd_error *err)
{
    static const char text[] =
        "INSERT INTO document (document, id, urn, type, number, symbol, issuer, place, title, signer, signer_role, "
        "date, earliest, latest, in_catalogue, type_key, number_key, name_key, bare_key, entry, ranks) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (document) DO UPDATE SET id = excluded.id, urn = excluded.urn, type = excluded.type, "
        "number = excluded.number, symbol = excluded.symbol, issuer = excluded.issuer, place = excluded.place, "
        "title = excluded.title, signer = excluded.signer, signer_role = excluded.signer_role, "
        "date = excluded.date, earliest = excluded.earliest, latest = excluded.latest, "
        "in_catalogue = excluded.in_catalogue, type_key = excluded.type_key, number_key = excluded.number_key, "
        "name_key = excluded.name_key, bare_key = excluded.bare_key, entry = excluded.entry, ranks = excluded.ranks";
    const vd_document *d = &p->resolution->documents[at];
    vd_str type, number, name, bare;
    if (!vd_key_name(&p->scratch, d->type, &type) || !vd_key_number(&p->scratch, d->number, &number) ||
        !vd_key_title(&p->scratch, type, d->title, &name, &bare)) {
        return vd_fail_memory(err);
    }
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_DOCUMENT_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, document_row(p, (int)at));
    vd_bind_text(&bind, d->id);
    vd_bind_text(&bind, d->urn);
    vd_bind_text(&bind, d->type);
    vd_bind_text(&bind, d->number);
    vd_bind_text(&bind, d->symbol);
    vd_bind_text(&bind, d->issuer);
    vd_bind_text(&bind, d->place);
    vd_bind_text(&bind, d->title);
    vd_bind_text(&bind, d->signer);
    vd_bind_text(&bind, d->signer_role);
    vd_bind_int(&bind, vd_pack_date(d->date));
    vd_bind_int(&bind, vd_pack_date(d->earliest));
    vd_bind_int(&bind, vd_pack_date(d->latest));
    vd_bind_bool(&bind, d->in_catalogue);
    vd_bind_text(&bind, type);
    vd_bind_text(&bind, number);
    vd_bind_text(&bind, name);
    vd_bind_text(&bind, bare);
    vd_bind_int(&bind, d->in_catalogue ? d->entry : VD_ENTRY_NONE);
    vd_bind_int(&bind, d->ranks);
    return vd_bind_run(&bind, err);
}

/* The strings of one document, into `alias` or `learnt`. */
static vd_status strings_put(put *p, vd_slot slot, const char *text, int document, const vd_str *items, size_t count,
                             vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, slot, text, &statement, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, document_row(p, document));
        vd_bind_size(&bind, i);
        vd_bind_text(&bind, items[i]);
        status = vd_bind_run(&bind, err);
    }
    return status;
}

/* Where a document was learnt, and what else it is called. */
static vd_status known_put(put *p, size_t at, bool aliases, vd_error *err)
{
    const vd_document *d = &p->resolution->documents[at];
    vd_status status = VD_OK;
    if (aliases) {
        status = strings_put(p, VD_SLOT_ALIAS_PUT, "INSERT INTO alias (document, ordinal, id) VALUES (?, ?, ?)",
                             (int)at, d->aliases, d->alias_count, err);
    }
    if (status == VD_OK) {
        status = strings_put(p, VD_SLOT_LEARNT_PUT, "INSERT INTO learnt (document, ordinal, text) VALUES (?, ?, ?)",
                             (int)at, d->learnt, d->learnt_count, err);
    }
    return status;
}

static vd_status documents_put(put *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        const vd_document *d = &r->documents[i];
        put_tell(p);
        if (d->row) {
            continue;
        }
        status = document_put(p, i, err);
        vd_arena_clear(&p->scratch);
        if (status == VD_OK) {
            status = known_put(p, i, true, err);
        }
    }
    return status;
}

static vd_status carrier_put(put *p, int64_t source, int document, bool main, vd_error *err)
{
    /* The main document may be listed again among the carriers; the first row stands. */
    static const char text[] = "INSERT INTO document_source (source, document, main) VALUES (?, ?, ?) "
                               "ON CONFLICT DO NOTHING";
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_CARRIER_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, source);
    vd_bind_int(&bind, document_row(p, document));
    vd_bind_bool(&bind, main);
    return vd_bind_run(&bind, err);
}

static vd_status carriers_put(put *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    vd_map paths = {0};
    vd_status status = VD_OK;
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        size_t i = p->order[o];
        put_tell(p);
        int document = r->source_document[i];
        if (document != -1 && !document_fits(r, document)) {
            status = part_fail("source document", i, err);
        } else if (document != -1) {
            status = carrier_put(p, p->rows[i], document, true, err);
        }
        if (status == VD_OK && vd_map_put(&paths, p->sources[i].path, i, NULL) == NULL) {
            status = vd_fail_memory(err);
        }
    }
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        bool known = r->documents[i].row != 0;
        for (size_t j = 0; !known && status == VD_OK && j < r->documents[i].source_count; j++) {
            const size_t *at = vd_map_get(&paths, r->documents[i].sources[j]);
            status = at == NULL ? part_fail("document", i, err) : carrier_put(p, p->rows[*at], (int)i, false, err);
        }
    }
    vd_map_clear(&paths);
    return status;
}

static vd_status link_put(put *p, size_t source, size_t mention, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    const vd_link *link = &r->links[source][mention];
    sqlite3_stmt *statement = NULL, *candidate = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_LINK_PUT,
                                   "INSERT INTO link (source, mention, document, confidence, basis) "
                                   "VALUES (?, ?, nullif(?, 0), ?, ?)",
                                   &statement, err);
    if (status == VD_OK) {
        status =
            vd_sql_slot(p->db, VD_SLOT_CANDIDATE_PUT,
                        "INSERT INTO candidate (source, mention, rank, document) VALUES (?, ?, ?, ?)", &candidate, err);
    }
    if (status == VD_OK && link->document != -1 && !document_fits(r, link->document)) {
        status = part_fail("link in source", source, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, p->rows[source]);
        vd_bind_size(&bind, mention);
        vd_bind_int(&bind, link->document < 0 ? 0 : document_row(p, link->document)); /* 0: none */
        vd_bind_real(&bind, link->confidence);
        vd_bind_text(&bind, vd_str_of(link->basis));
        status = vd_bind_run(&bind, err);
    }
    for (size_t i = 0; status == VD_OK && i < link->candidate_count; i++) {
        if (!document_fits(r, link->candidates[i])) {
            return part_fail("candidate in source", source, err);
        }
        vd_bind bind = {.statement = candidate};
        vd_bind_int(&bind, p->rows[source]);
        vd_bind_size(&bind, mention);
        vd_bind_size(&bind, i);
        vd_bind_int(&bind, document_row(p, link->candidates[i]));
        status = vd_bind_run(&bind, err);
    }
    return status;
}

static vd_status links_put(put *p, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        size_t i = p->order[o];
        put_tell(p);
        for (size_t j = 0; status == VD_OK && j < p->sources[i].mention_count; j++) {
            status = link_put(p, i, j, err);
        }
    }
    return status;
}

static vd_status edge_put(put *p, sqlite3_stmt *statement, size_t at, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    const vd_edge *e = &r->edges[at];
    if (!document_fits(r, e->from) || !document_fits(r, e->to) || e->statement >= p->sources[e->source].claim_count) {
        return part_fail("edge", at, err);
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, p->rows[e->source]);
    vd_bind_size(&bind, e->statement);
    vd_bind_int(&bind, document_row(p, e->from));
    vd_bind_int(&bind, document_row(p, e->to));
    vd_bind_real(&bind, e->confidence);
    vd_status status = vd_bind_run(&bind, err);
    p->edges += status == VD_OK && sqlite3_changes(p->db->sql) > 0;
    return status;
}

/* Where the edges of each source begin, from 1: they stand together. */
static vd_status edges_begin(put *p, uint32_t **out, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    *out = VD_ARENA_ARRAY(&p->arena, uint32_t, p->source_count + 1);
    if (*out == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < r->edge_count; i++) {
        uint32_t source = r->edges[i].source;
        if (source >= p->source_count) {
            return part_fail("edge", i, err);
        }
        bool first = i == 0 || r->edges[i - 1].source != source;
        if (first && (*out)[source]) {
            return part_fail("edge", i, err);
        }
        (*out)[source] = first ? (uint32_t)i + 1 : (*out)[source];
    }
    return VD_OK;
}

static vd_status edges_put(put *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    /* One statement says one thing of two documents once. */
    static const char text[] = "INSERT INTO edge (source, statement, from_document, to_document, confidence) "
                               "VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING";
    sqlite3_stmt *statement = NULL;
    uint32_t *begin = NULL;
    vd_status status = vd_sql_slot(p->db, VD_SLOT_EDGE_PUT, text, &statement, err);
    if (status == VD_OK) {
        status = edges_begin(p, &begin, err);
    }
    for (size_t o = 0; status == VD_OK && o < p->source_count; o++) {
        uint32_t source = p->order[o];
        size_t from = begin[source];
        put_tell(p);
        for (size_t i = from; from && status == VD_OK && i <= r->edge_count && r->edges[i - 1].source == source; i++) {
            status = edge_put(p, statement, i - 1, err);
        }
    }
    return status;
}

/* In the order of their keys, so that the table only grows at its end. */
static vd_status clues_put(put *p, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    sqlite3_stmt *statement = NULL;
    vd_status status =
        vd_sql_slot(p->db, VD_SLOT_CLUE_PUT, "INSERT OR IGNORE INTO clue (key, what) VALUES (?, ?)", &statement, err);
    for (size_t i = 0; status == VD_OK && i < r->clue_count; i++) {
        const vd_clue *clue = &r->clues[i];
        bool fits = clue->source >= 0 ? (size_t)clue->source < p->source_count
                                      : clue->document < 0 || document_fits(r, clue->document);
        if (!fits) {
            return part_fail("clue", i, err);
        }
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, (int64_t)clue->key);
        vd_bind_int(&bind, clue->source >= 0     ? -p->rows[clue->source]
                           : clue->document >= 0 ? document_row(p, clue->document)
                                                 : 0);
        status = vd_bind_run(&bind, err);
    }
    return status;
}

/* The counts in `state`. */
static vd_status state_read(vd_db *db, int64_t *changed, int64_t *resolved, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool found = false;
    vd_status status = vd_sql_slot(db, VD_SLOT_STATE, "SELECT changed, resolved FROM state", &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &found, err);
    }
    if (status == VD_OK && !found) {
        return vd_sql_damaged(db->sql, "no state", err);
    }
    if (status == VD_OK) {
        *changed = sqlite3_column_int64(statement, 0);
        *resolved = sqlite3_column_int64(statement, 1);
        sqlite3_reset(statement);
    }
    return status;
}

/* Of few rows, making indexes anew costs more than filling them: every connection has to read the schema again. */
#define MANY_ROWS ((size_t)20000)

static bool rows_are_many(const put *p)
{
    size_t rows = p->resolution->edge_count;
    for (size_t i = 0; i < p->source_count && rows < MANY_ROWS; i++) {
        rows += p->sources[i].mention_count;
    }
    return rows >= MANY_ROWS;
}

static vd_status rows_put(put *p, vd_error *err)
{
    vd_aside aside = {0};
    /* Documents last: nothing refers to them any more, so nothing has to be searched. */
    vd_status status = vd_sql_exec(p->db->sql,
                                   "DELETE FROM edge; DELETE FROM candidate; DELETE FROM link; "
                                   "DELETE FROM document_source; DELETE FROM learnt; DELETE FROM alias; "
                                   "DELETE FROM document; DELETE FROM clue; DELETE FROM fresh; "
                                   "DELETE FROM known_gone; UPDATE known SET fresh = 0 WHERE fresh",
                                   err);
    static vd_status (*const steps[])(put *, vd_error *) = {sources_find, sources_order, documents_put, carriers_put,
                                                            links_put,    edges_put,     clues_put};
    p->total = p->resolution->document_count + 3 * p->source_count + 1;
    if (status == VD_OK && p->alone && rows_are_many(p)) {
        status = vd_aside_take(p->db, &p->arena, &aside, err);
    }
    for (size_t i = 0; status == VD_OK && i < sizeof steps / sizeof *steps; i++) {
        status = steps[i](p, err);
    }
    return status == VD_OK ? vd_aside_restore(p->db, &aside, err) : status;
}

/* What was written is what there is, or comes to that. */
static vd_status state_write(put *p, vd_error *err)
{
    bool more = p->behind > 0;
    size_t documents = 0, mentions = 0;
    sqlite3_stmt *statement = NULL;
    for (size_t i = 0; i < p->resolution->document_count; i++) {
        documents += p->resolution->documents[i].row == 0;
    }
    for (size_t i = 0; i < p->source_count; i++) {
        mentions += p->sources[i].mention_count;
    }
    vd_status status = vd_sql_prepare(p->db->sql,
                                      VD_LIT("UPDATE state SET resolved = changed, rules = ?1, catalogued = 0, "
                                             "documents = documents * ?2 + ?3, mentions = mentions * ?2 + ?4, "
                                             "edges = edges * ?2 + ?5"),
                                      &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, p->resolution->rules ? vd_str_of(p->resolution->rules) : VD_NONE);
        vd_bind_bool(&bind, more);
        vd_bind_size(&bind, documents);
        vd_bind_size(&bind, mentions);
        vd_bind_size(&bind, p->edges);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status derived_replace(put *p, vd_error *err)
{
    int64_t changed = 0, resolved = 0;
    vd_status status = state_read(p->db, &changed, &resolved, err);
    if (status == VD_OK && p->db->loaded != -1 && p->db->loaded != changed) {
        status = vd_fail(err, VD_BUSY, "another program changed the database meanwhile; try again");
    }
    if (status == VD_OK) {
        status = rows_put(p, err);
    }
    return status == VD_OK ? state_write(p, err) : status;
}

/* Is a statement of this connection in the middle of its rows? */
static bool reading(sqlite3 *sql)
{
    sqlite3_stmt *statement = NULL;
    while ((statement = sqlite3_next_stmt(sql, statement)) != NULL) {
        if (sqlite3_stmt_busy(statement)) {
            return true;
        }
    }
    return false;
}

static void references_check(vd_db *db, bool check)
{
    sqlite3_db_config(db->sql, SQLITE_DBCONFIG_ENABLE_FKEY, check, (int *)NULL);
}

vd_status vd_store_put_resolution(vd_db *db, const vd_resolve_source *sources, size_t source_count,
                                  const vd_resolution *resolution, vd_error *err)
{
    /* What was loaded and has not changed since holds every row that links and edges refer to: nothing has to be looked
     * up for each of them again.  The switch ends statements that are in the middle of their rows: then it is left
     * alone. */
    bool alone = !reading(db->sql);
    bool trusted = alone && db->loaded != -1;
    if (trusted) {
        references_check(db, false);
    }
    vd_status status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        put p = {.db = db, .sources = sources, .source_count = source_count, .resolution = resolution, .alone = alone};
        status = vd_sql_end(db, derived_replace(&p, err), err);
        vd_arena_clear(&p.scratch);
        vd_arena_clear(&p.arena);
    }
    if (trusted) {
        references_check(db, true);
    }
    return status;
}

/* ---- Adding to it --------------------------------------------------------------------------------------------- */

/* Nothing is said any more of what a document lost, and what it was learnt from is said anew. */
static vd_status changes_put(put *p, const vd_addition *addition, vd_error *err)
{
    sqlite3_stmt *lose = NULL, *learn = NULL, *rename = NULL;
    vd_status status = vd_sql_prepare(p->db->sql, VD_LIT("DELETE FROM alias WHERE id = ?"), &lose, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(p->db->sql, VD_LIT("UPDATE learnt SET text = ? WHERE document = ? AND text = ?"),
                                &learn, err);
    }
    if (status == VD_OK) {
        status = vd_sql_prepare(p->db->sql, VD_LIT("UPDATE document SET id = ? WHERE document = ?"), &rename, err);
    }
    for (size_t i = 0; status == VD_OK && i < addition->renamed_count; i++) {
        vd_bind bind = {.statement = rename};
        vd_bind_text(&bind, addition->renamed[i].id);
        vd_bind_int(&bind, addition->renamed[i].row);
        status = vd_bind_run(&bind, err);
    }
    for (size_t i = 0; status == VD_OK && i < addition->lost_count; i++) {
        vd_bind bind = {.statement = lose};
        vd_bind_text(&bind, addition->lost[i]);
        status = vd_bind_run(&bind, err);
    }
    for (size_t i = 0; status == VD_OK && i < addition->relearnt_count; i++) {
        vd_bind bind = {.statement = learn};
        vd_bind_text(&bind, addition->relearnt[i].to);
        vd_bind_int(&bind, document_row(p, addition->relearnt[i].document));
        vd_bind_text(&bind, addition->relearnt[i].from);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(lose);
    sqlite3_finalize(learn);
    sqlite3_finalize(rename);
    return status;
}

/* ---- Changing some of it -------------------------------------------------------------------------------------- */

/* Runs a statement on one or two numbers; *changed rows more. */
static vd_status numbers_run(vd_db *db, const char *text, int64_t first, int64_t second, int64_t *changed,
                             vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, first);
        if (sqlite3_bind_parameter_count(statement) > 1) {
            vd_bind_int(&bind, second);
        }
        status = vd_bind_run(&bind, err);
    }
    *changed += status == VD_OK ? sqlite3_changes(db->sql) : 0;
    sqlite3_finalize(statement);
    return status;
}

static vd_status documents_rewrite(put *p, const vd_revision *revision, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    int64_t changed = 0;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        if (!revision->rewritten[i]) {
            continue;
        }
        status = document_put(p, i, err);
        vd_arena_clear(&p->scratch);
        if (status == VD_OK) {
            status =
                numbers_run(p->db, "DELETE FROM learnt WHERE document = ?", document_row(p, (int)i), 0, &changed, err);
        }
        if (status == VD_OK && revision->aliased) {
            status =
                numbers_run(p->db, "DELETE FROM alias WHERE document = ?", document_row(p, (int)i), 0, &changed, err);
        }
        if (status == VD_OK) {
            status = known_put(p, i, revision->aliased, err);
        }
    }
    return status;
}

static vd_status link_rewrite(put *p, size_t source, size_t mention, vd_error *err)
{
    int64_t changed = 0, row = p->rows[source], at = (int64_t)mention;
    vd_status status = numbers_run(p->db, "DELETE FROM link WHERE source = ? AND mention = ?", row, at, &changed, err);
    if (status == VD_OK) {
        status = numbers_run(p->db, "DELETE FROM candidate WHERE source = ? AND mention = ?", row, at, &changed, err);
    }
    return status == VD_OK ? link_put(p, source, mention, err) : status;
}

/* What the graph hangs on, of sources whose edges are about to change or have just done so. */
static vd_status restated_note(put *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t s = 0; status == VD_OK && s < p->source_count; s++) {
        status = revision->restated[s] ? vd_net_changes_source(changes, p->db, p->rows[s], err) : VD_OK;
    }
    return status;
}

/* Links, and the edges of sources whose links lead elsewhere; *lost edges. */
static vd_status sources_rewrite(put *p, const vd_revision *revision, int64_t *lost, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t s = 0; status == VD_OK && s < p->source_count; s++) {
        for (size_t m = 0; status == VD_OK && m < p->sources[s].mention_count; m++) {
            status = revision->relinked[s][m] ? link_rewrite(p, s, m, err) : VD_OK;
        }
        if (status == VD_OK && revision->restated[s]) {
            status = numbers_run(p->db, "DELETE FROM edge WHERE source = ?", p->rows[s], 0, lost, err);
        }
    }
    return status == VD_OK ? edges_put(p, err) : status;
}

static vd_status state_revise(put *p, const vd_revision *revision, int64_t lost, vd_error *err)
{
    int64_t documents = -(int64_t)revision->gone_count, changed = 0;
    for (size_t i = 0; i < p->resolution->document_count; i++) {
        documents += p->resolution->documents[i].row == 0;
    }
    vd_status status = numbers_run(p->db,
                                   "UPDATE state SET resolved = changed, catalogued = 0, documents = documents + ?, "
                                   "edges = edges + ?",
                                   documents, (int64_t)p->edges - lost, &changed, err);
    if (status == VD_OK) {
        status = vd_sql_exec(p->db->sql, "DELETE FROM known_gone; UPDATE known SET fresh = 0 WHERE fresh", err);
    }
    return status;
}

/* What of the graph has changed, once that is written. */
static vd_status changed_note(put *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    vd_status status = restated_note(p, revision, changes, err);
    for (size_t i = 0; status == VD_OK && i < p->resolution->document_count; i++) {
        status = revision->rewritten[i] ? vd_net_changes_document(changes, document_row(p, (int)i), err) : VD_OK;
    }
    for (size_t i = 0; status == VD_OK && i < revision->gone_count; i++) {
        status = vd_net_changes_document(changes, revision->gone[i], err);
    }
    return status;
}

/* The graph as it is then; where it is the same as before, only what it is of. */
static vd_status graph_revise(put *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    if (!revision->redrawn) {
        return vd_sql_exec(p->db->sql, "UPDATE graph SET stamp = (SELECT resolved FROM state)", err);
    }
    vd_status status = changed_note(p, revision, changes, err);
    return status == VD_OK ? vd_net_patch(p->db, changes, err) : status;
}

/* Of links, documents and notes only what differs; *lost edges. */
static vd_status rows_rewrite(put *p, const vd_revision *revision, vd_net_changes *changes, int64_t *lost,
                              vd_error *err)
{
    int64_t changed = 0;
    vd_status status = sources_find(p, err);
    if (status == VD_OK) {
        status = sources_order(p, err);
    }
    if (status == VD_OK) {
        status = restated_note(p, revision, changes, err);
    }
    if (status == VD_OK) {
        status = documents_rewrite(p, revision, err);
    }
    if (status == VD_OK) {
        status = sources_rewrite(p, revision, lost, err);
    }
    for (size_t i = 0; status == VD_OK && i < revision->dropped_count; i++) {
        status = numbers_run(p->db, "DELETE FROM clue WHERE key = ? AND what = ?", (int64_t)revision->dropped[i].key,
                             revision->dropped[i].what, &changed, err);
    }
    return status;
}

static vd_status gone_delete(vd_db *db, const vd_revision *revision, vd_error *err)
{
    int64_t changed = 0;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < revision->gone_count; i++) {
        status = numbers_run(db, "DELETE FROM document WHERE document = ?", revision->gone[i], 0, &changed, err);
    }
    return status;
}

static vd_status revision_put(put *p, const vd_revision *revision, vd_error *err)
{
    int64_t lost = 0;
    vd_net_changes changes = {0};
    vd_status status = rows_rewrite(p, revision, &changes, &lost, err);
    if (status == VD_OK) {
        status = clues_put(p, err);
    }
    if (status == VD_OK) {
        status = gone_delete(p->db, revision, err);
    }
    if (status == VD_OK) {
        status = state_revise(p, revision, lost, err);
    }
    if (status == VD_OK) {
        status = graph_revise(p, revision, &changes, err);
    }
    vd_net_changes_clear(&changes);
    return status;
}

vd_status vd_store_revision_put(vd_db *db, const vd_revision *revision, vd_error *err)
{
    put p = {.db = db,
             .sources = revision->touched.sources,
             .source_count = revision->touched.count,
             .resolution = &revision->resolution};
    vd_status status = vd_sql_number(db->sql, "SELECT max(document) FROM document", &p.behind, err);
    if (status == VD_OK) {
        status = revision_put(&p, revision, err);
    }
    vd_arena_clear(&p.scratch);
    vd_arena_clear(&p.arena);
    return status;
}

/* ---- Adding with what it changes ------------------------------------------------------------------------------ */

/* What sources that were there say otherwise now; `behind` as where the new ones were put. */
static vd_status revised_put(vd_db *db, const vd_revision *revision, int64_t behind, vd_net_changes *changes,
                             vd_error *err)
{
    put p = {.db = db,
             .sources = revision->touched.sources,
             .source_count = revision->touched.count,
             .resolution = &revision->resolution,
             .behind = behind};
    int64_t lost = 0, changed = 0;
    vd_status status = rows_rewrite(&p, revision, changes, &lost, err);
    if (status == VD_OK) {
        status = gone_delete(db, revision, err);
    }
    if (status == VD_OK) {
        status = numbers_run(db, "UPDATE state SET documents = documents + ?, edges = edges + ?",
                             -(int64_t)revision->gone_count, (int64_t)p.edges - lost, &changed, err);
    }
    if (status == VD_OK) {
        status = changed_note(&p, revision, changes, err);
    }
    vd_arena_clear(&p.scratch);
    vd_arena_clear(&p.arena);
    return status;
}

/* The graph with what came. */
static vd_status graph_add(put *p, const vd_addition *addition, vd_net_changes *changes, vd_error *err)
{
    vd_status status = vd_net_changes_behind(changes, p->db, p->behind, err);
    for (size_t i = 0; status == VD_OK && i < addition->renamed_count; i++) {
        status = vd_net_changes_document(changes, addition->renamed[i].row, err);
    }
    for (size_t i = 0; status == VD_OK && i < p->source_count; i++) {
        status = vd_net_changes_source(changes, p->db, p->rows[i], err);
    }
    return status == VD_OK ? vd_net_patch(p->db, changes, err) : status;
}

vd_status vd_store_addition_put(vd_db *db, const vd_resolve_source *sources, size_t source_count,
                                const vd_addition *addition, vd_error *err)
{
    put p = {.db = db, .sources = sources, .source_count = source_count, .resolution = &addition->resolution};
    static vd_status (*const steps[])(put *, vd_error *) = {sources_find, sources_order, documents_put, carriers_put,
                                                            links_put,    edges_put,     clues_put,     state_write};
    vd_net_changes changes = {0};
    vd_status status = vd_sql_number(db->sql, "SELECT max(document) FROM document", &p.behind, err);
    if (status == VD_OK) {
        status = changes_put(&p, addition, err);
    }
    for (size_t i = 0; status == VD_OK && i < sizeof steps / sizeof *steps; i++) {
        status = steps[i](&p, err);
    }
    if (status == VD_OK && addition->revised) {
        status = revised_put(db, addition->revised, p.behind, &changes, err);
    }
    if (status == VD_OK) {
        status = vd_sql_exec(db->sql, "DELETE FROM fresh", err);
    }
    if (status == VD_OK) {
        status = graph_add(&p, addition, &changes, err);
    }
    vd_net_changes_clear(&changes);
    vd_arena_clear(&p.scratch);
    vd_arena_clear(&p.arena);
    return status;
}

vd_status vd_store_stale(vd_db *db, bool *stale, vd_error *err)
{
    int64_t changed = 0, resolved = 0;
    vd_status status = state_read(db, &changed, &resolved, err);
    *stale = status == VD_OK && changed != resolved;
    return status;
}

vd_status vd_db_pending(vd_db *db, bool *out, vd_error *err)
{
    return vd_store_stale(db, out, err);
}

vd_status vd_db_empty(vd_db *db, bool *out, vd_error *err)
{
    int64_t held = 0;
    vd_status status = vd_sql_number(db->sql, "SELECT EXISTS (SELECT 1 FROM source)", &held, err);
    *out = status == VD_OK && held == 0;
    return status;
}

vd_status vd_store_counts(vd_db *db, size_t *documents, size_t *mentions, size_t *edges, vd_error *err)
{
    static const char text[] = "SELECT CASE WHEN kept THEN documents ELSE (SELECT count(*) FROM document) END, "
                               "CASE WHEN kept THEN mentions ELSE (SELECT count(*) FROM mention_row) END, "
                               "CASE WHEN kept THEN edges ELSE (SELECT count(*) FROM edge) END "
                               "FROM (SELECT *, rules IS NOT NULL AND changed = resolved AS kept FROM state)";
    sqlite3_stmt *statement = NULL;
    bool found = false;
    *documents = *mentions = *edges = 0;
    vd_status status = vd_sql_slot(db, VD_SLOT_COUNTS, text, &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &found, err);
    }
    if (found) {
        bool fits = vd_sql_size(statement, 0, documents) && vd_sql_size(statement, 1, mentions) &&
                    vd_sql_size(statement, 2, edges);
        (void)fits; /* a count is never negative */
        sqlite3_reset(statement);
    }
    return status;
}
