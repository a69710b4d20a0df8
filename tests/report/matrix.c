/** The matrix: letters, doubts, columns, order. */
#include "sink.h"

#include "base/alloc.h"
#include "report/report.h"

/* A matrix, and what it stands on. */
typedef struct made {
    vd_arena arena;
    vd_matrix matrix;
} made;

static const vd_matrix_query everything;

static vd_rows *matrix_rows(made *out, const vd_graph_data *data, const vd_matrix_query *query, vd_states states)
{
    vd_rows *rows;
    vd_matrix_input input = {.data = data, .query = query, .states = states};
    *out = (made){0};
    assert_int_equal(vd_matrix_make(&out->arena, &input, &out->matrix, NULL), VD_OK);
    assert_int_equal(vd_report_matrix(&out->matrix, query, &rows, NULL), VD_OK);
    return rows;
}

/* Two numbered plans and one without number; laws and directives they act on. */
static const vd_graph_data *plans_make(sample_graph *sample)
{
    sample_document(sample, "kh/a", "70/KH-UBND")->in_corpus = true;
    sample_document(sample, "kh/b", NULL)->in_corpus = true;
    sample_document(sample, "kh/c", NULL)->in_corpus = true; /* says nothing of anything */
    sample_document(sample, "x/1", "33/CT-TTg")->title = VD_LIT("về dân chủ");
    sample_document(sample, "x/2", "05-CT/TW");
    sample_document(sample, "x/3", "01-KL/TW");
    sample_document(sample, "x/4", NULL)->title = VD_LIT("Quy chế");
    sample_document(sample, "x/5", NULL); /* known, but of no concern */
    sample_implements(sample, "kh/a", "x/1", VD_STRENGTH_TASK, "d/000-a.txt", 10)->confidence = 0.6;
    sample_implements(sample, "kh/a", "x/1", VD_STRENGTH_PRIMARY, "d/000-a.txt", 50);
    sample_implements(sample, "kh/b", "x/1", VD_STRENGTH_TASK, "d/001-b.txt", 10);
    sample_edge(sample, "kh/b", VD_REL_CITES, "x/1", "d/001-b.txt", 20);
    sample_implements(sample, "kh/a", "x/2", VD_STRENGTH_LINKED, "d/000-a.txt", 90)->confidence = 0.79;
    sample_implements(sample, "kh/b", "x/3", VD_STRENGTH_LINKED, "d/001-b.txt", 60);
    sample_third_party(sample_edge(sample, "x/3", VD_REL_IMPLEMENTS, "x/2", "d/001-b.txt", 60), "kh/b");
    sample_third_party(sample_edge(sample, "x/3", VD_REL_PROMULGATES, "x/4", "d/001-b.txt", 60), "kh/b");
    return sample_done(sample);
}

static void letters_say_what_acts_on_what(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    rows = matrix_rows(&matrix, plans_make(&sample), &everything, (vd_states){0});
    assert_int_equal(vd_rows_width(rows), vd_matrix_grid_fixed(&matrix.matrix, false) + 3);
    row_expect(rows, "id", "x/1", "number", "33/CT-TTg", "title", "về dân chủ", "70/KH-UBND", "PT", "001-b", "TC",
               "kh/c", NULL, NULL);
    row_expect(rows, "id", "x/2", "70/KH-UBND", "L?", "001-b", "e", NULL);
    row_expect(rows, "id", "x/3", "70/KH-UBND", NULL, "001-b", "L", NULL);
    row_expect(rows, "id", "x/4", "number", NULL, "70/KH-UBND", NULL, "001-b", "e", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static void every_relation_has_its_letter(void **state)
{
    (void)state;
    static const struct {
        vd_relation relation;
        const char *letter;
    } expected[] = {
        {VD_REL_BASED_ON, "B"},   {VD_REL_GUIDED_BY, "H"},    {VD_REL_CITES, "C"},    {VD_REL_AMENDS, "A"},
        {VD_REL_SUPERSEDES, "S"}, {VD_REL_REPEALS, "X"},      {VD_REL_DETAILS, "D"},  {VD_REL_PROMULGATES, "K"},
        {VD_REL_CORRECTS, "R"},   {VD_REL_CONSOLIDATES, "N"}, {VD_REL_SUSPENDS, "U"}, {VD_REL_IMPLEMENTS, "T"},
    };
    assert_int_equal(sizeof expected / sizeof expected[0], VD_REL_COUNT);
    for (size_t i = 0; i < VD_REL_COUNT; i++) {
        sample_graph sample = {0};
        made matrix;
        vd_rows *rows;
        sample_document(&sample, "a", "1/KH")->in_corpus = true;
        sample_document(&sample, "b", NULL);
        sample_edge(&sample, "a", expected[i].relation, "b", "s", 0);
        rows = matrix_rows(&matrix, sample_done(&sample), &everything, (vd_states){0});
        row_expect(rows, "1/KH", expected[i].letter, NULL);
        rows_and_arena_end(&matrix.arena, rows);
    }
}

static void letters_come_in_one_order(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", NULL);
    for (int relation = VD_REL_COUNT - 1; relation >= 0; relation--) {
        if (relation != VD_REL_IMPLEMENTS) {
            sample_edge(&sample, "a", (vd_relation)relation, "b", "s", 0)->confidence = 0.3;
        }
    }
    sample_implements(&sample, "a", "b", VD_STRENGTH_LINKED, "s", 0)->confidence = 0.3;
    sample_implements(&sample, "a", "b", VD_STRENGTH_TASK, "s", 0)->confidence = 0.49;
    sample_implements(&sample, "a", "b", VD_STRENGTH_PRIMARY, "s", 0)->confidence = 0.3;
    rows = matrix_rows(&matrix, sample_done(&sample), &everything, (vd_states){0});
    row_expect(rows, "1/KH", "BPTLHCASXDKRNU??", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static void columns_have_names_of_their_own(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    sample_document(&sample, "can-tho/5", "5/KH-UBND")->in_corpus = true;
    sample_document(&sample, "hai-phong/5", "5/KH-UBND")->in_corpus = true;
    sample_document(&sample, "hue/6", "6/KH-UBND")->in_corpus = true;
    rows = matrix_rows(&matrix, sample_done(&sample), &everything, (vd_states){0});
    size_t first = vd_matrix_grid_fixed(&matrix.matrix, false);
    assert_true(vd_str_eq(vd_rows_name(rows, first + 0), VD_LIT("can-tho/5")));
    assert_true(vd_str_eq(vd_rows_name(rows, first + 1), VD_LIT("hai-phong/5")));
    assert_true(vd_str_eq(vd_rows_name(rows, first + 2), VD_LIT("6/KH-UBND")));
    rows_and_arena_end(&matrix.arena, rows);
}

static void plans_may_act_on_each_other(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", "2/KH")->in_corpus = true;
    sample_implements(&sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_third_party(sample_edge(&sample, "b", VD_REL_CITES, "a", "a.txt", 9), "a"); /* it names itself: no row */
    rows = matrix_rows(&matrix, sample_done(&sample), &everything, (vd_states){0});
    row_expect(rows, "id", "b", "1/KH", "P", "2/KH", NULL, NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static void most_cited_comes_first(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "b", "2/KH")->in_corpus = true;
    sample_document(&sample, "x", NULL);
    sample_document(&sample, "y", NULL);
    sample_document(&sample, "z", NULL);
    sample_implements(&sample, "a", "y", VD_STRENGTH_TASK, "a.txt", 0);
    sample_implements(&sample, "a", "z", VD_STRENGTH_TASK, "a.txt", 10);
    sample_implements(&sample, "b", "z", VD_STRENGTH_TASK, "b.txt", 0);
    sample_third_party(sample_edge(&sample, "y", VD_REL_CITES, "x", "a.txt", 0), "a");
    sample_third_party(sample_edge(&sample, "y", VD_REL_CITES, "x", "b.txt", 0), "b");
    rows = matrix_rows(&matrix, sample_done(&sample), &everything, (vd_states){0});
    row_expect(rows, "id", "z", "1/KH", "T", "2/KH", "T", NULL);
    row_expect(rows, "id", "y", "1/KH", "T", "2/KH", "e", NULL);
    row_expect(rows, "id", "x", "1/KH", "e", "2/KH", "e", NULL); /* named, not acted on */
    rows_and_arena_end(&matrix.arena, rows);
}

static void an_empty_corpus_has_an_empty_matrix(void **state)
{
    (void)state;
    vd_graph_data data = {0};
    made matrix;
    vd_rows *rows;
    rows = matrix_rows(&matrix, &data, &everything, (vd_states){0});
    assert_int_equal(vd_rows_width(rows), vd_matrix_grid_fixed(&matrix.matrix, false));
    rows_and_arena_end(&matrix.arena, rows);
}

static void filters_choose_both_sides(void **state)
{
    (void)state;
    static const vd_str types[] = {SAMPLE_STR("KH")};
    static const vd_str places[] = {SAMPLE_STR("Cần Thơ")};
    static const vd_str ids[] = {SAMPLE_STR("x/1"), SAMPLE_STR("x/3")};
    sample_graph sample = {0};
    made matrix;
    *sample_document(&sample, "a", "1/KH") = (vd_graph_document){.id = VD_LIT("a"),
                                                                 .number = VD_LIT("1/KH"),
                                                                 .type = VD_LIT("Kế hoạch"),
                                                                 .place = VD_LIT("can-tho"),
                                                                 .date = VD_LIT("2026-02"),
                                                                 .earliest = VD_LIT("2026-02-03"),
                                                                 .latest = VD_LIT("2026-02-28"),
                                                                 .in_corpus = true};
    *sample_document(&sample, "b", "2/QĐ") = (vd_graph_document){
        .id = VD_LIT("b"), .number = VD_LIT("2/QĐ"), .type = VD_LIT("Quyết định"), .in_corpus = true};
    sample_document(&sample, "x/1", "33/CT");
    sample_document(&sample, "x/2", "34/CT");
    sample_document(&sample, "x/3", "35/CT");
    sample_implements(&sample, "a", "x/1", VD_STRENGTH_TASK, "a.txt", 0);
    sample_implements(&sample, "b", "x/2", VD_STRENGTH_TASK, "b.txt", 0)->confidence = 0.6;
    const vd_graph_data *data = sample_done(&sample);
    vd_matrix_query query = {.plans = {.types = types, .type_count = 1}};
    vd_rows *rows = matrix_rows(&matrix, data, &query, (vd_states){0});
    row_expect(rows, "id", "x/1", "1/KH", "T", NULL);
    rows_and_arena_end(&matrix.arena, rows);
    query = (vd_matrix_query){.plans = {.places = places, .place_count = 1, .from = {2026, 2, 20}, .to = {2026, 0, 0}},
                              .directives = {.documents = ids, .document_count = 2}};
    rows = matrix_rows(&matrix, data, &query, (vd_states){0}); /* may be of 20 February; a row without cells */
    assert_int_equal(matrix.matrix.plan_count, 1);
    row_expect(rows, "id", "x/1", "1/KH", "T", NULL);
    row_expect(rows, "id", "x/3", "1/KH", NULL, NULL);
    assert_int_equal(row_int(rows, "implementing"), 0);
    rows_and_arena_end(&matrix.arena, rows);
    query = (vd_matrix_query){.plans = {.to = {2026, 2, 2}}};
    rows = matrix_rows(&matrix, data, &query, (vd_states){0}); /* not of 2 February, and b is of no day */
    assert_int_equal(matrix.matrix.plan_count, 0);
    rows_and_arena_end(&matrix.arena, rows);
    query = (vd_matrix_query){.min_confidence = 0.8, .relations = 1U << VD_REL_IMPLEMENTS};
    rows = matrix_rows(&matrix, data, &query, (vd_states){0});
    row_expect(rows, "id", "x/1", "1/KH", "T", "2/QĐ", NULL, NULL);
    rows_and_arena_end(&matrix.arena, rows);
    query = (vd_matrix_query){.relations = 1U << VD_REL_CITES, .top = 1};
    rows = matrix_rows(&matrix, data, &query, (vd_states){0});
    rows_and_arena_end(&matrix.arena, rows);
    vd_matrix_input input = {.data = data, .query = &query};
    static const vd_str nobody[] = {SAMPLE_STR("z")};
    query = (vd_matrix_query){.plans = {.documents = nobody, .document_count = 1}};
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_NOT_FOUND);
    vd_arena_clear(&matrix.arena);
}

static void the_turned_matrix_has_the_same_cells(void **state)
{
    (void)state;
    uint32_t seed = 7;
    for (int round = 0; round < 200; round++) {
        sample_graph sample;
        made matrix;
        const vd_graph_data *data = sample_scatter(&sample, &seed);
        for (size_t v = 0; v < data->document_count; v++) {
            data->documents[v].in_corpus = sample_random(&seed) % 3 > 0;
        }
        vd_matrix_query turned = {.transpose = true};
        vd_rows *rows = matrix_rows(&matrix, data, &turned, (vd_states){0});
        size_t fixed = vd_matrix_grid_fixed(&matrix.matrix, true);
        size_t cells = 0;
        bool more = true;
        for (size_t plan = 0; vd_rows_next(rows, &more, NULL) == VD_OK && more; plan++) {
            for (size_t d = 0; d < matrix.matrix.directive_count; d++) {
                char text[VD_MATRIX_TEXT];
                const vd_matrix_cell *cell = vd_matrix_at(&matrix.matrix, d, plan);
                vd_str expected = cell ? vd_matrix_text(cell, text) : VD_NONE;
                assert_true(vd_str_eq(vd_rows_cell(rows, fixed + d).text, expected));
                cells += cell != NULL;
            }
        }
        assert_int_equal(cells, matrix.matrix.cell_count);
        rows_and_arena_end(&matrix.arena, rows);
    }
}

static vd_state state_known(const void *context, const vd_graph_data *data, uint32_t document, vd_date day)
{
    (void)context;
    bool law = vd_str_eq(data->documents[document].id, VD_LIT("x"));
    vd_state unknown = {VD_STATE_UNKNOWN, VD_NONE, {0}};
    vd_state ended = {VD_STATE_SUPERSEDED, VD_LIT("9/2026/QH16"), {2026, 1, 1}};
    vd_state in_force = {VD_STATE_IN_FORCE, VD_NONE, {2020, 1, 1}};
    return !law || day.year == 0 ? unknown : day.year >= 2026 ? ended : in_force;
}

static void validity_is_that_of_two_days(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix;
    vd_graph_document *plan = sample_document(&sample, "a", "1/KH");
    plan->in_corpus = true;
    plan->date = VD_LIT("2025-05");
    sample_document(&sample, "x", "1/2020/QH14");
    sample_edge(&sample, "a", VD_REL_BASED_ON, "x", "a.txt", 0);
    sample_edge(&sample, "a", VD_REL_CITES, "x", "a.txt", 70);
    vd_matrix_query query = {.as_of = {2026, 3, 1}, .shape = VD_MATRIX_LIST};
    vd_rows *rows = matrix_rows(&matrix, sample_done(&sample), &query, (vd_states){state_known, NULL});
    row_expect(rows, "plan", "1/KH", "to_number", "1/2020/QH14", "letters", "BC", "state_then", "in_force", "state",
               "superseded", "state_by", "9/2026/QH16", "state_since", "2026-01-01", "source", "a.txt", NULL);
    row_list(rows, "relations", "based_on > cites");
    assert_int_equal(row_int(rows, "mentions"), 2);
    rows_and_arena_end(&matrix.arena, rows);
}

static void tasks_are_rows_of_their_own(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix = {0};
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true;
    sample_document(&sample, "x", "33/CT");
    sample_implements(&sample, "a", "x", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_implements(&sample, "a", "x", VD_STRENGTH_TASK, "a.txt", 120);
    const vd_matrix_task items[] = {
        {.document = 0,
         .place = VD_LIT("II.1"),
         .text = VD_LIT("Rà soát"),
         .lead = VD_LIT("Sở Nội vụ"),
         .deadline = VD_LIT("2026-03"),
         .source = VD_LIT("a.txt"),
         .start = 100,
         .end = 200,
         .line = 11},
        {.document = 0,
         .place = VD_LIT("II.2"),
         .text = VD_LIT("=HYPERLINK()"),
         .lead = VD_LIT("Sở Nội vụ"),
         .source = VD_LIT("a.txt"),
         .start = 200,
         .end = 300,
         .line = 21},
    };
    vd_matrix_tasks tasks = {items, 2};
    vd_matrix_query query = {.transpose = true};
    vd_matrix_input input = {.data = sample_done(&sample), .query = &query, .tasks = &tasks};
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_OK);
    assert_int_equal(vd_report_matrix(&matrix.matrix, &query, &rows, NULL), VD_OK);
    row_expect(rows, "plan", "1/KH", "task", NULL, "33/CT", "P", NULL);
    row_expect(rows, "plan", "1/KH II.1", "lead", "Sở Nội vụ", "deadline", "2026-03", "33/CT", "T", NULL);
    row_expect(rows, "plan", "1/KH II.2", "deadline", NULL, "33/CT", NULL, NULL);
    rows_end(rows);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &query, &tasks, 1U << VD_GAP_TASK, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "task", "plan", "1/KH", "task", "II.2", "why", "no_deadline", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

/* A plan in two files: the tasks are those of the clean one. */
static const vd_graph_data *copies_make(sample_graph *sample)
{
    sample_document(sample, "a", "1/KH")->in_corpus = true;
    sample_document(sample, "x", "33/CT");
    sample_document(sample, "y", "34/CT");
    sample_implements(sample, "a", "x", VD_STRENGTH_TASK, "a.txt", 120);
    sample_implements(sample, "a", "x", VD_STRENGTH_TASK, "a.txt", 150);
    sample_edge(sample, "a", VD_REL_CITES, "x", "a.txt", 150); /* the same words say both */
    sample_implements(sample, "a", "x", VD_STRENGTH_TASK, "scan.txt", 110);
    sample_implements(sample, "a", "x", VD_STRENGTH_TASK, "scan.txt", 140);
    sample_edge(sample, "a", VD_REL_BASED_ON, "y", "scan.txt", 10); /* only the scan could be read there */
    sample_third_party(sample_edge(sample, "y", VD_REL_DETAILS, "x", "a.txt", 120), "a");
    sample_third_party(sample_edge(sample, "y", VD_REL_DETAILS, "x", "scan.txt", 110), "a");
    return sample_done(sample);
}

static void copies_of_a_plan_are_one(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix = {0};
    vd_rows *rows;
    const vd_graph_data *data = copies_make(&sample);
    const vd_matrix_query list = {.shape = VD_MATRIX_LIST};
    rows = matrix_rows(&matrix, data, &list, (vd_states){0});
    row_expect(rows, "to_number", "33/CT", "letters", "TC", NULL);
    assert_int_equal(row_int(rows, "mentions"), 2);
    row_expect(rows, "to_number", "34/CT", "letters", "B", NULL);
    assert_int_equal(row_int(rows, "mentions"), 1);
    rows_and_arena_end(&matrix.arena, rows);

    const vd_matrix_task task = {
        .place = VD_LIT("II.1"), .text = VD_LIT("Rà soát"), .source = VD_LIT("a.txt"), .start = 100, .end = 200};
    const vd_matrix_tasks tasks = {&task, 1};
    const vd_matrix_query turned = {.transpose = true};
    vd_matrix_input input = {.data = data, .query = &turned, .tasks = &tasks};
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_OK);
    assert_int_equal(vd_report_matrix(&matrix.matrix, &turned, &rows, NULL), VD_OK);
    row_expect(rows, "plan", "1/KH", "33/CT", NULL, "34/CT", "B", NULL);
    row_expect(rows, "plan", "1/KH II.1", "33/CT", "TC", "34/CT", "e", NULL);
    rows_end(rows);
    assert_int_equal(vd_matrix_list(&matrix.matrix, true, &rows, NULL), VD_OK);
    sink_text text = rows_text(rows, VD_FORMAT_TABLE, NULL, 3);
    assert_true(sink_has(&text, "Rà soát")); /* what is to be done is shown */
    assert_false(sink_has(&text, "mentions"));
    sink_clear(&text);
    vd_arena_clear(&matrix.arena);
}

static void tasks_are_read_from_rows(void **state)
{
    (void)state;
    static const vd_column columns[] = {{"what", true},  {"document_id", true}, {"lead", true}, {"deadline", true},
                                        {"start", true}, {"end", true},         {"path", true}, {"source", true}};
    static const vd_str leads[] = {SAMPLE_STR("Sở Nội vụ"), SAMPLE_STR("Sở Tài chính")};
    sample_graph sample = {0};
    sample_document(&sample, "a", "1/KH");
    for (size_t nth = 1, status = VD_NO_MEMORY; status != VD_OK; nth++) {
        vd_arena arena = {0};
        vd_matrix_tasks tasks;
        vd_rows *rows;
        assert_int_equal(vd_rows_new(columns, 8, &rows, NULL), VD_OK);
        for (int i = 0; i < 3; i++) {
            vd_cell *cells = vd_rows_add(rows);
            cells[0] = vd_cell_text(VD_LIT("Rà soát"));
            cells[1] = vd_cell_text(i < 2 ? VD_LIT("a") : VD_LIT("b"));
            cells[2] = vd_cell_list(leads, 2);
            cells[4] = vd_cell_int(100 - i * 50);
            cells[5] = vd_cell_int(120 - i * 50);
            cells[7] = vd_cell_text(VD_LIT("a.txt"));
        }
        assert_true(nth < 100);
        vd_alloc_fail_at(nth);
        status = vd_matrix_tasks_read(&arena, sample_done(&sample), rows, &tasks, NULL);
        vd_alloc_fail_at(0);
        if (status == VD_OK) {
            assert_int_equal(tasks.count, 2); /* b is no document of the graph */
            assert_int_equal(tasks.items[0].start, 50);
            assert_true(vd_str_eq(tasks.items[0].lead, VD_LIT("Sở Nội vụ; Sở Tài chính")));
            assert_null(tasks.items[0].deadline.ptr);
        }
        vd_rows_free(rows);
        vd_arena_clear(&arena);
    }
}

static void gaps_are_told_by_kind(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix = {0};
    vd_rows *rows;
    sample_document(&sample, "a", "1/KH")->in_corpus = true; /* below */
    vd_graph_document *above = sample_document(&sample, "b", "2/KH");
    above->in_corpus = true;
    above->type = VD_LIT("Kế hoạch");
    sample_document(&sample, "c", "3/KH")->in_corpus = true; /* implements nothing */
    sample_document(&sample, "l", "4/NĐ-CP")->type = VD_LIT("Nghị định");
    sample_document(&sample, "x/1", "33/CT");
    sample_document(&sample, "x/2", "34/CT");
    sample_document(&sample, "x/3", NULL)->title = VD_LIT("Quy chế kèm theo 34/CT");
    sample_document(&sample, "x/4", "36/CT");
    sample_document(&sample, "x/5", "37/CT");
    sample_implements(&sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_edge(&sample, "a", VD_REL_BASED_ON, "l", "a.txt", 5);
    sample_edge(&sample, "a", VD_REL_CITES, "x/1", "a.txt", 20);
    sample_implements(&sample, "b", "x/1", VD_STRENGTH_TASK, "b.txt", 0)->confidence = 0.4;
    sample_implements(&sample, "b", "x/2", VD_STRENGTH_TASK, "b.txt", 30);
    sample_third_party(sample_edge(&sample, "x/2", VD_REL_PROMULGATES, "x/3", "b.txt", 30), "b");
    sample_edge(&sample, "c", VD_REL_CITES, "x/4", "c.txt", 0);
    sample_third_party(sample_edge(&sample, "l", VD_REL_CITES, "x/5", "a.txt", 5),
                       "a"); /* a decree hands nothing down */
    vd_matrix_query query = {.min_confidence = 0.5};
    vd_matrix_input input = {.data = sample_done(&sample), .query = &query};
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_OK);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &query, NULL, 0, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "directive", "to_id", "x/1", "why", "only_cited", "source", "a.txt", NULL);
    row_expect(rows, "gap", "directive", "to_id", "x/4", "why", "only_cited", NULL);
    row_expect(rows, "gap", "directive", "to_id", "x/5", "why", "only_named", NULL);
    row_expect(rows, "gap", "plan", "plan", "3/KH", "why", "only_cites", "to_id", NULL, NULL);
    row_expect(rows, "gap", "inherited", "plan", "1/KH", "to_id", "x/2", "through", "2/KH", "through_letters", "T",
               "why", "implemented_above", "source", "b.txt", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

static vd_state superseded_state(const void *context, const vd_graph_data *data, uint32_t document, vd_date day)
{
    (void)context;
    (void)day;
    bool over = vd_str_eq(data->documents[document].id, VD_LIT("x/4"));
    return (vd_state){over ? VD_STATE_SUPERSEDED : VD_STATE_UNKNOWN, VD_NONE, {0}};
}

/* What asks or reports is no directive, what has ended nobody has to carry out, and a dispatch is no plan. */
static const vd_graph_data *types_make(sample_graph *sample)
{
    static const char *const types[] = {"Tờ trình", "Chỉ thị", "Công văn", "Chỉ thị", "Chỉ thị", "Quy chế"};
    static const char *const ids[] = {"x/1", "x/2", "x/3", "x/4", "x/5", "x/6"};
    vd_graph_document *letter = sample_document(sample, "a", "1/UBND-NC");
    letter->in_corpus = true;
    letter->type = VD_LIT("Công văn");
    for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
        sample_document(sample, ids[i], ids[i])->type = vd_str_of(types[i]);
        if (i < 4) {
            sample_edge(sample, "a", VD_REL_CITES, ids[i], "a.txt", 10 * i);
        }
    }
    sample_edge(sample, "a", VD_REL_REPEALS, "x/5", "a.txt", 90); /* it goes, and its annex with it */
    sample_third_party(sample_edge(sample, "x/5", VD_REL_PROMULGATES, "x/6", "a.txt", 90), "a");
    sample_document(sample, "y/1", "8/BC")->type = VD_LIT("Báo cáo");
    sample_document(sample, "y/2", NULL)->type = VD_LIT("Nghị quyết"); /* to be drafted */
    sample_document(sample, "y/3", "9/NQ")->type = VD_LIT("Nghị quyết");
    return sample_done(sample);
}

static void types_decide_what_is_a_gap(void **state)
{
    (void)state;
    sample_graph sample = {0};
    made matrix = {0};
    vd_rows *rows;
    const vd_graph_data *data = types_make(&sample);
    vd_matrix_input input = {.data = data, .query = &everything, .states = {superseded_state, NULL}};
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_OK);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &everything, NULL, 0, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "directive", "to_id", "x/2", "why", "only_cited", NULL);
    row_expect(rows, "gap", "directive", "to_id", "y/3", "why", "only_known", NULL);
    rows_and_arena_end(&matrix.arena, rows);
    vd_str asked[] = {VD_LIT("Công văn"), VD_LIT("BC")};
    vd_matrix_query query = {.directives = {.types = asked, .type_count = 2},
                             .plans = {.types = asked, .type_count = 1}};
    input.query = &query;
    assert_int_equal(vd_matrix_make(&matrix.arena, &input, &matrix.matrix, NULL), VD_OK);
    assert_int_equal(vd_matrix_gaps(&matrix.matrix, &query, NULL, 0, &rows, NULL), VD_OK);
    row_expect(rows, "gap", "directive", "to_id", "x/3", "why", "only_cited", NULL);
    row_expect(rows, "gap", "directive", "to_id", "a", NULL); /* asked for, and nobody acts on it */
    row_expect(rows, "gap", "directive", "to_id", "y/1", NULL);
    row_expect(rows, "gap", "plan", "plan", "1/UBND-NC", NULL);
    rows_and_arena_end(&matrix.arena, rows);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_say_what_acts_on_what),
        cmocka_unit_test(every_relation_has_its_letter),
        cmocka_unit_test(letters_come_in_one_order),
        cmocka_unit_test(columns_have_names_of_their_own),
        cmocka_unit_test(plans_may_act_on_each_other),
        cmocka_unit_test(most_cited_comes_first),
        cmocka_unit_test(an_empty_corpus_has_an_empty_matrix),
        cmocka_unit_test(filters_choose_both_sides),
        cmocka_unit_test(the_turned_matrix_has_the_same_cells),
        cmocka_unit_test(validity_is_that_of_two_days),
        cmocka_unit_test(tasks_are_rows_of_their_own),
        cmocka_unit_test(copies_of_a_plan_are_one),
        cmocka_unit_test(tasks_are_read_from_rows),
        cmocka_unit_test(gaps_are_told_by_kind),
        cmocka_unit_test(types_decide_what_is_a_gap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
