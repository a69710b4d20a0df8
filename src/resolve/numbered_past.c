/* Documents of a number that were decided before: when later mentions of it can be held against them alone, and what is
 * noted for that. */
#include "resolve/numbered.h"

#include "base/date.h"
#include "resolve/reopen.h"

static bool group_named(const vd_number_group *g)
{
    return g->refs[0]->scope.len == 0 || g->refs[0]->scope.ptr[0] != '?';
}

/* The date of a document that was decided before is that of every mention of it, unless that was noted. */
static void past_check(vd_number_group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    bool loose = vd_past_any(pool, VD_CLUE_LOOSE, key, scope);
    bool slip = vd_past_any(pool, VD_CLUE_SLIP, key, scope);
    if (vd_past_any(pool, VD_CLUE_TERMED, key, scope)) {
        vd_pool_shut(pool, key, "a number of the catalogue that is cited without its day");
    }
    bool same = false;
    bool open = false;
    for (size_t i = 0; i < g->past; i++) {
        open = open || !vd_date_whole(g->slots[i].date);
        for (size_t j = 0; j < i; j++) {
            vd_date a = g->slots[i].date;
            vd_date b = g->slots[j].date;
            same = same || (g->local ? vd_date_eq(a, b) : a.year == b.year);
        }
    }
    if (g->lasting ? g->past > 1 : open || same) {
        vd_pool_shut(pool, key, "a number whose documents are not told apart by their days");
    }
    for (size_t i = 0; i < g->count && g->past; i++) {
        vd_number_slot said = vd_group_said(g, g->refs[i]);
        bool whole = vd_date_whole(said.date);
        bool known = g->lasting;
        for (size_t j = 0; j < g->past && whole && !known; j++) {
            const vd_number_slot *s = &g->slots[j];
            bool then = g->local ? vd_date_eq(s->date, said.date) : s->date.year == said.date.year;
            bool level = !said.level_known || (s->level_known && vd_str_eq(s->level, said.level));
            known = then && level;
            if (then && !level) {
                vd_pool_shut(pool, key, "a number and day, of a body that may be another");
            }
        }
        if (said.term.len && !whole) {
            vd_pool_shut(pool, key, "a number that is cited by its term");
        }
        if (!g->local && said.place.len) {
            vd_pool_shut(pool, key, "a central number with a place");
        }
        if (!whole && (slip || (g->local && said.level_known))) {
            vd_pool_shut(pool, key, "a number without its day where days differ");
        }
        if (loose && !known && vd_date_parts(said.date) > 0) {
            vd_pool_shut(pool, key, "a new day of a number that is cited without one");
        }
    }
}

void vd_group_recall(vd_number_group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    if (!group_named(g) || vd_reopened_number(pool, key)) {
        return;
    }
    if (pool->less && !g->lasting) {
        vd_pool_shut(pool, key, "a number that others may cite without its day");
        return;
    }
    vd_past_run run = vd_past_find(pool, VD_CLUE_GROUP, key, scope);
    vd_past_run held =
        g->local ? vd_past_find(pool, VD_CLUE_HELD, key, scope) : vd_past_find(pool, VD_CLUE_TEXT, key, VD_NONE);
    vd_number_slot *slots = VD_SCRATCH_ARRAY(pool, vd_number_slot, g->room + run.count + held.count + 1);
    if (pool->failed || pool->wide) {
        return;
    }
    g->slots = slots;
    for (size_t i = 0; i < run.count; i++) {
        vd_slot_known(g, run.entities[i]);
    }
    for (size_t i = 0; i < held.count; i++) {
        const vd_entity *entity = &pool->entities[held.entities[i]];
        if (g->local && entity->place.value.len == 0) {
            vd_pool_shut(pool, key, "a central number at a province");
        }
        bool here = !g->local || vd_str_eq(entity->place.value, scope);
        if (here && !vd_group_knows(g, held.entities[i])) {
            vd_slot_known(g, held.entities[i]);
        }
    }
    g->past = g->slot_count;
    past_check(g);
}

void vd_group_note(const vd_number_group *g)
{
    vd_pool *pool = g->pool;
    vd_str key = g->refs[0]->m->key;
    vd_str scope = g->refs[0]->scope;
    if (!group_named(g)) {
        return;
    }
    for (size_t i = 0; i < g->slot_count; i++) {
        int entity = g->slots[i].into < 0 ? g->slots[i].entity : -1;
        if (entity >= 0 && !vd_held_at(pool, &pool->entities[entity], scope)) {
            vd_clue_note(pool, VD_CLUE_GROUP, key, scope, entity);
        }
    }
    bool slip = false;
    for (size_t i = 0; i < g->count; i++) {
        vd_date date = vd_ref_date(g->refs[i]);
        int entity = g->of[i] >= 0 ? g->slots[g->of[i]].entity : -1;
        slip = slip || (vd_date_whole(date) && entity >= 0 && !vd_date_eq(date, pool->entities[entity].date));
    }
    if (g->loose) {
        vd_clue_note(pool, VD_CLUE_LOOSE, key, scope, -1);
    }
    if (g->termed) {
        vd_clue_note(pool, VD_CLUE_TERMED, key, scope, -1);
    }
    if (slip) {
        vd_clue_note(pool, VD_CLUE_SLIP, key, scope, -1);
    }
}
