/** Chunks as rows of the database, and links that came or went since one was written.
 *
 *  A document that most others cite is acted on by hundreds of thousands: its chunk of VD_NET_IN is megabytes, which
 * each citation that comes or goes would have to write again.  So it is noted in a row of its own beside the chunk, in
 * the order in which they come, and takes effect when the chunk is read.  Notes that have become many are written into
 * the chunk. */
#ifndef VD_STORE_NET_ADDED_H
#define VD_STORE_NET_ADDED_H

#include "base/buf.h"
#include "store/net.h"

#include <sqlite3.h>

/** "to" is acted on by "from": the kinds of all its evidence, in place of those before; 0: no longer.  What has gone
 * once may come back with its document elsewhere in the order of ids. */
typedef struct vd_net_added {
    uint32_t to, from, kinds;
} vd_net_added;

/** Numbers in `graph_chunk.chunk`: of a chunk, of the notes beside one of VD_NET_IN, of what was computed of the whole
 * graph. */
static inline int64_t vd_net_key(vd_net_part part, uint32_t number)
{
    return (int64_t)part << 32 | (int64_t)number;
}
#define VD_NET_COMPUTED ((int64_t)VD_NET_PART_COUNT << 32)
static inline int64_t vd_net_added_key(uint32_t number)
{
    return (int64_t)(VD_NET_PART_COUNT + 1) << 32 | (int64_t)number;
}

/** The bytes under a number; ptr NULL: none.  They last until the statement, VD_NET_CHUNK_TEXT, is stepped or reset,
 * which is the caller's to do. */
#define VD_NET_CHUNK_TEXT "SELECT bytes FROM graph_chunk WHERE chunk = ?"
VD_CHECKED vd_status vd_net_bytes_read(sqlite3_stmt *statement, int64_t key, vd_str *out, vd_error *err);

/** A chunk as it is by now, with the notes beside it.
 *  Owner:  *out is the caller's, vd_free(); NULL where it is not there or damaged.
 *  Errors: NO_MEMORY, database errors, those of fetching places. */
VD_CHECKED vd_status vd_net_stored_read(vd_net *net, sqlite3_stmt *statement, vd_net_part part, uint32_t number,
                                        vd_net_chunk **out, vd_error *err);

/** Are the notes so many that they belong into their chunk of so many bytes? */
bool vd_net_added_many(size_t bytes, size_t chunk_bytes);
/** The bytes of a chunk of VD_NET_IN with what is noted in its places.
 *  Errors: NO_MEMORY; NOT_A_DATABASE for notes about rows that are elsewhere; those of fetching places. */
VD_CHECKED vd_status vd_net_added_merge(vd_net *net, uint32_t number, const vd_net_chunk *chunk, vd_str notes,
                                        vd_buf *out, vd_error *err);

#endif
