/* A reader of JSON objects that wants two strings of them (RFC 8259).
 *
 * The first pass checks the whole line and notes where the two values stand; the second decodes them in place, which
 * works because no escape is shorter than the UTF-8 it stands for. */
#include "read/jsonl.h"

#include "base/sweep.h"
#include "base/utf8.h"

/* Nested values deeper than this are refused; they are ignored anyway. */
#define DEPTH_MAX 64
/* Raw bytes of the longest key that can still mean "text": four escapes of six bytes. */
#define KEY_MAX 24

typedef struct scan {
    const char *bytes;
    size_t len, at;
    const char *why; /* NULL: well so far */
} scan;

/* A value's place: of a string, what stands between the quotes. */
typedef struct slice {
    size_t from, to;
    bool found, string;
} slice;

static bool scan_fail(scan *s, const char *why)
{
    if (!s->why) {
        s->why = why;
    }
    return false;
}

static void space_skip(scan *s)
{
    while (s->at < s->len && VD_AMONG(s->bytes[s->at], " \t\r\n")) {
        s->at++;
    }
}

static bool char_take(scan *s, char c)
{
    if (s->at >= s->len || s->bytes[s->at] != c) {
        return false;
    }
    s->at++;
    return true;
}

/* What the letter behind a backslash stands for; 0: no letter of the short escapes. */
static const char escapes[256] = {
    ['"'] = '"', ['\\'] = '\\', ['/'] = '/', ['b'] = '\b', ['f'] = '\f', ['n'] = '\n', ['r'] = '\r', ['t'] = '\t'};

static char escape_short(char c)
{
    return escapes[(unsigned char)c];
}

static int hex_value(char c)
{
    if (c >= '0' && c <= '9') {
        return c - '0';
    }
    if (c >= 'a' && c <= 'f') {
        return c - 'a' + 10;
    }
    if (c >= 'A' && c <= 'F') {
        return c - 'A' + 10;
    }
    return -1;
}

static bool escape_scan(scan *s)
{
    if (s->at >= s->len) {
        return scan_fail(s, "the string does not end");
    }
    char c = s->bytes[s->at];
    if (escape_short(c)) {
        s->at++;
        return true;
    }
    if (c != 'u') {
        return scan_fail(s, "unknown escape in a string");
    }
    for (size_t i = 1; i <= 4; i++) {
        if (s->at + i >= s->len || hex_value(s->bytes[s->at + i]) < 0) {
            return scan_fail(s, "\\u needs four hexadecimal digits");
        }
    }
    s->at += 5;
    return true;
}

static bool string_scan(scan *s, slice *out)
{
    if (!char_take(s, '"')) {
        return scan_fail(s, "expected a string");
    }
    size_t from = s->at;
    for (;;) {
        s->at += vd_sweep_string(s->bytes + s->at, s->len - s->at);
        if (s->at == s->len) {
            return scan_fail(s, "the string does not end");
        }
        char c = s->bytes[s->at++];
        if (c == '"') {
            *out = (slice){from, s->at - 1, true, true};
            return true;
        }
        if (c != '\\') {
            s->at--;
            return scan_fail(s, "control character in a string; write it as \\n, \\t or \\u00XX");
        }
        if (!escape_scan(s)) {
            return false;
        }
    }
}

static bool digits_scan(scan *s)
{
    size_t from = s->at;
    while (s->at < s->len && s->bytes[s->at] >= '0' && s->bytes[s->at] <= '9') {
        s->at++;
    }
    return s->at > from || scan_fail(s, "expected a digit");
}

static bool number_scan(scan *s)
{
    char_take(s, '-');
    if (!char_take(s, '0') && !digits_scan(s)) {
        return false;
    }
    if (char_take(s, '.') && !digits_scan(s)) {
        return false;
    }
    if (char_take(s, 'e') || char_take(s, 'E')) {
        if (!char_take(s, '+')) {
            char_take(s, '-');
        }
        return digits_scan(s);
    }
    return true;
}

static bool word_scan(scan *s, const char *word)
{
    size_t len = strlen(word);
    if (s->len - s->at < len || memcmp(s->bytes + s->at, word, len) != 0) {
        return scan_fail(s, "expected a value");
    }
    s->at += len;
    return true;
}

static bool value_scan(scan *s, int depth, slice *out);

static bool array_scan(scan *s, int depth)
{
    slice ignored;
    s->at++;
    space_skip(s);
    if (char_take(s, ']')) {
        return true;
    }
    do {
        if (!value_scan(s, depth, &ignored)) {
            return false;
        }
    } while (char_take(s, ','));
    return char_take(s, ']') || scan_fail(s, "expected , or ]");
}

/* One "key": value; *key is what stands between its quotes. */
static bool member_scan(scan *s, int depth, slice *key, slice *value)
{
    space_skip(s);
    if (!string_scan(s, key)) {
        return false;
    }
    space_skip(s);
    if (!char_take(s, ':')) {
        return scan_fail(s, "expected : after a key");
    }
    return value_scan(s, depth, value);
}

static bool object_scan(scan *s, int depth)
{
    slice key, ignored;
    s->at++;
    space_skip(s);
    if (char_take(s, '}')) {
        return true;
    }
    do {
        if (!member_scan(s, depth, &key, &ignored)) {
            return false;
        }
    } while (char_take(s, ','));
    return char_take(s, '}') || scan_fail(s, "expected , or }");
}

/* Any value, with the space around it. */
static bool value_scan(scan *s, int depth, slice *out)
{
    bool well;
    space_skip(s);
    if (s->at >= s->len) {
        return scan_fail(s, "the line ends in the middle of an object");
    }
    if (depth >= DEPTH_MAX) {
        return scan_fail(s, "values are nested too deeply");
    }
    *out = (slice){s->at, s->at, true, false};
    char c = s->bytes[s->at];
    if (c == '"') {
        well = string_scan(s, out);
    } else if (c == '{') {
        well = object_scan(s, depth + 1);
    } else if (c == '[') {
        well = array_scan(s, depth + 1);
    } else if (c == '-' || (c >= '0' && c <= '9')) {
        well = number_scan(s);
    } else {
        well = word_scan(s, c == 't' ? "true" : c == 'f' ? "false" : "null");
    }
    if (!well) {
        return false;
    }
    if (!out->string) {
        out->to = s->at;
    }
    space_skip(s);
    return true;
}

static unsigned hex4(const char *at)
{
    unsigned value = 0;
    for (int i = 0; i < 4; i++) {
        value = value * 16 + (unsigned)hex_value(at[i]);
    }
    return value;
}

/* Decode the escape behind a backslash at `from`; returns where it ends. */
static size_t escape_decode(const char *bytes, size_t from, size_t end, char *to, size_t *len)
{
    char c = escape_short(bytes[from]);
    if (c) { /* else it is 'u': the string is checked */
        to[(*len)++] = c;
        return from + 1;
    }
    unsigned unit = hex4(bytes + from + 1);
    from += 5;
    if (unit >= 0xD800 && unit < 0xDC00 && end - from >= 6 && bytes[from] == '\\' && bytes[from + 1] == 'u') {
        unsigned low = hex4(bytes + from + 2);
        if (low >= 0xDC00 && low < 0xE000) {
            *len += vd_utf8_encode(0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00), to + *len);
            return from + 6;
        }
    }
    *len += vd_utf8_encode(unit >= 0xD800 && unit < 0xE000 ? 0xFFFD : unit, to + *len);
    return from;
}

/* Decode bytes[from..end) to `to`, which may be the same place; returns the length. */
static size_t string_decode(const char *bytes, size_t from, size_t end, char *to)
{
    size_t len = 0;
    while (from < end) {
        size_t run = vd_sweep_string(bytes + from, end - from);
        memmove(to + len, bytes + from, run);
        len += run;
        from += run;
        if (from < end) { /* a checked string stops its sweep at escapes only */
            from = escape_decode(bytes, from + 1, end, to, &len);
        }
    }
    return len;
}

static bool key_is(const char *bytes, slice key, const char *name)
{
    char decoded[KEY_MAX];
    if (key.to - key.from > sizeof decoded) {
        return false;
    }
    size_t len = string_decode(bytes, key.from, key.to, decoded);
    return len == strlen(name) && memcmp(decoded, name, len) == 0;
}

/* The whole line: {"key": value, ...}. */
static bool line_scan(scan *s, slice *id, slice *text)
{
    slice key, value;
    space_skip(s);
    if (!char_take(s, '{')) {
        return scan_fail(s, "expected an object {\"id\": ..., \"text\": ...}");
    }
    space_skip(s);
    if (!char_take(s, '}')) {
        do {
            if (!member_scan(s, 1, &key, &value)) {
                return false;
            }
            if (key_is(s->bytes, key, "id")) {
                *id = value;
            } else if (key_is(s->bytes, key, "text")) {
                *text = value;
            }
        } while (char_take(s, ','));
        if (!char_take(s, '}')) {
            return scan_fail(s, "expected , or }");
        }
    }
    space_skip(s);
    return s->at == s->len || scan_fail(s, "something follows the object");
}

/* Do the two values have the types they need? */
static bool values_check(scan *s, const slice *id, const slice *text)
{
    s->at = 0;
    if (!id->found) {
        return scan_fail(s, "no \"id\" in this line");
    }
    if (!text->found) {
        return scan_fail(s, "no \"text\" in this line");
    }
    s->at = text->from;
    if (!text->string) {
        return scan_fail(s, "\"text\" must be a string");
    }
    s->at = id->from;
    char c = s->bytes[id->from];
    if (!id->string && c != '-' && (c < '0' || c > '9')) {
        return scan_fail(s, "\"id\" must be a string or a number");
    }
    return true;
}

bool vd_jsonl_read(char *line, size_t len, vd_str *id, vd_str *text, vd_jsonl_error *err)
{
    scan s = {.bytes = line, .len = len};
    slice id_at = {.found = false}, text_at = {.found = false};
    if (!line_scan(&s, &id_at, &text_at) || !values_check(&s, &id_at, &text_at)) {
        *err = (vd_jsonl_error){s.at, s.why};
        return false;
    }
    *id = (vd_str){line + id_at.from, id_at.to - id_at.from};
    if (id_at.string) {
        id->len = string_decode(line, id_at.from, id_at.to, line + id_at.from);
    }
    *text = (vd_str){line + text_at.from, string_decode(line, text_at.from, text_at.to, line + text_at.from)};
    return true;
}
