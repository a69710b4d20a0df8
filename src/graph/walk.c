/** Breadth-first walks.
 *
 *  A vertex's out-edges come by increasing target, and the queue is first in, first out: so each level of the queue is
 *  in the order of the smallest id sequences that lead there, and the path found is the smallest of the shortest. */
#include "graph/graph.h"

#include "base/error.h"

#include <string.h>

vd_status vd_walk_init(vd_arena *arena, const vd_graph_data *data, const vd_csr *csr, vd_walk *out, vd_error *err)
{
    vd_walk walk = {.data = data, .csr = csr};
    walk.seen = VD_ARENA_ARRAY(arena, uint32_t, csr->vertex_count);
    walk.depth = VD_ARENA_ARRAY(arena, uint32_t, csr->vertex_count);
    walk.via = VD_ARENA_ARRAY(arena, uint32_t, csr->vertex_count);
    walk.order = VD_ARENA_ARRAY(arena, uint32_t, csr->vertex_count);
    if (!walk.seen || !walk.depth || !walk.via || !walk.order) {
        return vd_fail_memory(err);
    }
    *out = walk;
    return VD_OK;
}

static void walk_visit(vd_walk *walk, uint32_t vertex, uint32_t depth, uint32_t via)
{
    walk->seen[vertex] = walk->turn;
    walk->depth[vertex] = depth;
    walk->via[vertex] = via;
    walk->order[walk->count++] = vertex;
}

static void walk_begin(vd_walk *walk, uint32_t start)
{
    walk->count = 0;
    if (++walk->turn == 0) { /* the counter has gone round: old marks would look new */
        memset(walk->seen, 0, walk->csr->vertex_count * sizeof walk->seen[0]);
        walk->turn = 1;
    }
    walk_visit(walk, start, 0, VD_GRAPH_NONE);
}

void vd_walk_run(vd_walk *walk, uint32_t relations, vd_direction direction, uint32_t start, uint32_t stop)
{
    const vd_csr *csr = walk->csr;
    const uint32_t *first = direction == VD_DIRECTION_OUT ? csr->out_start : csr->in_start;
    const uint32_t *edges = direction == VD_DIRECTION_OUT ? csr->out_edges : csr->in_edges;
    walk_begin(walk, start);
    for (size_t head = 0; head < walk->count; head++) {
        uint32_t at = walk->order[head];
        if (at == stop) {
            return;
        }
        for (uint32_t i = first[at]; i < first[at + 1]; i++) {
            const vd_graph_edge *edge = &walk->data->edges[edges[i]];
            uint32_t next = direction == VD_DIRECTION_OUT ? edge->to : edge->from;
            if (vd_edge_among(edge, relations) && walk->seen[next] != walk->turn) {
                walk_visit(walk, next, walk->depth[at] + 1, edges[i]);
            }
        }
    }
}

bool vd_walk_reached(const vd_walk *walk, uint32_t vertex)
{
    return walk->seen[vertex] == walk->turn;
}

size_t vd_walk_path(const vd_walk *walk, uint32_t relations, uint32_t stop, const vd_graph_edge **path)
{
    if (!vd_walk_reached(walk, stop)) {
        return 0;
    }
    size_t count = walk->depth[stop];
    uint32_t at = stop;
    for (size_t i = count; i-- > 0;) {
        const vd_graph_edge *edge = &walk->data->edges[walk->via[at]];
        size_t like;
        path[i] = vd_csr_best(walk->csr, walk->data, relations, edge->from, edge->to, &like);
        at = edge->from;
    }
    return count;
}
