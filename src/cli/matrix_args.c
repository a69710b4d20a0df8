/* Which plans and which directives a command line asks for. */
#include "cli/matrix_args.h"

#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/values.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

int cli_documents_read(const cli_args *args, cli_option_id id, vd_db *db, vd_str ids[CLI_GIVEN_MOST], size_t *count)
{
    vd_str words[CLI_GIVEN_MOST];
    size_t given = cli_values(args, id, words);
    int code = CLI_FOUND;
    for (size_t i = 0; code == CLI_FOUND && i < given; i++) {
        char *found = NULL;
        code = cli_doc_find(args, db, words[i].ptr, &found);
        if (code == CLI_FOUND) {
            ids[(*count)++] = cli_doc_str(found);
        }
    }
    return code;
}

int cli_relations_read(const cli_args *args, uint32_t *relations)
{
    vd_str words[CLI_GIVEN_MOST];
    size_t given = cli_values(args, CLI_RELATION, words);
    int code = CLI_FOUND;
    for (size_t i = 0; code == CLI_FOUND && i < given; i++) {
        uint32_t one = 0;
        code = cli_relation_read(words[i].ptr, &one);
        *relations |= one;
    }
    return code;
}

/* The C locale's decimal sign, whatever the user's. */
static int confidence_read(const char *text, double *out)
{
    char *end = NULL;
    *out = strtod(text, &end);
    if (end == text || *end || !(*out >= 0 && *out <= 1)) {
        return cli_usage("'%s' is no confidence; a number from 0 to 1, as 0.8", text);
    }
    return CLI_FOUND;
}

static int top_read(const char *text, size_t *out)
{
    char *end = NULL;
    errno = 0;
    unsigned long value = strtoul(text, &end, 10);
    if (text[0] < '1' || text[0] > '9' || *end || errno) {
        return cli_usage("'%s' is no number of documents; --top 20", text);
    }
    *out = value;
    return CLI_FOUND;
}

/* Is all of `a` after all of `b`?  What one of them leaves open is not. */
static bool date_after(vd_date a, vd_date b)
{
    if (a.year != b.year || !a.month || !b.month) {
        return a.year > b.year;
    }
    return a.month != b.month ? a.month > b.month : a.day && b.day && a.day > b.day;
}

int cli_window_read(const cli_args *args, vd_date *from, vd_date *to)
{
    int code = CLI_FOUND;
    if (cli_given(args, CLI_FROM)) {
        code = cli_date_part_read(args->value[CLI_FROM], from);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_TO)) {
        code = cli_date_part_read(args->value[CLI_TO], to);
    }
    if (code == CLI_FOUND && from->year && to->year && date_after(*from, *to)) {
        code = cli_usage("--from %s is after --to %s", args->value[CLI_FROM], args->value[CLI_TO]);
    }
    return code;
}

static int sides_read(const cli_args *args, vd_db *db, cli_matrix_args *out)
{
    vd_matrix_side *plans = &out->query.plans;
    vd_matrix_side *directives = &out->query.directives;
    plans->documents = out->plans;
    plans->types = out->plan_types;
    plans->issuers = out->plan_issuers;
    plans->places = out->plan_places;
    plans->type_count = cli_values(args, CLI_PLAN_TYPE, out->plan_types);
    plans->issuer_count = cli_values(args, CLI_PLAN_ISSUER, out->plan_issuers);
    plans->place_count = cli_values(args, CLI_PLAN_PLACE, out->plan_places);
    directives->documents = out->directives;
    directives->types = out->directive_types;
    directives->issuers = out->directive_issuers;
    directives->type_count = cli_values(args, CLI_DIRECTIVE_TYPE, out->directive_types);
    directives->type_count += cli_values(args, CLI_TYPE, out->directive_types + directives->type_count);
    directives->issuer_count = cli_values(args, CLI_DIRECTIVE_ISSUER, out->directive_issuers);
    int code = cli_documents_read(args, CLI_PLAN, db, out->plans, &plans->document_count);
    if (code == CLI_FOUND) {
        code = cli_documents_read(args, CLI_DIRECTIVE, db, out->directives, &directives->document_count);
    }
    return code == CLI_FOUND ? cli_window_read(args, &plans->from, &plans->to) : code;
}

int cli_matrix_read(const cli_args *args, vd_db *db, cli_matrix_args *out)
{
    vd_matrix_query *query = &out->query;
    memset(out, 0, sizeof *out);
    int code = sides_read(args, db, out);
    if (code == CLI_FOUND) {
        code = cli_relations_read(args, &query->relations);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_MIN_CONFIDENCE)) {
        code = confidence_read(args->value[CLI_MIN_CONFIDENCE], &query->min_confidence);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_TOP)) {
        code = top_read(args->value[CLI_TOP], &query->top);
    }
    if (code == CLI_FOUND && cli_given(args, CLI_AS_OF)) {
        code = cli_date_read(args->value[CLI_AS_OF], &query->as_of);
    }
    query->decided = cli_given(args, CLI_DECIDED);
    query->shape = cli_given(args, CLI_LIST) ? VD_MATRIX_LIST : VD_MATRIX_GRID;
    query->by_task = cli_given(args, CLI_BY) && strcmp(args->value[CLI_BY], "task") == 0;
    query->transpose = cli_given(args, CLI_TRANSPOSE) || query->by_task; /* tasks are too many for columns */
    return code;
}

void cli_ids_free(const vd_str *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        void *block;
        memcpy(&block, &ids[i].ptr, sizeof block); /* made by cli_doc_find() */
        free(block);
    }
}

void cli_matrix_clear(cli_matrix_args *args)
{
    cli_ids_free(args->plans, args->query.plans.document_count);
    cli_ids_free(args->directives, args->query.directives.document_count);
    args->query.plans.document_count = args->query.directives.document_count = 0;
}
