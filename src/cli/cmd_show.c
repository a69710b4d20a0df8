/* viendan show: one document's sheet (lược đồ). */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>

/* What people want to see of a document that thousands act on; programs get all. */
enum { MOST = 20 };

static void cut_say(void *context, const char *words)
{
    (void)context;
    cli_say("%s; --limit N shows more of them, --format jsonl all", words);
}

static int sheet_print(const cli_args *args, vd_db *db, const char *id)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    vd_format format = cli_format(args, VD_FORMAT_TABLE);
    int code = cli_format_check(args, format);
    size_t most = format == VD_FORMAT_TABLE ? MOST : 0;
    if (code == CLI_FOUND) {
        code = cli_count_read(args, CLI_LIMIT, &most);
    }
    if (code == CLI_FOUND) {
        code = cli_output_open(args, &out);
    }
    if (code != CLI_FOUND) {
        return code;
    }
    out.style.most = most;
    if (format == VD_FORMAT_TABLE) {
        out.style.note = cut_say;
    }
    vd_status status = vd_db_show(db, cli_doc_str(id), format, &out.style, cli_output_sink(&out), &err);
    if (status != VD_OK && !cli_output_failed(&out)) {
        code = cli_db_fail(args, &err);
    }
    return cli_output_close(&out, code, status == VD_OK);
}

static int show_run(const cli_args *args)
{
    vd_db *db = NULL;
    char *id = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        code = cli_doc_find_words(args, db, args->words, args->word_count, &id);
    }
    if (code == CLI_FOUND) {
        code = sheet_print(args, db, id);
    }
    free(id);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"direction", "acted_on_by (others act on DOC) or acts_on (DOC acts)"},
    {"relation", "the relation"},
    {"group", "its heading in the sheet, in Vietnamese"},
    {"strength", "of an implementation: primary (preamble), task, linked"},
    {"preamble", "whether it is said in the preamble"},
    {"id, type, number, date, title", "the other document"},
    {"pinpoint", "the place inside the document acted on"},
    {"confidence", "of the evidence, 0 to 1"},
    {"source, line, column", "where the evidence stands"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {"stated_by", "the document whose text says so"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The sheet of directive 33/CT-TTg:", "viendan show 33/CT-TTg"},
    {"A law by its name:", "viendan show Luật Thực hiện dân chủ ở cơ sở"},
    {"The whole sheet for a program:", "viendan show 24/KH-VPUB --format json"},
    {NULL, NULL},
};

const cli_verb cli_verb_show = {
    .name = "show",
    .summary = "the sheet (lược đồ) of a document: identity and relations",
    .usage = "DOC",
    .text = "Shows what is known of DOC: number, date, issuer, title and signer, and where\n"
            "each was learnt; then who acts on DOC and on whom DOC acts, by relation, each\n"
            "line with its evidence. As a table, as json and as a page or workbook it is the\n"
            "whole sheet; jsonl and csv hold its edges, one a row, with the columns below.\n"
            "Several words are one DOC; quotes are not needed. A table shows 20 documents of\n"
            "each relation and counts the others; --limit N shows N of each, in every format.\n",
    .options = CLI_ANSWER | CLI_BIT(CLI_LIMIT),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = show_run,
};
