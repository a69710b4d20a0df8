/** How SQLite holds and writes pages while very many sources come.
 *
 * Each setting only saves work: where one is refused, the rows are put as well without. */
#include "store/sql.h"
#include "store/store.h"

static void setting_make(vd_db *db, const char *text, int64_t value)
{
    char whole[64];
    sqlite3_snprintf((int)sizeof whole, whole, text, value);
    int code = sqlite3_exec(db->sql, whole, NULL, NULL, NULL);
    (void)code;
}

/* The memory of pages as SQLite has it: a number of them, or below zero of KiB. */
static int64_t cache_ask(vd_db *db)
{
    int64_t cache = 0;
    vd_status status = vd_sql_number(db->sql, "PRAGMA cache_size", &cache, NULL);
    return status == VD_OK ? cache : 0;
}

void vd_store_filling_begin(vd_db *db, vd_filling *filling)
{
    filling->cache = cache_ask(db);
    /* Each source is a step that may have to be undone: the pages it touches are noted first as they were.  In a file,
     * which is SQLite's habit, that was two thirds of all that was written. */
    setting_make(db, "PRAGMA temp_store = %lld", 2);
    /* New words and names go into the middle of indexes, which outgrow the 2 MB that are SQLite's habit. */
    if (filling->cache != 0) {
        setting_make(db, "PRAGMA cache_size = %lld", -16384);
    }
    /* Pages that every batch touches go from the log to the file once for many batches. */
    setting_make(db, "PRAGMA wal_autocheckpoint = %lld", 8192);
}

void vd_store_filling_end(vd_db *db, const vd_filling *filling)
{
    setting_make(db, "PRAGMA temp_store = %lld", 0);
    if (filling->cache != 0) {
        setting_make(db, "PRAGMA cache_size = %lld", filling->cache);
    }
    setting_make(db, "PRAGMA wal_autocheckpoint = %lld", 1000);
}
