/* viendan rank: documents by how much of the graph leads to them. */
#include "cli/query.h"
#include "cli/verbs.h"

static int rank_run(const cli_args *args)
{
    return cli_query_run(args, vd_db_rank);
}

static const cli_column columns[] = {
    {"rank", "1 is the document most leads to; equal scores share a rank"},
    {"id, number, title", "the document"},
    {"score", "PageRank, following edges; the scores add up to 1"},
    {"in_degree", "how many documents act on it"},
    {"out_degree", "on how many documents it acts"},
    {"component", "number of its connected part of the graph"},
    {"cycle", "whether it lies on a cycle, which deserves a look"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The documents everything leads to:", "viendan rank"},
    {"The first ten as CSV:", "viendan rank --limit 10 --format csv"},
    {NULL, NULL},
};

const cli_verb cli_verb_rank = {
    .name = "rank",
    .summary = "documents by how much of the graph leads to them",
    .usage = "",
    .text = "Ranks all documents by PageRank over the edges. Several edges between two\n"
            "documents count once: naming a law ten times does not cite it ten times more.\n",
    .nothing = "no document is acted on",
    .options = CLI_ANSWER | CLI_BIT(CLI_LIMIT),
    .columns = columns,
    .examples = examples,
    .run = rank_run,
};
