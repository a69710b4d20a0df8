/* A law with its name before its number: one mention from the type word to the number, "Luật Đất đai số 31/2024/QH15".
 * Which law's the number is where one name ends in another's, and when it is none of a law. */
#include "extract/number.h"

#include "extract/law.h"

#include <string.h>

enum { LAW_REACH = 600 };

/* A law by name that ends right before "số": its draft, to be extended over the number.  Laws are found before numbers.
 */
static vd_draft *number_law_before(vd_scan *scan, size_t at)
{
    size_t end = vd_blank_back(scan, at);
    vd_draft *found = NULL; /* the widest: an amending law ends in the name of the last law it amends */
    for (size_t i = vd_scan_from(scan, end); i-- > 0 && scan->drafts[i].span.from + LAW_REACH > end;) {
        size_t named = scan->drafts[i].span.to;
        if (scan->drafts[i].law && vd_law_recast(scan, vd_law_noted(scan, named)) == end) {
            found = &scan->drafts[i];
        }
    }
    return found;
}

/* `official` is `number` with the term that was left out behind it: "38/2001/PL-UBTVQH|10". */
static bool term_left_out(vd_str official, vd_str number)
{
    bool left_out = vd_str_starts(official, number);
    for (size_t i = number.len; left_out && i < official.len; i++) {
        left_out = vd_fold_digit(official.ptr[i]);
    }
    return left_out;
}

/* The catalogue's number of this law, of which `number` is the beginning.  Several laws may bear the name. */
static vd_str law_number_whole(const vd_draft *law, vd_str number)
{
    const vd_catalogue_row *known = law->catalogue ? &vd_catalogue[law->catalogue - 1] : NULL;
    if (known && term_left_out(vd_str_of(known->number), number)) {
        return vd_str_of(known->number);
    }
    vd_str title = known ? vd_str_of(known->title_fold) : VD_NONE;
    for (const vd_catalogue_row *row = NULL; known && (row = vd_catalogue_by_title(title, row)) != NULL;) {
        bool named = strcmp(row->title_fold, known->title_fold) == 0; /* else it is the short title of another */
        if (named && term_left_out(vd_str_of(row->number), number)) {
            return vd_str_of(row->number);
        }
    }
    return number;
}

/* May the number be a law's?  By the body that numbers laws; "16-L/CTN" is the order that promulgates one, under which
 * the acts of the nineties themselves are known. */
static bool code_of_law(vd_scan *scan, const vd_code *code, const vd_draft *law, vd_str number)
{
    for (size_t i = 0; i < code->count; i++) {
        vd_str fold = vd_scan_fold(scan, code->groups[i].range);
        bool assembly = code->year && code->count == 1 && vd_str_eq(fold, VD_LIT("qh")); /* its term is left out */
        if (vd_code_term(fold) || assembly || vd_str_eq(fold, VD_LIT("ubtvqh"))) {
            return true;
        }
    }
    vd_str official = law->catalogue ? vd_str_of(vd_catalogue[law->catalogue - 1].number) : VD_NONE;
    return official.ptr && vd_str_eq(official, number);
}

/* "… Luật A, Luật B và Luật C số 56/2024/QH15": in a scan that breaks the long title of an amending act into pieces,
 * the act's number stands behind the last of the laws.  (Elsewhere people name a law and the number that last amended
 * it.) */
static bool number_of_amending(const vd_scan *scan, const vd_draft *law, vd_str number)
{
    bool pieces = scan->text->marks_lost && law->catalogue && !law->amending;
    const vd_catalogue_row *known = pieces ? &vd_catalogue[law->catalogue - 1] : NULL;
    const vd_catalogue_row *act = known ? vd_catalogue_by_number(number) : NULL;
    return act && strcmp(act->title_fold, known->title_fold) != 0 && strstr(act->title_fold, " sua doi") &&
           strstr(act->title_fold, known->title_fold);
}

/* The long title of an amending act in a scan without marks is the one that the catalogue has for its number. */
static void law_take_title(const vd_scan *scan, vd_draft *law)
{
    bool garbled = scan->text->marks_lost && law->amending && law->catalogue == 0;
    const vd_catalogue_row *act = garbled ? vd_catalogue_by_number(law->number) : NULL;
    if (act && strstr(act->title_fold, " sua doi")) {
        law->catalogue = (size_t)(act - vd_catalogue) + 1;
        law->title_name = vd_str_of(act->title);
    }
}

/* "Luật sửa đổi, bổ sung một số điều của Luật Thuế thu nhập doanh nghiệp | số 14/2008/QH12": the number is the amended
 * law's where that is known to bear it; else `law`, the widest that ends there. */
static vd_draft *law_of_number(vd_scan *scan, vd_draft *law, vd_str number)
{
    const vd_catalogue_row *bears = law->amending ? vd_catalogue_by_number(number) : NULL;
    for (size_t i = vd_scan_from(scan, law->span.to); bears && i-- > 0 && &scan->drafts[i] > law;) {
        vd_draft *inner = &scan->drafts[i];
        bool named = inner->law && inner->catalogue && inner->span.to == law->span.to;
        if (named && strcmp(vd_catalogue[inner->catalogue - 1].title_fold, bears->title_fold) == 0) {
            return inner;
        }
    }
    return law;
}

/* A law with its name before the number: one mention from the type word to the number. */
bool vd_number_extend_law(vd_scan *scan, size_t word, const vd_code *code)
{
    vd_draft *law = number_law_before(scan, word);
    if (law == NULL) {
        return false;
    }
    vd_str symbol = VD_NONE;
    vd_str printed = vd_code_number(scan, code, &symbol);
    law = printed.ptr ? law_of_number(scan, law, printed) : law;
    if (printed.ptr == NULL || !code_of_law(scan, code, law, printed) || number_of_amending(scan, law, printed)) {
        return false;
    }
    vd_scan_widen(scan, law, vd_code_end(code));
    law->number = law_number_whole(law, printed);
    law->symbol = vd_str_slice(law->number, printed.len - symbol.len, law->number.len);
    law->repairs = vd_code_repairs(scan, (vd_range){code->digits.from, vd_code_end(code)}, law->number);
    law->year = code->year;
    law->form = VD_FORM_NUMBERED;
    law->confidence = 0.99;
    law_take_title(scan, law);
    return true;
}

/* "Luật 67/2014/QH13 | Đầu tư ban hành ngày …", "Luật số 12/2022/QH15 | Luật Dầu khí": registers put the name behind
 * the number, with its type word or without.  It is the name of no other document. */
size_t vd_number_named_behind(const vd_scan *scan, vd_draft *draft)
{
    size_t at = draft->span.to;
    size_t name = at + 1;
    bool bare = draft->number.ptr && !draft->law && vd_type_law(draft->type) && scan->text->fold[at] == ' ';
    const vd_catalogue_row *row = bare && vd_scan_upper(scan, name) ? vd_catalogue_by_number(draft->number) : NULL;
    if (row == NULL || strstr(row->title_fold, " sua doi")) {
        return at; /* the long title of an amending act is read as any title is, with what it cites */
    }
    const vd_type_row *type = vd_type_opening(vd_str_of(row->title_fold));
    const char *const titles[] = {row->title_fold, row->title_fold + (type ? strlen(type->fold) + 1 : 0)};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        size_t end = name + strlen(titles[i]);
        if (end > name && vd_scan_starts(scan, name, titles[i]) && !vd_is_word(scan->text->fold[end])) {
            draft->title = (vd_range){name, end};
            draft->title_name = vd_str_of(row->title);
            return end;
        }
    }
    return at;
}
