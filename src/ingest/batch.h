/** Where documents come from, and how they are cut into batches: some documents in a row, worked on together. */
#ifndef VD_INGEST_BATCH_H
#define VD_INGEST_BATCH_H

#include "ingest/reading.h"
#include "read/lines.h"

/** Zero-initialise; vd_batch_clear() between uses, vd_batch_free() at the end. */
typedef struct vd_batch {
    vd_reading *items;
    size_t count, cap;
    size_t bytes;  /* of text, about */
    vd_str stream; /* where `lines` come from; absent: the items are files */
    vd_buf lines;  /* whole lines, not yet items */
    size_t first;  /* the number of the first of them */
} vd_batch;

/** Files or streams of lines {"id", "text"}, in their order. */
typedef struct vd_feed {
    const vd_str *paths; /* NUL-terminated */
    size_t count, at;
    bool streams;
    vd_stop stop;   /* of reading streams */
    vd_lines lines; /* of the stream being read */
} vd_feed;

/** The next batch; one without items or lines at the end.  What cannot be read is an item that says so.
 *  Errors: NO_MEMORY, STOPPED. */
VD_CHECKED vd_status vd_feed_next(vd_feed *feed, vd_batch *batch, vd_error *err);
void vd_feed_close(vd_feed *feed);

/** Make items of the lines; nothing to do for files.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_batch_split(vd_batch *batch, vd_error *err);
/** Forget the items, keep memory for others. */
void vd_batch_clear(vd_batch *batch);
void vd_batch_free(vd_batch *batch);

#endif
