/** How many documents act on one, by how near they are: a walk without words, so that it takes no longer to ask how
 * much hangs on a law than to ask who acts on it. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/date.h"
#include "base/error.h"

static const vd_column columns[] = {{"depth", true}, {"documents", true}, {"together", true}};

static vd_status levels_fill(vd_fill *fill, vd_spread *spread, bool transitive, vd_error *err)
{
    bool more = true;
    vd_status status = vd_spread_next(spread, &more, err);
    for (int64_t depth = 1; status == VD_OK && more; depth++) {
        vd_fill_row(fill);
        vd_fill_int(fill, depth);
        vd_fill_int(fill, (int64_t)(spread->end - spread->begin));
        vd_fill_int(fill, (int64_t)spread->end - 1); /* without the target */
        if (!transitive) {
            break;
        }
        status = vd_spread_next(spread, &more, err);
    }
    return status;
}

static vd_status count_fill(vd_fill *fill, const vd_net_view *view, const vd_who_query *query, uint32_t target,
                            vd_error *err)
{
    vd_marks *marks = NULL;
    vd_spread spread;
    vd_status status = vd_marks_take(view->net, &marks, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_spread_begin(&spread, view->net, marks, query->relations & VD_GRAPH_ANY, target,
                             vd_net_day(vd_date_last(query->as_of)), err);
    if (status == VD_OK) {
        status = levels_fill(fill, &spread, query->transitive, err);
    }
    vd_spread_end(&spread);
    vd_marks_give(view->net, marks);
    return status;
}

vd_status vd_net_who_count(vd_net_view view, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    uint32_t target = 0;
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = view.find(view.context, query->document, &target, err);
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    if (status == VD_OK) {
        status = count_fill(&fill, &view, query, target, err);
    }
    view.release(view.context);
    return vd_fill_done(&fill, status, out, err);
}

vd_status vd_graph_who_count(const vd_graph_data *data, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    return status == VD_OK ? vd_net_who_count(view, query, out, err) : status;
}
