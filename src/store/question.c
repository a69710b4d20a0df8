/** Reading a question: the date at its end, the type word in front, the number between. */
#include "store/question.h"

#include "base/date.h"
#include "store/key.h"
#include "tables/tables.h"
#include "text/fold.h"
#include "text/text.h"

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

/* The numbers of a text that is a date and nothing else: "ngay 26/11/2021", "(nam 2021)", "2021-11-26".  0 if it is
 * none; at most 3. */
static size_t date_numbers(vd_str text, int numbers[3])
{
    static const vd_str words[] = {{"ngay", 4}, {"thang", 5}, {"nam", 3}, {"ban", 3}, {"hanh", 4}};
    size_t count = 0;
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        if (vd_fold_digit(text.ptr[at])) {
            int value = 0;
            while (at < text.len && vd_fold_digit(text.ptr[at]) && at - from < 4) {
                value = value * 10 + (text.ptr[at++] - '0');
            }
            if (count == 3 || (at < text.len && vd_fold_digit(text.ptr[at]))) {
                return 0;
            }
            numbers[count++] = value;
        } else if (is_letter(text.ptr[at])) {
            while (at < text.len && is_letter(text.ptr[at])) {
                at++;
            }
            bool known = false;
            for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
                known = known || vd_str_eq(vd_str_slice(text, from, at), words[i]);
            }
            if (!known) {
                return 0;
            }
        } else if (memchr(" ,.()/-\n", text.ptr[at], 9) != NULL) {
            at++;
        } else {
            return 0;
        }
    }
    return count;
}

/* Is `text` a date and nothing else? */
static bool date_read(vd_str text, vd_date *out)
{
    int n[3] = {0};
    size_t count = date_numbers(text, n);
    if (count == 0) {
        return false;
    }
    bool year_first = n[0] >= 1000;
    int year = year_first ? n[0] : n[count - 1];
    int month = count == 1 ? 0 : count == 2 && !year_first ? n[0] : n[1];
    int day = count < 3 ? 0 : year_first ? n[2] : n[0];
    if (year < 1900 || year > 2200 || month > 12 || day > 31 || (count > 1 && month == 0) || (count > 2 && day == 0)) {
        return false;
    }
    *out = (vd_date){(int16_t)year, (int8_t)month, (int8_t)day};
    return vd_date_valid(*out);
}

/* Length of what stands in front of a date that ends `fold`; fold.len when there is none.  The longest date wins. */
static size_t date_split(vd_str fold, vd_date *date)
{
    for (size_t at = 1; at < fold.len; at++) {
        bool word = fold.ptr[at - 1] == ' ' || fold.ptr[at - 1] == ',' || fold.ptr[at - 1] == '(';
        if (word && date_read(vd_str_slice(fold, at, fold.len), date)) {
            return at;
        }
    }
    return fold.len;
}

static vd_str blanks_skip(vd_str fold)
{
    while (fold.len > 0 && (fold.ptr[0] == ' ' || fold.ptr[0] == ':' || fold.ptr[0] == '.')) {
        fold = vd_str_slice(fold, 1, fold.len);
    }
    return fold;
}

/* `word` at the start of `fold`, and not just the start of a longer word? */
static bool word_starts(vd_str fold, vd_str word)
{
    return word.len > 0 && fold.len > word.len && vd_str_starts(fold, word) && !is_letter(fold.ptr[word.len]) &&
           !vd_fold_digit(fold.ptr[word.len]);
}

static vd_str word_skip(vd_str fold, vd_str word)
{
    return word_starts(fold, word) ? blanks_skip(vd_str_slice(fold, word.len, fold.len)) : fold;
}

/* Takes the longest type word (or its symbol: "ND 59/2023") off the front; the row, or NULL. */
static const vd_type_row *type_take(vd_str *fold)
{
    const vd_type_row *best = NULL;
    size_t len = 0;
    for (size_t i = 0; i < vd_types_count; i++) {
        vd_str word = vd_str_of(vd_types[i].fold);
        if (word.len > len && word_starts(*fold, word)) {
            best = &vd_types[i];
            len = word.len;
        }
    }
    size_t end = 0;
    while (end < fold->len && is_letter(fold->ptr[end])) {
        end++;
    }
    if (best == NULL && end > 0 && end < fold->len && fold->ptr[end] == ' ') {
        best = vd_type_by_abbr(vd_str_slice(*fold, 0, end));
        len = end;
    }
    if (best != NULL) {
        *fold = blanks_skip(vd_str_slice(*fold, len, fold->len));
    }
    return best;
}

static bool all_digits(vd_str key)
{
    for (size_t i = 0; i < key.len; i++) {
        if (!vd_fold_digit(key.ptr[i]) && key.ptr[i] != '-') {
            return false;
        }
    }
    return true;
}

/* "tcvn 5729:2012", "qcvn06:2022/bxd": such a number begins with its series, and a type word in front is no more than
 * what the series says. */
static bool technical_starts(vd_str fold)
{
    static const vd_str series[] = {{"tcvn", 4}, {"qcvn", 4}, {"qcdp", 4}};
    for (size_t i = 0; i < sizeof series / sizeof *series; i++) {
        if (vd_str_starts(fold, series[i]) && fold.len > series[i].len && !is_letter(fold.ptr[series[i].len])) {
            return true;
        }
    }
    return false;
}

static bool technical_read(vd_arena *arena, vd_str number, vd_question *out)
{
    out->technical = true;
    return vd_key_number(arena, number, &out->number_key) && vd_key_spelling(arena, number, &out->spelling);
}

bool vd_question_read(vd_arena *arena, vd_str text, vd_question *out)
{
    *out = (vd_question){.whole = vd_str_trim(text)};
    vd_str fold = vd_fold_copy(arena, out->whole);
    if (fold.ptr == NULL || !vd_key_name(arena, out->whole, &out->name_key)) {
        return false;
    }
    size_t end = date_split(fold, &out->head_date);
    out->fold = fold;
    out->head = vd_str_trim(vd_str_slice(fold, 0, end));
    if (end < fold.len && !vd_key_name(arena, out->head, &out->head_key)) {
        return false;
    }
    /* The date behind a number is looked for apart: the "10/2022" of "luật 10/2022" is the number itself. */
    vd_str number = fold;
    if (technical_starts(number)) {
        return technical_read(arena, number, out);
    }
    const vd_type_row *type = type_take(&number);
    if (technical_starts(number)) {
        return technical_read(arena, number, out);
    }
    number = word_skip(word_skip(number, VD_LIT("so")), VD_LIT("hieu"));
    if (number.len == 0 || !vd_fold_digit(number.ptr[0])) {
        return true;
    }
    number = vd_str_slice(number, 0, date_split(number, &out->date));
    if (!vd_key_number(arena, number, &out->number_key) || !vd_key_spelling(arena, number, &out->spelling)) {
        return false;
    }
    out->bare = all_digits(out->number_key);
    out->type_key = type == NULL ? VD_NONE : vd_str_of(type->slug);
    return true;
}
