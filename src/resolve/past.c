/* Deciding no more than what is new.
 *
 * What a mention means depends on what else stands under its keys: documents of its number and place, laws of its name,
 * texts of its title.  Deciding all sources notes, under each such key, which documents stand there and that mentions
 * looked there; new sources are then decided by the same steps, with the documents of their keys put where the steps
 * look for them.  Such a document stays as it is: what a new mention says of it must be what it is known by already.
 * And what is new must stand under no key at which something decided before looked.
 *
 * Wherever that cannot be told, `wide` says why, and all sources have to be decided together. */
#include "resolve/past.h"
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"

#include <stdio.h>
#include <stdlib.h>

enum { OPEN_MOST = 1 << 14 /* sources without a number that are looked at */ };

struct vd_entry_place {
    int64_t name;
    int place;
};

/* What was asked of the past. */
struct vd_recalled {
    vd_status status;
    vd_error err;
    vd_document *documents; /* as they are kept */
    int *entities;
    bool *known;
    size_t count, cap;
    vd_map names; /* of by_name that are present */
    vd_str *lost;
    size_t lost_count, lost_cap;
    struct vd_relearnt *relearnt; /* .document is an entity here */
    size_t relearnt_count, relearnt_cap;
    struct vd_renamed *renamed;
    size_t renamed_count, renamed_cap;
    struct vd_entry_place *entries; /* by name, once one was looked for; in the arena */
};

/* ---- Asking -------------------------------------------------------------------------------------------------------
 */

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

bool vd_past_any(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b)
{
    const int64_t *rows = NULL;
    return vd_past_rows(pool, vd_clue_key(kind, a, b), &rows) > 0;
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
            if (kind != VD_CLUE_ENTRY && !(numbered && vd_reopened_number(pool, a))) {
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

/* ---- What a mention says of a known document ----------------------------------------------------------------------
 */

typedef struct saying {
    vd_pool *pool;
    int index;
    const vd_ref *ref;
    bool vote;
} saying;

/* Of a document with a number more can be said where all that was said of it before is at hand. */
static void saying_shut(const saying *s, const char *why)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    if (entity->number.value.ptr) {
        vd_pool_shut(s->pool, vd_number_key(s->pool, entity->number.value, entity->type.value), why);
    } else {
        vd_pool_wide(s->pool, why);
    }
}

/* "issuer: a/b.txt byte 12" -> "a/b.txt"; absent where the field was not learnt from a mention. */
static vd_str learnt_path(vd_str learnt, const char *name)
{
    size_t len = strlen(name);
    if (!vd_str_starts(learnt, vd_str_of(name)) || learnt.len < len + 2 || learnt.ptr[len] != ':') {
        return VD_NONE;
    }
    vd_str rest = vd_str_slice(learnt, len + 2, learnt.len);
    size_t end = rest.len;
    while (end > 0 && rest.ptr[end - 1] >= '0' && rest.ptr[end - 1] <= '9') {
        end--;
    }
    bool mention = end < rest.len && vd_str_ends(vd_str_slice(rest, 0, end), VD_LIT(" byte "));
    return mention ? vd_str_slice(rest, 0, end - 6) : VD_NONE;
}

/* Is a mention behind the one that is noted already? */
static bool relearnt_earlier(const struct vd_relearnt *noted, const vd_ref *ref)
{
    return noted->source != ref->source ? noted->source < ref->source : noted->start <= ref->at->start;
}

static void relearn(saying *s, vd_str from, const char *name)
{
    struct vd_recalled *r = s->pool->recalled;
    size_t at = 0;
    while (at < r->relearnt_count && !(r->relearnt[at].document == s->index && vd_str_eq(r->relearnt[at].from, from))) {
        at++;
    }
    if (at < r->relearnt_count && relearnt_earlier(&r->relearnt[at], s->ref)) {
        return;
    }
    if (at == r->relearnt_cap) {
        struct vd_relearnt *grown = vd_grown(r->relearnt, &r->relearnt_cap, 16, sizeof *grown);
        if (grown == NULL) {
            s->pool->failed = true;
            return;
        }
        r->relearnt = grown;
    }
    char room[32];
    int len = snprintf(room, sizeof room, " byte %zu", (size_t)s->ref->at->start);
    vd_str parts[] = {vd_str_of(name), VD_LIT(": "), s->pool->sources[s->ref->source].path, {room, (size_t)len}};
    r->relearnt_count += at == r->relearnt_count;
    r->relearnt[at] = (struct vd_relearnt){.document = s->index,
                                           .source = s->ref->source,
                                           .start = s->ref->at->start,
                                           .from = from,
                                           .to = vd_pool_join(s->pool, "", parts, 4)};
}

/* The same value from the same kind of origin: which mention stands as the one it was learnt from? */
static void said_again(saying *s, const char *name)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    if (!s->vote && entity->number.value.ptr) {
        return; /* votes came first */
    }
    const struct vd_recalled *r = s->pool->recalled;
    size_t at = 0;
    while (at < r->count && r->entities[at] != s->index) {
        at++;
    }
    const vd_document *document = &r->documents[at];
    vd_str path = VD_NONE;
    size_t i = 0;
    for (; i < document->learnt_count && path.ptr == NULL; i++) {
        path = learnt_path(document->learnt[i], name);
    }
    if (path.ptr == NULL) {
        saying_shut(s, "it is not known where a field was learnt");
    } else if (vd_str_cmp(s->pool->sources[s->ref->source].path, path) < 0) {
        if (s->vote) {
            relearn(s, document->learnt[i - 1], name);
        } else {
            saying_shut(s, "a name is said by an earlier file");
        }
    }
}

static void said_field(saying *s, const vd_field *field, vd_str value, int rank, const char *name)
{
    if (value.len == 0 || rank < field->rank) {
        return;
    }
    if (rank > field->rank) {
        saying_shut(s, "a mention says more of a document");
    } else if (!vd_str_eq(value, field->value)) {
        saying_shut(s, "a mention says otherwise of a document");
    } else if (name) {
        said_again(s, name);
    }
}

static void said_date(saying *s, vd_date date, int rank)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    bool whole = vd_date_whole(entity->date);
    if (date.year == 0 || (whole && entity->date_rank > rank) || (whole && !vd_date_whole(date)) ||
        (!vd_date_whole(date) && entity->date_rank > rank)) {
        return;
    }
    if (!whole || entity->date_rank < rank) {
        saying_shut(s, "a mention says more of a document's day");
    } else if (!vd_date_eq(date, entity->date)) {
        saying_shut(s, "a mention says another day of a document");
    } else {
        said_again(s, "date");
    }
}

void vd_past_said(vd_pool *pool, int index, const vd_ref *ref, bool vote)
{
    saying s = {pool, index, ref, vote};
    const vd_wording *m = ref->m;
    const vd_entity *entity = &pool->entities[index];
    bool whole = m->form != VD_FORM_TRUNCATED;
    int rank = vd_ref_rank(pool, ref);
    if (entity->late || (!vote && m->date.year && entity->number.value.ptr == NULL && entity->catalogue < 0)) {
        saying_shut(&s, "a document that names say more of than numbers");
        return;
    }
    said_field(&s, &entity->type, m->type, rank, "type");
    said_field(&s, &entity->number, whole ? m->number : VD_NONE, rank, "number");
    said_field(&s, &entity->symbol, whole ? m->symbol : VD_NONE, rank, NULL);
    said_field(&s, &entity->issuer, m->issuer, m->issuer_stated ? rank : VD_RANK_IMPLIED, "issuer");
    said_field(&s, &entity->title, whole ? m->title : VD_NONE, rank, "title");
    said_field(&s, &entity->place, m->place, rank, NULL);
    said_date(&s, m->date, rank);
}

/* ---- New sources --------------------------------------------------------------------------------------------------
 */

static int row_cmp(const void *a, const void *b)
{
    const int64_t *x = a;
    const int64_t *y = b;
    return (*x > *y) - (*x < *y);
}

bool vd_past_copied(vd_pool *pool, const vd_resolve_source *source)
{
    size_t count = 0;
    size_t all = 0;
    const vd_str *cited = vd_source_numbers(pool, source, &count);
    int64_t *open = VD_SCRATCH_ARRAY(pool, int64_t, OPEN_MOST);
    for (size_t i = 0; i < count && open && !pool->failed; i++) {
        const int64_t *rows = NULL;
        size_t found = vd_past_rows(pool, vd_clue_key(VD_CLUE_OPEN, cited[i], VD_NONE), &rows);
        if (found > OPEN_MOST - all) {
            return true;
        }
        memcpy(open + all, found ? rows : open, found * sizeof *open);
        all += found;
    }
    if (pool->failed) {
        return false;
    }
    qsort(open, all, sizeof *open, row_cmp);
    for (size_t from = 0, to = 0; from < all; from = to) {
        while (to < all && open[to] == open[from]) {
            to++;
        }
        if (2 * (to - from) >= count) {
            return true;
        }
    }
    return count == 0 && vd_past_any(pool, VD_CLUE_BARE, VD_NONE, VD_NONE);
}

void vd_past_sources(vd_pool *pool)
{
    if (pool->reopened) {
        return; /* they were looked at before */
    }
    for (size_t s = 0; s < pool->source_count && pool->past && !pool->failed && pool->wide == NULL; s++) {
        const vd_resolve_source *source = &pool->sources[s];
        if (vd_source_unnamed(source)) {
            vd_pool_wide(pool, "a source that does not say its number and day");
        } else if (vd_past_copied(pool, source)) {
            vd_pool_wide(pool, "a source cites what another one does that does not say its number and day");
        }
        vd_arena_clear(&pool->scratch);
    }
}

/* Another held document of the number may be a copy of this one. */
static void held_copies(vd_pool *pool, int index, vd_str key)
{
    vd_str place = pool->entities[index].place.value;
    bool central = vd_entity_scope(pool, &pool->entities[index]).len == 0;
    vd_past_run runs[2] = {{NULL, 0}, {NULL, 0}};
    runs[0] = central || place.len == 0 ? vd_past_find(pool, VD_CLUE_TEXT, key, VD_NONE)
                                        : vd_past_find(pool, VD_CLUE_HELD, key, place);
    if (!central && place.len) {
        runs[1] = vd_past_find(pool, VD_CLUE_HELD, key, VD_NONE);
    }
    for (size_t r = 0; r < 2; r++) {
        for (size_t i = 0; i < runs[r].count && !pool->failed; i++) {
            const vd_entity *own = &pool->entities[index];
            const vd_entity *other = &pool->entities[runs[r].entities[i]];
            if (other->date_rank != VD_RANK_OWN || vd_dates_agree(own->date, other->date)) {
                vd_pool_wide(pool, "a text of the same number and day is there");
            }
        }
    }
}

/* Mentions of the number in that place know a document more: it must be none that they can mean. */
static void held_group(vd_pool *pool, int index, vd_str key, vd_str scope)
{
    vd_past_run runs[] = {vd_past_find(pool, VD_CLUE_GROUP, key, scope), vd_past_find(pool, VD_CLUE_HELD, key, scope)};
    const vd_entity *own = &pool->entities[index];
    bool central = vd_entity_scope(pool, own).len == 0;
    bool home = central == (scope.len == 0);
    bool lasting = scope.len == 0 && vd_number_year(key);
    bool open = vd_past_any(pool, VD_CLUE_LOOSE, key, scope) || vd_past_any(pool, VD_CLUE_SLIP, key, scope);
    for (size_t r = 0; r < 2; r++) {
        for (size_t i = 0; i < runs[r].count && !pool->failed; i++) {
            const vd_entity *other = &pool->entities[runs[r].entities[i]];
            bool same = scope.len ? vd_date_eq(own->date, other->date) : own->date.year == other->date.year;
            /* A central body's paper is not of the place where it was signed. */
            bool there = home || r == 0 || (scope.len == 0) == (other->place.value.len == 0);
            open = open || (there && (!home || lasting || same || !vd_date_whole(other->date)));
        }
    }
    if (open) {
        vd_pool_shut(pool, key, "a text of a number that is cited already");
    }
}

void vd_past_held(vd_pool *pool)
{
    size_t count = pool->count;
    for (size_t i = 0; i < count && pool->past && !pool->reopened && !pool->failed && pool->wide == NULL; i++) {
        if (pool->entities[i].row) {
            continue;
        }
        vd_str key = vd_number_key(pool, pool->entities[i].number.value, pool->entities[i].type.value);
        vd_str place = pool->entities[i].place.value;
        held_copies(pool, (int)i, key);
        held_group(pool, (int)i, key, VD_LIT(""));
        if (place.len) {
            held_group(pool, (int)i, key, place);
        }
        vd_str title = pool->entities[i].title_fold;
        if (title.len && vd_past_any(pool, VD_CLUE_ASK_TITLE, title, VD_NONE)) {
            vd_pool_wide(pool, "a text of a title that is cited already");
        }
        vd_arena_clear(&pool->scratch);
    }
}

/* What a new numbered document is looked for by. */
static void news_numbered(vd_pool *pool, size_t at)
{
    vd_str key = vd_number_key(pool, pool->entities[at].number.value, pool->entities[at].type.value);
    const vd_entity *entity = &pool->entities[at];
    if (vd_reopened_number(pool, key)) {
        return; /* rejoin.c looks at what of it has changed */
    }
    size_t slash = vd_str_find(key, VD_LIT("/"), 0);
    vd_str digits = slash == SIZE_MAX ? key : vd_str_slice(key, 0, slash);
    if (vd_past_any(pool, VD_CLUE_ASK_DIGITS, entity->type.value, digits) ||
        vd_past_any(pool, VD_CLUE_ASK_NUMBER, key, VD_NONE)) {
        vd_pool_wide(pool, "a number that is cited without its end");
    }
    if (vd_merged_asked(pool, key, entity->place.value)) {
        vd_pool_wide(pool, "a number that is cited of a province merged since");
    }
    bool law = entity->catalogue >= 0 && vd_entry_law(&pool->catalogue->entries[entity->catalogue]);
    if (entity->title_fold.len && !law && vd_past_any(pool, VD_CLUE_ASK_LAW, entity->title_fold, VD_NONE)) {
        vd_pool_wide(pool, "a name that is cited already");
    }
    if (vd_residue_meets(pool, entity)) {
        vd_pool_wide(pool, "a document that a citation cut off may mean");
    }
}

void vd_past_news(vd_pool *pool)
{
    for (size_t i = 0; i < pool->count && pool->past && !pool->failed && pool->wide == NULL; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->row == 0 && entity->number.value.ptr) {
            news_numbered(pool, i);
        }
        if (entity->row == 0 && entity->promulgator >= 0 && entity->title_fold.len &&
            vd_past_any(pool, VD_CLUE_ASK_TITLE, entity->title_fold, VD_NONE)) {
            vd_pool_wide(pool, "a promulgated text of a title that is cited already");
        }
    }
    const struct vd_recalled *r = pool->recalled;
    for (size_t i = 0; r && i < r->count && !pool->failed && pool->wide == NULL; i++) {
        const vd_entity *entity = &pool->entities[r->entities[i]];
        if (!r->known[i] && entity->cited && entity->number.value.ptr && vd_residue_meets(pool, entity)) {
            vd_pool_wide(pool, "a document that a citation cut off may mean");
        }
    }
}

/* ---- Ids ----------------------------------------------------------------------------------------------------------
 */

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

/* ---- Beginning and end --------------------------------------------------------------------------------------------
 */

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
