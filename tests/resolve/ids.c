/** Canonical ids: their shape, that each is one document's, and that they stay. */
#include "resolve/resolve.h"

#include "world.h"

#include <regex.h>

/* vn[/<place>]/<type>/<year or _>/<words>[~n] */
#define ID "^vn(/[a-z]+(-[a-z]+)*)?/[a-z]+(-[a-z]+)*/([0-9]{4}|_)/(_-)?[a-z0-9]+(-[a-z0-9]+)*(~[0-9]+)?$"
/* RFC 9676: jurisdiction and its unit, authority, measure and details of letters, digits and dots. */
#define URN                                                                          \
    "^urn:lex:vn(;[a-z0-9]+([.][a-z0-9]+)*)?:[a-z0-9]+([.][a-z0-9]+)*:[a-z0-9]+([.]" \
    "[a-z0-9]+)*:[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?;[a-z0-9]+(-[a-z0-9]+)*$"

static void assert_shaped(vd_str text, const char *pattern)
{
    regex_t regex;
    char *copy = malloc(text.len + 1);
    assert_non_null(copy);
    memcpy(copy, text.ptr, text.len);
    copy[text.len] = '\0';
    assert_int_equal(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
    if (regexec(&regex, copy, 0, NULL, 0) != 0) {
        fail_msg("\"%s\" is not shaped like %s", copy, pattern);
    }
    regfree(&regex);
    free(copy);
}

/* Every id has its shape and is there once; aliases are nobody's id and nobody else's alias. */
static void assert_ids(const world *w)
{
    for (size_t i = 0; i < w->r.document_count; i++) {
        const vd_document *d = &w->r.documents[i];
        assert_shaped(d->id, ID);
        if (d->urn.ptr) {
            assert_shaped(d->urn, URN);
        }
        assert_true(i == 0 || vd_str_cmp(w->r.documents[i - 1].id, d->id) < 0);
        for (size_t a = 0; a < d->alias_count; a++) {
            assert_shaped(d->aliases[a], ID);
            for (size_t j = 0; j < w->r.document_count; j++) {
                const vd_document *other = &w->r.documents[j];
                assert_false(vd_str_eq(other->id, d->aliases[a]));
                for (size_t b = 0; b < other->alias_count && j != i; b++) {
                    assert_false(vd_str_eq(other->aliases[b], d->aliases[a]));
                }
            }
        }
    }
}

/* Everything that makes an id odd. */
static void many_kinds(world *w)
{
    const vd_mention many[] = {
        cited("Chỉ thị", "33/CT-TTg", "2021-11-26"),
        cited("Công văn", "6217/SNV-XDCQ&CTTN", "2025-08-15"),
        cited("Hướng dẫn", "10-HD/BTGDVTU", "2025-09-19"),
        cited("Quy định", "124-QĐ/TW", NULL),
        cited("Nghị định", "59/2023/NĐ-CP", NULL),
        cited(NULL, "12/XYZ-ABC", "2025"),
        with_issuer(cited("Thông tư", "10/2022/TT-BLĐTBXH", "2022-05-31"), "Bộ Lao động - Thương binh và Xã hội"),
        law("Luật Đất đai", "2024-01-18"),
        law("Luật Lưu trú số", NULL),
        titled("Kế hoạch", "Kế hoạch phát triển kinh tế - xã hội 5 năm 2026 - 2030"),
        titled("Chương trình", "Chương trình"),
        titled("Đề án", "…"),
        titled("Kế hoạch", "Siêuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuuudài"),
        titled("Quy chế",
               "Quy chế giám sát và phản biện xã hội của Mặt trận Tổ quốc Việt Nam và các đoàn thể chính trị - xã hội"),
    };
    world_made(w, "many.txt", header_of(NULL, "2026-02", "Cần Thơ", "Thực hiện công tác (lần 2) năm 2026"), many,
               sizeof many / sizeof *many);
    world_made(w, "blank.txt", (vd_header){0}, NULL, 0);
    vd_header blank_number = header_of(NULL, "2026-02", "Cần Thơ", "Về thi đua năm 2026");
    blank_number.symbol = VD_LIT("KH-VPUB");
    world_made(w, "number.txt", blank_number, NULL, 0);
}

static void ids_have_a_shape(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    many_kinds(&w);
    world_resolve(&w);
    assert_ids(&w);
    assert_str(document_of(&w, "many.txt", "6217")->id, "vn/can-tho/cong-van/2025/6217-snv-xdcq-cttn");
    assert_str(document_of(&w, "many.txt", "124-QĐ")->id, "vn/quy-dinh/_/124-qd-tw");
    assert_str(document_of(&w, "many.txt", "Luật Đất đai")->id, "vn/luat/2024/31-2024-qh15");
    assert_str(document_held(&w, "blank.txt")->id, "vn/van-ban/_/khong-ten");
    assert_str(document_held(&w, "number.txt")->id, "vn/can-tho/ke-hoach/2026/_-kh-vpub-ve-thi-dua-nam-2026");
    world_free(&w);
}

static void names_for_exports(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", header_placed("Cần Thơ"),
              with_issuer(cited("Kế hoạch", "52/KH-UBND", "2026-02-03"), "Ủy ban nhân dân thành phố Cần Thơ"));
    world_one(&w, "b.txt", (vd_header){0}, cited("Luật", "31/2024/QH15", NULL));
    world_one(&w, "c.txt", (vd_header){0}, cited("Chỉ thị", "33/CT-TTg", NULL));
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "52")->urn,
               "urn:lex:vn;can.tho:uy.ban.nhan.dan.thanh.pho.can.tho:ke.hoach:2026-02-03;52-kh-ubnd");
    assert_str(document_of(&w, "b.txt", "31")->urn, "urn:lex:vn:quoc.hoi:luat:2024-01-18;31-2024-qh15");
    assert_true(document_of(&w, "c.txt", "33")->urn.ptr == NULL); /* of which year? */
    world_free(&w);
}

/* ---- Once -------------------------------------------------------------------------------------------------------- */

static void long_titles_stay_apart_by_their_words(void **state)
{
    (void)state;
    const char *const titles[] = {
        "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Ngoại vụ",
        "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Xây dựng",
    };
    for (size_t first = 0; first < 2; first++) {
        world w = {0};
        world_one(&w, "a.txt", header_placed("Hà Tĩnh"), titled("Quy định", titles[first]));
        world_resolve(&w);
        assert_str(document_of(&w, "a.txt", "")->id, "vn/ha-tinh/quy-dinh/_/chuc-nang-nhiem-vu-quyen-han-va-co-cau");
        world_one(&w, "b.txt", header_placed("Hà Tĩnh"), titled("Quy định", titles[1 - first]));
        world_resolve(&w);
        assert_ids(&w);
        /* neither inherits the short name of the other, and neither is counted */
        assert_true(vd_str_ends(document_of(&w, first ? "a.txt" : "b.txt", "")->id, VD_LIT("cua-so-xay-dung")));
        assert_true(vd_str_ends(document_of(&w, first ? "b.txt" : "a.txt", "")->id, VD_LIT("cua-so-ngoai-vu")));
        world_free(&w);
    }
}

static void only_what_cannot_be_told_apart_is_counted(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/QĐ-UBND", "2025-08-20"));
    world_one(&w, "b.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/QĐ-UBND", "2025-03-01"));
    world_one(&w, "c.txt", header_placed("Cần Thơ"), cited("Quyết định", "14/QĐ-UBND", "2024-03-01"));
    world_resolve(&w);
    assert_ids(&w);
    assert_means(&w, "b.txt", "14/QĐ", "vn/can-tho/quyet-dinh/2025/14-qd-ubnd");
    assert_means(&w, "a.txt", "14/QĐ", "vn/can-tho/quyet-dinh/2025/14-qd-ubnd~2");
    assert_means(&w, "c.txt", "14/QĐ", "vn/can-tho/quyet-dinh/2024/14-qd-ubnd");
    world_free(&w);
}

/* ---- Always ------------------------------------------------------------------------------------------------------ */

static void ids_stay_when_other_texts_come(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    many_kinds(&w);
    world_resolve(&w);
    vd_str before[64];
    size_t count = 0;
    for (size_t i = 0; i < w.sources[0].extraction.mention_count; i++) {
        int document = w.r.links[0][i].document;
        before[count++] = document >= 0 ? vd_arena_copy(&w.arena, w.r.documents[document].id) : VD_NONE;
    }
    const vd_mention others[] = {
        cited("Chỉ thị", "33/CT-UBND", "2021-11-26"), cited("Chỉ thị", "34/CT-TTg", "2021-11-26"),
        titled("Kế hoạch", "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021 - 2025"), law("Luật Lưu trú", NULL)};
    world_made(&w, "a-first.txt", header_of("1/KH-UBND", "2025-01-01", "Đà Nẵng", "Về thi đua"), others, 4);
    world_made(&w, "z-last.txt", header_of("2/KH-UBND", "2025-01-01", "Đà Nẵng", "Về văn thư"), others, 4);
    world_resolve(&w);
    for (size_t i = 0; i < count; i++) {
        int document = w.r.links[0][i].document;
        assert_true(vd_str_eq(before[i], document >= 0 ? w.r.documents[document].id : VD_NONE));
    }
    world_free(&w);
}

/* What is learnt later leaves the earlier id as an alias. */
static void an_id_without_its_year_is_remembered(void **state)
{
    (void)state;
    world w = {0};
    world_one(&w, "a.txt", (vd_header){0}, cited("Chỉ thị", "33/CT-TTg", NULL));
    world_resolve(&w);
    assert_str(document_of(&w, "a.txt", "33")->id, "vn/chi-thi/_/33-ct-ttg");
    world_one(&w, "b.txt", (vd_header){0}, cited("Chỉ thị", "33/CT-TTg", "2021-11-26"));
    world_resolve(&w);
    const vd_document *d = document_of(&w, "a.txt", "33");
    assert_str(d->id, "vn/chi-thi/2021/33-ct-ttg");
    assert_int_equal(d->alias_count, 1);
    assert_str(d->aliases[0], "vn/chi-thi/_/33-ct-ttg");
    /* of two years it says nothing any more */
    world_one(&w, "c.txt", (vd_header){0}, cited("Chỉ thị", "33/CT-TTg", "2020-08-20"));
    world_resolve(&w);
    assert_ids(&w);
    assert_int_equal(document_of(&w, "b.txt", "33")->alias_count, 0);
    world_free(&w);
}

static void what_nobody_means_is_no_document(void **state)
{
    (void)state;
    world w = {0};
    world_builtin(&w);
    world_one(&w, "a.txt", (vd_header){0}, cited("Luật", "31/2024/QH15", NULL));
    world_resolve(&w);
    assert_int_equal(w.r.document_count, 2); /* the source's own and the law */
    world_free(&w);
    world empty = {0};
    world_builtin(&empty);
    world_resolve(&empty);
    assert_int_equal(empty.r.document_count, 0);
    assert_int_equal(empty.r.edge_count, 0);
    world_free(&empty);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ids_have_a_shape),
        cmocka_unit_test(names_for_exports),
        cmocka_unit_test(long_titles_stay_apart_by_their_words),
        cmocka_unit_test(only_what_cannot_be_told_apart_is_counted),
        cmocka_unit_test(ids_stay_when_other_texts_come),
        cmocka_unit_test(an_id_without_its_year_is_remembered),
        cmocka_unit_test(what_nobody_means_is_no_document),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
