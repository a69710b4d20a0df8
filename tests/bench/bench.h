/** What every measure needs: the time, and numbers drawn the same on every machine. */
#ifndef VD_TESTS_BENCH_BENCH_H
#define VD_TESTS_BENCH_BENCH_H

#include <stdint.h>
#include <time.h>

static inline double seconds(void)
{
    struct timespec now;
    timespec_get(&now, TIME_UTC);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static inline uint32_t draw(uint32_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    return *state;
}

#endif
