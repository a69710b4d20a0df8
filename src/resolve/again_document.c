/* Documents of sources that are decided twice, with the catalogue as it was and as it is: which are the same on both
 * sides, and what of them may change.
 *
 * A changed day, body or title must be nothing that a decision elsewhere hung on, no other document may change with it,
 * and none may be called otherwise. */
#include "resolve/again_compare.h"

#include "base/error.h"

#include <stdlib.h>

void vd_compare_match_sides(vd_compare *c)
{
    vd_side *const sides[] = {&c->was, &c->is};
    for (size_t s = 0; s < 2; s++) {
        sides[s]->rows = VD_POOL_ARRAY(c->pool, int64_t, sides[s]->r.document_count + 1);
        sides[s]->other = VD_POOL_ARRAY(c->pool, int, sides[s]->r.document_count + 1);
        for (size_t i = 0; i < sides[s]->r.document_count && !c->pool->failed; i++) {
            sides[s]->rows[i] = VD_UNASKED;
            sides[s]->other[i] = VD_NOWHERE;
        }
    }
    size_t i = 0, j = 0;
    while (i < c->was.r.document_count && j < c->is.r.document_count && !c->pool->failed) { /* both are by id */
        int order = vd_str_cmp(c->was.r.documents[i].id, c->is.r.documents[j].id);
        if (order == 0) {
            c->was.other[i] = (int)j;
            c->is.other[j] = (int)i;
        }
        i += order <= 0;
        j += order >= 0;
    }
}

int vd_compare_as_was(const vd_compare *c, int document)
{
    return document < 0 ? VD_NOWHERE : c->is.other[document] < 0 ? VD_UNASKED : c->is.other[document];
}

static int carrier_cmp(const void *a, const void *b)
{
    const vd_carrier *x = a;
    const vd_carrier *y = b;
    int order = (x->row > y->row) - (x->row < y->row);
    return order ? order : x->document - y->document;
}

static int row_cmp(const void *key, const void *item)
{
    const int64_t *row = key;
    const vd_carrier *carrier = item;
    return (*row > carrier->row) - (*row < carrier->row);
}

void vd_compare_match_carriers(vd_compare *c)
{
    size_t count = c->kept->count;
    c->carriers = vd_pool_array(c->pool, count + 1, sizeof *c->carriers);
    for (size_t s = 0; s < count && !c->pool->failed; s++) {
        int document = c->was.r.source_document[s];
        int64_t *row = &c->was.rows[document];
        bool same = document == vd_compare_as_was(c, c->is.r.source_document[s]) &&
                    (*row == VD_UNASKED || *row == c->kept->documents[s]);
        *row = c->kept->documents[s];
        c->carriers[s] = (vd_carrier){*row, document};
        if (!same) {
            vd_pool_wide(c->pool, "a text that more than its own sources tell from others");
        }
    }
    if (count && !c->pool->failed) {
        qsort(c->carriers, count, sizeof *c->carriers, carrier_cmp);
    }
    for (size_t s = 1; s < count && !c->pool->failed; s++) {
        if (c->carriers[s].row == c->carriers[s - 1].row && c->carriers[s].document != c->carriers[s - 1].document) {
            vd_pool_wide(c->pool, "texts that more than their own sources tell from each other");
        }
    }
}

int64_t vd_compare_row(vd_compare *c, int document)
{
    int64_t *row = document >= 0 ? &c->was.rows[document] : NULL;
    if (row && *row == VD_UNASKED) {
        *row = vd_past_ids(c->pool, c->was.r.documents[document].id, VD_NONE);
        bool carried = c->kept->count && bsearch(row, c->carriers, c->kept->count, sizeof *c->carriers, row_cmp);
        *row = carried ? 0 : *row;
    }
    return row ? *row : 0;
}

bool vd_compare_met(vd_compare *c, int document)
{
    return document >= 0 && vd_again_met(c->a, vd_compare_row(c, document)) != NULL;
}

void vd_compare_check_met(vd_compare *c)
{
    size_t found = 0;
    for (size_t i = 0; i < c->was.r.document_count && !c->pool->failed && c->pool->wide == NULL; i++) {
        const vd_met *met = vd_again_met(c->a, vd_compare_row(c, (int)i));
        if (met && !vd_documents_same(&met->document, &c->was.r.documents[i])) {
            vd_pool_wide(c->pool, "a document that more than its own sources decide");
        }
        found += met != NULL;
    }
    if (found < c->a->met_count) {
        vd_pool_wide(c->pool, "a document that its own sources do not name");
    }
}

static void reach_check(vd_compare *c, const vd_document *document)
{
    vd_document_reach(c->pool, document, &c->a->names);
}

/* Is it called so because nothing else bears the id, and whatever it says? */
static void name_check(vd_compare *c, const vd_document *document)
{
    vd_pool *pool = c->pool;
    vd_entity entity = vd_document_entity(pool, document);
    vd_str parts[] = {document->id, VD_LIT("~2")};
    vd_str whole = vd_entity_id(pool, &entity, true), cut = vd_entity_id(pool, &entity, false);
    bool counted = vd_str_find(document->id, VD_LIT("~"), 0) != SIZE_MAX;
    bool long_title = !vd_str_eq(whole, cut) && !vd_str_eq(document->id, cut);
    if (counted || long_title || vd_past_ids(pool, vd_pool_join(pool, "", parts, 2), VD_NONE)) {
        vd_pool_wide(pool, "a document called like another one");
    }
}

/* A document that is there as before, and says other things. */
static void change_check(vd_compare *c, size_t at)
{
    const vd_document *was = &c->was.r.documents[at], *is = &c->is.r.documents[c->was.other[at]];
    const vd_met *met = vd_again_met(c->a, vd_compare_row(c, (int)at));
    c->shifted[at] = !vd_faces_same(was, is);
    if (met == NULL) {
        vd_pool_wide(c->pool, "another document changes with an entry");
        return;
    }
    bool title = !vd_text_same(was->title, is->title) || !vd_text_same(was->symbol, is->symbol);
    if (met->held && (c->shifted[at] || title)) {
        vd_pool_wide(c->pool, "the text of a document that changes is there");
    }
    if (c->shifted[at] || title || was->in_catalogue != is->in_catalogue) {
        name_check(c, was);
        name_check(c, is);
        reach_check(c, was);
        reach_check(c, is);
    }
}

/* A document that nobody means any more: a law of which only the name was known. */
static void gone_check(vd_compare *c, size_t at)
{
    const vd_document *was = &c->was.r.documents[at];
    const vd_met *met = vd_again_met(c->a, vd_compare_row(c, (int)at));
    c->shifted[at] = true;
    if (met == NULL || met->held || was->number.ptr || vd_past_any(c->pool, VD_CLUE_HEADED, was->id, VD_NONE)) {
        vd_pool_wide(c->pool, "a document that is none any more");
        return;
    }
    name_check(c, was);
    reach_check(c, was);
}

/* A document of the catalogue that nobody meant before, and no other has its number. */
static void new_check(vd_compare *c, size_t at)
{
    vd_pool *pool = c->pool;
    const vd_document *is = &c->is.r.documents[at];
    const int64_t *rows = NULL;
    vd_entity entity = vd_document_entity(pool, is);
    bool whole = vd_str_eq(vd_entity_id(pool, &entity, true), is->id);
    bool free = vd_past_ids(pool, is->id, VD_NONE) == 0 && !vd_past_alias(pool, is->id);
    if (!is->in_catalogue || is->source_count || is->alias_count || entity.year == 0 || !free || !whole) {
        vd_pool_wide(pool, "a document that comes with an entry");
        return;
    }
    for (size_t i = vd_past_numbered(pool, is->number, &rows); i-- > 0;) {
        if (vd_again_met(c->a, rows[i]) == NULL) {
            vd_pool_wide(pool, "a number that comes with an entry");
        }
    }
    name_check(c, is);
    reach_check(c, is);
}

void vd_compare_check_strangers(vd_compare *c, const vd_side *s, bool new)
{
    vd_pool *pool = c->pool;
    for (size_t i = 0; i < s->r.document_count && !pool->failed && pool->wide == NULL; i++) {
        const vd_document *document = &s->r.documents[i];
        int was = new ? s->other[i] : (int)i;
        if (was < 0 || vd_compare_met(c, was)) {
            continue;
        }
        vd_str title = vd_pool_fold_now(pool, document->title);
        bool number = document->number.len &&
                      vd_map_get(&c->a->numbers, vd_number_key(pool, document->number, document->type)) != NULL;
        if (number || (title.len && vd_map_get(&c->a->names, title))) {
            vd_pool_wide(pool, "a document that its own sources call otherwise");
        }
        vd_arena_clear(&pool->scratch);
    }
}

void vd_compare_documents(vd_compare *c)
{
    vd_pool *pool = c->pool;
    c->shifted = VD_POOL_ARRAY(pool, bool, c->was.r.document_count + 1);
    c->changed = VD_POOL_ARRAY(pool, bool, c->was.r.document_count + 1);
    for (size_t i = 0; i < c->was.r.document_count && !pool->failed && pool->wide == NULL; i++) {
        int other = c->was.other[i];
        const vd_document *was = &c->was.r.documents[i], *is = other < 0 ? NULL : &c->is.r.documents[other];
        if (is == NULL) {
            gone_check(c, i);
        } else if (!vd_texts_same(was->aliases, was->alias_count, is->aliases, is->alias_count)) {
            vd_pool_wide(pool, "a document that is called otherwise, too");
        } else if (!vd_documents_same(was, is) || !vd_text_same(was->urn, is->urn)) {
            c->changed[i] = true;
            change_check(c, i);
        }
        vd_arena_clear(&pool->scratch);
    }
    for (size_t i = 0; i < c->is.r.document_count && !pool->failed && pool->wide == NULL; i++) {
        if (c->is.other[i] < 0) {
            new_check(c, i);
        }
        vd_arena_clear(&pool->scratch);
    }
}
