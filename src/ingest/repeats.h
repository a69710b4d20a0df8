/** Ids that come more than once in the streams of one ingest, where the later text takes the place of the earlier. */
#ifndef VD_INGEST_REPEATS_H
#define VD_INGEST_REPEATS_H

#include "base/str.h"

enum { VD_REPEAT_SHOWN = 96 }; /* bytes of an id that are told */

/** Zero-initialise; vd_repeats_clear() at the end. */
typedef struct vd_repeats {
    uint64_t *ids; /* hashes of those that came; 0: free */
    size_t count, cap;
    size_t lost;  /* texts that a later line of their id took the place of */
    vd_str where; /* of the first such line: its stream, borrowed */
    size_t line;
    char first[VD_REPEAT_SHOWN + 1]; /* its id, cut between two characters where it is longer */
} vd_repeats;

/** Note that `id` came; *before tells whether it did already.
 *  Errors: false when out of memory.    Cost: 16 bytes an id. */
VD_CHECKED bool vd_repeats_note(vd_repeats *repeats, vd_str id, bool *before);
/** Note that a text is lost to this line. */
void vd_repeats_lost(vd_repeats *repeats, vd_str where, size_t line, vd_str id);
void vd_repeats_clear(vd_repeats *repeats);

#endif
