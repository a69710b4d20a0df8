/* Resolutions and conclusions that are cited by the plenum of the Party's Central Committee which adopted them, "Nghị
 * quyết Trung ương 4 khóa XI về …", and the numbers that the same text gives of them.  A plenum adopts several: what is
 * said of the subject belongs to the name, and without it the name means the one that the text tells of, if there is
 * one. */
#include "extract/scan.h"

#include "base/buf.h"
#include "base/roman.h"
#include "text/fold.h"

/* ---- Which plenum ------------------------------------------------------------------------------------------------ */

/* "4", "iv", "lan thu tu", "thu muoi hai": its value, or 0. */
static uint8_t ordinal_value(vd_str words)
{
    static const struct {
        const char *word;
        uint8_t value;
    } named[] = {{"nhat", 1}, {"mot", 1}, {"hai", 2}, {"ba", 3},  {"tu", 4},   {"bon", 4},  {"nam", 5},
                 {"lam", 5},  {"sau", 6}, {"bay", 7}, {"tam", 8}, {"chin", 9}, {"muoi", 10}};
    unsigned value = 0;
    for (size_t from = 0; from < words.len;) {
        size_t to = from;
        unsigned digits = 0;
        while (to < words.len && words.ptr[to] != ' ') {
            bool digit = vd_fold_digit(words.ptr[to]);
            digits = digit && digits < 100 ? digits * 10 + (unsigned)(words.ptr[to] - '0') : digits;
            to++;
        }
        vd_str word = vd_str_slice(words, from, to);
        value += digits;
        for (size_t i = 0; i < sizeof named / sizeof *named && digits == 0; i++) {
            value += vd_str_eq(word, vd_str_of(named[i].word)) ? named[i].value : 0;
        }
        value += digits == 0 ? vd_roman_value(word) : 0;
        from = to + 1;
    }
    return value <= VD_ROMAN_MOST ? (uint8_t)value : 0;
}

/* The words of a meeting, or of several that share them. */
typedef struct meeting {
    vd_plenum first;
    vd_range number, others, term, terms;
    size_t end;
} meeting;

static bool meeting_read(vd_scan *scan, size_t at, meeting *out)
{
    vd_match match;
    vd_range again;
    *out = (meeting){0};
    bool read =
        vd_scan_at(scan, VD_PAT_plenum, at, scan->text->fold_len, &match) &&
        (vd_match_group(scan, &match, "called", &out->number) || vd_match_group(scan, &match, "counted", &out->number));
    if (!read) {
        return false;
    }
    (void)vd_match_group(scan, &match, "others", &out->others);
    (void)vd_match_group(scan, &match, "terms", &out->terms);
    out->first.number = ordinal_value(vd_scan_fold(scan, out->number));
    if (vd_match_group(scan, &match, "again", &again)) {
        out->first.again = ordinal_value(vd_scan_fold(scan, again));
    }
    if (vd_match_group(scan, &match, "term", &out->term)) {
        out->first.term = ordinal_value(vd_scan_fold(scan, out->term));
    }
    out->end = match.end;
    return out->first.number > 0 && (out->first.term > 0 || out->term.to == out->term.from);
}

bool vd_plenum_body(vd_scan *scan, vd_draft *draft, size_t *at)
{
    static const char *const opens[] = {", cua ", " cua ", ", tai ", " tai ", ", ", " "};
    meeting held;
    size_t from = *at;
    for (size_t i = 0; i < sizeof opens / sizeof *opens && from == *at; i++) {
        from += vd_scan_starts(scan, *at, opens[i]) ? strlen(opens[i]) : 0;
    }
    if (from == *at || !vd_str_ends(draft->symbol, VD_LIT("/TW")) || !vd_scan_upper(scan, from) ||
        !meeting_read(scan, from, &held) || held.others.to > held.others.from || held.terms.to > held.terms.from) {
        return false;
    }
    draft->plenum = held.first;
    draft->issuer = (vd_range){from, held.end};
    draft->issuer_name = VD_LIT("Ban Chấp hành Trung ương Đảng");
    *at = held.end;
    return true;
}

/* ---- Names ------------------------------------------------------------------------------------------------------- */

static void plenum_add(vd_scan *scan, vd_range span, const vd_type_row *type, vd_plenum plenum, vd_range words)
{
    bool leads = span.from < words.from;
    vd_draft *draft = vd_scan_taken(scan, span) ? NULL : vd_scan_add(scan, span, VD_FORM_NAMED, type);
    if (draft) {
        draft->type_stated = leads;
        draft->list_member = !leads;
        draft->plenum = plenum;
        draft->adopted = true;
        draft->confidence = plenum.term ? 0.9 : 0.75;
        draft->issuer = words;
        draft->issuer_name = VD_LIT("Ban Chấp hành Trung ương Đảng");
    }
}

/* The next number of a list, from `at` on. */
static vd_range numeral_next(const vd_scan *scan, size_t at, size_t end)
{
    const char *fold = scan->text->fold;
    for (; at < end; at++) {
        size_t to = at;
        while (to < end && vd_is_word(fold[to])) {
            to++;
        }
        if (to > at && ordinal_value(vd_scan_fold(scan, (vd_range){at, to})) > 0) {
            return (vd_range){at, to};
        }
        at = to;
    }
    return (vd_range){end, end};
}

/* "Trung ương 4|, 5 khóa XI", "Trung ương 4 khóa XI|, XII": one mention a number, and one a term. */
static void list_add(vd_scan *scan, const meeting *held, const vd_type_row *type, size_t from, size_t words)
{
    bool counted = held->others.to > held->others.from;
    vd_range list = counted ? held->others : held->terms;
    vd_plenum plenum = held->first;
    vd_range whole = {words, held->end};
    plenum_add(scan, (vd_range){from, list.from}, type, plenum, whole);
    vd_range next = numeral_next(scan, list.from, list.to);
    while (next.from < list.to && scan->status == VD_OK) {
        vd_range here = next;
        uint8_t value = ordinal_value(vd_scan_fold(scan, here));
        next = numeral_next(scan, here.to, list.to);
        plenum.number = counted ? value : plenum.number;
        plenum.term = counted ? plenum.term : value;
        plenum_add(scan, (vd_range){here.from, next.from < list.to ? here.to : held->end}, type, plenum, whole);
    }
}

/* "Hội nghị lần thứ 5 Ban Chấp hành Trung ương | Giáo hội …": a name in capitals right behind the words for the centre
 * is that of a body with a centre of its own. */
static bool meeting_foreign(const vd_scan *scan, const meeting *held, size_t words)
{
    vd_range whole = {words, held->end};
    bool centre = vd_str_ends(vd_scan_fold(scan, whole), VD_LIT("trung uong")) && !vd_scan_capitals(scan, whole);
    bool blank = held->end < scan->text->fold_len && scan->text->fold[held->end] == ' ';
    size_t at = held->end + (vd_scan_starts(scan, held->end, " cua ") ? strlen(" cua ") : 1);
    return centre && blank && vd_scan_upper(scan, at) && !vd_scan_starts(scan, at, "ve ");
}

/* Small letters are a verb's ("kết luận Hội nghị"), unless the plenum is named whole. */
static void name_read(vd_scan *scan, size_t at, const char *word, const vd_type_row *type)
{
    meeting held;
    bool verb = strcmp(word, "ket luan ") == 0;
    size_t words = at + strlen(word);
    words += vd_scan_starts(scan, words, "cua ") || vd_scan_starts(scan, words, "tai ") ? strlen("cua ") : 0;
    if (!meeting_read(scan, words, &held) || meeting_foreign(scan, &held, words)) {
        return;
    }
    vd_match match;
    bool termed = held.first.term > 0;
    bool list = held.others.to > held.others.from || held.terms.to > held.terms.from;
    bool counts = !termed && vd_scan_at(scan, VD_PAT_counted, held.number.to, scan->text->fold_len, &match);
    bool capitals = vd_scan_upper(scan, at) && vd_scan_upper(scan, words);
    if (counts || (!(termed && !verb) && !capitals)) {
        return; /* "Nghị quyết Trung ương 5 năm" */
    }
    if (list && termed) {
        list_add(scan, &held, type, at, words);
    } else {
        size_t end = list ? held.number.to : held.end;
        plenum_add(scan, (vd_range){at, end}, type, held.first, (vd_range){words, end});
    }
}

void vd_pass_plenums(vd_scan *scan)
{
    const vd_type_row *resolution = vd_type_named(VD_LIT("Nghị quyết"));
    const vd_type_row *conclusion = vd_type_named(VD_LIT("Kết luận"));
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word;
         scan->status == VD_OK && (word = vd_anchor_walk_next(&scan->anchors, &walk, 0, VD_ANCHOR_CONGRESS));) {
        if (vd_scan_starts(scan, word->at, "nghi quyet ")) {
            name_read(scan, word->at, "nghi quyet ", resolution);
        } else if (vd_scan_starts(scan, word->at, "ket luan ")) {
            name_read(scan, word->at, "ket luan ", conclusion);
        }
    }
}

/* ---- What the text says of it elsewhere -------------------------------------------------------------------------- */

static bool plenum_same(vd_plenum a, vd_plenum b)
{
    return a.number == b.number && a.again == b.again && a.term == b.term;
}

/* Per number of a plenum: the one term that the text names it with, or 0. */
static void terms_find(const vd_scan *scan, uint8_t terms[VD_ROMAN_MOST + 1])
{
    bool several[VD_ROMAN_MOST + 1] = {0};
    memset(terms, 0, VD_ROMAN_MOST + 1);
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_plenum plenum = scan->drafts[i].plenum;
        if (plenum.term > 0) {
            several[plenum.number] |= terms[plenum.number] > 0 && terms[plenum.number] != plenum.term;
            terms[plenum.number] = plenum.term;
        }
    }
    for (size_t i = 0; i <= VD_ROMAN_MOST; i++) {
        terms[i] = several[i] ? 0 : terms[i];
    }
}

/* "Trung ương 4 khóa XI|, XII về xây dựng Đảng": the subject behind the last term is that of all. */
static void subjects_share(vd_scan *scan)
{
    for (size_t i = scan->draft_count; i-- > 1;) {
        const vd_draft *next = &scan->drafts[i];
        vd_draft *draft = &scan->drafts[i - 1];
        bool list = draft->adopted && draft->plenum.number && next->adopted && next->list_member &&
                    draft->issuer.from == next->issuer.from && draft->plenum.number == next->plenum.number;
        if (list && draft->title.to == draft->title.from) {
            draft->title = next->title;
        }
    }
}

/* "Nghị quyết Hội nghị Trung ương 4 khóa XI về …": one name, however it is put. */
static vd_str plenum_name(vd_scan *scan, const vd_draft *draft)
{
    vd_buf name = {0};
    vd_buf_add_format(&name, "%s Hội nghị Trung ương %d", draft->type->name, draft->plenum.number);
    if (draft->plenum.again) {
        vd_buf_add_format(&name, " (lần %d)", draft->plenum.again);
    }
    if (draft->plenum.term) {
        vd_buf_add_text(&name, " khóa ");
        vd_buf_add_text(&name, vd_roman(draft->plenum.term));
    }
    vd_str parts[] = {vd_buf_str(&name), vd_scan_clean(scan, draft->title)};
    vd_str whole = vd_scan_join(scan, parts, 2);
    if (!vd_buf_ok(&name)) {
        vd_scan_fail_memory(scan);
    }
    vd_buf_clear(&name);
    return whole;
}

/* The words of a subject, without what opens it. */
static vd_str subject_of(const vd_scan *scan, const vd_draft *draft)
{
    static const char *const opens[] = {"ve viec ", "ve "};
    vd_str fold = vd_str_trim(vd_scan_fold(scan, draft->title));
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        if (vd_str_starts(fold, vd_str_of(opens[i]))) {
            return vd_str_slice(fold, strlen(opens[i]), fold.len);
        }
    }
    return fold;
}

static bool subjects_agree(const vd_scan *scan, const vd_draft *a, const vd_draft *b)
{
    vd_str x = subject_of(scan, a);
    vd_str y = subject_of(scan, b);
    return x.len == 0 || y.len == 0 || vd_str_find(x, y, 0) != SIZE_MAX || vd_str_find(y, x, 0) != SIZE_MAX;
}

/* What a text tells of a plenum's documents, each once: with a number, or a name with its subject.  Names are many,
 * documents few: a text that tells of more than `SAID_MOST` of one plenum tells nothing. */
enum { SAID_MOST = 32, PLENUMS = (VD_ROMAN_MOST + 1) * (VD_ROMAN_MOST + 1) };

typedef struct said {
    size_t draft;
    uint32_t next; /* 1 + the next of the plenum, or 0 */
} said;

typedef struct chain {
    uint32_t first, last; /* 1 + index, or 0 */
    uint32_t count;       /* may be one more than are kept */
} chain;

typedef struct adopted {
    chain *of; /* PLENUMS for those with a number, and as many for those with a subject */
    said *said;
    uint32_t count;
} adopted;

static chain *chain_of(const adopted *all, vd_plenum plenum, bool numbered)
{
    size_t at = (size_t)plenum.number * (VD_ROMAN_MOST + 1) + plenum.term;
    return &all->of[at + (numbered ? 0 : PLENUMS)];
}

static void adopted_add(const vd_scan *scan, adopted *all, size_t index, bool numbered)
{
    const vd_draft *draft = &scan->drafts[index];
    chain *told = chain_of(all, draft->plenum, numbered);
    for (uint32_t i = told->first; i; i = all->said[i - 1].next) {
        const vd_draft *other = &scan->drafts[all->said[i - 1].draft];
        if (other->type == draft->type && other->plenum.again == draft->plenum.again &&
            vd_str_eq(other->number, draft->number) && vd_str_eq(subject_of(scan, other), subject_of(scan, draft))) {
            return;
        }
    }
    if (told->count < SAID_MOST) {
        all->said[all->count++] = (said){index, 0};
        *(told->last ? &all->said[told->last - 1].next : &told->first) = all->count;
        told->last = all->count;
    }
    told->count += told->count <= SAID_MOST;
}

static adopted adopted_find(vd_scan *scan)
{
    adopted all = {.of = VD_ARENA_ARRAY(scan->arena, chain, (size_t)2 * PLENUMS),
                   .said = VD_ARENA_ARRAY(scan->arena, said, scan->draft_count + 1)};
    if (all.of == NULL || all.said == NULL) {
        vd_scan_fail_memory(scan);
        return all;
    }
    for (size_t i = 0; i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        bool subject = draft->adopted && draft->title.to > draft->title.from;
        if (draft->plenum.number > 0 && (draft->number.ptr || subject)) {
            adopted_add(scan, &all, i, draft->number.ptr != NULL);
        }
    }
    return all;
}

/* Of the other documents of the plenum that the text names, with a number or with a subject: the first, where all are
 * one; NULL where they are several (*any) or none. */
static const vd_draft *plenum_only(const vd_scan *scan, const adopted *all, const vd_draft *draft, bool numbered,
                                   bool *any)
{
    const vd_draft *only = NULL;
    const chain *told = chain_of(all, draft->plenum, numbered);
    *any = told->count > SAID_MOST;
    for (uint32_t i = *any ? 0 : told->first; i; i = all->said[i - 1].next) {
        const vd_draft *other = &scan->drafts[all->said[i - 1].draft];
        bool same = other->type == draft->type && plenum_same(other->plenum, draft->plenum);
        if (!same || !subjects_agree(scan, draft, other)) {
            continue;
        }
        bool one = only == NULL || (numbered ? vd_str_eq(only->number, other->number)
                                             : vd_str_eq(subject_of(scan, only), subject_of(scan, other)));
        *any = true;
        if (!one) {
            return NULL;
        }
        only = only ? only : other;
    }
    return only;
}

/* Which document of the text a name stands for; NULL: none that is plain, so that it is known by its name. */
static const vd_draft *plenum_meant(const vd_scan *scan, const adopted *all, const vd_draft *draft)
{
    bool any = false;
    const vd_draft *meant = draft->plenum.term ? plenum_only(scan, all, draft, true, &any) : NULL;
    bool bare = draft->plenum.term && draft->title.to == draft->title.from;
    return bare && !any ? plenum_only(scan, all, draft, false, &any) : meant;
}

/* "Nghị quyết Trung ương 8 khóa XI | (số 29-NQ/TW)", "… khóa XI | số 29-NQ/TW": the number behind the name is its own.
 */
static void number_behind(vd_scan *scan, size_t index)
{
    static const char *const opens[] = {" ", " (", ", "};
    const vd_draft *draft = &scan->drafts[index];
    vd_draft *next = index + 1 < scan->draft_count ? &scan->drafts[index + 1] : NULL;
    bool behind = false;
    for (size_t i = 0; next && i < sizeof opens / sizeof *opens; i++) {
        vd_str between = vd_scan_fold(scan, (vd_range){draft->span.to, next->span.from});
        bool comma = i == 2; /* a list, unless the type is not said again */
        behind = behind || (vd_str_eq(between, vd_str_of(opens[i])) && !(comma && next->type_stated));
    }
    if (behind && next->number.ptr && next->type == draft->type && vd_str_ends(next->symbol, VD_LIT("/TW")) &&
        (next->plenum.number == 0 || plenum_same(next->plenum, draft->plenum))) {
        next->plenum = draft->plenum;
    }
}

/* Gives the names of a text the terms and subjects that stand with others; false when it has none. */
static bool names_complete(vd_scan *scan)
{
    bool any = false;
    uint8_t terms[VD_ROMAN_MOST + 1];
    terms_find(scan, terms);
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        bool named = draft->adopted && draft->plenum.number > 0;
        any = any || named;
        if (named && draft->plenum.term == 0) {
            draft->plenum.term = terms[draft->plenum.number];
        }
        if (named) {
            number_behind(scan, i);
        }
    }
    if (any) {
        subjects_share(scan);
    }
    return any;
}

void vd_pass_plenum_names(vd_scan *scan)
{
    if (!names_complete(scan)) {
        return;
    }
    const adopted all = adopted_find(scan);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (!draft->adopted || draft->plenum.number == 0) {
            continue;
        }
        draft->title_name = plenum_name(scan, draft);
        const vd_draft *meant = plenum_meant(scan, &all, draft);
        if (meant) {
            draft->refer = VD_REFER_SHORT;
            draft->antecedent = meant->span;
            draft->among = meant->span.from;
        }
    }
}
