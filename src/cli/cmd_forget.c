/* viendan forget: take sources out of the database. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/verbs.h"

#include <stdio.h>

static void missing_say(void *context, vd_str name, vd_str like)
{
    (void)context;
    if (like.ptr) {
        cli_say_at(name, 0, 0, "no source of this name, and none below it; is \"%.*s\" meant?", (int)like.len,
                   like.ptr);
    } else {
        cli_say_at(name, 0, 0,
                   "no source of this name, and none below it; `viendan documents --in-corpus -f csv` lists them");
    }
}

/* A path, of which a program may read one a line. */
static void path_print(void *context, vd_str path)
{
    cli_output *out = context;
    vd_sink sink = cli_output_sink(out);
    if (sink.write(sink.context, path.ptr, path.len)) {
        cli_output_text(out, "\n");
    }
}

static int forget_from(const cli_args *args, vd_db *db, cli_output *out)
{
    vd_error err = {.status = VD_OK};
    vd_ingest_report report = {.seen = 0};
    vd_forget_options options = {
        .dry_run = cli_given(args, CLI_DRY_RUN), .source = path_print, .missing = missing_say, .context = out};
    cli_progress_decide(db);
    vd_status status = vd_db_forget(db, (const char *const *)args->words, args->word_count, &options, &report, &err);
    cli_progress_end();
    if (status == VD_NOT_FOUND) {
        cli_say("nothing is forgotten");
        return CLI_NOTHING;
    }
    if (status != VD_OK) {
        return cli_db_fail(args, &err);
    }
    cli_output_flush(out); /* before the line that counts them */
    if (options.dry_run) {
        fprintf(stderr, "%zu source%s would be forgotten; nothing was changed\n", report.removed,
                report.removed == 1 ? "" : "s");
    } else {
        fprintf(stderr, "%zu source%s forgotten, %zu documents, %zu mentions, %zu edges in %s\n", report.removed,
                report.removed == 1 ? "" : "s", report.documents, report.mentions, report.edges, cli_db_path(args));
    }
    return CLI_FOUND;
}

static int forget_run(const cli_args *args)
{
    static cli_output out;
    vd_db *db = NULL;
    cli_args plain = {.verb = args->verb};
    int code = cli_db_open(args, cli_given(args, CLI_DRY_RUN) ? VD_OPEN_READ_ONLY : VD_OPEN_EXISTING, &db);
    if (code == CLI_FOUND) {
        code = cli_output_open(&plain, &out);
    }
    if (code == CLI_FOUND) {
        code = cli_output_close(&out, forget_from(args, db, &out), true);
    }
    cli_db_close(db);
    return code;
}

static const cli_example examples[] = {
    {"What would go with a folder?", "viendan forget --dry-run corpus/plans"},
    {"A text that came as a line, by its id:", "viendan forget --db luu-tru.db luu-tru/7"},
    {NULL, NULL},
};

const cli_verb cli_verb_forget = {
    .name = "forget",
    .summary = "take files, folders or lines out of the database",
    .usage = "SOURCE...",
    .text = "Forgets what was read from SOURCE: a file by its path as it was ingested, a\n"
            "folder with all that was read below it, or a line of JSON by its id (\"luu-tru\"\n"
            "means all ids that begin with luu-tru/, too). Prints what goes, one a line, and\n"
            "decides anew which documents the rest means. Where a SOURCE is not in the\n"
            "database, that is said, nothing at all is forgotten, and the exit status is 1.\n"
            "The files themselves are not touched: one that is still there comes back with\n"
            "the next ingest of its folder. Reviews stay.\n",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_DRY_RUN),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .examples = examples,
    .run = forget_run,
};
