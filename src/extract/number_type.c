/* The type word before a number, and "số" between the two: in full, abbreviated, or with words behind it that say more,
 * "Chương trình hành động | số 15-CTr/TU".  Where the word says another type than the number, which of them counts. */
#include "extract/number.h"

enum { LIST_REACH = 500 };

size_t vd_blank_back(const vd_scan *scan, size_t at)
{
    while (at > 0 && scan->text->fold[at - 1] == ' ') {
        at--;
    }
    return at;
}

bool vd_number_so_in_digits(const vd_scan *scan, size_t from, size_t end)
{
    const char *fold = scan->text->fold;
    size_t begin = 0;
    bool alike = end == from + 2 && VD_AMONG(fold[from], "5689") && fold[from + 1] == '6';
    alike = alike || (end == from + 1 && fold[from] == '6' && scan->text->marks_lost);
    return alike && fold[end] == ' ' && vd_fold_digit(fold[end + 1]) && from > 0 &&
           vd_type_ending(scan, vd_blank_back(scan, from), &begin) != NULL;
}

/* "Luật Thực hiện dân chủ ở cơ | sở | 10/2022/QH15": folded, "sở" reads as "số"; the horn of its vowel tells them
 * apart, unless a type stands before it, whose "số" is misread. */
static bool seat(const vd_scan *scan, size_t from, size_t end)
{
    /* ở, Ở, and the mark alone */
    static const char *const horns[] = {"\xE1\xBB\x9F", "\xE1\xBB\x9E", "\xCC\x9B", NULL};
    size_t type = 0;
    return vd_scan_raw_holds(scan, (vd_range){from, end}, horns) &&
           vd_type_ending(scan, vd_blank_back(scan, from), &type) == NULL;
}

size_t vd_number_word(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t end = at;
    while (end > 0 && VD_AMONG(fold[end - 1], " :.")) {
        end--;
    }
    size_t from = end;
    while (from > 0 && vd_is_word(fold[from - 1])) {
        from--;
    }
    vd_str word = {fold + from, end - from};
    bool read = (vd_str_eq(word, VD_LIT("so")) && !seat(scan, from, end)) || vd_number_so_in_digits(scan, from, end) ||
                (vd_lead_misread(scan->grammar, word.ptr, word.len) && vd_ocr_word_is(word, "so", 2));
    bool named = read && from >= 4 && memcmp(fold + from - 4, " co ", 4) == 0 &&
                 vd_scan_taken(scan, (vd_range){from - 3, end}); /* "Luật … dân chủ ở cơ sở | 10/2022/QH15" */
    return read && !named ? from : at;
}

/* A member of a list has the type of the list's head: "các Luật số A, số B". */
const vd_type_row *vd_number_type_of_list(const vd_scan *scan, size_t at, vd_str symbol)
{
    for (size_t i = scan->draft_count; i-- > 0;) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->number.ptr == NULL || draft->span.to + LIST_REACH < at) {
            break; /* numbers are added in the order of the text, behind the laws */
        }
        if (draft->span.to < at && vd_str_eq(draft->symbol, symbol)) {
            return draft->type;
        }
    }
    return NULL;
}

bool vd_number_of_form(const vd_scan *scan, size_t word)
{
    static const char *const nouns[] = {"mau", "mau bieu", "bieu", "phu luc", "to khai", "bang ke", "phieu", "ky hieu"};
    vd_str before = {scan->text->fold, vd_blank_back(scan, word)};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        vd_str noun = vd_str_of(nouns[i]);
        if (vd_str_ends(before, noun) &&
            (before.len == noun.len || !vd_is_word(before.ptr[before.len - noun.len - 1]))) {
            return true;
        }
    }
    return false;
}

/* The type abbreviated before the number as in it: "QĐ 988/QĐ-TTg", "CV số 12/UBND-NC". */
static const vd_type_row *type_abbreviated(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    size_t end = vd_blank_back(scan, word);
    size_t begin = end;
    while (begin > 0 && vd_is_word(scan->text->fold[begin - 1])) {
        begin--;
    }
    const vd_type_row *own = vd_code_type(scan, code);
    bool free = begin < end && end - begin <= 4 && (begin == 0 || VD_AMONG(scan->text->fold[begin - 1], " \n\"'(,;|"));
    if (!free || own == NULL || !vd_code_abbreviates(vd_scan_clean(scan, (vd_range){begin, end}), own)) {
        return NULL;
    }
    *from = begin;
    return own;
}

/* "Thông báo kết luận | số 12-TB/TW": where the number says another type than the word before it, and that type stands
 * right before the word, the word tells what the document is about. */
static const vd_type_row *type_before_type(vd_scan *scan, const vd_type_row *type, const vd_code *code, size_t *from)
{
    const vd_type_row *own = vd_code_type(scan, code);
    size_t begin = 0;
    if (own == NULL || own == type || *from == 0 || scan->text->fold[*from - 1] != ' ' ||
        vd_type_ending(scan, *from - 1, &begin) != own) {
        return type;
    }
    *from = begin;
    return own;
}

/* Are the letters in [letter, stop) the initials of the words in [from, to)? */
static bool initials_of(const vd_scan *scan, size_t letter, size_t stop, size_t from, size_t to)
{
    const char *fold = scan->text->fold;
    for (size_t at = from; at < to; at++) {
        bool begins = at == from || fold[at - 1] == ' ';
        if (begins && (letter == stop || fold[letter++] != fold[at])) {
            return false;
        }
    }
    return letter == stop;
}

/* "KHPH", "TTrLN": does the code begin with the initials of the type and of the words behind it, or with the
 * type's abbreviation and theirs?  `words` are the type's; those behind it end at `end`. */
static bool code_spells(vd_scan *scan, const vd_code *code, const vd_type_row *type, vd_range words, size_t end)
{
    vd_range first = code->groups[0].range;
    if (initials_of(scan, first.from, first.to, words.from, end)) {
        return true;
    }
    for (size_t cut = first.from + 1; cut < first.to; cut++) {
        if (vd_code_abbreviates(vd_scan_clean(scan, (vd_range){first.from, cut}), type) &&
            initials_of(scan, cut, first.to, words.to + 1, end)) {
            return true;
        }
    }
    return false;
}

/* Words that begin another part of the sentence: "các Quyết định từ | số …". */
static bool joins(vd_str word)
{
    static const char *const words[] = {"tu", "den", "theo", "tai", "va", "hoac", "voi", "co", "la", "mang"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_eq(word, vd_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* "Báo cáo kiểm toán | số 412/KTNN-TH": what the report, notice or conclusion is of; the number, which says no type, is
 * its. */
static bool type_of_review(const vd_scan *scan, const vd_type_row *type, vd_range words)
{
    static const char *const types[] = {"bao cao", "thong bao", "ket luan"};
    static const char *const reviews[] = {"kiem toan", "tham tra", "tham dinh", "giam sat", "thanh tra", "kiem tra"};
    bool listed = false;
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    bool review = false;
    for (size_t i = 0; i < sizeof reviews / sizeof *reviews; i++) {
        review = review || vd_str_eq(vd_scan_fold(scan, words), vd_str_of(reviews[i]));
    }
    return listed && review;
}

/* "Chương trình hành động | số 15-CTr/TU", "Kế hoạch phối hợp | số 08/KHPH-CA": words between the type and "số" say
 * more of it.  It is the type that the code says, or that its letters and theirs spell. */
static const vd_type_row *type_qualified(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    enum { WORDS_MAX = 3 };
    const vd_type_row *own = vd_code_type(scan, code);
    size_t end = vd_blank_back(scan, word);
    size_t at = end;
    for (int words = 0; words < WORDS_MAX; words++) {
        size_t begin = at;
        while (begin > 0 && vd_fold_letter(scan->text->fold[begin - 1])) {
            begin--;
        }
        if (begin == at || begin == 0 || scan->text->fold[begin - 1] != ' ' ||
            joins((vd_str){scan->text->fold + begin, at - begin})) {
            return NULL;
        }
        at = begin - 1;
        const vd_type_row *type = vd_type_ending(scan, at, &begin);
        bool untyped = !code->groups[0].type && code->year == 0; /* the number says no type, and so is a letter's */
        if (type && type != own && !code_spells(scan, code, type, (vd_range){begin, at}, end) &&
            !(untyped && type_of_review(scan, type, (vd_range){at + 1, end}))) {
            return NULL;
        }
        if (type) {
            *from = begin;
            return type;
        }
    }
    return NULL;
}

/* Where the word that ends at `end` begins; SIZE_MAX: no word, or none with a blank before it, ends there. */
static size_t word_back(const vd_scan *scan, size_t end)
{
    size_t begin = end;
    while (begin > 0 && vd_fold_letter(scan->text->fold[begin - 1])) {
        begin--;
    }
    return begin < end && begin > 0 && scan->text->fold[begin - 1] == ' ' ? begin : SIZE_MAX;
}

/* "Báo cáo tiếp thu, giải trình | số 74/BC-UBND": several things that the paper does, in two words each.  The code says
 * the type. */
static const vd_type_row *type_paired(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    enum { PAIRS_MAX = 3 };
    const vd_type_row *own = vd_code_type(scan, code);
    size_t at = vd_blank_back(scan, word);
    for (int pairs = 1; own && pairs <= PAIRS_MAX; pairs++) {
        size_t second = word_back(scan, at);
        size_t first = second == SIZE_MAX ? SIZE_MAX : word_back(scan, second - 1);
        if (first == SIZE_MAX || first < 2) {
            return NULL;
        }
        at = first - 1;
        if (pairs > 1 && vd_type_ending(scan, at, from) == own) {
            return own;
        }
        size_t last = word_back(scan, at);
        bool joined = last != SIZE_MAX && vd_str_eq(vd_scan_fold(scan, (vd_range){last, at}), VD_LIT("va"));
        if (!joined && scan->text->fold[at - 1] != ',') {
            return NULL;
        }
        at = joined ? last - 1 : at - 1;
    }
    return NULL;
}

/* "Nghị định của Chính phủ | số 59/2005/NĐ-CP": where the number says no other type. */
static const vd_type_row *type_before_body(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    size_t begin = 0;
    const vd_type_row *own = vd_code_type(scan, code);
    const vd_type_row *type = vd_type_before_body(scan, vd_blank_back(scan, word), true, &begin);
    bool fits = type && vd_scan_upper(scan, begin) && (own == NULL || own == type);
    *from = fits ? begin : *from;
    return fits ? type : NULL;
}

/* "| Quy chuẩn<tab>01/2021/TT-BXD": the word ends a cell before, and the number, which says another type, begins one.
 */
static bool cell_before(vd_scan *scan, const vd_type_row *type, const vd_code *code, size_t from, size_t word)
{
    static const char *const tab[] = {"\t", NULL};
    const vd_type_row *own = vd_scan_raw_holds(scan, (vd_range){from, word}, tab) ? vd_code_type(scan, code) : NULL;
    return own && own != type;
}

const vd_type_row *vd_number_type(vd_scan *scan, size_t at, size_t word, const vd_code *code, size_t *from)
{
    *from = word;
    const vd_type_row *type = vd_type_ending(scan, vd_blank_back(scan, word), from);
    if (type && cell_before(scan, type, code, *from, word)) {
        *from = word;
        return NULL;
    }
    if (type == NULL && word < at) {
        type = type_before_body(scan, word, code, from);
    }
    type = type ? type_before_type(scan, type, code, from) : type_abbreviated(scan, word, code, from);
    if (type == NULL && word < at) {
        type = type_qualified(scan, word, code, from);
        type = type ? type : type_paired(scan, word, code, from);
    }
    return type;
}
