/** The graph that stays open with a database, and what a view of it holds. */
#ifndef VD_STORE_NET_STORE_H
#define VD_STORE_NET_STORE_H

#include "store/sql.h"

typedef struct vd_net_kept vd_net_kept;
typedef struct vd_net_hold vd_net_hold;

/** Let go of the graph and of what is prepared for asking it. */
void vd_net_forget(vd_db *db);

#endif
