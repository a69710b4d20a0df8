/* Changing some of the derived half: of links, documents and notes only what differs, and the edges of sources whose
 * links lead elsewhere. */
#include "store/addition.h"
#include "store/derived.h"
#include "store/net_patch.h"

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

static vd_status documents_rewrite(vd_derived *p, const vd_revision *revision, vd_error *err)
{
    const vd_resolution *r = p->resolution;
    int64_t changed = 0;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < r->document_count; i++) {
        if (!revision->rewritten[i]) {
            continue;
        }
        status = vd_derived_put_document(p, i, err);
        vd_arena_clear(&p->scratch);
        if (status == VD_OK) {
            status = numbers_run(p->db, "DELETE FROM learnt WHERE document = ?", vd_derived_row(p, (int)i), 0, &changed,
                                 err);
        }
        if (status == VD_OK && revision->aliased) {
            status =
                numbers_run(p->db, "DELETE FROM alias WHERE document = ?", vd_derived_row(p, (int)i), 0, &changed, err);
        }
        if (status == VD_OK) {
            status = vd_derived_put_known(p, i, revision->aliased, err);
        }
    }
    return status;
}

static vd_status link_rewrite(vd_derived *p, size_t source, size_t mention, vd_error *err)
{
    int64_t changed = 0, row = p->rows[source], at = (int64_t)mention;
    vd_status status = numbers_run(p->db, "DELETE FROM link WHERE source = ? AND mention = ?", row, at, &changed, err);
    if (status == VD_OK) {
        status = numbers_run(p->db, "DELETE FROM candidate WHERE source = ? AND mention = ?", row, at, &changed, err);
    }
    return status == VD_OK ? vd_derived_put_link(p, source, mention, err) : status;
}

/* What the graph hangs on, of sources whose edges are about to change or have just done so. */
static vd_status restated_note(vd_derived *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t s = 0; status == VD_OK && s < p->source_count; s++) {
        status = revision->restated[s] ? vd_net_changes_source(changes, p->db, p->rows[s], err) : VD_OK;
    }
    return status;
}

/* Links, and the edges of sources whose links lead elsewhere; *lost edges. */
static vd_status sources_rewrite(vd_derived *p, const vd_revision *revision, int64_t *lost, vd_error *err)
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
    return status == VD_OK ? vd_derived_put_edges(p, err) : status;
}

static vd_status state_revise(vd_derived *p, const vd_revision *revision, int64_t lost, vd_error *err)
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
static vd_status changed_note(vd_derived *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    vd_status status = restated_note(p, revision, changes, err);
    for (size_t i = 0; status == VD_OK && i < p->resolution->document_count; i++) {
        status = revision->rewritten[i] ? vd_net_changes_document(changes, vd_derived_row(p, (int)i), err) : VD_OK;
    }
    for (size_t i = 0; status == VD_OK && i < revision->gone_count; i++) {
        status = vd_net_changes_document(changes, revision->gone[i], err);
    }
    return status;
}

/* The graph as it is then; where it is the same as before, only what it is of. */
static vd_status graph_revise(vd_derived *p, const vd_revision *revision, vd_net_changes *changes, vd_error *err)
{
    if (!revision->redrawn) {
        return vd_sql_exec(p->db->sql, "UPDATE graph SET stamp = (SELECT resolved FROM state)", err);
    }
    vd_status status = changed_note(p, revision, changes, err);
    return status == VD_OK ? vd_net_patch(p->db, changes, err) : status;
}

/* Of links, documents and notes only what differs; *lost edges. */
static vd_status rows_rewrite(vd_derived *p, const vd_revision *revision, vd_net_changes *changes, int64_t *lost,
                              vd_error *err)
{
    int64_t changed = 0;
    vd_status status = vd_derived_find_sources(p, err);
    if (status == VD_OK) {
        status = vd_derived_order_sources(p, err);
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

static vd_status revision_put(vd_derived *p, const vd_revision *revision, vd_error *err)
{
    int64_t lost = 0;
    vd_net_changes changes = {0};
    vd_status status = rows_rewrite(p, revision, &changes, &lost, err);
    if (status == VD_OK) {
        status = vd_derived_put_clues(p, err);
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
    vd_derived p = {.db = db,
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

vd_status vd_revised_put(vd_db *db, const vd_revision *revision, int64_t behind, vd_net_changes *changes, vd_error *err)
{
    vd_derived p = {.db = db,
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
