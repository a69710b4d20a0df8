/** Comparing what the program found with the gold: which mention is which, which edge is which. */
#ifndef VD_TESTS_ACCURACY_SCORE_H
#define VD_TESTS_ACCURACY_SCORE_H

#include "accuracy/figures.h"
#include "support/json.h"

typedef struct score_input {
    vd_arena *arena;
    const json *mentions, *edges, *aliases;   /* gold: tests/gold/README.md */
    const json *found_mentions, *found_edges; /* the program's listings as JSON Lines */
    FILE *verbose;                            /* every miss, false find and wrong field; NULL: none */
} score_input;

/** Figures "mention all", "mention core", "mention exact span", "mention doc 000", "mention form numbered" (what is
 *  found of the gold's mentions of a form), "found form numbered" (what is right of those found), "field
 *  type|date|issuer|target|backward". */
void score_mentions(const score_input *input, figures *out);
/** Figures "edge all" and "edge " + relation. */
void score_edges(const score_input *input, figures *out);

#endif
