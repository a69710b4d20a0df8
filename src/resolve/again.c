/* Deciding no more than what another catalogue can change.
 *
 * The sources that touch what changed entries can matter to (meet.c) are decided twice, by themselves: with the
 * catalogue as it was, and as it is.  What differs between the two is what the catalogue changes, and only where the
 * first answer is what is kept, word for word: then these sources hold all that their decision hangs on.  Mentions in
 * them that have nothing to do with it keep what they mean, whatever they would mean by themselves.
 *
 * What differs must not reach further: where it could, all sources are decided (again_document.c, again_link.c,
 * again_note.c). */
#include "resolve/again_compare.h"

#include "base/alloc.h"
#include "base/error.h"

static void sides_compare(vd_compare *c)
{
    void (*const steps[])(vd_compare *) = {vd_compare_match_sides,    vd_compare_match_carriers, vd_compare_check_met,
                                           vd_compare_documents,      vd_compare_links,          vd_compare_notes,
                                           vd_compare_give_documents, vd_compare_give_links};
    vd_compare_make_room(c);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !c->pool->failed && c->pool->wide == NULL; i++) {
        steps[i](c);
        if (i == 1) {
            vd_compare_check_strangers(c, &c->was, false);
            vd_compare_check_strangers(c, &c->is, true);
        }
    }
    vd_map_clear(&c->listed);
}

static vd_status met_decide(vd_again *a, vd_revision *out, vd_error *err)
{
    vd_pool *pool = &a->pool;
    vd_compare c = {.a = a, .pool = pool, .kept = &out->touched, .out = out};
    int64_t *rows = VD_POOL_ARRAY(pool, int64_t, a->met_count + 1);
    for (size_t i = 0; i < a->met_count && rows; i++) {
        rows[i] = a->met[i].row;
    }
    vd_past_touched(pool, rows, a->met_count, SIZE_MAX, &out->touched);
    if (out->touched.many) {
        vd_pool_wide(pool, "an entry that very many sources cite");
    }
    if (pool->failed || pool->wide) {
        return VD_OK;
    }
    const vd_touched *t = &out->touched;
    vd_status status = vd_resolve(pool->arena, a->before, t->sources, t->count, NULL, &c.was.r, err);
    if (status == VD_OK) {
        status = vd_resolve(pool->arena, a->now, t->sources, t->count, NULL, &c.is.r, err);
    }
    if (status == VD_OK) {
        sides_compare(&c);
    }
    return status;
}

vd_status vd_resolve_again(vd_arena *arena, const vd_catalogue_view *before, const vd_catalogue_view *now,
                           const vd_past *past, vd_revision *out, vd_error *err)
{
    vd_again a = {.pool = {.arena = arena, .catalogue = before, .remembers = true}, .before = before, .now = now};
    vd_revision made = {0};
    vd_status status = vd_past_begin(&a.pool, past) ? VD_OK : vd_fail_memory(err);
    if (status == VD_OK) {
        vd_again_meet(&a);
    }
    if (status == VD_OK && !a.pool.failed && a.pool.wide == NULL && a.met_count) {
        status = met_decide(&a, &made, err);
    }
    if (status == VD_OK && a.pool.failed) {
        status = vd_past_failure(&a.pool, err);
    }
    made.wide = a.pool.wide;
    vd_free(a.met);
    vd_map_clear(&a.numbers);
    vd_map_clear(&a.names);
    vd_pool_clear(&a.pool);
    *out = status == VD_OK ? made : (vd_revision){0};
    return status;
}
