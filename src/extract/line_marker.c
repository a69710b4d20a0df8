/* The marker that opens a line, "1." or "- ", and what stands right behind it. */
#include "extract/outlook.h"

#include "text/fold.h"

size_t vd_line_of(const vd_scan *scan, size_t at, size_t line)
{
    enum { NEAR = 8 };
    size_t low = line < scan->text->line_count && scan->line_at[line] <= at ? line : 0;
    for (int i = 0; i < NEAR && low + 1 < scan->text->line_count && scan->line_at[low + 1] <= at; i++) {
        low++;
    }
    size_t high = scan->text->line_count;
    high = low + 1 < high && scan->line_at[low + 1] > at ? low + 1 : high;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (scan->line_at[mid] <= at) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return low;
}

size_t vd_line_unquoted(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    while (fold[at] == '>') {
        at += fold[at + 1] == ' ' || fold[at + 1] == '\n' ? 2 : 1;
    }
    return at;
}

/* Where the number that opens the line at `at` ends, with its sign, or 0; *value is what it counts. */
static size_t line_number(const vd_scan *scan, size_t at, unsigned *value)
{
    enum { DIGITS = 6 };
    const char *fold = scan->text->fold;
    size_t end = vd_line_unquoted(scan, at);
    end += fold[end] == ' ' || fold[end] == '\n';
    size_t from = end;
    *value = 0;
    while (vd_fold_digit(fold[end]) && end - from < DIGITS) {
        *value = *value * 10 + (unsigned)(fold[end++] - '0');
    }
    return end > from && (fold[end] == '.' || fold[end] == ')') ? end + 1 : 0;
}

/* "1000. Quyết định số …": four digits that open a line are a year or an amount, unless they count on from the line
 * of the item before, which stands near above.  Returns where they end, or 0. */
static size_t number_counted(const vd_scan *scan, size_t line)
{
    enum { UNCOUNTED = 999, NEAR = 8 };
    unsigned value = 0;
    size_t end = line_number(scan, scan->line_at[line], &value);
    bool long_number = end > 0 && value > UNCOUNTED && scan->text->fold[end] == ' ' && vd_scan_upper(scan, end + 1);
    for (size_t back = 1; long_number && back <= NEAR && back <= line; back++) {
        unsigned before = 0;
        size_t to = line_number(scan, scan->line_at[line - back], &before);
        if (to > 0 && before + 1 == value && scan->text->fold[to - 1] == scan->text->fold[end - 1]) {
            return end;
        }
    }
    return 0;
}

vd_marker vd_line_marker_on(const vd_scan *scan, size_t at, size_t *to, size_t *line)
{
    enum { LONGEST = 256, ALONE = 3 };
    const vd_text *text = scan->text;
    at = vd_line_unquoted(scan, at);
    *to = at;
    if (at >= text->fold_len || !vd_scan_marks(scan, at)) {
        return VD_MARK_NONE;
    }
    size_t from = at + (text->fold[at] == ' ' || text->fold[at] == '\n');
    size_t end = from;
    if (from < text->fold_len) {
        *line = vd_line_of(scan, from, *line);
        end = vd_line_end(scan, *line);
    }
    while (end > from && (text->fold[end - 1] == ' ' || text->fold[end - 1] == '\n')) {
        end--;
    }
    if (end - from <= ALONE && end + 1 < text->fold_len && text->fold[end] == ' ') {
        end += 2; /* "2.⏎Nhà nước": what it numbers begins behind it */
    }
    vd_marker marker = vd_marker_at(text, from, end - from < LONGEST ? end : from + LONGEST, to);
    size_t counted = marker == VD_MARK_NONE && vd_fold_digit(text->fold[from]) ? number_counted(scan, *line) : 0;
    *to = counted > 0 ? counted : *to;
    return counted > 0 ? VD_MARK_NUMBER : marker;
}

vd_marker vd_line_marker(const vd_scan *scan, size_t at, size_t *to)
{
    size_t line = 0;
    return vd_line_marker_on(scan, at, to, &line);
}

bool vd_opens_line(const vd_scan *scan, size_t at)
{
    size_t line = at;
    while (line > 0 && at - line < 40 && scan->text->fold[line - 1] != '\n') {
        line--;
    }
    size_t to = line;
    vd_line_marker(scan, line, &to);
    while (to < at && scan->text->fold[to] == ' ') {
        to++;
    }
    return to >= at;
}

bool vd_opens_row(const vd_scan *scan, size_t at)
{
    enum { REACH = 60 };
    const char *fold = scan->text->fold;
    size_t end = at;
    size_t line = at;
    while (end > 0 && VD_AMONG(fold[end - 1], " |*")) {
        end--;
    }
    size_t from = end;
    from = vd_type_ending(scan, end, &from) ? from : end;
    while (from > 0 && (VD_AMONG(fold[from - 1], " |*.") || vd_fold_digit(fold[from - 1]))) {
        from--;
    }
    while (line > from && at - line < REACH && fold[line - 1] != '\n') {
        line--;
    }
    return line <= from && (from == 0 || fold[from - 1] == '\n') && memchr(fold + from, '|', at - from) != NULL;
}
