/** Has a Vietnamese text lost its marks?  Decided by what a reader sees: Vietnamese words, and hardly a letter with a
 *  mark that only Vietnamese has.  (é, è and the like do not count: OCR engines for English make those.) */
#include "text/fold.h"

#define LETTERS_LEAST ((size_t)200) /* below, nothing is said */
#define MARKS_MOST 1000             /* one letter in so many may have kept its mark */
#define SYLLABLES_LEAST 10          /* one word in so many has to be a known syllable */

/* Syllables that are frequent in Vietnamese administrative texts, folded, and no words of English or French. */
static const char *const syllables[] = {
    "ban",   "cac",   "chinh", "cong",  "cua",   "dang", "dinh",  "duoc",  "hanh",   "hien", "khai",
    "luat",  "ngay",  "nghi",  "nhan",  "nhung", "nuoc", "phong", "phu",   "quan",   "quoc", "quy",
    "quyen", "quyet", "thang", "thanh", "theo",  "thuc", "trien", "trong", "truong", "viec", "vien",
};

static bool syllable_known(const char *word, size_t len)
{
    for (size_t i = 0; i < sizeof syllables / sizeof syllables[0]; i++) {
        if (vd_str_eq(vd_str_of(syllables[i]), (vd_str){word, len})) {
            return true;
        }
    }
    return false;
}

/* Looks at words up to a limit that decides: a text is not half Vietnamese. */
static bool words_vietnamese(const vd_text *text)
{
    const size_t enough = 5000;
    size_t words = 0;
    size_t known = 0;
    for (size_t i = 0; i < text->fold_len && words < enough;) {
        size_t from = i;
        while (i < text->fold_len && vd_fold_letter(text->fold[i])) {
            i++;
        }
        if (i > from) {
            words++;
            known += syllable_known(text->fold + from, i - from);
        } else {
            i++;
        }
    }
    return words > 0 && known * SYLLABLES_LEAST >= words;
}

bool vd_marks_lost(const vd_text *text)
{
    size_t letters = 0;
    size_t marked = 0;
    for (size_t i = 0; i < text->fold_len; i++) {
        letters += vd_fold_letter(text->fold[i]);
        marked += (text->flags[i] & VD_CH_VIETNAMESE) != 0;
        if (marked * MARKS_MOST >= text->fold_len) {
            return false; /* enough, if all of the text were letters: mostly said by the first lines */
        }
    }
    return letters >= LETTERS_LEAST && marked * MARKS_MOST < letters && words_vietnamese(text);
}
