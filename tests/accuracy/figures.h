/** The figures of accuracy by name, as counts. */
#ifndef VD_TESTS_ACCURACY_FIGURES_H
#define VD_TESTS_ACCURACY_FIGURES_H

#include "base/arena.h"

#include <stdio.h>

/** One figure.  A share ("field date") counts right among all; the others count right, false and missed. */
typedef struct figure {
    vd_str name;
    bool share;
    size_t right, wrong, missed; /* of a share: right, and wrong for the rest */
    struct figure *next;
} figure;

typedef struct figures {
    vd_arena *arena;
    figure *first; /* by name */
    bool failed;   /* out of memory */
} figures;

/** The figure `family` + `member` ("mention doc " + "000"), made when it is not there. */
figure *figures_get(figures *all, const char *family, vd_str member);
/** Count a share. */
void figures_share(figures *all, const char *name, bool right);

double figure_precision(const figure *f);
double figure_recall(const figure *f);
double figure_f1(const figure *f);
double figure_value(const figure *f); /* F1, or of a share: the part that is right */

void figures_print(const figures *all, FILE *out);

/** Read floors ("mention core = 0.97", "mention doc 000 precision = 0.90", '#' opens a comment) and print each with
 *  the value reached.  A line that is no floor, or names no figure, is an error as well: a misspelt floor must not
 *  pass for one that holds.
 *  Returns the count of floors missed and bad lines; no floor at all counts as one. */
size_t figures_check(const figures *all, vd_str floors, FILE *out);

#endif
