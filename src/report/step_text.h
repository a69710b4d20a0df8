/** What proves a step, as text. */
#ifndef VD_REPORT_STEP_TEXT_H
#define VD_REPORT_STEP_TEXT_H

#include "base/buf.h"
#include "force/force.h"

/** "file:line" of an edge, or the row's source. */
void vd_proof_add(vd_buf *buf, const vd_proof *proof);
/** "2025-07-01 (source) ≠ 2025-08-01 (other source)": the proofs that give a day; nothing where they agree. */
void vd_conflict_add(vd_buf *buf, const vd_step *step);

/** A change as reviews keep it, "10/2022/QH15 amended 97/2025/QH15", or as people are told it, with "by" in between.
 *  `acting` is empty where nothing brought it about.  False: it is none. */
typedef struct vd_change_words {
    vd_str target, kind, acting;
} vd_change_words;
bool vd_change_words_read(vd_str text, vd_change_words *out);
/** As people are told it: "10/2022/QH15 amended by 97/2025/QH15".  Without "by" one reads that the first amended the
 *  other. */
void vd_change_words_add(vd_buf *buf, const vd_change_words *words);
/** The document that brought the step about, by its number, else by its id; absent: none, or not known. */
vd_str vd_step_acting(const vd_step *step, const vd_graph_data *data);

#endif
