/** What a mention that points back or shortens stands for, and where the text defines its short form. */
#include "report/explain.h"

enum { REACH = 1600 }; /* a definition stands behind the title of what it names */

/* The bracket behind the document that gives it this short form: "(sau đây gọi tắt là Đề án 06)". */
static bool definition_find(vd_explanation *e, const vd_mention *owner, vd_stretch *out)
{
    vd_str name = vd_words_fold(e, e->span);
    vd_str digits = vd_explain_digits(e);
    vd_str type = vd_explain_fold(e, e->mention->type);
    size_t from = vd_text_fold_at(e->text, owner->end);
    size_t stop = e->span.to < from + REACH ? e->span.to + 1 : from + REACH;
    stop = stop < e->text->fold_len ? stop : e->text->fold_len;
    for (size_t at = from; at < stop; at++) {
        if (e->text->fold[at] != '(') {
            continue;
        }
        vd_str rest = vd_words_fold(e, (vd_stretch){at, stop});
        size_t end = vd_str_find(rest, VD_LIT(")"), 0);
        vd_str inside = vd_str_slice(rest, 0, end == SIZE_MAX ? rest.len : end);
        bool spelt = vd_str_find(inside, name, 0) != SIZE_MAX;
        bool numbered = digits.len && vd_str_find(inside, type, 0) != SIZE_MAX &&
                        vd_str_find(inside, digits, 0) != SIZE_MAX; /* with or without "số" */
        if (spelt || numbered) {
            *out = (vd_stretch){at, at + inside.len + (end != SIZE_MAX)};
            return true;
        }
    }
    return false;
}

void vd_explain_antecedent(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_stretch words;
    if (m->antecedent == 0) {
        return;
    }
    int owner = m->antecedent - 1;
    vd_fact *fact = vd_fact_add(e, VD_PART_FORM, "stands_for", vd_explain_mention(e, owner));
    if (definition_find(e, &e->extraction->mentions[owner], &words)) {
        vd_fact_stretch(e, fact, words);
        fact->note = VD_SAY(e, BY_SHORT_FORM);
    } else if (m->among == m->antecedent) {
        fact->note = VD_SAY(e, POINTED_BACK);
    } else {
        vd_str first = vd_explain_mention(e, m->among - 1);
        fact->note = VD_SAY_OF(e, OR_BEFORE, first);
    }
}
