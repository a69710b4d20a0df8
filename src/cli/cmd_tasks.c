/* viendan tasks: who is to do what by when. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

static vd_str value_of(const cli_args *args, cli_option_id id)
{
    const char *text = args->value[id];
    return (vd_str){text, text ? strlen(text) : 0};
}

/* Everything but the documents, which need the database. */
static int filter_read(const cli_args *args, vd_task_filter *filter)
{
    int code = CLI_FOUND;
    filter->source = value_of(args, CLI_SOURCE);
    filter->lead = value_of(args, CLI_LEAD);
    if (cli_given(args, CLI_MISSING)) {
        filter->missing_lead = strcmp(args->value[CLI_MISSING], "lead") == 0;
        filter->missing_deadline = !filter->missing_lead;
    }
    if (cli_given(args, CLI_DUE)) {
        code = cli_period_read(args->value[CLI_DUE], &filter->due_from, &filter->due_to);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_AS_OF)) {
        code = cli_date_read(args->value[CLI_AS_OF], &filter->as_of);
    }
    return code;
}

static int document_read(const cli_args *args, vd_db *db, cli_option_id option, char **id)
{
    return cli_given(args, option) ? cli_doc_find(args, db, args->value[option], id) : CLI_FOUND;
}

static int tasks_run(const cli_args *args)
{
    vd_task_filter filter = {.missing_lead = false};
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *plan = NULL, *directive = NULL;
    int code = filter_read(args, &filter);
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        code = document_read(args, db, CLI_DOCUMENT, &plan);
    }
    if (code == CLI_FOUND) {
        code = document_read(args, db, CLI_IMPLEMENTS, &directive);
    }
    if (code == CLI_FOUND) {
        filter.document = cli_doc_str(plan);
        filter.implements = cli_doc_str(directive);
        vd_status status = vd_db_tasks(db, &filter, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(plan);
    free(directive);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"document", "the plan's number; of one without, its file"},
    {"document_id, document_number", "the plan"},
    {"source", "its file"},
    {"start, end", "bytes of the task in that file, end exclusive"},
    {"line", "the same place for people"},
    {"path", "place in the outline: II.1.a"},
    {"section", "title of the section it stands in"},
    {"what", "the task itself"},
    {"lead", "the bodies charged with it, as printed"},
    {"lead_role", "how, in the same order: leads, focal_point, directs, ..."},
    {"coordinate", "who works with them (phối hợp)"},
    {"deadline", "as printed: Thường xuyên, Năm 2026"},
    {"deadline_from, deadline_to", "its first and last day"},
    {"recurring", "continuous, daily, weekly, monthly, quarterly, ..."},
    {"inherited", "what heading, column or point above say: lead, deadline"},
    {"implements", "ids of the documents that the task's words carry out"},
    {"implements_numbers", "their numbers or titles"},
    {"cites", "ids of the other documents that its words act on"},
    {"confidence", "0 to 1"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"What does one plan ask for?", "viendan tasks --source 002-can-tho-kh-vpub-2025.txt"},
    {"What is a body charged with?", "viendan tasks --lead 'Phòng Hành chính - Tổ chức'"},
    {"What fell due in the second half of 2025?", "viendan tasks --due 2025-07..2025-12"},
    {"Which tasks carry out a directive?", "viendan tasks --implements 33/CT-TTg --format csv"},
    {NULL, NULL},
};

const cli_verb cli_verb_tasks = {
    .name = "tasks",
    .summary = "tasks of plans: what, who leads, who coordinates, until when",
    .usage = "",
    .text = "Lists the tasks that plans, programmes and directives assign, read from their\n"
            "headings, numbered points and tables. What cannot be read safely is left out: a\n"
            "table row with merged cells gives no task. --due keeps tasks whose deadline\n"
            "ends in a period, 2026-01..2026-06, 2026 or ..2026-06-30; --as-of keeps those\n"
            "whose deadline was over on a day. Of several files with one document the best\n"
            "is listed.\n",
    .nothing = "no task matches; `viendan tasks` lists all",
    .options = CLI_ANSWER | CLI_BIT(CLI_SOURCE) | CLI_BIT(CLI_DOCUMENT) | CLI_BIT(CLI_IMPLEMENTS) | CLI_BIT(CLI_LEAD) |
               CLI_BIT(CLI_DUE) | CLI_BIT(CLI_MISSING) | CLI_BIT(CLI_AS_OF),
    .columns = columns,
    .examples = examples,
    .run = tasks_run,
};
