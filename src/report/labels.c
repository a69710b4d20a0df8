/** labels.def as arrays and lookups. */
#include "report/labels.h"

/* One label by vd_lang. */
typedef struct label {
    const char *in[2];
} label;

static const label acting_labels[VD_REL_COUNT] = {
#define VD_RELATION_LABEL(relation, acting, acted_on, acting_en, acted_on_en, source) \
    [VD_REL_##relation] = {{acting, acting_en}},
#include "report/labels.def"
};

static const label acted_on_labels[VD_REL_COUNT] = {
#define VD_RELATION_LABEL(relation, acting, acted_on, acting_en, acted_on_en, source) \
    [VD_REL_##relation] = {{acted_on, acted_on_en}},
#include "report/labels.def"
};

static const label band_labels[VD_BAND_COUNT] = {
#define VD_BAND_LABEL(band, vi, en, source) [VD_BAND_##band] = {{vi, en}},
#include "report/labels.def"
};

static const label strength_labels[] = {
    [VD_STRENGTH_NONE] = {{"", ""}},
#define VD_STRENGTH_LABEL(strength, vi, en, source) [VD_STRENGTH_##strength] = {{vi, en}},
#include "report/labels.def"
};

static const label step_labels[VD_STEP_COUNT] = {
#define VD_STEP_LABEL(kind, vi, en, source) [VD_STEP_##kind] = {{vi, en}},
#include "report/labels.def"
};

static const label verdict_labels[VD_VERDICT_COUNT] = {
#define VD_VERDICT_LABEL(verdict, vi, en, source) [VD_VERDICT_##verdict] = {{vi, en}},
#include "report/labels.def"
};

static const label phrases[VD_PHRASE_COUNT] = {
#define VD_PHRASE(name, vi, en, source) [VD_PHRASE_##name] = {{vi, en}},
#include "report/labels.def"
};

const vd_field_label vd_field_labels[] = {
#define VD_FIELD_LABEL(field, vi, en, source) {#field, {vi, en}},
#include "report/labels.def"
};
const size_t vd_field_label_count = sizeof vd_field_labels / sizeof vd_field_labels[0];

const char *vd_label_relation(vd_relation relation, bool acting, vd_lang lang)
{
    return acting ? acting_labels[relation].in[lang == VD_LANG_EN] : acted_on_labels[relation].in[lang == VD_LANG_EN];
}

const char *vd_label_band(vd_band band, vd_lang lang)
{
    return band_labels[band].in[lang == VD_LANG_EN];
}

const char *vd_label_strength(vd_strength strength, vd_lang lang)
{
    return strength_labels[strength].in[lang == VD_LANG_EN];
}

const char *vd_label_step(vd_step_kind kind, vd_lang lang)
{
    return step_labels[kind].in[lang == VD_LANG_EN];
}

const char *vd_label_verdict(vd_verdict verdict, vd_lang lang)
{
    return verdict_labels[verdict].in[lang == VD_LANG_EN];
}

const char *vd_phrase(vd_phrase_id phrase, vd_lang lang)
{
    return phrases[phrase].in[lang == VD_LANG_EN];
}

const char *vd_label_english(vd_str vietnamese)
{
    static const struct {
        const label *labels;
        size_t count;
    } all[] = {{acting_labels, VD_REL_COUNT},
               {acted_on_labels, VD_REL_COUNT},
               {step_labels, VD_STEP_COUNT},
               {verdict_labels, VD_VERDICT_COUNT}};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        for (size_t k = 0; k < all[i].count; k++) {
            if (vd_str_eq(vietnamese, vd_str_of(all[i].labels[k].in[VD_LANG_VI]))) {
                return all[i].labels[k].in[VD_LANG_EN];
            }
        }
    }
    return NULL;
}
