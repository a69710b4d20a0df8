/* Numbers of provinces that were merged.  A source of the new province that cites "Quyết định số 12/2022/QĐ-UBND" and
 * says no body can mean a decision of any province that went into it: where another of them is known to have issued
 * that number at that time, the answer is the one with the same day, or none. */
#include "base/date.h"
#include "resolve/past.h"
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
    return ref->m->form == VD_FORM_NUMBERED && ref->m->key.len && ref->scope.len && ref->scope.ptr[0] != '?' &&
           !ref->m->issuer_stated && ref->m->place.len == 0 && link->document >= 0 &&
           !pool->entities[link->document].held;
}

/* Per province that mentions are of: 1 when others went into it, 2 when it went into another, 3 both. */
typedef struct merger {
    vd_map places;
    vd_index documents; /* of provinces that went into others; see place_key */
} merger;

enum { TOOK = 1, WENT = 2 };

static size_t place_part(vd_str slug)
{
    size_t part = 0;
    for (size_t i = 0; i < vd_places_count; i++) {
        vd_str old = vd_str_of(vd_places[i].slug);
        vd_str now = vd_str_of(vd_places[i].successor);
        bool moved = now.len && !vd_str_eq(old, now);
        part |= (moved && vd_str_eq(now, slug) ? TOOK : 0U) | (moved && vd_str_eq(old, slug) ? WENT : 0U);
    }
    return part;
}

static bool place_has(vd_pool *pool, merger *m, vd_str slug, size_t part)
{
    bool made = false;
    size_t *known = slug.len ? vd_map_put(&m->places, slug, 0, &made) : NULL;
    pool->failed = pool->failed || (slug.len && known == NULL);
    if (known && made) {
        *known = place_part(slug);
    }
    return known && (*known & part);
}

/* "12/qd/ubnd|hau-giang|2022": under such a key are the documents of provinces that were merged later.  Of one number a
 * country gives thousands; of one year of one province they are few. */
static vd_str place_key(vd_pool *pool, vd_str key, vd_str place, int year)
{
    char digits[16];
    vd_str text = vd_date_format((vd_date){(int16_t)year, 0, 0}, digits);
    vd_str parts[] = {key, place, text.ptr ? text : VD_LIT("")};
    return vd_pool_join(pool, "|", parts, 3);
}

static void documents_index(vd_pool *pool, merger *m)
{
    for (size_t i = 0; i < pool->numbers.count && !pool->failed; i++) {
        const vd_index_row *row = &pool->numbers.rows[i];
        const vd_entity *entity = &pool->entities[row->value];
        if (place_has(pool, m, entity->place.value, WENT)) {
            vd_str key = place_key(pool, row->key, entity->place.value, entity_date(entity).year);
            vd_clue_note(pool, VD_CLUE_RIVAL, row->key, entity->place.value, (int)row->value);
            pool->failed = pool->failed || !vd_index_add(&m->documents, key, row->value);
        }
    }
    vd_index_sort(&m->documents);
}

/* The documents that a mention can mean besides its own, the first few; and of those of its very day the last. */
typedef struct rivals {
    int entity[7]; /* in their order */
    size_t count;
    int same_day;
    bool several; /* of that day */
} rivals;

static void rivals_add(rivals *r, int entity)
{
    size_t most = sizeof r->entity / sizeof *r->entity;
    size_t at = r->count;
    while (at > 0 && r->entity[at - 1] > entity) {
        at--;
    }
    if (at < most) {
        size_t moved = (r->count < most ? r->count : most - 1) - at;
        memmove(&r->entity[at + 1], &r->entity[at], moved * sizeof *r->entity);
        r->entity[at] = entity;
        r->count += r->count < most;
    }
}

static void rivals_of_year(const vd_pool *pool, vd_run run, vd_date said, int own, rivals *out)
{
    for (size_t i = 0; i < run.count; i++) {
        int index = (int)run.rows[i].value;
        const vd_entity *other = &pool->entities[index];
        if (index != own && vd_dates_agree(said, entity_date(other))) {
            bool same = vd_date_whole(said) && vd_date_eq(said, other->date) && index > out->same_day;
            bool day = vd_date_whole(said) && vd_date_eq(said, other->date);
            out->several = out->several || (day && out->same_day >= 0 && out->same_day != index);
            out->same_day = same ? index : out->same_day;
            rivals_add(out, index);
        }
    }
}

/* Those of the provinces that went into the mention's before `day`. */
static rivals rivals_find(vd_pool *pool, const vd_index *documents, const vd_ref *ref, vd_date day, int own)
{
    rivals found = {.same_day = -1};
    vd_date said = ref_date(ref);
    for (size_t i = 0; i < vd_places_count && day.year && !pool->failed; i++) {
        vd_str old = vd_str_of(vd_places[i].slug);
        bool into = vd_str_eq(vd_str_of(vd_places[i].successor), ref->scope);
        const vd_place_row *row = into ? merged_into(old, ref->scope, day) : NULL;
        if (row != &vd_places[i] || !before_merger(row, said)) {
            continue;
        }
        if (said.year) {
            vd_str dated = place_key(pool, ref->m->key, old, said.year);
            vd_str undated = place_key(pool, ref->m->key, old, 0);
            rivals_of_year(pool, vd_index_find(documents, dated), said, own, &found);
            rivals_of_year(pool, vd_index_find(documents, undated), said, own, &found);
        } else {
            rivals_of_year(pool, vd_index_prefix(documents, place_key(pool, ref->m->key, old, 0)), said, own, &found);
        }
    }
    return found;
}

static void ref_reconsider(vd_pool *pool, const vd_index *documents, const vd_ref *ref)
{
    int own = vd_pool_link_of(pool, ref)->document;
    rivals found = rivals_find(pool, documents, ref, vd_source_latest(pool, ref->source), own);
    int candidates[8] = {own};
    if (found.same_day >= 0 ? found.several : found.count > 1) { /* their order is that in which all were found */
        vd_pool_wide(pool, "a number that several provinces merged since gave");
    }
    memcpy(candidates + 1, found.entity, found.count * sizeof *candidates);
    if (found.same_day >= 0) {
        vd_pool_link(pool, ref, found.same_day, 0.9 * ref->m->confidence,
                     "number and date, of a province merged since");
    } else if (found.count > 0) {
        vd_pool_ambiguous(pool, ref, candidates, found.count + 1, "number given by provinces merged since");
    }
}

/* The index, with what was decided before of this number. */
static void documents_recall(vd_pool *pool, const vd_ref *ref, const vd_index *documents, vd_index *out)
{
    for (size_t i = 0; i < documents->count && !pool->failed; i++) {
        pool->failed = !vd_index_add(out, documents->rows[i].key, documents->rows[i].value);
    }
    for (size_t i = 0; i < vd_places_count && !pool->failed; i++) {
        vd_str old = vd_str_of(vd_places[i].slug);
        bool into = vd_str_eq(vd_str_of(vd_places[i].successor), ref->scope) && !vd_str_eq(old, ref->scope);
        vd_past_run run = into ? vd_past_find(pool, VD_CLUE_RIVAL, ref->m->key, old) : (vd_past_run){NULL, 0};
        for (size_t r = 0; r < run.count && !pool->failed; r++) {
            vd_str key = place_key(pool, ref->m->key, old, entity_date(&pool->entities[run.entities[r]]).year);
            pool->failed = pool->failed || !vd_index_add(out, key, (size_t)run.entities[r]);
        }
    }
    vd_index_sort(out);
}

bool vd_merged_asked(vd_pool *pool, vd_str key, vd_str place)
{
    bool asked = false;
    for (size_t i = 0; i < vd_places_count && !asked && place.len && !pool->failed; i++) {
        vd_str now = vd_str_of(vd_places[i].successor);
        bool went = now.len && vd_str_eq(vd_str_of(vd_places[i].slug), place) && !vd_str_eq(now, place);
        asked = went && vd_past_any(pool, VD_CLUE_ASK_MERGED, key, now);
    }
    return asked;
}

void vd_step_merged(vd_pool *pool)
{
    merger m = {0};
    documents_index(pool, &m);
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        if (!ref_leaves_place(pool, &ref) || !place_has(pool, &m, ref.scope, TOOK)) {
            continue;
        }
        vd_clue_note(pool, VD_CLUE_ASK_MERGED, ref.m->key, ref.scope, -1);
        if (pool->past) {
            vd_index all = {0};
            documents_recall(pool, &ref, &m.documents, &all);
            ref_reconsider(pool, &all, &ref);
            vd_index_clear(&all);
        } else if (m.documents.count) {
            ref_reconsider(pool, &m.documents, &ref);
        }
    }
    vd_index_clear(&m.documents);
    vd_map_clear(&m.places);
}
