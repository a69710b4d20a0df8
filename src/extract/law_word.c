/* The type words of laws: where one begins a name, where it is law in general, a part of another word, or a verb, and
 * where the name that it begins stands on the next line. */
#include "extract/law.h"
#include "text/fold.h"

static const char *const law_words[] = {"bo luat ", "luat ", "phap lenh ", "hien phap "};

/* "bãi bỏ Luật …": folded, "bỏ luật" reads as "bộ luật"; the hook above its vowel tells them apart, and so does a small
 * letter before "Luật". */
static bool verb_bo(const vd_scan *scan, size_t at)
{
    /* ỏ, Ỏ, and the mark alone */
    static const char *const hooks[] = {"\xE1\xBB\x8F", "\xE1\xBB\x8E", "\xCC\x89", NULL};
    if (vd_scan_raw_holds(scan, (vd_range){at, at + 3}, hooks)) {
        return true;
    }
    return !vd_scan_upper(scan, at) && vd_scan_upper(scan, at + strlen("bo "));
}

bool vd_law_code_misread(const vd_scan *scan, size_t at)
{
    return scan->text->marks_lost && vd_scan_upper(scan, at) && scan->text->fold[at] == 'b' &&
           vd_scan_starts(scan, at + 2, " luat ") &&
           (!vd_scan_upper(scan, at + 3) || vd_ocr_word_is(vd_scan_fold(scan, (vd_range){at, at + 2}), "bo", 2));
}

/* One of `words`, each with the blank behind it, stands right before `at`. */
static bool stands_behind(const vd_scan *scan, size_t at, const char *const *words, size_t count)
{
    bool behind = false;
    for (size_t i = 0; i < count && !behind; i++) {
        size_t len = strlen(words[i]);
        behind = at >= len && vd_scan_starts(scan, at - len, words[i]) &&
                 (at == len || !vd_is_word(scan->text->fold[at - len - 1]));
    }
    return behind;
}

bool vd_law_several(const vd_scan *scan, size_t at)
{
    static const char *const before[] = {"cac ", "nhung ", "nhieu ", "mot so "};
    return stands_behind(scan, at, before, sizeof before / sizeof *before);
}

/* "các Luật | về thuế", "MỘT SỐ LUẬT | LIÊN QUAN ĐẾN ĐẦU TƯ": what stands at `name` tells which laws, and is no name.
 */
static bool law_class(const vd_scan *scan, size_t at, size_t name)
{
    static const char *const which[] = {"ve ", "lien quan ", "co lien quan "};
    bool tells = false;
    for (size_t i = 0; i < sizeof which / sizeof *which && !tells; i++) {
        tells = vd_scan_starts(scan, name, which[i]);
    }
    return tells && vd_law_several(scan, at);
}

size_t vd_law_word(const vd_scan *scan, size_t at)
{
    if (at > 0 && vd_is_word(scan->text->fold[at - 1])) {
        return 0;
    }
    for (size_t i = 0; i < sizeof law_words / sizeof *law_words; i++) {
        if (vd_scan_starts(scan, at, law_words[i])) {
            size_t len = strlen(law_words[i]);
            return (i == 0 && verb_bo(scan, at)) || law_class(scan, at, at + len) ? 0 : len;
        }
    }
    return vd_law_code_misread(scan, at) ? strlen(law_words[0]) : 0;
}

bool vd_law_article_before(const vd_scan *scan, size_t at)
{
    vd_str before = {scan->text->fold, at};
    before.len -= vd_str_ends(before, VD_LIT(" cua ")) ? strlen("cua ") : 0;
    size_t digits = before.len > 0 ? before.len - 1 : 0;
    while (digits > 0 && vd_fold_digit(before.ptr[digits - 1])) {
        digits--;
    }
    return digits + 1 < before.len && vd_str_ends(before, VD_LIT(" ")) &&
           vd_str_ends(vd_str_slice(before, 0, digits), VD_LIT("dieu "));
}

/* What stands before `at` has a document for its object: "quy định của |", "Điều 169 |". */
static bool law_led(const vd_scan *scan, size_t at)
{
    static const char *const leads[] = {" cua ", " theo ", " tai ", " trong ", "can cu "};
    vd_str before = {scan->text->fold, at};
    bool led = vd_law_article_before(scan, at);
    for (size_t i = 0; i < sizeof leads / sizeof *leads && !led; i++) {
        led = vd_str_ends(before, vd_str_of(leads[i]));
    }
    return led;
}

/* "… các quy định của Bộ luật⏎Lao động": the type word ends its line, and the next begins with a known name, which a
 * number or date behind it proves, or what leads to the type word.  Its length with the break, or 0. */
size_t vd_law_word_broken(vd_scan *scan, size_t at)
{
    bool free = (at == 0 || !vd_is_word(scan->text->fold[at - 1])) && vd_scan_upper(scan, at);
    size_t len = 0;
    for (size_t i = 0; i < sizeof law_words / sizeof *law_words && free && len == 0; i++) {
        size_t word = strlen(law_words[i]) - 1;
        bool ends = at + word < scan->text->fold_len && scan->text->fold[at + word] == '\n' &&
                    memcmp(scan->text->fold + at, law_words[i], word) == 0;
        len = ends && !(i == 0 && verb_bo(scan, at)) ? word + 1 : 0;
    }
    if (len == 0 || !vd_scan_upper(scan, at + len)) {
        return 0;
    }
    vd_law_hit hit = vd_law_known(scan, at);
    bool whole = hit.len > 0 && !hit.foreign && !hit.misread;
    return whole && (vd_law_dated(scan, at + hit.len) || law_led(scan, at)) ? len : 0;
}

/* "kj luat", "php luat": the same in a scan that lost its marks.  No other words before "luật" begin and end so. */
static bool no_law_misread(const vd_scan *scan, size_t at)
{
    const char *fold = scan->text->fold;
    size_t from = at;
    while (from > 0 && at - from < 6 && (from == at || fold[from - 1] != ' ')) {
        from--;
    }
    size_t len = from < at ? at - 1 - from : 0; /* of the word before the blank */
    return (len == 2 && fold[from] == 'k') || (len >= 3 && len <= 4 && fold[from] == 'p' && fold[at - 2] == 'p');
}

/* "pháp luật", "kỷ luật", "Bộ luật" (found at its own place): no law begins at this "luật"; "quy luật", "định luật"
 * only in small letters: "quy định Luật Đất đai" names one. */
bool vd_law_word_inside(const vd_scan *scan, size_t at)
{
    static const struct {
        const char *word;
        bool small; /* only before a small letter */
    } before[] = {{"phap ", false}, {"ky ", false}, {"bo ", true}, {"quy ", true}, {"dinh ", true}, {"thi ", true}};
    for (size_t i = 0; i < sizeof before / sizeof *before; i++) {
        size_t len = strlen(before[i].word);
        if (at >= len && memcmp(scan->text->fold + at - len, before[i].word, len) == 0) {
            if (before[i].word[0] == 'b' && verb_bo(scan, at - len)) {
                return false;
            }
            bool code = before[i].word[0] == 'b' && vd_scan_upper(scan, at - len);
            return code || !before[i].small || !vd_scan_upper(scan, at);
        }
    }
    return scan->text->marks_lost && no_law_misread(scan, at);
}

/* "Trường Đại học Luật Hà Nội", "Cử nhân Luật trở lên", "Công ty Luật TNHH An Bình": what is studied and practised. */
bool vd_law_taught(const vd_scan *scan, size_t at)
{
    static const char *const before[] = {"dai hoc ", "cao dang ", "trung cap ", "cu nhan ", "thac si ", "thac sy ",
                                         "tien si ", "tien sy ",  "khoa ",      "nganh ",   "cong ty ", "van phong "};
    bool taught = stands_behind(scan, at, before, sizeof before / sizeof *before);
    return taught && !vd_scan_taken(scan, (vd_range){at - 2, at - 1}); /* "Luật Giáo dục đại học" is a law itself */
}
