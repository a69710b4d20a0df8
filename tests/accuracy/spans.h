/** Sentences whose references somebody else has annotated: is each annotated span found, with its number and date? */
#ifndef VD_TESTS_ACCURACY_SPANS_H
#define VD_TESTS_ACCURACY_SPANS_H

#include "accuracy/figures.h"
#include "support/json.h"

typedef struct spans_input {
    vd_arena *arena;
    const json *sentences; /* {"id", "text"} */
    const json *spans;     /* {"id", "start", "end", "type", "number", "date", "surface"}, in the order annotated */
    const json *neutral;   /* {"id", "start", "end"}: references that nobody annotated; may be NULL */
    const json *found;     /* mentions; "source" is the id */
    FILE *verbose;         /* every span missed and number found beside the annotation; NULL: none */
} spans_input;

/** Figures "numbered", "named", "date" as annotated, and the same with " in place".
 *
 *  Some spans of the annotation lie on top of another one: the annotators' tool has put the second mention of a
 *  document where the words first occur.  "In place" moves each such span to the next place of its words that no other
 *  span covers; "spans in place" counts how many need no move. */
void score_spans(const spans_input *input, figures *out);

#endif
