/** If a document is replaced, which others must be looked at? */
#ifndef VD_GRAPH_IMPACT_H
#define VD_GRAPH_IMPACT_H

#include "graph/graph.h"

/** How much of a document hangs on another that it acts on so, 0 to 1; 0: nothing does. */
double vd_impact_weight(vd_relation relation, vd_strength strength);

/** On data at hand; vd_net_impact() asks a view.
 *  Owner:  *out is the caller's and holds copies.
 *  Errors: NO_MEMORY; NOT_FOUND.    Cost: O(documents + edges). */
VD_CHECKED vd_status vd_graph_impact(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err);

#endif
