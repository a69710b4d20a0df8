/** Where answers go: standard output, or a file that appears only when it is whole. */
#ifndef VD_CLI_OUTPUT_H
#define VD_CLI_OUTPUT_H

#include "cli/options.h"

#define CLI_OUTPUT_BUFFER 65536

/** An output; zero before cli_output_open(), cli_output_close() at the end. */
typedef struct cli_output {
    int fd;
    int error;        /* errno of the first write that failed; 0: none */
    const char *path; /* of -o; NULL: standard output */
    char *target;     /* what the temporary file becomes; NULL: written directly */
    vd_style style;
    size_t used;
    char buffer[CLI_OUTPUT_BUFFER];
} cli_output;

/** Returns CLI_FOUND, or the exit code after saying what is wrong. */
int cli_output_open(const cli_args *args, cli_output *out);
vd_sink cli_output_sink(cli_output *out);
/** Write text; false when writing has failed (cli_output_close says so). */
bool cli_output_text(cli_output *out, const char *text);
/** A failed write and not the maker of the bytes is to blame. */
static inline bool cli_output_failed(const cli_output *out)
{
    return out->error != 0;
}
/** Write now what is kept for a larger piece; false when writing has failed. */
bool cli_output_flush(cli_output *out);
/** Does the output go to a terminal? */
bool cli_output_terminal(const cli_output *out);
/** Write what is left; put the file in its place when `keep`, else leave what was there before.
 *  Returns `code`, or CLI_INPUT after saying that writing failed.  A reader that went away is no failure. */
int cli_output_close(cli_output *out, int code, bool keep);

/** Print rows as the options say and free them.  `status` and `err` are what the maker of the rows returned.
 *  Returns the exit code; CLI_NOTHING without rows. */
int cli_rows_print(const cli_args *args, vd_status status, vd_rows *rows, vd_error *err);
/** The same with another format than TABLE where none is chosen, and with `nothing` said in place of what the verb says
 *  when there is no row (NULL: as the verb; "": nothing, the caller does). */
int cli_rows_print_as(const cli_args *args, vd_format otherwise, const char *nothing, vd_status status, vd_rows *rows,
                      vd_error *err);

/** The chosen format; without --format the one that the ending of -o's FILE tells, else `otherwise`. */
vd_format cli_format(const cli_args *args, vd_format otherwise);
/** CLI_USAGE, after saying so, when the format cannot go where the output goes. */
int cli_format_check(const cli_args *args, vd_format format);

#endif
