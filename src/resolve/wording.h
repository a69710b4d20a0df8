/** What mentions say, each thing kept once.
 *
 *  Half a million documents hold five million mentions, of which four in five say what another one says too; what they
 *  say is ten times as large as where they stand. */
#ifndef VD_RESOLVE_WORDING_H
#define VD_RESOLVE_WORDING_H

#include "base/map.h"
#include "resolve/resolve.h"

/** Zero-initialise but for `arena`; vd_wordings_clear() at the end, which keeps what lies in the arena. */
typedef struct vd_wordings {
    vd_arena *arena;
    vd_map texts;             /* each string once */
    const vd_wording **table; /* open addressing */
    size_t count, cap;
} vd_wordings;

/** `text` as the one copy that is kept of it; absent stays absent.  false when out of memory. */
bool vd_wordings_text(vd_wordings *all, vd_str text, vd_str *out);
/** What `mention` says.  Its strings may be gone afterwards.  NULL when out of memory. */
const vd_wording *vd_wordings_add(vd_wordings *all, const vd_mention *mention);
/** The same where its strings, but for the surface, are such as vd_wordings_text() gave: nothing is looked for then. */
const vd_wording *vd_wordings_add_kept(vd_wordings *all, const vd_mention *mention);
void vd_wordings_clear(vd_wordings *all);

/* misterm.c */
/** The number of the law that `w` means though the term in its number is misprinted; absent where nothing is misprinted
 *  or nothing proves it.    Owner: the built-in table. */
vd_str vd_number_of_term(const vd_wording *w);

/** What one source brings, from its extraction; print, marks_lost and due are left to the caller.
 *  Owner:  in the arena; path and the header's strings are borrowed.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_resolve_source_of(vd_wordings *all, vd_str path, const vd_extraction *extraction,
                                          vd_resolve_source *out, vd_error *err);

#endif
