/** A file of any size as blocks of whole lines. */
#ifndef VD_READ_LINES_H
#define VD_READ_LINES_H

#include "base/buf.h"

/** Asked some ten times a second while input is awaited, and before each read: true ends the reading as STOPPED.
 *  asked == NULL: nobody stops it. */
typedef struct vd_stop {
    bool (*asked)(void *context);
    void *context;
} vd_stop;

/** Zero-initialise; vd_lines_close() at the end, whatever came of it. */
typedef struct vd_lines {
    const char *name; /* for messages; borrowed from the path */
    int file;
    bool open, standard;
    bool ended;     /* the file's end was seen */
    size_t count;   /* lines handed out so far */
    uint64_t bytes; /* read so far */
    vd_stop stop;   /* set by the caller, once it is open */
    vd_buf behind;  /* what was read behind the last block: the begin of a line */
} vd_lines;

/** Open a file; "-" is standard input.
 *  Errors: NOT_FOUND, DENIED, IO, NOT_TEXT (a directory).  The text begins with the file's name. */
VD_CHECKED vd_status vd_lines_open(vd_lines *lines, const char *path, vd_error *err);

/** The next lines, as many as are at hand and at least one, into `block` (whose memory is used again); *end when there
 * is none.  The first of them is line lines->count + 1 before the call.  Each but the file's last ends in '\n'.  A line
 * of more than `most` bytes may come as an empty block, and is counted. Errors: IO, NO_MEMORY, STOPPED. Cost:   waits
 * for no more than one line; memory for the longest line and a read. */
VD_CHECKED vd_status vd_lines_next(vd_lines *lines, size_t most, vd_buf *block, bool *end, vd_error *err);
void vd_lines_close(vd_lines *lines);

#endif
