/* A source's own number in a scan that lost its marks, where "Số" was read as digits or signs: "6: 87/KH-UBND",
 * "$6 09-CTr/HU", "86: 174/TANDTC-PC".  It stands on a line of its own at the head, above recitals and title. */
#include "extract/scan.h"

enum { NUMBER_REACH = 400 }; /* a letterhead of two bodies is no longer */

/* Behind what "Số:" was read as, at the beginning of the line; its beginning where it was not.  *plain: without a
 * colon, so that it may as well be a number of the line. */
static size_t behind_word(const vd_scan *scan, vd_range line, bool *plain)
{
    const char *fold = scan->text->fold;
    size_t at = line.from;
    bool sign = false;
    for (; at < line.to && at < line.from + 2 && !vd_is_word(fold[at]) && fold[at] != ' '; at++) {
        sign = sign || fold[at] == '$';
    }
    if (at < line.to && VD_AMONG(fold[at], "s8")) {
        at++;
        sign = true;
    }
    if (at + 2 >= line.to || !VD_AMONG(fold[at], "6eo") || (fold[at] != '6' && !sign)) {
        return line.from;
    }
    at++;
    bool colon = VD_AMONG(fold[at], ":;");
    at += colon;
    bool blank = fold[at] == ' ';
    *plain = !colon;
    return colon || blank ? at + blank : line.from;
}

bool vd_header_number_misread(vd_scan *scan, size_t end, vd_number *out)
{
    for (size_t i = 0; scan->text->marks_lost && i < scan->text->line_count; i++) {
        vd_range line = vd_line_range(scan, i);
        if (line.from >= end || line.from >= NUMBER_REACH) {
            return false;
        }
        bool plain = false;
        size_t at = behind_word(scan, line, &plain);
        if (at == line.from || !vd_number_read(scan, at, out) || (plain && out->type == NULL)) {
            continue;
        }
        size_t rest = out->range.to;
        rest += rest < line.to && VD_AMONG(scan->text->fold[rest], ".,");
        if (rest >= line.to) {
            return true;
        }
    }
    return false;
}
