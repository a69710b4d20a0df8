/** Which number a word has. */
#include "store/word.h"

#include "base/alloc.h"
#include "base/error.h"

/* Numbers known at one time: enough for all words that return often, in memory that does not grow with the corpus. */
#define KNOWN_MOST ((size_t)1 << 17)

void vd_words_forget(vd_db *db)
{
    if (db->words != NULL) {
        vd_map_clear(&db->words->numbers);
        vd_arena_clear(&db->words->arena);
        vd_free(db->words);
        db->words = NULL;
    }
}

static vd_status word_find(vd_db *db, vd_str text, bool *found, int64_t *number, vd_error *err)
{
    return vd_sql_slot_look_up(db, VD_SLOT_WORD_FIND, "SELECT word FROM word WHERE text = ?", text, found, number, err);
}

static vd_status word_make(vd_db *db, vd_str text, int64_t *number, vd_error *err)
{
    sqlite3_stmt *statement = NULL;
    vd_status status = vd_sql_slot(db, VD_SLOT_WORD_PUT, "INSERT INTO word (text) VALUES (?)", &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_text(&bind, text);
    status = vd_bind_run(&bind, err);
    *number = sqlite3_last_insert_rowid(db->sql);
    return status;
}

static vd_status word_learn(vd_db *db, vd_str text, int64_t number, vd_error *err)
{
    vd_str kept = vd_arena_copy(&db->words->arena, text);
    bool put = kept.ptr != NULL && vd_map_put(&db->words->numbers, kept, (size_t)number, NULL) != NULL;
    return put ? VD_OK : vd_fail_memory(err);
}

vd_status vd_word_bind(vd_db *db, vd_bind *bind, vd_str text, vd_error *err)
{
    if (text.ptr == NULL) {
        vd_bind_text(bind, text);
        return VD_OK;
    }
    if (db->words != NULL && db->words->numbers.count >= KNOWN_MOST) {
        vd_words_forget(db);
    }
    if (db->words == NULL) {
        db->words = vd_alloc_zero(sizeof *db->words);
    }
    const size_t *known = db->words == NULL ? NULL : vd_map_get(&db->words->numbers, text);
    if (known != NULL) {
        vd_bind_int(bind, (int64_t)*known);
        return VD_OK;
    }
    bool found = false;
    int64_t number = 0;
    vd_status status = db->words == NULL ? vd_fail_memory(err) : word_find(db, text, &found, &number, err);
    if (status == VD_OK && !found) {
        status = word_make(db, text, &number, err);
    }
    if (status == VD_OK) {
        vd_bind_int(bind, number);
        status = word_learn(db, text, number, err);
    }
    return status;
}
