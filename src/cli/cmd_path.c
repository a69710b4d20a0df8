/* viendan path: a chain from one document to another. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

static int path_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *from = NULL, *to = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        code = cli_doc_find(args, db, args->words[0], &from);
    }
    if (code == CLI_FOUND) {
        code = cli_doc_find(args, db, args->words[1], &to);
    }
    if (code == CLI_FOUND) {
        vd_status status = vd_db_path(db, cli_doc_str(from), cli_doc_str(to), &rows, &err);
        bool same = strcmp(from, to) == 0;
        code = cli_rows_print_as(args, VD_FORMAT_TABLE, same ? "FROM and TO are the same document" : NULL, status, rows,
                                 &err);
    }
    free(from);
    free(to);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"step", "1 for the first edge of the chain"},
    {"from_id, from_number", "the acting document"},
    {"relation", "what it does to the next"},
    {"to_id, to_number", "the document acted on"},
    {"source, line", "where it is said"},
    {"sentence", "the sentence that says so"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"How does plan 24/KH-VPUB come to the city council's resolution?", "viendan path 24/KH-VPUB 65/NQ-HĐND"},
    {"Names with spaces need quotes here:", "viendan path 24/KH-VPUB 'Luật Thực hiện dân chủ ở cơ sở'"},
    {NULL, NULL},
};

const cli_verb cli_verb_path = {
    .name = "path",
    .summary = "a shortest chain of edges from one document to another",
    .usage = "FROM TO",
    .text = "Prints a shortest chain of edges from document FROM to document TO, one edge a\n"
            "row, each with its evidence. Edges are followed in their direction, acting\n"
            "document to document acted on; any relation counts.\n",
    .nothing = "no chain of edges leads there; try the other direction",
    .options = CLI_ANSWER,
    .min_words = 2,
    .max_words = 2,
    .columns = columns,
    .examples = examples,
    .run = path_run,
};
