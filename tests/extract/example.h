/** Examples of citations: a text with its mentions in brackets, and what each must say.  The notation is described at
 *  the top of docs/citation-forms.md; the files of tests/cases use the same. */
#ifndef VD_TESTS_EXTRACT_EXAMPLE_H
#define VD_TESTS_EXTRACT_EXAMPLE_H

#include "base/buf.h"
#include "viendan.h"

enum { EXAMPLE_MENTIONS = 40, EXAMPLE_FIELDS = 16, EXAMPLE_EDGES = 40 };

/** key=value, or the two words behind "=>" under the keys "form" and "what". */
typedef struct example_field {
    vd_str key, value;
    bool quoted;
} example_field;

/** A line of expectations: "=> …" or "header: …". */
typedef struct example_line {
    size_t line;
    example_field fields[EXAMPLE_FIELDS];
    size_t count;
} example_line;

/** "-> 2 amends 1" */
typedef struct example_edge {
    size_t line;
    size_t from, to; /* brackets, from 1; from == 0: the text's own document */
    vd_str relation; /* "implements:task" */
} example_edge;

/** One block.  Everything is borrowed from the file's text, but `text`. */
typedef struct example {
    const char *file;
    size_t line; /* of the fence */
    vd_buf text; /* without brackets */
    struct {
        size_t start, end;
    } spans[EXAMPLE_MENTIONS]; /* in the order of opening */
    size_t span_count;
    example_line mentions[EXAMPLE_MENTIONS];
    size_t mention_count;
    example_edge edges[EXAMPLE_EDGES];
    size_t edge_count;
    bool edges_complete; /* relations are stated: all of them are */
    example_line header;
    bool nfd, crlf;
} example;

/** What a run over files came to. */
typedef struct example_report {
    vd_buf text; /* one paragraph a wrong block */
    size_t blocks, wrong;
} example_report;

/** The next block of `file` from *at on (*line is the line there); false at the end.  A block that does not follow the
 *  notation is told in the report, and counts as wrong. */
bool example_next(const char *name, vd_str file, size_t *at, size_t *line, example *out, example_report *report);
void example_clear(example *block);

/** Extract the block's text and compare; tells the report what differs, with the block as it should have been written.
 */
void example_check(const vd_grammar *grammar, const example *block, example_report *report);
/** All blocks of a text. */
void examples_check(const vd_grammar *grammar, const char *name, vd_str file, example_report *report);

#endif
