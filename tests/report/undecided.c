/** Citations of which nobody knows what they mean: rows behind all others, counted apart, with their evidence. */
#include "sink.h"

#include "base/alloc.h"
#include "report/matrix_book.h"
#include "report/report.h"

typedef struct made {
    vd_arena arena;
    vd_matrix_undecided undecided;
    vd_matrix matrix;
} made;

static vd_citation citation_of(uint32_t from, const char *words, const char *source, size_t start)
{
    return (vd_citation){.evidence = {.from = from,
                                      .relation = VD_REL_IMPLEMENTS,
                                      .strength = VD_STRENGTH_TASK,
                                      .confidence = 0.9,
                                      .source = vd_str_of(source),
                                      .start = start,
                                      .end = start + 9,
                                      .line = 3,
                                      .column = 1,
                                      .sentence = VD_LIT("Tiếp tục thực hiện …"),
                                      .stated_by = from == 0 ? VD_LIT("a") : VD_LIT("b")},
                         .words = vd_str_of(words)};
}

/* Plan 0 acts on one known document and two that nobody knows; plan 1 on one of the same words alone. */
static const vd_graph_data *plans_make(sample_graph *sample)
{
    sample_document(sample, "a", "1/KH")->in_corpus = true;
    vd_graph_document *b = sample_document(sample, "b", "2/KH");
    b->in_corpus = true;
    b->type = VD_LIT("Kế hoạch");
    sample_document(sample, "x", "33/CT");
    sample_implements(sample, "a", "x", VD_STRENGTH_TASK, "a.txt", 0);
    return sample_done(sample);
}

static const vd_str candidates[] = {SAMPLE_STR("x"), SAMPLE_STR("y")};

/* The second says the same as the first, in other letters and with a candidate more. */
static size_t citations_make(vd_citation out[4])
{
    out[0] = citation_of(0, "Chỉ thị\n số", "a.txt", 40);
    out[0].type = VD_LIT("Chỉ thị");
    out[0].issuer = VD_LIT("Thủ tướng");
    out[0].date = VD_LIT("2025-07");
    out[0].candidates = candidates;
    out[0].candidate_count = 1;
    out[1] = citation_of(0, "chỉ thị số", "a.txt", 80);
    out[1].candidates = candidates;
    out[1].candidate_count = 2;
    out[2] = citation_of(0, "Nghị quyết của", "a.txt", 90);
    out[2].evidence.relation = VD_REL_CITES;
    out[3] = citation_of(1, "Nghị quyết của", "b.txt", 10);
    return 4;
}

static void matrix_make(made *out, const vd_graph_data *data, const vd_matrix_query *query)
{
    vd_citation citations[4];
    size_t count = query->decided ? 0 : citations_make(citations);
    *out = (made){0};
    assert_int_equal(vd_matrix_undecided_add(&out->arena, data, citations, count, &out->undecided, NULL), VD_OK);
    vd_matrix_input input = {.data = &out->undecided.data, .query = query, .undecided = &out->undecided};
    assert_int_equal(vd_matrix_make(&out->arena, &input, &out->matrix, NULL), VD_OK);
}

static vd_rows *matrix_rows(made *out, const vd_graph_data *data, const vd_matrix_query *query)
{
    vd_rows *rows;
    matrix_make(out, data, query);
    assert_int_equal(vd_report_matrix(&out->matrix, query, &rows, NULL), VD_OK);
    return rows;
}

static void each_wording_of_a_plan_is_a_row_behind_all_others(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    static const vd_matrix_query all;
    vd_rows *rows = matrix_rows(&matrix, plans_make(&sample), &all);
    assert_int_equal(matrix.matrix.directive_count, 4);
    assert_int_equal(matrix.matrix.known_count, 1);
    row_expect(rows, "id", "x", "state", NULL, "1/KH", "T", "2/KH", NULL, NULL);
    row_expect(rows, "id", NULL, "title", "“Chỉ thị số” (Thủ tướng, 2025-07)", "type", "Chỉ thị", "state", "ambiguous",
               "1/KH", "T??", "2/KH", NULL, NULL);
    row_list(rows, "candidates", "x > y");
    row_expect(rows, "id", NULL, "title", "“Nghị quyết của”", "state", "unresolved", "1/KH", "C??", "2/KH", NULL, NULL);
    row_expect(rows, "id", NULL, "title", "“Nghị quyết của”", "1/KH", NULL, "2/KH", "T??", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static void evidence_is_kept_and_counted_apart(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    const vd_matrix_query list = {.shape = VD_MATRIX_LIST};
    vd_rows *rows = matrix_rows(&matrix, plans_make(&sample), &list);
    row_expect(rows, "to_id", "x", "letters", "T", NULL);
    row_expect(rows, "to_id", NULL, "letters", "T??", "source", "a.txt", "sentence", "Tiếp tục thực hiện …", "state",
               "ambiguous", "state_then", "ambiguous", NULL);
    row_list(rows, "candidates", "x > y");
    assert_int_equal(row_int(rows, "mentions"), 2);
    assert_int_equal(row_int(rows, "start"), 40);
    vd_rows_free(rows);
    assert_int_equal(vd_matrix_plan_rows(&matrix.matrix, &rows, NULL), VD_OK);
    row_expect(rows, "id", "a", NULL);
    assert_int_equal(row_int(rows, "acted_on"), 1);
    row_expect(rows, "id", "b", NULL);
    assert_int_equal(row_int(rows, "implemented"), 0);
    rows_and_arena_end(&matrix.arena, rows);
}

/* A plan that does something nobody knows is not one that does nothing; what nobody knows is no directive without plan.
 */
static void gaps_tell_what_is_not_known(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    static const vd_matrix_query all;
    const vd_graph_data *data = plans_make(&sample);
    matrix_make(&matrix, data, &all);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &all, NULL, 0, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "plan", "plan", "2/KH", "why", "only_undecided", NULL);
    rows_and_arena_end(&matrix.arena, rows);
    static const vd_matrix_query decided = {.decided = true};
    matrix_make(&matrix, data, &decided);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &decided, NULL, 0, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "plan", "plan", "2/KH", "why", "acts_on_nothing", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static void filters_leave_them_out(void **state)
{
    (void)state;
    static const vd_str types[] = {SAMPLE_STR("CT")};
    static const vd_str plan[] = {SAMPLE_STR("b")};
    static const vd_str known[] = {SAMPLE_STR("x")};
    const struct {
        vd_matrix_query query;
        size_t rows, known;
    } expected[] = {
        {{.decided = true}, 1, 1},
        {{.min_confidence = 0.1}, 1, 1},
        {{.top = 1}, 1, 1},
        {{.directives = {.documents = known, .document_count = 1}}, 1, 1},
        {{.directives = {.types = types, .type_count = 1}}, 1, 0},
        {{.plans = {.documents = plan, .document_count = 1}}, 1, 0},
        {{.relations = 1U << VD_REL_CITES}, 1, 0},
    };
    for (size_t i = 0; i < sizeof expected / sizeof *expected; i++) {
        sample_graph sample = {0};
        made matrix;
        matrix_make(&matrix, plans_make(&sample), &expected[i].query);
        assert_int_equal(matrix.matrix.directive_count, expected[i].rows);
        assert_int_equal(matrix.matrix.known_count, expected[i].known);
        vd_arena_clear(&matrix.arena);
    }
}

static void columns_and_books_name_them(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    const vd_matrix_query turned = {.transpose = true};
    vd_rows *rows = matrix_rows(&matrix, plans_make(&sample), &turned);
    row_expect(rows, "plan", "1/KH", "33/CT", "T", "“Nghị quyết của” ? 1/KH", "C??", "“Nghị quyết của” ? 2/KH", NULL,
               NULL);
    vd_rows_free(rows);
    static const vd_format formats[] = {VD_FORMAT_MARKDOWN, VD_FORMAT_HTML};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        sink_text text = {0};
        vd_out out = {.sink = sink_of(&text)};
        vd_style style = {.lang = VD_LANG_VI};
        vd_matrix_query query = {0};
        size_t count;
        vd_status status = vd_matrix_book(&matrix.matrix, &query, NULL, formats[i], &style, &out, &count, NULL);
        assert_int_equal(vd_out_finish(&out, status, NULL), VD_OK);
        assert_true(sink_has(&text, "Viện dẫn chưa xác định được văn bản"));
        assert_true(sink_has(&text, "chưa xác định, có nhiều khả năng"));
        assert_true(sink_has(&text, "T??"));
        assert_true(sink_has(&text, "x; y"));
        assert_false(sink_has(&text, "\xFF"));
        sink_clear(&text);
    }
    vd_arena_clear(&matrix.arena);
}

static void memory_may_run_out(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = plans_make(&sample);
    vd_citation citations[4];
    size_t count = citations_make(citations);
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_arena arena = {0};
        vd_matrix_undecided out;
        vd_alloc_fail_at(nth);
        status = vd_matrix_undecided_add(&arena, data, citations, count, &out, NULL);
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
        vd_arena_clear(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_wording_of_a_plan_is_a_row_behind_all_others),
        cmocka_unit_test(evidence_is_kept_and_counted_apart),
        cmocka_unit_test(gaps_tell_what_is_not_known),
        cmocka_unit_test(filters_leave_them_out),
        cmocka_unit_test(columns_and_books_name_them),
        cmocka_unit_test(memory_may_run_out),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
