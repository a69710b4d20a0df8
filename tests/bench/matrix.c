/** How long does a large matrix take, and how much memory?
 *
 *      vd_bench_matrix [DOCUMENTS DIRECTIVES FILE.xlsx]
 *
 *  Plans cite directives as Zipf has it: the k-th directive 1/k as often as the first.  The graph is made in memory, as
 *  if loaded from a database, and written as a workbook; time and the process's largest memory are printed. */
#include "bench.h"

#include "report/matrix_book.h"
#include "report/report.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

enum { CITED = 14, MENTIONS = 3 }; /* directives a plan cites; places for each, at most */

static __attribute__((format(printf, 2, 3))) vd_str text_make(vd_arena *arena, const char *format, ...)
{
    char text[512];
    va_list values;
    va_start(values, format);
    int len = vsnprintf(text, sizeof text, format, values);
    va_end(values);
    return vd_arena_copy(arena, (vd_str){text, len > 0 ? (size_t)len : 0});
}

/* The directive that a draw falls on: harmonic weights, summed up beforehand. */
static size_t zipf(const double *sums, size_t count, uint32_t *state)
{
    double at = sums[count - 1] * ((double)draw(state) / 4294967296.0);
    size_t low = 0;
    size_t high = count - 1;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (sums[middle] < at) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static void documents_make(vd_arena *arena, vd_graph_data *data, size_t directives)
{
    for (size_t i = 0; i < data->document_count; i++) {
        bool plan = i >= directives;
        size_t n = plan ? i - directives : i;
        data->documents[i] = (vd_graph_document){
            .id = text_make(arena, "vn/%s/%08zu", plan ? "ke-hoach" : "chi-thi", n),
            .number = text_make(arena, "%zu/%s", n + 1, plan ? "KH-UBND" : "CT-TTg"),
            .type = plan ? VD_LIT("Kế hoạch") : VD_LIT("Chỉ thị"),
            .issuer = plan ? VD_LIT("Ủy ban nhân dân thành phố Cần Thơ") : VD_LIT("Thủ tướng Chính phủ"),
            .title = text_make(arena, "về việc triển khai nhiệm vụ trọng tâm số %zu năm 2026", n + 1),
            .date = VD_LIT("2026-01-15"),
            .in_corpus = plan,
        };
    }
}

static void edge_add(vd_arena *arena, vd_graph_data *data, size_t from, size_t to, uint32_t *state)
{
    size_t at = draw(state) % 50000;
    bool preamble = draw(state) % 5 == 0;
    data->edges[data->edge_count++] = (vd_graph_edge){
        .from = (uint32_t)from,
        .to = (uint32_t)to,
        .relation = draw(state) % 4 ? VD_REL_IMPLEMENTS : VD_REL_CITES,
        .strength = preamble ? VD_STRENGTH_PRIMARY : VD_STRENGTH_TASK,
        .preamble = preamble,
        .confidence = 0.5 + 0.5 * ((double)draw(state) / 4294967296.0),
        .source = text_make(arena, "kho/2026/%05zu-ke-hoach.txt", from),
        .start = at,
        .end = at + 20,
        .line = at / 60,
        .column = 1 + at % 60,
        .sentence = text_make(arena,
                              "Tổ chức quán triệt, triển khai thực hiện nghiêm túc, có hiệu quả Chỉ thị số %zu/CT-TTg "
                              "của Thủ tướng Chính phủ; phân công nhiệm vụ số %zu cho từng cơ quan, đơn vị.",
                              to + 1, at),
        .stated_by = data->documents[from].id,
    };
}

static void edges_make(vd_arena *arena, vd_graph_data *data, size_t directives)
{
    uint32_t state = 20260115;
    double *sums = VD_ARENA_ARRAY(arena, double, directives);
    for (size_t i = 0; i < directives; i++) {
        sums[i] = (i ? sums[i - 1] : 0) + 1.0 / (double)(i + 1);
    }
    for (size_t v = directives; v < data->document_count; v++) {
        for (size_t k = 0; k < CITED; k++) {
            size_t to = zipf(sums, directives, &state);
            for (size_t m = 1 + draw(&state) % MENTIONS; m > 0; m--) {
                edge_add(arena, data, v, to, &state);
            }
        }
    }
}

static bool file_write(void *context, const char *bytes, size_t len)
{
    return fwrite(bytes, 1, len, context) == len;
}

static int measure(size_t documents, size_t directives, FILE *file)
{
    vd_arena arena = {0};
    vd_graph_data data = {.document_count = documents + directives};
    vd_changes changes = {0};
    vd_force force;
    vd_error err = {.text = "out of memory"};
    vd_matrix_query query = {.as_of = {2026, 7, 1}};
    vd_style style = {.lang = VD_LANG_VI};
    vd_out out = {.sink = {file_write, file}};
    vd_matrix matrix;
    size_t rows = 0;
    data.documents = VD_ARENA_ARRAY(&arena, vd_graph_document, data.document_count);
    data.edges = VD_ARENA_ARRAY(&arena, vd_graph_edge, documents * CITED * MENTIONS);
    documents_make(&arena, &data, directives);
    edges_make(&arena, &data, directives);
    double begin = seconds();
    vd_status status = vd_changes_builtin(&arena, &changes, &err);
    if (status == VD_OK) {
        status = vd_force_make(&arena, &data, &changes, &force, &err);
    }
    if (status == VD_OK) {
        vd_matrix_input input = {.data = &data, .query = &query, .states = vd_states_of_force(&force)};
        status = vd_matrix_make(&arena, &input, &matrix, &err);
    }
    double made = seconds();
    if (status == VD_OK) {
        status = vd_matrix_book(&matrix, &query, NULL, VD_FORMAT_XLSX, &style, &out, &rows, &err);
    }
    status = vd_out_finish(&out, status, &err);
    double end = seconds();
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    if (status == VD_OK) {
        printf("matrix of %zu plans and %zu directives, %zu edges, %zu cells, to XLSX: %.2f s (model %.2f s), "
               "%.0f MB at most\n",
               matrix.plan_count, rows, data.edge_count, matrix.cell_count, end - begin, made - begin,
               (double)usage.ru_maxrss / 1024);
    } else {
        fprintf(stderr, "vd_bench_matrix: %s\n", err.text);
    }
    vd_arena_clear(&arena);
    return status == VD_OK ? 0 : 1;
}

int main(int argc, char **argv)
{
    size_t documents = argc == 4 ? (size_t)strtoul(argv[1], NULL, 10) : 10000;
    size_t directives = argc == 4 ? (size_t)strtoul(argv[2], NULL, 10) : 300;
    FILE *file = fopen(argc == 4 ? argv[3] : "/dev/null", "wb");
    if (!file || directives == 0) {
        fprintf(stderr, "usage: vd_bench_matrix [DOCUMENTS DIRECTIVES FILE.xlsx]\n");
        return 2;
    }
    int code = measure(documents, directives, file);
    return fclose(file) == 0 ? code : 1;
}
