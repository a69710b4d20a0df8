/** The model of the matrix while it is made. */
#ifndef VD_REPORT_MATRIX_MAKING_H
#define VD_REPORT_MATRIX_MAKING_H

#include "report/matrix.h"

typedef struct vd_matrix_making {
    vd_arena *arena;
    const vd_matrix_input *in;
    vd_matrix_query query;
    vd_matrix *m;
    bool *directive;      /* per document: may be a row */
    uint32_t *plan;       /* per document: its first plan, or VD_GRAPH_NONE; its tasks follow */
    uint32_t *plan_count; /* per document */
    uint32_t *row;        /* per document: its directive, or VD_GRAPH_NONE */
} vd_matrix_making;

/** Fill the cells, with documents in the place of directives; false when out of memory.    (matrix_cells.c) */
bool vd_matrix_cells_make(vd_matrix_making *k);
/** By directive, plan, best edge. */
int vd_matrix_cell_cmp(const void *a, const void *b);

/** Tell which directives, counted, are carried out, ended and gaps.    (matrix_open.c) */
void vd_matrix_open(vd_matrix *matrix);

/** Name plans and directives.    (matrix_names.c) */
VD_CHECKED vd_status vd_matrix_names(vd_arena *arena, vd_matrix *matrix, vd_error *err);

#endif
