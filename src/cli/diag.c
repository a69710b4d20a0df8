/* Diagnostics.  A line is made in full and written at once; control characters (a file name may hold any byte)
 * are shown as "?" so that no message can span lines or drive the terminal. */
#include "cli/diag.h"

#include "cli/options.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>

#define LINE_MAX_BYTES 4096

void (*cli_before_line)(void) = NULL;

/* A line being made; what does not fit is cut. */
typedef struct text_line {
    char bytes[LINE_MAX_BYTES];
    size_t len;
} text_line;

static void line_add(text_line *to, const char *bytes, size_t len)
{
    for (size_t i = 0; i < len && to->len < sizeof to->bytes - 1; i++) {
        unsigned char c = (unsigned char)bytes[i];
        to->bytes[to->len++] = c < 0x20 || c == 0x7F ? '?' : bytes[i];
    }
}

static void line_add_place(text_line *to, vd_str file, size_t line, size_t column)
{
    char number[64];
    if (!file.ptr) {
        return;
    }
    line_add(to, file.ptr, file.len);
    if (line) {
        int len = snprintf(number, sizeof number, column ? ":%zu:%zu" : ":%zu", line, column);
        line_add(to, number, (size_t)len);
    }
    line_add(to, ": ", 2);
}

__attribute__((format(printf, 4, 0))) static void line_put(vd_str file, size_t line, size_t column, const char *format,
                                                           va_list values)
{
    text_line out = {.len = 0};
    char message[LINE_MAX_BYTES];
    line_add(&out, "viendan: ", 9);
    line_add_place(&out, file, line, column);
    if (vsnprintf(message, sizeof message, format, values) >= 0) {
        line_add(&out, message, strlen(message));
    }
    out.bytes[out.len++] = '\n';
    if (cli_before_line) {
        cli_before_line();
    }
    /* A diagnostic that cannot be written has nowhere else to go. */
    ssize_t written = write(STDERR_FILENO, out.bytes, out.len);
    (void)written;
}

void cli_say(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    line_put((vd_str){NULL, 0}, 0, 0, format, values);
    va_end(values);
}

void cli_say_at(vd_str file, size_t line, size_t column, const char *format, ...)
{
    va_list values;
    va_start(values, format);
    line_put(file, line, column, format, values);
    va_end(values);
}

int cli_usage(const char *format, ...)
{
    va_list values;
    va_start(values, format);
    line_put((vd_str){NULL, 0}, 0, 0, format, values);
    va_end(values);
    return CLI_USAGE;
}

/* The exit code of a status. */
static int status_exit(vd_status status)
{
    switch (status) {
    case VD_OK:
        return CLI_FOUND;
    case VD_INVALID:
        return CLI_USAGE;
    case VD_NO_MEMORY:
    case VD_INTERNAL:
    case VD_STOPPED:
        return CLI_INTERNAL;
    default:
        return CLI_INPUT;
    }
}

/* The library's text may already open with the file's name, which the place says. */
static const char *text_without_file(const char *text, vd_str file)
{
    if (file.ptr && file.len > 0 && strncmp(text, file.ptr, file.len) == 0 && text[file.len] == ':') {
        text += file.len + 1;
        text += strspn(text, " ");
    }
    return text;
}

int cli_fail(vd_str file, size_t line, size_t column, const vd_error *err)
{
    const char *text = text_without_file(err->text, file);
    cli_say_at(file, line, column, "%s", *text ? text : vd_status_text(err->status));
    return status_exit(err->status);
}

void cli_page_say(const char *path)
{
    static const char *const endings[] = {".html", ".htm", ".xhtml"};
    const char *dot = strrchr(path, '.');
    for (size_t i = 0; dot && i < sizeof endings / sizeof *endings; i++) {
        if (strcasecmp(dot, endings[i]) == 0) {
            cli_say_at(
                cli_str(path), 0, 0,
                "a web page is read with its tags, and letters written as \"&#7889;\" are not; better convert it "
                "first, e.g. with pandoc -t plain");
        }
    }
}
