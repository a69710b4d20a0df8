/* Output: buffering, what a failed write means, colour and width, and the file of -o.
 *
 * SIGPIPE is ignored by main(); a write to a closed pipe gives EPIPE, which ends the work quietly as in any filter.
 * Any other failed write (disk full, a closed descriptor) is said once, at the end. */
#define _XOPEN_SOURCE 700 /* realpath */

#include "cli/output.h"

#include "cli/database.h"
#include "cli/diag.h"
#include "cli/values.h"
#include "cli/way.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

/* The temporary file of -o; static so that a signal can remove it. */
static char temp_path[4096];

static void temp_remove_on_signal(int number)
{
    unlink(temp_path);
    raise(number); /* SA_RESETHAND: now with its usual effect */
}

static void temp_watch(bool on)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_flags = on ? (int)SA_RESETHAND : 0};
    struct sigaction before;
    action.sa_handler = on ? temp_remove_on_signal : SIG_DFL;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        /* nohup and background jobs ignore signals, and go on doing so. */
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

bool cli_output_flush(cli_output *out)
{
    size_t done = 0;
    while (!out->error && done < out->used) {
        ssize_t written = write(out->fd, out->buffer + done, out->used - done);
        if (written >= 0) {
            done += (size_t)written;
        } else if (errno != EINTR) {
            out->error = errno;
        }
    }
    out->used = 0;
    return !out->error;
}

static bool output_write(void *context, const char *bytes, size_t len)
{
    cli_output *out = context;
    while (len > 0 && !out->error) {
        size_t room = sizeof out->buffer - out->used;
        size_t part = len < room ? len : room;
        memcpy(out->buffer + out->used, bytes, part);
        out->used += part;
        bytes += part;
        len -= part;
        if (out->used == sizeof out->buffer) {
            cli_output_flush(out);
        }
    }
    return !out->error;
}

vd_sink cli_output_sink(cli_output *out)
{
    return (vd_sink){output_write, out};
}

bool cli_output_text(cli_output *out, const char *text)
{
    return output_write(out, text, strlen(text));
}

static int file_fail(const char *path, const char *what)
{
    cli_say_at((vd_str){path, strlen(path)}, 0, 0, "cannot %s: %s", what, strerror(errno));
    return CLI_INPUT;
}

/* Open -o: a temporary file beside the target, or the target itself when it is no ordinary file. */
static int file_open(cli_output *out)
{
    struct stat info;
    bool exists = stat(out->path, &info) == 0;
    out->target = NULL;
    if (exists && !S_ISREG(info.st_mode)) {
        out->fd = open(out->path, O_WRONLY | O_CLOEXEC);
        return out->fd < 0 ? file_fail(out->path, "write") : CLI_FOUND;
    }
    /* Through a link, the file it names is replaced and not the link. */
    out->target = exists ? realpath(out->path, NULL) : strdup(out->path);
    if (!out->target) {
        return file_fail(out->path, "write");
    }
    int len = snprintf(temp_path, sizeof temp_path, "%s.%ld.tmp", out->target, (long)getpid());
    if (len < 0 || (size_t)len >= sizeof temp_path) {
        errno = ENAMETOOLONG;
    } else {
        out->fd = open(temp_path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
        if (out->fd >= 0) {
            temp_watch(true);
            /* A replaced file keeps its permissions where we may set them. */
            if (exists && fchmod(out->fd, info.st_mode & 07777) != 0) {
                errno = 0;
            }
            return CLI_FOUND;
        }
    }
    int code = file_fail(out->path, "write");
    free(out->target);
    out->target = NULL;
    return code;
}

static void note_say(void *context, const char *words)
{
    (void)context;
    cli_say("%s", words);
}

static void title_add(char *title, size_t size, const char *before, const char *text)
{
    size_t len = strlen(title);
    snprintf(title + len, size - len, "%s%s", before, text);
}

/* Does a shell take it as it is? */
static bool is_plain(const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:,=+@%";
    size_t i = 0;
    while (word[i] && ((unsigned char)word[i] >= 0x80 || strchr(plain, word[i]))) {
        i++;
    }
    return i > 0 && word[i] == 0;
}

/* One word, in quotes where a shell would make something else of it. */
static void title_word(char *title, size_t size, const char *word)
{
    if (is_plain(word)) {
        title_add(title, size, " ", word);
        return;
    }
    title_add(title, size, " '", "");
    for (size_t run = strcspn(word, "'"); word[run]; word += run + 1, run = strcspn(word, "'")) {
        size_t len = strlen(title);
        snprintf(title + len, size - len, "%.*s'\\''", (int)run, word);
    }
    title_add(title, size, word, "'");
}

/* The question, as it can be asked again: what answers look like and where they go is none of it.  A long one is cut
 * between two characters. */
static void title_make(const cli_args *args, char *title, size_t size)
{
    const uint64_t beside = CLI_BIT(CLI_DB) | CLI_BIT(CLI_FORMAT) | CLI_BIT(CLI_LANG) | CLI_BIT(CLI_COLOR) |
                            CLI_BIT(CLI_OUTPUT) | CLI_BIT(CLI_JOBS);
    snprintf(title, size, "viendan %s", args->verb ? args->verb->name : "");
    for (size_t i = 0; i < args->word_count; i++) {
        title_word(title, size, args->words[i]);
    }
    for (int id = 0; id < CLI_OPTION_COUNT; id++) {
        bool flag = !cli_options[id].value && args->value[id];
        if (flag && (beside & CLI_BIT(id)) == 0) {
            title_add(title, size, " --", cli_options[id].name);
        }
    }
    for (size_t i = 0; i < args->given_count; i++) {
        if ((beside & CLI_BIT(args->given[i].id)) == 0) {
            title_add(title, size, " --", cli_options[args->given[i].id].name);
            title_word(title, size, args->given[i].value);
        }
    }
    size_t len = strlen(title);
    if (len + 1 == size) {
        len -= sizeof "\xE2\x80\xA6" - 1;
        while (len > 0 && ((unsigned char)title[len] & 0xC0) == 0x80) {
            len--;
        }
        snprintf(title + len, size - len, "\xE2\x80\xA6"); /* … */
    }
}

/* Colour and width of tables: those of the terminal when there is one. */
static vd_style style_read(const cli_args *args, const cli_output *out)
{
    const char *when = args->value[CLI_COLOR];
    const char *term = getenv("TERM");
    const char *no_color = getenv("NO_COLOR");
    struct winsize size;
    static char title[200]; /* of the one output there is */
    const char *lang = args->value[CLI_LANG];
    vd_style style = {
        .lang = lang && strcmp(lang, "en") == 0 ? VD_LANG_EN : VD_LANG_VI,
        .title = title,
        .note = note_say,
    };
    title_make(args, title, sizeof title);
    bool terminal = !out->path && isatty(out->fd) == 1;
    if (terminal && ioctl(out->fd, TIOCGWINSZ, &size) == 0) {
        style.width = size.ws_col;
    }
    if (!when || strcmp(when, "auto") == 0) {
        style.color = terminal && !(no_color && *no_color) && term && strcmp(term, "dumb") != 0;
    } else {
        style.color = strcmp(when, "always") == 0;
    }
    return style;
}

int cli_output_open(const cli_args *args, cli_output *out)
{
    static char way[4096]; /* of the one output there is */
    const char *path = args->value[CLI_OUTPUT];
    out->fd = STDOUT_FILENO;
    out->error = 0;
    out->used = 0;
    out->target = NULL;
    out->path = path && strcmp(path, "-") != 0 ? path : NULL;
    out->style = style_read(args, out);
    int code = out->path ? file_open(out) : CLI_FOUND;
    out->style.way = out->target && cli_way_here(out->target, way, sizeof way) ? way : NULL;
    return code;
}

bool cli_output_terminal(const cli_output *out)
{
    return isatty(out->fd) == 1;
}

static void file_close(cli_output *out, bool keep)
{
    if (keep && !out->error && out->target && fsync(out->fd) != 0 && errno != EINVAL && errno != EROFS) {
        out->error = errno;
    }
    if (close(out->fd) != 0 && !out->error) {
        out->error = errno;
    }
    if (!out->target) {
        return;
    }
    if (keep && !out->error) {
        if (rename(temp_path, out->target) != 0) {
            out->error = errno;
        }
    }
    if (!keep || out->error) {
        unlink(temp_path);
    }
    temp_watch(false);
    free(out->target);
    out->target = NULL;
}

int cli_output_close(cli_output *out, int code, bool keep)
{
    cli_output_flush(out);
    if (out->path) {
        file_close(out, keep);
    }
    if (!out->error || (out->error == EPIPE && !out->target)) {
        return code;
    }
    const char *name = out->path ? out->path : "standard output";
    cli_say_at((vd_str){name, strlen(name)}, 0, 0, "cannot write: %s", strerror(out->error));
    return code > CLI_INPUT ? code : CLI_INPUT;
}

static const struct {
    const char *name;
    vd_format format;
} formats[] = {
    {"table", VD_FORMAT_TABLE}, {"json", VD_FORMAT_JSON},   {"jsonl", VD_FORMAT_JSONL}, {"csv", VD_FORMAT_CSV},
    {"tsv", VD_FORMAT_TSV},     {"md", VD_FORMAT_MARKDOWN}, {"html", VD_FORMAT_HTML},   {"xlsx", VD_FORMAT_XLSX},
};

/* What stands behind the last dot of the output's path, or NULL. */
static const char *output_ending(const cli_args *args)
{
    const char *path = args->value[CLI_OUTPUT];
    const char *dot = path ? strrchr(path, '.') : NULL;
    return dot ? dot + 1 : NULL;
}

vd_format cli_format(const cli_args *args, vd_format otherwise)
{
    const char *name = args->value[CLI_FORMAT] ? args->value[CLI_FORMAT] : output_ending(args);
    for (size_t i = 0; name && i < sizeof formats / sizeof *formats; i++) {
        if (strcmp(name, formats[i].name) == 0) {
            return formats[i].format;
        }
    }
    return otherwise;
}

/* Endings of files that people expect to be something else than a table of characters. */
static bool ending_foreign(const char *ending)
{
    static const char *const foreign[] = {"pdf", "doc", "docx", "xls", "ods", "odt", "png", "jpg", "svg", "xml", "htm"};
    for (size_t i = 0; ending && i < sizeof foreign / sizeof *foreign; i++) {
        if (strcmp(ending, foreign[i]) == 0) {
            return true;
        }
    }
    return false;
}

int cli_format_check(const cli_args *args, vd_format format)
{
    const char *path = args->value[CLI_OUTPUT];
    bool named = path && strcmp(path, "-") != 0;
    if (!args->value[CLI_FORMAT] && ending_foreign(output_ending(args))) {
        return cli_usage(
            "%s: no answer is written in the form of its ending; use .html (prints as PDF from a browser), "
            ".xlsx, .csv, .tsv, .md, .json or .jsonl, or say --format",
            path);
    }
    if (format == VD_FORMAT_XLSX && !named && isatty(STDOUT_FILENO) == 1) {
        return cli_usage("a workbook is nothing for a terminal; write it to a file: -o FILE.xlsx");
    }
    return CLI_FOUND;
}

int cli_rows_print(const cli_args *args, vd_status status, vd_rows *rows, vd_error *err)
{
    return cli_rows_print_as(args, VD_FORMAT_TABLE, NULL, status, rows, err);
}

int cli_rows_print_as(const cli_args *args, vd_format otherwise, const char *nothing, vd_status status, vd_rows *rows,
                      vd_error *err)
{
    static cli_output out; /* large, and one at a time */
    vd_format format = cli_format(args, otherwise);
    size_t count = 0, most = 0;
    int code;
    if (status != VD_OK) {
        code = cli_fail((vd_str){NULL, 0}, 0, 0, err);
        goto done;
    }
    code = cli_format_check(args, format);
    if (code == CLI_FOUND) {
        code = cli_count_read(args, CLI_LIMIT, &most);
        vd_rows_limit(rows, most);
    }
    if (code == CLI_FOUND) {
        code = cli_output_open(args, &out);
    }
    if (code != CLI_FOUND) {
        goto done;
    }
    status = vd_rows_write(rows, format, &out.style, cli_output_sink(&out), &count, err);
    if (status == VD_OK) {
        code = count > 0 ? CLI_FOUND : CLI_NOTHING;
    } else if (!cli_output_failed(&out)) {
        code = cli_fail((vd_str){NULL, 0}, 0, 0, err);
    }
    code = cli_output_close(&out, code, status == VD_OK);
    if (code == CLI_NOTHING && format == VD_FORMAT_TABLE && (!nothing || *nothing)) {
        cli_nothing_say(args, nothing ? nothing : args->verb->nothing);
    }
done:
    vd_rows_free(rows);
    return code;
}
