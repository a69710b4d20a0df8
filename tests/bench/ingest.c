/* How long an ingest takes, and in which half: reading and storing sources, then deciding documents.
 *
 *     vd_bench_ingest DB JOBS PATH...
 *
 * The first half is stopped where all sources are stored; the second run finds them unchanged and decides. */
#include "viendan.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>

static double clock_read(clockid_t clock)
{
    struct timespec now = {0, 0};
    clock_gettime(clock, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* The most memory the process has held so far, in MiB. */
static double memory_peak(void)
{
    struct rusage usage;
    return getrusage(RUSAGE_SELF, &usage) == 0 ? (double)usage.ru_maxrss / 1024 : 0;
}

/* Stops when all sources are stored, where `context` says so. */
static bool progress_stop(void *context, size_t done, size_t total, vd_str path)
{
    (void)path;
    const bool *stop = context;
    return !*stop || done < total;
}

typedef struct bench {
    vd_db *db;
    vd_grammar *grammar;
    const char *const *paths;
    size_t path_count, jobs;
} bench;

static int half_run(bench *b, const char *name, bool stop)
{
    vd_ingest_report report = {.seen = 0};
    vd_ingest_options options = {.jobs = b->jobs, .progress = progress_stop, .context = &stop};
    vd_error err = {.status = VD_OK};
    double wall = clock_read(CLOCK_MONOTONIC), used = clock_read(CLOCK_PROCESS_CPUTIME_ID);
    vd_status status = vd_db_ingest(b->db, b->grammar, b->paths, b->path_count, &options, &report, &err);
    if (status != VD_OK && !(stop && status == VD_STOPPED)) {
        fprintf(stderr, "%s\n", err.text);
        return 1;
    }
    wall = clock_read(CLOCK_MONOTONIC) - wall;
    used = clock_read(CLOCK_PROCESS_CPUTIME_ID) - used;
    printf("%-8s %8.2f s  %8.2f s of processor  %7.0f us a document  %6.0f MiB at most\n", name, wall, used,
           wall * 1e6 / (double)(report.seen > 0 ? report.seen : 1), memory_peak());
    return 0;
}

int main(int argc, char **argv)
{
    bench b = {.db = NULL};
    struct stat info;
    if (argc < 4) {
        fprintf(stderr, "usage: vd_bench_ingest DB JOBS PATH...\n");
        return 2;
    }
    b.jobs = strtoul(argv[2], NULL, 10);
    b.paths = (const char *const *)argv + 3;
    b.path_count = (size_t)argc - 3;
    if (vd_grammar_new(&b.grammar, NULL) != VD_OK || vd_db_open(argv[1], VD_OPEN_CREATE, &b.db, NULL) != VD_OK) {
        fprintf(stderr, "cannot open %s\n", argv[1]);
        vd_grammar_free(b.grammar);
        return 1;
    }
    int code = half_run(&b, "sources", true);
    if (code == 0) {
        code = half_run(&b, "decide", false);
    }
    vd_db_close(b.db);
    vd_grammar_free(b.grammar);
    if (stat(argv[1], &info) == 0) {
        printf("database %.1f MiB\n", (double)info.st_size / 1048576);
    }
    return code;
}
