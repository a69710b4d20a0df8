/* The documents that one number may mean in one place: what tells two of them apart, and those that are there before
 * any mention.
 *
 * For central bodies it is the year: a second date in one year is a slip of the pen, and so is a second type ("Quyết
 * định số 124-QĐ/TW" for Quy định), since all that bears one symbol is numbered in one row.  For local bodies it is the
 * whole date and the body's level: a commune numbers its plans as the province does, and numbering starts anew when
 * provinces are merged. */
#include "resolve/numbered.h"

#include "base/date.h"

vd_date vd_wording_date(const vd_wording *m)
{
    return m->year && m->year != m->date.year ? (vd_date){(int16_t)m->year, 0, 0} : m->date;
}

vd_date vd_ref_date(const vd_ref *ref)
{
    return vd_wording_date(ref->m);
}

int vd_date_parts(vd_date date)
{
    return vd_date_whole(date) ? 3 : date.year && date.month ? 2 : date.year ? 1 : 0;
}

/* The level that the body `issuer` speaks for; unknown where there is none. */
static void slot_level(const vd_number_group *g, vd_number_slot *s, vd_str issuer)
{
    s->level = g->local && issuer.len > 0 ? vd_issuer_level(vd_pool_fold_often(g->pool, issuer)) : VD_NONE;
    s->level_known = s->level.ptr != NULL;
}

vd_number_slot vd_group_said(const vd_number_group *g, const vd_ref *ref)
{
    vd_number_slot said = {.entity = -1, .entry = -1, .into = -1, .date = vd_ref_date(ref), .place = ref->m->place};
    slot_level(g, &said, ref->m->issuer_stated ? ref->m->issuer : VD_NONE);
    vd_slot_term(g, &said, ref->m->term);
    return said;
}

bool vd_slots_agree(const vd_number_slot *a, const vd_number_slot *b)
{
    bool level = !a->level_known || !b->level_known ||
                 (a->level.len && b->level.len ? vd_prefix_agree(a->level, b->level) : a->level.len == b->level.len);
    return level && vd_terms_agree(a, b) && (a->place.len == 0 || b->place.len == 0 || vd_str_eq(a->place, b->place));
}

bool vd_slot_is(const vd_number_group *g, const vd_number_slot *s, const vd_number_slot *said)
{
    if (!vd_slots_agree(s, said)) {
        return false;
    }
    bool year = s->date.year == said->date.year;
    return vd_date_eq(s->date, said->date) || g->lasting || (!g->local && year);
}

/* What slots that vd_slot_is() takes for one have in common: nothing, the year, or the day. */
size_t vd_slot_bucket(const vd_number_group *g, vd_date date)
{
    size_t year = (size_t)(date.year + 1);
    size_t value = g->lasting ? 0 : !g->local ? year : (year * 16 + (size_t)date.month) * 32 + (size_t)date.day;
    return (value * 0x9e3779b97f4a7c15ULL >> 20) & g->bucket_mask;
}

bool vd_slots_make(vd_number_group *g, size_t most)
{
    size_t count = 4;
    while (count < most && count < ((size_t)1 << 20)) {
        count *= 2;
    }
    g->buckets = VD_SCRATCH_ARRAY(g->pool, int, count);
    g->bucket_mask = count - 1;
    for (size_t i = 0; i < count && g->buckets; i++) {
        g->buckets[i] = -1;
    }
    return g->buckets != NULL;
}

void vd_slot_add(vd_number_group *g, vd_number_slot made)
{
    size_t bucket = vd_slot_bucket(g, made.date);
    made.next = g->buckets[bucket];
    g->buckets[bucket] = (int)g->slot_count;
    g->slots[g->slot_count++] = made;
}

void vd_slot_known(vd_number_group *g, int entity)
{
    const vd_entity *known = &g->pool->entities[entity];
    vd_number_slot made = {.entity = entity, .entry = -1, .into = -1, .date = known->date, .held = true};
    made.place = known->place.value;
    slot_level(g, &made, known->issuer.rank > VD_RANK_IMPLIED ? known->issuer.value : VD_NONE);
    made.date = made.date.year || !known->year ? made.date : (vd_date){(int16_t)known->year, 0, 0};
    g->loose = g->loose || (known->held && !vd_date_whole(known->date));
    vd_slot_add(g, made);
}

bool vd_group_knows(const vd_number_group *g, int entity)
{
    bool known = false;
    for (size_t i = 0; i < g->slot_count && !known; i++) {
        known = g->slots[i].entity == entity;
    }
    return known;
}

/* A document that the catalogue knows by number and year: others may bear the number, so that it is there only for
 * mentions that say the year. */
static void slot_offered(vd_number_group *g, size_t entry)
{
    const vd_catalogue_entry *known = &g->pool->catalogue->entries[entry];
    int year = vd_number_year(g->refs[0]->m->key);
    vd_number_slot made = {.entity = -1, .entry = (int)entry, .into = -1, .date = known->passed, .place = known->place};
    made.date = made.date.year || !year ? made.date : (vd_date){(int16_t)year, 0, 0};
    slot_level(g, &made, known->issuer);
    if (made.date.year) {
        vd_slot_add(g, made);
    }
}

static void group_entry(vd_number_group *g, size_t entry)
{
    const vd_catalogue_entry *known = &g->pool->catalogue->entries[entry];
    bool law = vd_entry_law(known);
    if (!law && !vd_entry_here(known, g->refs[0]->scope)) {
        return;
    }
    int entity = law ? vd_pool_entry(g->pool, entry) : g->pool->entity_of_entry[entry];
    if (entity >= 0 && !vd_group_knows(g, entity)) {
        vd_slot_known(g, entity);
    } else if (!law && entity < 0) {
        slot_offered(g, entry);
    }
}

void vd_group_start(vd_number_group *g, vd_run held, vd_run entries)
{
    const vd_ref *first = g->refs[0];
    for (size_t i = 0; i < held.count; i++) {
        int entity = (int)held.rows[i].value;
        vd_str place = g->pool->entities[entity].place.value;
        bool here = !g->local || (place.ptr && vd_str_eq(place, first->scope)) ||
                    (first->scope.ptr[0] == '?' && g->pool->carried[first->source] == entity);
        if (here && !vd_group_knows(g, entity)) {
            vd_slot_known(g, entity);
        }
    }
    for (size_t i = 0; i < entries.count && !g->pool->failed; i++) {
        if (g->pool->past) {
            (void)vd_past_entry(g->pool, entries.rows[i].value);
        }
        group_entry(g, entries.rows[i].value);
    }
}
