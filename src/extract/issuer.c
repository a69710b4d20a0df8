/* Bodies as they are officially called, with the place that is left out where it is plain ("Ủy ban nhân dân thành
 * phố"). */
#include "extract/scan.h"

#include "base/buf.h"

/* How much of `text` is `name`, a dash between two words and its blanks aside; 0 when it does not begin so. */
static size_t name_used(const char *name, vd_str text)
{
    size_t at = 0;
    for (size_t i = 0; name[i];) {
        while (name[i] == ' ' || name[i] == '-') {
            i++;
        }
        size_t from = at;
        while (at < text.len && (text.ptr[at] == ' ' || text.ptr[at] == '-')) {
            at++;
        }
        if (i > 0 && at == from) {
            return 0; /* no word ends here */
        }
        for (; name[i] && name[i] != ' ' && name[i] != '-'; i++, at++) {
            if (at >= text.len || text.ptr[at] != name[i]) {
                return 0;
            }
        }
    }
    return at == text.len || !vd_is_word(text.ptr[at]) ? at : 0;
}

const vd_issuer_row *vd_issuer_prefix(vd_str text, size_t *used)
{
    const vd_issuer_row *best = NULL;
    size_t best_len = 0;
    size_t begin = 0;
    while (begin < text.len && (text.ptr[begin] == ' ' || text.ptr[begin] == '-')) {
        begin++;
    }
    if (text.len - begin < 2) {
        return NULL;
    }
    const char *first = text.ptr + begin; /* no word of a name is a single letter */
    for (size_t i = 0; i < vd_issuers_count; i++) {
        if (vd_issuers[i].name_fold[0] != first[0] || vd_issuers[i].name_fold[1] != first[1]) {
            continue;
        }
        size_t len = name_used(vd_issuers[i].name_fold, text);
        size_t name_len = len > 0 ? strlen(vd_issuers[i].name_fold) : 0;
        if (name_len > best_len) {
            best = &vd_issuers[i];
            best_len = name_len;
            *used = len;
        }
    }
    return best;
}

/* The same in a scan that lost its marks, where a name may be misread: the one that takes most of the text, and of two
 * that take as much the more alike, "Sé Néi vu" is no Sở Ngoại vụ. */
static const vd_issuer_row *issuer_misread(vd_str text, size_t *used)
{
    enum { SHORTEST = 8 };
    size_t most = 0;
    const vd_issuer_row *best = vd_issuer_prefix(text, &most);
    unsigned least = 0;
    for (size_t i = 0; i < vd_issuers_count; i++) {
        vd_str name = vd_str_of(vd_issuers[i].name_fold);
        unsigned limit = (unsigned)(name.len * 17 / 10);
        size_t len = 0;
        unsigned cost = name.len < SHORTEST ? limit + 1 : vd_ocr_prefix_cost(name, text, limit, &len);
        bool better = cost <= limit && (len > most || (len == most && cost < least));
        if (better && vd_ocr_words_alike(name, vd_str_slice(text, 0, len))) {
            best = &vd_issuers[i];
            most = len;
            least = cost;
        }
    }
    *used = most;
    return best;
}

/* Bodies that exist once a province: their name wants one. */
static bool issuer_local(const vd_issuer_row *row, vd_str fold)
{
    return (row && (strcmp(row->level, "local") == 0 || strcmp(row->level, "office") == 0)) ||
           vd_str_find(fold, VD_LIT("thanh uy"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("tinh uy"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("nhan dan thanh pho"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT("nhan dan tinh"), 0) != SIZE_MAX;
}

/* A body "of the province" is none of a city's, nor one "of the city" a province's. */
static bool rank_fits(vd_str fold, const vd_place_row *where)
{
    bool city = vd_str_ends(fold, VD_LIT(" thanh pho")) || vd_str_ends(fold, VD_LIT("thanh uy"));
    bool province = vd_str_ends(fold, VD_LIT(" tinh")) || vd_str_ends(fold, VD_LIT("tinh uy"));
    bool is_city = strcmp(where->rank, "thành phố") == 0;
    return !(city && !is_city) && !(province && is_city);
}

/* "tỉnh tỉnh Lào Cai", "của Ủy ban nhân dân tỉnh tỉnh": a slip of the pen. */
static vd_str rank_once(vd_str rest)
{
    static const char *const doubled[] = {"tỉnh tỉnh", "thành phố thành phố"};
    for (size_t i = 0; i < sizeof doubled / sizeof *doubled; i++) {
        vd_str twice = vd_str_of(doubled[i]);
        if (vd_str_starts(rest, twice) && (rest.len == twice.len || rest.ptr[twice.len] == ' ')) {
            return vd_str_slice(rest, twice.len / 2 + 1, rest.len);
        }
    }
    return rest;
}

/* Rank words of the rest in small letters, as they are officially written: "Thành phố Hải Phòng" -> "thành phố Hải
 * Phòng". */
static void issuer_add_rest(vd_scan *scan, vd_buf *out, vd_str rest, const vd_place_row *named)
{
    static const char *const ranks[][2] = {{"thanh pho", "thành phố"}, {"tinh", "tỉnh"}};
    vd_str trimmed = rank_once(vd_str_trim(rest));
    vd_str fold = vd_fold_copy(scan->arena, trimmed);
    if (fold.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return;
    }
    if (trimmed.len == 0) {
        return;
    }
    if (trimmed.ptr[0] != ',') {
        vd_buf_add_char(out, ' ');
    }
    size_t rank = named && vd_str_ends(fold, vd_str_of(named->fold)) ? fold.len - strlen(named->fold) : 0;
    if (named && vd_str_eq(fold, vd_str_of(named->fold))) {
        bool ranked = vd_str_ends(vd_buf_str(out), VD_LIT("ủy ")); /* "Tỉnh ủy Sóc Trăng" */
        vd_buf_add_text(out, ranked ? "" : named->rank);
        vd_buf_add_text(out, ranked ? "" : " ");
        vd_buf_add_text(out, named->name);
        return;
    }
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        if (rank && vd_str_eq(vd_str_trim(vd_str_slice(fold, 0, rank)), vd_str_of(ranks[i][0]))) {
            vd_buf_add_text(out, ranks[i][1]);
            vd_buf_add_char(out, ' ');
            vd_buf_add_text(out, named->name); /* "Thanh Hoá" is Thanh Hóa */
            return;
        }
    }
    if (vd_str_starts(trimmed, VD_LIT("Thành phố"))) {
        vd_buf_add_text(out, "thành phố");
        trimmed = vd_str_slice(trimmed, strlen("Thành phố"), trimmed.len);
    } else if (vd_str_starts(trimmed, VD_LIT("Tỉnh "))) {
        vd_buf_add_text(out, "tỉnh");
        trimmed = vd_str_slice(trimmed, strlen("Tỉnh"), trimmed.len);
    }
    vd_buf_add(out, trimmed);
}

/* The province behind a local body's name: "… thành phố | Cần Thơ", "Thành ủy | Cần Thơ", "… xã X|, thành phố Hải
 * Phòng", "Hội đồng nhân dân | thành phố Cần Thơ". */
static void issuer_add_place(vd_buf *out, vd_str fold, const vd_place_row *where)
{
    static const char *const ranked[] = {"thanh pho", "tinh", "thanh uy", "tinh uy"};
    static const char *const below[] = {" xa ",       " phuong ",    " huyen ",   " quan ",  " thi xa ",
                                        " thi tran ", " thanh pho ", "huyen uy ", "thi uy ", "thanh uy "};
    bool rank = true;
    for (size_t i = 0; i < sizeof ranked / sizeof *ranked; i++) {
        rank = rank && !vd_str_ends(fold, vd_str_of(ranked[i]));
    }
    for (size_t i = 0; i < sizeof below / sizeof *below && rank; i++) {
        if (vd_str_find(fold, vd_str_of(below[i]), 0) != SIZE_MAX) {
            vd_buf_add_char(out, ',');
            break;
        }
    }
    vd_buf_add_char(out, ' ');
    if (rank) {
        vd_buf_add_text(out, where->rank);
        vd_buf_add_char(out, ' ');
    }
    vd_buf_add_text(out, where->name);
}

/* Byte length in `text` of what its folded form has in its first `folded` characters. */
static size_t unfolded(vd_str text, size_t folded)
{
    size_t at = 0;
    while (at < text.len && folded > 0) {
        at++;
        while (at < text.len && ((unsigned char)text.ptr[at] & 0xC0) == 0x80) {
            at++;
        }
        folded--;
    }
    return at;
}

/* Where " khóa XIII" begins, at the end of a body's name: " khéa", " kh6a", " khod" in a scan; SIZE_MAX: nowhere. */
static size_t term_begins(vd_str fold, bool misread)
{
    enum { TERM_LONGEST = 12, WORD = 6 }; /* WORD: " khoa " */
    for (size_t at = fold.len; at-- > 0 && fold.len - at <= TERM_LONGEST;) {
        vd_str rest = vd_str_slice(fold, at, fold.len);
        bool word = vd_str_starts(rest, VD_LIT(" khoa "));
        if (!word && misread && rest.len > WORD && vd_str_starts(rest, VD_LIT(" kh")) && rest.ptr[WORD - 1] == ' ') {
            word = (rest.ptr[3] == 'o' || rest.ptr[4] == 'a') && VD_AMONG(rest.ptr[WORD], "ivx");
        }
        if (word) {
            return at;
        }
    }
    return SIZE_MAX;
}

/* The body without its session and term: "Hội nghị lần thứ sáu | Ban Chấp hành Trung ương Đảng | khóa XII". */
static vd_range issuer_core(const vd_scan *scan, vd_range range)
{
    vd_str fold = vd_scan_fold(scan, range);
    size_t term = term_begins(fold, scan->text->marks_lost);
    if (term != SIZE_MAX && term >= strlen("quoc hoi")) {
        range.to = range.from + term;
    }
    size_t body =
        vd_str_starts(fold, VD_LIT("hoi nghi ")) ? vd_str_find(fold, VD_LIT("ban chap hanh trung uong"), 0) : SIZE_MAX;
    if (body != SIZE_MAX) {
        range.from += body;
    }
    return range;
}

/* "Ban Thường vụ Tỉnh ủy" and "… Thành ủy" are alike where letters are lost; the province's rank tells which it was. */
static const vd_issuer_row *issuer_of_rank(const vd_issuer_row *row, const vd_place_row *where)
{
    static const char *const ranks[] = {"tinh uy", "thanh uy"};
    vd_str name = vd_str_of(row->name_fold);
    if (where == NULL || rank_fits(name, where)) {
        return row;
    }
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        vd_str wrong = vd_str_of(ranks[i]);
        vd_str head = vd_str_ends(name, wrong) ? vd_str_slice(name, 0, name.len - wrong.len) : VD_NONE;
        for (size_t k = 0; head.ptr && k < vd_issuers_count; k++) {
            vd_str other = vd_str_of(vd_issuers[k].name_fold);
            if (vd_str_starts(other, head) &&
                vd_str_eq(vd_str_slice(other, head.len, other.len), vd_str_of(ranks[1 - i]))) {
                return &vd_issuers[k];
            }
        }
    }
    return row;
}

/* What is printed behind a body's name in the table; on a scan that lost its marks, what it must have been where the
 * source speaks from `where`: the province's own rank, unless it is another. */
static vd_str issuer_rest(const vd_scan *scan, vd_str text, vd_str fold, size_t used, const vd_place_row *where)
{
    vd_str printed = vd_str_slice(text, unfolded(text, used), text.len);
    vd_str rest = vd_str_slice(fold, used, fold.len);
    if (!scan->text->marks_lost) {
        return printed;
    }
    bool below = vd_str_eq(rest, VD_LIT(" huyen")) || vd_str_eq(rest, VD_LIT(" quan")) ||
                 vd_str_eq(rest, VD_LIT(" phuong")) || vd_str_eq(rest, VD_LIT(" thi xa"));
    bool short_rest = rest.len > 4 && rest.len < 12 && where && !below;
    if (short_rest && strcmp(where->rank, "tỉnh") == 0) {
        vd_str word = vd_str_trim(rest);
        return vd_str_eq(word, VD_LIT("tinh")) || vd_ocr_word_is(word, "tinh", 4) ? VD_LIT(" tỉnh") : printed;
    }
    if (short_rest && vd_str_find(rest, VD_LIT("pho"), 0) == SIZE_MAX) {
        return VD_LIT(" thành phố");
    }
    return vd_str_starts(rest, VD_LIT(" thanh p")) ? VD_LIT(" thành phố") : printed;
}

/* What is left of a local body's name is a province without its rank: "Sở Xây dựng | Hà Nội". */
static const vd_place_row *place_bare(vd_str rest)
{
    vd_str name = vd_str_trim(rest);
    const vd_place_row *place = vd_place_starting(name);
    return place && name.len == strlen(place->fold) ? place : NULL;
}

void vd_issuer_words(vd_scan *scan, vd_str raw, bool capitals, vd_str *name, vd_str *place)
{
    vd_str text = raw.ptr ? vd_issuer_expand(scan, raw, capitals) : VD_NONE;
    text = text.ptr ? vd_unit_complete(scan, text) : text;
    vd_str fold = text.ptr ? vd_fold_copy(scan->arena, text) : VD_NONE;
    if (fold.ptr == NULL) {
        return;
    }
    size_t used = 0;
    bool misread = scan->text->marks_lost;
    const vd_issuer_row *row = misread ? issuer_misread(fold, &used) : vd_issuer_prefix(fold, &used);
    if (misread) {
        row = row && scan->place.ptr ? issuer_of_rank(row, vd_place_then(scan, scan->place)) : row;
    }
    const vd_place_row *named = vd_place_named(fold);
    if (named == NULL && row && issuer_local(row, fold)) {
        named = place_bare(vd_str_slice(fold, used, fold.len));
    }
    const vd_place_row *where = named;
    if (named == NULL && issuer_local(row, fold) && scan->place.ptr) {
        where = vd_place_then(scan, scan->place);
        where = where && rank_fits(fold, where) ? where : NULL;
    }
    vd_buf out = {0};
    if (row) {
        vd_buf_add_text(&out, row->name);
        issuer_add_rest(scan, &out, issuer_rest(scan, text, fold, used, named ? NULL : where), named);
    } else {
        vd_buf_add(&out, text);
    }
    if (named == NULL && where) {
        vd_str so_far = vd_fold_copy(scan->arena, vd_buf_str(&out));
        issuer_add_place(&out, so_far, where);
    }
    *name = vd_buf_ok(&out) ? vd_arena_copy(scan->arena, vd_buf_str(&out)) : VD_NONE;
    vd_buf_clear(&out);
    if (name->ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    *place = where ? vd_str_of(where->slug) : VD_NONE;
}

void vd_issuer_name(vd_scan *scan, vd_range range, vd_str *name, vd_str *place)
{
    vd_range core = issuer_core(scan, range);
    vd_issuer_words(scan, vd_scan_clean(scan, core), vd_scan_capitals(scan, core), name, place);
}

vd_str vd_issuer_full(vd_scan *scan, vd_range range)
{
    vd_str raw = vd_scan_clean(scan, range);
    vd_str text = raw.ptr ? vd_issuer_expand(scan, raw, vd_scan_capitals(scan, range)) : VD_NONE;
    return text.ptr ? vd_fold_copy(scan->arena, text) : VD_NONE;
}

/* The rank of a people's committee or council, and its own name behind it: "ủy ban nhân dân | xã | Ea Kar". */
static vd_str body_rank(vd_str fold, vd_str *name)
{
    static const char *const ranks[] = {"tinh",  "thanh pho", "xa",       "phuong", "dac khu",
                                        "huyen", "quan",      "thi tran", "thi xa"};
    size_t at = vd_str_find(fold, VD_LIT("nhan dan "), 0);
    vd_str rest = at == SIZE_MAX ? VD_NONE : vd_str_slice(fold, at + strlen("nhan dan "), fold.len);
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks && rest.ptr; i++) {
        vd_str rank = vd_str_of(ranks[i]);
        if (vd_str_starts(rest, rank) && (rest.len == rank.len || !vd_is_word(rest.ptr[rank.len]))) {
            size_t comma = vd_str_find(rest, VD_LIT(","), 0);
            *name = vd_str_trim(vd_str_slice(rest, rank.len, comma == SIZE_MAX ? rest.len : comma));
            return rank;
        }
    }
    return VD_NONE;
}

bool vd_issuer_other(vd_scan *scan, const vd_draft *draft)
{
    if (draft->issuer_name.ptr == NULL || draft->issuer.to <= draft->issuer.from || scan->header.issuer.ptr == NULL) {
        return false;
    }
    vd_str said_name = VD_NONE, own_name = VD_NONE;
    vd_str said = body_rank(vd_fold_copy(scan->arena, draft->issuer_name), &said_name);
    vd_str own = body_rank(vd_fold_copy(scan->arena, scan->header.issuer), &own_name);
    if (said.ptr == NULL || own.ptr == NULL) {
        return false;
    }
    bool named = said_name.len > 0 && own_name.len > 0;
    bool apart = named && !vd_str_starts(said_name, own_name) && !vd_str_starts(own_name, said_name);
    return !vd_str_eq(said, own) || apart;
}
