/** Inside the text room: one character folded. */
#ifndef VD_TEXT_LETTER_H
#define VD_TEXT_LETTER_H

#include "base/utf8.h"
#include "text/text.h"

/** Results of vd_letter_fold() that are no folded character. */
#define VD_FOLD_MARK '\1' /* a combining mark: it changes the letter before */
#define VD_FOLD_GONE '\2' /* an invisible character */

/** The letters and signs that Vietnamese is written with, listed so that folding them is a look-up; letter.c says how.
 *  Those behind the last are none. */
enum { VD_LETTERS_ADDITIONAL = 0x190, VD_LETTERS_SIGNS = 0x290, VD_LETTERS = 0x2D0, VD_LETTERS_BEHIND = 64 };
extern const char vd_letter_shapes[VD_LETTERS + VD_LETTERS_BEHIND];
extern const char vd_letter_marks[VD_LETTERS + VD_LETTERS_BEHIND];
/** Where rows of 64 characters begin, counted back from the list's end, by the byte before the last (of three bytes:
 * and two bits of the first, 0x100 and more).  Of a byte without row: 0. */
extern const uint16_t vd_letter_rows[0x400];

/* Does the character with this mark need no more than the list?  'v', 'w', 'b', 'c' and 'p' have this bit, and '.' and
 * NUL have not; nor has what several marks have in common, '&', when there is one of these among them. */
enum { VD_LETTER_LISTED = 0x40 };

static inline bool vd_letter_listed(char mark)
{
    return (mark & VD_LETTER_LISTED) != 0;
}

/* The marks are chosen so that three of their bits are the flags. */
enum { VD_LETTER_FLAGS = VD_CH_UPPER | VD_CH_MARKED | VD_CH_VIETNAMESE };
_Static_assert(('v' & VD_LETTER_FLAGS) == (VD_CH_MARKED | VD_CH_VIETNAMESE) && ('b' & VD_LETTER_FLAGS) == VD_CH_MARKED,
               "");
_Static_assert('w' == ('v' | VD_CH_UPPER) && 'c' == ('b' | VD_CH_UPPER) && ('p' & VD_LETTER_FLAGS) == 0, "");

static inline uint8_t vd_letter_flags(char mark)
{
    return (uint8_t)(mark & VD_LETTER_FLAGS);
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
