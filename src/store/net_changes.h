/** What was changed in the tables, as far as the graph's chunks hang on it (net_patch.h).
 *
 *  Whoever writes the derived half notes rows here, in any order and as often as it likes; one too many costs a look,
 * one too few makes a wrong graph. */
#ifndef VD_STORE_NET_CHANGES_H
#define VD_STORE_NET_CHANGES_H

#include "store/sql.h"

typedef struct vd_net_rows {
    int64_t *items;
    size_t count, cap;
} vd_net_rows;

/** Zero-initialise; vd_net_changes_clear() at the end. */
typedef struct vd_net_changes {
    vd_net_rows documents; /* that came, went, or have another id or day */
    vd_net_rows sources;   /* that came, went, or have another path */
    vd_net_rows acting;    /* documents of which some edge came, went, or says something else */
} vd_net_changes;

/** Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_net_changes_document(vd_net_changes *changes, int64_t document, vd_error *err);
/** All documents with rows behind this one. */
VD_CHECKED vd_status vd_net_changes_behind(vd_net_changes *changes, vd_db *db, int64_t document, vd_error *err);
/** A source, and the documents that act in its words as the tables are now: to be noted before its edges or its
 * documents change, and again afterwards. */
VD_CHECKED vd_status vd_net_changes_source(vd_net_changes *changes, vd_db *db, int64_t source, vd_error *err);
void vd_net_changes_clear(vd_net_changes *changes);

/** Sorted, each once. */
void vd_net_rows_sort(vd_net_rows *rows);
VD_CHECKED vd_status vd_net_rows_add(vd_net_rows *rows, int64_t row, vd_error *err);
/** Is it among rows that are sorted? */
bool vd_net_rows_have(const vd_net_rows *rows, int64_t row);

#endif
