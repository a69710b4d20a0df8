/** Running out of memory at every single allocation: an error each time, nothing lost. */
#include "sample.h"

#include "base/alloc.h"

static const vd_graph_data *graph_make(sample_graph *sample)
{
    sample_document(sample, "a", "1/KH")->in_corpus = true;
    sample_document(sample, "b", "2/KH");
    sample_document(sample, "c", "3/CT");
    sample_implements(sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_implements(sample, "a", "c", VD_STRENGTH_TASK, "a.txt", 20);
    sample_implements(sample, "b", "c", VD_STRENGTH_TASK, "b.txt", 0);
    return sample_done(sample);
}

typedef vd_status question(const vd_graph_data *data, vd_rows **out, vd_error *err);

static vd_status ask_who(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    return vd_graph_who(
        data,
        &(vd_who_query){.relations = VD_GRAPH_ANY, .document = VD_LIT("c"), .transitive = true, .as_of = {2025, 1, 1}},
        out, err);
}

static vd_status ask_count(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    return vd_graph_who_count(
        data,
        &(vd_who_query){.relations = VD_GRAPH_ANY, .document = VD_LIT("c"), .transitive = true, .as_of = {2025, 1, 1}},
        out, err);
}

static vd_status ask_path(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    return vd_graph_path(data, VD_LIT("a"), VD_LIT("c"), out, err);
}

static vd_status ask_layout(const vd_graph_data *data, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_layout layout;
    *out = NULL;
    vd_status status = vd_graph_layout(&arena, data, &layout, err);
    vd_arena_clear(&arena);
    return status;
}

static void memory_fails(question *ask)
{
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    for (size_t nth = 1;; nth++) {
        vd_rows *rows = NULL;
        vd_error err = {0};
        assert_true(nth < 1000);
        vd_alloc_fail_at(nth);
        vd_status status = ask(data, &rows, &err);
        if (status != VD_OK) {
            assert_null(rows);
        }
        /* Some rows are made only when they are read. */
        for (bool more = rows != NULL; status == VD_OK && more;) {
            status = vd_rows_next(rows, &more, &err);
        }
        vd_alloc_fail_at(0);
        vd_rows_free(rows);
        if (status == VD_OK) {
            assert_true(nth > 1);
            return;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
    }
}

static void who_survives(void **state)
{
    (void)state;
    memory_fails(ask_who);
}

static void path_survives(void **state)
{
    (void)state;
    memory_fails(ask_count);
    memory_fails(ask_path);
}

static void rank_survives(void **state)
{
    (void)state;
    memory_fails(vd_graph_rank);
}

static void layout_survives(void **state)
{
    (void)state;
    memory_fails(ask_layout);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_survives),
        cmocka_unit_test(path_survives),
        cmocka_unit_test(rank_survives),
        cmocka_unit_test(layout_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
