/* Relations: which words govern which citations, in which direction.  A head word governs the whole list behind it, up
 * to the next head or the end of the sentence; what stands in a cited document's title is that document's relation. */
#include "extract/scan.h"

#include "base/alloc.h"
#include "text/fold.h"

enum { SCOPE_MAX = 4000, SENTENCE_MAX = 700, EMBED_REACH = 160, NEAR_MAX = 16, RECITAL_MAX = 4, ANNEX_REACH = 400 };

typedef struct cue {
    vd_range range;
    vd_relation relation;
    bool linked;
    bool none; /* governs, but states no relation */
} cue;

/* ---- Sentences and scopes ---------------------------------------------------------------------------------------- */

size_t vd_sentence_start(const vd_scan *scan, size_t at)
{
    size_t from = at;
    while (from > 0 && at - from < SENTENCE_MAX && scan->text->fold[from - 1] != '\n' &&
           !vd_sentence_stops(scan, from - 1)) {
        from--;
    }
    while (from < at && scan->text->fold[from] == ' ') {
        from++;
    }
    return from;
}

size_t vd_sentence_end(const vd_scan *scan, size_t at)
{
    size_t to = at;
    while (to < scan->text->fold_len && to - at < SENTENCE_MAX && scan->text->fold[to] != '\n') {
        if (vd_sentence_stops(scan, to)) {
            return to + 1;
        }
        to++;
    }
    return to;
}

/* A hard line break ends what a head governs, but not inside a list whose items stand on lines of their own, nor where
 * a line breaks off in the middle of a sentence. */
static bool break_ends_scope(const vd_scan *scan, size_t at)
{
    char before = at > 0 ? scan->text->fold[at - 1] : '\n';
    bool list = before == ';' || before == ':' || before == ',';
    size_t line = at;
    while (line > 0 && scan->text->fold[line - 1] != '\n') {
        line--;
    }
    bool broken = vd_is_word(before) && !vd_scan_capitals(scan, (vd_range){line, at});
    if (!list && !broken) {
        return true;
    }
    size_t byte = scan->text->at[at + 1 < scan->text->fold_len ? at + 1 : at];
    vd_marker marker = vd_text_marker(vd_str_slice(scan->text->bytes, byte, scan->text->bytes.len), NULL);
    return marker != VD_MARK_NONE && (!list || marker != VD_MARK_BULLET);
}

/* Every head word of the text and every end of a scope, in order; and what citations cover.  Made once, so that looking
 * back from a citation costs no more in a long text. */
typedef struct outlook {
    cue *cues;
    size_t cue_count, cue_cap;
    size_t *bounds; /* positions behind which a scope begins */
    size_t bound_count, bound_cap;
    uint8_t *cover; /* per folded position */
} outlook;

enum { COVER_CITED = 1, COVER_OWN = 2, COVER_SPENT = 4 };

static size_t scope_start(const outlook *view, size_t at)
{
    size_t low = 0;
    size_t high = view->bound_count;
    while (low < high) { /* the last bound at or before `at` */
        size_t mid = low + (high - low) / 2;
        if (view->bounds[mid] <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    size_t from = low > 0 ? view->bounds[low - 1] : 0;
    return at - from > SCOPE_MAX ? at - SCOPE_MAX : from;
}

/* ---- Statements ---------------------------------------------------------------------------------------------------
 */

static int draft_year(const vd_draft *draft)
{
    return draft->year ? draft->year : draft->date.year;
}

/* Relations by which one document changes another. */
static bool changes(vd_relation relation)
{
    return relation == VD_REL_AMENDS || relation == VD_REL_SUPERSEDES || relation == VD_REL_REPEALS ||
           relation == VD_REL_SUSPENDS || relation == VD_REL_CORRECTS;
}

/* A document changes none that is younger than itself. */
static bool change_backwards(const vd_scan *scan, vd_relation relation, int from, int to)
{
    int target = draft_year(&scan->drafts[to]);
    int actor = from >= 0 ? draft_year(&scan->drafts[from]) : scan->header.date.year;
    return changes(relation) && target && actor && actor < target;
}

/* A dispatch, plan, report or consolidated text changes no law or decree: it only speaks of the change. */
static bool change_beyond(const vd_scan *scan, vd_relation relation, int from, int to)
{
    static const char *const weak[] = {"Công văn",  "Kế hoạch",  "Tờ trình",         "Báo cáo",  "Thông báo",
                                       "Công điện", "Hướng dẫn", "Văn bản hợp nhất", "Biên bản", "Giấy mời"};
    const vd_type_row *target = scan->drafts[to].type;
    if (from >= 0 || !changes(relation) || scan->header.type.ptr == NULL || target == NULL ||
        vd_str_eq(scan->header.type, vd_str_of(target->name))) {
        return false;
    }
    for (size_t i = 0; i < sizeof weak / sizeof *weak; i++) {
        if (vd_str_eq(scan->header.type, vd_str_of(weak[i]))) {
            return true;
        }
    }
    return false;
}

static vd_statement *statement_add(vd_scan *scan, vd_relation relation, int from, int to, double confidence)
{
    if (scan->status != VD_OK || from == to || change_backwards(scan, relation, from, to)) {
        return NULL;
    }
    if (change_beyond(scan, relation, from, to)) {
        relation = VD_REL_CITES;
        confidence = 0.7;
    }
    if (scan->statement_count == scan->statement_cap) {
        size_t cap = scan->statement_cap ? scan->statement_cap * 2 : 64;
        vd_statement *grown = vd_realloc(scan->statements, cap * sizeof *grown);
        if (grown == NULL) {
            vd_scan_fail_memory(scan);
            return NULL;
        }
        scan->statements = grown;
        scan->statement_cap = cap;
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

static bool mark_relation(const char *mark, vd_relation *relation, bool *linked)
{
    if (mark == NULL) {
        return false;
    }
    size_t len = strcspn(mark, ":");
    *linked = mark[len] == ':' && strcmp(mark + len + 1, "linked") == 0;
    return vd_relation_parse((vd_str){mark, len}, relation);
}

/* ---- Inside a title -----------------------------------------------------------------------------------------------
 */

/* Text between two positions is a mere separator of a list. */
static bool only_separator(const vd_scan *scan, size_t from, size_t to)
{
    static const char *const words[] = {", ", " va ", "; ", ", va ", " va cac ", ", cac ", "; va "};
    vd_str text = vd_scan_fold(scan, (vd_range){from, to > from ? to : from});
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_eq(text, vd_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

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
static bool embed_before(vd_scan *scan, size_t floor, size_t at, cue *out)
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
    return mark_relation(match.mark, &out->relation, &out->linked);
}

static void pinpoint_before(vd_scan *scan, const outlook *view, size_t at, vd_range *place)
{
    vd_match match;
    size_t from = at > 200 ? at - 200 : 0;
    size_t start = scope_start(view, at);
    from = from > start ? from : start;
    while (vd_scan_find(scan, VD_PAT_pinpoint, from, at, &match)) {
        bool begins = match.start == 0 || !vd_is_word(scan->text->fold[match.start - 1]);
        if (begins && vd_match_group(scan, &match, "place", place)) {
            while (place->to > place->from && !vd_is_word(scan->text->fold[place->to - 1])) {
                place->to--;
            }
            if (vd_str_ends(vd_scan_fold(scan, *place), VD_LIT(" cua"))) {
                place->to -= 4;
            }
            return;
        }
        from = match.start + 1;
    }
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
    if (outer->amending && draft->span.to <= outer->span.to && draft->law) {
        statement_cue(statement_add(scan, VD_REL_AMENDS, actor, index, 0.95),
                      (vd_range){outer->span.from, draft->span.from});
        return;
    }
    if (index > 0 && scan->drafts[index - 1].parent == parent &&
        only_separator(scan, scan->drafts[index - 1].tail.to, draft->span.from)) {
        const vd_statement *before = statement_to(scan, actor, index - 1);
        if (before) {
            vd_range range = {before->cue_start, before->cue_end};
            statement_cue(statement_add(scan, before->relation, actor, index, before->confidence), range);
        }
        return;
    }
    cue found;
    size_t end = draft->pinpoint.to > draft->pinpoint.from ? draft->pinpoint.from : draft->span.from;
    size_t floor = outer->title.to > outer->title.from ? outer->title.from : outer->span.from;
    if (!embed_before(scan, floor, end, &found)) {
        return;
    }
    if (found.relation == VD_REL_PROMULGATES && (draft->number.ptr || draft->law || outer->number.ptr == NULL)) {
        return;
    }
    statement_cue(statement_add(scan, found.relation, actor, index, 0.9), found.range);
}

/* ---- Heads and their lists ----------------------------------------------------------------------------------------
 */

/* An item of a list ends between two positions: ";" at the end of a line. */
static bool item_ends(const vd_scan *scan, size_t from, size_t to)
{
    for (size_t at = from; at + 1 < to; at++) {
        if (scan->text->fold[at] == ';' && scan->text->fold[at + 1] == '\n') {
            return true;
        }
    }
    return false;
}

/* The last head before `at` in its scope that no citation covers; the words of the own title count when `own`. */
static bool cue_before(const vd_scan *scan, const outlook *view, size_t at, bool own, cue *out)
{
    size_t start = scope_start(view, at);
    size_t low = 0;
    size_t high = view->cue_count;
    while (low < high) { /* heads that end at or before `at` */
        size_t mid = low + (high - low) / 2;
        if (view->cues[mid].range.to <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    size_t first = low;
    while (first > 0 && view->cues[first - 1].range.from >= start) {
        first--;
    }
    for (size_t i = low; i-- > first;) {
        uint8_t cover = view->cover[view->cues[i].range.from] | view->cover[view->cues[i].range.to - 1];
        if ((cover & (own ? COVER_CITED | COVER_SPENT : COVER_CITED | COVER_OWN | COVER_SPENT)) == 0) {
            if (view->cues[i].none) {
                return false;
            }
            *out = view->cues[i];
            bool recital =
                view->cues[first].relation == VD_REL_BASED_ON && view->cues[first].range.from <= start + RECITAL_MAX;
            if (recital && out->relation == VD_REL_CITES && !item_ends(scan, view->cues[first].range.to, at)) {
                *out = view->cues[first]; /* "Căn cứ chỉ đạo của … tại Thông báo số …" */
            }
            return true;
        }
    }
    return false;
}

/* The draft at top level that stands right before `index`, or -1. */
static int draft_before(const vd_scan *scan, int index)
{
    for (int i = index - 1; i >= 0; i--) {
        if (scan->drafts[i].parent == scan->drafts[index].parent && scan->drafts[i].form != VD_FORM_GENERIC) {
            return i;
        }
    }
    return -1;
}

/* "A được sửa đổi, bổ sung bởi B (và C)": B amends A, and is itself only cited. */
static bool relate_passive(vd_scan *scan, outlook *view, int index)
{
    vd_match match;
    int before = draft_before(scan, index);
    if (before < 0) {
        return false;
    }
    const vd_draft *draft = &scan->drafts[index];
    const vd_draft *other = &scan->drafts[before];
    size_t gap = other->tail.to;
    if (gap > draft->span.from || draft->span.from - gap > 120) {
        return false;
    }
    vd_relation relation = VD_REL_AMENDS;
    bool linked = false;
    vd_range range = {gap, draft->span.from};
    int target = before;
    if (vd_scan_at(scan, VD_PAT_passive, gap, draft->span.from, &match) &&
        mark_relation(match.mark, &relation, &linked)) {
        range.from = gap;
    } else {
        const vd_statement *chain = NULL;
        size_t near = scan->statement_count > NEAR_MAX ? scan->statement_count - NEAR_MAX : 0;
        for (size_t i = near; i < scan->statement_count; i++) {
            bool acts = scan->statements[i].from == before && scan->statements[i].to < before;
            chain = acts ? &scan->statements[i] : chain;
        }
        if (chain == NULL || !only_separator(scan, gap, draft->span.from) || draft->type != other->type) {
            return false;
        }
        relation = chain->relation;
        target = chain->to;
    }
    memset(view->cover + range.from, COVER_SPENT, range.to - range.from); /* governs nothing behind */
    statement_cue(statement_add(scan, relation, index, target, 0.97), range);
    statement_cue(statement_add(scan, VD_REL_CITES, -1, index, 0.9), range);
    return true;
}

/* "Chương trình … theo | Nghị quyết số 76/NQ-CP": the resolution promulgates the programme. */
static void relate_programme(vd_scan *scan, outlook *view, int index)
{
    int before = draft_before(scan, index);
    if (before < 0) {
        return;
    }
    const vd_draft *plan = &scan->drafts[before];
    const vd_draft *draft = &scan->drafts[index];
    bool programme = plan->form == VD_FORM_NAMED && !plan->law && plan->number.ptr == NULL && draft->number.ptr;
    if (programme && vd_str_eq(vd_scan_fold(scan, (vd_range){plan->span.to, draft->span.from}), VD_LIT(" theo "))) {
        vd_range theo = {plan->span.to, draft->span.from};
        statement_cue(statement_add(scan, VD_REL_PROMULGATES, index, before, 0.8), theo);
        memset(view->cover + theo.from, COVER_SPENT, theo.to - theo.from);
    }
}

/* "Quyết định số X … hết hiệu lực": said behind the citation. */
static bool lapses(const vd_scan *scan, const vd_draft *draft)
{
    size_t end = draft->tail.to;
    size_t stop = end + 60 < scan->text->fold_len ? end + 60 : scan->text->fold_len;
    for (size_t at = end; at < stop && strchr(";.\n", scan->text->fold[at]) == NULL; at++) {
        if (vd_scan_starts(scan, at, " het hieu luc")) {
            return true;
        }
    }
    return false;
}

static void relate_head(vd_scan *scan, outlook *view, int index)
{
    const vd_draft *draft = &scan->drafts[index];
    size_t at = draft->pinpoint.to > draft->pinpoint.from ? draft->pinpoint.from : draft->span.from;
    bool own_title = draft->parent >= 0;
    cue head;
    relate_programme(scan, view, index);
    bool lapsed = lapses(scan, draft);
    if (!cue_before(scan, view, at, own_title, &head)) {
        if (!lapsed) {
            return;
        }
        head = (cue){.range = {draft->tail.to, draft->tail.to}, .relation = VD_REL_REPEALS};
    }
    if (lapsed) {
        head.relation = VD_REL_REPEALS;
        head.linked = false;
    }
    vd_statement *statement = statement_add(scan, head.relation, -1, index, 0.9);
    statement_cue(statement, head.range);
    if (statement && head.relation == VD_REL_IMPLEMENTS) {
        statement->strength = head.linked           ? VD_STRENGTH_LINKED
                              : statement->preamble ? VD_STRENGTH_PRIMARY
                                                    : VD_STRENGTH_TASK;
    } else if (statement && head.relation == VD_REL_GUIDED_BY) {
        statement->strength = VD_STRENGTH_TASK;
    }
}

/* ---- The outlook ---------------------------------------------------------------------------------------------------
 */

static bool outlook_grow(vd_scan *scan, void **items, size_t *cap, size_t size)
{
    size_t wanted = *cap ? *cap * 2 : 256;
    void *grown = vd_realloc(*items, wanted * size);
    if (grown == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    *items = grown;
    *cap = wanted;
    return true;
}

static void outlook_cues(vd_scan *scan, outlook *view)
{
    vd_match match;
    size_t from = 0;
    while (vd_scan_find(scan, VD_PAT_cue, from, scan->text->fold_len, &match)) {
        cue seen = {.range = {match.start, match.end}};
        from = match.end > from ? match.end : from + 1;
        seen.none = match.mark && strcmp(match.mark, "none") == 0;
        if (!seen.none && !mark_relation(match.mark, &seen.relation, &seen.linked)) {
            continue;
        }
        if (view->cue_count == view->cue_cap &&
            !outlook_grow(scan, (void **)&view->cues, &view->cue_cap, sizeof *view->cues)) {
            return;
        }
        view->cues[view->cue_count++] = seen;
    }
}

/* "… Bộ trưởng ban hành | Thông tư hướng dẫn …": with its own type the document begins to speak of itself, the recitals
 * are over. */
static bool issuing_begins(const vd_scan *scan, size_t at)
{
    size_t to = 0;
    if (at > scan->body || !vd_scan_starts(scan, at, " ban hanh ") || scan->header.type.ptr == NULL) {
        return false;
    }
    const vd_type_row *type = vd_type_starting(scan, at + 10, &to);
    return type && vd_str_eq(vd_str_of(type->name), scan->header.type) && !vd_scan_starts(scan, to, " so ");
}

static void outlook_bounds(vd_scan *scan, outlook *view)
{
    for (size_t at = 0; at < scan->text->fold_len; at++) {
        char c = scan->text->fold[at];
        bool ends = c == '\n'  ? break_ends_scope(scan, at)
                    : c == '.' ? vd_sentence_stops(scan, at)
                               : issuing_begins(scan, at);
        if (!ends) {
            continue;
        }
        if (view->bound_count == view->bound_cap &&
            !outlook_grow(scan, (void **)&view->bounds, &view->bound_cap, sizeof *view->bounds)) {
            return;
        }
        view->bounds[view->bound_count++] = at + 1;
    }
}

static void outlook_cover(const vd_scan *scan, outlook *view)
{
    for (size_t i = 0; i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        size_t end = draft->tail.to > draft->span.to ? draft->tail.to : draft->span.to;
        uint8_t bit = draft->form == VD_FORM_SELF ? COVER_OWN : COVER_CITED;
        bool bill = draft->form == VD_FORM_GENERIC && draft->law;
        for (size_t at = draft->span.from; at < end && (draft->form != VD_FORM_GENERIC || bill); at++) {
            view->cover[at] |= bit;
        }
    }
}

/* "PHỤ LỤC I", "Mẫu số 01", or a type's heading with "(Ban hành kèm theo …)" below it. */
static bool annex_begins(const vd_scan *scan, size_t at)
{
    size_t to = 0;
    if (vd_scan_starts(scan, at, "phu luc") || vd_scan_starts(scan, at, "mau so") ||
        vd_scan_starts(scan, at, "bieu so")) {
        return true;
    }
    const vd_type_row *type = vd_type_starting(scan, at, &to);
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

/* Behind "Nơi nhận" and the signature a portal's own text may follow: what it cites, the document does not.  Annexes
 * come under a heading of their own, footnotes behind their mark, and both count. */
static size_t document_end(const vd_scan *scan)
{
    const vd_text *text = scan->text;
    size_t end = text->fold_len;
    for (size_t line = 0; line < text->line_count; line++) {
        size_t at = vd_text_fold_at(text, text->lines[line].start);
        while (at < text->fold_len && strchr(" \n-*#_.", text->fold[at])) {
            at++;
        }
        bool goes_on = end < text->fold_len && (annex_begins(scan, at) || footnote_begins(scan, at));
        if (vd_scan_starts(scan, at, "noi nhan")) {
            end = at;
        } else if (goes_on) {
            end = text->fold_len;
        }
    }
    return end;
}

static void relate_all(vd_scan *scan, outlook *view)
{
    size_t end = document_end(scan);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        bool aside = draft->form == VD_FORM_SELF || draft->form == VD_FORM_GENERIC || draft->form == VD_FORM_BACKWARD;
        if (aside || draft->span.from >= end) {
            continue;
        }
        pinpoint_before(scan, view, draft->span.from, &draft->pinpoint);
        bool inside = draft->parent >= 0 && scan->drafts[draft->parent].form != VD_FORM_SELF;
        if (inside) {
            relate_embedded(scan, (int)i);
        } else if (!relate_passive(scan, view, (int)i)) {
            relate_head(scan, view, (int)i);
        }
    }
}

void vd_pass_relations(vd_scan *scan)
{
    outlook view = {.cover = VD_ARENA_ARRAY(scan->arena, uint8_t, scan->text->fold_len + 1)};
    if (view.cover == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    outlook_cues(scan, &view);
    outlook_bounds(scan, &view);
    outlook_cover(scan, &view);
    relate_all(scan, &view);
    vd_free(view.cues);
    vd_free(view.bounds);
}
