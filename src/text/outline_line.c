/* What the opening of a line may be read as: a marker of the outline, in one way or in several ("I." is a Roman one or
 * a misread "1."), or nothing. */
#include "text/outline_line.h"

#include "text/fold.h"

/* The alphabet of Vietnamese lists, with the foreign letters some of them use; đ is written '~' here. */
static const char alphabet[] = "abcd~efghijklmnopqrstuvwxyz";

static char fold_at(const vd_text *text, size_t i, size_t to)
{
    return i < to ? text->fold[i] : '\0';
}

static bool upper_at(const vd_text *text, size_t i, size_t to)
{
    return i < to && (text->flags[i] & VD_CH_UPPER) != 0;
}

uint32_t vd_outline_ordinal(char fold, bool marked)
{
    const char *hit = fold == 'd' && marked ? strchr(alphabet, '~') : strchr(alphabet, fold);
    return hit && fold ? (uint32_t)(hit - alphabet) + 1 : 0;
}

char vd_outline_letter(uint32_t ordinal)
{
    return ordinal > 0 && ordinal < sizeof alphabet ? alphabet[ordinal - 1] : '?';
}

static void reading_add(vd_outline_readings *r, vd_outline_reading item)
{
    if (r->count < VD_OUTLINE_READINGS && (item.ordinal > 0 || item.level >= VD_OUTLINE_DASH)) {
        r->items[r->count++] = item;
    }
}

static uint32_t roman_value(const vd_text *text, size_t from, size_t to)
{
    uint32_t sum = 0, last = 0;
    for (size_t i = to; i-- > from;) {
        char c = text->fold[i];
        uint32_t value = c == 'i' ? 1 : c == 'v' ? 5 : c == 'x' ? 10 : 0;
        sum = value < last ? sum - value : sum + value;
        last = value ? value : last;
    }
    return sum < 1000 ? sum : 0;
}

/* "1." "1.2." "1.2.3" "1)"; digits are there. */
static void number_add(const vd_text *text, const vd_outline_line *l, size_t end, vd_outline_readings *r)
{
    uint32_t value = 0, outer = 0, parts = 0;
    for (size_t i = l->marker; i < end; i++) {
        char c = text->fold[i];
        if (vd_fold_digit(c)) {
            value = value * 10 + (uint32_t)(c - '0');
        } else if (c == '.' && vd_fold_digit(fold_at(text, i + 1, end))) {
            outer = parts++ == 0 ? value : outer;
            value = 0;
        }
    }
    bool paren = text->fold[end - 1] == ')' && parts == 0;
    vd_outline_level level = paren        ? VD_OUTLINE_PAREN
                             : parts == 0 ? VD_OUTLINE_NUMBER
                             : parts == 1 ? VD_OUTLINE_SECOND
                                          : VD_OUTLINE_THIRD;
    reading_add(r, (vd_outline_reading){level, value, outer, end, false});
}

static void letter_add(const vd_text *text, const vd_outline_line *l, size_t end, vd_outline_readings *r)
{
    size_t i = l->marker;
    while (vd_fold_digit(fold_at(text, i, end)) || fold_at(text, i, end) == ' ') {
        i++; /* a stray number of the margin */
    }
    uint32_t letter = vd_outline_ordinal(fold_at(text, i, end), (text->flags[i] & VD_CH_MARKED) != 0);
    uint32_t value = 0;
    for (size_t k = i + 1; k < end; k++) {
        char c = text->fold[k];
        value = vd_fold_digit(c) ? value * 10 + (uint32_t)(c - '0') : value;
    }
    if (value > 0) {
        reading_add(r, (vd_outline_reading){VD_OUTLINE_SUB, value, letter, end, false});
    } else {
        reading_add(r, (vd_outline_reading){VD_OUTLINE_LETTER, letter, 0, end, false});
    }
}

static void bullet_add(const vd_text *text, const vd_outline_line *l, size_t end, vd_outline_readings *r)
{
    char c = text->fold[l->marker];
    vd_outline_level level = c == '+' ? VD_OUTLINE_PLUS : c == '*' ? VD_OUTLINE_STAR : VD_OUTLINE_DASH;
    reading_add(r, (vd_outline_reading){level, 0, 0, end, false});
}

/* Chương, Mục, Phần, Phụ lục: the number behind the noun, 1 where it has none. */
static void part_add(const vd_text *text, const vd_outline_line *l, size_t end, vd_outline_readings *r)
{
    if (end + 1 < l->to && text->fold[end - 1] == 'u' && text->fold[end] == ' ' && end - l->marker == 8) {
        end++; /* "Phần thứ nhất": the ordinal is a word */
        while (end < l->to && vd_fold_letter(text->fold[end])) {
            end++;
        }
    }
    size_t last = end;
    while (last > l->marker && !vd_fold_letter(text->fold[last - 1]) && !vd_fold_digit(text->fold[last - 1])) {
        last--;
    }
    size_t from = last;
    uint32_t value = 0;
    while (from > l->marker && text->fold[from - 1] != ' ') {
        from--;
    }
    for (size_t i = from; i < last && vd_fold_digit(text->fold[i]); i++) {
        value = value * 10 + (uint32_t)(text->fold[i] - '0');
    }
    value = value ? value : roman_value(text, from, last);
    char first = text->fold[l->marker];
    char second = fold_at(text, l->marker + 1, end);
    vd_outline_level level = first == 'c'                                      ? VD_OUTLINE_CHAPTER
                             : first == 'm' || (first == 't' && second == 'i') ? VD_OUTLINE_SECTION
                                                                               : VD_OUTLINE_PART;
    reading_add(r, (vd_outline_reading){level, value ? value : 1, 0, end, false});
}

static void article_add(const vd_text *text, const vd_outline_line *l, size_t end, vd_outline_readings *r)
{
    uint32_t value = 0;
    for (size_t i = l->marker; i < end; i++) {
        char c = text->fold[i];
        value = vd_fold_digit(c) && value < 100000 ? value * 10 + (uint32_t)(c - '0') : value;
    }
    reading_add(r, (vd_outline_reading){VD_OUTLINE_ARTICLE, value, 0, end, false});
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
static void misread_add(const vd_text *text, const vd_outline_line *l, vd_outline_readings *r)
{
    const char *fold = text->fold;
    char c = fold_at(text, l->marker, l->to), next = fold_at(text, l->marker + 1, l->to);
    size_t end = l->marker;
    while (vd_fold_digit(fold_at(text, end, l->to)) || (fold_at(text, end, l->to) == '.' && end > l->marker)) {
        end++;
    }
    bool digits = end > l->marker && end - l->marker < 8;
    /* "3." with the title on the next line; "1.1 Mục tiêu". */
    bool below = digits && fold[end - 1] == '.' && end == l->to && upper_at(text, l->to + 1, text->fold_len);
    bool bare = digits && end > l->marker + 2 && memchr(fold + l->marker, '.', end - l->marker - 1) != NULL &&
                fold_at(text, end, l->to) == ' ' && upper_at(text, end + 1, l->to);
    if (below || bare) {
        number_add(text, l, end, r);
    }
    bool letter = vd_fold_letter(c) || c == '|';
    if (letter && next == '.' && fold_at(text, l->marker + 2, l->to) == ' ' && upper_at(text, l->marker + 3, l->to)) {
        if (upper_at(text, l->marker, l->to) && upper_at(text, l->marker + 4, l->to)) {
            reading_add(
                r, (vd_outline_reading){VD_OUTLINE_CAPITAL, vd_outline_ordinal(c, false), 0, l->marker + 2, false});
        }
        for (size_t try = 0; try < 2; try++) {
            reading_add(r, (vd_outline_reading){VD_OUTLINE_NUMBER, digit_misread(c, try), 0, l->marker + 2, true});
        }
    }
    if (vd_fold_letter(c) && next == VD_FOLD_OTHER && fold_at(text, l->marker + 2, l->to) == ')') {
        bool marked = (text->flags[l->marker] & VD_CH_MARKED) != 0;
        reading_add(r, (vd_outline_reading){VD_OUTLINE_LETTER, vd_outline_ordinal(c, marked), 0, l->marker + 3, true});
    }
}

void vd_outline_line_read(const vd_text *text, vd_outline_line *l, vd_outline_readings *r)
{
    size_t end = 0;
    r->count = 0;
    vd_marker marker = vd_marker_at(text, l->from, l->to, &end);
    l->marker = l->from;
    if (marker == VD_MARK_HASH || marker == VD_MARK_BULLET) {
        /* "# II. NỘI DUNG", "- a) Cơ quan chủ trì": what a converter of pages sets before an item is none itself. */
        size_t inner_end = 0, inner = vd_outline_blanks(text, end, l->to);
        vd_marker next = vd_marker_at(text, inner, l->to, &inner_end);
        if (next != VD_MARK_NONE && next != VD_MARK_BULLET && (marker == VD_MARK_HASH || next == VD_MARK_LETTER)) {
            marker = next;
            end = inner_end;
            l->marker = inner;
        }
    }
    switch (marker) {
    case VD_MARK_PART:
        part_add(text, l, end, r);
        break;
    case VD_MARK_ROMAN:
        reading_add(r, (vd_outline_reading){VD_OUTLINE_ROMAN, roman_value(text, l->marker, end), 0, end, false});
        break;
    case VD_MARK_ARTICLE:
        article_add(text, l, end, r);
        break;
    case VD_MARK_NUMBER:
        number_add(text, l, end, r);
        break;
    case VD_MARK_LETTER:
        letter_add(text, l, end, r);
        break;
    case VD_MARK_BULLET:
        bullet_add(text, l, end, r);
        break;
    case VD_MARK_HASH:
    case VD_MARK_NONE:
        break;
    }
    if (marker == VD_MARK_NONE || marker == VD_MARK_ROMAN || marker == VD_MARK_LETTER) {
        misread_add(text, l, r);
    }
}
