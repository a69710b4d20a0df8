/* viendan suspect: documents whose basis has changed, until somebody has reviewed them. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>

static int suspect_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    vd_suspect_query query = {.all = cli_given(args, CLI_ALL)};
    int code = cli_given(args, CLI_AS_OF) ? cli_date_read(args->value[CLI_AS_OF], &query.as_of) : CLI_FOUND;
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND && args->word_count > 0) {
        code = cli_doc_find_words(args, db, args->words, args->word_count, &id);
    }
    if (code == CLI_FOUND) {
        query.document = cli_doc_str(id);
        vd_status status = vd_db_suspect(db, &query, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"severity, verdict, meaning", "as in `viendan outdated`"},
    {"document_id, document_name, document_number", "the document to be reviewed"},
    {"document_date", "its date; a name is the number, or type and date"},
    {"certain, date_from, date_to", "as in `viendan outdated`"},
    {"to_id, to_name, to_number, to_title", "the document it rests on"},
    {"changed_by, changed_by_id", "the changes that nobody has reviewed"},
    {"changed_on", "the days on which they took effect"},
    {"cites_change", "changes that the document names, too"},
    {"path", "from the changed document to what stands in its place"},
    {"cite_instead", "what to cite: that, or itself with its amendments"},
    {"places", "how many places of the text rest on it"},
    {"relation", "based_on (Căn cứ), implements (Thực hiện) ..."},
    {"source, line", "the first place"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {"evidence_source", "who says that there is a change: file:line, or a table"},
    {"conflict", "sources that disagree on the day of a change"},
    {"confidence", "of the least sure part, 0 to 1"},
    {"reviewed_on, reviewed_by", "its last review, where there is one"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which plans rest on what has changed since?", "viendan suspect"},
    {"Or cite it anywhere?", "viendan suspect --all"},
    {"What is to be reviewed in one plan?", "viendan suspect 24/KH-VPUB --all"},
    {NULL, NULL},
};

const cli_verb cli_verb_suspect = {
    .name = "suspect",
    .summary = "documents whose basis changed, until they are reviewed",
    .usage = "[DOC]",
    .text = "Lists the ingested documents, or DOC alone, that rest on a document which was\n"
            "amended, superseded, repealed or suspended after their date, up to --as-of. What\n"
            "they rest on is what they are based on, and what their preamble implements;\n"
            "--all takes every citation. `viendan review` takes a document off the list until\n"
            "something else happens.\n",
    .nothing = "no document is suspect; --all also looks at what they only cite",
    .options = CLI_ANSWER | CLI_BIT(CLI_AS_OF) | CLI_BIT(CLI_ALL),
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = suspect_run,
};
