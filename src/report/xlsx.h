/** A workbook on its way: what the files that write it share.
 *  Only those see this header. */
#ifndef VD_REPORT_XLSX_H
#define VD_REPORT_XLSX_H

#include "report/book.h"
#include "report/xlsx_load.h"

/** How a cell is formatted, besides its colour. */
typedef enum vd_xlsx_face {
    VD_FACE_TEXT,
    VD_FACE_WRAP,
    VD_FACE_NUMBER,
    VD_FACE_REAL,
    VD_FACE_DAY,
    VD_FACE_MARK,
    VD_FACE_HEAD,
    VD_FACE_UPRIGHT,
    VD_FACE_COUNT
} vd_xlsx_face;

typedef struct vd_xlsx {
    const vd_book *book;
    lxw_workbook *lxw;
    lxw_format *formats[VD_FACE_COUNT][VD_TONE_COUNT][2]; /* plain, link; made when first used */
    vd_buf text, link, path;
    bool links_cut; /* in any sheet */
} vd_xlsx;

/* xlsx_format.c */
/** The format of such cells, made when it is first asked for; NULL without memory. */
lxw_format *vd_xlsx_format(vd_xlsx *w, vd_xlsx_face how, vd_tone tone, bool link);
/** `text` as a worksheet can hold it: UTF-8 without control characters, "_x0041_" not taken for an escape, not too
 * long. NUL-terminated in `out`; returns its width in characters of the longest line. */
size_t vd_xlsx_text(vd_buf *out, vd_str text);
/** Days since 1970 of a whole day, by the civil calendar with years beginning in March. */
long vd_xlsx_days(vd_date day);
/** What libxlsxwriter says of a call. */
VD_CHECKED vd_status vd_xlsx_check(lxw_error code, vd_error *err);

/* xlsx_sheet.c */
/** One sheet of the book, row by row; *count is its rows. */
VD_CHECKED vd_status vd_xlsx_sheet(vd_xlsx *w, size_t at, size_t *count, vd_error *err);

#endif
