/* viendan merge: databases made on different machines to one. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/progress.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void conflict_say(void *context, vd_str path, vd_str first, vd_str other)
{
    (void)context;
    cli_say_at(path, 0, 0, "%.*s and %.*s hold different content", (int)first.len, first.ptr, (int)other.len,
               other.ptr);
}

static int merge_fail(const cli_args *args, const vd_merge_report *report, const vd_error *err)
{
    if (err->status == VD_INVALID && report->conflicts > 0) {
        cli_say("%s; nothing is merged: `--prefer first` or `--prefer last` says whose holds", err->text);
        return CLI_INPUT;
    }
    return cli_db_fail(args, err);
}

/* "3 databases merged: 12 files (9 new, 0 replaced, 3 there already), …" */
static void summary_print(const cli_args *args, const vd_merge_report *report)
{
    fprintf(stderr,
            "%zu database%s merged: %zu files new, %zu replaced, %zu there already; %zu rows of catalogues and %zu "
            "reviews new; %zu documents, %zu mentions, %zu edges in %s\n",
            report->databases, report->databases == 1 ? "" : "s", report->added, report->replaced, report->unchanged,
            report->rows, report->reviews, report->documents, report->mentions, report->edges, cli_db_path(args));
}

static int merge_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    struct stat there;
    vd_merge_report report = {0};
    const char *prefer = args->value[CLI_PREFER];
    vd_merge_options options = {.conflict = conflict_say};
    if (prefer) {
        options.prefer = strcmp(prefer, "first") == 0 ? VD_MERGE_FIRST : VD_MERGE_LAST;
    }
    bool made = stat(cli_db_path(args), &there) != 0;
    int code = cli_db_open(args, VD_OPEN_CREATE, &db);
    if (code != CLI_FOUND) {
        return code;
    }
    cli_progress_decide(db);
    vd_status status = vd_db_merge(db, (const char *const *)args->words, args->word_count, &options, &report, &err);
    cli_progress_end();
    cli_db_close(db);
    if (status != VD_OK) {
        if (made) {
            cli_db_unmake(args);
        }
        return merge_fail(args, &report, &err);
    }
    summary_print(args, &report);
    return CLI_FOUND;
}

static const cli_example examples[] = {
    {"What one office reads:", "viendan --db office-a.db ingest corpus/plans/001*"},
    {"What another one reads:", "viendan --db office-b.db ingest corpus/plans"},
    {"The databases of two offices to one:", "viendan merge --db both.db office-a.db office-b.db"},
    {"The second one's files hold where both have other ones:",
     "viendan merge --db both.db --prefer last office-a.db office-b.db"},
    {NULL, NULL},
};

const cli_verb cli_verb_merge = {
    .name = "merge",
    .summary = "take over what other databases hold",
    .usage = "DB...",
    .text = "Takes the files, reviews and imported catalogue rows of each DB over into the\n"
            "database of --db, which is made when it is not there, and decides anew which\n"
            "document every mention means. The result answers as if all files had been\n"
            "ingested on one machine, in whatever order the DBs are named. The DBs are left\n"
            "as they are.\n"
            "A path under which two databases hold different files is a conflict: all of\n"
            "them are listed and nothing is merged, unless --prefer says whose file holds,\n"
            "the first or the last that is named; what --db holds already comes before all.\n"
            "Reviews that say the same are kept once. An imported row that both have keeps\n"
            "the earlier line. A merge that was broken off is finished by the next one.\n",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_PREFER),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .examples = examples,
    .run = merge_run,
};
