/* Folding at build time.  Decides the same as text/text.h says: letters lose case and marks, every kind of d, dash,
 * quotation mark and blank becomes one, what is left over becomes 0x7f. */
#include "tables/tablec.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

enum { FOLD_DROP = 0, FOLD_OTHER = 0x7f, FOLD_PARTS = 24 /* the longest decomposition has 18 */ };

/* Characters whose fold their category and decomposition do not tell, by code. */
static const struct {
    utf8proc_int32_t code;
    char fold;
} fold_special[] = {
    {0x0110, 'd'},  {0x0111, 'd'},  {0x00D0, 'd'},  {0x00F0, 'd'},  {0x0189, 'd'},  {0x0256, 'd'},  {0x00D8, 'o'},
    {0x00F8, 'o'},  {0x0126, 'h'},  {0x0127, 'h'},  {0x0131, 'i'},  {0x0141, 'l'},  {0x0142, 'l'},  {0x0166, 't'},
    {0x0167, 't'},  {0x0085, ' '},  {0x2010, '-'},  {0x2011, '-'},  {0x2012, '-'},  {0x2013, '-'},  {0x2014, '-'},
    {0x2015, '-'},  {0x2043, '-'},  {0x2212, '-'},  {0xFE58, '-'},  {0xFE63, '-'},  {0xFF0D, '-'},  {0x00AB, '"'},
    {0x00BB, '"'},  {0x201C, '"'},  {0x201D, '"'},  {0x201E, '"'},  {0x201F, '"'},  {0x2033, '"'},  {0x275D, '"'},
    {0x275E, '"'},  {0x301D, '"'},  {0x301E, '"'},  {0x301F, '"'},  {0x00B4, '\''}, {0x02B9, '\''}, {0x02BC, '\''},
    {0x2018, '\''}, {0x2019, '\''}, {0x201A, '\''}, {0x201B, '\''}, {0x2032, '\''}, {0x2039, '\''}, {0x203A, '\''},
    {0x275B, '\''}, {0x275C, '\''}, {0x2026, '.'},  {0x2044, '/'},  {0x2215, '/'},
};

static char fold_ascii(utf8proc_int32_t code)
{
    if (code >= 'A' && code <= 'Z')
        return (char)(code - 'A' + 'a');
    if (code == ' ' || (code >= '\t' && code <= '\r'))
        return ' ';
    return code > ' ' && code < 0x7f ? (char)code : FOLD_OTHER;
}

static bool is_mark(utf8proc_int32_t code)
{
    utf8proc_category_t category = utf8proc_category(code);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

/* Full-width, styled and joined forms stand for the plain character; superscripts do not: "phố¹" is no number. */
static bool is_plain_form(utf8proc_int32_t code)
{
    switch (utf8proc_get_property(code)->decomp_type) {
    case UTF8PROC_DECOMP_TYPE_FONT:
    case UTF8PROC_DECOMP_TYPE_WIDE:
    case UTF8PROC_DECOMP_TYPE_NARROW:
    case UTF8PROC_DECOMP_TYPE_COMPAT:
        return true;
    default:
        return false;
    }
}

static char fold_special_find(utf8proc_int32_t code)
{
    for (size_t i = 0; i < sizeof fold_special / sizeof fold_special[0]; i++)
        if (fold_special[i].code == code)
            return fold_special[i].fold;
    return FOLD_OTHER;
}

/* A base letter and its marks fold to the letter, anything longer to FOLD_OTHER. */
static char fold_decomposed(utf8proc_int32_t code)
{
    utf8proc_int32_t parts[FOLD_PARTS];
    int boundary = 0;
    utf8proc_option_t options = is_plain_form(code) ? UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT : UTF8PROC_DECOMPOSE;
    utf8proc_ssize_t count = utf8proc_decompose_char(code, parts, FOLD_PARTS, options, &boundary);
    if (count < 1 || count > FOLD_PARTS)
        return FOLD_OTHER;
    if (parts[0] <= ' ' || parts[0] >= FOLD_OTHER) {
        /* A styled dash or quotation mark; a styled letter that is itself read by its shape stays unknown. */
        char fold = count == 1 ? fold_special_find(parts[0]) : FOLD_OTHER;
        return fold >= 'a' && fold <= 'z' ? (char)FOLD_OTHER : fold;
    }
    for (utf8proc_ssize_t i = 1; i < count; i++)
        if (!is_mark(parts[i]))
            return FOLD_OTHER;
    return fold_ascii(parts[0]);
}

static char fold_code(utf8proc_int32_t code)
{
    if (code < 0x80)
        return fold_ascii(code);
    char special = fold_special_find(code);
    if (special != FOLD_OTHER)
        return special;
    switch (utf8proc_category(code)) {
    case UTF8PROC_CATEGORY_CF:
        return FOLD_DROP;
    case UTF8PROC_CATEGORY_ZS:
    case UTF8PROC_CATEGORY_ZL:
    case UTF8PROC_CATEGORY_ZP:
        return ' ';
    default:
        return is_mark(code) ? FOLD_DROP : fold_decomposed(code);
    }
}

char *tablec_fold(const char *text)
{
    size_t len = strlen(text), used = 0, at = 0;
    char *out = malloc(len + 1);
    if (!out)
        return NULL;
    while (at < len) {
        utf8proc_int32_t code;
        utf8proc_ssize_t step =
            utf8proc_iterate((const utf8proc_uint8_t *)text + at, (utf8proc_ssize_t)(len - at), &code);
        if (step <= 0) {
            free(out);
            return NULL;
        }
        at += (size_t)step;
        char fold = fold_code(code);
        if (fold == FOLD_DROP || (fold == ' ' && (used == 0 || out[used - 1] == ' ')))
            continue;
        out[used++] = fold;
    }
    if (used > 0 && out[used - 1] == ' ')
        used--;
    out[used] = '\0';
    return out;
}

char *tablec_slug(const char *text)
{
    char *fold = tablec_fold(text);
    if (!fold)
        return NULL;
    size_t used = 0;
    for (const char *p = fold; *p; p++) {
        bool keep = (*p >= 'a' && *p <= 'z') || (*p >= '0' && *p <= '9');
        if (keep)
            fold[used++] = *p;
        else if (used > 0 && fold[used - 1] != '-')
            fold[used++] = '-';
    }
    if (used > 0 && fold[used - 1] == '-')
        used--;
    fold[used] = '\0';
    return fold;
}

bool tablec_is_nfc(const char *text)
{
    utf8proc_uint8_t *nfc = utf8proc_NFC((const utf8proc_uint8_t *)text);
    bool same = nfc && strcmp((const char *)nfc, text) == 0;
    free(nfc);
    return same;
}
