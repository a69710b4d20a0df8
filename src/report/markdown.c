/** A book as Markdown: a heading and a pipe table a sheet, as GitHub and Pandoc read them.
 *
 *  Whatever a cell's text holds, it stays text: characters that mark something up are escaped, line breaks become
 *  <br>. */
#include "report/book.h"

#include "base/error.h"
#include "base/utf8.h"

/* `text` so that Markdown shows it as it is. */
static void text_write(vd_buf *buf, vd_str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        const char *instead = NULL;
        char escaped[3] = {'\\', 0, 0};
        if (code == '\n' || code == '\r') {
            bool pair = code == '\r' && i + 1 < text.len && text.ptr[i + 1] == '\n';
            instead = pair ? "" : "<br>";
        } else if (code == VD_UTF8_INVALID || code < 0x20 || code == 0xFFFE || code == 0xFFFF) {
            instead = code == '\t' ? " " : "\xEF\xBF\xBD";
        } else if (code < 0x80 && strchr("\\`*_[]<>|#~&$", (int)code)) {
            escaped[1] = (char)code;
            instead = code == '<' ? "&lt;" : code == '>' ? "&gt;" : code == '&' ? "&amp;" : escaped;
        }
        if (instead) {
            vd_buf_add(buf, vd_str_slice(text, done, i));
            vd_buf_add_text(buf, instead);
            done = i + len;
        }
        i += len;
    }
    vd_buf_add(buf, vd_str_slice(text, done, text.len));
}

static void header_write(const vd_book *book, const vd_leaf *sheet, const size_t *columns, size_t count, vd_buf *buf)
{
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_text(buf, "| ");
        text_write(buf, vd_leaf_heading(book, sheet, columns[i]));
        vd_buf_add_char(buf, ' ');
    }
    vd_buf_add_text(buf, "|\n");
    for (size_t i = 0; i < count; i++) {
        vd_holds holds = vd_leaf_holds(sheet, columns[i]);
        vd_buf_add_text(buf, holds == VD_HOLDS_NUMBER ? "|---:" : holds == VD_HOLDS_MARK ? "|:---:" : "|---");
    }
    vd_buf_add_text(buf, "|\n");
}

static vd_status rows_write(const vd_book *book, const vd_leaf *sheet, const size_t *columns, size_t width, vd_out *out,
                            size_t *count, vd_error *err)
{
    vd_buf text = {0};
    vd_status status = VD_OK;
    for (bool more = true; status == VD_OK;) {
        status = vd_rows_next(sheet->rows, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        if (*count == 0) {
            header_write(book, sheet, columns, width, &out->buf);
        }
        for (size_t i = 0; i < width; i++) {
            vd_buf_reset(&text);
            vd_leaf_cell(book, sheet, columns[i], &text);
            vd_buf_add_text(&out->buf, "| ");
            text_write(&out->buf, vd_buf_str(&text));
            vd_buf_add_char(&out->buf, ' ');
        }
        vd_buf_add_text(&out->buf, "|\n");
        ++*count;
        status = vd_buf_ok(&text) ? vd_out_settle(out, err) : vd_fail_memory(err);
    }
    vd_buf_clear(&text);
    return status;
}

static vd_status sheet_write(const vd_book *book, size_t at, vd_out *out, size_t *count, vd_error *err)
{
    const vd_leaf *sheet = &book->sheets[at];
    vd_arena arena = {0};
    size_t *columns = VD_ARENA_ARRAY(&arena, size_t, vd_rows_width(sheet->rows));
    vd_status status = columns ? VD_OK : vd_fail_memory(err);
    if (book->sheet_count > 1) {
        vd_buf_add_text(&out->buf, "\n## ");
        text_write(&out->buf, sheet->name);
        vd_buf_add_char(&out->buf, '\n');
    }
    vd_buf_add_char(&out->buf, '\n');
    if (status == VD_OK) {
        status = rows_write(book, sheet, columns, vd_leaf_columns(sheet, columns), out, count, err);
    }
    if (*count == 0) {
        text_write(&out->buf, vd_str_of(vd_word(VD_WORD_NOTHING, book->lang)));
        vd_buf_add_char(&out->buf, '\n');
    }
    vd_arena_clear(&arena);
    return status;
}

static void legend_write(const vd_book *book, vd_buf *buf)
{
    vd_buf_add_char(buf, '\n');
    for (int tone = 0; tone < VD_TONE_COUNT; tone++) {
        const char *sign = vd_tone_sign((vd_tone)tone);
        if (sign[0] >= 'A') { /* colours do not show: letters alone */
            vd_buf_add_format(buf, "**%s** %s · ", sign, vd_tone_words((vd_tone)tone, book->lang));
        }
    }
    vd_buf_add_format(buf, "**?** %s\n", vd_word(VD_WORD_DOUBT, book->lang));
}

vd_status vd_book_markdown(const vd_book *book, vd_out *out, size_t *count, vd_error *err)
{
    vd_status status = VD_OK;
    vd_buf_add_text(&out->buf, "# ");
    text_write(&out->buf, book->title);
    vd_buf_add_char(&out->buf, '\n');
    for (size_t i = 0; i < book->fact_count; i++) {
        vd_buf_add_text(&out->buf, i ? "" : "\n");
        vd_buf_add_text(&out->buf, "- ");
        text_write(&out->buf, book->facts[i].name);
        vd_buf_add_text(&out->buf, ": ");
        text_write(&out->buf, book->facts[i].value);
        vd_buf_add_char(&out->buf, '\n');
    }
    if (book->legend) {
        legend_write(book, &out->buf);
    }
    for (size_t i = 0; status == VD_OK && i < book->sheet_count; i++) {
        size_t rows = 0;
        status = sheet_write(book, i, out, &rows, err);
        *count = i == 0 ? rows : *count;
    }
    return status;
}
