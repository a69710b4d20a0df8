/** From files to a database that answers: what is read again, what is kept, and when documents are decided anew. */
#include "base/buf.h"
#include "base/error.h"
#include "extract/source.h"
#include "ingest/refresh.h"
#include "ingest/walk.h"
#include "read/read.h"
#include "rules_version.h"
#include "store/store.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

/* How often the documents are decided anew when another process keeps adding sources meanwhile. */
#define RESOLVE_TRIES 3

typedef struct ingest {
    vd_db *db;
    const vd_grammar *grammar;
    const vd_ingest_options *options;
    vd_ingest_report *report;
    vd_walk walk;
} ingest;

static void problem_tell(const ingest *in, vd_str path, size_t line, size_t column, const vd_error *err)
{
    if (in->options->problem != NULL) {
        in->options->problem(in->options->context, path, line, column, err);
    }
}

static void walk_problem(void *context, vd_str path, const vd_error *err)
{
    ingest *in = context;
    in->report->seen++;
    in->report->failed++;
    problem_tell(in, path, 0, 0, err);
}

/* A failure with one file: told, counted, and no reason to stop; or one that ends everything. */
static vd_status file_fail(ingest *in, vd_str path, const vd_source *source, const vd_error *failure, vd_error *err)
{
    size_t line = 0, column = 0;
    if (failure->status == VD_NO_MEMORY) {
        return vd_fail_memory(err);
    }
    if (source != NULL && failure->offset != SIZE_MAX) {
        vd_source_position(source, failure->offset, &line, &column);
    }
    in->report->failed++;
    problem_tell(in, path, line, column, failure);
    return VD_OK;
}

static void damage_tell(const ingest *in, vd_str path, const vd_source *source)
{
    size_t first = SIZE_MAX, line = 0, column = 0;
    size_t count = vd_source_invalid(source, &first);
    if (count == 0) {
        return;
    }
    vd_error warning;
    vd_source_position(source, first, &line, &column);
    if (count == 1) {
        vd_fail_at(&warning, VD_INVALID, first,
                   "1 invalid UTF-8 sequence, at byte %zu; it is read as an unknown character", first);
    } else {
        vd_fail_at(&warning, VD_INVALID, first,
                   "%zu invalid UTF-8 sequences, first at byte %zu; they are read as unknown characters", count, first);
    }
    problem_tell(in, path, line, column, &warning);
}

/* Extracts and stores one file whose bytes are new; `outline` is what is known of it before. */
static vd_status source_write(ingest *in, const vd_stored_source *outline, vd_source *source, bool known, vd_error *err)
{
    vd_extraction extraction;
    uint64_t print[VD_PRINT_SIZE];
    vd_error failure = {0};
    vd_tasks tasks = {0};
    vd_status status = vd_extract(in->grammar, source, &extraction, &failure);
    if (status == VD_OK) {
        status = vd_tasks_read(in->grammar, source, &extraction, &tasks, &failure);
    }
    if (status != VD_OK) {
        return file_fail(in, outline->path, source, &failure, err);
    }
    const vd_text *text = vd_source_text(source);
    vd_print((vd_str){text->fold, text->fold_len}, print);
    vd_stored_source stored = *outline;
    stored.print = print;
    stored.marks_lost = text->marks_lost;
    stored.source = source;
    stored.extraction = &extraction;
    stored.tasks = &tasks;
    status = vd_store_put_source(in->db, &stored, &failure);
    if (status == VD_INVALID || status == VD_LIMIT) {
        return file_fail(in, outline->path, source, &failure, err);
    }
    if (status != VD_OK) {
        return vd_fail(err, status, "%s", failure.text);
    }
    if (known) {
        in->report->updated++;
    } else {
        in->report->added++;
    }
    damage_tell(in, outline->path, source);
    return VD_OK;
}

/* The hash says "same bytes, read by the same rules". */
static uint64_t content_hash(vd_str bytes)
{
    return vd_str_hash(bytes) ^ vd_str_hash(VD_LIT("viendan " VD_VERSION " " VD_RULES_VERSION));
}

static vd_status bytes_ingest(ingest *in, vd_str path, vd_str bytes, vd_error *err)
{
    vd_stored_source outline = {.path = path, .hash = content_hash(bytes), .size = bytes.len};
    bool known = false;
    uint64_t hash = 0;
    vd_status status = vd_store_source_hash(in->db, path, &known, &hash, err);
    if (status != VD_OK) {
        return status;
    }
    if (known && hash == outline.hash) {
        in->report->unchanged++;
        return VD_OK;
    }
    vd_error failure = {0};
    vd_source *source = NULL;
    status = vd_source_from_bytes(path, bytes, &source, &failure);
    if (status != VD_OK) {
        return file_fail(in, path, NULL, &failure, err);
    }
    status = source_write(in, &outline, source, known, err);
    vd_source_free(source);
    return status;
}

static vd_status file_ingest(ingest *in, vd_str path, vd_error *err)
{
    vd_buf bytes = {0};
    vd_error failure = {0};
    in->report->seen++;
    vd_status status = vd_read_file(path.ptr, &bytes, &failure);
    status =
        status == VD_OK ? bytes_ingest(in, path, vd_buf_str(&bytes), err) : file_fail(in, path, NULL, &failure, err);
    vd_buf_clear(&bytes);
    return status;
}

static vd_status files_ingest(ingest *in, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i <= in->walk.count; i++) {
        bool last = i == in->walk.count;
        vd_str path = last ? VD_NONE : in->walk.files[i];
        if (in->options->progress != NULL && !in->options->progress(in->options->context, i, in->walk.count, path)) {
            return vd_fail(err, VD_STOPPED, "stopped after %zu of %zu files", i, in->walk.count);
        }
        status = last ? VD_OK : file_ingest(in, path, err);
    }
    return status;
}

/* What came from standard input has no file that could be gone. */
static bool is_gone(vd_str path)
{
    struct stat info;
    return !vd_str_eq(path, VD_LIT("-")) && stat(path.ptr, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

static vd_status sources_prune(ingest *in, vd_error *err)
{
    vd_arena arena = {0};
    vd_str *paths = NULL;
    size_t count = 0;
    vd_status status = vd_store_paths(in->db, &arena, &paths, &count, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        if (vd_walk_covers(&in->walk, paths[i]) && is_gone(paths[i])) {
            status = vd_store_remove_source(in->db, paths[i], err);
            in->report->removed += status == VD_OK;
        }
    }
    vd_arena_clear(&arena);
    return status;
}

static vd_status documents_decide(vd_db *db, vd_error *err)
{
    vd_arena arena = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_known imported;
    vd_catalogue_view catalogue;
    vd_resolution resolution;
    vd_status status = vd_store_load_sources(db, &arena, &sources, &count, err);
    if (status == VD_OK) {
        status = vd_store_known_load(db, &arena, &imported, err);
    }
    if (status == VD_OK) {
        status = vd_catalogue_merged(&arena, &imported, &catalogue, err);
    }
    if (status == VD_OK) {
        status = vd_resolve(&arena, &catalogue, sources, count, &resolution, err);
    }
    if (status == VD_OK) {
        status = vd_store_put_resolution(db, sources, count, &resolution, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_ingest_refresh(vd_db *db, vd_error *err)
{
    bool stale = false;
    vd_status status = vd_store_stale(db, &stale, err);
    for (int i = 0; status == VD_OK && stale && i < RESOLVE_TRIES; i++) {
        status = documents_decide(db, err);
        if (status != VD_BUSY) {
            break;
        }
        if (i + 1 < RESOLVE_TRIES) {
            status = VD_OK;
        }
    }
    return status == VD_OK ? vd_store_graph_pack(db, err) : status;
}

static vd_status ingest_run(ingest *in, const char *const *paths, size_t path_count, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < path_count; i++) {
        status = vd_walk_add(&in->walk, paths[i], err);
    }
    if (status == VD_OK) {
        status = files_ingest(in, err);
    }
    if (status == VD_OK && in->options->prune) {
        status = sources_prune(in, err);
    }
    return status == VD_OK ? vd_ingest_refresh(in->db, err) : status;
}

vd_status vd_db_ingest(vd_db *db, const vd_grammar *grammar, const char *const *paths, size_t path_count,
                       const vd_ingest_options *options, vd_ingest_report *report, vd_error *err)
{
    static const vd_ingest_options defaults = {0};
    vd_ingest_report done = {0};
    ingest in = {.db = db, .grammar = grammar, .options = options != NULL ? options : &defaults, .report = &done};
    in.walk.problem = walk_problem;
    in.walk.context = &in;
    vd_status status = ingest_run(&in, paths, path_count, err);
    vd_walk_clear(&in.walk);
    if (status != VD_OK && status != VD_STOPPED) {
        return status;
    }
    /* Also when the caller stopped it: what was finished is kept, and worth a word. */
    vd_status counted = vd_store_counts(db, &done.documents, &done.mentions, &done.edges, status == VD_OK ? err : NULL);
    *report = done;
    return status == VD_OK ? counted : status;
}
