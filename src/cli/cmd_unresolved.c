/* viendan unresolved: mentions that no single document answers. */
#include "cli/query.h"
#include "cli/verbs.h"

static int unresolved_run(const cli_args *args)
{
    return cli_query_run(args, vd_db_unresolved);
}

static const cli_column columns[] = {
    {"mentions", "how many say the same"},
    {"surface", "the words of the first"},
    {"form, type, number, date, issuer, title", "what they say, as in `viendan mentions`"},
    {"candidates", "the documents they may mean"},
    {"sources", "the files they stand in"},
    {"source, line, column", "where the first stands"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"What has to be checked on paper?", "viendan unresolved"},
    {"With all details, one object a line:", "viendan unresolved --format jsonl"},
    {NULL, NULL},
};

const cli_verb cli_verb_unresolved = {
    .name = "unresolved",
    .summary = "mentions whose document is unknown or ambiguous",
    .usage = "",
    .text = "Lists the mentions for which no single document is the answer, the most needed\n"
            "first: what people have to look up, or documents that are worth adding.\n",
    .nothing = "every mention is resolved",
    .options = CLI_ANSWER,
    .columns = columns,
    .examples = examples,
    .run = unresolved_run,
};
