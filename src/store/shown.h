/** Which words around a mention or statement are shown with it.  Spans begin and end with whole characters. */
#ifndef VD_STORE_SHOWN_H
#define VD_STORE_SHOWN_H

#include "base/str.h"

/** Bytes of a text, end exclusive. */
typedef struct vd_span {
    size_t start, end;
} vd_span;

/** What is shown of the sentence that holds some evidence: all of it, unless it is longer than 4000 bytes. */
vd_span vd_shown_sentence(vd_str text, vd_span sentence, vd_span evidence);
/** The sentence around a span where nobody says which it is, looked for within 300 bytes. */
vd_span vd_shown_around(vd_str text, vd_span span);

#endif
