/** The table of verbs. */
#ifndef VD_CLI_VERBS_H
#define VD_CLI_VERBS_H

#include "cli/options.h"

extern const cli_verb cli_verb_extract, cli_verb_explain, cli_verb_ingest, cli_verb_mentions, cli_verb_edges,
    cli_verb_documents, cli_verb_show, cli_verb_who, cli_verb_outdated, cli_verb_matrix, cli_verb_gaps, cli_verb_basis,
    cli_verb_path, cli_verb_unresolved, cli_verb_rank, cli_verb_find, cli_verb_export, cli_verb_help, cli_verb_version,
    cli_verb_catalogue;

extern const cli_verb cli_verb_tasks, cli_verb_suspect, cli_verb_review, cli_verb_timeline, cli_verb_impact,
    cli_verb_shell, cli_verb_merge, cli_verb_search, cli_verb_forget;

/** All verbs in the order of the help page, NULL at the end. */
extern const cli_verb *const cli_verbs[];

/** Do what a command line says; returns the exit code. */
int cli_args_run(const cli_args *args);
/** The verb of this name, or NULL. */
const cli_verb *cli_verb_named(const char *name);
/** The verb somebody probably meant by `word`, or NULL. */
const cli_verb *cli_verb_meant(const char *word);

#endif
