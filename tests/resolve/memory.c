/** Out of memory at any allocation: the status says so, nothing is left behind, and a second try succeeds. */
#include "base/alloc.h"
#include "resolve/resolve.h"

#include "world.h"

/* Something for every step: twins, numbers with and without dates, laws, titles, residues, collisions of ids. */
static void all_steps(world *w)
{
    static uint64_t print[VD_PRINT_SIZE] = {1, 2, 3};
    world_builtin(w);
    vd_mention many[] = {
        cited("Chỉ thị", "33/CT-TTg", "2021-11-26"),
        cited("Chỉ thị", "33/CT-TTg", NULL),
        cited("Quyết định", "14/QĐ-UBND", "2025-08-20"),
        cited("Quyết định", "14/QĐ-UBND", "2025-03-01"),
        cited("Quyết định", "14/QĐ-UBND", NULL),
        cited(NULL, "43/2024/QH15", NULL),
        cited("Luật", "31/2024/QH15", NULL),
        law("Luật Đất đai", NULL),
        law("Luật Đất đai", "2031"),
        law("Luật sửa đổi, bổ sung một số điều của Luật Mặt trận Tổ quốc Việt Nam", NULL),
        with_title(cited("Quyết định", "23-QĐ/TW", "2021-07-30"), "ban hành Quy chế công tác dân vận"),
        titled("Quy chế", "Quy chế công tác dân vận"),
        with_issuer(titled("Nghị quyết", "Nghị quyết Đại hội XIII của Đảng"),
                    "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng"),
        titled("Quy định", "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Ngoại vụ"),
        titled("Quy định", "Quy định chức năng, nhiệm vụ, quyền hạn và cơ cấu tổ chức của Sở Xây dựng"),
        cited("Chỉ thị", "33/CT", NULL),
        law("Luật Thanh n", NULL),
        {.form = VD_FORM_TRUNCATED, .parent = -1, .issuer = VD_LIT("Bộ Chính trị"), .confidence = 0.5},
        {.form = VD_FORM_BACKWARD, .parent = -1, .type = VD_LIT("Chỉ thị"), .antecedent = 2, .among = 1},
        {.form = VD_FORM_SELF, .parent = -1, .confidence = 1},
        {.form = VD_FORM_TRUNCATED, .parent = -1, .type = VD_LIT("Chỉ thị"), .surface = VD_LIT("Chỉ thị số 33")},
        cited("Công văn", "7/CV-KD", "2025-03-10"),
        cited("Công văn", "7/CV", NULL)};
    size_t count = sizeof many / sizeof *many;
    many[11].parent = 10;
    many[15].form = many[16].form = many[count - 1].form = VD_FORM_TRUNCATED;
    many[17].date = date_of("2021-07-30");
    const vd_statement statement = {.relation = VD_REL_CITES, .from = -1, .to = 0, .confidence = 0.9};
    world_made(w, "a.txt", header_of("41/KH-UBND", "2025-09-20", "Cần Thơ", "Về thi đua"), many, count)->print = print;
    world_made(w, "b.txt", header_of(NULL, NULL, "Cần Thơ", "Về thi đua"), many, count)->print = print;
    w->sources[1].extraction.statements = &statement;
    w->sources[1].extraction.statement_count = 0;
    world_made(w, "c.txt", header_of("41/KH-UBND", "2025-09-20", "Đà Nẵng", "Về văn thư"), many, 3);
}

static void resolving_without_memory(void **state)
{
    (void)state;
    world w = {0};
    all_steps(&w);
    world_resolve(&w);
    char *expected = world_dump(&w);
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_resolution r = {.document_count = 99};
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = world_decide(&w, &r, &err);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            w.r = r;
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
        assert_int_equal(r.document_count, 0);
        assert_null(r.documents);
        failures++;
    }
    assert_true(failures > 40);
    char *now = world_dump(&w);
    assert_string_equal(now, expected);
    free(now);
    free(expected);
    world_free(&w);
}

static void the_catalogue_without_memory(void **state)
{
    (void)state;
    size_t failures = 0;
    for (size_t nth = 1;; nth++) {
        vd_arena arena = {0};
        vd_catalogue_view view = {NULL, 0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_catalogue_builtin(&arena, &view, NULL);
        vd_alloc_fail_at(0);
        vd_arena_clear(&arena);
        if (status == VD_OK) {
            break;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(view.count, 0);
        failures++;
    }
    assert_true(failures > 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(resolving_without_memory),
        cmocka_unit_test(the_catalogue_without_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
