/** Writing what sources that came add to the derived half. */
#ifndef VD_STORE_ADDITION_H
#define VD_STORE_ADDITION_H

#include "store/sql.h"
#include "store/store.h"

/** vd_resolve_same() with what is kept. */
VD_CHECKED vd_status vd_store_same(vd_db *db, vd_arena *arena, const vd_resolve_source *was,
                                   const vd_resolve_source *is, bool *same, vd_error *err);

/** In a transaction: the rows of an addition, and the graph. */
VD_CHECKED vd_status vd_store_addition_put(vd_db *db, const vd_resolve_source *sources, size_t source_count,
                                           const vd_addition *addition, vd_error *err);

/** In a transaction: what a revision changes, and the graph. */
VD_CHECKED vd_status vd_store_revision_put(vd_db *db, const vd_revision *revision, vd_error *err);
/** The sources that touch documents (vd_past.touched). */
VD_CHECKED vd_status vd_store_touched(vd_db *db, const int64_t *documents, size_t count, size_t most, vd_arena *arena,
                                      vd_touched *out, vd_error *err);

#endif
