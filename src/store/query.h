/** Listings: rows streamed from statements. */
#ifndef VD_STORE_QUERY_H
#define VD_STORE_QUERY_H

#include "base/buf.h"
#include "base/rows.h"
#include "store/sql.h"

/** A listing in the making and, later, in use.  Cells' text lies in the statement's row or in `arena`, which is emptied
 *  at every step. */
typedef struct vd_query vd_query;
typedef vd_status (*vd_query_fill)(vd_query *query, vd_cell *cells, vd_error *err);

#define VD_QUERY_LISTS 5
struct vd_query {
    sqlite3_stmt *statement;
    sqlite3_stmt *lists[VD_QUERY_LISTS]; /* give the strings of LIST cells, one a row */
    vd_arena arena;
    vd_query_fill fill;
};

/** What a listing is made of. */
typedef struct vd_query_plan {
    const char *select; /* up to and without WHERE */
    const char *order;  /* "ORDER BY …" */
    const char *lists[VD_QUERY_LISTS];
    vd_query_fill fill;
    const vd_column *columns;
    size_t width;
    /* Conditions for the fields of vd_filter, with the parameters :source, :document, :form and :relation.  NULL: the
     * field does not apply. */
    const char *source, *document, *form, *relation, *in_corpus;
} vd_query_plan;

/** One condition of a listing, and the value of the one parameter it may have. */
typedef struct vd_condition {
    const char *text;
    const char *name; /* ":source"; NULL: none */
    vd_cell value;    /* TEXT or INT */
} vd_condition;

/** The condition on a source `s` by its path, folder, file name, or the start of that. */
#define VD_QUERY_SOURCE                                                                         \
    "(s.path = :source OR s.name = :source OR substr(s.name, 1, length(:source)) = :source OR " \
    "substr(s.path, 1, length(rtrim(:source, '/')) + 1) = rtrim(:source, '/') || '/')"

/** Errors: INVALID for a form or relation that does not exist; NO_MEMORY; database errors. */
VD_CHECKED vd_status vd_query_open(vd_db *db, const vd_query_plan *plan, const vd_filter *filter, vd_rows **out,
                                   vd_error *err);

/** The same with conditions of the caller's own instead of those of vd_filter; one without text does not apply. */
VD_CHECKED vd_status vd_query_open_where(vd_db *db, const vd_query_plan *plan, const vd_condition *conditions,
                                         size_t count, vd_rows **out, vd_error *err);

/** A column of the present row as it is: INT, REAL, TEXT or NULL. */
vd_cell vd_query_cell(const vd_query *query, int column);
vd_cell vd_query_bool(const vd_query *query, int column);
/** A packed date as text. */
VD_CHECKED vd_status vd_query_date(vd_query *query, int column, vd_cell *out, vd_error *err);
/** "a; b" as a list. */
VD_CHECKED vd_status vd_query_split(vd_query *query, int column, vd_cell *out, vd_error *err);
/** What statement `list` gives for up to two numbers. */
VD_CHECKED vd_status vd_query_list(vd_query *query, size_t list, int64_t first, int64_t second, vd_cell *out,
                                   vd_error *err);

/** A packed date as text in `arena`; NULL cell for no date. */
VD_CHECKED vd_status vd_date_cell(vd_arena *arena, int64_t packed, vd_cell *out, vd_error *err);
/** The strings a statement gives from where it stands, copied. */
VD_CHECKED vd_status vd_strings_read(sqlite3_stmt *statement, vd_arena *arena, const vd_str **out, size_t *count,
                                     vd_error *err);

#endif
