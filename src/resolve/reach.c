/* What of a document others can hang on: whether it is still the same, and whether anything decided before looked where
 * it stands. */
#include "resolve/again.h"

#include "base/date.h"

/* ---- The same? --------------------------------------------------------------------------------------------------- */

bool vd_text_same(vd_str a, vd_str b)
{
    return a.len == b.len && (a.len == 0 || vd_str_eq(a, b));
}

bool vd_texts_same(const vd_str *a, size_t count, const vd_str *b, size_t other)
{
    bool same = count == other;
    for (size_t i = 0; i < count && same; i++) {
        same = vd_str_eq(a[i], b[i]);
    }
    return same;
}

bool vd_basis_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool vd_faces_same(const vd_document *a, const vd_document *b)
{
    return vd_text_same(a->type, b->type) && vd_text_same(a->number, b->number) && vd_text_same(a->issuer, b->issuer) &&
           vd_text_same(a->place, b->place) && vd_date_eq(a->date, b->date) && vd_date_eq(a->earliest, b->earliest) &&
           vd_date_eq(a->latest, b->latest);
}

bool vd_documents_same(const vd_document *a, const vd_document *b)
{
    return vd_str_eq(a->id, b->id) && vd_faces_same(a, b) && vd_text_same(a->symbol, b->symbol) &&
           vd_text_same(a->title, b->title) && vd_text_same(a->signer, b->signer) &&
           vd_text_same(a->signer_role, b->signer_role) && a->in_catalogue == b->in_catalogue && a->entry == b->entry &&
           a->ranks == b->ranks && vd_texts_same(a->learnt, a->learnt_count, b->learnt, b->learnt_count);
}

/* ---- Mentions ---------------------------------------------------------------------------------------------------- */

bool vd_said_hangs(const vd_said *said)
{
    const vd_wording *m = said->m;
    bool dated = m->form == VD_FORM_NUMBERED && (m->date.year || m->year);
    return !dated && m->form != VD_FORM_SELF && !said->antecedent;
}

bool vd_candidates_tell(const vd_document *documents, const vd_link *link)
{
    bool tell = true;
    for (size_t i = 0; i < link->candidate_count; i++) {
        for (size_t j = 0; j < i && tell; j++) {
            tell = !vd_date_eq(documents[link->candidates[i]].date, documents[link->candidates[j]].date);
        }
    }
    return tell;
}

/* ---- Reach ------------------------------------------------------------------------------------------------------- */

vd_entity vd_document_entity(vd_pool *pool, const vd_document *d)
{
    vd_entity entity = {.catalogue = -1, .promulgator = -1, .next = -1, .document = -1};
    entity.type.value = d->type;
    entity.number.value = d->number;
    entity.symbol.value = d->symbol;
    entity.issuer.value = d->issuer;
    entity.place.value = d->place;
    entity.title.value = d->title;
    entity.title_fold = vd_pool_fold(pool, d->title);
    entity.date = d->date;
    entity.earliest = d->earliest;
    entity.latest = d->latest;
    if (d->number.ptr) {
        entity.year = vd_number_year(vd_number_key(pool, d->number, d->type));
    }
    return entity;
}

void vd_document_reach(vd_pool *pool, const vd_document *document, const vd_map *names)
{
    vd_entity entity = vd_document_entity(pool, document);
    vd_str title = entity.title_fold;
    if (title.len && (names == NULL || vd_map_get(names, title) == NULL) &&
        vd_past_any(pool, VD_CLUE_ASK_LAW, title, VD_NONE)) {
        vd_pool_wide(pool, "a title that is cited as a law's name");
    }
    if (document->number.ptr == NULL) {
        return;
    }
    vd_str key = vd_number_key(pool, document->number, document->type);
    vd_str digits = vd_number_digits(key);
    if (vd_past_any(pool, VD_CLUE_ASK_DIGITS, document->type, digits) ||
        vd_past_any(pool, VD_CLUE_ASK_NUMBER, key, VD_NONE)) {
        vd_pool_wide(pool, "a number that is cited without its end");
    }
    if (vd_merged_asked(pool, key, document->place)) {
        vd_pool_wide(pool, "a number that is cited of a province merged since");
    }
    if (vd_residue_meets(pool, &entity)) {
        vd_pool_wide(pool, "a document that a citation cut off may mean");
    }
}

bool vd_source_restated(vd_pool *pool, const vd_resolve_source *source, const vd_link_change *change)
{
    bool restated = false, cut = false;
    for (size_t i = 0; i < source->claim_count; i++) {
        const vd_claim *claim = &source->claims[i];
        bool acts = claim->from >= 0;
        restated = restated || change->moved(change->of, change->source, (size_t)claim->to) ||
                   (acts && change->moved(change->of, change->source, (size_t)claim->from));
        if (claim->relation == VD_REL_PROMULGATES && acts &&
            change->shifted(change->of, change->source, (size_t)claim->from)) {
            vd_pool_wide(pool, "what promulgates a text has become another");
        }
    }
    for (size_t i = 0; i < source->mention_count && !cut; i++) {
        cut = source->mentions[i].m->form == VD_FORM_TRUNCATED;
    }
    if (cut) {
        vd_pool_wide(pool, "a citation cut off beside one that has become another");
    }
    return restated;
}
