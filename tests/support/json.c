/** A small strict JSON reader for tests: recursive descent over a view, values in an arena. */
#include "support/json.h"

#include <stdlib.h>

enum { DEPTH_MAX = 64 };

typedef struct reader {
    vd_arena *arena;
    vd_str text;
    size_t at;
    int depth;
} reader;

static bool reader_value(reader *r, json *out);

static void reader_blanks(reader *r)
{
    while (r->at < r->text.len && strchr(" \t\r\n", r->text.ptr[r->at]) && r->text.ptr[r->at] != '\0') {
        r->at++;
    }
}

static bool reader_take(reader *r, char c)
{
    if (r->at >= r->text.len || r->text.ptr[r->at] != c) {
        return false;
    }
    r->at++;
    return true;
}

static bool reader_word(reader *r, const char *word, json *out)
{
    size_t len = strlen(word);
    if (r->text.len - r->at < len || memcmp(r->text.ptr + r->at, word, len) != 0) {
        return false;
    }
    out->text = vd_str_slice(r->text, r->at, r->at + len);
    r->at += len;
    return true;
}

static size_t reader_digits(reader *r)
{
    size_t from = r->at;
    while (r->at < r->text.len && r->text.ptr[r->at] >= '0' && r->text.ptr[r->at] <= '9') {
        r->at++;
    }
    return r->at - from;
}

static bool reader_number(reader *r, json *out)
{
    size_t from = r->at;
    (void)reader_take(r, '-');
    bool zero = r->at < r->text.len && r->text.ptr[r->at] == '0';
    size_t whole = reader_digits(r);
    if (whole == 0 || (zero && whole > 1)) {
        return false;
    }
    if (reader_take(r, '.') && reader_digits(r) == 0) {
        return false;
    }
    if (reader_take(r, 'e') || reader_take(r, 'E')) {
        (void)(reader_take(r, '+') || reader_take(r, '-'));
        if (reader_digits(r) == 0) {
            return false;
        }
    }
    out->kind = JSON_NUMBER;
    out->text = vd_arena_copy(r->arena, vd_str_slice(r->text, from, r->at));
    if (!out->text.ptr) {
        return false;
    }
    out->number = strtod(out->text.ptr, NULL);
    return true;
}

static bool reader_hex(reader *r, uint32_t *out)
{
    *out = 0;
    for (int i = 0; i < 4; i++, r->at++) {
        char c = r->at < r->text.len ? r->text.ptr[r->at] : '\0';
        uint32_t digit;
        if (c >= '0' && c <= '9') {
            digit = (uint32_t)(c - '0');
        } else if ((c | 32) >= 'a' && (c | 32) <= 'f') {
            digit = (uint32_t)((c | 32) - 'a') + 10;
        } else {
            return false;
        }
        *out = *out * 16 + digit;
    }
    return true;
}

static size_t utf8_put(char *to, uint32_t c)
{
    if (c < 0x80) {
        to[0] = (char)c;
        return 1;
    }
    size_t len = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = len - 1; i > 0; i--) {
        to[i] = (char)(0x80 | (c & 0x3F));
        c >>= 6;
    }
    to[0] = (char)(lead[len] | c);
    return len;
}

/** The character behind a backslash, as UTF-8 into `to`; 0 when it is no escape. */
static size_t reader_escape(reader *r, char *to)
{
    static const char from[] = "\"\\/bfnrt";
    static const char into[] = "\"\\/\b\f\n\r\t";
    char c = r->at < r->text.len ? r->text.ptr[r->at++] : '\0';
    const char *plain = c ? strchr(from, c) : NULL;
    if (plain) {
        *to = into[plain - from];
        return 1;
    }
    uint32_t code, low;
    if (c != 'u' || !reader_hex(r, &code) || (code >= 0xDC00 && code < 0xE000)) {
        return 0;
    }
    if (code >= 0xD800 && code < 0xDC00) {
        if (!reader_take(r, '\\') || !reader_take(r, 'u') || !reader_hex(r, &low) || low < 0xDC00 || low >= 0xE000) {
            return 0;
        }
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    }
    return utf8_put(to, code);
}

/** Length of the valid UTF-8 sequence at the reader, or 0. */
static size_t reader_utf8(const reader *r)
{
    const unsigned char *p = (const unsigned char *)r->text.ptr + r->at;
    size_t left = r->text.len - r->at;
    size_t len = p[0] < 0x80 ? 1 : p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (len > left) {
        return 0;
    }
    for (size_t i = 1; i < len; i++) {
        if ((p[i] & 0xC0) != 0x80) {
            return 0;
        }
    }
    if ((p[0] == 0xE0 && p[1] < 0xA0) || (p[0] == 0xED && p[1] > 0x9F) || (p[0] == 0xF0 && p[1] < 0x90) ||
        (p[0] == 0xF4 && p[1] > 0x8F)) {
        return 0;
    }
    return len;
}

static bool reader_string(reader *r, vd_str *out)
{
    if (!reader_take(r, '"')) {
        return false;
    }
    size_t from = r->at, len = 0;
    char *copy = NULL; /* made at the first escape; an escape is never shorter than what it stands for */
    while (r->at < r->text.len && r->text.ptr[r->at] != '"') {
        size_t step = reader_utf8(r);
        if (step == 0 || (unsigned char)r->text.ptr[r->at] < 0x20) {
            return false;
        }
        if (r->text.ptr[r->at] == '\\') {
            if (!copy) {
                copy = vd_arena_alloc(r->arena, r->text.len - from + 1);
                if (!copy) {
                    return false;
                }
                memcpy(copy, r->text.ptr + from, len);
            }
            r->at++;
            step = reader_escape(r, copy + len);
            if (step == 0) {
                return false;
            }
        } else {
            if (copy) {
                memcpy(copy + len, r->text.ptr + r->at, step);
            }
            r->at += step;
        }
        len += step;
    }
    *out = (vd_str){copy ? copy : r->text.ptr + from, len};
    return reader_take(r, '"');
}

/** The members behind '[' or '{', up to and with `close`. */
static bool reader_members(reader *r, json *out, char close)
{
    json **tail = &out->first;
    reader_blanks(r);
    if (reader_take(r, close)) {
        return true;
    }
    do {
        json *member = vd_arena_alloc(r->arena, sizeof *member);
        if (!member) {
            return false;
        }
        reader_blanks(r);
        if (close == '}') {
            if (!reader_string(r, &member->key)) {
                return false;
            }
            reader_blanks(r);
            if (!reader_take(r, ':')) {
                return false;
            }
        }
        if (!reader_value(r, member)) {
            return false;
        }
        *tail = member;
        tail = &member->next;
        out->count++;
        reader_blanks(r);
    } while (reader_take(r, ','));
    return reader_take(r, close);
}

static bool reader_value(reader *r, json *out)
{
    reader_blanks(r);
    if (r->at >= r->text.len || r->depth >= DEPTH_MAX) {
        return false;
    }
    bool good;
    r->depth++;
    switch (r->text.ptr[r->at]) {
    case '{':
        r->at++;
        out->kind = JSON_OBJECT;
        good = reader_members(r, out, '}');
        break;
    case '[':
        r->at++;
        out->kind = JSON_ARRAY;
        good = reader_members(r, out, ']');
        break;
    case '"':
        out->kind = JSON_STRING;
        good = reader_string(r, &out->text);
        break;
    case 't':
    case 'f':
        out->kind = JSON_BOOL;
        out->boolean = r->text.ptr[r->at] == 't';
        good = reader_word(r, out->boolean ? "true" : "false", out);
        break;
    case 'n':
        out->kind = JSON_NULL;
        good = reader_word(r, "null", out);
        break;
    default:
        good = reader_number(r, out);
        break;
    }
    r->depth--;
    return good;
}

json *json_read(vd_arena *arena, vd_str text, size_t *offset)
{
    reader r = {arena, text, 0, 0};
    json *out = vd_arena_alloc(arena, sizeof *out);
    bool good = out && reader_value(&r, out);
    if (good) {
        reader_blanks(&r);
    }
    if (good && r.at == text.len) {
        return out;
    }
    if (offset) {
        *offset = r.at;
    }
    return NULL;
}

json *json_read_lines(vd_arena *arena, vd_str text, size_t *offset)
{
    json *out = vd_arena_alloc(arena, sizeof *out);
    if (!out) {
        return NULL;
    }
    out->kind = JSON_ARRAY;
    json **tail = &out->first;
    for (size_t at = 0; at < text.len;) {
        size_t end = vd_str_find(text, VD_LIT("\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        vd_str line = vd_str_slice(text, at, end);
        if (vd_str_trim(line).len > 0) {
            size_t inner = 0;
            json *value = json_read(arena, line, &inner);
            if (!value) {
                if (offset) {
                    *offset = at + inner;
                }
                return NULL;
            }
            *tail = value;
            tail = &value->next;
            out->count++;
        }
        at = end + 1;
    }
    return out;
}

const json *json_get(const json *object, const char *key)
{
    for (const json *m = object && object->kind == JSON_OBJECT ? object->first : NULL; m; m = m->next) {
        if (vd_str_eq(m->key, vd_str_of(key))) {
            return m;
        }
    }
    return NULL;
}

vd_str json_get_text(const json *object, const char *key)
{
    const json *m = json_get(object, key);
    return m && m->kind == JSON_STRING ? m->text : VD_NONE;
}

double json_get_number(const json *object, const char *key, double otherwise)
{
    const json *m = json_get(object, key);
    return m && m->kind == JSON_NUMBER ? m->number : otherwise;
}

bool json_get_bool(const json *object, const char *key, bool otherwise)
{
    const json *m = json_get(object, key);
    return m && m->kind == JSON_BOOL ? m->boolean : otherwise;
}
