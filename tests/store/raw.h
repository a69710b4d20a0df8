/** The database file looked at and bent with SQLite itself. */
#ifndef TESTS_STORE_RAW_H
#define TESTS_STORE_RAW_H

#include "fixture.h"

#include "store/sql.h"

static inline void raw_exec(sqlite3 *sql, const char *text)
{
    char *words = NULL;
    if (sqlite3_exec(sql, text, NULL, NULL, &words) != SQLITE_OK) {
        fail_msg("%s: %s", text, words);
    }
}

/* The only value of a query, as text, in a static buffer. */
static inline const char *raw_value(sqlite3 *sql, const char *text)
{
    static char value[4096];
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_prepare_v2(sql, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    snprintf(value, sizeof value, "%s", (const char *)sqlite3_column_text(statement, 0));
    sqlite3_finalize(statement);
    return value;
}

static inline sqlite3 *raw_open(const char *path)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open(path, &sql), SQLITE_OK);
    return sql;
}

/* One statement on a file, with a connection of its own. */
static inline void raw_change(const char *path, const char *text)
{
    sqlite3 *sql = raw_open(path);
    raw_exec(sql, text);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

/* A filled database in a file. */
static inline void file_fill(const char *path)
{
    vd_db *db = NULL;
    vd_error err = {0};
    fixture_remove(path);
    if (vd_db_open(path, VD_OPEN_CREATE, &db, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    db_fill(db, false);
    vd_db_close(db);
}

/* All four listings as one text. */
static inline char *db_dump(vd_db *db)
{
    vd_buf all = {0};
    vd_rows *rows = NULL;
    for (int i = 0; i < 4; i++) {
        vd_status status = i == 0   ? vd_db_mentions(db, NULL, &rows, NULL)
                           : i == 1 ? vd_db_edges(db, NULL, &rows, NULL)
                           : i == 2 ? vd_db_documents(db, NULL, &rows, NULL)
                                    : vd_db_unresolved(db, &rows, NULL);
        assert_int_equal(status, VD_OK);
        char *text = rows_dump(rows, NULL);
        vd_buf_add_text(&all, text);
        free(text);
    }
    vd_buf_add_char(&all, '\0');
    assert_true(vd_buf_ok(&all));
    return all.ptr;
}

static inline vd_buf file_bytes(const char *path)
{
    vd_buf bytes = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t len; (len = fread(block, 1, sizeof block, file)) > 0;) {
        vd_buf_add(&bytes, (vd_str){block, len});
    }
    fclose(file);
    return bytes;
}

static inline void file_write(const char *path, vd_str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    fclose(file);
}

static inline bool file_exists(const char *path, const char *end)
{
    char name[600];
    struct stat info;
    snprintf(name, sizeof name, "%s%s", path, end);
    return stat(name, &info) == 0;
}

#endif
