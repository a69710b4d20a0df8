/** String views: order, search, hash. */
#include "base/str.h"

int vd_str_cmp(vd_str a, vd_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

bool vd_str_starts(vd_str s, vd_str prefix)
{
    return s.len >= prefix.len && (prefix.len == 0 || memcmp(s.ptr, prefix.ptr, prefix.len) == 0);
}

bool vd_str_ends(vd_str s, vd_str suffix)
{
    return s.len >= suffix.len &&
           (suffix.len == 0 || memcmp(s.ptr + (s.len - suffix.len), suffix.ptr, suffix.len) == 0);
}

size_t vd_str_find(vd_str s, vd_str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from) {
        return SIZE_MAX;
    }
    if (needle.len == 0) {
        return from;
    }
    size_t last = s.len - needle.len;
    while (from <= last) {
        const char *hit = memchr(s.ptr + from, needle.ptr[0], last - from + 1);
        if (!hit) {
            return SIZE_MAX;
        }
        if (memcmp(hit, needle.ptr, needle.len) == 0) {
            return (size_t)(hit - s.ptr);
        }
        from = (size_t)(hit - s.ptr) + 1;
    }
    return SIZE_MAX;
}

static bool char_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

vd_str vd_str_trim(vd_str s)
{
    size_t from = 0;
    size_t to = s.len;
    while (from < to && char_blank(s.ptr[from])) {
        from++;
    }
    while (to > from && char_blank(s.ptr[to - 1])) {
        to--;
    }
    return vd_str_slice(s, from, to);
}

uint64_t vd_str_hash(vd_str s)
{
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < s.len; i++) {
        hash = (hash ^ (unsigned char)s.ptr[i]) * UINT64_C(1099511628211);
    }
    return hash;
}
