/** Documents without a number: promulgated texts, congresses, plans by their titles; "Kế hoạch này", "nêu trên". */
#include "resolve/resolve.h"

#include "world.h"

static const vd_header nowhere = {0};

/* ---- Promulgated texts ------------------------------------------------------------------------------------------- */

static void a_promulgated_text_through_its_decision(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "Thực hiện Quyết định số 23-QĐ/TW ngày 30/7/2021 của Bộ Chính trị về việc ban hành Quy chế công tác dân "
               "vận của hệ thống chính trị;\n");
    world_text(&w, "b.txt",
               "Quán triệt Quyết định số 23-QĐ/TW của Bộ Chính trị ban hành “Quy chế công tác dân vận”.\n");
    world_resolve(&w);
    assert_means(&w, "a.txt", "Quy chế", "vn/quy-che/_/cong-tac-dan-van-cua-he-thong-chinh-tri");
    assert_true(document_of(&w, "b.txt", "Quy chế") == document_of(&w, "a.txt", "Quy chế"));
    assert_str(document_of(&w, "a.txt", "Quy chế")->issuer, "Bộ Chính trị");
    assert_basis(link_of(&w, "a.txt", "Quy chế"), "promulgated with a decision");
    assert_true(
        edges_between(&w, "vn/quyet-dinh/2021/23-qd-tw", "vn/quy-che/_/cong-tac-dan-van-cua-he-thong-chinh-tri") > 0);
    world_free(&w);
}

/* A later decision brings into force another text of the same title. */
static void two_decisions_promulgate_two_texts(void **state)
{
    (void)state;
    world w = {0};
    const char *title = "Quy chế công tác dân vận của hệ thống chính trị";
    vd_mention many[] = {
        with_title(cited("Quyết định", "290-QĐ/TW", "2010-02-25"), "về việc ban hành Quy chế công tác"),
        titled("Quy chế", title),
        with_title(cited("Quyết định", "23-QĐ/TW", "2021-07-30"), "về việc ban hành Quy chế công tác"),
        titled("Quy chế", title)};
    many[1].parent = 0;
    many[3].parent = 2;
    world_made(&w, "a.txt", nowhere, many, 4);
    world_one(&w, "b.txt", header_of("1/KH-UBND", "2015-01-01", "Cần Thơ", NULL), titled("Quy chế", title));
    world_one(&w, "c.txt", header_of("1/KH-UBND", "2025-01-01", "Cần Thơ", NULL), titled("Quy chế", title));
    world_resolve(&w);
    assert_int_not_equal(w.r.links[0][1].document, w.r.links[0][3].document);
    /* by title alone: the only one there was, or one of two */
    assert_int_equal(w.r.links[source_at(&w, "b.txt")][0].document, w.r.links[0][1].document);
    assert_int_equal(link_of(&w, "c.txt", "Quy chế")->document, -1);
    assert_int_equal(link_of(&w, "c.txt", "Quy chế")->candidate_count, 2);
    world_free(&w);
}

/* Blanks around a hyphen and quotation marks tell no two titles apart, a word does. */
static void a_title_is_known_however_it_is_set(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention many[] = {
        titled("Chương trình", "Chương trình phát triển kinh tế - xã hội giai đoạn 2021 - 2030"),
        titled("Chương trình", "Chương trình phát triển kinh tế-xã hội giai đoạn 2021-2030"),
        titled("Chương trình", "Chương trình “phát triển kinh tế - xã hội giai đoạn 2021- 2030”"),
        titled("Chương trình", "Chương trình phát triển kinh tế giai đoạn 2021-2030")};
    world_made(&w, "a.txt", header_placed("Cần Thơ"), many, 4);
    world_resolve(&w);
    const vd_link *links = w.r.links[0];
    assert_int_equal(links[1].document, links[0].document);
    assert_int_equal(links[2].document, links[0].document);
    assert_int_not_equal(links[3].document, links[0].document);
    world_free(&w);
}

/* One decision, two texts of one type. */
static void a_decision_promulgates_several_texts(void **state)
{
    (void)state;
    world w = {0};
    vd_mention many[] = {with_title(cited("Quyết định", "12/QĐ-UBND", "2025-02-25"), "ban hành các quy chế"),
                         titled("Quy chế", "Quy chế tiếp công dân"), titled("Quy chế", "Quy chế văn thư lưu trữ"),
                         titled("Danh mục", "Danh mục nhiệm vụ")};
    for (int i = 1; i < 4; i++) {
        many[i].parent = 0;
    }
    world_made(&w, "a.txt", header_placed("Cần Thơ"), many, 4);
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "tiếp công dân")->id, "vn/can-tho/quy-che/_/tiep-cong-dan");
    assert_str(document_of(&w, "a.txt", "văn thư")->id, "vn/can-tho/quy-che/_/van-thu-luu-tru");
    assert_str(document_of(&w, "a.txt", "Danh mục")->id, "vn/can-tho/danh-muc/_/nhiem-vu");
    world_free(&w);
}

/* A programme in the title of a plan that carries it out is not promulgated by the plan. */
static void a_title_inside_a_title_need_not_be_promulgated(void **state)
{
    (void)state;
    world w = {0};
    vd_mention many[] = {with_issuer(with_title(cited("Kế hoạch", "61/KH-UBND", "2025-02-25"),
                                                "thực hiện Chương trình chuyển đổi số năm 2025"),
                                     "Ủy ban nhân dân thành phố Cần Thơ"),
                         titled("Chương trình", "Chương trình chuyển đổi số năm 2025"),
                         with_issuer(titled("Chương trình", "Chương trình chuyển đổi số năm 2025"), "Chính phủ")};
    many[1].parent = 0;
    world_made(&w, "a.txt", header_placed("Cần Thơ"), many, 3);
    world_resolve(&w);
    const vd_document *inner = &w.r.documents[w.r.links[0][1].document];
    assert_basis(&w.r.links[0][1], "title");
    assert_true(inner->issuer.ptr == NULL);
    assert_str(w.r.documents[w.r.links[0][2].document].id, "vn/chuong-trinh/_/chuyen-doi-so-nam-2025");
    world_free(&w);
}

static void a_programme_promulgated_by_statement(void **state)
{
    (void)state;
    world w = {0};
    world_text(
        &w, "a.txt",
        "Triển khai thực hiện Chương trình tổng thể cải cách hành chính nhà nước giai đoạn 2021 - 2030 theo Nghị "
        "quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.\n");
    world_text(&w, "b.txt",
               "Cần Thơ, ngày 1 tháng 2 năm 2025\nTriển khai thực hiện Chương trình tổng thể cải cách hành chính nhà "
               "nước giai đoạn 2021 - 2030 theo Nghị quyết số 76/NQ-CP của Chính phủ.\n");
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "Chương trình") == document_of(&w, "b.txt", "Chương trình"));
    assert_str(document_of(&w, "b.txt", "Chương trình")->issuer, "Chính phủ");
    assert_true(document_of(&w, "b.txt", "Chương trình")->place.ptr == NULL);
    world_free(&w);
}

/* ---- Congresses -------------------------------------------------------------------------------------------------- */

#define NATIONAL(number) "Đại hội đại biểu toàn quốc lần thứ " number " của Đảng"

/* A resolution of the Party's congress, which extraction tells by its body. */
static vd_mention congress(const char *title, const char *body)
{
    return with_issuer(titled("Nghị quyết", title), body);
}

static void a_congress_has_many_names(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        "Nghị quyết Đại hội Đại biểu toàn quốc lần thứ XIII của Đảng",
        "Nghị quyết Đại hội XIII của Đảng",
        "Nghị quyết Đại hội lần thứ XIII của Đảng",
        "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng",
        "NGHỊ QUYẾT ĐẠI HỘI ĐẠI BIỂU TOÀN QUỐC LẦN THỨ XIII CỦA ĐẢNG",
        "Nghi quyet Dai hoi dai bieu toan quoc lan thu XIII cua Dang",
        "Nghị quyết Đại hội Đảng toàn quốc lần thứ XIII",
        "Nghị quyết Đại hội đại biểu toàn quốc lần thứ 13 của Đảng",
        "Nghị quyết Đại hội XIII của Đảng, nhiệm kỳ 2021 - 2026",
        "Nghị quyết Đại hội Đảng lần thứ XIII",
        "Nghị quyết Đại hội Đảng XIII",
        "Nghị quyết Đại hội đại biểu toàn quốc Đảng Cộng sản Việt Nam lần thứ XIII",
        "Nghị quyết Đại hội lần thứ XIII Đảng Cộng sản Việt Nam",
    };
    world w = {0};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[32];
        snprintf(path, sizeof path, "%zu.txt", i);
        world_one(&w, path, header_placed(i % 2 ? "Cần Thơ" : "Hải Phòng"),
                  congress(names[i], strstr(names[i], "13") ? NATIONAL("13") : NATIONAL("XIII")));
    }
    world_one(&w, "other.txt", header_placed("Cần Thơ"), congress("Nghị quyết Đại hội XII của Đảng", NATIONAL("XII")));
    world_resolve(&w);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char path[32];
        snprintf(path, sizeof path, "%zu.txt", i);
        assert_means(&w, path, "", "vn/nghi-quyet/_/dai-hoi-xiii-cua-dang");
    }
    assert_means(&w, "other.txt", "", "vn/nghi-quyet/_/dai-hoi-xii-cua-dang");
    assert_str(document_of(&w, "4.txt", "")->title, "Nghị quyết Đại hội XIII của Đảng");
    world_free(&w);
}

static void a_province_has_congresses_of_its_own(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention both[] = {
        congress("Nghị quyết Đại hội XIV của Đảng", NATIONAL("XIV")),
        titled("Nghị quyết", "Nghị quyết Đại hội đại biểu Đảng bộ thành phố lần thứ XIV"),
        titled("Nghị quyết", "Nghị quyết Đại hội lần thứ XIV của Đảng bộ thành phố"),
        titled("Nghị quyết", "Nghị quyết Đại hội XIV"),
        titled("Nghị quyết", "Nghị quyết Đại hội đại biểu lần thứ XIV Đảng bộ thành phố"),
    };
    world_made(&w, "a.txt", header_placed("Cần Thơ"), both, 5);
    world_made(&w, "b.txt", header_placed("Hải Phòng"), both + 1, 3);
    world_resolve(&w);
    size_t a = source_at(&w, "a.txt");
    size_t b = source_at(&w, "b.txt");
    assert_str(w.r.documents[w.r.links[a][0].document].id, "vn/nghi-quyet/_/dai-hoi-xiv-cua-dang");
    for (size_t i = 1; i < 3; i++) {
        assert_str(w.r.documents[w.r.links[a][i].document].place, "can-tho");
        assert_str(w.r.documents[w.r.links[b][i - 1].document].place, "hai-phong");
    }
    assert_str(w.r.documents[w.r.links[a][4].document].place, "can-tho");
    /* without "của Đảng": that of the Party where the text speaks of it, else who knows whose */
    assert_int_equal(w.r.links[a][3].document, w.r.links[a][0].document);
    assert_int_not_equal(w.r.links[b][2].document, w.r.links[a][0].document);
    world_free(&w);
}

/* Only the body tells whose congress it is. */
static void others_hold_congresses_too(void **state)
{
    (void)state;
    static const char *const names[][2] = {
        {"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI Giáo hội Phật giáo Việt Nam",
         "Đại hội đại biểu toàn quốc lần thứ XI Giáo hội Phật giáo Việt Nam"},
        {"Nghị quyết Đại hội lần thứ XI đang được triển khai", "Đại hội lần thứ XI"},
        {"Nghị quyết Đại hội Đảng tỉnh Nghệ An lần thứ XI", "Đại hội Đảng tỉnh Nghệ An lần thứ XI"},
        {"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI", NATIONAL("XI")},
        {"Nghị quyết Đại hội đại biểu toàn quốc lần thứ XI (nhiệm kỳ 2011 - 2015)", NATIONAL("XI")},
        {"Nghị quyết Đại hội Đảng toàn quốc lần thứ XI", NATIONAL("XI")},
    };
    world w = {0};
    for (size_t i = 0; i < 6; i++) {
        char path[32];
        snprintf(path, sizeof path, "%zu.txt", i);
        world_one(&w, path, header_placed("Cần Thơ"), congress(names[i][0], names[i][1]));
    }
    world_resolve(&w);
    for (size_t i = 0; i < 6; i++) {
        char path[32];
        snprintf(path, sizeof path, "%zu.txt", i);
        const vd_document *meant = document_of(&w, path, "");
        bool party = vd_str_eq(meant->id, VD_LIT("vn/nghi-quyet/_/dai-hoi-xi-cua-dang"));
        assert_int_equal(party, i >= 3);
    }
    world_free(&w);
}

/* Every term has a fourth plenum, and a plenum has several resolutions. */
static void a_plenum_belongs_to_its_term(void **state)
{
    (void)state;
    static const char *const names[] = {
        "Nghị quyết Hội nghị Trung ương 4 khóa XI",
        "Nghị quyết Hội nghị Trung ương 4 khóa XII",
        "Nghị quyết Hội nghị Trung ương 4 khóa XI về tổng kết Nghị quyết Đại hội X của Đảng",
        "Nghị quyết Hội nghị Trung ương 4",
    };
    world w = {0};
    for (size_t i = 0; i < 8; i++) {
        char path[32];
        snprintf(path, sizeof path, "%zu.txt", i);
        vd_mention m = titled("Nghị quyết", names[i % 4]);
        m.issuer = VD_LIT("Ban Chấp hành Trung ương Đảng");
        world_one(&w, path, header_placed(i < 4 ? "Cần Thơ" : "Hải Phòng"), m);
    }
    world_resolve(&w);
    assert_means(&w, "0.txt", "", "vn/nghi-quyet/_/hoi-nghi-trung-uong-4-khoa-xi");
    assert_means(&w, "1.txt", "", "vn/nghi-quyet/_/hoi-nghi-trung-uong-4-khoa-xii");
    assert_true(document_of(&w, "2.txt", "") != document_of(&w, "0.txt", ""));
    for (size_t i = 0; i < 3; i++) {
        char here[32];
        char there[32];
        snprintf(here, sizeof here, "%zu.txt", i);
        snprintf(there, sizeof there, "%zu.txt", i + 4);
        assert_true(document_of(&w, here, "") == document_of(&w, there, ""));
    }
    assert_true(w.r.links[source_at(&w, "3.txt")][0].document < 0);
    world_free(&w);
}

/* ---- Plans ------------------------------------------------------------------------------------------------------- */

static void one_title_in_two_provinces(void **state)
{
    (void)state;
    world w = {0};
    const char *title = "Kế hoạch cải cách hành chính năm 2026";
    world_one(&w, "a.txt", header_placed("Cần Thơ"), titled("Kế hoạch", title));
    world_one(&w, "b.txt", header_placed("Hải Phòng"), titled("Kế hoạch", title));
    world_one(&w, "c.txt", header_placed("Hải Phòng"), titled("Kế hoạch", title));
    world_one(&w, "d.txt", header_placed(NULL), titled("Kế hoạch", title));
    world_one(&w, "e.txt", header_placed(NULL), titled("Kế hoạch", title));
    world_one(&w, "f.txt", header_placed("Cần Thơ"), titled("Kế hoạch", "Kế hoạch cải cách hành chính năm 2025"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "", "vn/can-tho/ke-hoach/_/cai-cach-hanh-chinh-nam-2026");
    assert_means(&w, "b.txt", "", "vn/hai-phong/ke-hoach/_/cai-cach-hanh-chinh-nam-2026");
    assert_true(document_of(&w, "c.txt", "") == document_of(&w, "b.txt", ""));
    assert_true(document_of(&w, "d.txt", "") != document_of(&w, "e.txt", ""));
    assert_means(&w, "f.txt", "", "vn/can-tho/ke-hoach/_/cai-cach-hanh-chinh-nam-2025");
    world_free(&w);
}

static void one_title_in_two_communes(void **state)
{
    (void)state;
    world w = {0};
    vd_header a = header_placed("Hải Phòng");
    vd_header b = a;
    vd_header c = a;
    a.issuer = VD_LIT("Ủy ban nhân dân xã Cẩm Giang");
    b.issuer = VD_LIT("Ủy ban nhân dân xã Tuệ Tĩnh");
    c.issuer = VD_LIT("Ủy ban nhân dân thành phố Hải Phòng");
    const vd_header heads[] = {a, b, c};
    const char *const paths[] = {"a.txt", "b.txt", "c.txt"};
    for (size_t i = 0; i < 3; i++) {
        world_one(&w, paths[i], heads[i], titled("Kế hoạch", "Kế hoạch phát triển kinh tế - xã hội năm 2026"));
    }
    world_resolve(&w);
    assert_int_not_equal(w.r.links[0][0].document, w.r.links[1][0].document);
    assert_int_not_equal(w.r.links[0][0].document, w.r.links[2][0].document);
    world_free(&w);
}

static void a_plan_that_we_hold_by_its_title(void **state)
{
    (void)state;
    world w = {0};
    const char *title = "Kế hoạch chỉnh trang đô thị năm 2025";
    world_made(&w, "held.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", "Chỉnh trang đô thị năm 2025"), NULL,
               0);
    world_one(&w, "a.txt", header_placed("Cần Thơ"), titled("Kế hoạch", title));
    world_one(&w, "b.txt", header_placed("Hải Phòng"), titled("Kế hoạch", title));
    world_one(&w, "c.txt", header_of("2/KH-UBND", "2025-01-20", "Cần Thơ", NULL),
              titled("Kế hoạch", title)); /* too early */
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "") == document_held(&w, "held.txt"));
    assert_means(&w, "b.txt", "", "vn/hai-phong/ke-hoach/_/chinh-trang-do-thi-nam-2025");
    assert_true(document_of(&w, "c.txt", "") != document_held(&w, "held.txt"));
    world_free(&w);
}

static void of_two_plans_of_one_title_neither_is_guessed(void **state)
{
    (void)state;
    world w = {0};
    world_made(&w, "h1.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", "Chỉnh trang đô thị"), NULL, 0);
    world_made(&w, "h2.txt", header_of("57/KH-UBND", "2025-04-20", "Cần Thơ", "Chỉnh trang đô thị"), NULL, 0);
    world_one(&w, "a.txt", header_placed("Cần Thơ"), titled("Kế hoạch", "Kế hoạch chỉnh trang đô thị"));
    world_resolve(&w);
    assert_between(&w, "a.txt", "", "vn/can-tho/ke-hoach/2025/41-kh-ubnd", "vn/can-tho/ke-hoach/2025/57-kh-ubnd", NULL);
    world_free(&w);
}

/* ---- Self and backward ------------------------------------------------------------------------------------------- */

static void this_plan_is_the_text_itself(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt",
               "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 41/KH-UBND\nCần Thơ, ngày 20 tháng 3 năm 2025\n\nKẾ HOẠCH\n"
               "Chỉnh trang đô thị năm 2025\n\nCăn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n"
               "Các sở thực hiện Kế hoạch này. Việc báo cáo theo Nghị định này.\n");
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "Kế hoạch này") == document_held(&w, "a.txt"));
    assert_basis(link_of(&w, "a.txt", "Kế hoạch này"), "the text itself");
    assert_means(&w, "a.txt", "Nghị định này", "vn/nghi-dinh/2023/59-2023-nd-cp");
    assert_true(link_of(&w, "a.txt", "Nghị định này")->confidence <= 0.7);
    world_free(&w);
}

/* What stands for mention `index`, and may mean each of its type from mention `among` on as well. */
static vd_mention backward(const char *type, int index, int among)
{
    vd_mention m = {.form = VD_FORM_BACKWARD, .parent = -1, .confidence = 0.9, .type = vd_str_of(type)};
    m.surface = VD_LIT("backward");
    m.antecedent = index + 1;
    m.among = among + 1;
    return m;
}

static void backward_is_what_it_stands_for(void **state)
{
    (void)state;
    world w = {0};
    const vd_mention many[] = {cited("Nghị định", "59/2023/NĐ-CP", "2023-08-14"),
                               cited("Nghị định", "61/2023/NĐ-CP", "2023-08-16"),
                               cited("Quyết định", "217-QĐ/TW", "2013-12-12"),
                               backward("Nghị định", 1, 1),
                               backward("Nghị định", 1, 0),
                               cited("Nghị định", "61/2023/NĐ-CP", NULL),
                               backward("Nghị định", 5, 1),
                               backward("Nghị định", -1, -1),
                               cited("Chỉ thị", "05/CT-TTg", NULL),
                               backward("Chỉ thị", 8, 8)};
    const vd_mention years[] = {cited("Chỉ thị", "05/CT-TTg", "2013-05-15"),
                                cited("Chỉ thị", "05/CT-TTg", "2021-02-02")};
    world_made(&w, "a.txt", nowhere, many, 10);
    world_made(&w, "b.txt", nowhere, years, 2);
    world_resolve(&w);
    const vd_link *links = w.r.links[0];
    assert_str(w.r.documents[links[3].document].id, "vn/nghi-dinh/2023/61-2023-nd-cp");
    /* two decrees fit: the nearest comes first, none is chosen */
    assert_int_equal(links[4].document, -1);
    assert_int_equal(links[4].candidate_count, 2);
    assert_str(w.r.documents[links[4].candidates[0]].id, "vn/nghi-dinh/2023/61-2023-nd-cp");
    /* one decree named twice is one */
    assert_str(w.r.documents[links[6].document].id, "vn/nghi-dinh/2023/61-2023-nd-cp");
    /* nothing said, nothing guessed */
    assert_int_equal(links[7].document, -1);
    assert_int_equal(links[7].candidate_count, 0);
    /* what it stands for is ambiguous, and so is this */
    assert_int_equal(links[9].document, -1);
    assert_int_equal(links[9].candidate_count, 2);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_promulgated_text_through_its_decision),
        cmocka_unit_test(two_decisions_promulgate_two_texts),
        cmocka_unit_test(a_decision_promulgates_several_texts),
        cmocka_unit_test(a_title_is_known_however_it_is_set),
        cmocka_unit_test(a_title_inside_a_title_need_not_be_promulgated),
        cmocka_unit_test(a_programme_promulgated_by_statement),
        cmocka_unit_test(a_congress_has_many_names),
        cmocka_unit_test(a_province_has_congresses_of_its_own),
        cmocka_unit_test(others_hold_congresses_too),
        cmocka_unit_test(a_plenum_belongs_to_its_term),
        cmocka_unit_test(one_title_in_two_provinces),
        cmocka_unit_test(one_title_in_two_communes),
        cmocka_unit_test(a_plan_that_we_hold_by_its_title),
        cmocka_unit_test(of_two_plans_of_one_title_neither_is_guessed),
        cmocka_unit_test(this_plan_is_the_text_itself),
        cmocka_unit_test(backward_is_what_it_stands_for),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
