/* Letters named in brackets behind the body that wrote them: "UBND tỉnh Hưng Yên (Công văn số 12/UBND-KT ngày …)".
 * Decides which bracket names a draft so, whose it is, and of which province. */
#include "extract/scan.h"

#include "text/fold.h"

#include <string.h>

/* The bracket that opens before `at` and is not closed before it; SIZE_MAX: there is none. */
static size_t bracket_open(const vd_scan *scan, size_t at)
{
    enum { REACH = 240 };
    const vd_anchors *anchors = &scan->anchors;
    size_t i = vd_mark_from(anchors, at);
    while (i > 0 && anchors->signs[i - 1] != '(' && anchors->marks[i - 1] + REACH > at) {
        i--;
    }
    size_t open = i > 0 && anchors->signs[i - 1] == '(' ? anchors->marks[i - 1] : SIZE_MAX;
    bool near = open != SIZE_MAX && open + REACH > at;
    return near && memchr(scan->text->fold + open, ')', at - open) == NULL ? open : SIZE_MAX;
}

/* Behind one of `words` at `at`; `at`: none of them stands there. */
static size_t word_passed(const vd_scan *scan, size_t at, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (vd_scan_starts(scan, at, words[i])) {
            return at + strlen(words[i]);
        }
    }
    return at;
}
#define WORD_PASSED(scan, at, words) word_passed((scan), (at), (words), sizeof(words) / sizeof *(words))

/* Does the bracket hold nothing before `draft` but numbers and their dates?  "(Công văn số 1/UBND-KT ngày … và số
 * 2/UBND-KT)", not "(thay thế Quyết định số …)". */
static bool bracket_lists(vd_scan *scan, size_t open, const vd_draft *draft)
{
    static const char *const opens[] = {"tai ", "theo ", "cac van ban: ", "cac van ban "};
    static const char *const separators[] = {", va ", ", ", "; ", " va "};
    size_t at = open + 1;
    at = WORD_PASSED(scan, at, opens);
    for (const vd_draft *member; (member = vd_draft_at(scan, at)) != NULL && member < draft;) {
        vd_date date = {0};
        at = member->span.to;
        at += vd_date_read(scan, at, &date);
        size_t next = WORD_PASSED(scan, at, separators);
        if (next == at) {
            return false;
        }
        at = next;
    }
    return at == draft->span.from;
}

size_t vd_bracket_behind(vd_scan *scan, const vd_draft *draft)
{
    size_t open = draft->symbol.ptr && !draft->law ? bracket_open(scan, draft->span.from) : SIZE_MAX;
    bool names = open != SIZE_MAX && open > 0 && scan->text->fold[open - 1] == ' ' && bracket_lists(scan, open, draft);
    return names ? open - 1 : 0;
}

/* Numbers of a province's own committee or council, whatever unit drafted them. */
static bool symbol_of_province(vd_str symbol)
{
    return vd_str_find(symbol, VD_LIT("UBND"), 0) != SIZE_MAX || vd_str_find(symbol, VD_LIT("HĐND"), 0) != SIZE_MAX;
}

/* May a province's name without a word before it stand behind `before`?  In a list of those that wrote: "các tỉnh: Hà
 * Giang (…), Lào Cai (…)", not "đường Hà Nội - Hải Phòng (…)". */
static bool listed_before(vd_str before)
{
    static const char *const words[] = {", ", "; ", ": ", " tinh ", " thanh pho ", " tp ", " tp. ", " tp."};
    bool listed = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !listed; i++) {
        listed = vd_str_ends(before, vd_str_of(words[i]));
    }
    return listed;
}

const vd_place_row *vd_bracket_place(vd_scan *scan, const vd_draft *draft)
{
    enum { NAME_REACH = 24 };
    size_t end = symbol_of_province(draft->symbol) ? vd_bracket_behind(scan, draft) : 0;
    size_t first = end > NAME_REACH ? end - NAME_REACH : 0;
    for (size_t at = end; at-- > first;) {
        bool word = vd_scan_upper(scan, at) && (at == 0 || !vd_is_word(scan->text->fold[at - 1]));
        vd_str rest = {scan->text->fold + at, end - at};
        const vd_place_row *place = word ? vd_place_starting(rest) : NULL;
        bool whole = place && strlen(place->fold) == rest.len;
        if (whole && listed_before((vd_str){scan->text->fold, at})) {
            return place;
        }
    }
    return NULL;
}
