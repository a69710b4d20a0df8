/* Laws by name: codes, laws, ordinances and constitutions of the catalogue, amending laws by their long titles, and
 * names the catalogue does not have.  The longest name wins; a name cut off by a crop is kept as truncated. */
#include "extract/law.h"

#include "base/buf.h"

#include <stdlib.h>

static vd_draft *law_add(vd_scan *scan, size_t at, size_t len, const vd_law_name *name, vd_form form)
{
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &to);
    type = type || !vd_law_code_misread(scan, at) ? type : vd_type_named(VD_LIT("Bộ luật"));
    vd_draft *draft = vd_scan_add(scan, (vd_range){at, at + len}, form, type);
    if (draft) {
        const vd_catalogue_row *row = name ? &vd_catalogue[name->row] : NULL;
        draft->law = true;
        draft->type_stated = true;
        draft->catalogue = name ? name->row + 1 : 0;
        draft->issuer_name = row ? vd_str_of(row->issuer) : VD_LIT("Quốc hội");
        draft->title_name = row == NULL     ? vd_scan_clean(scan, draft->span)
                            : name->undated ? name->print
                                            : vd_str_of(row->title);
        draft->confidence = row ? 0.95 : 0.7;
    }
    return draft;
}

static bool ends_in_year(const vd_scan *scan, size_t end)
{
    return end >= 5 && scan->text->fold[end - 5] == ' ' &&
           (vd_scan_starts(scan, end - 4, "19") || vd_scan_starts(scan, end - 4, "20"));
}

/* The year behind a law's name, or at its end ("Luật Đất đai 2013" is a short title).  Returns the end of the span. */
static size_t law_take_year(vd_scan *scan, vd_draft *draft)
{
    size_t end = vd_law_year(scan, draft->span.to);
    if (end > draft->span.to || ends_in_year(scan, end)) {
        vd_scan_widen(scan, draft, end);
        draft->date.year = (int16_t)strtol(scan->text->fold + end - 4, NULL, 10);
    }
    return end;
}

static size_t law_add_dated(vd_scan *scan, size_t at, size_t len, const vd_law_name *name)
{
    vd_draft *draft = law_add(scan, at, len, name, VD_FORM_NAMED);
    return draft ? law_take_year(scan, draft) : at + len;
}

/* "sửa đổi, bổ sung một số điều của" behind the type word: end of the words, or 0.  *brief: "sửa đổi" alone. */
static size_t amending_words(vd_scan *scan, size_t at, bool *brief)
{
    vd_match match;
    bool amends = vd_scan_at(scan, VD_PAT_amending, at, scan->text->fold_len, &match);
    *brief = amends && match.mark && strcmp(match.mark, "short") == 0;
    return amends ? match.end : 0;
}

static vd_draft *law_add_broken(vd_scan *scan, size_t at, vd_law_hit hit)
{
    vd_draft *draft = law_add(scan, at, hit.len, hit.name, VD_FORM_NAMED);
    if (draft) {
        draft->confidence = 0.7;
        draft->repairs = VD_LIT("letters lost at the end of a line");
    }
    return draft;
}

/* One law inside an amending law's title: a draft of its own, nested later by position.  Returns its end, 0: none. */
static size_t law_member(vd_scan *scan, size_t at)
{
    bool brief;
    size_t word = vd_law_word(scan, at);
    if (word == 0 || amending_words(scan, at + word, &brief)) {
        return 0; /* "…; Luật sửa đổi, bổ sung …": the next of the text's own list */
    }
    bool proved = false;
    vd_law_hit hit = vd_law_known(scan, at);
    vd_law_hit broken = hit.len ? (vd_law_hit){0} : vd_law_broken(scan, at, word);
    if (broken.len) {
        law_add_broken(scan, at, broken);
        return at + broken.len;
    }
    size_t len = hit.len ? hit.len : vd_law_unknown(scan, at, word, &proved);
    if (len == 0) {
        return 0;
    }
    law_add(scan, at, len, hit.name, VD_FORM_NAMED);
    return at + len;
}

/* The list of laws that an amending law's title names: "Luật A, Luật B và Luật C". Returns the end of the last. */
static size_t law_members(vd_scan *scan, size_t at)
{
    size_t end = 0;
    for (size_t next = at; next;) {
        size_t to = law_member(scan, next);
        if (to == 0) {
            break;
        }
        end = to;
        next = vd_scan_starts(scan, to, ", ")     ? to + 2
               : vd_scan_starts(scan, to, " va ") ? to + 4
               : vd_scan_starts(scan, to, "; ")   ? to + 2
                                                  : 0;
    }
    return end;
}

/* "dự án Luật Đất đai (sửa đổi)" is no law yet, least of all the one in force. */
static bool law_to_be(const vd_scan *scan, size_t at)
{
    static const char *const before[] = {"du an ", "du thao ", "soan thao "};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t len = strlen(before[i]);
        if (at >= len && vd_scan_starts(scan, at - len, before[i])) {
            return true;
        }
    }
    return false;
}

static size_t law_add_bill(vd_scan *scan, size_t at, size_t end)
{
    vd_draft *draft = vd_scan_add(scan, (vd_range){at, end}, VD_FORM_GENERIC, NULL);
    if (draft) {
        draft->law = true;
    }
    return end;
}

/* The name of an amending law as laws are called: the comma of "sửa đổi, bổ sung" is often left out. */
static vd_str amending_name(vd_scan *scan, vd_range span)
{
    static const char words[] = "sửa đổi bổ sung";
    vd_str name = vd_scan_clean(scan, span);
    size_t at = vd_str_find(name, vd_str_of(words), 0);
    if (at == SIZE_MAX) {
        return name;
    }
    vd_buf out = {0};
    size_t comma = at + strlen("sửa đổi");
    vd_buf_add(&out, vd_str_slice(name, 0, comma));
    vd_buf_add_char(&out, ',');
    vd_buf_add(&out, vd_str_slice(name, comma, name.len));
    vd_str made = vd_buf_ok(&out) ? vd_arena_copy(scan->arena, vd_buf_str(&out)) : VD_NONE;
    vd_buf_clear(&out);
    if (made.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return made;
}

/* Long titles of amending laws are alike but for the laws they name: one that is no more than alike counts only where
 * it ends in the law that was read last. */
static vd_law_hit amending_known(vd_scan *scan, size_t at, size_t listed)
{
    vd_law_hit hit = vd_law_known(scan, at);
    hit = hit.len ? hit : vd_law_broken(scan, at, vd_law_word(scan, at));
    if (hit.len == 0 || !hit.misread || listed == 0 || scan->draft_count == 0) {
        return hit;
    }
    const vd_draft *last = &scan->drafts[scan->draft_count - 1];
    bool same = last->span.to == listed && at + hit.len == listed && last->catalogue &&
                vd_str_ends(hit.name->fold, vd_str_of(vd_catalogue[last->catalogue - 1].title_fold));
    return same ? hit : (vd_law_hit){0};
}

/* "Quốc hội ban hành | Luật sửa đổi, bổ sung một số điều của Luật A số N" in an amending law: the document speaks of
 * itself, and the number is that of A. */
static bool law_itself(const vd_scan *scan, size_t at)
{
    static const char issuing[] = "ban hanh ";
    size_t len = strlen(issuing);
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &to);
    vd_str own = vd_scan_fold(scan, scan->own_title);
    return at >= len && vd_scan_starts(scan, at - len, issuing) && type && at < scan->body &&
           vd_str_eq(vd_str_of(type->name), scan->header.type) &&
           (vd_str_find(own, VD_LIT("sua doi"), 0) != SIZE_MAX || vd_str_find(own, VD_LIT("sua\ndoi"), 0) != SIZE_MAX);
}

/* The name in full of an act that is called for short: "Luật sửa đổi Luật A; Luật B" for "Luật sửa đổi, bổ sung một số
 * điều của Luật A, Luật B".  `list` is where the laws begin. */
static vd_str amending_in_full(vd_scan *scan, vd_range span, size_t list)
{
    vd_str laws = vd_scan_clean(scan, (vd_range){list, span.to});
    char *copy = VD_ARENA_RAW(scan->arena, char, laws.len + 1);
    if (copy == NULL) {
        vd_scan_fail_memory(scan);
        return VD_NONE;
    }
    for (size_t i = 0; i < laws.len; i++) {
        copy[i] = (char)(laws.ptr[i] == ';' ? ',' : laws.ptr[i]);
    }
    const vd_str parts[] = {VD_LIT("Luật sửa đổi, bổ sung một số điều của"), {copy, laws.len}};
    return vd_scan_join(scan, parts, sizeof parts / sizeof *parts);
}

/* "Luật sửa đổi Luật Đất đai 2013": a law of the last one's name was passed in the year behind it, which is its. */
static bool year_of_last(const vd_scan *scan, const vd_draft *last, size_t at)
{
    size_t end = vd_law_year(scan, at);
    if (end == at || last->span.to != at || last->catalogue == 0) {
        return false;
    }
    vd_date year = {.year = (int16_t)strtol(scan->text->fold + end - 4, NULL, 10)};
    return vd_law_passed(vd_str_of(vd_catalogue[last->catalogue - 1].title_fold), year, false);
}

/* Behind the list of an act that is called for short stands a year, and it is the act's: else it is no act.  The laws
 * are the drafts from `before` on; of one alone that no table knows nothing tells whether the year is its own. */
static bool brief_dated(const vd_scan *scan, size_t before, size_t listed)
{
    if (listed == 0 || scan->draft_count == before || vd_law_year(scan, listed) == listed) {
        return false;
    }
    const vd_draft *last = &scan->drafts[scan->draft_count - 1];
    bool unknown = scan->draft_count == before + 1 && last->catalogue == 0;
    return !unknown && !year_of_last(scan, last, listed);
}

/* Does a title of the catalogue go on behind its first `at` characters with another law of its list, or end? */
static bool title_ends(vd_str title, size_t at)
{
    vd_str rest = vd_str_slice(title, at, title.len);
    return rest.len == 0 || vd_str_starts(rest, VD_LIT(",")) || vd_str_starts(rest, VD_LIT(";")) ||
           vd_str_starts(rest, VD_LIT(" va "));
}

/* The year behind the list of an act's title is the act's where one of this title, or of one that begins so, was passed
 * in it: else it may be that of the last law, "Luật sửa đổi, bổ sung một số điều của Luật Đất đai năm 2013". */
static bool year_of_act(vd_scan *scan, const vd_draft *draft, const vd_law_name *name)
{
    size_t end = vd_law_year(scan, draft->span.to);
    vd_str title = end == draft->span.to ? VD_NONE
                   : name                ? vd_str_of(vd_catalogue[name->row].title_fold)
                                         : vd_fold_copy(scan->arena, draft->title_name);
    vd_str year = vd_scan_fold(scan, (vd_range){end - 4, end});
    bool passed = false;
    for (size_t i = 0; i < vd_catalogue_count && title.ptr && !passed; i++) {
        vd_str known = vd_str_of(vd_catalogue[i].title_fold);
        passed = vd_str_starts(vd_str_of(vd_catalogue[i].passed), year) && vd_str_starts(known, title) &&
                 title_ends(known, title.len);
    }
    return passed;
}

/* An amending law: the span runs to the last law of its list.  Returns where to go on. */
static size_t law_amending(vd_scan *scan, size_t at, size_t list, bool brief)
{
    if (law_itself(scan, at)) {
        return list;
    }
    size_t before = scan->draft_count;
    size_t listed = law_members(scan, list);
    if (brief && !brief_dated(scan, before, listed)) {
        while (scan->draft_count > before) { /* "sửa đổi, bổ sung | Luật A": each is read for itself */
            vd_scan_take(scan, scan->drafts[--scan->draft_count].span, false);
        }
        return list;
    }
    vd_law_hit hit = amending_known(scan, at, listed);
    size_t end = at + hit.len > listed ? at + hit.len : listed; /* without a list: "của các luật liên quan đến …" */
    if (end == at) {
        return list;
    }
    if (law_to_be(scan, at)) {
        return law_add_bill(scan, at, end);
    }
    vd_draft *draft = law_add(scan, at, end - at, end == at + hit.len ? hit.name : NULL, VD_FORM_NAMED);
    if (draft) {
        draft->amending = true;
        bool garbled = draft->catalogue && hit.misread;
        draft->title_name = garbled ? draft->title_name
                            : brief ? amending_in_full(scan, draft->span, list)
                                    : amending_name(scan, draft->span);
        bool open = listed && !brief && !year_of_act(scan, draft, end == at + hit.len ? hit.name : NULL);
        end = open ? end : law_take_year(scan, draft);
    }
    return end;
}

/* A name that may be cut off by a crop: the beginning of a known name, then something else.  Whether the text is
 * cropped at all is known only when all of it was read: see residue.c. */
static size_t law_cut(vd_scan *scan, size_t at, size_t word, vd_law_hit hit, size_t uncut)
{
    if (hit.prefix <= word || !vd_scan_upper(scan, at) || !vd_scan_upper(scan, at + word)) {
        return 0; /* "Luật số …" is no name */
    }
    size_t words = 1;
    for (size_t i = at + word; i < at + hit.prefix; i++) {
        words += scan->text->fold[i] == ' ';
    }
    vd_draft *draft = law_add(scan, at, hit.prefix, NULL, VD_FORM_TRUNCATED);
    if (draft) {
        draft->catalogue = hit.prefix_row + 1;
        draft->issuer_name = vd_str_of(vd_catalogue[hit.prefix_row].issuer);
        draft->title_name = vd_str_of(vd_catalogue[hit.prefix_row].title);
        draft->confidence = words > 2 ? 0.7 : words > 1 ? 0.6 : 0.5;
        draft->uncut = uncut;
    }
    return at + hit.prefix;
}

/* "Hiến pháp năm 2013", "Hiến pháp Việt Nam 1992": the year is the name.  Returns the end, 0: none. */
static size_t law_constitution(vd_scan *scan, size_t at, size_t word)
{
    static const char *const states[] = {"viet nam", "chxhcnvn", "chxhcn viet nam", "vndcch"};
    if (!vd_scan_starts(scan, at, "hien phap ") || !vd_scan_upper(scan, at)) {
        return 0;
    }
    size_t end = vd_law_year(scan, at + word - 1);
    for (size_t i = 0; i < sizeof states / sizeof *states && end < at + word; i++) {
        size_t to = at + word + strlen(states[i]);
        size_t year = vd_scan_starts(scan, at + word, states[i]) ? vd_law_year(scan, to) : 0;
        end = year > to ? year : end;
    }
    if (end <= at + word) {
        return 0;
    }
    char name[] = "hien phap 0000";
    memcpy(name + 10, scan->text->fold + end - 4, 4);
    const vd_catalogue_row *row = vd_catalogue_by_title((vd_str){name, sizeof name - 1}, NULL);
    vd_law_name known = row ? (vd_law_name){.row = (size_t)(row - vd_catalogue)} : (vd_law_name){0};
    vd_draft *draft = law_add(scan, at, end - at, row ? &known : NULL, VD_FORM_NAMED);
    if (draft) {
        draft->date.year = (int16_t)strtol(name + 10, NULL, 10);
    }
    return end;
}

/* "Căn cứ | Hiến pháp;", "Căn cứ Hiến pháp và Luật …": the constitution is one of the bases, and no word for all law.
 */
static bool constitution_rests(const vd_scan *scan, size_t at, size_t end)
{
    static const char *const lists[] = {" va ", ", "};
    vd_str before = {scan->text->fold, at};
    bool basis = vd_str_ends(before, VD_LIT("can cu ")) || vd_str_ends(before, VD_LIT("can cu vao "));
    bool over = end == scan->text->fold_len || VD_AMONG(scan->text->fold[end], ";.\n");
    for (size_t i = 0; i < sizeof lists / sizeof *lists && !over; i++) {
        size_t next = end + strlen(lists[i]);
        over = vd_scan_starts(scan, end, lists[i]) && vd_scan_starts(scan, next, "luat ") && vd_scan_upper(scan, next);
    }
    return basis && over;
}

/* "Điều 70 | Hiến pháp", "Căn cứ Hiến pháp;", "Hiến pháp ngày 28 tháng 11 năm 2013": in a document of the State that
 * of the day.  Without article, day or recital the word stands for the law at large, and in other texts for any
 * state's. Returns the end, 0: none. */
static size_t law_constitution_bare(vd_scan *scan, size_t at)
{
    static const char word[] = "hien phap";
    size_t end = at + strlen(word);
    vd_date date;
    bool free = at == 0 || !vd_is_word(scan->text->fold[at - 1]);
    if (!free || !vd_scan_starts(scan, at, word) || !vd_scan_upper(scan, at) || vd_is_word(scan->text->fold[end]) ||
        vd_back_nameless(scan)) {
        return 0;
    }
    bool state = scan->text->fold[end] == ' ' && (vd_scan_upper(scan, end + 1) || vd_scan_starts(scan, end, " nuoc ") ||
                                                  vd_scan_starts(scan, end, " cua nuoc "));
    bool dated = vd_scan_starts(scan, end, " ngay ") && vd_date_read(scan, end, &date) > 0;
    if (state || !(dated || constitution_rests(scan, at, end) || vd_law_article_before(scan, at))) {
        return 0;
    }
    for (size_t i = 0; i < scan->grammar->name_count; i++) {
        const vd_law_name *name = &scan->grammar->names[i];
        if (name->undated && vd_str_starts(name->fold, VD_LIT("hien phap "))) {
            law_add(scan, at, strlen(word), name, VD_FORM_NAMED);
            return end;
        }
    }
    return 0;
}

/* A name that lost letters where a line ends; returns its end, 0: it is none.  What is left of a name whose end is lost
 * is kept whether or not the rest of the text is cropped. */
static size_t law_broken(vd_scan *scan, size_t at, size_t word)
{
    vd_law_hit hit = vd_law_broken(scan, at, word);
    vd_draft *draft = hit.len ? law_add_broken(scan, at, hit) : NULL;
    if (draft || hit.prefix == 0) {
        return draft ? law_take_year(scan, draft) : 0;
    }
    draft = law_add(scan, at, hit.prefix, hit.name, VD_FORM_TRUNCATED);
    if (draft) {
        draft->confidence = 0.6;
        draft->line_cut = true;
    }
    return at + hit.prefix;
}

/* A name that the catalogue lacks, or the beginning of one that it has.  Returns its end, 0: none. */
static size_t law_other(vd_scan *scan, size_t at, size_t word, vd_law_hit hit)
{
    size_t broken = law_broken(scan, at, word);
    if (broken) {
        return broken;
    }
    bool proved = false;
    size_t len = vd_law_unknown(scan, at, word, &proved);
    if (law_to_be(scan, at) && !proved) {
        return len ? law_add_bill(scan, at, at + len) : 0;
    }
    size_t cut = proved ? 0 : law_cut(scan, at, word, hit, len ? at + len : 0);
    if (cut || len == 0) {
        return cut;
    }
    return law_add_dated(scan, at, len, NULL);
}

/* "luật" in small letters is law in general, but not before a known name and its date or year: "căn cứ luật Tổ chức
 * Chính phủ ngày 18 …", "luật đất đai 2024"; and there is one code of a name: "bộ luật hình sự". */
static bool law_small(vd_scan *scan, size_t at, vd_law_hit hit)
{
    bool code = vd_scan_starts(scan, at, "bo luat ");
    bool dated = vd_law_dated(scan, at + hit.len) || ends_in_year(scan, at + hit.len);
    return !vd_scan_upper(scan, at) && !scan->text->marks_lost && !code && !dated;
}

static size_t law_at(vd_scan *scan, size_t at, size_t word)
{
    bool brief;
    size_t list = amending_words(scan, at + word, &brief);
    if (list) {
        return law_amending(scan, at, list, brief);
    }
    size_t constitution = law_constitution(scan, at, word);
    constitution = constitution ? constitution : law_constitution_bare(scan, at);
    if (constitution) {
        return constitution;
    }
    vd_law_hit hit = vd_law_known(scan, at);
    bool capitals = vd_scan_upper(scan, at) && vd_scan_upper(scan, at + word);
    bool foreign = hit.foreign && !(capitals && vd_law_dated(scan, at + hit.len)); /* "Luật Giao dục số 43/2019/QH14" */
    bool taught = !(hit.len && vd_law_dated(scan, at + hit.len)) && vd_law_taught(scan, at);
    if (foreign || taught || (hit.len && law_small(scan, at, hit))) {
        return 0;
    }
    if (law_to_be(scan, at) && hit.len && !vd_law_dated(scan, at + hit.len)) {
        return law_add_bill(scan, at, at + hit.len);
    }
    return hit.len ? law_add_dated(scan, at, hit.len, hit.name) : law_other(scan, at, word, hit);
}

/* "Điều 173 | BLHS 2015": a code by its initials, and a constitution that ends its clause.  Returns the end, `at`: it
 * is none. */
static size_t law_of_initials(vd_scan *scan, size_t at)
{
    size_t end = law_constitution_bare(scan, at);
    if (end) {
        return end;
    }
    end = at;
    const vd_catalogue_row *row = vd_law_initials(scan, at, &end);
    if (row == NULL) {
        return at;
    }
    const vd_law_name name = {.row = (size_t)(row - vd_catalogue)};
    vd_draft *draft = law_add(scan, at, end - at, &name, VD_FORM_NAMED);
    if (draft) {
        draft->type = vd_type_named(vd_str_of(row->type));
        draft->confidence = 0.9;
        end = law_take_year(scan, draft);
    }
    return end;
}

void vd_pass_laws(vd_scan *scan)
{
    size_t from = 0;
    vd_anchor_walk walk = {0, SIZE_MAX};
    for (const vd_anchor *anchor; (anchor = vd_anchor_walk_next(&scan->anchors, &walk, from, VD_ANCHOR_LAW));) {
        size_t at = anchor->at;
        at -= at >= 3 && vd_law_code_misread(scan, at - 3) ? 3 : 0;
        size_t word = vd_law_word(scan, at);
        word = word ? word : vd_law_word_broken(scan, at);
        size_t end = word == 0                       ? law_of_initials(scan, at)
                     : !vd_law_word_inside(scan, at) ? law_at(scan, at, word)
                                                     : at;
        from = end > at ? end : at + 1; /* "thực hiện Pháp lệnh …" is no Hiến pháp, but holds an ordinance */
    }
}
