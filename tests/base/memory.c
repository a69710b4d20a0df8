/** Allocation that can be made to fail, and arenas. */
#include "base/alloc.h"
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void allocations_fail_from_the_nth_on(void **state)
{
    (void)state;
    vd_alloc_fail_at(2);
    void *first = vd_alloc(8);
    assert_non_null(first);
    assert_null(vd_alloc(8));
    assert_null(vd_alloc_zero(8));
    assert_null(vd_realloc(first, 16));
    assert_int_equal(vd_alloc_count(), 4);
    vd_alloc_fail_at(0);
    assert_int_equal(vd_alloc_count(), 0);
    first = vd_realloc(first, 16);
    assert_non_null(first);
    vd_free(first);
    vd_free(NULL);
}

static void arrays_grow_twofold_or_stay_as_they_are(void **state)
{
    (void)state;
    vd_arena arena = {0};
    uint32_t *own = NULL;
    uint32_t *lent = NULL;
    size_t own_cap = 0;
    size_t lent_cap = 0;
    for (uint32_t i = 0; i < 100; i++) {
        if (i == own_cap) {
            assert_non_null(own = vd_grown(own, &own_cap, 3, sizeof *own));
            assert_non_null(lent = vd_arena_grown(&arena, lent, &lent_cap, 3, sizeof *lent));
        }
        own[i] = i;
        assert_int_equal(lent[i], 0);
        lent[i] = i;
    }
    assert_int_equal(own_cap, 192);
    assert_int_equal(lent_cap, 192);
    for (uint32_t i = 0; i < 100; i++) {
        assert_int_equal(own[i], i);
        assert_int_equal(lent[i], i);
    }
    vd_alloc_fail_at(1);
    assert_null(vd_grown(own, &own_cap, 3, sizeof *own));
    vd_alloc_fail_at(0);
    size_t many = SIZE_MAX / 4;
    assert_null(vd_grown(own, &many, 3, sizeof *own));
    assert_null(vd_arena_grown(&arena, lent, &many, 3, sizeof *lent));
    assert_int_equal(many, SIZE_MAX / 4);
    assert_int_equal(own_cap, 192);
    assert_int_equal(own[99], 99);
    vd_free(own);
    vd_arena_clear(&arena);
}

static void nothing_is_still_a_block(void **state)
{
    (void)state;
    void *a = vd_alloc(0);
    void *b = vd_alloc_zero(0);
    assert_non_null(a);
    assert_non_null(b);
    a = vd_realloc(a, 0);
    assert_non_null(a);
    vd_free(a);
    vd_free(b);
}

/* Blocks so large that the system is asked for large pages, and one a byte too small for any. */
static void large_blocks_are_zero(void **state)
{
    (void)state;
    static const size_t sizes[] = {((size_t)2 << 20) - 1, ((size_t)4 << 20) - 1, ((size_t)9 << 20) + 5};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        for (int again = 0; again < 2; again++) { /* the second may get what the first left */
            unsigned char *block = vd_alloc_zero(sizes[i]);
            assert_non_null(block);
            for (size_t k = 0; k < sizes[i]; k++) {
                if (block[k] != 0) {
                    fail_msg("byte %zu of %zu", k, sizes[i]);
                }
            }
            memset(block, 7, sizes[i]);
            vd_free(block);
        }
    }
}

static void pieces_are_zeroed_aligned_and_apart(void **state)
{
    (void)state;
    vd_arena arena = {0};
    unsigned char *pieces[200];
    size_t sizes[200];
    for (size_t i = 0; i < 200; i++) {
        sizes[i] = i % 7 == 0 ? 9000 * (i % 3 + 1) : i; /* some larger than a block */
        pieces[i] = vd_arena_alloc(&arena, sizes[i]);
        assert_non_null(pieces[i]);
        assert_int_equal((uintptr_t)pieces[i] % _Alignof(max_align_t), 0);
        for (size_t k = 0; k < sizes[i]; k++) {
            assert_int_equal(pieces[i][k], 0);
            pieces[i][k] = (unsigned char)i;
        }
    }
    for (size_t i = 0; i < 200; i++) {
        for (size_t k = 0; k < sizes[i]; k++) {
            assert_int_equal(pieces[i][k], i);
        }
    }
    vd_arena_clear(&arena);
    assert_null(arena.blocks);
    vd_arena_clear(&arena);
}

static void copies_end_in_nul(void **state)
{
    (void)state;
    vd_arena arena = {0};
    char text[] = "Quyết định";
    vd_str copy = vd_arena_copy(&arena, vd_str_of(text));
    text[0] = 'x';
    assert_string_equal(copy.ptr, "Quyết định");
    assert_int_equal(copy.len, strlen("Quyết định"));
    vd_str empty = vd_arena_copy(&arena, VD_LIT(""));
    assert_non_null(empty.ptr);
    assert_int_equal(empty.len, 0);
    assert_null(vd_arena_copy(&arena, VD_NONE).ptr);
    vd_arena_clear(&arena);
}

static void sizes_that_overflow_are_refused(void **state)
{
    (void)state;
    vd_arena arena = {0};
    assert_null(vd_arena_alloc(&arena, SIZE_MAX));
    assert_null(vd_arena_alloc(&arena, SIZE_MAX - 20));
    assert_null(vd_arena_alloc_array(&arena, SIZE_MAX / 2, 3));
    assert_non_null(VD_ARENA_ARRAY(&arena, uint64_t, 3));
    vd_arena_clear(&arena);
}

static void an_arena_survives_failure(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_alloc_fail_at(1);
    assert_null(vd_arena_alloc(&arena, 10));
    assert_null(vd_arena_copy(&arena, VD_LIT("số")).ptr);
    vd_alloc_fail_at(0);
    char *kept = vd_arena_alloc(&arena, 10);
    assert_non_null(kept);
    vd_alloc_fail_at(1);
    assert_non_null(vd_arena_alloc(&arena, 10)); /* from the block that is there */
    assert_null(vd_arena_alloc(&arena, 100000));
    vd_alloc_fail_at(0);
    vd_arena_clear(&arena);
}

/* Rounds of pieces of many sizes: zeroed where that is promised, and the memory of one round serves the next. */
static void a_reset_arena_is_as_good_as_new(void **state)
{
    (void)state;
    static const size_t sizes[] = {10, 100000, 1, 3000000, 0, 64, 700, 2000000, 5};
    vd_arena arena = {0};
    vd_arena_reset(&arena);
    for (size_t round = 0; round < 5; round++) {
        vd_alloc_fail_at(0);
        for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
            unsigned char *zeroed = vd_arena_alloc(&arena, sizes[i]);
            unsigned char *raw = vd_arena_alloc_raw(&arena, sizes[i] / 2);
            assert_true(zeroed && raw);
            for (size_t k = 0; k < sizes[i]; k++) {
                assert_int_equal(zeroed[k], 0);
            }
            memset(zeroed, 0xAA, sizes[i]);
            memset(raw, 0xBB, sizes[i] / 2);
        }
        assert_true(round < 2 || vd_alloc_count() == 0);
        vd_arena_reset(&arena);
    }
    vd_arena_clear(&arena);
}

static void a_reset_arena_gives_very_much_back(void **state)
{
    (void)state;
    vd_arena arena = {0};
    assert_non_null(vd_arena_alloc(&arena, (size_t)200 << 20));
    vd_arena_reset(&arena);
    assert_null(arena.blocks);
    vd_alloc_fail_at(1);
    assert_null(vd_arena_alloc_raw(&arena, 10));
    vd_alloc_fail_at(0);
    assert_null(VD_ARENA_RAW(&arena, uint64_t, SIZE_MAX / 2));
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(allocations_fail_from_the_nth_on),
        cmocka_unit_test(arrays_grow_twofold_or_stay_as_they_are),
        cmocka_unit_test(nothing_is_still_a_block),
        cmocka_unit_test(large_blocks_are_zero),
        cmocka_unit_test(pieces_are_zeroed_aligned_and_apart),
        cmocka_unit_test(copies_end_in_nul),
        cmocka_unit_test(sizes_that_overflow_are_refused),
        cmocka_unit_test(an_arena_survives_failure),
        cmocka_unit_test(a_reset_arena_is_as_good_as_new),
        cmocka_unit_test(a_reset_arena_gives_very_much_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
