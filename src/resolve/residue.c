/* What a crop left.  A number without its end is the one known document that it fits; a name's beginning the one law
 * that begins so; where type and number are gone, two residues have to agree with one document known from elsewhere.
 * What fits several stays ambiguous, what fits none unresolved; nothing that is printed may disagree. */
#include "base/date.h"
#include "resolve/past.h"

enum { FIT_MAX = 16 };

typedef struct fits {
    int entity[FIT_MAX];
    size_t count;
    bool more;
} fits;

static void fits_add(fits *f, int entity)
{
    for (size_t i = 0; i < f->count; i++) {
        if (f->entity[i] == entity) {
            return;
        }
    }
    if (f->count == FIT_MAX) {
        f->more = true;
        return;
    }
    f->entity[f->count++] = entity;
}

static void fits_link(vd_pool *pool, const vd_ref *ref, const fits *f, double confidence, const char *basis)
{
    if (f->count == 1 && !f->more) {
        vd_pool_link(pool, ref, f->entity[0], confidence, basis);
    } else if (f->count > 1) {
        vd_pool_ambiguous(pool, ref, f->entity, f->count, basis);
    }
}

static bool entity_in_scope(const vd_pool *pool, const vd_entity *entity, const vd_ref *ref)
{
    vd_str place = ref->m->place.ptr ? ref->m->place : pool->places[ref->source];
    return entity->place.value.ptr == NULL || place.ptr == NULL || vd_str_eq(entity->place.value, place);
}

static bool issuer_agrees(vd_pool *pool, vd_str a, vd_str b)
{
    vd_str x = vd_pool_fold_often(pool, a);
    vd_str y = vd_pool_fold_often(pool, b);
    return x.len > 0 && y.len > 0 && vd_prefix_agree(x, y);
}

/* ---- Numbers ------------------------------------------------------------------------------------------------------
 */

/* Nothing printed at a number without its end speaks against this document. */
static bool print_agrees(vd_pool *pool, const vd_ref *ref, const vd_entity *entity)
{
    const vd_wording *m = ref->m;
    bool issuer = !m->issuer_stated || entity->issuer.rank < VD_RANK_STATED ||
                  issuer_agrees(pool, m->issuer, entity->issuer.value);
    return issuer && vd_dates_agree(m->date, entity->date);
}

/* Nor does the time and place of the text. */
static bool number_fits(vd_pool *pool, const vd_ref *ref, const vd_entity *entity)
{
    return print_agrees(pool, ref, entity) && entity_in_scope(pool, entity, ref) &&
           vd_ref_could_mean(pool, ref, entity->date);
}

static size_t digits_before(vd_str text, size_t at)
{
    while (at > 0 && text.ptr[at - 1] >= '0' && text.ptr[at - 1] <= '9') {
        at--;
    }
    return at;
}

/* The digits at the end of "Nghị định số 54", with the year of "Thông tư 14/2024"; empty when it ends otherwise. */
static vd_str digits_last(vd_str surface)
{
    size_t from = digits_before(surface, surface.len);
    bool year = surface.len - from == strlen("2024") && from > 1 && surface.ptr[from - 1] == '/';
    size_t number = year ? digits_before(surface, from - 1) : from;
    from = year && number < from - 1 ? number : from;
    return vd_str_slice(surface, from, surface.len);
}

/* A number goes on behind its beginning: "33/ct/ttg" behind "33" and behind "33/ct". */
static bool key_goes_on(vd_str whole, vd_str key)
{
    return vd_str_starts(whole, key) && whole.len > key.len && whole.ptr[key.len] == '/';
}

/* What stands behind the digits, or 0. */
static char number_sign(vd_str number)
{
    size_t at = 0;
    while (at < number.len && number.ptr[at] != '-' && number.ptr[at] != '/') {
        at++;
    }
    return at < number.len ? number.ptr[at] : '\0';
}

/* The Party's sign tells its "23-QĐ…" from the state's "23/QĐ…". */
static bool signs_agree(vd_str cut, vd_str whole)
{
    return number_sign(cut) == '\0' || number_sign(cut) == number_sign(whole);
}

static bool cited_in_source(const vd_pool *pool, int source, int entity, bool whole)
{
    for (size_t i = 0; i < pool->sources[source].mention_count; i++) {
        bool counts = !whole || pool->sources[source].mentions[i].m->form != VD_FORM_TRUNCATED;
        if (counts && pool->links[source][i].document == entity) {
            return true;
        }
    }
    return false;
}

/* A number that is unique only where a text speaks from, which is not known: to other texts it says nothing. */
static bool elsewhere(vd_pool *pool, const vd_ref *ref, int entity)
{
    const vd_entity *e = &pool->entities[entity];
    vd_str scope = vd_entity_scope(pool, e);
    return vd_str_eq(scope, VD_LIT("?")) && !e->held && !cited_in_source(pool, ref->source, entity, true);
}

/* Documents whose number goes on from `key`, of the same type. */
static void number_fitting(vd_pool *pool, const vd_ref *ref, vd_str key, fits *f)
{
    vd_run run = vd_index_prefix(&pool->numbers, key);
    for (size_t i = 0; i < run.count && !f->more; i++) {
        const vd_entity *entity = &pool->entities[run.rows[i].value];
        if (key_goes_on(run.rows[i].key, key) && signs_agree(ref->m->number, entity->number.value) &&
            vd_str_eq(entity->type.value, ref->m->type) && number_fits(pool, ref, entity) &&
            !elsewhere(pool, ref, (int)run.rows[i].value)) {
            fits_add(f, (int)run.rows[i].value);
        }
    }
}

/* What comes with these digits later may be meant. */
static void digits_ask(vd_pool *pool, const vd_ref *ref, vd_str key)
{
    size_t slash = vd_str_find(key, VD_LIT("/"), 0);
    vd_str digits = slash == SIZE_MAX ? key : vd_str_slice(key, 0, slash);
    vd_clue_note(pool, VD_CLUE_ASK_DIGITS, ref->m->type, digits, -1);
    vd_pool_wide(pool, "a number without its end");
}

/* "Chỉ thị số 33/CT". */
static void number_cut(vd_pool *pool, const vd_ref *ref)
{
    fits f = {0};
    digits_ask(pool, ref, ref->m->key);
    number_fitting(pool, ref, ref->m->key, &f);
    fits_link(pool, ref, &f, 0.8, "number and type; the code is cut off");
}

/* Documents of the type and with these digits that the text itself cites in full, in its mentions [from, to). */
static void text_fitting(vd_pool *pool, const vd_ref *ref, vd_str digits, size_t from, size_t to, fits *f)
{
    const vd_said *all = pool->sources[ref->source].mentions;
    for (size_t i = from; i < to; i++) {
        int document = pool->links[ref->source][i].document;
        bool whole = all[i].m->form == VD_FORM_NUMBERED && document >= 0;
        if (whole && vd_str_eq(all[i].m->type, ref->m->type) && key_goes_on(all[i].m->key, digits) &&
            print_agrees(pool, ref, &pool->entities[document])) {
            fits_add(f, document);
        }
    }
}

/* "Nghị định 54", "Kế hoạch số 22": what the text itself cites in full, before or else behind.  Elsewhere numbers
 * restart too often: what is known to fit is named and not chosen, unless the whole date agrees. */
static void number_alone(vd_pool *pool, const vd_ref *ref)
{
    fits f = {0};
    vd_str digits = vd_number_key(pool, digits_last(ref->m->surface), VD_NONE);
    size_t index = (size_t)ref->mention;
    text_fitting(pool, ref, digits, 0, index, &f);
    if (f.count == 0) {
        text_fitting(pool, ref, digits, index, pool->sources[ref->source].mention_count, &f);
    }
    if (f.count > 0) {
        fits_link(pool, ref, &f, 0.8, "number and type, given in full in this text");
        return;
    }
    digits_ask(pool, ref, digits);
    number_fitting(pool, ref, digits, &f);
    if (vd_date_whole(ref->m->date)) {
        fits_link(pool, ref, &f, 0.8, "number, type and date; the code is left out");
    } else if (f.count > 0 && !f.more) {
        vd_pool_ambiguous(pool, ref, f.entity, f.count, "number and type alone");
    }
}

/* "số 97/2025/QH15": the law of that number or the resolution, whichever is known. */
static void number_untyped(vd_pool *pool, const vd_ref *ref)
{
    fits f = {0};
    vd_str keys[] = {ref->m->key, vd_number_key(pool, ref->m->number, VD_LIT("Nghị quyết"))};
    vd_pool_wide(pool, "a number of a law or a resolution");
    for (size_t k = 0; k < 2; k++) {
        vd_clue_note(pool, VD_CLUE_ASK_NUMBER, keys[k], VD_NONE, -1);
        vd_run known = vd_index_find(&pool->numbers, keys[k]);
        vd_run entries = vd_index_find(&pool->entry_numbers, keys[k]);
        for (size_t i = 0; i < known.count; i++) {
            fits_add(&f, (int)known.rows[i].value);
        }
        for (size_t i = 0; i < entries.count && !pool->failed; i++) {
            fits_add(&f, vd_pool_entry(pool, entries.rows[i].value));
        }
    }
    if (f.count > 0) {
        fits_link(pool, ref, &f, 0.9 * ref->m->confidence, "number");
        return;
    }
    vd_str parts[] = {VD_LIT("number"), ref->m->key};
    vd_str name = vd_pool_join(pool, "|", parts, 2);
    int entity = vd_pool_named(pool, name);
    if (entity < 0) {
        entity = vd_pool_add(pool);
        if (entity < 0) {
            return;
        }
        pool->entities[entity].year = ref->m->year;
        vd_pool_name(pool, name, entity);
    }
    vd_entity_learn(pool, entity, ref);
    vd_pool_link(pool, ref, entity, 0.85 * ref->m->confidence, "number");
}

void vd_step_cut_numbers(vd_pool *pool)
{
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        const vd_wording *m = ref.m;
        bool digits = m->number.ptr == NULL && !m->core && digits_last(m->surface).len > 0;
        if (ref.at->antecedent) {
            continue; /* the text says what it stands for */
        }
        if (m->form == VD_FORM_TRUNCATED && m->key.len > 0) {
            number_cut(pool, &ref);
        } else if (m->form == VD_FORM_TRUNCATED && digits) {
            number_alone(pool, &ref);
        } else if (m->key.len > 0 && m->form == VD_FORM_NUMBERED && vd_number_untyped(m)) {
            number_untyped(pool, &ref);
        }
    }
}

/* ---- Names --------------------------------------------------------------------------------------------------------
 */

/* The beginning of a law's name: the law of that beginning which the text cites in full, else the only name there is.
 */
static void name_cut(vd_pool *pool, const vd_ref *ref)
{
    fits all = {0};
    fits near = {0};
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
        fits_add(&all, entity);
        name = name.ptr ? name : run.rows[i].key;
        one_name = one_name && vd_str_eq(run.rows[i].key, name);
        if (entity >= 0 && cited_in_source(pool, ref->source, entity, true)) {
            fits_add(&near, entity);
        }
    }
    if (near.count == 1) {
        fits_link(pool, ref, &near, 0.85, "beginning of the name; named in full elsewhere in the text");
    } else if (all.count > 1 && one_name && !all.more) {
        vd_law_choose(pool, ref, all.entity, all.count, 0.75, "beginning of the name");
    } else if (all.count > 0) {
        fits_link(pool, ref, &all, 0.75, "beginning of the name");
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
static void act_cut(vd_pool *pool, const vd_ref *ref)
{
    fits all = {0};
    fits near = {0};
    vd_str names[FIT_MAX];
    size_t count = names_inside(pool, ref, names, FIT_MAX);
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
            fits_add(&all, entity);
        }
        if (entity >= 0 && cited_in_source(pool, ref->source, entity, false)) {
            fits_add(&near, entity);
        }
    }
    fits_link(pool, ref, near.count == 1 ? &near : &all, 0.8, "laws named in the title of one amending act");
}

static void law_cut(vd_pool *pool, const vd_ref *ref)
{
    if (vd_str_starts(vd_pool_fold_now(pool, ref->m->surface), VD_LIT("luat sua doi"))) {
        act_cut(pool, ref);
    } else {
        name_cut(pool, ref);
    }
}

/* ---- Date, body, title --------------------------------------------------------------------------------------------
 */

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
    return type && (whole || titled) && issuer_agrees(pool, m->issuer, entity->issuer.value) &&
           entity_in_scope(pool, entity, ref) && vd_ref_could_mean(pool, ref, entity->date);
}

static void run_fits(vd_pool *pool, const vd_ref *ref, vd_run run, bool titled, fits *f)
{
    for (size_t i = 0; i < run.count && !f->more; i++) {
        if (residue_fits(pool, ref, (int)run.rows[i].value, titled)) {
            fits_add(f, (int)run.rows[i].value);
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
    fits f = {0};
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
    fits_link(pool, ref, &f, 0.7, "two residues agree with one known document");
}

void vd_step_residue(vd_pool *pool)
{
    residues r = {0};
    for (int turn = 0; turn < 2; turn++) { /* names, then what has neither name nor number */
        for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
            if (ref.m->form != VD_FORM_TRUNCATED || ref.m->number.ptr || vd_pool_link_of(pool, &ref)->document >= 0) {
                continue;
            }
            vd_arena_clear(&pool->scratch);
            if (ref.m->core && turn == 0) {
                law_cut(pool, &ref);
            } else if (!ref.m->core && ref.m->issuer.ptr && turn == 1) {
                fields_cut(pool, &ref, &r);
            }
        }
    }
    vd_index_clear(&r.dates);
    vd_index_clear(&r.firsts);
    vd_index_clear(&r.grams);
}
