/* A line as it is printed: its last word and what that can tell of the next line, how it begins and how it ends. */
#include "text/printed.h"

/* Of eight folded characters: a bit, its highest, for each that is a letter or digit. */
static uint64_t word_signs(uint64_t eight)
{
    const uint64_t each = UINT64_C(0x0101010101010101);
    uint64_t letters = (eight + (0x80 - 'a') * each) & ~(eight + (0x7F - 'z') * each);
    uint64_t digits = (eight + (0x80 - '0') * each) & ~(eight + (0x7F - '9') * each);
    return (letters | digits) & 0x80 * each;
}

/* Where the last word of a line begins, and in *to where it ends.  Most are found in the last eight characters at
 * once: how long words are nobody could guess. */
size_t vd_printed_word(const vd_text *text, size_t from, size_t end, size_t *to)
{
    const char *fold = text->fold;
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t eight = 0;
    if (end >= from + sizeof eight) {
        memcpy(&eight, fold + end - sizeof eight, sizeof eight);
    }
    uint64_t signs = word_signs(eight);
    if (signs != 0) {
        size_t behind = (size_t)__builtin_clzll(signs) / 8;
        uint64_t others = ~(signs << 8 * behind) & UINT64_C(0x8080808080808080);
        size_t len = (size_t)__builtin_clzll(others | 1) / 8;
        if (others != 0 && behind + len < sizeof eight) {
            *to = end - behind;
            return end - behind - len;
        }
    }
#endif
    while (end > from && !vd_fold_letter(fold[end - 1]) && !vd_fold_digit(fold[end - 1])) {
        end--;
    }
    *to = end;
    while (end > from && (vd_fold_letter(fold[end - 1]) || vd_fold_digit(fold[end - 1]))) {
        end--;
    }
    return end;
}

typedef struct telling_word {
    char word[7];
    uint8_t len, tells;
} telling_word;

/* Words by their first letter. */
enum { TELLING_MOST = 20 };
#define WORD(literal, tells)                  \
    {                                         \
        literal, sizeof(literal) - 1, (tells) \
    }

/* Behind connectives a sentence goes on, whatever the next line begins with.  Folded, so none that is another
 * word with other marks: "số" is left out because of "cơ sở", "từ" because of "thông tư".  In capitals fewer are no
 * other word: "VIỆT NAM", "SỞ TÀI CHÍNH".  Behind what is counted a number is part of a date or a reference:
 * "Điều⏎12. …" opens no item.  The full stop of an abbreviation ends no sentence, before a name. */
static const telling_word telling[26][TELLING_MOST] = {
    ['b' - 'a'] = {WORD("bai", VD_TELLS_HALF), WORD("ban", VD_TELLS_HALF), WORD("bo", VD_TELLS_AWAITS | VD_TELLS_HALF),
                   WORD("boi", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("bs", VD_TELLS_ABBREVIATION)},
    ['c' - 'a'] = {WORD("cac", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("cho", VD_TELLS_GOES_ON),
                   WORD("chuong", VD_TELLS_AWAITS), WORD("cu", VD_TELLS_AWAITS),
                   WORD("cua", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("cung", VD_TELLS_GOES_ON)},
    ['d' - 'a'] = {WORD("den", VD_TELLS_GOES_ON), WORD("diem", VD_TELLS_COUNTED), WORD("dieu", VD_TELLS_COUNTED),
                   WORD("dinh", VD_TELLS_HALF), WORD("doc", VD_TELLS_OFFICE), WORD("doi", VD_TELLS_AWAITS),
                   WORD("duoc", VD_TELLS_GOES_ON)},
    ['g' - 'a'] = {WORD("gs", VD_TELLS_ABBREVIATION)},
    ['h' - 'a'] = {WORD("hoac", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("huy", VD_TELLS_HALF)},
    ['k' - 'a'] = {WORD("khi", VD_TELLS_GOES_ON), WORD("khoan", VD_TELLS_COUNTED)},
    ['l' - 'a'] = {WORD("la", VD_TELLS_GOES_ON), WORD("lenh", VD_TELLS_HALF),
                   WORD("luat", VD_TELLS_AWAITS | VD_TELLS_HALF), WORD("luc", VD_TELLS_AWAITS)},
    ['m' - 'a'] = {WORD("mot", VD_TELLS_GOES_ON | VD_TELLS_HALF), WORD("muc", VD_TELLS_AWAITS)},
    ['n' - 'a'] = {WORD("nam", VD_TELLS_GOES_ON), WORD("ngay", VD_TELLS_GOES_ON | VD_TELLS_COUNTED),
                   WORD("nhu", VD_TELLS_GOES_ON)},
    ['p' - 'a'] = {WORD("pgs", VD_TELLS_ABBREVIATION), WORD("phan", VD_TELLS_AWAITS)},
    ['q' - 'a'] = {WORD("quyet", VD_TELLS_HALF)},
    ['s' - 'a'] = {WORD("so", VD_TELLS_AWAITS | VD_TELLS_HALF), WORD("sua", VD_TELLS_HALF),
                   WORD("sung", VD_TELLS_AWAITS)},
    ['t' - 'a'] = {WORD("tai", VD_TELLS_GOES_ON), WORD("thang", VD_TELLS_GOES_ON | VD_TELLS_COUNTED),
                   WORD("thay", VD_TELLS_HALF), WORD("the", VD_TELLS_AWAITS),
                   WORD("theo", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("ths", VD_TELLS_ABBREVIATION),
                   WORD("thuoc", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("tich", VD_TELLS_OFFICE),
                   WORD("tp", VD_TELLS_ABBREVIATION), WORD("tren", VD_TELLS_GOES_ON),
                   WORD("trong", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("truong", VD_TELLS_OFFICE),
                   WORD("ts", VD_TELLS_ABBREVIATION), WORD("tt", VD_TELLS_ABBREVIATION), WORD("tu", VD_TELLS_HALF),
                   WORD("tuong", VD_TELLS_OFFICE), WORD("tx", VD_TELLS_ABBREVIATION)},
    ['v' - 'a'] = {WORD("va", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON), WORD("ve", VD_TELLS_GOES_ON),
                   WORD("voi", VD_TELLS_GOES_ON | VD_TELLS_CAPITALS_GO_ON)},
};
#undef WORD

static unsigned word_tells(const char *word, size_t len)
{
    if (!vd_fold_letter(*word) || len == 1) {
        return *word == 'o' && len == 1 ? VD_TELLS_GOES_ON | VD_TELLS_AWAITS
                                        : VD_TELLS_AWAITS; /* a number, or a point's letter */
    }
    for (const telling_word *one = telling[*word - 'a']; one->len > 0; one++) {
        if (one->len == len && one->word[1] == word[1] && memcmp(one->word, word, len) == 0) {
            return one->tells;
        }
    }
    return 0;
}

/* "quan trọng", "dầu khí", "chợ": folded, they end in a connective that is written without a mark. */
static bool marked_otherwise(const vd_text *text, const vd_printed *of)
{
    vd_str word = {text->fold + of->word, of->word_to - of->word};
    bool plain = vd_str_eq(word, VD_LIT("trong")) || vd_str_eq(word, VD_LIT("khi")) || vd_str_eq(word, VD_LIT("cho"));
    bool marked = false;
    for (size_t i = of->word; i < of->word_to && plain && !marked; i++) {
        marked = (text->flags[i] & VD_CH_MARKED) != 0;
    }
    return marked;
}

vd_printed vd_printed_read(const vd_text *text, size_t from, size_t to)
{
    vd_printed found = {.from = from, .to = to};
    found.word = vd_printed_word(text, from, found.to, &found.word_to);
    if (found.word < found.word_to) {
        found.tells = word_tells(text->fold + found.word, found.word_to - found.word);
    }
    if ((found.tells & VD_TELLS_GOES_ON) != 0 && marked_otherwise(text, &found)) {
        found.tells = 0;
    }
    return found;
}

vd_str vd_printed_last_word(const vd_text *text, const vd_printed *of)
{
    return (vd_str){text->fold + of->word, of->word_to - of->word};
}

bool vd_printed_capitals(const vd_text *text, const vd_printed *of)
{
    size_t upper = 0;
    for (size_t i = of->from; i < of->to; i++) {
        if (vd_fold_letter(text->fold[i])) {
            if ((text->flags[i] & VD_CH_UPPER) == 0) {
                return false;
            }
            upper++;
        }
    }
    return upper >= 2;
}

vd_marker vd_printed_marker(const vd_text *text, const vd_printed *of)
{
    return vd_marker_at(text, of->from, of->to, NULL);
}

bool vd_printed_opens_capital(const vd_text *text, const vd_printed *of)
{
    size_t i = of->from;
    while (i + 1 < of->to && VD_AMONG(text->fold[i], "\"'(")) {
        i++;
    }
    return (text->flags[i] & VD_CH_UPPER) != 0;
}

/* "TP.", "PGS." at the end of a line: the stop belongs to the abbreviation. */
static bool line_ends_abbreviation(const vd_text *text, const vd_printed *of)
{
    return (of->tells & VD_TELLS_ABBREVIATION) && text->fold[of->to - 1] == '.' && of->word_to + 1 == of->to &&
           (text->flags[of->word] & VD_CH_UPPER) != 0;
}

bool vd_printed_goes_on(const vd_text *text, const vd_printed *of)
{
    bool connective =
        (of->tells & VD_TELLS_GOES_ON) && of->word_to == of->to && (text->flags[of->word] & VD_CH_UPPER) == 0;
    return connective || text->fold[of->to - 1] == ',' || line_ends_abbreviation(text, of);
}

static bool closes(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']';
}

bool vd_printed_ends_sentence(const vd_text *text, const vd_printed *of)
{
    size_t to = of->to;
    while (to > of->from + 1 && closes(text->fold[to - 1])) {
        to--;
    }
    char last = text->fold[to - 1];
    if (last != '.' && last != ';' && last != ':' && last != '!' && last != '?') {
        return false;
    }
    /* "ngày …", "tháng ....": dots to be filled in end nothing. */
    bool dots = text->fold[to - 1] == '.' &&
                (text->bytes.ptr[text->at[to - 1]] != '.' || (to > of->from + 1 && text->fold[to - 2] == '.'));
    return !dots && !line_ends_abbreviation(text, of);
}
