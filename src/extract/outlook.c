/* Head words and scopes: a head governs the whole list behind it, up to the next head or the end of the sentence.  Who
 * does what a verb says is decided here as well: "Thông tư số A … hướng dẫn thi hành | Luật B" is no act of the text's
 * own document. */
#include "extract/outlook.h"

#include "base/alloc.h"
#include "text/fold.h"

enum { SCOPE_MAX = 4000, SENTENCE_MAX = 700, RECITAL_MAX = 4, PLACE_MAX = 10, ACTOR_REACH = 200, LIST_MAX = 16 };

/* ---- Sentences and scopes ---------------------------------------------------------------------------------------- */

size_t vd_sentence_start(const vd_scan *scan, size_t at)
{
    size_t from = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0;
    for (size_t i = vd_mark_from(&scan->anchors, at); i-- > 0 && scan->anchors.marks[i] >= from;) {
        size_t mark = scan->anchors.marks[i];
        char sign = scan->anchors.signs[i];
        if (sign == '\n' || (sign == '.' && vd_sentence_stops(scan, mark))) {
            from = mark + 1;
            break;
        }
    }
    while (from < at && scan->text->fold[from] == ' ') {
        from++;
    }
    return from;
}

size_t vd_sentence_end(const vd_scan *scan, size_t at)
{
    const vd_anchors *anchors = &scan->anchors;
    size_t stop = at + SENTENCE_MAX < scan->text->fold_len ? at + SENTENCE_MAX : scan->text->fold_len;
    for (size_t i = vd_mark_from(anchors, at); i < anchors->mark_count && anchors->marks[i] < stop; i++) {
        size_t mark = anchors->marks[i];
        if (anchors->signs[i] == '\n') {
            return mark;
        }
        if (anchors->signs[i] == '.' && vd_sentence_stops(scan, mark)) {
            return mark + 1;
        }
    }
    return stop;
}

/* The last line that begins at or before folded position `at`, looked for from `line` on. */
static size_t line_of(const vd_scan *scan, size_t at, size_t line)
{
    enum { NEAR = 8 };
    size_t low = line < scan->text->line_count && scan->line_at[line] <= at ? line : 0;
    for (int i = 0; i < NEAR && low + 1 < scan->text->line_count && scan->line_at[low + 1] <= at; i++) {
        low++;
    }
    size_t high = scan->text->line_count;
    high = low + 1 < high && scan->line_at[low + 1] > at ? low + 1 : high;
    while (high - low > 1) {
        size_t mid = low + (high - low) / 2;
        if (scan->line_at[mid] <= at) {
            low = mid;
        } else {
            high = mid;
        }
    }
    return low;
}

/* Where the line that begins at `at` begins behind "> ", as Markdown quotes; lines that hold nothing else are none. */
static size_t line_unquoted(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    while (fold[at] == '>') {
        at += fold[at + 1] == ' ' || fold[at + 1] == '\n' ? 2 : 1;
    }
    return at;
}

/* The marker of the line that begins at folded position `at`; *to is where it ends.  A marker stands on one line. *line
 * is where that line is looked for, and then the line, for those who go on behind it. */
static vd_marker marker_next(const vd_scan *scan, size_t at, size_t *to, size_t *line)
{
    enum { LONGEST = 256 };
    const vd_text *text = scan->text;
    at = line_unquoted(scan, at);
    *to = at;
    if (at >= text->fold_len || !vd_scan_marks(scan, at)) {
        return VD_MARK_NONE;
    }
    size_t from = at + (text->fold[at] == ' ' || text->fold[at] == '\n');
    size_t end = from;
    if (from < text->fold_len) {
        *line = line_of(scan, from, *line);
        end = vd_line_end(scan, *line);
    }
    while (end > from && (text->fold[end - 1] == ' ' || text->fold[end - 1] == '\n')) {
        end--;
    }
    return vd_marker_at(text, from, end - from < LONGEST ? end : from + LONGEST, to);
}

static vd_marker line_marker(const vd_scan *scan, size_t at, size_t *to)
{
    size_t line = 0;
    return marker_next(scan, at, to, &line);
}

/* What a heading over a list of bases says: "CĂN CỨ", "CĂN CỨ XÂY DỰNG KẾ HOẠCH", "CƠ SỞ PHÁP LÝ". */
static bool names_bases(vd_str words)
{
    static const char *const opening[] = {"can cu phap",      "can cu xay dung", "can cu ban hanh", "can cu lap",
                                          "can cu chinh tri", "can cu de ",      "co so phap"};
    bool found = vd_str_eq(words, VD_LIT("can cu"));
    for (size_t i = 0; i < sizeof opening / sizeof *opening; i++) {
        found = found || vd_str_starts(words, vd_str_of(opening[i]));
    }
    return found;
}

/* The words over a list of bases begin with a "c", and before them stands at most a number, or what quotes a line: told
 * by a few letters, for every line is asked. */
static bool bases_can_begin(const char *fold, size_t from, size_t end)
{
    while (from < end && (vd_fold_digit(fold[from]) || VD_AMONG(fold[from], "ivx.)-/ "))) {
        from++;
    }
    return from + 1 < end &&
           (fold[from] == '>' || (fold[from] == 'c' && (fold[from + 1] == 'a' || fold[from + 1] == 'o')));
}

/* "I. CĂN CỨ XÂY DỰNG KẾ HOẠCH⏎- Luật …": does the line from `line` to `end` name, as a heading, what the list below it
 * is, whose items have `marker`?  Without a number a heading is all in capitals. */
static bool heading_of_bases(const vd_scan *scan, size_t line, size_t end, vd_marker marker)
{
    enum { LONGEST = 90 };
    const char *fold = scan->text->fold;
    line = end - line > LONGEST ? end - LONGEST : line;
    while (end > line && VD_AMONG(fold[end - 1], " :*")) {
        end--;
    }
    size_t to = line;
    while (to < end && VD_AMONG(fold[to], " #*")) {
        to++;
    }
    if (!bases_can_begin(fold, to, end)) {
        return false;
    }
    vd_marker own = line_marker(scan, to, &to);
    while (to < end && fold[to] == ' ') {
        to++;
    }
    if (to >= end || !names_bases(vd_scan_fold(scan, (vd_range){to, end}))) {
        return false;
    }
    size_t opened = 0;
    bool item = marker == VD_MARK_BULLET || marker == VD_MARK_NUMBER || marker == VD_MARK_LETTER ||
                (marker == VD_MARK_NONE && vd_type_starting(scan, end + 1, &opened));
    bool marked = (own == VD_MARK_ROMAN || own == VD_MARK_NUMBER) && own != marker;
    return item && (marked || (own == VD_MARK_NONE && vd_scan_capitals(scan, (vd_range){to, end})));
}

/* "Căn cứ Điều 25 Nghị định số A quy định nội dung hợp đồng như sau:": the line's head has what it governs, and below
 * stands what that says.  "… Nghị định số A và các văn bản sau:" opens a list of more. */
static bool line_quotes(const vd_scan *scan, const vd_outlook *view, size_t line, size_t at)
{
    static const char *const ends[] = {" sau:", " sau day:", " gom:", " quy dinh:", " neu:", " cu the:", " rang:"};
    vd_str text = vd_scan_fold(scan, (vd_range){line, at});
    bool listed = vd_str_ends(text, VD_LIT("van ban sau:")) || vd_str_ends(text, VD_LIT("van ban sau day:"));
    bool below = false;
    for (size_t i = 0; i < sizeof ends / sizeof *ends && !listed; i++) {
        below = below || vd_str_ends(text, vd_str_of(ends[i]));
    }
    if (!below) {
        return false;
    }
    while (line < at && (view->cover[line] & VD_COVER_CITED) == 0) {
        line++;
    }
    return line < at;
}

/* "Bãi bỏ toàn bộ các quyết định⏎1. Quyết định số …": a class of documents ends the line, and the list of them begins
 * on the next, without a colon. */
static bool class_opens(vd_scan *scan, size_t line, size_t at, vd_marker marker)
{
    enum { LONGEST = 160 };
    bool item = marker == VD_MARK_NUMBER || marker == VD_MARK_LETTER || marker == VD_MARK_BULLET;
    if (!item || at == 0 || !(vd_is_word(scan->text->fold[at - 1]) || scan->text->fold[at - 1] == '*')) {
        return false;
    }
    static const char *const verbs[] = {"bai bo", "huy bo", "thay the", "sua doi", "thuc hien"};
    size_t from = at - line > LONGEST ? at - LONGEST : line;
    vd_str words = vd_scan_fold(scan, (vd_range){from, at});
    bool acts = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && !acts; i++) {
        acts = vd_str_find(words, vd_str_of(verbs[i]), 0) != SIZE_MAX;
    }
    vd_match match;
    return acts && vd_scan_find(scan, VD_PAT_opens_list, from, at, &match);
}

/* What a hard line break does to what a head before it governs. */
typedef enum line_end {
    LINE_CLOSES, /* it ends there */
    LINE_LISTS,  /* it goes on: items of a list stand on lines of their own */
    LINE_BREAKS  /* the line breaks off at a word: in the middle of a sentence, or at the end of a table's cell */
} line_end;

/* What stands on both sides of a line break. */
typedef struct line_break {
    vd_marker marker; /* of the line behind it */
    bool opens;       /* a list begins there */
    bool bases;       /* the line before is the heading of a list of bases */
} line_break;

/* The break at `at` behind the line that begins at `line`. */
static line_end line_ends(const vd_scan *scan, const vd_outlook *view, size_t line, size_t at, const line_break *next)
{
    char before = at > 0 ? scan->text->fold[at - 1] : '\n';
    vd_marker marker = next->marker;
    bool list = next->opens || before == ';' || before == ',';
    if (next->bases) {
        return marker != VD_MARK_BULLET && marker != VD_MARK_NONE ? LINE_CLOSES : LINE_LISTS;
    }
    bool source = vd_scan_starts(scan, at + 1, "(dieu "); /* a compendium's heading, and below it where it is from */
    bool broken = vd_is_word(before) && !source && !vd_scan_capitals(scan, (vd_range){line, at});
    bool item = marker != VD_MARK_NONE && (!list || marker != VD_MARK_BULLET);
    if ((!list && !broken) || item || line_quotes(scan, view, line, at)) {
        return LINE_CLOSES;
    }
    return list ? LINE_LISTS : LINE_BREAKS;
}

/* "đề nghị | ban hành Nghị quyết", "về việc | ban hành Quyết định": the subject of a paper that is cited. */
static bool issue_asked(const vd_scan *scan, size_t at)
{
    static const char *const words[] = {" viec", " de nghi", " de xuat", " trinh", " du thao"};
    vd_str before = {scan->text->fold, at};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_ends(before, vd_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* "… Bộ trưởng ban hành | Thông tư hướng dẫn …": with its own type the document begins to speak of itself, the recitals
 * are over. */
static bool issuing_begins(const vd_scan *scan, const vd_outlook *view, size_t at)
{
    size_t to = 0;
    if (at > scan->body || !vd_scan_starts(scan, at, " ban hanh ") || scan->header.type.ptr == NULL ||
        (view->cover[at] & VD_COVER_CITED) != 0 || issue_asked(scan, at)) {
        return false;
    }
    const vd_type_row *type = vd_type_starting(scan, at + 10, &to);
    return type && vd_str_eq(vd_str_of(type->name), scan->header.type) && !vd_scan_starts(scan, to, " so ");
}

/* Index of the last bound at or before `at`, or SIZE_MAX. */
static size_t bound_find(const vd_outlook *view, size_t at)
{
    size_t low = 0;
    size_t high = view->bound_count;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (view->bounds[mid].at <= at) {
            low = mid + 1;
        } else {
            high = mid;
        }
    }
    return low - 1;
}

size_t vd_scope_start(const vd_outlook *view, size_t at)
{
    size_t bound = bound_find(view, at);
    size_t from = bound != SIZE_MAX ? view->bounds[bound].at : 0;
    return at - from > SCOPE_MAX ? at - SCOPE_MAX : from;
}

bool vd_opens_line(const vd_scan *scan, size_t at)
{
    size_t line = at;
    while (line > 0 && at - line < 40 && scan->text->fold[line - 1] != '\n') {
        line--;
    }
    size_t to = line;
    line_marker(scan, line, &to);
    while (to < at && scan->text->fold[to] == ' ') {
        to++;
    }
    return to >= at;
}

/* ---- Positions --------------------------------------------------------------------------------------------------- */

/* How many of the positions lie in [from, to); *first is the first of them. */
static size_t positions_between(const vd_positions *list, size_t from, size_t to, size_t *first)
{
    size_t edge[2] = {0, 0};
    size_t limit[2] = {from, to};
    for (int side = 0; side < 2; side++) {
        size_t low = 0;
        size_t high = list->count;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (list->at[mid] < limit[side]) {
                low = mid + 1;
            } else {
                high = mid;
            }
        }
        edge[side] = low;
    }
    *first = edge[0];
    return edge[1] > edge[0] ? edge[1] - edge[0] : 0;
}

bool vd_parted(const vd_outlook *view, size_t from, size_t to)
{
    size_t first = 0;
    return positions_between(&view->stops, from, to, &first) > 0;
}

bool vd_quoted(const vd_outlook *view, size_t from, size_t to)
{
    size_t first = 0;
    return positions_between(&view->quotes, from, to, &first) % 2 == 1;
}

bool vd_only_separator(const vd_scan *scan, size_t from, size_t to)
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

size_t vd_draft_from(const vd_draft *draft)
{
    return draft->pinpoint.to > draft->pinpoint.from ? draft->pinpoint.from : draft->span.from;
}

bool vd_relation_changes(vd_relation relation)
{
    return relation == VD_REL_AMENDS || relation == VD_REL_SUPERSEDES || relation == VD_REL_REPEALS ||
           relation == VD_REL_SUSPENDS || relation == VD_REL_CORRECTS;
}

/* ---- Who acts ---------------------------------------------------------------------------------------------------- */

bool vd_speaks_of_draft(vd_scan *scan, size_t from, size_t to)
{
    vd_match match;
    return vd_scan_find(scan, VD_PAT_proposed, from, to, &match);
}

/* The last citation that stands whole before `at`, with what belongs to it, or -1. */
static int draft_ending(const vd_scan *scan, size_t at)
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
static int consolidated_base(const vd_scan *scan)
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

static int cue_actor(vd_scan *scan, const vd_outlook *view, const vd_cue *cue)
{
    bool acts = vd_relation_changes(cue->relation) || cue->relation == VD_REL_DETAILS;
    if (!acts || cue->kind == VD_CUE_NONE) {
        return VD_ACTOR_OWN;
    }
    size_t start = vd_scope_start(view, cue->range.from);
    size_t from = start;
    size_t first = 0;
    size_t stops = positions_between(&view->stops, from, cue->range.from, &first);
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
    int before = draft_ending(scan, cue->range.from);
    const vd_draft *draft = before >= 0 && scan->drafts[before].tail.to >= from ? &scan->drafts[before] : NULL;
    if (draft && (draft->form == VD_FORM_SELF || own_annex(draft))) {
        return VD_ACTOR_OWN;
    }
    if (draft && draft->form == VD_FORM_BACKWARD) {
        return view->base >= 0 ? view->base : VD_ACTOR_UNNAMED;
    }
    if (draft && vd_scan_at(scan, VD_PAT_acting, draft->tail.to, cue->range.from, &match)) {
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

/* ---- Making it --------------------------------------------------------------------------------------------------- */

static bool outlook_grow(vd_scan *scan, void **items, size_t *cap, size_t size)
{
    void *grown = vd_grown(*items, cap, 256, size);
    if (grown == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    *items = grown;
    return true;
}

static bool positions_add(vd_scan *scan, vd_positions *list, size_t at)
{
    if (list->count == list->cap && !outlook_grow(scan, (void **)&list->at, &list->cap, sizeof *list->at)) {
        return false;
    }
    list->at[list->count++] = at;
    return true;
}

bool vd_cue_mark(const char *mark, vd_cue *out)
{
    static const struct {
        const char *word;
        vd_cue_kind kind;
    } kinds[] = {{"linked", VD_CUE_LINKED}, {"place", VD_CUE_PLACE}, {"when", VD_CUE_WHEN}, {"told", VD_CUE_TOLD}};
    if (mark == NULL) {
        return false;
    }
    size_t len = strcspn(mark, ":");
    out->kind = strcmp(mark, "none") == 0 ? VD_CUE_NONE : VD_CUE_PLAIN;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds && mark[len] == ':'; i++) {
        if (strcmp(mark + len + 1, kinds[i].word) == 0) {
            out->kind = kinds[i].kind;
        }
    }
    return out->kind == VD_CUE_NONE || vd_relation_parse((vd_str){mark, len}, &out->relation);
}

/* The next head from `from` on.  *after walks along and finds "sau". */
static bool cue_next(vd_scan *scan, vd_anchor_walk *walk, vd_anchor_walk *after, size_t from, vd_match *match)
{
    enum { REACH = 80 }; /* "… sau đây hết hiệu lực" stands no farther behind its noun */
    const vd_anchors *anchors = &scan->anchors;
    for (const vd_anchor *word; (word = vd_anchor_walk_next(anchors, walk, from, VD_ANCHOR_CUE | VD_ANCHOR_ENDS));) {
        if ((word->classes & VD_ANCHOR_CUE) == 0) {
            const vd_anchor *sau = vd_anchor_walk_next(anchors, after, word->at, VD_ANCHOR_AFTER);
            after->next -= sau != NULL;
            if (sau == NULL || sau->at > word->at + REACH) {
                continue;
            }
        }
        if (vd_scan_at(scan, VD_PAT_cue, word->at, scan->text->fold_len, match)) {
            return true;
        }
    }
    return false;
}

/* What goes along with looking for heads, from the text's start to its end. */
typedef struct cue_search {
    size_t done;          /* where the last head ended */
    vd_anchor_walk after; /* "sau" */
} cue_search;

/* The heads that begin in [from, to). */
static void cues_between(vd_scan *scan, vd_outlook *view, size_t from, size_t to, cue_search *search)
{
    vd_match match;
    vd_anchor_walk walk = vd_anchor_walk_from(&scan->anchors, from, to);
    while (cue_next(scan, &walk, &search->after, search->done, &match)) {
        vd_cue seen = {.range = {match.start, match.end}};
        search->done = match.end > search->done ? match.end : search->done + 1;
        if (!vd_cue_mark(match.mark, &seen)) {
            continue; /* "được sửa đổi, bổ sung": a participle, it governs nothing and ends nothing */
        }
        if (view->cue_count == view->cue_cap &&
            !outlook_grow(scan, (void **)&view->cues, &view->cue_cap, sizeof *view->cues)) {
            return;
        }
        seen.actor = cue_actor(scan, view, &seen);
        view->cues[view->cue_count++] = seen;
    }
}

/* Index of the first mark behind the stretch that holds `at`.  Stretches of text lie between marks; what governs never
 * goes over one, but for a bracket, so heads found in one stretch are those found in the whole text. */
static size_t stretch_of(const vd_scan *scan, size_t at)
{
    return vd_mark_from(&scan->anchors, at);
}

/* The first stretch of those that only brackets part from the one at index `i`. */
static size_t stretch_first(const vd_scan *scan, size_t i)
{
    while (i > 0 && scan->anchors.signs[i - 1] == '(') {
        i--;
    }
    return i;
}

/* What governs something at `at` is asked for: a head in its scope, and in the scope of that head. */
static void scope_ask(const vd_scan *scan, vd_outlook *view, size_t at)
{
    size_t from = vd_scope_start(view, at);
    from = vd_scope_start(view, from);
    view->asked[stretch_first(scan, stretch_of(scan, from))]++;
    view->asked[stretch_of(scan, at) + 1]--;
}

void vd_outlook_ask(const vd_scan *scan, vd_outlook *view, int draft)
{
    size_t at = vd_draft_from(&scan->drafts[draft]);
    size_t bound = bound_find(view, at);
    scope_ask(scan, view, at);
    if (bound != SIZE_MAX && view->bounds[bound].intro > 0) {
        scope_ask(scan, view, view->bounds[bound].intro);
    }
}

void vd_outlook_answer(vd_scan *scan, vd_outlook *view)
{
    const vd_anchors *anchors = &scan->anchors;
    cue_search search = {0, {0, SIZE_MAX}};
    size_t from = 0;
    bool open = false;
    int depth = 0;
    for (size_t i = 0; i <= anchors->mark_count && scan->status == VD_OK; i++) {
        depth += view->asked[i];
        if (depth > 0 && !open) {
            from = i > 0 ? anchors->marks[i - 1] + 1 : 0;
        }
        if (open && depth == 0) {
            cues_between(scan, view, from, anchors->marks[i - 1], &search);
        }
        open = depth > 0;
    }
    if (open && scan->status == VD_OK) {
        cues_between(scan, view, from, SIZE_MAX, &search);
    }
}

/* The lines that open the lists now running, per marker of their items. */
typedef struct intros {
    size_t of[VD_MARK_HASH + 1];
} intros;

/* A new line behind the break at `at`; where its list's opening line ends, or 0. */
static size_t intros_next(const vd_scan *scan, intros *open, size_t at, const line_break *next)
{
    bool colon = at > 0 && scan->text->fold[at - 1] == ':';
    bool opened = next->opens;
    vd_marker marker = next->marker;
    size_t intro = colon ? at - 1 : opened ? at : open->of[marker];
    if (!opened && next->bases) {
        intro = at;
    }
    for (vd_marker inner = marker; inner <= VD_MARK_HASH && !(marker == VD_MARK_NONE && opened); inner++) {
        open->of[inner] = 0; /* what was nested in the item before is over */
    }
    open->of[marker] = marker == VD_MARK_NONE || marker == VD_MARK_ARTICLE ? 0 : intro;
    return open->of[marker];
}

static void bound_add(vd_scan *scan, vd_outlook *view, vd_bound bound)
{
    if (view->bound_count < view->bound_cap ||
        outlook_grow(scan, (void **)&view->bounds, &view->bound_cap, sizeof *view->bounds)) {
        view->bounds[view->bound_count++] = bound;
    }
}

/* The first place from `from` on where the document begins to speak of itself, or SIZE_MAX. */
static size_t issuing_next(const vd_scan *scan, const vd_outlook *view, size_t from)
{
    size_t reach = scan->body + sizeof " ban hanh ";
    vd_str preamble = {scan->text->fold, reach < scan->text->fold_len ? reach : scan->text->fold_len};
    size_t at = vd_str_find(preamble, VD_LIT(" ban hanh "), from);
    while (at != SIZE_MAX && !issuing_begins(scan, view, at)) {
        at = vd_str_find(preamble, VD_LIT(" ban hanh "), at + 1);
    }
    return at;
}

static void outlook_bounds(vd_scan *scan, vd_outlook *view)
{
    intros open = {0};
    size_t line = 0;  /* where the words of the line begin … */
    size_t begin = 0; /* … and the line itself, which may be quoted */
    size_t byte_line = 0;
    size_t words = 0; /* where the line's words begin, behind its marker: "1." ends no sentence */
    size_t issuing = issuing_next(scan, view, 0);
    vd_marker marker = marker_next(scan, 0, &words, &byte_line);
    for (size_t i = 0; i < scan->anchors.mark_count && scan->status == VD_OK; i++) {
        size_t at = scan->anchors.marks[i];
        char c = scan->anchors.signs[i];
        size_t intro = 0;
        bool ends = false;
        size_t from = begin;
        begin = c == '\n' ? at + 1 : begin;
        if (c == '\n' && at < line) {
            continue; /* the quoted lines before had nothing on them */
        }
        for (; issuing < at; issuing = issuing_next(scan, view, issuing + 1)) {
            bound_add(scan, view, (vd_bound){issuing + 1, 0});
        }
        if (c == '\n') {
            vd_marker before = marker;
            marker = marker_next(scan, at + 1, &words, &byte_line);
            line_break next = {
                .marker = marker,
                .opens = (at > 0 && scan->text->fold[at - 1] == ':') || class_opens(scan, line, at, marker),
                .bases = heading_of_bases(scan, from, at, marker),
            };
            intro = intros_next(scan, &open, at, &next);
            line_end end = line_ends(scan, view, line, at, &next);
            bool items = end == LINE_LISTS && before == VD_MARK_BULLET && marker == VD_MARK_BULLET;
            bool cited = (view->cover[at] & VD_COVER_CITED) != 0;
            if ((end == LINE_BREAKS || items) && !cited && !positions_add(scan, &view->breaks, at)) {
                return;
            }
            ends = end == LINE_CLOSES;
            line = scan->text->fold[at + 1] == '>' ? line_unquoted(scan, at + 1) : at + 1;
        } else {
            ends = c == '.' && at >= words && vd_sentence_stops(scan, at);
        }
        if (ends) {
            bound_add(scan, view, (vd_bound){c == '\n' ? line : at + 1, intro});
        }
    }
    for (; issuing != SIZE_MAX && scan->status == VD_OK; issuing = issuing_next(scan, view, issuing + 1)) {
        bound_add(scan, view, (vd_bound){issuing + 1, 0});
    }
}

static void outlook_positions(vd_scan *scan, vd_outlook *view)
{
    for (size_t i = 0; i < scan->anchors.mark_count; i++) {
        size_t at = scan->anchors.marks[i];
        char c = scan->anchors.signs[i];
        if (c == '"' && !positions_add(scan, &view->quotes, at)) {
            return;
        }
        if (c == ';' && (view->cover[at] & VD_COVER_CITED) == 0 && !positions_add(scan, &view->stops, at)) {
            return;
        }
    }
}

static void outlook_cover(const vd_scan *scan, vd_outlook *view)
{
    for (size_t i = 0; i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        size_t end = draft->tail.to > draft->span.to ? draft->tail.to : draft->span.to;
        uint8_t bit = draft->form == VD_FORM_SELF ? VD_COVER_OWN : VD_COVER_CITED;
        if (draft->form == VD_FORM_GENERIC && !draft->law) {
            continue; /* but a bill covers */
        }
        uint8_t *cover = view->cover;
        for (size_t at = draft->span.from; at < end; at++) {
            cover[at] |= bit;
        }
    }
}

void vd_outlook_init(vd_scan *scan, vd_outlook *view)
{
    *view = (vd_outlook){.cover = VD_ARENA_ARRAY(scan->arena, uint8_t, scan->text->fold_len + 1),
                         .asked = VD_ARENA_ARRAY(scan->arena, int32_t, scan->anchors.mark_count + 2),
                         .run = {.first = 0, .last = -1}};
    if (view->cover == NULL || view->asked == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    view->base = consolidated_base(scan);
    outlook_cover(scan, view);
    outlook_positions(scan, view);
    outlook_bounds(scan, view);
}

void vd_outlook_clear(vd_outlook *view)
{
    vd_free(view->cues);
    vd_free(view->bounds);
    vd_free(view->stops.at);
    vd_free(view->quotes.at);
    vd_free(view->breaks.at);
    *view = (vd_outlook){0};
}

/* ---- Looking back ------------------------------------------------------------------------------------------------ */

static bool cue_covered(const vd_outlook *view, const vd_cue *cue, bool own)
{
    uint8_t cover = view->cover[cue->range.from] | view->cover[cue->range.to - 1];
    uint8_t bars = own ? VD_COVER_CITED | VD_COVER_SPENT : VD_COVER_CITED | VD_COVER_OWN | VD_COVER_SPENT;
    return (cover & bars) != 0;
}

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

/* "ban hành kèm theo", or its "theo" alone: what stands before is a text that the document carries. */
static bool names_annex(const vd_scan *scan, size_t at)
{
    return vd_scan_starts(scan, at, "ban hanh") || (at > 4 && vd_scan_starts(scan, at - 4, "kem theo"));
}

/* Of the heads from `first` to `last` the one whose object stands at the place that `last` names: "Bãi bỏ | Quy chế …
 * ban hành kèm theo | Quyết định số A", "thay thế cụm từ … | tại khoản 3 Điều 4 Thông tư số A và tại | Thông tư số B".
 */
static const vd_cue *verb_of_place(vd_scan *scan, const vd_outlook *view, size_t first, size_t last, bool own)
{
    size_t place = view->cues[last].range.from;
    bool annex = names_annex(scan, place);
    for (size_t i = last; i-- > first;) {
        const vd_cue *verb = &view->cues[i];
        bool named = annex && (verb->relation == VD_REL_IMPLEMENTS || verb->relation == VD_REL_DETAILS);
        if (cue_covered(view, verb, own) || (named && verb->kind != VD_CUE_NONE)) {
            continue; /* "Quy chế phối hợp thực hiện … ban hành kèm theo": the annex's own name */
        }
        vd_match match;
        int before = draft_ending(scan, place);
        bool member = before >= 0 && scan->drafts[before].span.from >= verb->range.to;
        bool reaches = member ? vd_only_separator(scan, scan->drafts[before].tail.to, place)
                              : !vd_quoted(view, verb->range.to, place) &&
                                    !vd_scan_find(scan, VD_PAT_detour, verb->range.to, place, &match);
        if (!reaches) {
            return NULL;
        }
        if (verb->kind != VD_CUE_PLACE) {
            bool near = verb->relation == VD_REL_DETAILS && place - verb->range.to <= PLACE_MAX;
            bool acts = vd_relation_changes(verb->relation) || near; /* "hướng dẫn thi hành | một số quy định của" */
            return acts && verb->kind != VD_CUE_NONE ? verb : NULL;
        }
        place = verb->range.from;
    }
    return NULL;
}

/* A comma stands between that parts no provisions: behind it somebody acts, "Căn cứ dự toán được giao, Bộ Tài chính xem
 * xét … theo | …". */
static bool clause_between(const vd_scan *scan, size_t from, size_t to)
{
    static const char *const parts[] = {"khoan ", "diem ", "dieu ", "muc ", "phan ", "chuong "};
    for (size_t at = from; at + 2 < to; at++) {
        bool part = scan->text->fold[at] != ',' || vd_fold_digit(scan->text->fold[at + 2]);
        for (size_t i = 0; i < sizeof parts / sizeof *parts && !part; i++) {
            part = vd_scan_starts(scan, at + 2, parts[i]);
        }
        if (!part) {
            return true;
        }
    }
    return false;
}

/* Does the recital that `opening` begins reach to what stands at `at` behind head `cue`?  "Căn cứ | chỉ đạo của … tại |
 * Thông báo số …", "Căn cứ | quy định tại | Điều 9 Luật …". */
static bool recital_reaches(const vd_scan *scan, const vd_outlook *view, const vd_cue *opening, const vd_cue *cue,
                            size_t start, size_t at)
{
    size_t from = opening->range.from;
    size_t gap = cue->range.from - opening->range.to;
    bool acted = from >= scan->body && clause_between(scan, opening->range.to, cue->range.from);
    if (cue->kind == VD_CUE_TOLD || cue->actor == VD_ACTOR_UNNAMED || acted || vd_opens_line(scan, cue->range.from)) {
        return false;
    }
    bool opens_scope = from <= start + RECITAL_MAX && !item_ends(scan, opening->range.to, at);
    bool opens_item = vd_opens_line(scan, from) && !vd_parted(view, opening->range.to, at);
    return opens_scope || (opens_item && (from < scan->body || gap <= PLACE_MAX));
}

/* The "Căn cứ" of the recital in which head `cue` governs what stands at `at`, or NULL. */
static const vd_cue *recital_of(const vd_scan *scan, const vd_outlook *view, size_t first, size_t cue, size_t at,
                                size_t start, bool own)
{
    for (size_t i = cue; i-- > first;) {
        const vd_cue *opening = &view->cues[i];
        if (opening->relation == VD_REL_BASED_ON && !cue_covered(view, opening, own)) {
            return recital_reaches(scan, view, opening, &view->cues[cue], start, at) ? opening : NULL;
        }
    }
    return NULL;
}

/* A blank line stands at the hard break at folded position `at`. */
static bool blank_line(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t lines = 0;
    for (size_t i = text->at[at]; i < text->bytes.len && strchr(" \t\r\n", text->bytes.ptr[i]); i++) {
        lines += text->bytes.ptr[i] == '\n';
    }
    return lines > 1;
}

/* Does head `cue` reach over the ends of lines to what stands at `at`?  A line that breaks off at a word is a table's
 * cell where the head has its object already ("Thay thế giấy phép bị mất⏎Thông tư số A"); only recitals and short words
 * for a place ("theo tiêu chuẩn⏎TCVN A") are taken to go on.  Of items only one that opens with the head governs the
 * next. */
static bool reaches_over(const vd_scan *scan, const vd_outlook *view, const vd_cue *cue, size_t at)
{
    enum { OBJECT_MAX = 48 };
    const char *fold = scan->text->fold;
    size_t from = cue->range.to;
    size_t first = 0;
    size_t count = positions_between(&view->breaks, from, at, &first);
    if (count > 0 && view->breaks.at[first] <= from + 1) {
        from = view->breaks.at[first++] + 1; /* the head ends its line, and its object stands on the next */
        count--;
    }
    size_t end = count > 0 ? view->breaks.at[first] : from;
    if (count == 0 || memchr(fold + from, '\n', end - from)) {
        return true; /* or it has opened a list before */
    }
    if (!vd_is_word(fold[end - 1])) {
        return vd_opens_line(scan, cue->range.from);
    }
    bool recital = cue->relation == VD_REL_BASED_ON;
    bool place =
        cue->relation == VD_REL_CITES && end - from <= OBJECT_MAX && (view->cover[end - 1] & VD_COVER_CITED) == 0;
    return (recital || place) && count == 1 && !blank_line(scan, end);
}

/* "Thực hiện nhiệm vụ được giao; | Quyết định số A": the head's own item of the list holds no document. */
static bool item_without(const vd_scan *scan, const vd_outlook *view, const vd_cue *cue, size_t at)
{
    size_t first = 0;
    if (cue->relation != VD_REL_IMPLEMENTS || positions_between(&view->stops, cue->range.to, at, &first) == 0) {
        return false;
    }
    size_t next = vd_scan_from(scan, cue->range.to);
    return next < scan->draft_count && scan->drafts[next].span.from > view->stops.at[first];
}

/* The last head that ends at or before `at` in the scope that begins at `start`. */
static bool cue_in_scope(vd_scan *scan, const vd_outlook *view, size_t start, size_t at, bool own, vd_cue *out)
{
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
        const vd_cue *cue = &view->cues[i];
        bool elsewhere = cue->actor != VD_ACTOR_OWN && vd_parted(view, cue->range.to, at);
        bool spent = !reaches_over(scan, view, cue, at) || item_without(scan, view, cue, at) ||
                     (cue->kind == VD_CUE_WHEN && at > cue->range.to + 1);
        if (cue_covered(view, cue, own) || elsewhere || spent) {
            continue;
        }
        const vd_cue *verb = cue->kind == VD_CUE_PLACE ? verb_of_place(scan, view, first, i, own) : NULL;
        *out = verb ? *verb : *cue;
        if (verb && verb->relation == VD_REL_SUPERSEDES && !names_annex(scan, cue->range.from)) {
            out->relation = VD_REL_AMENDS; /* "thay thế danh mục … tại Quyết định số …": the rest stays in force */
        }
        if (out->actor == VD_ACTOR_UNNAMED) {
            out->relation = VD_REL_CITES;
        }
        const vd_cue *opening = out->relation == VD_REL_CITES ? recital_of(scan, view, first, i, at, start, own) : NULL;
        *out = opening ? *opening : *out;
        return out->kind != VD_CUE_NONE;
    }
    return false;
}

/* The opening line of the list whose item the draft stands in, at its head or behind other members; 0: none. */
static size_t list_intro(const vd_scan *scan, const vd_outlook *view, int draft)
{
    size_t at = vd_draft_from(&scan->drafts[draft]);
    size_t bound = bound_find(view, at);
    if (bound == SIZE_MAX || view->bounds[bound].intro == 0) {
        return 0;
    }
    size_t to = 0;
    line_marker(scan, view->bounds[bound].at, &to);
    for (int back = 0; back < LIST_MAX; back++) {
        vd_str lead = at > to ? vd_scan_fold(scan, (vd_range){to, at}) : VD_LIT("");
        while (lead.len > 0 && lead.ptr[0] == ' ') {
            lead = vd_str_slice(lead, 1, lead.len);
        }
        if (lead.len == 0 || vd_str_eq(lead, VD_LIT("toan bo ")) || vd_str_eq(lead, VD_LIT("mot phan "))) {
            return view->bounds[bound].intro;
        }
        int before = draft_ending(scan, at);
        if (before < 0 || scan->drafts[before].span.from < to ||
            !vd_only_separator(scan, scan->drafts[before].tail.to, at)) {
            return 0;
        }
        at = vd_draft_from(&scan->drafts[before]);
    }
    return 0;
}

bool vd_cue_before(vd_scan *scan, const vd_outlook *view, int draft, size_t at, bool own, vd_cue *out)
{
    if (cue_in_scope(scan, view, vd_scope_start(view, at), at, own, out)) {
        return true;
    }
    size_t intro = list_intro(scan, view, draft);
    vd_match match;
    return intro > 0 && cue_in_scope(scan, view, vd_scope_start(view, intro), intro, own, out) &&
           vd_scan_at(scan, VD_PAT_listed, out->range.from, intro, &match);
}
