/* Type words in a text: which document type is named right before or right behind a position.  Words may be misread;
 * the longest name wins. */
#include "extract/scan.h"

/* Is the word [from, to) the one given, perhaps misread? */
static bool word_is(const vd_scan *scan, size_t from, size_t to, const char *word, size_t len)
{
    vd_str seen = {scan->text->fold + from, to - from};
    return vd_str_eq(seen, (vd_str){word, len}) ||
           (vd_lead_misread(scan->grammar, seen.ptr, seen.len) && vd_ocr_word_is(seen, word, len));
}

/* The words of `name` end just before `end` (misreadings allowed); *from is where the first begins. */
static bool words_end(const vd_scan *scan, size_t end, const char *name, size_t *from)
{
    const char *fold = scan->text->fold;
    size_t right = strlen(name);
    size_t at = end;
    for (;;) {
        size_t left = right;
        while (left > 0 && name[left - 1] != ' ') {
            left--;
        }
        size_t begin = at;
        while (begin > 0 && vd_is_word(fold[begin - 1])) {
            begin--;
        }
        if (begin == at || !word_is(scan, begin, at, name + left, right - left)) {
            return false;
        }
        at = begin;
        if (left == 0) {
            *from = begin;
            return true;
        }
        if (at == 0 || fold[at - 1] != ' ') {
            return false;
        }
        at--;
        right = left - 1;
    }
}

static bool words_start(const vd_scan *scan, size_t at, const char *name, size_t *to)
{
    const char *fold = scan->text->fold;
    for (const char *word = name; *word;) {
        size_t len = strcspn(word, " ");
        size_t end = at;
        while (end < scan->text->fold_len && vd_is_word(fold[end])) {
            end++;
        }
        if (end == at || !word_is(scan, at, end, word, len)) {
            return false;
        }
        word += len;
        *to = end;
        if (*word == ' ') {
            if (fold[end] != ' ') {
                return false;
            }
            word++;
        }
        at = end + 1;
    }
    return true;
}

/* "pháp luật", "kỷ luật" are no laws. */
static bool law_in_general(const vd_scan *scan, size_t from)
{
    size_t before = 0;
    return from >= 3 && (words_end(scan, from - 1, "phap", &before) || words_end(scan, from - 1, "ky", &before));
}

/* "mệnh lệnh", "chỉ lệnh", "hiệu lệnh" are no orders of the President. */
static bool order_in_general(const vd_scan *scan, size_t from)
{
    size_t before = 0;
    return from >= 3 && (words_end(scan, from - 1, "menh", &before) || words_end(scan, from - 1, "chi", &before) ||
                         words_end(scan, from - 1, "hieu", &before));
}

const vd_type_row *vd_type_ending(const vd_scan *scan, size_t end, size_t *from)
{
    const vd_type_row *best = NULL;
    size_t word = end;
    while (word > 0 && vd_is_word(scan->text->fold[word - 1])) {
        word--;
    }
    vd_str last = {scan->text->fold + word, end - word};
    vd_lead_entries entries = vd_lead_types(scan->grammar, last.ptr, last.len, true);
    for (size_t i = 0; i < entries.count; i++) {
        size_t begin = 0;
        const vd_type_row *row = entries.words[i].row;
        if (words_end(scan, end, row->fold, &begin) && (best == NULL || begin < *from)) {
            best = row;
            *from = begin;
        }
    }
    bool general = best && ((strcmp(best->fold, "luat") == 0 && law_in_general(scan, *from)) ||
                            (strcmp(best->fold, "lenh") == 0 && order_in_general(scan, *from)));
    return general ? NULL : best;
}

/* Is one of the next `count` words behind `at` a misreading? */
static bool misread_behind(const vd_scan *scan, size_t at, size_t count)
{
    const char *fold = scan->text->fold;
    for (; count > 0 && fold[at] == ' '; count--) {
        size_t from = ++at;
        while (vd_is_word(fold[at])) {
            at++;
        }
        if (vd_lead_misread(scan->grammar, fold + from, at - from)) {
            return true;
        }
    }
    return false;
}

/* Can one of the names go on behind its first word, which ends at `at`?  Only where the second word is theirs, or a
 * misreading. */
static bool second_fits(const vd_scan *scan, const vd_lead_entries *entries, size_t at)
{
    const char *fold = scan->text->fold;
    size_t end = at + 1;
    if (entries->behind == 0 || fold[at] != ' ') {
        return false;
    }
    while (vd_is_word(fold[end])) {
        end++;
    }
    for (size_t i = 0; i < entries->count; i++) {
        const vd_type_word *entry = &entries->words[i];
        if (entry->second == end - at && memcmp(fold + at, entry->rest.ptr, entry->second) == 0) {
            return true;
        }
    }
    return vd_lead_misread(scan->grammar, fold + at + 1, end - at - 1);
}

const vd_type_row *vd_type_starting(const vd_scan *scan, size_t at, size_t *to)
{
    const vd_type_row *best = NULL;
    size_t word = at;
    while (word < scan->text->fold_len && vd_is_word(scan->text->fold[word])) {
        word++;
    }
    vd_lead_entries entries = vd_lead_types(scan->grammar, scan->text->fold + at, word - at, false);
    bool several = second_fits(scan, &entries, word);
    bool misread = several && misread_behind(scan, word, entries.behind);
    vd_str behind = {scan->text->fold + word, scan->text->fold_len - word};
    for (size_t i = 0; i < entries.count; i++) {
        const vd_type_word *entry = &entries.words[i];
        size_t end = word;
        bool same = entry->rest.len == 0;
        if (several && !same) {
            same = misread ? words_start(scan, at, entry->row->fold, &end) : vd_str_starts(behind, entry->rest);
            end = misread ? end : word + entry->rest.len;
        }
        if (same && !vd_is_word(scan->text->fold[end]) && (best == NULL || end > *to)) {
            best = entry->row;
            *to = end;
        }
    }
    return best;
}

bool vd_type_technical(const vd_type_row *type)
{
    vd_str fold = type ? vd_str_of(type->fold) : VD_LIT("");
    return vd_str_starts(fold, VD_LIT("quy chuan")) || vd_str_starts(fold, VD_LIT("tieu chuan"));
}
