/** How far two words are apart, for "did you mean". */
#ifndef VD_CLI_NEAREST_H
#define VD_CLI_NEAREST_H

#include <stddef.h>

/** Insertions, deletions, replacements and swaps of neighbours that turn `word` (`len` bytes) into `other`.
 *  Words above 31 bytes are SIZE_MAX apart from everything. */
size_t cli_nearest_distance(const char *word, size_t len, const char *other);
/** The distance up to which a word of `len` bytes is worth suggesting for. */
size_t cli_nearest_limit(size_t len);

#endif
