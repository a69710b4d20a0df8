/** Decrees and the like that the catalogue knows: found by a number with its year, or by number and date; never by a
 *  number alone, since no catalogue of them is whole. */
#include "resolve/resolve.h"

#include "world.h"

#define STR(literal)                   \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }

static const vd_catalogue_entry known[] = {
    {.number = STR("30/2020/NĐ-CP"),
     .type = STR("Nghị định"),
     .title = STR("Về công tác văn thư"),
     .issuer = STR("Chính phủ"),
     .passed = {2020, 3, 5}},
    {.number = STR("33/CT-TTg"),
     .type = STR("Chỉ thị"),
     .title = STR("Về công tác dân vận"),
     .issuer = STR("Thủ tướng Chính phủ"),
     .passed = {2021, 11, 26}},
    {.number = STR("33/CT-TTg"), .type = STR("Chỉ thị"), .passed = {2024, 9, 30}},
    {.number = STR("12/KH-UBND"),
     .type = STR("Kế hoạch"),
     .title = STR("Về chuyển đổi số"),
     .place = STR("can-tho"),
     .passed = {2025, 1, 9}},
    {.number = STR("93/2015/QH13"),
     .type = STR("Nghị quyết"),
     .title = STR("Về việc thực hiện chính sách"),
     .passed = {2015, 6, 22}},
};

static void world_known(world *w)
{
    w->catalogue = (vd_catalogue_view){known, sizeof known / sizeof *known};
}

static void one(world *w, const char *path, const char *place, vd_mention m)
{
    world_one(w, path, header_placed(place), m);
}

static void a_number_with_its_year_is_enough(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Nghị định", "30/2020/NĐ-CP", NULL));
    world_resolve(&w);
    const vd_document *d = document_of(&w, "a.txt", "30/2020/NĐ-CP");
    assert_str(d->id, "vn/nghi-dinh/2020/30-2020-nd-cp");
    assert_str(d->title, "Về công tác văn thư");
    assert_str(d->issuer, "Chính phủ");
    assert_true(vd_date_eq(d->date, date_of("2020-03-05")));
    assert_true(d->in_catalogue);
    world_free(&w);
}

static void a_number_with_its_date_is_enough(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    one(&w, "b.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2024-09-30"));
    one(&w, "c.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2013-01-02"));
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "33/CT-TTg")->title, "Về công tác dân vận");
    assert_means(&w, "b.txt", "33/CT-TTg", "vn/chi-thi/2024/33-ct-ttg");
    assert_means(&w, "c.txt", "33/CT-TTg", "vn/chi-thi/2013/33-ct-ttg");
    assert_false(document_of(&w, "c.txt", "33/CT-TTg")->in_catalogue);
    world_free(&w);
}

static void a_number_alone_is_not(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Chỉ thị", "33/CT-TTg", NULL));
    one(&w, "b.txt", "Cần Thơ", cited("Kế hoạch", "12/KH-UBND", NULL));
    world_resolve(&w);
    assert_false(document_of(&w, "a.txt", "33/CT-TTg")->in_catalogue);
    assert_int_equal(document_of(&w, "a.txt", "33/CT-TTg")->date.year, 0);
    assert_false(document_of(&w, "b.txt", "12/KH-UBND")->in_catalogue);
    assert_null(document_by_id(&w, "vn/chi-thi/2021/33-ct-ttg")); /* nothing is offered as a candidate either */
    world_free(&w);
}

/* The centre of the Party numbers anew from each congress on. */
static const vd_catalogue_entry party[] = {
    {.number = STR("18-NQ/TW"), .type = STR("Nghị quyết"), .passed = {2017, 10, 25}},
    {.number = STR("27-NQ/TW"), .type = STR("Nghị quyết"), .passed = {2018, 5, 21}},
    {.number = STR("27-NQ/TW"), .type = STR("Nghị quyết"), .passed = {2022, 11, 9}},
    {.number = STR("57-NQ/TW"),
     .type = STR("Nghị quyết"),
     .title = STR("Về đột phá phát triển khoa học, công nghệ"),
     .issuer = STR("Bộ Chính trị"),
     .passed = {2024, 12, 22}},
};

static void of_day(world *w, const char *path, const char *iso, vd_mention m)
{
    world_made(w, path, header_of("9/KH-UBND", iso, "Cần Thơ", NULL), &m, 1);
}

static void a_party_number_is_that_of_its_term(void **state)
{
    (void)state;
    world w = {0};
    w.catalogue = (vd_catalogue_view){party, sizeof party / sizeof *party};
    vd_mention m57 = cited("Nghị quyết", "57-NQ/TW", NULL), m27 = cited("Nghị quyết", "27-NQ/TW", NULL);
    vd_mention m18 = cited("Nghị quyết", "18-NQ/TW", NULL);
    of_day(&w, "57.txt", "2025-09-18", m57);
    of_day(&w, "57-next.txt", "2026-06-18", m57); /* long before the next term can have come to 57 */
    of_day(&w, "57-late.txt", "2029-06-18", m57);
    of_day(&w, "57-before.txt", "2024-12-21", m57);
    of_day(&w, "57-undated.txt", NULL, m57);
    of_day(&w, "57-secretariat.txt", "2025-09-19", with_issuer(m57, "Ban Bí thư"));
    of_day(&w, "57-title.txt", "2025-09-20", with_title(m57, "về công tác xây dựng đội ngũ báo cáo viên ở cơ sở"));
    of_day(&w, "27-new.txt", "2025-09-18", m27);
    of_day(&w, "27-old.txt", "2020-09-18", m27);
    of_day(&w, "18.txt", "2020-09-18", m18);
    of_day(&w, "18-next.txt", "2022-09-18", m18); /* there may be a new one, which nobody knows */
    world_resolve(&w);
    assert_means(&w, "57.txt", "57-NQ/TW", "vn/nghi-quyet/2024/57-nq-tw");
    assert_basis(link_of(&w, "57.txt", "57-NQ/TW"), "number; the one of that term in the catalogue");
    assert_means(&w, "57-next.txt", "57-NQ/TW", "vn/nghi-quyet/2024/57-nq-tw");
    assert_false(document_of(&w, "57-late.txt", "57-NQ/TW")->in_catalogue);
    assert_false(document_of(&w, "57-before.txt", "57-NQ/TW")->in_catalogue);
    assert_false(document_of(&w, "57-undated.txt", "57-NQ/TW")->in_catalogue);
    assert_false(document_of(&w, "57-secretariat.txt", "57-NQ/TW")->in_catalogue);
    assert_false(document_of(&w, "57-title.txt", "57-NQ/TW")->in_catalogue);
    assert_means(&w, "27-new.txt", "27-NQ/TW", "vn/nghi-quyet/2022/27-nq-tw");
    assert_means(&w, "27-old.txt", "27-NQ/TW", "vn/nghi-quyet/2018/27-nq-tw");
    assert_means(&w, "18.txt", "18-NQ/TW", "vn/nghi-quyet/2017/18-nq-tw");
    assert_false(document_of(&w, "18-next.txt", "18-NQ/TW")->in_catalogue);
    world_free(&w);
}

/* A text that dates the number decides for one that does not, as without a catalogue. */
static void a_dated_mention_decides_for_others(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    one(&w, "b.txt", NULL, cited("Chỉ thị", "33/CT-TTg", NULL));
    world_resolve(&w);
    assert_means(&w, "b.txt", "33/CT-TTg", "vn/chi-thi/2021/33-ct-ttg");
    assert_str(document_of(&w, "b.txt", "33/CT-TTg")->title, "Về công tác dân vận");
    world_free(&w);
}

static void another_day_is_told(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Nghị định", "30/2020/NĐ-CP", "2020-05-03"));
    one(&w, "b.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2021-11-27"));
    one(&w, "c.txt", NULL, cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    world_resolve(&w);
    assert_basis(link_of(&w, "a.txt", "30/2020/NĐ-CP"), "number and year; another day");
    assert_true(vd_date_eq(document_of(&w, "a.txt", "30/2020/NĐ-CP")->date, date_of("2020-03-05")));
    assert_basis(link_of(&w, "b.txt", "33/CT-TTg"), "number and year; another day");
    assert_basis(link_of(&w, "c.txt", "33/CT-TTg"), "number and date");
    world_free(&w);
}

static void a_local_one_is_of_its_province(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", "Cần Thơ", cited("Kế hoạch", "12/KH-UBND", "2025-01-09"));
    one(&w, "b.txt", "Đà Nẵng", cited("Kế hoạch", "12/KH-UBND", "2025-01-09"));
    one(&w, "c.txt", NULL, cited("Kế hoạch", "12/KH-UBND", "2025-01-09"));
    world_resolve(&w);
    const vd_document *d = document_of(&w, "a.txt", "12/KH-UBND");
    assert_str(d->id, "vn/can-tho/ke-hoach/2025/12-kh-ubnd");
    assert_str(d->title, "Về chuyển đổi số");
    assert_false(document_of(&w, "b.txt", "12/KH-UBND")->in_catalogue);
    assert_false(document_of(&w, "c.txt", "12/KH-UBND")->in_catalogue);
    world_free(&w);
}

static void a_resolution_is_not_the_law_of_its_number(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, cited("Nghị quyết", "93/2015/QH13", "2015-06-22"));
    one(&w, "b.txt", NULL, cited("Luật", "93/2015/QH13", NULL));
    world_resolve(&w);
    assert_true(document_of(&w, "a.txt", "93/2015/QH13")->in_catalogue);
    assert_false(document_of(&w, "b.txt", "93/2015/QH13")->in_catalogue);
    world_free(&w);
}

/* The text itself says more than any table. */
static void a_held_text_is_the_entry(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    vd_header header = header_of("33/CT-TTg", "2021-11-26", NULL, "Về đẩy mạnh công tác dân vận");
    header.type = VD_LIT("Chỉ thị");
    world_made(&w, "a.txt", header, NULL, 0);
    vd_header undated = header_of("33/CT-TTg", NULL, NULL, "Một chỉ thị khác");
    undated.type = VD_LIT("Chỉ thị");
    world_made(&w, "b.txt", undated, NULL, 0);
    world_resolve(&w);
    assert_true(document_held(&w, "a.txt")->in_catalogue);
    assert_str(document_held(&w, "a.txt")->title, "Về đẩy mạnh công tác dân vận");
    assert_str(document_held(&w, "a.txt")->issuer, "Thủ tướng Chính phủ");
    assert_false(document_held(&w, "b.txt")->in_catalogue);
    world_free(&w);
}

static void a_title_of_decrees_names_nothing(void **state)
{
    (void)state;
    world w = {0};
    world_known(&w);
    one(&w, "a.txt", NULL, law("Về công tác văn thư", NULL));
    world_resolve(&w);
    assert_false(document_of(&w, "a.txt", "Về công tác văn thư")->in_catalogue);
    world_free(&w);
}

/* Whatever the built-in table knows is found by what it takes. */
static void every_decree_is_found(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    vd_mention *many = VD_ARENA_ARRAY(&w.arena, vd_mention, w.catalogue.count);
    size_t *entry_of = VD_ARENA_ARRAY(&w.arena, size_t, w.catalogue.count);
    size_t count = 0;
    for (size_t i = 0; i < w.catalogue.count; i++) {
        const vd_catalogue_entry *entry = &w.catalogue.entries[i];
        if (vd_str_starts(entry->type, VD_LIT("Nghị")) || vd_str_starts(entry->type, VD_LIT("Chỉ"))) {
            entry_of[count] = i;
            many[count] = cited("", entry->number.ptr, NULL);
            many[count].type = entry->type;
            many[count++].date = entry->passed;
        }
    }
    assert_true(count > 2000);
    world_made(&w, "all.txt", (vd_header){0}, many, count);
    world_resolve(&w);
    for (size_t m = 0; m < count; m++) {
        const vd_catalogue_entry *entry = &w.catalogue.entries[entry_of[m]];
        const vd_link *link = &w.r.links[0][m];
        if (link->document < 0) {
            fail_msg("%s is not found", entry->number.ptr);
        }
        const vd_document *d = &w.r.documents[link->document];
        assert_true(d->in_catalogue);
        assert_true(vd_date_eq(d->date, entry->passed));
    }
    world_free(&w);
}

/* ---- Symbols ----------------------------------------------------------------------------------------------------- */

/* TC is Thông cáo, and what the Ministry of Finance called itself until the nineties. */
static void a_ministry_is_no_type(void **state)
{
    (void)state;
    world w = {0};
    one(&w, "a.txt", "Cần Thơ", cited("Thông tư", "48-TC/QLCS", "1996-07-31"));
    one(&w, "b.txt", "Đà Nẵng", cited("Thông tư", "48-TC/QLCS", "1996-07-31"));
    one(&w, "c.txt", "Cần Thơ", cited("Thông cáo", "48-TC/QLCS", "1996-07-31"));
    one(&w, "d.txt", "Cần Thơ", cited("Kế hoạch", "12/CT-UBND", "2025-01-09"));
    one(&w, "e.txt", "Cần Thơ", cited("Công văn", "577/CT-THNVDT", "2013-04-23"));
    one(&w, "f.txt", "Cần Thơ", cited("Công văn", "5443/CT-CS", "2025-11-24"));
    world_resolve(&w);
    assert_means(&w, "a.txt", "48-TC/QLCS", "vn/thong-tu/1996/48-tc-qlcs");
    assert_means(&w, "b.txt", "48-TC/QLCS", "vn/thong-tu/1996/48-tc-qlcs");
    assert_means(&w, "c.txt", "48-TC/QLCS", "vn/can-tho/thong-cao/1996/48-tc-qlcs");
    assert_means(&w, "d.txt", "12/CT-UBND", "vn/can-tho/ke-hoach/2025/12-ct-ubnd");
    assert_means(&w, "e.txt", "577/CT-THNVDT", "vn/can-tho/cong-van/2013/577-ct-thnvdt"); /* a province's tax office */
    assert_means(&w, "f.txt", "5443/CT-CS", "vn/cong-van/2025/5443-ct-cs");               /* Cục Thuế, of 2025 */
    world_free(&w);
}

/* The early state's decrees bear a symbol that names no body: they are one series, whoever cites them. */
static void a_sac_lenh_has_no_province(void **state)
{
    (void)state;
    world w = {0};
    one(&w, "a.txt", "Cần Thơ", cited("Sắc lệnh", "975/SL", "1951-04-30"));
    one(&w, "b.txt", "Đà Nẵng", cited("Sắc lệnh", "975/SL", "1951-04-30"));
    one(&w, "c.txt", "Đà Nẵng", cited("Bản sao", "975/SL", "1951-04-30")); /* SL is "sao lục", too */
    world_resolve(&w);
    assert_means(&w, "a.txt", "975/SL", "vn/sac-lenh/1951/975-sl");
    assert_means(&w, "b.txt", "975/SL", "vn/sac-lenh/1951/975-sl");
    assert_means(&w, "c.txt", "975/SL", "vn/da-nang/ban-sao/1951/975-sl");
    world_free(&w);
}

static void signs_between_parts_are_alike(void **state)
{
    (void)state;
    world w = {0};
    one(&w, "a.txt", NULL, cited("Công văn", "89/TC-TCT", "1996-02-01"));
    one(&w, "b.txt", NULL, cited("Công văn", "89-TC/TCT", "1996-02-01"));
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "89/TC-TCT")->id, document_of(&w, "b.txt", "89-TC/TCT")->id.ptr);
    world_free(&w);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_number_with_its_year_is_enough),
        cmocka_unit_test(a_number_with_its_date_is_enough),
        cmocka_unit_test(a_number_alone_is_not),
        cmocka_unit_test(a_party_number_is_that_of_its_term),
        cmocka_unit_test(a_dated_mention_decides_for_others),
        cmocka_unit_test(another_day_is_told),
        cmocka_unit_test(a_local_one_is_of_its_province),
        cmocka_unit_test(a_resolution_is_not_the_law_of_its_number),
        cmocka_unit_test(a_held_text_is_the_entry),
        cmocka_unit_test(a_title_of_decrees_names_nothing),
        cmocka_unit_test(every_decree_is_found),
        cmocka_unit_test(a_ministry_is_no_type),
        cmocka_unit_test(a_sac_lenh_has_no_province),
        cmocka_unit_test(signs_between_parts_are_alike),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
