/* When a task is due: the times and periods people print, and the first and last day they come to. */
#include "extract/task.h"

#include "base/date.h"

enum { VALUE_REACH = 240, TIMES = 12, BRACKET_REACH = 80 };

static const struct {
    const char *mark;
    vd_recurring recurring;
} recurrences[] = {
#define X(name, text) {text, VD_RECURRING_##name},
    VD_RECURRING_LIST(X)
#undef X
};

/* Roman or Arabic quarter. */
static int quarter_of(vd_str fold)
{
    static const char *const names[] = {"", "i", "ii", "iii", "iv"};
    for (int i = 1; i <= 4; i++) {
        if (vd_str_eq(fold, vd_str_of(names[i])) || (fold.len == 1 && fold.ptr[0] == (char)('0' + i))) {
            return i;
        }
    }
    return 0;
}

static int group_quarter(const vd_scan *scan, const vd_match *match, const char *name)
{
    vd_range range;
    return vd_match_group(scan, match, name, &range) ? quarter_of(vd_scan_fold(scan, range)) : 0;
}

/* First and last day of what one match names; false where it is no possible date. */
static bool period_of(const vd_scan *scan, const vd_match *match, int year, vd_date *from, vd_date *to)
{
    int stated = vd_match_number(scan, match, "y");
    int y = stated ? stated : year;
    int m = vd_match_number(scan, match, "m"), last = 0, first = 0;
    vd_range half;
    *from = *to = (vd_date){(int16_t)y, 0, 0};
    if (strcmp(match->mark, "day") == 0) {
        *from = *to = (vd_date){(int16_t)y, (int8_t)m, (int8_t)vd_match_number(scan, match, "d")};
        return y != 0 && m >= 1 && m <= 12 && vd_date_whole(*from);
    }
    if (strcmp(match->mark, "month") == 0) {
        first = m;
        last = vd_match_number(scan, match, "n");
    } else if (strcmp(match->mark, "quarter") == 0) {
        int q = group_quarter(scan, match, "m"), q2 = group_quarter(scan, match, "n");
        first = q ? 3 * q - 2 : 0;
        last = q2 ? 3 * q2 : 3 * q;
    } else if (strcmp(match->mark, "half") == 0 && vd_match_group(scan, match, "n", &half)) {
        first = vd_scan_starts(scan, half.from, "dau") ? 1 : 7;
        last = first + 5;
    } else if (strcmp(match->mark, "span") == 0) {
        to->year = (int16_t)vd_match_number(scan, match, "z");
        return to->year >= from->year;
    } else {
        return y != 0;
    }
    last = last ? last : first;
    if (y == 0 || first < 1 || first > 12 || last < first || last > 12) {
        return false;
    }
    from->month = (int8_t)first;
    to->month = (int8_t)last;
    return true;
}

/* A year that stands further on in the same words: "15/11 đến ngày 15/12/2025". */
static int year_ahead(const vd_scan *scan, size_t at, size_t to)
{
    const char *fold = scan->text->fold;
    for (size_t i = at; i + 4 <= to; i++) {
        bool century = (fold[i] == '2' && fold[i + 1] == '0') || (fold[i] == '1' && fold[i + 1] == '9');
        bool digits = fold[i + 2] >= '0' && fold[i + 2] <= '9' && fold[i + 3] >= '0' && fold[i + 3] <= '9';
        bool alone = (i == 0 || fold[i - 1] < '0' || fold[i - 1] > '9') &&
                     (i + 4 == to || fold[i + 4] < '0' || fold[i + 4] > '9');
        if (century && digits && alone) {
            return (fold[i] - '0') * 1000 + (fold[i + 1] - '0') * 100 + (fold[i + 2] - '0') * 10 + (fold[i + 3] - '0');
        }
    }
    return 0;
}

static void bounds_widen(vd_when *out, vd_date from, vd_date to)
{
    if (from.year && (out->from.year == 0 || vd_date_cmp(from, out->from) < 0)) {
        out->from = from;
    }
    if (to.year && vd_date_cmp(to, out->to) > 0) {
        out->to = to;
    }
}

/* Add what one match says. */
static void match_take(const vd_scan *scan, const vd_match *match, size_t end, int year, vd_when *out)
{
    for (size_t i = 0; i < sizeof recurrences / sizeof recurrences[0]; i++) {
        if (strcmp(match->mark, recurrences[i].mark) == 0) {
            out->recurring |= 1U << recurrences[i].recurring;
            return;
        }
    }
    if (strcmp(match->mark, "cropped") == 0) {
        out->recurring |= 1U << VD_RECURRING_CONTINUOUS;
        return;
    }
    int ahead = year_ahead(scan, match->end, end);
    vd_date from, to;
    vd_range pre;
    if (!period_of(scan, match, ahead ? ahead : year, &from, &to)) {
        return;
    }
    from = vd_date_first(from);
    to = vd_date_last(to);
    if (strcmp(match->mark, "span") != 0 && vd_match_group(scan, match, "pre", &pre)) {
        vd_str words = vd_scan_fold(scan, pre);
        bool since = vd_str_ends(words, VD_LIT("tu")) || vd_str_starts(words, VD_LIT("bat dau"));
        bool during = vd_str_ends(words, VD_LIT("trong")) || vd_str_ends(words, VD_LIT("vao"));
        to = since ? (vd_date){0} : to;
        from = since || during ? from : (vd_date){0};
    }
    bounds_widen(out, from, to);
}

void vd_when_read(vd_scan *scan, vd_range range, int year, vd_when *out)
{
    range = vd_task_trim(scan, range);
    *out = (vd_when){.printed = vd_scan_clean(scan, range)};
    size_t end = range.to - range.from > VALUE_REACH ? range.from + VALUE_REACH : range.to;
    vd_match match;
    size_t times = 0;
    for (size_t at = range.from; at < end && times < TIMES;) {
        if (vd_scan_at(scan, VD_PAT_task_when, at, end, &match) && match.end > at && match.mark) {
            match_take(scan, &match, end, year, out);
            at = match.end;
            times++;
        }
        while (at < end && vd_is_word(scan->text->fold[at])) {
            at++;
        }
        while (at < end && !vd_is_word(scan->text->fold[at])) {
            at++;
        }
    }
    if (out->from.year && out->to.year && vd_date_cmp(out->from, out->to) > 0) {
        out->from = out->to = (vd_date){0}; /* what was read does not fit together */
    }
}

/* Where a time goes on behind `at`: ", hằng năm", " và đột xuất", " (trước ngày 15/12". */
static size_t times_join(vd_scan *scan, size_t at, size_t to)
{
    vd_match match;
    size_t next = at;
    while (next < to && next < at + 4 && strchr(" ,(", scan->text->fold[next])) {
        next++;
    }
    next += vd_scan_starts(scan, next, "va ") && next + 3 < to ? 3 : 0;
    return next > at && vd_scan_at(scan, VD_PAT_task_when, next, to, &match) && match.mark ? match.end : at;
}

/* A bracket behind a time that holds another belongs to it as a whole, line breaks and all: "hằng năm (trước ngày 15
 * tháng 12)".  `end` where there is none. */
static size_t bracket_join(vd_scan *scan, size_t end, size_t to)
{
    const char *fold = scan->text->fold;
    size_t open = end;
    while (open < to && strchr(" \n", fold[open])) {
        open++;
    }
    size_t reach = to - open < BRACKET_REACH ? to : open + BRACKET_REACH;
    const char *hit = open < to && fold[open] == '(' ? memchr(fold + open, ')', reach - open) : NULL;
    size_t close = hit ? (size_t)(hit - fold) : open;
    for (size_t at = open + 1; at < close; at++) {
        vd_match match;
        bool word = vd_is_word(fold[at]) && !vd_is_word(fold[at - 1]);
        if (word && vd_scan_at(scan, VD_PAT_task_when, at, close, &match) && match.mark) {
            return close + 1;
        }
    }
    return end;
}

bool vd_when_find(vd_scan *scan, vd_range range, int year, vd_when *out)
{
    vd_match due, match;
    for (size_t at = range.from; at < range.to && vd_scan_find(scan, VD_PAT_task_due, at, range.to, &due);) {
        at = due.end > due.start ? due.end : due.end + 1;
        if (!vd_scan_at(scan, VD_PAT_task_when, due.start, range.to, &match) || match.end <= due.start ||
            match.mark == NULL || strcmp(match.mark, "cropped") == 0 || strcmp(match.mark, "continuous") == 0) {
            continue;
        }
        size_t end = match.end;
        for (size_t i = 0; i < TIMES; i++) {
            size_t next = bracket_join(scan, end, range.to);
            next = next > end ? next : times_join(scan, end, range.to);
            if (next == end) {
                break;
            }
            end = next;
        }
        vd_when found;
        vd_when_read(scan, (vd_range){due.start, end}, year, &found);
        if (found.from.year || found.to.year || found.recurring) {
            *out = found;
            return true;
        }
        at = end > at ? end : at;
    }
    return false;
}

int vd_when_year(vd_scan *scan, vd_range range)
{
    vd_match match;
    int year = 0;
    bool span = false, several = false;
    for (size_t at = range.from; vd_scan_find(scan, VD_PAT_task_year, at, range.to, &match); at = match.end) {
        int here = vd_match_number(scan, &match, "y");
        bool spans = match.mark && strcmp(match.mark, "span") == 0;
        span = span || spans;
        several = several || (!spans && year != 0 && here != year);
        year = spans ? year : here;
    }
    return several ? -1 : year ? year : span ? -1 : 0;
}
