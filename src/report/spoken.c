/** Words and days for people.
 *
 *  Vietnamese writes a day 26/11/2021 and a month 02/2026; English, here, as the formats for programs do, which no
 *  reader takes for another day.  A month behind a name is told from a number of that year: "Kế hoạch tháng 02/2026".
 */
#include "report/spoken.h"

#include "base/date.h"
#include "report/labels.h"
#include "report/step_text.h"
#include "report/words.h"
#include "tables/tables.h"
#include "text/text.h"

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* What a number or a word of which a day would be a part goes on with. */
static bool goes_on(char c)
{
    unsigned char u = (unsigned char)c;
    return is_digit(c) || (u >= 'a' && u <= 'z') || (u >= 'A' && u <= 'Z') || u >= 0x80 || strchr("/-_.~", c) != NULL;
}

/* Length of the day that begins at `at`; 0: none. */
static size_t day_find(vd_str text, size_t at, vd_date *out)
{
    size_t end = at;
    if (!is_digit(text.ptr[at]) || (at > 0 && goes_on(text.ptr[at - 1]))) {
        return 0;
    }
    while (end < text.len && (is_digit(text.ptr[end]) || text.ptr[end] == '-')) {
        end++;
    }
    bool ends = end == text.len || text.ptr[end] == '.' || !goes_on(text.ptr[end]);
    return ends && end - at > 4 && vd_date_parse(vd_str_slice(text, at, end), out) ? end - at : 0;
}

static void day_add(vd_buf *buf, vd_date day, vd_spoken_kind how)
{
    if (how == VD_SPOKEN_NAME) {
        vd_buf_add_text(buf, day.day ? "ngày " : "tháng ");
    }
    if (day.day) {
        vd_buf_add_format(buf, "%02d/", day.day);
    }
    vd_buf_add_format(buf, "%02d/%04d", day.month, day.year);
}

/* In a note a month is more likely to be a number. */
static void days_add(vd_buf *buf, vd_str text, vd_spoken_kind how, vd_lang lang)
{
    for (size_t i = 0; i < text.len;) {
        vd_date day;
        size_t len = lang == VD_LANG_EN ? 0 : day_find(text, i, &day);
        if (len == 0 || (how == VD_SPOKEN_NOTE && !day.day && len < text.len)) {
            vd_buf_add_char(buf, text.ptr[i++]);
        } else {
            day_add(buf, day, how);
            i += len;
        }
    }
}

void vd_spoken_day(vd_buf *buf, vd_str text, vd_lang lang)
{
    days_add(buf, text, VD_SPOKEN_DAYS, lang);
}

const char *vd_spoken_day_format(vd_lang lang)
{
    return lang == VD_LANG_EN ? "yyyy-mm-dd" : "dd/mm/yyyy";
}

/* Does a piece of a source begin at `at`, where the words of the tables stand?  Also behind "citation in 3 ". */
static bool piece_opens(vd_str source, size_t at)
{
    return at == 0 || (at > 1 && source.ptr[at - 1] == ' ' &&
                       (source.ptr[at - 2] == ';' || source.ptr[at - 2] == ':' || is_digit(source.ptr[at - 2])));
}

void vd_spoken_source(vd_buf *buf, vd_str source, vd_lang lang)
{
    for (size_t i = 0; i < source.len;) {
        vd_str words;
        bool opens = lang != VD_LANG_EN && piece_opens(source, i);
        size_t len = opens ? vd_word_source(vd_str_slice(source, i, source.len), &words) : 0;
        if (len > 0) {
            vd_buf_add(buf, words);
        } else {
            vd_buf_add_char(buf, source.ptr[i]);
        }
        i += len > 0 ? len : 1;
    }
}

/* Labels begin with a letter of ASCII. */
void vd_spoken_learnt(vd_buf *buf, vd_str learnt, vd_lang lang)
{
    size_t colon = vd_str_find(learnt, VD_LIT(": "), 0);
    vd_str from = colon == SIZE_MAX ? learnt : vd_str_slice(learnt, colon + 2, learnt.len);
    vd_str label = colon == SIZE_MAX ? VD_NONE : vd_str_slice(learnt, 0, colon);
    if (lang == VD_LANG_EN) {
        vd_buf_add(buf, learnt);
        return;
    }
    for (size_t i = 0; i < vd_field_label_count; i++) {
        label = vd_str_eq(label, vd_str_of(vd_field_labels[i].name))
                    ? vd_str_of(vd_field_labels[i].in[lang == VD_LANG_EN])
                    : label;
    }
    if (label.len > 0) {
        vd_buf_add_char(buf, (char)(label.ptr[0] >= 'A' && label.ptr[0] <= 'Z' ? label.ptr[0] + 32 : label.ptr[0]));
        vd_buf_add(buf, vd_str_slice(label, 1, label.len));
        vd_buf_add_text(buf, ": ");
    }
    vd_buf_add(buf, vd_str_eq(from, VD_LIT("catalogue")) ? vd_str_of(vd_phrase(VD_PHRASE_catalogue, lang)) : from);
}

/* ---- Titles ---- */

static bool capitals_only(vd_str title)
{
    bool upper = false;
    for (size_t i = 0; i < title.len; i++) {
        if (title.ptr[i] >= 'a' && title.ptr[i] <= 'z') {
            return false; /* most titles, at their second letter */
        }
        upper = upper || (title.ptr[i] >= 'A' && title.ptr[i] <= 'Z');
    }
    return upper;
}

/* Is `full` the title, or the type and the title? */
static bool titles_same(vd_arena *scratch, vd_str full, vd_str type, vd_str title)
{
    vd_str whole = vd_fold_copy(scratch, full);
    vd_str front = vd_fold_copy(scratch, type);
    vd_str end = vd_fold_copy(scratch, title);
    if (whole.ptr == NULL || front.ptr == NULL || end.ptr == NULL || end.len == 0) {
        return false;
    }
    return vd_str_eq(whole, end) ||
           (whole.len == front.len + 1 + end.len && vd_str_starts(whole, front) && vd_str_ends(whole, end));
}

vd_str vd_spoken_title(vd_arena *scratch, vd_str title, vd_str number)
{
    if (number.len == 0 || !capitals_only(title)) {
        return title;
    }
    for (const vd_catalogue_row *row = vd_catalogue_by_number(number); row;
         row = vd_catalogue_by_number_next(number, row)) {
        if (titles_same(scratch, vd_str_of(row->title), vd_str_of(row->type), title)) {
            return vd_str_of(row->title);
        }
    }
    return title;
}

vd_str vd_spoken_cell(vd_arena *scratch, const vd_rows *rows, size_t column)
{
    vd_str name = vd_rows_name(rows, column);
    vd_str text = vd_rows_cell(rows, column).text;
    const size_t word = sizeof "title" - 1;
    if (!vd_str_ends(name, VD_LIT("title")) || !capitals_only(text)) {
        return text;
    }
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        vd_str other = vd_rows_name(rows, i);
        vd_cell cell = vd_rows_cell(rows, i);
        if (cell.kind == VD_CELL_TEXT && vd_str_ends(other, VD_LIT("number")) && other.len == name.len + 1 &&
            memcmp(other.ptr, name.ptr, name.len - word) == 0) {
            return vd_spoken_title(scratch, text, cell.text);
        }
    }
    return text;
}

void vd_spoken_by(vd_buf *buf, vd_str by, vd_lang lang)
{
    if (by.len) {
        vd_buf_add_format(buf, " %s ", vd_phrase(VD_PHRASE_by, lang));
        vd_buf_add(buf, by);
    }
}

void vd_spoken_from(vd_buf *buf, vd_str day, vd_lang lang)
{
    if (day.len) {
        vd_buf_add_format(buf, " %s ", vd_phrase(VD_PHRASE_from, lang));
        vd_spoken_day(buf, day, lang);
    }
}

/* "10/2022/QH15 được sửa đổi, bổ sung bởi 97/2025/QH15" */
static void change_add(vd_buf *buf, vd_str text, vd_lang lang)
{
    vd_change_words words;
    if (!vd_change_words_read(text, &words)) {
        vd_buf_add(buf, text);
        return;
    }
    vd_buf_add(buf, words.target);
    vd_buf_add_char(buf, ' ');
    vd_buf_add(buf, vd_word_value(VD_LIT("event"), words.kind, lang));
    vd_spoken_by(buf, words.acting, lang);
}

/* "có thể" in front of a label stays in front of it. */
static void label_add(vd_buf *buf, vd_str text, vd_lang lang)
{
    vd_str maybe = vd_str_of(vd_phrase(VD_PHRASE_maybe, VD_LANG_VI));
    bool doubted = vd_str_starts(text, maybe) && text.len > maybe.len && text.ptr[maybe.len] == ' ';
    vd_str label = doubted ? vd_str_slice(text, maybe.len + 1, text.len) : text;
    const char *english = lang == VD_LANG_EN ? vd_label_english(label) : NULL;
    if (!english) {
        vd_buf_add(buf, text);
        return;
    }
    vd_buf_add_text(buf, doubted ? vd_phrase(VD_PHRASE_maybe, lang) : "");
    vd_buf_add_text(buf, doubted ? " " : "");
    vd_buf_add_text(buf, english);
}

/* A document without number and day is called by its type and who issued it, "Kế hoạch của Ủy ban nhân dân …". */
static void name_add(vd_buf *buf, vd_str name, vd_lang lang)
{
    const vd_str of = VD_LIT(" của ");
    size_t at = lang == VD_LANG_EN ? vd_str_find(name, of, 0) : SIZE_MAX;
    vd_str type = at == SIZE_MAX ? VD_NONE : vd_str_slice(name, 0, at);
    for (size_t i = 0; type.len > 0 && i < vd_types_count; i++) {
        if (vd_str_eq(type, vd_str_of(vd_types[i].name))) {
            vd_buf_add(buf, type);
            vd_buf_add_text(buf, " of ");
            vd_buf_add(buf, vd_str_slice(name, at + of.len, name.len));
            return;
        }
    }
    days_add(buf, name, VD_SPOKEN_NAME, lang);
}

void vd_spoken(vd_buf *buf, vd_str column, vd_str value, vd_lang lang)
{
    switch (vd_word_kind(column)) {
    case VD_SPOKEN_WORDS:
        vd_buf_add(buf, vd_word_value(column, value, lang));
        break;
    case VD_SPOKEN_FIELD:
        vd_buf_add(buf, vd_word_column(value, lang));
        break;
    case VD_SPOKEN_NAME:
        name_add(buf, value, lang);
        break;
    case VD_SPOKEN_LABEL:
        label_add(buf, value, lang);
        break;
    case VD_SPOKEN_DAYS:
    case VD_SPOKEN_NOTE:
        days_add(buf, value, vd_word_kind(column), lang);
        break;
    case VD_SPOKEN_CHANGE:
        change_add(buf, value, lang);
        break;
    case VD_SPOKEN_LEARNT:
        vd_spoken_learnt(buf, value, lang);
        break;
    case VD_SPOKEN_SOURCE:
        vd_spoken_source(buf, value, lang);
        break;
    case VD_SPOKEN_FILE:
    case VD_SPOKEN_AS_IS:
        vd_buf_add(buf, value);
        break;
    }
}
