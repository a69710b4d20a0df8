/* Does a sentence, or a title, go on in the next line whatever that begins with?  Told by the words that the line ends
 * with: a connective, an office before its body, "khoản 2" before "Điều 7", half of what is one word in two. */
#include "text/printed.h"

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

size_t vd_printed_cites(const vd_text *text, const vd_printed *of, size_t from)
{
    vd_str words = {text->fold + from, from < of->to ? of->to - from : 0};
    for (size_t i = 0; words.len && i < sizeof cited / sizeof cited[0]; i++) {
        if (vd_str_starts(words, cited[i]) && (text->flags[from] & VD_CH_UPPER) != 0) {
            return cited[i].len;
        }
    }
    return 0;
}

/* An office ends the line, and its body opens the next. */
static bool line_awaits_body(const vd_text *text, const vd_printed *before, const vd_printed *next)
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
    return office && body && !vd_printed_capitals(text, before);
}

/* The two words with which a line ends, where nothing stands behind them. */
typedef struct ending {
    vd_str last, prior;
    size_t last_at, prior_at;
} ending;

static bool line_ending(const vd_text *text, const vd_printed *of, ending *out)
{
    if ((of->tells & VD_TELLS_AWAITS) == 0 || of->word_to != of->to || vd_printed_capitals(text, of)) {
        return false;
    }
    size_t to;
    out->last = vd_printed_last_word(text, of);
    out->last_at = of->word;
    out->prior_at = vd_printed_word(text, of->from, of->word > of->from ? of->word - 1 : of->from, &to);
    out->prior = (vd_str){text->fold + out->prior_at, to - out->prior_at};
    return true;
}

/* A number as Roman ones are written opens the line, and no stop makes a heading of it: "IIb Danh mục". */
static bool line_opens_roman(const vd_text *text, const vd_printed *of)
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
static bool ending_awaits_name(const vd_text *text, const vd_printed *before, const ending *end, const vd_printed *next)
{
    if (end->last_at <= before->from + 1) {
        return false;
    }
    if (vd_str_eq(end->last, VD_LIT("luat"))) {
        return (text->flags[end->last_at] & VD_CH_UPPER) != 0 && vd_printed_opens_capital(text, next);
    }
    bool number = vd_fold_digit(end->last.ptr[0]) || end->last.len == 1;
    bool provision = number && end->prior_at > before->from && AMONG(end->prior, counted);
    bool whole = vd_str_eq(end->prior, VD_LIT("toan")) && vd_str_eq(end->last, VD_LIT("bo"));
    return (provision || whole) && vd_printed_cites(text, next, next->from) > 0;
}

/* "… theo điểm d khoản 2⏎Điều 7", "… tại Phụ lục⏎IIb Danh mục": the article of a part, the number of an annex. */
static bool ending_awaits_provision(const vd_text *text, const vd_printed *before, const ending *end,
                                    const vd_printed *next)
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
        return vd_printed_marker(text, next) != VD_MARK_ARTICLE;
    }
    return AMONG(end->last, numbered) && line_opens_roman(text, next);
}

/* "Căn cứ⏎Luật …", "của Bộ trưởng Bộ⏎Tài chính": what the recital or the body is called. */
static bool ending_awaits_object(const vd_text *text, const vd_printed *before, const ending *end,
                                 const vd_printed *next)
{
    static const vd_str holders[] = {WORD("cua"), WORD("doc"), WORD("truong")};
    static const vd_str begun[] = {WORD("bo"), WORD("so")};
    if (vd_str_eq(end->prior, VD_LIT("can")) && vd_str_eq(end->last, VD_LIT("cu"))) {
        return vd_printed_cites(text, next, next->from) > 0;
    }
    return end->last_at > before->from + 1 && (text->flags[end->last_at] & VD_CH_UPPER) != 0 &&
           AMONG(end->last, begun) && AMONG(end->prior, holders) && vd_fold_letter(text->fold[next->from]) &&
           vd_printed_opens_capital(text, next) && !vd_printed_capitals(text, next);
}

/* Words that only the next one makes whole: "SỬA ĐỔI, BỔ⏎SUNG", "MỘT SỐ⏎ĐIỀU"; those of "HỒ SƠ⏎ĐIỀU KIỆN" are. */
static const char *const halves[][2] = {{"ban", "hanh "}, {"doi bo", "sung "}, {"doi, bo", "sung "}, {"bai", "bo "},
                                        {"huy", "bo "},   {"mot", "so "},      {"mot so", "dieu "},  {"sua", "doi,"},
                                        {"sua", "doi "},  {"thay", "the "}};

/* Does the line end with these words, and not in the middle of the first? */
static bool line_ends_with(const vd_text *text, const vd_printed *of, vd_str words)
{
    vd_str whole = {text->fold + of->from, of->to - of->from};
    return vd_str_ends(whole, words) && (whole.len == words.len || whole.ptr[whole.len - words.len - 1] == ' ');
}

static bool word_halved(const vd_text *text, const vd_printed *before, vd_str next)
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
static bool line_awaits_number(const vd_text *text, const vd_printed *before, vd_str next)
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
static bool capitals_go_on(const vd_text *text, const vd_printed *before, const vd_printed *next)
{
    if ((before->tells & (VD_TELLS_CAPITALS_GO_ON | VD_TELLS_HALF)) == 0 || before->word_to != before->to ||
        !vd_printed_capitals(text, before)) {
        return false;
    }
    bool capitals = vd_printed_capitals(text, next);
    vd_str words = {text->fold + next->from, next->to - next->from};
    if ((before->tells & VD_TELLS_HALF) && capitals &&
        (word_halved(text, before, words) || line_awaits_number(text, before, words))) {
        return true;
    }
    return (before->tells & VD_TELLS_CAPITALS_GO_ON) && before->word > before->from &&
           (capitals || vd_printed_cites(text, next, next->from) > 0);
}

bool vd_printed_unfinished(const vd_text *text, const vd_printed *before, const vd_printed *next)
{
    ending end;
    if (vd_printed_goes_on(text, before) ||
        ((before->tells & VD_TELLS_OFFICE) && line_awaits_body(text, before, next)) ||
        capitals_go_on(text, before, next)) {
        return true;
    }
    return line_ending(text, before, &end) &&
           (ending_awaits_name(text, before, &end, next) || ending_awaits_provision(text, before, &end, next) ||
            ending_awaits_object(text, before, &end, next));
}

bool vd_text_unfinished(const vd_text *text, size_t from, size_t to, size_t next_from, size_t next_to)
{
    vd_printed before = vd_printed_read(text, from, to);
    vd_printed next = vd_printed_read(text, next_from, next_to);
    return to > from && next_to > next_from && vd_printed_unfinished(text, &before, &next);
}
