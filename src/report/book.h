/** A book: several answers in one page or workbook, with links between them.
 *
 *  What Markdown, HTML and XLSX write.  An answer alone is a book of one sheet. */
#ifndef VD_REPORT_BOOK_H
#define VD_REPORT_BOOK_H

#include "base/rows.h"
#include "report/out.h"
#include "report/words.h"

/** No sheet, no row. */
#define VD_BOOK_NONE SIZE_MAX

/** How one cell is dressed.  Zero but for `sheet`: plain. */
typedef struct vd_dress {
    vd_tone tone;
    size_t sheet, row, column; /* where the cell leads within the book; sheet VD_BOOK_NONE: nowhere */
    vd_str file;               /* path of a file that it leads to; ptr == NULL: none */
} vd_dress;

/** What a column holds. */
typedef enum vd_holds {
    VD_HOLDS_TEXT,   /* words: wrapped */
    VD_HOLDS_NAME,   /* numbers of documents, ids: short */
    VD_HOLDS_DAY,    /* days, months, spans of days */
    VD_HOLDS_NUMBER, /* integers, confidences */
    VD_HOLDS_MARK    /* letters of a matrix: narrow, its heading upright where there are many */
} vd_holds;

typedef struct vd_leaf {
    vd_str name; /* unlike the others'; up to 31 characters, none of []:*?/\ */
    vd_rows *rows;
    size_t marks; /* columns from here on are marks; VD_BOOK_NONE: none */
    /** Dress of a cell of the current row (from 0), or of the heading of a column (row VD_BOOK_NONE); NULL: plain. */
    vd_dress (*dress)(const void *context, size_t row, size_t column);
    const void *context;
    bool every; /* HTML and Markdown show every column, too */
} vd_leaf;

/** "Plans: 12". */
typedef struct vd_book_fact {
    vd_str name, value;
} vd_book_fact;

typedef struct vd_book {
    vd_str title;
    vd_lang lang;
    vd_date day; /* of the workbook's properties; {0,0,0}: none */
    const vd_book_fact *facts;
    size_t fact_count;
    vd_leaf *sheets; /* their rows are read once */
    size_t sheet_count;
    bool legend;
    const vd_style *style; /* who is told what did not fit; NULL: nobody */
} vd_book;

/** Append the book; *count is the number of rows in its first sheet.  Errors: those of the rows, NO_MEMORY, IO. */
VD_CHECKED vd_status vd_book_markdown(const vd_book *book, vd_out *out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_book_html(const vd_book *book, vd_out *out, size_t *count, vd_error *err);
/** Links behind the 65,530th of a sheet are left out; the sheet and the legend say so, and the style's note is told
 * once. Errors: also LIMIT above 1,048,576 rows or 16,384 columns. */
VD_CHECKED vd_status vd_book_xlsx(const vd_book *book, vd_out *out, size_t *count, vd_error *err);
/** One of the three. */
VD_CHECKED vd_status vd_book_write(const vd_book *book, vd_format format, vd_out *out, size_t *count, vd_error *err);
/** One answer as a book. */
VD_CHECKED vd_status vd_book_rows(vd_rows *rows, vd_format format, const vd_style *style, vd_out *out, size_t *count,
                                  vd_error *err);

/* ---- For the writers ------------------------------------------------------------------------------------------- */

vd_holds vd_leaf_holds(const vd_leaf *sheet, size_t column);
/** Heading of a column in the book's language. */
vd_str vd_leaf_heading(const vd_book *book, const vd_leaf *sheet, size_t column);
/** Columns that a page shows, into `columns` (room for all); returns how many. */
size_t vd_leaf_columns(const vd_leaf *sheet, size_t *columns);
/** Append the path of a file as a link of the book needs it: relative ones seen from where the book will lie. */
void vd_book_path(const vd_book *book, vd_str path, vd_buf *buf);
vd_dress vd_leaf_dress(const vd_leaf *sheet, size_t row, size_t column);
/** The current row's cell in words, appended; false when it is absent. */
bool vd_leaf_cell(const vd_book *book, const vd_leaf *sheet, size_t column, vd_buf *buf);

#endif
