/** Gathering output, and the few text forms that several writers share. */
#include "report/out.h"

#include "base/error.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>

enum { PIECE = 1 << 15 };

static vd_status out_pass(vd_out *out, vd_error *err)
{
    if (!vd_buf_ok(&out->buf)) {
        return vd_fail_memory(err);
    }
    if (out->buf.len > 0 && !out->sink.write(out->sink.context, out->buf.ptr, out->buf.len)) {
        return vd_fail(err, VD_IO, "cannot write the output");
    }
    vd_buf_reset(&out->buf);
    return VD_OK;
}

vd_status vd_out_settle(vd_out *out, vd_error *err)
{
    return out->buf.len >= PIECE || !vd_buf_ok(&out->buf) ? out_pass(out, err) : VD_OK;
}

vd_status vd_out_finish(vd_out *out, vd_status status, vd_error *err)
{
    if (status == VD_OK) {
        status = out_pass(out, err);
    }
    vd_buf_clear(&out->buf);
    return status;
}

/* A part of one in whole thousandths, as a confidence is: it has at most three digits behind the point, which the
 * library's own form shows too, at many times the cost. */
static bool thousandths_write(vd_buf *buf, double value)
{
    int whole = value > 0 && value < 1 ? (int)(value * 1000 + 0.5) : 0;
    if (whole <= 0 || whole >= 1000 || (double)whole / 1000 != value) {
        return false;
    }
    char text[5] = {'0', '.', (char)('0' + whole / 100), (char)('0' + whole / 10 % 10), (char)('0' + whole % 10)};
    size_t len = whole % 10 ? 5 : whole % 100 ? 4 : 3;
    vd_buf_add(buf, (vd_str){text, len});
    return true;
}

void vd_out_real(vd_buf *buf, double value)
{
    char text[40];
    if (!isfinite(value) || thousandths_write(buf, value)) {
        return;
    }
    int len = snprintf(text, sizeof text, "%.6g", value);
    for (int i = 0; i < len; i++) {
        if (text[i] == ',') { /* the decimal sign of the host program's locale */
            text[i] = '.';
        }
    }
    vd_buf_add_text(buf, text);
}

/* Characters that XML 1.0 has no way to write. */
static bool xml_forbids(uint32_t code)
{
    return code == VD_UTF8_INVALID || (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || code == 0xFFFE ||
           code == 0xFFFF;
}

static const char *xml_escape(uint32_t code)
{
    switch (code) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t': /* as they stand, white space in an attribute would be read back as blanks */
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return xml_forbids(code) ? "\xEF\xBF\xBD" : NULL;
    }
}

void vd_out_xml(vd_buf *buf, vd_str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        const char *instead = xml_escape(code);
        if (instead) {
            vd_buf_add(buf, vd_str_slice(text, done, i));
            vd_buf_add_text(buf, instead);
            done = i + len;
        }
        i += len;
    }
    vd_buf_add(buf, vd_str_slice(text, done, text.len));
}

void vd_out_utf8(vd_buf *buf, vd_str text)
{
    size_t done = 0;
    for (size_t i = 0; i < text.len;) {
        uint32_t code;
        size_t len = vd_utf8_decode(text.ptr + i, text.len - i, &code);
        if (code == VD_UTF8_INVALID) {
            vd_buf_add(buf, vd_str_slice(text, done, i));
            vd_buf_add_text(buf, "\xEF\xBF\xBD");
            done = i + len;
        }
        i += len;
    }
    vd_buf_add(buf, vd_str_slice(text, done, text.len));
}

vd_str vd_path_stem(vd_str path)
{
    size_t from = path.len;
    while (from > 0 && path.ptr[from - 1] != '/') {
        from--;
    }
    size_t to = path.len;
    for (size_t i = path.len; i > from + 1; i--) { /* a name that begins with a point is no suffix */
        if (path.ptr[i - 1] == '.') {
            to = i - 1;
            break;
        }
    }
    return path.ptr ? vd_str_slice(path, from, to) : path;
}
