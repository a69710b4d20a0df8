/** Which line breaks end a paragraph, and which only a printed line.
 *
 *  Works on the folded text, where each '\n' stands for all the blanks and breaks between two lines with something on
 *  them.  The measure of a printed line is the text's own: a break where the next word would still have fitted was
 * meant. Blank lines part paragraphs where the text has them nowhere inside a sentence (some PDF text layers have one
 * behind every line, or at every page's end). */
#include "text/printed.h"

#include "base/cpu.h"

/* A line is filled up when with the next word it has this share of the text's width: printed lines of Vietnamese, whose
 * words are short, measure 0.83 and more, deliberate ends 0.72 and less (corpus/plans). */
#define FILLED_PERCENT 78
/* Texts whose long lines exceed this are not broken into printed lines: a line is a paragraph, or a page's piece of one
 * … */
#define WIDTH_PRINTED 140
/* … and what is not longer than this is no such piece, but a heading. */
#define WIDTH_HEADING 120
/* Blank lines decide where, of so many that follow no stop at the least, so many per cent at the most are followed by a
 * small letter.  Of 1,819 published texts the lines of nine in ten are blank so or not at all. */
#define BLANKS_LEAST 4
#define BLANKS_SMALL_PERCENT 5

typedef struct layout {
    const vd_text *text;
    bool printed;  /* lines are printed lines, not paragraphs */
    size_t filled; /* characters that a line reaches when its next word is added */
    bool blanks;   /* blank lines part paragraphs */
    unsigned item; /* the number that opened an item last */
} layout;

/* Every '\n', while all of them still are. */
static void breaks_find(vd_text *text)
{
    text->break_count = 0;
    for (const char *hit = text->fold; (hit = memchr(hit, '\n', text->fold_len - (size_t)(hit - text->fold))); hit++) {
        text->breaks[text->break_count++] = (uint32_t)(hit - text->fold);
    }
}

/* Where a break stands in the bytes is asked for most lines: of those to come it is fetched before. */
VD_FETCHING void break_fetch(const vd_text *text, size_t next)
{
    enum { PLACES = 24, BYTES = 12 };
    if (next + PLACES < text->break_count) {
        VD_FETCH(&text->at[text->breaks[next + PLACES]]);
        VD_FETCH(&text->bytes.ptr[text->at[text->breaks[next + BYTES]]]);
    }
}

/* The length that nine lines in ten do not exceed. */
static size_t text_width(const vd_text *text)
{
    enum { LONGEST = 1024 };
    size_t lengths[LONGEST] = {0};
    size_t count = 0;
    for (size_t from = 0; from < text->fold_len; count++) {
        size_t to = count < text->break_count ? text->breaks[count] : text->fold_len;
        lengths[to - from < LONGEST ? to - from : LONGEST - 1]++;
        from = to + 1;
    }
    size_t seen = 0;
    size_t width = 0;
    while (width < LONGEST - 1 && (seen += lengths[width]) * 10 < count * 9) {
        width++;
    }
    return width;
}

bool vd_break_blank(const vd_text *text, size_t at)
{
    size_t count = 0; /* a byte or two is nearly always all: no call is worth it */
    for (size_t i = text->at[at]; i < text->at[at + 1] && count < 2; i++) {
        count += text->bytes.ptr[i] == '\n';
    }
    return count == 2;
}

/* Do blank lines part paragraphs in this text? */
static bool blanks_part(const vd_text *text)
{
    size_t count = 0;
    size_t small = 0;
    for (size_t i = 0; i < text->break_count; i++) {
        size_t at = text->breaks[i];
        break_fetch(text, i);
        if (at > 0 && vd_fold_letter(text->fold[at + 1]) && !VD_AMONG(text->fold[at - 1], ".;:!?") &&
            vd_break_blank(text, at)) {
            count++;
            small += (text->flags[at + 1] & VD_CH_UPPER) == 0;
        }
    }
    return count >= BLANKS_LEAST && small * 100 <= count * BLANKS_SMALL_PERCENT;
}

static bool line_hash(const vd_text *text, const vd_printed *of)
{
    return text->fold[of->from] == '#' && vd_printed_marker(text, of) == VD_MARK_HASH;
}

/* The line that begins at `from`, and in *next the break that ends it; from there on it is looked for. */
static vd_printed line_at(const vd_text *text, size_t from, size_t *next)
{
    while (*next < text->break_count && text->breaks[*next] < from) {
        ++*next;
    }
    size_t to = *next < text->break_count ? text->breaks[*next] : text->fold_len;
    /* A blank only at the end of the text: elsewhere the break has swallowed its blanks. */
    return vd_printed_read(text, from, to > from && text->fold[to - 1] == ' ' ? to - 1 : to);
}

/* "Căn cứ …;⏎Căn cứ …;": every basis has its paragraph, without a marker. */
static bool line_opens_basis(const vd_text *text, const vd_printed *of)
{
    vd_str words = {text->fold + of->from, of->to - of->from};
    return (text->flags[of->from] & VD_CH_UPPER) != 0 &&
           (vd_str_starts(words, VD_LIT("can cu ")) || vd_str_starts(words, VD_LIT("theo ")) ||
            vd_str_starts(words, VD_LIT("xet ")));
}

/* "Căn cứ Luật …": wherever a line opens so, a basis begins; "khu⏎Căn cứ cách mạng" is a place. */
static bool line_opens_law_basis(const vd_text *text, const vd_printed *of)
{
    size_t from = of->from + strlen("can cu ");
    return from < of->to && (text->flags[from] & VD_CH_UPPER) != 0 && line_opens_basis(text, of) &&
           text->fold[of->from] == 'c';
}

/* Would the first word of `next` have found room on `before`? */
static bool word_fitted(const layout *page, const vd_printed *before, const vd_printed *next)
{
    const char *fold = page->text->fold;
    size_t word = next->from;
    while (word < next->to && fold[word] != ' ') {
        word++;
    }
    return before->to - before->from + 1 + (word - next->from) < page->filled;
}

/* Does the line end, seen from an opening of `next` that could as well be the middle of a sentence? */
static bool line_ends_for_item(const layout *page, const vd_printed *before, const vd_printed *next)
{
    return vd_printed_ends_sentence(page->text, before) || vd_printed_capitals(page->text, before) ||
           line_hash(page->text, before) ||
           (!vd_printed_unfinished(page->text, before, next) && (!page->printed || word_fitted(page, before, next)));
}

/* The number that stands before a capital at the head of a line, "1000. Quyết định số …"; 0: none. */
static unsigned line_counts(const vd_text *text, const vd_printed *of)
{
    enum { DIGITS = 6 };
    unsigned value = 0;
    size_t i = of->from;
    while (i < of->to && i - of->from < DIGITS && vd_fold_digit(text->fold[i])) {
        value = value * 10 + (unsigned)(text->fold[i++] - '0');
    }
    bool sign = i > of->from && i + 2 < of->to && (text->fold[i] == '.' || text->fold[i] == ')');
    return sign && text->fold[i + 1] == ' ' && (text->flags[i + 2] & VD_CH_UPPER) != 0 ? value : 0;
}

/* A number of more digits than a marker has opens an item behind one's end, or where it counts on. */
static bool number_opens(const layout *page, const vd_printed *before, const vd_printed *next)
{
    unsigned value = vd_fold_digit(page->text->fold[next->from]) ? line_counts(page->text, next) : 0;
    return value > 0 && (value == page->item + 1 || vd_printed_ends_sentence(page->text, before));
}

/* Does the marker of `next` open an item, or does it only stand where a printed line begins? */
static bool marker_opens(const layout *page, const vd_printed *before, const vd_printed *next)
{
    const vd_text *text = page->text;
    switch (vd_printed_marker(text, next)) {
    case VD_MARK_NONE:
        return number_opens(page, before, next);
    case VD_MARK_NUMBER:
    case VD_MARK_LETTER:
        return vd_printed_ends_sentence(text, before) || !(before->tells & VD_TELLS_COUNTED);
    case VD_MARK_BULLET:
        if (text->fold[next->from] == '-' && vd_printed_cites(text, next, next->from + 2) &&
            !vd_printed_goes_on(text, before)) {
            return true; /* "- Nghị quyết số …" behind the full line of a cell */
        }
        /* A dash may be a hyphen that came to stand first: "Quản trị⏎- Tài vụ". */
        return !page->printed || text->fold[next->from] != '-' || line_ends_for_item(page, before, next);
    case VD_MARK_PART:
    case VD_MARK_ARTICLE: /* "… quy định tại⏎Điều 5 và …" */
        return line_ends_for_item(page, before, next);
    default:
        return true;
    }
}

static bool line_is_label(const vd_text *text, const vd_printed *of)
{
    return (text->flags[of->from] & VD_CH_UPPER) != 0 &&
           vd_furniture_label((vd_str){text->fold + of->from, of->to - of->from});
}

/* Does the line hold nothing but what numbers an item, "b)" or "2."? */
static bool line_is_marker(const vd_text *text, const vd_printed *of)
{
    size_t i = of->from;
    while (i < of->to && vd_fold_digit(text->fold[i])) {
        i++;
    }
    size_t digits = i - of->from;
    bool letter = digits == 0 && vd_fold_letter(text->fold[i]);
    char sign = text->fold[i + letter];
    bool marks = (letter || (digits > 0 && digits <= 2)) && (sign == ')' || (sign == '.' && !letter));
    return marks && i + letter + 1 == of->to;
}

/* "b)⏎Khoản 2 Điều 4 …": converters put the number of an item on a line of its own.  A table's cells, which look the
 * same, have a blank line between them. */
static bool item_follows(const vd_text *text, const vd_printed *before, const vd_printed *next)
{
    return line_is_marker(text, before) && vd_printed_marker(text, next) == VD_MARK_NONE &&
           vd_printed_opens_capital(text, next) && !vd_break_blank(text, before->to);
}

/* "| 1 | Quyết định | 12/2020/QĐ-UBND |": a row of a table, which holds what belongs together. */
static bool line_is_row(const vd_text *text, const vd_printed *of)
{
    enum { SHORTEST = 5 };
    return text->fold[of->from] == '|' && text->fold[of->to - 1] == '|' && of->to - of->from >= SHORTEST;
}

static bool break_hard(const layout *page, const vd_printed *before, const vd_printed *next)
{
    const vd_text *text = page->text;
    if (before->word == before->word_to || next->word == next->word_to) {
        return true; /* a rule or ornament */
    }
    if (line_is_row(text, before) || line_is_row(text, next)) {
        return true;
    }
    char last = text->fold[before->to - 1];
    bool ends = vd_printed_ends_sentence(text, before);
    if (ends && last != ';' && !line_is_marker(text, before)) {
        return true;
    }
    if (last == '-' || last == '/' || item_follows(text, before, next)) {
        return false;
    }
    if (marker_opens(page, before, next) || line_hash(text, before)) {
        return true;
    }
    if (ends) {
        /* A semicolon at the edge of the page stands where the line was full, mostly between two of a row. */
        return last != ';' || !page->printed || word_fitted(page, before, next) || line_opens_basis(text, next) ||
               line_is_marker(text, next);
    }
    if (vd_printed_unfinished(text, before, next)) {
        return false;
    }
    if (line_opens_law_basis(text, next)) {
        return true;
    }
    bool capitals = vd_printed_capitals(text, before);
    if (capitals != vd_printed_capitals(text, next)) {
        /* A code at a paragraph's end is no heading: "… theo Kết luận⏎01-KL/TW." */
        return capitals || (vd_fold_letter(text->fold[next->from]) && !vd_printed_ends_sentence(text, next));
    }
    if (line_is_label(text, before) || line_is_label(text, next)) {
        return true;
    }
    if (page->blanks && vd_break_blank(text, before->to)) {
        bool number =
            vd_fold_digit(text->fold[next->from]) && !vd_str_eq(vd_printed_last_word(text, before), VD_LIT("so"));
        return number || vd_printed_opens_capital(text, next);
    }
    return word_fitted(page, before, next) && vd_printed_opens_capital(text, next);
}

/* What ends in a semicolon or a colon, or begins with a marker, is a list, which goes on. */
static bool list_goes_on(const vd_text *text, const vd_printed *before, const vd_printed *after)
{
    return VD_AMONG(text->fold[before->to - 1], ";:") || vd_printed_marker(text, after) != VD_MARK_NONE;
}

void vd_breaks_settle(vd_text *text)
{
    breaks_find(text);
    size_t width = text_width(text);
    bool printed = width <= WIDTH_PRINTED;
    layout page = {text, printed, printed ? width * FILLED_PERCENT / 100 : WIDTH_HEADING, blanks_part(text), 0};
    if (text->fold_len == 0) {
        return;
    }
    bool furniture = false;
    /* What stands before the first line and behind the last stays as it is. */
    size_t first = text->fold[0] == '\n' || text->fold[0] == ' ' ? 1 : 0;
    size_t end = 0; /* the break behind `next` */
    vd_printed before = line_at(text, first, &end);
    while (before.to + 1 < text->fold_len) {
        break_fetch(text, end);
        vd_printed next = line_at(text, before.to + 1, &end);
        size_t behind = vd_furniture_begins(text->fold + next.from) ? vd_furniture_end(text, next.from) : next.from;
        size_t end_after = end;
        if (behind > next.from) {
            vd_printed after = line_at(text, behind, &end_after);
            if (list_goes_on(text, &before, &after) || !break_hard(&page, &before, &after)) {
                vd_furniture_take(text, next.from, behind);
                furniture = true;
                next = after;
                end = end_after;
            }
        }
        bool hard = break_hard(&page, &before, &next);
        if (!hard) {
            text->fold[before.to] = ' ';
        }
        unsigned item = hard && vd_fold_digit(text->fold[next.from]) ? line_counts(text, &next) : 0;
        page.item = item > 0 ? item : page.item;
        before = next;
    }
    if (furniture) {
        vd_furniture_close(text);
    }
}
