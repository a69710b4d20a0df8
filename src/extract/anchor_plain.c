/* The sweep for anchors a character at a time. */
#include "extract/anchor_sweep.h"

static inline block_bits block_read(const char *block)
{
    block_bits bits = {0};
    for (unsigned i = 0; i < BLOCK; i++) {
        char c = block[i];
        bits.letters |= (uint64_t)vd_fold_letter(c) << i;
        bits.words |= (uint64_t)vd_is_word(c) << i;
        bits.marks |= (uint64_t)(c == '\n' || c == '.' || c == ';' || c == '"' || c == '(') << i;
    }
    return bits;
}

bool vd_sweep_plain(const vd_sweep *sweep)
{
    return anchors_sweep(sweep, block_read);
}
