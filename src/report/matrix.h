/** The model of the matrix: plans, directives, and what each plan does to each directive.
 *
 *  A "plan" is a document that acts, or one task of it; a "directive" is a document acted on.  Few cells of a matrix
 *  are filled: only those are kept. */
#ifndef VD_REPORT_MATRIX_H
#define VD_REPORT_MATRIX_H

#include "force/force.h"
#include "graph/graph.h"

/* ---- Validity -------------------------------------------------------------------------------------------------- */

#define VD_STATE_LIST(X)           \
    X(UNKNOWN, "")                 \
    X(IN_FORCE, "in_force")        \
    X(AMENDED, "amended")          \
    X(NOT_YET, "not_yet_in_force") \
    X(SUSPENDED, "suspended")      \
    X(SUPERSEDED, "superseded")    \
    X(REPEALED, "repealed")        \
    X(EXPIRED, "expired")          \
    X(UNRESOLVED, "unresolved")    \
    X(AMBIGUOUS, "ambiguous")

typedef enum vd_state_kind {
#define X(name, text) VD_STATE_##name,
    VD_STATE_LIST(X)
#undef X
} vd_state_kind;

/* The last two: it is not known which document it is that a plan cites, or which of several. */

/** State of a document on a day, the document that brought it about, and since when. */
typedef struct vd_state {
    vd_state_kind kind;
    vd_str by;
    vd_date since;
} vd_state;

/** Who knows about validity: one function.  `judge` NULL: nobody. */
typedef struct vd_states {
    vd_state (*judge)(const void *context, const vd_graph_data *data, uint32_t document, vd_date day);
    const void *context;
} vd_states;

const char *vd_state_name(vd_state_kind kind);
/** What `force` says; it must outlive the states. */
vd_states vd_states_of_force(const vd_force *force);

/* ---- Tasks ----------------------------------------------------------------------------------------------------- */

/** One task of a plan: where it stands, who leads, until when.  Absent fields have ptr == NULL. */
typedef struct vd_matrix_task {
    uint32_t document;
    vd_str place; /* "II.1" */
    vd_str text, lead, deadline;
    vd_str source;     /* path */
    size_t start, end; /* bytes of the source */
    size_t line, column;
} vd_matrix_task;

/** Shape:  by document, source, start; tasks of one source do not overlap. */
typedef struct vd_matrix_tasks {
    const vd_matrix_task *items;
    size_t count;
} vd_matrix_tasks;

/** Rows of tasks as the matrix wants them.    Owner: in `arena`.    Errors: those of the rows, NO_MEMORY. */
VD_CHECKED vd_status vd_matrix_tasks_read(vd_arena *arena, const vd_graph_data *data, vd_rows *rows,
                                          vd_matrix_tasks *out, vd_error *err);

/* ---- Undecided citations --------------------------------------------------------------------------------------- */

/** What stands for a directive that nobody knows, and the documents it may be. */
typedef struct vd_undecided {
    const vd_str *candidates; /* ids */
    size_t candidate_count;   /* 0: nothing known fits */
} vd_undecided;

/** A graph with one more document for each wording of a plan that means none, or one of several: those from `first`
 *  on.  They have no id that anybody could ask for. */
typedef struct vd_matrix_undecided {
    vd_graph_data data;
    uint32_t first;
    const vd_undecided *items; /* of the documents from `first` on */
} vd_matrix_undecided;

/** Owner:  in `arena`; the rest is borrowed.    Errors: NO_MEMORY.    Cost: O(documents + edges + citations). */
VD_CHECKED vd_status vd_matrix_undecided_add(vd_arena *arena, const vd_graph_data *data, const vd_citation *citations,
                                             size_t count, vd_matrix_undecided *out, vd_error *err);

/* ---- Cells ----------------------------------------------------------------------------------------------------- */

/** The letters of a cell in their order; bits of `letters` count along it. */
#define VD_MATRIX_LETTERS "BPTLHCASXDKRNU"

typedef struct vd_matrix_cell {
    uint32_t directive, plan; /* indexes of the model */
    uint32_t best;            /* edge: the best evidence */
    uint32_t count;           /* places that say so, in the file of the plan that has most */
    uint16_t letters;         /* 0: only named in another document's title */
    double confidence;        /* best of the letters */
} vd_matrix_cell;

typedef struct vd_matrix_plan {
    uint32_t document;
    const vd_matrix_task *task; /* NULL: the whole plan, or with tasks what stands outside of them */
    vd_str name;                /* as a column is called; NUL-terminated */
    vd_str source;              /* first file that states its edges; without any, that carries it */
    size_t doing, acting;       /* cells that carry a directive out; cells with letters */
    size_t undecided;           /* cells of directives that nobody knows: not among those */
} vd_matrix_plan;

typedef struct vd_matrix_directive {
    uint32_t document;
    vd_str name; /* NUL-terminated */
    size_t doing, acting;
    size_t first, count; /* its cells */
    bool carried;        /* a plan carries it out, or the document that it was promulgated with */
    bool ended;          /* superseded, repealed or expired, as far as known, or ended by a plan */
    bool decided;        /* it is known which document this is */
    bool open;           /* a gap: neither carried out nor ended, and of a type that directs */
    vd_state now;
} vd_matrix_directive;

typedef struct vd_matrix {
    const vd_graph_data *data;
    vd_matrix_plan *plans; /* by document, task */
    size_t plan_count;
    vd_matrix_directive *directives; /* most acted on first, then by document; undecided ones behind all others */
    size_t directive_count;
    size_t known_count;       /* of them, those that are known */
    uint32_t undecided_first; /* documents from here on are undecided citations */
    const vd_undecided *undecided;
    vd_matrix_cell *cells; /* by directive, plan */
    size_t cell_count;
    const uint32_t *row_of;   /* per document: its directive, or VD_GRAPH_NONE */
    const uint32_t *by_plan;  /* indexes of cells by plan, directive */
    const size_t *plan_first; /* per plan and one: its part of by_plan */
    uint32_t doing;           /* bits of letters that carry a directive out */
    bool tasks;               /* plans are tasks */
    bool any_directive;       /* the query says which documents or types are directives: all of them may be gaps */
    bool any_plan;            /* the same for plans */
    vd_states states;
    vd_date as_of;
} vd_matrix;

/** What a matrix is made of.  `tasks` NULL: plans are whole documents. */
typedef struct vd_matrix_input {
    const vd_graph_data *data;
    const vd_matrix_query *query; /* NULL: all; as_of is a whole date, or unknown */
    const vd_matrix_tasks *tasks;
    vd_states states;
    const vd_matrix_undecided *undecided; /* of its `data`; NULL: none */
} vd_matrix_input;

/** Owner:  arrays and names in `arena`; everything else is borrowed from the input.
 *  Errors: NO_MEMORY; LIMIT, INVALID of vd_csr_build(); NOT_FOUND for an id that is not in the data.
 *  Cost:   O(edges log edges + plans + directives). */
VD_CHECKED vd_status vd_matrix_make(vd_arena *arena, const vd_matrix_input *input, vd_matrix *out, vd_error *err);
/** Is the document one that nobody knows?  NULL: no. */
const vd_undecided *vd_matrix_undecided_of(const vd_matrix *matrix, uint32_t document);
/** Validity on a day; of an undecided citation that it is one. */
vd_state vd_matrix_state(const vd_matrix *matrix, uint32_t document, vd_date day);
/** Let other letters count as carrying a directive out. */
void vd_matrix_count(vd_matrix *matrix, uint32_t doing);
/** The cell of a directive and a plan; NULL: empty. */
const vd_matrix_cell *vd_matrix_at(const vd_matrix *matrix, size_t directive, size_t plan);

/** Room for the text of a cell: every letter, two marks of doubt, NUL. */
enum { VD_MATRIX_TEXT = sizeof VD_MATRIX_LETTERS + 3 };
/** "PT?" into `text`; a view of it or of static text. */
vd_str vd_matrix_text(const vd_matrix_cell *cell, char text[VD_MATRIX_TEXT]);
/** The letter of an edge as its place in VD_MATRIX_LETTERS. */
unsigned vd_matrix_letter(const vd_graph_edge *edge);
/** The letters of relations (bits 1 << VD_REL_…). */
uint32_t vd_matrix_letters(uint32_t relations);
/** What documents of a type have others do; one of no known type may have them do anything. */
typedef enum vd_directs { VD_DIRECTS_NOTHING, VD_DIRECTS_RULE, VD_DIRECTS_TASK, VD_DIRECTS_UNKNOWN } vd_directs;
vd_directs vd_type_directs(vd_str type);
/** Has it come to its end: superseded, repealed, expired? */
bool vd_state_ended(vd_state_kind kind);
/** The document of plan `first` and its tasks carry out nothing, though it is of a type that does; *end is behind them,
 *  *acting what they act on. */
bool vd_matrix_idle(const vd_matrix *matrix, size_t first, size_t *end, size_t *acting);
/** The day a document's state is asked for: the first it may have been issued on; {0,0,0} when that is not known. */
vd_date vd_matrix_day(const vd_graph_document *document);

/** Sides of a query: taken[document] for those that satisfy its conditions.
 *  Errors: NO_MEMORY; NOT_FOUND for an id that is not in the data; INVALID for a type or province that does not exist.
 */
VD_CHECKED vd_status vd_matrix_side_take(vd_arena *arena, const vd_graph_data *data, const vd_matrix_side *side,
                                         bool **taken, vd_error *err);
/** Has the side any condition? */
bool vd_matrix_side_asks(const vd_matrix_side *side);

/* ---- Rows ------------------------------------------------------------------------------------------------------ */

/** A part of the grid: columns [first, first + count) of the side that makes columns. */
typedef struct vd_matrix_part {
    size_t first, count;
} vd_matrix_part;

/** The grid as rows, and how many of its columns come before those of the part.
 *  Owner:  *out is the caller's; the matrix must outlive it. */
VD_CHECKED vd_status vd_matrix_grid(const vd_matrix *matrix, bool transpose, vd_matrix_part part, vd_rows **out,
                                    vd_error *err);
size_t vd_matrix_grid_fixed(const vd_matrix *matrix, bool transpose);
/** A cell a row, in the order of the cells, or by plan first.    Owner: as above. */
VD_CHECKED vd_status vd_matrix_list(const vd_matrix *matrix, bool transpose, vd_rows **out, vd_error *err);
/** The same in the order of the cells, with the place of the evidence before what a task says.    Owner: as above. */
VD_CHECKED vd_status vd_matrix_evidence(const vd_matrix *matrix, vd_rows **out, vd_error *err);
/** A plan a row, with counts.    Owner: as above. */
VD_CHECKED vd_status vd_matrix_plan_rows(const vd_matrix *matrix, vd_rows **out, vd_error *err);
/** Gaps as rows.    Owner: *out is the caller's and holds what it needs but for the data's strings. */
VD_CHECKED vd_status vd_matrix_gaps(const vd_matrix *matrix, const vd_matrix_query *query, const vd_matrix_tasks *tasks,
                                    uint32_t kinds, vd_rows **out, vd_error *err);

#endif
