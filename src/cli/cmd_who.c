/* viendan who: documents that act on one. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A column of vd_db_who_count(). */
enum { COUNT_DOCUMENTS = 1 };

/* How many documents act on the one asked for by one of the relations, directly. */
static vd_status acting_count(vd_db *db, const vd_who_query *query, uint32_t relations, int64_t *out, vd_error *err)
{
    vd_who_query asked = {.document = query->document, .relations = relations, .as_of = query->as_of};
    vd_rows *rows = NULL;
    bool more = false;
    *out = 0;
    vd_status status = vd_db_who_count(db, &asked, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_next(rows, &more, err);
    }
    if (status == VD_OK && more) {
        *out = vd_rows_cell(rows, COUNT_DOCUMENTS).integer;
    }
    vd_rows_free(rows);
    return status;
}

/* A plan that begins with "Căn cứ" and the document carries it out as well, and is not among those that say that they
 * implement it: say how many there are besides, and how to ask for them. */
static vd_status besides_tell(const cli_args *args, vd_db *db, const vd_who_query *query, vd_error *err)
{
    static const struct {
        vd_relation relation;
        const char *one, *several;
    } also[] = {
        {VD_REL_BASED_ON, "is based on it", "are based on it"},
        {VD_REL_GUIDED_BY, "is guided by it", "are guided by it"},
        {VD_REL_DETAILS, "details it", "detail it"},
    };
    int64_t shown = 0, all = 0;
    char name[256];
    vd_status status = acting_count(db, query, query->relations, &shown, err);
    snprintf(name, sizeof name, "%.*s", (int)query->document.len, query->document.ptr);
    for (size_t i = 0; status == VD_OK && i < sizeof also / sizeof *also; i++) {
        status = acting_count(db, query, query->relations | UINT32_C(1) << also[i].relation, &all, err);
        if (status == VD_OK && all > shown) {
            cli_say("%lld%s %s: `viendan who %s %s`", (long long)(all - shown), shown ? " more" : "",
                    all - shown == 1 ? also[i].one : also[i].several, vd_relation_name(also[i].relation),
                    args->word_count == 2 && !strpbrk(args->words[1], " '") ? args->words[1] : name);
        }
    }
    return status;
}

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
    bool direct = query.relations == UINT32_C(1) << VD_REL_IMPLEMENTS && !query.transitive;
    if (direct && (code == CLI_FOUND || (code == CLI_NOTHING && id))) {
        vd_status status = besides_tell(args, db, &query, &err);
        code = status == VD_OK ? code : cli_db_fail(args, &err);
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
            "Several words after RELATION are one DOC; quotes are not needed. Who asks for\n"
            "implements is told how many more are based on DOC, guided by it or detail it.\n"
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
