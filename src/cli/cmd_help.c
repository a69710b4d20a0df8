/* viendan help: the page of the program or of a verb. */
#include "cli/diag.h"
#include "cli/help.h"
#include "cli/verbs.h"

static int help_run(const cli_args *args)
{
    const cli_verb *verb = NULL;
    if (args->word_count > 0) {
        verb = cli_verb_named(args->words[0]);
        if (!verb) {
            const cli_verb *near = cli_verb_meant(args->words[0]);
            if (near) {
                return cli_usage("unknown verb '%s'; did you mean `viendan help %s`?", args->words[0], near->name);
            }
            return cli_usage("unknown verb '%s'; all verbs: `viendan help`", args->words[0]);
        }
    }
    return cli_help_show(args, verb);
}

static const cli_example examples[] = {
    {"All verbs:", "viendan help"},
    {"Everything about one:", "viendan help who"},
    {NULL, NULL},
};

const cli_verb cli_verb_help = {
    .name = "help",
    .summary = "explain viendan, or one verb",
    .usage = "[VERB]",
    .text = "Explains a verb: what it answers, what its columns and options mean, with\n"
            "examples that work on the corpus that comes with viendan, after\n"
            "`viendan ingest corpus/plans` in its folder.\n",
    .min_words = 0,
    .max_words = 1,
    .examples = examples,
    .run = help_run,
};
