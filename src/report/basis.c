/** What each document we hold rests on: the documents its preamble names. */
#include "graph/fill.h"
#include "report/report.h"

#include "base/error.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"document_id", false}, {"document_name", true}, {"document_number", false}, {"document_title", true},
    {"relation", true},     {"to_id", false},        {"to_type", false},         {"to_name", true},
    {"to_number", false},   {"to_date", true},       {"to_title", true},         {"source", false},
    {"line", true},         {"sentence", false},
};

static bool edge_is_basis(const vd_graph_edge *edge)
{
    return edge->from != edge->to && !edge->third_party &&
           (edge->relation == VD_REL_BASED_ON || (edge->relation == VD_REL_IMPLEMENTS && edge->preamble));
}

/* The same document and target together, best evidence first. */
static int same_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    if (e->from != f->from) {
        return e->from < f->from ? -1 : 1;
    }
    if (e->to != f->to) {
        return e->to < f->to ? -1 : 1;
    }
    int order = (int)e->relation - (int)f->relation;
    return order ? order : vd_evidence_cmp(e, f);
}

/* As the preamble has them. */
static int text_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    if (e->from != f->from) {
        return e->from < f->from ? -1 : 1;
    }
    int order = vd_str_cmp(e->source, f->source);
    if (order == 0) {
        order = (e->start > f->start) - (e->start < f->start);
    }
    return order ? order : same_cmp(a, b);
}

/* Edges of one or all documents, one for each target and relation, into `edges`. */
static size_t basis_collect(const vd_graph_data *data, uint32_t document, const vd_graph_edge **edges)
{
    size_t count = 0;
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        bool wanted = document == VD_GRAPH_NONE ? data->documents[edge->from].in_corpus : edge->from == document;
        if (wanted && edge_is_basis(edge)) {
            edges[count++] = edge;
        }
    }
    if (count == 0) {
        return 0;
    }
    qsort(edges, count, sizeof(const vd_graph_edge *), same_cmp);
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        const vd_graph_edge *last = edges[kept - 1];
        if (edges[i]->from != last->from || edges[i]->to != last->to || edges[i]->relation != last->relation) {
            edges[kept++] = edges[i];
        }
    }
    qsort(edges, kept, sizeof(const vd_graph_edge *), text_cmp);
    return kept;
}

static void basis_fill(vd_fill *fill, const vd_graph_data *data, const vd_graph_edge *edge)
{
    const vd_graph_document *from = &data->documents[edge->from];
    const vd_graph_document *to = &data->documents[edge->to];
    vd_fill_row(fill);
    vd_fill_text(fill, from->id);
    vd_fill_name(fill, from);
    vd_fill_text(fill, from->number);
    vd_fill_text(fill, from->title);
    vd_fill_text(fill, vd_str_of(vd_relation_name(edge->relation)));
    vd_fill_text(fill, to->id);
    vd_fill_text(fill, to->type);
    vd_fill_name(fill, to);
    vd_fill_text(fill, to->number);
    vd_fill_text(fill, to->date);
    vd_fill_text(fill, to->title);
    vd_fill_text(fill, edge->source);
    vd_fill_int(fill, (int64_t)edge->line);
    vd_fill_text(fill, edge->sentence);
}

vd_status vd_report_basis(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err)
{
    uint32_t document = VD_GRAPH_NONE;
    vd_arena arena = {0};
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = id.ptr ? vd_graph_require(data, id, &document, err) : VD_OK;
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    if (status == VD_OK) {
        const vd_graph_edge **edges = VD_ARENA_ARRAY(&arena, const vd_graph_edge *, data->edge_count);
        size_t count = edges ? basis_collect(data, document, edges) : 0;
        status = edges ? VD_OK : vd_fail_memory(err);
        for (size_t i = 0; i < count; i++) {
            basis_fill(&fill, data, edges[i]);
        }
    }
    vd_arena_clear(&arena);
    return vd_fill_done(&fill, status, out, err);
}
