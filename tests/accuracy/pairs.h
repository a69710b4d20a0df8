/** The same page clean and damaged: which of the clean page's references are found on the damaged one, and which
 *  numbers on the damaged one are made up? */
#ifndef VD_TESTS_ACCURACY_PAIRS_H
#define VD_TESTS_ACCURACY_PAIRS_H

#include "accuracy/figures.h"
#include "accuracy/input.h"

typedef struct page_pair {
    vd_str name;                     /* "03_002_eng_blur" */
    const char *kind;                /* "vie whole", "vie cropped", "eng whole", "eng cropped", "gazette" */
    vd_str clean_file, damaged_file; /* names, without folder */
    vd_str clean_text;
} page_pair;

typedef struct pairs_input {
    vd_arena *arena;
    const page_pair *pairs;
    size_t count;
    const json *found;     /* mentions of all pages; "source" is the path */
    const table *expected; /* page, "missing" or "invented", number or name, how often, reason; NULL: none */
    FILE *verbose;         /* every reference that is not found; NULL: none */
    FILE *list;            /* every number made up, and every expectation that is not met */
} pairs_input;

/** What the index of rendered pages says of one row: name, page, typeface, resolution, engine, what was done. */
const char *pair_kind(vd_str engine, vd_str damage);

/** Figures "found " + kind, "found whole" for both engines, "found page " + name and "true numbers " + kind as they
 * are; and without what is expected (the copy itself says something else, or leaves the words out) "found legible " +
 * kind, "true legible " + kind.
 *
 *  A reference is a number, or a law by its name; one that the clean page has three times is asked for three times.  A
 *  number of the damaged page is true when the clean page has it too. */
void score_pairs(const pairs_input *input, figures *out);

#endif
