/** The ways to write rows. */
#ifndef VD_REPORT_ROWS_WRITE_H
#define VD_REPORT_ROWS_WRITE_H

#include "base/rows.h"
#include "report/out.h"

/** Append the rows that are left; *count is how many.  Errors: those of the rows, NO_MEMORY, IO. */
VD_CHECKED vd_status vd_table_write(vd_rows *rows, const vd_style *style, vd_out *out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_json_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_jsonl_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_csv_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err);
VD_CHECKED vd_status vd_tsv_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err);

/** The current row as one JSON object. */
void vd_json_row(vd_buf *buf, const vd_rows *rows);
/** A key (with its colon) and a text or null. */
void vd_json_text(vd_buf *buf, const char *key, vd_str text);

#endif
