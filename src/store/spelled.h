/** The words that rows mean by number, for whoever reads many rows: a word that returns is not looked up anew. */
#ifndef VD_STORE_SPELLED_H
#define VD_STORE_SPELLED_H

#include "resolve/wording.h"
#include "store/sql.h"

/** Zero-initialise but for `wordings`, whose copies the words are; vd_spelled_clear() at the end. */
typedef struct vd_spelled {
    vd_wordings *wordings;
    sqlite3_stmt *find;
    struct vd_spelled_word {
        const char *text; /* NULL: none yet */
        uint32_t len, number;
    } * words; /* each at its number's remainder; of two with the same the later one */
    size_t count;
} vd_spelled;

/** `all`: the rows of all sources are read, so that every word has its place; else some hundred are kept, whatever the
 *  database holds.
 *  Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_spelled_begin(vd_spelled *spelled, vd_db *db, bool all, vd_error *err);
/** The word whose number stands in this column, as vd_wordings_text() keeps it; absent where NULL does.
 *  Errors: NO_MEMORY, NOT_A_DATABASE where no word has the number, database errors. */
VD_CHECKED vd_status vd_spelled_text(vd_spelled *spelled, sqlite3_stmt *row, int column, vd_str *out, vd_error *err);
void vd_spelled_clear(vd_spelled *spelled);

#endif
