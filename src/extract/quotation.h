/** Passages that a text quotes: what stands in them speaks of the document they are from.
 *  Only files of this room see this header. */
#ifndef VD_EXTRACT_QUOTATION_H
#define VD_EXTRACT_QUOTATION_H

#include "extract/scan.h"

/** Quoted passages, behind a colon, "như sau" or an amending heading, in the order of the text. */
typedef struct vd_quotations {
    vd_range *ranges;
    size_t count;
} vd_quotations;

/** Needs anchors.  Without memory scan->status is set. */
void vd_quotations_find(vd_scan *scan, vd_quotations *out);
/** The quotation around `at`; false when there is none. */
bool vd_quotation_around(const vd_quotations *quotations, size_t at, vd_range *out);

/** Where the paragraph around `at` begins; of a paragraph that has not begun yet, the one before. */
size_t vd_paragraph_start(const vd_scan *scan, size_t at);
/** The paragraph that begins at `at` opens a clause that changes something. */
bool vd_amend_head(vd_scan *scan, size_t at);

#endif
