/** What a glance at some letters tells: that a pattern cannot match, before it is asked.  Most places where a pattern
 * is tried are none of its own, and asking it costs hundreds of steps.  tests/extract/anchor.c holds every glance
 * against its pattern.  Only files of this room see this header. */
#ifndef VD_EXTRACT_GLANCE_H
#define VD_EXTRACT_GLANCE_H

#include "extract/grammar.h"

/** May the pattern match in the folded text at `at`, nothing behind `end` being read?  True where nothing is known.
 *  `fold` goes on behind `end`, or ends there in a NUL.    Cost: O(1) for patterns of bounded length. */
bool vd_glance(vd_pattern pattern, const char *fold, size_t at, size_t end);

#endif
