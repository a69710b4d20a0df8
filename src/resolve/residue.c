/* What a crop left.  A number without its end is the one known document that it fits; a name's beginning the one law
 * that begins so; where type and number are gone, two residues have to agree with one document known from elsewhere.
 * What fits several stays ambiguous, what fits none unresolved. */
#include "base/date.h"
#include "resolve/pool.h"

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

static bool entity_in_scope(const vd_pool *pool, const vd_entity *entity, int source)
{
    vd_str place = vd_source_place(pool, source);
    return entity->place.value.ptr == NULL || place.ptr == NULL || vd_str_eq(entity->place.value, place);
}

/* The digits at the end of "Nghị định số 54"; empty when it ends otherwise. */
static vd_str digits_last(vd_str surface)
{
    size_t from = surface.len;
    while (from > 0 && surface.ptr[from - 1] >= '0' && surface.ptr[from - 1] <= '9') {
        from--;
    }
    return vd_str_slice(surface, from, surface.len);
}

/* "Chỉ thị số 33/CT": documents whose number goes on from here, of the same type. */
static void number_cut(vd_pool *pool, const vd_ref *ref)
{
    fits f = {0};
    vd_str key = vd_number_key(pool, ref->m->number.ptr ? ref->m->number : digits_last(ref->m->surface));
    for (size_t i = 0; i < pool->count; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->number.value.ptr == NULL || !vd_str_eq(entity->type.value, ref->m->type) ||
            !entity_in_scope(pool, entity, ref->source)) {
            continue;
        }
        vd_str whole = vd_number_key(pool, entity->number.value);
        bool goes_on = vd_str_starts(whole, key) && whole.len > key.len &&
                       (whole.ptr[key.len] == '-' || whole.ptr[key.len] == '/');
        if (goes_on) {
            fits_add(&f, (int)i);
        }
    }
    fits_link(pool, ref, &f, 0.8, "number and type; the code is cut off");
}

/* ---- Names --------------------------------------------------------------------------------------------------------
 */

static bool cited_in_source(const vd_pool *pool, int source, int entity, bool whole)
{
    const vd_extraction *extraction = &pool->sources[source].extraction;
    for (size_t i = 0; i < extraction->mention_count; i++) {
        bool counts = !whole || extraction->mentions[i].form != VD_FORM_TRUNCATED;
        if (counts && pool->links[source][i].document == entity) {
            return true;
        }
    }
    return false;
}

/* The beginning of a law's name: the law of that beginning which the text cites in full, else the only one there is. */
static void name_cut(vd_pool *pool, const vd_ref *ref)
{
    fits all = {0};
    fits near = {0};
    vd_str fold = vd_pool_fold(pool, ref->m->surface);
    vd_date latest = vd_source_latest(pool, ref->source);
    for (size_t i = 0; i < pool->catalogue->count; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[i];
        bool begins = vd_str_starts(pool->entry_folds[i], fold);
        bool before = latest.year == 0 || entry->passed.year == 0 || vd_date_cmp(entry->passed, latest) <= 0;
        if (!begins || !before) {
            continue;
        }
        int entity = vd_pool_entry(pool, i);
        fits_add(&all, entity);
        if (cited_in_source(pool, ref->source, entity, true)) {
            fits_add(&near, entity);
        }
    }
    if (near.count == 1) {
        fits_link(pool, ref, &near, 0.85, "beginning of the name; named in full elsewhere in the text");
    } else if (all.count > 0) {
        fits_link(pool, ref, &all, 0.75, "beginning of the name");
    } else {
        vd_law_link(pool, ref); /* the extraction completed the name */
    }
}

/* An amending law of which laws in its title are left: the one act that names them all, first among those cited here.
 */
static bool names_all(vd_pool *pool, vd_str title, const vd_ref *ref)
{
    const vd_extraction *extraction = &pool->sources[ref->source].extraction;
    size_t inside = 0;
    for (size_t i = 0; i < extraction->mention_count; i++) {
        const vd_mention *m = &extraction->mentions[i];
        if (m->start > ref->m->start && m->end <= ref->m->end && m->core) {
            inside++;
            if (vd_str_find(title, vd_pool_fold(pool, m->title), 0) == SIZE_MAX) {
                return false;
            }
        }
    }
    return inside > 0 && vd_str_find(title, VD_LIT("sua doi"), 0) != SIZE_MAX;
}

static void act_cut(vd_pool *pool, const vd_ref *ref)
{
    fits all = {0};
    fits near = {0};
    vd_date latest = vd_source_latest(pool, ref->source);
    for (size_t i = 0; i < pool->catalogue->count; i++) {
        const vd_catalogue_entry *entry = &pool->catalogue->entries[i];
        bool before = latest.year == 0 || entry->passed.year == 0 || vd_date_cmp(entry->passed, latest) <= 0;
        if (before && names_all(pool, pool->entry_folds[i], ref)) {
            int entity = vd_pool_entry(pool, i);
            fits_add(&all, entity);
            if (cited_in_source(pool, ref->source, entity, false)) {
                fits_add(&near, entity);
            }
        }
    }
    fits_link(pool, ref, near.count == 1 ? &near : &all, 0.8, "laws named in the title of one amending act");
}

static void law_cut(vd_pool *pool, const vd_ref *ref)
{
    if (vd_str_starts(vd_pool_fold(pool, ref->m->surface), VD_LIT("luat sua doi"))) {
        act_cut(pool, ref);
    } else {
        name_cut(pool, ref);
    }
}

/* ---- Date, body, title --------------------------------------------------------------------------------------------
 */

/* The title begins with the residue's first three words, or has four of its words in a row. */
static bool title_agrees(vd_str residue, vd_str title)
{
    size_t blanks = 0;
    for (size_t i = 0; i < residue.len; i++) {
        blanks += residue.ptr[i] == ' ';
        if (blanks == 3) {
            if (vd_str_starts(title, vd_str_slice(residue, 0, i + 1))) {
                return true;
            }
            break;
        }
    }
    for (size_t from = 0; from < residue.len;) {
        size_t to = from;
        size_t words = 0;
        while (to < residue.len && words < 4) {
            to++;
            words += to == residue.len || residue.ptr[to] == ' ';
        }
        if (words < 4) {
            return false;
        }
        if (vd_str_find(title, vd_str_slice(residue, from, to), 0) != SIZE_MAX) {
            return true;
        }
        while (from < residue.len && residue.ptr[from] != ' ') {
            from++;
        }
        from++;
    }
    return false;
}

static bool issuer_agrees(vd_pool *pool, vd_str a, vd_str b)
{
    vd_str x = vd_pool_fold(pool, a);
    vd_str y = vd_pool_fold(pool, b);
    return x.len > 0 && y.len > 0 && (vd_str_starts(x, y) || vd_str_starts(y, x));
}

static bool date_agrees(vd_date residue, vd_date date, bool *whole)
{
    *whole = residue.day && vd_date_eq(residue, date);
    return residue.year && residue.year == date.year && (!residue.month || residue.month == date.month) &&
           (!residue.day || residue.day == date.day);
}

/* Body and date, body and title, or date and title agree, and nothing printed disagrees. */
static bool residue_fits(vd_pool *pool, const vd_ref *ref, const vd_entity *entity)
{
    bool whole = false;
    const vd_mention *m = ref->m;
    if (!entity->number.value.ptr || !issuer_agrees(pool, m->issuer, entity->issuer.value) ||
        !entity_in_scope(pool, entity, ref->source)) {
        return false;
    }
    bool date = date_agrees(m->date, entity->date, &whole);
    if (m->date.year && !date) {
        return false;
    }
    vd_str title = m->title.ptr ? vd_pool_fold(pool, m->title) : VD_NONE;
    bool titled = title.ptr && entity->title_fold.ptr && title_agrees(title, entity->title_fold);
    return whole || titled;
}

static void fields_cut(vd_pool *pool, const vd_ref *ref)
{
    fits f = {0};
    for (size_t i = 0; i < pool->count; i++) {
        if (residue_fits(pool, ref, &pool->entities[i])) {
            fits_add(&f, (int)i);
        }
    }
    fits_link(pool, ref, &f, 0.7, "two residues agree with one known document");
}

void vd_step_cut_numbers(vd_pool *pool)
{
    for (size_t i = 0; i < pool->ref_count && !pool->failed; i++) {
        const vd_mention *m = pool->refs[i].m;
        if (m->form == VD_FORM_TRUNCATED && (m->number.ptr || (!m->core && digits_last(m->surface).len > 0))) {
            number_cut(pool, &pool->refs[i]);
        }
    }
}

void vd_step_residue(vd_pool *pool)
{
    for (int turn = 0; turn < 2 && !pool->failed; turn++) { /* names, then what has neither name nor number */
        for (size_t i = 0; i < pool->ref_count && !pool->failed; i++) {
            const vd_ref *ref = &pool->refs[i];
            if (ref->m->form != VD_FORM_TRUNCATED || ref->m->number.ptr || vd_pool_link_of(pool, ref)->document >= 0) {
                continue;
            }
            if (ref->m->core && turn == 0) {
                law_cut(pool, ref);
            } else if (!ref->m->core && ref->m->issuer.ptr && turn == 1) {
                fields_cut(pool, ref);
            }
        }
    }
}
