/** What is known from the tables about documents being amended, superseded or repealed. */
#ifndef VD_REPORT_CHANGES_H
#define VD_REPORT_CHANGES_H

#include "base/arena.h"
#include "base/str.h"

/** `acting` changes `target`; numbers as officially written. */
typedef struct vd_change {
    vd_str target, acting;
    vd_relation relation; /* AMENDS, SUPERSEDES or REPEALS */
    vd_date effective;    /* {0,0,0}: not known */
    vd_str source;        /* the table row's */
} vd_change;

/** Since when a document has effect. */
typedef struct vd_effect {
    vd_str number;
    vd_date effective;
} vd_effect;

/** Shape:  changes by target, acting, relation, none twice; effects by number. */
typedef struct vd_changes {
    const vd_change *items;
    size_t count;
    const vd_effect *effects;
    size_t effect_count;
} vd_changes;

/** The built-in tables.
 *  Owner:  arrays in `arena`; strings are static.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_changes_builtin(vd_arena *arena, vd_changes *out, vd_error *err);
/** The built-in tables and what was imported into the database; of two dates for one change the better row's.
 *  Owner:  in `arena`.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_changes_load(vd_db *db, vd_arena *arena, vd_changes *out, vd_error *err);
/** Put changes and effects into the order that vd_changes has. */
void vd_changes_sort(vd_change *items, size_t count, vd_effect *effects, size_t effect_count);

/** The changes of the document with this number and type: *count of them from the one returned.  None for a
 *  document that is neither a law nor a decree of the table: resolutions of the National Assembly share their numbers
 *  with laws, and local numbers exist many times. */
const vd_change *vd_changes_of(const vd_changes *changes, vd_str number, vd_str type, size_t *count);
/** {0,0,0} when it is not known. */
vd_date vd_changes_effective(const vd_changes *changes, vd_str number, vd_str type);

#endif
