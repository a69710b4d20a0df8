/** Byte buffer: growth by doubling, and text forms appended to it. */
#include "base/buf.h"

#include "base/alloc.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

bool vd_buf_reserve(vd_buf *buf, size_t extra)
{
    if (buf->failed) {
        return false;
    }
    if (extra <= buf->cap - buf->len) {
        return true;
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

void vd_buf_add(vd_buf *buf, vd_str s)
{
    if (s.len != 0 && vd_buf_reserve(buf, s.len)) {
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
        buf->len += s.len;
    }
}

void vd_buf_add_text(vd_buf *buf, const char *text)
{
    vd_buf_add(buf, vd_str_of(text));
}

void vd_buf_add_char(vd_buf *buf, char c)
{
    vd_buf_add(buf, (vd_str){&c, 1});
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

void vd_buf_add_json(vd_buf *buf, vd_str s)
{
    char space[8];
    size_t done = 0; /* what lies before is written */
    vd_buf_add_char(buf, '"');
    for (size_t i = 0; i < s.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(s.ptr + i, s.len - i, &code);
        const char *instead = code == VD_UTF8_INVALID ? "\xEF\xBF\xBD"
                              : code < 0x80           ? json_escape(s.ptr[i], space)
                                                      : "";
        if (*instead) {
            vd_buf_add(buf, vd_str_slice(s, done, i));
            vd_buf_add_text(buf, instead);
            done = i + len;
        }
        i += len;
    }
    vd_buf_add(buf, vd_str_slice(s, done, s.len));
    vd_buf_add_char(buf, '"');
}

void vd_buf_reset(vd_buf *buf)
{
    buf->len = 0;
}

void vd_buf_clear(vd_buf *buf)
{
    vd_free(buf->ptr);
    *buf = (vd_buf){0};
}
