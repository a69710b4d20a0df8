/** Breadth-first walks.
 *
 *  A document's links lead on in the order of ids, and the queue is first in, first out: so each level of the queue is
 *  in the order of the smallest id sequences that lead there, and the path found is the smallest of the shortest.
 *  Of a mark, the first step counts: `next` is the document before it, `way` the edges from the start. */
#include "graph/graph.h"

#include "base/error.h"

#include <stdlib.h>

static bool walk_visit(vd_marks *marks, uint32_t row, uint32_t before, uint32_t depth)
{
    marks->marks[row].turn = marks->turn;
    marks->marks[row].steps[0] = (vd_hop){VD_GRAPH_NONE, before, depth};
    return vd_marks_queue(marks, row);
}

vd_status vd_walk_run(vd_net *net, vd_marks *marks, uint32_t relations, uint32_t start, uint32_t stop, vd_error *err)
{
    vd_marks_turn(marks);
    vd_status status = walk_visit(marks, start, start, 0) ? VD_OK : vd_fail_memory(err);
    for (size_t head = 0; status == VD_OK && head < marks->count && marks->queue[head] != stop; head++) {
        uint32_t at = marks->queue[head];
        vd_net_list list;
        status = vd_net_list_of(net, VD_NET_OUT, at, &list, err);
        for (size_t i = 0; status == VD_OK && i < list.count; i++) {
            uint32_t next = list.other[i];
            if ((list.kinds[i] & relations) != 0 && marks->marks[next].turn != marks->turn &&
                !walk_visit(marks, next, at, marks->marks[at].steps[0].way + 1)) {
                status = vd_fail_memory(err);
            }
        }
    }
    return status;
}

uint32_t vd_walk_depth(const vd_marks *marks, uint32_t row)
{
    return marks->marks[row].turn == marks->turn ? marks->marks[row].steps[0].way : VD_GRAPH_NONE;
}

void vd_walk_path(const vd_marks *marks, uint32_t stop, uint32_t *path)
{
    for (size_t i = vd_walk_depth(marks, stop) + (size_t)1; i-- > 0;) {
        path[i] = stop;
        stop = marks->marks[stop].steps[0].next;
    }
}

static int place_cmp(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

bool vd_net_places(const vd_net_proof *proofs, size_t count, vd_relation relation, unsigned strengths, vd_arena *arena,
                   size_t *out)
{
    uint64_t *places = VD_ARENA_ARRAY(arena, uint64_t, count + 1);
    size_t kept = 0, same = 0;
    *out = 0;
    for (size_t i = 0; places && i < count; i++) {
        if (proofs[i].relation == relation && (strengths >> proofs[i].strength & 1U) != 0) {
            places[kept++] = (uint64_t)proofs[i].source << 32 | proofs[i].start;
        }
    }
    if (kept > 1) {
        qsort(places, kept, sizeof *places, place_cmp);
    }
    for (size_t i = 0; i < kept; i++) {
        if (i > 0 && places[i] == places[i - 1]) {
            continue;
        }
        same = i > 0 && places[i] >> 32 == places[i - 1] >> 32 ? same + 1 : 1;
        *out = same > *out ? same : *out;
    }
    return places != NULL;
}

vd_status vd_net_best(vd_net *net, uint32_t relations, uint32_t from, uint32_t to, vd_arena *arena, vd_net_proof *out,
                      size_t *like, vd_error *err)
{
    vd_net_proof *proofs = NULL;
    size_t count = 0;
    const vd_net_proof *best = NULL;
    *like = 0;
    vd_status status = vd_net_proofs_of(net, from, to, arena, &proofs, &count, err);
    for (size_t i = 0; i < count; i++) {
        if (!best && (relations >> proofs[i].relation & 1U) != 0) {
            best = &proofs[i];
        }
    }
    if (status != VD_OK) {
        return status;
    }
    if (!best) {
        return vd_fail(err, VD_INTERNAL, "a link of the graph has no proof");
    }
    *out = *best;
    return vd_net_places(proofs, count, best->relation, 1U << best->strength, arena, like) ? VD_OK
                                                                                           : vd_fail_memory(err);
}
