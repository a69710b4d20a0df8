/** A source that goes: the documents that it touches, and the rows that go with it. */
#include "base/error.h"
#include "store/addition.h"
#include "store/derived.h"
#include "store/net_patch.h"

/* ---- What it touches --------------------------------------------------------------------------------------------- */

static vd_status documents_read(vd_db *db, int64_t source, vd_arena *arena, vd_leaving *out, vd_error *err)
{
    static const char text[] =
        "SELECT d.document, NOT EXISTS (SELECT 1 FROM link l WHERE l.document = d.document AND l.source <> ?1) "
        "AND NOT EXISTS (SELECT 1 FROM candidate c WHERE c.document = d.document AND c.source <> ?1) "
        "AND NOT EXISTS (SELECT 1 FROM document_source o WHERE o.document = d.document AND o.source <> ?1) "
        "FROM (SELECT document FROM link WHERE source = ?1 AND document IS NOT NULL UNION "
        "SELECT document FROM candidate WHERE source = ?1 UNION "
        "SELECT document FROM document_source WHERE source = ?1) d";
    sqlite3_stmt *statement = NULL;
    bool more = false;
    size_t cap = 0;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, source);
        status = vd_bind_done(&bind, err);
    }
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        if (out->count == cap) {
            struct vd_left *grown = vd_arena_grown(arena, out->documents, &cap, 32, sizeof *grown);
            if (grown == NULL) {
                status = vd_fail_memory(err);
                break;
            }
            out->documents = grown;
        }
        out->documents[out->count++] =
            (struct vd_left){sqlite3_column_int64(statement, 0), sqlite3_column_int(statement, 1) != 0};
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_store_leaving(vd_db *db, vd_str path, vd_arena *arena, int64_t *source, vd_leaving *out, vd_error *err)
{
    static const char ask[] = "SELECT source FROM source WHERE path = ?";
    bool found = false;
    *out = (vd_leaving){.path = path};
    vd_status status = vd_sql_slot_look_up(db, VD_SLOT_SOURCE_FIND, ask, path, &found, source, err);
    *source = found ? *source : 0;
    return status == VD_OK && found ? documents_read(db, *source, arena, out, err) : status;
}

/* ---- What others say --------------------------------------------------------------------------------------------- */

enum {
    SURE_FIELDS = 6,
    SURE_ISSUER = 3, /* its place among them */
    SURE_LEAST = 16, /* so many more say it than what goes, */
    SURE_SHARE = 4   /* and so many times as many as say anything else */
};

/* Mentions that bear a number: what they say of each field, without those of the source that goes. */
static vd_status says_count(sqlite3_stmt *statement, int64_t same[SURE_FIELDS], int64_t other[SURE_FIELDS],
                            vd_error *err)
{
    bool more = false;
    vd_status status = VD_OK;
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        for (int i = 0; i < SURE_FIELDS; i++) {
            bool said = sqlite3_column_type(statement, 2 * i) != SQLITE_NULL;
            bool implied = i == SURE_ISSUER && sqlite3_column_int(statement, 2 * SURE_FIELDS + 1) != 0;
            bool counts = said && !implied && sqlite3_column_int(statement, 2 * SURE_FIELDS) == 0;
            bool alike = said && sqlite3_column_int(statement, 2 * i + 1) != 0;
            same[i] += counts && alike;
            other[i] += said && !alike;
        }
    }
    return status;
}

vd_status vd_store_sure(vd_db *db, int64_t document, vd_str path, unsigned *fields, vd_error *err)
{
#define WORD(column) "(SELECT word FROM word WHERE text = " column ") AS " column
#define SAYS(column) "m." column "_word, m." column "_word = d." column ", "
    static const char text[] = "SELECT " SAYS("type") SAYS("number") SAYS("symbol") SAYS("issuer")
        SAYS("title") "nullif(m.date, 0), m.date = d.date, s.marks_lost, NOT m.issuer_stated "
                      "FROM (SELECT document, date, " WORD("type") ", " WORD("number") ", " WORD("symbol") ", " WORD(
                          "issuer") ", " WORD("title") " FROM document WHERE document = ?1 LIMIT 1) d "
                                                       "CROSS JOIN link l ON l.document = d.document "
                                                       "CROSS JOIN mention_row m ON m.source = l.source AND "
                                                       "m.ordinal = l.mention "
                                                       "CROSS JOIN source s ON s.source = l.source "
                                                       "WHERE m.number_word IS NOT NULL AND s.path <> ?2";
#undef WORD
#undef SAYS
    sqlite3_stmt *statement = NULL;
    int64_t same[SURE_FIELDS] = {0}, other[SURE_FIELDS] = {0};
    *fields = 0;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, document);
        vd_bind_text(&bind, path);
        status = vd_bind_done(&bind, err);
    }
    if (status == VD_OK) {
        status = says_count(statement, same, other, err);
    }
    sqlite3_finalize(statement);
    for (int i = 0; status == VD_OK && i < SURE_FIELDS; i++) {
        bool sure = same[i] >= SURE_LEAST && same[i] >= SURE_SHARE * other[i];
        *fields |= sure ? 1U << i : 0;
    }
    return status;
}

/* ---- What goes --------------------------------------------------------------------------------------------------- */

/* What of it is counted. */
static vd_status counts_less(vd_db *db, int64_t source, vd_error *err)
{
    return vd_sql_run_row(db,
                          "UPDATE state SET changed = changed + 1, "
                          "mentions = mentions - (SELECT count(*) FROM mention_row WHERE source = ?1), "
                          "edges = edges - (SELECT count(*) FROM edge WHERE source = ?1)",
                          source, err);
}

static vd_status departure_put(vd_derived *p, int64_t source, const vd_revision *revision, vd_net_changes *changes,
                               vd_error *err)
{
    size_t documents = 0;
    for (size_t i = 0; i < p->resolution->document_count; i++) {
        documents += p->resolution->documents[i].row == 0;
    }
    vd_status status = vd_net_changes_source(changes, p->db, source, err);
    if (status == VD_OK) {
        status = counts_less(p->db, source, err);
    }
    if (status == VD_OK) {
        status = vd_sql_run_row(p->db, "DELETE FROM source WHERE source = ?", source, err);
    }
    if (status == VD_OK) {
        status = vd_derived_put_documents(p, err);
    }
    if (status == VD_OK) {
        status = vd_revised_put(p->db, revision, p->behind, changes, err);
    }
    if (status == VD_OK) {
        status = vd_derived_put_clues(p, err);
    }
    if (status == VD_OK) {
        status = vd_sql_run_row(p->db, "UPDATE state SET resolved = resolved + 1, documents = documents + ?",
                                (int64_t)documents, err);
    }
    if (status == VD_OK) {
        status = vd_net_changes_behind(changes, p->db, p->behind, err);
    }
    return status == VD_OK ? vd_net_patch(p->db, changes, err) : status;
}

vd_status vd_store_departure_put(vd_db *db, int64_t source, const vd_revision *revision, vd_error *err)
{
    vd_derived p = {.db = db,
                    .sources = revision->touched.sources,
                    .source_count = revision->touched.count,
                    .resolution = &revision->resolution};
    vd_net_changes changes = {0};
    vd_status status = vd_sql_number(db->sql, "SELECT ifnull(max(document), 0) FROM document", &p.behind, err);
    if (status == VD_OK) {
        status = departure_put(&p, source, revision, &changes, err);
    }
    vd_net_changes_clear(&changes);
    vd_arena_clear(&p.scratch);
    vd_arena_clear(&p.arena);
    return status;
}
