/* Files of every kind become rows; what is wrong is told with its place, and stops nothing else. */
#include "shelf.h"

static const char *const expected =
    "33/CT-TTg|Chỉ thị|Về công tác dân vận||Thủ tướng Chính phủ||2021-11-26|||in_force|||Công báo|high\n"
    "9/2031/QH17|Luật|Luật Dân vận|Luật DV||can-tho|2031-05-04|2032-01-01||||||medium\n";

/* Without the second row's source, which is the file's name and date. */
static void assert_exported(shelf *s, const char *name)
{
    char *text = shelf_export(s, false);
    char *source = strstr(text, name);
    assert_non_null(source);
    memmove(source, source + strlen(name) + strlen(", 2026-01-01"),
            strlen(source + strlen(name) + strlen(", 2026-01-01")) + 1);
    assert_string_equal(text, expected);
    free(text);
}

static void one_table_in_four_forms(void **state)
{
    (void)state;
    static const struct {
        const char *name, *text;
    } files[] = {
        {"a.tsv",
         "number\ttype\ttitle\tshort_titles\tissuer\tplace\tpassed\teffective\tstatus\tsource\tconfidence\n"
         "33/CT-TTg\tChỉ thị\tVề công tác dân vận\t\tThủ tướng Chính phủ\t\t2021-11-26\t\tin_force\tCông báo\thigh\n"
         "9/2031/QH17\tluật\tLuật Dân vận\tLuật DV\t\tThành phố Cần Thơ\t4/5/2031\t2032-01-01\t\t\t\n"},
        {"b.csv",
         "\xEF\xBB\xBFSố hiệu;Loại văn bản;Trích yếu;Tên gọi tắt;Cơ quan ban hành;Địa phương;Ngày ban hành;"
         "Ngày có hiệu lực;Tình trạng;Nguồn;Độ tin cậy\r\n"
         "33/CT-TTg;CHỈ THỊ;\"Về công tác\r\ndân vận\";;Thủ tướng Chính phủ;;26/11/2021;;Còn hiệu lực;Công báo;Cao\r\n"
         "9/2031/QH17;Luật;Dân vận;Luật DV;;Cần Thơ;04-05-2031;1.1.2032;;;Trung bình\r\n"},
        {"c.txt",
         "number,type,title,issuer,passed,status,source,confidence,short_titles,place,effective\n\n"
         "33/CT-TTg,,\"Về công tác dân vận\",Thủ tướng Chính phủ,26/11/2021,Đang có hiệu lực,Công báo,high,,,\n"
         "9/2031/QH17,,Luật Dân vận,,2031-05-04,,,,Luật DV,can-tho,2032-01-01\n"},
        {"d.jsonl",
         "{\"number\":\"33/CT-TTg\",\"title\":\"Về công tác d\\u00e2n vận\",\"issuer\":\"Thủ tướng Chính phủ\","
         "\"passed\":\"2021-11-26\",\"status\":\"in_force\",\"source\":\"Công báo\",\"confidence\":\"high\"}\n"
         " { \"Số hiệu\" : \"9/2031/QH17\", \"Trích yếu\": \"Luật Dân vận\", \"short_titles\": [\"Luật DV\"],"
         "\"place\":\"Cần Thơ\",\"passed\":\"2031-05-04\",\"effective\":\"2032-01-01\",\"issuer\":null}\n"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        shelf s;
        shelf_open(&s);
        shelf_write(&s, files[i].name, files[i].text);
        shelf_import(&s, files[i].name);
        assert_string_equal(s.problems.ptr, "");
        assert_int_equal(s.report.rows, 2);
        assert_int_equal(s.report.added, 2);
        assert_int_equal(s.report.bad, 0);
        assert_int_equal(s.report.unsourced, 1);
        assert_exported(&s, files[i].name);
        shelf_close(&s);
    }
}

static void changes_become_rows(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "c.csv",
                "acting,relation,target,effective,pinpoint,source,confidence\n"
                "9/2031/QH17,\"Sửa đổi, bổ sung\",10/2022/QH15,1/1/2032,Điều 5,Công báo,high\n"
                "9/2031/QH17,Bãi bỏ một phần,11/2022/QH15,,Chương II,Công báo,\n");
    shelf_import(&s, "c.csv");
    assert_int_equal(s.report.added, 2);
    char *text = shelf_export(&s, true);
    assert_string_equal(text, "9/2031/QH17|amends|10/2022/QH15|2032-01-01|Điều 5|Công báo|high\n"
                              "9/2031/QH17|repeals_part|11/2022/QH15||Chương II|Công báo|medium\n");
    free(text);
    shelf_close(&s);
}

static void what_is_wrong_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *line, *told;
    } rows[] = {
        {"abc,Nghị định,,,,,", "x.csv:2:1: number: \"abc\" is no number of a document"},
        {"1/2020/NĐ-CP,Ngị định,,,,,", "x.csv:2:14: type: \"Ngị định\" is no type"},
        {"1/2020/NĐ-CP,,,31/02/2020,,,", "x.csv:2:16: passed: \"31/02/2020\" is no day"},
        {"1/2020/NĐ-CP,,,2020,,,", "passed: \"2020\" is no day"},
        {"1/2020/NĐ-CP,,,1/2/20,,,", "passed: \"1/2/20\" is no day"},
        {"1/2020/NĐ-CP,,,,Atlantis,,", "place: \"Atlantis\" is no province"},
        {"1/2020/NĐ-CP,,,,,maybe,", "status: \"maybe\" is none of in_force not_yet_in_force"},
        {"1/2020/NĐ-CP,,,,,,sure", "confidence: \"sure\" is none of high medium low"},
        {",,,,,,high", "x.csv:2:1: neither number nor title"},
        {"93/2015/QH13,,,,,,", "type: missing, and neither number nor title tells it"},
        {"22-QĐ/TW,,,,,,", "type: missing, and neither number nor title tells it"},
        {"1/2020/NĐ-CP,,,,,,high,more", "x.csv:2:24: one cell too many: the header names 7 columns"},
        {"1/2020/NĐ-CP,,Về \"a, b\",,,,,",
         "x.csv:2:28: one cell too many: the header names 7 columns. A cell with a comma"},
        {"1/2020/NĐ-CP,,\"a\" b,,,,", "text behind a closing quotation mark"},
        {"1/2020/NĐ-CP,,\"a,,,,", "x.csv:2:15: the quotation mark is not closed"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[512];
        shelf s;
        shelf_open(&s);
        snprintf(text, sizeof text, "number,type,title,passed,place,status,confidence\n%s\n", rows[i].line);
        shelf_write(&s, "x.csv", text);
        shelf_import(&s, "x.csv");
        assert_told(&s, rows[i].told);
        assert_int_equal(s.report.bad, 1);
        assert_int_equal(s.report.added, 0);
        shelf_close(&s);
    }
}

/* A row that ends early is read as far as it goes, and said; a mark inside an unquoted cell stands for itself. */
static void rows_that_end_early(void **state)
{
    (void)state;
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "x.csv", "number,type,title\n1/2031/NĐ-CP,,\n2/2031/NĐ-CP\n\n3/2031/NĐ-CP,,Về \"a\" b\n");
    shelf_import(&s, "x.csv");
    assert_string_equal(s.problems.ptr, "x.csv:3:1: 1 of 3 cells; those that are missing are taken as empty\n");
    assert_int_equal(s.report.added, 3);
    assert_int_equal(s.report.bad, 0);
    assert_holds(shelf_export(&s, false), "|Về \"a\" b|");
    shelf_close(&s);
}

static void files_that_are_none(void **state)
{
    (void)state;
    static const struct {
        const char *text, *told;
    } files[] = {
        {"[{\"number\":\"1/2020/NĐ-CP\"}]", "a JSON array; write one object a line"},
        {"name,colour\na,b\n", "no header: the first line names the columns"},
        {"number,Số hiệu\n1,2\n", "x.csv:1:8: a second column for number"},
        {"number\n\xff\n", "x.csv:2:1: not UTF-8"},
        {"{\"number\":\"1/2020/NĐ-CP\"", "x.csv:1:25: a comma or } is expected here"},
        {"{\"number\":\"1/2020/NĐ-CP}", "the string does not end in this line"},
        {"{\"number\":{}}", "a string, a list of strings, a number or null is expected"},
        {"{\"number\":\"\\x\"}", "unknown escape"},
        {"{\"number\":\"1\"} x", "text behind the object"},
        {"{\"acting\":\"9/2031/QH17\",\"target\":\"10/2022/QH15\"}", "relation: missing"},
        {"{\"acting\":\"9/2031/QH17\",\"target\":\"9/2031/QH17\",\"relation\":\"amends\"}", "the same document"},
        {"{\"acting\":\"9/2031/QH17\",\"target\":\"1/2031/QH17\",\"relation\":\"loves\"}",
         "is none of amends supersedes"},
        {"{\"number\":\"1/2020/NĐ-CP\",\"superseded_from\":\"2021-01-01\"}", "superseded_from without superseded_by"},
    };
    for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
        shelf s;
        shelf_open(&s);
        shelf_write(&s, "x.csv", files[i].text);
        shelf_import(&s, "x.csv");
        assert_told(&s, files[i].told);
        assert_int_equal(s.report.added, 0);
        assert_int_equal(s.report.bad + s.report.failed, 1);
        shelf_close(&s);
    }
    shelf s;
    shelf_open(&s);
    shelf_import(&s, "nowhere.csv");
    assert_told(&s, "no such file");
    assert_int_equal(s.report.failed, 1);
    shelf_close(&s);
}

static void a_bad_row_stops_nothing_else(void **state)
{
    (void)state;
    static const char *const names[] = {"x.csv", "y.csv"};
    shelf s;
    shelf_open(&s);
    shelf_write(&s, "x.csv", "number,colour\n1/2020/NĐ-CP,red\nabc,\n\n2/2020/NĐ-CP,\n");
    shelf_write(&s, "y.csv", "number\n3/2020/NĐ-CP\n");
    assert_int_equal(shelf_import_as(&s, true, false, 2, names), VD_INVALID);
    char *text = shelf_export(&s, false);
    assert_string_equal(text, "");
    free(text);
    assert_int_equal(shelf_import_as(&s, false, false, 2, names), VD_OK);
    assert_told(&s, "x.csv:1:8: column \"colour\" is not read");
    assert_told(&s, "x.csv:3:1: number");
    assert_int_equal(s.report.added, 3);
    assert_int_equal(s.report.bad, 1);
    /* Again: nothing is new. */
    assert_int_equal(shelf_import_as(&s, false, false, 2, names), VD_OK);
    assert_int_equal(s.report.added, 0);
    assert_int_equal(s.report.unchanged, 3);
    shelf_close(&s);
}

static void a_file_is_renewed_or_forgotten(void **state)
{
    (void)state;
    static const char *const names[] = {"x.csv"};
    shelf s;
    size_t removed = 0;
    shelf_open(&s);
    shelf_write(&s, "x.csv", "number,passed,source\n1/2020/NĐ-CP,2020-01-01,A\n2/2020/NĐ-CP,2020-01-01,A\n");
    shelf_import(&s, "x.csv");
    shelf_write(&s, "x.csv", "number,passed,source\n1/2020/NĐ-CP,2020-01-02,A\n");
    shelf_import(&s, "x.csv"); /* nothing is overwritten */
    assert_holds(shelf_export(&s, false), "1/2020/NĐ-CP|Nghị định|||||2020-01-01");
    assert_holds(shelf_export(&s, false), "1/2020/NĐ-CP|Nghị định|||||2020-01-02");
    assert_int_equal(shelf_import_as(&s, false, true, 1, names), VD_OK);
    assert_int_equal(s.report.removed, 3);
    assert_lacks(shelf_export(&s, false), "2020-01-01");
    assert_holds(shelf_export(&s, false), "2020-01-02");
    assert_int_equal(vd_db_catalogue_forget(s.db, VD_LIT("nothing"), &removed, NULL), VD_OK);
    assert_int_equal(removed, 0);
    assert_int_equal(vd_db_catalogue_forget(s.db, VD_LIT("x.csv"), &removed, NULL), VD_OK);
    assert_int_equal(removed, 1);
    shelf_import(&s, "x.csv");
    assert_int_equal(vd_db_catalogue_forget(s.db, VD_LIT("A"), &removed, NULL), VD_OK);
    assert_int_equal(removed, 1);
    shelf_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_table_in_four_forms),
        cmocka_unit_test(changes_become_rows),
        cmocka_unit_test(what_is_wrong_is_told),
        cmocka_unit_test(rows_that_end_early),
        cmocka_unit_test(files_that_are_none),
        cmocka_unit_test(a_bad_row_stops_nothing_else),
        cmocka_unit_test(a_file_is_renewed_or_forgotten),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
