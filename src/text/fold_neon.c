/** Folding by blocks with NEON, which every 64-bit ARM has. */
#include "base/neon.h"
#include "text/fold_lanes.h"

#if VD_CPU_ARM

/* What is found out about sixteen bytes, as comparisons. */
typedef struct lane {
    uint8x16_t high, cont, three, blank, newline, strange, paren, tight;
} lane;

static inline uint8x16_t all_of(char c)
{
    return vdupq_n_u8((uint8_t)c);
}

static inline uint8x16_t is(uint8x16_t v, char c)
{
    return vceqq_u8(v, all_of(c));
}

/* From least to most. */
static inline uint8x16_t among(uint8x16_t v, uint8_t least, uint8_t most)
{
    return vandq_u8(vcgeq_u8(v, vdupq_n_u8(least)), vcleq_u8(v, vdupq_n_u8(most)));
}

static inline lane lane_read(block *b, const char *p, size_t i)
{
    uint8x16_t v = vld1q_u8((const uint8_t *)p + i);
    uint8x16_t upper = among(v, 'A', 'Z');
    uint8x16_t odd = among(v, '\t', '\r');
    uint8x16_t line = vorrq_u8(is(v, '\n'), is(v, '\r'));
    uint8x16_t fold = vorrq_u8(v, vandq_u8(upper, all_of(0x20)));
    fold = vbslq_u8(line, all_of('\n'), vbslq_u8(odd, all_of(' '), fold));
    vst1q_u8(b->fold + i, fold);
    vst1q_u8(b->flags + i, vandq_u8(upper, all_of(VD_CH_UPPER)));
    return (lane){
        .high = vcgeq_u8(v, vdupq_n_u8(0x80)),
        .cont = among(v, 0x80, 0xBF),
        .three = vcgeq_u8(v, vdupq_n_u8(0xE0)),
        .blank = vorrq_u8(odd, is(v, ' ')),
        .newline = line,
        .strange = vorrq_u8(vbicq_u8(vcltq_u8(v, all_of(' ')), odd), vcgeq_u8(v, vdupq_n_u8(BLOCK_OTHERS))),
        .paren = is(v, '('),
        .tight = vorrq_u8(is(v, ','), vorrq_u8(is(v, ';'), is(v, ')'))),
    };
}

#define BITS(member) vd_neon_bits_64(l[0].member, l[1].member, l[2].member, l[3].member)

static inline void block_read(block *b, const char *p)
{
    lane l[4];
    for (size_t i = 0; i < 4; i++) {
        l[i] = lane_read(b, p, i * 16);
    }
    b->masks = (block_masks){
        .high = BITS(high),
        .cont = BITS(cont),
        .three = BITS(three),
        .blank = BITS(blank),
        .newline = BITS(newline),
        .strange = BITS(strange),
        .paren = BITS(paren),
        .tight = BITS(tight),
    };
}

size_t vd_fold_blocks_neon(vd_text *text)
{
    size_t at = 0;
    /* A character that begins in the block is read whole, and perhaps a byte more. */
    while (text->bytes.len - at >= VD_FOLD_BLOCK + 2) {
        block b;
        block_read(&b, text->bytes.ptr + at);
        size_t used = block_fold(text, at, &b);
        at = used ? at + used : block_step(text, at);
    }
    return at;
}

#endif
