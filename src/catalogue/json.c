/* One line of JSON Lines: an object whose values are strings, numbers, null, or lists of strings (RFC 8259).  What is
 * nested deeper says nothing that a row could hold. */
#include "base/buf.h"
#include "base/utf8.h"
#include "catalogue/import.h"
#include "text/text.h"

typedef struct scan {
    vd_import_reader *r;
    vd_str line;
    size_t at, number; /* number: of the line */
} scan;

static bool scan_fail(const scan *s, const char *why)
{
    size_t column = 1;
    for (size_t i = 0; i < s->at && i < s->line.len; i++) {
        column += ((unsigned char)s->line.ptr[i] & 0xC0) != 0x80;
    }
    vd_import_tell(s->r->in, s->number, column, "%s", why);
    return false;
}

static void space_pass(scan *s)
{
    while (s->at < s->line.len && (s->line.ptr[s->at] == ' ' || s->line.ptr[s->at] == '\t')) {
        s->at++;
    }
}

static char here(const scan *s)
{
    return s->at < s->line.len ? s->line.ptr[s->at] : '\0';
}

/* Takes `c` behind blanks. */
static bool take(scan *s, char c)
{
    space_pass(s);
    bool there = here(s) == c;
    s->at += there;
    return there;
}

static void code_add(vd_buf *out, uint32_t code)
{
    char bytes[4];
    vd_buf_add(out, (vd_str){bytes, vd_utf8_encode(code, bytes)});
}

/* Four hexadecimal digits behind "\u". */
static bool hex_take(scan *s, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, s->at++) {
        char c = here(s);
        int digit = c >= '0' && c <= '9'   ? c - '0'
                    : c >= 'a' && c <= 'f' ? c - 'a' + 10
                    : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                           : -1;
        if (digit < 0) {
            return scan_fail(s, "\\u needs four hexadecimal digits");
        }
        *out = *out << 4 | (uint32_t)digit;
    }
    return true;
}

static bool unicode_take(scan *s, vd_buf *out)
{
    uint32_t code = 0, low = 0;
    if (!hex_take(s, &code)) {
        return false;
    }
    bool pair =
        code >= 0xD800 && code <= 0xDBFF && here(s) == '\\' && s->at + 1 < s->line.len && s->line.ptr[s->at + 1] == 'u';
    if (pair) {
        s->at += 2;
        if (!hex_take(s, &low)) {
            return false;
        }
        bool fits = low >= 0xDC00 && low <= 0xDFFF;
        code_add(out, fits ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD);
        return true;
    }
    code_add(out, code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code);
    return true;
}

static bool escape_take(scan *s, vd_buf *out)
{
    static const char names[] = "\"\\/bfnrt";
    static const char meant[] = "\"\\/\b\f\n\r\t";
    char c = here(s);
    const char *known = c ? strchr(names, c) : NULL;
    if (c != 'u' && known == NULL) {
        return scan_fail(s, "unknown escape in a string");
    }
    s->at++;
    if (known) {
        vd_buf_add_char(out, meant[known - names]);
        return true;
    }
    return unicode_take(s, out);
}

/* A string from its first mark on; a copy in the arena. */
static bool string_take(scan *s, vd_buf *out)
{
    if (!take(s, '"')) {
        return scan_fail(s, "a string is expected here");
    }
    while (here(s) != '"') {
        unsigned char c = (unsigned char)here(s);
        if (s->at >= s->line.len) {
            return scan_fail(s, "the string does not end in this line");
        }
        if (c < 0x20) {
            return scan_fail(s, "a control character in a string");
        }
        s->at++;
        if (c != '\\') {
            vd_buf_add_char(out, (char)c);
        } else if (!escape_take(s, out)) {
            return false;
        }
    }
    s->at++;
    return true;
}

/* ["a", "b"] as "a|b". */
static bool list_take(scan *s, vd_buf *out)
{
    s->at++;
    if (take(s, ']')) {
        return true;
    }
    for (bool first = true;; first = false) {
        vd_buf_add_text(out, first ? "" : "|");
        space_pass(s);
        if (!string_take(s, out)) {
            return false;
        }
        if (take(s, ']')) {
            return true;
        }
        if (!take(s, ',')) {
            return scan_fail(s, "a comma or ] is expected here");
        }
    }
}

static bool value_take(scan *s, vd_buf *out, bool *absent)
{
    static const char number[] = "+-.0123456789eE";
    space_pass(s);
    *absent = false;
    char c = here(s);
    if (c == '"') {
        return string_take(s, out);
    }
    if (c == '[') {
        return list_take(s, out);
    }
    if (vd_str_starts(vd_str_slice(s->line, s->at, s->line.len), VD_LIT("null"))) {
        s->at += 4;
        *absent = true;
        return true;
    }
    if ((c >= '0' && c <= '9') || c == '-') {
        while (here(s) && strchr(number, here(s))) {
            vd_buf_add_char(out, s->line.ptr[s->at++]);
        }
        return true;
    }
    return scan_fail(s, "a string, a list of strings, a number or null is expected here");
}

/* Once a file for each key that is not read. */
static void key_unknown(scan *s, vd_str key, size_t column)
{
    vd_import_reader *r = s->r;
    for (size_t i = 0; i < r->unknown_count; i++) {
        if (vd_str_eq(r->unknown[i], key)) {
            return;
        }
    }
    vd_str kept = vd_arena_copy(r->in->arena, key);
    if (r->unknown_count < VD_IMPORT_COLUMNS && kept.ptr) {
        r->unknown[r->unknown_count++] = kept;
        vd_import_tell(r->in, s->number, column,
                       "key \"%.*s\" is not read; see `viendan help catalogue` for the names there are", (int)key.len,
                       key.ptr);
    }
}

static bool member_take(scan *s, vd_buf *buf, vd_import_record *out)
{
    bool absent = false;
    space_pass(s);
    size_t column = s->at + 1;
    vd_buf_reset(buf);
    if (!string_take(s, buf)) {
        return false;
    }
    vd_known_field field = vd_import_field(s->r->in, vd_buf_str(buf));
    if (field == VD_KNOWN_FIELDS) {
        key_unknown(s, vd_buf_str(buf), column);
    }
    if (!take(s, ':')) {
        return scan_fail(s, "a colon is expected here");
    }
    space_pass(s);
    column = s->at + 1;
    vd_buf_reset(buf);
    if (!value_take(s, buf, &absent)) {
        return false;
    }
    if (field != VD_KNOWN_FIELDS && !absent) {
        vd_str text = buf->len ? vd_arena_copy(s->r->in->arena, vd_buf_str(buf)) : VD_LIT("");
        s->r->in->failed = s->r->in->failed || text.ptr == NULL || !vd_buf_ok(buf);
        out->cell[field] = (vd_import_cell){vd_str_trim(text), s->number, column};
    }
    return true;
}

static bool object_take(scan *s, vd_buf *buf, vd_import_record *out)
{
    if (!take(s, '{')) {
        return scan_fail(s, "an object {...} is expected, one a line");
    }
    if (!take(s, '}')) {
        do {
            if (!member_take(s, buf, out)) {
                return false;
            }
        } while (take(s, ','));
        if (!take(s, '}')) {
            return scan_fail(s, "a comma or } is expected here");
        }
    }
    space_pass(s);
    return s->at >= s->line.len || scan_fail(s, "text behind the object");
}

bool vd_import_json(vd_import_reader *reader, vd_str line, vd_import_record *out)
{
    scan s = {.r = reader, .line = line, .number = reader->line};
    vd_buf buf = {0};
    bool read = object_take(&s, &buf, out);
    vd_buf_clear(&buf);
    return read && !reader->in->failed;
}
