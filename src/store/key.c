/** How numbers and names are folded into keys. */
#include "store/key.h"

#include "text/fold.h"
#include "text/text.h"

static bool is_word(char c)
{
    return vd_fold_digit(c) || (c >= 'a' && c <= 'z');
}

/* The characters of `fold` that pass, from the first letter or digit on, without zeros in front; `mark` between the
 * digits in front and what follows, unless it is 0. */
static bool number_squeeze(vd_arena *arena, vd_str number, bool (*keep)(char), char mark, vd_str *out)
{
    *out = VD_NONE;
    if (number.ptr == NULL) {
        return true;
    }
    vd_str fold = vd_fold_copy(arena, number);
    char *key = fold.ptr == NULL ? NULL : vd_arena_alloc(arena, fold.len + 2);
    if (key == NULL) {
        return false;
    }
    size_t at = 0, len = 0;
    while (at < fold.len && !is_word(fold.ptr[at])) {
        at++;
    }
    while (at + 1 < fold.len && fold.ptr[at] == '0' && vd_fold_digit(fold.ptr[at + 1])) {
        at++;
    }
    while (at < fold.len && vd_fold_digit(fold.ptr[at])) {
        key[len++] = fold.ptr[at++];
    }
    size_t digits = len;
    for (; at < fold.len; at++) {
        if (keep(fold.ptr[at])) {
            if (mark != 0 && len == digits && digits > 0) {
                key[len++] = mark;
            }
            key[len++] = fold.ptr[at];
        }
    }
    if (len > 0) {
        *out = (vd_str){key, len};
    }
    return true;
}

bool vd_key_number(vd_arena *arena, vd_str number, vd_str *out)
{
    return number_squeeze(arena, number, is_word, '-', out);
}

static bool is_spelling(char c)
{
    return is_word(c) || c == '/' || c == '-';
}

bool vd_key_spelling(vd_arena *arena, vd_str number, vd_str *out)
{
    return number_squeeze(arena, number, is_spelling, 0, out);
}

bool vd_key_name(vd_arena *arena, vd_str name, vd_str *out)
{
    *out = VD_NONE;
    if (name.ptr == NULL) {
        return true;
    }
    vd_str slug = vd_fold_slug(arena, name);
    if (slug.ptr == NULL) {
        return false;
    }
    if (slug.len > 0) {
        *out = slug;
    }
    return true;
}

bool vd_key_title(vd_arena *arena, vd_str type_key, vd_str title, vd_str *name, vd_str *bare)
{
    *bare = VD_NONE;
    if (!vd_key_name(arena, title, name)) {
        return false;
    }
    *bare = *name;
    if (name->ptr == NULL || type_key.ptr == NULL || vd_str_eq(*name, type_key)) {
        return true;
    }
    size_t len = type_key.len + 1;
    if (vd_str_starts(*name, type_key) && name->ptr[type_key.len] == '-') {
        *bare = vd_str_slice(*name, len, name->len);
        return true;
    }
    char *whole = vd_arena_alloc(arena, len + name->len);
    if (whole == NULL) {
        return false;
    }
    memcpy(whole, type_key.ptr, type_key.len);
    whole[type_key.len] = '-';
    memcpy(whole + len, name->ptr, name->len);
    *name = (vd_str){whole, len + name->len};
    return true;
}
