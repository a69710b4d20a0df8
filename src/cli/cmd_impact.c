/* viendan impact: if a document is replaced, which others must be looked at? */
#include "cli/query.h"
#include "cli/verbs.h"

static int impact_run(const cli_args *args)
{
    return cli_query_document(args, vd_db_impact);
}

static const cli_column columns[] = {
    {"rank", "1 is to be looked at first"},
    {"id, type, number, date, title", "the document to be looked at"},
    {"name", "its number, or type and date where it has none"},
    {"in_corpus", "whether its text was ingested"},
    {"distance", "1: it acts on DOC itself; more: through others"},
    {"relation, strength", "how it hangs on the next document of the path"},
    {"places", "how many places say that it does"},
    {"score", "see above"},
    {"path", "the chain of ids from it to DOC"},
    {"confidence", "of the best evidence, 0 to 1"},
    {"source, line", "where that stands"},
    {"sentence", "the words around it"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"If directive 33/CT-TTg is replaced, what must be looked at?", "viendan impact 33/CT-TTg"},
    {"As a work list for a spreadsheet:", "viendan impact 23-QĐ/TW --format csv"},
    {NULL, NULL},
};

const cli_verb cli_verb_impact = {
    .name = "impact",
    .summary = "if a document is replaced, which others to look at",
    .usage = "DOC",
    .text = "Lists the documents that hang on DOC: those that act on it, then those that act\n"
            "on these, and so on; also what DOC promulgated. Nearest first, then by score:\n"
            "the product along the path of what hangs on each edge and how sure it is, halved\n"
            "at every edge after the first. On an edge hangs\n"
            "  1    based_on, details, promulgates, implements in the preamble (primary)\n"
            "  0.7  implements in a task, guided_by\n"
            "  0.6  amends, consolidates\n"
            "  0.4  implements \"gắn với\" (linked), cites\n"
            "Who repeals, supersedes, suspends or corrects DOC is left out. Several words are\n"
            "one DOC; quotes are not needed.\n",
    .nothing = "no document hangs on it",
    .options = CLI_ANSWER,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = impact_run,
};
