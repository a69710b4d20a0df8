/* How help pages look.  Descriptions stand in the table of verbs, this file only lays them out. */
#include "cli/help.h"

#include "cli/diag.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <string.h>

static void spaces_put(cli_output *out, size_t count)
{
    while (count-- > 0) {
        cli_output_text(out, " ");
    }
}

/* "  name      meaning": the meaning from column `at` on, on a line of its own where the name is too long. */
static void pair_put(cli_output *out, const char *name, const char *meaning, size_t at)
{
    size_t used = strlen(name) + 2;
    cli_output_text(out, "  ");
    cli_output_text(out, name);
    if (used + 2 > at) {
        cli_output_text(out, "\n");
        used = 0;
    }
    spaces_put(out, at - used);
    cli_output_text(out, meaning);
    cli_output_text(out, "\n");
}

static void option_put(cli_output *out, const cli_option *option)
{
    char name[64];
    if (option->letter) {
        snprintf(name, sizeof name, "-%c, --%s%s%s", option->letter, option->name, option->value ? " " : "",
                 option->value ? option->value : "");
    } else {
        snprintf(name, sizeof name, "    --%s%s%s", option->name, option->value ? " " : "",
                 option->value ? option->value : "");
    }
    pair_put(out, name, option->help, 27);
}

static void verb_page(cli_output *out, const cli_verb *verb)
{
    cli_output_text(out, "viendan ");
    cli_output_text(out, verb->name);
    cli_output_text(out, ": ");
    cli_output_text(out, verb->summary);
    cli_output_text(out, "\n\nUsage: viendan ");
    cli_output_text(out, verb->name);
    cli_output_text(out, " [OPTION]...");
    cli_output_text(out, *verb->usage ? " " : "");
    cli_output_text(out, verb->usage);
    cli_output_text(out, "\n\n");
    cli_output_text(out, verb->text);
    if (verb->columns) {
        cli_output_text(out, "\nColumns:\n");
        for (const cli_column *column = verb->columns; column->name; column++) {
            pair_put(out, column->name, column->meaning, 20);
        }
    }
    cli_output_text(out, "\nOptions:\n");
    for (int id = 0; id < CLI_OPTION_COUNT; id++) {
        if (cli_verb_takes(verb, (cli_option_id)id)) {
            option_put(out, &cli_options[id]);
        }
    }
    cli_output_text(out, "\nExamples:\n");
    for (const cli_example *example = verb->examples; example->command; example++) {
        cli_output_text(out, "  ");
        cli_output_text(out, example->question);
        cli_output_text(out, "\n    $ ");
        cli_output_text(out, example->command);
        cli_output_text(out, "\n");
    }
}

static void verbs_put(cli_output *out)
{
    for (const cli_verb *const *verb = cli_verbs; *verb; verb++) {
        pair_put(out, (*verb)->name, (*verb)->summary, 16);
    }
}

static const char program_text[] = "viendan reads Vietnamese public documents, finds every reference to another\n"
                                   "document, decides which document is meant, and answers who implements, cites,\n"
                                   "amends or supersedes whom, each time with the words that prove it.\n";

static const char program_end[] = "\n"
                                  "DOC is what people write: a number (33/CT-TTg, or '33/CT-TTg 2021' where the\n"
                                  "number alone is ambiguous), the name of a law, a file name, or a full id\n"
                                  "(vn/chi-thi/2021/33-ct-ttg).\n"
                                  "\n"
                                  "Exit status: 0 found, 1 nothing found, 2 wrong usage or an ambiguous DOC,\n"
                                  "3 a file or the database cannot be read or written, 4 internal error.\n"
                                  "\n"
                                  "Start here:\n"
                                  "    $ viendan ingest corpus/plans\n"
                                  "    $ viendan who implements 33/CT-TTg\n"
                                  "    $ viendan basis\n"
                                  "\n"
                                  "`viendan help VERB` explains a verb, its columns and options, with examples.\n";

static void program_page(cli_output *out)
{
    cli_output_text(out, program_text);
    cli_output_text(out, "\nUsage: viendan [--db FILE] VERB [OPTION]... [ARGUMENT]...\n\nVerbs:\n");
    verbs_put(out);
    cli_output_text(out, "\nOptions of most verbs:\n");
    for (int id = CLI_DB; id < CLI_OPTION_COUNT; id++) {
        option_put(out, &cli_options[id]);
    }
    cli_output_text(out, program_end);
}

int cli_help_show(const cli_args *args, const cli_verb *verb)
{
    static cli_output out;
    cli_args plain = {.verb = args->verb};
    int code = cli_output_open(&plain, &out);
    if (code != CLI_FOUND) {
        return code;
    }
    if (verb) {
        verb_page(&out, verb);
    } else {
        program_page(&out);
    }
    return cli_output_close(&out, CLI_FOUND, true);
}

int cli_help_short(void)
{
    char names[256];
    size_t len = 0;
    for (const cli_verb *const *verb = cli_verbs; *verb; verb++) {
        int added = snprintf(names + len, sizeof names - len, "%s%s", len ? ", " : "", (*verb)->name);
        len += added > 0 && (size_t)added < sizeof names - len ? (size_t)added : 0;
    }
    cli_say("no verb given; usage: viendan [--db FILE] VERB [OPTION]... [ARGUMENT]...");
    cli_say("verbs: %s", names);
    cli_say("start with `viendan ingest FOLDER`; `viendan help` explains all verbs");
    return CLI_USAGE;
}
