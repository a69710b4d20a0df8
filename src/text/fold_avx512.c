/** Folding by blocks with AVX-512: all letters of a block are looked up at once, and a block is packed by one
 *  instruction. */
#include "base/cpu.h"
#include "text/fold_block.h"

#if VD_CPU_X86

#include <immintrin.h>

#define AVX512 __attribute__((target("avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,popcnt")))

AVX512 static inline __m512i all_of(char c)
{
    return _mm512_set1_epi8(c);
}

/* Bytes from `first` on, so many. */
AVX512 static inline __mmask64 among(__m512i v, unsigned char first, unsigned char count)
{
    return _mm512_cmplt_epu8_mask(_mm512_sub_epi8(v, all_of((char)first)), all_of((char)count));
}

AVX512 static inline block_masks masks_read(__m512i v)
{
    block_masks m;
    m.high = _mm512_movepi8_mask(v);
    m.cont = among(v, 0x80, 0x40);
    m.three = _mm512_cmpge_epu8_mask(v, all_of((char)0xE0));
    m.newline = _mm512_cmpeq_epi8_mask(v, all_of('\n')) | _mm512_cmpeq_epi8_mask(v, all_of('\r'));
    m.blank = among(v, '\t', 5) | _mm512_cmpeq_epi8_mask(v, all_of(' '));
    m.strange =
        (_mm512_cmplt_epu8_mask(v, all_of(' ')) & ~m.blank) | _mm512_cmpge_epu8_mask(v, all_of((char)BLOCK_OTHERS));
    m.paren = _mm512_cmpeq_epi8_mask(v, all_of('('));
    m.tight = _mm512_cmpeq_epi8_mask(v, all_of(',')) | _mm512_cmpeq_epi8_mask(v, all_of(';')) |
              _mm512_cmpeq_epi8_mask(v, all_of(')'));
    return m;
}

/* Of the list of letters: those of two rows of 64, which bit 6 of `index` tells apart. */
AVX512 static inline __m512i rows_look_up(const char *list, size_t row, __m512i index)
{
    __m512i low = _mm512_loadu_si512(list + row);
    __m512i high = _mm512_loadu_si512(list + row + 64);
    return _mm512_permutex2var_epi8(low, index, high);
}

/* Where the rows of the list begin whose letters everyday text has. */
enum {
    ROW_LATIN = 0,               /* U+00C0 to U+013F, C3 and C4: à, đ */
    ROW_LATIN_MORE = 0x80,       /* U+0140 to U+01BF, C5 and C6: ũ, ơ */
    ROW_VIETNAMESE = 0x210,      /* U+1E80 to U+1EFF, E1 BA and E1 BB: ạ, ữ */
    ROW_SIGNS = VD_LETTERS_SIGNS /* U+2000 to U+203F, E2 80 */
};

/* Fold the letters that begin at `leads`, of which `three` bits are such of three bytes; false: one is not listed, or
 * in none of the rows above. */
AVX512 static inline bool letters_fold(const char *bytes, __m512i v, uint64_t leads, uint64_t three, __m512i *fold,
                                       __m512i *flags)
{
    __m512i second = _mm512_loadu_si512(bytes + 1);
    __m512i third = _mm512_loadu_si512(bytes + 2);
    __mmask64 two = leads & ~three;
    __mmask64 latin = two & among(v, 0xC3, 2);
    __mmask64 more = two & among(v, 0xC5, 2);
    __mmask64 viet = leads & _mm512_cmpeq_epi8_mask(v, all_of((char)0xE1)) & among(second, 0xBA, 2);
    __mmask64 sign =
        leads & _mm512_cmpeq_epi8_mask(v, all_of((char)0xE2)) & _mm512_cmpeq_epi8_mask(second, all_of((char)0x80));
    if ((latin | more | viet | sign) != leads) {
        return false;
    }
    __m512i index = _mm512_and_si512(_mm512_mask_mov_epi8(second, three, third), all_of(0x3F));
    __mmask64 upper_row = (latin & _mm512_cmpeq_epi8_mask(v, all_of((char)0xC4))) |
                          (more & _mm512_cmpeq_epi8_mask(v, all_of((char)0xC6))) |
                          (viet & _mm512_cmpeq_epi8_mask(second, all_of((char)0xBB)));
    index = _mm512_or_si512(index, _mm512_maskz_mov_epi8(upper_row, all_of(0x40)));
    __m512i shape = rows_look_up(vd_letter_shapes, ROW_VIETNAMESE, index);
    __m512i mark = rows_look_up(vd_letter_marks, ROW_VIETNAMESE, index);
    shape = _mm512_mask_mov_epi8(shape, latin, rows_look_up(vd_letter_shapes, ROW_LATIN, index));
    mark = _mm512_mask_mov_epi8(mark, latin, rows_look_up(vd_letter_marks, ROW_LATIN, index));
    if ((more | sign) != 0) {
        shape = _mm512_mask_mov_epi8(shape, more, rows_look_up(vd_letter_shapes, ROW_LATIN_MORE, index));
        mark = _mm512_mask_mov_epi8(mark, more, rows_look_up(vd_letter_marks, ROW_LATIN_MORE, index));
        __m512i shapes = _mm512_loadu_si512(vd_letter_shapes + ROW_SIGNS);
        __m512i marks = _mm512_loadu_si512(vd_letter_marks + ROW_SIGNS);
        shape = _mm512_mask_permutexvar_epi8(shape, sign, index, shapes);
        mark = _mm512_mask_permutexvar_epi8(mark, sign, index, marks);
    }
    if ((leads & ~_mm512_test_epi8_mask(mark, all_of(VD_LETTER_LISTED))) != 0) {
        return false;
    }
    *fold = _mm512_mask_mov_epi8(*fold, leads, shape);
    *flags = _mm512_mask_mov_epi8(*flags, leads, _mm512_and_si512(mark, all_of(VD_LETTER_FLAGS)));
    return true;
}

/* Write the kept bytes of the block at `at` behind the folded copy. */
AVX512 static inline void block_write(vd_text *text, size_t at, __m512i fold, __m512i flags, uint64_t keep)
{
    static const unsigned char places[64] = {
        0,  1,  2,  3,  4,  5,  6,  7,  8,  9,  10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21,
        22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43,
        44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63,
    };
    size_t len = text->fold_len;
    _mm512_storeu_si512(text->fold + len, _mm512_maskz_compress_epi8(keep, fold));
    _mm512_storeu_si512(text->flags + len, _mm512_maskz_compress_epi8(keep, flags));
    __m512i kept = _mm512_maskz_compress_epi8(keep, _mm512_loadu_si512(places));
    __m512i from = _mm512_set1_epi32((int)(uint32_t)at);
    __m128i quarters[4] = {_mm512_castsi512_si128(kept), _mm512_extracti32x4_epi32(kept, 1),
                           _mm512_extracti32x4_epi32(kept, 2), _mm512_extracti32x4_epi32(kept, 3)};
    for (size_t i = 0; i < 4; i++) {
        _mm512_storeu_si512(text->at + len + 16 * i, _mm512_add_epi32(from, _mm512_cvtepu8_epi32(quarters[i])));
    }
}

/* Fold the block at `at`; how many bytes, 0 when it is not an everyday one and nothing has changed. */
AVX512 static inline size_t block_fold(vd_text *text, size_t at)
{
    const char *bytes = text->bytes.ptr + at;
    __m512i v = _mm512_loadu_si512(bytes);
    block_masks masks = masks_read(v);
    block_plan plan;
    if (!block_planned(&masks, block_before(text), &plan)) {
        return 0;
    }
    __mmask64 capital = among(v, 'A', 26);
    __m512i fold = _mm512_mask_mov_epi8(v, capital, _mm512_or_si512(v, all_of(0x20)));
    fold = _mm512_mask_mov_epi8(fold, masks.blank, all_of(' '));
    fold = _mm512_mask_mov_epi8(fold, masks.newline, all_of('\n'));
    __m512i flags = _mm512_maskz_mov_epi8(capital, all_of(VD_CH_UPPER));
    if (plan.leads != 0 && !letters_fold(bytes, v, plan.leads, plan.leads & masks.three, &fold, &flags)) {
        return 0;
    }
    block_note(text, at);
    block_write(text, at, fold, flags, plan.keep);
    block_breaks(text, &plan);
    text->fold_len += (size_t)__builtin_popcountll(plan.keep);
    return plan.used;
}

AVX512 size_t vd_fold_blocks_avx512(vd_text *text)
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
