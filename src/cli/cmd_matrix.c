/* viendan matrix: held documents and the documents they act on. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/matrix_args.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <string.h>

/* Columns of a table: what stands before the marks takes about HEAD of the terminal's, a mark ONE of them. */
enum { HEAD = 50, ONE = 9, LEAST = 4, MOST = 60 };

/* Columns of marks: those behind the counts. */
static size_t marks_count(const vd_rows *rows)
{
    size_t width = vd_rows_width(rows);
    for (size_t i = 0; i < width; i++) {
        vd_str name = vd_rows_name(rows, i);
        if ((name.len == 6 && memcmp(name.ptr, "acting", 6) == 0) ||
            (name.len == 8 && memcmp(name.ptr, "acted_on", 8) == 0)) {
            return width - i - 1;
        }
    }
    return width;
}

/* Would a table have more columns than one can read? */
static vd_status table_crowded(vd_db *db, const vd_matrix_query *query, int width, size_t *marks, bool *crowded,
                               vd_error *err)
{
    vd_rows *rows = NULL;
    vd_status status = vd_db_matrix(db, query, &rows, err);
    if (status == VD_OK) {
        size_t room = width > HEAD + LEAST * ONE ? (size_t)(width - HEAD) / ONE : (size_t)LEAST;
        *marks = marks_count(rows);
        *crowded = *marks > (width > 0 ? room : (size_t)MOST);
    }
    vd_rows_free(rows);
    return status;
}

static vd_status shape_choose(vd_db *db, vd_matrix_query *query, int width, vd_error *err)
{
    size_t columns = 0;
    bool crowded = false;
    vd_status status = table_crowded(db, query, width, &columns, &crowded, err);
    if (status == VD_OK && crowded) {
        query->shape = VD_MATRIX_LIST;
        cli_say("%zu columns are too many for a table: this is a list of the cells; choose %s, or write a "
                "workbook: -o FILE.xlsx",
                columns,
                query->transpose ? "documents with --directive, --directive-type, --top"
                                 : "plans with --plan, --plan-type, --plan-place, --from");
    }
    return status;
}

/* Does the command line leave documents out? */
static bool side_filtered(const vd_matrix_side *side)
{
    return side->document_count || side->type_count || side->issuer_count || side->place_count || side->from.year ||
           side->to.year;
}

static const char *nothing_words(const cli_args *args, const vd_matrix_query *query)
{
    bool filtered = side_filtered(&query->plans) || side_filtered(&query->directives) || query->relations ||
                    query->min_confidence > 0;
    return filtered ? "no document that the filters leave acts on another" : args->verb->nothing;
}

static int matrix_print(const cli_args *args, vd_db *db, vd_matrix_query *query)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    size_t count = 0;
    vd_status status = VD_OK;
    vd_format format = cli_format(args, VD_FORMAT_TABLE);
    int code = cli_format_check(args, format);
    if (code == CLI_FOUND) {
        code = cli_output_open(args, &out);
    }
    if (code != CLI_FOUND) {
        return code;
    }
    out.style.title = NULL; /* the matrix has one of its own */
    if (format == VD_FORMAT_TABLE && query->shape == VD_MATRIX_GRID) {
        status = shape_choose(db, query, out.style.width, &err);
    }
    if (status == VD_OK) {
        status = vd_db_matrix_write(db, query, format, &out.style, cli_output_sink(&out), &count, &err);
    }
    if (status == VD_OK) {
        code = count > 0 ? CLI_FOUND : CLI_NOTHING;
    } else if (!cli_output_failed(&out)) {
        code = cli_fail((vd_str){NULL, 0}, 0, 0, &err);
    }
    code = cli_output_close(&out, code, status == VD_OK);
    if (code == CLI_NOTHING && format == VD_FORMAT_TABLE) {
        cli_nothing_say(args, nothing_words(args, query));
    }
    return code;
}

static int matrix_run(const cli_args *args)
{
    static cli_matrix_args wanted; /* large */
    vd_db *db = NULL;
    int code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    if (code == CLI_FOUND) {
        code = cli_matrix_read(args, db, &wanted);
    }
    if (code == CLI_FOUND) {
        code = matrix_print(args, db, &wanted.query);
    }
    cli_matrix_clear(&wanted);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"id, number, title", "the document acted on, one row each"},
    {"type, date", "of the document"},
    {"state", "validity on the day of --as-of; in_force: no end known"},
    {"state_by, state_since", "the document that brought it about, and when"},
    {"candidates", "documents that an ambiguous citation may mean"},
    {"implementing", "plans that rest on, implement, detail or follow it; 0: a gap"},
    {"acting", "plans that act on it in any way"},
    {"plan_id, plan_title", "--list: the plan; --transpose: id, title"},
    {"plan, plan_date", "its number or file name; its date"},
    {"to_id, to_number", "--list: the document acted on"},
    {"to_title, letters", "its title; what the plan does to it"},
    {"relations", "the same as relation words"},
    {"state_then", "validity on the plan's day"},
    {"confidence, mentions", "of the best evidence; how many places of a file say so"},
    {"source, line, column", "where the best evidence stands"},
    {"start, end", "the same place in bytes of the file, end exclusive"},
    {"sentence", "the words around it"},
    {"issuer", "--transpose: of the plan"},
    {"task, task_text", "--by task: its place in the plan, and what it is"},
    {"lead, deadline", "who leads it, until when"},
    {"implemented, acted_on", "--transpose: documents it carries out, acts on; 0: a gap"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which plan acts on which document?", "viendan matrix"},
    {"A workbook with evidence, gaps and legend, for the plans of one city:",
     "viendan matrix --plan-place 'Cần Thơ' -o matrix.xlsx"},
    {"Who is to do what for a directive, until when?", "viendan matrix --by task --directive 33/CT-TTg"},
    {"Every cell with the words that prove it:", "viendan matrix --list --format csv"},
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
            "One ? marks medium, two mark low confidence. An empty cell is a gap. Behind\n"
            "all others stand citations that mean no known document, or one of several:\n"
            "one row for each wording of a plan, its cell always with ??. The\n"
            "columns after those below are called by the plan's number or file name.\n"
            "Filters choose both sides; those of one kind may be repeated and mean any of\n"
            "them. With a filter for the documents acted on, those that no plan acts on are\n"
            "rows, too. A plan without date is of no day. More columns than a terminal has\n"
            "room for are printed as a list. md, html and xlsx hold the matrix, its plans,\n"
            "its gaps, the evidence of every cell and a legend, linked to each other.\n",
    .nothing = "no held document acts on another",
    .options = CLI_MATRIX | CLI_BIT(CLI_TOP) | CLI_BIT(CLI_DECIDED) | CLI_BIT(CLI_LIST) | CLI_BIT(CLI_TRANSPOSE) |
               CLI_BIT(CLI_BY),
    .columns = columns,
    .examples = examples,
    .run = matrix_run,
};
