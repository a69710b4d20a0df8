/** From the paths a user gives to the files that are meant. */
#ifndef VD_INGEST_WALK_H
#define VD_INGEST_WALK_H

#include "base/arena.h"
#include "base/map.h"

/** What hears of a path that cannot be walked; the walk goes on. */
typedef void (*vd_walk_problem)(void *context, vd_str path, const vd_error *err);

/** The files found, the roots they were looked for under, and the roots that are not there.  Zero-initialise, set
 * `problem`; vd_walk_clear() at the end. */
typedef struct vd_walk {
    vd_walk_problem problem;
    void *context;
    vd_str *files; /* NUL-terminated; each once */
    size_t count, cap;
    size_t folder_count; /* of the paths added */
    vd_str *roots;
    size_t root_count, root_cap;
    vd_str *others; /* documents that are no text; each once, and some perhaps taken later: see vd_walk_others() */
    size_t other_count, other_cap;
    vd_str *missing;
    size_t missing_count, missing_cap;
    vd_arena arena;
    vd_map seen;
} vd_walk;

/** Add a path: a file is taken whatever its name; a folder gives its *.txt, *.text and *.md, in the order of their
 *  names' bytes, with those of its folders.  Hidden files and folders are left out, and so is a folder's README: it
 *  speaks about the files.  What people keep documents in besides (*.pdf, *.docx …) is counted, but not where a text of
 *  the same name stands beside it: that is what was made of it.  Links are followed, but never back into a folder that
 * is being walked. Errors: NO_MEMORY.  Everything else goes to `problem`. */
VD_CHECKED vd_status vd_walk_add(vd_walk *walk, const char *path, vd_error *err);
/** Add one file as it is named, whatever it is.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_walk_add_file(vd_walk *walk, const char *path, vd_error *err);
/** How many documents were left out because they are no text, and the first of them; absent: none. */
size_t vd_walk_others(const vd_walk *walk, vd_str *first);
/** Is `path` one of the roots or below one that is there?  Below a root that is not there nothing is known to be gone:
 *  it may be on a drive that is not mounted, or have another name now. */
bool vd_walk_covers(const vd_walk *walk, vd_str path);
void vd_walk_clear(vd_walk *walk);

/** "./a//b/" -> "a/b", in words only: ".." stays, because behind a link it is not what it seems.  ptr == NULL: out of
 *  memory. */
vd_str vd_path_normal(vd_arena *arena, vd_str path);

#endif
