/* Deciding no more than what is new.
 *
 * What a mention means depends on what else stands under its keys: documents of its number and place, laws of its name,
 * texts of its title.  Deciding all sources notes, under each such key, which documents stand there and that mentions
 * looked there; new sources are then decided by the same steps, with the documents of their keys put where the steps
 * look for them.  Such a document stays as it is: what a new mention says of it must be what it is known by already.
 * And what is new must stand under no key at which something decided before looked.
 *
 * Wherever that cannot be told, `wide` says why, and all sources have to be decided together. */
#include "resolve/less.h"
#include "resolve/recalled.h"
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- Asking ------------------------------------------------------------------------------------------------------ */

void vd_pool_wide(vd_pool *pool, const char *why)
{
    if (pool->past && pool->wide == NULL) {
        pool->wide = why;
    }
}

void vd_pool_shut(vd_pool *pool, vd_str number, const char *why)
{
    bool made = false;
    vd_str key = pool->past ? vd_arena_copy(pool->arena, number) : VD_NONE;
    if (pool->past && (key.ptr == NULL || vd_map_put(&pool->shut, key, 0, &made) == NULL)) {
        pool->failed = true;
    }
    if (vd_reopened_number(pool, number)) {
        vd_pool_wide(pool, why); /* all is at hand, and it does not help */
    }
}

bool vd_pool_is_shut(const vd_pool *pool, vd_str number)
{
    return pool->shut.count && vd_map_get(&pool->shut, number) != NULL;
}

static void past_check(vd_pool *pool, vd_status status)
{
    if (status != VD_OK && pool->recalled->status == VD_OK) {
        pool->recalled->status = status;
        pool->failed = true;
    }
}

size_t vd_past_rows(vd_pool *pool, uint64_t key, const int64_t **rows)
{
    size_t count = 0;
    *rows = NULL;
    if (!pool->failed) {
        past_check(pool, pool->past->find(pool->past->context, key, rows, &count, &pool->recalled->err));
    }
    return pool->failed ? 0 : count;
}

size_t vd_past_numbered(vd_pool *pool, vd_str number, const int64_t **rows)
{
    size_t count = 0;
    *rows = NULL;
    if (!pool->failed) {
        past_check(pool, pool->past->numbered(pool->past->context, number, rows, &count, &pool->recalled->err));
    }
    return pool->failed ? 0 : count;
}

void vd_past_document_of(vd_pool *pool, int64_t row, vd_document *out, bool *held)
{
    bool known = false;
    *out = (vd_document){0};
    *held = false;
    if (!pool->failed) {
        past_check(
            pool, pool->past->document(pool->past->context, row, pool->arena, out, held, &known, &pool->recalled->err));
    }
}

void vd_past_touched(vd_pool *pool, const int64_t *rows, size_t count, size_t most, vd_touched *out)
{
    *out = (vd_touched){0};
    if (!pool->failed) {
        past_check(pool,
                   pool->past->touched(pool->past->context, rows, count, most, pool->arena, out, &pool->recalled->err));
    }
}

void vd_past_beside(vd_pool *pool, const vd_beside *which, vd_touched *out)
{
    *out = (vd_touched){0};
    if (!pool->failed) {
        past_check(pool, pool->past->beside(pool->past->context, which, pool->arena, out, &pool->recalled->err));
    }
}

unsigned vd_past_sure(vd_pool *pool, int64_t row, vd_str path)
{
    unsigned fields = 0;
    if (!pool->failed) {
        past_check(pool, pool->past->sure(pool->past->context, row, path, &fields, &pool->recalled->err));
    }
    return pool->failed ? 0 : fields;
}

size_t vd_past_titled(vd_pool *pool, vd_str title, const int64_t **rows)
{
    size_t count = 0;
    *rows = NULL;
    if (!pool->failed) {
        past_check(pool, pool->past->titled(pool->past->context, title, rows, &count, &pool->recalled->err));
    }
    return pool->failed ? 0 : count;
}

bool vd_past_any(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b)
{
    const int64_t *rows = NULL;
    uint64_t key = vd_clue_key(kind, a, b);
    return !vd_less_ignores(pool, key) && vd_past_rows(pool, key, &rows) > 0;
}

static vd_field field_of(vd_str value, uint32_t ranks, int at)
{
    return (vd_field){value, value.ptr ? (int)(ranks >> 4 * at & 15U) : 0, -1, 0};
}

static int entry_cmp(const void *a, const void *b)
{
    const struct vd_entry_place *x = a;
    const struct vd_entry_place *y = b;
    return (x->name > y->name) - (x->name < y->name);
}

/* The entries by their names. */
static const struct vd_entry_place *entries_order(vd_pool *pool)
{
    struct vd_recalled *r = pool->recalled;
    size_t count = pool->catalogue->count;
    if (r->entries == NULL) {
        r->entries = vd_pool_array(pool, count + 1, sizeof *r->entries);
        for (size_t i = 0; i < count && r->entries; i++) {
            r->entries[i] = (struct vd_entry_place){pool->catalogue->entries[i].name, (int)i};
        }
        if (r->entries && count) {
            qsort(r->entries, count, sizeof *r->entries, entry_cmp);
        }
    }
    return r->entries;
}

/* The place of the entry of that name, or -1; two that share a name are none. */
static int entry_place(vd_pool *pool, int64_t name)
{
    size_t count = pool->catalogue->count;
    if (name >= 0 && (uint64_t)name < count && pool->catalogue->entries[name].name == name) {
        return (int)name;
    }
    const struct vd_entry_place *all = entries_order(pool);
    size_t low = 0;
    for (size_t high = all ? count : 0; low < high;) {
        size_t middle = low + (high - low) / 2;
        if (all[middle].name < name) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool found = all && low < count && all[low].name == name;
    bool alone = found && (low + 1 == count || all[low + 1].name != name);
    return alone ? all[low].place : -1;
}

static void entity_recall(vd_pool *pool, vd_entity *entity, const vd_document *d, bool held, bool known)
{
    entity->row = d->row;
    entity->late = d->ranks & VD_RANKS_LATE;
    entity->type = field_of(d->type, d->ranks, 0);
    entity->number = field_of(d->number, d->ranks, 1);
    entity->symbol = field_of(d->symbol, d->ranks, 2);
    entity->issuer = field_of(d->issuer, d->ranks, 3);
    entity->place = field_of(d->place, d->ranks, 4);
    entity->title = field_of(d->title, d->ranks, 5);
    entity->date = d->date;
    entity->date_rank = d->date.year ? (int)(d->ranks >> 24 & 15U) : 0;
    entity->date_source = -1;
    entity->earliest = d->earliest;
    entity->latest = d->latest;
    entity->held = held;
    entity->cited = known;
    entity->named = d->number.ptr == NULL;
    entity->title_fold = vd_pool_fold(pool, d->title);
    if (d->number.ptr) {
        entity->year = vd_number_year(vd_number_key(pool, d->number, d->type));
    }
}

static bool recalled_grow(struct vd_recalled *r)
{
    if (r->count < r->cap) {
        return true;
    }
    size_t cap = r->cap ? r->cap * 2 : 64;
    vd_document *documents = vd_realloc(r->documents, cap * sizeof *documents);
    r->documents = documents ? documents : r->documents;
    int *entities = vd_realloc(r->entities, cap * sizeof *entities);
    r->entities = entities ? entities : r->entities;
    bool *known = vd_realloc(r->known, cap * sizeof *known);
    r->known = known ? known : r->known;
    r->cap = documents && entities && known ? cap : r->cap;
    return r->count < r->cap;
}

int vd_past_entity(vd_pool *pool, int64_t row)
{
    struct vd_recalled *r = pool->recalled;
    for (size_t i = 0; i < r->count; i++) {
        if (r->documents[i].row == row) {
            return r->entities[i];
        }
    }
    vd_document document = {0};
    bool held = false, known = false;
    past_check(pool, pool->past->document(pool->past->context, row, pool->arena, &document, &held, &known, &r->err));
    int entry = pool->failed || document.entry < 0 ? -1 : entry_place(pool, document.entry);
    if (!pool->failed && document.entry >= 0 && entry < 0) {
        vd_pool_wide(pool, "a document of another catalogue");
    }
    int index = pool->failed ? -1 : vd_pool_add(pool);
    if (index < 0 || !recalled_grow(r)) {
        pool->failed = true;
        return -1;
    }
    entity_recall(pool, &pool->entities[index], &document, held, known);
    r->documents[r->count] = document;
    r->known[r->count] = known || held;
    r->entities[r->count++] = index;
    pool->entities[index].catalogue = entry;
    if (entry >= 0) {
        pool->entity_of_entry[entry] = index;
    }
    return index;
}

vd_past_run vd_past_find(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b)
{
    const int64_t *rows = NULL;
    size_t count = vd_past_rows(pool, vd_clue_key(kind, a, b), &rows);
    int64_t *kept = VD_SCRATCH_ARRAY(pool, int64_t, count + 1);
    vd_past_run found = {VD_SCRATCH_ARRAY(pool, int, count + 1), 0};
    bool numbered = kind == VD_CLUE_GROUP || kind == VD_CLUE_HELD || kind == VD_CLUE_TEXT || kind == VD_CLUE_RIVAL;
    if (pool->failed) {
        return (vd_past_run){NULL, 0};
    }
    memcpy(kept, count ? rows : kept, count * sizeof *kept); /* the next question ends them */
    for (size_t i = 0; i < count && !pool->failed && pool->wide == NULL; i++) {
        if (kept[i] <= 0) {
            vd_pool_wide(pool, "what stands under the number or name is no document");
            continue;
        }
        if (vd_reopened_row(pool, kept[i])) {
            bool own = vd_less_sole(pool, kept[i]);
            if (kind != VD_CLUE_ENTRY && !own && !(numbered && vd_reopened_number(pool, a))) {
                vd_pool_wide(pool, "a name of what is decided anew");
            }
            continue; /* it is made here */
        }
        int entity = vd_past_entity(pool, kept[i]);
        if (entity >= 0) {
            found.entities[found.count++] = entity;
        }
    }
    return found;
}

int vd_past_entry(vd_pool *pool, size_t entry)
{
    char room[24];
    if (pool->entity_of_entry[entry] >= 0) {
        return pool->entity_of_entry[entry];
    }
    vd_str name = vd_entry_name(room, sizeof room, &pool->catalogue->entries[entry]);
    vd_past_run run = vd_past_find(pool, VD_CLUE_ENTRY, name, VD_NONE);
    return run.count ? run.entities[0] : -1;
}

void vd_past_name(vd_pool *pool, vd_str name)
{
    bool made = false;
    if (pool->past == NULL || !vd_name_shared(name)) {
        return;
    }
    if (vd_map_put(&pool->recalled->names, name, 0, &made) == NULL) {
        pool->failed = true;
        return;
    }
    if (!made) {
        return;
    }
    vd_past_run run = vd_past_find(pool, VD_CLUE_NAME, name, VD_NONE);
    for (size_t i = 0; i < run.count && !pool->failed; i++) {
        vd_pool_name(pool, name, run.entities[i]);
    }
}

/* ---- Ids --------------------------------------------------------------------------------------------------------- */

int64_t vd_past_alias(vd_pool *pool, vd_str id)
{
    int64_t row = 0;
    if (!pool->failed) {
        past_check(pool, pool->past->alias(pool->past->context, id, &row, &pool->recalled->err));
    }
    return vd_reopened_row(pool, row) ? 0 : row;
}

static int64_t ids_row(vd_pool *pool, vd_str first, vd_str end)
{
    int64_t row = 0;
    if (!pool->failed) {
        past_check(pool, pool->past->ids(pool->past->context, first, end, &row, &pool->recalled->err));
    }
    return row;
}

/* Is there a document of the same id, counted, that is not decided anew? */
static bool namesake_kept(vd_pool *pool, vd_str id)
{
    bool kept = false;
    int64_t row = 1;
    for (int count = 2; row && !kept && !pool->failed; count++) {
        char room[16];
        int len = snprintf(room, sizeof room, "~%d", count);
        vd_str parts[] = {id, {room, (size_t)len}};
        row = ids_row(pool, vd_pool_join(pool, "", parts, 2), VD_NONE);
        kept = row && !vd_reopened_row(pool, row);
    }
    return kept;
}

int64_t vd_past_ids(vd_pool *pool, vd_str first, vd_str end)
{
    int64_t row = ids_row(pool, first, end);
    while (pool->less && end.len && vd_reopened_row(pool, row)) {
        vd_str parts[] = {vd_again_met(pool->reopened->met, row)->document.id, VD_LIT("\1")};
        row = ids_row(pool, vd_pool_join(pool, "", parts, 2), end);
    }
    if (!vd_reopened_row(pool, row)) {
        return row;
    }
    if (end.len || namesake_kept(pool, first)) {
        vd_pool_wide(pool, "a document called like one that is decided anew");
    }
    return 0;
}

void vd_past_rename(vd_pool *pool, int entity, vd_str id)
{
    struct vd_recalled *r = pool->recalled;
    if (r->renamed_count == r->renamed_cap) {
        struct vd_renamed *grown = vd_grown(r->renamed, &r->renamed_cap, 16, sizeof *grown);
        if (grown == NULL) {
            pool->failed = true;
            return;
        }
        r->renamed = grown;
    }
    r->renamed[r->renamed_count++] = (struct vd_renamed){pool->entities[entity].row, id};
}

void vd_past_lose(vd_pool *pool, vd_str id)
{
    struct vd_recalled *r = pool->recalled;
    if (r->lost_count == r->lost_cap) {
        vd_str *grown = vd_grown(r->lost, &r->lost_cap, 16, sizeof *grown);
        if (grown == NULL) {
            pool->failed = true;
            return;
        }
        r->lost = grown;
    }
    vd_str copy = vd_arena_copy(pool->arena, id);
    pool->failed = pool->failed || copy.ptr == NULL;
    r->lost[r->lost_count++] = copy;
}

/* ---- Beginning and end ------------------------------------------------------------------------------------------- */

bool vd_past_begin(vd_pool *pool, const vd_past *past)
{
    pool->recalled = vd_alloc_zero(sizeof *pool->recalled);
    pool->past = past;
    return pool->recalled != NULL;
}

vd_status vd_past_failure(const vd_pool *pool, vd_error *err)
{
    const struct vd_recalled *r = pool->recalled;
    if (r == NULL || r->status == VD_OK) {
        return vd_fail_memory(err);
    }
    return vd_fail(err, r->status, "%s", r->err.text);
}

vd_document *vd_past_document(vd_pool *pool, int entity)
{
    struct vd_recalled *r = pool->recalled;
    for (size_t i = 0; i < r->count; i++) {
        if (r->entities[i] == entity) {
            return &r->documents[i];
        }
    }
    return NULL;
}

void vd_past_give(vd_pool *pool, vd_addition *out)
{
    const struct vd_recalled *r = pool->recalled;
    out->lost = VD_POOL_ARRAY(pool, vd_str, r->lost_count + 1);
    out->relearnt = vd_pool_array(pool, r->relearnt_count + 1, sizeof *out->relearnt);
    if (pool->failed) {
        return;
    }
    memcpy(out->lost, r->lost_count ? r->lost : out->lost, r->lost_count * sizeof *out->lost);
    out->lost_count = r->lost_count;
    out->renamed = vd_pool_array(pool, r->renamed_count + 1, sizeof *out->renamed);
    if (pool->failed) {
        return;
    }
    memcpy(out->renamed, r->renamed_count ? r->renamed : out->renamed, r->renamed_count * sizeof *out->renamed);
    out->renamed_count = r->renamed_count;
    for (size_t i = 0; i < r->relearnt_count; i++) {
        const struct vd_relearnt *one = &r->relearnt[i];
        int document = pool->entities[one->document].document;
        if (document >= 0) {
            out->relearnt[out->relearnt_count] = *one;
            out->relearnt[out->relearnt_count++].document = document;
        }
    }
}

void vd_past_clear(vd_pool *pool)
{
    struct vd_recalled *r = pool->recalled;
    if (r) {
        vd_map_clear(&r->names);
        vd_free(r->documents);
        vd_free(r->entities);
        vd_free(r->known);
        vd_free(r->lost);
        vd_free(r->relearnt);
        vd_free(r->renamed);
        vd_free(r);
    }
    vd_free(pool->clues.items);
    vd_free(pool->clues.recent);
    pool->recalled = NULL;
    pool->clues = (vd_clues){0};
}
