/** Folding by blocks with what every x86-64 has. */
#include "base/cpu.h"
#include "text/fold_lanes.h"

#if VD_CPU_X86

#include <emmintrin.h>

static inline uint64_t bits_of(__m128i bytes, size_t shift)
{
    return (uint64_t)(unsigned)_mm_movemask_epi8(bytes) << shift;
}

static inline __m128i all_of(char c)
{
    return _mm_set1_epi8(c);
}

static inline __m128i either(__m128i mask, __m128i yes, __m128i no)
{
    return _mm_or_si128(_mm_and_si128(mask, yes), _mm_andnot_si128(mask, no));
}

/* Sixteen bytes at i.  Comparisons are signed: bytes above 0x7F are small. */
static inline void quarter_read(block *b, const char *p, size_t i)
{
    __m128i v = _mm_loadu_si128((const __m128i *)(const void *)(p + i));
    __m128i upper = _mm_cmpgt_epi8(_mm_add_epi8(v, all_of(127 - 'Z')), all_of(127 - 26));
    __m128i odd = _mm_and_si128(_mm_cmpgt_epi8(v, all_of('\t' - 1)), _mm_cmpgt_epi8(all_of('\r' + 1), v));
    __m128i line = _mm_or_si128(_mm_cmpeq_epi8(v, all_of('\n')), _mm_cmpeq_epi8(v, all_of('\r')));
    __m128i blank = _mm_or_si128(odd, _mm_cmpeq_epi8(v, all_of(' ')));
    __m128i low = _mm_and_si128(_mm_cmpgt_epi8(all_of(' '), v), _mm_cmpgt_epi8(v, all_of(-1)));
    __m128i tight = _mm_or_si128(_mm_cmpeq_epi8(v, all_of(',')),
                                 _mm_or_si128(_mm_cmpeq_epi8(v, all_of(';')), _mm_cmpeq_epi8(v, all_of(')'))));
    __m128i fold = _mm_or_si128(v, _mm_and_si128(upper, all_of(0x20)));
    fold = either(line, all_of('\n'), either(odd, all_of(' '), fold));
    _mm_storeu_si128((__m128i *)(void *)(b->fold + i), fold);
    _mm_storeu_si128((__m128i *)(void *)(b->flags + i), _mm_and_si128(upper, all_of(VD_CH_UPPER)));
    b->masks.high |= bits_of(v, i);
    b->masks.cont |= bits_of(_mm_cmpgt_epi8(all_of((char)-0x40), v), i);
    b->masks.three |= bits_of(_mm_and_si128(_mm_cmpgt_epi8(v, all_of((char)-0x21)), _mm_cmpgt_epi8(all_of(0), v)), i);
    b->masks.newline |= bits_of(line, i);
    b->masks.blank |= bits_of(blank, i);
    __m128i others = _mm_and_si128(_mm_cmpgt_epi8(v, all_of((char)(BLOCK_OTHERS - 1))), _mm_cmpgt_epi8(all_of(0), v));
    b->masks.strange |= bits_of(_mm_or_si128(others, _mm_andnot_si128(odd, low)), i);
    b->masks.paren |= bits_of(_mm_cmpeq_epi8(v, all_of('(')), i);
    b->masks.tight |= bits_of(tight, i);
}

size_t vd_fold_blocks_sse2(vd_text *text)
{
    size_t at = 0;
    /* A character that begins in the block is read whole, and perhaps a byte more. */
    while (text->bytes.len - at >= VD_FOLD_BLOCK + 2) {
        block b = {.masks = {0}};
        for (size_t i = 0; i < VD_FOLD_BLOCK; i += 16) {
            quarter_read(&b, text->bytes.ptr + at, i);
        }
        size_t used = block_fold(text, at, &b);
        at = used ? at + used : block_step(text, at);
    }
    return at;
}

#endif
