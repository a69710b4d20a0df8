/** Which documents are worked on together, by whom, and what is written when.
 *
 * A batch is some documents in a row: one worker reads and extracts them, and they are written in one transaction, each
 * whole or not at all.  Batches are cut by what comes in and written in order, so neither the number of workers
 * nor their speed shows in the database.
 *
 * The database is used under one lock: by whoever writes, and by workers that ask whether a file has changed. */
#include "ingest/batches.h"

#include "base/alloc.h"
#include "base/crew.h"
#include "base/error.h"
#include "ingest/batch.h"
#include "ingest/refresh.h"
#include "ingest/repeats.h"

#include <pthread.h>

enum {
    SLOTS_EACH = 3,       /* batches per worker: one in work, one to be written, one to spare */
    BYTES_HELD = 32 << 20 /* of text in all batches: so that many large files are not held at once */
};

typedef struct run {
    const vd_batches *asked;
    vd_batch *batches;
    vd_feed feed;
    vd_repeats repeats;
    size_t done;   /* documents given */
    size_t leaves; /* how many more are worth taking out by themselves, to come again */
    bool fresh;    /* the database had no source: nothing can be unchanged */
    pthread_mutex_t db_lock;
    pthread_mutex_t held_lock;
    pthread_cond_t held_fewer;
    size_t held_bytes, held; /* text and batches between taking and giving */
    bool ending;             /* a step has failed: not all that is held will be given */
} run;

void vd_problem_tell(const vd_ingest_options *options, vd_str path, size_t line, size_t column, const vd_error *err)
{
    if (options->problem != NULL) {
        options->problem(options->context, path, line, column, err);
    }
}

/* ---- Taking ----------------------------------------------------------------------------------------------------- */

/* Waits while too much is held already: the others are at it, and will give it back. */
static void bytes_hold(run *r, size_t bytes)
{
    pthread_mutex_lock(&r->held_lock);
    while (r->held > 0 && r->held_bytes + bytes > BYTES_HELD && !r->ending) {
        pthread_cond_wait(&r->held_fewer, &r->held_lock);
    }
    r->held_bytes += bytes;
    r->held++;
    pthread_mutex_unlock(&r->held_lock);
}

static void bytes_return(run *r, size_t bytes, bool ending)
{
    pthread_mutex_lock(&r->held_lock);
    r->held_bytes -= bytes;
    r->held--;
    r->ending = r->ending || ending;
    pthread_cond_broadcast(&r->held_fewer);
    pthread_mutex_unlock(&r->held_lock);
}

static vd_status batch_take(void *context, size_t slot, bool *end, vd_error *err)
{
    run *r = context;
    vd_batch *b = &r->batches[slot];
    vd_status status = vd_feed_next(&r->feed, b, err);
    *end = b->count == 0 && b->stream.ptr == NULL;
    if (status == VD_OK && !*end) {
        bytes_hold(r, b->bytes);
    }
    return status;
}

/* ---- Working ---------------------------------------------------------------------------------------------------- */

/* How a document is stored. */
typedef struct stored {
    bool known;
    bool same; /* its bytes are those that were read, by the same rules */
    bool kept; /* and its text is there, where texts are kept: there is nothing to do */
} stored;

/* With the lock on the database held. */
static vd_status stored_ask(const run *r, const vd_reading *reading, stored *out, vd_error *err)
{
    uint64_t hash = 0;
    *out = (stored){0};
    vd_status status = vd_store_source_hash(r->asked->db, reading->path, &out->known, &hash, err);
    out->same = out->known && hash == reading->hash;
    return status == VD_OK && out->same ? vd_store_text_kept(r->asked->db, reading->path, &out->kept, err) : status;
}

static vd_status reading_work(run *r, vd_reading *reading, vd_error *err)
{
    stored is = {0};
    vd_status status = reading->streamed || reading->failure.status != VD_OK ? VD_OK : vd_reading_file(reading, err);
    if (status != VD_OK || reading->failure.status != VD_OK) {
        return status;
    }
    if (!r->fresh) {
        pthread_mutex_lock(&r->db_lock);
        status = stored_ask(r, reading, &is, err);
        pthread_mutex_unlock(&r->db_lock);
    }
    return status != VD_OK || is.kept ? status : vd_reading_extract(reading, r->asked->grammar, err);
}

static void batch_return(run *r, vd_batch *b, bool ending)
{
    bytes_return(r, b->bytes, ending);
    vd_batch_clear(b);
}

/* What cannot be read for want of memory ends the run there, so the rest of the batch is left. */
static vd_status batch_work(void *context, size_t member, size_t slot, vd_error *err)
{
    (void)member;
    run *r = context;
    vd_batch *b = &r->batches[slot];
    vd_status status = vd_batch_split(b, err);
    for (size_t i = 0; status == VD_OK && i < b->count; i++) {
        status = reading_work(r, &b->items[i], err);
    }
    if (status != VD_OK) {
        batch_return(r, b, true);
    }
    return status;
}

/* ---- Giving ----------------------------------------------------------------------------------------------------- */

/* Of many files in an old encoding one is told, and the others are counted. */
static bool legacy_tell(const run *r, const vd_reading *reading)
{
    vd_ingest_report *report = r->asked->report;
    const char *words;
    vd_legacy legacy = vd_source_legacy(reading->source, &words);
    if (legacy == VD_LEGACY_NONE) {
        return false;
    }
    if (report->legacy[legacy]++ == 0) {
        vd_error warning;
        vd_fail_at(&warning, VD_INVALID, 0, "%s", words);
        vd_problem_tell(r->asked->options, reading->where, reading->streamed ? reading->line : 0, 0, &warning);
    }
    return true;
}

static void damage_tell(const run *r, const vd_reading *reading)
{
    size_t first = SIZE_MAX, line = 0, column = 0;
    size_t count = vd_source_invalid(reading->source, &first);
    if (legacy_tell(r, reading) || count == 0) {
        return;
    }
    vd_error warning;
    if (reading->streamed) {
        line = reading->line;
    } else {
        vd_source_position(reading->source, first, &line, &column);
    }
    if (count == 1) {
        vd_fail_at(&warning, VD_INVALID, first,
                   "1 invalid UTF-8 sequence, at byte %zu; it is read as an unknown character", first);
    } else {
        vd_fail_at(&warning, VD_INVALID, first,
                   "%zu invalid UTF-8 sequences, first at byte %zu; they are read as unknown characters", count, first);
    }
    vd_problem_tell(r->asked->options, reading->where, line, column, &warning);
}

static void given_up_tell(const run *r, const vd_reading *reading)
{
    size_t line = reading->line, column = 0, first = reading->extraction.given_up_first;
    if (reading->extraction.given_up == 0) {
        return;
    }
    if (!reading->streamed) {
        vd_source_position(reading->source, first, &line, &column);
    }
    vd_error warning;
    vd_fail_at(&warning, VD_LIMIT, first,
               "matching took too long at byte %zu and was given up (%zu in this text); what is cited there may be "
               "missing",
               first, reading->extraction.given_up);
    vd_problem_tell(r->asked->options, reading->where, line, column, &warning);
}

/* A text that was edited goes and comes again, each decided by itself; where one cannot, all are decided anyway. */
static vd_status source_leave(void *context, vd_str path, vd_error *err)
{
    run *r = context;
    bool done = false;
    vd_status status = r->leaves ? vd_ingest_leave(r->asked->db, &path, 1, &done, err) : VD_OK;
    r->leaves = done ? r->leaves - 1 : 0;
    return status;
}

/* Writes one document, unless it is stored as it is.  What the worker was told may have been overtaken by a document of
 * the same path written since. */
static vd_status reading_store(run *r, vd_reading *reading, vd_error *err)
{
    vd_ingest_report *report = r->asked->report;
    bool before = false;
    stored is;
    vd_status status = stored_ask(r, reading, &is, err);
    if (status == VD_OK && reading->streamed && !vd_repeats_note(&r->repeats, reading->path, &before)) {
        status = vd_fail_memory(err);
    }
    if (status != VD_OK || is.kept) {
        report->unchanged += status == VD_OK;
        return status;
    }
    if (!reading->extracted) {
        status = vd_reading_extract(reading, r->asked->grammar, err);
        if (status != VD_OK || reading->failure.status != VD_OK) {
            return status;
        }
    }
    vd_error failure = {0};
    vd_stored_source whole = vd_reading_stored(reading);
    whole.part = is.known ? source_leave : NULL;
    whole.part_context = r;
    status = vd_store_put_source(r->asked->db, &whole, &failure);
    if (status == VD_INVALID || status == VD_LIMIT) {
        return vd_reading_fail(reading, &failure, err);
    }
    if (status != VD_OK) {
        return vd_fail(err, status, "%s", failure.text);
    }
    report->unchanged += is.same;
    report->again += is.same;
    report->updated += is.known && !is.same;
    report->added += !is.known;
    if (is.known && !is.same && before) {
        vd_repeats_lost(&r->repeats, reading->where, reading->line, reading->path);
    }
    damage_tell(r, reading);
    given_up_tell(r, reading);
    return VD_OK;
}

static vd_status reading_give(run *r, vd_reading *reading, vd_error *err)
{
    vd_status status = VD_OK;
    r->asked->report->seen++;
    if (reading->failure.status == VD_OK) {
        pthread_mutex_lock(&r->db_lock);
        status = reading_store(r, reading, err);
        pthread_mutex_unlock(&r->db_lock);
    }
    if (status == VD_OK && reading->failure.status != VD_OK) {
        r->asked->report->failed++;
        vd_problem_tell(r->asked->options, reading->where, reading->line, reading->column, &reading->failure);
    }
    return status;
}

/* Ids are to tell texts apart: who gives one twice has lost a text, and should hear of it once. */
static void repeats_tell(run *r)
{
    const vd_repeats *repeats = &r->repeats;
    r->asked->report->repeated = repeats->lost;
    if (repeats->lost > 0) {
        vd_error warning;
        vd_fail(&warning, VD_INVALID,
                "%zu line%s an id that came before with another text, first \"%s\"; of each id the last line counts",
                repeats->lost, repeats->lost == 1 ? " has" : "s have", repeats->first);
        vd_problem_tell(r->asked->options, repeats->where, repeats->line, 0, &warning);
    }
}

/* How many documents a stream holds is not known before its end. */
static vd_status progress_step(const run *r, const vd_reading *next, vd_error *err)
{
    const vd_ingest_options *options = r->asked->options;
    size_t total = next == NULL ? r->done : r->asked->streams ? 0 : r->asked->path_count;
    vd_str path = next == NULL ? VD_NONE : next->path.ptr != NULL ? next->path : next->where;
    if (options->progress == NULL || options->progress(options->context, r->done, total, path)) {
        return VD_OK;
    }
    if (total == 0) {
        return vd_fail(err, VD_STOPPED, "stopped after %zu documents", r->done);
    }
    return vd_fail(err, VD_STOPPED, "stopped after %zu of %zu files", r->done, total);
}

/* Also when it is stopped or fails in the middle, what was written before stays. */
static vd_status batch_give(void *context, size_t slot, vd_error *err)
{
    run *r = context;
    vd_batch *b = &r->batches[slot];
    vd_status status = VD_OK;
    pthread_mutex_lock(&r->db_lock);
    vd_store_batch_begin(r->asked->db);
    pthread_mutex_unlock(&r->db_lock);
    for (size_t i = 0; status == VD_OK && i < b->count; i++) {
        status = progress_step(r, &b->items[i], err);
        if (status == VD_OK) {
            status = reading_give(r, &b->items[i], err);
            r->done++;
        }
    }
    pthread_mutex_lock(&r->db_lock);
    vd_status ended = vd_store_batch_end(r->asked->db, status == VD_OK ? err : NULL);
    pthread_mutex_unlock(&r->db_lock);
    status = status == VD_OK ? ended : status;
    batch_return(r, b, status != VD_OK);
    return status;
}

/* ---- All -------------------------------------------------------------------------------------------------------- */

static vd_status jobs_run(run *r, vd_error *err)
{
    size_t members = r->asked->options->jobs == 0 ? vd_crew_processors() : r->asked->options->jobs;
    vd_crew_job job = {.members = members,
                       .slots = members * SLOTS_EACH,
                       .context = r,
                       .take = batch_take,
                       .work = batch_work,
                       .give = batch_give};
    size_t slots = vd_crew_slots(&job);
    r->batches = vd_alloc_zero(slots * sizeof *r->batches);
    if (r->batches == NULL) {
        return vd_fail_memory(err);
    }
    vd_status status = vd_crew_run(&job, err);
    for (size_t i = 0; i < slots; i++) {
        vd_batch_free(&r->batches[i]);
    }
    vd_feed_close(&r->feed);
    vd_free(r->batches);
    return status;
}

vd_status vd_batches_run(const vd_batches *batches, vd_error *err)
{
    run r = {.asked = batches,
             .leaves = VD_LEAVE_MOST,
             .feed = {.paths = batches->paths,
                      .count = batches->path_count,
                      .streams = batches->streams,
                      .stop = {batches->options->stop, batches->options->context}},
             .db_lock = PTHREAD_MUTEX_INITIALIZER,
             .held_lock = PTHREAD_MUTEX_INITIALIZER,
             .held_fewer = PTHREAD_COND_INITIALIZER};
    vd_status status = vd_store_empty(batches->db, &r.fresh, err);
    if (status == VD_OK) {
        vd_filling filling;
        vd_store_filling_begin(batches->db, &filling);
        status = jobs_run(&r, err);
        repeats_tell(&r);
        vd_store_filling_end(batches->db, &filling);
    }
    vd_repeats_clear(&r.repeats);
    pthread_cond_destroy(&r.held_fewer);
    pthread_mutex_destroy(&r.held_lock);
    pthread_mutex_destroy(&r.db_lock);
    return status == VD_OK ? progress_step(&r, NULL, err) : status;
}
