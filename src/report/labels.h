/** The words of labels.def by what they are for, in two languages; static UTF-8. */
#ifndef VD_REPORT_LABELS_H
#define VD_REPORT_LABELS_H

#include "force/verdict.h"
#include "graph/band.h"
#include "viendan.h"

/** Name of a group on a sheet: what the document does to others (`acting`), or others to it. */
const char *vd_label_relation(vd_relation relation, bool acting, vd_lang lang);
const char *vd_label_band(vd_band band, vd_lang lang);
/** "" for VD_STRENGTH_NONE. */
const char *vd_label_strength(vd_strength strength, vd_lang lang);
/** "Được sửa đổi, bổ sung", of the document it happened to. */
const char *vd_label_step(vd_step_kind kind, vd_lang lang);
const char *vd_label_verdict(vd_verdict verdict, vd_lang lang);
/** A label of a relation, step or verdict as rows hold it, in Vietnamese, said in English; NULL: it is none. */
const char *vd_label_english(vd_str vietnamese);

/** The fields of a sheet in their order: column of `documents` and words by vd_lang. */
typedef struct vd_field_label {
    const char *name, *in[2];
} vd_field_label;
extern const vd_field_label vd_field_labels[];
extern const size_t vd_field_label_count;

typedef enum vd_phrase_id {
#define VD_PHRASE(name, vi, en, source) VD_PHRASE_##name,
#include "report/labels.def"
    VD_PHRASE_COUNT
} vd_phrase_id;
const char *vd_phrase(vd_phrase_id phrase, vd_lang lang);

#endif
