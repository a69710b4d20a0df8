/* Mentions with a whole number.
 *
 * All mentions of one number in one place are looked at together.  Those that say a whole date tell its documents apart
 * (numbered_slot.c, numbered_dated.c).  Mentions that say less (a year, the body's term, nothing) are sorted in
 * afterwards, in that order: they are the one document that they can mean, else they stay ambiguous
 * (numbered_undated.c). */
#include "resolve/numbered.h"

#include "base/alloc.h"
#include "base/date.h"

#include <stdlib.h>

/* A mention with what it is sorted by. */
typedef struct numbered {
    const vd_wording *m;
    const vd_str *scope;
    int source, mention;
} numbered;

static int group_cmp(const numbered *x, const numbered *y)
{
    int order = x->m == y->m ? 0 : vd_str_cmp(x->m->key, y->m->key);
    return order || x->scope == y->scope ? order : vd_str_cmp(*x->scope, *y->scope);
}

/* Numbers together, and of each those mentions first that say most. */
static int numbered_cmp(const void *a, const void *b)
{
    const numbered *x = a;
    const numbered *y = b;
    int order = group_cmp(x, y);
    order = order ? order : vd_date_parts(vd_wording_date(y->m)) - vd_date_parts(vd_wording_date(x->m));
    order = order ? order : (y->m->term.len > 0) - (x->m->term.len > 0);
    order = order ? order : x->source - y->source;
    return order ? order : x->mention - y->mention;
}

static int of_cmp(const void *a, const void *b)
{
    const vd_dating *x = a;
    const vd_dating *y = b;
    return x->slot != y->slot ? x->slot - y->slot : x->carried - y->carried;
}

/* A document decided before has its place from mentions of this scope, or from its own words. */
static bool place_offered(vd_pool *pool, int entity)
{
    const vd_entity *known = &pool->entities[entity];
    if (known->row && known->place.rank == 0) {
        vd_pool_wide(pool, "a document of a province that it does not name");
    }
    return known->row != 0;
}

/* Every slot's entity learns what most of its mentions say. */
static void group_vote(const vd_number_group *g)
{
    vd_dating *order = VD_SCRATCH_ARRAY(g->pool, vd_dating, g->count + 1); /* .carried is the ref's place here */
    const vd_ref **refs = VD_SCRATCH_ARRAY(g->pool, const vd_ref *, g->count + 1);
    vd_str scope = g->refs[0]->scope;
    size_t count = 0;
    if (g->pool->failed) {
        return;
    }
    for (size_t i = 0; i < g->count; i++) {
        if (g->of[i] >= 0) {
            order[count++] = (vd_dating){(int)i, g->of[i]};
        }
    }
    qsort(order, count, sizeof *order, of_cmp);
    for (size_t i = 0; i < count; i++) {
        refs[i] = g->refs[order[i].carried];
    }
    for (size_t from = 0; from < count && !g->pool->failed;) {
        size_t to = from;
        while (to < count && order[to].slot == order[from].slot) {
            to++;
        }
        int entity = g->slots[order[from].slot].entity;
        vd_entity_vote(g->pool, entity, refs + from, to - from);
        bool here = scope.len && scope.ptr[0] != '?' && entity >= 0;
        if (here && !place_offered(g->pool, entity)) {
            const vd_ref *first = refs[from];
            vd_field *place = &g->pool->entities[entity].place;
            vd_field_offer(place, scope, VD_RANK_IMPLIED, first->source, first->at->start);
        }
        from = to;
    }
}

/* Mentions in [from, to) that mean nothing yet. */
static void group_sort_in(vd_number_group *g, size_t from, size_t to, const vd_number_slot **possible)
{
    size_t listed = 0;
    const vd_dating *list = g->pool->failed || from == to ? NULL : vd_near_list(g, &listed);
    for (size_t i = from; i < to && !g->pool->failed; i++) {
        if (g->of[i] < 0) {
            vd_group_undated(g, i, possible, list, listed);
        }
    }
}

/* `g` has its refs; `known` documents may join it. */
static void group_resolve(vd_number_group *g, vd_run held, vd_run entries)
{
    vd_pool *pool = g->pool;
    const vd_ref *first = g->refs[0];
    size_t most = held.count + entries.count + g->count;
    g->room = most;
    g->slots = VD_SCRATCH_ARRAY(pool, vd_number_slot, most + 1);
    g->of = VD_SCRATCH_ARRAY(pool, int, g->count + 1);
    if (pool->failed || !vd_slots_make(g, most)) {
        return;
    }
    g->local = first->scope.len > 0;
    g->lasting = !g->local && vd_number_year(first->m->key);
    if (pool->past) {
        vd_group_recall(g);
    }
    vd_group_start(g, held, entries);
    if (pool->failed || pool->wide || vd_pool_is_shut(pool, first->m->key)) {
        return;
    }
    size_t dated = 0;
    const vd_number_slot **possible = VD_SCRATCH_ARRAY(pool, const vd_number_slot *, g->slot_count + g->count + 1);
    if (pool->failed) {
        return;
    }
    for (; dated < g->count && vd_date_parts(vd_ref_date(g->refs[dated])) == 3; dated++) {
        vd_group_whole(g, dated);
    }
    for (size_t i = dated; i < g->count; i++) {
        g->of[i] = -1;
    }
    vd_group_complete(g);
    for (; dated < g->count && vd_date_parts(vd_ref_date(g->refs[dated])) > 0; dated++) {
        vd_group_partial(g, dated);
    }
    vd_group_link(g, dated);
    group_vote(g);
    g->undated = g->slot_count;
    for (size_t i = 0; i < g->undated; i++) {
        g->slots[i].offered = g->slots[i].entry >= 0 && g->slots[i].entity < 0;
    }
    size_t termed = dated;
    while (termed < g->count && g->refs[termed]->m->term.len) {
        termed++;
    }
    group_sort_in(g, dated, termed, possible);
    group_sort_in(g, 0, g->count, possible);
    if (dated < g->count && !pool->failed) {
        group_vote(g);
    }
    if (!pool->failed) {
        vd_group_note(g);
    }
}

/* The source's own number with another date is another document's: numbering starts anew. */
static bool ref_own(const vd_pool *pool, const vd_ref *ref)
{
    vd_date own = pool->entities[pool->carried[ref->source]].date;
    return ref->m->form == VD_FORM_SELF && (!vd_date_whole(ref->m->date) || vd_dates_agree(ref->m->date, own));
}

static bool ref_numbered(const vd_pool *pool, const vd_ref *ref)
{
    bool cited = ref->m->form == VD_FORM_NUMBERED || (ref->m->form == VD_FORM_SELF && !ref_own(pool, ref));
    return cited && ref->m->key.len > 0 && !vd_number_untyped(ref->m);
}

/* Where to find every document that has a number by now. */
static void numbers_index(vd_pool *pool)
{
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->number.value.ptr == NULL || entity->row) {
            continue;
        }
        vd_str key = vd_number_key(pool, entity->number.value, entity->type.value);
        bool added = vd_index_add(&pool->numbers, key, i);
        if (vd_str_find(vd_pool_fold_now(pool, entity->number.value), VD_LIT(" "), 0) != SIZE_MAX) {
            vd_clue_note(pool, VD_CLUE_SPELT, key, VD_NONE, (int)i);
        }
        vd_arena_reset(&pool->scratch);
        bool named = entity->catalogue >= 0 && vd_entry_law(&pool->catalogue->entries[entity->catalogue]);
        if (added && entity->title_fold.len && !named) {
            added = vd_index_add(&pool->numbered_names, entity->title_fold, i);
        }
        pool->failed = pool->failed || !added;
    }
    vd_index_sort(&pool->numbers);
    vd_index_sort(&pool->numbered_names);
}

/* The mentions [from, to) of one number in one place. */
static void numbered_resolve(vd_pool *pool, const numbered *all, size_t count)
{
    vd_ref *refs = VD_SCRATCH_ARRAY(pool, vd_ref, count);
    const vd_ref **order = VD_SCRATCH_ARRAY(pool, const vd_ref *, count);
    for (size_t i = 0; i < count && !pool->failed; i++) {
        refs[i] = vd_ref_of(pool, all[i].source, (size_t)all[i].mention);
        order[i] = &refs[i];
    }
    vd_number_group g = {.pool = pool, .refs = order, .count = count};
    if (!pool->failed) {
        group_resolve(&g, vd_index_find(&pool->held_numbers, all->m->key),
                      vd_index_find(&pool->entry_numbers, all->m->key));
    }
    vd_arena_clear(&pool->scratch);
}

void vd_step_numbered(vd_pool *pool)
{
    size_t count = 0;
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        count += ref_numbered(pool, &ref);
    }
    numbered *all = vd_alloc((count + 1) * sizeof *all);
    pool->failed = pool->failed || all == NULL;
    count = 0;
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        if (ref_numbered(pool, &ref)) {
            all[count++] = (numbered){ref.m, pool->scopes[ref.source][ref.mention], ref.source, ref.mention};
        }
    }
    if (count) {
        qsort(all, count, sizeof *all, numbered_cmp);
    }
    for (size_t from = 0; from < count && !pool->failed;) {
        size_t to = from + 1;
        while (to < count && group_cmp(&all[to], &all[from]) == 0) {
            to++;
        }
        numbered_resolve(pool, all + from, to - from);
        from = to;
    }
    vd_free(all);
    pool->voted = true;
    if (!pool->failed) {
        numbers_index(pool);
    }
}
