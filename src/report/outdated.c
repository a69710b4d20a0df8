/** Citations of documents that were amended, superseded or repealed.
 *
 *  Changes come from two places: edges that any source of the database states, and the tables.  The same change from
 *  both is one change, with the words of the text and the date of the table. */
#include "graph/fill.h"
#include "report/report.h"

#include "base/date.h"
#include "base/error.h"
#include "base/map.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"document_id", false}, {"document_number", true}, {"document_date", false}, {"source", true},
    {"line", true},         {"to_id", false},          {"to_number", true},      {"to_title", false},
    {"verdict", true},      {"changed_by", true},      {"changed_by_id", false}, {"changed_on", true},
    {"path", false},        {"cites_change", false},   {"sentence", false},      {"evidence_source", false},
};

/* One change of a document of the graph. */
typedef struct change_event {
    uint32_t target, acting; /* acting: VD_GRAPH_NONE when the graph does not have it */
    vd_str acting_number;
    vd_relation relation;
    const vd_change *row;      /* NULL: from texts alone */
    const vd_graph_edge *edge; /* NULL: from the tables alone */
} change_event;

/* A citation and what is to be said of it. */
typedef struct finding {
    vd_verdict verdict;
    const vd_graph_edge *edge;
    const change_event *event;
    bool cited;
    vd_date on;
} finding;

typedef struct search {
    vd_arena arena;
    const vd_graph_data *data;
    const vd_changes *changes;
    vd_map numbers;  /* number -> first document that has it */
    uint64_t *names; /* sorted: a document in the upper half, one that its text names in the lower */
    size_t name_count;
    change_event *events; /* by target */
    size_t event_count;
    uint32_t *first; /* per document and one: its events */
    finding *findings;
    size_t finding_count, finding_cap;
} search;

/* ---- Events ---- */

static bool relation_changes(vd_relation relation)
{
    return relation == VD_REL_AMENDS || relation == VD_REL_SUPERSEDES || relation == VD_REL_REPEALS;
}

static int event_cmp(const void *a, const void *b)
{
    const change_event *e = a;
    const change_event *f = b;
    if (e->target != f->target) {
        return e->target < f->target ? -1 : 1;
    }
    int order = (int)e->relation - (int)f->relation;
    order = order ? order : vd_str_cmp(e->acting_number, f->acting_number);
    if (order == 0) {
        order = (e->acting > f->acting) - (e->acting < f->acting);
    }
    if (order == 0 && e->edge && f->edge) {
        order = vd_evidence_cmp(e->edge, f->edge);
    }
    return order ? order : (e->edge == NULL) - (f->edge == NULL);
}

static bool event_alike(const change_event *e, const change_event *f)
{
    return e->target == f->target && e->acting == f->acting && e->relation == f->relation &&
           vd_str_eq(e->acting_number, f->acting_number);
}

static vd_status numbers_map(search *s, vd_error *err)
{
    for (size_t v = 0; v < s->data->document_count; v++) {
        vd_str number = s->data->documents[v].number;
        if (number.len > 0 && !vd_map_put(&s->numbers, number, v, NULL)) {
            return vd_fail_memory(err);
        }
    }
    return VD_OK;
}

static size_t rows_of(const search *s, uint32_t document, const vd_change **rows)
{
    size_t count;
    *rows = vd_changes_of(s->changes, s->data->documents[document].number, s->data->documents[document].type, &count);
    return count;
}

static size_t events_most(const search *s)
{
    size_t count = 0;
    for (size_t i = 0; i < s->data->edge_count; i++) {
        count += relation_changes(s->data->edges[i].relation);
    }
    for (size_t v = 0; v < s->data->document_count; v++) {
        const vd_change *rows;
        count += rows_of(s, (uint32_t)v, &rows);
    }
    return count;
}

static void events_add(search *s)
{
    for (size_t i = 0; i < s->data->edge_count; i++) {
        const vd_graph_edge *edge = &s->data->edges[i];
        if (relation_changes(edge->relation) && edge->from != edge->to) {
            s->events[s->event_count++] =
                (change_event){edge->to, edge->from, s->data->documents[edge->from].number, edge->relation, NULL, edge};
        }
    }
    for (size_t v = 0; v < s->data->document_count; v++) {
        const vd_change *rows;
        size_t count = rows_of(s, (uint32_t)v, &rows);
        for (size_t i = 0; i < count; i++) {
            size_t *acting = vd_map_get(&s->numbers, rows[i].acting);
            s->events[s->event_count++] = (change_event){(uint32_t)v,    acting ? (uint32_t)*acting : VD_GRAPH_NONE,
                                                         rows[i].acting, rows[i].relation,
                                                         &rows[i],       NULL};
        }
    }
}

/* Sorted, alike ones made one: the best words, and the row of the tables. */
static vd_status events_make(search *s, vd_error *err)
{
    s->events = VD_ARENA_ARRAY(&s->arena, change_event, events_most(s));
    s->first = VD_ARENA_ARRAY(&s->arena, uint32_t, s->data->document_count + 1);
    if (!s->events || !s->first) {
        return vd_fail_memory(err);
    }
    events_add(s);
    size_t all = s->event_count;
    if (all > 0) {
        qsort(s->events, all, sizeof(change_event), event_cmp);
    }
    s->event_count = 0;
    for (size_t i = 0; i < all; i++) {
        change_event *last = s->event_count ? &s->events[s->event_count - 1] : NULL;
        if (last && event_alike(last, &s->events[i])) {
            last->row = last->row ? last->row : s->events[i].row;
        } else {
            s->events[s->event_count++] = s->events[i];
        }
    }
    for (size_t v = 0, i = 0; v <= s->data->document_count; v++) {
        while (i < s->event_count && s->events[i].target < v) {
            i++;
        }
        s->first[v] = (uint32_t)i;
    }
    return VD_OK;
}

/* ---- Findings ---- */

static vd_date date_of(vd_str text)
{
    vd_date date = {0};
    return vd_date_parse(text, &date) ? date : (vd_date){0};
}

/* The day of the change: of this change in the tables, else since when the changing document has effect. */
static vd_date event_date(const search *s, const change_event *event)
{
    if (event->row && event->row->effective.year != 0) {
        return event->row->effective;
    }
    vd_str type = event->acting == VD_GRAPH_NONE ? VD_NONE : s->data->documents[event->acting].type;
    return vd_changes_effective(s->changes, event->acting_number, type);
}

static vd_verdict_dates dates_of(const search *s, const vd_graph_document *document, const change_event *event,
                                 vd_date as_of)
{
    vd_date earliest = date_of(document->earliest);
    vd_date latest = date_of(document->latest);
    vd_date date = date_of(document->date);
    return (vd_verdict_dates){
        .earliest = earliest.year ? vd_date_first(earliest) : vd_date_first(date),
        .latest = latest.year ? vd_date_last(latest) : vd_date_last(date),
        .effective = event_date(s, event),
        .acting = event->acting == VD_GRAPH_NONE ? (vd_date){0} : date_of(s->data->documents[event->acting].date),
        .as_of = as_of,
    };
}

static int name_cmp(const void *a, const void *b)
{
    uint64_t p = *(const uint64_t *)a;
    uint64_t q = *(const uint64_t *)b;
    return (p > q) - (p < q);
}

static uint64_t name_pair(uint32_t document, uint32_t named)
{
    return (uint64_t)document << 32 | named;
}

/* What every document's text names: in its own edges, and in what it says of others. */
static vd_status names_make(search *s, vd_error *err)
{
    s->names = VD_ARENA_ARRAY(&s->arena, uint64_t, 2 * s->data->edge_count);
    if (!s->names) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < s->data->edge_count; i++) {
        const vd_graph_edge *edge = &s->data->edges[i];
        int by = edge->third_party ? vd_graph_document_find(s->data, edge->stated_by) : (int)edge->from;
        if (by >= 0) {
            s->names[s->name_count++] = name_pair((uint32_t)by, edge->from);
            s->names[s->name_count++] = name_pair((uint32_t)by, edge->to);
        }
    }
    if (s->name_count > 0) {
        qsort(s->names, s->name_count, sizeof s->names[0], name_cmp);
    }
    return VD_OK;
}

static bool document_names(const search *s, uint32_t document, uint32_t named)
{
    uint64_t pair = name_pair(document, named);
    return named != VD_GRAPH_NONE && s->name_count > 0 &&
           bsearch(&pair, s->names, s->name_count, sizeof pair, name_cmp) != NULL;
}

static vd_status finding_add(search *s, finding found, vd_error *err)
{
    if (s->finding_count == s->finding_cap) {
        size_t cap = s->finding_cap ? s->finding_cap * 2 : 64;
        finding *larger = VD_ARENA_ARRAY(&s->arena, finding, cap);
        if (!larger) {
            return vd_fail_memory(err);
        }
        if (s->finding_count > 0) {
            memcpy(larger, s->findings, s->finding_count * sizeof found);
        }
        s->findings = larger;
        s->finding_cap = cap;
    }
    s->findings[s->finding_count++] = found;
    return VD_OK;
}

static vd_status edge_judge(search *s, const vd_graph_edge *edge, vd_date as_of, vd_error *err)
{
    vd_status status = VD_OK;
    for (uint32_t i = s->first[edge->to]; i < s->first[edge->to + 1] && status == VD_OK; i++) {
        const change_event *event = &s->events[i];
        if (event->acting == edge->from) { /* the citing document is the one that makes the change */
            continue;
        }
        vd_verdict_dates dates = dates_of(s, &s->data->documents[edge->from], event, as_of);
        bool cited = document_names(s, edge->from, event->acting);
        vd_verdict verdict = vd_verdict_judge(event->relation, &dates, cited);
        if (verdict != VD_VERDICT_NONE) {
            bool issued = verdict <= VD_VERDICT_AMENDED_SINCE && dates.effective.year == 0;
            vd_date on = issued ? dates.acting : dates.effective;
            status = finding_add(s, (finding){verdict, edge, event, cited, on}, err);
        }
    }
    return status;
}

static int finding_cmp(const void *a, const void *b)
{
    const finding *f = a;
    const finding *g = b;
    if (f->verdict != g->verdict) {
        return f->verdict < g->verdict ? -1 : 1;
    }
    if (f->edge->from != g->edge->from) {
        return f->edge->from < g->edge->from ? -1 : 1;
    }
    if (f->event != g->event) { /* events lie in one array, by target */
        return f->event < g->event ? -1 : 1;
    }
    int order = vd_str_cmp(f->edge->source, g->edge->source);
    if (order == 0) {
        order = (f->edge->start > g->edge->start) - (f->edge->start < g->edge->start);
    }
    return order ? order : (int)f->edge->relation - (int)g->edge->relation;
}

static vd_status findings_make(search *s, vd_date as_of, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; i < s->data->edge_count && status == VD_OK; i++) {
        const vd_graph_edge *edge = &s->data->edges[i];
        if (s->data->documents[edge->from].in_corpus && !edge->third_party && edge->from != edge->to) {
            status = edge_judge(s, edge, as_of, err);
        }
    }
    if (status == VD_OK && s->finding_count > 0) {
        qsort(s->findings, s->finding_count, sizeof(finding), finding_cmp);
    }
    return status;
}

/* ---- Rows ---- */

/* "file:line; row of the table", as far as there is one or the other. */
static void evidence_fill(vd_fill *fill, vd_buf *buf, const change_event *event)
{
    vd_buf_reset(buf);
    if (event->edge) {
        vd_buf_add(buf, event->edge->source);
        vd_buf_add_format(buf, ":%zu", event->edge->line);
    }
    if (event->row) {
        vd_buf_add_text(buf, event->edge ? "; " : "");
        vd_buf_add(buf, event->row->source);
    }
    fill->failed = fill->failed || !vd_buf_ok(buf);
    vd_fill_text(fill, vd_buf_str(buf));
}

static void finding_fill(vd_fill *fill, vd_buf *buf, const search *s, const finding *found)
{
    const vd_graph_document *from = &s->data->documents[found->edge->from];
    const vd_graph_document *to = &s->data->documents[found->edge->to];
    const change_event *event = found->event;
    vd_str changer = event->acting == VD_GRAPH_NONE ? VD_NONE : s->data->documents[event->acting].id;
    vd_str path[3] = {from->id, to->id, changer.ptr ? changer : event->acting_number};
    char date[16];
    vd_fill_row(fill);
    vd_fill_text(fill, from->id);
    vd_fill_text(fill, from->number);
    vd_fill_text(fill, from->date);
    vd_fill_text(fill, found->edge->source);
    vd_fill_int(fill, (int64_t)found->edge->line);
    vd_fill_text(fill, to->id);
    vd_fill_text(fill, to->number);
    vd_fill_text(fill, to->title);
    vd_fill_text(fill, vd_str_of(vd_verdict_name(found->verdict)));
    vd_fill_text(fill, event->acting_number);
    vd_fill_text(fill, changer);
    vd_fill_text(fill, vd_date_format(found->on, date));
    vd_fill_list(fill, path, 3);
    vd_fill_bool(fill, found->cited);
    vd_fill_text(fill, found->edge->sentence);
    evidence_fill(fill, buf, event);
}

static bool finding_repeats(const finding *f, const finding *g)
{
    return f->event == g->event && f->edge->from == g->edge->from && f->edge->start == g->edge->start &&
           vd_str_eq(f->edge->source, g->edge->source);
}

/* One row a place: two relations of the same words are one citation. */
static void findings_fill(vd_fill *fill, vd_buf *buf, const search *s)
{
    for (size_t i = 0; i < s->finding_count; i++) {
        if (i == 0 || !finding_repeats(&s->findings[i - 1], &s->findings[i])) {
            finding_fill(fill, buf, s, &s->findings[i]);
        }
    }
}

vd_status vd_report_outdated(const vd_graph_data *data, const vd_changes *changes, vd_date as_of, vd_rows **out,
                             vd_error *err)
{
    search s = {.data = data, .changes = changes};
    vd_fill fill = {0};
    vd_buf buf = {0};
    *out = NULL;
    vd_csr csr; /* built for its checks */
    vd_status status = vd_csr_build(&s.arena, data, &csr, err);
    if (status == VD_OK) {
        status = numbers_map(&s, err);
    }
    if (status == VD_OK) {
        status = names_make(&s, err);
    }
    if (status == VD_OK) {
        status = events_make(&s, err);
    }
    if (status == VD_OK) {
        status = findings_make(&s, as_of, err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    }
    if (status == VD_OK) {
        findings_fill(&fill, &buf, &s);
    }
    vd_buf_clear(&buf);
    vd_map_clear(&s.numbers);
    vd_arena_clear(&s.arena);
    return vd_fill_done(&fill, status, out, err);
}
