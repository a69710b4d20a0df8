/* viendan search: texts by the words in them. */
#include "cli/diag.h"
#include "cli/query.h"
#include "cli/verbs.h"

/* No text is no answer of a database that keeps the texts of some files only. */
static vd_status search_ask(vd_db *db, vd_str words, vd_rows **out, vd_error *err)
{
    size_t kept = 0, all = 0;
    vd_status status = vd_db_search(db, words, out, err);
    if (status == VD_OK) {
        status = vd_db_texts(db, &kept, &all, err);
    }
    if (status == VD_OK && kept < all) {
        cli_say("only %zu of %zu files have their texts kept, and no others are searched; `viendan ingest` with "
                "their folders reads them once more and keeps theirs",
                kept, all);
    }
    return status;
}

static int search_run(const cli_args *args)
{
    return cli_query_words(args, search_ask);
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
            "filled it; where it keeps those of some files only, how many is said.\n",
    .nothing = "no text holds these words",
    .options = CLI_ANSWER | CLI_BIT(CLI_LIMIT),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = search_run,
};
