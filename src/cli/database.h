/** Opening the database of a command line. */
#ifndef VD_CLI_DATABASE_H
#define VD_CLI_DATABASE_H

#include "cli/options.h"

/** The file that --db names, or the default. */
const char *cli_db_path(const cli_args *args);
/** Keep the database at `path` open between commands, and take it where --db names none; NULL: no longer. */
void cli_db_keep(const char *path);
/** Open it.  Returns CLI_FOUND, or the exit code after saying what is wrong and what to do. */
int cli_db_open(const cli_args *args, vd_open_mode mode, vd_db **out);
/** Open it for reading; where none is named and none is there, one that holds nothing but what is built in, and say so.
 */
int cli_db_open_or_none(const cli_args *args, vd_db **out);
/** Does the database opened last hold what is not decided yet?  "No" is not known then, and opening it said so. */
bool cli_db_pending(void);
/** Say why there is no answer: that the database holds no file, or what is not decided yet, when that may be why, else
 *  `otherwise`. */
void cli_nothing_say(const cli_args *args, const char *otherwise);
/** Close what cli_db_open() opened; one that is kept stays open. */
void cli_db_close(vd_db *db);
/** Take away, behind cli_db_close(), a database that was made for nothing; one that another process has open stays. */
void cli_db_unmake(const cli_args *args);
/** Say that work on the database failed; returns the exit code. */
int cli_db_fail(const cli_args *args, const vd_error *err);

#endif
