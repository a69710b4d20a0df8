/** Who acts on a document. */
#include "sample.h"

static const uint32_t implements = 1U << VD_REL_IMPLEMENTS;

/* Two plans, an upper plan and a resolution; plan a acts on the resolution itself and through the upper plan. */
static const vd_graph_data *city_make(sample_graph *sample)
{
    sample_document(sample, "vn/ke-hoach/a", "24/KH-VPUB")->in_corpus = true;
    sample_document(sample, "vn/ke-hoach/b", "30/KH-UBND");
    sample_document(sample, "vn/ke-hoach/c", NULL)->in_corpus = true;
    sample_document(sample, "vn/nghi-quyet/n", "65/NQ-HĐND");
    sample_implements(sample, "vn/ke-hoach/a", "vn/ke-hoach/b", VD_STRENGTH_PRIMARY, "2.txt", 10);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_TASK, "2.txt", 90);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_TASK, "2.txt", 40);
    sample_implements(sample, "vn/ke-hoach/a", "vn/nghi-quyet/n", VD_STRENGTH_LINKED, "2.txt", 5);
    sample_third_party(sample_implements(sample, "vn/ke-hoach/b", "vn/nghi-quyet/n", VD_STRENGTH_NONE, "2.txt", 20),
                       "vn/ke-hoach/a");
    sample_implements(sample, "vn/ke-hoach/c", "vn/nghi-quyet/n", VD_STRENGTH_PRIMARY, "3.txt", 10);
    sample_edge(sample, "vn/ke-hoach/c", VD_REL_CITES, "vn/nghi-quyet/n", "3.txt", 70);
    sample_edge(sample, "vn/nghi-quyet/n", VD_REL_IMPLEMENTS, "vn/nghi-quyet/n", "9.txt", 0); /* a loop */
    return sample_done(sample);
}

static void direct_rows_are_grouped_strongest_first(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(vd_graph_who(city_make(&sample), implements, VD_LIT("vn/nghi-quyet/n"), false, &rows, NULL),
                     VD_OK);
    row_expect(rows, "id", "vn/ke-hoach/c", "strength", "primary", "number", NULL, "source", "3.txt", NULL);
    assert_int_equal(row_int(rows, "preamble"), 1);
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "task", "relation", "implements", NULL);
    assert_int_equal(row_int(rows, "mentions"), 2);
    assert_int_equal(row_int(rows, "start"), 40); /* the earlier place */
    assert_int_equal(row_int(rows, "depth"), 1);
    row_list(rows, "path", "vn/ke-hoach/a > vn/nghi-quyet/n");
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "linked", NULL);
    row_expect(rows, "id", "vn/ke-hoach/b", "strength", NULL, NULL);
    rows_end(rows);
}

static void chains_come_after_with_their_path(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    assert_int_equal(vd_graph_who(city_make(&sample), implements, VD_LIT("vn/nghi-quyet/n"), true, &rows, NULL), VD_OK);
    for (int i = 0; i < 4; i++) {
        row_expect(rows, NULL);
        assert_int_equal(row_int(rows, "depth"), 1);
    }
    row_expect(rows, "id", "vn/ke-hoach/a", "strength", "primary", NULL); /* its own edge, to the upper plan */
    assert_int_equal(row_int(rows, "depth"), 2);
    row_list(rows, "path", "vn/ke-hoach/a > vn/ke-hoach/b > vn/nghi-quyet/n");
    rows_end(rows);
}

static void relations_are_a_mask(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = city_make(&sample);
    vd_rows *rows;
    assert_int_equal(vd_graph_who(data, 1U << VD_REL_CITES, VD_LIT("vn/nghi-quyet/n"), true, &rows, NULL), VD_OK);
    row_expect(rows, "id", "vn/ke-hoach/c", "relation", "cites", NULL);
    rows_end(rows);
    assert_int_equal(vd_graph_who(data, 1U << VD_REL_REPEALS, VD_LIT("vn/nghi-quyet/n"), true, &rows, NULL), VD_OK);
    rows_end(rows);
}

static void unknown_documents_are_named(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *rows;
    vd_error err;
    assert_int_equal(vd_graph_who(city_make(&sample), implements, VD_LIT("vn/none"), true, &rows, &err), VD_NOT_FOUND);
    assert_null(rows);
    assert_string_equal(err.text, "no such document: vn/none");
}

/* Every document from which the target is reached through others has one chain, of the right length, and no document
 * stands twice on it. */
static void chain_check(const vd_rows *rows, bool *chained)
{
    vd_cell path = row_cell(rows, "path");
    size_t document = (size_t)(path.items[0].ptr[2] - '0') + 10 * (size_t)(path.items[0].ptr[1] - '0');
    assert_false(chained[document]);
    chained[document] = true;
    assert_int_equal(path.count, row_int(rows, "depth") + 1);
    for (size_t i = 0; i < path.count; i++) {
        for (size_t k = 0; k < i; k++) {
            assert_false(vd_str_eq(path.items[i], path.items[k]));
        }
    }
}

static void every_indirect_document_has_one_simple_chain(void **state)
{
    (void)state;
    uint32_t random = 23;
    size_t chains = 0;
    for (int round = 0; round < 300; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        bool chained[SAMPLE_DOCUMENTS] = {false};
        vd_rows *rows;
        bool more = true;
        int64_t depth = 1;
        assert_int_equal(vd_graph_who(data, VD_GRAPH_ANY, VD_LIT("a00"), true, &rows, NULL), VD_OK);
        while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
            assert_true(row_int(rows, "depth") >= depth);
            depth = row_int(rows, "depth");
            if (depth > 1) {
                chain_check(rows, chained);
                chains++;
            }
        }
        vd_rows_free(rows);
        /* A document has a chain exactly when one of its neighbours other than the target reaches the target without
         * coming back to it: drop the document's direct edges and look for any way. */
        vd_arena arena = {0};
        vd_csr csr;
        vd_walk walk;
        assert_int_equal(vd_csr_build(&arena, data, &csr, NULL), VD_OK);
        assert_int_equal(vd_walk_init(&arena, data, &csr, &walk, NULL), VD_OK);
        for (uint32_t v = 1; v < data->document_count; v++) {
            vd_walk_run(&walk, VD_GRAPH_ANY, VD_DIRECTION_OUT, v, 0, true);
            assert_int_equal(chained[v], vd_walk_reached(&walk, 0));
        }
        vd_arena_clear(&arena);
    }
    assert_true(chains > 300);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(direct_rows_are_grouped_strongest_first),
        cmocka_unit_test(chains_come_after_with_their_path),
        cmocka_unit_test(relations_are_a_mask),
        cmocka_unit_test(unknown_documents_are_named),
        cmocka_unit_test(every_indirect_document_has_one_simple_chain),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
