/* Which lines open a node of the outline, and below which node.
 *
 * A line may be read in several ways ("I." is a Roman one or a misread "1."); the reading that continues the numbering
 * best is taken, and a line that no reading makes fit is prose. */
#include "text/outline.h"

#include "base/error.h"
#include "text/fold.h"

#include <stdio.h>

/* The alphabet of Vietnamese lists, with the foreign letters some of them use; đ is written '~' here. */
static const char alphabet[] = "abcd~efghijklmnopqrstuvwxyz";
/* Letters between two neighbours of a list that leaves out f, j, w and z; one more may be lost. */
#define LETTER_GAP 3
/* Numbers a list may jump over where its line looks like an item in every other way. */
#define NUMBER_GAP 5
/* Where so many gaps between lines are blank lines, in percent of the lines, blank lines separate paragraphs: with
 * fewer there are none, with more one stands behind every line. */
#define BLANKS_FEW 5
#define BLANKS_MANY 70

/* One way to read a line's opening. */
typedef struct reading {
    vd_outline_level level;
    uint32_t ordinal; /* 0: a bullet, always fits */
    uint32_t outer;   /* of "1.2.": 1 */
    size_t head;
    bool misread; /* fits only where just this ordinal is due */
} reading;

enum { READINGS = 4 };

typedef struct readings {
    reading items[READINGS];
    size_t count;
} readings;

typedef struct line {
    size_t from, to;
    size_t marker; /* where the marker begins: behind "#" and a stray bullet */
} line;

typedef struct builder {
    const vd_text *text;
    vd_arena *arena;
    bool blanks; /* blank lines separate paragraphs */
    vd_outline_node *nodes;
    size_t count, cap;
    int open[VD_OUTLINE_LEVELS]; /* innermost open node of each level, or -1 */
} builder;

static char fold_at(const builder *b, size_t i, size_t to)
{
    return i < to ? b->text->fold[i] : '\0';
}

static bool upper_at(const builder *b, size_t i, size_t to)
{
    return i < to && (b->text->flags[i] & VD_CH_UPPER) != 0;
}

static size_t blanks_skip(const builder *b, size_t i, size_t to)
{
    while (i < to && (b->text->fold[i] == ' ' || b->text->fold[i] == '\n')) {
        i++;
    }
    return i;
}

static uint32_t letter_ordinal(char fold, bool marked)
{
    const char *hit = fold == 'd' && marked ? strchr(alphabet, '~') : strchr(alphabet, fold);
    return hit && fold ? (uint32_t)(hit - alphabet) + 1 : 0;
}

/* ---- Reading a line's opening ----------------------------------------------------------------------------------- */

static void reading_add(readings *r, reading item)
{
    if (r->count < READINGS && (item.ordinal > 0 || item.level >= VD_OUTLINE_DASH)) {
        r->items[r->count++] = item;
    }
}

static uint32_t roman_value(const builder *b, size_t from, size_t to)
{
    uint32_t sum = 0, last = 0;
    for (size_t i = to; i-- > from;) {
        char c = b->text->fold[i];
        uint32_t value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
        sum = value < last ? sum - value : sum + value;
        last = value ? value : last;
    }
    return sum < 1000 ? sum : 0;
}

/* "1." "1.2." "1.2.3" "1)"; digits are there. */
static void number_add(const builder *b, const line *l, size_t end, readings *r)
{
    uint32_t value = 0, outer = 0, parts = 0;
    for (size_t i = l->marker; i < end; i++) {
        char c = b->text->fold[i];
        if (vd_fold_digit(c)) {
            value = value * 10 + (uint32_t)(c - '0');
        } else if (c == '.' && vd_fold_digit(fold_at(b, i + 1, end))) {
            outer = parts++ == 0 ? value : outer;
            value = 0;
        }
    }
    bool paren = b->text->fold[end - 1] == ')' && parts == 0;
    vd_outline_level level = paren        ? VD_OUTLINE_PAREN
                             : parts == 0 ? VD_OUTLINE_NUMBER
                             : parts == 1 ? VD_OUTLINE_SECOND
                                          : VD_OUTLINE_THIRD;
    reading_add(r, (reading){level, value, outer, end, false});
}

static void letter_add(const builder *b, const line *l, size_t end, readings *r)
{
    size_t i = l->marker;
    while (vd_fold_digit(fold_at(b, i, end)) || fold_at(b, i, end) == ' ') {
        i++; /* a stray number of the margin */
    }
    uint32_t letter = letter_ordinal(fold_at(b, i, end), (b->text->flags[i] & VD_CH_MARKED) != 0);
    uint32_t value = 0;
    for (size_t k = i + 1; k < end; k++) {
        char c = b->text->fold[k];
        value = vd_fold_digit(c) ? value * 10 + (uint32_t)(c - '0') : value;
    }
    if (value > 0) {
        reading_add(r, (reading){VD_OUTLINE_SUB, value, letter, end, false});
    } else {
        reading_add(r, (reading){VD_OUTLINE_LETTER, letter, 0, end, false});
    }
}

static void bullet_add(const builder *b, const line *l, size_t end, readings *r)
{
    char c = b->text->fold[l->marker];
    vd_outline_level level = c == '+' ? VD_OUTLINE_PLUS : c == '*' ? VD_OUTLINE_STAR : VD_OUTLINE_DASH;
    reading_add(r, (reading){level, 0, 0, end, false});
}

/* Chương, Mục, Phần, Phụ lục: the number behind the noun, 1 where it has none. */
static void part_add(const builder *b, const line *l, size_t end, readings *r)
{
    if (end + 1 < l->to && b->text->fold[end - 1] == 'u' && b->text->fold[end] == ' ' && end - l->marker == 8) {
        end++; /* "Phần thứ nhất": the ordinal is a word */
        while (end < l->to && vd_fold_letter(b->text->fold[end])) {
            end++;
        }
    }
    size_t last = end;
    while (last > l->marker && !vd_fold_letter(b->text->fold[last - 1]) && !vd_fold_digit(b->text->fold[last - 1])) {
        last--;
    }
    size_t from = last;
    uint32_t value = 0;
    while (from > l->marker && b->text->fold[from - 1] != ' ') {
        from--;
    }
    for (size_t i = from; i < last && vd_fold_digit(b->text->fold[i]); i++) {
        value = value * 10 + (uint32_t)(b->text->fold[i] - '0');
    }
    value = value ? value : roman_value(b, from, last);
    char first = b->text->fold[l->marker];
    char second = fold_at(b, l->marker + 1, end);
    vd_outline_level level = first == 'c'                                      ? VD_OUTLINE_CHAPTER
                             : first == 'm' || (first == 't' && second == 'i') ? VD_OUTLINE_SECTION
                                                                               : VD_OUTLINE_PART;
    reading_add(r, (reading){level, value ? value : 1, 0, end, false});
}

static void article_add(const builder *b, const line *l, size_t end, readings *r)
{
    uint32_t value = 0;
    for (size_t i = l->marker; i < end; i++) {
        char c = b->text->fold[i];
        value = vd_fold_digit(c) && value < 100000 ? value * 10 + (uint32_t)(c - '0') : value;
    }
    reading_add(r, (reading){VD_OUTLINE_ARTICLE, value, 0, end, false});
}

/* Digits that a letter alone before a stop may have been. */
static uint32_t digit_misread(char c, size_t try)
{
    static const struct {
        char read;
        unsigned char values[2];
    } table[] = {{'l', {1, 0}}, {'i', {1, 0}}, {'j', {1, 0}}, {'|', {1, 0}}, {'z', {7, 2}},
                 {'s', {5, 8}}, {'b', {6, 8}}, {'g', {6, 9}}, {'a', {4, 0}}, {'t', {7, 1}}};
    for (size_t i = 0; i < sizeof table / sizeof table[0]; i++) {
        if (table[i].read == c) {
            return table[i].values[try];
        }
    }
    return 0;
}

/* What no marker is as it stands, but may be one misread: "l. Tăng cường", "c¢) Thời gian", "1.1 Mục tiêu", "3." before
 * a line with the title, "A. MỤC TIÊU". */
static void misread_add(const builder *b, const line *l, readings *r)
{
    const char *fold = b->text->fold;
    char c = fold_at(b, l->marker, l->to), next = fold_at(b, l->marker + 1, l->to);
    size_t end = l->marker;
    while (vd_fold_digit(fold_at(b, end, l->to)) || (fold_at(b, end, l->to) == '.' && end > l->marker)) {
        end++;
    }
    bool digits = end > l->marker && end - l->marker < 8;
    /* "3." with the title on the next line; "1.1 Mục tiêu". */
    bool below = digits && fold[end - 1] == '.' && end == l->to && upper_at(b, l->to + 1, b->text->fold_len);
    bool bare = digits && end > l->marker + 2 && memchr(fold + l->marker, '.', end - l->marker - 1) != NULL &&
                fold_at(b, end, l->to) == ' ' && upper_at(b, end + 1, l->to);
    if (below || bare) {
        number_add(b, l, end, r);
    }
    bool letter = vd_fold_letter(c) || c == '|';
    if (letter && next == '.' && fold_at(b, l->marker + 2, l->to) == ' ' && upper_at(b, l->marker + 3, l->to)) {
        if (upper_at(b, l->marker, l->to) && upper_at(b, l->marker + 4, l->to)) {
            reading_add(r, (reading){VD_OUTLINE_CAPITAL, letter_ordinal(c, false), 0, l->marker + 2, false});
        }
        for (size_t try = 0; try < 2; try++) {
            reading_add(r, (reading){VD_OUTLINE_NUMBER, digit_misread(c, try), 0, l->marker + 2, true});
        }
    }
    if (vd_fold_letter(c) && next == VD_FOLD_OTHER && fold_at(b, l->marker + 2, l->to) == ')') {
        bool marked = (b->text->flags[l->marker] & VD_CH_MARKED) != 0;
        reading_add(r, (reading){VD_OUTLINE_LETTER, letter_ordinal(c, marked), 0, l->marker + 3, true});
    }
}

static void line_read(const builder *b, line *l, readings *r)
{
    size_t end = 0;
    r->count = 0;
    vd_marker marker = vd_marker_at(b->text, l->from, l->to, &end);
    l->marker = l->from;
    if (marker == VD_MARK_HASH || marker == VD_MARK_BULLET) {
        /* "# II. NỘI DUNG", "- a) Cơ quan chủ trì": what a converter of pages sets before an item is none itself. */
        size_t inner_end = 0, inner = blanks_skip(b, end, l->to);
        vd_marker next = vd_marker_at(b->text, inner, l->to, &inner_end);
        if (next != VD_MARK_NONE && next != VD_MARK_BULLET && (marker == VD_MARK_HASH || next == VD_MARK_LETTER)) {
            marker = next;
            end = inner_end;
            l->marker = inner;
        }
    }
    switch (marker) {
    case VD_MARK_PART:
        part_add(b, l, end, r);
        break;
    case VD_MARK_ROMAN:
        reading_add(r, (reading){VD_OUTLINE_ROMAN, roman_value(b, l->marker, end), 0, end, false});
        break;
    case VD_MARK_ARTICLE:
        article_add(b, l, end, r);
        break;
    case VD_MARK_NUMBER:
        number_add(b, l, end, r);
        break;
    case VD_MARK_LETTER:
        letter_add(b, l, end, r);
        break;
    case VD_MARK_BULLET:
        bullet_add(b, l, end, r);
        break;
    case VD_MARK_HASH:
    case VD_MARK_NONE:
        break;
    }
    if (marker == VD_MARK_NONE || marker == VD_MARK_ROMAN || marker == VD_MARK_LETTER) {
        misread_add(b, l, r);
    }
}

/* ---- Does it continue the numbering? ---------------------------------------------------------------------------- */

/* Does the text before the line end a sentence, a heading or the whole before it?  Only there an item may begin that
 * its number alone does not vouch for. */
static bool line_stands(const builder *b, const line *l)
{
    if (l->from < 2) {
        return true;
    }
    size_t before = l->from - 2;
    while (before > 0 && b->text->fold[before] == ' ') {
        before--;
    }
    return strchr(".;:!?\"/", b->text->fold[before]) != NULL;
}

static bool capitals(const builder *b, size_t from, size_t to)
{
    size_t letters = 0, upper = 0;
    for (size_t i = from; i < to; i++) {
        letters += vd_fold_letter(b->text->fold[i]);
        upper += upper_at(b, i, to);
    }
    return letters > 3 && upper == letters;
}

/* How well a reading fits: 0 not at all, 3 as numbered. */
static int reading_fit(const builder *b, const line *l, const reading *r)
{
    if (r->level >= VD_OUTLINE_DASH) {
        return 3;
    }
    int open = b->open[r->level];
    uint32_t last = open >= 0 ? b->nodes[open].ordinal : 0;
    uint32_t due = last + 1;
    if (r->ordinal == due) {
        return 3;
    }
    if (r->misread) {
        return 0;
    }
    if (r->level <= VD_OUTLINE_SECTION || r->level == VD_OUTLINE_ARTICLE) {
        return 2; /* named by a noun: the noun vouches for it */
    }
    if (r->level == VD_OUTLINE_LETTER && r->ordinal > last && r->ordinal <= due + LETTER_GAP) {
        return 2;
    }
    if (r->ordinal == due + 1) {
        return 2; /* one sibling is lost */
    }
    bool stands = line_stands(b, l);
    bool heading = r->level <= VD_OUTLINE_ROMAN && capitals(b, r->head, l->to);
    if (r->ordinal == last || r->ordinal == 1 || (r->ordinal > last && r->ordinal <= last + NUMBER_GAP)) {
        return stands || heading ? 1 : 0; /* numbered twice, anew, or over a gap */
    }
    return heading ? 1 : 0;
}

/* ---- Making nodes ----------------------------------------------------------------------------------------------- */

static vd_str label_make(const builder *b, const line *l, const reading *r)
{
    static const char *const tens[] = {"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"};
    static const char *const units[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    char text[64];
    int len = 0;
    char letter[4] = {0};
    if (r->level == VD_OUTLINE_LETTER || r->level == VD_OUTLINE_CAPITAL || r->level == VD_OUTLINE_SUB) {
        uint32_t ordinal = r->level == VD_OUTLINE_SUB ? r->outer : r->ordinal;
        char c = ordinal > 0 && ordinal < sizeof alphabet ? alphabet[ordinal - 1] : '?';
        bool capital = r->level == VD_OUTLINE_CAPITAL && c != '~' && c != '?';
        snprintf(letter, sizeof letter, "%s", c == '~' ? "đ" : (char[]){capital ? (char)(c - 'a' + 'A') : c, 0});
    }
    switch (r->level) {
    case VD_OUTLINE_ROMAN:
        len = snprintf(text, sizeof text, "%s%s", tens[r->ordinal / 10 % 10], units[r->ordinal % 10]);
        break;
    case VD_OUTLINE_SECOND:
        len = snprintf(text, sizeof text, "%u.%u", r->outer, r->ordinal);
        break;
    case VD_OUTLINE_LETTER:
    case VD_OUTLINE_CAPITAL:
        len = snprintf(text, sizeof text, "%s", letter);
        break;
    case VD_OUTLINE_SUB:
        len = snprintf(text, sizeof text, "%s.%u", letter, r->ordinal);
        break;
    case VD_OUTLINE_DASH:
    case VD_OUTLINE_PLUS:
    case VD_OUTLINE_STAR:
        len = snprintf(text, sizeof text, "%c%u",
                       r->level == VD_OUTLINE_DASH   ? '-'
                       : r->level == VD_OUTLINE_PLUS ? '+'
                                                     : '*',
                       r->ordinal);
        break;
    case VD_OUTLINE_NUMBER:
    case VD_OUTLINE_PAREN:
        len = snprintf(text, sizeof text, "%u", r->ordinal);
        break;
    default: { /* named or deep: as printed */
        size_t start = 0, end = 0, to = r->head;
        while (to > l->marker + 1 && strchr(" .:)", b->text->fold[to - 1])) {
            to--;
        }
        vd_text_span(b->text, l->marker, to, &start, &end);
        return vd_text_clean(b->arena, vd_str_slice(b->text->bytes, start, end));
    }
    }
    return vd_arena_copy(b->arena, (vd_str){text, (size_t)len});
}

static vd_str path_make(const builder *b, int parent, const reading *r, vd_str label)
{
    if (parent < 0) {
        return label;
    }
    vd_str outer = b->nodes[parent].path, inner = label;
    size_t dot = vd_str_find(label, VD_LIT("."), 0);
    const vd_outline_node *up = &b->nodes[parent];
    bool nested = (r->level == VD_OUTLINE_SECOND || r->level == VD_OUTLINE_THIRD || r->level == VD_OUTLINE_SUB) &&
                  up->level >= VD_OUTLINE_NUMBER && dot != SIZE_MAX;
    if (nested && vd_str_starts(label, up->label) && label.len > up->label.len && label.ptr[up->label.len] == '.') {
        inner = vd_str_slice(label, up->label.len + 1, label.len); /* "1.2" below "1" */
    }
    char *text = vd_arena_alloc(b->arena, outer.len + 1 + inner.len + 1);
    if (text == NULL) {
        return VD_NONE;
    }
    memcpy(text, outer.ptr, outer.len);
    text[outer.len] = '.';
    memcpy(text + outer.len + 1, inner.ptr, inner.len);
    return (vd_str){text, outer.len + 1 + inner.len};
}

static bool nodes_reserve(builder *b)
{
    if (b->count < b->cap) {
        return true;
    }
    vd_outline_node *grown = vd_arena_grown(b->arena, b->nodes, &b->cap, 64, sizeof *grown);
    if (grown == NULL) {
        return false;
    }
    b->nodes = grown;
    return true;
}

/* What is open from `level` inwards ends at `at`. */
static void nodes_close(builder *b, vd_outline_level level, size_t at)
{
    for (int i = (int)level; i < VD_OUTLINE_LEVELS; i++) {
        if (b->open[i] >= 0) {
            b->nodes[b->open[i]].to = at;
            b->open[i] = -1;
        }
    }
}

static int node_above(const builder *b, vd_outline_level level)
{
    for (int i = (int)level - 1; i >= 0; i--) {
        if (b->open[i] >= 0) {
            return b->open[i];
        }
    }
    return -1;
}

static bool node_open(builder *b, const line *l, reading r)
{
    if (!nodes_reserve(b)) {
        return false;
    }
    int sibling = b->open[r.level];
    if (r.level >= VD_OUTLINE_DASH) {
        r.ordinal = sibling >= 0 ? b->nodes[sibling].ordinal + 1 : 1;
    }
    /* Marks lost, "d)" behind "d)" is "đ)". */
    nodes_close(b, r.level, l->from);
    int parent = node_above(b, r.level);
    if (parent >= 0 && b->nodes[parent].own_to == SIZE_MAX) {
        b->nodes[parent].own_to = l->from;
    }
    vd_str label = label_make(b, l, &r);
    vd_str path = label.ptr ? path_make(b, parent, &r, label) : VD_NONE;
    if (path.ptr == NULL) {
        return false;
    }
    b->nodes[b->count] = (vd_outline_node){.level = r.level,
                                           .parent = parent,
                                           .ordinal = r.ordinal,
                                           .from = l->from,
                                           .head = r.head,
                                           .own_to = SIZE_MAX,
                                           .label = label,
                                           .path = path};
    b->open[r.level] = (int)b->count++;
    return true;
}

static bool line_place(builder *b, line *l)
{
    readings found;
    line_read(b, l, &found);
    const reading *best = NULL;
    int fit = 0;
    for (size_t i = 0; i < found.count; i++) {
        reading *r = &found.items[i];
        int open = b->open[VD_OUTLINE_LETTER];
        if (r->level == VD_OUTLINE_LETTER && r->ordinal == letter_ordinal('d', false) && open >= 0 &&
            b->nodes[open].ordinal == r->ordinal) {
            r->ordinal++; /* the stroke of "đ)" is lost */
        }
        int here = reading_fit(b, l, r);
        if (here > fit) {
            fit = here;
            best = r;
        }
    }
    return best == NULL || node_open(b, l, *best);
}

/* ---- Titles ----------------------------------------------------------------------------------------------------- */

static bool blanks_separate(const vd_text *text)
{
    size_t gaps = 0, lines = 0;
    bool filled = false;
    for (size_t i = 0; i < text->line_count; i++) {
        bool blank = true;
        for (size_t k = text->lines[i].start; blank && k < text->lines[i].end; k++) {
            blank = strchr(" \t\r\f", text->bytes.ptr[k]) != NULL && text->bytes.ptr[k] != '\0';
        }
        gaps += blank && filled;
        lines += !blank;
        filled = !blank;
    }
    return lines > 0 && gaps * 100 > lines * BLANKS_FEW && gaps * 100 < lines * BLANKS_MANY;
}

/* Does a paragraph begin behind the folded blank at `at`, which the sentence was read across? */
static bool paragraph_opens(const vd_text *text, size_t at)
{
    char c = text->fold[at + 1], next = c ? text->fold[at + 2] : '\0';
    bool number = vd_fold_digit(c) && (next == '.' || next == ')' || vd_fold_digit(next));
    bool opens = (text->flags[at + 1] & VD_CH_UPPER) != 0 || c == '-' || c == '+' || c == '*' || number;
    return opens && vd_break_blank(text, at);
}

size_t vd_outline_paragraph(const vd_outline *outline, const vd_text *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        bool hard = text->fold[i] == '\n' && (!outline->blanks || vd_break_blank(text, i));
        if (hard || (outline->blanks && text->fold[i] == ' ' && paragraph_opens(text, i))) {
            return i;
        }
    }
    return to;
}

static void nodes_finish(builder *b, vd_outline *out)
{
    const vd_text *text = b->text;
    nodes_close(b, VD_OUTLINE_PART, text->fold_len);
    *out = (vd_outline){b->nodes, b->count, b->blanks};
    for (size_t i = 0; i < b->count; i++) {
        vd_outline_node *node = &b->nodes[i];
        node->own_to = node->own_to == SIZE_MAX ? node->to : node->own_to;
        size_t head = blanks_skip(b, node->head, node->own_to);
        node->head = head < node->own_to ? head : node->own_to;
        node->title_to = vd_outline_paragraph(out, text, node->head, node->own_to);
    }
}

/* A break between paragraphs opens a line, also where the sentence seems to go on: a heading without a stop. */
static size_t line_end(const builder *b, size_t from)
{
    size_t i = from;
    while (i < b->text->fold_len && b->text->fold[i] != '\n' &&
           !(b->blanks && b->text->fold[i] == ' ' && i > from && paragraph_opens(b->text, i))) {
        i++;
    }
    return i;
}

vd_status vd_outline_read(const vd_text *text, vd_arena *arena, vd_outline *out, vd_error *err)
{
    *out = (vd_outline){0};
    builder b = {.text = text, .arena = arena, .blanks = blanks_separate(text)};
    for (int i = 0; i < VD_OUTLINE_LEVELS; i++) {
        b.open[i] = -1;
    }
    for (size_t from = 0; from < text->fold_len;) {
        size_t to = line_end(&b, from);
        size_t first = from < to && text->fold[from] == ' ' ? from + 1 : from;
        line l = {.from = first, .to = to};
        if (first < to && !line_place(&b, &l)) {
            return vd_fail_memory(err);
        }
        from = to + 1;
    }
    nodes_finish(&b, out);
    return VD_OK;
}
