/** The options of `matrix` and `gaps` as a vd_matrix_query. */
#ifndef VD_CLI_MATRIX_ARGS_H
#define VD_CLI_MATRIX_ARGS_H

#include "cli/options.h"

/** Which plans and directives: what both verbs understand. */
#define CLI_MATRIX                                                                                                  \
    (CLI_ANSWER | CLI_BIT(CLI_PLAN) | CLI_BIT(CLI_PLAN_TYPE) | CLI_BIT(CLI_PLAN_ISSUER) | CLI_BIT(CLI_PLAN_PLACE) | \
     CLI_BIT(CLI_FROM) | CLI_BIT(CLI_TO) | CLI_BIT(CLI_DIRECTIVE) | CLI_BIT(CLI_DIRECTIVE_TYPE) |                   \
     CLI_BIT(CLI_DIRECTIVE_ISSUER) | CLI_BIT(CLI_RELATION) | CLI_BIT(CLI_MIN_CONFIDENCE) | CLI_BIT(CLI_AS_OF))

/** A query and what its strings stand in. */
typedef struct cli_matrix_args {
    vd_matrix_query query;
    vd_str plans[CLI_GIVEN_MOST], plan_types[CLI_GIVEN_MOST], plan_issuers[CLI_GIVEN_MOST], plan_places[CLI_GIVEN_MOST];
    vd_str directives[CLI_GIVEN_MOST], directive_types[2 * CLI_GIVEN_MOST], directive_issuers[CLI_GIVEN_MOST];
} cli_matrix_args;

/** Every DOC of an option as its id, behind the *count that are there.  Returns CLI_FOUND, or the exit code after
 * saying what is wrong.    Owner: the ids, cli_ids_free(), also after a failure. */
int cli_documents_read(const cli_args *args, cli_option_id id, vd_db *db, vd_str ids[CLI_GIVEN_MOST], size_t *count);
void cli_ids_free(const vd_str *ids, size_t count);
/** All --relation as bits; 0: none was given. */
int cli_relations_read(const cli_args *args, uint32_t *relations);
/** --from and --to; {0,0,0}: not given. */
int cli_window_read(const cli_args *args, vd_date *from, vd_date *to);

/** Fill *out; DOC arguments are looked up in the database.  Returns CLI_FOUND, or the exit code after saying what is
 *  wrong.    Owner: cli_matrix_clear(), also after a failure. */
int cli_matrix_read(const cli_args *args, vd_db *db, cli_matrix_args *out);
void cli_matrix_clear(cli_matrix_args *args);

#endif
