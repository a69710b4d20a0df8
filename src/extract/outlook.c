/* The head words of a text, and what is asked of its places again and again: what citations cover, where ";" and
 * quotation marks stand.  A head governs the whole list behind it, up to the next head or the end of the sentence. */
#include "extract/outlook.h"

#include "base/alloc.h"

/* How many of the positions lie in [from, to); *first is the first of them. */
size_t vd_positions_between(const vd_positions *list, size_t from, size_t to, size_t *first)
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
    return vd_positions_between(&view->stops, from, to, &first) > 0;
}

bool vd_quoted(const vd_outlook *view, size_t from, size_t to)
{
    size_t first = 0;
    return vd_positions_between(&view->quotes, from, to, &first) % 2 == 1;
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

bool vd_outlook_grow(vd_scan *scan, void **items, size_t *cap, size_t size)
{
    void *grown = vd_grown(*items, cap, 256, size);
    if (grown == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    *items = grown;
    return true;
}

bool vd_positions_add(vd_scan *scan, vd_positions *list, size_t at)
{
    if (list->count == list->cap && !vd_outlook_grow(scan, (void **)&list->at, &list->cap, sizeof *list->at)) {
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
    } kinds[] = {{"linked", VD_CUE_LINKED},
                 {"place", VD_CUE_PLACE},
                 {"when", VD_CUE_WHEN},
                 {"told", VD_CUE_TOLD},
                 {"texts", VD_CUE_TEXTS}};
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

/* Does a clause's head stand at `at`, with nothing but a line's start or a sign before it? */
static bool clause_begins(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    return at == 0 || fold[at - 1] == '\n' || (at > 1 && fold[at - 1] == ' ' && VD_AMONG(fold[at - 2], ".,;)-*"));
}

/* "Các quy định về … sau đây | chấm dứt hiệu lực:" tells of texts or places in them, "Các giấy phép sau đây" of none.
 */
static bool texts_end(const vd_scan *scan, size_t at)
{
    enum { REACH = 240 };
    static const char *const many[] = {"cac ", "nhung ", "mot so ", "toan bo ", "toan bo cac "};
    static const char *const nouns[] = {"quy dinh ",   "van ban ", "nghi dinh ", "nghi quyet ", "thong tu ",
                                        "quyet dinh ", "chi thi ", "luat ",      "bo luat ",    "phap lenh ",
                                        "quy che ",    "dieu ",    "dieu, ",     "khoan ",      "khoan, ",
                                        "diem ",       "diem, ",   "noi dung ",  "chuong ",     "muc "};
    for (size_t back = 0; back <= at && back < REACH && !VD_AMONG(scan->text->fold[at - back], "\n;:\""); back++) {
        size_t from = at - back;
        for (size_t i = 0; i < sizeof many / sizeof *many && clause_begins(scan, from); i++) {
            size_t noun = from + strlen(many[i]);
            for (size_t k = 0; k < sizeof nouns / sizeof *nouns && vd_scan_starts(scan, from, many[i]); k++) {
                if (vd_scan_starts(scan, noun, nouns[k])) {
                    return true;
                }
            }
        }
    }
    return false;
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

/* "a)" at `at` numbers an item: it closes no bracket. */
static bool closes_item(const char *fold, size_t at)
{
    return at > 2 && vd_is_word(fold[at - 1]) &&
           (fold[at - 2] == '\n' || (fold[at - 2] == ' ' && VD_AMONG(fold[at - 3], ";:,")));
}

/* Where the brackets around `words` close, or SIZE_MAX: "Nghị định số A (| thay thế Nghị định số B), Nghị định số C".
 */
static size_t brackets_close(const vd_scan *scan, vd_range words)
{
    enum { BEFORE = 160, BEHIND = 600 };
    const char *fold = scan->text->fold;
    size_t from = words.from;
    size_t floor = from > BEFORE ? from - BEFORE : 0;
    while (from > floor && !VD_AMONG(fold[from - 1], "(\n") && (fold[from - 1] != ')' || closes_item(fold, from - 1))) {
        from--;
    }
    if (from == 0 || fold[from - 1] != '(') {
        return SIZE_MAX;
    }
    size_t stop = words.to + BEHIND < scan->text->fold_len ? words.to + BEHIND : scan->text->fold_len;
    int depth = 1;
    for (size_t at = words.to; at < stop && fold[at] != '\n'; at++) {
        depth += fold[at] == '(';
        depth -= fold[at] == ')' && !closes_item(fold, at);
        if (depth == 0) {
            return at;
        }
    }
    return SIZE_MAX;
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
        if (seen.kind == VD_CUE_TEXTS) {
            if (!texts_end(scan, match.start)) {
                continue;
            }
            seen.kind = VD_CUE_PLAIN;
        }
        if (view->cue_count == view->cue_cap &&
            !vd_outlook_grow(scan, (void **)&view->cues, &view->cue_cap, sizeof *view->cues)) {
            return;
        }
        seen.actor = vd_cue_actor(scan, view, &seen);
        seen.itself = vd_cue_itself(scan, &seen);
        seen.closes = brackets_close(scan, seen.range);
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
    size_t bound = vd_bound_find(view, at);
    scope_ask(scan, view, at);
    size_t intro = bound != SIZE_MAX ? view->bounds[bound].intro : 0;
    for (int level = 0; level < VD_LIST_LEVELS && intro > 0; level++) {
        scope_ask(scan, view, intro);
        intro = vd_intro_around(view, intro);
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

static void outlook_positions(vd_scan *scan, vd_outlook *view)
{
    for (size_t i = 0; i < scan->anchors.mark_count; i++) {
        size_t at = scan->anchors.marks[i];
        char c = scan->anchors.signs[i];
        if (c == '"' && !vd_positions_add(scan, &view->quotes, at)) {
            return;
        }
        if (c == ';' && (view->cover[at] & VD_COVER_CITED) == 0 && !vd_positions_add(scan, &view->stops, at)) {
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
                         .run = {.first = 0, .last = -1},
                         .reach = {.to = SIZE_MAX}};
    if (view->cover == NULL || view->asked == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    view->base = vd_consolidated_base(scan);
    outlook_cover(scan, view);
    outlook_positions(scan, view);
    vd_compendium_read(scan, view);
    vd_outlook_bounds(scan, view);
}

void vd_outlook_clear(vd_outlook *view)
{
    vd_free(view->cues);
    vd_free(view->bounds);
    vd_free(view->stops.at);
    vd_free(view->quotes.at);
    vd_free(view->breaks.at);
    vd_free(view->sources.at);
    vd_free(view->articles.at);
    vd_free(view->remarks.at);
    *view = (vd_outlook){0};
}
