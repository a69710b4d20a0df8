/** Verbs that ask the database one question without arguments. */
#ifndef VD_CLI_QUERY_H
#define VD_CLI_QUERY_H

#include "cli/options.h"

/** Open the database, ask, print; returns the exit code. */
int cli_query_run(const cli_args *args, vd_status (*ask)(vd_db *db, vd_rows **out, vd_error *err));

/** The same about one document, which the words of the command line name. */
int cli_query_document(const cli_args *args, vd_status (*ask)(vd_db *db, vd_str id, vd_rows **out, vd_error *err));

/** The same about the words of the command line, as one text. */
int cli_query_words(const cli_args *args, vd_status (*ask)(vd_db *db, vd_str words, vd_rows **out, vd_error *err));

#endif
