/** Validity for the matrix from the tables of changes: what ended a document outweighs what amended it. */
#include "report/matrix.h"

#include "base/date.h"

const char *vd_state_name(vd_state_kind kind)
{
    static const char *const names[] = {
#define X(name, text) text,
        VD_STATE_LIST(X)
#undef X
    };
    return names[kind];
}

static vd_state_kind change_state(vd_relation relation)
{
    return relation == VD_REL_AMENDS       ? VD_STATE_AMENDED
           : relation == VD_REL_SUPERSEDES ? VD_STATE_SUPERSEDED
           : relation == VD_REL_REPEALS    ? VD_STATE_REPEALED
                                           : VD_STATE_UNKNOWN;
}

/* The first that ends a document counts, and the last that amends it. */
static bool state_outweighs(const vd_state *a, const vd_state *b)
{
    if (a->kind != b->kind && (a->kind == VD_STATE_AMENDED || b->kind == VD_STATE_AMENDED)) {
        return b->kind == VD_STATE_AMENDED;
    }
    int order = vd_date_cmp(a->since, b->since);
    return a->kind == VD_STATE_AMENDED ? order > 0 : order < 0;
}

static vd_state changes_judge(const void *context, const vd_graph_data *data, uint32_t document, vd_date day)
{
    const vd_changes *changes = context;
    const vd_graph_document *d = &data->documents[document];
    size_t count;
    vd_state state = {VD_STATE_UNKNOWN, VD_NONE, {0}};
    if (day.year == 0) {
        return state;
    }
    vd_date effect = vd_changes_effective(changes, d->number, d->type);
    if (effect.year != 0) {
        bool yet = vd_date_cmp(vd_date_last(effect), day) <= 0;
        state = (vd_state){yet ? VD_STATE_IN_FORCE : VD_STATE_NOT_YET, VD_NONE, effect};
    }
    const vd_change *rows = vd_changes_of(changes, d->number, d->type, &count);
    bool changed = false;
    for (size_t i = 0; i < count; i++) {
        vd_state change = {change_state(rows[i].relation), rows[i].acting, rows[i].effective};
        /* A change whose day is not known may be to come. */
        bool done = rows[i].effective.year != 0 && vd_date_cmp(vd_date_last(rows[i].effective), day) <= 0;
        if (done && change.kind != VD_STATE_UNKNOWN && (!changed || state_outweighs(&change, &state))) {
            state = change;
            changed = true;
        }
    }
    return state;
}

vd_states vd_states_of_changes(const vd_changes *changes)
{
    return (vd_states){changes_judge, changes};
}
