/* One answer from many parts: JSON becomes one array (made of JSON Lines, a line being one element), CSV keeps one
 * header, tables and pages stand below each other, JSON Lines need nothing. */
#include "cli/join.h"

#include <string.h>

void cli_join_init(cli_join *join, vd_format format, const vd_style *style, vd_sink sink)
{
    *join = (cli_join){.sink = sink, .format = format, .style = *style};
}

static bool join_put(cli_join *join, const char *text)
{
    return join->sink.write(join->sink.context, text, strlen(text));
}

/* Pass on JSON Lines as elements of an array. */
static bool json_write(void *context, const char *bytes, size_t len)
{
    cli_join *join = context;
    while (len > 0) {
        if (!join->begun || join->line_pending) {
            if (!join_put(join, join->begun ? ",\n" : "[\n")) {
                return false;
            }
            join->begun = true;
            join->line_pending = false;
        }
        const char *end = memchr(bytes, '\n', len);
        size_t part = end ? (size_t)(end - bytes) : len;
        if (part > 0 && !join->sink.write(join->sink.context, bytes, part)) {
            return false;
        }
        join->line_pending = end != NULL;
        part += end != NULL;
        bytes += part;
        len -= part;
    }
    return true;
}

/* Pass on CSV, without the header line of a later part. */
static bool csv_write(void *context, const char *bytes, size_t len)
{
    cli_join *join = context;
    if (join->in_header) {
        const char *end = memchr(bytes, '\n', len);
        if (!end) {
            return true;
        }
        len -= (size_t)(end + 1 - bytes);
        bytes = end + 1;
        join->in_header = false;
    }
    return len == 0 || join->sink.write(join->sink.context, bytes, len);
}

vd_format cli_join_form(const cli_join *join)
{
    return join->format == VD_FORMAT_JSON ? VD_FORMAT_JSONL : join->format;
}

/* Begin a part: the sink that its bytes go to; false when the sink behind it stops. */
static bool part_begin(cli_join *join, vd_sink *sink)
{
    bool later = join->begun;
    *sink = join->sink;
    if (join->format == VD_FORMAT_JSON) {
        *sink = (vd_sink){json_write, join};
    } else if (join->format == VD_FORMAT_CSV || join->format == VD_FORMAT_TSV) {
        join->in_header = later;
        join->begun = true;
        *sink = (vd_sink){csv_write, join};
    } else if (join->format == VD_FORMAT_TABLE || join->format == VD_FORMAT_MARKDOWN) {
        join->begun = true;
        return !later || join_put(join, "\n");
    }
    return true;
}

bool cli_join_part(cli_join *join, const char *bytes, size_t len, size_t rows)
{
    vd_sink sink;
    join->count += rows;
    return part_begin(join, &sink) && (len == 0 || sink.write(sink.context, bytes, len));
}

vd_status cli_join_rows(cli_join *join, vd_rows *rows, vd_error *err)
{
    vd_sink sink;
    size_t count = 0;
    if (!part_begin(join, &sink)) {
        if (err) {
            *err = (vd_error){VD_IO, SIZE_MAX, "cannot write"};
        }
        return VD_IO;
    }
    vd_status status = vd_rows_write(rows, cli_join_form(join), &join->style, sink, &count, err);
    join->count += count;
    return status;
}

bool cli_join_end(cli_join *join)
{
    if (join->format != VD_FORMAT_JSON) {
        return true;
    }
    return join_put(join, join->begun ? "\n]\n" : "[]\n");
}
