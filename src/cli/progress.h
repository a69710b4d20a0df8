/** Long work: a line of progress on a terminal, and stopping cleanly at a signal. */
#ifndef VD_CLI_PROGRESS_H
#define VD_CLI_PROGRESS_H

#include "viendan.h"

/** Begin: from now on SIGINT and SIGTERM ask to stop; a second one stops at once.  The line is drawn on standard error
 *  where that is a terminal, and only when `shown`: answers on the same terminal leave no room for it. */
void cli_progress_begin(bool shown);
/** vd_ingest_options.progress: documents of `total` (0: nobody knows), how many a second and how long still; without a
 *  path, that the documents are being decided: from then on a signal ends the program, for what is decided is kept
 *  whole or not at all.  False once a signal came. */
bool cli_progress_step(void *context, size_t done, size_t total, vd_str path);
/** The same for a verb that decides and does nothing else of length: told by `db`, and signals keep their usual meaning
 *  until deciding begins; from then on one ends the program with a word on who finishes the work. */
void cli_progress_decide(vd_db *db);
/** For vd_db_tell_deciding(): what is being done behind the last file, and how much of it is. */
void cli_progress_deciding(void *context, vd_deciding step, size_t done, size_t total);
/** The same by bytes of the input, of which `total` there are (0: nobody knows). */
bool cli_progress_read(size_t lines, uint64_t bytes, uint64_t total);
/** Has a signal come?  For vd_stream.stop and vd_ingest_options.stop: on any thread, with any context. */
bool cli_progress_stopped(void *context);
/** Take the line off the terminal until the next step. */
void cli_progress_clear(void);
/** Take it away and give signals their usual meaning back.  Returns the signal that came, or 0. */
int cli_progress_end(void);

/** "0:07", "12:34", "3:25:00". */
typedef struct cli_duration {
    char text[32];
} cli_duration;
cli_duration cli_duration_text(double seconds);

#endif
