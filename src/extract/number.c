/* Numbered references: from the digits to the code behind them and to the type word before them.  Decides when digits
 * and letters are no number at all; what the code says is decided in code.c. */
#include "extract/code.h"
#include "extract/law.h"

#include "base/cpu.h"
#include "text/fold.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LAW_REACH = 600, LIST_REACH = 500 };

/* ---- From digits to a mention ---------------------------------------------------------------------------------- */

static size_t skip_back(const vd_scan *scan, size_t at)
{
    while (at > 0 && scan->text->fold[at - 1] == ' ') {
        at--;
    }
    return at;
}

/* "Nghi dinh 56 150/2025/ND-CP": between a type word and a number, two digits that look like "số". */
static bool so_in_digits(const vd_scan *scan, size_t from, size_t end)
{
    const char *fold = scan->text->fold;
    size_t begin = 0;
    bool alike = end == from + 2 && VD_AMONG(fold[from], "5689") && fold[from + 1] == '6';
    return alike && fold[end] == ' ' && vd_fold_digit(fold[end + 1]) && from > 0 &&
           vd_type_ending(scan, skip_back(scan, from), &begin) != NULL;
}

/* "số" before the digits (misreadings allowed): its beginning, or `at` when there is none. */
static size_t number_word(const vd_scan *scan, size_t at)
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
    bool read = vd_str_eq(word, VD_LIT("so")) || so_in_digits(scan, from, end) ||
                (vd_lead_misread(scan->grammar, word.ptr, word.len) && vd_ocr_word_is(word, "so", 2));
    return read ? from : at;
}

/* A law by name that ends right before "số": its draft, to be extended over the number.  Laws are found before numbers.
 */
static vd_draft *number_law_before(vd_scan *scan, size_t at)
{
    size_t end = skip_back(scan, at);
    vd_draft *found = NULL; /* the widest: an amending law ends in the name of the last law it amends */
    for (size_t i = vd_scan_from(scan, end); i-- > 0 && scan->drafts[i].span.from + LAW_REACH > end;) {
        size_t named = scan->drafts[i].span.to;
        if (scan->drafts[i].law && (named == end || vd_law_recast(scan, named) == end)) {
            found = &scan->drafts[i];
        }
    }
    return found;
}

/* A member of a list has the type of the list's head: "các Luật số A, số B". */
static const vd_type_row *type_of_list(const vd_scan *scan, size_t at, vd_str symbol)
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

/* Laws, decrees and circulars are made by bodies the table knows: "09B/PL-TNCN" is a form. */
static bool code_of_nobody(const vd_scan *scan, const vd_code *code)
{
    static const char *const kinds[] = {"pl", "l", "nd", "tt", "ttlt"};
    vd_str first = vd_scan_fold(scan, code->groups[0].range);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (vd_str_eq(first, vd_str_of(kinds[i]))) {
            return code->count < 2 || !vd_code_known(scan, &code->groups[1]);
        }
    }
    return false;
}

/* Without a type word: with "số" before it what opens with a type or a body, or goes on with the list; without that,
 * only what is shaped like no date, ratio or address either. */
static bool code_convincing(vd_scan *scan, const vd_code *code, size_t word, bool numbered)
{
    const vd_code_group *group = &code->groups[0];
    bool term = vd_code_term(vd_scan_fold(scan, group->range));
    bool first = group->type || group->issuer || term;
    bool known = first && !code_of_nobody(scan, code);
    if (numbered) {
        vd_str symbol = vd_code_symbol(scan, code);
        return known || (symbol.ptr && type_of_list(scan, word, symbol));
    }
    return known && vd_scan_upper(scan, group->range.from) && (code->count >= 2 || (term && code->year));
}

/* Nothing of a longer code goes on behind `at`: "09/HDTLMM/2025", "838/CCTKV.XII", "2273/CTK - CSCL". */
static bool code_closed(const vd_scan *scan, size_t at)
{
    const char *next = scan->text->fold + at;
    next += *next == ' ';
    return !(*next && VD_AMONG(*next, "-/&_")) && !(*next == '.' && vd_is_word(next[1]));
}

/* Behind a type word: one letter ("Quyết định 5/a") is no code, and neither is one group that nobody knows, unless
 * "số" announces it and no year asks for a type and a body. */
static bool code_typed(vd_scan *scan, const vd_code *code, const vd_type_row *type, bool numbered)
{
    const vd_code_group *group = &code->groups[0];
    bool known = vd_code_known(scan, group);
    bool letters = group->range.to - group->range.from >= 2 || (known && code->count >= 2);
    bool announced = numbered && code->year == 0 && strcmp(type->kind, "attached") != 0 &&
                     strcmp(type->kind, "other") != 0 && vd_code_capitals(scan, code) &&
                     code_closed(scan, vd_code_end(code));
    return letters && (known || code->count >= 2 || announced);
}

/* "31/2024/QH151": a note's digit behind a term is told from a misprint ("13/2008/QH112") by the act being known. */
static bool term_readable(vd_scan *scan, const vd_code *code)
{
    vd_str last = vd_scan_fold(scan, code->groups[code->count - 1].range);
    if (!vd_code_term(last) || !vd_fold_digit(scan->text->fold[vd_code_end(code)])) {
        return true;
    }
    vd_str symbol = VD_NONE;
    vd_str number = vd_code_number(scan, code, &symbol);
    return number.ptr && vd_catalogue_by_number(number) != NULL;
}

static void number_add(vd_scan *scan, vd_range span, const vd_code *code, const vd_type_row *word)
{
    vd_str symbol = VD_NONE;
    vd_str number = vd_code_number(scan, code, &symbol);
    size_t end = vd_code_end(code);
    bool whole = vd_code_whole(scan, code, word);
    const vd_type_row *type = word;
    bool vague = word && strcmp(word->fold, "van ban") == 0;
    if (type == NULL || vague) {
        const vd_type_row *own = vd_code_type(scan, code);
        type = own ? own : type ? type : type_of_list(scan, span.from, symbol);
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){span.from, end}, whole ? VD_FORM_NUMBERED : VD_FORM_TRUNCATED, type);
    if (draft == NULL) {
        return;
    }
    draft->type_stated = word != NULL;
    draft->list_member = word == NULL;
    draft->number = number;
    draft->symbol = symbol;
    draft->year = code->year;
    draft->repairs = vd_code_repairs(scan, (vd_range){code->digits.from, end}, number);
    double print = code->misread        ? 0.8
                   : draft->repairs.ptr ? 0.97
                                        : 1.0; /* where strokes are misread, digits are, too */
    draft->confidence = (word ? 0.99 : 0.9) * print * (whole ? 1.0 : 0.7);
}

/* `official` is `number` with the term that was left out behind it: "38/2001/PL-UBTVQH|10". */
static bool term_left_out(vd_str official, vd_str number)
{
    bool left_out = vd_str_starts(official, number);
    for (size_t i = number.len; left_out && i < official.len; i++) {
        left_out = vd_fold_digit(official.ptr[i]);
    }
    return left_out;
}

/* The catalogue's number of this law, of which `number` is the beginning.  Several laws may bear the name. */
static vd_str law_number_whole(const vd_draft *law, vd_str number)
{
    const vd_catalogue_row *known = law->catalogue ? &vd_catalogue[law->catalogue - 1] : NULL;
    if (known && term_left_out(vd_str_of(known->number), number)) {
        return vd_str_of(known->number);
    }
    for (size_t i = 0; known && i < vd_catalogue_count; i++) {
        bool named = strcmp(vd_catalogue[i].title_fold, known->title_fold) == 0;
        if (named && term_left_out(vd_str_of(vd_catalogue[i].number), number)) {
            return vd_str_of(vd_catalogue[i].number);
        }
    }
    return number;
}

/* May the number be a law's?  By the body that numbers laws; "16-L/CTN" is the order that promulgates one, under which
 * the acts of the nineties themselves are known. */
static bool code_of_law(vd_scan *scan, const vd_code *code, const vd_draft *law, vd_str number)
{
    for (size_t i = 0; i < code->count; i++) {
        vd_str fold = vd_scan_fold(scan, code->groups[i].range);
        bool assembly = code->year && code->count == 1 && vd_str_eq(fold, VD_LIT("qh")); /* its term is left out */
        if (vd_code_term(fold) || assembly || vd_str_eq(fold, VD_LIT("ubtvqh"))) {
            return true;
        }
    }
    vd_str official = law->catalogue ? vd_str_of(vd_catalogue[law->catalogue - 1].number) : VD_NONE;
    return official.ptr && vd_str_eq(official, number);
}

/* "… Luật A, Luật B và Luật C số 56/2024/QH15": in a scan that breaks the long title of an amending act into pieces,
 * the act's number stands behind the last of the laws.  (Elsewhere people name a law and the number that last amended
 * it.) */
static bool number_of_amending(const vd_scan *scan, const vd_draft *law, vd_str number)
{
    bool pieces = scan->text->marks_lost && law->catalogue && !law->amending;
    const vd_catalogue_row *known = pieces ? &vd_catalogue[law->catalogue - 1] : NULL;
    const vd_catalogue_row *act = known ? vd_catalogue_by_number(number) : NULL;
    return act && strcmp(act->title_fold, known->title_fold) != 0 && strstr(act->title_fold, " sua doi") &&
           strstr(act->title_fold, known->title_fold);
}

/* The long title of an amending act in a scan without marks is the one that the catalogue has for its number. */
static void law_take_title(const vd_scan *scan, vd_draft *law)
{
    bool garbled = scan->text->marks_lost && law->amending && law->catalogue == 0;
    const vd_catalogue_row *act = garbled ? vd_catalogue_by_number(law->number) : NULL;
    if (act && strstr(act->title_fold, " sua doi")) {
        law->catalogue = (size_t)(act - vd_catalogue) + 1;
        law->title_name = vd_str_of(act->title);
    }
}

/* "Luật sửa đổi, bổ sung một số điều của Luật Thuế thu nhập doanh nghiệp | số 14/2008/QH12": the number is the amended
 * law's where that is known to bear it; else `law`, the widest that ends there. */
static vd_draft *law_of_number(vd_scan *scan, vd_draft *law, vd_str number)
{
    const vd_catalogue_row *bears = law->amending ? vd_catalogue_by_number(number) : NULL;
    for (size_t i = vd_scan_from(scan, law->span.to); bears && i-- > 0 && &scan->drafts[i] > law;) {
        vd_draft *inner = &scan->drafts[i];
        bool named = inner->law && inner->catalogue && inner->span.to == law->span.to;
        if (named && strcmp(vd_catalogue[inner->catalogue - 1].title_fold, bears->title_fold) == 0) {
            return inner;
        }
    }
    return law;
}

/* A law with its name before the number: one mention from the type word to the number. */
static bool number_extend_law(vd_scan *scan, size_t word, const vd_code *code)
{
    vd_draft *law = number_law_before(scan, word);
    if (law == NULL) {
        return false;
    }
    vd_str symbol = VD_NONE;
    vd_str printed = vd_code_number(scan, code, &symbol);
    law = printed.ptr ? law_of_number(scan, law, printed) : law;
    if (printed.ptr == NULL || !code_of_law(scan, code, law, printed) || number_of_amending(scan, law, printed)) {
        return false;
    }
    vd_scan_widen(scan, law, vd_code_end(code));
    law->number = law_number_whole(law, printed);
    law->symbol = vd_str_slice(law->number, printed.len - symbol.len, law->number.len);
    law->repairs = vd_code_repairs(scan, (vd_range){code->digits.from, vd_code_end(code)}, law->number);
    law->year = code->year;
    law->form = VD_FORM_NUMBERED;
    law->confidence = 0.99;
    law_take_title(scan, law);
    return true;
}

static void number_read(vd_scan *scan, const vd_match *match, vd_code *code)
{
    vd_range range = {0, 0};
    char first = '/';
    *code = (vd_code){0};
    (void)vd_match_group(scan, match, "digits_", &code->digits);
    code->year = vd_match_number(scan, match, "year_");
    if (vd_match_group(scan, match, "behind_torn", &range)) {
        code->year = vd_match_number(scan, match, "year_torn");
        code->misread = true;
    } else if (vd_match_group(scan, match, "party", &range)) {
        first = '-';
    } else if (vd_match_group(scan, match, "spaced", &range) || vd_match_group(scan, match, "alone", &range)) {
        code->joint = VD_JOINT_BLANK;
    } else if (vd_match_group(scan, match, "glued", &range)) {
        code->joint = VD_JOINT_NONE;
    } else if (vd_match_group(scan, match, "behind_colon", &range)) {
        code->joint = VD_JOINT_BLANK;
        code->misread = true;
    } else if (!vd_match_group(scan, match, "code", &range)) {
        return;
    }
    vd_range sign = {0, 0};
    code->misread =
        code->misread || vd_match_group(scan, match, "sign", &sign) || vd_match_group(scan, match, "behind", &sign);
    vd_code_take(scan, range, first, code);
}

bool vd_number_read(vd_scan *scan, size_t at, vd_number *out)
{
    vd_match match;
    vd_code code;
    if (!vd_scan_at(scan, VD_PAT_number, at, scan->text->fold_len, &match)) {
        return false;
    }
    number_read(scan, &match, &code);
    if (code.count == 0 || code.joint != VD_JOINT_STROKE) {
        return false;
    }
    *out = (vd_number){.year = code.year, .type = vd_code_type(scan, &code)};
    out->number = vd_code_number(scan, &code, &out->symbol);
    out->range = (vd_range){at, vd_code_end(&code)};
    return out->number.ptr != NULL;
}

bool vd_code_read(vd_scan *scan, vd_range range, char separator, vd_number *out)
{
    vd_code code = {0};
    vd_code_take(scan, range, separator, &code);
    if (code.count == 0) {
        return false;
    }
    *out = (vd_number){.type = vd_code_type(scan, &code), .symbol = vd_code_symbol(scan, &code)};
    out->range = (vd_range){range.from, vd_code_end(&code)};
    return out->symbol.ptr != NULL;
}

/* The source's own number line is no citation. */
static bool number_is_own(const vd_scan *scan, size_t at)
{
    for (size_t i = 0; i < scan->draft_count && i < scan->own_count + 4; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->form == VD_FORM_SELF && draft->symbol.ptr && draft->span.from <= at && at < draft->span.to) {
            return true;
        }
    }
    return false;
}

/* "Mẫu số 09/KK-TNCN", "biểu số 01/BC-…", "phụ lục 01/PL-TNCN": forms to be filled in are numbered like documents,
 * but without a year. */
static bool form_named(const vd_scan *scan, size_t word)
{
    static const char *const nouns[] = {"mau", "mau bieu", "bieu", "phu luc", "to khai", "bang ke", "phieu", "ky hieu"};
    vd_str before = {scan->text->fold, skip_back(scan, word)};
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
    size_t end = skip_back(scan, word);
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

/* "Chương trình hành động | số 15-CTr/TU", "Kế hoạch phối hợp | số 08/KHPH-CA": words between the type and "số" say
 * more of it.  It is the type that the code says, or that its letters and theirs spell. */
static const vd_type_row *type_qualified(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    enum { WORDS_MAX = 3 };
    const vd_type_row *own = vd_code_type(scan, code);
    size_t end = skip_back(scan, word);
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
        if (type && type != own && !code_spells(scan, code, type, (vd_range){begin, at}, end)) {
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
    size_t at = skip_back(scan, word);
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

/* "19…", "20…": four digits of a year. */
static bool year_begins(const char *next)
{
    bool century = (next[0] == '1' && next[1] == '9') || (next[0] == '2' && next[1] == '0');
    return century && vd_fold_digit(next[2]) && vd_fold_digit(next[3]);
}

/* Where a stroke is misread ("48:2013/NĐ-CP"), only a known type with a known body, or a term, makes a number, and only
 * behind a type word or "số"; "Kế hoạch 2021-2025-KH" is one of some years. */
static bool misread_convincing(const vd_scan *scan, const vd_code *code, bool announced)
{
    bool term = vd_code_term(vd_scan_fold(scan, code->groups[0].range));
    bool whole = code->groups[0].type && code->count >= 2 && code->groups[1].issuer;
    bool years = code->digits.to == code->digits.from + 4 && year_begins(scan->text->fold + code->digits.from);
    return announced && !years && (term || whole);
}

/* Laws, decrees and circulars bear the year in their number. */
static bool code_dated(const vd_code *code)
{
    vd_str first = code->groups[0].official ? vd_str_of(code->groups[0].official) : VD_NONE;
    return vd_str_eq(first, VD_LIT("NĐ")) || vd_str_eq(first, VD_LIT("TT"));
}

/* "022017 T1-VPCP", "102016-QĐ-UBND": the stroke before the year is lost.  Of decrees and circulars there are not ten
 * thousand a year, of anything with a type in its symbol not a hundred thousand. */
static void code_split_year(const vd_scan *scan, vd_code *code)
{
    enum { YEAR = 4, LONGEST = 3 };
    size_t len = code->digits.to - code->digits.from;
    size_t year = code->digits.to - YEAR;
    bool typed = code->count >= 2 && code->groups[0].type && !code->groups[0].issuer && code->groups[1].issuer;
    bool many = code_dated(code) ? len > YEAR : typed && len > YEAR + 1;
    if (code->year == 0 && many && len <= YEAR + LONGEST && year_begins(scan->text->fold + year)) {
        code->year = (int)strtol(scan->text->fold + year, NULL, 10);
        code->digits.to = year;
    }
}

/* No number is nothing but zeros, and "682H-SCT" is one whose stroke and type ("/TTr") are read as other letters. */
static bool digits_possible(const vd_scan *scan, const vd_code *code)
{
    const char *fold = scan->text->fold;
    size_t zeros = code->digits.from;
    while (zeros < code->digits.to && fold[zeros] == '0') {
        zeros++;
    }
    size_t last = code->digits.to - 1;
    bool capital = vd_fold_letter(fold[last]) && vd_scan_upper(scan, last);
    return zeros < code->digits.to && !(capital && code->groups[0].separator == '-' && !code->groups[0].type);
}

static bool line_begins(const vd_scan *scan, size_t at)
{
    vd_str before = at > 0 ? vd_scan_raw(scan, (vd_range){at - 1, at}) : VD_NONE;
    return at == 0 || (before.len > 0 && memchr(before.ptr, '\n', before.len));
}

/* The number's beginning is cut off, with the margin or the end of the line before: of a decree or circular, which bear
 * years, "2025/NĐ-CP" and "025/NĐ-CP" are left, or where no word announces it and a line begins, anything without one.
 */
static bool digits_headless(const vd_scan *scan, const vd_code *code, size_t at, bool announced)
{
    const char *digits = scan->text->fold + code->digits.from;
    size_t len = code->digits.to - code->digits.from;
    bool year = len == 4 && year_begins(digits);
    bool zeros = len >= 3 && digits[0] == '0';
    if (code->year != 0 || !code_dated(code)) {
        return false;
    }
    bool torn = at >= 2 && scan->text->fold[at - 1] == ' ' && vd_fold_digit(scan->text->fold[at - 2]);
    bool begins = line_begins(scan, at) || (torn && !announced);
    return announced ? begins && (year || zeros) : begins || zeros;
}

/* Keep what is left of it: no number.  Returns where to go on. */
static size_t number_headless(vd_scan *scan, size_t from, const vd_code *code, const vd_type_row *type)
{
    vd_draft *draft = type ? vd_scan_add(scan, (vd_range){from, vd_code_end(code)}, VD_FORM_TRUNCATED, type) : NULL;
    if (draft) {
        draft->type_stated = true;
        draft->repairs = VD_LIT("number cut off");
        draft->confidence = 0.4;
    }
    return vd_code_end(code);
}

/* "Nghị định của Chính phủ | số 59/2005/NĐ-CP": where the number says no other type. */
static const vd_type_row *type_before_body(vd_scan *scan, size_t word, const vd_code *code, size_t *from)
{
    size_t begin = 0;
    const vd_type_row *own = vd_code_type(scan, code);
    const vd_type_row *type = vd_type_before_body(scan, skip_back(scan, word), &begin);
    bool fits = type && vd_scan_upper(scan, begin) && (own == NULL || own == type);
    *from = fits ? begin : *from;
    return fits ? type : NULL;
}

/* Look at the digits at `at`; returns where to go on. *form is where the last form's number ended. */
static size_t number_at(vd_scan *scan, size_t at, size_t *form)
{
    const vd_text *text = scan->text;
    vd_match match;
    VD_FETCH(&text->at[at]); /* the bytes of its groups are looked at next */
    if (!vd_scan_at(scan, VD_PAT_number, at, text->fold_len, &match)) {
        return at;
    }
    VD_FETCH(&text->bytes.ptr[text->at[at]]);
    vd_code code;
    number_read(scan, &match, &code);
    if (code.count == 0 || number_is_own(scan, at) || !term_readable(scan, &code) || !digits_possible(scan, &code)) {
        return at;
    }
    size_t word = number_word(scan, at);
    if (code.joint == VD_JOINT_STROKE && number_extend_law(scan, word, &code)) {
        return vd_code_end(&code);
    }
    bool listed = *form > 0 && vd_scan_at(scan, VD_PAT_shared, *form, word, &match);
    if (code.year == 0 && (listed || form_named(scan, word))) {
        return *form = vd_code_end(&code);
    }
    size_t from = word;
    const vd_type_row *type = vd_type_ending(scan, skip_back(scan, word), &from);
    if (type == NULL && word < at) {
        type = type_before_body(scan, word, &code, &from);
    }
    type = type ? type_before_type(scan, type, &code, &from) : type_abbreviated(scan, word, &code, &from);
    if (type == NULL && word < at) {
        type = type_qualified(scan, word, &code, &from);
        type = type ? type : type_paired(scan, word, &code, &from);
    }
    bool announced = word < at || code.misread;
    bool torn = code.joint != VD_JOINT_STROKE && !vd_code_join(scan, &code, type, announced);
    if (torn || (code.misread && !misread_convincing(scan, &code, type || word < at)) ||
        (type == NULL && vd_code_dot_lost(scan, &code))) {
        return at; /* "| 5 | 10/2025/NQ-CP" is a row's number and a document's */
    }
    vd_code_unglue(scan, &code, type);
    vd_code_type_misread(scan, &code, type);
    code_split_year(scan, &code);
    bool convincing = type ? code_typed(scan, &code, type, word < at) : code_convincing(scan, &code, word, word < at);
    if (!convincing || (!vd_code_whole(scan, &code, type) && !type)) {
        return at;
    }
    if (digits_headless(scan, &code, at, word < at || type)) {
        return number_headless(scan, from, &code, type);
    }
    vd_range span = {type ? from : word, 0};
    number_add(scan, span, &code, type);
    return vd_code_end(&code);
}

/* Behind a stroke or hyphen, and perhaps a second one: letters of a code. */
static bool code_begins(const char *next)
{
    next += *next == ' ';
    next += *next == '/' || *next == '-';
    next += *next == ' ';
    return vd_fold_letter(*next);
}

/* Behind a year: what may be a misread stroke, and letters. */
static bool stroke_misread(const char *next)
{
    return *next && VD_AMONG(*next, ".,:'7il ") && vd_fold_letter(next[1]) && vd_fold_letter(next[2]);
}

/* ":2013/", "!2013-": a stroke before a year is read as another sign; ":QĐ-" before a code. */
static bool sign_goes_on(const char *next)
{
    if (year_begins(next + 1)) {
        next += 5;
        return *next == '/' || *next == '-' || stroke_misread(next);
    }
    next += 1;
    next += *next == ' ';
    return vd_fold_letter(*next) && vd_fold_letter(next[1]);
}

/* "/202 1/", "/2 025/": a year that a blank tears. */
static bool year_torn(const char *next)
{
    size_t digits = 0;
    bool blank = false;
    for (; digits < 4 && (vd_fold_digit(*next) || *next == ' '); next++) {
        digits += vd_fold_digit(*next);
        blank = blank || *next == ' ';
    }
    return blank && digits == 4 && (*next == '/' || (*next == ' ' && next[1] == '/'));
}

/* "/2020/", "/QĐ": a year with a code behind it, or a code. */
static bool stroke_goes_on(const char *next)
{
    next += 1;
    next += *next == ' ' && next[1] == '/';
    next += *next == '/';
    next += *next == ' ';
    if (!vd_fold_digit(*next)) {
        return vd_fold_letter(*next);
    }
    if (!year_begins(next)) {
        return year_torn(next);
    }
    next += 4;
    if (stroke_misread(next)) {
        return true;
    }
    next += *next == ' ';
    return *next == '/' || *next == '-';
}

/* " QĐ/TW", " qh 15/", " CP", " a/2010": a word and its stroke, or a body's symbol. */
static bool word_goes_on(const char *next)
{
    const char *word = ++next;
    while (vd_is_word(*next)) {
        next++;
    }
    vd_str noun = {word, (size_t)(next - word)};
    if (vd_str_eq(noun, VD_LIT("cp")) || vd_str_eq(noun, VD_LIT("ttg")) || vd_str_eq(noun, VD_LIT("hdbt")) ||
        vd_str_ends(noun, VD_LIT("qh"))) {
        return true;
    }
    next += *next == ' ';
    return (*next == '/' || *next == '-') && (vd_fold_letter(next[1]) || noun.len == 1);
}

/* Letters right behind the digits: one of the number ("30a/2008"), or the code itself ("1357TC/QĐ"). */
static bool letters_go_on(const char *next)
{
    size_t len = 0;
    while (vd_fold_letter(next[len])) {
        len++;
    }
    bool code = len <= 10 && (next[len] == '/' || next[len] == '-') && vd_fold_letter(next[len + 1]);
    return len == 1 || code;
}

bool vd_number_hopeless(const vd_scan *scan, size_t at)
{
    enum { LONGEST = 6, PART_LONGEST = 3 };
    const char *next = scan->text->fold + at;
    size_t digits = 0;
    while (vd_fold_digit(next[digits])) {
        digits++;
    }
    next += digits;
    size_t part = 0; /* "66.1/2025" */
    while (*next == '.' && vd_fold_digit(next[part + 1])) {
        part++;
    }
    if (digits > LONGEST || part > PART_LONGEST || (*next == '.' && part == 0)) {
        return true;
    }
    next += part + (part > 0);
    switch (*next) {
    case '/':
        return !stroke_goes_on(next);
    case '-':
        return !code_begins(next + 1) && (!year_begins(next + 1) || !sign_goes_on(next));
    case ':':
    case '!':
    case '\'':
    case '|':
        return !sign_goes_on(next);
    case ' ':
        break;
    default:
        return !letters_go_on(next);
    }
    if (next[1] == '/') {
        return !stroke_goes_on(next + 1);
    }
    if (next[1] == '-') {
        return !code_begins(next + 2);
    }
    if (year_begins(next + 1)) { /* "22 2025-QĐ-UBND" */
        next += 5;
        return *next != '/' && *next != '-' && !stroke_misread(next);
    }
    if (vd_fold_digit(next[1])) { /* "66 10/2025/NQ-CP" */
        return next[2] != '/' && (!vd_fold_digit(next[2]) || next[3] != '/');
    }
    return !vd_fold_letter(next[1]) || !word_goes_on(next);
}

/* A digit that begins a number: not inside a word, a date or a decimal; "số142" is "số" and a number. */
static bool number_begins(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (!vd_fold_digit(fold[at])) {
        return false;
    }
    char before = at > 0 ? fold[at - 1] : ' ';
    if (at > 1 && VD_AMONG(before, ":!'|il") && vd_fold_digit(fold[at - 2]) && year_begins(fold + at)) {
        return false; /* "48:2013/NĐ-CP" */
    }
    if (!vd_is_word(before) && before != '/' && before != '-' && before != '.') {
        return true;
    }
    if (before == '-') {
        return at < 2 || !vd_is_word(fold[at - 2]);
    }
    if (before == '.' && at >= 4 && memcmp(fold + at - 3, "so", 2) == 0) {
        return !vd_is_word(fold[at - 4]); /* "SO.66-NQ/TW" */
    }
    return at >= 3 && memcmp(fold + at - 2, "so", 2) == 0 && !vd_is_word(fold[at - 3]);
}

/* "NQ 57", "NĐ 178", "QĐ 1234": TT, CT and PL alone stand for too much else. */
static const vd_type_row *type_short(vd_scan *scan, size_t word, size_t *from)
{
    static const char *const abbrs[] = {"nq", "nd", "qd"};
    size_t end = skip_back(scan, word);
    for (size_t i = 0; i < sizeof abbrs / sizeof *abbrs && end >= 2; i++) {
        bool free = end == 2 || (!vd_is_word(scan->text->fold[end - 3]) && !VD_AMONG(scan->text->fold[end - 3], "-/"));
        if (free && memcmp(scan->text->fold + end - 2, abbrs[i], 2) == 0) {
            const vd_type_row *type = vd_type_by_abbr(vd_str_of(abbrs[i]));
            *from = end - 2;
            return type && vd_code_abbreviates(vd_scan_clean(scan, (vd_range){end - 2, end}), type) ? type : NULL;
        }
    }
    return NULL;
}

/* The type that stands before a number without a symbol, and where its word begins; NULL: none of those cited so. */
static const vd_type_row *type_of_short(vd_scan *scan, size_t at, size_t word, size_t *from)
{
    static const char *const types[] = {"nghi dinh", "thong tu",           "quyet dinh", "nghi quyet",
                                        "chi thi",   "thong tu lien tich", "phap lenh"};
    const vd_type_row *type = vd_type_ending(scan, skip_back(scan, word), from);
    if (type == NULL) {
        type = type_short(scan, word, from);
    }
    if (type == NULL && word < at) {
        type = vd_type_before_body(scan, skip_back(scan, word), from);
    }
    bool listed = false;
    for (size_t i = 0; type && i < sizeof types / sizeof *types; i++) {
        listed = listed || strcmp(type->fold, types[i]) == 0;
    }
    return listed && vd_scan_upper(scan, *from) ? type : NULL;
}

/* Nothing of a number goes on at `at`. */
static bool number_closed(const char *fold, size_t at)
{
    return fold[at] == '\0' || VD_AMONG(fold[at], " ,;)?\n") || (fold[at] == '.' && !vd_fold_digit(fold[at + 1]));
}

/* "Nghị định 30/2020 của Chính phủ": nobody else gives decrees, so the number is known whole without its symbol.  The
 * digits end at `stroke`; false: it is nothing of the kind. */
static bool number_of_decree(vd_scan *scan, size_t at, size_t stroke)
{
    const char *fold = scan->text->fold;
    size_t end = stroke + strlen("/2020");
    if (fold[stroke] != '/' || !year_begins(fold + stroke + 1) || !number_closed(fold, end)) {
        return false;
    }
    end += vd_scan_starts(scan, end, " nd-cp") ? strlen(" nd-cp") : 0; /* the stroke is lost */
    size_t from = number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    if (type == NULL || strcmp(type->fold, "nghi dinh") != 0 || vd_scan_taken(scan, (vd_range){from, end})) {
        return false;
    }
    char number[32];
    int digits = (int)strtol(fold + at, NULL, 10);
    int given = (int)strtol(fold + stroke + 1, NULL, 10);
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_NUMBERED, type);
    if (draft) {
        snprintf(number, sizeof number, "%02d/%d/NĐ-CP", digits, given);
        draft->type_stated = true;
        draft->number = vd_arena_copy(scan->arena, vd_str_of(number));
        draft->symbol = VD_LIT("NĐ-CP");
        draft->year = given;
        draft->repairs = vd_code_repairs(scan, (vd_range){at, end}, draft->number);
        draft->confidence = 0.9;
    }
    if (draft && draft->number.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return draft != NULL;
}

/* "Thông tư 14/2024": number and year alone; the body behind them may tell the rest.  The digits end at `stroke`. */
static bool number_of_year(vd_scan *scan, size_t at, size_t stroke)
{
    const char *fold = scan->text->fold;
    size_t end = stroke + strlen("/2020");
    if (fold[stroke] != '/' || !year_begins(fold + stroke + 1) || !number_closed(fold, end)) {
        return false;
    }
    size_t from = number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    if (type == NULL || vd_scan_taken(scan, (vd_range){from, end})) {
        return false;
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_TRUNCATED, type);
    if (draft) {
        draft->type_stated = true;
        draft->number = vd_scan_clean(scan, (vd_range){at, end});
        draft->year = (int)strtol(fold + stroke + 1, NULL, 10);
        draft->confidence = 0.6;
    }
    return draft != NULL;
}

/* "Nghị định 54", "Thông tư số 59": the number alone, in place of one given in full elsewhere.  What is counted or
 * dated behind a type word ("Quyết định 2 nội dung", "Nghị quyết năm 2020") is none. */
static void number_short(vd_scan *scan, size_t at)
{
    vd_match match;
    const char *fold = scan->text->fold;
    size_t end = at;
    while (vd_fold_digit(fold[end])) {
        end++;
    }
    if (end - at > 4 || number_of_decree(scan, at, end) || number_of_year(scan, at, end)) {
        return;
    }
    bool lettered = fold[end] >= 'a' && fold[end] <= 'e' && !vd_is_word(fold[end + 1]); /* "Nghị quyết 30a" */
    size_t digits = end - at;
    end += lettered;
    if (digits < 2 || !number_closed(fold, end)) {
        return;
    }
    size_t from = number_word(scan, at);
    const vd_type_row *type = type_of_short(scan, at, from, &from);
    bool so = so_in_digits(scan, at, end) && !vd_number_hopeless(scan, end + 1);
    if (so || type == NULL || vd_scan_taken(scan, (vd_range){from, end}) ||
        vd_scan_at(scan, VD_PAT_counted, end, scan->text->fold_len, &match)) {
        return;
    }
    vd_draft *draft = vd_scan_add(scan, (vd_range){from, end}, VD_FORM_TRUNCATED, type);
    if (draft) {
        draft->type_stated = true;
        draft->number = vd_scan_clean(scan, (vd_range){at, end});
        draft->confidence = 0.6;
    }
}

void vd_pass_numbers(vd_scan *scan)
{
    const uint32_t classes = VD_ANCHOR_DIGITS | VD_ANCHOR_NUMBERED;
    size_t form = 0;
    size_t from = 0;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *word;
         (word = vd_anchor_walk_next(&scan->anchors, &walk, from, classes)) && scan->status == VD_OK;) {
        size_t at = word->at + (vd_fold_digit(scan->text->fold[word->at]) ? 0 : strlen("so"));
        if (at >= scan->text->fold_len || !number_begins(scan, at)) {
            continue;
        }
        from = vd_number_hopeless(scan, at) ? at : number_at(scan, at, &form);
        if (from == at) {
            number_short(scan, at);
        }
        from += from == at;
    }
}

/* ---- Technical regulations ----------------------------------------------------------------------------------------
 */

/* "Quy chuẩn kỹ thuật quốc gia QCVN …" and the like before the code belong to the span. */
static size_t technical_type(const vd_scan *scan, size_t at, const vd_type_row **type)
{
    size_t from = at;
    const vd_type_row *word = at > 0 ? vd_type_ending(scan, skip_back(scan, at), &from) : NULL;
    if (vd_type_technical(word)) {
        *type = word;
        return from;
    }
    return at;
}

/* The body behind the stroke: "QCVN 06:2022/BXD".  Standards have none: what stands there is the international one that
 * "TCVN 7189:2009/CISPR 22:2006" adopts. */
static vd_str technical_symbol(vd_str number, bool standard)
{
    size_t body = vd_str_find(number, VD_LIT("/"), 0);
    return body == SIZE_MAX || standard ? number : vd_str_slice(number, body + 1, number.len);
}

void vd_pass_technical(vd_scan *scan)
{
    vd_match match;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (size_t at = 0; vd_scan_next(scan, VD_PAT_technical, VD_ANCHOR_TECHNICAL, &walk, at, &match); at = match.end) {
        bool standard = scan->text->fold[match.start] == 't';
        const vd_type_row *type = vd_type_named(standard ? VD_LIT("Tiêu chuẩn") : VD_LIT("Quy chuẩn"));
        size_t from = technical_type(scan, match.start, &type);
        vd_range span = {from, match.end};
        if (!vd_scan_upper(scan, match.start) || vd_scan_taken(scan, span)) {
            continue;
        }
        int year = vd_match_number(scan, &match, "y");
        vd_str number = vd_scan_clean(scan, (vd_range){match.start, match.end});
        vd_draft *draft = vd_scan_add(scan, span, VD_FORM_NUMBERED, type);
        if (draft) {
            draft->type_stated = from < match.start;
            draft->number = number;
            draft->symbol = technical_symbol(number, standard);
            draft->year = year;
            draft->confidence = 0.95;
        }
    }
}
