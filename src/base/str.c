/** String views: order, search, hash. */
#include "base/str.h"

#include "base/sweep.h"

int vd_str_cmp(vd_str a, vd_str b)
{
    size_t least = a.len < b.len ? a.len : b.len;
    int order = least ? memcmp(a.ptr, b.ptr, least) : 0;
    return order != 0 ? order : (a.len > b.len) - (a.len < b.len);
}

size_t vd_str_find(vd_str s, vd_str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from) {
        return SIZE_MAX;
    }
    if (needle.len == 0) {
        return from;
    }
    if (needle.len == 1) {
        const char *hit = from < s.len ? memchr(s.ptr + from, needle.ptr[0], s.len - from) : NULL;
        return hit ? (size_t)(hit - s.ptr) : SIZE_MAX;
    }
    /* Both ends at once: in Vietnamese hardly a letter is rare, but few words end as another does that begins so. */
    size_t first = needle.ptr[0] == ' ' && needle.len > 2; /* a blank tells least */
    size_t behind = needle.ptr[needle.len - 1] == ' ' && needle.len > 3;
    size_t distance = needle.len - 1 - first - behind;
    while (from + needle.len <= s.len) {
        size_t left = s.len - from - first - behind;
        size_t ahead =
            vd_sweep_pair(s.ptr + from + first, left, needle.ptr[first], needle.ptr[first + distance], distance);
        if (ahead == left) {
            return SIZE_MAX;
        }
        from += ahead;
        if (memcmp(s.ptr + from, needle.ptr, needle.len) == 0) {
            return from;
        }
        from++;
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

vd_str vd_str_file_name(vd_str path)
{
    size_t at = path.len;
    while (at > 0 && path.ptr[at - 1] != '/') {
        at--;
    }
    return vd_str_slice(path, at, path.len);
}
