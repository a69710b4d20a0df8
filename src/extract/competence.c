/* Who can change whom: a document changes none that is younger than itself or stands above it, and a report, plan or
 * submission changes none of another kind: it only speaks of the change, unless it says so of itself ("Kế hoạch này
 * thay thế Chương trình số …").  Nor does it detail one: it says who will. */
#include "base/date.h"
#include "extract/outlook.h"

static int draft_year(const vd_draft *draft)
{
    return draft->year ? draft->year : draft->date.year;
}

bool vd_younger(const vd_scan *scan, int from, int to)
{
    const vd_draft *target = &scan->drafts[to];
    const vd_draft *actor = from >= 0 ? &scan->drafts[from] : NULL;
    int first = actor ? draft_year(actor) : scan->header.date.year;
    int then = draft_year(target);
    if (actor && first == then && vd_date_whole(actor->date) && vd_date_whole(target->date)) {
        return vd_date_cmp(actor->date, target->date) < 0;
    }
    return first && then && first < then;
}

static bool speaks_only(vd_str type, const vd_type_row *target)
{
    static const char *const weak[] = {"Công văn",  "Kế hoạch",  "Tờ trình",         "Báo cáo",  "Thông báo",
                                       "Công điện", "Hướng dẫn", "Văn bản hợp nhất", "Biên bản", "Giấy mời"};
    if (type.ptr == NULL || target == NULL || vd_str_eq(type, vd_str_of(target->name))) {
        return false;
    }
    for (size_t i = 0; i < sizeof weak / sizeof *weak; i++) {
        if (vd_str_eq(type, vd_str_of(weak[i]))) {
            return true;
        }
    }
    return false;
}

/* A body whose code ends a symbol: one of several that share it, and their level and family; NULL when the table does
 * not have it. */
static const vd_issuer_row *symbol_body(vd_scan *scan, vd_str symbol)
{
    vd_str fold = symbol.ptr ? vd_fold_copy(scan->arena, symbol) : VD_NONE;
    size_t from = fold.len;
    while (from > 0 && fold.ptr[from - 1] != '-' && fold.ptr[from - 1] != '/') {
        from--;
    }
    size_t to = fold.len;
    while (to > from && fold.ptr[to - 1] >= '0' && fold.ptr[to - 1] <= '9') {
        to--; /* the term of "QH15" */
    }
    return to > from ? vd_issuer_find(vd_str_slice(fold, from, to), NULL) : NULL;
}

/* The level of that body: "QĐ-UBND" local, "NĐ-CP" national; NULL when the symbol does not say. */
static const char *symbol_level(vd_scan *scan, vd_str symbol)
{
    const vd_issuer_row *row = symbol_body(scan, symbol);
    return row && strcmp(row->level, "any") != 0 ? row->level : NULL;
}

/* A province changes no law, and nothing that a ministry or the Government issued. */
static bool stands_above(vd_scan *scan, vd_str actor_symbol, const vd_draft *target)
{
    const char *actor = symbol_level(scan, actor_symbol);
    if (actor == NULL || strcmp(actor, "national") == 0) {
        return false;
    }
    bool law = vd_type_law(target->type);
    const char *level = symbol_level(scan, target->symbol);
    return law || (level && strcmp(level, "national") == 0);
}

/* A ministry's circular changes no decree and no law. */
static bool rules_above(vd_str type, const vd_type_row *target)
{
    return vd_str_starts(type, VD_LIT("Thông tư")) && target &&
           (vd_type_law(target) || strcmp(target->fold, "nghi dinh") == 0);
}

/* "Nghị quyết số 18-NQ/TW về … sửa đổi Luật Đất đai": the Party asks for a change of the law, and makes none. */
static bool asks_for_law(vd_scan *scan, vd_str actor_symbol, const vd_type_row *target)
{
    const vd_issuer_row *body = vd_type_law(target) ? symbol_body(scan, actor_symbol) : NULL;
    return body && strcmp(body->family, "party") == 0;
}

bool vd_can_detail(const vd_scan *scan, int to)
{
    static const char *const tasks[] = {"Kế hoạch",  "Chương trình", "Đề án",    "Tờ trình", "Báo cáo",
                                        "Thông báo", "Công điện",    "Biên bản", "Giấy mời"};
    size_t at = scan->drafts[to].span.from;
    bool titled = at >= scan->own_title.from && at < scan->own_title.to;
    bool plans = false;
    for (size_t i = 0; i < sizeof tasks / sizeof *tasks; i++) {
        plans = plans || vd_str_eq(scan->header.type, vd_str_of(tasks[i]));
    }
    return titled || !plans;
}

bool vd_can_change(vd_scan *scan, int from, int to)
{
    const vd_draft *actor = from >= 0 ? &scan->drafts[from] : NULL;
    vd_str type = scan->header.type;
    if (actor) {
        type = actor->type ? vd_str_of(actor->type->name) : VD_NONE;
    }
    vd_str symbol = actor ? actor->symbol : scan->header.symbol;
    const vd_draft *target = &scan->drafts[to];
    bool speaks = from != VD_ACTOR_ITSELF && speaks_only(type, target->type);
    return !speaks && !rules_above(type, target->type) && !stands_above(scan, symbol, target) &&
           !asks_for_law(scan, symbol, target->type);
}
