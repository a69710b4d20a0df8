/** When two names, numbers or titles count as the same in the figures of accuracy. */
#include "accuracy/compare.h"

#include "base/alloc.h"

#include <utf8proc.h>

/** Code points of `text` in the normal form that `options` ask for; *count < 0 on failure.  Free with vd_free. */
static utf8proc_int32_t *points_of(vd_str text, utf8proc_option_t options, utf8proc_ssize_t *count)
{
    const utf8proc_uint8_t *bytes = (const utf8proc_uint8_t *)text.ptr;
    utf8proc_ssize_t len = (utf8proc_ssize_t)text.len;
    utf8proc_ssize_t need = utf8proc_decompose(bytes, len, NULL, 0, options);
    *count = -1;
    utf8proc_int32_t *points = need < 0 ? NULL : vd_alloc(((size_t)need + 1) * sizeof *points);
    if (points) {
        *count = utf8proc_decompose(bytes, len, points, need, options);
    }
    return points;
}

vd_str compare_fold(vd_arena *arena, vd_str text)
{
    char *out = vd_arena_alloc(arena, text.len + 1);
    if (!out || text.len == 0) {
        return (vd_str){out, 0};
    }
    utf8proc_ssize_t count;
    utf8proc_int32_t *points = points_of(text, UTF8PROC_DECOMPOSE, &count);
    size_t len = 0;
    bool gap = false;
    for (utf8proc_ssize_t i = 0; i < count; i++) {
        utf8proc_int32_t c = points[i];
        if (utf8proc_get_property(c)->combining_class != 0) {
            continue;
        }
        c = c == 0x110 || c == 0x111 ? 'd' : c >= 'A' && c <= 'Z' ? c + 32 : c;
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            if (gap && len > 0) {
                out[len++] = ' ';
            }
            out[len++] = (char)c;
            gap = false;
        } else {
            gap = true;
        }
    }
    vd_free(points);
    return (vd_str){out, len};
}

static bool point_is_blank(utf8proc_int32_t c)
{
    utf8proc_category_t category = utf8proc_category(c);
    return (c >= 0x09 && c <= 0x0D) || (c >= 0x1C && c <= 0x1F) || c == 0x85 || category == UTF8PROC_CATEGORY_ZS ||
           category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
}

vd_str compare_number(vd_arena *arena, vd_str number)
{
    if (number.len == 0) {
        return VD_NONE;
    }
    utf8proc_ssize_t count;
    utf8proc_int32_t *points = points_of(number, UTF8PROC_COMPOSE, &count);
    /* A letter's upper case may be longer in UTF-8 than the letter, never longer than 4 bytes. */
    char *out = count < 0 ? NULL : vd_arena_alloc(arena, (size_t)count * 4 + 1);
    size_t len = 0;
    for (utf8proc_ssize_t i = 0; out && i < count; i++) {
        utf8proc_int32_t c = utf8proc_toupper(points[i] == 0xD0 ? 0x110 : points[i]);
        if (point_is_blank(c)) {
            continue;
        }
        c = c == 0x110 ? 'D' : (c >= 0x2010 && c <= 0x2015) || c == 0x2212 ? '-' : c;
        len += (size_t)utf8proc_encode_char(c, (utf8proc_uint8_t *)out + len);
    }
    vd_free(points);
    size_t zeros = 0;
    while (zeros + 1 < len && out[zeros] == '0' && out[zeros + 1] >= '0' && out[zeros + 1] <= '9') {
        zeros++;
    }
    return out ? (vd_str){out + zeros, len - zeros} : VD_NONE;
}

typedef struct block {
    size_t a, b, len;
} block;

typedef struct matcher {
    vd_str a, b;
    bool common[256]; /* bytes of b that start no block */
    size_t *length;   /* b.len + 1: length of the block that ends behind b[j], for the row of a before */
} matcher;

/** The longest block that a[a0, a1) and b[b0, b1) share; of equal ones the first in a, then the first in b. */
static block matcher_longest(matcher *m, size_t a0, size_t a1, size_t b0, size_t b1)
{
    block best = {a0, b0, 0};
    memset(m->length + b0, 0, (b1 - b0 + 1) * sizeof *m->length);
    for (size_t i = a0; i < a1; i++) {
        for (size_t j = b1; j > b0; j--) { /* downwards: length[j - 1] is still the row before */
            bool same = m->a.ptr[i] == m->b.ptr[j - 1] && !m->common[(unsigned char)m->b.ptr[j - 1]];
            m->length[j] = same ? m->length[j - 1] + 1 : 0;
            /* >= while j falls: within one row the first in b wins, a later row must be longer */
            if (m->length[j] > best.len || (same && m->length[j] == best.len && best.a + best.len == i + 1)) {
                best = (block){i + 1 - m->length[j], j - m->length[j], m->length[j]};
            }
        }
    }
    while (best.a > a0 && best.b > b0 && m->a.ptr[best.a - 1] == m->b.ptr[best.b - 1]) {
        best = (block){best.a - 1, best.b - 1, best.len + 1};
    }
    while (best.a + best.len < a1 && best.b + best.len < b1 &&
           m->a.ptr[best.a + best.len] == m->b.ptr[best.b + best.len]) {
        best.len++;
    }
    return best;
}

static size_t matcher_common(matcher *m, size_t a0, size_t a1, size_t b0, size_t b1)
{
    size_t sum = 0;
    while (a0 < a1 && b0 < b1) {
        block found = matcher_longest(m, a0, a1, b0, b1);
        if (found.len == 0) {
            break;
        }
        sum += found.len + matcher_common(m, a0, found.a, b0, found.b);
        a0 = found.a + found.len;
        b0 = found.b + found.len;
    }
    return sum;
}

double compare_ratio(vd_str a, vd_str b)
{
    if (a.len + b.len == 0) {
        return 1.0;
    }
    matcher m = {.a = a, .b = b, .length = vd_alloc((b.len + 1) * sizeof *m.length)};
    if (!m.length) {
        return -1.0;
    }
    size_t seen[256] = {0};
    for (size_t j = 0; b.len >= 200 && j < b.len; j++) {
        unsigned char c = (unsigned char)b.ptr[j];
        seen[c]++;
        m.common[c] = seen[c] > b.len / 100 + 1;
    }
    size_t common = matcher_common(&m, 0, a.len, 0, b.len);
    vd_free(m.length);
    return 2.0 * (double)common / (double)(a.len + b.len);
}

bool compare_title(vd_str title, vd_str gold)
{
    if (title.len == 0 || gold.len == 0) {
        return false;
    }
    return vd_str_find(gold, title, 0) != SIZE_MAX || vd_str_find(title, gold, 0) != SIZE_MAX ||
           compare_ratio(title, gold) >= 0.8;
}
