/** Words: strings that return in many rows, kept once and meant by their number. */
#ifndef VD_STORE_WORD_H
#define VD_STORE_WORD_H

#include "base/arena.h"
#include "base/map.h"
#include "store/sql.h"

/** Words whose numbers are known; zero-initialise. */
struct vd_words {
    vd_map numbers;
    vd_arena arena; /* their bytes */
};

/** Bind the number of `text`, which is made when there is none yet; NULL when it is absent.  Inside a transaction.
 *  Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_word_bind(vd_db *db, vd_bind *bind, vd_str text, vd_error *err);
/** Forget the numbers known: what a transaction undid may have made some of them. */
void vd_words_forget(vd_db *db);

#endif
