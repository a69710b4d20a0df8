/* Relations: what each citation's governing words say.  Which words govern it is govern.c's; who can change whom,
 * competence.c's; whose basis "Căn cứ" names, basis.c's; what is said in titles and in the passive, embed.c's and
 * passive.c's. */
#include "extract/relation.h"
#include "extract/annex.h"

enum { FATE_REACH = 100, CARRIED_GAP = 32 };

/* "Chương trình … theo | Nghị quyết số 76/NQ-CP": the resolution promulgates the programme. */
static void relate_programme(vd_scan *scan, vd_outlook *view, int index)
{
    int before = vd_draft_before(scan, index);
    if (before < 0) {
        return;
    }
    const vd_draft *plan = &scan->drafts[before];
    const vd_draft *draft = &scan->drafts[index];
    bool programme = plan->form == VD_FORM_NAMED && !plan->law && plan->number.ptr == NULL && draft->number.ptr;
    vd_range words = {plan->tail.to, draft->span.from};
    bool near = words.from < words.to && words.to - words.from <= CARRIED_GAP;
    bool standard = vd_type_technical(plan->type) && plan->number.ptr && draft->number.ptr;
    if (standard && near && vd_says_promulgated(scan, words)) {
        vd_statement_cue(vd_statement_add(scan, VD_REL_PROMULGATES, index, before, 0.9), words);
    }
    if (programme && vd_str_eq(vd_scan_fold(scan, (vd_range){plan->span.to, draft->span.from}), VD_LIT(" theo "))) {
        vd_range theo = {plan->span.to, draft->span.from};
        vd_statement_cue(vd_statement_add(scan, VD_REL_PROMULGATES, index, before, 0.8), theo);
        memset(view->cover + theo.from, VD_COVER_SPENT, theo.to - theo.from);
    }
}

/* The last member of the list that draft `index` belongs to.  *run is the list found last: its members ask in turn. */
static int list_last(const vd_scan *scan, vd_list_run *run, int index)
{
    int parent = scan->drafts[index].parent;
    if (run->first <= index && index <= run->last && run->parent == parent) {
        return run->last;
    }
    *run = (vd_list_run){index, index, parent};
    for (size_t i = (size_t)index + 1; i < scan->draft_count && i < (size_t)index + VD_NEAR_MAX; i++) {
        const vd_draft *next = &scan->drafts[i];
        if (next->parent != scan->drafts[index].parent) {
            continue;
        }
        if (!vd_only_separator(scan, scan->drafts[index].tail.to, vd_draft_from(next))) {
            break;
        }
        index = (int)i;
    }
    return run->last = index;
}

/* Where the clause around `at` begins, as far as a subject may stand before it. */
static size_t clause_start(const vd_scan *scan, const vd_outlook *view, size_t at)
{
    size_t from = vd_scope_start(view, at);
    from = at - from > FATE_REACH * 3 ? at - FATE_REACH * 3 : from;
    for (size_t i = at; i-- > from;) {
        if (strchr(";:", scan->text->fold[i])) {
            return i + 1;
        }
    }
    return from;
}

/* What the end of its force is told of need not be the document cited at `at`: in "Các thủ tục công bố tại | Quyết định
 * số X hết hiệu lực" it is a part, in "Giấy phép cấp theo | Nghị định số X hết hiệu lực" another thing. */
static bool fate_of_another(vd_scan *scan, const vd_outlook *view, size_t at, vd_cue *out)
{
    size_t from = clause_start(scan, view, at);
    vd_str before = vd_scan_fold(scan, (vd_range){from, at});
    vd_match match;
    if (out->relation == VD_REL_REPEALS && vd_scan_at(scan, VD_PAT_part, from, at, &match)) {
        out->relation = VD_REL_AMENDS;
    }
    return out->relation == VD_REL_REPEALS && vd_str_ends(before, VD_LIT(" theo ")) &&
           !vd_str_ends(before, VD_LIT(" kem theo "));
}

/* "Quyết định số X … hết hiệu lực", "Điều 5 Nghị định số X được sửa đổi như sau": said behind the citation. */
static bool fate(vd_scan *scan, vd_outlook *view, int index, vd_cue *out)
{
    size_t end = scan->drafts[list_last(scan, &view->run, index)].tail.to;
    size_t stop = end + FATE_REACH < scan->text->fold_len ? end + FATE_REACH : scan->text->fold_len;
    size_t next = vd_scan_from(scan, end);
    while (next < scan->draft_count && scan->drafts[next].form == VD_FORM_GENERIC) {
        next++;
    }
    if (next < scan->draft_count && scan->drafts[next].span.from < stop) {
        stop = scan->drafts[next].span.from;
    }
    vd_match match;
    if (!vd_scan_at(scan, VD_PAT_fate, end, stop, &match) || !vd_cue_mark(match.mark, out)) {
        return false;
    }
    out->range = (vd_range){match.start, match.end};
    vd_match_group(scan, &match, "verb", &out->range);
    const vd_draft *first = &scan->drafts[view->run.first];
    size_t at = vd_draft_from(&scan->drafts[index]);
    if (first->pinpoint.to == first->pinpoint.from && fate_of_another(scan, view, first->span.from, out)) {
        return false;
    }
    size_t start = vd_scope_start(view, at);
    bool condition = vd_scan_find(scan, VD_PAT_until, start, at, &match);
    bool then = vd_scan_find(scan, VD_PAT_until, start, out->range.from, &match) && strcmp(match.mark, "time") == 0;
    return !condition && !then;
}

/* "Thực hiện công khai tài sản | (Điều 53 Nghị định số A)": the words have their object, and the brackets say where it
 * is laid down. */
static bool sourced(const vd_scan *scan, const vd_cue *head, const vd_draft *draft)
{
    size_t at = vd_draft_from(draft);
    bool carries = head->relation == VD_REL_IMPLEMENTS || head->relation == VD_REL_DETAILS;
    bool bracket = at > 0 && scan->text->fold[at - 1] == '(' && draft->pinpoint.to > draft->pinpoint.from;
    return carries && bracket && head->range.to + strlen(" (") < at;
}

/* Does what ends a document leave the rest of it in force?  "Thay thế | Phụ lục I ban hành kèm theo X", "bãi bỏ | các
 * quy định về thu phí tại X, Y": the members of a list share the words.  What is repealed at a pinpoint is kept as
 * such. */
static bool leaves_rest(vd_scan *scan, const vd_cue *head, const vd_draft *draft)
{
    if (draft->pinpoint.to > draft->pinpoint.from) {
        return head->relation == VD_REL_SUPERSEDES;
    }
    if (draft->row_part) {
        return head->relation == VD_REL_REPEALS || head->relation == VD_REL_SUPERSEDES;
    }
    if ((head->relation != VD_REL_REPEALS && head->relation != VD_REL_SUPERSEDES) ||
        vd_str_ends(vd_scan_fold(scan, head->range), VD_LIT(" toan bo"))) {
        return false;
    }
    size_t from = head->range.to;
    size_t at = vd_draft_from(draft);
    size_t first = vd_scan_from(scan, from);
    while (first < scan->draft_count && scan->drafts[first].form == VD_FORM_GENERIC) {
        first++; /* "bãi bỏ các quy định | về …" */
    }
    if (first < scan->draft_count && vd_draft_from(&scan->drafts[first]) < at) {
        at = vd_draft_from(&scan->drafts[first]);
    }
    vd_match match;
    return at > from && vd_scan_at(scan, VD_PAT_part, from, at, &match);
}

/* "Mẫu B12, Phụ lục | ban hành kèm theo | Nghị định số A": in a table's cell the words behind a place are all there
 * is. */
static bool carried_by(vd_scan *scan, vd_outlook *view, int index, vd_cue *head)
{
    const vd_draft *draft = &scan->drafts[index];
    return draft->pinpoint.to > draft->pinpoint.from &&
           vd_cue_before(scan, view, index, draft->span.from, draft->parent >= 0, head) &&
           head->range.from >= draft->pinpoint.to;
}

/* The year that a draft's number or day says, or 0. */
static int year_said(const vd_draft *draft)
{
    return draft->year ? draft->year : draft->date.year;
}

/* What is younger than an article's source came into the article with an act that amended it. */
static bool brought_in(const vd_scan *scan, const vd_draft *draft, int source)
{
    return source >= 0 && year_said(&scan->drafts[source]) > 0 && year_said(draft) > year_said(&scan->drafts[source]);
}

/* In a compendium an article's source does what it says.  A remark only names what others do, and the heading over a
 * source says what the article is about; the compendium itself does nothing. */
static void actor_gathered(const vd_scan *scan, const vd_outlook *view, const vd_draft *draft, vd_cue *head)
{
    bool change = vd_relation_changes(head->relation);
    bool details = head->relation == VD_REL_DETAILS;
    bool acts = change || head->relation == VD_REL_IMPLEMENTS;
    if (!view->gathered || !(acts || details)) {
        return;
    }
    int source = vd_compendium_source(scan, view, head->range.from);
    bool own = head->actor == VD_ACTOR_OWN;
    if (vd_compendium_remark(view, draft->span.from) || vd_compendium_names(view, draft - scan->drafts) ||
        (own && (details || (acts && (source < 0 || brought_in(scan, draft, source)))))) {
        head->relation = VD_REL_CITES;
        head->actor = VD_ACTOR_OWN;
    } else if (own) {
        head->actor = source;
    }
}

/* What news tell that nobody is said to do, is done by the document on whose day it ends, or else only cited.  Nor do
 * they have a basis: "Căn cứ tại | Điều 2 Quyết định số A thì …"; a preamble that they quote has items. */
static void actor_told(const vd_scan *scan, const vd_outlook *view, const vd_draft *draft, vd_cue *head)
{
    if (view->told && head->relation == VD_REL_BASED_ON) {
        vd_range rest = {draft->span.to, vd_sentence_end(scan, draft->span.to)};
        bool item = vd_str_find(vd_scan_fold(scan, rest), VD_LIT(";\n"), 0) != SIZE_MAX ||
                    vd_str_ends(vd_scan_fold(scan, rest), VD_LIT(";"));
        head->relation = item ? head->relation : VD_REL_CITES;
    }
    bool acts = vd_relation_changes(head->relation) || head->relation == VD_REL_DETAILS ||
                (head->relation == VD_REL_IMPLEMENTS && view->told == VD_TELLS_ONLY);
    if (!view->told || !acts || head->actor != VD_ACTOR_OWN) {
        return;
    }
    int by = vd_ended_by(scan, head->range);
    head->actor = by >= 0 ? by : VD_ACTOR_OWN;
    head->relation = by >= 0 ? head->relation : VD_REL_CITES;
}

/* What governs draft `index`, and who acts through it. */
static bool head_find(vd_scan *scan, vd_outlook *view, int index, vd_cue *head)
{
    const vd_draft *draft = &scan->drafts[index];
    size_t at = vd_draft_from(draft);
    *head = (vd_cue){.actor = VD_ACTOR_OWN};
    if (fate(scan, view, index, head)) {
        return true;
    }
    if (!vd_cue_before(scan, view, index, at, draft->parent >= 0, head) && !carried_by(scan, view, index, head)) {
        *head = (vd_cue){.range = {at, at}, .relation = VD_REL_CONSOLIDATES, .actor = VD_ACTOR_OWN};
        return vd_in_consolidated_head(scan, draft) && vd_opens_line(scan, at);
    }
    if (vd_relation_changes(head->relation) && vd_quoted(view, head->range.to, at)) {
        head->relation = VD_REL_CITES; /* 'thay thế cụm từ "Nghị định số …"': the words, not the decree */
        head->actor = VD_ACTOR_OWN;
    } else if (leaves_rest(scan, head, draft)) {
        head->relation = VD_REL_AMENDS;
    } else if (head->relation == VD_REL_BASED_ON) {
        vd_basis_weigh(scan, view, draft, head);
    } else if (sourced(scan, head, draft)) {
        head->relation = VD_REL_CITES;
    }
    return true;
}

/* "Thực hiện | Nghị định số A, chúng tôi cập nhật …": no document calls itself "we"; a portal does, below the text. */
static bool we_act(const vd_scan *scan, const vd_cue *head, const vd_draft *draft)
{
    size_t from = draft->tail.to;
    vd_str rest = vd_scan_fold(scan, (vd_range){from, vd_sentence_end(scan, from)});
    return head->relation == VD_REL_IMPLEMENTS && vd_str_find(rest, VD_LIT(" chung toi "), 0) != SIZE_MAX;
}

/* "Thực hiện chỉ đạo của A tại Công điện số 1; ý kiến của B tại | Văn bản số 2 và Thông báo số 3": what is ordered
 * there is carried out like the first. */
static void order_goes_on(vd_scan *scan, int index, vd_cue *head)
{
    int before = head->relation == VD_REL_CITES ? vd_draft_before(scan, index) : -1;
    const vd_statement *said = before >= 0 ? vd_statement_to(scan, VD_ACTOR_OWN, before) : NULL;
    if (said == NULL || said->relation != VD_REL_IMPLEMENTS) {
        return;
    }
    size_t from = scan->drafts[before].tail.to;
    size_t to = head->range.from;
    vd_match match;
    bool listed = said->cue_start == to && said->cue_end == head->range.to;
    bool placed = vd_str_ends(vd_scan_fold(scan, (vd_range){said->cue_start, said->cue_end}), VD_LIT("tai"));
    if (listed || (placed && from < to && vd_scan_at(scan, VD_PAT_ordered, from, to, &match))) {
        head->relation = VD_REL_IMPLEMENTS;
    }
}

/* False: no words govern the draft. */
static bool relate_head(vd_scan *scan, vd_outlook *view, int index)
{
    vd_cue head;
    relate_programme(scan, view, index);
    if (!head_find(scan, view, index, &head)) {
        return false;
    }
    actor_gathered(scan, view, &scan->drafts[index], &head);
    actor_told(scan, view, &scan->drafts[index], &head);
    order_goes_on(scan, index, &head);
    if (we_act(scan, &head, &scan->drafts[index])) {
        return true;
    }
    int actor = head.actor >= 0 ? head.actor : head.itself ? VD_ACTOR_ITSELF : VD_ACTOR_OWN;
    vd_statement *statement = vd_statement_add(scan, head.relation, actor, index, 0.9);
    vd_statement_cue(statement, head.range);
    if (statement && head.relation == VD_REL_IMPLEMENTS && actor < 0) {
        statement->strength = head.kind == VD_CUE_LINKED ? VD_STRENGTH_LINKED
                              : statement->preamble      ? VD_STRENGTH_PRIMARY
                                                         : VD_STRENGTH_TASK;
    } else if (statement && head.relation == VD_REL_GUIDED_BY) {
        statement->strength = VD_STRENGTH_TASK;
    }
    return true;
}

/* "… bằng hai lần mức phạt đối với cá nhân | (khoản 2 Điều 5 Nghị định số A và | Điều 8 Thông tư số B)": the brackets
 * say where it is laid down.  In a compendium they say where an article is from. */
static bool relate_bracketed(vd_scan *scan, const vd_outlook *view, int index)
{
    enum { LIST_MAX = 32 }; /* brackets name no more places; each member looks back to the first */
    const vd_draft *draft = &scan->drafts[index];
    bool placed = draft->pinpoint.to > draft->pinpoint.from;
    if (!placed || view->sources.count > 0 || vd_scan_starts(scan, draft->tail.to, ", co hieu luc")) {
        return false;
    }
    size_t at = vd_draft_from(draft);
    int first = index;
    for (int member = 1; member < LIST_MAX && at > 0 && scan->text->fold[at - 1] != '('; member++) {
        first = vd_draft_before(scan, first);
        if (first < 0 || scan->drafts[first].tail.to > at ||
            !vd_only_separator(scan, scan->drafts[first].tail.to, at)) {
            return false;
        }
        at = vd_draft_from(&scan->drafts[first]);
    }
    if (at == 0 || scan->text->fold[at - 1] != '(') {
        return false;
    }
    vd_statement_cue(vd_statement_add(scan, VD_REL_CITES, -1, index, 0.85), draft->pinpoint);
    return true;
}

/* "HƯỚNG DẪN⏎một số nội dung | Quy định số A": the type of the document is the verb of its own title. */
static bool relate_own_guide(vd_scan *scan, int index)
{
    static const char *const parts[] = {"mot so noi dung", "mot so dieu", "mot so quy dinh", "mot so van de"};
    static const char *const of[] = {" ", " cua ", " tai ", " trong ", " neu tai ", " quy dinh tai "};
    vd_range own = scan->own_title;
    size_t at = vd_draft_from(&scan->drafts[index]);
    if (!vd_str_eq(scan->header.type, VD_LIT("Hướng dẫn")) || at <= own.from || at >= own.to) {
        return false;
    }
    vd_str words = vd_scan_fold(scan, (vd_range){own.from, at});
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t part = strlen(parts[i]);
        for (size_t k = 0; k < sizeof of / sizeof *of && vd_str_starts(words, vd_str_of(parts[i])); k++) {
            if (vd_str_eq(vd_str_slice(words, part, words.len), vd_str_of(of[k]))) {
                vd_statement_cue(vd_statement_add(scan, VD_REL_DETAILS, -1, index, 0.9), (vd_range){own.from, at});
                return true;
            }
        }
    }
    return false;
}

/* "2 | Thông tư số A … sửa đổi, bổ sung …": the note of a consolidated text names what changed it. */
static bool relate_noted(vd_scan *scan, int index)
{
    size_t at = vd_draft_from(&scan->drafts[index]);
    if (!vd_opens_note(scan, at)) {
        return false;
    }
    vd_statement_cue(vd_statement_add(scan, VD_REL_CITES, -1, index, 0.85), (vd_range){at, at});
    return true;
}

/* A member of an annex's list of what the document repeals, or of a table's column of bases, on a line of its own. */
static void relate_listed(vd_scan *scan, vd_annexes *annexes, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    size_t at = vd_draft_from(draft);
    vd_annex_kind kind = vd_annex_at(scan, annexes, at);
    if (kind == VD_ANNEX_OTHER || !(draft->row || vd_opens_line(scan, at) || vd_opens_row(scan, at))) {
        return;
    }
    bool whole = kind != VD_ANNEX_REPEALS_PARTS && !draft->row_part;
    bool placed = kind != VD_ANNEX_SUPERSEDES && draft->pinpoint.to > draft->pinpoint.from;
    vd_relation relation = kind == VD_ANNEX_BASES        ? VD_REL_CITES
                           : !(whole || placed)          ? VD_REL_AMENDS
                           : kind == VD_ANNEX_SUPERSEDES ? VD_REL_SUPERSEDES
                                                         : VD_REL_REPEALS;
    vd_statement_cue(vd_statement_add(scan, relation, -1, index, 0.85), annexes->heading);
}

/* "Nghị định số A ngày … về chợ | (Nghị định số A)": the brackets only name it for short, and say nothing of it. */
static bool named_again(const vd_scan *scan, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    size_t from = draft->span.from;
    bool bracket = from > 1 && scan->text->fold[from - 1] == '(' && scan->text->fold[draft->span.to] == ')';
    for (int i = index - 1; bracket && draft->number.len > 0 && i >= 0 && i + VD_NEAR_MAX > index; i--) {
        const vd_draft *other = &scan->drafts[i];
        bool reaches = other->tail.to + strlen(" (") >= from;
        if (reaches && other->type == draft->type && vd_str_eq(other->number, draft->number)) {
            return true;
        }
    }
    return false;
}

static void relate_all(vd_scan *scan, vd_outlook *view)
{
    size_t end = vd_document_end(scan);
    vd_amenders list = {.target = -1};
    vd_annexes annexes;
    vd_annexes_begin(scan, &annexes);
    for (size_t i = 0; i < scan->draft_count; i++) {
        if (vd_takes_part(&scan->drafts[i], end)) {
            vd_pinpoint_before(scan, scan->drafts[i].span.from, &scan->drafts[i].pinpoint);
            if (vd_title_of(scan, (int)i) < 0) {
                vd_outlook_ask(scan, view, (int)i);
            }
        }
    }
    vd_outlook_answer(scan, view);
    view->told = vd_telling_of(scan);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->refer == VD_REFER_THIS && draft->span.from < end) {
            vd_relate_itself(scan, view, (int)i);
        }
        if (!vd_takes_part(draft, end) || named_again(scan, (int)i)) {
            continue;
        }
        if (vd_relate_elided(scan, view, (int)i)) {
            continue;
        }
        if (vd_title_of(scan, (int)i) >= 0) {
            vd_relate_embedded(scan, (int)i);
        } else if (!vd_relate_passive(scan, view, &list, (int)i) && !vd_relate_reason(scan, (int)i) &&
                   !vd_relate_resumed(scan, view, (int)i) && !relate_head(scan, view, (int)i) &&
                   !relate_own_guide(scan, (int)i) && !relate_bracketed(scan, view, (int)i) &&
                   !relate_noted(scan, (int)i)) {
            relate_listed(scan, &annexes, (int)i);
        }
    }
}

void vd_pass_relations(vd_scan *scan)
{
    vd_outlook view;
    vd_outlook_init(scan, &view);
    if (scan->status == VD_OK) {
        relate_all(scan, &view);
    }
    vd_outlook_clear(&view);
}
