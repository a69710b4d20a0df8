/** Damage as scanners, converters and typists leave it; what is known of the page follows its bytes. */
#ifndef VD_TESTS_SYNTH_NOISE_H
#define VD_TESTS_SYNTH_NOISE_H

#include "synth/page.h"

/** Damage the page.  Each mention whose own words or number changed says how (mention.damage).
 *  Source: three kinds of pages seen: scans read with an English engine (no mark survives, đ becomes d, QĐ becomes QB,
 *  "số" becomes "s6"), text layers of PDF files (blank lines between lines, breaks and blanks inside numbers), retyped
 *  pages (a mark lost here and there, 0 typed as O, a day glued to the next word). */
void page_damage(page *g);

#endif
