/* Who does what a verb says: the text's own document, one that is cited, or one without number.  "Thông tư số A … hướng
 * dẫn thi hành | Luật B" is no act of the text's own document. */
#include "extract/outlook.h"

enum { ACTOR_REACH = 200, STOP_NEAR = 6 };

bool vd_speaks_of_draft(vd_scan *scan, size_t from, size_t to)
{
    vd_match match;
    return vd_scan_find(scan, VD_PAT_proposed, from, to, &match);
}

/* The last citation that stands whole before `at`, with what belongs to it, or -1. */
int vd_draft_ending(const vd_scan *scan, size_t at)
{
    for (size_t i = vd_scan_from(scan, at); i-- > 0;) {
        int top = (int)i;
        while (scan->drafts[top].parent >= 0 && scan->drafts[scan->drafts[top].parent].form != VD_FORM_SELF) {
            top = scan->drafts[top].parent;
        }
        const vd_draft *draft = &scan->drafts[top];
        if (draft->form != VD_FORM_GENERIC) {
            return draft->span.to <= at && draft->tail.to <= at ? top : -1;
        }
        i = (size_t)top;
    }
    return -1;
}

/* "Chính phủ vừa | ban hành Nghị định …": somebody tells that it was issued. */
static bool issue_told(const vd_scan *scan, size_t at)
{
    vd_str before = {scan->text->fold, at};
    return vd_str_ends(before, VD_LIT(" vua ")) || vd_str_ends(before, VD_LIT(" da ")) ||
           vd_str_ends(before, VD_LIT(" moi ")) || vd_str_ends(before, VD_LIT(" se ")) ||
           vd_str_ends(before, VD_LIT(" da ky "));
}

/* "Nghị định | hướng dẫn thi hành Luật …": a document without number does it.  Where the source's own type stands
 * behind "ban hành" in the preamble, or opens the sentence, it is the source itself. */
static bool unnamed_acts(vd_scan *scan, size_t start, size_t from, size_t to)
{
    vd_match match;
    vd_range noun;
    if (!vd_scan_find(scan, VD_PAT_unnamed, from, to, &match) || !vd_match_group(scan, &match, "noun", &noun)) {
        return false;
    }
    size_t end = 0;
    const vd_type_row *type = vd_type_starting(scan, noun.from, &end);
    bool own = scan->header.type.ptr == NULL || (type && vd_str_eq(vd_str_of(type->name), scan->header.type));
    bool issuing = noun.from >= 9 && vd_scan_starts(scan, noun.from - 9, "ban hanh ");
    bool opens = noun.from == start || (issuing && noun.from - 9 <= start + 1) || vd_opens_line(scan, noun.from);
    bool headless = issuing && scan->header.type.ptr == NULL && !issue_told(scan, noun.from - 9);
    return !(own && (opens || (issuing && noun.from < scan->body) || headless));
}

/* "Các văn bản | thi hành Luật …", "các nghị định của Chính phủ | thi hành Luật …": a class of documents, other than
 * the text's own, is named by the law that they carry out.  What a text itself has done under a law is put otherwise:
 * "triển khai thi hành", "tổ chức thi hành". */
static bool class_executes(vd_scan *scan, size_t start, const vd_cue *cue)
{
    vd_match match;
    vd_range words;
    size_t to = cue->range.from;
    size_t from = to - start > ACTOR_REACH ? to - ACTOR_REACH : start;
    return vd_str_eq(vd_scan_fold(scan, cue->range), VD_LIT("thi hanh")) &&
           vd_scan_find(scan, VD_PAT_unnamed, from, to, &match) &&
           (vd_match_group(scan, &match, "many", &words) ||
            (vd_match_group(scan, &match, "noun", &words) && vd_scan_starts(scan, words.from, "van ban")));
}

/* "Căn cứ Nghị định số …/2031/NĐ-CP ngày … quy định chi tiết | Luật A": a form leaves the number blank, and what stands
 * behind is that document's title.  One of the text's own type may be the text itself, whose number was open then. */
static bool blank_recital(const vd_scan *scan, size_t to)
{
    static const char head[] = "can cu ";
    size_t at = to;
    while (at > 0 && at + ACTOR_REACH > to && !VD_AMONG(scan->text->fold[at - 1], ";:\n")) {
        at--;
    }
    while (at < to && !vd_scan_starts(scan, at, head)) {
        at++;
    }
    size_t end = 0;
    const vd_type_row *type = at < to ? vd_type_starting(scan, at + strlen(head), &end) : NULL;
    bool typed = type && !vd_str_eq(vd_str_of(type->name), scan->header.type) && vd_scan_starts(scan, end, " so");
    end += strlen(" so");
    while (typed && end < to && VD_AMONG(scan->text->fold[end], " :")) {
        end++;
    }
    return typed && end < to && VD_AMONG(scan->text->fold[end], "./_-([");
}

/* "Quy chế này" in a decision that promulgates one. */
static bool own_annex(const vd_draft *draft)
{
    bool attached =
        draft->type && (strcmp(draft->type->kind, "attached") == 0 || strncmp(draft->type->fold, "quy ", 4) == 0);
    return draft->form == VD_FORM_BACKWARD && attached;
}

bool vd_is_consolidated(const vd_scan *scan)
{
    return vd_str_eq(scan->header.type, VD_LIT("Văn bản hợp nhất"));
}

/* In a consolidated text "Nghị định này" is the decree that it carries: the first one named, under the heading. */
int vd_consolidated_base(const vd_scan *scan)
{
    bool consolidated = vd_is_consolidated(scan);
    for (size_t i = 0; i < scan->draft_count && consolidated && scan->drafts[i].span.from < scan->body; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->number.ptr && draft->parent < 0 && draft->form == VD_FORM_NUMBERED &&
            vd_opens_line(scan, draft->span.from)) {
            return (int)i;
        }
    }
    return -1;
}

/* Behind "Căn cứ" the document does nothing yet, nor in parentheses behind something else ("Thông tư mới (thay thế |
 * …)"). */
static bool in_recital(const vd_scan *scan, const vd_outlook *view, size_t start, const vd_cue *cue)
{
    size_t at = cue->range.from;
    if ((view->cover[at] & VD_COVER_OWN) != 0) {
        return false;
    }
    for (size_t i = view->cue_count; i-- > 0 && view->cues[i].range.from >= start && at < scan->body;) {
        if (view->cues[i].relation == VD_REL_BASED_ON && view->cues[i].kind == VD_CUE_PLAIN) {
            return true;
        }
    }
    return at > 0 && scan->text->fold[at - 1] == '(';
}

/* "Kể từ ngày | Luật số A có hiệu lực, bãi bỏ …": the document only says when. */
static bool dates(const vd_scan *scan, const vd_draft *draft)
{
    static const char *const words[] = {" ngay ", " khi ", "thoi diem ", " den "};
    vd_str before = {scan->text->fold, vd_draft_from(draft)};
    bool found = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !found; i++) {
        found = vd_str_ends(before, vd_str_of(words[i]));
    }
    return found;
}

/* "Nghị định này" in a text of something else: the document that the text carries or its article is from, or the only
 * one that the words can point at. */
static int pointed_at(const vd_scan *scan, const vd_outlook *view, const vd_draft *draft)
{
    int base = view->base >= 0 ? view->base : vd_compendium_source(scan, view, draft->span.from);
    bool sure = draft->antecedent.to > draft->antecedent.from && draft->among == draft->antecedent.from;
    if (base >= 0 || !sure) {
        return base >= 0 ? base : VD_ACTOR_UNNAMED;
    }
    size_t index = vd_scan_from(scan, draft->antecedent.from);
    vd_str before = {scan->text->fold, draft->antecedent.from};
    if (vd_str_ends(before, VD_LIT(" thay the ")) || vd_str_ends(before, VD_LIT(" bai bo "))) {
        return VD_ACTOR_UNNAMED; /* that one was ended, and ends nothing */
    }
    return index < scan->draft_count && scan->drafts[index].form == VD_FORM_NUMBERED ? (int)index : VD_ACTOR_UNNAMED;
}

bool vd_cue_itself(vd_scan *scan, const vd_cue *cue)
{
    vd_match match;
    bool ends = cue->relation == VD_REL_SUPERSEDES || cue->relation == VD_REL_REPEALS;
    int before = ends && cue->kind == VD_CUE_PLAIN ? vd_draft_ending(scan, cue->range.from) : -1;
    const vd_draft *draft = before >= 0 ? &scan->drafts[before] : NULL;
    return draft && draft->form == VD_FORM_SELF && draft->refer == VD_REFER_THIS &&
           cue->range.from - draft->tail.to <= ACTOR_REACH &&
           vd_scan_at(scan, VD_PAT_acting, draft->tail.to, cue->range.from, &match);
}

/* "| Thông tư số A của Bộ Tài chính, thay thế Thông tư số B, hướng dẫn …": the sentence is about it. */
static bool opens_sentence(const vd_scan *scan, const vd_draft *draft)
{
    size_t at = vd_sentence_start(scan, draft->span.from);
    while (at < draft->span.from && !vd_is_word(scan->text->fold[at])) {
        at++;
    }
    return at == draft->span.from;
}

int vd_cue_actor(vd_scan *scan, const vd_outlook *view, const vd_cue *cue)
{
    size_t start = vd_scope_start(view, cue->range.from);
    if (cue->relation == VD_REL_IMPLEMENTS && class_executes(scan, start, cue)) {
        return VD_ACTOR_UNNAMED;
    }
    bool acts = vd_relation_changes(cue->relation) || cue->relation == VD_REL_DETAILS;
    if (!acts || cue->kind == VD_CUE_NONE) {
        return VD_ACTOR_OWN;
    }
    if (blank_recital(scan, cue->range.from)) {
        return VD_ACTOR_UNNAMED;
    }
    size_t from = start;
    size_t first = 0;
    size_t stops = vd_positions_between(&view->stops, from, cue->range.from, &first);
    if (stops > 0 && cue->range.from - view->stops.at[first + stops - 1] <= STOP_NEAR) {
        stops--; /* "Nghị định số A có hiệu lực từ ngày …; thay thế": the verb goes on with what stands before */
    }
    if (stops > 0) {
        from = view->stops.at[first + stops - 1] + 1;
    }
    if (cue->range.from - from > ACTOR_REACH) {
        from = cue->range.from - ACTOR_REACH;
        while (from < cue->range.from && vd_is_word(scan->text->fold[from - 1])) {
            from++;
        }
    }
    vd_match match;
    int before = vd_draft_ending(scan, cue->range.from);
    const vd_draft *draft = before >= 0 && scan->drafts[before].tail.to >= from ? &scan->drafts[before] : NULL;
    if (draft && (draft->form == VD_FORM_SELF || own_annex(draft))) {
        return VD_ACTOR_OWN;
    }
    if (draft && draft->form == VD_FORM_BACKWARD) {
        return pointed_at(scan, view, draft);
    }
    if (draft && vd_scan_at(scan, VD_PAT_acting, draft->tail.to, cue->range.from, &match) &&
        !(match.mark && strcmp(match.mark, "force") == 0 && dates(scan, draft)) &&
        !(match.mark && strcmp(match.mark, "aside") == 0 && !opens_sentence(scan, draft))) {
        bool joint = match.mark && strcmp(match.mark, "joint") == 0;
        bool several = draft->type && strncmp(draft->type->fold, "thong tu lien", 13) == 0;
        return joint && !several ? VD_ACTOR_OWN : before;
    }
    if (draft && draft->tail.to > from) {
        from = draft->tail.to;
    }
    bool unnamed =
        in_recital(scan, view, start, cue) || vd_speaks_of_draft(scan, from, cue->range.from) ||
        ((view->cover[cue->range.from] & VD_COVER_OWN) == 0 && unnamed_acts(scan, start, from, cue->range.from));
    return unnamed ? VD_ACTOR_UNNAMED : VD_ACTOR_OWN;
}
