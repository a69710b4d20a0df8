/** A view of data at hand: rows are indexes, and a proof's statement is the index of its edge. */
#include "graph/graph.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"

#include <stdlib.h>

typedef struct data_view {
    const vd_graph_data *data;
    vd_net net;
    vd_net_edge *edges;
    uint32_t *order, *first, *last, *path;
} data_view;

static void data_release(void *context)
{
    data_view *view = context;
    vd_net_clear(&view->net);
    vd_free(view->edges);
    vd_free(view->order);
    vd_free(view->first);
    vd_free(view->last);
    vd_free(view->path);
    vd_free(view);
}

static vd_status data_find(void *context, vd_str id, uint32_t *out, vd_error *err)
{
    return vd_graph_require(((data_view *)context)->data, id, out, err);
}

static vd_status data_document(void *context, uint32_t row, vd_arena *arena, vd_graph_document *out, vd_error *err)
{
    (void)arena;
    (void)err;
    *out = ((data_view *)context)->data->documents[row];
    return VD_OK;
}

static vd_status data_held(void *context, uint32_t row, bool *out, vd_error *err)
{
    (void)err;
    *out = ((data_view *)context)->data->documents[row].in_corpus;
    return VD_OK;
}

static vd_status data_id(void *context, uint32_t row, vd_arena *arena, vd_str *out, vd_error *err)
{
    (void)arena;
    (void)err;
    *out = ((data_view *)context)->data->documents[row].id;
    return VD_OK;
}

static vd_status data_evidence(void *context, const vd_net_proof *proof, vd_arena *arena, vd_graph_edge *out,
                               vd_error *err)
{
    (void)arena;
    (void)err;
    *out = ((data_view *)context)->data->edges[proof->statement];
    return VD_OK;
}

static int path_cmp(const void *a, const void *b)
{
    const vd_graph_edge *const *e = a;
    const vd_graph_edge *const *f = b;
    return vd_str_cmp((*e)->source, (*f)->source);
}

/* Edges of one file get one number as their source: the place of its path. */
static vd_status edges_make(data_view *view, vd_error *err)
{
    const vd_graph_data *data = view->data;
    const vd_graph_edge **sorted = vd_alloc((data->edge_count + 1) * sizeof *sorted);
    if (!sorted) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < data->edge_count; i++) {
        sorted[i] = &data->edges[i];
    }
    if (data->edge_count > 0) {
        qsort(sorted, data->edge_count, sizeof *sorted, path_cmp);
    }
    uint32_t source = 0;
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = sorted[i];
        source += i > 0 && !vd_str_eq(edge->source, sorted[i - 1]->source);
        uint32_t at = (uint32_t)(edge - data->edges);
        view->edges[at] = (vd_net_edge){
            .confidence = edge->confidence,
            .from = edge->from,
            .to = edge->to,
            .source = source,
            .statement = at,
            .start = (uint32_t)edge->start,
            .end = (uint32_t)edge->end,
            .relation = (uint8_t)edge->relation,
            .strength = (uint8_t)edge->strength,
            .third_party = edge->third_party,
            .preamble = edge->preamble,
        };
    }
    vd_free(sorted);
    return VD_OK;
}

static void days_make(const vd_graph_document *document, uint32_t *first, uint32_t *last)
{
    vd_date dates[3] = {{0}};
    const vd_str texts[3] = {document->date, document->earliest, document->latest};
    for (size_t i = 0; i < 3; i++) {
        if (!vd_date_parse(texts[i], &dates[i])) {
            dates[i] = (vd_date){0};
        }
    }
    vd_net_days(dates[0], dates[1], dates[2], first, last);
}

static vd_status net_make(data_view *view, vd_error *err)
{
    const vd_graph_data *data = view->data;
    if (data->document_count >= VD_GRAPH_NONE / 2 || data->edge_count >= VD_GRAPH_NONE / 2) {
        return vd_fail(err, VD_LIMIT, "more documents or edges than a graph can have");
    }
    vd_net_input input = {.edge_count = data->edge_count,
                          .bound = (uint32_t)data->document_count,
                          .source_bound = (uint32_t)data->edge_count};
    view->edges = vd_alloc((data->edge_count + 1) * sizeof *view->edges);
    view->order = vd_alloc((data->document_count + 1) * sizeof *view->order);
    view->first = vd_alloc((data->document_count + 1) * sizeof *view->first);
    view->last = vd_alloc((data->document_count + 1) * sizeof *view->last);
    view->path = vd_alloc((data->edge_count + 1) * sizeof *view->path);
    if (!view->edges || !view->order || !view->first || !view->last || !view->path) {
        return vd_fail_memory(err);
    }
    for (uint32_t i = 0; i < input.bound; i++) {
        view->order[i] = i;
        days_make(&data->documents[i], &view->first[i], &view->last[i]);
    }
    for (uint32_t i = 0; i < input.source_bound; i++) {
        view->path[i] = i;
    }
    input.edges = view->edges;
    input.order = view->order;
    input.first = view->first;
    input.last = view->last;
    input.path = view->path;
    vd_status status = edges_make(view, err);
    if (status == VD_OK) {
        status = vd_net_init(&view->net, input.bound, input.source_bound, err);
    }
    view->net.document_count = data->document_count;
    return status == VD_OK ? vd_net_build(&input, vd_net_keep, &view->net, err) : status;
}

vd_status vd_view_of_data(const vd_graph_data *data, vd_net_view *out, vd_error *err)
{
    data_view *view = vd_alloc_zero(sizeof *view);
    *out = (vd_net_view){0};
    if (!view) {
        return vd_fail_memory(err);
    }
    view->data = data;
    vd_status status = net_make(view, err);
    if (status != VD_OK) {
        data_release(view);
        return status;
    }
    *out = (vd_net_view){.net = &view->net,
                         .context = view,
                         .find = data_find,
                         .document = data_document,
                         .held = data_held,
                         .id = data_id,
                         .evidence = data_evidence,
                         .release = data_release};
    return VD_OK;
}
