/** Which document a number means: with a date and without, in two provinces, in two years, from two bodies. */
#include "resolve/resolve.h"

#include "world.h"

#define WITH_DATE "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ về công tác dân vận;\n"
#define WITHOUT_DATE "Tiếp tục quán triệt Chỉ thị số 33/CT-TTg của Thủ tướng Chính phủ.\n"
#define HEAD(body, number, place, date) \
    body "\nSố: " number "\n" place ", " date "\n\nKẾ HOẠCH\nVề công tác thi đua\n\n"
#define CAN_THO_2025 HEAD("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "41/KH-UBND", "Cần Thơ", "ngày 20 tháng 3 năm 2025")
#define DA_NANG_2025 HEAD("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ ĐÀ NẴNG", "42/KH-UBND", "Đà Nẵng", "ngày 21 tháng 3 năm 2025")

/* One source of one mention. */
/* ---- Dates ------------------------------------------------------------------------------------------------------- */

static void a_date_elsewhere_is_learnt(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", WITH_DATE);
    world_text(&w, "b.txt", WITHOUT_DATE);
    world_resolve(&w);
    assert_means(&w, "a.txt", "33/CT-TTg", "vn/chi-thi/2021/33-ct-ttg");
    assert_means(&w, "b.txt", "33/CT-TTg", "vn/chi-thi/2021/33-ct-ttg");
    const vd_document *d = document_of(&w, "b.txt", "33/CT-TTg");
    assert_true(vd_date_eq(d->date, date_of("2021-11-26")));
    assert_true(link_of(&w, "b.txt", "33/CT-TTg")->confidence < link_of(&w, "a.txt", "33/CT-TTg")->confidence);
    assert_basis(link_of(&w, "a.txt", "33/CT-TTg"), "number and date");
    assert_basis(link_of(&w, "b.txt", "33/CT-TTg"), "number; date from another source");
    world_free(&w);
}

static void spelling_does_not_matter(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "05-CT/TW", "2016-05-15"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Chỉ thị", "5-CT/TW", "2016-05-15"));
    world_one(&w, "c.txt", header_placed(NULL), cited("Chỉ thị", "5-CT/TW", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "05-CT/TW", "vn/chi-thi/2016/05-ct-tw"); /* the fuller spelling names it */
    assert_means(&w, "b.txt", "5-CT/TW", "vn/chi-thi/2016/05-ct-tw");
    assert_means(&w, "c.txt", "5-CT/TW", "vn/chi-thi/2016/05-ct-tw");
    world_free(&w);
}

static void two_years_are_two_documents(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2021-02-02"));
    world_one(&w, "c.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "05/CT-TTg", "vn/chi-thi/2013/05-ct-ttg");
    assert_means(&w, "b.txt", "05/CT-TTg", "vn/chi-thi/2021/05-ct-ttg");
    assert_between(&w, "c.txt", "05/CT-TTg", "vn/chi-thi/2021/05-ct-ttg", "vn/chi-thi/2013/05-ct-ttg", NULL);
    assert_int_equal(link_of(&w, "c.txt", "05/CT-TTg")->confidence * 1000, 0);
    world_free(&w);
}

static void a_source_means_the_one_it_dates(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention twice[] = {cited("Chỉ thị", "05/CT-TTg", NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15")};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2021-02-02"));
    world_made(&w, "b.txt", header_placed(NULL), twice, 2);
    world_resolve(&w);
    assert_means(&w, "b.txt", "05/CT-TTg", "vn/chi-thi/2013/05-ct-ttg");
    assert_basis(link_of(&w, "b.txt", "05/CT-TTg"), "number; date elsewhere in the text");
    world_free(&w);
}

static void a_source_that_dates_two_leaves_the_third_open(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention three[] = {cited("Chỉ thị", "05/CT-TTg", NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15"),
                                cited("Chỉ thị", "05/CT-TTg", "2021-02-02")};
    world_made(&w, "a.txt", header_placed(NULL), three, 3);
    world_resolve(&w);
    assert_between(&w, "a.txt", "05/CT-TTg", "vn/chi-thi/2021/05-ct-ttg", "vn/chi-thi/2013/05-ct-ttg", NULL);
    world_free(&w);
}

static void nobody_cites_what_is_still_to_come(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2021-02-02"));
    world_one(&w, "old.txt", header_of("9/KH-UBND", "2018-03-01", "Cần Thơ", NULL),
              cited("Chỉ thị", "05/CT-TTg", NULL));
    world_one(&w, "older.txt", header_of("8/KH-UBND", "2010-03-01", "Cần Thơ", NULL),
              cited("Chỉ thị", "05/CT-TTg", NULL));
    world_one(&w, "new.txt", header_of("7/KH-UBND", "2022-03-01", "Cần Thơ", NULL),
              cited("Chỉ thị", "05/CT-TTg", NULL));
    world_resolve(&w);
    assert_means(&w, "old.txt", "05/CT-TTg", "vn/chi-thi/2013/05-ct-ttg");
    assert_means(&w, "older.txt", "05/CT-TTg", "vn/chi-thi/_/05-ct-ttg"); /* neither: a third one */
    assert_between(&w, "new.txt", "05/CT-TTg", "vn/chi-thi/2021/05-ct-ttg", "vn/chi-thi/2013/05-ct-ttg", NULL);
    world_free(&w);
}

/* A title tells the earliest day of its document: nobody carried out in 2021 what was passed in 2025. */
static void a_title_names_nothing_later(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "Căn cứ Chỉ thị số 27/CT-TTg ngày 05/02/2021 của Thủ tướng Chính phủ về việc thực hiện công tác chợ;\n");
    world_text(&w, "later.txt",
               "Thủ tướng Chính phủ ký Chỉ thị số 27/CT-TTg về việc thực hiện Nghị quyết số 23/2025/QH15 về chợ.\n");
    world_text(&w, "older.txt",
               "Thủ tướng Chính phủ ký Chỉ thị số 27/CT-TTg về việc thực hiện Nghị quyết số 23/2019/QH14 về chợ.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "Chỉ thị số 27/CT-TTg", "vn/chi-thi/2021/27-ct-ttg");
    assert_means(&w, "later.txt", "Chỉ thị số 27/CT-TTg", "vn/chi-thi/_/27-ct-ttg");
    assert_means(&w, "older.txt", "Chỉ thị số 27/CT-TTg", "vn/chi-thi/2021/27-ct-ttg");
    world_free(&w);
}

/* What one undated mention was taken for must not make another one ambiguous, whatever the files are called. */
static void undated_mentions_do_not_disturb_each_other(void **state)
{
    (void)state;
    const char *const names[][2] = {{"a.txt", "z.txt"}, {"z.txt", "a.txt"}};
    for (size_t i = 0; i < 2; i++) {
        world w = {0};
        world_one(&w, "m.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15"));
        world_one(&w, names[i][0], header_of("8/KH-UBND", "2010-03-01", "Cần Thơ", NULL),
                  cited("Chỉ thị", "05/CT-TTg", ""));
        world_one(&w, names[i][1], header_of("7/KH-UBND", "2022-03-01", "Cần Thơ", NULL),
                  cited("Chỉ thị", "05/CT-TTg", ""));
        world_resolve(&w);
        assert_means(&w, names[i][0], "05/CT-TTg", "vn/chi-thi/_/05-ct-ttg");
        assert_means(&w, names[i][1], "05/CT-TTg", "vn/chi-thi/2013/05-ct-ttg");
        world_free(&w);
    }
}

static void a_year_alone_finds_its_document(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2013-05-15"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2021-02-02"));
    world_one(&w, "c.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2021"));
    world_one(&w, "d.txt", header_placed(NULL), cited("Chỉ thị", "05/CT-TTg", "2022-07"));
    world_resolve(&w);
    assert_means(&w, "c.txt", "05/CT-TTg", "vn/chi-thi/2021/05-ct-ttg");
    assert_means(&w, "d.txt", "05/CT-TTg", "vn/chi-thi/2022/05-ct-ttg");
    const vd_document *d = document_of(&w, "d.txt", "05/CT-TTg");
    assert_true(vd_date_eq(d->earliest, date_of("2022-07-01")) && vd_date_eq(d->latest, date_of("2022-07-31")));
    world_free(&w);
}

static void the_year_that_is_said_decides(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", "Căn cứ Quyết định số 123/QĐ-TTg ngày 05/02/2021 của Thủ tướng Chính phủ về kho vận;\n");
    world_text(&w, "b.txt", "Theo Quyết định 123/QĐ-TTg năm 2020 về cảng biển.\n");
    world_text(&w, "c.txt", "Theo Quyết định 123/QĐ-TTg năm 2021.\n");
    world_text(&w, "d.txt", "Theo Quyết định 123/QĐ-TTg.\n");
    world_text(&w, "e.txt", "Theo Quyết định 77/QĐ-BCA năm 2024 và Quyết định 77/QĐ-BCA năm 2025.\n");
    world_resolve(&w);
    assert_means(&w, "b.txt", "123/QĐ-TTg", "vn/quyet-dinh/2020/123-qd-ttg");
    assert_means(&w, "c.txt", "123/QĐ-TTg", "vn/quyet-dinh/2021/123-qd-ttg");
    assert_basis(link_of(&w, "b.txt", "123/QĐ-TTg"), "number and year");
    assert_between(&w, "d.txt", "123/QĐ-TTg", "vn/quyet-dinh/2021/123-qd-ttg", "vn/quyet-dinh/2020/123-qd-ttg", NULL);
    assert_means(&w, "e.txt", "77/QĐ-BCA", "vn/quyet-dinh/2024/77-qd-bca");
    assert_int_not_equal(w.r.links[4][0].document, w.r.links[4][1].document);
    world_free(&w);
}

static void no_province_issues_a_circular(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", CAN_THO_2025 "Theo Thông tư liên tịch số 07/2016/TTTLT-BYT-BTC-BLĐTBXH ngày 15/4/2016.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "07/2016", "vn/thong-tu-lien-tich/2016/07-2016-tttlt-byt-btc-bldtbxh");
    world_free(&w);
}

static void the_year_in_a_number_is_a_year(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Nghị định", "59/2023/NĐ-CP", NULL));
    world_one(&w, "b.txt", header_placed(NULL), cited("Nghị định", "59/2023/NĐ-CP", "2023-08-14"));
    world_one(&w, "c.txt", header_placed(NULL),
              cited("Nghị định", "59/2023/NĐ-CP", "2013-08-14")); /* a slip of the pen */
    world_one(&w, "d.txt", header_placed(NULL), cited("Nghị định", "78/2025/NĐ-CP", NULL));
    world_resolve(&w);
    for (const char *path = "a.txt"; path; path = *path == 'a' ? "b.txt" : *path == 'b' ? "c.txt" : NULL) {
        assert_means(&w, path, "59/2023", "vn/nghi-dinh/2023/59-2023-nd-cp");
    }
    assert_means(&w, "d.txt", "78/2025", "vn/nghi-dinh/2025/78-2025-nd-cp");
    const vd_document *d = document_of(&w, "d.txt", "78/2025");
    assert_int_equal(d->date.year, 0); /* the day is not known, the bounds are */
    assert_true(vd_date_eq(d->earliest, date_of("2025-01-01")) && vd_date_eq(d->latest, date_of("2025-12-31")));
    assert_basis(link_of(&w, "d.txt", "78/2025"), "number and year");
    world_free(&w);
}

/* Of dates that contradict in one year the one that most sources give is right. */
static void most_sources_decide_a_date(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Chỉ thị", "33/CT-TTg", "2021-01-26"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    world_one(&w, "c.txt", header_placed(NULL), cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    world_resolve(&w);
    assert_int_equal(w.r.document_count, 3 + 1);
    assert_true(vd_date_eq(document_of(&w, "a.txt", "33/CT-TTg")->date, date_of("2021-11-26")));
    world_free(&w);
}

/* ---- Titles ------------------------------------------------------------------------------------------------------ */

static void a_title_on_another_subject_is_another_document(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL),
              with_title(cited("Chỉ thị", "33/CT-TTg", "2021-11-26"),
                         "về tiếp tục tăng cường và đổi mới công tác dân vận của cơ quan hành chính nhà nước"));
    world_one(&w, "b.txt", header_placed(NULL),
              with_title(cited("Chỉ thị", "33/CT-TTg", NULL),
                         "về quản lý, tái sử dụng, tái chế, xử lý và giảm thiểu chất thải nhựa"));
    world_one(&w, "c.txt", header_placed(NULL),
              with_title(cited("Chỉ thị", "33/CT-TTg", NULL), "về đổi mới công tác dân vận"));
    world_resolve(&w);
    assert_means(&w, "b.txt", "33/CT-TTg", "vn/chi-thi/_/33-ct-ttg");
    assert_means(&w, "c.txt", "33/CT-TTg", "vn/chi-thi/2021/33-ct-ttg");
    world_free(&w);
}

/* ---- Places ------------------------------------------------------------------------------------------------------ */

static void two_provinces_are_two_documents(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               CAN_THO_2025 "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2025 của Ủy ban nhân dân thành phố;\n");
    world_text(&w, "b.txt",
               DA_NANG_2025 "Căn cứ Quyết định số 12/QĐ-UBND ngày 05/3/2025 của Ủy ban nhân dân thành phố;\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "12/QĐ-UBND", "vn/can-tho/quyet-dinh/2025/12-qd-ubnd");
    assert_means(&w, "b.txt", "12/QĐ-UBND", "vn/da-nang/quyet-dinh/2025/12-qd-ubnd");
    world_free(&w);
}

/* Two sources of which nobody knows where they were written say nothing about each other. */
static void an_unknown_province_is_not_one_province(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Quyết định", "12/QĐ-UBND", "2025-03-05"));
    world_one(&w, "b.txt", header_placed(NULL), cited("Quyết định", "12/QĐ-UBND", NULL));
    world_one(&w, "c.txt", header_placed("Cần Thơ"), cited("Quyết định", "12/QĐ-UBND", "2025-03-05"));
    world_resolve(&w);
    const vd_document *a = document_of(&w, "a.txt", "12/QĐ-UBND");
    const vd_document *b = document_of(&w, "b.txt", "12/QĐ-UBND");
    const vd_document *c = document_of(&w, "c.txt", "12/QĐ-UBND");
    assert_true(a != b && a != c && b != c);
    assert_str(a->id, "vn/quyet-dinh/2025/12-qd-ubnd");
    assert_str(b->id, "vn/quyet-dinh/_/12-qd-ubnd");
    assert_str(c->id, "vn/can-tho/quyet-dinh/2025/12-qd-ubnd");
    world_free(&w);
}

/* A central body signs in Hà Nội, and what it cites is not Hà Nội's. */
static void a_central_body_speaks_from_no_province(void **state)
{
    (void)state;
    world w = {0};
    vd_header head = header_of("45/CT-TTg", "2025-06-01", "Hà Nội", NULL);
    world_one(&w, "ttg.txt", head, cited("Tờ trình", "3/TTr-UBND", "2025-05-01"));
    world_one(&w, "hn.txt", header_of("45/KH-UBND", "2025-06-01", "Hà Nội", NULL),
              cited("Tờ trình", "3/TTr-UBND", "2025-05-01"));
    world_resolve(&w);
    assert_means(&w, "ttg.txt", "3/TTr", "vn/to-trinh/2025/3-ttr-ubnd");
    assert_means(&w, "hn.txt", "3/TTr", "vn/ha-noi/to-trinh/2025/3-ttr-ubnd");
    assert_true(document_held(&w, "ttg.txt")->place.ptr == NULL);
    world_free(&w);
}

static void a_commune_numbers_like_its_province(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention both[] = {with_issuer(with_place(cited("Kế hoạch", "30/KH-UBND", "2025-08-19"), "hai-phong"),
                                           "Ủy ban nhân dân thành phố Hải Phòng"),
                               with_issuer(with_place(cited("Kế hoạch", "30/KH-UBND", "2025-08-19"), "hai-phong"),
                                           "Ủy ban nhân dân xã Cẩm Giang, thành phố Hải Phòng"),
                               with_issuer(with_place(cited("Kế hoạch", "30/KH-UBND", "2025-08-19"), "hai-phong"),
                                           "Ủy ban nhân dân xã Cẩm Giàng")};
    world_made(&w, "a.txt", header_placed("Hải Phòng"), both, 2);
    world_resolve(&w);
    assert_int_not_equal(w.r.links[0][0].document, w.r.links[0][1].document);
    assert_str(w.r.documents[w.r.links[0][0].document].issuer, "Ủy ban nhân dân thành phố Hải Phòng");
    world_free(&w);
}

/* Numbering starts anew when provinces are merged: one number, one year, one province, two dates. */
static void two_dates_of_a_local_number_are_two_documents(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/2025/QĐ-UBND", "2025-03-01"));
    world_one(&w, "b.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/2025/QĐ-UBND", "2025-08-20"));
    world_one(&w, "c.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/2025/QĐ-UBND", NULL));
    world_one(&w, "d.txt", header_of("7/KH-UBND", "2025-05-01", "Cần Thơ", NULL),
              cited("Quyết định", "14/2025/QĐ-UBND", NULL));
    world_resolve(&w);
    const vd_document *a = document_of(&w, "a.txt", "14/2025");
    const vd_document *b = document_of(&w, "b.txt", "14/2025");
    assert_true(a != b);
    assert_str(a->id, "vn/can-tho/quyet-dinh/2025/14-2025-qd-ubnd"); /* by date */
    assert_str(b->id, "vn/can-tho/quyet-dinh/2025/14-2025-qd-ubnd~2");
    assert_between(&w, "c.txt", "14/2025", b->id.ptr, a->id.ptr, NULL);
    assert_true(document_of(&w, "d.txt", "14/2025") == a); /* the other was still to come */
    world_free(&w);
}

/* The plan of September cites the one of its own number that the old province issued in February. */
static void ones_own_number_with_another_date_is_another_document(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               HEAD("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ", "30/KH-UBND", "Cần Thơ",
                    "ngày 19 tháng 9 năm 2025") "Căn cứ Kế hoạch số 30/KH-UBND ngày 19/02/2025 của Ủy ban nhân dân "
                                                "thành phố;\nKế hoạch số 30/KH-UBND "
                                                "ngày 19/9/2025 thay thế.\n");
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "Số: 30") == document_held(&w, "a.txt"));
    const vd_link *old = link_of(&w, "a.txt", "Kế hoạch số 30");
    assert_true(&w.r.documents[old->document] != document_held(&w, "a.txt"));
    assert_int_equal(w.r.documents[old->document].date.month, 2);
    const vd_link *own = link_nth(&w, "a.txt", "Kế hoạch số 30", 1);
    assert_true(&w.r.documents[own->document] == document_held(&w, "a.txt"));
    world_free(&w);
}

/* "QĐ-UBND" of 2019 is not what a plan of 2026 means by its number alone. */
static void a_local_number_without_date_is_of_these_days(void **state)
{
    (void)state;
    world w = {0};
    vd_header head = header_of("5/KH-UBND", "2026-02-10", "Cần Thơ", NULL);
    const vd_mention undated[] = {cited("Quyết định", "12/QĐ-UBND", NULL), cited("Quyết định", "13/QĐ-UBND", NULL)};
    world_one(&w, "a.txt", header_placed("Cần Thơ"), cited("Quyết định", "12/QĐ-UBND", "2019-03-05"));
    world_one(&w, "b.txt", header_placed("Cần Thơ"), cited("Quyết định", "13/QĐ-UBND", "2025-12-25"));
    world_made(&w, "c.txt", head, undated, 2);
    world_resolve(&w);
    assert_between(&w, "c.txt", "12/QĐ-UBND", "vn/can-tho/quyet-dinh/2019/12-qd-ubnd", NULL);
    assert_means(&w, "c.txt", "13/QĐ-UBND", "vn/can-tho/quyet-dinh/2025/13-qd-ubnd");
    world_free(&w);
}

/* ---- Types ------------------------------------------------------------------------------------------------------- */

/* A Quy định of the Party bears QĐ, and is often called a decision: one document, of the type that most say. */
static void the_type_is_what_most_say(void **state)
{
    (void)state;
    const char *const names[][3] = {
        {"a.txt", "b.txt", "c.txt"}, {"c.txt", "a.txt", "b.txt"}, {"b.txt", "c.txt", "a.txt"}};
    for (size_t i = 0; i < 3; i++) {
        world w = {0};
        world_one(&w, names[i][0], header_placed(NULL), cited("Quyết định", "124-QĐ/TW", "2018-02-02"));
        world_one(&w, names[i][1], header_placed(NULL), cited("Quy định", "124-QĐ/TW", "2018-02-02"));
        world_one(&w, names[i][2], header_placed(NULL), cited("Quy định", "124-QĐ/TW", NULL));
        world_resolve(&w);
        assert_int_equal(w.r.document_count, 3 + 1);
        for (size_t n = 0; n < 3; n++) {
            assert_means(&w, names[i][n], "124-QĐ/TW", "vn/quy-dinh/2018/124-qd-tw");
        }
        world_free(&w);
    }
}

/* Who reads a scan that lost its marks has no say against a clean text. */
static void a_damaged_source_does_not_decide(void **state)
{
    (void)state;
    world w = {0};
    vd_mention m = with_title(cited("Quyết định", "124-QĐ/TW", "2018-02-02"), "vé giam sat cua Mat tran");
    world_made(&w, "a.txt", header_placed(NULL), &m, 1)->marks_lost = true;
    world_made(&w, "b.txt", header_placed(NULL), &m, 1)->marks_lost = true;
    world_one(&w, "c.txt", header_placed(NULL),
              with_title(cited("Quy định", "124-QĐ/TW", "2018-02-02"), "về giám sát của Mặt trận"));
    world_resolve(&w);
    const vd_document *d = document_of(&w, "a.txt", "124-QĐ/TW");
    assert_str(d->type, "Quy định");
    assert_str(d->title, "về giám sát của Mặt trận");
    world_free(&w);
}

static void a_law_and_a_resolution_share_a_number(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed(NULL), cited("Luật", "43/2024/QH15", NULL));
    world_one(&w, "b.txt", header_placed(NULL), cited("Nghị quyết", "43/2024/QH15", NULL));
    world_one(&w, "c.txt", header_placed(NULL), cited(NULL, "43/2024/QH15", NULL));
    world_one(&w, "d.txt", header_placed(NULL), cited("Nghị quyết", "197/2025/QH15", NULL));
    world_one(&w, "e.txt", header_placed(NULL), cited(NULL, "197/2025/QH15", NULL));
    world_one(&w, "f.txt", header_placed(NULL), cited(NULL, "7/2031/QH18", NULL));
    world_one(&w, "g.txt", header_placed(NULL), cited(NULL, "7/2031/QH18", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "43/2024", "vn/luat/2024/43-2024-qh15");
    assert_means(&w, "b.txt", "43/2024", "vn/nghi-quyet/2024/43-2024-qh15");
    assert_int_equal(link_of(&w, "c.txt", "43/2024")->document, -1);
    assert_int_equal(link_of(&w, "c.txt", "43/2024")->candidate_count, 2);
    assert_means(&w, "e.txt", "197/2025", "vn/nghi-quyet/2025/197-2025-qh15");
    assert_true(document_of(&w, "f.txt", "7/2031") == document_of(&w, "g.txt", "7/2031"));
    world_free(&w);
}

static void the_catalogue_knows_a_number(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", header_placed(NULL), cited("Luật", "31/2024/QH15", NULL));
    world_one(&w, "b.txt", header_placed(NULL), cited("Luật", "91/2015/QH13", NULL)); /* a Bộ luật */
    world_one(&w, "c.txt", header_placed(NULL), cited(NULL, "97/2025/QH15", NULL));
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "31/2024")->title, "Luật Đất đai");
    assert_true(vd_date_eq(document_of(&w, "a.txt", "31/2024")->date, date_of("2024-01-18")));
    assert_means(&w, "b.txt", "91/2015", "vn/bo-luat/2015/91-2015-qh13");
    assert_means(&w, "c.txt", "97/2025", "vn/luat/2025/97-2025-qh15");
    assert_true(document_of(&w, "c.txt", "97/2025")->in_catalogue);
    world_free(&w);
}

/* ---- Held documents ---------------------------------------------------------------------------------------------- */

static void a_citation_finds_the_text_we_hold(void **state)
{
    (void)state;
    world w = {0};
    world_made(&w, "held.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", "Về thi đua"), NULL, 0);
    world_one(&w, "a.txt", header_placed("Cần Thơ"), cited("Kế hoạch", "41/KH-UBND", "2025-03-20"));
    world_one(&w, "b.txt", header_of("50/KH-UBND", "2025-06-01", "Cần Thơ", NULL),
              cited("Kế hoạch", "41/KH-UBND", NULL));
    world_one(&w, "c.txt", header_placed("Đà Nẵng"), cited("Kế hoạch", "41/KH-UBND", "2025-03-20"));
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "41/KH-UBND") == document_held(&w, "held.txt"));
    assert_true(document_of(&w, "b.txt", "41/KH-UBND") == document_held(&w, "held.txt"));
    assert_means(&w, "c.txt", "41/KH-UBND", "vn/da-nang/ke-hoach/2025/41-kh-ubnd");
    world_free(&w);
}

static void of_two_texts_we_hold_neither_is_guessed(void **state)
{
    (void)state;
    world w = {0};
    world_made(&w, "h24.txt", header_of("41/KH-UBND", "2024-03-20", "Cần Thơ", "Về thi đua năm 2024"), NULL, 0);
    world_made(&w, "h25.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", "Về thi đua năm 2025"), NULL, 0);
    world_one(&w, "b.txt", header_of("50/KH-UBND", "2025-06-01", "Cần Thơ", NULL),
              cited("Kế hoạch", "41/KH-UBND", NULL));
    world_one(&w, "c.txt", header_of("51/KH-UBND", "2024-06-01", "Cần Thơ", NULL),
              cited("Kế hoạch", "41/KH-UBND", NULL));
    world_resolve(&w);
    assert_between(&w, "b.txt", "41/KH-UBND", "vn/can-tho/ke-hoach/2025/41-kh-ubnd",
                   "vn/can-tho/ke-hoach/2024/41-kh-ubnd", NULL);
    assert_means(&w, "c.txt", "41/KH-UBND", "vn/can-tho/ke-hoach/2024/41-kh-ubnd");
    world_free(&w);
}

/* A text whose date is blank is dated by the one citation that falls into its time, never by one of two. */
static void a_blank_date_is_filled_by_the_only_citation(void **state)
{
    (void)state;
    for (int second = 0; second < 2; second++) {
        world w = {0};
        world_made(&w, "held.txt", header_of("41/KH-UBND", "2025", "Cần Thơ", "Về thi đua năm 2025"), NULL, 0);
        world_one(&w, "a.txt", header_placed("Cần Thơ"), cited("Kế hoạch", "41/KH-UBND", "2025-03-20"));
        world_one(&w, "o.txt", header_placed("Cần Thơ"), cited("Kế hoạch", "41/KH-UBND", "2024-03-20"));
        if (second) {
            world_one(&w, "b.txt", header_placed("Cần Thơ"), cited("Kế hoạch", "41/KH-UBND", "2025-09-09"));
        }
        world_resolve(&w);
        bool same = document_of(&w, "a.txt", "41/KH-UBND") == document_held(&w, "held.txt");
        assert_int_equal(same, !second);
        assert_int_equal(document_held(&w, "held.txt")->date.month, second ? 0 : 3);
        assert_true(document_of(&w, "o.txt", "41/KH-UBND") != document_held(&w, "held.txt"));
        world_free(&w);
    }
}

/* A plan of 2025 is no younger than the first thing it asks for; a day before its own year is no such thing. */
static void a_plan_is_older_than_what_it_asks_for(void **state)
{
    (void)state;
    static const struct {
        const char *due, *latest;
    } cases[] = {{"2025-06-30", "2025-06-30"}, {"2024-06-30", "2025-12-31"}, {"2026-03-31", "2025-12-31"}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        world w = {0};
        vd_header header = header_of(NULL, "2025", "Cần Thơ", "Về thi đua năm 2025");
        world_made(&w, "held.txt", header, NULL, 0)->due = date_of(cases[i].due);
        world_resolve(&w);
        assert_true(vd_date_eq(document_held(&w, "held.txt")->latest, date_of(cases[i].latest)));
        world_free(&w);
    }
}

/* A number that a hundred bodies gave is no question that a list of all of them answers: the newest are named. */
static void of_very_many_the_newest_are_named(void **state)
{
    (void)state;
    world w = {0};
    vd_mention dated[100];
    for (int i = 0; i < 100; i++) {
        dated[i] = cited("Quyết định", "7/QĐ-UBND", "2025-03-05");
        dated[i].date = (vd_date){2025, (int8_t)(1 + i / 25), (int8_t)(1 + i % 25)};
    }
    world_made(&w, "a.txt", header_of("1/KH-UBND", "2025-12-01", "Cần Thơ", NULL), dated, 100);
    world_one(&w, "b.txt", header_of("2/KH-UBND", "2025-12-01", "Cần Thơ", NULL),
              cited("Quyết định", "7/QĐ-UBND", NULL));
    world_resolve(&w);
    const vd_link *link = link_of(&w, "b.txt", "7/QĐ-UBND");
    assert_int_equal(link->document, -1);
    assert_int_equal(link->candidate_count, 64);
    for (size_t c = 0; c < link->candidate_count; c++) {
        assert_true(vd_date_eq(w.r.documents[link->candidates[c]].date, dated[99 - c].date));
    }
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_plan_is_older_than_what_it_asks_for),
        cmocka_unit_test(a_date_elsewhere_is_learnt),
        cmocka_unit_test(spelling_does_not_matter),
        cmocka_unit_test(two_years_are_two_documents),
        cmocka_unit_test(a_source_means_the_one_it_dates),
        cmocka_unit_test(a_source_that_dates_two_leaves_the_third_open),
        cmocka_unit_test(nobody_cites_what_is_still_to_come),
        cmocka_unit_test(a_title_names_nothing_later),
        cmocka_unit_test(undated_mentions_do_not_disturb_each_other),
        cmocka_unit_test(a_year_alone_finds_its_document),
        cmocka_unit_test(the_year_that_is_said_decides),
        cmocka_unit_test(no_province_issues_a_circular),
        cmocka_unit_test(the_year_in_a_number_is_a_year),
        cmocka_unit_test(most_sources_decide_a_date),
        cmocka_unit_test(a_title_on_another_subject_is_another_document),
        cmocka_unit_test(two_provinces_are_two_documents),
        cmocka_unit_test(an_unknown_province_is_not_one_province),
        cmocka_unit_test(a_central_body_speaks_from_no_province),
        cmocka_unit_test(a_commune_numbers_like_its_province),
        cmocka_unit_test(two_dates_of_a_local_number_are_two_documents),
        cmocka_unit_test(ones_own_number_with_another_date_is_another_document),
        cmocka_unit_test(a_local_number_without_date_is_of_these_days),
        cmocka_unit_test(the_type_is_what_most_say),
        cmocka_unit_test(a_damaged_source_does_not_decide),
        cmocka_unit_test(a_law_and_a_resolution_share_a_number),
        cmocka_unit_test(the_catalogue_knows_a_number),
        cmocka_unit_test(a_citation_finds_the_text_we_hold),
        cmocka_unit_test(of_two_texts_we_hold_neither_is_guessed),
        cmocka_unit_test(a_blank_date_is_filled_by_the_only_citation),
        cmocka_unit_test(of_very_many_the_newest_are_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
