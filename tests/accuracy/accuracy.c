/** How well the program reads the gold documents:
 *
 *      accuracy GOLD_DIR MENTIONS.jsonl EDGES.jsonl [--floors FILE] [--verbose]
 *
 *  prints every figure, then the floors with what was reached.  Exit 0: all floors hold; 1: one is missed; 2: a file
 *  cannot be used.  Without --floors only the figures are printed. */
#include "accuracy/score.h"

#include "base/buf.h"

typedef struct options {
    const char *gold, *mentions, *edges, *floors;
    bool verbose;
} options;

static bool options_read(int argc, char **argv, options *out)
{
    const char **places[] = {&out->gold, &out->mentions, &out->edges};
    size_t place = 0;
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--verbose") == 0) {
            out->verbose = true;
        } else if (strcmp(argv[i], "--floors") == 0 && i + 1 < argc) {
            out->floors = argv[++i];
        } else if (place < 3) {
            *places[place++] = argv[i];
        } else {
            return false;
        }
    }
    return place == 3;
}

static bool file_read(vd_arena *arena, const char *folder, const char *name, vd_str *out)
{
    vd_buf path = {0}, bytes = {0};
    vd_buf_add_format(&path, "%s%s%s", folder ? folder : "", folder ? "/" : "", name);
    vd_buf_add_char(&path, '\0');
    FILE *file = vd_buf_ok(&path) ? fopen(path.ptr, "rb") : NULL;
    char chunk[65536];
    size_t got;
    while (file && (got = fread(chunk, 1, sizeof chunk, file)) > 0) {
        vd_buf_add(&bytes, (vd_str){chunk, got});
    }
    bool good = file && !ferror(file) && vd_buf_ok(&bytes);
    *out = good ? vd_arena_copy(arena, bytes.len > 0 ? vd_buf_str(&bytes) : VD_LIT("")) : VD_NONE;
    if (!out->ptr) {
        fprintf(stderr, "accuracy: cannot read %s\n", path.ptr ? path.ptr : name);
    }
    if (file) {
        fclose(file);
    }
    vd_buf_clear(&path);
    vd_buf_clear(&bytes);
    return out->ptr != NULL;
}

static const json *rows_read(vd_arena *arena, const char *folder, const char *name, bool lines)
{
    vd_str text;
    size_t offset = 0;
    if (!file_read(arena, folder, name, &text)) {
        return NULL;
    }
    const json *rows = lines ? json_read_lines(arena, text, &offset) : json_read(arena, text, &offset);
    if (!rows) {
        fprintf(stderr, "accuracy: %s: no JSON at byte %zu\n", name, offset);
    }
    return rows;
}

static int run(vd_arena *arena, const options *chosen)
{
    score_input input = {.arena = arena,
                         .mentions = rows_read(arena, chosen->gold, "mentions.jsonl", true),
                         .edges = rows_read(arena, chosen->gold, "edges.jsonl", true),
                         .aliases = rows_read(arena, chosen->gold, "aliases.json", false),
                         .found_mentions = rows_read(arena, NULL, chosen->mentions, true),
                         .found_edges = rows_read(arena, NULL, chosen->edges, true),
                         .verbose = chosen->verbose ? stderr : NULL};
    if (!input.mentions || !input.edges || !input.aliases || !input.found_mentions || !input.found_edges) {
        return 2;
    }
    figures all = {.arena = arena};
    score_mentions(&input, &all);
    score_edges(&input, &all);
    if (all.failed) {
        fprintf(stderr, "accuracy: out of memory\n");
        return 2;
    }
    figures_print(&all, stdout);
    vd_str floors;
    if (!chosen->floors) {
        return 0;
    }
    if (!file_read(arena, NULL, chosen->floors, &floors)) {
        return 2;
    }
    printf("\n");
    return figures_check(&all, floors, stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    options chosen = {0};
    if (!options_read(argc, argv, &chosen)) {
        fprintf(stderr, "usage: accuracy GOLD_DIR MENTIONS.jsonl EDGES.jsonl [--floors FILE] [--verbose]\n");
        return 2;
    }
    vd_arena arena = {0};
    int code = run(&arena, &chosen);
    vd_arena_clear(&arena);
    return code;
}
