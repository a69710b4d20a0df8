/* The sweep for anchors with AVX2. */
#include "base/cpu.h"
#include "extract/anchor_sweep.h"

#if VD_CPU_X86

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

AVX2 static inline uint64_t bits_between(__m256i chars, char low, int count)
{
    __m256i moved = _mm256_sub_epi8(chars, _mm256_set1_epi8((char)(low + 128)));
    return (uint32_t)_mm256_movemask_epi8(_mm256_cmpgt_epi8(_mm256_set1_epi8((char)(count - 128)), moved));
}

AVX2 static inline __m256i equal(__m256i chars, char c)
{
    return _mm256_cmpeq_epi8(chars, _mm256_set1_epi8(c));
}

AVX2 static inline block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i += 32) {
        __m256i chars = _mm256_loadu_si256((const __m256i *)(const void *)(block + i));
        uint64_t letters = bits_between(chars, 'a', 26);
        uint64_t others = bits_between(chars, '0', 10) | (uint32_t)_mm256_movemask_epi8(equal(chars, VD_FOLD_OTHER));
        __m256i stops = _mm256_or_si256(_mm256_or_si256(equal(chars, '\n'), equal(chars, '.')),
                                        _mm256_or_si256(equal(chars, ';'), equal(chars, '"')));
        uint64_t marks = (uint32_t)_mm256_movemask_epi8(_mm256_or_si256(stops, equal(chars, '(')));
        bits.letters |= letters << i;
        bits.words |= (letters | others) << i;
        bits.marks |= marks << i;
    }
    return bits;
}

AVX2 bool vd_sweep_avx2(const vd_sweep *sweep)
{
    return anchors_sweep(sweep, block_read);
}

#endif
