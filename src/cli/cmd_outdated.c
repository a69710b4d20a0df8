/* viendan outdated: citations of documents that were changed or ended. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

/* Behind the answer: what it cannot say.  Where that is the answer, what helps. */
static void counts_say(const vd_outdated_counts *counts, bool listed)
{
    if (counts->silent > 0) {
        cli_say("of %zu cited documents %zu cannot be judged, as nothing is known of %s validity (%zu citation%s); "
                "%s`viendan catalogue import` takes in what is known",
                counts->cited, counts->silent, counts->silent == 1 ? "its" : "their", counts->unjudged,
                counts->unjudged == 1 ? "" : "s", listed ? "" : "--unjudged lists them, ");
    }
    if (counts->undecided > 0) {
        cli_say("%zu citation%s cannot be judged, as it is not certain which document %s%s", counts->undecided,
                counts->undecided == 1 ? "" : "s", counts->undecided == 1 ? "it means" : "they mean",
                listed ? "" : "; --unjudged lists them");
    }
    if (counts->undated > 0 && !listed) {
        cli_say("%zu citation%s of what has ended on a day not known: --severity note lists %s", counts->undated,
                counts->undated == 1 ? "" : "s", counts->undated == 1 ? "it" : "them");
    }
}

static int outdated_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *plan = NULL, *law = NULL;
    vd_outdated_counts counts = {0};
    vd_outdated_query query = {.severity = VD_SEVERITY_LOW,
                               .each = cli_given(args, CLI_EACH),
                               .unjudged = cli_given(args, CLI_UNJUDGED),
                               .counts = &counts};
    const char *severity = args->value[CLI_SEVERITY];
    if (severity && query.unjudged) {
        return cli_usage("what --unjudged lists has no severity");
    }
    int code = cli_given(args, CLI_AS_OF) ? cli_date_read(args->value[CLI_AS_OF], &query.as_of) : CLI_FOUND;
    if (severity) { /* one of the option's choices */
        (void)vd_severity_parse((vd_str){severity, strlen(severity)}, &query.severity);
    }
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_CITING)) {
        code = cli_doc_find(args, db, args->value[CLI_CITING], &plan);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_LAW)) {
        code = cli_doc_find(args, db, args->value[CLI_LAW], &law);
    }
    if (code == CLI_FOUND) {
        query.plan = cli_doc_str(plan);
        query.law = cli_doc_str(law);
        vd_status status = vd_db_outdated(db, &query, &rows, &err);
        code = cli_rows_print_as(args, VD_FORMAT_TABLE,
                                 query.unjudged ? "every citation could be judged" : args->verb->nothing, status, rows,
                                 &err);
        if (code == CLI_FOUND || code == CLI_NOTHING) {
            counts_say(&counts, query.unjudged);
        }
    }
    free(plan);
    free(law);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"severity", "high, medium, low or note: see above"},
    {"verdict, meaning", "see above; in Vietnamese, \"có thể …\" where not certain"},
    {"document_id, document_name, document_number", "the citing document"},
    {"document_date", "its date; a name is the number, or type and date"},
    {"certain", "false: its date is a window, and this holds on some days"},
    {"date_from, date_to", "then: the first and last of those days"},
    {"to_id, to_name, to_number, to_title", "the document it cites"},
    {"changed_by, changed_by_id", "the documents that changed the cited one"},
    {"changed_on", "the days on which the changes took effect"},
    {"cites_change", "changes that the citing document names, too"},
    {"path", "from the cited document to what stands in its place"},
    {"cite_instead", "what to cite: that, or itself with its amendments"},
    {"places", "how many places of the text cite it"},
    {"relation", "what the document does to it at the first place"},
    {"source, line", "the first place"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {"evidence_source", "who says that there is a change: file:line, or a table"},
    {"conflict", "sources that disagree on the day of a change"},
    {"confidence", "of the least sure part, 0 to 1"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which citations are outdated today?", "viendan outdated"},
    {"Which were on 1 July 2025, the day a law's amendment took effect?", "viendan outdated --as-of 1/7/2025"},
    {"Every place that cites the law, for a report:", "viendan outdated --law 10/2022/QH15 --each -f json"},
    {"Of which citations of one plan can nothing be said, and why?", "viendan outdated --plan 24/KH-VPUB --unjudged"},
    {NULL, NULL},
};

const cli_verb cli_verb_outdated = {
    .name = "outdated",
    .summary = "citations of amended, superseded or repealed documents",
    .usage = "",
    .text = "Lists citations of documents that were amended, superseded or repealed, have\n"
            "expired, are suspended or not yet in force: one row for each citing document,\n"
            "cited document and verdict. Each is judged twice: at the date of the citing\n"
            "document (was it wrong when it was signed?) and at --as-of (does it need review\n"
            "now?). Where that date is a window, every verdict possible in it is given.\n"
            "  high    repealed_before, superseded_before, expired_before, suspended: it had\n"
            "          ended when it was cited; not_yet_issued: it did not exist by then\n"
            "  medium  amended_before_not_cited: nor is a later amendment named; had ended\n"
            "          before, but what took its place is named, too\n"
            "  low     repealed_since, superseded_since, expired_since, suspended_since,\n"
            "          amended_since: changed after it was cited, to be reviewed;\n"
            "          expired_date_unknown: has ended, no row says since when;\n"
            "          not_yet_in_force: of what the document is based on\n"
            "  note    unknown, ..._date_unknown: the dates do not decide it;\n"
            "          amended_before_partly_cited: only an earlier amendment is left out;\n"
            "          amended_before_cited: amended before, and that is named\n"
            "A document repealed or suspended in part counts as amended. How many citations\n"
            "cannot be judged is said on standard error, and --unjudged lists them instead.\n"
            "In place of severity and verdict stands why:\n"
            "  nothing_known  of the cited document's validity, but at most its day of issue\n"
            "  ambiguous      it may mean the candidates; to_name has the words as printed\n"
            "  unresolved     no known document fits; the same\n",
    .nothing = "no outdated citation; --severity note lists more",
    .options = CLI_ANSWER | CLI_BIT(CLI_AS_OF) | CLI_BIT(CLI_CITING) | CLI_BIT(CLI_LAW) | CLI_BIT(CLI_SEVERITY) |
               CLI_BIT(CLI_EACH) | CLI_BIT(CLI_UNJUDGED),
    .columns = columns,
    .examples = examples,
    .run = outdated_run,
};
