/** Opening and closing: what counts as a viendan database, and how each mode treats what is there. */
#include "base/alloc.h"
#include "base/buf.h"
#include "base/error.h"
#include "store/migrate.h"
#include "store/net_store.h"
#include "store/passage.h"
#include "store/search.h"
#include "store/sql.h"
#include "store/store.h"
#include "store/word.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define MEMORY ":memory:"

static void escaped_add(vd_buf *out, const char *path)
{
    for (const char *c = path; *c != '\0'; c++) {
        if (strchr("%?#&", *c) != NULL) {
            vd_buf_add_format(out, "%%%02X", (unsigned)(unsigned char)*c);
        } else {
            vd_buf_add_char(out, *c);
        }
    }
}

/* "file:a.db?shown=a.db": see VD_SQL_SHOWN. */
vd_status vd_sql_file_name(const char *path, const char *options, vd_buf *out, vd_error *err)
{
    if (strcmp(path, MEMORY) == 0) {
        vd_buf_add_text(out, MEMORY);
    } else {
        vd_buf_add_text(out, path[0] == '/' ? "file://" : "file:");
        escaped_add(out, path);
        vd_buf_add_text(out, "?" VD_SQL_SHOWN "=");
        escaped_add(out, path);
        vd_buf_add_text(out, options);
    }
    vd_buf_add_char(out, '\0');
    return vd_buf_ok(out) ? VD_OK : vd_fail_memory(err);
}

static int handle_configure(sqlite3 *sql)
{
    int code = sqlite3_busy_timeout(sql, VD_SQL_BUSY_MILLISECONDS);
    /* A file from elsewhere runs nothing of its own, and no statement can bend the file's own pages. */
    if (code == SQLITE_OK) {
        code = sqlite3_db_config(sql, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_db_config(sql, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, (int *)NULL);
    }
    if (code == SQLITE_OK) {
        code = sqlite3_db_config(sql, SQLITE_DBCONFIG_ENABLE_FKEY, 1, (int *)NULL);
    }
    return code;
}

static vd_status handle_open(vd_db *db, const char *path, bool immutable, int flags, vd_error *err)
{
    vd_buf name = {0};
    vd_status status = vd_sql_file_name(path, immutable ? "&immutable=1" : "", &name, err);
    if (status == VD_OK) {
        flags |= SQLITE_OPEN_URI | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
        int code = sqlite3_open_v2(name.ptr, &db->sql, flags, NULL);
        code = code == SQLITE_OK ? handle_configure(db->sql) : code;
        status = code == SQLITE_OK ? vd_passages_register(db->sql, err) : vd_sql_fail(db->sql, code, path, err);
    }
    if (status == VD_OK) {
        status = vd_search_register(db->sql, err);
    }
    vd_buf_clear(&name);
    return status;
}

static void handle_close(vd_db *db)
{
    vd_net_forget(db);
    for (int i = 0; i < VD_SLOT_TOTAL; i++) {
        sqlite3_finalize(db->slots[i]);
        db->slots[i] = NULL;
    }
    vd_words_forget(db);
    /* _v2: rows still being read keep the connection alive until they are freed. */
    sqlite3_close_v2(db->sql);
    db->sql = NULL;
}

/* Nothing waits in the write-ahead log, so the file alone is the database. */
static bool log_is_empty(const char *path)
{
    vd_buf name = {0};
    struct stat info;
    vd_buf_add_text(&name, path);
    vd_buf_add(&name, VD_LIT("-wal\0"));
    bool empty = vd_buf_ok(&name) && (stat(name.ptr, &info) != 0 ? errno == ENOENT : info.st_size == 0);
    vd_buf_clear(&name);
    return empty;
}

/* A database in a folder where nothing can be written, a CD for instance, has no room for the shared memory that
 * SQLite's log mode wants.  As nobody else can write there either, the file is read as one that never changes. */
static vd_status immutable_open(vd_db *db, const char *path, vd_schema_state *state, vd_error *err)
{
    handle_close(db);
    vd_status status = handle_open(db, path, true, SQLITE_OPEN_READONLY, err);
    return status == VD_OK ? vd_schema_read(db, state, err) : status;
}

static vd_status file_check(const char *path, vd_open_mode mode, vd_error *err)
{
    struct stat info;
    if (path == NULL || path[0] == '\0') {
        return vd_fail(err, VD_INVALID, "the database has no file name");
    }
    if (strcmp(path, MEMORY) == 0) {
        return VD_OK;
    }
    if (stat(path, &info) == 0) {
        return S_ISDIR(info.st_mode) ? vd_fail(err, VD_NOT_A_DATABASE, "%s: is a folder, not a database file", path)
                                     : VD_OK;
    }
    if (errno == ENOENT && mode == VD_OPEN_CREATE) {
        return VD_OK;
    }
    if (errno == EACCES) {
        return vd_fail(err, VD_DENIED, "%s: permission denied", path);
    }
    if (errno == ENOENT || errno == ENOTDIR) {
        return vd_fail(err, VD_NOT_FOUND, "%s: no such database; \"viendan ingest\" makes one", path);
    }
    return vd_fail(err, VD_IO, "%s: %s", path, strerror(errno));
}

/* Is what was found ours, and of a schema that this mode can work with? */
static vd_status schema_check(vd_db *db, const char *path, vd_open_mode mode, const vd_schema_state *state,
                              vd_error *err)
{
    bool fresh = state->application == 0 && state->version == 0 && state->objects == 0;
    bool memory = strcmp(path, MEMORY) == 0;
    if (fresh ? mode != VD_OPEN_CREATE && !memory : state->application != VD_APPLICATION_ID) {
        return vd_fail(err, VD_NOT_A_DATABASE,
                       fresh ? "%s: empty; \"viendan ingest\" fills it" : "%s: a database of another program", path);
    }
    vd_status status = vd_schema_newer(db, state->version, vd_migration_count, err);
    if (status != VD_OK) {
        return status;
    }
    if (mode == VD_OPEN_READ_ONLY && !memory && state->version < vd_migration_count) {
        return vd_fail(
            err, VD_READ_ONLY,
            "%s: has the older schema %d, and is opened for reading only; run \"viendan ingest\" with it once", path,
            (int)state->version);
    }
    if (mode != VD_OPEN_READ_ONLY && sqlite3_db_readonly(db->sql, "main") == 1) {
        return vd_fail(err, VD_READ_ONLY, "%s: read-only, nothing can be written", path);
    }
    return VD_OK;
}

/* With the log a reader never holds up a writer; where it is not to be had (some network folders) the classic journal
 * serves as well, so only a lack of memory counts. */
static vd_status log_mode(vd_db *db, vd_error *err)
{
    int code = sqlite3_exec(db->sql, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
    if ((code & 0xff) == SQLITE_NOMEM || code == SQLITE_IOERR_NOMEM) {
        return vd_sql_fail(db->sql, code, NULL, err);
    }
    /* NORMAL loses nothing when a process is killed; at a power cut the last files may have to be ingested again. */
    return vd_sql_exec(db->sql, "PRAGMA synchronous = NORMAL", err);
}

static vd_status db_prepare(vd_db *db, const char *path, vd_open_mode mode, vd_error *err)
{
    vd_schema_state state = {0};
    bool memory = strcmp(path, MEMORY) == 0;
    /* Reading, too, opens for writing where it may: only so are the log's files cleared away at the end. */
    int flags = SQLITE_OPEN_READWRITE | (mode == VD_OPEN_CREATE ? SQLITE_OPEN_CREATE : 0);
    vd_error first = {0};
    vd_status status = handle_open(db, path, false, flags, &first);
    if (status == VD_OK) {
        status = vd_schema_read(db, &state, &first);
    }
    if (mode == VD_OPEN_READ_ONLY && (status == VD_DENIED || status == VD_READ_ONLY) && log_is_empty(path) &&
        immutable_open(db, path, &state, NULL) == VD_OK) {
        status = VD_OK;
    }
    if (status != VD_OK) {
        if (err != NULL) {
            *err = first;
        }
        return status;
    }
    status = schema_check(db, path, mode, &state, err);
    if (status != VD_OK || (mode == VD_OPEN_READ_ONLY && !memory)) {
        return status == VD_OK ? vd_sql_exec(db->sql, "PRAGMA query_only = ON", err) : status;
    }
    status = log_mode(db, err);
    if (status == VD_OK && state.version < vd_migration_count) {
        status = vd_migrate(db, vd_migrations, vd_migration_count, vd_schema_whole, err);
    }
    return status;
}

vd_status vd_db_open(const char *path, vd_open_mode mode, vd_db **out, vd_error *err)
{
    *out = NULL;
    vd_status status = file_check(path, mode, err);
    if (status != VD_OK) {
        return status;
    }
    vd_db *db = vd_alloc_zero(sizeof *db);
    if (db == NULL) {
        return vd_fail_memory(err);
    }
    db->loaded = -1;
    status = db_prepare(db, path, mode, err);
    if (status != VD_OK) {
        vd_db_close(db);
        return status;
    }
    *out = db;
    return VD_OK;
}

void vd_db_tell_deciding(vd_db *db, void (*deciding)(void *context, vd_deciding step, size_t done, size_t total),
                         void *context)
{
    db->told = (vd_told){deciding, context};
}

const vd_told *vd_store_told(const vd_db *db)
{
    return &db->told;
}

void vd_db_close(vd_db *db)
{
    if (db != NULL) {
        handle_close(db);
        vd_free(db);
    }
}
