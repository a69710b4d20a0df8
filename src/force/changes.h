/** What is known from outside the corpus about documents coming into force, being changed and ending: rows. */
#ifndef VD_FORCE_CHANGES_H
#define VD_FORCE_CHANGES_H

#include "base/arena.h"
#include "base/str.h"
#include "viendan.h"

/** What can happen to a document, in the order in which things of one day are told. */
#define VD_STEP_LIST(X)               \
    X(ISSUED, "issued")               \
    X(EFFECTIVE, "effective")         \
    X(AMENDED, "amended")             \
    X(CORRECTED, "corrected")         \
    X(REPEALED_PART, "repealed_part") \
    X(SUSPENDED, "suspended")         \
    X(RESUMED, "resumed")             \
    X(SUPERSEDED, "superseded")       \
    X(REPEALED, "repealed")           \
    X(EXPIRED, "expired")

typedef enum vd_step_kind {
#define X(name, text) VD_STEP_##name,
    VD_STEP_LIST(X)
#undef X
        VD_STEP_COUNT
} vd_step_kind;

/** "superseded"; static. */
const char *vd_step_name(vd_step_kind kind);
bool vd_step_parse(vd_str name, vd_step_kind *out);
/** What the relation does to the document acted on; false for one that changes nothing.  With a pinpoint a repeal is
 * one in part, and "thay thế Phụ lục I" is an amendment. */
bool vd_step_of_relation(vd_relation relation, bool pinpoint, vd_step_kind *out);

/** One row.  A document is named by its canonical id, or, when it is a law, by its number as officially written: other
 *  numbers exist many times. */
typedef struct vd_change {
    vd_str target;
    vd_str acting; /* absent: nobody does it, or it is not known who */
    vd_step_kind kind;
    vd_date effective; /* {0,0,0}: not known; may be partial */
    vd_str pinpoint;   /* the part concerned; absent: the whole, or not known */
    double confidence; /* 0 to 1 */
    vd_str source;
    bool imported;                       /* by the user */
    vd_str target_number, acting_number; /* of documents named by id that nothing else may know; absent otherwise */
} vd_change;

/** Shape:  by target, kind, acting, falling confidence, imported first, date, source: the same rows in any order give
 *  the same list. */
typedef struct vd_changes {
    const vd_change *items;
    size_t count;
} vd_changes;

/** The built-in tables.
 *  Owner:  the array in `arena`; strings are static.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_changes_builtin(vd_arena *arena, vd_changes *out, vd_error *err);
/** The built-in tables and what was imported into the database.
 *  Owner:  in `arena`.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_changes_load(vd_db *db, vd_arena *arena, vd_changes *out, vd_error *err);
/** Put rows into the order that vd_changes has. */
void vd_changes_sort(vd_change *items, size_t count);

#endif
