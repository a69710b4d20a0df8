/** Two ways to decide the same sources, held against each other: what again.c asks of the files beside it.
 *  Only those see this header. */
#ifndef VD_RESOLVE_AGAIN_COMPARE_H
#define VD_RESOLVE_AGAIN_COMPARE_H

#include "resolve/again.h"

/** No document; and one of which nobody asked yet, or that is only on the other side. */
enum { VD_NOWHERE = -1, VD_UNASKED = -2 };

/** One way to decide the sources, and what is known of its documents. */
typedef struct vd_side {
    vd_resolution r;
    int64_t *rows; /* per document: as it is kept, 0 where it is not; VD_UNASKED before that was asked */
    int *other;    /* per document: the same one on the other side, or VD_NOWHERE */
} vd_side;

typedef struct vd_carrier {
    int64_t row;
    int document; /* of `was` */
} vd_carrier;

typedef struct vd_compare {
    vd_again *a;
    vd_pool *pool; /* of a */
    vd_side was, is;
    vd_touched *kept;
    vd_carrier *carriers; /* what the sources carry, by row */
    bool *shifted;        /* per document of `was`: what others may hang on has changed */
    bool *changed;        /* the same: anything has */
    vd_map listed;        /* the documents of `out`: rows, as bytes, and places in `is` of those without one */
    size_t listed_cap;
    vd_revision *out;
} vd_compare;

/* again_document.c */
/** Which documents are on both sides; the sources that carry one are the same as ever, whatever it is called among
 * these alone. */
void vd_compare_match_sides(vd_compare *c);
void vd_compare_match_carriers(vd_compare *c);
/** A document of the side `is` as one of `was`; one that is only there is no other. */
int vd_compare_as_was(const vd_compare *c, int document);
/** The row of a document that was decided as it was; 0 of one that is called as a text which is another one here. */
int64_t vd_compare_row(vd_compare *c, int document);
/** May the document of `was` change? */
bool vd_compare_met(vd_compare *c, int document);
/** Are all documents that may change decided among the sources as they are kept? */
void vd_compare_check_met(vd_compare *c);
/** By themselves the sources may give a document a number or name that it does not have. */
void vd_compare_check_strangers(vd_compare *c, const vd_side *s, bool new);
void vd_compare_documents(vd_compare *c);

/* again_link.c */
void vd_compare_links(vd_compare *c);

/* again_note.c */
void vd_compare_notes(vd_compare *c);

/* again_give.c */
/** Room for all that can be given. */
void vd_compare_make_room(vd_compare *c);
/** The place among those given of a document of the side `is`. */
int vd_compare_list_new(vd_compare *c, int is);
void vd_compare_give_documents(vd_compare *c);
void vd_compare_give_links(vd_compare *c);

#endif
