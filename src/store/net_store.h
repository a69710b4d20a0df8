/** The graph that stays open with a database, and what a view of it holds. */
#ifndef VD_STORE_NET_STORE_H
#define VD_STORE_NET_STORE_H

#include "store/sql.h"

typedef struct vd_net_kept vd_net_kept;
typedef struct vd_net_hold vd_net_hold;

/* net_write.c */
/** The version of chunks as this machine writes them. */
int64_t vd_net_format(void);
/** All chunks, from the tables, in the transaction that is open. */
VD_CHECKED vd_status vd_net_write(vd_db *db, vd_error *err);
/** Is what is kept of the graph written as this machine writes it? */
VD_CHECKED vd_status vd_net_format_fits(vd_db *db, bool *out, vd_error *err);
/** The chunks are those of the present derived half; what was computed of the last one goes. */
VD_CHECKED vd_status vd_net_head_write(vd_db *db, uint32_t bound, uint32_t source_bound, vd_error *err);

/* net_store.c */
/** Let go of the graph and of what is prepared for asking it. */
void vd_net_forget(vd_db *db);

#endif
