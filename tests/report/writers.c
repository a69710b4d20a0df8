/** CSV, JSON and JSON Lines, read back by readers that share nothing with the writers. */
#include "sink.h"

#include "support/json.h"

#include <math.h>
#include <stdio.h>

static const vd_column columns[] = {{"none", true}, {"bool", true}, {"int", true},
                                    {"real", true}, {"text", true}, {"list", true}};

static vd_rows *row_make(vd_str text, const vd_str *items, size_t count, double real)
{
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 6, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[1] = vd_cell_bool(true);
    cells[2] = vd_cell_int(-42);
    cells[3] = vd_cell_real(real);
    cells[4] = vd_cell_text(text);
    cells[5] = vd_cell_list(items, count);
    return rows;
}

/* RFC 4180: the field at *at, decoded into `field`; *end tells what followed: ',' '\n' or 0. */
static size_t csv_field(const char *text, size_t *at, char *field, char *end)
{
    size_t len = 0;
    if (text[*at] == '"') {
        ++*at;
        while (text[*at] != '"' || text[*at + 1] == '"') {
            assert_int_not_equal(text[*at], 0);
            *at += text[*at] == '"';
            field[len++] = text[(*at)++];
        }
        ++*at;
    } else {
        while (text[*at] && !strchr(",\r\n\"", text[*at])) {
            field[len++] = text[(*at)++];
        }
    }
    field[len] = '\0';
    *end = text[*at];
    if (text[*at] == '\r') {
        assert_int_equal(text[*at + 1], '\n');
        *at += 2;
        *end = '\n';
    } else {
        assert_true(text[*at] == ',' || text[*at] == 0);
        *at += text[*at] != 0;
    }
    return len;
}

static void csv_is_read_back(vd_str text, const char *expected, size_t len)
{
    char field[4096];
    char end;
    size_t at = 0;
    vd_str items[2] = {text, VD_LIT("b")};
    sink_text out = rows_text(row_make(text, items, 2, 0.5), VD_FORMAT_CSV, NULL, 1);
    for (size_t i = 0; i < 6; i++) {
        csv_field(out.ptr, &at, field, &end);
        assert_string_equal(field, columns[i].name);
        assert_int_equal(end, i == 5 ? '\n' : ',');
    }
    static const char *const plain[] = {"", "true", "-42", "0.5"};
    for (size_t i = 0; i < 4; i++) {
        csv_field(out.ptr, &at, field, &end);
        assert_string_equal(field, plain[i]);
    }
    assert_int_equal(csv_field(out.ptr, &at, field, &end), len);
    assert_memory_equal(field, expected, len);
    size_t list = csv_field(out.ptr, &at, field, &end);
    assert_int_equal(list, len + 3);
    assert_memory_equal(field, expected, len);
    assert_string_equal(field + len, "; b");
    assert_int_equal(end, '\n');
    assert_int_equal(at, out.len);
    sink_clear(&out);
}

static void csv_quotes_what_needs_it(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "", "a", "a,b", "a\"b", "\"", "\"\"", "a\nb", "a\r\nb", "a;b", "Điều 5, khoản 2", " a "};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        csv_is_read_back(vd_str_of(texts[i]), texts[i], strlen(texts[i]));
    }
    uint32_t random = 3;
    for (int round = 0; round < 500; round++) {
        char text[64] = "x"; /* no formula */
        size_t len = 1 + sample_random(&random) % 60;
        for (size_t i = 1; i < len; i++) {
            text[i] = "ab\",;\r\n'= "[sample_random(&random) % 10];
        }
        csv_is_read_back((vd_str){text, len}, text, len);
    }
}

static void csv_disarms_formulas(void **state)
{
    (void)state;
    static const char *const texts[] = {"=1+1", "+1",   "-1",     "@SUM(A1)",
                                        "\t=1", "\r=1", "\"=1\"", "\"\"-1,",
                                        "'=1",  " =1",  "- item", "=HYPERLINK(\"http://a\",\"b\")"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        char expected[80] = "'";
        memcpy(expected + 1, texts[i], strlen(texts[i]) + 1);
        csv_is_read_back(vd_str_of(texts[i]), expected, strlen(expected));
    }
    static const char *const harmless[] = {"1=1", "a-b", "2025-05-22", "'a", "\"a\"", "–1"};
    for (size_t i = 0; i < sizeof harmless / sizeof harmless[0]; i++) {
        csv_is_read_back(vd_str_of(harmless[i]), harmless[i], strlen(harmless[i]));
    }
}

static void csv_is_valid_text(void **state)
{
    (void)state;
    csv_is_read_back(VD_LIT("a\xFF"
                            "b\xC3"),
                     "a\xEF\xBF\xBD"
                     "b\xEF\xBF\xBD",
                     8);
}

static void json_row_check(const json *row, vd_str text)
{
    assert_int_equal(row->kind, JSON_OBJECT);
    assert_int_equal(row->count, 6);
    assert_int_equal(json_get(row, "none")->kind, JSON_NULL);
    assert_true(json_get_bool(row, "bool", false));
    assert_true(json_get_number(row, "int", 0) == -42);
    assert_true(json_get_number(row, "real", 0) == 0.125);
    assert_true(vd_str_eq(json_get_text(row, "text"), text));
    const json *list = json_get(row, "list");
    assert_int_equal(list->kind, JSON_ARRAY);
    assert_int_equal(list->count, 2);
    assert_true(vd_str_eq(list->first->text, text));
    assert_true(vd_str_eq(list->first->next->text, VD_LIT("b")));
}

static void json_is_read_back(void **state)
{
    (void)state;
    static const char *const texts[] = {"", "a\"b\\c", "dòng\nhai\ttab\x01", "Ủy ban nhân dân 👍"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        vd_arena arena = {0};
        vd_str text = vd_str_of(texts[i]);
        vd_str items[2] = {text, VD_LIT("b")};
        sink_text out = rows_text(row_make(text, items, 2, 0.125), VD_FORMAT_JSON, NULL, 1);
        const json *array = json_read(&arena, sink_str(&out), NULL);
        assert_non_null(array);
        assert_int_equal(array->kind, JSON_ARRAY);
        assert_int_equal(array->count, 1);
        json_row_check(array->first, text);
        sink_clear(&out);
        out = rows_text(row_make(text, items, 2, 0.125), VD_FORMAT_JSONL, NULL, 1);
        const json *lines = json_read_lines(&arena, sink_str(&out), NULL);
        assert_non_null(lines);
        assert_int_equal(lines->count, 1);
        json_row_check(lines->first, text);
        assert_int_equal(out.ptr[out.len - 1], '\n');
        sink_clear(&out);
        vd_arena_clear(&arena);
    }
}

static void numbers_that_are_none_are_null(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sink_text out = rows_text(row_make(VD_NONE, NULL, 0, (double)INFINITY), VD_FORMAT_JSON, NULL, 1);
    const json *array = json_read(&arena, sink_str(&out), NULL);
    assert_non_null(array);
    assert_int_equal(json_get(array->first, "real")->kind, JSON_NULL);
    assert_int_equal(json_get(array->first, "text")->kind, JSON_NULL);
    assert_int_equal(json_get(array->first, "list")->count, 0);
    sink_clear(&out);
    vd_arena_clear(&arena);
}

/* Thousandths have a way of their own to be written; the form is the library's. */
static void reals_have_the_form_of_the_library(void **state)
{
    (void)state;
    static const double steps[] = {1.0 / 1000, 1.0 / 999, 1.0 / 1024, 1.0 / 3};
    for (size_t s = 0; s < sizeof steps / sizeof *steps; s++) {
        for (int i = -2; i < 1010; i++) {
            double value = s == 0 ? i / 1000.0 : i * steps[s];
            char expected[64];
            sink_text out = rows_text(row_make(VD_LIT("x"), NULL, 0, value), VD_FORMAT_JSONL, NULL, 1);
            snprintf(expected, sizeof expected, "\"real\":%.6g,", value);
            assert_non_null(strstr(out.ptr, expected));
            sink_clear(&out);
        }
    }
}

static void no_rows_are_still_an_answer(void **state)
{
    (void)state;
    static const char *const expected[] = {"", "[]\n", "", "none,bool,int,real,text,list\r\n"};
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_CSV; format++) {
        vd_rows *rows;
        assert_int_equal(vd_rows_new(columns, 6, &rows, NULL), VD_OK);
        sink_text out = rows_text(rows, format, NULL, 0);
        assert_true(vd_str_eq(sink_str(&out), vd_str_of(expected[format])));
        sink_clear(&out);
    }
}

/* A stream of `left` rows. */
static vd_status many_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    size_t *left = context;
    (void)err;
    *more = *left > 0;
    if (*more) {
        cells[0] = vd_cell_int((int64_t)-- * left);
        cells[1] = vd_cell_text(VD_LIT("Quyết định số 1/QĐ-UBND, về việc \"thử\""));
    }
    return VD_OK;
}

static vd_rows *many_make(size_t *left)
{
    static const vd_column two[] = {{"n", true}, {"t", true}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new_stream(two, 2, (vd_rows_stream){many_step, NULL, left}, &rows, NULL), VD_OK);
    return rows;
}

static void long_results_stream(void **state)
{
    (void)state;
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_CSV; format++) {
        size_t left = 5000;
        sink_text out = rows_text(many_make(&left), format, NULL, 5000);
        size_t lines = 0;
        for (size_t i = 0; i < out.len; i++) {
            lines += out.ptr[i] == '\n';
        }
        assert_int_equal(lines, 5000 + (format == VD_FORMAT_JSON ? 2 : format == VD_FORMAT_JSONL ? 0 : 1));
        sink_clear(&out);
    }
}

static void a_closed_sink_stops_the_writing(void **state)
{
    (void)state;
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_CSV; format++) {
        size_t left = 100000;
        sink_text out = {.room = 40000};
        vd_error err = {0};
        size_t count = 0;
        vd_rows *rows = many_make(&left);
        assert_int_equal(vd_rows_write(rows, format, NULL, sink_of(&out), &count, &err), VD_IO);
        assert_int_equal(err.status, VD_IO);
        assert_true(left > 90000); /* it does not read on for nobody */
        vd_rows_free(rows);
        sink_clear(&out);
    }
}

static vd_status broken_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    (void)context;
    (void)cells;
    *more = true;
    if (err) {
        err->status = VD_BUSY;
    }
    return VD_BUSY;
}

static void failures_of_the_rows_are_passed_on(void **state)
{
    (void)state;
    for (vd_format format = VD_FORMAT_TABLE; format <= VD_FORMAT_CSV; format++) {
        vd_rows *rows;
        sink_text out = {0};
        vd_error err = {0};
        assert_int_equal(vd_rows_new_stream(columns, 6, (vd_rows_stream){broken_step, NULL, NULL}, &rows, NULL), VD_OK);
        assert_int_equal(vd_rows_write(rows, format, NULL, sink_of(&out), NULL, &err), VD_BUSY);
        assert_int_equal(err.status, VD_BUSY);
        vd_rows_free(rows);
        sink_clear(&out);
    }
}

/* Numbers and days stay on one line of a page; the few that are very long give way to the texts beside them. */
static void a_page_breaks_only_what_is_long(void **state)
{
    (void)state;
    static const vd_column named[] = {{"number", true}, {"title", true}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new(named, 2, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("72/2025/QH15"));
    cells[1] = vd_cell_text(VD_LIT("Luật Tổ chức chính quyền địa phương"));
    cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("01/2012/TTLT-BQP-BLĐTBXH-BTC"));
    cells[1] = vd_cell_text(VD_LIT("Quy định trách nhiệm của cơ quan, tổ chức, cá nhân trong việc phối hợp"));
    sink_text out = rows_text(rows, VD_FORMAT_HTML, NULL, 2);
    assert_true(sink_has(&out, "<td class=\"a\">72/2025/QH15</td><td class=\"w\">Luật"));
    assert_true(sink_has(&out, "<td class=\"l\">01/2012/TTLT"));
    assert_true(sink_has(&out, "<td class=\"t\">Quy định"));
    assert_true(sink_has(&out, "td.a,th.a{white-space:nowrap"));
    sink_clear(&out);
}

/* The path of a task is its place in the outline, and that of a finding a chain of documents. */
static void a_heading_depends_on_what_stands_beside_it(void **state)
{
    (void)state;
    static const vd_column task[] = {{"path", true}, {"section", false}};
    for (size_t width = 1; width <= 2; width++) {
        vd_rows *rows;
        assert_int_equal(vd_rows_new(task, width, &rows, NULL), VD_OK);
        vd_rows_add(rows)[0] = vd_cell_text(VD_LIT("II.1"));
        sink_text out = rows_text(rows, VD_FORMAT_MARKDOWN, NULL, 1);
        assert_true(sink_has(&out, width == 1 ? "| Đường dẫn |" : "| Mục |"));
        sink_clear(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(csv_quotes_what_needs_it),
        cmocka_unit_test(csv_disarms_formulas),
        cmocka_unit_test(csv_is_valid_text),
        cmocka_unit_test(json_is_read_back),
        cmocka_unit_test(numbers_that_are_none_are_null),
        cmocka_unit_test(reals_have_the_form_of_the_library),
        cmocka_unit_test(no_rows_are_still_an_answer),
        cmocka_unit_test(a_page_breaks_only_what_is_long),
        cmocka_unit_test(a_heading_depends_on_what_stands_beside_it),
        cmocka_unit_test(long_results_stream),
        cmocka_unit_test(a_closed_sink_stops_the_writing),
        cmocka_unit_test(failures_of_the_rows_are_passed_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
