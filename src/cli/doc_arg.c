/* Which document a DOC argument means: exactly one answer of vd_db_find(), or a message that helps to choose. */
#include "cli/doc_arg.h"

#include "cli/database.h"
#include "cli/diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Candidates listed before "and N more". */
#define LISTED 10
/* Of 2024-01-03, and of its year. */
enum { DAY_LENGTH = 10, YEAR_LENGTH = 4 };

char *cli_words_join(char *const *words, size_t count)
{
    size_t size = 1;
    for (size_t i = 0; i < count; i++) {
        size += strlen(words[i]) + 1;
    }
    char *out = malloc(size);
    if (!out) {
        cli_say("out of memory");
        return NULL;
    }
    char *at = out;
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(words[i]);
        if (i > 0) {
            *at++ = ' ';
        }
        memcpy(at, words[i], len);
        at += len;
    }
    *at = 0;
    return out;
}

/* Columns of vd_db_find(). */
enum { FIND_ID, FIND_TYPE, FIND_NUMBER, FIND_DATE, FIND_ISSUER, FIND_TITLE, FIND_WIDTH };

/* A text cell for printf("%.*s"); "-" for none. */
static vd_str cell_text(const vd_rows *rows, size_t column)
{
    vd_cell cell = vd_rows_cell(rows, column);
    if (cell.kind != VD_CELL_TEXT || cell.text.len == 0) {
        return (vd_str){"-", 1};
    }
    if (cell.text.len > 400) {
        cell.text.len = 400;
    }
    return cell.text;
}

/* One line for a candidate: "  id  date  issuer  title". */
static char *candidate_line(const vd_rows *rows)
{
    vd_str id = cell_text(rows, FIND_ID), date = cell_text(rows, FIND_DATE);
    vd_str issuer = cell_text(rows, FIND_ISSUER), title = cell_text(rows, FIND_TITLE);
    size_t size = id.len + date.len + issuer.len + title.len + 16;
    char *out = malloc(size);
    if (out) {
        snprintf(out, size, "  %.*s  %.*s  %.*s  %.*s", (int)id.len, id.ptr, (int)date.len, date.ptr, (int)issuer.len,
                 issuer.ptr, (int)title.len, title.ptr);
    }
    return out;
}

/* What a search gave so far. */
typedef struct search {
    char *id; /* of the first row, or of the row that is called exactly so */
    bool exact;
    size_t count;
    char *lines[LISTED];
    char date[16];          /* of the first: 2024-01-03 */
    bool one_year, one_day; /* do all have the year of the first, its day?  Without a date they are not of it */
} search;

/* Where the year does not tell candidates apart, the day may. */
static void dates_note(search *s, const vd_rows *rows)
{
    vd_str date = cell_text(rows, FIND_DATE);
    if (s->count == 0) {
        snprintf(s->date, sizeof s->date, "%.*s", (int)date.len, date.ptr);
        s->one_year = s->one_day = date.len == DAY_LENGTH;
    }
    s->one_year = s->one_year && date.len == DAY_LENGTH && memcmp(date.ptr, s->date, YEAR_LENGTH) == 0;
    s->one_day = s->one_year && s->one_day && memcmp(date.ptr, s->date, DAY_LENGTH) == 0;
}

static bool search_add(search *s, const vd_rows *rows, const char *name)
{
    vd_cell cell = vd_rows_cell(rows, FIND_ID);
    dates_note(s, rows);
    bool exact =
        cell.kind == VD_CELL_TEXT && cell.text.len == strlen(name) && memcmp(cell.text.ptr, name, cell.text.len) == 0;
    if (s->count < LISTED) {
        s->lines[s->count] = candidate_line(rows);
        if (!s->lines[s->count]) {
            return false;
        }
    }
    if (s->count == 0 || exact) {
        free(s->id);
        s->id = cell.kind == VD_CELL_TEXT ? strndup(cell.text.ptr, cell.text.len) : NULL;
        if (!s->id) {
            return false;
        }
    }
    s->exact = s->exact || exact;
    s->count++;
    return true;
}

/* What is known from outside the texts has answers of its own. */
int cli_doc_absent(const cli_args *args, vd_db *db, const char *name)
{
    vd_error err = {.status = VD_OK};
    vd_rows *rows = NULL;
    bool known = false;
    vd_status status = vd_db_catalogue_show(db, (vd_str){name, strlen(name)}, &rows, &err);
    if (status == VD_OK) {
        status = vd_rows_next(rows, &known, &err);
    }
    vd_rows_free(rows);
    if (status != VD_OK) {
        return cli_db_fail(args, &err);
    }
    size_t size = 2 * strlen(name) + 128;
    char *text = malloc(size);
    if (!text) {
        cli_say("out of memory");
        return CLI_INTERNAL;
    }
    if (known) {
        cli_say("no text %snames '%s', but the catalogue knows it: `viendan catalogue show '%s'`",
                cli_db_pending() ? "decided so far " : "", name, name);
    } else {
        snprintf(text, size,
                 "no document matches '%s'; `viendan documents` lists all, `viendan search` finds words in texts",
                 name);
        cli_nothing_say(args, text);
    }
    free(text);
    return CLI_NOTHING;
}

static int search_judge(const cli_args *args, vd_db *db, const search *s, const char *name)
{
    if (s->count == 1 || s->exact) {
        return CLI_FOUND;
    }
    if (s->count == 0) {
        return cli_doc_absent(args, db, name);
    }
    if (s->one_day) {
        cli_say("'%s' is ambiguous: %zu documents; give the full id", name, s->count);
    } else if (s->one_year) {
        cli_say("'%s' is ambiguous: %zu documents; give the full id, or with a number the date: '%s %.2s/%.2s/%.4s'",
                name, s->count, name, s->date + 8, s->date + 5, s->date);
    } else {
        cli_say("'%s' is ambiguous: %zu documents; give the year or the full id", name, s->count);
    }
    for (size_t i = 0; i < s->count && i < LISTED; i++) {
        cli_say("%s", s->lines[i]);
    }
    if (s->count > LISTED) {
        cli_say("  and %zu more: `viendan find '%s'`", s->count - LISTED, name);
    }
    return CLI_USAGE;
}

int cli_doc_find(const cli_args *args, vd_db *db, const char *name, char **id)
{
    vd_error err = {.status = VD_OK};
    vd_rows *rows = NULL;
    search s = {.id = NULL};
    bool more = true;
    int code = CLI_INTERNAL;
    *id = NULL;
    vd_status status = vd_db_find(db, (vd_str){name, strlen(name)}, &rows, &err);
    while (status == VD_OK && (status = vd_rows_next(rows, &more, &err)) == VD_OK && more) {
        if (!search_add(&s, rows, name)) {
            cli_say("out of memory");
            goto done;
        }
    }
    code = status == VD_OK ? search_judge(args, db, &s, name) : cli_db_fail(args, &err);
    if (code == CLI_FOUND) {
        *id = s.id;
        s.id = NULL;
    }
done:
    for (size_t i = 0; i < LISTED; i++) {
        free(s.lines[i]);
    }
    free(s.id);
    vd_rows_free(rows);
    return code;
}

int cli_doc_find_words(const cli_args *args, vd_db *db, char *const *words, size_t count, char **id)
{
    char *name = cli_words_join(words, count);
    *id = NULL;
    if (!name) {
        return CLI_INTERNAL;
    }
    int code = cli_doc_find(args, db, name, id);
    free(name);
    return code;
}
