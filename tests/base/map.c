/** Hash map. */
#include "base/map.h"

#include "base/alloc.h"

#include <stdio.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define MANY 5000

static char keys[MANY][8];

static vd_str key(size_t i)
{
    snprintf(keys[i], sizeof keys[i], "k%zu", i);
    return vd_str_of(keys[i]);
}

static void what_is_put_is_found(void **state)
{
    (void)state;
    vd_map map = {0};
    bool made;
    assert_null(vd_map_get(&map, VD_LIT("k0")));
    assert_null(vd_map_key(&map, VD_LIT("k0")).ptr);
    for (size_t i = 0; i < MANY; i++) {
        size_t *value = vd_map_put(&map, key(i), i, &made);
        assert_non_null(value);
        assert_true(made);
        assert_int_equal(*value, i);
    }
    assert_int_equal(map.count, MANY);
    for (size_t i = 0; i < MANY; i++) {
        char again[8];
        snprintf(again, sizeof again, "k%zu", i); /* equal bytes elsewhere */
        assert_int_equal(*vd_map_get(&map, vd_str_of(again)), i);
        assert_ptr_equal(vd_map_key(&map, vd_str_of(again)).ptr, keys[i]); /* that which was put */
    }
    assert_null(vd_map_get(&map, VD_LIT("k5000")));
    assert_null(vd_map_get(&map, VD_LIT("k")));
    vd_map_clear(&map);
    assert_int_equal(map.count, 0);
    assert_null(vd_map_get(&map, VD_LIT("k0")));
}

static void a_second_put_finds_the_first(void **state)
{
    (void)state;
    vd_map map = {0};
    bool made;
    *vd_map_put(&map, VD_LIT("a"), 1, NULL) += 10;
    assert_int_equal(*vd_map_put(&map, VD_LIT("a"), 2, &made), 11);
    assert_false(made);
    assert_int_equal(map.count, 1);
    assert_int_equal(*vd_map_put(&map, VD_LIT(""), 3, &made), 3);
    assert_true(made);
    assert_int_equal(*vd_map_get(&map, VD_NONE), 3); /* absent and empty are one key */
    vd_map_clear(&map);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t nth = 1;; nth++) {
        vd_map map = {0};
        vd_alloc_fail_at(nth);
        size_t put = 0;
        while (put < 200 && vd_map_put(&map, key(put), put, NULL)) {
            put++;
        }
        vd_alloc_fail_at(0);
        assert_int_equal(map.count, put);
        for (size_t i = 0; i < put; i++) {
            assert_int_equal(*vd_map_get(&map, key(i)), i);
        }
        vd_map_clear(&map);
        if (put == 200) {
            assert_true(nth > 3);
            break;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_put_is_found),
        cmocka_unit_test(a_second_put_finds_the_first),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
