/** Taking over what other databases hold of sources, reviews and imported rows. */
#ifndef VD_STORE_MERGE_H
#define VD_STORE_MERGE_H

#include "store/store.h"

/** Which of two sources of one path and different content is kept. */
typedef struct vd_merge_rule {
    vd_merge_prefer prefer;
    /* Hears of each such path with the two databases; may be NULL. */
    void (*conflict)(void *context, vd_str path, vd_str first, vd_str other);
    void *context;
} vd_merge_rule;

/** Do the databases `paths` and `db` itself hold one path with different content?  Nothing is written.
 *  Errors: NOT_FOUND, NOT_A_DATABASE, NEWER_SCHEMA, READ_ONLY for an older one, and others of opening. */
VD_CHECKED vd_status vd_store_merge_check(vd_db *db, const char *const *paths, size_t path_count,
                                          const vd_merge_rule *rule, size_t *conflicts, vd_error *err);
/** Take over what the database `path` holds and `db` does not: one transaction. */
VD_CHECKED vd_status vd_store_merge_take(vd_db *db, const char *path, const vd_merge_rule *rule,
                                         vd_merge_report *report, vd_error *err);

#endif
