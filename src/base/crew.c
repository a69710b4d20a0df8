/** Who does what next in a crew, and the one lock under which that is decided. */
#define _GNU_SOURCE /* sched_getaffinity: containers and taskset give fewer processors than there are */

#include "base/crew.h"

#include "base/alloc.h"
#include "base/error.h"

#include <pthread.h>
#include <sched.h>
#include <string.h>
#include <unistd.h>

/* More threads than this share nothing but their lock. */
#define MEMBERS_MOST ((size_t)256)

typedef struct slot {
    bool done;
    vd_status status;
    vd_error err;
} slot;

typedef struct crew {
    const vd_crew_job *job;
    size_t slot_count;
    pthread_mutex_t lock;
    pthread_cond_t changed; /* a job was taken or given, or the run ends */
    /* Under the lock: */
    size_t taken, given; /* jobs so far; job number n lies in slot n % slot_count */
    bool taking, giving; /* a member is at it */
    bool ended;          /* no more jobs are taken */
    bool stopped;        /* a failure was reached: nothing more is given */
    vd_status status;
    vd_error err;
    size_t joined; /* indices handed out to members */
    slot slots[];
} crew;

/* Wait until this member may take a job; false when there is none any more.  With the lock held. */
static bool turn_await(crew *c)
{
    while (!c->ended && (c->taking || c->taken - c->given == c->slot_count)) {
        pthread_cond_wait(&c->changed, &c->lock);
    }
    return !c->ended;
}

/* Take the next job; its number, or SIZE_MAX when there is none.  With the lock held, but for the taking itself.
 * A taking that fails makes a job that has failed, so that its error waits for its turn. */
static size_t job_take(crew *c)
{
    if (!turn_await(c)) {
        return SIZE_MAX;
    }
    size_t number = c->taken;
    slot *own = &c->slots[number % c->slot_count];
    bool end = false;
    c->taking = true;
    *own = (slot){.err = {.offset = SIZE_MAX}};
    pthread_mutex_unlock(&c->lock);
    own->status = c->job->take(c->job->context, number % c->slot_count, &end, &own->err);
    pthread_mutex_lock(&c->lock);
    c->taking = false;
    bool more = !end || own->status != VD_OK;
    c->taken += more;
    c->ended = c->ended || end || own->status != VD_OK;
    pthread_cond_broadcast(&c->changed);
    return more ? number : SIZE_MAX;
}

static void crew_stop(crew *c, vd_status status, const vd_error *err)
{
    c->stopped = c->ended = true;
    c->status = status;
    c->err = *err;
}

/* Give all results that are due, unless another member is at it.  With the lock held, but for the giving itself. */
static void results_give(crew *c)
{
    if (c->giving) {
        return;
    }
    c->giving = true;
    while (!c->stopped && c->given < c->taken && c->slots[c->given % c->slot_count].done) {
        size_t index = c->given % c->slot_count;
        slot *due = &c->slots[index];
        if (due->status == VD_OK) {
            pthread_mutex_unlock(&c->lock);
            due->status = c->job->give(c->job->context, index, &due->err);
            pthread_mutex_lock(&c->lock);
        }
        if (due->status != VD_OK) {
            crew_stop(c, due->status, &due->err);
        }
        due->done = false;
        c->given++;
        pthread_cond_broadcast(&c->changed);
    }
    c->giving = false;
}

static void *member_run(void *context)
{
    crew *c = context;
    pthread_mutex_lock(&c->lock);
    size_t member = c->joined++;
    for (size_t number = job_take(c); number != SIZE_MAX; number = job_take(c)) {
        size_t index = number % c->slot_count;
        slot *own = &c->slots[index];
        if (own->status == VD_OK && !c->stopped) {
            pthread_mutex_unlock(&c->lock);
            own->status = c->job->work(c->job->context, member, index, &own->err);
            pthread_mutex_lock(&c->lock);
        }
        own->done = true;
        results_give(c);
    }
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

size_t vd_crew_members(const vd_crew_job *job)
{
    return job->members < 1 ? 1 : job->members < MEMBERS_MOST ? job->members : MEMBERS_MOST;
}

size_t vd_crew_slots(const vd_crew_job *job)
{
    size_t members = vd_crew_members(job);
    return job->slots < members ? members : job->slots;
}

/* The calling thread is a member as the others are; those that cannot be started are not missed. */
static void members_run(crew *c, size_t count)
{
    pthread_t threads[MEMBERS_MOST];
    size_t started = 0;
    while (started + 1 < count && pthread_create(&threads[started], NULL, member_run, c) == 0) {
        started++;
    }
    (void)member_run(c);
    for (size_t i = 0; i < started; i++) {
        pthread_join(threads[i], NULL);
    }
}

vd_status vd_crew_run(const vd_crew_job *job, vd_error *err)
{
    size_t slot_count = vd_crew_slots(job);
    crew *c = slot_count < SIZE_MAX / 2 / sizeof(slot) ? vd_alloc_zero(sizeof *c + slot_count * sizeof(slot)) : NULL;
    if (!c) {
        return vd_fail_memory(err);
    }
    c->job = job;
    c->slot_count = slot_count;
    vd_status status = VD_OK;
    if (pthread_mutex_init(&c->lock, NULL) != 0) {
        status = vd_fail_memory(err);
        goto free;
    }
    if (pthread_cond_init(&c->changed, NULL) != 0) {
        status = vd_fail_memory(err);
        goto unlock;
    }
    members_run(c, vd_crew_members(job));
    status = c->status;
    if (status != VD_OK && err) {
        *err = c->err;
    }
    pthread_cond_destroy(&c->changed);
unlock:
    pthread_mutex_destroy(&c->lock);
free:
    vd_free(c);
    return status;
}

size_t vd_crew_processors(void)
{
#ifdef __linux__
    cpu_set_t set;
    if (sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0) {
        return (size_t)CPU_COUNT(&set);
    }
#endif
    long online = sysconf(_SC_NPROCESSORS_ONLN);
    return online > 0 ? (size_t)online : 1;
}
