/** A document's life: what happened to it, and who cites it when. */
#include "graph/fill.h"
#include "report/report.h"

#include "base/date.h"
#include "base/error.h"
#include "report/labels.h"
#include "report/step_text.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"when", true},      {"date", false},       {"date_latest", false}, {"event", false},
    {"meaning", true},   {"id", false},         {"name", true},         {"number", false},
    {"title", true},     {"pinpoint", false},   {"strength", false},    {"places", true},
    {"source", true},    {"line", true},        {"sentence", false},    {"evidence_source", false},
    {"conflict", false}, {"confidence", false},
};

/* A step of the history, or a document that cites in one way. */
typedef struct event {
    vd_date first, latest; /* whole days; {0}: not known */
    const vd_step *step;
    const vd_graph_edge *edge; /* the best, of a citing document */
    size_t places;
} event;

typedef struct timeline {
    vd_arena arena;
    const vd_graph_data *data;
    vd_force force;
    uint32_t document;
    const vd_graph_edge **edges; /* that cite it, the same document and relation together, best first */
    size_t edge_count;
    event *events;
    size_t count;
    vd_fill fill;
    vd_buf buf;
} timeline;

static int same_cmp(const vd_graph_edge *e, const vd_graph_edge *f)
{
    if (e->from != f->from) {
        return e->from < f->from ? -1 : 1;
    }
    return (int)e->relation - (int)f->relation;
}

static int edge_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    int order = same_cmp(e, f);
    return order ? order : vd_evidence_cmp(e, f);
}

static int event_cmp(const void *a, const void *b)
{
    const event *e = a;
    const event *f = b;
    int order = (e->first.year == 0) - (f->first.year == 0);
    order = order ? order : vd_date_cmp(e->first, f->first);
    order = order ? order : (e->step == NULL) - (f->step == NULL);
    if (order == 0 && e->step) {
        return (e->step > f->step) - (e->step < f->step); /* steps lie in their order */
    }
    return order ? order : edge_cmp(&e->edge, &f->edge);
}

/* The days between which a document was issued. */
static void document_days(const vd_graph_document *document, event *out)
{
    vd_date date = vd_date_of(document->date);
    vd_date earliest = vd_date_of(document->earliest);
    vd_date latest = vd_date_of(document->latest);
    out->first = vd_date_first(earliest.year ? earliest : date);
    out->latest = vd_date_last(latest.year ? latest : date);
    out->first = out->first.year ? out->first : out->latest;
}

static bool edges_find(timeline *t)
{
    t->edges = VD_ARENA_ARRAY(&t->arena, const vd_graph_edge *, t->data->edge_count + 1);
    for (size_t i = 0; i < t->data->edge_count && t->edges; i++) {
        const vd_graph_edge *edge = &t->data->edges[i];
        vd_step_kind kind;
        bool cites = !vd_step_of_relation(edge->relation, edge->pinpoint.len > 0, &kind);
        if (cites && edge->to == t->document && edge->from != edge->to) {
            t->edges[t->edge_count++] = edge;
        }
    }
    if (t->edge_count > 0) {
        qsort(t->edges, t->edge_count, sizeof t->edges[0], edge_cmp);
    }
    return t->edges != NULL;
}

static bool events_make(timeline *t)
{
    vd_history history = vd_force_history(&t->force, t->document);
    if (!edges_find(t)) {
        return false;
    }
    t->events = VD_ARENA_ARRAY(&t->arena, event, history.count + t->edge_count + 1);
    for (size_t i = 0; i < history.count && t->events; i++) {
        const vd_step *step = &history.steps[i];
        vd_date on = step->effective.year ? step->effective : step->issued;
        event *next = &t->events[t->count++];
        *next = (event){vd_date_first(on), vd_date_last(on), step, NULL, 0};
        if (on.year == 0 && step->acting != VD_GRAPH_NONE) {
            document_days(&t->data->documents[step->acting], next); /* it has no effect before that document */
        }
    }
    for (size_t i = 0; i < t->edge_count && t->events; i++) {
        if (i == 0 || same_cmp(t->edges[i - 1], t->edges[i]) != 0) {
            event *next = &t->events[t->count++];
            *next = (event){.edge = t->edges[i]};
            document_days(&t->data->documents[t->edges[i]->from], next);
        }
        /* a second file of the same text does not count again */
        t->events[t->count - 1].places += vd_str_eq(t->edges[i]->source, t->events[t->count - 1].edge->source);
    }
    if (t->events && t->count > 0) {
        qsort(t->events, t->count, sizeof(event), event_cmp);
    }
    return t->events != NULL;
}

/* ---- Rows ---- */

static void text_fill(timeline *t)
{
    t->fill.failed = t->fill.failed || !vd_buf_ok(&t->buf);
    vd_fill_text(&t->fill, t->buf.len ? vd_buf_str(&t->buf) : VD_NONE);
    vd_buf_reset(&t->buf);
}

/* For people "2026-02" or "2026-02-03 … 2026-02-28"; for programs the day as it is known, of a window its first and its
 * last. */
static void days_fill(timeline *t, const event *e)
{
    char first[16];
    char latest[16];
    vd_date on = {0};
    if (e->step) {
        on = e->step->effective.year ? e->step->effective : e->step->issued;
    }
    bool exact = on.year || vd_date_eq(e->first, e->latest) || e->latest.year == 0;
    vd_str known = vd_date_format(on.year ? on : e->first, first);
    vd_str last = exact ? VD_NONE : vd_date_format(e->latest, latest);
    vd_buf_add(&t->buf, known);
    vd_buf_add_text(&t->buf, last.ptr ? " \xE2\x80\xA6 " : ""); /* … */
    vd_buf_add(&t->buf, last);
    text_fill(t);
    vd_fill_text(&t->fill, known);
    vd_fill_text(&t->fill, last);
}

static void acting_fill(timeline *t, const event *e)
{
    uint32_t node = e->step ? e->step->node : e->edge->from;
    static const vd_force_node none = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    const vd_force_node *acting = node == VD_GRAPH_NONE ? &none : &t->force.nodes[node];
    vd_fill_text(&t->fill, acting->id);
    if (node != VD_GRAPH_NONE && node < t->data->document_count) {
        vd_fill_name(&t->fill, &t->data->documents[node]);
    } else {
        vd_fill_text(&t->fill, node == VD_GRAPH_NONE ? VD_NONE : vd_force_label(&t->force, node));
    }
    vd_fill_text(&t->fill, acting->number);
    vd_fill_text(&t->fill, acting->title);
}

/* Every proof of a step; of words, each place. */
static void proofs_fill(timeline *t, const vd_step *step)
{
    size_t count = 0;
    vd_str *list = VD_ARENA_ARRAY(&t->arena, vd_str, step->proof_count + 1);
    t->fill.failed = t->fill.failed || !list;
    for (size_t i = 0; i < step->proof_count && !t->fill.failed; i++) {
        vd_proof_add(&t->buf, &step->proofs[i]);
        if (t->buf.len > 0) {
            list[count] = vd_arena_copy(&t->arena, vd_buf_str(&t->buf));
            t->fill.failed = !vd_buf_ok(&t->buf) || !list[count].ptr;
            count++;
        }
        vd_buf_reset(&t->buf);
    }
    vd_fill_list(&t->fill, list, count);
}

static void event_fill(timeline *t, const event *e)
{
    const vd_graph_edge *edge = e->step ? e->step->edge : e->edge;
    vd_str strength = e->step ? VD_NONE : vd_str_of(vd_strength_name(e->edge->strength));
    vd_fill *fill = &t->fill;
    vd_fill_row(fill);
    days_fill(t, e);
    vd_fill_text(fill, vd_str_of(e->step ? vd_step_name(e->step->kind) : vd_relation_name(e->edge->relation)));
    vd_fill_text(fill, vd_str_of(e->step ? vd_label_step(e->step->kind, VD_LANG_VI)
                                         : vd_label_relation(e->edge->relation, false, VD_LANG_VI)));
    acting_fill(t, e);
    vd_fill_text(fill, e->step ? e->step->pinpoint : e->edge->pinpoint);
    vd_fill_text(fill, strength.len ? strength : VD_NONE);
    if (e->step) {
        vd_fill_null(fill);
    } else {
        vd_fill_int(fill, (int64_t)e->places);
    }
    vd_fill_text(fill, edge ? edge->source : e->step ? e->step->source : VD_NONE);
    if (edge) {
        vd_fill_int(fill, (int64_t)edge->line);
    } else {
        vd_fill_null(fill);
    }
    vd_fill_text(fill, edge ? edge->sentence : VD_NONE);
    if (e->step) {
        proofs_fill(t, e->step);
        vd_conflict_add(&t->buf, e->step);
        text_fill(t);
    } else {
        vd_fill_list(fill, NULL, 0);
        vd_fill_null(fill);
    }
    vd_fill_real(fill, e->step ? e->step->confidence : edge->confidence);
}

vd_status vd_report_timeline(const vd_graph_data *data, const vd_changes *changes, vd_str id, vd_rows **out,
                             vd_error *err)
{
    timeline t = {.data = data};
    *out = NULL;
    vd_status status = vd_graph_require(data, id, &t.document, err);
    if (status == VD_OK) {
        status = vd_force_make(&t.arena, data, changes, &t.force, err);
    }
    if (status == VD_OK && !events_make(&t)) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &t.fill.rows, err);
    }
    for (size_t i = 0; i < t.count && status == VD_OK; i++) {
        event_fill(&t, &t.events[i]);
    }
    vd_buf_clear(&t.buf);
    vd_arena_clear(&t.arena);
    return vd_fill_done(&t.fill, status, out, err);
}
