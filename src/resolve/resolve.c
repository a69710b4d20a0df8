/* The steps in their order, on sources sorted by path, and the answer put back into the caller's order. */
#include "resolve/resolve.h"

#include "base/error.h"
#include "resolve/pool.h"

#include <stdlib.h>

typedef struct placed {
    vd_str path;
    size_t index;
} placed;

static int placed_cmp(const void *a, const void *b)
{
    return vd_str_cmp(((const placed *)a)->path, ((const placed *)b)->path);
}

static void refs_make(vd_pool *pool)
{
    size_t count = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        count += pool->sources[s].extraction.mention_count;
    }
    pool->refs = VD_ARENA_ARRAY(pool->arena, vd_ref, count + 1);
    pool->links = VD_ARENA_ARRAY(pool->arena, vd_link *, pool->source_count + 1);
    if (pool->refs == NULL || pool->links == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        const vd_extraction *extraction = &pool->sources[s].extraction;
        pool->links[s] = VD_ARENA_ARRAY(pool->arena, vd_link, extraction->mention_count + 1);
        if (pool->links[s] == NULL) {
            pool->failed = true;
            return;
        }
        for (size_t m = 0; m < extraction->mention_count; m++) {
            const vd_mention *mention = &extraction->mentions[m];
            pool->links[s][m].document = -1;
            vd_str key = mention->number.ptr ? vd_number_key(pool, mention->number) : VD_LIT("");
            if (key.len && vd_number_needs_type(vd_pool_fold(pool, mention->symbol)) && mention->type.ptr &&
                vd_str_starts(mention->type, VD_LIT("Nghị"))) {
                vd_str parts[] = {VD_LIT("nghi quyet"), key};
                key = vd_pool_join(pool, " ", parts, 2);
            }
            vd_str scope = key.len ? vd_number_scope(pool, mention, (int)s) : VD_LIT("");
            pool->refs[pool->ref_count++] = (vd_ref){(int)s, (int)m, mention, key, scope};
        }
    }
}

/* "Kế hoạch này" is the source's own document; "Nghị định nêu trên" the last one of its type before. */
static void own_and_backward(vd_pool *pool)
{
    for (size_t i = 0; i < pool->ref_count; i++) {
        const vd_ref *ref = &pool->refs[i];
        if (ref->m->form == VD_FORM_SELF) {
            vd_pool_link(pool, ref, pool->carried[ref->source], 0.95, "the text itself");
        }
        if (ref->m->form != VD_FORM_BACKWARD) {
            continue;
        }
        for (int m = ref->mention - 1; m >= 0; m--) {
            const vd_mention *before = &pool->sources[ref->source].extraction.mentions[m];
            int document = pool->links[ref->source][m].document;
            if (vd_str_eq(before->type, ref->m->type) && before->form != VD_FORM_BACKWARD && document >= 0) {
                vd_pool_link(pool, ref, document, 0.7, "last of its type before");
                break;
            }
        }
    }
}

static void catalogue_prepare(vd_pool *pool)
{
    size_t count = pool->catalogue->count;
    pool->entity_of_entry = VD_ARENA_ARRAY(pool->arena, int, count + 1);
    pool->entry_folds = VD_ARENA_ARRAY(pool->arena, vd_str, count + 1);
    pool->entry_keys = VD_ARENA_ARRAY(pool->arena, vd_str, count + 1);
    if (pool->entity_of_entry == NULL || pool->entry_folds == NULL || pool->entry_keys == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < count && !pool->failed; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[i];
        pool->entity_of_entry[i] = -1;
        pool->entry_folds[i] = vd_pool_fold(pool, entry->title);
        pool->entry_keys[i] = entry->number.ptr ? vd_number_key(pool, entry->number) : VD_LIT("");
    }
}

static void carried_keys(vd_pool *pool)
{
    pool->carried_keys = VD_ARENA_ARRAY(pool->arena, vd_str, pool->source_count + 1);
    if (pool->carried_keys == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        vd_str number = pool->entities[pool->carried[s]].number.value;
        pool->carried_keys[s] = number.ptr ? vd_number_key(pool, number) : VD_LIT("");
    }
}

static vd_status steps_run(vd_pool *pool, vd_resolution *out, vd_error *err)
{
    pool->carried = VD_ARENA_ARRAY(pool->arena, int, pool->source_count + 1);
    pool->failed = pool->carried == NULL;
    void (*const steps[])(vd_pool *) = {catalogue_prepare, vd_step_carry,    carried_keys,
                                        refs_make,         vd_step_numbered, vd_step_cut_numbers,
                                        vd_step_named,     vd_step_residue,  own_and_backward};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !pool->failed; i++) {
        steps[i](pool);
    }
    return pool->failed ? vd_fail_memory(err) : vd_step_documents(pool, out, err);
}

/* From path order back to the order of the caller. */
static vd_status order_restore(vd_pool *pool, const placed *order, vd_resolution *out, vd_error *err)
{
    out->links = VD_ARENA_ARRAY(pool->arena, vd_link *, pool->source_count + 1);
    out->source_document = VD_ARENA_ARRAY(pool->arena, int, pool->source_count + 1);
    if (out->links == NULL || out->source_document == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t s = 0; s < pool->source_count; s++) {
        out->links[order[s].index] = pool->links[s];
        out->source_document[order[s].index] = pool->entities[pool->carried[s]].document;
    }
    for (size_t e = 0; e < out->edge_count; e++) {
        out->edges[e].source = order[out->edges[e].source].index;
    }
    return VD_OK;
}

vd_status vd_resolve(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                     size_t source_count, vd_resolution *out, vd_error *err)
{
    *out = (vd_resolution){0};
    placed *order = VD_ARENA_ARRAY(arena, placed, source_count + 1);
    vd_resolve_source *sorted = VD_ARENA_ARRAY(arena, vd_resolve_source, source_count + 1);
    if (order == NULL || sorted == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < source_count; i++) {
        order[i] = (placed){sources[i].path, i};
    }
    qsort(order, source_count, sizeof *order, placed_cmp);
    for (size_t i = 0; i < source_count; i++) {
        sorted[i] = sources[order[i].index];
    }
    vd_pool pool = {.arena = arena, .catalogue = catalogue, .sources = sorted, .source_count = source_count};
    vd_resolution made = {0};
    vd_status status = steps_run(&pool, &made, err);
    if (status == VD_OK) {
        status = order_restore(&pool, order, &made, err);
    }
    vd_map_clear(&pool.by_name);
    if (status == VD_OK) {
        *out = made;
    }
    return status;
}
