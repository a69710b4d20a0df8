/** Documents whose basis changed after their date, until somebody has looked at them.
 *
 *  A change is set aside when a review of the document knew it and the change did not take effect after that review:
 * one that was not known then, and one whose day has turned out to be later, make the document suspect again. */
#include "report/report.h"

#include "base/date.h"
#include "base/error.h"
#include "report/finding_rows.h"

typedef struct suspicion {
    vd_arena *arena;
    const vd_force *force;
    const vd_stored_review *reviews; /* by document */
    size_t review_count;
    vd_finding *kept;
    size_t count;
} suspicion;

/* The reviews of a document: *count of them from the one returned. */
static const vd_stored_review *reviews_of(const suspicion *s, uint32_t document, size_t *count)
{
    vd_str id = s->force->graph->documents[document].id;
    size_t low = 0;
    size_t high = s->review_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (vd_str_cmp(s->reviews[middle].document, id) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    *count = 0;
    while (low + *count < s->review_count && vd_str_eq(s->reviews[low + *count].document, id)) {
        ++*count;
    }
    return s->reviews + low;
}

static bool review_knows(const vd_stored_review *review, vd_str key, const vd_step *step)
{
    if (step->effective.year != 0 && vd_date_cmp(vd_date_last(step->effective), review->date) > 0) {
        return false;
    }
    for (size_t i = 0; i < review->change_count; i++) {
        if (vd_str_eq(review->changes[i], key)) {
            return true;
        }
    }
    return false;
}

/* Leave the steps that no review knows; false: out of memory. */
static bool steps_leave(suspicion *s, vd_finding *found)
{
    size_t count;
    const vd_stored_review *reviews = reviews_of(s, found->from, &count);
    vd_judgement *judgement = &found->judgement;
    const vd_step **left = VD_ARENA_ARRAY(s->arena, const vd_step *, judgement->step_count + 1);
    size_t kept = 0;
    for (size_t i = 0; i < judgement->step_count && left; i++) {
        vd_str key = vd_step_key(s->arena, s->force, found->to, judgement->steps[i]);
        bool known = false;
        if (!key.ptr) {
            return false;
        }
        for (size_t k = 0; k < count && !known; k++) {
            known = review_knows(&reviews[k], key, judgement->steps[i]);
        }
        if (!known) {
            left[kept++] = judgement->steps[i];
        }
    }
    judgement->steps = left;
    judgement->step_count = kept;
    return left != NULL;
}

static vd_status findings_leave(suspicion *s, const vd_finding *findings, size_t count, vd_error *err)
{
    s->kept = VD_ARENA_ARRAY(s->arena, vd_finding, count + 1);
    bool good = s->kept != NULL;
    for (size_t i = 0; i < count && good; i++) {
        if (vd_verdict_since(findings[i].judgement.verdict)) {
            vd_finding found = findings[i];
            good = steps_leave(s, &found);
            if (good && found.judgement.step_count > 0) {
                s->kept[s->count++] = found;
            }
        }
    }
    return good ? VD_OK : vd_fail_memory(err);
}

static void reviewed_last(const void *context, const vd_finding *found, vd_date *on, vd_str *by)
{
    size_t count;
    const vd_stored_review *reviews = reviews_of(context, found->from, &count);
    if (count > 0) {
        *on = reviews[count - 1].date;
        *by = reviews[count - 1].reviewer;
    }
}

vd_status vd_report_suspect(const vd_graph_data *data, const vd_changes *changes, const vd_stored_review *reviews,
                            size_t review_count, const vd_suspect_query *query, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_force force;
    suspicion s = {.arena = &arena, .force = &force, .reviews = reviews, .review_count = review_count};
    vd_finding_query asked = {query->as_of, VD_GRAPH_NONE, VD_GRAPH_NONE, !query->all, VD_SEVERITY_LOW, false, NULL};
    const vd_finding *findings = NULL;
    size_t count = 0;
    *out = NULL;
    vd_status status = query->document.ptr ? vd_graph_require(data, query->document, &asked.from, err) : VD_OK;
    if (status == VD_OK) {
        status = vd_force_make(&arena, data, changes, &force, err);
    }
    if (status == VD_OK) {
        status = vd_findings_make(&arena, &force, &asked, &findings, &count, err);
    }
    if (status == VD_OK) {
        status = findings_leave(&s, findings, count, err);
    }
    if (status == VD_OK) {
        vd_finding_sheet sheet = {s.kept, s.count, query->as_of, false, reviewed_last, &s};
        status = vd_finding_rows(&arena, &force, &sheet, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_report_review_changes(vd_arena *arena, const vd_graph_data *data, const vd_changes *changes, vd_str id,
                                   vd_date day, const vd_str **out, size_t *count, vd_error *err)
{
    vd_force force;
    vd_finding_query asked = {day, VD_GRAPH_NONE, VD_GRAPH_NONE, false, VD_SEVERITY_NOTE, false, NULL};
    const vd_finding *findings = NULL;
    size_t found = 0;
    size_t most = 0;
    *count = 0;
    vd_status status = vd_graph_require(data, id, &asked.from, err);
    if (status == VD_OK && !data->documents[asked.from].in_corpus) {
        status = vd_fail(err, VD_INVALID, "its text is not in the database, so what it cites is not known");
    }
    if (status == VD_OK) {
        status = vd_force_make(arena, data, changes, &force, err);
    }
    if (status == VD_OK) {
        status = vd_findings_make(arena, &force, &asked, &findings, &found, err);
    }
    for (size_t i = 0; i < found; i++) {
        most += findings[i].judgement.step_count;
    }
    vd_str *keys = status == VD_OK ? VD_ARENA_ARRAY(arena, vd_str, most + 1) : NULL;
    for (size_t i = 0; i < found && keys && status == VD_OK; i++) {
        for (size_t k = 0; k < findings[i].judgement.step_count && vd_verdict_since(findings[i].judgement.verdict);
             k++) {
            keys[*count] = vd_step_key(arena, &force, findings[i].to, findings[i].judgement.steps[k]);
            if (!keys[*count].ptr) {
                return vd_fail_memory(err);
            }
            ++*count;
        }
    }
    *out = keys;
    return status == VD_OK && !keys ? vd_fail_memory(err) : status;
}
