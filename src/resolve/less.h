/** A source that is to go: what the steps are told, when it is decided as if it were new, and when the others are
 * without it. Only files of this room see this header. */
#ifndef VD_RESOLVE_LESS_H
#define VD_RESOLVE_LESS_H

#include "resolve/again.h"

typedef struct vd_less {
    const vd_leaving *given;
    const vd_resolve_source *source; /* the one that is to go, with what was decided of it: */
    const vd_kept_link *links;
    int64_t document;        /* the row of what it carries */
    bool gone;               /* it is not among the sources */
    vd_map shared;           /* names that several of the documents decided anew could have, while it is there */
    const uint64_t *ignored; /* notes that are its own: nobody else looks there; sorted */
    size_t ignored_count;
    vd_map *numbers;  /* to be decided anew */
    int64_t sure_row; /* what was asked of last, and the answer */
    unsigned sure;
    size_t looked; /* so many of them were, the last time */
} vd_less;

/** Keys of notes in their order, for qsort(). */
int vd_less_key_cmp(const void *a, const void *b);
/** Is the document nobody else's? */
bool vd_less_sole(const vd_pool *pool, int64_t row);
/** Is the note its own? */
bool vd_less_ignores(const vd_pool *pool, uint64_t key);
/** Fields of a document that do not hang on it (vd_past.sure). */
unsigned vd_less_sure(vd_pool *pool, int64_t row);
/** A document decided anew could have the alias, `alone` or not: all that could have to be decided anew. */
void vd_less_alias(vd_pool *pool, vd_str id, bool alone);

#endif
