/** Running out of memory at every single allocation: an error each time, nothing lost. */
#include "sink.h"

#include "base/alloc.h"
#include "report/matrix_book.h"
#include "report/report.h"

static const vd_date spring = {2026, 3, 1};

static const vd_graph_data *graph_make(sample_graph *sample)
{
    vd_graph_document *plan = sample_document(sample, "a", "1/KH");
    plan->in_corpus = true;
    plan->date = VD_LIT("2024-05-05");
    sample_document(sample, "b", "10/2022/QH15")->title = VD_LIT("Luật");
    sample_document(sample, "c", NULL)->in_corpus = true;
    sample_implements(sample, "a", "b", VD_STRENGTH_PRIMARY, "a.txt", 0);
    sample_edge(sample, "c", VD_REL_AMENDS, "b", "c.txt", 20);
    return sample_done(sample);
}

typedef vd_status report(const vd_graph_data *data, sink_text *text, vd_error *err);

/* Ends what made rows: writes them in every format. */
static vd_status rows_finish(vd_status status, vd_rows *rows, vd_format format, sink_text *text, vd_error *err)
{
    if (status == VD_OK) {
        vd_style style = {.color = true, .width = 40};
        status = vd_rows_write(rows, format, &style, sink_of(text), NULL, err);
    }
    vd_rows_free(rows);
    return status;
}

static vd_status basis_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    vd_rows *rows;
    vd_status status = vd_report_basis(data, VD_NONE, &rows, err);
    return rows_finish(status, rows, VD_FORMAT_JSONL, text, err);
}

static vd_status matrix_report_as(const vd_graph_data *data, vd_format format, sink_text *text, vd_error *err)
{
    vd_arena arena = {0};
    vd_out out = {.sink = sink_of(text)};
    vd_style style = {.lang = VD_LANG_EN};
    vd_matrix_query query = {.directives = {.from = {1900, 0, 0}}};
    vd_matrix_input input = {.data = data, .query = &query};
    vd_matrix matrix;
    size_t count;
    vd_status status = vd_matrix_make(&arena, &input, &matrix, err);
    if (status == VD_OK) {
        status = vd_matrix_book(&matrix, &query, NULL, format, &style, &out, &count, err);
    }
    status = vd_out_finish(&out, status, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status matrix_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    static const vd_matrix_query query;
    vd_arena arena = {0};
    vd_matrix_input input = {.data = data, .query = &query};
    vd_matrix matrix;
    vd_rows *rows = NULL;
    vd_status status = vd_matrix_make(&arena, &input, &matrix, err);
    if (status == VD_OK) {
        status = vd_report_matrix(&matrix, &query, &rows, err);
    }
    status = rows_finish(status, rows, VD_FORMAT_TABLE, text, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status book_markdown(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return matrix_report_as(data, VD_FORMAT_MARKDOWN, text, err);
}

static vd_status book_html(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return matrix_report_as(data, VD_FORMAT_HTML, text, err);
}

static vd_status book_xlsx(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return matrix_report_as(data, VD_FORMAT_XLSX, text, err);
}

static vd_status outdated_as(const vd_graph_data *data, bool unjudged, sink_text *text, vd_error *err)
{
    vd_arena arena = {0};
    vd_changes changes;
    vd_rows *rows = NULL;
    vd_outdated_query query = {.as_of = spring, .severity = VD_SEVERITY_NOTE, .unjudged = unjudged};
    vd_citation citation = {.evidence = {.relation = VD_REL_CITES, .source = VD_LIT("a.txt"), .end = 9, .line = 1},
                            .words = VD_LIT("Quyết định số")};
    vd_citations unknown = {&citation, 1};
    vd_status status = vd_changes_builtin(&arena, &changes, err);
    if (status == VD_OK) {
        status = vd_report_outdated(data, &changes, &unknown, &query, &rows, err);
    }
    status = rows_finish(status, rows, VD_FORMAT_CSV, text, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status outdated_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return outdated_as(data, false, text, err);
}

static vd_status unjudged_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return outdated_as(data, true, text, err);
}

static vd_status timeline_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    vd_changes none = {0};
    vd_rows *rows = NULL;
    vd_status status = vd_report_timeline(data, &none, VD_LIT("b"), &rows, err);
    return rows_finish(status, rows, VD_FORMAT_CSV, text, err);
}

static vd_status suspect_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    vd_arena arena = {0};
    vd_change change = {
        .target = VD_LIT("10/2022/QH15"), .kind = VD_STEP_EXPIRED, .effective = {2025, 1, 1}, .confidence = 1};
    vd_changes changes = {&change, 1};
    vd_stored_review review = {.document = VD_LIT("a"), .date = {2024, 6, 1}};
    vd_suspect_query query = {.as_of = spring};
    vd_rows *rows = NULL;
    vd_status status = vd_report_review_changes(&arena, data, &changes, VD_LIT("a"), review.date, &review.changes,
                                                &review.change_count, err);
    if (status == VD_OK) {
        status = vd_report_suspect(data, &changes, &review, 1, &query, &rows, err);
    }
    status = rows_finish(status, rows, VD_FORMAT_CSV, text, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status reviews_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    static const vd_str known[] = {SAMPLE_STR("x amended y")};
    vd_stored_review review = {.document = VD_LIT("a"), .date = {2024, 6, 1}, .changes = known, .change_count = 1};
    vd_rows *rows = NULL;
    vd_status status = vd_report_reviews(data, &review, 1, VD_NONE, &rows, err);
    return rows_finish(status, rows, VD_FORMAT_JSONL, text, err);
}

static vd_status sheet_report(const vd_graph_data *data, vd_format format, sink_text *text, vd_error *err)
{
    vd_change change = {.target = VD_LIT("10/2022/QH15"),
                        .acting = VD_LIT("97/2025/QH15"),
                        .kind = VD_STEP_AMENDED,
                        .effective = {2025, 7, 1},
                        .confidence = 1,
                        .source = VD_LIT("x")};
    vd_changes changes = {&change, 1};
    return vd_report_show(data, &changes, VD_LIT("b"), NULL, format, NULL, sink_of(text), err);
}

static vd_status table_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return sheet_report(data, VD_FORMAT_TABLE, text, err);
}

static vd_status json_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return sheet_report(data, VD_FORMAT_JSON, text, err);
}

static vd_status sheet_page_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return sheet_report(data, VD_FORMAT_MARKDOWN, text, err);
}

static vd_status csv_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return sheet_report(data, VD_FORMAT_CSV, text, err);
}

static vd_status drawing_write(const vd_graph_data *data, vd_out *out, vd_error *err)
{
    const vd_str types[] = {VD_LIT("KH")};
    const vd_export_query query = {.documents = {.types = types, .type_count = 1}};
    vd_arena arena = {0};
    vd_graph_data part;
    vd_status status = vd_graph_part(&arena, data, &query, &part, err);
    if (status == VD_OK) {
        status = vd_svg_write(&part, VD_LANG_VI, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status export_report(vd_status (*write)(const vd_graph_data *, vd_out *, vd_error *),
                               const vd_graph_data *data, sink_text *text, vd_error *err)
{
    vd_out out = {.sink = sink_of(text)};
    vd_status status = write(data, &out, err);
    return vd_out_finish(&out, status, err);
}

static vd_status graphml_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return export_report(vd_graphml_write, data, text, err);
}

static vd_status dot_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return export_report(vd_dot_write, data, text, err);
}

static vd_status svg_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    return export_report(drawing_write, data, text, err);
}

static vd_status mentions_report(const vd_graph_data *data, sink_text *text, vd_error *err)
{
    static const vd_extraction none = {0};
    vd_rows *rows;
    (void)data;
    vd_status status = vd_extraction_rows(NULL, &none, &rows, err);
    return rows_finish(status, rows, VD_FORMAT_CSV, text, err);
}

static void every_report_survives(void **state)
{
    (void)state;
    static report *const reports[] = {book_markdown,   book_html,       book_xlsx,        basis_report,   matrix_report,
                                      outdated_report, unjudged_report, table_report,     json_report,    csv_report,
                                      timeline_report, suspect_report,  reviews_report,   graphml_report, dot_report,
                                      svg_report,      mentions_report, sheet_page_report};
    for (size_t i = 0; i < sizeof reports / sizeof reports[0]; i++) {
        sample_graph sample = {0};
        const vd_graph_data *data = graph_make(&sample);
        vd_status status = VD_NO_MEMORY;
        for (size_t nth = 1; status != VD_OK; nth++) {
            vd_error err = {0};
            sink_text text = {0};
            assert_true(nth < 2000);
            vd_alloc_fail_at(nth);
            status = reports[i](data, &text, &err);
            vd_alloc_fail_at(0);
            if (status == VD_OK) {
                assert_true(nth > 1);
                assert_true(text.len > 0);
            } else {
                assert_int_equal(status, VD_NO_MEMORY);
                assert_int_equal(err.status, VD_NO_MEMORY);
            }
            sink_clear(&text);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_report_survives)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
