/** Stopping at a signal, and giving signals their meaning back. */
#include "cli/progress.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

static bool step(void)
{
    return cli_progress_step(NULL, 1, 5, (vd_str){"a.txt", 5});
}

static void a_signal_stops(void **state)
{
    (void)state;
    static const int numbers[] = {SIGINT, SIGTERM};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        cli_progress_begin(true);
        assert_true(step());
        assert_int_equal(raise(numbers[i]), 0);
        assert_false(step());
        assert_false(step());
        assert_int_equal(cli_progress_end(), numbers[i]);
    }
}

static void no_signal_goes_on(void **state)
{
    (void)state;
    struct sigaction action;
    cli_progress_begin(true);
    assert_true(step());
    assert_int_equal(cli_progress_end(), 0);
    assert_int_equal(sigaction(SIGINT, NULL, &action), 0);
    assert_true(action.sa_handler == SIG_DFL);
}

/* A program started under nohup or in the background of a script keeps ignoring what it ignored. */
static void ignored_signals_stay_ignored(void **state)
{
    (void)state;
    struct sigaction action = {.sa_flags = 0}, after;
    action.sa_handler = SIG_IGN;
    sigemptyset(&action.sa_mask);
    assert_int_equal(sigaction(SIGINT, &action, NULL), 0);
    cli_progress_begin(true);
    assert_int_equal(raise(SIGINT), 0);
    assert_true(step());
    assert_int_equal(cli_progress_end(), 0);
    assert_int_equal(sigaction(SIGINT, NULL, &after), 0);
    assert_true(after.sa_handler == SIG_IGN);
    action.sa_handler = SIG_DFL;
    assert_int_equal(sigaction(SIGINT, &action, NULL), 0);
}

static void durations_are_told(void **state)
{
    (void)state;
    static const struct {
        double seconds;
        const char *text;
    } rows[] = {{0, "0:00"},    {-3, "0:00"},      {6.6, "0:07"},     {59.4, "0:59"},     {59.6, "1:00"},
                {600, "10:00"}, {3599.4, "59:59"}, {3600, "1:00:00"}, {12300, "3:25:00"}, {360000, "100:00:00"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        assert_string_equal(cli_duration_text(rows[i].seconds).text, rows[i].text);
    }
}

/* Whoever waits for input asks, on whatever thread. */
static void waiting_is_told_of_the_signal(void **state)
{
    (void)state;
    cli_progress_begin(false);
    assert_false(cli_progress_stopped(NULL));
    assert_true(cli_progress_read(1, 10, 100));
    assert_int_equal(raise(SIGINT), 0);
    assert_true(cli_progress_stopped(NULL));
    assert_false(cli_progress_read(1, 10, 100));
    assert_int_equal(cli_progress_end(), SIGINT);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_signal_stops),
        cmocka_unit_test(no_signal_goes_on),
        cmocka_unit_test(ignored_signals_stay_ignored),
        cmocka_unit_test(durations_are_told),
        cmocka_unit_test(waiting_is_told_of_the_signal),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
