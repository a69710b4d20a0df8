/** Ways to one target through others.
 *
 *  A document that acts on the target itself needs a way that does not end with its own edge.  So a breadth-first walk
 *  back from the target gives every document up to two ways, shortest first, whose last documents before the target
 *  differ: whoever goes on from there finds one among the two that does not end with itself, and no other way is
 *  shorter.  Such a way passes no document twice: a document passed earlier has that end among its own two ways
 *  already, and does not take it again.
 *
 *  The queue holds row << 1 | slot.  Most links lead to documents that have two ways already: the bits tell those apart
 *  without their marks, which fit into no cache. */
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

/* Room for one more in the level, and for sorting it. */
static bool level_room(vd_reach *reach)
{
    if (reach->count < reach->cap) {
        return true;
    }
    size_t cap = reach->cap ? reach->cap * 2 : 64;
    uint32_t *level = vd_realloc(reach->level, cap * sizeof *level);
    if (level) {
        reach->level = level;
    }
    uint64_t *scratch = level ? vd_realloc(reach->scratch, 2 * cap * sizeof *scratch) : NULL;
    if (!scratch) {
        return false;
    }
    reach->scratch = scratch;
    reach->cap = cap;
    return true;
}

/* Give `row` a way, unless it has two or one with the same end.  Its first way that does not end with its own edge is
 * its chain. */
static inline vd_status step_offer(vd_reach *reach, uint32_t row, vd_hop step, vd_error *err)
{
    vd_mark *mark = &reach->marks->marks[row];
    uint32_t slot = mark->turn == reach->marks->turn;
    if (slot == 1 && mark->steps[0].last == step.last) {
        return VD_OK;
    }
    if (reach->day != 0) {
        vd_issue by = VD_ISSUED;
        vd_status status = vd_net_issue(reach->net, row, reach->day, &by, err);
        if (status != VD_OK || by == VD_ISSUED_LATER) {
            return status;
        }
    }
    mark->turn = reach->marks->turn;
    mark->steps[slot] = step;
    if (slot == 1) {
        vd_bit_set(reach->marks->bits, row);
    }
    if (step.last != row && (slot == 0 || mark->steps[0].last == row)) {
        if (!level_room(reach)) {
            return vd_fail_memory(err);
        }
        reach->level[reach->count++] = row;
    }
    return vd_marks_queue(reach->marks, row << 1 | slot) ? VD_OK : vd_fail_memory(err);
}

vd_status vd_net_issue(vd_net *net, uint32_t row, uint32_t day, vd_issue *out, vd_error *err)
{
    uint32_t first = 0, last = 0;
    vd_status status = vd_net_place(net, VD_NET_FIRST, row, &first, err);
    if (status == VD_OK) {
        status = vd_net_place(net, VD_NET_LAST, row, &last, err);
    }
    *out = first == 0 ? VD_ISSUED_PERHAPS : first > day ? VD_ISSUED_LATER : last > day ? VD_ISSUED_PERHAPS : VD_ISSUED;
    return status;
}

vd_status vd_reach_begin(vd_reach *reach, vd_net *net, vd_marks *marks, uint32_t relations, uint32_t target,
                         uint32_t day, vd_error *err)
{
    vd_net_list list;
    *reach = (vd_reach){.net = net, .marks = marks, .relations = relations, .target = target, .day = day, .depth = 1};
    vd_marks_turn(marks);
    vd_bit_set(marks->bits, target); /* no way leads through it */
    vd_status status = vd_net_list_of(net, VD_NET_IN, target, &list, err);
    for (size_t i = 0; status == VD_OK && i < list.count; i++) {
        uint32_t from = list.other[i];
        if ((list.kinds[i] & relations) != 0) {
            status = step_offer(reach, from, (vd_hop){from, target, 1U << 1}, err);
        }
    }
    return status;
}

enum { DIGIT = 11, FEW = 64 };

/* A handful of numbers in place. */
static void few_sort(uint64_t *items, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        uint64_t item = items[i];
        size_t at = i;
        for (; at > 0 && items[at - 1] > item; at--) {
            items[at] = items[at - 1];
        }
        items[at] = item;
    }
}

/* One pass by the digit above `shift`, in order otherwise. */
static void digit_sort(const uint64_t *from, uint64_t *to, size_t count, int shift)
{
    size_t starts[(1 << DIGIT) + 1] = {0};
    for (size_t i = 0; i < count; i++) {
        starts[(from[i] >> shift & ((1U << DIGIT) - 1)) + 1]++;
    }
    for (size_t i = 1; i < 1U << DIGIT; i++) {
        starts[i] += starts[i - 1];
    }
    for (size_t i = 0; i < count; i++) {
        to[starts[from[i] >> shift & ((1U << DIGIT) - 1)]++] = from[i];
    }
}

/* By the order of ids: places above rows in one number. */
static vd_status level_sort(vd_reach *reach, vd_error *err)
{
    uint64_t *from = reach->scratch, *to = reach->scratch + reach->count;
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < reach->count; i++) {
        uint32_t place = 0;
        status = vd_net_place(reach->net, VD_NET_ORDER, reach->level[i], &place, err);
        from[i] = (uint64_t)place << 32 | reach->level[i];
    }
    if (reach->count <= FEW) {
        few_sort(from, reach->count);
    }
    for (int shift = 32; reach->count > FEW && shift < 64; shift += DIGIT) { /* places lie far apart: all 32 bits */
        digit_sort(from, to, reach->count, shift);
        uint64_t *other = from;
        from = to;
        to = other;
    }
    for (size_t i = 0; status == VD_OK && i < reach->count; i++) {
        reach->level[i] = (uint32_t)from[i];
    }
    return status;
}

vd_status vd_reach_next(vd_reach *reach, bool *more, vd_error *err)
{
    const vd_marks *marks = reach->marks;
    size_t end = marks->count;
    vd_status status = VD_OK;
    reach->count = 0;
    *more = reach->head < end;
    reach->depth++;
    for (; status == VD_OK && reach->head < end; reach->head++) {
        uint32_t at = marks->queue[reach->head] >> 1, slot = marks->queue[reach->head] & 1U;
        vd_net_list list;
        status = vd_net_list_of(reach->net, VD_NET_IN, at, &list, err);
        vd_hop step = {marks->marks[at].steps[slot].last, at, reach->depth << 1 | slot};
        for (size_t i = 0; status == VD_OK && i < list.count; i++) {
            if ((list.kinds[i] & reach->relations) != 0 && !vd_bit(marks->bits, list.other[i])) {
                status = step_offer(reach, list.other[i], step, err);
            }
        }
    }
    return status == VD_OK ? level_sort(reach, err) : status;
}

void vd_reach_clear(vd_reach *reach)
{
    vd_marks *marks = reach->marks;
    for (size_t i = 0; marks && i < marks->count; i++) {
        vd_bit_clear(marks->bits, marks->queue[i] >> 1);
    }
    if (marks) {
        vd_bit_clear(marks->bits, reach->target);
    }
    reach->marks = NULL;
    vd_free(reach->level);
    vd_free(reach->scratch);
    reach->level = NULL;
    reach->scratch = NULL;
    reach->count = reach->cap = 0;
}

void vd_reach_path(const vd_reach *reach, uint32_t row, uint32_t *path)
{
    const vd_mark *marks = reach->marks->marks;
    const vd_hop *step = &marks[row].steps[marks[row].steps[0].last == row ? 1 : 0];
    size_t count = step->way >> 1;
    for (size_t i = 0; i < count; i++) {
        path[i] = row;
        row = step->next;
        step = &marks[row].steps[step->way & 1U];
    }
    path[count] = row;
}
