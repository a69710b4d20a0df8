/* The province that the head of a list names for its members: "Bãi bỏ các quyết định của Ủy ban nhân dân tỉnh Bình
 * Thuận: ⏎1. Quyết định số …", "DANH MỤC VĂN BẢN DO HĐND, UBND TỈNH BÌNH THUẬN BAN HÀNH".  Provinces that took over
 * others repeal such lists, whose members else were their own. */
#include "extract/outlook.h"

#include "text/fold.h"

#include <string.h>

typedef struct list_head {
    const vd_place_row *place; /* NULL: no head is open */
    bool heading;              /* holds up to the next heading; else as long as each line opens with a member */
} list_head;

/* The next hard break from `at` on, or the text's end. */
static size_t line_stop(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    const char *hit = at < text->fold_len ? memchr(text->fold + at, '\n', text->fold_len - at) : NULL;
    return hit ? (size_t)(hit - text->fold) : text->fold_len;
}

/* Where words for documents stand in folded `words`, behind which their body may be named; SIZE_MAX: nowhere. */
static size_t documents_end(vd_str words)
{
    static const char *const nouns[] = {"van ban", "quyet dinh", "nghi quyet", "chi thi"};
    size_t end = SIZE_MAX;
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++) {
        size_t at = vd_str_find(words, vd_str_of(nouns[i]), 0);
        if (at != SIZE_MAX && (end == SIZE_MAX || at + strlen(nouns[i]) < end)) {
            end = at + strlen(nouns[i]);
        }
    }
    return end;
}

/* The province whose council or committee the line names as the body of a class of documents; NULL: none.  A line that
 * names a document is about that. */
static const vd_place_row *head_place(const vd_scan *scan, vd_range line)
{
    static const char *const of[] = {" cua ", " do "};
    static const char *const bodies[] = {"uy ban nhan dan", "hoi dong nhan dan", "ubnd", "hdnd", "chu tich"};
    vd_str words = vd_scan_fold(scan, line);
    size_t from = documents_end(words);
    for (size_t i = vd_scan_from(scan, line.from); i < scan->draft_count && scan->drafts[i].span.from < line.to; i++) {
        if (scan->drafts[i].number.ptr) {
            return NULL;
        }
    }
    for (size_t i = 0; i < sizeof of / sizeof *of && from != SIZE_MAX; i++) {
        size_t at = vd_str_find(words, vd_str_of(of[i]), from);
        vd_str body = at == SIZE_MAX ? VD_LIT("") : vd_str_slice(words, at + strlen(of[i]), words.len);
        for (size_t k = 0; k < sizeof bodies / sizeof *bodies; k++) {
            if (vd_str_starts(body, vd_str_of(bodies[k]))) {
                return vd_place_named(body);
            }
        }
    }
    return NULL;
}

/* Where the words of a line in capitals begin, behind what numbers it: "I. |VĂN BẢN …"; SIZE_MAX: they are none.  Asked
 * of every line, so told by a few letters. */
static size_t capitals_at(const vd_scan *scan, size_t at)
{
    enum { MARKER_MOST = 5 };
    const char *fold = scan->text->fold;
    while (VD_AMONG(fold[at], " #*>")) {
        at++;
    }
    size_t end = at;
    while (end < at + MARKER_MOST && vd_is_word(fold[end])) {
        end++;
    }
    if (end > at && VD_AMONG(fold[end], ".)")) {
        end++;
        while (VD_AMONG(fold[end], " *")) {
            end++;
        }
        at = end;
    }
    return vd_scan_opens_capitals(scan, at) ? at : SIZE_MAX;
}

/* "DANH MỤC …", "PHỤ LỤC", "I. VĂN BẢN CỦA …": a heading of a list, in capitals. */
static bool line_heads(const vd_scan *scan, vd_range line)
{
    enum { LONGEST = 400, WORD = 7 };
    static const char *const words[] = {"danh muc", "phu luc", "van ban", "quyet dinh", "nghi quyet", "chi thi"};
    size_t at = line.to - line.from <= LONGEST ? capitals_at(scan, line.from) : SIZE_MAX;
    if (at == SIZE_MAX || at + WORD > line.to || !vd_scan_capitals(scan, (vd_range){at, at + WORD})) {
        return false;
    }
    bool heads = false;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        heads = heads || vd_scan_starts(scan, at, words[i]);
    }
    return heads;
}

/* A document of the council or the committee, or of a body of theirs. */
static bool local_symbol(const vd_draft *draft)
{
    return draft->symbol.ptr && (vd_str_find(draft->symbol, VD_LIT("UB"), 0) != SIZE_MAX ||
                                 vd_str_find(draft->symbol, VD_LIT("HĐ"), 0) != SIZE_MAX);
}

/* The member of a list that opens the line, or NULL. */
static vd_draft *line_member(const vd_scan *scan, vd_range line)
{
    enum { LEAD_MOST = 80 };
    size_t i = vd_scan_from(scan, line.from);
    vd_draft *draft = i < scan->draft_count ? &scan->drafts[i] : NULL;
    bool near = draft && draft->span.from < line.to && draft->span.from < line.from + LEAD_MOST && draft->number.ptr;
    bool opens = near && (draft->row || vd_opens_line(scan, draft->span.from) || vd_opens_row(scan, draft->span.from));
    return opens ? draft : NULL;
}

/* May the draft be a member that its head's province is put into? */
static bool may_belong(const vd_draft *draft)
{
    return !draft->law && local_symbol(draft);
}

/* Behind where the last of them begins; 0: there is none, as in most texts. */
static size_t members_end(const vd_scan *scan)
{
    size_t i = scan->draft_count;
    while (i > 0 && !may_belong(&scan->drafts[i - 1])) {
        i--;
    }
    return i > 0 ? scan->drafts[i - 1].span.from + 1 : 0;
}

/* A member without a body is of the province; one whose body is only "Ủy ban nhân dân tỉnh" is that one's. */
static void member_take(vd_scan *scan, vd_draft *draft, const vd_place_row *place)
{
    vd_str slug = vd_str_of(place->slug);
    if (!may_belong(draft)) {
        return;
    }
    if (draft->issuer.to > draft->issuer.from) {
        vd_str own = scan->place;
        scan->place = slug;
        vd_issuer_name(scan, draft->issuer, &draft->issuer_name, &draft->place);
        scan->place = own;
    } else if (draft->place.ptr == NULL) {
        draft->place = slug;
    }
}

void vd_places_of_lists(vd_scan *scan)
{
    list_head head = {NULL, false};
    const size_t end = members_end(scan);
    for (size_t at = 0; at < end && scan->status == VD_OK;) {
        vd_range line = {at, line_stop(scan, at)};
        at = line.to + 1;
        vd_draft *member = head.place ? line_member(scan, line) : NULL;
        bool row = line.from < line.to && scan->text->fold[line.from] == '|';
        if (member) {
            member_take(scan, member, head.place);
        } else if (line.to > line.from && scan->text->fold[line.to - 1] == ':') {
            const vd_place_row *place = head_place(scan, line);
            head = place || !head.heading ? (list_head){place, false} : head;
        } else if (!row && line_heads(scan, line)) {
            head = (list_head){head_place(scan, line), true};
        } else if (!head.heading && !row) {
            head.place = NULL;
        }
    }
}
