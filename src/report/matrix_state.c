/** Validity for the matrix: what the room of force says, in the matrix's words. */
#include "force/force.h"
#include "report/matrix.h"

const char *vd_state_name(vd_state_kind kind)
{
    static const char *const names[] = {
#define X(name, text) text,
        VD_STATE_LIST(X)
#undef X
    };
    return names[kind];
}

/* The last change of a part that had surely happened by then. */
static const vd_step *amended_last(const vd_force *force, uint32_t node, vd_date day)
{
    vd_history history = vd_force_history(force, node);
    const vd_step *last = NULL;
    for (size_t i = 0; i < history.count; i++) {
        const vd_step *step = &history.steps[i];
        bool done = vd_step_changes_part(step) && vd_step_happened(step, day) == VD_HAPPENED_YES;
        last = done ? step : last;
    }
    return last;
}

static vd_state_kind ended_kind(const vd_step *step)
{
    switch (step->kind) {
    case VD_STEP_SUPERSEDED:
        return VD_STATE_SUPERSEDED;
    case VD_STEP_REPEALED:
        return VD_STATE_REPEALED;
    default:
        return VD_STATE_EXPIRED;
    }
}

static vd_state state_of_step(vd_state_kind kind, const vd_step *step)
{
    return (vd_state){kind, step ? step->acting_number : VD_NONE, step ? step->effective : (vd_date){0}};
}

static vd_state force_judge(const void *context, const vd_graph_data *data, uint32_t document, vd_date day)
{
    const vd_force *force = context;
    (void)data;
    if (day.year == 0) {
        return (vd_state){VD_STATE_UNKNOWN, VD_NONE, {0}};
    }
    vd_force_state state = vd_force_at(force, document, day);
    const vd_step *amended = state.amended ? amended_last(force, document, day) : NULL;
    switch (state.kind) {
    case VD_FORCE_ENDED:
        return state_of_step(ended_kind(state.decided), state.decided);
    case VD_FORCE_SUSPENDED:
        return state_of_step(VD_STATE_SUSPENDED, state.decided);
    case VD_FORCE_NOT_YET:
        return state_of_step(VD_STATE_NOT_YET, state.decided);
    case VD_FORCE_IN:
        return amended ? state_of_step(VD_STATE_AMENDED, amended) : state_of_step(VD_STATE_IN_FORCE, state.decided);
    default:
        return amended ? state_of_step(VD_STATE_AMENDED, amended) : (vd_state){VD_STATE_UNKNOWN, VD_NONE, {0}};
    }
}

vd_states vd_states_of_force(const vd_force *force)
{
    return (vd_states){force_judge, force};
}
