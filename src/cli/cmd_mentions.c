/* viendan mentions: every stored mention. */
#include "cli/filter.h"
#include "cli/verbs.h"

static int mentions_run(const cli_args *args)
{
    return cli_filter_list(args, vd_db_mentions);
}

static const cli_column columns[] = {
    {"source", "the file"},
    {"start, end", "bytes of the file, end exclusive"},
    CLI_MENTION_COLUMNS,
    {"place", "province of the issuer, as an ASCII word: can-tho"},
    {"sentence", "the words around it"},
    {"target_id", "the document it means; empty: undecided"},
    {"target_type, target_number, target_title, target_date", "what is known of that document"},
    {"target_candidates", "the documents it may mean, where that is undecided"},
    {"target_confidence", "of the decision, 0 to 1"},
    {"basis", "what the decision rests on"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Every place that names directive 33/CT-TTg:", "viendan mentions --document 33/CT-TTg"},
    {"References that the page crop has cut, with what was repaired:",
     "viendan mentions --form truncated --format jsonl"},
    {"All mentions of one plan for a spreadsheet:", "viendan mentions --source 004 --format csv -o mentions.csv"},
    {NULL, NULL},
};

const cli_verb cli_verb_mentions = {
    .name = "mentions",
    .summary = "list mentions: the spans of text that point at documents",
    .usage = "",
    .text = "Lists every span of the ingested files that points at a document, what it\n"
            "says, and the document it means. --document keeps the mentions of one\n"
            "document, --form those of one form.\n",
    .nothing = "no mention matches; `viendan mentions` lists all",
    .options = CLI_ANSWER | CLI_BIT(CLI_SOURCE) | CLI_BIT(CLI_DOCUMENT) | CLI_BIT(CLI_FORM),
    .columns = columns,
    .examples = examples,
    .run = mentions_run,
};
