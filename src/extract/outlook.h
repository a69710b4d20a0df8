/** Where the head words of a text stand, whom they speak of and how far they reach.  Made once a text, so that looking
 *  back from a citation costs no more in a long text.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_OUTLOOK_H
#define VD_EXTRACT_OUTLOOK_H

#include "extract/scan.h"

typedef enum vd_cue_kind {
    VD_CUE_PLAIN,
    VD_CUE_LINKED, /* "gắn với thực hiện" */
    VD_CUE_PLACE,  /* "quy định tại", "ban hành kèm theo": says where the object of a verb before it stands */
    VD_CUE_WHEN, /* "trước ngày | Luật … có hiệu lực": governs what stands right behind, and hides no head before it */
    VD_CUE_TOLD, /* "đã ban hành": tells of another document, and does not belong to a recital around it */
    VD_CUE_TEXTS, /* "sau đây hết hiệu lực:": holds where the clause's head says that texts do; plain from then on */
    VD_CUE_NONE /* governs, but states no relation */
} vd_cue_kind;

/** Who does what a verb says, where it is no citation: the document itself, or a document that has no number yet. */
enum {
    VD_ACTOR_OWN = -1,
    VD_ACTOR_UNNAMED = -2,
    VD_ACTOR_ITSELF = -3 /* the document itself, by its own name: "Kế hoạch này"; only for vd_statement_add */
};

typedef struct vd_cue {
    vd_range range;
    vd_relation relation;
    vd_cue_kind kind;
    int actor;     /* the draft that acts, or VD_ACTOR_… */
    bool itself;   /* "Kế hoạch này | thay thế": the document itself is named as what ends another */
    size_t closes; /* stands in brackets: where these close; else SIZE_MAX */
} vd_cue;

/** A position behind which a scope begins. */
typedef struct vd_bound {
    size_t at;
    size_t intro; /* of an item of a list: where the line that opens the list ends, at its ':'; else 0 */
} vd_bound;

typedef struct vd_positions {
    size_t *at;
    size_t count, cap;
} vd_positions;

/** Drafts that only separators stand between: the first one asked for, the last, and what all of them stand in. */
typedef struct vd_list_run {
    int first, last, parent;
} vd_list_run;

/** A list and the head that governs it, as far as it was asked for: the next member goes on with it. */
typedef struct vd_list_reach {
    vd_cue head;
    size_t bound; /* the scope's, all members stand in it */
    size_t to;    /* where the last member ends; SIZE_MAX: no list */
    bool listed;  /* the head is that of the line that opens the list */
    bool over;    /* the head reaches over the ends of lines */
} vd_list_reach;

/** How far a text that is no document tells what documents do. */
typedef enum vd_telling {
    VD_TELLS_NOT,
    VD_TELLS_ISSUE, /* it says what was issued: it changes nothing itself */
    VD_TELLS_ONLY   /* news, or an article on the law: nor does it carry anything out */
} vd_telling;

typedef struct vd_outlook {
    vd_cue *cues;
    size_t cue_count, cue_cap;
    vd_bound *bounds;
    size_t bound_count, bound_cap;
    vd_positions stops;    /* ';' outside of citations and their titles */
    vd_positions quotes;   /* '"' */
    vd_positions breaks;   /* '\n' behind a word, or between the items of a list, where a scope goes on */
    vd_positions sources;  /* of a compendium's articles: drafts, not positions */
    vd_positions articles; /* where they begin */
    vd_positions remarks;  /* where its remarks begin and end, in turn */
    uint8_t *cover;        /* per folded position: VD_COVER_… */
    int32_t *asked;        /* per stretch between marks: by how many more it is asked for than the one before */
    vd_list_run run;       /* the list that was looked at last */
    vd_list_reach reach;   /* the one whose head was asked for last */
    bool gathered;         /* the text is a compendium, or a register of one */
    vd_telling told;       /* set by relation.c */
    int base;              /* of a consolidated text: the draft of the document that it carries; else -1 */
} vd_outlook;

enum { VD_COVER_CITED = 1, VD_COVER_OWN = 2, VD_COVER_SPENT = 4 };

/** Needs drafts nested; on failure scan->status is set, and clearing is still right. */
void vd_outlook_init(vd_scan *scan, vd_outlook *view);
void vd_outlook_clear(vd_outlook *view);
/** Heads are looked for only where somebody asks for them: say so for each draft whose head will be asked for, when its
 *  pinpoint is known, then have all of them answered at once. */
void vd_outlook_ask(const vd_scan *scan, vd_outlook *view, int draft);
void vd_outlook_answer(vd_scan *scan, vd_outlook *view);

/** What stands between two positions only parts the members of a list. */
bool vd_only_separator(const vd_scan *scan, size_t from, size_t to);
/** Is something between the two that ends an item, or opens a quotation and does not close it? */
bool vd_parted(const vd_outlook *view, size_t from, size_t to);
bool vd_quoted(const vd_outlook *view, size_t from, size_t to);
/** Where the citation at `draft` begins, its pinpoint included. */
size_t vd_draft_from(const vd_draft *draft);
/** Relations by which one document changes another. */
bool vd_relation_changes(vd_relation relation);
/** Relation and kind of a pattern's MARK ("implements:linked"); false when it names none. */
bool vd_cue_mark(const char *mark, vd_cue *out);

/** How many of the positions lie in [from, to); *first is the first of them. */
size_t vd_positions_between(const vd_positions *list, size_t from, size_t to, size_t *first);
/** False, with scan->status set, when there is no memory. */
bool vd_positions_add(vd_scan *scan, vd_positions *list, size_t at);
bool vd_outlook_grow(vd_scan *scan, void **items, size_t *cap, size_t size);

/* bounds.c */
/** Do the words at `at` open a note to a consolidated text, behind the note's number? */
bool vd_opens_note(const vd_scan *scan, size_t at);
/** Makes the bounds; needs cover. */
void vd_outlook_bounds(vd_scan *scan, vd_outlook *view);
/** Index of the last bound at or before `at`, or SIZE_MAX. */
size_t vd_bound_find(const vd_outlook *view, size_t at);
/** The line that ends at `intro` opens a list and is itself an item that only heads it, "1. Lĩnh vực đất đai:"; where
 *  the line that opens its own list ends, or 0.  Lists are read VD_LIST_LEVELS deep. */
size_t vd_intro_around(const vd_outlook *view, size_t intro);
enum { VD_LIST_LEVELS = 3 };
/** Where the scope around `at` begins.  A head is looked for VD_SCOPE_MAX before what it governs; the members of a
 *  longer list hand it on (govern.c). */
enum { VD_SCOPE_MAX = 4000 };
size_t vd_scope_start(const vd_outlook *view, size_t at);

/* line_marker.c */
/** The marker of the line that begins at folded position `at`; *to is where it ends.  A marker stands on one line,
 * which may hold nothing else. */
vd_marker vd_line_marker(const vd_scan *scan, size_t at, size_t *to);
/** The same for those who go on from line to line: *line is where the line is looked for, and then the line. */
vd_marker vd_line_marker_on(const vd_scan *scan, size_t at, size_t *to, size_t *line);
/** The last line that begins at or before folded position `at`, looked for from `line` on. */
size_t vd_line_of(const vd_scan *scan, size_t at, size_t line);
/** Where the line that begins at `at` begins behind "> ", as Markdown quotes; lines that hold nothing else are none. */
size_t vd_line_unquoted(const vd_scan *scan, size_t at);
/** What begins at `at` opens its line, or follows the line's marker. */
bool vd_opens_line(const vd_scan *scan, size_t at);
/** Of a table's row on one line only its number and a type's name stand before `at`: "| 1 | Quyết định | |". */
bool vd_opens_row(const vd_scan *scan, size_t at);

/* actor.c */
/** Who does what `cue` says: a draft, or VD_ACTOR_…; needs bounds. */
int vd_cue_actor(vd_scan *scan, const vd_outlook *view, const vd_cue *cue);
/** Does the document end another by its own name, "Kế hoạch này | thay thế"? */
bool vd_cue_itself(vd_scan *scan, const vd_cue *cue);
/** The last citation that stands whole before `at`, with what belongs to it, or -1. */
int vd_draft_ending(const vd_scan *scan, size_t at);
/** The words before `to` speak of a document that is still to be made, or of a class of documents. */
bool vd_speaks_of_draft(vd_scan *scan, size_t from, size_t to);
/** The source is a consolidated text, "Văn bản hợp nhất". */
bool vd_is_consolidated(const vd_scan *scan);
/** The first document that a consolidated text names under its heading, which it carries; -1 in any other text. */
int vd_consolidated_base(const vd_scan *scan);

/* compendium.c */
/** Finds what articles of many documents the text gathers, if it does; needs the drafts nested. */
void vd_compendium_read(vd_scan *scan, vd_outlook *view);
/** The draft of the document that the article around `at` is from; -1 in any other text. */
int vd_compendium_source(const vd_scan *scan, const vd_outlook *view, size_t at);
/** Is the draft the source of an article? */
bool vd_compendium_names(const vd_outlook *view, ptrdiff_t draft);
/** Does a remark stand at `at`, which names related articles? */
bool vd_compendium_remark(const vd_outlook *view, size_t at);

/* govern.c */
/** The head that governs what begins at `at`: the last one before it in its scope that no citation covers, or the head
 *  of the list whose item `draft` opens; the words of the own title count when `own`.  Lists of any length are governed
 *  to their end where their members are asked for in turn. */
bool vd_cue_before(vd_scan *scan, vd_outlook *view, int draft, size_t at, bool own, vd_cue *out);

/* competence.c */
/** The document of draft `to` is younger than the source, or than that of draft `from` (>= 0). */
bool vd_younger(const vd_scan *scan, int from, int to);
/** Can a document of the source's own kind, or (from >= 0) that of draft `from`, change the one of draft `to`?
 *  VD_ACTOR_ITSELF: it says so of itself. */
bool vd_can_change(vd_scan *scan, int from, int to);
/** Can a document of the source's own kind lay down the details of the one of draft `to`, or does its title say so? */
bool vd_can_detail(const vd_scan *scan, int to);

#endif
