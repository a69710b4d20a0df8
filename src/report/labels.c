/** labels.def as arrays and lookups. */
#include "report/labels.h"

static const char *const acting_labels[VD_REL_COUNT] = {
#define VD_RELATION_LABEL(relation, acting, acted_on, source) [VD_REL_##relation] = acting,
#include "report/labels.def"
};

static const char *const acted_on_labels[VD_REL_COUNT] = {
#define VD_RELATION_LABEL(relation, acting, acted_on, source) [VD_REL_##relation] = acted_on,
#include "report/labels.def"
};

static const char *const band_labels[VD_BAND_COUNT] = {
#define VD_BAND_LABEL(band, words, source) [VD_BAND_##band] = words,
#include "report/labels.def"
};

static const char *const strength_labels[] = {
    [VD_STRENGTH_NONE] = "",
#define VD_STRENGTH_LABEL(strength, words, source) [VD_STRENGTH_##strength] = words,
#include "report/labels.def"
};

static const char *const step_labels[VD_STEP_COUNT] = {
#define VD_STEP_LABEL(kind, words, source) [VD_STEP_##kind] = words,
#include "report/labels.def"
};

static const char *const verdict_labels[VD_VERDICT_COUNT] = {
#define VD_VERDICT_LABEL(verdict, words, source) [VD_VERDICT_##verdict] = words,
#include "report/labels.def"
};

const vd_field_label vd_field_labels[] = {
#define VD_FIELD_LABEL(field, words, source) {#field, words},
#include "report/labels.def"
};
const size_t vd_field_label_count = sizeof vd_field_labels / sizeof vd_field_labels[0];

#define VD_PHRASE(name, words, source) const char vd_phrase_##name[] = words;
#include "report/labels.def"

const char *vd_label_relation(vd_relation relation, bool acting)
{
    return acting ? acting_labels[relation] : acted_on_labels[relation];
}

const char *vd_label_band(vd_band band)
{
    return band_labels[band];
}

const char *vd_label_strength(vd_strength strength)
{
    return strength_labels[strength];
}

const char *vd_label_step(vd_step_kind kind)
{
    return step_labels[kind];
}

const char *vd_label_verdict(vd_verdict verdict)
{
    return verdict_labels[verdict];
}
