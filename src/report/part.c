/** Which part of a graph is exported: the edges that are asked for, the documents at their ends, and the documents that
 *  are asked for themselves. */
#include "report/matrix.h"
#include "report/report.h"

#include "base/error.h"

/* What is kept of a graph, and where its documents go. */
typedef struct part {
    const vd_graph_data *data;
    const bool *asked; /* documents; NULL: none is asked for */
    bool *kept;
    uint32_t *place; /* of a kept document in the part */
    uint32_t relations;
} part;

static bool edge_fits(const part *p, const vd_graph_edge *edge)
{
    bool related = (p->relations >> edge->relation & 1U) != 0;
    return related && (!p->asked || p->asked[edge->from] || p->asked[edge->to]);
}

static void documents_take(const part *p, vd_graph_data *out)
{
    for (size_t v = 0; v < p->data->document_count; v++) {
        if (p->kept[v]) {
            p->place[v] = (uint32_t)out->document_count;
            out->documents[out->document_count++] = p->data->documents[v];
        }
    }
}

/* Documents keep their order, and so do edges. */
static void edges_take(const part *p, vd_graph_data *out)
{
    for (size_t i = 0; i < p->data->edge_count; i++) {
        if (edge_fits(p, &p->data->edges[i])) {
            vd_graph_edge *edge = &out->edges[out->edge_count++];
            *edge = p->data->edges[i];
            edge->from = p->place[edge->from];
            edge->to = p->place[edge->to];
        }
    }
}

static void ends_keep(const part *p)
{
    for (size_t v = 0; p->asked && v < p->data->document_count; v++) {
        p->kept[v] = p->asked[v];
    }
    for (size_t i = 0; i < p->data->edge_count; i++) {
        const vd_graph_edge *edge = &p->data->edges[i];
        bool fits = edge_fits(p, edge);
        p->kept[edge->from] = p->kept[edge->from] || fits;
        p->kept[edge->to] = p->kept[edge->to] || fits;
    }
}

vd_status vd_graph_part(vd_arena *arena, const vd_graph_data *data, const vd_export_query *query, vd_graph_data *out,
                        vd_error *err)
{
    part p = {.data = data, .relations = query->relations ? query->relations : VD_GRAPH_ANY};
    bool chosen = vd_matrix_side_asks(&query->documents);
    if (!chosen && query->relations == 0) {
        *out = *data;
        return VD_OK;
    }
    bool *asked = NULL;
    vd_status status = chosen ? vd_matrix_side_take(arena, data, &query->documents, &asked, err) : VD_OK;
    if (status != VD_OK) {
        return status;
    }
    p.asked = asked;
    p.kept = VD_ARENA_ARRAY(arena, bool, data->document_count);
    p.place = VD_ARENA_ARRAY(arena, uint32_t, data->document_count);
    *out = (vd_graph_data){.documents = VD_ARENA_ARRAY(arena, vd_graph_document, data->document_count),
                           .edges = VD_ARENA_ARRAY(arena, vd_graph_edge, data->edge_count)};
    if (!p.kept || !p.place || !out->documents || !out->edges) {
        return vd_fail_memory(err);
    }
    ends_keep(&p);
    documents_take(&p, out);
    edges_take(&p, out);
    return VD_OK;
}
