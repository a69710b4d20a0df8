/* Edit distance with swaps of neighbours (optimal string alignment) over short ASCII words. */
#include "cli/nearest.h"

#include <stdint.h>
#include <string.h>

#define NEAREST_MAX 32

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t cli_nearest_distance(const char *word, size_t len, const char *other)
{
    size_t rows[NEAREST_MAX][NEAREST_MAX];
    size_t other_len = strlen(other);
    if (len >= NEAREST_MAX || other_len >= NEAREST_MAX) {
        return SIZE_MAX;
    }
    for (size_t i = 0; i <= len; i++) {
        rows[i][0] = i;
    }
    for (size_t j = 0; j <= other_len; j++) {
        rows[0][j] = j;
    }
    for (size_t i = 1; i <= len; i++) {
        for (size_t j = 1; j <= other_len; j++) {
            size_t replace = rows[i - 1][j - 1] + (word[i - 1] != other[j - 1]);
            rows[i][j] = least(replace, least(rows[i - 1][j], rows[i][j - 1]) + 1);
            if (i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1]) {
                rows[i][j] = least(rows[i][j], rows[i - 2][j - 2] + 1);
            }
        }
    }
    return rows[len][other_len];
}

size_t cli_nearest_limit(size_t len)
{
    return len <= 3 ? 1 : len <= 6 ? 2 : 3;
}
