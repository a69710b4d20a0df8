/** Long work: a bar on a terminal, and stopping cleanly at a signal. */
#ifndef VD_CLI_PROGRESS_H
#define VD_CLI_PROGRESS_H

#include "viendan.h"

/** Begin: from now on SIGINT and SIGTERM ask to stop; a second one stops at once. */
void cli_progress_begin(void);
/** vd_ingest_options.progress: draw the bar; false once a signal came. */
bool cli_progress_step(void *context, size_t done, size_t total, vd_str path);
/** Take the bar off the terminal until the next step. */
void cli_progress_clear(void);
/** Take the bar away and give signals their usual meaning back.  Returns the signal that came, or 0. */
int cli_progress_end(void);

#endif
