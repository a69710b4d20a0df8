/** One document on its way into the database: what a worker makes of it, without touching the database. */
#ifndef VD_INGEST_READING_H
#define VD_INGEST_READING_H

#include "base/buf.h"
#include "resolve/resolve.h"
#include "store/store.h"

/** Zero-initialise with `path` and `where`; vd_reading_clear() at the end. */
typedef struct vd_reading {
    vd_str path;         /* what it is stored under; borrowed; NUL-terminated where a file is to be read */
    vd_str where;        /* the file that problems are told of: the path, or the stream it came in; borrowed */
    bool streamed;       /* it came in a line of a stream */
    vd_str bytes;        /* the text */
    vd_buf read;         /* holds it when it came from a file of its own */
    uint64_t hash;       /* of the bytes, and of the rules that read them */
    vd_error failure;    /* what is wrong with this document alone; VD_OK: nothing */
    size_t line, column; /* in `where`: of a streamed document, or of the failure in a file; 0: no place */
    bool extracted;      /* what follows is there */
    vd_source *source;
    vd_extraction extraction;
    vd_tasks tasks;
    vd_prepared *prepared;
    uint64_t print[VD_PRINT_SIZE];
} vd_reading;

/** Read the file.  A file that cannot be read is no error: see reading->failure.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_reading_file(vd_reading *reading, vd_error *err);
/** The same for a text that is in memory; borrowed. */
VD_CHECKED vd_status vd_reading_text(vd_reading *reading, vd_str text, vd_error *err);
/** Extract what stands in the bytes.  A text that cannot be extracted is no error: see reading->failure.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_reading_extract(vd_reading *reading, const vd_grammar *grammar, vd_error *err);
/** As the store wants it; borrowed from `reading`. */
vd_stored_source vd_reading_stored(const vd_reading *reading);
/** Note what is wrong with this document; only a lack of memory is a failure of more than it. */
VD_CHECKED vd_status vd_reading_fail(vd_reading *reading, const vd_error *failure, vd_error *err);
void vd_reading_clear(vd_reading *reading);

#endif
