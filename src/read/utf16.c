/** UTF-16 to UTF-8. */
#include "read/utf16.h"

#include "base/utf8.h"

enum { REPLACEMENT = 0xFFFD };

bool vd_utf16_marked(vd_str bytes)
{
    bool little = vd_str_starts(bytes, VD_LIT("\xFF\xFE"));
    bool utf32 = little && bytes.len >= 4 && bytes.ptr[2] == 0 && bytes.ptr[3] == 0;
    return (little && !utf32) || vd_str_starts(bytes, VD_LIT("\xFE\xFF"));
}

static uint32_t unit_at(vd_str bytes, size_t at, bool little)
{
    unsigned char first = (unsigned char)bytes.ptr[at];
    unsigned char second = (unsigned char)bytes.ptr[at + 1];
    return little ? (uint32_t)(second << 8 | first) : (uint32_t)(first << 8 | second);
}

/* The character at `at`; *len is how many bytes it takes. */
static uint32_t code_at(vd_str bytes, size_t at, bool little, size_t *len)
{
    uint32_t high = unit_at(bytes, at, little);
    *len = 2;
    if (high < 0xD800 || high > 0xDFFF) {
        return high;
    }
    uint32_t low = at + 3 < bytes.len ? unit_at(bytes, at + 2, little) : 0;
    if (high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) {
        return REPLACEMENT;
    }
    *len = 4;
    return 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00);
}

bool vd_utf16_convert(vd_buf *bytes)
{
    vd_str from = vd_buf_str(bytes);
    bool little = (unsigned char)from.ptr[0] == 0xFF;
    vd_buf out = {0};
    char code[4] = {0};
    size_t at = 2;
    for (size_t len; at + 1 < from.len && vd_buf_ok(&out); at += len) {
        uint32_t character = code_at(from, at, little, &len);
        vd_buf_add(&out, (vd_str){code, vd_utf8_encode(character, code)});
    }
    if (at < from.len) { /* half a character at the end */
        vd_buf_add(&out, (vd_str){code, vd_utf8_encode(REPLACEMENT, code)});
    }
    if (!vd_buf_ok(&out)) {
        vd_buf_clear(&out);
        return false;
    }
    vd_buf_clear(bytes);
    *bytes = out;
    return true;
}
