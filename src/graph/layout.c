/** Places in the drawing: what binds stands above what carries it out.
 *
 *  Bands from the top by who issued the document (tables issuers and types), documents we hold in the lowest.  Inside a
 *  band documents stand near the mean of those they are joined to; a long band is folded into rows column by column, so
 *  that neighbours stay neighbours.  All arithmetic is on integers: the same graph gives the same drawing everywhere.
 */
#include "graph/graph.h"

#include "base/error.h"

#include <stdlib.h>

enum { MARGIN = 24, GAP_X = 18, GAP_Y = 30, GAP_BAND = 84, SWEEPS = 4, SPAN = 1 << 20 };

static vd_band document_band(const vd_graph_document *document)
{
    return document->in_corpus ? VD_BAND_CORPUS
                               : vd_band_of(document->type, document->issuer, document->place.ptr != NULL);
}

/* ---- Order inside the bands ---- */

typedef struct slot {
    int64_t mean;
    uint32_t document;
} slot;

typedef struct layout_plan {
    const vd_graph_data *data;
    vd_layout layout;
    slot *slots; /* documents band by band */
    size_t first[VD_BAND_COUNT + 1];
    int64_t *place, *sum, *count; /* per document: place in its band on [0, SPAN), and what its neighbours' add up to */
} layout_plan;

static int slot_cmp(const void *a, const void *b)
{
    const slot *p = a;
    const slot *q = b;
    if (p->mean != q->mean) {
        return p->mean < q->mean ? -1 : 1;
    }
    return (p->document > q->document) - (p->document < q->document);
}

static void band_place(layout_plan *plan, size_t band)
{
    size_t count = plan->first[band + 1] - plan->first[band];
    for (size_t i = 0; i < count; i++) {
        plan->place[plan->slots[plan->first[band] + i].document] = (int64_t)(2 * i + 1) * SPAN / (int64_t)(2 * count);
    }
}

/* One sweep: the bands from..to in the order of their neighbours' mean place. */
static void bands_sort(layout_plan *plan, size_t from, size_t to)
{
    for (size_t v = 0; v < plan->data->document_count; v++) {
        plan->sum[v] = plan->count[v] = 0;
    }
    for (size_t i = 0; i < plan->data->edge_count; i++) {
        const vd_graph_edge *edge = &plan->data->edges[i];
        plan->sum[edge->from] += plan->place[edge->to];
        plan->sum[edge->to] += plan->place[edge->from];
        plan->count[edge->from]++;
        plan->count[edge->to]++;
    }
    for (size_t band = from; band <= to; band++) {
        for (size_t i = plan->first[band]; i < plan->first[band + 1]; i++) {
            uint32_t v = plan->slots[i].document;
            plan->slots[i].mean = plan->count[v] ? plan->sum[v] / plan->count[v] : plan->place[v];
        }
        size_t count = plan->first[band + 1] - plan->first[band];
        if (count > 0) {
            qsort(plan->slots + plan->first[band], count, sizeof(slot), slot_cmp);
        }
        band_place(plan, band);
    }
}

static void bands_order(layout_plan *plan)
{
    size_t at = 0;
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        plan->first[band] = at;
        for (size_t v = 0; v < plan->data->document_count; v++) {
            if (plan->layout.drawn[v] && plan->layout.band[v] == (vd_band)band) {
                plan->slots[at++].document = (uint32_t)v;
            }
        }
        plan->first[band + 1] = at;
        band_place(plan, band);
    }
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
        bands_sort(plan, 0, VD_BAND_CORPUS - 1);
        bands_sort(plan, VD_BAND_CORPUS, VD_BAND_CORPUS);
    }
}

/* ---- Rows ---- */

/* So many boxes beside each other that the drawing is about twice as wide as high. */
static size_t row_capacity(size_t drawn)
{
    size_t most = 6;
    while (most * most < 2 * drawn) {
        most++;
    }
    return most;
}

static size_t divide_up(size_t a, size_t b)
{
    return (a + b - 1) / b;
}

static void bands_fold(layout_plan *plan)
{
    vd_layout *layout = &plan->layout;
    size_t capacity = row_capacity(plan->first[VD_BAND_COUNT]);
    size_t widest = 1;
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        size_t count = plan->first[band + 1] - plan->first[band];
        size_t columns = count ? divide_up(count, divide_up(count, capacity)) : 0;
        widest = columns > widest ? columns : widest;
    }
    layout->width = 2 * MARGIN + (int)widest * (VD_BOX_WIDTH + GAP_X) - GAP_X;
    int top = MARGIN;
    for (size_t band = 0; band < VD_BAND_COUNT; band++) {
        size_t count = plan->first[band + 1] - plan->first[band];
        layout->band_top[band] = layout->band_bottom[band] = top;
        if (count == 0) {
            continue;
        }
        size_t rows = divide_up(count, capacity);
        size_t columns = divide_up(count, rows);
        int left = (layout->width - (int)columns * (VD_BOX_WIDTH + GAP_X) + GAP_X) / 2;
        for (size_t i = 0; i < count; i++) {
            uint32_t v = plan->slots[plan->first[band] + i].document;
            layout->x[v] = left + (int)(i / rows) * (VD_BOX_WIDTH + GAP_X);
            layout->y[v] = top + (int)(i % rows) * (VD_BOX_HEIGHT + GAP_Y);
        }
        layout->band_bottom[band] = top + (int)rows * (VD_BOX_HEIGHT + GAP_Y) - GAP_Y;
        top = layout->band_bottom[band] + GAP_BAND;
    }
    layout->height = (plan->first[VD_BAND_COUNT] ? top - GAP_BAND : top) + MARGIN;
}

static bool plan_init(vd_arena *arena, const vd_graph_data *data, layout_plan *plan)
{
    size_t count = data->document_count;
    plan->layout.x = VD_ARENA_ARRAY(arena, int, count);
    plan->layout.y = VD_ARENA_ARRAY(arena, int, count);
    plan->layout.band = VD_ARENA_ARRAY(arena, vd_band, count);
    plan->layout.drawn = VD_ARENA_ARRAY(arena, bool, count);
    plan->slots = VD_ARENA_ARRAY(arena, slot, count);
    plan->place = VD_ARENA_ARRAY(arena, int64_t, count);
    plan->sum = VD_ARENA_ARRAY(arena, int64_t, count);
    plan->count = VD_ARENA_ARRAY(arena, int64_t, count);
    return plan->layout.x && plan->layout.y && plan->layout.band && plan->layout.drawn && plan->slots && plan->place &&
           plan->sum && plan->count;
}

vd_status vd_graph_layout(vd_arena *arena, const vd_graph_data *data, vd_layout *out, vd_error *err)
{
    layout_plan plan = {.data = data};
    if (!plan_init(arena, data, &plan)) {
        return vd_fail_memory(err);
    }
    for (size_t v = 0; v < data->document_count; v++) {
        plan.layout.drawn[v] = data->documents[v].in_corpus;
        plan.layout.band[v] = document_band(&data->documents[v]);
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        plan.layout.drawn[data->edges[i].from] = true;
        plan.layout.drawn[data->edges[i].to] = true;
    }
    bands_order(&plan);
    bands_fold(&plan);
    *out = plan.layout;
    return VD_OK;
}
