/* A document that comes alone is decided alone where that can be told, and what is in the database afterwards is what
 * deciding all anew would have put there: every row, every note for the documents to come, every answer.
 *
 * The texts are drawn from few numbers, days, places and names, so that they meet in every way. */
#include "tree.h"

#include "base/alloc.h"
#include "store/net.h"
#include "store/store.h"
#include "support/grammar.h"

#include <sqlite3.h>

enum { BASE = 14, COME = 26, ROUNDS = 6 };

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static uint64_t seed;
static uint32_t numbers; /* how many there are: few meet often */

static uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(seed >> 33) % below;
}

static const char *pick(const char *const *words, size_t count)
{
    return words[draw((uint32_t)count)];
}
#define PICK(words) pick(words, sizeof(words) / sizeof *(words))

static const char *const places[] = {"THÀNH PHỐ CẦN THƠ", "TỈNH HẬU GIANG", "TỈNH LÀO CAI"};
static const char *const people[] = {"UBND thành phố Cần Thơ", "UBND tỉnh Hậu Giang", "UBND tỉnh Lào Cai",
                                     "UBND phường Ninh Kiều"};
static const char *const laws[] = {"Luật Đất đai",  "Luật Công đoàn",       "Luật Việc làm năm 2013",
                                   "Luật Tinh Hoa", "Luật số 31/2024/QH15", "Luật Tinh Hoa năm 2020"};
static const char *const titles[] = {"thực hiện dân chủ ở cơ sở", "chuyển đổi số năm 2025",
                                     "phát triển giáo dục mầm non vùng khó khăn trên địa bàn thành phố giai đoạn 2025"};

static void day_add(vd_buf *text)
{
    vd_buf_add_format(text, " ngày %u/%u/%u", 3 + draw(3), 1 + draw(2), 2024 + draw(2));
}

/* One citation of some kind. */
static void citation_add(vd_buf *text)
{
    static const char *const decrees[] = {"59/2023/NĐ-CP", "999/2024/NĐ-CP", "998/2024/TT-BTC", "7/2024/QĐ-TTg"};
    static const char *const kinds[] = {"Nghị định", "Nghị định", "Thông tư", "Quyết định"};
    uint32_t which = draw(4), kind = draw(11);
    if (kind < 3) {
        vd_buf_add_format(text, "%s số %s", kinds[which], decrees[which]);
    } else if (kind < 8) {
        bool plan = draw(2);
        vd_buf_add_format(text, "%s số %u/%s-UBND", plan ? "Kế hoạch" : "Quyết định", 1 + draw(numbers),
                          plan ? "KH" : "QĐ");
    } else if (kind == 8) {
        vd_buf_add_format(text, "Chỉ thị số %u/CT-TTg", 30 + which);
    } else if (kind == 9) {
        vd_buf_add_text(text, PICK(laws));
    } else {
        vd_buf_add_format(text, "Kế hoạch %s", PICK(titles));
    }
    bool central = kind < 3 || kind == 8;
    if (central && draw(4) && (numbers > 20 || draw(20))) { /* seldom another day than everywhere else */
        vd_buf_add_format(text, " ngày %u/1/%u", 10 + which, kind < 3 && which == 0 ? 2023U : 2024U);
    } else if (kind < 9 && (numbers > 40 || draw(4))) {
        day_add(text);
    }
    if (kind < 9 && kind >= 3 && draw(2)) {
        vd_buf_add_format(text, " của %s", kind == 8 ? "Thủ tướng Chính phủ" : PICK(people));
    }
}

static void file_draw(const char *path)
{
    vd_buf text = {0};
    uint32_t place = draw(3);
    bool plan = draw(2);
    vd_buf_add_format(&text, "ỦY BAN NHÂN DÂN\n%s\n", places[place]);
    bool whole = numbers > 20; /* a source that does not say its number and day is compared with all others */
    if (whole || draw(12)) {
        vd_buf_add_format(&text, "Số: %u/%s-UBND\n", 1 + draw(2 * numbers), plan ? "KH" : "QĐ");
    }
    if (whole || draw(12)) {
        static const char *const towns[] = {"Cần Thơ", "Hậu Giang", "Lào Cai"};
        vd_buf_add_format(&text, "%s, ngày %u tháng %u năm %u\n", towns[place], 3 + draw(3), 1 + draw(2),
                          2024 + draw(2));
    }
    vd_buf_add_format(&text, "\n%s\n%s %s\n\n", plan ? "KẾ HOẠCH" : "QUYẾT ĐỊNH", draw(2) ? "Về việc" : "Triển khai",
                      PICK(titles));
    for (uint32_t i = 2 + draw(5); i > 0; i--) {
        vd_buf_add_text(&text, draw(3) ? "Căn cứ " : "Thay thế ");
        citation_add(&text);
        vd_buf_add_text(&text, ";\n");
    }
    vd_buf_add_text(&text, "Kế hoạch này thực hiện ");
    citation_add(&text);
    vd_buf_add_text(&text, ". Nghị định nêu trên được áp dụng.\n");
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

static void file_name(char *path, size_t size, int number)
{
    /* Not in the order in which they come. */
    snprintf(path, size, "in/%02d.txt", number * 37 % 100);
}

/* ---- What is seen ----------------------------------------------------------------------------------------------- */

static void query_dump(sqlite3 *sql, const char *text, vd_buf *out)
{
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(sql, text, -1, &statement, NULL) != SQLITE_OK) {
        fail_msg("%s", sqlite3_errmsg(sql));
    }
    while (sqlite3_step(statement) == SQLITE_ROW) {
        for (int i = 0; i < sqlite3_column_count(statement); i++) {
            const char *value = (const char *)sqlite3_column_text(statement, i);
            vd_buf_add_format(out, "%s|", value ? value : "");
        }
        vd_buf_add_char(out, '\n');
    }
    sqlite3_finalize(statement);
}

/* Rows by names, since they are numbered as they come. */
static const char *const queries[] = {
    "SELECT id, urn, type, number, symbol, issuer, place, title, signer, signer_role, date, earliest, latest, "
    "in_catalogue, type_key, number_key, name_key, bare_key, entry, ranks FROM document ORDER BY id",
    "SELECT d.id, a.id FROM alias a JOIN document d USING (document) ORDER BY 1, 2",
    "SELECT d.id, ordinal, text FROM learnt JOIN document d USING (document) ORDER BY 1, 2",
    "SELECT s.path, d.id, main FROM document_source JOIN source s USING (source) JOIN document d USING (document) "
    "ORDER BY 1, 2",
    "SELECT s.path, mention, d.id, l.confidence, basis FROM link l JOIN source s USING (source) LEFT JOIN document d "
    "USING (document) ORDER BY 1, 2",
    "SELECT s.path, mention, rank, d.id FROM candidate JOIN source s USING (source) JOIN document d USING (document) "
    "ORDER BY 1, 2, 3",
    "SELECT s.path, statement, f.id, t.id, e.confidence FROM edge e JOIN source s USING (source) JOIN document f ON "
    "f.document = from_document JOIN document t ON t.document = to_document ORDER BY 1, 2, 3, 4",
    "SELECT key, coalesce(d.id, s.path, '') FROM clue LEFT JOIN document d ON d.document = what LEFT JOIN source s ON "
    "s.source = -what ORDER BY 1, 2",
    "SELECT changed = resolved, documents, mentions, edges, (SELECT count(*) FROM fresh), (SELECT stamp FROM graph) = "
    "resolved FROM state",
    "SELECT count(*) FROM document UNION ALL SELECT count(*) FROM mention_row UNION ALL SELECT count(*) FROM edge",
    "PRAGMA foreign_key_check",
    "PRAGMA integrity_check",
};

/* The links of a row as a walk finds them: who, how, and what proves it. */
static void links_dump(const vd_net_view *view, vd_net_part part, uint32_t row, vd_arena *arena, vd_buf *out)
{
    vd_net_list list;
    assert_int_equal(vd_net_list_of(view->net, part, row, &list, NULL), VD_OK);
    for (size_t i = 0; i < list.count; i++) {
        vd_str id;
        vd_net_proof *proofs = NULL;
        size_t count = 0;
        bool in = part == VD_NET_IN;
        uint32_t from = in ? list.other[i] : row, to = in ? row : list.other[i];
        assert_int_equal(view->id(view->context, list.other[i], arena, &id, NULL), VD_OK);
        vd_buf_add_format(out, "%s %.*s %u:", in ? "<-" : "->", (int)id.len, id.ptr, (unsigned)list.kinds[i]);
        assert_int_equal(vd_net_proofs_of(view->net, from, to, arena, &proofs, &count, NULL), VD_OK);
        assert_true(count > 0);
        for (size_t p = 0; p < count; p++) {
            vd_graph_edge edge;
            assert_int_equal(view->evidence(view->context, &proofs[p], arena, &edge, NULL), VD_OK);
            vd_buf_add_format(out, " %.*s %zu %d %d %d %g", (int)edge.source.len, edge.source.ptr, edge.start,
                              (int)edge.relation, (int)edge.strength, edge.third_party, edge.confidence);
        }
        vd_buf_add_char(out, '\n');
    }
}

static void document_dump(const vd_net_view *view, const char *id, vd_buf *out)
{
    vd_arena arena = {0};
    uint32_t row = 0, first = 0, last = 0;
    assert_int_equal(view->find(view->context, vd_str_of(id), &row, NULL), VD_OK);
    assert_int_equal(vd_net_place(view->net, VD_NET_FIRST, row, &first, NULL), VD_OK);
    assert_int_equal(vd_net_place(view->net, VD_NET_LAST, row, &last, NULL), VD_OK);
    vd_buf_add_format(out, "%s %u %u\n", id, first, last);
    links_dump(view, VD_NET_OUT, row, &arena, out);
    links_dump(view, VD_NET_IN, row, &arena, out);
    vd_arena_clear(&arena);
}

/* Do places rise with the ids, so that what walks sort by them is sorted by ids? */
static void place_check(const vd_net_view *view, const char *id, uint32_t *before)
{
    uint32_t row = 0, place = 0;
    assert_int_equal(view->find(view->context, vd_str_of(id), &row, NULL), VD_OK);
    assert_int_equal(vd_net_place(view->net, VD_NET_ORDER, row, &place, NULL), VD_OK);
    assert_true(place > *before && place != VD_NET_NONE);
    *before = place;
}

/* What is kept, and the graph as it is walked. */
static char *database_see(const char *path)
{
    vd_buf out = {0}, ids = {0};
    sqlite3 *sql = NULL;
    vd_db *db = NULL;
    vd_net_view view;
    uint32_t place = 0;
    assert_int_equal(sqlite3_open(path, &sql), SQLITE_OK);
    for (size_t i = 0; i < sizeof queries / sizeof *queries; i++) {
        vd_buf_add_format(&out, "---- %zu\n", i);
        query_dump(sql, queries[i], &out);
    }
    query_dump(sql, "SELECT id FROM document ORDER BY id", &ids);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    vd_buf_add_char(&ids, '\0');
    assert_int_equal(vd_db_open(path, VD_OPEN_READ_ONLY, &db, NULL), VD_OK);
    assert_int_equal(vd_store_view(db, &view, NULL), VD_OK);
    for (char *id = strtok(ids.ptr, "|\n"); id; id = strtok(NULL, "|\n")) {
        place_check(&view, id, &place);
        document_dump(&view, id, &out);
    }
    view.release(view.context);
    vd_db_close(db);
    vd_buf_clear(&ids);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

/* The line at which two texts part. */
static void assert_seen(const char *now, const char *expected)
{
    size_t at = 0, line = 0;
    while (now[at] && now[at] == expected[at]) {
        at++;
        line = now[at - 1] == '\n' ? at : line;
    }
    if (now[at] || expected[at]) {
        fail_msg("added:  %.400s\nwhole:  %.400s", now + line, expected + line);
    }
}

static void ingest(const char *db_path, const char *path)
{
    vd_ingest_report report;
    vd_error err = {0};
    vd_db *db = NULL;
    vd_status status = vd_db_open(db_path, VD_OPEN_CREATE, &db, &err);
    if (status == VD_OK) {
        status = vd_db_ingest(db, grammar, &path, 1, NULL, &report, &err);
    }
    vd_db_close(db);
    if (status != VD_OK) {
        fail_msg("status %d: %s", (int)status, err.text);
    }
}

/* A row that only survives where the derived half is added to. */
static void mark(const char *text)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open("added.db", &sql), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sql, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

static bool mark_survived(void)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open("added.db", &sql), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sql, "DELETE FROM clue WHERE key = 1", NULL, NULL, NULL), SQLITE_OK);
    bool survived = sqlite3_changes(sql) == 1;
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    return survived;
}

static void assert_like_whole(void)
{
    unlink("whole.db");
    ingest("whole.db", "in");
    char *added = database_see("added.db"), *whole = database_see("whole.db");
    assert_seen(added, whole);
    free(added);
    free(whole);
}

/* ---- The tests -------------------------------------------------------------------------------------------------- */

static void test_one_by_one(void **state)
{
    (void)state;
    size_t narrow = 0;
    for (uint64_t round = 1; round <= ROUNDS; round++) {
        char path[32];
        seed = round;
        numbers = (uint32_t)(4 * round * round);
        tree_remove("in");
        folder_make("in");
        unlink("added.db");
        for (int i = 0; i < BASE; i++) {
            file_name(path, sizeof path, i);
            file_draw(path);
        }
        ingest("added.db", "in");
        for (int i = BASE; i < BASE + COME; i++) {
            file_name(path, sizeof path, i);
            file_draw(path);
            if (draw(4) == 0) { /* the next one comes with it */
                continue;
            }
            mark("INSERT INTO clue VALUES (1, 0)");
            ingest("added.db", "in");
            narrow += mark_survived();
            assert_like_whole();
        }
    }
    printf("%zu of %d added alone\n", narrow, ROUNDS * COME);
    assert_true(narrow > ROUNDS * COME / 8);
}

static void plain_file(const char *path, int number, const char *day, const char *body)
{
    vd_buf text = {0};
    vd_buf_add_format(&text,
                      "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %d/KH-UBND\nCần Thơ, ngày %s\n\nKẾ HOẠCH\nSố %d\n\n%s\n",
                      number, day, number, body);
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

#define DECREE "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n"

/* Adds it, and says whether it was added alone. */
static bool added_alone(const char *path)
{
    mark("INSERT INTO clue VALUES (1, 0)");
    ingest("added.db", path);
    bool alone = mark_survived();
    assert_like_whole();
    return alone;
}

static void test_alone(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/n.txt", 2, "4 tháng 2 năm 2025", DECREE "Căn cứ Kế hoạch số 3/KH-UBND ngày 5/1/2024;\n");
    ingest("added.db", "in");
    /* Cites what is cited; its file comes before the others, so that the decree is learnt from it. */
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", DECREE "Căn cứ Luật Đất đai;\n");
    assert_true(added_alone("in/a.txt"));
    /* A new day of a number that nobody cites without one. */
    plain_file("in/p.txt", 8, "5 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND ngày 6/1/2025;\n");
    assert_true(added_alone("in/p.txt"));
    /* The number of another one, with an earlier day: the other one is called by another id. */
    plain_file("in/q.txt", 7, "4 tháng 1 năm 2025", "Căn cứ Kế hoạch số 9/KH-UBND ngày 6/1/2025;\n");
    assert_true(added_alone("in/q.txt"));
    /* The same again is the same document: not alone. */
    plain_file("in/r.txt", 7, "4 tháng 1 năm 2025", "Căn cứ Kế hoạch số 9/KH-UBND ngày 6/1/2025;\n");
    assert_false(added_alone("in/r.txt"));
    /* The text of what is cited. */
    plain_file("in/s.txt", 3, "5 tháng 1 năm 2024", "Căn cứ Luật Đất đai;\n");
    assert_false(added_alone("in/s.txt"));
    /* Now there are two of that number for a citation without a day, and the next day of it may be a third. */
    plain_file("in/t.txt", 10, "7 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND;\n");
    (void)added_alone("in/t.txt");
    plain_file("in/u.txt", 11, "7 tháng 2 năm 2025", "Căn cứ Kế hoạch số 3/KH-UBND ngày 1/2/2025;\n");
    assert_false(added_alone("in/u.txt"));
    /* Changed and gone. */
    plain_file("in/a.txt", 7, "5 tháng 2 năm 2025", "Căn cứ Luật Việc làm;\n");
    assert_false(added_alone("in/a.txt"));
}

/* Of a database made by other rules nothing is taken over. */
static void test_other_rules(void **state)
{
    (void)state;
    folder_make("in");
    plain_file("in/m.txt", 1, "3 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    mark("UPDATE state SET rules = 'others'");
    plain_file("in/n.txt", 2, "3 tháng 2 năm 2025", DECREE);
    assert_false(added_alone("in/n.txt"));
    mark("UPDATE state SET rules = NULL");
    plain_file("in/o.txt", 3, "3 tháng 2 năm 2025", DECREE);
    assert_false(added_alone("in/o.txt"));
    plain_file("in/p.txt", 4, "3 tháng 2 năm 2025", DECREE);
    assert_true(added_alone("in/p.txt"));
}

/* So many in one gap that the places between their neighbours run out: these move, and not all is written anew. */
static int64_t stored(const char *text)
{
    sqlite3 *sql = NULL;
    sqlite3_stmt *statement = NULL;
    assert_int_equal(sqlite3_open("added.db", &sql), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(sql, text, -1, &statement, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_step(statement), SQLITE_ROW);
    int64_t value = sqlite3_column_int64(statement, 0);
    sqlite3_finalize(statement);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    return value;
}

static void test_crowded(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    plain_file("in/a.txt", 500, "3 tháng 2 năm 2025", DECREE);
    plain_file("in/z.txt", 100, "3 tháng 2 năm 2025", DECREE);
    ingest("added.db", "in");
    mark("INSERT INTO graph_chunk VALUES (-1, x'')");
    for (int i = 1; i < 40; i++) {
        snprintf(path, sizeof path, "in/b%03d.txt", 999 - i);
        plain_file(path, 100 + i, "3 tháng 2 năm 2025", DECREE);
        assert_true(i % 13 ? (ingest("added.db", path), true) : added_alone(path));
    }
    assert_int_equal(stored("SELECT count(*) FROM graph_chunk WHERE chunk < 0"), 1);
    assert_like_whole();
}

/* A file that acts on so many decrees. */
static void hub_file(const char *path, int number, int from, int to)
{
    vd_buf body = {0};
    for (int i = from; i < to; i++) {
        vd_buf_add_format(&body, "Căn cứ Nghị định số %d/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n", i);
    }
    vd_buf_add_char(&body, '\0');
    assert_true(vd_buf_ok(&body));
    plain_file(path, number, "3 tháng 2 năm 2025", body.ptr);
    vd_buf_clear(&body);
}

#define IN_CHUNKS "SELECT count(*) FROM graph_chunk WHERE chunk >> 32 = 0"
#define IN_BYTES "SELECT max(length(bytes)) FROM graph_chunk WHERE chunk >> 32 = 0"
#define NOTES "SELECT coalesce(max(length(bytes)), 0) FROM graph_chunk WHERE chunk >> 32 = 8"

/* Rows of a chunk that was not there: also those that nobody acts on, and that act on nobody. */
static void test_next_chunk(void **state)
{
    (void)state;
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 1022);
    ingest("added.db", "in");
    assert_int_equal(stored(IN_CHUNKS), 1);
    for (int i = 2; i < 6; i++) {
        char path[32];
        snprintf(path, sizeof path, "in/n%d.txt", i);
        hub_file(path, i, 1, i);
        assert_true(added_alone(path));
    }
    assert_int_equal(stored(IN_CHUNKS), 2);
}

/* Links that come are noted beside the chunk of whom they act on, until there are many. */
static void test_notes(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 20);
    ingest("added.db", "in");
    int64_t bytes = stored(IN_BYTES), most = 0, folds = 0;
    for (int i = 2; i < 26; i++) {
        snprintf(path, sizeof path, "in/%c%d.txt", 'a' + i * 7 % 26, i);
        hub_file(path, i, i % 9 + 1, i % 9 + 9); /* eight links each */
        mark("INSERT INTO clue VALUES (1, 0)");
        ingest("added.db", path);
        assert_true(mark_survived());
        int64_t notes = stored(NOTES), now = stored(IN_BYTES);
        assert_true(now == bytes ? notes > 0 : notes == 0);
        folds += now != bytes;
        bytes = now;
        most = notes > most ? notes : most;
        if (folds < 2 && (notes == 0 || i % 5 == 0)) {
            assert_like_whole();
        }
    }
    assert_true(folds >= 2);
    assert_int_equal(most, 768);
    assert_like_whole();
}

/* Without memory nothing is half done, and what was left is done when there is some: here with notes that have become
 * many. */
static void test_memory(void **state)
{
    (void)state;
    char path[32];
    folder_make("in");
    hub_file("in/m.txt", 1, 1, 20);
    ingest("added.db", "in");
    for (int i = 2; i < 9; i++) {
        snprintf(path, sizeof path, "in/n%d.txt", i);
        hub_file(path, i, 1, 9);
        ingest("added.db", path);
    }
    assert_int_equal(stored(NOTES), 7 * 8 * 12);
    hub_file("in/a.txt", 9, 1, 10);
    mark("INSERT INTO clue VALUES (1, 0)");
    vd_db *db = NULL;
    const char *const paths[] = {"in/a.txt"};
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    assert_int_equal(vd_db_open("added.db", VD_OPEN_EXISTING, &db, NULL), VD_OK);
    while (status != VD_OK) {
        vd_error err = {0};
        vd_alloc_fail_at(++nth);
        status = vd_db_ingest(db, grammar, paths, 1, NULL, &(vd_ingest_report){0}, &err);
        vd_alloc_fail_at(0);
        if (status != VD_OK && status != VD_NO_MEMORY) {
            fail_msg("request %zu: status %d: %s", nth, (int)status, err.text);
        }
    }
    vd_db_close(db);
    assert_true(nth > 100);
    assert_true(mark_survived());
    assert_int_equal(stored(NOTES), 0);
    assert_like_whole();
}

/* ---- What it costs ---------------------------------------------------------------------------------------------- */

/* Rows that statements passed over without having looked for them. */
static int64_t passed;

static int statement_done(unsigned what, void *context, void *statement, void *nanoseconds)
{
    (void)what, (void)context, (void)nanoseconds;
    passed += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    return 0;
}

static int connection_watch(sqlite3 *sql, const char **message, const void *api)
{
    (void)message, (void)api;
    return sqlite3_trace_v2(sql, SQLITE_TRACE_PROFILE, statement_done, NULL);
}

/* How many rows are passed over to add the last of so many files. */
static int64_t cost_of_last(int count)
{
    char path[32];
    tree_remove("in");
    folder_make("in");
    unlink("added.db");
    for (int i = 1; i < count; i++) {
        snprintf(path, sizeof path, "in/b%03d.txt", i);
        plain_file(path, i, "3 tháng 2 năm 2025", DECREE);
    }
    ingest("added.db", "in");
    plain_file("in/a.txt", count, "4 tháng 2 năm 2025", DECREE);
    mark("INSERT INTO clue VALUES (1, 0)");
    passed = 0;
    ingest("added.db", "in/a.txt");
    int64_t cost = passed;
    assert_true(mark_survived());
    return cost;
}

static void test_cost_does_not_grow(void **state)
{
    (void)state;
    assert_int_equal(sqlite3_auto_extension((void (*)(void))connection_watch), SQLITE_OK);
    int64_t few = cost_of_last(10), many = cost_of_last(60);
    sqlite3_reset_auto_extension();
    assert_true(few > 0); /* it is counted */
    assert_int_equal(many, few);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_one_by_one, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_alone, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_other_rules, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_crowded, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_next_chunk, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_notes, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_memory, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_cost_does_not_grow, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
