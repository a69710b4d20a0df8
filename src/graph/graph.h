/** Questions over the whole graph: neighbours, reach, chains, rank, places in a drawing.
 *
 *  Everything here works on a vd_graph_data that the caller holds; db.c loads one from the database and asks.
 *  Documents are sorted by id, so an order by index is an order by id.
 *  An edge from a document to itself says nothing about who acts on whom: every function here passes over it. */
#ifndef VD_GRAPH_GRAPH_H
#define VD_GRAPH_GRAPH_H

#include "base/arena.h"
#include "graph/band.h"
#include "store/store.h"

/** No vertex, no edge, not reached. */
#define VD_GRAPH_NONE UINT32_MAX

/** Every relation of vd_relation. */
#define VD_GRAPH_ANY (((uint32_t)1 << VD_REL_COUNT) - 1)

static inline bool vd_edge_among(const vd_graph_edge *edge, uint32_t relations)
{
    return edge->from != edge->to && (relations >> edge->relation & 1U) != 0;
}

/* ---- Evidence -------------------------------------------------------------------------------------------------- */

/** primary 0, task 1, linked 2, none 3. */
int vd_strength_rank(vd_strength strength);
/** Below 0, 0, above 0 as `a` is better evidence than `b`: the stronger implementation, then what the acting document
 *  itself says, then confidence by class (>= 0.8, >= 0.5, the rest), then the earlier place. */
int vd_evidence_cmp(const vd_graph_edge *a, const vd_graph_edge *b);

/* ---- Adjacency ------------------------------------------------------------------------------------------------- */

/** Compressed sparse rows: the edges at vertex v are edges[start[v] .. start[v + 1]), as indexes into data->edges. */
typedef struct vd_csr {
    size_t vertex_count, edge_count;
    const uint32_t *out_start, *out_edges; /* by increasing edge index, so by increasing `to` */
    const uint32_t *in_start, *in_edges;   /* by increasing edge index, so by increasing `from` */
} vd_csr;

/** Owner:  arrays in `arena`.
 *  Errors: NO_MEMORY; LIMIT above 2^32 - 2 documents or edges; INVALID when an edge leads nowhere.
 *  Cost:   O(documents + edges). */
VD_CHECKED vd_status vd_csr_build(vd_arena *arena, const vd_graph_data *data, vd_csr *out, vd_error *err);

/* ---- Breadth first --------------------------------------------------------------------------------------------- */

typedef enum vd_direction { VD_DIRECTION_OUT, VD_DIRECTION_IN } vd_direction;

/** One breadth-first walk after another over the same graph. */
typedef struct vd_walk {
    const vd_graph_data *data;
    const vd_csr *csr;
    uint32_t *seen;  /* the walk that reached the vertex last */
    uint32_t *depth; /* valid where seen[v] == turn: edges from the start */
    uint32_t *via;   /* the edge by which it was reached; VD_GRAPH_NONE at the start */
    uint32_t *order; /* the vertices reached, nearest first, the start among them */
    size_t count;
    uint32_t turn;
} vd_walk;

/** Owner:  arrays in `arena`.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_walk_init(vd_arena *arena, const vd_graph_data *data, const vd_csr *csr, vd_walk *out,
                                  vd_error *err);
/** Walk from `start` along `direction` over edges among `relations`; with `stop` a vertex, no further than that. */
void vd_walk_run(vd_walk *walk, uint32_t relations, vd_direction direction, uint32_t start, uint32_t stop);
bool vd_walk_reached(const vd_walk *walk, uint32_t vertex);
/** The edges of a walk OUT from its start to `stop`, best evidence of each step; `path` has room for depth[stop].
 *  The path has the fewest edges; among those, the smallest sequence of document ids. */
size_t vd_walk_path(const vd_walk *walk, uint32_t relations, uint32_t stop, const vd_graph_edge **path);
/** Best evidence among the edges from -> to, and how many there are like it (same relation and strength); NULL: none.
 */
const vd_graph_edge *vd_csr_best(const vd_csr *csr, const vd_graph_data *data, uint32_t relations, uint32_t from,
                                 uint32_t to, size_t *like);

/* ---- Chains ---------------------------------------------------------------------------------------------------- */

/** A way from a document to the target, and the document before the target on it. */
typedef struct vd_chain_step {
    uint32_t last;  /* VD_GRAPH_NONE: no such way */
    uint32_t depth; /* edges to the target */
    uint32_t edge;  /* the first of them */
    uint32_t slot;  /* the step of that edge's target which goes on */
} vd_chain_step;

/** From every document, a shortest way to one target and a shortest one that ends differently. */
typedef struct vd_chains {
    const vd_graph_data *data;
    uint32_t target;
    vd_chain_step (*steps)[2]; /* per document; the shorter first */
} vd_chains;

/** Owner:  in `arena`.    Errors: NO_MEMORY.
 *  Cost:   O(documents + edges): every edge is looked at twice at most. */
VD_CHECKED vd_status vd_chains_find(vd_arena *arena, const vd_graph_data *data, const vd_csr *csr, uint32_t relations,
                                    uint32_t target, vd_chains *out, vd_error *err);
/** Edges of the shortest way from `document` through others to the target; 0: there is none. */
size_t vd_chain_depth(const vd_chains *chains, uint32_t document);
/** Its edges; `path` has room for vd_chain_depth() of them. */
void vd_chain_path(const vd_chains *chains, uint32_t document, const vd_graph_edge **path);

/* ---- Measures (igraph) ----------------------------------------------------------------------------------------- */

/** Per document.  Several edges between the same two documents in the same direction count once: a text that names a
 *  law ten times does not cite it ten times more. */
typedef struct vd_measures {
    double *score; /* PageRank, citing -> cited, damping 0.85; sums to 1 */
    uint32_t *in_degree, *out_degree;
    uint32_t *component; /* weakly connected; numbered from 1 by the smallest document id in it */
    bool *cycle;         /* lies on a cycle */
} vd_measures;

/** Owner:  arrays in `arena`.
 *  Errors: NO_MEMORY; INTERNAL when igraph refuses. */
VD_CHECKED vd_status vd_graph_measure(vd_arena *arena, const vd_graph_data *data, vd_measures *out, vd_error *err);

/* ---- Drawing --------------------------------------------------------------------------------------------------- */

/** Boxes of one size on a grid of rows.  Units: pixels; x and y are the box's upper left corner. */
typedef struct vd_layout {
    int *x, *y;
    vd_band *band;
    bool *drawn; /* false: a document without edges that is not in the corpus */
    int width, height;
    int band_top[VD_BAND_COUNT], band_bottom[VD_BAND_COUNT]; /* equal where the band is empty */
} vd_layout;

enum { VD_BOX_WIDTH = 168, VD_BOX_HEIGHT = 46 };

/** Owner:  arrays in `arena`.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_graph_layout(vd_arena *arena, const vd_graph_data *data, vd_layout *out, vd_error *err);

/* ---- Answers --------------------------------------------------------------------------------------------------- */

/** The functions of viendan.h of the same names, on data at hand.
 *  Owner:  *out is the caller's and holds copies: `data` may go before it.
 *  Errors: NO_MEMORY; NOT_FOUND for an id that is not in `data`. */
VD_CHECKED vd_status vd_graph_who(const vd_graph_data *data, const vd_who_query *query, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_graph_path(const vd_graph_data *data, vd_str from, vd_str to, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_graph_rank(const vd_graph_data *data, vd_rows **out, vd_error *err);

/** Index of the document `id`; NOT_FOUND says so in words. */
VD_CHECKED vd_status vd_graph_require(const vd_graph_data *data, vd_str id, uint32_t *out, vd_error *err);

#endif
