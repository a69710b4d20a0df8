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

/** The numbers that the names of relations and strengths have as words; -1: nothing is called so. */
typedef struct vd_net_names {
    int64_t relations[VD_REL_COUNT], strengths[VD_STRENGTH_LINKED + 1];
} vd_net_names;

VD_CHECKED vd_status vd_net_names_read(sqlite3 *sql, vd_net_names *out, vd_error *err);
/** Of `edge e` and its `statement_row t`. */
#define VD_NET_EDGE                                                                                         \
    "e.from_document, e.to_document, e.source, e.statement, t.relation_word, t.strength_word, t.preamble, " \
    "e.confidence, t.start, t.stop"
/** The columns of VD_NET_EDGE_OWN as an edge. */
VD_CHECKED vd_status vd_net_edge_own_read(sqlite3_stmt *statement, uint32_t source_bound, const vd_net_names *names,
                                          vd_net_edge *out, vd_error *err);
/** The same, and the document whose words the source holds. */
#define VD_NET_EDGE_OWN \
    VD_NET_EDGE ", (SELECT m.document FROM document_source m WHERE m.source = e.source AND m.main = 1)"

/** Errors: NO_MEMORY; LIMIT for rows too many to be counted; database errors. */
VD_CHECKED vd_status vd_net_tables_read(sqlite3 *sql, vd_net_tables *out, vd_error *err);
void vd_net_tables_clear(vd_net_tables *tables);

/** The edges of one acting document after the other; zero-initialise, vd_net_edges_end() at the end. */
typedef struct vd_net_edge_reader {
    sqlite3_stmt *statement; /* step it for the next edge */
    vd_net_names names;
    uint32_t source_bound;
} vd_net_edge_reader;
VD_CHECKED vd_status vd_net_edges_begin(vd_net_edge_reader *reader, sqlite3 *sql, uint32_t source_bound, vd_error *err);
VD_CHECKED vd_status vd_net_edges_of(vd_net_edge_reader *reader, uint32_t from, vd_error *err);
/** The edge on which the statement stands, without its places. */
VD_CHECKED vd_status vd_net_edge_next(vd_net_edge_reader *reader, vd_net_edge *out, vd_error *err);
void vd_net_edges_end(vd_net_edge_reader *reader);

#endif
