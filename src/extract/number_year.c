/* Numbers whose year their own date denies: "72/2022/QH14 ngày 17/11/2020".  One of the two is a misprint.  Where a
 * document of the date's year is known under this number and day, and none under the printed number, that one is meant;
 * a year behind the day itself is no year of a number, so that what is read there is doubtful. */
#include "extract/code.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>

/* The built-in tables have a document of this number; *on: one that was passed on `day`. */
static bool number_known(vd_str number, vd_date day, bool *on)
{
    bool known = false;
    *on = false;
    for (const vd_catalogue_row *row = NULL; (row = vd_catalogue_by_number_next(number, row)) != NULL;) {
        known = true;
        *on = *on || vd_passed_on(row->passed, day);
    }
    for (const vd_decree_row *row = NULL; (row = vd_decree_by_number(number, row)) != NULL;) {
        known = true;
        *on = *on || vd_passed_on(row->passed, day);
    }
    return known;
}

/* The number with its date's year: "72/2022/QH14" -> "72/2020/QH14"; absent when its year stands nowhere in it. */
static vd_str number_of_year(vd_scan *scan, const vd_draft *draft)
{
    char year[16];
    char dated[16];
    snprintf(year, sizeof year, "/%d/", draft->year);
    int len = snprintf(dated, sizeof dated, "/%d/", draft->date.year);
    size_t at = vd_str_find(draft->number, vd_str_of(year), 0);
    char *number = at == SIZE_MAX ? NULL : VD_ARENA_RAW(scan->arena, char, draft->number.len + 1);
    if (number == NULL) {
        if (at != SIZE_MAX) {
            vd_scan_fail_memory(scan);
        }
        return VD_NONE;
    }
    memcpy(number, draft->number.ptr, draft->number.len);
    memcpy(number + at, dated, (size_t)len);
    number[draft->number.len] = '\0';
    return (vd_str){number, draft->number.len};
}

/* How the number is printed: what is told already among its repairs, "78/2035/NĐCP → 78/2035/NĐ-CP". */
static vd_str number_printed(const vd_draft *draft)
{
    size_t arrow = vd_str_find(draft->repairs, VD_LIT(" → "), 0);
    return arrow == SIZE_MAX ? draft->number : vd_str_slice(draft->repairs, 0, arrow);
}

void vd_number_settle(vd_scan *scan, vd_draft *draft)
{
    bool denied = draft->form == VD_FORM_NUMBERED && draft->year > 0 && vd_date_whole(draft->date) &&
                  draft->date.year != draft->year;
    bool on = false;
    if (!denied || number_known(draft->number, draft->date, &on)) {
        return;
    }
    vd_str number = number_of_year(scan, draft);
    if (number.ptr && number_known(number, draft->date, &on) && on) {
        vd_str parts[] = {number_printed(draft), VD_LIT("→"), number};
        draft->repairs = vd_scan_join(scan, parts, 3);
        draft->symbol = vd_str_slice(number, number.len - draft->symbol.len, number.len);
        draft->number = number;
        draft->year = draft->date.year;
        draft->confidence *= 0.8;
    } else if (draft->year > draft->date.year) {
        draft->confidence *= 0.6;
    }
}
