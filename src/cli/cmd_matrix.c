/* viendan matrix: held documents and the documents they act on. */
#include "cli/query.h"
#include "cli/verbs.h"

static int matrix_run(const cli_args *args)
{
    return cli_query_run(args, vd_db_matrix);
}

static const cli_column columns[] = {
    {"id, number, title", "the document acted on, one row each"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which plan acts on which document?", "viendan matrix"},
    {"The same for a spreadsheet:", "viendan matrix --format csv -o matrix.csv"},
    {NULL, NULL},
};

const cli_verb cli_verb_matrix = {
    .name = "matrix",
    .summary = "held documents against the documents they act on",
    .usage = "",
    .text = "Sets the ingested documents, one column each, against the documents they act on,\n"
            "one row each; rows that most documents act on come first. Letters in a cell:\n"
            "  B  căn cứ (based_on)              A  sửa đổi, bổ sung (amends)\n"
            "  P  thực hiện, in the preamble     S  thay thế (supersedes)\n"
            "  T  thực hiện, in a task           X  bãi bỏ (repeals)\n"
            "  L  gắn với thực hiện (linked)     D  quy định chi tiết (details)\n"
            "  H  theo hướng dẫn (guided_by)     K  ban hành kèm theo (promulgates)\n"
            "  C  dẫn chiếu (cites)              R, N, U  corrects, consolidates, suspends\n"
            "  e  named only inside another document's title\n"
            "One ? marks medium, two mark low confidence. An empty cell is a gap. The\n"
            "columns after the title are called by the document's number or file name.\n",
    .nothing = "no held document acts on another",
    .options = CLI_ANSWER,
    .columns = columns,
    .examples = examples,
    .run = matrix_run,
};
