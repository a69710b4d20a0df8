/** Several databases to what one machine would have made of all their files. */
#include "store/merge.h"
#include "base/error.h"
#include "ingest/refresh.h"

vd_status vd_db_merge(vd_db *db, const char *const *paths, size_t path_count, const vd_merge_options *options,
                      vd_merge_report *report, vd_error *err)
{
    static const vd_merge_options defaults = {0};
    options = options != NULL ? options : &defaults;
    vd_merge_rule rule = {options->prefer, options->conflict, options->context};
    vd_merge_report done = {0};
    *report = done;
    vd_status status = vd_store_merge_check(db, paths, path_count, &rule, &done.conflicts, err);
    if (status == VD_OK && done.conflicts > 0 && rule.prefer == VD_MERGE_REFUSE) {
        report->conflicts = done.conflicts;
        return vd_fail(err, VD_INVALID, "%zu file%s with different content under one path", done.conflicts,
                       done.conflicts == 1 ? "" : "s");
    }
    for (size_t i = 0; status == VD_OK && i < path_count; i++) {
        status = vd_store_merge_take(db, paths[i], &rule, &done, err);
    }
    if (status == VD_OK) {
        status = vd_ingest_refresh(db, err);
    }
    if (status == VD_OK) {
        status = vd_store_counts(db, &done.documents, &done.mentions, &done.edges, err);
    }
    if (status == VD_OK) {
        *report = done;
    }
    return status;
}
