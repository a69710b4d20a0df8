/** Adjacency and walks against plain matrices on random graphs. */
#include "sample.h"

#include "base/alloc.h"

enum { FAR = 1000 };

/* distance[a][b] over edges among `relations`, by relaxation until nothing changes. */
static void distances_plain(const vd_graph_data *data, uint32_t relations, int distance[][SAMPLE_DOCUMENTS])
{
    for (size_t a = 0; a < data->document_count; a++) {
        for (size_t b = 0; b < data->document_count; b++) {
            distance[a][b] = a == b ? 0 : FAR;
        }
    }
    for (bool changed = true; changed;) {
        changed = false;
        for (size_t a = 0; a < data->document_count; a++) {
            for (size_t i = 0; i < data->edge_count; i++) {
                const vd_graph_edge *edge = &data->edges[i];
                int through = distance[a][edge->from] + 1;
                if ((relations >> edge->relation & 1U) && through < distance[a][edge->to]) {
                    distance[a][edge->to] = through;
                    changed = true;
                }
            }
        }
    }
}

static void adjacency_holds_every_edge_once(void **state)
{
    (void)state;
    uint32_t random = 7;
    for (int round = 0; round < 200; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        vd_arena arena = {0};
        vd_csr csr;
        assert_int_equal(vd_csr_build(&arena, data, &csr, NULL), VD_OK);
        size_t out = 0;
        size_t in = 0;
        for (uint32_t v = 0; v < data->document_count; v++) {
            for (uint32_t i = csr.out_start[v]; i < csr.out_start[v + 1]; i++, out++) {
                assert_int_equal(data->edges[csr.out_edges[i]].from, v);
                assert_true(i == csr.out_start[v] || csr.out_edges[i - 1] < csr.out_edges[i]);
            }
            for (uint32_t i = csr.in_start[v]; i < csr.in_start[v + 1]; i++, in++) {
                assert_int_equal(data->edges[csr.in_edges[i]].to, v);
                assert_true(i == csr.in_start[v] || csr.in_edges[i - 1] < csr.in_edges[i]);
            }
        }
        assert_int_equal(out, data->edge_count);
        assert_int_equal(in, data->edge_count);
        vd_arena_clear(&arena);
    }
}

static int depth_of(const vd_marks *marks, uint32_t row)
{
    uint32_t depth = vd_walk_depth(marks, row);
    return depth == VD_GRAPH_NONE ? FAR : (int)depth;
}

/* Whoever reaches `to` is met once, in the level of its distance; no bit is left behind. */
static void spread_check(vd_net *net, vd_marks *marks, uint32_t relations, uint32_t to, size_t documents,
                         int distance[][SAMPLE_DOCUMENTS])
{
    vd_spread spread;
    size_t reached = 0;
    bool more = true;
    assert_int_equal(vd_spread_begin(&spread, net, marks, relations, to, 0, NULL), VD_OK);
    for (int depth = 1; more; depth++) {
        assert_int_equal(vd_spread_next(&spread, &more, NULL), VD_OK);
        for (size_t i = spread.begin; i < spread.end; i++) {
            assert_int_equal(distance[marks->queue[i]][to], depth);
            for (size_t k = 0; k < i; k++) {
                assert_int_not_equal(marks->queue[k], marks->queue[i]);
            }
        }
    }
    for (uint32_t b = 0; b < documents; b++) {
        reached += distance[b][to] != FAR;
    }
    assert_int_equal(spread.end, reached); /* the target among them */
    vd_spread_end(&spread);
    for (uint32_t b = 0; b < documents; b++) {
        assert_false(vd_bit(marks->bits, b));
    }
}

static void walks_find_the_distances(void **state)
{
    (void)state;
    uint32_t random = 11;
    for (int round = 0; round < 300; round++) {
        static int distance[SAMPLE_DOCUMENTS][SAMPLE_DOCUMENTS];
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        uint32_t relations = round % 2 ? VD_GRAPH_ANY : 1U << VD_REL_IMPLEMENTS;
        distances_plain(data, relations, distance);
        vd_net_view view;
        vd_marks *marks = NULL;
        assert_int_equal(vd_view_of_data(data, &view, NULL), VD_OK);
        assert_int_equal(vd_marks_take(view.net, &marks, NULL), VD_OK);
        for (uint32_t a = 0; a < data->document_count; a++) {
            assert_int_equal(vd_walk_run(view.net, marks, relations, a, VD_GRAPH_NONE, NULL), VD_OK);
            for (uint32_t b = 0; b < data->document_count; b++) {
                assert_int_equal(depth_of(marks, b), distance[a][b]);
            }
            spread_check(view.net, marks, relations, a, data->document_count, distance);
        }
        vd_marks_give(view.net, marks);
        view.release(view.context);
    }
}

/* The smallest shortest path by looking at all of them: at each step the smallest neighbour that is nearer. */
static void path_check(const vd_graph_data *data, uint32_t from, uint32_t to, int distance[][SAMPLE_DOCUMENTS],
                       const uint32_t *path, size_t count)
{
    uint32_t at = from;
    assert_int_equal(path[0], from);
    for (size_t i = 0; i < count; i++) {
        uint32_t smallest = VD_GRAPH_NONE;
        for (size_t k = 0; k < data->edge_count; k++) {
            const vd_graph_edge *edge = &data->edges[k];
            if (edge->from == at && edge->to != at && distance[edge->to][to] == distance[at][to] - 1 &&
                edge->to < smallest) {
                smallest = edge->to;
            }
        }
        assert_int_equal(path[i + 1], smallest);
        at = smallest;
    }
    assert_int_equal(at, to);
}

static void paths_are_the_smallest_of_the_shortest(void **state)
{
    (void)state;
    uint32_t random = 13;
    size_t long_paths = 0;
    for (int round = 0; round < 300; round++) {
        static int distance[SAMPLE_DOCUMENTS][SAMPLE_DOCUMENTS];
        uint32_t path[SAMPLE_DOCUMENTS];
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        distances_plain(data, VD_GRAPH_ANY, distance);
        vd_net_view view;
        vd_marks *marks = NULL;
        assert_int_equal(vd_view_of_data(data, &view, NULL), VD_OK);
        assert_int_equal(vd_marks_take(view.net, &marks, NULL), VD_OK);
        for (uint32_t a = 0; a < data->document_count; a++) {
            for (uint32_t b = 0; b < data->document_count; b++) {
                assert_int_equal(vd_walk_run(view.net, marks, VD_GRAPH_ANY, a, b, NULL), VD_OK);
                assert_int_equal(depth_of(marks, b), distance[a][b]);
                if (distance[a][b] != FAR) {
                    vd_walk_path(marks, b, path);
                    path_check(data, a, b, distance, path, (size_t)distance[a][b]);
                    long_paths += distance[a][b] > 2;
                }
            }
        }
        vd_marks_give(view.net, marks);
        view.release(view.context);
    }
    assert_true(long_paths > 100); /* the graphs are no trivial ones */
}

static void damaged_edges_are_refused(void **state)
{
    (void)state;
    sample_graph sample = {0};
    sample_document(&sample, "a", NULL);
    sample_document(&sample, "b", NULL);
    vd_graph_edge *edge = sample_edge(&sample, "a", VD_REL_CITES, "b", "s", 0);
    edge->to = 2;
    vd_arena arena = {0};
    vd_csr csr;
    vd_error err;
    assert_int_equal(vd_csr_build(&arena, sample_done(&sample), &csr, &err), VD_INVALID);
    assert_int_equal(err.status, VD_INVALID);
    vd_arena_clear(&arena);
    vd_net_view view;
    assert_int_equal(vd_view_of_data(&sample.data, &view, &err), VD_INVALID);
    assert_int_equal(err.status, VD_INVALID);
}

/* The counter of walks goes round: what an old walk left does not look new. */
static void marks_outlive_their_counter(void **state)
{
    (void)state;
    sample_graph sample = {0};
    vd_net_view view;
    vd_marks *marks = NULL;
    sample_document(&sample, "a", NULL);
    sample_document(&sample, "b", NULL);
    sample_edge(&sample, "a", VD_REL_CITES, "b", "s", 0);
    assert_int_equal(vd_view_of_data(sample_done(&sample), &view, NULL), VD_OK);
    assert_int_equal(vd_marks_take(view.net, &marks, NULL), VD_OK);
    marks->turn = 0;
    assert_int_equal(vd_walk_run(view.net, marks, VD_GRAPH_ANY, 0, VD_GRAPH_NONE, NULL), VD_OK);
    assert_int_equal(depth_of(marks, 1), 1); /* turn 1 */
    marks->turn = UINT32_MAX;
    assert_int_equal(vd_walk_run(view.net, marks, VD_GRAPH_ANY, 1, VD_GRAPH_NONE, NULL), VD_OK);
    assert_int_equal(marks->turn, 1);
    assert_int_equal(depth_of(marks, 0), FAR);
    vd_marks *second = NULL; /* while the first are in use */
    assert_int_equal(vd_marks_take(view.net, &second, NULL), VD_OK);
    assert_ptr_not_equal(second, marks);
    vd_marks_give(view.net, marks);
    vd_marks_give(view.net, second);
    assert_int_equal(vd_marks_take(view.net, &second, NULL), VD_OK);
    assert_ptr_equal(second, marks); /* the first again */
    vd_marks_give(view.net, second);
    view.release(view.context);
}

static void best_evidence_wins(void **state)
{
    (void)state;
    vd_graph_edge base = {.strength = VD_STRENGTH_TASK, .confidence = 0.9, .source = VD_LIT("b"), .start = 5};
    vd_graph_edge other = base;
    other.strength = VD_STRENGTH_PRIMARY;
    other.confidence = 0.4;
    other.third_party = true;
    assert_true(vd_evidence_cmp(&other, &base) < 0); /* strength before all */
    other = base;
    other.third_party = true;
    other.source = VD_LIT("a");
    assert_true(vd_evidence_cmp(&other, &base) > 0); /* own words before others' */
    other = base;
    other.confidence = 0.7;
    other.source = VD_LIT("a");
    assert_true(vd_evidence_cmp(&other, &base) > 0); /* sure before early */
    other.confidence = 0.81;
    assert_true(vd_evidence_cmp(&other, &base) < 0); /* but only by class */
    other = base;
    other.start = 4;
    assert_true(vd_evidence_cmp(&other, &base) < 0);
    assert_int_equal(vd_evidence_cmp(&base, &base), 0);
    other = base;
    other.strength = VD_STRENGTH_LINKED;
    assert_true(vd_evidence_cmp(&other, &base) > 0);
    base.strength = VD_STRENGTH_NONE;
    assert_true(vd_evidence_cmp(&other, &base) < 0);
}

/* However far it was read, a reach leaves marks that the next walk finds empty. */
static void reach_leaves_nothing_behind(void **state)
{
    (void)state;
    uint32_t random = 17;
    size_t levels = 0;
    for (int round = 0; round < 200; round++) {
        sample_graph sample;
        const vd_graph_data *data = sample_scatter(&sample, &random);
        vd_net_view view;
        vd_marks *marks = NULL;
        assert_int_equal(vd_view_of_data(data, &view, NULL), VD_OK);
        assert_int_equal(vd_marks_take(view.net, &marks, NULL), VD_OK);
        for (uint32_t a = 0; a < data->document_count; a++) {
            vd_reach reach;
            bool more = true;
            assert_int_equal(vd_reach_begin(&reach, view.net, marks, VD_GRAPH_ANY, a, 0, NULL), VD_OK);
            for (int level = 0; more && level < round % 4; level++) {
                assert_int_equal(vd_reach_next(&reach, &more, NULL), VD_OK);
                levels += more;
            }
            vd_reach_clear(&reach);
            for (uint32_t b = 0; b < data->document_count; b++) {
                assert_false(vd_bit(marks->bits, b));
            }
        }
        vd_marks_give(view.net, marks);
        view.release(view.context);
    }
    assert_true(levels > 100);
}

enum { WIDE = 3000, DOORS = 60 };

/* A wide level is in the order of ids too, whatever the rows are: most act on some, and those on one. */
static void wide_levels_are_in_the_order_of_ids(void **state)
{
    (void)state;
    static vd_net_edge edges[WIDE];
    static uint32_t order[WIDE], path[1];
    vd_net net;
    vd_marks *marks = NULL;
    vd_reach reach;
    bool more = false;
    for (uint32_t row = 0; row < WIDE; row++) {
        order[row] = row * 1999U % WIDE;
        edges[row] = (vd_net_edge){.from = row, .to = row <= DOORS ? 0 : 1 + row % DOORS, .statement = row};
    }
    const vd_net_input input = {
        .edges = edges, .edge_count = WIDE, .order = order, .path = path, .bound = WIDE, .source_bound = 1};
    assert_int_equal(vd_net_init(&net, WIDE, 1, NULL), VD_OK);
    assert_int_equal(vd_net_build(&input, vd_net_keep, &net, NULL), VD_OK);
    assert_int_equal(vd_marks_take(&net, &marks, NULL), VD_OK);
    assert_int_equal(vd_reach_begin(&reach, &net, marks, VD_GRAPH_ANY, 0, 0, NULL), VD_OK);
    assert_int_equal(vd_reach_next(&reach, &more, NULL), VD_OK);
    assert_int_equal(reach.count, WIDE - DOORS - 1);
    for (size_t i = 1; i < reach.count; i++) {
        assert_true(order[reach.level[i - 1]] < order[reach.level[i]]);
    }
    vd_reach_clear(&reach);
    vd_marks_give(&net, marks);
    vd_net_clear(&net);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adjacency_holds_every_edge_once),
        cmocka_unit_test(walks_find_the_distances),
        cmocka_unit_test(reach_leaves_nothing_behind),
        cmocka_unit_test(wide_levels_are_in_the_order_of_ids),
        cmocka_unit_test(paths_are_the_smallest_of_the_shortest),
        cmocka_unit_test(damaged_edges_are_refused),
        cmocka_unit_test(marks_outlive_their_counter),
        cmocka_unit_test(best_evidence_wins),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
