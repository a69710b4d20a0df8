/* Codes of numbers: which letter groups belong to one, what they say, how the number is officially written. */
#include "extract/code.h"

#include "base/buf.h"

/* `raw` is one of the '|'-separated spellings. */
static bool abbr_listed(const char *list, vd_str raw)
{
    for (const char *p = list; *p;) {
        size_t len = strcspn(p, "|");
        if (vd_str_eq((vd_str){p, len}, raw)) {
            return true;
        }
        p += len + (p[len] == '|');
    }
    return false;
}

/* The type a code's first group stands for; where several share its folded form (HD, HĐ), the spelling decides. */
static const vd_type_row *type_of_group(vd_str fold, vd_str raw)
{
    const vd_type_row *first = vd_type_by_abbr(fold);
    for (const vd_type_row *row = first; row; row = vd_type_by_abbr_next(fold, row)) {
        if (abbr_listed(row->abbr, raw)) {
            return row;
        }
    }
    return first;
}

/* The National Assembly and its Standing Committee number by term: QH15, UBTVQH14, HĐNN8, HĐNNt. */
bool vd_code_term(vd_str fold)
{
    static const char *const stems[] = {"qh", "ubtvqh", "hdnn", "nqqh", "plubtvqh"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        vd_str stem = vd_str_of(stems[i]);
        if (vd_str_starts(fold, stem) && fold.len > stem.len && fold.len <= stem.len + 2 && fold.ptr[stem.len] >= '0' &&
            fold.ptr[stem.len] <= '9') {
            return true;
        }
    }
    return false;
}

static vd_str group_raw(vd_scan *scan, const vd_code_group *group)
{
    return vd_scan_clean(scan, group->range);
}

/* The body of a symbol; where several share its folded form (TU, TƯ), the spelling decides. */
static const vd_issuer_row *issuer_of_group(vd_str fold, vd_str raw)
{
    const vd_issuer_row *first = vd_issuer_find(fold, NULL);
    for (const vd_issuer_row *row = first; row; row = vd_issuer_find(fold, row)) {
        if (vd_str_eq(vd_str_of(row->symbol), raw)) {
            return row;
        }
    }
    return first;
}

static bool group_known(vd_scan *scan, vd_code_group *group, vd_str fold)
{
    const vd_issuer_row *issuer = issuer_of_group(fold, group_raw(scan, group));
    if (issuer) {
        group->issuer = true;
        group->official = issuer->symbol;
    }
    const vd_type_row *type = type_of_group(fold, group_raw(scan, group));
    if (type) {
        vd_str official = vd_arena_copy(scan->arena, (vd_str){type->abbr, strcspn(type->abbr, "|")});
        if (official.ptr == NULL) {
            vd_scan_fail_memory(scan);
            return false;
        }
        group->type = true;
        group->official = official.ptr;
    }
    return type || issuer || vd_code_term(fold);
}

static void group_look_up(vd_scan *scan, vd_code_group *group)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    if (!group_known(scan, group, fold)) {
        const vd_ocr_word_row *row = vd_ocr_word_find(fold, NULL); /* "qb" is "qd" */
        if (row) {
            group_known(scan, group, vd_str_of(row->word));
        }
    }
}

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
        while (end < range.to && vd_is_word(fold[end])) {
            end++;
        }
        out->groups[out->count++] =
            (vd_code_group){.range = {at, end}, .separator = separator, .blank_before = before, .blank_after = after};
        before = end < range.to && fold[end] == ' ';
        after = false;
        for (at = end; at < range.to && !vd_is_word(fold[at]); at++) {
            if (fold[at] != ' ') {
                separator = fold[at];
            }
            after = fold[at] == ' ';
        }
    }
}

static bool group_capitals(const vd_scan *scan, const vd_code_group *group)
{
    return vd_scan_upper(scan, group->range.from) &&
           (group->range.to - group->range.from < 2 || vd_scan_capitals(scan, group->range));
}

bool vd_code_known(const vd_scan *scan, const vd_code_group *group)
{
    return group->official != NULL || vd_code_term(vd_scan_fold(scan, group->range));
}

/* Does this group still belong to the code? */
static bool group_belongs(vd_scan *scan, const vd_code_group *group, size_t index)
{
    bool known = vd_code_known(scan, group);
    bool upper = vd_scan_upper(scan, group->range.from);
    if (index == 0) {
        return upper || known;
    }
    if (group->blank_before && group->blank_after && group->separator == '-') {
        return known && upper; /* "10/2020/QĐ-UBND - Phần": only what is a symbol */
    }
    if (group->blank_before || group->blank_after) {
        return known || (group->separator != '/' && group_capitals(scan, group));
    }
    if (vd_scan_starts(scan, group->range.from, "nb") && group->range.to - group->range.from == 2) {
        return group->separator == '/';
    }
    return upper || known;
}

static void code_trim(vd_scan *scan, vd_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        group_look_up(scan, &code->groups[i]);
        if (!group_belongs(scan, &code->groups[i], i)) {
            code->count = i;
            return;
        }
    }
}

void vd_code_take(vd_scan *scan, vd_range range, char separator, vd_code *code)
{
    code_split(scan, range, separator, code);
    if (code->spaced) {
        code->groups[0].blank_before = code->groups[0].blank_after = false;
    }
    code_trim(scan, code);
}

size_t vd_code_end(const vd_code *code)
{
    return code->groups[code->count - 1].range.to;
}

/* ---- What a code says -------------------------------------------------------------------------------------------- */

/* CT behind "Chỉ thị" is the type, whoever else may be called so. */
bool vd_code_whole(vd_scan *scan, const vd_code *code, const vd_type_row *word)
{
    if (code->count >= 2) {
        return true;
    }
    vd_str fold = vd_scan_fold(scan, code->groups[0].range);
    for (const vd_type_row *row = vd_type_by_abbr(fold); row && word; row = vd_type_by_abbr_next(fold, row)) {
        if (row == word) {
            return false;
        }
    }
    return !code->groups[0].type || code->groups[0].issuer || vd_code_term(fold);
}

/* A Party body signs: number and type are joined by '-', the body follows '/'. */
static bool code_party(const vd_code *code)
{
    if (code->count < 2 || !code->groups[0].type || !code->groups[1].official) {
        return false;
    }
    const vd_issuer_row *issuer = NULL;
    for (size_t i = 0; i < vd_issuers_count && issuer == NULL; i++) {
        issuer = strcmp(vd_issuers[i].symbol, code->groups[1].official) == 0 ? &vd_issuers[i] : NULL;
    }
    return issuer && strcmp(issuer->family, "party") == 0;
}

static void code_add_group(vd_scan *scan, const vd_code_group *group, vd_buf *out)
{
    if (group->official) {
        vd_buf_add_text(out, group->official);
        return;
    }
    vd_str raw = group_raw(scan, group);
    bool lower_nb = raw.len == 2 && raw.ptr[0] == 'n';
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        vd_buf_add_char(out, !lower_nb && vd_code_term(vd_scan_fold(scan, group->range)) && c >= 'a' && c <= 'z'
                                 ? (char)(c - 32)
                                 : c);
    }
}

static void code_add_symbol(vd_scan *scan, const vd_code *code, vd_buf *out)
{
    bool party = code_party(code);
    for (size_t i = 0; i < code->count; i++) {
        if (i > 0) {
            vd_buf_add_char(out, party && i == 1 ? '/' : code->groups[i].separator);
        }
        code_add_group(scan, &code->groups[i], out);
    }
}

/* The number as officially written; *symbol gets its last part. */
vd_str vd_code_number(vd_scan *scan, const vd_code *code, vd_str *symbol)
{
    vd_buf text = {0};
    vd_buf_add(&text, vd_scan_raw(scan, code->digits));
    char separator = code->groups[0].separator;
    if (code_party(code) && code->year == 0) {
        separator = '-';
    }
    if (code->year) {
        vd_buf_add_format(&text, "/%d", code->year);
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
        const vd_type_row *type = type_of_group(vd_fold_copy(scan->arena, official), official);
        if (type) {
            return type;
        }
    }
    if (code->year == 0 && code->groups[0].separator == '/' &&
        !vd_code_term(vd_scan_fold(scan, code->groups[0].range)) && code->count >= 2) {
        return vd_type_by_name("Công văn");
    }
    return NULL;
}

/* A code whose stroke is lost counts only behind "Quyết định số", with a known body; a first group that lost letters is
 * the type's ("Q-UBND"). */
bool vd_code_unspace(vd_scan *scan, vd_code *code, const vd_type_row *type, bool word)
{
    bool body = code->count >= 2 && code->groups[1].issuer && group_capitals(scan, &code->groups[1]);
    if (!type || !word || !body || !vd_scan_upper(scan, code->groups[0].range.from)) {
        return false;
    }
    if (code->groups[0].official == NULL) {
        vd_str raw = group_raw(scan, &code->groups[0]);
        if (raw.len == 0 || type->abbr[0] != raw.ptr[0] || raw.len > strcspn(type->abbr, "|")) {
            return false;
        }
        vd_str abbr = vd_arena_copy(scan->arena, (vd_str){type->abbr, strcspn(type->abbr, "|")});
        code->groups[0].official = abbr.ptr;
        code->groups[0].type = abbr.ptr != NULL;
    }
    const vd_issuer_row *row =
        issuer_of_group(vd_scan_fold(scan, code->groups[1].range), group_raw(scan, &code->groups[1]));
    bool state = row && strcmp(row->family, "state") == 0;
    code->groups[0].separator = state ? '/' : '-';
    code->groups[1].separator = state ? '-' : '/';
    return code->groups[0].official != NULL;
}
