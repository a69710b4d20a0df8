/** Filling rows cell after cell, with copies of the texts. */
#ifndef VD_GRAPH_FILL_H
#define VD_GRAPH_FILL_H

#include "base/rows.h"
#include "store/store.h"

/** Zero-initialise with `rows` set.  Running out of memory is remembered: look at `failed` once at the end. */
typedef struct vd_fill {
    vd_rows *rows;
    vd_cell *cells; /* of the row begun last */
    size_t next;
    bool failed;
} vd_fill;

/** Begin the next row; the calls after it fill its cells from the left. */
void vd_fill_row(vd_fill *fill);
void vd_fill_text(vd_fill *fill, vd_str text); /* absent: NULL */
/** What a document is called in a table, beside its title, in `arena` or borrowed; false when out of memory. */
VD_CHECKED bool vd_document_name(vd_arena *arena, const vd_graph_document *document, vd_str *out);
/** What a document is called in a table, beside its title: its number; else its type with its date, or else issuer,
 * title or id, the first that it has; else its id. */
void vd_fill_name(vd_fill *fill, const vd_graph_document *document);
void vd_fill_int(vd_fill *fill, int64_t value);
void vd_fill_bool(vd_fill *fill, bool value);
void vd_fill_real(vd_fill *fill, double value);
void vd_fill_null(vd_fill *fill);
/** `items` is copied, and so are its strings. */
void vd_fill_list(vd_fill *fill, const vd_str *items, size_t count);

/** The end of a function that made rows: on failure the rows are freed and *out is NULL. */
VD_CHECKED vd_status vd_fill_done(const vd_fill *fill, vd_status status, vd_rows **out, vd_error *err);

#endif
