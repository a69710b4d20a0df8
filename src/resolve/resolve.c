/* The steps in their order, on sources sorted by path, and the answer put back into the caller's order. */
#include "resolve/resolve.h"

#include "base/alloc.h"
#include "base/error.h"
#include "resolve/index.h"
#include "resolve/past.h"
#include "resolve/reopen.h"

#include <stdlib.h>

typedef struct placed {
    vd_str path;
    size_t index;
} placed;

static int placed_cmp(const void *a, const void *b)
{
    const placed *x = a;
    const placed *y = b;
    int order = vd_str_cmp(x->path, y->path);
    return order ? order : (x->index > y->index) - (x->index < y->index);
}

/* ---- Mentions ---------------------------------------------------------------------------------------------------- */

static const vd_str nowhere = {"", 0};

/* A local number's scope: the province said at the mention, else the source's, else only what the source knows. */
static const vd_str *said_scope(vd_pool *pool, const vd_wording *m, int source, const vd_str *unknown)
{
    const vd_str *place = m->place.ptr ? &m->place : &pool->places[source];
    vd_str issuer = m->issuer_stated ? m->issuer : VD_NONE;
    vd_str scope = vd_number_scope(pool, m->symbol, m->type, m->date, *place, issuer);
    return scope.len == 0 ? &nowhere : vd_str_eq(scope, VD_LIT("?")) ? unknown : place;
}

/* No place is said with the number, nor a body of the centre: "của Ban Chấp hành Đảng bộ tỉnh" leaves it open. */
static bool scope_open(const vd_wording *m, const vd_str *scope)
{
    return m->key.len && m->place.len == 0 && !(m->issuer_stated && scope->len == 0);
}

/* A number that the source gives to a body of one other place is meant so wherever else it says no body: "Quyết định số
 * 12/2022/QĐ-UBND của Ủy ban nhân dân tỉnh Bắc Giang …, Quyết định số 12/2022/QĐ-UBND". */
static void scopes_adopt(vd_pool *pool, const vd_resolve_source *source, const vd_str **scopes)
{
    vd_index stated = {0};
    for (size_t i = 0; i < source->mention_count && !pool->failed; i++) {
        const vd_wording *m = source->mentions[i].m;
        bool said = m->key.len && !scope_open(m, scopes[i]) && (m->place.len || m->issuer_stated);
        pool->failed = said && !vd_index_add(&stated, m->key, i);
    }
    vd_index_sort(&stated);
    for (size_t i = 0; i < source->mention_count && stated.count && !pool->failed; i++) {
        const vd_wording *m = source->mentions[i].m;
        if (!scope_open(m, scopes[i])) {
            continue;
        }
        vd_run run = vd_index_find(&stated, m->key);
        bool one = run.count > 0;
        for (size_t r = 1; r < run.count && one; r++) {
            one = vd_str_eq(*scopes[run.rows[r].value], *scopes[run.rows[0].value]);
        }
        if (one) {
            scopes[i] = scopes[run.rows[0].value];
        }
    }
    vd_index_clear(&stated);
}

/* "?12": what only the sources of one document know; the document stands for its name. */
static const vd_str *scope_unknown(vd_pool *pool, int source)
{
    char digits[16] = "?";
    size_t len = 1;
    for (int value = pool->carried[source]; value > 0; value /= 10) {
        digits[len++] = (char)('0' + value % 10);
    }
    vd_str *unknown = VD_POOL_ARRAY(pool, vd_str, 1);
    vd_str text = vd_arena_copy(pool->arena, (vd_str){digits, len});
    pool->failed = pool->failed || text.ptr == NULL;
    if (unknown) {
        *unknown = text;
    }
    return unknown;
}

static void source_scopes(vd_pool *pool, int at)
{
    const vd_resolve_source *source = &pool->sources[at];
    const vd_str **scopes = pool->scopes[at];
    const vd_str *unknown = scope_unknown(pool, at);
    for (size_t m = 0; m < source->mention_count && !pool->failed; m++) {
        const vd_wording *said = source->mentions[m].m;
        pool->links[at][m].document = -1;
        scopes[m] = said->key.len ? said_scope(pool, said, at, unknown) : &nowhere;
    }
    if (!pool->failed) {
        scopes_adopt(pool, source, scopes);
        vd_reopened_links(pool, (size_t)at);
    }
}

static void refs_make(vd_pool *pool)
{
    size_t count = 0;
    for (size_t s = 0; s < pool->source_count; s++) {
        count += pool->sources[s].mention_count;
    }
    vd_link *links = VD_POOL_ARRAY(pool, vd_link, count + 1);
    const vd_str **scopes = VD_ARENA_ARRAY(&pool->steps, const vd_str *, count + 1);
    pool->links = VD_POOL_ARRAY(pool, vd_link *, pool->source_count + 1);
    pool->scopes = VD_ARENA_ARRAY(&pool->steps, const vd_str **, pool->source_count + 1);
    pool->failed = pool->failed || scopes == NULL || pool->scopes == NULL;
    for (size_t s = 0; s < pool->source_count && !pool->failed; s++) {
        pool->links[s] = links;
        pool->scopes[s] = scopes;
        links += pool->sources[s].mention_count;
        scopes += pool->sources[s].mention_count;
        source_scopes(pool, (int)s);
    }
}

/* ---- "Kế hoạch này", "Nghị định nêu trên" ------------------------------------------------------------------------ */

enum { MEANT_MAX = 16 };

/* What a mention stands for, as one document or, where several that the text names fit, as candidates, the nearest
 * first.  Where the nearest is open, so is this: an earlier one is not meant. */
static void antecedent_link(vd_pool *pool, const vd_ref *ref)
{
    const vd_said *all = pool->sources[ref->source].mentions;
    const vd_link *nearest = &pool->links[ref->source][ref->at->antecedent - 1];
    int meant[MEANT_MAX];
    size_t count = 0;
    for (int i = ref->at->antecedent; i >= ref->at->among && nearest->document >= 0 && count < MEANT_MAX; i--) {
        const vd_wording *m = all[i - 1].m;
        int parent = all[i - 1].parent;
        int document = pool->links[ref->source][i - 1].document;
        bool names = m->form == VD_FORM_NUMBERED || m->form == VD_FORM_NAMED || m->form == VD_FORM_TRUNCATED;
        bool counts = names && document >= 0 && vd_str_eq(m->type, all[ref->at->antecedent - 1].m->type) &&
                      (parent < 0 || all[parent].m->form == VD_FORM_SELF || i == ref->at->antecedent);
        for (size_t k = 0; k < count && counts; k++) {
            counts = meant[k] != document;
        }
        if (counts) {
            meant[count++] = document;
        }
    }
    if (count == 1) {
        double confidence = nearest->confidence < 0.7 ? nearest->confidence : 0.7;
        vd_pool_link(pool, ref, meant[0], confidence, "stands for an earlier mention");
    } else if (count > 1) {
        vd_pool_ambiguous(pool, ref, meant, count, "several of its type are named just before");
    } else if (nearest->candidate_count) {
        vd_pool_ambiguous(pool, ref, nearest->candidates, nearest->candidate_count, "stands for an earlier mention");
    }
}

static void own_and_backward(vd_pool *pool)
{
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        if (ref.at->antecedent) {
            if (ref.m->key.len) { /* it counted among the mentions of its number */
                vd_clue_note(pool, VD_CLUE_ASK_NUMBER, ref.m->key, VD_NONE, -1);
            }
            antecedent_link(pool, &ref);
        } else if (ref.m->form == VD_FORM_SELF && vd_pool_link_of(pool, &ref)->document < 0) {
            vd_pool_link(pool, &ref, pool->carried[ref.source], 0.95, "the text itself");
        }
    }
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

/* What finds documents goes before they are made, which is where memory is fullest. */
static void pool_lighten(vd_pool *pool)
{
    vd_index *const all[] = {&pool->entry_numbers, &pool->entry_names, &pool->entry_titles, &pool->entry_others,
                             &pool->held_numbers,  &pool->held_titles, &pool->numbers,      &pool->numbered_names};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        vd_index_clear(all[i]);
    }
    vd_map_clear(&pool->by_name);
    vd_laws_clear(&pool->laws);
    vd_acts_clear(&pool->acts);
    vd_arena_clear(&pool->steps);
    pool->scopes = NULL;
}

static vd_status steps_run(vd_pool *pool, vd_resolution *out, vd_error *err)
{
    void (*const steps[])(vd_pool *) = {vd_step_catalogue, vd_past_sources,  vd_step_carry,   vd_past_held,
                                        refs_make,         vd_step_numbered, vd_step_merged,  vd_step_cut_numbers,
                                        vd_step_laws,      vd_step_named,    vd_step_residue, own_and_backward,
                                        vd_past_news};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !pool->failed && pool->wide == NULL; i++) {
        vd_tell(pool->told, VD_DECIDING_MEANING, i, sizeof steps / sizeof *steps + 1);
        steps[i](pool);
    }
    bool told = pool->wide == NULL && pool->shut.count == 0;
    if (!pool->failed && told) {
        vd_clues_note(pool);
    }
    vd_tell(pool->told, VD_DECIDING_MEANING, sizeof steps / sizeof *steps, sizeof steps / sizeof *steps + 1);
    pool_lighten(pool);
    vd_status status = pool->failed || !told ? VD_OK : vd_step_documents(pool, out, err);
    return pool->failed ? vd_past_failure(pool, err) : status;
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
        out->edges[e].source = (uint32_t)order[out->edges[e].source].index;
    }
    return VD_OK;
}

void vd_pool_clear(vd_pool *pool)
{
    pool_lighten(pool);
    vd_free(pool->entities);
    vd_past_clear(pool);
    vd_map_clear(&pool->folds);
    vd_map_clear(&pool->shut);
    vd_free(pool->folded);
    vd_arena_clear(&pool->scratch);
}

/* The sources by their paths: those given where they are so already, as a database gives them. */
static const vd_resolve_source *sources_sort(vd_arena *arena, const vd_resolve_source *sources, size_t count,
                                             placed *order)
{
    bool sorted = true;
    for (size_t i = 0; i < count; i++) {
        order[i] = (placed){sources[i].path, i};
        sorted = sorted && (i == 0 || placed_cmp(&order[i - 1], &order[i]) < 0);
    }
    if (sorted) {
        return sources;
    }
    qsort(order, count, sizeof *order, placed_cmp);
    vd_resolve_source *out = VD_ARENA_ARRAY(arena, vd_resolve_source, count + 1);
    for (size_t i = 0; out && i < count; i++) {
        out[i] = sources[order[i].index];
    }
    return out;
}

/* What the pool's sources, as yet unsorted, mean. */
vd_status vd_pool_resolve(vd_pool *pool, vd_resolution *out, vd_error *err)
{
    placed *order = VD_ARENA_ARRAY(pool->arena, placed, pool->source_count + 1);
    pool->sources = order ? sources_sort(pool->arena, pool->sources, pool->source_count, order) : NULL;
    if (pool->sources == NULL) {
        return vd_fail_memory(err);
    }
    vd_status status = steps_run(pool, out, err);
    return status == VD_OK && pool->wide == NULL && pool->shut.count == 0 ? order_restore(pool, order, out, err)
                                                                          : status;
}

vd_status vd_resolve_told(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                          size_t source_count, vd_arena *prints, const vd_told *told, vd_resolution *out, vd_error *err)
{
    vd_pool pool = {.arena = arena,
                    .told = told,
                    .catalogue = catalogue,
                    .sources = sources,
                    .source_count = source_count,
                    .prints = prints,
                    .remembers = true};
    vd_resolution made = {0};
    vd_status status = vd_pool_resolve(&pool, &made, err);
    vd_pool_clear(&pool);
    *out = status == VD_OK ? made : (vd_resolution){0};
    return status;
}

vd_status vd_resolve(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                     size_t source_count, vd_arena *prints, vd_resolution *out, vd_error *err)
{
    return vd_resolve_told(arena, catalogue, sources, source_count, prints, NULL, out, err);
}
