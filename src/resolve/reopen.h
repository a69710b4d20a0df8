/** Numbers that are decided anew together with new sources: their documents are made from all that was ever said of
 *  them, as if they had not been decided before.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_REOPEN_H
#define VD_RESOLVE_REOPEN_H

#include "resolve/again.h"

/** What is decided anew, and the sources that it needs. */
typedef struct vd_reopened {
    vd_again *met;                    /* the numbers, with all documents that bear them */
    const vd_touched *touched;        /* the sources that have to do with these documents */
    const vd_resolve_source *sources; /* those and the new ones, by path */
    size_t count;
    int *kept;   /* per source: its place in `touched`, or -1 of a new one */
    bool **open; /* per source that was there: its mentions that are decided anew; NULL of a new one */
} vd_reopened;

/** The sources [new, new + count), by path, with those that were there.  Where something stands in the way, the pool of
 *  `met` is wide; out->sources is NULL where that has failed. */
void vd_reopened_make(vd_again *met, const vd_touched *touched, const vd_resolve_source *new, size_t count,
                      vd_reopened *out);

/** What sources are decided with, besides what is decided anew. */
typedef struct vd_given {
    vd_arena *arena;
    const vd_catalogue_view *catalogue;
    const vd_past *past;
    struct vd_less *less; /* or NULL */
} vd_given;
/** Decides the sources; `shut` takes the numbers of which that cannot be told by what is there.  more.c. */
vd_status vd_given_decide(const vd_given *g, const vd_resolve_source *sources, size_t count,
                          const vd_reopened *reopened, vd_map *shut, vd_addition *out, vd_error *err);

/* What the steps ask; of a pool that reopens nothing, all is new. */
/** Is the source one that was there? */
bool vd_reopened_kept(const vd_pool *pool, size_t source);
/** The row of what such a source carries, unless that is decided anew; else 0. */
int64_t vd_reopened_carried(const vd_pool *pool, size_t source);
/** Is the mention to be decided? */
bool vd_reopened_mention(const vd_pool *pool, size_t source, size_t mention);
/** Is the number, as it is compared, decided anew; and the document of the row? */
bool vd_reopened_number(const vd_pool *pool, vd_str number);
bool vd_reopened_row(const vd_pool *pool, int64_t row);
/** As vd_twins_find(), from what is known of the sources that were there; false where all are new. */
bool vd_reopened_clusters(const vd_pool *pool, size_t *cluster);
/** What mentions mean that others stand for, and that are not decided anew themselves. */
void vd_reopened_links(vd_pool *pool, size_t source);

/* rejoin.c */
/** What differs between the two ways to decide the reopened sources: without the new ones, which has to be what is
 *  kept, and with them.  Goes into `is`, which was decided with the new ones; else the pool of r->met is wide. */
void vd_rejoin(const vd_reopened *without, const vd_reopened *with, const vd_addition *was, vd_addition *is);

#endif
