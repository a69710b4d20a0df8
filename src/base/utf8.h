/** UTF-8: one character at a time, with what is no UTF-8 told apart. */
#ifndef VD_BASE_UTF8_H
#define VD_BASE_UTF8_H

#include <stddef.h>
#include <stdint.h>

/** What vd_utf8_decode() finds where no character begins. */
#define VD_UTF8_INVALID UINT32_MAX

static inline size_t vd_utf8_tail(const unsigned char *p, size_t len, size_t want, uint32_t *code)
{
    uint32_t value = *code;
    for (size_t i = 1; i < want; i++) {
        if (i == len || (p[i] & 0xC0) != 0x80) {
            *code = VD_UTF8_INVALID;
            return i;
        }
        value = value << 6 | (p[i] & 0x3FU);
    }
    *code = value;
    return want;
}

/** Length in bytes of the character at `text` (`len` > 0 bytes are there); *code is it.
 *  Where none begins, *code is VD_UTF8_INVALID and the length that of the longest start of a character there, at least
 * 1 (the practice of Unicode 3.9, "maximal subparts").  Overlong forms and surrogates are no characters. */
static inline size_t vd_utf8_decode(const char *text, size_t len, uint32_t *code)
{
    const unsigned char *p = (const unsigned char *)text;
    unsigned char c = p[0];
    if (c < 0x80) {
        *code = c;
        return 1;
    }
    if (c >= 0xC2 && c <= 0xDF) {
        *code = c & 0x1FU;
        return vd_utf8_tail(p, len, 2, code);
    }
    if (c >= 0xE0 && c <= 0xF4 && len > 1) {
        unsigned char low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
        unsigned char high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
        if (p[1] >= low && p[1] <= high) {
            *code = c < 0xF0 ? c & 0x0FU : c & 0x07U;
            return vd_utf8_tail(p, len, c < 0xF0 ? 3 : 4, code);
        }
    }
    *code = VD_UTF8_INVALID;
    return 1;
}

/** Write a character, none above U+10FFFF, to at most 4 bytes; returns how many. */
static inline size_t vd_utf8_encode(uint32_t code, char *to)
{
    static const unsigned char starts[] = {0, 0, 0xC0, 0xE0, 0xF0};
    size_t len = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    for (size_t i = len - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (code & 0x3F));
        code >>= 6;
    }
    to[0] = (char)(starts[len] | code);
    return len;
}

/** The column, in characters from 1, of the byte at `offset` of a line. */
static inline size_t vd_utf8_column(const char *line, size_t offset)
{
    size_t column = 1;
    for (size_t i = 0; i < offset; i++) {
        column += ((unsigned char)line[i] & 0xC0) != 0x80;
    }
    return column;
}

#endif
