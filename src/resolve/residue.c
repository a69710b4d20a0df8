/* What a crop left.  A name's beginning is the one law that begins so; where type and number are gone, two residues
 * have to agree with one document known from elsewhere.  What fits several stays ambiguous, what fits none unresolved;
 * nothing that is printed may disagree.  Numbers without their end are cut_number.c's. */
#include "resolve/residue.h"

#include "base/date.h"
#include "resolve/cited.h"
#include "resolve/past.h"

void vd_fits_add(vd_fits *f, int entity)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->entity[i] == entity) {
            return;
        }
    }
    if (f->count == VD_FIT_MAX) {
        f->more = true;
        return;
    }
    f->entity[f->count++] = entity;
}

void vd_fits_link(vd_pool *pool, const vd_ref *ref, const vd_fits *f, double confidence, const char *basis)
{
    if (f->count == 1 && !f->more) {
        vd_pool_link(pool, ref, f->entity[0], confidence, basis);
    } else if (f->count > 1) {
        vd_pool_ambiguous(pool, ref, f->entity, f->count, basis);
    }
}

bool vd_entity_in_scope(const vd_pool *pool, const vd_entity *entity, const vd_ref *ref)
{
    vd_str place = ref->m->place.ptr ? ref->m->place : pool->places[ref->source];
    return entity->place.value.ptr == NULL || place.ptr == NULL || vd_str_eq(entity->place.value, place);
}

bool vd_issuers_agree(vd_pool *pool, vd_str a, vd_str b)
{
    vd_str x = vd_pool_fold_often(pool, a);
    vd_str y = vd_pool_fold_often(pool, b);
    return x.len > 0 && y.len > 0 && vd_prefix_agree(x, y);
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

/* The beginning of a law's name: the law of that beginning which the text cites in full, else the only name there is.
 */
static void name_cut(vd_pool *pool, vd_cited *cited, const vd_ref *ref)
{
    vd_fits all = {0};
    vd_fits near = {0};
    bool one_name = true;
    vd_str name = VD_NONE;
    vd_str begin = vd_pool_fold_now(pool, ref->m->surface);
    vd_run run = vd_index_prefix(&pool->entry_titles, begin);
    vd_clue_note(pool, VD_CLUE_ASK_BEGIN, begin, VD_NONE, -1);
    for (size_t i = 0; i < run.count && !pool->failed; i++) {
        size_t entry = run.rows[i].value;
        if (!vd_ref_could_mean(pool, ref, pool->catalogue->entries[entry].passed)) {
            continue;
        }
        int entity = vd_pool_entry(pool, entry);
        vd_fits_add(&all, entity);
        name = name.ptr ? name : run.rows[i].key;
        one_name = one_name && vd_str_eq(run.rows[i].key, name);
        if (entity >= 0 && vd_cited_has(cited, pool, ref->source, entity, true)) {
            vd_fits_add(&near, entity);
        }
    }
    if (near.count == 1) {
        vd_fits_link(pool, ref, &near, 0.85, "beginning of the name; named in full elsewhere in the text");
    } else if (all.count > 1 && one_name && !all.more) {
        vd_law_choose(pool, ref, all.entity, all.count, 0.75, "beginning of the name");
    } else if (all.count > 0) {
        vd_fits_link(pool, ref, &all, 0.75, "beginning of the name");
    } else {
        vd_law_link(pool, ref); /* the extraction completed the name */
    }
}

/* The folded names of the laws that stand inside a mention. */
static size_t names_inside(const vd_pool *pool, const vd_ref *ref, vd_str *names, size_t most)
{
    const vd_resolve_source *source = &pool->sources[ref->source];
    size_t count = 0;
    for (size_t i = (size_t)ref->mention + 1; i < source->mention_count && count < most; i++) {
        const vd_said *said = &source->mentions[i];
        if (said->start >= ref->at->end) {
            break;
        }
        if (said->start > ref->at->start && said->end <= ref->at->end && said->m->core) {
            names[count++] = said->m->fold;
        }
    }
    return count;
}

static bool title_names(vd_str title, vd_str name)
{
    for (size_t at = vd_str_find(title, name, 0); at != SIZE_MAX; at = vd_str_find(title, name, at + 1)) {
        if (vd_law_name_ends(title, at + name.len)) {
            return true;
        }
    }
    return false;
}

/* An amending law of which laws in its title are left: the one act that names them all, first among those cited here.
 */
static void act_cut(vd_pool *pool, vd_cited *cited, const vd_ref *ref)
{
    vd_fits all = {0};
    vd_fits near = {0};
    vd_str names[VD_FIT_MAX];
    size_t count = names_inside(pool, ref, names, VD_FIT_MAX);
    vd_run acts = vd_index_prefix(&pool->entry_titles, VD_LIT("luat sua doi"));
    vd_clue_note(pool, VD_CLUE_ASK_ACT, VD_NONE, VD_NONE, -1);
    for (size_t i = 0; i < acts.count && count > 0 && !pool->failed; i++) {
        size_t entry = acts.rows[i].value;
        bool fit = vd_ref_could_mean(pool, ref, pool->catalogue->entries[entry].passed);
        for (size_t n = 0; n < count && fit; n++) {
            fit = title_names(acts.rows[i].key, names[n]);
        }
        int entity = fit ? vd_pool_entry(pool, entry) : -1;
        if (entity >= 0) {
            vd_fits_add(&all, entity);
        }
        if (entity >= 0 && vd_cited_has(cited, pool, ref->source, entity, false)) {
            vd_fits_add(&near, entity);
        }
    }
    vd_fits_link(pool, ref, near.count == 1 ? &near : &all, 0.8, "laws named in the title of one amending act");
}

static void law_cut(vd_pool *pool, vd_cited *cited, const vd_ref *ref)
{
    if (vd_str_starts(vd_pool_fold_now(pool, ref->m->surface), VD_LIT("luat sua doi"))) {
        act_cut(pool, cited, ref);
    } else {
        name_cut(pool, cited, ref);
    }
}

/* ---- Date, body, title ------------------------------------------------------------------------------------------- */

enum { GRAM = 4, GRAM_FIRST = 3 };

/* Documents with a number by what a residue may keep of them: their date, and words in a row of their title. */
typedef struct residues {
    vd_index dates;  /* "2021-07-15" */
    vd_index firsts; /* the first GRAM_FIRST words */
    vd_index grams;  /* any GRAM words */
    bool ready;
} residues;

/* The end of `words` words from `from` on, or SIZE_MAX. */
static size_t words_end(vd_str s, size_t from, size_t words)
{
    size_t at = from;
    for (;;) {
        while (at < s.len && s.ptr[at] != ' ') {
            at++;
        }
        if (--words == 0) {
            return at > from ? at : SIZE_MAX;
        }
        if (at == s.len) {
            return SIZE_MAX;
        }
        at++;
    }
}

static size_t word_next(vd_str s, size_t at)
{
    while (at < s.len && s.ptr[at] != ' ') {
        at++;
    }
    return at + 1;
}

static bool residue_index_title(residues *r, vd_str title, size_t entity)
{
    size_t first = words_end(title, 0, GRAM_FIRST);
    if (first != SIZE_MAX && !vd_index_add(&r->firsts, vd_str_slice(title, 0, first), entity)) {
        return false;
    }
    for (size_t from = 0; from < title.len; from = word_next(title, from)) {
        size_t to = words_end(title, from, GRAM);
        if (to == SIZE_MAX) {
            break;
        }
        if (!vd_index_add(&r->grams, vd_str_slice(title, from, to), entity)) {
            return false;
        }
    }
    return true;
}

static void residues_prepare(vd_pool *pool, residues *r)
{
    for (size_t i = 0; i < pool->count && !pool->failed && !r->ready; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->number.value.ptr == NULL || !(entity->cited || entity->held)) {
            continue;
        }
        char *text = vd_date_whole(entity->date) ? VD_POOL_ARRAY(pool, char, 16) : NULL;
        bool added = !text || vd_index_add(&r->dates, vd_date_format(entity->date, text), i);
        pool->failed = pool->failed || !added || !residue_index_title(r, entity->title_fold, i);
    }
    if (!r->ready) {
        vd_index_sort(&r->dates);
        vd_index_sort(&r->firsts);
        vd_index_sort(&r->grams);
        r->ready = true;
    }
}

/* The body agrees, and with it the whole date or a piece of the title (`titled`); nothing printed disagrees. */
static bool residue_fits(vd_pool *pool, const vd_ref *ref, int index, bool titled)
{
    const vd_wording *m = ref->m;
    const vd_entity *entity = &pool->entities[index];
    if (m->date.year && (!entity->date.year || !vd_dates_agree(m->date, entity->date))) {
        return false;
    }
    bool type = m->type.ptr == NULL || vd_str_eq(m->type, entity->type.value);
    bool whole = vd_date_whole(m->date) && vd_date_eq(m->date, entity->date);
    return type && (whole || titled) && vd_issuers_agree(pool, m->issuer, entity->issuer.value) &&
           vd_entity_in_scope(pool, entity, ref) && vd_ref_could_mean(pool, ref, entity->date);
}

static void run_fits(vd_pool *pool, const vd_ref *ref, vd_run run, bool titled, vd_fits *f)
{
    for (size_t i = 0; i < run.count && !f->more; i++) {
        if (residue_fits(pool, ref, (int)run.rows[i].value, titled)) {
            vd_fits_add(f, (int)run.rows[i].value);
        }
    }
}

/* What has a piece of this later may be meant. */
static void residue_ask(vd_pool *pool, const vd_ref *ref)
{
    char text[16];
    vd_str title = ref->m->fold;
    size_t first = title.len ? words_end(title, 0, GRAM_FIRST) : SIZE_MAX;
    if (vd_date_whole(ref->m->date)) {
        vd_clue_note(pool, VD_CLUE_ASK_DATE, vd_date_format(ref->m->date, text), VD_NONE, -1);
    }
    if (first != SIZE_MAX) {
        vd_clue_note(pool, VD_CLUE_ASK_FIRST, vd_str_slice(title, 0, first), VD_NONE, -1);
    }
    for (size_t from = 0; from < title.len; from = word_next(title, from)) {
        size_t to = words_end(title, from, GRAM);
        if (to == SIZE_MAX) {
            break;
        }
        vd_clue_note(pool, VD_CLUE_ASK_GRAM, vd_str_slice(title, from, to), VD_NONE, -1);
    }
}

bool vd_residue_meets(vd_pool *pool, const vd_entity *entity)
{
    char text[16];
    vd_str title = entity->title_fold;
    size_t first = title.len ? words_end(title, 0, GRAM_FIRST) : SIZE_MAX;
    bool met =
        vd_date_whole(entity->date) && vd_past_any(pool, VD_CLUE_ASK_DATE, vd_date_format(entity->date, text), VD_NONE);
    met = met || (first != SIZE_MAX && vd_past_any(pool, VD_CLUE_ASK_FIRST, vd_str_slice(title, 0, first), VD_NONE));
    for (size_t from = 0; from < title.len && !met && !pool->failed; from = word_next(title, from)) {
        size_t to = words_end(title, from, GRAM);
        if (to == SIZE_MAX) {
            break;
        }
        met = vd_past_any(pool, VD_CLUE_ASK_GRAM, vd_str_slice(title, from, to), VD_NONE);
    }
    return met;
}

static void fields_cut(vd_pool *pool, const vd_ref *ref, residues *r)
{
    vd_fits f = {0};
    char text[16];
    vd_pool_wide(pool, "a citation that was cut off");
    residue_ask(pool, ref);
    residues_prepare(pool, r);
    if (vd_date_whole(ref->m->date)) {
        run_fits(pool, ref, vd_index_find(&r->dates, vd_date_format(ref->m->date, text)), false, &f);
    }
    vd_str title = ref->m->fold;
    size_t first = title.len ? words_end(title, 0, GRAM_FIRST) : SIZE_MAX;
    if (first != SIZE_MAX && first < title.len) { /* the last word may be cut off itself */
        run_fits(pool, ref, vd_index_find(&r->firsts, vd_str_slice(title, 0, first)), true, &f);
    }
    for (size_t from = 0; from < title.len; from = word_next(title, from)) {
        size_t to = words_end(title, from, GRAM);
        if (to == SIZE_MAX) {
            break;
        }
        run_fits(pool, ref, vd_index_find(&r->grams, vd_str_slice(title, from, to)), true, &f);
    }
    vd_fits_link(pool, ref, &f, 0.7, "two residues agree with one known document");
}

void vd_step_residue(vd_pool *pool)
{
    residues r = {0};
    vd_cited cited = {0};
    for (int turn = 0; turn < 2; turn++) { /* names, then what has neither name nor number */
        for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
            if (ref.m->form != VD_FORM_TRUNCATED || ref.m->number.ptr || vd_pool_link_of(pool, &ref)->document >= 0) {
                continue;
            }
            vd_arena_clear(&pool->scratch);
            if (ref.m->core && turn == 0) {
                law_cut(pool, &cited, &ref);
            } else if (!ref.m->core && ref.m->issuer.ptr && turn == 1) {
                fields_cut(pool, &ref, &r);
            }
            vd_cited_told(&cited, pool, &ref);
        }
    }
    vd_cited_clear(&cited);
    vd_index_clear(&r.dates);
    vd_index_clear(&r.firsts);
    vd_index_clear(&r.grams);
}
