/** A document's sheet in its four forms. */
#include "sink.h"

#include "base/buf.h"
#include "report/report.h"
#include "support/json.h"

static vd_change change = {.target = SAMPLE_STR("10/2022/QH15"),
                           .acting = SAMPLE_STR("97/2025/QH15"),
                           .kind = VD_STEP_AMENDED,
                           .effective = {2025, 7, 1},
                           .confidence = 1,
                           .source = SAMPLE_STR("title of the law")};

static const vd_graph_data *law_make(sample_graph *sample)
{
    vd_graph_document *plan = sample_document(sample, "kh/a", "24/KH-VPUB");
    plan->in_corpus = true;
    plan->title = VD_LIT("Kế hoạch dân chủ");
    plan->date = VD_LIT("2025-05-22");
    vd_graph_document *law = sample_document(sample, "luat/10", "10/2022/QH15");
    law->type = VD_LIT("Luật");
    law->title = VD_LIT("Luật Thực hiện dân chủ ở cơ sở");
    sample_document(sample, "luat/97", "97/2025/QH15");
    for (size_t i = 0; i < 5; i++) {
        sample_implements(sample, "kh/a", "luat/10", VD_STRENGTH_TASK, "p/002.txt", 100 - 10 * i);
    }
    sample_implements(sample, "kh/a", "luat/10", VD_STRENGTH_LINKED, "p/002.txt", 500);
    sample_third_party(sample_edge(sample, "luat/97", VD_REL_AMENDS, "luat/10", "p/001.txt", 7), "kh/a");
    return sample_done(sample);
}

static sink_text sheet_text(const char *id, const vd_rows *identity, vd_format format, const vd_style *style)
{
    sample_graph sample = {0};
    vd_changes changes = {&change, 1};
    sink_text text = {0};
    assert_int_equal(
        vd_report_show(law_make(&sample), &changes, vd_str_of(id), identity, format, style, sink_of(&text), NULL),
        VD_OK);
    return text;
}

static void the_table_is_a_luoc_do(void **state)
{
    (void)state;
    sink_text text = sheet_text("luat/10", NULL, VD_FORMAT_TABLE, NULL);
    assert_string_equal(text.ptr, "10/2022/QH15\n"
                                  "  Mã                luat/10\n"
                                  "  Số hiệu           10/2022/QH15\n"
                                  "  Loại              Luật\n"
                                  "  Trích yếu         Luật Thực hiện dân chủ ở cơ sở\n"
                                  "  Hiệu lực          Được sửa đổi, bổ sung bởi 97/2025/QH15 từ 01/07/2025 "
                                  "(tên luật)\n"
                                  "\n"
                                  "Được triển khai thực hiện bởi (2)\n"
                                  "  24/KH-VPUB · 22/05/2025 [trong nhiệm vụ] · Kế hoạch dân chủ\n"
                                  "      kh/a\n"
                                  "      p/002.txt:7: Thực hiện Chỉ thị.\n"
                                  "      p/002.txt:8: Thực hiện Chỉ thị.\n"
                                  "      p/002.txt:9: Thực hiện Chỉ thị.\n"
                                  "      + 2 chỗ khác\n"
                                  "  24/KH-VPUB · 22/05/2025 [gắn với thực hiện] · Kế hoạch dân chủ\n"
                                  "      kh/a\n"
                                  "      p/002.txt:51: Thực hiện Chỉ thị.\n"
                                  "\n"
                                  "Được sửa đổi, bổ sung bởi (1)\n"
                                  "  97/2025/QH15\n"
                                  "      luat/97\n"
                                  "      p/001.txt:1: Thực hiện Chỉ thị.\n");
    sink_clear(&text);
}

static void the_table_speaks_english_too(void **state)
{
    (void)state;
    vd_style style = {.lang = VD_LANG_EN};
    sink_text text = sheet_text("luat/10", NULL, VD_FORMAT_TABLE, &style);
    assert_true(sink_has(&text, "  Number            10/2022/QH15\n"));
    assert_true(sink_has(&text, "  Validity          Amended by 97/2025/QH15 from 2025-07-01 ("));
    assert_true(sink_has(&text, "Implemented by ("));
    assert_true(sink_has(&text, "  24/KH-VPUB · 2025-05-22 [linked] · Kế hoạch dân chủ\n"));
    assert_true(sink_has(&text, "      + 2 more places\n"));
    assert_false(sink_has(&text, "Số hiệu"));
    assert_false(sink_has(&text, "chỗ khác"));
    sink_clear(&text);
}

/* A page and a workbook name the document and the others as people do; what programs read keeps its columns. */
static void a_page_says_of_which_document_it_is(void **state)
{
    (void)state;
    vd_style style = {.lang = VD_LANG_VI, .title = "viendan show 10/2022/QH15"};
    sink_text page = sheet_text("luat/10", NULL, VD_FORMAT_HTML, &style);
    assert_true(sink_has(&page, "<h1>Luật 10/2022/QH15</h1>"));
    assert_true(sink_has(&page, "<dt>Trích yếu</dt><dd>Luật Thực hiện dân chủ ở cơ sở</dd>"));
    assert_true(
        sink_has(&page, "<dt>Thay đổi đã biết</dt><dd>được sửa đổi, bổ sung bởi 97/2025/QH15 từ 01/07/2025</dd>"));
    assert_true(sink_has(&page, ">24/KH-VPUB<"));
    assert_true(sink_has(&page, ">Kế hoạch dân chủ<"));
    sink_clear(&page);
    style.lang = VD_LANG_EN;
    page = sheet_text("luat/10", NULL, VD_FORMAT_MARKDOWN, &style);
    assert_true(sink_has(&page, "# Luật 10/2022/QH15\n"));
    assert_true(sink_has(&page, "- Changes known: amended by 97/2025/QH15 from 2025-07-01\n"));
    sink_clear(&page);
    page = sheet_text("kh/a", NULL, VD_FORMAT_CSV, &style);
    assert_true(sink_has(&page, "direction,relation,group,strength,id,type,number,date,title,preamble,confidence,"));
    sink_clear(&page);
    page = sheet_text("kh/a", NULL, VD_FORMAT_XLSX, &style);
    assert_true(page.len > 1000);
    sink_clear(&page);
}

static void note_take(void *context, const char *words)
{
    vd_buf_add_text(context, words);
}

/* Of each relation; what is left out is counted, and told once. */
static void no_more_than_wanted_are_shown(void **state)
{
    (void)state;
    vd_buf told = {0};
    vd_style style = {.most = 1, .note = note_take, .note_context = &told};
    sink_text text = sheet_text("luat/10", NULL, VD_FORMAT_TABLE, &style);
    assert_true(sink_has(&text, "Được triển khai thực hiện bởi (2)\n"));
    assert_true(sink_has(&text, "  + 1 văn bản khác\n\nĐược sửa đổi, bổ sung bởi (1)\n"));
    assert_false(sink_has(&text, "[gắn với thực hiện]"));
    assert_true(vd_str_eq(vd_buf_str(&told), VD_LIT("of each relation, the first 1 documents are shown")));
    sink_clear(&text);
    vd_buf_reset(&told);
    style.most = 2;
    text = sheet_text("luat/10", NULL, VD_FORMAT_TABLE, &style);
    assert_true(sink_has(&text, "[gắn với thực hiện]"));
    assert_false(sink_has(&text, "văn bản khác"));
    assert_int_equal(told.len, 0);
    sink_clear(&text);
    style.most = 1;
    text = sheet_text("luat/10", NULL, VD_FORMAT_JSONL, &style);
    size_t lines = 0;
    for (size_t i = 0; i < text.len; i++) {
        lines += text.ptr[i] == '\n';
    }
    assert_int_equal(lines, 6); /* five places of the one that implements, one that amends */
    sink_clear(&text);
    text = sheet_text("luat/10", NULL, VD_FORMAT_JSON, &style);
    assert_true(sink_has(&text, "\"strength\":\"task\""));
    assert_false(sink_has(&text, "\"strength\":\"linked\""));
    sink_clear(&text);
    vd_buf_clear(&told);
}

static void the_other_side_is_called_by_what_it_does(void **state)
{
    (void)state;
    vd_style style = {.color = true, .width = 40};
    sink_text text = sheet_text("kh/a", NULL, VD_FORMAT_TABLE, &style);
    assert_true(sink_has(&text, "\x1b[1mTriển khai thực hiện (2)\x1b[0m\n"));
    assert_false(sink_has(&text, "bởi"));
    assert_true(sink_has(&text, "  10/2022/QH15 [trong nhiệm vụ] · Luật…\n")); /* 40 columns */
    sink_clear(&text);
}

static void identity_comes_from_the_row_of_documents(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"id", true}, {"signer", true}, {"sources", true}, {"learnt", true}};
    static const vd_str sources[] = {{"p/002.txt", 9}, {"p/003.txt", 9}};
    static const vd_str learnt[] = {{"number: p/003.txt:1", 19}, {"date: p/003.txt:1", 17}, {"title: catalogue", 16}};
    vd_rows *rows;
    bool more;
    assert_int_equal(vd_rows_new(columns, 4, &rows, NULL), VD_OK);
    vd_cell *cells = vd_rows_add(rows);
    cells[0] = vd_cell_text(VD_LIT("kh/a"));
    cells[1] = vd_cell_text(VD_LIT("Chánh Văn phòng"));
    cells[2] = vd_cell_list(sources, 2);
    cells[3] = vd_cell_list(learnt, 3);
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    sink_text text = sheet_text("kh/a", rows, VD_FORMAT_TABLE, NULL);
    assert_true(sink_has(&text, "  Người ký          Chánh Văn phòng\n"));
    assert_true(sink_has(&text, "  Nguồn             p/002.txt\n                    p/003.txt\n"));
    assert_true(sink_has(&text, "  Nguồn thông tin   số hiệu: p/003.txt:1\n                    ngày: p/003.txt:1\n"
                                "                    trích yếu: danh mục\n"));
    assert_true(sink_has(&text, "  Số hiệu           24/KH-VPUB\n")); /* what the row does not have, the graph has */
    sink_clear(&text);
    text = sheet_text("kh/a", rows, VD_FORMAT_JSON, NULL);
    vd_arena arena = {0};
    const json *sheet = json_read(&arena, sink_str(&text), NULL);
    assert_non_null(sheet);
    assert_int_equal(json_get(json_get(sheet, "document"), "sources")->count, 2);
    sink_clear(&text);
    vd_arena_clear(&arena);
    vd_rows_free(rows);
}

static void json_is_one_object(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sink_text text = sheet_text("luat/10", NULL, VD_FORMAT_JSON, NULL);
    const json *sheet = json_read(&arena, sink_str(&text), NULL);
    assert_non_null(sheet);
    assert_true(vd_str_eq(json_get_text(json_get(sheet, "document"), "number"), VD_LIT("10/2022/QH15")));
    assert_int_equal(json_get(sheet, "acts_on")->count, 0);
    const json *acted = json_get(sheet, "acted_on_by");
    assert_int_equal(acted->count, 3);
    const json *task = acted->first;
    assert_true(vd_str_eq(json_get_text(task, "relation"), VD_LIT("implements")));
    assert_true(vd_str_eq(json_get_text(task, "strength"), VD_LIT("task")));
    assert_true(vd_str_eq(json_get_text(task, "id"), VD_LIT("kh/a")));
    assert_int_equal(json_get(task, "evidence")->count, 5);
    assert_true(json_get_number(json_get(task, "evidence")->first, "start", 0) == 60);
    assert_int_equal(json_get(acted->first->next->next, "strength")->kind, JSON_NULL);
    const json *force = json_get(sheet, "changes");
    assert_int_equal(force->count, 1);
    assert_true(vd_str_eq(json_get_text(force->first, "changed_by"), VD_LIT("97/2025/QH15")));
    assert_true(vd_str_eq(json_get_text(force->first, "changed_on"), VD_LIT("2025-07-01")));
    sink_clear(&text);
    vd_arena_clear(&arena);
}

static void json_lines_are_edges(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sink_text text = sheet_text("luat/10", NULL, VD_FORMAT_JSONL, NULL);
    const json *lines = json_read_lines(&arena, sink_str(&text), NULL);
    assert_non_null(lines);
    assert_int_equal(lines->count, 7);
    for (const json *line = lines->first; line; line = line->next) {
        assert_true(vd_str_eq(json_get_text(line, "direction"), VD_LIT("acted_on_by")));
        assert_true(json_get_text(line, "sentence").len > 0);
        assert_true(vd_str_eq(json_get_text(line, "stated_by"), VD_LIT("kh/a")));
    }
    sink_clear(&text);
    text = sheet_text("luat/10", NULL, VD_FORMAT_CSV, NULL);
    assert_true(sink_has(&text, "direction,relation,group,strength,id,"));
    assert_true(sink_has(&text, "\r\nacted_on_by,amends,\"Được sửa đổi, bổ sung bởi\",,luat/97,"));
    sink_clear(&text);
    vd_arena_clear(&arena);
}

static void lonely_and_unknown_documents(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_changes none = {0};
    sink_text text = {0};
    vd_graph_document *plan = sample_document(&sample, "kh/x", NULL);
    plan->earliest = VD_LIT("2025-08-15");
    plan->latest = VD_LIT("2025-11-30");
    const vd_graph_data *data = sample_done(&sample);
    assert_int_equal(vd_report_show(data, &none, VD_LIT("kh/x"), NULL, VD_FORMAT_TABLE, NULL, sink_of(&text), NULL),
                     VD_OK);
    assert_true(sink_has(&text, "kh/x\n"));
    assert_true(sink_has(&text, "  Ngày              15/08/2025 … 30/11/2025\n"));
    assert_true(sink_has(&text, "\nKhông có quan hệ nào với văn bản khác.\n"));
    sink_clear(&text);
    assert_int_equal(vd_report_show(data, &none, VD_LIT("y"), NULL, VD_FORMAT_JSON, NULL, sink_of(&text), NULL),
                     VD_NOT_FOUND);
    assert_int_equal(text.len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_is_a_luoc_do),
        cmocka_unit_test(the_table_speaks_english_too),
        cmocka_unit_test(a_page_says_of_which_document_it_is),
        cmocka_unit_test(no_more_than_wanted_are_shown),
        cmocka_unit_test(the_other_side_is_called_by_what_it_does),
        cmocka_unit_test(identity_comes_from_the_row_of_documents),
        cmocka_unit_test(json_is_one_object),
        cmocka_unit_test(json_lines_are_edges),
        cmocka_unit_test(lonely_and_unknown_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
