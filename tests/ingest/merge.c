/* Databases to one: nothing is lost when memory ends, conflicts are told before anything is written. */
#include "tree.h"

#include "base/alloc.h"
#include "base/rows.h"
#include "store/store.h"
#include "support/grammar.h"

#include <sqlite3.h>

static vd_db *db_of(const char *path, const char *file)
{
    vd_db *db = NULL;
    vd_ingest_report report;
    vd_error err = {0};
    if (vd_db_open(path, VD_OPEN_CREATE, &db, &err) != VD_OK ||
        (file && vd_db_ingest(db, grammar, &file, 1, NULL, &report, &err) != VD_OK)) {
        fail_msg("%s: %s", path, err.text);
    }
    return db;
}

static void conflict_count(void *context, vd_str path, vd_str first, vd_str other)
{
    assert_true(path.len > 0 && first.len > 0 && other.len > 0);
    ++*(size_t *)context;
}

static void text_put(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static const char plan[] = "Số: 70/KH-UBND\n\nKẾ HOẠCH\n\nCăn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021.\n";
static const char other_plan[] = "Số: 71/KH-UBND\n\nKẾ HOẠCH\n\nCăn cứ Luật số 10/2022/QH15.\n";

/* Into the folder of the test: a.db holds plan.txt, b.db another plan.txt. */
static void databases_make(void)
{
    text_put("plan.txt", plan);
    vd_db_close(db_of("a.db", "plan.txt"));
    text_put("plan.txt", other_plan);
    vd_db_close(db_of("b.db", "plan.txt"));
}

static void test_conflicts(void **state)
{
    (void)state;
    const char *const paths[] = {"a.db", "b.db"};
    vd_merge_report report;
    vd_error err = {0};
    size_t told = 0;
    vd_merge_options options = {.conflict = conflict_count, .context = &told};
    databases_make();
    vd_db *db = db_of(":memory:", NULL);
    assert_int_equal(vd_db_merge(db, paths, 2, &options, &report, &err), VD_INVALID);
    assert_int_equal(told, 1);
    assert_int_equal(report.conflicts, 1);
    size_t documents, mentions, edges;
    assert_int_equal(vd_store_counts(db, &documents, &mentions, &edges, NULL), VD_OK);
    assert_int_equal(documents, 0);
    options.prefer = VD_MERGE_FIRST;
    assert_int_equal(vd_db_merge(db, paths, 2, &options, &report, &err), VD_OK);
    assert_int_equal(report.added, 1);
    assert_int_equal(report.unchanged, 1);
    options.prefer = VD_MERGE_LAST;
    assert_int_equal(vd_db_merge(db, paths, 2, &options, &report, &err), VD_OK);
    assert_int_equal(report.replaced, 1);
    assert_int_equal(report.added, 0);
    vd_db_close(db);
}

/* As an older viendan leaves it: what was read is there, and is to be read again. */
static void hashes_forget(const char *path)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open(path, &sql), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sql, "UPDATE source SET hash = 0", NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

static void test_upgraded(void **state)
{
    (void)state;
    const char *const paths[] = {"a.db", "b.db", "c.db"};
    vd_merge_report report;
    vd_error err = {0};
    size_t told = 0;
    vd_merge_options options = {.conflict = conflict_count, .context = &told};
    databases_make();
    vd_db_close(db_of("c.db", "plan.txt"));
    hashes_forget("a.db");
    hashes_forget("b.db");
    vd_db *db = db_of(":memory:", NULL);
    assert_int_equal(vd_db_merge(db, paths, 2, &options, &report, &err), VD_INVALID);
    assert_int_equal(told, 1);
    assert_int_equal(vd_db_merge(db, paths + 1, 2, &options, &report, &err), VD_OK); /* the same text, read again */
    assert_int_equal(report.added, 1);
    assert_int_equal(report.unchanged, 1);
    options.prefer = VD_MERGE_LAST;
    assert_int_equal(vd_db_merge(db, paths, 1, &options, &report, &err), VD_OK);
    assert_int_equal(report.replaced, 1);
    vd_db_close(db);
}

static void test_without_memory(void **state)
{
    (void)state;
    const char *const paths[] = {"a.db"};
    databases_make();
    for (size_t nth = 1;; nth++) {
        vd_db *db = db_of(":memory:", NULL);
        vd_merge_report report;
        vd_error err = {0};
        assert_true(nth < 20000);
        vd_alloc_fail_at(nth);
        vd_status status = vd_db_merge(db, paths, 1, NULL, &report, &err);
        vd_alloc_fail_at(0);
        if (status == VD_NO_MEMORY) { /* what is left is finished by the next one */
            assert_int_equal(err.status, VD_NO_MEMORY);
            assert_int_equal(vd_db_merge(db, paths, 1, NULL, &report, &err), VD_OK);
        }
        assert_true(report.mentions > 1);
        vd_db_close(db);
        if (status == VD_OK) {
            return;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        nth += nth / 8; /* every single one at first, then fewer: resolving asks for a great many */
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_conflicts, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_upgraded, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_without_memory, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
