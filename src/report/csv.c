/** Rows as CSV after RFC 4180: a header, CRLF, quotes where needed; and as TSV: a header, tabs, line feeds, no quotes,
 *  a tab or line break inside a text as a blank.
 *
 *  A spreadsheet takes text that begins with = + - @ TAB or CR for a formula, also behind quotes and blanks; such a
 *  text gets an apostrophe in front, which spreadsheets do not show. */
#include "report/rows_write.h"

static bool text_commands(vd_str text)
{
    size_t i = 0;
    while (i < text.len && (text.ptr[i] == '"' || text.ptr[i] == '\'' || text.ptr[i] == ' ')) {
        i++;
    }
    return i < text.len && strchr("=+-@\t\r", text.ptr[i]) != NULL && text.ptr[i] != '\0';
}

static bool text_needs_quotes(vd_str text)
{
    if (text.len > 0 && (text.ptr[0] == ' ' || text.ptr[text.len - 1] == ' ')) {
        return true; /* readers trim what stands bare */
    }
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '"' || c == ',' || c == ';' || c == '\r' || c == '\n' || c == '\t') {
            return true;
        }
    }
    return false;
}

/* In TSV nothing can be quoted. */
static void text_write_bare(vd_buf *buf, vd_str text)
{
    size_t done = 0;
    vd_buf_add_text(buf, text_commands(text) ? "'" : "");
    for (size_t i = 0; i < text.len; i++) {
        if (strchr("\t\r\n", text.ptr[i]) != NULL && text.ptr[i] != '\0') {
            vd_out_utf8(buf, vd_str_slice(text, done, i));
            vd_buf_add_char(buf, ' ');
            done = i + 1;
        }
    }
    vd_out_utf8(buf, text.len ? vd_str_slice(text, done, text.len) : text);
}

static void text_write(vd_buf *buf, vd_str text, bool tabs)
{
    if (tabs) {
        text_write_bare(buf, text);
        return;
    }
    bool quotes = text_needs_quotes(text);
    vd_buf_add_text(buf, quotes ? "\"" : "");
    vd_buf_add_text(buf, text_commands(text) ? "'" : "");
    size_t done = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '"') {
            vd_out_utf8(buf, vd_str_slice(text, done, i));
            vd_buf_add_text(buf, "\"\"");
            done = i + 1;
        }
    }
    vd_out_utf8(buf, text.len ? vd_str_slice(text, done, text.len) : text);
    vd_buf_add_text(buf, quotes ? "\"" : "");
}

static void list_write(vd_buf *buf, vd_cell cell, bool tabs, vd_buf *scratch)
{
    vd_buf_reset(scratch);
    for (size_t i = 0; i < cell.count; i++) {
        vd_buf_add_text(scratch, i ? "; " : "");
        vd_buf_add(scratch, cell.items[i]);
    }
    buf->failed = buf->failed || !vd_buf_ok(scratch);
    text_write(buf, vd_buf_str(scratch), tabs);
}

static void cell_write(vd_buf *buf, vd_cell cell, bool tabs, vd_buf *scratch)
{
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
        text_write(buf, cell.text, tabs);
        break;
    case VD_CELL_LIST:
        list_write(buf, cell, tabs, scratch);
        break;
    }
}

static vd_status rows_all(vd_rows *rows, vd_out *out, bool tabs, vd_buf *scratch, size_t *count, vd_error *err)
{
    size_t width = vd_rows_width(rows);
    for (;;) {
        bool more;
        vd_status status = vd_rows_next(rows, &more, err);
        if (status != VD_OK || !more) {
            return status;
        }
        for (size_t i = 0; i < width; i++) {
            vd_buf_add_text(&out->buf, !i ? "" : tabs ? "\t" : ",");
            cell_write(&out->buf, vd_rows_cell(rows, i), tabs, scratch);
        }
        vd_buf_add_text(&out->buf, tabs ? "\n" : "\r\n");
        ++*count;
        status = vd_out_settle(out, err);
        if (status != VD_OK) {
            return status;
        }
    }
}

static vd_status separated_write(vd_rows *rows, vd_out *out, bool tabs, size_t *count, vd_error *err)
{
    vd_buf scratch = {0};
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        vd_buf_add_text(&out->buf, !i ? "" : tabs ? "\t" : ",");
        text_write(&out->buf, vd_rows_name(rows, i), tabs);
    }
    vd_buf_add_text(&out->buf, tabs ? "\n" : "\r\n");
    vd_status status = rows_all(rows, out, tabs, &scratch, count, err);
    vd_buf_clear(&scratch);
    return status;
}

vd_status vd_csv_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err)
{
    return separated_write(rows, out, false, count, err);
}

vd_status vd_tsv_write(vd_rows *rows, vd_out *out, size_t *count, vd_error *err)
{
    return separated_write(rows, out, true, count, err);
}
