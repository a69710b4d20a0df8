/** Places in the order of ids and of paths for rows that came or went. */
#ifndef VD_STORE_NET_PLACES_H
#define VD_STORE_NET_PLACES_H

#include "store/net_changes.h"
#include "store/net_edit.h"

/** For rows of VD_NET_ORDER, documents, or of VD_NET_PATH, sources: those that are in the tables get a place between
 *  those of their neighbours, where the one that they have is not; those that are not lose theirs.  `rows` are sorted.
 *  Where no room is left, neighbours move, as few as make room for more to come.
 *  `lost`: rows that had a place and have none any more, or another one, but for neighbours, whose order stays.
 *  Errors: NO_MEMORY, database errors; *crowded where so many would have to move that all had better be written anew.
 */
VD_CHECKED vd_status vd_net_places_make(vd_net_edit *edit, vd_net_part part, const vd_net_rows *rows, vd_net_rows *lost,
                                        bool *crowded, vd_error *err);

#endif
