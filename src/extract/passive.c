/* "A được sửa đổi, bổ sung bởi B": what is done to the document named first. */
#include "extract/relation.h"

enum { PASSIVE_REACH = 160, PASSIVE_GAP = 400 };

static bool same_kind(const vd_type_row *a, const vd_type_row *b)
{
    bool laws = vd_type_law(a) && vd_type_law(b);
    return a == b || laws;
}

/* Does the title of draft `outer` say that it changes the document of draft `inner`, which draft `amender` may have
 * changed before?  Nothing changes what was replaced or repealed already. */
static bool title_changes(const vd_scan *scan, int outer, int inner, int amender)
{
    const vd_statement *said = vd_statement_to(scan, vd_embedded_actor(scan, outer), inner);
    bool ended = said && said->relation != VD_REL_AMENDS && vd_younger(scan, outer, amender);
    return said && vd_relation_changes(said->relation) && !ended;
}

/* Of what stands before a passive, the document that it tells of.  One of the amender's type: "Nghị định A quy định chi
 * tiết Luật B được sửa đổi bởi | Luật C" tells of B; nothing changes what is younger.  The one that is amended: "Thông
 * tư A sửa đổi Thông tư B đã được sửa đổi tại | Thông tư C" says how B came to be as A finds it.  -1: a law amends no
 * decree, and a decree no law. */
static int passive_target(const vd_scan *scan, vd_relation relation, int before, int index)
{
    const vd_type_row *type = scan->drafts[index].type;
    if (!vd_relation_changes(relation)) {
        return before;
    }
    bool alike = same_kind(scan->drafts[before].type, type) && !vd_younger(scan, index, before);
    for (int i = index - 1; i > before; i--) {
        const vd_draft *inner = &scan->drafts[i];
        bool last = vd_title_of(scan, i) == before && inner->tail.to == scan->drafts[before].tail.to;
        if (last && same_kind(inner->type, type) && (!alike || title_changes(scan, before, i, index))) {
            return i;
        }
    }
    if (alike) {
        return before;
    }
    bool law = vd_type_law(type);
    const vd_type_row *target = scan->drafts[before].type;
    const vd_type_row *lower = law ? target : type;
    bool above = law || vd_type_law(target);
    bool decree = lower && (strcmp(lower->fold, "nghi dinh") == 0 || strncmp(lower->fold, "thong tu", 8) == 0);
    return above && decree ? -1 : before;
}

/* The passive between draft `before` and the one at `index`, right in front of the latter. */
static bool passive_between(vd_scan *scan, const vd_outlook *view, int before, int index, vd_cue *out)
{
    vd_match match;
    size_t gap = scan->drafts[before].tail.to;
    size_t at = vd_draft_from(&scan->drafts[index]);
    vd_form form = scan->drafts[before].form;
    if (gap > at || at - gap > PASSIVE_GAP || form == VD_FORM_SELF || form == VD_FORM_BACKWARD) {
        return false;
    }
    size_t from = at - gap > PASSIVE_REACH ? at - PASSIVE_REACH : gap;
    if (!vd_scan_find(scan, VD_PAT_passive, from, at, &match) || !vd_cue_mark(match.mark, out) ||
        vd_scope_start(view, match.start) > gap) {
        return false;
    }
    vd_match subject;
    if (vd_scan_find(scan, VD_PAT_subject, gap, match.start, &subject)) {
        return false; /* "…; Điều này được sửa đổi bởi": not the document before */
    }
    out->range = (vd_range){match.start, at};
    return true;
}

/* A passive follows draft `index` itself: "Thông tư A được sửa đổi bởi Thông tư B, | Thông tư C được sửa đổi bởi …". */
static bool passive_follows(vd_scan *scan, const vd_outlook *view, int index)
{
    vd_cue found = {0};
    for (int i = index + 1; i < (int)scan->draft_count && i < index + VD_NEAR_MAX; i++) {
        if (scan->drafts[i].form != VD_FORM_GENERIC && vd_title_of(scan, i) == vd_title_of(scan, index)) {
            return passive_between(scan, view, index, i, &found) && vd_relation_changes(found.relation);
        }
    }
    return false;
}

/* Another member of the list behind a passive: its target and words. */
static bool passive_goes_on(vd_scan *scan, const vd_outlook *view, const vd_amenders *list, int before, int index,
                            vd_cue *out, int *target)
{
    const vd_draft *draft = &scan->drafts[index];
    if (list->target >= 0 && vd_opens_line(scan, draft->span.from) && same_kind(draft->type, list->type)) {
        *out = (vd_cue){.range = list->words, .relation = list->relation};
        *target = list->target;
        return true;
    }
    const vd_draft *other = &scan->drafts[before];
    size_t from = other->tail.to;
    size_t to = vd_draft_from(draft);
    bool apart = from > to || !vd_only_separator(scan, from, to) || scan->text->fold[from] == ';';
    bool places = (draft->pinpoint.to > draft->pinpoint.from) == (other->pinpoint.to > other->pinpoint.from);
    /* Who changed a document is listed as it came about; two numbers alone may stand the other way round. */
    bool bare = !draft->law && draft->tail.to == draft->span.to;
    bool order = bare || !vd_younger(scan, index, before);
    if (apart || !places || !order || !same_kind(draft->type, other->type)) {
        return false; /* "… theo Luật A, Điều 64 của Luật B": B is another item of the sentence's own list */
    }
    for (size_t i = scan->statement_count; i-- > 0 && i + VD_NEAR_MAX >= scan->statement_count;) {
        const vd_statement *said = &scan->statements[i];
        if (said->from == before && said->to < before && !passive_follows(scan, view, index)) {
            *out = (vd_cue){.range = {said->cue_start, said->cue_end}, .relation = said->relation};
            *target = said->to;
            return true;
        }
    }
    return false;
}

/* Of the document before a passive only a part is told of: "Điều 18 Nghị định A bị thay thế bởi | …", "Nghị định A (Cụm
 * từ … bị thay thế bởi | …".  What is repealed at a pinpoint is kept as such. */
static bool part_ended(const vd_scan *scan, int target, const vd_cue *found)
{
    static const char *const parts[] = {" (cum tu ", " (co cum tu ", " (khoan ", " (diem ",
                                        " (dieu ",   " (noi dung ",  " (doan "};
    const vd_draft *draft = &scan->drafts[target];
    bool named = false;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && draft->tail.to < found->range.from; i++) {
        named = named || vd_scan_starts(scan, draft->tail.to, parts[i]);
    }
    bool ended = found->relation == VD_REL_SUPERSEDES || found->relation == VD_REL_REPEALS;
    bool placed = found->relation == VD_REL_SUPERSEDES && draft->pinpoint.to > draft->pinpoint.from;
    return (ended && named) || placed;
}

/* What the head of a consolidated text names is what it was made from. */
bool vd_in_consolidated_head(const vd_scan *scan, const vd_draft *draft)
{
    return draft->span.from < scan->body && vd_is_consolidated(scan);
}

/* The draft before `index` that is no act told by when it amended one before; -1: none. */
static int before_elided(const vd_scan *scan, int index)
{
    int before = vd_draft_before(scan, index);
    while (before >= 0 && scan->drafts[before].elided) {
        before = vd_draft_before(scan, before);
    }
    return before;
}

/* "Bộ luật Hình sự năm 2015 (| sửa đổi, bổ sung năm 2017)": the act of 2017 amends the code, and is itself only cited.
 */
bool vd_relate_elided(vd_scan *scan, vd_outlook *view, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    int before = draft->elided ? before_elided(scan, index) : -1;
    if (before < 0) {
        return false;
    }
    vd_range words = {scan->drafts[before].tail.to, draft->span.to};
    while (words.from < words.to && VD_AMONG(scan->text->fold[words.from], " ,(")) {
        words.from++;
    }
    memset(view->cover + words.from, VD_COVER_SPENT, words.to - words.from);
    vd_statement_cue(vd_statement_add(scan, VD_REL_AMENDS, index, before, 0.93), words);
    if (vd_title_of(scan, index) < 0) {
        vd_statement_cue(vd_statement_add(scan, VD_REL_CITES, -1, index, 0.9), words);
    }
    return true;
}

/* "A được sửa đổi, bổ sung bởi B (và C)": B amends A, and is itself only cited; by a consolidated text, consolidated.
 */
bool vd_relate_passive(vd_scan *scan, vd_outlook *view, vd_amenders *list, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    int before = before_elided(scan, index);
    if (before < 0) {
        return false;
    }
    vd_cue found = {0};
    int target = before;
    bool lines = false;
    if (passive_between(scan, view, before, index, &found)) {
        bool cell = vd_cell_end(scan, scan->drafts[before].tail.to, found.range.from) < found.range.from;
        target = cell ? vd_row_subject(scan, before) : passive_target(scan, found.relation, before, index);
        if (target < 0) {
            return false;
        }
        found.relation = part_ended(scan, target, &found) ? VD_REL_AMENDS : found.relation;
        lines = vd_str_find(vd_scan_fold(scan, found.range), VD_LIT(":"), 0) != SIZE_MAX;
        *list = (vd_amenders){lines ? target : -1, found.relation, found.range, draft->type};
        memset(view->cover + found.range.from, VD_COVER_SPENT, found.range.to - found.range.from);
    } else if (!passive_goes_on(scan, view, list, before, index, &found, &target)) {
        list->target = -1;
        return false;
    }
    bool listed = lines || list->target == target;
    bool made_from =
        vd_in_consolidated_head(scan, &scan->drafts[target]) && (listed || vd_in_consolidated_head(scan, draft));
    vd_relation own = made_from ? VD_REL_CONSOLIDATES : VD_REL_CITES;
    vd_statement_cue(vd_statement_add(scan, found.relation, index, target, 0.97), found.range);
    vd_statement_cue(vd_statement_add(scan, own, -1, index, 0.9), found.range);
    return true;
}

/* "Nghị định A sửa đổi Nghị định B (được sửa đổi bởi Nghị định C) và | Nghị định D": behind what became of B the title
 * of A goes on, and A amends D as well.  The text itself cites D. */
bool vd_relate_resumed(vd_scan *scan, const vd_outlook *view, int index)
{
    int before = vd_draft_before(scan, index);
    size_t from = before >= 0 ? scan->drafts[before].tail.to : 0;
    bool bracket = before >= 0 && scan->text->fold[from] == ')';
    size_t to = vd_draft_from(&scan->drafts[index]);
    if (before < 0 || from >= to || !vd_only_separator(scan, from + bracket, to) ||
        !(bracket || passive_follows(scan, view, index))) {
        return false;
    }
    for (size_t i = scan->statement_count; i-- > 0 && i + VD_NEAR_MAX >= scan->statement_count;) {
        const vd_statement *said = &scan->statements[i];
        int outer = said->from == before && said->to < before ? vd_title_of(scan, said->to) : -1;
        if (outer >= 0 && title_changes(scan, outer, said->to, before) &&
            same_kind(scan->drafts[index].type, scan->drafts[said->to].type)) {
            vd_range words = {scan->drafts[outer].span.to, scan->drafts[said->to].span.from};
            vd_relation relation = vd_statement_to(scan, vd_embedded_actor(scan, outer), said->to)->relation;
            vd_statement_cue(vd_statement_add(scan, relation, vd_embedded_actor(scan, outer), index, 0.85), words);
            vd_statement_cue(vd_statement_add(scan, VD_REL_CITES, -1, index, 0.85), words);
            return true;
        }
    }
    return false;
}

/* The document that "Luật này" stands for: -1 the text's own, else a draft before, in a compendium the source of the
 * article; `index` itself where it is open. */
static int itself(const vd_scan *scan, const vd_outlook *view, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    if (draft->form == VD_FORM_SELF) {
        return -1;
    }
    if (view->sources.count > 0) {
        int source = vd_compendium_source(scan, view, draft->span.from);
        return source >= 0 && scan->drafts[source].type == draft->type ? source : index;
    }
    const vd_draft *meant =
        draft->antecedent.to > draft->antecedent.from ? vd_draft_at(scan, draft->antecedent.from) : NULL;
    return meant ? (int)(meant - scan->drafts) : index;
}

/* "Điều 5 Luật A (đã) được sửa đổi, bổ sung tại khoản 2 Điều 1 của | Luật này": this law amends A.  Only with the
 * passive right behind A, and not with "theo": "Giấy phép cấp theo A được sửa đổi theo Điều 5 Luật này" amends the
 * licence, and the words are the same. */
void vd_relate_itself(vd_scan *scan, const vd_outlook *view, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    int before = draft->refer == VD_REFER_THIS ? vd_draft_before(scan, index) : -1;
    int actor = before >= 0 ? itself(scan, view, index) : index;
    vd_range place = {0, 0};
    vd_cue found = {0};
    if (actor == index || actor == before || (actor < 0 && view->told)) {
        return;
    }
    vd_pinpoint_before(scan, draft->span.from, &place);
    size_t at = place.to > place.from ? place.from : draft->span.from;
    vd_form form = scan->drafts[before].form;
    bool cited = form == VD_FORM_NUMBERED || form == VD_FORM_NAMED;
    vd_match match;
    size_t gap = scan->drafts[before].tail.to;
    if (!cited || gap > at || at - gap > PASSIVE_REACH || !vd_scan_find(scan, VD_PAT_passive, gap, at, &match) ||
        !vd_cue_mark(match.mark, &found) || !vd_relation_changes(found.relation)) {
        return;
    }
    for (size_t i = gap; i < match.start; i++) {
        if (!VD_AMONG(scan->text->fold[i], " ,(")) {
            return;
        }
    }
    found.range = (vd_range){match.start, at};
    if (vd_str_find(vd_scan_fold(scan, found.range), VD_LIT(" theo "), 0) != SIZE_MAX) {
        return;
    }
    int target = passive_target(scan, found.relation, before, index);
    vd_relation relation = target >= 0 && part_ended(scan, target, &found) ? VD_REL_AMENDS : found.relation;
    const vd_statement *said = target >= 0 ? vd_statement_to(scan, actor, target) : NULL;
    if (target >= 0 && vd_can_change(scan, actor, target) && !(said && said->relation == relation)) {
        vd_statement_cue(vd_statement_add(scan, relation, actor, target, 0.9), found.range);
    }
}
