/* Deciding no more than what another catalogue can change.
 *
 * The sources that touch what changed entries can matter to (meet.c) are decided twice, by themselves: with the
 * catalogue as it was, and as it is.  What differs between the two is what the catalogue changes, and only where the
 * first answer is what is kept, word for word: then these sources hold all that their decision hangs on.  Mentions in
 * them that have nothing to do with it keep what they mean, whatever they would mean by themselves.
 *
 * What differs must not reach further: a changed day, body or title must be nothing that a decision elsewhere hung on,
 * no other document may change with it, and none may be called otherwise. */
#include "resolve/again.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"

#include <stdlib.h>

enum { NOWHERE = -1, UNASKED = -2 };

/* One way to decide the sources, and what is known of its documents. */
typedef struct side {
    vd_resolution r;
    int64_t *rows; /* per document: as it is kept, 0 where it is not; UNASKED before that was asked */
    int *other;    /* per document: the same one on the other side, or NOWHERE */
} side;

typedef struct compare {
    vd_again *a;
    vd_pool *pool; /* of a */
    side was, is;
    vd_touched *kept;
    struct carrier {
        int64_t row;
        int document; /* of `was` */
    } * carriers;     /* what the sources carry, by row */
    bool *shifted;    /* per document of `was`: what others may hang on has changed */
    bool *changed;    /* the same: anything has */
    vd_map listed;    /* the documents of `out`: rows, as bytes, and places in `is` of those without one */
    size_t listed_cap;
    vd_revision *out;
} compare;

/* ---- Documents ----------------------------------------------------------------------------------------------------
 */

static void sides_match(compare *c)
{
    side *const sides[] = {&c->was, &c->is};
    for (size_t s = 0; s < 2; s++) {
        sides[s]->rows = VD_POOL_ARRAY(c->pool, int64_t, sides[s]->r.document_count + 1);
        sides[s]->other = VD_POOL_ARRAY(c->pool, int, sides[s]->r.document_count + 1);
        for (size_t i = 0; i < sides[s]->r.document_count && !c->pool->failed; i++) {
            sides[s]->rows[i] = UNASKED;
            sides[s]->other[i] = NOWHERE;
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

/* A document of the side `is` as one of `was`; one that is only there is no other. */
static int as_was(const compare *c, int document)
{
    return document < 0 ? NOWHERE : c->is.other[document] < 0 ? UNASKED : c->is.other[document];
}

static int carrier_cmp(const void *a, const void *b)
{
    const struct carrier *x = a;
    const struct carrier *y = b;
    int order = (x->row > y->row) - (x->row < y->row);
    return order ? order : x->document - y->document;
}

static int row_cmp(const void *key, const void *item)
{
    const int64_t *row = key;
    const struct carrier *carrier = item;
    return (*row > carrier->row) - (*row < carrier->row);
}

/* The sources that carry one document are the same as ever, whatever it is called among these alone. */
static void carriers_match(compare *c)
{
    size_t count = c->kept->count;
    c->carriers = vd_pool_array(c->pool, count + 1, sizeof *c->carriers);
    for (size_t s = 0; s < count && !c->pool->failed; s++) {
        int document = c->was.r.source_document[s];
        int64_t *row = &c->was.rows[document];
        bool same =
            document == as_was(c, c->is.r.source_document[s]) && (*row == UNASKED || *row == c->kept->documents[s]);
        *row = c->kept->documents[s];
        c->carriers[s] = (struct carrier){*row, document};
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

/* The row of a document that was decided as it was; 0 of one that is called as a text which is another one here. */
static int64_t row_of(compare *c, int document)
{
    int64_t *row = document >= 0 ? &c->was.rows[document] : NULL;
    if (row && *row == UNASKED) {
        *row = vd_past_ids(c->pool, c->was.r.documents[document].id, VD_NONE);
        bool carried = c->kept->count && bsearch(row, c->carriers, c->kept->count, sizeof *c->carriers, row_cmp);
        *row = carried ? 0 : *row;
    }
    return row ? *row : 0;
}

static bool document_met(compare *c, int document)
{
    return document >= 0 && vd_again_met(c->a, row_of(c, document)) != NULL;
}

/* Are all documents that may change decided among the sources as they are kept? */
static void met_check(compare *c)
{
    size_t found = 0;
    for (size_t i = 0; i < c->was.r.document_count && !c->pool->failed && c->pool->wide == NULL; i++) {
        const vd_met *met = vd_again_met(c->a, row_of(c, (int)i));
        if (met && !vd_documents_same(&met->document, &c->was.r.documents[i])) {
            vd_pool_wide(c->pool, "a document that more than its own sources decide");
        }
        found += met != NULL;
    }
    if (found < c->a->met_count) {
        vd_pool_wide(c->pool, "a document that its own sources do not name");
    }
}

/* ---- What a document has to do with others ------------------------------------------------------------------------
 */

static void reach_check(compare *c, const vd_document *document)
{
    vd_document_reach(c->pool, document, &c->a->names);
}

/* Is it called so because nothing else bears the id, and whatever it says? */
static void name_check(compare *c, const vd_document *document)
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
static void change_check(compare *c, size_t at)
{
    const vd_document *was = &c->was.r.documents[at], *is = &c->is.r.documents[c->was.other[at]];
    const vd_met *met = vd_again_met(c->a, row_of(c, (int)at));
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
static void gone_check(compare *c, size_t at)
{
    const vd_document *was = &c->was.r.documents[at];
    const vd_met *met = vd_again_met(c->a, row_of(c, (int)at));
    c->shifted[at] = true;
    if (met == NULL || met->held || was->number.ptr || vd_past_any(c->pool, VD_CLUE_HEADED, was->id, VD_NONE)) {
        vd_pool_wide(c->pool, "a document that is none any more");
        return;
    }
    name_check(c, was);
    reach_check(c, was);
}

/* A document of the catalogue that nobody meant before, and no other has its number. */
static void new_check(compare *c, size_t at)
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

/* By themselves the sources may give a document a number or name that it does not have. */
static void strangers_check(compare *c, const side *s, bool new)
{
    vd_pool *pool = c->pool;
    for (size_t i = 0; i < s->r.document_count && !pool->failed && pool->wide == NULL; i++) {
        const vd_document *document = &s->r.documents[i];
        int was = new ? s->other[i] : (int)i;
        if (was < 0 || document_met(c, was)) {
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

static void documents_compare(compare *c)
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

/* ---- Links --------------------------------------------------------------------------------------------------------
 */

static bool basis_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

static bool links_same(const compare *c, const vd_link *was, const vd_link *is)
{
    bool same = was->document == as_was(c, is->document) && was->confidence == is->confidence &&
                was->candidate_count == is->candidate_count && basis_same(was->basis, is->basis);
    for (size_t i = 0; i < was->candidate_count && same; i++) {
        same = was->candidates[i] == as_was(c, is->candidates[i]);
    }
    return same;
}

static bool link_met(compare *c, const vd_link *link, bool new)
{
    bool met = document_met(c, new ? as_was(c, link->document) : link->document);
    for (size_t i = 0; i < link->candidate_count && !met; i++) {
        met = document_met(c, new ? as_was(c, link->candidates[i]) : link->candidates[i]);
    }
    return met;
}

static bool kept_met(const compare *c, const vd_kept_link *link)
{
    bool met = link->document && vd_again_met(c->a, link->document);
    for (size_t i = 0; i < link->candidate_count && !met; i++) {
        met = vd_again_met(c->a, link->candidates[i]) != NULL;
    }
    return met;
}

/* Is the mention decided among these sources as it is kept? */
static bool link_kept(compare *c, size_t source, size_t mention)
{
    const vd_kept_link *kept = &c->kept->links[source][mention];
    const vd_link *was = &c->was.r.links[source][mention];
    vd_str basis = was->basis ? vd_str_of(was->basis) : VD_NONE;
    bool same = row_of(c, was->document) == kept->document && was->confidence == kept->confidence &&
                was->candidate_count == kept->candidate_count && vd_text_same(basis, kept->basis);
    for (size_t i = 0; i < kept->candidate_count && same; i++) {
        same = row_of(c, was->candidates[i]) == kept->candidates[i];
    }
    return same;
}

/* Does the mention look where all that look there are known? */
static bool mention_met(compare *c, const vd_said *said)
{
    int year = 0;
    const vd_wording *m = said->m;
    bool number = m->key.len && vd_map_get(&c->a->numbers, m->key);
    return number || (m->core && vd_map_get(&c->a->names, vd_law_bare_name(m->fold, &year)));
}

/* Is it known when the words around the mention were written, as far as that is told by what they mean? */
static bool parent_kept(compare *c, size_t source, const vd_said *said)
{
    if (said->parent < 0) {
        return true;
    }
    vd_document kept = {0};
    bool held = false;
    int64_t row = c->kept->links[source][said->parent].document;
    int was = c->was.r.links[source][said->parent].document;
    if (row) {
        vd_past_document_of(c->pool, row, &kept, &held);
    }
    vd_date date = was >= 0 ? c->was.r.documents[was].date : (vd_date){0};
    return link_kept(c, source, (size_t)said->parent) && vd_date_eq(date, kept.date);
}

static void link_compare(compare *c, size_t source, size_t mention)
{
    const vd_said *said = &c->kept->sources[source].mentions[mention];
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    bool same = links_same(c, was, is), here = mention_met(c, said);
    bool counts = !same || here || link_met(c, was, false) || link_met(c, is, true) ||
                  kept_met(c, &c->kept->links[source][mention]);
    if (counts && !(link_kept(c, source, mention) && (!vd_said_hangs(said) || parent_kept(c, source, said)))) {
        vd_pool_wide(c->pool, "a mention that more than its own sources decide");
    } else if (!same && !here && !said->antecedent) {
        vd_pool_wide(c->pool, "a mention that changes with another one");
    } else if (!same && !vd_candidates_tell(c->is.r.documents, is)) {
        vd_pool_wide(c->pool, "several documents of one day");
    }
    c->out->relinked[source][mention] = !same;
}

/* Has what the mention means become another one, or of another day or body? */
static bool link_shifted(const compare *c, size_t source, size_t mention)
{
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    return was->document != as_was(c, is->document) || (was->document >= 0 && c->shifted[was->document]);
}

/* Does an edge by the mention lead elsewhere, or is it surer, or less sure? */
static bool link_moved(const compare *c, size_t source, size_t mention)
{
    const vd_link *was = &c->was.r.links[source][mention], *is = &c->is.r.links[source][mention];
    return c->out->relinked[source][mention] &&
           (was->document != as_was(c, is->document) || was->confidence != is->confidence);
}

/* What the text says elsewhere of a mention that has become another one. */
static void source_check(compare *c, size_t source)
{
    const vd_resolve_source *s = &c->kept->sources[source];
    bool any = false, cut = false;
    for (size_t i = 0; i < s->mention_count && c->pool->wide == NULL; i++) {
        const vd_said *said = &s->mentions[i];
        any = any || link_shifted(c, source, i) || c->out->relinked[source][i];
        cut = cut || said->m->form == VD_FORM_TRUNCATED;
        if (said->parent >= 0 && link_shifted(c, source, (size_t)said->parent) && vd_said_hangs(said)) {
            vd_pool_wide(c->pool, "a mention inside one that has become another");
        }
        bool points = false, told = true;
        for (int m = said->among; m && m <= said->antecedent; m++) {
            points = points || c->out->relinked[source][m - 1];
            told = told && link_kept(c, source, (size_t)m - 1);
        }
        if ((points || (said->antecedent && c->out->relinked[source][i])) && !(told && link_kept(c, source, i))) {
            vd_pool_wide(c->pool, "a mention that stands for one that has become another");
        }
    }
    for (size_t i = 0; i < s->claim_count && any; i++) {
        const vd_claim *claim = &s->claims[i];
        bool moved = link_moved(c, source, (size_t)claim->to) ||
                     (claim->from >= 0 && link_moved(c, source, (size_t)claim->from));
        c->out->restated[source] = c->out->restated[source] || moved;
        if (claim->relation == VD_REL_PROMULGATES && claim->from >= 0 && link_shifted(c, source, (size_t)claim->from)) {
            vd_pool_wide(c->pool, "what promulgates a text has become another");
        }
    }
    if (any && cut) {
        vd_pool_wide(c->pool, "a citation cut off beside one that has become another");
    }
}

static void links_compare(compare *c)
{
    vd_pool *pool = c->pool;
    const vd_touched *kept = c->kept;
    c->out->relinked = VD_POOL_ARRAY(pool, bool *, kept->count + 1);
    c->out->restated = VD_POOL_ARRAY(pool, bool, kept->count + 1);
    for (size_t s = 0; s < kept->count && !pool->failed && pool->wide == NULL; s++) {
        c->out->relinked[s] = VD_POOL_ARRAY(pool, bool, kept->sources[s].mention_count + 1);
        for (size_t m = 0; m < kept->sources[s].mention_count && !pool->failed && pool->wide == NULL; m++) {
            link_compare(c, s, m);
        }
    }
    for (size_t s = 0; s < kept->count && !pool->failed && pool->wide == NULL; s++) {
        source_check(c, s);
    }
}

/* ---- Notes for later sources --------------------------------------------------------------------------------------
 */

/* A note with its document as on the side `was`, or behind all of those. */
typedef struct note {
    uint64_t key;
    int document, source;
} note;

static int note_cmp(const void *a, const void *b)
{
    const note *x = a;
    const note *y = b;
    int order = (x->key > y->key) - (x->key < y->key);
    order = order ? order : (x->document > y->document) - (x->document < y->document);
    return order ? order : (x->source > y->source) - (x->source < y->source);
}

static note *notes_sort(compare *c, const side *s, bool new)
{
    note *all = VD_POOL_ARRAY(c->pool, note, s->r.clue_count + 1);
    for (size_t i = 0; i < s->r.clue_count && all; i++) {
        const vd_clue *clue = &s->r.clues[i];
        int document = new ? as_was(c, clue->document) : clue->document;
        bool stranger = new &&document == UNASKED;
        all[i] = (note){clue->key, stranger ? (int)c->was.r.document_count + clue->document : document, clue->source};
    }
    if (all && s->r.clue_count) {
        qsort(all, s->r.clue_count, sizeof *all, note_cmp);
    }
    return all;
}

/* Is it noted of a number all of whose mentions are there, at a place that one of its documents or entries is of? */
static bool note_free(compare *c, uint64_t key)
{
    bool found = false;
    for (size_t i = 0; i < c->a->numbers.cap && !found; i++) {
        const vd_map_slot *slot = &c->a->numbers.slots[i];
        for (size_t d = 0; slot->hash && d <= c->a->met_count && !found; d++) {
            vd_str place = d < c->a->met_count ? c->a->met[d].document.place : VD_LIT("");
            place = place.ptr ? place : VD_LIT("");
            found = key == vd_clue_key(VD_CLUE_LOOSE, slot->key, place) ||
                    key == vd_clue_key(VD_CLUE_SLIP, slot->key, place);
        }
    }
    return found;
}

static void note_drop(compare *c, const note *n)
{
    bool document = n->document >= 0 && document_met(c, n->document);
    if (document || (n->document < 0 && n->source < 0 && note_free(c, n->key))) {
        int64_t what = document ? row_of(c, n->document) : 0;
        c->out->dropped[c->out->dropped_count++] = (struct vd_dropped){n->key, what};
    } else {
        vd_pool_wide(c->pool, "a note that others may have made, too");
    }
}

static bool note_kept(compare *c, const note *n)
{
    const int64_t *rows = NULL;
    int64_t row = row_of(c, n->document);
    size_t count = vd_past_rows(c->pool, n->key, &rows);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = rows[i] == row;
    }
    return found;
}

/* The place of a document among those given; VD_CLUE and links mean it so. */
static int document_list(compare *c, int64_t row, int is)
{
    vd_pool *pool = c->pool;
    vd_resolution *r = &c->out->resolution;
    bool made = false;
    int64_t key = row ? row : -1 - (int64_t)is;
    char *kept = VD_POOL_ARRAY(pool, char, sizeof key);
    if (kept == NULL) {
        return NOWHERE;
    }
    memcpy(kept, &key, sizeof key);
    size_t *place = vd_map_put(&c->listed, (vd_str){kept, sizeof key}, r->document_count, &made);
    if (place == NULL || r->document_count == c->listed_cap) {
        pool->failed = true;
        return NOWHERE;
    }
    if (made) {
        int was = is >= 0 ? c->is.other[is] : NOWHERE;
        r->documents[r->document_count] = is >= 0 ? c->is.r.documents[is] : (vd_document){0};
        r->documents[r->document_count].row = row;
        c->out->rewritten[r->document_count] = is >= 0 && (was < 0 || c->changed[was]);
        r->document_count++;
    }
    return (int)*place;
}

/* The same for one of the side `is`. */
static int is_list(compare *c, int is)
{
    int was = is >= 0 ? c->is.other[is] : NOWHERE;
    return is < 0 ? NOWHERE : document_list(c, was >= 0 ? row_of(c, was) : 0, is);
}

static void note_add(compare *c, const note *n)
{
    int first = (int)c->was.r.document_count;
    bool stranger = n->document >= first;
    vd_resolution *r = &c->out->resolution;
    if (n->source >= 0 || (n->document >= 0 && !stranger && !document_met(c, n->document))) {
        vd_pool_wide(c->pool, "a note of another document");
        return;
    }
    int is = stranger ? n->document - first : n->document >= 0 ? c->was.other[n->document] : NOWHERE;
    r->clues[r->clue_count++] = (vd_clue){n->key, is_list(c, is), -1};
}

static void notes_compare(compare *c)
{
    vd_pool *pool = c->pool;
    size_t was_count = c->was.r.clue_count, is_count = c->is.r.clue_count;
    const note *was = notes_sort(c, &c->was, false), *is = notes_sort(c, &c->is, true);
    c->out->dropped = vd_pool_array(pool, was_count + 1, sizeof *c->out->dropped);
    c->out->resolution.clues = VD_POOL_ARRAY(pool, vd_clue, is_count + 1);
    for (size_t i = 0, j = 0; (i < was_count || j < is_count) && !pool->failed && pool->wide == NULL;) {
        int order = i == was_count ? 1 : j == is_count ? -1 : note_cmp(&was[i], &is[j]);
        if (order <= 0 && was[i].document >= 0 && document_met(c, was[i].document) && !note_kept(c, &was[i])) {
            vd_pool_wide(pool, "a note that more than their own sources make");
        } else if (order < 0) {
            note_drop(c, &was[i]);
        } else if (order > 0) {
            note_add(c, &is[j]);
        }
        i += order <= 0;
        j += order >= 0;
    }
}

/* ---- What is to be written ----------------------------------------------------------------------------------------
 */

/* What a mention means in the end: a document of those given, and how sure that is. */
static int link_end(compare *c, size_t source, size_t mention, double *confidence)
{
    const vd_kept_link *kept = &c->kept->links[source][mention];
    const vd_link *is = &c->is.r.links[source][mention];
    if (c->out->relinked[source][mention]) {
        *confidence = is->confidence;
        return is_list(c, is->document);
    }
    *confidence = kept->confidence;
    return kept->document ? document_list(c, kept->document, NOWHERE) : NOWHERE;
}

static void edges_give(compare *c, size_t source)
{
    const vd_resolve_source *s = &c->kept->sources[source];
    vd_resolution *r = &c->out->resolution;
    for (size_t i = 0; i < s->claim_count && !c->pool->failed; i++) {
        const vd_claim *claim = &s->claims[i];
        double from_sure = 0, to_sure = 0;
        int from = claim->from >= 0 ? link_end(c, source, (size_t)claim->from, &from_sure)
                                    : document_list(c, c->kept->documents[source], NOWHERE);
        int to = link_end(c, source, (size_t)claim->to, &to_sure);
        double sure = vd_edge_sure(claim, claim->from >= 0 ? &from_sure : NULL, to_sure);
        if (from >= 0 && to >= 0 && from != to) {
            r->edges[r->edge_count++] = (vd_edge){sure, from, to, (uint32_t)source, (uint32_t)i};
        }
    }
}

static void link_give(compare *c, size_t source, size_t mention)
{
    const vd_link *is = &c->is.r.links[source][mention];
    vd_link *out = &c->out->resolution.links[source][mention];
    int *candidates = VD_POOL_ARRAY(c->pool, int, is->candidate_count + 1);
    if (candidates == NULL) {
        return;
    }
    *out = *is;
    out->document = is_list(c, is->document);
    out->candidates = candidates;
    for (size_t i = 0; i < is->candidate_count; i++) {
        candidates[i] = is_list(c, is->candidates[i]);
    }
}

static void links_give(compare *c)
{
    vd_pool *pool = c->pool;
    for (size_t s = 0; s < c->kept->count && !pool->failed; s++) {
        size_t count = c->kept->sources[s].mention_count;
        c->out->resolution.links[s] = VD_POOL_ARRAY(pool, vd_link, count + 1);
        for (size_t m = 0; m < count && !pool->failed; m++) {
            if (c->out->relinked[s][m]) {
                link_give(c, s, m);
            }
        }
        if (c->out->restated[s]) {
            c->out->redrawn = true;
            edges_give(c, s);
        }
    }
}

static void documents_give(compare *c)
{
    vd_pool *pool = c->pool;
    c->out->gone = VD_POOL_ARRAY(pool, int64_t, c->was.r.document_count + 1);
    for (size_t i = 0; i < c->was.r.document_count && !pool->failed; i++) {
        int other = c->was.other[i];
        if (other < 0) {
            c->out->gone[c->out->gone_count++] = row_of(c, (int)i);
        } else if (c->changed[i]) {
            (void)is_list(c, other);
        }
        c->out->redrawn = c->out->redrawn || other < 0 || c->shifted[i];
    }
    for (size_t i = 0; i < c->is.r.document_count && !pool->failed; i++) {
        if (c->is.other[i] < 0) {
            (void)is_list(c, (int)i);
            c->out->redrawn = true;
        }
    }
}

/* Room for all that can be given. */
static void room_make(compare *c)
{
    vd_pool *pool = c->pool;
    size_t claims = 0;
    for (size_t s = 0; s < c->kept->count; s++) {
        claims += c->kept->sources[s].claim_count;
    }
    c->listed_cap = c->is.r.document_count + c->was.r.document_count + 3 * claims + 1;
    c->out->resolution.documents = VD_POOL_ARRAY(pool, vd_document, c->listed_cap);
    c->out->rewritten = VD_POOL_ARRAY(pool, bool, c->listed_cap);
    c->out->resolution.edges = VD_POOL_ARRAY(pool, vd_edge, claims + 1);
    c->out->resolution.links = VD_POOL_ARRAY(pool, vd_link *, c->kept->count + 1);
}

/* ---- All together -------------------------------------------------------------------------------------------------
 */

static void sides_compare(compare *c)
{
    void (*const steps[])(compare *) = {sides_match,   carriers_match, met_check,      documents_compare,
                                        links_compare, notes_compare,  documents_give, links_give};
    room_make(c);
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !c->pool->failed && c->pool->wide == NULL; i++) {
        steps[i](c);
        if (i == 1) {
            strangers_check(c, &c->was, false);
            strangers_check(c, &c->is, true);
        }
    }
    vd_map_clear(&c->listed);
}

static vd_status met_decide(vd_again *a, vd_revision *out, vd_error *err)
{
    vd_pool *pool = &a->pool;
    compare c = {.a = a, .pool = pool, .kept = &out->touched, .out = out};
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
