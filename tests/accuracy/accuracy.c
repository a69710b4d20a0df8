/** How well the program reads: one measure a call.
 *
 *      accuracy gold GOLD_DIR MENTIONS EDGES              hand-made gold: mentions, fields, documents, edges
 *      accuracy spans SPANS_DIR MENTIONS                  annotated sentences
 *      accuracy pairs OCR_DIR GAZETTE_DIR MENTIONS        the same pages clean and damaged
 *      accuracy headers TEXTS_DIR DOCUMENTS               what texts say of themselves
 *      accuracy changes TEXTS_DIR ACCEPTED MENTIONS EDGES [--accept]
 *      accuracy report FIGURES_DIR FLOORS_DIR [--part NAME] [--markdown]
 *
 *  MENTIONS, EDGES and DOCUMENTS are the program's listings as JSON Lines.  Options: --floors FILE, --figures FILE (the
 *  figures for the report, added to what is there under the name of --set), --expected FILE (what has been read and
 *  excused), --verbose, --most N (lines of changes).
 *  Exit 0: all floors hold; 1: one is missed; 2: a file cannot be used. */
#include "accuracy/changes.h"
#include "accuracy/headers.h"
#include "accuracy/pairs.h"
#include "accuracy/report.h"
#include "accuracy/score.h"
#include "accuracy/spans.h"

#include <stdlib.h>

enum { PLACES_MAX = 4 };

typedef struct options {
    const char *places[PLACES_MAX];
    const char *floors, *figures, *set, *expected, *part;
    size_t most;
    bool verbose, accept, markdown;
} options;

typedef struct measure {
    vd_arena *arena;
    const options *chosen;
    FILE *verbose; /* NULL: say less */
    figures *all;
} measure;

static bool measure_gold(measure *m)
{
    const options *o = m->chosen;
    score_input in = {.arena = m->arena,
                      .mentions = input_json(m->arena, o->places[0], "mentions.jsonl", true),
                      .edges = input_json(m->arena, o->places[0], "edges.jsonl", true),
                      .aliases = input_json(m->arena, o->places[0], "aliases.json", false),
                      .found_mentions = input_json(m->arena, NULL, o->places[1], true),
                      .found_edges = input_json(m->arena, NULL, o->places[2], true),
                      .verbose = m->verbose};
    if (!in.mentions || !in.edges || !in.aliases || !in.found_mentions || !in.found_edges) {
        return false;
    }
    score_mentions(&in, m->all);
    score_edges(&in, m->all);
    return true;
}

static bool measure_spans(measure *m)
{
    const options *o = m->chosen;
    spans_input in = {.arena = m->arena,
                      .sentences = input_json(m->arena, o->places[0], "sentences.jsonl", true),
                      .spans = input_json(m->arena, o->places[0], "spans.jsonl", true),
                      .neutral = input_json(m->arena, o->places[0], "neutral.jsonl", true),
                      .found = input_json(m->arena, NULL, o->places[1], true),
                      .verbose = m->verbose};
    if (!in.sentences || !in.spans || !in.neutral || !in.found) {
        return false;
    }
    score_spans(&in, m->all);
    return true;
}

static vd_str name_join(vd_arena *arena, vd_str name, const char *suffix)
{
    size_t len = strlen(suffix);
    char *out = vd_arena_alloc(arena, name.len + len + 1);
    if (!out) {
        return VD_NONE;
    }
    memcpy(out, name.ptr, name.len);
    memcpy(out + name.len, suffix, len);
    return (vd_str){out, name.len + len};
}

static bool pair_make(vd_arena *arena, const char *folder, vd_str name, const char *kind, page_pair *out)
{
    bool gazette = strcmp(kind, "gazette") == 0;
    *out = (page_pair){.name = name,
                       .kind = kind,
                       .clean_file = name_join(arena, name, gazette ? ".congbao.txt" : ".clean.txt"),
                       .damaged_file = name_join(arena, name, gazette ? ".ocr-or-portal.txt" : ".noisy.txt")};
    return out->clean_file.ptr && out->damaged_file.ptr && input_file(arena, folder, out->clean_file, &out->clean_text);
}

static bool measure_pairs(measure *m)
{
    const options *o = m->chosen;
    table index, gazette, expected;
    if (!input_table(m->arena, o->places[0], "INDEX.tsv", 7, &index) ||
        !input_names(m->arena, o->places[1], VD_LIT(".congbao.txt"), &gazette) ||
        (o->expected && !input_table(m->arena, NULL, o->expected, 5, &expected))) {
        return false;
    }
    page_pair *pairs = VD_ARENA_ARRAY(m->arena, page_pair, index.rows + gazette.rows + 1);
    bool good = pairs != NULL;
    for (size_t i = 0; good && i < index.rows; i++) {
        const char *kind = pair_kind(table_cell(&index, i, 4), table_cell(&index, i, 5));
        good = pair_make(m->arena, o->places[0], table_cell(&index, i, 0), kind, &pairs[i]);
    }
    for (size_t i = 0; good && i < gazette.rows; i++) {
        vd_str file = table_cell(&gazette, i, 0);
        vd_str name = vd_str_slice(file, 0, file.len - strlen(".congbao.txt"));
        good = pair_make(m->arena, o->places[1], name, "gazette", &pairs[index.rows + i]);
    }
    pairs_input in = {.arena = m->arena,
                      .pairs = pairs,
                      .count = index.rows + gazette.rows,
                      .found = good ? input_json(m->arena, NULL, o->places[2], true) : NULL,
                      .expected = o->expected ? &expected : NULL,
                      .verbose = m->verbose,
                      .list = stdout};
    if (in.found) {
        score_pairs(&in, m->all);
    }
    return in.found != NULL;
}

static bool measure_headers(measure *m)
{
    const options *o = m->chosen;
    table index, expected;
    if (!input_table(m->arena, o->places[0], "index.tsv", 6, &index) ||
        (o->expected && !input_table(m->arena, NULL, o->expected, 4, &expected))) {
        return false;
    }
    headers_input in = {.arena = m->arena,
                        .index = &index,
                        .documents = input_json(m->arena, NULL, o->places[1], true),
                        .expected = o->expected ? &expected : NULL,
                        .list = stdout};
    return in.documents && score_headers(&in, m->all);
}

static bool accepted_write(const char *path, const facts *now)
{
    FILE *file = fopen(path, "wb");
    if (!file) {
        perror(path);
        return false;
    }
    fputs(
        "# What the program found in data/texts when it was last looked through: facts only, no words of the texts.\n"
        "# A line without tab names a text. Mentions: start, length, form, number or hash of the title, document.\n"
        "# Edges: start, length, relation, acting document (=: the text itself), document acted on, \"edge\". -: not\n"
        "# known; #: a hash instead of the words of a title.\n"
        "# Written by `tools/accuracy --accept`.\n",
        file);
    facts_write(now, file);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}

static bool measure_changes(measure *m)
{
    const options *o = m->chosen;
    table names;
    facts now, accepted;
    vd_str text;
    size_t line;
    const char *why;
    const json *mentions = input_json(m->arena, NULL, o->places[2], true);
    const json *edges = mentions ? input_json(m->arena, NULL, o->places[3], true) : NULL;
    if (!edges || !input_names(m->arena, o->places[0], VD_LIT(".txt"), &names) ||
        !facts_found(m->arena, o->places[0], &names, mentions, edges, &now)) {
        return false;
    }
    if (o->accept) {
        return accepted_write(o->places[1], &now);
    }
    if (!input_file(m->arena, NULL, vd_str_of(o->places[1]), &text)) {
        return false;
    }
    if (!facts_read(m->arena, text, &now, &accepted, &line, &why)) {
        fprintf(stderr, "accuracy: %s:%zu: %s\n", o->places[1], line, why);
        return false;
    }
    score_changes(&accepted, &now, o->places[0], o->most, stdout, m->all);
    return true;
}

static bool measure_report(measure *m)
{
    const options *o = m->chosen;
    table files;
    if (!input_names(m->arena, o->places[0], VD_LIT(".tsv"), &files)) {
        return false;
    }
    for (size_t i = 0; i < files.rows; i++) {
        vd_str text, name = table_cell(&files, i, 0);
        if (!input_file(m->arena, o->places[0], name, &text) || !figures_read(m->all, text)) {
            fprintf(stderr, "accuracy: %.*s: no figures\n", (int)name.len, name.ptr);
            return false;
        }
    }
    report_input in = {.arena = m->arena, .all = m->all, .floors = o->places[1], .markdown = o->markdown};
    return report_print(&in, o->part, stdout);
}

static const struct {
    const char *name;
    size_t places;
    bool (*run)(measure *m);
    bool figures; /* prints its figures and holds them to floors */
} measures[] = {{"gold", 3, measure_gold, true},       {"spans", 2, measure_spans, true},
                {"pairs", 3, measure_pairs, true},     {"headers", 2, measure_headers, true},
                {"changes", 4, measure_changes, true}, {"report", 2, measure_report, false}};

static bool options_read(int argc, char **argv, size_t places, options *out)
{
    const struct {
        const char *name;
        const char **value;
    } values[] = {{"--floors", &out->floors},
                  {"--figures", &out->figures},
                  {"--set", &out->set},
                  {"--expected", &out->expected},
                  {"--part", &out->part}};
    size_t place = 0;
    for (int i = 2; i < argc; i++) {
        bool taken = false;
        for (size_t k = 0; k < sizeof values / sizeof *values && !taken; k++) {
            if (strcmp(argv[i], values[k].name) == 0 && i + 1 < argc) {
                *values[k].value = argv[++i];
                taken = true;
            }
        }
        if (taken) {
            continue;
        }
        if (strcmp(argv[i], "--most") == 0 && i + 1 < argc) {
            out->most = (size_t)strtoul(argv[++i], NULL, 10);
        } else if (strcmp(argv[i], "--verbose") == 0) {
            out->verbose = true;
        } else if (strcmp(argv[i], "--accept") == 0) {
            out->accept = true;
        } else if (strcmp(argv[i], "--markdown") == 0) {
            out->markdown = true;
        } else if (place < places && argv[i][0] != '-') {
            out->places[place++] = argv[i];
        } else {
            return false;
        }
    }
    return place == places;
}

static bool figures_save(const figures *all, const options *chosen)
{
    FILE *file = fopen(chosen->figures, "ab");
    if (!file) {
        perror(chosen->figures);
        return false;
    }
    figures_write(all, chosen->set ? chosen->set : "figures", file);
    bool good = !ferror(file);
    return fclose(file) == 0 && good;
}

/** Print the figures, keep them, and hold them to the floors. */
static int figures_close(vd_arena *arena, const figures *all, const options *chosen)
{
    vd_str floors;
    if (all->failed) {
        fprintf(stderr, "accuracy: out of memory\n");
        return 2;
    }
    figures_print(all, stdout);
    if (chosen->figures && !figures_save(all, chosen)) {
        return 2;
    }
    if (!chosen->floors || chosen->accept) {
        return 0;
    }
    if (!input_file(arena, NULL, vd_str_of(chosen->floors), &floors)) {
        return 2;
    }
    printf("\n");
    return figures_check(all, floors, stdout) == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    for (size_t i = 0; argc > 1 && i < sizeof measures / sizeof *measures; i++) {
        options chosen = {.most = 20};
        if (strcmp(argv[1], measures[i].name) != 0 || !options_read(argc, argv, measures[i].places, &chosen)) {
            continue;
        }
        vd_arena arena = {0};
        figures all = {.arena = &arena};
        measure m = {&arena, &chosen, chosen.verbose ? stderr : NULL, &all};
        int code = !measures[i].run(&m) ? 2 : measures[i].figures ? figures_close(&arena, &all, &chosen) : 0;
        vd_arena_clear(&arena);
        return code;
    }
    fprintf(stderr, "usage: accuracy gold|spans|pairs|headers|changes|report …; see tests/accuracy/accuracy.c\n");
    return 2;
}
