/** Drawing: the same numbers on every machine, from a seed that is not 0. */
#ifndef VD_TESTS_SUPPORT_RANDOM_H
#define VD_TESTS_SUPPORT_RANDOM_H

#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

/** xorshift64. */
static inline size_t random_below(uint64_t *state, size_t limit)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (size_t)(*state % limit);
}

/** What the environment asks for under this name, for long runs by hand. */
static inline uint64_t number_asked(const char *name, uint64_t otherwise)
{
    const char *text = getenv(name);
    return text ? strtoull(text, NULL, 10) : otherwise;
}

#endif
