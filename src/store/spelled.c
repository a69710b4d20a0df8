/** Which word a number means, asked of the database once for each. */
#include "store/spelled.h"

#include "base/alloc.h"
#include "base/error.h"

/* Words are numbered one after the other: a file in which they are not is answered from, more slowly. */
#define NUMBERS_MOST ((int64_t)1 << 24)

/* Pages of the table that nobody asks for are never touched: one new file costs what its own words cost. */
vd_status vd_spelled_begin(vd_spelled *spelled, vd_db *db, vd_error *err)
{
    int64_t highest = 0;
    vd_status status = vd_sql_number(db->sql, "SELECT ifnull(max(word), 0) FROM word", &highest, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("SELECT text FROM word WHERE word = ?"), &spelled->find, err);
    }
    if (status != VD_OK) {
        return status;
    }
    spelled->count = (size_t)(highest < 0 ? 0 : highest < NUMBERS_MOST ? highest : NUMBERS_MOST) + 1;
    spelled->texts = vd_alloc_zero(spelled->count * sizeof *spelled->texts);
    return spelled->texts ? VD_OK : vd_fail_memory(err);
}

static vd_status text_find(vd_spelled *spelled, int64_t number, vd_str *out, vd_error *err)
{
    bool found = false;
    vd_bind bind = {.statement = spelled->find};
    vd_bind_int(&bind, number);
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_sql_step(spelled->find, &found, err);
    }
    vd_str text = found ? vd_sql_text(spelled->find, 0) : VD_NONE;
    if (status == VD_OK && text.ptr == NULL) {
        status = vd_sql_damaged(sqlite3_db_handle(spelled->find), "a word", err);
    } else if (status == VD_OK && !vd_wordings_text(spelled->wordings, text, out)) {
        status = vd_fail_memory(err);
    }
    sqlite3_reset(spelled->find);
    return status;
}

vd_status vd_spelled_text(vd_spelled *spelled, sqlite3_stmt *row, int column, vd_str *out, vd_error *err)
{
    *out = VD_NONE;
    if (sqlite3_column_type(row, column) == SQLITE_NULL) {
        return VD_OK;
    }
    int64_t number = sqlite3_column_int64(row, column);
    vd_str *known = number >= 0 && (uint64_t)number < spelled->count ? &spelled->texts[number] : NULL;
    if (known && known->ptr) {
        *out = *known;
        return VD_OK;
    }
    vd_status status = text_find(spelled, number, out, err);
    if (status == VD_OK && known) {
        *known = *out;
    }
    return status;
}

void vd_spelled_clear(vd_spelled *spelled)
{
    sqlite3_finalize(spelled->find);
    vd_free(spelled->texts);
    *spelled = (vd_spelled){.wordings = spelled->wordings};
}
