/* Names of laws that the catalogue has: as printed there, with other commas, hyphens and small words, or misread. */
#include "extract/law.h"

/* The sorted names that begin with the characters read so far. */
typedef struct cursor {
    const vd_law_name *names;
    size_t lo, hi;  /* of names; empty: no name goes on so */
    size_t i;       /* characters read */
    bool shortened; /* an abbreviation stood for words of the name */
} cursor;

static char name_char(const vd_law_name *name, size_t i)
{
    return i < name->fold.len ? name->fold.ptr[i] : '\0';
}

/* The first of the cursor's names whose next character is `c` or, with `behind`, follows it. */
static size_t cursor_bound(const cursor *at, char c, bool behind)
{
    size_t a = at->lo;
    size_t b = at->hi;
    while (a < b) {
        size_t mid = a + (b - a) / 2;
        unsigned char seen = (unsigned char)name_char(&at->names[mid], at->i);
        if (seen < (unsigned char)c || (behind && seen == (unsigned char)c)) {
            a = mid + 1;
        } else {
            b = mid;
        }
    }
    return a;
}

static bool cursor_read(cursor *at, vd_str words)
{
    for (size_t k = 0; k < words.len && at->lo < at->hi; k++) {
        char c = words.ptr[k];
        if (name_char(&at->names[at->lo], at->i) == c && name_char(&at->names[at->hi - 1], at->i) == c) {
            at->i++; /* all names go on so: most of them begin alike */
            continue;
        }
        size_t lo = cursor_bound(at, c, false);
        at->hi = cursor_bound(at, c, true);
        at->lo = lo;
        at->i++;
    }
    return at->lo < at->hi;
}

/* Marked letters of the next word that counts (small words between may differ) of a name as the catalogue prints it;
 * false at the end. */
static bool print_word(vd_str name, size_t *at, size_t *marked)
{
    while (*at < name.len) {
        size_t from = *at;
        *marked = 0;
        while (*at < name.len && ((unsigned char)name.ptr[*at] >= 0x80 || vd_is_word((char)(name.ptr[*at] | ' ')))) {
            *marked += ((unsigned char)name.ptr[*at] & 0xC0) == 0xC0;
            ++*at;
        }
        vd_str word = vd_str_slice(name, from, *at);
        *at += *at == from;
        bool small = vd_str_eq(word, VD_LIT("và")) || vd_str_eq(word, VD_LIT("của")) ||
                     vd_str_eq(word, VD_LIT("các")) || vd_str_eq(word, VD_LIT("Các"));
        if (word.len > 0 && !small) {
            return true;
        }
    }
    return false;
}

/* Has the name as printed more than a blank behind so many words? */
static bool print_separated(vd_str name, size_t words)
{
    size_t at = 0;
    size_t marked = 0;
    while (words > 0 && print_word(name, &at, &marked)) {
        words--;
    }
    vd_str rest = vd_str_slice(name, at, name.len);
    return vd_str_starts(rest, VD_LIT(",")) || vd_str_starts(rest, VD_LIT(" -")) ||
           vd_str_starts(rest, VD_LIT(" và ")) || vd_str_starts(rest, VD_LIT(" của "));
}

/* Does a whole name end where the cursor stands?  It is the longest so far. */
static bool hit_whole(vd_law_hit *hit, const cursor *at, size_t len)
{
    const vd_law_name *name = &at->names[at->lo];
    if (name->fold.len != at->i) {
        return false;
    }
    hit->len = len;
    hit->name = name;
    hit->shortened = at->shortened;
    return true;
}

/* "Luật Sỹ quan", "Luật Quản lí thuế": the last letter of a syllable without another vowel is written either way. */
static bool cursor_read_spelt(cursor *at, vd_str word)
{
    bool either = word.len >= 2 && word.len <= 4 && VD_AMONG(word.ptr[word.len - 1], "iy");
    for (size_t i = 0; i + 1 < word.len && either; i++) {
        either = !VD_AMONG(word.ptr[i], "aeio"); /* "thủy" and "thủi" are two, "quý" and "quí" one */
    }
    bool apart = word.len >= 2 && word.ptr[word.len - 2] == 'u' && word.ptr[0] != 'q';
    return either && !apart && cursor_read(at, vd_str_slice(word, 0, word.len - 1)) &&
           cursor_read(at, word.ptr[word.len - 1] == 'i' ? VD_LIT("y") : VD_LIT("i"));
}

/* Read the word [from, to), or what it abbreviates when no name goes on with the word itself ("Luật Ban hành văn bản
 * QPPL"). */
static bool cursor_word(cursor *at, const vd_scan *scan, size_t from, size_t to)
{
    vd_str word = {scan->text->fold + from, to - from};
    cursor start = *at;
    if (cursor_read(at, word)) {
        return true;
    }
    *at = start;
    if (cursor_read_spelt(at, word)) {
        return true;
    }
    *at = start;
    const vd_abbreviation_row *row = vd_scan_upper(scan, from) ? vd_abbreviation_find(word, NULL) : NULL;
    at->shortened = row != NULL;
    return row && cursor_read(at, vd_str_of(row->full_fold));
}

static bool boundary(const vd_scan *scan, size_t at)
{
    return at >= scan->text->fold_len || !vd_is_word(scan->text->fold[at]);
}

static size_t word_end(const vd_scan *scan, size_t at)
{
    while (!boundary(scan, at)) {
        at++;
    }
    return at;
}

/* Does a whole name end before digits that are glued to its last word, [from, to): the mark of a note, or its year? */
static void hit_noted(vd_law_hit *hit, cursor *at, const vd_scan *scan, size_t from, size_t to, size_t begin)
{
    size_t end = vd_law_letters(scan, from, to);
    if (end < to && cursor_word(at, scan, from, end)) {
        hit_whole(hit, at, end - begin);
    }
}

/* The longest name at `at`, letter by letter.  A hard line break stands for a blank only within a name. */
static vd_law_hit lookup_exact(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    cursor names = {scan->grammar->names, 0, scan->grammar->name_count, 0, false};
    vd_law_hit hit = {0};
    for (size_t here = at; here < scan->text->fold_len;) {
        size_t end = boundary(scan, here) ? here + 1 : word_end(scan, here);
        bool broken = fold[here] == '\n' && hit.len < here - at;
        cursor start = names;
        if (broken ? !cursor_read(&names, VD_LIT(" ")) : !cursor_word(&names, scan, here, end)) {
            hit_noted(&hit, &start, scan, here, end, at);
            break;
        }
        here = end;
        if (boundary(scan, here)) {
            hit_whole(&hit, &names, here - at);
            hit.prefix = vd_is_word(fold[here - 1]) ? here - at : hit.prefix;
            hit.prefix_row = names.names[names.lo].row;
        }
    }
    return hit;
}

/* What separates two words of a name: from the end of one to the beginning of the next.  *more: not just a blank. */
static size_t gap_end(const vd_scan *scan, size_t at, bool *more)
{
    static const char *const small[] = {"va ", "cua ", "cac "};
    const char *fold = scan->text->fold;
    size_t end = at;
    while (end < at + 3 && (fold[end] == ' ' || fold[end] == ',' || fold[end] == '-')) {
        *more = *more || fold[end] != ' ';
        end++;
    }
    for (size_t i = 0; i < sizeof small / sizeof *small && end > at; i++) {
        if (vd_scan_starts(scan, end, small[i])) {
            *more = true;
            return end + strlen(small[i]);
        }
    }
    return end;
}

/* "Luật về quản lý …": people put "về" between the type and a title that has none. */
static bool about_between(const vd_scan *scan, size_t at, size_t here)
{
    vd_str type = {scan->text->fold + at, here - at};
    return vd_scan_starts(scan, here, "ve ") &&
           (vd_str_eq(type, VD_LIT("luat ")) || vd_str_eq(type, VD_LIT("phap lenh ")));
}

/* The longest name at `at` that differs from a single title by its commas, hyphens and small words only, and with
 * `about` by a "về" behind the type.  What follows a whole name behind such a separator belongs to a longer one that
 * has a separator there: "Luật Đầu tư, công ty" is not Luật Đầu tư công. */
static vd_law_hit lookup_loose(const vd_scan *scan, size_t at, bool about)
{
    cursor names = {scan->grammar->loose, 0, scan->grammar->loose_count, 0, false};
    vd_law_hit hit = {0};
    size_t words = 0;
    size_t crossed = 0; /* so many words stand before the first separator behind a whole name */
    for (size_t here = at; here < scan->text->fold_len;) {
        size_t end = word_end(scan, here);
        if (about && about_between(scan, at, here)) {
            here = end + 1;
            continue;
        }
        cursor start = names;
        if (end == here || !cursor_word(&names, scan, here, end)) {
            hit_noted(&hit, &start, scan, here, end, at);
            break;
        }
        words++;
        vd_str print = names.names[names.lo].print;
        bool whole = (crossed == 0 || print_separated(print, crossed)) && hit_whole(&hit, &names, end - at);
        bool separated = false;
        here = gap_end(scan, end, &separated);
        crossed = whole && separated && crossed == 0 ? words : crossed;
        if (here == end || !cursor_read(&names, VD_LIT(" "))) {
            break;
        }
    }
    return hit;
}

/* What a name may cost.  A quarter of an edit a letter is what the scans seen need at worst; in a name of one or two
 * short words ("Luật Tố cáo", "Luật Đầu tư") that is another one, and no more than two letters may be misread. */
static unsigned misread_limit(size_t len)
{
    enum { SHORTEST = 9, SHORT = 12, TWO_LETTERS = 6 };
    return len < SHORTEST ? 0 : len < SHORT ? TWO_LETTERS : (unsigned)(len * 16 / 10);
}

/* The best name for a misread text. */
static vd_law_hit lookup_misread(vd_scan *scan, size_t at)
{
    vd_law_hit hit = {0};
    size_t rest = scan->text->fold_len - at;
    vd_str text = {scan->text->fold + at, rest < 300 ? rest : 300};
    size_t stop = 0;
    while (stop < text.len && strchr(";\n.(", text.ptr[stop]) == NULL) {
        stop++;
    }
    text.len = stop;
    if (scan->ocr == NULL) {
        scan->ocr = vd_ocr_table_new(scan->arena);
    }
    if (scan->ocr == NULL) {
        vd_scan_fail_memory(scan);
        return hit;
    }
    vd_ocr_table_text(scan->ocr, text);
    unsigned best = 0;
    for (size_t i = 0; i < scan->grammar->name_count; i++) {
        vd_str name = scan->grammar->names[i].fold;
        unsigned limit = misread_limit(name.len);
        if (limit == 0 || name.len > text.len + 6 || name.len < hit.len) {
            continue;
        }
        size_t used = 0;
        unsigned cost = vd_ocr_table_cost(scan->ocr, name, limit, &used);
        bool better = used > 0 && cost <= limit && (hit.len == 0 || cost < best || used > hit.len + 4);
        if (better && vd_ocr_words_alike(name, vd_str_slice(text, 0, used))) { /* "hình sự" is not "dân sự" */
            hit.len = used;
            hit.name = &scan->grammar->names[i];
            hit.misread = true;
            best = cost;
        }
    }
    return hit;
}

/* ---- Marks ------------------------------------------------------------------------------------------------------- */

/* The same of the text. */
static bool text_word(const vd_scan *scan, size_t *at, size_t end, size_t *marked)
{
    while (*at < end) {
        size_t from = *at;
        size_t to = word_end(scan, from);
        vd_str word = {scan->text->fold + from, to - from};
        *marked = 0;
        for (size_t i = from; i < to; i++) {
            *marked += (scan->text->flags[i] & VD_CH_MARKED) != 0;
        }
        *at = to > from ? to : from + 1;
        if (to > from && !vd_law_small_word(word)) {
            return true;
        }
    }
    return false;
}

/* Does the text bear the name's own marks?  Marked letters are counted word by word, so that hòa and hoà are alike; a
 * long name may have one word in four misprinted, of one with six words half. */
static bool marks_agree(const vd_scan *scan, size_t at, size_t len, vd_str name)
{
    size_t wrong = 0;
    size_t words = 0;
    size_t end = at + len;
    size_t p = 0;
    size_t seen = 0;
    size_t wanted = 0;
    while (text_word(scan, &at, end, &seen) && print_word(name, &p, &wanted)) {
        wrong += seen != wanted;
        words++;
    }
    return words <= 3 ? wrong == 0 : wrong <= words / (words < 6 ? 4 : 2);
}

vd_law_hit vd_law_known(vd_scan *scan, size_t at)
{
    vd_law_hit hit = lookup_exact(scan, at);
    vd_law_hit loose = lookup_loose(scan, at, false);
    if (hit.len == 0 && loose.len == 0) {
        loose = lookup_loose(scan, at, true);
    }
    if (loose.len > hit.len) {
        hit.len = loose.len;
        hit.name = loose.name;
        hit.shortened = loose.shortened;
    }
    if (hit.len == 0 && scan->text->marks_lost) {
        vd_law_hit misread = lookup_misread(scan, at);
        return misread.len > hit.prefix ? misread : hit; /* "Luat Ban hanh van ban | …" is not Luật Bưu chính */
    }
    bool comparable = hit.len > 0 && !hit.shortened && !scan->text->marks_lost;
    hit.foreign = comparable && !marks_agree(scan, at, hit.len, hit.name->print);
    return hit;
}
