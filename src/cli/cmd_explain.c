/* viendan explain: why one mention was read as it was, and what it was taken to mean. */
#include "cli/database.h"
#include "cli/diag.h"
#include "cli/output.h"
#include "cli/verbs.h"

#include <stdlib.h>
#include <string.h>

/* The argument FILE:OFFSET or FILE:LINE:COLUMN, read from its end: a file's name may hold colons. */
typedef struct place {
    char *file;          /* owned */
    size_t line, column; /* line 0: an offset */
    size_t offset;
} place;

/* Take ":123" off the end of *len; false when there is none or the number is too large. */
static bool number_take(const char *text, size_t *len, size_t *out)
{
    size_t at = *len;
    size_t scale = 1;
    size_t value = 0;
    while (at > 0 && text[at - 1] >= '0' && text[at - 1] <= '9') {
        size_t digit = (size_t)(text[--at] - '0');
        if (scale > SIZE_MAX / 100) {
            return false;
        }
        value += digit * scale;
        scale *= 10;
    }
    if (at == *len || at == 0 || text[at - 1] != ':') {
        return false;
    }
    *len = at - 1;
    *out = value;
    return true;
}

static int place_read(const char *text, place *out)
{
    size_t len = strlen(text);
    size_t last = 0;
    size_t before = 0;
    *out = (place){0};
    if (!number_take(text, &len, &last) || len == 0) {
        return cli_usage("'%s' is no FILE:OFFSET or FILE:LINE:COLUMN; all mentions of a file: `viendan extract "
                         "--explain FILE`",
                         text);
    }
    out->offset = last;
    if (number_take(text, &len, &before)) {
        if (len == 0 || before == 0 || last == 0) {
            return cli_usage("'%s': FILE:LINE:COLUMN counts lines and columns from 1", text);
        }
        out->line = before;
        out->column = last;
    }
    out->file = strndup(text, len);
    if (!out->file) {
        cli_say("%s", vd_status_text(VD_NO_MEMORY));
        return CLI_INTERNAL;
    }
    return CLI_FOUND;
}

/* ---- From the place to the mention ------------------------------------------------------------------------------- */

/* The first byte that stands at the line and column or behind it. */
static size_t offset_of(const vd_source *source, const place *at)
{
    size_t low = 0;
    size_t high = vd_source_bytes(source).len;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        size_t line = 0;
        size_t column = 0;
        vd_source_position(source, middle, &line, &column);
        if (line < at->line || (line == at->line && column < at->column)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Fill in at->offset; CLI_USAGE after saying that the file has no such place. */
static int place_resolve(const vd_source *source, place *at)
{
    size_t size = vd_source_bytes(source).len;
    vd_str name = vd_source_name(source);
    if (at->line == 0) {
        if (at->offset >= size) {
            cli_say_at(name, 0, 0, "there is no byte %zu: the file has %zu, counted from 0", at->offset, size);
            return CLI_USAGE;
        }
        return CLI_FOUND;
    }
    size_t line = 0;
    size_t column = 0;
    at->offset = offset_of(source, at);
    vd_source_position(source, at->offset, &line, &column);
    if (at->offset >= size || line != at->line) {
        cli_say_at(name, 0, 0, "there is no line %zu with a column %zu", at->line, at->column);
        return CLI_USAGE;
    }
    return CLI_FOUND;
}

/* The innermost mention that covers the byte; SIZE_MAX: none. */
static size_t mention_at(const vd_extraction *extraction, size_t offset)
{
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < extraction->mention_count; i++) {
        const vd_mention *m = &extraction->mentions[i];
        bool covers = m->start <= offset && offset < m->end;
        if (covers && (found == SIZE_MAX ||
                       m->end - m->start <= extraction->mentions[found].end - extraction->mentions[found].start)) {
            found = i;
        }
    }
    return found;
}

/* A mention's words on one line, cut when they are long. */
static void words_short(vd_str words, char *out, size_t size)
{
    size_t len = 0;
    bool gap = false;
    for (size_t i = 0; i < words.len; i++) {
        unsigned char c = (unsigned char)words.ptr[i];
        bool blank = c == ' ' || (c >= '\t' && c <= '\r');
        if (len + 8 > size && (c & 0xC0) != 0x80) { /* between two characters */
            memcpy(out + len, "\xE2\x80\xA6", 3);
            len += 3;
            break;
        }
        if (gap && !blank) {
            out[len++] = ' ';
        }
        if (!blank) {
            out[len++] = (char)c;
        }
        gap = blank;
    }
    out[len] = '\0';
}

static void near_say(const vd_source *source, const vd_mention *mention, const char *side)
{
    char words[120];
    size_t line = 0;
    size_t column = 0;
    words_short(mention->surface, words, sizeof words);
    vd_source_position(source, mention->start, &line, &column);
    cli_say_at(vd_source_name(source), line, column, "the nearest mention %s is \"%s\", bytes %zu to %zu", side, words,
               mention->start, mention->end);
}

/* Nothing there: what stands nearest before and after it. */
static int nothing_say(const vd_source *source, const vd_extraction *extraction, size_t offset)
{
    const vd_mention *before = NULL;
    const vd_mention *after = NULL;
    size_t line = 0;
    size_t column = 0;
    for (size_t i = 0; i < extraction->mention_count; i++) {
        const vd_mention *m = &extraction->mentions[i];
        before = m->end <= offset && (!before || m->end >= before->end) ? m : before;
        after = m->start > offset && (!after || m->start < after->start) ? m : after;
    }
    vd_source_position(source, offset, &line, &column);
    cli_say_at(vd_source_name(source), line, column, "no mention at byte %zu", offset);
    if (before) {
        near_say(source, before, "before");
    }
    if (after) {
        near_say(source, after, "after");
    }
    return CLI_NOTHING;
}

/* ---- The verb ---------------------------------------------------------------------------------------------------- */

/* The database is a help, not a need: without --db it may be missing. */
static int database_open(const cli_args *args, vd_db **out)
{
    vd_error err = {.status = VD_OK};
    if (cli_given(args, CLI_DB)) {
        return cli_db_open(args, VD_OPEN_READ_ONLY, out);
    }
    vd_status status = vd_db_open(cli_db_path(args), VD_OPEN_READ_ONLY, out, &err);
    return status == VD_OK || status == VD_NOT_FOUND ? CLI_FOUND : cli_db_fail(args, &err);
}

static int explanation_print(const cli_args *args, const vd_source *source, const vd_extraction *extraction,
                             size_t mention)
{
    static cli_output out;
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_format format = cli_format(args, VD_FORMAT_TABLE);
    int code = cli_format_check(args, format);
    if (code == CLI_FOUND) {
        code = database_open(args, &db);
    }
    if (code == CLI_FOUND) {
        code = cli_output_open(args, &out);
    }
    if (code == CLI_FOUND) {
        vd_status status = vd_explain(source, extraction, mention, db, format, &out.style, cli_output_sink(&out), &err);
        if (status != VD_OK && !cli_output_failed(&out)) {
            code = cli_fail(vd_source_name(source), 0, 0, &err);
        }
        code = cli_output_close(&out, code, status == VD_OK);
    }
    cli_db_close(db);
    return code;
}

/* The mention at the place, once the text has been read. */
static int extraction_explain(const cli_args *args, const vd_source *source, const vd_extraction *extraction, place *at)
{
    int code = place_resolve(source, at);
    if (code != CLI_FOUND) {
        return code;
    }
    size_t mention = mention_at(extraction, at->offset);
    return mention == SIZE_MAX ? nothing_say(source, extraction, at->offset)
                               : explanation_print(args, source, extraction, mention);
}

static int source_explain(const cli_args *args, const vd_grammar *grammar, vd_source *source, place *at)
{
    vd_error err = {.status = VD_OK, .offset = SIZE_MAX};
    vd_extraction extraction;
    if (vd_extract(grammar, source, &extraction, &err) != VD_OK) {
        return cli_fail(vd_source_name(source), 0, 0, &err);
    }
    return extraction_explain(args, source, &extraction, at);
}

/* ---- Texts that are no files
 * -----------------------------------------------------------------------------------------
 */

/* Looking for one text among the lines of a stream. */
typedef struct line_search {
    const cli_args *args;
    place *at;
    bool found;
    int code;
} line_search;

static bool line_explain(void *context, const vd_source *source, const vd_extraction *extraction, size_t line)
{
    line_search *search = context;
    vd_str name = vd_source_name(source);
    (void)line;
    if (name.len != strlen(search->at->file) || memcmp(name.ptr, search->at->file, name.len) != 0) {
        return true;
    }
    search->found = true;
    search->code = extraction_explain(search->args, source, extraction, search->at);
    return false;
}

static bool note_pass(void *context, const vd_stream_note *note)
{
    (void)context;
    (void)note; /* it is about other lines */
    return true;
}

/* viendan explain --jsonl FILE ID:OFFSET */
static int stream_explain(const cli_args *args, const vd_grammar *grammar, place *at)
{
    vd_error err = {.status = VD_OK};
    line_search search = {.args = args, .at = at};
    vd_stream stream = {.path = args->words[0], .each = line_explain, .note = note_pass, .context = &search};
    vd_status status = vd_extract_stream(grammar, &stream, &err);
    if (search.found) {
        return search.code;
    }
    if (status != VD_OK) {
        return cli_fail((vd_str){NULL, 0}, 0, 0, &err);
    }
    cli_say_at(cli_str(args->words[0]), 0, 0, "no line has the id \"%s\"", at->file);
    return CLI_NOTHING;
}

/* Does the database know a source of this name? */
static bool source_known(vd_db *db, vd_str name)
{
    vd_filter filter = {.source = name};
    vd_rows *rows = NULL;
    bool more = false;
    bool known = vd_db_documents(db, &filter, &rows, NULL) == VD_OK && vd_rows_next(rows, &more, NULL) == VD_OK && more;
    vd_rows_free(rows);
    return known;
}

/* There is no such file: the text may have come as a line, and the database may keep it. */
static int kept_explain(const cli_args *args, const vd_grammar *grammar, place *at, const vd_error *missing)
{
    vd_error err = {.status = VD_OK};
    vd_db *db = NULL;
    vd_rows *rows = NULL;
    vd_source *source = NULL;
    bool more = false;
    vd_str name = cli_str(at->file);
    int code = database_open(args, &db);
    if (code == CLI_FOUND && db && vd_db_text(db, name, &rows, &err) == VD_OK) {
        more = vd_rows_next(rows, &more, &err) == VD_OK && more;
    }
    if (more) {
        code = vd_source_from_bytes(name, vd_rows_cell(rows, 0).text, &source, &err) == VD_OK
                   ? source_explain(args, grammar, source, at)
                   : cli_fail(name, 0, 0, &err);
    } else if (code == CLI_FOUND && db && source_known(db, name)) {
        cli_say_at(name, 0, 0,
                   "no such file, and its text is not kept; of lines: `viendan explain --jsonl FILE %s:...`", at->file);
        code = CLI_INPUT;
    } else if (code == CLI_FOUND) {
        code = cli_fail(name, 0, 0, missing);
    }
    vd_source_free(source);
    vd_rows_free(rows);
    cli_db_close(db);
    return code;
}

static int file_explain(const cli_args *args, const vd_grammar *grammar, place *at)
{
    vd_error err = {.status = VD_OK};
    vd_source *source = NULL;
    vd_status status = vd_source_open(at->file, &source, &err);
    int code = status == VD_OK          ? source_explain(args, grammar, source, at)
               : status == VD_NOT_FOUND ? kept_explain(args, grammar, at, &err)
                                        : cli_fail(cli_str(at->file), 0, 0, &err);
    vd_source_free(source);
    return code;
}

static int explain_run(const cli_args *args)
{
    vd_error err = {.status = VD_OK};
    vd_grammar *grammar = NULL;
    place at;
    bool lines = cli_given(args, CLI_JSONL);
    if (args->word_count != (lines ? 2 : 1)) {
        return cli_usage(lines ? "explain --jsonl takes a file of lines and ID:OFFSET"
                               : "explain takes one FILE:OFFSET or FILE:LINE:COLUMN");
    }
    int code = place_read(args->words[lines ? 1 : 0], &at);
    if (code == CLI_FOUND && vd_grammar_new(&grammar, &err) != VD_OK) {
        code = cli_fail((vd_str){NULL, 0}, 0, 0, &err);
    }
    if (code == CLI_FOUND) {
        code = lines ? stream_explain(args, grammar, &at) : file_explain(args, grammar, &at);
    }
    vd_grammar_free(grammar);
    free(at.file);
    return code;
}

static const cli_column columns[] = {
    {"source, start, end", "the mention: file and bytes, end exclusive"},
    {"part", "what the fact is about: form, type, number, repair, ..."},
    {"what", "value: the reading; other words: what backs or rivals it"},
    {"value", "what was read, or what else it could have been"},
    {"words", "the words of the text it was read from"},
    {"words_start, words_end", "where they stand, in bytes"},
    {"table", "the table, grammar file or page that says so: types.tsv"},
    {"row", "its row, or the page's section"},
    {"row_source", "the legal text or the observation the row rests on"},
    {"note", "why, in words"},
    {NULL, NULL},
};

static const cli_example examples[] = {
    {"A number that a scanner misread, by its byte:",
     "viendan explain corpus/plans/003-can-tho-24-kh-vpub-2025-scan.txt:350"},
    {"The same by line and column, as messages and editors give them:",
     "viendan explain corpus/plans/003-can-tho-24-kh-vpub-2025-scan.txt:11:50"},
    {"For a program:", "viendan explain corpus/plans/001-can-tho-kh-vpub-2026.txt:189 --format json"},
    {NULL, NULL},
};

const cli_verb cli_verb_explain = {
    .name = "explain",
    .summary = "why a mention was read so, and what else it could be",
    .usage = "FILE:OFFSET",
    .text = "Explains the innermost mention at a byte of a file (from 0), or at a line and\n"
            "column (FILE:LINE:COLUMN, from 1): its form, the table rows that type, number,\n"
            "body and name rest on, with their sources; what was repaired; the words each\n"
            "field was read from; the words that govern its relations; what lowers the\n"
            "confidence. Where the database has the file, also the document it means, on\n"
            "what basis, where that document's fields were learnt, and which others were\n"
            "possible. Where no mention stands, the nearest are named and the exit status\n"
            "is 1. As a table it is a page to read, in Vietnamese unless --lang en asks for\n"
            "English; as json it is one object, and jsonl and csv hold a fact a row, with\n"
            "the columns below, in English always. All mentions of a file:\n"
            "`viendan extract --explain FILE`. A text that came as a line of JSON is read\n"
            "from its file, `viendan explain --jsonl FILE ID:OFFSET`, or from a database\n"
            "that keeps texts (`viendan ingest --search`) by ID:OFFSET alone.\n",
    .options = CLI_ANSWER | CLI_BIT(CLI_JSONL),
    .min_words = 1,
    .max_words = 2,
    .columns = columns,
    .examples = examples,
    .run = explain_run,
};
