/** Citations on which no verdict is possible, and why. */
#ifndef VD_REPORT_UNJUDGED_H
#define VD_REPORT_UNJUDGED_H

#include "report/finding_rows.h"
#include "report/matrix.h"

/** Citations of documents that nobody knows, one a citing document and wording: `to` is a document of `made`. */
typedef struct vd_undecided_findings {
    vd_matrix_undecided made;
    vd_finding *items;
    size_t count;
} vd_undecided_findings;

/** Those of `unknown` that `query` asks for; of one cited document: those that may mean it.
 *  Shape:  by citing document, source, place.    Owner: in `arena`; `data` and `unknown` are borrowed.
 *  Errors: NO_MEMORY.    Cost: O(edges + citations log citations). */
VD_CHECKED vd_status vd_undecided_find(vd_arena *arena, const vd_graph_data *data, const vd_citations *unknown,
                                       const vd_finding_query *query, vd_undecided_findings *out, vd_error *err);

/** The undecided ones, then `silent`, the findings of vd_findings_make() with `unjudged`.
 *  Owner:  *out is the caller's and holds copies.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_unjudged_rows(const vd_force *force, const vd_finding_sheet *silent,
                                      const vd_undecided_findings *undecided, vd_rows **out, vd_error *err);

#endif
