/** Chance that can be repeated, and days: the same seed draws the same things on every machine. */
#ifndef VD_TESTS_SYNTH_DRAW_H
#define VD_TESTS_SYNTH_DRAW_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct draw {
    uint64_t state;
} draw;

/** A stream of its own for each (seed, part): what one document draws does not move the next. */
draw draw_of(uint64_t seed, uint64_t part);
uint64_t draw_next(draw *d);
/** 0 … count - 1; count > 0. */
uint32_t draw_below(draw *d, uint32_t count);
bool draw_chance(draw *d, uint32_t percent);
/** 0 … count - 1, small ones far more often: the k-th falls about k^(-2/3) as often as the first. */
uint32_t draw_ranked(draw *d, uint32_t count);

#define DRAW_ONE(d, array) ((array)[draw_below((d), (uint32_t)(sizeof(array) / sizeof *(array)))])

/** Days since 1970-01-01. */
int day_of(int year, int month, int day);
void day_parts(int day, int *year, int *month, int *day_of_month);
/** Of "2021-11-26"; `otherwise` where the text is none. */
int day_parse(const char *iso, int otherwise);

#endif
