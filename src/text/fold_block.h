/** Inside of the folding by blocks: what is the same whatever instructions look at the 64 bytes.
 *
 *  A block is looked at as a set of bit masks, one bit a byte.  From them follows which bytes give a folded character;
 * the few letters with marks are looked up one by one.  Whatever is not the everyday case (a combining mark, a no-break
 *  space, an invisible character, damage, an alphabet of others) gives the block up before anything is written, and it
 * is folded by vd_fold_step(). */
#ifndef VD_TEXT_FOLD_BLOCK_H
#define VD_TEXT_FOLD_BLOCK_H

#include "text/fold.h"
#include "text/letter.h"

/* One bit for each byte of a block, the first byte's the lowest. */
typedef struct block_masks {
    uint64_t high;    /* 0x80 and more */
    uint64_t cont;    /* 0x80-0xBF */
    uint64_t three;   /* 0xE0 and more */
    uint64_t blank;   /* white space, line breaks among it */
    uint64_t newline; /* line breaks */
    uint64_t strange; /* ASCII control characters that are no white space, and BLOCK_OTHERS and more */
    uint64_t paren;   /* ( */
    uint64_t tight;   /* , ; ) */
} block_masks;

/* Of characters of three bytes the listed ones begin with less. */
#define BLOCK_OTHERS 0xE3

/* What becomes of a block. */
typedef struct block_plan {
    size_t used;     /* bytes: up to the last character that is whole in the block */
    uint64_t keep;   /* bytes whose character stays */
    uint64_t leads;  /* bytes that begin a character of several bytes */
    uint64_t breaks; /* line breaks that make the blank before them one */
} block_plan;

/* Characters cut by the block's end belong to the next one. */
static inline size_t block_used(const block_masks *m)
{
    uint64_t leads = m->high & ~m->cont;
    return (m->three & leads) >> 62 & 1 ? 62 : leads >> 63 ? 63 : 64;
}

/* Are all characters of several bytes as long as their first byte says, and nothing else in the way?  `all` are the
 * bytes used; where one is left out behind them it begins a character, and none of theirs may reach it. */
static inline bool block_plain(const block_masks *m, uint64_t all)
{
    uint64_t leads = m->high & ~m->cont;
    uint64_t due = leads << 1 | (m->three & leads) << 2;
    return ((due ^ m->cont) & (all | (all + 1))) == 0 && (m->strange & all) == 0;
}

/* Plan a block behind the folded character `before` ('\0' at the text's start); false: it is not an everyday one. */
static inline bool block_planned(const block_masks *m, char before, block_plan *out)
{
    size_t used = block_used(m);
    uint64_t all = used == 64 ? UINT64_MAX : (UINT64_C(1) << used) - 1;
    if (!block_plain(m, all)) {
        return false;
    }
    bool after_blank = before == ' ' || before == '\n';
    uint64_t blank = m->blank & all;
    uint64_t behind_blank = blank << 1 | after_blank;
    uint64_t dropped = blank & (behind_blank | m->paren << 1 | (before == '('));
    uint64_t tight = m->tight & all & behind_blank;
    uint64_t closed = tight >> 1; /* the blanks before tight signs */
    if ((closed & dropped) || (tight & 1)) {
        return false; /* several blanks, one behind a bracket, or one that is folded already */
    }
    out->used = used;
    out->keep = all & ~m->cont & ~dropped & ~closed;
    out->leads = m->high & ~m->cont & all;
    out->breaks = m->newline & all & ((blank & ~m->newline) << 1 | (before == ' '));
    return true;
}

/* The listed character that begins at p (four bytes are there, the first less than BLOCK_OTHERS), or one behind the
 * list. Which of the two lengths it has nobody can foresee: so the way is the same for both. */
static inline size_t block_letter(const unsigned char *p)
{
    uint32_t bytes = (uint32_t)p[0] << 24 | (uint32_t)p[1] << 16 | (uint32_t)p[2] << 8 | p[3];
    uint32_t character = bytes >> (p[0] >= 0xE0 ? 8 : 16);
    return VD_LETTERS + (character & 0x3FU) - vd_letter_rows[character >> 8 & 0x3FFU];
}

static inline char block_before(const vd_text *text)
{
    return text->fold_len > 0 ? text->fold[text->fold_len - 1] : '\0';
}

/* Note where the folded copy is at the block's first byte: one of 64 is a multiple of VD_NEAR_STEP. */
static inline void block_note(vd_text *text, size_t at)
{
    text->near[(at + VD_NEAR_STEP - 1) / VD_NEAR_STEP] = (uint32_t)(text->fold_len - (text->fold_len > 0));
}

/* "… \n": the blank that was kept is a line break. */
static inline void block_breaks(vd_text *text, const block_plan *plan)
{
    for (uint64_t rest = plan->breaks; rest != 0; rest &= rest - 1) {
        uint64_t before = (rest & (0 - rest)) - 1;
        char *kept = text->fold + text->fold_len + __builtin_popcountll(plan->keep & before) - 1;
        *kept = *kept == '(' ? '(' : '\n';
    }
}

/* Fold what a block could not be taken as. */
static inline size_t block_step(vd_text *text, size_t at)
{
    size_t end = at + VD_FOLD_BLOCK;
    while (at < end) {
        at += vd_fold_step(text, at);
    }
    return at;
}

#endif
