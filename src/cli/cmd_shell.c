/* viendan shell: one command a line, with the database and its graph kept open between them. */
#define _POSIX_C_SOURCE 200809L /* getline */

#include "cli/database.h"
#include "cli/diag.h"
#include "cli/verbs.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct shell {
    bool terminal; /* somebody types: a prompt, no lines for programs */
    bool null;
    char *line;
    size_t line_size;
    char **words; /* the command's, as main() gets its own */
    size_t count, cap;
} shell;

/* ---- Words of a line -------------------------------------------------------------------------------------------- */

static bool word_add(shell *s, char *word)
{
    if (s->count + 2 > s->cap) { /* a NULL stands behind the last, as in argv */
        size_t cap = s->cap ? s->cap * 2 : 16;
        char **larger = realloc(s->words, cap * sizeof *larger);
        if (!larger) {
            return false;
        }
        s->words = larger;
        s->cap = cap;
    }
    s->words[s->count++] = word;
    s->words[s->count] = NULL;
    return true;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* One word in place, without its quotes; returns what follows it, NULL when a quote is not closed. */
static char *word_cut(char *at, bool *last)
{
    char quote = 0;
    char *to = at;
    for (; *at && (quote || !is_blank(*at)); at++) {
        if (quote ? *at == quote : *at == '\'' || *at == '"') {
            quote = quote ? 0 : *at;
        } else {
            at += *at == '\\' && quote != '\'' && at[1] && at[1] != '\n';
            *to++ = *at;
        }
    }
    *last = *at == 0;
    *to = 0;
    return quote ? NULL : at;
}

/* The line's words behind the program's name, which a line copied from elsewhere may itself begin with. */
static int line_split(shell *s)
{
    static char program[] = "viendan";
    char *at = s->line;
    bool last = false;
    s->count = 0;
    bool room = word_add(s, program);
    while (room && !last) {
        while (is_blank(*at)) {
            at++;
        }
        if (*at == 0 || *at == '#') {
            break;
        }
        char *word = at;
        at = word_cut(at, &last);
        if (!at) {
            return cli_usage("a quotation mark is not closed");
        }
        at++;
        room = (s->count == 1 && strcmp(word, program) == 0) || word_add(s, word);
    }
    if (!room) {
        cli_say("out of memory");
        return CLI_INTERNAL;
    }
    return CLI_FOUND;
}

/* ---- Commands --------------------------------------------------------------------------------------------------- */

static int command_run(const shell *s)
{
    cli_args args = {.verb = NULL};
    int code = cli_args_read((int)s->count, s->words, &args);
    if (code != CLI_FOUND) {
        return code;
    }
    if (args.verb == &cli_verb_shell) {
        return cli_usage("this is the shell already");
    }
    for (size_t i = 0; i < args.word_count; i++) {
        if (strcmp(args.words[i], "-") == 0) {
            return cli_usage("standard input holds the commands; give a file");
        }
    }
    return cli_args_run(&args);
}

/* What tells a program that the answer is over, and what came of it. */
static bool status_put(const shell *s, int code)
{
    if (s->terminal) {
        return true;
    }
    return (!s->null || fputc(0, stdout) == 0) && printf("=> %d\n", code) > 0 && fflush(stdout) == 0;
}

static bool line_read(shell *s, bool *failed)
{
    if (s->terminal) {
        fputs("viendan> ", stdout);
        fflush(stdout);
    }
    errno = 0;
    bool read = getline(&s->line, &s->line_size, stdin) >= 0;
    *failed = !read && !feof(stdin);
    if (!read && s->terminal) {
        fputc('\n', stdout); /* after the prompt that nothing follows */
    }
    return read;
}

static int lines_run(shell *s)
{
    int code = CLI_FOUND;
    bool failed = false;
    while (line_read(s, &failed)) {
        int split = line_split(s);
        if (split == CLI_FOUND && s->count == 1) {
            continue;
        }
        if (split == CLI_FOUND && s->count == 2 &&
            (strcmp(s->words[1], "quit") == 0 || strcmp(s->words[1], "exit") == 0)) {
            return code;
        }
        code = split == CLI_FOUND ? command_run(s) : split;
        if (!status_put(s, code)) {
            return code; /* nobody listens any more */
        }
    }
    if (failed) {
        cli_say("cannot read standard input: %s", strerror(errno));
        return CLI_INPUT;
    }
    return code;
}

static int shell_run(const cli_args *args)
{
    shell s = {.null = cli_given(args, CLI_NULL)};
    s.terminal = !s.null && isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1;
    cli_db_keep(cli_db_path(args));
    int code = lines_run(&s);
    cli_db_keep(NULL);
    free(s.line);
    free(s.words);
    return code;
}

static const cli_example examples[] = {
    {"Several questions, one start:", "printf 'find 33/CT-TTg\\nwho implements 33/CT-TTg -f json\\n' | viendan shell"},
    {"The same for a program, answers ending in a NUL byte:", "echo 'find 33/CT-TTg -f jsonl' | viendan shell --null"},
    {NULL, NULL},
};

const cli_verb cli_verb_shell = {
    .name = "shell",
    .summary = "read commands line by line, with the database kept open",
    .usage = "",
    .text = "Reads one command a line from standard input: the same verbs and options as\n"
            "after `viendan`, words with blanks in '…' or \"…\", # before a remark. The\n"
            "database stays open, and so does the graph, so that a question costs what its\n"
            "answer holds; what others change in the database is seen by the next command.\n"
            "An error ends its command only. `quit`, or the end of the input, ends the shell\n"
            "with the status of the last command.\n"
            "Where no terminal is at both ends, every command's output is followed by a line\n"
            "\"=> STATUS\" with its exit status; --null puts a NUL byte before that line, which\n"
            "no answer holds.\n",
    .options = CLI_BIT(CLI_DB) | CLI_BIT(CLI_NULL),
    .examples = examples,
    .run = shell_run,
};
