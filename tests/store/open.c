/* Opening: what is a database of ours, what is not, and what each mode may do with it. */
#include "raw.h"

#include "store/migrate.h"

#include <sys/wait.h>

static void assert_open(const char *path, vd_open_mode mode, vd_status expected, const char *words)
{
    vd_db *db = NULL;
    vd_error err = {0};
    vd_status status = vd_db_open(path, mode, &db, &err);
    if (status != expected) {
        fail_msg("%s: status %d (%s), expected %d", path, (int)status, err.text, (int)expected);
    }
    if (expected == VD_OK) {
        assert_non_null(db);
    } else {
        assert_null(db);
        assert_int_equal(err.status, expected);
        if (strstr(err.text, words) == NULL) {
            fail_msg("\"%s\" does not say \"%s\"", err.text, words);
        }
    }
    vd_db_close(db);
}

static void test_created_once(void **state)
{
    (void)state;
    const char *path = fixture_path("created.db");
    fixture_remove(path);
    assert_open(path, VD_OPEN_CREATE, VD_OK, "");
    sqlite3 *sql = raw_open(path);
    assert_int_equal(strtol(raw_value(sql, "PRAGMA user_version"), NULL, 10), vd_migration_count);
    assert_int_equal(strtol(raw_value(sql, "PRAGMA application_id"), NULL, 10), VD_APPLICATION_ID);
    assert_string_equal(raw_value(sql, "PRAGMA journal_mode"), "wal");
    sqlite3_close(sql);
    vd_buf before = file_bytes(path);
    assert_open(path, VD_OPEN_CREATE, VD_OK, "");
    assert_open(path, VD_OPEN_EXISTING, VD_OK, "");
    assert_open(path, VD_OPEN_READ_ONLY, VD_OK, "");
    vd_buf after = file_bytes(path);
    assert_true(vd_str_eq(vd_buf_str(&before), vd_buf_str(&after)));
    assert_false(file_exists(path, "-wal"));
    assert_false(file_exists(path, "-shm"));
    vd_buf_clear(&before);
    vd_buf_clear(&after);
    fixture_remove(path);
}

static void test_nothing_there(void **state)
{
    (void)state;
    const char *path = fixture_path("missing.db");
    assert_open(path, VD_OPEN_EXISTING, VD_NOT_FOUND, "no such database");
    assert_open(path, VD_OPEN_READ_ONLY, VD_NOT_FOUND, "viendan ingest");
    assert_false(file_exists(path, ""));
    assert_open(fixture_path("no-folder/a.db"), VD_OPEN_CREATE, VD_NOT_FOUND, "no such folder");
    assert_open("", VD_OPEN_CREATE, VD_INVALID, "no file name");
    assert_open("/", VD_OPEN_CREATE, VD_NOT_A_DATABASE, "is a folder");
    assert_open("/dev/null/a.db", VD_OPEN_EXISTING, VD_NOT_FOUND, "/dev/null/a.db");
}

static void test_garbage_is_left_alone(void **state)
{
    (void)state;
    const char *path = fixture_path("garbage.db");
    fixture_remove(path);
    char noise[5000];
    for (size_t i = 0; i < sizeof noise; i++) {
        noise[i] = (char)('A' + (i * i + i / 7) % 57);
    }
    file_write(path, (vd_str){noise, sizeof noise});
    assert_open(path, VD_OPEN_CREATE, VD_NOT_A_DATABASE, "not a viendan database");
    assert_open(path, VD_OPEN_EXISTING, VD_NOT_A_DATABASE, "not a viendan database");
    assert_open(path, VD_OPEN_READ_ONLY, VD_NOT_A_DATABASE, "not a viendan database");
    vd_buf after = file_bytes(path);
    assert_true(vd_str_eq(vd_buf_str(&after), (vd_str){noise, sizeof noise}));
    vd_buf_clear(&after);
    fixture_remove(path);
}

/* SQLite thinks in absolute paths; people know what they wrote. */
static void test_messages_begin_with_the_path_as_written(void **state)
{
    (void)state;
    const char *path = fixture_path("./written?%&#=.db");
    vd_db *db = NULL;
    vd_error err = {0};
    vd_rows *rows = NULL;
    fixture_source b;
    fixture_remove(path);
    file_write(path, VD_LIT("This is no database, although it is longer than the hundred bytes of a header, as can be "
                            "seen by counting."));
    assert_int_equal(vd_db_open(path, VD_OPEN_EXISTING, &db, &err), VD_NOT_A_DATABASE);
    assert_memory_equal(err.text, path, strlen(path));
    file_fill(path);
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, &err), VD_OK);
    source_b(&b);
    assert_int_equal(vd_store_put_source(db, &b.stored, &err), VD_READ_ONLY);
    assert_memory_equal(err.text, path, strlen(path));
    assert_int_equal(vd_db_documents(db, NULL, &rows, &err), VD_OK);
    vd_rows_free(rows);
    fixture_free(&b);
    vd_db_close(db);
    fixture_remove(path);
}

static void test_truncated(void **state)
{
    (void)state;
    const char *path = fixture_path("truncated.db");
    file_fill(path);
    vd_buf whole = file_bytes(path);
    for (size_t part = 1; part < 8; part++) {
        fixture_remove(path);
        file_write(path, (vd_str){whole.ptr, whole.len * part / 8 + 11});
        assert_open(path, VD_OPEN_CREATE, VD_NOT_A_DATABASE, "damaged");
        assert_open(path, VD_OPEN_READ_ONLY, VD_NOT_A_DATABASE, "damaged");
    }
    vd_buf_clear(&whole);
    fixture_remove(path);
}

static void test_a_database_of_another_program(void **state)
{
    (void)state;
    const char *path = fixture_path("other.db");
    fixture_remove(path);
    raw_change(path, "CREATE TABLE songs (name); INSERT INTO songs VALUES ('x')");
    vd_buf before = file_bytes(path);
    assert_open(path, VD_OPEN_CREATE, VD_NOT_A_DATABASE, "another program");
    assert_open(path, VD_OPEN_READ_ONLY, VD_NOT_A_DATABASE, "another program");
    vd_buf after = file_bytes(path);
    assert_true(vd_str_eq(vd_buf_str(&before), vd_buf_str(&after)));
    vd_buf_clear(&before);
    vd_buf_clear(&after);
    fixture_remove(path);
}

static void test_an_empty_file(void **state)
{
    (void)state;
    const char *path = fixture_path("empty.db");
    fixture_remove(path);
    file_write(path, VD_LIT(""));
    assert_open(path, VD_OPEN_READ_ONLY, VD_NOT_A_DATABASE, "empty");
    assert_open(path, VD_OPEN_EXISTING, VD_NOT_A_DATABASE, "empty");
    assert_open(path, VD_OPEN_CREATE, VD_OK, "");
    assert_open(path, VD_OPEN_EXISTING, VD_OK, "");
    fixture_remove(path);
}

static void test_newer_schema(void **state)
{
    (void)state;
    const char *path = fixture_path("newer.db");
    file_fill(path);
    raw_change(path, "PRAGMA user_version = 4711");
    assert_open(path, VD_OPEN_CREATE, VD_NEWER_SCHEMA, "schema is 4711");
    assert_open(path, VD_OPEN_EXISTING, VD_NEWER_SCHEMA, "use a newer viendan");
    assert_open(path, VD_OPEN_READ_ONLY, VD_NEWER_SCHEMA, "--db");
    fixture_remove(path);
}

static void test_older_schema_for_reading(void **state)
{
    (void)state;
    const char *path = fixture_path("older.db");
    file_fill(path);
    raw_change(path, "PRAGMA user_version = 0");
    assert_open(path, VD_OPEN_READ_ONLY, VD_READ_ONLY, "older schema 0");
    fixture_remove(path);
}

static void test_reading_does_not_write(void **state)
{
    (void)state;
    const char *path = fixture_path("reading.db");
    file_fill(path);
    vd_db *db = NULL;
    fixture_source b;
    vd_error err = {0};
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    source_b(&b);
    assert_int_equal(vd_store_put_source(db, &b.stored, &err), VD_READ_ONLY);
    assert_non_null(strstr(err.text, "read-only"));
    assert_int_equal(vd_store_remove_source(db, VD_LIT(PATH_B), NULL), VD_READ_ONLY);
    char *text = db_dump(db);
    assert_non_null(strstr(text, "33-ct-ttg"));
    free(text);
    fixture_free(&b);
    vd_db_close(db);
    assert_false(file_exists(path, "-wal"));
    assert_false(file_exists(path, "-shm"));
    fixture_remove(path);
}

/* Runs `check` as a user whom permissions bind: root passes them all.  0 is success. */
static int as_a_user(int (*check)(const char *path), const char *path)
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        bool dropped = geteuid() != 0 || (setgid(65534) == 0 && setuid(65534) == 0);
        _exit(dropped ? check(path) : 77);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static vd_status open_status(const char *path, vd_open_mode mode)
{
    vd_db *db = NULL;
    vd_status status = vd_db_open(path, mode, &db, NULL);
    vd_db_close(db);
    return status;
}

static int check_unreadable(const char *path)
{
    return open_status(path, VD_OPEN_READ_ONLY) == VD_DENIED && open_status(path, VD_OPEN_CREATE) == VD_DENIED ? 0 : 1;
}

/* A file in a folder, both without permission to write: a database on a medium that was burnt, say. */
static int check_unwritable(const char *path)
{
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    bool more = false;
    if (vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL) != VD_OK) {
        return 1;
    }
    bool listed = vd_db_edges(db, NULL, &rows, NULL) == VD_OK && vd_rows_next(rows, &more, NULL) == VD_OK && more;
    vd_rows_free(rows);
    vd_db_close(db);
    if (!listed) {
        return 2;
    }
    vd_status status = open_status(path, VD_OPEN_CREATE);
    return status == VD_READ_ONLY || status == VD_DENIED ? 0 : 3;
}

static int check_folder(const char *path)
{
    char name[600];
    snprintf(name, sizeof name, "%s.new", path);
    vd_status status = open_status(name, VD_OPEN_CREATE);
    return status == VD_DENIED && !file_exists(name, "") ? 0 : 1;
}

static void test_permissions(void **state)
{
    (void)state;
    char folder[512], path[600];
    snprintf(folder, sizeof folder, "%s", fixture_path("folder?%#"));
    snprintf(path, sizeof path, "%s/a.db", folder);
    assert_int_equal(mkdir(folder, 0755), 0);
    file_fill(path);
    assert_int_equal(chmod(path, 0), 0);
    int unreadable = as_a_user(check_unreadable, path);
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(folder, 0555), 0);
    int unwritable = as_a_user(check_unwritable, path);
    int closed = as_a_user(check_folder, path);
    assert_int_equal(chmod(folder, 0755), 0);
    fixture_remove(path);
    assert_int_equal(rmdir(folder), 0);
    if (unreadable == 77) {
        print_message("cannot become another user here: permissions are not tested\n");
        skip();
    }
    assert_int_equal(unreadable, 0);
    assert_int_equal(unwritable, 0);
    assert_int_equal(closed, 0);
}

static void test_locked_while_being_made(void **state)
{
    (void)state;
    const char *path = fixture_path("locked.db");
    fixture_remove(path);
    sqlite3 *other = raw_open(path);
    raw_exec(other, "BEGIN EXCLUSIVE");
    assert_open(path, VD_OPEN_CREATE, VD_BUSY, "in use by another program");
    raw_exec(other, "ROLLBACK");
    assert_open(path, VD_OPEN_CREATE, VD_OK, "");
    sqlite3_close(other);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_created_once),
        cmocka_unit_test(test_nothing_there),
        cmocka_unit_test(test_garbage_is_left_alone),
        cmocka_unit_test(test_messages_begin_with_the_path_as_written),
        cmocka_unit_test(test_truncated),
        cmocka_unit_test(test_a_database_of_another_program),
        cmocka_unit_test(test_an_empty_file),
        cmocka_unit_test(test_newer_schema),
        cmocka_unit_test(test_older_schema_for_reading),
        cmocka_unit_test(test_reading_does_not_write),
        cmocka_unit_test(test_permissions),
        cmocka_unit_test(test_locked_while_being_made),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
