/* viendan search: texts by the words in them. */
#include "cli/query.h"
#include "cli/verbs.h"

static int search_run(const cli_args *args)
{
    return cli_query_words(args, vd_db_search);
}

static const cli_column columns[] = {
    {"source", "the file"},
    {"id", "canonical id of the document that it carries"},
    {"type, number", "Kế hoạch, 70/KH-UBND"},
    {"date", "of issue, possibly in part"},
    {"title", "its title"},
    {"passage", "where the words stand, in [ ]"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Texts that speak of democracy at the grassroots, with or without marks:", "viendan search dan chu o co so"},
    {"Those of them that name a directive as well, the best ten:",
     "viendan search 'dân chủ ở cơ sở + 33/CT-TTg' --limit 10"},
    {NULL, NULL},
};

const cli_verb cli_verb_search = {
    .name = "search",
    .summary = "texts that hold these words",
    .usage = "WORDS",
    .text = "Lists the texts in which WORDS stand next to each other, in any case and with\n"
            "or without marks, best first. Behind a + stand other words that the text has\n"
            "to hold as well. The database keeps the texts if `viendan ingest --search`\n"
            "filled it.\n",
    .nothing = "no text holds these words",
    .options = CLI_ANSWER | CLI_BIT(CLI_LIMIT),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = search_run,
};
