/* Deciding no more than what a source that goes can change.
 *
 * What it changed when it came is looked for as for a new source: it is decided once more, among what is kept, with its
 * own documents and those that nobody else means as if they had never been made; numbers of which it cannot be told
 * what it said of them are decided anew, with all sources that touch their documents (reopen.c).  That has to come to
 * what is kept, word for word.  Without it the same sources come to what is written.
 *
 * A vote that goes may turn others, so a document of which it says what is kept is decided anew, too. */
#include "resolve/less.h"

#include "base/alloc.h"
#include "base/error.h"
#include "resolve/rejoin.h"

#include <stdlib.h>

enum {
    TRIES = 6,     /* numbers may turn out to be touched once others are decided anew */
    SOURCES = 4096 /* that are decided anew, as in more.c */
};

/* ---- What the steps ask ------------------------------------------------------------------------------------------ */

bool vd_less_sole(const vd_pool *pool, int64_t row)
{
    const vd_leaving *l = pool->less ? pool->less->given : NULL;
    for (size_t i = 0; l && i < l->count; i++) {
        if (l->documents[i].row == row) {
            return l->documents[i].sole;
        }
    }
    return false;
}

int vd_less_key_cmp(const void *a, const void *b)
{
    const uint64_t *x = a;
    const uint64_t *y = b;
    return (*x > *y) - (*x < *y);
}

bool vd_less_ignores(const vd_pool *pool, uint64_t key)
{
    const vd_less *l = pool->less;
    return l && l->ignored_count && bsearch(&key, l->ignored, l->ignored_count, sizeof key, vd_less_key_cmp) != NULL;
}

unsigned vd_less_sure(vd_pool *pool, int64_t row)
{
    vd_less *l = pool->less;
    if (l->sure_row != row) {
        l->sure = vd_past_sure(pool, row, l->given->path);
        l->sure_row = row;
    }
    return l->sure;
}

void vd_less_alias(vd_pool *pool, vd_str id, bool alone)
{
    vd_less *l = pool->less;
    bool noted = vd_past_any(pool, VD_CLUE_ALIAS, id, VD_NONE);
    bool theirs = vd_past_alias(pool, id) != 0 || vd_past_any(pool, VD_CLUE_HEADED, id, VD_NONE);
    bool known = vd_map_get(&l->shared, id) != NULL;
    if (theirs || (alone ? noted && !known : !noted)) {
        vd_pool_wide(pool, "a name that others could have, too");
    }
    if (!l->gone && !alone && !known) {
        vd_str kept = vd_arena_copy(pool->arena, id);
        pool->failed = pool->failed || kept.ptr == NULL || vd_map_put(&l->shared, kept, 0, NULL) == NULL;
    }
}

/* ---- What has to be decided anew --------------------------------------------------------------------------------- */

/* "issuer: a/b.txt byte 12" */
static bool learnt_here(vd_str learnt, vd_str path)
{
    size_t name = vd_str_find(learnt, VD_LIT(": "), 0);
    vd_str rest = name == SIZE_MAX ? VD_NONE : vd_str_slice(learnt, name + 2, learnt.len);
    bool begins = rest.len >= path.len && vd_str_starts(rest, path);
    return begins && (rest.len == path.len || vd_str_starts(vd_str_slice(rest, path.len, rest.len), VD_LIT(" byte ")));
}

static void number_add(vd_again *a, vd_less *l, const vd_document *d)
{
    vd_str key = vd_arena_copy(a->pool.arena, vd_number_key(&a->pool, d->number, d->type));
    a->pool.failed = a->pool.failed || key.ptr == NULL || vd_map_put(l->numbers, key, 0, NULL) == NULL;
}

/* Something was learnt of the document from the source: it is decided anew. */
static void row_look(vd_again *a, vd_less *l, int64_t row, bool sole)
{
    vd_document d;
    bool held = false, here = false;
    vd_past_document_of(&a->pool, row, &d, &held);
    for (size_t i = 0; i < d.learnt_count && !a->pool.failed; i++) {
        here = here || learnt_here(d.learnt[i], l->given->path);
    }
    if (a->pool.failed || !(here || sole)) {
        return;
    }
    if (d.number.ptr) {
        number_add(a, l, &d);
    } else if (!sole) {
        vd_pool_wide(&a->pool, "a name that was learnt from what goes");
    }
}

static void rows_look(vd_again *a, vd_less *l)
{
    for (size_t i = 0; i < l->given->count && !a->pool.failed && a->pool.wide == NULL; i++) {
        row_look(a, l, l->given->documents[i].row, l->given->documents[i].sole);
        if (l->given->documents[i].sole) {
            vd_again_meet_row(a, l->given->documents[i].row);
        }
    }
}

/* What it says counts for all documents of its number, whichever it means. */
static void numbers_look(vd_again *a, vd_less *l)
{
    vd_pool *pool = &a->pool;
    for (size_t i = 0; i < l->source->mention_count && !pool->failed && pool->wide == NULL; i++) {
        const int64_t *found = NULL;
        vd_str number = l->source->mentions[i].m->number;
        size_t count = number.len ? vd_past_numbered(pool, number, &found) : 0;
        int64_t *rows = VD_SCRATCH_ARRAY(pool, int64_t, count + 1);
        if (rows && count) {
            memcpy(rows, found, count * sizeof *rows); /* the next question ends them */
        }
        for (size_t r = 0; r < count && rows && vd_again_met(a, rows[r]) == NULL; r++) {
            row_look(a, l, rows[r], false);
        }
        vd_arena_clear(&pool->scratch);
    }
}

/* The documents, and the sources that touch them: the one that goes apart from the others. */
static void sources_find(vd_again *a, vd_less *l, vd_touched *others)
{
    vd_pool *pool = &a->pool;
    vd_touched all = {0};
    rows_look(a, l);
    vd_again_meet_numbers(a, l->numbers);
    int64_t *rows = VD_POOL_ARRAY(pool, int64_t, a->met_count + 1);
    for (size_t i = 0; i < a->met_count && rows; i++) {
        rows[i] = a->met[i].row;
    }
    if (!pool->failed && pool->wide == NULL) {
        vd_past_touched(pool, rows, a->met_count, SOURCES, &all);
    }
    if (all.many) {
        vd_pool_wide(pool, "a number that very many sources cite");
    }
    *others = (vd_touched){0};
    l->source = NULL;
    for (size_t i = 0; i < all.count && !pool->failed && pool->wide == NULL; i++) {
        if (vd_str_eq(all.sources[i].path, l->given->path)) {
            vd_resolve_source *own = VD_POOL_ARRAY(pool, vd_resolve_source, 1);
            *(own ? own : &(vd_resolve_source){0}) = all.sources[i];
            l->source = own;
            l->links = all.links[i];
            l->document = all.documents[i];
        } else {
            all.sources[others->count] = all.sources[i];
            all.links[others->count] = all.links[i];
            all.documents[others->count++] = all.documents[i];
        }
    }
    others->sources = all.sources;
    others->links = all.links;
    others->documents = all.documents;
    if (l->source == NULL) {
        vd_pool_wide(pool, "a source that carries nothing");
    }
}

/* Another text of its number could be a copy of it, or of what a copy of it was taken for (as held_copies() of news.c
 * asks of a new one). */
static void copies_check(vd_again *a, const vd_less *l)
{
    vd_pool *pool = &a->pool;
    vd_document own;
    bool held = false;
    vd_past_document_of(pool, l->document, &own, &held);
    if (pool->failed) {
        return;
    }
    vd_entity entity = vd_document_entity(pool, &own);
    vd_str key = vd_number_key(pool, own.number, own.type);
    bool local = own.place.len && vd_entity_scope(pool, &entity).len > 0;
    const uint64_t keys[] = {vd_clue_key(local ? VD_CLUE_HELD : VD_CLUE_TEXT, key, local ? own.place : VD_NONE),
                             vd_clue_key(VD_CLUE_HELD, key, VD_NONE)};
    for (size_t k = 0; k < 1 + (size_t)local && !pool->failed; k++) {
        const int64_t *rows = NULL;
        size_t count = vd_past_rows(pool, keys[k], &rows);
        int64_t *kept = VD_POOL_ARRAY(pool, int64_t, count + 1);
        if (kept && count) {
            memcpy(kept, rows, count * sizeof *kept); /* the next question ends them */
        }
        for (size_t i = 0; i < count && !pool->failed; i++) {
            vd_document other;
            vd_past_document_of(pool, kept[i], &other, &held);
            bool whole = (other.ranks >> 24 & 15U) == VD_RANK_OWN;
            if (kept[i] != l->document && (!whole || vd_dates_agree(own.date, other.date))) {
                vd_pool_wide(pool, "a text of the same number and day is there");
            }
        }
    }
}

/* Is it told from all others by its number and day? */
static void source_check(vd_again *a, const vd_less *l, const vd_touched *others)
{
    vd_pool *pool = &a->pool;
    if (vd_source_unnamed(l->source)) {
        vd_pool_wide(pool, "a source that does not say its number and day");
    } else if (vd_past_copied(pool, l->source)) {
        vd_pool_wide(pool, "a source cites what another one does that does not say its number and day");
    }
    vd_arena_clear(&pool->scratch);
    for (size_t i = 0; i < others->count; i++) {
        if (others->documents[i] == l->document) {
            vd_pool_wide(pool, "another copy of what goes");
        }
    }
    copies_check(a, l);
}

/* ---- With it, and without ---------------------------------------------------------------------------------------- */

static vd_status both_decide(const vd_given *g, vd_again *a, const vd_touched *others, vd_revision *out, vd_error *err)
{
    vd_reopened *with = VD_POOL_ARRAY(&a->pool, vd_reopened, 1), *without = VD_POOL_ARRAY(&a->pool, vd_reopened, 1);
    vd_addition was = {0}, is = {0};
    vd_map none = {0};
    vd_less *l = g->less;
    if (a->pool.failed) {
        return VD_OK;
    }
    vd_reopened_make(a, others, l->source, 1, with);
    vd_reopened_make(a, others, NULL, 0, without);
    if (a->pool.failed || a->pool.wide) {
        return VD_OK;
    }
    size_t known = l->numbers->count;
    l->gone = false;
    vd_status status = vd_given_decide(g, with->sources, with->count, with, l->numbers, &was, err);
    out->wide = was.wide;
    if (status == VD_OK && out->wide == NULL && l->numbers->count == known) {
        l->gone = true;
        status = vd_given_decide(g, without->sources, without->count, without, &none, &is, err);
        out->wide = is.wide ? is.wide : none.count ? "a number that its own sources do not tell" : NULL;
        l->gone = false;
    }
    vd_map_clear(&none);
    if (status == VD_OK && out->wide == NULL && l->numbers->count == known) {
        status = vd_rejoin_less(g, with, without, &was, &is, out, err);
    }
    return status;
}

static vd_status once(const vd_given *g, vd_revision *out, vd_error *err)
{
    vd_again a = {.pool = {.arena = g->arena, .catalogue = g->catalogue, .remembers = true, .less = g->less}};
    vd_touched *others = VD_ARENA_ARRAY(g->arena, vd_touched, 1);
    vd_status status = others && vd_past_begin(&a.pool, g->past) ? VD_OK : vd_fail_memory(err);
    *out = (vd_revision){0};
    g->less->ignored_count = 0;
    if (status == VD_OK) {
        sources_find(&a, g->less, others);
    }
    size_t known = g->less->looked = g->less->numbers->count; /* those of its own documents are among them */
    if (status == VD_OK && !a.pool.failed && a.pool.wide == NULL) {
        source_check(&a, g->less, others);
        numbers_look(&a, g->less);
    }
    if (status == VD_OK && !a.pool.failed && a.pool.wide == NULL && g->less->numbers->count == known) {
        status = both_decide(g, &a, others, out, err);
    }
    if (status == VD_OK && a.pool.failed) {
        status = vd_past_failure(&a.pool, err);
    }
    out->wide = out->wide ? out->wide : a.pool.wide;
    vd_free(a.met);
    vd_map_clear(&a.numbers);
    vd_map_clear(&g->less->shared);
    vd_pool_clear(&a.pool);
    return status;
}

vd_status vd_resolve_less(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_leaving *leaving,
                          const vd_past *past, vd_revision *out, vd_error *err)
{
    vd_map numbers = {0};
    vd_less less = {.given = leaving, .numbers = &numbers};
    const vd_given g = {arena, catalogue, past, &less};
    size_t known = SIZE_MAX;
    vd_status status = VD_OK;
    *out = (vd_revision){0};
    for (int i = 0; i < TRIES && status == VD_OK && out->wide == NULL && numbers.count != known; i++) {
        status = once(&g, out, err);
        known = less.looked;
    }
    if (status == VD_OK && out->wide == NULL && numbers.count != known) {
        out->wide = "numbers that lead to more and more others";
    }
    vd_map_clear(&numbers);
    if (status != VD_OK) {
        *out = (vd_revision){0};
    }
    return status;
}
