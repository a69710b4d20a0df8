/* The bodies in the upper left of a text.  Its lines come out of a file in every order: broken after each word or two,
 * with the State's name and motto (in the right column) behind them, between them or above them.  So the capitals above
 * the title are read line by line, the State's and the Party's names are taken out of them, and what is left is cut
 * where the name of a body begins.  The last one issues the text, those before it are above it. */
#include "extract/scan.h"
#include "text/fold.h"

#include "base/buf.h"

enum { LINES_MAX = 40, WORDS_MAX = 24, BODIES_MAX = 6, BODY_BYTES = 240 };

/* The words in capitals with which a line begins. */
typedef struct line_words {
    vd_range word[WORDS_MAX];
    size_t count;
    bool empty;  /* nothing but blanks and rules: it neither goes on nor ends anything */
    bool dashed; /* a dash stands behind them */
} line_words;

/* One body's name, as printed and folded, words apart by a blank. */
typedef struct named_body {
    vd_buf raw, fold;
    bool joint; /* behind a dash: it issues the text together with the one before */
} named_body;

typedef struct reading {
    vd_scan *scan;
    named_body bodies[BODIES_MAX];
    size_t count;
    bool open;                  /* the last body's name may go on */
    bool dashed;                /* the line before ended in a dash */
    const char *const *pending; /* rest of the State's or the Party's name, which the next line goes on with */
} reading;

/* ---- Words ------------------------------------------------------------------------------------------------------- */

/* Where a cell, a mark of emphasis or a tag of HTML begins at `at`: how long it is. */
static size_t gap_at(const char *fold, size_t at, size_t end)
{
    char c = fold[at];
    if (c == ' ' || c == '\n' || c == '|' || c == '*' || c == '#' || c == '_') {
        return 1;
    }
    size_t close = at;
    while (c == '<' && close < end && close < at + 8 && fold[close] != '>') {
        close++;
    }
    return c == '<' && close < end && fold[close] == '>' ? close + 1 - at : 0;
}

/* Behind the first tag from `at` on, or SIZE_MAX. */
static size_t tag_skip(const char *fold, size_t at, size_t end)
{
    const char *open = NULL;
    while (at < end && (open = memchr(fold + at, '<', end - at))) {
        at = (size_t)(open - fold);
        size_t gap = gap_at(fold, at, end);
        if (gap) {
            return at + gap;
        }
        at++;
    }
    return SIZE_MAX;
}

static bool rule_at(const char *fold, size_t at, size_t end)
{
    return at + 1 < end && fold[at] == '-' && fold[at + 1] == '-';
}

static bool word_kept(const vd_scan *scan, const line_words *line, vd_range word)
{
    const char *fold = scan->text->fold;
    size_t letters = 0;
    size_t digits = 0;
    for (size_t i = word.from; i < word.to; i++) {
        if (vd_fold_letter(fold[i]) && !vd_scan_upper(scan, i)) {
            return false;
        }
        letters += vd_fold_letter(fold[i]);
        digits += fold[i] >= '0' && fold[i] <= '9';
        if (fold[i] == '/' || fold[i] == ':' || fold[i] == VD_FOLD_OTHER) {
            return false;
        }
    }
    vd_str before = line->count ? vd_scan_fold(scan, line->word[line->count - 1]) : VD_LIT("");
    bool ward = vd_str_eq(before, VD_LIT("phuong")) || vd_str_eq(before, VD_LIT("quan"));
    bool dash = word.to - word.from == 1 && fold[word.from] == '-' && line->count;
    return (letters > 0 && digits == 0) || (letters == 0 && digits > 0 && digits == word.to - word.from && ward) ||
           dash;
}

/* "<br>" in a table's cell is the end of a line. */
static size_t line_read(const vd_scan *scan, size_t from, size_t end, line_words *out)
{
    const char *fold = scan->text->fold;
    bool running = true;
    *out = (line_words){.empty = true};
    for (size_t at = from; at < end;) {
        size_t gap = gap_at(fold, at, end);
        at += gap;
        if (gap > 1 && !out->empty) {
            return at;
        }
        if (gap) {
            continue;
        }
        if (rule_at(fold, at, end)) { /* "CHÍNH PHỦ------- CỘNG HÒA …": what stands behind it is another column */
            running = out->count == 0;
            at += 2;
            continue;
        }
        size_t to = at;
        while (to < end && !gap_at(fold, to, end) && !rule_at(fold, to, end)) {
            to++;
        }
        size_t letters = 0;
        for (size_t i = at; i < to; i++) {
            letters += vd_is_word(fold[i]);
        }
        running = running && out->count < WORDS_MAX && word_kept(scan, out, (vd_range){at, to});
        if (running) {
            out->word[out->count++] = (vd_range){at, to};
        }
        out->empty = out->empty && letters == 0;
        at = to;
        if (!running && !out->empty) { /* no more words: only a tag can end the line before its end */
            size_t next = tag_skip(fold, at, end);
            if (next != SIZE_MAX) {
                return next;
            }
            break;
        }
    }
    while (out->count && !vd_fold_letter(fold[out->word[out->count - 1].from]) &&
           fold[out->word[out->count - 1].from] == '-') {
        out->count--;
        out->dashed = true;
    }
    return end;
}

/* ---- The State's and the Party's names --------------------------------------------------------------------------- */

static const char *const state_name[] = {"cong", "hoa", "xa", "hoi", "chu", "nghia", "viet", "nam", NULL};
static const char *const party_name[] = {"dang", "cong", "san", "viet", "nam", NULL};
static const char *const motto[] = {"doc", "lap", "-", "tu", "do", "-", "hanh", "phuc", NULL};

/* How many words from `at` on are those of `name`. */
static size_t name_matches(const vd_scan *scan, const line_words *line, size_t at, const char *const *name)
{
    size_t count = 0;
    while (name[count] && at + count < line->count &&
           vd_str_eq(vd_scan_fold(scan, line->word[at + count]), vd_str_of(name[count]))) {
        count++;
    }
    return count;
}

static void words_drop(line_words *line, size_t from, size_t count)
{
    for (size_t i = from; i + count < line->count; i++) {
        line->word[i] = line->word[i + count];
    }
    line->count -= count;
}

/* What the line before left of a name; in a right column it stands at this line's end. */
static void pending_drop(reading *r, line_words *line)
{
    const char *const *name = r->pending;
    r->pending = NULL;
    for (size_t at = 0; at < line->count && name; at++) {
        size_t count = name_matches(r->scan, line, at, name);
        bool whole = name[count] == NULL;
        if (count && (whole ? at == 0 || at + count == line->count : at + count == line->count)) {
            words_drop(line, at, count);
            r->pending = whole ? NULL : name + count;
            return;
        }
    }
}

/* Where the name begins that stands behind the body's, its rest to the end of the line is misread or not. */
static void name_drop(reading *r, line_words *line, const char *const *name, vd_str next)
{
    for (size_t at = 0; at < line->count; at++) {
        size_t count = name_matches(r->scan, line, at, name);
        bool last = count == 1 && at + 1 == line->count && vd_str_eq(next, vd_str_of(name[1]));
        if (count < 2 && !last) {
            continue;
        }
        bool country = at > 0 && vd_str_eq(vd_scan_fold(r->scan, line->word[at - 1]), VD_LIT("nuoc"));
        if (country) { /* "QUỐC HỘI NƯỚC CỘNG HÒA …" */
            at--;
            count++;
        }
        if (name[count - country] == NULL) {
            words_drop(line, at, count);
        } else {
            r->pending = at + count == line->count ? name + count - country : NULL;
            line->count = at;
        }
        return;
    }
}

/* ---- Bodies ------------------------------------------------------------------------------------------------------ */

/* Does a body's name begin with this word?  *other: what stands there is none. */
static bool body_begins(vd_scan *scan, vd_range word, bool *other)
{
    vd_match match;
    vd_range range;
    *other = false;
    if (!vd_scan_at(scan, VD_PAT_letterhead, word.from, scan->text->fold_len, &match)) {
        return false;
    }
    *other = vd_match_group(scan, &match, "other", &range);
    return !*other;
}

/* A name that cannot end here: the word behind it belongs to it, though a body's name might begin there. */
static bool body_goes_on(const named_body *b, vd_str word)
{
    static const char *const openers[] = {"van phong", "dai hoi dai bieu", "doan dai bieu quoc hoi", "dang uy"};
    static const char *const ends[] = {"ban chap hanh", "ban thuong vu", "thuong truc", " va", " cua", ","};
    vd_str name = vd_buf_str(&b->fold);
    bool on = false;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
        on = on || vd_str_eq(name, vd_str_of(openers[i]));
    }
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        on = on || vd_str_ends(name, vd_str_of(ends[i]));
    }
    for (size_t i = 0; i < vd_issuers_count && !on; i++) {
        vd_str known = vd_str_of(vd_issuers[i].name_fold);
        vd_str rest = vd_str_starts(known, name) ? vd_str_slice(known, name.len, known.len) : VD_NONE;
        on = rest.len > 1 && rest.ptr[0] == ' ' && vd_str_starts(vd_str_slice(rest, 1, rest.len), word);
    }
    return on;
}

/* On one line the next body's name may follow a name that is plainly whole: a ministry's, or one with its province. */
static bool body_whole(const named_body *b)
{
    vd_str name = vd_buf_str(&b->fold);
    const vd_place_row *place = vd_place_named(name);
    bool whole = place && vd_str_ends(name, vd_str_of(place->fold));
    for (const vd_issuer_row *row = vd_issuer_by_name(name, NULL); row && !whole; row = vd_issuer_by_name(name, row)) {
        whole = strcmp(row->level, "national") == 0 && strcmp(row->family, "state") == 0;
    }
    return whole;
}

static void body_add(reading *r, vd_range word)
{
    named_body *b = &r->bodies[r->count - 1];
    vd_str raw = vd_scan_clean(r->scan, word);
    if (raw.ptr == NULL || b->raw.len + raw.len > BODY_BYTES) {
        return;
    }
    if (b->raw.len) {
        vd_buf_add_char(&b->raw, ' ');
        vd_buf_add_char(&b->fold, ' ');
    }
    vd_buf_add(&b->raw, raw);
    vd_buf_add(&b->fold, vd_scan_fold(r->scan, word));
}

/* Takes a line's words: the name goes on, or another begins. */
static void line_take(reading *r, const line_words *line)
{
    bool joint = r->dashed && r->open && body_whole(&r->bodies[r->count - 1]);
    r->dashed = line->dashed;
    for (size_t i = 0; i < line->count; i++) {
        bool other = false;
        bool begins = body_begins(r->scan, line->word[i], &other);
        const named_body *last = r->open ? &r->bodies[r->count - 1] : NULL;
        vd_str word = vd_scan_fold(r->scan, line->word[i]);
        if (other && i == 0) {
            r->open = false;
            return;
        }
        if (last && i + 1 < line->count && vd_str_eq(word, VD_LIT("-")) && body_whole(last) &&
            body_begins(r->scan, line->word[i + 1], &other)) {
            joint = true;
            continue;
        }
        if (begins && (last == NULL || (i == 0 ? !body_goes_on(last, word) : joint || body_whole(last)))) {
            if (r->count == BODIES_MAX || (last == NULL && i > 0)) {
                return;
            }
            r->bodies[r->count++] = (named_body){.joint = joint};
            r->open = true;
            joint = false;
        }
        joint = joint && i > 0; /* a line whose first word begins no body goes on with the name before */
        if (!r->open) {
            return; /* words of something else */
        }
        body_add(r, line->word[i]);
    }
}

/* The body's name in English under its own: "TAY NGUYEN UNIVERSITY", "MINISTRY OF FINANCE".  No such word is a syllable
 * of Vietnamese. */
static bool line_english(const vd_scan *scan, const line_words *line)
{
    static const char *const words[] = {"of",        "ministry",   "university", "institute",  "hospital",
                                        "committee", "department", "republic",   "corporation"};
    for (size_t i = 0; i < line->count; i++) {
        for (size_t w = 0; w < sizeof words / sizeof *words; w++) {
            if (vd_str_eq(vd_scan_fold(scan, line->word[i]), vd_str_of(words[w]))) {
                return true;
            }
        }
    }
    return false;
}

static void bodies_read(reading *r, size_t end)
{
    const vd_text *text = r->scan->text;
    size_t lines = 0;
    for (size_t i = 0; i < text->line_count && lines < LINES_MAX; i++) {
        size_t at = r->scan->line_at[i];
        size_t to = vd_line_end(r->scan, i);
        if (at >= end) {
            return;
        }
        to = to < end ? to : end;
        while (at < to) {
            line_words line;
            line_words next;
            at = line_read(r->scan, at, to, &line);
            (void)line_read(r->scan, to, to + 40 < end ? to + 40 : end, &next);
            vd_str follows = next.count ? vd_scan_fold(r->scan, next.word[0]) : VD_LIT("");
            bool had = line.count > 0;
            lines += !line.empty;
            if (r->pending && had) {
                pending_drop(r, &line);
            }
            name_drop(r, &line, state_name, follows);
            name_drop(r, &line, party_name, follows);
            name_drop(r, &line, motto, follows);
            if (line_english(r->scan, &line)) {
                continue;
            }
            if (line.count) {
                line_take(r, &line);
            } else if (!line.empty && !had) {
                r->open = false;
            }
        }
    }
}

/* ---- The letterhead ---------------------------------------------------------------------------------------------- */

/* A part of the body above it, which it is not called without: an office, or an organ of a Party committee. */
static bool body_bare(vd_str fold, vd_str above)
{
    static const char *const bare[] = {"van phong", "ban thuong vu", "ban thuong truc", "thuong truc", "ban chap hanh"};
    static const char *const organs[] = {"ban ", "uy ban kiem tra"};
    static const char *const committees[] = {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy", "dang uy"};
    bool part = false;
    bool organ = false;
    bool committee = vd_str_starts(above, VD_LIT("ban chap hanh trung uong"));
    for (size_t i = 0; i < sizeof bare / sizeof *bare; i++) {
        part = part || vd_str_eq(fold, vd_str_of(bare[i]));
    }
    for (size_t i = 0; i < sizeof organs / sizeof *organs; i++) {
        organ = organ || vd_str_starts(fold, vd_str_of(organs[i]));
    }
    for (size_t i = 0; i < sizeof committees / sizeof *committees; i++) {
        committee = committee || vd_str_starts(above, vd_str_of(committees[i]));
    }
    return above.len && (part || (organ && committee));
}

static bool body_national(vd_str fold)
{
    static const char *const centre[] = {" quoc gia", " trung uong", " chinh phu", " quoc hoi", " nha nuoc"};
    size_t used = 0;
    const vd_issuer_row *row = vd_issuer_prefix(fold, &used);
    for (size_t i = 0; i < sizeof centre / sizeof *centre; i++) {
        if (vd_str_find(fold, vd_str_of(centre[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return row && strcmp(row->level, "national") == 0;
}

void vd_pass_letterhead(vd_scan *scan, size_t end)
{
    reading r = {.scan = scan};
    bodies_read(&r, end);
    size_t own = r.count ? r.count - 1 : 0;
    while (own > 0 && r.bodies[own].joint) {
        own--; /* the first of those that issue it together keeps its number */
    }
    for (size_t i = r.count; i-- > 0 && scan->letterhead.province == NULL;) {
        scan->letterhead.province = vd_place_named(vd_buf_str(&r.bodies[i].fold));
    }
    if (r.count) {
        const named_body *b = &r.bodies[own];
        vd_str fold = vd_buf_str(&b->fold);
        vd_str above = own > 0 ? vd_buf_str(&r.bodies[own - 1].fold) : VD_NONE;
        scan->letterhead.body = vd_arena_copy(scan->arena, vd_buf_str(&b->raw));
        scan->letterhead.parent = own > 0 ? vd_arena_copy(scan->arena, vd_buf_str(&r.bodies[own - 1].raw)) : VD_NONE;
        scan->letterhead.national = scan->letterhead.province == NULL &&
                                    (body_national(fold) || (body_bare(fold, above) && body_national(above)));
        if (!vd_buf_ok(&b->raw) || !vd_buf_ok(&b->fold) || scan->letterhead.body.ptr == NULL ||
            (own > 0 && scan->letterhead.parent.ptr == NULL)) {
            vd_scan_fail_memory(scan);
        }
    }
    for (size_t i = 0; i < r.count; i++) {
        vd_buf_clear(&r.bodies[i].raw);
        vd_buf_clear(&r.bodies[i].fold);
    }
}

/* The commune, ward or district in a body's name, from its rank on: "UBND | HUYỆN CƯ KUIN"; else absent. */
static vd_str unit_of(vd_scan *scan, vd_str raw)
{
    static const char *const ranks[] = {"XÃ ", "PHƯỜNG ", "HUYỆN ", "QUẬN ", "THỊ XÃ ", "THỊ TRẤN ", "ĐẶC KHU "};
    for (size_t r = 0; r < sizeof ranks / sizeof *ranks; r++) {
        size_t at = vd_str_find(raw, vd_str_of(ranks[r]), 0);
        vd_str unit = at != SIZE_MAX && (at == 0 || raw.ptr[at - 1] == ' ') ? vd_str_slice(raw, at, raw.len) : VD_NONE;
        vd_str fold = unit.ptr ? vd_fold_copy(scan->arena, unit) : VD_NONE;
        if (fold.ptr && vd_str_find(fold, VD_LIT(" uy"), 0) == SIZE_MAX && !vd_str_starts(fold, VD_LIT("xa hoi"))) {
            return unit;
        }
    }
    return VD_NONE;
}

vd_str vd_letterhead_issuer(vd_scan *scan)
{
    vd_str body = scan->letterhead.body;
    vd_str parent = scan->letterhead.parent;
    vd_str fold = body.ptr ? vd_fold_copy(scan->arena, body) : VD_NONE;
    if (fold.ptr == NULL) {
        return VD_NONE;
    }
    vd_str above = parent.ptr ? vd_fold_copy(scan->arena, parent) : VD_NONE;
    vd_str unit = parent.ptr && unit_of(scan, body).ptr == NULL ? unit_of(scan, parent) : VD_NONE;
    if (body_bare(fold, above)) {
        bool centre = vd_str_starts(above, VD_LIT("ban chap hanh trung uong")); /* "Ban Tổ chức | Trung ương" */
        const vd_str parts[] = {body, centre ? VD_LIT("TRUNG ƯƠNG") : parent};
        body = vd_scan_join(scan, parts, 2);
    } else if (unit.ptr && !scan->letterhead.national) {
        const vd_str parts[] = {body, unit};
        body = vd_scan_join(scan, parts, 2);
    }
    vd_str name = VD_NONE;
    vd_str place = VD_NONE;
    vd_issuer_words(scan, body, true, &name, &place);
    return name;
}
