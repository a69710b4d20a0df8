/** From files to a database that answers: which files are meant, which are forgotten, and when documents are decided
 * anew. */
#include "base/error.h"
#include "ingest/batches.h"
#include "ingest/refresh.h"
#include "ingest/walk.h"
#include "rules_version.h"
#include "store/store.h"

#include <errno.h>
#include <sys/stat.h>

/* How often the documents are decided anew when another process keeps adding sources meanwhile. */
#define RESOLVE_TRIES 3

/* How many new sources are worth deciding alone: trying it costs three times as much a source as deciding all costs a
 * document, and is for nothing where one of them cannot be. */
static const vd_few add_few = {.always = 16, .share = 128, .most = 1024};

typedef struct ingest {
    vd_db *db;
    const vd_grammar *grammar;
    const vd_ingest_options *options;
    vd_ingest_report *report;
    vd_walk walk;
} ingest;

static void walk_problem(void *context, vd_str path, const vd_error *err)
{
    ingest *in = context;
    in->report->seen++;
    in->report->failed++;
    vd_problem_tell(in->options, path, 0, 0, err);
}

/* What is no text is told of once: a folder may hold nothing else. */
static void others_tell(ingest *in)
{
    vd_error warning;
    vd_str first;
    in->report->others = vd_walk_others(&in->walk, &first);
    if (in->report->others > 0) {
        vd_fail(&warning, VD_NOT_TEXT,
                "left out, for its name is not that of a text; convert it to .txt first, e.g. with pdftotext -layout, "
                "pandoc -t plain or, of a scan, tesseract -l vie");
        vd_problem_tell(in->options, first, 0, 0, &warning);
    }
}

static vd_status documents_read(ingest *in, vd_error *err)
{
    const vd_batches batches = {.db = in->db,
                                .streams = in->options->streams,
                                .grammar = in->grammar,
                                .options = in->options,
                                .report = in->report,
                                .paths = in->walk.files,
                                .path_count = in->walk.count};
    return vd_batches_run(&batches, err);
}

/* What came from standard input has no file that could be gone. */
static bool is_gone(vd_str path)
{
    struct stat info;
    return !vd_str_eq(path, VD_LIT("-")) && stat(path.ptr, &info) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* Forgets what has no file any more, or counts it: then a word about it costs no more than the walk did. */
static vd_status sources_gone(ingest *in, bool forget, vd_error *err)
{
    vd_arena arena = {0};
    vd_str *paths = NULL;
    size_t count = 0;
    size_t gone = 0;
    bool done = false;
    vd_status status = vd_store_paths(in->db, &arena, &paths, &count, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        if (vd_walk_covers(&in->walk, paths[i]) && is_gone(paths[i])) {
            paths[gone++] = paths[i];
        }
    }
    if (status == VD_OK && forget && gone > 0) {
        status = vd_ingest_leave(in->db, paths, gone, &done, err);
    }
    for (size_t i = 0; status == VD_OK && forget && !done && i < gone; i++) {
        status = vd_store_remove_source(in->db, paths[i], err);
        in->report->removed += status == VD_OK;
    }
    if (status == VD_OK) {
        *(forget ? &in->report->removed : &in->report->gone) = gone;
    }
    vd_arena_clear(&arena);
    return status;
}

/* What is known beforehand: the catalogue with the rows that the database has of its own. */
static vd_status catalogue_load(vd_db *db, vd_arena *arena, vd_catalogue_view *out, vd_error *err)
{
    vd_known imported;
    vd_status status = vd_store_known_load(db, arena, &imported, err);
    return status == VD_OK ? vd_catalogue_merged(arena, &imported, out, err) : status;
}

static vd_status documents_decide(vd_db *db, vd_error *err)
{
    vd_arena arena = {0}, prints = {0};
    vd_resolve_source *sources = NULL;
    size_t count = 0;
    vd_catalogue_view catalogue;
    vd_resolution resolution;
    vd_status status = vd_store_load_sources(db, &arena, &prints, &sources, &count, err);
    if (status == VD_OK) {
        status = catalogue_load(db, &arena, &catalogue, err);
    }
    if (status == VD_OK) {
        status = vd_resolve_told(&arena, &catalogue, sources, count, &prints, vd_store_told(db), &resolution, err);
    }
    if (status == VD_OK) {
        resolution.rules = VD_RULES_VERSION;
        status = vd_store_put_resolution(db, sources, count, &resolution, err);
    }
    vd_arena_clear(&prints);
    vd_arena_clear(&arena);
    return status;
}

static vd_status more_decide(void *context, vd_arena *arena, const vd_resolve_source *sources, size_t source_count,
                             const vd_past *past, vd_addition *out, vd_error *err)
{
    vd_catalogue_view catalogue;
    vd_status status = catalogue_load(context, arena, &catalogue, err);
    if (status == VD_OK) {
        status = vd_resolve_more(arena, &catalogue, sources, source_count, past, out, err);
    }
    if (status == VD_OK) {
        out->resolution.rules = VD_RULES_VERSION;
    }
    return status;
}

static vd_status again_decide(void *context, vd_arena *arena, const vd_past *past, vd_revision *out, vd_error *err)
{
    vd_known known[2];
    vd_catalogue_view catalogue[2];
    vd_status status = vd_store_known_past(context, arena, &known[0], err);
    if (status == VD_OK) {
        status = vd_store_known_load(context, arena, &known[1], err);
    }
    for (int i = 0; status == VD_OK && i < 2; i++) {
        status = vd_catalogue_merged(arena, &known[i], &catalogue[i], err);
    }
    return status == VD_OK ? vd_resolve_again(arena, &catalogue[0], &catalogue[1], past, out, err) : status;
}

/* Deciding no more than what came or changed, where that can be told. */
static vd_status some_decide(vd_db *db, bool *done, vd_error *err)
{
    vd_status status = vd_store_add(db, VD_RULES_VERSION, add_few, more_decide, db, done, err);
    if (status == VD_OK && !*done) {
        status = vd_store_revise(db, VD_RULES_VERSION, again_decide, db, done, err);
    }
    return status == VD_BUSY ? VD_OK : status; /* it is waited for later */
}

static vd_status less_decide(void *context, vd_arena *arena, const vd_leaving *leaving, const vd_past *past,
                             vd_revision *out, vd_error *err)
{
    vd_catalogue_view catalogue;
    vd_status status = catalogue_load(context, arena, &catalogue, err);
    return status == VD_OK ? vd_resolve_less(arena, &catalogue, leaving, past, out, err) : status;
}

vd_status vd_ingest_leave(vd_db *db, vd_str *paths, size_t count, bool *done, vd_error *err)
{
    *done = false;
    if (count > VD_LEAVE_MOST) {
        return VD_OK;
    }
    vd_status status = vd_store_leave(db, VD_RULES_VERSION, paths, count, less_decide, db, done, err);
    return status == VD_BUSY ? VD_OK : status; /* it is waited for later */
}

vd_status vd_ingest_refresh(vd_db *db, vd_error *err)
{
    bool stale = false, done = false;
    vd_status status = vd_store_stale(db, &stale, err);
    if (status == VD_OK && stale) {
        status = some_decide(db, &done, err);
        stale = !done;
    }
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
        status =
            in->options->streams ? vd_walk_add_file(&in->walk, paths[i], err) : vd_walk_add(&in->walk, paths[i], err);
    }
    if (status == VD_OK) {
        others_tell(in);
        status = vd_store_search_begin(in->db, in->options->search, err);
    }
    if (status == VD_OK) {
        status = documents_read(in, err);
    }
    if (status == VD_OK && !in->options->streams && (in->options->prune || in->walk.folder_count > 0)) {
        status = sources_gone(in, in->options->prune, err);
    }
    if (status == VD_OK) {
        status = vd_ingest_refresh(in->db, err);
    }
    return status == VD_OK ? vd_store_search_index(in->db, err) : status;
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
