/** What the files that decide cut off citations share: which documents fit what is left.
 *  Only those see this header. */
#ifndef VD_RESOLVE_RESIDUE_H
#define VD_RESOLVE_RESIDUE_H

#include "resolve/pool.h"

enum { VD_FIT_MAX = 16 };

typedef struct vd_fits {
    int entity[VD_FIT_MAX];
    size_t count;
    bool more; /* than there is room for */
} vd_fits;

void vd_fits_add(vd_fits *f, int entity);
/** The one that fits is meant; of several none. */
void vd_fits_link(vd_pool *pool, const vd_ref *ref, const vd_fits *f, double confidence, const char *basis);
/** Is the document of the province that the mention names, or the text is of, as far as that is known? */
bool vd_entity_in_scope(const vd_pool *pool, const vd_entity *entity, const vd_ref *ref);
/** Are both names of a body, of which one begins with the other? */
bool vd_issuers_agree(vd_pool *pool, vd_str a, vd_str b);

#endif
