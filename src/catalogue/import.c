/** Files into the database: all of them in one transaction, then the documents are decided anew. */
#include "catalogue/import.h"

#include "base/date.h"
#include "base/error.h"
#include "catalogue/finding.h"
#include "ingest/refresh.h"
#include "read/read.h"
#include "store/store.h"

#include <sys/stat.h>
#include <time.h>

/* Rows of all files. */
typedef struct gather {
    vd_arena arena;
    const vd_catalogue_options *options;
    vd_catalogue_report *report;
    vd_known_row *rows;
    size_t count, cap;
    vd_str *origins; /* of the files that could be read */
    size_t origin_count;
} gather;

static bool row_add(gather *g, const vd_known_row *row)
{
    if (g->count == g->cap) {
        size_t cap = g->cap ? 2 * g->cap : 256;
        vd_known_row *grown = VD_ARENA_ARRAY(&g->arena, vd_known_row, cap);
        if (grown == NULL) {
            return false;
        }
        if (g->count) {
            memcpy(grown, g->rows, g->count * sizeof *grown);
        }
        g->rows = grown;
        g->cap = cap;
    }
    g->rows[g->count++] = *row;
    return true;
}

/* "luat.csv, 2026-11-22": the name and the day of the file's last change; ptr == NULL: out of memory. */
static vd_str made_source(gather *g, const char *path, vd_str name)
{
    struct stat info;
    struct tm day;
    char date[16];
    vd_buf buf = {0};
    vd_buf_add(&buf, name);
    if (stat(path, &info) == 0 && localtime_r(&info.st_mtime, &day)) {
        vd_date changed = {(int16_t)(day.tm_year + 1900), (int8_t)(day.tm_mon + 1), (int8_t)day.tm_mday};
        vd_buf_add_text(&buf, ", ");
        vd_buf_add(&buf, vd_date_format(changed, date));
    }
    vd_str source = vd_buf_ok(&buf) ? vd_arena_copy(&g->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    return source;
}

/* A file whose bytes are there.  false: out of memory. */
static bool bytes_gather(gather *g, vd_import *in, vd_str bytes)
{
    vd_import_reader reader;
    vd_import_record record;
    vd_known_row row;
    if (!vd_import_open(in, bytes, &reader)) {
        g->report->failed++;
        return !in->failed;
    }
    g->origins[g->origin_count++] = in->name;
    while (!in->failed && vd_import_next(&reader, &record)) {
        if (vd_import_row(in, &record, &row) && !row_add(g, &row)) {
            return false;
        }
    }
    g->report->bad += in->bad;
    g->report->unsourced += in->unsourced;
    return !in->failed;
}

static vd_status file_gather(gather *g, const char *path, vd_error *err)
{
    vd_buf bytes = {0};
    vd_error failure = {0};
    vd_str copy = vd_arena_copy(&g->arena, vd_str_of(path));
    vd_import in = {.arena = &g->arena, .path = copy, .name = vd_str_file_name(copy)};
    in.problem = g->options->problem;
    in.context = g->options->context;
    in.made = copy.ptr ? made_source(g, path, in.name) : VD_NONE;
    g->report->files++;
    if (in.made.ptr == NULL) {
        return vd_fail_memory(err);
    }
    vd_status status = vd_read_file(path, &bytes, &failure);
    if (status == VD_NO_MEMORY) {
        vd_buf_clear(&bytes);
        return vd_fail_memory(err);
    }
    if (status != VD_OK) {
        g->report->failed++;
        if (in.problem) {
            in.problem(in.context, copy, 0, 0, &failure);
        }
        vd_buf_clear(&bytes);
        return VD_OK;
    }
    /* Cells are views of the bytes until rows are made of them; rows that keep some need them to stay. */
    vd_str kept = vd_arena_copy(&g->arena, vd_buf_str(&bytes));
    vd_buf_clear(&bytes);
    return kept.ptr && bytes_gather(g, &in, kept) ? VD_OK : vd_fail_memory(err);
}

static vd_status gathered_put(gather *g, vd_db *db, vd_error *err)
{
    vd_known rows = {g->rows, g->count};
    vd_known_report done = {0};
    size_t bad = g->report->bad + g->report->failed;
    if (g->options->strict && bad > 0) {
        return vd_fail(err, VD_INVALID, "%zu row%s or file%s bad, so nothing was imported (--strict)", bad,
                       bad == 1 ? "" : "s", bad == 1 ? " is" : "s are");
    }
    vd_status status = vd_store_known_put(db, &rows, g->options->replace ? g->origins : NULL,
                                          g->options->replace ? g->origin_count : 0, &done, err);
    g->report->added = done.added;
    g->report->unchanged = done.unchanged;
    g->report->removed = done.removed;
    return status;
}

vd_status vd_db_catalogue_import(vd_db *db, const char *const *paths, size_t path_count,
                                 const vd_catalogue_options *options, vd_catalogue_report *report, vd_error *err)
{
    static const vd_catalogue_options defaults = {0};
    *report = (vd_catalogue_report){0};
    gather g = {.options = options ? options : &defaults, .report = report};
    g.origins = VD_ARENA_ARRAY(&g.arena, vd_str, path_count + 1);
    vd_status status = g.origins ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; status == VD_OK && i < path_count; i++) {
        status = file_gather(&g, paths[i], err);
    }
    report->rows = g.count;
    if (status == VD_OK) {
        status = gathered_put(&g, db, err);
    }
    if (status == VD_OK) {
        status = vd_ingest_refresh(db, err);
    }
    if (status == VD_OK) {
        status = vd_check_count(db, g.origins, g.origin_count, &report->findings, err);
    }
    vd_arena_clear(&g.arena);
    return status;
}

vd_status vd_db_catalogue_forget(vd_db *db, vd_str source, size_t *removed, vd_error *err)
{
    *removed = 0;
    vd_status status = vd_store_known_forget(db, source, removed, err);
    return status == VD_OK ? vd_ingest_refresh(db, err) : status;
}
