/** Sources that carry one document: saved twice, scanned badly, without their header; and those that only look so. */
#include "resolve/resolve.h"

#include "world.h"

/* A made-up plan; what differs between copies is put in front. */
#define CLEAN_BODY                                                                                                                                        \
    "Thực hiện Kế hoạch số 61/KH-UBND ngày 19 tháng 02 năm 2025 của Ủy ban nhân dân thành phố triển khai thực hiện "          \
    "Nghị quyết số 88/NQ-HĐND ngày 12 tháng 12 năm 2024 của Hội đồng nhân dân thành phố về việc ban hành các biện "         \
    "pháp bảo đảm trật tự đô thị; Công văn số 1777/UBND-KGVX ngày 02 tháng 4 năm 2025 của Ủy ban nhân dân thành phố "       \
    "về việc chỉnh trang đô thị năm 2025, Văn phòng Ủy ban nhân dân thành phố ban hành Kế hoạch thực hiện trật tự đô " \
    "thị và chỉnh trang công sở năm 2025 như sau:\n\nI. MỤC ĐÍCH, YÊU CẦU\n\n1. Mục đích\n\n"                                        \
    "a) Quán triệt Chỉ thị số 33/CT-TTg ngày 26 tháng 11 năm 2021 của Thủ tướng Chính phủ về đổi mới công tác;\n"          \
    "b) Thực hiện Quyết định số 217-QĐ/TW ngày 12 tháng 12 năm 2013 của Bộ Chính trị về giám sát.\n"
#define CLEAN_TITLE "KẾ HOẠCH\n\nThực hiện trật tự đô thị và\nchỉnh trang công sở năm 2025\n\n"
#define SCAN_HEAD                                                                                      \
    "UBND TP. CAN THO CONG HOA XA HOQI CHU NGHIA VIET NAM\n\nVAN PHONG Déc 1ap - Tw do - Hanh phuc\n" \
    "S6:29 /KH-VPUB Can Tho, ngay 22 thang 5 nam 2025\n"
#define SCAN_TITLE "KE HOACH\n\nThue hién trat tu dé thi va\nchinh trang cong s6 nam 2025\n\n"
#define SCAN_BODY                                                                                                             \
    "Thuc hién Ké hoach s6 61/KH-UBND ngay 19 thang 02 nim 2025 cia Uy ban nhan dan thanh phé trién khai thyc hién "     \
    "Nghi quyét s6 88/NQ-HPND ngay 12 thang 12 nim 2024 ctia Hoi ddng nhan dan thanh phd vé viéc ban hanh cac bién "      \
    "phap bao dam trat tu dé thi; Cong vin s6 1777/UBND-KGVX ngay 02 thang 4 naim 2025 cta Uy ban nhan dan thanh phé "      \
    "vé viéc chinh trang dé thi nam 2025, Vin phong Uy ban nhan dan thanh phé ban hanh Ké hoach thuc hién trat tu dé " \
    "thi va chinh trang cong sé nam 2025 nhu sau:\n\nI. MUC PICH, YEU CAU\n\n1. Muc dich\n\n"                                \
    "a) Quan triét Chi thi s6 33/CT-TTg ngay 26 thang 11 nam 2021 cta Thi tudng Chinh phu vé déi méi cong tac;\n"         \
    "b) Thyc hién Quyét dinh s6 217-QB/TW ngay 12 thang 12 nim 2013 cua B6 Chinh tri vé giam sat.\n"

static void a_scan_and_its_clean_twin(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "plans/clean.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "plans/scan.txt", SCAN_HEAD SCAN_TITLE SCAN_BODY);
    assert_false(w.sources[0].marks_lost);
    assert_true(w.sources[1].marks_lost);
    world_resolve(&w);
    const vd_document *d = document_held(&w, "plans/clean.txt");
    assert_true(d == document_held(&w, "plans/scan.txt"));
    assert_str(d->id, "vn/can-tho/ke-hoach/2025/29-kh-vpub");
    assert_int_equal(d->source_count, 2);
    assert_str(d->sources[0], "plans/clean.txt");
    assert_str(d->sources[1], "plans/scan.txt");
    assert_str(d->number, "29/KH-VPUB"); /* from the scan */
    assert_true(vd_date_eq(d->date, date_of("2025-05-22")));
    assert_str(d->place, "can-tho");
    assert_str(d->title, "Thực hiện trật tự đô thị và chỉnh trang công sở năm 2025"); /* from the clean one */
    world_free(&w);
}

static bool learnt_has(const vd_document *d, const char *entry)
{
    for (size_t i = 0; i < d->learnt_count; i++) {
        if (vd_str_eq(d->learnt[i], vd_str_of(entry))) {
            return true;
        }
    }
    return false;
}

static void what_was_learnt_says_from_where(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "plans/clean.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "plans/scan.txt", SCAN_HEAD SCAN_TITLE SCAN_BODY);
    world_resolve(&w);
    const vd_document *d = document_held(&w, "plans/clean.txt");
    assert_true(learnt_has(d, "title: plans/clean.txt"));
    assert_true(learnt_has(d, "number: plans/scan.txt"));
    assert_true(learnt_has(d, "date: plans/scan.txt"));
    const vd_document *cited = document_of(&w, "plans/scan.txt", "61/KH-UBND");
    char where[80];
    snprintf(where, sizeof where, "date: plans/clean.txt byte %zu",
             (size_t)(strstr(CLEAN_TITLE CLEAN_BODY, "Kế hoạch số 61") - CLEAN_TITLE CLEAN_BODY));
    assert_true(learnt_has(cited, where));
    world_free(&w);
}

/* What the twin says of the province counts for the copy without header: local numbers of both are the same. */
static void a_twin_lends_its_province(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "clean.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "scan.txt", SCAN_HEAD SCAN_TITLE SCAN_BODY);
    world_resolve(&w);
    assert_means(&w, "clean.txt", "61/KH-UBND", "vn/can-tho/ke-hoach/2025/61-kh-ubnd");
    assert_means(&w, "scan.txt", "61/KH-UBND", "vn/can-tho/ke-hoach/2025/61-kh-ubnd");
    assert_means(&w, "clean.txt", "88/NQ-HĐND", "vn/can-tho/nghi-quyet/2024/88-nq-hdnd");
    assert_means(&w, "scan.txt", "88/NQ-HPND", "vn/can-tho/nghi-quyet/2024/88-nq-hdnd");
    world_free(&w);
}

static void the_earlier_ids_remain_as_aliases(void **state)
{
    (void)state;
    world alone = {0};
    world_text(&alone, "clean.txt", CLEAN_TITLE CLEAN_BODY);
    world_resolve(&alone);
    vd_str before = document_held(&alone, "clean.txt")->id;
    assert_str(before, "vn/ke-hoach/2025/thuc-hien-trat-tu-do-thi-va-chinh-trang-cong-so-2025");
    world w = {0};
    world_text(&w, "clean.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "scan.txt", SCAN_HEAD SCAN_TITLE SCAN_BODY);
    world_resolve(&w);
    const vd_document *d = document_held(&w, "clean.txt");
    bool found = false;
    for (size_t i = 0; i < d->alias_count; i++) {
        found = found || vd_str_eq(d->aliases[i], before);
        assert_false(vd_str_eq(d->aliases[i], d->id));
    }
    assert_true(found);
    world_free(&alone);
    world_free(&w);
}

static void one_file_under_two_names(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "b/copy.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "a/first.txt", CLEAN_TITLE CLEAN_BODY);
    world_text(&w, "c/third.txt", CLEAN_TITLE CLEAN_BODY "\n");
    world_resolve(&w);
    const vd_document *d = document_held(&w, "b/copy.txt");
    assert_true(d == document_held(&w, "a/first.txt") && d == document_held(&w, "c/third.txt"));
    assert_int_equal(d->source_count, 3);
    assert_str(d->sources[0], "a/first.txt");
    assert_str(d->sources[2], "c/third.txt");
    world_free(&w);
}

/* ---- What is not the same ---------------------------------------------------------------------------------------- */

static char *replaced(const char *text, const char *from, const char *to)
{
    vd_buf buf = {0};
    for (const char *hit; (hit = strstr(text, from)) != NULL; text = hit + strlen(from)) {
        vd_buf_add(&buf, (vd_str){text, (size_t)(hit - text)});
        vd_buf_add_text(&buf, to);
    }
    vd_buf_add_text(&buf, text);
    vd_buf_add_char(&buf, '\0');
    assert_true(vd_buf_ok(&buf));
    return buf.ptr;
}

static void assert_two(const char *a, const char *b)
{
    world w = {0};
    world_text(&w, "a.txt", a);
    world_text(&w, "b.txt", b);
    world_resolve(&w);
    if (w.r.source_document[0] == w.r.source_document[1]) {
        vd_str id = w.r.documents[w.r.source_document[0]].id;
        fail_msg("both are %.*s", (int)id.len, id.ptr);
    }
    world_free(&w);
}

#define HEAD_OF(number, place, year) "VĂN PHÒNG\nSố: " number "/KH-VPUB\n" place ", ngày 22 tháng 5 năm " year "\n\n"

static void plans_of_two_years_are_two(void **state)
{
    (void)state;
    char *other = replaced(CLEAN_TITLE, "2025", "2026");
    vd_buf next = {0};
    vd_buf_add_text(&next, other);
    vd_buf_add_text(&next, CLEAN_BODY);
    vd_buf_add_char(&next, '\0');
    assert_two(CLEAN_TITLE CLEAN_BODY, next.ptr); /* the title alone says the year, the words are the same */
    assert_two(HEAD_OF("29", "Cần Thơ", "2025") CLEAN_TITLE CLEAN_BODY,
               HEAD_OF("29", "Cần Thơ", "2026") CLEAN_TITLE CLEAN_BODY);
    vd_buf_clear(&next);
    free(other);
}

static void plans_of_two_provinces_are_two(void **state)
{
    (void)state;
    assert_two(HEAD_OF("29", "Cần Thơ", "2025") CLEAN_TITLE CLEAN_BODY,
               HEAD_OF("29", "Đà Nẵng", "2025") CLEAN_TITLE CLEAN_BODY);
    assert_two("Cần Thơ, ngày 22 tháng 5 năm 2025\n\n" CLEAN_TITLE CLEAN_BODY,
               "Đà Nẵng, ngày 22 tháng 5 năm 2025\n\n" CLEAN_TITLE CLEAN_BODY);
}

static void two_numbers_are_two(void **state)
{
    (void)state;
    assert_two(HEAD_OF("29", "Cần Thơ", "2025") CLEAN_TITLE CLEAN_BODY,
               HEAD_OF("30", "Cần Thơ", "2025") CLEAN_TITLE CLEAN_BODY);
}

/* Communes copy their province's model: the words and the blanks are the same, the body is not. */
static void communes_with_one_model_are_two(void **state)
{
    (void)state;
    uint64_t print[VD_PRINT_SIZE] = {1, 2, 3};
    vd_header a = header_of(NULL, "2025-08", "Hải Phòng", "Công tác dân vận năm 2025");
    vd_header b = a;
    a.issuer = VD_LIT("Ủy ban nhân dân xã Cẩm Giang");
    b.issuer = VD_LIT("Ủy ban nhân dân xã Tuệ Tĩnh");
    vd_header c = a;
    c.signer = VD_LIT("Người Ký");
    vd_header d = c;
    d.signer = VD_LIT("Người Khác");
    world w = {0};
    const vd_header heads[] = {a, b, c, d};
    const char *const paths[] = {"a.txt", "b.txt", "c.txt", "d.txt"};
    for (size_t i = 0; i < 4; i++) {
        world_made(&w, paths[i], heads[i], NULL, 0)->print = print;
    }
    world_resolve(&w);
    assert_int_not_equal(w.r.source_document[0], w.r.source_document[1]);
    assert_int_not_equal(w.r.source_document[2], w.r.source_document[3]);
    assert_int_not_equal(w.r.source_document[2], w.r.source_document[1]);
    world_free(&w);
}

/* One body, printed in two ways; and two offices of one province. */
static void a_body_is_printed_in_several_ways(void **state)
{
    (void)state;
    const struct {
        const char *a, *b;
        bool same;
    } cases[] = {
        {"Ủy ban nhân dân (UBND) xã Cẩm Giang", "Ủy ban nhân dân xã Cẩm Giang, thành phố Hải Phòng", true},
        {"Văn phòng Ủy ban nhân dân thành phố", "Văn phòng Ủy ban nhân dân thành phố Hải Phòng", true},
        {"Uỷ ban nhân dân tỉnh Hải Dương", "Ủy ban nhân dân Hải Dương", true},
        {"Sở Y tế", "Sở Nội vụ", false},
        {"Ủy ban nhân dân thành phố Hải Phòng", "Ủy ban nhân dân xã Cẩm Giang", false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint64_t print[VD_PRINT_SIZE] = {1, 2, 3};
        vd_header a = header_of(NULL, NULL, "Hải Phòng", "Công tác dân vận năm 2025");
        vd_header b = a;
        a.issuer = vd_str_of(cases[i].a);
        b.issuer = vd_str_of(cases[i].b);
        world w = {0};
        world_made(&w, "a.txt", a, NULL, 0)->print = print;
        world_made(&w, "b.txt", b, NULL, 0)->print = print;
        world_resolve(&w);
        assert_int_equal(w.r.source_document[0] == w.r.source_document[1], cases[i].same);
        world_free(&w);
    }
}

/* A copy without header fits two documents that are not the same: it is neither, whatever the files are called. */
static void a_copy_that_fits_two_is_neither(void **state)
{
    (void)state;
    const char *const names[][3] = {
        {"a.txt", "b.txt", "c.txt"}, {"c.txt", "a.txt", "b.txt"}, {"b.txt", "c.txt", "a.txt"}};
    for (size_t i = 0; i < 3; i++) {
        uint64_t print[VD_PRINT_SIZE] = {1, 2, 3};
        world w = {0};
        world_made(&w, names[i][0], header_of(NULL, NULL, "Cần Thơ", "Về thi đua"), NULL, 0)->print = print;
        world_made(&w, names[i][1], header_of("1/KH-UBND", "2025-01-05", "Cần Thơ", "Về thi đua"), NULL, 0)->print =
            print;
        world_made(&w, names[i][2], header_of("2/KH-UBND", "2026-01-05", "Cần Thơ", "Về thi đua"), NULL, 0)->print =
            print;
        world_resolve(&w);
        assert_int_equal(w.r.document_count, 3);
        assert_int_not_equal(w.r.source_document[0], w.r.source_document[1]);
        assert_int_not_equal(w.r.source_document[0], w.r.source_document[2]);
        world_free(&w);
    }
}

/* Two texts that say hardly anything are not one because they have nothing that differs. */
static void texts_without_words_are_not_alike(void **state)
{
    (void)state;
    assert_two("Kính gửi.\n", "Hết.\n");
    assert_two("1.\n", "2.\n");
}

static void one_number_and_date_is_one_document(void **state)
{
    (void)state;
    world w = {0};
    world_text(&w, "a.txt", HEAD_OF("29", "Cần Thơ", "2025") CLEAN_TITLE "Nội dung thứ nhất của kế hoạch.\n");
    world_text(&w, "b.txt", HEAD_OF("29", "Cần Thơ", "2025") "PHỤ LỤC\n\nDanh sách kèm theo.\n");
    world_resolve(&w);
    assert_int_equal(w.r.source_document[0], w.r.source_document[1]);
    world_free(&w);
}

/* Nine tenths of the words and the same citations, no title: the same text cut at another place. */
static void nearly_the_same_words(void **state)
{
    (void)state;
    for (unsigned differ = 0; differ < 12; differ += 3) {
        uint64_t a[VD_PRINT_SIZE];
        uint64_t b[VD_PRINT_SIZE];
        for (uint64_t i = 0; i < VD_PRINT_SIZE; i++) {
            a[i] = b[i] = i * 7 + 1;
        }
        for (unsigned i = 0; i < differ; i++) {
            b[i * 5] ^= 0xff00; /* spread over the bands */
        }
        world w = {0};
        world_made(&w, "a.txt", header_of(NULL, NULL, "Cần Thơ", NULL), NULL, 0)->print = a;
        world_made(&w, "b.txt", header_of("3/KH-UBND", "2025-01-02", "Cần Thơ", NULL), NULL, 0)->print = b;
        world_resolve(&w);
        assert_int_equal(w.r.source_document[0] == w.r.source_document[1], differ <= 6);
        world_free(&w);
    }
}

/* The year in a number makes it one document, though one copy has lost its date; a commune's is not the province's. */
static void a_number_with_its_year_needs_no_date(void **state)
{
    (void)state;
    const char *const same[] = {"CHÍNH PHỦ\nSố: 12/2025/NĐ-CP\n\nNGHỊ ĐỊNH\nQuy định về chợ\n\nĐiều 1. Phạm vi.\n",
                                "CHÍNH PHỦ\nSố: 12/2025/NĐ-CP\nHà Nội, ngày 20 tháng 01 năm 2025\n\nNGHỊ ĐỊNH\nQuy "
                                "định về chợ\n\nĐiều 1. Phạm vi áp dụng ở chợ.\n"};
    world w = {0};
    world_text(&w, "a.txt", same[0]);
    world_text(&w, "b.txt", same[1]);
    world_resolve(&w);
    assert_int_equal(w.r.source_document[0], w.r.source_document[1]);
    world_free(&w);
#define LEVELLED(body)                                                                                                   \
    body "\nSố: 12/QĐ-UBND\nHà Tĩnh, ngày 20 tháng 01 năm 2025\n\nQUYẾT ĐỊNH\nVề việc nghỉ Tết\n\n" \
         "Điều 1. Nghỉ Tết.\n"
    assert_two(LEVELLED("ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH"), LEVELLED("ỦY BAN NHÂN DÂN XÃ THẠCH HÀ"));
}

/* One model, one number of two offices on one day: the titles tell. */
static void another_title_is_another_document(void **state)
{
    (void)state;
#define TITLED(title) HEAD_OF("29", "Cần Thơ", "2025") "KẾ HOẠCH\n" title "\n\n1. Nội dung.\n"
    assert_two(TITLED("Kiểm tra công tác phòng cháy tại các chợ"), TITLED("Tổ chức hội thi nấu ăn cho thiếu nhi"));
}

/* Each of two texts without head cites what the other does not: the model was filled in for another case. */
static void a_model_filled_in_anew_is_another_document(void **state)
{
    (void)state;
    char *other = replaced(CLEAN_BODY, "1777/UBND-KGVX", "1902/UBND-KGVX");
    assert_two(CLEAN_BODY, other);
    free(other);
}

/* ---- Noise ------------------------------------------------------------------------------------------------------- */

static unsigned dice(unsigned *state, unsigned sides)
{
    *state = *state * 1664525U + 1013904223U;
    return (*state >> 8) % sides;
}

/* The text of one made-up report; `model` decides all words, `filled` one in forty of them. */
static void report_write(vd_buf *out, unsigned model, unsigned filled)
{
    static const char *const words[] = {
        "công",  "tác",   "phòng", "chống", "thiên", "tai",   "của",    "các",  "thực",  "hiện",  "theo", "trong",
        "ngày",  "tháng", "ban",   "nhân",  "thành", "viên",  "quyết",  "định", "triển", "khai",  "nước", "sạch",
        "người", "dân",   "hộ",    "nghèo", "vốn",   "giống", "lúa",    "cây",  "trồng", "chăn",  "nuôi", "dịch",
        "bệnh",  "thuốc", "khám",  "chữa",  "học",   "sinh",  "trường", "lớp",  "sách",  "thiết", "bị",   "máy",
        "điện",  "mạng",  "số",    "hóa",   "hồ",    "sơ",    "trả",    "kết",  "quả",   "đúng",  "hạn"};
    unsigned state = model * 7919 + 1;
    for (unsigned i = 0; i < 400; i++) {
        unsigned at = dice(&state, sizeof words / sizeof *words);
        at = i % 40 == 39 ? (at + filled) % (sizeof words / sizeof *words) : at;
        vd_buf_add_text(out, words[at]);
        vd_buf_add_text(out, i % 12 == 11 ? ".\n" : " ");
    }
}

/* As an engine without Vietnamese reads it: no marks, some vowels for others, digits for some, a word glued or lost. */
static void report_damage(vd_buf *out, vd_str clean, unsigned seed)
{
    vd_arena arena = {0};
    vd_text text;
    assert_int_equal(vd_text_fold(&arena, clean, &text, NULL), VD_OK);
    for (size_t i = 0; i < text.fold_len; i++) {
        char c = text.fold[i];
        bool vowel = strchr("aeiouy", c) != NULL;
        if (vowel && dice(&seed, 100) < 15) {
            vd_buf_add_char(out, "aeiouy6"[dice(&seed, 7)]);
        } else if (dice(&seed, 100) > 0) {
            vd_buf_add_char(out, c);
        }
    }
    vd_arena_clear(&arena);
}

#define PORTAL_HEAD "Cổng thông tin điện tử\nTrang chủ | Văn bản | Liên hệ\n"
#define REPORT_HEAD "UBND HUYỆN MẪU\nSố: %u/BC-UBND\nHuyện Mẫu, ngày 05 tháng 6 năm 2023\n\n"

/* Twenty reports: each whole, scanned without its head, and on a portal without its head.  Ten were made again from
 * the same model in another year: a scan without a head may be of either, and is given to none. */
static void noise_hides_no_twin_and_makes_none(void **state)
{
    (void)state;
    enum { REPORTS = 20, AGAIN = 10, WHOLE = 0, SCAN, PORTAL, NEXT, KINDS };
    world w = {0};
    unsigned model[REPORTS * KINDS];
    unsigned kind[REPORTS * KINDS];
    for (unsigned i = 0; i < REPORTS; i++) {
        vd_buf body = {0};
        vd_buf all[KINDS] = {{0}};
        report_write(&body, i, 0);
        vd_buf_add_format(&all[WHOLE], REPORT_HEAD, i + 1);
        vd_buf_add(&all[WHOLE], vd_buf_str(&body));
        report_damage(&all[SCAN], vd_buf_str(&body), i);
        vd_buf_add_text(&all[PORTAL], PORTAL_HEAD);
        vd_buf_add(&all[PORTAL], vd_buf_str(&body));
        vd_buf_add_format(&all[NEXT], REPORT_HEAD, i + 101);
        report_write(&all[NEXT], i, 1);
        for (unsigned k = 0; k < KINDS; k++) {
            vd_buf_add_char(&all[k], '\0');
            if (k != NEXT || i < AGAIN) {
                char path[40];
                snprintf(path, sizeof path, "%u-%02u.txt", (k * 7 + i) % 5, k * REPORTS + i); /* in no order */
                model[w.count] = i;
                kind[w.count] = k;
                world_text(&w, path, all[k].ptr);
            }
            vd_buf_clear(&all[k]);
        }
        vd_buf_clear(&body);
    }
    world_resolve(&w);
    unsigned copies = 0;
    unsigned scans = 0;
    for (unsigned a = 0; a < w.count; a++) {
        for (unsigned b = a + 1; b < w.count; b++) {
            bool one = w.r.source_document[a] == w.r.source_document[b];
            bool same = model[a] == model[b] && kind[a] != NEXT && kind[b] != NEXT;
            assert_true(same || !one);
            copies += one && kind[a] == WHOLE && kind[b] == PORTAL;
            scans += one && kind[a] == WHOLE && kind[b] == SCAN;
        }
    }
    assert_true(copies >= REPORTS - 4); /* some fit next year's, too: the likeness of prints is an estimate */
    assert_true(scans >= REPORTS - AGAIN - 1 && scans <= REPORTS - AGAIN);
    world_free(&w);
}

/* A page and its scan, of which a number each was misread, are found by what they share, however many others cite it.
 */
static void what_others_cite_parts_no_twins(void **state)
{
    (void)state;
    const char *const title = "Thực hiện trật tự đô thị và chỉnh trang công sở";
    const vd_mention page[] = {
        cited("Quyết định", "11/QĐ-TTg", "2024-01-11"), cited("Quyết định", "12/QĐ-TTg", "2024-01-12"),
        cited("Quyết định", "13/QĐ-TTg", "2024-01-13"), cited("Quyết định", "14/QĐ-TTg", "2024-01-14"),
        cited("Quyết định", "15/QĐ-TTg", "2024-01-15"), cited("Quyết định", "16/QĐ-TTg", "2024-01-16")};
    for (int others = 0; others < 8; others += 7) {
        world w = {0};
        world_made(&w, "page.txt", header_of("41/KH-UBND", "2025-03-20", "Cần Thơ", title), page, 6);
        world_made(&w, "scan.txt", header_of(NULL, NULL, "Cần Thơ", title), page, 4)->marks_lost = true;
        for (int i = 0; i < others; i++) {
            char path[16], number[16];
            snprintf(path, sizeof path, "x%d.txt", i);
            snprintf(number, sizeof number, "%d/KH-UBND", 50 + i);
            vd_str kept = vd_arena_copy(&w.arena, vd_str_of(number));
            vd_header header = header_of("1/KH-UBND", "2025-03-20", "Cần Thơ", "Một việc khác hẳn");
            header.number = kept;
            world_made(&w, path, header, page, 4);
        }
        world_resolve(&w);
        assert_true(document_held(&w, "page.txt") == document_held(&w, "scan.txt"));
        world_free(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scan_and_its_clean_twin),
        cmocka_unit_test(what_was_learnt_says_from_where),
        cmocka_unit_test(a_twin_lends_its_province),
        cmocka_unit_test(the_earlier_ids_remain_as_aliases),
        cmocka_unit_test(one_file_under_two_names),
        cmocka_unit_test(plans_of_two_years_are_two),
        cmocka_unit_test(plans_of_two_provinces_are_two),
        cmocka_unit_test(two_numbers_are_two),
        cmocka_unit_test(communes_with_one_model_are_two),
        cmocka_unit_test(a_body_is_printed_in_several_ways),
        cmocka_unit_test(a_copy_that_fits_two_is_neither),
        cmocka_unit_test(texts_without_words_are_not_alike),
        cmocka_unit_test(one_number_and_date_is_one_document),
        cmocka_unit_test(nearly_the_same_words),
        cmocka_unit_test(a_number_with_its_year_needs_no_date),
        cmocka_unit_test(another_title_is_another_document),
        cmocka_unit_test(a_model_filled_in_anew_is_another_document),
        cmocka_unit_test(noise_hides_no_twin_and_makes_none),
        cmocka_unit_test(what_others_cite_parts_no_twins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
