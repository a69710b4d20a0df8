/** Which citations cannot be judged: nobody knows which document they mean, or nothing is known of its validity. */
#include "report/unjudged.h"

#include "base/error.h"
#include "report/finding_rows.h"

#include <stdlib.h>

static const vd_column columns[] = {{"why", true},
                                    {"document_id", false},
                                    {"document_name", true},
                                    {"document_number", false},
                                    {"document_date", false},
                                    {"to_id", false},
                                    {"to_name", true},
                                    {"to_number", false},
                                    {"to_title", false},
                                    {"candidates", true},
                                    {"places", true},
                                    {"relation", false},
                                    {"source", true},
                                    {"line", true},
                                    {"start", false},
                                    {"end", false},
                                    {"sentence", false},
                                    {"confidence", false}};

/* ---- Citations of unknown documents ---- */

/* By what stands for the unknown document: they were made in the order of citing documents, sources and places. */
static int edge_cmp(const void *a, const void *b)
{
    const vd_graph_edge *e = a;
    const vd_graph_edge *f = b;
    int order = (e->to > f->to) - (e->to < f->to);
    return order ? order : vd_evidence_cmp(e, f);
}

static bool may_mean(const vd_undecided *undecided, vd_str id)
{
    bool found = false;
    for (size_t i = 0; i < undecided->candidate_count && !found; i++) {
        found = vd_str_eq(undecided->candidates[i], id);
    }
    return found;
}

static bool asked_for(const vd_undecided_findings *all, const vd_finding_query *query, const vd_graph_edge *edge)
{
    return (query->from == VD_GRAPH_NONE || query->from == edge->from) &&
           (query->to == VD_GRAPH_NONE ||
            may_mean(&all->made.items[edge->to - all->made.first], all->made.data.documents[query->to].id));
}

vd_status vd_undecided_find(vd_arena *arena, const vd_graph_data *data, const vd_citations *unknown,
                            const vd_finding_query *query, vd_undecided_findings *out, vd_error *err)
{
    *out = (vd_undecided_findings){.items = VD_ARENA_ARRAY(arena, vd_finding, unknown->count + 1)};
    vd_status status = vd_matrix_undecided_add(arena, data, unknown->items, unknown->count, &out->made, err);
    if (status != VD_OK || !out->items) {
        return status == VD_OK ? vd_fail_memory(err) : status;
    }
    vd_graph_edge *edges = out->made.data.edges + data->edge_count;
    if (unknown->count > 0) {
        qsort(edges, unknown->count, sizeof *edges, edge_cmp);
    }
    for (size_t i = 0, next; i < unknown->count; i = next) {
        vd_finding *found = &out->items[out->count];
        *found = (vd_finding){.from = edges[i].from, .to = edges[i].to, .severity = VD_SEVERITY_NOTE};
        for (next = i + 1; next < unknown->count && edges[next].to == edges[i].to; next++) {
        }
        if (!asked_for(out, query, &edges[i])) {
            continue;
        }
        if (!vd_finding_places(arena, data, query->basis, &edges[i], next - i, found)) {
            return vd_fail_memory(err);
        }
        out->count += found->place_count > 0;
    }
    return VD_OK;
}

/* ---- Rows ---- */

typedef struct writer {
    const vd_graph_data *data;
    const vd_undecided *undecided; /* of the finding at hand; NULL: its document is known */
    vd_fill fill;
} writer;

/* What stands for an unknown document has an id of its own, which says nothing to anybody. */
static void cited_fill(writer *w, const vd_graph_document *to)
{
    vd_fill *fill = &w->fill;
    vd_fill_text(fill, w->undecided ? VD_NONE : to->id);
    if (w->undecided) {
        vd_fill_text(fill, to->title);
    } else {
        vd_fill_name(fill, to);
    }
    vd_fill_text(fill, to->number);
    vd_fill_text(fill, w->undecided ? VD_NONE : to->title);
    vd_fill_list(fill, w->undecided ? w->undecided->candidates : NULL,
                 w->undecided ? w->undecided->candidate_count : 0);
}

static void citation_fill(writer *w, const vd_finding *found, const vd_graph_edge *place, size_t places)
{
    vd_fill *fill = &w->fill;
    const vd_graph_document *from = &w->data->documents[found->from];
    const char *why = !w->undecided ? "nothing_known" : w->undecided->candidate_count > 0 ? "ambiguous" : "unresolved";
    vd_fill_row(fill);
    vd_fill_text(fill, vd_str_of(why));
    vd_fill_text(fill, from->id);
    vd_fill_name(fill, from);
    vd_fill_text(fill, from->number);
    vd_fill_text(fill, from->date);
    cited_fill(w, &w->data->documents[found->to]);
    vd_fill_int(fill, (int64_t)places);
    vd_finding_place_fill(fill, place);
    if (w->undecided) { /* that it means any one document is not sure at all */
        vd_fill_null(fill);
    } else {
        vd_fill_real(fill, place->confidence);
    }
}

static void finding_fill(writer *w, const vd_finding *found, bool each)
{
    for (size_t i = 0; i < found->place_count && each; i++) {
        citation_fill(w, found, found->places[i], 1);
    }
    if (!each) {
        citation_fill(w, found, found->first_place, found->place_most);
    }
}

vd_status vd_unjudged_rows(const vd_force *force, const vd_finding_sheet *silent,
                           const vd_undecided_findings *undecided, vd_rows **out, vd_error *err)
{
    writer w = {.data = &undecided->made.data};
    *out = NULL;
    vd_status status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &w.fill.rows, err);
    for (size_t i = 0; i < undecided->count && status == VD_OK; i++) {
        w.undecided = &undecided->made.items[undecided->items[i].to - undecided->made.first];
        finding_fill(&w, &undecided->items[i], silent->each);
    }
    w.undecided = NULL;
    w.data = force->graph;
    for (size_t i = 0; i < silent->count && status == VD_OK; i++) {
        finding_fill(&w, &silent->findings[i], silent->each);
    }
    return vd_fill_done(&w.fill, status, out, err);
}
