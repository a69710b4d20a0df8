/** Suspect documents, and what a review takes off the list. */
#include "sink.h"

#include "report/report.h"

static vd_change rows[] = {
    {.target = SAMPLE_STR("1/2020/QH14"),
     .acting = SAMPLE_STR("2/2024/QH15"),
     .kind = VD_STEP_AMENDED,
     .effective = {2025, 1, 1},
     .confidence = 1,
     .source = SAMPLE_STR("x")},
    {.target = SAMPLE_STR("1/2020/QH14"),
     .acting = SAMPLE_STR("3/2025/QH15"),
     .kind = VD_STEP_AMENDED,
     .effective = {2026, 1, 1},
     .confidence = 1,
     .source = SAMPLE_STR("x")},
};

static const vd_graph_data *graph_make(sample_graph *sample)
{
    for (size_t i = 0; i < 2; i++) {
        vd_graph_document *plan = sample_document(sample, i ? "kh/b" : "kh/a", i ? "2/KH" : "1/KH");
        plan->in_corpus = true;
        plan->date = VD_LIT("2023-05-05");
    }
    sample_document(sample, "luat/1", "1/2020/QH14");
    sample_edge(sample, "kh/a", VD_REL_BASED_ON, "luat/1", "a.txt", 0);
    sample_implements(sample, "kh/b", "luat/1", VD_STRENGTH_TASK, "b.txt", 0);
    return sample_done(sample);
}

static vd_rows *ask(const vd_graph_data *data, size_t row_count, const vd_stored_review *reviews, size_t review_count,
                    vd_date as_of, bool all)
{
    vd_changes_sort(rows, 2);
    vd_changes changes = {rows, row_count};
    vd_suspect_query query = {.as_of = as_of, .all = all};
    vd_rows *out;
    assert_int_equal(vd_report_suspect(data, &changes, reviews, review_count, &query, &out, NULL), VD_OK);
    return out;
}

static vd_stored_review review_make(vd_arena *arena, const vd_graph_data *data, size_t row_count, vd_date on)
{
    vd_changes changes = {rows, row_count};
    vd_stored_review review = {.document = VD_LIT("kh/a"), .date = on, .reviewer = VD_LIT("Phòng Tổng hợp")};
    assert_int_equal(vd_report_review_changes(arena, data, &changes, review.document, on, &review.changes,
                                              &review.change_count, NULL),
                     VD_OK);
    return review;
}

static void a_changed_basis_makes_suspect(void **state)
{
    (void)state;
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    rows_end(ask(data, 2, NULL, 0, (vd_date){2024, 12, 31}, true));
    vd_rows *out = ask(data, 2, NULL, 0, (vd_date){2025, 6, 1}, false);
    row_expect(out, "document_id", "kh/a", "verdict", "amended_since", "relation", "based_on", "reviewed_on", NULL,
               NULL);
    row_list(out, "changed_by", "2/2024/QH15");
    rows_end(out);
    out = ask(data, 2, NULL, 0, (vd_date){2025, 6, 1}, true);
    row_expect(out, "document_id", "kh/a", NULL);
    row_expect(out, "document_id", "kh/b", NULL);
    rows_end(out);
}

static void a_review_holds_until_something_happens(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    vd_changes_sort(rows, 2);
    vd_stored_review review = review_make(&arena, data, 2, (vd_date){2025, 6, 1});
    assert_int_equal(review.change_count, 1);
    assert_true(vd_str_eq(review.changes[0], VD_LIT("1/2020/QH14 amended 2/2024/QH15")));
    rows_end(ask(data, 2, &review, 1, (vd_date){2025, 12, 31}, false));
    vd_rows *out = ask(data, 2, &review, 1, (vd_date){2025, 12, 31}, true);
    row_expect(out, "document_id", "kh/b", NULL); /* not reviewed */
    rows_end(out);
    vd_arena_clear(&arena);
}

static void later_and_unknown_changes_do_not_count_as_reviewed(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    vd_changes_sort(rows, 2);
    vd_stored_review review = review_make(&arena, data, 2, (vd_date){2025, 6, 1});
    rows_end(ask(data, 2, &review, 1, (vd_date){2025, 12, 31}, false));
    /* the next amendment */
    vd_rows *out = ask(data, 2, &review, 1, (vd_date){2026, 2, 1}, false);
    row_expect(out, "document_id", "kh/a", "reviewed_on", "2025-06-01", "reviewed_by", "Phòng Tổng hợp", NULL);
    row_list(out, "changed_by", "3/2025/QH15");
    rows_end(out);
    /* one that nobody knew of at a review made after its day */
    vd_stored_review early = review_make(&arena, data, 1, (vd_date){2026, 3, 1});
    assert_int_equal(early.change_count, 1);
    out = ask(data, 2, &early, 1, (vd_date){2026, 3, 2}, false);
    row_expect(out, "document_id", "kh/a", NULL);
    row_list(out, "changed_by", "3/2025/QH15");
    rows_end(out);
    /* a change whose day turns out to lie behind the review */
    vd_stored_review both = review_make(&arena, data, 2, (vd_date){2026, 3, 1});
    assert_int_equal(both.change_count, 2);
    rows_end(ask(data, 2, &both, 1, (vd_date){2026, 6, 1}, false));
    rows[1].effective = (vd_date){2026, 5, 1};
    out = ask(data, 2, &both, 1, (vd_date){2026, 6, 1}, false);
    row_expect(out, "document_id", "kh/a", NULL);
    row_list(out, "changed_by", "3/2025/QH15");
    rows_end(out);
    rows[1].effective = (vd_date){2026, 1, 1};
    vd_arena_clear(&arena);
}

static void reviews_as_rows(void **state)
{
    (void)state;
    vd_arena arena = {0};
    sample_graph sample = {0};
    const vd_graph_data *data = graph_make(&sample);
    vd_stored_review reviews[2] = {review_make(&arena, data, 2, (vd_date){2025, 6, 1}),
                                   {.document = VD_LIT("kh/gone"), .date = {2025, 7, 1}}};
    vd_rows *out;
    assert_int_equal(vd_report_reviews(data, reviews, 2, VD_NONE, &out, NULL), VD_OK);
    row_expect(out, "document_number", "1/KH", "date", "2025-06-01", "reviewer", "Phòng Tổng hợp", "note", NULL, NULL);
    row_expect(out, "document_id", "kh/gone", "document_number", NULL, "date", "2025-07-01", "reviewer", NULL, NULL);
    rows_end(out);
    assert_int_equal(vd_report_reviews(data, reviews, 2, VD_LIT("kh/gone"), &out, NULL), VD_OK);
    row_expect(out, "document_id", "kh/gone", NULL);
    rows_end(out);
    /* only what we hold can be reviewed */
    const vd_str *changes;
    size_t count;
    vd_changes none = {0};
    assert_int_equal(
        vd_report_review_changes(&arena, data, &none, VD_LIT("luat/1"), (vd_date){2025, 1, 1}, &changes, &count, NULL),
        VD_INVALID);
    vd_arena_clear(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_changed_basis_makes_suspect),
        cmocka_unit_test(a_review_holds_until_something_happens),
        cmocka_unit_test(later_and_unknown_changes_do_not_count_as_reviewed),
        cmocka_unit_test(reviews_as_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
