/** The tables that are printed, and published in README.md and docs/accuracy.md. */
#ifndef VD_TESTS_ACCURACY_REPORT_H
#define VD_TESTS_ACCURACY_REPORT_H

#include "accuracy/figures.h"

typedef struct report_input {
    vd_arena *arena;
    const figures *all; /* "set: name", as figures_read makes them */
    const char *floors; /* folder of the files "floors-<set>.txt" */
    bool markdown;
} report_input;

/** Print one part ("summary", "floors", "forms", "damage", "relations", "headers", "texts"), or with NULL all of them
 *  with headings.  A figure that there is not, because its set was not at hand, is shown as "–".
 *  Errors: false for an unknown part and without memory. */
bool report_print(const report_input *input, const char *part, FILE *out);

#endif
