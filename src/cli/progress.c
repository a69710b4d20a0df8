/* The progress bar: on standard error, only when that is a terminal, at most 20 times a second. */
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
#define BAR_NANOSECONDS 50000000
#define ERASE_LINE "\r\033[K"

static volatile sig_atomic_t signal_seen;
static bool bar_wanted, bar_shown;
static int bar_width;
static struct timespec bar_time;

static void signal_note(int number)
{
    signal_seen = number;
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

static void stderr_put(const char *bytes, size_t len)
{
    ssize_t written = write(STDERR_FILENO, bytes, len);
    (void)written; /* a bar that cannot be drawn is not missed */
}

void cli_progress_clear(void)
{
    if (bar_shown) {
        stderr_put(ERASE_LINE, sizeof ERASE_LINE - 1);
    }
    bar_shown = false;
}

void cli_progress_begin(void)
{
    struct winsize size;
    const char *term = getenv("TERM");
    signal_seen = 0;
    bar_shown = false;
    bar_time = (struct timespec){0, 0};
    bar_wanted = isatty(STDERR_FILENO) == 1 && term && strcmp(term, "dumb") != 0;
    bar_width = 80;
    if (bar_wanted && ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        bar_width = size.ws_col;
    }
    cli_before_line = cli_progress_clear;
    signals_set(signal_note);
}

/* Is it time to draw again? */
static bool bar_due(void)
{
    struct timespec now;
    if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) {
        return false;
    }
    long long passed = (now.tv_sec - bar_time.tv_sec) * 1000000000LL + (now.tv_nsec - bar_time.tv_nsec);
    if (bar_shown && passed < BAR_NANOSECONDS) {
        return false;
    }
    bar_time = now;
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

static void bar_draw(size_t done, size_t total, vd_str path)
{
    char line[1024];
    char cells[BAR_CELLS + 1];
    size_t full = total ? done * BAR_CELLS / total : 0;
    char of[32] = "";
    if (total) {
        snprintf(of, sizeof of, "/%zu", total);
    }
    memset(cells, '-', BAR_CELLS);
    memset(cells, '#', full < BAR_CELLS ? full : BAR_CELLS);
    cells[BAR_CELLS] = 0;
    int head = snprintf(line, sizeof line, ERASE_LINE "[%s] %zu%s ", cells, done, of);
    size_t len = (size_t)head;
    int columns = bar_width - head + (int)(sizeof ERASE_LINE - 1) - 1;
    len += path_put(line + len, sizeof line - len, path, columns);
    stderr_put(line, len);
    bar_shown = true;
}

bool cli_progress_step(void *context, size_t done, size_t total, vd_str path)
{
    (void)context;
    if (bar_wanted && !signal_seen && bar_due()) {
        bar_draw(done, total, path);
    }
    return signal_seen == 0;
}

int cli_progress_end(void)
{
    cli_progress_clear();
    cli_before_line = NULL;
    signals_set(SIG_DFL);
    return signal_seen;
}
