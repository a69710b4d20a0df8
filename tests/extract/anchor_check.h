/** The sweep for anchors leaves nothing out, nor does a glance: wherever a pattern that is asked at anchors matches,
 *  there is one; where a glance says that a pattern cannot match, it does not; and a text read with every word an
 *  anchor of every class, or with other instructions, reads the same as with the sweep's own. */
#ifndef VD_TESTS_EXTRACT_ANCHOR_CHECK_H
#define VD_TESTS_EXTRACT_ANCHOR_CHECK_H

#include "base/str.h"

/** For cmocka's group: what both checks need. */
int grammars_open(void **state);
int grammars_close(void **state);

/** Every match begins at an anchor, in every form of the sweep. */
void check_matches(vd_str bytes);
/** Every reading is the same. */
void check_reading(vd_str bytes);

#endif
