/** Rows as JSON: one array of objects, an object a line; or, as JSON Lines, the objects alone. */
#include "report/rows_write.h"

#include "base/alloc.h"
#include "base/error.h"

static void list_write(vd_buf *buf, const vd_cell *cell)
{
    vd_buf_add_char(buf, '[');
    for (size_t i = 0; i < cell->count; i++) {
        vd_buf_add_text(buf, i ? "," : "");
        vd_buf_add_json(buf, cell->items[i]);
    }
    vd_buf_add_char(buf, ']');
}

static void cell_write(vd_buf *buf, const vd_cell *cell)
{
    size_t before = buf->len;
    switch (cell->kind) {
    case VD_CELL_NULL:
        break;
    case VD_CELL_BOOL:
        vd_buf_add_text(buf, cell->integer ? "true" : "false");
        break;
    case VD_CELL_INT:
        vd_buf_add_int(buf, cell->integer);
        break;
    case VD_CELL_REAL:
        vd_out_real(buf, cell->real);
        break;
    case VD_CELL_TEXT:
        vd_buf_add_json(buf, cell->text);
        break;
    case VD_CELL_LIST:
        list_write(buf, cell);
        break;
    }
    if (buf->len == before) { /* absent, or a number that JSON has no form for */
        vd_buf_add(buf, VD_LIT("null"));
    }
}

void vd_json_row(vd_buf *buf, const vd_rows *rows)
{
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        vd_buf_add_char(buf, i ? ',' : '{');
        vd_buf_add_json(buf, vd_rows_name(rows, i));
        vd_buf_add_char(buf, ':');
        vd_cell cell = vd_rows_cell(rows, i);
        cell_write(buf, &cell);
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

/* What stands in front of each cell of a row, written once: its column's name as a JSON string. */
typedef struct key_list {
    vd_buf text;  /* KEY_STEP bytes more can be read behind it */
    size_t *ends; /* of each column's in the text */
} key_list;

/* Keys are copied so many bytes at a time: few need more, and that takes no call. */
#define KEY_STEP ((size_t)16)

static vd_status keys_make(key_list *keys, const vd_rows *rows, vd_error *err)
{
    size_t width = vd_rows_width(rows);
    *keys = (key_list){.ends = vd_alloc_zero((width + 1) * sizeof *keys->ends)};
    for (size_t i = 0; keys->ends && i < width; i++) {
        vd_buf_add_char(&keys->text, i ? ',' : '{');
        vd_buf_add_json(&keys->text, vd_rows_name(rows, i));
        vd_buf_add_char(&keys->text, ':');
        keys->ends[i] = keys->text.len;
    }
    if (vd_buf_reserve(&keys->text, KEY_STEP)) {
        memset(keys->text.ptr + keys->text.len, 0, KEY_STEP);
    }
    return keys->ends && vd_buf_ok(&keys->text) ? VD_OK : vd_fail_memory(err);
}

static void keys_clear(key_list *keys)
{
    vd_buf_clear(&keys->text);
    vd_free(keys->ends);
}

static void key_write(vd_buf *buf, const char *key, size_t len)
{
    if (vd_buf_reserve(buf, len + KEY_STEP)) {
        for (size_t i = 0; i < len; i += KEY_STEP) {
            memcpy(buf->ptr + buf->len + i, key + i, KEY_STEP);
        }
        buf->len += len;
    }
}

static void row_write(vd_buf *buf, const vd_rows *rows, const key_list *keys)
{
    const vd_cell *cells = vd_rows_current(rows);
    size_t width = vd_rows_width(rows);
    size_t from = 0;
    for (size_t i = 0; i < width; i++) {
        key_write(buf, keys->text.ptr + from, keys->ends[i] - from);
        cell_write(buf, &cells[i]);
        from = keys->ends[i];
    }
    vd_buf_add_text(buf, width ? "}" : "{}");
}

/* Every row behind what `before` says for the first and for the others, then `after`. */
static vd_status rows_put(vd_rows *rows, const key_list *keys, vd_out *out, const char *const before[2],
                          const char *after, size_t *count, vd_error *err)
{
    for (;;) {
        bool more;
        vd_status status = vd_rows_next(rows, &more, err);
        if (status != VD_OK || !more) {
            return status;
        }
        vd_buf_add_text(&out->buf, before[*count > 0]);
        row_write(&out->buf, rows, keys);
        vd_buf_add_text(&out->buf, after);
        ++*count;
        status = vd_out_settle(out, err);
        if (status != VD_OK) {
            return status;
        }
    }
}

static vd_status rows_all(vd_rows *rows, vd_out *out, const char *const before[2], const char *after, size_t *count,
                          vd_error *err)
{
    key_list keys;
    vd_status status = keys_make(&keys, rows, err);
    if (status == VD_OK) {
        status = rows_put(rows, &keys, out, before, after, count, err);
    }
    keys_clear(&keys);
    return status;
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
