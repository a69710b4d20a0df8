/** Gathering histories: rows and edges told of one document, by one acting document, about one kind of change, are one
 *  step.
 *
 *  A row that says "superseded" and a text that says "hết hiệu lực" by the same acting document tell one end; it is
 *  called superseded, which names the successor. */
#include "force/force.h"

#include "base/date.h"
#include "base/error.h"
#include "base/map.h"
#include "force/rank.h"
#include "tables/tables.h"

#include <stdlib.h>

/* What one source says. */
typedef struct told {
    uint32_t target, acting;
    vd_step_kind kind;
    vd_str pinpoint;
    vd_proof proof;
    size_t order; /* rows in their order, then edges */
    bool part;    /* an end that turned out to be one of parts */
} told;

typedef struct gathering {
    vd_arena *arena;
    const vd_graph_data *graph;
    const vd_changes *changes;
    vd_map names; /* id or law's number -> node */
    vd_force_node *nodes;
    size_t node_count;
    told *items;
    size_t count;
    vd_step *steps;
    uint32_t *first;
} gathering;

/* ---- Nodes ---- */

typedef enum law_word { LAW_NO, LAW_MAYBE, LAW_YES } law_word;

/* A type not in the tables, or none at all, may be a law's. */
static law_word type_law(vd_str type)
{
    const vd_type_row *row = vd_type_named(type);
    return row == NULL ? LAW_MAYBE : vd_type_law(row) ? LAW_YES : LAW_NO;
}

/* Resolutions of the National Assembly share their numbers with laws: the number stands for the law. */
static bool numbers_add(gathering *g, law_word want)
{
    for (size_t v = 0; v < g->graph->document_count; v++) {
        const vd_graph_document *document = &g->graph->documents[v];
        if (document->number.len > 0 && type_law(document->type) == want &&
            !vd_map_put(&g->names, document->number, v, NULL)) {
            return false;
        }
    }
    return true;
}

static vd_str catalogue_title(vd_str number)
{
    const vd_catalogue_row *row = vd_catalogue_by_number(number);
    return row ? vd_str_of(row->title) : VD_NONE;
}

/* A name of a row that the graph does not have becomes a node behind the graph's. */
static bool name_add(gathering *g, vd_str name, vd_str number)
{
    bool made = false;
    if (name.len == 0) {
        return true;
    }
    if (!vd_map_put(&g->names, name, g->node_count, &made)) {
        return false;
    }
    if (made) {
        bool id = vd_str_starts(name, VD_LIT("vn/"));
        g->nodes[g->node_count++] =
            (vd_force_node){id ? name : VD_NONE, id ? number : name, id ? VD_NONE : catalogue_title(name)};
    }
    return true;
}

static bool nodes_make(gathering *g)
{
    size_t documents = g->graph->document_count;
    g->nodes = VD_ARENA_ARRAY(g->arena, vd_force_node, documents + 2 * g->changes->count + 1);
    bool good = g->nodes != NULL;
    for (size_t v = 0; v < documents && good; v++) {
        const vd_graph_document *document = &g->graph->documents[v];
        g->nodes[v] = (vd_force_node){document->id, document->number, document->title};
        good = vd_map_put(&g->names, document->id, v, NULL) != NULL;
    }
    g->node_count = documents;
    good = good && numbers_add(g, LAW_YES) && numbers_add(g, LAW_MAYBE);
    for (size_t i = 0; i < g->changes->count && good; i++) {
        const vd_change *row = &g->changes->items[i];
        good = name_add(g, row->target, row->target_number) && name_add(g, row->acting, row->acting_number);
    }
    return good;
}

/* ---- What is told ---- */

static uint32_t name_node(const gathering *g, vd_str name)
{
    const size_t *found = name.len > 0 ? vd_map_get(&g->names, name) : NULL;
    return found ? (uint32_t)*found : VD_GRAPH_NONE;
}

static void told_add(gathering *g, told one)
{
    one.order = g->count;
    g->items[g->count++] = one;
}

static void rows_told(gathering *g)
{
    for (size_t i = 0; i < g->changes->count; i++) {
        const vd_change *row = &g->changes->items[i];
        uint32_t target = name_node(g, row->target);
        uint32_t acting = name_node(g, row->acting);
        if (target != VD_GRAPH_NONE && target != acting) {
            vd_proof proof = {row->effective, row->source, NULL, row->confidence, row->imported};
            told_add(g, (told){target, acting, row->kind, row->pinpoint, proof, 0, false});
        }
    }
}

static void documents_told(gathering *g)
{
    for (size_t v = 0; v < g->graph->document_count; v++) {
        vd_date date = {0};
        if (vd_date_parse(g->graph->documents[v].date, &date) && date.year != 0) {
            vd_proof proof = {.effective = date, .confidence = 0.7}; /* rows know the whole date */
            told_add(g, (told){(uint32_t)v, VD_GRAPH_NONE, VD_STEP_ISSUED, VD_NONE, proof, 0, false});
        }
        const vd_graph_document *document = &g->graph->documents[v];
        if (document->effective.year != 0) { /* below rows of high confidence: what is misread there is corrected */
            vd_proof proof = {
                .effective = document->effective, .source = document->effective_source, .confidence = 0.9};
            told_add(g, (told){(uint32_t)v, VD_GRAPH_NONE, VD_STEP_EFFECTIVE, VD_NONE, proof, 0, false});
        }
    }
}

/* Does what is said of two documents put an act before what it acts on?  One of the three was misread. */
static bool act_too_old(const vd_graph_document *acting, const vd_graph_document *target)
{
    vd_date act = vd_date_of(acting->date);
    vd_date made = vd_date_of(target->date);
    return vd_date_whole(act) && vd_date_whole(made) && vd_date_cmp(act, made) < 0;
}

static void edges_told(gathering *g)
{
    for (size_t i = 0; i < g->graph->edge_count; i++) {
        const vd_graph_edge *edge = &g->graph->edges[i];
        vd_step_kind kind;
        if (edge->from != edge->to && vd_step_of_relation(edge->relation, edge->pinpoint.len > 0, &kind)) {
            /* "đến khi Luật Việc làm hết hiệu lực" in a decree: what nobody below may do was not said of them. */
            const vd_graph_document *acting = &g->graph->documents[edge->from];
            const vd_graph_document *target = &g->graph->documents[edge->to];
            bool doubtful = vd_rank_below(acting, target) || act_too_old(acting, target);
            vd_proof proof = {.edge = edge, .confidence = doubtful ? 0.4 * edge->confidence : edge->confidence};
            told_add(g, (told){edge->to, edge->from, kind, edge->pinpoint, proof, 0, false});
        }
    }
}

/* An end by one acting document is one end, whether it is told as a replacement or as a repeal. */
static int told_class(const told *t)
{
    return t->kind == VD_STEP_REPEALED && t->acting != VD_GRAPH_NONE ? VD_STEP_SUPERSEDED : (int)t->kind;
}

/* 0: one step. */
static int step_cmp(const told *t, const told *u)
{
    if (t->target != u->target) {
        return t->target < u->target ? -1 : 1;
    }
    int order = told_class(t) - told_class(u);
    return order ? order : (t->acting > u->acting) - (t->acting < u->acting);
}

static int proof_cmp(const vd_proof *p, const vd_proof *q)
{
    int order = (p->edge != NULL) - (q->edge != NULL);
    if (order == 0 && p->edge && q->edge) {
        return vd_evidence_cmp(p->edge, q->edge);
    }
    order = order ? order : (p->confidence < q->confidence) - (p->confidence > q->confidence);
    return order ? order : (int)q->imported - (int)p->imported;
}

static int told_cmp(const void *a, const void *b)
{
    const told *t = a;
    const told *u = b;
    int order = step_cmp(t, u);
    order = order ? order : proof_cmp(&t->proof, &u->proof);
    return order ? order : (t->order > u->order) - (t->order < u->order);
}

/* "Sửa đổi, bổ sung, bãi bỏ một số điều của Luật X": who amends a document does not end it, so an end that only words
 * tell is one of parts.  `g->items` is sorted; amendments come before ends. */
static void ends_weigh(gathering *g)
{
    for (size_t i = 0, first = 0; i < g->count; i++) {
        told *end = &g->items[i];
        if (end->target != g->items[first].target) {
            first = i;
        }
        if (told_class(end) != VD_STEP_SUPERSEDED || (i > 0 && step_cmp(end, &g->items[i - 1]) == 0)) {
            continue;
        }
        bool words = end->proof.edge != NULL; /* rows come first */
        bool amends = false;
        for (size_t k = first; k < i && words; k++) {
            amends = amends || (g->items[k].kind == VD_STEP_AMENDED && g->items[k].acting == end->acting);
        }
        for (size_t k = i; k < g->count && amends && step_cmp(end, &g->items[k]) == 0; k++) {
            g->items[k].part = true;
        }
    }
    size_t moved = 0;
    for (size_t i = 0; i < g->count; i++) {
        g->items[i].kind = g->items[i].part ? VD_STEP_REPEALED_PART : g->items[i].kind;
        moved += g->items[i].part;
    }
    if (moved > 0) {
        qsort(g->items, g->count, sizeof(told), told_cmp);
    }
}

/* ---- Steps ---- */

static bool days_disagree(vd_date a, vd_date b)
{
    return a.year != 0 && b.year != 0 &&
           (vd_date_cmp(vd_date_last(a), vd_date_first(b)) < 0 || vd_date_cmp(vd_date_last(b), vd_date_first(a)) < 0);
}

/* The parts that `count` sources name, each once, in order of the text. */
static bool pinpoints_join(gathering *g, const told *items, size_t count, vd_str *out)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++) {
        len += items[i].pinpoint.len + 2;
    }
    char *text = len > 2 * count ? VD_ARENA_ARRAY(g->arena, char, len) : NULL;
    *out = VD_NONE;
    for (size_t i = 0; i < count && text; i++) {
        bool known = items[i].pinpoint.len == 0;
        for (size_t k = 0; k < i && !known; k++) {
            known = vd_str_eq(items[k].pinpoint, items[i].pinpoint);
        }
        if (!known) {
            memcpy(text + out->len, "; ", out->len ? 2 : 0);
            out->len += out->len ? 2 : 0;
            memcpy(text + out->len, items[i].pinpoint.ptr, items[i].pinpoint.len);
            out->len += items[i].pinpoint.len;
            out->ptr = text;
        }
    }
    return text != NULL || len == 2 * count;
}

/* `count` sources, best first, to one step. */
static bool step_make(gathering *g, const told *items, size_t count, vd_proof *proofs, vd_step *step)
{
    uint32_t acting = items[0].acting;
    *step = (vd_step){.kind = (vd_step_kind)items[0].kind,
                      .node = acting,
                      .acting = acting < g->graph->document_count ? acting : VD_GRAPH_NONE,
                      .proofs = proofs,
                      .proof_count = count};
    if (acting != VD_GRAPH_NONE) {
        step->acting_number = g->nodes[acting].number;
    }
    for (size_t i = 0; i < count; i++) {
        const vd_proof *proof = &items[i].proof;
        proofs[i] = *proof;
        step->kind = items[i].kind == VD_STEP_SUPERSEDED ? VD_STEP_SUPERSEDED : step->kind;
        step->effective = step->effective.year ? step->effective : proof->effective;
        step->confidence = proof->confidence > step->confidence ? proof->confidence : step->confidence;
        step->conflict = step->conflict || days_disagree(step->effective, proof->effective);
        step->source = step->source.ptr ? step->source : proof->source;
        step->edge = step->edge ? step->edge : proof->edge;
    }
    return pinpoints_join(g, items, count, &step->pinpoint);
}

static bool steps_make(gathering *g)
{
    vd_proof *proofs = VD_ARENA_ARRAY(g->arena, vd_proof, g->count + 1);
    g->steps = VD_ARENA_ARRAY(g->arena, vd_step, g->count + 1);
    g->first = VD_ARENA_ARRAY(g->arena, uint32_t, g->node_count + 1);
    if (!proofs || !g->steps || !g->first) {
        return false;
    }
    if (g->count > 0) {
        qsort(g->items, g->count, sizeof(told), told_cmp);
        ends_weigh(g);
    }
    size_t made = 0;
    size_t node = 0;
    for (size_t i = 0, next; i < g->count; i = next) {
        for (next = i + 1; next < g->count && step_cmp(&g->items[i], &g->items[next]) == 0; next++) {
        }
        for (; node <= g->items[i].target; node++) {
            g->first[node] = (uint32_t)made;
        }
        if (!step_make(g, &g->items[i], next - i, &proofs[i], &g->steps[made++])) {
            return false;
        }
    }
    for (; node <= g->node_count; node++) {
        g->first[node] = (uint32_t)made;
    }
    return true;
}

/* The day of a node's own step of that kind; {0}: not known. */
static vd_date own_day(const gathering *g, uint32_t node, vd_step_kind kind)
{
    for (uint32_t i = g->first[node]; i < g->first[node + 1]; i++) {
        if (g->steps[i].kind == kind) {
            return g->steps[i].effective;
        }
    }
    return (vd_date){0};
}

/* A change of which no source gives the day has effect since the acting document has. */
static void steps_date(gathering *g)
{
    for (size_t i = 0; i < g->first[g->node_count]; i++) {
        vd_step *step = &g->steps[i];
        if (step->node != VD_GRAPH_NONE) {
            step->issued = own_day(g, step->node, VD_STEP_ISSUED);
            step->effective = step->effective.year ? step->effective : own_day(g, step->node, VD_STEP_EFFECTIVE);
        }
    }
}

static int history_cmp(const void *a, const void *b)
{
    const vd_step *s = a;
    const vd_step *t = b;
    vd_date on = vd_date_first(s->effective.year ? s->effective : s->issued);
    vd_date at = vd_date_first(t->effective.year ? t->effective : t->issued);
    int order = (on.year == 0) - (at.year == 0);
    order = order ? order : vd_date_cmp(on, at);
    order = order ? order : (int)s->kind - (int)t->kind;
    order = order ? order : vd_date_cmp(s->issued, t->issued);
    order = order ? order : vd_str_cmp(s->acting_number, t->acting_number);
    return order ? order : (s->node > t->node) - (s->node < t->node);
}

static bool gather(gathering *g)
{
    g->items =
        VD_ARENA_ARRAY(g->arena, told, g->changes->count + 2 * g->graph->document_count + g->graph->edge_count + 1);
    if (!g->items || !nodes_make(g)) {
        return false;
    }
    rows_told(g);
    documents_told(g);
    edges_told(g);
    if (!steps_make(g)) {
        return false;
    }
    steps_date(g);
    for (size_t v = 0; v < g->node_count; v++) {
        if (g->first[v + 1] - g->first[v] > 1) {
            qsort(g->steps + g->first[v], g->first[v + 1] - g->first[v], sizeof(vd_step), history_cmp);
        }
    }
    return true;
}

vd_status vd_force_make(vd_arena *arena, const vd_graph_data *graph, const vd_changes *changes, vd_force *out,
                        vd_error *err)
{
    gathering g = {.arena = arena, .graph = graph, .changes = changes};
    vd_csr csr; /* built for its checks */
    vd_status status = vd_csr_build(arena, graph, &csr, err);
    if (status == VD_OK && !gather(&g)) {
        status = vd_fail_memory(err);
    }
    vd_map_clear(&g.names);
    if (status == VD_OK) {
        *out = (vd_force){graph, g.nodes, g.node_count, g.steps, g.first};
    }
    return status;
}

vd_history vd_force_history(const vd_force *force, uint32_t node)
{
    return (vd_history){force->steps + force->first[node], force->first[node + 1] - force->first[node]};
}

vd_str vd_force_label(const vd_force *force, uint32_t node)
{
    const vd_force_node *known = &force->nodes[node];
    return known->number.len ? known->number : known->title.len ? known->title : known->id;
}

/* "10/2022/QH15": a number with its year. */
static bool number_dated(vd_str number)
{
    for (size_t i = 0; i + 6 <= number.len; i++) {
        bool year = number.ptr[i] == '/' && number.ptr[i + 5] == '/';
        for (size_t k = 1; k <= 4 && year; k++) {
            year = number.ptr[i + k] >= '0' && number.ptr[i + k] <= '9';
        }
        if (year) {
            return true;
        }
    }
    return false;
}

/* A number without a year comes back every year, and an id may be learnt better later. */
static vd_str node_key(const vd_force *force, uint32_t node)
{
    const vd_force_node *known = &force->nodes[node];
    return number_dated(known->number) || known->id.len == 0 ? known->number : known->id;
}

vd_str vd_step_key(vd_arena *arena, const vd_force *force, uint32_t node, const vd_step *step)
{
    vd_str target = node_key(force, node);
    vd_str kind = vd_str_of(vd_step_name(step->kind));
    vd_str acting = step->node == VD_GRAPH_NONE ? VD_NONE : node_key(force, step->node);
    size_t len = target.len + kind.len + acting.len + 2;
    char *text = VD_ARENA_ARRAY(arena, char, len);
    if (text) {
        memcpy(text, target.ptr, target.len);
        text[target.len] = ' ';
        memcpy(text + target.len + 1, kind.ptr, kind.len);
        text[target.len + 1 + kind.len] = ' ';
        memcpy(text + target.len + kind.len + 2, acting.ptr ? acting.ptr : "", acting.len);
    }
    return (vd_str){text, len};
}
