/** What vd_changes_load() adds to the tables: decrees, and what was imported. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/alloc.h"
#include "base/date.h"
#include "force/changes.h"
#include "store/store.h"

static vd_db *shelf_with(const vd_known_row *rows, size_t count)
{
    vd_db *db = NULL;
    vd_known known = {rows, count};
    vd_known_report report;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_store_known_put(db, &known, NULL, 0, &report, NULL), VD_OK);
    assert_int_equal(report.added, count);
    return db;
}

/* The change of a kind by `acting` (NULL: nobody); NULL when there is none, and more than one fails. */
static const vd_change *change_of(const vd_changes *all, const char *target, vd_step_kind kind, const char *acting)
{
    const vd_change *found = NULL;
    for (size_t i = 0; i < all->count; i++) {
        const vd_change *c = &all->items[i];
        bool same = vd_str_eq(c->target, vd_str_of(target)) && c->kind == kind &&
                    (acting ? vd_str_eq(c->acting, vd_str_of(acting)) : c->acting.len == 0);
        if (same && found) {
            fail_msg("%s: twice", target);
        }
        found = same ? c : found;
    }
    return found;
}

#define FIELD(field, text) [VD_KNOWN_##field] = {text, sizeof text - 1}

static const vd_known_row imported[] = {
    {.origin = {"a.csv", 5},
     .line = 2,
     .field = {FIELD(NUMBER, "1/2031/NĐ-CP"), FIELD(TYPE, "Nghị định"), FIELD(PASSED, "2031-05-01"),
               FIELD(EFFECTIVE, "2031-06-01"), FIELD(EXPIRES, "2033-01-01"), FIELD(SOURCE, "A"),
               FIELD(CONFIDENCE, "high")}},
    {.origin = {"a.csv", 5},
     .line = 3,
     .field = {FIELD(NUMBER, "5/2031/QH17"), FIELD(TYPE, "Luật"), FIELD(TITLE, "Luật Dân vận"),
               FIELD(PASSED, "2031-01-02"), FIELD(SOURCE, "A"), FIELD(CONFIDENCE, "low")}},
    {.origin = {"b.csv", 5},
     .line = 2,
     .field = {FIELD(ACTING, "2/2032/NĐ-CP"), FIELD(RELATION, "repeals_part"), FIELD(TARGET, "1/2031/NĐ-CP"),
               FIELD(PINPOINT, "Điều 5"), FIELD(EFFECTIVE, "2032-01-01"), FIELD(SOURCE, "B"),
               FIELD(CONFIDENCE, "medium")}},
    {.origin = {"b.csv", 5},
     .line = 3,
     .field = {FIELD(ACTING, "7/CT-TTg"), FIELD(RELATION, "amends"), FIELD(TARGET, "8/CT-TTg"), FIELD(SOURCE, "B"),
               FIELD(CONFIDENCE, "medium")}},
};

static void imported_rows_join_the_tables(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_changes builtin, all;
    vd_db *db = shelf_with(imported, sizeof imported / sizeof *imported);
    assert_int_equal(vd_changes_builtin(&arena, &builtin, NULL), VD_OK);
    assert_int_equal(vd_changes_load(db, &arena, &all, NULL), VD_OK);
    assert_true(all.count > builtin.count);
    const vd_change *end = change_of(&all, "vn/nghi-dinh/2031/1-2031-nd-cp", VD_STEP_EXPIRED, NULL);
    assert_non_null(end);
    assert_true(end->imported);
    assert_true(vd_date_eq(end->effective, (vd_date){2033, 1, 1}));
    assert_true(vd_str_eq(end->source, VD_LIT("A")));
    const vd_change *part =
        change_of(&all, "vn/nghi-dinh/2031/1-2031-nd-cp", VD_STEP_REPEALED_PART, "vn/nghi-dinh/2032/2-2032-nd-cp");
    assert_non_null(part);
    assert_true(vd_str_eq(part->pinpoint, VD_LIT("Điều 5")));
    assert_true(part->confidence < end->confidence);
    /* Laws are named by their numbers. */
    const vd_change *law = change_of(&all, "5/2031/QH17", VD_STEP_ISSUED, NULL);
    assert_non_null(law);
    assert_true(law->confidence < 0.5);
    /* What cannot be told apart keeps its number, and is nobody's by id. */
    assert_non_null(change_of(&all, "8/CT-TTg", VD_STEP_AMENDED, "7/CT-TTg"));
    vd_db_close(db);
    vd_arena_clear(&arena);
}

/* Decrees stand in the list once, and laws are not told a second time. */
static void tables_are_told_once(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_changes builtin, all;
    vd_db *db = shelf_with(NULL, 0);
    assert_int_equal(vd_changes_builtin(&arena, &builtin, NULL), VD_OK);
    assert_int_equal(vd_changes_load(db, &arena, &all, NULL), VD_OK);
    const vd_change *decree = change_of(&all, "vn/nghi-dinh/2020/30-2020-nd-cp", VD_STEP_ISSUED, NULL);
    assert_non_null(decree);
    assert_false(decree->imported);
    assert_true(vd_date_eq(decree->effective, (vd_date){2020, 3, 5}));
    assert_null(change_of(&builtin, "vn/nghi-dinh/2020/30-2020-nd-cp", VD_STEP_ISSUED, NULL));
    assert_non_null(change_of(&all, "10/2022/QH15", VD_STEP_ISSUED, NULL));
    for (size_t i = 1; i < all.count; i++) {
        assert_true(vd_str_cmp(all.items[i - 1].target, all.items[i].target) <= 0);
    }
    vd_db_close(db);
    vd_arena_clear(&arena);
}

/* A constitution has no number by which it could be named. */
static void a_constitution_is_told_by_its_id(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_changes all;
    vd_db *db = shelf_with(NULL, 0);
    assert_int_equal(vd_changes_load(db, &arena, &all, NULL), VD_OK);
    const vd_change *end = change_of(&all, "vn/hien-phap/1992/nuoc-cong-hoa-xa-hoi-chu-nghia-viet-1992",
                                     VD_STEP_SUPERSEDED, "Hiến pháp 2013");
    assert_non_null(end);
    assert_true(vd_date_eq(end->effective, (vd_date){2014, 1, 1}));
    vd_arena_clear(&arena);
    vd_db_close(db);
}

static void memory_runs_out(void **state)
{
    (void)state;
    vd_db *db = shelf_with(imported, sizeof imported / sizeof *imported);
    vd_status status = VD_NO_MEMORY;
    size_t failures = 0;
    for (size_t nth = 1; status == VD_NO_MEMORY; nth += nth < 40 ? 1 : 997) {
        vd_arena arena = {0};
        vd_changes all;
        vd_alloc_fail_at(nth);
        status = vd_changes_load(db, &arena, &all, NULL);
        vd_alloc_fail_at(0);
        failures += status == VD_NO_MEMORY;
        vd_arena_clear(&arena);
    }
    assert_int_equal(status, VD_OK);
    assert_true(failures > 10);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(imported_rows_join_the_tables),
        cmocka_unit_test(tables_are_told_once),
        cmocka_unit_test(a_constitution_is_told_by_its_id),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
