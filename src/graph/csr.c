/** Adjacency of the graph as two flat arrays a direction, counted first and filled in edge order. */
#include "graph/graph.h"

#include "base/error.h"

static vd_status data_check(const vd_graph_data *data, vd_error *err)
{
    if (data->document_count >= VD_GRAPH_NONE || data->edge_count >= VD_GRAPH_NONE) {
        return vd_fail(err, VD_LIMIT, "more documents or edges than a graph can have");
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        if (edge->from >= data->document_count || edge->to >= data->document_count ||
            (unsigned)edge->relation >= VD_REL_COUNT) {
            return vd_fail(err, VD_INVALID, "edge %zu of the graph is damaged", i);
        }
    }
    return VD_OK;
}

typedef enum direction { OUT, IN } direction;

/* start[v] and edges for one direction; counts are kept one place to the right, so that the running sum ends as the
 * start of the next vertex. */
static bool side_build(vd_arena *arena, const vd_graph_data *data, direction side, const uint32_t **out_start,
                       const uint32_t **out_edges)
{
    uint32_t *start = VD_ARENA_ARRAY(arena, uint32_t, data->document_count + 2);
    uint32_t *edges = VD_ARENA_ARRAY(arena, uint32_t, data->edge_count);
    if (!start || !edges) {
        return false;
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        start[(side == OUT ? edge->from : edge->to) + 2]++;
    }
    for (size_t v = 2; v < data->document_count + 2; v++) {
        start[v] += start[v - 1];
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        edges[start[(side == OUT ? edge->from : edge->to) + 1]++] = (uint32_t)i;
    }
    *out_start = start;
    *out_edges = edges;
    return true;
}

vd_status vd_csr_build(vd_arena *arena, const vd_graph_data *data, vd_csr *out, vd_error *err)
{
    vd_status status = data_check(data, err);
    if (status != VD_OK) {
        return status;
    }
    vd_csr csr = {.vertex_count = data->document_count, .edge_count = data->edge_count};
    if (!side_build(arena, data, OUT, &csr.out_start, &csr.out_edges) ||
        !side_build(arena, data, IN, &csr.in_start, &csr.in_edges)) {
        return vd_fail_memory(err);
    }
    *out = csr;
    return VD_OK;
}
