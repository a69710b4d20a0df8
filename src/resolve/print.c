/* MinHash of a folded text: the smallest hash of its word triples under each of VD_PRINT_SIZE permutations.  The share
 * of equal minima estimates how many triples two texts have in common (Broder 1997). */
#include "base/str.h"
#include "resolve/resolve.h"

static uint64_t mix(uint64_t x)
{
    x ^= x >> 33;
    x *= 0xff51afd7ed558ccdULL;
    x ^= x >> 33;
    x *= 0xc4ceb9fe1a85ec53ULL;
    return x ^ (x >> 33);
}

static bool word_char(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

void vd_print(vd_str fold, uint64_t out[VD_PRINT_SIZE])
{
    uint64_t words[3] = {0, 0, 0};
    size_t seen = 0;
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        out[i] = UINT64_MAX;
    }
    for (size_t at = 0; at < fold.len;) {
        size_t end = at;
        while (end < fold.len && word_char(fold.ptr[end])) {
            end++;
        }
        if (end == at) {
            at++;
            continue;
        }
        words[0] = words[1];
        words[1] = words[2];
        words[2] = vd_str_hash(vd_str_slice(fold, at, end));
        at = end;
        if (++seen < 3) {
            continue;
        }
        uint64_t triple = mix(words[0] * 3 + mix(words[1] * 5 + mix(words[2])));
        for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
            uint64_t hash = mix(triple ^ (0x9e3779b97f4a7c15ULL * (i + 1)));
            out[i] = hash < out[i] ? hash : out[i];
        }
    }
}
