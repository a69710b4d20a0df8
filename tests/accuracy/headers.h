/** What a text says of itself against what its publisher says of it. */
#ifndef VD_TESTS_ACCURACY_HEADERS_H
#define VD_TESTS_ACCURACY_HEADERS_H

#include "accuracy/figures.h"
#include "accuracy/input.h"

typedef struct headers_input {
    vd_arena *arena;
    const table *index;    /* file, number, type, issuer, date, title; the first row is the head */
    const json *documents; /* documents held; "sources" are paths */
    const table *expected; /* file, "number", "type" or "date", what the text itself says (empty: nothing), reason */
    FILE *list;            /* every disagreement; NULL: none */
} headers_input;

/** Figures "listed number", "listed type", "listed date", "listed all" against the index as it is; and the same with
 *  "own " against the text itself: the index where it is right, else what `expected` says.  What the index leaves empty
 *  is not asked for.  "own publisher " + the beginning of the file name tells them apart by where they come from.
 *  Errors: false when `expected` has a row of no file or field, or one that says the same as the index. */
bool score_headers(const headers_input *input, figures *out);

#endif
