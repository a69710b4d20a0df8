/** Findings of the force room as rows. */
#ifndef VD_REPORT_FINDING_ROWS_H
#define VD_REPORT_FINDING_ROWS_H

#include "base/rows.h"
#include "force/finding.h"
#include "graph/fill.h"

/** When the citing document of a finding was reviewed last, and by whom; both are left alone where it was not. */
typedef void (*vd_finding_review)(const void *context, const vd_finding *found, vd_date *on, vd_str *by);

typedef struct vd_finding_sheet {
    const vd_finding *findings;
    size_t count;
    vd_date as_of;
    bool each;                  /* one row a place */
    vd_finding_review reviewed; /* NULL: rows say nothing of reviews */
    const void *context;
} vd_finding_sheet;

/** The columns relation, source, line, start, end and sentence of one place. */
void vd_finding_place_fill(vd_fill *fill, const vd_graph_edge *place);
/** Owner:  *out is the caller's and holds copies; `arena` is for the work.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_finding_rows(vd_arena *arena, const vd_force *force, const vd_finding_sheet *sheet,
                                     vd_rows **out, vd_error *err);

#endif
