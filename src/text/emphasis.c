/** What Markdown sets apart, "Số **12/KH-UBND** ngày …", "__Căn cứ__": the marks around the words are none of the text,
 * and vanish from the folded copy where they stand in pairs.  Underscores that a form has filled in, the star of a note
 * and one that opens a list's item have no pair, or blanks where it would begin, and stay. */
#include "text/fold.h"

enum { RUN_MOST = 3, REACH = 400 };

/* How often `mark` stands at `at`. */
static size_t run_length(const vd_text *text, size_t at, char mark)
{
    size_t end = at;
    while (end < text->fold_len && text->fold[end] == mark) {
        end++;
    }
    return end - at;
}

static bool word_at(const vd_text *text, size_t at)
{
    char c = at < text->fold_len ? text->fold[at] : '\0';
    return vd_fold_letter(c) || vd_fold_digit(c);
}

/* May words be set apart from behind the run on? */
static bool run_opens(const vd_text *text, size_t at, size_t len)
{
    bool inside = at > 0 && word_at(text, at - 1);
    char next = text->fold[at + len];
    return len <= RUN_MOST && !inside && (word_at(text, at + len) || (next && VD_AMONG(next, "(\"'[-*_")));
}

static bool run_closes(const vd_text *text, size_t at, size_t len)
{
    char before = text->fold[at - 1];
    return !VD_AMONG(before, " \n(") && !word_at(text, at + len);
}

/* The run that closes the one of `len` marks at `at`, in the same paragraph, a single mark on the same line; SIZE_MAX:
 * none. */
static size_t run_closing(const vd_text *text, size_t at, size_t len, char mark)
{
    size_t stop = at + REACH < text->fold_len ? at + REACH : text->fold_len;
    for (size_t i = at + len; i < stop; i++) {
        if (text->fold[i] == '\n' && (len == 1 || vd_break_blank(text, i))) {
            return SIZE_MAX;
        }
        size_t run = text->fold[i] == mark ? run_length(text, i, mark) : 0;
        if (run == len && run_closes(text, i, run)) {
            return i;
        }
        i += run > 0 ? run - 1 : 0;
    }
    return SIZE_MAX;
}

/* The next mark from `at` on, or fold_len.  Most texts have none: blocks are looked at as wholes. */
static size_t mark_next(const vd_text *text, size_t at)
{
    enum { BLOCK = 256 };
    const char *fold = text->fold;
    for (bool found = false; !found && text->fold_len - at >= BLOCK; at += found ? 0 : BLOCK) {
        unsigned char any = 0;
        for (size_t i = 0; i < BLOCK; i++) {
            any |= (unsigned char)((fold[at + i] == '*') | (fold[at + i] == '_'));
        }
        found = any != 0;
    }
    while (at < text->fold_len && fold[at] != '*' && fold[at] != '_') {
        at++;
    }
    return at;
}

void vd_emphasis_take(vd_text *text)
{
    bool taken = false;
    for (size_t at = 0; (at = mark_next(text, at)) < text->fold_len;) {
        char mark = text->fold[at];
        size_t len = run_length(text, at, mark);
        size_t close = run_opens(text, at, len) ? run_closing(text, at, len, mark) : SIZE_MAX;
        if (close != SIZE_MAX) {
            vd_furniture_take(text, at, at + len);
            vd_furniture_take(text, close, close + len);
            taken = true;
        }
        at += len;
    }
    if (taken) {
        vd_furniture_close(text);
    }
}
