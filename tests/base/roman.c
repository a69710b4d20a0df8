/** Roman numerals. */
#include "base/roman.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void values_and_numerals_agree(void **state)
{
    (void)state;
    assert_int_equal(vd_roman_value(VD_LIT("xiv")), 14);
    assert_string_equal(vd_roman(14), "XIV");
    assert_int_equal(vd_roman_value(VD_LIT("xx")), VD_ROMAN_MOST);
    assert_int_equal(vd_roman_value(VD_LIT("iiii")), 0);
    assert_int_equal(vd_roman_value(VD_NONE), 0);
    assert_string_equal(vd_roman(0), "");
    assert_string_equal(vd_roman(VD_ROMAN_MOST + 1), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(values_and_numerals_agree)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
