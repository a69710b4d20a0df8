/* viendan gaps: directives without plans, plans without directives. */
#include "cli/database.h"
#include "cli/matrix_args.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <string.h>

static uint32_t kinds_read(const cli_args *args)
{
    vd_str words[CLI_GIVEN_MOST];
    size_t given = cli_values(args, CLI_KIND, words);
    uint32_t kinds = 0;
    for (size_t i = 0; i < given; i++) {
        for (int kind = 0; kind < VD_GAP_COUNT; kind++) {
            if (strcmp(words[i].ptr, vd_gap_name((vd_gap)kind)) == 0) {
                kinds |= UINT32_C(1) << kind;
            }
        }
    }
    return kinds;
}

static int gaps_run(const cli_args *args)
{
    static cli_matrix_args wanted; /* large */
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        code = cli_matrix_read(args, db, &wanted);
    }
    if (code == CLI_FOUND) {
        vd_status status = vd_db_gaps(db, &wanted.query, kinds_read(args), &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    cli_matrix_clear(&wanted);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"gap", "directive, plan, inherited or task"},
    {"plan_id, plan", "the plan that lacks something"},
    {"plan_date", "its date"},
    {"plan_source", "the file that carries it"},
    {"to_id, to_number", "the document that is not carried out"},
    {"to_title", "its title"},
    {"why", "only_cited, only_named, only_known; implemented_above, ..."},
    {"acting", "plans that act on the document; documents the plan acts on"},
    {"through_id, through", "inherited: the document above"},
    {"through_letters", "what that does, in the letters of `viendan matrix`"},
    {"state", "validity of the document on the day of --as-of"},
    {"source, line", "where the evidence stands"},
    {"sentence", "the words around it; of a task, what is to be done"},
    {"task, lead, deadline", "task: its place, who leads it, until when"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"What has nobody implemented, which plans implement nothing?", "viendan gaps"},
    {"Which directives and resolutions does no plan carry out?", "viendan gaps --kind directive --type CT --type NQ"},
    {"What does the plan above act on that the plan below leaves out?", "viendan gaps --kind inherited"},
    {"The same as a workbook:", "viendan gaps -o gaps.xlsx"},
    {NULL, NULL},
};

const cli_verb cli_verb_gaps = {
    .name = "gaps",
    .summary = "directives no plan implements, plans that implement none",
    .usage = "",
    .text = "Lists what a matrix lacks:\n"
            "  directive  a document that no plan rests on, implements, details or follows:\n"
            "             only_cited, only_named in another's title, or only_known. A text\n"
            "             promulgated with another goes with that one. Only types that set\n"
            "             work or lay down rules, not those that ask, report or transmit\n"
            "             (Tờ trình, Báo cáo, Công văn), and none that has ended\n"
            "  plan       a plan that does so to no document; only of types that set work\n"
            "  inherited  a document that the plan above acts on and the plan below does not\n"
            "             name; above is what a plan rests on or implements, laws and decrees\n"
            "             aside\n"
            "  task       a task without lead or deadline, where tasks are known\n"
            "Filters are those of `viendan matrix`; --relation says which relations carry a\n"
            "document out. --type, --directive and --plan-type choose any document they name.\n",
    .nothing = "no gap among the documents chosen",
    .options = CLI_MATRIX | CLI_BIT(CLI_KIND) | CLI_BIT(CLI_TYPE),
    .columns = columns,
    .examples = examples,
    .run = gaps_run,
};
