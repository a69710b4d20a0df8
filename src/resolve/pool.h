/** The pool of entities: what will become documents, while references are still being sorted out.
 *  Only files of this room see this header.
 *
 *  An entity is found by its keys.  Strings live in the arena or in the extractions.  Failures of memory are sticky. */
#ifndef VD_RESOLVE_POOL_H
#define VD_RESOLVE_POOL_H

#include "base/map.h"
#include "resolve/resolve.h"

/** A field's best value so far, and how good its origin is. */
typedef struct vd_field {
    vd_str value;
    int rank;     /* 0: none; see vd_rank_* */
    int source;   /* index of the source it was learnt from, -1: catalogue */
    size_t start; /* byte offset there */
} vd_field;

/** Where a field comes from, better ones higher. */
enum {
    VD_RANK_IMPLIED = 1,     /* follows from a symbol */
    VD_RANK_DAMAGED = 2,     /* read on a scan that lost its marks */
    VD_RANK_STATED = 3,      /* a citation says so */
    VD_RANK_CATALOGUE = 4,   /* known from outside */
    VD_RANK_OWN_DAMAGED = 5, /* the document's own header, on such a scan */
    VD_RANK_OWN = 6          /* the document's own header */
};

typedef struct vd_entity {
    vd_field type, number, symbol, issuer, place, title, signer, signer_role;
    vd_date date;
    int date_rank, date_source;
    size_t date_start;
    vd_str title_fold;
    int year;        /* of the number, of the date, or 0 */
    int catalogue;   /* index of the entry, or -1 */
    int promulgator; /* entity that issued it as an annex, or -1 */
    bool held;       /* a source carries its text */
    bool named;      /* known by name only */
    vd_date earliest, latest;
    int document; /* index in the resolution, at the end */
} vd_entity;

/** One mention as the room sees it. */
typedef struct vd_ref {
    int source, mention;
    const vd_mention *m;
    vd_str key;   /* normalised number, "" without */
    vd_str scope; /* province's slug for local bodies, "" national, "?" unknown */
} vd_ref;

typedef struct vd_pool {
    vd_arena *arena;
    const vd_catalogue_view *catalogue;
    const vd_resolve_source *sources; /* sorted by path */
    size_t source_count;
    vd_entity *entities;
    size_t count, cap;
    int *carried;    /* per source: the entity it carries */
    vd_link **links; /* per source and mention; .document is an entity here */
    vd_ref *refs;
    size_t ref_count;
    vd_map by_name;       /* folded name + scope -> entity */
    int *entity_of_entry; /* per catalogue entry, or -1 */
    vd_str *entry_folds;  /* per catalogue entry: folded title */
    vd_str *entry_keys;   /* per catalogue entry: normalised number, "" without */
    vd_str *carried_keys; /* per source: normalised number of the document it carries, "" without */
    bool failed;          /* out of memory */
} vd_pool;

int vd_pool_add(vd_pool *pool);
/** Offer a value; it is taken when its rank is higher than what is there. */
void vd_field_offer(vd_field *field, vd_str value, int rank, int source, size_t start);
void vd_date_offer(vd_entity *entity, vd_date date, int rank, int source, size_t start);
/** Offer all that a mention says of its document. */
void vd_entity_learn(vd_pool *pool, int index, const vd_ref *ref);
/** The entity of a catalogue entry, made when it is not there yet. */
int vd_pool_entry(vd_pool *pool, size_t entry);
void vd_pool_link(vd_pool *pool, const vd_ref *ref, int entity, double confidence, const char *basis);
void vd_pool_ambiguous(vd_pool *pool, const vd_ref *ref, const int *candidates, size_t count, const char *basis);
vd_link *vd_pool_link_of(vd_pool *pool, const vd_ref *ref);
/** A copy of a string made of parts, ended by NULL. */
vd_str vd_pool_join(vd_pool *pool, const char *separator, const vd_str *parts, size_t count);
vd_str vd_pool_fold(vd_pool *pool, vd_str s);

/* key.c */
/** "Chỉ thị 05-CT/TW" -> "5-ct/tw": folded, no blanks, one kind of dash, no leading zeros. */
vd_str vd_number_key(vd_pool *pool, vd_str number);
/** Where a number is unique: "" for national bodies, the province for local ones. */
vd_str vd_number_scope(vd_pool *pool, const vd_mention *mention, int source);
/** Laws and resolutions of the National Assembly share one shape of number: the type is part of the key. */
bool vd_number_needs_type(vd_str symbol_fold);
/** The last day on which the source can have been written, and the first; {0,0,0} when nothing is known. */
vd_date vd_source_latest(const vd_pool *pool, int source);
vd_date vd_source_earliest(const vd_pool *pool, int source);
/** Province of a source as a slug, or absent. */
vd_str vd_source_place(const vd_pool *pool, int source);

/* named.c */
/** Link a mention to the law of its title, as of the citing source's date or the date given. */
void vd_law_link(vd_pool *pool, const vd_ref *ref);

/* The steps, in this order. */
void vd_step_carry(vd_pool *pool);       /* sources -> entities; same text twice */
void vd_step_numbered(vd_pool *pool);    /* mentions with a whole number */
void vd_step_cut_numbers(vd_pool *pool); /* numbers without their end */
void vd_step_named(vd_pool *pool);       /* laws and plans by name */
void vd_step_residue(vd_pool *pool);     /* what is cut off */
/** Entities to documents with ids, links and edges. */
vd_status vd_step_documents(vd_pool *pool, vd_resolution *out, vd_error *err);

#endif
