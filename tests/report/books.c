/** Writes answers with hostile texts, and a matrix, in every format, for read_back.py to read with other readers.
 *
 *      report_books FOLDER */
#include "base/rows.h"
#include "report/matrix_book.h"
#include "report/report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const texts[] = {
    "=1+1",
    "+84",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "=HYPERLINK(\"http://a.example/\",\"b\")",
    "=cmd|' /C calc'!A0",
    "  =2",
    "\"=3",
    "_x0041_ _xFFFF_ _x41_",
    "<b>&amp;\"'</b><script>x()</script>",
    "a|b*c*_d_`e`[f](javascript:g) # ~h~ \\| $i$",
    "dòng 1\ndòng 2",
    "Nghị quyết của Đảng bộ về việc ‘đổi mới’ – ễ ộ ữ",
    "Nghi\xCC\xA3 quye\xCC\x82\xCC\x81t",
    "\xFF\xC3",
    ("a\x01"
     "b\x7F"),
    "\xEF\xBF\xBE",
    "\xF0\x9F\x93\x84",
    "http://a.example/",
    "internal:'x'!A1",
    "javascript:alert(1)",
    "12",
    "1e9",
    "TRUE",
    "2026-01-05",
    "]]>",
    "&#61;1",
    "'",
    "",
};

static const vd_column columns[] = {{"text", true},       {"=name", true},  {"number", true},
                                    {"confidence", true}, {"source", true}, {"date", true}};

/* Days, what is less and more than one, and what looks like one. */
static const char *const days[] = {"2021-11-26", "1900-03-01", "1900-02-28", "2026-02",
                                   "2025",       "2025-02-30", "2000-02-29", "2025-08-15 … 2025-11-30"};

typedef struct files {
    const char *folder;
    FILE *file;
} files;

static bool file_write(void *context, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, ((files *)context)->file) == len;
}

static const struct {
    vd_format format;
    const char *ending;
} formats[] = {{VD_FORMAT_JSON, "json"},
               {VD_FORMAT_CSV, "csv"},
               {VD_FORMAT_MARKDOWN, "md"},
               {VD_FORMAT_HTML, "html"},
               {VD_FORMAT_XLSX, "xlsx"}};

static bool file_open(files *f, const char *name, const char *ending)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.%s", f->folder, name, ending);
    f->file = fopen(path, "wb");
    return f->file != NULL;
}

static vd_rows *rows_make(const vd_str *last)
{
    vd_rows *rows;
    if (vd_rows_new(columns, sizeof columns / sizeof *columns, &rows, NULL) != VD_OK) {
        return NULL;
    }
    for (size_t i = 0; i <= sizeof texts / sizeof *texts; i++) {
        vd_cell *cells = vd_rows_add(rows);
        vd_str text = i < sizeof texts / sizeof *texts ? vd_str_of(texts[i]) : *last;
        if (!cells) {
            return NULL;
        }
        cells[0] = vd_cell_text(text);
        cells[1] = vd_cell_list(&cells[0].text, 1);
        cells[2] = vd_cell_int((int64_t)i - 3);
        cells[3] = vd_cell_real((double)i / 8);
        cells[4] = vd_cell_text(text.len < 100 ? text : VD_LIT("thư mục/tệp #1.txt"));
        cells[5] = vd_cell_text(vd_str_of(days[i % (sizeof days / sizeof *days)]));
    }
    return rows;
}

static bool answers_write(files *f, const vd_str *last)
{
    bool good = true;
    for (size_t i = 0; good && i < sizeof formats / sizeof *formats; i++) {
        vd_style style = {.title = "=tên & <tiêu đề>"};
        vd_rows *rows = rows_make(last);
        good = rows && file_open(f, "rows", formats[i].ending) &&
               vd_rows_write(rows, formats[i].format, &style, (vd_sink){file_write, f}, NULL, NULL) == VD_OK &&
               fclose(f->file) == 0;
        vd_rows_free(rows);
    }
    return good;
}

/* Thirty plans, so that the page has parts; every third does nothing; titles as hostile as above. */
static bool matrix_write(files *f, vd_lang lang, const char *name)
{
    enum { PLANS = 30, DIRECTIVES = 25 };
    static vd_graph_document documents[PLANS + DIRECTIVES];
    static vd_graph_edge edges[PLANS * DIRECTIVES];
    static char ids[PLANS + DIRECTIVES][16];
    vd_graph_data data = {documents, PLANS + DIRECTIVES, edges, 0};
    for (size_t v = 0; v < PLANS + DIRECTIVES; v++) {
        snprintf(ids[v], sizeof ids[v], "d/%02zu", v);
        documents[v] = (vd_graph_document){.id = vd_str_of(ids[v]),
                                           .number = v == 3    ? VD_LIT("=1/KH")
                                                     : v == 28 ? VD_LIT("ke-hoach-trong-tam-nam-2026-cua-van-phong")
                                                               : vd_str_of(ids[v] + 2),
                                           .title = vd_str_of(texts[v % (sizeof texts / sizeof *texts)]),
                                           .in_corpus = v < PLANS};
    }
    for (size_t v = 0; v < PLANS; v++) {
        for (size_t d = v % 3 ? v % 4 : DIRECTIVES; d < DIRECTIVES; d += 4) {
            edges[data.edge_count++] = (vd_graph_edge){.from = (uint32_t)v,
                                                       .to = (uint32_t)(PLANS + d),
                                                       .relation = d == 5 ? VD_REL_CITES : VD_REL_IMPLEMENTS,
                                                       .strength = VD_STRENGTH_TASK,
                                                       .confidence = d % 2 ? 0.9 : 0.6,
                                                       .source = VD_LIT("kế hoạch/a b.txt"),
                                                       .start = d,
                                                       .end = d + 5,
                                                       .line = d + 1,
                                                       .column = 1,
                                                       .sentence = vd_str_of(texts[d]),
                                                       .stated_by = vd_str_of(ids[v])};
        }
    }
    vd_matrix_query query = {.as_of = {2026, 1, 5}};
    vd_matrix_input input = {.data = &data, .query = &query};
    vd_arena arena = {0};
    vd_matrix matrix;
    bool good = vd_matrix_make(&arena, &input, &matrix, NULL) == VD_OK;
    for (size_t i = 2; good && i < sizeof formats / sizeof *formats; i++) {
        vd_style style = {.lang = lang};
        vd_out out = {.sink = {file_write, f}};
        size_t count;
        good = file_open(f, name, formats[i].ending);
        vd_status status =
            good ? vd_matrix_book(&matrix, &query, NULL, formats[i].format, &style, &out, &count, NULL) : VD_IO;
        good = vd_out_finish(&out, status, NULL) == VD_OK && fclose(f->file) == 0;
    }
    vd_arena_clear(&arena);
    return good;
}

static void note_count(void *context, const char *words)
{
    *(size_t *)context += strstr(words, "65,530") != NULL;
}

/* More links than a worksheet holds. */
static bool links_write(files *f)
{
    enum { ROWS = 65600 };
    static const vd_column one[] = {{"source", true}};
    size_t notes = 0;
    vd_style style = {.note = note_count, .note_context = &notes};
    vd_rows *rows = NULL;
    bool good = vd_rows_new(one, 1, &rows, NULL) == VD_OK;
    for (size_t i = 0; good && i < ROWS; i++) {
        vd_cell *cells = vd_rows_add(rows);
        good = cells != NULL;
        if (cells) {
            cells[0] = vd_cell_text(VD_LIT("a.txt"));
        }
    }
    good = good && file_open(f, "links", "xlsx");
    good = good && vd_rows_write(rows, VD_FORMAT_XLSX, &style, (vd_sink){file_write, f}, NULL, NULL) == VD_OK;
    vd_rows_free(rows);
    return good && fclose(f->file) == 0 && notes == 1;
}

int main(int argc, char **argv)
{
    enum { LONG = 40000 };
    files f = {.folder = argc == 2 ? argv[1] : "."};
    char *many = malloc(LONG);
    if (!many || argc != 2) {
        free(many);
        return 2;
    }
    memset(many, 'x', LONG);
    vd_str last = {many, LONG};
    bool good = answers_write(&f, &last) && matrix_write(&f, VD_LANG_VI, "matrix") &&
                matrix_write(&f, VD_LANG_EN, "matrix-en") && links_write(&f);
    free(many);
    return good ? 0 : 1;
}
