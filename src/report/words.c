/** words.def as arrays. */
#include "report/words.h"

typedef struct words {
    const char *name, *in[2];
} words;

static const words named[] = {
#define VD_WORD(name, vi, en) {#name, {vi, en}},
#include "report/words.def"
};

static const words columns[] = {
#define VD_COLUMN_WORD(column, vi, en) {#column, {vi, en}},
#include "report/words.def"
};

static const words values[] = {
#define VD_VALUE_WORD(value, vi, en) {#value, {vi, en}},
#include "report/words.def"
};

static const words strengths[] = {
#define VD_STRENGTH_WORD(value, vi, en) {#value, {vi, en}},
#include "report/words.def"
};

static const struct {
    const char *color, *sign, *in[2];
} tones[] = {
#define VD_TONE_ROW(name, background, sign, vi, en) {background, sign, {vi, en}},
#include "report/words.def"
};

static int lang_index(vd_lang lang)
{
    return lang == VD_LANG_EN ? 1 : 0;
}

static vd_str words_find(const words *all, size_t count, vd_str name, vd_lang lang)
{
    for (size_t i = 0; i < count; i++) {
        if (vd_str_eq(name, vd_str_of(all[i].name))) {
            return vd_str_of(all[i].in[lang_index(lang)]);
        }
    }
    return name;
}

const char *vd_word(vd_word_id word, vd_lang lang)
{
    return named[word].in[lang_index(lang)];
}

vd_str vd_word_column(vd_str column, vd_lang lang)
{
    return words_find(columns, sizeof columns / sizeof *columns, column, lang);
}

vd_str vd_word_value(vd_str column, vd_str value, vd_lang lang)
{
    if (vd_str_eq(column, VD_LIT("strength"))) {
        vd_str word = words_find(strengths, sizeof strengths / sizeof *strengths, value, lang);
        if (word.ptr != value.ptr) {
            return word;
        }
    }
    return words_find(values, sizeof values / sizeof *values, value, lang);
}

const char *vd_tone_color(vd_tone tone)
{
    return tones[tone].color;
}

const char *vd_tone_sign(vd_tone tone)
{
    return tones[tone].sign;
}

const char *vd_tone_words(vd_tone tone, vd_lang lang)
{
    return tones[tone].in[lang_index(lang)];
}
