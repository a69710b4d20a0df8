/** Dates: text forms and order. */
#ifndef VD_BASE_DATE_H
#define VD_BASE_DATE_H

#include "base/str.h"

/** Day, month and year all known and a day of the calendar. */
bool vd_date_whole(vd_date date);
/** Is it a possible date, unknown parts aside? */
bool vd_date_valid(vd_date date);
/** First and last day the date can be; the date itself when whole.  {0,0,0} when the year is unknown or the date is not
 *  valid. */
vd_date vd_date_first(vd_date date);
vd_date vd_date_last(vd_date date);
/** Order by year, month, day; 0 (unknown) sorts first. */
int vd_date_cmp(vd_date a, vd_date b);
bool vd_date_eq(vd_date a, vd_date b);
/** "2021-11-26", "2026-02", "2025" into `out`; returns a view of it.
 *  Absent when the year is unknown or the date is not valid; a day without month is left out. */
vd_str vd_date_format(vd_date date, char out[16]);
/** Reads the forms that vd_date_format writes. */
bool vd_date_parse(vd_str text, vd_date *out);
/** The date that `text` is; unknown where it is none. */
vd_date vd_date_of(vd_str text);

#endif
