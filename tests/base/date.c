/** Dates, whole and in part. */
#include "base/date.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static vd_date date(int year, int month, int day)
{
    return (vd_date){(int16_t)year, (int8_t)month, (int8_t)day};
}

static void the_calendar(void **state)
{
    (void)state;
    assert_true(vd_date_whole(date(2021, 11, 26)));
    assert_true(vd_date_whole(date(2024, 2, 29)));
    assert_true(vd_date_whole(date(2000, 2, 29)));
    assert_false(vd_date_whole(date(2023, 2, 29)));
    assert_false(vd_date_whole(date(1900, 2, 29)));
    assert_false(vd_date_whole(date(2021, 11, 31)));
    assert_false(vd_date_whole(date(2021, 13, 1)));
    assert_false(vd_date_whole(date(2021, 11, 0)));
    assert_false(vd_date_whole(date(0, 11, 26)));
    assert_false(vd_date_whole(date(2021, 0, 26)));
}

static void unknown_parts_are_possible(void **state)
{
    (void)state;
    assert_true(vd_date_valid(date(0, 0, 0)));
    assert_true(vd_date_valid(date(2026, 2, 0)));
    assert_true(vd_date_valid(date(2026, 0, 31)));
    assert_true(vd_date_valid(date(0, 2, 29)));
    assert_false(vd_date_valid(date(0, 2, 30)));
    assert_false(vd_date_valid(date(0, 4, 31)));
    assert_false(vd_date_valid(date(0, 0, 32)));
    assert_false(vd_date_valid(date(-1, 1, 1)));
    assert_false(vd_date_valid(date(2021, -1, 1)));
    assert_false(vd_date_valid(date(2021, 1, -1)));
    assert_false(vd_date_valid(date(10000, 1, 1)));
}

static void bounds(void **state)
{
    (void)state;
    static const vd_date cases[][3] = {
        {{2021, 11, 26}, {2021, 11, 26}, {2021, 11, 26}},
        {{2026, 2, 0}, {2026, 2, 1}, {2026, 2, 28}},
        {{2024, 2, 0}, {2024, 2, 1}, {2024, 2, 29}},
        {{2025, 0, 0}, {2025, 1, 1}, {2025, 12, 31}},
        {{2025, 0, 15}, {2025, 1, 15}, {2025, 12, 15}},
        {{0, 0, 0}, {0, 0, 0}, {0, 0, 0}},
        {{0, 5, 0}, {0, 0, 0}, {0, 0, 0}},
        {{2023, 2, 30}, {0, 0, 0}, {0, 0, 0}},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(vd_date_eq(vd_date_first(cases[i][0]), cases[i][1]));
        assert_true(vd_date_eq(vd_date_last(cases[i][0]), cases[i][2]));
    }
}

static void order(void **state)
{
    (void)state;
    static const vd_date sorted[] = {{0, 0, 0},    {0, 0, 1},     {0, 1, 0},     {2021, 0, 0},
                                     {2021, 1, 0}, {2021, 11, 5}, {2021, 12, 1}, {2022, 1, 1}};
    for (int i = 0; i < 8; i++) {
        for (int k = 0; k < 8; k++) {
            int order = vd_date_cmp(sorted[i], sorted[k]);
            assert_int_equal((order > 0) - (order < 0), (i > k) - (i < k));
            assert_int_equal(vd_date_eq(sorted[i], sorted[k]), i == k);
        }
    }
}

static void text_forms_round_trip(void **state)
{
    (void)state;
    static const char *const forms[] = {"2021-11-26", "2026-02", "2025", "0099-01-01", "9999-12-31"};
    for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++) {
        char out[16];
        vd_date parsed;
        assert_true(vd_date_parse(vd_str_of(forms[i]), &parsed));
        assert_true(vd_str_eq(vd_date_format(parsed, out), vd_str_of(forms[i])));
        assert_string_equal(out, forms[i]);
    }
    char out[16];
    assert_null(vd_date_format(date(0, 0, 0), out).ptr);
    assert_null(vd_date_format(date(0, 5, 1), out).ptr);
    assert_null(vd_date_format(date(2023, 2, 30), out).ptr);
    assert_true(vd_str_eq(vd_date_format(date(2025, 0, 7), out), VD_LIT("2025")));
}

static void other_texts_are_no_dates(void **state)
{
    (void)state;
    static const char *const bad[] = {"",           "202",      "20211126",    "2021-13",   "2021-00",    "2021-1-1",
                                      "26/11/2021", "0000",     "-021",        "2021/11",   "2021-11-00", "2021-02-29",
                                      "2021-11-2x", "2021-11 ", "2021-11-26 ", "2021-1126-"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        vd_date out = date(1, 2, 3);
        assert_false(vd_date_parse(vd_str_of(bad[i]), &out));
        assert_true(vd_date_eq(out, date(1, 2, 3)));
    }
    vd_date out;
    assert_false(vd_date_parse(VD_NONE, &out));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_calendar),
        cmocka_unit_test(unknown_parts_are_possible),
        cmocka_unit_test(bounds),
        cmocka_unit_test(order),
        cmocka_unit_test(text_forms_round_trip),
        cmocka_unit_test(other_texts_are_no_dates),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
