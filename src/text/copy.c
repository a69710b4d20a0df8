/** Short strings: folded for comparison, as parts of ids, and tidied for display. */
#include "text/fold.h"

#include "base/alloc.h"
#include "base/utf8.h"
#include "text/letter.h"

#include <utf8proc.h>

/* Folds the character at s[*i] and steps over it, one byte where there is none; VD_FOLD_MARK and _GONE are possible. */
static char fold_next(vd_str s, size_t *i)
{
    uint8_t flags;
    uint32_t code;
    size_t len = vd_utf8_decode(s.ptr + *i, s.len - *i, &code);
    if (code == VD_UTF8_INVALID) {
        *i += 1;
        return VD_FOLD_OTHER;
    }
    *i += len;
    char c = code < 0x80 ? vd_ascii_fold((char)code, &flags) : vd_letter_fold(code, &flags);
    return c == '\n' ? ' ' : c;
}

/* Fold `s` and let `between` stand for runs of what is dropped: blanks, or all but letters and digits for a slug. */
static vd_str fold_joined(vd_arena *arena, vd_str s, bool slug)
{
    char *out = s.len == SIZE_MAX ? NULL : vd_arena_alloc(arena, s.len + 1);
    if (!out) {
        return VD_NONE;
    }
    size_t len = 0;
    bool gap = false;
    for (size_t i = 0; i < s.len;) {
        char c = fold_next(s, &i);
        if (c == VD_FOLD_MARK || c == VD_FOLD_GONE) {
            continue;
        }
        if (slug ? !vd_fold_letter(c) && !vd_fold_digit(c) : c == ' ') {
            gap = true;
            continue;
        }
        bool tight = !slug && (c == ',' || c == ';' || c == ')' || (len > 0 && out[len - 1] == '('));
        if (gap && len > 0 && !tight) {
            out[len++] = slug ? '-' : ' ';
        }
        gap = false;
        out[len++] = c;
    }
    return (vd_str){out, len};
}

vd_str vd_fold_copy(vd_arena *arena, vd_str s)
{
    return fold_joined(arena, s, false);
}

vd_str vd_fold_slug(vd_arena *arena, vd_str s)
{
    return fold_joined(arena, s, true);
}

/* Marks in a row that are kept, as in Unicode's stream-safe form: ordering a longer row takes quadratic time. */
#define MARKS_KEPT 30

/* Copies `s` with one blank for each run of white space, none at the ends; invisible characters go, and what cannot be
 * shown (control characters, bytes that are no UTF-8) becomes U+FFFD.  `out` has room for 3 bytes a byte. */
static size_t blanks_join(vd_str s, char *out)
{
    size_t len = 0;
    size_t marks = 0;
    bool gap = false;
    for (size_t i = 0; i < s.len;) {
        size_t from = i;
        char c = fold_next(s, &i);
        marks = c == VD_FOLD_MARK ? marks + 1 : 0;
        if (c == ' ') {
            gap = true;
        }
        if (c == ' ' || c == VD_FOLD_GONE || marks > MARKS_KEPT) {
            continue;
        }
        if (gap && len > 0) {
            out[len++] = ' ';
        }
        gap = false;
        uint32_t code;
        (void)vd_utf8_decode(s.ptr + from, i - from, &code);
        bool shown = code != VD_UTF8_INVALID && code >= ' ' && !(code >= 0x7F && code < 0xA0);
        vd_str piece = shown ? vd_str_slice(s, from, i) : VD_LIT("\xEF\xBF\xBD");
        memcpy(out + len, piece.ptr, piece.len);
        len += piece.len;
    }
    return len;
}

/* Length of the character at `p` if it is one of those in which Vietnamese is mostly written and which NFC never
 * changes, whatever stands beside them: Latin up to U+02FF, U+1E00 to U+1EFF, dashes and quotation marks, U+FFFD.
 * 0: of others nothing is said. */
static size_t composed_char(const unsigned char *p)
{
    if (p[0] < 0x80) {
        return 1;
    }
    if (p[0] <= 0xCB) {
        return 2;
    }
    bool latin = p[0] == 0xE1 && p[1] >= 0xB8 && p[1] <= 0xBB;
    bool punctuation = p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90;
    bool unknown = p[0] == 0xEF && p[1] == 0xBF && p[2] == 0xBD;
    return latin || punctuation || unknown ? 3 : 0;
}

/* Is valid UTF-8 plainly in NFC? */
static bool str_composed(const char *ptr, size_t len)
{
    size_t step = 1;
    for (size_t i = 0; i < len && step > 0; i += step) {
        step = composed_char((const unsigned char *)ptr + i);
    }
    return step > 0;
}

/* NFC of valid UTF-8, into the arena. */
static vd_str nfc_copy(vd_arena *arena, const char *ptr, size_t len)
{
    const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose((const utf8proc_uint8_t *)ptr, (utf8proc_ssize_t)len, NULL, 0, options);
    if (count < 0) {
        return VD_NONE; /* a length beyond what the library can count */
    }
    size_t room = (size_t)count;
    utf8proc_int32_t *codes = room >= SIZE_MAX / sizeof *codes ? NULL : vd_alloc((room + 1) * sizeof *codes);
    if (!codes) {
        return VD_NONE;
    }
    vd_str result = VD_NONE;
    count = utf8proc_decompose((const utf8proc_uint8_t *)ptr, (utf8proc_ssize_t)len, codes, count, options);
    if (count >= 0) {
        count = utf8proc_reencode(codes, count, options); /* in place: the codes' memory becomes the text */
    }
    if (count >= 0) {
        result = vd_arena_copy(arena, (vd_str){(const char *)codes, (size_t)count});
    }
    vd_free(codes);
    return result;
}

/* Length of the character at s[i] if it is a letter or sign that cleaning leaves as it is: of ASCII what is printed,
 * Latin letters up to U+01BF and from U+1E00 to U+1EFF, dashes and quotation marks from U+2010 to U+201F.  0: of others
 * nothing is said. */
static size_t clean_char(vd_str s, size_t i)
{
    unsigned char first = (unsigned char)s.ptr[i];
    if (first < 0x80) {
        return first > ' ' && first < 0x7F;
    }
    size_t len = first >= 0xC3 && first <= 0xC6 ? 2 : first == 0xE1 || first == 0xE2 ? 3 : 0;
    if (len == 0 || s.len - i < len) {
        return 0;
    }
    unsigned char next = (unsigned char)s.ptr[i + 1];
    unsigned char last = (unsigned char)s.ptr[i + len - 1];
    bool latin = first == 0xE1 && next >= 0xB8 && next <= 0xBB;
    bool sign = first == 0xE2 && next == 0x80 && last >= 0x90 && last <= 0x9F;
    return (last & 0xC0) == 0x80 && (len == 2 || latin || sign) ? len : 0;
}

/* Is the text plainly what cleaning would make of it: such characters, and single blanks between them? */
static bool str_clean(vd_str s)
{
    bool blank = true;
    for (size_t i = 0, step = 0; i < s.len; i += step) {
        bool gap = s.ptr[i] == ' ';
        step = gap ? !blank : clean_char(s, i);
        blank = gap;
        if (step == 0) {
            return false;
        }
    }
    return !blank;
}

vd_str vd_text_clean(vd_arena *arena, vd_str s)
{
    if (str_clean(s)) {
        return vd_arena_copy(arena, s);
    }
    char *joined = s.len > SIZE_MAX / 3 - 1 ? NULL : vd_alloc(s.len * 3 + 1);
    if (!joined) {
        return VD_NONE;
    }
    size_t len = blanks_join(s, joined);
    vd_str result =
        str_composed(joined, len) ? vd_arena_copy(arena, (vd_str){joined, len}) : nfc_copy(arena, joined, len);
    vd_free(joined);
    return result;
}

/* Every letter small, or those that begin a word large. */
static vd_str letters_set(vd_arena *arena, vd_str s, bool proper)
{
    char *out = s.len > SIZE_MAX / 4 - 1 ? NULL : vd_arena_alloc(arena, s.len * 4 + 1);
    if (!out) {
        return VD_NONE;
    }
    size_t len = 0;
    bool first = true;
    for (size_t i = 0; i < s.len;) {
        uint32_t code;
        size_t step = vd_utf8_decode(s.ptr + i, s.len - i, &code);
        if (code == VD_UTF8_INVALID) {
            out[len++] = s.ptr[i++];
            continue;
        }
        utf8proc_int32_t letter = (utf8proc_int32_t)code;
        letter = proper && first ? utf8proc_toupper(letter) : utf8proc_tolower(letter);
        len += (size_t)utf8proc_encode_char(letter, (utf8proc_uint8_t *)out + len);
        first = code < 0x80 && !vd_fold_digit((char)code) && !vd_fold_letter((char)utf8proc_tolower(letter));
        i += step;
    }
    return (vd_str){out, len};
}

vd_str vd_text_lower(vd_arena *arena, vd_str s)
{
    return letters_set(arena, s, false);
}

vd_str vd_text_proper(vd_arena *arena, vd_str s)
{
    return letters_set(arena, s, true);
}
