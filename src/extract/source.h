/** Inside of a source, for the rooms that work on its folded text. */
#ifndef VD_EXTRACT_SOURCE_H
#define VD_EXTRACT_SOURCE_H

#include "base/arena.h"
#include "base/buf.h"
#include "text/text.h"
#include "viendan.h"

struct vd_group_memo;

struct vd_source {
    vd_arena own;   /* name and folded text */
    vd_arena found; /* the last extraction */
    vd_str name, bytes;
    vd_buf read; /* holds the bytes when they came from a file */
    vd_text text;
    struct vd_group_memo *groups; /* of patterns, kept from text to text (scan.h); NULL: none is known */
};

/** Make *source, which is NULL or one of these, the source of another text: as vd_source_from_bytes(), but the memory
 * of the text before is used again.  On failure *source is freed and NULL. */
VD_CHECKED vd_status vd_source_renew(vd_source **source, vd_str name, vd_str bytes, vd_error *err);

/** The folded text; borrowed. */
const vd_text *vd_source_text(const vd_source *source);

#endif
