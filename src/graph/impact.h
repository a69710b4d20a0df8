/** If a document is replaced, which others must be looked at? */
#ifndef VD_GRAPH_IMPACT_H
#define VD_GRAPH_IMPACT_H

#include "graph/graph.h"

/** On data at hand; vd_net_impact() asks a view.
 *  Owner:  *out is the caller's and holds copies.
 *  Errors: NO_MEMORY; NOT_FOUND.    Cost: O(documents + edges). */
VD_CHECKED vd_status vd_graph_impact(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err);

#endif
