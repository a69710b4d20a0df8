/** What is known of documents from outside the corpus: rows of the built-in tables and of what the user imported, each
 *  with who says so.
 *
 *  Rows of one document are one group, its best row first.  A value is that of the first row which has one:
 *    1. imported rows that say confidence high,  2. built-in rows of high confidence,
 *    3. imported rows of medium confidence,      4. built-in rows of medium confidence,
 *    5. imported rows of low confidence.
 *  Rows of one rank are ordered by what they say, so that it never matters which was read first.  No row hides another:
 *  all stay in their group. */
#ifndef VD_RESOLVE_KNOWN_H
#define VD_RESOLVE_KNOWN_H

#include "resolve/resolve.h"

/** The columns of a row: name in files and in output. */
#define VD_KNOWN_LIST(X)                  \
    X(NUMBER, "number")                   \
    X(TYPE, "type")                       \
    X(TITLE, "title")                     \
    X(SHORT_TITLES, "short_titles")       \
    X(ISSUER, "issuer")                   \
    X(PLACE, "place")                     \
    X(PASSED, "passed")                   \
    X(EFFECTIVE, "effective")             \
    X(EXPIRES, "expires")                 \
    X(STATUS, "status")                   \
    X(SUPERSEDED_BY, "superseded_by")     \
    X(SUPERSEDED_FROM, "superseded_from") \
    X(ACTING, "acting")                   \
    X(RELATION, "relation")               \
    X(TARGET, "target")                   \
    X(PINPOINT, "pinpoint")               \
    X(SOURCE, "source")                   \
    X(CONFIDENCE, "confidence")

typedef enum vd_known_field {
#define X(name, text) VD_KNOWN_##name,
    VD_KNOWN_LIST(X)
#undef X
        VD_KNOWN_FIELDS
} vd_known_field;

/** "superseded_by"; static. */
const char *vd_known_name(vd_known_field field);

/** One row.  A row with a relation is of a change (acting, relation, target, effective, pinpoint), any other of a
 *  document.  Absent values have ptr == NULL; dates are ISO, lists '|'-separated, the place is a province's slug, and
 *  confidence is "high", "medium" or "low". */
typedef struct vd_known_row {
    vd_str origin; /* the name of the file it was imported from; absent: built in */
    size_t line;   /* in that file */
    vd_str field[VD_KNOWN_FIELDS];
} vd_known_row;

typedef struct vd_known {
    const vd_known_row *rows;
    size_t count;
} vd_known;

/** The built-in tables: catalogue.tsv, decrees.tsv, amendments.tsv.
 *  Owner:  array in `arena`, strings static.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_known_builtin(vd_arena *arena, vd_known *out, vd_error *err);

static inline bool vd_known_change(const vd_known_row *row)
{
    return row->field[VD_KNOWN_RELATION].ptr != NULL;
}
/** A field as a date; {0,0,0} for none. */
vd_date vd_known_date(const vd_known_row *row, vd_known_field field);
/** The order of precedence, total: two rows that say the same of the same origin only are equal. */
int vd_known_cmp(const vd_known_row *a, const vd_known_row *b);
/** 5, the best, to 1. */
int vd_known_rank(const vd_known_row *row);

/** Rows of one document. */
typedef struct vd_known_group {
    vd_str key;                     /* number, year and place, or the folded title of what has no number */
    vd_str id;                      /* canonical id */
    const vd_known_row *const *row; /* best first */
    size_t count;
} vd_known_group;

/** The groups of all rows of documents, those of built-in rows in the order of the tables, then the others by key.
 *  Owner:  in `arena`; rows are borrowed.    Errors: NO_MEMORY.    Cost: O(n log n). */
typedef struct vd_known_groups {
    vd_known_group *items;
    size_t count;
    const size_t *by_key; /* indexes in the order of their keys */
    const size_t *by_id;  /* and of their ids */
} vd_known_groups;
VD_CHECKED vd_status vd_known_group_all(vd_arena *arena, const vd_known *builtin, const vd_known *imported,
                                        vd_known_groups *out, vd_error *err);

/** The row whose value of `field` counts; NULL when none has one. */
const vd_known_row *vd_known_best(const vd_known_group *group, vd_known_field field);
vd_str vd_known_value(const vd_known_group *group, vd_known_field field);

/** Which group a reference in words means: an id, "30/2020/NĐ-CP", "Nghị quyết 93/2015/QH13", "33/CT-TTg 2021",
 *  "33/CT-TTg ngày 26/11/2021"; a number without year only where one group has it.  *out: NULL when there is none.
 *  `id`: its canonical id as far as the words tell, also when there is no group; absent when they do not.
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_known_find(vd_arena *arena, const vd_known_groups *groups, vd_str words,
                                   const vd_known_group **out, vd_str *id, vd_error *err);

/** Do the words name a number that is given again every year or term, without saying in which?  "01/CT-TTg" does;
 *  "01/CT-TTg 2020", an id and a title do not.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_known_undated(vd_arena *arena, vd_str words, bool *out, vd_error *err);

/** The groups as a catalogue for vd_resolve(); without imported rows the same as vd_catalogue_builtin().
 *  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_catalogue_merged(vd_arena *arena, const vd_known *imported, vd_catalogue_view *out,
                                         vd_error *err);

/** One thing that a row says happened to a document.  `kind`: issued, effective, expired, amended, corrected,
 *  repealed_part, suspended, resumed, superseded, repealed.  A document is named by its canonical id. */
typedef struct vd_known_event {
    vd_str target, target_number, target_type;
    vd_str acting, acting_number, acting_type; /* absent: nobody, or not known */
    vd_str acting_words;                       /* as the row names it */
    const char *kind;
    vd_date effective; /* {0,0,0}: not known */
    vd_str pinpoint;
    const vd_known_row *row;
} vd_known_event;

/** What the rows say, one event a fact; by target, kind, acting, then precedence of the rows.
 *  Owner:  in `arena`.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_known_events(vd_arena *arena, const vd_known_groups *groups, const vd_known *builtin,
                                     const vd_known *imported, vd_known_event **out, size_t *count, vd_error *err);

/** The type of a document that its number tells: "30/2020/NĐ-CP" -> "Nghị định".  Absent where it does not: laws and
 *  resolutions of the National Assembly share their numbers, the Party's QĐ is Quyết định or Quy định. */
vd_str vd_known_type(vd_arena *arena, vd_str number);
/** The type that a number names where `type` is another: "Nghị định" for 13/2026/NĐ-CP given as a Thông tư; several are
 *  separated by '|', as the Party's QĐ.  Absent where `type` may be, and where the tables leave it open: letters that
 *  stand for a body there ("12/TC-NSNN"), a symbol alone, laws, and what is attached to a document and bears its
 *  number.  Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_known_type_denied(vd_arena *arena, vd_str number, vd_str type, vd_str *out, vd_error *err);

#endif
