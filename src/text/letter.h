/** Inside the text room: one character folded. */
#ifndef VD_TEXT_LETTER_H
#define VD_TEXT_LETTER_H

#include "base/utf8.h"
#include "text/text.h"

/** Results of vd_letter_fold() that are no folded character. */
#define VD_FOLD_MARK '\1' /* a combining mark: it changes the letter before */
#define VD_FOLD_GONE '\2' /* an invisible character */

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
