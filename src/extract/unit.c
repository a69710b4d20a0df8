/* "UBND xã", "Ban Thường vụ Thành ủy": a body of the source's own commune, district or city, whose name its papers
 * leave out.  Two communes of a province number their papers alike, so that only the name tells them apart. */
#include "extract/scan.h"

/* Units below a province, communes first, and what their Party committees are called where that is not their own word.
 */
static const struct {
    const char *small, *capital, *committee, *committee_capital;
} units[] = {
    {"xã", "Xã", NULL, NULL},
    {"phường", "Phường", NULL, NULL},
    {"đặc khu", "Đặc khu", NULL, NULL},
    {"thị trấn", "Thị trấn", NULL, NULL},
    {"huyện", "Huyện", "huyện ủy", "Huyện ủy"},
    {"quận", "Quận", "quận ủy", "Quận ủy"},
    {"thị xã", "Thị xã", "thị ủy", "Thị ủy"},
    {"thành phố", "Thành phố", "thành ủy", "Thành ủy"},
};
enum { UNITS = sizeof units / sizeof *units, COMMUNES = 4 };

/* Does `before`, which ends where "xã" begins, make another word of it: "hợp tác xã", "cấp xã", "các xã"? */
static bool other_word(vd_str before)
{
    static const char *const words[] = {"tác ", "thị ", "Thị ", "cấp ", "các ", "những ", "mỗi ", "từng ", "và "};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_ends(before, vd_str_of(words[i]))) {
            return true;
        }
    }
    return before.len > 0 && before.ptr[before.len - 1] != ' ';
}

static bool ends_in(vd_str text, const char *word)
{
    vd_str unit = word ? vd_str_of(word) : VD_NONE;
    return word && vd_str_ends(text, unit) && !other_word(vd_str_slice(text, 0, text.len - unit.len));
}

/* The unit that `text` ends in, or UNITS. */
static size_t unit_bare(vd_str text)
{
    for (size_t i = 0; i < UNITS; i++) {
        if (ends_in(text, units[i].small) || ends_in(text, units[i].capital) || ends_in(text, units[i].committee) ||
            ends_in(text, units[i].committee_capital)) {
            return i;
        }
    }
    return UNITS;
}

/* A commune's own "Đảng ủy" without more; every other body has one too, which says whose it is or is none of a commune.
 */
static bool committee_bare(vd_str text)
{
    return ends_in(text, "Đảng ủy") || ends_in(text, "đảng ủy");
}

/* What stands behind `word` in the name of the source's own body, up to its province. */
static vd_str name_behind(vd_str own, const char *word)
{
    static const char *const provinces[] = {",", " tỉnh ", " thành phố "};
    vd_str unit = word ? vd_str_of(word) : VD_NONE;
    size_t at = word ? vd_str_find(own, unit, 0) : SIZE_MAX;
    while (at != SIZE_MAX &&
           (other_word(vd_str_slice(own, 0, at)) || own.len <= at + unit.len + 1 || own.ptr[at + unit.len] != ' ')) {
        at = vd_str_find(own, unit, at + 1);
    }
    if (at == SIZE_MAX) {
        return VD_NONE;
    }
    vd_str name = vd_str_slice(own, at + unit.len + 1, own.len);
    for (size_t i = 0; i < sizeof provinces / sizeof *provinces; i++) {
        size_t end = vd_str_find(name, vd_str_of(provinces[i]), 0);
        name = end == SIZE_MAX ? name : vd_str_slice(name, 0, end);
    }
    return name;
}

/* "thành phố Cần Thơ" is a province's equal, and its name is added as a province's. */
static bool names_province(vd_scan *scan, vd_str name)
{
    vd_str fold = vd_fold_copy(scan->arena, name);
    const vd_place_row *place = fold.ptr ? vd_place_starting(fold) : NULL;
    return place && strcmp(place->rank, "thành phố") == 0;
}

/* The name that `text` leaves out, in two parts: the unit where that is left out as well, and the name. */
static void left_out(vd_str text, vd_str own, vd_str *unit, vd_str *name)
{
    size_t bare = unit_bare(text);
    if (bare < UNITS) {
        const char *const words[] = {units[bare].small, units[bare].capital, units[bare].committee,
                                     units[bare].committee_capital};
        for (size_t i = 0; i < sizeof words / sizeof *words && name->ptr == NULL; i++) {
            *name = name_behind(own, words[i]);
        }
    }
    for (size_t i = 0; i < COMMUNES && committee_bare(text) && name->ptr == NULL; i++) {
        *unit = vd_str_of(units[i].small);
        *name = name_behind(own, units[i].small);
    }
}

vd_str vd_unit_complete(vd_scan *scan, vd_str text)
{
    vd_str unit = VD_NONE;
    vd_str name = VD_NONE;
    if (scan->header.issuer.ptr) {
        left_out(text, scan->header.issuer, &unit, &name);
    }
    if (name.ptr == NULL || name.len == 0 || names_province(scan, name)) {
        return text;
    }
    const vd_str parts[] = {text, unit, name};
    return vd_scan_join(scan, parts, sizeof parts / sizeof *parts);
}
