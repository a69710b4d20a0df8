/** Questions over the whole graph: neighbours, reach, chains, rank, places in a drawing.
 *
 *  Walks go over a vd_net and ask its view for the words of what they show, so that a question costs what its answer
 *  holds.  What needs every edge with its words, such as a drawing, works on a vd_graph_data: documents are sorted by
 * id there, so an order by index is an order by id. An edge from a document to itself says nothing about who acts on
 * whom: every function here passes over it. */
#ifndef VD_GRAPH_GRAPH_H
#define VD_GRAPH_GRAPH_H

#include "base/arena.h"
#include "graph/band.h"
#include "store/net.h"
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

/* ---- Marks ----------------------------------------------------------------------------------------------------- */

/** A way from a document to the target of a walk. */
typedef struct vd_hop {
    uint32_t last; /* the document before the target on it */
    uint32_t next; /* the document after this one */
    uint32_t way;  /* edges to the target << 1 | which of the next document's steps goes on */
} vd_hop;

/** What a walk has found out about one document. */
typedef struct vd_mark {
    uint32_t turn;   /* the walk that was here; another one: nothing here counts */
    vd_hop steps[2]; /* the shorter first; the second counts when the bits hold the document */
    uint32_t unused; /* eight numbers: two marks a cache line */
} vd_mark;

/** Marks of all documents, a set of them, and a queue.  A net keeps them from one question to the next: a walk clears
 * nothing and costs what it reaches. */
typedef struct vd_marks {
    vd_mark *marks;
    uint64_t *bits; /* empty between walks: whoever sets some clears them */
    uint32_t *queue;
    size_t count, cap; /* of the queue */
    uint32_t bound, turn;
} vd_marks;

/** Marks for one walk, none of them set.    Owner: vd_marks_give().    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_marks_take(vd_net *net, vd_marks **out, vd_error *err);
void vd_marks_give(vd_net *net, vd_marks *marks);
/** Begin another walk with the same marks. */
void vd_marks_turn(vd_marks *marks);
VD_CHECKED bool vd_marks_queue(vd_marks *marks, uint32_t value);
/** Room for so many more in the queue. */
VD_CHECKED bool vd_marks_room(vd_marks *marks, size_t more);

static inline bool vd_bit(const uint64_t *bits, uint32_t at)
{
    return (bits[at >> 6] >> (at & 63) & 1U) != 0;
}
static inline void vd_bit_set(uint64_t *bits, uint32_t at)
{
    bits[at >> 6] |= UINT64_C(1) << (at & 63);
}
static inline void vd_bit_clear(uint64_t *bits, uint32_t at)
{
    bits[at >> 6] &= ~(UINT64_C(1) << (at & 63));
}

/* ---- Breadth first --------------------------------------------------------------------------------------------- */

/** Walk from `start` to those that it acts on over links among `relations`; with `stop` a document, no further than
 * that. Errors: NO_MEMORY, those of fetching. */
VD_CHECKED vd_status vd_walk_run(vd_net *net, vd_marks *marks, uint32_t relations, uint32_t start, uint32_t stop,
                                 vd_error *err);
/** Edges from the start; VD_GRAPH_NONE: not reached. */
uint32_t vd_walk_depth(const vd_marks *marks, uint32_t row);
/** The documents of a walk from its start to `stop`, both among them; `path` has room for depth + 1.
 *  The path has the fewest edges; among those, the smallest sequence of document ids. */
void vd_walk_path(const vd_marks *marks, uint32_t stop, uint32_t *path);
/** How many places of one file prove `relation` with one of the strengths (bits 1 << strength): of the file that has
 *  most, since copies of a document say the same again.    Errors: false when out of memory. */
VD_CHECKED bool vd_net_places(const vd_net_proof *proofs, size_t count, vd_relation relation, unsigned strengths,
                              vd_arena *arena, size_t *out);
/** The best proof among `relations` of the link from -> to, and how many places are like it (same relation and
 *  strength).    Errors: NO_MEMORY; INTERNAL when there is none. */
VD_CHECKED vd_status vd_net_best(vd_net *net, uint32_t relations, uint32_t from, uint32_t to, vd_arena *arena,
                                 vd_net_proof *out, size_t *like, vd_error *err);

/* ---- Who it is ------------------------------------------------------------------------------------------------- */

/** Documents that act on a target, also through others, level by level: those of the level found last are
 *  marks->queue[begin .. end), all before them nearer to the target, which is the first of all. */
typedef struct vd_spread {
    vd_net *net;
    vd_marks *marks;
    uint32_t relations;
    uint32_t day; /* as of vd_reach */
    size_t begin, end;
} vd_spread;

/** Errors: NO_MEMORY.  Even then, vd_spread_end() comes last. */
VD_CHECKED vd_status vd_spread_begin(vd_spread *spread, vd_net *net, vd_marks *marks, uint32_t relations,
                                     uint32_t target, uint32_t day, vd_error *err);
/** The next level; *more is false when there is none.    Errors: NO_MEMORY, those of fetching. */
VD_CHECKED vd_status vd_spread_next(vd_spread *spread, bool *more, vd_error *err);
void vd_spread_end(vd_spread *spread);

/* ---- Chains ---------------------------------------------------------------------------------------------------- */

/** From the documents that reach a target, a shortest way to it and a shortest one that ends differently; found level
 *  by level, as far as somebody wants to know. */
typedef struct vd_reach {
    vd_net *net;
    vd_marks *marks;
    uint32_t relations, target;
    uint32_t day;    /* yyyymmdd: documents issued after it do not act; 0: all do */
    size_t head;     /* of the queue: what was gone on from */
    uint32_t depth;  /* of the level found last */
    uint32_t *level; /* its documents that have their shortest chain there, by id */
    size_t count, cap;
    uint64_t *scratch; /* for sorting, as large as `level`, twice */
} vd_reach;

/** Was the document issued by the day? */
typedef enum vd_issue { VD_ISSUED_LATER, VD_ISSUED_PERHAPS, VD_ISSUED } vd_issue;
VD_CHECKED vd_status vd_net_issue(vd_net *net, uint32_t row, uint32_t day, vd_issue *out, vd_error *err);

/** The documents that act on the target themselves have no chain yet.    Errors: NO_MEMORY, those of fetching. */
VD_CHECKED vd_status vd_reach_begin(vd_reach *reach, vd_net *net, vd_marks *marks, uint32_t relations, uint32_t target,
                                    uint32_t day, vd_error *err);
/** The next level into reach->level; *more is false when there is none.  Also after a failure, vd_reach_clear() comes
 *  before the marks are given back. */
VD_CHECKED vd_status vd_reach_next(vd_reach *reach, bool *more, vd_error *err);
void vd_reach_clear(vd_reach *reach);
/** The documents of the chain of one that is among a level, itself and the target among them; `path` has room for
 *  reach->depth + 1. */
void vd_reach_path(const vd_reach *reach, uint32_t row, uint32_t *path);

/* ---- Measures (igraph) ----------------------------------------------------------------------------------------- */

/** Per document.  Several edges between the same two documents in the same direction count once: a text that names a
 *  law ten times does not cite it ten times more. */
typedef struct vd_measures {
    double *score; /* PageRank, citing -> cited, damping 0.85; sums to 1 */
    uint32_t *in_degree, *out_degree;
    uint32_t *component; /* weakly connected; numbered from 1 by the smallest document id in it */
    uint8_t *cycle;      /* 1: lies on a cycle */
} vd_measures;

/** The rows of a net's documents in the order of ids, in `arena`. */
VD_CHECKED vd_status vd_net_rows_by_place(vd_arena *arena, vd_net *net, uint32_t **out, vd_error *err);
/** By place in the order of ids; `rows` as of vd_net_rows_by_place().
 *  Owner:  arrays in `arena`.
 *  Errors: NO_MEMORY; INTERNAL when igraph refuses; those of fetching. */
VD_CHECKED vd_status vd_net_measure(vd_arena *arena, vd_net *net, const uint32_t *rows, vd_measures *out,
                                    vd_error *err);
/** On data at hand, by index. */
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

/** The functions of viendan.h of the same names, on a view, which they release at the end or when *out is freed.
 *  Errors: NO_MEMORY; NOT_FOUND for an id that the view does not know; those of the view, also when rows are read. */
VD_CHECKED vd_status vd_net_who(vd_net_view view, const vd_who_query *query, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_net_who_count(vd_net_view view, const vd_who_query *query, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_net_path(vd_net_view view, vd_str from, vd_str to, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_net_rank(vd_net_view view, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_net_impact(vd_net_view view, vd_str id, vd_rows **out, vd_error *err);

/** A view of data at hand.    Owner: `data` is borrowed until the view is released.
 *  Errors: NO_MEMORY, LIMIT; INVALID when an edge leads nowhere. */
VD_CHECKED vd_status vd_view_of_data(const vd_graph_data *data, vd_net_view *out, vd_error *err);

/** The same on data at hand.
 *  Owner:  *out is the caller's; `data` must not go before it. */
VD_CHECKED vd_status vd_graph_who(const vd_graph_data *data, const vd_who_query *query, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_graph_who_count(const vd_graph_data *data, const vd_who_query *query, vd_rows **out,
                                        vd_error *err);
VD_CHECKED vd_status vd_graph_path(const vd_graph_data *data, vd_str from, vd_str to, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_graph_rank(const vd_graph_data *data, vd_rows **out, vd_error *err);

/** Index of the document `id`; NOT_FOUND says so in words. */
VD_CHECKED vd_status vd_graph_require(const vd_graph_data *data, vd_str id, uint32_t *out, vd_error *err);

#endif
