#include "reference.h"

#include "text/fold.h"
#include "text/letter.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Signs of U+2010-U+203F, by what they look like. */
static char sign_fold(uint32_t code)
{
    switch (code) {
    case 0x201C:
    case 0x201D:
    case 0x201E:
    case 0x201F:
    case 0x2033:
        return '"';
    case 0x2018:
    case 0x2019:
    case 0x201A:
    case 0x201B:
    case 0x2032:
    case 0x2039:
    case 0x203A:
        return '\'';
    case 0x2010:
    case 0x2011:
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
        return '-';
    case 0x2024:
    case 0x2026:
        return '.';
    default:
        return VD_FOLD_OTHER;
    }
}

static char code_fold(uint32_t code, uint8_t *flags)
{
    bool sign = (code >= 0x2010 && code <= 0x2027) || (code >= 0x2030 && code <= 0x203F);
    *flags = 0;
    return code < 0x80 ? vd_ascii_fold((char)code, flags) : sign ? sign_fold(code) : vd_letter_fold(code, flags);
}

static void put(vd_text *text, char c, size_t at, uint8_t flags)
{
    size_t len = text->fold_len;
    bool after_blank = len > 0 && (text->fold[len - 1] == ' ' || text->fold[len - 1] == '\n');
    if (c == ' ' || c == '\n') {
        if (after_blank) {
            text->fold[len - 1] = c == '\n' ? '\n' : text->fold[len - 1];
            return;
        }
        if (len > 0 && text->fold[len - 1] == '(') {
            return;
        }
    }
    if ((c == ',' || c == ';' || c == ')') && after_blank) {
        len--;
    }
    text->fold[len] = c;
    text->at[len] = (uint32_t)at;
    text->flags[len] = flags;
    text->fold_len = len + 1;
}

static void put_code(vd_text *text, uint32_t code, size_t at)
{
    uint8_t flags;
    char c = code_fold(code, &flags);
    size_t len = text->fold_len;
    if (c == VD_FOLD_MARK && len > 0 && vd_fold_letter(text->fold[len - 1])) {
        text->flags[len - 1] = vd_mark_flags(code, text->flags[len - 1]);
    } else if (c != VD_FOLD_MARK && c != VD_FOLD_GONE) {
        put(text, c, at, flags);
    }
}

void reference_fold(vd_arena *arena, vd_str bytes, vd_text *out)
{
    *out = (vd_text){.bytes = bytes, .invalid_first = SIZE_MAX};
    out->fold = VD_ARENA_ARRAY(arena, char, bytes.len + 1);
    out->at = VD_ARENA_ARRAY(arena, uint32_t, bytes.len + 1);
    out->flags = VD_ARENA_ARRAY(arena, uint8_t, bytes.len + 1);
    assert_true(out->fold && out->at && out->flags);
    for (size_t i = 0; i < bytes.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(bytes.ptr + i, bytes.len - i, &code);
        if (code != VD_UTF8_INVALID) {
            put_code(out, code, i);
        } else {
            out->invalid_first = out->invalid_count++ == 0 ? i : out->invalid_first;
            for (size_t k = 0; k < len; k++) {
                put(out, VD_FOLD_OTHER, i + k, 0);
            }
        }
        i += len;
    }
    out->at[out->fold_len] = (uint32_t)bytes.len;
}

void reference_lines(vd_arena *arena, vd_str bytes, vd_line **lines, size_t *count)
{
    *lines = VD_ARENA_ARRAY(arena, vd_line, bytes.len + 1);
    assert_non_null(*lines);
    *count = 0;
    bool marked = bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0;
    size_t from = marked ? 3 : 0;
    for (size_t i = from; i < bytes.len; i++) {
        if (bytes.ptr[i] == '\r' && i + 1 < bytes.len && bytes.ptr[i + 1] == '\n') {
            (*lines)[(*count)++] = (vd_line){from, i++};
            from = i + 1;
        } else if (bytes.ptr[i] == '\r' || bytes.ptr[i] == '\n') {
            (*lines)[(*count)++] = (vd_line){from, i};
            from = i + 1;
        }
    }
    (*lines)[(*count)++] = (vd_line){from, bytes.len};
}

size_t reference_fold_at(const vd_text *text, size_t offset)
{
    size_t i = 0;
    while (i < text->fold_len && text->at[i] < offset) {
        i++;
    }
    return i;
}

void reference_position(vd_str bytes, size_t offset, size_t *line, size_t *column)
{
    *line = 1;
    size_t start = bytes.len >= 3 && memcmp(bytes.ptr, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    for (size_t i = start; i < offset; i++) {
        bool pair = bytes.ptr[i] == '\r' && i + 1 < bytes.len && bytes.ptr[i + 1] == '\n';
        if (!pair && (bytes.ptr[i] == '\r' || bytes.ptr[i] == '\n')) {
            ++*line;
            start = i + 1;
        }
    }
    *column = 0;
    for (size_t i = start; i <= offset && i < bytes.len; i++) {
        *column += ((unsigned char)bytes.ptr[i] & 0xC0) != 0x80;
    }
    *column += offset == bytes.len;
    *column = *column ? *column : 1;
}
