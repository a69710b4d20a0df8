/** The graph's chunks brought up to date where a few documents and edges came, went or changed. */
#ifndef VD_STORE_NET_PATCH_H
#define VD_STORE_NET_PATCH_H

#include "store/net_changes.h"

/** In the transaction that changed the tables, once all is written there, `state` too.  Places for new rows are made
 *  between those of their neighbours.  Where there is no room left, or not all that changed was noted, the chunks are
 *  left as they are, and no longer fit (see net_store.c), so that they are all written anew.
 *  `changes` are sorted, and documents added whose lists change with others.
 *  Errors: NO_MEMORY, database errors.    Cost: reading and writing the chunks that the changes touch. */
VD_CHECKED vd_status vd_net_patch(vd_db *db, vd_net_changes *changes, vd_error *err);

#endif
