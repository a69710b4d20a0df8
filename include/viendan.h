/** viendan: who cites, implements, amends and supersedes whom in Vietnamese public documents.
 *
 *  This is the whole public interface of libviendan.  Conventions, valid for every prototype below:
 *
 *  - A failure is a return value.  Functions that can fail return vd_status and fill *err (which may be NULL);
 *    outputs are untouched or empty on failure.  Nothing prints, exits or aborts.
 *  - Offsets are bytes into the text the user gave us, end exclusive.
 *  - vd_str is a view: pointer and length, not NUL-terminated, UTF-8.  Who owns the bytes is said at each function;
 *    an absent string has ptr == NULL.
 *  - Rows are the caller's, vd_rows_free().
 *  - "Database errors" are those of vd_db_open(), and LIMIT for more than a database or graph can hold.  Questions to a
 *    database that name no errors have these and NO_MEMORY.
 *  - Free functions accept NULL.
 *  - Objects are not locked: use one per thread.  A vd_grammar may be shared after vd_grammar_new.
 */
#ifndef VIENDAN_H
#define VIENDAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define VD_VERSION "0.1.0"

#if defined(__GNUC__)
#define VD_CHECKED __attribute__((warn_unused_result))
#else
#define VD_CHECKED
#endif

/* ---- Views, status, errors ------------------------------------------------------------------------------------ */

/** A view of UTF-8 bytes. */
typedef struct vd_str {
    const char *ptr; /* NULL: absent */
    size_t len;      /* bytes */
} vd_str;

/** Every status with its short text. */
#define VD_STATUS_LIST(X)                                   \
    X(OK, "ok")                                             \
    X(NO_MEMORY, "out of memory")                           \
    X(IO, "cannot read or write")                           \
    X(NOT_FOUND, "no such file or document")                \
    X(DENIED, "permission denied")                          \
    X(NOT_TEXT, "not a text file")                          \
    X(EMPTY, "empty file")                                  \
    X(INVALID, "invalid argument")                          \
    X(LIMIT, "limit exceeded")                              \
    X(NEWER_SCHEMA, "database written by a newer viendan")  \
    X(NOT_A_DATABASE, "not a viendan database, or damaged") \
    X(BUSY, "database is in use")                           \
    X(READ_ONLY, "database is read-only")                   \
    X(FULL, "no space left on the device")                  \
    X(STOPPED, "stopped by the caller")                     \
    X(INTERNAL, "internal error")

typedef enum vd_status {
#define X(name, text) VD_##name,
    VD_STATUS_LIST(X)
#undef X
} vd_status;

/** What went wrong, and where.  `offset` is a byte offset in the input concerned, or SIZE_MAX where none applies. */
typedef struct vd_error {
    vd_status status;
    size_t offset;
    char text[512]; /* one line, English, NUL-terminated */
} vd_error;

/** Short English text of a status; static. */
const char *vd_status_text(vd_status status);
/** "0.1.0"; static. */
const char *vd_version(void);

/** A calendar date of which a part may be unknown: year, month or day is 0. */
typedef struct vd_date {
    int16_t year;
    int8_t month;
    int8_t day;
} vd_date;

/* ---- Extraction: one text, no database ------------------------------------------------------------------------ */

/** How a mention points at its document (docs/citation-forms.md). */
#define VD_FORM_LIST(X)       \
    X(NUMBERED, "numbered")   \
    X(NAMED, "named")         \
    X(TRUNCATED, "truncated") \
    X(SELF, "self")           \
    X(GENERIC, "generic")     \
    X(BACKWARD, "backward")

typedef enum vd_form {
#define X(name, text) VD_FORM_##name,
    VD_FORM_LIST(X)
#undef X
} vd_form;

/** A set of forms: VD_FORM_BIT(VD_FORM_NUMBERED) | VD_FORM_BIT(VD_FORM_NAMED). */
#define VD_FORM_BIT(form) (1U << (form))
/** Every form: asked for so, all mentions are read, and none of what only statements need. */
#define VD_FORMS_EVERY (VD_FORM_BIT(VD_FORM_BACKWARD + 1) - 1)

/** Relations, always acting document -> document acted on. */
#define VD_RELATION_LIST(X)         \
    X(BASED_ON, "based_on")         \
    X(IMPLEMENTS, "implements")     \
    X(DETAILS, "details")           \
    X(GUIDED_BY, "guided_by")       \
    X(CITES, "cites")               \
    X(AMENDS, "amends")             \
    X(SUPERSEDES, "supersedes")     \
    X(REPEALS, "repeals")           \
    X(PROMULGATES, "promulgates")   \
    X(CORRECTS, "corrects")         \
    X(CONSOLIDATES, "consolidates") \
    X(SUSPENDS, "suspends")

typedef enum vd_relation {
#define X(name, text) VD_REL_##name,
    VD_RELATION_LIST(X)
#undef X
        VD_REL_COUNT
} vd_relation;

/** Strength of an implementation: in the preamble, in a task, "gắn với thực hiện". */
typedef enum vd_strength { VD_STRENGTH_NONE, VD_STRENGTH_PRIMARY, VD_STRENGTH_TASK, VD_STRENGTH_LINKED } vd_strength;

/** Static English names ("numbered", "based_on", "primary"); "" for VD_STRENGTH_NONE. */
const char *vd_form_name(vd_form form);
const char *vd_relation_name(vd_relation relation);
const char *vd_strength_name(vd_strength strength);
/** true and *out set when `name` is a form's, or a relation's, name. */
bool vd_form_parse(vd_str name, vd_form *out);
bool vd_relation_parse(vd_str name, vd_relation *out);

/** One span of a source that points at a document, and what it says of it.  Absent fields have ptr == NULL. */
typedef struct vd_mention {
    size_t start, end; /* bytes of the source */
    vd_str surface;    /* the bytes themselves */
    vd_form form;
    vd_str type;   /* in correct Vietnamese: "Chỉ thị" */
    vd_str number; /* as officially written: "33/CT-TTg"; absent when none is printed */
    vd_str symbol; /* what follows number and year: "CT-TTg" */
    int year;      /* inside the number, else 0 */
    vd_date date;  /* stated at the mention, possibly in part */
    vd_str issuer; /* body in full where stated or implied by the symbol */
    bool issuer_stated;
    vd_str place;    /* province the issuer belongs to, as an ASCII slug; absent when not said */
    vd_str term;     /* of the issuer where stated: "XIII"; without a numeral its years, "2020-2025" */
    vd_str title;    /* for a law: its name */
    vd_str pinpoint; /* "Phụ lục II", "khoản 2 Điều 5" */
    vd_str repairs;  /* what was read as what, "; "-separated; absent when nothing was repaired */
    double confidence;
    int parent;    /* index of the mention whose title holds this one, or -1 */
    bool core;     /* numbered, or a law by name */
    int catalogue; /* 1 + row of the built-in catalogue that the name was found in, or 0 */
    /* "Nghị định này", "Đề án 06": 1 + index of the earlier mention it stands for, or 0 where the text does not say;
     * and 1 + that of the first which it may mean as well, the same where the text leaves no choice. */
    int antecedent, among;
} vd_mention;

/** One relation a source states, with the words that prove it. */
typedef struct vd_statement {
    vd_relation relation;
    vd_strength strength;
    int from, to;              /* indexes of mentions; from == -1: the document that the source carries */
    size_t start, end;         /* evidence span */
    size_t cue_start, cue_end; /* the governing words; equal when implied */
    size_t sentence_start, sentence_end;
    bool preamble;
    double confidence;
} vd_statement;

/** What a source says of itself. */
typedef struct vd_header {
    vd_str type, number, symbol, issuer, place, title, signer, signer_role;
    vd_date date;
    vd_date effective; /* since when the text says that it has effect; {0}: it gives no day, or two */
    bool issuer_stated;
} vd_header;

/** All that was read from one source.
 *  Shape:  mentions by increasing start, then decreasing end; a mention lies inside its parent's title or nowhere.
 *  Owner:  borrowed from the source until its next extraction or vd_source_free(). */
typedef struct vd_extraction {
    const vd_mention *mentions;
    size_t mention_count;
    const vd_statement *statements;
    size_t statement_count;
    vd_header header;
    unsigned forms; /* VD_FORM_BIT of those asked for; 0: all */
    /* No failure: places where matching took too long and was given up, so that what is cited there may be missing,
     * and the offset of the first.  Words glued together for pages do that. */
    size_t given_up, given_up_first;
} vd_extraction;

typedef struct vd_grammar vd_grammar;
typedef struct vd_source vd_source;

/** Prepare grammar and tables.  A pattern is compiled when a text first needs it, under a lock of the grammar's own.
 *  Owner:  *out is the caller's, vd_grammar_free().
 *  Errors: NO_MEMORY.
 *  Cost:   under a millisecond, and some for the patterns that texts need; once a process. */
VD_CHECKED vd_status vd_grammar_new(vd_grammar **out, vd_error *err);
void vd_grammar_free(vd_grammar *grammar);

/** Take a text that is in memory.  Bytes that are no UTF-8 are kept and never match.
 *  Owner:  `bytes` is borrowed until vd_source_free(); `name` is copied.
 *  Errors: NO_MEMORY; LIMIT above VD_SOURCE_MAX bytes. */
VD_CHECKED vd_status vd_source_from_bytes(vd_str name, vd_str bytes, vd_source **out, vd_error *err);
/** Read a text file; "-" is standard input.  UTF-16 that begins with its mark is made UTF-8, of which all offsets are.
 *  Errors: NOT_FOUND, DENIED, IO; EMPTY; NOT_TEXT for binary files (the text says what to do); LIMIT; NO_MEMORY. */
VD_CHECKED vd_status vd_source_open(const char *path, vd_source **out, vd_error *err);
void vd_source_free(vd_source *source);
vd_str vd_source_name(const vd_source *source);
vd_str vd_source_bytes(const vd_source *source);
/** Count of byte sequences that are not UTF-8; *first is the offset of the first (SIZE_MAX when there is none). */
size_t vd_source_invalid(const vd_source *source, size_t *first);
/** Vietnamese encodings of the years before Unicode. */
typedef enum vd_legacy { VD_LEGACY_NONE, VD_LEGACY_TCVN3, VD_LEGACY_VNI, VD_LEGACY_CP1258, VD_LEGACY_COUNT } vd_legacy;
/** Does the text look like one of them, so that little can be found in it?  *words (may be NULL) is then what to say of
 *  it and to do; static English. */
vd_legacy vd_source_legacy(const vd_source *source, const char **words);
/** Line and column (both from 1, column in characters) of a byte offset. */
void vd_source_position(const vd_source *source, size_t offset, size_t *line, size_t *column);

/** The largest text read in one piece, in bytes. */
#define VD_SOURCE_MAX ((size_t)1 << 30)

/** Find every mention of a document, the relations stated, and the header.
 *  Shape, owner: see vd_extraction.
 *  Errors: NO_MEMORY; INTERNAL when a pattern of this build does not compile.
 *  Cost:   one pass, O(text).    Source: docs/citation-forms.md. */
VD_CHECKED vd_status vd_extract(const vd_grammar *grammar, vd_source *source, vd_extraction *out, vd_error *err);
/** The mentions of some forms only (a set of VD_FORM_BIT; 0: vd_extract()), without what no row of them shows.
 *  Shape:  vd_extraction_rows() lists of it exactly the rows of these forms that it lists of vd_extract().  Mentions of
 *          other forms are there where one asked for may stand in their title, and say no more than place, form and
 *          parent; statements, antecedents and the header are left out.
 *  Errors: those of vd_extract().
 *  Cost:   of vd_extract(), for VD_FORMS_EVERY about four fifths, for NUMBERED and NAMED two thirds. */
VD_CHECKED vd_status vd_extract_forms(const vd_grammar *grammar, vd_source *source, unsigned forms, vd_extraction *out,
                                      vd_error *err);

/* ---- Tasks: who is to do what by when --------------------------------------------------------------------------- */

/** In which way a body is charged with a task. */
#define VD_DUTY_LIST(X)           \
    X(LEADS, "leads")             \
    X(FOCAL, "focal_point")       \
    X(DIRECTS, "directs")         \
    X(ADVISES, "advises")         \
    X(PERFORMS, "performs")       \
    X(RESPONSIBLE, "responsible") \
    X(ASSIGNED, "assigned")       \
    X(ASKED, "asked")

typedef enum vd_duty {
#define X(name, text) VD_DUTY_##name,
    VD_DUTY_LIST(X)
#undef X
} vd_duty;

/** How often a task comes back; several may hold. */
#define VD_RECURRING_LIST(X)      \
    X(CONTINUOUS, "continuous")   \
    X(DAILY, "daily")             \
    X(WEEKLY, "weekly")           \
    X(MONTHLY, "monthly")         \
    X(QUARTERLY, "quarterly")     \
    X(HALF_YEARLY, "half-yearly") \
    X(YEARLY, "yearly")

typedef enum vd_recurring {
#define X(name, text) VD_RECURRING_##name,
    VD_RECURRING_LIST(X)
#undef X
        VD_RECURRING_COUNT
} vd_recurring;

/** Static English names. */
const char *vd_duty_name(vd_duty duty);
const char *vd_recurring_name(vd_recurring recurring);

/** A body charged with a task. */
typedef struct vd_task_lead {
    vd_str body; /* as printed, on one line */
    vd_duty duty;
} vd_task_lead;

/** What a task takes from the heading, column or point above it (bits). */
enum { VD_TASK_LEAD = 1, VD_TASK_COORDINATE = 2, VD_TASK_DEADLINE = 4 };

/** One task that a document assigns.  Absent fields have ptr == NULL. */
typedef struct vd_task {
    size_t start, end; /* bytes of the source, with its marker and what is said of who and when */
    vd_str path;       /* its place in the outline: "II.1.a" */
    vd_str section;    /* title of the section it stands in */
    vd_str what;       /* the task itself, on one line */
    const vd_task_lead *leads;
    size_t lead_count;
    vd_str coordinate;  /* who works with the lead, as printed */
    vd_str deadline;    /* as printed */
    vd_date from, to;   /* first and last day of it, {0} where it names none */
    uint32_t recurring; /* bits 1 << VD_RECURRING_… */
    uint32_t inherited; /* bits VD_TASK_… */
    double confidence;
} vd_task;

/** The tasks of one source.
 *  Shape:  by increasing start; disjoint.
 *  Owner:  borrowed from the source until its next extraction or vd_source_free(). */
typedef struct vd_tasks {
    const vd_task *tasks;
    size_t count;
} vd_tasks;

/** Find the tasks a plan, programme, directive … assigns, from its outline and its tables.  `extraction` is the last
 * one of `source`: its header says what kind of document it is and which year it is for.  Laws, decrees and circulars
 *  assign none.  What cannot be read safely is left out.
 *  Errors: NO_MEMORY; INTERNAL as vd_extract.    Cost: O(text). */
VD_CHECKED vd_status vd_tasks_read(const vd_grammar *grammar, vd_source *source, const vd_extraction *extraction,
                                   vd_tasks *out, vd_error *err);

/* ---- Rows: the one shape of every answer ---------------------------------------------------------------------- */

typedef enum vd_cell_kind {
    VD_CELL_NULL,
    VD_CELL_BOOL,
    VD_CELL_INT,
    VD_CELL_REAL,
    VD_CELL_TEXT,
    VD_CELL_LIST
} vd_cell_kind;

/** One value.  LIST holds strings. */
typedef struct vd_cell {
    vd_cell_kind kind;
    int64_t integer;     /* BOOL (0, 1), INT */
    double real;         /* REAL */
    vd_str text;         /* TEXT */
    const vd_str *items; /* LIST */
    size_t count;        /* LIST */
} vd_cell;

typedef struct vd_rows vd_rows;

size_t vd_rows_width(const vd_rows *rows);
/** Name of a column, as in JSON output. */
vd_str vd_rows_name(const vd_rows *rows, size_t column);
/** Step to the next row.  *more is false after the last.  Cells are valid until the next step or free. */
VD_CHECKED vd_status vd_rows_next(vd_rows *rows, bool *more, vd_error *err);
vd_cell vd_rows_cell(const vd_rows *rows, size_t column);
/** Give no more than `most` rows from here on; 0: all. */
void vd_rows_limit(vd_rows *rows, size_t most);
void vd_rows_free(vd_rows *rows);

/** Where output goes.  `write` returns false to stop (the writer then returns VD_IO). */
typedef struct vd_sink {
    bool (*write)(void *context, const char *bytes, size_t len);
    void *context;
} vd_sink;

typedef enum vd_format {
    VD_FORMAT_TABLE,
    VD_FORMAT_JSON,
    VD_FORMAT_JSONL,
    VD_FORMAT_CSV,
    VD_FORMAT_MARKDOWN,
    VD_FORMAT_HTML,
    VD_FORMAT_XLSX,
    VD_FORMAT_TSV
} vd_format;

/** The language of headings in MARKDOWN, HTML and XLSX, and of viendan's own words there, in TABLE and in drawings. */
typedef enum vd_lang { VD_LANG_VI, VD_LANG_EN } vd_lang;

/** How answers look. */
typedef struct vd_style {
    bool color;
    int width;         /* columns of the terminal; 0: unlimited */
    vd_lang lang;      /* MARKDOWN, HTML, XLSX, and words in a TABLE; the formats for programs know none */
    const char *title; /* of a page or workbook; NULL: "viendan" */
    /** Stands before relative paths in the links of a page or workbook: the way from the folder where it will lie to
     *  that which the paths are seen from, '/' at its end; NULL: the same folder. */
    const char *way;
    size_t most; /* of a sheet (vd_db_show): documents of one relation that are shown; 0: all */
    /** Told once, in English, what a file or a terminal could not hold of the answer; NULL: nobody asks.  A file says
     *  it, too. */
    void (*note)(void *context, const char *words);
    void *note_context;
} vd_style;

/** Write all remaining rows.  *count (may be NULL) is the number of rows written.
 *  TABLE, MARKDOWN and HTML show a chosen subset of wide results (HTML with the sentences); the other formats show
 *  every column, under the same names whatever the language but for XLSX.  CSV is RFC 4180 with a header, TSV
 *  the same with tabs and without quotes; a text that a spreadsheet would take for a formula gets a leading apostrophe
 *  in both.  HTML is one page that needs nothing else
 *  and prints on A4 landscape.  XLSX holds texts as texts, never as formulas; a sheet has 65,530 links at most, what is
 *  behind them stands there without one.
 *  Errors: those of the rows, NO_MEMORY, IO; LIMIT where the answer is larger than a worksheet (XLSX). */
VD_CHECKED vd_status vd_rows_write(vd_rows *rows, vd_format format, const vd_style *style, vd_sink sink, size_t *count,
                                   vd_error *err);

/** The mentions of one extraction as rows (columns of `viendan extract`).
 *  Owner:  what the rows hold is borrowed from source and extraction.    Errors: NO_MEMORY. */
VD_CHECKED vd_status vd_extraction_rows(const vd_source *source, const vd_extraction *extraction, vd_rows **out,
                                        vd_error *err);

/* ---- Streams: a text a line ---------------------------------------------------------------------------------------
 */

/** What has to be said of a line of a stream. */
typedef struct vd_stream_note {
    size_t line, column;           /* from 1; column 0: the line as a whole */
    const vd_error *err;           /* why the line gives nothing, or NULL */
    size_t invalid, invalid_first; /* no failure: sequences of its text that are no UTF-8, and the first one's offset */
    size_t given_up, given_up_first; /* no failure: as in vd_extraction */
} vd_stream_note;

/** A stream of lines {"id": ..., "text": ...}, and what is to be made of it.  Exactly one of `part` and `each` is set.
 */
typedef struct vd_stream {
    const char *path;      /* "-" is standard input */
    size_t jobs;           /* threads; 0: as many as there are processors, at most 8 */
    size_t line_most;      /* bytes; longer lines give a note.  0: VD_SOURCE_MAX */
    unsigned forms;        /* of vd_extract_forms(); 0: all, for `part` as far as rows show them */
    vd_format format;      /* of the parts */
    const vd_style *style; /* of the parts; may be NULL */
    void *context;         /* of the functions below, of which any that returns false ends the run */
    /** One text's mentions (`rows` of them), as vd_rows_write() writes them. */
    bool (*part)(void *context, const char *bytes, size_t len, size_t rows);
    /** The text itself; then nothing is done at once, whatever `jobs` is. */
    bool (*each)(void *context, const vd_source *source, const vd_extraction *extraction, size_t line);
    bool (*note)(void *context, const vd_stream_note *note);
    /** How far it is: lines done, and bytes read of the input.  NULL: nobody wants to know. */
    bool (*progress)(void *context, size_t lines, uint64_t bytes);
    /** Is it to stop?  Asked before each read and some ten times a second while input is awaited, on any thread and
     *  beside other calls.  NULL: never. */
    bool (*stop)(void *context);
} vd_stream;

/** Extract the mentions of a stream of any length.
 *  Shape:  a line is a JSON object with "id" (a string or a number) and "text"; other keys are ignored, blank lines and
 * a byte order mark are passed over.  Offsets count bytes of the decoded text.  All functions of `stream` are called
 * one at a time, in the order of the lines, perhaps on different threads; their calls do not depend on `jobs`. Errors:
 * those of opening and reading `path` (the text begins with its name); STOPPED when a function returned false;
 *          NO_MEMORY.  What concerns one line alone (bad JSON, LIMIT for a line too long, those of
 *          vd_extract()) is a note, and the next line follows.
 *  Cost:   memory for some hundred kilobytes of lines a thread, or the longest line, whatever the stream's length. */
VD_CHECKED vd_status vd_extract_stream(const vd_grammar *grammar, const vd_stream *stream, vd_error *err);

/* ---- Database -------------------------------------------------------------------------------------------------- */

typedef struct vd_db vd_db;

typedef enum vd_open_mode { VD_OPEN_CREATE, VD_OPEN_EXISTING, VD_OPEN_READ_ONLY } vd_open_mode;

/** Open a database file (":memory:" for none); CREATE makes it and brings an older schema up to date.
 *  Errors: NOT_FOUND, DENIED, READ_ONLY, BUSY, NEWER_SCHEMA, NOT_A_DATABASE, FULL, IO, NO_MEMORY. */
VD_CHECKED vd_status vd_db_open(const char *path, vd_open_mode mode, vd_db **out, vd_error *err);
void vd_db_close(vd_db *db);
/** Does the database hold no file's text?  Every question about texts has no answer then.    Errors: database errors.
 */
VD_CHECKED vd_status vd_db_empty(vd_db *db, bool *out, vd_error *err);
/** Does the database hold what nothing was concluded from yet?  So it is while another program ingests, and after one
 *  was stopped or killed, until an ingest comes to its end.  Answers are from what was concluded before, so that "no"
 *  is not known then.    Errors: database errors. */
VD_CHECKED vd_status vd_db_pending(vd_db *db, bool *out, vd_error *err);

/** What ingest did, in files. */
typedef struct vd_ingest_report {
    size_t seen, added, updated, unchanged, removed, failed;
    size_t again; /* of those unchanged, read again to keep the texts (vd_ingest_options.search) */
    size_t gone;  /* without vd_ingest_options.prune: sources below the given folders whose files are gone */
    size_t documents, mentions, edges; /* in the database afterwards */
    size_t legacy[VD_LEGACY_COUNT];    /* of those read: see vd_source_legacy(); a problem is told of the first */
    size_t repeated; /* lines of streams whose id came before with another text, which is lost; a problem tells how many
                        and the first */
    size_t others; /* documents below folders that are no text (*.pdf, *.docx …) and have none of the same name beside
                      them; a problem is told of the first */
} vd_ingest_report;

/** What is done to decide which documents are meant, once all files are read, in this order, and from the first again
 *  where another program wrote meanwhile. */
typedef enum vd_deciding {
    VD_DECIDING_LOADING, /* what the files say, back from the database; counted in files */
    VD_DECIDING_MEANING, /* what each mention means; in steps of several kinds */
    VD_DECIDING_WRITING, /* what was decided; in rows, about */
    VD_DECIDING_INDEXES, /* by which questions find it */
    VD_DECIDING_GRAPH,
    VD_DECIDING_COUNT
} vd_deciding;

/** Be told how far deciding is, by whatever decides all documents of this database anew: vd_db_ingest(),
 *  vd_db_forget(), vd_db_merge(), vd_db_catalogue_import() and vd_db_catalogue_forget().  `deciding` is called on the
 *  calling thread, with `done` of `total` in this step, some thousand times at the most however many files there are;
 *  NULL: nobody is told.  A new step begins with 0 done. */
void vd_db_tell_deciding(vd_db *db, void (*deciding)(void *context, vd_deciding step, size_t done, size_t total),
                         void *context);

/** Callbacks and choices of an ingest; zero-initialise for defaults.
 *  `progress` returns false to stop (VD_STOPPED; files finished so far are kept).
 *  `total` is 0 while it is not known.
 *  `jobs` threads work; the result does not depend on their number.  Callbacks come one at a time and in the order of
 *  the files, but not always on the calling thread.
 *  `problem` hears of every file that could not be read or was read with damage; the others go on. */
typedef struct vd_ingest_options {
    bool prune;   /* forget sources under the given paths whose files are gone; below a path that is not there itself,
                     of which a problem is told, none */
    size_t jobs;  /* 0: as many as there are processors */
    bool streams; /* the paths are files of lines {"id": ..., "text": ...}, "-" standard input: each line a document,
                     stored under its id, whose text is not kept but for the words around mentions */
    bool search;  /* keep all texts and index their words for vd_db_search(), now and whenever sources are read;
                     what was read without it is read once more */
    bool (*progress)(void *context, size_t done, size_t total, vd_str path);
    void (*problem)(void *context, vd_str path, size_t line, size_t column, const vd_error *err);
    /** Is it to stop?  Asked before each read of a stream and some ten times a second while it is awaited, on any
     * thread and beside other calls.  NULL: never. */
    bool (*stop)(void *context);
    void *context;
} vd_ingest_options;

/** Read files or folders (recursively: *.txt, *.md, *.text) into the database, then decide which document every
 *  mention means.  A file is stored whole or not at all; one whose bytes have not changed is left alone.  The result
 *  does not depend on the order of files.
 *  Errors: those of vd_db_open; a problem with one file is not an error: see report->failed. */
VD_CHECKED vd_status vd_db_ingest(vd_db *db, const vd_grammar *grammar, const char *const *paths, size_t path_count,
                                  const vd_ingest_options *options, vd_ingest_report *report, vd_error *err);

/** Zero-initialise for defaults.  `source` hears of every source that goes, by path; `missing` of a name that none has,
 *  with the path of one that may be meant, or with none. */
typedef struct vd_forget_options {
    bool dry_run; /* only tell what would go */
    void (*source)(void *context, vd_str path);
    void (*missing)(void *context, vd_str name, vd_str like);
    void *context;
} vd_forget_options;

/** Forget sources, and decide anew what the others mean: files by their paths, folders with all that was read below
 *  them, lines of a stream by their ids.  The files themselves are left alone, and read again by the next ingest that
 *  comes upon them; reviews stay.  report->removed tells how many go.
 *  Errors: NOT_FOUND when a name is that of no source: nothing is forgotten then; those of vd_db_ingest(). */
VD_CHECKED vd_status vd_db_forget(vd_db *db, const char *const *names, size_t count, const vd_forget_options *options,
                                  vd_ingest_report *report, vd_error *err);

/** What becomes of a path under which two databases hold different files: nothing is merged; the first that was named
 *  keeps it; the last one does.  A database merged into comes before those that are named. */
typedef enum vd_merge_prefer { VD_MERGE_REFUSE, VD_MERGE_FIRST, VD_MERGE_LAST } vd_merge_prefer;

/** Zero-initialise for defaults.  `conflict` hears of every such path with the names of two of the databases. */
typedef struct vd_merge_options {
    vd_merge_prefer prefer;
    void (*conflict)(void *context, vd_str path, vd_str first, vd_str other);
    void *context;
} vd_merge_options;

/** What a merge did. */
typedef struct vd_merge_report {
    size_t databases;
    size_t added, replaced, unchanged; /* files */
    size_t conflicts;                  /* files */
    size_t rows;                       /* of imported catalogues, added */
    size_t reviews;                    /* added */
    bool changed;                      /* anything imported is new or stands on an earlier line */
    size_t documents, mentions, edges; /* in the database afterwards */
} vd_merge_report;

/** Take over the sources, reviews and imported rows of other databases, then decide which document every mention means:
 *  `db` becomes what one machine would have made of all files, and the order of the databases does not matter but for
 *  conflicts.  One transaction a database; whatever ends it, the next merge or ingest finishes the work.
 *  Errors: INVALID for conflicts with VD_MERGE_REFUSE, before anything is written; those of vd_db_open for each. */
VD_CHECKED vd_status vd_db_merge(vd_db *db, const char *const *paths, size_t path_count,
                                 const vd_merge_options *options, vd_merge_report *report, vd_error *err);

/* What is known of documents from outside the corpus.  Built-in rows and imported ones stand side by side, none hides
 * another; which value counts is said by confidence: imported high, built-in high, imported medium, built-in medium,
 * imported low. */

/** What an import did, in rows. */
typedef struct vd_catalogue_report {
    size_t files, failed; /* failed: files that could not be read */
    size_t rows, added, unchanged, removed;
    size_t bad;       /* left out, each told */
    size_t unsourced; /* got the file's name and date as their source */
    size_t findings;  /* as by vd_db_catalogue_check(), about these files' rows and the documents they speak of */
} vd_catalogue_report;

/** Zero-initialise for defaults.  `problem` hears of every bad row and column with its place. */
typedef struct vd_catalogue_options {
    bool strict;  /* one bad row: nothing is imported (INVALID) */
    bool replace; /* forget what files of the same names said before */
    void (*problem)(void *context, vd_str path, size_t line, size_t column, const vd_error *err);
    void *context;
} vd_catalogue_options;

/** Read files of rows (TSV, CSV or JSON Lines, told from their content; columns: docs/cli.md) into the database, in one
 *  transaction, and decide anew which document every mention means.  The order of files and rows does not matter.
 *  Errors: INVALID with `strict`; those of vd_db_open; a problem with a file or row is not an error: see the report. */
VD_CHECKED vd_status vd_db_catalogue_import(vd_db *db, const char *const *paths, size_t path_count,
                                            const vd_catalogue_options *options, vd_catalogue_report *report,
                                            vd_error *err);
/** Forget what a file said, by its name, or else what has this source.  Where it fails with *removed above 0, the rows
 * are gone and what follows from that is decided by the next change, as after an ingest that was broken off. */
VD_CHECKED vd_status vd_db_catalogue_forget(vd_db *db, vd_str source, size_t *removed, vd_error *err);

/** Which documents to list; zero-initialise for all.  A field with ptr == NULL does not filter. */
typedef struct vd_catalogue_filter {
    vd_str type, issuer; /* in any spelling */
    vd_str status;       /* in_force, not_yet_in_force, ended or unknown, as of the day */
    vd_str source;       /* the name of an imported file, "built-in", or a row's source */
    vd_date as_of;       /* {0,0,0}: today */
    size_t limit;        /* 0: none */
} vd_catalogue_filter;

/** One row a document, by id.    Errors: INVALID for a status that does not exist; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_catalogue_list(vd_db *db, const vd_catalogue_filter *filter, vd_rows **out, vd_error *err);
/** Every value that any row has of one document, which counts and why; no rows when none is of it. */
VD_CHECKED vd_status vd_db_catalogue_show(vd_db *db, vd_str words, vd_rows **out, vd_error *err);
/** Conflicts among rows and with texts, cycles, unknown and unclear documents, impossible days and types, duplicates.
 *  `builtin`: also those in which built-in rows alone take part. */
VD_CHECKED vd_status vd_db_catalogue_check(vd_db *db, bool builtin, vd_rows **out, vd_error *err);
/** Imported rows as they can be imported again: of documents, or of changes.  `source`: absent, or as for the list. */
VD_CHECKED vd_status vd_db_catalogue_export(vd_db *db, bool changes, vd_str source, vd_rows **out, vd_error *err);

/** Which rows to list; zero-initialise for all.  A field with ptr == NULL does not filter. */
typedef struct vd_filter {
    vd_str source;   /* source path, or its file name, or a prefix of it */
    vd_str document; /* canonical id: target of mentions, either end of edges */
    vd_str form;
    vd_str relation;
    bool in_corpus; /* documents: only those whose text we hold */
} vd_filter;

VD_CHECKED vd_status vd_db_mentions(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_db_edges(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err);
VD_CHECKED vd_status vd_db_documents(vd_db *db, const vd_filter *filter, vd_rows **out, vd_error *err);
/** Mentions that no single document answers, most needed first, with candidates. */
VD_CHECKED vd_status vd_db_unresolved(vd_db *db, vd_rows **out, vd_error *err);

/** Which tasks to list; zero-initialise for all.  A field with ptr == NULL or {0} does not filter. */
typedef struct vd_task_filter {
    vd_str source;            /* as in vd_filter */
    vd_str document;          /* canonical id of the document that assigns them */
    vd_str implements;        /* canonical id of one they carry out */
    vd_str lead;              /* words of the name of a body charged with them, in any spelling of case and marks */
    vd_date due_from, due_to; /* their deadline's last day lies between these, which may be partial */
    vd_date as_of;            /* their deadline is over on that day; recurring ones have none */
    bool missing_lead, missing_deadline;
} vd_task_filter;

/** The tasks that documents assign, in the order of files and of the text.  A document that several files carry is
 *  read from the best of them, unless `source` names another. */
VD_CHECKED vd_status vd_db_tasks(vd_db *db, const vd_task_filter *filter, vd_rows **out, vd_error *err);

/** Find documents by what people write: a canonical id or alias, a number ("33/CT-TTg", "33/ct-ttg 2021"), a file name,
 * a law's name. Shape: columns id, type, number, date, issuer, title; best first; several rows mean the name is
 * ambiguous. Errors: NO_MEMORY, database errors.  No match is an empty result. */
VD_CHECKED vd_status vd_db_find(vd_db *db, vd_str name, vd_rows **out, vd_error *err);

/** Texts that hold these words next to each other, in any case, with or without marks; behind a '+' others that the
 * text has to hold as well: "chuyển đổi số + bệnh viện". Shape:  columns source, id, type, number, date, title,
 * passage; best first (BM25), then by path. Errors: INVALID when the database keeps no texts (vd_ingest_options.search)
 * or there is no word; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_search(vd_db *db, vd_str text, vd_rows **out, vd_error *err);
/** How many sources the database holds, and of how many of them it keeps the text.    Errors: database errors. */
VD_CHECKED vd_status vd_db_texts(vd_db *db, size_t *kept, size_t *all, vd_error *err);
/** The text of one source, by its path or id, where the database keeps texts.
 *  Shape:  a column `text`, one row, or none where there is no such source.    Errors: INVALID as for vd_db_search().
 */
VD_CHECKED vd_status vd_db_text(vd_db *db, vd_str source, vd_rows **out, vd_error *err);

/* The questions who, path, impact and rank go over the graph, which stays open with the database: the first question
 * opens it, the next ones find it there, and after a change, by whomever, it is opened anew.  Their rows show the
 * database as it was when the question was asked; while they are kept, so is that moment. */

/** Who acts on a document. */
typedef struct vd_who_query {
    vd_str document;    /* id of the document acted on */
    uint32_t relations; /* bits 1 << VD_REL_… */
    bool transitive;    /* chains, too, with the path printed */
    bool joined;        /* one row a document and relation, with all its strengths */
    vd_date as_of;      /* only documents that may have been issued by that day; {0,0,0}: all */
} vd_who_query;

/** Documents acting on one, directly and through others.
 *  Shape:  strongest first.  With `as_of` the column `issued` is "yes", or "possible" where a document of the chain has
 *          a date that is not known, or known as a window that ends after the day.
 *  Errors: NOT_FOUND; NO_MEMORY, database errors, these also while rows are read.
 *  Cost:   rows are made when they are read: the first cost as much as they are, whatever comes behind them. */
VD_CHECKED vd_status vd_db_who(vd_db *db, const vd_who_query *query, vd_rows **out, vd_error *err);
/** How many documents act on one.
 *  Shape:  columns depth, documents, together: how many reach it in so many steps and not in fewer, and how many in so
 *          many or fewer.  Without `transitive` of those that act on it themselves; no row when nobody does.
 *          `joined` does not matter.
 *  Errors: NOT_FOUND; NO_MEMORY, database errors.
 *  Cost:   the links of all that are counted; no text is read. */
VD_CHECKED vd_status vd_db_who_count(vd_db *db, const vd_who_query *query, vd_rows **out, vd_error *err);
/** How grave a finding is: the cited document had ended or was not yet in force; it had been amended and no amendment
 * is named; it has changed since; the dates do not decide it, or all is as it should be. */
#define VD_SEVERITY_LIST(X) \
    X(HIGH, "high")         \
    X(MEDIUM, "medium")     \
    X(LOW, "low")           \
    X(NOTE, "note")

typedef enum vd_severity {
#define X(name, text) VD_SEVERITY_##name,
    VD_SEVERITY_LIST(X)
#undef X
} vd_severity;

/** "high"; static. */
const char *vd_severity_name(vd_severity severity);
bool vd_severity_parse(vd_str name, vd_severity *out);

/** What an answer of `outdated` does not say. */
typedef struct vd_outdated_counts {
    size_t cited;     /* documents that are cited */
    size_t silent;    /* of these, those that no verdict can be about: at most the day of their issue is known */
    size_t unjudged;  /* citations of those: pairs of a citing and a cited document */
    size_t undecided; /* citations, one a document and wording, of which nobody knows which document they mean */
    size_t undated;   /* citations, less grave than asked for, of what has ended on a day that is not known */
} vd_outdated_counts;

/** Which citations `outdated` judges, and when. */
typedef struct vd_outdated_query {
    vd_date as_of;              /* {0}: today; in part: its last day */
    vd_str plan;                /* id of the citing document; absent: every document we hold */
    vd_str law;                 /* id of the cited document; absent: all */
    vd_severity severity;       /* this and graver */
    bool each;                  /* one row a place, not one a citing document, cited document and verdict */
    bool unjudged;              /* instead: what cannot be judged, and why: `unjudged` and `undecided` below */
    vd_outdated_counts *counts; /* filled in; NULL: nobody wants to know */
} vd_outdated_query;

/** Citations of documents that were changed or have ended, judged at the citing document's date and at `as_of`; where
 *  that date is a window, every verdict possible in it.
 *  Errors: NOT_FOUND for an id that is not in the database; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_outdated(vd_db *db, const vd_outdated_query *query, vd_rows **out, vd_error *err);
/** Which documents are asked for as suspect. */
typedef struct vd_suspect_query {
    vd_date as_of;   /* {0}: today; in part: its last day */
    vd_str document; /* id; absent: every document we hold */
    bool all;        /* whatever they cite, not only what they rest on */
} vd_suspect_query;

/** Documents whose basis changed after their date, until somebody has reviewed them: the columns of vd_db_outdated(),
 * the changes not reviewed yet, and who reviewed the document last.
 *  Errors: as vd_db_outdated(). */
VD_CHECKED vd_status vd_db_suspect(vd_db *db, const vd_suspect_query *query, vd_rows **out, vd_error *err);

/** A document was looked at. */
typedef struct vd_review {
    vd_str document; /* id */
    vd_date date;    /* {0}: today */
    vd_str reviewer; /* who; may be absent */
    vd_str note;     /* why it stays as it is; may be absent */
} vd_review;

/** Keep a review: what had happened to the documents it cites by that day is no longer held against it.  A later
 * change, or one that was not known, is.  Reviews outlive ingests. Errors: NOT_FOUND; INVALID for a day to come;
 * database errors. */
VD_CHECKED vd_status vd_db_review(vd_db *db, const vd_review *review, vd_error *err);
/** All reviews, or those of the document `id`, oldest first. */
VD_CHECKED vd_status vd_db_reviews(vd_db *db, vd_str id, vd_rows **out, vd_error *err);
/** Take back the last review of a document; *found tells whether there was one. */
VD_CHECKED vd_status vd_db_review_undo(vd_db *db, vd_str id, bool *found, vd_error *err);

/** What happened to a document (issued, in effect, amended, ended), and who cites it when, by date, each with evidence.
 *  Errors: NOT_FOUND; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_timeline(vd_db *db, vd_str id, vd_rows **out, vd_error *err);
/** If it is replaced, which documents must be looked at: those that hang on it, nearest first, each with its way.
 *  Errors: NOT_FOUND; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_impact(vd_db *db, vd_str id, vd_rows **out, vd_error *err);

/** Which documents stand on one side of a matrix; zero-initialise for all.  Several values of one list mean any of
 *  them, several lists and dates mean all of those. */
typedef struct vd_matrix_side {
    const vd_str *documents, *types, *issuers, *places;
    size_t document_count; /* canonical ids */
    size_t type_count;     /* "Kế hoạch", "kế hoạch", "KH" */
    size_t issuer_count;   /* words of the body's name, case and marks aside */
    size_t place_count;    /* "Cần Thơ", "can-tho" */
    vd_date from, to;      /* its date may lie there ("2025": the whole year); a document without date does not */
} vd_matrix_side;

/** GRID: a row a document, a column a plan (or turned).  LIST: a row a cell, with its evidence. */
typedef enum vd_matrix_shape { VD_MATRIX_GRID, VD_MATRIX_LIST } vd_matrix_shape;

/** Questions to the matrix; zero-initialise for all of it. */
typedef struct vd_matrix_query {
    vd_matrix_side plans;      /* documents we hold; one named by its id also when we do not */
    vd_matrix_side directives; /* documents acted on; with any condition also those that no plan acts on */
    uint32_t relations;        /* bits 1 << VD_REL_…; 0: all, and documents only named in titles */
    double min_confidence;     /* of the evidence */
    size_t top;                /* the directives that most plans act on, so many; 0: all */
    vd_matrix_shape shape;
    bool transpose; /* rows are plans */
    bool decided;   /* leave citations out of which nobody knows what they mean */
    bool by_task;   /* a plan is as many as it has tasks, and what stands outside of them */
    vd_date as_of;  /* the day of "today"; {0,0,0}: the clock's */
} vd_matrix_query;

/** Plans x the documents they act on (`query` NULL: all); letters, gaps, validity.
 *  Errors: INVALID for a type or province that does not exist, with names near it; NOT_FOUND for an id that is not in
 *          the database; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_matrix(vd_db *db, const vd_matrix_query *query, vd_rows **out, vd_error *err);
/** The same, written.  MARKDOWN, HTML and XLSX hold the matrix, its plans, its gaps, the evidence of every cell and a
 *  legend, with links between them; the other formats the rows of vd_db_matrix().  *count (may be NULL) is the number
 * of rows of the matrix. Errors: those of vd_db_matrix(); IO; LIMIT for more columns or rows than a page or worksheet
 * holds. */
VD_CHECKED vd_status vd_db_matrix_write(vd_db *db, const vd_matrix_query *query, vd_format format,
                                        const vd_style *style, vd_sink sink, size_t *count, vd_error *err);

/** What a matrix lacks.
 *    directive  a document that no plan rests on, implements, details or follows; of a type that sets work or lays
 *               down rules, and not at its end, unless the query names documents or types
 *    plan       a plan that does so to no document; of a type that sets work, unless the query names some
 *    inherited  a document that the plan above acts on and the plan below does not name
 *    task       a task without deadline or without who leads it */
#define VD_GAP_LIST(X)        \
    X(DIRECTIVE, "directive") \
    X(PLAN, "plan")           \
    X(INHERITED, "inherited") \
    X(TASK, "task")

typedef enum vd_gap {
#define X(name, text) VD_GAP_##name,
    VD_GAP_LIST(X)
#undef X
        VD_GAP_COUNT
} vd_gap;

const char *vd_gap_name(vd_gap gap);
/** Gaps of the kinds among `kinds` (bits 1 << VD_GAP_…; 0: all), by kind.  `query->relations` says which relations
 *  carry a directive out; 0: those named above.
 *  Errors: those of vd_db_matrix(). */
VD_CHECKED vd_status vd_db_gaps(vd_db *db, const vd_matrix_query *query, uint32_t kinds, vd_rows **out, vd_error *err);
/** What documents we hold rest on: their preamble's targets (`id` absent: of all documents).
 *  Errors: NOT_FOUND; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_basis(vd_db *db, vd_str id, vd_rows **out, vd_error *err);
/** A shortest chain of edges from one document to another; no row when there is none.
 *  Errors: NOT_FOUND; NO_MEMORY, database errors. */
VD_CHECKED vd_status vd_db_path(vd_db *db, vd_str from, vd_str to, vd_rows **out, vd_error *err);
/** Documents by PageRank over the edges, with in- and out-degree, component and whether they lie on a cycle.
 *  Cost:   computed by the first question after a change and kept in the database, where that can be written. */
VD_CHECKED vd_status vd_db_rank(vd_db *db, vd_rows **out, vd_error *err);
/** One document's sheet (lược đồ): identity, who acts on it, on whom it acts, each with evidence.  Where `style->most`
 *  leaves documents out, a TABLE counts them, and `style->note` is told.
 *  Errors: NOT_FOUND; NO_MEMORY, IO, database errors.
 *  Cost:   that of the edges at the document. */
VD_CHECKED vd_status vd_db_show(vd_db *db, vd_str id, vd_format format, const vd_style *style, vd_sink sink,
                                vd_error *err);

/** Why a mention was read as it was: its form, the table rows behind type, number, body and name with their sources,
 *  what was repaired, the words every field was read from, the words that govern its relations, and what else it could
 *  have been; with a database also which document it means, on what basis, and why not another.
 *  `mention` is an index of extraction->mentions; `db` may be NULL.
 *  Shape:  TABLE is a page for people, JSON one object with a list of facts; JSONL and CSV are the rows of
 *          vd_explain_rows().
 *  Errors: INVALID when there is no such mention; NO_MEMORY, IO, database errors.
 *  Cost:   O(mentions of the source); nothing is kept for it by vd_extract(). */
VD_CHECKED vd_status vd_explain(const vd_source *source, const vd_extraction *extraction, size_t mention, vd_db *db,
                                vd_format format, const vd_style *style, vd_sink sink, vd_error *err);
/** The same, a fact a row: columns source, start, end, part, what, value, words, words_start, words_end, table, row,
 *  row_source, note. */
VD_CHECKED vd_status vd_explain_rows(const vd_source *source, const vd_extraction *extraction, size_t mention,
                                     vd_db *db, vd_rows **out, vd_error *err);

/** The same of all mentions of a text that are among `forms` (VD_FORM_BIT; 0: all), without a database, as one page or
 *  workbook (MARKDOWN, HTML, XLSX) under the text's name: a fact a row, behind the line and the words of its mention.
 *  *count (may be NULL) is the number of mentions.
 *  Errors: NO_MEMORY, IO; LIMIT where the answer is larger than a worksheet (XLSX). */
VD_CHECKED vd_status vd_explain_book(const vd_source *source, const vd_extraction *extraction, unsigned forms,
                                     vd_format format, const vd_style *style, vd_sink sink, size_t *count,
                                     vd_error *err);

typedef enum vd_export_kind { VD_EXPORT_GRAPHML, VD_EXPORT_DOT, VD_EXPORT_SVG } vd_export_kind;

/** What of the graph; zero-initialise for all of it.  Edges that satisfy both conditions are kept with the documents at
 *  their ends, and documents that are asked for also where they have none. */
typedef struct vd_export_query {
    vd_matrix_side documents; /* edges that begin or end at one of these */
    uint32_t relations;       /* bits 1 << VD_REL_...; 0: all */
    vd_lang lang;             /* of the words in a drawing */
} vd_export_query;

/** The graph for other tools (`query` NULL: all of it); the same database content gives the same bytes.  *count (may be
 *  NULL) is the number of documents.
 *  Errors: INVALID for a type or province that does not exist, with names near it; NOT_FOUND for an id that is not in
 *  the database; NO_MEMORY, IO, database errors. */
VD_CHECKED vd_status vd_db_export(vd_db *db, const vd_export_query *query, vd_export_kind kind, vd_sink sink,
                                  size_t *count, vd_error *err);

#ifdef __cplusplus
}
#endif
#endif
