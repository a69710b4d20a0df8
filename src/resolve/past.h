/** What was decided before, while new sources are decided; and what is noted for those to come.
 *  Only files of this room see this header. */
#ifndef VD_RESOLVE_PAST_H
#define VD_RESOLVE_PAST_H

#include "resolve/pool.h"

/** vd_document.ranks: four bits each, from the lowest: type, number, symbol, issuer, place, title, date; and */
#define VD_RANKS_LATE ((uint32_t)1 << 28) /* a numbered one learnt from names, or one of names not from plain ones */

/** Under which kind of key something is found, or would be. */
typedef enum vd_clue_kind {
    VD_CLUE_GROUP = 1, /* number, place: documents of the group but for those that HELD has there */
    VD_CLUE_LOOSE,     /* the same: a mention of the group, or a held document, says no whole date */
    VD_CLUE_SLIP,      /* the same: a mention's date is not its document's */
    VD_CLUE_TERMED,    /* the same: a mention without date was taken for what the catalogue has */
    VD_CLUE_HELD,      /* number of a held document, and its place; "" for a central one too */
    VD_CLUE_TEXT,      /* number of a held document, wherever it is of */
    VD_CLUE_RIVAL,     /* number and place of a document of a province that went into another */
    VD_CLUE_ENTRY,     /* place in the catalogue */
    VD_CLUE_TITLE,     /* title of a held or promulgated document */
    VD_CLUE_TITLED,    /* title of a numbered one that is no law of the catalogue */
    VD_CLUE_NAME,      /* name of by_name */
    VD_CLUE_OPEN,      /* number cited by a source that does not say number and day of itself */
    VD_CLUE_BARE,      /* such a source cites none */
    VD_CLUE_ALIAS,     /* a name that several documents could have besides their ids */
    VD_CLUE_HEADED,    /* what a text that does not say its number could be called */
    VD_CLUE_SPELT,     /* number of a document that is written with blanks */
    /* where a mention looks, so that a newcomer there would matter to it: */
    VD_CLUE_ASK_LAW,    /* a law's name */
    VD_CLUE_ASK_TITLE,  /* a title */
    VD_CLUE_ASK_DIGITS, /* type, and the digits of a number without its end */
    VD_CLUE_ASK_NUMBER, /* a number of which is not said whether it is a law's, or that stands for another mention */
    VD_CLUE_ASK_MERGED, /* number and place that others went into: one of those may have given it */
    VD_CLUE_ASK_DATE,   /* what is left of a citation: a day, */
    VD_CLUE_ASK_FIRST,  /* the first words of a title, */
    VD_CLUE_ASK_GRAM,   /* words in a row */
    VD_CLUE_ASK_BEGIN,  /* the beginning of a law's name */
    VD_CLUE_ASK_ACT     /* an amending law by the laws in its title */
} vd_clue_kind;
uint64_t vd_clue_key(vd_clue_kind kind, vd_str a, vd_str b);
/** Note for later sources that the entity stands under this key; entity -1: that something there may be decided
 *  otherwise. */
void vd_clue_note(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b, int entity);
/** Note what is found by indexes and names, once all is decided. */
void vd_clues_note(vd_pool *pool);
/** What was noted as it is kept, once documents are made. */
void vd_clues_give(vd_pool *pool, vd_resolution *out);

/** A source that does not say its number and day of itself: it can be another copy of one that says other things. */
bool vd_source_unnamed(const vd_resolve_source *source);
/** The distinct numbers it cites, in the scratch. */
vd_str *vd_source_numbers(vd_pool *pool, const vd_resolve_source *source, size_t *count);
/** Is it a name that others than one source understand? */
bool vd_name_shared(vd_str name);
/** A catalogue's entry as a key; in `room`. */
vd_str vd_entry_name(char *room, size_t size, const vd_catalogue_entry *entry);

/** More than the new sources would have to be decided anew; nothing where they are all. */
void vd_pool_wide(vd_pool *pool, const char *why);

/** What stands under the number, as it is compared, can only be told where all that was said of it before is at hand
 *  (see reopen.c); nothing where the sources are all. */
void vd_pool_shut(vd_pool *pool, vd_str number, const char *why);
bool vd_pool_is_shut(const vd_pool *pool, vd_str number);

/** Does a held document stand under its number and this place? */
bool vd_held_at(vd_pool *pool, const vd_entity *entity, vd_str place);

/** From now on the pool's sources are new ones.  false when out of memory. */
bool vd_past_begin(vd_pool *pool, const vd_past *past);
/** What stands under the key; *rows until the next question. */
size_t vd_past_rows(vd_pool *pool, uint64_t key, const int64_t **rows);
/** The documents of a number, as vd_past_rows(); a document as it is kept; the sources that touch documents. */
size_t vd_past_numbered(vd_pool *pool, vd_str number, const int64_t **rows);
void vd_past_document_of(vd_pool *pool, int64_t row, vd_document *out, bool *held);
void vd_past_touched(vd_pool *pool, const int64_t *rows, size_t count, size_t most, vd_touched *out);
void vd_past_beside(vd_pool *pool, const vd_beside *which, vd_touched *out);
unsigned vd_past_sure(vd_pool *pool, int64_t row, vd_str path);
size_t vd_past_titled(vd_pool *pool, vd_str title, const int64_t **rows);
/** Does anything stand under the key? */
bool vd_past_any(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b);
/** The documents under the key, as entities; what is no document makes it wide. */
typedef struct vd_past_run {
    int *entities; /* in the scratch */
    size_t count;
} vd_past_run;
vd_past_run vd_past_find(vd_pool *pool, vd_clue_kind kind, vd_str a, vd_str b);
/** The entity of a catalogue's entry that was decided before, or -1. */
int vd_past_entry(vd_pool *pool, size_t entry);
/** Make present under by_name what has that name; nothing where there is no past. */
void vd_past_name(vd_pool *pool, vd_str name);
/** A mention says something of a document that was decided before: what would change it makes it wide.
 *  `vote`: it is one of many that are counted, else what was said first stands. */
void vd_past_said(vd_pool *pool, int index, const vd_ref *ref, bool vote);
/** Does a source that does not say number and day cite half of what this one does?  Then it may be a copy of it. */
bool vd_past_copied(vd_pool *pool, const vd_resolve_source *source);
/** Can the new sources be told apart from all others?  Before anything is decided. */
void vd_past_sources(vd_pool *pool);
/** Are their documents none that is meant already?  Once they are carried. */
void vd_past_held(vd_pool *pool);
/** Does nothing new stand where something decided before looked?  Once all is decided. */
void vd_past_news(vd_pool *pool);
/** The row of the document that has the alias, or 0; and of one with an id in [first, end), or where `end` is empty, of
 *  `first`, or 0.  What is decided anew is not there. */
int64_t vd_past_alias(vd_pool *pool, vd_str id);
int64_t vd_past_ids(vd_pool *pool, vd_str first, vd_str end);
/** The document of a row as an entity, or -1 when that failed. */
int vd_past_entity(vd_pool *pool, int64_t row);
/** A document decided before gets another id; the later in its family first. */
void vd_past_rename(vd_pool *pool, int entity, vd_str id);
/** An alias is nobody's alone any more. */
void vd_past_lose(vd_pool *pool, vd_str id);
/** The document that an entity with a row is. */
vd_document *vd_past_document(vd_pool *pool, int entity);
void vd_past_give(vd_pool *pool, vd_addition *out);
/** What the pool failed of. */
vd_status vd_past_failure(const vd_pool *pool, vd_error *err);
void vd_past_clear(vd_pool *pool);

/** merged.c: is the number cited of a province that `place` went into? */
bool vd_merged_asked(vd_pool *pool, vd_str key, vd_str place);
/** residue.c: could a citation that was cut off mean the document? */
bool vd_residue_meets(vd_pool *pool, const vd_entity *entity);

#endif
