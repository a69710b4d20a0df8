/** What proves a step, as text. */
#ifndef VD_REPORT_STEP_TEXT_H
#define VD_REPORT_STEP_TEXT_H

#include "base/buf.h"
#include "force/force.h"

/** "file:line" of an edge, or the row's source. */
void vd_proof_add(vd_buf *buf, const vd_proof *proof);
/** "2025-07-01 (source) ≠ 2025-08-01 (other source)": the proofs that give a day; nothing where they agree. */
void vd_conflict_add(vd_buf *buf, const vd_step *step);

#endif
