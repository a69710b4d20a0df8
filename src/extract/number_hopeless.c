/* What goes on behind digits like no number: told by a few letters, so that the grammar is not asked.  Whatever it
 * could match must pass. */
#include "extract/number.h"

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

/* Behind a year: a stroke, misread or not. */
static bool year_goes_on(const char *next)
{
    const char *stroke = next + (*next == ' ');
    return *stroke == '/' || *stroke == '-' || stroke_misread(next);
}

/* ":2013/", "!2013-": a stroke before a year is read as another sign; ":QĐ-" before a code. */
static bool sign_goes_on(const char *next)
{
    if (vd_year_begins(next + 1)) {
        return year_goes_on(next + 5);
    }
    next += 1;
    next += *next == ' ';
    return vd_fold_letter(*next) && vd_fold_letter(next[1]);
}

/* "/202 1/", "/2 025/", "/2O25/": a year that a blank tears, or with a letter for a digit. */
static bool year_torn(const char *next)
{
    size_t digits = 0;
    bool torn = false;
    for (; digits < 4 && (vd_fold_digit(*next) || *next == ' ' || *next == 'o' || *next == 'l'); next++) {
        digits += *next != ' ';
        torn = torn || !vd_fold_digit(*next);
    }
    return torn && digits == 4 && (*next == '/' || (*next == ' ' && next[1] == '/'));
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
    if (!vd_year_begins(next)) {
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
        return !code_begins(next + 1) && (!vd_year_begins(next + 1) || !sign_goes_on(next));
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
    if (vd_year_begins(next + 1)) { /* "22 2025-QĐ-UBND" */
        return !year_goes_on(next + 5);
    }
    if (vd_fold_digit(next[1])) { /* "66 10/2025/NQ-CP" */
        return next[2] != '/' && (!vd_fold_digit(next[2]) || next[3] != '/');
    }
    return !vd_fold_letter(next[1]) || !word_goes_on(next);
}
