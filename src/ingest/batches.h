/** Many documents read at once and stored in their order. */
#ifndef VD_INGEST_BATCHES_H
#define VD_INGEST_BATCHES_H

#include "viendan.h"

typedef struct vd_batches {
    vd_db *db;
    const vd_grammar *grammar;
    const vd_ingest_options *options;
    vd_ingest_report *report;
    const vd_str *paths; /* NUL-terminated */
    size_t path_count;
    bool streams; /* the paths are files of lines {"id", "text"}; "-" is standard input */
} vd_batches;

/** Read, extract and store what has changed.  What is stored does not depend on the number of threads.
 *  Errors: NO_MEMORY, STOPPED by options->progress, database errors.  What was finished before is kept. */
VD_CHECKED vd_status vd_batches_run(const vd_batches *batches, vd_error *err);
/** Tell options->problem. */
void vd_problem_tell(const vd_ingest_options *options, vd_str path, size_t line, size_t column, const vd_error *err);

#endif
