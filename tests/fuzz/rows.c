/** Fuzz target: whatever stands in the cells, every writer makes well-formed output, and JSON gives it back.
 *
 *  The input is cut at 0xFF bytes into cells, three a row; the first byte of a cell chooses its kind. */
#include "base/rows.h"
#include "base/buf.h"
#include "fuzz/fuzz.h"
#include "support/json.h"

enum { WIDTH = 3, KINDS = 6 };

static vd_str input_take(vd_str *rest)
{
    const char *end = rest->len ? memchr(rest->ptr, 0xFF, rest->len) : NULL;
    size_t len = end ? (size_t)(end - rest->ptr) : rest->len;
    vd_str cell = vd_str_slice(*rest, 0, len);
    *rest = vd_str_slice(*rest, end ? len + 1 : len, rest->len);
    return cell;
}

static vd_cell cell_of(vd_rows *rows, vd_str raw)
{
    if (raw.len == 0) {
        return vd_cell_text(raw);
    }
    vd_str text = vd_str_slice(raw, 1, raw.len);
    vd_str *items;
    switch ((unsigned char)raw.ptr[0] % KINDS) {
    case VD_CELL_NULL:
        return (vd_cell){0};
    case VD_CELL_BOOL:
        return vd_cell_bool(text.len > 0);
    case VD_CELL_INT:
        return vd_cell_int((int64_t)vd_str_hash(text));
    case VD_CELL_REAL:
        return vd_cell_real((double)text.len / 7);
    case VD_CELL_LIST:
        items = VD_ARENA_ARRAY(vd_rows_arena(rows), vd_str, 2);
        FUZZ_MUST(items);
        items[0] = vd_str_slice(text, 0, text.len / 2);
        items[1] = vd_str_slice(text, text.len / 2, text.len);
        return vd_cell_list(items, 2);
    default:
        return vd_cell_text(text);
    }
}

/** Rows of the input; *texts counts their cells of text. */
static vd_rows *rows_of(vd_str input)
{
    static const vd_column columns[WIDTH] = {{"a", true}, {"b", true}, {"c", false}};
    vd_rows *rows = NULL;
    vd_error err;
    FUZZ_MUST(vd_rows_new(columns, WIDTH, &rows, &err) == VD_OK);
    while (input.len > 0) {
        vd_cell cells[WIDTH];
        for (size_t i = 0; i < WIDTH; i++) {
            cells[i] = cell_of(rows, input_take(&input));
        }
        vd_cell *row = vd_rows_add(rows);
        FUZZ_MUST(row);
        memcpy(row, cells, sizeof cells);
    }
    return rows;
}

static bool sink_write(void *context, const char *bytes, size_t len)
{
    vd_buf_add(context, (vd_str){bytes, len});
    return true;
}

/** The input in one format, into `out`. */
static size_t rows_write(vd_str input, vd_format format, vd_style style, vd_buf *out)
{
    vd_rows *rows = rows_of(input);
    size_t count = 0;
    vd_error err;
    FUZZ_MUST(vd_rows_write(rows, format, &style, (vd_sink){sink_write, out}, &count, &err) == VD_OK);
    FUZZ_MUST(vd_buf_ok(out));
    vd_rows_free(rows);
    return count;
}

static bool text_is_ascii(vd_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.ptr[i] >= 0x80) {
            return false;
        }
    }
    return true;
}

/** Cells of ASCII text come back as they were; others only have to be read at all. */
static void json_check(const json *array, vd_str input)
{
    vd_rows *rows = rows_of(input);
    vd_error err;
    bool more;
    const json *row = array->first;
    for (; vd_rows_next(rows, &more, &err) == VD_OK && more; row = row->next) {
        FUZZ_MUST(row && row->count == WIDTH);
        const json *member = row->first;
        for (size_t i = 0; i < WIDTH; i++, member = member->next) {
            vd_cell cell = vd_rows_cell(rows, i);
            FUZZ_MUST((cell.kind == VD_CELL_NULL) == (member->kind == JSON_NULL));
            FUZZ_MUST((cell.kind == VD_CELL_LIST) == (member->kind == JSON_ARRAY));
            FUZZ_MUST(cell.kind != VD_CELL_TEXT || member->kind == JSON_STRING);
            FUZZ_MUST(cell.kind != VD_CELL_TEXT || !text_is_ascii(cell.text) || vd_str_eq(cell.text, member->text));
        }
    }
    FUZZ_MUST(!row);
    vd_rows_free(rows);
}

/** Records and fields of RFC 4180: every record has WIDTH fields.  Returns the count of records. */
static size_t csv_check(vd_str csv)
{
    size_t records = 0, fields = 1;
    bool quoted = false;
    for (size_t i = 0; i < csv.len; i++) {
        char c = csv.ptr[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (c == ',' && !quoted) {
            fields++;
        } else if (c == '\n' && !quoted) {
            FUZZ_MUST(fields == WIDTH);
            records++;
            fields = 1;
        }
    }
    FUZZ_MUST(!quoted && (csv.len == 0 || csv.ptr[csv.len - 1] == '\n'));
    return records;
}

/** No control character but line ends, and colours only where they were asked for, reaches a terminal. */
static void table_check(vd_str table)
{
    for (size_t i = 0; i < table.len; i++) {
        unsigned char c = (unsigned char)table.ptr[i];
        FUZZ_MUST(c == '\n' || (c >= 0x20 && c != 0x7F));
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    vd_str input = {size ? (const char *)data : "", size};
    vd_style plain = {0}, narrow = {.color = true, .width = 40};
    vd_arena arena = {0};
    vd_buf out = {0};

    size_t count = rows_write(input, VD_FORMAT_JSONL, plain, &out);
    const json *lines = json_read_lines(&arena, vd_buf_str(&out), NULL);
    FUZZ_MUST(lines && lines->count == count);
    json_check(lines, input);
    vd_buf_reset(&out);

    rows_write(input, VD_FORMAT_JSON, plain, &out);
    const json *array = json_read(&arena, vd_buf_str(&out), NULL);
    FUZZ_MUST(array && array->kind == JSON_ARRAY && array->count == count);
    json_check(array, input);
    vd_buf_reset(&out);

    rows_write(input, VD_FORMAT_CSV, plain, &out);
    FUZZ_MUST(csv_check(vd_buf_str(&out)) == count + 1);
    vd_buf_reset(&out);

    rows_write(input, VD_FORMAT_TABLE, plain, &out);
    table_check(vd_buf_str(&out));
    vd_buf_reset(&out);
    rows_write(input, VD_FORMAT_TABLE, narrow, &out);

    vd_buf_clear(&out);
    vd_arena_clear(&arena);
    return 0;
}
