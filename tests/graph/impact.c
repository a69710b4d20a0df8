/** What hangs on a document, ranked. */
#include "sample.h"

#include "base/alloc.h"
#include "graph/impact.h"

/* x is implemented by a (preamble), b (task, two places) and cited by c; d rests on a, e on d; r goes with x and f
 * cites it; n replaces x. */
static const vd_graph_data *graph_make(sample_graph *sample)
{
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "n", "r", "x"};
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        sample_document(sample, ids[i], ids[i]);
    }
    sample->documents[0].in_corpus = true;
    sample_implements(sample, "a", "x", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_implements(sample, "b", "x", VD_STRENGTH_TASK, "b.txt", 0);
    sample_implements(sample, "b", "x", VD_STRENGTH_TASK, "b.txt", 50);
    sample_edge(sample, "b", VD_REL_CITES, "x", "b.txt", 50);                /* the same words */
    sample_implements(sample, "b", "x", VD_STRENGTH_TASK, "b-scan.txt", 10); /* the same text */
    sample_edge(sample, "c", VD_REL_CITES, "x", "c.txt", 0);
    sample_edge(sample, "d", VD_REL_BASED_ON, "a", "d.txt", 0);
    sample_edge(sample, "d", VD_REL_CITES, "c", "d.txt", 0);
    sample_edge(sample, "e", VD_REL_BASED_ON, "d", "e.txt", 0);
    sample_edge(sample, "x", VD_REL_PROMULGATES, "r", "x.txt", 0);
    sample_edge(sample, "f", VD_REL_CITES, "r", "f.txt", 0);
    sample_edge(sample, "n", VD_REL_SUPERSEDES, "x", "n.txt", 0);
    return sample_done(sample);
}

static double score(const vd_rows *rows)
{
    vd_cell cell = row_cell(rows, "score");
    assert_int_equal(cell.kind, VD_CELL_REAL);
    return cell.real;
}

static void the_nearest_come_first(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_rows *out;
    assert_int_equal(vd_graph_impact(graph_make(&sample), VD_LIT("x"), &out, NULL), VD_OK);
    row_expect(out, "id", "a", "relation", "implements", "strength", "primary", "source", "a.txt", NULL);
    assert_int_equal(row_int(out, "rank"), 1);
    assert_int_equal(row_int(out, "in_corpus"), 1);
    assert_true(score(out) == 1);
    row_expect(out, "id", "r", "relation", "promulgates", NULL);
    assert_true(score(out) == 1);
    row_list(out, "path", "r > x");
    row_expect(out, "id", "b", "relation", "implements", "strength", "task", "source", "b-scan.txt", NULL);
    assert_true(score(out) == 0.7);
    assert_int_equal(row_int(out, "places"), 1);
    row_expect(out, "id", "c", "relation", "cites", NULL);
    assert_int_equal(row_int(out, "distance"), 1);
    row_expect(out, "id", "d", "relation", "based_on", NULL); /* over a, not over c */
    assert_true(score(out) == 0.5);
    row_list(out, "path", "d > a > x");
    row_expect(out, "id", "f", NULL);
    assert_true(score(out) == 0.2);
    row_list(out, "path", "f > r > x");
    row_expect(out, "id", "e", NULL);
    assert_int_equal(row_int(out, "distance"), 3);
    assert_true(score(out) == 0.25);
    rows_end(out);
}

/* Every document reached has a way of its distance, over edges on which something hangs. */
static void random_graphs(void **state)
{
    (void)state;
    uint32_t seed = 24;
    for (size_t round = 0; round < 300; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &seed);
        vd_rows *out;
        bool more;
        int64_t last = 0;
        assert_int_equal(vd_graph_impact(data, data->documents[0].id, &out, NULL), VD_OK);
        while (vd_rows_next(out, &more, NULL) == VD_OK && more) {
            vd_cell path = row_cell(out, "path");
            assert_int_equal(path.count, row_int(out, "distance") + 1);
            assert_true(row_int(out, "distance") >= last);
            assert_true(row_int(out, "places") >= 1);
            assert_true(score(out) > 0 && score(out) <= 1);
            last = row_int(out, "distance");
        }
        vd_rows_free(out);
    }
}

static void unknown_documents_and_no_memory(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    vd_rows *out;
    assert_int_equal(vd_graph_impact(data, VD_LIT("z"), &out, NULL), VD_NOT_FOUND);
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_alloc_fail_at(nth);
        status = vd_graph_impact(data, VD_LIT("x"), &out, NULL);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
    }
    vd_rows_free(out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nearest_come_first),
        cmocka_unit_test(random_graphs),
        cmocka_unit_test(unknown_documents_and_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
