/* viendan export: the graph for other tools. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/matrix_args.h"
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
    if (path) {
        return cli_usage(
            "%s: a graph is not written in the form of its ending; use .graphml, .dot or .svg, or say --as", path);
    }
    return cli_usage("`viendan export` needs --as graphml, dot or svg; see `viendan help export`");
}

/* Which part of the graph, and what its strings stand in. */
typedef struct asked {
    vd_export_query query;
    vd_str documents[CLI_GIVEN_MOST], types[CLI_GIVEN_MOST], issuers[CLI_GIVEN_MOST], places[CLI_GIVEN_MOST];
} asked;

static int asked_read(const cli_args *args, vd_db *db, asked *a)
{
    vd_matrix_side *side = &a->query.documents;
    *side = (vd_matrix_side){.documents = a->documents, .types = a->types, .issuers = a->issuers, .places = a->places};
    side->type_count = cli_values(args, CLI_TYPE, a->types);
    side->issuer_count = cli_values(args, CLI_ISSUER, a->issuers);
    side->place_count = cli_values(args, CLI_PLACE, a->places);
    a->query.relations = 0;
    int code = cli_documents_read(args, CLI_DOCUMENT, db, a->documents, &side->document_count);
    if (code == CLI_FOUND) {
        code = cli_relations_read(args, &a->query.relations);
    }
    return code == CLI_FOUND ? cli_window_read(args, &side->from, &side->to) : code;
}

/* A filter that names no type or province is a mistake of the command line, not of the database. */
static int export_fail(const cli_args *args, const vd_error *err)
{
    return err->status == VD_INVALID ? cli_usage("%s", err->text) : cli_db_fail(args, err);
}

static int export_write(const cli_args *args, vd_db *db, asked *a, vd_export_kind kind)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    size_t count = 0;
    int code = cli_output_open(args, &out);
    if (code != CLI_FOUND) {
        return code;
    }
    a->query.lang = out.style.lang;
    vd_status status = vd_db_export(db, &a->query, kind, cli_output_sink(&out), &count, &err);
    if (status == VD_OK) {
        code = count > 0 ? CLI_FOUND : CLI_NOTHING;
    } else if (!cli_output_failed(&out)) {
        code = export_fail(args, &err);
    }
    code = cli_output_close(&out, code, status == VD_OK);
    if (code == CLI_NOTHING) {
        cli_nothing_say(args, args->verb->nothing);
    }
    return code;
}

static int export_run(const cli_args *args)
{
    static asked a; /* large, and one at a time */
    vd_export_kind kind = VD_EXPORT_GRAPHML;
    vd_db *db = NULL;
    int code = kind_read(args, &kind);
    if (code == CLI_FOUND) {
        code = cli_db_open(args, VD_OPEN_READ_ONLY, &db);
    }
    if (code == CLI_FOUND) {
        code = asked_read(args, db, &a);
        if (code == CLI_FOUND) {
            code = export_write(args, db, &a, kind);
        }
        cli_ids_free(a.documents, a.query.documents.document_count);
    }
    cli_db_close(db);
    return code;
}

static const cli_example examples[] = {
    {"For Gephi, yEd or igraph:", "viendan export --as graphml -o graph.graphml"},
    {"A drawing; the ending says which kind:", "viendan export -o graph.svg"},
    {"Through Graphviz or a look at the source:", "viendan export --as dot | head -n 20"},
    {"Who carries out whom, of the plans of one city alone:",
     "viendan export --type KH --place 'Cần Thơ' --relation implements -o plans.svg"},
    {NULL, NULL},
};

const cli_verb cli_verb_export = {
    .name = "export",
    .summary = "the graph as GraphML, DOT or SVG",
    .usage = "",
    .text = "Writes documents and edges for other tools: all, or the edges that the options\n"
            "ask for with the documents at both their ends. --document, --type, --issuer,\n"
            "--place, --from and --to choose documents: edges that begin or end at one of\n"
            "them are kept. Each may be repeated and then means any of its values; different\n"
            "options mean all of them. --relation keeps edges of these relations. The same\n"
            "database content gives the same bytes.\n",
    .nothing = "no document or edge is as asked for",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_LANG) | CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_AS) | CLI_BIT(CLI_DOCUMENT) |
               CLI_BIT(CLI_TYPE) | CLI_BIT(CLI_ISSUER) | CLI_BIT(CLI_PLACE) | CLI_BIT(CLI_FROM) | CLI_BIT(CLI_TO) |
               CLI_BIT(CLI_RELATION),
    .examples = examples,
    .run = export_run,
};
