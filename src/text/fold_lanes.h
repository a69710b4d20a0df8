/** Inside of the folding by blocks, where sixteen bytes are read at once: what SSE2 and NEON have in common. */
#ifndef VD_TEXT_FOLD_LANES_H
#define VD_TEXT_FOLD_LANES_H

#include "text/fold_block.h"

/* The bytes of a block folded as far as that goes without looking letters up. */
typedef struct block {
    unsigned char fold[64], flags[64];
    block_masks masks;
} block;

/* Look the characters of several bytes up; false when one is not listed. */
static inline bool letters_put(block *b, const char *bytes, uint64_t leads)
{
    char common = VD_LETTER_LISTED;
    for (; leads != 0; leads &= leads - 1) {
        size_t bit = (size_t)__builtin_ctzll(leads);
        size_t letter = block_letter((const unsigned char *)bytes + bit);
        common &= vd_letter_marks[letter];
        b->fold[bit] = (unsigned char)vd_letter_shapes[letter];
        b->flags[bit] = vd_letter_flags(vd_letter_marks[letter]);
    }
    return vd_letter_listed(common);
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

/* Fold the block at `at`, which was read; how many bytes, 0 when it is not an everyday one and nothing has changed. */
static inline size_t block_fold(vd_text *text, size_t at, block *b)
{
    block_plan plan;
    if (!block_planned(&b->masks, block_before(text), &plan) || !letters_put(b, text->bytes.ptr + at, plan.leads)) {
        return 0;
    }
    block_note(text, at);
    block_write(text, at, b, &plan);
    return plan.used;
}

#endif
