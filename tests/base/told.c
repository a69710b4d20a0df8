/* Who is told of long work is not told of every part of it. */
#include "base/told.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void count(void *context, vd_deciding step, size_t done, size_t total)
{
    size_t *times = context;
    assert_int_equal(step, VD_DECIDING_WRITING);
    assert_true(done < total);
    ++*times;
}

static size_t times_of(size_t total)
{
    size_t times = 0;
    vd_told told = {count, &times};
    for (size_t done = 0; done < total; done++) {
        vd_tell_some(&told, VD_DECIDING_WRITING, done, total);
        vd_tell_some(NULL, VD_DECIDING_WRITING, done, total);
    }
    return times;
}

static void test_few_times(void **state)
{
    (void)state;
    assert_int_equal(times_of(1), 1);
    assert_int_equal(times_of(257), 2);
    assert_int_equal(times_of(2560), 10);
    assert_in_range(times_of(256999), 900, 1005);
    assert_in_range(times_of(3000000), 900, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_few_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
