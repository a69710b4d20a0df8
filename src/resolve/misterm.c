/* Laws whose number has a term of the National Assembly that passed no such law: "Luật Quy hoạch số 21/2017/QH12",
 * "04/2007/QH11".  The term is misprinted where the table has a law of that number and year in another term, and the
 * name, the day or the year itself says that no other can be meant.  What the mention says stays as it is printed; that
 * it is mended follows from its own words and the built-in table alone, so that no other source ever changes it. */
#include "resolve/wording.h"

#include "base/date.h"
#include "tables/tables.h"

#include <string.h>

/* What stands before the term in "21/2017/QH14", its length; 0: it is no number of a law. */
static size_t before_term(vd_str number)
{
    size_t digits = number.len;
    while (digits > 0 && number.ptr[digits - 1] >= '0' && number.ptr[digits - 1] <= '9') {
        digits--;
    }
    vd_str before = vd_str_slice(number, 0, digits);
    return digits < number.len && vd_str_ends(before, VD_LIT("/QH")) ? digits : 0;
}

/* Did any law of that year bear the term that ends `number` from `at` on? */
static bool term_sat(vd_str number, size_t at, int year)
{
    vd_str term = vd_str_slice(number, at, number.len);
    bool sat = false;
    bool laws = false;
    for (size_t i = 0; i < vd_catalogue_count && !sat; i++) {
        vd_str other = vd_str_of(vd_catalogue[i].number);
        size_t from = before_term(other);
        vd_date passed;
        bool then = from > 0 && vd_date_parse(vd_str_of(vd_catalogue[i].passed), &passed) && passed.year == year;
        laws = laws || then;
        sat = then && vd_str_eq(vd_str_slice(other, from, other.len), term);
    }
    return sat || !laws;
}

/* The row of a law of this type whose number begins so, and goes on with a term; NULL: there is none, or several. */
static const vd_catalogue_row *row_of_any_term(vd_str same, vd_str type)
{
    const vd_catalogue_row *found = NULL;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        vd_str number = vd_str_of(row->number);
        if (before_term(number) != same.len || !vd_str_starts(number, same) || !vd_str_eq(type, vd_str_of(row->type))) {
            continue;
        }
        if (found) {
            return NULL;
        }
        found = row;
    }
    return found;
}

vd_str vd_number_of_term(const vd_wording *w)
{
    size_t at = w->form == VD_FORM_NUMBERED && w->year ? before_term(w->number) : 0;
    if (at == 0 || !vd_type_law(vd_type_named(w->type)) || vd_catalogue_by_number(w->number)) {
        return VD_NONE;
    }
    const vd_catalogue_row *row = row_of_any_term(vd_str_slice(w->number, 0, at), w->type);
    bool named = row && w->title.ptr && vd_str_eq(w->title, vd_str_of(row->title));
    bool dated = row && vd_date_whole(w->date) && vd_passed_on(row->passed, w->date);
    bool meant = row && (named || dated || !term_sat(w->number, at, w->year));
    return meant ? vd_str_of(row->number) : VD_NONE;
}
