/** Sources that carry one document, while they are found: what twin.c asks of twin_pair.c.
 *  Only those see this header. */
#ifndef VD_RESOLVE_TWIN_H
#define VD_RESOLVE_TWIN_H

#include "resolve/face.h"

typedef struct vd_twin_pair {
    size_t a, b;
} vd_twin_pair;

typedef struct vd_twins {
    vd_pool *pool;
    vd_face *faces;
    size_t *cluster;     /* per source: the first of its cluster, not yet always directly */
    size_t *next;        /* ring of a cluster's members; plain duplicates stay outside */
    size_t *linked;      /* per source that lacks something: another one found to be the same, and so on */
    vd_twin_pair *found; /* pairs that are the same document, both ways round */
    size_t found_count, found_cap;
    vd_twin_pair *cited; /* the same, found by what they cite, one way round and still to be joined */
    size_t cited_count, cited_cap;
    bool scans; /* there are some */
} vd_twins;

/** Files that say the same in every respect come into one cluster: thousands of copies need no comparing in pairs. */
void vd_twins_join_duplicates(vd_twins *t);
/** Fills `found`, by place. */
void vd_twins_find_pairs(vd_twins *t);

#endif
