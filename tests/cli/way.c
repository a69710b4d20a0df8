/** The way from one folder to another. */
#include "cli/way.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void leads(const char *from, const char *to, const char *expected)
{
    char way[64];
    assert_true(cli_way(from, to, way, sizeof way));
    assert_string_equal(way, expected);
}

static void ways_are_short(void **state)
{
    (void)state;
    leads("/a/b", "/a/b", "");
    leads("/", "/", "");
    leads("/a/b/out", "/a/b", "../");
    leads("/a/b/out/x", "/a/b", "../../");
    leads("/a/b", "/a/b/here", "here/");
    leads("/a/out", "/a/b", "../b/");
    leads("/a/bc", "/a/b", "../b/");
    leads("/a/b", "/a/bc/d", "../bc/d/");
    leads("/a/Kế hoạch 1/x", "/a/Kế hoạch 2", "../../Kế hoạch 2/");
}

static void far_apart_is_absolute(void **state)
{
    (void)state;
    leads("/out", "/home/b", "/home/b/");
    leads("/", "/home", "/home/");
    leads("/home", "/", "/");
    leads("/ab", "/ac", "/ac/");
}

static void no_room_is_said(void **state)
{
    (void)state;
    char way[8];
    assert_false(cli_way("/a/1/2/3", "/a", way, sizeof way));
    assert_false(cli_way("/a/1", "/a/22222", way, sizeof way));
    assert_false(cli_way("/a", "/2222222", way, sizeof way));
    assert_true(cli_way("/a/1", "/a/222", way, sizeof way));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ways_are_short),
        cmocka_unit_test(far_apart_is_absolute),
        cmocka_unit_test(no_room_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
