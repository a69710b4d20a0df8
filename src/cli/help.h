/** Help pages, made from the tables of verbs and options. */
#ifndef VD_CLI_HELP_H
#define VD_CLI_HELP_H

#include "cli/options.h"

/** Print the page of a verb, or of the program when it is NULL.  Returns the exit code. */
int cli_help_show(const cli_args *args, const cli_verb *verb);
/** Say in a few lines on standard error how to go on; returns CLI_USAGE. */
int cli_help_short(void);

#endif
