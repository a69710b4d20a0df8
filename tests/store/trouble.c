/* What goes wrong while a database is in use, and that what was there before survives it. */
#include "raw.h"

#include <signal.h>
#include <sys/wait.h>

static vd_db *file_open(const char *path)
{
    vd_db *db = NULL;
    vd_error err = {0};
    if (vd_db_open(path, VD_OPEN_CREATE, &db, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    return db;
}

static void assert_sound(vd_db *db, const char *expected)
{
    char *now = db_dump(db);
    assert_string_equal(now, expected);
    assert_string_equal(raw_value(db->sql, "PRAGMA integrity_check"), "ok");
    assert_string_equal(raw_value(db->sql, "SELECT count(*) FROM pragma_foreign_key_check"), "0");
    free(now);
}

static void test_another_writer(void **state)
{
    (void)state;
    const char *path = fixture_path("busy.db");
    file_fill(path);
    vd_db *db = file_open(path);
    char *before = db_dump(db);
    sqlite3 *other = raw_open(path);
    raw_exec(other, "BEGIN IMMEDIATE; DELETE FROM edge");
    fixture_source b;
    vd_error err = {0};
    source_b(&b);
    sqlite3_busy_timeout(db->sql, 20);
    assert_int_equal(vd_store_put_source(db, &b.stored, &err), VD_BUSY);
    assert_non_null(strstr(err.text, "in use by another program"));
    assert_sound(db, before); /* reading goes on all the time */
    raw_exec(other, "ROLLBACK");
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK);
    sqlite3_close(other);
    fixture_free(&b);
    free(before);
    vd_db_close(db);
    fixture_remove(path);
}

static void test_a_reader_does_not_hold_up_a_writer(void **state)
{
    (void)state;
    const char *path = fixture_path("reader.db");
    file_fill(path);
    vd_db *reader = NULL, *writer = file_open(path);
    vd_rows *rows = NULL;
    bool more = false;
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &reader, NULL), VD_OK);
    assert_int_equal(vd_db_mentions(reader, NULL, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_int_equal(vd_store_remove_source(writer, VD_LIT(PATH_B), NULL), VD_OK);
    char *rest = rows_dump(rows, "source");
    assert_non_null(strstr(rest, PATH_B)); /* what was begun is finished as it was */
    free(rest);
    vd_db_close(reader);
    vd_db_close(writer);
    fixture_remove(path);
}

static void test_full(void **state)
{
    (void)state;
    const char *path = fixture_path("full.db");
    file_fill(path);
    vd_db *db = file_open(path);
    char *before = db_dump(db);
    fixture_source a;
    vd_error err = {0};
    source_a(&a);
    char *large = malloc(1 << 20);
    memset(large, 'x', 1 << 20);
    a.mentions[3].title = (vd_str){large, 1 << 20};
    raw_exec(db->sql, "PRAGMA max_page_count = 60");
    assert_int_equal(vd_store_put_source(db, &a.stored, &err), VD_FULL);
    assert_non_null(strstr(err.text, "no space left"));
    assert_sound(db, before);
    raw_exec(db->sql, "PRAGMA max_page_count = 10000");
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    free(large);
    fixture_free(&a);
    free(before);
    vd_db_close(db);
    fixture_remove(path);
}

static int die(void *context)
{
    (void)context;
    kill(getpid(), SIGKILL);
    return 0;
}

/* In a child: puts a source anew, and is killed after so many steps of SQLite's machine, or (0) when it commits. */
static void put_and_die(const char *path, int steps)
{
    vd_db *db = NULL;
    fixture_source a;
    if (vd_db_open(path, VD_OPEN_CREATE, &db, NULL) != VD_OK) {
        _exit(1);
    }
    /* Pages go to the file as soon as they are changed, not only at the end. */
    raw_exec(db->sql, "PRAGMA cache_size = 2");
    source_a(&a);
    a.extraction.mention_count = 3;
    a.extraction.statement_count = 2;
    if (steps == 0) {
        sqlite3_commit_hook(db->sql, die, NULL);
    } else {
        sqlite3_progress_handler(db->sql, steps, die, NULL);
    }
    vd_status status = vd_store_put_source(db, &a.stored, NULL);
    _exit(status == VD_OK ? 0 : 2);
}

/* Was the child killed?  If not, it put the source. */
static bool put_killed(const char *path, int steps)
{
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        put_and_die(path, steps);
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
    return WIFSIGNALED(status);
}

static void test_killed(void **state)
{
    (void)state;
    const char *path = fixture_path("killed.db");
    file_fill(path);
    vd_db *db = file_open(path);
    char *before = db_dump(db);
    int killed = 0;
    assert_true(put_killed(path, 0));
    assert_sound(db, before);
    for (int steps = 50; put_killed(path, steps); steps = steps * 5 / 4) {
        killed++;
        assert_sound(db, before);
        vd_db *again = file_open(path);
        assert_sound(again, before);
        vd_db_close(again);
    }
    assert_true(killed >= 5);
    char *after = db_dump(db);
    assert_string_not_equal(after, before);
    free(after);
    free(before);
    vd_db_close(db);
    fixture_remove(path);
}

/* Values that nothing of ours has written: an error, never an index out of its array. */
static void test_damaged_values(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE mention_row SET parent = 99 WHERE ordinal = 2",
        "UPDATE mention_row SET parent = -7 WHERE ordinal = 2",
        "UPDATE mention_row SET parent = 4294967297 WHERE ordinal = 2",
        "UPDATE mention_row SET antecedent = 99, among = 99 WHERE ordinal = 2",
        "UPDATE mention_row SET antecedent = -1, among = -1 WHERE ordinal = 2",
        "UPDATE mention_row SET antecedent = 1, among = 2 WHERE ordinal = 2",
        "UPDATE mention_row SET antecedent = 1, among = 0 WHERE ordinal = 2",
        "UPDATE word SET text = 'full' WHERE text = 'numbered'",
        "UPDATE mention_row SET stop = -1",
        "UPDATE mention_row SET stop = start - 1",
        "UPDATE mention_row SET date = 99",
        "UPDATE mention_row SET date = -20210101",
        "UPDATE mention_row SET form_word = NULL",
        "UPDATE mention_row SET number_word = 1099511627776",
        "UPDATE mention_row SET title_word = -1",
        "DELETE FROM word WHERE text = 'numbered'",
        "UPDATE statement_row SET relation_word = NULL",
        "UPDATE statement_row SET relation_word = 0",
        "UPDATE statement_row SET to_mention = 7",
        "UPDATE statement_row SET to_mention = -1",
        "UPDATE statement_row SET from_mention = -9223372036854775808",
        "UPDATE source SET print = x'00'",
        "UPDATE source SET date = 20211301",
        "DELETE FROM state",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        vd_db *db = db_filled();
        vd_arena arena = {0};
        vd_resolve_source *sources = NULL;
        size_t count = 0;
        vd_error err = {0};
        raw_exec(db->sql, changes[i]);
        vd_status status = vd_store_load_sources(db, &arena, &arena, &sources, &count, &err);
        if (status != VD_NOT_A_DATABASE) {
            fail_msg("%s: status %d", changes[i], (int)status);
        }
        assert_non_null(strstr(err.text, "damaged"));
        assert_null(sources);
        vd_arena_clear(&arena);
        vd_db_close(db);
    }
}

static void test_damaged_edges(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "UPDATE word SET text = text || 'x' WHERE word IN (SELECT relation_word FROM statement_row)",
        "UPDATE word SET text = text || 'x' WHERE word IN (SELECT strength_word FROM statement_row)"};
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        vd_db *db = db_filled();
        vd_arena arena = {0};
        vd_graph_data data;
        vd_error err = {0};
        raw_exec(db->sql, changes[i]);
        assert_int_equal(vd_store_load_graph(db, &arena, &data, &err), VD_NOT_A_DATABASE);
        assert_int_equal(data.edge_count, 0);
        vd_arena_clear(&arena);
        vd_db_close(db);
    }
}

/* Passages that nothing of ours has packed: an error or nothing, never bytes from elsewhere. */
static void test_damaged_passages(void **state)
{
    (void)state;
    static const char *const changes[] = {
        "x''",
        "x'80'",
        "x'FFFFFFFFFF'",
        "x'0100'",
        "x'010005'",
        "x'01000568656C6C6F'",
        "x'017F7F0300'",
        "x'01FFFFFFFF7FFFFFFFFF7F0300'",
        "substr(words, 1, length(words) - 1)",
        "cast(words || x'00' AS BLOB)",
        "substr(words, 2)",
    };
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        vd_db *db = db_filled();
        vd_rows *rows = NULL;
        bool more = true;
        char text[128];
        vd_error err = {0};
        snprintf(text, sizeof text, "UPDATE passage SET words = %s", changes[i]);
        raw_exec(db->sql, text);
        assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
        vd_status status = VD_OK;
        while (status == VD_OK && more) {
            status = vd_rows_next(rows, &more, &err);
        }
        if (status != VD_NOT_A_DATABASE) {
            fail_msg("%s: status %d", changes[i], (int)status);
        }
        assert_non_null(strstr(err.text, "damaged"));
        vd_rows_free(rows);
        vd_db_close(db);
    }
}

/* Everything that reads, on a file of which one page is noise. */
static vd_status read_all(const char *path)
{
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    vd_arena arena = {0};
    vd_graph_data data;
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_status status = vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL);
    for (int i = 0; status == VD_OK && i < 4; i++) {
        bool more = true;
        status = i == 0   ? vd_db_mentions(db, NULL, &rows, NULL)
                 : i == 1 ? vd_db_edges(db, NULL, &rows, NULL)
                 : i == 2 ? vd_db_documents(db, NULL, &rows, NULL)
                          : vd_db_find(db, VD_LIT("Luật Công đoàn"), &rows, NULL);
        while (status == VD_OK && more) {
            status = vd_rows_next(rows, &more, NULL);
        }
        vd_rows_free(rows);
        rows = NULL;
    }
    if (status == VD_OK) {
        status = vd_store_load_graph(db, &arena, &data, NULL);
    }
    if (status == VD_OK) {
        status = vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL);
    }
    vd_arena_clear(&arena);
    vd_db_close(db);
    return status;
}

static void test_damaged_pages(void **state)
{
    (void)state;
    const char *path = fixture_path("pages.db");
    file_fill(path);
    assert_int_equal(read_all(path), VD_OK);
    vd_buf whole = file_bytes(path);
    int found = 0;
    for (size_t page = 0; page < whole.len / 4096; page++) {
        vd_buf bent = {0};
        vd_buf_add(&bent, vd_buf_str(&whole));
        for (size_t i = 0; i < 4096; i++) {
            bent.ptr[page * 4096 + i] = (char)(i * 7 + page);
        }
        file_write(path, vd_buf_str(&bent));
        vd_buf_clear(&bent);
        vd_status status = read_all(path);
        if (status != VD_OK && status != VD_NOT_A_DATABASE) {
            fail_msg("page %zu: status %d", page, (int)status);
        }
        found += status == VD_NOT_A_DATABASE;
    }
    assert_true(found >= 10);
    vd_buf_clear(&whole);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_another_writer),
        cmocka_unit_test(test_a_reader_does_not_hold_up_a_writer),
        cmocka_unit_test(test_full),
        cmocka_unit_test(test_killed),
        cmocka_unit_test(test_damaged_values),
        cmocka_unit_test(test_damaged_edges),
        cmocka_unit_test(test_damaged_passages),
        cmocka_unit_test(test_damaged_pages),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
