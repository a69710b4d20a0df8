/** Reviews: kept beside what is read and what is derived. */
#ifndef VD_STORE_REVIEW_H
#define VD_STORE_REVIEW_H

#include "base/arena.h"
#include "viendan.h"

typedef struct vd_stored_review {
    int64_t review;  /* set when loaded */
    vd_str document; /* the present id of the document, or the one it had, or its file, where it is gone */
    vd_date date;
    vd_str reviewer, note; /* may be absent */
    const vd_str *changes; /* known at the review */
    size_t change_count;
} vd_stored_review;

/** Write one more: one transaction. */
VD_CHECKED vd_status vd_store_put_review(vd_db *db, const vd_stored_review *review, vd_error *err);
/** Shape:  by document, date, then as they were made.    Owner: in `arena`. */
VD_CHECKED vd_status vd_store_load_reviews(vd_db *db, vd_arena *arena, vd_stored_review **out, size_t *count,
                                           vd_error *err);
VD_CHECKED vd_status vd_store_remove_review(vd_db *db, int64_t review, vd_error *err);

#endif
