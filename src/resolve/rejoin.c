/* What new sources change of numbers that were decided anew with them.
 *
 * Without the new sources, the old ones must come to what is kept, word for word: then they hold all that these numbers
 * hang on.  What they come to with the new ones is what is written, as long as it ends there: what of a document
 * changes, or goes, must be nothing that a decision elsewhere hung on. */
#include "resolve/reopen.h"

#include "base/date.h"

#include <stdlib.h>

enum { NOWHERE = -1 };

/* One way to decide the sources. */
typedef struct side {
    const vd_reopened *of;
    vd_resolution r;
    int64_t *rows; /* per document: its row, or 0 of one that is not kept */
    int *met;      /* per document decided anew: its place there */
    int *places;   /* per source that was there: its place here */
} side;

typedef struct rejoin {
    const vd_again *a;
    vd_pool *pool; /* of a */
    const vd_touched *kept;
    side was, is;
    int *was_of, *is_of; /* per document met: the one of that side, or NOWHERE */
    bool *shifted;       /* the same: what others may hang on has changed */
    vd_revision *out;
    size_t documents_cap;
    vd_addition *given;
} rejoin;

/* ---- Documents ----------------------------------------------------------------------------------------------------
 */

static void side_match(rejoin *j, side *s, const vd_map *ids, int *of)
{
    s->rows = VD_POOL_ARRAY(j->pool, int64_t, s->r.document_count + 1);
    s->met = VD_POOL_ARRAY(j->pool, int, s->r.document_count + 1);
    s->places = VD_POOL_ARRAY(j->pool, int, j->kept->count + 1);
    for (size_t i = 0; i < s->r.document_count && !j->pool->failed; i++) {
        const vd_document *d = &s->r.documents[i];
        const size_t *known = d->row ? NULL : vd_map_get(ids, d->id);
        int met = known ? (int)*known : NOWHERE;
        s->met[i] = met;
        s->rows[i] = met >= 0 ? j->a->met[met].row : d->row;
        if (met >= 0) {
            of[met] = (int)i;
        }
    }
    for (size_t i = 0; i < s->of->count && !j->pool->failed; i++) {
        if (s->of->kept[i] >= 0) {
            s->places[s->of->kept[i]] = (int)i;
        }
    }
}

static void documents_match(rejoin *j)
{
    vd_map ids = {0};
    j->was_of = VD_POOL_ARRAY(j->pool, int, j->a->met_count + 1);
    j->is_of = VD_POOL_ARRAY(j->pool, int, j->a->met_count + 1);
    j->shifted = VD_POOL_ARRAY(j->pool, bool, j->a->met_count + 1);
    for (size_t i = 0; i < j->a->met_count && !j->pool->failed; i++) {
        j->was_of[i] = j->is_of[i] = NOWHERE;
        j->pool->failed = vd_map_put(&ids, j->a->met[i].document.id, i, NULL) == NULL;
    }
    if (!j->pool->failed) {
        side_match(j, &j->was, &ids, j->was_of);
        side_match(j, &j->is, &ids, j->is_of);
    }
    vd_map_clear(&ids);
}

/* Without the new sources all is as it is kept. */
static void was_check(rejoin *j)
{
    const vd_resolution *r = &j->was.r;
    for (size_t i = 0; i < j->a->met_count && !j->pool->failed; i++) {
        const vd_met *met = &j->a->met[i];
        const vd_document *was = j->was_of[i] < 0 ? NULL : &r->documents[j->was_of[i]];
        if (was == NULL || !vd_documents_same(&met->document, was)) {
            vd_pool_wide(j->pool, "a document that more than its own sources decide");
            return;
        }
        for (size_t k = 0; k < was->alias_count; k++) {
            if (vd_past_alias(j->pool, was->aliases[k]) != met->row) {
                vd_pool_wide(j->pool, "a document called otherwise by its own sources");
            }
        }
    }
    for (size_t i = 0; i < r->document_count && !j->pool->failed; i++) {
        if (j->was.rows[i] == 0) {
            vd_pool_wide(j->pool, "a document that is not there");
        }
    }
}

static bool document_changes(rejoin *j, size_t at)
{
    const vd_document *was = &j->was.r.documents[j->was_of[at]], *is = &j->is.r.documents[j->is_of[at]];
    bool faces = vd_faces_same(was, is) && vd_text_same(was->title, is->title) && vd_text_same(was->symbol, is->symbol);
    bool aliases = vd_texts_same(was->aliases, was->alias_count, is->aliases, is->alias_count);
    j->shifted[at] = !faces || was->in_catalogue != is->in_catalogue;
    if (j->shifted[at]) {
        vd_document_reach(j->pool, was, NULL);
        vd_document_reach(j->pool, is, NULL);
    }
    if (j->shifted[at] && j->a->met[at].held) {
        vd_pool_wide(j->pool, "the text of a document that changes is there");
    }
    return !aliases || !vd_documents_same(was, is) || !vd_text_same(was->urn, is->urn);
}

/* A document that nobody means any more, or that is called otherwise.  Others of its id are of its number, so that they
 * are here; but for a text that does not say its number. */
static void gone_give(rejoin *j, size_t at)
{
    const vd_met *met = &j->a->met[at];
    if (met->held || vd_past_any(j->pool, VD_CLUE_HEADED, met->document.id, VD_NONE)) {
        vd_pool_wide(j->pool, "a text that is called otherwise");
    }
    vd_document_reach(j->pool, &met->document, NULL);
    j->shifted[at] = true;
    j->out->gone[j->out->gone_count++] = met->row;
}

/* What is new of other numbers has been looked at where it was decided. */
static bool number_met(const rejoin *j, const vd_document *d)
{
    return d->number.len && vd_map_get(&j->a->numbers, vd_number_key(j->pool, d->number, d->type)) != NULL;
}

static void documents_compare(rejoin *j)
{
    vd_resolution *r = &j->given->resolution;
    for (size_t i = 0; i < j->a->met_count && !j->pool->failed && j->pool->wide == NULL; i++) {
        if (j->is_of[i] < 0) {
            gone_give(j, i);
        } else {
            r->documents[j->is_of[i]].row = j->a->met[i].row;
            j->out->rewritten[j->is_of[i]] = document_changes(j, i);
        }
        vd_arena_clear(&j->pool->scratch);
    }
    for (size_t i = 0; i < j->is.r.document_count && !j->pool->failed && j->pool->wide == NULL; i++) {
        if (j->is.rows[i] == 0 && number_met(j, &j->is.r.documents[i])) {
            vd_document_reach(j->pool, &j->is.r.documents[i], NULL);
        }
        vd_arena_clear(&j->pool->scratch);
    }
}

/* ---- Links --------------------------------------------------------------------------------------------------------
 */

static const vd_link *link_at(const side *s, size_t source, size_t mention)
{
    return &s->r.links[s->places[source]][mention];
}

/* The row of what is meant; 0: nothing, or a new document. */
static int64_t row_of(const side *s, int document)
{
    return document < 0 ? 0 : s->rows[document];
}

static bool open_at(const rejoin *j, size_t source, size_t mention)
{
    return j->was.of->open[j->was.places[source]][mention];
}

static bool link_kept(const rejoin *j, size_t source, size_t mention)
{
    const vd_kept_link *kept = &j->kept->links[source][mention];
    const vd_link *was = link_at(&j->was, source, mention);
    vd_str basis = was->basis ? vd_str_of(was->basis) : VD_NONE;
    bool same = row_of(&j->was, was->document) == kept->document && was->confidence == kept->confidence &&
                was->candidate_count == kept->candidate_count && vd_text_same(basis, kept->basis);
    for (size_t i = 0; i < kept->candidate_count && same; i++) {
        same = row_of(&j->was, was->candidates[i]) == kept->candidates[i];
    }
    return same;
}

static bool document_same(const rejoin *j, int was, int is)
{
    return was < 0 || is < 0 ? was == is : j->was.rows[was] == j->is.rows[is];
}

static bool links_same(const rejoin *j, const vd_link *was, const vd_link *is)
{
    bool same = document_same(j, was->document, is->document) && was->confidence == is->confidence &&
                was->candidate_count == is->candidate_count && vd_basis_same(was->basis, is->basis);
    for (size_t i = 0; i < was->candidate_count && same; i++) {
        same = document_same(j, was->candidates[i], is->candidates[i]);
    }
    return same;
}

static bool met_shifted(const rejoin *j, int64_t row)
{
    const vd_met *met = row ? vd_again_met(j->a, row) : NULL;
    return met && j->shifted[met - j->a->met];
}

/* Does a mention that is not decided anew mean what has changed, or could it? */
static bool kept_shifted(const rejoin *j, const vd_kept_link *kept)
{
    bool shifted = met_shifted(j, kept->document);
    for (size_t i = 0; i < kept->candidate_count && !shifted; i++) {
        shifted = met_shifted(j, kept->candidates[i]);
    }
    return shifted;
}

static void link_compare(rejoin *j, size_t source, size_t mention)
{
    if (!open_at(j, source, mention)) {
        if (kept_shifted(j, &j->kept->links[source][mention])) {
            vd_pool_wide(j->pool, "a name of what has changed");
        }
        return;
    }
    const vd_link *was = link_at(&j->was, source, mention), *is = link_at(&j->is, source, mention);
    bool same = links_same(j, was, is);
    j->out->relinked[source][mention] = !same;
    if (!link_kept(j, source, mention)) {
        vd_pool_wide(j->pool, "a mention that more than its own sources decide");
    } else if (!same && !vd_candidates_tell(j->is.r.documents, is)) {
        vd_pool_wide(j->pool, "several documents of one day");
    }
}

/* Does the mention mean another document, or one that is of another day or body now? */
static bool link_shifted(const void *of, size_t source, size_t mention)
{
    const rejoin *j = of;
    const vd_link *was = link_at(&j->was, source, mention), *is = link_at(&j->is, source, mention);
    return open_at(j, source, mention) &&
           (!document_same(j, was->document, is->document) || met_shifted(j, row_of(&j->was, was->document)));
}

/* Does an edge by the mention lead elsewhere, or is it surer, or less sure? */
static bool link_moved(const void *of, size_t source, size_t mention)
{
    const rejoin *j = of;
    const vd_link *was = link_at(&j->was, source, mention), *is = link_at(&j->is, source, mention);
    return open_at(j, source, mention) &&
           (!document_same(j, was->document, is->document) || was->confidence != is->confidence);
}

/* What the text says elsewhere of a mention that has become another one. */
static void source_check(rejoin *j, size_t source)
{
    const vd_resolve_source *s = &j->kept->sources[source];
    bool any = false;
    for (size_t i = 0; i < s->mention_count && j->pool->wide == NULL; i++) {
        const vd_said *said = &s->mentions[i];
        any = any || link_shifted(j, source, i) || j->out->relinked[source][i];
        bool inside = said->parent >= 0 && link_shifted(j, source, (size_t)said->parent);
        if (inside && !open_at(j, source, i) && vd_said_hangs(said)) {
            vd_pool_wide(j->pool, "a mention inside one that has become another");
        }
    }
    if (any) {
        const vd_link_change change = {j, source, link_moved, link_shifted};
        j->out->restated[source] = vd_source_restated(j->pool, s, &change);
    }
}

static void links_compare(rejoin *j)
{
    for (size_t s = 0; s < j->kept->count && !j->pool->failed && j->pool->wide == NULL; s++) {
        size_t count = j->kept->sources[s].mention_count;
        j->out->relinked[s] = VD_POOL_ARRAY(j->pool, bool, count + 1);
        for (size_t m = 0; m < count && !j->pool->failed && j->pool->wide == NULL; m++) {
            link_compare(j, s, m);
        }
        if (!j->pool->failed && j->pool->wide == NULL) {
            source_check(j, s);
        }
    }
}

/* ---- Notes for later sources --------------------------------------------------------------------------------------
 */

/* A note: of a row; of a new document, below zero; or, 0, of nothing. */
typedef struct note {
    uint64_t key;
    int64_t what;
    int document; /* of its side */
} note;

static int note_cmp(const void *a, const void *b)
{
    const note *x = a;
    const note *y = b;
    int order = (x->key > y->key) - (x->key < y->key);
    return order ? order : (x->what > y->what) - (x->what < y->what);
}

static note *notes_sort(rejoin *j, const side *s)
{
    note *all = VD_POOL_ARRAY(j->pool, note, s->r.clue_count + 1);
    for (size_t i = 0; i < s->r.clue_count && all; i++) {
        const vd_clue *clue = &s->r.clues[i];
        int64_t row = row_of(s, clue->document);
        all[i] = (note){clue->key, row || clue->document < 0 ? row : -1 - (int64_t)clue->document, clue->document};
    }
    if (all && s->r.clue_count) {
        qsort(all, s->r.clue_count, sizeof *all, note_cmp);
    }
    return all;
}

/* Only what is noted of the numbers decided anew, at a place of one of their documents, is nobody else's. */
static bool note_free(const rejoin *j, uint64_t key)
{
    bool found = false;
    for (size_t i = 0; i < j->a->numbers.cap && !found; i++) {
        const vd_map_slot *slot = &j->a->numbers.slots[i];
        for (size_t d = 0; slot->hash && d <= j->a->met_count && !found; d++) {
            vd_str place = d < j->a->met_count ? j->a->met[d].document.place : VD_LIT("");
            place = place.ptr ? place : VD_LIT("");
            found = key == vd_clue_key(VD_CLUE_LOOSE, slot->key, place) ||
                    key == vd_clue_key(VD_CLUE_SLIP, slot->key, place) ||
                    key == vd_clue_key(VD_CLUE_ASK_MERGED, slot->key, place);
        }
    }
    return found;
}

static bool note_kept(rejoin *j, const note *n)
{
    const int64_t *rows = NULL;
    size_t count = vd_past_rows(j->pool, n->key, &rows);
    bool found = false;
    for (size_t i = 0; i < count && !found; i++) {
        found = rows[i] == n->what;
    }
    return found;
}

static void note_drop(rejoin *j, const note *n)
{
    if (n->what ? vd_again_met(j->a, n->what) != NULL : note_free(j, n->key)) {
        j->out->dropped[j->out->dropped_count++] = (struct vd_dropped){n->key, n->what};
    } else {
        vd_pool_wide(j->pool, "a note that others may have made, too");
    }
}

static void notes_compare(rejoin *j)
{
    size_t was_count = j->was.r.clue_count, is_count = j->is.r.clue_count;
    const note *was = notes_sort(j, &j->was), *is = notes_sort(j, &j->is);
    vd_clue *clues = VD_POOL_ARRAY(j->pool, vd_clue, is_count + 1);
    size_t count = 0;
    j->out->dropped = vd_pool_array(j->pool, was_count + 1, sizeof *j->out->dropped);
    for (size_t w = 0, i = 0; (w < was_count || i < is_count) && !j->pool->failed && j->pool->wide == NULL;) {
        int order = w == was_count ? 1 : i == is_count ? -1 : note_cmp(&was[w], &is[i]);
        if (order <= 0 && !note_kept(j, &was[w])) {
            vd_pool_wide(j->pool, "a note that more than their own sources make");
        } else if (order < 0) {
            note_drop(j, &was[w]);
        } else if (order > 0) {
            clues[count++] = (vd_clue){is[i].key, is[i].document, -1};
        }
        w += order <= 0;
        i += order >= 0;
    }
    j->given->resolution.clues = clues;
    j->given->resolution.clue_count = count;
}

/* ---- What is to be written ----------------------------------------------------------------------------------------
 */

/* The place of a kept document among those given. */
static int row_list(rejoin *j, int64_t row)
{
    vd_resolution *r = &j->given->resolution;
    for (size_t i = 0; i < r->document_count; i++) {
        if (r->documents[i].row == row) {
            return (int)i;
        }
    }
    if (r->document_count == j->documents_cap) {
        j->pool->failed = true;
        return NOWHERE;
    }
    r->documents[r->document_count] = (vd_document){.row = row};
    return (int)r->document_count++;
}

/* What a mention means in the end, and how sure that is. */
static int link_end(rejoin *j, size_t source, size_t mention, double *confidence)
{
    const vd_kept_link *kept = &j->kept->links[source][mention];
    const vd_link *is = link_at(&j->is, source, mention);
    bool open = open_at(j, source, mention);
    *confidence = open ? is->confidence : kept->confidence;
    return open ? is->document : kept->document ? row_list(j, kept->document) : NOWHERE;
}

static void edges_give(rejoin *j, size_t source)
{
    const vd_resolve_source *s = &j->kept->sources[source];
    vd_resolution *r = &j->out->resolution;
    for (size_t i = 0; i < s->claim_count && !j->pool->failed; i++) {
        const vd_claim *claim = &s->claims[i];
        double from_sure = 0, to_sure = 0;
        int from = claim->from >= 0 ? link_end(j, source, (size_t)claim->from, &from_sure)
                                    : row_list(j, j->kept->documents[source]);
        int to = link_end(j, source, (size_t)claim->to, &to_sure);
        double sure = vd_edge_sure(claim, claim->from >= 0 ? &from_sure : NULL, to_sure);
        if (from >= 0 && to >= 0 && from != to) {
            r->edges[r->edge_count++] = (vd_edge){sure, from, to, (uint32_t)source, (uint32_t)i};
        }
    }
}

/* Of the old sources. */
static void revision_give(rejoin *j)
{
    size_t claims = 0;
    for (size_t s = 0; s < j->kept->count; s++) {
        claims += j->out->restated[s] ? j->kept->sources[s].claim_count : 0;
    }
    j->out->resolution.links = VD_POOL_ARRAY(j->pool, vd_link *, j->kept->count + 1);
    j->out->resolution.edges = VD_POOL_ARRAY(j->pool, vd_edge, claims + 1);
    for (size_t s = 0; s < j->kept->count && !j->pool->failed; s++) {
        j->out->resolution.links[s] = j->is.r.links[j->is.places[s]];
        if (j->out->restated[s]) {
            edges_give(j, s);
        }
    }
    j->out->touched = *j->kept;
    j->out->resolution.documents = j->given->resolution.documents;
    j->out->resolution.document_count = j->given->resolution.document_count;
}

/* Of the new ones, in their order. */
static void addition_give(rejoin *j)
{
    const vd_reopened *of = j->is.of;
    vd_resolution *r = &j->given->resolution;
    size_t count = 0, edges = 0;
    int *new = VD_POOL_ARRAY(j->pool, int, of->count + 1);
    vd_link **links = VD_POOL_ARRAY(j->pool, vd_link *, of->count + 1);
    int *documents = VD_POOL_ARRAY(j->pool, int, of->count + 1);
    for (size_t i = 0; i < of->count && !j->pool->failed; i++) {
        new[i] = of->kept[i] < 0 ? (int)count : NOWHERE;
        if (of->kept[i] < 0) {
            links[count] = r->links[i];
            documents[count++] = r->source_document[i];
        }
    }
    for (size_t i = 0; i < r->edge_count && !j->pool->failed; i++) { /* there are none of the others */
        r->edges[edges] = r->edges[i];
        r->edges[edges++].source = (uint32_t) new[r->edges[i].source];
    }
    r->links = links;
    r->source_document = documents;
    r->edge_count = edges;
}

/* Room for all documents that can be given. */
static void room_make(rejoin *j)
{
    size_t claims = 0;
    vd_resolution *r = &j->given->resolution;
    for (size_t s = 0; s < j->kept->count; s++) {
        claims += j->kept->sources[s].claim_count;
    }
    j->documents_cap = r->document_count + 2 * claims + 1;
    vd_document *documents = VD_POOL_ARRAY(j->pool, vd_document, j->documents_cap);
    j->out->rewritten = VD_POOL_ARRAY(j->pool, bool, j->documents_cap);
    j->out->gone = VD_POOL_ARRAY(j->pool, int64_t, j->a->met_count + 1);
    j->out->relinked = VD_POOL_ARRAY(j->pool, bool *, j->kept->count + 1);
    j->out->restated = VD_POOL_ARRAY(j->pool, bool, j->kept->count + 1);
    if (!j->pool->failed) {
        memcpy(documents, r->documents, r->document_count * sizeof *documents);
        r->documents = documents;
        j->is.r.documents = documents;
    }
}

void vd_rejoin(const vd_reopened *without, const vd_reopened *with, const vd_addition *was, vd_addition *is)
{
    rejoin j = {.a = with->met, .pool = &with->met->pool, .kept = with->touched, .given = is};
    j.was = (side){.of = without, .r = was->resolution};
    j.is = (side){.of = with, .r = is->resolution};
    j.out = VD_POOL_ARRAY(j.pool, vd_revision, 1);
    if (was->lost_count || was->renamed_count || was->relearnt_count) {
        vd_pool_wide(j.pool, "what old sources change by themselves");
    }
    void (*const steps[])(rejoin *) = {room_make,     documents_match, was_check,     documents_compare,
                                       links_compare, notes_compare,   revision_give, addition_give};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !j.pool->failed && j.pool->wide == NULL; i++) {
        steps[i](&j);
    }
    if (j.out) {
        j.out->aliased = true;
    }
    is->revised = j.out;
}
