/** Misread names: comparing many names at once finds what comparing each of them alone finds. */
#include "extract/ocr.h"
#include "tables/tables.h"
#include "text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What a scan makes of a text: every so many letters another one, or none. */
static vd_str misread(vd_str text, uint64_t *seed, size_t every, char *out, size_t most)
{
    static const char letters[] = "abcdeghiklmnopqrstuvxy0146 ";
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < most; i++) {
        size_t dice = random_below(seed, every * 4);
        if (dice > 3) {
            out[len++] = text.ptr[i];
        } else if (dice > 0) {
            out[len++] = letters[random_below(seed, sizeof letters - 1)];
        }
    }
    return (vd_str){out, len};
}

static void a_table_costs_what_each_name_costs(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_ocr_table *table = vd_ocr_table_new(&arena);
    assert_non_null(table);
    uint64_t seed = 7;
    size_t good = 0;
    for (size_t turn = 0; turn < 60; turn++) {
        char seen[400];
        vd_str whole = vd_str_of(vd_catalogue[random_below(&seed, vd_catalogue_count)].title_fold);
        vd_str text = misread(whole, &seed, 4 + turn % 20, seen, turn % 3 ? 290 : 60);
        vd_ocr_table_text(table, text);
        for (size_t i = 0; i < vd_catalogue_count; i++) {
            vd_str name = vd_str_of(vd_catalogue[i].title_fold);
            unsigned limit = (unsigned)(name.len * (turn % 2 ? 16 : 8) / 10);
            size_t alone_used = 0;
            size_t used = 0;
            unsigned alone = vd_ocr_prefix_cost(name, text, limit, &alone_used);
            unsigned cost = vd_ocr_table_cost(table, name, limit, &used);
            assert_int_equal(cost <= limit, alone <= limit);
            if (cost <= limit) {
                assert_int_equal(cost, alone);
                assert_int_equal(used, alone_used);
                good++;
            }
        }
    }
    assert_true(good > 30);
    vd_arena_clear(&arena);
}

static void names_over_the_longest_cost_too_much(void **state)
{
    (void)state;
    vd_arena arena = {0};
    vd_ocr_table *table = vd_ocr_table_new(&arena);
    assert_non_null(table);
    char name[260];
    memset(name, 'a', sizeof name);
    size_t used = 1;
    vd_ocr_table_text(table, (vd_str){name, sizeof name});
    assert_int_equal(vd_ocr_table_cost(table, (vd_str){name, 240}, 400, &used), 20 * 6); /* twenty letters too many */
    assert_int_equal(used, 260);
    assert_true(vd_ocr_table_cost(table, (vd_str){name, 241}, 400, &used) > 400 && used == 0);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_costs_what_each_name_costs),
        cmocka_unit_test(names_over_the_longest_cost_too_much),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
