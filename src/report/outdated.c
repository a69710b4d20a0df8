/** vd_report_outdated: which findings, as rows; or what cannot be judged. */
#include "report/report.h"

#include "report/finding_rows.h"
#include "report/unjudged.h"

static vd_status document_want(const vd_graph_data *data, vd_str id, uint32_t *out, vd_error *err)
{
    *out = VD_GRAPH_NONE;
    return id.ptr ? vd_graph_require(data, id, out, err) : VD_OK;
}

static vd_status rows_make(vd_arena *arena, const vd_force *force, const vd_outdated_query *query,
                           const vd_finding_sheet *sheet, const vd_undecided_findings *undecided, vd_rows **out,
                           vd_error *err)
{
    return query->unjudged ? vd_unjudged_rows(force, sheet, undecided, out, err)
                           : vd_finding_rows(arena, force, sheet, out, err);
}

vd_status vd_report_outdated(const vd_graph_data *data, const vd_changes *changes, const vd_citations *unknown,
                             const vd_outdated_query *query, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_force force;
    vd_finding_counts counts = {0};
    vd_finding_query asked = {
        .as_of = query->as_of, .least = query->severity, .unjudged = query->unjudged, .counts = &counts};
    vd_finding_sheet sheet = {.as_of = query->as_of, .each = query->each};
    vd_undecided_findings undecided = {0};
    *out = NULL;
    vd_status status = document_want(data, query->plan, &asked.from, err);
    if (status == VD_OK) {
        status = document_want(data, query->law, &asked.to, err);
    }
    if (status == VD_OK) {
        status = vd_force_make(&arena, data, changes, &force, err);
    }
    if (status == VD_OK) {
        status = vd_findings_make(&arena, &force, &asked, &sheet.findings, &sheet.count, err);
    }
    if (status == VD_OK && unknown) {
        status = vd_undecided_find(&arena, data, unknown, &asked, &undecided, err);
    }
    if (status == VD_OK) {
        status = rows_make(&arena, &force, query, &sheet, &undecided, out, err);
    }
    if (query->counts) {
        *query->counts =
            (vd_outdated_counts){counts.cited, counts.silent, counts.unjudged, undecided.count, counts.undated};
    }
    vd_arena_clear(&arena);
    return status;
}
