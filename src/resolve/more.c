/* Deciding new sources: by themselves, or, where they touch numbers of which that cannot be told, together with all
 * that was said of these. */
#include "resolve/reopen.h"

#include "base/alloc.h"
#include "base/error.h"

enum {
    TRIES = 3,     /* numbers may turn out to be touched once others are decided anew */
    SOURCES = 4096 /* that are decided anew: more are hardly sooner decided than all, and seldom to an end */
};

static bool numbers_take(vd_pool *pool, vd_map *numbers)
{
    bool more = false;
    for (size_t i = 0; i < pool->shut.cap && !pool->failed; i++) {
        bool made = false;
        const vd_map_slot *slot = &pool->shut.slots[i];
        if (slot->hash) {
            pool->failed = vd_map_put(numbers, slot->key, 0, &made) == NULL;
            more = more || made;
        }
    }
    return more;
}

vd_status vd_given_decide(const vd_given *g, const vd_resolve_source *sources, size_t count,
                          const vd_reopened *reopened, vd_map *shut, vd_addition *out, vd_error *err)
{
    vd_pool pool = {.arena = g->arena,
                    .catalogue = g->catalogue,
                    .sources = sources,
                    .source_count = count,
                    .reopened = reopened,
                    .less = g->less,
                    .remembers = true};
    vd_addition made = {0};
    vd_status status =
        vd_past_begin(&pool, g->past) ? vd_pool_resolve(&pool, &made.resolution, err) : vd_fail_memory(err);
    bool more = status == VD_OK && numbers_take(&pool, shut);
    if (pool.shut.count && !more) {
        vd_pool_wide(&pool, "a number that what is at hand does not tell");
    }
    if (status == VD_OK && pool.wide == NULL && pool.shut.count == 0) {
        vd_past_give(&pool, &made);
    }
    if (status == VD_OK && pool.failed) {
        status = vd_past_failure(&pool, err);
    }
    made.wide = pool.wide;
    vd_pool_clear(&pool);
    *out = status == VD_OK ? made : (vd_addition){0};
    return status;
}

/* The documents of the numbers, and what there is of them. */
static void numbers_meet(vd_again *a, const vd_map *numbers, vd_touched *out)
{
    vd_pool *pool = &a->pool;
    vd_again_meet_numbers(a, numbers);
    int64_t *rows = VD_POOL_ARRAY(pool, int64_t, a->met_count + 1);
    for (size_t i = 0; i < a->met_count && rows; i++) {
        rows[i] = a->met[i].row;
    }
    if (!pool->failed && pool->wide == NULL) {
        vd_past_touched(pool, rows, a->met_count, SOURCES, out);
    }
    if (out->many) {
        vd_pool_wide(pool, "a number that very many sources cite");
    }
}

/* Both ways to decide the sources of these numbers, and what differs. */
static vd_status both_decide(const vd_given *g, vd_again *a, const vd_resolve_source *sources, size_t count,
                             vd_map *numbers, const vd_touched *touched, vd_addition *out, vd_error *err)
{
    vd_reopened with, without;
    vd_map none = {0};
    vd_addition was = {0};
    vd_status status = VD_OK;
    vd_reopened_make(a, touched, sources, count, &with);
    vd_reopened_make(a, touched, NULL, 0, &without);
    if (a->pool.failed || a->pool.wide) {
        return VD_OK;
    }
    size_t known = numbers->count;
    status = vd_given_decide(g, with.sources, with.count, &with, numbers, out, err);
    if (status == VD_OK && out->wide == NULL && numbers->count == known) {
        status = vd_given_decide(g, without.sources, without.count, &without, &none, &was, err);
        out->wide = was.wide ? was.wide : none.count ? "a number that its own sources do not tell" : NULL;
    }
    vd_map_clear(&none);
    if (status == VD_OK && out->wide == NULL && numbers->count == known) {
        vd_rejoin(&without, &with, &was, out);
    }
    return status;
}

static vd_status reopened_decide(const vd_given *g, const vd_resolve_source *sources, size_t count, vd_map *numbers,
                                 vd_addition *out, vd_error *err)
{
    vd_again a = {.pool = {.arena = g->arena, .catalogue = g->catalogue, .remembers = true}};
    vd_touched *touched = VD_ARENA_ARRAY(g->arena, vd_touched, 1);
    vd_status status = touched && vd_past_begin(&a.pool, g->past) ? VD_OK : vd_fail_memory(err);
    *out = (vd_addition){0};
    if (status == VD_OK) {
        numbers_meet(&a, numbers, touched);
    }
    if (status == VD_OK && !a.pool.failed && a.pool.wide == NULL) {
        status = both_decide(g, &a, sources, count, numbers, touched, out, err);
    }
    if (status == VD_OK && a.pool.failed) {
        status = vd_past_failure(&a.pool, err);
    }
    out->wide = out->wide ? out->wide : a.pool.wide;
    vd_free(a.met);
    vd_map_clear(&a.numbers);
    vd_pool_clear(&a.pool);
    return status;
}

vd_status vd_resolve_more(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                          size_t source_count, const vd_past *past, vd_addition *out, vd_error *err)
{
    const vd_given g = {arena, catalogue, past, NULL};
    vd_map numbers = {0};
    size_t known = 0;
    vd_status status = vd_given_decide(&g, sources, source_count, NULL, &numbers, out, err);
    for (int i = 0; i < TRIES && status == VD_OK && out->wide == NULL && numbers.count > known; i++) {
        known = numbers.count;
        status = reopened_decide(&g, sources, source_count, &numbers, out, err);
    }
    if (status == VD_OK && out->wide == NULL && numbers.count > known) {
        out->wide = "numbers that lead to more and more others";
    }
    vd_map_clear(&numbers);
    if (status != VD_OK) {
        *out = (vd_addition){0};
    }
    return status;
}
