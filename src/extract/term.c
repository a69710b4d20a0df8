/* The term of the body that issued a document: "của Bộ Chính trị (khóa XI)", "Nghị quyết số 18-NQ/TW khóa XII", "của
 * Tỉnh ủy nhiệm kỳ 2020-2025".  The Party numbers anew with every term, so that the term tells which document of a
 * number is meant where its day is not said. */
#include "extract/scan.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/roman.h"
#include "text/fold.h"

#include <stdlib.h>

/* ---- Whose term -------------------------------------------------------------------------------------------------- */

/* Bodies of the Party, of what is ordered as it is, and those that are elected: a ministry has no terms, and "khóa 12"
 * behind a school's name is a class. */
static bool name_elected(vd_str fold)
{
    static const char *const words[] = {
        "bo chinh tri",  "ban bi thu", "trung uong", "ban chap hanh", "quoc hoi",       "hoi dong nhan dan",
        "ban thuong vu", "dang uy",    "dang bo",    "tinh uy",       "thanh uy",       "huyen uy",
        "quan uy",       "thi uy",     "dai hoi",    "dang doan",     "uy ban kiem tra"};
    bool elected = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !elected; i++) {
        elected = vd_str_find(fold, vd_str_of(words[i]), 0) != SIZE_MAX;
    }
    return elected;
}

/* Is what a symbol ends in such a body's: "NQ/TW", "NQ-HĐND", "QH15"? */
static bool symbol_elected(vd_scan *scan, vd_str symbol)
{
    size_t from = symbol.len;
    while (from > 0 && !VD_AMONG(symbol.ptr[from - 1], "-/")) {
        from--;
    }
    size_t to = symbol.len;
    while (to > from && vd_fold_digit(symbol.ptr[to - 1])) {
        to--;
    }
    vd_str fold = vd_fold_copy(scan->arena, vd_str_slice(symbol, from, to));
    const vd_issuer_row *row = fold.ptr && fold.len ? vd_issuer_find(fold, NULL) : NULL;
    return row && (strcmp(row->family, "state") != 0 || name_elected(vd_str_of(row->name_fold)));
}

static bool draft_elected(vd_scan *scan, const vd_draft *draft)
{
    if (draft->symbol.ptr && symbol_elected(scan, draft->symbol)) {
        return true;
    }
    vd_str fold = draft->issuer_name.ptr ? vd_fold_copy(scan->arena, draft->issuer_name) : VD_NONE;
    return fold.ptr && name_elected(fold);
}

/* ---- Which term -------------------------------------------------------------------------------------------------- */

/* "xiii", "13", and "xlll", "x1" of a scan: its number; 0: it is none. */
static unsigned numeral_value(vd_str fold)
{
    enum { LONGEST = 8, TWENTY = 20, MOST = 30 };
    char roman[LONGEST];
    if (fold.len >= LONGEST) {
        return 0;
    }
    if (vd_fold_digit(fold.ptr[0]) && (fold.len == 1 || vd_fold_digit(fold.ptr[1]))) {
        unsigned value = (unsigned)strtoul(fold.ptr, NULL, 10);
        return value <= MOST ? value : 0;
    }
    for (size_t i = 0; i < fold.len; i++) {
        roman[i] = (char)(VD_AMONG(fold.ptr[i], "l1") ? 'i' : fold.ptr[i]);
    }
    vd_str letters = {roman, fold.len};
    bool above = vd_str_starts(letters, VD_LIT("xx")) && fold.len > 2;
    unsigned rest = vd_roman_value(above ? vd_str_slice(letters, 2, fold.len) : letters);
    return above ? rest > 0 && rest <= MOST - TWENTY ? TWENTY + rest : 0 : rest;
}

static vd_str text_keep(vd_scan *scan, vd_buf *text)
{
    vd_str kept = vd_buf_ok(text) ? vd_arena_copy(scan->arena, vd_buf_str(text)) : VD_NONE;
    vd_buf_clear(text);
    if (kept.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return kept;
}

/* The numeral of a term as it is officially written. */
static vd_str numeral_write(vd_scan *scan, unsigned value)
{
    vd_buf out = {0};
    vd_buf_add_text(&out, value > VD_ROMAN_MOST ? "XX" : "");
    vd_buf_add_text(&out, vd_roman(value > VD_ROMAN_MOST ? value - VD_ROMAN_MOST : value));
    return text_keep(scan, &out);
}

/* "2020 - 2025" as "2020-2025"; absent where it is no term of years. */
static vd_str years_write(vd_scan *scan, vd_str fold)
{
    enum { YEAR = 4, SHORTEST = 2, LONGEST = 6 };
    long first = strtol(fold.ptr, NULL, 10);
    long last = strtol(fold.ptr + fold.len - YEAR, NULL, 10);
    vd_buf out = {0};
    if (last - first < SHORTEST || last - first > LONGEST) {
        return VD_NONE;
    }
    vd_buf_add_format(&out, "%ld-%ld", first, last);
    return text_keep(scan, &out);
}

/* Words of a term. */
typedef struct term_words {
    vd_str term;     /* absent: they say none */
    size_t end, all; /* where they end without the years that stand with a numeral, and with them */
    bool years;      /* no numeral is said */
} term_words;

static bool term_at(vd_scan *scan, size_t at, term_words *out)
{
    vd_match match, counted;
    vd_range words;
    const char *fold = scan->text->fold;
    size_t next = at;
    *out = (term_words){0};
    while (next < at + 3 && fold[next] && VD_AMONG(fold[next], " ,(")) {
        next++;
    }
    bool opens = vd_scan_starts(scan, next, "kh") || vd_scan_starts(scan, next, "nhiem ky");
    if (!opens || !vd_scan_at(scan, VD_PAT_term, at, scan->text->fold_len, &match)) {
        return false;
    }
    out->end = out->all = match.end;
    out->years = vd_match_group(scan, &match, "years", &words);
    if (out->years) {
        out->term = years_write(scan, vd_scan_fold(scan, words));
        return out->term.ptr != NULL;
    }
    bool named = vd_match_group(scan, &match, "term", &words);
    bool roman = named && !vd_fold_digit(fold[words.from]);
    bool plain = named && (match.mark == NULL || scan->text->marks_lost);
    bool said = plain && (!roman || vd_scan_upper(scan, words.from)) &&
                !vd_scan_at(scan, VD_PAT_counted, words.to, scan->text->fold_len, &counted);
    unsigned value = said ? numeral_value(vd_scan_fold(scan, words)) : 0;
    out->end = words.to;
    out->term = value ? numeral_write(scan, value) : VD_NONE;
    return out->term.ptr != NULL;
}

vd_range vd_term_off(vd_scan *scan, vd_range name, vd_str *term)
{
    enum { REACH = 48 };
    term_words said;
    size_t first = name.to - name.from > REACH ? name.to - REACH : name.from;
    *term = VD_NONE;
    for (size_t at = first + 1; at < name.to; at++) {
        bool opens = VD_AMONG(scan->text->fold[at], " ,") && vd_is_word(scan->text->fold[at - 1]);
        if (opens && term_at(scan, at, &said) && (said.end == name.to || said.all == name.to)) {
            *term = said.term;
            return (vd_range){name.from, at};
        }
    }
    return name;
}

void vd_term_take(vd_scan *scan, vd_draft *draft, vd_str term)
{
    if (term.ptr && draft->term.ptr == NULL && draft_elected(scan, draft)) {
        draft->term = term;
    }
}

size_t vd_term_read(vd_scan *scan, vd_draft *draft, size_t at)
{
    term_words said;
    if (!term_at(scan, at, &said)) {
        return at;
    }
    bool more = draft->term.ptr != NULL && said.years; /* "khóa XXII|, nhiệm kỳ 2020-2025" */
    bool first = draft->term.ptr == NULL;
    vd_term_take(scan, draft, said.term);
    return more || (first && draft->term.ptr) ? said.all : at;
}

/* ---- What denies it ---------------------------------------------------------------------------------------------- */

/* "QH15" ends in the term of its Assembly; absent: the symbol tells none. */
static vd_str symbol_term(vd_scan *scan, vd_str symbol)
{
    size_t from = symbol.len;
    while (from > 0 && vd_fold_digit(symbol.ptr[from - 1])) {
        from--;
    }
    unsigned value =
        from < symbol.len && symbol.len - from <= 2 ? numeral_value(vd_str_slice(symbol, from, symbol.len)) : 0;
    bool assembly = vd_str_ends(vd_str_slice(symbol, 0, from), VD_LIT("QH"));
    return value && assembly ? numeral_write(scan, value) : VD_NONE;
}

/* The term of the Party's centre that the draft's day lies in, where that is not the one that is said. */
static vd_str day_term(const vd_draft *draft)
{
    vd_date first, last;
    const vd_term_row *said = vd_str_ends(draft->symbol, VD_LIT("/TW")) ? vd_term_named(draft->term) : NULL;
    const vd_term_row *then = said ? vd_term_on(draft->date) : NULL;
    if (then) {
        vd_term_days(said, &first, &last);
    }
    return then && !vd_days_hold(first, last, draft->date) ? vd_str_of(then->term) : VD_NONE;
}

/* "Nghị quyết Trung ương 8 khóa XI | (Nghị quyết số 29-NQ/TW)", "… khóa XI | số 29-NQ/TW": the number of what is named
 * right before it. */
static uint8_t term_of_name(const vd_scan *scan, size_t index)
{
    const vd_draft *draft = &scan->drafts[index];
    const vd_draft *name = index > 0 ? draft - 1 : draft;
    size_t end = name->title.to > name->span.to ? name->title.to : name->span.to;
    bool named = name->adopted && name->plenum.term && draft->form == VD_FORM_NUMBERED && draft->type == name->type &&
                 vd_str_ends(draft->symbol, VD_LIT("/TW")) && end < draft->span.from;
    vd_str gap = named ? vd_scan_fold(scan, (vd_range){end, draft->span.from}) : VD_NONE;
    bool bracket = vd_str_eq(gap, VD_LIT(" ("));
    return bracket || (vd_str_eq(gap, VD_LIT(" ")) && !draft->type_stated) ? name->plenum.term : 0;
}

void vd_term_settle(vd_scan *scan, size_t index)
{
    vd_draft *draft = &scan->drafts[index];
    uint8_t told = draft->plenum.term ? draft->plenum.term : term_of_name(scan, index);
    if (draft->term.ptr == NULL && told) {
        draft->term = vd_str_of(vd_roman(told));
    }
    vd_str other = draft->term.ptr && draft->symbol.ptr ? symbol_term(scan, draft->symbol) : VD_NONE;
    other = draft->term.ptr && draft->symbol.ptr && other.ptr == NULL ? day_term(draft) : other;
    if (other.ptr == NULL || vd_str_eq(other, draft->term) || vd_str_find(draft->term, VD_LIT("-"), 0) != SIZE_MAX) {
        return;
    }
    vd_buf repairs = {0};
    vd_buf_add(&repairs, draft->repairs);
    vd_buf_add_format(&repairs, "%skhóa %.*s → khóa %.*s", draft->repairs.len ? "; " : "", (int)draft->term.len,
                      draft->term.ptr, (int)other.len, other.ptr);
    draft->repairs = text_keep(scan, &repairs);
    draft->term = other;
    draft->confidence *= 0.9;
}
