/** Answers about several files as one answer in the chosen format. */
#ifndef VD_CLI_JOIN_H
#define VD_CLI_JOIN_H

#include "viendan.h"

/** Parts on their way into one output.  cli_join_init(), for each part cli_join_rows(), cli_join_end(). */
typedef struct cli_join {
    vd_sink sink;
    vd_format format;
    vd_style style;
    size_t count;      /* rows so far */
    bool begun;        /* something was written */
    bool in_header;    /* CSV: still in the header line of a part after the first */
    bool line_pending; /* JSON: a row ended and is not yet followed by "," or the end */
} cli_join;

void cli_join_init(cli_join *join, vd_format format, const vd_style *style, vd_sink sink);
/** Write all rows of one part. */
VD_CHECKED vd_status cli_join_rows(cli_join *join, vd_rows *rows, vd_error *err);
/** The same, of `rows` rows that are written already, as cli_join_form() says; false when the sink stops. */
bool cli_join_part(cli_join *join, const char *bytes, size_t len, size_t rows);
/** How the rows of a part have to be written. */
vd_format cli_join_form(const cli_join *join);
/** Close what is open; false when the sink stops. */
bool cli_join_end(cli_join *join);

#endif
