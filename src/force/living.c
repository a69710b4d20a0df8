/** What stands in the place of a document that has ended: breadth first through those who superseded it. */
#include "force/force.h"

#include "base/error.h"

typedef struct reached {
    uint32_t node;
    uint32_t via; /* index of the place it was reached from */
    bool leaf;
} reached;

typedef struct descent {
    const vd_force *force;
    vd_date as_of;
    reached *places;
    size_t count, cap;
} descent;

static bool place_add(vd_arena *arena, descent *d, reached place)
{
    for (size_t i = 0; i < d->count; i++) {
        if (d->places[i].node == place.node) {
            return true;
        }
    }
    if (d->count == d->cap) {
        size_t cap = d->cap ? 2 * d->cap : 8;
        reached *larger = VD_ARENA_ARRAY(arena, reached, cap);
        if (!larger) {
            return false;
        }
        if (d->count > 0) {
            memcpy(larger, d->places, d->count * sizeof *larger);
        }
        d->places = larger;
        d->cap = cap;
    }
    d->places[d->count++] = place;
    return true;
}

/* An end that has come by then, or may have. */
static bool end_counts(const vd_step *step, vd_date as_of)
{
    return vd_step_ends(step) && step->confidence >= VD_FORCE_SURE && vd_step_happened(step, as_of) != VD_HAPPENED_NO;
}

static bool places_find(vd_arena *arena, descent *d, uint32_t node)
{
    bool good = place_add(arena, d, (reached){node, 0, false});
    for (size_t head = 0; head < d->count && good; head++) {
        vd_history history = vd_force_history(d->force, d->places[head].node);
        bool ended = false;
        for (size_t i = 0; i < history.count && good; i++) {
            const vd_step *step = &history.steps[i];
            if (end_counts(step, d->as_of)) {
                ended = true;
                if (step->kind == VD_STEP_SUPERSEDED && step->node != VD_GRAPH_NONE) {
                    good = place_add(arena, d, (reached){step->node, (uint32_t)head, false});
                }
            }
        }
        d->places[head].leaf = !ended;
    }
    return good;
}

static bool chain_make(vd_arena *arena, const descent *d, size_t last, vd_living *out)
{
    size_t count = 1;
    for (size_t at = last; at != 0; at = d->places[at].via) {
        count++;
    }
    uint32_t *nodes = VD_ARENA_ARRAY(arena, uint32_t, count + 1);
    if (!nodes) {
        return false;
    }
    for (size_t at = last, i = count; i-- > 0; at = d->places[at].via) {
        nodes[i] = d->places[at].node;
    }
    *out = (vd_living){nodes, count, d->places[last].leaf};
    return true;
}

/* Nothing lives: the way to the farthest, and the step back if that one leads to a document on the way. */
static bool dead_chain_make(vd_arena *arena, const descent *d, vd_living *out)
{
    if (!chain_make(arena, d, d->count - 1, out)) {
        return false;
    }
    vd_history history = vd_force_history(d->force, d->places[d->count - 1].node);
    uint32_t *nodes = VD_ARENA_ARRAY(arena, uint32_t, out->count + 1);
    if (!nodes) {
        return false;
    }
    memcpy(nodes, out->nodes, out->count * sizeof nodes[0]);
    for (size_t i = 0; i < history.count; i++) {
        const vd_step *step = &history.steps[i];
        if (step->kind == VD_STEP_SUPERSEDED && end_counts(step, d->as_of) && step->node != VD_GRAPH_NONE) {
            nodes[out->count++] = step->node; /* reached before, else it would be the farthest */
            break;
        }
    }
    out->nodes = nodes;
    return true;
}

vd_status vd_force_living(vd_arena *arena, const vd_force *force, uint32_t node, vd_date as_of, vd_living **out,
                          size_t *count, vd_error *err)
{
    descent d = {.force = force, .as_of = as_of};
    *count = 0;
    if (!places_find(arena, &d, node)) {
        return vd_fail_memory(err);
    }
    *out = VD_ARENA_ARRAY(arena, vd_living, d.count);
    if (!*out) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < d.count; i++) {
        if (d.places[i].leaf && !chain_make(arena, &d, i, &(*out)[(*count)++])) {
            return vd_fail_memory(err);
        }
    }
    if (*count == 0 && !dead_chain_make(arena, &d, &(*out)[(*count)++])) {
        return vd_fail_memory(err);
    }
    return VD_OK;
}
