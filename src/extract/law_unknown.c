/* Names of laws that the catalogue lacks.  Such a name begins with a capital, or in small letters where the sentence
 * leaves no doubt, and ends before the first word that cannot belong to one.  A comma or a capital inside may be the
 * end of the name as well: what stands behind decides.  A date, a year, a number prove that all before it is the name,
 * and so does the semicolon that ends a recital ("Căn cứ Luật …;"). */
#include "extract/law.h"
#include "extract/ocr.h"
#include "text/fold.h"

enum { WORDS_PLAIN = 14, WORDS_PROVED = 28 };

/* The name as far as it is read. */
typedef struct name_walk {
    size_t at;     /* of the type word */
    size_t name;   /* of the name's first word */
    size_t words;  /* so many words are read */
    size_t end;    /* of the last of them */
    size_t next;   /* where the next one begins */
    size_t doubt;  /* the first place where the name may end before `end`; 0: none */
    bool capitals; /* every word begins with a capital */
} name_walk;

/* "thi đua-khen thưởng": the hyphen joins two words of a name. */
static bool hyphen_inside(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    return fold[at] == '-' && at > 0 && vd_fold_letter(fold[at - 1]) && vd_fold_letter(fold[at + 1]);
}

static size_t name_word_end(const vd_scan *scan, size_t at)
{
    while (at < scan->text->fold_len && (vd_is_word(scan->text->fold[at]) || hyphen_inside(scan, at))) {
        at++;
    }
    return at;
}

static vd_str without_first_letter(vd_str word)
{
    size_t i = word.len > 0;
    while (i < word.len && ((unsigned char)word.ptr[i] & 0xC0) == 0x80) {
        i++;
    }
    return vd_str_slice(word, i, word.len);
}

/* Does the pattern match at `at`, in the words that it MARKs?  Many words fold alike ("tại" and "tài", "số" and "sở");
 * in capitals and in a text without marks only the letters can be asked.  One word may begin with a capital ("Số"). */
static bool words_at(vd_scan *scan, vd_pattern pattern, size_t at)
{
    vd_match match;
    if (!vd_scan_at(scan, pattern, at, scan->text->fold_len, &match)) {
        return false;
    }
    vd_range words = {match.start, match.end};
    if (scan->text->marks_lost || match.mark == NULL || vd_scan_capitals(scan, words)) {
        return true;
    }
    vd_str seen = vd_scan_clean(scan, words);
    vd_str mark = vd_str_of(match.mark);
    bool one = vd_str_find(mark, VD_LIT(" "), 0) == SIZE_MAX;
    return one ? vd_str_eq(without_first_letter(seen), without_first_letter(mark)) : vd_str_eq(seen, mark);
}

/* May a name begin here in small letters?  "Luật thuế doanh thu" does; "Luật này", "Luật và các văn bản" do not; at the
 * beginning of a sentence the capital of the type word says nothing. */
static bool small_name_opens(vd_scan *scan, size_t at, size_t name)
{
    bool ordinance = vd_scan_starts(scan, at, "phap lenh");
    bool inside = at >= 2 && (vd_is_word(scan->text->fold[at - 2]) || scan->text->fold[at - 2] == ',') &&
                  scan->text->fold[at - 1] == ' ';
    if (!ordinance && !inside) {
        return false;
    }
    bool about = ordinance && vd_scan_starts(scan, name, "ve "); /* "Pháp lệnh về …" */
    if (!about && words_at(scan, VD_PAT_law_not, name)) {
        return false;
    }
    return vd_fold_letter(scan->text->fold[name]);
}

/* A line begins with a large letter at `next`, behind the word that ends at `end`: "Loại văn bản: Luật⏎Cơ quan ban
 * hành". In a heading in capitals every line does. */
static bool line_apart(const vd_scan *scan, size_t end, size_t next)
{
    vd_str between = vd_scan_raw(scan, (vd_range){end, next});
    bool heading = end >= 2 && vd_scan_upper(scan, end - 1) && vd_scan_upper(scan, next + 1);
    return between.ptr && vd_scan_upper(scan, next) && !heading && memchr(between.ptr, '\n', between.len) != NULL;
}

/* Nothing that begins at walk->next belongs to the name. */
static bool name_stops(vd_scan *scan, const name_walk *walk)
{
    const char *fold = scan->text->fold;
    size_t to = 0;
    bool word = walk->next < scan->text->fold_len && vd_fold_letter(fold[walk->next]);
    bool capital = vd_scan_upper(scan, walk->next);
    bool comma = fold[walk->end] == ',';
    return !word || line_apart(scan, walk->end, walk->next) || (comma && capital) ||
           (capital && vd_type_starting(scan, walk->next, &to) != NULL) || words_at(scan, VD_PAT_law_stop, walk->next);
}

/* The name may end before walk->next though it may go on. */
static bool name_doubtful(const vd_scan *scan, const name_walk *walk)
{
    if (walk->words < 2) {
        return false; /* "Luật Phòng, chống …", "Luật Thi Đua …" */
    }
    bool capital = vd_scan_upper(scan, walk->next) && !walk->capitals;
    return scan->text->fold[walk->end] == ',' || capital;
}

/* Read the words of the name up to one that stops it. */
static void walk_on(vd_scan *scan, name_walk *walk)
{
    const char *fold = scan->text->fold;
    while (walk->words < WORDS_PROVED && scan->status == VD_OK) {
        walk->capitals = walk->capitals && vd_scan_upper(scan, walk->next);
        walk->end = name_word_end(scan, walk->next);
        walk->words++;
        bool comma = fold[walk->end] == ',' && fold[walk->end + 1] == ' ';
        walk->next = walk->end + (comma ? 2 : 1);
        if ((fold[walk->end] != ' ' && !comma) || name_stops(scan, walk)) {
            return;
        }
        if (walk->doubt == 0 && (name_doubtful(scan, walk) || walk->words == WORDS_PLAIN)) {
            walk->doubt = walk->words == WORDS_PLAIN ? walk->at : walk->end;
        }
    }
    walk->end = 0;
}

/* Without small words at its end that can only join it with what follows. */
static size_t name_trim(vd_scan *scan, size_t from, size_t end)
{
    for (;;) {
        size_t last = end;
        while (last > from && scan->text->fold[last - 1] != ' ') {
            last--;
        }
        if (last == from || !words_at(scan, VD_PAT_law_joint, last)) {
            return end;
        }
        end = last - 1;
    }
}

/* "Căn cứ Luật …;": a recital names nothing but the document. */
static bool recital_ends(const vd_scan *scan, const name_walk *walk)
{
    static const char head[] = "can cu ";
    size_t len = sizeof head - 1;
    return scan->text->fold[walk->end] == ';' && walk->at >= len && vd_scan_starts(scan, walk->at - len, head);
}

static bool year_at(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t digits = 0;
    while (digits < 5 && at + digits < scan->text->fold_len && fold[at + digits] >= '0' && fold[at + digits] <= '9') {
        digits++;
    }
    bool century = digits == 4 && (vd_scan_starts(scan, at, "19") || vd_scan_starts(scan, at, "20"));
    return century && !vd_is_word(fold[at + 4]) && fold[at + 4] != '/';
}

size_t vd_law_letters(const vd_scan *scan, size_t from, size_t to)
{
    enum { LETTERS_LEAST = 2, MARK_MOST = 2, YEAR = 4 };
    size_t end = to;
    while (end > from && vd_fold_digit(scan->text->fold[end - 1])) {
        end--;
    }
    bool glued = to - end <= MARK_MOST || (to - end == YEAR && year_at(scan, end));
    bool word = end >= from + LETTERS_LEAST || (end > from && (scan->text->flags[end - 1] & VD_CH_MARKED));
    return glued && word && vd_fold_letter(scan->text->fold[end - 1]) ? end : to;
}

size_t vd_law_noted(const vd_scan *scan, size_t end)
{
    size_t to = name_word_end(scan, end);
    bool mark =
        to > end && to <= end + 2 && vd_fold_digit(scan->text->fold[end]) && vd_fold_digit(scan->text->fold[to - 1]);
    return mark ? to : end;
}

size_t vd_law_recast(const vd_scan *scan, size_t end)
{
    return vd_scan_starts(scan, end, " (sua doi)") ? end + strlen(" (sua doi)") : end;
}

/* "Luật Bảo hiểm xã hội (BHXH) | 2014": what the name is called for short stands between it and its year. */
static size_t initials_end(const vd_scan *scan, size_t end)
{
    enum { INITIALS_MOST = 10 };
    if (!vd_scan_starts(scan, end, " (")) {
        return end;
    }
    size_t at = end + 2;
    while (at < end + 2 + INITIALS_MOST && vd_fold_letter(scan->text->fold[at]) && vd_scan_upper(scan, at)) {
        at++;
    }
    return at >= end + 4 && scan->text->fold[at] == ')' ? at + 1 : end;
}

size_t vd_law_year(const vd_scan *scan, size_t end)
{
    size_t noted = vd_law_noted(scan, end);
    size_t from = vd_law_recast(scan, noted);
    from = from > noted ? from : initials_end(scan, noted);
    size_t at = from + (vd_scan_starts(scan, from, " nam") ? strlen(" nam") : 0);
    at += vd_scan_starts(scan, at, " ") ? 1 : 0;
    return year_at(scan, at) ? at + 4 : end;
}

/* " số 43/2019/QH14", the word misread or not. */
static bool number_behind(const vd_scan *scan, size_t end)
{
    size_t to = vd_scan_starts(scan, end, " ") ? name_word_end(scan, end + 1) : end;
    return to > end + 1 && vd_scan_starts(scan, to, " ") && scan->text->fold[to + 1] >= '0' &&
           scan->text->fold[to + 1] <= '9' && vd_ocr_word_is(vd_scan_fold(scan, (vd_range){end + 1, to}), "so", 2);
}

bool vd_law_dated(vd_scan *scan, size_t end)
{
    vd_date date;
    size_t noted = vd_law_noted(scan, end);
    size_t from = vd_law_recast(scan, noted);
    return number_behind(scan, from) || vd_law_year(scan, end) > end || vd_date_read(scan, noted, &date) > 0;
}

/* "Luật | sư", "Luật | gia": a person. */
static bool lawyer(const vd_scan *scan, size_t at, size_t name)
{
    vd_str word = {scan->text->fold + name, name_word_end(scan, name) - name};
    return vd_scan_starts(scan, at, "luat ") && (vd_str_eq(word, VD_LIT("su")) || vd_str_eq(word, VD_LIT("gia")));
}

/* "Hiến pháp Hoa Kỳ", "Hiến pháp chậm nhất ngày …": of the constitutions only those of Viet Nam are looked for. */
static bool constitution_elsewhere(const vd_scan *scan, size_t at, size_t name)
{
    static const char *const here[] = {"nuoc viet nam", "nuoc cong hoa xa hoi", "cong hoa xa hoi", "chxhcn", "vndcch"};
    bool ours = !vd_scan_starts(scan, at, "hien phap ");
    for (size_t i = 0; i < sizeof here / sizeof *here && !ours; i++) {
        ours = vd_scan_starts(scan, name, here[i]);
    }
    return !ours;
}

/* "các Luật | Thuế", "nhiều Bộ luật | nổi tiếng": behind a word for several one word, or small letters, say what kind
 * of laws; names stand there as a list, "các Luật Thuế, Đất đai". */
static bool kind_of_laws(const vd_scan *scan, const name_walk *walk)
{
    bool list = scan->text->fold[walk->end] == ',' || vd_scan_starts(scan, walk->end, " va ");
    bool kind = !vd_scan_upper(scan, walk->name) || (walk->words == 1 && !list);
    return kind && vd_law_several(scan, walk->at);
}

/* Constitutions that the catalogue lacks are those of other states and times: "Hiến pháp Nhật Bản", "Hiến pháp nước
 * Việt Nam dân chủ cộng hòa".  Of one that does not say its state in full the name ends with its last large letter,
 * before `end`. */
static size_t constitution_end(vd_scan *scan, size_t at, size_t name, size_t end)
{
    if (!vd_scan_starts(scan, at, "hien phap ") || vd_scan_starts(scan, name, "nuoc ") ||
        vd_scan_starts(scan, name, "cong hoa ")) {
        return end;
    }
    size_t last = name;
    size_t stop = words_at(scan, VD_PAT_law_stop, name) ? name : end;
    for (size_t next = name; next < stop && vd_scan_upper(scan, next);) {
        last = name_word_end(scan, next);
        next = last + 1;
    }
    return last;
}

size_t vd_law_unknown(vd_scan *scan, size_t at, size_t word, bool *proved)
{
    size_t name = at + word;
    bool general = vd_scan_starts(scan, name, "viet nam"); /* the law of Viet Nam at large */
    bool capital = vd_scan_upper(scan, name);
    *proved = false;
    if (lawyer(scan, at, name) || constitution_elsewhere(scan, at, name)) {
        return 0;
    }
    if (!vd_scan_upper(scan, at) || general || !vd_fold_letter(scan->text->fold[name]) ||
        (!capital && !small_name_opens(scan, at, name))) {
        return 0;
    }
    name_walk walk = {.at = at, .name = name, .next = name, .capitals = vd_scan_upper(scan, at)};
    walk_on(scan, &walk);
    bool small = !capital && walk.words < 2; /* one small word is no name: "Luật sư", "Luật gia" */
    if (scan->status != VD_OK || small) {
        return 0;
    }
    *proved = walk.end > 0 && (vd_law_dated(scan, walk.end) || recital_ends(scan, &walk));
    if (!*proved && kind_of_laws(scan, &walk)) {
        return 0;
    }
    vd_match match;
    bool attribute = !*proved || vd_scan_at(scan, VD_PAT_law_stop, name, scan->text->fold_len, &match);
    bool apart = attribute && line_apart(scan, name - 1, name);
    size_t end = apart ? 0 : *proved || walk.doubt == 0 ? walk.end : walk.doubt;
    end = end > name ? constitution_end(scan, at, name, end) : 0;
    end = end > name ? name_trim(scan, name, end) : 0;
    bool broken = end == name + strlen("sua doi") && vd_scan_starts(scan, name, "sua doi"); /* of a title that amends */
    end = broken && !*proved ? 0 : end;
    return end > name ? vd_law_letters(scan, name, end) - at : 0;
}
