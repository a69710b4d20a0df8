/** The graph as walks want it: who is next to whom, in flat arrays, without a single string.
 *
 *  Vertices are rows of `document`.  Several edges between two documents are one link; what proves it are its proofs,
 *  best first, so that nothing has to be compared again.  Lists of links follow the order of ids.
 *
 *  All of it lies in chunks of VD_NET_SPAN rows, which the database keeps (net_store.c) and which come when a walk
 * first steps on them, with the links that were noted beside them since, as come or gone (net_added.c): a question
 * reads what it touches.  A database without them, or whose chunks no longer fit it, is read edge by edge once
 * (net_read.c) and gives the same chunks. */
#ifndef VD_STORE_NET_H
#define VD_STORE_NET_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/store.h"

/** No row. */
#define VD_NET_NONE UINT32_MAX

#define VD_NET_SHIFT 10
#define VD_NET_SPAN ((uint32_t)1 << VD_NET_SHIFT)

/** What chunks hold. */
typedef enum vd_net_part {
    VD_NET_IN,    /* who acts on the rows */
    VD_NET_OUT,   /* on whom they act */
    VD_NET_PROOF, /* what proves the links of OUT */
    VD_NET_ORDER, /* the rows' places in the order of ids: they rise with it, with room between them */
    VD_NET_FIRST, /* the first day they can be of, yyyymmdd; 0: not known */
    VD_NET_LAST,  /* the last one */
    VD_NET_PATH,  /* rows of `source` instead: their places in the order of paths */
    VD_NET_PART_COUNT
} vd_net_part;

/** The links of one chunk in one direction: those of row r are start[r] .. start[r + 1], r counted from its first. */
typedef struct vd_net_links {
    const uint32_t *start, *other;
    const uint32_t *proof; /* OUT: the first of its proofs, which end where the next link's begin; IN: NULL */
    const uint16_t *kinds; /* bits 1 << relation, and 1 << (VD_REL_COUNT + strength - 1) of each strength but NONE */
} vd_net_links;

/** The proofs of one chunk. */
typedef struct vd_net_proofs {
    const double *confidence;
    const uint32_t *source, *statement; /* rows */
    const uint32_t *start; /* byte of the source when it was decided: where the text was edited since and everything was
                              found again, it only tells places apart and orders them */
    const uint8_t *bits;   /* relation, strength << 4, VD_NET_THIRD, VD_NET_PREAMBLE */
} vd_net_proofs;

enum { VD_NET_THIRD = 0x40, VD_NET_PREAMBLE = 0x80 };

/** One chunk: which member counts is told by its part. */
typedef struct vd_net_chunk {
    vd_net_links links;
    vd_net_proofs proofs;
    const uint32_t *order;
    size_t count; /* links, proofs or places */
} vd_net_chunk;

/** One proof of a link. */
typedef struct vd_net_proof {
    uint32_t from, to;
    vd_relation relation;
    vd_strength strength;
    bool third_party, preamble;
    double confidence;
    uint32_t source, statement, start;
} vd_net_proof;

typedef struct vd_net {
    uint32_t bound;        /* rows of documents are below it */
    uint32_t source_bound; /* rows of sources */
    size_t document_count;
    vd_net_chunk **parts[VD_NET_PART_COUNT]; /* by number; NULL: not there yet */
    /* Gives a chunk that is not there yet; NULL: all are. */
    vd_status (*fetch)(void *context, vd_net_part part, uint32_t number, vd_net_chunk **out, vd_error *err);
    /* Gives the proofs of one link without its chunks; NULL: they are there.  And how often it was asked, by chunk. */
    vd_status (*link)(void *context, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof **out, size_t *count,
                      vd_error *err);
    uint8_t *linked;
    void *context;
    /* What a question leaves to the next one: its arrays of marks. */
    void *spare;
    void (*spare_free)(void *spare);
} vd_net;

/** Zero everything and make room for the chunks.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_net_init(vd_net *net, uint32_t bound, uint32_t source_bound, vd_error *err);
void vd_net_clear(vd_net *net);
/** How many chunks a part has. */
uint32_t vd_net_chunk_count(const vd_net *net, vd_net_part part);

VD_CHECKED vd_status vd_net_fetch(vd_net *net, vd_net_part part, uint32_t number, vd_error *err);
/** The chunk that `row` lies in, made present. */
static inline VD_CHECKED vd_status vd_net_chunk_of(vd_net *net, vd_net_part part, uint32_t row,
                                                   const vd_net_chunk **out, vd_error *err)
{
    uint32_t number = row >> VD_NET_SHIFT;
    if (net->parts[part][number] == NULL) {
        vd_status status = vd_net_fetch(net, part, number, err);
        if (status != VD_OK) {
            return status;
        }
    }
    *out = net->parts[part][number];
    return VD_OK;
}

/** The links of one row. */
typedef struct vd_net_list {
    const uint32_t *other, *proof; /* proof has count + 1 members; IN: NULL */
    const uint16_t *kinds;
    size_t count;
} vd_net_list;

static inline VD_CHECKED vd_status vd_net_list_of(vd_net *net, vd_net_part part, uint32_t row, vd_net_list *out,
                                                  vd_error *err)
{
    const vd_net_chunk *chunk = NULL;
    vd_status status = vd_net_chunk_of(net, part, row, &chunk, err);
    if (status == VD_OK) {
        uint32_t at = row & (VD_NET_SPAN - 1);
        uint32_t from = chunk->links.start[at];
        *out = (vd_net_list){chunk->links.other + from, chunk->links.proof ? chunk->links.proof + from : NULL,
                             chunk->links.kinds + from, chunk->links.start[at + 1] - from};
    }
    return status;
}

/** The proofs of the link from -> to, best first, in `arena`; none where there is no link.
 *  Errors: NO_MEMORY, those of fetching. */
VD_CHECKED vd_status vd_net_proofs_of(vd_net *net, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof **out,
                                      size_t *count, vd_error *err);
/** A place in the order of ids (ORDER) or of paths (PATH), or a day (FIRST, LAST). */
VD_CHECKED vd_status vd_net_place(vd_net *net, vd_net_part part, uint32_t row, uint32_t *out, vd_error *err);

/** A whole date as yyyymmdd; {0}: 0. */
static inline uint32_t vd_net_day(vd_date date)
{
    return date.year <= 0 ? 0 : (uint32_t)date.year * 10000 + (uint32_t)date.month * 100 + (uint32_t)date.day;
}
/** The days a document can be of: of its window, where there is one, else of its date; 0: not known. */
void vd_net_days(vd_date date, vd_date earliest, vd_date latest, uint32_t *first, uint32_t *last);

/** primary 0, task 1, linked 2, none 3. */
static inline int vd_net_strength_rank(vd_strength strength)
{
    return ((int)strength + 3) & 3;
}
/** Sure, likely, the rest. */
static inline int vd_confidence_class(double confidence)
{
    /* Classes, not values: a sure mention at the top of a text is better evidence than a slightly surer one below. */
    return confidence >= 0.8 ? 0 : confidence >= 0.5 ? 1 : 2;
}

/** An edge on its way into chunks. */
typedef struct vd_net_edge {
    double confidence;
    uint32_t from, to, source, statement, start, end;
    uint32_t to_place, path_place; /* set by vd_net_build() */
    uint8_t relation, strength;
    bool third_party, preamble;
} vd_net_edge;

/** By link, a link's best evidence first; to_place and path_place must be set. */
void vd_net_edges_sort(vd_net_edge *edges, size_t count);
/** What vd_net_links.kinds and vd_net_proofs.bits say of an edge. */
uint16_t vd_net_edge_kinds(const vd_net_edge *edge);
uint8_t vd_net_edge_bits(const vd_net_edge *edge);

/** What chunks are made of. */
typedef struct vd_net_input {
    vd_net_edge *edges; /* in any order; vd_net_build() sorts them */
    size_t edge_count;
    const uint32_t *order;        /* `bound` places in the order of ids; VD_NET_NONE: no such document */
    const uint32_t *first, *last; /* `bound` days, or NULL: none is known */
    const uint32_t *path;         /* `source_bound` places in the order of paths */
    uint32_t bound, source_bound;
} vd_net_input;

/** Make all chunks and give each to `put`, as the bytes that are stored.
 *  Errors: NO_MEMORY; INVALID when an edge leads nowhere; those of `put`.
 *  Cost:   O(edges * log edges). */
VD_CHECKED vd_status vd_net_build(const vd_net_input *input,
                                  vd_status (*put)(void *context, vd_net_part part, uint32_t number, vd_str bytes,
                                                   vd_error *err),
                                  void *context, vd_error *err);
/** The chunk of these bytes, checked against what it may refer to.
 *  Owner:  *out is the caller's, vd_free(); NULL where the bytes are none that vd_net_build() gives.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_net_chunk_read(const vd_net *net, vd_net_part part, uint32_t number, vd_str bytes,
                                       vd_net_chunk **out, vd_error *err);
/** A `put` that keeps the chunks in the vd_net that is its context. */
VD_CHECKED vd_status vd_net_keep(void *net, vd_net_part part, uint32_t number, vd_str bytes, vd_error *err);

/** A graph with the words that belong to it, as of one moment. */
typedef struct vd_net_view {
    vd_net *net;
    void *context;
    /* The row of an id; NOT_FOUND says so in words. */
    vd_status (*find)(void *context, vd_str id, uint32_t *out, vd_error *err);
    /* What is known of a document, without its urn, its place and whether its text is held; texts in `arena`. */
    vd_status (*document)(void *context, uint32_t row, vd_arena *arena, vd_graph_document *out, vd_error *err);
    /* Is its text among the sources? */
    vd_status (*held)(void *context, uint32_t row, bool *out, vd_error *err);
    vd_status (*id)(void *context, uint32_t row, vd_arena *arena, vd_str *out, vd_error *err);
    /* Where the proof stands and its sentence, without pinpoint and stated_by; texts in `arena`. */
    vd_status (*evidence)(void *context, const vd_net_proof *proof, vd_arena *arena, vd_graph_edge *out, vd_error *err);
    /* What was computed of this very graph, and is kept as long as it stands: into `out`, nothing when there is none;
     * and a try to keep it, which may come to nothing.  NULL: nothing is kept. */
    vd_status (*recall)(void *context, vd_buf *out, vd_error *err);
    void (*remember)(void *context, vd_str bytes);
    void (*release)(void *context);
} vd_net_view;

/** The graph of a database as it is now.  It stays open with the database: the next view finds it there, unless
 *  something has changed.
 *  Owner:  *out is the caller's, out->release(); before the database is closed.
 *  Errors: NO_MEMORY, LIMIT, database errors. */
VD_CHECKED vd_status vd_store_view(vd_db *db, vd_net_view *out, vd_error *err);

#endif
