/* Killed at any moment, an ingest leaves whole files only, and the next one makes of them what an undisturbed one
 * would.
 *
 * The file on disk changes with SQLite's writes alone, so a process is killed at one of them, in its middle, instead of
 * at a random time: this meets every phase, the short ones too. */
#include "tree.h"

#include "base/rows.h"
#include "store/store.h"

#include <signal.h>
#include <sqlite3.h>

enum {
    FILES = 130,  /* three batches */
    MOMENTS = 16, /* of each ingest */
    SPILL = 600 * 1024
};

static vd_grammar *grammar;

/* ---- Dying ------------------------------------------------------------------------------------------------------ */

static size_t calls, die_at; /* die_at: 0 for never */

/* Half of what was to be written is, as may happen. */
static ssize_t dying_pwrite(int file, const void *bytes, size_t len, off_t at)
{
    if (++calls == die_at) {
        ssize_t written = pwrite(file, bytes, len / 2, at);
        (void)written;
        raise(SIGKILL);
    }
    return pwrite(file, bytes, len, at);
}

static int dying_truncate(int file, off_t len)
{
    if (++calls == die_at) {
        raise(SIGKILL);
    }
    return ftruncate(file, len);
}

static int dying_unlink(const char *path)
{
    if (++calls == die_at) {
        raise(SIGKILL);
    }
    return unlink(path);
}

static void dying_install(void)
{
    sqlite3_vfs *vfs = sqlite3_vfs_find(NULL);
    assert_true(vfs->iVersion >= 3);
    const struct {
        const char *name;
        sqlite3_syscall_ptr call;
    } replaced[] = {
        {"pwrite", (sqlite3_syscall_ptr)dying_pwrite},
        {"pwrite64", (sqlite3_syscall_ptr)dying_pwrite},
        {"ftruncate", (sqlite3_syscall_ptr)dying_truncate},
        {"unlink", (sqlite3_syscall_ptr)dying_unlink},
    };
    for (size_t i = 0; i < sizeof replaced / sizeof *replaced; i++) {
        /* Which of the two writes a SQLite has depends on how it was built. */
        int code = vfs->xSetSystemCall(vfs, replaced[i].name, replaced[i].call);
        assert_true(code == SQLITE_OK || strncmp(replaced[i].name, "pwrite", 6) == 0);
    }
}

/* ---- What is ingested ------------------------------------------------------------------------------------------- */

static void file_write(int number, int version)
{
    vd_buf text = {0};
    char path[32];
    snprintf(path, sizeof path, "in/%03d.txt", number);
    vd_buf_add_format(&text,
                      "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %d/KH-UBND\n\nKẾ HOẠCH\nThực hiện dân chủ năm 2025\n\n"
                      "Căn cứ Chỉ thị số %d/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ;\n",
                      number + 1, number % 7 + 30);
    for (int i = 0; i < version * 4; i++) {
        vd_buf_add_format(&text, "%d. Thực hiện Quyết định số %d/QĐ-UBND và Kế hoạch số %d/KH-UBND.\n", i + 1,
                          number * 3 + i, (number + i) % FILES + 1);
    }
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

/* A third of the files changes, and some go. */
static void files_write(int version)
{
    for (int i = 0; i < FILES; i++) {
        if (version == 1 || i % 3 == 0) {
            file_write(i, version);
        } else if (i % 20 == 7) {
            char path[32];
            snprintf(path, sizeof path, "in/%03d.txt", i);
            unlink(path);
        }
    }
}

static void ingest_all(void)
{
    const char *const paths[] = {"in"};
    vd_ingest_options options = {.prune = true, .jobs = 2};
    vd_ingest_report report;
    vd_error err = {0};
    vd_db *db = NULL;
    vd_status status = vd_db_open("killed.db", VD_OPEN_CREATE, &db, &err);
    if (status == VD_OK) {
        status = vd_db_ingest(db, grammar, paths, 1, &options, &report, &err);
    }
    vd_db_close(db);
    if (status != VD_OK) {
        fail_msg("status %d: %s", (int)status, err.text);
    }
}

/* ---- What is seen ----------------------------------------------------------------------------------------------- */

/* All rows, a line each, after a line break. */
static char *query_dump(sqlite3 *sql, const char *text)
{
    vd_buf out = {0};
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(sql, text, -1, &statement, NULL), SQLITE_OK);
    vd_buf_add_char(&out, '\n');
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *value = (const char *)sqlite3_column_text(statement, i);
            vd_buf_add_format(&out, "%s|", value != NULL ? value : "");
        }
        vd_buf_add_char(&out, '\n');
    }
    assert_int_equal(sqlite3_finalize(statement), SQLITE_OK);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

static const char written_query[] =
    "SELECT path, hash, (SELECT group_concat(ordinal || ':' || start || ':' || stop || coalesce(number, ''))"
    " FROM (SELECT * FROM mention WHERE source = s.source ORDER BY ordinal)),"
    " (SELECT group_concat(ordinal || ':' || start || relation)"
    " FROM (SELECT * FROM statement WHERE source = s.source ORDER BY ordinal)),"
    " (SELECT hex(words) FROM passage WHERE source = s.source) FROM source AS s ORDER BY path";

/* Documents by their names, since rows are numbered as they come. */
static const char derived_query[] =
    "SELECT 'd', id, title, number, date, in_catalogue, '' FROM document UNION ALL"
    " SELECT 'e', f.id, t.id, s.path, e.statement, e.confidence, '' FROM edge AS e JOIN source AS s USING (source)"
    " JOIN document AS f ON f.document = from_document JOIN document AS t ON t.document = to_document UNION ALL"
    " SELECT 'l', s.path, mention, d.id, l.confidence, basis, '' FROM link AS l JOIN source AS s USING (source)"
    " LEFT JOIN document AS d USING (document) UNION ALL"
    " SELECT 'a', d.id, a.id, '', '', '', '' FROM alias AS a JOIN document AS d USING (document) ORDER BY 1, 2, 3, 4, "
    "5";

typedef struct seen {
    char *written, *derived;
    bool fits; /* the derived half is of the written one */
} seen;

static void value_is(sqlite3 *sql, const char *text, const char *expected)
{
    char *value = query_dump(sql, text);
    assert_string_equal(value, expected);
    free(value);
}

/* Opens as any program would, and checks the file as SQLite can. */
static seen file_see(void)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open("killed.db", &sql), SQLITE_OK);
    value_is(sql, "PRAGMA integrity_check", "\nok|\n");
    value_is(sql, "PRAGMA foreign_key_check", "\n");
    char *tables = query_dump(sql, "SELECT count(*) FROM sqlite_schema WHERE name = 'graph_chunk'");
    seen s = {0};
    if (strcmp(tables, "\n1|\n") == 0) {
        char *fits = query_dump(sql, "SELECT changed = resolved FROM state");
        s.written = query_dump(sql, written_query);
        s.derived = query_dump(sql, derived_query);
        s.fits = strcmp(fits, "\n1|\n") == 0;
        free(fits);
    } else {
        /* All of the schema or nothing. */
        value_is(sql, "SELECT count(*) FROM sqlite_schema", "\n0|\n");
    }
    free(tables);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    return s;
}

static void seen_free(seen *s)
{
    free(s->written);
    free(s->derived);
}

/* Every file is as it was before or as it is after. */
static void assert_whole(const seen *now, const seen *before, const seen *after)
{
    for (char *line = now->written; line[1] != '\0';) {
        char *next = strchr(line + 1, '\n');
        char kept = next[1];
        next[1] = '\0';
        bool old = before->written != NULL && strstr(before->written, line) != NULL;
        if (!old && strstr(after->written, line) == NULL) {
            fail_msg("half a file:%s", line);
        }
        next[1] = kept;
        line = next;
    }
    if (now->fits && (before->derived == NULL || strcmp(now->derived, before->derived) != 0)) {
        assert_true(strcmp(now->derived, after->derived) == 0 || now->written[1] == '\0');
    }
}

/* ---- The test --------------------------------------------------------------------------------------------------- */

static void file_copy(const char *from, const char *to)
{
    char block[4096];
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    for (size_t len; (len = fread(block, 1, sizeof block, in)) > 0;) {
        assert_int_equal(fwrite(block, 1, len, out), len);
    }
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

/* The database as it is before the ingest, if there is one. */
static void database_reset(const char *base)
{
    unlink("killed.db");
    unlink("killed.db-wal");
    unlink("killed.db-shm");
    if (base != NULL) {
        file_copy(base, "killed.db");
    }
}

/* In a process that dies at write `at`; 0 if it did, and else how many writes there were. */
static size_t ingest_dying(size_t at)
{
    int pipe_ends[2];
    size_t count = 0;
    assert_int_equal(pipe(pipe_ends), 0);
    fflush(NULL);
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        calls = 0;
        die_at = at;
        /* Little memory: pages are written in the middle of a transaction too. */
        sqlite3_soft_heap_limit64(SPILL);
        ingest_all();
        ssize_t written = write(pipe_ends[1], &calls, sizeof calls);
        _exit(written == (ssize_t)sizeof calls ? 0 : 1);
    }
    close(pipe_ends[1]);
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFEXITED(status)) {
        assert_int_equal(WEXITSTATUS(status), 0);
        assert_int_equal(read(pipe_ends[0], &count, sizeof count), sizeof count);
    } else {
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    }
    close(pipe_ends[0]);
    return count;
}

/* `at_once`: what is done is one transaction. */
static void killed_everywhere(const char *base, bool at_once, seen *after)
{
    seen before = {0};
    database_reset(base);
    if (base != NULL) {
        before = file_see();
    }
    size_t writes = ingest_dying(0);
    *after = file_see();
    assert_true(after->fits);
    assert_true(writes > MOMENTS);
    size_t half_done = 0, lived = 0;
    for (size_t i = 0; i < MOMENTS; i++) {
        database_reset(base);
        lived += ingest_dying(1 + i * (writes - 1) / (MOMENTS - 1)) > 0;
        seen now = file_see();
        if (now.written != NULL) {
            assert_whole(&now, &before, after);
            half_done += !now.fits;
        }
        seen_free(&now);
        ingest_all();
        now = file_see();
        assert_string_equal(now.written, after->written);
        assert_string_equal(now.derived, after->derived);
        assert_true(now.fits);
        seen_free(&now);
    }
    /* Some of the moments fell between reading and deciding.  When memory is short, threads that ask make pages be
     * written a little earlier or later, so that the last moment may be none. */
    assert_true(at_once ? half_done == 0 : half_done > 0);
    assert_true(lived <= 2);
    seen_free(&before);
}

#define ONE                                                                                                        \
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 9000/KH-UBND\nCần Thơ, ngày 2 tháng 3 năm 2025\n\n" \
    "KẾ HOẠCH\nThực hiện\n\n"

static void test_killed(void **state)
{
    (void)state;
    seen first, second;
    folder_make("in");
    dying_install();
    files_write(1);
    killed_everywhere(NULL, false, &first);
    assert_true(strstr(first.derived, "\ne|") != NULL);
    file_copy("killed.db", "base.db");
    files_write(2);
    killed_everywhere("base.db", false, &second);
    assert_string_not_equal(first.derived, second.derived);
    /* One more, that is decided alone. */
    unlink("base.db");
    file_copy("killed.db", "base.db");
    file_make("in/one.txt", VD_LIT(ONE "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n"));
    seen third;
    killed_everywhere("base.db", false, &third);
    assert_string_not_equal(second.derived, third.derived);
    /* It is edited: it goes and comes again, alone. */
    unlink("base.db");
    file_copy("killed.db", "base.db");
    file_make("in/one.txt", VD_LIT(ONE "Căn cứ Nghị định số 43/2014/NĐ-CP ngày 15/5/2014 của Chính phủ;\n"));
    seen edited;
    killed_everywhere("base.db", false, &edited);
    assert_string_not_equal(third.derived, edited.derived);
    seen_free(&edited);
    /* It goes alone. */
    unlink("base.db");
    file_copy("killed.db", "base.db");
    assert_int_equal(unlink("in/one.txt"), 0);
    seen fourth;
    killed_everywhere("base.db", true, &fourth);
    assert_string_equal(second.derived, fourth.derived);
    seen_free(&fourth);
    seen_free(&third);
    seen_free(&first);
    seen_free(&second);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(test_killed, tree_setup, tree_teardown)};
    if (vd_grammar_new(&grammar, NULL) != VD_OK) {
        return 1;
    }
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    vd_grammar_free(grammar);
    return failed;
}
