/** The database: one SQLite file.  Only this room knows SQLite.
 *
 *  Two halves.  Per source, what was extracted (each source whole or not at all): tables source, mention_row,
 *  statement_row, task, passage, and the words they share.
 *  Derived from all sources together (rewritten by vd_store_put_resolution, or added to by vd_store_add, in one
 *  transaction): document, alias, document_source, link, candidate, edge, clue, the graph.  Rowids never show in
 * output: every listing is sorted by id, path and offset. */
#ifndef VD_STORE_STORE_H
#define VD_STORE_STORE_H

#include "base/arena.h"
#include "base/map.h"
#include "base/told.h"
#include "resolve/known.h"
#include "resolve/resolve.h"
#include "viendan.h"

struct vd_wordings;

/** What writing a source takes that can be made without the database, so by several threads at once. */
typedef struct vd_prepared vd_prepared;
/** Owner:  *out is the caller's, vd_prepared_free().
 *  Errors: INVALID when the extraction is not one that vd_extract() makes of this source; NO_MEMORY. */
VD_CHECKED vd_status vd_store_prepare(vd_str path, const vd_source *source, const vd_extraction *extraction,
                                      vd_prepared **out, vd_error *err);
void vd_prepared_free(vd_prepared *prepared);

/** Have the source of a path removed with all that hangs on it (vd_store_leave), or leave everything as it is. */
typedef vd_status (*vd_store_part)(void *context, vd_str path, vd_error *err);

/** What the store keeps of one source file. */
typedef struct vd_stored_source {
    vd_str path;
    uint64_t hash; /* of the bytes, and of the grammar's version: see ingest */
    uint64_t size;
    bool streamed;         /* it came in a line of a stream: its path is no file's */
    const uint64_t *print; /* VD_PRINT_SIZE */
    bool marks_lost;
    const vd_source *source; /* for lines, columns and sentence text of evidence */
    const vd_extraction *extraction;
    const vd_tasks *tasks;       /* NULL: none */
    const vd_prepared *prepared; /* of this source and extraction; NULL: made on the way */
    const char *rules; /* where the derived half was made by these (vd_resolution.rules), and the source says what it
                          did, it stays as it is; NULL: whatever is put makes it stale */
    /* Where it comes in place of another text: takes that away before; NULL: nobody does. */
    vd_store_part part;
    void *part_context;
} vd_stored_source;

/** Hash under which `path` is stored; *found tells. */
VD_CHECKED vd_status vd_store_source_hash(vd_db *db, vd_str path, bool *found, uint64_t *hash, vd_error *err);
/** Is its text kept, where this database keeps texts?  True, too, where it keeps none. */
VD_CHECKED vd_status vd_store_text_kept(vd_db *db, vd_str path, bool *kept, vd_error *err);
/** Write (or replace) one source: one transaction, or one step of a batch. */
VD_CHECKED vd_status vd_store_put_source(vd_db *db, const vd_stored_source *source, vd_error *err);
/** Between these two, sources are put in one transaction, each whole or not at all; the database is locked from the
 *  first that is put to the end.  Of what was put before a failure that ends the transaction (FULL, IO, NO_MEMORY)
 *  nothing may be kept. */
void vd_store_batch_begin(vd_db *db);
VD_CHECKED vd_status vd_store_batch_end(vd_db *db, vd_error *err);
/** What the connection was set to before batches, where it was set anew: see vd_store_filling_begin(). */
typedef struct vd_filling {
    bool made[3];
    int64_t was[3];
} vd_filling;
/** Between these two, batches are put: SQLite holds 16 MB of pages in memory and writes the file in pieces of 32 MB,
 *  where it was not set to more.  No row shows it, nor does anything hang on it.  Outside of any transaction; a listing
 *  that is being read goes on. */
void vd_store_filling_begin(vd_db *db, vd_filling *filling);
void vd_store_filling_end(vd_db *db, const vd_filling *filling);
/** Who is told how far deciding is: vd_db_tell_deciding(). */
const vd_told *vd_store_told(const vd_db *db);
/** Is there no source at all? */
VD_CHECKED vd_status vd_store_empty(vd_db *db, bool *empty, vd_error *err);
VD_CHECKED vd_status vd_store_remove_source(vd_db *db, vd_str path, vd_error *err);
/** All or none of them. */
VD_CHECKED vd_status vd_store_remove_sources(vd_db *db, const vd_str *paths, size_t count, vd_error *err);
/** From now on keep the texts of sources that are put, where the database does so already or it is `wanted`; then
 * sources without one are to be read once more. */
VD_CHECKED vd_status vd_store_search_begin(vd_db *db, bool wanted, vd_error *err);
/** Index the texts that wait for it, some hundred in a transaction. */
VD_CHECKED vd_status vd_store_search_index(vd_db *db, vd_error *err);
/** Paths of all sources that are files, sorted; in `arena`. */
VD_CHECKED vd_status vd_store_paths(vd_db *db, vd_arena *arena, vd_str **paths, size_t *count, vd_error *err);
/** Paths of the source of that name and of all below it, files or not, sorted; in `arena`.  "." is what is relative,
 * "/" what is not. */
VD_CHECKED vd_status vd_store_paths_below(vd_db *db, vd_str name, vd_arena *arena, vd_str **paths, size_t *count,
                                          vd_error *err);
/** A source whose path ends or begins with what was meant as one; absent: none. */
VD_CHECKED vd_status vd_store_path_like(vd_db *db, vd_str name, vd_arena *arena, vd_str *path, vd_error *err);
/** All sources as resolve wants them, sorted by path; everything in `arena`, but their prints in `prints`, which may be
 * the same. */
VD_CHECKED vd_status vd_store_load_sources(vd_db *db, vd_arena *arena, vd_arena *prints, vd_resolve_source **out,
                                           size_t *count, vd_error *err);
/** The source of that path; `row` 0: there is none.  In the arena of `all`, which takes what its mentions say. */
VD_CHECKED vd_status vd_store_load_source(vd_db *db, vd_str path, struct vd_wordings *all, int64_t *row,
                                          vd_resolve_source *out, vd_error *err);
/** The same as vd_store_load_sources() for those that came since the derived half was made. */
VD_CHECKED vd_status vd_store_load_fresh(vd_db *db, vd_arena *arena, vd_resolve_source **out, size_t *count,
                                         vd_error *err);
/** The same for those whose rows are in the table temp.touched. */
VD_CHECKED vd_status vd_store_load_touched(vd_db *db, vd_arena *arena, vd_resolve_source **out, size_t *count,
                                           vd_error *err);
/** Replace everything derived: one transaction. `sources` are those the resolution was made from, in its order. */
VD_CHECKED vd_status vd_store_put_resolution(vd_db *db, const vd_resolve_source *sources, size_t source_count,
                                             const vd_resolution *resolution, vd_error *err);
/** Decides what sources add to what is derived already: all but addition->wide in `arena`. */
typedef vd_status (*vd_store_decide)(void *context, vd_arena *arena, const vd_resolve_source *sources,
                                     size_t source_count, const vd_past *past, vd_addition *out, vd_error *err);
/** How many sources are few: `always`, or one to `share` documents, and `most` at the most. */
typedef struct vd_few {
    size_t always, share, most;
} vd_few;
/** Where nothing changed since the derived half was made, by these rules, but that few sources came: have decided what
 *  they add, and add it, with the graph, in one transaction.  *done: that was so, and nothing is stale any
 *  more; else nothing was written.
 *  Errors: NO_MEMORY, database errors, those of `decide`.    Cost: that of the sources that came. */
VD_CHECKED vd_status vd_store_add(vd_db *db, const char *rules, vd_few few, vd_store_decide decide, void *context,
                                  bool *done, vd_error *err);
/** Decides what the catalogue changes of what is derived already. */
typedef vd_status (*vd_store_redecide)(void *context, vd_arena *arena, const vd_past *past, vd_revision *out,
                                       vd_error *err);
/** The same where nothing changed since but imported rows (vd_store_known_put, vd_store_known_forget): have decided
 * what they change, and change it, with the graph. Cost: that of the sources that the rows can matter to. */
VD_CHECKED vd_status vd_store_revise(vd_db *db, const char *rules, vd_store_redecide decide, void *context, bool *done,
                                     vd_error *err);
/** Decides what a source that goes leaves of what is derived. */
typedef vd_status (*vd_store_reduce)(void *context, vd_arena *arena, const vd_leaving *leaving, const vd_past *past,
                                     vd_revision *out, vd_error *err);
/** Where nothing changed since the derived half was made, by these rules, but that sources came: have decided what is
 *  left without these sources, and remove them, with what changes, in one transaction; those that came are left to be
 *  decided.  *done: that was so; else nothing was written.
 *  Errors: NO_MEMORY, database errors, those of `decide`.    Cost: that of the sources that say what these said. */
VD_CHECKED vd_status vd_store_leave(vd_db *db, const char *rules, vd_str *paths, size_t count, vd_store_reduce decide,
                                    void *context, bool *done, vd_error *err);
/** Write down the graph that the edges make, for walks (net.h), where that is not done for the present ones: one
 *  transaction.  Without it every question about the graph begins with all edges. */
VD_CHECKED vd_status vd_store_graph_pack(vd_db *db, vd_error *err);
/** Is anything derived out of date (a source written or removed since the last put_resolution)? */
VD_CHECKED vd_status vd_store_stale(vd_db *db, bool *stale, vd_error *err);
VD_CHECKED vd_status vd_store_counts(vd_db *db, size_t *documents, size_t *mentions, size_t *edges, vd_error *err);

/** What putting imported rows came to. */
typedef struct vd_known_report {
    size_t added, unchanged, removed;
} vd_known_report;
/** Put imported rows, in one transaction, after forgetting all rows of the origins `replaced`.  A row that is there
 *  already is left alone; nothing else is ever overwritten.
 *  Errors: NO_MEMORY, database errors; nothing is changed then. */
VD_CHECKED vd_status vd_store_known_put(vd_db *db, const vd_known *rows, const vd_str *replaced, size_t replaced_count,
                                        vd_known_report *report, vd_error *err);
/** Forget the rows of this origin, or where there is none, of this source. */
VD_CHECKED vd_status vd_store_known_forget(vd_db *db, vd_str source, size_t *removed, vd_error *err);
VD_CHECKED vd_status vd_store_known_count(vd_db *db, int64_t *out, vd_error *err);
/** All imported rows, by origin and line; in `arena`. */
VD_CHECKED vd_status vd_store_known_load(vd_db *db, vd_arena *arena, vd_known *out, vd_error *err);
/** Those by which the derived half was made, in any order, where nothing but the functions above changed them since. */
VD_CHECKED vd_status vd_store_known_past(vd_db *db, vd_arena *arena, vd_known *out, vd_error *err);

/** What a text says of a document that the catalogue knows: the document itself in its head (line 1), or a mention. */
typedef struct vd_stated {
    size_t document; /* which of those asked for */
    vd_str path, type;
    size_t line;
    vd_date date;
} vd_stated;
/** Which documents are asked for: those of ids, sorted, each once; or all. */
typedef struct vd_store_ids {
    const vd_str *items;
    size_t count;
    bool all;
} vd_store_ids;
/** A document that the catalogue knows, as the derived half has it, and what the catalogue says of it. */
typedef struct vd_catalogued {
    int64_t row;
    vd_str id;
    bool dated; /* `passed` counts */
    vd_date passed;
    vd_str type; /* absent: does not count */
} vd_catalogued;
/** By id, without what the catalogue says; in `arena`. */
VD_CHECKED vd_status vd_store_catalogued_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_catalogued **out,
                                              size_t *count, vd_error *err);
/** Where a text gives one of these documents another type, or a whole day other than `passed`: in their order, the
 *  document's own head first, then by path and place; in `arena`.
 *  Cost: by what is said of them; memory by what is said otherwise. */
VD_CHECKED vd_status vd_store_stated_load(vd_db *db, vd_arena *arena, const vd_catalogued *documents,
                                          size_t document_count, vd_stated **out, size_t *count, vd_error *err);

/** A text says that one document amends another, or stands in its place as a whole. */
typedef struct vd_stated_act {
    vd_str target, acting; /* ids */
    vd_str target_number;
    bool supersedes;
    vd_str path;
    size_t line;
} vd_stated_act;
/** By target, acting, relation, path and place; in `arena`.  `ids` are targets. */
VD_CHECKED vd_status vd_store_acts_load(vd_db *db, vd_arena *arena, vd_store_ids ids, vd_stated_act **out,
                                        size_t *count, vd_error *err);

/** One document, one edge as the graph room needs them; `documents` sorted by id, edges refer to them by index. */
typedef struct vd_graph_document {
    vd_str id, urn, type, number, issuer, place, title;
    vd_str date, earliest, latest; /* as text: "2025-05-22", "2026-02", absent */
    vd_date effective;             /* since when its own text says it has effect; {0}: it does not say */
    vd_str effective_source;       /* path of the file that says so */
    bool in_corpus;                /* we hold its text */
    vd_str source;                 /* path of the file that carries it, the first of several */
} vd_graph_document;
typedef struct vd_graph_edge {
    uint32_t from, to;
    vd_relation relation;
    vd_strength strength;
    bool preamble;
    double confidence;
    vd_str source; /* path of the file that states it */
    size_t start, end, line, column;
    vd_str sentence, pinpoint;
    vd_str stated_by; /* id of the document whose text states it */
    bool third_party; /* the acting document is not the one whose text states it */
} vd_graph_edge;
typedef struct vd_graph_data {
    vd_graph_document *documents;
    size_t document_count;
    vd_graph_edge *edges; /* sorted: from, to, relation, source, start */
    size_t edge_count;
} vd_graph_data;
VD_CHECKED vd_status vd_store_load_graph(vd_db *db, vd_arena *arena, vd_graph_data *out, vd_error *err);

/** Part of a graph: one document and what lies next to it. */
typedef struct vd_near {
    vd_str id;
    const vd_str *names; /* further documents, by ids or numbers */
    size_t name_count;
    const vd_map *numbers; /* where one of them is that of a document which is loaded, all that bear it are; or NULL */
} vd_near;
/** As vd_store_load_graph(), of the document, the edges that begin or end at it, with their documents, and those that
 * `near` names; without documents where there is none of that id.
 *  Cost:   that of these edges, not of the graph. */
VD_CHECKED vd_status vd_store_load_near(vd_db *db, const vd_near *near, vd_arena *arena, vd_graph_data *out,
                                        vd_error *err);
/** The number of a document, in `arena`; absent where it has none, or is not there. */
VD_CHECKED vd_status vd_store_number_of(vd_db *db, vd_str id, vd_arena *arena, vd_str *out, vd_error *err);

/** A document we hold acts on something, and what that is nobody knows: no known document, or one of several. */
typedef struct vd_citation {
    vd_graph_edge evidence;            /* `to` and `confidence` mean nothing */
    vd_str words;                      /* as printed */
    vd_str type, number, issuer, date; /* as far as printed */
    const vd_str *candidates;          /* ids of documents that it may mean */
    size_t candidate_count;
} vd_citation;
typedef struct vd_citations {
    vd_citation *items;
    size_t count;
} vd_citations;
/** By acting document, source and place; in `arena`.  `data` is the graph of the same database. */
VD_CHECKED vd_status vd_store_load_citations(vd_db *db, vd_arena *arena, const vd_graph_data *data, vd_citation **out,
                                             size_t *count, vd_error *err);
/** Index of a document by id, or -1. */
int vd_graph_document_find(const vd_graph_data *data, vd_str id);

#endif
