/* When digits and letters are no number after all: told by the code, by the words before it, and by what is cut off or
 * misread. */
#include "extract/number.h"

#include <stdlib.h>
#include <string.h>

/* Laws, decrees and circulars are made by bodies the table knows: "09B/PL-TNCN" is a form. */
static bool code_of_nobody(const vd_scan *scan, const vd_code *code)
{
    static const char *const kinds[] = {"pl", "l", "nd", "tt", "ttlt"};
    vd_str first = vd_scan_fold(scan, code->groups[0].range);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (vd_str_eq(first, vd_str_of(kinds[i]))) {
            return code->count < 2 || !vd_code_known(scan, &code->groups[1]);
        }
    }
    return false;
}

/* Without a type word: with "số" before it what opens with a type or a body, or goes on with the list; without that,
 * only what is shaped like no date, ratio or address either. */
bool vd_number_convincing(vd_scan *scan, const vd_code *code, size_t word, bool numbered)
{
    const vd_code_group *group = &code->groups[0];
    bool term = vd_code_term(vd_scan_fold(scan, group->range));
    bool first = group->type || group->issuer || term;
    bool known = first && !code_of_nobody(scan, code);
    if (numbered) {
        vd_str symbol = vd_code_symbol(scan, code);
        return known || (symbol.ptr && vd_number_type_of_list(scan, word, symbol));
    }
    return known && vd_scan_upper(scan, group->range.from) && (code->count >= 2 || (term && code->year));
}

/* Nothing of a longer code goes on behind `at`: "09/HDTLMM/2025", "838/CCTKV.XII", "2273/CTK - CSCL". */
static bool code_closed(const vd_scan *scan, size_t at)
{
    const char *next = scan->text->fold + at;
    next += *next == ' ';
    return !(*next && VD_AMONG(*next, "-/&_")) && !(*next == '.' && vd_is_word(next[1]));
}

/* Behind a type word: one letter ("Quyết định 5/a") is no code, and neither is one group that nobody knows, unless
 * "số" announces it and no year asks for a type and a body. */
bool vd_number_typed(vd_scan *scan, const vd_code *code, const vd_type_row *type, bool numbered)
{
    const vd_code_group *group = &code->groups[0];
    bool known = vd_code_known(scan, group);
    bool letters = group->range.to - group->range.from >= 2 || (known && code->count >= 2);
    bool announced = numbered && code->year == 0 && strcmp(type->kind, "attached") != 0 &&
                     strcmp(type->kind, "other") != 0 && vd_code_capitals(scan, code) &&
                     code_closed(scan, vd_code_end(code));
    return letters && (known || code->count >= 2 || announced);
}

/* "31/2024/QH151": a note's digit behind a term is told from a misprint ("13/2008/QH112") by the act being known. */
bool vd_number_term_readable(vd_scan *scan, const vd_code *code)
{
    vd_str last = vd_scan_fold(scan, code->groups[code->count - 1].range);
    if (!vd_code_term(last) || !vd_fold_digit(scan->text->fold[vd_code_end(code)])) {
        return true;
    }
    vd_str symbol = VD_NONE;
    vd_str number = vd_code_number(scan, code, &symbol);
    return number.ptr && vd_catalogue_by_number(number) != NULL;
}

/* Where a stroke or digit is misread ("48:2013/NĐ-CP"), only a known type with a known body, or a term, makes a number,
 * and only behind a type word or "số"; "Kế hoạch 2021-2025-KH" is one of some years. */
bool vd_number_misread_convincing(const vd_scan *scan, const vd_code *code, bool announced)
{
    bool term = vd_code_term(vd_scan_fold(scan, code->groups[0].range));
    bool whole = code->groups[0].type && code->count >= 2 && code->groups[1].issuer;
    whole = whole || (code->lettered && code->groups[0].issuer && code->count >= 2); /* "1l45/UBND-VX" */
    bool years = code->digits.to == code->digits.from + 4 && vd_year_begins(scan->text->fold + code->digits.from);
    return announced && !years && (term || whole);
}

/* Laws, decrees and circulars bear the year in their number. */
static bool code_dated(const vd_code *code)
{
    vd_str first = code->groups[0].official ? vd_str_of(code->groups[0].official) : VD_NONE;
    return vd_str_eq(first, VD_LIT("NĐ")) || vd_str_eq(first, VD_LIT("TT"));
}

/* "022017 T1-VPCP", "102016-QĐ-UBND": the stroke before the year is lost.  Of decrees and circulars there are not ten
 * thousand a year, of anything with a type in its symbol not a hundred thousand. */
void vd_number_split_year(const vd_scan *scan, vd_code *code)
{
    enum { YEAR = 4, LONGEST = 3 };
    size_t len = code->digits.to - code->digits.from;
    size_t year = code->digits.to - YEAR;
    bool typed = code->count >= 2 && code->groups[0].type && !code->groups[0].issuer && code->groups[1].issuer;
    bool many = code_dated(code) ? len > YEAR : typed && len > YEAR + 1;
    if (code->year == 0 && many && len <= YEAR + LONGEST && vd_year_begins(scan->text->fold + year)) {
        code->year = (int)strtol(scan->text->fold + year, NULL, 10);
        code->digits.to = year;
    }
}

/* No number is nothing but zeros, and "682H-SCT" is one whose stroke and type ("/TTr") are read as other letters. */
bool vd_number_digits_possible(const vd_scan *scan, const vd_code *code)
{
    const char *fold = scan->text->fold;
    size_t zeros = code->digits.from;
    while (zeros < code->digits.to && fold[zeros] == '0') {
        zeros++;
    }
    size_t last = code->digits.to - 1;
    bool capital = vd_fold_letter(fold[last]) && vd_scan_upper(scan, last);
    return zeros < code->digits.to && !(capital && code->groups[0].separator == '-' && !code->groups[0].type);
}

static bool line_begins(const vd_scan *scan, size_t at)
{
    vd_str before = at > 0 ? vd_scan_raw(scan, (vd_range){at - 1, at}) : VD_NONE;
    return at == 0 || (before.len > 0 && memchr(before.ptr, '\n', before.len));
}

/* The number's beginning is cut off, with the margin or the end of the line before: of a decree or circular, which bear
 * years, "2025/NĐ-CP" and "025/NĐ-CP" are left, or where no word announces it and a line begins, anything without one.
 */
bool vd_number_headless(const vd_scan *scan, const vd_code *code, size_t at, bool announced)
{
    const char *digits = scan->text->fold + code->digits.from;
    size_t len = code->digits.to - code->digits.from;
    bool year = len == 4 && vd_year_begins(digits);
    bool zeros = len >= 3 && digits[0] == '0';
    if (code->year != 0 || !code_dated(code)) {
        return false;
    }
    bool torn = at >= 2 && scan->text->fold[at - 1] == ' ' && vd_fold_digit(scan->text->fold[at - 2]);
    bool begins = line_begins(scan, at) || (torn && !announced);
    return announced ? begins && (year || zeros) : begins || zeros;
}
