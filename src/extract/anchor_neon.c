/* The sweep for anchors with NEON, which every 64-bit ARM has. */
#include "base/neon.h"
#include "extract/anchor_sweep.h"

#if VD_CPU_ARM

/* What is found out about sixteen characters, as comparisons. */
typedef struct lane {
    uint8x16_t letters, words, marks;
} lane;

static inline uint8x16_t is(uint8x16_t chars, char c)
{
    return vceqq_u8(chars, vdupq_n_u8((uint8_t)c));
}

static inline uint8x16_t among(uint8x16_t chars, char least, uint8_t count)
{
    return vcltq_u8(vsubq_u8(chars, vdupq_n_u8((uint8_t)least)), vdupq_n_u8(count));
}

static inline lane lane_read(const char *p)
{
    uint8x16_t chars = vld1q_u8((const uint8_t *)p);
    uint8x16_t letters = among(chars, 'a', 26);
    uint8x16_t others = vorrq_u8(among(chars, '0', 10), is(chars, VD_FOLD_OTHER));
    uint8x16_t stops = vorrq_u8(vorrq_u8(is(chars, '\n'), is(chars, '.')), vorrq_u8(is(chars, ';'), is(chars, '"')));
    return (lane){letters, vorrq_u8(letters, others), vorrq_u8(stops, is(chars, '('))};
}

#define BITS(member) vd_neon_bits_64(l[0].member, l[1].member, l[2].member, l[3].member)

static inline block_bits block_read(const char *block)
{
    lane l[4];
    for (unsigned i = 0; i < 4; i++) {
        l[i] = lane_read(block + 16 * i);
    }
    return (block_bits){.words = BITS(words), .letters = BITS(letters), .marks = BITS(marks)};
}

bool vd_sweep_neon(const vd_sweep *sweep)
{
    return anchors_sweep(sweep, block_read);
}

#endif
