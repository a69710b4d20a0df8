/* viendan version. */
#include "cli/output.h"
#include "cli/verbs.h"

static int version_run(const cli_args *args)
{
    static cli_output out;
    cli_args plain = {.verb = args->verb};
    int code = cli_output_open(&plain, &out);
    if (code != CLI_FOUND) {
        return code;
    }
    cli_output_text(&out, "viendan ");
    cli_output_text(&out, vd_version());
    cli_output_text(&out, "\n");
    return cli_output_close(&out, CLI_FOUND, true);
}

static const cli_example examples[] = {
    {"Which version is this?", "viendan version"},
    {NULL, NULL},
};

const cli_verb cli_verb_version = {
    .name = "version",
    .summary = "print the version",
    .usage = "",
    .text = "Prints \"viendan\" and the version, as `viendan --version` does.\n",
    .examples = examples,
    .run = version_run,
};
