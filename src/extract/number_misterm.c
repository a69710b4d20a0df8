/* Laws whose number has a term of the National Assembly that passed no such law: "Luật Quy hoạch số 21/2017/QH12",
 * "04/2007/QH11".  The term is misprinted where the table has a law of that number and year in another term, and the
 * name, the day or the year itself says that no other can be meant. */
#include "extract/code.h"

#include "base/date.h"
#include "text/fold.h"

#include <string.h>

/* What stands before the term in "21/2017/QH14", its length; 0: it is no number of a law. */
static size_t before_term(vd_str number)
{
    size_t digits = number.len;
    while (digits > 0 && vd_fold_digit(number.ptr[digits - 1])) {
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

/* The law of the table that the draft means by a number with another term; NULL: none, or nothing proves it. */
static const vd_catalogue_row *law_of_other_term(const vd_draft *draft)
{
    size_t at = draft->form == VD_FORM_NUMBERED && draft->type && draft->year ? before_term(draft->number) : 0;
    if (at == 0 || vd_catalogue_by_number(draft->number)) {
        return NULL;
    }
    vd_str same = vd_str_slice(draft->number, 0, at);
    const vd_catalogue_row *found = NULL;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        vd_str number = vd_str_of(row->number);
        if (before_term(number) != at || !vd_str_starts(number, same) || strcmp(row->type, draft->type->name) != 0) {
            continue;
        }
        if (found) {
            return NULL;
        }
        found = row;
    }
    bool named = found && draft->title_name.ptr && vd_str_eq(draft->title_name, vd_str_of(found->title));
    bool dated = found && vd_date_whole(draft->date) && vd_passed_on(found->passed, draft->date);
    return found && (named || dated || !term_sat(draft->number, at, draft->year)) ? found : NULL;
}

void vd_number_term_settle(vd_scan *scan, vd_draft *draft)
{
    const vd_catalogue_row *row = law_of_other_term(draft);
    if (row == NULL) {
        return;
    }
    vd_str number = vd_str_of(row->number);
    size_t body = before_term(number) - strlen("QH");
    vd_str parts[] = {draft->number, VD_LIT("→"), number};
    draft->repairs = vd_scan_join(scan, parts, 3);
    draft->number = number;
    draft->symbol = vd_str_slice(number, body, number.len);
    draft->confidence *= 0.9;
}
