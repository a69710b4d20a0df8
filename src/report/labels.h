/** The words of labels.def by what they are for; static UTF-8. */
#ifndef VD_REPORT_LABELS_H
#define VD_REPORT_LABELS_H

#include "force/verdict.h"
#include "graph/band.h"
#include "viendan.h"

/** Name of a group on a sheet: what the document does to others (`acting`), or others to it. */
const char *vd_label_relation(vd_relation relation, bool acting);
const char *vd_label_band(vd_band band);
/** "" for VD_STRENGTH_NONE. */
const char *vd_label_strength(vd_strength strength);
/** "Được sửa đổi, bổ sung", of the document it happened to. */
const char *vd_label_step(vd_step_kind kind);
const char *vd_label_verdict(vd_verdict verdict);

/** The fields of a sheet in their order: column of `documents` and words. */
typedef struct vd_field_label {
    const char *name, *words;
} vd_field_label;
extern const vd_field_label vd_field_labels[];
extern const size_t vd_field_label_count;

#define VD_PHRASE(name, words, source) extern const char vd_phrase_##name[];
#include "report/labels.def"

#endif
