/* Where a body's name ends in a sentence: behind its province or its term, and before what goes on. */
#include "extract/scan.h"

#include "text/fold.h"

/* Bodies of which there is one, and nothing of their name in a province: what follows the name is no part of it. */
static bool issuer_single(const vd_issuer_row *row)
{
    static const char *const names[] = {"chinh phu",    "thu tuong chinh phu", "quoc hoi", "uy ban thuong vu quoc hoi",
                                        "bo chinh tri", "ban bi thu"};
    vd_str name = vd_str_of(row->name_fold);
    return strcmp(row->level, "national") == 0 && (vd_str_starts(name, VD_LIT("bo ")) || VD_STR_IN(name, names));
}

/* The rest of the printed name goes on with another body ("… và | Bộ Tài chính") or is another ministry's name of
 * former times ("Bộ Công nghiệp | nhẹ"). */
static bool issuer_goes_on(const vd_scan *scan, size_t at)
{
    static const char *const joints[] = {" va ", " - ", "-"};
    static const char *const former[] = {" nang", " nhe", " thuc pham"};
    for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
        if (vd_scan_starts(scan, at, joints[i])) {
            return vd_scan_upper(scan, at + strlen(joints[i]));
        }
    }
    for (size_t i = 0; i < sizeof former / sizeof *former; i++) {
        if (vd_scan_starts(scan, at, former[i]) && !vd_is_word(scan->text->fold[at + strlen(former[i])])) {
            return true;
        }
    }
    return false;
}

/* Behind " khóa XV", where a term follows. */
static size_t term_end(const vd_scan *scan, size_t at, size_t to)
{
    const char *fold = scan->text->fold;
    size_t end = at + strlen(" khoa ");
    if (!vd_scan_starts(scan, at, " khoa ") || end >= to) {
        return at;
    }
    while (end < to && vd_is_word(fold[end])) {
        end++;
    }
    return end;
}

/* Behind the province at `at`: "Sở Văn hóa, Thể thao và Du lịch | tỉnh Lào Cai". */
static size_t place_end(const vd_scan *scan, size_t at)
{
    static const char *const ranks[] = {" tinh ", " thanh pho "};
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        size_t from = at + strlen(ranks[i]);
        if (!vd_scan_starts(scan, at, ranks[i])) {
            continue;
        }
        const vd_place_row *place = vd_place_starting((vd_str){scan->text->fold + from, scan->text->fold_len - from});
        if (place) {
            return from + strlen(place->fold);
        }
    }
    return at;
}

/* "Chủ tịch Ủy ban nhân dân thành phố Cần Thơ | và thủ tục hành chính …": behind its province a body's name is over
 * where small letters go on, unless they name another province. */
static size_t placed_end(const vd_scan *scan, vd_range name)
{
    static const char *const more[] = {" va tinh ", " va thanh pho ", " khoa "};
    for (size_t at = name.from; at < name.to; at++) {
        size_t end = scan->text->fold[at] == ' ' ? place_end(scan, at) : at;
        if (end == at || end >= name.to || scan->text->fold[end] != ' ' || vd_scan_upper(scan, end + 1)) {
            continue;
        }
        bool conjunct = vd_scan_starts(scan, end, " va ") && vd_scan_upper(scan, end + strlen(" va "));
        bool goes_on = conjunct;
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            goes_on = goes_on || vd_scan_starts(scan, end, more[i]);
        }
        if (!goes_on) {
            return end;
        }
    }
    return name.to;
}

/* Behind "nhân dân tỉnh" where that ends at `at`; `at` where it does not. */
static size_t rank_end(const vd_scan *scan, size_t at)
{
    static const char *const bodies[] = {"nhan dan ", "ubnd ", "hdnd "};
    static const char *const ranks[] = {"tinh", "thanh pho", "huyen", "thi xa", "xa", "phuong", "thi tran", "dac khu"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        for (size_t j = 0; j < sizeof ranks / sizeof *ranks && vd_scan_starts(scan, at, bodies[i]); j++) {
            size_t end = at + strlen(bodies[i]) + strlen(ranks[j]);
            if (vd_scan_starts(scan, at + strlen(bodies[i]), ranks[j]) && scan->text->fold[end] == ' ') {
                return end;
            }
        }
    }
    return at;
}

/* "Ủy ban nhân dân tỉnh | ở một số nơi", "Hội đồng nhân dân tỉnh | ban hành 02 nghị quyết": behind its rank a body goes
 * on with the name of a place, which begins with a capital, or says of what it is. */
static size_t ranked_end(const vd_scan *scan, vd_range name)
{
    static const char *const more[] = {" thuoc ", " truc ", " hoi ", " khoa ", " va ", " tinh ", " thanh pho ", " xa "};
    for (size_t at = name.from; at < name.to; at++) {
        bool begins = (at == name.from || scan->text->fold[at - 1] == ' ') && VD_AMONG(scan->text->fold[at], "nuh");
        size_t end = begins ? rank_end(scan, at) : at;
        if (end == at || end >= name.to || vd_scan_upper(scan, end + 1) || vd_fold_digit(scan->text->fold[end + 1])) {
            continue;
        }
        bool goes_on = vd_place_starting((vd_str){scan->text->fold + end + 1, scan->text->fold_len - end - 1}) != NULL;
        for (size_t i = 0; i < sizeof more / sizeof *more; i++) {
            goes_on = goes_on || vd_scan_starts(scan, end, more[i]);
        }
        if (!goes_on) {
            return end;
        }
    }
    return name.to;
}

size_t vd_issuer_end(const vd_scan *scan, vd_range name, bool numbered)
{
    enum { NAME_REACH = 90 };
    size_t from = name.from + (vd_scan_starts(scan, name.from, "bo truong ") ? strlen("bo truong ") : 0);
    size_t most = from + NAME_REACH < scan->text->fold_len ? from + NAME_REACH : scan->text->fold_len;
    size_t used = 0;
    const vd_issuer_row *row =
        from < name.to ? vd_issuer_prefix(vd_scan_fold(scan, (vd_range){from, most}), &used) : NULL;
    size_t end = from + used;
    if (row && end > name.to) {
        return place_end(scan, end); /* "Bộ Giao thông vận | tải": the word that stopped is one of the name */
    }
    bool over = row && issuer_single(row) && end < name.to && !issuer_goes_on(scan, end) &&
                (numbered || !vd_scan_upper(scan, end + 1)); /* "Chính phủ | Nhật Bản" */
    return over ? term_end(scan, end, name.to) : ranked_end(scan, (vd_range){name.from, placed_end(scan, name)});
}
