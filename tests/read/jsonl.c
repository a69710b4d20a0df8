/** The reader of {"id": ..., "text": ...} lines: what it takes, what it refuses and where. */
#include "read/jsonl.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A line in a block of its exact size, so that reading past its end is seen. */
static char *line_new(const char *text, size_t len)
{
    char *line = malloc(len ? len : 1);
    assert_non_null(line);
    memcpy(line, text, len);
    return line;
}

static void takes(const char *text, size_t len, const char *id, const char *value, size_t value_len)
{
    char *line = line_new(text, len);
    vd_str got_id, got_text;
    vd_jsonl_error err = {0, "none"};
    if (!vd_jsonl_read(line, len, &got_id, &got_text, &err)) {
        fail_msg("refused %s: %s at %zu", text, err.text, err.offset);
    }
    assert_int_equal(got_id.len, strlen(id));
    assert_memory_equal(got_id.ptr, id, got_id.len);
    assert_int_equal(got_text.len, value_len);
    assert_memory_equal(got_text.ptr, value, value_len);
    free(line);
}

#define TAKES(text, id, value) takes(text, sizeof(text) - 1, id, value, sizeof(value) - 1)

static void refuses(const char *text, size_t len, size_t offset, const char *why)
{
    char *line = line_new(text, len);
    vd_str id, value;
    vd_jsonl_error err;
    if (vd_jsonl_read(line, len, &id, &value, &err)) {
        fail_msg("took %s", text);
    }
    if (err.offset != offset || !strstr(err.text, why)) {
        fail_msg("%s: %s at %zu, not %s at %zu", text, err.text, err.offset, why, offset);
    }
    assert_memory_equal(line, text, len); /* a refused line is untouched */
    free(line);
}

#define REFUSES(text, offset, why) refuses(text, sizeof(text) - 1, offset, why)

static void takes_objects(void **state)
{
    (void)state;
    TAKES("{\"id\": \"a\", \"text\": \"b\"}", "a", "b");
    TAKES("{\"text\":\"b\",\"id\":\"a\"}\r\n", "a", "b");
    TAKES(" \t{ \"text\" : \"\" , \"id\" : \"\" } ", "", "");
    TAKES("{\"id\":-12.5e+3,\"text\":\"Nghị định\"}", "-12.5e+3", "Nghị định");
    TAKES("{\"id\":0,\"text\":\"x\"}", "0", "x");
    /* other keys of every kind, also ones that look like ours inside */
    TAKES("{\"a\":[],\"b\":[1,{\"id\":\"no\",\"text\":[true,false,null]}],\"id\":\"yes\",\"c\":{},\"text\":\"t\"}",
          "yes", "t");
    /* the last of repeated keys counts; keys may be escaped */
    TAKES("{\"id\":\"1\",\"id\":\"2\",\"\\u0074ext\":\"t\",\"\\u0069\\u0064\":\"3\"}", "3", "t");
}

static void takes_escapes(void **state)
{
    (void)state;
    TAKES("{\"id\":\"a\\\"b\",\"text\":\"\\\\ \\/ \\b\\f\\n\\r\\t\"}", "a\"b", "\\ / \b\f\n\r\t");
    TAKES("{\"id\":\"i\",\"text\":\"\\u0041\\u00d0\\u1EC7\\uFFFF\"}", "i", "A\xC3\x90\xE1\xBB\x87\xEF\xBF\xBF");
    TAKES("{\"id\":\"i\",\"text\":\"\\ud83d\\uDE00!\"}", "i", "\xF0\x9F\x98\x80!");
    TAKES("{\"id\":\"i\",\"text\":\"\\uDBFF\\uDFFF\"}", "i", "\xF4\x8F\xBF\xBF");
    TAKES("{\"id\":\"i\",\"text\":\"a\\u0000b\"}", "i", "a\0b");
    /* half a pair: before the end, before a letter, before another escape, the wrong half */
    TAKES("{\"id\":\"i\",\"text\":\"\\ud83d\"}", "i", "\xEF\xBF\xBD");
    TAKES("{\"id\":\"i\",\"text\":\"\\ud83dx\"}", "i", "\xEF\xBF\xBDx");
    TAKES("{\"id\":\"i\",\"text\":\"\\ud83d\\u0041\"}", "i",
          "\xEF\xBF\xBD"
          "A");
    TAKES("{\"id\":\"i\",\"text\":\"\\ud83d\\ud83d\\ude00\"}", "i", "\xEF\xBF\xBD\xF0\x9F\x98\x80");
    TAKES("{\"id\":\"i\",\"text\":\"\\ude00\\n\"}", "i", "\xEF\xBF\xBD\n");
    /* bytes that are no UTF-8 pass through, the extraction says where they are */
    TAKES("{\"id\":\"i\",\"text\":\"\xFF\xC3\"}", "i", "\xFF\xC3");
}

static void refuses_what_is_no_object(void **state)
{
    (void)state;
    REFUSES("", 0, "expected an object");
    REFUSES("[1]", 0, "expected an object");
    REFUSES("\"text\"", 0, "expected an object");
    REFUSES("{\"id\":\"a\",\"text\":\"b\"} x", 22, "something follows");
    REFUSES("{\"id\":\"a\",\"text\":\"b\"", 20, "expected , or }");
    REFUSES("{\"id\":\"a\",}", 10, "expected a string");
    REFUSES("{\"id\" \"a\"}", 6, "expected :");
    REFUSES("{\"id\":}", 6, "expected a value");
    REFUSES("{\"id\":", 6, "the line ends");
    REFUSES("{\"id\":nul}", 6, "expected a value");
    REFUSES("{\"id\":01}", 7, "expected , or }");
    REFUSES("{\"id\":-}", 7, "expected a digit");
    REFUSES("{\"id\":1.}", 8, "expected a digit");
    REFUSES("{\"id\":1e}", 8, "expected a digit");
    REFUSES("{\"a\":[1 2]}", 8, "expected , or ]");
    REFUSES("{\"a\":{\"b\":1 2}}", 12, "expected , or }");
}

static void refuses_bad_strings(void **state)
{
    (void)state;
    REFUSES("{\"id\":\"a", 8, "does not end");
    REFUSES("{\"id\":\"a\\", 9, "does not end");
    REFUSES("{\"id\":\"a\\\"", 10, "does not end");
    REFUSES("{\"id\":\"\\x\"}", 8, "unknown escape");
    REFUSES("{\"id\":\"\\u12\"}", 8, "four hexadecimal");
    REFUSES("{\"id\":\"\\u12", 8, "four hexadecimal");
    REFUSES("{\"id\":\"\\u123g\"}", 8, "four hexadecimal");
    REFUSES("{\"id\":\"a\tb\"}", 8, "control character");
}

static void refuses_what_lacks_id_or_text(void **state)
{
    (void)state;
    REFUSES("{}", 0, "no \"id\"");
    REFUSES("{\"text\":\"a\"}", 0, "no \"id\"");
    REFUSES("{\"id\":\"a\",\"Text\":\"b\"}", 0, "no \"text\"");
    REFUSES("{\"id\":\"a\",\"text\":5}", 17, "\"text\" must be a string");
    REFUSES("{\"id\":null,\"text\":\"a\"}", 6, "\"id\" must be");
    REFUSES("{\"id\":[\"a\"],\"text\":\"a\"}", 6, "\"id\" must be");
}

static void nesting_is_bounded(void **state)
{
    (void)state;
    char line[400] = "{\"a\":";
    size_t len = strlen(line);
    vd_str id, text;
    vd_jsonl_error err;
    memset(line + len, '[', 200);
    assert_false(vd_jsonl_read(line, len + 200, &id, &text, &err));
    assert_non_null(strstr(err.text, "nested too deeply"));
    assert_in_range(err.offset, len + 1, len + 199);
}

/* Every prefix of a good line is refused without reading past its end. */
static void every_prefix_is_refused(void **state)
{
    (void)state;
    static const char whole[] =
        "{\"k\":[1,{\"x\":\"\\u0041\"},true],\"id\":\"\\ud83d\\ude00\",\"text\":\"a\\nb\",\"e\":-1.5e3}";
    for (size_t len = 0; len + 1 < sizeof whole; len++) {
        char *line = line_new(whole, len);
        vd_str id, text;
        vd_jsonl_error err = {SIZE_MAX, NULL};
        assert_false(vd_jsonl_read(line, len, &id, &text, &err));
        assert_non_null(err.text);
        assert_in_range(err.offset, 0, len);
        free(line);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(takes_objects),
        cmocka_unit_test(takes_escapes),
        cmocka_unit_test(refuses_what_is_no_object),
        cmocka_unit_test(refuses_bad_strings),
        cmocka_unit_test(refuses_what_lacks_id_or_text),
        cmocka_unit_test(nesting_is_bounded),
        cmocka_unit_test(every_prefix_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
