/** Inside the catalogue room: what a check has found so far. */
#ifndef VD_CATALOGUE_FINDING_H
#define VD_CATALOGUE_FINDING_H

#include "catalogue/load.h"
#include "store/store.h"

typedef struct vd_check {
    vd_arena arena;
    vd_all all;
    vd_rows *rows;
    bool builtin; /* findings among built-in rows, too */
    /* Only findings about rows of these files, and about documents that they speak of, by id: */
    const vd_str *origins;
    size_t origin_count; /* 0: all findings */
    vd_str *ids;
    size_t id_count;
    bool failed; /* out of memory */
} vd_check;

/** Who says a value: a row, or a line of a text; neither: nobody. */
typedef struct vd_teller {
    const vd_known_row *row;
    vd_str path; /* of a text, in place of `row` */
    size_t line;
} vd_teller;

typedef struct vd_found {
    const char *kind, *field, *note;
    vd_str id, number, value, other_value;
    vd_teller by, other;
} vd_found;

/** A finding about a document. */
vd_found vd_found_of(const vd_known_group *group, const char *kind, vd_known_field field, const char *note);
/** Is the row of one of the files that were asked for? */
bool vd_check_of(const vd_check *check, const vd_known_row *row);
/** Of which documents texts are to be read. */
vd_store_ids vd_check_ids(const vd_check *check);
/** How many findings there are about rows of these files and the documents that they speak of.
 *  Errors: NO_MEMORY, database errors.    Cost: reads only what texts say of these documents, where they are few. */
VD_CHECKED vd_status vd_check_count(vd_db *db, const vd_str *origins, size_t count, size_t *out, vd_error *err);
/** Adds it to the rows, unless built-in rows alone take part, or others, and those are not asked for. */
void vd_found_add(vd_check *check, const vd_found *found);

/** The rows of a check.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_check_rows(vd_rows **out, vd_error *err);
/** Sorts them: the same findings in any order give the same rows. */
void vd_check_sort(vd_rows *rows);

/** What rows and texts say that one document does to another: documents no row is of, numbers that mean no single
 *  document, and what amends and supersedes at once.    Errors: NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_check_acts(vd_check *check, vd_db *db, vd_error *err);

#endif
