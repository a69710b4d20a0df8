/** Tasks in the database: written with their source. */
#ifndef VD_STORE_TASKS_H
#define VD_STORE_TASKS_H

#include "store/sql.h"
#include "store/store.h"

/** Write the tasks of a source that has just been put as `row`; inside its transaction.
 *  Errors: INVALID for tasks that are no disjoint spans of the source in their order; NO_MEMORY; database errors. */
VD_CHECKED vd_status vd_tasks_put(vd_db *db, int64_t row, const vd_stored_source *stored, vd_error *err);

#endif
