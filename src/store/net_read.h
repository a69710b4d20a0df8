/** The graph from the tables, edge by edge. */
#ifndef VD_STORE_NET_READ_H
#define VD_STORE_NET_READ_H

#include "store/net.h"
#include "store/sql.h"

/** What the tables say, for vd_net_build(); vd_net_input_clear() at the end. */
typedef struct vd_net_tables {
    vd_net_input input;
    size_t document_count;
    vd_net_edge *edges;
    uint32_t *order, *first, *last, *path;
    uint32_t *main; /* by source: the row of the document whose words it holds; 0: none */
} vd_net_tables;

/** Errors: NO_MEMORY; LIMIT for rows too many to be counted; database errors. */
VD_CHECKED vd_status vd_net_tables_read(sqlite3 *sql, vd_net_tables *out, vd_error *err);
void vd_net_tables_clear(vd_net_tables *tables);

#endif
