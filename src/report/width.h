/** How wide text is on a terminal. */
#ifndef VD_REPORT_WIDTH_H
#define VD_REPORT_WIDTH_H

#include "base/arena.h"
#include "base/buf.h"

/** Columns that `text` takes: combining marks none, East Asian wide characters two. */
size_t vd_width(vd_str text);
/** Append `text`, at most `columns` wide: a longer one is cut between characters and ends in "…"; an id or a number
 *  ('/' and no blank) loses its middle instead, since its end tells most, and a path of a file all in front.
 *  Returns the columns used. */
size_t vd_width_add(vd_buf *buf, vd_str text, size_t columns);
/** `text` on one line and harmless to a terminal: white space, control and direction characters become single blanks,
 *  none at the ends; what is no UTF-8 becomes U+FFFD.  ptr == NULL when out of memory. */
vd_str vd_width_clean(vd_arena *arena, vd_str text);

#endif
