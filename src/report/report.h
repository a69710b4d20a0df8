/** Reports on a graph at hand; db.c loads one from the database and asks. */
#ifndef VD_REPORT_REPORT_H
#define VD_REPORT_REPORT_H

#include "graph/graph.h"
#include "report/changes.h"
#include "report/matrix.h"
#include "report/out.h"

/** The functions of viendan.h of the same names, on data at hand.
 *  Owner:  *out is the caller's and holds copies: `data` may go before it.
 *  Errors: NO_MEMORY; NOT_FOUND for an id that is not in `data`. */
VD_CHECKED vd_status vd_report_basis(const vd_graph_data *data, vd_str id, vd_rows **out, vd_error *err);
/** The matrix in the shape that `query` asks for.    Owner: *out is the caller's; the matrix must outlive it. */
VD_CHECKED vd_status vd_report_matrix(const vd_matrix *matrix, const vd_matrix_query *query, vd_rows **out,
                                      vd_error *err);
/** The day it is. */
VD_CHECKED vd_status vd_report_today(vd_date *out, vd_error *err);
VD_CHECKED vd_status vd_report_outdated(const vd_graph_data *data, const vd_changes *changes, vd_date as_of,
                                        vd_rows **out, vd_error *err);

/** What a citation of a changed document is worth, gravest first. */
#define VD_VERDICT_LIST(X)                                  \
    X(REPEALED_BEFORE, "repealed_before")                   \
    X(SUPERSEDED_BEFORE, "superseded_before")               \
    X(AMENDED_BEFORE_NOT_CITED, "amended_before_not_cited") \
    X(REPEALED_SINCE, "repealed_since")                     \
    X(SUPERSEDED_SINCE, "superseded_since")                 \
    X(AMENDED_SINCE, "amended_since")                       \
    X(UNKNOWN, "unknown")                                   \
    X(REPEALED_DATE_UNKNOWN, "repealed_date_unknown")       \
    X(SUPERSEDED_DATE_UNKNOWN, "superseded_date_unknown")   \
    X(AMENDED_DATE_UNKNOWN, "amended_date_unknown")         \
    X(AMENDED_BEFORE_CITED, "amended_before_cited")         \
    X(NONE, "")

typedef enum vd_verdict {
#define X(name, text) VD_VERDICT_##name,
    VD_VERDICT_LIST(X)
#undef X
} vd_verdict;

const char *vd_verdict_name(vd_verdict verdict);

/** When things happened.  A wholly unknown date is {0,0,0}. */
typedef struct vd_verdict_dates {
    vd_date earliest, latest; /* bounds of the citing document's date */
    vd_date effective;        /* of the change; may be partial */
    vd_date acting;           /* of the changing document: the change has no effect before it */
    vd_date as_of;
} vd_verdict_dates;

/** NONE: nothing has happened by then. */
vd_verdict vd_verdict_judge(vd_relation relation, const vd_verdict_dates *dates, bool cited);

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

/** Drawings and exchange formats: append to `out`. */
VD_CHECKED vd_status vd_graphml_write(const vd_graph_data *data, vd_out *out, vd_error *err);
VD_CHECKED vd_status vd_dot_write(const vd_graph_data *data, vd_out *out, vd_error *err);
VD_CHECKED vd_status vd_svg_write(const vd_graph_data *data, vd_out *out, vd_error *err);

/** What a document is called in a drawing: its number, else its title, else its id. */
vd_str vd_document_label(const vd_graph_document *document);
/** Colour "#rrggbb" of a relation's line and of a band's boxes; told apart by the colour-blind (Okabe and Ito). */
const char *vd_relation_color(vd_relation relation);
const char *vd_band_color(vd_band band);

#endif
