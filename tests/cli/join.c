/** Answers about several files in one output: one JSON array, one CSV header. */
#include "cli/join.h"

#include "base/buf.h"
#include "base/rows.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A sink that takes everything, or stops after `left` bytes. */
typedef struct sink {
    vd_buf bytes;
    size_t left;
} sink;

static bool sink_write(void *context, const char *bytes, size_t len)
{
    sink *to = context;
    if (len > to->left) {
        return false;
    }
    to->left -= len;
    vd_buf_add(&to->bytes, (vd_str){bytes, len});
    return true;
}

static vd_rows *rows_of(const char *const *texts, size_t count)
{
    static const vd_column columns[] = {{"source", true}, {"surface", true}};
    vd_rows *rows = NULL;
    assert_int_equal(vd_rows_new(columns, 2, &rows, NULL), VD_OK);
    for (size_t i = 0; i < count; i++) {
        vd_cell *cells = vd_rows_add(rows);
        assert_non_null(cells);
        cells[0] = vd_cell_text(VD_LIT("a.txt"));
        cells[1] = vd_cell_text(vd_str_of(texts[i]));
    }
    return rows;
}

/* Parts of 1, 0 and 2 rows. */
static vd_status parts_write(sink *to, vd_format format, size_t *count)
{
    static const char *const first[] = {"33/CT-TTg"};
    static const char *const third[] = {"a\nb", "c"};
    const vd_style style = {.color = false};
    cli_join join;
    vd_status status = VD_OK;
    cli_join_init(&join, format, &style, (vd_sink){sink_write, to});
    for (int part = 0; part < 3 && status == VD_OK; part++) {
        vd_rows *rows = part == 0 ? rows_of(first, 1) : part == 1 ? rows_of(NULL, 0) : rows_of(third, 2);
        status = cli_join_rows(&join, rows, NULL);
        vd_rows_free(rows);
    }
    if (status == VD_OK && !cli_join_end(&join)) {
        status = VD_IO;
    }
    *count = join.count;
    return status;
}

static void becomes(vd_format format, const char *expected)
{
    sink to = {.left = SIZE_MAX};
    size_t count = 0;
    assert_int_equal(parts_write(&to, format, &count), VD_OK);
    assert_int_equal(count, 3);
    vd_buf_add_char(&to.bytes, 0);
    assert_string_equal(to.bytes.ptr, expected);
    vd_buf_clear(&to.bytes);
}

static void json_is_one_array(void **state)
{
    (void)state;
    becomes(VD_FORMAT_JSON, "[\n{\"source\":\"a.txt\",\"surface\":\"33/CT-TTg\"},\n"
                            "{\"source\":\"a.txt\",\"surface\":\"a\\nb\"},\n"
                            "{\"source\":\"a.txt\",\"surface\":\"c\"}\n]\n");
}

static void jsonl_is_lines(void **state)
{
    (void)state;
    becomes(VD_FORMAT_JSONL, "{\"source\":\"a.txt\",\"surface\":\"33/CT-TTg\"}\n"
                             "{\"source\":\"a.txt\",\"surface\":\"a\\nb\"}\n"
                             "{\"source\":\"a.txt\",\"surface\":\"c\"}\n");
}

static void csv_has_one_header(void **state)
{
    (void)state;
    becomes(VD_FORMAT_CSV, "source,surface\r\na.txt,33/CT-TTg\r\na.txt,\"a\nb\"\r\na.txt,c\r\n");
}

static void nothing_is_an_empty_array(void **state)
{
    (void)state;
    const vd_style style = {.color = false};
    sink to = {.left = SIZE_MAX};
    cli_join join;
    cli_join_init(&join, VD_FORMAT_JSON, &style, (vd_sink){sink_write, &to});
    vd_rows *rows = rows_of(NULL, 0);
    assert_int_equal(cli_join_rows(&join, rows, NULL), VD_OK);
    vd_rows_free(rows);
    assert_true(cli_join_end(&join));
    assert_int_equal(to.bytes.len, 3);
    assert_memory_equal(to.bytes.ptr, "[]\n", 3);
    vd_buf_clear(&to.bytes);
}

/* A sink that stops anywhere makes the whole stop, in every format. */
static void a_full_sink_stops(void **state)
{
    (void)state;
    static const vd_format formats[] = {VD_FORMAT_TABLE, VD_FORMAT_JSON, VD_FORMAT_JSONL, VD_FORMAT_CSV};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        sink whole = {.left = SIZE_MAX};
        size_t count;
        assert_int_equal(parts_write(&whole, formats[i], &count), VD_OK);
        for (size_t left = 0; left < whole.bytes.len; left++) {
            sink to = {.left = left};
            assert_int_equal(parts_write(&to, formats[i], &count), VD_IO);
            vd_buf_clear(&to.bytes);
        }
        vd_buf_clear(&whole.bytes);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_one_array),  cmocka_unit_test(jsonl_is_lines),
        cmocka_unit_test(csv_has_one_header), cmocka_unit_test(nothing_is_an_empty_array),
        cmocka_unit_test(a_full_sink_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
