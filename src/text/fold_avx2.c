/** Folding by blocks with AVX2. */
#include "base/cpu.h"
#include "text/fold_block.h"

#if VD_CPU_X86

#include <immintrin.h>

#define AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))

/* positions[m]: where the set bits of m are, one byte each, the lowest first.  What stands behind them is nothing. */
#define BIT(m, b) ((uint64_t)((m) >> (b)&1))
#define BELOW(m, b)                                                                                   \
    ((BIT(m, 0) * ((b) > 0) + BIT(m, 1) * ((b) > 1) + BIT(m, 2) * ((b) > 2) + BIT(m, 3) * ((b) > 3) + \
      BIT(m, 4) * ((b) > 4) + BIT(m, 5) * ((b) > 5) + BIT(m, 6) * ((b) > 6)) *                        \
     8)
#define ONE(m, b) (BIT(m, b) * ((uint64_t)(b) << BELOW(m, b)))
#define ROW(m) (ONE(m, 1) | ONE(m, 2) | ONE(m, 3) | ONE(m, 4) | ONE(m, 5) | ONE(m, 6) | ONE(m, 7))
#define ROWS_4(m) ROW(m), ROW((m) + 1), ROW((m) + 2), ROW((m) + 3)
#define ROWS_16(m) ROWS_4(m), ROWS_4((m) + 4), ROWS_4((m) + 8), ROWS_4((m) + 12)
#define ROWS_64(m) ROWS_16(m), ROWS_16((m) + 16), ROWS_16((m) + 32), ROWS_16((m) + 48)
static const uint64_t positions[256] = {ROWS_64(0), ROWS_64(64), ROWS_64(128), ROWS_64(192)};

/* 32 bytes: folded as ASCII, with their flags, and their masks in half a block. */
typedef struct half {
    __m256i fold, flags;
    uint32_t high, cont, three, blank, newline, strange, paren, tight;
} half;

AVX2 static inline uint32_t bits_of(__m256i bytes)
{
    return (uint32_t)_mm256_movemask_epi8(bytes);
}

AVX2 static inline __m256i all_of(char c)
{
    return _mm256_set1_epi8(c);
}

/* Comparisons are signed: bytes above 0x7F are small. */
AVX2 static inline half half_read(const char *p)
{
    __m256i v = _mm256_loadu_si256((const __m256i *)(const void *)p);
    __m256i upper = _mm256_cmpgt_epi8(_mm256_add_epi8(v, all_of(127 - 'Z')), all_of(127 - 26));
    __m256i odd = _mm256_and_si256(_mm256_cmpgt_epi8(v, all_of('\t' - 1)), _mm256_cmpgt_epi8(all_of('\r' + 1), v));
    __m256i line = _mm256_or_si256(_mm256_cmpeq_epi8(v, all_of('\n')), _mm256_cmpeq_epi8(v, all_of('\r')));
    __m256i tight =
        _mm256_or_si256(_mm256_cmpeq_epi8(v, all_of(',')),
                        _mm256_or_si256(_mm256_cmpeq_epi8(v, all_of(';')), _mm256_cmpeq_epi8(v, all_of(')'))));
    __m256i small = _mm256_or_si256(v, _mm256_and_si256(upper, all_of(0x20)));
    half h;
    h.fold = _mm256_blendv_epi8(_mm256_blendv_epi8(small, all_of(' '), odd), all_of('\n'), line);
    h.flags = _mm256_and_si256(upper, all_of(VD_CH_UPPER));
    h.high = bits_of(v);
    h.cont = bits_of(_mm256_cmpgt_epi8(all_of((char)-0x40), v));
    h.three = bits_of(_mm256_cmpgt_epi8(v, all_of((char)-0x21))) & h.high;
    h.newline = bits_of(line);
    h.blank = bits_of(odd) | bits_of(_mm256_cmpeq_epi8(v, all_of(' ')));
    h.strange = (bits_of(_mm256_cmpgt_epi8(all_of(' '), v)) & ~h.high & ~h.blank) |
                (bits_of(_mm256_cmpgt_epi8(v, all_of((char)(BLOCK_OTHERS - 1)))) & h.high);
    h.paren = bits_of(_mm256_cmpeq_epi8(v, all_of('(')));
    h.tight = bits_of(tight);
    return h;
}

static inline uint64_t join(uint32_t low, uint32_t high)
{
    return (uint64_t)high << 32 | low;
}

/* Write the kept bytes of the block at `at` behind the folded copy. */
AVX2 static inline void block_write(vd_text *text, size_t at, const half *low, const half *high, uint64_t keep)
{
    unsigned char fold[64];
    unsigned char flags[64];
    _mm256_storeu_si256((__m256i *)(void *)fold, low->fold);
    _mm256_storeu_si256((__m256i *)(void *)(fold + 32), high->fold);
    _mm256_storeu_si256((__m256i *)(void *)flags, low->flags);
    _mm256_storeu_si256((__m256i *)(void *)(flags + 32), high->flags);
    /* Not read again behind each store: a character could be written anywhere. */
    char *fold_to = text->fold;
    uint8_t *flags_to = text->flags;
    uint32_t *at_to = text->at;
    size_t len = text->fold_len;
    __m256i from = _mm256_set1_epi32((int)(uint32_t)at);
    for (size_t i = 0; i < 64; i += 8) {
        unsigned mask = (unsigned)(keep >> i) & 0xFF;
        __m128i shuffle = _mm_loadl_epi64((const __m128i *)(const void *)&positions[mask]);
        __m128i some = _mm_shuffle_epi8(_mm_loadl_epi64((const __m128i *)(const void *)(fold + i)), shuffle);
        _mm_storel_epi64((__m128i *)(void *)(fold_to + len), some);
        some = _mm_shuffle_epi8(_mm_loadl_epi64((const __m128i *)(const void *)(flags + i)), shuffle);
        _mm_storel_epi64((__m128i *)(void *)(flags_to + len), some);
        _mm256_storeu_si256((__m256i *)(void *)(at_to + len), _mm256_add_epi32(_mm256_cvtepu8_epi32(shuffle), from));
        from = _mm256_add_epi32(from, _mm256_set1_epi32(8));
        len += (size_t)__builtin_popcount(mask);
    }
}

/* Put the listed characters of several bytes in their places; false when one is not listed. */
AVX2 static inline bool letters_put(vd_text *text, size_t at, const block_plan *plan)
{
    const unsigned char *bytes = (const unsigned char *)text->bytes.ptr + at;
    char *fold = text->fold + text->fold_len;
    uint8_t *flags = text->flags + text->fold_len;
    const uint64_t keep = plan->keep;
    char common = VD_LETTER_LISTED;
    for (uint64_t rest = plan->leads; rest != 0; rest &= rest - 1) {
        unsigned bit = (unsigned)__builtin_ctzll(rest);
        size_t letter = block_letter(bytes + bit);
        size_t to = (size_t)__builtin_popcountll(_bzhi_u64(keep, bit));
        char mark = vd_letter_marks[letter];
        common &= mark;
        fold[to] = vd_letter_shapes[letter];
        flags[to] = vd_letter_flags(mark);
    }
    return vd_letter_listed(common);
}

/* Fold the block at `at`; how many bytes, 0 when it is not an everyday one and nothing has changed.  A call for each
 * block would load all constants again. */
AVX2 static inline __attribute__((always_inline)) size_t block_fold(vd_text *text, size_t at)
{
    half low = half_read(text->bytes.ptr + at);
    half high = half_read(text->bytes.ptr + at + 32);
    block_masks masks = {
        .high = join(low.high, high.high),
        .cont = join(low.cont, high.cont),
        .three = join(low.three, high.three),
        .blank = join(low.blank, high.blank),
        .newline = join(low.newline, high.newline),
        .strange = join(low.strange, high.strange),
        .paren = join(low.paren, high.paren),
        .tight = join(low.tight, high.tight),
    };
    block_plan plan;
    if (!block_planned(&masks, block_before(text), &plan)) {
        return 0;
    }
    block_note(text, at);
    block_write(text, at, &low, &high, plan.keep);
    if (!letters_put(text, at, &plan)) {
        return 0;
    }
    block_breaks(text, &plan);
    text->fold_len += (size_t)__builtin_popcountll(plan.keep);
    return plan.used;
}

AVX2 size_t vd_fold_blocks_avx2(vd_text *text)
{
    size_t at = 0;
    /* A character that begins in the block is read whole, and perhaps a byte more. */
    while (text->bytes.len - at >= VD_FOLD_BLOCK + 2) {
        size_t used = block_fold(text, at);
        at = used ? at + used : block_step(text, at);
    }
    return at;
}

#endif
