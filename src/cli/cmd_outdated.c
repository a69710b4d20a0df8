/* viendan outdated: citations of documents that were changed or ended. */
#include "cli/database.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

static int outdated_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    vd_date as_of = {0, 0, 0}; /* today */
    int code = cli_given(args, CLI_AS_OF) ? cli_date_read(args->value[CLI_AS_OF], &as_of) : CLI_FOUND;
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        vd_status status = vd_db_outdated(db, as_of, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    vd_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"document_id, document_number, document_date", "the citing document"},
    {"source, line", "where it cites"},
    {"sentence", "the words around it"},
    {"to_id, to_number, to_title", "the document it cites"},
    {"verdict", "see above"},
    {"changed_by, changed_by_id", "the document that changed the cited one"},
    {"changed_on", "the day the change took effect"},
    {"path", "ids: citing, cited, changing document"},
    {"cites_change", "whether the citing document names the change, too"},
    {"evidence_source", "who says that there is a change: a file, or the tables"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which citations are outdated today?", "viendan outdated"},
    {"Which were on 1 July 2025, the day a law's amendment took effect?", "viendan outdated --as-of 1/7/2025"},
    {"As JSON for a report:", "viendan outdated --as-of 2025-12-31 --format json"},
    {NULL, NULL},
};

const cli_verb cli_verb_outdated = {
    .name = "outdated",
    .summary = "citations of amended, superseded or repealed documents",
    .usage = "",
    .text = "Lists citations of documents that another document amended, superseded or\n"
            "repealed. Each is judged twice: at the date of the citing document (was it\n"
            "wrong when it was signed?) and at --as-of (does it need review now?). Verdicts:\n"
            "  repealed_before, superseded_before  it had ended when it was cited\n"
            "  amended_before_not_cited            amended before, and that is not named\n"
            "  repealed_since, superseded_since,\n"
            "  amended_since                       changed after it was cited: review\n"
            "  unknown, ..._date_unknown           the dates do not decide it\n"
            "  amended_before_cited                amended before, and that is named: fine\n",
    .nothing = "no outdated citation",
    .options = CLI_ANSWER | CLI_BIT(CLI_AS_OF),
    .columns = columns,
    .examples = examples,
    .run = outdated_run,
};
