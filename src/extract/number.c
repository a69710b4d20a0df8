/* Numbered references: from the digits to the code behind them and to the type word before them.  Decides which groups
 * belong to a code, how the number is officially written, and when digits and letters are no number at all. */
#include "extract/scan.h"

#include "base/buf.h"

enum { GROUP_MAX = 8, LAW_REACH = 600, LIST_REACH = 500 };

/* One letter group of a code. */
typedef struct code_group {
    vd_range range;
    char separator;    /* before it: '-', '/', '&'; of the first group, what stands behind the digits */
    bool blank_before; /* blanks around the separator */
    bool blank_after;
    const char *official; /* from a table, or NULL */
    bool type;            /* a type's abbreviation */
    bool issuer;          /* an issuer's symbol */
} code_group;

typedef struct doc_code {
    vd_range digits;
    int year;
    code_group groups[GROUP_MAX];
    size_t count;
    bool spaced; /* no stroke between digits and code */
} doc_code;

/* ---- Codes ------------------------------------------------------------------------------------------------------ */

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
static bool term_symbol(vd_str fold)
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

static vd_str group_raw(vd_scan *scan, const code_group *group)
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

static bool group_known(vd_scan *scan, code_group *group, vd_str fold)
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
    return type || issuer || term_symbol(fold);
}

static void group_look_up(vd_scan *scan, code_group *group)
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
static void code_split(vd_scan *scan, vd_range range, char first, doc_code *out)
{
    const char *fold = scan->text->fold;
    char separator = first;
    bool before = fold[range.from - 1] == ' ';
    bool after = before;
    out->count = 0;
    for (size_t at = range.from; at < range.to && out->count < GROUP_MAX;) {
        size_t end = at;
        while (end < range.to && vd_is_word(fold[end])) {
            end++;
        }
        out->groups[out->count++] =
            (code_group){.range = {at, end}, .separator = separator, .blank_before = before, .blank_after = after};
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

static bool group_capitals(const vd_scan *scan, const code_group *group)
{
    return vd_scan_upper(scan, group->range.from) &&
           (group->range.to - group->range.from < 2 || vd_scan_capitals(scan, group->range));
}

static bool group_known_now(vd_scan *scan, const code_group *group)
{
    return group->official != NULL || term_symbol(vd_scan_fold(scan, group->range));
}

/* Does this group still belong to the code? */
static bool group_belongs(vd_scan *scan, const code_group *group, size_t index)
{
    bool known = group_known_now(scan, group);
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

static void code_trim(vd_scan *scan, doc_code *code)
{
    for (size_t i = 0; i < code->count; i++) {
        group_look_up(scan, &code->groups[i]);
        if (!group_belongs(scan, &code->groups[i], i)) {
            code->count = i;
            return;
        }
    }
}

/* Does the code name a body?  "33/CT" behind "Chỉ thị" does not: CT is the type there, whoever else may be called so.
 */
static bool code_has_issuer(vd_scan *scan, const doc_code *code, const vd_type_row *word)
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
    return !code->groups[0].type || code->groups[0].issuer || term_symbol(fold);
}

/* A Party body signs: number and type are joined by '-', the body follows '/'. */
static bool code_party(const doc_code *code)
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

static void code_write_group(vd_scan *scan, const code_group *group, vd_buf *out)
{
    if (group->official) {
        vd_buf_add_text(out, group->official);
        return;
    }
    vd_str raw = group_raw(scan, group);
    bool lower_nb = raw.len == 2 && raw.ptr[0] == 'n';
    for (size_t i = 0; i < raw.len; i++) {
        char c = raw.ptr[i];
        vd_buf_add_char(out, !lower_nb && term_symbol(vd_scan_fold(scan, group->range)) && c >= 'a' && c <= 'z'
                                 ? (char)(c - 32)
                                 : c);
    }
}

static void code_write_symbol(vd_scan *scan, const doc_code *code, vd_buf *out)
{
    bool party = code_party(code);
    for (size_t i = 0; i < code->count; i++) {
        if (i > 0) {
            vd_buf_add_char(out, party && i == 1 ? '/' : code->groups[i].separator);
        }
        code_write_group(scan, &code->groups[i], out);
    }
}

/* The number as officially written; *symbol gets its last part. */
static vd_str code_write(vd_scan *scan, const doc_code *code, vd_str *symbol)
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
    code_write_symbol(scan, code, &text);
    vd_str number = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    if (number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    } else {
        *symbol = vd_str_slice(number, from, number.len);
    }
    vd_buf_clear(&text);
    return number;
}

/* What was changed to write the number officially: "217-QB/TW -> 217-QĐ/TW"; absent when only blanks went. */
static vd_str code_repairs(vd_scan *scan, vd_range range, vd_str number)
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

/* ---- From digits to a mention ---------------------------------------------------------------------------------- */

/* "số" before the digits (misreadings allowed): its beginning, or `at` when there is none. */
static size_t number_word(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t end = at;
    while (end > 0 && (fold[end - 1] == ' ' || fold[end - 1] == ':')) {
        end--;
    }
    size_t from = end;
    while (from > 0 && vd_is_word(fold[from - 1])) {
        from--;
    }
    if (from < end && vd_ocr_word_is((vd_str){fold + from, end - from}, "so", 2)) {
        return from;
    }
    return at;
}

static size_t skip_back(const vd_scan *scan, size_t at)
{
    while (at > 0 && scan->text->fold[at - 1] == ' ') {
        at--;
    }
    return at;
}

/* A law by name that ends right before "số": its draft, to be extended over the number.  Laws are found before numbers.
 */
static vd_draft *number_law_before(vd_scan *scan, size_t at)
{
    size_t end = skip_back(scan, at);
    vd_draft *found = NULL; /* the widest: an amending law ends in the name of the last law it amends */
    for (size_t i = vd_scan_from(scan, end); i-- > 0 && scan->drafts[i].span.from + LAW_REACH > end;) {
        if (scan->drafts[i].law && scan->drafts[i].span.to == end) {
            found = &scan->drafts[i];
        }
    }
    return found;
}

/* The type a code says by itself: its abbreviation, else a dispatch when it opens with an office's symbol. */
static const vd_type_row *code_type(vd_scan *scan, const doc_code *code)
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
        !term_symbol(vd_scan_fold(scan, code->groups[0].range)) && code->count >= 2) {
        return vd_type_by_name("Công văn");
    }
    return NULL;
}

/* A member of a list has the type of the list's head: "các Luật số A, số B". */
static const vd_type_row *type_of_list(const vd_scan *scan, size_t at, vd_str symbol)
{
    for (size_t i = scan->draft_count; i-- > 0;) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->number.ptr == NULL || draft->span.to + LIST_REACH < at) {
            break; /* numbers are added in the order of the text, behind the laws */
        }
        if (draft->span.to < at && vd_str_eq(draft->symbol, symbol)) {
            return draft->type;
        }
    }
    return NULL;
}

/* Without a type word or "số" only what is shaped like no date, ratio or address is a number. */
static bool code_convincing(vd_scan *scan, const doc_code *code)
{
    bool term = term_symbol(vd_scan_fold(scan, code->groups[0].range));
    bool first = code->groups[0].type || code->groups[0].issuer || term;
    return first && vd_scan_upper(scan, code->groups[0].range.from) && (code->count >= 2 || (term && code->year));
}

static void number_add(vd_scan *scan, vd_range span, const doc_code *code, const vd_type_row *word)
{
    vd_str symbol = VD_NONE;
    vd_str number = code_write(scan, code, &symbol);
    size_t end = code->groups[code->count - 1].range.to;
    bool whole = code_has_issuer(scan, code, word);
    const vd_type_row *type = word;
    bool vague = word && strcmp(word->fold, "van ban") == 0;
    if (type == NULL || vague) {
        const vd_type_row *own = code_type(scan, code);
        type = own ? own : type ? type : type_of_list(scan, span.from, symbol);
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
    draft->repairs = code_repairs(scan, (vd_range){code->digits.from, end}, number);
    draft->confidence = (word ? 0.99 : 0.9) * (draft->repairs.ptr ? 0.97 : 1.0) * (whole ? 1.0 : 0.7);
}

/* A law with its name before the number: one mention from the type word to the number. */
static bool number_extend_law(vd_scan *scan, size_t word, const doc_code *code)
{
    bool term = false; /* "10/2022/QH15", "38/2001/PL-UBTVQH10" */
    for (size_t i = 0; i < code->count && !term; i++) {
        term = term_symbol(vd_scan_fold(scan, code->groups[i].range));
    }
    vd_draft *law = term ? number_law_before(scan, word) : NULL;
    if (law == NULL) {
        return false;
    }
    vd_str symbol = VD_NONE;
    vd_str number = code_write(scan, code, &symbol);
    vd_scan_widen(scan, law, code->groups[code->count - 1].range.to);
    law->number = number;
    law->symbol = symbol;
    law->year = code->year;
    law->form = VD_FORM_NUMBERED;
    law->confidence = 0.99;
    return true;
}

static void number_read(vd_scan *scan, const vd_match *match, doc_code *code)
{
    vd_range range = {0, 0};
    char first = '/';
    *code = (struct doc_code){0};
    (void)vd_match_group(scan, match, "digits_", &code->digits);
    code->year = vd_match_number(scan, match, "year_");
    if (vd_match_group(scan, match, "party", &range)) {
        first = '-';
    } else if (vd_match_group(scan, match, "spaced", &range)) {
        code->spaced = true;
    } else if (!vd_match_group(scan, match, "code", &range)) {
        return;
    }
    code_split(scan, range, first, code);
    if (code->spaced) {
        code->groups[0].blank_before = code->groups[0].blank_after = false;
    }
    code_trim(scan, code);
}

/* A code whose stroke is lost counts only behind "Quyết định số", with a known body; a first group that lost letters is
 * the type's ("Q-UBND"). */
static bool code_unspace(vd_scan *scan, doc_code *code, const vd_type_row *type, bool word)
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

bool vd_number_read(vd_scan *scan, size_t at, vd_number *out)
{
    vd_match match;
    doc_code code;
    if (!vd_scan_at(scan, VD_PAT_number, at, scan->text->fold_len, &match)) {
        return false;
    }
    number_read(scan, &match, &code);
    if (code.count == 0 || code.spaced) {
        return false;
    }
    *out = (vd_number){.year = code.year, .type = code_type(scan, &code)};
    out->number = code_write(scan, &code, &out->symbol);
    out->range = (vd_range){at, code.groups[code.count - 1].range.to};
    return out->number.ptr != NULL;
}

bool vd_code_read(vd_scan *scan, vd_range range, char separator, vd_number *out)
{
    doc_code code = {0};
    code_split(scan, range, separator, &code);
    code_trim(scan, &code);
    if (code.count == 0) {
        return false;
    }
    vd_buf text = {0};
    code_write_symbol(scan, &code, &text);
    *out = (vd_number){.type = code_type(scan, &code)};
    out->symbol = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    out->range = (vd_range){range.from, code.groups[code.count - 1].range.to};
    vd_buf_clear(&text);
    if (out->symbol.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
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

/* Look at the digits at `at`; returns where to go on. */
static size_t number_at(vd_scan *scan, size_t at)
{
    vd_match match;
    if (!vd_scan_at(scan, VD_PAT_number, at, scan->text->fold_len, &match)) {
        return at;
    }
    doc_code code;
    number_read(scan, &match, &code);
    if (code.count == 0 || number_is_own(scan, at)) {
        return at;
    }
    size_t word = number_word(scan, at);
    if (!code.spaced && number_extend_law(scan, word, &code)) {
        return code.groups[code.count - 1].range.to;
    }
    size_t from = word;
    const vd_type_row *type = vd_type_ending(scan, skip_back(scan, word), &from);
    bool said = type || word < at;
    if (code.spaced && !code_unspace(scan, &code, type, word < at)) {
        return at;
    }
    bool letters = code.spaced || code.groups[0].range.to - code.groups[0].range.from >= 2;
    bool convincing =
        said ? letters && (code.groups[0].official || code.count >= 2 || group_known_now(scan, &code.groups[0]))
             : code_convincing(scan, &code);
    if (!convincing || (!code_has_issuer(scan, &code, type) && !type)) {
        return at;
    }
    vd_range span = {type ? from : word, 0};
    number_add(scan, span, &code, type);
    return code.groups[code.count - 1].range.to;
}

/* A digit that begins a number: not inside a word, a date or a decimal; "số142" is "số" and a number. */
static bool number_begins(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (fold[at] < '0' || fold[at] > '9') {
        return false;
    }
    if (at == 0 || (!vd_is_word(fold[at - 1]) && strchr("/-.", fold[at - 1]) == NULL)) {
        return true;
    }
    if (fold[at - 1] == '-') {
        return at < 2 || !vd_is_word(fold[at - 2]);
    }
    return at >= 3 && memcmp(fold + at - 2, "so", 2) == 0 && !vd_is_word(fold[at - 3]);
}

/* "Nghị định 54", "Thông tư số 59": the number alone, in place of one given in full elsewhere.  What is counted or
 * dated behind a type word ("Quyết định 2 nội dung", "Nghị quyết năm 2020") is none. */
static void number_short(vd_scan *scan, size_t at)
{
    vd_match match;
    static const char *const types[] = {"nghi dinh", "thong tu",           "quyet dinh", "nghi quyet",
                                        "chi thi",   "thong tu lien tich", "phap lenh"};
    const char *fold = scan->text->fold;
    size_t end = at;
    while (fold[end] >= '0' && fold[end] <= '9') {
        end++;
    }
    size_t word = number_word(scan, at);
    size_t from = word;
    const vd_type_row *type =
        end - at <= 4 && end - at >= 2 ? vd_type_ending(scan, skip_back(scan, word), &from) : NULL;
    bool listed = false;
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    bool closed = fold[end] == '\0' || strchr(" ,;)\n", fold[end]) ||
                  (fold[end] == '.' && !(fold[end + 1] >= '0' && fold[end + 1] <= '9'));
    if (!listed || !closed || !vd_scan_upper(scan, from) || vd_scan_taken(scan, (vd_range){from, end}) ||
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

void vd_pass_numbers(vd_scan *scan)
{
    const char *fold = scan->text->fold;
    size_t len = scan->text->fold_len;
    for (size_t at = 0; at < len && scan->status == VD_OK;) {
        if (!number_begins(scan, at)) {
            at++;
            continue;
        }
        size_t end = number_at(scan, at);
        if (end == at) {
            number_short(scan, at);
            while (at < len && vd_is_word(fold[at])) {
                at++;
            }
        } else {
            at = end;
        }
    }
}

/* ---- Technical regulations ----------------------------------------------------------------------------------------
 */

/* "Quy chuẩn kỹ thuật quốc gia QCVN …" and the like before the code belong to the span. */
static size_t technical_type(const vd_scan *scan, size_t at, const vd_type_row **type)
{
    size_t from = at;
    const vd_type_row *word = at > 0 ? vd_type_ending(scan, skip_back(scan, at), &from) : NULL;
    bool technical = word && (vd_str_starts(vd_str_of(word->fold), VD_LIT("quy chuan")) ||
                              vd_str_starts(vd_str_of(word->fold), VD_LIT("tieu chuan")));
    if (technical) {
        *type = word;
        return from;
    }
    return at;
}

void vd_pass_technical(vd_scan *scan)
{
    vd_match match;
    for (size_t at = 0; vd_scan_find(scan, VD_PAT_technical, at, scan->text->fold_len, &match); at = match.end) {
        bool standard = scan->text->fold[match.start] == 't';
        const vd_type_row *type = vd_type_by_name(standard ? "Tiêu chuẩn" : "Quy chuẩn");
        size_t from = technical_type(scan, match.start, &type);
        vd_range span = {from, match.end};
        if (!vd_scan_upper(scan, match.start) || vd_scan_taken(scan, span)) {
            continue;
        }
        int year = vd_match_number(scan, &match, "y");
        vd_str number = vd_scan_clean(scan, (vd_range){match.start, match.end});
        vd_draft *draft = vd_scan_add(scan, span, VD_FORM_NUMBERED, type);
        if (draft) {
            draft->type_stated = from < match.start;
            draft->number = number;
            size_t body = vd_str_find(number, VD_LIT("/"), 0);
            draft->symbol = body == SIZE_MAX ? number : vd_str_slice(number, body + 1, number.len);
            draft->year = year;
            draft->confidence = 0.95;
        }
    }
}
