/* Writing everything derived anew, in one transaction. */
#include "store/aside.h"
#include "store/derived.h"

#include "base/error.h"

/* Of few rows, making indexes anew costs more than filling them: every connection has to read the schema again. */
#define MANY_ROWS ((size_t)20000)

static bool rows_are_many(const vd_derived *p)
{
    size_t rows = p->resolution->edge_count;
    for (size_t i = 0; i < p->source_count && rows < MANY_ROWS; i++) {
        rows += p->sources[i].mention_count;
    }
    return rows >= MANY_ROWS;
}

static vd_status rows_put(vd_derived *p, vd_error *err)
{
    vd_aside aside = {0};
    /* Documents last: nothing refers to them any more, so nothing has to be searched. */
    vd_status status = vd_sql_exec(p->db->sql,
                                   "DELETE FROM edge; DELETE FROM candidate; DELETE FROM link; "
                                   "DELETE FROM document_source; DELETE FROM learnt; DELETE FROM alias; "
                                   "DELETE FROM document; DELETE FROM clue; DELETE FROM fresh; "
                                   "DELETE FROM known_gone; UPDATE known SET fresh = 0 WHERE fresh",
                                   err);
    static vd_status (*const steps[])(vd_derived *, vd_error *) = {
        vd_derived_find_sources, vd_derived_order_sources, vd_derived_put_documents, vd_derived_put_carriers,
        vd_derived_put_links,    vd_derived_put_edges,     vd_derived_put_clues};
    p->total = p->resolution->document_count + 3 * p->source_count + 1;
    if (status == VD_OK && p->alone && rows_are_many(p)) {
        status = vd_aside_take(p->db, &p->arena, &aside, err);
    }
    for (size_t i = 0; status == VD_OK && i < sizeof steps / sizeof *steps; i++) {
        status = steps[i](p, err);
    }
    return status == VD_OK ? vd_aside_restore(p->db, &aside, err) : status;
}

static vd_status derived_replace(vd_derived *p, vd_error *err)
{
    int64_t changed = 0, resolved = 0;
    vd_status status = vd_derived_read_state(p->db, &changed, &resolved, err);
    if (status == VD_OK && p->db->loaded != -1 && p->db->loaded != changed) {
        status = vd_fail(err, VD_BUSY, "another program changed the database meanwhile; try again");
    }
    if (status == VD_OK) {
        status = rows_put(p, err);
    }
    return status == VD_OK ? vd_derived_write_state(p, err) : status;
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
        vd_derived p = {
            .db = db, .sources = sources, .source_count = source_count, .resolution = resolution, .alone = alone};
        status = vd_sql_end(db, derived_replace(&p, err), err);
        vd_arena_clear(&p.scratch);
        vd_arena_clear(&p.arena);
    }
    if (trusted) {
        references_check(db, true);
    }
    return status;
}
