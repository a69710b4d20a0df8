/** Words of all texts: kept where somebody wants to search them, indexed after everything else. */
#ifndef VD_STORE_SEARCH_H
#define VD_STORE_SEARCH_H

#include "store/sql.h"

/** Give SQL the tokenizer of the index.  A SQLite without FTS5 lacks it, and is told when somebody searches. */
VD_CHECKED vd_status vd_search_register(sqlite3 *sql, vd_error *err);
/** Keep the text of source `row`, in the transaction that puts it, where this database keeps texts. */
VD_CHECKED vd_status vd_search_put(vd_db *db, int64_t row, vd_str text, vd_error *err);

#endif
