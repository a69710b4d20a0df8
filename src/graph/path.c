/** The shortest chain from one document to another, whatever the relations. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/error.h"

static const vd_column columns[] = {
    {"step", true},       {"from_id", true}, {"from_number", false}, {"relation", true}, {"to_id", true},
    {"to_number", false}, {"source", true},  {"line", true},         {"sentence", true},
};

static vd_status step_fill(vd_fill *fill, const vd_net_view *view, const uint32_t *path, size_t step, vd_error *err)
{
    vd_arena *arena = vd_rows_arena(fill->rows);
    vd_graph_document from, to;
    vd_net_proof proof;
    vd_graph_edge edge;
    size_t like = 0;
    vd_status status = vd_net_best(view->net, VD_GRAPH_ANY, path[step], path[step + 1], arena, &proof, &like, err);
    if (status == VD_OK) {
        status = view->document(view->context, path[step], arena, &from, err);
    }
    if (status == VD_OK) {
        status = view->document(view->context, path[step + 1], arena, &to, err);
    }
    if (status == VD_OK) {
        status = view->evidence(view->context, &proof, arena, &edge, err);
    }
    if (status == VD_OK) {
        vd_fill_row(fill);
        vd_fill_int(fill, (int64_t)step + 1);
        vd_fill_text(fill, from.id);
        vd_fill_text(fill, from.number);
        vd_fill_text(fill, vd_str_of(vd_relation_name(edge.relation)));
        vd_fill_text(fill, to.id);
        vd_fill_text(fill, to.number);
        vd_fill_text(fill, edge.source);
        vd_fill_int(fill, (int64_t)edge.line);
        vd_fill_text(fill, edge.sentence);
    }
    return status;
}

/* The path's documents, in `arena`; *count edges. */
static vd_status path_find(vd_arena *arena, vd_net *net, uint32_t from, uint32_t to, uint32_t **path, size_t *count,
                           vd_error *err)
{
    vd_marks *marks = NULL;
    vd_status status = vd_marks_take(net, &marks, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_walk_run(net, marks, VD_GRAPH_ANY, from, to, err);
    uint32_t depth = status == VD_OK ? vd_walk_depth(marks, to) : VD_GRAPH_NONE;
    if (depth != VD_GRAPH_NONE) {
        *path = VD_ARENA_ARRAY(arena, uint32_t, (size_t)depth + 1);
        if (*path) {
            vd_walk_path(marks, to, *path);
            *count = depth;
        } else {
            status = vd_fail_memory(err);
        }
    }
    vd_marks_give(net, marks);
    return status;
}

vd_status vd_net_path(vd_net_view view, vd_str from, vd_str to, vd_rows **out, vd_error *err)
{
    uint32_t start = 0;
    uint32_t stop = 0;
    uint32_t *path = NULL;
    size_t count = 0;
    vd_arena arena = {0};
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = view.find(view.context, from, &start, err);
    if (status == VD_OK) {
        status = view.find(view.context, to, &stop, err);
    }
    if (status == VD_OK) {
        status = path_find(&arena, view.net, start, stop, &path, &count, err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = step_fill(&fill, &view, path, i, err);
    }
    vd_arena_clear(&arena);
    view.release(view.context);
    return vd_fill_done(&fill, status, out, err);
}

vd_status vd_graph_path(const vd_graph_data *data, vd_str from, vd_str to, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    return status == VD_OK ? vd_net_path(view, from, to, out, err) : status;
}
