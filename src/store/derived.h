/** Rows of what was derived from all sources together: what replacing them, adding to them and changing some of them
 *  have in common.
 *  Only files of this room see this header. */
#ifndef VD_STORE_DERIVED_H
#define VD_STORE_DERIVED_H

#include "store/net_changes.h"
#include "store/sql.h"
#include "store/store.h"

/** What is being written. */
typedef struct vd_derived {
    vd_db *db;
    const vd_resolve_source *sources;
    size_t source_count;
    const vd_resolution *resolution;
    vd_arena arena;
    int64_t *rows; /* of the sources, in their order */
    uint32_t
        *order;     /* the sources by their rows: so rows are put behind each other, wherever a table is kept by them */
    int64_t behind; /* the last document's row that stays */
    size_t edges;   /* that were written */
    vd_arena scratch;
    bool alone;         /* no statement of this connection is in the middle of its rows */
    size_t done, total; /* what is told; total 0: nothing */
} vd_derived;

/* derived.c */
void vd_derived_tell(vd_derived *p);
/** The failure where the resolution's `what` at `at` names what is not there. */
vd_status vd_derived_misplaced(const char *what, size_t at, vd_error *err);
bool vd_derived_fits(const vd_resolution *r, int document);
/** Documents decided before keep their rows; new ones come behind all that there are. */
int64_t vd_derived_row(const vd_derived *p, int document);
/** The rows of the sources, and their order; before anything else is written. */
VD_CHECKED vd_status vd_derived_find_sources(vd_derived *p, vd_error *err);
VD_CHECKED vd_status vd_derived_order_sources(vd_derived *p, vd_error *err);
/** One document, over the row that there is; and where it was learnt, and with `aliases` what else it is called. */
VD_CHECKED vd_status vd_derived_put_document(vd_derived *p, size_t at, vd_error *err);
VD_CHECKED vd_status vd_derived_put_known(vd_derived *p, size_t at, bool aliases, vd_error *err);
/** All that have no row yet. */
VD_CHECKED vd_status vd_derived_put_documents(vd_derived *p, vd_error *err);
VD_CHECKED vd_status vd_derived_put_carriers(vd_derived *p, vd_error *err);

/* derived_link.c */
VD_CHECKED vd_status vd_derived_put_link(vd_derived *p, size_t source, size_t mention, vd_error *err);
VD_CHECKED vd_status vd_derived_put_links(vd_derived *p, vd_error *err);
VD_CHECKED vd_status vd_derived_put_edges(vd_derived *p, vd_error *err);
VD_CHECKED vd_status vd_derived_put_clues(vd_derived *p, vd_error *err);

/* derived_state.c */
/** The counts of changes: now, and when the derived half was made. */
VD_CHECKED vd_status vd_derived_read_state(vd_db *db, int64_t *changed, int64_t *resolved, vd_error *err);
/** What was written is what there is, or comes to that. */
VD_CHECKED vd_status vd_derived_write_state(vd_derived *p, vd_error *err);

/* revision.c */
/** What sources that were there say otherwise now; `behind` as where the new ones were put. */
VD_CHECKED vd_status vd_revised_put(vd_db *db, const vd_revision *revision, int64_t behind, vd_net_changes *changes,
                                    vd_error *err);

#endif
