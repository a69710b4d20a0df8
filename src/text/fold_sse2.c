/** Folding by blocks with what every x86-64 has. */
#include "base/cpu.h"
#include "text/fold_block.h"

#if VD_CPU_X86

#include <emmintrin.h>

/* The bytes of a block folded as far as that goes without looking letters up. */
typedef struct block {
    unsigned char fold[64], flags[64];
    block_masks masks;
} block;

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
    b->masks.control |= bits_of(_mm_andnot_si128(odd, low), i);
    b->masks.paren |= bits_of(_mm_cmpeq_epi8(v, all_of('(')), i);
    b->masks.tight |= bits_of(tight, i);
}

/* Look the characters of several bytes up; false when one is not listed. */
static inline bool letters_put(block *b, const char *bytes, uint64_t leads)
{
    size_t bad = 0;
    for (; leads != 0; leads &= leads - 1) {
        size_t bit = (size_t)__builtin_ctzll(leads);
        size_t letter = block_letter((const unsigned char *)bytes + bit);
        bad |= !vd_letter_listed(letter);
        b->fold[bit] = (unsigned char)vd_letter_small(letter);
        b->flags[bit] = vd_letter_flags(letter);
    }
    return !bad;
}

/* Write the kept bytes behind the folded copy. */
static inline void block_write(vd_text *text, size_t at, const block *b, const block_plan *plan)
{
    size_t len = text->fold_len;
    for (uint64_t rest = plan->keep | plan->breaks; rest != 0; rest &= rest - 1) {
        size_t bit = (size_t)__builtin_ctzll(rest);
        if (plan->breaks >> bit & 1) { /* "… \n": the blank that was kept is a line break */
            text->fold[len - 1] = text->fold[len - 1] == '(' ? '(' : '\n';
            continue;
        }
        text->fold[len] = (char)b->fold[bit];
        text->flags[len] = b->flags[bit];
        text->at[len] = (uint32_t)(at + bit);
        len++;
    }
    text->fold_len = len;
}

/* Fold the block at `at`; how many bytes, 0 when it is not an everyday one and nothing has changed. */
static inline size_t block_fold(vd_text *text, size_t at)
{
    const char *bytes = text->bytes.ptr + at;
    block b;
    b.masks = (block_masks){0};
    for (size_t i = 0; i < VD_FOLD_BLOCK; i += 16) {
        quarter_read(&b, bytes, i);
    }
    block_plan plan;
    if (!block_planned(&b.masks, block_before(text), &plan) || !letters_put(&b, bytes, plan.leads)) {
        return 0;
    }
    block_note(text, at);
    block_write(text, at, &b, &plan);
    return plan.used;
}

size_t vd_fold_blocks_sse2(vd_text *text)
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
