/** Rows that the user imported: put, removed, and read back together. */
#include "base/error.h"
#include "store/sql.h"
#include "store/store.h"

#define COLUMNS                                                                                             \
    "number, type, title, short_titles, issuer, place, passed, effective, expires, status, superseded_by, " \
    "superseded_from, acting, relation, target, pinpoint, source, confidence"

#define MOST_TEXT 640

/* What counts as a change of the sources: documents have to be decided anew, or some of them. */
static vd_status change_note(vd_db *db, vd_error *err)
{
    return vd_sql_exec(db->sql, "UPDATE state SET changed = changed + 1, catalogued = catalogued + 1", err);
}

/* Runs `format` with `columns` and `condition` in it, on the rows of this value; *changed rows. */
static vd_status rows_run(vd_db *db, const char *format, const char *condition, vd_str value, size_t *changed,
                          vd_error *err)
{
    char text[MOST_TEXT];
    sqlite3_stmt *statement = NULL;
    sqlite3_snprintf((int)sizeof text, text, format, condition);
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, value);
        status = vd_bind_run(&bind, err);
    }
    *changed = status == VD_OK ? (size_t)sqlite3_changes(db->sql) : 0;
    sqlite3_finalize(statement);
    return status;
}

/* What the derived half was made with is kept until it has been made without. */
static vd_status rows_remove(vd_db *db, const char *condition, vd_str value, size_t *removed, vd_error *err)
{
    size_t changed = 0;
    vd_status status = rows_run(db,
                                "INSERT INTO known_gone (origin, line, " COLUMNS ") SELECT origin, line, " COLUMNS
                                " FROM known WHERE %s AND NOT fresh ON CONFLICT DO NOTHING",
                                condition, value, &changed, err);
    if (status == VD_OK) {
        status = rows_run(db, "DELETE FROM known WHERE %s", condition, value, &changed, err);
    }
    *removed += status == VD_OK ? changed : 0;
    return status;
}

static vd_status row_put(sqlite3_stmt *put, sqlite3_stmt *back, const vd_known_row *row, vd_error *err)
{
    vd_bind bind = {.statement = back};
    vd_bind_text(&bind, row->origin);
    for (int f = 0; f < VD_KNOWN_FIELDS; f++) {
        vd_bind_text(&bind, row->field[f].ptr ? row->field[f] : VD_LIT(""));
    }
    vd_status status = vd_bind_run(&bind, err);
    bool fresh = status == VD_OK && sqlite3_changes(sqlite3_db_handle(back)) == 0;
    bind = (vd_bind){.statement = put};
    vd_bind_text(&bind, row->origin);
    vd_bind_size(&bind, row->line);
    vd_bind_bool(&bind, fresh);
    for (int f = 0; f < VD_KNOWN_FIELDS; f++) {
        vd_bind_text(&bind, row->field[f].ptr ? row->field[f] : VD_LIT(""));
    }
    return status == VD_OK ? vd_bind_run(&bind, err) : status;
}

static vd_status rows_put(vd_db *db, const vd_known *rows, vd_known_report *report, vd_error *err)
{
    static const char text[] = "INSERT INTO known (origin, line, fresh, " COLUMNS ") "
                               "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                               "ON CONFLICT DO UPDATE SET line = min(line, excluded.line) WHERE line > excluded.line";
    static const char returned[] = "DELETE FROM known_gone WHERE (origin, " COLUMNS ") = "
                                   "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *statement = NULL, *back = NULL;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    int64_t before = 0, after = 0;
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_str_of(returned), &back, err);
    }
    if (status == VD_OK) {
        status = vd_store_known_count(db, &before, err);
    }
    for (size_t i = 0; status == VD_OK && i < rows->count; i++) {
        status = row_put(statement, back, &rows->rows[i], err);
    }
    sqlite3_finalize(statement);
    sqlite3_finalize(back);
    if (status == VD_OK) {
        status = vd_store_known_count(db, &after, err);
    }
    if (status == VD_OK) {
        report->added += (size_t)(after - before);
        report->unchanged += rows->count - (size_t)(after - before);
    }
    return status;
}

static vd_status known_write(vd_db *db, const vd_known *rows, const vd_str *replaced, size_t replaced_count,
                             vd_known_report *report, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < replaced_count; i++) {
        status = rows_remove(db, "origin = ?", replaced[i], &report->removed, err);
    }
    if (status == VD_OK) {
        status = rows_put(db, rows, report, err);
    }
    return status == VD_OK && (report->added || report->removed) ? change_note(db, err) : status;
}

vd_status vd_store_known_count(vd_db *db, int64_t *out, vd_error *err)
{
    return vd_sql_number(db->sql, "SELECT count(*) FROM known", out, err);
}

vd_status vd_store_known_put(vd_db *db, const vd_known *rows, const vd_str *replaced, size_t replaced_count,
                             vd_known_report *report, vd_error *err)
{
    *report = (vd_known_report){0};
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_sql_end(db, known_write(db, rows, replaced, replaced_count, report, err), err);
    if (status != VD_OK) {
        *report = (vd_known_report){0};
    }
    return status;
}

vd_status vd_store_known_forget(vd_db *db, vd_str source, size_t *removed, vd_error *err)
{
    *removed = 0;
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    status = rows_remove(db, "origin = ?", source, removed, err);
    if (status == VD_OK && *removed == 0) {
        status = rows_remove(db, "source = ?", source, removed, err);
    }
    if (status == VD_OK && *removed > 0) {
        status = change_note(db, err);
    }
    status = vd_sql_end(db, status, err);
    *removed = status == VD_OK ? *removed : 0; /* else they are there yet */
    return status;
}

/* ---- Reading ----------------------------------------------------------------------------------------------------- */

static bool row_read(sqlite3_stmt *statement, vd_arena *arena, vd_known_row *row)
{
    row->origin = vd_arena_copy(arena, vd_sql_text(statement, 0));
    bool made = row->origin.ptr != NULL && vd_sql_size(statement, 1, &row->line);
    for (int f = 0; f < VD_KNOWN_FIELDS && made; f++) {
        vd_str value = vd_sql_text(statement, 2 + f);
        row->field[f] = value.len ? vd_arena_copy(arena, value) : VD_NONE;
        made = value.len == 0 || row->field[f].ptr != NULL;
    }
    return made;
}

static vd_status rows_load(vd_db *db, const char *text, vd_arena *arena, vd_known *out, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_known_row *rows = NULL;
    size_t count = 0, total = 0;
    bool more = false;
    *out = (vd_known){0};
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        status = vd_sql_step(statement, &more, err);
    }
    if (more && vd_sql_size(statement, 2 + VD_KNOWN_FIELDS, &total)) {
        rows = VD_ARENA_ARRAY(arena, vd_known_row, total);
        status = rows ? VD_OK : vd_fail_memory(err);
    }
    while (status == VD_OK && more && count < total) {
        status = row_read(statement, arena, &rows[count++]) ? vd_sql_step(statement, &more, err) : vd_fail_memory(err);
    }
    sqlite3_finalize(statement);
    if (status == VD_OK) {
        *out = (vd_known){rows, count};
    }
    return status;
}

vd_status vd_store_known_load(vd_db *db, vd_arena *arena, vd_known *out, vd_error *err)
{
    return rows_load(db,
                     "SELECT origin, line, " COLUMNS ", count(*) OVER () FROM known ORDER BY origin, line, " COLUMNS,
                     arena, out, err);
}

vd_status vd_store_known_past(vd_db *db, vd_arena *arena, vd_known *out, vd_error *err)
{
    return rows_load(db,
                     "SELECT *, count(*) OVER () FROM (SELECT origin, line, " COLUMNS
                     " FROM known WHERE NOT fresh UNION ALL SELECT origin, line, " COLUMNS " FROM known_gone)",
                     arena, out, err);
}
