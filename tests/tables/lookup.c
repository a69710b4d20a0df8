/* The lookups: what is found, in which order, and what is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "tables/tables.h"

static void type_by_name(void **state)
{
    (void)state;
    const vd_type_row *row = vd_type_find(VD_LIT("chi thi"));
    assert_non_null(row);
    assert_string_equal(row->name, "Chỉ thị");
    assert_string_equal(row->slug, "chi-thi");
    for (size_t i = 0; i < vd_types_count; i++)
        assert_ptr_equal(vd_type_find(vd_str_of(vd_types[i].fold)), &vd_types[i]);
    assert_null(vd_type_find(VD_LIT("chi")));
    assert_null(vd_type_find(VD_LIT("chi thi ")));
    assert_null(vd_type_find(VD_LIT("")));
    assert_null(vd_type_find(VD_NONE));
}

static void type_by_printed_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < vd_types_count; i++)
        assert_ptr_equal(vd_type_named(vd_str_of(vd_types[i].name)), &vd_types[i]);
    assert_null(vd_type_named(VD_LIT("chỉ thị")));
    assert_null(vd_type_named(VD_NONE));
    assert_true(vd_type_law(vd_type_named(VD_LIT("Bộ luật"))));
    assert_false(vd_type_law(vd_type_named(VD_LIT("Nghị định"))));
    assert_false(vd_type_law(NULL));
}

static void type_that_opens(void **state)
{
    (void)state;
    assert_string_equal(vd_type_opening(VD_LIT("chi thi so 33"))->name, "Chỉ thị");
    /* the longest: not Thông tư, not Quy chế */
    assert_string_equal(vd_type_opening(VD_LIT("thong tu lien tich so 2"))->name, "Thông tư liên tịch");
    assert_string_equal(vd_type_opening(VD_LIT("quy che phoi hop giua"))->name, "Quy chế phối hợp");
    assert_null(vd_type_opening(VD_LIT("chi thi"))); /* nothing follows */
    assert_null(vd_type_opening(VD_LIT("chi thien")));
    assert_null(vd_type_opening(VD_NONE));
}

static void type_by_abbreviation(void **state)
{
    (void)state;
    /* QĐ is Quyết định before the Party's Quy định; TT is Thông tư before Thông tri. */
    const vd_type_row *row = vd_type_by_abbr(VD_LIT("qd"));
    assert_non_null(row);
    assert_string_equal(row->name, "Quyết định");
    row = vd_type_by_abbr_next(VD_LIT("qd"), row);
    assert_non_null(row);
    assert_string_equal(row->name, "Quy định");
    assert_null(vd_type_by_abbr_next(VD_LIT("qd"), row));
    assert_string_equal(vd_type_by_abbr(VD_LIT("tt"))->name, "Thông tư");
    assert_string_equal(vd_type_by_abbr(VD_LIT("qyd"))->name, "Quy định");
    assert_string_equal(vd_type_by_abbr(VD_LIT("khhd"))->name, "Kế hoạch");
    assert_string_equal(vd_type_by_abbr(VD_LIT("ttr"))->name, "Tờ trình");
    assert_null(vd_type_by_abbr(VD_LIT("q")));
    assert_null(vd_type_by_abbr(VD_LIT("")));
}

static void misread_words(void **state)
{
    (void)state;
    const vd_ocr_word_row *row = vd_ocr_word_find(VD_LIT("thyc"), NULL);
    assert_non_null(row);
    assert_string_equal(row->word, "thuc");
    assert_null(vd_ocr_word_find(VD_LIT("thyc"), row));
    row = vd_ocr_word_find(VD_LIT("hi\x7fn"), NULL);
    assert_non_null(row);
    assert_string_equal(row->word, "hien");
    size_t forms = 0;
    for (row = NULL; (row = vd_ocr_word_forms(VD_LIT("van"), row)); forms++)
        assert_string_equal(row->word, "van");
    assert_true(forms >= 2);
    assert_null(vd_ocr_word_find(VD_LIT("van"), NULL));
}

static void issuer_by_symbol(void **state)
{
    (void)state;
    static const char *const bodies[] = {"Ban Chấp hành Trung ương Đảng", "Bộ Chính trị", "Ban Bí thư"};
    const vd_issuer_row *row = NULL;
    for (size_t i = 0; i < 3; i++) {
        row = vd_issuer_find(VD_LIT("tw"), row);
        assert_non_null(row);
        assert_string_equal(row->name, bodies[i]);
    }
    assert_null(vd_issuer_find(VD_LIT("tw"), row));
    assert_string_equal(vd_issuer_find(VD_LIT("ubnd"), NULL)->level, "local");
    assert_string_equal(vd_issuer_find(VD_LIT("vpub"), NULL)->level, "office");
    /* The local committee comes before the marked spelling TƯ of the central one. */
    assert_string_equal(vd_issuer_find(VD_LIT("tu"), NULL)->name, "Tỉnh ủy");
    assert_null(vd_issuer_find(VD_LIT("xyz"), NULL));
}

static void issuer_by_name(void **state)
{
    (void)state;
    const vd_issuer_row *row = vd_issuer_by_name(VD_LIT("bo giao duc va dao tao"), NULL);
    assert_non_null(row);
    assert_string_equal(row->symbol, "BGDĐT");
    assert_non_null(vd_issuer_by_name(VD_LIT("bo giao duc va dao tao"), row));
    assert_null(vd_issuer_by_name(VD_LIT("bo giao duc"), NULL));
}

static void issuer_in_time(void **state)
{
    (void)state;
    const vd_issuer_row *row = vd_issuer_find(VD_LIT("bgtvt"), NULL);
    assert_non_null(row);
    assert_string_equal(row->successor, "BXD");
    assert_true(vd_issuer_valid(row, (vd_date){2025, 2, 28}));
    assert_false(vd_issuer_valid(row, (vd_date){2025, 3, 1}));
    assert_false(vd_issuer_valid(row, (vd_date){2025, 3, 0}));
    assert_true(vd_issuer_valid(row, (vd_date){2025, 0, 0}));
    assert_true(vd_issuer_valid(row, (vd_date){0, 0, 0}));
    row = vd_issuer_find(VD_LIT("bnnmt"), NULL);
    assert_non_null(row);
    assert_false(vd_issuer_valid(row, (vd_date){2025, 2, 28}));
    assert_false(vd_issuer_valid(row, (vd_date){2024, 0, 0}));
    assert_true(vd_issuer_valid(row, (vd_date){2025, 3, 1}));
}

static void place_by_name(void **state)
{
    (void)state;
    const vd_place_row *row = vd_place_by_fold(VD_LIT("can tho"));
    assert_non_null(row);
    assert_string_equal(row->slug, "can-tho");
    assert_string_equal(row->valid_from, "2025-07-01");
    assert_string_equal(vd_place_on(VD_LIT("can tho"), (vd_date){2025, 6, 30})->valid_to, "2025-06-30");
    row = vd_place_by_fold(VD_LIT("hau giang"));
    assert_non_null(row);
    assert_string_equal(row->successor, "can-tho");
    assert_null(vd_place_on(VD_LIT("hau giang"), (vd_date){2025, 7, 1}));
    /* Rank is part of what changes. */
    assert_string_equal(vd_place_by_fold(VD_LIT("dong nai"))->rank, "thành phố");
    assert_string_equal(vd_place_on(VD_LIT("dong nai"), (vd_date){2026, 4, 29})->rank, "tỉnh");
    assert_string_equal(vd_place_on(VD_LIT("dong nai"), (vd_date){2026, 4, 30})->rank, "thành phố");
    assert_null(vd_place_by_fold(VD_LIT("can")));
}

static void law_by_number(void **state)
{
    (void)state;
    const vd_catalogue_row *row = vd_catalogue_by_number(VD_LIT("10/2022/qh15"));
    assert_non_null(row);
    assert_string_equal(row->title, "Luật Thực hiện dân chủ ở cơ sở");
    assert_ptr_equal(vd_catalogue_by_number(VD_LIT("10/2022/QH15")), row);
    assert_null(vd_catalogue_by_number(VD_LIT("10/2022/QH1")));
    assert_null(vd_catalogue_by_number(VD_LIT("10/2022/QH155")));
    assert_null(vd_catalogue_by_number(VD_LIT("")));
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        if (!*vd_catalogue[i].number)
            continue;
        const vd_catalogue_row *found = vd_catalogue_by_number(vd_str_of(vd_catalogue[i].number));
        while (found && found != &vd_catalogue[i])
            found = vd_catalogue_by_number_next(vd_str_of(vd_catalogue[i].number), found);
        assert_ptr_equal(found, &vd_catalogue[i]);
    }
}

static void passed_then(void **state)
{
    (void)state;
    vd_date day = {2013, 11, 29};
    assert_true(vd_passed_on("2013-11-29", day));
    assert_false(vd_passed_on("2013-11-28", day));
    assert_true(vd_passed_on("2013-11-29", (vd_date){.year = 2013}));
    assert_false(vd_passed_on("2013-11-29", (vd_date){.year = 2014}));
    assert_false(vd_passed_on("", day));
    assert_false(vd_passed_on("", (vd_date){0}));
    assert_true(vd_law_passed(VD_LIT("luat dat dai"), day, false));
    assert_true(vd_law_passed(VD_LIT("luat dat dai"), (vd_date){.year = 2024}, false));
    assert_false(vd_law_passed(VD_LIT("luat dat dai"), (vd_date){.year = 2014}, false));
    assert_false(vd_law_passed(VD_LIT("luat khong ai biet"), day, true));
}

static void law_by_title(void **state)
{
    (void)state;
    const vd_catalogue_row *row = vd_catalogue_by_title(VD_LIT("luat dan chu o co so"), NULL);
    assert_non_null(row);
    assert_string_equal(row->number, "10/2022/QH15");
    assert_ptr_equal(vd_catalogue_by_title(VD_LIT("luat thuc hien dan chu o co so"), NULL), row);
    /* One name, several laws after each other. */
    row = vd_catalogue_by_title(VD_LIT("luat cong doan"), NULL);
    assert_non_null(row);
    assert_non_null(vd_catalogue_by_title(VD_LIT("luat cong doan"), row));
    assert_null(vd_catalogue_by_title(VD_LIT("luat"), NULL));
    assert_null(vd_catalogue_by_title(VD_LIT("luat su"), NULL));
}

static void amendments_both_ways(void **state)
{
    (void)state;
    const vd_amendment_row *row = NULL;
    size_t seen = 0;
    while ((row = vd_amendment_by_acting(VD_LIT("97/2025/QH15"), row))) {
        assert_string_equal(row->relation, "amends");
        seen += strcmp(row->target, "10/2022/QH15") == 0 || strcmp(row->target, "75/2015/QH13") == 0 ||
                strcmp(row->target, "50/2024/QH15") == 0 || strcmp(row->target, "57/2020/QH14") == 0;
    }
    assert_int_equal(seen, 4);
    bool other = false;
    while ((row = vd_amendment_by_target(VD_LIT("10/2022/qh15"), row)))
        other = other || strcmp(row->acting, "47/2024/QH15") == 0;
    assert_true(other);
    assert_null(vd_amendment_by_target(VD_LIT("97/2025/QH15"), NULL));
}

static void abbreviations_by_fold(void **state)
{
    (void)state;
    const vd_abbreviation_row *row = vd_abbreviation_find(VD_LIT("ubnd"), NULL);
    assert_non_null(row);
    assert_string_equal(row->full_fold, "uy ban nhan dan");
    assert_null(vd_abbreviation_find(VD_LIT("ubnd"), row));
    assert_null(vd_abbreviation_find(VD_LIT("ub"), NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(type_by_name),         cmocka_unit_test(type_by_printed_name),
        cmocka_unit_test(type_that_opens),      cmocka_unit_test(type_by_abbreviation),
        cmocka_unit_test(misread_words),        cmocka_unit_test(issuer_by_symbol),
        cmocka_unit_test(issuer_by_name),       cmocka_unit_test(issuer_in_time),
        cmocka_unit_test(place_by_name),        cmocka_unit_test(law_by_number),
        cmocka_unit_test(passed_then),          cmocka_unit_test(law_by_title),
        cmocka_unit_test(amendments_both_ways), cmocka_unit_test(abbreviations_by_fold),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
