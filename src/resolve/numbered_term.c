/* Party numbers that are cited without a date: "Nghị quyết số 57-NQ/TW".
 *
 * The centre of the Party numbers what it issues through a term of five years, and anew from the next congress on, so
 * that a number is given once a term.  Of a text of the same term the catalogue's document of that number is meant.
 * Early in the next term it still is, until the new row of numbers can have come so far: in the first half of the time
 * that it took to come to it.  What is older may have been numbered anew without the catalogue knowing. */
#include "resolve/numbered.h"

#include "base/date.h"

enum { FIRST_YEAR = 2011, TERM_MONTHS = 60 }; /* the congresses before were not held in January */

/* Months of whole terms and of its own term up to a date; false for one before them. */
static bool term_of(vd_date date, int *term, int *months)
{
    int since = (date.year - FIRST_YEAR) * 12 + date.month - 2; /* the congress is over by February */
    *term = since / TERM_MONTHS;
    *months = since % TERM_MONTHS;
    return vd_date_whole(date) && since >= 0;
}

/* Is a number that was given on `passed` still that of its document for words written on `written`? */
static bool term_lasts(vd_date passed, vd_date written)
{
    int given, given_months, term, months;
    if (!term_of(passed, &given, &given_months) || !term_of(written, &term, &months)) {
        return false;
    }
    return (term == given && vd_date_cmp(passed, written) <= 0) || (term == given + 1 && 2 * months < given_months);
}

/* Two names of one body: "Ban Chấp hành Trung ương", "… Trung ương Đảng khóa XII", "Trung ương". */
static bool bodies_agree(vd_pool *pool, vd_str a, vd_str b)
{
    vd_str x = vd_pool_fold_often(pool, a);
    vd_str y = vd_pool_fold_often(pool, b);
    return x.len == 0 || y.len == 0 || vd_str_find(x, y, 0) != SIZE_MAX || vd_str_find(y, x, 0) != SIZE_MAX;
}

/* What the mention says of it speaks against no more than the document's row does. */
static bool row_agrees(vd_pool *pool, const vd_ref *ref, const vd_catalogue_entry *row)
{
    bool issuer = !ref->m->issuer_stated || bodies_agree(pool, ref->m->issuer, row->issuer);
    vd_str title = vd_pool_fold_now(pool, row->title);
    return issuer && (title.len == 0 || ref->m->fold.len == 0 || !vd_titles_differ(ref->m->fold, title));
}

int vd_term_slot(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *said)
{
    vd_pool *pool = g->pool;
    vd_date parent = vd_ref_parent_date(pool, ref);
    vd_date first = parent.year ? vd_date_first(parent) : vd_source_earliest(pool, ref->source);
    vd_date last = parent.year ? vd_date_last(parent) : vd_source_latest(pool, ref->source);
    int found = -1;
    if (g->local || !vd_str_ends(ref->m->key, VD_LIT("/tw"))) {
        return -1;
    }
    for (size_t i = 0; i < g->undated && !pool->failed; i++) {
        const vd_number_slot *s = &g->slots[i];
        bool lasts = s->offered && term_lasts(s->date, first) && term_lasts(s->date, last);
        if (lasts && vd_slots_agree(s, said) && row_agrees(pool, ref, &pool->catalogue->entries[s->entry])) {
            if (found >= 0) {
                return -1;
            }
            found = (int)i;
        }
    }
    return found;
}
