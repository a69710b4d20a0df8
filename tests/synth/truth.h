/** What is known of a page, as JSON Lines in the words of the gold sets. */
#ifndef VD_TESTS_SYNTH_TRUTH_H
#define VD_TESTS_SYNTH_TRUTH_H

#include "synth/page.h"

/** Rows of four kinds: document, mention, edge, change ("acting" does `relation` to "target" from the day "effective").
 *  Shape:  canonical ids as viendan writes them; `doc` is the name of the file or the "id" of the line; bytes, end
 *          exclusive; days as 2021-11-26. */
void truth_add(vd_buf *out, const page *g, const char *doc);

#endif
