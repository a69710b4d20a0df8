/** Inside of a source, for the rooms that work on its folded text. */
#ifndef VD_EXTRACT_SOURCE_H
#define VD_EXTRACT_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"
#include "viendan.h"

struct vd_source {
    vd_arena own;   /* name and folded text */
    vd_arena found; /* the last extraction */
    vd_str name, bytes;
    vd_buf read; /* holds the bytes when they came from a file */
    vd_text text;
};

/** The folded text; borrowed. */
const vd_text *vd_source_text(const vd_source *source);

#endif
