/** Tables for people. */
#include "sink.h"

#include "report/width.h"

static vd_rows *plans_make(void)
{
    static const vd_column columns[] = {{"id", true},   {"count", true}, {"hidden", false},
                                        {"sure", true}, {"title", true}, {"path", true}};
    static const vd_str path[] = {{"a", 1}, {"b", 1}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 6, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("vn/a"));
    cells[1] = vd_cell_int(7);
    cells[2] = vd_cell_text(VD_LIT("never seen"));
    cells[3] = vd_cell_bool(true);
    cells[4] = vd_cell_text(VD_LIT("Kế hoạch\nmột"));
    cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("vn/ke-hoach/b"));
    cells[1] = vd_cell_int(1234567);
    cells[4] = vd_cell_text(VD_LIT("Ke\xCC\x82\xCC\x81")); /* decomposed */
    cells[5] = vd_cell_list(path, 2);
    return rows;
}

static void columns_are_aligned(void **state)
{
    (void)state;
    sink_text out = rows_text(plans_make(), VD_FORMAT_TABLE, NULL, 2);
    assert_string_equal(out.ptr, "id               count  sure  title         path\n"
                                 "vn/a                 7  yes   Kế hoạch một\n"
                                 "vn/ke-hoach/b  1234567        Ke\xCC\x82\xCC\x81            a → b\n");
    sink_clear(&out);
}

static void only_the_header_has_color(void **state)
{
    (void)state;
    vd_style style = {.color = true, .width = 0};
    sink_text out = rows_text(plans_make(), VD_FORMAT_TABLE, &style, 2);
    const char *end = strchr(out.ptr, '\n');
    assert_non_null(strstr(out.ptr, "\x1b[1;4mid\x1b[0m"));
    assert_null(strchr(end, '\x1b'));
    sink_clear(&out);
}

/* The widest line, in columns. */
static size_t table_width(const sink_text *out)
{
    size_t widest = 0;
    for (size_t from = 0; from < out->len;) {
        size_t to = vd_str_find(sink_str(out), VD_LIT("\n"), from);
        size_t width = vd_width(vd_str_slice(sink_str(out), from, to));
        widest = width > widest ? width : widest;
        from = to + 1;
    }
    return widest;
}

static void tables_fit_the_terminal(void **state)
{
    (void)state;
    for (int width = 30; width <= 60; width++) {
        vd_style style = {.width = width};
        sink_text out = rows_text(plans_make(), VD_FORMAT_TABLE, &style, 2);
        assert_true(table_width(&out) <= (size_t)width);
        bool whole = sink_has(&out, "title") && sink_has(&out, "path") && !sink_has(&out, "…");
        assert_int_equal(whole, width >= 49);
        sink_clear(&out);
    }
}

static void note_keep(void *context, const char *words)
{
    vd_buf_add_text(context, words);
}

/* Rather than show eight letters of everything, it leaves out what only comments on the rest, and says so. */
static void what_has_no_room_is_left_out_and_told(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"name", true}, {"title", true}, {"source", true}, {"sentence", true}};
    vd_buf note = {0};
    for (int width = 200; width >= 30; width -= 10) {
        vd_rows *rows;
        vd_style style = {.width = width, .note = note_keep, .note_context = &note};
        assert_int_equal(vd_rows_new(columns, 4, &rows, NULL), VD_OK);
        vd_cell *cells = vd_rows_add(rows);
        cells[0] = vd_cell_text(VD_LIT("70/KH-UBND"));
        cells[1] = vd_cell_text(VD_LIT("Thực hiện công tác dân vận trên địa bàn thành phố"));
        cells[2] = vd_cell_text(VD_LIT("corpus/plans/000-can-tho-70-kh-ubnd-2025.txt"));
        cells[3] = vd_cell_text(VD_LIT("Thực hiện Chỉ thị số 33/CT-TTg của Thủ tướng Chính phủ về công tác dân vận"));
        vd_buf_reset(&note);
        sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 1);
        assert_true(table_width(&out) <= (size_t)width);
        assert_true(sink_has(&out, "70/KH-UBND"));
        assert_int_equal(sink_has(&out, "sentence"), width >= 70);
        assert_int_equal(sink_has(&out, "title"), width >= 50);
        assert_int_equal(note.len > 0, width < 70);
        sink_clear(&out);
    }
    vd_buf_add_char(&note, '\0');
    assert_string_equal(note.ptr,
                        "no room here for title, sentence; a wider window shows them, and every other --format");
    vd_buf_clear(&note);
}

/* In a very narrow window the first columns can be read, and not three letters of each. */
static void the_first_columns_are_the_last_to_go(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"rank", true},      {"id", true},         {"number", true},
                                        {"in_degree", true}, {"out_degree", true}, {"component", true}};
    vd_rows *rows;
    vd_buf note = {0};
    vd_style style = {.width = 24, .note = note_keep, .note_context = &note};
    assert_int_equal(vd_rows_new(columns, 6, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = cells[3] = cells[4] = cells[5] = vd_cell_int(1);
    cells[1] = vd_cell_text(VD_LIT("vn/luat/2022/10-2022-qh15"));
    cells[2] = vd_cell_text(VD_LIT("10/2022/QH15"));
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 1);
    assert_string_equal(out.ptr, "rank  id\n   1  vn/lu…10-2022-qh15\n");
    sink_clear(&out);
    vd_buf_add_char(&note, '\0');
    assert_string_equal(note.ptr, "no room here for number, in_degree, out_degree, component; a wider window shows "
                                  "them, and every other --format");
    vd_buf_clear(&note);
}

/* A few long names leave the others their room, and what no row has goes before anything is cut. */
static void what_few_or_none_need_goes_first(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"name", true}, {"candidates", true}, {"title", true}};
    vd_rows *rows;
    vd_style style = {.width = 44};
    assert_int_equal(vd_rows_new(columns, 3, &rows, NULL), VD_OK);
    for (int i = 0; i < 20; i++) {
        vd_cell *cells = vd_rows_add(rows);
        cells[0] = vd_cell_text(i == 7 ? VD_LIT("Kế hoạch phát triển kinh tế - xã hội 5 năm") : VD_LIT("70/KH-UBND"));
        cells[2] = vd_cell_text(VD_LIT("Luật Thực hiện dân chủ ở cơ sở"));
    }
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 20);
    assert_true(sink_has(&out, "name          title\n70/KH-UBND    Luật Thực hiện dân chủ ở cơ sở\n"));
    assert_true(sink_has(&out, "\nKế hoạch ph…  Luật"));
    sink_clear(&out);
}

/* The columns of `outdated`: which citation it is and what to cite instead stay, what proves it goes. */
static void what_is_asked_for_goes_last(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"severity", true}, {"meaning", true},      {"document_name", true},
                                        {"to_name", true},  {"changed_by", true},   {"changed_on", true},
                                        {"path", true},     {"cite_instead", true}, {"places", true},
                                        {"deadline", true}, /* no "line" */
                                        {"source", true},   {"line", true}};
    static const struct {
        int width;
        const char *out;
    } wanted[] = {{80, "changed_by, changed_on, path, places, source, line"}, {120, "path, places, source, line"}};
    for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
        vd_rows *rows;
        vd_buf note = {0};
        vd_style style = {.width = wanted[i].width, .note = note_keep, .note_context = &note};
        assert_int_equal(vd_rows_new(columns, 12, &rows, NULL), VD_OK);
        vd_cell *cells = vd_rows_add(rows);
        cells[0] = vd_cell_text(VD_LIT("medium"));
        cells[1] = vd_cell_text(VD_LIT("đã bị thay thế trước khi được viện dẫn"));
        cells[2] = vd_cell_text(VD_LIT("24/KH-VPUB"));
        cells[3] = vd_cell_text(VD_LIT("10/2022/QH15"));
        cells[4] = vd_cell_text(VD_LIT("47/2024/QH15; 97/2025/QH15"));
        cells[5] = vd_cell_text(VD_LIT("2025-07-01"));
        cells[6] = cells[7] = vd_cell_text(VD_LIT("10/2022/QH15; 47/2024/QH15; 97/2025/QH15"));
        cells[8] = cells[11] = vd_cell_int(2);
        cells[9] = vd_cell_text(VD_LIT("31/12"));
        cells[10] = vd_cell_text(VD_LIT("corpus/plans/002-can-tho-kh-vpub-2025.txt"));
        sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 1);
        assert_true(table_width(&out) <= (size_t)style.width);
        vd_buf_add_char(&note, '\0');
        assert_non_null(strstr(note.ptr, wanted[i].out));
        assert_null(strstr(note.ptr, "deadline"));
        sink_clear(&out);
        vd_buf_clear(&note);
    }
}

static void the_longest_column_gives_way_first(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"id", true}, {"sentence", true}};
    vd_rows *rows;
    vd_style style = {.width = 31};
    assert_int_equal(vd_rows_new(columns, 2, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("vn/chi-thi/33"));
    cells[1] = vd_cell_text(VD_LIT("Thực hiện Chỉ thị số 33/CT-TTg của Thủ tướng Chính phủ"));
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 1);
    assert_string_equal(out.ptr, "id             sentence\nvn/chi-thi/33  Thực hiện Chỉ t…\n");
    sink_clear(&out);
}

static void short_columns_stay_whole(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"id", true}, {"verdict", true}, {"title", true}, {"path", true}};
    static const vd_str path[] = {SAMPLE_STR("vn/kh/2025/24-kh-vpub"), SAMPLE_STR("vn/nq/65-nq-hdnd")};
    vd_rows *rows;
    vd_style style = {.width = 84};
    assert_int_equal(vd_rows_new(columns, 4, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("vn/can-tho/ke-hoach/2025/24-kh-vpub"));
    cells[1] = vd_cell_text(VD_LIT("amended_before_not_cited"));
    cells[2] = vd_cell_text(VD_LIT("Luật Thực hiện dân chủ ở cơ sở"));
    cells[3] = vd_cell_list(path, 2);
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, &style, 1);
    assert_string_equal(out.ptr,
                        "id                  verdict                   title               path\n"
                        "vn/ca…5/24-kh-vpub  amended_before_not_cited  Luật Thực hiện dâ…  24-kh-vpub → 65-n…\n");
    sink_clear(&out);
}

/* Into a file nothing is cut, and one long title does not push all other rows aside. */
static void one_long_cell_widens_its_own_row(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"title", true}, {"count", true}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 2, &rows, NULL), VD_OK);
    vd_str words = VD_LIT("Kế hoạch triển khai các biện pháp bảo đảm an toàn lao động trên địa bàn toàn tỉnh");
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(words);
    cells[1] = vd_cell_int(1);
    cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("Kế hoạch"));
    cells[1] = vd_cell_int(2);
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, NULL, 2);
    assert_string_equal(out.ptr,
                        "title                                                         count\n"
                        "Kế hoạch triển khai các biện pháp bảo đảm an toàn lao động trên địa bàn toàn tỉnh      1\n"
                        "Kế hoạch                                                          2\n");
    sink_clear(&out);
}

/* That no end is known is no more than that; other columns say what a file said. */
static void a_state_claims_no_more_than_is_known(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"state", true}, {"state_then", true}, {"status", true}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 3, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = cells[2] = vd_cell_text(VD_LIT("in_force"));
    cells[1] = vd_cell_text(VD_LIT("not_yet_in_force"));
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, NULL, 1);
    assert_string_equal(out.ptr, "state         state_then        status\nno end known  not_yet_in_force  in_force\n");
    sink_clear(&out);
}

static void rows_that_show_nothing_show_all(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"a", false}, {"b", false}};
    vd_rows *rows;
    assert_int_equal(vd_rows_new(columns, 2, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_real(0.5);
    cells[1] = vd_cell_text(VD_LIT("x"));
    sink_text out = rows_text(rows, VD_FORMAT_TABLE, NULL, 1);
    assert_string_equal(out.ptr, "  a  b\n0.5  x\n");
    sink_clear(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(columns_are_aligned),
        cmocka_unit_test(only_the_header_has_color),
        cmocka_unit_test(tables_fit_the_terminal),
        cmocka_unit_test(what_has_no_room_is_left_out_and_told),
        cmocka_unit_test(the_first_columns_are_the_last_to_go),
        cmocka_unit_test(what_few_or_none_need_goes_first),
        cmocka_unit_test(what_is_asked_for_goes_last),
        cmocka_unit_test(the_longest_column_gives_way_first),
        cmocka_unit_test(short_columns_stay_whole),
        cmocka_unit_test(rows_that_show_nothing_show_all),
        cmocka_unit_test(a_state_claims_no_more_than_is_known),
        cmocka_unit_test(one_long_cell_widens_its_own_row),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
