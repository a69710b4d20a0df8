/** The graph questions of viendan.h: load the graph, ask, let it go. */
#include "graph/graph.h"
#include "graph/impact.h"

vd_status vd_db_who(vd_db *db, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_graph_who(&data, query, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_path(vd_db *db, vd_str from, vd_str to, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_graph_path(&data, from, to, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_rank(vd_db *db, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_graph_rank(&data, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_impact(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_graph_impact(&data, id, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}
