/** Texts drawn so that they meet in every way, and all that a database keeps of them.
 *
 *  They are drawn from few numbers, days, places and names. */
#ifndef TESTS_INGEST_DERIVED_H
#define TESTS_INGEST_DERIVED_H

#include "ingest/tree.h"

#include "store/net.h"
#include "store/store.h"
#include "support/grammar.h"

#include <sqlite3.h>

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static uint64_t seed;
static uint32_t numbers; /* how many there are: few meet often */

static inline uint32_t draw(uint32_t below)
{
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    return (uint32_t)(seed >> 33) % below;
}

static inline const char *pick(const char *const *words, size_t count)
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

static inline void day_add(vd_buf *text)
{
    vd_buf_add_format(text, " ngày %u/%u/%u", 3 + draw(3), 1 + draw(2), 2024 + draw(2));
}

/* One citation of some kind. */
static inline void citation_add(vd_buf *text)
{
    static const char *const decrees[] = {"59/2023/NĐ-CP", "999/2024/NĐ-CP", "998/2024/TT-BTC", "7/2024/QĐ-TTg"};
    static const char *const kinds[] = {"Nghị định", "Nghị định", "Thông tư", "Quyết định"};
    static const char *const party[] = {"57-NQ/TW", "57-NQ/TW", "27-NQ/TW", "18-NQ/TW"}; /* in the catalogue */
    static const char *const terms[] = {"khóa XI", "(khóa XII)", "của Bộ Chính trị khóa XIII"};
    uint32_t which = draw(4), kind = draw(12);
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
    } else if (kind == 11) {
        vd_buf_add_format(text, "Nghị quyết số %s%s", party[which], draw(3) || which > 1 ? "" : " ngày 22/12/2024");
        if (draw(4) == 0) {
            vd_buf_add_format(text, " %s", PICK(terms));
        }
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

/* The letter at `at` without its marks, and its bytes; 0: it has none. */
static inline char letter_bare(const char *at, size_t *len)
{
    static const char *const families[] = {
        "aàáảãạăằắẳẵặâầấẩẫậ", "eèéẻẽẹêềếểễệ", "iìíỉĩị", "oòóỏõọôồốổỗộơờớởỡợ", "uùúủũụưừứửữự", "yỳýỷỹỵ", "dđ",
        "AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬ", "EÈÉẺẼẸÊỀẾỂỄỆ", "IÌÍỈĨỊ", "OÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢ", "UÙÚỦŨỤƯỪỨỬỮỰ", "YỲÝỶỸỴ", "DĐ",
    };
    unsigned char first = (unsigned char)*at;
    char letter[8] = "";
    *len = first < 0x80 ? 1 : first < 0xE0 ? 2 : 3;
    memcpy(letter, at, *len);
    for (size_t i = 0; i < sizeof families / sizeof *families && first >= 0x80; i++) {
        if (strstr(families[i], letter)) {
            return families[i][0];
        }
    }
    return 0;
}

/* As a scan that lost its marks. */
static inline void marks_drop(vd_buf *text)
{
    vd_buf out = {0};
    size_t len = 0;
    vd_buf_add_char(text, '\0');
    assert_true(vd_buf_ok(text));
    for (const char *at = text->ptr; *at; at += len) {
        char bare = letter_bare(at, &len);
        vd_buf_add(&out, bare ? (vd_str){&bare, 1} : (vd_str){at, len});
    }
    vd_buf_clear(text);
    *text = out;
}

static inline void file_draw(const char *path)
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
    if (draw(8) == 0) {
        marks_drop(&text);
    }
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

/* A plan of this number and day. */
static inline void plain_file(const char *path, int number, const char *day, const char *body)
{
    vd_buf text = {0};
    vd_buf_add_format(&text,
                      "ỦY BAN NHÂN DÂN\nTHÀNH PHỐ CẦN THƠ\nSố: %d/KH-UBND\nCần Thơ, ngày %s\n\nKẾ HOẠCH\nSố %d\n\n%s\n",
                      number, day, number, body);
    assert_true(vd_buf_ok(&text));
    file_make(path, vd_buf_str(&text));
    vd_buf_clear(&text);
}

/* What many cite. */
#define DECREE "Căn cứ Nghị định số 59/2023/NĐ-CP ngày 14/8/2023 của Chính phủ;\n"

static inline void file_name(char *path, size_t size, int number)
{
    /* Not in the order in which they come. */
    snprintf(path, size, "in/%02d.txt", number * 37 % 100);
}

/* ---- What is seen ----------------------------------------------------------------------------------------------- */

static inline void query_dump(sqlite3 *sql, const char *text, vd_buf *out)
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
    "SELECT s.path, m.ordinal, m.start, m.stop, m.line, m.col, m.shown_start, m.shown_stop, m.surface, m.number, "
    "m.title, m.parent, m.antecedent FROM mention m JOIN source s USING (source) ORDER BY 1, 2",
    "SELECT s.path, t.ordinal, t.start, t.stop, t.line, t.cue_start, t.sentence_start, t.relation, t.strength FROM "
    "statement t JOIN source s USING (source) ORDER BY 1, 2",
    "SELECT s.path, t.ordinal, t.start, t.stop, t.what, l.body FROM task t JOIN source s USING (source) LEFT JOIN "
    "task_lead l ON l.source = t.source AND l.task = t.ordinal ORDER BY 1, 2, l.rank",
    "SELECT path, s.hash, s.size, hex(print), hex(words), effective FROM source s JOIN passage USING (source) ORDER "
    "BY 1",
    "PRAGMA foreign_key_check",
    "PRAGMA integrity_check",
};

/* The links of a row as a walk finds them: who, how, and what proves it. */
static inline void links_dump(const vd_net_view *view, vd_net_part part, uint32_t row, vd_arena *arena, vd_buf *out)
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

static inline void document_dump(const vd_net_view *view, const char *id, vd_buf *out)
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
static inline void place_check(const vd_net_view *view, const char *id, uint32_t *before)
{
    uint32_t row = 0, place = 0;
    assert_int_equal(view->find(view->context, vd_str_of(id), &row, NULL), VD_OK);
    assert_int_equal(vd_net_place(view->net, VD_NET_ORDER, row, &place, NULL), VD_OK);
    assert_true(place > *before && place != VD_NET_NONE);
    *before = place;
}

/* What is kept, and the graph as it is walked. */
static inline char *database_see(const char *path)
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
static inline void assert_seen(const char *now, const char *expected)
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

static inline void ingest_as(const char *db_path, const char *path, const vd_ingest_options *options)
{
    vd_ingest_report report;
    vd_error err = {0};
    vd_db *db = NULL;
    vd_status status = vd_db_open(db_path, VD_OPEN_CREATE, &db, &err);
    if (status == VD_OK) {
        status = vd_db_ingest(db, grammar, &path, 1, options, &report, &err);
    }
    vd_db_close(db);
    if (status != VD_OK) {
        fail_msg("status %d: %s", (int)status, err.text);
    }
}

static inline void ingest(const char *db_path, const char *path)
{
    ingest_as(db_path, path, NULL);
}

/* So many files, and added.db of them; the greater `spread`, the fewer of their numbers meet. */
static inline void base_draw(uint64_t from, uint64_t spread, int files)
{
    char path[32];
    seed = from;
    numbers = (uint32_t)(4 * spread * spread);
    tree_remove("in");
    folder_make("in");
    unlink("added.db");
    for (int i = 0; i < files; i++) {
        file_name(path, sizeof path, i);
        file_draw(path);
    }
    ingest("added.db", "in");
}

/* A number that is asked of added.db. */
static inline int64_t stored(const char *text)
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

/* What is in added.db is what is in a database that was made of the same files at once. */
static inline void assert_as_at_once(void)
{
    unlink("whole.db");
    ingest("whole.db", "in");
    char *added = database_see("added.db"), *whole = database_see("whole.db");
    assert_seen(added, whole);
    free(added);
    free(whole);
}

/* A row that only survives where the derived half is added to. */
static inline void mark(const char *text)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open("added.db", &sql), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sql, text, NULL, NULL, NULL), SQLITE_OK);
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
}

static inline bool mark_survived(void)
{
    sqlite3 *sql = NULL;
    assert_int_equal(sqlite3_open("added.db", &sql), SQLITE_OK);
    assert_int_equal(sqlite3_exec(sql, "DELETE FROM clue WHERE key = 1", NULL, NULL, NULL), SQLITE_OK);
    bool survived = sqlite3_changes(sql) == 1;
    assert_int_equal(sqlite3_close(sql), SQLITE_OK);
    return survived;
}

/* Rows that statements passed over without having looked for them. */
static int64_t passed;

static inline int statement_done(unsigned what, void *context, void *statement, void *nanoseconds)
{
    (void)what, (void)context, (void)nanoseconds;
    passed += sqlite3_stmt_status(statement, SQLITE_STMTSTATUS_FULLSCAN_STEP, 1);
    return 0;
}

static inline int connection_watch(sqlite3 *sql, const char **message, const void *api)
{
    (void)message, (void)api;
    return sqlite3_trace_v2(sql, SQLITE_TRACE_PROFILE, statement_done, NULL);
}

#endif
