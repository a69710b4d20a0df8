/** Widths after Unicode 15: zero for marks and joiners, two for East Asian wide and emoji, one for the rest. */
#include "report/width.h"

#include "base/utf8.h"

typedef struct range {
    uint32_t first, last;
} range;

static const range zero_wide[] = {
    {0x0300, 0x036F}, {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x200B, 0x200F}, {0x2060, 0x2064},
    {0x20D0, 0x20FF}, {0xFE00, 0xFE0F}, {0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF}, {0xE0100, 0xE01EF},
};

static const range two_wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0xA4CF},   {0xA960, 0xA97F},   {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},   {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x2FFFD}, {0x30000, 0x3FFFD},
};

/* What breaks the line or turns it round: C0, C1, line and paragraph separator, direction marks. */
static const range blank[] = {
    {0x00, 0x20},     {0x7F, 0xA0},     {0x2000, 0x200A}, {0x200E, 0x200F}, {0x2028, 0x202F},
    {0x205F, 0x205F}, {0x2066, 0x2069}, {0x3000, 0x3000}, {0xFEFF, 0xFEFF},
};

static bool range_holds(const range *ranges, size_t count, uint32_t code)
{
    for (size_t i = 0; i < count; i++) {
        if (code >= ranges[i].first && code <= ranges[i].last) {
            return true;
        }
    }
    return false;
}

#define RANGE_HOLDS(ranges, code) range_holds((ranges), sizeof(ranges) / sizeof((ranges)[0]), (code))

static size_t character_width(uint32_t code)
{
    if (code < 0x300 || code == VD_UTF8_INVALID) {
        return 1;
    }
    return RANGE_HOLDS(zero_wide, code) ? 0 : RANGE_HOLDS(two_wide, code) ? 2 : 1;
}

size_t vd_width(vd_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        i += vd_utf8_decode(text.ptr + i, text.len - i, &code);
        width += character_width(code);
    }
    return width;
}

/* Bytes of the longest start of `text` that takes at most `columns`; *used is what it takes. */
static size_t start_fit(vd_str text, size_t columns, size_t *used)
{
    size_t end = 0;
    *used = 0;
    while (end < text.len) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + end, text.len - end, &code);
        size_t wide = character_width(code);
        if (*used + wide > columns) {
            break;
        }
        *used += wide;
        end += len;
    }
    return end;
}

/* Where the longest end of `text` begins that takes at most `columns` of its `width`. */
static size_t end_fit(vd_str text, size_t width, size_t columns, size_t *used)
{
    size_t from = 0;
    *used = width;
    while (from < text.len) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + from, text.len - from, &code);
        size_t wide = character_width(code);
        if (*used <= columns && wide > 0) { /* a mark stays with the letter before it */
            break;
        }
        *used -= wide;
        from += len;
    }
    return from;
}

static bool text_is_path(vd_str text)
{
    return vd_str_find(text, VD_LIT("/"), 0) != SIZE_MAX && vd_str_find(text, VD_LIT(" "), 0) == SIZE_MAX;
}

/* A path of a file: the folders in front are those of all others, too. */
static bool text_is_file(vd_str text)
{
    size_t slash = text.len;
    while (slash > 0 && text.ptr[slash - 1] != '/') {
        slash--;
    }
    return slash > 0 && vd_str_find(text, VD_LIT("."), slash) != SIZE_MAX;
}

static const char ellipsis[] = "\xE2\x80\xA6"; /* … */

size_t vd_width_add(vd_buf *buf, vd_str text, size_t columns)
{
    size_t width = vd_width(text);
    if (width <= columns) {
        vd_buf_add(buf, text);
        return width;
    }
    if (columns == 0) {
        return 0;
    }
    size_t head;
    size_t tail = 0;
    bool path = text_is_path(text);
    size_t most = !path ? columns - 1 : text_is_file(text) ? 0 : (columns - 1) / 3;
    size_t end = start_fit(text, most, &head);
    while (end > 0 && text.ptr[end - 1] == ' ') {
        end--;
        head--;
    }
    size_t from = path ? end_fit(text, width, columns - 1 - head, &tail) : text.len;
    vd_buf_add(buf, vd_str_slice(text, 0, end));
    vd_buf_add_text(buf, ellipsis);
    vd_buf_add(buf, vd_str_slice(text, from, text.len));
    return head + 1 + tail;
}

vd_str vd_width_clean(vd_arena *arena, vd_str text)
{
    /* An invalid byte grows to three. */
    char *out = vd_arena_alloc(arena, text.len * 3 + 1);
    if (!out) {
        return VD_NONE;
    }
    size_t end = 0;
    bool gap = false;
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        if (code != VD_UTF8_INVALID && RANGE_HOLDS(blank, code)) {
            gap = end > 0;
        } else {
            if (gap) {
                out[end++] = ' ';
                gap = false;
            }
            const char *from = code == VD_UTF8_INVALID ? "\xEF\xBF\xBD" : text.ptr + i;
            size_t count = code == VD_UTF8_INVALID ? 3 : len;
            memcpy(out + end, from, count);
            end += count;
        }
        i += len;
    }
    return (vd_str){out, end};
}
