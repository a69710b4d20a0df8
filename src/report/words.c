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

static const struct {
    const char *beside;
    words words;
} besides[] = {
#define VD_BESIDE_WORD(column, beside, vi, en) {#beside, {#column, {vi, en}}},
#include "report/words.def"
};

static const words values[] = {
#define VD_VALUE_WORD(value, vi, en) {#value, {vi, en}},
#include "report/words.def"
};

static const struct {
    const char *column;
    size_t len;
    words words;
} placed[] = {
#define VD_PLACED_WORD(column, value, vi, en) {#column, sizeof #column - 1, {value, {vi, en}}},
#include "report/words.def"
};

static const struct {
    const char *column;
    size_t len;
    vd_spoken_kind kind;
} spoken[] = {
#define VD_SPOKEN_COLUMN(column, kind) {#column, sizeof #column - 1, VD_SPOKEN_##kind},
#include "report/words.def"
};

static const struct {
    const char *words, *vi;
} sources[] = {
#define VD_SOURCE_WORD(words, vi) {words, vi},
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

const char *vd_word_beside(vd_str column, const char **beside, vd_lang lang)
{
    for (size_t i = 0; i < sizeof besides / sizeof *besides; i++) {
        if (vd_str_eq(column, vd_str_of(besides[i].words.name))) {
            *beside = besides[i].beside;
            return besides[i].words.in[lang_index(lang)];
        }
    }
    return NULL;
}

vd_spoken_kind vd_word_kind(vd_str column)
{
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
        if (column.len == spoken[i].len && memcmp(column.ptr, spoken[i].column, column.len) == 0) {
            return spoken[i].kind;
        }
    }
    return VD_SPOKEN_AS_IS;
}

vd_str vd_word_value(vd_str column, vd_str value, vd_lang lang)
{
    for (size_t i = 0; i < sizeof placed / sizeof *placed; i++) {
        if (column.len == placed[i].len && memcmp(column.ptr, placed[i].column, column.len) == 0 &&
            vd_str_eq(value, vd_str_of(placed[i].words.name))) {
            return vd_str_of(placed[i].words.in[lang_index(lang)]);
        }
    }
    return words_find(values, sizeof values / sizeof *values, value, lang);
}

/* Do words end where `text` goes on with `rest`? */
static bool words_end(vd_str rest)
{
    return rest.len == 0 || rest.ptr[0] == ';' ||
           (rest.len > 1 && (rest.ptr[0] == ':' || rest.ptr[0] == ',') && rest.ptr[1] == ' ');
}

size_t vd_word_source(vd_str text, vd_str *out)
{
    size_t best = 0;
    for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
        vd_str begins = vd_str_of(sources[i].words);
        bool whole = vd_str_starts(text, begins) &&
                     (begins.ptr[begins.len - 1] == ' ' || words_end(vd_str_slice(text, begins.len, text.len)));
        if (whole && begins.len > best) {
            best = begins.len;
            *out = vd_str_of(sources[i].vi);
        }
    }
    return best;
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
