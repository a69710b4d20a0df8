/** Passages: the parts of a source's text that are kept to show what stands around its mentions and statements. */
#ifndef VD_STORE_PASSAGE_H
#define VD_STORE_PASSAGE_H

#include "base/buf.h"
#include "store/shown.h"
#include "store/sql.h"

/** Pack what `spans` cover of `text` into `out` (empty before).  The spans are sorted and joined in place.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_passages_pack(vd_str text, vd_span *spans, size_t count, vd_buf *out, vd_error *err);

/** Give SQL the function shown(words, start, stop): what is kept of [start, stop), tidied to one line; NULL where it is
 *  not kept.  Damaged words are an error like any other damage of the file. */
VD_CHECKED vd_status vd_passages_register(sqlite3 *sql, vd_error *err);

#endif
