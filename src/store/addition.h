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

/** Some of the sources that touch documents (vd_past.beside). */
VD_CHECKED vd_status vd_store_beside(vd_db *db, const vd_beside *which, vd_arena *arena, vd_touched *out,
                                     vd_error *err);
/** vd_past.sure */
VD_CHECKED vd_status vd_store_sure(vd_db *db, int64_t document, vd_str path, unsigned *fields, vd_error *err);
/** The row of the source of that path, 0 where there is none, and the documents that it touches. */
VD_CHECKED vd_status vd_store_leaving(vd_db *db, vd_str path, vd_arena *arena, int64_t *source, vd_leaving *out,
                                      vd_error *err);
/** In a transaction: a source goes, with what that changes, and the graph. */
VD_CHECKED vd_status vd_store_departure_put(vd_db *db, int64_t source, const vd_revision *revision, vd_error *err);

#endif
