/* The extraction as a whole: the passes in their order, and drafts turned into mentions with byte offsets. */
#include "base/alloc.h"
#include "base/cpu.h"
#include "base/date.h"
#include "base/error.h"
#include "extract/scan.h"
#include "extract/source.h"

/* ---- Drafts to mentions ------------------------------------------------------------------------------------------ */

static void mention_fields(vd_scan *scan, const vd_draft *draft, vd_mention *mention)
{
    mention->type = draft->type ? vd_str_of(draft->type->name) : VD_NONE;
    bool spelt = draft->symbol.ptr != NULL; /* digits alone ("Nghị định 54") are not the official number */
    mention->number = spelt ? draft->number : VD_NONE;
    mention->symbol = draft->symbol;
    mention->year = draft->year;
    mention->date = draft->date;
    mention->issuer = draft->issuer_name;
    mention->issuer_stated = draft->issuer.to > draft->issuer.from;
    mention->place = draft->place;
    mention->term = draft->term;
    mention->title = draft->title_name.ptr ? draft->title_name : vd_scan_clean(scan, draft->title);
    mention->pinpoint = vd_scan_clean(scan, draft->pinpoint);
    mention->repairs = draft->repairs;
    mention->confidence = draft->confidence;
    mention->core = mention->number.ptr != NULL || vd_type_law(draft->type);
    mention->catalogue = (int)draft->catalogue;
    if (mention->issuer.ptr == NULL && draft->symbol.ptr) {
        mention->issuer = vd_symbol_issuer(scan, draft->symbol, draft->type);
    }
}

/* A span begins and ends with a word, not with what separates it from its neighbours. */
static vd_range span_trim(const vd_scan *scan, vd_range span)
{
    while (span.to > span.from + 1 && VD_AMONG(scan->text->fold[span.to - 1], " ,;:\n\"'-")) {
        span.to--;
    }
    while (span.from + 1 < span.to && VD_AMONG(scan->text->fold[span.from], " ,;:\n")) {
        span.from++;
    }
    return span;
}

/* 1 + index of the draft with exactly this span, or 0. */
static int draft_index(const vd_scan *scan, vd_range span)
{
    for (size_t i = vd_scan_from(scan, span.from); i < scan->draft_count && scan->drafts[i].span.from == span.from;
         i++) {
        if (scan->drafts[i].span.to == span.to) {
            return (int)i + 1;
        }
    }
    return 0;
}

static void mention_antecedent(const vd_scan *scan, const vd_draft *draft, vd_mention *mention)
{
    bool known = draft->antecedent.to > draft->antecedent.from;
    mention->antecedent = known ? draft_index(scan, draft->antecedent) : 0;
    mention->among = mention->antecedent ? (int)vd_scan_from(scan, draft->among) + 1 : 0;
}

/* Is a mention of this form asked for?  Of others only the place is told: one asked for may stand in their title. */
static bool form_asked(const vd_scan *scan, vd_form form)
{
    return scan->forms == 0 || (scan->forms & VD_FORM_BIT(form)) != 0;
}

/* Drafts stand far apart: where those to come lie in the bytes is fetched before it is asked. */
VD_FETCHING void span_fetch(const vd_scan *scan, size_t i)
{
    enum { PLACES = 12, BYTES = 6 };
    if (i + PLACES < scan->draft_count) {
        VD_FETCH(&scan->text->at[scan->drafts[i + PLACES].span.from]);
        VD_FETCH(&scan->text->at[scan->drafts[i + PLACES].span.to]);
        VD_FETCH(&scan->text->bytes.ptr[scan->text->at[scan->drafts[i + BYTES].span.from]]);
    }
}

static void mentions_finish(vd_scan *scan, vd_extraction *out)
{
    vd_mention *mentions = VD_ARENA_ARRAY(scan->arena, vd_mention, scan->draft_count + 1);
    if (mentions == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    for (size_t i = 0; i < scan->draft_count; i++) {
        span_fetch(scan, i);
        const vd_draft *draft = &scan->drafts[i];
        vd_mention *mention = &mentions[i];
        vd_range span = span_trim(scan, draft->span);
        vd_text_span(scan->text, span.from, span.to, &mention->start, &mention->end);
        mention->surface = vd_str_slice(scan->text->bytes, mention->start, mention->end);
        mention->form = draft->form;
        mention->parent = draft->parent;
        if (form_asked(scan, draft->form)) {
            mention_fields(scan, draft, mention);
        }
        if (scan->forms == 0) {
            mention_antecedent(scan, draft, mention);
        }
    }
    out->mentions = mentions;
    out->mention_count = scan->draft_count;
}

static void span_finish(const vd_scan *scan, size_t *from, size_t *to)
{
    if (*to > *from) {
        vd_text_span(scan->text, *from, *to, from, to);
    } else {
        *from = *to = 0;
    }
}

static void statements_finish(vd_scan *scan, vd_extraction *out)
{
    vd_statement *statements = VD_ARENA_ARRAY(scan->arena, vd_statement, scan->statement_count + 1);
    if (statements == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    for (size_t i = 0; i < scan->statement_count; i++) {
        statements[i] = scan->statements[i];
        span_finish(scan, &statements[i].start, &statements[i].end);
        span_finish(scan, &statements[i].cue_start, &statements[i].cue_end);
        span_finish(scan, &statements[i].sentence_start, &statements[i].sentence_end);
    }
    out->statements = statements;
    out->statement_count = scan->statement_count;
}

/* A law that names itself: "Quốc hội ban hành Luật Đất đai" under the heading LUẬT ĐẤT ĐAI. */
static bool own_law(vd_scan *scan, const vd_draft *draft)
{
    if (!draft->law || draft->number.ptr || draft->amending || scan->header.title.ptr == NULL || draft->type == NULL ||
        !vd_str_eq(scan->header.type, vd_str_of(draft->type->name))) {
        return false;
    }
    vd_str name = vd_fold_copy(scan->arena, draft->title_name);
    vd_str own = vd_fold_copy(scan->arena, scan->header.title);
    return name.ptr && own.ptr && vd_str_ends(name, own) && name.len == own.len + strlen(draft->type->fold) + 1;
}

/* With another year it is another document: the law that this one replaces often has its name. */
static bool year_own(const vd_scan *scan, const vd_draft *draft)
{
    return draft->date.year == 0 || scan->header.date.year == 0 || draft->date.year == scan->header.date.year;
}

/* Nothing that is said with the number is another document's: another province gives the same number, and so does a
 * body of another level on another day. */
static bool says_own(vd_scan *scan, const vd_draft *draft)
{
    const vd_header *own = &scan->header;
    bool whole = vd_date_whole(draft->date) && vd_date_whole(own->date);
    bool day = !whole || draft->year || vd_date_eq(draft->date, own->date);
    bool place = draft->place.ptr == NULL || scan->place.ptr == NULL || vd_str_eq(draft->place, scan->place);
    return day && year_own(scan, draft) && place && !vd_issuer_other(scan, draft);
}

/* Does draft `index` stand inside the name of an amending law?  That law amended an older one of this name. */
static bool amended_inside(const vd_scan *scan, size_t index)
{
    enum { NEAR = 8 };
    const vd_draft *draft = &scan->drafts[index];
    for (size_t i = index; i-- > 0 && i + NEAR >= index;) {
        const vd_draft *outer = &scan->drafts[i];
        if (outer->amending && outer->span.from <= draft->span.from && draft->span.to <= outer->span.to) {
            return true;
        }
    }
    return false;
}

/* A citation of the source's own number or name is no citation: footers of portals repeat it. */
static void own_number(vd_scan *scan)
{
    for (size_t i = 0; i < scan->draft_count; i++) {
        vd_draft *draft = &scan->drafts[i];
        bool same = draft->number.ptr && scan->header.number.ptr && vd_str_eq(draft->number, scan->header.number);
        bool law = year_own(scan, draft) && own_law(scan, draft) && !amended_inside(scan, i);
        if ((same && says_own(scan, draft)) || law) {
            draft->form = VD_FORM_SELF;
        }
    }
}

/* A text whose heading bears no title is told by its own words what it is called: "Nghị quyết số 16-NQ/TW về …" in
 * front of it, or in its footer. */
static void own_title(vd_scan *scan)
{
    for (size_t i = 0; i < scan->draft_count && scan->header.number.ptr && scan->header.title.len == 0; i++) {
        const vd_draft *draft = &scan->drafts[i];
        bool titled = draft->form == VD_FORM_SELF && draft->number.ptr && draft->title.to > draft->title.from;
        if (titled && vd_str_eq(draft->number, scan->header.number)) {
            scan->header.title = vd_scan_clean(scan, draft->title);
        }
    }
}

/* What points back or names a class keeps off every other mention's words and holds none, so that a reading which asks
 * for numbers and names alone can leave it out. */
static void passes_pointing(vd_scan *scan)
{
    vd_pass_back(scan);
    if (scan->forms == 0) {
        vd_pass_effect(scan);
    }
    vd_pass_shorts(scan);
    vd_pass_generic(scan);
}

/* Only numbers are asked for, and their passes found none, nor one that its body makes whole: "Quyết định 9/2020 | của
 * Thủ tướng Chính phủ" (vd_number_complete). */
static bool nothing_asked_is_there(const vd_scan *scan)
{
    bool none = scan->forms == VD_FORM_BIT(VD_FORM_NUMBERED);
    for (size_t i = 0; i < scan->draft_count && none; i++) {
        const vd_draft *draft = &scan->drafts[i];
        none = draft->form != VD_FORM_NUMBERED && !(draft->form == VD_FORM_TRUNCATED && draft->year);
    }
    return none;
}

static void passes_run(vd_scan *scan)
{
    const unsigned citing = VD_FORM_BIT(VD_FORM_NUMBERED) | VD_FORM_BIT(VD_FORM_NAMED);
    bool pointing = scan->forms == 0 || (scan->forms & ~citing) != 0;
    vd_pass_header(scan);
    vd_pass_laws(scan);
    vd_scan_sort(scan);
    vd_pass_numbers(scan);
    vd_pass_technical(scan);
    if (nothing_asked_is_there(scan)) {
        scan->draft_count = 0;
        return;
    }
    vd_pass_congress(scan);
    vd_pass_plenums(scan);
    vd_pass_crop(scan);
    vd_pass_fields(scan);
    vd_pass_amended(scan);
    vd_pass_plenum_names(scan);
    vd_pass_residues(scan);
    vd_pass_plans(scan);
    if (pointing) {
        passes_pointing(scan);
    }
    vd_pass_nest(scan);
    vd_pass_places(scan);
    own_number(scan);
    own_title(scan);
    if (pointing) {
        vd_pass_antecedents(scan);
    }
    if (scan->forms == 0) {
        vd_pass_relations(scan);
    } else {
        vd_pass_pinpoints(scan);
    }
}

vd_status vd_extract(const vd_grammar *grammar, vd_source *source, vd_extraction *out, vd_error *err)
{
    return vd_extract_forms(grammar, source, 0, out, err);
}

vd_status vd_extract_forms(const vd_grammar *grammar, vd_source *source, unsigned forms, vd_extraction *out,
                           vd_error *err)
{
    *out = (vd_extraction){0};
    vd_arena_reset(&source->found);
    vd_scan scan = {.grammar = grammar, .text = &source->text, .arena = &source->found, .err = err, .forms = forms};
    vd_extraction found = {.forms = forms};
    scan.status = vd_scan_open(&scan, source);
    uint32_t anchors = forms == 0 ? VD_ANCHORS_ALL : VD_ANCHORS_ALL & ~(uint32_t)VD_ANCHORS_RELATING;
    if (scan.status == VD_OK && !vd_anchors_make(grammar, scan.text, anchors, &scan.anchors)) {
        vd_scan_fail_memory(&scan);
    }
    if (scan.status == VD_OK) {
        passes_run(&scan);
        mentions_finish(&scan, &found);
    }
    if (scan.status == VD_OK && forms == 0) {
        statements_finish(&scan, &found);
        found.header = scan.header;
    }
    found.given_up = scan.overruns;
    found.given_up_first = scan.overrun_first;
    vd_scan_close(&scan);
    if (scan.status != VD_OK) {
        vd_arena_clear(&source->found);
        return scan.status;
    }
    *out = found;
    return VD_OK;
}
