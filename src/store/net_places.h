/** Places in the order of ids and of paths for rows that came. */
#ifndef VD_STORE_NET_PLACES_H
#define VD_STORE_NET_PLACES_H

#include "store/net_edit.h"

/** Between those of their neighbours: of VD_NET_ORDER for documents, of VD_NET_PATH for sources, with rows from
 * `first`. Where no room is left, neighbours move, as few as make room for more to come. Errors: NO_MEMORY, database
 * errors; *crowded where so many would have to move that all had better be written anew. */
VD_CHECKED vd_status vd_net_places_make(vd_net_edit *edit, vd_net_part part, int64_t first, bool *crowded,
                                        vd_error *err);

#endif
