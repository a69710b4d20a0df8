/** What is said on standard error: one line each, "viendan: file:line:column: message". */
#ifndef VD_CLI_DIAG_H
#define VD_CLI_DIAG_H

#include "viendan.h"

#include <string.h>

#define CLI_PRINTF(text, values) __attribute__((format(printf, text, values)))

static inline vd_str cli_str(const char *text)
{
    return (vd_str){text, strlen(text)};
}
/** Say "viendan: message". */
void cli_say(const char *format, ...) CLI_PRINTF(1, 2);
/** Say "viendan: file:line:column: message"; line or column 0 leave themselves out. */
void cli_say_at(vd_str file, size_t line, size_t column, const char *format, ...) CLI_PRINTF(4, 5);
/** Say a usage error; returns CLI_USAGE. */
int cli_usage(const char *format, ...) CLI_PRINTF(1, 2);
/** Say a failure of the library about `file` (absent: none); returns the exit code that belongs to it. */
int cli_fail(vd_str file, size_t line, size_t column, const vd_error *err);
/** Say of a file that its name calls a web page: it is read as it is, with its tags and entities. */
void cli_page_say(const char *path);

/** Called before every line, to take a progress bar off the terminal; NULL: nothing to do. */
extern void (*cli_before_line)(void);

#endif
