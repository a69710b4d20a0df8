/* Without memory at the first, second, third … request, SQLite's own included: an error, nothing lost, nothing leaked.
 */
#include "raw.h"

#include "base/alloc.h"
#include "store/migrate.h"
#include "store/review.h"

/* SQLite asks how long a block is, so its length is kept in front of it. */
#define FRONT 16

static void *sqlite_alloc(int size)
{
    char *block = vd_alloc((size_t)size + FRONT);
    if (block == NULL) {
        return NULL;
    }
    memcpy(block, &size, sizeof size);
    return block + FRONT;
}

static void sqlite_free(void *block)
{
    vd_free(block == NULL ? NULL : (char *)block - FRONT);
}

static void *sqlite_realloc(void *block, int size)
{
    char *moved = vd_realloc((char *)block - FRONT, (size_t)size + FRONT);
    if (moved == NULL) {
        return NULL;
    }
    memcpy(moved, &size, sizeof size);
    return moved + FRONT;
}

static int sqlite_size(void *block)
{
    int size = 0;
    if (block != NULL) {
        memcpy(&size, (char *)block - FRONT, sizeof size);
    }
    return size;
}

static int sqlite_roundup(int size)
{
    return (size + 7) & ~7;
}

static int sqlite_start(void *context)
{
    (void)context;
    return SQLITE_OK;
}

static void sqlite_stop(void *context)
{
    (void)context;
}

/* Every request is one of ours, and none is served from a reserve. */
static int setup(void **state)
{
    (void)state;
    static sqlite3_mem_methods methods = {sqlite_alloc,   sqlite_free,  sqlite_realloc, sqlite_size,
                                          sqlite_roundup, sqlite_start, sqlite_stop,    NULL};
    bool set = sqlite3_config(SQLITE_CONFIG_MALLOC, &methods) == SQLITE_OK &&
               sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0) == SQLITE_OK &&
               sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0) == SQLITE_OK;
    return set ? 0 : 1;
}

typedef struct job {
    vd_db *db;
    fixture_source source, tasked;
    vd_arena arena;
    vd_resolve_source *sources;
    size_t count;
    vd_resolution resolution;
} job;

typedef vd_status (*work_fn)(job *j, vd_error *err);

static vd_status rows_drain(vd_status status, vd_rows *rows, vd_error *err)
{
    bool more = true;
    while (status == VD_OK && more) {
        status = vd_rows_next(rows, &more, err);
    }
    vd_rows_free(rows);
    return status;
}

static vd_status work_put(job *j, vd_error *err)
{
    return vd_store_put_source(j->db, &j->source.stored, err);
}

static vd_status work_put_tasks(job *j, vd_error *err)
{
    return vd_store_put_source(j->db, &j->tasked.stored, err);
}

static vd_status work_hash(job *j, vd_error *err)
{
    bool found = false;
    uint64_t hash = 0;
    return vd_store_source_hash(j->db, VD_LIT(PATH_A), &found, &hash, err);
}

static vd_status work_counts(job *j, vd_error *err)
{
    size_t d, m, e;
    bool stale;
    vd_status status = vd_store_counts(j->db, &d, &m, &e, err);
    return status == VD_OK ? vd_store_stale(j->db, &stale, err) : status;
}

static vd_status work_paths(job *j, vd_error *err)
{
    vd_arena arena = {0};
    vd_str *paths = NULL;
    size_t count = 0;
    vd_status status = vd_store_paths(j->db, &arena, &paths, &count, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status work_load(job *j, vd_error *err)
{
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_status status = vd_store_load_sources(j->db, &arena, &arena, &sources, &count, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status work_resolution(job *j, vd_error *err)
{
    return vd_store_put_resolution(j->db, j->sources, j->count, &j->resolution, err);
}

static vd_status work_graph(job *j, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_status status = vd_store_load_graph(j->db, &arena, &data, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status work_mentions(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_filter filter = {.source = VD_LIT("000")};
    vd_status status = vd_db_mentions(j->db, &filter, &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_edges(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_edges(j->db, NULL, &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_documents(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_documents(j->db, NULL, &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_tasks(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_task_filter filter = {.lead = VD_LIT("sở nội vụ"), .due_from = {2026, 0, 0}};
    vd_status status = vd_db_tasks(j->db, &filter, &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_unresolved(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_unresolved(j->db, &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_find_number(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_find(j->db, VD_LIT("Quyết định số 12/QĐ-UBND 2020"), &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_find_name(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_find(j->db, VD_LIT("một số điều năm 2025"), &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_remove(job *j, vd_error *err)
{
    return vd_store_remove_source(j->db, VD_LIT(PATH_B), err);
}

static vd_status work_review(job *j, vd_error *err)
{
    static const vd_str known[] = {{"x amended y", 11}};
    vd_stored_review review = {.document = VD_LIT("vn/x"), .date = {2025, 1, 1}, .changes = known, .change_count = 1};
    return vd_store_put_review(j->db, &review, err);
}

static vd_status work_reviews(job *j, vd_error *err)
{
    vd_arena arena = {0};
    vd_stored_review *reviews;
    size_t count;
    vd_status status = vd_store_load_reviews(j->db, &arena, &reviews, &count, err);
    vd_arena_clear(&arena);
    return status;
}

static vd_status work_search(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_search(j->db, VD_LIT("chi thi + 33"), &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_text(job *j, vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_text(j->db, VD_LIT(PATH_A), &rows, err);
    return rows_drain(status, rows, err);
}

static vd_status work_search_index(job *j, vd_error *err)
{
    return vd_store_search_index(j->db, err);
}

typedef enum job_effect { READS, REPEATS, CHANGES } job_effect;

/* Both plans with their texts; indexed, or waiting for it with one that is gone. */
static void texts_keep(vd_db *db, bool indexed)
{
    fixture_source a, b;
    source_a(&a);
    source_b(&b);
    assert_int_equal(vd_store_search_begin(db, true, NULL), VD_OK);
    assert_int_equal(vd_store_put_source(db, &a.stored, NULL), VD_OK);
    assert_int_equal(indexed ? vd_store_search_index(db, NULL) : VD_OK, VD_OK);
    assert_int_equal(vd_store_put_source(db, &b.stored, NULL), VD_OK);
    assert_int_equal(indexed ? vd_store_search_index(db, NULL) : vd_store_remove_source(db, VD_LIT(PATH_A), NULL),
                     VD_OK);
    fixture_free(&a);
    fixture_free(&b);
}

/* Does the work with ever more memory until there is enough; before that, nothing may have changed. */
static void run_out(work_fn work, job_effect effect)
{
    job j = {.db = db_filled()};
    if (work == work_search || work == work_text || work == work_search_index) {
        texts_keep(j.db, work != work_search_index);
    }
    source_b(&j.source);
    source_a(&j.tasked);
    assert_int_equal(vd_store_load_sources(j.db, &j.arena, &j.arena, &j.sources, &j.count, NULL), VD_OK);
    j.resolution = resolution_make(&j.arena, j.sources, j.count);
    char *before = db_dump(j.db);
    size_t nth = 0;
    for (;;) {
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        vd_status status = work(&j, &err);
        size_t asked = vd_alloc_count();
        vd_alloc_fail_at(0);
        if (asked < nth) {
            assert_int_equal(status, VD_OK);
            break;
        }
        /* SQLite may do without: a sorter or a cache that is smaller then. */
        if (status != VD_OK) {
            if (status != VD_NO_MEMORY || err.status != VD_NO_MEMORY) {
                fail_msg("request %zu: status %d: %s", nth, (int)status, err.text);
            }
            assert_true(sqlite3_get_autocommit(j.db->sql));
            char *after = effect == READS ? NULL : db_dump(j.db);
            if (after != NULL) {
                assert_string_equal(before, after);
            }
            free(after);
        } else if (effect == CHANGES) {
            break;
        }
    }
    assert_true(nth > 1);
    free(before);
    fixture_free(&j.source);
    fixture_free(&j.tasked);
    vd_arena_clear(&j.arena);
    vd_db_close(j.db);
}

#define MEMORY_TEST(name, effect)         \
    static void test_##name(void **state) \
    {                                     \
        (void)state;                      \
        run_out(work_##name, effect);     \
    }
MEMORY_TEST(put, CHANGES)
MEMORY_TEST(put_tasks, CHANGES)
MEMORY_TEST(hash, READS)
MEMORY_TEST(counts, READS)
MEMORY_TEST(paths, READS)
MEMORY_TEST(load, READS)
MEMORY_TEST(resolution, REPEATS)
MEMORY_TEST(graph, READS)
MEMORY_TEST(mentions, READS)
MEMORY_TEST(edges, READS)
MEMORY_TEST(documents, READS)
MEMORY_TEST(unresolved, READS)
MEMORY_TEST(tasks, READS)
MEMORY_TEST(find_number, READS)
MEMORY_TEST(find_name, READS)
MEMORY_TEST(remove, CHANGES)
MEMORY_TEST(review, CHANGES)
MEMORY_TEST(reviews, READS)
MEMORY_TEST(search_index, REPEATS)
MEMORY_TEST(search, READS)
MEMORY_TEST(text, READS)

/* Opens with ever more memory, `step` requests at a time, until it succeeds. */
static void open_run_out(const char *path, vd_open_mode mode, size_t step)
{
    vd_db *db = NULL;
    for (size_t nth = 1; db == NULL; nth += step) {
        vd_error err = {0};
        if (mode == VD_OPEN_CREATE) {
            fixture_remove(path);
        }
        vd_alloc_fail_at(nth);
        vd_status status = vd_db_open(path, mode, &db, &err);
        size_t asked = vd_alloc_count();
        vd_alloc_fail_at(0);
        if (status != VD_OK && (status != VD_NO_MEMORY || asked < nth)) {
            fail_msg("mode %d, request %zu: status %d: %s", (int)mode, nth, (int)status, err.text);
        }
        assert_true((status == VD_OK) == (db != NULL));
    }
    vd_db_close(db);
}

static void test_open(void **state)
{
    (void)state;
    const char *path = fixture_path("memory.db");
    open_run_out(":memory:", VD_OPEN_CREATE, 29); /* the whole schema is parsed each time */
    open_run_out(path, VD_OPEN_CREATE, 97);       /* each of these waits for the disk */
    open_run_out(path, VD_OPEN_EXISTING, 1);
    open_run_out(path, VD_OPEN_READ_ONLY, 1);
    fixture_remove(path);
}

/* A file of the first schema opened: it becomes one of the present, or stays as it was. */
static void test_migrate(void **state)
{
    (void)state;
    const char *path = fixture_path("memory.db");
    fixture_remove(path);
    vd_db old = {.sql = raw_open(path), .loaded = -1};
    assert_int_equal(vd_migrate(&old, vd_migrations, 1, NULL, NULL), VD_OK);
    for (int i = 0; i < VD_SLOT_TOTAL; i++) {
        sqlite3_finalize(old.slots[i]);
    }
    assert_string_equal(raw_value(old.sql, "PRAGMA user_version"), "1");
    vd_db *db = NULL;
    for (size_t nth = 1; db == NULL; nth += 997) {
        vd_alloc_fail_at(nth);
        vd_status status = vd_db_open(path, VD_OPEN_EXISTING, &db, NULL);
        vd_alloc_fail_at(0);
        assert_int_equal(status, db == NULL ? VD_NO_MEMORY : VD_OK);
        assert_true((strcmp(raw_value(old.sql, "PRAGMA user_version"), "1") == 0) == (db == NULL));
    }
    vd_db_close(db);
    assert_int_equal(sqlite3_close(old.sql), SQLITE_OK);
    fixture_remove(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_open),        cmocka_unit_test(test_put),       cmocka_unit_test(test_hash),
        cmocka_unit_test(test_counts),      cmocka_unit_test(test_paths),     cmocka_unit_test(test_load),
        cmocka_unit_test(test_resolution),  cmocka_unit_test(test_graph),     cmocka_unit_test(test_mentions),
        cmocka_unit_test(test_edges),       cmocka_unit_test(test_documents), cmocka_unit_test(test_unresolved),
        cmocka_unit_test(test_find_number), cmocka_unit_test(test_find_name), cmocka_unit_test(test_remove),
        cmocka_unit_test(test_review),      cmocka_unit_test(test_reviews),   cmocka_unit_test(test_tasks),
        cmocka_unit_test(test_put_tasks),   cmocka_unit_test(test_migrate),   cmocka_unit_test(test_search_index),
        cmocka_unit_test(test_search),      cmocka_unit_test(test_text),
    };
    return cmocka_run_group_tests(tests, setup, NULL);
}
