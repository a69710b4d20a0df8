/** What proves one link, read from the tables.
 *
 *  A chunk holds the proofs of a thousand documents, some 300 KB with its links.  Whoever shows a page of documents
 * that lie anywhere wants one link of each of many chunks: reading those few edges is the cheaper way until it is known
 *  that a chunk is wanted more often. */
#ifndef VD_STORE_NET_LINK_H
#define VD_STORE_NET_LINK_H

#include "store/net_read.h"

/** Zero-initialise with `sql` and `net` set; prepared when first used.  vd_net_linked_clear() at the end. */
typedef struct vd_net_linked {
    sqlite3 *sql;
    vd_net *net; /* of that database */
    sqlite3_stmt *statement;
    vd_net_names names;
} vd_net_linked;

/** As vd_net_proofs_of().    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_net_linked_read(vd_net_linked *linked, uint32_t from, uint32_t to, vd_arena *arena,
                                        vd_net_proof **out, size_t *count, vd_error *err);
void vd_net_linked_clear(vd_net_linked *linked);

#endif
