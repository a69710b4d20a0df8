/** Passages: the parts of a source's text that are kept to show what stands around its mentions and statements. */
#ifndef VD_STORE_PASSAGE_H
#define VD_STORE_PASSAGE_H

#include "base/arena.h"
#include "base/buf.h"
#include "store/shown.h"
#include "store/sql.h"

/** Pack what `spans` cover of `text` into `out` (empty before).  The spans are sorted and joined in place.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_passages_pack(vd_str text, vd_span *spans, size_t count, vd_buf *out, vd_error *err);

/** Give SQL the function shown(words, start, stop): what is kept of [start, stop), tidied to one line; NULL where it is
 *  not kept; and kept(), the same as its bytes.  Damaged words are an error like any other damage of the file.  With
 * them come shown_of() and passages_held() for VD_SHOWN_OF_T. */
VD_CHECKED vd_status vd_passages_register(sqlite3 *sql, vd_error *err);

/** Parts of one source after the other: unpacks what stands before the part, and no more.  Zero-initialise;
 *  vd_unpacker_clear() at the end. */
typedef struct vd_unpacker {
    void *stream; /* zlib's */
    vd_buf bytes;
} vd_unpacker;
/** What `packed` keeps of a span of its source, as shown() gives it, in `arena`; absent where it is not kept.
 *  Errors: NO_MEMORY; NOT_A_DATABASE where these are no packed passages. */
VD_CHECKED vd_status vd_passage_part(vd_unpacker *unpacker, vd_str packed, vd_span span, vd_arena *arena, vd_str *out,
                                     vd_error *err);
void vd_unpacker_clear(vd_unpacker *unpacker);

/** The same of a row that has source, shown_start and shown_stop, called t or m, without the words in the query's rows:
 *  they are fetched when the source is another than in the row before, and not copied for each of its mentions, which
 *  may be hundreds of thousands. */
#define VD_SHOWN_OF_T VD_SHOWN_OF("t")
#define VD_SHOWN_OF_M VD_SHOWN_OF("m")
#define VD_SHOWN_OF(t)                                                                                             \
    "shown_of(" t ".source, " t ".shown_start, " t ".shown_stop, CASE WHEN passages_held(" t ".source) THEN NULL " \
    "ELSE (SELECT kept.words FROM passage kept WHERE kept.source = " t ".source) END)"

#endif
