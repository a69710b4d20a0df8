/** Pieces of a source as people read them: on one line, whole characters only. */
#ifndef VD_STORE_SHOWN_H
#define VD_STORE_SHOWN_H

#include "base/arena.h"

/** Bytes of a text, end exclusive. */
typedef struct vd_span {
    size_t start, end;
} vd_span;

/** A sentence on one line, as far as it lies within 1000 bytes of the evidence.
 *  ptr == NULL: out of memory. */
vd_str vd_shown_sentence(vd_arena *arena, vd_str text, vd_span sentence, vd_span evidence);
/** The sentence around a span where nobody says which it is, looked for within 300 bytes. */
vd_str vd_shown_around(vd_arena *arena, vd_str text, vd_span span);

#endif
