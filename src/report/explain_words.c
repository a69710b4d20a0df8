/** Where in the text the fields of a mention were read from.  The extraction does not keep these places; they are found
 *  again from the values: number and type inside the mention, date and body inside it or right behind it. */
#include "report/explain.h"

#include "extract/ocr.h"
#include "text/fold.h"

/* How far behind a mention its date and its body are looked for, in folded characters. */
enum { BEHIND = 260, GAP_MAX = 14, MISREAD_TENTHS = 17, DATE_PARTS = 3 };

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || vd_fold_digit(c) || c == VD_FOLD_OTHER;
}

vd_str vd_words_fold(const vd_explanation *e, vd_stretch stretch)
{
    return (vd_str){e->text->fold + stretch.from, stretch.to - stretch.from};
}

static size_t word_end(const vd_explanation *e, size_t at)
{
    while (at < e->text->fold_len && is_word(e->text->fold[at])) {
        at++;
    }
    return at;
}

bool vd_words_at(const vd_explanation *e, size_t at, const char *name, size_t *to)
{
    for (const char *word = name; *word;) {
        size_t len = strcspn(word, " ");
        size_t end = word_end(e, at);
        if (end == at || !vd_ocr_word_is((vd_str){e->text->fold + at, end - at}, word, len)) {
            return false;
        }
        *to = end;
        word += len;
        if (*word) {
            if (e->text->fold[end] != ' ' && e->text->fold[end] != '\n') {
                return false;
            }
            word++;
        }
        at = end + 1;
    }
    return true;
}

bool vd_words_find(const vd_explanation *e, vd_str fold, size_t from, size_t to, vd_stretch *out)
{
    const char *text = e->text->fold;
    to = to < e->text->fold_len ? to : e->text->fold_len;
    for (size_t at = from; fold.len > 0 && at + fold.len <= to; at++) {
        bool begins = at == 0 || !is_word(text[at - 1]) || !is_word(text[at]);
        size_t end = at + fold.len;
        bool ends = end == e->text->fold_len || !is_word(text[end]) || !is_word(text[end - 1]);
        if (begins && ends && memcmp(text + at, fold.ptr, fold.len) == 0) {
            *out = (vd_stretch){at, end};
            return true;
        }
    }
    return false;
}

/* ---- Number ------------------------------------------------------------------------------------------------------ */

/* The mention's last stretch of digits that opens the official number ("33", "66.1", "30a"), to the mention's end. */
bool vd_words_number(const vd_explanation *e, vd_stretch *out)
{
    vd_str number = e->mention->number;
    char head[24];
    size_t len = 0;
    while (len < number.len && len < sizeof head && number.ptr[len] != '/' && number.ptr[len] != '-') {
        char c = number.ptr[len];
        head[len++] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
    }
    if (len == 0 || len == sizeof head) {
        return false;
    }
    const char *fold = e->text->fold;
    for (size_t at = e->span.to; at-- > e->span.from;) {
        bool begins = at == e->span.from || !vd_fold_digit(fold[at - 1]);
        bool same = at + len <= e->span.to && memcmp(fold + at, head, len) == 0;
        if (begins && same && !vd_fold_digit(fold[at + len])) {
            *out = (vd_stretch){at, e->span.to};
            return true;
        }
    }
    return false;
}

/* ---- Date -------------------------------------------------------------------------------------------------------- */

/* Where a field behind the mention can stand at most: before the next mention that is not inside it. */
static size_t behind_end(const vd_explanation *e)
{
    size_t end = e->span.to + BEHIND < e->text->fold_len ? e->span.to + BEHIND : e->text->fold_len;
    for (size_t i = (size_t)e->index + 1; i < e->extraction->mention_count; i++) {
        const vd_mention *next = &e->extraction->mentions[i];
        if (next->start >= e->mention->end) {
            size_t at = vd_text_fold_at(e->text, next->start);
            return at < end ? at : end;
        }
    }
    return end;
}

/* The run of digits at or behind `at` and its value; false when there is none before `end`. */
static bool digits_next(const vd_explanation *e, size_t at, size_t end, vd_stretch *run, int *value)
{
    while (at < end && !vd_fold_digit(e->text->fold[at])) {
        at++;
    }
    *run = (vd_stretch){at, at};
    *value = 0;
    while (run->to < end && vd_fold_digit(e->text->fold[run->to]) && run->to - at < 6) {
        *value = *value * 10 + (e->text->fold[run->to++] - '0');
    }
    return run->to > run->from;
}

/* The parts of a date one behind the other, the first of them at `run`. */
static bool date_runs(const vd_explanation *e, vd_stretch run, const int *parts, size_t count, size_t end, size_t *to)
{
    int value = 0;
    for (size_t i = 0; i < count; i++) {
        vd_stretch next = run;
        if (!digits_next(e, i == 0 ? run.from : run.to, end, &next, &value) || value != parts[i] ||
            (i > 0 && next.from - run.to > GAP_MAX)) {
            return false;
        }
        run = next;
    }
    *to = run.to;
    return true;
}

/* "ngày", "tháng" or "năm" in front of the digits at `at` belongs to the date. */
static size_t date_word_before(const vd_explanation *e, size_t at)
{
    size_t end = at;
    while (end > 0 && e->text->fold[end - 1] == ' ') {
        end--;
    }
    size_t from = end;
    while (from > 0 && is_word(e->text->fold[from - 1]) && !vd_fold_digit(e->text->fold[from - 1])) {
        from--;
    }
    vd_str word = {e->text->fold + from, end - from};
    bool opens = vd_ocr_word_is(word, "ngay", 4) || vd_ocr_word_is(word, "thang", 5) || vd_ocr_word_is(word, "nam", 3);
    return opens ? from : at;
}

static bool date_in(const vd_explanation *e, size_t from, size_t to, vd_stretch *out)
{
    vd_date date = e->mention->date;
    int parts[DATE_PARTS];
    size_t count = 0;
    int value = 0;
    int known[DATE_PARTS] = {date.day, date.month, date.year};
    for (size_t i = 0; i < DATE_PARTS; i++) {
        if (known[i]) {
            parts[count++] = known[i];
        }
    }
    vd_stretch run = {from, from};
    while (count && digits_next(e, run.to, to, &run, &value)) {
        size_t end = 0;
        if (date_runs(e, run, parts, count, to, &end)) {
            *out = (vd_stretch){date_word_before(e, run.from), end};
            return true;
        }
    }
    return false;
}

bool vd_words_date(const vd_explanation *e, vd_stretch *out)
{
    bool numbered = e->number.to > e->number.from; /* "33/2021" is no date */
    return date_in(e, e->span.to, behind_end(e), out) ||
           date_in(e, e->span.from, numbered ? e->number.from : e->span.to, out);
}

/* ---- Body -------------------------------------------------------------------------------------------------------- */

/* The place in [from, to) that is nearest to `name`, misreadings allowed. */
static bool name_misread(const vd_explanation *e, vd_str name, size_t from, size_t to, vd_stretch *out)
{
    unsigned limit = (unsigned)(name.len * MISREAD_TENTHS / 10);
    unsigned best = limit + 1;
    for (size_t at = from; at < to; at++) {
        bool begins = is_word(e->text->fold[at]) && (at == 0 || !is_word(e->text->fold[at - 1]));
        size_t used = 0;
        unsigned cost = begins ? vd_ocr_prefix_cost(name, vd_words_fold(e, (vd_stretch){at, to}), limit, &used) : best;
        if (cost < best && used > 0) {
            best = cost;
            *out = (vd_stretch){at, at + used};
        }
    }
    return best <= limit;
}

/* Take in what follows the `len` characters found, as long as it goes on with `rest`: "… thành phố Cần Thơ". */
static void name_extend(const vd_explanation *e, size_t len, vd_str rest, size_t to, vd_stretch *found)
{
    size_t begin = found->from + len;
    size_t more = 0;
    while (more < rest.len && begin + more < to && e->text->fold[begin + more] == rest.ptr[more]) {
        more++;
    }
    size_t end = begin + more;
    while (end > found->to && (is_word(e->text->fold[end]) || e->text->fold[end - 1] == ' ')) {
        end--;
    }
    found->to = end > found->to ? end : found->to;
}

const vd_place_row *vd_explain_place(vd_str slug)
{
    const vd_place_row *found = NULL;
    for (size_t i = 0; i < vd_places_count && slug.ptr; i++) {
        bool today = vd_places[i].valid_to[0] == '\0';
        if (vd_str_eq(slug, vd_str_of(vd_places[i].slug)) && (found == NULL || today)) {
            found = &vd_places[i];
        }
    }
    return found;
}

/* The body's name without the province behind it, which the text need not print. */
static vd_str without_place(const vd_explanation *e, vd_str full)
{
    const vd_place_row *row = vd_explain_place(e->mention->place);
    vd_str name = row ? vd_str_of(row->fold) : VD_NONE;
    bool ends = name.len > 0 && full.len > name.len + 1 && vd_str_ends(full, name);
    return ends && full.ptr[full.len - name.len - 1] == ' ' ? vd_str_slice(full, 0, full.len - name.len - 1) : full;
}

/* "Chủ tịch Ủy ban nhân dân tỉnh Sơn La" with "UBND" for its words; absent when it has none of the row's. */
static vd_str name_abbreviated(vd_explanation *e, vd_str name, const vd_abbreviation_row *row)
{
    vd_str words = vd_str_of(row->full_fold);
    size_t at = vd_str_find(name, words, 0);
    if (at == SIZE_MAX) {
        return VD_NONE;
    }
    vd_str rest = vd_str_slice(name, at + words.len, name.len);
    return vd_explain_text(e, "%.*s%s%.*s", (int)at, name.ptr, row->fold, VD_ARG(rest));
}

static bool issuer_in(vd_explanation *e, const vd_issuer_row *row, vd_str full, size_t from, size_t to, vd_stretch *out)
{
    vd_str name = row ? vd_str_of(row->name_fold) : without_place(e, full);
    vd_str rest = vd_str_slice(full, name.len, full.len);
    if (vd_words_find(e, name, from, to, out)) {
        name_extend(e, name.len, rest, to, out);
        return true;
    }
    for (size_t i = 0; i < vd_abbreviations_count; i++) {
        vd_str printed = name_abbreviated(e, name, &vd_abbreviations[i]);
        if (printed.ptr && vd_words_find(e, printed, from, to, out)) {
            name_extend(e, printed.len, rest, to, out);
            return true;
        }
    }
    return e->text->marks_lost && name_misread(e, name, from, to, out);
}

bool vd_words_issuer(vd_explanation *e, const vd_issuer_row *row, vd_stretch *out)
{
    vd_str full = vd_explain_fold(e, e->mention->issuer);
    return full.len > 0 && (issuer_in(e, row, full, e->span.to, behind_end(e), out) ||
                            issuer_in(e, row, full, e->span.from, e->span.to, out));
}

bool vd_words_term(vd_explanation *e, vd_stretch *out)
{
    enum { BEFORE = 120 };
    bool years = vd_str_find(e->mention->term, VD_LIT("-"), 0) != SIZE_MAX;
    vd_str term = vd_explain_fold(e, e->mention->term);
    vd_str words = vd_explain_text(e, years ? "nhiem ky %.*s" : "khoa %.*s", VD_ARG(term));
    size_t before = e->span.from > BEFORE ? e->span.from - BEFORE : 0;
    return vd_words_find(e, words, e->span.from, behind_end(e), out) ||
           vd_words_find(e, words, before, e->span.from, out);
}
