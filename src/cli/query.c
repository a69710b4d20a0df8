/* One question, one table. */
#include "cli/query.h"

#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"

#include <stdlib.h>

int cli_query_run(const cli_args *args, vd_status (*ask)(vd_db *db, vd_rows **out, vd_error *err))
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        vd_status status = ask(db, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    cli_db_close(db);
    return code;
}

int cli_query_document(const cli_args *args, vd_status (*ask)(vd_db *db, vd_str id, vd_rows **out, vd_error *err))
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        code = cli_doc_find_words(args, db, args->words, args->word_count, &id);
    }
    if (code == CLI_FOUND) {
        vd_status status = ask(db, cli_doc_str(id), &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}

int cli_query_words(const cli_args *args, vd_status (*ask)(vd_db *db, vd_str words, vd_rows **out, vd_error *err))
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    int code = CLI_INTERNAL;
    char *words = cli_words_join(args->words, args->word_count);
    if (words) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        vd_status status = ask(db, cli_doc_str(words), &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(words);
    cli_db_close(db);
    return code;
}
