/* The notes for later sources that go with a source.
 *
 * Notes of documents that are decided anew, and of mentions of their numbers, are known on both sides.  Of all others
 * the source has made its own beside those of sources that stay: what one of these notes, too, stays.  They are sought
 * among the sources that touch what it touches.  A note that none of them makes goes only where all that could make it
 * are known. */
#include "resolve/rejoin.h"

#include "base/alloc.h"
#include "text/text.h"

#include <stdlib.h>

enum {
    WITNESSES = 48, /* of a document: most that cite it note the same */
    ALL = 256       /* of documents of one title: as many as are looked at to know all */
};

/* What others note: under the key, 0 or the row of a document. */
typedef struct noted {
    uint64_t key;
    int64_t row;
} noted;

typedef struct notes {
    const vd_given *g;
    vd_rejoining *j;
    noted *others;
    size_t other_count;
    bool asked;
    uint64_t *own;
    size_t own_count;
} notes;

static int noted_cmp(const void *a, const void *b)
{
    const noted *x = a;
    const noted *y = b;
    int order = (x->key > y->key) - (x->key < y->key);
    return order ? order : (x->row > y->row) - (x->row < y->row);
}

/* ---- What others note -------------------------------------------------------------------------------------------- */

/* What the source touches and is not decided anew, by id; *rows of them. */
static size_t beside_find(notes *n, int64_t *rows, vd_map *ids)
{
    vd_pool *pool = n->j->pool;
    const vd_leaving *left = n->j->less->given;
    size_t count = 0;
    for (size_t i = 0; i < left->count && !pool->failed; i++) {
        vd_document d;
        bool held = false;
        if (vd_again_met(n->j->a, left->documents[i].row)) {
            continue;
        }
        vd_past_document_of(pool, left->documents[i].row, &d, &held);
        if (!pool->failed) {
            pool->failed = vd_map_put(ids, d.id, (size_t)left->documents[i].row, NULL) == NULL;
            rows[count++] = left->documents[i].row;
        }
    }
    return count;
}

static void others_take(notes *n, const vd_resolution *r, const vd_map *ids)
{
    n->others = VD_POOL_ARRAY(n->j->pool, noted, r->clue_count + 1);
    for (size_t i = 0; i < r->clue_count && n->others; i++) {
        const vd_clue *clue = &r->clues[i];
        const size_t *row = clue->document >= 0 ? vd_map_get(ids, r->documents[clue->document].id) : NULL;
        if (clue->source < 0 && (clue->document < 0 || row)) {
            n->others[n->other_count++] = (noted){clue->key, row ? (int64_t)*row : 0};
        }
    }
    if (n->other_count) {
        qsort(n->others, n->other_count, sizeof *n->others, noted_cmp);
    }
}

/* Sources that touch what it touches, decided by themselves. */
static vd_status others_ask(notes *n, vd_error *err)
{
    vd_pool *pool = n->j->pool;
    const vd_leaving *left = n->j->less->given;
    int64_t *rows = VD_POOL_ARRAY(pool, int64_t, left->count + 1);
    vd_map ids = {0};
    vd_touched beside = {0};
    vd_resolution r = {0};
    vd_status status = VD_OK;
    size_t count = rows ? beside_find(n, rows, &ids) : 0;
    n->asked = true;
    if (!pool->failed) {
        vd_past_beside(pool, &(vd_beside){rows, count, WITNESSES, false, left->path}, &beside);
    }
    if (!pool->failed) {
        status = vd_resolve(pool->arena, n->g->catalogue, beside.sources, beside.count, NULL, &r, err);
    }
    if (status == VD_OK && !pool->failed) {
        others_take(n, &r, &ids);
    }
    vd_map_clear(&ids);
    return status;
}

static bool others_note(const notes *n, const vd_rejoin_note *note)
{
    const noted key = {note->key, note->what};
    return n->other_count && bsearch(&key, n->others, n->other_count, sizeof key, noted_cmp) != NULL;
}

/* ---- What nobody else notes -------------------------------------------------------------------------------------- */

static bool alias_shared(const notes *n, uint64_t key)
{
    const vd_map *shared = &n->j->less->shared;
    bool found = false;
    for (size_t i = 0; i < shared->cap && !found; i++) {
        found = shared->slots[i].hash && key == vd_clue_key(VD_CLUE_ALIAS, shared->slots[i].key, VD_NONE);
    }
    return found;
}

/* A title as titles_find() of named.c looks for it: also without the type before it. */
static vd_str title_bare(vd_pool *pool, const vd_wording *m)
{
    vd_str type = vd_pool_fold_often(pool, m->type);
    bool typed = type.len && vd_str_starts(m->fold, type) && m->fold.len > type.len + 1;
    return typed ? vd_str_slice(m->fold, type.len + 1, m->fold.len) : m->fold;
}

static bool asks_title(vd_pool *pool, const vd_wording *m, uint64_t key)
{
    return m->form == VD_FORM_NAMED && !m->core && m->fold.len &&
           (key == vd_clue_key(VD_CLUE_ASK_TITLE, m->fold, VD_NONE) ||
            key == vd_clue_key(VD_CLUE_ASK_TITLE, title_bare(pool, m), VD_NONE));
}

/* Documents that stand under a key, behind those that are there. */
static void rows_add(notes *n, const int64_t *rows, size_t count, int64_t *all, size_t *all_count)
{
    for (size_t i = 0; i < count; i++) {
        if (rows[i] <= 0 || *all_count == ALL) {
            vd_pool_wide(n->j->pool, "a name that too much stands under");
            return;
        }
        all[(*all_count)++] = rows[i];
    }
}

/* The pool with the catalogue by number and name. */
static vd_pool *catalogue_made(notes *n)
{
    vd_pool *pool = n->j->pool;
    if (pool->entity_of_entry == NULL) {
        vd_step_catalogue(pool);
    }
    return pool;
}

/* The documents of entries. */
static void entries_add(notes *n, vd_run run, int64_t *all, size_t *all_count)
{
    vd_pool *pool = n->j->pool;
    for (size_t i = 0; i < run.count && pool->wide == NULL && !pool->failed; i++) {
        char room[24];
        const int64_t *rows = NULL;
        vd_str entry = vd_entry_name(room, sizeof room, &n->g->catalogue->entries[run.rows[i].value]);
        size_t count = vd_past_rows(pool, vd_clue_key(VD_CLUE_ENTRY, entry, VD_NONE), &rows);
        rows_add(n, rows, count, all, all_count);
    }
}

/* The sources that touch one of the documents, as far as that tells who looks for a name: all of them are there. */
static vd_touched lookers(notes *n, const int64_t *rows, size_t count, bool scans)
{
    vd_touched all = {0};
    if (!n->j->pool->failed && n->j->pool->wide == NULL) {
        vd_past_beside(n->j->pool, &(vd_beside){rows, count, ALL, scans, n->j->less->given->path}, &all);
    }
    if (all.many) {
        vd_pool_wide(n->j->pool, "a name that many could look for");
    }
    return all;
}

/* Whoever looks for a title means a document that bears it, or could mean several. */
static bool title_free(notes *n, const vd_wording *m, uint64_t key)
{
    vd_pool *pool = n->j->pool;
    const vd_str titles[] = {m->fold, title_bare(pool, m)};
    int64_t *all = VD_POOL_ARRAY(pool, int64_t, ALL);
    size_t all_count = 0;
    bool found = false;
    for (size_t t = 0; t < 2 && !pool->failed; t++) {
        vd_str slug = vd_fold_slug(pool->arena, titles[t]);
        const int64_t *rows = NULL;
        pool->failed = pool->failed || slug.ptr == NULL;
        size_t count = pool->failed ? 0 : vd_past_titled(pool, slug, &rows);
        rows_add(n, rows, count, all, &all_count);
        entries_add(n, vd_index_find(&catalogue_made(n)->entry_others, titles[t]), all, &all_count);
    }
    vd_touched sources = lookers(n, all, all_count, false);
    for (size_t s = 0; s < sources.count && !found; s++) {
        for (size_t i = 0; i < sources.sources[s].mention_count && !found; i++) {
            found = asks_title(pool, sources.sources[s].mentions[i].m, key);
        }
    }
    if (found) {
        vd_pool_wide(pool, "a title that others may look for");
    }
    return !found;
}

static bool asks_law(const vd_said *said, uint64_t key)
{
    int year = 0;
    return said->m->fold.len && key == vd_clue_key(VD_CLUE_ASK_LAW, vd_law_bare_name(said->m->fold, &year), VD_NONE);
}

/* The law's name by itself always looks (law.c); what is cut off may. */
static bool law_named(const vd_said *said)
{
    return said->m->form == VD_FORM_NAMED && said->m->core && !said->antecedent;
}

/* The documents that a law's name can mean; whoever looks for it means one of them, or could, but that a scan may give
 * it a day on which none was passed. */
static size_t law_rows(notes *n, vd_str name, int64_t *all)
{
    static const vd_clue_kind kinds[] = {VD_CLUE_NAME, VD_CLUE_TITLED};
    vd_pool *pool = n->j->pool;
    const int64_t *rows = NULL;
    size_t all_count = 0;
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !pool->failed; k++) {
        size_t count = vd_past_rows(pool, vd_clue_key(kinds[k], name, VD_NONE), &rows);
        rows_add(n, rows, count, all, &all_count);
    }
    vd_run named = vd_index_find(&catalogue_made(n)->entry_names, name);
    entries_add(n, named, all, &all_count);
    entries_add(n, vd_index_prefix(&pool->entry_titles, name), all, &all_count);
    if (named.count == 0) {
        vd_pool_wide(pool, "a law that is not in the catalogue");
    }
    return all_count;
}

/* Does nobody else look for the law?  Where that is not known, the pool is wide. */
static bool law_free(notes *n, const vd_wording *m, uint64_t key)
{
    int year = 0;
    vd_pool *pool = n->j->pool;
    int64_t *all = VD_POOL_ARRAY(pool, int64_t, ALL);
    size_t count = all ? law_rows(n, vd_law_bare_name(m->fold, &year), all) : 0;
    vd_touched sources = lookers(n, all, count, true);
    bool sure = false, may = false;
    for (size_t s = 0; s < sources.count; s++) {
        for (size_t i = 0; i < sources.sources[s].mention_count; i++) {
            const vd_said *said = &sources.sources[s].mentions[i];
            bool asks = asks_law(said, key);
            sure = sure || (asks && law_named(said));
            may = may || (asks && said->m->form == VD_FORM_TRUNCATED);
        }
    }
    if (may && !sure) {
        vd_pool_wide(pool, "a law that others may look for");
    }
    return !sure && !may;
}

/* Is it noted of a mention of a number?  Then that has to be decided anew. */
static bool number_reopen(notes *n, const vd_wording *m, uint64_t key)
{
    static const vd_clue_kind kinds[] = {VD_CLUE_LOOSE, VD_CLUE_SLIP, VD_CLUE_TERMED, VD_CLUE_ASK_MERGED};
    vd_pool *pool = n->j->pool;
    bool found = false;
    for (size_t d = 0; m->key.len && d <= n->j->a->met_count + 1 && !found; d++) {
        vd_str place = d < n->j->a->met_count    ? n->j->a->met[d].document.place
                       : d == n->j->a->met_count ? m->place
                                                 : VD_LIT("");
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds && !found; k++) {
            found = key == vd_clue_key(kinds[k], m->key, place.ptr ? place : VD_LIT(""));
        }
    }
    if (found && vd_map_get(n->j->less->numbers, m->key) == NULL) {
        vd_str copy = vd_arena_copy(pool->arena, m->key);
        pool->failed = pool->failed || copy.ptr == NULL || vd_map_put(n->j->less->numbers, copy, 0, NULL) == NULL;
        return true;
    }
    return false;
}

/* Notes of a document that stays, stay, but for the one that its number is cited. */
static void group_reopen(notes *n, uint64_t key)
{
    vd_pool *pool = n->j->pool;
    const vd_resolve_source *source = n->j->less->source;
    for (size_t i = 0; i < source->mention_count && !pool->failed; i++) {
        const vd_wording *m = source->mentions[i].m;
        bool here = m->key.len && (key == vd_clue_key(VD_CLUE_GROUP, m->key, VD_LIT("")) ||
                                   (m->place.len && key == vd_clue_key(VD_CLUE_GROUP, m->key, m->place)));
        bool made = false;
        vd_str copy = here ? vd_arena_copy(pool->arena, m->key) : VD_NONE;
        pool->failed =
            pool->failed || (here && (copy.ptr == NULL || vd_map_put(n->j->less->numbers, copy, 0, &made) == NULL));
        if (here && !made) {
            vd_pool_wide(pool, "a note of another document");
        }
    }
}

/* ---- All of them ------------------------------------------------------------------------------------------------- */

static void note_drop(notes *n, const vd_rejoin_note *note)
{
    vd_revision *out = n->j->out;
    out->dropped[out->dropped_count++] = (struct vd_dropped){note->key, note->what};
    if (note->what == 0) {
        n->own[n->own_count++] = note->key;
    }
}

/* Nobody is known to make the note, too: is it known that nobody does? */
static void note_settle(notes *n, const vd_rejoin_note *note)
{
    vd_pool *pool = n->j->pool;
    const vd_resolve_source *source = n->j->less->source;
    if (note->what) {
        group_reopen(n, note->key);
        return;
    }
    for (size_t i = 0; i < source->mention_count && !pool->failed; i++) {
        const vd_wording *m = source->mentions[i].m;
        bool title = asks_title(pool, m, note->key);
        if (title || (asks_law(&source->mentions[i], note->key) && law_named(&source->mentions[i]))) {
            if (title ? title_free(n, m, note->key) : law_free(n, m, note->key)) {
                note_drop(n, note);
            }
            return;
        }
        if (number_reopen(n, m, note->key)) {
            return;
        }
        vd_arena_clear(&pool->scratch);
    }
    vd_pool_wide(pool, "a note that others may make, too");
}

static vd_status note_goes(notes *n, const vd_rejoin_note *note, vd_error *err)
{
    bool free = note->what ? vd_again_met(n->j->a, note->what) != NULL
                           : vd_rejoin_note_free(n->j, note->key) || alias_shared(n, note->key);
    if (free) {
        note_drop(n, note);
        return VD_OK;
    }
    vd_status status = n->asked ? VD_OK : others_ask(n, err);
    if (status == VD_OK && !n->j->pool->failed && !others_note(n, note)) {
        note_settle(n, note);
    }
    return status;
}

vd_status vd_less_notes(const vd_given *g, vd_rejoining *j, vd_error *err)
{
    size_t was_count = j->was.r.clue_count, is_count = j->is.r.clue_count, count = 0;
    const vd_rejoin_note *was = vd_rejoin_notes(j, &j->was), *is = vd_rejoin_notes(j, &j->is);
    vd_clue *clues = VD_POOL_ARRAY(j->pool, vd_clue, is_count + 1);
    notes n = {.g = g, .j = j, .own = VD_POOL_ARRAY(j->pool, uint64_t, was_count + 1)};
    vd_status status = VD_OK;
    j->out->dropped = vd_pool_array(j->pool, was_count + 1, sizeof *j->out->dropped);
    for (size_t w = 0, i = 0;
         (w < was_count || i < is_count) && status == VD_OK && !j->pool->failed && j->pool->wide == NULL;) {
        int order = w == was_count ? 1 : i == is_count ? -1 : vd_rejoin_note_cmp(&was[w], &is[i]);
        if (order <= 0 && !vd_rejoin_note_kept(j, &was[w])) {
            vd_pool_wide(j->pool, "a note that more than their own sources make");
        } else if (order < 0) {
            status = note_goes(&n, &was[w], err);
        } else if (order > 0) {
            clues[count++] = (vd_clue){is[i].key, is[i].document, -1};
        }
        w += order <= 0;
        i += order >= 0;
    }
    j->given->resolution.clues = clues;
    j->given->resolution.clue_count = count;
    if (n.own_count) {
        qsort(n.own, n.own_count, sizeof *n.own, vd_less_key_cmp);
    }
    g->less->ignored = n.own;
    g->less->ignored_count = n.own_count;
    return status;
}
