/* What is noted of the sources at hand for those to come: under which keys documents stand, and where mentions looked
 * (see past.c). */
#include "resolve/past.h"
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/order.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

enum { RECENT = 1 << 14 /* keys remembered as just noted */ };

static uint64_t key_mix(uint64_t key, uint64_t part)
{
    key = (key ^ part) * 0xbf58476d1ce4e5b9ULL;
    key ^= key >> 27;
    key *= 0x94d049bb133111ebULL;
    return key ^ key >> 31;
}

uint64_t vd_clue_key(vd_clue_kind kind, vd_str a, vd_str b)
{
    uint64_t key = key_mix(0x9e3779b97f4a7c15ULL, (uint64_t)kind);
    key = key_mix(key, vd_str_hash(a) + a.len);
    return key_mix(key, vd_str_hash(b) + b.len);
}

static void clue_add(vd_pool *pool, uint64_t key, int entity, int source)
{
    vd_clues *clues = &pool->clues;
    if (clues->count == clues->cap) {
        vd_noted *grown = vd_grown(clues->items, &clues->cap, 256, sizeof *grown);
        if (grown == NULL) {
            pool->failed = true;
            return;
        }
        clues->items = grown;
    }
    clues->items[clues->count++] = (vd_noted){key, entity, source};
}

void vd_clue_note(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b, int entity)
{
    vd_clues *clues = &pool->clues;
    uint64_t key = vd_clue_key(kind, a, b);
    if (entity >= 0) {
        clue_add(pool, key, entity, -1);
        return;
    }
    if (clues->recent == NULL) {
        clues->recent = vd_alloc_zero(RECENT * sizeof *clues->recent);
        pool->failed = pool->failed || clues->recent == NULL;
    }
    if (clues->recent && clues->recent[key % RECENT] != key) {
        clues->recent[key % RECENT] = key;
        clue_add(pool, key, -1, -1);
    }
}

vd_str vd_entry_name(char *room, size_t size, const vd_catalogue_entry *entry)
{
    int len = snprintf(room, size, "%" PRId64, entry->name);
    return (vd_str){room, (size_t)len};
}

/* A source that does not say its number and day of itself can be another copy of one that says other things. */
bool vd_source_unnamed(const vd_resolve_source *source)
{
    return source->header.number.ptr == NULL || !vd_date_whole(source->header.date);
}

/* The distinct numbers it cites, in the scratch. */
vd_str *vd_source_numbers(vd_pool *pool, const vd_resolve_source *source, size_t *count)
{
    vd_str *cited = VD_SCRATCH_ARRAY(pool, vd_str, source->mention_count + 1);
    size_t all = 0;
    *count = 0;
    for (size_t i = 0; i < source->mention_count && cited; i++) {
        if (source->mentions[i].m->form == VD_FORM_NUMBERED) {
            cited[all++] = source->mentions[i].m->key;
        }
    }
    if (all) {
        qsort(cited, all, sizeof *cited, vd_order_strings);
    }
    for (size_t i = 0; i < all; i++) {
        if (*count == 0 || !vd_str_eq(cited[*count - 1], cited[i])) {
            cited[(*count)++] = cited[i];
        }
    }
    return cited;
}

static void sources_note(vd_pool *pool)
{
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        if (vd_reopened_kept(pool, s)) {
            continue;
        }
        if (!vd_source_unnamed(&pool->sources[s])) {
            continue;
        }
        size_t count = 0;
        const vd_str *cited = vd_source_numbers(pool, &pool->sources[s], &count);
        for (size_t i = 0; i < count && !pool->failed; i++) {
            clue_add(pool, vd_clue_key(VD_CLUE_OPEN, cited[i], VD_NONE), -1, (int)s);
        }
        if (count == 0) {
            vd_clue_note(pool, VD_CLUE_BARE, VD_NONE, VD_NONE, -1);
        }
        vd_arena_clear(&pool->scratch);
    }
}

static void index_note(vd_pool *pool, const vd_index *index, vd_clue_kind kind)
{
    for (size_t i = 0; i < index->count && !pool->failed; i++) {
        vd_clue_note(pool, kind, index->rows[i].key, VD_NONE, (int)index->rows[i].value);
    }
}

bool vd_held_at(vd_pool *pool, const vd_entity *entity, vd_str place)
{
    vd_str own = entity->place.value;
    bool here = own.len == place.len && (own.len == 0 || vd_str_eq(own, place));
    return entity->held && (here || (place.len == 0 && vd_entity_scope(pool, entity).len == 0));
}

static void held_note(vd_pool *pool)
{
    for (size_t i = 0; i < pool->held_numbers.count && !pool->failed; i++) {
        const vd_index_row *row = &pool->held_numbers.rows[i];
        vd_str place = pool->entities[row->value].place.value;
        vd_clue_note(pool, VD_CLUE_TEXT, row->key, VD_NONE, (int)row->value);
        vd_clue_note(pool, VD_CLUE_HELD, row->key, place, (int)row->value);
        if (place.len && vd_held_at(pool, &pool->entities[row->value], VD_NONE)) {
            vd_clue_note(pool, VD_CLUE_HELD, row->key, VD_NONE, (int)row->value);
        }
    }
}

/* Names that only one source understands are nobody else's. */
bool vd_name_shared(vd_str name)
{
    return vd_str_find(name, VD_LIT("|?"), 0) == SIZE_MAX;
}

static void names_note(vd_pool *pool)
{
    for (size_t i = 0; i < pool->by_name.cap && !pool->failed; i++) {
        const vd_map_slot *slot = &pool->by_name.slots[i];
        if (slot->hash == 0 || !vd_name_shared(slot->key)) {
            continue;
        }
        for (int e = (int)slot->value; e >= 0; e = pool->entities[e].next) {
            if (pool->entities[e].promulgator < 0) { /* those are named by their decision */
                vd_clue_note(pool, VD_CLUE_NAME, slot->key, VD_NONE, e);
            }
        }
    }
}

void vd_clues_note(vd_pool *pool)
{
    held_note(pool);
    index_note(pool, &pool->held_titles, VD_CLUE_TITLE);
    index_note(pool, &pool->numbered_names, VD_CLUE_TITLED);
    names_note(pool);
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        const vd_entity *entity = &pool->entities[i];
        char room[24];
        if (entity->catalogue >= 0) {
            vd_str name = vd_entry_name(room, sizeof room, &pool->catalogue->entries[entity->catalogue]);
            vd_clue_note(pool, VD_CLUE_ENTRY, name, VD_NONE, (int)i);
        }
        if (entity->promulgator >= 0 && entity->title_fold.len) {
            vd_clue_note(pool, VD_CLUE_TITLE, entity->title_fold, VD_NONE, (int)i);
        }
    }
    sources_note(pool);
}

static int clue_cmp(const void *a, const void *b)
{
    const vd_clue *x = a;
    const vd_clue *y = b;
    int order = ((int64_t)x->key > (int64_t)y->key) - ((int64_t)x->key < (int64_t)y->key);
    order = order ? order : (x->document > y->document) - (x->document < y->document);
    return order ? order : (x->source > y->source) - (x->source < y->source);
}

void vd_clues_give(vd_pool *pool, vd_resolution *out)
{
    vd_clue *all = VD_POOL_ARRAY(pool, vd_clue, pool->clues.count + 1);
    size_t kept = 0;
    size_t count = 0;
    for (size_t i = 0; i < pool->clues.count && all; i++) {
        const vd_noted *noted = &pool->clues.items[i];
        const vd_entity *entity = noted->entity >= 0 ? &pool->entities[noted->entity] : NULL;
        /* What only the catalogue knows comes from there again when it is asked for. */
        if (entity == NULL || entity->document >= 0 || (entity->catalogue < 0 && entity->row == 0)) {
            all[count++] = (vd_clue){noted->key, entity ? entity->document : -1, noted->source};
        }
    }
    if (count) {
        qsort(all, count, sizeof *all, clue_cmp);
    }
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || clue_cmp(&all[kept - 1], &all[i]) != 0) {
            all[kept++] = all[i];
        }
    }
    out->clues = all;
    out->clue_count = kept;
}
