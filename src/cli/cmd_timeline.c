/* viendan timeline: what happened to a document, and who cites it when. */
#include "cli/query.h"
#include "cli/verbs.h"

static int timeline_run(const cli_args *args)
{
    return cli_query_document(args, vd_db_timeline);
}

static const cli_column columns[] = {
    {"when", "the day, as far as it is known, or the window it lies in"},
    {"date", "the day; of a window, its first"},
    {"date_latest", "of a window, its last day"},
    {"event, meaning", "see above; the same in Vietnamese"},
    {"id, name, number, title", "the acting document; name: number, or type and date"},
    {"pinpoint", "the parts concerned"},
    {"strength", "of an implementation: primary (preamble), task, linked"},
    {"places", "of one who cites: how many places say so"},
    {"source, line", "where the best evidence stands, or the table's source"},
    {"sentence", "the words around it"},
    {"evidence_source", "of a change: all that say so, file:line or a table"},
    {"conflict", "sources that disagree on the day"},
    {"confidence", "of the best evidence, 0 to 1"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The life of a law:", "viendan timeline 10/2022/QH15"},
    {"All evidence, for a program:", "viendan timeline 33/CT-TTg --format json"},
    {NULL, NULL},
};

const cli_verb cli_verb_timeline = {
    .name = "timeline",
    .summary = "what happened to a document, and who cites it when",
    .usage = "DOC",
    .text = "Lists by date what happened to DOC: issued, effective, amended, corrected,\n"
            "repealed_part, suspended, resumed, superseded, repealed, expired; and who acts\n"
            "on it in which relation (based_on, implements, cites ...), one row for each\n"
            "document and relation, on the day of that document. What has no date comes\n"
            "last. Several words are one DOC; quotes are not needed.\n",
    .nothing = "nothing is known to have happened to it, and nobody cites it",
    .options = CLI_ANSWER,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = timeline_run,
};
