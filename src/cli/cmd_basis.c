/* viendan basis: what documents we hold rest on. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <stdlib.h>

static int basis_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND && args->word_count > 0) {
        code = cli_doc_find_words(args, db, args->words, args->word_count, &id);
    }
    if (code == CLI_FOUND) {
        vd_status status = vd_db_basis(db, cli_doc_str(id), &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"document_id, document_number, document_title", "the document that rests on another"},
    {"document_name, to_name", "number, or type and date of what has none"},
    {"relation", "based_on (Căn cứ) or implements (Thực hiện)"},
    {"to_id, to_type, to_number, to_date, to_title", "the document it rests on"},
    {"source, line", "where the preamble says so"},
    {"sentence", "the words around it"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"What does each plan rest on?", "viendan basis"},
    {"And plan 24/KH-VPUB alone?", "viendan basis 24/KH-VPUB"},
    {NULL, NULL},
};

const cli_verb cli_verb_basis = {
    .name = "basis",
    .summary = "what each held document rests on, by its preamble",
    .usage = "[DOC]",
    .text = "Lists what the ingested documents, or DOC alone, were issued on the basis of:\n"
            "the documents their preambles name, after \"Căn cứ\" or \"Thực hiện\".\n",
    .nothing = "no basis is stated",
    .options = CLI_ANSWER,
    .min_words = 0,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = basis_run,
};
