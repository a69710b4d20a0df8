/* viendan review: mark a document as looked at, list such marks, take one back. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/doc_arg.h"
#include "cli/output.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

static vd_str text_of(const char *text)
{
    return (vd_str){text, text ? strlen(text) : 0};
}

/* --by, or who is logged in; absent when neither is known. */
static vd_str reviewer_of(const cli_args *args)
{
    const char *name = args->value[CLI_REVIEWER];
    name = name ? name : getenv("LOGNAME");
    name = name ? name : getenv("USER");
    return text_of(name && *name ? name : NULL);
}

static int options_check(const cli_args *args)
{
    bool list = cli_given(args, CLI_REVIEWS);
    bool undo = cli_given(args, CLI_UNDO);
    if (list && undo) {
        return cli_usage("--list and --undo exclude each other");
    }
    if ((list || undo) && (cli_given(args, CLI_REVIEWER) || cli_given(args, CLI_NOTE) || cli_given(args, CLI_DATE))) {
        return cli_usage("--by, --note and --date belong to a new review, not to --%s", list ? "list" : "undo");
    }
    if (!list && args->word_count == 0) {
        return cli_usage("`viendan review` needs DOC, or --list; see `viendan help review`");
    }
    return CLI_FOUND;
}

static int review_put(const cli_args *args, vd_db *db, const char *id)
{
    vd_error err = {.status = VD_OK};
    vd_review review = {
        .document = cli_doc_str(id), .reviewer = reviewer_of(args), .note = text_of(args->value[CLI_NOTE])};
    int code = cli_given(args, CLI_DATE) ? cli_date_read(args->value[CLI_DATE], &review.date) : CLI_FOUND;
    if (code != CLI_FOUND) {
        return code;
    }
    vd_status status = vd_db_review(db, &review, &err);
    if (status == VD_INVALID) {
        return cli_usage("cannot review %s: %s", id, err.text);
    }
    return status == VD_OK ? CLI_FOUND : cli_db_fail(args, &err);
}

static int review_undo(const cli_args *args, vd_db *db, const char *id)
{
    vd_error err = {.status = VD_OK};
    bool found = false;
    if (vd_db_review_undo(db, cli_doc_str(id), &found, &err) != VD_OK) {
        return cli_db_fail(args, &err);
    }
    cli_say(found ? "the last review of %s is taken back" : "%s was never reviewed", id);
    return found ? CLI_FOUND : CLI_NOTHING;
}

static int review_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    char *id = NULL;
    bool list = cli_given(args, CLI_REVIEWS);
    int code = options_check(args);
    if (code == CLI_FOUND) {
        code = cli_db_open(args, list ? VD_OPEN_READ_ONLY : VD_OPEN_EXISTING, &db);
    }
    if (code == CLI_FOUND && args->word_count > 0) {
        code = cli_doc_find_words(args, db, args->words, args->word_count, &id);
    }
    if (code == CLI_FOUND && !list) {
        code = cli_given(args, CLI_UNDO) ? review_undo(args, db, id) : review_put(args, db, id);
    }
    if (code == CLI_FOUND && !cli_given(args, CLI_UNDO)) {
        vd_status status = vd_db_reviews(db, cli_doc_str(id), &rows, &err);
        code = cli_rows_print(args, status, rows, &err);
    }
    free(id);
    cli_db_close(db);
    return code;
}

static const cli_column columns[] = {
    {"document_id, document_number, document_title", "the document that was reviewed"},
    {"date", "the day of the review"},
    {"reviewer", "who"},
    {"note", "why it stays as it is"},
    {"changes", "what was known then: 10/2022/QH15 amended by 97/2025/QH15"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The plan was looked at, and stays:", "viendan review 24/KH-VPUB --by 'Phòng Tổng hợp' --note 'vẫn phù hợp'"},
    {"Who reviewed what, for the files:", "viendan review --list --format csv"},
    {"That was a mistake:", "viendan review --undo 24/KH-VPUB"},
    {NULL, NULL},
};

const cli_verb cli_verb_review = {
    .name = "review",
    .summary = "mark a document as reviewed, list or undo reviews",
    .usage = "[DOC]",
    .text = "Keeps that DOC was looked at: who, when and why it stays as it is. What had\n"
            "happened by that day to the documents it cites no longer makes it suspect; what\n"
            "takes effect later, or was not known then, does. Reviews stay in the database\n"
            "when files are read again or forgotten. Prints the reviews of DOC, oldest first;\n"
            "--list prints them without adding one, and all of them without DOC. Several\n"
            "words are one DOC; quotes are not needed.\n",
    .nothing = "no review is kept; `viendan review DOC` makes one",
    .options = CLI_ANSWER | CLI_BIT(CLI_REVIEWER) | CLI_BIT(CLI_NOTE) | CLI_BIT(CLI_DATE) | CLI_BIT(CLI_REVIEWS) |
               CLI_BIT(CLI_UNDO),
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = review_run,
};
