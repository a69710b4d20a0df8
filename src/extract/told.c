/* News and articles on the law: texts that are no documents, and tell what documents do.  They change nothing
 * themselves, and carry nothing out. */
#include "extract/relation.h"

/* A heading that asks, as answers to readers have: "… có hiệu lực khi nào?". */
static bool asks(const vd_scan *scan)
{
    const vd_text *text = scan->text;
    for (size_t at = 0; at + 1 < text->fold_len; at++) {
        const char *hit = memchr(text->fold + at, '?', text->fold_len - at - 1);
        if (hit == NULL) {
            return false;
        }
        if (hit[1] == '\n') {
            return true;
        }
        at = (size_t)(hit - text->fold);
    }
    return false;
}

/* "Chính phủ ban hành | Nghị định số A": told of a document that has its number already. */
static bool tells_issue(const vd_scan *scan, const vd_draft *draft)
{
    return draft->form == VD_FORM_NUMBERED && draft->parent < 0 &&
           vd_str_ends((vd_str){scan->text->fold, draft->span.from}, VD_LIT(" ban hanh "));
}

/* "Điều 5 | Thông tư số A quy định như sau:": quoted. */
static bool quotes(const vd_scan *scan, const vd_draft *draft)
{
    if (draft->form != VD_FORM_NUMBERED || draft->parent >= 0 || draft->pinpoint.to == draft->pinpoint.from) {
        return false;
    }
    vd_str sentence = vd_scan_fold(scan, (vd_range){draft->span.to, vd_sentence_end(scan, draft->span.to)});
    return vd_str_ends(sentence, VD_LIT(" nhu sau:")) && vd_str_find(sentence, VD_LIT(" quy dinh "), 0) != SIZE_MAX;
}

/* What newspapers, portals and encyclopaedias print around an article, and no office around a document: who took the
 * picture, and the way to edit the text. */
static bool printed_as_news(const vd_scan *scan)
{
    static const char *const around[] = {
        "(hinh tu internet)", "(hinh anh internet)", "\nnoi dung chinh\n", "- anh: ", "(anh: ", "\nanh: ",
        "[sua sua ma nguon]"};
    vd_str fold = {scan->text->fold, scan->text->fold_len};
    bool news = false;
    for (size_t i = 0; i < sizeof around / sizeof *around && !news; i++) {
        news = vd_str_find(fold, vd_str_of(around[i]), 0) != SIZE_MAX;
    }
    return news;
}

vd_telling vd_telling_of(const vd_scan *scan)
{
    if (!vd_back_nameless(scan)) {
        return VD_TELLS_NOT;
    }
    vd_telling telling = asks(scan) || printed_as_news(scan) ? VD_TELLS_ONLY : VD_TELLS_NOT;
    for (size_t i = 0; i < scan->draft_count && telling != VD_TELLS_ONLY; i++) {
        if (quotes(scan, &scan->drafts[i])) {
            telling = VD_TELLS_ONLY;
        } else if (tells_issue(scan, &scan->drafts[i])) {
            telling = VD_TELLS_ISSUE; /* so do plans, whose head may be lost */
        }
    }
    return telling;
}

/* The draft at `index` is named for the day from which it has effect. */
static bool dated_by(const vd_scan *scan, size_t index)
{
    const vd_draft *draft = index < scan->draft_count ? &scan->drafts[index] : NULL;
    return draft && draft->form == VD_FORM_NUMBERED &&
           vd_str_ends((vd_str){scan->text->fold, draft->span.from}, VD_LIT("tu ngay ")) &&
           vd_scan_starts(scan, draft->tail.to, " co hieu luc");
}

int vd_ended_by(const vd_scan *scan, vd_range words)
{
    size_t first = vd_scan_from(scan, vd_sentence_start(scan, words.from));
    size_t next = vd_scan_from(scan, words.to);
    bool near = next < scan->draft_count && scan->drafts[next].span.from < vd_sentence_end(scan, words.to);
    if (near && dated_by(scan, next)) {
        return (int)next;
    }
    return first < next && dated_by(scan, first) ? (int)first : -1;
}
