/* splitmix64, and the calendar by counting days from March. */
#include "synth/draw.h"

#include <stdio.h>

uint64_t draw_next(draw *d)
{
    uint64_t x = d->state += UINT64_C(0x9e3779b97f4a7c15);
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

draw draw_of(uint64_t seed, uint64_t part)
{
    draw d = {seed * UINT64_C(0xd1342543de82ef95) + part};
    d.state = draw_next(&d);
    return d;
}

uint32_t draw_below(draw *d, uint32_t count)
{
    return (uint32_t)(((draw_next(d) >> 32) * count) >> 32);
}

bool draw_chance(draw *d, uint32_t percent)
{
    return draw_below(d, 100) < percent;
}

uint32_t draw_ranked(draw *d, uint32_t count)
{
    uint64_t u = draw_next(d) >> 43; /* 21 bits, so that the cube fits */
    uint64_t cube = (u * u * u) >> 32;
    return (uint32_t)((cube * count) >> 31);
}

int day_of(int year, int month, int day)
{
    int y = month > 2 ? year : year - 1;
    int era = y / 400;
    int of_era = y - era * 400;
    int of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

void day_parts(int day, int *year, int *month, int *day_of_month)
{
    int z = day + 719468;
    int era = z / 146097;
    int of_era = z - era * 146097;
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100);
    int m = (5 * of_year + 2) / 153;
    *day_of_month = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = y + era * 400 + (*month <= 2);
}

int day_parse(const char *iso, int otherwise)
{
    int year = 0;
    int month = 0;
    int day = 0;
    return sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) == 3 ? day_of(year, month, day) : otherwise;
}
