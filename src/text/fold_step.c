/** Folding one character behind the others: the rules that folding by blocks gives the common cases of. */
#include "text/fold.h"

#include "text/letter.h"

/* Where byte `at` of a new character is a mark's distance from the folded copy, note it.  A tight sign may still take
 * the blank before it away: what is noted has to lie before that. */
static void near_note(vd_text *text, size_t at)
{
    text->near[(at + VD_NEAR_STEP - 1) / VD_NEAR_STEP] = (uint32_t)(text->fold_len - (text->fold_len > 0));
}

static void fold_put(vd_text *text, char c, size_t at, uint8_t flags)
{
    size_t len = text->fold_len;
    if (c == ' ' || c == '\n') {
        if (len > 0 && (text->fold[len - 1] == ' ' || text->fold[len - 1] == '\n')) {
            text->fold[len - 1] = c == '\n' ? '\n' : text->fold[len - 1];
            return;
        }
        if (len > 0 && text->fold[len - 1] == '(') {
            return;
        }
    }
    bool tight = c == ',' || c == ';' || c == ')'; /* tokenised texts and hasty typing: "sửa đổi , bổ sung" */
    if (tight && len > 0 && (text->fold[len - 1] == ' ' || text->fold[len - 1] == '\n')) {
        len--;
    }
    text->fold[len] = c;
    text->at[len] = (uint32_t)at;
    text->flags[len] = flags;
    text->fold_len = len + 1;
}

/* Folds what starts at a byte above 0x7F; returns its length. */
static size_t fold_wide(vd_text *text, size_t at)
{
    uint32_t code;
    size_t len = vd_utf8_decode(text->bytes.ptr + at, text->bytes.len - at, &code);
    if (code == VD_UTF8_INVALID) {
        if (text->invalid_count++ == 0) {
            text->invalid_first = at;
        }
        for (size_t i = 0; i < len; i++) {
            fold_put(text, VD_FOLD_OTHER, at + i, 0);
        }
        return len;
    }
    uint8_t flags;
    char c = vd_letter_fold(code, &flags);
    if (c == VD_FOLD_MARK) {
        size_t last = text->fold_len - 1;
        if (text->fold_len > 0 && vd_fold_letter(text->fold[last])) {
            text->flags[last] = vd_mark_flags(code, text->flags[last]);
        }
    } else if (c != VD_FOLD_GONE) {
        fold_put(text, c, at, flags);
    }
    return len;
}

size_t vd_fold_step(vd_text *text, size_t at)
{
    near_note(text, at);
    if ((unsigned char)text->bytes.ptr[at] >= 0x80) {
        return fold_wide(text, at);
    }
    uint8_t flags;
    char c = vd_ascii_fold(text->bytes.ptr[at], &flags);
    fold_put(text, c, at, flags);
    return 1;
}
