/* Adding what sources that came say to the derived half, with what it changes of sources that were there. */
#include "store/addition.h"
#include "store/derived.h"
#include "store/net_patch.h"

/* Nothing is said any more of what a document lost, and what it was learnt from is said anew. */
static vd_status changes_put(vd_derived *p, const vd_addition *addition, vd_error *err)
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
        vd_bind_int(&bind, vd_derived_row(p, addition->relearnt[i].document));
        vd_bind_text(&bind, addition->relearnt[i].from);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(lose);
    sqlite3_finalize(learn);
    sqlite3_finalize(rename);
    return status;
}

/* The graph with what came. */
static vd_status graph_add(vd_derived *p, const vd_addition *addition, vd_net_changes *changes, vd_error *err)
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
    vd_derived p = {.db = db, .sources = sources, .source_count = source_count, .resolution = &addition->resolution};
    static vd_status (*const steps[])(vd_derived *, vd_error *) = {
        vd_derived_find_sources, vd_derived_order_sources, vd_derived_put_documents, vd_derived_put_carriers,
        vd_derived_put_links,    vd_derived_put_edges,     vd_derived_put_clues,     vd_derived_write_state};
    vd_net_changes changes = {0};
    vd_status status = vd_sql_number(db->sql, "SELECT max(document) FROM document", &p.behind, err);
    if (status == VD_OK) {
        status = changes_put(&p, addition, err);
    }
    for (size_t i = 0; status == VD_OK && i < sizeof steps / sizeof *steps; i++) {
        status = steps[i](&p, err);
    }
    if (status == VD_OK && addition->revised) {
        status = vd_revised_put(db, addition->revised, p.behind, &changes, err);
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
