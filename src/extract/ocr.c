/* How alike two folded strings are when one of them was misread by an OCR engine that does not know Vietnamese: an edit
 * distance in which the confusions such engines make cost little.  What is confused with what was counted on a scan
 * aligned with its clean twin (see ocr_words.tsv for whole words). */
#include "extract/ocr.h"

#include "tables/tables.h"
#include "text/text.h"

enum { OCR_NAME_MAX = 240, OCR_TEXT_MAX = 300, COST_OTHER = 10, COST_CONFUSED = 3, COST_INSERT = 6 };

/* Pairs that stand for each other in such scans, both ways. */
static bool ocr_confused(char a, char b)
{
    static const char pairs[] =
        "uyuiururututaaaioaodobo6oeoqdpdbdnl1i1ijiliticeeoe6a4ca8gqsdhbnmvurtrifrce0o0dayaeumuc";
    for (const char *p = pairs; p[0] && p[1]; p += 2) {
        if ((p[0] == a && p[1] == b) || (p[0] == b && p[1] == a)) {
            return true;
        }
    }
    return a == VD_FOLD_OTHER || b == VD_FOLD_OTHER || a == '&' || b == '&';
}

static unsigned ocr_cost(char name, char text)
{
    if (name == text) {
        return 0;
    }
    if (name == ' ' || text == ' ') {
        return 2 * COST_OTHER; /* words keep their number: a blank is neither lost nor found */
    }
    return ocr_confused(name, text) ? COST_CONFUSED : COST_OTHER;
}

static unsigned min3(unsigned a, unsigned b, unsigned c)
{
    unsigned m = a < b ? a : b;
    return m < c ? m : c;
}

unsigned vd_ocr_prefix_cost(vd_str name, vd_str text, size_t *used)
{
    *used = 0;
    if (name.len > OCR_NAME_MAX) {
        return 1000 * COST_OTHER;
    }
    size_t width = text.len < name.len + 20 ? text.len : name.len + 20;
    width = width < OCR_TEXT_MAX ? width : OCR_TEXT_MAX;
    unsigned rows[2][OCR_TEXT_MAX + 1];
    for (size_t j = 0; j <= width; j++) {
        rows[0][j] = (unsigned)j * COST_INSERT;
    }
    for (size_t i = 1; i <= name.len; i++) {
        unsigned *above = rows[(i - 1) & 1];
        unsigned *row = rows[i & 1];
        row[0] = (unsigned)i * COST_INSERT;
        for (size_t j = 1; j <= width; j++) {
            unsigned gap_text = text.ptr[j - 1] == ' ' ? 2 * COST_OTHER : COST_INSERT;
            unsigned gap_name = name.ptr[i - 1] == ' ' ? 2 * COST_OTHER : COST_INSERT;
            row[j] = min3(above[j - 1] + ocr_cost(name.ptr[i - 1], text.ptr[j - 1]), above[j] + gap_name,
                          row[j - 1] + gap_text);
        }
    }
    const unsigned *last = rows[name.len & 1];
    unsigned best = last[0];
    for (size_t j = 1; j <= width; j++) {
        bool word_end = j == text.len || strchr(" ,;.:)\"'\n", text.ptr[j]);
        if (word_end && last[j] < best) {
            best = last[j];
            *used = j;
        }
    }
    return best;
}

/* The next word of `text` from *at on; absent at the end. */
static vd_str word_next(vd_str text, size_t *at)
{
    while (*at < text.len && strchr(" ,;.:()\"'\n-", text.ptr[*at])) {
        ++*at;
    }
    size_t from = *at;
    while (*at < text.len && !strchr(" ,;.:()\"'\n-", text.ptr[*at])) {
        ++*at;
    }
    return vd_str_slice(text, from, *at);
}

static bool digits_in(vd_str word)
{
    return word.len > 0 && word.ptr[0] >= '0' && word.ptr[0] <= '9';
}

unsigned vd_ocr_likeness(vd_str a, vd_str b)
{
    size_t i = 0;
    size_t j = 0;
    unsigned length = 0;
    unsigned cost = 0;
    for (;;) {
        vd_str x = word_next(a, &i);
        vd_str y = word_next(b, &j);
        if (x.len == 0 || y.len == 0) {
            cost += (unsigned)(x.len + y.len) * COST_INSERT;
            break;
        }
        size_t used = 0;
        unsigned word = vd_str_eq(x, y) ? 0 : vd_ocr_prefix_cost(x, y, &used);
        if (digits_in(x) && digits_in(y) && !vd_str_eq(x, y)) {
            return 0; /* digits are read right: another year is another document */
        }
        cost += word < (unsigned)x.len * COST_OTHER ? word : (unsigned)x.len * COST_OTHER;
        length += (unsigned)x.len;
    }
    unsigned worst = length * COST_OTHER;
    return worst == 0 || cost >= worst ? 0 : 100 - cost * 100 / worst;
}

bool vd_ocr_word_is(vd_str seen, const char *word, size_t len)
{
    if (seen.len == len && memcmp(seen.ptr, word, len) == 0) {
        return true;
    }
    for (size_t i = 0; i < vd_ocr_words_count; i++) {
        const vd_ocr_word_row *row = &vd_ocr_words[i];
        if (strlen(row->word) == len && memcmp(row->word, word, len) == 0 && vd_str_eq(seen, vd_str_of(row->misread))) {
            return true;
        }
    }
    return false;
}
