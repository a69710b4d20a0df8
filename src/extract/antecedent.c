/* Which earlier mention "Nghị định này" or "Thông tư nêu trên" stands for.  In this order:
 *    - in a quoted passage, the document that the words in front of the quotation change or cite, and not the text
 *      itself: an amending decree quotes the decree it changes;
 *    - in a consolidated text, the document that was consolidated;
 *    - the text itself, or what it brings into force: "Quy chế này" below "Ban hành kèm theo Quyết định này Quy chế";
 *    - the last of its type named before, in the same paragraph or close by.  Several in one paragraph leave it open.
 * What points at nothing that the text has named is no mention ("Hợp đồng này" in a form). */
#include "extract/quotation.h"

enum {
    REACH = 1500,      /* a document named farther back is not meant */
    ANNEX_REACH = 400, /* "(Ban hành kèm theo …)" stands so close below the title of an annex */
    ENACTED_MAX = 16
};

typedef struct enacted {
    const vd_type_row *type;
    size_t at; /* where its type word stands */
} enacted;

typedef struct survey {
    vd_scan *scan;
    vd_quotations quotations;
    enacted enacted[ENACTED_MAX];
    size_t enacted_count;
    const vd_draft *base; /* what a consolidated text consolidates, or NULL */
    bool amending;        /* the text changes others */
    int *heads;           /* per type: 1 + the last draft of it that heads an amending clause, or 0 */
    bool *named;          /* per type: some draft of it came before */
} survey;

/* ---- Drafts ------------------------------------------------------------------------------------------------------ */

/* A document of this type that the text names for itself, not inside another one's title. */
static bool draft_counts(const vd_scan *scan, const vd_draft *draft, const vd_type_row *type)
{
    bool names = draft->form == VD_FORM_NUMBERED || draft->form == VD_FORM_NAMED || draft->form == VD_FORM_TRUNCATED;
    return names && draft->type == type && (draft->parent < 0 || scan->drafts[draft->parent].form == VD_FORM_SELF);
}

/* One of the words by which a text says that a document was changed by what follows. */
static bool passive_within(const vd_scan *scan, size_t from, size_t to)
{
    static const char *const words[] = {"duoc sua doi", "duoc bo sung", "duoc thay the", "bi thay the", "bi bai bo"};
    vd_str text = vd_scan_fold(scan, (vd_range){from, to > from ? to : from});
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_find(text, vd_str_of(words[i]), 0) != SIZE_MAX) {
            return true;
        }
    }
    return false;
}

/* Let `draft` stand for drafts `first` to `last`. */
static void stand_for(const vd_scan *scan, vd_draft *draft, size_t first, size_t last)
{
    draft->form = draft->form == VD_FORM_SELF ? VD_FORM_BACKWARD : draft->form;
    draft->antecedent = scan->drafts[last].span;
    draft->among = scan->drafts[first].span.from;
}

/* ---- In a quotation ---------------------------------------------------------------------------------------------- */

/* The document of this type that the words in [from, to), in front of a quotation, are about: the one they change, else
 * the only one they name, apart from those by which it was changed.  Its index + 1, or 0. */
static size_t intro_owner(survey *view, size_t from, size_t to, const vd_type_row *type)
{
    vd_scan *scan = view->scan;
    bool head = vd_amend_head(scan, from);
    size_t found = 0;
    size_t seen = from;
    for (size_t i = vd_scan_from(scan, from); i < scan->draft_count && scan->drafts[i].span.from < to; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->type == type && draft->form == VD_FORM_NUMBERED && !draft_counts(scan, draft, type) && !head) {
            return 0; /* whether a document is quoted or the one it changes cannot be told */
        }
        if (!draft_counts(scan, draft, type)) {
            continue;
        }
        if (found && (head || passive_within(scan, seen, draft->span.from))) {
            return found;
        }
        if (found && !vd_str_eq(scan->drafts[found - 1].number, draft->number)) {
            return 0;
        }
        found = i + 1;
        seen = draft->span.to;
    }
    return found;
}

/* The document of this type that the text's own title says it changes; index + 1, or 0. */
static size_t title_owner(const survey *view, const vd_type_row *type)
{
    const vd_scan *scan = view->scan;
    vd_range title = scan->own_title;
    for (size_t i = vd_scan_from(scan, title.from); view->amending && i < scan->draft_count; i++) {
        const vd_draft *draft = &scan->drafts[i];
        if (draft->span.from >= title.to) {
            break;
        }
        if (draft_counts(scan, draft, type)) {
            return i + 1;
        }
    }
    return 0;
}

static void settle_quoted(survey *view, vd_draft *draft, vd_range quote)
{
    size_t from = vd_paragraph_start(view->scan, quote.from);
    size_t owner = intro_owner(view, from, quote.from, draft->type);
    if (owner == 0 && vd_amend_head(view->scan, from)) {
        owner = (size_t)view->heads[draft->type - vd_types];
        owner = owner ? owner : title_owner(view, draft->type);
    }
    if (owner) {
        stand_for(view->scan, draft, owner - 1, owner - 1);
    } else if (view->amending && draft->form == VD_FORM_SELF) {
        draft->form = VD_FORM_BACKWARD;
    }
}

/* ---- What the text itself brings into force ---------------------------------------------------------------------- */

static void enacted_add(survey *view, size_t at)
{
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(view->scan, at, &to);
    if (type && view->enacted_count < ENACTED_MAX && !vd_scan_starts(view->scan, to, " so ")) {
        view->enacted[view->enacted_count++] = (enacted){type, at};
    }
}

/* "QUYẾT ĐỊNH | Ban hành Quy chế …", in the text's own title. */
static void enacted_in_title(survey *view)
{
    static const char *const words[] = {"ban hanh ", "phe duyet "};
    vd_range title = view->scan->own_title;
    vd_str fold = vd_scan_fold(view->scan, title);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t found = vd_str_find(fold, vd_str_of(words[i]), 0);
        if (found <= 12) { /* "về việc " may stand in front */
            enacted_add(view, title.from + found + strlen(words[i]));
        }
    }
}

/* A type's heading in capitals with "(Ban hành kèm theo …)" below, which names the text itself or no number yet. */
static void enacted_below(survey *view, size_t at)
{
    vd_scan *scan = view->scan;
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &to);
    if (type == NULL || !vd_scan_capitals(scan, (vd_range){at, to})) {
        return;
    }
    size_t stop = to + ANNEX_REACH < scan->text->fold_len ? to + ANNEX_REACH : scan->text->fold_len;
    size_t found = vd_str_find(vd_scan_fold(scan, (vd_range){to, stop}), VD_LIT("kem theo "), 0);
    if (found == SIZE_MAX) {
        return;
    }
    size_t from = to + found;
    size_t i = vd_scan_from(scan, from);
    bool other =
        i < scan->draft_count && scan->drafts[i].span.from < from + 40 && scan->drafts[i].form == VD_FORM_NUMBERED;
    if (!other) {
        enacted_add(view, at);
    }
}

static void enacted_find(survey *view)
{
    vd_scan *scan = view->scan;
    vd_match match;
    vd_range quote;
    enacted_in_title(view);
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (size_t at = 0; vd_scan_next(scan, VD_PAT_enact, VD_ANCHOR_ENACT, &walk, at, &match); at = match.end) {
        if (!vd_quotation_around(&view->quotations, match.start, &quote)) {
            enacted_add(view, match.end);
        }
    }
    for (size_t line = 0; line < scan->text->line_count; line++) {
        size_t at = scan->line_at[line];
        if (at >= scan->body && vd_scan_opens_capitals(scan, at) &&
            !vd_quotation_around(&view->quotations, at, &quote)) {
            enacted_below(view, at);
        }
    }
}

/* "Quy chế này" in a text that brings a Quy chế into force: that one, by its name where the text gives it. */
static bool settle_enacted(survey *view, vd_draft *draft)
{
    const vd_scan *scan = view->scan;
    bool found = false;
    for (size_t i = 0; i < view->enacted_count; i++) {
        if (view->enacted[i].type != draft->type) {
            continue;
        }
        found = true;
        size_t named = vd_scan_from(scan, view->enacted[i].at);
        if (named < scan->draft_count && scan->drafts[named].span.from == view->enacted[i].at &&
            scan->drafts[named].form == VD_FORM_NAMED && &scan->drafts[named] < draft) {
            stand_for(scan, draft, named, named);
            return true;
        }
    }
    if (found) {
        draft->form = VD_FORM_SELF;
    }
    return found;
}

/* ---- A consolidated text ----------------------------------------------------------------------------------------- */

/* Below its heading a consolidated text names first what it consolidates. */
static void base_find(survey *view)
{
    const vd_scan *scan = view->scan;
    if (!vd_str_eq(scan->header.type, VD_LIT("Văn bản hợp nhất"))) {
        return;
    }
    for (size_t i = 0; i < scan->draft_count && view->base == NULL; i++) {
        const vd_draft *draft = &scan->drafts[i];
        bool below = draft->span.from >= scan->own_title.to && draft->parent < 0;
        if (below && draft->form == VD_FORM_NUMBERED && draft->type) {
            view->base = draft;
        }
    }
}

/* A joint circular calls itself a circular, too. */
static bool type_called(const vd_type_row *type, const vd_type_row *called)
{
    size_t len = strlen(called->fold);
    return type == called || (strncmp(type->fold, called->fold, len) == 0 && type->fold[len] == ' ');
}

/* The consolidated document, or the Quy chế that it brought into force. */
static bool settle_consolidated(const survey *view, vd_draft *draft)
{
    const vd_scan *scan = view->scan;
    size_t base = view->base ? (size_t)(view->base - scan->drafts) : SIZE_MAX;
    if (view->base && view->base < draft && type_called(view->base->type, draft->type)) {
        stand_for(scan, draft, base, base);
        return true;
    }
    for (size_t i = base; i != SIZE_MAX && &scan->drafts[i] < draft; i++) {
        const vd_draft *inner = &scan->drafts[i];
        if (inner->span.from > view->base->tail.to) {
            break;
        }
        if (inner->parent == (int)base && inner->form == VD_FORM_NAMED && inner->type == draft->type) {
            stand_for(scan, draft, i, i);
            return true;
        }
    }
    return false;
}

/* ---- Close by ---------------------------------------------------------------------------------------------------- */

/* The last draft of the type before, no farther than REACH, in the same quotation or outside all; with those of its
 * paragraph. */
static bool settle_near(survey *view, vd_draft *draft)
{
    const vd_scan *scan = view->scan;
    vd_range own = {0, 0};
    bool quoted = vd_quotation_around(&view->quotations, draft->span.from, &own);
    size_t last = 0;
    size_t first = 0;
    size_t start = 0;
    for (size_t i = (size_t)(draft - scan->drafts); i-- > 0;) {
        const vd_draft *other = &scan->drafts[i];
        vd_range quote = {0, 0};
        if (other->span.to + REACH < draft->span.from || (last && other->span.from < start)) {
            break;
        }
        bool passed = vd_quotation_around(&view->quotations, other->span.from, &quote)
                          ? !quoted || quote.from != own.from
                          : quoted;
        if (!passed && last == 0 && other->form == VD_FORM_BACKWARD && other->type == draft->type &&
            other->antecedent.to > other->antecedent.from) {
            draft->antecedent = other->antecedent;
            draft->among = other->among;
            return true;
        }
        if (!passed && draft_counts(scan, other, draft->type)) {
            start = last ? start : vd_paragraph_start(scan, other->span.from);
            last = last ? last : i + 1;
            first = i + 1;
        }
    }
    if (last) {
        stand_for(scan, draft, first - 1, last - 1);
    }
    return last > 0;
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

/* What later drafts may look back to. */
static void survey_note(survey *view, size_t index)
{
    vd_scan *scan = view->scan;
    const vd_draft *draft = &scan->drafts[index];
    vd_range quote;
    if (draft->type == NULL || draft->refer != VD_REFER_NONE || draft->form == VD_FORM_GENERIC) {
        return;
    }
    size_t type = (size_t)(draft->type - vd_types);
    view->named[type] = view->named[type] || draft->form != VD_FORM_SELF;
    if (!draft_counts(scan, draft, draft->type) || vd_quotation_around(&view->quotations, draft->span.from, &quote)) {
        return;
    }
    size_t from = vd_paragraph_start(scan, draft->span.from);
    bool again = view->heads[type] && scan->drafts[view->heads[type] - 1].span.from >= from;
    if (!again && vd_amend_head(scan, from)) {
        view->heads[type] = (int)index + 1;
    }
}

/* At the head of a provision no other document is meant, unless the text has no head: it copies the provision. */
static bool speaks_of_itself(vd_scan *scan, const vd_draft *draft)
{
    return !vd_back_nameless(scan) && vd_back_itself(scan, draft) != VD_ITSELF_NO;
}

static void settle(survey *view, vd_draft *draft)
{
    vd_range quote;
    if (vd_quotation_around(&view->quotations, draft->span.from, &quote)) {
        settle_quoted(view, draft, quote);
    } else if (draft->form == VD_FORM_SELF || settle_consolidated(view, draft)) {
        return;
    } else if (draft->refer == VD_REFER_ABOVE) {
        if (!settle_near(view, draft)) {
            (void)settle_enacted(view, draft);
        }
    } else if (!settle_enacted(view, draft) && !speaks_of_itself(view->scan, draft)) {
        (void)settle_near(view, draft);
    }
}

/* Drafts that point at nothing go; what stands inside others keeps its place. */
static void empty_drop(vd_scan *scan, const bool *empty, int *moved)
{
    size_t kept = 0;
    for (size_t i = 0; i < scan->draft_count; i++) {
        moved[i] = (int)kept;
        if (!empty[i]) {
            if (kept < i) {
                scan->drafts[kept] = scan->drafts[i];
            }
            int parent = scan->drafts[kept].parent;
            scan->drafts[kept].parent = parent >= 0 ? moved[parent] : -1;
            kept++;
        }
    }
    scan->draft_count = scan->sorted = kept;
}

void vd_pass_antecedents(vd_scan *scan)
{
    survey view = {.scan = scan,
                   .heads = VD_ARENA_ARRAY(scan->arena, int, vd_types_count),
                   .named = VD_ARENA_ARRAY(scan->arena, bool, vd_types_count)};
    bool *empty = VD_ARENA_ARRAY(scan->arena, bool, scan->draft_count + 1);
    int *moved = VD_ARENA_ARRAY(scan->arena, int, scan->draft_count + 1);
    if (view.heads == NULL || view.named == NULL || empty == NULL || moved == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    vd_str title = vd_scan_fold(scan, scan->own_title);
    view.amending = vd_str_find(title, VD_LIT("sua doi"), 0) <= 20;
    vd_quotations_find(scan, &view.quotations);
    if (scan->status != VD_OK) {
        return;
    }
    base_find(&view);
    enacted_find(&view);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        if (draft->refer == VD_REFER_THIS || draft->refer == VD_REFER_ABOVE) {
            settle(&view, draft);
            bool open = draft->form == VD_FORM_BACKWARD && draft->antecedent.to == draft->antecedent.from;
            empty[i] = open && !view.named[draft->type - vd_types];
        }
        survey_note(&view, i);
    }
    empty_drop(scan, empty, moved);
}
