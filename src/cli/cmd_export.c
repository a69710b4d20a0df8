/* viendan export: the graph for other tools. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <string.h>

static const struct {
    const char *name;
    vd_export_kind kind;
} kinds[] = {
    {"graphml", VD_EXPORT_GRAPHML},
    {"dot", VD_EXPORT_DOT},
    {"svg", VD_EXPORT_SVG},
};

static int kind_find(const char *name, vd_export_kind *kind)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (strcmp(kinds[i].name, name) == 0) {
            *kind = kinds[i].kind;
            return CLI_FOUND;
        }
    }
    return CLI_USAGE;
}

/* --as says which kind, or the ending of the file does. */
static int kind_read(const cli_args *args, vd_export_kind *kind)
{
    const char *path = args->value[CLI_OUTPUT];
    const char *ending = path ? strrchr(path, '.') : NULL;
    if (cli_given(args, CLI_AS)) {
        return kind_find(args->value[CLI_AS], kind);
    }
    if (ending && kind_find(ending + 1, kind) == CLI_FOUND) {
        return CLI_FOUND;
    }
    return cli_usage("`viendan export` needs --as graphml, dot or svg; see `viendan help export`");
}

static int export_run(const cli_args *args)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    vd_export_kind kind = VD_EXPORT_GRAPHML;
    vd_db *db = NULL;
    int code = kind_read(args, &kind);
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        code = cli_output_open(args, &out);
    }
    if (code == CLI_FOUND) {
        vd_export_query query = {.lang = out.style.lang};
        vd_status status = vd_db_export(db, &query, kind, cli_output_sink(&out), &err);
        if (status != VD_OK && !cli_output_failed(&out)) {
            code = cli_db_fail(args, &err);
        }
        code = cli_output_close(&out, code, status == VD_OK);
    }
    cli_db_close(db);
    return code;
}

static const cli_example examples[] = {
    {"For Gephi, yEd or igraph:", "viendan export --as graphml -o graph.graphml"},
    {"A drawing; the ending says which kind:", "viendan export -o graph.svg"},
    {"Through Graphviz or a look at the source:", "viendan export --as dot | head -n 20"},
    {NULL, NULL},
};

const cli_verb cli_verb_export = {
    .name = "export",
    .summary = "the graph as GraphML, DOT or SVG",
    .usage = "",
    .text = "Writes all documents and edges for other tools. The same database content\n"
            "gives the same bytes.\n",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_LANG) | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_AS),
    .examples = examples,
    .run = export_run,
};
