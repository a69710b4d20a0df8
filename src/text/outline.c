/* Which lines open a node of the outline, and below which node.
 *
 * A line may be read in several ways ("I." is a Roman one or a misread "1."); the reading that continues the numbering
 * best is taken, and a line that no reading makes fit is prose. */
#include "text/outline_line.h"

#include "base/error.h"
#include "text/fold.h"

#include <stdio.h>

/* Letters between two neighbours of a list that leaves out f, j, w and z; one more may be lost. */
#define LETTER_GAP 3
/* Numbers a list may jump over where its line looks like an item in every other way. */
#define NUMBER_GAP 5
/* Where so many gaps between lines are blank lines, in percent of the lines, blank lines separate paragraphs: with
 * fewer there are none, with more one stands behind every line. */
#define BLANKS_FEW 5
#define BLANKS_MANY 70

typedef struct builder {
    const vd_text *text;
    vd_arena *arena;
    bool blanks; /* blank lines separate paragraphs */
    vd_outline_node *nodes;
    size_t count, cap;
    int open[VD_OUTLINE_LEVELS]; /* innermost open node of each level, or -1 */
} builder;

/* ---- Does it continue the numbering? ---------------------------------------------------------------------------- */

/* Does the text before the line end a sentence, a heading or the whole before it?  Only there an item may begin that
 * its number alone does not vouch for. */
static bool line_stands(const builder *b, const vd_outline_line *l)
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
        upper += (b->text->flags[i] & VD_CH_UPPER) != 0;
    }
    return letters > 3 && upper == letters;
}

/* How well a reading fits: 0 not at all, 3 as numbered. */
static int reading_fit(const builder *b, const vd_outline_line *l, const vd_outline_reading *r)
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

static vd_str label_make(const builder *b, const vd_outline_line *l, const vd_outline_reading *r)
{
    static const char *const tens[] = {"", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX", "XC"};
    static const char *const units[] = {"", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"};
    char text[64];
    int len = 0;
    char letter[4] = {0};
    if (r->level == VD_OUTLINE_LETTER || r->level == VD_OUTLINE_CAPITAL || r->level == VD_OUTLINE_SUB) {
        uint32_t ordinal = r->level == VD_OUTLINE_SUB ? r->outer : r->ordinal;
        char c = vd_outline_letter(ordinal);
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

static vd_str path_make(const builder *b, int parent, const vd_outline_reading *r, vd_str label)
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

static bool node_open(builder *b, const vd_outline_line *l, vd_outline_reading r)
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

static bool line_place(builder *b, vd_outline_line *l)
{
    vd_outline_readings found;
    vd_outline_line_read(b->text, l, &found);
    const vd_outline_reading *best = NULL;
    int fit = 0;
    for (size_t i = 0; i < found.count; i++) {
        vd_outline_reading *r = &found.items[i];
        int open = b->open[VD_OUTLINE_LETTER];
        if (r->level == VD_OUTLINE_LETTER && r->ordinal == vd_outline_ordinal('d', false) && open >= 0 &&
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
        size_t head = vd_outline_blanks(text, node->head, node->own_to);
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
        vd_outline_line l = {.from = first, .to = to};
        if (first < to && !line_place(&b, &l)) {
            return vd_fail_memory(err);
        }
        from = to + 1;
    }
    nodes_finish(&b, out);
    return VD_OK;
}
