/* A date behind a title, and the body behind it: "Nghị định số 15/2031/NĐ-CP quy định chi tiết … của Luật A | ngày 02
 * tháng 3 năm 2031 của Chính phủ".  Registers, lists and the compendium of the law in force put them there.  They are
 * the document's whose title it is, where neither is said before, its number is of that year, and what the title ends
 * with cannot be of that day. */
#include "extract/scan.h"

#include "base/date.h"
#include "text/fold.h"

#include <stdlib.h>

/* What stands behind the words of a title, up to its end. */
typedef struct said_behind {
    vd_range range; /* date and body */
    vd_date date;
    vd_draft body; /* its issuer alone counts */
    bool issued;   /* a body is said */
} said_behind;

/* Where the words begin that open the date whose "ngày" stands at `day`: "ban hành ngày …"; 0: the day is not that of
 * a document, "áp dụng từ ngày …". */
static size_t date_opens(const vd_scan *scan, size_t day)
{
    static const char *const issued[] = {" duoc ban hanh", " ban hanh", " cong bo"};
    static const char *const other[] = {" tu",  " den", " truoc", " sau", " vao", " trong",
                                        " qua", " het", " ky",    " la",  " cua"};
    vd_str before = {scan->text->fold, day};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        if (vd_str_ends(before, vd_str_of(other[i]))) {
            return 0;
        }
    }
    for (size_t i = 0; i < sizeof issued / sizeof *issued; i++) {
        if (vd_str_ends(before, vd_str_of(issued[i]))) {
            return day - strlen(issued[i]);
        }
    }
    return day;
}

/* The last day of the draft's title, with nothing but a body behind it. */
static bool said_read(vd_scan *scan, const vd_draft *draft, said_behind *out)
{
    vd_range title = draft->title;
    size_t day = title.to;
    while (day > title.from && !vd_scan_starts(scan, day, " ngay ")) {
        day--;
    }
    size_t from = day > title.from ? date_opens(scan, day) : 0;
    size_t len = from > title.from ? vd_date_read(scan, from, &out->date) : 0;
    size_t at = from + len;
    out->body = *draft;
    out->body.issuer = (vd_range){0, 0};
    out->issued = len > 0 && vd_body_read(scan, &out->body, &at);
    out->range = (vd_range){from, at};
    return len > 0 && at >= title.to;
}

/* A body that passes laws. */
static bool body_legislates(const said_behind *said)
{
    static const char *const bodies[] = {"Quốc hội", "Ủy ban Thường vụ Quốc hội", "Chủ tịch nước"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        if (vd_str_eq(said->body.issuer_name, vd_str_of(bodies[i]))) {
            return true;
        }
    }
    return false;
}

/* A law of this draft's name was passed on that day, or the table knows none of the name. */
static bool law_of_day(const vd_draft *law, vd_date day)
{
    return law->catalogue == 0 || vd_law_passed(vd_str_of(vd_catalogue[law->catalogue - 1].title_fold), day, true);
}

/* The document cited in the title of draft `outer`, behind which the date stands, is not of that day. */
static bool inner_denies(const vd_scan *scan, const vd_draft *outer, const vd_draft *inner, const said_behind *said)
{
    if (inner->number.ptr) {
        return inner->year != 0 && inner->year != said->date.year;
    }
    bool others = said->issued && !body_legislates(said);
    bool amended = vd_type_law(outer->type) &&
                   vd_scan_starts(scan, outer->title.from, "sua doi"); /* no act amends a law of its own day */
    return inner->law && (others || amended || !law_of_day(inner, said->date));
}

/* Whose the date behind the title is. */
typedef enum owner { OWNER_INNER, OWNER_OUTER, OWNER_NEITHER } owner;

/* NEITHER: the document of this title has another date, and the law that it ends with is not of that day; "Thông tư số
 * A … của Luật B và Nghị định số C ngày … quy định chi tiết Luật B | ngày … của Bộ Tư pháp". */
static owner said_of(const vd_scan *scan, const vd_draft *draft, const said_behind *said)
{
    bool inside = false;
    bool laws = true;
    bool open = draft->year && draft->date.day == 0 && said->date.year == draft->year;
    for (size_t i = vd_scan_from(scan, draft->span.to); i < scan->sorted; i++) {
        const vd_draft *inner = &scan->drafts[i];
        if (inner->span.from >= said->range.from) {
            break;
        }
        bool has = inner->tail.to > said->range.from && vd_date_eq(inner->date, said->date);
        if (has && !inner_denies(scan, draft, inner, said)) {
            return OWNER_INNER;
        }
        inside = inside || has;
        laws = laws && (!has || inner->number.ptr == NULL);
    }
    bool opened = !vd_scan_starts(scan, said->range.from, " ngay ");
    bool others = draft->year == 0 && draft->date.day == 0 && said->issued && !body_legislates(said);
    if (others && inside && laws) {
        return OWNER_OUTER; /* "Kế hoạch số 9/KH-UBND về sửa đổi Luật A | ngày … của UBND tỉnh": no law is of that body
                             */
    }
    if (open) {
        return inside || said->issued || opened ? OWNER_OUTER : OWNER_INNER;
    }
    return inside && laws ? OWNER_NEITHER : OWNER_INNER;
}

/* The year that a law's name ends with, "Bộ luật Hình sự năm 2015". */
static vd_date year_of_name(const vd_scan *scan, const vd_draft *inner)
{
    const char *fold = scan->text->fold;
    size_t to = inner->span.to;
    bool year = inner->law && inner->number.ptr == NULL && to >= 5 && fold[to - 5] == ' ' &&
                (vd_scan_starts(scan, to - 4, "19") || vd_scan_starts(scan, to - 4, "20"));
    return (vd_date){.year = (int16_t)(year ? strtol(fold + to - 4, NULL, 10) : 0)};
}

/* What the title cites ends where the date begins, and has neither date nor body from behind it. */
static void inner_end(const vd_scan *scan, vd_draft *inner, const said_behind *said)
{
    size_t to = said->range.from;
    if (vd_date_eq(inner->date, said->date)) {
        inner->date = year_of_name(scan, inner);
        if (inner->issuer.from >= to) {
            inner->issuer = (vd_range){0, 0};
            inner->issuer_name = inner->law ? VD_LIT("Quốc hội") : VD_NONE;
            inner->place = VD_NONE;
        }
        if (inner->law && inner->catalogue) {
            inner->issuer_name = vd_str_of(vd_catalogue[inner->catalogue - 1].issuer);
        }
    }
    inner->title.to = inner->title.to > to ? to : inner->title.to;
    inner->tail.to = inner->tail.to > to && to >= inner->span.to ? to : inner->tail.to;
}

/* The date and what is said behind it are the draft's. */
static void outer_take(vd_draft *draft, const said_behind *said)
{
    draft->date = said->date;
    if (said->issued && draft->issuer.to <= draft->issuer.from) {
        draft->issuer = said->body.issuer;
        draft->issuer_name = said->body.issuer_name;
        draft->place = said->body.place;
    }
    draft->tail.to = said->range.to;
}

void vd_title_date(vd_scan *scan, vd_draft *draft)
{
    said_behind said = {0};
    if (draft->number.ptr == NULL || draft->title.to <= draft->title.from || !said_read(scan, draft, &said)) {
        return;
    }
    owner of = said_of(scan, draft, &said);
    if (of == OWNER_INNER) {
        return;
    }
    for (size_t i = vd_scan_from(scan, draft->span.to); i < scan->sorted && scan->drafts[i].span.from < said.range.from;
         i++) {
        inner_end(scan, &scan->drafts[i], &said);
    }
    draft->tail.to = said.range.from;
    if (of == OWNER_OUTER) {
        outer_take(draft, &said);
    }
    draft->title.to = said.range.from;
    while (draft->title.to > draft->title.from && VD_AMONG(scan->text->fold[draft->title.to - 1], " .,;\"'")) {
        draft->title.to--;
    }
}
