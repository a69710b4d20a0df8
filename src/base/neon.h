/** NEON's missing instruction: a bit for each byte of a comparison, as x86 has it. */
#ifndef VD_BASE_NEON_H
#define VD_BASE_NEON_H

#include "base/cpu.h"

#if VD_CPU_ARM

#include <arm_neon.h>
#include <stdint.h>

/* Each byte of a comparison, all ones or none, as the bit of its place among eight. */
static inline uint8x16_t vd_neon_weigh(uint8x16_t compared)
{
    static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
    return vandq_u8(compared, vld1q_u8(weights));
}

/** Bit i: byte i of the comparison. */
static inline uint32_t vd_neon_bits(uint8x16_t compared)
{
    uint8x16_t sum = vd_neon_weigh(compared);
    sum = vpaddq_u8(sum, sum);
    sum = vpaddq_u8(sum, sum);
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u16(vreinterpretq_u16_u8(sum), 0);
}

/** The same of 64 bytes, the first sixteen the lowest. */
static inline uint64_t vd_neon_bits_64(uint8x16_t a, uint8x16_t b, uint8x16_t c, uint8x16_t d)
{
    uint8x16_t sum =
        vpaddq_u8(vpaddq_u8(vd_neon_weigh(a), vd_neon_weigh(b)), vpaddq_u8(vd_neon_weigh(c), vd_neon_weigh(d)));
    sum = vpaddq_u8(sum, sum);
    return vgetq_lane_u64(vreinterpretq_u64_u8(sum), 0);
}

#endif
#endif
