/* The sweep for anchors with what every x86-64 has. */
#include "base/cpu.h"
#include "extract/anchor_sweep.h"

#if VD_CPU_X86

#include <emmintrin.h>

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

bool vd_sweep_sse2(const vd_sweep *sweep)
{
    return anchors_sweep(sweep, block_read);
}

#endif
