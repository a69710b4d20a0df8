/** References to documents: which document every mention means, over all sources at once.
 *
 *  The outcome depends on the set of sources only, never on their order: everything is sorted by path before it is
 * used. */
#ifndef VD_RESOLVE_RESOLVE_H
#define VD_RESOLVE_RESOLVE_H

#include "base/arena.h"
#include "base/told.h"
#include "viendan.h"

/** What a mention says, wherever it stands.  Most mentions say what others say, so that it is kept once for all of them
 *  (see wording.h).  Absent strings have ptr == NULL. */
typedef struct vd_wording {
    vd_str surface; /* only where the words themselves decide: of laws by name, and of what is cut off */
    vd_str type, number, symbol, issuer, place, term, title;
    double confidence;
    vd_date date;
    int year;
    vd_form form;
    bool issuer_stated, core;
    bool misterm; /* the term in the number was misprinted: number and symbol are those of the law that is meant */
    /* what follows from it */
    vd_str key;  /* the number as it is compared, "" without one */
    vd_str fold; /* the folded title */
} vd_wording;

/** One mention: what it says, and where. */
typedef struct vd_said {
    const vd_wording *m;
    uint32_t start, end;
    int parent, antecedent, among; /* as in vd_mention */
} vd_said;

/** As much of a statement as makes an edge. */
typedef struct vd_claim {
    double confidence;
    int from, to;
    uint32_t start;
    vd_relation relation;
} vd_claim;

/** What one source brings: what was read from it, and a print of its text to find the same text twice. */
typedef struct vd_resolve_source {
    vd_str path;
    const vd_said *mentions;
    size_t mention_count;
    const vd_claim *claims; /* one a statement */
    size_t claim_count;
    vd_header header;
    const uint64_t *print; /* VD_PRINT_SIZE minima (see vd_print) */
    bool marks_lost;
    vd_date due; /* the first day by which a task of it, of a day or month, is due; {0}: none */
} vd_resolve_source;

/** MinHash of a folded text's word triples, of which only the consonants count: the share of equal minima of two texts
 *  is about the share of triples they have in common.  All are UINT64_MAX where there are fewer than three words. */
#define VD_PRINT_SIZE 64
void vd_print(vd_str fold, uint64_t out[VD_PRINT_SIZE]);

/** What is known from outside; in any order.  Absent fields have ptr == NULL.
 *
 *  Laws are found by number and by name.  Any other document is found by a number that has its year in it, or by its
 *  number with a date of the year in which it was passed: no catalogue of them is whole, so that a number alone is not
 *  known to be given once. */
typedef struct vd_catalogue_entry {
    vd_str number, type, title;
    const vd_str *short_titles;
    size_t short_title_count;
    vd_str issuer;
    vd_str place; /* of a local document: the province's slug */
    vd_date passed, effective;
    int64_t name; /* stays the same when other entries come and go; VD_ENTRY_NONE for none */
} vd_catalogue_entry;
#define VD_ENTRY_NONE ((int64_t)-1)
typedef struct vd_catalogue_view {
    const vd_catalogue_entry *entries;
    size_t count;
} vd_catalogue_view;
/** The built-in tables as a catalogue. */
VD_CHECKED vd_status vd_catalogue_builtin(vd_arena *arena, vd_catalogue_view *out, vd_error *err);

/** A document.  Absent fields have ptr == NULL; dates may be partial. */
typedef struct vd_document {
    vd_str id;  /* canonical: "vn/can-tho/ke-hoach/2026/52-kh-ubnd"; unique */
    vd_str urn; /* RFC 9676 syntax, locally assigned; absent when too little is known */
    vd_str type, number, symbol, issuer, place, title, signer, signer_role;
    vd_date date, earliest, latest; /* earliest and latest bound an unknown or partial date; equal to it when whole */
    const vd_str *sources;          /* paths of the files that carry its text */
    size_t source_count;
    const vd_str *aliases; /* other ids it is known by */
    size_t alias_count;
    const vd_str *learnt; /* "date: corpus/plans/003….txt byte 93", one a field; without a byte: from the header */
    size_t learnt_count;
    bool in_catalogue;
    int64_t entry;  /* name of the catalogue's entry, VD_ENTRY_NONE where in_catalogue is false */
    uint32_t ranks; /* how good each field's origin is: see past.h */
    int64_t row;    /* of a database that has it already; 0: it is new */
} vd_document;

/** What a mention means. */
typedef struct vd_link {
    double confidence;
    const char *basis; /* "number and date", "name", "two residues agree: date, issuer" …; NULL for none; static */
    const int *candidates; /* of an ambiguous mention: possible documents, best first; also one that would be a guess */
    uint32_t candidate_count;
    int document; /* index, or -1: unresolved or ambiguous */
} vd_link;

/** A statement between documents. */
typedef struct vd_edge {
    double confidence;
    int from, to;       /* documents */
    uint32_t source;    /* index of the source that states it, as given */
    uint32_t statement; /* index of the statement in that source's extraction */
} vd_edge;

/** Something a later source can be held against (see past.h): under `key` stands a document, or a source without a
 *  number, or, both being -1, something that may be decided otherwise when a newcomer has the key too. */
typedef struct vd_clue {
    uint64_t key;
    int document, source;
} vd_clue;

/** Shape:  documents by id; links[s][m] for source s (as given) and mention m; edges by source path, then start, then
 * relation, then ids. Owner:  everything lives in the arena given; strings may also point into the sources and what
 * they say. */
typedef struct vd_resolution {
    vd_document *documents;
    size_t document_count;
    vd_link **links;
    int *source_document; /* per source as given: the document it carries */
    vd_edge *edges;       /* .source is the index as given */
    size_t edge_count;
    vd_clue *clues; /* by key as a signed number, then document and source; each once */
    size_t clue_count;
    const char *rules; /* a name for what it was made by, given by the caller; NULL: nothing is to be added to it */
} vd_resolution;

/** Owner: `prints`, where it is given, holds the sources' prints and nothing else; it is cleared as soon as they have
 * been compared.    Errors: NO_MEMORY.    Cost: O(n log n) in mentions, plus comparisons of sources whose number or
 * date is not known with those that share a piece of their print or a rare citation with them (see twin_pair.c). */
VD_CHECKED vd_status vd_resolve_told(vd_arena *arena, const vd_catalogue_view *catalogue,
                                     const vd_resolve_source *sources, size_t source_count, vd_arena *prints,
                                     const vd_told *told, vd_resolution *out, vd_error *err);
/** The same, and nobody is told how far it is. */
VD_CHECKED vd_status vd_resolve(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                                size_t source_count, vd_arena *prints, vd_resolution *out, vd_error *err);

struct vd_touched;

/** Which sources are wanted: at the most `each` that touch one of the documents, and with `scans` as many that lost
 *  their marks; not the one of `path`. */
typedef struct vd_beside {
    const int64_t *rows;
    size_t count, each;
    bool scans;
    vd_str path;
} vd_beside;

/** Fields that mentions of numbers vote on. */
typedef enum vd_sure {
    VD_SURE_TYPE = 1,
    VD_SURE_NUMBER = 2,
    VD_SURE_SYMBOL = 4,
    VD_SURE_ISSUER = 8,
    VD_SURE_TITLE = 16,
    VD_SURE_DATE = 32
} vd_sure;

/** What was decided before, for deciding no more than what is new.  Every function fails as it likes. */
typedef struct vd_past {
    void *context;
    /* What stands under a key: rows of documents above 0, sources below 0, and 0 for something that may be decided
     * otherwise.  *rows stands until the next call. */
    vd_status (*find)(void *context, uint64_t key, const int64_t **rows, size_t *count, vd_error *err);
    /* A document as it was decided, in `arena`: with entry, ranks, row and learnt, without sources, aliases and urn.
     * *known: a source carries or means it, so that it is more than a candidate. */
    vd_status (*document)(void *context, int64_t row, vd_arena *arena, vd_document *out, bool *held, bool *known,
                          vd_error *err);
    /* The row of a document with an id in [first, end), or of that id where `end` is empty; 0: there is none. */
    vd_status (*ids)(void *context, vd_str first, vd_str end, int64_t *row, vd_error *err);
    /* The row of the document that has the alias; 0: there is none. */
    vd_status (*alias)(void *context, vd_str id, int64_t *row, vd_error *err);
    /* The rows of the documents of a number, as people spell it; they stand until the next call. */
    vd_status (*numbered)(void *context, vd_str number, const int64_t **rows, size_t *count, vd_error *err);
    /* The sources that carry, mean or could mean one of the documents, and those that carry what these carry; `most` of
     * them, and an eighth of all, at the most. */
    vd_status (*touched)(void *context, const int64_t *rows, size_t count, size_t most, vd_arena *arena,
                         struct vd_touched *out, vd_error *err);
    /* Some of them, without what was decided of them; `many`: there are more. */
    vd_status (*beside)(void *context, const struct vd_beside *which, vd_arena *arena, struct vd_touched *out,
                        vd_error *err);
    /* Which fields of a document have the value that they have by so many mentions in clean texts that those of the
     * source `path` do not matter: bits of vd_sure. */
    vd_status (*sure)(void *context, int64_t row, vd_str path, unsigned *fields, vd_error *err);
    /* The rows of the documents of a title, whatever type stands before it; they stand until the next call. */
    vd_status (*titled)(void *context, vd_str title, const int64_t **rows, size_t *count, vd_error *err);
} vd_past;

/** What a mention was found to mean. */
typedef struct vd_kept_link {
    int64_t document; /* row, or 0 */
    const int64_t *candidates;
    size_t candidate_count;
    double confidence;
    vd_str basis;
} vd_kept_link;

/** Sources with what was decided of them, by path. */
typedef struct vd_touched {
    vd_resolve_source *sources;
    const vd_kept_link **links; /* per source and mention */
    int64_t *documents;         /* per source: the row of what it carries */
    size_t count;
    bool many; /* more than are worth it: none are given */
} vd_touched;

/** What adding sources changes of what was decided before. */
typedef struct vd_addition {
    vd_resolution resolution; /* of the new sources; documents with a row are there already and stay as they are, */
    vd_str *lost;             /* but for these aliases, which are nobody's alone any more, */
    size_t lost_count;
    struct vd_relearnt {
        int document, source;
        uint32_t start;
        vd_str from, to; /* and for these words of `learnt`, by the mention there */
    } * relearnt;
    size_t relearnt_count;
    struct vd_renamed {
        int64_t row;
        vd_str id;
    } * renamed; /* and for these ids, in an order in which each is free when it comes to it */
    size_t renamed_count;
    struct vd_revision *revised; /* and for these, decided anew together with the new ones; NULL: nothing.  Its
                                    documents are those of `resolution`, its clues are there */
    const char *wide; /* why more would have to be decided anew than this can tell; static; NULL: it told all */
} vd_addition;

/** What vd_resolve() of all sources, old and new, would decide, where that can be told from the new ones and what was
 *  decided before; else out->wide says why not, and nothing else of *out counts.
 *  `sources` are new ones only.    Errors: NO_MEMORY, those of `past`.    Cost: that of the new sources' mentions, each
 *  with what stands under its keys. */
VD_CHECKED vd_status vd_resolve_more(vd_arena *arena, const vd_catalogue_view *catalogue,
                                     const vd_resolve_source *sources, size_t source_count, const vd_past *past,
                                     vd_addition *out, vd_error *err);

/** Does a source that was decided, and has been read again, leave all decisions as they are, since it says and cites
 *  what it did?  Then only where it was learnt from may stand elsewhere.  What both say is of one vd_wordings.
 *  Errors: NO_MEMORY, those of `past`.    Cost: that of its own mentions. */
VD_CHECKED vd_status vd_resolve_same(vd_arena *arena, const vd_resolve_source *was, const vd_resolve_source *is,
                                     const vd_past *past, bool *same, vd_error *err);

/** What another catalogue changes of what was decided before. */
typedef struct vd_revision {
    vd_touched touched;       /* the sources that were looked at; with the rest: */
    vd_resolution resolution; /* only documents, links, edges and clues; and of these */
    bool *rewritten;          /* per document: it is new, or its row is to be replaced */
    bool **relinked;          /* per source and mention: its link is */
    bool *restated;           /* per source: its edges are */
    int64_t *gone;            /* documents that are none any more */
    size_t gone_count;
    struct vd_dropped {
        uint64_t key;
        int64_t what;
    } * dropped; /* notes that are nobody's any more */
    size_t dropped_count;
    bool redrawn;     /* the graph is another one */
    bool aliased;     /* what is rewritten has other aliases, too */
    const char *wide; /* as in vd_addition */
} vd_revision;

/** What vd_resolve() of all sources would decide with the catalogue `now`, where they were decided with `before`; as
 *  vd_resolve_more().    Cost: that of both catalogues, and of all mentions in sources that an entry which differs can
 * matter to. */
VD_CHECKED vd_status vd_resolve_again(vd_arena *arena, const vd_catalogue_view *before, const vd_catalogue_view *now,
                                      const vd_past *past, vd_revision *out, vd_error *err);

/** A source that is to go, with the documents that it carries, means or could mean. */
typedef struct vd_leaving {
    vd_str path;
    struct vd_left {
        int64_t row;
        bool sole; /* nobody else does */
    } * documents;
    size_t count;
} vd_leaving;

/** What vd_resolve() of all other sources would decide, as vd_resolve_more().  What the source itself said goes with
 * it. Cost: that of all mentions of numbers of which it cannot be told without them what it changed. */
VD_CHECKED vd_status vd_resolve_less(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_leaving *leaving,
                                     const vd_past *past, vd_revision *out, vd_error *err);

#endif
