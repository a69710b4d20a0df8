/* Numbers without their end, "Chỉ thị số 33/CT", "Nghị định 54": the one known document that fits, or the one that the
 * text itself cites in full; and numbers of which is not said whether a law or a resolution has them.  Nothing that is
 * printed may disagree. */
#include "base/date.h"
#include "resolve/cited.h"
#include "resolve/past.h"
#include "resolve/residue.h"

/* Nothing printed at a number without its end speaks against this document. */
static bool print_agrees(vd_pool *pool, const vd_ref *ref, const vd_entity *entity)
{
    const vd_wording *m = ref->m;
    bool issuer = !m->issuer_stated || entity->issuer.rank < VD_RANK_STATED ||
                  vd_issuers_agree(pool, m->issuer, entity->issuer.value);
    return issuer && vd_dates_agree(m->date, entity->date) && vd_term_fits(entity, m->term);
}

/* Nor does the time and place of the text. */
static bool number_fits(vd_pool *pool, const vd_ref *ref, const vd_entity *entity)
{
    return print_agrees(pool, ref, entity) && vd_entity_in_scope(pool, entity, ref) &&
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

/* A number that is unique only where a text speaks from, which is not known: to other texts it says nothing. */
static bool elsewhere(vd_pool *pool, vd_cited *cited, const vd_ref *ref, int entity)
{
    const vd_entity *e = &pool->entities[entity];
    vd_str scope = vd_entity_scope(pool, e);
    return vd_str_eq(scope, VD_LIT("?")) && !e->held && !vd_cited_has(cited, pool, ref->source, entity, true);
}

/* Documents whose number goes on from `key`, of the same type.  With the stroke behind it, so that not all that begins
 * with the digits is gone through. */
static void number_fitting(vd_pool *pool, vd_cited *cited, const vd_ref *ref, vd_str key, vd_fits *f)
{
    const vd_str parts[] = {key, VD_LIT("")};
    vd_run run = vd_index_prefix(&pool->numbers, vd_pool_join_now(pool, "/", parts, 2));
    for (size_t i = 0; i < run.count && !f->more; i++) {
        const vd_entity *entity = &pool->entities[run.rows[i].value];
        if (signs_agree(ref->m->number, entity->number.value) && vd_str_eq(entity->type.value, ref->m->type) &&
            number_fits(pool, ref, entity) && !elsewhere(pool, cited, ref, (int)run.rows[i].value)) {
            vd_fits_add(f, (int)run.rows[i].value);
        }
    }
}

/* What comes with these digits later may be meant. */
static void digits_ask(vd_pool *pool, const vd_ref *ref, vd_str key)
{
    vd_str digits = vd_number_digits(key);
    vd_clue_note(pool, VD_CLUE_ASK_DIGITS, ref->m->type, digits, -1);
    vd_pool_wide(pool, "a number without its end");
}

/* "Chỉ thị số 33/CT". */
static void number_cut(vd_pool *pool, vd_cited *cited, const vd_ref *ref)
{
    vd_fits f = {0};
    digits_ask(pool, ref, ref->m->key);
    number_fitting(pool, cited, ref, ref->m->key, &f);
    vd_fits_link(pool, ref, &f, 0.8, "number and type; the code is cut off");
}

/* Documents of the type and with these digits that the text itself cites in full: before the mention, or else behind.
 */
static void text_fitting(vd_pool *pool, vd_cited *cited, const vd_ref *ref, vd_str digits, vd_fits *f)
{
    size_t count = 0;
    const vd_cited_number *numbers = vd_cited_numbers(cited, pool, ref->source, digits, &count);
    bool before = false;
    for (size_t i = 0; i < count && !f->more; i++) {
        const vd_wording *m = numbers[i].m;
        int document = pool->links[ref->source][numbers[i].first].document;
        bool behind = numbers[i].first > (size_t)ref->mention;
        if (behind && before) {
            break;
        }
        if (document >= 0 && vd_str_eq(m->type, ref->m->type) && key_goes_on(m->key, digits) &&
            print_agrees(pool, ref, &pool->entities[document])) {
            vd_fits_add(f, document);
            before = !behind;
        }
    }
}

/* "Nghị định 54", "Kế hoạch số 22": what the text itself cites in full, before or else behind.  Elsewhere numbers
 * restart too often: what is known to fit is named and not chosen, unless the whole date agrees. */
static void number_alone(vd_pool *pool, vd_cited *cited, const vd_ref *ref)
{
    vd_fits f = {0};
    vd_str digits = vd_number_key(pool, digits_last(ref->m->surface), VD_NONE);
    bool passed = vd_str_find(ref->m->issuer, VD_LIT("Quốc hội"), 0) != SIZE_MAX;
    vd_str kinds[] = {digits, vd_number_assembly(pool, digits, ref->m->type)};
    size_t from = ref->m->issuer_stated && passed && kinds[1].len; /* the body tells of which row it is */
    size_t to = kinds[1].len && (passed || !ref->m->issuer_stated) ? 2 : 1;
    for (size_t i = from; i < to; i++) {
        text_fitting(pool, cited, ref, kinds[i], &f);
    }
    if (f.count > 0) {
        vd_fits_link(pool, ref, &f, 0.8, "number and type, given in full in this text");
        return;
    }
    for (size_t i = from; i < to; i++) {
        digits_ask(pool, ref, kinds[i]);
        number_fitting(pool, cited, ref, kinds[i], &f);
    }
    if (vd_date_whole(ref->m->date)) {
        vd_fits_link(pool, ref, &f, 0.8, "number, type and date; the code is left out");
    } else if (f.count > 0 && !f.more) {
        vd_pool_ambiguous(pool, ref, f.entity, f.count, "number and type alone");
    }
}

/* "số 97/2025/QH15": the law of that number or the resolution, whichever is known. */
static void number_untyped(vd_pool *pool, const vd_ref *ref)
{
    vd_fits f = {0};
    vd_str keys[] = {ref->m->key, vd_number_key(pool, ref->m->number, VD_LIT("Nghị quyết"))};
    vd_pool_wide(pool, "a number of a law or a resolution");
    for (size_t k = 0; k < 2; k++) {
        vd_clue_note(pool, VD_CLUE_ASK_NUMBER, keys[k], VD_NONE, -1);
        vd_run known = vd_index_find(&pool->numbers, keys[k]);
        vd_run entries = vd_index_find(&pool->entry_numbers, keys[k]);
        for (size_t i = 0; i < known.count; i++) {
            vd_fits_add(&f, (int)known.rows[i].value);
        }
        for (size_t i = 0; i < entries.count && !pool->failed; i++) {
            vd_fits_add(&f, vd_pool_entry(pool, entries.rows[i].value));
        }
    }
    if (f.count > 0) {
        vd_fits_link(pool, ref, &f, 0.9 * ref->m->confidence, "number");
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
    vd_cited cited = {0};
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        const vd_wording *m = ref.m;
        bool digits = m->number.ptr == NULL && !m->core && digits_last(m->surface).len > 0;
        if (ref.at->antecedent) {
            continue; /* the text says what it stands for */
        }
        if (m->form == VD_FORM_TRUNCATED && m->key.len > 0) {
            number_cut(pool, &cited, &ref);
        } else if (m->form == VD_FORM_TRUNCATED && digits) {
            number_alone(pool, &cited, &ref);
        } else if (m->key.len > 0 && m->form == VD_FORM_NUMBERED && vd_number_untyped(m)) {
            number_untyped(pool, &ref);
        }
        vd_cited_told(&cited, pool, &ref);
        vd_arena_reset(&pool->scratch);
    }
    vd_cited_clear(&cited);
}
