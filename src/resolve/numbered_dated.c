/* Mentions of a number that say a date, or part of one. */
#include "resolve/numbered.h"

#include "base/date.h"

void vd_group_whole(vd_number_group *g, size_t at)
{
    vd_number_slot said = vd_group_said(g, g->refs[at]);
    int found = -1;
    for (int i = g->buckets[vd_slot_bucket(g, said.date)]; i >= 0; i = g->slots[i].next) {
        found = vd_slot_is(g, &g->slots[i], &said) ? i : found; /* the first that was made */
    }
    if (found < 0) {
        found = (int)g->slot_count;
        vd_slot_add(g, said);
    }
    g->of[at] = found;
}

void vd_group_complete(vd_number_group *g)
{
    size_t dated = g->slot_count;
    for (size_t h = 0; h < dated; h++) {
        vd_number_slot *held = &g->slots[h];
        if (!held->held || vd_date_whole(held->date)) {
            continue;
        }
        const vd_entity *known = &g->pool->entities[held->entity];
        int fits = -1;
        size_t count = 0;
        for (size_t i = 0; i < dated; i++) {
            const vd_number_slot *s = &g->slots[i];
            bool after = known->earliest.year == 0 || vd_date_cmp(known->earliest, s->date) <= 0;
            bool before = known->latest.year == 0 || vd_date_cmp(s->date, known->latest) <= 0;
            if (!s->held && s->entry < 0 && s->into < 0 && vd_dates_agree(s->date, held->date) && after && before &&
                vd_slots_agree(s, held)) {
                fits = (int)i;
                count++;
            }
        }
        if (count == 1) {
            g->slots[fits].into = (int)h;
            held->date = g->slots[fits].date;
        }
    }
    for (size_t i = 0; i < g->count; i++) {
        g->of[i] = g->of[i] >= 0 && g->slots[g->of[i]].into >= 0 ? g->slots[g->of[i]].into : g->of[i];
    }
}

void vd_group_partial(vd_number_group *g, size_t at)
{
    vd_number_slot said = vd_group_said(g, g->refs[at]);
    int fits = -1;
    size_t count = 0;
    g->loose = g->loose || !g->lasting;
    for (size_t i = 0; i < g->slot_count && count < 2; i++) {
        const vd_number_slot *s = &g->slots[i];
        bool date = g->lasting || vd_dates_agree(s->date, said.date);
        if (s->into < 0 && date && vd_slots_agree(s, &said)) {
            fits = (int)i;
            count++;
        }
    }
    if (count == 0) {
        fits = (int)g->slot_count;
        vd_slot_add(g, said);
    }
    g->of[at] = count < 2 ? fits : -1;
}

/* What a mention with this date has in common with the slot's document. */
static const char *dated_basis(const vd_number_group *g, const vd_number_slot *s, vd_date date)
{
    int entry = g->pool->entities[s->entity].catalogue;
    vd_date passed = entry >= 0 ? g->pool->catalogue->entries[entry].passed : (vd_date){0};
    if (vd_date_parts(date) < 3) {
        return "number and year";
    }
    return passed.year && !vd_dates_agree(passed, date) ? "number and year; another day" : "number and date";
}

void vd_group_link(vd_number_group *g, size_t count)
{
    for (size_t i = 0; i < g->slot_count && !g->pool->failed; i++) {
        if (g->slots[i].entity < 0 && g->slots[i].entry < 0 && g->slots[i].into < 0) {
            g->slots[i].entity = vd_pool_add(g->pool);
        }
    }
    for (size_t i = 0; i < count && !g->pool->failed; i++) {
        if (g->of[i] < 0) {
            continue;
        }
        vd_number_slot *meant = &g->slots[g->of[i]];
        if (meant->entity < 0) {
            meant->entity = vd_pool_entry(g->pool, (size_t)meant->entry);
        }
        if (meant->entity >= 0) {
            vd_pool_link(g->pool, g->refs[i], meant->entity, g->refs[i]->m->confidence,
                         dated_basis(g, meant, vd_ref_date(g->refs[i])));
        }
    }
}
