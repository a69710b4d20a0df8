/** vd_report_show: which form of the sheet. */
#include "report/sheet.h"

#include "base/error.h"

static vd_status rows_show(const vd_sheet *sheet, vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_sheet_rows(sheet, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_write(rows, format, style, sink, NULL, err);
    }
    vd_rows_free(rows);
    return status;
}

vd_status vd_report_show(const vd_graph_data *data, const vd_changes *changes, vd_str id, const vd_rows *identity,
                         vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_arena arena = {0};
    vd_out out = {.sink = sink};
    vd_sheet sheet;
    vd_status status = vd_sheet_make(&arena, data, changes, id, &sheet, err);
    if (status == VD_OK) {
        switch (format) {
        case VD_FORMAT_TABLE:
            status = vd_sheet_table(&sheet, identity, style, &out, err);
            break;
        case VD_FORMAT_JSON:
            vd_sheet_json(&sheet, identity, &out);
            break;
        case VD_FORMAT_JSONL:
        case VD_FORMAT_CSV:
        case VD_FORMAT_TSV:
        case VD_FORMAT_MARKDOWN:
        case VD_FORMAT_HTML:
        case VD_FORMAT_XLSX:
            status = rows_show(&sheet, format, style, sink, err);
            break;
        default:
            status = vd_fail(err, VD_INVALID, "unknown format");
            break;
        }
    }
    status = vd_out_finish(&out, status, err);
    vd_arena_clear(&arena);
    return status;
}
