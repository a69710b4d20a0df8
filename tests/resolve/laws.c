/** Laws by name, by number, by date: which one is meant, and when nobody can say. */
#include "resolve/resolve.h"

#include "world.h"

static const vd_header nowhere = {0};

static vd_header dated(const char *iso)
{
    return header_of("9/KH-UBND", iso, "Cần Thơ", NULL);
}

/* ---- Names that several laws had --------------------------------------------------------------------------------- */

static void the_law_in_force_when_the_text_was_written(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "2025.txt", dated("2025-03-01"), law("Luật Đất đai", NULL));
    world_one(&w, "2016.txt", dated("2016-03-01"), law("Luật Đất đai", NULL));
    world_one(&w, "2005.txt", dated("2005-03-01"), law("Luật Đất đai", NULL));
    world_one(&w, "never.txt", nowhere, law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "2025.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "2016.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_means(&w, "2005.txt", "Luật Đất đai", "vn/luat/2003/13-2003-qh11");
    assert_basis(link_of(&w, "2016.txt", "Luật Đất đai"), "name, in force at the citing date");
    const vd_link *open = link_of(&w, "never.txt", "Luật Đất đai");
    assert_int_equal(open->document, -1);
    assert_true(open->candidate_count >= 4);
    assert_str(w.r.documents[open->candidates[0]].number, "31/2024/QH15"); /* newest first */
    assert_str(w.r.documents[open->candidates[1]].number, "45/2013/QH13");
    world_free(&w);
}

/* The same from texts as they are read. */
static void the_law_in_force_is_found_from_text(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "2025.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UBND\nCần Thơ, ngày 20 tháng 3 năm 2025\n\nKẾ HOẠCH\n"
               "Về quản lý đất\n\nCăn cứ Luật Đất đai;\n");
    world_text(&w, "2016.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 42/KH-UBND\nCần Thơ, ngày 20 tháng 3 năm 2016\n\nKẾ HOẠCH\n"
               "Về quản lý đất\n\nCăn cứ Luật Đất đai;\n");
    world_text(&w, "never.txt", "Căn cứ Luật Đất đai;\n");
    world_text(&w, "year.txt", "Căn cứ Luật Đất đai năm 2013; Hiến pháp 2013; Bộ luật Hình sự 1985;\n");
    world_resolve(&w);
    assert_means(&w, "2025.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "2016.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_int_equal(link_of(&w, "never.txt", "Luật Đất đai")->document, -1);
    assert_means(&w, "year.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_int_equal(document_of(&w, "year.txt", "Hiến pháp")->date.year, 2013);
    assert_true(document_of(&w, "year.txt", "Hiến pháp")->in_catalogue);
    assert_int_equal(document_of(&w, "year.txt", "Bộ luật Hình sự")->date.year, 1985);
    world_free(&w);
}

/* Passed in January, in force from August: in May the old one is the law, and that is less than certain. */
static void a_law_passed_is_not_yet_in_force(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "may.txt", dated("2024-05-10"), law("Luật Đất đai", NULL));
    world_one(&w, "2016.txt", dated("2016-05-10"), law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "may.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_true(link_of(&w, "may.txt", "Luật Đất đai")->confidence <
                link_of(&w, "2016.txt", "Luật Đất đai")->confidence);
    world_free(&w);
}

/* Luật Đất đai: passed on 18 January 2024, in force from 1 August 2024; the one before from 1 July 2014. */
static void the_day_itself_decides(void **state)
{
    (void)state;
    static const struct {
        const char *path, *written, *number;
        bool sure;
    } days[] = {
        {"a.txt", "2014-06-30", "13/2003/QH11", false}, {"b.txt", "2014-07-01", "45/2013/QH13", true},
        {"c.txt", "2024-01-17", "45/2013/QH13", true},  {"d.txt", "2024-01-18", "45/2013/QH13", false},
        {"e.txt", "2024-07-31", "45/2013/QH13", false}, {"f.txt", "2024-08-01", "31/2024/QH15", true},
    };
    world w = {0};
    world_builtin(&w);
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        world_one(&w, days[i].path, dated(days[i].written), law("Luật Đất đai", NULL));
    }
    world_resolve(&w);
    double most = link_of(&w, "f.txt", "Luật Đất đai")->confidence;
    for (size_t i = 0; i < sizeof days / sizeof *days; i++) {
        assert_str(document_of(&w, days[i].path, "Luật Đất đai")->number, days[i].number);
        double confidence = link_of(&w, days[i].path, "Luật Đất đai")->confidence;
        assert_true(days[i].sure ? confidence == most : confidence < most); /* a later law waits to come into force */
    }
    world_free(&w);
}

/* A decree dated between passing and force that details the new law names it in its title. */
static void what_details_a_law_that_waits_means_that_law(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention both[] = {
        with_title(cited("Nghị định", "88/2024/NĐ-CP", "2024-07-15"), "quy định chi tiết một số điều của Luật Đất đai"),
        law("Luật Đất đai", NULL)};
    both[1].parent = 0;
    world_made(&w, "a.txt", dated("2024-07-20"), both, 2);
    world_resolve(&w);
    assert_str(w.r.documents[w.r.links[0][1].document].number, "31/2024/QH15");
    world_free(&w);
}

/* The Constitution without its year is the one of the time; with other commas a law is the one of the catalogue. */
static void names_as_people_write_them(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "a.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UBND\nCần Thơ, ngày 20 tháng 3 năm 2025\n\nKẾ HOẠCH\n"
               "Về quản lý đất\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
               "Căn cứ Luật thi đua-khen thưởng; Luật Phòng chống tham nhũng; Luật Ngân sách;\n");
    world_text(&w, "b.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UBND\nCần Thơ, ngày 20 tháng 3 năm 2012\n\nKẾ HOẠCH\n"
               "Về quản lý đất\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n"
               "Căn cứ Luật Ngân sách;\n");
    world_text(&w, "c.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UB\nCần Thơ, ngày 20 tháng 3 năm 1990\n\nKẾ HOẠCH\n"
               "Về quản lý đất\n\nCăn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam;\n");
    world_resolve(&w);
    assert_int_equal(document_of(&w, "a.txt", "Hiến pháp")->date.year, 2013);
    assert_int_equal(document_of(&w, "b.txt", "Hiến pháp")->date.year, 1992);
    assert_int_equal(document_of(&w, "c.txt", "Hiến pháp")->date.year, 1980);
    assert_means(&w, "a.txt", "Luật thi đua", "vn/luat/2022/06-2022-qh15");
    assert_means(&w, "a.txt", "Luật Phòng", "vn/luat/2018/36-2018-qh14");
    assert_means(&w, "a.txt", "Luật Ngân sách", "vn/luat/2015/83-2015-qh13");
    assert_means(&w, "b.txt", "Luật Ngân sách", "vn/luat/2002/01-2002-qh11");
    world_free(&w);
}

/* The text is of some day in a span of time in which the law was replaced: both can be meant. */
static void a_law_replaced_while_the_text_may_have_been_written(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", header_of(NULL, "2024", "Cần Thơ", NULL), law("Luật Đất đai", NULL));
    world_one(&w, "b.txt", header_of(NULL, "2024-10", "Cần Thơ", NULL), law("Luật Đất đai", NULL));
    world_one(&w, "c.txt", header_of(NULL, "2023", "Cần Thơ", NULL), law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_between(&w, "a.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15", "vn/luat/2013/45-2013-qh13", NULL);
    assert_means(&w, "b.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "c.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    world_free(&w);
}

/* A text without a date is no older than what it cites with one, and no younger than the year its title plans. */
static void a_text_is_dated_by_what_it_cites(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    const vd_mention both[] = {cited("Chỉ thị", "33/CT-TTg", "2021-11-26"), law("Luật Đất đai", NULL)};
    world_made(&w, "a.txt", header_of(NULL, NULL, "Cần Thơ", "Về quản lý đất năm 2022"), both, 2);
    world_made(&w, "b.txt", header_of(NULL, NULL, "Cần Thơ", "Về quản lý đất"), both, 2);
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_between(&w, "b.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15", "vn/luat/2013/45-2013-qh13", NULL);
    assert_true(vd_date_eq(document_held(&w, "a.txt")->earliest, date_of("2021-11-26")));
    assert_true(vd_date_eq(document_held(&w, "a.txt")->latest, date_of("2022-12-31")));
    world_free(&w);
    vd_mention numbered = cited("Nghị định", "31/2025/NĐ-CP", NULL); /* the year of a number will do */
    world_made(&w, "c.txt", header_of(NULL, NULL, "Cần Thơ", "Về quản lý đất"), &numbered, 1);
    world_resolve(&w);
    assert_true(vd_date_eq(document_held(&w, "c.txt")->earliest, date_of("2025-01-01")));
    world_free(&w);
}

/* Where a text says no day, its number tells the year, and the table of laws the day of a law. */
static void a_text_is_dated_by_its_number(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_header head = header_of("9/2016/QĐ-UBND", NULL, "Cần Thơ", "Về quản lý đất");
    world_one(&w, "decision.txt", head, law("Luật Đất đai", NULL));
    vd_header code = {.type = VD_LIT("Bộ luật"), .number = VD_LIT("91/2015/QH13"), .symbol = VD_LIT("QH13")};
    world_one(&w, "code.txt", code, law("Luật Nhà ở", NULL));
    vd_header plain = header_of("9/QĐ-UBND", NULL, "Cần Thơ", "Về quản lý đất");
    world_one(&w, "plain.txt", plain, law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "decision.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_true(vd_date_eq(document_held(&w, "decision.txt")->earliest, date_of("2016-01-01")));
    assert_true(vd_date_eq(document_held(&w, "decision.txt")->latest, date_of("2016-12-31")));
    assert_means(&w, "code.txt", "Luật Nhà ở", "vn/luat/2014/65-2014-qh13");
    assert_int_equal(link_of(&w, "plain.txt", "Luật Đất đai")->document, -1);
    world_free(&w);
}

/* In the title of a decree the law is the one that the decree was made for. */
static void a_law_in_a_title_is_of_the_time_of_that_title(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention many[] = {with_title(cited("Nghị định", "43/2014/NĐ-CP", "2014-05-15"), /* in force in July 2014 */
                                    "quy định chi tiết thi hành một số điều của Luật Đất đai"),
                         law("Luật Đất đai", NULL), law("Luật Đất đai", NULL),
                         with_title(cited("Chỉ thị", "1/CT-TTg", "2014-05-15"), "về vi phạm Luật Đất đai"),
                         law("Luật Đất đai", NULL)};
    many[1].parent = 0;
    many[4].parent = 3;
    world_made(&w, "a.txt", dated("2025-03-01"), many, 5);
    world_resolve(&w);
    assert_str(w.r.documents[w.r.links[0][1].document].number, "45/2013/QH13");
    assert_str(w.r.documents[w.r.links[0][2].document].number, "31/2024/QH15");
    assert_str(w.r.documents[w.r.links[0][4].document].number, "13/2003/QH11");
    world_free(&w);
}

/* ---- What the text itself says ----------------------------------------------------------------------------------- */

#define HEAD_2025                                                                                                                    \
    "ỦY BAN NHÂN DÂN\nTỈNH QUẢNG TRỊ\nSố: 41/QĐ-UBND\nQuảng Trị, ngày 20 tháng 11 năm 2025\n\nQUYẾT ĐỊNH\n" \
    "Về việc phân bổ kinh phí\n\n"

/* Signed while the new law, number 89/2025/QH15, waits to come into force: by its number it is meant from there on. */
static void the_number_in_the_recitals_tells_which_law_waits(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "new.txt",
               HEAD_2025 "Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;\n\nQUYẾT ĐỊNH:\n\n"
                         "Điều 1. Kinh phí được quản lý theo quy định của Luật Ngân sách Nhà nước.\n");
    world_text(&w, "name.txt",
               HEAD_2025 "Căn cứ Luật Ngân sách nhà nước;\n\nQUYẾT ĐỊNH:\n\n"
                         "Điều 1. Kinh phí được quản lý theo quy định của Luật Ngân sách Nhà nước.\n");
    world_text(&w, "both.txt",
               HEAD_2025
               "Căn cứ Luật Ngân sách nhà nước số 83/2015/QH13;\nCăn cứ Luật Ngân sách nhà nước số 89/2025/QH15;"
               "\n\nQUYẾT ĐỊNH:\n\nĐiều 1. Kinh phí được quản lý theo quy định của Luật Ngân sách Nhà nước.\n");
    world_resolve(&w);
    assert_means(&w, "new.txt", "Luật Ngân sách Nhà nước", "vn/luat/2025/89-2025-qh15");
    assert_basis(link_of(&w, "new.txt", "Luật Ngân sách Nhà nước"), "name; number or date elsewhere in the text");
    assert_means(&w, "name.txt", "Luật Ngân sách Nhà nước", "vn/luat/2015/83-2015-qh13");
    assert_means(&w, "both.txt", "Luật Ngân sách Nhà nước", "vn/luat/2015/83-2015-qh13");
    world_free(&w);
}

/* The title of an older act names the law of its own time. */
static void a_title_keeps_the_law_of_its_time(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "a.txt",
               HEAD_2025
               "Căn cứ Luật Ngân sách nhà nước số 89/2025/QH15;\n"
               "Căn cứ Nghị định số 163/2016/NĐ-CP ngày 21 tháng 12 năm 2016 của Chính phủ quy định chi tiết thi "
               "hành một số điều của Luật ngân sách nhà nước;\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật ngân sách nhà nước", "vn/luat/2015/83-2015-qh13");
    world_free(&w);
}

/* A decree rests on the law that waits, by its day; the one before it is only named, for cases under it. */
static void what_a_text_rests_on_outweighs_what_it_names(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(
        &w, "a.txt",
        "CHÍNH PHỦ\nSố: 900/2025/NĐ-CP\nHà Nội, ngày 25 tháng 6 năm 2025\n\nNGHỊ ĐỊNH\nQuy định về thời gian đóng\n\n"
        "Căn cứ Luật Bảo hiểm xã hội ngày 29 tháng 6 năm 2024;\n\nĐiều 1. Thời gian đóng\n"
        "1. Người lao động quy định tại Điều 2 của Luật Bảo Hiểm Xã Hội.\n"
        "2. Người đang hưởng theo Luật Bảo hiểm xã hội số 58/2014/QH13 tiếp tục hưởng.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Bảo Hiểm Xã Hội", "vn/luat/2024/41-2024-qh15");
    world_free(&w);
}

/* Without a day, or of a year in which the law was replaced, a text means the law that it tells by number or year; an
 * old number says nothing against the law of the day. */
static void a_number_decides_where_the_day_does_not(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention old[] = {cited("Luật", "45/2013/QH13", NULL), law("Luật Đất đai", NULL)};
    vd_mention year[] = {law("Luật Đất Đai", "2024"), law("Luật Đất đai", NULL)};
    vd_mention two[] = {cited("Luật", "45/2013/QH13", NULL), law("Luật Đất Đai", "2024"), law("Luật Đất đai", NULL)};
    vd_mention older[] = {cited("Luật", "13/2003/QH11", NULL), law("Luật Đất đai", NULL)};
    world_made(&w, "old.txt", nowhere, old, 2);
    world_made(&w, "year.txt", nowhere, year, 2);
    world_made(&w, "two.txt", nowhere, two, 3);
    world_made(&w, "span.txt", header_of(NULL, "2024", "Cần Thơ", NULL), old, 2);
    world_made(&w, "older.txt", header_of(NULL, "2024", "Cần Thơ", NULL), older, 2);
    world_made(&w, "day.txt", dated("2025-03-01"), old, 2);
    world_resolve(&w);
    assert_means(&w, "old.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_means(&w, "year.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_int_equal(link_of(&w, "two.txt", "Luật Đất đai")->document, -1);
    assert_means(&w, "span.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_int_equal(link_of(&w, "older.txt", "Luật Đất đai")->document, -1);
    assert_means(&w, "day.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    world_free(&w);
}

/* ---- Dates and years --------------------------------------------------------------------------------------------- */

static void a_date_of_passage_tells_laws_apart(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", nowhere, law("Luật Đất đai", "2013-11-29"));
    world_one(&w, "b.txt", dated("2025-03-01"), law("Luật Đất đai", "2013-11-29"));
    world_one(&w, "c.txt", nowhere, law("Luật Đất đai", "2024"));
    world_one(&w, "d.txt", nowhere, law("Luật Đất đai", "2013-11-28")); /* a slip: that year passed only one */
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_means(&w, "b.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_means(&w, "c.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "d.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_basis(link_of(&w, "a.txt", "Luật Đất đai"), "name and date");
    assert_true(link_of(&w, "d.txt", "Luật Đất đai")->confidence < link_of(&w, "a.txt", "Luật Đất đai")->confidence);
    assert_true(vd_date_eq(document_of(&w, "d.txt", "Luật Đất đai")->date, date_of("2013-11-29")));
    world_free(&w);
}

/* A year in which no law of that name was passed: a law that is not known, not one that is. */
static void another_year_is_another_law(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", nowhere, law("Luật Đất đai", "2031"));
    world_one(&w, "b.txt", dated("2032-01-01"), law("Luật Đất đai", NULL));
    world_one(&w, "c.txt", dated("2030-01-01"), law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Đất đai", "vn/luat/2031/dat-dai");
    assert_means(&w, "b.txt", "Luật Đất đai", "vn/luat/2031/dat-dai"); /* learnt from a.txt */
    assert_means(&w, "c.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_false(document_of(&w, "a.txt", "Luật Đất đai")->in_catalogue);
    world_free(&w);
}

/* 31/2024/QH15 replaced 45/2013/QH13: what is called the law of 2018 is the latter, amended. */
static void a_year_between_two_laws_makes_no_third(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", nowhere, law("Luật Đất đai", "2018"));
    world_one(&w, "b.txt", dated("2020-01-01"), law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Đất đai", "vn/luat/2018/dat-dai");
    assert_means(&w, "b.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    world_free(&w);
}

/* The table knows the laws of those years: a day on which none of the name was passed, a slip or that of the decree
 * which carries the law out, makes no law that others mean by the name. */
static void a_day_that_fits_none_is_meant_by_itself_only(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", nowhere, law("Luật Đất đai", "2019-05-07"));
    world_one(&w, "b.txt", dated("2020-01-01"), law("Luật Đất đai", NULL));
    world_one(&w, "c.txt", nowhere, law("Luật Đất đai", "2025"));
    world_one(&w, "d.txt", dated("2026-01-01"), law("Luật Đất đai", NULL));
    world_one(&w, "e.txt", dated("2026-01-01"), law("Luật Kho vận", NULL));
    world_one(&w, "f.txt", nowhere, law("Luật Kho vận", "2025-06-01"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Đất đai", "vn/luat/2019/dat-dai");
    assert_means(&w, "b.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    assert_means(&w, "c.txt", "Luật Đất đai", "vn/luat/2025/dat-dai");
    assert_means(&w, "d.txt", "Luật Đất đai", "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "e.txt", "Luật Kho vận", "vn/luat/2025/kho-van"); /* the only one of its name */
    world_free(&w);
}

static void a_law_older_than_all_that_are_known(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", dated("1975-01-01"), law("Luật Đất đai", NULL));
    world_resolve(&w);
    assert_int_equal(link_of(&w, "a.txt", "Luật Đất đai")->document, -1);
    assert_true(link_of(&w, "a.txt", "Luật Đất đai")->candidate_count >= 4);
    world_free(&w);
}

/* ---- Names and numbers ------------------------------------------------------------------------------------------- */

static void name_number_and_short_name_are_one(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "a.txt", "Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15;\n");
    world_text(&w, "b.txt", "Căn cứ Luật Thực hiện dân chủ ở cơ sở ngày 10/11/2022;\n");
    world_text(&w, "c.txt", "Thực hiện Luật Dân chủ ở cơ sở.\n");
    world_text(&w, "d.txt", "Căn cứ Luật số 10/2022/QH15;\n");
    world_resolve(&w);
    for (char path[] = "a.txt"; *path <= 'd'; ++*path) {
        const vd_extraction *extraction = &w.sources[source_at(&w, path)].extraction;
        assert_true(extraction->mention_count > 0);
        assert_means(&w, path, "Luật", "vn/luat/2022/10-2022-qh15");
    }
    world_free(&w);
}

/* What the catalogue lacks, other texts tell: number and name in one of them. */
static void a_number_learns_its_name_from_another_text(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", nowhere, with_title(cited("Luật", "12/2031/QH18", "2031-06-20"), "Luật Lưu trú số"));
    world_one(&w, "b.txt", dated("2032-01-01"), law("Luật Lưu trú số", NULL));
    world_one(&w, "c.txt", nowhere, law("Luật Lưu trú số", "2031-06-20"));
    world_one(&w, "d.txt", nowhere, law("Luật Lưu trú", NULL));
    world_resolve(&w);
    assert_means(&w, "b.txt", "Luật Lưu trú số", "vn/luat/2031/12-2031-qh18");
    assert_means(&w, "c.txt", "Luật Lưu trú số", "vn/luat/2031/12-2031-qh18");
    assert_means(&w, "d.txt", "Luật Lưu trú", "vn/luat/_/luu-tru");
    assert_str(document_of(&w, "b.txt", "Luật")->title, "Luật Lưu trú số");
    world_free(&w);
}

static void a_code_is_called_a_law_too(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", dated("2020-01-01"), law("Bộ luật Dân sự", NULL));
    world_one(&w, "b.txt", nowhere, cited("Luật", "91/2015/QH13", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Bộ luật Dân sự", "vn/bo-luat/2015/91-2015-qh13");
    assert_means(&w, "b.txt", "91/2015", "vn/bo-luat/2015/91-2015-qh13");
    world_free(&w);
}

/* The text of a law is the law of that number, whether others call it by number or by name. */
static void a_law_whose_text_we_hold_is_that_of_the_catalogue(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_header head = {.type = VD_LIT("Luật"), .number = VD_LIT("31/2024/QH15"), .symbol = VD_LIT("QH15")};
    head.date = date_of("2024-01-18");
    world_made(&w, "law.txt", head, NULL, 0);
    world_one(&w, "a.txt", dated("2025-01-01"), law("Luật Đất đai", NULL));
    world_one(&w, "b.txt", nowhere, cited("Luật", "31/2024/QH15", NULL));
    world_resolve(&w);
    const vd_document *held = document_held(&w, "law.txt");
    assert_true(document_of(&w, "a.txt", "Luật Đất đai") == held);
    assert_true(document_of(&w, "b.txt", "31/2024") == held);
    assert_str(held->title, "Luật Đất đai");
    assert_str(held->id, "vn/luat/2024/31-2024-qh15");
    assert_true(held->in_catalogue);
    world_free(&w);
}

/* A law that calls itself by its name means itself, though another is in force on the day it is passed; with a year, or
 * in the title of a decree made for the old one, it means that. */
static void a_law_calls_itself_by_its_name(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention names[] = {law("Luật Đất đai", NULL), law("Luật Đất đai năm 2013", "2013"),
                          cited("Nghị định", "44/2015/NĐ-CP", "2015-05-15"), law("Luật Đất đai", NULL)};
    names[3].parent = 2;
    vd_header head = {.type = VD_LIT("Luật"), .number = VD_LIT("31/2024/QH15"), .symbol = VD_LIT("QH15")};
    head.date = date_of("2024-01-18");
    world_made(&w, "law.txt", head, names, 4);
    world_one(&w, "same-day.txt", dated("2024-01-18"), law("Luật Đất đai", NULL));
    world_resolve(&w);
    const vd_link *links = w.r.links[source_at(&w, "law.txt")];
    assert_str(w.r.documents[links[0].document].number, "31/2024/QH15");
    assert_basis(&links[0], "name of the text itself");
    assert_str(w.r.documents[links[1].document].number, "45/2013/QH13");
    assert_str(w.r.documents[links[3].document].number, "45/2013/QH13");
    assert_means(&w, "same-day.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    world_free(&w);
}

/* ---- Amending laws ----------------------------------------------------------------------------------------------- */

#define AMENDING "Luật sửa đổi, bổ sung một số điều của "

static void an_amending_law_by_the_beginning_of_its_title(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", dated("2025-09-01"), law(AMENDING "Luật Mặt trận Tổ quốc Việt Nam", NULL));
    world_one(&w, "b.txt", dated("2025-03-01"), law(AMENDING "Luật Mặt trận Tổ quốc Việt Nam", NULL)); /* too early */
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật sửa đổi", "vn/luat/2025/97-2025-qh15");
    assert_basis(link_of(&w, "a.txt", "Luật sửa đổi"), "beginning of the title");
    assert_int_equal(link_of(&w, "b.txt", "Luật sửa đổi")->document, -1);
    world_free(&w);
}

/* A small catalogue: two acts that amend laws whose names begin alike, and two of one title. */
static const vd_catalogue_entry acts[] = {
    {.number = {"1/2020/QH14", 11},
     .title = {"Luật sửa đổi, bổ sung một số điều của Luật Kho vận công, Luật Kho vận tư", 0},
     .passed = {2020, 6, 1}},
    {.number = {"2/2021/QH15", 11},
     .title = {"Luật sửa đổi, bổ sung một số điều của Luật Lưu trú", 0},
     .passed = {2021, 6, 1}},
    {.number = {"3/2023/QH15", 11},
     .title = {"Luật sửa đổi, bổ sung một số điều của Luật Lưu trú", 0},
     .passed = {2023, 6, 1}},
};

static vd_catalogue_view acts_view(vd_arena *arena)
{
    size_t count = sizeof acts / sizeof *acts;
    vd_catalogue_entry *copy = VD_ARENA_ARRAY(arena, vd_catalogue_entry, count);
    for (size_t i = 0; i < count; i++) {
        copy[i] = acts[i];
        copy[i].type = VD_LIT("Luật");
        copy[i].title.len = strlen(copy[i].title.ptr);
    }
    return (vd_catalogue_view){copy, count};
}

static void the_beginning_of_a_title_ends_with_a_law(void **state)
{
    (void)state;
    world w = {0};
    w.catalogue = acts_view(&w.arena);
    world_one(&w, "a.txt", dated("2025-01-01"), law(AMENDING "Luật Kho vận công", NULL));
    world_one(&w, "b.txt", dated("2025-01-01"), law(AMENDING "Luật Kho vận", NULL)); /* another law */
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật sửa đổi", "vn/luat/2020/1-2020-qh14");
    assert_false(document_of(&w, "b.txt", "Luật sửa đổi")->in_catalogue);
    world_free(&w);
}

/* The table has the amended law's number in the act's title. */
static void the_beginning_of_a_title_ends_with_a_number(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", dated("2025-01-01"), law(AMENDING "Bộ luật Hình sự", "2017"));
    world_one(&w, "b.txt", dated("2025-01-01"), law(AMENDING "Bộ luật Hình sự", "2011"));
    world_one(&w, "c.txt", dated("2025-01-01"), law(AMENDING "Luật Đất đai", NULL));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật sửa đổi", "vn/luat/2017/12-2017-qh14");
    assert_false(document_of(&w, "b.txt", "Luật sửa đổi")->in_catalogue);
    assert_false(document_of(&w, "c.txt", "Luật sửa đổi")->in_catalogue); /* nothing says that it is 43/2024/QH15 */
    world_free(&w);
}

/* Acts that amend one law follow each other without replacing: only a date tells which. */
static void two_amending_laws_of_one_title_stay_open(void **state)
{
    (void)state;
    world w = {0};
    w.catalogue = acts_view(&w.arena);
    world_one(&w, "a.txt", dated("2025-01-01"), law(AMENDING "Luật Lưu trú", NULL));
    world_one(&w, "b.txt", dated("2022-01-01"), law(AMENDING "Luật Lưu trú", NULL));
    world_one(&w, "c.txt", dated("2025-01-01"), law(AMENDING "Luật Lưu trú", "2021-06-01"));
    world_resolve(&w);
    assert_between(&w, "a.txt", "Luật sửa đổi", "vn/luat/2023/3-2023-qh15", "vn/luat/2021/2-2021-qh15", NULL);
    assert_means(&w, "b.txt", "Luật sửa đổi", "vn/luat/2021/2-2021-qh15");
    assert_means(&w, "c.txt", "Luật sửa đổi", "vn/luat/2021/2-2021-qh15");
    world_free(&w);
}

/* What an amending act amends is the law last passed then, though it comes into force only days later; and the date
 * behind the whole is that of the act. */
static void what_is_amended_is_of_the_time_of_the_act(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention both[] = {law(AMENDING "Luật Đất đai", "2018-06-20"), law("Luật Đất đai", "2018-06-20"),
                         law(AMENDING "Luật Mặt trận Tổ quốc Việt Nam, Luật Công đoàn", "2025-06-27"),
                         law("Luật Công đoàn", "2025-06-27")};
    both[1].parent = 0;
    both[3].parent = 2;
    world_made(&w, "a.txt", dated("2025-12-01"), both, 4);
    world_text(&w, "b.txt",
               HEAD_2025 "Căn cứ Luật số 90/2025/QH15 sửa đổi, bổ sung một số điều của Luật Đấu thầu, Luật Hải quan, "
                         "Luật Thuế giá trị gia tăng;\n"); /* the new one was passed and came into force that July */
    world_resolve(&w);
    assert_means(&w, "b.txt", "Luật Thuế giá trị gia tăng", "vn/luat/2024/48-2024-qh15");
    assert_str(w.r.documents[w.r.links[0][1].document].number, "45/2013/QH13");
    assert_str(w.r.documents[w.r.links[0][3].document].number, "50/2024/QH15");
    world_free(&w);
}

/* The term in a law's number is misprinted where the table has its number and year in another, and its name, its day,
 * or the terms in which laws were passed that year, leave no other. */
static void a_misprinted_term_is_that_of_the_table(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "named.txt", "Căn cứ Luật thuế thu nhập cá nhân số 04/2007/QH11;\n");
    world_text(&w, "dated.txt", "Căn cứ Luật số 04/2007/QH11 ngày 21 tháng 11 năm 2007;\n");
    world_text(&w, "year.txt", "Căn cứ Luật số 26/2012/QH12; Luật số 43/2024/QH1;\n");
    world_resolve(&w);
    assert_means(&w, "named.txt", "04/2007/QH11", "vn/luat/2007/04-2007-qh12");
    assert_means(&w, "dated.txt", "04/2007/QH11", "vn/luat/2007/04-2007-qh12");
    assert_means(&w, "year.txt", "26/2012/QH12", "vn/luat/2012/26-2012-qh13");
    assert_means(&w, "year.txt", "43/2024/QH1", "vn/luat/2024/43-2024-qh15");
    const vd_link *link = link_of(&w, "named.txt", "04/2007/QH11");
    assert_basis(link, "number; its term is misprinted");
    assert_true(link->confidence < 0.9);
    assert_str(document_of(&w, "named.txt", "04/2007/QH11")->number, "04/2007/QH12");
    world_free(&w);
}

/* A resolution, an unknown number, a year of two terms and another law's name prove nothing. */
static void a_term_that_nothing_denies_stays(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "open.txt",
               "Căn cứ Nghị quyết số 26/2012/QH12; Luật số 99/2012/QH12; Luật Nhà ở số 04/2007/QH11; "
               "Luật số 04/2007/QH12;\n");
    world_resolve(&w);
    assert_str(document_of(&w, "open.txt", "26/2012/QH12")->number, "26/2012/QH12");
    assert_str(document_of(&w, "open.txt", "99/2012/QH12")->number, "99/2012/QH12");
    assert_str(document_of(&w, "open.txt", "04/2007/QH11")->number, "04/2007/QH11");
    assert_basis(link_of(&w, "open.txt", "04/2007/QH12"), "number and year");
    world_free(&w);
}

#define DECREE(number, last)                                                                                   \
    "CHÍNH PHỦ\nSố: " number "/2024/NĐ-CP\nHà Nội, ngày 10 tháng 5 năm 2024\n\nNGHỊ ĐỊNH\nVề bến phà\n\n" last \
    "\nĐiều 1. Thu hồi đất theo Luật Đất đai.\nĐiều 2. Nghị định này có hiệu lực thi hành từ ngày "

/* A text that takes effect when the new law is in force means that one; where it takes effect before, or says itself
 * that it means the old one, that one. */
static void a_law_that_waits_with_the_text(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "with.txt", DECREE("901", "") "15 tháng 8 năm 2024.\n");
    world_text(&w, "day.txt", DECREE("902", "") "01 tháng 8 năm 2024.\n");
    world_text(&w, "before.txt", DECREE("903", "") "31 tháng 7 năm 2024.\n");
    world_text(&w, "old.txt", DECREE("904", "Căn cứ Luật Đất đai số 45/2013/QH13;") "15 tháng 8 năm 2024.\n");
    world_text(&w, "signed.txt", DECREE("905", "") "10 tháng 5 năm 2024.\n");
    world_resolve(&w);
    const char *const article = "Luật Đất đai";
    assert_means(&w, "with.txt", article, "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "day.txt", article, "vn/luat/2024/31-2024-qh15");
    assert_means(&w, "before.txt", article, "vn/luat/2013/45-2013-qh13");
    assert_str(w.r.documents[link_nth(&w, "old.txt", article, 1)->document].number, "45/2013/QH13");
    assert_means(&w, "signed.txt", article, "vn/luat/2013/45-2013-qh13");
    assert_basis(link_of(&w, "with.txt", article), "name, in force when the text takes effect");
    world_free(&w);
}

/* A name nobody knows makes a law of its own, but not out of a scan that lost its marks; there it is that of clean
 * texts. */
static void a_garbled_name_makes_no_law(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention garbled = law("Luat Té cac", NULL);
    vd_mention known = law("Luat Quan ly rung ngap man", NULL);
    world_made(&w, "scan.txt", nowhere, &garbled, 1)->marks_lost = true;
    world_made(&w, "scan2.txt", nowhere, &known, 1)->marks_lost = true;
    world_one(&w, "clean.txt", nowhere, law("Luật Quản lý rừng ngập mặn", NULL));
    world_resolve(&w);
    assert_int_equal(link_of(&w, "scan.txt", "Luat Té cac")->document, -1);
    assert_true(link_of(&w, "clean.txt", "Luật Quản lý rừng ngập mặn")->document >= 0);
    assert_int_equal(link_of(&w, "scan2.txt", "Luat Quan ly rung ngap man")->document,
                     link_of(&w, "clean.txt", "Luật Quản lý rừng ngập mặn")->document);
    world_free(&w);
}

/* A text of 2024 about an old case: what another document did to a law, or rests on, is the law of that document's
 * time. */
static void what_another_act_changed_is_the_law_of_its_time(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_text(&w, "tax.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 9/BC-UBND\nCần Thơ, ngày 15 tháng 3 năm 2024\n\nBÁO CÁO\nVề "
               "thuế\n\nTheo Điều 9 Luật Quản lý "
               "thuế được "
               "sửa đổi, bổ sung tại Điều 1 Luật số 21/2012/QH13.\n");
    world_text(&w, "now.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 10/BC-UBND\nCần Thơ, ngày 15 tháng 3 năm 2024\n\nBÁO CÁO\nVề "
               "thuế\n\nTheo Điều 9 Luật Quản lý "
               "thuế. Luật số 21/2012/QH13 đã cũ.\n");
    world_text(&w, "land.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 11/BC-UBND\nCần Thơ, ngày 15 tháng 3 năm 2026\n\nBÁO CÁO\nVề "
               "đất\n\nLuật Đất đai được thay thế bởi "
               "Luật số 31/2024/QH15.\n");
    world_text(&w, "age.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 12/BC-UBND\nCần Thơ, ngày 15 tháng 3 năm 2026\n\nBÁO CÁO\nVề "
               "tuổi nghỉ hưu\n\nTheo Điều 54 của Luật Bảo hiểm xã hội được sửa đổi, bổ sung tại Điều 219 của Bộ luật "
               "Lao động. Luật Bảo hiểm xã hội được sửa đổi, bổ sung tại Luật Nhà giáo.\n");
    world_resolve(&w);
    assert_means(&w, "age.txt", "Luật Bảo hiểm xã hội", "vn/luat/2014/58-2014-qh13");
    assert_basis(link_of(&w, "age.txt", "Luật Bảo hiểm xã hội"), "name; changed by the law named with it");
    assert_means(&w, "age.txt", "Bộ luật Lao động", "vn/bo-luat/2019/45-2019-qh14");
    assert_str(w.r.documents[link_nth(&w, "age.txt", "Luật Bảo hiểm xã hội", 1)->document].number, "41/2024/QH15");
    assert_means(&w, "tax.txt", "Luật Quản lý thuế", "vn/luat/2006/78-2006-qh11");
    assert_means(&w, "now.txt", "Luật Quản lý thuế", "vn/luat/2019/38-2019-qh14");
    assert_means(&w, "land.txt", "Luật Đất đai", "vn/luat/2013/45-2013-qh13");
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_law_in_force_when_the_text_was_written),
        cmocka_unit_test(the_law_in_force_is_found_from_text),
        cmocka_unit_test(a_law_passed_is_not_yet_in_force),
        cmocka_unit_test(the_day_itself_decides),
        cmocka_unit_test(what_details_a_law_that_waits_means_that_law),
        cmocka_unit_test(names_as_people_write_them),
        cmocka_unit_test(a_law_replaced_while_the_text_may_have_been_written),
        cmocka_unit_test(a_text_is_dated_by_what_it_cites),
        cmocka_unit_test(a_text_is_dated_by_its_number),
        cmocka_unit_test(a_law_in_a_title_is_of_the_time_of_that_title),
        cmocka_unit_test(the_number_in_the_recitals_tells_which_law_waits),
        cmocka_unit_test(a_title_keeps_the_law_of_its_time),
        cmocka_unit_test(what_a_text_rests_on_outweighs_what_it_names),
        cmocka_unit_test(a_number_decides_where_the_day_does_not),
        cmocka_unit_test(a_date_of_passage_tells_laws_apart),
        cmocka_unit_test(another_year_is_another_law),
        cmocka_unit_test(a_year_between_two_laws_makes_no_third),
        cmocka_unit_test(a_day_that_fits_none_is_meant_by_itself_only),
        cmocka_unit_test(a_law_older_than_all_that_are_known),
        cmocka_unit_test(name_number_and_short_name_are_one),
        cmocka_unit_test(a_number_learns_its_name_from_another_text),
        cmocka_unit_test(a_code_is_called_a_law_too),
        cmocka_unit_test(a_law_whose_text_we_hold_is_that_of_the_catalogue),
        cmocka_unit_test(a_law_calls_itself_by_its_name),
        cmocka_unit_test(an_amending_law_by_the_beginning_of_its_title),
        cmocka_unit_test(the_beginning_of_a_title_ends_with_a_law),
        cmocka_unit_test(the_beginning_of_a_title_ends_with_a_number),
        cmocka_unit_test(two_amending_laws_of_one_title_stay_open),
        cmocka_unit_test(what_is_amended_is_of_the_time_of_the_act),
        cmocka_unit_test(what_another_act_changed_is_the_law_of_its_time),
        cmocka_unit_test(a_garbled_name_makes_no_law),
        cmocka_unit_test(a_law_that_waits_with_the_text),
        cmocka_unit_test(a_misprinted_term_is_that_of_the_table),
        cmocka_unit_test(a_term_that_nothing_denies_stays),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
