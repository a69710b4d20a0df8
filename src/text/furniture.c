/** What a page prints beside its text: the head of the Gazette, the number of the page, the stamp of who signed the
 * file. Where a sentence goes on behind them, they are taken out of the folded copy; elsewhere they stay what they are,
 *  lines of their own.  A number alone is none: a row of a table begins like that. */
#include "text/fold.h"

enum { PAGE_DIGITS = 4, STAMP_LINES = 6 };

/* The folded line that begins at `from`. */
static vd_str line_words(const vd_text *text, size_t from)
{
    size_t left = text->fold_len - from;
    const char *hit = memchr(text->fold + from, '\n', left);
    return (vd_str){text->fold + from, hit ? (size_t)(hit - text->fold) - from : left};
}

static bool upper_at(const vd_text *text, size_t at)
{
    return (text->flags[at] & VD_CH_UPPER) != 0;
}

static bool line_page_number(vd_str words)
{
    size_t i = 0;
    while (i < words.len && vd_fold_digit(words.ptr[i])) {
        i++;
    }
    return i > 0 && i <= PAGE_DIGITS && i == words.len;
}

/* "CÔNG BÁO/Số 743 + 744/Ngày 24-6-2024", perhaps with the page's number on either side. */
static bool line_gazette(const vd_text *text, vd_str words)
{
    static const char head[] = "cong bao/so ";
    size_t from = (size_t)(words.ptr - text->fold);
    size_t at = 0;
    while (at < words.len && at <= PAGE_DIGITS && (vd_fold_digit(words.ptr[at]) || words.ptr[at] == ' ')) {
        at++;
    }
    return vd_str_starts(vd_str_slice(words, at, words.len), vd_str_of(head)) && upper_at(text, from + at + 1) &&
           vd_str_find(words, VD_LIT("/ngay "), at) != SIZE_MAX;
}

/* "Người ký: …" and the lines below it up to the time of the signature; where the line behind them begins, or `from`.
 */
static size_t stamp_end(const vd_text *text, size_t from)
{
    size_t at = from;
    if (text->fold[from] != 'n') {
        return from;
    }
    for (int i = 0; i < STAMP_LINES && at < text->fold_len; i++) {
        vd_str words = line_words(text, at);
        at += words.len + 1;
        if (i == 0 && !vd_str_starts(words, VD_LIT("nguoi ky: "))) {
            return from;
        }
        if (i > 0 && (vd_str_starts(words, VD_LIT("thoi gian ky: ")) || vd_str_starts(words, VD_LIT("ngay ky: ")))) {
            return at;
        }
    }
    return from;
}

bool vd_furniture_label(vd_str words)
{
    static const char *const labels[] = {"van ban lien quan", "van ban nay chua cap nhat noi dung tieng anh",
                                         "thong tin van ban", "tieng anh", "tai ve"};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        if (vd_str_eq(words, vd_str_of(labels[i]))) {
            return true;
        }
    }
    return false;
}

size_t vd_furniture_end(const vd_text *text, size_t from)
{
    size_t at = from;
    bool found = false;
    bool numbered = false;
    while (at < text->fold_len && vd_furniture_begins(text->fold + at)) {
        size_t behind = stamp_end(text, at);
        vd_str words = line_words(text, at);
        bool number = !numbered && line_page_number(words);
        if (behind == at && !number && !line_gazette(text, words)) {
            break;
        }
        numbered = numbered || number;
        found = found || !number;
        at = behind > at ? behind : at + words.len + 1;
    }
    return found && at < text->fold_len ? at : from;
}

void vd_furniture_take(vd_text *text, size_t from, size_t to)
{
    memset(text->fold + from, '\0', to - from);
    text->bridged = true;
}

/* Move the folded range [from, to) to `kept`, before which nothing else moves any more. */
static void fold_move(vd_text *text, size_t kept, size_t from, size_t to)
{
    memmove(text->fold + kept, text->fold + from, to - from);
    memmove(text->flags + kept, text->flags + from, to - from);
    memmove(text->at + kept, text->at + from, (to - from) * sizeof *text->at);
}

void vd_furniture_close(vd_text *text)
{
    size_t kept = 0;
    size_t near = 0;
    size_t near_count = text->bytes.len / VD_NEAR_STEP + 2;
    size_t end = text->fold_len + 1; /* the NUL behind the text goes with it */
    size_t next = 0;
    size_t breaks = 0;
    for (size_t from = 0; from < end;) {
        while (from < text->fold_len && text->fold[from] == '\0') {
            from++;
        }
        size_t to = from + strlen(text->fold + from);
        to += to == text->fold_len;
        for (; near < near_count && text->near[near] < to; near++) { /* they grow */
            size_t into = text->near[near] > from ? text->near[near] - from : 0;
            text->near[near] = (uint32_t)(kept + into);
        }
        for (; next < text->break_count && text->breaks[next] < to; next++) {
            if (text->breaks[next] >= from) {
                text->breaks[breaks++] = (uint32_t)(text->breaks[next] - (from - kept));
            }
        }
        fold_move(text, kept, from, to);
        kept += to - from;
        from = to;
    }
    text->fold_len = kept - 1;
    text->break_count = breaks;
}
