/** String views: making, comparing, looking inside. */
#ifndef VD_BASE_STR_H
#define VD_BASE_STR_H

#include "viendan.h"

#include <string.h>

/** View of a string literal. */
#define VD_LIT(literal) ((vd_str){(literal), sizeof(literal) - 1})
#define VD_NONE ((vd_str){NULL, 0})

static inline vd_str vd_str_of(const char *text)
{
    return (vd_str){text, text ? strlen(text) : 0};
}

/** A cell of a table: what is empty is absent. */
static inline vd_str vd_str_told(const char *text)
{
    return *text ? vd_str_of(text) : VD_NONE;
}

static inline vd_str vd_str_slice(vd_str s, size_t from, size_t to)
{
    return (vd_str){s.ptr ? s.ptr + from : NULL, to - from};
}

/* Words are looked up in lists of words: nearly always one letter tells that two differ, and no call is needed. */
static inline bool vd_str_eq(vd_str a, vd_str b)
{
    return a.len == b.len && (a.len == 0 || (*a.ptr == *b.ptr && memcmp(a.ptr, b.ptr, a.len) == 0));
}

/** Is `c` one of the characters of a literal?  A NUL is in none.  No call: compilers make a test of bits of it. */
#define VD_AMONG(c, literal) vd_char_among((c), (literal), sizeof(literal) - 1)
static inline bool vd_char_among(char c, const char *set, size_t count)
{
    bool among = false;
    for (size_t i = 0; i < count; i++) {
        among |= set[i] == c;
    }
    return among;
}

/** Order by bytes; absent and empty first. */
int vd_str_cmp(vd_str a, vd_str b);
static inline bool vd_str_starts(vd_str s, vd_str prefix)
{
    return s.len >= prefix.len &&
           (prefix.len == 0 || (*s.ptr == *prefix.ptr && memcmp(s.ptr, prefix.ptr, prefix.len) == 0));
}

static inline bool vd_str_ends(vd_str s, vd_str suffix)
{
    const char *end = s.len >= suffix.len && suffix.len > 0 ? s.ptr + (s.len - suffix.len) : NULL;
    return s.len >= suffix.len && (end == NULL || (*end == *suffix.ptr && memcmp(end, suffix.ptr, suffix.len) == 0));
}

/** Is it one of an array of strings? */
#define VD_STR_IN(s, list) vd_str_in((s), (list), sizeof(list) / sizeof *(list))
static inline bool vd_str_in(vd_str s, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vd_str_eq(s, vd_str_of(list[i]))) {
            return true;
        }
    }
    return false;
}

/** Offset of the first `needle` at or after `from`, or SIZE_MAX. */
size_t vd_str_find(vd_str s, vd_str needle, size_t from);
/** Without ASCII white space at both ends. */
vd_str vd_str_trim(vd_str s);
/** What stands behind the last '/' of a path. */
vd_str vd_str_file_name(vd_str path);
/** FNV-1a. */
uint64_t vd_str_hash(vd_str s);

#endif
