/** vd_report_outdated: which findings, as rows. */
#include "report/report.h"

#include "report/finding_rows.h"

static vd_status document_want(const vd_graph_data *data, vd_str id, uint32_t *out, vd_error *err)
{
    *out = VD_GRAPH_NONE;
    return id.ptr ? vd_graph_require(data, id, out, err) : VD_OK;
}

vd_status vd_report_outdated(const vd_graph_data *data, const vd_changes *changes, const vd_outdated_query *query,
                             vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_force force;
    vd_finding_counts counts = {0};
    vd_finding_query asked = {.as_of = query->as_of, .least = query->severity, .counts = &counts};
    vd_finding_sheet sheet = {.as_of = query->as_of, .each = query->each};
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
    if (status == VD_OK) {
        status = vd_finding_rows(&arena, &force, &sheet, out, err);
    }
    if (query->counts) {
        *query->counts = (vd_outdated_counts){counts.cited, counts.silent, counts.undated};
    }
    vd_arena_clear(&arena);
    return status;
}
