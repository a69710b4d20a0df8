/* The document each source carries.  Two sources can carry one: the same text scanned twice, or with its header cut off
 * in one of them; what one lacks is learnt from the other. */
#include "base/date.h"
#include "extract/ocr.h"
#include "resolve/pool.h"

#include <stdlib.h>

enum { LIKE_TITLE = 78, SHARED_MIN = 3 };

static int cmp_str(const void *a, const void *b)
{
    return vd_str_cmp(*(const vd_str *)a, *(const vd_str *)b);
}

/* The distinct numbers a source cites, sorted. */
static size_t cited_numbers(vd_pool *pool, size_t source, vd_str **out)
{
    const vd_extraction *extraction = &pool->sources[source].extraction;
    vd_str *keys = VD_ARENA_ARRAY(pool->arena, vd_str, extraction->mention_count + 1);
    size_t count = 0;
    if (keys == NULL) {
        pool->failed = true;
        return 0;
    }
    for (size_t i = 0; i < extraction->mention_count; i++) {
        const vd_mention *m = &extraction->mentions[i];
        if (m->form == VD_FORM_NUMBERED) {
            keys[count++] = vd_number_key(pool, m->number);
        }
    }
    qsort(keys, count, sizeof *keys, cmp_str);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (kept == 0 || !vd_str_eq(keys[kept - 1], keys[i])) {
            keys[kept++] = keys[i];
        }
    }
    *out = keys;
    return kept;
}

static size_t shared_count(const vd_str *a, size_t an, const vd_str *b, size_t bn)
{
    size_t shared = 0;
    for (size_t i = 0, j = 0; i < an && j < bn;) {
        int order = vd_str_cmp(a[i], b[j]);
        shared += order == 0;
        i += order <= 0;
        j += order >= 0;
    }
    return shared;
}

static bool fields_agree(vd_str a, vd_str b)
{
    return a.ptr == NULL || b.ptr == NULL || vd_str_eq(a, b);
}

static bool dates_agree(vd_date a, vd_date b)
{
    return (!a.year || !b.year || a.year == b.year) && (!a.month || !b.month || a.month == b.month) &&
           (!a.day || !b.day || a.day == b.day);
}

/* Nothing the two headers say contradicts. */
static bool headers_agree(vd_pool *pool, size_t a, size_t b)
{
    const vd_header *x = &pool->sources[a].extraction.header;
    const vd_header *y = &pool->sources[b].extraction.header;
    vd_str nx = x->number.ptr ? vd_number_key(pool, x->number) : VD_NONE;
    vd_str ny = y->number.ptr ? vd_number_key(pool, y->number) : VD_NONE;
    return fields_agree(nx, ny) && fields_agree(vd_source_place(pool, (int)a), vd_source_place(pool, (int)b)) &&
           fields_agree(x->type, y->type) && dates_agree(x->date, y->date);
}

static bool same_number(vd_pool *pool, size_t a, size_t b)
{
    const vd_header *x = &pool->sources[a].extraction.header;
    const vd_header *y = &pool->sources[b].extraction.header;
    return x->number.ptr && y->number.ptr && vd_date_whole(x->date) && vd_date_eq(x->date, y->date) &&
           vd_str_eq(vd_number_key(pool, x->number), vd_number_key(pool, y->number));
}

static unsigned print_likeness(const vd_resolve_source *a, const vd_resolve_source *b)
{
    unsigned same = 0;
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        same += a->print[i] == b->print[i];
    }
    return same * 100 / VD_PRINT_SIZE;
}

/* The same text: the same title and citations, or nearly the same words; and headers that do not disagree. */
static bool same_document(vd_pool *pool, size_t a, size_t b, vd_str *const *cited, const size_t *counts)
{
    if (!headers_agree(pool, a, b)) {
        return false;
    }
    if (same_number(pool, a, b)) {
        return true;
    }
    const vd_resolve_source *x = &pool->sources[a];
    const vd_resolve_source *y = &pool->sources[b];
    if (x->print && y->print && print_likeness(x, y) >= 90) {
        return true;
    }
    vd_str tx = vd_pool_fold(pool, x->extraction.header.title);
    vd_str ty = vd_pool_fold(pool, y->extraction.header.title);
    if (tx.ptr == NULL || ty.ptr == NULL || vd_ocr_likeness(tx, ty) < LIKE_TITLE) {
        return false;
    }
    size_t shared = shared_count(cited[a], counts[a], cited[b], counts[b]);
    size_t all = counts[a] + counts[b] - shared;
    return shared >= SHARED_MIN && shared * 10 >= all * 7;
}

static void carry_learn(vd_pool *pool, size_t source, int index)
{
    const vd_header *header = &pool->sources[source].extraction.header;
    vd_entity *entity = &pool->entities[index];
    int rank = pool->sources[source].marks_lost ? VD_RANK_OWN_DAMAGED : VD_RANK_OWN;
    int from = (int)source;
    vd_field_offer(&entity->type, header->type, rank, from, 0);
    vd_field_offer(&entity->number, header->number, rank, from, 0);
    vd_field_offer(&entity->symbol, header->symbol, rank, from, 0);
    vd_field_offer(&entity->issuer, header->issuer, rank, from, 0);
    vd_field_offer(&entity->place, vd_source_place(pool, from), rank, from, 0);
    vd_field_offer(&entity->title, header->title, rank, from, 0);
    vd_field_offer(&entity->signer, header->signer, rank, from, 0);
    vd_field_offer(&entity->signer_role, header->signer_role, rank, from, 0);
    vd_date_offer(entity, header->date, rank, from, 0);
    entity->title_fold = vd_pool_fold(pool, entity->title.value);
    entity->held = true;
    pool->carried[source] = index;
}

/* A plan that cites a document is no older than it; one whose title says "năm 2025" was issued by the end of that year.
 */
static int title_year(vd_str fold)
{
    int year = 0;
    for (size_t at = vd_str_find(fold, VD_LIT("nam "), 0); at != SIZE_MAX;
         at = vd_str_find(fold, VD_LIT("nam "), at + 1)) {
        int value = 0;
        size_t digits = 0;
        while (at + 4 + digits < fold.len && fold.ptr[at + 4 + digits] >= '0' && fold.ptr[at + 4 + digits] <= '9') {
            value = value * 10 + (fold.ptr[at + 4 + digits] - '0');
            digits++;
        }
        year = digits == 4 && value > 1944 && value < 2100 ? value : year;
    }
    return year;
}

static void carry_window(vd_pool *pool, size_t source)
{
    vd_entity *entity = &pool->entities[pool->carried[source]];
    if (vd_date_whole(entity->date)) {
        entity->earliest = entity->latest = entity->date;
        return;
    }
    vd_date last = entity->date.year ? vd_date_last(entity->date) : (vd_date){0};
    int year = last.year ? 0 : title_year(entity->title_fold);
    if (year) {
        last = (vd_date){(int16_t)year, 12, 31};
    }
    vd_date first = entity->date.year ? vd_date_first(entity->date) : (vd_date){0};
    const vd_extraction *extraction = &pool->sources[source].extraction;
    for (size_t i = 0; i < extraction->mention_count; i++) {
        const vd_mention *m = &extraction->mentions[i];
        bool dated = m->form == VD_FORM_NUMBERED && vd_date_whole(m->date);
        if (dated && vd_date_cmp(m->date, first) > 0 && (last.year == 0 || vd_date_cmp(m->date, last) <= 0)) {
            first = m->date;
        }
    }
    if (vd_date_cmp(first, entity->earliest) > 0) {
        entity->earliest = first;
    }
    if (last.year && (entity->latest.year == 0 || vd_date_cmp(last, entity->latest) < 0)) {
        entity->latest = last;
    }
}

void vd_step_carry(vd_pool *pool)
{
    vd_str **cited = VD_ARENA_ARRAY(pool->arena, vd_str *, pool->source_count + 1);
    size_t *counts = VD_ARENA_ARRAY(pool->arena, size_t, pool->source_count + 1);
    if (cited == NULL || counts == NULL) {
        pool->failed = true;
        return;
    }
    for (size_t i = 0; i < pool->source_count && !pool->failed; i++) {
        counts[i] = cited_numbers(pool, i, &cited[i]);
    }
    for (size_t i = 0; i < pool->source_count && !pool->failed; i++) {
        int entity = -1;
        for (size_t j = 0; j < i && entity < 0; j++) {
            if (same_document(pool, j, i, cited, counts)) {
                entity = pool->carried[j];
            }
        }
        entity = entity >= 0 ? entity : vd_pool_add(pool);
        if (entity >= 0) {
            carry_learn(pool, i, entity);
        }
    }
    for (size_t i = 0; i < pool->source_count && !pool->failed; i++) {
        carry_window(pool, i);
    }
}
