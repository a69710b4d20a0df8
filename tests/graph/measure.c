/** What igraph says, against plain computations. */
#include "sample.h"

static bool joined(const vd_graph_data *data, size_t a, size_t b)
{
    for (size_t i = 0; i < data->edge_count; i++) {
        if (data->edges[i].from == a && data->edges[i].to == b && a != b) {
            return true;
        }
    }
    return false;
}

/* reach[a][b]: a way of at least one edge. */
static void reach_plain(const vd_graph_data *data, bool both_ways, bool reach[][SAMPLE_DOCUMENTS])
{
    size_t n = data->document_count;
    for (size_t a = 0; a < n; a++) {
        for (size_t b = 0; b < n; b++) {
            reach[a][b] = joined(data, a, b) || (both_ways && joined(data, b, a));
        }
    }
    for (size_t k = 0; k < n; k++) {
        for (size_t a = 0; a < n; a++) {
            for (size_t b = 0; b < n; b++) {
                reach[a][b] = reach[a][b] || (reach[a][k] && reach[k][b]);
            }
        }
    }
}

/* PageRank by definition: a reader follows an edge with probability 0.85, else (or where there is none) starts anew. */
static void score_plain(const vd_graph_data *data, double score[SAMPLE_DOCUMENTS])
{
    size_t n = data->document_count;
    for (size_t v = 0; v < n; v++) {
        score[v] = 1.0 / (double)n;
    }
    for (int round = 0; round < 400; round++) {
        double next[SAMPLE_DOCUMENTS] = {0};
        double anew = 0;
        for (size_t a = 0; a < n; a++) {
            size_t degree = 0;
            for (size_t b = 0; b < n; b++) {
                degree += joined(data, a, b);
            }
            anew += degree ? 0.15 * score[a] : score[a];
            for (size_t b = 0; b < n; b++) {
                next[b] += joined(data, a, b) ? 0.85 * score[a] / (double)degree : 0;
            }
        }
        for (size_t v = 0; v < n; v++) {
            score[v] = next[v] + anew / (double)n;
        }
    }
}

static void degrees_check(const vd_graph_data *data, const vd_measures *measures)
{
    for (size_t a = 0; a < data->document_count; a++) {
        uint32_t out = 0;
        uint32_t in = 0;
        for (size_t b = 0; b < data->document_count; b++) {
            out += joined(data, a, b);
            in += joined(data, b, a);
        }
        assert_int_equal(measures->out_degree[a], out);
        assert_int_equal(measures->in_degree[a], in);
    }
}

static void components_check(const vd_graph_data *data, const vd_measures *measures)
{
    static bool reach[SAMPLE_DOCUMENTS][SAMPLE_DOCUMENTS];
    uint32_t last = 0;
    reach_plain(data, true, reach);
    for (size_t a = 0; a < data->document_count; a++) {
        for (size_t b = 0; b < data->document_count; b++) {
            assert_int_equal(measures->component[a] == measures->component[b], a == b || reach[a][b]);
        }
        assert_true(measures->component[a] <= last + 1); /* numbered as met */
        last = measures->component[a] > last ? measures->component[a] : last;
    }
}

static void measures_agree_with_plain_ones(void **state)
{
    (void)state;
    uint32_t random = 31;
    size_t cycles = 0;
    for (int round = 0; round < 200; round++) {
        static bool reach[SAMPLE_DOCUMENTS][SAMPLE_DOCUMENTS];
        double score[SAMPLE_DOCUMENTS];
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        vd_arena arena = {0};
        vd_measures measures;
        double sum = 0;
        assert_int_equal(vd_graph_measure(&arena, data, &measures, NULL), VD_OK);
        score_plain(data, score);
        reach_plain(data, false, reach);
        for (size_t v = 0; v < data->document_count; v++) {
            sum += measures.score[v];
            assert_true(measures.score[v] - score[v] < 1e-7 && score[v] - measures.score[v] < 1e-7);
            assert_int_equal(measures.cycle[v], reach[v][v]);
            cycles += measures.cycle[v];
        }
        assert_true(sum > 1 - 1e-9 && sum < 1 + 1e-9);
        degrees_check(data, &measures);
        components_check(data, &measures);
        vd_arena_clear(&arena);
    }
    assert_true(cycles > 100);
}

static void nothing_is_measured_of_nothing(void **state)
{
    (void)state;
    vd_graph_data data = {0};
    vd_arena arena = {0};
    vd_measures measures;
    vd_rows *rows;
    assert_int_equal(vd_graph_measure(&arena, &data, &measures, NULL), VD_OK);
    assert_int_equal(vd_graph_rank(&data, &rows, NULL), VD_OK);
    rows_end(rows);
    vd_arena_clear(&arena);
}

static void damage_is_no_fatal_error(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sample_document(&sample, "a", NULL);
    sample_document(&sample, "b", NULL);
    sample_edge(&sample, "a", VD_REL_CITES, "b", "s", 0)->to = 7;
    vd_arena arena = {0};
    vd_measures measures;
    assert_int_equal(vd_graph_measure(&arena, sample_done(&sample), &measures, NULL), VD_INVALID);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_agree_with_plain_ones),
        cmocka_unit_test(nothing_is_measured_of_nothing),
        cmocka_unit_test(damage_is_no_fatal_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
