/** The options of mentions, edges and documents as a vd_filter. */
#ifndef VD_CLI_FILTER_H
#define VD_CLI_FILTER_H

#include "cli/options.h"

/** List rows of the database through `list` as the options say; returns the exit code. */
int cli_filter_list(const cli_args *args,
                    vd_status (*list)(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err));

#endif
