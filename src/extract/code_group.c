/* One group of letters in a number's code: which type or body it stands for, as printed or misread, and what speaks
 * against its being one at all. */
#include "extract/code.h"

#include "base/buf.h"
#include "text/fold.h"

bool vd_code_abbreviates(vd_str raw, const vd_type_row *type)
{
    for (const char *p = type->abbr; *p;) {
        size_t len = strcspn(p, "|");
        if (vd_str_eq((vd_str){p, len}, raw)) {
            return true;
        }
        p += len + (p[len] == '|');
    }
    return false;
}

bool vd_code_abbreviated(vd_str fold, const vd_type_row *type)
{
    const vd_type_row *row = vd_type_by_abbr(fold);
    while (row && row != type) {
        row = vd_type_by_abbr_next(fold, row);
    }
    return row != NULL;
}

const vd_type_row *vd_code_group_type(vd_str fold, vd_str raw)
{
    const vd_type_row *first = vd_type_by_abbr(fold);
    for (const vd_type_row *row = first; row; row = vd_type_by_abbr_next(fold, row)) {
        if (vd_code_abbreviates(raw, row)) {
            return row;
        }
    }
    return first;
}

/* The National Assembly and its Standing Committee number by term: QH15, UBTVQH14, HĐNN8, and "QH 12" with a blank. */
bool vd_code_term(vd_str fold)
{
    static const char *const stems[] = {"qh", "ubtvqh", "ubtv", "hdnn", "nqqh", "plubtvqh"};
    for (size_t i = 0; i < sizeof stems / sizeof *stems; i++) {
        vd_str stem = vd_str_of(stems[i]);
        vd_str term = vd_str_starts(fold, stem) ? vd_str_slice(fold, stem.len, fold.len) : VD_NONE;
        bool stray = term.len == 3 && VD_AMONG(term.ptr[0], "il"); /* "QHI15" */
        if (vd_str_starts(term, VD_LIT(" ")) || stray) {
            term = vd_str_slice(term, 1, term.len);
        }
        if (term.len >= 1 && term.len <= 2 && vd_fold_digit(term.ptr[0])) {
            return true;
        }
    }
    return false;
}

vd_str vd_code_group_raw(vd_scan *scan, const vd_code_group *group)
{
    return vd_scan_clean(scan, group->range);
}

const vd_issuer_row *vd_code_group_issuer(vd_str fold, vd_str raw)
{
    const vd_issuer_row *first = vd_issuer_find(fold, NULL);
    for (const vd_issuer_row *row = first; row; row = vd_issuer_find(fold, row)) {
        if (vd_str_eq(vd_str_of(row->symbol), raw)) {
            return row;
        }
    }
    return first;
}

const char *vd_code_type_spelling(vd_scan *scan, const vd_type_row *type, vd_str fold)
{
    for (const char *p = type->abbr; *p;) {
        vd_str one = {p, strcspn(p, "|")};
        vd_str spelling = vd_arena_copy(scan->arena, one);
        vd_str folded_one = vd_fold_copy(scan->arena, one);
        if (spelling.ptr == NULL || folded_one.ptr == NULL) {
            vd_scan_fail_memory(scan);
            return NULL;
        }
        if (vd_str_eq(folded_one, fold)) {
            return spelling.ptr;
        }
        p += one.len + (p[one.len] == '|');
    }
    return NULL;
}

bool vd_code_group_known(vd_scan *scan, vd_code_group *group, vd_str fold)
{
    vd_str raw = vd_code_group_raw(scan, group);
    const vd_issuer_row *issuer = vd_code_group_issuer(fold, raw);
    if (issuer) {
        group->issuer = true;
        group->official = issuer->symbol;
        group->body = issuer;
    }
    const vd_type_row *type = vd_code_group_type(fold, raw);
    if (type) {
        bool printed = vd_code_abbreviates(raw, type);
        group->official = printed ? raw.ptr : vd_code_type_spelling(scan, type, fold);
        group->type = group->official != NULL;
    }
    return type || issuer || vd_code_term(fold);
}

/* The fold of a group as printed, without one letter that no Vietnamese alphabet has beside the letter it looks like:
 * OCR reads one letter as two ("QĐÐ", "SNNÑMT").  Absent: there is none. */
static vd_str without_doubled(vd_scan *scan, vd_str raw, vd_str fold)
{
    static const char *const doubled[] = {"ĐÐ", "ÐĐ", "DÐ", "ÐD", "NÑ", "ÑN"};
    for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
        size_t at = vd_str_find(raw, vd_str_of(doubled[i]), 0);
        size_t letters = 0;
        for (size_t k = 0; at != SIZE_MAX && k < at; k++) {
            letters += ((unsigned char)raw.ptr[k] & 0xC0) != 0x80;
        }
        if (at == SIZE_MAX || letters + 1 >= fold.len) {
            continue;
        }
        vd_buf text = {0};
        vd_buf_add(&text, vd_str_slice(fold, 0, letters));
        vd_buf_add(&text, vd_str_slice(fold, letters + 1, fold.len));
        vd_str one = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
        vd_buf_clear(&text);
        if (one.ptr == NULL) {
            vd_scan_fail_memory(scan);
        }
        return one;
    }
    return VD_NONE;
}

static bool has_digit(vd_str fold)
{
    for (size_t i = 0; i < fold.len; i++) {
        if (vd_fold_digit(fold.ptr[i])) {
            return true;
        }
    }
    return false;
}

/* What the group is a misreading of, rather a type's abbreviation than a word ("TIr" is "TTr", and "từ").  With a digit
 * it may be a body as well: "Q1", "T1". */
static const vd_ocr_word_row *group_misread(vd_str fold)
{
    const vd_ocr_word_row *first = has_digit(fold) ? NULL : vd_ocr_word_find(fold, NULL);
    for (const vd_ocr_word_row *row = first; row; row = vd_ocr_word_find(fold, row)) {
        if (vd_type_by_abbr(vd_str_of(row->word))) {
            return row;
        }
    }
    return first;
}

static bool group_find(vd_scan *scan, vd_code_group *group)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    if (vd_code_group_known(scan, group, fold)) {
        return true;
    }
    const vd_ocr_word_row *row = group_misread(fold); /* "qb" is "qd" */
    if (row && vd_code_group_known(scan, group, vd_str_of(row->word))) {
        return true;
    }
    vd_str one = without_doubled(scan, vd_code_group_raw(scan, group), fold);
    return one.ptr && vd_code_group_known(scan, group, one);
}

/* The memo of what is printed so, or the one where it goes. */
static vd_code_memo *memo_of(vd_scan *scan, vd_str raw)
{
    size_t slot = raw.len;
    for (size_t i = 0; i < raw.len; i++) {
        slot = slot * 31 + (unsigned char)raw.ptr[i];
    }
    return &scan->codes[slot % VD_CODE_MEMOS];
}

bool vd_code_group_look_up(vd_scan *scan, vd_code_group *group)
{
    vd_str raw = vd_scan_raw(scan, group->range);
    vd_code_memo *memo = memo_of(scan, raw);
    bool bare = !group->official && !group->body && !group->type && !group->issuer;
    if (!bare || raw.len == 0 || vd_scan_bridged(scan, group->range, raw)) {
        return group_find(scan, group);
    }
    if (!vd_str_eq(memo->raw, raw)) {
        bool known = group_find(scan, group);
        *memo = (vd_code_memo){raw, group->official, group->body, group->type, group->issuer, known};
    }
    group->official = memo->official;
    group->body = memo->body;
    group->type = memo->type;
    group->issuer = memo->issuer;
    return memo->known;
}

/* "NĐ-CP1": what is known without the digits behind it bears a note's mark.  Steering committees, Party cells,
 * councils and the units of the State Bank bear numbers of their own ("BCĐ35", "CB1", "HĐND17", "NHNN7"). */
void vd_code_group_drop_note(vd_scan *scan, vd_code_group *group)
{
    vd_code_group bare = *group;
    while (bare.range.to > bare.range.from && vd_fold_digit(scan->text->fold[bare.range.to - 1])) {
        bare.range.to--;
    }
    size_t digits = group->range.to - bare.range.to;
    vd_str fold = vd_scan_fold(scan, bare.range);
    bool counted =
        vd_str_starts(fold, VD_LIT("bcd")) || vd_str_eq(fold, VD_LIT("nhnn")) || vd_str_eq(fold, VD_LIT("hdnd"));
    if (digits == 0 || digits > 2 || counted || !vd_code_group_look_up(scan, &bare) || !bare.issuer) {
        return;
    }
    const vd_issuer_row *row = vd_code_group_issuer(fold, vd_code_group_raw(scan, &bare));
    if (row && (strcmp(row->level, "national") == 0 || strcmp(row->family, "state") == 0)) {
        *group = bare;
    }
}

bool vd_code_group_capitals(const vd_scan *scan, const vd_code_group *group)
{
    return vd_scan_upper(scan, group->range.from) &&
           (group->range.to - group->range.from < 2 || vd_scan_capitals(scan, group->range));
}

bool vd_code_known(const vd_scan *scan, const vd_code_group *group)
{
    return group->official != NULL || vd_code_term(vd_scan_fold(scan, group->range));
}

bool vd_code_group_garbled(const vd_scan *scan, const vd_code_group *group)
{
    for (size_t i = group->range.from; i < group->range.to; i++) {
        if ((scan->text->flags[i] & VD_CH_MARKED) && VD_AMONG(scan->text->fold[i], "aeiyn")) {
            return true;
        }
    }
    return false;
}

bool vd_code_group_readable(const vd_scan *scan, const vd_code_group *group)
{
    static const char *const marks[] = {"¹", "²", "³", "⁰", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹", "®", "†"};
    size_t at = group->range.to;
    if (at >= scan->text->fold_len || scan->text->fold[at] != VD_FOLD_OTHER) {
        return true;
    }
    vd_str rest = vd_scan_raw(scan, (vd_range){at, at + 1});
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (vd_str_starts(rest, vd_str_of(marks[i]))) {
            return true;
        }
    }
    return false;
}
