/* Files become sources, documents are decided, and every kind of bad file is told without harm to the others. */
#include "tree.h"

#include "base/alloc.h"
#include "base/rows.h"
#include "store/store.h"
#include "support/db.h"
#include "support/grammar.h"

#define PLAN_1                                                                                                                         \
    VD_LIT("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 70/KH-UBND\n\nKẾ HOẠCH\nThực hiện dân chủ ở cơ sở\n\n" \
           "Căn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021 của Thủ tướng Chính phủ;\n"                                \
           "Căn cứ Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15.\n")
#define PLAN_2                                                                                             \
    VD_LIT("ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: 24/KH-VPUB\n\nKẾ HOẠCH\nNăm 2026\n\n" \
           "Thực hiện Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ.\n"        \
           "1. Quán triệt Chỉ thị số 33/CT-TTg.\n")

/* What the callbacks heard. */
typedef struct hearing {
    vd_buf problems; /* "path:line:column: status text\n" each */
    size_t steps, stop_at;
} hearing;

static bool hear_progress(void *context, size_t done, size_t total, vd_str path)
{
    hearing *h = context;
    assert_true(done <= total);
    assert_int_equal(path.ptr == NULL, done == total);
    h->steps++;
    return h->stop_at == 0 || h->steps < h->stop_at;
}

static void hear_problem(void *context, vd_str path, size_t line, size_t column, const vd_error *err)
{
    hearing *h = context;
    vd_buf_add(&h->problems, path);
    vd_buf_add_format(&h->problems, ":%zu:%zu: %d %s\n", line, column, (int)err->status, err->text);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static vd_ingest_report ingest_full(vd_db *db, const char *const *paths, bool prune, hearing *h, vd_status expected)
{
    vd_ingest_options options = {.prune = prune, .progress = hear_progress, .problem = hear_problem, .context = h};
    vd_ingest_report report = {0};
    vd_error err = {0};
    size_t count = 0;
    while (paths[count] != NULL) {
        count++;
    }
    vd_status status = vd_db_ingest(db, grammar, paths, count, &options, &report, &err);
    if (status != expected) {
        fail_msg("status %d: %s", (int)status, err.text);
    }
    vd_buf_add_char(&h->problems, '\0');
    return report;
}

static vd_ingest_report ingest_quietly(vd_db *db, const char *const *paths, bool prune)
{
    hearing h = {0};
    vd_ingest_report report = ingest_full(db, paths, prune, &h, VD_OK);
    assert_string_equal(h.problems.ptr, "");
    vd_buf_clear(&h.problems);
    return report;
}

static void assert_report(vd_ingest_report r, size_t added, size_t updated, size_t unchanged, size_t removed,
                          size_t failed)
{
    assert_int_equal(r.added, added);
    assert_int_equal(r.updated, updated);
    assert_int_equal(r.unchanged, unchanged);
    assert_int_equal(r.removed, removed);
    assert_int_equal(r.failed, failed);
    assert_int_equal(r.seen, added + updated + unchanged + failed);
}

static void rows_add(vd_buf *out, vd_rows *rows)
{
    bool more = false;
    while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        for (size_t i = 0; i < vd_rows_width(rows); i++) {
            vd_cell cell = vd_rows_cell(rows, i);
            vd_buf_add_format(out, "%d %lld %g ", (int)cell.kind, (long long)cell.integer, cell.real);
            vd_buf_add(out, cell.text);
            for (size_t j = 0; j < cell.count; j++) {
                vd_buf_add(out, cell.items[j]);
                vd_buf_add_char(out, ',');
            }
            vd_buf_add_char(out, '|');
        }
        vd_buf_add_char(out, '\n');
    }
    vd_rows_free(rows);
}

/* All that can be listed. */
static char *db_dump(vd_db *db)
{
    vd_buf out = {0};
    vd_rows *rows = NULL;
    assert_int_equal(vd_db_mentions(db, NULL, &rows, NULL), VD_OK);
    rows_add(&out, rows);
    assert_int_equal(vd_db_edges(db, NULL, &rows, NULL), VD_OK);
    rows_add(&out, rows);
    assert_int_equal(vd_db_documents(db, NULL, &rows, NULL), VD_OK);
    rows_add(&out, rows);
    assert_int_equal(vd_db_unresolved(db, &rows, NULL), VD_OK);
    rows_add(&out, rows);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

static void assert_same(vd_db *db, const char *before)
{
    char *now = db_dump(db);
    assert_string_equal(now, before);
    free(now);
}

static void plans_make(void)
{
    folder_make("p");
    file_make("p/000-a.txt", PLAN_1);
    file_make("p/001-b.txt", PLAN_2);
}

static void test_again_changes_nothing(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new();
    vd_ingest_report r = ingest_quietly(db, PATHS("p"), false);
    assert_report(r, 2, 0, 0, 0, 0);
    assert_true(r.mentions >= 4);
    assert_true(r.edges >= 3);
    assert_true(r.documents >= 4);
    char *before = db_dump(db);
    assert_non_null(strstr(before, "vn/chi-thi/2021/33-ct-ttg"));
    vd_ingest_report again = ingest_quietly(db, PATHS("./p//"), true);
    assert_report(again, 0, 0, 2, 0, 0);
    assert_int_equal(again.mentions, r.mentions);
    assert_int_equal(again.edges, r.edges);
    assert_int_equal(again.documents, r.documents);
    assert_same(db, before);
    free(before);
    vd_db_close(db);
}

static void test_changed_file(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new(), *fresh = db_new();
    ingest_quietly(db, PATHS("p"), false);
    file_make("p/001-b.txt", VD_LIT("KẾ HOẠCH\n\nCăn cứ Nghị định số 61/2023/NĐ-CP.\n"));
    assert_report(ingest_quietly(db, PATHS("p"), false), 0, 1, 1, 0, 0);
    ingest_quietly(fresh, PATHS("p"), false);
    char *expected = db_dump(fresh);
    assert_non_null(strstr(expected, "61/2023"));
    assert_null(strstr(expected, "59/2023"));
    assert_same(db, expected);
    free(expected);
    vd_db_close(db);
    vd_db_close(fresh);
}

static void test_order_does_not_show(void **state)
{
    (void)state;
    plans_make();
    vd_db *first = db_new(), *second = db_new();
    ingest_quietly(first, PATHS("p/000-a.txt", "p/001-b.txt"), false);
    ingest_quietly(second, PATHS("p/001-b.txt"), false);
    ingest_quietly(second, PATHS("p/000-a.txt"), false);
    char *expected = db_dump(first);
    assert_same(second, expected);
    free(expected);
    vd_db_close(first);
    vd_db_close(second);
}

static void test_prune(void **state)
{
    (void)state;
    plans_make();
    folder_make("q");
    file_make("q/c.txt", PLAN_1);
    vd_db *db = db_new(), *fresh = db_new();
    ingest_quietly(db, PATHS("p", "q"), false);
    assert_int_equal(unlink("p/001-b.txt"), 0);
    assert_int_equal(unlink("q/c.txt"), 0);
    assert_report(ingest_quietly(db, PATHS("p"), false), 0, 0, 1, 0, 0);
    vd_ingest_report r = ingest_quietly(db, PATHS("p"), true);
    assert_report(r, 0, 0, 1, 1, 0);
    /* What only the file that went stated is gone; q was not asked about. */
    char *now = db_dump(db);
    assert_null(strstr(now, "59/2023"));
    assert_non_null(strstr(now, "q/c.txt"));
    free(now);
    assert_report(ingest_quietly(db, PATHS("."), true), 0, 0, 1, 1, 0);
    ingest_quietly(fresh, PATHS("p"), false);
    char *expected = db_dump(fresh);
    assert_same(db, expected);
    free(expected);
    vd_db_close(db);
    vd_db_close(fresh);
}

/* Of a folder that is not there nobody knows what is gone; a file that is not there is gone itself. */
static void test_prune_a_path_that_is_gone(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new();
    hearing h = {0};
    ingest_quietly(db, PATHS("p"), false);
    char *before = db_dump(db);
    assert_int_equal(rename("p", "elsewhere"), 0);
    assert_report(ingest_full(db, PATHS("p"), false, &h, VD_OK), 0, 0, 0, 0, 1);
    vd_buf_clear(&h.problems);
    assert_report(ingest_full(db, PATHS("p"), true, &h, VD_OK), 0, 0, 0, 0, 1);
    vd_buf_clear(&h.problems);
    assert_same(db, before);
    free(before);
    vd_ingest_report r = ingest_full(db, PATHS("p/000-a.txt", "p/001-b.txt"), true, &h, VD_OK);
    assert_report(r, 0, 0, 0, 2, 2);
    assert_int_equal(r.mentions, 0);
    assert_int_equal(r.edges, 0);
    vd_buf_clear(&h.problems);
    tree_remove("elsewhere");
    vd_db_close(db);
}

static void test_bad_files(void **state)
{
    (void)state;
    plans_make();
    file_make("p/empty.txt", VD_LIT(""));
    file_make("p/blank.txt", VD_LIT(" \n\t\n"));
    file_make("p/binary.txt", VD_LIT("\x7f"
                                     "ELF\0\1\2\3\4\5\6\0\0\0\0\1\0\2\0\3\0\4\0\5\0\6"));
    file_make("p/utf16.txt", VD_LIT("K\0H\0 \0"));
    vd_db *db = db_new();
    hearing h = {0};
    assert_report(ingest_full(db, PATHS("p", "nowhere.txt"), false, &h, VD_OK), 2, 0, 0, 0, 5);
    static const struct {
        const char *path;
        vd_status status;
    } expected[] = {{"nowhere.txt", VD_NOT_FOUND},
                    {"p/binary.txt", VD_NOT_TEXT},
                    {"p/blank.txt", VD_EMPTY},
                    {"p/empty.txt", VD_EMPTY},
                    {"p/utf16.txt", VD_NOT_TEXT}};
    for (size_t i = 0; i < 5; i++) {
        char start[64];
        snprintf(start, sizeof start, "%s:0:0: %d ", expected[i].path, (int)expected[i].status);
        if (strstr(h.problems.ptr, start) == NULL) {
            fail_msg("no \"%s\" in\n%s", start, h.problems.ptr);
        }
    }
    vd_buf_clear(&h.problems);
    vd_db_close(db);
}

static void test_a_file_that_went_bad_keeps_its_earlier_version(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new();
    hearing h = {0};
    ingest_quietly(db, PATHS("p"), false);
    char *before = db_dump(db);
    file_make("p/000-a.txt", VD_LIT(""));
    assert_report(ingest_full(db, PATHS("p"), true, &h, VD_OK), 0, 0, 1, 0, 1);
    assert_same(db, before);
    free(before);
    vd_buf_clear(&h.problems);
    vd_db_close(db);
}

static void test_invalid_utf8_is_told_and_kept(void **state)
{
    (void)state;
    file_make("one.txt", VD_LIT("KẾ HOẠCH\nCăn \xff"
                                "cứ Chỉ thị số 33/CT-TTg.\n"));
    file_make("two.txt", VD_LIT("KẾ HOẠCH\nCăn cứ \xc3(\xe1\xbb Chỉ thị số 33/CT-TTg.\n"));
    vd_db *db = db_new();
    hearing h = {0};
    vd_ingest_report r = ingest_full(db, PATHS("one.txt", "two.txt"), false, &h, VD_OK);
    assert_report(r, 2, 0, 0, 0, 0);
    assert_true(r.mentions >= 2);
    char expected[512];
    snprintf(expected, sizeof expected,
             "one.txt:2:5: %d 1 invalid UTF-8 sequence, at byte 18; it is read as an unknown character\n"
             "two.txt:2:8: %d 2 invalid UTF-8 sequences, first at byte 23; they are read as unknown characters\n",
             (int)VD_INVALID, (int)VD_INVALID);
    assert_string_equal(h.problems.ptr, expected);
    vd_buf_clear(&h.problems);
    vd_db_close(db);
}

static void test_what_took_too_long_is_told(void **state)
{
    (void)state;
    vd_buf text = {0};
    vd_buf_add_text(&text, "KẾ HOẠCH\nCăn cứ Chỉ thị số 33/CT-TTg.\n");
    for (int i = 0; i < 100000; i++) {
        vd_buf_add_text(&text, "12/QĐ");
    }
    file_make("glued.txt", vd_buf_str(&text));
    vd_buf_clear(&text);
    vd_db *db = db_new();
    hearing h = {0};
    vd_ingest_report r = ingest_full(db, PATHS("glued.txt"), false, &h, VD_OK);
    assert_report(r, 1, 0, 0, 0, 0);
    assert_true(r.mentions >= 1);
    assert_non_null(strstr(h.problems.ptr, "glued.txt:3:1: "));
    assert_non_null(strstr(h.problems.ptr, "matching took too long at byte "));
    vd_buf_clear(&h.problems);
    vd_db_close(db);
}

static void test_stopping(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new(), *fresh = db_new();
    hearing h = {.stop_at = 2};
    bool stale = false;
    assert_report(ingest_full(db, PATHS("p"), false, &h, VD_STOPPED), 1, 0, 0, 0, 0);
    vd_buf_clear(&h.problems);
    assert_int_equal(vd_store_stale(db, &stale, NULL), VD_OK);
    assert_true(stale);
    assert_int_equal(vd_db_pending(db, &stale, NULL), VD_OK);
    assert_true(stale);
    /* The next one reads the rest and decides about all. */
    assert_report(ingest_quietly(db, PATHS("p"), false), 1, 0, 1, 0, 0);
    assert_int_equal(vd_db_pending(db, &stale, NULL), VD_OK);
    assert_false(stale);
    ingest_quietly(fresh, PATHS("p"), false);
    char *expected = db_dump(fresh);
    assert_same(db, expected);
    free(expected);
    vd_db_close(db);
    vd_db_close(fresh);
}

static void test_stopped_before_deciding(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new();
    hearing h = {.stop_at = 3};
    vd_ingest_report r = ingest_full(db, PATHS("p"), false, &h, VD_STOPPED);
    assert_report(r, 2, 0, 0, 0, 0);
    assert_int_equal(r.documents, 0);
    vd_buf_clear(&h.problems);
    r = ingest_quietly(db, PATHS("p"), false);
    assert_report(r, 0, 0, 2, 0, 0);
    assert_true(r.documents > 0);
    vd_db_close(db);
}

typedef struct deciding_heard {
    size_t calls[VD_DECIDING_COUNT], done;
    vd_deciding last;
} deciding_heard;

static void hear_deciding(void *context, vd_deciding step, size_t done, size_t total)
{
    deciding_heard *h = context;
    assert_true(step >= h->last && done < total);
    assert_true(step > h->last || done >= h->done);
    h->last = step;
    h->done = done;
    h->calls[step]++;
}

/* The steps come in their order and forward, and none where nothing is decided. */
static void test_deciding_is_told(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = db_new();
    deciding_heard h = {.done = 0};
    vd_ingest_report report;
    vd_db_tell_deciding(db, hear_deciding, &h);
    assert_int_equal(vd_db_ingest(db, grammar, PATHS("p"), 1, NULL, &report, NULL), VD_OK);
    const vd_deciding steps[] = {VD_DECIDING_LOADING, VD_DECIDING_MEANING, VD_DECIDING_WRITING, VD_DECIDING_GRAPH};
    for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
        assert_true(h.calls[steps[i]] > 0);
    }
    assert_int_equal(h.calls[VD_DECIDING_INDEXES], 0); /* of few rows they are left as they are */
    h = (deciding_heard){.done = 0};
    assert_int_equal(vd_db_ingest(db, grammar, PATHS("p"), 1, NULL, &report, NULL), VD_OK);
    assert_int_equal(h.calls[VD_DECIDING_LOADING] + h.calls[VD_DECIDING_GRAPH], 0);
    /* whoever decides tells, until nobody asks */
    assert_int_equal(vd_db_forget(db, PATHS("p"), 1, NULL, &report, NULL), VD_OK);
    assert_true(h.calls[VD_DECIDING_MEANING] > 0 && h.calls[VD_DECIDING_GRAPH] > 0);
    h = (deciding_heard){.done = 0};
    vd_db_tell_deciding(db, NULL, NULL);
    assert_int_equal(vd_db_ingest(db, grammar, PATHS("p"), 1, NULL, &report, NULL), VD_OK);
    assert_int_equal(h.calls[VD_DECIDING_MEANING], 0);
    vd_db_close(db);
}

/* Files enough for many batches, some of them bad, one damaged, two the same. */
static void many_make(size_t count)
{
    tree_remove("m");
    folder_make("m");
    for (size_t i = 0; i < count; i++) {
        char path[32], text[512];
        snprintf(path, sizeof path, "m/%04zu.txt", i);
        int len = snprintf(text, sizeof text,
                           "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %zu/KH-UBND\n\nKẾ HOẠCH\nSố %zu\n\n"
                           "Căn cứ Nghị định số %zu/2023/NĐ-CP ngày 14/8/2023%s của Chính phủ.\n"
                           "Thực hiện Kế hoạch số %zu/KH-UBND.\n",
                           i + 1, i % 7, i % 50 + 1, i % 90 == 7 ? "\xff" : "", (i * 31) % count + 1);
        file_make(path, (vd_str){text, i % 70 == 3 ? 0 : (size_t)len});
    }
}

static vd_buf bytes_of(const char *path)
{
    vd_buf bytes = {0};
    char block[4096];
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    for (size_t len; (len = fread(block, 1, sizeof block, file)) > 0;) {
        vd_buf_add(&bytes, (vd_str){block, len});
    }
    fclose(file);
    assert_true(vd_buf_ok(&bytes));
    return bytes;
}

/* The bytes of a database into which the folder was read, twice: the second time with every third file changed. */
static vd_buf jobs_ingest(size_t jobs, vd_buf *problems)
{
    vd_db *db = NULL;
    hearing h = {0};
    vd_ingest_options options = {.jobs = jobs, .progress = hear_progress, .problem = hear_problem, .context = &h};
    const char *const paths[] = {"m"};
    vd_ingest_report report = {0};
    many_make(300);
    unlink("jobs.db");
    assert_int_equal(vd_db_open("jobs.db", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_ingest(db, grammar, paths, 1, &options, &report, NULL), VD_OK);
    assert_report(report, 295, 0, 0, 0, 5);
    for (size_t i = 0; i < 300; i += 3) {
        char path[32];
        snprintf(path, sizeof path, "m/%04zu.txt", i);
        file_make(path, PLAN_2);
    }
    assert_int_equal(vd_db_ingest(db, grammar, paths, 1, &options, &report, NULL), VD_OK);
    assert_report(report, 2, 98, 197, 0, 3);
    vd_db_close(db);
    *problems = h.problems;
    assert_int_equal(h.steps, 602);
    return bytes_of("jobs.db");
}

static void test_jobs_do_not_show(void **state)
{
    (void)state;
    static const size_t jobs[] = {2, 3, 8, 0};
    vd_buf problems, expected = jobs_ingest(1, &problems);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        vd_buf other_problems, other = jobs_ingest(jobs[i], &other_problems);
        assert_int_equal(other.len, expected.len);
        assert_memory_equal(other.ptr, expected.ptr, expected.len);
        assert_true(vd_str_eq(vd_buf_str(&other_problems), vd_buf_str(&problems)));
        vd_buf_clear(&other_problems);
        vd_buf_clear(&other);
    }
    vd_buf_clear(&problems);
    vd_buf_clear(&expected);
}

/* Wherever it is stopped, all files before and none behind are kept. */
static void test_stopping_in_the_middle(void **state)
{
    (void)state;
    many_make(300);
    static const size_t stops[] = {1, 2, 64, 65, 150, 300, 301};
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        vd_db *db = db_new();
        hearing h = {.stop_at = stops[i]};
        vd_ingest_report report = {0};
        vd_ingest_options options = {.jobs = 4, .progress = hear_progress, .context = &h};
        const char *const paths[] = {"m"};
        assert_int_equal(vd_db_ingest(db, grammar, paths, 1, &options, &report, NULL), VD_STOPPED);
        assert_int_equal(report.seen, stops[i] - 1);
        assert_int_equal(report.added + report.failed, report.seen);
        vd_arena arena = {0};
        vd_str *stored = NULL;
        size_t count = 0;
        assert_int_equal(vd_store_paths(db, &arena, &stored, &count, NULL), VD_OK);
        assert_int_equal(count, report.added);
        vd_arena_clear(&arena);
        vd_db_close(db);
    }
}

static void test_no_paths(void **state)
{
    (void)state;
    vd_db *db = db_new();
    vd_ingest_report r = {.seen = 9};
    assert_int_equal(vd_db_ingest(db, grammar, NULL, 0, NULL, &r, NULL), VD_OK);
    assert_report(r, 0, 0, 0, 0, 0);
    vd_db_close(db);
}

static void test_read_only(void **state)
{
    (void)state;
    plans_make();
    vd_db *db = NULL;
    hearing h = {0};
    assert_int_equal(vd_db_open("a.db", VD_OPEN_CREATE, &db, NULL), VD_OK);
    ingest_quietly(db, PATHS("p/000-a.txt"), false);
    vd_db_close(db);
    assert_int_equal(vd_db_open("a.db", VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    ingest_quietly(db, PATHS("p/000-a.txt"), true); /* nothing to write, no harm */
    ingest_full(db, PATHS("p"), false, &h, VD_READ_ONLY);
    vd_buf_clear(&h.problems);
    vd_db_close(db);
}

static void test_memory(void **state)
{
    (void)state;
    file_make("a.txt", VD_LIT("KẾ HOẠCH\n\nCăn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021; Quyết định 12.\n"));
    vd_db *db = db_new();
    const char *const paths[] = {"a.txt"};
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    while (status != VD_OK) {
        vd_ingest_report report = {0};
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        status = vd_db_ingest(db, grammar, paths, 1, NULL, &report, &err);
        size_t asked = vd_alloc_count();
        vd_alloc_fail_at(0);
        if (status != VD_OK && (status != VD_NO_MEMORY || asked < nth)) {
            fail_msg("request %zu: status %d: %s", nth, (int)status, err.text);
        }
        if (status == VD_OK) {
            assert_true(report.mentions >= 1);
            assert_true(report.edges >= 1);
        }
    }
    assert_true(nth > 10);
    vd_db_close(db);
}

static void count_source(void *context, vd_str path)
{
    (void)path;
    ++*(size_t *)context;
}

/* Sources are forgotten together or not at all, and what is left is what never knew them. */
static void test_forget(void **state)
{
    (void)state;
    assert_int_equal(mkdir("p", 0755), 0);
    assert_int_equal(mkdir("p/q", 0755), 0);
    file_make("p/a.txt", PLAN_1);
    file_make("p/q/b.txt", PLAN_2);
    file_make("pq.txt", PLAN_2);
    vd_db *db = db_new(), *never = db_new();
    vd_ingest_report report;
    vd_error err = {0};
    size_t told = 0;
    vd_forget_options options = {.dry_run = true, .source = count_source, .context = &told};
    ingest_quietly(never, PATHS("pq.txt"), false);
    ingest_quietly(db, PATHS("p", "pq.txt"), false);
    char *whole = db_dump(db), *expected = db_dump(never);
    assert_int_equal(vd_db_forget(db, PATHS("p"), 1, &options, &report, &err), VD_OK);
    assert_int_equal(report.removed, 2);
    assert_int_equal(told, 2);
    assert_int_equal(vd_db_forget(db, PATHS("p", "x"), 2, NULL, &report, &err), VD_NOT_FOUND);
    assert_same(db, whole);
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status != VD_OK; nth++) {
        vd_alloc_fail_at(nth);
        status = vd_db_forget(db, PATHS("p/./", "p/a.txt"), 2, NULL, &report, &err);
        vd_alloc_fail_at(0);
        if (status == VD_NOT_FOUND) { /* they had gone, and memory was short for what follows */
            assert_true(nth > 2);
            ingest_quietly(db, PATHS("pq.txt"), false);
            break;
        }
        assert_true(status == VD_OK || status == VD_NO_MEMORY);
    }
    assert_same(db, expected);
    free(whole);
    free(expected);
    vd_db_close(never);
    vd_db_close(db);
}

/* The corpus, one file at a time in falling order, is the corpus. */
static void test_corpus(void **state)
{
    (void)state;
    static const char folder[] = VD_ROOT "/corpus/plans";
    vd_db *whole = db_new(), *parts = db_new();
    vd_ingest_report r = ingest_quietly(whole, PATHS(folder), false);
    if (r.added < 2) {
        print_message("no corpus in %s\n", folder);
        skip();
    }
    struct dirent **entries = NULL;
    int count = scandir(folder, &entries, NULL, alphasort);
    for (int i = count; i-- > 0;) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (strstr(entries[i]->d_name, ".txt") != NULL) {
            ingest_quietly(parts, PATHS(path), false);
        }
        free(entries[i]);
    }
    free(entries);
    char *expected = db_dump(whole);
    assert_same(parts, expected);
    free(expected);
    vd_db_close(whole);
    vd_db_close(parts);
}

#define IN_A_FOLDER(test) cmocka_unit_test_setup_teardown(test, tree_setup, tree_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        IN_A_FOLDER(test_again_changes_nothing),
        IN_A_FOLDER(test_changed_file),
        IN_A_FOLDER(test_order_does_not_show),
        IN_A_FOLDER(test_prune),
        IN_A_FOLDER(test_prune_a_path_that_is_gone),
        IN_A_FOLDER(test_bad_files),
        IN_A_FOLDER(test_a_file_that_went_bad_keeps_its_earlier_version),
        IN_A_FOLDER(test_invalid_utf8_is_told_and_kept),
        IN_A_FOLDER(test_what_took_too_long_is_told),
        IN_A_FOLDER(test_stopping),
        IN_A_FOLDER(test_stopped_before_deciding),
        IN_A_FOLDER(test_deciding_is_told),
        IN_A_FOLDER(test_jobs_do_not_show),
        IN_A_FOLDER(test_stopping_in_the_middle),
        IN_A_FOLDER(test_no_paths),
        IN_A_FOLDER(test_read_only),
        IN_A_FOLDER(test_forget),
        IN_A_FOLDER(test_memory),
        IN_A_FOLDER(test_corpus),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
