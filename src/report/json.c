/** Rows as JSON: one array of objects, an object a line; or, as JSON Lines, the objects alone. */
#include "report/rows_write.h"

static void cell_write(vd_buf *buf, vd_cell cell)
{
    size_t before = buf->len;
    switch (cell.kind) {
    case VD_CELL_NULL:
        break;
    case VD_CELL_BOOL:
        vd_buf_add_text(buf, cell.integer ? "true" : "false");
        break;
    case VD_CELL_INT:
        vd_buf_add_format(buf, "%lld", (long long)cell.integer);
        break;
    case VD_CELL_REAL:
        vd_out_real(buf, cell.real);
        break;
    case VD_CELL_TEXT:
        vd_buf_add_json(buf, cell.text);
        break;
    case VD_CELL_LIST:
        vd_buf_add_char(buf, '[');
        for (size_t i = 0; i < cell.count; i++) {
            vd_buf_add_text(buf, i ? "," : "");
            vd_buf_add_json(buf, cell.items[i]);
        }
        vd_buf_add_char(buf, ']');
        break;
    }
    if (buf->len == before) { /* absent, or a number that JSON has no form for */
        vd_buf_add_text(buf, "null");
    }
}

void vd_json_row(vd_buf *buf, const vd_rows *rows)
{
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        vd_buf_add_char(buf, i ? ',' : '{');
        vd_buf_add_json(buf, vd_rows_name(rows, i));
        vd_buf_add_char(buf, ':');
        cell_write(buf, vd_rows_cell(rows, i));
    }
    vd_buf_add_text(buf, vd_rows_width(rows) ? "}" : "{}");
}

void vd_json_text(vd_buf *buf, const char *key, vd_str text)
{
    vd_buf_add_json(buf, vd_str_of(key));
    vd_buf_add_char(buf, ':');
    if (text.ptr) {
        vd_buf_add_json(buf, text);
    } else {
        vd_buf_add_text(buf, "null");
    }
}

void vd_json_texts(vd_buf *buf, const vd_json_field *fields, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(buf, i ? "," : "");
        vd_json_text(buf, fields[i].key, fields[i].text);
    }
}

/* Every row behind what `before` says for the first and for the others, then `after`. */
static vd_status rows_all(vd_rows *rows, vd_out *out, const char *const before[2], const char *after, size_t *count,
                          vd_error *err)
{
    for (;;) {
        bool more;
        vd_status status = vd_rows_next(rows, &more, err);
        if (status != VD_OK || !more) {
            return status;
        }
        vd_buf_add_text(&out->buf, before[*count > 0]);
        vd_json_row(&out->buf, rows);
        vd_buf_add_text(&out->buf, after);
        ++*count;
        status = vd_out_settle(out, err);
        if (status != VD_OK) {
            return status;
        }
    }
}

vd_status vd_json_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err)
{
    static const char *const before[2] = {"[\n", ",\n"};
    vd_status status = rows_all(rows, out, before, "", count, err);
    vd_buf_add_text(&out->buf, *count ? "\n]\n" : "[]\n");
    return status;
}

vd_status vd_jsonl_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err)
{
    static const char *const before[2] = {"", ""};
    return rows_all(rows, out, before, "\n", count, err);
}
