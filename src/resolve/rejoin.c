/* What new sources change of numbers that were decided anew with them.
 *
 * Without the new sources, the old ones must come to what is kept, word for word: then they hold all that these numbers
 * hang on.  What they come to with the new ones is what is written, as long as it ends there: what of a document
 * changes, or goes, must be nothing that a decision elsewhere hung on. */
#include "resolve/rejoin.h"

#include "tables/tables.h"

/* ---- Documents --------------------------------------------------------------------------------------------------- */

static void side_match(vd_rejoining *j, vd_rejoin_side *s, const vd_map *ids, int *of)
{
    s->rows = VD_POOL_ARRAY(j->pool, int64_t, s->r.document_count + 1);
    s->met = VD_POOL_ARRAY(j->pool, int, s->r.document_count + 1);
    s->places = VD_POOL_ARRAY(j->pool, int, j->kept->count + 1);
    for (size_t i = 0; i < s->r.document_count && !j->pool->failed; i++) {
        const vd_document *d = &s->r.documents[i];
        const size_t *known = d->row ? NULL : vd_map_get(ids, d->id);
        int met = known ? (int)*known : VD_NOT_MET;
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

static void documents_match(vd_rejoining *j)
{
    vd_map ids = {0};
    j->was_of = VD_POOL_ARRAY(j->pool, int, j->a->met_count + 1);
    j->is_of = VD_POOL_ARRAY(j->pool, int, j->a->met_count + 1);
    j->shifted = VD_POOL_ARRAY(j->pool, bool, j->a->met_count + 1);
    for (size_t i = 0; i < j->a->met_count && !j->pool->failed; i++) {
        j->was_of[i] = j->is_of[i] = VD_NOT_MET;
        j->pool->failed = vd_map_put(&ids, j->a->met[i].document.id, i, NULL) == NULL;
    }
    if (!j->pool->failed) {
        side_match(j, &j->was, &ids, j->was_of);
        side_match(j, &j->is, &ids, j->is_of);
    }
    vd_map_clear(&ids);
}

/* Without the new sources all is as it is kept. */
static void was_check(vd_rejoining *j)
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

/* Is it the text that goes? */
static bool text_goes(const vd_rejoining *j, size_t at)
{
    return j->less && j->a->met[at].row == j->less->document;
}

/* A text that goes, and what was promulgated, are found by their titles. */
static void title_check(vd_rejoining *j, const vd_document *document)
{
    vd_str title = j->less ? vd_pool_fold(j->pool, document->title) : VD_NONE;
    const int64_t *rows = NULL;
    size_t count = title.len ? vd_past_rows(j->pool, vd_clue_key(VD_CLUE_TITLE, title, VD_NONE), &rows) : 0;
    bool found = false;
    for (size_t i = 0; i < count; i++) {
        found = found || rows[i] == document->row;
    }
    if (found && vd_past_any(j->pool, VD_CLUE_ASK_TITLE, title, VD_NONE)) {
        vd_pool_wide(j->pool, "a title that is cited");
    }
}

static bool document_changes(vd_rejoining *j, size_t at)
{
    const vd_document *was = &j->was.r.documents[j->was_of[at]], *is = &j->is.r.documents[j->is_of[at]];
    bool faces = vd_faces_same(was, is) && vd_text_same(was->title, is->title) && vd_text_same(was->symbol, is->symbol);
    bool aliases = vd_texts_same(was->aliases, was->alias_count, is->aliases, is->alias_count);
    j->shifted[at] = !faces || was->in_catalogue != is->in_catalogue;
    if (j->shifted[at]) {
        vd_document_reach(j->pool, was, NULL);
        vd_document_reach(j->pool, is, NULL);
    }
    if (j->a->met[at].held && text_goes(j, at)) {
        title_check(j, was);
    } else if (j->shifted[at] && j->a->met[at].held) {
        vd_pool_wide(j->pool, "the text of a document that changes is there");
    }
    return !aliases || !vd_documents_same(was, is) || !vd_text_same(was->urn, is->urn);
}

/* A law of the catalogue is found by its name whether or not it is a document. */
static void gone_reach(vd_rejoining *j, const vd_met *met)
{
    vd_map names = {0};
    const vd_document *document = &met->document;
    bool law = j->less && !met->held && document->in_catalogue && vd_type_law(vd_type_named(document->type));
    vd_str title = j->less ? vd_pool_fold(j->pool, document->title) : VD_NONE;
    int year = 0;
    if (law && title.len) {
        j->pool->failed = vd_map_put(&names, title, 0, NULL) == NULL || j->pool->failed;
    } else if (title.len && vd_past_any(j->pool, VD_CLUE_ASK_LAW, vd_law_bare_name(title, &year), VD_NONE)) {
        vd_pool_wide(j->pool, "a title that is cited as a law's name");
    }
    vd_document_reach(j->pool, document, law ? &names : NULL);
    vd_map_clear(&names);
}

/* A document that nobody means any more, or that is called otherwise.  Others of its id are of its number, so that they
 * are here; but for a text that does not say its number. */
static void gone_give(vd_rejoining *j, size_t at)
{
    const vd_met *met = &j->a->met[at];
    if ((met->held && !text_goes(j, at)) || vd_past_any(j->pool, VD_CLUE_HEADED, met->document.id, VD_NONE)) {
        vd_pool_wide(j->pool, "a text that is called otherwise");
    }
    title_check(j, &met->document);
    gone_reach(j, met);
    j->shifted[at] = true;
    j->out->gone[j->out->gone_count++] = met->row;
}

/* What is new of other numbers has been looked at where it was decided. */
static bool number_met(const vd_rejoining *j, const vd_document *d)
{
    return d->number.len && vd_map_get(&j->a->numbers, vd_number_key(j->pool, d->number, d->type)) != NULL;
}

static void documents_compare(vd_rejoining *j)
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

/* ---- Links ------------------------------------------------------------------------------------------------------- */

/* The row of what is meant; 0: nothing, or a new document. */
int64_t vd_rejoin_row(const vd_rejoin_side *s, int document)
{
    return document < 0 ? 0 : s->rows[document];
}

static bool link_is(const vd_rejoin_side *s, const vd_link *link, const vd_kept_link *kept)
{
    vd_str basis = link->basis ? vd_str_of(link->basis) : VD_NONE;
    bool same = vd_rejoin_row(s, link->document) == kept->document && link->confidence == kept->confidence &&
                link->candidate_count == kept->candidate_count && vd_text_same(basis, kept->basis);
    for (size_t i = 0; i < kept->candidate_count && same; i++) {
        same = vd_rejoin_row(s, link->candidates[i]) == kept->candidates[i];
    }
    return same;
}

static bool link_kept(const vd_rejoining *j, size_t source, size_t mention)
{
    return link_is(&j->was, vd_rejoin_link(&j->was, source, mention), &j->kept->links[source][mention]);
}

static bool document_same(const vd_rejoining *j, int was, int is)
{
    return was < 0 || is < 0 ? was == is : j->was.rows[was] == j->is.rows[is];
}

static bool links_same(const vd_rejoining *j, const vd_link *was, const vd_link *is)
{
    bool same = document_same(j, was->document, is->document) && was->confidence == is->confidence &&
                was->candidate_count == is->candidate_count && vd_basis_same(was->basis, is->basis);
    for (size_t i = 0; i < was->candidate_count && same; i++) {
        same = document_same(j, was->candidates[i], is->candidates[i]);
    }
    return same;
}

static bool met_shifted(const vd_rejoining *j, int64_t row)
{
    const vd_met *met = row ? vd_again_met(j->a, row) : NULL;
    return met && j->shifted[met - j->a->met];
}

/* Does a mention that is not decided anew mean what has changed, or could it? */
static bool kept_shifted(const vd_rejoining *j, const vd_kept_link *kept)
{
    bool shifted = met_shifted(j, kept->document);
    for (size_t i = 0; i < kept->candidate_count && !shifted; i++) {
        shifted = met_shifted(j, kept->candidates[i]);
    }
    return shifted;
}

static void link_compare(vd_rejoining *j, size_t source, size_t mention)
{
    if (!vd_rejoin_open(j, source, mention)) {
        if (kept_shifted(j, &j->kept->links[source][mention])) {
            vd_pool_wide(j->pool, "a name of what has changed");
        }
        return;
    }
    const vd_link *was = vd_rejoin_link(&j->was, source, mention), *is = vd_rejoin_link(&j->is, source, mention);
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
    const vd_rejoining *j = of;
    const vd_link *was = vd_rejoin_link(&j->was, source, mention), *is = vd_rejoin_link(&j->is, source, mention);
    return vd_rejoin_open(j, source, mention) &&
           (!document_same(j, was->document, is->document) || met_shifted(j, vd_rejoin_row(&j->was, was->document)));
}

/* Does an edge by the mention lead elsewhere, or is it surer, or less sure? */
static bool link_moved(const void *of, size_t source, size_t mention)
{
    const vd_rejoining *j = of;
    const vd_link *was = vd_rejoin_link(&j->was, source, mention), *is = vd_rejoin_link(&j->is, source, mention);
    return vd_rejoin_open(j, source, mention) &&
           (!document_same(j, was->document, is->document) || was->confidence != is->confidence);
}

/* What the text says elsewhere of a mention that has become another one. */
static void source_check(vd_rejoining *j, size_t source)
{
    const vd_resolve_source *s = &j->kept->sources[source];
    bool any = false;
    for (size_t i = 0; i < s->mention_count && j->pool->wide == NULL; i++) {
        const vd_said *said = &s->mentions[i];
        any = any || link_shifted(j, source, i) || j->out->relinked[source][i];
        bool inside = said->parent >= 0 && link_shifted(j, source, (size_t)said->parent);
        if (inside && !vd_rejoin_open(j, source, i) && vd_said_hangs(said)) {
            vd_pool_wide(j->pool, "a mention inside one that has become another");
        }
    }
    if (any) {
        const vd_link_change change = {j, source, link_moved, link_shifted};
        j->out->restated[source] = vd_source_restated(j->pool, s, &change);
    }
}

static void links_compare(vd_rejoining *j)
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

void vd_rejoin(const vd_reopened *without, const vd_reopened *with, const vd_addition *was, vd_addition *is)
{
    vd_rejoining j = {.a = with->met, .pool = &with->met->pool, .kept = with->touched, .given = is};
    j.was = (vd_rejoin_side){.of = without, .r = was->resolution};
    j.is = (vd_rejoin_side){.of = with, .r = is->resolution};
    j.out = VD_POOL_ARRAY(j.pool, vd_revision, 1);
    if (was->lost_count || was->renamed_count || was->relearnt_count) {
        vd_pool_wide(j.pool, "what old sources change by themselves");
    }
    void (*const steps[])(vd_rejoining *) = {vd_rejoin_room,          documents_match,        was_check,
                                             documents_compare,       links_compare,          vd_rejoin_compare_notes,
                                             vd_rejoin_give_revision, vd_rejoin_give_addition};
    for (size_t i = 0; i < sizeof steps / sizeof *steps && !j.pool->failed && j.pool->wide == NULL; i++) {
        steps[i](&j);
    }
    if (j.out) {
        j.out->aliased = true;
    }
    is->revised = j.out;
}

/* ---- A source that goes ------------------------------------------------------------------------------------------ */

/* What goes comes to what is kept of it, too. */
static void left_check(vd_rejoining *j)
{
    const vd_less *l = j->less;
    size_t at = 0;
    while (at < j->was.of->count && j->was.of->kept[at] >= 0) {
        at++;
    }
    bool same = at < j->was.of->count && vd_rejoin_row(&j->was, j->was.r.source_document[at]) == l->document;
    for (size_t i = 0; i < l->source->mention_count && same; i++) {
        same = link_is(&j->was, &j->was.r.links[at][i], &l->links[i]);
    }
    if (!same) {
        vd_pool_wide(j->pool, "what goes means otherwise by itself");
    }
}

vd_status vd_rejoin_less(const vd_given *g, const vd_reopened *with, const vd_reopened *without, const vd_addition *was,
                         vd_addition *is, vd_revision *out, vd_error *err)
{
    vd_rejoining j = {.a = with->met, .pool = &with->met->pool, .kept = with->touched, .given = is, .less = g->less};
    j.was = (vd_rejoin_side){.of = with, .r = was->resolution};
    j.is = (vd_rejoin_side){.of = without, .r = is->resolution};
    j.out = out;
    if (was->lost_count || was->renamed_count || was->relearnt_count || is->lost_count || is->renamed_count ||
        is->relearnt_count) {
        vd_pool_wide(j.pool, "what other sources change by themselves");
    }
    void (*const before[])(vd_rejoining *) = {vd_rejoin_room, documents_match, was_check, left_check};
    void (*const after[])(vd_rejoining *) = {documents_compare, links_compare, vd_rejoin_give_revision};
    for (size_t i = 0; i < sizeof before / sizeof *before && !j.pool->failed && j.pool->wide == NULL; i++) {
        before[i](&j);
    }
    vd_status status = j.pool->failed || j.pool->wide ? VD_OK : vd_less_notes(g, &j, err);
    bool told = status == VD_OK && j.less->numbers->count == j.less->looked;
    for (size_t i = 0; told && i < sizeof after / sizeof *after && !j.pool->failed && j.pool->wide == NULL; i++) {
        after[i](&j);
    }
    out->resolution.clues = is->resolution.clues;
    out->resolution.clue_count = is->resolution.clue_count;
    out->aliased = true;
    out->redrawn = true;
    return status;
}
