/** DOC arguments: which document a user means. */
#ifndef VD_CLI_DOC_ARG_H
#define VD_CLI_DOC_ARG_H

#include "cli/options.h"

/** One string of `count` words with spaces between; NULL when out of memory.  Owner: the caller, free(). */
char *cli_words_join(char *const *words, size_t count);

/** Find the document that `name` means.  Returns CLI_FOUND and its id; CLI_NOTHING when no document matches and
 *  CLI_USAGE when several do, both after saying so.
 *  Owner: *id is the caller's, free(). */
int cli_doc_find(const cli_args *args, vd_db *db, const char *name, char **id);
/** The same for a name given as `count` words: `viendan show Luật Thực hiện dân chủ ở cơ sở`. */
int cli_doc_find_words(const cli_args *args, vd_db *db, char *const *words, size_t count, char **id);

/** Say that no text names it, and what knows it nevertheless; returns CLI_NOTHING, or what went wrong. */
int cli_doc_absent(const cli_args *args, vd_db *db, const char *name);

static inline vd_str cli_doc_str(const char *id)
{
    vd_str out = {id, 0};
    while (id && id[out.len])
        out.len++;
    return out;
}

#endif
