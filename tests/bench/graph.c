/** How long do questions to a large graph take?
 *
 *      vd_bench_graph FILE.db [DOCUMENTS EDGES]
 *
 *  Makes the database where it is not there yet: levels as in real life, from laws down to the plans of communes, where
 *  a document cites the levels above its own, the k-th of a level 1/k as often as the first, and seldom one of its own.
 *  Asked is who acts on a document, also through others: of documents drawn evenly, and of documents drawn as citations
 *  are, where most draws fall on what everything cites.  The same is asked in SQL, by WITH RECURSIVE over the edges,
 *  and the answers are compared: the documents themselves, where both sides have a moment of the database open
 *  already, so that what is compared is the walk; and their number by a document's id, each question with a moment of
 *  its own, as a session asks. */
#include "bench.h"

#include "base/alloc.h"
#include "graph/graph.h"
#include "store/passage.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { LEVELS = 5, DRAWS = 1000, SQL_DRAWS = 200, HUB_DRAWS = 40, PAGE = 100 };

static double fraction(uint32_t *state)
{
    return (double)draw(state) / 4294967296.0;
}

static void fail(const char *what)
{
    fprintf(stderr, "vd_bench_graph: %s\n", what);
    exit(1);
}

static void run(sqlite3 *sql, const char *text)
{
    if (sqlite3_exec(sql, text, NULL, NULL, NULL) != SQLITE_OK) {
        fail(sqlite3_errmsg(sql));
    }
}

static sqlite3_stmt *prepared(sqlite3 *sql, const char *text)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(sql, text, -1, &statement, NULL) != SQLITE_OK) {
        fail(sqlite3_errmsg(sql));
    }
    return statement;
}

static void put(sqlite3_stmt *statement)
{
    if (sqlite3_step(statement) != SQLITE_DONE) {
        fail(sqlite3_errmsg(sqlite3_db_handle(statement)));
    }
    sqlite3_reset(statement);
}

/* ---- The database ----------------------------------------------------------------------------------------------- */

typedef struct town {
    uint32_t first[LEVELS + 1]; /* documents of level l: first[l] .. first[l + 1] */
    double *sums;               /* 1 + 1/2 + 1/3 … */
    uint32_t random;
} town;

static void town_make(town *t, uint32_t documents)
{
    static const double shares[LEVELS] = {0.002, 0.01, 0.05, 0.25, 1};
    *t = (town){.random = 20260115, .sums = malloc(((size_t)documents + 1) * sizeof *t->sums)};
    if (!t->sums) {
        fail("out of memory");
    }
    for (int l = 0; l < LEVELS - 1; l++) {
        t->first[l + 1] = t->first[l] + 1 + (uint32_t)(shares[l] * documents);
    }
    t->first[LEVELS] = documents;
    t->sums[0] = 0;
    for (uint32_t i = 0; i < documents; i++) {
        t->sums[i + 1] = t->sums[i] + 1.0 / (i + 1);
    }
}

/* One of `count`, the k-th 1/k as often as the first. */
static uint32_t zipf(town *t, uint32_t count)
{
    double at = t->sums[count] * fraction(&t->random);
    uint32_t low = 0, high = count - 1;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->sums[middle + 1] < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Whom a document of level l cites. */
static uint32_t cited(town *t, int level, uint32_t self)
{
    if (level == 0 || draw(&t->random) % 100 < 3) {
        uint32_t begin = t->first[level];
        return self > begin ? begin + draw(&t->random) % (self - begin) : self;
    }
    int up = (int)(draw(&t->random) % (uint32_t)level);
    return t->first[up] + zipf(t, t->first[up + 1] - t->first[up]);
}

/* Rows in another order than ids, as they are after some years of changes. */
static uint32_t row_of(uint32_t document, uint32_t documents)
{
    uint64_t step = 99991; /* a prime that divides no count one would choose */
    return 1 + (uint32_t)(document * step % documents);
}

enum { PASSAGES = 12, PASSAGE = 82 }; /* bytes of one */

/* What stands around the evidence of one source, as it is stored: no two sources say the same. */
static void words_pack(uint32_t row, vd_buf *out)
{
    vd_buf text = {0};
    for (uint32_t k = 0; k < PASSAGES; k++) {
        vd_buf_add_format(&text, "Số %07u: tổ chức quán triệt, triển khai thực hiện nghiêm túc.\n",
                          (row * 7 + k * 999983) % 10000000);
    }
    vd_span span = {0, text.len};
    vd_buf_reset(out);
    if (!vd_buf_ok(&text) || vd_passages_pack(vd_buf_str(&text), &span, 1, out, NULL) != VD_OK) {
        fail("out of memory");
    }
    vd_buf_clear(&text);
}

static void passages_put(sqlite3 *sql, uint32_t documents)
{
    sqlite3_stmt *statement = prepared(sql, "INSERT INTO passage (source, words) VALUES (?1, ?2)");
    vd_buf words = {0};
    for (uint32_t row = 1; row <= documents; row++) {
        words_pack(row, &words);
        sqlite3_bind_int64(statement, 1, row);
        sqlite3_bind_blob(statement, 2, words.ptr, (int)words.len, SQLITE_STATIC);
        put(statement);
    }
    vd_buf_clear(&words);
    sqlite3_finalize(statement);
}

static void documents_put(sqlite3 *sql, uint32_t documents)
{
    sqlite3_stmt *document = prepared(
        sql, "INSERT INTO document (document, id, type, number, issuer, title, date, earliest, latest, in_catalogue) "
             "VALUES (?1, printf('vn/van-ban/%08d', ?2), 'Kế hoạch', printf('%d/KH-UBND', ?2), 'Ủy ban nhân dân tỉnh', "
             "printf('triển khai nhiệm vụ trọng tâm số %d', ?2), 20260115, 20260115, 20260115, 0)");
    sqlite3_stmt *source =
        prepared(sql, "INSERT INTO source (source, path, name, hash, size, print, marks_lost, issuer_stated, date) "
                      "VALUES (?1, printf('kho/%08d.txt', ?2), printf('%08d.txt', ?2), 1, 1, zeroblob(512), 0, 0, 0)");
    sqlite3_stmt *carrier = prepared(sql, "INSERT INTO document_source VALUES (?1, ?1, 1)");
    sqlite3_stmt *const all[] = {document, source, carrier};
    for (uint32_t i = 0; i < documents; i++) {
        for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
            sqlite3_bind_int64(all[k], 1, row_of(i, documents));
            sqlite3_bind_int64(all[k], 2, i);
            put(all[k]);
        }
    }
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
        sqlite3_finalize(all[k]);
    }
}

static void edges_put(sqlite3 *sql, town *t, uint32_t documents, uint32_t edges)
{
    static const int relations[] = {1, 1, 1, 2, 3, 4, 5}; /* as words */
    run(sql, "INSERT OR REPLACE INTO word (word, text) VALUES (1, 'cites'), (2, 'based_on'), (3, 'implements'), "
             "(4, 'amends'), (5, 'details')");
    sqlite3_stmt *statement = prepared(
        sql, "INSERT INTO statement_row (source, ordinal, relation_word, from_mention, to_mention, start, stop, line, "
             "col, cue_start, cue_stop, sentence_start, sentence_stop, shown_start, shown_stop, preamble, confidence) "
             "VALUES (?1, ?2, ?3, -1, 0, ?4, ?4 + 20, ?4 / 60 + 1, 1, 0, 0, 0, 0, ?5, ?6, 0, 0.9)");
    sqlite3_stmt *edge = prepared(sql, "INSERT INTO edge VALUES (?1, ?2, ?1, ?3, 0.9)");
    uint32_t left = edges;
    for (uint32_t i = 0; i < documents; i++) {
        int level = LEVELS - 1;
        while (i < t->first[level]) {
            level--;
        }
        uint32_t mine = left / (documents - i);
        mine = mine ? mine / 2 + draw(&t->random) % (mine + 1) : 0;
        for (uint32_t k = 0; k < mine; k++) {
            uint32_t to = cited(t, level, i);
            sqlite3_bind_int64(statement, 1, row_of(i, documents));
            sqlite3_bind_int64(statement, 2, k);
            sqlite3_bind_int(statement, 3, relations[draw(&t->random) % 7]);
            sqlite3_bind_int64(statement, 4, k * 97);
            sqlite3_bind_int64(statement, 5, k % PASSAGES * PASSAGE);
            sqlite3_bind_int64(statement, 6, (k % PASSAGES + 1) * PASSAGE);
            put(statement);
            sqlite3_bind_int64(edge, 1, row_of(i, documents));
            sqlite3_bind_int64(edge, 2, k);
            sqlite3_bind_int64(edge, 3, row_of(to, documents));
            put(edge);
        }
        left -= mine < left ? mine : left;
    }
    sqlite3_finalize(statement);
    sqlite3_finalize(edge);
}

static void database_make(const char *path, uint32_t documents, uint32_t edges)
{
    vd_db *db = NULL;
    vd_error err;
    sqlite3 *sql = NULL;
    town t;
    double begin = seconds();
    if (vd_db_open(path, VD_OPEN_CREATE, &db, &err) != VD_OK) {
        fail(err.text);
    }
    vd_db_close(db);
    if (sqlite3_open(path, &sql) != SQLITE_OK) {
        fail("cannot open the database");
    }
    town_make(&t, documents);
    run(sql, "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -500000; BEGIN");
    documents_put(sql, documents);
    passages_put(sql, documents);
    edges_put(sql, &t, documents, edges);
    run(sql, "UPDATE state SET changed = 1, resolved = 1; COMMIT; ANALYZE");
    sqlite3_close(sql);
    free(t.sums);
    printf("made in %.1f s\n", seconds() - begin);
}

/* ---- Asking ----------------------------------------------------------------------------------------------------- */

static int double_cmp(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void times_print(const char *what, double *times, size_t count)
{
    qsort(times, count, sizeof *times, double_cmp);
    printf("  %-44s median %9.4f ms, p95 %9.4f ms, most %9.4f ms\n", what, times[count / 2] * 1e3,
           times[count * 95 / 100] * 1e3, times[count - 1] * 1e3);
}

/* What answers are made of, as numbers that do not hang on order. */
typedef struct answer {
    size_t count;
    uint64_t sum;
} answer;

static void answer_add(answer *a, int64_t row)
{
    a->count++;
    a->sum += (uint64_t)row * UINT64_C(0x9e3779b97f4a7c15);
}

/* Rows as a program reads them, at most `most`. */
static size_t rows_ask(vd_db *db, vd_str id, size_t most)
{
    vd_error err;
    vd_rows *rows = NULL;
    size_t count = 0;
    bool more = true;
    vd_who_query query = {.document = id, .relations = VD_GRAPH_ANY, .transitive = true};
    if (vd_db_who(db, &query, &rows, &err) != VD_OK) {
        fail(err.text);
    }
    while (count < most && vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        count++;
    }
    vd_rows_free(rows);
    return count;
}

typedef struct target {
    uint32_t row;
    char id[200];
} target;

/* What is asked, and the statements that it is compared with. */
typedef struct rivals {
    vd_db *db;
    sqlite3 *sql;
    sqlite3_stmt *documents, *number;
} rivals;

/* How many they are. */
static answer count_ask(const rivals *r, const target *of)
{
    vd_error err;
    vd_rows *rows = NULL;
    bool more = true;
    answer all = {0};
    vd_who_query query = {.document = {of->id, strlen(of->id)}, .relations = VD_GRAPH_ANY, .transitive = true};
    if (vd_db_who_count(r->db, &query, &rows, &err) != VD_OK) {
        fail(err.text);
    }
    while (vd_rows_next(rows, &more, NULL) == VD_OK && more) {
        all.count = (size_t)vd_rows_cell(rows, 2).integer;
    }
    vd_rows_free(rows);
    return all;
}

static answer sql_count_ask(const rivals *r, const target *of)
{
    answer all = {0};
    sqlite3_bind_text(r->number, 1, of->id, -1, SQLITE_STATIC);
    if (sqlite3_step(r->number) == SQLITE_ROW) {
        all.count = (size_t)sqlite3_column_int64(r->number, 0);
    }
    sqlite3_reset(r->number);
    return all;
}

/* Who it is, without a word about them. */
static answer walk_ask(const rivals *r, const target *of)
{
    answer all = {0};
    vd_net_view view;
    vd_spread spread;
    bool more = true;
    vd_marks *marks = NULL;
    vd_error err;
    if (vd_store_view(r->db, &view, &err) != VD_OK || vd_marks_take(view.net, &marks, &err) != VD_OK ||
        vd_spread_begin(&spread, view.net, marks, VD_GRAPH_ANY, of->row, 0, &err) != VD_OK) {
        fail(err.text);
    }
    while (more) {
        if (vd_spread_next(&spread, &more, &err) != VD_OK) {
            fail(err.text);
        }
    }
    for (size_t i = 1; i < marks->count; i++) {
        answer_add(&all, marks->queue[i]);
    }
    vd_spread_end(&spread);
    vd_marks_give(view.net, marks);
    view.release(view.context);
    return all;
}

static answer sql_ask(const rivals *r, const target *of)
{
    answer all = {0};
    sqlite3_bind_int64(r->documents, 1, of->row);
    while (sqlite3_step(r->documents) == SQLITE_ROW) {
        if (sqlite3_column_int64(r->documents, 0) != of->row) {
            answer_add(&all, sqlite3_column_int64(r->documents, 0));
        }
    }
    sqlite3_reset(r->documents);
    return all;
}

/* How long one answer takes, in *took.  What a clock cannot measure is asked for many times. */
static answer timed(answer (*ask)(const rivals *, const target *), const rivals *r, const target *of, double *took)
{
    enum { MANY = 50 };
    double begin = seconds();
    answer got = ask(r, of);
    *took = seconds() - begin;
    if (*took < 0.001) {
        begin = seconds();
        for (int i = 0; i < MANY; i++) {
            got = ask(r, of);
        }
        *took = (seconds() - begin) / MANY;
    }
    return got;
}

static void rows_answer(vd_db *db, const target *targets, size_t count, size_t whole)
{
    static double page[DRAWS], rows[DRAWS];
    for (size_t i = 0; i < count; i++) {
        vd_str id = {targets[i].id, strlen(targets[i].id)};
        double begin = seconds();
        rows_ask(db, id, PAGE);
        page[i] = seconds() - begin;
        begin = seconds();
        if (i < whole) {
            rows_ask(db, id, SIZE_MAX);
            rows[i] = seconds() - begin;
        }
    }
    times_print("the first 100 rows", page, count);
    times_print("all rows, with their words (of the first)", rows, whole);
}

/* The same of all targets, of the first of them by both, which have to agree. */
static void rivals_ask(const char *what, answer (*ask)(const rivals *, const target *),
                       answer (*sql_way)(const rivals *, const target *), const rivals *r, const target *targets,
                       size_t count, size_t whole)
{
    static double own[DRAWS], sql[DRAWS], ratio[DRAWS];
    size_t most = 0, total = 0;
    for (size_t i = 0; i < count; i++) {
        answer got = timed(ask, r, &targets[i], &own[i]);
        most = got.count > most ? got.count : most;
        total += got.count;
        if (i < whole) {
            answer same = timed(sql_way, r, &targets[i], &sql[i]);
            ratio[i] = sql[i] / own[i];
            if (same.count != got.count || same.sum != got.sum) {
                fail("SQL and the graph disagree");
            }
        }
    }
    printf("  %s: documents in an answer: %zu on average, %zu at most\n", what, total / count, most);
    times_print(what, own, count);
    times_print("the same, WITH RECURSIVE (of the first)", sql, whole);
    qsort(ratio, whole, sizeof *ratio, double_cmp);
    printf("  WITH RECURSIVE takes %.1f times as long as %s (median), %.1f times in 19 of 20\n", ratio[whole / 2], what,
           ratio[whole / 20]);
}

static void targets_ask(const char *what, const rivals *r, const target *targets, size_t count, size_t whole)
{
    vd_net_view held;
    printf("%s, %zu of them:\n", what, count);
    rows_answer(r->db, targets, count, whole);
    /* Each question opens and leaves a moment of the database, and looks for the document. */
    rivals_ask("how many", count_ask, sql_count_ask, r, targets, count, whole);
    /* Within one moment, which both have open. */
    if (vd_store_view(r->db, &held, NULL) != VD_OK) {
        fail("cannot open the graph");
    }
    run(r->sql, "BEGIN; SELECT count(*) FROM state");
    rivals_ask("the walk", walk_ask, sql_ask, r, targets, count, whole);
    run(r->sql, "COMMIT");
    held.release(held.context);
}

static void targets_draw(sqlite3 *sql, const char *text, target *out, size_t count)
{
    sqlite3_stmt *statement = prepared(sql, text);
    sqlite3_stmt *id = prepared(sql, "SELECT id FROM document WHERE document = ?");
    uint32_t random = 77;
    for (size_t i = 0; i < count; i++) {
        sqlite3_bind_double(statement, 1, fraction(&random));
        if (sqlite3_step(statement) != SQLITE_ROW) {
            fail("nothing to ask for");
        }
        out[i].row = (uint32_t)sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
        sqlite3_bind_int64(id, 1, out[i].row);
        sqlite3_step(id);
        snprintf(out[i].id, sizeof out[i].id, "%s", (const char *)sqlite3_column_text(id, 0));
        sqlite3_reset(id);
    }
    sqlite3_finalize(statement);
    sqlite3_finalize(id);
}

/* Open, ask and close: what a command does. */
static void cold_ask(const char *what, const char *path, const target *targets, size_t count, size_t most)
{
    static double times[DRAWS];
    for (size_t i = 0; i < count; i++) {
        vd_db *db = NULL;
        double begin = seconds();
        if (vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL) != VD_OK) {
            fail("cannot open the database");
        }
        rows_ask(db, (vd_str){targets[i].id, strlen(targets[i].id)}, most);
        vd_db_close(db);
        times[i] = seconds() - begin;
    }
    times_print(what, times, count);
}

/* Every chunk, as a server might want it before the first question. */
static void graph_open(vd_db *db)
{
    vd_net_view view;
    double begin = seconds();
    if (vd_store_view(db, &view, NULL) != VD_OK) {
        fail("cannot open the graph");
    }
    double lazily = seconds() - begin;
    for (int part = 0; part < VD_NET_PART_COUNT; part++) {
        for (uint32_t i = 0; i < vd_net_chunk_count(view.net, (vd_net_part)part); i++) {
            if (!view.net->parts[part][i] && vd_net_fetch(view.net, (vd_net_part)part, i, NULL) != VD_OK) {
                fail("cannot open the graph");
            }
        }
    }
    printf("opening the graph: %.3f ms; with everything in memory: %.0f ms\n", lazily * 1e3, (seconds() - begin) * 1e3);
    view.release(view.context);
}

static void rank_ask(vd_db *db)
{
    vd_rows *rows = NULL;
    bool more = false;
    for (int i = 0; i < 2; i++) {
        double begin = seconds();
        if (vd_db_rank(db, &rows, NULL) != VD_OK || vd_rows_next(rows, &more, NULL) != VD_OK) {
            fail("cannot rank");
        }
        vd_rows_free(rows);
        printf("rank, the %s time: %.2f s\n", i ? "second" : "first", seconds() - begin);
    }
}

int main(int argc, char **argv)
{
    if (argc != 2 && argc != 4) {
        fprintf(stderr, "usage: vd_bench_graph FILE.db [DOCUMENTS EDGES]\n");
        return 2;
    }
    const char *path = argv[1];
    static target even[DRAWS], cited_ones[HUB_DRAWS];
    vd_db *db = NULL;
    vd_error err;
    sqlite3 *sql = NULL;
    FILE *there = fopen(path, "rb");
    if (there) {
        fclose(there);
    } else {
        database_make(path, argc == 4 ? (uint32_t)strtoul(argv[2], NULL, 10) : 500000,
                      argc == 4 ? (uint32_t)strtoul(argv[3], NULL, 10) : 5000000);
    }
    if (vd_db_open(path, VD_OPEN_EXISTING, &db, &err) != VD_OK) {
        fail(err.text);
    }
    double begin = seconds();
    if (vd_store_graph_pack(db, &err) != VD_OK) {
        fail(err.text);
    }
    printf("writing the graph down: %.1f s\n", seconds() - begin);
    vd_db_close(db);
    if (sqlite3_open(path, &sql) != SQLITE_OK || vd_db_open(path, VD_OPEN_READ_ONLY, &db, &err) != VD_OK) {
        fail("cannot open the database");
    }
    run(sql, "PRAGMA cache_size = -500000");
    rivals r = {
        .db = db,
        .sql = sql,
        .documents =
            prepared(sql, "WITH RECURSIVE up(d) AS (SELECT from_document FROM edge WHERE to_document = ?1 UNION "
                          "SELECT e.from_document FROM up JOIN edge e ON e.to_document = up.d) "
                          "SELECT d FROM up"),
        .number = prepared(sql, "WITH RECURSIVE it(d) AS MATERIALIZED (SELECT document FROM document WHERE id = ?1), "
                                "up(d) AS (SELECT from_document FROM edge WHERE to_document = (SELECT d FROM it) UNION "
                                "SELECT e.from_document FROM up JOIN edge e ON e.to_document = up.d) "
                                "SELECT count(*) FROM up WHERE d <> (SELECT d FROM it)"),
    };
    targets_draw(sql,
                 "SELECT document FROM document WHERE document >= ?1 * (SELECT max(document) FROM document) LIMIT 1",
                 even, DRAWS);
    targets_draw(sql, "SELECT to_document FROM edge WHERE source >= ?1 * (SELECT max(source) FROM source) LIMIT 1",
                 cited_ones, HUB_DRAWS);
    printf("opening the database and asking, evenly drawn:\n");
    cold_ask("all rows", path, even, 100, SIZE_MAX);
    cold_ask("the first 100 rows", path, even, 100, PAGE);
    printf("opening the database and asking, drawn as citations are:\n");
    cold_ask("the first 100 rows", path, cited_ones, HUB_DRAWS, PAGE);
    graph_open(db);
    targets_ask("evenly drawn documents", &r, even, DRAWS, SQL_DRAWS);
    targets_ask("documents drawn as citations are", &r, cited_ones, HUB_DRAWS, 5);
    rank_ask(db);
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%.0f MB at most\n", (double)usage.ru_maxrss / 1024);
    sqlite3_finalize(r.documents);
    sqlite3_finalize(r.number);
    sqlite3_close(sql);
    vd_db_close(db);
    return 0;
}
