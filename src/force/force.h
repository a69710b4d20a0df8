/** What was in force on which day (hiệu lực).
 *
 *  Facts come from rows (built-in tables, imports) and from edges of the corpus.  The same change told by several of
 *  them is one step with all its evidence; where their dates cannot both be true, the step says so.
 *  Nothing is concluded from silence: a document of which no row says since when it has effect is not called in force.
 */
#ifndef VD_FORCE_FORCE_H
#define VD_FORCE_FORCE_H

#include "force/changes.h"
#include "graph/graph.h"

/** One source of a step. */
typedef struct vd_proof {
    vd_date effective;         /* as this source has it; {0}: it gives none */
    vd_str source;             /* the row's; absent where `edge` is the proof */
    const vd_graph_edge *edge; /* the words that prove it, or NULL */
    double confidence;
    bool imported;
} vd_proof;

typedef struct vd_step {
    vd_step_kind kind;
    uint32_t node;             /* the acting document; VD_GRAPH_NONE: none is known */
    uint32_t acting;           /* the same where the graph has it, else VD_GRAPH_NONE */
    vd_str acting_number;      /* as officially written; absent: none, or not known */
    vd_date effective;         /* {0}: not known */
    vd_date issued;            /* of the acting document: the change has no effect before it; {0}: not known */
    vd_str pinpoint;           /* the parts concerned, "; "-separated; absent: the whole, or not known */
    double confidence;         /* of the best proof */
    bool conflict;             /* two proofs give days that cannot both be true; `effective` is the better one's */
    vd_str source;             /* of the first proof that is a row; absent: none */
    const vd_graph_edge *edge; /* of the first proof that is an edge, or NULL */
    const vd_proof *proofs;    /* best first: rows by confidence, then edges */
    size_t proof_count;
} vd_step;

/** Shape:  by date (the day of issue where that of effect is not known; unknown ones last), kind, day of issue and
 *  number of the acting document. */
typedef struct vd_history {
    const vd_step *steps;
    size_t count;
} vd_history;

/** A document as this room names it: one of the graph, or one that only rows know.
 *  A node below graph->document_count is the document of that index. */
typedef struct vd_force_node {
    vd_str id;     /* absent: not in the graph, and the rows give no id */
    vd_str number; /* as officially written */
    vd_str title;
} vd_force_node;

typedef struct vd_force {
    const vd_graph_data *graph;
    const vd_force_node *nodes;
    size_t node_count;
    const vd_step *steps;
    const uint32_t *first; /* node_count + 1: the steps of node n are first[n] .. first[n + 1] */
} vd_force;

/** Owner:  in `arena`; graph and rows are borrowed.
 *  Errors: NO_MEMORY; LIMIT, INVALID for a graph that vd_csr_build() refuses.
 *  Cost:   O((rows + edges + documents) log of that). */
VD_CHECKED vd_status vd_force_make(vd_arena *arena, const vd_graph_data *graph, const vd_changes *changes,
                                   vd_force *out, vd_error *err);
vd_history vd_force_history(const vd_force *force, uint32_t node);
/** What a document is called for people: its number, else its title, else its id. */
vd_str vd_force_label(const vd_force *force, uint32_t node);
/** A step's change as one word that does not change with what else is known: for telling whether it was known before.
 *  Owner:  in `arena`; ptr == NULL: out of memory. */
vd_str vd_step_key(vd_arena *arena, const vd_force *force, uint32_t node, const vd_step *step);

/* ---- Days ------------------------------------------------------------------------------------------------------- */

typedef enum vd_happened { VD_HAPPENED_NO, VD_HAPPENED_MAYBE, VD_HAPPENED_YES } vd_happened;

/** Had the step happened by the end of this whole day?  Never sure of what is less likely than not (VD_FORCE_SURE). */
vd_happened vd_step_happened(const vd_step *step, vd_date day);
#define VD_FORCE_SURE 0.5

/** Does the step end the document, change a part of it? */
bool vd_step_ends(const vd_step *step);
bool vd_step_changes_part(const vd_step *step);

typedef enum vd_force_kind {
    VD_FORCE_UNKNOWN,
    VD_FORCE_NOT_YET,
    VD_FORCE_IN,
    VD_FORCE_SUSPENDED,
    VD_FORCE_ENDED
} vd_force_kind;

typedef struct vd_force_state {
    vd_force_kind kind;
    const vd_step *decided; /* the step that decided; NULL: UNKNOWN because nothing is known */
    size_t amended;         /* changes of parts that had happened by then */
} vd_force_state;

/** The state at the end of a whole day. */
vd_force_state vd_force_at(const vd_force *force, uint32_t node, vd_date day);

/* ---- What stands in its place ------------------------------------------------------------------------------------ */

/** A chain of documents, each superseded by the next. */
typedef struct vd_living {
    const uint32_t *nodes; /* the document itself first */
    size_t count;
    bool alive; /* the last has not ended; false also where the chain comes back to itself */
} vd_living;

/** The chains to all documents that stand in the place of `node` at `as_of`, shortest to each; the document itself
 * where it has not ended.  Data that goes in a circle gives one chain whose last document is an earlier one. Owner:  in
 * `arena`.    Errors: NO_MEMORY.    Cost: square of the documents on the chains, which are few. */
VD_CHECKED vd_status vd_force_living(vd_arena *arena, const vd_force *force, uint32_t node, vd_date as_of,
                                     vd_living **out, size_t *count, vd_error *err);

#endif
