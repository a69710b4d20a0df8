/** What the program finds in a folder of texts against what was found there when somebody last looked and agreed. */
#ifndef VD_TESTS_ACCURACY_CHANGES_H
#define VD_TESTS_ACCURACY_CHANGES_H

#include "accuracy/figures.h"
#include "accuracy/input.h"

/** One thing found.  `name`: of a mention its number, else '#' and a hash of its title; of an edge the document that
 *  acts, "=" for the text's own.  `to`: the document meant or acted on, "-" when it is not known. */
typedef struct fact {
    bool edge;
    size_t start, end;
    vd_str what; /* form or relation */
    vd_str name, to;
} fact;

typedef struct fact_file {
    vd_str name; /* without folder */
    size_t size; /* of the text in bytes */
    fact *items; /* mentions before edges, by place, each once */
    size_t count;
} fact_file;

typedef struct facts {
    fact_file *files; /* by name */
    size_t count;
} facts;

/** What was found in the texts `names` of `folder`, from the program's listings.  Classes of documents and a text's
 *  words for itself are left out: they point nowhere.  Errors: false, and a line on stderr. */
bool facts_found(vd_arena *arena, const char *folder, const table *names, const json *mentions, const json *edges,
                 facts *out);

/** Shape:  '#' opens a comment; a line without tab names a text; the lines under it are its facts:
 *              start  length  form      number or #hash  document        a mention
 *              start  length  relation  document         document  edge  an edge
 *  Errors: false, *line and *why tell: a bad line, facts or texts out of order, a place behind the end of the text, a
 *           text that the folder does not have or one that is missing.  `texts` has the names and sizes. */
bool facts_read(vd_arena *arena, vd_str text, const facts *texts, facts *out, size_t *line, const char **why);
void facts_write(const facts *all, FILE *out);

/** Figures "kept mentions" and "kept edges": accepted ones that are still found, at least at an overlapping place with
 *  the same number or name (edges: the same relation); "known " + form and "edge " + relation: how many there are now,
 * and for how many a document is known.  Prints what is lost ('-') and gained ('+') text by text with the words there,
 * and what is read otherwise as one of each; at most `most` lines; then the counts. */
void score_changes(const facts *accepted, const facts *now, const char *folder, size_t most, FILE *list, figures *out);

#endif
