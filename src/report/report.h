/** Reports on a graph at hand; db.c loads one from the database and asks. */
#ifndef VD_REPORT_REPORT_H
#define VD_REPORT_REPORT_H

#include "force/finding.h"
#include "graph/graph.h"
#include "report/matrix.h"
#include "report/out.h"
#include "store/review.h"

/** The functions of viendan.h of the same names, on data at hand.
 *  Owner:  *out is the caller's and holds copies: `data` may go before it.
 *  Errors: NO_MEMORY; NOT_FOUND for an id that is not in `data`. */
VD_CHECKED vd_status vd_report_basis(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err);
/** The matrix in the shape that `query` asks for.    Owner: *out is the caller's; the matrix must outlive it. */
VD_CHECKED vd_status vd_report_matrix(const vd_matrix *matrix, const vd_matrix_query *query, vd_rows **out,
                                      vd_error *err);
/** The day it is. */
VD_CHECKED vd_status vd_report_today(vd_date *out, vd_error *err);
/** `query` as in viendan.h, its `as_of` a whole day; `unknown` are the citations of unknown documents, NULL: none. */
VD_CHECKED vd_status vd_report_outdated(const vd_graph_data *data, const vd_changes *changes,
                                        const vd_citations *unknown, const vd_outdated_query *query, vd_rows **out,
                                        vd_error *err);

/** Reviews are as vd_store_load_reviews() gives them. */
VD_CHECKED vd_status vd_report_suspect(const vd_graph_data *data, const vd_changes *changes,
                                       const vd_stored_review *reviews, size_t review_count,
                                       const vd_suspect_query *query, vd_rows **out, vd_error *err);
/** The changes that a review of `id` on a whole day sets aside: all that had happened by then to what it cites.
 *  Owner:  in `arena`.    Errors: NO_MEMORY; NOT_FOUND. */
VD_CHECKED vd_status vd_report_review_changes(vd_arena *arena, const vd_graph_data *data, const vd_changes *changes,
                                              vd_str id, vd_date day, const vd_str **out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_report_reviews(const vd_graph_data *data, const vd_stored_review *reviews, size_t review_count,
                                       vd_str id, vd_rows **out, vd_error *err);

/** A document's life. */
VD_CHECKED vd_status vd_report_timeline(const vd_graph_data *data, const vd_changes *changes, vd_str id, vd_rows **out,
                                        vd_error *err);

/** All edges from one document to another with one relation, as one line of a drawing. */
typedef struct vd_link_line {
    uint32_t from, to;
    vd_relation relation;
    const vd_graph_edge *best;
    size_t count;
} vd_link_line;
/** Shape:  by from, to, relation.    Owner: in `arena`.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_link_lines(vd_arena *arena, const vd_graph_data *data, vd_link_line **out, size_t *count,
                                   vd_error *err);

/** One document's sheet.  `identity` stands on its row of `documents` and gives the fields that the graph does not
 *  hold; NULL: those are left out. */
VD_CHECKED vd_status vd_report_show(const vd_graph_data *data, const vd_changes *changes, vd_str id,
                                    const vd_rows *identity, vd_format format, const vd_style *style, vd_sink sink,
                                    vd_error *err);

/** The part of a graph that `query` asks for; all of it when it asks for nothing.
 *  Owner:  arrays in `arena`, the texts of `data`.    Errors: those of vd_db_export(), but for the database's. */
VD_CHECKED vd_status vd_graph_part(vd_arena *arena, const vd_graph_data *data, const vd_export_query *query,
                                   vd_graph_data *out, vd_error *err);
/** Drawings and exchange formats: append to `out`.  Only the drawing has words of its own. */
VD_CHECKED vd_status vd_graphml_write(const vd_graph_data *data, vd_out *out, vd_error *err);
VD_CHECKED vd_status vd_dot_write(const vd_graph_data *data, vd_out *out, vd_error *err);
VD_CHECKED vd_status vd_svg_write(const vd_graph_data *data, vd_lang lang, vd_out *out, vd_error *err);

/** What a document is called in a drawing: its number, else its title, else its id. */
vd_str vd_document_label(const vd_graph_document *document);
/** Colour "#rrggbb" of a relation's line and of a band's boxes; told apart by the colour-blind (Okabe and Ito). */
const char *vd_relation_color(vd_relation relation);
const char *vd_band_color(vd_band band);

#endif
