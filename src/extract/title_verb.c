/* Where a title is over because the sentence goes on with a verb of its own: "thay thế Quyết định số A về quản lý chợ|,
 * bãi bỏ Quyết định số B".  Titles say such things as well ("về sửa đổi Quyết định số A, bãi bỏ Quyết định số B"), so
 * that it is asked whether a verb of that kind governs the document whose title it is. */
#include "extract/outlook.h"

#include "base/date.h"
#include "text/fold.h"

/* Behind a verb by which a document changes another, at `at`; else `at`. */
static size_t verb_end(const vd_scan *scan, size_t at)
{
    static const char *const verbs[] = {"bai bo ",   "huy bo ",           "thay the cho ",
                                        "thay the ", "sua doi, bo sung ", "sua doi va bo sung ",
                                        "sua doi ",  "bo sung "};
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++) {
        if (vd_scan_starts(scan, at, verbs[i])) {
            return at + strlen(verbs[i]);
        }
    }
    return at;
}

/* Do only words for a document, or for a part of it, stand between a verb and the document at `to`? */
static bool object_only(vd_scan *scan, size_t from, size_t to)
{
    static const char *const whole[] = {"toan bo ", "mot phan ", "mot so dieu cua ", "mot so noi dung cua ", "cac "};
    vd_match match;
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++) {
        from += vd_scan_starts(scan, from, whole[i]) ? strlen(whole[i]) : 0;
    }
    if (from < to && vd_scan_at(scan, VD_PAT_pinpoint, from, to, &match)) {
        from = match.end;
        from += from < to && scan->text->fold[from] == ' ';
        from += vd_scan_starts(scan, from, "cua ") ? strlen("cua ") : 0;
    }
    return from == to;
}

/* "Quyết định này thay thế | Quyết định số A", "sửa đổi khoản 2 Điều 5 | Quyết định số A": a verb of change stands
 * right before the document at `owner`, and is no participle. */
static bool verb_before(vd_scan *scan, size_t owner)
{
    enum { REACH = 120 };
    static const char *const passive[] = {" bi ", " duoc ", " da ", " chua ", " khong "};
    size_t first = owner > REACH ? owner - REACH : 0;
    for (size_t at = owner; at-- > first && !VD_AMONG(scan->text->fold[at], "\n;\"");) {
        bool begins = at == 0 || VD_AMONG(scan->text->fold[at - 1], " \n(");
        size_t end = begins ? verb_end(scan, at) : at;
        if (end > at && end <= owner && object_only(scan, end, owner)) {
            bool done = false;
            for (size_t i = 0; i < sizeof passive / sizeof *passive; i++) {
                done = done || vd_str_ends((vd_str){scan->text->fold, at}, vd_str_of(passive[i]));
            }
            return !done;
        }
    }
    return false;
}

static const char *const changes[] = {"bai bo", "huy bo", "thay the", "sua doi", "bo sung", "dieu chinh"};

/* A title that itself says what is changed: "về việc sửa đổi, bổ sung, bãi bỏ một số điều của Quyết định số B". */
static bool title_changes(const vd_scan *scan, size_t from)
{
    static const char *const opens[] = {"ve viec ", "ve ", "viec ", "v/v "};
    size_t at = from;
    for (size_t i = 0; i < sizeof opens / sizeof *opens && at == from; i++) {
        at += vd_scan_starts(scan, from, opens[i]) ? strlen(opens[i]) : 0;
    }
    bool change = false;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        change = change || vd_scan_starts(scan, at, changes[i]);
    }
    return change;
}

/* "Luật sửa đổi|, bổ sung một số điều của Luật B": the comma parts two verbs of one object. */
static bool verb_ends(const vd_scan *scan, size_t at)
{
    bool verb = false;
    for (size_t i = 0; i < sizeof changes / sizeof *changes; i++) {
        verb = verb || vd_str_ends((vd_str){scan->text->fold, at}, vd_str_of(changes[i]));
    }
    return verb;
}

/* The document of draft `other` came later than that of draft `whose`, by year or day. */
static bool came_later(const vd_scan *scan, int whose, int other)
{
    vd_date first = scan->drafts[whose].date;
    vd_date second = scan->drafts[other].date;
    bool days = vd_date_whole(first) && vd_date_whole(second);
    return vd_younger(scan, whose, other) || (days && vd_date_cmp(first, second) < 0);
}

bool vd_title_verb(vd_scan *scan, size_t owner, size_t from, size_t at)
{
    enum { OBJECT_MAX = 80 };
    bool comma = vd_scan_starts(scan, at, ", ");
    size_t next = at + (comma ? strlen(", ") : vd_scan_starts(scan, at, " va ") ? strlen(" va ") : 0);
    next += comma && vd_scan_starts(scan, next, "va ") ? strlen("va ") : 0;
    if (next == at || !VD_AMONG(scan->text->fold[next], "bhtsd")) {
        return false;
    }
    next += vd_scan_starts(scan, next, "dong thoi ") ? strlen("dong thoi ") : 0;
    size_t object = verb_end(scan, next);
    if (object == next) {
        return false;
    }
    size_t i = vd_scan_from(scan, object);
    const vd_draft *whose = vd_draft_at(scan, owner);
    if (whose == NULL || i >= scan->sorted || scan->drafts[i].span.from > object + OBJECT_MAX) {
        return false;
    }
    const vd_draft *other = &scan->drafts[i];
    bool cited = (other->number.ptr || other->law) && object_only(scan, object, other->span.from);
    if (!cited || title_changes(scan, from) || verb_ends(scan, at) || !verb_before(scan, owner)) {
        return false;
    }
    /* "ban hành Quy định … và bãi bỏ Quyết định số B" may be the title, unless B came later. */
    return comma || came_later(scan, (int)(whose - scan->drafts), (int)i);
}
