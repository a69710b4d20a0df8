/** Who acts on a document, also through others, without a word about them: breadth first over a set of bits.
 *
 *  Half a million documents are 62 KB of bits, which stay in a cache that the marks of vd_reach do not fit into. */
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/error.h"

/* Lists are looked up this far ahead of where they are read. */
enum { AHEAD = 8 };

vd_status vd_spread_begin(vd_spread *spread, vd_net *net, vd_marks *marks, uint32_t relations, uint32_t target,
                          uint32_t day, vd_error *err)
{
    *spread = (vd_spread){.net = net, .marks = marks, .relations = relations, .day = day};
    vd_marks_turn(marks);
    if (!vd_marks_queue(marks, target)) {
        return vd_fail_memory(err);
    }
    vd_bit_set(marks->bits, target);
    spread->end = 1;
    return VD_OK;
}

/* Those of a list that act, as far as the day is concerned, and were not met before. */
static vd_status list_take(const vd_spread *spread, const vd_net_list *list, vd_error *err)
{
    vd_marks *marks = spread->marks;
    if (!vd_marks_room(marks, list->count)) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < list->count; i++) {
        uint32_t from = list->other[i];
        vd_issue by = VD_ISSUED;
        if ((list->kinds[i] & spread->relations) == 0 || vd_bit(marks->bits, from)) {
            continue;
        }
        vd_status status = spread->day ? vd_net_issue(spread->net, from, spread->day, &by, err) : VD_OK;
        if (status != VD_OK) {
            return status;
        }
        if (by != VD_ISSUED_LATER) {
            vd_bit_set(marks->bits, from);
            marks->queue[marks->count++] = from;
        }
    }
    return VD_OK;
}

/* Have the processor fetch where the links of a document begin, if its chunk is there. */
static void list_expect(const vd_net *net, uint32_t row)
{
    const vd_net_chunk *chunk = net->parts[VD_NET_IN][row >> VD_NET_SHIFT];
    if (chunk) {
        __builtin_prefetch(&chunk->links.start[row & (VD_NET_SPAN - 1)]);
    }
}

vd_status vd_spread_next(vd_spread *spread, bool *more, vd_error *err)
{
    const vd_marks *marks = spread->marks;
    vd_status status = VD_OK;
    size_t head = spread->begin;
    spread->begin = spread->end;
    for (; status == VD_OK && head < spread->end; head++) {
        vd_net_list list;
        if (head + AHEAD < spread->end) {
            list_expect(spread->net, marks->queue[head + AHEAD]);
        }
        status = vd_net_list_of(spread->net, VD_NET_IN, marks->queue[head], &list, err);
        if (status == VD_OK) {
            status = list_take(spread, &list, err);
        }
    }
    spread->end = marks->count;
    *more = spread->begin < spread->end;
    return status;
}

void vd_spread_end(vd_spread *spread)
{
    vd_marks *marks = spread->marks;
    for (size_t i = 0; i < marks->count; i++) {
        vd_bit_clear(marks->bits, marks->queue[i]);
    }
    marks->count = 0;
}
