/* Whether new sources, and what is new with them, stand under no key that something decided before looked under, so
 * that all of that stays as it is. */
#include "base/date.h"
#include "resolve/face.h"
#include "resolve/recalled.h"
#include "resolve/reopen.h"

#include <stdlib.h>
#include <string.h>

enum { OPEN_MOST = 1 << 14 /* sources without a number that are looked at */ };

/* ---- Sources ----------------------------------------------------------------------------------------------------- */

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
        if ((to - from) * 100 >= count * VD_FACE_CITED_DAMAGED) {
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
    vd_str digits = vd_number_digits(key);
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
