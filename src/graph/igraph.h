/** The functions of igraph that are used, in a library that is loaded when something is measured for the first time:
 * few questions measure, and what igraph brings with it takes longer to load than most questions take. */
#ifndef VD_GRAPH_IGRAPH_H
#define VD_GRAPH_IGRAPH_H

#include "viendan.h"

#include <igraph/igraph.h>

/** All of them; what they are is known once vd_igraph_load() has been OK. */
typedef struct vd_igraph_functions {
#define F(name) __typeof__(&name) name;
#include "graph/igraph.def"
#undef F
} vd_igraph_functions;
extern vd_igraph_functions vd_igraph;

/** Errors: IO when it is not there, or is not what it was built with. */
VD_CHECKED vd_status vd_igraph_load(vd_error *err);

#endif
