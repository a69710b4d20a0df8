/* Numbered references: from the digits to the code behind them and to the type word before them.  What the code says is
 * decided in code.c, which word counts in number_type.c, and when digits and letters are no number in number_doubt.c.
 */
#include "extract/number.h"

#include "base/cpu.h"

#include <string.h>

static void number_add(vd_scan *scan, vd_range span, const vd_code *code, const vd_type_row *word)
{
    vd_str symbol = VD_NONE;
    vd_str number = vd_code_number(scan, code, &symbol);
    size_t end = vd_code_end(code);
    bool whole = vd_code_whole(scan, code, word);
    const vd_type_row *type = word;
    bool vague = word && strcmp(word->fold, "van ban") == 0;
    if (type == NULL || vague) {
        const vd_type_row *own = vd_code_type(scan, code);
        type = own ? own : type ? type : vd_number_type_of_list(scan, span.from, symbol);
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){span.from, end}, whole ? VD_FORM_NUMBERED : VD_FORM_TRUNCATED, type);
    if (draft == NULL) {
        return;
    }
    draft->type_stated = word != NULL;
    draft->list_member = word == NULL;
    draft->number = number;
    draft->symbol = symbol;
    draft->year = code->year;
    draft->repairs = vd_code_repairs(scan, (vd_range){code->digits.from, end}, number);
    double print = code->misread        ? 0.8
                   : draft->repairs.ptr ? 0.97
                                        : 1.0; /* where strokes are misread, digits are, too */
    draft->confidence = (word ? 0.99 : 0.9) * print * (whole ? 1.0 : 0.7);
}

/* Letters among the digits that are read for digits: between two of them, or an O behind them, which no number ends in.
 * False: another letter stands between digits, as on plates, "29L1/…". */
static bool digits_lettered(const vd_scan *scan, vd_code *code)
{
    const char *fold = scan->text->fold;
    vd_str raw = vd_scan_raw(scan, code->digits);
    for (size_t i = 1; i < raw.len && code->digits.from + raw.len == code->digits.to; i++) {
        bool letter = vd_fold_letter(fold[code->digits.from + i]);
        bool inside = letter && i + 1 < raw.len && vd_fold_digit(raw.ptr[i + 1]);
        bool zero = letter && i + 1 == raw.len && fold[code->digits.from + i] == 'o';
        if (inside && !vd_code_digit(raw.ptr[i])) {
            return false;
        }
        code->lettered = code->lettered || inside || zero;
    }
    return true;
}

/* "2O24": the year that is printed so. */
static int year_lettered(const vd_scan *scan, vd_range range)
{
    int year = 0;
    for (size_t i = range.from; i < range.to; i++) {
        char c = scan->text->fold[i];
        year = year * 10 + (vd_fold_digit(c) ? c - '0' : c == 'o' ? 0 : 1);
    }
    return year;
}

static void number_read(vd_scan *scan, const vd_match *match, vd_code *code)
{
    vd_range range = {0, 0};
    vd_range year = {0, 0};
    char first = '/';
    *code = (vd_code){0};
    (void)vd_match_group(scan, match, "digits_", &code->digits);
    code->year = vd_match_number(scan, match, "year_");
    if (!digits_lettered(scan, code)) {
        return;
    }
    if (vd_match_group(scan, match, "behind_lettered", &range) && vd_match_group(scan, match, "year_lettered", &year)) {
        code->year = year_lettered(scan, year);
        code->lettered = true;
    } else if (vd_match_group(scan, match, "behind_torn", &range)) {
        code->year = vd_match_number(scan, match, "year_torn");
        code->misread = true;
    } else if (vd_match_group(scan, match, "party", &range)) {
        first = '-';
    } else if (vd_match_group(scan, match, "spaced", &range) || vd_match_group(scan, match, "alone", &range)) {
        code->joint = VD_JOINT_BLANK;
    } else if (vd_match_group(scan, match, "glued", &range)) {
        code->joint = VD_JOINT_NONE;
    } else if (vd_match_group(scan, match, "behind_colon", &range)) {
        code->joint = VD_JOINT_BLANK;
        code->misread = true;
    } else if (!vd_match_group(scan, match, "code", &range)) {
        return;
    }
    vd_range sign = {0, 0};
    code->misread = code->misread || code->lettered || vd_match_group(scan, match, "sign", &sign) ||
                    vd_match_group(scan, match, "behind", &sign);
    vd_code_take(scan, range, first, code);
}

bool vd_number_read(vd_scan *scan, size_t at, vd_number *out)
{
    vd_match match;
    vd_code code;
    if (!vd_scan_at(scan, VD_PAT_number, at, scan->text->fold_len, &match)) {
        return false;
    }
    number_read(scan, &match, &code);
    if (code.count == 0 || code.joint != VD_JOINT_STROKE) {
        return false;
    }
    *out = (vd_number){.year = code.year, .type = vd_code_type(scan, &code)};
    out->number = vd_code_number(scan, &code, &out->symbol);
    out->range = (vd_range){at, vd_code_end(&code)};
    return out->number.ptr != NULL;
}

bool vd_code_read(vd_scan *scan, vd_range range, char separator, vd_number *out)
{
    vd_code code = {0};
    vd_code_take(scan, range, separator, &code);
    if (code.count == 0) {
        return false;
    }
    *out = (vd_number){.type = vd_code_type(scan, &code), .symbol = vd_code_symbol(scan, &code)};
    out->range = (vd_range){range.from, vd_code_end(&code)};
    return out->symbol.ptr != NULL;
}

/* The source's own number line is no citation. */
static bool number_is_own(const vd_scan *scan, size_t at)
{
    for (size_t i = 0; i < scan->draft_count && i < scan->own_count + 4; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->form == VD_FORM_SELF && draft->symbol.ptr && draft->span.from <= at && at < draft->span.to) {
            return true;
        }
    }
    return false;
}

/* Keep what is left of it: no number.  Returns where to go on. */
static size_t number_headless(vd_scan *scan, size_t from, const vd_code *code, const vd_type_row *type)
{
    vd_draft *draft = type ? vd_scan_add(scan, (vd_range){from, vd_code_end(code)}, VD_FORM_TRUNCATED, type) : NULL;
    if (draft) {
        draft->type_stated = true;
        draft->repairs = VD_LIT("number cut off");
        draft->confidence = 0.4;
    }
    return vd_code_end(code);
}

/* Look at the digits at `at`; returns where to go on. *form is where the last form's number ended. */
static size_t number_at(vd_scan *scan, size_t at, size_t *form)
{
    const vd_text *text = scan->text;
    vd_match match;
    VD_FETCH(&text->at[at]); /* the bytes of its groups are looked at next */
    if (vd_number_so_in_digits(scan, at, at + 1)) {
        return at; /* no stroke is lost behind it */
    }
    if (!vd_scan_at(scan, VD_PAT_number, at, text->fold_len, &match)) {
        return at;
    }
    VD_FETCH(&text->bytes.ptr[text->at[at]]);
    vd_code code;
    number_read(scan, &match, &code);
    if (code.count == 0 || number_is_own(scan, at) || !vd_number_term_readable(scan, &code) ||
        !vd_number_digits_possible(scan, &code)) {
        return at;
    }
    size_t word = vd_number_word(scan, at);
    if (code.joint == VD_JOINT_STROKE && vd_number_extend_law(scan, word, &code)) {
        return vd_code_end(&code);
    }
    bool listed = *form > 0 && vd_scan_at(scan, VD_PAT_shared, *form, word, &match);
    if (code.year == 0 && (listed || vd_number_of_form(scan, word))) {
        return *form = vd_code_end(&code);
    }
    size_t from = word;
    const vd_type_row *type = vd_number_type(scan, at, word, &code, &from);
    bool announced = word < at || code.misread;
    bool torn = code.joint != VD_JOINT_STROKE && !vd_code_join(scan, &code, type, announced);
    if (torn || (code.misread && !vd_number_misread_convincing(scan, &code, type || word < at)) ||
        (type == NULL && vd_code_dot_lost(scan, &code))) {
        return at; /* "| 5 | 10/2025/NQ-CP" is a row's number and a document's */
    }
    vd_code_unglue(scan, &code, type);
    vd_code_type_misread(scan, &code, type);
    vd_number_split_year(scan, &code);
    bool convincing =
        type ? vd_number_typed(scan, &code, type, word < at) : vd_number_convincing(scan, &code, word, word < at);
    if (!convincing || (!vd_code_whole(scan, &code, type) && !type)) {
        return at;
    }
    if (vd_number_headless(scan, &code, at, word < at || type)) {
        return number_headless(scan, from, &code, type);
    }
    vd_range span = {type ? from : word, 0};
    number_add(scan, span, &code, type);
    return vd_code_end(&code);
}

/* A digit that begins a number: not inside a word, a date or a decimal; "số142" is "số" and a number. */
static bool number_begins(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (!vd_fold_digit(fold[at])) {
        return false;
    }
    char before = at > 0 ? fold[at - 1] : ' ';
    if (at > 1 && VD_AMONG(before, ":!'|il") && vd_fold_digit(fold[at - 2]) && vd_year_begins(fold + at)) {
        return false; /* "48:2013/NĐ-CP" */
    }
    if (!vd_is_word(before) && before != '/' && before != '-' && before != '.') {
        return true;
    }
    if (before == '-') {
        return at < 2 || !vd_is_word(fold[at - 2]);
    }
    if (before == '.' && at >= 4 && memcmp(fold + at - 3, "so", 2) == 0) {
        return !vd_is_word(fold[at - 4]); /* "SO.66-NQ/TW" */
    }
    return at >= 3 && memcmp(fold + at - 2, "so", 2) == 0 && !vd_is_word(fold[at - 3]);
}

void vd_pass_numbers(vd_scan *scan)
{
    const uint32_t classes = VD_ANCHOR_DIGITS | VD_ANCHOR_NUMBERED;
    size_t form = 0;
    size_t from = 0;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word;
         (word = vd_anchor_walk_next(&scan->anchors, &walk, from, classes)) && scan->status == VD_OK;) {
        size_t at = word->at + (vd_fold_digit(scan->text->fold[word->at]) ? 0 : strlen("so"));
        if (at >= scan->text->fold_len || !number_begins(scan, at)) {
            continue;
        }
        from = vd_number_hopeless(scan, at) ? at : number_at(scan, at, &form);
        if (from == at) {
            vd_number_short(scan, at);
        }
        from += from == at;
    }
    vd_numbers_share(scan);
}
