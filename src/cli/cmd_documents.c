/* viendan documents: every known document. */
#include "cli/filter.h"
#include "cli/verbs.h"

static int documents_run(const cli_args *args)
{
    return cli_filter_list(args, vd_db_documents);
}

static const cli_column columns[] = {
    {"id", "canonical id: vn/chi-thi/2021/33-ct-ttg"},
    {"urn", "the same as a urn:lex name"},
    {"aliases", "other ids it is known by"},
    {"type, number", "Chỉ thị, 33/CT-TTg"},
    {"date", "of issue, possibly in part: 2026-02"},
    {"date_earliest, date_latest", "first and last day it can have been issued"},
    {"issuer", "the body that issued it"},
    {"place", "province of a local issuer: can-tho"},
    {"title", "its title, or the name of a law"},
    {"signer", "who signed it"},
    {"sources", "files that carry its text"},
    {"in_corpus", "whether its text was ingested"},
    {"in_catalogue", "whether the built-in catalogue knows it"},
    {"learnt", "where each field was learnt"},
    {"conflicts", "where a file gives it another date or type"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The documents whose text we hold:", "viendan documents --in-corpus"},
    {"All documents for a spreadsheet:", "viendan documents --format csv -o documents.csv"},
    {"Where was each date learnt?", "viendan documents --format jsonl"},
    {NULL, NULL},
};

const cli_verb cli_verb_documents = {
    .name = "documents",
    .summary = "list documents, held or only known from mentions",
    .usage = "",
    .text = "Lists every document: those whose text was ingested and those known only\n"
            "because others mention them. Two files with the same text are one document.\n",
    .nothing = "no document matches; `viendan documents` lists all",
    .options = CLI_ANSWER | CLI_BIT(CLI_SOURCE) | CLI_BIT(CLI_IN_CORPUS),
    .columns = columns,
    .examples = examples,
    .run = documents_run,
};
