/** If a document is replaced, which others must be looked at?
 *
 *  Who rests on it, carries it out, details, amends or cites it, and on through those who act on them; also what it
 *  promulgated, which goes with it.  Level by level, so the nearest come first and each document has one way, shortest;
 *  of ways of one length the one with the highest score, which is the product over its edges of what hangs on the edge
 *  and how sure it is, halved at every edge after the first. */
#include "graph/impact.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/order.h"
#include "graph/fill.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"rank", true},     {"id", false},    {"type", false},     {"name", true},     {"number", false},
    {"date", true},     {"title", true},  {"in_corpus", true}, {"distance", true}, {"relation", true},
    {"strength", true}, {"places", true}, {"score", true},     {"path", true},     {"confidence", false},
    {"source", true},   {"line", true},   {"sentence", false},
};

#define LATER 0.5 /* at every edge after the first */

/* How much of a document hangs on another that it acts on so, 0 to 1; 0: nothing does. */
static double impact_weight(vd_relation relation, vd_strength strength)
{
    switch (relation) {
    case VD_REL_BASED_ON:
    case VD_REL_DETAILS:
    case VD_REL_PROMULGATES:
        return 1;
    case VD_REL_IMPLEMENTS:
        return strength == VD_STRENGTH_PRIMARY ? 1 : strength == VD_STRENGTH_LINKED ? 0.4 : 0.7;
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
    uint32_t row;
    uint32_t place; /* in the order of ids */
    uint32_t distance;
    uint32_t next; /* the reach of the document it hangs on */
    vd_net_proof proof;
    double score;
} reach;

typedef struct impact {
    vd_net_view view;
    vd_arena arena;  /* of the present document */
    uint32_t *slots; /* by row: 1 + index among the reaches; 0: not reached */
    reach *reaches;  /* the document asked about first, then as they were found */
    size_t count, cap;
} impact;

static bool reach_add(impact *m, reach item)
{
    if (m->count == m->cap) {
        reach *grown = vd_grown(m->reaches, &m->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        m->reaches = grown;
    }
    m->reaches[m->count++] = item;
    m->slots[item.row] = (uint32_t)m->count;
    return true;
}

/* The better evidence, as vd_evidence_cmp() has it. */
static vd_status proof_cmp(impact *m, const vd_net_proof *a, const vd_net_proof *b, int *out, vd_error *err)
{
    uint32_t path_a = 0, path_b = 0;
    int order = vd_net_strength_rank(a->strength) - vd_net_strength_rank(b->strength);
    order = order ? order : (int)a->third_party - (int)b->third_party;
    order = order ? order : vd_confidence_class(a->confidence) - vd_confidence_class(b->confidence);
    vd_status status = order ? VD_OK : vd_net_place(m->view.net, VD_NET_PATH, a->source, &path_a, err);
    if (status == VD_OK && !order) {
        status = vd_net_place(m->view.net, VD_NET_PATH, b->source, &path_b, err);
    }
    order = order ? order : vd_order_numbers(path_a, path_b);
    order = order ? order : vd_order_numbers(a->start, b->start);
    *out = order ? order : (int)a->relation - (int)b->relation;
    return status;
}

/* `row` hangs on the document of the reach `from`. */
static vd_status reach_offer(impact *m, uint32_t from, uint32_t row, const vd_net_proof *proof, vd_error *err)
{
    const reach *at = &m->reaches[from];
    double weight = impact_weight(proof->relation, proof->strength) * proof->confidence;
    reach item = {row, 0, at->distance + 1, from, *proof, at->distance == 0 ? weight : at->score * weight * LATER};
    reach *have = m->slots[row] ? &m->reaches[m->slots[row] - 1] : NULL;
    if (item.score <= 0 || (have && have->distance != item.distance)) {
        return VD_OK;
    }
    if (!have) {
        vd_status status = vd_net_place(m->view.net, VD_NET_ORDER, row, &item.place, err);
        return status == VD_OK && !reach_add(m, item) ? vd_fail_memory(err) : status;
    }
    int order = (item.score < have->score) - (item.score > have->score);
    vd_status status = order ? VD_OK : proof_cmp(m, proof, &have->proof, &order, err);
    if (status == VD_OK && order < 0) {
        item.place = have->place;
        *have = item;
    }
    return status;
}

/* All proofs of one link that say so among `relations`. */
static vd_status link_offer(impact *m, uint32_t reach_at, uint32_t from, uint32_t to, uint32_t row, uint32_t relations,
                            vd_error *err)
{
    vd_net_proof *proofs = NULL;
    size_t count = 0;
    vd_arena_clear(&m->arena);
    vd_status status = vd_net_proofs_of(m->view.net, from, to, &m->arena, &proofs, &count, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        if ((relations >> proofs[i].relation & 1U) != 0) {
            status = reach_offer(m, reach_at, row, &proofs[i], err);
        }
    }
    return status;
}

static vd_status reaches_find(impact *m, vd_error *err)
{
    vd_status status = VD_OK;
    for (uint32_t head = 0; status == VD_OK && head < m->count; head++) {
        uint32_t at = m->reaches[head].row;
        vd_net_list in, out;
        status = vd_net_list_of(m->view.net, VD_NET_IN, at, &in, err);
        for (size_t i = 0; status == VD_OK && i < in.count; i++) {
            status = link_offer(m, head, in.other[i], at, in.other[i], VD_GRAPH_ANY, err);
        }
        if (status == VD_OK) {
            status = vd_net_list_of(m->view.net, VD_NET_OUT, at, &out, err);
        }
        for (size_t i = 0; status == VD_OK && i < out.count; i++) {
            if ((out.kinds[i] >> VD_REL_PROMULGATES & 1U) != 0) {
                status = link_offer(m, head, at, out.other[i], out.other[i], 1U << VD_REL_PROMULGATES, err);
            }
        }
    }
    return status;
}

/* Nearest first, then by score. */
static int ranked_cmp(const void *a, const void *b)
{
    const reach *r = *(const reach *const *)a;
    const reach *q = *(const reach *const *)b;
    if (r->distance != q->distance) {
        return r->distance < q->distance ? -1 : 1;
    }
    int order = (r->score < q->score) - (r->score > q->score);
    return order ? order : vd_order_numbers(r->place, q->place);
}

/* Places in the file of the best evidence: a second file of the same text does not count again. */
static vd_status places_count(impact *m, const vd_net_proof *best, size_t *out, vd_error *err)
{
    vd_net_proof *proofs = NULL;
    size_t count = 0;
    *out = 0;
    vd_status status = vd_net_proofs_of(m->view.net, best->from, best->to, &m->arena, &proofs, &count, err);
    for (size_t i = 0; i < count; i++) {
        const vd_net_proof *proof = &proofs[i];
        bool counts = impact_weight(proof->relation, proof->strength) > 0 && proof->source == best->source;
        for (size_t k = 0; k < i && counts; k++) {
            counts = proofs[k].start != proof->start || proofs[k].source != proof->source ||
                     impact_weight(proofs[k].relation, proofs[k].strength) <= 0;
        }
        *out += counts;
    }
    return status;
}

static vd_status path_make(impact *m, const reach *how, vd_str **ids, size_t *count, vd_error *err)
{
    *ids = VD_ARENA_ARRAY(&m->arena, vd_str, (size_t)how->distance + 1);
    vd_status status = *ids ? VD_OK : vd_fail_memory(err);
    *count = 0;
    for (;; how = &m->reaches[how->next]) {
        if (status == VD_OK) {
            status = m->view.id(m->view.context, how->row, &m->arena, &(*ids)[(*count)++], err);
        }
        if (status != VD_OK || how->distance == 0) {
            return status;
        }
    }
}

/* What a row shows. */
typedef struct impact_row {
    vd_graph_document document;
    bool held;
    vd_graph_edge edge;
    vd_str *ids;
    size_t id_count, places, rank;
} impact_row;

static void row_fill(vd_fill *fill, const reach *how, const impact_row *row)
{
    vd_str strength = vd_str_of(vd_strength_name(how->proof.strength));
    vd_fill_row(fill);
    vd_fill_int(fill, (int64_t)row->rank);
    vd_fill_text(fill, row->document.id);
    vd_fill_text(fill, row->document.type);
    vd_fill_name(fill, &row->document);
    vd_fill_text(fill, row->document.number);
    vd_fill_text(fill, row->document.date);
    vd_fill_text(fill, row->document.title);
    vd_fill_bool(fill, row->held);
    vd_fill_int(fill, (int64_t)how->distance);
    vd_fill_text(fill, vd_str_of(vd_relation_name(how->proof.relation)));
    vd_fill_text(fill, strength.len ? strength : VD_NONE);
    vd_fill_int(fill, (int64_t)row->places);
    vd_fill_real(fill, how->score);
    vd_fill_list(fill, row->ids, row->id_count);
    vd_fill_real(fill, how->proof.confidence);
    vd_fill_text(fill, row->edge.source);
    vd_fill_int(fill, (int64_t)row->edge.line);
    vd_fill_text(fill, row->edge.sentence);
}

static vd_status row_make(impact *m, vd_fill *fill, const reach *how, size_t rank, vd_error *err)
{
    impact_row row = {.rank = rank};
    vd_arena_clear(&m->arena);
    vd_status status = m->view.document(m->view.context, how->row, &m->arena, &row.document, err);
    if (status == VD_OK) {
        status = m->view.held(m->view.context, how->row, &row.held, err);
    }
    if (status == VD_OK) {
        status = m->view.evidence(m->view.context, &how->proof, &m->arena, &row.edge, err);
    }
    if (status == VD_OK) {
        status = places_count(m, &how->proof, &row.places, err);
    }
    if (status == VD_OK) {
        status = path_make(m, how, &row.ids, &row.id_count, err);
    }
    if (status == VD_OK) {
        row_fill(fill, how, &row);
    }
    return status;
}

static vd_status impact_fill(impact *m, vd_fill *fill, vd_error *err)
{
    const reach **order = vd_alloc(m->count * sizeof *order);
    vd_status status = order ? VD_OK : vd_fail_memory(err);
    for (size_t i = 1; order && i < m->count; i++) {
        order[i - 1] = &m->reaches[i];
    }
    if (order && m->count > 2) {
        qsort(order, m->count - 1, sizeof *order, ranked_cmp);
    }
    for (size_t i = 1; status == VD_OK && i < m->count; i++) {
        status = row_make(m, fill, order[i - 1], i, err);
    }
    vd_free(order);
    return status;
}

vd_status vd_net_impact(vd_net_view view, vd_str id, vd_rows **out, vd_error *err)
{
    impact m = {.view = view};
    vd_fill fill = {0};
    reach start = {0};
    *out = NULL;
    vd_status status = view.find(view.context, id, &start.row, err);
    if (status == VD_OK) {
        m.slots = vd_alloc_zero(((size_t)view.net->bound + 1) * sizeof *m.slots);
        status = m.slots && reach_add(&m, start)
                     ? vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err)
                     : vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = reaches_find(&m, err);
    }
    if (status == VD_OK) {
        status = impact_fill(&m, &fill, err);
    }
    vd_arena_clear(&m.arena);
    vd_free(m.slots);
    vd_free(m.reaches);
    view.release(view.context);
    return vd_fill_done(&fill, status, out, err);
}

vd_status vd_graph_impact(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err)
{
    vd_net_view view;
    *out = NULL;
    vd_status status = vd_view_of_data(data, &view, err);
    return status == VD_OK ? vd_net_impact(view, id, out, err) : status;
}
