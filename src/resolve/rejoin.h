/** Two ways to decide the sources of numbers that are decided anew, held against each other: what rejoin.c asks of the
 *  files beside it.
 *  Only those see this header. */
#ifndef VD_RESOLVE_REJOIN_H
#define VD_RESOLVE_REJOIN_H

#include "resolve/less.h"
#include "resolve/reopen.h"

enum { VD_NOT_MET = -1 };

/* One way to decide the sources. */
typedef struct vd_rejoin_side {
    const vd_reopened *of;
    vd_resolution r;
    int64_t *rows; /* per document: its row, or 0 of one that is not kept */
    int *met;      /* per document decided anew: its place there */
    int *places;   /* per source that was there: its place here */
} vd_rejoin_side;

typedef struct vd_rejoining {
    const vd_again *a;
    vd_pool *pool; /* of a */
    const vd_touched *kept;
    vd_rejoin_side was, is;
    int *was_of, *is_of; /* per document met: the one of that side, or VD_NOT_MET */
    bool *shifted;       /* the same: what others may hang on has changed */
    vd_revision *out;
    const vd_less *less; /* a source goes; or NULL */
    size_t documents_cap;
    vd_addition *given;
} vd_rejoining;

/** A note: of a row; of a new document, below zero; or, 0, of nothing. */
typedef struct vd_rejoin_note {
    uint64_t key;
    int64_t what;
    int document; /* of its side */
} vd_rejoin_note;

/* rejoin.c */
/** The row of a document of the side; 0: none, or a new one. */
int64_t vd_rejoin_row(const vd_rejoin_side *s, int document);
/** What a mention of a source that was there means on one side, and whether it was decided anew. */
static inline const vd_link *vd_rejoin_link(const vd_rejoin_side *s, size_t source, size_t mention)
{
    return &s->r.links[s->places[source]][mention];
}
static inline bool vd_rejoin_open(const vd_rejoining *j, size_t source, size_t mention)
{
    return j->was.of->open[j->was.places[source]][mention];
}

/* rejoin_give.c */
/** Room for all documents that can be given; asked for before the two that give. */
void vd_rejoin_room(vd_rejoining *j);
/** Of the old sources; and of the new ones, in their order. */
void vd_rejoin_give_revision(vd_rejoining *j);
void vd_rejoin_give_addition(vd_rejoining *j);

/* rejoin_note.c */
void vd_rejoin_compare_notes(vd_rejoining *j);
/** By key, as the comparison below. */
vd_rejoin_note *vd_rejoin_notes(vd_rejoining *j, const vd_rejoin_side *s);
int vd_rejoin_note_cmp(const void *a, const void *b);
bool vd_rejoin_note_kept(vd_rejoining *j, const vd_rejoin_note *n);
/** Is it one that only mentions of the numbers decided anew make? */
bool vd_rejoin_note_free(const vd_rejoining *j, uint64_t key);

/** As vd_rejoin(), with a source and without it, which goes. */
vd_status vd_rejoin_less(const vd_given *g, const vd_reopened *with, const vd_reopened *without, const vd_addition *was,
                         vd_addition *is, vd_revision *out, vd_error *err);
/** less_note.c: the notes that go with it. */
vd_status vd_less_notes(const vd_given *g, vd_rejoining *j, vd_error *err);

#endif
