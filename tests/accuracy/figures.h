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

/** One line a figure, for the report: "set<TAB>name<TAB>share|f1<TAB>right<TAB>false<TAB>missed". */
void figures_write(const figures *all, const char *set, FILE *out);
/** Read such lines back; the names become "set: name".  false on a bad line. */
bool figures_read(figures *all, vd_str text);
/** The figure of this name, or NULL. */
const figure *figures_find(const figures *all, vd_str name);
/** The value that a floor's name asks for: a figure's, or with " precision" or " recall" behind it that one. */
bool figures_value(const figures *all, vd_str name, double *out);

/** One line of a floors file: name, floor as written, and the remark behind '#'.  false on blank and comment lines, and
 *  (with *bad) on lines that are no floor. */
typedef struct floor_line {
    vd_str name, value, remark;
    double floor;
} floor_line;
bool floor_read(vd_str line, floor_line *out, bool *bad);

/** Read floors ("mention core = 0.97", "mention doc 000 precision = 0.90", '#' opens a comment) and print each with
 *  the value reached.  A line that is no floor, or names no figure, is an error as well: a misspelt floor must not
 *  pass for one that holds.
 *  Returns the count of floors missed and bad lines; no floor at all counts as one. */
size_t figures_check(const figures *all, vd_str floors, FILE *out);

#endif
