/** Annexes that list what the document ends, and tables with a column of legal bases.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_ANNEX_H
#define VD_EXTRACT_ANNEX_H

#include "extract/scan.h"

typedef enum vd_annex_kind {
    VD_ANNEX_OTHER, /* or none */
    VD_ANNEX_REPEALS,
    VD_ANNEX_REPEALS_PARTS,
    VD_ANNEX_SUPERSEDES,
    VD_ANNEX_BASES
} vd_annex_kind;

/** A sweep over the lines of a text. */
typedef struct vd_annexes {
    bool repeals;  /* the document repeals what it lists, as its title or an article says … */
    bool replaces; /* … or replaces it, as an article does */
    bool asked;    /* its articles were looked at */
    size_t line;
    size_t table;     /* 1 + the line where the last table begins, 0: none */
    vd_range heading; /* the words that say `kind` */
    vd_annex_kind kind;
} vd_annexes;

void vd_annexes_begin(const vd_scan *scan, vd_annexes *run);
/** The list that stands at `at`; positions must not decrease from call to call. */
vd_annex_kind vd_annex_at(vd_scan *scan, vd_annexes *run, size_t at);

#endif
