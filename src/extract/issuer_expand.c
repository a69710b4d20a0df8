/* The words of a body's name as they are written in a sentence: abbreviations in full, and in a heading in capitals
 * only those large that stay so. */
#include "extract/scan.h"

#include "base/buf.h"

/* The next word of `s`, words being apart by one blank, or none behind the full stop of an abbreviation: "TP.|Huế", not
 * "T.P". */
static vd_str word_next(vd_str s, size_t *at)
{
    size_t from = *at;
    size_t end = from;
    while (end < s.len && s.ptr[end] != ' ' && !(end > from + 2 && s.ptr[end - 1] == '.')) {
        end++;
    }
    *at = end < s.len && s.ptr[end] == ' ' ? end + 1 : end;
    return from < s.len ? vd_str_slice(s, from, end) : VD_LIT("");
}

/* A word of capitals: "UBND", "HĐND", "TƯ", not "Tự". Of the marked letters only Đ and Ư stand in abbreviations. */
static bool word_capitals(vd_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        vd_str rest = vd_str_slice(word, i, word.len);
        if (vd_str_starts(rest, VD_LIT("Đ")) || vd_str_starts(rest, VD_LIT("Ư"))) {
            i++;
        } else if ((word.ptr[i] < 'A' || word.ptr[i] > 'Z') && word.ptr[i] != '-' && word.ptr[i] != '&') {
            return false;
        }
    }
    return word.len > 1;
}

/* Could the letters be a syllable of Vietnamese?  In a line of capitals "TƯ" is one ("ĐẦU TƯ"), "UBND" is none. */
static bool word_syllable(vd_str fold)
{
    static const char *const finals[] = {"", "n", "ng", "nh", "c", "ch", "m", "p", "t"};
    size_t vowels = 0;
    while (vowels < fold.len && strchr("aeiouy", fold.ptr[vowels]) == NULL) {
        vowels++;
    }
    size_t end = vowels;
    while (end < fold.len && strchr("aeiouy", fold.ptr[end])) {
        end++;
    }
    vd_str final = vd_str_slice(fold, end, fold.len);
    return end > vowels && VD_STR_IN(final, finals);
}

/* Other ways to write an abbreviation of a place's rank. */
static vd_str word_spelt(vd_str word)
{
    static const char *const spellings[][2] = {{"Tp", "TP"}, {"T.P", "TP"}, {"T.p", "TP"},
                                               {"Tx", "TX"}, {"T.Ư", "TƯ"}, {"T.W", "TW"}};
    for (size_t i = 0; i < sizeof spellings / sizeof *spellings; i++) {
        if (vd_str_eq(word, vd_str_of(spellings[i][0]))) {
            return vd_str_of(spellings[i][1]);
        }
    }
    return word;
}

/* What a word stands for, or NULL when it is no abbreviation. */
static const vd_abbreviation_row *word_abbreviates(vd_scan *scan, vd_str printed, bool capitals)
{
    vd_str word = word_spelt(printed);
    vd_str fold = vd_fold_copy(scan->arena, word);
    if (fold.ptr == NULL) {
        vd_scan_fail_memory(scan);
        return NULL;
    }
    bool short_form = word.len > 0 && word_capitals(word) && !(capitals && word_syllable(fold));
    return short_form ? vd_abbreviation_find(fold, NULL) : NULL;
}

/* Which words of a heading in capitals keep a large first letter: the first one, those of a place behind its rank, and
 * what a body is for ("Sở | Nội vụ"). */
typedef struct casing {
    vd_str before, before_that; /* folded */
    size_t count;
    bool place; /* a place's name goes on */
} casing;

/* Bodies that are written so wherever they stand: "Đảng ủy | Chính phủ", "Ban Chấp hành | Trung ương". */
static bool casing_body(vd_str fold, vd_str next, vd_str before)
{
    static const char *const pairs[][2] = {{"chinh", "phu"}, {"quoc", "hoi"}, {"trung", "uong"}, {"nha", "nuoc"},
                                           {"mat", "tran"},  {"viet", "nam"}, {"to", "quoc"},    {"ban", "bi"}};
    bool large = vd_str_eq(before, VD_LIT("viet")) && vd_str_eq(fold, VD_LIT("nam"));
    large = large || (vd_str_eq(before, VD_LIT("ban")) && vd_str_eq(fold, VD_LIT("bi")));
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs && !large; i++) {
        large = vd_str_eq(fold, vd_str_of(pairs[i][0])) && vd_str_starts(next, vd_str_of(pairs[i][1]));
    }
    return large;
}

/* Take one word, `lower` as printed in small letters and folded; is its first letter large? */
static bool casing_next(casing *c, vd_str lower, vd_str fold, vd_str next)
{
    static const char *const ranks[] = {"xã", "phường", "huyện", "quận", "tỉnh", "tp", "tp."};
    static const char *const second[] = {"phố", "trấn", "khu"};
    static const char *const second_of[] = {"thanh", "thi", "dac"};
    static const char *const heads[] = {"so", "phong", "cuc", "vu", "vien", "bo", "ban", "hoi", "truong"};
    static const char *const heads_of_two[] = {"chi cuc", "tong cuc", "trung tam", "thanh tra"};
    static const char *const committees_of[] = {"tinh", "thanh", "huyen", "quan", "thi"};
    static const char *const chiefs[] = {"truong", "tich", "doc"};
    static const char *const not_purpose[] = {"dong", "truong", "nghi", "va", "cua"};
    bool rank = (VD_STR_IN(lower, ranks) || (VD_STR_IN(lower, second) && VD_STR_IN(c->before, second_of))) &&
                !vd_str_eq(next, VD_LIT("hoi")) && !vd_str_eq(next, VD_LIT("ly"));
    bool committee = vd_str_eq(lower, VD_LIT("ủy")) || vd_str_eq(lower, VD_LIT("uỷ"));
    bool two = false;
    for (size_t i = 0; i < sizeof heads_of_two / sizeof *heads_of_two; i++) {
        vd_str pair = vd_str_of(heads_of_two[i]);
        two = two || (c->count == 2 && vd_str_starts(pair, c->before_that) && vd_str_ends(pair, c->before) &&
                      pair.len == c->before_that.len + 1 + c->before.len);
    }
    bool purpose = ((c->count == 1 && VD_STR_IN(c->before, heads)) || two) && !VD_STR_IN(fold, not_purpose);
    bool chief = c->count > 0 && VD_STR_IN(c->before, chiefs);
    bool rank_opens = rank && !(vd_str_eq(next, VD_LIT("uy")));
    bool large =
        c->count == 0 || casing_body(fold, next, c->before) || purpose || chief || (c->place && !rank && !committee);
    bool over = fold.len > 0 && fold.ptr[fold.len - 1] == ',';
    c->place = !over && (rank_opens || (committee && VD_STR_IN(c->before, committees_of)) || (c->place && !rank));
    c->before_that = c->before;
    c->before = fold;
    c->count++;
    return large;
}

/* One word of a body's name, as it is written in a sentence: `row` when it is an abbreviation. */
typedef struct shown_word {
    vd_str fold, small, large;
    const vd_abbreviation_row *row;
} shown_word;

static shown_word word_show(vd_scan *scan, vd_str word, bool capitals)
{
    vd_str bare = word;
    while (bare.len > 0 && strchr(".,;", bare.ptr[bare.len - 1])) {
        bare.len--;
    }
    bool comma = bare.len < word.len && word.ptr[bare.len] == ','; /* "Bộ Văn hóa, Thể thao và Du lịch" */
    vd_str shown = vd_str_slice(word, 0, bare.len + comma);
    shown_word out = {vd_fold_copy(scan->arena, word), shown, shown, word_abbreviates(scan, bare, capitals)};
    if (capitals) {
        out.small = vd_text_lower(scan->arena, word);
        out.large = vd_text_proper(scan->arena, word);
    }
    if (out.fold.ptr == NULL || out.small.ptr == NULL || out.large.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return out;
}

/* The words of `raw`, every abbreviation in full ("UBND" -> "Ủy ban nhân dân"), and a heading in capitals as it is
 * written in a sentence. */
vd_str vd_issuer_expand(vd_scan *scan, vd_str raw, bool capitals)
{
    vd_buf out = {0};
    casing state = {0};
    size_t at = 0;
    shown_word next = word_show(scan, word_next(raw, &at), capitals);
    for (bool more = raw.len > 0; more && scan->status == VD_OK;) {
        shown_word word = next;
        more = at < raw.len;
        next = word_show(scan, more ? word_next(raw, &at) : VD_LIT(""), capitals);
        bool large = casing_next(&state, word.small, word.fold, next.fold);
        if (out.len > 0) {
            vd_buf_add_char(&out, ' ');
        }
        vd_buf_add(&out, word.row ? vd_str_of(word.row->full) : large ? word.large : word.small);
    }
    vd_str text = vd_buf_ok(&out) ? vd_arena_copy(scan->arena, vd_buf_str(&out)) : VD_NONE;
    vd_buf_clear(&out);
    if (text.ptr == NULL) {
        vd_scan_fail_memory(scan);
    }
    return vd_str_ends(text, VD_LIT(",")) ? vd_str_slice(text, 0, text.len - 1) : text;
}
