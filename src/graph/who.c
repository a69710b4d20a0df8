/** Who acts on a document: directly, one row a document, relation and strength; and through others, with the chain.
 *
 *  A chain is made of edges among the relations asked for, and nothing is concluded beyond it: "A implements B, B
 *  implements C" is printed as just that.  Every document that reaches the target through others gets one chain, its
 *  shortest, also when it acts on the target directly as well.
 *
 *  As of a day, documents that were certainly not issued by then do not act; a date that is a window reaching beyond
 * the day, or not known at all, leaves it possible. */
#include "graph/fill.h"
#include "graph/graph.h"

#include "base/date.h"
#include "base/error.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"id", false},       {"type", false},   {"name", true},   {"number", false},     {"date", true},
    {"issued", false},   {"issuer", false}, {"title", true},  {"relation", true},    {"strength", true},
    {"preamble", false}, {"depth", true},   {"path", false},  {"confidence", false}, {"source", true},
    {"line", true},      {"column", false}, {"start", false}, {"end", false},        {"sentence", true},
    {"mentions", true},
};

/* One row: a document and its best evidence of one relation and strength. */
typedef struct acting {
    uint32_t document;
    int strongest; /* rank of the document's strongest direct evidence */
    const vd_graph_edge *edge;
    unsigned strengths; /* bits of vd_strength */
    size_t mentions;
    const vd_graph_edge *const *path;
    size_t depth;
} acting;

typedef struct acting_list {
    acting *items;
    size_t count;
} acting_list;

typedef struct question {
    vd_arena arena;
    const vd_graph_data *data;
    vd_graph_data dated; /* what `data` is with a day */
    const bool *open;    /* per document: whether it was issued by the day is not known; NULL without a day */
    vd_csr csr;
    uint32_t relations, target;
} question;

/* ---- As of a day --------------------------------------------------------------------------------------------------
 */

typedef enum issue { ISSUED_LATER, ISSUED_PERHAPS, ISSUED } issue;

static issue issue_by(const vd_graph_document *d, vd_date day)
{
    vd_date first = {0};
    vd_date last = {0};
    if (!vd_date_parse(d->earliest.ptr ? d->earliest : d->date, &first)) {
        return ISSUED_PERHAPS;
    }
    if (!vd_date_parse(d->latest.ptr ? d->latest : d->date, &last)) {
        last = first;
    }
    if (vd_date_cmp(vd_date_first(first), day) > 0) {
        return ISSUED_LATER;
    }
    return vd_date_cmp(vd_date_last(last), day) > 0 ? ISSUED_PERHAPS : ISSUED;
}

/* Leaves the edges of documents that came later out; the graph stays as it is otherwise. */
static bool question_date(question *q, vd_date as_of)
{
    vd_date day = vd_date_last(as_of);
    const vd_graph_data *data = q->data;
    if (day.year == 0) {
        return true;
    }
    bool *later = VD_ARENA_ARRAY(&q->arena, bool, data->document_count);
    bool *open = VD_ARENA_ARRAY(&q->arena, bool, data->document_count);
    vd_graph_edge *edges = VD_ARENA_ARRAY(&q->arena, vd_graph_edge, data->edge_count);
    if (!later || !open || !edges) {
        return false;
    }
    for (size_t v = 0; v < data->document_count; v++) {
        issue by = issue_by(&data->documents[v], day);
        later[v] = by == ISSUED_LATER;
        open[v] = by == ISSUED_PERHAPS;
    }
    q->dated = (vd_graph_data){.documents = data->documents, .document_count = data->document_count, .edges = edges};
    for (size_t i = 0; i < data->edge_count; i++) {
        if (!later[data->edges[i].from]) {
            edges[q->dated.edge_count++] = data->edges[i];
        }
    }
    q->open = open;
    q->data = &q->dated;
    return true;
}

/* "yes" when everybody on the chain had issued by the day. */
static vd_str chain_issued(const question *q, const acting *actor)
{
    bool open = false;
    for (size_t i = 0; q->open && i < actor->depth; i++) {
        open = open || q->open[actor->path[i]->from];
    }
    return q->open ? (open ? VD_LIT("possible") : VD_LIT("yes")) : VD_NONE;
}

/* ---- Direct acts --------------------------------------------------------------------------------------------------
 */

/* The same document, relation and strength together, best evidence first. */
static int edge_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    if (e->from != f->from) {
        return e->from < f->from ? -1 : 1;
    }
    int order = vd_strength_rank(e->strength) - vd_strength_rank(f->strength);
    if (order == 0) {
        order = (int)e->relation - (int)f->relation;
    }
    return order ? order : vd_evidence_cmp(e, f);
}

static bool edge_alike(const vd_graph_edge *e, const vd_graph_edge *f)
{
    return e->from == f->from && e->relation == f->relation && e->strength == f->strength;
}

/* Documents with the strongest evidence first, their rows together. */
static int direct_cmp(const void *a, const void *b)
{
    const acting *p = a;
    const acting *q = b;
    if (p->strongest != q->strongest) {
        return p->strongest - q->strongest;
    }
    return edge_cmp(&p->edge, &q->edge);
}

static int chain_cmp(const void *a, const void *b)
{
    const acting *p = a;
    const acting *q = b;
    if (p->depth != q->depth) {
        return p->depth < q->depth ? -1 : 1;
    }
    return (p->document > q->document) - (p->document < q->document);
}

/* `edges` sorted by edge_cmp to one actor a group; a group's first edge is its best. */
static bool direct_group(question *q, const vd_graph_edge **edges, size_t count, acting_list *out)
{
    out->items = VD_ARENA_ARRAY(&q->arena, acting, count);
    if (!out->items) {
        return false;
    }
    int strongest = 0;
    for (size_t i = 0; i < count; i++) {
        if (i == 0 || edges[i]->from != edges[i - 1]->from) {
            strongest = vd_strength_rank(edges[i]->strength);
        }
        if (i == 0 || !edge_alike(edges[i], edges[i - 1])) {
            out->items[out->count++] = (acting){
                .document = edges[i]->from, .strongest = strongest, .edge = edges[i], .path = &edges[i], .depth = 1};
            out->items[out->count - 1].strengths = 1U << edges[i]->strength;
        }
        out->items[out->count - 1].mentions++;
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof(acting), direct_cmp);
    }
    return true;
}

/* One row a document and relation: rows of a document stand together, the strongest first. */
static void direct_join(acting_list *list)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        const acting *row = &list->items[i];
        size_t at = kept;
        while (at > 0 && list->items[at - 1].document == row->document &&
               list->items[at - 1].edge->relation != row->edge->relation) {
            at--;
        }
        if (at > 0 && list->items[at - 1].document == row->document) {
            list->items[at - 1].strengths |= row->strengths;
            list->items[at - 1].mentions += row->mentions;
        } else {
            list->items[kept++] = *row;
        }
    }
    list->count = kept;
}

static bool direct_find(question *q, acting_list *out)
{
    uint32_t first = q->csr.in_start[q->target];
    uint32_t last = q->csr.in_start[q->target + 1];
    const vd_graph_edge **edges = VD_ARENA_ARRAY(&q->arena, const vd_graph_edge *, last - first);
    if (!edges) {
        return false;
    }
    size_t count = 0;
    for (uint32_t i = first; i < last; i++) {
        const vd_graph_edge *edge = &q->data->edges[q->csr.in_edges[i]];
        if (vd_edge_among(edge, q->relations)) {
            edges[count++] = edge;
        }
    }
    if (count > 0) {
        qsort(edges, count, sizeof(const vd_graph_edge *), edge_cmp);
    }
    return direct_group(q, edges, count, out);
}

static bool chain_make(question *q, const vd_chains *chains, uint32_t document, acting *out)
{
    size_t depth = vd_chain_depth(chains, document);
    const vd_graph_edge **path = VD_ARENA_ARRAY(&q->arena, const vd_graph_edge *, depth);
    if (!path) {
        return false;
    }
    vd_chain_path(chains, document, path);
    *out = (acting){.document = document, .path = path, .depth = depth};
    out->edge = vd_csr_best(&q->csr, q->data, q->relations, document, path[0]->to, &out->mentions);
    out->strengths = 1U << out->edge->strength;
    return true;
}

static vd_status chains_list(question *q, acting_list *out, vd_error *err)
{
    vd_chains chains;
    vd_status status = vd_chains_find(&q->arena, q->data, &q->csr, q->relations, q->target, &chains, err);
    if (status != VD_OK) {
        return status;
    }
    out->items = VD_ARENA_ARRAY(&q->arena, acting, q->data->document_count);
    if (!out->items) {
        return vd_fail_memory(err);
    }
    for (uint32_t v = 0; v < q->data->document_count; v++) {
        if (vd_chain_depth(&chains, v) > 0 && !chain_make(q, &chains, v, &out->items[out->count++])) {
            return vd_fail_memory(err);
        }
    }
    if (out->count > 0) {
        qsort(out->items, out->count, sizeof(acting), chain_cmp);
    }
    return VD_OK;
}

/* "primary, task"; absent where no strength is known. */
static vd_str strengths_text(const acting *actor, char *out, size_t size)
{
    static const vd_strength order[] = {VD_STRENGTH_PRIMARY, VD_STRENGTH_TASK, VD_STRENGTH_LINKED};
    size_t len = 0;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        vd_str name = vd_str_of(vd_strength_name(order[i]));
        if (actor->strengths & 1U << order[i] && len + name.len + 2 < size) {
            memcpy(out + len, ", ", len ? 2 : 0);
            len += len ? 2 : 0;
            memcpy(out + len, name.ptr, name.len);
            len += name.len;
        }
    }
    return len ? (vd_str){out, len} : VD_NONE;
}

static void actor_fill(vd_fill *fill, const question *q, const acting *actor, vd_str *ids)
{
    const vd_graph_document *document = &q->data->documents[actor->document];
    const vd_graph_edge *edge = actor->edge;
    char strengths[64];
    ids[0] = document->id;
    for (size_t i = 0; i < actor->depth; i++) {
        ids[i + 1] = q->data->documents[actor->path[i]->to].id;
    }
    vd_fill_row(fill);
    vd_fill_text(fill, document->id);
    vd_fill_text(fill, document->type);
    vd_fill_name(fill, document);
    vd_fill_text(fill, document->number);
    vd_fill_text(fill, document->date);
    vd_fill_text(fill, chain_issued(q, actor));
    vd_fill_text(fill, document->issuer);
    vd_fill_text(fill, document->title);
    vd_fill_text(fill, vd_str_of(vd_relation_name(edge->relation)));
    vd_fill_text(fill, strengths_text(actor, strengths, sizeof strengths));
    vd_fill_bool(fill, edge->preamble);
    vd_fill_int(fill, (int64_t)actor->depth);
    vd_fill_list(fill, ids, actor->depth + 1);
    vd_fill_real(fill, edge->confidence);
    vd_fill_text(fill, edge->source);
    vd_fill_int(fill, (int64_t)edge->line);
    vd_fill_int(fill, (int64_t)edge->column);
    vd_fill_int(fill, (int64_t)edge->start);
    vd_fill_int(fill, (int64_t)edge->end);
    vd_fill_text(fill, edge->sentence);
    vd_fill_int(fill, (int64_t)actor->mentions);
}

static bool actors_fill(vd_fill *fill, question *q, const acting_list *actors)
{
    size_t depth = 0;
    for (size_t i = 0; i < actors->count; i++) {
        depth = actors->items[i].depth > depth ? actors->items[i].depth : depth;
    }
    vd_str *ids = VD_ARENA_ARRAY(&q->arena, vd_str, depth + 1);
    for (size_t i = 0; ids && i < actors->count; i++) {
        actor_fill(fill, q, &actors->items[i], ids);
    }
    return ids != NULL;
}

/* The table has no room for all: with chains it shows them, without it shows the words. */
static vd_status rows_make(bool transitive, bool dated, vd_rows **out, vd_error *err)
{
    enum { width = sizeof columns / sizeof columns[0] };
    vd_column own[width];
    for (size_t i = 0; i < width; i++) {
        own[i] = columns[i];
        if (strcmp(own[i].name, "path") == 0 || strcmp(own[i].name, "depth") == 0) {
            own[i].shown = transitive;
        } else if (strcmp(own[i].name, "sentence") == 0) {
            own[i].shown = !transitive;
        } else if (strcmp(own[i].name, "issued") == 0) {
            own[i].shown = dated;
        }
    }
    return vd_rows_new(own, width, out, err);
}

vd_status vd_graph_who(const vd_graph_data *data, const vd_who_query *query, vd_rows **out, vd_error *err)
{
    question q = {.data = data, .relations = query->relations};
    acting_list direct = {0};
    acting_list chains = {0};
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = vd_graph_require(data, query->document, &q.target, err);
    if (status == VD_OK && !question_date(&q, query->as_of)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = vd_csr_build(&q.arena, q.data, &q.csr, err);
    }
    if (status == VD_OK) {
        status = rows_make(query->transitive, q.open != NULL, &fill.rows, err);
    }
    if (status == VD_OK && query->transitive) {
        status = chains_list(&q, &chains, err);
    }
    if (status == VD_OK && !direct_find(&q, &direct)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK && query->joined) {
        direct_join(&direct);
    }
    if (status == VD_OK && (!actors_fill(&fill, &q, &direct) || !actors_fill(&fill, &q, &chains))) {
        status = vd_fail_memory(err);
    }
    vd_arena_clear(&q.arena);
    return vd_fill_done(&fill, status, out, err);
}
