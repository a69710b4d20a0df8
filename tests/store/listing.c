/* The listings: their columns, what stands in them, their filters, and that the order of putting does not show. */
#include "fixture.h"

#include "base/rows.h"

typedef vd_status (*lister)(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err);

static vd_status unresolved(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err)
{
    (void)filter;
    return vd_db_unresolved(db, out, err);
}

static const lister listers[] = {vd_db_mentions, vd_db_edges, vd_db_documents, unresolved};

static vd_rows *rows_of(vd_db *db, lister list, vd_filter filter)
{
    vd_rows *rows = NULL;
    vd_error err = {0};
    if (list(db, &filter, &rows, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    return rows;
}

static void assert_dump(vd_db *db, lister list, vd_filter filter, const char *only, const char *expected)
{
    char *text = rows_dump(rows_of(db, list, filter), only);
    assert_string_equal(text, expected);
    free(text);
}

static void assert_columns(vd_db *db, lister list, const char *expected)
{
    vd_rows *rows = rows_of(db, list, (vd_filter){0});
    vd_buf names = {0};
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        vd_buf_add_char(&names, i == 0 ? '\0' : ' ');
        vd_buf_add(&names, vd_rows_name(rows, i));
        vd_buf_add_text(&names, vd_rows_shown(rows, i) ? "*" : "");
    }
    vd_buf_add_char(&names, '\0');
    assert_string_equal(names.ptr + 1, expected);
    vd_buf_clear(&names);
    vd_rows_free(rows);
}

static void test_columns(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    assert_columns(
        db, vd_db_mentions,
        "source* start end surface* form* type number symbol year date issuer term title pinpoint confidence "
        "repairs target_id* target_type target_number target_title target_date target_candidates line* "
        "column place core basis parent_start target_confidence sentence");
    assert_columns(db, vd_db_edges,
                   "source* start end relation* strength* from_source from_id* from_type from_number from_title to_id* "
                   "to_type to_number to_title confidence stated_by line* column pinpoint sentence");
    assert_columns(db, vd_db_documents,
                   "id* type number* date* date_earliest date_latest issuer* place title* signer sources in_corpus* "
                   "urn aliases learnt conflicts in_catalogue");
    vd_db_close(db);
}

/* The row of a listing that begins so, without the columns before `from`. */
static void assert_row(const char *dump, const char *start, const char *from, const char *expected)
{
    const char *row = strstr(dump, start);
    assert_non_null(row);
    row = strstr(row, from);
    assert_non_null(row);
    const char *end = strchr(row, '\n');
    char *got = strndup(row, (size_t)(end - row));
    assert_string_equal(got, expected);
    free(got);
}

static void test_mentions(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    char *text = rows_dump(rows_of(db, vd_db_mentions, (vd_filter){0}), NULL);
    assert_row(text, "surface=\"Chỉ thị \\n", "surface=",
               "surface=\"Chỉ thị \\n\\nsố 33/CT-TTg\" form=\"numbered\" type=\"Chỉ thị\" number=\"33/CT-TTg\" "
               "symbol=\"CT-TTg\" year=null date=\"2021-11-26\" issuer=\"Thủ tướng Chính phủ\" term=null title=null "
               "pinpoint=null confidence=0.75 repairs=[\"CT-TTq -> CT-TTg\",\"l -> 1\"] "
               "target_id=\"vn/chi-thi/2021/33-ct-ttg\" target_type=\"Chỉ thị\" target_number=\"33/CT-TTg\" "
               "target_title=null target_date=\"2021-11-26\" target_candidates=[] line=3 column=67 place=null "
               "core=true basis=\"number and date\" parent_start=null target_confidence=0.875 "
               "sentence=\"Chỉ thị số 33/CT-TTg\" ");
    assert_row(text, "surface=\"Quyết định \xEF", "surface=",
               "surface=\"Quyết định \xEF\xBF\xBD số 12/QĐ-UBND\" form=\"numbered\" type=\"Quyết định\" "
               "number=\"12/QĐ-UBND\" symbol=\"QĐ-UBND\" year=2024 date=null issuer=null term=null title=null "
               "pinpoint=\"khoản 2 Điều 5\" confidence=0.75 repairs=[] target_id=null target_type=null "
               "target_number=null target_title=null target_date=null "
               "target_candidates=[\"vn/tinh-b/quyet-dinh/2021/12-qd-ubnd\",\"vn/tinh-a/quyet-dinh/2020/12-qd-ubnd\"] "
               "line=7 column=9 place=\"can-tho\" core=false basis=null parent_start=null target_confidence=0.875 "
               "sentence=\"Quyết định \xEF\xBF\xBD số 12/QĐ-UBND,\" ");
    free(text);
    vd_db_close(db);
}

static void test_surface_is_raw(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = rows_of(db, vd_db_mentions, (vd_filter){.document = VD_LIT("vn/chi-thi/2021/33-ct-ttg")});
    bool more = false;
    assert_int_equal(vd_rows_next(rows, &more, NULL), VD_OK);
    assert_true(vd_str_eq(vd_rows_cell(rows, 3).text, VD_LIT("Chỉ thị \n\nsố 33/CT-TTg")));
    vd_rows_free(rows);
    vd_db_close(db);
}

static void test_edges(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    char *text = rows_dump(rows_of(db, vd_db_edges, (vd_filter){0}), NULL);
    assert_row(text, "from_id=\"vn/luat/2025/97-2025-qh15\"", "from_id=",
               "from_id=\"vn/luat/2025/97-2025-qh15\" from_type=\"Luật\" from_number=\"97/2025/QH15\" "
               "from_title=\"Luật sửa đổi, bổ sung một số điều của Luật Công đoàn\" "
               "to_id=\"vn/luat/2012/12-2012-qh13\" to_type=\"Luật\" to_number=\"12/2012/QH13\" "
               "to_title=\"Luật Công đoàn\" confidence=0.625 stated_by=\"vn/can-tho/ke-hoach/2025/70-kh-ubnd\" "
               "line=3 column=11 pinpoint=null "
               "sentence=\"Luật sửa đổi, bổ sung một số điều của Luật Công đoàn\" ");
    free(text);
    assert_dump(db, vd_db_edges, (vd_filter){0}, "from_source",
                "null\n\"" PATH_A "\"\n\"" PATH_A "\"\n\"" PATH_A "\"\n\"" PATH_B "\"\n\"" PATH_B "\"\n");
    assert_dump(db, vd_db_edges, (vd_filter){0}, "strength", "null\n\"primary\"\n\"linked\"\n\"task\"\nnull\nnull\n");
    vd_db_close(db);
}

static void test_edges_from_a_document_of_another_source(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, NULL), VD_OK);
    vd_resolution r = resolution_make(&arena, sources, count);
    r.edges[0].from = DOC_PLAN_24; /* stated by A, acted by what B carries */
    assert_int_equal(vd_store_put_resolution(db, sources, count, &r, NULL), VD_OK);
    vd_arena_clear(&arena);
    assert_dump(
        db, vd_db_edges,
        (vd_filter){.relation = VD_LIT("implements"), .document = VD_LIT("vn/can-tho/ke-hoach/2025/70-kh-ubnd")},
        "from_source", "\"" PATH_A "\"\n\"" PATH_A "\"\n");
    assert_dump(db, vd_db_edges, (vd_filter){.document = VD_LIT("vn/luat/2025/97-2025-qh15")}, "from_source",
                "null\n\"" PATH_B "\"\n");
    vd_db_close(db);
}

static void test_documents(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    char *text = rows_dump(rows_of(db, vd_db_documents, (vd_filter){0}), NULL);
    assert_row(text, "id=\"vn/can-tho/ke-hoach/2025/70", "type=",
               "type=\"Kế hoạch\" number=\"70/KH-UBND\" date=\"2025-09\" date_earliest=\"2025-09-01\" "
               "date_latest=\"2025-09-30\" issuer=\"Ủy ban nhân dân\" place=\"can-tho\" "
               "title=\"Kế hoạch thực hiện dân chủ năm 2025\" signer=null sources=[\"" PATH_A "\"] in_corpus=true "
               "urn=\"urn:lex:vn:can-tho:ke.hoach:2025;70-kh-ubnd\" "
               "aliases=[\"vn/can-tho/ke-hoach/2025/70\",\"name:ke-hoach-70\"] "
               "learnt=[\"date: corpus/000-ke-hoach-70.txt:1\"] conflicts=[] in_catalogue=false ");
    assert_row(text, "id=\"vn/tinh-b/", "date=",
               "date=null date_earliest=\"2021-01-01\" date_latest=\"2021-12-31\" "
               "issuer=null place=null title=null signer=null sources=[] "
               "in_corpus=false urn=null aliases=[] learnt=[] conflicts=[] in_catalogue=false ");
    free(text);
    assert_dump(db, vd_db_documents, (vd_filter){.in_corpus = true}, "id",
                "\"vn/can-tho/ke-hoach/2025/70-kh-ubnd\"\n\"vn/can-tho/ke-hoach/2026/24-kh-vpub\"\n");
    assert_dump(db, vd_db_documents, (vd_filter){.source = VD_LIT("003")}, "id",
                "\"vn/can-tho/ke-hoach/2026/24-kh-vpub\"\n");
    assert_dump(db, vd_db_documents, (vd_filter){.document = VD_LIT("vn/chi-thi/2021/33-ct-ttg")}, "number",
                "\"33/CT-TTg\"\n");
    vd_db_close(db);
}

static void test_unresolved(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    /* The same number in both sources with the same candidates is one question; generic mentions are none. */
    assert_dump(db, unresolved, (vd_filter){0}, "mentions", "2\n");
    assert_dump(db, unresolved, (vd_filter){0}, "sources", "[\"" PATH_A "\",\"" PATH_B "\"]\n");
    assert_dump(db, unresolved, (vd_filter){0}, "candidates",
                "[\"vn/tinh-b/quyet-dinh/2021/12-qd-ubnd\",\"vn/tinh-a/quyet-dinh/2020/12-qd-ubnd\"]\n");
    assert_dump(db, unresolved, (vd_filter){0}, "line", "7\n");
    vd_db_close(db);
}

static void test_filters(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    static const vd_str sources[] = {ITEM(PATH_B), ITEM("003-ke-hoach-24.txt"), ITEM("003"), ITEM("corpus/sub"),
                                     ITEM("corpus/sub/")};
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        assert_dump(db, vd_db_mentions, (vd_filter){.source = sources[i]}, "number",
                    "\"33/CT-TTg\"\nnull\n\"12/QĐ-UBND\"\n");
    }
    assert_dump(db, vd_db_mentions, (vd_filter){.source = VD_LIT("sub")}, "number", "");
    assert_dump(db, vd_db_mentions, (vd_filter){.form = VD_LIT("truncated")}, "number", "\"01-KL/TW\"\n");
    assert_dump(db, vd_db_mentions, (vd_filter){.relation = VD_LIT("amends")}, "surface", "\"Luật Công đoàn\"\n");
    assert_dump(db, vd_db_mentions,
                (vd_filter){.document = VD_LIT("vn/chi-thi/2021/33-ct-ttg"), .source = VD_LIT("000")}, "line", "3\n");
    assert_dump(db, vd_db_edges, (vd_filter){.relation = VD_LIT("based_on")}, "to_number",
                "\"33/CT-TTg\"\n\"10/2022/QH15\"\n");
    assert_dump(db, vd_db_edges, (vd_filter){.document = VD_LIT("vn/luat/2012/12-2012-qh13")}, "relation",
                "\"amends\"\n");
    assert_dump(db, vd_db_edges, (vd_filter){.form = VD_LIT("truncated")}, "to_number", "\"01-KL/TW\"\n");
    vd_db_close(db);
}

static void test_filters_that_do_not_exist(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = NULL;
    vd_error err = {0};
    vd_filter filter = {.form = VD_LIT("full")};
    assert_int_equal(vd_db_mentions(db, &filter, &rows, &err), VD_INVALID);
    assert_null(rows);
    assert_non_null(strstr(err.text, "\"full\""));
    assert_non_null(strstr(err.text, "truncated"));
    filter = (vd_filter){.relation = VD_LIT("loves")};
    assert_int_equal(vd_db_edges(db, &filter, &rows, &err), VD_INVALID);
    assert_non_null(strstr(err.text, "supersedes"));
    vd_db_close(db);
}

static void test_order_of_putting_does_not_show(void **state)
{
    (void)state;
    vd_db *first = db_filled(), *second = NULL;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &second, NULL), VD_OK);
    db_fill(second, true);
    db_fill(second, true); /* and putting twice does not, either */
    for (size_t i = 0; i < sizeof listers / sizeof *listers; i++) {
        char *a = rows_dump(rows_of(first, listers[i], (vd_filter){0}), NULL);
        char *b = rows_dump(rows_of(second, listers[i], (vd_filter){0}), NULL);
        assert_true(strlen(a) > 100);
        assert_string_equal(a, b);
        free(a);
        free(b);
    }
    vd_db_close(first);
    vd_db_close(second);
}

static void test_rows_outlive_the_database(void **state)
{
    (void)state;
    vd_db *db = db_filled();
    vd_rows *rows = rows_of(db, vd_db_documents, (vd_filter){0});
    vd_db_close(db);
    char *text = rows_dump(rows, "id");
    assert_non_null(strstr(text, "vn/chi-thi/2021/33-ct-ttg"));
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_columns),
        cmocka_unit_test(test_mentions),
        cmocka_unit_test(test_surface_is_raw),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_edges_from_a_document_of_another_source),
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_unresolved),
        cmocka_unit_test(test_filters),
        cmocka_unit_test(test_filters_that_do_not_exist),
        cmocka_unit_test(test_order_of_putting_does_not_show),
        cmocka_unit_test(test_rows_outlive_the_database),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
