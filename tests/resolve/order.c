/** The outcome depends on the set of sources, never on the order in which they are given. */
#include "resolve/resolve.h"

#include "world.h"

#define HEAD(number, place, date) \
    "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ " place "\nSố: " number "\n" place ", " date "\n\nKẾ HOẠCH\n"

/* Sources that have to do with each other in every way the room knows. */
static void five(world *w)
{
    world_builtin(w);
    world_text(w, "a-plan.txt",
               HEAD("41/KH-UBND", "Cần Thơ",
                    "ngày 20 tháng 8 năm 2025") "Chỉnh trang đô thị năm 2025\n\n"
                                                "Căn cứ Luật Đất đai; Luật số 10/2022/QH15 được sửa đổi, bổ sung bởi "
                                                "Luật số 97/2025/QH15;\n"
                                                "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính "
                                                "phủ; Quyết định số 124-QĐ/TW ngày "
                                                "02/02/2018 của Ban Bí thư; Quyết định số 12/QĐ-UBND ngày 05/3/2025 "
                                                "của Ủy ban nhân dân thành phố về "
                                                "việc ban hành Quy chế tiếp công dân;\nThực hiện Kế hoạch này.\n");
    world_text(w, "b-bare.txt",
               "Cần Thơ, ngày 1 tháng 9 năm 2025\n\nQuán triệt Chỉ thị số 33/CT-TTg; Quy định số 124-QĐ/TW ngày "
               "02/02/2018; Quyết định số 12/QĐ-UBND; Kế hoạch số 41/KH-UBND; Luật Đất đai năm 2013; Nghị quyết Đại "
               "hội XIII của Đảng.\n");
    world_text(
        w, "c-other.txt",
        HEAD("12/KH-UBND", "Đà Nẵng", "ngày 2 tháng 3 năm 2022") "Chỉnh trang đô thị\n\n"
                                                                 "Căn cứ Luật Đất đai; Quyết định số 12/QĐ-UBND ngày "
                                                                 "05/3/2021 của Ủy ban nhân dân thành phố; Chỉ thị số "
                                                                 "33/CT-TTg ngày 20/8/2020 của Thủ tướng Chính phủ;\n");
    world_text(w, "d-twin.txt",
               "KẾ HOẠCH\nChỉnh trang đô thị năm 2025\n\n"
               "Căn cứ Luật Đất đai; Luật số 10/2022/QH15 được sửa đổi, bổ sung bởi Luật số 97/2025/QH15;\n"
               "Thực hiện Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ; Quyết định số 124-QĐ/TW ngày "
               "02/02/2018 của Ban Bí thư; Quyết định số 12/QĐ-UBND ngày 05/3/2025 của Ủy ban nhân dân thành phố về "
               "việc ban hành Quy chế tiếp công dân;\nThực hiện Kế hoạch này.\n");
    vd_mention cut[] = {cited("Quy định", "124-QĐ", NULL), cited("Chỉ thị", "33/CT", NULL), law("Luật Đất đai", NULL),
                        titled("Quy chế", "Quy chế tiếp công dân")};
    cut[0].form = cut[1].form = VD_FORM_TRUNCATED;
    world_made(w, "e-cut.txt", header_of(NULL, NULL, "Cần Thơ", NULL), cut, 4);
}

static void swap(world *w, size_t i, size_t j)
{
    world_source kept = w->sources[i];
    w->sources[i] = w->sources[j];
    w->sources[j] = kept;
}

static char *decided(world *w)
{
    world_resolve(w);
    return world_dump(w);
}

/* Heap's algorithm: every order once. */
static size_t permute(world *w, size_t count, const char *expected)
{
    if (count <= 1) {
        char *now = decided(w);
        assert_string_equal(now, expected);
        free(now);
        return 1;
    }
    size_t seen = 0;
    for (size_t i = 0; i < count; i++) {
        seen += permute(w, count - 1, expected);
        swap(w, count % 2 ? 0 : i, count - 1);
    }
    return seen;
}

static void five_sources_in_every_order(void **state)
{
    (void)state;
    world w = {0};
    five(&w);
    char *expected = decided(&w);
    assert_true(document_held(&w, "a-plan.txt") == document_held(&w, "d-twin.txt"));
    assert_int_equal(permute(&w, w.count, expected), 120);
    free(expected);
    world_free(&w);
}

/* ---- Many -------------------------------------------------------------------------------------------------------- */

static uint64_t dice(uint64_t *seed)
{
    uint64_t z = (*seed += 0x9e3779b97f4a7c15u);
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

static const char *pick(uint64_t *seed, const char *const *items, size_t count)
{
    return items[dice(seed) % count];
}
#define PICK(seed, items) pick((seed), (items), sizeof(items) / sizeof *(items))

/* A mention that has much in common with others: few numbers, few years. */
static vd_mention any_mention(uint64_t *seed)
{
    static const char *const numbers[] = {"12/QĐ-UBND", "33/CT-TTg",    "124-QĐ/TW",    "59/2023/NĐ-CP",
                                          "41/KH-UBND", "10/2022/QH15", "43/2024/QH15", "14/2025/QĐ-UBND"};
    static const char *const types[] = {"Quyết định", "Chỉ thị", "Quy định", "Nghị quyết", "Luật", NULL};
    static const char *const dates[] = {"", "", "2021", "2021-11-26", "2024-03-05", "2025-03-05", "2025-08"};
    static const char *const titles[] = {"Quy chế tiếp công dân", "Quy chế công tác dân vận", "Quy chế tiếp công dân",
                                         "Nghị quyết Đại hội XIII của Đảng", "Nghị quyết Đại hội XIII"};
    static const char *const laws[] = {"Luật Đất đai", "Luật Thanh niên", "Luật Lưu trú số"};
    vd_mention m;
    switch (dice(seed) % 6) {
    case 0:
        m = titled("Quy chế", PICK(seed, titles));
        m.issuer = vd_str_ends(m.title, VD_LIT("của Đảng")) ? VD_LIT("Đại hội đại biểu toàn quốc lần thứ XIII của Đảng")
                                                            : VD_NONE;
        return m;
    case 1:
        return law(PICK(seed, laws), PICK(seed, dates));
    case 2:
        m = cited(PICK(seed, types), "124-QĐ", PICK(seed, dates));
        m.form = VD_FORM_TRUNCATED;
        return m;
    default:
        return cited(PICK(seed, types), PICK(seed, numbers), PICK(seed, dates));
    }
}

static void any_sources(world *w, uint64_t *seed, size_t count)
{
    static const char *const places[] = {NULL, "Cần Thơ", "Đà Nẵng", "Cần Thơ"};
    static const char *const dates[] = {"", "2025", "2025-03-05", "2026-02-01", "2020-01-01"};
    static const char *const numbers[] = {NULL, "41/KH-UBND", "12/KH-UBND"};
    static const char *const titles[] = {NULL, "Tiếp công dân", "Chỉnh trang đô thị năm 2025", "Chỉnh trang đô thị"};
    world_builtin(w);
    for (size_t s = 0; s < count; s++) {
        vd_mention many[8];
        char path[32];
        size_t mentions = dice(seed) % 8;
        for (size_t m = 0; m < mentions; m++) {
            many[m] = any_mention(seed);
            many[m].parent = m > 0 && dice(seed) % 5 == 0 ? (int)m - 1 : -1;
        }
        snprintf(path, sizeof path, "%02zu.txt", s);
        vd_header head = header_of(PICK(seed, numbers), PICK(seed, dates), PICK(seed, places), PICK(seed, titles));
        world_source *source = world_made(w, path, head, many, mentions);
        uint64_t *print = VD_ARENA_ARRAY(&w->arena, uint64_t, VD_PRINT_SIZE);
        uint64_t text = dice(seed) % 6;
        for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
            print[i] = text * 1000 + i + (dice(seed) % 20 == 0);
        }
        source->print = print;
        source->marks_lost = dice(seed) % 4 == 0;
    }
}

static void many_sources_shuffled(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 25; seed++) {
        world w = {0};
        uint64_t rolling = seed;
        any_sources(&w, &rolling, 40);
        char *expected = decided(&w);
        for (int turn = 0; turn < 6; turn++) {
            for (size_t i = w.count - 1; i > 0; i--) {
                swap(&w, i, dice(&rolling) % (i + 1));
            }
            char *now = decided(&w);
            assert_string_equal(now, expected);
            free(now);
        }
        free(expected);
        world_free(&w);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_sources_in_every_order),
        cmocka_unit_test(many_sources_shuffled),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
