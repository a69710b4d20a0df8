/* The document each source carries.  Two sources can carry one (see twin.c); what one lacks is learnt from the other.
 */
#include "base/date.h"
#include "resolve/past.h"
#include "resolve/reopen.h"
#include "tables/tables.h"

/* The province that a source's header names, as a slug, or absent. */
static vd_str header_place(vd_pool *pool, size_t source)
{
    vd_str fold = vd_pool_fold_often(pool, pool->sources[source].header.place);
    const vd_place_row *row = fold.len ? vd_place_by_fold(fold) : NULL;
    return row ? vd_str_of(row->slug) : VD_NONE;
}

static void carry_learn(vd_pool *pool, size_t source, int index)
{
    const vd_header *header = &pool->sources[source].header;
    vd_entity *entity = &pool->entities[index];
    int rank = pool->sources[source].marks_lost ? VD_RANK_OWN_DAMAGED : VD_RANK_OWN;
    int from = (int)source;
    vd_field_offer(&entity->type, header->type, rank, from, 0);
    vd_field_offer(&entity->number, header->number, rank, from, 0);
    vd_field_offer(&entity->symbol, header->symbol, rank, from, 0);
    vd_field_offer(&entity->issuer, header->issuer, rank, from, 0);
    vd_field_offer(&entity->place, pool->said_places[source], rank, from, 0);
    vd_field_offer(&entity->title, header->title, rank, from, 0);
    vd_field_offer(&entity->signer, header->signer, rank, from, 0);
    vd_field_offer(&entity->signer_role, header->signer_role, rank, from, 0);
    vd_date_offer(entity, header->date, rank, from, 0);
    if (entity->title.source == from) {
        entity->title_fold = vd_pool_fold(pool, entity->title.value);
    }
    entity->held = true;
    pool->carried[source] = index;
}

/* ---- When it was written ----------------------------------------------------------------------------------------- */

/* The last year that a folded title names ("nam 2025"), or 0. */
static int title_year(vd_str fold)
{
    int last = 0;
    for (size_t at = vd_str_find(fold, VD_LIT("nam "), 0); at != SIZE_MAX;
         at = vd_str_find(fold, VD_LIT("nam "), at + 1)) {
        int value = 0;
        size_t digits = 0;
        while (digits < 5 && at + 4 + digits < fold.len && fold.ptr[at + 4 + digits] >= '0' &&
               fold.ptr[at + 4 + digits] <= '9') {
            value = value * 10 + (fold.ptr[at + 4 + digits] - '0');
            digits++;
        }
        last = digits == 4 && value > 1944 && value < 2100 && value > last ? value : last;
    }
    return last;
}

/* A plan for a year is issued by the end of it; a report on one is not. */
static bool looks_forward(vd_str type)
{
    return vd_str_eq(type, VD_LIT("Kế hoạch")) || vd_str_eq(type, VD_LIT("Chương trình"));
}

/* A text that cites a document is no older than it, and a plan is no younger than the first thing it asks for. */
static void carry_window(vd_pool *pool, size_t source)
{
    vd_entity *entity = &pool->entities[pool->carried[source]];
    if (vd_date_whole(entity->date)) {
        entity->earliest = entity->latest = entity->date;
        return;
    }
    vd_date known = entity->date.year ? entity->date : (vd_date){(int16_t)entity->year, 0, 0};
    vd_date first = vd_date_first(known);
    vd_date last = vd_date_last(known);
    int year = last.year || !looks_forward(entity->type.value) ? 0 : title_year(entity->title_fold);
    if (year) {
        last = (vd_date){(int16_t)year, 12, 31};
    }
    for (size_t i = 0; i < pool->sources[source].mention_count; i++) {
        const vd_wording *m = pool->sources[source].mentions[i].m;
        int number_year = m->year ? m->year : m->date.year;
        vd_date since = vd_date_whole(m->date) ? m->date : vd_date_first((vd_date){(int16_t)number_year, 0, 0});
        bool dated = m->form == VD_FORM_NUMBERED && since.year;
        if (dated && vd_date_cmp(since, first) > 0 && (last.year == 0 || vd_date_cmp(since, last) <= 0)) {
            first = since;
        }
    }
    vd_date due = looks_forward(entity->type.value) ? pool->sources[source].due : (vd_date){0};
    if (due.year && vd_date_cmp(due, first) >= 0 && (last.year == 0 || vd_date_cmp(due, last) < 0)) {
        last = due;
    }
    if (vd_date_cmp(first, entity->earliest) > 0) {
        entity->earliest = first;
    }
    if (last.year && (entity->latest.year == 0 || vd_date_cmp(last, entity->latest) < 0)) {
        entity->latest = last;
    }
}

/* ---- The step ---------------------------------------------------------------------------------------------------- */

/* A document whose text we hold is the one of that number in the catalogue, and of its year where the number has none.
 */
static void carry_entry(vd_pool *pool, int index, vd_str key)
{
    vd_run run = vd_index_find(&pool->entry_numbers, key);
    for (size_t i = 0; i < run.count && !pool->failed; i++) {
        const vd_entity *entity = &pool->entities[index];
        size_t entry = run.rows[i].value;
        const vd_catalogue_entry *known = &pool->catalogue->entries[entry];
        bool told = vd_entry_law(known) || entity->year || entity->date.year;
        bool here = vd_entry_law(known) || vd_entry_here(known, vd_entity_scope(pool, entity));
        bool then = vd_dates_agree(entity->date, known->passed);
        if (told && here && then && pool->past && vd_past_entry(pool, entry) >= 0) {
            vd_pool_shut(pool, key, "the text of a document of the catalogue that is cited already");
        }
        if (told && here && then && pool->entity_of_entry[entry] < 0) {
            vd_entity_is_entry(pool, index, entry);
            return;
        }
    }
}

static void carry_index(vd_pool *pool)
{
    size_t count = pool->count; /* all entities so far have a text */
    for (size_t i = 0; i < count && !pool->failed; i++) {
        vd_entity *entity = &pool->entities[i];
        if (entity->row) {
            continue;
        }
        if (entity->number.value.ptr) {
            vd_str key = vd_number_key(pool, entity->number.value, entity->type.value);
            entity->year = vd_number_year(key);
            carry_entry(pool, (int)i, key); /* entities may have moved */
            entity = &pool->entities[i];
            pool->failed = pool->failed || !vd_index_add(&pool->held_numbers, key, i);
        }
        if (entity->title_fold.len) {
            pool->failed = pool->failed || !vd_index_add(&pool->held_titles, entity->title_fold, i);
        }
    }
    vd_index_sort(&pool->held_numbers);
    vd_index_sort(&pool->held_titles);
}

void vd_step_carry(vd_pool *pool)
{
    size_t *cluster = VD_POOL_ARRAY(pool, size_t, pool->source_count + 1);
    pool->carried = VD_POOL_ARRAY(pool, int, pool->source_count + 1);
    pool->said_places = VD_POOL_ARRAY(pool, vd_str, pool->source_count + 1);
    pool->places = VD_POOL_ARRAY(pool, vd_str, pool->source_count + 1);
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        pool->said_places[s] = header_place(pool, s);
    }
    if (!pool->failed && !vd_reopened_clusters(pool, cluster)) {
        vd_twins_find(pool, cluster);
    }
    if (pool->prints) {
        vd_arena_clear(pool->prints);
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) { /* the first of a cluster comes first */
        int64_t row = vd_reopened_carried(pool, s);
        if (row) {
            pool->carried[s] = vd_past_entity(pool, row);
            continue;
        }
        int entity = cluster[s] == s ? vd_pool_add(pool) : pool->carried[cluster[s]];
        if (entity >= 0) {
            carry_learn(pool, s, entity);
        }
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        const vd_entity *entity = &pool->entities[pool->carried[s]];
        bool central = entity->symbol.value.ptr && !vd_entity_local(pool, entity);
        pool->places[s] = central ? VD_NONE : entity->place.value; /* "Hà Nội, ngày …" is where it was signed */
    }
    if (!pool->failed) {
        carry_index(pool); /* a number, and the catalogue, may tell the year or the day that the text does not */
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        if (pool->entities[pool->carried[s]].row == 0) {
            carry_window(pool, s);
        }
    }
}
