/** Chunks of the graph of which a few rows change: read when they are touched, written at the end. */
#ifndef VD_STORE_NET_EDIT_H
#define VD_STORE_NET_EDIT_H

#include "base/buf.h"
#include "store/net.h"
#include "store/net_changes.h"
#include "store/sql.h"

typedef struct vd_net_edit_chunk vd_net_edit_chunk;
typedef struct vd_net_edit_notes vd_net_edit_notes;

typedef struct vd_net_edit {
    vd_db *db;
    vd_net net; /* the chunks as they are by now; of VD_NET_IN as they were, links that came or went are notes */
    uint32_t was_bound, was_source_bound;
    sqlite3_stmt *chunk;
    vd_net_edit_chunk *changed;
    size_t changed_count, changed_cap;
    vd_net_edit_notes *notes;
    size_t notes_count, notes_cap;
} vd_net_edit;

/** In a transaction; vd_net_edit_end() also after a failure.    Errors: NO_MEMORY, LIMIT, database errors. */
VD_CHECKED vd_status vd_net_edit_begin(vd_net_edit *edit, vd_db *db, vd_error *err);
void vd_net_edit_end(vd_net_edit *edit);

/** Put these bytes in a chunk's place; `bytes` is emptied.    Errors: NO_MEMORY; NOT_A_DATABASE where they are none. */
VD_CHECKED vd_status vd_net_edit_put(vd_net_edit *edit, vd_net_part part, uint32_t number, vd_buf *bytes,
                                     vd_error *err);
/** The place or day of one row. */
VD_CHECKED vd_status vd_net_edit_number(vd_net_edit *edit, vd_net_part part, uint32_t row, uint32_t number,
                                        vd_error *err);
/** `to` is acted on by `from`; kinds 0: no longer. */
VD_CHECKED vd_status vd_net_edit_link(vd_net_edit *edit, uint32_t from, uint32_t to, uint16_t kinds, vd_error *err);
/** Add to `out` all documents that act on `to`, or did lately.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_net_edit_acting(vd_net_edit *edit, uint32_t to, vd_net_rows *out, vd_error *err);
/** Into the database: what has changed, chunks of rows that are new, and the head (vd_net_head_write()). */
VD_CHECKED vd_status vd_net_edit_write(vd_net_edit *edit, vd_error *err);

/** An array in which some members stand in the place of others. */
typedef struct vd_net_splice {
    size_t from, to; /* members that go */
    size_t count;    /* of those that come */
    size_t all;      /* before */
} vd_net_splice;

/** How many there are then, as chunks begin with it. */
void vd_net_splice_count(vd_buf *out, const vd_net_splice *s);
void vd_net_splice_add(vd_buf *out, const vd_net_splice *s, size_t size, const void *old, const void *made);

#endif
