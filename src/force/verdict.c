/** Was a cited document still what it was, on the day it was cited and on the day of asking?
 *
 *  The day of citing may be a window, a change may be dated "in 2025": every step had happened by a day, had not, or
 * may have.  Verdicts change only on the days when a step begins to be possible or sure, so the window is judged on its
 *  first day and on each of those; widening it adds days and takes none away.
 *
 *  What ended before it was cited makes its amendments moot; what ended since makes those since moot. */
#include "force/verdict.h"

#include "base/date.h"
#include "base/error.h"

#include <stdlib.h>

static const char *const verdict_names[] = {
#define X(name, text, severity) text,
    VD_VERDICT_LIST(X)
#undef X
};

static const vd_severity verdict_severities[] = {
#define X(name, text, severity) VD_SEVERITY_##severity,
    VD_VERDICT_LIST(X)
#undef X
};

const char *vd_verdict_name(vd_verdict verdict)
{
    return verdict_names[verdict];
}

vd_severity vd_verdict_severity(vd_verdict verdict)
{
    return verdict_severities[verdict];
}

bool vd_verdict_since(vd_verdict verdict)
{
    return verdict >= VD_VERDICT_REPEALED_SINCE && verdict <= VD_VERDICT_AMENDED_SINCE;
}

bool vd_verdict_ended_before(vd_verdict verdict)
{
    return verdict <= VD_VERDICT_EXPIRED_BEFORE;
}

/* ---- One day ---- */

/* Where a step stands to a citation of one day. */
typedef enum standing { STANDING_NONE, STANDING_BEFORE, STANDING_SINCE, STANDING_UNKNOWN } standing;

static standing step_standing(const vd_step *step, vd_date day, vd_date as_of)
{
    vd_happened then = vd_step_happened(step, day);
    vd_happened now = vd_step_happened(step, as_of);
    if (then == VD_HAPPENED_YES) {
        return STANDING_BEFORE;
    }
    if (now == VD_HAPPENED_NO) {
        return STANDING_NONE;
    }
    if (then == VD_HAPPENED_NO && step->confidence >= VD_FORCE_SURE) {
        /* Without a day of its own: not before the acting document was issued, and that was after the citing. */
        bool issued = step->effective.year == 0 && vd_date_whole(step->issued);
        if (now == VD_HAPPENED_YES || issued) {
            return STANDING_SINCE;
        }
    }
    return STANDING_UNKNOWN;
}

static vd_verdict end_verdict(vd_step_kind kind, standing at)
{
    vd_verdict first = at == STANDING_BEFORE  ? VD_VERDICT_REPEALED_BEFORE
                       : at == STANDING_SINCE ? VD_VERDICT_REPEALED_SINCE
                                              : VD_VERDICT_REPEALED_DATE_UNKNOWN;
    int more = kind == VD_STEP_REPEALED ? 0 : kind == VD_STEP_SUPERSEDED ? 1 : 2;
    return (vd_verdict)((int)first + more);
}

/* The verdicts of one day: which steps lead to which. */
typedef struct judging {
    const vd_force *force;
    const vd_citing *citing;
    uint32_t node;
    vd_history history;
    standing *at;                 /* per step, on the day at hand */
    bool *leads;                  /* VD_VERDICT_COUNT times the steps: on any day so far */
    bool today[VD_VERDICT_COUNT]; /* holds on the day at hand */
} judging;

static void lead(judging *j, vd_verdict verdict, size_t step)
{
    j->leads[(size_t)verdict * j->history.count + step] = true;
    j->today[verdict] = true;
}

static bool step_own(const judging *j, const vd_step *step)
{
    return step->node != VD_GRAPH_NONE && step->node == j->citing->node;
}

/* Ends with that standing; false: there are none. */
static bool ends_judge(judging *j, standing at)
{
    bool found = false;
    vd_verdict verdict = VD_VERDICT_UNKNOWN;
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (vd_step_ends(step) && j->at[i] == at) {
            bool dated = at == STANDING_UNKNOWN && step->effective.year != 0;
            if (at == STANDING_UNKNOWN || !found) { /* the first end is the end */
                verdict = dated ? VD_VERDICT_UNKNOWN : end_verdict(step->kind, at);
            }
            found = true;
            lead(j, verdict, i);
        }
    }
    return found;
}

static bool named(const judging *j, const vd_step *step)
{
    return step->node != VD_GRAPH_NONE && j->citing->names &&
           j->citing->names(j->citing->context, j->citing->node, step->node);
}

/* Later as the law counts: by the day of effect, then of issue.  Where that is not known: not later. */
static bool step_later(const vd_step *a, const vd_step *b)
{
    int order = vd_date_cmp(a->effective, b->effective);
    return order != 0 ? order > 0 : a->issued.year != 0 && b->issued.year != 0 && vd_date_cmp(a->issued, b->issued) > 0;
}

/* Amendments before the day: who names the last of them has taken the earlier ones along. */
static void amendments_judge(judging *j)
{
    const vd_step *last = NULL;
    bool missing = false;
    bool later = false;
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (j->at[i] == STANDING_BEFORE && vd_step_changes_part(step) && named(j, step)) {
            last = !last || step_later(step, last) ? step : last;
        }
    }
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (j->at[i] == STANDING_BEFORE && vd_step_changes_part(step) && !named(j, step)) {
            missing = true;
            later = later || !last || step_later(step, last);
        }
    }
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (j->at[i] == STANDING_BEFORE && vd_step_changes_part(step) && (!missing || !named(j, step))) {
            lead(j,
                 later     ? VD_VERDICT_AMENDED_BEFORE_NOT_CITED
                 : missing ? VD_VERDICT_AMENDED_BEFORE_PARTLY_CITED
                           : VD_VERDICT_AMENDED_BEFORE_CITED,
                 i);
        }
    }
}

static void parts_judge(judging *j, standing at)
{
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (j->at[i] == at && vd_step_changes_part(step)) {
            lead(j,
                 at == STANDING_SINCE        ? VD_VERDICT_AMENDED_SINCE
                 : step->effective.year != 0 ? VD_VERDICT_UNKNOWN
                                             : VD_VERDICT_AMENDED_DATE_UNKNOWN,
                 i);
        }
    }
}

static void step_lead(judging *j, vd_verdict verdict, const vd_step *step)
{
    if (step && !step_own(j, step)) {
        lead(j, verdict, (size_t)(step - j->history.steps));
    }
}

/* The step of issue that had not come by then; NULL: it had, or it is not known. */
static const vd_step *not_issued(const judging *j, vd_date day)
{
    const vd_step *found = NULL;
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        if (step->kind == VD_STEP_ISSUED && vd_step_happened(step, day) == VD_HAPPENED_NO) {
            found = step;
        }
    }
    return found;
}

static void day_judge(judging *j, vd_date day)
{
    vd_date as_of = j->citing->as_of;
    memset(j->today, 0, sizeof j->today);
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        j->at[i] = step_own(j, step) ? STANDING_NONE : step_standing(step, day, as_of);
    }
    if (ends_judge(j, STANDING_BEFORE)) {
        return;
    }
    vd_force_state then = vd_force_at(j->force, j->node, day);
    vd_force_state now = vd_force_at(j->force, j->node, as_of);
    if (then.kind == VD_FORCE_NOT_YET) {
        const vd_step *issue = not_issued(j, day);
        step_lead(j, issue ? VD_VERDICT_NOT_YET_ISSUED : VD_VERDICT_NOT_YET_IN_FORCE, issue ? issue : then.decided);
    } else if (then.kind == VD_FORCE_SUSPENDED) {
        step_lead(j, VD_VERDICT_SUSPENDED, then.decided);
    }
    amendments_judge(j);
    if (!ends_judge(j, STANDING_SINCE)) {
        if (now.kind == VD_FORCE_SUSPENDED && then.kind != VD_FORCE_SUSPENDED && vd_date_cmp(day, as_of) < 0) {
            step_lead(j, VD_VERDICT_SUSPENDED_SINCE, now.decided);
        }
        parts_judge(j, STANDING_SINCE);
        if (!ends_judge(j, STANDING_UNKNOWN)) {
            parts_judge(j, STANDING_UNKNOWN);
        }
    }
}

/* ---- The window ---- */

/* The days to judge.  A document without a first day is taken to cite what was in force by then; one without a last
 * day exists by --as-of.  Of the days of a window those before the cited document was issued are none on which it was
 * cited: only where none is left do the two contradict each other. */
typedef struct window {
    vd_date earliest, latest;
} window;

/* The first day on which the cited document can have been there, or {0}. */
static vd_date first_issue(const judging *j)
{
    vd_date first = {0};
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        vd_date on = step->kind == VD_STEP_ISSUED ? vd_date_first(step->effective) : (vd_date){0};
        first = on.year && (first.year == 0 || vd_date_cmp(on, first) < 0) ? on : first;
    }
    return first;
}

static window window_find(const judging *j)
{
    window w = {j->citing->earliest, j->citing->latest};
    for (size_t i = 0; i < j->history.count && j->citing->earliest.year == 0; i++) {
        const vd_step *step = &j->history.steps[i];
        if (step->kind == VD_STEP_EFFECTIVE || (step->kind == VD_STEP_ISSUED && w.earliest.year == 0)) {
            w.earliest = vd_date_first(step->effective);
        }
    }
    if (w.earliest.year == 0) {
        w.earliest = (vd_date){1, 1, 1};
    }
    if (w.latest.year == 0) {
        w.latest = j->citing->as_of;
    }
    if (vd_date_cmp(w.latest, w.earliest) < 0) {
        w = j->citing->earliest.year ? (window){w.earliest, w.earliest} : (window){w.latest, w.latest};
    }
    vd_date issue = first_issue(j);
    if (issue.year && vd_date_cmp(issue, w.earliest) > 0 && vd_date_cmp(issue, w.latest) <= 0) {
        w.earliest = issue;
    }
    return w;
}

/* Days on which something may change, inside the window, its first day among them; sorted, none twice. */
static size_t days_find(const judging *j, window w, vd_date *days)
{
    size_t count = 0;
    days[count++] = w.earliest;
    for (size_t i = 0; i < j->history.count; i++) {
        const vd_step *step = &j->history.steps[i];
        vd_date on = step->effective.year ? step->effective : step->issued;
        vd_date turns[] = {vd_date_first(on), vd_date_last(on)};
        for (size_t k = 0; k < 2; k++) {
            if (turns[k].year != 0 && vd_date_cmp(turns[k], w.earliest) > 0 && vd_date_cmp(turns[k], w.latest) <= 0) {
                days[count++] = turns[k];
            }
        }
    }
    for (size_t i = 1; i < count; i++) { /* few, and mostly in order */
        vd_date day = days[i];
        size_t k = i;
        for (; k > 1 && vd_date_cmp(days[k - 1], day) > 0; k--) {
            days[k] = days[k - 1];
        }
        days[k] = day;
    }
    size_t kept = 1;
    for (size_t i = 1; i < count; i++) {
        if (!vd_date_eq(days[i], days[kept - 1])) {
            days[kept++] = days[i];
        }
    }
    return kept;
}

static vd_date day_before(vd_date day)
{
    if (day.day > 1) {
        return (vd_date){day.year, day.month, (int8_t)(day.day - 1)};
    }
    if (day.month > 1) {
        return vd_date_last((vd_date){day.year, (int8_t)(day.month - 1), 0});
    }
    return (vd_date){(int16_t)(day.year - 1), 12, 31};
}

/* On which of the days each verdict holds. */
typedef struct tally {
    size_t days[VD_VERDICT_COUNT];
    vd_date first[VD_VERDICT_COUNT], last[VD_VERDICT_COUNT];
} tally;

static void days_judge(judging *j, const vd_date *days, size_t count, vd_date latest, tally *out)
{
    for (size_t d = 0; d < count; d++) {
        vd_date last = d + 1 < count ? day_before(days[d + 1]) : latest;
        day_judge(j, days[d]);
        for (size_t v = 0; v < VD_VERDICT_COUNT; v++) {
            if (j->today[v]) {
                out->first[v] = out->days[v]++ ? out->first[v] : days[d];
                out->last[v] = last;
            }
        }
    }
}

static bool steps_take(vd_arena *arena, const judging *j, vd_verdict verdict, vd_judgement *out)
{
    out->steps = VD_ARENA_ARRAY(arena, const vd_step *, j->history.count + 1);
    for (size_t i = 0; i < j->history.count && out->steps; i++) {
        if (j->leads[(size_t)verdict * j->history.count + i]) {
            out->steps[out->step_count++] = &j->history.steps[i];
        }
    }
    return out->steps != NULL;
}

/* Nothing is known of the citing document's date, and it matters. */
static void unknown_make(judging *j, tally *t, size_t days)
{
    for (size_t v = 0; v < VD_VERDICT_COUNT; v++) {
        for (size_t i = 0; i < j->history.count && t->days[v] > 0; i++) {
            if (j->leads[v * j->history.count + i]) {
                lead(j, VD_VERDICT_UNKNOWN, i);
            }
        }
        t->days[v] = v == VD_VERDICT_UNKNOWN ? days : 0;
    }
}

static bool tally_take(vd_arena *arena, judging *j, const tally *t, size_t days, vd_judgement **out, size_t *count)
{
    size_t found = 0;
    for (size_t v = 0; v < VD_VERDICT_COUNT; v++) {
        found += t->days[v] > 0;
    }
    *out = found > 0 ? VD_ARENA_ARRAY(arena, vd_judgement, found) : NULL;
    for (size_t v = 0; v < VD_VERDICT_COUNT && *out; v++) {
        if (t->days[v] > 0) {
            vd_judgement *one = &(*out)[(*count)++];
            *one = (vd_judgement){.verdict = (vd_verdict)v, .certain = t->days[v] == days};
            if (!one->certain) {
                one->first = t->first[v];
                one->last = t->last[v];
            }
            if (!steps_take(arena, j, one->verdict, one)) {
                return false;
            }
        }
    }
    return found == 0 || *out != NULL;
}

vd_status vd_verdict_judge(vd_arena *arena, const vd_force *force, uint32_t node, const vd_citing *citing,
                           vd_judgement **out, size_t *count, vd_error *err)
{
    judging j = {.force = force, .citing = citing, .node = node, .history = vd_force_history(force, node)};
    bool open = citing->earliest.year == 0 && citing->latest.year == 0;
    tally t = {.days = {0}};
    *count = 0;
    *out = NULL;
    if (j.history.count == 0) {
        return VD_OK;
    }
    vd_arena scratch = {0}; /* most citations leave nothing behind */
    j.at = VD_ARENA_ARRAY(&scratch, standing, j.history.count);
    j.leads = VD_ARENA_ARRAY(&scratch, bool, VD_VERDICT_COUNT *j.history.count);
    vd_date *days = VD_ARENA_ARRAY(&scratch, vd_date, 2 * j.history.count + 1);
    bool good = j.at && j.leads && days;
    if (good) {
        window w = window_find(&j);
        size_t day_count = days_find(&j, w, days);
        bool sure = true;
        days_judge(&j, days, day_count, w.latest, &t);
        for (size_t v = 0; v < VD_VERDICT_COUNT; v++) {
            sure = sure && (t.days[v] == 0 || t.days[v] == day_count);
        }
        if (open && !sure) {
            unknown_make(&j, &t, day_count);
        }
        good = tally_take(arena, &j, &t, day_count, out, count);
    }
    vd_arena_clear(&scratch);
    return good ? VD_OK : vd_fail_memory(err);
}
