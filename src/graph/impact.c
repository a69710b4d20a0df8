/** If a document is replaced, which others must be looked at?
 *
 *  Who rests on it, carries it out, details, amends or cites it, and on through those who act on them; also what it
 *  promulgated, which goes with it.  Level by level, so the nearest come first and each document has one way, shortest;
 *  of ways of one length the one with the highest score, which is the product over its edges of what hangs on the edge
 *  and how sure it is, halved at every edge after the first. */
#include "graph/impact.h"

#include "base/error.h"
#include "graph/fill.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"rank", true},     {"id", false},    {"type", false},     {"name", true},     {"number", false},
    {"date", true},     {"title", true},  {"in_corpus", true}, {"distance", true}, {"relation", true},
    {"strength", true}, {"places", true}, {"score", true},     {"path", true},     {"confidence", false},
    {"source", true},   {"line", true},   {"sentence", false},
};

#define LATER 0.5 /* at every edge after the first */

double vd_impact_weight(const vd_graph_edge *edge)
{
    switch (edge->relation) {
    case VD_REL_BASED_ON:
    case VD_REL_DETAILS:
    case VD_REL_PROMULGATES:
        return 1;
    case VD_REL_IMPLEMENTS:
        return edge->strength == VD_STRENGTH_PRIMARY ? 1 : edge->strength == VD_STRENGTH_LINKED ? 0.4 : 0.7;
    case VD_REL_GUIDED_BY:
        return 0.7;
    case VD_REL_AMENDS:
    case VD_REL_CONSOLIDATES:
        return 0.6;
    case VD_REL_CITES:
        return 0.4;
    default: /* who repeals, supersedes, suspends or corrects it does not hang on it */
        return 0;
    }
}

/* How a document was reached. */
typedef struct reach {
    uint32_t distance; /* 0: not reached, or the document asked about */
    uint32_t next;     /* the document it hangs on */
    const vd_graph_edge *edge;
    double score;
} reach;

typedef struct impact {
    vd_arena arena;
    const vd_graph_data *data;
    vd_csr csr;
    uint32_t start;
    reach *reaches;
    uint32_t *queue;
    size_t count;
} impact;

/* Of two edges of one weight, the better evidence. */
static bool edge_better(const reach *have, double score, const vd_graph_edge *edge)
{
    return score > have->score || (score == have->score && vd_evidence_cmp(edge, have->edge) < 0);
}

static void reach_offer(impact *m, uint32_t from, uint32_t vertex, const vd_graph_edge *edge)
{
    const reach *at = &m->reaches[from];
    reach *have = &m->reaches[vertex];
    double weight = vd_impact_weight(edge) * edge->confidence;
    double score = at->distance == 0 ? weight : at->score * weight * LATER;
    if (vertex == m->start || score <= 0) {
        return;
    }
    if (have->distance == 0) {
        *have = (reach){at->distance + 1, from, edge, score};
        m->queue[m->count++] = vertex;
    } else if (have->distance == at->distance + 1 && edge_better(have, score, edge)) {
        *have = (reach){at->distance + 1, from, edge, score};
    }
}

static void reaches_find(impact *m)
{
    m->queue[m->count++] = m->start;
    for (size_t head = 0; head < m->count; head++) {
        uint32_t at = m->queue[head];
        for (uint32_t i = m->csr.in_start[at]; i < m->csr.in_start[at + 1]; i++) {
            const vd_graph_edge *edge = &m->data->edges[m->csr.in_edges[i]];
            if (edge->from != at) {
                reach_offer(m, at, edge->from, edge);
            }
        }
        for (uint32_t i = m->csr.out_start[at]; i < m->csr.out_start[at + 1]; i++) {
            const vd_graph_edge *edge = &m->data->edges[m->csr.out_edges[i]];
            if (edge->to != at && edge->relation == VD_REL_PROMULGATES) {
                reach_offer(m, at, edge->to, edge);
            }
        }
    }
}

/* A document reached, to be ranked. */
typedef struct ranked {
    uint32_t vertex;
    const reach *how;
} ranked;

/* Nearest first, then by score. */
static int ranked_cmp(const void *a, const void *b)
{
    const ranked *r = a;
    const ranked *q = b;
    if (r->how->distance != q->how->distance) {
        return r->how->distance < q->how->distance ? -1 : 1;
    }
    int order = (r->how->score < q->how->score) - (r->how->score > q->how->score);
    return order ? order : (r->vertex > q->vertex) - (r->vertex < q->vertex);
}

/* Places in the file of the best evidence: a second file of the same text does not count again. */
static size_t places_count(const impact *m, uint32_t vertex)
{
    const vd_graph_edge *best = m->reaches[vertex].edge;
    const uint32_t *edges = m->csr.out_edges;
    uint32_t first = m->csr.out_start[best->from];
    size_t count = 0;
    for (uint32_t i = first; i < m->csr.out_start[best->from + 1]; i++) {
        const vd_graph_edge *edge = &m->data->edges[edges[i]];
        bool counts = edge->to == best->to && vd_impact_weight(edge) > 0 && vd_str_eq(edge->source, best->source);
        for (uint32_t k = i; k > first && counts && m->data->edges[edges[k - 1]].to == best->to; k--) {
            const vd_graph_edge *other = &m->data->edges[edges[k - 1]];
            counts = other->start != edge->start || !vd_str_eq(other->source, edge->source);
        }
        count += counts;
    }
    return count;
}

static void document_fill(impact *m, vd_fill *fill, uint32_t vertex, size_t rank, vd_str *ids)
{
    const vd_graph_document *document = &m->data->documents[vertex];
    const reach *how = &m->reaches[vertex];
    vd_str strength = vd_str_of(vd_strength_name(how->edge->strength));
    size_t count = 0;
    for (uint32_t at = vertex; at != m->start; at = m->reaches[at].next) {
        ids[count++] = m->data->documents[at].id;
    }
    ids[count++] = m->data->documents[m->start].id;
    vd_fill_row(fill);
    vd_fill_int(fill, (int64_t)rank);
    vd_fill_text(fill, document->id);
    vd_fill_text(fill, document->type);
    vd_fill_name(fill, document);
    vd_fill_text(fill, document->number);
    vd_fill_text(fill, document->date);
    vd_fill_text(fill, document->title);
    vd_fill_bool(fill, document->in_corpus);
    vd_fill_int(fill, (int64_t)how->distance);
    vd_fill_text(fill, vd_str_of(vd_relation_name(how->edge->relation)));
    vd_fill_text(fill, strength.len ? strength : VD_NONE);
    vd_fill_int(fill, (int64_t)places_count(m, vertex));
    vd_fill_real(fill, how->score);
    vd_fill_list(fill, ids, count);
    vd_fill_real(fill, how->edge->confidence);
    vd_fill_text(fill, how->edge->source);
    vd_fill_int(fill, (int64_t)how->edge->line);
    vd_fill_text(fill, how->edge->sentence);
}

static bool impact_fill(impact *m, vd_fill *fill)
{
    ranked *order = VD_ARENA_ARRAY(&m->arena, ranked, m->count);
    vd_str *ids = VD_ARENA_ARRAY(&m->arena, vd_str, m->data->document_count + 1);
    if (!order || !ids) {
        return false;
    }
    for (size_t i = 1; i < m->count; i++) {
        order[i - 1] = (ranked){m->queue[i], &m->reaches[m->queue[i]]};
    }
    if (m->count > 1) {
        qsort(order, m->count - 1, sizeof(ranked), ranked_cmp);
    }
    for (size_t i = 1; i < m->count; i++) {
        document_fill(m, fill, order[i - 1].vertex, i, ids);
    }
    return true;
}

vd_status vd_graph_impact(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err)
{
    impact m = {.data = data};
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = vd_graph_require(data, id, &m.start, err);
    if (status == VD_OK) {
        status = vd_csr_build(&m.arena, data, &m.csr, err);
    }
    if (status == VD_OK) {
        m.reaches = VD_ARENA_ARRAY(&m.arena, reach, data->document_count);
        m.queue = VD_ARENA_ARRAY(&m.arena, uint32_t, data->document_count);
        status = m.reaches && m.queue ? vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err)
                                      : vd_fail_memory(err);
    }
    if (status == VD_OK) {
        reaches_find(&m);
        status = impact_fill(&m, &fill) ? VD_OK : vd_fail_memory(err);
    }
    vd_arena_clear(&m.arena);
    return vd_fill_done(&fill, status, out, err);
}
