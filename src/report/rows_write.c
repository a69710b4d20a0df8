/** vd_rows_write: which writer. */
#include "report/rows_write.h"

#include "base/error.h"
#include "report/book.h"

vd_status vd_rows_write(vd_rows *rows, vd_format format, const vd_style *style, vd_sink sink, size_t *count,
                        vd_error *err)
{
    static const vd_style plain = {0};
    vd_out out = {.sink = sink};
    size_t written = 0;
    vd_status status;
    switch (format) {
    case VD_FORMAT_TABLE:
        status = vd_table_write(rows, style ? style : &plain, &out, &written, err);
        break;
    case VD_FORMAT_JSON:
        status = vd_json_write(rows, &out, &written, err);
        break;
    case VD_FORMAT_JSONL:
        status = vd_jsonl_write(rows, &out, &written, err);
        break;
    case VD_FORMAT_CSV:
        status = vd_csv_write(rows, &out, &written, err);
        break;
    case VD_FORMAT_TSV:
        status = vd_tsv_write(rows, &out, &written, err);
        break;
    case VD_FORMAT_MARKDOWN:
    case VD_FORMAT_HTML:
    case VD_FORMAT_XLSX:
        status = vd_book_rows(rows, format, style ? style : &plain, &out, &written, err);
        break;
    default:
        status = vd_fail(err, VD_INVALID, "unknown format");
        break;
    }
    status = vd_out_finish(&out, status, err);
    if (count && status == VD_OK) {
        *count = written;
    }
    return status;
}

static vd_status forms_rows(const vd_forms *forms, vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = forms->rows(forms->answer, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_write(rows, format, style, sink, NULL, err);
    }
    vd_rows_free(rows);
    return status;
}

vd_status vd_forms_write(const vd_forms *forms, vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    static const vd_style plain = {0};
    vd_out out = {.sink = sink};
    bool book = forms->book && (format == VD_FORMAT_MARKDOWN || format == VD_FORMAT_HTML || format == VD_FORMAT_XLSX);
    vd_status status = format == VD_FORMAT_TABLE  ? forms->table(forms->answer, style, &out, err)
                       : format == VD_FORMAT_JSON ? forms->json(forms->answer, &out, err)
                       : book ? forms->book(forms->answer, format, style ? style : &plain, &out, err)
                              : forms_rows(forms, format, style, sink, err);
    return vd_out_finish(&out, status, err);
}
