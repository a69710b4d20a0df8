/* Listings: read the filter, ask, print. */
#include "cli/filter.h"

#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"

#include <stdlib.h>
#include <string.h>

/* Everything but --document, which needs the database. */
static int filter_read(const cli_args *args, vd_filter *filter)
{
    const char *source = args->value[CLI_SOURCE];
    const char *form = args->value[CLI_FORM];
    int code = CLI_FOUND;
    if (source) {
        filter->source = (vd_str){source, strlen(source)};
    }
    if (form) {
        filter->form = (vd_str){form, strlen(form)};
    }
    if (cli_given(args, CLI_RELATION)) {
        code = cli_relation_name(args->value[CLI_RELATION], &filter->relation);
    }
    filter->in_corpus = cli_given(args, CLI_IN_CORPUS);
    return code;
}

int cli_filter_list(const cli_args *args,
                    vd_status (*list)(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err))
{
    vd_filter filter = {.in_corpus = false};
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    int code = filter_read(args, &filter);
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_DOCUMENT)) {
        code = cli_doc_find(args, db, args->value[CLI_DOCUMENT], &id);
    }
    if (code == CLI_FOUND) {
        filter.document = cli_doc_str(id);
        vd_status status = list(db, &filter, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}
