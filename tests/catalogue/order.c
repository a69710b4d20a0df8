/* The order of rows and files never matters, and what is exported and imported again is the same. */
#include "shelf.h"

/* Numbers from a row of their own, so that a run can be repeated. */
static uint32_t drawn;
static uint32_t draw(uint32_t below)
{
    drawn = drawn * 1664525U + 1013904223U;
    return (drawn >> 8) % below;
}

enum { ROWS = 24, FILES = 3 };

/* A row about one of few documents, so that rows meet. */
static void row_write(vd_buf *buf)
{
    static const char *const numbers[] = {"30/2020/NĐ-CP", "10/2022/QH15", "33/CT-TTg",
                                          "1/2031/NĐ-CP",  "2/2031/NĐ-CP", "05-CT/TW"};
    static const char *const titles[] = {"", "Về công tác văn thư", "Về một việc, \"hai\" việc",
                                         "= không phải công thức"};
    static const char *const grades[] = {"high", "medium", "low"};
    static const char *const by[] = {"", "1/2031/NĐ-CP", "2/2031/NĐ-CP|3/2031/NĐ-CP"};
    uint32_t number = draw(6);
    const char *type = number == 1 ? "Luật" : number == 2 || number == 5 ? "Chỉ thị" : "Nghị định";
    const char *next = by[draw(3)];
    vd_buf_add_format(buf, "{\"number\":\"%s\",\"type\":\"%s\",\"title\":", numbers[number], type);
    vd_buf_add_json(buf, vd_str_of(titles[draw(4)]));
    vd_buf_add_format(buf, ",\"passed\":\"20%02u-0%u-1%u\",\"superseded_by\":\"%s\"", 20 + draw(3), 1 + draw(3),
                      draw(3), next);
    vd_buf_add_format(buf, "%s", *next && draw(2) ? ",\"superseded_from\":\"2040-01-01\"" : "");
    vd_buf_add_format(buf, ",\"source\":\"S%u\",\"confidence\":\"%s\"}\n", draw(3), grades[draw(3)]);
}

/* All answers of a catalogue as one text. */
static char *answers(shelf *s)
{
    vd_buf buf = {0};
    char *parts[] = {shelf_export(s, false), shelf_check(s),
                     shelf_list(s, (vd_catalogue_filter){.as_of = {2031, 1, 1}}), shelf_show(s, "30/2020/NĐ-CP"),
                     shelf_show(s, "10/2022/QH15")};
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        vd_buf_add_text(&buf, parts[i]);
        vd_buf_add_text(&buf, "----\n");
        free(parts[i]);
    }
    vd_buf_add_char(&buf, '\0');
    return buf.ptr;
}

/* A database with one text that cites some of the documents. */
static void shelf_cites(shelf *s, const vd_grammar *grammar)
{
    vd_ingest_report report;
    const char *path = shelf_path(s, "text.txt");
    shelf_write(
        s, "text.txt",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; Chỉ thị số 33/CT-TTg ngày 11/01/2021 của "
        "Thủ tướng Chính phủ; Chỉ thị số 05-CT/TW ngày 15/5/2016.\n");
    assert_int_equal(vd_db_ingest(s->db, grammar, &path, 1, NULL, &report, NULL), VD_OK);
}

static char *documents(shelf *s)
{
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_documents(s->db, NULL, &rows, NULL), VD_OK);
    char *text = rows_text(rows);
    /* Their own paths differ. */
    for (char *at = strstr(text, "viendan-shelf-"); at; at = strstr(at + 1, "viendan-shelf-")) {
        memset(at, 'x', strlen("viendan-shelf-XXXXXX"));
    }
    return text;
}

static void order_does_not_matter(void **state)
{
    (void)state;
    vd_grammar *grammar = NULL;
    assert_int_equal(vd_grammar_new(&grammar, NULL), VD_OK);
    for (uint32_t seed = 1; seed <= 5; seed++) {
        static const char *const names[] = {"a.jsonl", "b.jsonl", "c.jsonl"};
        static const char *const turned[] = {"c.jsonl", "a.jsonl", "b.jsonl"};
        vd_buf files[FILES] = {{0}};
        shelf together, apart;
        shelf_open(&together);
        shelf_open(&apart);
        drawn = seed;
        for (size_t i = 0; i < ROWS; i++) {
            row_write(&files[draw(FILES)]);
        }
        for (size_t f = 0; f < FILES; f++) {
            vd_buf_add_text(&files[f], "{\"number\":\"9/2031/NĐ-CP\",\"source\":\"end\"}\n");
            shelf_write_bytes(&together, names[f], files[f].ptr, files[f].len);
            shelf_write_bytes(&apart, names[f], files[f].ptr, files[f].len);
            vd_buf_clear(&files[f]);
        }
        assert_int_equal(shelf_import_as(&together, false, false, FILES, names), VD_OK);
        assert_string_equal(together.problems.ptr, "");
        shelf_cites(&together, grammar);
        shelf_cites(&apart, grammar);
        for (size_t f = 0; f < FILES; f++) {
            shelf_import(&apart, turned[f]);
        }
        shelf_import(&apart, turned[0]);
        char *one = answers(&together), *other = answers(&apart);
        /* Findings about texts name the text's path. */
        for (char *at = strstr(one, "viendan-shelf-"); at; at = strstr(at + 1, "viendan-shelf-")) {
            memset(at, 'x', strlen("viendan-shelf-XXXXXX"));
        }
        for (char *at = strstr(other, "viendan-shelf-"); at; at = strstr(at + 1, "viendan-shelf-")) {
            memset(at, 'x', strlen("viendan-shelf-XXXXXX"));
        }
        assert_string_equal(one, other);
        free(one);
        free(other);
        one = documents(&together);
        other = documents(&apart);
        assert_string_equal(one, other);
        free(one);
        free(other);
        shelf_close(&together);
        shelf_close(&apart);
    }
    vd_grammar_free(grammar);
}

static bool file_put(void *context, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, context) == len;
}

/* Export in a format into another shelf, import there, and compare. */
static void round_trip(shelf *from, vd_format format, bool changes)
{
    shelf to;
    vd_rows *rows = NULL;
    shelf_open(&to);
    FILE *file = fopen(shelf_path(&to, "again"), "w");
    assert_non_null(file);
    assert_int_equal(vd_db_catalogue_export(from->db, changes, VD_NONE, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_write(rows, format, NULL, (vd_sink){file_put, file}, NULL, NULL), VD_OK);
    vd_rows_free(rows);
    assert_int_equal(fclose(file), 0);
    shelf_import(&to, "again");
    assert_string_equal(to.problems.ptr, "");
    char *one = shelf_export(from, changes), *other = shelf_export(&to, changes);
    assert_true(strlen(one) > 100);
    assert_string_equal(one, other);
    free(one);
    free(other);
    shelf_close(&to);
}

static void what_goes_out_comes_back(void **state)
{
    (void)state;
    shelf s;
    vd_buf buf = {0};
    shelf_open(&s);
    drawn = 77;
    for (size_t i = 0; i < 60; i++) {
        row_write(&buf);
    }
    vd_buf_add_text(&buf, "{\"title\":\"Luật Không số\",\"short_titles\":[\"Luật K\",\"Luật KS\"],\"place\":\"Huế\","
                          "\"expires\":\"1/2/2033\",\"status\":\"Hết hiệu lực một phần\",\"issuer\":\"Quốc hội\"}\n");
    shelf_write_bytes(&s, "a.jsonl", buf.ptr, buf.len);
    vd_buf_clear(&buf);
    shelf_write(&s, "c.csv",
                "acting,relation,target,effective,pinpoint\n9/2031/QH17,amends,10/2022/QH15,1/1/2032,\"Điều 5; 6\"\n"
                "9/2031/QH17,suspends,33/CT-TTg 2021,,\n");
    shelf_import(&s, "a.jsonl");
    shelf_import(&s, "c.csv");
    static const vd_format formats[] = {VD_FORMAT_TSV, VD_FORMAT_CSV, VD_FORMAT_JSONL};
    for (size_t f = 0; f < 3; f++) {
        round_trip(&s, formats[f], false);
        round_trip(&s, formats[f], true);
    }
    shelf_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(order_does_not_matter),
        cmocka_unit_test(what_goes_out_comes_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
