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

typedef struct vd_json_field {
    const char *key;
    vd_str text;
} vd_json_field;

/** Several of them, with commas between. */
void vd_json_texts(vd_buf *buf, const vd_json_field *fields, size_t count);

/** An answer that has a page and an object of its own; every other format holds it as rows. */
typedef struct vd_forms {
    vd_status (*table)(void *answer, const vd_style *style, vd_out *out, vd_error *err);
    vd_status (*json)(void *answer, vd_out *out, vd_error *err);
    vd_status (*rows)(void *answer, vd_rows **out, vd_error *err);
    void *answer;
    /** Markdown, HTML and XLSX; NULL: as rows. */
    vd_status (*book)(void *answer, vd_format format, const vd_style *style, vd_out *out, vd_error *err);
} vd_forms;

/** Write it in the form that `format` asks for.    Errors: those of the forms, IO; INVALID for no format. */
VD_CHECKED vd_status vd_forms_write(const vd_forms *forms, vd_format format, const vd_style *style, vd_sink sink,
                                    vd_error *err);

#endif
