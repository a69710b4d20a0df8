/** Inside the text room: one character folded. */
#ifndef VD_TEXT_LETTER_H
#define VD_TEXT_LETTER_H

#include "base/utf8.h"
#include "text/text.h"

/** Results of vd_letter_fold() that are no folded character. */
#define VD_FOLD_MARK '\1' /* a combining mark: it changes the letter before */
#define VD_FOLD_GONE '\2' /* an invisible character */

/** The letters and signs that Vietnamese is written with, listed so that folding them is a look-up; letter.c says how.
 *  vd_letter_listed(i): does character `i` of the list need no more than the list?  (That behind the last does.) */
enum { VD_LETTERS_ADDITIONAL = 0x190, VD_LETTERS_SIGNS = 0x290, VD_LETTERS = 0x2D0 };
extern const char vd_letter_shapes[VD_LETTERS + 1];
extern const char vd_letter_marks[VD_LETTERS + 1];

static inline bool vd_letter_listed(size_t i)
{
    return (vd_letter_marks[i] & 0x40) != 0; /* as 'v', 'b' and 'p' have it, and '.' and NUL have not */
}

static inline char vd_letter_small(size_t i)
{
    return (char)(vd_letter_shapes[i] | 0x20); /* all signs and OTHER have this bit themselves */
}

/* The letters of vd_letter_marks are chosen so that two of their bits are the flags. */
_Static_assert(('v' & 6) == (VD_CH_MARKED | VD_CH_VIETNAMESE) && ('b' & 6) == VD_CH_MARKED && ('p' & 6) == 0, "");
_Static_assert(VD_CH_UPPER == 1 && 'a' - 'A' == 0x20, "");

static inline uint8_t vd_letter_flags(size_t i)
{
    return (uint8_t)((vd_letter_marks[i] & 6) | (~(unsigned)vd_letter_shapes[i] >> 5 & 1U));
}

/** Folds a character above U+007F: an ASCII character, ' ' for white space, VD_FOLD_OTHER, _MARK or _GONE. */
char vd_letter_fold(uint32_t code, uint8_t *flags);
/** Flags of a letter after one more combining mark. */
uint8_t vd_mark_flags(uint32_t code, uint8_t flags);

/** Folds an ASCII character; '\n' for a line break. */
static inline char vd_ascii_fold(char c, uint8_t *flags)
{
    *flags = 0;
    if (c >= 'A' && c <= 'Z') {
        *flags = VD_CH_UPPER;
        return (char)(c - 'A' + 'a');
    }
    if (c > ' ') {
        return c; /* DEL is VD_FOLD_OTHER itself */
    }
    if (c == ' ' || c == '\t' || c == '\v' || c == '\f') {
        return ' ';
    }
    return c == '\n' || c == '\r' ? '\n' : VD_FOLD_OTHER;
}

#endif
