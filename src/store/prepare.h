/** What is written of a source besides what was extracted: places, words shown, keys.  Made without the database. */
#ifndef VD_STORE_PREPARE_H
#define VD_STORE_PREPARE_H

#include "base/buf.h"
#include "store/shown.h"
#include "store/store.h"

/** Where it is, and which words are shown with it. */
typedef struct vd_place {
    size_t line, column;
    vd_span shown;
} vd_place;

struct vd_prepared {
    vd_arena arena;
    vd_place *mentions, *statements; /* one each */
    vd_str *names;                   /* of mentions by name: the key of their surface; absent for others */
    vd_buf words;                    /* see passage.h */
};

/** "… is out of place". */
VD_CHECKED vd_status vd_extraction_misplaced(const char *what, size_t at, vd_str path, vd_error *err);

#endif
