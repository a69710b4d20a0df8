/* Where the sentence around a place begins and ends. */
#include "extract/scan.h"

#include "text/fold.h"

enum { SENTENCE_MAX = 700 };

/* "… của Bộ Tài chính.Theo đó": a stop whose blank is lost, between a whole word in small letters and a capitalised
 * one.  "Th.S", "gov.Vn" and initials are none. */
static bool stop_without_blank(const vd_scan *scan, size_t word, size_t at)
{
    const vd_text *text = scan->text;
    bool small = at > word && !vd_scan_upper(scan, at - 1) && vd_fold_letter(text->fold[at - 1]);
    bool opened = vd_scan_upper(scan, at + 1) && at + 2 < text->fold_len && vd_fold_letter(text->fold[at + 2]) &&
                  !vd_scan_upper(scan, at + 2);
    bool vowel = false;
    for (size_t i = word; i < at && small && opened; i++) {
        vowel = vowel || VD_AMONG(text->fold[i], "aeiouy");
    }
    return vowel && (word == 0 || text->fold[word - 1] == ' ');
}

/* ".[1] Theo đó": a note's mark between a full stop and what follows. */
static bool note_follows(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t end = at + 2;
    while (vd_fold_digit(fold[end])) {
        end++;
    }
    bool note = fold[at + 1] == '[' && end > at + 2 && fold[end] == ']';
    return note && (fold[end + 1] != ' ' || vd_scan_upper(scan, end + 2));
}

bool vd_sentence_stops(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    if (fold[at] != '.') {
        return false;
    }
    if (note_follows(scan, at)) {
        return true;
    }
    if (at + 1 >= scan->text->fold_len || fold[at + 1] == '/' || fold[at + 1] == '\n') {
        return true;
    }
    size_t word = at;
    while (word > 0 && vd_is_word(fold[word - 1])) {
        word--;
    }
    /* "TP. Cần Thơ", "GS. TS.": a short word in capitals, standing free; the end of a code ("NĐ-CP.") is none */
    bool free = word == 0 || fold[word - 1] == ' ' || fold[word - 1] == '.';
    bool abbreviation = free && at - word <= 3 && at > word && vd_scan_upper(scan, word) && vd_scan_upper(scan, at - 1);
    if (stop_without_blank(scan, word, at)) {
        return true;
    }
    return fold[at + 1] == ' ' && (vd_scan_upper(scan, at + 2) || !vd_is_word(fold[at + 2])) && !abbreviation;
}

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

bool vd_cell_stops(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    bool apart = at == 0 || VD_AMONG(fold[at - 1], " \n|");
    return fold[at] == '|' && apart && (fold[at + 1] == '\0' || VD_AMONG(fold[at + 1], " \n|"));
}

size_t vd_cell_end(const vd_scan *scan, size_t from, size_t to)
{
    for (size_t at = from; at < to; at++) {
        const char *hit = memchr(scan->text->fold + at, '|', to - at);
        at = hit ? (size_t)(hit - scan->text->fold) : to;
        if (at < to && vd_cell_stops(scan, at)) {
            return at;
        }
    }
    return to;
}
