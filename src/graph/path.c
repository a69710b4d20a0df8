/** The shortest chain from one document to another, whatever the relations. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/error.h"

static const vd_column columns[] = {
    {"step", true},       {"from_id", true}, {"from_number", false}, {"relation", true}, {"to_id", true},
    {"to_number", false}, {"source", true},  {"line", true},         {"sentence", true},
};

static void path_fill(vd_fill *fill, const vd_graph_data *data, const vd_graph_edge *const *path, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const vd_graph_edge *edge = path[i];
        vd_fill_row(fill);
        vd_fill_int(fill, (int64_t)i + 1);
        vd_fill_text(fill, data->documents[edge->from].id);
        vd_fill_text(fill, data->documents[edge->from].number);
        vd_fill_text(fill, vd_str_of(vd_relation_name(edge->relation)));
        vd_fill_text(fill, data->documents[edge->to].id);
        vd_fill_text(fill, data->documents[edge->to].number);
        vd_fill_text(fill, edge->source);
        vd_fill_int(fill, (int64_t)edge->line);
        vd_fill_text(fill, edge->sentence);
    }
}

/* The path's edges, in `arena`. */
static vd_status path_find(vd_arena *arena, const vd_graph_data *data, uint32_t from, uint32_t to,
                           const vd_graph_edge ***path, size_t *count, vd_error *err)
{
    vd_csr csr;
    vd_walk walk;
    vd_status status = vd_csr_build(arena, data, &csr, err);
    if (status == VD_OK) {
        status = vd_walk_init(arena, data, &csr, &walk, err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_walk_run(&walk, VD_GRAPH_ANY, VD_DIRECTION_OUT, from, to);
    *path = VD_ARENA_ARRAY(arena, const vd_graph_edge *, vd_walk_reached(&walk, to) ? walk.depth[to] : 0);
    if (!*path) {
        return vd_fail_memory(err);
    }
    *count = vd_walk_path(&walk, VD_GRAPH_ANY, to, *path);
    return VD_OK;
}

vd_status vd_graph_path(const vd_graph_data *data, vd_str from, vd_str to, vd_rows **out, vd_error *err)
{
    uint32_t start = 0;
    uint32_t stop = 0;
    const vd_graph_edge **path = NULL;
    size_t count = 0;
    vd_arena arena = {0};
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = vd_graph_require(data, from, &start, err);
    if (status == VD_OK) {
        status = vd_graph_require(data, to, &stop, err);
    }
    if (status == VD_OK) {
        status = path_find(&arena, data, start, stop, &path, &count, err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    if (status == VD_OK) {
        path_fill(&fill, data, path, count);
    }
    vd_arena_clear(&arena);
    return vd_fill_done(&fill, status, out, err);
}
