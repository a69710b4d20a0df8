/** The JSON reader of the tests: what it reads and what it refuses. */
#include "support/json.h"

#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
/* cmocka.h needs the two above */
#include <cmocka.h>

static void reads_every_kind_of_value(void **state)
{
    (void)state;
    vd_arena arena = {0};
    const json *v =
        json_read(&arena,
                  VD_LIT(" {\"a\": [1, -2.5e3, 0], \"b\": true, \"c\": null, \"d\": \"x\\n\\u1ec7\\ud83d\\ude00\","
                         " \"e\": {}, \"f\": [] } \n"),
                  NULL);
    assert_non_null(v);
    assert_int_equal(v->count, 6);
    const json *a = json_get(v, "a");
    assert_int_equal(a->count, 3);
    assert_true(a->first->number == 1 && a->first->next->number == -2500 && a->first->next->next->number == 0);
    assert_true(json_get_bool(v, "b", false));
    assert_int_equal(json_get(v, "c")->kind, JSON_NULL);
    assert_true(vd_str_eq(json_get_text(v, "d"), VD_LIT("x\nệ\xF0\x9F\x98\x80")));
    assert_null(json_get(v, "g"));
    assert_null(json_get_text(v, "b").ptr);
    assert_int_equal(json_get(v, "e")->count, 0);
    vd_arena_clear(&arena);
}

static void refuses_what_is_no_json(void **state)
{
    (void)state;
    static const char *const bad[] = {"",
                                      "{",
                                      "[1,]",
                                      "[1 2]",
                                      "{\"a\"}",
                                      "{\"a\":1,}",
                                      "{a:1}",
                                      "01",
                                      "1.",
                                      "-",
                                      "1e",
                                      "+1",
                                      "nul",
                                      "\"a",
                                      "\"\\x\"",
                                      "\"\\u12g4\"",
                                      "\"\t\"",
                                      "\"\\ud800\"",
                                      "\"\\udc00\"",
                                      "[1] 2",
                                      "\"\xC0\xAF\"",
                                      "\"\xED\xA0\x80\"",
                                      "\"\xE1\xBB\"",
                                      "'a'"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        vd_arena arena = {0};
        if (json_read(&arena, vd_str_of(bad[i]), NULL)) {
            fail_msg("read as JSON: %s", bad[i]);
        }
        vd_arena_clear(&arena);
    }
}

static void stops_at_deep_nesting(void **state)
{
    (void)state;
    char deep[200];
    vd_arena arena = {0};
    memset(deep, '[', sizeof deep);
    assert_null(json_read(&arena, (vd_str){deep, sizeof deep}, NULL));
    memset(deep + 30, ']', 30);
    assert_non_null(json_read(&arena, (vd_str){deep, 60}, NULL));
    vd_arena_clear(&arena);
}

static void reads_lines_and_tells_where_it_stopped(void **state)
{
    (void)state;
    vd_arena arena = {0};
    size_t offset = 0;
    const json *rows = json_read_lines(&arena, VD_LIT("{\"n\":1}\n\n{\"n\":2}"), NULL);
    assert_non_null(rows);
    assert_int_equal(rows->count, 2);
    assert_true(json_get_number(rows->first->next, "n", 0) == 2);
    assert_null(json_read_lines(&arena, VD_LIT("{}\n{]\n"), &offset));
    assert_int_equal(offset, 4);
    vd_arena_clear(&arena);
}

static void survives_lack_of_memory(void **state)
{
    (void)state;
    const json *found = NULL;
    size_t failures = 0;
    for (size_t nth = 1; !found; nth++) {
        vd_arena arena = {0};
        vd_alloc_fail_at(nth);
        found = json_read_lines(&arena, VD_LIT("{\"a\":[\"\\t\",1]}\n"), NULL);
        vd_alloc_fail_at(0);
        failures += !found;
        vd_arena_clear(&arena);
    }
    assert_true(failures > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind_of_value), cmocka_unit_test(refuses_what_is_no_json),
        cmocka_unit_test(stops_at_deep_nesting),     cmocka_unit_test(reads_lines_and_tells_where_it_stopped),
        cmocka_unit_test(survives_lack_of_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
