/** What two sources say of themselves, and whether that is one document.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_FACE_H
#define VD_RESOLVE_FACE_H

#include "resolve/pool.h"

enum {
    VD_FACE_PRINT = 90,         /* per cent: prints of one text */
    VD_FACE_CITED = 70,         /* per cent of what either cites both do */
    VD_FACE_CITED_DAMAGED = 50, /* the same where one of them is a scan */
    VD_FACE_SHARED = 3          /* so many citations, at the least, tell where prints do not */
};

/* What two sources are compared by. */
typedef struct vd_face {
    vd_str number, place, type, title, issuer, level, signer; /* folded; absent when not said */
    bool level_known;                                         /* "": a body of the province */
    vd_date date;
    const uint64_t *print; /* NULL for a text too short to have one */
    vd_str *cited;         /* the distinct numbers it cites, sorted */
    size_t cited_count;
    bool whole;   /* number and full date are known: it needs no twin to say what it is */
    bool lasting; /* the number holds its year, and its place is known: given once */
    bool damaged;
} vd_face;

/** The face of the pool's source; what it cites is in the scratch. */
void vd_face_make(vd_pool *pool, size_t source, vd_face *f);
/** Nothing the two headers say contradicts. */
bool vd_face_agrees(const vd_face *a, const vd_face *b);
/** Are they one document? */
bool vd_face_matches(const vd_face *a, const vd_face *b);
/** Do they say the same in every respect?  Both have a print. */
bool vd_face_equals(const vd_face *a, const vd_face *b);

#endif
