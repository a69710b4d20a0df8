/* Resolutions of congresses of the Party and its committees, in every order of their words: "Nghị quyết Đại hội XIII
 * của Đảng", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX".  The congress itself is the body that issued them. */
#include "extract/congress.h"
#include "extract/scan.h"

#include "base/roman.h"
#include "text/fold.h"

/* The national congress as a body, around its number. */
static const char body_before[] = "Đại hội đại biểu toàn quốc lần thứ";
static const char body_behind[] = "của Đảng";

unsigned vd_congress_numeral(vd_str word)
{
    char fold[8];
    unsigned number = 0;
    bool digits = word.len > 0 && word.len < sizeof fold;
    size_t len = digits ? word.len : 0;
    for (size_t i = 0; i < len; i++) {
        char c = word.ptr[i];
        fold[i] = (char)(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
        digits = digits && vd_fold_digit(c) && number <= VD_ROMAN_MOST;
        number = digits ? number * 10 + (unsigned)(c - '0') : 0;
    }
    unsigned roman = vd_roman_value((vd_str){fold, len});
    return roman ? roman : number <= VD_ROMAN_MOST ? number : 0;
}

unsigned vd_congress_number(vd_str body)
{
    vd_str before = vd_str_of(body_before), behind = vd_str_of(body_behind);
    bool national = body.len > before.len + behind.len + 2 && vd_str_starts(body, before) && vd_str_ends(body, behind);
    return national ? vd_congress_numeral(vd_str_slice(body, before.len + 1, body.len - behind.len - 1)) : 0;
}

/* "xiv", "14": the first word that numbers a congress in the folded range; absent where none does. */
static vd_range congress_numeral(const vd_scan *scan, vd_range range)
{
    const char *fold = scan->text->fold;
    for (size_t at = range.from; at < range.to;) {
        size_t to = at;
        bool roman = true;
        bool digits = true;
        while (to < range.to && vd_is_word(fold[to])) {
            roman = roman && VD_AMONG(fold[to], "ivx");
            digits = digits && vd_fold_digit(fold[to]);
            to++;
        }
        if (to > at && (roman || digits)) {
            return (vd_range){at, to};
        }
        at = to + 1;
    }
    return (vd_range){0, 0};
}

/* Where the word for the Party stands in the range, with the blank before it; SIZE_MAX: nowhere.  Folded, "đang" and
 * "dạng" are the same word: it is written with a capital, or stands behind "của". */
static size_t congress_party(const vd_scan *scan, vd_range range)
{
    vd_str fold = vd_scan_fold(scan, range);
    for (size_t at = 0; (at = vd_str_find(fold, VD_LIT(" dang"), at)) != SIZE_MAX; at++) {
        size_t end = at + strlen(" dang");
        bool whole = end == fold.len || !vd_is_word(fold.ptr[end]);
        bool owned = vd_str_ends(vd_str_slice(fold, 0, at), VD_LIT(" cua"));
        if (whole && (owned || vd_scan_upper(scan, range.from + at + 1))) {
            return range.from + at;
        }
    }
    return SIZE_MAX;
}

/* Small letters without "của" behind the number are no Party: "Nghị quyết Đại hội lần thứ XI | đang được triển khai".
 * Where the name ends then. */
static size_t congress_trim(const vd_scan *scan, vd_range range)
{
    vd_str fold = vd_scan_fold(scan, range);
    bool ends = vd_str_ends(fold, VD_LIT(" dang")) && congress_party(scan, range) == SIZE_MAX;
    return ends ? range.to - strlen(" dang") : range.to;
}

/* A congress of the whole Party, and not of one of its committees: "Đại hội XIII của Đảng", "Đại hội Đảng lần thứ
 * XIII"; "Đại hội Đảng tỉnh Nghệ An lần thứ XIX" is one of a committee. */
static bool congress_national(const vd_scan *scan, vd_range range)
{
    static const char *const follows[] = {" cong san viet nam", " toan quoc", " lan ", " nhiem ky"};
    vd_str fold = vd_scan_fold(scan, range);
    if (vd_str_find(fold, VD_LIT(" dang bo"), 0) != SIZE_MAX) {
        return false;
    }
    size_t at = congress_party(scan, range);
    if (at == SIZE_MAX) {
        return vd_str_find(fold, VD_LIT(" toan quoc "), 0) != SIZE_MAX;
    }
    vd_range rest = {at + strlen(" dang"), range.to};
    vd_range number = congress_numeral(scan, rest);
    bool whole = rest.from == rest.to || scan->text->fold[rest.from] != ' ' || number.from == rest.from + 1;
    for (size_t i = 0; i < sizeof follows / sizeof *follows && !whole; i++) {
        whole = vd_scan_starts(scan, rest.from, follows[i]);
    }
    return whole;
}

/* A number says nothing of whose congress it is: a name in capitals behind it does, "Đại hội đại biểu toàn quốc lần thứ
 * VI | Giáo hội Phật giáo Việt Nam", and no list has all that hold congresses. */
static bool congress_foreign(const vd_scan *scan, vd_range range)
{
    vd_range number = congress_numeral(scan, range);
    size_t at = range.to + (vd_scan_starts(scan, range.to, " cua ") ? strlen(" cua ") : 1);
    bool bare = number.to > number.from && congress_party(scan, range) == SIZE_MAX &&
                vd_str_find(vd_scan_fold(scan, range), VD_LIT(" dang bo"), 0) == SIZE_MAX;
    bool blank = range.to < scan->text->fold_len && scan->text->fold[range.to] == ' ';
    bool shouted = vd_scan_capitals(scan, range); /* then capitals tell nothing */
    return bare && blank && !shouted && vd_scan_upper(scan, at) && !vd_scan_starts(scan, at, "ve ");
}

/* The congress itself issues it: what stands behind "Nghị quyết (của)", without its term; the national one in full,
 * however shortly it is called. */
static void congress_issuer(vd_scan *scan, vd_draft *draft)
{
    vd_range name = draft->span;
    vd_str fold = vd_scan_fold(scan, name);
    size_t from = vd_str_find(fold, VD_LIT("dai hoi"), 0);
    size_t term = vd_str_find(fold, VD_LIT(" nhiem ky"), 0);
    name = (vd_range){name.from + (from == SIZE_MAX ? 0 : from), term == SIZE_MAX ? name.to : name.from + term};
    while (name.to > name.from && !vd_is_word(scan->text->fold[name.to - 1])) {
        name.to--;
    }
    draft->issuer = name;
    draft->issuer_name = vd_scan_clean(scan, name);
    vd_range number = congress_numeral(scan, name);
    if (number.to > number.from && congress_national(scan, name)) {
        vd_str parts[] = {vd_str_of(body_before), vd_scan_clean(scan, number), vd_str_of(body_behind)};
        draft->issuer_name = vd_scan_join(scan, parts, 3);
    }
}

/* "Đại hội Đảng bộ tỉnh Nghệ An | đã …": where nothing else ends the name of a place's committee, it goes as far as
 * its capitals do. */
static size_t congress_end(const vd_scan *scan, vd_range range)
{
    static const char *const ends[] = {" lan thu ", " lan ", " khoa ", " nhiem ky "};
    vd_str fold = vd_scan_fold(scan, range);
    size_t at = vd_str_find(fold, VD_LIT(" dang bo "), 0);
    bool ended = at == SIZE_MAX;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !ended; i++) {
        ended = vd_str_find(fold, vd_str_of(ends[i]), at) != SIZE_MAX;
    }
    bool named = false;
    for (size_t i = ended ? fold.len : at + strlen(" dang bo "); i < fold.len; i++) {
        bool word = vd_is_word(fold.ptr[i]) && fold.ptr[i - 1] == ' ';
        bool capital = word && vd_scan_upper(scan, range.from + i);
        if (word && named && !capital) {
            return range.from + i - 1;
        }
        named = named || capital;
    }
    return range.to;
}

static vd_draft *congress_add(vd_scan *scan, vd_range range, bool elliptic)
{
    vd_draft *draft = !vd_scan_taken(scan, range)
                          ? vd_scan_add(scan, range, VD_FORM_NAMED, vd_type_named(VD_LIT("Nghị quyết")))
                          : NULL;
    if (draft) {
        draft->type_stated = !elliptic;
        draft->adopted = true;
        draft->title_name = vd_scan_clean(scan, range);
        draft->confidence = elliptic ? 0.75 : 0.85;
        congress_issuer(scan, draft);
    }
    return draft;
}

/* "Nghị quyết Đại hội XII|, XIII của Đảng": each number is a congress's of its own, and all are the Party's. */
static void congress_list(vd_scan *scan, vd_range first, vd_range more)
{
    vd_range number = congress_numeral(scan, first);
    for (bool next = true; next && number.to > number.from && scan->status == VD_OK;) {
        vd_range following = congress_numeral(scan, (vd_range){number.to, more.to});
        next = following.to > following.from;
        bool leads = number.from < first.to;
        vd_range span = leads ? first : next ? number : (vd_range){number.from, more.to};
        vd_str parts[] = {VD_LIT("Nghị quyết Đại hội"), vd_scan_clean(scan, number), vd_str_of(body_behind)};
        vd_draft *draft = congress_add(scan, span, !leads);
        if (draft) {
            draft->title_name = vd_scan_join(scan, parts, 3);
            parts[0] = vd_str_of(body_before);
            draft->issuer_name = vd_scan_join(scan, parts, 3);
        }
        number = following;
    }
}

void vd_pass_congress(vd_scan *scan)
{
    vd_match match;
    size_t last = 0; /* where the last one ended: an elliptic one stands close behind */
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (size_t at = 0; vd_scan_next(scan, VD_PAT_congress, VD_ANCHOR_CONGRESS, &walk, at, &match); at = match.end) {
        vd_range range;
        vd_range more;
        bool elliptic = vd_match_group(scan, &match, "short", &range);
        if (!elliptic && !vd_match_group(scan, &match, "whole", &range)) {
            continue;
        }
        bool listed =
            !elliptic && vd_match_group(scan, &match, "more", &more) && congress_party(scan, more) != SIZE_MAX;
        range.to = congress_trim(scan, range);
        bool party = congress_numeral(scan, range).to > 0 && (listed || congress_national(scan, range));
        bool apart = elliptic && (last == 0 || range.from - last > 6);
        bool foreign = !listed && congress_foreign(scan, range);
        if (apart || foreign || (!elliptic && !party && !vd_scan_upper(scan, range.from))) {
            continue; /* "nghị quyết đại hội Đảng lần thứ XIII" is one in any case */
        }
        range.to = congress_end(scan, range);
        if (listed) {
            congress_list(scan, range, more);
        } else {
            (void)congress_add(scan, range, elliptic);
        }
        last = listed ? more.to : range.to;
    }
}
