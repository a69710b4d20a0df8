/** Dates of the Gregorian calendar, of which parts may be unknown. */
#include "base/date.h"

static bool year_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

/* Days of a month; the most there can be where year or month is unknown. */
static int month_days(int year, int month)
{
    static const signed char days[13] = {31, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && (year == 0 || year_leap(year)) ? 29 : days[month];
}

bool vd_date_valid(vd_date date)
{
    return date.year >= 0 && date.year <= 9999 && date.month >= 0 && date.month <= 12 && date.day >= 0 &&
           date.day <= month_days(date.year, date.month);
}

bool vd_date_whole(vd_date date)
{
    return date.year != 0 && date.month != 0 && date.day != 0 && vd_date_valid(date);
}

vd_date vd_date_first(vd_date date)
{
    if (date.year == 0 || !vd_date_valid(date)) {
        return (vd_date){0};
    }
    date.month = date.month ? date.month : 1;
    date.day = date.day ? date.day : 1;
    return date;
}

vd_date vd_date_last(vd_date date)
{
    if (date.year == 0 || !vd_date_valid(date)) {
        return (vd_date){0};
    }
    date.month = date.month ? date.month : 12;
    date.day = date.day ? date.day : (int8_t)month_days(date.year, date.month);
    return date;
}

int vd_date_cmp(vd_date a, vd_date b)
{
    if (a.year != b.year) {
        return a.year < b.year ? -1 : 1;
    }
    if (a.month != b.month) {
        return a.month < b.month ? -1 : 1;
    }
    return (a.day > b.day) - (a.day < b.day);
}

bool vd_date_eq(vd_date a, vd_date b)
{
    return vd_date_cmp(a, b) == 0;
}

/* `value` in `count` digits, with leading zeros. */
static void digits_write(char *out, int count, int value)
{
    for (int i = count - 1; i >= 0; i--) {
        out[i] = (char)('0' + value % 10);
        value /= 10;
    }
}

vd_str vd_date_format(vd_date date, char out[16])
{
    out[0] = '\0';
    if (date.year == 0 || !vd_date_valid(date)) {
        return VD_NONE;
    }
    memcpy(out, "0000-00-00", 11);
    digits_write(out, 4, date.year);
    digits_write(out + 5, 2, date.month);
    digits_write(out + 8, 2, date.day);
    size_t len = date.month == 0 ? 4 : date.day == 0 ? 7 : 10;
    out[len] = '\0';
    return (vd_str){out, len};
}

/* `count` digits at text[from] as a number above 0, else -1. */
static int digits_read(vd_str text, size_t from, size_t count)
{
    int value = 0;
    for (size_t i = from; i < from + count; i++) {
        if (text.ptr[i] < '0' || text.ptr[i] > '9') {
            return -1;
        }
        value = value * 10 + (text.ptr[i] - '0');
    }
    return value > 0 ? value : -1;
}

bool vd_date_parse(vd_str text, vd_date *out)
{
    if (text.len != 4 && text.len != 7 && text.len != 10) {
        return false;
    }
    int year = digits_read(text, 0, 4);
    int month = text.len < 7 ? 0 : text.ptr[4] == '-' ? digits_read(text, 5, 2) : -1;
    int day = text.len < 10 ? 0 : text.ptr[7] == '-' ? digits_read(text, 8, 2) : -1;
    vd_date date = {(int16_t)year, (int8_t)month, (int8_t)day};
    if (year < 0 || !vd_date_valid(date)) {
        return false;
    }
    *out = date;
    return true;
}

vd_date vd_date_of(vd_str text)
{
    vd_date date = {0};
    return vd_date_parse(text, &date) ? date : (vd_date){0};
}
