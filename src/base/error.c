/** Filling in a vd_error: always one line, always whole characters. */
#include "base/error.h"

#include "base/str.h"
#include "base/utf8.h"

#include <stdarg.h>
#include <stdio.h>

/* Line breaks and other control characters of a file's name become blanks; a character cut by the limit is dropped. */
static void text_tidy(char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len;) {
        uint32_t code;
        size_t step = vd_utf8_decode(text + i, len - i, &code);
        if (code == VD_UTF8_INVALID && i + step == len) {
            text[i] = '\0';
        } else if (code < 0x20 || code == 0x7F) {
            text[i] = ' ';
        }
        i += step;
    }
}

__attribute__((format(printf, 4, 0))) static void error_fill(vd_error *err, vd_status status, size_t offset,
                                                             const char *format, va_list args)
{
    if (!err) {
        return;
    }
    char text[sizeof err->text]; /* the arguments may lie in *err itself */
    if (vsnprintf(text, sizeof text, format, args) < 0) {
        snprintf(text, sizeof text, "%s", vd_status_text(status));
    }
    text_tidy(text);
    err->status = status;
    err->offset = offset;
    memcpy(err->text, text, sizeof text);
}

vd_status vd_fail(vd_error *err, vd_status status, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_fill(err, status, SIZE_MAX, format, args);
    va_end(args);
    return status;
}

vd_status vd_fail_at(vd_error *err, vd_status status, size_t offset, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    error_fill(err, status, offset, format, args);
    va_end(args);
    return status;
}

vd_status vd_fail_memory(vd_error *err)
{
    return vd_fail(err, VD_NO_MEMORY, "%s", vd_status_text(VD_NO_MEMORY));
}
