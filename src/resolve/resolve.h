/** References to documents: which document every mention means, over all sources at once.
 *
 *  The outcome depends on the set of sources only, never on their order: everything is sorted by path before it is
 * used. */
#ifndef VD_RESOLVE_RESOLVE_H
#define VD_RESOLVE_RESOLVE_H

#include "base/arena.h"
#include "viendan.h"

/** What a mention says, wherever it stands.  Most mentions say what others say, so that it is kept once for all of them
 *  (see wording.h).  Absent strings have ptr == NULL. */
typedef struct vd_wording {
    vd_str surface; /* only where the words themselves decide: of laws by name, and of what is cut off */
    vd_str type, number, symbol, issuer, place, title;
    double confidence;
    vd_date date;
    int year;
    vd_form form;
    bool issuer_stated, core;
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
} vd_catalogue_entry;
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
} vd_resolution;

/** Owner: `prints`, where it is given, holds the sources' prints and nothing else; it is cleared as soon as they have
 * been compared.    Errors: NO_MEMORY.    Cost: O(n log n) in mentions, plus comparisons of sources whose number or
 * date is not known with those that share a piece of their print or a rare citation with them (see twin.c). */
VD_CHECKED vd_status vd_resolve(vd_arena *arena, const vd_catalogue_view *catalogue, const vd_resolve_source *sources,
                                size_t source_count, vd_arena *prints, vd_resolution *out, vd_error *err);

#endif
