/** What another catalogue changes, while it is found out.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_AGAIN_H
#define VD_RESOLVE_AGAIN_H

#include "resolve/past.h"

/** A document that an entry which changed can matter to. */
typedef struct vd_met {
    int64_t row;
    vd_document document; /* as it is kept */
    bool held;
} vd_met;

typedef struct vd_again {
    vd_pool pool; /* asks the past; with the catalogue as it was */
    const vd_catalogue_view *before, *now;
    vd_met *met; /* by row, once all are there */
    size_t met_count, met_cap;
    vd_map numbers; /* whose mentions all mean met documents */
    vd_map names;   /* the same of laws */
} vd_again;

/** Find the documents that mentions mean, or carry, which look where an entry stands that differs; with all others of
 *  their numbers.  Where that cannot be told, the pool is wide. */
void vd_again_meet(vd_again *a);
/** This document, too; before the numbers are met. */
void vd_again_meet_row(vd_again *a, int64_t row);
/** The same of what bears one of the numbers, as they are compared. */
void vd_again_meet_numbers(vd_again *a, const vd_map *numbers);
/** Is the document one of them? */
const vd_met *vd_again_met(const vd_again *a, int64_t row);

/* reach.c */
bool vd_text_same(vd_str a, vd_str b);
bool vd_basis_same(const char *a, const char *b);
bool vd_texts_same(const vd_str *a, size_t count, const vd_str *b, size_t other);
/** Do they say the same of all that others may ask of a document; and in all that is kept, but for urn and aliases? */
bool vd_faces_same(const vd_document *a, const vd_document *b);
bool vd_documents_same(const vd_document *a, const vd_document *b);
/** Is what the mention means told by when the words were written that it stands in?  One that says its own day is not.
 */
bool vd_said_hangs(const vd_said *said);
/** Are the candidates of different days?  Those of one stand in an order that hangs on all sources. */
bool vd_candidates_tell(const vd_document *documents, const vd_link *link);
/** An entity that says what the document says. */
vd_entity vd_document_entity(vd_pool *pool, const vd_document *document);
/** Could a decision elsewhere hang on what the document is, was or will be?  Then the pool is wide.  `names`: of laws
 *  whose mentions are all known, or NULL. */
void vd_document_reach(vd_pool *pool, const vd_document *document, const vd_map *names);

/** Two ways to decide the mentions of one source. */
typedef struct vd_link_change {
    const void *of;
    size_t source;
    /** Does an edge by the mention lead elsewhere, or is it surer, or less sure? */
    bool (*moved)(const void *of, size_t source, size_t mention);
    /** Does it mean another document, or one that is of another day or body now? */
    bool (*shifted)(const void *of, size_t source, size_t mention);
} vd_link_change;
/** Of a source with mentions that have become others: are there edges to be stated anew?  What promulgates a text may
 *  be none of them, and no citation may be cut off beside them: then the pool is wide. */
bool vd_source_restated(vd_pool *pool, const vd_resolve_source *source, const vd_link_change *change);

#endif
