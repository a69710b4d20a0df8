/* Codes of numbers: which letter groups belong to one, what they say, how the number is officially written. */
#include "extract/code.h"

#include "base/buf.h"
#include "text/fold.h"

#include <string.h>

/* Split the matched code into groups. */
static void code_split(vd_scan *scan, vd_range range, char first, vd_code *out)
{
    const char *fold = scan->text->fold;
    char separator = first;
    bool before = fold[range.from - 1] == ' ';
    bool after = before;
    out->count = 0;
    for (size_t at = range.from; at < range.to && out->count < VD_CODE_GROUPS;) {
        size_t end = at;
        while (end < range.to && (vd_is_word(fold[end]) || (fold[end] == ' ' && vd_fold_digit(fold[end + 1])))) {
            end++; /* "QH 12" */
        }
        out->groups[out->count++] =
            (vd_code_group){.range = {at, end}, .separator = separator, .blank_before = before, .blank_after = after};
        before = end < range.to && fold[end] == ' ';
        after = false;
        separator = ' ';
        for (at = end; at < range.to && !vd_is_word(fold[at]); at++) {
            if (fold[at] != ' ') {
                separator = fold[at];
            }
            after = fold[at] == ' ';
        }
    }
}

/* Does this group still belong to the code? */
static bool group_belongs(vd_scan *scan, const vd_code *code, size_t index)
{
    const vd_code_group *group = &code->groups[index];
    bool known = vd_code_known(scan, group);
    bool upper = vd_scan_upper(scan, group->range.from);
    if (!known && vd_code_group_capitals(scan, group) && vd_code_group_garbled(scan, group)) {
        return false;
    }
    if (index == 0) {
        return upper || known;
    }
    if (group->separator == ':') {
        return group->issuer && upper; /* "33/CT:TTg": a hyphen misread */
    }
    if (VD_AMONG(group->separator, ". ")) { /* "187/2025/NĐ.CP", "57-NQ TW"; but "12/QĐ-UBND.HĐND tỉnh" */
        return index == 1 && code->groups[0].type && group->issuer && vd_code_group_capitals(scan, group);
    }
    if (code->groups[index - 1].type && group->range.to - group->range.from == 1 && !known) {
        return false; /* "302/2025/NĐ-C": the rest of the body is cut off */
    }
    if (group->blank_before && group->blank_after && group->separator == '-') {
        return known && upper; /* "10/2020/QĐ-UBND - Phần": only what is a symbol */
    }
    if (group->blank_before || group->blank_after) {
        return known || (group->separator != '/' && vd_code_group_capitals(scan, group));
    }
    if (vd_scan_starts(scan, group->range.from, "nb") && group->range.to - group->range.from == 2) {
        return group->separator == '/';
    }
    return upper || known;
}

/* Behind a type or a body stands no type: "ND" of "CTPH/MTTW-ND-PN" is the farmers' union, and no "NĐ" that lost its
 * bar. */
static void body_as_printed(vd_scan *scan, vd_code *code, size_t index)
{
    const vd_code_group *before = index > 0 ? &code->groups[index - 1] : NULL;
    vd_code_group *group = &code->groups[index];
    bool body = before && (before->issuer || code->groups[0].type) && group->type && !group->issuer;
    if (body && !vd_str_eq(vd_str_of(group->official), vd_code_group_raw(scan, group))) {
        group->type = false;
        group->official = NULL;
    }
}

static void code_trim(vd_scan *scan, vd_code *code)
{
    size_t count = code->count;
    for (size_t i = 0; i < count; i++) {
        vd_code_group *group = &code->groups[i];
        if (!vd_code_group_look_up(scan, group)) {
            vd_code_group_drop_note(scan, group);
        }
        body_as_printed(scan, code, i);
        if (!vd_code_group_readable(scan, group) || !group_belongs(scan, code, i)) {
            code->count = i;
            return;
        }
    }
}

void vd_code_take(vd_scan *scan, vd_range range, char separator, vd_code *code)
{
    code_split(scan, range, separator, code);
    if (code->joint != VD_JOINT_STROKE) {
        code->groups[0].blank_before = code->groups[0].blank_after = false;
    }
    code_trim(scan, code);
}

size_t vd_code_end(const vd_code *code)
{
    return code->groups[code->count - 1].range.to;
}

/* CT behind "Chỉ thị" is the type, whoever else may be called so. */
bool vd_code_whole(vd_scan *scan, const vd_code *code, const vd_type_row *word)
{
    if (code->count >= 2) {
        return true;
    }
    vd_str fold = vd_scan_fold(scan, code->groups[0].range);
    static const char *const alone[] = {"sl", "al", "lct", "ttlb"}; /* decrees of 1945 to 1992, precedents: no body */
    for (size_t i = 0; i < sizeof alone / sizeof *alone; i++) {
        if (vd_str_eq(fold, vd_str_of(alone[i]))) {
            return true;
        }
    }
    for (const vd_type_row *row = vd_type_by_abbr(fold); row && word; row = vd_type_by_abbr_next(fold, row)) {
        if (row == word) {
            return false;
        }
    }
    return !code->groups[0].type || code->groups[0].issuer || vd_code_term(fold);
}

/* A Party body signs: number and type are joined by '-', the body follows '/'.  Steering committees the State
 * has as well: their numbers are as printed. */
static bool code_party(const vd_code *code)
{
    if (code->count < 2 || !code->groups[0].type || !code->groups[1].official) {
        return false;
    }
    const vd_code_group *second = &code->groups[1];
    const vd_issuer_row *issuer = second->body && second->official == second->body->symbol ? second->body : NULL;
    for (size_t i = 0; i < vd_issuers_count && issuer == NULL; i++) {
        issuer = strcmp(vd_issuers[i].symbol, second->official) == 0 ? &vd_issuers[i] : NULL;
    }
    return issuer && strcmp(issuer->family, "party") == 0 && strcmp(issuer->name_fold, "ban chi dao") != 0;
}

static void code_add_group(vd_scan *scan, const vd_code_group *group, vd_buf *out)
{
    if (group->official) {
        vd_buf_add_text(out, group->official);
        return;
    }
    vd_str raw = vd_code_group_raw(scan, group);
    bool lower_nb = raw.len == 2 && raw.ptr[0] == 'n';
    bool term = vd_code_term(vd_scan_fold(scan, group->range));
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        bool stray = term && i >= 2 && i + 2 < raw.len && VD_AMONG(c, "Iil") && vd_fold_digit(raw.ptr[i + 1]);
        if (c == ' ' || stray) {
            continue; /* "QH 12", "QHI15" */
        }
        vd_buf_add_char(out, !lower_nb && term && c >= 'a' && c <= 'z' ? (char)(c - 32) : c);
    }
}

static void code_add_symbol(vd_scan *scan, const vd_code *code, vd_buf *out)
{
    bool party = code_party(code);
    for (size_t i = 0; i < code->count; i++) {
        if (i > 0) {
            char separator = code->groups[i].separator;
            vd_buf_add_char(out, party && i == 1 ? '/' : VD_AMONG(separator, ":. ") ? '-' : separator);
        }
        code_add_group(scan, &code->groups[i], out);
    }
}

bool vd_code_dot_lost(const vd_scan *scan, const vd_code *code)
{
    vd_str digits = vd_scan_fold(scan, code->digits);
    size_t blank = vd_str_find(digits, VD_LIT(" "), 0);
    return blank != SIZE_MAX && vd_fold_digit(digits.ptr[digits.len - 1]);
}

char vd_code_digit(char letter)
{
    static const char zeros[] = "Oo";
    static const char ones[] = "Il|"; /* not "L", which nobody reads for a digit */
    return letter == '\0' ? '\0' : strchr(zeros, letter) ? '0' : strchr(ones, letter) ? '1' : '\0';
}

/* The number as officially written; *symbol gets its last part. */
vd_str vd_code_number(vd_scan *scan, const vd_code *code, vd_str *symbol)
{
    vd_buf text = {0};
    vd_str digits = vd_scan_raw(scan, code->digits);
    bool dot = vd_code_dot_lost(scan, code);
    for (size_t i = 0; i < digits.len; i++) {
        char read = code->lettered ? vd_code_digit(digits.ptr[i]) : '\0';
        if (digits.ptr[i] != ' ') { /* "08 a" */
            vd_buf_add_char(&text, (char)(read ? read : digits.ptr[i]));
        } else if (dot) {
            vd_buf_add_char(&text, '.');
        }
    }
    char separator = code->groups[0].separator;
    if (code_party(code) && code->year == 0) {
        separator = '-';
    }
    if (code->year) {
        vd_buf_add_char(&text, '/');
        vd_buf_add_int(&text, code->year);
        separator = '/';
    }
    vd_buf_add_char(&text, separator);
    size_t from = text.len;
    code_add_symbol(scan, code, &text);
    vd_str number = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    if (number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    } else {
        *symbol = vd_str_slice(number, from, number.len);
    }
    vd_buf_clear(&text);
    return number;
}

vd_str vd_code_symbol(vd_scan *scan, const vd_code *code)
{
    vd_buf text = {0};
    code_add_symbol(scan, code, &text);
    vd_str symbol = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    vd_buf_clear(&text);
    if (symbol.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return symbol;
}

vd_str vd_code_repairs(vd_scan *scan, vd_range range, vd_str number)
{
    vd_str raw = vd_scan_clean(scan, range);
    if (raw.ptr == NULL || vd_str_eq(raw, number)) {
        return VD_NONE;
    }
    vd_buf text = {0};
    vd_buf_add(&text, raw);
    vd_buf_add_text(&text, " \xe2\x86\x92 ");
    vd_buf_add(&text, number);
    vd_str repairs = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    if (repairs.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    vd_buf_clear(&text);
    return repairs;
}

/* The type a code says by itself: its abbreviation, else a dispatch when it opens with an office's symbol. */
const vd_type_row *vd_code_type(vd_scan *scan, const vd_code *code)
{
    /* "5330/CT-CS" is a dispatch of Cục Thuế, not a directive: what stands behind a type is a body */
    bool office =
        code->groups[0].issuer && code->count >= 2 && !code->groups[1].issuer && code->groups[0].separator == '/';
    if (code->groups[0].type && !office) {
        vd_str official = vd_str_of(code->groups[0].official);
        const vd_type_row *type = vd_code_group_type(vd_fold_copy(scan->arena, official), official);
        if (type) {
            return type;
        }
    }
    if (code->year == 0 && code->groups[0].separator == '/' &&
        !vd_code_term(vd_scan_fold(scan, code->groups[0].range)) && code->count >= 2) {
        return vd_type_named(VD_LIT("Công văn"));
    }
    return NULL;
}

bool vd_code_capitals(const vd_scan *scan, const vd_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        const vd_code_group *group = &code->groups[i];
        bool capitals =
            vd_code_group_capitals(scan, group) || (group->official && vd_scan_upper(scan, group->range.from));
        if (!capitals || group->blank_before || group->blank_after) {
            return false;
        }
    }
    return code->count > 0;
}
