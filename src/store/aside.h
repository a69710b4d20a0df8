/** Indexes of tables that are written anew as a whole. */
#ifndef VD_STORE_ASIDE_H
#define VD_STORE_ASIDE_H

#include "base/arena.h"
#include "store/sql.h"

/** What was taken away, as the statements that make it again. */
typedef struct vd_aside {
    vd_str *texts;
    size_t count;
} vd_aside;

/** Take the indexes away of what is derived: filled row by row, an index that does not fit into SQLite's cache is read
 *  and written over and over; made at the end, it is sorted once.  Inside a transaction, so that whoever else looks
 *  sees none missing, and nothing is lost where it is undone.
 *  Owner: `arena`.    Errors: NO_MEMORY, and those of SQLite: BUSY when a statement is in the middle of its rows. */
VD_CHECKED vd_status vd_aside_take(vd_db *db, vd_arena *arena, vd_aside *out, vd_error *err);
/** Make them again. */
VD_CHECKED vd_status vd_aside_restore(vd_db *db, const vd_aside *aside, vd_error *err);

#endif
