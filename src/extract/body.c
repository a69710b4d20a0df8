/* Whom a sentence names as the body that issued a document: behind it, before "tại", as the subject that issues it, or
 * behind its title. */
#include "extract/scan.h"

#include "text/fold.h"

#include <string.h>

/* Without blanks, a dangling "và" at the end, and the word of a term in digits: "Trung ương Đảng | khóa 13". */
static size_t issuer_trim(const vd_scan *scan, vd_range name)
{
    static const char *const dangling[] = {" va", " khoa"};
    size_t to = name.to;
    for (size_t cut = 1; cut > 0; to -= cut) {
        vd_str fold = vd_scan_fold(scan, (vd_range){name.from, to});
        cut = vd_str_ends(fold, VD_LIT(" "));
        for (size_t i = 0; i < sizeof dangling / sizeof *dangling && cut == 0; i++) {
            bool digits = i == 0 || (vd_scan_starts(scan, to, " ") && vd_fold_digit(scan->text->fold[to + 1]));
            vd_str word = vd_str_of(dangling[i]);
            cut = digits && fold.len > word.len && vd_str_ends(fold, word) ? word.len : 0;
        }
    }
    return to;
}

/* What follows a body's name is its place, or nothing: not "Chính phủ | theo quy định", nor "UBND tỉnh A | (khi có";
 * "tỉnh A (cũ)" is the place. */
static bool rest_is_place(vd_str rest)
{
    static const char *const ranks[] = {" tinh ", " thanh pho", " tp", " xa ", " phuong ", " huyen ", " quan "};
    vd_str name = vd_str_ends(rest, VD_LIT(" (cu)")) ? vd_str_slice(rest, 0, rest.len - strlen(" (cu)")) : rest;
    if (name.len > 0 && (memchr(name.ptr, '(', name.len) || memchr(name.ptr, ':', name.len))) {
        return false;
    }
    bool place = rest.len == 0 || vd_str_eq(rest, VD_LIT(" tinh")) ||
                 (rest.ptr[0] == ' ' && vd_place_starting(vd_str_trim(rest)) != NULL);
    for (size_t i = 0; i < sizeof ranks / sizeof *ranks; i++) {
        place = place || vd_str_starts(rest, vd_str_of(ranks[i]));
    }
    return place;
}

/* Behind the words for its head before a body: "Giám đốc | Sở Nội vụ". */
static size_t heads_passed(const vd_scan *scan, size_t at, const char *const *heads, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        at += vd_scan_starts(scan, at, heads[i]) ? strlen(heads[i]) : 0;
    }
    return at;
}
#define HEADS_PASSED(scan, at, heads) heads_passed((scan), (at), (heads), sizeof(heads) / sizeof *(heads))

/* Is `name` the body that the number's symbol tells, with its place? */
static bool body_fits(vd_scan *scan, const vd_draft *draft, vd_range name)
{
    vd_str term;
    name = vd_term_off(scan, name, &term); /* "Bộ Chính trị (khóa XI) ban hành …" */
    vd_str fold = name.from < name.to ? vd_issuer_full(scan, name) : VD_NONE;
    size_t used = fold.ptr ? vd_symbol_names(scan, draft->symbol, fold) : 0;
    return used && rest_is_place(vd_str_slice(fold, used, fold.len));
}

void vd_body_take(vd_scan *scan, vd_draft *draft, vd_range name)
{
    static const char former[] = " (cu)"; /* of the place, since it is another's: "tỉnh Quảng Trị (cũ)" */
    vd_str term;
    name.to -= vd_str_ends(vd_scan_fold(scan, name), vd_str_of(former)) ? strlen(former) : 0;
    draft->issuer = name;
    vd_issuer_name(scan, vd_term_off(scan, name, &term), &draft->issuer_name, &draft->place);
    vd_term_take(scan, draft, term);
}

/* Words for documents: "bãi bỏ các văn bản do Bộ Y tế ban hành" has them issued, not the one whose title it is. */
static bool documents_named(vd_str fold)
{
    static const char *const words[] = {"van ban",   "thong tu", "quyet dinh", "nghi quyet",
                                        "nghi dinh", "chi thi",  "quy dinh",   "quy che"};
    bool named = false;
    for (size_t i = 0; i < sizeof words / sizeof *words && !named; i++) {
        named = vd_str_find(fold, vd_str_of(words[i]), 0) != SIZE_MAX;
    }
    return named;
}

/* "Công văn 5489/CT-CS năm 2025 về thuế | do Cục Thuế ban hành": portals put the body behind the title; it is the one
 * that the symbol tells, or the province of a local one. */
void vd_body_of_title(vd_scan *scan, vd_draft *draft)
{
    enum { REACH = 90 };
    static const char *const heads[] = {"bo truong ", "chu tich ", "giam doc "};
    vd_range title = draft->title;
    vd_str fold = vd_scan_fold(scan, title);
    if (draft->symbol.ptr == NULL || !vd_str_ends(fold, VD_LIT(" ban hanh"))) {
        return;
    }
    size_t end = title.to - strlen(" ban hanh");
    size_t at = end;
    while (at > title.from && at + REACH > end && !vd_scan_starts(scan, at, " do ")) {
        at--;
    }
    size_t first = title.from + strlen("quy dinh "); /* the word that opens it is a verb */
    size_t near = at > first + REACH ? at - REACH : first < at ? first : at;
    if (!vd_scan_starts(scan, at, " do ") || at <= title.from ||
        documents_named(vd_scan_fold(scan, (vd_range){near, at}))) {
        return;
    }
    vd_range name = {at + strlen(" do "), end};
    if (name.from >= end) {
        return; /* "do | ban hành": its blank is that before the verb */
    }
    bool fits = body_fits(scan, draft, (vd_range){HEADS_PASSED(scan, name.from, heads), end});
    bool local = vd_str_find(draft->symbol, VD_LIT("UBND"), 0) != SIZE_MAX ||
                 vd_str_find(draft->symbol, VD_LIT("HĐND"), 0) != SIZE_MAX;
    bool place = vd_scan_starts(scan, name.from, "tinh ") || vd_scan_starts(scan, name.from, "thanh pho ");
    if (fits || (local && place && vd_place_named(vd_scan_fold(scan, name)) != NULL)) {
        draft->title.to = at;
    }
    if (fits && draft->issuer.to <= draft->issuer.from) {
        vd_body_take(scan, draft, name);
    }
}

/* A full stop behind which the sentence goes on: "TP. Hà Nội". */
static bool stop_abbreviates(const vd_scan *scan, size_t at)
{
    return scan->text->fold[at] == '.' && at >= 3 && vd_scan_starts(scan, at - 3, " tp");
}

/* How far back from `end` a body's name may begin: in the same clause. */
static size_t body_reach(const vd_scan *scan, size_t end)
{
    enum { REACH = 90 };
    size_t at = end;
    while (at > 0 && at + REACH > end &&
           (!VD_AMONG(scan->text->fold[at - 1], ";:.\n") || stop_abbreviates(scan, at - 1))) {
        at--;
    }
    return at;
}

/* "Thường trực Hội đồng nhân dân tỉnh Đắk Lắk", "Ban Pháp chế HĐND tỉnh": an organ of a council, which numbers with
 * the council's symbol. */
static bool organ_fits(vd_scan *scan, const vd_draft *draft, vd_range name)
{
    static const char *const organs[] = {"thuong truc ", "ban "};
    static const char *const councils[] = {" hoi dong nhan dan", " hdnd"};
    vd_str fold = vd_scan_fold(scan, name);
    if (!vd_scan_upper(scan, name.from) || HEADS_PASSED(scan, name.from, organs) == name.from) {
        return false;
    }
    for (size_t i = 0; i < sizeof councils / sizeof *councils; i++) {
        size_t at = vd_str_find(fold, vd_str_of(councils[i]), 0);
        if (at != SIZE_MAX && body_fits(scan, draft, (vd_range){name.from + at + 1, name.to})) {
            return true;
        }
    }
    return false;
}

/* Where a body's name ends that says where it met: "của Chủ tịch UBND tỉnh| tại cuộc họp ngày 05/5/2025 tại Thông báo".
 */
static size_t met_at(const vd_scan *scan, vd_range name)
{
    static const char *const meetings[] = {" tai cuoc hop ", " tai phien hop ", " tai buoi ", " tai hoi nghi "};
    size_t end = name.to;
    for (size_t i = 0; i < sizeof meetings / sizeof *meetings; i++) {
        size_t at = vd_str_find(vd_scan_fold(scan, (vd_range){name.from, end}), vd_str_of(meetings[i]), 0);
        end = at == SIZE_MAX ? end : name.from + at;
    }
    return end;
}

/* "… của Sở Nội vụ tại | Tờ trình số 12/TTr-SNV": the body before a number, where the number's symbol says the same. */
static vd_range issuer_at(vd_scan *scan, const vd_draft *draft, size_t end)
{
    static const char *const heads[] = {"giam doc ",      "bo truong ",    "chanh ",   "chu nhiem ",
                                        "tong giam doc ", "pho chu tich ", "chu tich "};
    vd_range none = {0, 0};
    size_t first = body_reach(scan, end);
    for (size_t at = end; at-- > first;) {
        if (!vd_scan_starts(scan, at, " cua ")) {
            continue;
        }
        vd_range name = {HEADS_PASSED(scan, at + strlen(" cua "), heads), end};
        if (name.from >= end) { /* "của | tại": the blank behind it is that before the number */
            return none;
        }
        name.to = met_at(scan, name);
        return body_fits(scan, draft, name) || organ_fits(scan, draft, name) ? name : none;
    }
    return none;
}

/* "UBND tỉnh Sóc Trăng đã ban hành | Kế hoạch số 44/KH-UBND": the sentence's subject, which ends at `end`. */
static vd_range issuer_acting(vd_scan *scan, const vd_draft *draft, size_t end)
{
    size_t first = body_reach(scan, end);
    for (size_t at = end; at-- > first;) {
        bool word = (at == 0 || !vd_is_word(scan->text->fold[at - 1])) && vd_scan_upper(scan, at);
        if (word && body_fits(scan, draft, (vd_range){at, end})) {
            vd_str term; /* "Bộ Chính trị (khóa XI) |": all of it is read later */
            vd_range name = {at, end};
            (void)vd_term_off(scan, name, &term);
            size_t over = term.ptr ? end : vd_issuer_end(scan, name, true);
            return (vd_range){at, over < end ? over : end}; /* "HĐND tỉnh | ban hành 02 nghị quyết (" */
        }
    }
    return (vd_range){0, 0};
}

/* "Quyết định của | Ủy ban nhân dân tỉnh Bạc Liêu | số 27/2020/QĐ-UBND": the body inside the mention. */
static vd_range issuer_inside(vd_scan *scan, const vd_draft *draft)
{
    vd_str fold = vd_scan_fold(scan, draft->span);
    size_t of = draft->law ? SIZE_MAX : vd_str_find(fold, VD_LIT(" cua "), 0);
    size_t number = of == SIZE_MAX ? SIZE_MAX : vd_str_find(fold, VD_LIT(" so "), of);
    size_t from = draft->span.from + of + strlen(" cua ");
    vd_range name = {from, draft->span.from + number};
    bool fits = number != SIZE_MAX && from < name.to && body_fits(scan, draft, name);
    return fits ? name : (vd_range){0, 0};
}

/* A symbol of several bodies: "TTLT-BTP-BNV", "NQLT-…". */
static bool symbol_joint(const vd_draft *draft)
{
    bool named = draft->type && strstr(draft->type->fold, " lien ") != NULL;
    return named || vd_str_starts(draft->symbol, VD_LIT("TTLT")) || vd_str_starts(draft->symbol, VD_LIT("NQLT"));
}

/* The body that a number's sentence names before it. */
vd_range vd_body_before(vd_scan *scan, const vd_draft *draft)
{
    static const char *const acts[] = {" ban hanh ", " ky ban hanh ", " co ", " ky "};
    static const char *const times[] = {" da", " vua", " cung"};
    size_t end = draft->span.from;
    vd_str before = {scan->text->fold, end};
    if (draft->symbol.ptr == NULL) {
        return (vd_range){0, 0};
    }
    vd_range inside = issuer_inside(scan, draft);
    if (inside.to > inside.from) {
        return inside;
    }
    if (vd_str_ends(before, VD_LIT(" tai "))) {
        return issuer_at(scan, draft, end - strlen(" tai "));
    }
    for (size_t i = 0; i < sizeof acts / sizeof *acts && !symbol_joint(draft); i++) {
        if (!vd_str_ends(before, vd_str_of(acts[i]))) {
            continue;
        }
        before = vd_str_slice(before, 0, end - strlen(acts[i]));
        for (size_t t = 0; t < sizeof times / sizeof *times; t++) {
            before.len -= vd_str_ends(before, vd_str_of(times[t])) ? strlen(times[t]) : 0;
        }
        return issuer_acting(scan, draft, before.len);
    }
    size_t behind = symbol_joint(draft) ? 0 : vd_bracket_behind(scan, draft);
    return behind ? issuer_acting(scan, draft, behind) : (vd_range){0, 0};
}

/* Behind the full stop of an abbreviation in a body's name stands a province, or nothing but a few words with large
 * first letters: else the sentence ends there.  "của UBND TP. Vinh | về …", "của UBND TP. | Giao Sở Nội vụ …". */
static size_t issuer_dotted(const vd_scan *scan, vd_range name)
{
    enum { NAME_WORDS = 4 };
    const char *fold = scan->text->fold;
    size_t dot = name.from;
    while (dot < name.to && fold[dot] != '.') {
        dot++;
    }
    size_t at = dot + 1 < name.to && fold[dot + 1] == ' ' ? dot + 2 : dot + 1;
    if (dot + 1 >= name.to) { /* it ends the name: "của UBND TP. | về …" */
        bool over = dot < name.to && fold[name.to] == ' ' && vd_scan_upper(scan, name.to + 1);
        return over ? dot : name.to;
    }
    if (vd_place_starting(vd_scan_fold(scan, (vd_range){at, name.to})) || fold[at] == 'p') {
        return name.to;
    }
    size_t words = 0;
    for (; at < name.to; at++) {
        if (fold[at - 1] == ' ' || fold[at - 1] == '.') {
            words = vd_scan_upper(scan, at) ? words + 1 : NAME_WORDS + 1;
        }
    }
    return words <= NAME_WORDS ? name.to : dot;
}

/* Where the body ends that begins at `at`, with its head's office before it ("Bộ trưởng Bộ Tư pháp"); `at`: none. */
static size_t body_end(const vd_scan *scan, size_t at)
{
    enum { REACH = 90 };
    static const char *const heads[] = {"bo truong ",     "chanh an ",  "vien truong ", "chu nhiem ",
                                        "tong giam doc ", "thong doc ", "chu tich ",    "tong "};
    size_t from = at;
    for (size_t i = 0; i < sizeof heads / sizeof *heads && from == at; i++) {
        from += vd_scan_starts(scan, at, heads[i]) ? strlen(heads[i]) : 0;
    }
    size_t most = from + REACH < scan->text->fold_len ? from + REACH : scan->text->fold_len;
    size_t used = 0;
    bool known = vd_scan_upper(scan, at) && from < most &&
                 vd_issuer_prefix(vd_scan_fold(scan, (vd_range){from, most}), &used) != NULL;
    return known ? from + used : at;
}

/* "Kết luận số 183-KL/TW của Bộ Chính trị|, Ban Bí thư về …": both, where no sentence of the second begins. */
static size_t party_two(vd_scan *scan, vd_range name)
{
    static const char second[] = ", ban bi thu";
    vd_match match;
    size_t to = name.to + sizeof second - 1;
    if (!vd_str_eq(vd_scan_fold(scan, name), VD_LIT("bo chinh tri")) || !vd_scan_starts(scan, name.to, second)) {
        return name.to;
    }
    bool ends = strchr(".;,)\n", scan->text->fold[to]) != NULL; /* the text's end is a NUL */
    bool titled = vd_scan_at(scan, VD_PAT_title, to, scan->text->fold_len, &match) && match.mark &&
                  strcmp(match.mark, "about") == 0;
    return ends || titled ? to : name.to;
}

/* Where a body's name goes on behind its comma: "Bộ trưởng Bộ A|, Bộ trưởng Bộ B hướng dẫn …" of a joint text, the two
 * offices of one person in "Bộ trưởng|, Chủ nhiệm Văn phòng Chính phủ"; else `name.to`. */
static size_t issuer_listed(vd_scan *scan, const vd_draft *draft, vd_range name)
{
    static const char *const separators[] = {", ", " va ", " - "};
    bool offices =
        vd_str_eq(vd_scan_fold(scan, name), VD_LIT("bo truong")) && vd_scan_starts(scan, name.to, ", chu nhiem ");
    if (offices) {
        size_t end = body_end(scan, name.to + 2);
        return end > name.to + 2 ? end : name.to;
    }
    size_t to = party_two(scan, name);
    for (bool more = symbol_joint(draft); more;) {
        more = false;
        for (size_t i = 0; i < sizeof separators / sizeof *separators && !more; i++) {
            size_t next = to + strlen(separators[i]);
            size_t end = vd_scan_starts(scan, to, separators[i]) ? body_end(scan, next) : next;
            more = end > next;
            to = more ? end : to;
        }
    }
    return to;
}

/* "Ban Bí thư | Trung ương Đảng", "Bộ Chính trị | Ban Chấp hành Trung ương Đảng": whose they are, behind their name. */
static size_t centre_end(const vd_scan *scan, vd_range name)
{
    static const char *const centre[] = {" ban chap hanh trung uong", " trung uong", ""};
    static const char *const party[] = {" dang cong san viet nam", " dang", ""};
    vd_str fold = vd_scan_fold(scan, name);
    size_t at = name.to;
    size_t i = 0;
    if (!vd_str_eq(fold, VD_LIT("ban bi thu")) && !vd_str_eq(fold, VD_LIT("bo chinh tri"))) {
        return at;
    }
    while (centre[i][0] && !(vd_scan_starts(scan, at, centre[i]) && vd_scan_upper(scan, at + 1))) {
        i++;
    }
    at += strlen(centre[i]);
    for (i = 0; party[i][0] && !(vd_scan_starts(scan, at, party[i]) && vd_scan_upper(scan, at + 1));) {
        i++;
    }
    at += at > name.to ? strlen(party[i]) : 0;
    return vd_is_word(scan->text->fold[at]) ? name.to : at;
}

/* Behind what is added to a body's name and is none of it: "của Hội đồng nhân dân tỉnh | (nay là thành phố Huế) về …",
 * "của Chính phủ | Việt Nam về …"; else `at`. */
static size_t aside_end(const vd_scan *scan, size_t at)
{
    enum { ASIDE_MOST = 120 };
    static const char *const opens[] = {" (nay ", " (cu)", " (truoc day ", " (truoc khi "};
    static const char *const states[] = {" viet nam", " nuoc cong hoa xa hoi chu nghia viet nam"};
    const char *fold = scan->text->fold;
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        size_t end = at + strlen(states[i]);
        if (vd_scan_starts(scan, at, states[i]) && !vd_is_word(fold[end])) {
            at = end;
        }
    }
    bool opened = false;
    for (size_t i = 0; i < sizeof opens / sizeof *opens; i++) {
        opened = opened || vd_scan_starts(scan, at, opens[i]);
    }
    for (size_t end = at + 2; opened && end < at + ASIDE_MOST && fold[end] && fold[end] != '\n'; end++) {
        if (fold[end] == ')') {
            return end + 1;
        }
    }
    return at;
}

/* Without a "của" said twice, and whom the letter is sent to: "của | Hội A | gửi Thủ tướng Chính phủ về việc …".  Empty
 * where nothing stands behind the second "của". */
static vd_range body_trimmed(const vd_scan *scan, vd_range name)
{
    name.from += vd_scan_starts(scan, name.from, "cua ") ? strlen("cua ") : 0;
    if (name.from >= name.to) {
        return (vd_range){name.to, name.to};
    }
    size_t sent = vd_str_find(vd_scan_fold(scan, name), VD_LIT(" gui "), 0);
    name.to = sent == SIZE_MAX || sent == 0 ? name.to : name.from + sent;
    return name;
}

/* "theo quy định của | Thông tư này", "do | người chịu trách nhiệm …": a type's name is no body's, and what begins
 * small is one only where it is a body of the table, a place or several bodies, "liên Cục …". */
static bool body_possible(const vd_scan *scan, const vd_draft *draft, vd_range name)
{
    static const char *const small[] = {"tinh ", "thanh pho ", "tp ", "tp. ", "lien ", "nuoc "};
    size_t end = 0;
    size_t used = 0;
    if (name.from == name.to || (vd_type_starting(scan, name.from, &end) && end == name.to)) {
        return false;
    }
    bool cited = draft->number.ptr || draft->law;
    if (!cited || scan->cropped || scan->text->marks_lost || vd_scan_upper(scan, name.from)) {
        return true;
    }
    return HEADS_PASSED(scan, name.from, small) > name.from || vd_issuer_prefix(vd_scan_fold(scan, name), &used);
}

bool vd_body_read(vd_scan *scan, vd_draft *draft, size_t *at)
{
    vd_match match;
    vd_range name;
    if (vd_plenum_body(scan, draft, at)) {
        return true;
    }
    if (!vd_scan_at(scan, VD_PAT_issuer, *at, scan->text->fold_len, &match) ||
        !vd_match_group(scan, &match, "name", &name)) {
        return false;
    }
    name.to = vd_issuer_end(scan, name, draft->number.ptr != NULL);
    name.to = issuer_dotted(scan, name);
    name.to = issuer_trim(scan, name);
    name.to = issuer_listed(scan, draft, name);
    bool verb = vd_scan_starts(scan, *at, " do ") && vd_scan_starts(scan, name.to, " ban hanh");
    size_t behind = verb ? name.to + strlen(" ban hanh")
                         : aside_end(scan, centre_end(scan, name)); /* "do Bộ Tài chính ban hành |" */
    name = body_trimmed(scan, name);
    if (!body_possible(scan, draft, name)) {
        *at = verb ? behind : *at;
        return false;
    }
    const vd_draft *next = vd_scan_starts(scan, name.to, " tai ") ? vd_draft_at(scan, name.to + strlen(" tai ")) : NULL;
    if (draft->issuer.to > draft->issuer.from && next && vd_body_before(scan, next).to == name.to) {
        return false; /* "…, của Ban Bí thư tại | Thông báo …": whose the next number is */
    }
    vd_body_take(scan, draft, name);
    *at = behind;
    return true;
}
