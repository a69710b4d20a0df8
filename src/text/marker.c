/** What opens a line: the markers of the outline, read from the folded text.  The case of the original letters counts:
 *  "Điều 5" opens an article, "điều 5" is a word in a sentence. */
#include "text/fold.h"

#include "base/utf8.h"
#include "text/letter.h"

/* The part of a line that is looked at. */
typedef struct opening {
    const vd_text *text;
    size_t from, to;
} opening;

/* The folded character at `i`, or '\0' behind the line. */
static char opening_char(const opening *line, size_t i)
{
    return i < line->to ? line->text->fold[i] : '\0';
}

static bool opening_upper(const opening *line, size_t i)
{
    return i < line->to && (line->text->flags[i] & VD_CH_UPPER) != 0;
}

static bool opening_blank(const opening *line, size_t i)
{
    char c = opening_char(line, i);
    return c == ' ' || c == '\n' || c == '\0';
}

static size_t digits_skip(const opening *line, size_t i)
{
    while (vd_fold_digit(opening_char(line, i))) {
        i++;
    }
    return i;
}

/* Where the Roman number below 40 that starts at `i` ends; `i` where there is none.  All letters are capitals. */
static size_t roman_skip(const opening *line, size_t i)
{
    size_t at = i;
    while (at < i + 3 && opening_char(line, at) == 'x' && opening_upper(line, at)) {
        at++;
    }
    vd_str units[] = {VD_LIT("viii"), VD_LIT("vii"), VD_LIT("iii"), VD_LIT("iv"), VD_LIT("vi"),
                      VD_LIT("ix"),   VD_LIT("ii"),  VD_LIT("v"),   VD_LIT("i")};
    for (size_t u = 0; u < sizeof units / sizeof units[0]; u++) {
        bool same = true;
        for (size_t k = 0; same && k < units[u].len; k++) {
            same = opening_char(line, at + k) == units[u].ptr[k] && opening_upper(line, at + k);
        }
        if (same) {
            at += units[u].len;
            break;
        }
    }
    return vd_fold_letter(opening_char(line, at)) || vd_fold_digit(opening_char(line, at)) ? i : at;
}

/* Does a text follow at `i`: blanks, then a letter or a quotation mark?  Without the blank, a capital is needed. */
static bool text_follows(const opening *line, size_t i)
{
    if (opening_upper(line, i)) {
        return true;
    }
    if (opening_char(line, i) != ' ') {
        return false;
    }
    char c = opening_char(line, i + 1);
    return vd_fold_letter(c) || c == '"' || c == '\'' || c == '(';
}

/* "1." "1.2." "1)": at most three digits a level, so that a year at a line's end is none. */
static size_t number_match(const opening *line)
{
    size_t i = line->from;
    for (;;) {
        size_t end = digits_skip(line, i);
        if (end == i || end - i > 3) {
            return 0;
        }
        char c = opening_char(line, end);
        if (c != '.' && c != ')') {
            return 0;
        }
        i = end + 1;
        if (c == ')' || !vd_fold_digit(opening_char(line, i))) {
            return text_follows(line, i) ? i : 0;
        }
    }
}

/* "a)" "a.1)" "c.", also behind a stray number as page margins leave it: "16 b) Cơ quan". */
static size_t letter_match(const opening *line)
{
    size_t i = digits_skip(line, line->from);
    if (i > line->from) {
        bool stray = i - line->from <= 2 && opening_char(line, i) == ' ' && opening_char(line, i + 3) == ' ' &&
                     opening_upper(line, i + 4);
        if (!stray) {
            return 0;
        }
        i++;
    }
    if (!vd_fold_letter(opening_char(line, i))) {
        return 0;
    }
    if (opening_char(line, i + 1) == '.') {
        size_t end = digits_skip(line, i + 2);
        if (end > i + 2) { /* "a.1)" */
            return opening_char(line, end) == ')' ? end + 1 : 0;
        }
        /* "c. Kỳ tính thuế"; a capital and a stop are a name's. */
        bool item = opening_char(line, end) == ' ' && opening_upper(line, end + 1) && !opening_upper(line, i);
        return item ? end : 0;
    }
    char behind = opening_char(line, i + 2);
    return opening_char(line, i + 1) == ')' && !vd_fold_digit(behind) && behind != ')' ? i + 2 : 0;
}

static size_t roman_match(const opening *line)
{
    size_t i = roman_skip(line, line->from);
    char c = opening_char(line, i);
    if (i == line->from || (c != '.' && c != '-' && c != '/')) {
        return 0;
    }
    bool follows = c == '.' ? opening_blank(line, i + 1) || opening_upper(line, i + 1) : opening_blank(line, i + 1);
    return follows ? i + 1 : 0;
}

/* Signs that word processors set before an item; those of the private area come from symbol fonts. */
static bool code_bullet(uint32_t code)
{
    switch (code) {
    case 0x00B7: /* middle dot */
    case 0x2022: /* bullet */
    case 0x2023:
    case 0x2219:
    case 0x25A0: /* squares */
    case 0x25A1:
    case 0x25AA:
    case 0x25AB:
    case 0x25BA: /* pointer */
    case 0x25CB: /* circles */
    case 0x25CF:
    case 0x25E6:
    case 0x2713: /* check marks */
    case 0x2714:
    case 0x2756: /* diamond */
    case 0x27A2: /* arrowhead */
        return true;
    default:
        return code >= 0xF000 && code <= 0xF0FF;
    }
}

static size_t bullet_match(const opening *line)
{
    size_t i = line->from;
    char c = opening_char(line, i);
    if (c == '-' || c == '+' || c == '*') {
        return opening_blank(line, i + 1) || opening_upper(line, i + 1) ? i + 1 : 0;
    }
    if (c == '>') { /* ">> Tải mẫu …": a portal's link */
        while (opening_char(line, i) == '>') {
            i++;
        }
        return i >= line->from + 2 && opening_blank(line, i) ? i : 0;
    }
    if (c != VD_FOLD_OTHER) {
        return 0;
    }
    size_t at = line->text->at[i];
    uint32_t code;
    (void)vd_utf8_decode(line->text->bytes.ptr + at, line->text->bytes.len - at, &code);
    return code_bullet(code) ? i + 1 : 0;
}

/* "#" to "######" and a blank: a heading of Markdown. */
static size_t hash_match(const opening *line)
{
    size_t i = line->from;
    while (i < line->from + 6 && opening_char(line, i) == '#') {
        i++;
    }
    return i > line->from && opening_blank(line, i) ? i : 0;
}

/* Where the words `noun` end that open the line with a capital; 0 when they do not. */
static size_t noun_match(const opening *line, vd_str noun)
{
    if (!opening_upper(line, line->from)) {
        return 0;
    }
    for (size_t k = 0; k < noun.len; k++) {
        if (opening_char(line, line->from + k) != noun.ptr[k]) {
            return 0;
        }
    }
    size_t end = line->from + noun.len;
    return vd_fold_letter(opening_char(line, end)) || vd_fold_digit(opening_char(line, end)) ? 0 : end;
}

/* Behind a noun and a blank: a number or Roman number that stands alone.  Returns its end, or 0. */
static size_t ordinal_match(const opening *line, size_t i)
{
    if (opening_char(line, i) != ' ') {
        return 0;
    }
    size_t end = digits_skip(line, i + 1);
    if (end == i + 1) {
        end = roman_skip(line, i + 1);
    } else if (vd_fold_letter(opening_char(line, end))) {
        end++; /* "Điều 5a" */
    }
    char c = opening_char(line, end);
    return end == i + 1 || vd_fold_letter(c) || vd_fold_digit(c) ? 0 : end;
}

static size_t part_match(const opening *line)
{
    static const char *const nouns[] = {"chuong", "muc", "tieu muc", "phan"};
    for (size_t n = 0; n < sizeof nouns / sizeof nouns[0]; n++) {
        size_t end = noun_match(line, vd_str_of(nouns[n]));
        size_t ordinal = end ? ordinal_match(line, end) : 0;
        if (ordinal) {
            return ordinal + (opening_char(line, ordinal) == '.');
        }
    }
    size_t end = noun_match(line, VD_LIT("phan thu")); /* "Phần thứ nhất" */
    if (end) {
        return end;
    }
    end = noun_match(line, VD_LIT("phu luc"));
    size_t ordinal = end ? ordinal_match(line, end) : 0;
    char c = opening_char(line, end);
    return ordinal ? ordinal : end && (c == '\0' || c == '\n' || c == ':') ? end : 0;
}

/* Behind "Điều 7" at the line's start, the sentence that cites it goes on: "Điều 7 của Luật này", "Điều 7, Điều 8 …",
 * "Điều 7 Nghị định số …", "Điều 7 Luật Đất đai".  A heading has a stop there, or its title with a capital, in which a
 * law has none of its own: "Điều 7 Luật áp dụng". */
static bool article_cited(const opening *line, size_t i)
{
    enum { LAWS = 2 }; /* the first types, which are cited by name */
    static const char *const types[] = {"bo luat ",   "luat ",       "nghi dinh ", "nghi quyet ",
                                        "phap lenh ", "quyet dinh ", "thong tu "};
    char c = opening_char(line, i);
    if (c == ',' || c == ';') {
        return true;
    }
    if (c != ' ' || !vd_fold_letter(opening_char(line, i + 1))) {
        return false;
    }
    if (!opening_upper(line, i + 1)) {
        return true;
    }
    vd_str words = {line->text->fold + i + 1, line->to - i - 1};
    for (size_t n = 0; n < sizeof types / sizeof types[0]; n++) {
        size_t behind = i + 1 + strlen(types[n]);
        vd_str rest = {line->text->fold + behind, behind < line->to ? line->to - behind : 0};
        if (vd_str_starts(words, vd_str_of(types[n]))) {
            bool named = n < LAWS && opening_upper(line, behind) && !opening_upper(line, i + 2);
            return named || vd_str_starts(rest, VD_LIT("so ")) || vd_str_starts(rest, VD_LIT("nay")) ||
                   (rest.len > 0 && vd_fold_digit(rest.ptr[0]));
        }
    }
    return false;
}

static size_t article_match(const opening *line)
{
    size_t end = noun_match(line, VD_LIT("dieu"));
    size_t ordinal = end && vd_fold_digit(opening_char(line, end + 1)) ? ordinal_match(line, end) : 0;
    char c = opening_char(line, ordinal);
    if (ordinal && article_cited(line, ordinal)) {
        return 0;
    }
    return ordinal && (c == '.' || c == ':') ? ordinal + 1 : ordinal;
}

/* Of the openings with a letter, or a digit, the first that is there: which ones can be, the first character tells. */
static vd_marker words_match(const opening *line, size_t *end)
{
    char c = opening_char(line, line->from);
    if (vd_fold_digit(c) && (*end = number_match(line))) {
        return VD_MARK_NUMBER;
    }
    if ((*end = letter_match(line))) {
        return VD_MARK_LETTER;
    }
    if (!opening_upper(line, line->from)) {
        return VD_MARK_NONE;
    }
    if ((c == 'i' || c == 'v' || c == 'x') && (*end = roman_match(line))) {
        return VD_MARK_ROMAN;
    }
    if (c == 'd' && (*end = article_match(line))) {
        return VD_MARK_ARTICLE;
    }
    return (c == 'c' || c == 'm' || c == 't' || c == 'p') && (*end = part_match(line)) ? VD_MARK_PART : VD_MARK_NONE;
}

/* No marker that begins with a letter is but a letter with its sign, or a noun or Roman number with a capital. */
static bool opens_marker(const opening *line)
{
    char c = opening_char(line, line->from);
    if (!vd_fold_letter(c)) {
        return true;
    }
    char next = opening_char(line, line->from + 1);
    return next == ')' || next == '.' || (opening_upper(line, line->from) && VD_AMONG(c, "ivxdcmtp"));
}

vd_marker vd_marker_at(const vd_text *text, size_t from, size_t to, size_t *end)
{
    opening line = {text, from, to};
    char c = opening_char(&line, from);
    size_t found = 0;
    vd_marker marker = VD_MARK_NONE;
    if (!opens_marker(&line)) {
        return VD_MARK_NONE;
    }
    if (vd_fold_letter(c) || vd_fold_digit(c)) {
        marker = words_match(&line, &found);
    } else if ((found = bullet_match(&line))) {
        marker = VD_MARK_BULLET;
    } else if ((found = hash_match(&line))) {
        marker = VD_MARK_HASH;
    }
    if (end && marker != VD_MARK_NONE) {
        *end = found;
    }
    return marker;
}

vd_marker vd_text_marker(vd_str line, size_t *len)
{
    enum { LOOK = 256 }; /* bytes; no marker is longer */
    char fold[LOOK + VD_FOLD_SLACK];
    uint32_t at[LOOK + VD_FOLD_SLACK];
    uint8_t flags[LOOK + VD_FOLD_SLACK];
    uint32_t near[LOOK / VD_NEAR_STEP + 2];
    size_t blank = 0;
    while (blank < line.len && (line.ptr[blank] == ' ' || line.ptr[blank] == '\t')) {
        blank++;
    }
    size_t left = line.len - blank;
    vd_text text = {.bytes = vd_str_slice(line, blank, blank + (left < LOOK ? left : LOOK)),
                    .fold = fold,
                    .at = at,
                    .flags = flags,
                    .near = near};
    vd_fold_fill(&text);
    size_t from = text.fold_len > 0 && (fold[0] == ' ' || fold[0] == '\n') ? 1 : 0;
    size_t end = 0;
    vd_marker marker = vd_marker_at(&text, from, text.fold_len, &end);
    if (len) {
        *len = 0;
        if (marker != VD_MARK_NONE) {
            size_t start;
            vd_text_span(&text, from, end, &start, len);
            *len += blank;
        }
    }
    return marker;
}
