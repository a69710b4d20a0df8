/* viendan ingest: read files and folders into the database. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/progress.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

static void problem_say(void *context, vd_str path, size_t line, size_t column, const vd_error *err)
{
    const cli_args *args = *(const cli_args *const *)context;
    if (err->status == VD_NOT_FOUND && line == 0 && cli_given(args, CLI_PRUNE)) {
        cli_say_at(path, 0, 0, "no such file or folder; nothing that was read below it is forgotten");
    } else {
        cli_fail(path, line, column, err);
    }
}

/* Is there anything to read?  Without this, a mistyped path would leave an empty database behind. */
static int paths_check(const cli_args *args)
{
    struct stat info;
    size_t there = 0;
    bool prune = cli_given(args, CLI_PRUNE) && stat(cli_db_path(args), &info) == 0;
    if (cli_given(args, CLI_JSONL) && cli_given(args, CLI_PRUNE)) {
        return cli_usage("--prune forgets what has no file any more, and a line of --jsonl never had one");
    }
    for (size_t i = 0; i < args->word_count; i++) {
        bool standard = strcmp(args->words[i], "-") == 0;
        if (standard && !cli_given(args, CLI_JSONL)) {
            return cli_usage(
                "standard input cannot be ingested but with --jsonl, a text a line; give a file or folder, or "
                "use `viendan extract -`");
        }
        /* With --prune a path that is gone is something to forget. */
        there += standard || stat(args->words[i], &info) == 0 || prune;
    }
    for (size_t i = 0; i < args->word_count && there > 0 && !cli_given(args, CLI_JSONL); i++) {
        cli_page_say(args->words[i]);
    }
    if (there > 0) {
        return CLI_FOUND;
    }
    for (size_t i = 0; i < args->word_count; i++) {
        stat(args->words[i], &info);
        cli_say_at((vd_str){args->words[i], strlen(args->words[i])}, 0, 0, "%s",
                   errno == ENOENT ? "no such file or folder" : strerror(errno));
    }
    return CLI_INPUT;
}

/* "5 files read (5 new, 0 changed, 0 unchanged), 48 documents, 190 mentions, 120 edges in viendan.db"; "5 texts" where
 * they are lines of a stream. */
static void summary_print(const cli_args *args, const vd_ingest_report *report)
{
    char more[128] = "";
    const char *what = cli_given(args, CLI_JSONL) ? "text" : "file";
    size_t read = report->added + report->updated + report->unchanged;
    int len = 0;
    if (report->removed > 0) {
        len = snprintf(more, sizeof more, ", %zu removed", report->removed);
    }
    if (report->failed > 0) {
        snprintf(more + len, sizeof more - (size_t)len, ", %zu failed", report->failed);
    }
    fprintf(stderr,
            "%zu %s%s read (%zu new, %zu changed, %zu unchanged%s), %zu documents, %zu mentions, %zu edges in %s\n",
            read, what, read == 1 ? "" : "s", report->added, report->updated, report->unchanged, more,
            report->documents, report->mentions, report->edges, cli_db_path(args));
}

/* The first of them was told of when it was read. */
static void legacy_print(const vd_ingest_report *report)
{
    static const char *const names[VD_LEGACY_COUNT] = {
        [VD_LEGACY_TCVN3] = "TCVN3 (ABC)", [VD_LEGACY_VNI] = "VNI", [VD_LEGACY_CP1258] = "Windows-1258"};
    for (int i = VD_LEGACY_NONE + 1; i < VD_LEGACY_COUNT; i++) {
        if (report->legacy[i] > 1) {
            cli_say("%zu texts look like %s, not Unicode", report->legacy[i], names[i]);
        }
    }
}

/* The first of them was told of before anything was read: by now it is out of sight. */
static void others_print(size_t count)
{
    if (count > 0) {
        cli_say("%zu document%s below the folders %s not text (PDF, Word, scans …) and %s left out", count,
                count == 1 ? "" : "s", count == 1 ? "is" : "are", count == 1 ? "was" : "were");
    }
}

/* What else became of the files that were asked for. */
static void rest_print(const vd_ingest_report *report)
{
    if (report->again > 0) {
        cli_say("%zu unchanged %s read again, as this database keeps the texts for `viendan search`", report->again,
                report->again == 1 ? "file was" : "files were");
    }
    if (report->gone > 0) {
        cli_say("%zu file%s read before below the folders %s not there any more and still in the database; --prune "
                "takes %s out",
                report->gone, report->gone == 1 ? "" : "s", report->gone == 1 ? "is" : "are",
                report->gone == 1 ? "it" : "them");
    }
    others_print(report->others);
}

static int ingest_judge(const cli_args *args, const vd_ingest_report *report)
{
    vd_str path = {args->words[0], strlen(args->words[0])};
    if (report->failed > 0) {
        return CLI_INPUT;
    }
    if (report->seen > 0 || report->removed > 0) {
        return CLI_FOUND;
    }
    if (cli_given(args, CLI_JSONL)) {
        cli_say_at(path, 0, 0, "no line in it");
        return CLI_NOTHING;
    }
    cli_say_at(args->word_count == 1 ? path : (vd_str){NULL, 0}, 0, 0,
               "no text files found%s; of a folder ingest reads *.txt, *.md and *.text, but README",
               args->word_count == 1 ? "" : " below these folders");
    return CLI_NOTHING;
}

/* A database that was not there before is taken away again where it would hold nothing. */
static bool nothing_kept(const vd_ingest_report *report)
{
    return report->added + report->updated + report->unchanged + report->documents == 0;
}

/* `made`: the database was not there; afterwards: it is not wanted. */
static int ingest_into(const cli_args *args, vd_db *db, const vd_grammar *grammar, size_t jobs, bool *made)
{
    vd_error err = {.status = VD_OK};
    vd_ingest_report report = {.seen = 0};
    const cli_args *context = args;
    vd_ingest_options options = {.prune = cli_given(args, CLI_PRUNE),
                                 .streams = cli_given(args, CLI_JSONL),
                                 .search = cli_given(args, CLI_SEARCH),
                                 .jobs = jobs,
                                 .progress = cli_progress_step,
                                 .stop = cli_progress_stopped,
                                 .problem = problem_say,
                                 .context = &context};
    vd_db_tell_deciding(db, cli_progress_deciding, NULL);
    vd_status status =
        vd_db_ingest(db, grammar, (const char *const *)args->words, args->word_count, &options, &report, &err);
    cli_progress_clear();
    if (status != VD_OK && status != VD_STOPPED) {
        *made = false;
        return cli_db_fail(args, &err);
    }
    *made = *made && status == VD_OK && nothing_kept(&report);
    legacy_print(&report);
    if (!*made) {
        summary_print(args, &report);
    }
    rest_print(&report);
    if (status == VD_STOPPED) {
        cli_say("stopped; files read so far are kept, the same command goes on from there");
        return CLI_SIGNAL;
    }
    int code = ingest_judge(args, &report);
    if (*made) {
        cli_say("nothing was read, and no database is made");
    }
    return code;
}

static int ingest_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_grammar *grammar = NULL;
    vd_db *db = NULL;
    size_t jobs = 0;
    int code = cli_count_read(args, CLI_JOBS, &jobs);
    if (code == CLI_FOUND) {
        code = cli_lines_check(args);
    }
    if (code == CLI_FOUND) {
        code = paths_check(args);
    }
    if (code != CLI_FOUND) {
        return code;
    }
    struct stat there;
    bool made = stat(cli_db_path(args), &there) != 0;
    /* From here on a signal stops between two files and never in the middle of one. */
    cli_progress_begin(true);
    code = vd_grammar_new(&grammar, &err) == VD_OK ? cli_db_open(args, VD_OPEN_CREATE, &db)
                                                   : cli_fail((vd_str){NULL, 0}, 0, 0, &err);
    if (code == CLI_FOUND) {
        code = ingest_into(args, db, grammar, jobs, &made);
    } else {
        made = false;
    }
    cli_db_close(db);
    if (made) {
        cli_db_unmake(args);
    }
    vd_grammar_free(grammar);
    int signal_number = cli_progress_end();
    return code == CLI_SIGNAL ? CLI_SIGNAL + signal_number : code;
}

static const cli_example examples[] = {
    {"Read the corpus that comes with viendan:", "viendan ingest corpus/plans"},
    {"Files changed, came or went; read what changed, forget what is gone:", "viendan ingest --prune corpus/plans"},
    {"Keep the texts too, and look for words in them:",
     "viendan ingest --search corpus/plans && viendan search dân chủ ở cơ sở"},
    {"Texts from elsewhere, one a line, through a pipe of any length:",
     "echo '{\"id\": \"luu-tru/7\", \"text\": \"theo Chỉ thị số 33/CT-TTg\"}' | viendan --db luu-tru.db ingest --jsonl "
     "-"},
    {NULL, NULL},
};

const cli_verb cli_verb_ingest = {
    .name = "ingest",
    .summary = "read files or folders into the database",
    .usage = "PATH...",
    .text = "Reads text files (folders: all *.txt, *.md and *.text below but README), finds\n"
            "their references and decides which document each one means. The database is made\n"
            "when it is not there and a file can be read. A file that has not changed is not\n"
            "read again. A file that cannot be read is said and left out, the others go on,\n"
            "and the exit status is 3; how many *.pdf, *.docx and the like a folder holds\n"
            "without a text of the same name beside them is said; bytes that are not UTF-8\n"
            "are said and passed over. At the end one line on standard error counts the\n"
            "files, and the documents, mentions and edges now in the database. Several\n"
            "threads read, and the result does not depend on their number. With --jsonl PATH\n"
            "is a file of lines {\"id\": ..., \"text\": ...}, or - for standard input: every line\n"
            "is a document under the name of its id, of which the words around mentions are\n"
            "kept, and which --prune never forgets. Of an id that comes twice the last line\n"
            "counts, and how many such lines there are is said. Nor does --prune forget what\n"
            "was read below a folder that is not there now. With --search texts are kept\n"
            "whole and their words indexed, at the end; so it stays at every ingest, and what\n"
            "was read before is read once more, which is said. Without --prune the files gone\n"
            "from below the folders are counted. Ctrl-C stops after the files in work, and\n"
            "while documents are decided at once; files read so far are kept, and the same\n"
            "command goes on from there.\n",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_PRUNE) | CLI_BIT(CLI_JSONL) | CLI_BIT(CLI_JOBS) | CLI_BIT(CLI_SEARCH),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .examples = examples,
    .run = ingest_run,
};
