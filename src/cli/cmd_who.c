/* viendan who: documents that act on one. */
#include "cli/database.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>

static int who_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_who_query query = {.transitive = cli_given(args, CLI_TRANSITIVE),
                          .joined = cli_format(args, VD_FORMAT_TABLE) == VD_FORMAT_TABLE};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    int code = cli_relation_read(args->words[0], &query.relations);
    if (code == CLI_FOUND && cli_given(args, CLI_AS_OF)) {
        code = cli_date_read(args->value[CLI_AS_OF], &query.as_of);
    }
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        code = cli_doc_find_words(args, db, args->words + 1, args->word_count - 1, &id);
    }
    if (code == CLI_FOUND) {
        query.document = cli_doc_str(id);
        vd_status status =
            cli_given(args, CLI_COUNT) ? vd_db_who_count(db, &query, &rows, &err) : vd_db_who(db, &query, &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"id, type, number, date, issuer, title", "the acting document"},
    {"name", "its number, or type and date where it has none"},
    {"relation", "what it does to DOC"},
    {"strength", "of an implementation: primary (preamble), task, linked"},
    {"preamble", "whether that is said in its preamble"},
    {"depth", "1: it acts on DOC itself; more: through others"},
    {"path", "the chain of ids from it to DOC"},
    {"mentions", "how many places of a file say so; the best is shown"},
    {"confidence", "of the evidence, 0 to 1"},
    {"source, line, column", "where the evidence stands"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {"issued", "--as-of: yes, or possible where a date leaves it open"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which plans implement directive 33/CT-TTg?", "viendan who implements 33/CT-TTg"},
    {"Which documents cite or otherwise act on the law?", "viendan who any Luật Thực hiện dân chủ ở cơ sở"},
    {"Who implements 65/NQ-HĐND, also through other plans?", "viendan who implements 65/NQ-HĐND --transitive"},
    {"Which of the plans were there by the middle of 2025?", "viendan who implements 33/CT-TTg --as-of 1/7/2025"},
    {NULL, NULL},
};

const cli_verb cli_verb_who = {
    .name = "who",
    .summary = "who implements, cites, amends or supersedes a document",
    .usage = "RELATION DOC",
    .text = "Lists the documents that act on DOC, with the best evidence for each. RELATION\n"
            "says how they act:\n"
            "  implements    thực hiện, triển khai     supersedes    thay thế\n"
            "  rests-on      căn cứ (based_on)         repeals       bãi bỏ\n"
            "  details       quy định chi tiết         promulgates   ban hành kèm theo\n"
            "  guided_by     theo hướng dẫn            corrects      đính chính\n"
            "  cites         dẫn chiếu                 consolidates  hợp nhất\n"
            "  amends        sửa đổi, bổ sung          suspends      đình chỉ\n"
            "  any           all of them\n"
            "Several words after RELATION are one DOC; quotes are not needed.\n"
            "With --as-of a document that was issued after that day does not count; where\n"
            "its date is not known, or only as a window that ends later, it is shown as\n"
            "possible. A table has one row a document and relation, with all strengths; the\n"
            "other formats have one a strength, each with its own evidence.\n"
            "--count says how many they are instead of who: a row for each depth, with the\n"
            "documents that act on DOC in so many steps and not in fewer, and how many there\n"
            "are together so far.\n",
    .nothing = "no document acts on it in this way; `viendan who any DOC` asks for all relations",
    .options = CLI_ANSWER | CLI_BIT(CLI_TRANSITIVE) | CLI_BIT(CLI_COUNT) | CLI_BIT(CLI_AS_OF) | CLI_BIT(CLI_LIMIT),
    .min_words = 2,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = who_run,
};
