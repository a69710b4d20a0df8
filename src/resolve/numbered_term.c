/* Terms of the bodies that number their documents, and Party numbers that are cited without a date: "Nghị quyết số
 * 57-NQ/TW", "Chỉ thị số 46-CT/TW của Bộ Chính trị (khóa XI)".
 *
 * The centre of the Party numbers what it issues through a term of five years, and anew from the next congress on, so
 * that a number is given once a term.  A term that is said tells which document is meant.  Where none is, of a text of
 * the same term the catalogue's document of that number is meant.  Early in the next term it still is, until the new
 * row of numbers can have come so far: in the first half of the time that it took to come to it.  What is older may
 * have been numbered anew without the catalogue knowing. */
#include "resolve/numbered.h"

#include "base/date.h"
#include "base/roman.h"
#include "tables/tables.h"

static bool group_of_centre(const vd_number_group *g)
{
    return !g->local && vd_str_ends(g->refs[0]->m->key, VD_LIT("/tw"));
}

/* ---- Terms that are said ------------------------------------------------------------------------------------------
 */

/* "2020-2025": its years; false: it is a numeral. */
static bool term_years(vd_str term, vd_date *first, vd_date *last)
{
    size_t dash = vd_str_find(term, VD_LIT("-"), 0);
    if (dash == SIZE_MAX) {
        return false;
    }
    *first = vd_date_of(vd_str_slice(term, 0, dash));
    *last = vd_date_of(vd_str_slice(term, dash + 1, term.len));
    return true;
}

void vd_slot_term(const vd_number_group *g, vd_number_slot *s, vd_str term)
{
    if (term.len == 0 || g->lasting) {
        return; /* a number with its year says more */
    }
    s->term = term;
    const vd_term_row *row = group_of_centre(g) ? vd_term_named(term) : NULL;
    if (row) {
        vd_term_days(row, &s->first, &s->last);
    } else {
        (void)term_years(term, &s->first, &s->last);
    }
}

/* A numeral and years may be one term. */
static bool terms_same(vd_str a, vd_str b)
{
    bool years = vd_str_find(a, VD_LIT("-"), 0) != SIZE_MAX;
    bool others = vd_str_find(b, VD_LIT("-"), 0) != SIZE_MAX;
    return a.len == 0 || b.len == 0 || years != others || vd_str_eq(a, b);
}

bool vd_terms_agree(const vd_number_slot *a, const vd_number_slot *b)
{
    bool said = a->term.len || b->term.len;
    return !said || (terms_same(a->term, b->term) && vd_days_hold(a->first, a->last, b->date) &&
                     vd_days_hold(b->first, b->last, a->date));
}

/* "QH15" is of the fifteenth National Assembly; 0: the symbol ends otherwise. */
static unsigned assembly_of(vd_str symbol)
{
    size_t from = vd_str_find(symbol, VD_LIT("QH"), 0);
    unsigned value = 0;
    for (size_t i = from == SIZE_MAX ? symbol.len : from + strlen("QH"); i < symbol.len && value < 100; i++) {
        value = symbol.ptr[i] >= '0' && symbol.ptr[i] <= '9' ? value * 10 + (unsigned)(symbol.ptr[i] - '0') : 100;
    }
    return value < 100 ? value : 0;
}

bool vd_term_fits(const vd_entity *entity, vd_str term)
{
    vd_str symbol = entity->symbol.value;
    unsigned assembly = term.len && symbol.len ? assembly_of(symbol) : 0;
    const vd_term_row *row = term.len && vd_str_ends(symbol, VD_LIT("/TW")) ? vd_term_named(term) : NULL;
    vd_date first = {0}, last = {0};
    if (row) {
        vd_term_days(row, &first, &last);
    }
    bool other = entity->term.len && !terms_same(entity->term, term);
    bool denied = assembly && !vd_str_eq(term, vd_str_of(vd_roman(assembly))) && !term_years(term, &first, &last);
    return !other && !denied && vd_days_hold(first, last, entity->date);
}

/* ---- Terms of texts -----------------------------------------------------------------------------------------------
 */

/* The term of a day, and the months that it had lasted; NULL: before all that are known. */
static const vd_term_row *term_of(vd_date date, int *months)
{
    vd_date first, last;
    const vd_term_row *row = vd_term_on(date);
    if (row) {
        vd_term_days(row, &first, &last);
        *months = (date.year - first.year) * 12 + date.month - first.month;
    }
    return row;
}

/* Is a number that was given on `passed` still that of its document for words written on `written`? */
static bool term_lasts(vd_date passed, vd_date written)
{
    int given_months = 0;
    int months = 0;
    const vd_term_row *given = term_of(passed, &given_months);
    const vd_term_row *term = term_of(written, &months);
    if (given == NULL || term == NULL) {
        return false;
    }
    return (term == given && vd_date_cmp(passed, written) <= 0) || (term == given + 1 && 2 * months < given_months);
}

/* The first and the last day on which the words of a mention can have been written; {0,0,0}: not known. */
static void words_days(const vd_number_group *g, const vd_ref *ref, vd_date *first, vd_date *last)
{
    vd_date parent = vd_ref_parent_date(g->pool, ref);
    *first = parent.year ? vd_date_first(parent) : vd_source_earliest(g->pool, ref->source);
    *last = parent.year ? vd_date_last(parent) : vd_source_latest(g->pool, ref->source);
}

vd_term_age vd_term_of_text(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *s)
{
    vd_date first, last;
    words_days(g, ref, &first, &last);
    if (first.year == 0 || last.year == 0 || s->first.year == 0) {
        return VD_TERM_UNKNOWN;
    }
    bool own = vd_date_cmp(s->first, first) <= 0 && vd_days_hold(s->first, s->last, last);
    return own ? VD_TERM_ITS_OWN : VD_TERM_ANOTHER;
}

/* ---- The catalogue's ----------------------------------------------------------------------------------------------
 */

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

/* The number of the slot's document is that which a mention of these days, or of this term, means. */
static bool offer_stands(const vd_number_slot *s, const vd_number_slot *said, vd_date first, vd_date last)
{
    bool lasts = term_lasts(s->date, first) && term_lasts(s->date, last);
    return s->offered && (said->first.year ? vd_terms_agree(s, said) : lasts);
}

int vd_term_slot(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *said)
{
    vd_pool *pool = g->pool;
    vd_date first, last;
    int found = -1;
    if (!group_of_centre(g)) {
        return -1;
    }
    words_days(g, ref, &first, &last);
    for (size_t i = 0; i < g->undated && !pool->failed; i++) {
        const vd_number_slot *s = &g->slots[i];
        if (offer_stands(s, said, first, last) && vd_slots_agree(s, said) &&
            row_agrees(pool, ref, &pool->catalogue->entries[s->entry])) {
            if (found >= 0) {
                return -1;
            }
            found = (int)i;
        }
    }
    return found;
}
