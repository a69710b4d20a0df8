/** Days: had a step happened, and what does that make of the document?
 *
 *  A date may be known in part, or be bounded only by the issue of the acting document; what is not sure is MAYBE. */
#include "force/force.h"

#include "base/date.h"

vd_happened vd_step_happened(const vd_step *step, vd_date day)
{
    vd_date first = vd_date_first(step->effective.year ? step->effective : step->issued);
    if (first.year != 0 && vd_date_cmp(day, first) < 0) {
        return VD_HAPPENED_NO;
    }
    bool over = step->effective.year != 0 && vd_date_cmp(day, vd_date_last(step->effective)) >= 0;
    return over && step->confidence >= VD_FORCE_SURE ? VD_HAPPENED_YES : VD_HAPPENED_MAYBE;
}

bool vd_step_ends(const vd_step *step)
{
    return step->kind == VD_STEP_SUPERSEDED || step->kind == VD_STEP_REPEALED || step->kind == VD_STEP_EXPIRED;
}

bool vd_step_changes_part(const vd_step *step)
{
    return step->kind == VD_STEP_AMENDED || step->kind == VD_STEP_REPEALED_PART ||
           (step->kind == VD_STEP_SUSPENDED && step->pinpoint.len > 0);
}

/* What a walk through the history has seen so far; a history goes by date. */
typedef struct state_seen {
    const vd_step *end, *end_maybe; /* the first of each */
    const vd_step *issued, *effective;
    const vd_step *pause, *pause_maybe; /* the last suspension or resumption */
    size_t amended;
} state_seen;

static void step_see(state_seen *seen, const vd_step *step, vd_happened happened)
{
    if (vd_step_ends(step)) {
        if (happened == VD_HAPPENED_YES && !seen->end) {
            seen->end = step;
        } else if (happened == VD_HAPPENED_MAYBE && !seen->end_maybe) {
            seen->end_maybe = step;
        }
    } else if (vd_step_changes_part(step)) {
        seen->amended += happened == VD_HAPPENED_YES;
    } else if (step->kind == VD_STEP_ISSUED) {
        seen->issued = step;
    } else if (step->kind == VD_STEP_EFFECTIVE) {
        seen->effective = step;
    } else if (step->kind == VD_STEP_SUSPENDED || step->kind == VD_STEP_RESUMED) {
        seen->pause = happened == VD_HAPPENED_YES ? step : seen->pause;
        seen->pause_maybe = happened == VD_HAPPENED_MAYBE ? step : seen->pause_maybe;
    }
}

vd_force_state vd_force_at(const vd_force *force, uint32_t node, vd_date day)
{
    vd_history history = vd_force_history(force, node);
    state_seen seen = {0};
    for (size_t i = 0; i < history.count; i++) {
        step_see(&seen, &history.steps[i], vd_step_happened(&history.steps[i], day));
    }
    if (seen.end) {
        return (vd_force_state){VD_FORCE_ENDED, seen.end, seen.amended};
    }
    const vd_step *begin = seen.effective ? seen.effective : seen.issued;
    vd_happened begun = begin ? vd_step_happened(begin, day) : VD_HAPPENED_MAYBE;
    if (begun == VD_HAPPENED_NO) {
        return (vd_force_state){VD_FORCE_NOT_YET, begin, seen.amended};
    }
    if (seen.end_maybe || seen.pause_maybe) {
        return (vd_force_state){VD_FORCE_UNKNOWN, seen.end_maybe ? seen.end_maybe : seen.pause_maybe, seen.amended};
    }
    if (seen.pause && seen.pause->kind == VD_STEP_SUSPENDED) {
        return (vd_force_state){VD_FORCE_SUSPENDED, seen.pause, seen.amended};
    }
    if (seen.effective && begun == VD_HAPPENED_YES) {
        return (vd_force_state){VD_FORCE_IN, seen.effective, seen.amended};
    }
    return (vd_force_state){VD_FORCE_UNKNOWN, seen.effective, seen.amended};
}
