/** The graph questions of viendan.h, each on the graph as it is now. */
#include "graph/graph.h"
#include "graph/impact.h"

vd_status vd_db_who(vd_db *db, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_store_view(db, &view, err);
    return status == VD_OK ? vd_net_who(view, query, out, err) : status;
}

vd_status vd_db_who_count(vd_db *db, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_store_view(db, &view, err);
    return status == VD_OK ? vd_net_who_count(view, query, out, err) : status;
}

vd_status vd_db_path(vd_db *db, vd_str from, vd_str to, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_store_view(db, &view, err);
    return status == VD_OK ? vd_net_path(view, from, to, out, err) : status;
}

vd_status vd_db_rank(vd_db *db, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_store_view(db, &view, err);
    return status == VD_OK ? vd_net_rank(view, out, err) : status;
}

vd_status vd_db_impact(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_store_view(db, &view, err);
    return status == VD_OK ? vd_net_impact(view, id, out, err) : status;
}
