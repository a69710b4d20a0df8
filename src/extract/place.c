/* Provinces: which one some words name, which one a source speaks from, and which one gave a document that is cited
 * without its body. */
#include "extract/scan.h"

#include "base/date.h"

#include <string.h>

const vd_place_row *vd_place_then(const vd_scan *scan, vd_str slug)
{
    const vd_place_row *found = NULL;
    for (size_t i = 0; i < vd_places_count; i++) {
        if (vd_str_eq(slug, vd_str_of(vd_places[i].slug))) {
            found = found == NULL || vd_places[i].valid_to[0] == '\0' ? &vd_places[i] : found;
        }
    }
    const vd_place_row *then =
        found && vd_date_whole(scan->header.date) ? vd_place_on(vd_str_of(found->fold), scan->header.date) : NULL;
    return then ? then : found;
}

const vd_place_row *vd_place_starting(vd_str fold)
{
    size_t longest = 0;
    for (size_t i = 0; i < vd_places_count && fold.len > 0; i++) {
        const char *name = vd_places[i].fold;
        if (name[0] != fold.ptr[0] || fold.len < 2 || name[1] != fold.ptr[1]) {
            continue;
        }
        size_t len = strlen(name);
        bool stands = len > longest && len <= fold.len && memcmp(fold.ptr, name, len) == 0 &&
                      (len == fold.len || !vd_is_word(fold.ptr[len]));
        longest = stands ? len : longest;
    }
    return longest ? vd_place_by_fold(vd_str_slice(fold, 0, longest)) : NULL;
}

/* May a rank stand at `at`?  Told by two letters and the one before. */
static inline bool rank_begins(vd_str fold, size_t at)
{
    return fold.ptr[at] == 't' && at + 1 < fold.len && VD_AMONG(fold.ptr[at + 1], "hip") &&
           (at == 0 || !vd_is_word(fold.ptr[at - 1]));
}

/* A rank, which may stand at `at`, with a province behind it: the province; *end: behind its name. */
static const vd_place_row *ranked_at(vd_str fold, size_t at, size_t *end)
{
    static const char *const ranks[] = {"thanh pho ", "tinh ", "thanh uy ", "tinh uy ", "tp ", "tp. ", "tp."};
    vd_str rest = vd_str_slice(fold, at, fold.len);
    for (size_t r = 0; r < sizeof ranks / sizeof *ranks; r++) {
        vd_str rank = vd_str_of(ranks[r]);
        const vd_place_row *place =
            vd_str_starts(rest, rank) ? vd_place_starting(vd_str_slice(rest, rank.len, rest.len)) : NULL;
        if (place) {
            *end = at + rank.len + strlen(place->fold);
            return place;
        }
    }
    return NULL;
}

const vd_place_row *vd_place_named(vd_str fold)
{
    size_t end;
    const vd_place_row *place = NULL;
    for (size_t at = 0; at < fold.len && place == NULL; at++) {
        place = rank_begins(fold, at) ? ranked_at(fold, at, &end) : NULL;
    }
    return place;
}

/* ---- The province that a title speaks for ------------------------------------------------------------------------ */

/* "trên địa bàn | tỉnh Cao Bằng", "của | tỉnh …", "Ủy ban nhân dân | tỉnh …", "Sở Y tế | tỉnh …". */
static bool speaks_for(vd_str before)
{
    static const char *const words[] = {" dia ban", " cua", " uy ban nhan dan", " hoi dong nhan dan", " ubnd", " hdnd"};
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_ends(before, vd_str_of(words[i]))) {
            return true;
        }
    }
    for (size_t at = 0; at < before.len; at++) {
        size_t used = 0;
        bool word = at == 0 || !vd_is_word(before.ptr[at - 1]);
        vd_str rest = vd_str_slice(before, at, before.len);
        if (word && vd_issuer_prefix(rest, &used) && used == rest.len) {
            return true;
        }
    }
    return false;
}

/* What a title ends with: "… tỉnh Cao Bằng | giai đoạn 2021 - 2025". */
static bool title_over(vd_str rest)
{
    static const char *const periods[] = {" giai doan ", " den nam ", " nam ", " (", " thoi ky "};
    bool over = rest.len == 0;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        over = over || vd_str_starts(rest, vd_str_of(periods[i]));
    }
    return over;
}

/* "hợp tác với | tỉnh …", "sáp nhập vào | tỉnh …": a province that is only spoken of. */
static bool spoken_of(vd_str before)
{
    static const char *const words[] = {"voi",  "va", "giua", "di",  "den", "tu",  "qua",  "giap", "cac",
                                        "sang", "ve", "vao",  "cho", "tai", "hai", "cung", "nhu"};
    size_t from = before.len;
    while (from > 0 && before.ptr[from - 1] != ' ') {
        from--;
    }
    vd_str last = vd_str_slice(before, from, before.len);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (vd_str_eq(last, vd_str_of(words[i]))) {
            return true;
        }
    }
    return false;
}

/* The one province that a title names, where it names it as the one it is for. */
static const vd_place_row *title_place(vd_str title)
{
    const vd_place_row *found = NULL;
    bool own = false;
    for (size_t at = 0; at < title.len;) {
        size_t end;
        const vd_place_row *place = rank_begins(title, at) ? ranked_at(title, at, &end) : NULL;
        if (place == NULL) {
            at++;
            continue;
        }
        if (found && strcmp(found->slug, place->slug) != 0) {
            return NULL;
        }
        vd_str before = vd_str_trim(vd_str_slice(title, 0, at));
        own = own || (!spoken_of(before) && (speaks_for(before) || title_over(vd_str_slice(title, end, title.len))));
        found = place;
        at = end;
    }
    return own ? found : NULL;
}

/* ---- The source's province -------------------------------------------------------------------------------------- */

/* The province that the text names most, at least twice; or, where a body speaks, the only one that it names. */
static vd_str place_counted(vd_scan *scan)
{
    static const char *const ranks[] = {"thanh pho ", "tinh "};
    size_t *counts = VD_ARENA_ARRAY(scan->arena, size_t, vd_places_count);
    if (counts == NULL) {
        vd_scan_fail_memory(scan);
        return VD_NONE;
    }
    vd_str fold = {scan->text->fold, scan->text->fold_len};
    vd_str found = VD_NONE;
    size_t best = 0;
    size_t named = 0;
    for (size_t r = 0; r < sizeof ranks / sizeof *ranks; r++) {
        vd_str rank = vd_str_of(ranks[r]);
        for (size_t at = vd_str_find(fold, rank, 0); at != SIZE_MAX; at = vd_str_find(fold, rank, at + 1)) {
            size_t end = at + 40 < fold.len ? at + 40 : fold.len;
            const vd_place_row *row = vd_place_named(vd_str_slice(fold, at, end));
            if (row) {
                size_t times = ++counts[row - vd_places];
                named += times == 1;
                found = times > best ? vd_str_of(row->slug) : found;
                best = times > best ? times : best;
            }
        }
    }
    bool only = named == 1 && scan->letterhead.body.ptr != NULL;
    return best > 1 || only ? found : VD_NONE;
}

void vd_pass_place(vd_scan *scan)
{
    vd_str said = scan->header.place.ptr ? vd_fold_copy(scan->arena, scan->header.place) : VD_NONE;
    const vd_place_row *row = said.ptr ? vd_place_by_fold(said) : NULL;
    row = scan->letterhead.province ? scan->letterhead.province : row;
    if (scan->letterhead.national) { /* "Hà Nội, ngày …" is where it was signed, not whom it speaks for */
        return;
    }
    if (row == NULL && scan->own_title.to > scan->own_title.from) { /* "… trên địa bàn xã Hòa An, tỉnh Đắk Lắk" */
        row = title_place(vd_scan_fold(scan, scan->own_title));
        scan->letterhead.province = row;
    }
    scan->place = row ? vd_str_of(row->slug) : place_counted(scan);
    if (scan->place.ptr && (row == NULL || row == scan->letterhead.province)) {
        scan->header.place = vd_str_of(vd_place_then(scan, scan->place)->name);
    }
}

/* ---- The province of a document that is cited without it -------------------------------------------------------- */

static bool body_national(vd_scan *scan, const vd_draft *draft)
{
    vd_str body = draft->symbol.ptr ? vd_symbol_issuer(scan, draft->symbol, draft->type) : VD_NONE;
    vd_str fold = body.ptr ? vd_fold_copy(scan->arena, body) : VD_NONE;
    size_t used = 0;
    const vd_issuer_row *row = fold.ptr ? vd_issuer_prefix(fold, &used) : NULL;
    return row && strcmp(row->level, "national") == 0;
}

/* Did `place` no longer exist when the document was given, but become a part of `own`?  Then `own` speaks of what it
 * took over: "bãi bỏ văn bản của Ủy ban nhân dân tỉnh Quảng Bình". */
static bool taken_over(const vd_place_row *place, vd_str own, vd_date given)
{
    vd_date end = {0};
    bool ended = place->valid_to[0] && vd_date_parse(vd_str_of(place->valid_to), &end);
    return ended && vd_str_eq(vd_str_of(place->successor), own) && given.year >= end.year;
}

/* A document of a province without its body: whose title speaks for another province is that one's. */
static void place_from_title(vd_scan *scan, vd_draft *draft)
{
    bool open = draft->place.ptr == NULL && draft->issuer.to == draft->issuer.from && !draft->law;
    bool asked = draft->form == VD_FORM_NUMBERED && draft->symbol.ptr && draft->title.to > draft->title.from;
    bool own = draft->number.ptr && scan->header.number.ptr && vd_str_eq(draft->number, scan->header.number);
    if (!open || !asked || own) {
        return;
    }
    const vd_place_row *place = title_place(vd_scan_fold(scan, draft->title));
    bool other = place && !vd_str_eq(vd_str_of(place->slug), scan->place);
    if (other && !taken_over(place, scan->place, draft->date) && !body_national(scan, draft)) {
        draft->place = vd_str_of(place->slug);
    }
}

/* "Các tỉnh: Hà Giang (Công văn số 12/UBND-KT), …": the place alone stands for its committee. */
static void place_from_bracket(vd_scan *scan, vd_draft *draft)
{
    bool open = draft->place.ptr == NULL && draft->issuer.to == draft->issuer.from && draft->symbol.ptr;
    const vd_place_row *place = open ? vd_bracket_place(scan, draft) : NULL;
    if (place) {
        draft->place = vd_str_of(place->slug);
    }
}

/* "Quyết định số 12/QĐ-UBND của UBND tỉnh Nghệ An sửa đổi Quyết định số 10/QĐ-UBND | của UBND tỉnh": what stands in a
 * document's title and says no province is of that document's, not of the one that cites both. */
static void place_from_outer(vd_scan *scan, vd_draft *draft)
{
    vd_str own = scan->place;
    vd_str outer = scan->drafts[draft->parent].place;
    if (outer.ptr == NULL || vd_str_eq(outer, own) || draft->law) {
        return;
    }
    if (draft->issuer.to > draft->issuer.from) {
        scan->place = outer;
        vd_issuer_name(scan, draft->issuer, &draft->issuer_name, &draft->place);
        scan->place = own;
    } else if (draft->place.ptr == NULL && draft->number.ptr && !body_national(scan, draft)) {
        draft->place = outer;
    }
}

void vd_pass_places(vd_scan *scan)
{
    vd_places_of_lists(scan);
    for (size_t i = 0; i < scan->draft_count && scan->status == VD_OK; i++) {
        vd_draft *draft = &scan->drafts[i];
        place_from_bracket(scan, draft);
        place_from_title(scan, draft);
        if (draft->parent >= 0 && (size_t)draft->parent < i) {
            place_from_outer(scan, draft);
        }
    }
}
