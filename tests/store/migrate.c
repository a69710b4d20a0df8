/* Migrations: from nothing to the latest, from one to the next, all or nothing. */
#include "raw.h"

#include "store/migrate.h"

static const vd_migration steps[] = {
    {"001_one.sql", "CREATE TABLE one (a); INSERT INTO one VALUES (1)"},
    {"002_two.sql", "ALTER TABLE one ADD COLUMN b DEFAULT 2"},
    {"003_three.sql", "CREATE TABLE three AS SELECT a + b AS c FROM one"},
};
static const vd_migration broken[] = {
    {"001_one.sql", "CREATE TABLE one (a)"},
    {"002_two.sql", "CREATE TABLE two (a); INSERT INTO nowhere VALUES (1)"},
};

static vd_db memory_open(void)
{
    vd_db db = {.loaded = -1};
    assert_int_equal(sqlite3_open(":memory:", &db.sql), SQLITE_OK);
    return db;
}

static void memory_close(vd_db *db)
{
    for (int i = 0; i < VD_SLOT_TOTAL; i++) {
        sqlite3_finalize(db->slots[i]);
    }
    assert_int_equal(sqlite3_close(db->sql), SQLITE_OK);
}

static void test_from_nothing(void **state)
{
    (void)state;
    vd_db db = memory_open();
    assert_int_equal(vd_migrate(&db, steps, 3, NULL, NULL), VD_OK);
    assert_string_equal(raw_value(db.sql, "SELECT c FROM three"), "3");
    assert_string_equal(raw_value(db.sql, "PRAGMA user_version"), "3");
    assert_int_equal(strtol(raw_value(db.sql, "PRAGMA application_id"), NULL, 10), VD_APPLICATION_ID);
    memory_close(&db);
}

static void test_step_by_step(void **state)
{
    (void)state;
    vd_db db = memory_open();
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(vd_migrate(&db, steps, i, NULL, NULL), VD_OK);
        assert_int_equal(strtol(raw_value(db.sql, "PRAGMA user_version"), NULL, 10), i);
    }
    assert_string_equal(raw_value(db.sql, "SELECT c FROM three"), "3");
    memory_close(&db);
}

static void test_again_changes_nothing(void **state)
{
    (void)state;
    vd_db db = memory_open();
    assert_int_equal(vd_migrate(&db, steps, 3, NULL, NULL), VD_OK);
    raw_exec(db.sql, "UPDATE one SET b = 40");
    assert_int_equal(vd_migrate(&db, steps, 3, NULL, NULL), VD_OK);
    assert_string_equal(raw_value(db.sql, "SELECT b FROM one"), "40");
    memory_close(&db);
}

static void test_all_or_nothing(void **state)
{
    (void)state;
    vd_db db = memory_open();
    vd_error err = {0};
    assert_int_equal(vd_migrate(&db, broken, 2, NULL, &err), VD_INTERNAL);
    assert_non_null(strstr(err.text, "nowhere"));
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM sqlite_schema"), "0");
    assert_string_equal(raw_value(db.sql, "PRAGMA user_version"), "0");
    assert_true(sqlite3_get_autocommit(db.sql));
    memory_close(&db);
}

static void test_newer(void **state)
{
    (void)state;
    vd_db db = memory_open();
    vd_error err = {0};
    assert_int_equal(vd_migrate(&db, steps, 3, NULL, NULL), VD_OK);
    assert_int_equal(vd_migrate(&db, steps, 2, NULL, &err), VD_NEWER_SCHEMA);
    assert_non_null(strstr(err.text, "schema is 3"));
    assert_non_null(strstr(err.text, "up to 2"));
    memory_close(&db);
}

/* The files of this build: each applies, and the last gives what the room works with. */
static void test_files(void **state)
{
    (void)state;
    vd_db db = memory_open();
    assert_true(vd_migration_count >= 1);
    for (int i = 1; i <= vd_migration_count; i++) {
        char number[16];
        snprintf(number, sizeof number, "%03d_", i);
        assert_memory_equal(vd_migrations[i - 1].name, number, 4);
        assert_int_equal(vd_migrate(&db, vd_migrations, i, NULL, NULL), VD_OK);
    }
    assert_string_equal(raw_value(db.sql, "PRAGMA integrity_check"), "ok");
    assert_string_equal(raw_value(db.sql, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE "
                                          "'%STRICT%'"),
                        "0");
    memory_close(&db);
}

/* A database with nothing in it gets at once what the migrations come to, and one with anything goes through them. */
static void test_whole(void **state)
{
    (void)state;
    vd_db db = memory_open();
    assert_int_equal(vd_migrate(&db, steps, 3, "CREATE TABLE whole (a)", NULL), VD_OK);
    assert_string_equal(raw_value(db.sql, "SELECT group_concat(name) FROM sqlite_schema"), "whole");
    assert_string_equal(raw_value(db.sql, "PRAGMA user_version"), "3");
    memory_close(&db);
    db = memory_open();
    assert_int_equal(vd_migrate(&db, steps, 1, NULL, NULL), VD_OK);
    assert_int_equal(vd_migrate(&db, steps, 3, "CREATE TABLE whole (a)", NULL), VD_OK);
    assert_string_equal(raw_value(db.sql, "SELECT group_concat(name) FROM sqlite_schema"), "one,three");
    memory_close(&db);
}

/* Every statement of the schema in the order it was made, and the rows that are there from the start. */
static void schema_text(sqlite3 *sql, vd_buf *out)
{
    sqlite3_stmt *statement = NULL;
    static const char query[] = "SELECT type || ' ' || name || ' ' || tbl_name || ' ' || coalesce(sql, '') "
                                "FROM sqlite_schema UNION ALL SELECT 'state ' || id || changed || resolved FROM state";
    assert_int_equal(sqlite3_prepare_v2(sql, query, -1, &statement, NULL), SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW) {
        vd_buf_add_text(out, (const char *)sqlite3_column_text(statement, 0));
        vd_buf_add_char(out, '\n');
    }
    vd_buf_add_char(out, '\0');
    assert_true(vd_buf_ok(out));
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
}

static int lines_compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Tables that a migration made under another name stand elsewhere in the list, so the lines are sorted. */
static void lines_sort(vd_buf *text, vd_buf *out)
{
    char *lines[1024];
    size_t count = 0;
    for (char *line = strtok(text->ptr, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        assert_true(count < sizeof lines / sizeof *lines);
        lines[count++] = line;
    }
    qsort(lines, count, sizeof *lines, lines_compare);
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_format(out, "%s\n", lines[i]);
    }
    vd_buf_add_char(out, '\0');
}

static void test_whole_of_the_files(void **state)
{
    (void)state;
    vd_buf text[2] = {{0}}, sorted[2] = {{0}};
    for (int i = 0; i < 2; i++) {
        vd_db db = memory_open();
        assert_int_equal(vd_migrate(&db, vd_migrations, vd_migration_count, i == 0 ? NULL : vd_schema_whole, NULL),
                         VD_OK);
        schema_text(db.sql, &text[i]);
        lines_sort(&text[i], &sorted[i]);
        memory_close(&db);
    }
    assert_non_null(strstr(sorted[0].ptr, "state 100\n"));
    assert_string_equal(sorted[0].ptr, sorted[1].ptr);
    for (int i = 0; i < 2; i++) {
        vd_buf_clear(&text[i]);
        vd_buf_clear(&sorted[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_from_nothing),
        cmocka_unit_test(test_step_by_step),
        cmocka_unit_test(test_again_changes_nothing),
        cmocka_unit_test(test_all_or_nothing),
        cmocka_unit_test(test_newer),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_whole_of_the_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
