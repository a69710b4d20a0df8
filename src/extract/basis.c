/* Whose basis "Căn cứ" names.  The document's own stand before its body.  Behind that somebody else has to go by what
 * is named, a form in an annex says it of the paper to be filled in, or it is quoted; a note to a consolidated text
 * tells the bases of a document that amended it. */
#include "extract/relation.h"

#include "text/fold.h"

enum { NOTE_REACH = 6000 };

/* An article on the law: "Căn cứ | Điều 5 Nghị định A, hồ sơ gồm …", "Căn cứ | Nghị định A quy định hồ sơ như sau:"
 * tells what that says.  Items of a preamble end in a semicolon. */
static bool tells(const vd_scan *scan, const vd_draft *draft, vd_range sentence)
{
    static const char *const verbs[] = {" quy dinh", " neu ", " thi "};
    vd_str text = vd_scan_fold(scan, sentence);
    if (draft->pinpoint.to > draft->pinpoint.from) {
        return !vd_str_ends(text, VD_LIT(";"));
    }
    bool says = false;
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs && vd_str_ends(text, VD_LIT(":")); i++) {
        says = says || vd_str_find(text, vd_str_of(verbs[i]), 0) != SIZE_MAX;
    }
    return says;
}

/* The document goes on in articles where its preamble ends, at the first of them or of its chapters. */
static bool of_articles(const vd_scan *scan)
{
    return vd_scan_starts(scan, scan->body, "dieu 1") || vd_scan_starts(scan, scan->body, "chuong ");
}

/* "Sở Tài chính căn cứ | Luật …", "Căn cứ | Nghị định A và Thông tư này, …", a quotation; "1. Cơ sở pháp lý" in a
 * decision's annex is that of a procedure. */
static bool basis_of_another(const vd_scan *scan, const vd_draft *draft, const vd_cue *head)
{
    size_t from = head->range.from;
    size_t end = vd_sentence_end(scan, draft->span.to);
    if (vd_back_nameless(scan) && tells(scan, draft, (vd_range){from, end})) {
        return true;
    }
    if (draft->span.from < scan->body) {
        return false;
    }
    bool quoted = from > 0 && scan->text->fold[from - 1] == '"';
    bool procedure = vd_str_eq(scan->header.type, VD_LIT("Quyết định")) &&
                     (vd_scan_starts(scan, from, "co so phap ") || vd_scan_starts(scan, from, "can cu phap "));
    if (!vd_scan_upper(scan, from) || quoted || procedure || of_articles(scan)) {
        return true;
    }
    if (draft->span.from - from > NOTE_REACH) {
        from = draft->span.from - NOTE_REACH; /* far on in a long list */
    }
    for (size_t i = vd_scan_from(scan, from); i < scan->draft_count && scan->drafts[i].span.from < end; i++) {
        if (scan->drafts[i].form == VD_FORM_SELF && scan->drafts[i].refer == VD_REFER_THIS) {
            return true;
        }
    }
    return false;
}

/* A note around `at` tells the bases of another document: "Thông tư số A … có căn cứ ban hành như sau: "Căn cứ | …;"".
 * Without quotation marks they end with who proposed A.  Returns where those words stand, or SIZE_MAX. */
static size_t note_around(const vd_scan *scan, const vd_outlook *view, size_t at)
{
    vd_str words = VD_LIT(" can cu ban hanh nhu sau");
    vd_str before = {scan->text->fold, at};
    size_t note = SIZE_MAX;
    size_t hit = at > NOTE_REACH ? at - NOTE_REACH : 0;
    while (vd_is_consolidated(scan) && (hit = vd_str_find(before, words, hit)) != SIZE_MAX) {
        note = hit++;
    }
    if (note == SIZE_MAX) {
        return SIZE_MAX;
    }
    size_t first = 0;
    size_t quotes = vd_positions_between(&view->quotes, note, at, &first);
    bool over = quotes == 0 && vd_str_find(before, VD_LIT("theo de nghi "), note) != SIZE_MAX;
    return quotes % 2 == 1 || (quotes == 0 && !over) ? note : SIZE_MAX;
}

/* The document that the note at `note` is to: its sentence opens with it, behind the note's own number.  Else -1. */
static int note_subject(const vd_scan *scan, size_t note)
{
    enum { NUMBER_MAX = 6 };
    size_t start = vd_sentence_start(scan, note);
    size_t index = vd_scan_from(scan, start);
    if (index >= scan->draft_count || scan->drafts[index].form != VD_FORM_NUMBERED) {
        return -1;
    }
    size_t from = scan->drafts[index].span.from;
    bool opens = from < note && from - start <= NUMBER_MAX;
    for (size_t i = start; i < from && opens; i++) {
        opens = !vd_fold_letter(scan->text->fold[i]);
    }
    return opens ? (int)index : -1;
}

void vd_basis_weigh(const vd_scan *scan, const vd_outlook *view, const vd_draft *draft, vd_cue *head)
{
    size_t note = note_around(scan, view, head->range.from);
    int subject = note != SIZE_MAX ? note_subject(scan, note) : -1;
    if (subject >= 0) {
        head->actor = subject;
    } else if (note != SIZE_MAX || vd_scan_starts(scan, draft->tail.to, " co can cu ban hanh") ||
               basis_of_another(scan, draft, head)) {
        head->relation = VD_REL_CITES;
    }
}
