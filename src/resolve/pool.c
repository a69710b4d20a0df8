/* Entities and links: making, finding, learning fields. */
#include "resolve/pool.h"

#include "base/buf.h"
#include "base/date.h"
#include "text/text.h"

int vd_pool_add(vd_pool *pool)
{
    if (pool->count == pool->cap) {
        size_t cap = pool->cap ? pool->cap * 2 : 256;
        vd_entity *grown = VD_ARENA_ARRAY(pool->arena, vd_entity, cap);
        if (grown == NULL) {
            pool->failed = true;
            return -1;
        }
        if (pool->count) {
            memcpy(grown, pool->entities, pool->count * sizeof *grown);
        }
        pool->entities = grown;
        pool->cap = cap;
    }
    vd_entity *entity = &pool->entities[pool->count];
    *entity = (vd_entity){.catalogue = -1, .promulgator = -1, .document = -1};
    return (int)pool->count++;
}

void vd_field_offer(vd_field *field, vd_str value, int rank, int source, size_t start)
{
    if (value.ptr && value.len && rank > field->rank) {
        *field = (vd_field){value, rank, source, start};
    }
}

void vd_date_offer(vd_entity *entity, vd_date date, int rank, int source, size_t start)
{
    bool better = rank > entity->date_rank || (rank == entity->date_rank && !vd_date_whole(entity->date));
    bool fuller = vd_date_whole(date) && !vd_date_whole(entity->date);
    if (date.year && (fuller || (better && (vd_date_whole(date) || !vd_date_whole(entity->date))))) {
        entity->date = date;
        entity->date_rank = rank;
        entity->date_source = source;
        entity->date_start = start;
    }
}

void vd_entity_learn(vd_pool *pool, int index, const vd_ref *ref)
{
    if (index < 0) {
        return;
    }
    vd_entity *entity = &pool->entities[index];
    const vd_mention *m = ref->m;
    int rank = pool->sources[ref->source].marks_lost ? VD_RANK_DAMAGED : VD_RANK_STATED;
    vd_field_offer(&entity->type, m->type, rank, ref->source, m->start);
    vd_field_offer(&entity->number, m->form == VD_FORM_TRUNCATED ? VD_NONE : m->number, rank, ref->source, m->start);
    vd_field_offer(&entity->symbol, m->form == VD_FORM_TRUNCATED ? VD_NONE : m->symbol, rank, ref->source, m->start);
    vd_field_offer(&entity->issuer, m->issuer, m->issuer_stated ? rank : VD_RANK_IMPLIED, ref->source, m->start);
    vd_field_offer(&entity->title, m->form == VD_FORM_TRUNCATED ? VD_NONE : m->title, rank, ref->source, m->start);
    vd_field_offer(&entity->place, m->place, rank, ref->source, m->start);
    vd_date_offer(entity, m->date, rank, ref->source, m->start);
    if (entity->title_fold.ptr == NULL || entity->title.source == ref->source) {
        entity->title_fold = vd_pool_fold(pool, entity->title.value);
    }
}

int vd_pool_entry(vd_pool *pool, size_t entry)
{
    if (pool->entity_of_entry[entry] >= 0) {
        return pool->entity_of_entry[entry];
    }
    int index = vd_pool_add(pool);
    if (index < 0) {
        return -1;
    }
    const vd_catalogue_entry *known = &pool->catalogue->entries[entry];
    vd_entity *entity = &pool->entities[index];
    entity->catalogue = (int)entry;
    vd_field_offer(&entity->type, known->type, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->number, known->number, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->issuer, known->issuer, VD_RANK_CATALOGUE, -1, 0);
    vd_field_offer(&entity->title, known->title, VD_RANK_CATALOGUE, -1, 0);
    vd_date_offer(entity, known->passed, VD_RANK_CATALOGUE, -1, 0);
    entity->title_fold = vd_pool_fold(pool, known->title);
    pool->entity_of_entry[entry] = index;
    return index;
}

vd_link *vd_pool_link_of(vd_pool *pool, const vd_ref *ref)
{
    return &pool->links[ref->source][ref->mention];
}

void vd_pool_link(vd_pool *pool, const vd_ref *ref, int entity, double confidence, const char *basis)
{
    *vd_pool_link_of(pool, ref) = (vd_link){.document = entity, .confidence = confidence, .basis = vd_str_of(basis)};
}

void vd_pool_ambiguous(vd_pool *pool, const vd_ref *ref, const int *candidates, size_t count, const char *basis)
{
    int *copy = VD_ARENA_ARRAY(pool->arena, int, count + 1);
    if (copy == NULL) {
        pool->failed = true;
        return;
    }
    memcpy(copy, candidates, count * sizeof *copy);
    *vd_pool_link_of(pool, ref) =
        (vd_link){.document = -1, .candidates = copy, .candidate_count = count, .basis = vd_str_of(basis)};
}

vd_str vd_pool_join(vd_pool *pool, const char *separator, const vd_str *parts, size_t count)
{
    vd_buf buf = {0};
    for (size_t i = 0; i < count; i++) {
        if (i > 0) {
            vd_buf_add_text(&buf, separator);
        }
        vd_buf_add(&buf, parts[i]);
    }
    vd_str text = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, buf.len ? vd_buf_str(&buf) : VD_LIT("")) : VD_NONE;
    vd_buf_clear(&buf);
    if (text.ptr == NULL) {
        pool->failed = true;
        return VD_LIT("");
    }
    return text;
}

vd_str vd_pool_fold(vd_pool *pool, vd_str s)
{
    if (s.ptr == NULL) {
        return VD_NONE;
    }
    vd_str fold = vd_fold_copy(pool->arena, s);
    if (fold.ptr == NULL) {
        pool->failed = true;
        return VD_LIT("");
    }
    return fold;
}
