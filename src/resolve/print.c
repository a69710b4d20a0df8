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

/* What a character counts as. */
enum { OTHER, VOWEL, CONSONANT, DIGIT };

/* clang-format off */
static const unsigned char kinds[256] = {
    ['0'] = DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT, DIGIT,
    ['a'] = VOWEL, CONSONANT, CONSONANT, CONSONANT,
    ['e'] = VOWEL, CONSONANT, CONSONANT, CONSONANT,
    ['i'] = VOWEL, CONSONANT, CONSONANT, CONSONANT, CONSONANT, CONSONANT,
    ['o'] = VOWEL, CONSONANT, CONSONANT, CONSONANT, CONSONANT, CONSONANT,
    ['u'] = VOWEL, CONSONANT, CONSONANT, CONSONANT,
    ['y'] = VOWEL, CONSONANT,
};
/* clang-format on */

static uint64_t hash_add(uint64_t hash, unsigned char c)
{
    return (hash ^ c) * 0x100000001b3ULL;
}

/* The hash of what counts of the word at `*at`, which is stepped over; 0 when nothing does.  A number counts whole, a
 * digit among letters is a misread letter.  Which of both it is shows at the end, so both are worked out. */
static uint64_t word_hash(vd_str fold, size_t *at)
{
    static const uint64_t empty = 0xcbf29ce484222325ULL;
    uint64_t consonants = empty, digits = empty;
    bool letters = false;
    size_t i = *at;
    for (; i < fold.len; i++) {
        unsigned char c = (unsigned char)fold.ptr[i], kind = kinds[c];
        if (kind == OTHER) {
            break;
        }
        letters = letters || kind != DIGIT;
        if (kind == CONSONANT) {
            consonants = hash_add(consonants, c);
        } else if (kind == DIGIT) {
            digits = hash_add(digits, c);
        }
    }
    *at = i;
    uint64_t hash = letters ? consonants : digits;
    return hash == empty ? 0 : hash;
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
