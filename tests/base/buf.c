/** Byte buffers: appending, JSON strings, the mark of a failure. */
#include "base/buf.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void appends_are_kept_in_order(void **state)
{
    (void)state;
    vd_buf buf = {0};
    vd_buf_add(&buf, VD_LIT("số "));
    vd_buf_add(&buf, VD_NONE);
    vd_buf_add_text(&buf, "33/CT");
    vd_buf_add_char(&buf, '-');
    vd_buf_add_format(&buf, "%s, %d%s", "TTg", 26, "");
    assert_true(vd_buf_ok(&buf));
    assert_true(vd_str_eq(vd_buf_str(&buf), VD_LIT("số 33/CT-TTg, 26")));
    vd_buf_reset(&buf);
    assert_int_equal(buf.len, 0);
    vd_buf_add_char(&buf, 'x');
    assert_true(vd_str_eq(vd_buf_str(&buf), VD_LIT("x")));
    vd_buf_clear(&buf);
    assert_null(buf.ptr);
}

/* A buffer that was large once does not stay so. */
static void a_large_content_leaves_no_memory(void **state)
{
    (void)state;
    vd_buf buf = {0};
    assert_true(vd_buf_reserve(&buf, 100));
    vd_buf_reset_most(&buf, 1000);
    assert_true(buf.cap >= 100 && buf.cap <= 1000);
    assert_true(vd_buf_reserve(&buf, 5000));
    vd_buf_add_char(&buf, 'x');
    vd_buf_reset_most(&buf, 1000);
    assert_true(buf.cap == 0 && buf.len == 0 && buf.ptr == NULL);
}

static void it_grows(void **state)
{
    (void)state;
    vd_buf buf = {0};
    for (int i = 0; i < 20000; i++) {
        vd_buf_add_format(&buf, "%05d", i);
    }
    assert_true(vd_buf_ok(&buf));
    assert_int_equal(buf.len, 100000);
    assert_memory_equal(buf.ptr + 5 * 12345, "12345", 5);
    vd_buf_clear(&buf);
}

static void json_is(vd_str text, const char *expected)
{
    vd_buf buf = {0};
    vd_buf_add_json(&buf, text);
    assert_true(vd_buf_ok(&buf));
    vd_buf_add_char(&buf, '\0');
    assert_string_equal(buf.ptr, expected);
    vd_buf_clear(&buf);
}

static void json_strings_are_escaped(void **state)
{
    (void)state;
    json_is(VD_LIT(""), "\"\"");
    json_is(VD_NONE, "\"\"");
    json_is(VD_LIT("Quy chế “dân chủ”"), "\"Quy chế “dân chủ”\"");
    json_is(VD_LIT("a\"b\\c/d"), "\"a\\\"b\\\\c/d\"");
    json_is(VD_LIT("\n\r\t\0\x1f"), "\"\\n\\r\\t\\u0000\\u001f\"");
    json_is(VD_LIT("x\xFFy"), "\"x\xEF\xBF\xBDy\"");
    json_is(VD_LIT("x\xE1\xBBy"), "\"x\xEF\xBF\xBDy\"");
    json_is(VD_LIT("\xE1\xBB"), "\"\xEF\xBF\xBD\"");
    json_is(VD_LIT("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"");
}

/* Characters are looked at in blocks: what has to be replaced stands at every place of one. */
static void json_escapes_wherever_they_stand(void **state)
{
    (void)state;
    static const struct {
        const char *sign, *shown;
    } signs[] = {{"\"", "\\\""},
                 {"\x1f", "\\u001f"},
                 {"\xFF", "\xEF\xBF\xBD"},
                 {"\xE1\xBB", "\xEF\xBF\xBD"},
                 {"\xED\xA0\x80", "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
                 {"\xF0\x9F\x98\x80", "\xF0\x9F\x98\x80"}};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
        for (size_t before = 0; before < 80; before++) {
            vd_buf text = {0};
            vd_buf expected = {0};
            vd_buf_add_char(&expected, '"');
            for (size_t k = 0; k < 90; k++) {
                const char *plain = k % 3 ? "k" : "ế";
                vd_buf_add_text(&text, k == before ? signs[i].sign : plain);
                vd_buf_add_text(&expected, k == before ? signs[i].shown : plain);
            }
            vd_buf_add(&expected, (vd_str){"\"", 2}); /* with the NUL that ends it */
            json_is(vd_buf_str(&text), expected.ptr);
            vd_buf_clear(&text);
            vd_buf_clear(&expected);
        }
    }
}

static void whole_numbers_are_written(void **state)
{
    (void)state;
    static const int64_t values[] = {0, 7, 10, -1, 99999, -100000, INT64_MAX, INT64_MIN};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        vd_buf by_hand = {0};
        vd_buf by_library = {0};
        vd_buf_add_int(&by_hand, values[i]);
        vd_buf_add_format(&by_library, "%lld", (long long)values[i]);
        assert_true(vd_buf_ok(&by_hand) && vd_buf_ok(&by_library));
        assert_true(vd_str_eq(vd_buf_str(&by_hand), vd_buf_str(&by_library)));
        vd_buf_clear(&by_hand);
        vd_buf_clear(&by_library);
    }
}

static void a_failure_is_remembered(void **state)
{
    (void)state;
    vd_buf buf = {0};
    vd_buf_add_text(&buf, "kept");
    vd_alloc_fail_at(1);
    assert_false(vd_buf_reserve(&buf, 1000));
    vd_alloc_fail_at(0);
    vd_buf_add_text(&buf, " not");
    vd_buf_add_format(&buf, "%d", 1);
    assert_false(vd_buf_ok(&buf));
    assert_true(vd_str_eq(vd_buf_str(&buf), VD_LIT("kept")));
    vd_buf_reset(&buf);
    assert_false(vd_buf_ok(&buf));
    vd_buf_clear(&buf);
    assert_true(vd_buf_ok(&buf));
    assert_false(vd_buf_reserve(&buf, SIZE_MAX));
    vd_buf_clear(&buf);
    vd_buf_add_char(&buf, 'x');
    assert_false(vd_buf_reserve(&buf, SIZE_MAX)); /* the sum overflows */
    vd_buf_clear(&buf);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_buf buf = {0};
        vd_alloc_fail_at(nth);
        for (int i = 0; i < 100; i++) {
            vd_buf_add_json(&buf, VD_LIT("Nghị quyết\n\x01"));
            vd_buf_add_format(&buf, "%d", i);
        }
        vd_alloc_fail_at(0);
        bool ok = vd_buf_ok(&buf);
        vd_buf_clear(&buf);
        if (ok) {
            break;
        }
        failures++;
    }
    assert_true(failures > 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(appends_are_kept_in_order),        cmocka_unit_test(it_grows),
        cmocka_unit_test(a_large_content_leaves_no_memory), cmocka_unit_test(json_strings_are_escaped),
        cmocka_unit_test(json_escapes_wherever_they_stand), cmocka_unit_test(whole_numbers_are_written),
        cmocka_unit_test(a_failure_is_remembered),          cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
