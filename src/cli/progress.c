/* The line of progress: on standard error, only when that is a terminal, at most 20 times a second, and when a step of
 * deciding begins. */
#include "cli/progress.h"

#include "cli/diag.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR_CELLS 24
#define BAR_SECONDS 0.05
/* Before that, how fast it goes is chance. */
#define TELLING_SECONDS 0.5
#define DECIDING "deciding which documents are meant"
#define ERASE_LINE "\r\033[K"

static volatile sig_atomic_t signal_seen;
static bool bar_wanted;
static bool ends_deciding; /* a signal ends the program once deciding begins */
static const char *stop_words;
static volatile sig_atomic_t bar_shown;
static int bar_width;
static struct timespec bar_begin;
static double bar_time; /* when it was drawn last, since then */
static int bar_step;    /* of deciding, drawn last; -1: none yet */

static void stderr_put(const char *bytes, size_t len)
{
    ssize_t written = write(STDERR_FILENO, bytes, len);
    (void)written; /* a bar that cannot be drawn is not missed */
}

static void signal_note(int number)
{
    signal_seen = number;
}

/* What is decided is one transaction, or several of which each is good by itself: at a signal nothing has to be waited
 * for, and nothing is lost that the next run of the command does not make.  Only what a handler may call. */
static void signal_end(int number)
{
    if (bar_shown) {
        stderr_put(ERASE_LINE, sizeof ERASE_LINE - 1);
    }
    stderr_put(stop_words, strlen(stop_words));
    _exit(128 + number);
}

static void signals_set(void (*handler)(int))
{
    static const int numbers[] = {SIGINT, SIGTERM};
    struct sigaction before, action = {.sa_flags = (int)SA_RESETHAND};
    action.sa_handler = handler;
    sigemptyset(&action.sa_mask);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        if (sigaction(numbers[i], NULL, &before) == 0 && before.sa_handler != SIG_IGN) {
            sigaction(numbers[i], &action, NULL);
        }
    }
}

void cli_progress_clear(void)
{
    if (bar_shown) {
        stderr_put(ERASE_LINE, sizeof ERASE_LINE - 1);
    }
    bar_shown = false;
}

static void bar_open(bool shown)
{
    struct winsize size;
    const char *term = getenv("TERM");
    signal_seen = 0;
    bar_shown = false;
    bar_time = 0;
    bar_step = -1;
    (void)clock_gettime(CLOCK_MONOTONIC, &bar_begin);
    bar_wanted = shown && isatty(STDERR_FILENO) == 1 && term && strcmp(term, "dumb") != 0;
    bar_width = 80;
    if (bar_wanted && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        bar_width = size.ws_col;
    }
    cli_before_line = cli_progress_clear;
}

void cli_progress_begin(bool shown)
{
    bar_open(shown);
    ends_deciding = false;
    stop_words = "viendan: stopped; files read so far are kept, the same command goes on from there\n";
    signals_set(signal_note);
}

void cli_progress_decide(vd_db *db)
{
    bar_open(true);
    ends_deciding = true;
    stop_words = "viendan: stopped before all was decided; any `viendan ingest` finishes it\n";
    vd_db_tell_deciding(db, cli_progress_deciding, NULL);
}

/* Seconds since the line began. */
static double bar_elapsed(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return 0;
    }
    return (double)(now.tv_sec - bar_begin.tv_sec) + (double)(now.tv_nsec - bar_begin.tv_nsec) / 1e9;
}

/* Is it time to draw again? */
static bool bar_due(double elapsed)
{
    if (!bar_wanted || signal_seen || (bar_shown && elapsed - bar_time < BAR_SECONDS)) {
        return false;
    }
    bar_time = elapsed;
    return true;
}

/* As many whole UTF-8 characters of `path` as fit, control characters as "?". */
static size_t path_put(char *to, size_t size, vd_str path, int columns)
{
    size_t len = 0;
    for (size_t i = 0; i < path.len && len + 1 < size; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if ((c & 0xC0) != 0x80 && columns-- <= 0) {
            break;
        }
        to[len++] = c < 0x20 || c == 0x7F ? '?' : path.ptr[i];
    }
    return len;
}

cli_duration cli_duration_text(double seconds)
{
    cli_duration out;
    unsigned long whole = seconds > 0 ? (unsigned long)(seconds + 0.5) : 0;
    if (whole >= 3600) {
        snprintf(out.text, sizeof out.text, "%lu:%02lu:%02lu", whole / 3600, whole / 60 % 60, whole % 60);
    } else {
        snprintf(out.text, sizeof out.text, "%lu:%02lu", whole / 60, whole % 60);
    }
    return out;
}

/* "[####----] " where the end is known, else nothing. */
static size_t cells_put(char *to, size_t size, double share)
{
    char cells[BAR_CELLS + 1];
    size_t full = share < 1 ? (size_t)(share * BAR_CELLS) : BAR_CELLS;
    if (share < 0) {
        return 0;
    }
    memset(cells, '-', BAR_CELLS);
    memset(cells, '#', full);
    cells[BAR_CELLS] = 0;
    return (size_t)snprintf(to, size, "[%s] ", cells);
}

/* The line: cells, `counts`, how long still, and of `path` what fits. */
static void bar_draw(double share, double elapsed, const char *counts, vd_str path)
{
    char line[1024] = ERASE_LINE;
    const size_t erase = sizeof ERASE_LINE - 1;
    size_t len = erase + cells_put(line + erase, 64, share);
    len += (size_t)snprintf(line + len, 256, "%s ", counts);
    if (share > 0 && share < 1 && elapsed >= TELLING_SECONDS) {
        len += (size_t)snprintf(line + len, 64, " %s left ", cli_duration_text(elapsed / share - elapsed).text);
    }
    const size_t most = erase + (size_t)(bar_width > 1 ? bar_width - 1 : 1);
    len = len < most ? len : most; /* so far a character is a byte */
    int columns = bar_width - (int)(len - erase) - 1;
    len += path_put(line + len, sizeof line - len, path, columns);
    stderr_put(line, len);
    bar_shown = true;
}

/* So many a second, once that can be told. */
static double rate_of(double count, double elapsed)
{
    return elapsed >= TELLING_SECONDS ? count / elapsed : 0;
}

bool cli_progress_step(void *context, size_t done, size_t total, vd_str path)
{
    (void)context;
    char counts[128];
    double elapsed = bar_elapsed();
    bool read = !path.ptr && done > 0;
    if (read) {
        signals_set(signal_end);
    }
    if (!bar_due(elapsed) && !(read && bar_wanted && !signal_seen)) {
        return signal_seen == 0;
    }
    double rate = rate_of((double)done, elapsed);
    size_t len = total && !read ? (size_t)snprintf(counts, 64, "%zu/%zu", done, total)
                                : (size_t)snprintf(counts, 64, "%zu", done);
    if (rate > 0) {
        snprintf(counts + len, 64, "  %.*f/s ", rate < 10 ? 1 : 0, rate);
    }
    bar_draw(total && !read ? (double)done / (double)total : -1, elapsed, counts,
             read ? (vd_str){DECIDING, sizeof DECIDING - 1} : path);
    return signal_seen == 0;
}

void cli_progress_deciding(void *context, vd_deciding step, size_t done, size_t total)
{
    (void)context;
    static const char *const names[VD_DECIDING_COUNT] = {
        [VD_DECIDING_LOADING] = "files",   [VD_DECIDING_MEANING] = "mentions", [VD_DECIDING_WRITING] = "writing",
        [VD_DECIDING_INDEXES] = "indexes", [VD_DECIDING_GRAPH] = "graph",
    };
    char counts[128];
    if (ends_deciding) {
        ends_deciding = false;
        signals_set(signal_end);
    }
    bool begins = bar_wanted && !signal_seen && bar_step != (int)step;
    if (!bar_due(bar_elapsed()) && !begins) {
        return;
    }
    bar_step = (int)step;
    snprintf(counts, sizeof counts, DECIDING " (%d/%d %s %d%%)", (int)step + 1, (int)VD_DECIDING_COUNT, names[step],
             total ? (int)((double)done * 100 / (double)total) : 0);
    bar_draw(-1, 0, counts, (vd_str){NULL, 0});
}

bool cli_progress_read(size_t lines, uint64_t bytes, uint64_t total)
{
    char counts[160];
    double elapsed = bar_elapsed();
    if (!bar_due(elapsed)) {
        return signal_seen == 0;
    }
    double rate = rate_of((double)bytes, elapsed) / 1e6;
    size_t len = (size_t)snprintf(counts, 32, "%.1f", (double)bytes / 1e6);
    if (total) {
        len += (size_t)snprintf(counts + len, 32, "/%.1f", (double)total / 1e6);
    }
    len += (size_t)snprintf(counts + len, 48, " MB  %zu lines", lines);
    if (rate > 0) {
        snprintf(counts + len, 64, "  %.1f MB/s ", rate);
    }
    bar_draw(total ? (double)bytes / (double)total : -1, elapsed, counts, (vd_str){NULL, 0});
    return signal_seen == 0;
}

bool cli_progress_stopped(void *context)
{
    (void)context;
    return signal_seen != 0;
}

int cli_progress_end(void)
{
    cli_progress_clear();
    cli_before_line = NULL;
    bar_wanted = ends_deciding = false;
    signals_set(SIG_DFL);
    return signal_seen;
}
