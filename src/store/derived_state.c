/* What is known of the derived half as a whole: whether it still fits the sources, and how much there is. */
#include "store/derived.h"

#include "base/error.h"

vd_status vd_derived_read_state(vd_db *db, int64_t *changed, int64_t *resolved, vd_error *err)
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

vd_status vd_derived_write_state(vd_derived *p, vd_error *err)
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

vd_status vd_store_stale(vd_db *db, bool *stale, vd_error *err)
{
    int64_t changed = 0, resolved = 0;
    vd_status status = vd_derived_read_state(db, &changed, &resolved, err);
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
