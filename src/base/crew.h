/** Crew: threads that share a stream of jobs, whose results come out in the order of the jobs.
 *
 *  Every member of the crew, the calling thread among them, takes the next job, works on it and gives back whatever is
 *  due: so a taking that waits for input holds up no result, and a result that waits for its reader holds up no work
 *  until the slots are full.  A job's memory is a slot, an index below `slots` that the caller gives a meaning; what a
 *  member needs for its work (an arena, match data) is found by its own index, below `members`. */
#ifndef VD_BASE_CREW_H
#define VD_BASE_CREW_H

#include "viendan.h"

typedef struct vd_crew_job {
    size_t members; /* threads, the calling one among them; 0 and 1 start none */
    size_t slots;   /* jobs between taking and giving at one time; at least `members` are had */
    void *context;
    /** The next job into `slot`; *end (false before) when there is none.  One call at a time, in order. */
    vd_status (*take)(void *context, size_t slot, bool *end, vd_error *err);
    /** The work itself; calls of different members run at once. */
    vd_status (*work)(void *context, size_t member, size_t slot, vd_error *err);
    /** The result away.  One call at a time, in the order of the jobs. */
    vd_status (*give)(void *context, size_t slot, vd_error *err);
} vd_crew_job;

/** Run all jobs.  A function that fails ends the run: the results of all jobs before the failed one are given first,
 *  none behind it is, so result and error do not depend on `members`.
 *  Errors: NO_MEMORY; that of the first job, in their order, of which a step failed.  Threads that the system refuses
 *  are done without. */
VD_CHECKED vd_status vd_crew_run(const vd_crew_job *job, vd_error *err);

/** Members and slots that vd_crew_run() has for `job`: what arrays by their indices need. */
size_t vd_crew_members(const vd_crew_job *job);
size_t vd_crew_slots(const vd_crew_job *job);
/** Processors that this process may use, at least 1. */
size_t vd_crew_processors(void);

#endif
