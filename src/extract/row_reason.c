/* What became of the document that a table's row is about, said in a cell of its own: "| 12/2020/QĐ-UBND | Về giá đất |
 * Quyết định số 30/2024/QĐ-UBND thay thế |". */
#include "extract/relation.h"

#include "text/fold.h"

int vd_row_subject(const vd_scan *scan, int index)
{
    const char *fold = scan->text->fold;
    for (int i = index; i >= 0 && i + VD_NEAR_MAX > index; i--) {
        const vd_draft *draft = &scan->drafts[i];
        size_t to = scan->drafts[index].span.from;
        if (memchr(fold + draft->span.from, '\n', to - draft->span.from)) {
            return -1;
        }
        if (draft->number.ptr && (draft->row || vd_opens_row(scan, draft->span.from))) {
            return i;
        }
    }
    return -1;
}

/* Behind the document of a reason: what it did; false: something else stands there. */
static bool reason_reads(vd_str words, vd_relation *out)
{
    static const struct {
        const char *words;
        vd_relation relation;
    } behind[] = {{"thay the", VD_REL_SUPERSEDES},
                  {"bai bo", VD_REL_REPEALS},
                  {"huy bo", VD_REL_REPEALS},
                  {"sua doi", VD_REL_AMENDS},
                  {"sua doi, bo sung", VD_REL_AMENDS}};
    for (size_t i = 0; i < sizeof behind / sizeof *behind; i++) {
        if (vd_str_eq(words, vd_str_of(behind[i].words))) {
            *out = behind[i].relation;
            return true;
        }
    }
    return false;
}

/* What a column of its own says of two documents: "Văn bản bị thay thế".  Of one that is named at a place only that is
 * ended. */
static bool relate_column(vd_scan *scan, int index, int subject)
{
    static const vd_relation relations[] = {
        [VD_ROW_SUPERSEDED] = VD_REL_SUPERSEDES, [VD_ROW_REPEALED] = VD_REL_REPEALS, [VD_ROW_AMENDED] = VD_REL_AMENDS,
        [VD_ROW_SUPERSEDES] = VD_REL_SUPERSEDES, [VD_ROW_REPEALS] = VD_REL_REPEALS,  [VD_ROW_AMENDS] = VD_REL_AMENDS};
    const vd_draft *draft = &scan->drafts[index];
    if (draft->row_act == VD_ROW_NONE || subject < 0 || subject == index) {
        return false;
    }
    bool acts = draft->row_act >= VD_ROW_SUPERSEDES;
    bool part = draft->pinpoint.to > draft->pinpoint.from || scan->drafts[subject].row_part;
    vd_relation relation = part ? VD_REL_AMENDS : relations[draft->row_act];
    vd_statement_add(scan, relation, acts ? index : subject, acts ? subject : index, 0.9);
    vd_statement_add(scan, VD_REL_CITES, -1, index, 0.9);
    return true;
}

bool vd_relate_reason(vd_scan *scan, int index)
{
    static const char *const before[] = {"", "da duoc ", "duoc ", "bi ", "da bi ", "do ", "co ", "da co "};
    const vd_draft *draft = &scan->drafts[index];
    int subject = draft->number.ptr && !draft->row ? vd_row_subject(scan, index) : -1;
    if (relate_column(scan, index, subject)) {
        return true;
    }
    size_t from = vd_draft_from(draft);
    size_t cell = from;
    while (subject >= 0 && cell > 0 && !vd_cell_stops(scan, cell - 1)) {
        cell--;
    }
    if (subject < 0 || subject == index || cell <= scan->drafts[subject].span.to) {
        return false;
    }
    vd_str lead = vd_scan_fold(scan, (vd_range){cell + 1 < from ? cell + 1 : from, from});
    size_t end = vd_cell_end(scan, draft->tail.to, vd_sentence_end(scan, draft->tail.to));
    while (end > draft->tail.to && VD_AMONG(scan->text->fold[end - 1], " .;")) {
        end--;
    }
    bool opens = false;
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        opens = opens || vd_str_eq(lead, vd_str_of(before[i]));
    }
    vd_range words = {draft->tail.to, end};
    vd_relation relation = VD_REL_CITES;
    if (!opens || !reason_reads(vd_str_trim(vd_scan_fold(scan, words)), &relation)) {
        return false;
    }
    vd_statement_cue(vd_statement_add(scan, relation, index, subject, 0.9), words);
    vd_statement_cue(vd_statement_add(scan, VD_REL_CITES, -1, index, 0.9), words);
    return true;
}
