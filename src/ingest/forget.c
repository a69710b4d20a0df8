/** Which sources are meant by the names of files, folders and lines, and that they go together or not at all. */
#include "base/error.h"
#include "base/map.h"
#include "base/order.h"
#include "ingest/refresh.h"
#include "ingest/walk.h"
#include "store/store.h"

#include <stdlib.h>

typedef struct forgetting {
    vd_db *db;
    const vd_forget_options *options;
    vd_arena arena;
    vd_map seen;
    vd_str *paths; /* each once */
    size_t count, cap, missing;
} forgetting;

static vd_status path_add(forgetting *f, vd_str path, vd_error *err)
{
    bool made = false;
    if (vd_map_put(&f->seen, path, 0, &made) == NULL) {
        return vd_fail_memory(err);
    }
    if (made && f->count == f->cap) {
        vd_str *grown = vd_arena_grown(&f->arena, f->paths, &f->cap, 32, sizeof *grown);
        if (grown == NULL) {
            return vd_fail_memory(err);
        }
        f->paths = grown;
    }
    if (made) {
        f->paths[f->count++] = path;
    }
    return VD_OK;
}

/* What the name means as it stands (the id of a line may hold anything), else as the path of a file. */
static vd_status name_find(forgetting *f, vd_str name, vd_str **paths, size_t *count, vd_error *err)
{
    vd_status status = vd_store_paths_below(f->db, name, &f->arena, paths, count, err);
    if (status != VD_OK || *count > 0) {
        return status;
    }
    vd_str normal = vd_path_normal(&f->arena, name);
    return normal.ptr == NULL ? vd_fail_memory(err) : vd_store_paths_below(f->db, normal, &f->arena, paths, count, err);
}

static vd_status name_take(forgetting *f, vd_str name, vd_error *err)
{
    vd_str *paths = NULL;
    size_t count = 0;
    vd_str like = VD_NONE;
    vd_status status = name_find(f, name, &paths, &count, err);
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = path_add(f, paths[i], err);
    }
    if (status == VD_OK && count == 0) {
        f->missing++;
        status = vd_store_path_like(f->db, name, &f->arena, &like, err);
    }
    if (status == VD_OK && count == 0 && f->options->missing) {
        f->options->missing(f->options->context, name, like);
    }
    return status;
}

static vd_status forget_run(forgetting *f, const char *const *names, size_t count, vd_error *err)
{
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = name_take(f, vd_str_of(names[i]), err);
    }
    if (status != VD_OK || f->missing > 0) {
        return status != VD_OK ? status : vd_fail(err, VD_NOT_FOUND, "no source of that name; nothing is forgotten");
    }
    if (f->count > 1) {
        qsort(f->paths, f->count, sizeof *f->paths, vd_order_strings);
    }
    for (size_t i = 0; i < f->count && f->options->source; i++) {
        f->options->source(f->options->context, f->paths[i]);
    }
    if (f->options->dry_run) {
        return VD_OK;
    }
    bool done = false;
    status = vd_ingest_leave(f->db, f->paths, f->count, &done, err);
    if (status == VD_OK && !done) {
        status = vd_store_remove_sources(f->db, f->paths, f->count, err);
    }
    if (status == VD_OK) {
        status = vd_ingest_refresh(f->db, err);
    }
    return status == VD_OK ? vd_store_search_index(f->db, err) : status;
}

vd_status vd_db_forget(vd_db *db, const char *const *names, size_t count, const vd_forget_options *options,
                       vd_ingest_report *report, vd_error *err)
{
    static const vd_forget_options defaults = {0};
    forgetting f = {.db = db, .options = options != NULL ? options : &defaults};
    vd_ingest_report done = {0};
    vd_status status = forget_run(&f, names, count, err);
    done.removed = f.count;
    vd_map_clear(&f.seen);
    vd_arena_clear(&f.arena);
    if (status == VD_OK) {
        status = vd_store_counts(db, &done.documents, &done.mentions, &done.edges, err);
    }
    *report = status == VD_OK ? done : (vd_ingest_report){0};
    return status;
}
