/* Numbers of provinces that were merged.  A source of the new province that cites "Quyết định số 12/2022/QĐ-UBND" and
 * says no body can mean a decision of any province that went into it: where another of them is known to have issued
 * that number at that time, the answer is the one with the same day, or none. */
#include "base/date.h"
#include "resolve/pool.h"
#include "tables/tables.h"

/* The row by which `old` became part of `new`, at a merger before `day`; NULL when it did not. */
static const vd_place_row *merged_into(vd_str old, vd_str now, vd_date day)
{
    for (size_t i = 0; i < vd_places_count; i++) {
        const vd_place_row *row = &vd_places[i];
        vd_date last = {0};
        bool went = vd_str_eq(vd_str_of(row->slug), old) && vd_str_eq(vd_str_of(row->successor), now) &&
                    !vd_str_eq(old, now) && vd_date_parse(vd_str_of(row->valid_to), &last);
        if (went && vd_date_cmp(last, day) < 0) {
            return row;
        }
    }
    return NULL;
}

/* Could the document be of the time before `row` ended? */
static bool before_merger(const vd_place_row *row, vd_date date)
{
    vd_date last = {0};
    return vd_date_parse(vd_str_of(row->valid_to), &last) && vd_date_cmp(vd_date_first(date), last) <= 0;
}

static vd_date entity_date(const vd_entity *entity)
{
    return entity->date.year || !entity->year ? entity->date : (vd_date){(int16_t)entity->year, 0, 0};
}

/* What the mention says of the date, or its number's year. */
static vd_date ref_date(const vd_ref *ref)
{
    return ref->m->date.year || !ref->m->year ? ref->m->date : (vd_date){(int16_t)ref->m->year, 0, 0};
}

static bool ref_leaves_place(vd_pool *pool, const vd_ref *ref)
{
    const vd_link *link = vd_pool_link_of(pool, ref);
    return ref->m->form == VD_FORM_NUMBERED && ref->key.len && ref->scope.len && ref->scope.ptr[0] != '?' &&
           !ref->m->issuer_stated && ref->m->place.len == 0 && link->document >= 0 &&
           !pool->entities[link->document].held;
}

static void ref_reconsider(vd_pool *pool, const vd_ref *ref)
{
    int own = vd_pool_link_of(pool, ref)->document;
    vd_date day = vd_source_latest(pool, ref->source);
    vd_date said = ref_date(ref);
    vd_run run = vd_index_find(&pool->numbers, ref->key);
    int candidates[8] = {own};
    size_t count = 1;
    int same_day = -1;
    for (size_t i = 0; i < run.count && day.year; i++) {
        int index = (int)run.rows[i].value;
        const vd_entity *other = &pool->entities[index];
        const vd_place_row *old = index != own ? merged_into(other->place.value, ref->scope, day) : NULL;
        if (old == NULL || !vd_dates_agree(said, entity_date(other)) || !before_merger(old, said)) {
            continue;
        }
        same_day = vd_date_whole(said) && vd_date_eq(said, other->date) ? index : same_day;
        if (count < sizeof candidates / sizeof *candidates) {
            candidates[count++] = index;
        }
    }
    if (same_day >= 0) {
        vd_pool_link(pool, ref, same_day, 0.9 * ref->m->confidence, "number and date, of a province merged since");
    } else if (count > 1) {
        vd_pool_ambiguous(pool, ref, candidates, count, "number given by provinces merged since");
    }
}

void vd_step_merged(vd_pool *pool)
{
    for (size_t i = 0; i < pool->ref_count && !pool->failed; i++) {
        if (ref_leaves_place(pool, &pool->refs[i])) {
            ref_reconsider(pool, &pool->refs[i]);
        }
    }
}
