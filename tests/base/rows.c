/** Rows, in memory and streamed. */
#include "base/rows.h"

#include "base/alloc.h"
#include "base/error.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const vd_column columns[] = {{"id", true}, {"count", false}};

static vd_rows *rows_new(void)
{
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 2, &rows, NULL), VD_OK);
    return rows;
}

static void add(vd_rows *rows, const char *id, int64_t count)
{
    vd_cell *cells = vd_rows_add(rows);
    assert_non_null(cells);
    assert_int_equal(cells[0].kind, VD_CELL_NULL);
    assert_int_equal(cells[1].kind, VD_CELL_NULL);
    cells[0] = vd_cell_text(vd_arena_copy(vd_rows_arena(rows), vd_str_of(id)));
    cells[1] = vd_cell_int(count);
}

static void rows_are_stepped_through(void **state)
{
    (void)state;
    vd_rows *rows = rows_new();
    add(rows, "a", 1);
    add(rows, "b", 2);
    assert_int_equal(vd_rows_count(rows), 2);
    assert_int_equal(vd_rows_width(rows), 2);
    assert_true(vd_str_eq(vd_rows_name(rows, 1), VD_LIT("count")));
    assert_null(vd_rows_name(rows, 2).ptr);
    assert_true(vd_rows_shown(rows, 0));
    assert_false(vd_rows_shown(rows, 1));
    assert_false(vd_rows_shown(rows, 2));
    assert_int_equal(vd_rows_cell(rows, 0).kind, VD_CELL_NULL); /* before the first */
    bool more;
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    assert_true(vd_str_eq(vd_rows_cell(rows, 0).text, VD_LIT("a")));
    assert_int_equal(vd_rows_cell(rows, 2).kind, VD_CELL_NULL);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_int_equal(vd_rows_cell(rows, 1).integer, 2);
    for (int i = 0; i < 2; i++) {
        assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
        assert_false(more);
        assert_int_equal(vd_rows_cell(rows, 0).kind, VD_CELL_NULL);
    }
    vd_rows_free(rows);
    vd_rows_free(NULL);
}

static int compare_ids(const vd_cell *a, const vd_cell *b)
{
    return vd_str_cmp(a[0].text, b[0].text);
}

static void no_more_rows_than_wanted(void **state)
{
    (void)state;
    for (size_t most = 0; most < 4; most++) {
        vd_rows *rows = rows_new();
        bool more = true;
        size_t count = 0;
        add(rows, "a", 1);
        add(rows, "b", 2);
        vd_rows_limit(rows, most);
        for (; more; count += more) {
            assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
        }
        assert_int_equal(count, most == 1 ? 1 : 2);
        assert_int_equal(vd_rows_cell(rows, 0).kind, VD_CELL_NULL);
        assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
        assert_false(more);
        vd_rows_free(rows);
    }
}

static void sorting_is_stable(void **state)
{
    (void)state;
    for (int count = 0; count < 40; count++) {
        vd_rows *rows = rows_new();
        for (int i = 0; i < count; i++) {
            char id[2] = {(char)('a' + i * 7 % 5), '\0'};
            add(rows, id, i);
        }
        vd_rows_sort(rows, compare_ids);
        vd_rows_sort(rows, compare_ids); /* again changes nothing */
        vd_str before = VD_LIT("");
        int64_t order = -1;
        int seen = 0;
        bool more;
        while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
            vd_str id = vd_rows_cell(rows, 0).text;
            assert_true(vd_str_cmp(before, id) <= 0);
            assert_true(!vd_str_eq(before, id) || order < vd_rows_cell(rows, 1).integer);
            before = id;
            order = vd_rows_cell(rows, 1).integer;
            seen++;
        }
        assert_int_equal(seen, count);
        vd_rows_free(rows);
    }
}

static void cells_of_each_kind(void **state)
{
    (void)state;
    static const vd_str items[] = {{"x", 1}, {"y", 1}};
    assert_int_equal(vd_cell_text(VD_LIT("")).kind, VD_CELL_TEXT);
    assert_int_equal(vd_cell_text(VD_NONE).kind, VD_CELL_NULL);
    assert_int_equal(vd_cell_bool(true).kind, VD_CELL_BOOL);
    assert_int_equal(vd_cell_bool(true).integer, 1);
    assert_true(vd_cell_real(0.5).kind == VD_CELL_REAL && vd_cell_real(0.5).real > 0.4);
    assert_int_equal(vd_cell_list(items, 2).count, 2);
}

/* A stream of numbers up to `last`; -1: fails at once. */
typedef struct counter {
    int next, last;
    int steps, released;
} counter;

static vd_status counter_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    counter *c = context;
    c->steps++;
    assert_int_equal(cells[0].kind, VD_CELL_NULL);
    assert_int_equal(cells[1].kind, VD_CELL_NULL);
    if (c->last < 0) {
        *more = true;
        return vd_fail(err, VD_BUSY, "busy");
    }
    *more = c->next < c->last;
    if (*more) {
        cells[1] = vd_cell_int(c->next++);
    }
    return VD_OK;
}

static void counter_release(void *context)
{
    ((counter *)context)->released++;
}

static void a_stream_makes_rows_on_demand(void **state)
{
    (void)state;
    counter c = {.last = 3};
    vd_rows *rows;
    assert_int_equal(vd_rows_new_stream(columns, 2, (vd_rows_stream){counter_step, counter_release, &c}, &rows, NULL),
                     VD_OK);
    assert_int_equal(c.steps, 0);
    bool more;
    for (int i = 0; i < 3; i++) {
        assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
        assert_true(more);
        assert_int_equal(vd_rows_cell(rows, 1).integer, i);
    }
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_false(more);
    assert_int_equal(vd_rows_cell(rows, 1).kind, VD_CELL_NULL);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_false(more);
    assert_int_equal(c.steps, 4); /* not asked again after the end */
    vd_rows_free(rows);
    assert_int_equal(c.released, 1);
}

static void a_failing_stream_ends(void **state)
{
    (void)state;
    counter c = {.last = -1};
    vd_rows *rows;
    vd_error err;
    assert_int_equal(vd_rows_new_stream(columns, 2, (vd_rows_stream){counter_step, counter_release, &c}, &rows, NULL),
                     VD_OK);
    bool more = true;
    assert_int_equal(vd_rows_next(rows, &more, &err), VD_BUSY);
    assert_false(more);
    assert_string_equal(err.text, "busy");
    assert_int_equal(vd_rows_next(rows, &more, &err), VD_OK);
    assert_false(more);
    vd_rows_free(rows);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    for (size_t nth = 1;; nth++) {
        vd_rows *rows = NULL;
        vd_error err;
        vd_alloc_fail_at(nth);
        vd_status status = vd_rows_new(columns, 2, &rows, &err);
        size_t added = 0;
        while (status == VD_OK && added < 100 && vd_rows_add(rows)) {
            added++;
        }
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || (err.status == VD_NO_MEMORY && rows == NULL));
        assert_int_equal(rows ? vd_rows_count(rows) : 0, added);
        vd_rows_free(rows);
        if (added == 100) {
            assert_true(nth > 3);
            break;
        }
    }
}

static void a_stream_that_cannot_begin_is_released(void **state)
{
    (void)state;
    for (size_t nth = 1;; nth++) {
        counter c = {.last = 1};
        vd_rows *rows = NULL;
        vd_alloc_fail_at(nth);
        vd_status status =
            vd_rows_new_stream(columns, 2, (vd_rows_stream){counter_step, counter_release, &c}, &rows, NULL);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            assert_int_equal(c.released, 0);
            vd_rows_free(rows);
            assert_true(nth > 1);
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_null(rows);
        assert_int_equal(c.released, 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_stepped_through),
        cmocka_unit_test(no_more_rows_than_wanted),
        cmocka_unit_test(sorting_is_stable),
        cmocka_unit_test(cells_of_each_kind),
        cmocka_unit_test(a_stream_makes_rows_on_demand),
        cmocka_unit_test(a_failing_stream_ends),
        cmocka_unit_test(every_allocation_may_fail),
        cmocka_unit_test(a_stream_that_cannot_begin_is_released),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
