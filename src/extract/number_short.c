/* Numbers without a symbol: "Nghị định 54", "Thông tư 14/2024", in place of one that is given in full elsewhere.  Of
 * decrees number and year are all, since nobody else gives them. */
#include "extract/number.h"

#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* "NQ 57", "NĐ 178", "QĐ 1234": TT, CT and PL alone stand for too much else. */
static const vd_type_row *type_short(vd_scan *scan, size_t word, size_t *from)
{
    static const char *const abbrs[] = {"nq", "nd", "qd"};
    size_t end = vd_blank_back(scan, word);
    for (size_t i = 0; i < sizeof abbrs / sizeof *abbrs && end >= 2; i++) {
        bool free = end == 2 || (!vd_is_word(scan->text->fold[end - 3]) && !VD_AMONG(scan->text->fold[end - 3], "-/"));
        if (free && memcmp(scan->text->fold + end - 2, abbrs[i], 2) == 0) {
            const vd_type_row *type = vd_type_by_abbr(vd_str_of(abbrs[i]));
            *from = end - 2;
            return type && vd_code_abbreviates(vd_scan_clean(scan, (vd_range){end - 2, end}), type) ? type : NULL;
        }
    }
    return NULL;
}

/* The type that stands before a number without a symbol, and where its word begins; NULL: none of those cited so. */
static const vd_type_row *type_of_short(vd_scan *scan, size_t at, size_t word, size_t *from)
{
    static const char *const types[] = {"nghi dinh", "thong tu",           "quyet dinh", "nghi quyet",
                                        "chi thi",   "thong tu lien tich", "phap lenh"};
    const vd_type_row *type = vd_type_ending(scan, vd_blank_back(scan, word), from);
    if (type == NULL) {
        type = type_short(scan, word, from);
    }
    if (type == NULL && word < at) {
        type = vd_type_before_body(scan, vd_blank_back(scan, word), false, from);
    }
    bool listed = false;
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    return listed && vd_scan_upper(scan, *from) ? type : NULL;
}

/* Nothing of a number goes on at `at`. */
static bool number_closed(const char *fold, size_t at)
{
    return fold[at] == '\0' || VD_AMONG(fold[at], " ,;)?\n") || (fold[at] == '.' && !vd_fold_digit(fold[at + 1]));
}

/* "Nghị định 30/2020 của Chính phủ": nobody else gives decrees, so the number is known whole without its symbol.  The
 * digits end at `stroke`; false: it is nothing of the kind. */
static bool number_of_decree(vd_scan *scan, size_t at, size_t stroke)
{
    const char *fold = scan->text->fold;
    size_t end = stroke + strlen("/2020");
    if (fold[stroke] != '/' || !vd_year_begins(fold + stroke + 1) || !number_closed(fold, end)) {
        return false;
    }
    end += vd_scan_starts(scan, end, " nd-cp") ? strlen(" nd-cp") : 0; /* the stroke is lost */
    size_t from = vd_number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    if (type == NULL || strcmp(type->fold, "nghi dinh") != 0 || vd_scan_taken(scan, (vd_range){from, end})) {
        return false;
    }
    char number[32];
    int digits = (int)strtol(fold + at, NULL, 10);
    int given = (int)strtol(fold + stroke + 1, NULL, 10);
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_NUMBERED, type);
    if (draft) {
        snprintf(number, sizeof number, "%02d/%d/NĐ-CP", digits, given);
        draft->type_stated = true;
        draft->number = vd_arena_copy(scan->arena, vd_str_of(number));
        draft->symbol = VD_LIT("NĐ-CP");
        draft->year = given;
        draft->repairs = vd_code_repairs(scan, (vd_range){at, end}, draft->number);
        draft->confidence = 0.9;
    }
    if (draft && draft->number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return draft != NULL;
}

/* "Thông tư 14/2024": number and year alone; the body behind them may tell the rest.  The digits end at `stroke`. */
static bool number_of_year(vd_scan *scan, size_t at, size_t stroke)
{
    const char *fold = scan->text->fold;
    size_t end = stroke + strlen("/2020");
    if (fold[stroke] != '/' || !vd_year_begins(fold + stroke + 1) || !number_closed(fold, end)) {
        return false;
    }
    size_t from = vd_number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    if (type == NULL || vd_scan_taken(scan, (vd_range){from, end})) {
        return false;
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_TRUNCATED, type);
    if (draft) {
        draft->type_stated = true;
        draft->number = vd_scan_clean(scan, (vd_range){at, end});
        draft->year = (int)strtol(fold + stroke + 1, NULL, 10);
        draft->confidence = 0.6;
    }
    return draft != NULL;
}

/* Does a word end right before the digits?  Else no type stands there: most digits alone number rows and points. */
static bool word_before(const char *fold, size_t at)
{
    while (at > 0 && VD_AMONG(fold[at - 1], " :.")) {
        at--;
    }
    return at > 0 && vd_is_word(fold[at - 1]);
}

/* "Nghị định 54", "Thông tư số 59": the number alone, in place of one given in full elsewhere.  What is counted or
 * dated behind a type word ("Quyết định 2 nội dung", "Nghị quyết năm 2020") is none. */
void vd_number_short(vd_scan *scan, size_t at)
{
    vd_match match;
    const char *fold = scan->text->fold;
    size_t end = at;
    while (vd_fold_digit(fold[end])) {
        end++;
    }
    if (end - at > 4 || number_of_decree(scan, at, end) || number_of_year(scan, at, end)) {
        return;
    }
    bool lettered = fold[end] >= 'a' && fold[end] <= 'e' && !vd_is_word(fold[end + 1]); /* "Nghị quyết 30a" */
    size_t digits = end - at;
    end += lettered;
    if (digits < 2 || !number_closed(fold, end) || !word_before(fold, at)) {
        return;
    }
    size_t from = vd_number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    bool so = vd_number_so_in_digits(scan, at, end) && !vd_number_hopeless(scan, end + 1);
    if (so || type == NULL || vd_scan_taken(scan, (vd_range){from, end}) ||
        vd_scan_at(scan, VD_PAT_counted, end, scan->text->fold_len, &match)) {
        return;
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_TRUNCATED, type);
    if (draft) {
        draft->type_stated = true;
        draft->number = vd_scan_clean(scan, (vd_range){at, end});
        draft->confidence = 0.6;
    }
}

/* ---- Numbers that share a symbol ----------------------------------------------------------------------------------
 */

/* Behind the separator of a list, and "số", at `at`; `at`: there is none. */
static size_t separator_end(const vd_scan *scan, size_t at)
{
    static const char *const signs[] = {", va ", ", ", " va ", " va so ", ", so "};
    size_t end = at;
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        size_t to = at + strlen(signs[i]);
        end = vd_scan_starts(scan, at, signs[i]) && to > end ? to : end;
    }
    return end;
}

/* The bare number whose list goes on at `at`, in [at, *end); false: none stands there. */
static bool member_read(const vd_scan *scan, size_t at, size_t *end)
{
    enum { DIGITS_MAX = 4 };
    for (*end = at; vd_fold_digit(scan->text->fold[*end]);) {
        ++*end;
    }
    return *end > at && *end - at <= DIGITS_MAX && separator_end(scan, *end) > *end;
}

/* Do only bare numbers stand between the two? */
static bool members_between(const vd_scan *scan, const vd_draft *first, const vd_draft *last)
{
    size_t at = separator_end(scan, first->span.to);
    for (size_t end; at > first->span.to && at < last->span.to; at = separator_end(scan, end)) {
        if (at == last->span.from || vd_scan_starts(scan, last->span.from, "so ")) {
            return at == last->span.from || at == last->span.from + strlen("so ");
        }
        if (!member_read(scan, at, &end)) {
            return false;
        }
    }
    return false;
}

static void member_complete(vd_scan *scan, vd_draft *draft, vd_range digits, const vd_draft *last)
{
    char number[80];
    size_t sign = 0;
    while (sign < last->number.len && vd_fold_digit(last->number.ptr[sign])) {
        sign++;
    }
    snprintf(number, sizeof number, "%.*s%.*s", (int)(digits.to - digits.from), scan->text->fold + digits.from,
             (int)(last->number.len - sign), last->number.ptr + sign);
    draft->number = vd_arena_copy(scan->arena, vd_str_of(number));
    draft->symbol = last->symbol;
    draft->form = VD_FORM_NUMBERED;
    draft->confidence = 0.85;
    if (draft->number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
}

/* The bare numbers between the two, as drafts of their own. */
static void members_add(vd_scan *scan, size_t at, vd_draft last)
{
    for (size_t end; (at = separator_end(scan, at)) < last.span.from && member_read(scan, at, &end); at = end) {
        vd_draft *draft = vd_scan_add(scan, (vd_range){at, end}, VD_FORM_NUMBERED, last.type);
        if (draft) {
            draft->list_member = true;
            member_complete(scan, draft, (vd_range){at, end}, &last);
        }
    }
}

/* How many digits the draft's number is, where it is nothing else; 0: it is no bare number. */
static size_t bare_digits(const vd_draft *draft)
{
    bool bare = draft->form == VD_FORM_TRUNCATED && draft->number.ptr && draft->symbol.ptr == NULL;
    size_t digits = 0;
    while (bare && digits < draft->number.len && vd_fold_digit(draft->number.ptr[digits])) {
        digits++;
    }
    return digits == draft->number.len ? digits : 0;
}

/* The draft ends a list with a number that has a symbol, and no type of its own before it. */
static bool ends_list(const vd_draft *draft)
{
    enum { NUMBER_MOST = 64 };
    return draft->list_member && draft->form == VD_FORM_NUMBERED && draft->symbol.ptr && draft->year == 0 &&
           draft->number.len < NUMBER_MOST;
}

void vd_numbers_share(vd_scan *scan)
{
    size_t count = scan->draft_count;
    for (size_t i = count; i-- > 1 && scan->status == VD_OK;) {
        vd_draft *first = &scan->drafts[i - 1];
        const vd_draft *next = &scan->drafts[i];
        size_t digits = ends_list(next) && first->type == next->type ? bare_digits(first) : 0;
        if (digits == 0 || !members_between(scan, first, next)) {
            continue;
        }
        vd_draft last = *next; /* drafts move where others are added */
        size_t end = first->span.to;
        member_complete(scan, first, (vd_range){end - digits, end}, &last);
        members_add(scan, end, last);
    }
    if (scan->draft_count > count) {
        vd_scan_sort(scan);
    }
}
