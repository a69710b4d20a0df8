/* Formats of a workbook's cells, texts as a worksheet can hold them, days as it counts them, and what went wrong in the
 * library's words. */
#include "report/xlsx.h"

#include "base/error.h"
#include "base/utf8.h"
#include "report/spoken.h"

#include <stdlib.h>

enum { TEXT_MOST = 32767 }; /* characters of a cell */

lxw_format *vd_xlsx_format(vd_xlsx *w, vd_xlsx_face how, vd_tone tone, bool link)
{
    lxw_format **slot = &w->formats[how][tone][link];
    if (*slot || !(*slot = vd_lxw.workbook_add_format(w->lxw))) {
        return *slot;
    }
    const char *color = vd_tone_color(tone);
    lxw_format *format = *slot;
    bool head = how == VD_FACE_HEAD || how == VD_FACE_UPRIGHT;
    vd_lxw.format_set_font_name(format, "Arial");
    vd_lxw.format_set_font_size(format, 10);
    vd_lxw.format_set_border(format, LXW_BORDER_THIN);
    vd_lxw.format_set_border_color(format, 0xBBBBBB);
    vd_lxw.format_set_align(format, head ? LXW_ALIGN_VERTICAL_BOTTOM : LXW_ALIGN_VERTICAL_TOP);
    if (color[0] || head) {
        vd_lxw.format_set_bg_color(format, color[0] ? (lxw_color_t)strtoul(color + 1, NULL, 16) : 0xE9EDF2);
    }
    if (head) {
        vd_lxw.format_set_bold(format);
    }
    if (how == VD_FACE_WRAP || head) {
        vd_lxw.format_set_text_wrap(format);
    }
    if (how == VD_FACE_UPRIGHT) {
        vd_lxw.format_set_rotation(format, 90);
    }
    if (how == VD_FACE_MARK || how == VD_FACE_NUMBER || how == VD_FACE_REAL) {
        vd_lxw.format_set_align(format, LXW_ALIGN_CENTER);
    }
    if (how == VD_FACE_REAL) {
        vd_lxw.format_set_num_format(format, "0.00");
    } else if (how == VD_FACE_DAY) {
        vd_lxw.format_set_align(format, LXW_ALIGN_LEFT); /* what is no day in such a column is text all the same */
        vd_lxw.format_set_num_format(format, vd_spoken_day_format(w->book->lang));
    } else if (how != VD_FACE_NUMBER) {
        vd_lxw.format_set_num_format_index(format, 49); /* "@": what is typed over it stays text, too */
    }
    if (link) {
        vd_lxw.format_set_underline(format, LXW_UNDERLINE_SINGLE);
        vd_lxw.format_set_font_color(format, 0x0B4F8A);
    }
    return format;
}

/* ---- Texts ---- */

static bool text_is_escape(vd_str text, size_t i)
{
    if (text.len - i < 7 || text.ptr[i] != '_' || text.ptr[i + 1] != 'x' || text.ptr[i + 6] != '_') {
        return false;
    }
    for (size_t k = 2; k < 6; k++) {
        char c = text.ptr[i + k];
        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'))) {
            return false;
        }
    }
    return true;
}

size_t vd_xlsx_text(vd_buf *out, vd_str text)
{
    size_t units = 0;
    size_t line = 0;
    size_t widest = 0;
    vd_buf_reset(out);
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        bool escape = code == '_' && text_is_escape(text, i);
        units += escape ? 8 : code > 0xFFFF ? 2 : 1;
        if (units >= TEXT_MOST) {
            vd_buf_add_text(out, "\xE2\x80\xA6");
            break;
        }
        if (code == VD_UTF8_INVALID || (code < 0x20 && code != '\n' && code != '\t') || code == 0x7F ||
            code == 0xFFFE || code == 0xFFFF) {
            vd_buf_add_text(out, code == '\r' ? " " : "\xEF\xBF\xBD");
        } else {
            vd_buf_add_text(out, escape ? "_x005F" : "");
            vd_buf_add(out, vd_str_slice(text, i, i + len));
        }
        line = code == '\n' ? 0 : line + 1;
        widest = line > widest ? line : widest;
        i += len;
    }
    vd_buf_add_char(out, '\0');
    return widest;
}

vd_status vd_xlsx_check(lxw_error code, vd_error *err)
{
    switch (code) {
    case LXW_NO_ERROR:
        return VD_OK;
    case LXW_ERROR_MEMORY_MALLOC_FAILED:
        return vd_fail_memory(err);
    case LXW_ERROR_CREATING_XLSX_FILE:
    case LXW_ERROR_CREATING_TMPFILE:
    case LXW_ERROR_READING_TMPFILE:
    case LXW_ERROR_ZIP_FILE_OPERATION:
    case LXW_ERROR_ZIP_FILE_ADD:
    case LXW_ERROR_ZIP_CLOSE:
        return vd_fail(err, VD_IO, "cannot write the workbook's temporary file; is there room in TMPDIR?");
    default:
        return vd_fail(err, VD_INTERNAL, "the workbook: %s", vd_lxw.lxw_strerror(code));
    }
}

long vd_xlsx_days(vd_date day)
{
    bool early = day.month <= 2;
    long y = day.year - early;
    long era = y / 400;
    long year = y - era * 400;
    long days = era * 146097 + year * 365 + year / 4 - year / 100 + (153 * (day.month + (early ? 9 : -3)) + 2) / 5 +
                day.day - 1;
    return days - 719468;
}
