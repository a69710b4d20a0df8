/** Marks that outlive a question: taken from the net, given back to it. */
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/error.h"

#include <string.h>

static void marks_free(void *spare)
{
    vd_marks *marks = spare;
    if (marks) {
        vd_free(marks->marks);
        vd_free(marks->bits);
        vd_free(marks->queue);
        vd_free(marks);
    }
}

void vd_marks_turn(vd_marks *marks)
{
    marks->count = 0;
    if (++marks->turn == 0) { /* the counter has gone round: old marks would look new */
        memset(marks->marks, 0, marks->bound * sizeof marks->marks[0]);
        marks->turn = 1;
    }
}

vd_status vd_marks_take(vd_net *net, vd_marks **out, vd_error *err)
{
    vd_marks *marks = net->spare;
    net->spare = NULL;
    if (!marks) {
        marks = vd_alloc_zero(sizeof *marks);
        if (marks) {
            marks->bound = net->bound;
            marks->marks = vd_alloc_zero(((size_t)net->bound + 1) * sizeof marks->marks[0]);
            marks->bits = vd_alloc_zero(((size_t)net->bound / 64 + 1) * sizeof marks->bits[0]);
        }
        if (!marks || !marks->marks || !marks->bits) {
            marks_free(marks);
            return vd_fail_memory(err);
        }
    }
    vd_marks_turn(marks);
    *out = marks;
    return VD_OK;
}

void vd_marks_give(vd_net *net, vd_marks *marks)
{
    if (net->spare) {
        marks_free(marks);
        return;
    }
    net->spare = marks;
    net->spare_free = marks_free;
}

bool vd_marks_room(vd_marks *marks, size_t more)
{
    while (marks->cap - marks->count < more) {
        uint32_t *grown = vd_grown(marks->queue, &marks->cap, 256, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        marks->queue = grown;
    }
    return true;
}

bool vd_marks_queue(vd_marks *marks, uint32_t value)
{
    if (!vd_marks_room(marks, 1)) {
        return false;
    }
    marks->queue[marks->count++] = value;
    return true;
}
