/** Two made-up plans as if read, extracted and resolved, and ways of looking at what the store makes of them. */
#ifndef TESTS_STORE_FIXTURE_H
#define TESTS_STORE_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "store/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH_A "corpus/000-ke-hoach-70.txt"
#define PATH_B "corpus/sub/003-ke-hoach-24.txt"

static const char text_a[] =
    "Số: 70/KH-UBND\n\nThực hiện Luật sửa đổi, bổ sung một số điều của Luật Công đoàn và Chỉ thị \n\n"
    "số 33/CT-TTg ngày 26/11/2021; Ủy ban ban hành Kế hoạch này.\n"
    "1. Tiếp tục quán triệt Kết luận số 01-KL/TW, các nghị quyết của Thành ủy.\n"
    "2. Theo Quyết định \xff số 12/QĐ-UBND, khoản 2 Điều 5.\n";
static const char text_b[] = "Căn cứ Chỉ thị số 33/CT-TTg; Luật Dân chủ ở cơ sở;\nQuyết định số 12/QĐ-UBND.\n";

/* One source as the store takes it. */
typedef struct fixture_source {
    vd_source *source;
    vd_extraction extraction;
    vd_mention mentions[8];
    vd_statement statements[8];
    vd_task task_items[2];
    vd_task_lead leads[2];
    vd_tasks tasks;
    uint64_t print[VD_PRINT_SIZE];
    vd_stored_source stored;
} fixture_source;

static inline vd_mention mention_of(const char *text, const char *surface, vd_form form)
{
    const char *at = strstr(text, surface);
    assert_non_null(at);
    vd_mention m = {.start = (size_t)(at - text), .form = form, .parent = -1, .confidence = 0.75};
    m.end = m.start + strlen(surface);
    m.surface = (vd_str){at, strlen(surface)};
    return m;
}

static inline vd_statement statement_of(const vd_mention *mentions, vd_relation relation, int from, int to)
{
    const vd_mention *m = &mentions[to];
    size_t start = from < 0 ? m->start : mentions[from].start;
    return (vd_statement){.relation = relation,
                          .from = from,
                          .to = to,
                          .start = start,
                          .end = m->end,
                          .cue_start = start,
                          .cue_end = start,
                          .sentence_start = start,
                          .sentence_end = m->end + 1,
                          .confidence = 0.5 + 0.25 * (double)to};
}

static inline void source_start(fixture_source *f, const char *path, const char *text)
{
    *f = (fixture_source){0};
    assert_int_equal(vd_source_from_bytes(vd_str_of(path), vd_str_of(text), &f->source, NULL), VD_OK);
    for (size_t i = 0; i < VD_PRINT_SIZE; i++) {
        f->print[i] = 0xf00dfacecafe0000u + i * 0x0101u;
    }
    f->extraction.mentions = f->mentions;
    f->extraction.statements = f->statements;
    f->stored = (vd_stored_source){.path = vd_str_of(path),
                                   .hash = 0xfedcba9876543210u,
                                   .size = strlen(text),
                                   .print = f->print,
                                   .source = f->source,
                                   .extraction = &f->extraction};
}

/* The two points of the first plan: one led, one that names nobody. */
static inline void tasks_a(fixture_source *f)
{
    const char *one = strstr(text_a, "1. Tiếp"), *two = strstr(text_a, "2. Theo");
    f->leads[0] = (vd_task_lead){VD_LIT("Sở Nội vụ"), VD_DUTY_LEADS};
    f->leads[1] = (vd_task_lead){VD_LIT("Lãnh đạo Văn phòng"), VD_DUTY_DIRECTS};
    f->task_items[0] = (vd_task){.start = (size_t)(one - text_a),
                                 .end = (size_t)(two - text_a) - 1,
                                 .path = VD_LIT("II.1"),
                                 .section = VD_LIT("NHIỆM VỤ"),
                                 .what = VD_LIT("Tiếp tục quán triệt Kết luận số 01-KL/TW"),
                                 .leads = f->leads,
                                 .lead_count = 2,
                                 .coordinate = VD_LIT("các sở"),
                                 .deadline = VD_LIT("Quý II/2026"),
                                 .from = {2026, 4, 1},
                                 .to = {2026, 6, 30},
                                 .inherited = VD_TASK_DEADLINE,
                                 .confidence = 0.5};
    f->task_items[1] = (vd_task){.start = (size_t)(two - text_a),
                                 .end = strlen(text_a) - 1,
                                 .path = VD_LIT("II.2"),
                                 .what = VD_LIT("Theo Quyết định"),
                                 .recurring = 1U << VD_RECURRING_YEARLY | 1U << VD_RECURRING_CONTINUOUS,
                                 .confidence = 0.25};
    f->tasks = (vd_tasks){f->task_items, 2};
    f->stored.tasks = &f->tasks;
}

static inline void source_a(fixture_source *f)
{
    source_start(f, PATH_A, text_a);
    vd_mention *m = f->mentions;
    m[0] = mention_of(text_a, "70/KH-UBND", VD_FORM_SELF);
    m[1] = mention_of(text_a, "Luật sửa đổi, bổ sung một số điều của Luật Công đoàn", VD_FORM_NAMED);
    m[1].type = VD_LIT("Luật");
    m[1].title = m[1].surface;
    m[1].core = true;
    m[1].catalogue = 7;
    m[2] = mention_of(text_a, "Luật Công đoàn", VD_FORM_NAMED);
    m[2].type = VD_LIT("Luật");
    m[2].title = m[2].surface;
    m[2].parent = 1;
    m[2].core = true;
    m[3] = mention_of(text_a, "Chỉ thị \n\nsố 33/CT-TTg", VD_FORM_NUMBERED);
    m[3].type = VD_LIT("Chỉ thị");
    m[3].number = VD_LIT("33/CT-TTg");
    m[3].symbol = VD_LIT("CT-TTg");
    m[3].date = (vd_date){2021, 11, 26};
    m[3].issuer = VD_LIT("Thủ tướng Chính phủ");
    m[3].issuer_stated = true;
    m[3].repairs = VD_LIT("CT-TTq -> CT-TTg; l -> 1");
    m[3].core = true;
    m[4] = mention_of(text_a, "Kết luận số 01-KL/TW", VD_FORM_TRUNCATED);
    m[4].type = VD_LIT("Kết luận");
    m[4].number = VD_LIT("01-KL/TW");
    m[4].symbol = VD_LIT("KL/TW");
    m[4].date = (vd_date){2021, 5, 0};
    m[4].term = VD_LIT("XIII");
    m[4].title = VD_LIT("");
    m[5] = mention_of(text_a, "các nghị quyết của Thành ủy", VD_FORM_GENERIC);
    m[6] = mention_of(text_a, "Quyết định \xff số 12/QĐ-UBND", VD_FORM_NUMBERED);
    m[6].type = VD_LIT("Quyết định");
    m[6].number = VD_LIT("12/QĐ-UBND");
    m[6].symbol = VD_LIT("QĐ-UBND");
    m[6].year = 2024;
    m[6].date = (vd_date){0, 3, 4};
    m[6].place = VD_LIT("can-tho");
    m[6].pinpoint = VD_LIT("khoản 2 Điều 5");
    f->extraction.mention_count = 7;
    vd_statement *s = f->statements;
    s[0] = statement_of(m, VD_REL_IMPLEMENTS, -1, 1);
    s[0].strength = VD_STRENGTH_PRIMARY;
    s[0].preamble = true;
    s[0].cue_start = m[1].start - strlen("Thực hiện ");
    s[0].cue_end = m[1].start - 1;
    s[0].sentence_start = s[0].cue_start;
    s[1] = statement_of(m, VD_REL_AMENDS, 1, 2);
    s[2] = statement_of(m, VD_REL_IMPLEMENTS, -1, 3);
    s[2].strength = VD_STRENGTH_LINKED;
    s[3] = statement_of(m, VD_REL_IMPLEMENTS, -1, 4);
    s[3].strength = VD_STRENGTH_TASK;
    s[4] = statement_of(m, VD_REL_CITES, -1, 6);
    f->extraction.statement_count = 5;
    f->extraction.header = (vd_header){.type = VD_LIT("Kế hoạch"),
                                       .number = VD_LIT("70/KH-UBND"),
                                       .symbol = VD_LIT("KH-UBND"),
                                       .issuer = VD_LIT("Ủy ban nhân dân"),
                                       .place = VD_LIT("can-tho"),
                                       .title = VD_LIT("Thực hiện dân chủ ở cơ sở"),
                                       .signer_role = VD_LIT("Chủ tịch"),
                                       .date = {2025, 9, 0},
                                       .effective = {2025, 10, 1},
                                       .issuer_stated = true};
    f->stored.marks_lost = true;
    tasks_a(f);
}

static inline void source_b(fixture_source *f)
{
    source_start(f, PATH_B, text_b);
    vd_mention *m = f->mentions;
    m[0] = mention_of(text_b, "Chỉ thị số 33/CT-TTg", VD_FORM_NUMBERED);
    m[0].type = VD_LIT("Chỉ thị");
    m[0].number = VD_LIT("33/CT-TTg");
    m[1] = mention_of(text_b, "Luật Dân chủ ở cơ sở", VD_FORM_NAMED);
    m[1].type = VD_LIT("Luật");
    m[1].title = m[1].surface;
    m[2] = mention_of(text_b, "Quyết định số 12/QĐ-UBND", VD_FORM_NUMBERED);
    m[2].type = VD_LIT("Quyết định");
    m[2].number = VD_LIT("12/QĐ-UBND");
    f->extraction.mention_count = 3;
    f->statements[0] = statement_of(m, VD_REL_BASED_ON, -1, 0);
    f->statements[1] = statement_of(m, VD_REL_BASED_ON, -1, 1);
    f->extraction.statement_count = 2;
    f->extraction.header.type = VD_LIT("Kế hoạch");
    f->stored.hash = 17;
}

static inline void fixture_free(fixture_source *f)
{
    vd_source_free(f->source);
}

/* The documents, by id. */
enum {
    DOC_PLAN_70,
    DOC_PLAN_24,
    DOC_DIRECTIVE,
    DOC_CONCLUSION,
    DOC_UNION,
    DOC_DEMOCRACY,
    DOC_AMENDING,
    DOC_DECISION_1,
    DOC_DECISION_2,
    DOC_COUNT
};

#define ITEM(literal)                  \
    {                                  \
        (literal), sizeof(literal) - 1 \
    }
static const vd_str fixture_sources_a[] = {ITEM(PATH_A)};
static const vd_str fixture_sources_b[] = {ITEM(PATH_B)};
static const vd_str fixture_aliases[] = {ITEM("vn/can-tho/ke-hoach/2025/70"), ITEM("name:ke-hoach-70")};
static const vd_str fixture_learnt[] = {ITEM("date: corpus/000-ke-hoach-70.txt:1")};

static inline void documents_make(vd_document *d)
{
    d[DOC_PLAN_70] = (vd_document){.id = VD_LIT("vn/can-tho/ke-hoach/2025/70-kh-ubnd"),
                                   .urn = VD_LIT("urn:lex:vn:can-tho:ke.hoach:2025;70-kh-ubnd"),
                                   .type = VD_LIT("Kế hoạch"),
                                   .number = VD_LIT("70/KH-UBND"),
                                   .symbol = VD_LIT("KH-UBND"),
                                   .issuer = VD_LIT("Ủy ban nhân dân"),
                                   .place = VD_LIT("can-tho"),
                                   .title = VD_LIT("Kế hoạch thực hiện dân chủ năm 2025"),
                                   .date = {2025, 9, 0},
                                   .earliest = {2025, 9, 1},
                                   .latest = {2025, 9, 30},
                                   .sources = fixture_sources_a,
                                   .source_count = 1,
                                   .aliases = fixture_aliases,
                                   .alias_count = 2,
                                   .learnt = fixture_learnt,
                                   .learnt_count = 1};
    d[DOC_PLAN_24] = (vd_document){.id = VD_LIT("vn/can-tho/ke-hoach/2026/24-kh-vpub"),
                                   .type = VD_LIT("Kế hoạch"),
                                   .sources = fixture_sources_b,
                                   .source_count = 1};
    d[DOC_DIRECTIVE] = (vd_document){.id = VD_LIT("vn/chi-thi/2021/33-ct-ttg"),
                                     .type = VD_LIT("Chỉ thị"),
                                     .number = VD_LIT("33/CT-TTg"),
                                     .date = {2021, 11, 26},
                                     .earliest = {2021, 11, 26},
                                     .latest = {2021, 11, 26}};
    d[DOC_CONCLUSION] = (vd_document){.id = VD_LIT("vn/ket-luan/2021/01-kl-tw"),
                                      .type = VD_LIT("Kết luận"),
                                      .number = VD_LIT("01-KL/TW"),
                                      .date = {2021, 5, 0},
                                      .earliest = {2021, 5, 1},
                                      .latest = {2021, 5, 31}};
    d[DOC_UNION] = (vd_document){.id = VD_LIT("vn/luat/2012/12-2012-qh13"),
                                 .type = VD_LIT("Luật"),
                                 .number = VD_LIT("12/2012/QH13"),
                                 .title = VD_LIT("Luật Công đoàn"),
                                 .date = {2012, 6, 20},
                                 .in_catalogue = true};
    d[DOC_DEMOCRACY] = (vd_document){.id = VD_LIT("vn/luat/2022/10-2022-qh15"),
                                     .type = VD_LIT("Luật"),
                                     .number = VD_LIT("10/2022/QH15"),
                                     .title = VD_LIT("Luật Thực hiện dân chủ ở cơ sở"),
                                     .date = {2022, 11, 10},
                                     .in_catalogue = true};
    d[DOC_AMENDING] = (vd_document){.id = VD_LIT("vn/luat/2025/97-2025-qh15"),
                                    .type = VD_LIT("Luật"),
                                    .number = VD_LIT("97/2025/QH15"),
                                    .title = VD_LIT("Luật sửa đổi, bổ sung một số điều của Luật Công đoàn"),
                                    .date = {2025, 6, 27},
                                    .in_catalogue = true};
    d[DOC_DECISION_1] = (vd_document){.id = VD_LIT("vn/tinh-a/quyet-dinh/2020/12-qd-ubnd"),
                                      .type = VD_LIT("Quyết định"),
                                      .number = VD_LIT("12/QĐ-UBND"),
                                      .date = {2020, 1, 2}};
    d[DOC_DECISION_2] = (vd_document){.id = VD_LIT("vn/tinh-b/quyet-dinh/2021/12-qd-ubnd"),
                                      .type = VD_LIT("Quyết định"),
                                      .number = VD_LIT("12/QĐ-UBND"),
                                      .earliest = {2021, 1, 1},
                                      .latest = {2021, 12, 31}};
}

/* What resolve would make of the two, whichever order they are in. */
static inline vd_resolution resolution_make(vd_arena *arena, const vd_resolve_source *sources, size_t count)
{
    static const int targets_a[] = {DOC_PLAN_70, DOC_AMENDING, DOC_UNION, DOC_DIRECTIVE, DOC_CONCLUSION, -1, -1};
    static const int targets_b[] = {DOC_DIRECTIVE, DOC_DEMOCRACY, -1};
    static const int choices[] = {DOC_DECISION_2, DOC_DECISION_1};
    static const int edges_a[][2] = {{DOC_PLAN_70, DOC_AMENDING},
                                     {DOC_AMENDING, DOC_UNION},
                                     {DOC_PLAN_70, DOC_DIRECTIVE},
                                     {DOC_PLAN_70, DOC_CONCLUSION}};
    static const int edges_b[][2] = {{DOC_PLAN_24, DOC_DIRECTIVE}, {DOC_PLAN_24, DOC_DEMOCRACY}};
    vd_resolution r = {.document_count = DOC_COUNT};
    r.documents = VD_ARENA_ARRAY(arena, vd_document, DOC_COUNT);
    r.links = VD_ARENA_ARRAY(arena, vd_link *, count);
    r.source_document = VD_ARENA_ARRAY(arena, int, count);
    r.edges = VD_ARENA_ARRAY(arena, vd_edge, 8);
    documents_make(r.documents);
    for (size_t i = 0; i < count; i++) {
        bool a = vd_str_eq(sources[i].path, VD_LIT(PATH_A));
        size_t mentions = sources[i].mention_count, edges = a ? 4 : 2;
        r.source_document[i] = a ? DOC_PLAN_70 : DOC_PLAN_24;
        r.links[i] = VD_ARENA_ARRAY(arena, vd_link, mentions);
        for (size_t j = 0; j < mentions; j++) {
            int target = a ? targets_a[j] : targets_b[j];
            r.links[i][j] =
                (vd_link){.document = target, .confidence = 0.875, .basis = target < 0 ? NULL : "number and date"};
            if (vd_str_eq(sources[i].mentions[j].m->number, VD_LIT("12/QĐ-UBND"))) {
                r.links[i][j].candidates = choices;
                r.links[i][j].candidate_count = 2;
            }
        }
        for (size_t j = 0; j < edges; j++) {
            const int *ends = a ? edges_a[j] : edges_b[j];
            r.edges[r.edge_count++] = (vd_edge){
                .from = ends[0], .to = ends[1], .source = (uint32_t)i, .statement = (uint32_t)j, .confidence = 0.625};
        }
    }
    return r;
}

/* A file name that is this test's own, removed when it is asked for and by fixture_remove(). */
static inline const char *fixture_path(const char *name)
{
    static char path[512];
    const char *folder = getenv("TMPDIR");
    bool dotted = name[0] == '.'; /* "./x": with a needless part in the path */
    snprintf(path, sizeof path, "%s/%sviendan-store-%ld-%s", folder != NULL ? folder : "/tmp", dotted ? "./" : "",
             (long)getpid(), dotted ? name + 2 : name);
    return path;
}

static inline void fixture_remove(const char *path)
{
    static const char *const ends[] = {"", "-wal", "-shm", "-journal"};
    char name[600];
    for (size_t i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "%s%s", path, ends[i]);
        unlink(name);
    }
}

/* Both sources in, and resolved. */
static inline void db_fill(vd_db *db, bool reversed)
{
    fixture_source a, b;
    vd_error err = {0};
    source_a(&a);
    source_b(&b);
    assert_int_equal(vd_store_put_source(db, reversed ? &b.stored : &a.stored, &err), VD_OK);
    assert_int_equal(vd_store_put_source(db, reversed ? &a.stored : &b.stored, &err), VD_OK);
    fixture_free(&a);
    fixture_free(&b);
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    assert_int_equal(vd_store_load_sources(db, &arena, &arena, &sources, &count, &err), VD_OK);
    assert_int_equal(count, 2);
    vd_resolution r = resolution_make(&arena, sources, count);
    if (vd_store_put_resolution(db, sources, count, &r, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
    vd_arena_clear(&arena);
}

static inline vd_db *db_filled(void)
{
    vd_db *db = NULL;
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    db_fill(db, false);
    return db;
}

static inline void cell_dump(vd_buf *out, vd_cell cell)
{
    switch (cell.kind) {
    case VD_CELL_NULL:
        vd_buf_add_text(out, "null");
        break;
    case VD_CELL_BOOL:
        vd_buf_add_text(out, cell.integer ? "true" : "false");
        break;
    case VD_CELL_INT:
        vd_buf_add_format(out, "%lld", (long long)cell.integer);
        break;
    case VD_CELL_REAL:
        vd_buf_add_format(out, "%.17g", cell.real);
        break;
    case VD_CELL_TEXT:
        vd_buf_add_json(out, cell.text);
        break;
    case VD_CELL_LIST:
        vd_buf_add_char(out, '[');
        for (size_t i = 0; i < cell.count; i++) {
            vd_buf_add_text(out, i == 0 ? "" : ",");
            vd_buf_add_json(out, cell.items[i]);
        }
        vd_buf_add_char(out, ']');
    }
}

/* All rows as text, one a line: name=value … ; `only` (NULL: all) keeps one column's bare values.  Frees the rows. */
static inline char *rows_dump(vd_rows *rows, const char *only)
{
    vd_buf out = {0};
    bool more = false;
    vd_error err = {0};
    assert_non_null(rows);
    while (vd_rows_next(rows, &more, &err) == VD_OK && more) {
        for (size_t i = 0; i < vd_rows_width(rows); i++) {
            vd_str name = vd_rows_name(rows, i);
            if (only == NULL) {
                vd_buf_add(&out, name);
                vd_buf_add_char(&out, '=');
            } else if (!vd_str_eq(name, vd_str_of(only))) {
                continue;
            }
            cell_dump(&out, vd_rows_cell(rows, i));
            vd_buf_add_text(&out, only == NULL ? " " : "");
        }
        vd_buf_add_char(&out, '\n');
    }
    if (err.status != VD_OK) {
        fail_msg("%s", err.text);
    }
    vd_rows_free(rows);
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

#endif
