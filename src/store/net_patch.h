/** The graph's chunks brought up to date where a few documents and edges came. */
#ifndef VD_STORE_NET_PATCH_H
#define VD_STORE_NET_PATCH_H

#include "store/sql.h"

/** In the transaction that wrote them: documents with rows above `behind`, and sources with their edges.  Places for
 *  them are made between those of their neighbours; where there is no room left, the chunks are left as they are, and
 *  no longer fit (see net_store.c).
 *  Errors: NO_MEMORY, database errors.    Cost: reading and writing the chunks that the edges touch. */
VD_CHECKED vd_status vd_net_patch(vd_db *db, int64_t behind, const int64_t *sources, size_t source_count,
                                  vd_error *err);

#endif
