/** Files to bytes: what is text, and what is refused with which words. */
#ifndef VD_READ_READ_H
#define VD_READ_READ_H

#include "base/buf.h"
#include "viendan.h"

/** Read a whole text file ("-": standard input) into `out` (empty before); UTF-16 that begins with its mark is made
 * UTF-8. Errors: NOT_FOUND, DENIED, IO, EMPTY (no byte, or only white space), NOT_TEXT (binary, a directory), LIMIT
 *  above VD_SOURCE_MAX, NO_MEMORY.  The text begins with the file's name, except for NO_MEMORY. */
VD_CHECKED vd_status vd_read_file(const char *path, vd_buf *out, vd_error *err);

/** Refuse what is no text: VD_OK, or NOT_TEXT with offset. Used on bytes that did not come from a file, too.
 *  The text says what it is and what to do (PDF, zip, old Word, RTF, SQLite, UTF-16 and UTF-32 are told apart).
 *  Binary: a NUL in a text otherwise clean is tolerated; more than 1 in 64 bytes of the first 64 KiB being control
 *  characters is not. */
VD_CHECKED vd_status vd_read_check(vd_str bytes, vd_error *err);

/** Does the beginning look like Vietnamese in an encoding of its own, and is that as it was (*raw), not made UTF-8 as
 * if it were Latin-1?  Such a text is read, and little is found in it. */
vd_legacy vd_read_legacy(vd_str bytes, bool *raw);

#endif
