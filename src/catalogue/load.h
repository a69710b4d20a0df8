/** Inside the catalogue room: all rows there are, in their groups, and what they say happened. */
#ifndef VD_CATALOGUE_LOAD_H
#define VD_CATALOGUE_LOAD_H

#include "base/rows.h"
#include "resolve/known.h"

typedef struct vd_all {
    vd_known builtin, imported;
    vd_known_groups groups;
    vd_known_event *events; /* by target */
    size_t event_count;
} vd_all;

/** Everything lives in `arena`.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_all_load(vd_db *db, vd_arena *arena, vd_all *out, vd_error *err);

/** The events of a document: *count of them from the one returned. */
const vd_known_event *vd_all_events(const vd_all *all, vd_str id, size_t *count);

/** Whether a document was in force by the end of a day, as far as rows tell: "in_force", "not_yet_in_force", "ended",
 *  or "unknown"; static.  Where two rows give two days, the better one's counts. */
const char *vd_all_state(const vd_all *all, const vd_known_group *group, vd_date day);

/** What a row is called where it is told from others: "built-in", or the name of the file. */
vd_str vd_row_origin(const vd_known_row *row);

/** A copy of a row's text in the arena of rows; a NULL cell for none.  *failed is set when memory is out. */
vd_cell vd_all_cell(vd_rows *rows, vd_str text, bool *failed);

/** Today, on this machine's clock. */
VD_CHECKED vd_status vd_all_today(vd_date *out, vd_error *err);

#endif
