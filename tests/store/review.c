/* Reviews: kept whole, found under the present id, and untouched by what is read and derived. */
#include "raw.h"

#include "store/review.h"

#define PLAN "vn/can-tho/ke-hoach/2025/70-kh-ubnd"

static const vd_str changes[] = {{"10/2022/QH15 amended 97/2025/QH15", 33}, {"x repealed ", 11}};

static void review_put(vd_db *db, vd_str document, vd_date date, size_t count)
{
    vd_stored_review review = {.document = document,
                               .date = date,
                               .reviewer = count ? VD_LIT("Phòng Tổng hợp") : (vd_str){NULL, 0},
                               .note = count ? VD_LIT("vẫn phù hợp") : (vd_str){NULL, 0},
                               .changes = changes,
                               .change_count = count};
    assert_int_equal(vd_store_put_review(db, &review, NULL), VD_OK);
}

static size_t reviews_load(vd_db *db, vd_arena *arena, vd_stored_review **out)
{
    size_t count;
    assert_int_equal(vd_store_load_reviews(db, arena, out, &count, NULL), VD_OK);
    return count;
}

static void test_round_trip(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_stored_review *reviews;
    vd_db *db = db_filled();
    assert_int_equal(reviews_load(db, &arena, &reviews), 0);
    review_put(db, VD_LIT(PLAN), (vd_date){2025, 9, 20}, 2);
    review_put(db, VD_LIT(PLAN), (vd_date){2025, 9, 10}, 0);
    review_put(db, VD_LIT("vn/a"), (vd_date){2026, 1, 1}, 1);
    assert_int_equal(reviews_load(db, &arena, &reviews), 3);
    assert_true(vd_str_eq(reviews[0].document, VD_LIT("vn/a")));
    assert_true(vd_date_eq(reviews[1].date, (vd_date){2025, 9, 10})); /* by date */
    assert_null(reviews[1].reviewer.ptr);
    assert_int_equal(reviews[1].change_count, 0);
    assert_true(vd_str_eq(reviews[2].note, VD_LIT("vẫn phù hợp")));
    assert_int_equal(reviews[2].change_count, 2);
    assert_true(vd_str_eq(reviews[2].changes[1], changes[1]));
    assert_int_equal(vd_store_remove_review(db, reviews[2].review, NULL), VD_OK);
    assert_int_equal(reviews_load(db, &arena, &reviews), 2);
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM review_change"), "1");
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_an_id_that_became_an_alias(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_stored_review *reviews;
    vd_db *db = db_filled();
    review_put(db, fixture_aliases[0], (vd_date){2025, 9, 20}, 1);
    review_put(db, VD_LIT("vn/gone"), (vd_date){2025, 9, 20}, 1);
    assert_int_equal(reviews_load(db, &arena, &reviews), 2);
    assert_true(vd_str_eq(reviews[0].document, VD_LIT(PLAN)));
    assert_true(vd_str_eq(reviews[1].document, VD_LIT("vn/gone")));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_sources_come_and_go(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_stored_review *reviews;
    vd_db *db = db_filled();
    review_put(db, VD_LIT(PLAN), (vd_date){2025, 9, 20}, 2);
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_A), NULL), VD_OK);
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_B), NULL), VD_OK);
    vd_resolution none = {0};
    vd_resolve_source *sources;
    size_t count;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    assert_int_equal(count, 0);
    assert_int_equal(vd_store_put_resolution(db, NULL, 0, &none, NULL), VD_OK);
    assert_int_equal(reviews_load(db, &arena, &reviews), 1);
    db_fill(db, true);
    assert_int_equal(reviews_load(db, &arena, &reviews), 1);
    assert_int_equal(reviews[0].change_count, 2);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void test_damage_is_told(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_stored_review *reviews;
    size_t count;
    vd_error err = {0};
    vd_db *db = db_filled();
    review_put(db, VD_LIT(PLAN), (vd_date){2025, 9, 20}, 2);
    raw_exec(db->sql, "UPDATE review SET date = 20259999");
    assert_int_equal(vd_store_load_reviews(db, &arena, &reviews, &count, &err), VD_NOT_A_DATABASE);
    vd_arena_clear(&arena);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_round_trip),
        cmocka_unit_test(test_an_id_that_became_an_alias),
        cmocka_unit_test(test_sources_come_and_go),
        cmocka_unit_test(test_damage_is_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
