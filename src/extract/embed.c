/* What stands in a cited document's title is that document's relation: "Nghị định số A sửa đổi, bổ sung | Nghị định số
 * B". */
#include "extract/relation.h"

enum { EMBED_REACH = 360 };

/* Words right before `at` that govern what begins there. */
static bool embed_before(vd_scan *scan, size_t floor, size_t at, vd_cue *out)
{
    vd_match match;
    size_t from = at > floor + EMBED_REACH ? at - EMBED_REACH : floor;
    while (from < at && from > floor && vd_is_word(scan->text->fold[from - 1])) {
        from++;
    }
    if (!vd_scan_find(scan, VD_PAT_embed, from, at, &match)) {
        return false;
    }
    out->range = (vd_range){match.start, match.end};
    return vd_cue_mark(match.mark, out);
}

/* Do the words between a standard and a document say that it was promulgated with that, "QCVN 09:2025/BCA | ban hành
 * kèm theo | Thông tư số A"? */
bool vd_says_promulgated(const vd_scan *scan, vd_range words)
{
    static const char *const by[] = {" ban hanh kem theo ", " ban hanh theo ", " kem theo "};
    vd_str between = vd_scan_fold(scan, words);
    for (size_t i = 0; i < sizeof by / sizeof *by; i++) {
        if (vd_str_ends(between, vd_str_of(by[i]))) {
            return memchr(between.ptr, '\n', between.len) == NULL;
        }
    }
    return false;
}

/* "QCVN 41:2024/BGTVT về báo hiệu … ban hành kèm theo | Thông tư số A", all in the title of draft `parent`. */
static bool relate_standard(vd_scan *scan, int parent, int index)
{
    const vd_draft *outer = &scan->drafts[parent];
    vd_range words = {outer->span.to, vd_draft_from(&scan->drafts[index])};
    bool carried = vd_type_technical(outer->type) && words.to > words.from && vd_says_promulgated(scan, words);
    if (carried) {
        vd_statement_cue(vd_statement_add(scan, VD_REL_PROMULGATES, index, parent, 0.9), words);
    }
    return carried;
}

/* What the words in the title of draft `outer` say of the document named behind them. */
static bool embed_governs(vd_scan *scan, const vd_draft *outer, const vd_draft *draft, vd_cue *found)
{
    size_t floor = outer->title.to > outer->title.from ? outer->title.from : outer->span.from;
    if (!embed_before(scan, floor, vd_draft_from(draft), found)) {
        return false;
    }
    bool guides = vd_scan_starts(scan, outer->title.from, "huong dan ");
    if (found->relation == VD_REL_IMPLEMENTS && guides && outer->title.to > outer->title.from) {
        found->relation = VD_REL_DETAILS; /* "hướng dẫn giám sát, đánh giá thực hiện | Chương trình …" */
    }
    vd_match match;
    vd_range many;
    bool acts = vd_relation_changes(found->relation) || found->relation == VD_REL_DETAILS;
    if (acts && vd_scan_find(scan, VD_PAT_unnamed, floor, found->range.from, &match) &&
        vd_match_group(scan, &match, "many", &many)) {
        return false; /* "sửa đổi các Nghị định quy định chi tiết | Luật …": those decrees did */
    }
    if (acts && vd_speaks_of_draft(scan, floor, found->range.from)) {
        found->relation = VD_REL_CITES;
    }
    bool annex = ((draft->number.ptr == NULL && !draft->law) || vd_type_technical(draft->type)) && outer->number.ptr;
    return found->relation != VD_REL_PROMULGATES || (annex && !vd_speaks_of_draft(scan, floor, found->range.from));
}

/* "… theo | Quyết định số A" in the title of draft `outer`, of which A is younger, or which is no title: a sentence
 * that went on, "… thế nào?", "Bộ Nội vụ đã hướng dẫn theo | …". */
static bool cites_in_vain(const vd_scan *scan, int outer, int index, const vd_cue *found)
{
    vd_str title = vd_scan_fold(scan, scan->drafts[outer].title);
    bool sentence = vd_str_find(title, VD_LIT("?"), 0) != SIZE_MAX || vd_str_find(title, VD_LIT(" da "), 0) != SIZE_MAX;
    bool known = scan->drafts[index].number.ptr || scan->drafts[index].law;
    bool follows = found->relation == VD_REL_CITES && vd_scan_starts(scan, found->range.from, "theo ");
    return follows && (sentence || !known || vd_younger(scan, outer, index));
}

void vd_relate_embedded(vd_scan *scan, int index)
{
    vd_draft *draft = &scan->drafts[index];
    int parent = draft->parent;
    int actor = vd_embedded_actor(scan, parent);
    const vd_draft *outer = &scan->drafts[parent];
    if (outer->form == VD_FORM_GENERIC) {
        return; /* a bill changes nothing yet */
    }
    if (relate_standard(scan, parent, index)) {
        return;
    }
    if (outer->amending && draft->span.to <= outer->span.to && draft->law) {
        vd_statement_cue(vd_statement_add(scan, VD_REL_AMENDS, actor, index, 0.95),
                         (vd_range){outer->span.from, draft->span.from});
        return;
    }
    int sibling = vd_draft_before(scan, index);
    if (sibling >= 0 && vd_only_separator(scan, scan->drafts[sibling].tail.to, vd_draft_from(draft))) {
        const vd_statement *said = vd_statement_to(scan, actor, sibling);
        if (said) {
            vd_range range = {said->cue_start, said->cue_end};
            vd_statement_cue(vd_statement_add(scan, said->relation, actor, index, said->confidence), range);
        }
        return;
    }
    vd_cue found = {0};
    if (embed_governs(scan, outer, draft, &found) && !cites_in_vain(scan, parent, index, &found)) {
        vd_statement_cue(vd_statement_add(scan, found.relation, actor, index, 0.9), found.range);
    }
}
