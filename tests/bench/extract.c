/* How fast texts are read and extracted with all that a database keeps of them, relations too, in one thread.
 *
 *     vd_bench_extract FILE.jsonl
 *
 * Prints mentions, statements, and seconds of processor time. */
#include "viendan.h"

#include <stdio.h>
#include <time.h>

typedef struct count {
    size_t mentions, statements;
} count;

static bool each_take(void *context, const vd_source *source, const vd_extraction *extraction, size_t line)
{
    (void)source;
    (void)line;
    count *c = context;
    c->mentions += extraction->mention_count;
    c->statements += extraction->statement_count;
    return true;
}

static bool note_refuse(void *context, const vd_stream_note *note)
{
    (void)context;
    (void)note;
    return false;
}

int main(int argc, char **argv)
{
    vd_error err = {.status = VD_OK};
    vd_grammar *grammar = NULL;
    count c = {0, 0};
    if (argc != 2) {
        fprintf(stderr, "usage: vd_bench_extract FILE.jsonl\n");
        return 2;
    }
    const vd_stream stream = {.path = argv[1], .jobs = 1, .context = &c, .each = each_take, .note = note_refuse};
    vd_status status = vd_grammar_new(&grammar, &err);
    clock_t begin = clock();
    if (status == VD_OK) {
        status = vd_extract_stream(grammar, &stream, &err);
    }
    double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
    vd_grammar_free(grammar);
    if (status != VD_OK) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    printf("%zu %zu %.6f\n", c.mentions, c.statements, seconds);
    return 0;
}
