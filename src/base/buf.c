/** Byte buffer: growth by doubling, and text forms appended to it. */
#include "base/buf.h"

#include "base/alloc.h"
#include "base/sweep.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

bool vd_buf_grow(vd_buf *buf, size_t extra)
{
    if (buf->failed) {
        return false;
    }
    size_t need = buf->len + extra;
    size_t cap = buf->cap < 64 ? 64 : buf->cap > SIZE_MAX / 2 ? SIZE_MAX : buf->cap * 2;
    cap = cap < need ? need : cap;
    char *ptr = need < extra ? NULL : vd_realloc(buf->ptr, cap);
    if (!ptr) {
        buf->failed = true;
        return false;
    }
    buf->ptr = ptr;
    buf->cap = cap;
    return true;
}

void vd_buf_add_int(vd_buf *buf, int64_t value)
{
    enum { MOST = 20 }; /* of the least number: a sign and 19 digits */
    char digits[2 * MOST];
    size_t at = MOST;
    uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;
    do {
        digits[--at] = (char)('0' + left % 10);
        left /= 10;
    } while (left > 0);
    if (value < 0) {
        digits[--at] = '-';
    }
    if (vd_buf_reserve(buf, MOST)) {
        memcpy(buf->ptr + buf->len, digits + at, MOST); /* so many, and no call; what is too much is not kept */
        buf->len += MOST - at;
    }
}

void vd_buf_add_format(vd_buf *buf, const char *format, ...)
{
    va_list args;
    va_list again;
    va_start(args, format);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, format, args);
    if (len < 0) {
        buf->failed = true;
    } else if (vd_buf_reserve(buf, (size_t)len + 1)) { /* vsnprintf ends with a NUL that is not content */
        vsnprintf(buf->ptr + buf->len, (size_t)len + 1, format, again);
        buf->len += (size_t)len;
    }
    va_end(again);
    va_end(args);
}

/* The escape of a character that JSON does not take as it is, or "". */
static const char *json_escape(char c, char space[8])
{
    switch (c) {
    case '"':
        return "\\\"";
    case '\\':
        return "\\\\";
    case '\n':
        return "\\n";
    case '\r':
        return "\\r";
    case '\t':
        return "\\t";
    default:
        break;
    }
    if ((unsigned char)c >= 0x20) {
        return "";
    }
    snprintf(space, 8, "\\u%04x", (unsigned)(unsigned char)c);
    return space;
}

/* Adds what stands at s.ptr[done..i) and, instead of the character at i, `instead`. */
static void json_replace(vd_buf *buf, vd_str s, size_t done, size_t i, const char *instead)
{
    vd_buf_add(buf, vd_str_slice(s, done, i));
    vd_buf_add_text(buf, instead);
}

/* A string of which a character has to be written otherwise. */
static void json_escaped(vd_buf *buf, vd_str s)
{
    char space[8];
    size_t done = 0; /* what lies before is written */
    vd_buf_add_char(buf, '"');
    for (size_t i = 0; i < s.len;) {
        i += vd_sweep_clean(s.ptr + i, s.len - i);
        if (i == s.len) {
            break;
        }
        uint32_t code;
        size_t len = vd_utf8_decode(s.ptr + i, s.len - i, &code);
        const char *instead = code == VD_UTF8_INVALID ? "\xEF\xBF\xBD"
                              : code < 0x80           ? json_escape(s.ptr[i], space)
                                                      : "";
        if (*instead) {
            json_replace(buf, s, done, i, instead);
            done = i + len;
        }
        i += len;
    }
    vd_buf_add(buf, vd_str_slice(s, done, s.len));
    vd_buf_add_char(buf, '"');
}

void vd_buf_add_json(vd_buf *buf, vd_str s)
{
    if (!vd_buf_reserve(buf, s.len + 1 + VD_SWEEP_BEHIND)) {
        return;
    }
    /* Most strings go over as they are: so first they do, and are looked at where something may be read behind them. */
    char *copy = buf->ptr + buf->len + 1;
    if (s.len > 0) {
        memcpy(copy, s.ptr, s.len);
    }
    memset(copy + s.len, 0, VD_SWEEP_BEHIND);
    if (vd_sweep_clean_ahead(copy, s.len) < s.len) {
        json_escaped(buf, s);
        return;
    }
    copy[-1] = copy[s.len] = '"';
    buf->len += s.len + 2;
}

void vd_buf_reset(vd_buf *buf)
{
    buf->len = 0;
}

void vd_buf_reset_most(vd_buf *buf, size_t most)
{
    if (buf->cap > most) {
        vd_buf_clear(buf);
    }
    vd_buf_reset(buf);
}

void vd_buf_clear(vd_buf *buf)
{
    vd_free(buf->ptr);
    *buf = (vd_buf){0};
}
