/** Which line breaks end a paragraph, and which only a printed line.
 *
 *  Works on the folded text, where each '\n' stands for all the blanks and breaks between two lines with something on
 *  them.  The measure of a printed line is the text's own: a break where the next word would still have fitted was
 * meant. Blank lines part paragraphs where the text has them nowhere inside a sentence (some PDF text layers have one
 * behind every line, or at every page's end). */
#include "text/fold.h"

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

typedef struct line {
    size_t from, to; /* folded */
    size_t word,
        word_to;    /* its last word, without the closing marks behind it; the same: no letter or digit is on it */
    unsigned tells; /* TELLS_… of that word */
} line;

typedef struct layout {
    const vd_text *text;
    bool printed;  /* lines are printed lines, not paragraphs */
    size_t filled; /* characters that a line reaches when its next word is added */
    bool blanks;   /* blank lines part paragraphs */
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
    vd_str gap = vd_str_slice(text->bytes, text->at[at], text->at[at + 1]);
    const char *first = memchr(gap.ptr, '\n', gap.len);
    const char *end = gap.ptr + gap.len;
    return first && memchr(first + 1, '\n', (size_t)(end - first - 1)) != NULL;
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
static size_t last_word(const vd_text *text, size_t from, size_t end, size_t *to)
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

/* What the last word of a line can tell of the next: of others none of the questions below need be asked. */
enum {
    TELLS_GOES_ON = 1, /* a small connective */
    TELLS_CAPITALS_GO_ON = 2,
    TELLS_ABBREVIATION = 4,
    TELLS_OFFICE = 8, /* the last word of one of `offices` */
    TELLS_COUNTED = 16,
    TELLS_AWAITS = 32, /* the last word of what the ending_awaits_…() look for */
    TELLS_HALF = 64    /* the first half of one of `halves`, or the last word of one of `cited` */
};

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
    ['b' - 'a'] = {WORD("bai", TELLS_HALF), WORD("ban", TELLS_HALF), WORD("bo", TELLS_AWAITS | TELLS_HALF),
                   WORD("boi", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("bs", TELLS_ABBREVIATION)},
    ['c' - 'a'] = {WORD("cac", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("cho", TELLS_GOES_ON),
                   WORD("chuong", TELLS_AWAITS), WORD("cu", TELLS_AWAITS),
                   WORD("cua", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("cung", TELLS_GOES_ON)},
    ['d' - 'a'] = {WORD("den", TELLS_GOES_ON), WORD("diem", TELLS_COUNTED), WORD("dieu", TELLS_COUNTED),
                   WORD("dinh", TELLS_HALF), WORD("doc", TELLS_OFFICE), WORD("doi", TELLS_AWAITS),
                   WORD("duoc", TELLS_GOES_ON)},
    ['g' - 'a'] = {WORD("gs", TELLS_ABBREVIATION)},
    ['h' - 'a'] = {WORD("hoac", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("huy", TELLS_HALF)},
    ['k' - 'a'] = {WORD("khi", TELLS_GOES_ON), WORD("khoan", TELLS_COUNTED)},
    ['l' - 'a'] = {WORD("la", TELLS_GOES_ON), WORD("lenh", TELLS_HALF), WORD("luat", TELLS_AWAITS | TELLS_HALF),
                   WORD("luc", TELLS_AWAITS)},
    ['m' - 'a'] = {WORD("mot", TELLS_GOES_ON | TELLS_HALF), WORD("muc", TELLS_AWAITS)},
    ['n' - 'a'] = {WORD("nam", TELLS_GOES_ON), WORD("ngay", TELLS_GOES_ON | TELLS_COUNTED), WORD("nhu", TELLS_GOES_ON)},
    ['p' - 'a'] = {WORD("pgs", TELLS_ABBREVIATION), WORD("phan", TELLS_AWAITS)},
    ['q' - 'a'] = {WORD("quyet", TELLS_HALF)},
    ['s' - 'a'] = {WORD("so", TELLS_AWAITS | TELLS_HALF), WORD("sua", TELLS_HALF), WORD("sung", TELLS_AWAITS)},
    ['t' - 'a'] = {WORD("tai", TELLS_GOES_ON), WORD("thang", TELLS_GOES_ON | TELLS_COUNTED), WORD("thay", TELLS_HALF),
                   WORD("the", TELLS_AWAITS), WORD("theo", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON),
                   WORD("ths", TELLS_ABBREVIATION), WORD("thuoc", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON),
                   WORD("tich", TELLS_OFFICE), WORD("tp", TELLS_ABBREVIATION), WORD("tren", TELLS_GOES_ON),
                   WORD("trong", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("truong", TELLS_OFFICE),
                   WORD("ts", TELLS_ABBREVIATION), WORD("tt", TELLS_ABBREVIATION), WORD("tu", TELLS_HALF),
                   WORD("tuong", TELLS_OFFICE), WORD("tx", TELLS_ABBREVIATION)},
    ['v' - 'a'] = {WORD("va", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON), WORD("ve", TELLS_GOES_ON),
                   WORD("voi", TELLS_GOES_ON | TELLS_CAPITALS_GO_ON)},
};
#undef WORD

static unsigned word_tells(const char *word, size_t len)
{
    if (!vd_fold_letter(*word) || len == 1) {
        return *word == 'o' && len == 1 ? TELLS_GOES_ON | TELLS_AWAITS
                                        : TELLS_AWAITS; /* a number, or a point's letter */
    }
    for (const telling_word *one = telling[*word - 'a']; one->len > 0; one++) {
        if (one->len == len && one->word[1] == word[1] && memcmp(one->word, word, len) == 0) {
            return one->tells;
        }
    }
    return 0;
}

static line line_read(const vd_text *text, size_t from, size_t to)
{
    line found = {.from = from, .to = to};
    found.word = last_word(text, from, found.to, &found.word_to);
    if (found.word < found.word_to) {
        found.tells = word_tells(text->fold + found.word, found.word_to - found.word);
    }
    return found;
}

/* Two letters or more, none of them small. */
static bool line_capitals(const vd_text *text, const line *of)
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

static vd_marker line_marker(const vd_text *text, const line *of)
{
    return vd_marker_at(text, of->from, of->to, NULL);
}

static bool line_hash(const vd_text *text, const line *of)
{
    return text->fold[of->from] == '#' && line_marker(text, of) == VD_MARK_HASH;
}

/* The line that begins at `from`, and in *next the break that ends it; from there on it is looked for. */
static line line_at(const vd_text *text, size_t from, size_t *next)
{
    while (*next < text->break_count && text->breaks[*next] < from) {
        ++*next;
    }
    size_t to = *next < text->break_count ? text->breaks[*next] : text->fold_len;
    /* A blank only at the end of the text: elsewhere the break has swallowed its blanks. */
    return line_read(text, from, to > from && text->fold[to - 1] == ' ' ? to - 1 : to);
}

static vd_str line_last_word(const vd_text *text, const line *of)
{
    return (vd_str){text->fold + of->word, of->word_to - of->word};
}

/* Lists know how long their words are: most are told apart by that alone. */
#define WORD(literal)                \
    {                                \
        literal, sizeof(literal) - 1 \
    }

static bool word_among(vd_str word, const vd_str *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vd_str_eq(word, words[i])) {
            return true;
        }
    }
    return false;
}

#define AMONG(word, words) word_among((word), (words), sizeof(words) / sizeof((words)[0]))

/* Before these a number is part of a date or a reference: "Điều⏎12. …" opens no item. */
static const vd_str counted[] = {WORD("diem"), WORD("dieu"), WORD("khoan"), WORD("ngay"), WORD("thang")};

/* Parts of an article, what is done to one, and what Roman numbers count: "khoản 2⏎Điều 7", "Phụ lục⏎IIb". */
static const vd_str parts[] = {WORD("diem"), WORD("khoan"), WORD("tiet")};
static const char *const changes[][2] = {{"bai", "bo"}, {"bo", "sung"}, {"huy", "bo"}, {"sua", "doi"}, {"thay", "the"}};
static const vd_str numbered[] = {WORD("chuong"), WORD("luc"), WORD("muc"), WORD("phan")};

/* Documents that stand behind a provision of theirs, or in a list: "Điều 5⏎Nghị định 12/2025/NĐ-CP". */
static const vd_str cited[] = {WORD("bo luat "),   WORD("luat "),       WORD("nghi dinh "), WORD("nghi quyet "),
                               WORD("phap lenh "), WORD("quyet dinh "), WORD("thong tu ")};

/* Offices, at the end of a line, whose body is on the next: "của Bộ trưởng⏎Bộ Tài chính". */
static const vd_str offices[] = {WORD("bo truong"), WORD("chu tich"),  WORD("giam doc"),
                                 WORD("thong doc"), WORD("thu tuong"), WORD("vien truong")};
static const vd_str bodies[] = {WORD("bo "),   WORD("chinh phu"), WORD("hdnd "), WORD("hoi dong "), WORD("ngan hang "),
                                WORD("nuoc "), WORD("so "),       WORD("ubnd "), WORD("uy ban "),   WORD("vien ")};

/* "TP.", "PGS." at the end of a line: the stop belongs to the abbreviation. */
static bool line_ends_abbreviation(const vd_text *text, const line *of)
{
    return (of->tells & TELLS_ABBREVIATION) && text->fold[of->to - 1] == '.' && of->word_to + 1 == of->to &&
           (text->flags[of->word] & VD_CH_UPPER) != 0;
}

/* The line breaks off: at a comma, or behind an abbreviation or a small connective. */
static bool line_goes_on(const vd_text *text, const line *of)
{
    bool connective =
        (of->tells & TELLS_GOES_ON) && of->word_to == of->to && (text->flags[of->word] & VD_CH_UPPER) == 0;
    return connective || text->fold[of->to - 1] == ',' || line_ends_abbreviation(text, of);
}

static bool closes(char c)
{
    return c == '"' || c == '\'' || c == ')' || c == ']';
}

/* The line ends with . ; : ! ?, perhaps inside a closing quotation mark or bracket. */
static bool line_ends_sentence(const vd_text *text, const line *of)
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

static bool line_opens_capital(const vd_text *text, const line *of)
{
    size_t i = of->from;
    while (i + 1 < of->to && VD_AMONG(text->fold[i], "\"'(")) {
        i++;
    }
    return (text->flags[i] & VD_CH_UPPER) != 0;
}

/* "Căn cứ …;⏎Căn cứ …;": every basis has its paragraph, without a marker. */
static bool line_opens_basis(const vd_text *text, const line *of)
{
    vd_str words = {text->fold + of->from, of->to - of->from};
    return (text->flags[of->from] & VD_CH_UPPER) != 0 &&
           (vd_str_starts(words, VD_LIT("can cu ")) || vd_str_starts(words, VD_LIT("theo ")) ||
            vd_str_starts(words, VD_LIT("xet ")));
}

/* The words behind `from` on a line begin with the name of a kind of document; how long that is, or 0. */
static size_t line_cites(const vd_text *text, const line *of, size_t from)
{
    vd_str words = {text->fold + from, from < of->to ? of->to - from : 0};
    for (size_t i = 0; words.len && i < sizeof cited / sizeof cited[0]; i++) {
        if (vd_str_starts(words, cited[i]) && (text->flags[from] & VD_CH_UPPER) != 0) {
            return cited[i].len;
        }
    }
    return 0;
}

/* "Căn cứ Luật …": wherever a line opens so, a basis begins; "khu⏎Căn cứ cách mạng" is a place. */
static bool line_opens_law_basis(const vd_text *text, const line *of)
{
    size_t from = of->from + strlen("can cu ");
    return from < of->to && (text->flags[from] & VD_CH_UPPER) != 0 && line_opens_basis(text, of) &&
           text->fold[of->from] == 'c';
}

/* An office ends the line, and its body opens the next. */
static bool line_awaits_body(const vd_text *text, const line *before, const line *next)
{
    vd_str left = {text->fold + before->from, before->to - before->from};
    vd_str right = {text->fold + next->from, next->to - next->from};
    bool office = false;
    bool body = false;
    for (size_t i = 0; i < sizeof bodies / sizeof bodies[0] && !body; i++) {
        body = vd_str_starts(right, bodies[i]);
    }
    for (size_t i = 0; i < sizeof offices / sizeof offices[0] && body && !office; i++) {
        size_t len = offices[i].len;
        office = vd_str_ends(left, offices[i]) && left.len > len + 1 && left.ptr[left.len - len - 1] == ' ';
    }
    return office && body && !line_capitals(text, before);
}

/* The two words with which a line ends, where nothing stands behind them. */
typedef struct ending {
    vd_str last, prior;
    size_t last_at, prior_at;
} ending;

static bool line_ending(const vd_text *text, const line *of, ending *out)
{
    if ((of->tells & TELLS_AWAITS) == 0 || of->word_to != of->to || line_capitals(text, of)) {
        return false;
    }
    size_t to;
    out->last = line_last_word(text, of);
    out->last_at = of->word;
    out->prior_at = last_word(text, of->from, of->word > of->from ? of->word - 1 : of->from, &to);
    out->prior = (vd_str){text->fold + out->prior_at, to - out->prior_at};
    return true;
}

/* A number as Roman ones are written opens the line, and no stop makes a heading of it: "IIb Danh mục". */
static bool line_opens_roman(const vd_text *text, const line *of)
{
    size_t i = of->from;
    while (i < of->to && VD_AMONG(text->fold[i], "ivxl") && (text->flags[i] & VD_CH_UPPER) != 0) {
        i++;
    }
    bool roman = i > of->from;
    i += i < of->to && text->fold[i] >= 'a' && text->fold[i] <= 'e' && (text->flags[i] & VD_CH_UPPER) == 0; /* "IIb" */
    return roman && i < of->to && VD_AMONG(text->fold[i], " ,;");
}

/* "Luật⏎Đất đai", "Điều 5⏎Nghị định 12/2025/NĐ-CP", "bãi bỏ toàn bộ⏎Thông tư số …": the name that is begun, or whose
 * provision stands there, is on the next line.  A heading "Điều 5" has its line for itself. */
static bool ending_awaits_name(const vd_text *text, const line *before, const ending *end, const line *next)
{
    if (end->last_at <= before->from + 1) {
        return false;
    }
    if (vd_str_eq(end->last, VD_LIT("luat"))) {
        return (text->flags[end->last_at] & VD_CH_UPPER) != 0 && line_opens_capital(text, next);
    }
    bool number = vd_fold_digit(end->last.ptr[0]) || end->last.len == 1;
    bool provision = number && end->prior_at > before->from && AMONG(end->prior, counted);
    bool whole = vd_str_eq(end->prior, VD_LIT("toan")) && vd_str_eq(end->last, VD_LIT("bo"));
    return (provision || whole) && line_cites(text, next, next->from) > 0;
}

/* "… theo điểm d khoản 2⏎Điều 7", "… tại Phụ lục⏎IIb Danh mục": the article of a part, the number of an annex. */
static bool ending_awaits_provision(const vd_text *text, const line *before, const ending *end, const line *next)
{
    vd_str words = {text->fold + next->from, next->to - next->from};
    if (end->last_at <= before->from + 1) {
        return false;
    }
    bool number = vd_fold_digit(end->last.ptr[0]) || end->last.len == 1;
    bool awaits = number && AMONG(end->prior, parts);
    for (size_t i = 0; i < sizeof changes / sizeof changes[0] && !awaits; i++) {
        awaits = vd_str_eq(end->prior, vd_str_of(changes[i][0])) && vd_str_eq(end->last, vd_str_of(changes[i][1]));
    }
    if (awaits && vd_str_starts(words, VD_LIT("dieu "))) {
        return line_marker(text, next) != VD_MARK_ARTICLE;
    }
    return AMONG(end->last, numbered) && line_opens_roman(text, next);
}

/* "Căn cứ⏎Luật …", "của Bộ trưởng Bộ⏎Tài chính": what the recital or the body is called. */
static bool ending_awaits_object(const vd_text *text, const line *before, const ending *end, const line *next)
{
    static const vd_str holders[] = {WORD("cua"), WORD("doc"), WORD("truong")};
    static const vd_str begun[] = {WORD("bo"), WORD("so")};
    if (vd_str_eq(end->prior, VD_LIT("can")) && vd_str_eq(end->last, VD_LIT("cu"))) {
        return line_cites(text, next, next->from) > 0;
    }
    return end->last_at > before->from + 1 && (text->flags[end->last_at] & VD_CH_UPPER) != 0 &&
           AMONG(end->last, begun) && AMONG(end->prior, holders) && vd_fold_letter(text->fold[next->from]) &&
           line_opens_capital(text, next) && !line_capitals(text, next);
}

/* Words that only the next one makes whole: "SỬA ĐỔI, BỔ⏎SUNG", "MỘT SỐ⏎ĐIỀU"; those of "HỒ SƠ⏎ĐIỀU KIỆN" are. */
static const char *const halves[][2] = {{"ban", "hanh "}, {"doi bo", "sung "}, {"doi, bo", "sung "}, {"bai", "bo "},
                                        {"huy", "bo "},   {"mot", "so "},      {"mot so", "dieu "},  {"sua", "doi,"},
                                        {"sua", "doi "},  {"thay", "the "}};

/* Does the line end with these words, and not in the middle of the first? */
static bool line_ends_with(const vd_text *text, const line *of, vd_str words)
{
    vd_str whole = {text->fold + of->from, of->to - of->from};
    return vd_str_ends(whole, words) && (whole.len == words.len || whole.ptr[whole.len - words.len - 1] == ' ');
}

static bool word_halved(const vd_text *text, const line *before, vd_str next)
{
    for (size_t i = 0; i < sizeof halves / sizeof halves[0]; i++) {
        if (vd_str_starts(next, vd_str_of(halves[i][1])) && line_ends_with(text, before, vd_str_of(halves[i][0]))) {
            return true;
        }
    }
    return false;
}

/* "BÃI BỎ QUYẾT ĐỊNH⏎SỐ 09/2022/QĐ-UBND": the type of a document that is named, and not one's own heading, ends the
 * line and its number opens the next. */
static bool line_awaits_number(const vd_text *text, const line *before, vd_str next)
{
    size_t digit = strlen("so ");
    if (!vd_str_starts(next, VD_LIT("so ")) || next.len <= digit || !vd_fold_digit(next.ptr[digit])) {
        return false;
    }
    for (size_t i = 0; i < sizeof cited / sizeof cited[0]; i++) {
        vd_str type = {cited[i].ptr, cited[i].len - 1};
        if (before->to - before->from > type.len && line_ends_with(text, before, type)) {
            return true;
        }
    }
    return false;
}

/* "… MỘT SỐ ĐIỀU CỦA⏎Thông tư số …": a heading in capitals that breaks off. */
static bool capitals_go_on(const vd_text *text, const line *before, const line *next)
{
    if ((before->tells & (TELLS_CAPITALS_GO_ON | TELLS_HALF)) == 0 || before->word_to != before->to ||
        !line_capitals(text, before)) {
        return false;
    }
    bool capitals = line_capitals(text, next);
    vd_str words = {text->fold + next->from, next->to - next->from};
    if ((before->tells & TELLS_HALF) && capitals &&
        (word_halved(text, before, words) || line_awaits_number(text, before, words))) {
        return true;
    }
    return (before->tells & TELLS_CAPITALS_GO_ON) && before->word > before->from &&
           (capitals || line_cites(text, next, next->from) > 0);
}

/* The one question that everything asks where lines meet: does the sentence, or the title, go on in `next` whatever
 * that begins with? */
static bool line_unfinished(const vd_text *text, const line *before, const line *next)
{
    ending end;
    if (line_goes_on(text, before) || ((before->tells & TELLS_OFFICE) && line_awaits_body(text, before, next)) ||
        capitals_go_on(text, before, next)) {
        return true;
    }
    return line_ending(text, before, &end) &&
           (ending_awaits_name(text, before, &end, next) || ending_awaits_provision(text, before, &end, next) ||
            ending_awaits_object(text, before, &end, next));
}

bool vd_text_unfinished(const vd_text *text, size_t from, size_t to, size_t next_from, size_t next_to)
{
    line before = line_read(text, from, to);
    line next = line_read(text, next_from, next_to);
    return to > from && next_to > next_from && line_unfinished(text, &before, &next);
}

/* Would the first word of `next` have found room on `before`? */
static bool word_fitted(const layout *page, const line *before, const line *next)
{
    const char *fold = page->text->fold;
    size_t word = next->from;
    while (word < next->to && fold[word] != ' ') {
        word++;
    }
    return before->to - before->from + 1 + (word - next->from) < page->filled;
}

/* Does the line end, seen from an opening of `next` that could as well be the middle of a sentence? */
static bool line_ends_for_item(const layout *page, const line *before, const line *next)
{
    return line_ends_sentence(page->text, before) || line_capitals(page->text, before) ||
           line_hash(page->text, before) ||
           (!line_unfinished(page->text, before, next) && (!page->printed || word_fitted(page, before, next)));
}

/* Does the marker of `next` open an item, or does it only stand where a printed line begins? */
static bool marker_opens(const layout *page, const line *before, const line *next)
{
    const vd_text *text = page->text;
    switch (line_marker(text, next)) {
    case VD_MARK_NONE:
        return false;
    case VD_MARK_NUMBER:
    case VD_MARK_LETTER:
        return line_ends_sentence(text, before) || !(before->tells & TELLS_COUNTED);
    case VD_MARK_BULLET:
        if (text->fold[next->from] == '-' && line_cites(text, next, next->from + 2) && !line_goes_on(text, before)) {
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

static bool line_is_label(const vd_text *text, const line *of)
{
    return (text->flags[of->from] & VD_CH_UPPER) != 0 &&
           vd_furniture_label((vd_str){text->fold + of->from, of->to - of->from});
}

/* Does the line hold nothing but what numbers an item, "b)" or "2."? */
static bool line_is_marker(const vd_text *text, const line *of)
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
static bool item_follows(const vd_text *text, const line *before, const line *next)
{
    return line_is_marker(text, before) && line_marker(text, next) == VD_MARK_NONE && line_opens_capital(text, next) &&
           !vd_break_blank(text, before->to);
}

static bool break_hard(const layout *page, const line *before, const line *next)
{
    const vd_text *text = page->text;
    if (before->word == before->word_to || next->word == next->word_to) {
        return true; /* a rule or ornament */
    }
    char last = text->fold[before->to - 1];
    bool ends = line_ends_sentence(text, before);
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
    if (line_unfinished(text, before, next)) {
        return false;
    }
    if (line_opens_law_basis(text, next)) {
        return true;
    }
    bool capitals = line_capitals(text, before);
    if (capitals != line_capitals(text, next)) {
        /* A code at a paragraph's end is no heading: "… theo Kết luận⏎01-KL/TW." */
        return capitals || (vd_fold_letter(text->fold[next->from]) && !line_ends_sentence(text, next));
    }
    if (line_is_label(text, before) || line_is_label(text, next)) {
        return true;
    }
    if (page->blanks && vd_break_blank(text, before->to)) {
        bool number = vd_fold_digit(text->fold[next->from]) && !vd_str_eq(line_last_word(text, before), VD_LIT("so"));
        return number || line_opens_capital(text, next);
    }
    return word_fitted(page, before, next) && line_opens_capital(text, next);
}

/* What ends in a semicolon or a colon, or begins with a marker, is a list, which goes on. */
static bool list_goes_on(const vd_text *text, const line *before, const line *after)
{
    return VD_AMONG(text->fold[before->to - 1], ";:") || line_marker(text, after) != VD_MARK_NONE;
}

void vd_breaks_settle(vd_text *text)
{
    breaks_find(text);
    size_t width = text_width(text);
    bool printed = width <= WIDTH_PRINTED;
    layout page = {text, printed, printed ? width * FILLED_PERCENT / 100 : WIDTH_HEADING, blanks_part(text)};
    if (text->fold_len == 0) {
        return;
    }
    bool furniture = false;
    /* What stands before the first line and behind the last stays as it is. */
    size_t first = text->fold[0] == '\n' || text->fold[0] == ' ' ? 1 : 0;
    size_t end = 0; /* the break behind `next` */
    line before = line_at(text, first, &end);
    while (before.to + 1 < text->fold_len) {
        break_fetch(text, end);
        line next = line_at(text, before.to + 1, &end);
        size_t behind = vd_furniture_end(text, next.from);
        size_t end_after = end;
        if (behind > next.from) {
            line after = line_at(text, behind, &end_after);
            if (list_goes_on(text, &before, &after) || !break_hard(&page, &before, &after)) {
                vd_furniture_take(text, next.from, behind);
                furniture = true;
                next = after;
                end = end_after;
            }
        }
        if (!break_hard(&page, &before, &next)) {
            text->fold[before.to] = ' ';
        }
        before = next;
    }
    if (furniture) {
        vd_furniture_close(text);
    }
}
