/** What a cropped page leaves of a citation: it means a document only when nothing else fits. */
#include "resolve/resolve.h"

#include "world.h"

static const vd_header nowhere = {0};

static vd_mention cut(vd_mention m)
{
    m.form = VD_FORM_TRUNCATED;
    m.confidence = 0.7;
    return m;
}

/* "2015 của Ban Bí thư về nâng cao …": neither type nor number is left. */
static vd_mention residue(const char *issuer, const char *iso, const char *title)
{
    vd_mention m = {.form = VD_FORM_TRUNCATED, .parent = -1, .confidence = 0.5, .date = date_of(iso)};
    m.issuer = vd_str_of(issuer);
    m.issuer_stated = true;
    m.title = vd_str_of(title);
    m.surface = VD_LIT("residue");
    return m;
}

/* A law of which `surface` is left and which the extraction took for `title`. */
static vd_mention law_cut(const char *surface, const char *title)
{
    vd_mention m = cut(law(title, NULL));
    m.surface = vd_str_of(surface);
    return m;
}

/* What is known of documents elsewhere. */
static void known(world *w)
{
    const vd_mention many[] = {
        with_issuer(cited("Chỉ thị", "33/CT-TTg", "2021-11-26"), "Thủ tướng Chính phủ"),
        with_title(with_issuer(cited("Quyết định", "23-QĐ/TW", "2021-07-30"), "Bộ Chính trị"),
                   "về việc ban hành Quy chế công tác dân vận của hệ thống chính trị"),
        with_issuer(with_place(cited("Quyết định", "23/QĐ-UBND", "2025-01-10"), "can-tho"),
                    "Ủy ban nhân dân thành phố Cần Thơ"),
        with_title(with_issuer(cited("Nghị quyết", "76/NQ-CP", "2021-07-15"), "Chính phủ"),
                   "ban hành Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030"),
        with_title(with_issuer(cited("Kết luận", "114-KL/TW", "2015-07-14"), "Ban Bí thư"),
                   "về nâng cao hiệu quả công tác dân vận của cơ quan nhà nước các cấp"),
        with_issuer(cited("Quyết định", "217-QĐ/TW", "2013-12-12"), "Bộ Chính trị"),
        with_issuer(cited("Quyết định", "218-QĐ/TW", "2013-12-12"), "Bộ Chính trị"),
    };
    world_made(w, "known.txt", header_of(NULL, "2025-06-01", "Cần Thơ", NULL), many, sizeof many / sizeof *many);
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static void a_cut_number_is_the_one_that_it_fits(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    world_one(&w, "a.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), cut(cited("Chỉ thị", "33/CT", NULL)));
    world_one(&w, "b.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), cut(cited("Quyết định", "23-QĐ", NULL)));
    world_resolve(&w);
    assert_means(&w, "a.txt", "33/CT", "vn/chi-thi/2021/33-ct-ttg");
    assert_means(&w, "b.txt", "23-QĐ", "vn/quyet-dinh/2021/23-qd-tw"); /* '-': a Party number */
    assert_true(link_of(&w, "a.txt", "33/CT")->confidence < 0.9);
    world_free(&w);
}

static void a_cut_number_that_fits_two_stays_open(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    world_one(&w, "c.txt", nowhere, with_place(cited("Chỉ thị", "33/CT-UBND", "2022-02-02"), "can-tho"));
    world_one(&w, "a.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), cut(cited("Chỉ thị", "33/CT", NULL)));
    world_one(&w, "b.txt", header_of(NULL, "2025-09-15", "Đà Nẵng", NULL), cut(cited("Chỉ thị", "33/CT", NULL)));
    world_one(&w, "d.txt", header_of(NULL, "2022-01-15", "Cần Thơ", NULL), cut(cited("Chỉ thị", "33/CT", NULL)));
    world_resolve(&w);
    assert_int_equal(link_of(&w, "a.txt", "33/CT")->document, -1);
    assert_int_equal(link_of(&w, "a.txt", "33/CT")->candidate_count, 2);
    assert_means(&w, "b.txt", "33/CT", "vn/chi-thi/2021/33-ct-ttg"); /* another province */
    assert_means(&w, "d.txt", "33/CT", "vn/chi-thi/2021/33-ct-ttg"); /* the other is still to come */
    world_free(&w);
}

static void what_is_printed_may_not_disagree(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "issuer.txt", head,
              with_issuer(cut(cited("Chỉ thị", "33/CT", NULL)), "Ủy ban nhân dân thành phố Cần Thơ"));
    world_one(&w, "year.txt", head, cut(cited("Chỉ thị", "33/CT", "2020")));
    world_one(&w, "type.txt", head, cut(cited("Chỉ thị", "23-QĐ", NULL)));
    world_one(&w, "agree.txt", head, with_issuer(cut(cited("Chỉ thị", "33/CT", "2021-11")), "Thủ tướng Chính phủ"));
    world_one(&w, "early.txt", header_of(NULL, "2021-09-15", "Cần Thơ", NULL), cut(cited("Chỉ thị", "33/CT", NULL)));
    world_resolve(&w);
    assert_unresolved(&w, "issuer.txt", "33/CT");
    assert_unresolved(&w, "year.txt", "33/CT");
    assert_unresolved(&w, "type.txt", "23-QĐ");
    assert_unresolved(&w, "early.txt", "33/CT");
    assert_means(&w, "agree.txt", "33/CT", "vn/chi-thi/2021/33-ct-ttg");
    world_free(&w);
}

static void a_cut_number_ends_where_a_group_ends(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "a.txt", head, cut(cited("Quyết định", "2", NULL)));
    vd_mention digits = cut(cited("Quyết định", "21", NULL));
    digits.number = VD_NONE;
    digits.core = false;
    digits.surface = VD_LIT("Quyết định số 21");
    world_one(&w, "b.txt", head, digits);
    digits.surface = VD_LIT("Quyết định số 217");
    world_one(&w, "c.txt", head, digits);
    world_resolve(&w);
    assert_unresolved(&w, "a.txt", "2"); /* neither 23-QĐ/TW nor 217-QĐ/TW */
    assert_unresolved(&w, "b.txt", "21");
    assert_between(&w, "c.txt", "217", "vn/quyet-dinh/2013/217-qd-tw", NULL); /* named, and not chosen */
    world_free(&w);
}

/* Firms and offices number their letters alike: where nobody knows whose "7/CV-KD" was, another text's "7/CV" is not
 * it.
 */
static void a_cut_number_of_an_unknown_office_stays_in_its_text(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention both[] = {cited("Công văn", "7/CV-KD", "2025-03-10"), cut(cited("Công văn", "7/CV", NULL))};
    world_made(&w, "a.txt", header_of(NULL, "2025-09-15", NULL, NULL), both, 2);
    world_one(&w, "b.txt", header_of(NULL, "2025-09-15", NULL, NULL), cut(cited("Công văn", "7/CV", NULL)));
    world_one(&w, "c.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), cut(cited("Công văn", "7/CV", NULL)));
    world_resolve(&w);
    assert_means(&w, "a.txt", "7/CV", "vn/cong-van/2025/7-cv-kd");
    assert_unresolved(&w, "b.txt", "7/CV");
    assert_unresolved(&w, "c.txt", "7/CV");
    world_free(&w);
}

static vd_mention digits_alone(const char *surface, const char *date)
{
    vd_mention m = cut(cited("Quyết định", "0", date));
    m.number = VD_NONE;
    m.core = false;
    m.surface = vd_str_of(surface);
    return m;
}

/* "Quyết định 217": what the same text cites in full, before rather than behind; dated as it is said to be. */
static void a_number_alone_is_the_one_of_its_text(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of("41/KH-UBND", "2025-09-15", "Cần Thơ", NULL);
    const vd_mention one_fits[] = {digits_alone("Quyết định 217", NULL),
                                   cited("Quyết định", "217/QĐ-UBND", "2025-02-03"),
                                   digits_alone("Quyết định 217", NULL), digits_alone("Quyết định 0217", NULL),
                                   digits_alone("Quyết định 2", NULL)};
    const vd_mention two_fit[] = {cited("Quyết định", "217/QĐ-UBND", "2025-02-03"),
                                  cited("Quyết định", "217-QĐ/TU", "2024-05-06"), digits_alone("Quyết định 217", NULL),
                                  digits_alone("Quyết định 217", "2024-05-06")};
    const vd_mention two_follow[] = {digits_alone("Quyết định 217", NULL),
                                     cited("Quyết định", "217/QĐ-UBND", "2025-02-03"),
                                     cited("Quyết định", "217-QĐ/TU", "2024-05-06")};
    world_made(&w, "one.txt", head, one_fits, 5);
    world_made(&w, "follow.txt", head, two_follow, 3);
    world_made(&w, "two.txt", head, two_fit, 4);
    world_one(&w, "dated.txt", head, digits_alone("Quyết định số 217", "2013-12-12"));
    world_resolve(&w);
    const vd_link *first = w.r.links[source_at(&w, "one.txt")];
    assert_int_equal(first[0].document, first[1].document);
    assert_int_equal(first[2].document, first[1].document);
    assert_int_equal(first[3].document, first[1].document);
    assert_int_equal(first[4].document, -1);
    const vd_link *second = w.r.links[source_at(&w, "two.txt")];
    assert_int_equal(second[2].document, -1);
    assert_int_equal(second[2].candidate_count, 2);
    assert_int_equal(second[3].document, second[1].document);
    const vd_link *behind = w.r.links[source_at(&w, "follow.txt")];
    assert_int_equal(behind[0].document, -1);
    assert_int_equal(behind[0].candidate_count, 2);
    assert_int_equal(behind[0].candidates[0], behind[1].document);
    assert_means(&w, "dated.txt", "217", "vn/quyet-dinh/2013/217-qd-tw");
    world_free(&w);
}

/* "Thông tư 14/2024": the year is no number, and a circular of another year is not meant; elsewhere twenty ministries
 * have one of that number. */
static void a_number_with_its_year_is_the_one_of_its_text(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of("41/KH-UBND", "2025-09-15", "Cần Thơ", NULL);
    vd_mention by_year = digits_alone("Thông tư 14/2024", NULL);
    by_year.type = VD_LIT("Thông tư");
    by_year.year = 2024;
    const vd_mention many[] = {by_year, cited("Thông tư", "14/2023/TT-BYT", NULL),
                               cited("Thông tư", "14/2024/TT-BTC", NULL), cited("Thông tư", "2024/2020/TT-BYT", NULL)};
    world_made(&w, "a.txt", head, many, 4);
    world_one(&w, "b.txt", head, by_year);
    world_resolve(&w);
    const vd_link *links = w.r.links[source_at(&w, "a.txt")];
    assert_int_equal(links[0].document, links[2].document);
    const vd_link *other = w.r.links[source_at(&w, "b.txt")];
    assert_int_equal(other[0].document, -1);
    assert_int_equal(other[0].candidate_count, 1);
    world_free(&w);
}

/* A short form that the text defines stands for its owner, whatever else fits. */
static void a_defined_short_form_is_its_owner(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_mention short_form = digits_alone("Đề án 217", NULL);
    short_form.type = VD_LIT("Đề án");
    short_form.antecedent = short_form.among = 1;
    vd_mention abbreviated = law("Luật PPP", NULL);
    abbreviated.antecedent = abbreviated.among = 2;
    const vd_mention many[] = {cited("Quyết định", "217/QĐ-UBND", "2025-02-03"), cited("Luật", "64/2020/QH14", NULL),
                               short_form, abbreviated};
    world_made(&w, "a.txt", header_of("41/KH-UBND", "2025-09-15", "Cần Thơ", NULL), many, 4);
    world_resolve(&w);
    const vd_link *links = w.r.links[source_at(&w, "a.txt")];
    assert_int_equal(links[2].document, links[0].document);
    assert_int_equal(links[3].document, links[1].document);
    for (size_t i = 0; i < w.r.document_count; i++) {
        assert_false(vd_str_eq(w.r.documents[i].title, VD_LIT("Luật PPP")));
    }
    world_free(&w);
}

static void nothing_is_guessed_when_the_document_is_not_known(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "a.txt", head, cut(cited("Chỉ thị", "34/CT", NULL)));
    world_one(&w, "b.txt", head, residue("Chính phủ", "2021-07-16", NULL));
    world_one(&w, "c.txt", head, residue("Ban Bí thư", NULL, "về phòng cháy và chữa cháy rừng"));
    world_one(&w, "d.txt", head, law_cut("Luật Thực hiện dân", "Luật Thực hiện dân"));
    world_resolve(&w);
    assert_unresolved(&w, "a.txt", "34/CT");
    assert_unresolved(&w, "b.txt", "residue");
    assert_unresolved(&w, "c.txt", "residue");
    world_free(&w);
}

/* ---- Date, body, title ------------------------------------------------------------------------------------------- */

static void two_residues_agree(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "date.txt", head, residue("Chính phủ", "2021-07-15", NULL));
    world_one(&w, "title.txt", head, residue("Ban Bí thư", "2015", "về nâng cao hiệu các cấp"));
    world_one(&w, "words.txt", head, residue("Ban Bí thư", NULL, "tác dân vận của cơ quan nh"));
    world_resolve(&w);
    assert_means(&w, "date.txt", "residue", "vn/nghi-quyet/2021/76-nq-cp");
    assert_means(&w, "title.txt", "residue", "vn/ket-luan/2015/114-kl-tw");
    assert_means(&w, "words.txt", "residue", "vn/ket-luan/2015/114-kl-tw");
    assert_true(link_of(&w, "date.txt", "residue")->confidence <= 0.7);
    world_free(&w);
}

static void one_residue_is_not_enough(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "date.txt", head, residue(NULL, "2021-07-15", NULL));             /* the date alone */
    world_one(&w, "body.txt", head, residue("Ban Bí thư", NULL, NULL));             /* the body alone */
    world_one(&w, "year.txt", head, residue("Ban Bí thư", "2015", NULL));           /* a year is no date */
    world_one(&w, "month.txt", head, residue("Ban Bí thư", "2015-07", NULL));       /* nor is a month */
    world_one(&w, "other.txt", head, residue("Quốc hội", "2021-07-15", NULL));      /* that day another body */
    world_one(&w, "words.txt", head, residue("Ban Bí thư", NULL, "hiệu quả công")); /* three words of a title */
    world_one(&w, "late.txt", head, residue("Ban Bí thư", "2016", "về nâng cao hiệu quả công tác"));
    world_resolve(&w);
    const char *const paths[] = {"date.txt", "body.txt", "year.txt", "month.txt", "other.txt", "words.txt", "late.txt"};
    for (size_t i = 0; i < sizeof paths / sizeof *paths; i++) {
        assert_unresolved(&w, paths[i], "residue");
    }
    world_free(&w);
}

static void two_documents_of_one_body_and_day(void **state)
{
    (void)state;
    world w = {0};
    known(&w);
    world_one(&w, "a.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), residue("Bộ Chính trị", "2013-12-12", NULL));
    world_resolve(&w);
    assert_int_equal(link_of(&w, "a.txt", "residue")->document, -1);
    assert_int_equal(link_of(&w, "a.txt", "residue")->candidate_count, 2);
    world_free(&w);
}

/* ---- Laws -------------------------------------------------------------------------------------------------------- */

static void a_cut_name_is_the_one_law_that_begins_so(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_header head = header_of(NULL, "2025-09-15", "Cần Thơ", NULL);
    world_one(&w, "a.txt", head, law_cut("Luật Thực hiện dân d", "Luật Thực hiện dân chủ ở cơ sở"));
    world_one(&w, "b.txt", head, law_cut("Luật Thực hi", "Luật Thực hiện dân chủ ở cơ sở"));
    world_one(&w, "c.txt", head, law_cut("Luật Th", "Luật Thanh niên"));
    /* one name, several laws in turn: that in force */
    world_one(&w, "d.txt", head, law_cut("Luật Thanh n", "Luật Thanh niên"));
    world_one(&w, "e.txt", header_of(NULL, "2010-09-15", "Cần Thơ", NULL), law_cut("Luật Thanh n", "Luật Thanh niên"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật Thực", "vn/luat/2022/10-2022-qh15");
    assert_means(&w, "b.txt", "Luật Thực", "vn/luat/2022/10-2022-qh15");
    assert_int_equal(link_of(&w, "c.txt", "Luật Th")->document, -1);
    assert_true(link_of(&w, "c.txt", "Luật Th")->candidate_count > 2);
    assert_means(&w, "d.txt", "Luật Thanh", "vn/luat/2020/57-2020-qh14");
    assert_int_equal(document_of(&w, "e.txt", "Luật Thanh")->date.year, 2005);
    world_free(&w);
}

static void a_cut_name_is_the_law_that_the_text_names_in_full(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    const vd_mention both[] = {law("Luật Thi đua, khen thưởng", NULL), law_cut("Luật Th", "Luật Thanh niên")};
    world_made(&w, "a.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), both, 2);
    world_resolve(&w);
    assert_int_equal(w.r.links[0][1].document, w.r.links[0][0].document);
    world_free(&w);
}

/* Of an amending law two laws of its title are left: the one act that names both. */
static void an_act_by_the_laws_that_it_names(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention many[] = {law_cut("Luật sửa đổi, bổ sung một số đó Công đoàn, Luật Thanh niên", "Luật sửa đổi, bổ sung"),
                         law("Luật Công đoàn", NULL), law("Luật Thanh niên", NULL)};
    many[0].start = 10;
    many[0].end = 100;
    many[1].start = 40;
    many[1].end = 60;
    many[1].parent = 0;
    many[2].start = 70;
    many[2].end = 100;
    many[2].parent = 0;
    world_made(&w, "a.txt", header_of(NULL, "2025-09-15", "Cần Thơ", NULL), many, 3);
    world_made(&w, "early.txt", header_of(NULL, "2025-01-15", "Cần Thơ", NULL), many, 3);
    world_resolve(&w);
    assert_means(&w, "a.txt", "Luật sửa đổi", "vn/luat/2025/97-2025-qh15");
    assert_unresolved(&w, "early.txt", "Luật sửa đổi");
    world_free(&w);
}

/* ---- From a text ------------------------------------------------------------------------------------------------- */

static void a_cropped_text_as_it_is_read(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    known(&w);
    world_text(&w, "cropped.txt",
               "Số 71/KH-UBND\nCần Thơ, ngày 15 tháng 9 năm 2025\nKẾ HOẠCH\nThực hiện công tác đô thị\n\n"
               "Thực hiện Luật Thực hiện dân d và Chỉ thị số 33/CT về tiếp tục tăng cường. Luật Thực hiện dân ch và "
               "Quyết định số 23-QĐ về việc ban hành Quy chế công tác.\n");
    world_resolve(&w);
    assert_means(&w, "cropped.txt", "33/CT", "vn/chi-thi/2021/33-ct-ttg");
    assert_means(&w, "cropped.txt", "23-QĐ", "vn/quyet-dinh/2021/23-qd-tw");
    assert_means(&w, "cropped.txt", "Luật Thực hiện", "vn/luat/2022/10-2022-qh15");
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_number_is_the_one_that_it_fits),
        cmocka_unit_test(a_cut_number_that_fits_two_stays_open),
        cmocka_unit_test(what_is_printed_may_not_disagree),
        cmocka_unit_test(a_cut_number_ends_where_a_group_ends),
        cmocka_unit_test(a_cut_number_of_an_unknown_office_stays_in_its_text),
        cmocka_unit_test(a_number_alone_is_the_one_of_its_text),
        cmocka_unit_test(a_number_with_its_year_is_the_one_of_its_text),
        cmocka_unit_test(a_defined_short_form_is_its_owner),
        cmocka_unit_test(nothing_is_guessed_when_the_document_is_not_known),
        cmocka_unit_test(two_residues_agree),
        cmocka_unit_test(one_residue_is_not_enough),
        cmocka_unit_test(two_documents_of_one_body_and_day),
        cmocka_unit_test(a_cut_name_is_the_one_law_that_begins_so),
        cmocka_unit_test(a_cut_name_is_the_law_that_the_text_names_in_full),
        cmocka_unit_test(an_act_by_the_laws_that_it_names),
        cmocka_unit_test(a_cropped_text_as_it_is_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
