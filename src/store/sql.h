/** SQLite as this room uses it: statements, values in and out, transactions, and the one translation of its failures.
 */
#ifndef VD_STORE_SQL_H
#define VD_STORE_SQL_H

#include "base/buf.h"
#include "base/str.h"
#include "base/told.h"

#include <sqlite3.h>

/** The statements a database keeps prepared. */
typedef enum vd_slot {
    VD_SLOT_BEGIN,
    VD_SLOT_COMMIT,
    VD_SLOT_ROLLBACK,
    VD_SLOT_SAVE,
    VD_SLOT_SAVE_END,
    VD_SLOT_SAVE_BACK,
    VD_SLOT_CHANGED,
    VD_SLOT_STATE,
    VD_SLOT_COUNTS,
    VD_SLOT_SOURCE_HASH,
    VD_SLOT_TEXT_KEPT,
    VD_SLOT_SOURCE_REMOVE,
    VD_SLOT_SOURCE_PUT,
    VD_SLOT_FRESH_PUT,
    VD_SLOT_PASSAGE_PUT,
    VD_SLOT_SEARCH_PUT,
    VD_SLOT_WORD_FIND,
    VD_SLOT_WORD_PUT,
    VD_SLOT_MENTION_PUT,
    VD_SLOT_STATEMENT_PUT,
    VD_SLOT_TASK_PUT,
    VD_SLOT_TASK_LEAD_PUT,
    VD_SLOT_SOURCE_FIND,
    VD_SLOT_DOCUMENT_PUT,
    VD_SLOT_ALIAS_PUT,
    VD_SLOT_LEARNT_PUT,
    VD_SLOT_CARRIER_PUT,
    VD_SLOT_LINK_PUT,
    VD_SLOT_CANDIDATE_PUT,
    VD_SLOT_EDGE_PUT,
    VD_SLOT_FIND_ID,
    VD_SLOT_FIND_NUMBER,
    VD_SLOT_CLUE_PUT,
    VD_SLOT_DECIDED,
    VD_SLOT_TOTAL
} vd_slot;

struct vd_db {
    sqlite3 *sql;
    sqlite3_stmt *slots[VD_SLOT_TOTAL];
    int64_t loaded;            /* state.changed when the sources were last loaded, or -1 */
    bool batch;                /* what begins and ends is part of a larger transaction */
    bool searches;             /* texts are kept for search.h */
    vd_told told;              /* how far deciding is */
    struct vd_words *words;    /* see word.h; NULL: none known */
    struct vd_net_kept *kept;  /* the graph, once it was asked; see net_store.c */
    struct vd_net_hold *holds; /* what views of it are made of */
};

/** The name a database is opened under carries the path as the user wrote it in this parameter: SQLite itself knows
 * only the absolute one. */
#define VD_SQL_SHOWN "shown"
/** How long a writer waits for another one. */
#define VD_SQL_BUSY_MILLISECONDS 2000
/** What to call the database in messages. */
const char *vd_sql_name(sqlite3 *sql);
/** The name SQLite opens a file under, NUL-terminated: "file:a.db?shown=a.db" and `options`, "&mode=ro". */
VD_CHECKED vd_status vd_sql_file_name(const char *path, const char *options, vd_buf *out, vd_error *err);
/** SQLite's result code as a status, with a text that says what to do.  `path` is NULL once `sql` is open.
 *  The only place where its codes are read. */
vd_status vd_sql_fail(sqlite3 *sql, int code, const char *path, vd_error *err);
/** What is in the file cannot be ours: `what` says where. */
vd_status vd_sql_damaged(sqlite3 *sql, const char *what, vd_error *err);

/** The one number that a statement gives; 0 where it gives no row. */
VD_CHECKED vd_status vd_sql_number(sqlite3 *sql, const char *text, int64_t *out, vd_error *err);
VD_CHECKED vd_status vd_sql_exec(sqlite3 *sql, const char *text, vd_error *err);
VD_CHECKED vd_status vd_sql_prepare(sqlite3 *sql, vd_str text, sqlite3_stmt **out, vd_error *err);
/** The statement in `slot`, prepared at its first use; reset, without values. */
VD_CHECKED vd_status vd_sql_slot(vd_db *db, vd_slot slot, const char *text, sqlite3_stmt **out, vd_error *err);
/** The number that the statement in `slot` finds for one text, 0 where it finds none, as *found tells. */
VD_CHECKED vd_status vd_sql_slot_look_up(vd_db *db, vd_slot slot, const char *text, vd_str value, bool *found,
                                         int64_t *number, vd_error *err);
/** One step; *row is false at the end, where the statement is reset. */
VD_CHECKED vd_status vd_sql_step(sqlite3_stmt *statement, bool *row, vd_error *err);

/** A statement that puts a row, over the one of the same key where there is one.  COLUMNS(as, between) is its columns
 * but those of the key, in the order in which they are bound, each `as` something, with `between` between two. */
#define VD_SQL_UPSERT(table, key, key_given, COLUMNS)                                                  \
    "INSERT INTO " table " (" key ", " COLUMNS(VD_SQL_NAME, ", ") ") VALUES (" key_given ", " COLUMNS( \
        VD_SQL_GIVEN, ", ") ") ON CONFLICT (" key ") DO UPDATE SET " COLUMNS(VD_SQL_RENEWED, ", ")
#define VD_SQL_NAME(column) #column
#define VD_SQL_GIVEN(column) "?"
#define VD_SQL_RENEWED(column) #column " = excluded." #column

/** Values for the parameters of one statement, in their order; the first failure is kept for vd_bind_run().
 *  Strings are borrowed until then. */
typedef struct vd_bind {
    sqlite3_stmt *statement;
    int at, code;
} vd_bind;
void vd_bind_text(vd_bind *bind, vd_str text);
void vd_bind_blob(vd_bind *bind, vd_str bytes);
void vd_bind_int(vd_bind *bind, int64_t value);
void vd_bind_size(vd_bind *bind, size_t value);
void vd_bind_bool(vd_bind *bind, bool value);
void vd_bind_real(vd_bind *bind, double value);
/** Run a statement that gives no rows; it is ready for the next values afterwards. */
VD_CHECKED vd_status vd_bind_run(vd_bind *bind, vd_error *err);
/** Prepare, run and put away a statement whose one parameter is a row. */
VD_CHECKED vd_status vd_sql_run_row(vd_db *db, const char *text, int64_t row, vd_error *err);
/** For a statement that gives rows: the failure kept, if any. */
VD_CHECKED vd_status vd_bind_done(const vd_bind *bind, vd_error *err);

/** Bytes of a column, valid until the next step. */
vd_str vd_sql_text(sqlite3_stmt *statement, int column);
/** A column that holds a size; false when it cannot be one. */
bool vd_sql_size(sqlite3_stmt *statement, int column, size_t *out);

/** Write transactions.  vd_sql_end commits when `status` is VD_OK, rolls back otherwise, and returns what came of it.
 *  Rolling back asks for no memory.
 *  In a batch they are steps of one transaction: each is kept or undone by itself, and all are committed at its end. */
VD_CHECKED vd_status vd_sql_begin(vd_db *db, vd_error *err);
VD_CHECKED vd_status vd_sql_end(vd_db *db, vd_status status, vd_error *err);
/** A batch: from now on transactions are its steps.  Nothing is locked before the first of them. */
void vd_sql_batch_begin(vd_db *db);
/** Commit what the steps kept, if there was any. */
VD_CHECKED vd_status vd_sql_batch_end(vd_db *db, vd_error *err);

#endif
