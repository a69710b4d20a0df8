/* Which verbs there are, and which one a word means that is mistyped, or what others call it. */
#include "cli/verbs.h"

#include "cli/help.h"
#include "cli/nearest.h"

#include <stdio.h>
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

/* What others call it: words of people who know another program. */
static const struct {
    const cli_verb *verb;
    const char *words; /* each with a space before and after */
} others[] = {
    {&cli_verb_ingest, " add build create import index init load read scan sync update "},
    {&cli_verb_forget, " delete drop prune remove rm "},
    {&cli_verb_extract, " parse recognize tokenize "},
    {&cli_verb_explain, " reason why "},
    {&cli_verb_who, " by citedby cited-by uses "},
    {&cli_verb_show, " cat describe display get info open print view "},
    {&cli_verb_basis, " foundation grounds "},
    {&cli_verb_outdated, " audit check expired lint obsolete old stale validate validity verify "},
    {&cli_verb_timeline, " date dates events history log status "},
    {&cli_verb_impact, " affected affects dependents depends "},
    {&cli_verb_matrix, " compare compliance coverage diff report table "},
    {&cli_verb_gaps, " holes missing "},
    {&cli_verb_tasks, " actions deadline deadlines duties todo "},
    {&cli_verb_path, " between chain route "},
    {&cli_verb_rank, " important score top "},
    {&cli_verb_find, " id locate lookup resolve which "},
    {&cli_verb_search, " fulltext grep query text "},
    {&cli_verb_documents, " all files list ls sources "},
    {&cli_verb_mentions, " citations references refs "},
    {&cli_verb_edges, " links relations "},
    {&cli_verb_unresolved, " ambiguous unknown "},
    {&cli_verb_catalogue, " catalog laws "},
    {&cli_verb_export, " dot draw dump graph graphml plot save svg visualize "},
    {&cli_verb_merge, " combine join "},
    {&cli_verb_shell, " console interactive repl serve "},
    {&cli_verb_help, " man usage "},
};

static const cli_verb *verb_called(const char *word)
{
    char asked[32];
    int len = strchr(word, ' ') ? 0 : snprintf(asked, sizeof asked, " %s ", word);
    for (int i = 0; i < len && len < (int)sizeof asked; i++) {
        asked[i] = (char)(asked[i] >= 'A' && asked[i] <= 'Z' ? asked[i] - 'A' + 'a' : asked[i]);
    }
    for (size_t i = 0; i < sizeof others / sizeof others[0] && len > 2 && len < (int)sizeof asked; i++) {
        if (strstr(others[i].words, asked)) {
            return others[i].verb;
        }
    }
    return NULL;
}

const cli_verb *cli_verb_meant(const char *word)
{
    const cli_verb *called = verb_called(word);
    if (called) {
        return called;
    }
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
