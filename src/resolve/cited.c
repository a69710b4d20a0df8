/* What one text cites: which documents, and under which numbers.
 *
 * It is gathered when something of the text is asked first, and holds until another text is asked of, since texts come
 * one after the other; what the steps decide meanwhile is told to it. */
#include "resolve/cited.h"

#include <stdlib.h>

static void cited_of(vd_cited *cited, int source)
{
    if (cited->source != source + 1) {
        vd_cited_clear(cited);
        cited->source = source + 1;
    }
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static void document_add(vd_cited *cited, vd_pool *pool, int entity, bool whole)
{
    vd_str key = {(const char *)&entity, sizeof entity};
    size_t *known = vd_map_get(&cited->documents, key);
    if (known == NULL) {
        key = vd_arena_copy(&cited->arena, key);
        known = key.ptr ? vd_map_put(&cited->documents, key, VD_CITED_CUT, NULL) : NULL;
    }
    pool->failed = pool->failed || known == NULL;
    if (known && whole) {
        *known = VD_CITED_WHOLE;
    }
}

static void mention_add(vd_cited *cited, vd_pool *pool, int source, size_t mention)
{
    int document = pool->links[source][mention].document;
    if (document >= 0) {
        bool whole = pool->sources[source].mentions[mention].m->form != VD_FORM_TRUNCATED;
        document_add(cited, pool, document, whole);
    }
}

bool vd_cited_has(vd_cited *cited, vd_pool *pool, int source, int entity, bool whole)
{
    cited_of(cited, source);
    if (!cited->listed) {
        cited->listed = true;
        for (size_t i = 0; i < pool->sources[source].mention_count && !pool->failed; i++) {
            mention_add(cited, pool, source, i);
        }
    }
    const size_t *known = vd_map_get(&cited->documents, (vd_str){(const char *)&entity, sizeof entity});
    return known && (!whole || *known == VD_CITED_WHOLE);
}

void vd_cited_told(vd_cited *cited, vd_pool *pool, const vd_ref *ref)
{
    if (cited->source == ref->source + 1 && cited->listed) {
        mention_add(cited, pool, ref->source, (size_t)ref->mention);
    }
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static int place_cmp(const vd_cited_number *x, const vd_cited_number *y)
{
    return (x->first > y->first) - (x->first < y->first);
}

/* One document under one number and type together, its first mention before the others. */
static int same_cmp(const void *a, const void *b)
{
    const vd_cited_number *x = a;
    const vd_cited_number *y = b;
    int order = x->m == y->m ? 0 : vd_str_cmp(x->m->key, y->m->key);
    order = order || x->m == y->m ? order : vd_str_cmp(x->m->type, y->m->type);
    order = order ? order : (x->document > y->document) - (x->document < y->document);
    return order ? order : place_cmp(x, y);
}

static bool same_number(const vd_cited_number *a, const vd_cited_number *b)
{
    return a->document == b->document && vd_str_eq(a->m->key, b->m->key) && vd_str_eq(a->m->type, b->m->type);
}

/* Those of the same digits together, by place. */
static int digits_cmp(const void *a, const void *b)
{
    const vd_cited_number *x = a;
    const vd_cited_number *y = b;
    int order = vd_str_cmp(vd_number_digits(x->m->key), vd_number_digits(y->m->key));
    return order ? order : place_cmp(x, y);
}

/* Whole numbers that mean something, or will by the time that they are looked at. */
static void numbers_gather(vd_cited *cited, vd_pool *pool, int source)
{
    const vd_resolve_source *s = &pool->sources[source];
    size_t count = 0, kept = 0;
    cited->numbered = true;
    cited->number_count = 0;
    cited->numbers = VD_ARENA_ARRAY(&cited->arena, vd_cited_number, s->mention_count + 1);
    if (cited->numbers == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < s->mention_count; i++) {
        const vd_wording *m = s->mentions[i].m;
        int document = pool->links[source][i].document;
        if (m->form == VD_FORM_NUMBERED && m->key.len > 0 && (document >= 0 || vd_number_untyped(m))) {
            cited->numbers[count++] = (vd_cited_number){m, i, document};
        }
    }
    qsort(cited->numbers, count, sizeof *cited->numbers, same_cmp);
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !same_number(&cited->numbers[i], &cited->numbers[kept - 1])) {
            cited->numbers[kept++] = cited->numbers[i];
        }
    }
    qsort(cited->numbers, kept, sizeof *cited->numbers, digits_cmp);
    cited->number_count = kept;
}

/* The first number whose digits are not below these, or (`over`) are above them. */
static size_t digits_bound(const vd_cited *cited, vd_str digits, bool over)
{
    size_t low = 0;
    size_t high = cited->number_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = vd_str_cmp(vd_number_digits(cited->numbers[middle].m->key), digits);
        if (order < 0 || (over && order == 0)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

const vd_cited_number *vd_cited_numbers(vd_cited *cited, vd_pool *pool, int source, vd_str digits, size_t *count)
{
    cited_of(cited, source);
    if (!cited->numbered) {
        numbers_gather(cited, pool, source);
    }
    size_t from = digits_bound(cited, vd_number_digits(digits), false);
    *count = digits_bound(cited, vd_number_digits(digits), true) - from;
    return cited->numbers ? cited->numbers + from : NULL;
}

void vd_cited_clear(vd_cited *cited)
{
    vd_map_clear(&cited->documents);
    vd_arena_clear(&cited->arena);
    *cited = (vd_cited){0};
}
