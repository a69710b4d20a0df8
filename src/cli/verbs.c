/* Which verbs there are, and which one a mistyped word means. */
#include "cli/verbs.h"

#include "cli/help.h"
#include "cli/nearest.h"

#include <string.h>

const cli_verb *const cli_verbs[] = {
    &cli_verb_ingest,   &cli_verb_forget, &cli_verb_extract,    &cli_verb_explain,   &cli_verb_who,
    &cli_verb_show,     &cli_verb_basis,  &cli_verb_outdated,   &cli_verb_suspect,   &cli_verb_review,
    &cli_verb_timeline, &cli_verb_impact, &cli_verb_matrix,     &cli_verb_gaps,      &cli_verb_tasks,
    &cli_verb_path,     &cli_verb_rank,   &cli_verb_find,       &cli_verb_search,    &cli_verb_documents,
    &cli_verb_mentions, &cli_verb_edges,  &cli_verb_unresolved, &cli_verb_catalogue, &cli_verb_export,
    &cli_verb_merge,    &cli_verb_shell,  &cli_verb_help,       &cli_verb_version,   NULL,
};

int cli_args_run(const cli_args *args)
{
    if (cli_given(args, CLI_VERSION)) {
        return cli_verb_version.run(args);
    }
    if (cli_given(args, CLI_HELP)) {
        return cli_help_show(args, args->verb);
    }
    return args->verb ? args->verb->run(args) : cli_help_short();
}

const cli_verb *cli_verb_named(const char *name)
{
    for (const cli_verb *const *verb = cli_verbs; *verb; verb++) {
        if (strcmp((*verb)->name, name) == 0) {
            return *verb;
        }
    }
    return NULL;
}

const cli_verb *cli_verb_meant(const char *word)
{
    size_t len = strlen(word);
    size_t best = cli_nearest_limit(len);
    const cli_verb *near = NULL;
    for (const cli_verb *const *verb = cli_verbs; *verb; verb++) {
        /* "doc" is nearer to "documents" than letters say. */
        if (len >= 2 && strncmp((*verb)->name, word, len) == 0) {
            return *verb;
        }
        size_t distance = cli_nearest_distance(word, len, (*verb)->name);
        if (distance <= best && distance < len) {
            best = distance;
            near = *verb;
        }
    }
    return near;
}
