/* viendan edges: every stored statement between documents. */
#include "cli/filter.h"
#include "cli/verbs.h"

static int edges_run(const cli_args *args)
{
    return cli_filter_list(args, vd_db_edges);
}

static const cli_column columns[] = {
    {"source", "the file that says so"},
    {"start, end", "bytes of the evidence in that file, end exclusive"},
    {"line, column", "the same place for people; columns count characters"},
    {"sentence", "the words around it"},
    {"relation", "what the acting document does: implements, cites ..."},
    {"strength", "of an implementation: primary (preamble), task, linked"},
    {"from_id, from_type, from_number, from_title", "the acting document"},
    {"from_source", "its file, where the corpus holds it"},
    {"to_id, to_type, to_number, to_title", "the document acted on"},
    {"pinpoint", "the place inside it: Phụ lục II"},
    {"confidence", "0 to 1"},
    {"stated_by", "the document whose text says so"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which laws and decisions are amended, and by what?", "viendan edges --relation amends"},
    {"Everything said about the law, with the evidence:",
     "viendan edges --document 'Luật Thực hiện dân chủ ở cơ sở' --format jsonl"},
    {"What one file states:", "viendan edges --source 001"},
    {NULL, NULL},
};

const cli_verb cli_verb_edges = {
    .name = "edges",
    .summary = "list edges: who acts on whom, with the words that prove it",
    .usage = "",
    .text = "Lists every statement \"this document implements (cites, amends ...) that one\".\n"
            "A text also states edges between other documents: \"Luật A được sửa đổi bởi\n"
            "Luật B\" is an edge from B to A, stated by the text. --document keeps edges at\n"
            "either end.\n",
    .nothing = "no edge matches; `viendan edges` lists all",
    .options = CLI_ANSWER | CLI_BIT(CLI_SOURCE) | CLI_BIT(CLI_DOCUMENT) | CLI_BIT(CLI_RELATION),
    .columns = columns,
    .examples = examples,
    .run = edges_run,
};
