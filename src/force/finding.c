/** Findings: which edges are citations, what each document's text names, and the judgement of each pair. */
#include "force/finding.h"

#include "base/date.h"
#include "base/error.h"
#include "force/rank.h"

#include <stdlib.h>

typedef struct search {
    vd_arena *arena;
    vd_arena scratch; /* of one pair of documents */
    const vd_force *force;
    const vd_finding_query *query;
    uint64_t *names; /* sorted: a document in the upper half, one that its text names in the lower */
    size_t name_count;
    vd_finding *items;
    size_t count, cap;
    uint32_t dated; /* the document whose bounds were found last; VD_GRAPH_NONE: none */
    vd_date earliest, latest;
    uint8_t *cited; /* per document: how it was counted; NULL: nothing is counted */
    vd_finding_counts counts;
} search;

/* ---- Names ---- */

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
static bool names_make(search *s)
{
    const vd_graph_data *graph = s->force->graph;
    s->names = VD_ARENA_ARRAY(s->arena, uint64_t, 2 * graph->edge_count + 1);
    for (size_t i = 0; i < graph->edge_count && s->names; i++) {
        const vd_graph_edge *edge = &graph->edges[i];
        int by = edge->third_party ? vd_graph_document_find(graph, edge->stated_by) : (int)edge->from;
        if (by >= 0) {
            s->names[s->name_count++] = name_pair((uint32_t)by, edge->from);
            s->names[s->name_count++] = name_pair((uint32_t)by, edge->to);
        }
    }
    if (s->name_count > 0) {
        qsort(s->names, s->name_count, sizeof s->names[0], name_cmp);
    }
    return s->names != NULL;
}

static bool document_names(const void *context, uint32_t document, uint32_t named)
{
    const search *s = context;
    uint64_t pair = name_pair(document, named);
    return s->name_count > 0 && bsearch(&pair, s->names, s->name_count, sizeof pair, name_cmp) != NULL;
}

/* ---- Places ---- */

/* Who amends or repeals a document does not lean on it. */
static bool edge_cites(const vd_graph_edge *edge, bool basis)
{
    switch (edge->relation) {
    case VD_REL_BASED_ON:
        return true;
    case VD_REL_IMPLEMENTS:
        return !basis || edge->strength == VD_STRENGTH_PRIMARY;
    case VD_REL_DETAILS:
    case VD_REL_GUIDED_BY:
    case VD_REL_CITES:
        return !basis;
    default:
        return false;
    }
}

/* The first edge that acts from `document`. */
static size_t edges_from(const vd_graph_data *graph, uint32_t document)
{
    size_t low = 0;
    size_t high = graph->edge_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (graph->edges[middle].from < document) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* "Luật A được sửa đổi, bổ sung bởi Luật B": B is named only to say how A reads now; that B was amended in its turn is
 * no fault of the text. */
static bool edge_qualifies(const vd_graph_data *graph, const vd_graph_edge *edge)
{
    vd_step_kind kind;
    if (edge->relation != VD_REL_CITES) {
        return false;
    }
    for (size_t i = edges_from(graph, edge->to); i < graph->edge_count && graph->edges[i].from == edge->to; i++) {
        const vd_graph_edge *act = &graph->edges[i];
        bool changes = act->third_party && vd_step_of_relation(act->relation, false, &kind);
        if (changes && vd_str_eq(act->source, edge->source) && act->start <= edge->start && edge->start < act->end) {
            return true;
        }
    }
    return false;
}

static int place_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = *(const vd_graph_edge *const *)a;
    const vd_graph_edge *f = *(const vd_graph_edge *const *)b;
    int order = vd_str_cmp(e->source, f->source);
    order = order ? order : (e->start > f->start) - (e->start < f->start);
    return order ? order : vd_evidence_cmp(e, f);
}

bool vd_finding_places(vd_arena *arena, const vd_graph_data *graph, bool basis, const vd_graph_edge *edges,
                       size_t count, vd_finding *out)
{
    const vd_graph_edge **places = VD_ARENA_ARRAY(arena, const vd_graph_edge *, count);
    size_t found = 0;
    for (size_t i = 0; i < count && places; i++) {
        if (!edges[i].third_party && edge_cites(&edges[i], basis) && !edge_qualifies(graph, &edges[i])) {
            places[found++] = &edges[i];
        }
    }
    if (found > 0) {
        qsort(places, found, sizeof places[0], place_cmp);
    }
    size_t in_file = 0;
    for (size_t i = 0; i < found; i++) {
        const vd_graph_edge *last = out->place_count ? places[out->place_count - 1] : NULL;
        bool same_file = last && vd_str_eq(last->source, places[i]->source);
        if (!same_file || last->start != places[i]->start) {
            in_file = same_file ? in_file + 1 : 1;
            places[out->place_count++] = places[i];
            if (in_file > out->place_most) {
                out->place_most = in_file;
                out->first_place = places[out->place_count - in_file];
            }
        }
    }
    out->places = places;
    return places != NULL;
}

/* ---- Judging ---- */

/* The day on which a document was issued, told by a row or by its own text, not by others that cite it; or {0}. */
static vd_date issued_surely(const vd_force *force, uint32_t node)
{
    enum { CITED_PERCENT = 70 }; /* what documents_told() gives: a row is surer */
    vd_history history = vd_force_history(force, node);
    bool held = node < force->graph->document_count && force->graph->documents[node].in_corpus;
    vd_date found = {0};
    for (size_t i = 0; i < history.count; i++) {
        const vd_step *step = &history.steps[i];
        bool sure = held || step->confidence * 100 > CITED_PERCENT;
        if (step->kind == VD_STEP_ISSUED && sure && vd_date_whole(step->effective)) {
            found = step->effective;
        }
    }
    return found;
}

/* A text without a day is no older than the youngest document it names. */
static vd_date names_since(const search *s, uint32_t from, vd_date earliest, vd_date latest)
{
    size_t low = 0;
    size_t high = s->name_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (s->names[middle] < name_pair(from, 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (; low < s->name_count && s->names[low] >> 32 == from; low++) {
        uint32_t named = (uint32_t)s->names[low];
        vd_date issued = named != from ? issued_surely(s->force, named) : (vd_date){0};
        bool fits = issued.year && (latest.year == 0 || vd_date_cmp(issued, latest) <= 0);
        earliest = fits && vd_date_cmp(issued, earliest) > 0 ? issued : earliest;
    }
    return earliest;
}

static void bounds_find(search *s, uint32_t from)
{
    const vd_graph_document *document = &s->force->graph->documents[from];
    vd_date earliest = vd_date_of(document->earliest);
    vd_date latest = vd_date_of(document->latest);
    vd_date date = vd_date_of(document->date);
    s->dated = from;
    s->earliest = vd_date_first(earliest.year ? earliest : date);
    s->latest = vd_date_last(latest.year ? latest : date);
    if (s->earliest.year == 0 || !vd_date_eq(s->earliest, s->latest)) {
        s->earliest = names_since(s, from, s->earliest, s->latest);
    }
}

static vd_citing citing_of(search *s, uint32_t from)
{
    if (s->dated != from) {
        bounds_find(s, from);
    }
    return (vd_citing){
        .node = from,
        .earliest = s->earliest,
        .latest = s->latest,
        .as_of = s->query->as_of,
        .names = document_names,
        .context = s,
    };
}

static bool finding_add(search *s, const vd_finding *found)
{
    if (s->count == s->cap) {
        vd_finding *grown = vd_arena_grown(s->arena, s->items, &s->cap, 64, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        s->items = grown;
    }
    s->items[s->count++] = *found;
    return true;
}

/* One step for each document that `from` names: what a document amends and ends in part is named once. */
static void named_add(vd_finding *found, const vd_step *step)
{
    for (size_t i = 0; i < found->named_count; i++) {
        if (found->named[i]->node == step->node) {
            found->named[i] = vd_step_ends(found->named[i]) ? found->named[i] : step;
            return;
        }
    }
    found->named[found->named_count++] = step;
}

static bool named_find(search *s, vd_finding *found)
{
    vd_history history = vd_force_history(s->force, found->to);
    found->named = VD_ARENA_ARRAY(s->arena, const vd_step *, history.count + 1);
    for (size_t i = 0; i < history.count && found->named; i++) {
        uint32_t node = history.steps[i].node;
        if (node != VD_GRAPH_NONE && node != found->from && document_names(s, found->from, node)) {
            named_add(found, &history.steps[i]);
        }
    }
    return found->named != NULL;
}

static bool place_basis(const vd_finding *found)
{
    for (size_t i = 0; i < found->place_count; i++) {
        if (found->places[i]->relation == VD_REL_BASED_ON) {
            return true;
        }
    }
    return false;
}

/* Of what the verdict alone makes it, down: a text that names what took the document's place knows that it has ended;
 * a plan may carry out a law before its day has come, and only what rests on it should have effect no earlier; a
 * consolidated text repeats what others cited on their days; what holds only on some days that the citing document may
 * bear is a grade less. */
static vd_severity severity_of(const search *s, const vd_finding *found)
{
    vd_severity severity = vd_verdict_severity(found->judgement.verdict);
    if (vd_rank_consolidated(&s->force->graph->documents[found->from])) {
        return VD_SEVERITY_NOTE;
    }
    if (found->judgement.verdict == VD_VERDICT_NOT_YET_IN_FORCE && !place_basis(found)) {
        return VD_SEVERITY_NOTE;
    }
    for (size_t i = 0; i < found->named_count && vd_verdict_ended_before(found->judgement.verdict); i++) {
        severity = vd_step_ends(found->named[i]) ? VD_SEVERITY_MEDIUM : severity;
    }
    bool possible = !found->judgement.certain && severity < VD_SEVERITY_LOW; /* only on some days of the window */
    return possible ? (vd_severity)(severity + 1) : severity;
}

/* What the findings of a pair share, kept for good. */
static bool places_keep(search *s, vd_finding *found)
{
    const vd_graph_edge **places = VD_ARENA_ARRAY(s->arena, const vd_graph_edge *, found->place_count);
    if (places) {
        memcpy(places, found->places, found->place_count * sizeof(const vd_graph_edge *));
        found->places = places;
    }
    return places && named_find(s, found);
}

/* ---- Counts ---- */

static bool ended_undated(vd_verdict verdict)
{
    return verdict >= VD_VERDICT_REPEALED_DATE_UNKNOWN && verdict <= VD_VERDICT_EXPIRED_DATE_UNKNOWN;
}

/* Nothing but the day of issue is known: whatever cites it goes without a verdict. */
static bool node_silent(const vd_force *force, uint32_t node)
{
    vd_history history = vd_force_history(force, node);
    for (size_t i = 0; i < history.count; i++) {
        if (history.steps[i].kind != VD_STEP_ISSUED) {
            return false;
        }
    }
    return true;
}

enum { COUNTED_CITED = 1, COUNTED_SILENT = 2 };

static void pair_count(search *s, uint32_t to, bool silent)
{
    if (s->cited) {
        s->counts.cited += (s->cited[to] & COUNTED_CITED) == 0;
        s->counts.silent += silent && (s->cited[to] & COUNTED_SILENT) == 0;
        s->cited[to] |= (uint8_t)(silent ? COUNTED_CITED | COUNTED_SILENT : COUNTED_CITED);
        s->counts.unjudged += silent;
    }
}

/* ---- Pairs ---- */

/* The verdicts on one pair, as findings. */
static vd_status pair_find(search *s, vd_finding found, const vd_judgement *judgements, size_t count, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; i < count && status == VD_OK; i++) {
        found.judgement = judgements[i];
        bool good = i > 0 || places_keep(s, &found);
        found.severity = good ? severity_of(s, &found) : VD_SEVERITY_NOTE;
        if (good && found.severity <= s->query->least) {
            good = finding_add(s, &found);
        } else {
            s->counts.undated += good && ended_undated(found.judgement.verdict);
        }
        status = good ? VD_OK : vd_fail_memory(err);
    }
    return status;
}

/* All edges from one document to another. */
static vd_status pair_judge(search *s, const vd_graph_edge *edges, size_t count, vd_error *err)
{
    vd_finding found = {.from = edges->from, .to = edges->to, .severity = VD_SEVERITY_NOTE};
    vd_judgement *judgements = NULL;
    size_t judgement_count = 0;
    vd_citing citing = citing_of(s, found.from);
    vd_status status = VD_OK;
    if (!vd_finding_places(&s->scratch, s->force->graph, s->query->basis, edges, count, &found)) {
        return vd_fail_memory(err);
    }
    if (found.place_count == 0) {
        return VD_OK;
    }
    if (vd_force_history(s->force, found.to).count > 0) {
        status = vd_verdict_judge(s->arena, s->force, found.to, &citing, &judgements, &judgement_count, err);
    }
    if (status != VD_OK) {
        return status;
    }
    bool silent = judgement_count == 0 && node_silent(s->force, found.to);
    pair_count(s, found.to, silent);
    if (!s->query->unjudged) {
        return pair_find(s, found, judgements, judgement_count, err);
    }
    return !silent || (places_keep(s, &found) && finding_add(s, &found)) ? VD_OK : vd_fail_memory(err);
}

static int finding_cmp(const void *a, const void *b)
{
    const vd_finding *f = a;
    const vd_finding *g = b;
    int order = (int)f->severity - (int)g->severity;
    order = order ? order : (int)f->judgement.verdict - (int)g->judgement.verdict;
    order = order ? order : (f->from > g->from) - (f->from < g->from);
    return order ? order : (f->to > g->to) - (f->to < g->to);
}

static bool pair_asked(const search *s, const vd_graph_edge *edge)
{
    const vd_finding_query *query = s->query;
    return edge->from != edge->to && s->force->graph->documents[edge->from].in_corpus &&
           (query->from == VD_GRAPH_NONE || query->from == edge->from) &&
           (query->to == VD_GRAPH_NONE || query->to == edge->to);
}

vd_status vd_findings_make(vd_arena *arena, const vd_force *force, const vd_finding_query *query,
                           const vd_finding **out, size_t *count, vd_error *err)
{
    search s = {.arena = arena, .force = force, .query = query, .dated = VD_GRAPH_NONE};
    const vd_graph_data *graph = force->graph;
    s.cited = query->counts ? VD_ARENA_ARRAY(arena, uint8_t, graph->document_count + 1) : NULL;
    bool made = names_make(&s) && (s.cited || !query->counts);
    vd_status status = made ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0, next; i < graph->edge_count && status == VD_OK; i = next) {
        const vd_graph_edge *edge = &graph->edges[i];
        for (next = i + 1; next < graph->edge_count; next++) {
            if (graph->edges[next].from != edge->from || graph->edges[next].to != edge->to) {
                break;
            }
        }
        if (pair_asked(&s, edge)) {
            status = pair_judge(&s, edge, next - i, err);
            vd_arena_clear(&s.scratch);
        }
    }
    if (status == VD_OK && s.count > 0) {
        qsort(s.items, s.count, sizeof(vd_finding), finding_cmp);
    }
    if (query->counts) {
        *query->counts = s.counts;
    }
    *out = s.items;
    *count = status == VD_OK ? s.count : 0;
    return status;
}
