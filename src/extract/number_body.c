/* What stands behind a number and completes it: the year of its day, "Nghị định số 118/NĐ-CP ngày 09/6/2025", or the
 * National Assembly's term, "Nghị quyết số 202/2025/QH ngày 12/6/2025"; and what the body whose document it is adds to
 * it, the symbol that is left out, "Thông tư 12/2015 của Bộ Y tế", and the type that stands before it, "Quyết định của
 * Thủ tướng Chính phủ số 458".  Where a body has gone by several symbols nothing is added. */
#include "extract/code.h"

#include "base/date.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A body's row that stood in `year`. */
static bool row_stood(const vd_issuer_row *row, int year)
{
    int from = row->valid_from[0] ? (int)strtol(row->valid_from, NULL, 10) : 0;
    int to = row->valid_to[0] ? (int)strtol(row->valid_to, NULL, 10) : year;
    return from <= year && year <= to;
}

/* The symbols of ministries begin with "B" since numbers bear the year ("BTC", once "TC"); with "&" they are slips. */
static bool symbol_official(const char *symbol, const char *name)
{
    return strchr(symbol, '&') == NULL && (symbol[0] == 'B' || strncmp(name, "Bộ ", strlen("Bộ ")) != 0);
}

/* The only symbol under which a ministry gave circulars in `year`; NULL: none, or several. */
static const char *ministry_symbol(vd_str issuer, int year)
{
    static const char *const heads[] = {"Bộ trưởng ", "Thống đốc "};
    const char *symbol = NULL;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        vd_str head = vd_str_of(heads[i]);
        issuer = vd_str_starts(issuer, head) ? vd_str_slice(issuer, head.len, issuer.len) : issuer;
    }
    for (size_t i = 0; i < vd_issuers_count; i++) {
        const vd_issuer_row *row = &vd_issuers[i];
        bool same = vd_str_eq(issuer, vd_str_of(row->name)) && strcmp(row->level, "national") == 0 &&
                    strcmp(row->family, "state") == 0 && row_stood(row, year) &&
                    symbol_official(row->symbol, row->name);
        if (same && symbol) {
            return NULL;
        }
        symbol = same ? row->symbol : symbol;
    }
    return symbol;
}

/* Circulars are the ministries', decisions with the year in their number the Prime Minister's or a province's: of the
 * latter the symbol has had several forms. */
static bool symbol_left_out(const vd_draft *draft, char *symbol, size_t size)
{
    if (strcmp(draft->type->fold, "thong tu") == 0) {
        const char *body = ministry_symbol(draft->issuer_name, draft->year);
        snprintf(symbol, size, "TT-%s", body ? body : "");
        return body != NULL;
    }
    bool minister = vd_str_eq(draft->issuer_name, VD_LIT("Thủ tướng Chính phủ"));
    snprintf(symbol, size, "QĐ-TTg");
    return minister && strcmp(draft->type->fold, "quyet dinh") == 0;
}

/* The table has a document of the draft's type and day under this number. */
static bool number_of_day(const vd_draft *draft, vd_str number)
{
    bool same = false;
    for (const vd_decree_row *row = NULL; !same && (row = vd_decree_by_number(number, row)) != NULL;) {
        same = strcmp(row->type, draft->type->name) == 0 && vd_passed_on(row->passed, draft->date);
    }
    return same;
}

/* "Nghị định số 118/NĐ-CP ngày 09/6/2025": the year left out of a number that has one.  Some numbers have none, those
 * of the Prime Minister's single decisions beside those of his rules, so that only the table tells, of a document of
 * that type, number and day; what it has as printed is whole. */
static bool year_left_out(const vd_draft *draft, char *number, size_t size)
{
    size_t digits = 0;
    while (digits < draft->number.len && vd_fold_digit(draft->number.ptr[digits])) {
        digits++;
    }
    bool whole = draft->form == VD_FORM_NUMBERED && draft->type && draft->year == 0 && draft->symbol.ptr &&
                 vd_date_whole(draft->date) && digits > 0 && digits < draft->number.len &&
                 draft->number.ptr[digits] == '/';
    if (!whole) {
        return false;
    }
    snprintf(number, size, "%.*s/%d/%.*s", (int)digits, draft->number.ptr, draft->date.year, (int)draft->symbol.len,
             draft->symbol.ptr);
    return number_of_day(draft, vd_str_of(number)) && !number_of_day(draft, draft->number);
}

/* The draft's number is `number`; what is printed is told among the repairs. */
static void number_take(vd_scan *scan, vd_draft *draft, const char *number)
{
    vd_str whole = vd_arena_copy(scan->arena, vd_str_of(number));
    if (whole.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    size_t digits = draft->span.to;
    while (digits > draft->span.from && scan->text->fold[digits - 1] != ' ') {
        digits--;
    }
    draft->repairs = vd_code_repairs(scan, (vd_range){digits, draft->span.to}, whole);
    draft->number = whole;
    draft->confidence = 0.9;
}

/* The term in the number of a law, "15" of "31/2024/QH15"; NULL: it has none. */
static const char *term_of_law(const char *number)
{
    const char *body = strstr(number, "/QH");
    return body && body[3] != '\0' ? body + 3 : NULL;
}

/* "Nghị quyết số 202/2025/QH ngày 12 tháng 6 năm 2025": the term that is left out behind the body.  It is that of the
 * laws which the table has last before that day and first behind it; between two terms nobody can tell. */
static bool term_left_out(const vd_draft *draft, char *number, size_t size)
{
    bool open = draft->form == VD_FORM_NUMBERED && draft->type && vd_date_whole(draft->date) &&
                draft->date.year == draft->year && vd_str_ends(draft->symbol, VD_LIT("QH"));
    const vd_catalogue_row *before = NULL;
    const vd_catalogue_row *behind = NULL;
    if (!open) {
        return false;
    }
    char day[24];
    snprintf(day, sizeof day, "%04d-%02d-%02d", draft->date.year, draft->date.month, draft->date.day);
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        int order = strcmp(row->passed, day);
        bool later = order <= 0 && row->passed[0] && (before == NULL || strcmp(row->passed, before->passed) > 0);
        bool sooner = order >= 0 && (behind == NULL || strcmp(row->passed, behind->passed) < 0);
        bool law = (later || sooner) && term_of_law(row->number);
        before = law && later ? row : before;
        behind = law && sooner ? row : behind;
    }
    bool sure = before && behind && strcmp(term_of_law(before->number), term_of_law(behind->number)) == 0;
    if (sure) {
        snprintf(number, size, "%.*s%s", (int)draft->number.len, draft->number.ptr, term_of_law(before->number));
    }
    return sure;
}

void vd_number_complete(vd_scan *scan, vd_draft *draft)
{
    char symbol[48];
    char number[80];
    if (term_left_out(draft, number, sizeof number)) {
        size_t body = draft->symbol.len + strlen(number) - draft->number.len;
        number_take(scan, draft, number);
        draft->symbol = vd_str_slice(draft->number, draft->number.len - body, draft->number.len);
        return;
    }
    if (year_left_out(draft, number, sizeof number)) {
        number_take(scan, draft, number);
        draft->year = draft->date.year;
        return;
    }
    bool open = draft->form == VD_FORM_TRUNCATED && draft->type && draft->year && draft->number.ptr &&
                draft->symbol.ptr == NULL && draft->issuer.to > draft->issuer.from;
    if (!open || !symbol_left_out(draft, symbol, sizeof symbol)) {
        return;
    }
    snprintf(number, sizeof number, "%02d/%d/%s", (int)strtol(draft->number.ptr, NULL, 10), draft->year, symbol);
    draft->symbol = vd_arena_copy(scan->arena, vd_str_of(symbol));
    if (draft->symbol.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    number_take(scan, draft, number);
    draft->form = VD_FORM_NUMBERED;
}

/* The body in [from, to) is one of the table, whole, or a local one with its province: "UBND tỉnh Bạc Liêu". */
static bool body_known(vd_scan *scan, vd_range name, bool local)
{
    size_t used = 0;
    vd_str term;
    name = name.from < name.to ? vd_term_off(scan, name, &term) : name; /* "của Bộ Chính trị khóa XI | số 22-NQ/TW" */
    vd_str fold = name.from < name.to ? vd_scan_fold(scan, name) : VD_LIT("");
    bool whole = vd_str_eq(fold, VD_LIT("thu tuong")) || (vd_issuer_prefix(fold, &used) && used == fold.len);
    if (whole || !local || fold.len == 0) {
        return whole;
    }
    vd_str full = vd_issuer_full(scan, name);
    const vd_place_row *place = full.ptr ? vd_place_named(full) : NULL;
    return place && vd_issuer_prefix(full, &used) && vd_str_ends(full, vd_str_of(place->fold));
}

const vd_type_row *vd_type_before_body(vd_scan *scan, size_t end, bool local, size_t *from)
{
    enum { REACH = 70 };
    static const char *const heads[] = {"bo truong ", "thong doc "};
    size_t at = end;
    while (at > 0 && at + REACH > end && !vd_scan_starts(scan, at, " cua ")) {
        at--;
    }
    size_t name = at + strlen(" cua ");
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        name += vd_scan_starts(scan, name, heads[i]) ? strlen(heads[i]) : 0;
    }
    const vd_type_row *type = vd_scan_starts(scan, at, " cua ") ? vd_type_ending(scan, at, from) : NULL;
    return type && vd_scan_upper(scan, name) && body_known(scan, (vd_range){name, end}, local) ? type : NULL;
}
