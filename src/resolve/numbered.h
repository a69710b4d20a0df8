/** Mentions of one number in one place, and the documents that they may mean.
 *  Only the files about numbered mentions see this header. */
#ifndef VD_RESOLVE_NUMBERED_H
#define VD_RESOLVE_NUMBERED_H

#include "resolve/past.h"

/** One document of a group. */
typedef struct vd_number_slot {
    int entity;   /* -1: still to be made */
    int entry;    /* of the catalogue, which becomes an entity when a mention says its date; -1: none */
    int into;     /* the slot that it turned out to be, or -1 */
    vd_date date; /* whole, in part, or unknown */
    vd_str place, level;
    bool level_known;
    bool held;           /* or in the catalogue: there before any mention */
    bool offered;        /* of the catalogue, and no mention says its date: see vd_term_slot() */
    int year;            /* of one for mentions that say no date: when the citing source was written, or 0 */
    int carried;         /* and the document that cites it */
    int next;            /* the next slot of its bucket, or -1 */
    vd_str term;         /* of the body, of one that is known by it and not by its day; or of a mention */
    vd_date first, last; /* the days of the term, as far as the tables know them */
} vd_number_slot;

typedef struct vd_number_group {
    vd_pool *pool;
    const vd_ref **refs; /* those that say most first */
    size_t count;
    vd_number_slot *slots;
    size_t slot_count;
    size_t undated; /* where the undated slots begin, which come last */
    int *buckets;   /* slots by what vd_slot_is() compares: the newest of each, or -1 */
    size_t bucket_mask;
    int *of;      /* per ref: its slot, or -1 */
    bool local;   /* given by bodies of one province */
    bool lasting; /* the number holds its year, and a central body gives it once */
    bool termed;  /* for a mention without date the term decided: what the catalogue offers was taken, or one is said */
    bool loose; /* what is meant hangs on which documents there are, since neither the words nor their text say a day */
    size_t room; /* that is needed of slots but for these: */
    size_t past; /* slots of documents that were decided before: the first ones */
} vd_number_group;

/** A document that cites the number with a date, and the slot it means. */
typedef struct vd_dating {
    int carried, slot;
} vd_dating;

/* numbered_slot.c */
/** The date of a mention; the year in the number stands in for it, and is the better year. */
vd_date vd_wording_date(const vd_wording *m);
vd_date vd_ref_date(const vd_ref *ref);
/** So many of year, month and day are known. */
int vd_date_parts(vd_date date);
/** What a mention says, as a slot of its own. */
vd_number_slot vd_group_said(const vd_number_group *g, const vd_ref *ref);
/** Nothing but the date can tell the two apart. */
bool vd_slots_agree(const vd_number_slot *a, const vd_number_slot *b);
/** A mention with a whole date means the slot's document. */
bool vd_slot_is(const vd_number_group *g, const vd_number_slot *s, const vd_number_slot *said);
/** Room for buckets of `most` slots; the one that slots of this date are in; a slot more. */
bool vd_slots_make(vd_number_group *g, size_t most);
size_t vd_slot_bucket(const vd_number_group *g, vd_date date);
void vd_slot_add(vd_number_group *g, vd_number_slot made);
/** A slot for a document that is there. */
void vd_slot_known(vd_number_group *g, int entity);
bool vd_group_knows(const vd_number_group *g, int entity);
/** Slots for what is there before any mention: held documents, and the catalogue's. */
void vd_group_start(vd_number_group *g, vd_run held, vd_run entries);

/* numbered_past.c */
/** Slots for documents decided before; the pool is shut for the number where the group cannot be told by them. */
void vd_group_recall(vd_number_group *g);
/** What later mentions of the number can be held against. */
void vd_group_note(const vd_number_group *g);

/* numbered_dated.c */
/** The mention at `at` says a whole date; or the year only, or year and month. */
void vd_group_whole(vd_number_group *g, size_t at);
void vd_group_partial(vd_number_group *g, size_t at);
/** A held document whose own date is cut off or left blank is the one dated mention that falls into its time. */
void vd_group_complete(vd_number_group *g);
/** Links the first `count` mentions, which say a date. */
void vd_group_link(vd_number_group *g, size_t count);

/* numbered_undated.c */
/** Per document that cites the number with a date: the slots it means, sorted. */
vd_dating *vd_near_list(const vd_number_group *g, size_t *count);
/** The mention at `at` says no date; `possible` has room for all slots. */
void vd_group_undated(vd_number_group *g, size_t at, const vd_number_slot **possible, const vd_dating *list,
                      size_t listed);

/* numbered_term.c */
/** The days of the term that a mention says, where the Party's centre gives the number: into the slot. */
void vd_slot_term(const vd_number_group *g, vd_number_slot *s, vd_str term);
/** No term that one of the two says speaks against the other's term or day. */
bool vd_terms_agree(const vd_number_slot *a, const vd_number_slot *b);
/** Whether a number without date, in a text of this time, is that of the term. */
typedef enum vd_term_age { VD_TERM_ITS_OWN, VD_TERM_ANOTHER, VD_TERM_UNKNOWN } vd_term_age;
vd_term_age vd_term_of_text(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *s);
/** The slot of the catalogue's one document that a Party number without date can mean, when its words were written;
 *  -1: none, or several. */
int vd_term_slot(const vd_number_group *g, const vd_ref *ref, const vd_number_slot *said);

#endif
