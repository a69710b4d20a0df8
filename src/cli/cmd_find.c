/* viendan find: which documents a name can mean. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <stdlib.h>

static int find_in(const cli_args *args, vd_db *db, const char *name)
{
    vd_error err = {.status = VD_OK};
    vd_rows *rows = NULL;
    vd_status status = vd_db_find(db, cli_doc_str(name), &rows, &err);
    int code = cli_rows_print_as(args, VD_FORMAT_TABLE, "", status, rows, &err);
    bool people = cli_format(args, VD_FORMAT_TABLE) == VD_FORMAT_TABLE;
    return code == CLI_NOTHING && people ? cli_doc_absent(args, db, name) : code;
}

static int find_run(const cli_args *args)
{
    vd_db *db = NULL;
    int code = CLI_INTERNAL;
    char *name = cli_words_join(args->words, args->word_count);
    if (name) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        code = find_in(args, db, name);
    }
    free(name);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"id", "canonical id, which always means this document"},
    {"type, number", "Chỉ thị, 33/CT-TTg"},
    {"date", "of issue, possibly in part"},
    {"issuer", "the body that issued it"},
    {"title", "its title, or the name of a law"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"What is 33/CT-TTg? Letter case does not matter:", "viendan find 33/ct-ttg"},
    {"A law by its name:", "viendan find Luật Thực hiện dân chủ ở cơ sở"},
    {"The id alone, for a script:", "viendan find 33/CT-TTg --format csv | tail -n +2 | cut -d, -f1"},
    {NULL, NULL},
};

const cli_verb cli_verb_find = {
    .name = "find",
    .summary = "find documents by number, name, file or id",
    .usage = "TEXT",
    .text = "Lists the documents that TEXT can mean as a DOC argument, best first. One row:\n"
            "TEXT works as DOC everywhere. Several rows: it is ambiguous; add the year, or\n"
            "use an id. Several words are one TEXT; quotes are not needed.\n",
    .nothing = "no document matches; `viendan documents` lists all",
    .options = CLI_ANSWER,
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = find_run,
};
