/* Tasks come back as they were put, are filtered by what people ask for, and go with their source. */
#include "fixture.h"

/* `columns` of what matches the filter, or the failure's text. */
static void listed(vd_db *db, const vd_task_filter *filter, const char *columns, const char *wanted)
{
    vd_rows *rows = NULL;
    vd_error err = {0};
    assert_int_equal(vd_db_tasks(db, filter, &rows, &err), VD_OK);
    char *got = rows_dump(rows, columns);
    assert_string_equal(got, wanted);
    free(got);
}

static size_t count_of(vd_db *db, vd_task_filter filter)
{
    vd_rows *rows = NULL;
    bool more = true;
    size_t count = 0;
    assert_int_equal(vd_db_tasks(db, &filter, &rows, NULL), VD_OK);
    while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        count++;
    }
    vd_rows_free(rows);
    return count;
}

static vd_cell cell_of(vd_rows *rows, const char *name)
{
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        if (vd_str_eq(vd_rows_name(rows, i), vd_str_of(name))) {
            return vd_rows_cell(rows, i);
        }
    }
    fail_msg("no column %s", name);
    return (vd_cell){0};
}

static void assert_text(vd_rows *rows, const char *name, const char *wanted)
{
    vd_cell cell = cell_of(rows, name);
    assert_int_equal(cell.kind, VD_CELL_TEXT);
    assert_true(vd_str_eq(cell.text, vd_str_of(wanted)));
}

static void assert_list(vd_rows *rows, const char *name, size_t count, const char *first)
{
    vd_cell cell = cell_of(rows, name);
    assert_int_equal(cell.kind, VD_CELL_LIST);
    assert_int_equal(cell.count, count);
    assert_true(count == 0 || vd_str_eq(cell.items[0], vd_str_of(first)));
}

static void tasks_come_back(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = NULL;
    bool more = false;
    assert_int_equal(vd_db_tasks(db, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    assert_text(rows, "document", "70/KH-UBND");
    assert_text(rows, "source", PATH_A);
    assert_text(rows, "path", "II.1");
    assert_text(rows, "section", "NHIỆM VỤ");
    assert_text(rows, "coordinate", "các sở");
    assert_text(rows, "deadline", "Quý II/2026");
    assert_text(rows, "deadline_from", "2026-04-01");
    assert_text(rows, "deadline_to", "2026-06-30");
    assert_list(rows, "lead", 2, "Sở Nội vụ");
    assert_list(rows, "lead_role", 2, "leads");
    assert_list(rows, "inherited", 1, "deadline");
    assert_list(rows, "recurring", 0, NULL);
    assert_list(rows, "implements_numbers", 1, "01-KL/TW");
    assert_int_equal(cell_of(rows, "line").integer, 6);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(more);
    assert_text(rows, "path", "II.2");
    assert_int_equal(cell_of(rows, "deadline").kind, VD_CELL_NULL);
    assert_list(rows, "lead", 0, NULL);
    assert_list(rows, "recurring", 2, "continuous");
    assert_list(rows, "implements", 0, NULL);
    assert_list(rows, "cites", 0, NULL); /* the decision it names is not decided */
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_false(more);
    vd_rows_free(rows);
    vd_db_close(db);
}

static void filters_choose(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    assert_int_equal(count_of(db, (vd_task_filter){0}), 2);
    assert_int_equal(count_of(db, (vd_task_filter){.source = VD_LIT("000")}), 2);
    assert_int_equal(count_of(db, (vd_task_filter){.source = VD_LIT("003")}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.lead = VD_LIT("SO NOI VU")}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.lead = VD_LIT("Văn phòng")}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.lead = VD_LIT("Sở Nội")}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.lead = VD_LIT("Sở Nộ")}), 0); /* whole words */
    assert_int_equal(count_of(db, (vd_task_filter){.missing_lead = true}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.missing_deadline = true}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.due_from = {2026, 1, 0}, .due_to = {2026, 6, 0}}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.due_to = {2026, 5, 0}}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.due_from = {2026, 7, 0}}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.as_of = {2026, 7, 1}}), 1);
    assert_int_equal(count_of(db, (vd_task_filter){.as_of = {2026, 6, 30}}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.document = VD_LIT("vn/none")}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.implements = VD_LIT("vn/none")}), 0);
    assert_int_equal(count_of(db, (vd_task_filter){.implements = VD_LIT("vn/ket-luan/2021/01-kl-tw")}), 1);
    vd_task_filter lead = {.lead = VD_LIT("Sở Nội vụ")};
    listed(db, &lead, "path", "\"II.1\"\n");
    vd_rows *rows = NULL;
    vd_error err = {0};
    vd_task_filter none = {.lead = VD_LIT(" - ")};
    assert_int_equal(vd_db_tasks(db, &none, &rows, &err), VD_INVALID);
    assert_null(rows);
    vd_db_close(db);
}

static void tasks_go_with_their_source(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_A), NULL), VD_OK);
    assert_int_equal(count_of(db, (vd_task_filter){0}), 0);
    vd_db_close(db);
}

/* A span that is none of the source's, or overlaps the one before, is not written at all. */
static void wrong_spans_are_refused(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    fixture_source f;
    vd_error err = {0};
    source_a(&f);
    f.task_items[1].start = f.task_items[0].start + 1;
    assert_int_equal(vd_store_put_source(db, &f.stored, &err), VD_INVALID);
    f.task_items[1].start = f.task_items[0].end;
    f.task_items[1].end = strlen(text_a) + 1;
    assert_int_equal(vd_store_put_source(db, &f.stored, &err), VD_INVALID);
    assert_int_equal(count_of(db, (vd_task_filter){0}), 2);
    fixture_free(&f);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tasks_come_back),
        cmocka_unit_test(filters_choose),
        cmocka_unit_test(tasks_go_with_their_source),
        cmocka_unit_test(wrong_spans_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
