/** When two names, numbers or titles count as the same in the figures of accuracy.
 *
 *  Kept apart from the program's own folding on purpose: a fault there must not hide itself here. */
#ifndef VD_TESTS_ACCURACY_COMPARE_H
#define VD_TESTS_ACCURACY_COMPARE_H

#include "base/arena.h"

/** ASCII letters and digits without marks and case; everything else is one blank between words.
 *  Errors: ptr == NULL only without memory; an absent string folds to an empty one. */
vd_str compare_fold(vd_arena *arena, vd_str text);

/** '05-ct/tw' and '5 - CT/TW' have one key: case, blanks, kinds of dash, Đ against D and leading zeros do not count.
 *  ptr == NULL for an absent or empty number, and without memory. */
vd_str compare_number(vd_arena *arena, vd_str number);

/** Twice the length of what both have in common over the length of both, 0 to 1: the longest common block, then the
 *  same left and right of it (Ratcliff and Obershelp).  In a `b` of 200 bytes and more, bytes that make up over one
 *  percent of it start no block.  Negative without memory. */
double compare_ratio(vd_str a, vd_str b);

/** Are two folded titles the same: one inside the other, or a ratio of at least 0.8? */
bool compare_title(vd_str title, vd_str gold);

#endif
