/* How alike two folded strings are when one of them was misread by an OCR engine that does not know Vietnamese: an edit
 * distance in which the confusions such engines make cost little.  What is confused with what was counted on a scan
 * aligned with its clean twin (see ocr_words.tsv for whole words). */
#include "extract/ocr.h"

#include "tables/tables.h"
#include "text/text.h"

#include <limits.h>

enum {
    OCR_NAME_MAX = 240,
    OCR_TEXT_MAX = 300,
    COST_OTHER = 10,
    COST_CONFUSED = 3,
    COST_INSERT = 6,
    COST_NONE = 1000000
};

/* Letters and digits that stand for each other in such scans; each pair is listed under both. */
static const char *ocr_partners(char c)
{
    static const char *const digits[10] = {"o", "lij", "", "ae", "ca", "", "boc", "", "b", "g"};
    static const char *const letters[26] = {"iot43eu", "ohd68",   "e4uo6", "oqpbs",  "ca63u", "t",    "9q",
                                            "bn",      "urajl1t", "il1",   "",       "1ifr",  "un",   "vumh",
                                            "d6a0bce", "d",       "dg",    "iutvlf", "d",     "uirf", "yirtnaoecmv",
                                            "nru",     "",        "",      "u",      ""};
    if (c >= '0' && c <= '9') {
        return digits[c - '0'];
    }
    return c >= 'a' && c <= 'z' ? letters[c - 'a'] : "";
}

static bool ocr_partner(char a, char b)
{
    const char *partner = ocr_partners(a);
    while (*partner && *partner != b) {
        partner++;
    }
    return *partner != '\0';
}

static bool ocr_confused(char a, char b)
{
    return a == VD_FOLD_OTHER || b == VD_FOLD_OTHER || a == '&' || b == '&' || ocr_partner(a, b) || ocr_partner(b, a);
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

/* What the letter costs against each of the text's letters [low, high). */
static void ocr_costs(char letter, vd_str text, size_t low, size_t high, unsigned char *out)
{
    for (size_t j = low; j < high; j++) {
        out[j] = (unsigned char)ocr_cost(letter, text.ptr[j]);
    }
}

/* One row of the table, for one letter of the name and its costs: only columns in [low, high] can stay under the limit.
 * Returns the smallest cost of the row. */
static unsigned ocr_row(char letter, const unsigned char *costs, vd_str text, const unsigned *above, unsigned *row,
                        size_t low, size_t high)
{
    unsigned gap_name = letter == ' ' ? 2 * COST_OTHER : COST_INSERT;
    row[low] = above[low] == COST_NONE ? COST_NONE : above[low] + gap_name;
    unsigned least = row[low];
    for (size_t j = low + 1; j <= high; j++) {
        unsigned gap_text = text.ptr[j - 1] == ' ' ? 2 * COST_OTHER : COST_INSERT;
        row[j] = min3(above[j - 1] + costs[j - 1], above[j] + gap_name, row[j - 1] + gap_text);
        least = row[j] < least ? row[j] : least;
    }
    return least;
}

/* The cheapest end of a word in the last row, of a name of `len` letters. */
static unsigned row_best(vd_str text, const unsigned *last, size_t len, size_t band, size_t width, size_t *used)
{
    unsigned best = COST_NONE;
    for (size_t j = len > band ? len - band : 0; j <= width && j <= len + band; j++) {
        bool word_end = j == text.len || VD_AMONG(text.ptr[j], " ,;.:)\"'\n");
        if (word_end && last[j] < best) {
            best = last[j];
            *used = j;
        }
    }
    return best;
}

unsigned vd_ocr_prefix_cost(vd_str name, vd_str text, unsigned limit, size_t *used)
{
    *used = 0;
    if (name.len > OCR_NAME_MAX) {
        return COST_NONE;
    }
    size_t width = text.len < name.len + 20 ? text.len : name.len + 20;
    size_t band = limit / COST_INSERT + 1;
    unsigned rows[2][OCR_TEXT_MAX + 2];
    unsigned char costs[OCR_TEXT_MAX + 2];
    for (size_t j = 0; j <= width; j++) {
        rows[0][j] = (unsigned)j * COST_INSERT;
        rows[1][j] = COST_NONE;
    }
    for (size_t i = 1; i <= name.len; i++) {
        size_t low = i > band ? i - band : 0;
        size_t high = i + band < width ? i + band : width;
        if (low > width) {
            return COST_NONE;
        }
        unsigned *row = rows[i & 1];
        if (high < width) {
            row[high + 1] = COST_NONE;
        }
        if (low > 0) {
            row[low - 1] = COST_NONE;
        }
        ocr_costs(name.ptr[i - 1], text, low, high, costs);
        if (ocr_row(name.ptr[i - 1], costs, text, rows[(i - 1) & 1], row, low, high) > limit) {
            return COST_NONE;
        }
    }
    return row_best(text, rows[name.len & 1], name.len, band, width, used);
}

/* ---- Many names against one text --------------------------------------------------------------------------------- */

/* Row i: the first i letters of `name` against every beginning of the text.  A row's least only grows with i, so that a
 * name is given up with the beginning that it shares with the last one. */
struct vd_ocr_table {
    vd_str text;
    vd_str name;       /* whose rows stand in the table */
    size_t done;       /* the last of them */
    bool weighed[128]; /* the letters whose costs are computed */
    unsigned char costs[128][OCR_TEXT_MAX];
    unsigned least[OCR_NAME_MAX + 1];
    unsigned rows[OCR_NAME_MAX + 1][OCR_TEXT_MAX + 2];
};

vd_ocr_table *vd_ocr_table_new(vd_arena *arena)
{
    return vd_arena_alloc(arena, sizeof(vd_ocr_table));
}

void vd_ocr_table_text(vd_ocr_table *table, vd_str text)
{
    table->text = vd_str_slice(text, 0, text.len < OCR_TEXT_MAX ? text.len : OCR_TEXT_MAX);
    table->name = VD_NONE;
    table->done = 0;
    table->least[0] = 0;
    memset(table->weighed, 0, sizeof table->weighed);
    for (size_t j = 0; j <= table->text.len; j++) {
        table->rows[0][j] = (unsigned)j * COST_INSERT;
    }
}

static const unsigned char *table_costs(vd_ocr_table *table, char letter)
{
    size_t i = (unsigned char)letter & 127; /* folded text is ASCII */
    if (!table->weighed[i]) {
        ocr_costs(letter, table->text, 0, table->text.len, table->costs[i]);
        table->weighed[i] = true;
    }
    return table->costs[i];
}

/* How many rows of the last name serve this one. */
static size_t table_shared(const vd_ocr_table *table, vd_str name)
{
    size_t i = 0;
    while (i < table->done && i < name.len && table->name.ptr[i] == name.ptr[i]) {
        i++;
    }
    return i;
}

unsigned vd_ocr_table_cost(vd_ocr_table *table, vd_str name, unsigned limit, size_t *used)
{
    *used = 0;
    if (name.len > OCR_NAME_MAX) {
        return COST_NONE;
    }
    size_t i = table_shared(table, name);
    table->name = name;
    table->done = i;
    while (i < name.len && table->least[i] <= limit) {
        i++;
        const unsigned char *costs = table_costs(table, name.ptr[i - 1]);
        table->least[i] =
            ocr_row(name.ptr[i - 1], costs, table->text, table->rows[i - 1], table->rows[i], 0, table->text.len);
        table->done = i;
    }
    if (table->least[i] > limit) {
        return COST_NONE;
    }
    size_t width = table->text.len < name.len + 20 ? table->text.len : name.len + 20;
    return row_best(table->text, table->rows[i], name.len, limit / COST_INSERT + 1, width, used);
}

/* The next word of `text` from *at on; absent at the end. */
static vd_str word_next(vd_str text, size_t *at)
{
    while (*at < text.len && VD_AMONG(text.ptr[*at], " ,;.:()\"'\n-")) {
        ++*at;
    }
    size_t from = *at;
    while (*at < text.len && !VD_AMONG(text.ptr[*at], " ,;.:()\"'\n-")) {
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
        unsigned word = vd_str_eq(x, y) ? 0 : vd_ocr_prefix_cost(x, y, (unsigned)x.len * COST_OTHER, &used);
        if (digits_in(x) && digits_in(y) && !vd_str_eq(x, y)) {
            return 0; /* digits are read right: another year is another document */
        }
        cost += word < (unsigned)x.len * COST_OTHER ? word : (unsigned)x.len * COST_OTHER;
        length += (unsigned)x.len;
    }
    unsigned worst = length * COST_OTHER;
    return worst == 0 || cost >= worst ? 0 : 100 - cost * 100 / worst;
}

bool vd_ocr_words_alike(vd_str name, vd_str seen)
{
    size_t i = 0;
    size_t j = 0;
    for (;;) {
        vd_str x = word_next(name, &i);
        vd_str y = word_next(seen, &j);
        if (x.len == 0 || y.len == 0) {
            return x.len == y.len;
        }
        size_t used = 0;
        unsigned limit = x.len < 4 ? COST_OTHER : (unsigned)x.len * COST_OTHER / 3;
        bool cut = j >= seen.len && vd_str_starts(x, y); /* a margin took the rest of the last word */
        if (!cut && (vd_ocr_prefix_cost(x, y, limit, &used) > limit || used < y.len)) {
            return false;
        }
    }
}

bool vd_ocr_word_is(vd_str seen, const char *word, size_t len)
{
    if (seen.len == len && memcmp(seen.ptr, word, len) == 0) {
        return true;
    }
    for (const vd_ocr_word_row *row = vd_ocr_word_find(seen, NULL); row; row = vd_ocr_word_find(seen, row)) {
        if (strlen(row->word) == len && memcmp(row->word, word, len) == 0) {
            return true;
        }
    }
    return false;
}
