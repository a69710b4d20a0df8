/** Values of arguments: dates, relations, distances between words. */
#include "cli/values.h"

#include "cli/nearest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void dates_are_read(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        int year, month, day;
    } good[] = {
        {"2025-07-01", 2025, 7, 1}, {"1/7/2025", 2025, 7, 1},   {"01-07-2025", 2025, 7, 1},   {"2025/7/1", 2025, 7, 1},
        {"29/2/2024", 2024, 2, 29}, {"29/2/2000", 2000, 2, 29}, {"31/12/1999", 1999, 12, 31},
    };
    static const char *const bad[] = {
        "",          "2025",        "2025-07", "7/2025",   "31/4/2025", "29/2/2025",  "29/2/1900",   "0/7/2025",
        "1/13/2025", "1/0/2025",    "1/7/25",  "1/7-2025", "1/7/2025 ", " 1/7/2025",  "2025-07-01x", "hôm nay",
        "12025-7-1", "2025-007-1x", "1//2025", "1.7.2025", "-1/7/2025", "2025-07--1",
    };
    vd_date date;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++) {
        assert_int_equal(cli_date_read(good[i].text, &date), CLI_FOUND);
        assert_int_equal(date.year, good[i].year);
        assert_int_equal(date.month, good[i].month);
        assert_int_equal(date.day, good[i].day);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (cli_date_read(bad[i], &date) != CLI_USAGE) {
            fail_msg("took '%s' for a date", bad[i]);
        }
    }
}

static void every_relation_is_read(void **state)
{
    (void)state;
    uint32_t relations = 0, all = 0;
    for (int i = 0; i < VD_REL_COUNT; i++) {
        const char *name = vd_relation_name((vd_relation)i);
        vd_str back;
        assert_int_equal(cli_relation_read(name, &relations), CLI_FOUND);
        assert_int_equal(relations, UINT32_C(1) << i);
        assert_int_equal(cli_relation_name(name, &back), CLI_FOUND);
        assert_int_equal(back.len, strlen(name));
        assert_memory_equal(back.ptr, name, back.len);
        all |= relations;
    }
    assert_int_equal(cli_relation_read("sửa đổi, bổ sung", &relations), CLI_FOUND);
    assert_int_equal(relations, UINT32_C(1) << VD_REL_AMENDS);
    assert_int_equal(cli_relation_read("any", &relations), CLI_FOUND);
    assert_int_equal(relations, all);
    assert_int_equal(cli_relation_read("rests-on", &relations), CLI_FOUND);
    assert_int_equal(relations, UINT32_C(1) << VD_REL_BASED_ON);
    assert_int_equal(cli_relation_read("Guided-By", &relations), CLI_FOUND);
    assert_int_equal(relations, UINT32_C(1) << VD_REL_GUIDED_BY);
}

static void forms_are_read_as_a_set(void **state)
{
    (void)state;
    static const char *const bad[] = {"",         ",",      "numbered,", ",numbered", "numbered, named",
                                      "Numbered", "number", "all"};
    unsigned forms = 0;
    assert_int_equal(cli_forms_read("named", &forms), CLI_FOUND);
    assert_int_equal(forms, VD_FORM_BIT(VD_FORM_NAMED));
    assert_int_equal(cli_forms_read("numbered,self,numbered", &forms), CLI_FOUND);
    assert_int_equal(forms, VD_FORM_BIT(VD_FORM_NAMED) | VD_FORM_BIT(VD_FORM_NUMBERED) | VD_FORM_BIT(VD_FORM_SELF));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (cli_forms_read(bad[i], &forms) != CLI_USAGE) {
            fail_msg("took '%s' for forms", bad[i]);
        }
    }
}

static void any_relation_is_no_filter(void **state)
{
    (void)state;
    vd_str name = {"x", 1};
    assert_int_equal(cli_relation_name("any", &name), CLI_FOUND);
    assert_null(name.ptr);
    assert_int_equal(cli_relation_name("rests-on", &name), CLI_FOUND);
    assert_int_equal(name.len, strlen("based_on"));
    assert_int_equal(cli_relation_name("thực hiện", &name), CLI_FOUND);
    assert_int_equal(name.len, strlen("implements"));
    assert_int_equal(cli_relation_name("thực hành", &name), CLI_USAGE);
    assert_null(name.ptr);
}

static void unknown_relations_are_refused(void **state)
{
    (void)state;
    static const char *const bad[] = {"",       "implement", "implementss",
                                      "cites ", "33/CT-TTg", "a-word-that-is-longer-than-any-relation-there-is"};
    uint32_t relations;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        assert_int_equal(cli_relation_read(bad[i], &relations), CLI_USAGE);
    }
}

static void periods_are_read(void **state)
{
    (void)state;
    static const char *const bad[] = {"",   "..",      "2026-13", "2026-02-30", "2026-",
                                      "26", "x..2026", "2026..x", "2026...2027"};
    vd_date from, to;
    assert_int_equal(cli_period_read("2026-01..2026-06", &from, &to), CLI_FOUND);
    assert_true(from.year == 2026 && from.month == 1 && from.day == 0 && to.year == 2026 && to.month == 6);
    assert_int_equal(cli_period_read("2026", &from, &to), CLI_FOUND);
    assert_true(from.year == 2026 && from.month == 0 && to.year == 2026 && to.month == 0);
    assert_int_equal(cli_period_read("..2026-06-30", &from, &to), CLI_FOUND);
    assert_true(from.year == 0 && to.day == 30);
    assert_int_equal(cli_period_read("2026-07-01..", &from, &to), CLI_FOUND);
    assert_true(from.day == 1 && to.year == 0);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        if (cli_period_read(bad[i], &from, &to) != CLI_USAGE) {
            fail_msg("'%s' is taken for a period", bad[i]);
        }
    }
}

static void distances(void **state)
{
    (void)state;
    static const struct {
        const char *word, *other;
        size_t distance;
    } cases[] = {
        {"", "", 0},
        {"who", "who", 0},
        {"hwo", "who", 1},
        {"wo", "who", 1},
        {"whoo", "who", 1},
        {"wha", "who", 1},
        {"", "rank", 4},
        {"rank", "", 4},
        {"kitten", "sitting", 3},
        {"edgse", "edges", 1},
        {"unresovled", "unresolved", 1},
        {"matrix", "path", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_int_equal(cli_nearest_distance(cases[i].word, strlen(cases[i].word), cases[i].other), cases[i].distance);
    }
    assert_int_equal(cli_nearest_distance("a word of more than thirty-one bytes", 36, "who"), SIZE_MAX);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read),
        cmocka_unit_test(every_relation_is_read),
        cmocka_unit_test(periods_are_read),
        cmocka_unit_test(forms_are_read_as_a_set),
        cmocka_unit_test(any_relation_is_no_filter),
        cmocka_unit_test(unknown_relations_are_refused),
        cmocka_unit_test(distances),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
