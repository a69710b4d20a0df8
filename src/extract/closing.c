/* Where the document itself is over: it does not cite what a portal puts behind "Nơi nhận" and the signature. */
#include "extract/relation.h"

#include "text/fold.h"

enum { ANNEX_REACH = 400 };

/* "PHỤ LỤC I", "Mẫu số 01", "(Kèm theo Quyết định …)", or a type's heading with that below it. */
static bool annex_begins(const vd_scan *scan, size_t at)
{
    size_t to = 0;
    if (vd_scan_starts(scan, at, "phu luc") || vd_scan_starts(scan, at, "mau so") ||
        vd_scan_starts(scan, at, "bieu so") || vd_scan_starts(scan, at, "(kem theo ") ||
        vd_scan_starts(scan, at, "(ban hanh kem theo ")) {
        return true;
    }
    const vd_type_row *type = vd_scan_opens_capitals(scan, at) ? vd_type_starting(scan, at, &to) : NULL;
    if (type == NULL || !vd_scan_capitals(scan, (vd_range){at, to})) {
        return false;
    }
    size_t stop = to + ANNEX_REACH < scan->text->fold_len ? to + ANNEX_REACH : scan->text->fold_len;
    return vd_str_find(vd_scan_fold(scan, (vd_range){to, stop}), VD_LIT("kem theo"), 0) != SIZE_MAX;
}

/* A footnote of the document, "[1]", which converters put behind all the rest. */
static bool footnote_begins(const vd_scan *scan, size_t at)
{
    const vd_text *text = scan->text;
    size_t digit = at + 1;
    if (at >= text->fold_len || text->fold[at] != '[') {
        return false;
    }
    while (digit < text->fold_len && vd_fold_digit(text->fold[digit])) {
        digit++;
    }
    return digit > at + 1 && digit < text->fold_len && text->fold[digit] == ']';
}

/* The line ends with "./.", as drafting rules want it where a document's text is over. */
static bool line_closes(const vd_text *text, size_t line)
{
    size_t to = text->lines[line].end;
    size_t from = text->lines[line].start;
    while (to > from && text->bytes.ptr[to - 1] == ' ') {
        to--;
    }
    if (to == from || !strchr(".\" \t\v\f", text->bytes.ptr[to - 1])) {
        return false;
    }
    vd_str raw = vd_str_trim(vd_str_slice(text->bytes, from, to));
    return vd_str_ends(raw, VD_LIT("./.")) || vd_str_ends(raw, VD_LIT("./.\""));
}

/* May it?  Told by the folded line, which is at hand. */
static bool may_close(const vd_scan *scan, size_t line)
{
    size_t to = scan->line_to[line];
    while (to > scan->line_at[line] && VD_AMONG(scan->text->fold[to - 1], " \n")) {
        to--;
    }
    vd_str words = vd_scan_fold(scan, (vd_range){scan->line_at[line], to});
    return vd_str_ends(words, VD_LIT("./.")) || vd_str_ends(words, VD_LIT("./.\""));
}

/* Signs and blanks in front of a line's first word. */
static bool stands_before_words(char c)
{
    return c == ' ' || c == '\n' || c == '-' || c == '*' || c == '#' || c == '_' || c == '.' || c == '\0';
}

/* Behind the last "./.", "Nơi nhận" and the signature a portal's own text may follow: what it cites, the document does
 * not.  Annexes come under a heading of their own, footnotes behind their mark, and both count. */
size_t vd_document_end(const vd_scan *scan)
{
    const vd_text *text = scan->text;
    size_t end = text->fold_len;
    bool consolidated = vd_is_consolidated(scan);
    for (size_t line = 0; line < text->line_count; line++) {
        size_t at = scan->line_at[line];
        while (at < text->fold_len && stands_before_words(text->fold[at])) {
            at++;
        }
        bool goes_on = end < text->fold_len && (annex_begins(scan, at) || footnote_begins(scan, at));
        if (vd_scan_starts(scan, at, "noi nhan")) {
            end = at;
        } else if (goes_on) {
            end = text->fold_len;
        } else if (end == text->fold_len && !consolidated && may_close(scan, line) && line_closes(text, line)) {
            end = vd_line_end(scan, line);
        }
    }
    return end;
}

/* The text's own document, classes of documents, and what points back are no targets. */
bool vd_takes_part(const vd_draft *draft, size_t end)
{
    bool aside = draft->form == VD_FORM_SELF || draft->form == VD_FORM_GENERIC || draft->form == VD_FORM_BACKWARD;
    return !aside && draft->span.from < end;
}
