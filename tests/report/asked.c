/** Every question to a database that no other test asks without memory: an error at each allocation that fails, no rows
 *  handed out with it, and the same answer afterwards from the database that stayed open. */
#include "sink.h"

#include "base/alloc.h"
#include "store/fixture.h"

typedef vd_status ask(vd_db *db, sink_text *text, vd_error *err);

/* Ends what made rows, which must be none on failure: some are made only when they are read. */
static vd_status rows_finish(vd_status status, vd_rows *rows, sink_text *text, vd_error *err)
{
    if (status != VD_OK) {
        assert_null(rows);
        return status;
    }
    status = vd_rows_write(rows, VD_FORMAT_JSONL, NULL, sink_of(text), NULL, err);
    vd_rows_free(rows);
    return status;
}

static const vd_date day = {2026, 3, 1};
static const vd_str cited = SAMPLE_STR("vn/chi-thi/2021/33-ct-ttg");
static const vd_str held = SAMPLE_STR("vn/can-tho/ke-hoach/2025/70-kh-ubnd");

#define ASK_ROWS(name, call)                                         \
    static vd_status name(vd_db *db, sink_text *text, vd_error *err) \
    {                                                                \
        vd_rows *rows = NULL;                                        \
        vd_status status = call;                                     \
        return rows_finish(status, rows, text, err);                 \
    }

static const vd_matrix_query matrix = {.as_of = {2026, 3, 1}};
static const vd_outdated_query outdated = {.as_of = {2026, 3, 1}, .severity = VD_SEVERITY_NOTE};
static const vd_suspect_query suspect = {.as_of = {2026, 3, 1}, .all = true};
static const vd_who_query acting = {
    .document = SAMPLE_STR("vn/chi-thi/2021/33-ct-ttg"), .relations = ~(uint32_t)0, .transitive = true};

ASK_ROWS(ask_basis, vd_db_basis(db, VD_NONE, &rows, err))
ASK_ROWS(ask_basis_of, vd_db_basis(db, held, &rows, err))
ASK_ROWS(ask_gaps, vd_db_gaps(db, &matrix, 0, &rows, err))
ASK_ROWS(ask_impact, vd_db_impact(db, cited, &rows, err))
ASK_ROWS(ask_matrix, vd_db_matrix(db, &matrix, &rows, err))
ASK_ROWS(ask_outdated, vd_db_outdated(db, &outdated, &rows, err))
ASK_ROWS(ask_reviews, vd_db_reviews(db, VD_NONE, &rows, err))
ASK_ROWS(ask_suspect, vd_db_suspect(db, &suspect, &rows, err))
ASK_ROWS(ask_timeline, vd_db_timeline(db, cited, &rows, err))
ASK_ROWS(ask_who, vd_db_who(db, &acting, &rows, err))
ASK_ROWS(ask_who_count, vd_db_who_count(db, &acting, &rows, err))
ASK_ROWS(ask_path, vd_db_path(db, held, cited, &rows, err))
ASK_ROWS(ask_rank, vd_db_rank(db, &rows, err))

static vd_status ask_matrix_page(vd_db *db, sink_text *text, vd_error *err)
{
    size_t count = 0;
    vd_status status = vd_db_matrix_write(db, &matrix, VD_FORMAT_HTML, NULL, sink_of(text), &count, err);
    assert_true(status == VD_OK || count == 0);
    return status;
}

static vd_status ask_show(vd_db *db, sink_text *text, vd_error *err)
{
    return vd_db_show(db, cited, VD_FORMAT_TABLE, NULL, sink_of(text), err);
}

static vd_status ask_export(vd_db *db, sink_text *text, vd_error *err)
{
    size_t count = 0;
    vd_status status = vd_db_export(db, NULL, VD_EXPORT_GRAPHML, sink_of(text), &count, err);
    assert_true(status == VD_OK || count == 0);
    return status;
}

static vd_status ask_drawing(vd_db *db, sink_text *text, vd_error *err)
{
    static const vd_export_query query = {.documents = {.documents = &held, .document_count = 1},
                                          .relations = ~(uint32_t)0};
    return vd_db_export(db, &query, VD_EXPORT_SVG, sink_of(text), NULL, err);
}

/* A review kept, and taken back: what failed has left none. */
static vd_status ask_review(vd_db *db, sink_text *text, vd_error *err)
{
    bool found = false;
    const vd_review review = {.document = held, .date = day, .reviewer = VD_LIT("A")};
    vd_status status = vd_db_review(db, &review, err);
    if (status == VD_OK) {
        status = vd_db_review_undo(db, held, &found, err);
        if (status != VD_OK) { /* it is there yet */
            vd_alloc_fail_at(0);
            assert_int_equal(vd_db_review_undo(db, held, &found, NULL), VD_OK);
        }
        assert_true(found);
        sink_keep(text, "undone", strlen("undone"));
    }
    return status;
}

static vd_status ask_state(vd_db *db, sink_text *text, vd_error *err)
{
    bool empty = true, pending = true;
    size_t kept = 1, all = 0;
    vd_status status = vd_db_empty(db, &empty, err);
    status = status == VD_OK ? vd_db_pending(db, &pending, err) : status;
    status = status == VD_OK ? vd_db_texts(db, &kept, &all, err) : status;
    if (status == VD_OK) {
        assert_true(!empty && kept == 0 && all == 2);
        sink_keep(text, pending ? "p" : "-", 1);
    }
    return status;
}

/* Asks with allocations failing in turn, of the first ten each; how many there are, about. */
static size_t memory_fails(vd_db *db, ask *question)
{
    sink_text expected = {0};
    vd_error err = {0};
    assert_int_equal(question(db, &expected, &err), VD_OK);
    for (size_t nth = 1;; nth += 1 + nth / 10) {
        sink_text text = {0};
        assert_true(nth < 1000000);
        vd_alloc_fail_at(nth);
        vd_status status = question(db, &text, &err);
        vd_alloc_fail_at(0);
        bool same = vd_str_eq(sink_str(&text), sink_str(&expected));
        sink_clear(&text);
        if (status == VD_OK) {
            assert_true(same);
            sink_clear(&expected);
            return nth;
        }
        assert_int_equal(status, VD_NO_MEMORY);
        assert_int_equal(err.status, VD_NO_MEMORY);
    }
}

static void every_question_survives(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        ask *question;
    } questions[] = {
        {"basis", ask_basis},      {"basis of one", ask_basis_of},
        {"gaps", ask_gaps},        {"impact", ask_impact},
        {"matrix", ask_matrix},    {"outdated", ask_outdated},
        {"suspect", ask_suspect},  {"timeline", ask_timeline},
        {"who", ask_who},          {"count", ask_who_count},
        {"path", ask_path},        {"rank", ask_rank},
        {"drawing", ask_drawing},  {"show", ask_show},
        {"page", ask_matrix_page}, {"export", ask_export},
        {"review", ask_review},    {"state", ask_state},
    };
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        vd_db *db = db_filled();
        size_t allocations = memory_fails(db, questions[i].question);
        if (getenv("VD_SHOW_TIMES")) {
            fprintf(stderr, "%6zu allocations  %s\n", allocations, questions[i].name);
        }
        vd_db_close(db);
    }
    vd_db *db = db_filled();
    const vd_review review = {.document = held, .date = day};
    assert_int_equal(vd_db_review(db, &review, NULL), VD_OK);
    memory_fails(db, ask_reviews);
    vd_db_close(db);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_question_survives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
