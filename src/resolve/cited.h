/** What one text cites, looked up and not walked through: a text may cite a document a hundred thousand times, and ask
 *  of as many citations that are cut off whether they are of it.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_CITED_H
#define VD_RESOLVE_CITED_H

#include "resolve/pool.h"

/** A document under a number and type, however often the text cites it so. */
typedef struct vd_cited_number {
    const vd_wording *m;
    size_t first; /* its first mention; what that means may have to be told yet */
    int document; /* that one's, or -1 */
} vd_cited_number;

/** Zero-initialise to use; vd_cited_clear() at the end. */
typedef struct vd_cited {
    int source;       /* its index, from 1, of what is known; 0: nothing is */
    bool listed;      /* its documents are known */
    bool numbered;    /* its numbers are */
    vd_map documents; /* entities, as bytes -> VD_CITED_… */
    vd_cited_number *numbers;
    size_t number_count;
    vd_arena arena;
} vd_cited;
enum { VD_CITED_CUT = 1, VD_CITED_WHOLE = 2 };

/** Does the text cite the document; `whole`: by more than what was cut off? */
bool vd_cited_has(vd_cited *cited, vd_pool *pool, int source, int entity, bool whole);
/** The numbers of the text that go on from these digits, or may: by their first place, which tells before and behind.
 */
const vd_cited_number *vd_cited_numbers(vd_cited *cited, vd_pool *pool, int source, vd_str digits, size_t *count);
/** The mention has been decided since. */
void vd_cited_told(vd_cited *cited, vd_pool *pool, const vd_ref *ref);
void vd_cited_clear(vd_cited *cited);

#endif
