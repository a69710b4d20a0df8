/** Which word a number means, asked of the database once for each. */
#include "store/spelled.h"

#include "base/alloc.h"
#include "base/error.h"

/* Words are numbered one after the other: of a file in which they are not, some share a place or have none. */
#define PLACES_MOST ((int64_t)1 << 24)
/* A source among very many is read in a millisecond: room for more words than it has would take longer to clear. */
#define PLACES_FEW ((size_t)512)

static vd_status places_count(vd_db *db, bool all, size_t *count, vd_error *err)
{
    int64_t highest = 0;
    *count = PLACES_FEW;
    if (!all) {
        return VD_OK;
    }
    vd_status status = vd_sql_number(db->sql, "SELECT ifnull(max(word), 0) FROM word", &highest, err);
    *count = (size_t)(highest < 0 ? 0 : highest < PLACES_MOST ? highest : PLACES_MOST) + 1;
    return status;
}

vd_status vd_spelled_begin(vd_spelled *spelled, vd_db *db, bool all, vd_error *err)
{
    vd_status status = places_count(db, all, &spelled->count, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, VD_LIT("SELECT text FROM word WHERE word = ?"), &spelled->find, err);
    }
    if (status != VD_OK) {
        return status;
    }
    spelled->words = vd_alloc_zero(spelled->count * sizeof *spelled->words);
    return spelled->words ? VD_OK : vd_fail_memory(err);
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
    struct vd_spelled_word *known = &spelled->words[(uint64_t)number % spelled->count];
    if (known->text && known->number == number) {
        *out = (vd_str){known->text, known->len};
        return VD_OK;
    }
    vd_status status = text_find(spelled, number, out, err);
    if (status == VD_OK && number >= 0 && number <= UINT32_MAX) {
        *known = (struct vd_spelled_word){out->ptr, (uint32_t)out->len, (uint32_t)number};
    }
    return status;
}

void vd_spelled_clear(vd_spelled *spelled)
{
    sqlite3_finalize(spelled->find);
    vd_free(spelled->words);
    *spelled = (vd_spelled){.wordings = spelled->wordings};
}
