/* Out of memory at any allocation: the status says so, and nothing is kept of what failed. */
#include "shelf.h"

/* Fails the n-th allocation for n = 1, 2, …, then every `step`-th, until nothing fails; each failure is NO_MEMORY. */
static size_t exhausted(vd_status (*work)(shelf *), shelf *s, size_t step)
{
    size_t failures = 0;
    for (size_t nth = 1;; nth += nth < 40 ? 1 : step) {
        vd_alloc_fail_at(nth);
        vd_status status = work(s);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            return failures;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        failures++;
    }
}

static vd_status import_work(shelf *s)
{
    const char *paths[] = {shelf_path(s, "a.csv"), shelf_path(s, "b.jsonl")};
    vd_catalogue_options options = {.replace = true};
    return vd_db_catalogue_import(s->db, paths, 2, &options, &s->report, NULL);
}

static size_t forgotten;

/* They go once, whether or not what follows from that could be decided then. */
static vd_status forget_work(shelf *s)
{
    size_t removed = 0;
    vd_status status = vd_db_catalogue_forget(s->db, VD_LIT("a.csv"), &removed, NULL);
    forgotten += removed;
    return status;
}

static vd_status list_work(shelf *s)
{
    vd_rows *rows = NULL;
    vd_catalogue_filter filter = {.source = VD_LIT("a.csv"), .type = VD_LIT("Nghị định")};
    vd_status status = vd_db_catalogue_list(s->db, &filter, &rows, NULL);
    vd_rows_free(rows);
    return status;
}

static vd_status show_work(shelf *s)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_catalogue_show(s->db, VD_LIT("1/2031/NĐ-CP"), &rows, NULL);
    vd_rows_free(rows);
    return status;
}

static vd_status check_work(shelf *s)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_catalogue_check(s->db, false, &rows, NULL);
    vd_rows_free(rows);
    return status;
}

static vd_status export_work(shelf *s)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_catalogue_export(s->db, false, VD_NONE, &rows, NULL);
    vd_rows_free(rows);
    return status;
}

static void nothing_survives_a_lack_of_memory(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "a.csv",
                "number;title;superseded_by;place;passed\n1/2031/NĐ-CP;\"a \"\"b\"\" c\";2/2031/NĐ-CP;Huế;1/2/2031\n"
                "5/2031/QH17;Luật Dân vận;;;\n");
    shelf_write(&s, "b.jsonl",
                "{\"number\":\"1/2031/NĐ-CP\",\"title\":\"kh\\u00e1c\",\"other\":1,\"short_titles\":[\"x\",\"y\"]}\n"
                "{\"acting\":\"5/2031/QH17\",\"relation\":\"Thay thế\",\"target\":\"33/CT-TTg 2021\"}\n");
    assert_true(exhausted(import_work, &s, 997) > 20);
    assert_int_equal(s.report.rows, 4);
    assert_true(exhausted(list_work, &s, 997) > 10);
    assert_true(exhausted(show_work, &s, 997) > 10);
    assert_true(exhausted(check_work, &s, 997) > 10);
    assert_true(exhausted(export_work, &s, 1) > 2);
    assert_true(exhausted(forget_work, &s, 997) > 10);
    assert_int_equal(forgotten, 2);
    shelf_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(nothing_survives_a_lack_of_memory)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
