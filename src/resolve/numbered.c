/* Mentions with a whole number.  Those of one key and place are one document a year; a mention without a date is that
 * document when only one can be meant, else it stays ambiguous. */
#include "base/date.h"
#include "resolve/pool.h"

#include <stdlib.h>

static int ref_cmp(const void *a, const void *b)
{
    const vd_ref *x = a;
    const vd_ref *y = b;
    int order = vd_str_cmp(x->key, y->key);
    order = order ? order : vd_str_cmp(x->scope, y->scope);
    order = order ? order : x->source - y->source;
    return order ? order : x->mention - y->mention;
}

/* One document of a group: by year. */
typedef struct year_slot {
    int year;
    int entity;
} year_slot;

typedef struct group {
    year_slot *slots;
    size_t count;
} group;

static int group_find(const group *g, int year)
{
    for (size_t i = 0; i < g->count; i++) {
        if (g->slots[i].year == year) {
            return g->slots[i].entity;
        }
    }
    return -1;
}

static int ref_year(const vd_ref *ref)
{
    return ref->m->year ? ref->m->year : ref->m->date.year;
}

/* A source that carries a document of this number and place. */
static int carried_entity(vd_pool *pool, const vd_ref *ref, int year)
{
    for (size_t s = 0; s < pool->source_count; s++) {
        const vd_entity *entity = &pool->entities[pool->carried[s]];
        if (pool->carried_keys[s].len == 0 || (year && entity->date.year && entity->date.year != year)) {
            continue;
        }
        vd_str place = entity->place.value.ptr ? entity->place.value : VD_LIT("?");
        bool local = ref->scope.len > 0;
        if (vd_str_eq(pool->carried_keys[s], ref->key) && (!local || vd_str_eq(place, ref->scope))) {
            return pool->carried[s];
        }
    }
    return -1;
}

/* The catalogue's entry of this number and type, or -1. */
static int entry_of_number(vd_pool *pool, const vd_ref *ref)
{
    bool typed = vd_number_needs_type(vd_pool_fold(pool, ref->m->symbol));
    for (size_t i = 0; i < pool->catalogue->count; i++) {
        vd_str type = pool->catalogue->entries[i].type;
        if (!vd_str_eq(pool->entry_keys[i], ref->key)) {
            continue;
        }
        /* "Luật" is said of a code too */
        bool laws = vd_str_ends(ref->m->type, VD_LIT("uật")) && vd_str_ends(type, VD_LIT("uật"));
        if (!typed || ref->m->type.ptr == NULL || laws || vd_str_eq(ref->m->type, type)) {
            return (int)i;
        }
    }
    return -1;
}

static int group_entity(vd_pool *pool, group *g, const vd_ref *ref, int year)
{
    int entity = carried_entity(pool, ref, year);
    if (entity < 0) {
        int entry = entry_of_number(pool, ref);
        entity = entry >= 0 ? vd_pool_entry(pool, (size_t)entry) : vd_pool_add(pool);
    }
    g->slots[g->count++] = (year_slot){year, entity};
    return entity;
}

/* The years in which the group has a document the source can have cited; fills `candidates`. */
static size_t group_candidates(const vd_pool *pool, const group *g, const vd_ref *ref, int *candidates)
{
    vd_date latest = vd_source_latest(pool, ref->source);
    size_t count = 0;
    for (size_t i = 0; i < g->count; i++) {
        vd_date date = pool->entities[g->slots[i].entity].date;
        if (latest.year == 0 || date.year == 0 || vd_date_cmp(vd_date_first(date), latest) <= 0) {
            candidates[count++] = g->slots[i].entity;
        }
    }
    return count;
}

/* The one document of the group that this source cites with its date, or -1. */
static int group_same_source(const vd_ref *refs, size_t count, const group *g, const vd_ref *ref)
{
    int found = -1;
    for (size_t i = 0; i < count; i++) {
        int year = ref_year(&refs[i]);
        if (refs[i].source != ref->source || year == 0) {
            continue;
        }
        int entity = group_find(g, year);
        if (found >= 0 && entity != found) {
            return -1;
        }
        found = entity;
    }
    return found;
}

static void undated_link(vd_pool *pool, const vd_ref *refs, size_t count, group *g, const vd_ref *ref)
{
    int *candidates = VD_ARENA_ARRAY(pool->arena, int, g->count + 1);
    if (candidates == NULL) {
        pool->failed = true;
        return;
    }
    int near = group_same_source(refs, count, g, ref);
    size_t possible = group_candidates(pool, g, ref, candidates);
    if (near >= 0) {
        vd_pool_link(pool, ref, near, 0.97 * ref->m->confidence, "number; date elsewhere in the text");
    } else if (possible == 1) {
        vd_pool_link(pool, ref, candidates[0], 0.93 * ref->m->confidence, "number; date from another source");
    } else if (possible == 0) {
        int entity = group_find(g, 0);
        entity = entity >= 0 ? entity : group_entity(pool, g, ref, 0);
        vd_pool_link(pool, ref, entity, 0.85 * ref->m->confidence, "number");
    } else {
        vd_pool_ambiguous(pool, ref, candidates, possible, "number given to several documents");
    }
    vd_entity_learn(pool, vd_pool_link_of(pool, ref)->document, ref);
}

/* All mentions of one number in one place. */
static void group_resolve(vd_pool *pool, const vd_ref *refs, size_t count)
{
    group g = {VD_ARENA_ARRAY(pool->arena, year_slot, count + 2), 0};
    if (g.slots == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        int year = ref_year(&refs[i]);
        if (year == 0) {
            continue;
        }
        int entity = group_find(&g, year);
        entity = entity >= 0 ? entity : group_entity(pool, &g, &refs[i], year);
        vd_pool_link(pool, &refs[i], entity, refs[i].m->confidence,
                     vd_date_whole(refs[i].m->date) ? "number and date" : "number and year");
        vd_entity_learn(pool, entity, &refs[i]);
    }
    if (g.count == 0) { /* never dated: one document, unless the corpus holds it */
        (void)group_entity(pool, &g, &refs[0], 0);
    }
    for (size_t i = 0; i < count; i++) {
        if (ref_year(&refs[i]) == 0) {
            undated_link(pool, refs, count, &g, &refs[i]);
        }
    }
}

void vd_step_numbered(vd_pool *pool)
{
    vd_ref *refs = VD_ARENA_ARRAY(pool->arena, vd_ref, pool->ref_count + 1);
    size_t count = 0;
    if (refs == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < pool->ref_count; i++) {
        if (pool->refs[i].m->form == VD_FORM_NUMBERED && pool->refs[i].key.len > 0) {
            refs[count++] = pool->refs[i];
        }
    }
    qsort(refs, count, sizeof *refs, ref_cmp);
    for (size_t from = 0; from < count && !pool->failed;) {
        size_t to = from + 1;
        while (to < count && vd_str_eq(refs[to].key, refs[from].key) && vd_str_eq(refs[to].scope, refs[from].scope)) {
            to++;
        }
        group_resolve(pool, refs + from, to - from);
        from = to;
    }
}
