/* The words of a task as they are shown, and whether they are enough to be one. */
#include "base/buf.h"
#include "extract/task.h"

enum { WHAT_LETTERS = 6 };

/* Without the words that only lead over to what follows: "; cụ thể:". */
static vd_range cut_trim(vd_scan *scan, vd_range range)
{
    vd_match match;
    range = vd_task_trim(scan, range);
    size_t from = range.to > range.from + 40 ? range.to - 40 : range.from;
    for (size_t at = from; at < range.to; at++) {
        if (vd_scan_at(scan, VD_PAT_task_cut, at, range.to, &match) && match.end == range.to) {
            range.to = at;
            break;
        }
    }
    return vd_task_trim(scan, range);
}

/* Where the line at `at` ends. */
static size_t line_end(const vd_scan *scan, size_t at, size_t to)
{
    const char *fold = scan->text->fold;
    const char *hit = memchr(fold + at, '\n', to - at);
    return hit ? (size_t)(hit - fold) : to;
}

static bool is_digits(const vd_scan *scan, size_t at, size_t to)
{
    const char *fold = scan->text->fold;
    while (at < to && fold[at] >= '0' && fold[at] <= '9') {
        at++;
    }
    return at == to;
}

/* A page's number stands alone in a line among the words. */
static bool page_numbers(const vd_scan *scan, vd_range range)
{
    size_t end = line_end(scan, range.from, range.to);
    for (size_t at = end + 1; at < range.to; at = end + 1) {
        end = line_end(scan, at, range.to);
        if (end > at && is_digits(scan, at, end)) {
            return true;
        }
    }
    return false;
}

vd_str vd_task_words(vd_scan *scan, vd_range range)
{
    range = cut_trim(scan, range);
    if (range.from >= range.to || !page_numbers(scan, range)) {
        return vd_scan_clean(scan, range);
    }
    vd_buf text = {0};
    for (size_t at = range.from, end; at < range.to; at = end + 1) {
        end = line_end(scan, at, range.to);
        if (at == range.from || !is_digits(scan, at, end)) {
            vd_str line = vd_scan_clean(scan, (vd_range){at, end});
            vd_buf_add_text(&text, text.len > 0 ? " " : "");
            vd_buf_add(&text, line.ptr ? line : VD_LIT(""));
        }
    }
    vd_str clean = vd_buf_ok(&text) ? vd_arena_copy(scan->arena, vd_buf_str(&text)) : VD_NONE;
    vd_buf_clear(&text);
    if (clean.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return clean;
}

size_t vd_task_word_count(const vd_scan *scan, vd_range range)
{
    size_t words = 0;
    for (size_t i = range.from; i < range.to; i++) {
        words += vd_is_word(scan->text->fold[i]) && (i == range.from || !vd_is_word(scan->text->fold[i - 1]));
    }
    return words;
}

bool vd_task_says(vd_scan *scan, vd_range what)
{
    size_t letters = 0;
    what = cut_trim(scan, what);
    for (size_t i = what.from; i < what.to && letters < WHAT_LETTERS; i++) {
        letters += scan->text->fold[i] >= 'a' && scan->text->fold[i] <= 'z';
    }
    return letters >= WHAT_LETTERS;
}
