/* viendan extract: mentions of files, without a database. */
#include "cli/diag.h"
#include "cli/join.h"
#include "cli/output.h"
#include "cli/progress.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* One run of extract. */
typedef struct run {
    vd_grammar *grammar;
    cli_join join;
    cli_output *out;
    int code; /* CLI_FOUND, or that of the worst problem so far */
    bool end; /* nobody reads on, or no memory */
    bool explain;
    bool several; /* files: each page is called by its own */
    size_t jobs;
    unsigned forms; /* VD_FORM_BIT of those asked for; 0: all */
    vd_str file;    /* the stream in work */
    uint64_t size;  /* its bytes, 0 where nobody knows */
} run;

static void run_problem(run *r, int code)
{
    if (code > r->code) {
        r->code = code;
    }
    r->end = r->end || code == CLI_INTERNAL;
}

/* Say how much of a text is no UTF-8.  Not a failure: those bytes are kept and match nothing. */
static void invalid_say(vd_str file, size_t line, size_t column, size_t count, size_t first)
{
    if (count == 1) {
        cli_say_at(file, line, column, "1 invalid UTF-8 sequence, at byte %zu; it is read as an unknown character",
                   first);
    } else {
        cli_say_at(file, line, column,
                   "%zu invalid UTF-8 sequences, first at byte %zu; they are read as unknown characters", count, first);
    }
}

/* Say where a match took too long.  Not a failure either: the rest was read. */
static void given_up_say(vd_str file, size_t line, size_t column, size_t count, size_t first)
{
    cli_say_at(file, line, column,
               "matching took too long at byte %zu and was given up (%zu in this text); what is cited there may be "
               "missing",
               first, count);
}

/* One explanation: what stands between it and the one before depends on the format. */
static vd_status mention_explain(run *r, const vd_source *source, const vd_extraction *extraction, size_t mention,
                                 vd_error *err)
{
    cli_join *join = &r->join;
    if (join->format == VD_FORMAT_JSONL || join->format == VD_FORMAT_CSV || join->format == VD_FORMAT_TSV) {
        vd_rows *rows = NULL;
        vd_status status = vd_explain_rows(source, extraction, mention, NULL, &rows, err);
        if (status == VD_OK) {
            status = cli_join_rows(join, rows, err);
        }
        vd_rows_free(rows);
        return status;
    }
    bool json = join->format == VD_FORMAT_JSON;
    if (!cli_output_text(r->out, !join->begun ? (json ? "[\n" : "") : json ? ",\n" : "\n")) {
        *err = (vd_error){VD_IO, SIZE_MAX, "cannot write"};
        return VD_IO;
    }
    join->begun = true;
    join->count++;
    return vd_explain(source, extraction, mention, NULL, join->format, &join->style, join->sink, err);
}

/* A page or workbook of one text; what stands between two of them is a blank line. */
static vd_status source_book(run *r, const vd_source *source, const vd_extraction *extraction, vd_error *err)
{
    cli_join *join = &r->join;
    size_t count = 0;
    if (join->begun && !cli_output_text(r->out, "\n")) {
        *err = (vd_error){VD_IO, SIZE_MAX, "cannot write"};
        return VD_IO;
    }
    join->begun = true;
    vd_status status =
        vd_explain_book(source, extraction, r->forms, join->format, &join->style, join->sink, &count, err);
    join->count += count;
    return status;
}

static vd_status source_explain(run *r, const vd_source *source, const vd_extraction *extraction, vd_error *err)
{
    vd_format format = r->join.format;
    vd_status status = VD_OK;
    if (format == VD_FORMAT_MARKDOWN || format == VD_FORMAT_HTML || format == VD_FORMAT_XLSX) {
        return source_book(r, source, extraction, err);
    }
    for (size_t i = 0; i < extraction->mention_count && status == VD_OK; i++) {
        if (r->forms == 0 || (r->forms & VD_FORM_BIT(extraction->mentions[i].form)) != 0) {
            status = mention_explain(r, source, extraction, i, err);
        }
    }
    return status;
}

/* Which forms the extraction itself is asked for: an explanation of any needs what all of them say, rows of all only
 * the mentions. */
static unsigned forms_extracted(const run *r)
{
    unsigned listed = r->forms ? r->forms : VD_FORMS_EVERY;
    return r->explain ? 0 : listed;
}

static vd_status source_list(run *r, const vd_source *source, const vd_extraction *extraction, vd_error *err)
{
    vd_rows *rows = NULL;
    char name[4096];
    vd_str path = vd_source_name(source);
    vd_status status = vd_extraction_rows(source, extraction, &rows, err);
    if (r->several && path.len < sizeof name) {
        memcpy(name, path.ptr, path.len);
        name[path.len] = '\0';
        r->join.style.title = name;
    }
    if (status == VD_OK) {
        status = cli_join_rows(&r->join, rows, err);
    }
    r->join.style.title = NULL; /* `name` ends here */
    vd_rows_free(rows);
    return status;
}

static void source_extract(run *r, vd_source *source, vd_str file)
{
    vd_error err = {.status = VD_OK, .offset = SIZE_MAX};
    vd_extraction extraction;
    const char *words;
    size_t first, line = 0, column = 0, count = vd_source_invalid(source, &first);
    if (vd_source_legacy(source, &words) != VD_LEGACY_NONE) {
        cli_say_at(file, 0, 0, "%s", words);
    } else if (count > 0) {
        vd_source_position(source, first, &line, &column);
        invalid_say(file, line, column, count, first);
    }
    vd_status status = vd_extract_forms(r->grammar, source, forms_extracted(r), &extraction, &err);
    if (status == VD_OK && extraction.given_up > 0) {
        vd_source_position(source, extraction.given_up_first, &line, &column);
        given_up_say(file, line, column, extraction.given_up, extraction.given_up_first);
    }
    if (status == VD_OK) {
        status = r->explain ? source_explain(r, source, &extraction, &err) : source_list(r, source, &extraction, &err);
    }
    if (status == VD_OK) {
        return;
    }
    if (cli_output_failed(r->out)) {
        r->end = true;
        return;
    }
    line = column = 0;
    if (err.offset != SIZE_MAX) {
        vd_source_position(source, err.offset, &line, &column);
    }
    run_problem(r, cli_fail(file, line, column, &err));
}

static int file_fail(const char *path, const vd_error *err)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
        cli_say_at(cli_str(path), 0, 0,
                   "a directory, not a text file; name its files, or read it with `viendan ingest`");
        return CLI_INPUT;
    }
    return cli_fail(cli_str(path), 0, 0, err);
}

static void text_file(run *r, const char *path)
{
    vd_error err = {.status = VD_OK};
    vd_source *source = NULL;
    if (vd_source_open(path, &source, &err) == VD_OK) {
        cli_page_say(path);
        source_extract(r, source, cli_str(path));
    } else if (!cli_progress_stopped(NULL)) { /* a signal breaks an open() off */
        run_problem(r, file_fail(path, &err));
    }
    r->end = r->end || cli_progress_stopped(NULL);
    vd_source_free(source);
}

/* ---- Streams ----------------------------------------------------------------------------------------------------- */

static bool stream_note(void *context, const vd_stream_note *note)
{
    run *r = context;
    if (note->err) {
        run_problem(r, cli_fail(r->file, note->line, note->column, note->err));
        return !r->end;
    }
    if (note->invalid > 0) {
        invalid_say(r->file, note->line, 0, note->invalid, note->invalid_first);
    }
    if (note->given_up > 0) {
        given_up_say(r->file, note->line, 0, note->given_up, note->given_up_first);
    }
    return !r->end;
}

static bool stream_part(void *context, const char *bytes, size_t len, size_t rows)
{
    run *r = context;
    r->end = !cli_join_part(&r->join, bytes, len, rows);
    return !r->end;
}

static bool stream_explain(void *context, const vd_source *source, const vd_extraction *extraction, size_t line)
{
    run *r = context;
    vd_error err = {.status = VD_OK};
    if (source_explain(r, source, extraction, &err) == VD_OK) {
        return true;
    }
    r->end = cli_output_failed(r->out);
    if (!r->end) {
        run_problem(r, cli_fail(r->file, line, 0, &err));
    }
    return !r->end;
}

static bool stream_progress(void *context, size_t lines, uint64_t bytes)
{
    run *r = context;
    /* Who feeds a line and waits for its answer gets it: what comes next may be long in coming. */
    r->end = r->end || !cli_output_flush(r->out);
    return cli_progress_read(lines, bytes, r->size) && !r->end;
}

static uint64_t file_size(const char *path)
{
    struct stat info;
    bool standard = strcmp(path, "-") == 0;
    bool known = (standard ? fstat(STDIN_FILENO, &info) : stat(path, &info)) == 0 && S_ISREG(info.st_mode);
    return known && info.st_size > 0 ? (uint64_t)info.st_size : 0;
}

static void jsonl_file(run *r, const char *path)
{
    vd_error err = {.status = VD_OK};
    vd_stream stream = {.path = path,
                        .jobs = r->jobs,
                        .forms = forms_extracted(r),
                        .format = cli_join_form(&r->join),
                        .style = &r->join.style,
                        .context = r,
                        .note = stream_note,
                        .progress = stream_progress,
                        .stop = cli_progress_stopped};
    if (r->explain) {
        stream.each = stream_explain;
    } else {
        stream.part = stream_part;
    }
    r->file = cli_str(path);
    r->size = file_size(path);
    vd_status status = vd_extract_stream(r->grammar, &stream, &err);
    if (cli_progress_stopped(NULL)) {
        r->end = true; /* also where an open() was broken off */
    } else if (status != VD_OK && status != VD_STOPPED) {
        run_problem(r, cli_fail(r->file, 0, 0, &err));
    }
}

/* Are all of them files?  What is waited for, a pipe or a terminal, is ended by a signal at once. */
static bool files_all(const cli_args *args)
{
    for (size_t i = 0; i < args->word_count; i++) {
        struct stat info;
        if (strcmp(args->words[i], "-") == 0 || (stat(args->words[i], &info) == 0 && !S_ISREG(info.st_mode))) {
            return false;
        }
    }
    return true;
}

static int files_run(const cli_args *args, run *r)
{
    bool lines = cli_given(args, CLI_JSONL);
    void (*one)(run *, const char *) = lines ? jsonl_file : text_file;
    bool watched = lines || files_all(args);
    if (watched) {
        /* From here on a signal stops between two lines or files; what is due by then is written whole. */
        cli_progress_begin(lines && !cli_output_terminal(r->out));
    }
    if (args->word_count == 0) {
        one(r, "-");
    }
    for (size_t i = 0; i < args->word_count && !r->end; i++) {
        one(r, args->words[i]);
    }
    int number = watched ? cli_progress_end() : 0;
    if (!r->end || number) {
        cli_join_end(&r->join);
    }
    int code = r->code != CLI_FOUND || r->join.count > 0 || r->end ? r->code : CLI_NOTHING;
    code = cli_output_close(r->out, code, r->code != CLI_INTERNAL && !number);
    return number ? CLI_SIGNAL + number : code;
}

/* A page or workbook is one answer: several cannot stand behind each other. */
static int format_check(const cli_args *args, vd_format format)
{
    bool several = args->word_count != 1 || cli_given(args, CLI_JSONL);
    if ((format == VD_FORMAT_HTML || format == VD_FORMAT_XLSX) && several) {
        return cli_usage(
            "html and xlsx hold the mentions of one FILE; for more, `viendan ingest` and `viendan mentions`");
    }
    return cli_format_check(args, format);
}

static int forms_read(const cli_args *args, unsigned *forms)
{
    static vd_str given[CLI_GIVEN_MOST];
    size_t count = cli_values(args, CLI_ONLY, given);
    int code = CLI_FOUND;
    for (size_t i = 0; i < count && code == CLI_FOUND; i++) {
        code = cli_forms_read(given[i].ptr, forms); /* an argument, which ends in a NUL */
    }
    return code;
}

static int extract_run(const cli_args *args)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    run r = {.out = &out, .explain = cli_given(args, CLI_EXPLAIN), .several = args->word_count > 1};
    if (args->word_count == 0 && !cli_given(args, CLI_JSONL)) {
        return cli_usage("`viendan extract` needs FILE, or - for standard input; see `viendan help extract`");
    }
    vd_format format = cli_format(args, r.explain ? VD_FORMAT_TABLE : VD_FORMAT_JSONL);
    int code = format_check(args, format);
    if (code != CLI_FOUND) {
        return code;
    }
    code = cli_count_read(args, CLI_JOBS, &r.jobs);
    if (code == CLI_FOUND) {
        code = forms_read(args, &r.forms);
    }
    if (code == CLI_FOUND) {
        code = cli_lines_check(args);
    }
    if (code != CLI_FOUND) {
        return code;
    }
    if (vd_grammar_new(&r.grammar, &err) != VD_OK) {
        return cli_fail((vd_str){NULL, 0}, 0, 0, &err);
    }
    code = cli_output_open(args, &out);
    if (code == CLI_FOUND) {
        cli_join_init(&r.join, format, &out.style, cli_output_sink(&out));
        code = files_run(args, &r);
    }
    vd_grammar_free(r.grammar);
    return code;
}

static const cli_column columns[] = {
    {"source", "the file, - for standard input, or the \"id\" of a line"},
    {"start, end", "bytes of the text, end exclusive"},
    CLI_MENTION_COLUMNS,
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"The references of one plan:", "viendan extract corpus/plans/001-can-tho-kh-vpub-2026.txt"},
    {"A sentence from standard input, as a table:",
     "echo 'Căn cứ Chỉ thị số 33/CT-TTg ngày 26/11/2021' | viendan extract --format table -"},
    {"A pipe of any length, one text a line:",
     "echo '{\"id\": 7, \"text\": \"theo Chỉ thị số 33/CT-TTg\"}' | viendan extract --jsonl"},
    {"Every table row that the reading of one plan rests on:",
     "viendan extract --explain --format csv corpus/plans/001-can-tho-kh-vpub-2026.txt"},
    {NULL, NULL},
};

const cli_verb cli_verb_extract = {
    .name = "extract",
    .summary = "print the mentions of files, without a database",
    .usage = "FILE...",
    .text = "Finds the references in text files and prints one JSON object for each; - is\n"
            "standard input. No database is read or written, so nothing is said of which\n"
            "document is meant: that is `viendan ingest` and `viendan mentions`. With\n"
            "--jsonl every line of input is an object with \"id\" and \"text\" (other keys are\n"
            "ignored), offsets count bytes of the decoded text in UTF-8, and without FILE\n"
            "standard input is read; several threads may work, and the output does not depend\n"
            "on their number. --only prints the mentions of some forms as they would stand\n"
            "among all, and is faster. A bad file or line is said, the others go on, and the\n"
            "exit status is 3. --explain says of every mention why it was read so, as a page\n"
            "or in the forms of `viendan explain`.\n",
    .options = CLI_BIT(CLI_JSONL) | CLI_BIT(CLI_JOBS) | CLI_BIT(CLI_ONLY) | CLI_BIT(CLI_EXPLAIN) | CLI_BIT(CLI_FORMAT) |
               CLI_BIT(CLI_LANG) | CLI_BIT(CLI_COLOR) | CLI_BIT(CLI_OUTPUT),
    .min_words = 0,
    .max_words = SIZE_MAX,
    .columns = columns,
    .examples = examples,
    .run = extract_run,
};
