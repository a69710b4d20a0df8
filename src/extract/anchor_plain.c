/* The sweep for anchors with what every machine has. */
#include "extract/anchor_sweep.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#ifdef __SSE2__

static inline uint64_t bits_between(__m128i chars, char low, int count)
{
    __m128i moved = _mm_sub_epi8(chars, _mm_set1_epi8((char)(low + 128)));
    return (uint32_t)_mm_movemask_epi8(_mm_cmplt_epi8(moved, _mm_set1_epi8((char)(count - 128))));
}

static inline uint64_t bits_equal(__m128i chars, char c)
{
    return (uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(chars, _mm_set1_epi8(c)));
}

static inline block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i += 16) {
        __m128i chars = _mm_loadu_si128((const __m128i *)(const void *)(block + i));
        uint64_t letters = bits_between(chars, 'a', 26);
        uint64_t others = bits_between(chars, '0', 10) | bits_equal(chars, VD_FOLD_OTHER);
        uint64_t marks = bits_equal(chars, '\n') | bits_equal(chars, '.') | bits_equal(chars, ';') |
                         bits_equal(chars, '"') | bits_equal(chars, '(');
        bits.letters |= letters << i;
        bits.words |= (letters | others) << i;
        bits.marks |= marks << i;
    }
    return bits;
}

#else

static inline block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i++) {
        char c = block[i];
        bits.letters |= (uint64_t)(c >= 'a' && c <= 'z') << i;
        bits.words |= (uint64_t)vd_is_word(c) << i;
        bits.marks |= (uint64_t)(c == '\n' || c == '.' || c == ';' || c == '"' || c == '(') << i;
    }
    return bits;
}

#endif

bool vd_sweep_plain(const vd_sweep *sweep)
{
    return anchors_sweep(sweep, block_read);
}
