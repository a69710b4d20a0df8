/** Citations of documents that were changed or had ended: one finding a citing document, cited document and verdict. */
#ifndef VD_FORCE_FINDING_H
#define VD_FORCE_FINDING_H

#include "force/verdict.h"

typedef struct vd_finding {
    uint32_t from, to; /* documents of the graph */
    vd_judgement judgement;
    vd_severity severity;
    /* Where `from` cites `to`: by source and place, one a place, of any relation that cites. */
    const vd_graph_edge *const *places;
    size_t place_count;
    size_t place_most; /* in the file that has most of them: a second file of the same text does not count again */
    const vd_graph_edge *first_place; /* the first in that file */
    const vd_step **named;            /* changes of `to` that `from` names, too: one a document, an end before others */
    size_t named_count;
} vd_finding;

/** What the findings do not tell. */
typedef struct vd_finding_counts {
    size_t cited;    /* documents that are cited */
    size_t silent;   /* of these, those of which nothing is known but, at most, when they were issued */
    size_t unjudged; /* citations of those: pairs of documents */
    size_t undated;  /* citations of what has ended on a day not known, below the severity that was asked for */
} vd_finding_counts;

/** Which citations to judge. */
typedef struct vd_finding_query {
    vd_date as_of; /* a whole day */
    uint32_t from; /* VD_GRAPH_NONE: any document whose text we hold */
    uint32_t to;   /* VD_GRAPH_NONE: any document */
    bool basis;    /* only what a document rests on: based_on, and implementations named in the preamble */
    vd_severity least;
    bool unjudged; /* instead of verdicts: citations of what nothing is known of; the judgements are empty */
    vd_finding_counts *counts; /* NULL: nobody wants to know */
} vd_finding_query;

/** Sets the places of `out`, in `arena`: the citing edges among those of one pair of documents, one a place, as two
 *  relations of the same words are one citation.  false: out of memory. */
VD_CHECKED bool vd_finding_places(vd_arena *arena, const vd_graph_data *graph, bool basis, const vd_graph_edge *edges,
                                  size_t count, vd_finding *out);

/** Shape:  by severity, verdict, from, to.
 *  Owner:  in `arena`.    Errors: NO_MEMORY.
 *  Cost:   O(edges log edges), and vd_verdict_judge() for each pair of documents. */
VD_CHECKED vd_status vd_findings_make(vd_arena *arena, const vd_force *force, const vd_finding_query *query,
                                      const vd_finding **out, size_t *count, vd_error *err);

#endif
