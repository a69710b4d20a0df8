/** Byte buffer that grows.  A failed append leaves the buffer marked, until vd_buf_clear(): test vd_buf_ok() once at
 *  the end. */
#ifndef VD_BASE_BUF_H
#define VD_BASE_BUF_H

#include "base/str.h"

/** Zero-initialise to use; vd_buf_clear() at the end. */
typedef struct vd_buf {
    char *ptr;
    size_t len, cap;
    bool failed;
} vd_buf;

/** Make room for `extra` more bytes than there are; false (and marked) when there is no memory. */
bool vd_buf_grow(vd_buf *buf, size_t extra);

/** Room for `extra` more bytes behind the content, to be written at buf->ptr + buf->len; false (and marked) when there
 * is no memory. */
static inline bool vd_buf_reserve(vd_buf *buf, size_t extra)
{
    return (extra <= buf->cap - buf->len && !buf->failed) || vd_buf_grow(buf, extra);
}

static inline void vd_buf_add(vd_buf *buf, vd_str s)
{
    if (s.len != 0 && vd_buf_reserve(buf, s.len)) {
        memcpy(buf->ptr + buf->len, s.ptr, s.len);
        buf->len += s.len;
    }
}

static inline void vd_buf_add_text(vd_buf *buf, const char *text)
{
    vd_buf_add(buf, vd_str_of(text));
}

static inline void vd_buf_add_char(vd_buf *buf, char c)
{
    if (vd_buf_reserve(buf, 1)) {
        buf->ptr[buf->len++] = c;
    }
}

/** A whole number in decimal digits. */
void vd_buf_add_int(vd_buf *buf, int64_t value);
void vd_buf_add_format(vd_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
/** `s` as a JSON string with quotes; invalid UTF-8 becomes U+FFFD. */
void vd_buf_add_json(vd_buf *buf, vd_str s);
/** Forget the content, keep the memory. */
void vd_buf_reset(vd_buf *buf);
/** The same, but of more than `most` bytes of memory nothing is kept: one large content is no reason to hold as much.
 */
void vd_buf_reset_most(vd_buf *buf, size_t most);
void vd_buf_clear(vd_buf *buf);

static inline bool vd_buf_ok(const vd_buf *buf)
{
    return !buf->failed;
}

static inline vd_str vd_buf_str(const vd_buf *buf)
{
    return (vd_str){buf->ptr, buf->len};
}

#endif
