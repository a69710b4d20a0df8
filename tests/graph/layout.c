/** Boxes do not overlap, bands keep their order, the same graph gives the same places. */
#include "sample.h"

static void boxes_check(const vd_graph_data *data, const vd_layout *layout)
{
    for (size_t a = 0; a < data->document_count; a++) {
        if (!layout->drawn[a]) {
            continue;
        }
        assert_true(layout->x[a] >= 0 && layout->x[a] + VD_BOX_WIDTH <= layout->width);
        assert_true(layout->y[a] >= 0 && layout->y[a] + VD_BOX_HEIGHT <= layout->height);
        assert_true(layout->y[a] >= layout->band_top[layout->band[a]]);
        assert_true(layout->y[a] + VD_BOX_HEIGHT <= layout->band_bottom[layout->band[a]]);
        for (size_t b = 0; b < a; b++) {
            if (layout->drawn[b]) {
                assert_true(
                    layout->x[a] + VD_BOX_WIDTH <= layout->x[b] || layout->x[b] + VD_BOX_WIDTH <= layout->x[a] ||
                    layout->y[a] + VD_BOX_HEIGHT <= layout->y[b] || layout->y[b] + VD_BOX_HEIGHT <= layout->y[a]);
            }
        }
    }
    for (size_t band = 1; band < VD_BAND_COUNT; band++) {
        assert_true(layout->band_top[band] >= layout->band_bottom[band - 1]);
    }
}

static void places_are_apart_and_repeatable(void **state)
{
    (void)state;
    uint32_t random = 41;
    for (int round = 0; round < 200; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        for (size_t i = 0; i < data->document_count; i++) {
            sample.documents[i].in_corpus = sample_random(&random) % 4 == 0;
            sample.documents[i].type = sample_random(&random) % 3 ? VD_NONE : VD_LIT("Luật");
            sample.documents[i].place = sample_random(&random) % 3 ? VD_NONE : VD_LIT("can-tho");
        }
        vd_arena arena = {0};
        vd_layout first;
        vd_layout second;
        assert_int_equal(vd_graph_layout(&arena, data, &first, NULL), VD_OK);
        assert_int_equal(vd_graph_layout(&arena, data, &second, NULL), VD_OK);
        boxes_check(data, &first);
        assert_memory_equal(first.x, second.x, data->document_count * sizeof first.x[0]);
        assert_memory_equal(first.y, second.y, data->document_count * sizeof first.y[0]);
        vd_arena_clear(&arena);
    }
}

static void lonely_strangers_are_not_drawn(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sample_document(&sample, "a", NULL);
    sample_document(&sample, "b", NULL)->in_corpus = true;
    sample_document(&sample, "c", NULL);
    sample_document(&sample, "d", NULL)->in_corpus = true;
    sample_edge(&sample, "b", VD_REL_CITES, "c", "s", 0);
    vd_arena arena = {0};
    vd_layout layout;
    assert_int_equal(vd_graph_layout(&arena, sample_done(&sample), &layout, NULL), VD_OK);
    assert_false(layout.drawn[0]);
    assert_true(layout.drawn[1] && layout.drawn[2] && layout.drawn[3]);
    assert_int_equal(layout.band[1], VD_BAND_CORPUS);
    assert_true(layout.y[1] > layout.y[2]); /* the plan below what it cites */
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_are_apart_and_repeatable),
        cmocka_unit_test(lonely_strangers_are_not_drawn),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
