/** What proves a step, as text; and what its proofs disagree on. */
#include "report/step_text.h"

#include "base/date.h"

void vd_proof_add(vd_buf *buf, const vd_proof *proof)
{
    if (proof->edge) {
        vd_buf_add(buf, proof->edge->source);
        vd_buf_add_format(buf, ":%zu", proof->edge->line);
    } else {
        vd_buf_add(buf, proof->source);
    }
}

void vd_conflict_add(vd_buf *buf, const vd_step *step)
{
    size_t told = 0;
    for (size_t i = 0; i < step->proof_count && step->conflict; i++) {
        char date[16];
        vd_str on = vd_date_format(step->proofs[i].effective, date);
        if (on.ptr) {
            vd_buf_add_text(buf, told++ ? " \xE2\x89\xA0 " : ""); /* ≠ */
            vd_buf_add(buf, on);
            vd_buf_add_text(buf, " (");
            vd_proof_add(buf, &step->proofs[i]);
            vd_buf_add_char(buf, ')');
        }
    }
}

bool vd_change_words_read(vd_str text, vd_change_words *out)
{
    vd_step_kind kind;
    for (size_t at = vd_str_find(text, VD_LIT(" "), 0); at != SIZE_MAX;) {
        size_t next = vd_str_find(text, VD_LIT(" "), at + 1);
        size_t end = next == SIZE_MAX ? text.len : next;
        vd_str word = vd_str_slice(text, at + 1, end);
        if (vd_step_parse(word, &kind)) {
            vd_str acting = vd_str_slice(text, end < text.len ? end + 1 : end, text.len);
            bool by = vd_str_starts(acting, VD_LIT("by "));
            *out =
                (vd_change_words){vd_str_slice(text, 0, at), word, by ? vd_str_slice(acting, 3, acting.len) : acting};
            return true;
        }
        at = next;
    }
    return false;
}

void vd_change_words_add(vd_buf *buf, const vd_change_words *words)
{
    vd_buf_add(buf, words->target);
    vd_buf_add_char(buf, ' ');
    vd_buf_add(buf, words->kind);
    vd_buf_add_text(buf, words->acting.len ? " by " : "");
    vd_buf_add(buf, words->acting);
}

vd_str vd_step_acting(const vd_step *step, const vd_graph_data *data)
{
    bool known = step->acting != VD_GRAPH_NONE;
    return step->acting_number.len ? step->acting_number : known ? data->documents[step->acting].id : VD_NONE;
}
