/** The pool of entities: what will become documents, while references are still being sorted out.
 *  Only files of this room see this header.
 *
 *  An entity is found by its keys.  Strings live in the arena or in the extractions.  Failures of memory are sticky. */
#ifndef VD_RESOLVE_POOL_H
#define VD_RESOLVE_POOL_H

#include "base/map.h"
#include "resolve/index.h"
#include "resolve/resolve.h"

/** A field's best value so far, and how good its origin is. */
typedef struct vd_field {
    vd_str value;
    int rank;     /* 0: none; see VD_RANK_… */
    int source;   /* index of the source it was learnt from, -1: catalogue */
    size_t start; /* byte offset there */
} vd_field;

/** Where a field comes from, better ones higher. */
enum {
    VD_RANK_IMPLIED = 1,     /* follows from a symbol */
    VD_RANK_DAMAGED = 2,     /* read on a scan that lost its marks */
    VD_RANK_STATED = 3,      /* a citation says so */
    VD_RANK_OWN_DAMAGED = 4, /* the document's own header, on such a scan */
    VD_RANK_CATALOGUE = 5,   /* known from outside */
    VD_RANK_OWN = 6          /* the document's own header */
};

typedef struct vd_entity {
    vd_field type, number, symbol, issuer, place, title, signer, signer_role;
    vd_date date;
    int date_rank, date_source;
    size_t date_start;
    vd_str title_fold;
    vd_str term;     /* of its body, where nothing else tells when it was issued; its days are earliest and latest */
    int year;        /* written in the number, or 0 */
    int catalogue;   /* index of the entry, or -1 */
    int promulgator; /* entity that issued it as an annex, or -1 */
    int next;        /* the next entity under one key of by_name, or -1 */
    int64_t row;     /* decided before, in this row: it may be meant, and nothing else; 0: made here */
    bool late;       /* what it says was not learnt in the order that past.c knows */
    bool held;       /* a source carries its text */
    bool named;      /* known by name only */
    bool cited;      /* some mention means it */
    vd_date earliest, latest;
    int document; /* index in the resolution, at the end */
} vd_entity;

/** One mention as the room sees it; made when it is looked at. */
typedef struct vd_ref {
    int source, mention;
    const vd_said *at;
    const vd_wording *m; /* at->m, or what stands in for it */
    vd_str scope;        /* where the number is unique: "" national, a province's slug, "?…" unknown */
} vd_ref;

/** What was noted for later sources. */
typedef struct vd_noted {
    uint64_t key;
    int entity, source; /* -1, -1: only that somebody looked here */
} vd_noted;
typedef struct vd_clues {
    vd_noted *items;
    size_t count, cap;
    uint64_t *recent; /* keys just noted: what is said often is noted less often */
} vd_clues;

/** Laws that one source tells apart by number or day (see law_said.c). */
typedef struct vd_laws_said {
    int source;    /* its index, from 1; 0: none was read */
    vd_map said;   /* a number, or a name with a day or year -> how much it weighs */
    vd_arena keys; /* what names and days lie in */
} vd_laws_said;

/** Who acts on what one source names (see law_act.c). */
typedef struct vd_acts {
    int source; /* its index, from 1; 0: none was read */
    int *by;    /* per mention: the claim by which another document that the source names acts on it, or -1 */
    size_t cap;
} vd_acts;

typedef struct vd_pool {
    vd_arena *arena;
    vd_arena scratch; /* what a step needs for one group; it clears it */
    const vd_catalogue_view *catalogue;
    const vd_resolve_source *sources; /* sorted by path */
    vd_arena *prints;                 /* what their prints lie in, cleared behind the last use; or NULL */
    size_t source_count;
    vd_entity *entities; /* of their own memory: they grow */
    size_t count, cap;
    int *carried;           /* per source: the entity it carries */
    vd_str *said_places;    /* per source: the province that its header names, as a slug, or absent */
    vd_str *places;         /* the province from which it speaks: what a twin says counts, a central body has none */
    vd_link **links;        /* per source and mention; .document is an entity here */
    const vd_str ***scopes; /* per source and mention; see vd_ref */
    vd_arena steps;         /* what is needed up to the last step: cleared before documents are made */
    const vd_told *told;    /* how far it is; NULL: nobody */
    bool remembers;         /* `folds` is cleared at the end */
    vd_map folds;           /* what is folded again and again -> its place in `folded` */
    vd_str *folded;
    size_t folded_cap;
    int *entity_of_entry;         /* per catalogue entry, or -1 */
    vd_index entry_numbers;       /* normalised number -> catalogue entry */
    vd_date table_last;           /* the last day on which a law of the built-in table was passed */
    vd_index entry_names;         /* folded titles and short titles, with and without their year -> catalogue entry */
    vd_index entry_titles;        /* folded titles -> catalogue entry */
    vd_index entry_others;        /* folded titles of what is no law -> catalogue entry */
    vd_index held_numbers;        /* normalised number -> entity with a text */
    vd_index held_titles;         /* folded title -> entity with a text */
    vd_index numbers;             /* normalised number -> entity; ready behind the numbered mentions */
    vd_index numbered_names;      /* folded title -> entity with a number; ready behind the numbered mentions */
    vd_map by_name;               /* folded name and scope -> first entity of that name */
    vd_laws_said laws;            /* of the source that was looked at last */
    vd_acts acts;                 /* the same */
    vd_clues clues;               /* see past.c */
    const struct vd_past *past;   /* NULL: these are all sources */
    struct vd_recalled *recalled; /* what was asked of it */
    const char *wide;             /* see vd_addition */
    vd_map shut;                  /* numbers that are only told with all that was said of them before */
    const struct vd_reopened *reopened; /* what is decided anew together with new sources; or NULL */
    struct vd_less *less;               /* the new source is one that is to go (see less.h); or NULL */
    bool voted;                         /* numbered mentions have said what they say */
    bool failed;                        /* out of memory, or `past` failed */
} vd_pool;

/* pool.c */
/** The mention of a source. */
vd_ref vd_ref_of(const vd_pool *pool, int source, size_t mention);
/** All mentions that are to be decided, in the order of the sources: for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool,
 * &ref);) */
#define VD_REF_BEFORE ((vd_ref){.mention = -1})
bool vd_ref_next(const vd_pool *pool, vd_ref *ref);
/** What the pool's sources, as yet unsorted, mean.  resolve.c. */
vd_status vd_pool_resolve(vd_pool *pool, vd_resolution *out, vd_error *err);
/** A new entity, or -1.  Entities may move: no pointer to one outlives this call. */
int vd_pool_add(vd_pool *pool);
/** Offer a value; it is taken when its rank is higher than what is there. */
void vd_field_offer(vd_field *field, vd_str value, int rank, int source, size_t start);
void vd_date_offer(vd_entity *entity, vd_date date, int rank, int source, size_t start);
/** Give back what the pool holds outside its arena.  resolve.c. */
void vd_pool_clear(vd_pool *pool);
/** How much a mention's words are worth. */
int vd_ref_rank(const vd_pool *pool, const vd_ref *ref);
/** Is it read so badly that others are believed first? */
bool vd_ref_doubtful(const vd_pool *pool, const vd_ref *ref);
/** Offer all that a mention says of its document. */
void vd_entity_learn(vd_pool *pool, int index, const vd_ref *ref);
/** Offer what most of the best mentions say, field by field. */
void vd_entity_vote(vd_pool *pool, int index, const vd_ref *const *refs, size_t count);
/** Is it a law, so that its name and its number alone mean it? */
bool vd_entry_law(const vd_catalogue_entry *entry);
/** Is it of a body of that scope (see vd_number_scope)? */
bool vd_entry_here(const vd_catalogue_entry *entry, vd_str scope);
/** The entity of a catalogue entry, made when it is not there yet. */
int vd_pool_entry(vd_pool *pool, size_t entry);
/** What the catalogue says goes to an entity that is that entry. */
void vd_entity_is_entry(vd_pool *pool, int index, size_t entry);
void vd_pool_link(vd_pool *pool, const vd_ref *ref, int entity, double confidence, const char *basis);
void vd_pool_ambiguous(vd_pool *pool, const vd_ref *ref, const int *candidates, size_t count, const char *basis);
vd_link *vd_pool_link_of(vd_pool *pool, const vd_ref *ref);
/** Entities under a name of by_name: the first or -1, the others by .next; add puts one behind them. */
int vd_pool_named(vd_pool *pool, vd_str name);
/** The same for a name that only these sources can know. */
int vd_pool_named_here(const vd_pool *pool, vd_str name);
void vd_pool_name(vd_pool *pool, vd_str name, int entity);
/** A copy of strings joined by a separator. */
vd_str vd_pool_join(vd_pool *pool, const char *separator, const vd_str *parts, size_t count);
/** The same, until the scratch is cleared. */
vd_str vd_pool_join_now(vd_pool *pool, const char *separator, const vd_str *parts, size_t count);
vd_str vd_pool_fold(vd_pool *pool, vd_str s);
/** The same for what few different ones are of (symbols, bodies, types): each is folded once. */
vd_str vd_pool_fold_often(vd_pool *pool, vd_str s);
/** The same, until the scratch is cleared. */
vd_str vd_pool_fold_now(vd_pool *pool, vd_str s);
/** Zeroed memory; NULL (and pool->failed) when there is none. */
void *vd_pool_array(vd_pool *pool, size_t count, size_t size);
void *vd_pool_scratch(vd_pool *pool, size_t count, size_t size);
#define VD_SCRATCH_ARRAY(pool, type, count) ((type *)vd_pool_scratch((pool), (count), sizeof(type)))
#define VD_POOL_ARRAY(pool, type, count) ((type *)vd_pool_array((pool), (count), sizeof(type)))

/* key.c */
/** "Chỉ thị 05-CT/TW" -> "5/ct/tw": folded, no blanks, no leading zeros, and one sign between the parts, since the
 * Party writes "05-CT/TW", the state "05/CT-TTg", and one as the other writes often.  Laws and resolutions of the
 * National Assembly share one shape of number: a resolution's key begins with its type. */
vd_str vd_number_key(vd_pool *pool, vd_str number, vd_str type);
/** The same of what is known to be, or may be, a resolution of the National Assembly; absent for another type. */
vd_str vd_number_assembly(vd_pool *pool, vd_str key, vd_str type);
/** A number of the National Assembly of which is not said whether it is a law or a resolution. */
bool vd_number_untyped(const vd_wording *m);
/** Does nothing that is known of the document speak against its body's term: of the Party's centre its day, of the
 * National Assembly its number?  numbered_term.c. */
bool vd_term_fits(const vd_entity *entity, vd_str term);
/** What stands before its first sign: "59". */
vd_str vd_number_digits(vd_str key);
/** The year written in a number ("59/2023/nd-cp"), or 0. */
int vd_number_year(vd_str key);
/** Where a number is unique: "" for central bodies, the province for local ones, "?" when that is unknown.  Type and
 *  date tell what a symbol stood for; `issuer` in words decides where the symbol leaves it open: "KH-BCĐ" is given by
 *  committees of every level. */
vd_str vd_number_scope(vd_pool *pool, vd_str symbol, vd_str type, vd_date date, vd_str place, vd_str issuer);
vd_str vd_entity_scope(vd_pool *pool, const vd_entity *entity);
/** Is a body one of the centre?  `issuer` in words. */
bool vd_issuer_central(vd_pool *pool, vd_str issuer);
/** The part of a folded body's name that says it is below a province ("xa cam giang"), or ""; absent when a bare "thanh
 *  pho" or "thanh uy" leaves open which city it is, and whether it is a province's equal. */
vd_str vd_issuer_level(vd_str fold);
/** One name begins with the other. */
bool vd_prefix_agree(vd_str a, vd_str b);
/** Two folded titles, both read well, have hardly a word in common. */
bool vd_titles_differ(vd_str a, vd_str b);
/** No known part of the two dates differs. */
bool vd_dates_agree(vd_date a, vd_date b);
/** The last day on which the source can have been written, and the first; {0,0,0} when nothing is known. */
vd_date vd_source_latest(const vd_pool *pool, int source);
vd_date vd_source_earliest(const vd_pool *pool, int source);
/** The mention in whose title this one stands, or NULL; and the date of the document that it means, as far as that is
 *  known by now. */
const vd_wording *vd_ref_parent(const vd_pool *pool, const vd_ref *ref);
vd_date vd_ref_parent_date(const vd_pool *pool, const vd_ref *ref);
/** Can the words have been written on what was issued on (or in) `date`? */
bool vd_ref_could_mean(const vd_pool *pool, const vd_ref *ref, vd_date date);

/* twin.c */
/** Which sources carry one document: cluster[s] is the same number for them, the index of one of them. */
void vd_twins_find(vd_pool *pool, size_t *cluster);

/* law.c */
/** Link a mention to the law of its title, as of the citing source's date or the date given. */
void vd_law_link(vd_pool *pool, const vd_ref *ref);
/** Link it to the one law of these entries that was in force for the source, or leave it ambiguous. */
void vd_law_choose(vd_pool *pool, const vd_ref *ref, const int *entities, size_t count, double confidence,
                   const char *basis);
/** Is it the folded name of a law that changes others? */
bool vd_law_amends(vd_str fold);
/** Does a name of laws end at `at` in an amending law's folded title? */
bool vd_law_name_ends(vd_str title, size_t at);

/* law_index.c */
/** A folded name without a year at its end: "luat dat dai nam 2024" -> "luat dat dai"; *year is it, or 0. */
vd_str vd_law_bare_name(vd_str fold, int *year);

/* law_said.c */
void vd_laws_clear(vd_laws_said *laws);

/* law_act.c */
void vd_acts_clear(vd_acts *acts);

/* id.c */
/** A document in the making. */
typedef struct vd_made {
    vd_str id;
    const vd_entity *entity;
} vd_made;
/** Local documents carry their province in the id; those of central bodies do not. */
bool vd_entity_local(vd_pool *pool, const vd_entity *entity);
/** The canonical id; `whole`: with all words of the title, however many.  This and the next one clear the scratch. */
vd_str vd_entity_id(vd_pool *pool, const vd_entity *entity, bool whole);
/** RFC 9676 syntax: urn:lex:vn[;place]:authority:measure:date;number, locally assigned; absent when too little is
 * known.
 */
vd_str vd_entity_urn(vd_pool *pool, const vd_entity *entity);
/** Make the ids unique, and sort by them. */
void vd_ids_unique(vd_pool *pool, vd_made *all, size_t count);
/** Number the entities by their place in `all`, and give the documents, in that order, the other ids they are known by.
 */
void vd_ids_alias(vd_pool *pool, const vd_made *all, size_t count, vd_document *documents);

/* The steps, in this order. */
void vd_step_catalogue(vd_pool *pool);   /* the catalogue by number and name */
void vd_step_carry(vd_pool *pool);       /* sources -> entities; same text twice */
void vd_step_numbered(vd_pool *pool);    /* mentions with a whole number */
void vd_step_merged(vd_pool *pool);      /* numbers of provinces that were merged */
void vd_step_cut_numbers(vd_pool *pool); /* numbers without their end */
void vd_step_laws(vd_pool *pool);        /* laws by name */
void vd_step_named(vd_pool *pool);       /* plans and promulgated texts by title */
void vd_step_residue(vd_pool *pool);     /* what is cut off */
/** How sure an edge is, of a statement between mentions that are so sure; `from` NULL: of the document itself. */
double vd_edge_sure(const vd_claim *claim, const double *from, double to);
/** Entities to documents with ids, links and edges. */
vd_status vd_step_documents(vd_pool *pool, vd_resolution *out, vd_error *err);

#endif
