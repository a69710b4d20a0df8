/** Annexes that list what the document repeals.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_ANNEX_H
#define VD_EXTRACT_ANNEX_H

#include "extract/scan.h"

typedef enum vd_annex_kind {
    VD_ANNEX_OTHER, /* or none */
    VD_ANNEX_REPEALS,
    VD_ANNEX_REPEALS_PARTS
} vd_annex_kind;

/** A sweep over the lines of a text. */
typedef struct vd_annexes {
    bool off; /* the document repeals nothing in annexes */
    size_t line;
    size_t heading; /* where the heading begins that says `kind` */
    vd_annex_kind kind;
} vd_annexes;

void vd_annexes_begin(const vd_scan *scan, vd_annexes *run);
/** The list that stands at `at`; positions must not decrease from call to call. */
vd_annex_kind vd_annex_at(const vd_scan *scan, vd_annexes *run, size_t at);

#endif
