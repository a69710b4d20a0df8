/* MinHash of a folded text: one hash for each of its word triples, which fall into VD_PRINT_SIZE bins by what they
 * leave divided by it; of each bin the smallest counts.  The share of bins with equal minima estimates how many triples
 * two texts have in common (Li, Owen, Zhang 2012: one permutation hashing).  A bin that no triple fell into takes the
 * minimum of another, chosen by its own number alone, so that short texts are compared as well as long ones
 * (Shrivastava 2017: optimal densification).
 *
 * Of a word only its consonants count.  Vietnamese marks stand on vowels, so that an engine without Vietnamese misreads
 * those first ("cia", "s6", "thyc"); and vowels are what it splits or glues least.  Of a page read so, 3 triples in 10
 * stay whole as words, and 5 to 7 in 10 as consonants; unlike pages still have next to none in common. */
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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return c >= 'a' && c <= 'z';
}

static bool is_consonant(char c)
{
    return is_letter(c) && c != 'a' && c != 'e' && c != 'i' && c != 'o' && c != 'u' && c != 'y';
}

/* The hash of what counts of the word at `*at`, which is stepped over; 0 when nothing does.  A number counts whole, a
 * digit among letters is a misread letter. */
static uint64_t word_hash(vd_str fold, size_t *at)
{
    size_t from = *at;
    bool letters = false;
    uint64_t hash = 0xcbf29ce484222325ULL;
    while (*at < fold.len && (is_letter(fold.ptr[*at]) || is_digit(fold.ptr[*at]))) {
        letters = letters || is_letter(fold.ptr[*at]);
        (*at)++;
    }
    size_t kept = 0;
    for (size_t i = from; i < *at; i++) {
        if (letters ? is_consonant(fold.ptr[i]) : true) {
            hash = (hash ^ (unsigned char)fold.ptr[i]) * 0x100000001b3ULL;
            kept++;
        }
    }
    return kept ? hash : 0;
}

/* Fills the bins that are empty; all are, where there is no triple. */
static void bins_fill(uint64_t out[VD_PRINT_SIZE])
{
    bool empty[VD_PRINT_SIZE];
    size_t empty_count = 0;
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        empty[i] = out[i] == UINT64_MAX;
        empty_count += empty[i];
    }
    for (size_t i = 0; i < VD_PRINT_SIZE && empty_count < VD_PRINT_SIZE; i++) {
        for (uint64_t attempt = 1; out[i] == UINT64_MAX; attempt++) {
            size_t other = mix(i + attempt * VD_PRINT_SIZE) % VD_PRINT_SIZE;
            out[i] = empty[other] ? UINT64_MAX : out[other];
        }
    }
}

void vd_print(vd_str fold, uint64_t out[VD_PRINT_SIZE])
{
    uint64_t words[3] = {0, 0, 0};
    size_t seen = 0;
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        out[i] = UINT64_MAX;
    }
    for (size_t at = 0; at < fold.len;) {
        size_t from = at;
        uint64_t word = word_hash(fold, &at);
        at += at == from;
        if (word == 0) {
            continue;
        }
        words[0] = words[1];
        words[1] = words[2];
        words[2] = word;
        if (++seen < 3) {
            continue;
        }
        uint64_t triple = mix(words[0] * 3 + mix(words[1] * 5 + mix(words[2])));
        uint64_t *bin = &out[triple % VD_PRINT_SIZE];
        *bin = triple < *bin ? triple : *bin;
    }
    bins_fill(out);
}
