/** The columns of `viendan extract`. */
#include "sink.h"

static const char text[] = "Thực hiện\nChỉ thị số 33/CT-TTg; Luật A số 1/2022/QH15 tháng 7/2025.";

static void mentions_are_rows(void **state)
{
    (void)state;
    vd_source *source;
    vd_rows *rows;
    size_t at = (size_t)(strstr(text, "Chỉ") - text);
    size_t law = (size_t)(strstr(text, "Luật") - text);
    const vd_mention mentions[] = {
        {.start = at,
         .end = law - 2,
         .surface = {text + at, law - 2 - at},
         .form = VD_FORM_NUMBERED,
         .type = VD_LIT("Chỉ thị"),
         .number = VD_LIT("33/CT-TTg"),
         .symbol = VD_LIT("CT-TTg"),
         .issuer = VD_LIT("Thủ tướng Chính phủ"),
         .confidence = 0.9,
         .parent = -1,
         .core = true},
        {.start = law,
         .end = law + 4,
         .surface = {text + law, 4},
         .form = VD_FORM_NAMED,
         .year = 2022,
         .date = {2025, 7, 0},
         .title = VD_LIT("Luật A"),
         .pinpoint = VD_LIT("Điều 5"),
         .repairs = VD_LIT("a -> b"),
         .term = VD_LIT("XV"),
         .confidence = 1,
         .parent = 0},
    };
    vd_extraction extraction = {.mentions = mentions, .mention_count = 2};
    assert_int_equal(vd_source_from_bytes(VD_LIT("p.txt"), vd_str_of(text), &source, NULL), VD_OK);
    assert_int_equal(vd_extraction_rows(source, &extraction, &rows, NULL), VD_OK);
    assert_int_equal(vd_rows_width(rows), 20);
    row_expect(rows, "source", "p.txt", "surface", "Chỉ thị số 33/CT-TTg", "form", "numbered", "type", "Chỉ thị",
               "number", "33/CT-TTg", "symbol", "CT-TTg", "year", NULL, "date", NULL, "issuer", "Thủ tướng Chính phủ",
               "title", NULL, "pinpoint", NULL, "repairs", NULL, "parent_start", NULL, "term", NULL, NULL);
    assert_int_equal(row_int(rows, "start"), at);
    assert_int_equal(row_int(rows, "end"), law - 2);
    assert_int_equal(row_int(rows, "line"), 2);
    assert_int_equal(row_int(rows, "column"), 1);
    assert_int_equal(row_int(rows, "core"), 1);
    row_expect(rows, "form", "named", "number", NULL, "date", "2025-07", "title", "Luật A", "pinpoint", "Điều 5",
               "repairs", "a -> b", "term", "XV", NULL);
    assert_int_equal(row_int(rows, "year"), 2022);
    assert_int_equal(row_int(rows, "parent_start"), at);
    assert_int_equal(row_int(rows, "core"), 0);
    assert_true(row_cell(rows, "confidence").real == 1);
    rows_end(rows);
    vd_source_free(source);
}

/* Of an extraction that was asked for some forms only these are rows; the start of a parent is told all the same. */
static void forms_not_asked_for_are_no_rows(void **state)
{
    (void)state;
    vd_source *source;
    vd_rows *rows;
    const vd_mention mentions[] = {
        {.start = 0, .end = 9, .form = VD_FORM_NAMED, .parent = -1},
        {.start = 2, .end = 4, .form = VD_FORM_NUMBERED, .parent = 0},
        {.start = 5, .end = 6, .form = VD_FORM_SELF, .parent = 0},
        {.start = 7, .end = 8, .form = VD_FORM_NUMBERED, .parent = 0},
        {.start = 8, .end = 9, .form = VD_FORM_NAMED, .parent = -1},
    };
    vd_extraction extraction = {.mentions = mentions, .mention_count = 5, .forms = VD_FORM_BIT(VD_FORM_NUMBERED)};
    assert_int_equal(vd_source_from_bytes(VD_LIT("p.txt"), vd_str_of(text), &source, NULL), VD_OK);
    assert_int_equal(vd_extraction_rows(source, &extraction, &rows, NULL), VD_OK);
    row_expect(rows, "form", "numbered", NULL);
    assert_int_equal(row_int(rows, "start"), 2);
    assert_int_equal(row_int(rows, "parent_start"), 0);
    row_expect(rows, "form", "numbered", NULL);
    assert_int_equal(row_int(rows, "start"), 7);
    rows_end(rows);
    extraction.forms |= VD_FORM_BIT(VD_FORM_SELF);
    assert_int_equal(vd_extraction_rows(source, &extraction, &rows, NULL), VD_OK);
    row_expect(rows, "form", "numbered", NULL);
    row_expect(rows, "form", "self", NULL);
    row_expect(rows, "form", "numbered", NULL);
    rows_end(rows);
    vd_source_free(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(mentions_are_rows),
                                       cmocka_unit_test(forms_not_asked_for_are_no_rows)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
