/* viendan catalogue: what is known of documents from outside the corpus: bring it in, ask it, take it out. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

/* ---- import, forget ---------------------------------------------------------------------------------------------- */

static void problem_say(void *context, vd_str path, size_t line, size_t column, const vd_error *err)
{
    (void)context;
    if (line > 0) {
        cli_say_at(path, line, column, "%s", err->text);
    } else {
        (void)cli_fail(path, 0, 0, err);
    }
}

/* "2 files, 120 rows: 118 new, 2 known before, 0 removed; 3 bad ones left out" */
static void summary_say(const vd_catalogue_report *r)
{
    fprintf(stderr, "%zu file%s, %zu row%s: %zu new, %zu known before", r->files, plural(r->files), r->rows,
            plural(r->rows), r->added, r->unchanged);
    if (r->removed > 0) {
        fprintf(stderr, ", %zu removed", r->removed);
    }
    if (r->bad > 0) {
        fprintf(stderr, "; %zu bad left out", r->bad);
    }
    if (r->failed > 0) {
        fprintf(stderr, "; %zu file%s not read", r->failed, plural(r->failed));
    }
    fputc('\n', stderr);
    if (r->unsourced > 0) {
        cli_say("%zu row%s without a source: recorded with the name and date of the file", r->unsourced,
                plural(r->unsourced));
    }
    if (r->findings > 0) {
        cli_say("%zu finding%s about what was imported; see `viendan catalogue check`", r->findings,
                plural(r->findings));
    }
}

static int import_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_catalogue_report report;
    vd_catalogue_options options = {
        .strict = cli_given(args, CLI_STRICT), .replace = cli_given(args, CLI_REPLACE_SOURCE), .problem = problem_say};
    if (args->word_count < 2) {
        return cli_usage("`viendan catalogue import` needs a file; see `viendan help catalogue`");
    }
    int code = cli_db_open(args, VD_OPEN_CREATE, &db);
    if (code != CLI_FOUND) {
        return code;
    }
    cli_progress_decide(db);
    vd_status status =
        vd_db_catalogue_import(db, (const char *const *)args->words + 1, args->word_count - 1, &options, &report, &err);
    cli_progress_end();
    if (status == VD_INVALID && options.strict) {
        cli_say("%s", err.text);
        code = CLI_INPUT;
    } else if (status != VD_OK) {
        code = cli_db_fail(args, &err);
    } else {
        summary_say(&report);
        code = report.bad > 0 || report.failed > 0 ? CLI_INPUT : CLI_FOUND;
    }
    cli_db_close(db);
    return code;
}

static vd_status rows_forget(vd_db *db, const char *source, size_t *removed, vd_error *err)
{
    cli_progress_decide(db);
    vd_status status = vd_db_catalogue_forget(db, cli_doc_str(source), removed, err);
    cli_progress_end();
    return status;
}

static int forget_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    size_t removed = 0;
    char *source = args->word_count > 1 ? cli_words_join(args->words + 1, args->word_count - 1) : NULL;
    if (source == NULL) {
        return args->word_count > 1 ? CLI_INTERNAL
                                    : cli_usage("`viendan catalogue forget` needs the name of an imported file or a "
                                                "source, as `viendan catalogue export` prints them");
    }
    int code = cli_db_open(args, VD_OPEN_EXISTING, &db);
    if (code == CLI_FOUND && rows_forget(db, source, &removed, &err) != VD_OK) {
        code = cli_db_fail(args, &err);
    } else if (code == CLI_FOUND && removed == 0) {
        cli_say("nothing was imported from '%s'", source);
        code = CLI_NOTHING;
    } else if (code == CLI_FOUND) {
        fprintf(stderr, "%zu row%s forgotten\n", removed, plural(removed));
    }
    free(source);
    cli_db_close(db);
    return code;
}

/* ---- list, show, check, export ----------------------------------------------------------------------------------- */

static vd_str value_of(const cli_args *args, cli_option_id id)
{
    const char *value = args->value[id];
    return (vd_str){value, value ? strlen(value) : 0};
}

static vd_status list_ask(const cli_args *args, vd_db *db, vd_rows **rows, int *code, vd_error *err)
{
    vd_catalogue_filter filter = {.type = value_of(args, CLI_TYPE),
                                  .issuer = value_of(args, CLI_ISSUER),
                                  .status = value_of(args, CLI_STATUS),
                                  .source = value_of(args, CLI_SOURCE)};
    *code = cli_count_read(args, CLI_LIMIT, &filter.limit);
    if (*code == CLI_FOUND && cli_given(args, CLI_AS_OF)) {
        *code = cli_date_read(args->value[CLI_AS_OF], &filter.as_of);
    }
    return *code == CLI_FOUND ? vd_db_catalogue_list(db, &filter, rows, err) : VD_OK;
}

static vd_status show_ask(const cli_args *args, vd_db *db, vd_rows **rows, int *code, vd_error *err)
{
    char *words = args->word_count > 1 ? cli_words_join(args->words + 1, args->word_count - 1) : NULL;
    if (words == NULL) {
        *code = args->word_count > 1 ? CLI_INTERNAL : cli_usage("`viendan catalogue show` needs DOC");
        return VD_OK;
    }
    vd_status status = vd_db_catalogue_show(db, cli_doc_str(words), rows, err);
    free(words);
    return status;
}

static vd_status check_ask(const cli_args *args, vd_db *db, vd_rows **rows, int *code, vd_error *err)
{
    const char *source = args->value[CLI_SOURCE];
    bool builtin = source && strcmp(source, "built-in") == 0;
    if (source && !builtin) {
        *code = cli_usage("`viendan catalogue check` takes --source built-in only: findings among built-in rows, too");
        return VD_OK;
    }
    return vd_db_catalogue_check(db, builtin, rows, err);
}

static vd_status export_ask(const cli_args *args, vd_db *db, vd_rows **rows, int *code, vd_error *err)
{
    const char *what = args->word_count > 1 ? args->words[1] : "documents";
    bool changes = strcmp(what, "changes") == 0;
    if (!changes && strcmp(what, "documents") != 0) {
        *code = cli_usage("`viendan catalogue export` takes documents or changes, not '%s'", what);
        return VD_OK;
    }
    return vd_db_catalogue_export(db, changes, value_of(args, CLI_SOURCE), rows, err);
}

static int ask_run(const cli_args *args, vd_format otherwise, const char *nothing,
                   vd_status (*ask)(const cli_args *, vd_db *, vd_rows **, int *, vd_error *))
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    int code = cli_db_open_or_none(args, &db);
    if (code == CLI_FOUND) {
        vd_status status = ask(args, db, &rows, &code, &err);
        if (code == CLI_FOUND) {
            code = cli_rows_print_as(args, otherwise, nothing, status, rows, &err);
        }
    }
    cli_db_close(db);
    return code;
}

/* ---- The verb ---------------------------------------------------------------------------------------------------- */

#define FILTER (CLI_BIT(CLI_TYPE) | CLI_BIT(CLI_ISSUER) | CLI_BIT(CLI_STATUS) | CLI_BIT(CLI_LIMIT) | CLI_BIT(CLI_AS_OF))
#define FORMAT (CLI_ANSWER & ~CLI_BIT(CLI_DB))
#define CHANGE (CLI_BIT(CLI_STRICT) | CLI_BIT(CLI_REPLACE_SOURCE))

/* What each action does, and the options that mean nothing to it. */
static const struct {
    const char *name;
    uint64_t not_taken;
    int (*run)(const cli_args *args);
    vd_status (*ask)(const cli_args *, vd_db *, vd_rows **, int *, vd_error *);
} actions[] = {
    {"import", FILTER | FORMAT | CLI_BIT(CLI_SOURCE), import_run, NULL},
    {"forget", FILTER | FORMAT | CHANGE | CLI_BIT(CLI_SOURCE), forget_run, NULL},
    {"list", CHANGE, NULL, list_ask},
    {"show", FILTER | CHANGE | CLI_BIT(CLI_SOURCE), NULL, show_ask},
    {"check", FILTER | CHANGE, NULL, check_ask},
    {"export", FILTER | CHANGE, NULL, export_ask},
};

static int catalogue_run(const cli_args *args)
{
    size_t a = 0;
    while (a < sizeof actions / sizeof *actions && strcmp(actions[a].name, args->words[0]) != 0) {
        a++;
    }
    if (a == sizeof actions / sizeof *actions) {
        return cli_usage("`viendan catalogue` does import, forget, list, show, check or export, not '%s'",
                         args->words[0]);
    }
    for (int id = 0; id < CLI_OPTION_COUNT; id++) {
        if (cli_given(args, (cli_option_id)id) && actions[a].not_taken & CLI_BIT(id)) {
            return cli_usage("`viendan catalogue %s` takes no --%s; see `viendan help catalogue`", actions[a].name,
                             cli_options[id].name);
        }
    }
    if (actions[a].run) {
        return actions[a].run(args);
    }
    bool words = actions[a].ask == show_ask || actions[a].ask == export_ask;
    if (!words && args->word_count > 1) {
        return cli_usage("`viendan catalogue %s` takes no arguments, but got '%s'", actions[a].name, args->words[1]);
    }
    const char *nothing = actions[a].ask == show_ask
                              ? "nothing found in the catalogue under this number or name, or "
                                "several documents of the name; add the year: 'Luật Đất đai 2024'"
                              : NULL;
    return ask_run(args, actions[a].ask == export_ask ? VD_FORMAT_TSV : VD_FORMAT_TABLE, nothing, actions[a].ask);
}

static const cli_column columns[] = {
    {"id", "list, show, check: canonical id"},
    {"number, type, title, short_titles, issuer, place", "list, export: the document"},
    {"passed, effective, expires, status", "list, export: its dates; what a file says of its status"},
    {"superseded_by, superseded_from", "list, export: what stands in its place, and since when"},
    {"state", "in_force (no end known), not_yet_in_force, ended, unknown"},
    {"rows, conflict", "list: how many rows speak of it, and whether two disagree"},
    {"source, origin, confidence", "who says so; the file it was imported from, or built-in"},
    {"field, value, counts, why", "show: a value, whether it counts, and why"},
    {"kind, other_value, note", "check: what is found, the value that does not count"},
    {"line", "show, check: the line of the file"},
    {"other_source, other_origin, other_line", "check: who says the other value; of a text, its file"},
    {"acting, relation, target, pinpoint", "export changes: who changes what, and where"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"Which decrees of the table end in 2026?",
     "viendan catalogue list --type 'Nghị định' --status ended --as-of 31/12/2026"},
    {"Who says what of a law, and which value counts?", "viendan catalogue show 10/2022/QH15"},
    {"Where do texts and catalogue disagree?", "viendan catalogue check"},
    {NULL, NULL},
};

const cli_verb cli_verb_catalogue = {
    .name = "catalogue",
    .summary = "what is known of documents from outside the texts",
    .usage = "ACTION [ARGUMENT]...",
    .text = "Actions:\n"
            "  import FILE...  read rows about documents or changes: TSV, CSV or JSON Lines\n"
            "                  with the names of the columns in the first line or as keys:\n"
            "                  number type title short_titles issuer place passed\n"
            "                  effective expires status superseded_by superseded_from\n"
            "                  source confidence; or acting relation target effective\n"
            "                  pinpoint source confidence. Vietnamese names will do, such\n"
            "                  as \"Số hiệu\" and \"Trích yếu\". A bad row is said with\n"
            "                  file:line:column and left out, and the exit status is 3\n"
            "  forget SOURCE   forget what a file said, or what has this source\n"
            "  list            one row a document, with its state on a day\n"
            "  show DOC        every value that anybody gives, which counts and why\n"
            "  check           conflicts among rows and with texts, cycles, dead ends\n"
            "  export [documents|changes]\n"
            "                  imported rows, as they can be imported again\n"
            "Nothing is overwritten: all values stay. The one that counts is the first of:\n"
            "imported with confidence high, built-in high, imported medium (the default),\n"
            "built-in medium, imported low. list holds built-in rows, too; with --source it\n"
            "takes the documents of which this file or source speaks, and shows the values\n"
            "that count, whoever says them. check tells of built-in rows alone only with\n"
            "--source built-in. Where there is no database, the built-in rows answer.\n",
    .nothing = "nothing found in the catalogue",
    .outside = true,
    .options = CLI_ANSWER | FILTER | CHANGE | CLI_BIT(CLI_SOURCE),
    .min_words = 1,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = catalogue_run,
};
