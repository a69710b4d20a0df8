/** Whose number it is: bodies of provinces, communes and committees; and what became of provinces that were merged. */
#include "resolve/resolve.h"

#include "world.h"

#define BAC_NINH_2025                                             \
    "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 215/KH-UBND\n" \
    "Bắc Ninh, ngày 12 tháng 11 năm 2025\n\nKẾ HOẠCH\nSửa đường\n\n"

/* A decision as its province publishes it. */
#define DECISION(province, name, number, day)                                                    \
    "ỦY BAN NHÂN DÂN\nTỈNH " province "\nSố: " number "\n" name ", " day "\n\nQUYẾT ĐỊNH\n" \
    "Ban hành bảng giá\n\nĐiều 1. Ban hành bảng giá.\n"

static void the_place_named_is_meant(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               BAC_NINH_2025 "Căn cứ Quyết định số 12/2022/QĐ-UBND ngày 04 tháng 5 năm 2022 của Ủy ban nhân dân tỉnh "
                             "Bắc Giang về bảng giá;\nThực hiện Điều 3 Quyết định số 12/2022/QĐ-UBND.\n");
    world_text(&w, "b.txt", DECISION("BẮC NINH", "Bắc Ninh", "12/2022/QĐ-UBND", "ngày 19 tháng 5 năm 2022"));
    world_resolve(&w);
    for (size_t m = 0; m < w.sources[0].extraction.mention_count; m++) {
        const vd_mention *mention = &w.sources[0].extraction.mentions[m];
        if (mention->form == VD_FORM_NUMBERED) {
            int document = w.r.links[0][m].document;
            assert_true(document >= 0);
            assert_str(w.r.documents[document].id, "vn/bac-giang/quyet-dinh/2022/12-2022-qd-ubnd");
        }
    }
    world_free(&w);
}

/* "Đảng bộ tỉnh" says no province, and a city has none: it is the province with which the text gave this number. */
static void a_body_without_its_place_is_of_the_place_said_elsewhere(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "THÀNH ỦY CẦN THƠ\nSố: 12-CTr/TU\nCần Thơ, ngày 05 tháng 11 năm 2025\n\nCHƯƠNG TRÌNH\nSửa đường\n\n"
               "Theo Chương trình số 27-CTr/TU ngày 12/3/2018 của Ban Chấp hành Đảng bộ tỉnh Sóc Trăng về giao thông;\n"
               "theo Chương trình số 27-CTr/TU ngày 12/3/2018 của Ban Chấp hành Đảng bộ tỉnh về giao thông.\n");
    world_resolve(&w);
    size_t seen = 0;
    for (size_t m = 0; m < w.sources[0].extraction.mention_count; m++) {
        const vd_mention *mention = &w.sources[0].extraction.mentions[m];
        if (mention->form == VD_FORM_NUMBERED) {
            int document = w.r.links[0][m].document;
            assert_true(document >= 0);
            assert_str(w.r.documents[document].id, "vn/soc-trang/chuong-trinh/2018/27-ctr-tu");
            seen++;
        }
    }
    assert_int_equal(seen, 2);
    world_free(&w);
}

/* The new Bắc Ninh cites a number without saying whose it is, and both old provinces gave it. */
static void a_number_of_two_merged_provinces_is_ambiguous(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", BAC_NINH_2025 "Thực hiện Quyết định số 12/2022/QĐ-UBND.\n");
    world_text(&w, "b.txt", DECISION("BẮC GIANG", "Bắc Giang", "12/2022/QĐ-UBND", "ngày 04 tháng 5 năm 2022"));
    world_resolve(&w);
    const vd_link *link = link_of(&w, "a.txt", "12/2022/QĐ-UBND");
    assert_int_equal(link->document, -1);
    assert_int_equal(link->candidate_count, 2);
    world_free(&w);
}

static void the_day_tells_which_province_it_was(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", BAC_NINH_2025 "Thực hiện Quyết định số 12/2022/QĐ-UBND ngày 04 tháng 5 năm 2022.\n");
    world_text(&w, "b.txt", DECISION("BẮC GIANG", "Bắc Giang", "12/2022/QĐ-UBND", "ngày 04 tháng 5 năm 2022"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "12/2022/QĐ-UBND", "vn/bac-giang/quyet-dinh/2022/12-2022-qd-ubnd");
    world_free(&w);
}

/* Before the merger nobody means the neighbour's; nor does a number of after it. */
static void other_times_are_other_provinces(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "ỦY BAN NHÂN DÂN\nTỈNH BẮC NINH\nSố: 15/KH-UBND\nBắc Ninh, ngày 12 tháng 11 năm 2024\n\nKẾ HOẠCH\nSửa "
               "đường\n\nThực hiện Quyết định số 12/2022/QĐ-UBND.\n");
    world_text(&w, "b.txt", BAC_NINH_2025 "Thực hiện Quyết định số 61/2025/QĐ-UBND ngày 08 tháng 10 năm 2025.\n");
    world_text(&w, "c.txt", DECISION("BẮC GIANG", "Bắc Giang", "12/2022/QĐ-UBND", "ngày 04 tháng 5 năm 2022"));
    world_text(&w, "d.txt", DECISION("BẮC GIANG", "Bắc Giang", "61/2025/QĐ-UBND", "ngày 08 tháng 6 năm 2025"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "12/2022/QĐ-UBND", "vn/bac-ninh/quyet-dinh/2022/12-2022-qd-ubnd");
    assert_means(&w, "b.txt", "61/2025/QĐ-UBND", "vn/bac-ninh/quyet-dinh/2025/61-2025-qd-ubnd");
    world_free(&w);
}

/* "Ủy ban nhân dân tỉnh" in a commune's plan is the province's of its letterhead, and its own number is not theirs. */
static void a_commune_speaks_of_its_province(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "ỦY BAN NHÂN DÂN\nXÃ THẠCH HÀ\nSố: 30/KH-UBND\nThạch Hà, ngày 20 tháng 10 năm 2025\n\nKẾ HOẠCH\nDọn "
               "kênh trên địa bàn xã Thạch Hà, tỉnh Hà Tĩnh\n\nThực hiện Kế hoạch số 30/KH-UBND ngày 02 tháng 10 năm "
               "2025 của Ủy ban nhân dân tỉnh Hà Tĩnh, Quyết định số 7/QĐ-UBND ngày 02 tháng 10 năm 2025 của Ủy ban "
               "nhân dân tỉnh.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "7/QĐ-UBND", "vn/ha-tinh/quyet-dinh/2025/7-qd-ubnd");
    const vd_document *own = document_held(&w, "a.txt");
    assert_str(own->place, "ha-tinh");
    bool other = false;
    for (size_t m = 0; m < w.sources[0].extraction.mention_count; m++) {
        const vd_mention *mention = &w.sources[0].extraction.mentions[m];
        if (mention->form == VD_FORM_NUMBERED && vd_str_eq(mention->number, VD_LIT("30/KH-UBND"))) {
            int document = w.r.links[0][m].document;
            other = document >= 0 && &w.r.documents[document] != own;
        }
    }
    assert_true(other);
    world_free(&w);
}

#define CITY_PLAN(body, city, rest)                                                           \
    "ĐẢNG BỘ TỈNH NGHỆ AN\nTHÀNH ỦY " body "\n*\nSố 215-KH/TU\nĐẢNG CỘNG SẢN VIỆT NAM\n" city \
    ", ngày 14 tháng 3 năm 2024\n\nKẾ HOẠCH\nSửa đường\n\n" rest

/* A city's committee signs as the province's does: neither's plan is the other's, nor another city's. */
static void a_citys_plan_is_not_the_provinces(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", CITY_PLAN("VINH", "Vinh", "Các chi bộ làm.\n"));
    world_text(&w, "b.txt",
               "TỈNH ỦY NGHỆ AN\n*\nSố 300-CV/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nVinh, ngày 14 tháng 5 năm 2024\n\nKính "
               "gửi: các đảng ủy\n\nThực hiện Kế hoạch số 215-KH/TU của Tỉnh ủy, Kế hoạch số 215-KH/TU ngày 14/3/2024 "
               "của Ban Thường vụ Thành ủy Vinh.\n");
    world_text(&w, "c.txt",
               "ĐẢNG BỘ TỈNH NGHỆ AN\nTHÀNH ỦY THÁI HÒA\n*\nSố 301-CV/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nThái Hòa, ngày 14 "
               "tháng 5 năm 2024\n\nKính gửi: các đảng ủy\n\nThực hiện Kế hoạch số 215-KH/TU của Thành ủy.\n");
    world_resolve(&w);
    const vd_document *vinh = document_held(&w, "a.txt");
    assert_ptr_not_equal(document_of(&w, "b.txt", "Kế hoạch số 215-KH/TU"), vinh);
    assert_ptr_not_equal(document_of(&w, "c.txt", "Kế hoạch số 215-KH/TU"), vinh);
    assert_ptr_not_equal(document_of(&w, "c.txt", "Kế hoạch số 215-KH/TU"),
                         document_of(&w, "b.txt", "Kế hoạch số 215-KH/TU"));
    world_free(&w);
}

/* Another province's document of the source's own number is not the source. */
static void anothers_number_is_not_ones_own(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               BAC_NINH_2025
               "Theo kinh nghiệm tại Kế hoạch số 215/KH-UBND ngày 03 tháng 11 năm 2025 của Ủy ban nhân dân tỉnh Lạng "
               "Sơn.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "Kế hoạch số 215/KH-UBND", "vn/lang-son/ke-hoach/2025/215-kh-ubnd");
    world_free(&w);
}

/* Committees of every level sign with one symbol; letters of a department begin with it. */
static void a_symbol_of_every_level_follows_its_body(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               BAC_NINH_2025 "Thực hiện Kế hoạch số 3-KH/BCĐ ngày 05 tháng 8 năm 2025 của Ban Chỉ đạo Trung ương; "
                             "Kế hoạch số 4-KH/BCĐ ngày 05 tháng 9 năm 2025 của Ban Chỉ đạo tỉnh; Công văn số "
                             "5106/CT-CS ngày 12 tháng 9 năm 2025; Nghị quyết số 1314/NQ-UBTVQH15.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "3-KH/BCĐ", "vn/ke-hoach/2025/3-kh-bcd");
    assert_means(&w, "a.txt", "4-KH/BCĐ", "vn/bac-ninh/ke-hoach/2025/4-kh-bcd");
    assert_means(&w, "a.txt", "5106/CT-CS", "vn/cong-van/2025/5106-ct-cs");
    assert_means(&w, "a.txt", "1314/NQ-UBTVQH15", "vn/nghi-quyet/_/1314-nq-ubtvqh15");
    world_free(&w);
}

/* Two provinces of one name before and after a merger, one number, two days. */
static void a_province_before_and_after_its_merger(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", DECISION("BẮC NINH", "Bắc Ninh", "9/QĐ-UBND", "ngày 06 tháng 01 năm 2025"));
    world_text(&w, "b.txt", DECISION("BẮC NINH", "Bắc Ninh", "9/QĐ-UBND", "ngày 01 tháng 7 năm 2025"));
    world_text(&w, "c.txt", DECISION("BẮC GIANG", "Bắc Giang", "9/QĐ-UBND", "ngày 06 tháng 01 năm 2025"));
    world_resolve(&w);
    assert_int_not_equal(w.r.source_document[0], w.r.source_document[1]);
    assert_int_not_equal(w.r.source_document[0], w.r.source_document[2]);
    assert_str(document_held(&w, "c.txt")->id, "vn/bac-giang/quyet-dinh/2025/9-qd-ubnd");
    world_free(&w);
}

/* Of one number a merged province has many, of every year and day. */
static void of_many_that_a_merged_province_gave_the_first_are_named(void **state)
{
    (void)state;
    world w = {0};
    vd_mention theirs[20];
    const vd_mention ours[] = {cited("Quyết định", "12/QĐ-UBND", "2021"),
                               cited("Quyết định", "12/QĐ-UBND", "2022-01-17"),
                               cited("Quyết định", "12/QĐ-UBND", "2022-01-18")};
    for (int i = 0; i < 20; i++) {
        vd_mention m = with_place(cited("Quyết định", "12/QĐ-UBND", "2022-01-01"), "bac-giang");
        m.date = (vd_date){(int16_t)(i % 2 ? 2021 : 2022), 1, (int8_t)(20 - i)};
        theirs[i] = m;
    }
    world_made(&w, "a.txt", header_of("1/KH-UBND", "2025-12-01", "Cần Thơ", NULL), theirs, 20);
    world_made(&w, "b.txt", header_of("2/KH-UBND", "2025-12-01", "Bắc Ninh", NULL), ours, 1);
    world_made(&w, "c.txt", header_of("3/KH-UBND", "2025-12-01", "Bắc Ninh", NULL), ours + 1, 1);
    world_made(&w, "d.txt", header_of("4/KH-UBND", "2025-12-01", "Bắc Ninh", NULL), ours + 2, 1);
    world_resolve(&w);
    const vd_link *year = link_of(&w, "b.txt", "12/QĐ-UBND");
    assert_basis(year, "number given by provinces merged since");
    assert_int_equal(year->candidate_count, 8);
    assert_str(w.r.documents[year->candidates[0]].place, "bac-ninh");
    for (int c = 1; c < 8; c++) { /* in the order in which the text names them */
        assert_true(vd_date_eq(w.r.documents[year->candidates[c]].date, theirs[2 * c - 1].date));
    }
    assert_basis(link_of(&w, "c.txt", "12/QĐ-UBND"), "number and date");
    assert_basis(link_of(&w, "d.txt", "12/QĐ-UBND"), "number and date, of a province merged since");
    assert_str(document_of(&w, "d.txt", "12/QĐ-UBND")->place, "bac-giang");
    world_free(&w);
}

/* A national standard is one document whoever cites it; a province's own regulation is the province's. */
static void the_countrys_standards_are_of_no_province(void **state)
{
    (void)state;
    static const char *const numbers[][2] = {
        {"TCVN 5729:2012", "vn/tieu-chuan/2012/tcvn-5729-2012"},
        {"TCVN ISO 9001:2015", "vn/tieu-chuan/2015/tcvn-iso-9001-2015"},
        {"TCVN 7189:2009/CISPR 22:2006", "vn/tieu-chuan/2009/tcvn-7189-2009-cispr-22-2006"},
        {"QCVN 06:2022/BXD", "vn/quy-chuan/2022/qcvn-06-2022-bxd"},
        {"QCVN 41:2019", "vn/quy-chuan/2019/qcvn-41-2019"},
        {"QCĐP 01:2020/BN", "vn/bac-ninh/quy-chuan/2020/qcdp-01-2020-bn"},
    };
    world w = {0};
    world_text(&w, "a.txt",
               BAC_NINH_2025 "Áp dụng TCVN 5729:2012, TCVN ISO 9001:2015, TCVN 7189:2009/CISPR 22:2006, "
                             "QCVN 06:2022/BXD, QCVN 41:2019 và QCĐP 01:2020/BN.\n");
    world_text(&w, "b.txt",
               DECISION("NGHỆ AN", "Nghệ An", "5/2025/QĐ-UBND", "ngày 04 tháng 5 năm 2025") "Theo TCVN 5729:2012.\n");
    world_resolve(&w);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        assert_means(&w, "a.txt", numbers[i][0], numbers[i][1]);
    }
    assert_means(&w, "b.txt", numbers[0][0], numbers[0][1]);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_place_named_is_meant),
        cmocka_unit_test(a_body_without_its_place_is_of_the_place_said_elsewhere),
        cmocka_unit_test(a_number_of_two_merged_provinces_is_ambiguous),
        cmocka_unit_test(the_day_tells_which_province_it_was),
        cmocka_unit_test(other_times_are_other_provinces),
        cmocka_unit_test(a_commune_speaks_of_its_province),
        cmocka_unit_test(a_citys_plan_is_not_the_provinces),
        cmocka_unit_test(anothers_number_is_not_ones_own),
        cmocka_unit_test(a_symbol_of_every_level_follows_its_body),
        cmocka_unit_test(a_province_before_and_after_its_merger),
        cmocka_unit_test(of_many_that_a_merged_province_gave_the_first_are_named),
        cmocka_unit_test(the_countrys_standards_are_of_no_province),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
