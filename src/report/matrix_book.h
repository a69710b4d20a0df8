/** The matrix as one page or workbook. */
#ifndef VD_REPORT_MATRIX_BOOK_H
#define VD_REPORT_MATRIX_BOOK_H

#include "report/book.h"
#include "report/matrix.h"

/** Append the book in MARKDOWN, HTML or XLSX; *count is the number of rows of the (first part of the) grid.
 *  Errors: NO_MEMORY, IO; LIMIT when there are more columns than the format holds. */
VD_CHECKED vd_status vd_matrix_book(const vd_matrix *matrix, const vd_matrix_query *query, const vd_matrix_tasks *tasks,
                                    vd_format format, const vd_style *style, vd_out *out, size_t *count, vd_error *err);

#endif
