/* Laws by name: codes, laws, ordinances and constitutions of the catalogue, amending laws by their long titles, and
 * names the catalogue does not have.  The longest name wins; a name cut off by a crop is kept as truncated. */
#include "extract/scan.h"

#include <stdlib.h>

/* Result of looking a name up at one place. */
typedef struct law_hit {
    size_t len;    /* of the longest whole name, 0: none */
    size_t row;    /* of vd_catalogue */
    size_t prefix; /* length of the longest common beginning with any name, cut back to whole words */
    size_t prefix_row;
} law_hit;

static char name_char(const vd_law_name *name, size_t i)
{
    return i < name->fold.len ? name->fold.ptr[i] : '\0';
}

/* Narrow [*lo, *hi) of the sorted names to those whose i-th character is c. */
static void names_narrow(const vd_grammar *grammar, size_t i, char c, size_t *lo, size_t *hi)
{
    size_t a = *lo;
    size_t b = *hi;
    while (a < b) {
        size_t mid = a + (b - a) / 2;
        if ((unsigned char)name_char(&grammar->names[mid], i) < (unsigned char)c) {
            a = mid + 1;
        } else {
            b = mid;
        }
    }
    *lo = a;
    b = *hi;
    while (a < b) {
        size_t mid = a + (b - a) / 2;
        if ((unsigned char)name_char(&grammar->names[mid], i) <= (unsigned char)c) {
            a = mid + 1;
        } else {
            b = mid;
        }
    }
    *hi = a;
}

static bool boundary(const vd_scan *scan, size_t at)
{
    return at >= scan->text->fold_len || !vd_is_word(scan->text->fold[at]);
}

/* Narrow the names by one word of the text from name position `i` on; false when no name goes on so. */
static bool names_word(const vd_grammar *grammar, vd_str word, size_t *i, size_t *lo, size_t *hi)
{
    for (size_t k = 0; k < word.len; k++) {
        names_narrow(grammar, (*i)++, word.ptr[k], lo, hi);
        if (*lo >= *hi) {
            return false;
        }
    }
    return true;
}

/* The word at `at`, or what it abbreviates when no name goes on with the word itself ("Luật Ban hành văn bản QPPL"). */
static bool names_step(const vd_scan *scan, size_t at, size_t end, size_t *i, size_t *lo, size_t *hi)
{
    vd_str word = {scan->text->fold + at, end - at};
    size_t position = *i;
    size_t low = *lo;
    size_t high = *hi;
    if (names_word(scan->grammar, word, i, lo, hi)) {
        return true;
    }
    const vd_abbreviation_row *row = vd_scan_upper(scan, at) ? vd_abbreviation_find(word, NULL) : NULL;
    *i = position;
    *lo = low;
    *hi = high;
    return row && names_word(scan->grammar, vd_str_of(row->full_fold), i, lo, hi);
}

static law_hit law_lookup(const vd_scan *scan, size_t at)
{
    const vd_grammar *grammar = scan->grammar;
    law_hit hit = {0};
    size_t lo = 0;
    size_t hi = grammar->name_count;
    size_t i = 0;
    for (size_t here = at; here < scan->text->fold_len;) {
        size_t end = here + 1;
        while (vd_is_word(scan->text->fold[here]) && !boundary(scan, end)) {
            end++;
        }
        if (!names_step(scan, here, end, &i, &lo, &hi)) {
            break;
        }
        here = end;
        if (boundary(scan, here)) {
            bool whole = grammar->names[lo].fold.len == i;
            hit.len = whole ? here - at : hit.len;
            hit.row = whole ? grammar->names[lo].row : hit.row;
            hit.prefix = vd_is_word(scan->text->fold[here - 1]) ? here - at : hit.prefix;
            hit.prefix_row = grammar->names[lo].row;
        }
    }
    return hit;
}

/* The best name for a misread text, or len 0.  A quarter of an edit a letter is what the scan seen needs at worst. */
static law_hit law_lookup_misread(const vd_scan *scan, size_t at)
{
    law_hit hit = {0};
    size_t rest = scan->text->fold_len - at;
    vd_str text = {scan->text->fold + at, rest < 300 ? rest : 300};
    size_t stop = 0;
    while (stop < text.len && strchr(";\n.(", text.ptr[stop]) == NULL) {
        stop++;
    }
    text.len = stop;
    unsigned best = 0;
    for (size_t i = 0; i < scan->grammar->name_count; i++) {
        vd_str name = scan->grammar->names[i].fold;
        if (name.len < 12 || name.len > text.len + 6 || name.len < hit.len) {
            continue;
        }
        size_t used = 0;
        unsigned limit = (unsigned)(name.len * 16 / 10);
        unsigned cost = vd_ocr_prefix_cost(name, text, limit, &used);
        bool good = used > 0 && cost <= limit;
        if (good && (hit.len == 0 || cost < best || used > hit.len + 4)) {
            hit.len = used;
            hit.row = scan->grammar->names[i].row;
            best = cost;
        }
    }
    return hit;
}

static const char *const law_words[] = {"bo luat ", "luat ", "phap lenh ", "hien phap "};

/* Does a law's name begin at `at`?  Its type word's length with the blank, or 0. */
static size_t law_word(const vd_scan *scan, size_t at)
{
    if (at > 0 && vd_is_word(scan->text->fold[at - 1])) {
        return 0;
    }
    for (size_t i = 0; i < sizeof law_words / sizeof *law_words; i++) {
        if (vd_scan_starts(scan, at, law_words[i])) {
            return strlen(law_words[i]);
        }
    }
    return 0;
}

/* "pháp luật", "kỷ luật", "Bộ luật" (found at its own place): no law begins at this "luật"; "quy luật", "định luật"
 * only in small letters: "quy định Luật Đất đai" names one. */
static bool law_word_inside(const vd_scan *scan, size_t at)
{
    static const struct {
        const char *word;
        bool small; /* only before a small letter */
    } before[] = {{"phap ", false}, {"ky ", false}, {"bo ", true}, {"quy ", true}, {"dinh ", true}, {"thi ", true}};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t len = strlen(before[i].word);
        if (at >= len && memcmp(scan->text->fold + at - len, before[i].word, len) == 0) {
            bool code = before[i].word[0] == 'b' && vd_scan_upper(scan, at - len);
            return code || !before[i].small || !vd_scan_upper(scan, at);
        }
    }
    return false;
}

/* A name the catalogue lacks: "Luật" and a capital, up to the word that cannot belong to a name. */
/* May a name begin here in small letters?  "Luật thuế doanh thu" does; "Luật này", "Luật và các văn bản" do not; at the
 * beginning of a sentence the capital of the type word says nothing. */
static bool name_opens(vd_scan *scan, size_t at, size_t at_name)
{
    vd_match match;
    bool ordinance = vd_scan_starts(scan, at, "phap lenh");
    bool inside = at >= 2 && (vd_is_word(scan->text->fold[at - 2]) || scan->text->fold[at - 2] == ',') &&
                  scan->text->fold[at - 1] == ' ';
    if (!ordinance && !inside) {
        return false;
    }
    bool about = ordinance && vd_scan_starts(scan, at_name, "ve "); /* "Pháp lệnh về …" */
    if (!about && vd_scan_at(scan, VD_PAT_law_not, at_name, scan->text->fold_len, &match)) {
        return false;
    }
    return scan->text->fold[at_name] >= 'a' && scan->text->fold[at_name] <= 'z';
}

/* "thi đua-khen thưởng": the hyphen joins two words of a name. */
static bool hyphen_inside(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    return fold[at] == '-' && at > 0 && fold[at - 1] >= 'a' && fold[at - 1] <= 'z' && fold[at + 1] >= 'a' &&
           fold[at + 1] <= 'z';
}

static size_t law_unknown(vd_scan *scan, size_t at, size_t word)
{
    vd_match match;
    const vd_text *text = scan->text;
    size_t at_name = at + word;
    bool general = vd_scan_starts(scan, at_name, "viet nam"); /* the law of Viet Nam at large */
    bool capital = vd_scan_upper(scan, at_name);
    if (!vd_scan_upper(scan, at) || general || (!capital && !name_opens(scan, at, at_name))) {
        return 0;
    }
    size_t i = at_name;
    size_t words = 0;
    while (i < text->fold_len && words < 14) {
        size_t end = i;
        while (end < text->fold_len && (vd_is_word(text->fold[end]) || hyphen_inside(scan, end))) {
            end++;
        }
        if (end == i) {
            return 0;
        }
        words++;
        bool comma =
            text->fold[end] == ',' && text->fold[end + 1] == ' ' && !vd_scan_upper(scan, end + 2) && words == 1;
        size_t next = end + (comma ? 2 : 1);
        bool stop = !comma && text->fold[end] != ' ';
        stop = stop || vd_scan_at(scan, VD_PAT_law_stop, next, text->fold_len, &match);
        if (stop && !capital && words < 2) {
            return 0; /* one small word is no name: "Luật sư", "Luật gia" */
        }
        if (stop || (vd_scan_upper(scan, next) && !vd_scan_capitals(scan, (vd_range){at, next}) && words > 1)) {
            return end - at;
        }
        i = next;
    }
    return 0;
}

static vd_draft *law_add(vd_scan *scan, size_t at, size_t len, size_t row, vd_form form)
{
    size_t to = 0;
    const vd_type_row *type = vd_type_starting(scan, at, &to);
    vd_draft *draft = vd_scan_add(scan, (vd_range){at, at + len}, form, type);
    if (draft) {
        draft->law = true;
        draft->type_stated = true;
        draft->catalogue = row;
        draft->issuer_name = row ? vd_str_of(vd_catalogue[row - 1].issuer) : VD_LIT("Quốc hội");
        draft->title_name = row ? vd_str_of(vd_catalogue[row - 1].title) : vd_scan_clean(scan, draft->span);
        draft->confidence = row ? 0.95 : 0.7;
    }
    return draft;
}

/* "sửa đổi, bổ sung một số điều của" behind the type word: end of the words, or 0. */
static size_t amending_words(vd_scan *scan, size_t at)
{
    vd_match match;
    return vd_scan_at(scan, VD_PAT_amending, at, scan->text->fold_len, &match) ? match.end : 0;
}

static size_t law_span(vd_scan *scan, size_t at, size_t word, law_hit *hit)
{
    *hit = law_lookup(scan, at);
    if (hit->len == 0 && scan->text->marks_lost) {
        *hit = law_lookup_misread(scan, at);
    }
    return hit->len ? hit->len : law_unknown(scan, at, word);
}

/* One law inside an amending law's title: a draft of its own, nested later by position.  Returns its end, 0: none. */
static size_t law_member(vd_scan *scan, size_t at)
{
    size_t word = law_word(scan, at);
    if (word == 0) {
        return 0;
    }
    law_hit hit;
    size_t len = law_span(scan, at, word, &hit);
    if (len == 0) {
        return 0;
    }
    law_add(scan, at, len, hit.len ? hit.row + 1 : 0, VD_FORM_NAMED);
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

/* An amending law: the span runs to the last law of its list.  Returns where to go on. */
static size_t law_amending(vd_scan *scan, size_t at, size_t list)
{
    size_t end = law_members(scan, list);
    law_hit hit = law_lookup(scan, at);
    if (hit.len > 0 && at + hit.len > end) {
        end = at +
              hit.len; /* the catalogue knows a longer title, or one without a list: "của các luật liên quan đến …" */
    }
    if (end == 0) {
        return list;
    }
    bool whole = hit.len == end - at;
    vd_draft *draft = law_add(scan, at, end - at, whole ? hit.row + 1 : 0, VD_FORM_NAMED);
    if (draft) {
        draft->amending = true;
        draft->title_name = vd_scan_clean(scan, draft->span);
    }
    return end;
}

/* A name that may be cut off by a crop: the beginning of a known name, then something else.  Whether the text is
 * cropped at all is known only when all of it was read: see residue.c. */
static size_t law_cut(vd_scan *scan, size_t at, size_t word, law_hit hit, size_t uncut)
{
    if (hit.prefix <= word || !vd_scan_upper(scan, at) || !vd_scan_upper(scan, at + word)) {
        return 0; /* "Luật số …" is no name */
    }
    size_t words = 1;
    for (size_t i = at + word; i < at + hit.prefix; i++) {
        words += scan->text->fold[i] == ' ';
    }
    vd_draft *draft = law_add(scan, at, hit.prefix, hit.prefix_row + 1, VD_FORM_TRUNCATED);
    if (draft) {
        draft->confidence = words > 2 ? 0.7 : words > 1 ? 0.6 : 0.5;
        draft->uncut = uncut;
    }
    return at + hit.prefix;
}

/* "năm 2013", "2015" behind a law's name belong to the span. */
static size_t law_year(vd_scan *scan, size_t end)
{
    size_t at = end;
    if (vd_scan_starts(scan, at, " nam ")) {
        at += 5;
    } else if (vd_scan_starts(scan, at, " ")) {
        at += 1;
    }
    size_t digits = 0;
    while (digits < 5 && at + digits < scan->text->fold_len && scan->text->fold[at + digits] >= '0' &&
           scan->text->fold[at + digits] <= '9') {
        digits++;
    }
    bool century = digits == 4 && (vd_scan_starts(scan, at, "19") || vd_scan_starts(scan, at, "20"));
    return century && at > end && boundary(scan, at + 4) && scan->text->fold[at + 4] != '/' ? at + 4 : end;
}

static bool ends_in_year(const vd_scan *scan, size_t end)
{
    return end >= 5 && scan->text->fold[end - 5] == ' ' &&
           (vd_scan_starts(scan, end - 4, "19") || vd_scan_starts(scan, end - 4, "20"));
}

/* "Hiến pháp năm 2013", "Hiến pháp 1992": the year is the name.  Returns the end, 0: none. */
static size_t law_constitution(vd_scan *scan, size_t at, size_t word)
{
    size_t end = vd_scan_starts(scan, at, "hien phap ") ? law_year(scan, at + word - 1) : 0;
    if (end <= at + word || !vd_scan_upper(scan, at)) {
        return 0;
    }
    char name[] = "hien phap 0000";
    memcpy(name + 10, scan->text->fold + end - 4, 4);
    const vd_catalogue_row *row = vd_catalogue_by_title((vd_str){name, sizeof name - 1}, NULL);
    vd_draft *draft = law_add(scan, at, end - at, row ? (size_t)(row - vd_catalogue) + 1 : 0, VD_FORM_NAMED);
    if (draft) {
        draft->date.year = (int16_t)strtol(name + 10, NULL, 10);
    }
    return end;
}

/* Does the text bear the name's own marks?  "Hội Luật gia" is not Luật Giá.  Marked letters are counted word by word,
 * so that hòa and hoà are alike; a long name may have one word misprinted. */
static bool marks_agree(const vd_scan *scan, size_t at, size_t len, const char *title)
{
    size_t wrong = 0;
    size_t words = 0;
    const char *p = title;
    for (size_t i = at; i < at + len; words++) {
        size_t seen = 0;
        size_t wanted = 0;
        for (; i < at + len && scan->text->fold[i] != ' '; i++) {
            seen += (scan->text->flags[i] & VD_CH_MARKED) != 0;
        }
        for (; *p && *p != ' '; p++) {
            wanted += ((unsigned char)*p & 0xC0) == 0xC0;
        }
        wrong += seen != wanted;
        i++;
        p += *p == ' ';
    }
    return words <= 3 ? wrong == 0 : wrong <= words / 4;
}

static size_t law_at(vd_scan *scan, size_t at, size_t word)
{
    size_t list = amending_words(scan, at + word);
    if (list) {
        return law_amending(scan, at, list);
    }
    size_t constitution = law_constitution(scan, at, word);
    if (constitution) {
        return constitution;
    }
    law_hit hit = law_lookup(scan, at);
    bool marked = scan->text->marks_lost || hit.len == 0 || hit.len != strlen(vd_catalogue[hit.row].title_fold) ||
                  marks_agree(scan, at, hit.len, vd_catalogue[hit.row].title);
    if (!marked) {
        return 0;
    }
    size_t len = hit.len;
    if (len == 0 && scan->text->marks_lost) {
        hit = law_lookup_misread(scan, at);
        len = hit.len;
    }
    if (len == 0) {
        len = law_unknown(scan, at, word);
        size_t cut = law_cut(scan, at, word, hit, len ? at + len : 0);
        if (cut || len == 0) {
            return cut;
        }
    } else if (!vd_scan_upper(scan, at) && !scan->text->marks_lost) {
        return 0; /* "luật" in small letters is law in general */
    }
    size_t end = law_year(scan, at + len);
    vd_draft *draft = law_add(scan, at, len, hit.len ? hit.row + 1 : 0, VD_FORM_NAMED);
    bool year_inside = end == at + len && ends_in_year(scan, end); /* a short title: "Luật Đất đai 2013" */
    if (draft && (end > at + len || year_inside)) {
        vd_scan_widen(scan, draft, end);
        draft->date.year = (int16_t)strtol(scan->text->fold + end - 4, NULL, 10);
    }
    return end;
}

void vd_pass_laws(vd_scan *scan)
{
    const vd_text *text = scan->text;
    for (size_t at = 0; at < text->fold_len && scan->status == VD_OK;) {
        size_t word = strchr("blph", text->fold[at]) ? law_word(scan, at) : 0;
        if (word == 0 || law_word_inside(scan, at)) {
            at++;
            continue;
        }
        size_t end = law_at(scan, at, word);
        at = end > at ? end : at + word;
    }
}
