/** One database out of several: sources, reviews and imported rows are copied from table to table; what is derived is
 *  made anew afterwards, from all of them together.
 *
 *  Sources are told apart by their paths, as ingest tells them.  Rows get numbers of their own here: no answer shows
 *  any. */
#include "store/merge.h"

#include "base/buf.h"
#include "base/error.h"
#include "store/sql.h"

/* Tables of which every row belongs to one source. */
static const char *const parts[] = {"passage", "mention_row", "statement_row", "task", "task_lead"};

/* ---- Another database beside this one ---------------------------------------------------------------------------- */

static vd_status other_detach(vd_db *db, vd_status status, vd_error *err)
{
    vd_status detached = vd_sql_exec(db->sql, "DETACH other", status == VD_OK ? err : NULL);
    return status == VD_OK ? detached : status;
}

static vd_status other_attach(vd_db *db, const char *path, vd_error *err)
{
    vd_db *checked = NULL;
    sqlite3_stmt *statement = NULL;
    vd_buf name = {0};
    /* Opening it says in words what is wrong with it. */
    vd_status status = vd_db_open(path, VD_OPEN_READ_ONLY, &checked, err);
    vd_db_close(checked);
    if (status == VD_OK) {
        status = vd_sql_file_name(path, "&mode=ro", &name, err);
    }
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("ATTACH ? AS other"), &statement, err);
    }
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, vd_str_of(name.ptr));
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    vd_buf_clear(&name);
    return status;
}

/* ---- Conflicts --------------------------------------------------------------------------------------------------- */

/* Do `a` and `b`, sources of one path, hold different texts?  A database that an older viendan made has forgotten the
 * hashes (0), so that its files are read once more; lengths and prints still tell. */
#define TEXTS_DIFFER(a, b)                                                                                \
    "(" a ".hash <> " b ".hash AND " a ".hash <> 0 AND " b ".hash <> 0 OR " a ".size <> " b ".size OR " a \
    ".print <> " b ".print)"

static vd_status conflicts_tell(vd_db *db, const char *path, const vd_merge_rule *rule, size_t *conflicts,
                                vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(
        db->sql,
        VD_LIT("SELECT o.path, m.origin FROM other.source o "
               "JOIN temp.merge_seen m ON m.path = o.path WHERE " TEXTS_DIFFER("m", "o") " "
                                                                                         "ORDER BY o.path"),
        &statement, err);
    while (status == VD_OK && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        ++*conflicts;
        if (rule->conflict != NULL) {
            rule->conflict(rule->context, vd_sql_text(statement, 0), vd_sql_text(statement, 1), vd_str_of(path));
        }
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status sources_see(vd_db *db, const char *table, vd_str origin, vd_error *err)
{
    vd_buf text = {0};
    sqlite3_stmt *statement = NULL;
    vd_buf_add_format(&text, "INSERT OR IGNORE INTO temp.merge_seen SELECT path, hash, size, print, ? FROM %s", table);
    vd_status status =
        vd_buf_ok(&text) ? vd_sql_prepare(db->sql, vd_buf_str(&text), &statement, err) : vd_fail_memory(err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, origin);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    vd_buf_clear(&text);
    return status;
}

static vd_status other_check(vd_db *db, const char *path, const vd_merge_rule *rule, size_t *conflicts, vd_error *err)
{
    vd_status status = other_attach(db, path, err);
    if (status != VD_OK) {
        return status;
    }
    status = conflicts_tell(db, path, rule, conflicts, err);
    if (status == VD_OK) {
        status = sources_see(db, "other.source", vd_str_of(path), err);
    }
    return other_detach(db, status, err);
}

vd_status vd_store_merge_check(vd_db *db, const char *const *paths, size_t path_count, const vd_merge_rule *rule,
                               size_t *conflicts, vd_error *err)
{
    *conflicts = 0;
    vd_status status = vd_sql_exec(db->sql,
                                   "CREATE TEMP TABLE merge_seen (path TEXT PRIMARY KEY, hash INTEGER NOT NULL, "
                                   "size INTEGER NOT NULL, print BLOB NOT NULL, "
                                   "origin TEXT NOT NULL) WITHOUT ROWID",
                                   err);
    if (status != VD_OK) {
        return status;
    }
    status = sources_see(db, "main.source", vd_str_of(vd_sql_name(db->sql)), err);
    for (size_t i = 0; status == VD_OK && i < path_count; i++) {
        status = other_check(db, paths[i], rule, conflicts, err);
    }
    vd_status dropped = vd_sql_exec(db->sql, "DROP TABLE temp.merge_seen", status == VD_OK ? err : NULL);
    return status == VD_OK ? dropped : status;
}

/* ---- Copying ----------------------------------------------------------------------------------------------------- */

/* Words have numbers of their own in each database: temp.merge_word tells theirs from ours. */
static vd_status words_copy(vd_db *db, vd_error *err)
{
    return vd_sql_exec(db->sql,
                       "INSERT OR IGNORE INTO main.word (text) SELECT text FROM other.word;"
                       "CREATE TEMP TABLE merge_word (there INTEGER PRIMARY KEY, here INTEGER NOT NULL);"
                       "INSERT INTO temp.merge_word SELECT o.word, m.word FROM other.word o "
                       "JOIN main.word m ON m.text = o.text",
                       err);
}

/* A column of theirs as it is to stand here. */
static void column_add(vd_buf *out, vd_str name)
{
    if (vd_str_ends(name, VD_LIT("_word"))) {
        vd_buf_add_text(out, "(SELECT here FROM temp.merge_word WHERE there = p.");
        vd_buf_add(out, name);
        vd_buf_add_text(out, ")");
    } else {
        vd_buf_add_text(out, "p.");
        vd_buf_add(out, name);
    }
}

/* The columns of a table but one, with commas; those of theirs as they are to stand here. */
static vd_status columns_list(vd_db *db, const char *table, const char *without, bool theirs, vd_buf *out,
                              vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    bool row = false;
    vd_status status = vd_sql_prepare(
        db->sql, VD_LIT("SELECT name FROM pragma_table_info(?, 'main') WHERE name <> ? ORDER BY cid"), &statement, err);
    vd_bind bind = {.statement = statement};
    if (status == VD_OK) {
        vd_bind_text(&bind, vd_str_of(table));
        vd_bind_text(&bind, vd_str_of(without));
        status = vd_bind_done(&bind, err);
    }
    vd_buf_reset(out);
    while (status == VD_OK && (status = vd_sql_step(statement, &row, err)) == VD_OK && row) {
        vd_buf_add_text(out, out->len > 0 ? ", " : "");
        if (theirs) {
            column_add(out, vd_sql_text(statement, 0));
        } else {
            vd_buf_add(out, vd_sql_text(statement, 0));
        }
    }
    vd_buf_add_char(out, '\0');
    sqlite3_finalize(statement);
    return status == VD_OK && !vd_buf_ok(out) ? vd_fail_memory(err) : status;
}

/* Run a statement of ours with one number in it; *changed rows. */
static vd_status rows_copy(vd_db *db, const vd_buf *text, int64_t number, size_t *changed, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    if (!vd_buf_ok(text)) {
        return vd_fail_memory(err);
    }
    vd_status status = vd_sql_prepare(db->sql, vd_buf_str(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        if (sqlite3_bind_parameter_count(statement) > 0) {
            vd_bind_int(&bind, number);
        }
        status = vd_bind_run(&bind, err);
    }
    *changed = status == VD_OK ? (size_t)sqlite3_changes(db->sql) : 0;
    sqlite3_finalize(statement);
    return status;
}

/* Sources that are not here yet get rows behind the last one; their parts follow. */
static vd_status sources_copy(vd_db *db, int64_t last, vd_merge_report *report, vd_error *err)
{
    vd_buf names = {0}, text = {0};
    size_t changed = 0;
    vd_status status = columns_list(db, "source", "source", false, &names, err);
    if (status == VD_OK) {
        vd_buf_add_format(&text,
                          "INSERT INTO main.source (%s) SELECT %s FROM other.source o WHERE NOT EXISTS "
                          "(SELECT 1 FROM main.source m WHERE m.path = o.path) ORDER BY o.path",
                          names.ptr, names.ptr);
        status = rows_copy(db, &text, 0, &report->added, err);
    }
    if (status == VD_OK) {
        status = words_copy(db, err);
    }
    for (size_t i = 0; status == VD_OK && i < sizeof parts / sizeof *parts; i++) {
        vd_buf prefixed = {0};
        status = columns_list(db, parts[i], "source", false, &names, err);
        if (status == VD_OK) {
            status = columns_list(db, parts[i], "source", true, &prefixed, err);
        }
        if (status == VD_OK) {
            vd_buf_reset(&text);
            vd_buf_add_format(&text,
                              "INSERT INTO main.%s (source, %s) SELECT m.source, %s FROM main.source m "
                              "JOIN other.source o ON o.path = m.path JOIN other.%s p ON p.source = o.source "
                              "WHERE m.source > ? ORDER BY m.source",
                              parts[i], names.ptr, prefixed.ptr, parts[i]);
            status = rows_copy(db, &text, last, &changed, err);
        }
        vd_buf_clear(&prefixed);
    }
    if (status == VD_OK) {
        status = vd_sql_exec(db->sql, "DROP TABLE temp.merge_word", err);
    }
    vd_buf_clear(&text);
    vd_buf_clear(&names);
    return status;
}

/* With the other database preferred, what is here under its paths makes room. */
static vd_status sources_replace(vd_db *db, vd_merge_report *report, vd_error *err)
{
    vd_buf text = {0};
    vd_buf_add_text(&text, "DELETE FROM main.source WHERE EXISTS (SELECT 1 FROM other.source o "
                           "WHERE o.path = main.source.path AND " TEXTS_DIFFER("o", "main.source") ")");
    vd_status status = rows_copy(db, &text, 0, &report->replaced, err);
    vd_buf_clear(&text);
    return status;
}

/* One row for one fact; of one that two files say alike, the earlier line. */
static vd_status known_copy(vd_db *db, vd_merge_report *report, vd_error *err)
{
    vd_buf names = {0}, text = {0};
    size_t before = 0, changed = 0;
    int64_t count = 0;
    vd_status status = vd_store_known_count(db, &count, err);
    before = (size_t)count;
    if (status == VD_OK) {
        status = columns_list(db, "known", "", false, &names, err);
    }
    if (status == VD_OK) {
        vd_buf_add_format(&text,
                          "INSERT INTO main.known (%s) SELECT %s FROM other.known WHERE true ON CONFLICT DO UPDATE "
                          "SET line = excluded.line WHERE line > excluded.line",
                          names.ptr, names.ptr);
        status = rows_copy(db, &text, 0, &changed, err);
    }
    if (status == VD_OK) {
        status = vd_store_known_count(db, &count, err);
    }
    report->rows = (size_t)count - before;
    report->changed = changed > 0;
    vd_buf_clear(&text);
    vd_buf_clear(&names);
    return status;
}

/* Reviews of both, each once, numbered anew by what they say: so it does not matter who comes first.  What was known at
 * a review is a part of it. */
static const char reviews_text[] =
    "CREATE TEMP TABLE merge_review AS SELECT DISTINCT document, date, reviewer, note, path, changes FROM ("
    "SELECT r.*, (SELECT json_group_array(change) FROM (SELECT change FROM main.review_change c "
    "WHERE c.review = r.review ORDER BY c.ordinal)) AS changes FROM main.review r UNION ALL "
    "SELECT r.*, (SELECT json_group_array(change) FROM (SELECT change FROM other.review_change c "
    "WHERE c.review = r.review ORDER BY c.ordinal)) FROM other.review r) "
    "ORDER BY date, document, reviewer, note, path, changes;"
    "DELETE FROM main.review;"
    "INSERT INTO main.review (review, document, date, reviewer, note, path) "
    "SELECT rowid, document, date, reviewer, note, path FROM temp.merge_review;"
    "INSERT INTO main.review_change (review, ordinal, change) "
    "SELECT t.rowid, j.key, j.value FROM temp.merge_review t, json_each(t.changes) j;"
    "DROP TABLE temp.merge_review";

static vd_status reviews_copy(vd_db *db, vd_merge_report *report, vd_error *err)
{
    int64_t theirs = 0, before = 0, after = 0;
    vd_status status = vd_sql_number(db->sql, "SELECT count(*) FROM other.review", &theirs, err);
    if (status != VD_OK || theirs == 0) {
        return status;
    }
    status = vd_sql_number(db->sql, "SELECT count(*) FROM main.review", &before, err);
    if (status == VD_OK) {
        status = vd_sql_exec(db->sql, reviews_text, err);
    }
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT count(*) FROM main.review", &after, err);
    }
    report->reviews = after > before ? (size_t)(after - before) : 0;
    return status;
}

static vd_status all_copy(vd_db *db, const vd_merge_rule *rule, vd_merge_report *done, vd_error *err)
{
    int64_t last = 0, theirs = 0;
    vd_status status = vd_sql_number(db->sql, "SELECT coalesce(max(source), 0) FROM main.source", &last, err);
    if (status == VD_OK) {
        status = vd_sql_number(db->sql, "SELECT count(*) FROM other.source", &theirs, err);
    }
    if (status == VD_OK && rule->prefer == VD_MERGE_LAST) {
        status = sources_replace(db, done, err);
    }
    if (status == VD_OK) {
        status = sources_copy(db, last, done, err);
    }
    if (status == VD_OK) {
        status = known_copy(db, done, err);
    }
    if (status == VD_OK) {
        status = reviews_copy(db, done, err);
    }
    done->unchanged = (size_t)theirs - done->added;
    done->added -= done->replaced;
    if (status == VD_OK && (done->added || done->replaced || done->changed)) {
        status = vd_sql_exec(db->sql, "UPDATE main.state SET changed = changed + 1", err);
    }
    return status;
}

vd_status vd_store_merge_take(vd_db *db, const char *path, const vd_merge_rule *rule, vd_merge_report *report,
                              vd_error *err)
{
    vd_merge_report done = {0};
    vd_status status = other_attach(db, path, err);
    if (status != VD_OK) {
        return status;
    }
    status = vd_sql_begin(db, err);
    if (status == VD_OK) {
        status = vd_sql_end(db, all_copy(db, rule, &done, err), err);
    }
    status = other_detach(db, status, err);
    if (status == VD_OK) {
        report->databases++;
        report->added += done.added;
        report->replaced += done.replaced;
        report->unchanged += done.unchanged;
        report->rows += done.rows;
        report->reviews += done.reviews;
        report->changed = report->changed || done.changed;
    }
    return status;
}
