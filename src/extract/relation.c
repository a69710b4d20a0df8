/* Relations: what each citation's governing words say.  Which words govern it is outlook.c's; who can change whom,
 * competence.c's. What stands in a cited document's title is that document's relation. */
#include "extract/annex.h"
#include "extract/outlook.h"

#include "base/alloc.h"
#include "text/fold.h"

enum {
    EMBED_REACH = 360,
    PASSIVE_REACH = 160,
    PASSIVE_GAP = 400,
    NEAR_MAX = 16,
    FATE_REACH = 100,
    ANNEX_REACH = 400,
    CARRIED_GAP = 32
};
enum { PINPOINT_STEP = 200, PINPOINT_REACH = 1000 };

/* ---- Statements -------------------------------------------------------------------------------------------------- */

static vd_statement *statement_add(vd_scan *scan, vd_relation relation, int from, int to, double confidence)
{
    bool change = vd_relation_changes(relation);
    if (scan->status != VD_OK || from == to || (change && vd_younger(scan, from, to))) {
        return NULL;
    }
    bool details = relation == VD_REL_DETAILS && from < 0;
    if ((change && !vd_can_change(scan, from, to)) || (details && !vd_can_detail(scan, to))) {
        relation = VD_REL_CITES;
        confidence = 0.7;
    }
    if (scan->statement_count == scan->statement_cap) {
        vd_statement *grown = vd_grown(scan->statements, &scan->statement_cap, 64, sizeof *grown);
        if (grown == NULL) {
            vd_scan_fail_memory(scan);
            return NULL;
        }
        scan->statements = grown;
    }
    const vd_draft *target = &scan->drafts[to];
    const vd_draft *actor = from >= 0 ? &scan->drafts[from] : target;
    vd_statement *statement = &scan->statements[scan->statement_count++];
    *statement = (vd_statement){.relation = relation, .from = from, .to = to, .confidence = confidence};
    statement->start = actor->span.from < target->span.from ? actor->span.from : target->span.from;
    statement->end = actor->span.to > target->span.to ? actor->span.to : target->span.to;
    statement->sentence_start = vd_sentence_start(scan, statement->start);
    statement->sentence_end = vd_sentence_end(scan, statement->end);
    statement->preamble = target->span.from < scan->body;
    return statement;
}

static void statement_cue(vd_statement *statement, vd_range range)
{
    if (statement) {
        statement->cue_start = range.from;
        statement->cue_end = range.to;
    }
}

/* ---- Inside a title ---------------------------------------------------------------------------------------------- */

static const vd_statement *statement_to(const vd_scan *scan, int from, int to)
{
    for (size_t i = scan->statement_count; i-- > 0 && i + NEAR_MAX >= scan->statement_count;) {
        if (scan->statements[i].to == to && scan->statements[i].from == from) {
            return &scan->statements[i];
        }
    }
    return NULL;
}

/* The actor for what stands in the title of draft `parent`: a text promulgated with a decision acts through the
 * decision. */
static int embedded_actor(const vd_scan *scan, int parent)
{
    const vd_draft *draft = &scan->drafts[parent];
    bool promulgated =
        draft->form == VD_FORM_NAMED && !draft->law && draft->parent >= 0 && scan->drafts[draft->parent].number.ptr;
    int actor = promulgated ? draft->parent : parent;
    return scan->drafts[actor].form == VD_FORM_SELF ? -1 : actor;
}

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

/* The first place in [from, floor) from which a pinpoint goes up to `at`. */
static bool pinpoint_within(vd_scan *scan, size_t from, size_t floor, size_t at, vd_range *place)
{
    vd_match match;
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, from, floor);
    for (const vd_anchor *word; (word = vd_anchor_walk_next(&scan->anchors, &walk, from, VD_ANCHOR_PLACE));) {
        bool begins = word->at == 0 || !vd_is_word(scan->text->fold[word->at - 1]);
        if (begins && vd_scan_at(scan, VD_PAT_pinpoint, word->at, at, &match) &&
            vd_match_group(scan, &match, "place", place)) {
            return true;
        }
    }
    return false;
}

/* No pinpoint stands farther before its document. */
static size_t pinpoint_floor(size_t at)
{
    return at > PINPOINT_REACH ? at - PINPOINT_REACH : 0;
}

/* The provisions named last before `at`, as far as no sentence or line ends between.  A list of places is read from its
 * end: where one was found, more may stand in front. */
static void pinpoint_before(vd_scan *scan, size_t at, vd_range *place)
{
    size_t start = pinpoint_floor(at);
    size_t from = start + PINPOINT_STEP < at ? at - PINPOINT_STEP : start;
    bool found = pinpoint_within(scan, from, at, at, place);
    for (bool more = found; more && place->from > start;) {
        size_t floor = place->from;
        from = start + PINPOINT_STEP < floor ? floor - PINPOINT_STEP : start;
        more = pinpoint_within(scan, from, floor, at, place);
    }
    while (found && place->to > place->from && !vd_is_word(scan->text->fold[place->to - 1])) {
        place->to--;
    }
    if (found && vd_str_ends(vd_scan_fold(scan, *place), VD_LIT(" cua"))) {
        place->to -= 4;
    }
}

/* The cited document in whose title a draft stands, or -1. */
static int title_of(const vd_scan *scan, int index)
{
    int parent = scan->drafts[index].parent;
    return parent >= 0 && scan->drafts[parent].form != VD_FORM_SELF ? parent : -1;
}

/* The draft of the same title, or at top level, that stands right before `index`, or -1. */
static int draft_before(const vd_scan *scan, int index)
{
    for (int i = index - 1; i >= 0; i--) {
        bool title = scan->drafts[i].form == VD_FORM_SELF && scan->drafts[i].tail.to > scan->drafts[index].span.from;
        if (scan->drafts[i].form != VD_FORM_GENERIC && !title && title_of(scan, i) == title_of(scan, index)) {
            return i;
        }
    }
    return -1;
}

/* Do the words between a standard and a document say that it was promulgated with that, "QCVN 09:2025/BCA | ban hành
 * kèm theo | Thông tư số A"? */
static bool says_promulgated(const vd_scan *scan, vd_range words)
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
    bool carried = vd_type_technical(outer->type) && words.to > words.from && says_promulgated(scan, words);
    if (carried) {
        statement_cue(statement_add(scan, VD_REL_PROMULGATES, index, parent, 0.9), words);
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

static void relate_embedded(vd_scan *scan, int index)
{
    vd_draft *draft = &scan->drafts[index];
    int parent = draft->parent;
    int actor = embedded_actor(scan, parent);
    const vd_draft *outer = &scan->drafts[parent];
    if (outer->form == VD_FORM_GENERIC) {
        return; /* a bill changes nothing yet */
    }
    if (relate_standard(scan, parent, index)) {
        return;
    }
    if (outer->amending && draft->span.to <= outer->span.to && draft->law) {
        statement_cue(statement_add(scan, VD_REL_AMENDS, actor, index, 0.95),
                      (vd_range){outer->span.from, draft->span.from});
        return;
    }
    int sibling = draft_before(scan, index);
    if (sibling >= 0 && vd_only_separator(scan, scan->drafts[sibling].tail.to, vd_draft_from(draft))) {
        const vd_statement *said = statement_to(scan, actor, sibling);
        if (said) {
            vd_range range = {said->cue_start, said->cue_end};
            statement_cue(statement_add(scan, said->relation, actor, index, said->confidence), range);
        }
        return;
    }
    vd_cue found = {0};
    if (embed_governs(scan, outer, draft, &found) && !cites_in_vain(scan, parent, index, &found)) {
        statement_cue(statement_add(scan, found.relation, actor, index, 0.9), found.range);
    }
}

/* ---- "A được sửa đổi bởi B" -------------------------------------------------------------------------------------- */

/* The amenders that stand on lines of their own behind "được sửa đổi, bổ sung bởi:". */
typedef struct amenders {
    int target; /* -1: no such list is open */
    vd_relation relation;
    vd_range words;
    const vd_type_row *type;
} amenders;

static bool same_kind(const vd_type_row *a, const vd_type_row *b)
{
    bool laws = a && b && strcmp(a->kind, "law") == 0 && strcmp(b->kind, "law") == 0;
    return a == b || laws;
}

/* Does the title of draft `outer` say that it changes the document of draft `inner`, which draft `amender` may have
 * changed before?  Nothing changes what was replaced or repealed already. */
static bool title_changes(const vd_scan *scan, int outer, int inner, int amender)
{
    const vd_statement *said = statement_to(scan, embedded_actor(scan, outer), inner);
    bool ended = said && said->relation != VD_REL_AMENDS && vd_younger(scan, outer, amender);
    return said && vd_relation_changes(said->relation) && !ended;
}

/* Of what stands before a passive, the document that it tells of.  One of the amender's type: "Nghị định A quy định chi
 * tiết Luật B được sửa đổi bởi | Luật C" tells of B.  The one that is amended: "Thông tư A sửa đổi Thông tư B đã được
 * sửa đổi tại | Thông tư C" says how B came to be as A finds it.  -1: a law amends no decree, and a decree no law. */
static int passive_target(const vd_scan *scan, vd_relation relation, int before, int index)
{
    const vd_type_row *type = scan->drafts[index].type;
    if (!vd_relation_changes(relation)) {
        return before;
    }
    bool alike = same_kind(scan->drafts[before].type, type);
    for (int i = index - 1; i > before; i--) {
        const vd_draft *inner = &scan->drafts[i];
        bool last = title_of(scan, i) == before && inner->tail.to == scan->drafts[before].tail.to;
        if (last && same_kind(inner->type, type) && (!alike || title_changes(scan, before, i, index))) {
            return i;
        }
    }
    if (alike) {
        return before;
    }
    bool law = type && strcmp(type->kind, "law") == 0;
    const vd_type_row *target = scan->drafts[before].type;
    const vd_type_row *lower = law ? target : type;
    bool above = law || (target && strcmp(target->kind, "law") == 0);
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
    for (int i = index + 1; i < (int)scan->draft_count && i < index + NEAR_MAX; i++) {
        if (scan->drafts[i].form != VD_FORM_GENERIC && title_of(scan, i) == title_of(scan, index)) {
            return passive_between(scan, view, index, i, &found) && vd_relation_changes(found.relation);
        }
    }
    return false;
}

/* Another member of the list behind a passive: its target and words. */
static bool passive_goes_on(vd_scan *scan, const vd_outlook *view, const amenders *list, int before, int index,
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
    if (apart || !places || !same_kind(draft->type, other->type)) {
        return false; /* "… theo Luật A, Điều 64 của Luật B": B is another item of the sentence's own list */
    }
    for (size_t i = scan->statement_count; i-- > 0 && i + NEAR_MAX >= scan->statement_count;) {
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
    static const char *const parts[] = {" (cum tu ", " (khoan ", " (diem ", " (dieu ", " (noi dung ", " (doan "};
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
static bool in_consolidated_head(const vd_scan *scan, const vd_draft *draft)
{
    return draft->span.from < scan->body && vd_is_consolidated(scan);
}

/* "A được sửa đổi, bổ sung bởi B (và C)": B amends A, and is itself only cited; by a consolidated text, consolidated.
 */
static bool relate_passive(vd_scan *scan, vd_outlook *view, amenders *list, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    int before = draft_before(scan, index);
    if (before < 0) {
        return false;
    }
    vd_cue found = {0};
    int target = before;
    bool lines = false;
    if (passive_between(scan, view, before, index, &found)) {
        target = passive_target(scan, found.relation, before, index);
        if (target < 0) {
            return false;
        }
        found.relation = part_ended(scan, target, &found) ? VD_REL_AMENDS : found.relation;
        lines = vd_str_find(vd_scan_fold(scan, found.range), VD_LIT(":"), 0) != SIZE_MAX;
        *list = (amenders){lines ? target : -1, found.relation, found.range, draft->type};
        memset(view->cover + found.range.from, VD_COVER_SPENT, found.range.to - found.range.from);
    } else if (!passive_goes_on(scan, view, list, before, index, &found, &target)) {
        list->target = -1;
        return false;
    }
    bool listed = lines || list->target == target;
    bool made_from = in_consolidated_head(scan, &scan->drafts[target]) && (listed || in_consolidated_head(scan, draft));
    vd_relation own = made_from ? VD_REL_CONSOLIDATES : VD_REL_CITES;
    statement_cue(statement_add(scan, found.relation, index, target, 0.97), found.range);
    statement_cue(statement_add(scan, own, -1, index, 0.9), found.range);
    return true;
}

/* "Nghị định A sửa đổi Nghị định B (được sửa đổi bởi Nghị định C) và | Nghị định D": behind what became of B the title
 * of A goes on, and A amends D as well.  The text itself cites D. */
static bool relate_resumed(vd_scan *scan, const vd_outlook *view, int index)
{
    int before = draft_before(scan, index);
    size_t from = before >= 0 ? scan->drafts[before].tail.to : 0;
    bool bracket = before >= 0 && scan->text->fold[from] == ')';
    size_t to = vd_draft_from(&scan->drafts[index]);
    if (before < 0 || from >= to || !vd_only_separator(scan, from + bracket, to) ||
        !(bracket || passive_follows(scan, view, index))) {
        return false;
    }
    for (size_t i = scan->statement_count; i-- > 0 && i + NEAR_MAX >= scan->statement_count;) {
        const vd_statement *said = &scan->statements[i];
        int outer = said->from == before && said->to < before ? title_of(scan, said->to) : -1;
        if (outer >= 0 && title_changes(scan, outer, said->to, before) &&
            same_kind(scan->drafts[index].type, scan->drafts[said->to].type)) {
            vd_range words = {scan->drafts[outer].span.to, scan->drafts[said->to].span.from};
            vd_relation relation = statement_to(scan, embedded_actor(scan, outer), said->to)->relation;
            statement_cue(statement_add(scan, relation, embedded_actor(scan, outer), index, 0.85), words);
            statement_cue(statement_add(scan, VD_REL_CITES, -1, index, 0.85), words);
            return true;
        }
    }
    return false;
}

/* ---- Heads ------------------------------------------------------------------------------------------------------- */

/* "Chương trình … theo | Nghị quyết số 76/NQ-CP": the resolution promulgates the programme. */
static void relate_programme(vd_scan *scan, vd_outlook *view, int index)
{
    int before = draft_before(scan, index);
    if (before < 0) {
        return;
    }
    const vd_draft *plan = &scan->drafts[before];
    const vd_draft *draft = &scan->drafts[index];
    bool programme = plan->form == VD_FORM_NAMED && !plan->law && plan->number.ptr == NULL && draft->number.ptr;
    vd_range words = {plan->tail.to, draft->span.from};
    bool near = words.from < words.to && words.to - words.from <= CARRIED_GAP;
    bool standard = vd_type_technical(plan->type) && plan->number.ptr && draft->number.ptr;
    if (standard && near && says_promulgated(scan, words)) {
        statement_cue(statement_add(scan, VD_REL_PROMULGATES, index, before, 0.9), words);
    }
    if (programme && vd_str_eq(vd_scan_fold(scan, (vd_range){plan->span.to, draft->span.from}), VD_LIT(" theo "))) {
        vd_range theo = {plan->span.to, draft->span.from};
        statement_cue(statement_add(scan, VD_REL_PROMULGATES, index, before, 0.8), theo);
        memset(view->cover + theo.from, VD_COVER_SPENT, theo.to - theo.from);
    }
}

/* The last member of the list that draft `index` belongs to.  *run is the list found last: its members ask in turn. */
static int list_last(const vd_scan *scan, vd_run *run, int index)
{
    int parent = scan->drafts[index].parent;
    if (run->first <= index && index <= run->last && run->parent == parent) {
        return run->last;
    }
    *run = (vd_run){index, index, parent};
    for (size_t i = (size_t)index + 1; i < scan->draft_count && i < (size_t)index + NEAR_MAX; i++) {
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

/* An article on the law: "Căn cứ | Điều 5 Nghị định A quy định hồ sơ như sau:" tells what that says. */
static bool tells(const vd_scan *scan, const vd_draft *draft, vd_range sentence)
{
    static const char *const verbs[] = {" quy dinh", " neu ", " thi "};
    vd_str text = vd_scan_fold(scan, sentence);
    vd_str rest = vd_scan_fold(scan, (vd_range){draft->span.to, sentence.to});
    bool place = draft->pinpoint.to > draft->pinpoint.from;
    bool opens = vd_str_ends(text, VD_LIT(":"));
    bool item = vd_str_ends(text, VD_LIT(";"));
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        bool says = vd_str_find(place ? rest : text, vd_str_of(verbs[i]), 0) != SIZE_MAX;
        if (says && (opens || (place && !item))) {
            return true;
        }
    }
    return place && opens;
}

/* Behind the preamble "căn cứ" tells what somebody else has to go by, "Sở Tài chính căn cứ | Luật …", "Căn cứ | Nghị
 * định A và Thông tư này, …", or is quoted; "1. Cơ sở pháp lý" in a decision's annex is that of a procedure. */
static bool basis_of_another(const vd_scan *scan, const vd_cue *head, const vd_draft *draft)
{
    size_t from = head->range.from;
    size_t end = vd_sentence_end(scan, draft->span.to);
    if (scan->header.type.ptr == NULL && tells(scan, draft, (vd_range){from, end})) {
        return true;
    }
    if (draft->span.from < scan->body) {
        return false;
    }
    bool quoted = from > 0 && scan->text->fold[from - 1] == '"';
    bool procedure = vd_str_eq(scan->header.type, VD_LIT("Quyết định")) &&
                     (vd_scan_starts(scan, from, "co so phap ") || vd_scan_starts(scan, from, "can cu phap "));
    if (!vd_scan_upper(scan, from) || quoted || procedure) {
        return true;
    }
    for (size_t i = vd_scan_from(scan, from); i < scan->draft_count && scan->drafts[i].span.from < end; i++) {
        if (scan->drafts[i].form == VD_FORM_SELF && scan->drafts[i].refer == VD_REFER_THIS) {
            return true;
        }
    }
    return false;
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
static bool carried_by(vd_scan *scan, const vd_outlook *view, int index, vd_cue *head)
{
    const vd_draft *draft = &scan->drafts[index];
    return draft->pinpoint.to > draft->pinpoint.from &&
           vd_cue_before(scan, view, index, draft->span.from, draft->parent >= 0, head) &&
           head->range.from >= draft->pinpoint.to;
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
        return in_consolidated_head(scan, draft) && vd_opens_line(scan, at);
    }
    if (vd_relation_changes(head->relation) && vd_quoted(view, head->range.to, at)) {
        head->relation = VD_REL_CITES; /* 'thay thế cụm từ "Nghị định số …"': the words, not the decree */
        head->actor = VD_ACTOR_OWN;
    } else if (leaves_rest(scan, head, draft)) {
        head->relation = VD_REL_AMENDS;
    } else if ((head->relation == VD_REL_BASED_ON && basis_of_another(scan, head, draft)) ||
               sourced(scan, head, draft)) {
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

/* False: no words govern the draft. */
static bool relate_head(vd_scan *scan, vd_outlook *view, int index)
{
    vd_cue head;
    relate_programme(scan, view, index);
    if (!head_find(scan, view, index, &head)) {
        return false;
    }
    if (we_act(scan, &head, &scan->drafts[index])) {
        return true;
    }
    int actor = head.actor >= 0 ? head.actor : -1;
    vd_statement *statement = statement_add(scan, head.relation, actor, index, 0.9);
    statement_cue(statement, head.range);
    if (statement && head.relation == VD_REL_IMPLEMENTS) {
        statement->strength = head.kind == VD_CUE_LINKED ? VD_STRENGTH_LINKED
                              : statement->preamble      ? VD_STRENGTH_PRIMARY
                                                         : VD_STRENGTH_TASK;
    } else if (statement && head.relation == VD_REL_GUIDED_BY) {
        statement->strength = VD_STRENGTH_TASK;
    }
    return true;
}

/* A member of an annex's list of what the document repeals, or of a table's column of bases, on a line of its own. */
static void relate_listed(vd_scan *scan, vd_annexes *annexes, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    size_t at = vd_draft_from(draft);
    vd_annex_kind kind = vd_annex_at(scan, annexes, at);
    if (kind == VD_ANNEX_OTHER || !vd_opens_line(scan, at)) {
        return;
    }
    bool whole = kind == VD_ANNEX_REPEALS || draft->pinpoint.to > draft->pinpoint.from;
    vd_relation relation = kind == VD_ANNEX_BASES ? VD_REL_CITES : whole ? VD_REL_REPEALS : VD_REL_AMENDS;
    statement_cue(statement_add(scan, relation, -1, index, 0.85), annexes->heading);
}

/* ---- All of them ------------------------------------------------------------------------------------------------- */

/* "PHỤ LỤC I", "Mẫu số 01", "(Kèm theo Quyết định …)", or a type's heading with that below it. */
static bool annex_begins(const vd_scan *scan, size_t at)
{
    size_t to = 0;
    if (vd_scan_starts(scan, at, "phu luc") || vd_scan_starts(scan, at, "mau so") ||
        vd_scan_starts(scan, at, "bieu so") || vd_scan_starts(scan, at, "(kem theo ") ||
        vd_scan_starts(scan, at, "(ban hanh kem theo ")) {
        return true;
    }
    const vd_type_row *type = vd_scan_opens_capitals(scan, at) ? vd_type_starting(scan, at, &to) : NULL;
    if (type == NULL || !vd_scan_capitals(scan, (vd_range){at, to})) {
        return false;
    }
    size_t stop = to + ANNEX_REACH < scan->text->fold_len ? to + ANNEX_REACH : scan->text->fold_len;
    return vd_str_find(vd_scan_fold(scan, (vd_range){to, stop}), VD_LIT("kem theo"), 0) != SIZE_MAX;
}

/* A footnote of the document, "[1]", which converters put behind all the rest. */
static bool footnote_begins(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t digit = at + 1;
    if (at >= text->fold_len || text->fold[at] != '[') {
        return false;
    }
    while (digit < text->fold_len && vd_fold_digit(text->fold[digit])) {
        digit++;
    }
    return digit > at + 1 && digit < text->fold_len && text->fold[digit] == ']';
}

/* The line ends with "./.", as drafting rules want it where a document's text is over. */
static bool line_closes(const vd_text *text, size_t line)
{
    size_t to = text->lines[line].end;
    size_t from = text->lines[line].start;
    while (to > from && text->bytes.ptr[to - 1] == ' ') {
        to--;
    }
    if (to == from || !strchr(".\" \t\v\f", text->bytes.ptr[to - 1])) {
        return false;
    }
    vd_str raw = vd_str_trim(vd_str_slice(text->bytes, from, to));
    return vd_str_ends(raw, VD_LIT("./.")) || vd_str_ends(raw, VD_LIT("./.\""));
}

/* Signs and blanks in front of a line's first word. */
static bool stands_before_words(char c)
{
    return c == ' ' || c == '\n' || c == '-' || c == '*' || c == '#' || c == '_' || c == '.' || c == '\0';
}

/* Behind the last "./.", "Nơi nhận" and the signature a portal's own text may follow: what it cites, the document does
 * not.  Annexes come under a heading of their own, footnotes behind their mark, and both count. */
static size_t document_end(const vd_scan *scan)
{
    const vd_text *text = scan->text;
    size_t end = text->fold_len;
    bool consolidated = vd_is_consolidated(scan);
    for (size_t line = 0; line < text->line_count; line++) {
        size_t at = scan->line_at[line];
        while (at < text->fold_len && stands_before_words(text->fold[at])) {
            at++;
        }
        bool goes_on = end < text->fold_len && (annex_begins(scan, at) || footnote_begins(scan, at));
        if (vd_scan_starts(scan, at, "noi nhan")) {
            end = at;
        } else if (goes_on) {
            end = text->fold_len;
        } else if (end == text->fold_len && !consolidated && line_closes(text, line)) {
            end = vd_line_end(scan, line);
        }
    }
    return end;
}

/* The text's own document, classes of documents, and what points back are no targets. */
static bool takes_part(const vd_draft *draft, size_t end)
{
    bool aside = draft->form == VD_FORM_SELF || draft->form == VD_FORM_GENERIC || draft->form == VD_FORM_BACKWARD;
    return !aside && draft->span.from < end;
}

static void relate_all(vd_scan *scan, vd_outlook *view)
{
    size_t end = document_end(scan);
    amenders list = {.target = -1};
    vd_annexes annexes;
    vd_annexes_begin(scan, &annexes);
    for (size_t i = 0; i < scan->draft_count; i++) {
        if (takes_part(&scan->drafts[i], end)) {
            pinpoint_before(scan, scan->drafts[i].span.from, &scan->drafts[i].pinpoint);
            if (title_of(scan, (int)i) < 0) {
                vd_outlook_ask(scan, view, (int)i);
            }
        }
    }
    vd_outlook_answer(scan, view);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (!takes_part(draft, end)) {
            continue;
        }
        if (title_of(scan, (int)i) >= 0) {
            relate_embedded(scan, (int)i);
        } else if (!relate_passive(scan, view, &list, (int)i) && !relate_resumed(scan, view, (int)i) &&
                   !relate_head(scan, view, (int)i)) {
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

/* Does the name of a provision stand where a pinpoint of what begins at `at` may? */
static bool place_before(const vd_scan *scan, size_t at)
{
    size_t floor = pinpoint_floor(at);
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, floor, at);
    return vd_anchor_walk_next(&scan->anchors, &walk, floor, VD_ANCHOR_PLACE) != NULL;
}

void vd_pass_pinpoints(vd_scan *scan)
{
    size_t end = SIZE_MAX; /* not looked for yet */
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        size_t at = draft->span.from;
        if ((scan->forms & VD_FORM_BIT(draft->form)) == 0 || !place_before(scan, at)) {
            continue;
        }
        end = end == SIZE_MAX ? document_end(scan) : end;
        if (takes_part(draft, end)) {
            pinpoint_before(scan, at, &draft->pinpoint);
        }
    }
}
