/** A finding as a row: what is said of the citation, by what changes, what to cite instead, where, and who says so. */
#include "report/finding_rows.h"

#include "base/date.h"
#include "base/error.h"
#include "report/labels.h"
#include "report/step_text.h"

/* The last ones are there with reviews only. */
enum { REVIEW_COLUMNS = 2 };
static const vd_column columns[] = {
    {"severity", true},       {"verdict", false},
    {"meaning", true},        {"document_id", false},
    {"document_name", true},  {"document_number", false},
    {"document_date", false}, {"certain", false},
    {"date_from", false},     {"date_to", false},
    {"to_id", false},         {"to_name", true},
    {"to_number", false},     {"to_title", false},
    {"changed_by", true},     {"changed_by_id", false},
    {"changed_on", true},     {"cites_change", false},
    {"path", true},           {"cite_instead", true},
    {"places", true},         {"relation", false},
    {"source", true},         {"line", true},
    {"start", false},         {"end", false},
    {"sentence", false},      {"evidence_source", false},
    {"conflict", false},      {"confidence", false},
    {"reviewed_on", true},    {"reviewed_by", false},
};

typedef struct writer {
    vd_arena *arena;
    const vd_force *force;
    vd_date as_of;
    vd_finding_review reviewed;
    const void *context;
    vd_fill fill;
    vd_buf buf;
    vd_str *list; /* room for every list of a row */
} writer;

static void text_take(writer *w, vd_str *out)
{
    *out = vd_arena_copy(w->arena, vd_buf_str(&w->buf));
    w->fill.failed = w->fill.failed || !vd_buf_ok(&w->buf) || (w->buf.len > 0 && !out->ptr);
    vd_buf_reset(&w->buf);
}

/* ---- Lists of a row ---- */

/* Does an earlier change have the same acting document? */
static bool changer_told(const vd_finding *found, size_t at)
{
    bool told = false;
    for (size_t i = 0; i < at && !told; i++) {
        told = found->judgement.steps[i]->node == found->judgement.steps[at]->node;
    }
    return told;
}

static void changers_fill(writer *w, const vd_finding *found, bool ids)
{
    size_t count = 0;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        const vd_step *step = found->judgement.steps[i];
        if (step->node != VD_GRAPH_NONE && !changer_told(found, i)) {
            vd_str id = w->force->nodes[step->node].id;
            vd_str item = ids ? id : vd_force_label(w->force, step->node);
            if (item.len > 0) {
                w->list[count++] = item;
            }
        }
    }
    vd_fill_list(&w->fill, w->list, count);
}

/* The days of the changes, each once. */
static void days_fill(writer *w, const vd_finding *found)
{
    size_t count = 0;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        const vd_step *step = found->judgement.steps[i];
        char date[16];
        vd_str on = vd_date_format(step->effective.year ? step->effective : step->issued, date);
        if (on.ptr && (count == 0 || !vd_str_eq(w->list[count - 1], on))) {
            vd_buf_add(&w->buf, on);
            text_take(w, &w->list[count++]);
        }
    }
    vd_fill_list(&w->fill, w->list, count);
}

static void named_fill(writer *w, const vd_finding *found)
{
    for (size_t i = 0; i < found->named_count; i++) {
        w->list[i] = vd_force_label(w->force, found->named[i]->node);
    }
    vd_fill_list(&w->fill, w->list, found->named_count);
}

/* Every proof of every change; of words, the best ones only. */
static void proofs_fill(writer *w, const vd_finding *found)
{
    size_t count = 0;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        const vd_step *step = found->judgement.steps[i];
        bool words = false;
        for (size_t k = 0; k < step->proof_count; k++) {
            const vd_proof *proof = &step->proofs[k];
            if (!(words && proof->edge) && (proof->edge || proof->source.len > 0)) {
                words = proof->edge != NULL;
                vd_buf_add(&w->buf, step->node == VD_GRAPH_NONE ? VD_NONE : vd_force_label(w->force, step->node));
                vd_buf_add_text(&w->buf, step->node == VD_GRAPH_NONE ? "" : ": ");
                vd_proof_add(&w->buf, proof);
                text_take(w, &w->list[count++]);
            }
        }
    }
    vd_fill_list(&w->fill, w->list, count);
}

static void conflicts_fill(writer *w, const vd_finding *found)
{
    size_t count = 0;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        const vd_step *step = found->judgement.steps[i];
        if (step->conflict) {
            vd_buf_add(&w->buf, step->node == VD_GRAPH_NONE ? VD_NONE : vd_force_label(w->force, step->node));
            vd_buf_add_text(&w->buf, ": ");
            vd_conflict_add(&w->buf, step);
            text_take(w, &w->list[count++]);
        }
    }
    vd_fill_list(&w->fill, w->list, count);
}

static bool judged(const vd_finding *found, const vd_step *step)
{
    bool there = false;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        there = there || found->judgement.steps[i] == step;
    }
    return there;
}

/* The document itself and what has changed it by the day of asking. */
static void amended_fill(writer *w, const vd_finding *found)
{
    vd_history history = vd_force_history(w->force, found->to);
    size_t count = 0;
    w->list[count++] = vd_force_label(w->force, found->to);
    for (size_t i = 0; i < history.count; i++) {
        const vd_step *step = &history.steps[i];
        if (step->node != VD_GRAPH_NONE && vd_step_changes_part(step) &&
            (vd_step_happened(step, w->as_of) == VD_HAPPENED_YES || judged(found, step))) {
            w->list[count++] = vd_force_label(w->force, step->node);
        }
    }
    vd_fill_list(&w->fill, w->list, count);
}

/* The way to what stands in its place, and what to cite: that, or where the document lives, it with its amendments. */
static vd_status instead_fill(writer *w, const vd_finding *found, vd_error *err)
{
    vd_living *chains = NULL;
    size_t chain_count = 0;
    size_t count = 0;
    vd_status status = vd_force_living(w->arena, w->force, found->to, w->as_of, &chains, &chain_count, err);
    if (status != VD_OK) {
        return status;
    }
    const vd_living *way = &chains[0];
    if (way->count == 1 && way->alive) {
        vd_fill_list(&w->fill, NULL, 0);
        amended_fill(w, found);
        return VD_OK;
    }
    vd_str *labels = VD_ARENA_ARRAY(w->arena, vd_str, way->count + chain_count);
    if (!labels) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < way->count; i++) {
        labels[count++] = vd_force_label(w->force, way->nodes[i]);
    }
    vd_fill_list(&w->fill, labels, count);
    count = 0;
    for (size_t i = 0; i < chain_count; i++) {
        if (chains[i].alive) {
            labels[count++] = vd_force_label(w->force, chains[i].nodes[chains[i].count - 1]);
        }
    }
    vd_fill_list(&w->fill, labels, count);
    return VD_OK;
}

/* ---- Rows ---- */

static double confidence_of(const vd_finding *found, const vd_graph_edge *place)
{
    double least = place->confidence;
    for (size_t i = 0; i < found->judgement.step_count; i++) {
        double step = found->judgement.steps[i]->confidence;
        least = step < least ? step : least;
    }
    return least;
}

static void date_fill(writer *w, vd_date date)
{
    char text[16];
    vd_fill_text(&w->fill, vd_date_format(date, text));
}

/* Tables leave out `certain`: what holds on some days of a window only must not read as if it were so. */
static void meaning_fill(writer *w, const vd_judgement *judgement)
{
    vd_str meaning;
    vd_buf_add_text(&w->buf, judgement->certain ? "" : vd_phrase(VD_PHRASE_maybe, VD_LANG_VI));
    vd_buf_add_text(&w->buf, judgement->certain ? "" : " ");
    vd_buf_add_text(&w->buf, vd_label_verdict(judgement->verdict, VD_LANG_VI));
    text_take(w, &meaning);
    vd_fill_text(&w->fill, meaning);
}

static void verdict_fill(writer *w, const vd_finding *found)
{
    const vd_judgement *judgement = &found->judgement;
    const vd_graph_document *from = &w->force->graph->documents[found->from];
    const vd_graph_document *to = &w->force->graph->documents[found->to];
    vd_fill *fill = &w->fill;
    vd_fill_text(fill, vd_str_of(vd_severity_name(found->severity)));
    vd_fill_text(fill, vd_str_of(vd_verdict_name(judgement->verdict)));
    meaning_fill(w, judgement);
    vd_fill_text(fill, from->id);
    vd_fill_name(fill, from);
    vd_fill_text(fill, from->number);
    vd_fill_text(fill, from->date);
    vd_fill_bool(fill, judgement->certain);
    date_fill(w, judgement->first);
    date_fill(w, judgement->last);
    vd_fill_text(fill, to->id);
    vd_fill_name(fill, to);
    vd_fill_text(fill, to->number);
    vd_fill_text(fill, to->title);
}

void vd_finding_place_fill(vd_fill *fill, const vd_graph_edge *place)
{
    vd_fill_text(fill, vd_str_of(vd_relation_name(place->relation)));
    vd_fill_text(fill, place->source);
    vd_fill_int(fill, (int64_t)place->line);
    vd_fill_int(fill, (int64_t)place->start);
    vd_fill_int(fill, (int64_t)place->end);
    vd_fill_text(fill, place->sentence);
}

static vd_status finding_fill(writer *w, const vd_finding *found, const vd_graph_edge *place, size_t places,
                              vd_error *err)
{
    vd_fill *fill = &w->fill;
    vd_fill_row(fill);
    verdict_fill(w, found);
    changers_fill(w, found, false);
    changers_fill(w, found, true);
    days_fill(w, found);
    named_fill(w, found);
    vd_status status = instead_fill(w, found, err);
    vd_fill_int(fill, (int64_t)places);
    vd_finding_place_fill(fill, place);
    proofs_fill(w, found);
    conflicts_fill(w, found);
    vd_fill_real(fill, confidence_of(found, place));
    if (w->reviewed) {
        vd_date on = {0};
        vd_str by = VD_NONE;
        w->reviewed(w->context, found, &on, &by);
        date_fill(w, on);
        vd_fill_text(fill, by);
    }
    return status;
}

/* Room for the longest list: the proofs of all steps of a document, and itself. */
static bool lists_make(writer *w)
{
    size_t most = 1;
    for (size_t v = 0; v < w->force->graph->document_count; v++) {
        vd_history history = vd_force_history(w->force, (uint32_t)v);
        size_t count = history.count + 1;
        for (size_t i = 0; i < history.count; i++) {
            count += history.steps[i].proof_count;
        }
        most = count > most ? count : most;
    }
    w->list = VD_ARENA_ARRAY(w->arena, vd_str, most);
    return w->list != NULL;
}

static vd_status findings_fill(writer *w, const vd_finding *findings, size_t count, bool each, vd_error *err)
{
    vd_status status = lists_make(w) ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; i < count && status == VD_OK; i++) {
        const vd_finding *found = &findings[i];
        for (size_t k = 0; k < found->place_count && status == VD_OK && each; k++) {
            status = finding_fill(w, found, found->places[k], 1, err);
        }
        if (!each) {
            status = finding_fill(w, found, found->first_place, found->place_most, err);
        }
    }
    return status;
}

vd_status vd_finding_rows(vd_arena *arena, const vd_force *force, const vd_finding_sheet *sheet, vd_rows **out,
                          vd_error *err)
{
    writer w = {
        .arena = arena, .force = force, .as_of = sheet->as_of, .reviewed = sheet->reviewed, .context = sheet->context};
    size_t width = sizeof columns / sizeof columns[0] - (sheet->reviewed ? 0 : REVIEW_COLUMNS);
    *out = NULL;
    vd_status status = vd_rows_new(columns, width, &w.fill.rows, err);
    if (status == VD_OK) {
        status = findings_fill(&w, sheet->findings, sheet->count, sheet->each, err);
    }
    vd_buf_clear(&w.buf);
    return vd_fill_done(&w.fill, status, out, err);
}
