/** How SQLite holds and writes pages while very many sources come.
 *
 * Each setting only saves work: where one is refused, the rows are put as well without. */
#include "store/sql.h"
#include "store/store.h"

/* In the order of vd_filling. */
static const struct {
    const char *name;
    int64_t value;
} settings[] = {
    /* Each source is a step that may have to be undone: the pages it touches are noted first as they were.  In a file,
     * which is SQLite's habit, that was two thirds of all that was written.  Setting it drops all temporary tables:
     * each of ours is made where it is asked for, and holds nothing that is asked for later. */
    {"temp_store", 2},
    /* New words and names go into the middle of indexes, which outgrow the 2 MB that are SQLite's habit. */
    {"cache_size", -16384}, /* below zero: KiB, not pages */
    /* Pages that every batch touches go from the log to the file once for many batches. */
    {"wal_autocheckpoint", 8192},
};
enum { SETTING_COUNT = sizeof settings / sizeof *settings };

static bool setting_ask(vd_db *db, const char *name, int64_t *value)
{
    char text[64];
    sqlite3_snprintf((int)sizeof text, text, "PRAGMA %s", name);
    return vd_sql_number(db->sql, text, value, NULL) == VD_OK;
}

static void setting_make(vd_db *db, const char *name, int64_t value)
{
    char text[64];
    sqlite3_snprintf((int)sizeof text, text, "PRAGMA %s = %lld", name, value);
    int code = sqlite3_exec(db->sql, text, NULL, NULL, NULL);
    (void)code;
}

/* Pages in memory as a number of KiB. */
static int64_t cache_size(vd_db *db, int64_t value)
{
    int64_t page = 0;
    return value < 0 ? -value : setting_ask(db, "page_size", &page) ? value * page / 1024 : 0;
}

/* Does the connection have as much of it by itself?  A log that goes into the file at no size is somebody's choice. */
static bool setting_fits(vd_db *db, size_t i, int64_t was)
{
    int64_t wanted = settings[i].value;
    return wanted < 0 ? cache_size(db, was) >= -wanted : i == 0 ? was == wanted : was >= wanted || was <= 0;
}

void vd_store_filling_begin(vd_db *db, vd_filling *filling)
{
    _Static_assert(SETTING_COUNT == sizeof filling->was / sizeof *filling->was, "one of each");
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        filling->made[i] = setting_ask(db, settings[i].name, &filling->was[i]) && !setting_fits(db, i, filling->was[i]);
        if (filling->made[i]) {
            setting_make(db, settings[i].name, settings[i].value);
        }
    }
}

void vd_store_filling_end(vd_db *db, const vd_filling *filling)
{
    for (size_t i = 0; i < SETTING_COUNT; i++) {
        if (filling->made[i]) {
            setting_make(db, settings[i].name, filling->was[i]);
        }
    }
}
