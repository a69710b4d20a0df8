/** Reviews in and out of the database. */
#include "store/review.h"

#include "base/error.h"
#include "store/pack.h"
#include "store/sql.h"

static vd_status head_put(vd_db *db, const vd_stored_review *review, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    static const char text[] =
        "INSERT INTO review (document, date, reviewer, note, path) VALUES (?1, ?2, ?3, ?4, "
        "(SELECT min(s.path) FROM document d JOIN document_source o ON o.document = d.document AND o.main = 1 "
        "JOIN source s ON s.source = o.source WHERE d.id = ?1))";
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(text), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_text(&bind, review->document);
        vd_bind_int(&bind, vd_pack_date(review->date));
        vd_bind_text(&bind, review->reviewer);
        vd_bind_text(&bind, review->note);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

static vd_status changes_put(vd_db *db, const vd_stored_review *review, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    int64_t row = sqlite3_last_insert_rowid(db->sql);
    vd_status status = vd_sql_prepare(
        db->sql, VD_LIT("INSERT INTO review_change (review, ordinal, change) VALUES (?, ?, ?)"), &statement, err);
    for (size_t i = 0; i < review->change_count && status == VD_OK; i++) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, row);
        vd_bind_size(&bind, i);
        vd_bind_text(&bind, review->changes[i]);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

vd_status vd_store_put_review(vd_db *db, const vd_stored_review *review, vd_error *err)
{
    vd_status status = vd_sql_begin(db, err);
    if (status != VD_OK) {
        return status;
    }
    status = head_put(db, review, err);
    if (status == VD_OK) {
        status = changes_put(db, review, err);
    }
    return vd_sql_end(db, status, err);
}

vd_status vd_store_remove_review(vd_db *db, int64_t review, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_prepare(db->sql, VD_LIT("DELETE FROM review WHERE review = ?"), &statement, err);
    if (status == VD_OK) {
        vd_bind bind = {.statement = statement};
        vd_bind_int(&bind, review);
        status = vd_bind_run(&bind, err);
    }
    sqlite3_finalize(statement);
    return status;
}

/* ---- Loading ---- */

static bool text_keep(sqlite3_stmt *statement, int column, vd_arena *arena, vd_str *out)
{
    vd_str text = vd_sql_text(statement, column);
    *out = text.ptr == NULL ? (vd_str){NULL, 0} : vd_arena_copy(arena, text);
    return text.ptr == NULL || out->ptr != NULL;
}

static vd_status review_read(sqlite3_stmt *statement, vd_arena *arena, vd_stored_review *out, vd_error *err)
{
    out->review = sqlite3_column_int64(statement, 0);
    if (!vd_unpack_date(sqlite3_column_int64(statement, 2), &out->date)) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "a review", err);
    }
    bool kept = text_keep(statement, 1, arena, &out->document) && text_keep(statement, 3, arena, &out->reviewer) &&
                text_keep(statement, 4, arena, &out->note);
    return kept ? VD_OK : vd_fail_memory(err);
}

#define STEM(id) "substr(" id ", 1, instr(" id " || '~', '~') - 1)"

/* A document's id may have become an alias since; the document itself may be gone.  Among documents that share an id
 * but for its end the file says which was reviewed; where it is gone none was. */
static const char reviews_text[] =
    "SELECT r.review, CASE WHEN r.path IS NOT NULL AND (instr(r.document, '~') > 0 OR EXISTS (SELECT 1 FROM document d "
    "WHERE d.id > r.document || '~' AND d.id < r.document || '~~')) "
    "THEN coalesce((SELECT d.id FROM source s JOIN document_source o ON o.source = s.source AND o.main = 1 "
    "JOIN document d ON d.document = o.document WHERE s.path = r.path AND " STEM("d.id") " = " STEM(
        "r.document") "), "
                      "r.path) "
                      "ELSE coalesce((SELECT d.id FROM document d WHERE d.id = r.document), (SELECT min(d.id) FROM "
                      "alias a "
                      "JOIN document d ON d.document = a.document WHERE a.id = r.document), r.document) END "
                      "AS id, r.date, r.reviewer, r.note, count(*) OVER () FROM review r ORDER BY id, r.date, r.review";

static vd_status heads_load(sqlite3_stmt *statement, vd_arena *arena, vd_stored_review **out, size_t *count,
                            vd_error *err)
{
    bool more = false;
    vd_status status = vd_sql_step(statement, &more, err);
    size_t all = 0;
    if (status == VD_OK && more && !vd_sql_size(statement, 5, &all)) {
        return vd_sql_damaged(sqlite3_db_handle(statement), "a count", err);
    }
    *out = VD_ARENA_ARRAY(arena, vd_stored_review, all + 1);
    if (status == VD_OK && *out == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; status == VD_OK && more && i < all; i++) {
        status = review_read(statement, arena, &(*out)[i], err);
        *count += status == VD_OK;
        if (status == VD_OK) {
            status = vd_sql_step(statement, &more, err);
        }
    }
    return status;
}

static vd_status changes_load(sqlite3_stmt *statement, vd_arena *arena, vd_stored_review *review, vd_error *err)
{
    vd_str *changes = VD_ARENA_ARRAY(arena, vd_str, 1);
    bool more = true;
    size_t room = 0;
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, review->review);
    vd_status status = changes != NULL ? vd_bind_done(&bind, err) : vd_fail_memory(err);
    while (status == VD_OK && (status = vd_sql_step(statement, &more, err)) == VD_OK && more) {
        if (review->change_count == room) {
            room = room ? 2 * room : 8;
            vd_str *larger = VD_ARENA_ARRAY(arena, vd_str, room);
            if (larger == NULL) {
                return vd_fail_memory(err);
            }
            memcpy(larger, changes, review->change_count * sizeof *larger);
            changes = larger;
        }
        if (!text_keep(statement, 0, arena, &changes[review->change_count])) {
            return vd_fail_memory(err);
        }
        review->change_count++;
    }
    review->changes = changes;
    return status;
}

vd_status vd_store_load_reviews(vd_db *db, vd_arena *arena, vd_stored_review **out, size_t *count, vd_error *err)
{
    sqlite3_stmt *heads = NULL, *changes = NULL;
    *count = 0;
    vd_status status = vd_sql_prepare(db->sql, vd_str_of(reviews_text), &heads, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("SELECT change FROM review_change WHERE review = ? ORDER BY ordinal"),
                                &changes, err);
    }
    if (status == VD_OK) {
        status = heads_load(heads, arena, out, count, err);
    }
    for (size_t i = 0; status == VD_OK && i < *count; i++) {
        status = changes_load(changes, arena, &(*out)[i], err);
        sqlite3_reset(changes);
        sqlite3_clear_bindings(changes);
    }
    sqlite3_finalize(changes);
    sqlite3_finalize(heads);
    return status;
}
