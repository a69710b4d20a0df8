/** How SQLite is spoken to, and what its failures mean to the user. */
#include "store/sql.h"

#include "base/error.h"
#include "store/word.h"

#include <errno.h>
#include <limits.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* "viendan.db" -> "."; "a/b.db" -> "a". */
static void folder_of(const char *path, char *out, size_t size)
{
    const char *slash = strrchr(path, '/');
    size_t len = slash == NULL ? 0 : slash == path ? 1 : (size_t)(slash - path);
    if (len == 0 || len >= size) {
        out[0] = '.';
        len = 1;
    } else {
        memcpy(out, path, len);
    }
    out[len] = '\0';
}

/* SQLite says only "unable to open": the file system knows why. */
static vd_status open_fail(const char *path, const char *shown, vd_error *err)
{
    struct stat info;
    char folder[PATH_MAX];
    folder_of(path, folder, sizeof folder);
    if (stat(path, &info) != 0) {
        if (errno == EACCES) {
            return vd_fail(err, VD_DENIED, "%s: permission denied", shown);
        }
        if (stat(folder, &info) != 0) {
            return vd_fail(err, VD_NOT_FOUND, "%s: no such folder: %s", shown, folder);
        }
        if (!S_ISDIR(info.st_mode)) {
            return vd_fail(err, VD_NOT_FOUND, "%s: %s is not a folder", shown, folder);
        }
    } else if (S_ISDIR(info.st_mode)) {
        return vd_fail(err, VD_NOT_A_DATABASE, "%s: is a folder, not a database file", shown);
    } else if (access(path, R_OK) != 0) {
        return vd_fail(err, VD_DENIED, "%s: permission denied", shown);
    }
    if (access(folder, W_OK) != 0) {
        return vd_fail(err, errno == EACCES ? VD_DENIED : VD_READ_ONLY, "%s: cannot write in the folder %s", shown,
                       folder);
    }
    if (stat(path, &info) != 0) {
        return vd_fail(err, VD_NOT_FOUND, "%s: no such database", shown);
    }
    return vd_fail(err, VD_IO, "%s: cannot be opened", shown);
}

const char *vd_sql_name(sqlite3 *sql)
{
    const char *path = sql == NULL ? NULL : sqlite3_db_filename(sql, "main");
    if (path == NULL || path[0] == '\0') {
        return "database";
    }
    const char *shown = sqlite3_uri_parameter(path, VD_SQL_SHOWN);
    return shown != NULL ? shown : path;
}

vd_status vd_sql_damaged(sqlite3 *sql, const char *what, vd_error *err)
{
    return vd_fail(err, VD_NOT_A_DATABASE, "%s: damaged (%s); move it away and ingest again", vd_sql_name(sql), what);
}

vd_status vd_sql_fail(sqlite3 *sql, int code, const char *path, vd_error *err)
{
    const char *file = path == NULL && sql != NULL ? sqlite3_db_filename(sql, "main") : path;
    path = path == NULL ? vd_sql_name(sql) : path;
    int os = sql == NULL ? 0 : sqlite3_system_errno(sql);
    const char *words = sql == NULL ? sqlite3_errstr(code) : sqlite3_errmsg(sql);
    switch (code & 0xff) {
    case SQLITE_NOMEM:
        return vd_fail_memory(err);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_PROTOCOL:
        return vd_fail(err, VD_BUSY, "%s: in use by another program; try again when it has finished", path);
    case SQLITE_READONLY:
        return vd_fail(err, VD_READ_ONLY, "%s: read-only, nothing can be written", path);
    case SQLITE_FULL:
        return vd_fail(err, VD_FULL, "%s: no space left; nothing of the last file was kept", path);
    case SQLITE_CANTOPEN:
        return open_fail(file == NULL ? path : file, path, err);
    case SQLITE_NOTADB:
        return vd_fail(err, VD_NOT_A_DATABASE, "%s: not a viendan database", path);
    case SQLITE_CORRUPT:
    case SQLITE_FORMAT:
        return vd_fail(err, VD_NOT_A_DATABASE, "%s: damaged (%s); move it away and ingest again", path, words);
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return vd_fail(err, VD_DENIED, "%s: permission denied", path);
    case SQLITE_TOOBIG:
        return vd_fail(err, VD_LIMIT, "%s: a text is too long to be stored", path);
    case SQLITE_INTERRUPT:
        return vd_fail(err, VD_STOPPED, "%s: stopped", path);
    case SQLITE_IOERR:
        if (code == SQLITE_IOERR_NOMEM) {
            return vd_fail_memory(err);
        }
        if (os == ENOSPC || os == EDQUOT) {
            return vd_fail(err, VD_FULL, "%s: no space left; nothing of the last file was kept", path);
        }
        return vd_fail(err, VD_IO, "%s: %s%s%s", path, words, os == 0 ? "" : ": ", os == 0 ? "" : strerror(os));
    default:
        return vd_fail(err, VD_INTERNAL, "%s: SQLite: %s (%d)", path, words, code);
    }
}

vd_status vd_sql_exec(sqlite3 *sql, const char *text, vd_error *err)
{
    int code = sqlite3_exec(sql, text, NULL, NULL, NULL);
    return code == SQLITE_OK ? VD_OK : vd_sql_fail(sql, code, NULL, err);
}

vd_status vd_sql_number(sqlite3 *sql, const char *text, int64_t *out, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &row, err);
    }
    *out = row ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_sql_prepare(sqlite3 *sql, vd_str text, sqlite3_stmt **out, vd_error *err)
{
    *out = NULL;
    int code = sqlite3_prepare_v3(sql, text.ptr, (int)text.len, SQLITE_PREPARE_PERSISTENT, out, NULL);
    return code == SQLITE_OK ? VD_OK : vd_sql_fail(sql, code, NULL, err);
}

vd_status vd_sql_slot(vd_db *db, vd_slot slot, const char *text, sqlite3_stmt **out, vd_error *err)
{
    *out = NULL;
    if (db->slots[slot] == NULL) {
        vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &db->slots[slot], err);
        if (status != VD_OK) {
            return status;
        }
    }
    *out = db->slots[slot];
    return VD_OK;
}

vd_status vd_sql_step(sqlite3_stmt *statement, bool *row, vd_error *err)
{
    int code = sqlite3_step(statement);
    *row = code == SQLITE_ROW;
    if (*row) {
        return VD_OK;
    }
    /* The text is taken before the reset, which may lose it. */
    vd_status status = code == SQLITE_DONE ? VD_OK : vd_sql_fail(sqlite3_db_handle(statement), code, NULL, err);
    sqlite3_reset(statement);
    return status;
}

static void bind_note(vd_bind *bind, int code)
{
    bind->at++;
    if (bind->code == SQLITE_OK) {
        bind->code = code;
    }
}

void vd_bind_text(vd_bind *bind, vd_str text)
{
    bind_note(bind, sqlite3_bind_text64(bind->statement, bind->at + 1, text.ptr, text.len, SQLITE_STATIC, SQLITE_UTF8));
}

void vd_bind_blob(vd_bind *bind, vd_str bytes)
{
    bind_note(bind, sqlite3_bind_blob64(bind->statement, bind->at + 1, bytes.ptr, bytes.len, SQLITE_STATIC));
}

void vd_bind_int(vd_bind *bind, int64_t value)
{
    bind_note(bind, sqlite3_bind_int64(bind->statement, bind->at + 1, value));
}

void vd_bind_size(vd_bind *bind, size_t value)
{
    vd_bind_int(bind, (int64_t)value);
}

void vd_bind_bool(vd_bind *bind, bool value)
{
    vd_bind_int(bind, value ? 1 : 0);
}

void vd_bind_real(vd_bind *bind, double value)
{
    bind_note(bind, sqlite3_bind_double(bind->statement, bind->at + 1, value));
}

vd_status vd_bind_done(const vd_bind *bind, vd_error *err)
{
    return bind->code == SQLITE_OK ? VD_OK : vd_sql_fail(sqlite3_db_handle(bind->statement), bind->code, NULL, err);
}

vd_status vd_bind_run(vd_bind *bind, vd_error *err)
{
    vd_status status = vd_bind_done(bind, err);
    if (status == VD_OK) {
        bool row = false;
        status = vd_sql_step(bind->statement, &row, err);
    }
    sqlite3_reset(bind->statement);
    sqlite3_clear_bindings(bind->statement);
    bind->at = 0;
    bind->code = SQLITE_OK;
    return status;
}

vd_status vd_sql_run_row(vd_db *db, const char *text, int64_t row, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, row);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_str vd_sql_text(sqlite3_stmt *statement, int column)
{
    if (sqlite3_column_type(statement, column) == SQLITE_NULL) {
        return VD_NONE;
    }
    /* As a blob also where it is text: sqlite3_column_text() may ask for memory to add a NUL. */
    const char *bytes = sqlite3_column_blob(statement, column);
    return bytes == NULL ? VD_LIT("") : (vd_str){bytes, (size_t)sqlite3_column_bytes(statement, column)};
}

bool vd_sql_size(sqlite3_stmt *statement, int column, size_t *out)
{
    sqlite3_int64 value = sqlite3_column_int64(statement, column);
    *out = value < 0 ? 0 : (size_t)value;
    return value >= 0;
}

vd_status vd_sql_slot_look_up(vd_db *db, vd_slot slot, const char *text, vd_str value, bool *found, int64_t *number,
                              vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    *found = false;
    *number = 0;
    vd_status status = vd_sql_slot(db, slot, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, value);
    status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, found, err);
    }
    *number = *found ? sqlite3_column_int64(statement, 0) : 0;
    sqlite3_reset(statement);
    sqlite3_clear_bindings(statement);
    return status;
}

static vd_status transaction_step(vd_db *db, vd_slot slot, const char *text, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, slot, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    return vd_bind_run(&bind, err);
}

/* Prepared before it is needed, because that may be the moment without memory; and every time, because SQLite would ask
 * for memory to prepare it again had anything changed the schema meanwhile. */
static vd_status slot_renew(vd_db *db, vd_slot slot, const char *text, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    sqlite3_finalize(db->slots[slot]);
    db->slots[slot] = NULL;
    return vd_sql_slot(db, slot, text, &statement, err);
}

static vd_status transaction_begin(vd_db *db, vd_error *err)
{
    vd_status status = slot_renew(db, VD_SLOT_ROLLBACK, "ROLLBACK", err);
    if (status == VD_OK && db->batch) {
        status = slot_renew(db, VD_SLOT_SAVE_BACK, "ROLLBACK TO step", err);
    }
    if (status == VD_OK && db->batch) {
        status = slot_renew(db, VD_SLOT_SAVE_END, "RELEASE step", err);
    }
    return status == VD_OK ? transaction_step(db, VD_SLOT_BEGIN, "BEGIN IMMEDIATE", err) : status;
}

/* The first failure is the one to report, so that of undoing is dropped. */
static void step_undo(vd_db *db, vd_slot slot, const char *text)
{
    vd_status status = transaction_step(db, slot, text, NULL);
    (void)status;
}

vd_status vd_sql_begin(vd_db *db, vd_error *err)
{
    vd_status status = VD_OK;
    if (!db->batch || sqlite3_get_autocommit(db->sql)) {
        status = transaction_begin(db, err);
    }
    return status == VD_OK && db->batch ? transaction_step(db, VD_SLOT_SAVE, "SAVEPOINT step", err) : status;
}

/* COMMIT, or after a failure ROLLBACK. */
static vd_status transaction_end(vd_db *db, vd_status status, vd_error *err)
{
    if (status == VD_OK) {
        status = transaction_step(db, VD_SLOT_COMMIT, "COMMIT", err);
    }
    /* After some failures SQLite has rolled back by itself. */
    if (status != VD_OK) {
        vd_words_forget(db);
    }
    if (status != VD_OK && !sqlite3_get_autocommit(db->sql)) {
        step_undo(db, VD_SLOT_ROLLBACK, "ROLLBACK");
    }
    return status;
}

vd_status vd_sql_end(vd_db *db, vd_status status, vd_error *err)
{
    if (!db->batch) {
        return transaction_end(db, status, err);
    }
    if (status != VD_OK) {
        vd_words_forget(db);
    }
    if (status != VD_OK && !sqlite3_get_autocommit(db->sql)) {
        step_undo(db, VD_SLOT_SAVE_BACK, "ROLLBACK TO step");
        step_undo(db, VD_SLOT_SAVE_END, "RELEASE step");
    }
    return status == VD_OK ? transaction_step(db, VD_SLOT_SAVE_END, "RELEASE step", err) : status;
}

void vd_sql_batch_begin(vd_db *db)
{
    db->batch = true;
}

vd_status vd_sql_batch_end(vd_db *db, vd_error *err)
{
    db->batch = false;
    return sqlite3_get_autocommit(db->sql) ? VD_OK : transaction_end(db, VD_OK, err);
}
