/** A source that was read again and says and cites what it did: what was decided stays, and only where things stand is
 *  written anew. */
#ifndef VD_STORE_MOVED_H
#define VD_STORE_MOVED_H

#include "store/sql.h"
#include "store/store.h"

/** Zero-initialise; vd_moved_clear() at the end. */
typedef struct vd_moved {
    vd_arena arena;
    int64_t row; /* of the source; 0: it is not so */
    struct vd_learnt {
        int64_t document, ordinal;
        vd_str text;
    } * learnt; /* what was learnt from it, with where that stands now */
    size_t learnt_count, learnt_cap;
} vd_moved;

/** In a transaction, before anything of `source` is written. */
VD_CHECKED vd_status vd_moved_ask(vd_db *db, const vd_stored_source *source, vd_moved *out, vd_error *err);
/** The row of the source is of the new text, and its passages and tasks are gone.  Its mentions and statements are
 *  written over by whoever puts them, links, candidates and edges stay. */
VD_CHECKED vd_status vd_moved_begin(vd_db *db, const vd_moved *moved, const vd_stored_source *source, vd_error *err);
/** What was decided, where it is of places in the text. */
VD_CHECKED vd_status vd_moved_end(vd_db *db, const vd_moved *moved, vd_error *err);
void vd_moved_clear(vd_moved *moved);

#endif
