/* Codes of numbers: which letter groups belong to one, what they say, how the number is officially written. */
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

/* The type a code's first group stands for; where several share its folded form (HD, HĐ), the spelling decides. */
static const vd_type_row *type_of_group(vd_str fold, vd_str raw)
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

/* The official spelling of the abbreviation that folds to `fold`: "QĐi" and "KHHĐ" stay what they are. */
static const char *type_spelling(vd_scan *scan, const vd_type_row *type, vd_str fold)
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

static bool group_known(vd_scan *scan, vd_code_group *group, vd_str fold)
{
    vd_str raw = group_raw(scan, group);
    const vd_issuer_row *issuer = issuer_of_group(fold, raw);
    if (issuer) {
        group->issuer = true;
        group->official = issuer->symbol;
        group->body = issuer;
    }
    const vd_type_row *type = type_of_group(fold, raw);
    if (type) {
        bool printed = vd_code_abbreviates(raw, type);
        group->official = printed ? raw.ptr : type_spelling(scan, type, fold);
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

static bool group_look_up(vd_scan *scan, vd_code_group *group)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    if (group_known(scan, group, fold)) {
        return true;
    }
    const vd_ocr_word_row *row = group_misread(fold); /* "qb" is "qd" */
    if (row && group_known(scan, group, vd_str_of(row->word))) {
        return true;
    }
    vd_str one = without_doubled(scan, group_raw(scan, group), fold);
    return one.ptr && group_known(scan, group, one);
}

/* "NĐ-CP1": what is known without the digits behind it bears a note's mark.  Steering committees, Party cells,
 * councils and the units of the State Bank bear numbers of their own ("BCĐ35", "CB1", "HĐND17", "NHNN7"). */
static void group_drop_note(vd_scan *scan, vd_code_group *group)
{
    vd_code_group bare = *group;
    while (bare.range.to > bare.range.from && vd_fold_digit(scan->text->fold[bare.range.to - 1])) {
        bare.range.to--;
    }
    size_t digits = group->range.to - bare.range.to;
    vd_str fold = vd_scan_fold(scan, bare.range);
    bool counted =
        vd_str_starts(fold, VD_LIT("bcd")) || vd_str_eq(fold, VD_LIT("nhnn")) || vd_str_eq(fold, VD_LIT("hdnd"));
    if (digits == 0 || digits > 2 || counted || !group_look_up(scan, &bare) || !bare.issuer) {
        return;
    }
    const vd_issuer_row *row = issuer_of_group(fold, group_raw(scan, &bare));
    if (row && (strcmp(row->level, "national") == 0 || strcmp(row->family, "state") == 0)) {
        *group = bare;
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

static bool group_capitals(const vd_scan *scan, const vd_code_group *group)
{
    return vd_scan_upper(scan, group->range.from) &&
           (group->range.to - group->range.from < 2 || vd_scan_capitals(scan, group->range));
}

bool vd_code_known(const vd_scan *scan, const vd_code_group *group)
{
    return group->official != NULL || vd_code_term(vd_scan_fold(scan, group->range));
}

/* No symbol has a marked A, E, I or Y, or Ñ: "57-NQ/TÂN" is misread beyond repair. */
static bool group_garbled(const vd_scan *scan, const vd_code_group *group)
{
    for (size_t i = group->range.from; i < group->range.to; i++) {
        if ((scan->text->flags[i] & VD_CH_MARKED) && VD_AMONG(scan->text->fold[i], "aeiyn")) {
            return true;
        }
    }
    return false;
}

/* Does this group still belong to the code? */
static bool group_belongs(vd_scan *scan, const vd_code *code, size_t index)
{
    const vd_code_group *group = &code->groups[index];
    bool known = vd_code_known(scan, group);
    bool upper = vd_scan_upper(scan, group->range.from);
    if (!known && group_capitals(scan, group) && group_garbled(scan, group)) {
        return false;
    }
    if (index == 0) {
        return upper || known;
    }
    if (group->separator == ':') {
        return group->issuer && upper; /* "33/CT:TTg": a hyphen misread */
    }
    if (VD_AMONG(group->separator, ". ")) { /* "187/2025/NĐ.CP", "57-NQ TW"; but "12/QĐ-UBND.HĐND tỉnh" */
        return index == 1 && code->groups[0].type && group->issuer && group_capitals(scan, group);
    }
    if (code->groups[index - 1].type && group->range.to - group->range.from == 1 && !known) {
        return false; /* "302/2025/NĐ-C": the rest of the body is cut off */
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

/* A raised figure or sign behind a code is a note's mark; any other strange character makes the group unreadable. */
static bool group_readable(const vd_scan *scan, const vd_code_group *group)
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

static void code_trim(vd_scan *scan, vd_code *code)
{
    size_t count = code->count;
    for (size_t i = 0; i < count; i++) {
        vd_code_group *group = &code->groups[i];
        if (!group_look_up(scan, group)) {
            group_drop_note(scan, group);
        }
        if (!group_readable(scan, group) || !group_belongs(scan, code, i)) {
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

/* ---- What a code says -------------------------------------------------------------------------------------------- */

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

/* A Party body signs: number and type are joined by '-', the body follows '/'. */
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

/* The number as officially written; *symbol gets its last part. */
vd_str vd_code_number(vd_scan *scan, const vd_code *code, vd_str *symbol)
{
    vd_buf text = {0};
    vd_str digits = vd_scan_raw(scan, code->digits);
    bool dot = vd_code_dot_lost(scan, code);
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.ptr[i] != ' ') { /* "08 a" */
            vd_buf_add_char(&text, digits.ptr[i]);
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
        const vd_type_row *type = type_of_group(vd_fold_copy(scan->arena, official), official);
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
        bool capitals = group_capitals(scan, group) || (group->official && vd_scan_upper(scan, group->range.from));
        if (!capitals || group->blank_before || group->blank_after) {
            return false;
        }
    }
    return code->count > 0;
}

/* The first group is the stated type's abbreviation, or what is left of it ("Q-UBND" behind "Quyết định"). */
static bool group_abbreviates(vd_scan *scan, vd_code_group *group, const vd_type_row *type)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    for (const vd_type_row *row = vd_type_by_abbr(fold); row; row = vd_type_by_abbr_next(fold, row)) {
        if (row == type) {
            return true;
        }
    }
    vd_str raw = group_raw(scan, group);
    if (group->official) {
        return group->type && !group->issuer;
    }
    if (raw.len == 0 || type->abbr[0] != raw.ptr[0] || raw.len > strcspn(type->abbr, "|")) {
        return false;
    }
    vd_str abbr = vd_arena_copy(scan->arena, (vd_str){type->abbr, strcspn(type->abbr, "|")});
    if (abbr.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    group->official = abbr.ptr;
    group->type = true;
    return true;
}

/* "1357TC/QĐ-TCT", "43 TC/QLCS", "91 CP": up to the nineties many bodies set their symbol behind the number with a
 * blank or nothing, and the type behind it or nowhere.  A hyphen is what the same numbers are printed with elsewhere.
 */
static bool code_join_old(const vd_scan *scan, vd_code *code, const vd_type_row *type, bool word)
{
    static const char *const types[] = {"nghi dinh", "thong tu", "thong tu lien tich", "thong tu lien bo", "quyet dinh",
                                        "chi thi",   "cong van"};
    bool listed = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    const vd_code_group *first = &code->groups[0];
    const vd_issuer_row *row = vd_issuer_find(vd_scan_fold(scan, first->range), NULL);
    bool local = row && strcmp(row->level, "local") == 0; /* "Nghị quyết 12 HĐND-UBND": who passed it */
    if (!listed || !vd_code_capitals(scan, code) || local || (!word && !first->issuer) || code->year) {
        return false;
    }
    code->groups[0].separator = '-';
    return true;
}

/* Where the stroke is lost ("2579 QĐ-UBND"), only a known body behind the type makes a number. */
bool vd_code_join(vd_scan *scan, vd_code *code, const vd_type_row *type, bool word)
{
    if (type == NULL || strcmp(type->kind, "attached") == 0 || !vd_scan_upper(scan, code->groups[0].range.from)) {
        return false;
    }
    if (code->count < 2 || !group_abbreviates(scan, &code->groups[0], type)) {
        return code_join_old(scan, code, type, word);
    }
    vd_str body = vd_scan_fold(scan, code->groups[1].range);
    bool assembly = vd_code_term(body) || vd_str_eq(body, VD_LIT("tvqh")); /* "167 NQ/HĐNN7" */
    if (!word || !(code->groups[1].issuer || assembly) || !group_capitals(scan, &code->groups[1])) {
        return false;
    }
    const vd_issuer_row *row =
        issuer_of_group(vd_scan_fold(scan, code->groups[1].range), group_raw(scan, &code->groups[1]));
    bool state = row && strcmp(row->family, "state") == 0 && !assembly;
    code->groups[0].separator = state ? '/' : '-';
    code->groups[1].separator = state ? '-' : '/';
    return code->groups[0].official != NULL;
}

/* "tt" abbreviates the type. */
static bool abbreviates(vd_str fold, const vd_type_row *type)
{
    const vd_type_row *row = vd_type_by_abbr(fold);
    while (row && row != type) {
        row = vd_type_by_abbr_next(fold, row);
    }
    return row != NULL;
}

/* "55/2023/T1-BTC" behind "Thông tư": before a known body, what is a known misreading of the stated type's
 * abbreviation. */
void vd_code_type_misread(vd_scan *scan, vd_code *code, const vd_type_row *type)
{
    vd_code_group *group = &code->groups[0];
    bool body = code->count >= 2 && code->groups[1].issuer;
    if (type == NULL || !body || vd_code_known(scan, group)) {
        return;
    }
    vd_str fold = vd_scan_fold(scan, group->range);
    for (const vd_ocr_word_row *row = vd_ocr_word_find(fold, NULL); row; row = vd_ocr_word_find(fold, row)) {
        vd_str word = vd_str_of(row->word);
        const char *official = abbreviates(word, type) ? type_spelling(scan, type, word) : NULL;
        if (official) {
            group->official = official;
            group->type = true;
            return;
        }
    }
}

/* "TTg", or what is left of it where one of three T was dropped: "27/CTTg", "15/QĐTg". */
static bool group_unglued(vd_scan *scan, vd_code_group *group)
{
    vd_str fold = vd_scan_fold(scan, group->range);
    return group_look_up(scan, group) || (vd_str_eq(fold, VD_LIT("tg")) && group_known(scan, group, VD_LIT("ttg")));
}

void vd_code_unglue(vd_scan *scan, vd_code *code, const vd_type_row *type)
{
    const vd_code_group whole = code->groups[0];
    size_t len = whole.range.to - whole.range.from;
    if (code->count != 1 || vd_code_known(scan, &whole) || type == NULL) {
        return;
    }
    for (size_t cut = 2; cut + 2 <= len; cut++) {
        vd_code_group first = whole;
        vd_code_group body = whole;
        first.range.to = body.range.from = whole.range.from + cut;
        body.separator = '-';
        body.blank_before = body.blank_after = false;
        if (abbreviates(vd_scan_fold(scan, first.range), type) && group_look_up(scan, &first) &&
            group_unglued(scan, &body) && (body.issuer || !body.type)) {
            code->groups[0] = first;
            code->groups[1] = body;
            code->count = 2;
            return;
        }
    }
}

/* ---- The body a symbol names ------------------------------------------------------------------------------------- */

static vd_str folded(vd_scan *scan, vd_str text)
{
    vd_str fold = vd_fold_copy(scan->arena, text);
    if (fold.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return fold;
}

/* The group of a written symbol that begins at *at; *at goes behind it. Absent at the end. */
static vd_str symbol_group(vd_str symbol, size_t *at)
{
    size_t from = *at;
    while (*at < symbol.len && symbol.ptr[*at] != '-' && symbol.ptr[*at] != '/') {
        ++*at;
    }
    vd_str group = vd_str_slice(symbol, from, *at);
    *at += *at < symbol.len;
    return group;
}

/* Quốc hội, its Standing Committee, and the Council of State of 1981 to 1992. */
static vd_str term_body(vd_str fold, const vd_type_row *type)
{
    if (vd_str_find(fold, VD_LIT("ubtv"), 0) != SIZE_MAX) {
        return VD_LIT("Ủy ban Thường vụ Quốc hội");
    }
    bool law = type && (strcmp(type->fold, "luat") == 0 || strcmp(type->fold, "bo luat") == 0);
    bool council = vd_str_starts(fold, VD_LIT("hdnn")) && vd_code_term(fold);
    if (vd_str_starts(fold, VD_LIT("qh")) || (council && law)) {
        return VD_LIT("Quốc hội");
    }
    return council ? VD_LIT("Hội đồng Nhà nước") : VD_NONE;
}

/* Is this first body of a symbol the only one?  Local bodies and committees are many, and TW are three. */
static bool body_alone(const vd_issuer_row *row, vd_str fold)
{
    bool one = row && (strcmp(row->level, "national") == 0 || strcmp(row->level, "office") == 0);
    return one && vd_issuer_find(fold, row) == NULL;
}

static vd_str symbol_issuer(vd_scan *scan, vd_str symbol, const vd_type_row *type)
{
    size_t at = 0;
    vd_str first = symbol_group(symbol, &at);
    vd_str fold = folded(scan, first);
    const vd_issuer_row *body = fold.ptr ? vd_issuer_find(fold, NULL) : NULL;
    bool dispatch = body && type && !abbreviates(fold, type);
    if (fold.ptr == NULL || dispatch) {
        return dispatch && body_alone(body, fold) ? vd_str_of(body->name) : VD_NONE;
    }
    vd_str name = term_body(fold, type);
    bool joint = type && (strstr(type->fold, " lien ") || strstr(type->fold, "phoi hop"));
    size_t bodies = 0;
    while (at < symbol.len) {
        vd_str group = symbol_group(symbol, &at);
        vd_str group_fold = folded(scan, group);
        if (group_fold.ptr == NULL) {
            return VD_NONE;
        }
        vd_str term = term_body(group_fold, type);
        body = vd_issuer_find(group_fold, NULL);
        bodies += joint || body != NULL || term.ptr != NULL;
        name = term.ptr ? term : body_alone(body, group_fold) ? vd_str_of(body->name) : name;
    }
    return bodies > 1 ? VD_NONE : name;
}

vd_str vd_symbol_issuer(vd_scan *scan, vd_str symbol, const vd_type_row *type)
{
    vd_symbol_memo *memo = &scan->symbols[(vd_str_hash(symbol) ^ (uintptr_t)type / sizeof *type) % VD_SYMBOL_MEMOS];
    if (memo->symbol.ptr == NULL || memo->type != type || !vd_str_eq(memo->symbol, symbol)) {
        *memo = (vd_symbol_memo){symbol, type, symbol_issuer(scan, symbol, type)};
    }
    return memo->issuer;
}

size_t vd_symbol_names(vd_scan *scan, vd_str symbol, vd_str body_fold)
{
    size_t best = 0;
    for (size_t at = 0; at < symbol.len;) {
        vd_str fold = folded(scan, symbol_group(symbol, &at));
        const vd_issuer_row *row = fold.ptr ? vd_issuer_find(fold, NULL) : NULL;
        for (; row; row = vd_issuer_find(fold, row)) {
            vd_str name = vd_str_of(row->name_fold);
            bool whole =
                vd_str_starts(body_fold, name) && (body_fold.len == name.len || !vd_is_word(body_fold.ptr[name.len]));
            best = whole && name.len > best ? name.len : best;
        }
    }
    return best;
}
