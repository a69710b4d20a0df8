/** Crews: the order of results, errors in that order, bounds, and that nobody waits for what he does not need. */
#include "base/crew.h"
#include "base/alloc.h"
#include "base/error.h"

#include <pthread.h>
#include <sched.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { SLOTS = 24, JOBS = 500, MEMBERS = 8, NEVER = 2 * JOBS };

/* Jobs are numbers; the result of a job is its square.  Each step of one job can be made to fail. */
typedef struct squares {
    vd_crew_job job;
    size_t count, taken, fail_take, fail_work, fail_give;
    size_t values[SLOTS];
    size_t given[JOBS];
    size_t given_count;
    atomic_size_t under_way, most_under_way, working, most_working;
    atomic_bool member_busy[MEMBERS];
    bool taking, giving; /* unguarded on purpose: the crew has to keep calls apart */
    pthread_t caller;
    atomic_bool others; /* another thread than the calling one has worked */
} squares;

static void most_raise(atomic_size_t *most, size_t value)
{
    size_t seen = atomic_load(most);
    while (value > seen && !atomic_compare_exchange_weak(most, &seen, value)) {
    }
}

static vd_status square_take(void *context, size_t slot, bool *end, vd_error *err)
{
    squares *s = context;
    assert_false(s->taking);
    s->taking = true;
    vd_status status = VD_OK;
    if (s->taken == s->fail_take) {
        status = vd_fail(err, VD_IO, "take %zu", s->taken);
    } else if (s->taken == s->count) {
        *end = true;
    } else {
        s->values[slot] = s->taken++;
        most_raise(&s->most_under_way, atomic_fetch_add(&s->under_way, 1) + 1);
    }
    s->taking = false;
    return status;
}

static vd_status square_work(void *context, size_t member, size_t slot, vd_error *err)
{
    squares *s = context;
    size_t value = s->values[slot];
    assert_true(member < MEMBERS);
    assert_false(atomic_exchange(&s->member_busy[member], true));
    most_raise(&s->most_working, atomic_fetch_add(&s->working, 1) + 1);
    if (!pthread_equal(pthread_self(), s->caller)) {
        atomic_store(&s->others, true);
    }
    for (size_t i = 0; i < value * 2654435761U % 7; i++) {
        sched_yield(); /* so that jobs end in another order than they began */
    }
    s->values[slot] = value * value;
    atomic_fetch_sub(&s->working, 1);
    atomic_store(&s->member_busy[member], false);
    return value == s->fail_work ? vd_fail(err, VD_LIMIT, "work %zu", value) : VD_OK;
}

static vd_status square_give(void *context, size_t slot, vd_error *err)
{
    squares *s = context;
    assert_false(s->giving);
    s->giving = true;
    atomic_fetch_sub(&s->under_way, 1);
    vd_status status = VD_OK;
    if (s->given_count == s->fail_give) {
        status = vd_fail(err, VD_FULL, "give %zu", s->given_count);
    } else {
        s->given[s->given_count++] = s->values[slot];
    }
    s->giving = false;
    return status;
}

static squares *squares_new(size_t count, size_t members, size_t slots)
{
    squares *s = calloc(1, sizeof *s);
    assert_non_null(s);
    s->job = (vd_crew_job){members, slots, s, square_take, square_work, square_give};
    s->count = count;
    s->fail_take = s->fail_work = s->fail_give = NEVER;
    s->caller = pthread_self();
    return s;
}

static void given_check(const squares *s, size_t count)
{
    assert_int_equal(s->given_count, count);
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(s->given[i], i * i);
    }
}

static void results_come_in_the_order_of_the_jobs(void **state)
{
    (void)state;
    static const size_t members[] = {0, 1, 2, 3, MEMBERS};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        for (size_t slots = 0; slots <= SLOTS; slots += 6) {
            squares *s = squares_new(JOBS, members[i], slots);
            vd_error err;
            assert_int_equal(vd_crew_run(&s->job, &err), VD_OK);
            given_check(s, JOBS);
            assert_true(atomic_load(&s->most_under_way) <= vd_crew_slots(&s->job));
            assert_true(atomic_load(&s->most_working) <= (members[i] ? members[i] : 1));
            assert_true(members[i] > 1 || !atomic_load(&s->others));
            free(s);
        }
    }
}

static void no_jobs_are_no_failure(void **state)
{
    (void)state;
    squares *s = squares_new(0, MEMBERS, SLOTS);
    assert_int_equal(vd_crew_run(&s->job, NULL), VD_OK);
    given_check(s, 0);
    free(s);
}

static void the_first_failed_job_ends_the_run(void **state)
{
    (void)state;
    static const struct {
        size_t take, work, give, given;
        vd_status status;
        const char *text;
    } cases[] = {
        {100, NEVER, NEVER, 100, VD_IO, "take 100"},   {NEVER, 100, NEVER, 100, VD_LIMIT, "work 100"},
        {NEVER, NEVER, 100, 100, VD_FULL, "give 100"}, {101, 100, NEVER, 100, VD_LIMIT, "work 100"},
        {100, 99, 98, 98, VD_FULL, "give 98"},         {0, NEVER, NEVER, 0, VD_IO, "take 0"},
        {NEVER, 0, 0, 0, VD_LIMIT, "work 0"},          {3, 400, 450, 3, VD_IO, "take 3"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        for (size_t members = 1; members <= MEMBERS; members++) {
            squares *s = squares_new(JOBS, members, SLOTS);
            s->fail_take = cases[i].take;
            s->fail_work = cases[i].work;
            s->fail_give = cases[i].give;
            vd_error err = {.status = VD_OK};
            assert_int_equal(vd_crew_run(&s->job, &err), cases[i].status);
            assert_int_equal(err.status, cases[i].status);
            assert_string_equal(err.text, cases[i].text);
            given_check(s, cases[i].given);
            free(s);
        }
    }
}

/* Two members: the second job is there only when the first result has been given. */
typedef struct dialogue {
    pthread_mutex_t lock;
    pthread_cond_t said;
    size_t asked, answered;
} dialogue;

static vd_status dialogue_take(void *context, size_t slot, bool *end, vd_error *err)
{
    dialogue *d = context;
    (void)slot;
    (void)err;
    pthread_mutex_lock(&d->lock);
    while (d->answered < d->asked) {
        pthread_cond_wait(&d->said, &d->lock);
    }
    *end = d->asked == 20;
    d->asked += !*end;
    pthread_mutex_unlock(&d->lock);
    return VD_OK;
}

static vd_status dialogue_work(void *context, size_t member, size_t slot, vd_error *err)
{
    (void)context;
    (void)member;
    (void)slot;
    (void)err;
    return VD_OK;
}

static vd_status dialogue_give(void *context, size_t slot, vd_error *err)
{
    dialogue *d = context;
    (void)slot;
    (void)err;
    pthread_mutex_lock(&d->lock);
    d->answered++;
    pthread_cond_broadcast(&d->said);
    pthread_mutex_unlock(&d->lock);
    return VD_OK;
}

static void results_do_not_wait_for_the_next_job(void **state)
{
    (void)state;
    dialogue d = {.lock = PTHREAD_MUTEX_INITIALIZER, .said = PTHREAD_COND_INITIALIZER};
    vd_crew_job job = {2, 4, &d, dialogue_take, dialogue_work, dialogue_give};
    assert_int_equal(vd_crew_run(&job, NULL), VD_OK);
    assert_int_equal(d.answered, 20);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    squares *s = squares_new(JOBS, 2, 4);
    vd_error err = {.status = VD_OK};
    vd_alloc_fail_at(1);
    vd_status status = vd_crew_run(&s->job, &err);
    vd_alloc_fail_at(0);
    assert_int_equal(status, VD_NO_MEMORY);
    assert_int_equal(err.status, VD_NO_MEMORY);
    given_check(s, 0);
    s->job.slots = SIZE_MAX;
    assert_int_equal(vd_crew_run(&s->job, &err), VD_NO_MEMORY);
    free(s);
}

static void there_is_a_processor(void **state)
{
    (void)state;
    assert_true(vd_crew_processors() >= 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(results_come_in_the_order_of_the_jobs),
        cmocka_unit_test(no_jobs_are_no_failure),
        cmocka_unit_test(the_first_failed_job_ends_the_run),
        cmocka_unit_test(results_do_not_wait_for_the_next_job),
        cmocka_unit_test(no_memory_is_said),
        cmocka_unit_test(there_is_a_processor),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
