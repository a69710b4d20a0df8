/** Rows that the user imported: put, removed, and read back together. */
#include "base/error.h"
#include "store/pack.h"
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
    return vd_sql_end(db, status, err);
}

/* ---- Reading ------------------------------------------------------------------------------------------------------
 */

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

/* ---- What the texts say -------------------------------------------------------------------------------------------
 */

static bool stated_read(sqlite3_stmt *statement, vd_arena *arena, void *row)
{
    vd_stated *out = row;
    int64_t date = sqlite3_column_int64(statement, 5);
    vd_str type = vd_sql_text(statement, 6);
    out->id = vd_arena_copy(arena, vd_sql_text(statement, 0));
    out->path = vd_arena_copy(arena, vd_sql_text(statement, 1));
    out->type = type.ptr ? vd_arena_copy(arena, type) : VD_NONE;
    return out->id.ptr && out->path.ptr && (!type.ptr || out->type.ptr) && vd_sql_size(statement, 2, &out->line) &&
           vd_sql_size(statement, 3, &out->column) && vd_unpack_date(date, &out->date);
}

/* Room for one more; NULL: out of memory. */
static void *room_grow(vd_arena *arena, void *rows, size_t used, size_t *cap, size_t size)
{
    if (used < *cap) {
        return rows;
    }
    size_t more = *cap ? 2 * *cap : 256;
    void *grown = vd_arena_alloc_array(arena, more, size);
    if (grown && used) {
        memcpy(grown, rows, used * size);
    }
    *cap = more;
    return grown;
}

/* One row of what is read, at `row`; false: out of memory. */
typedef bool (*row_take)(sqlite3_stmt *statement, vd_arena *arena, void *row);

/* Rows of one size as they are read. */
typedef struct taking {
    vd_arena *arena;
    row_take take;
    size_t size;
    char *rows;
    size_t used, cap;
} taking;

/* All rows of a statement, of one document where it asks for one. */
static vd_status rows_take(taking *t, sqlite3_stmt *statement, const vd_str *id, vd_error *err)
{
    bool more = true;
    vd_bind bind = {.statement = statement};
    if (id) {
        vd_bind_text(&bind, *id);
    }
    vd_status status = vd_bind_done(&bind, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        t->rows = room_grow(t->arena, t->rows, t->used, &t->cap, t->size);
        status = t->rows && t->take(statement, t->arena, t->rows + t->size * t->used++) ? VD_OK : vd_fail_memory(err);
    }
    sqlite3_reset(statement);
    return status;
}

/* Of more documents than this, all rows are read at once. */
#define IDS_FEW 256

/* `text` with a condition for `%s` where its documents are few. */
static vd_status stated_take(vd_db *db, taking *t, const char *text, const char *condition, vd_store_ids ids,
                             vd_error *err)
{
    vd_buf whole = {0};
    sqlite3_stmt *statement = NULL;
    bool all = ids.all || ids.count > IDS_FEW;
    for (const char *p = text; *p; p++) {
        if (*p == '%') {
            vd_buf_add_text(&whole, all ? "" : condition);
        } else {
            vd_buf_add_char(&whole, *p);
        }
    }
    vd_status status =
        vd_buf_ok(&whole) ? vd_sql_prepare(db->sql, vd_buf_str(&whole), &statement, err) : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < (all ? 1 : ids.count); i++) {
        status = rows_take(t, statement, all ? NULL : &ids.items[i], err);
    }
    sqlite3_finalize(statement);
    vd_buf_clear(&whole);
    return status;
}

vd_status vd_store_stated_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_stated **out, size_t *count,
                               vd_error *err)
{
    /* A document's own head first, then the mentions of it. */
    static const char text[] =
        "SELECT d.id, s.path, 1, 1, 0, s.date, s.type, 0 AS start FROM document_source o "
        "JOIN document d ON d.document = o.document JOIN source s ON s.source = o.source WHERE d.in_catalogue % "
        "UNION ALL "
        "SELECT d.id, s.path, m.line, m.col, 1, m.date, m.type, m.start FROM link l "
        "JOIN document d ON d.document = l.document JOIN source s ON s.source = l.source "
        "JOIN mention m ON m.source = l.source AND m.ordinal = l.mention "
        "WHERE d.in_catalogue AND m.form IN ('numbered', 'named') % ORDER BY 1, 5, 2, 8";
    taking t = {.arena = arena, .take = stated_read, .size = sizeof **out};
    vd_status status = stated_take(db, &t, text, "AND d.id = ?1", ids, err);
    *out = status == VD_OK ? (void *)t.rows : NULL;
    *count = status == VD_OK ? t.used : 0;
    return status;
}

static bool act_read(sqlite3_stmt *statement, vd_arena *arena, void *row)
{
    vd_stated_act *out = row;
    vd_str number = vd_sql_text(statement, 2);
    out->target = vd_arena_copy(arena, vd_sql_text(statement, 0));
    out->acting = vd_arena_copy(arena, vd_sql_text(statement, 1));
    out->target_number = number.ptr ? vd_arena_copy(arena, number) : VD_NONE;
    out->supersedes = sqlite3_column_int(statement, 3) != 0;
    out->path = vd_arena_copy(arena, vd_sql_text(statement, 4));
    return out->target.ptr && out->acting.ptr && (!number.ptr || out->target_number.ptr) && out->path.ptr &&
           vd_sql_size(statement, 5, &out->line);
}

vd_status vd_store_acts_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_stated_act **out, size_t *count,
                             vd_error *err)
{
    /* "thay thế Phụ lục I" leaves the document in its place. */
    static const char text[] =
        "SELECT d.id, f.id, d.number, t.relation = 'supersedes', s.path, t.line FROM edge e "
        "JOIN statement t ON e.source = t.source AND e.statement = t.ordinal "
        "JOIN document d ON d.document = e.to_document JOIN document f ON f.document = e.from_document "
        "JOIN source s ON s.source = t.source "
        "LEFT JOIN mention m ON m.source = t.source AND m.ordinal = t.to_mention "
        "WHERE (t.relation = 'amends' OR (t.relation = 'supersedes' AND m.pinpoint IS NULL)) % "
        "ORDER BY 1, 2, 4, 5, t.start";
    taking t = {.arena = arena, .take = act_read, .size = sizeof **out};
    vd_status status = stated_take(db, &t, text, "AND d.id = ?1", ids, err);
    *out = status == VD_OK ? (void *)t.rows : NULL;
    *count = status == VD_OK ? t.used : 0;
    return status;
}
