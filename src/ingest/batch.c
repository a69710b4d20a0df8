/** How many documents make a batch, and how a line becomes a document. */
#include "ingest/batch.h"

#include "base/alloc.h"
#include "base/error.h"
#include "base/utf8.h"
#include "read/jsonl.h"

#include <string.h>
#include <sys/stat.h>

enum {
    BATCH_FILES = 64,
    BATCH_BYTES = 1 << 20 /* of text: more is another batch */
};

static vd_reading *item_add(vd_batch *batch)
{
    if (batch->count == batch->cap) {
        vd_reading *grown = vd_grown(batch->items, &batch->cap, BATCH_FILES, sizeof *grown);
        if (grown == NULL) {
            return NULL;
        }
        batch->items = grown;
    }
    batch->items[batch->count] = (vd_reading){0};
    return &batch->items[batch->count++];
}

void vd_batch_clear(vd_batch *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        vd_reading_clear(&batch->items[i]);
    }
    batch->count = batch->bytes = 0;
    batch->stream = VD_NONE;
    vd_buf_reset(&batch->lines);
}

void vd_batch_free(vd_batch *batch)
{
    vd_batch_clear(batch);
    vd_buf_clear(&batch->lines);
    vd_free(batch->items);
    *batch = (vd_batch){0};
}

/* ---- Files ------------------------------------------------------------------------------------------------------ */

/* What reading it will cost; a file that is not there costs nothing. */
static size_t file_size(vd_str path)
{
    struct stat info;
    return stat(path.ptr, &info) == 0 && S_ISREG(info.st_mode) && info.st_size > 0 ? (size_t)info.st_size : 0;
}

static vd_status files_next(vd_feed *feed, vd_batch *batch, vd_error *err)
{
    while (batch->count < BATCH_FILES && feed->at < feed->count) {
        vd_str path = feed->paths[feed->at];
        size_t size = file_size(path);
        if (batch->count > 0 && batch->bytes + size > BATCH_BYTES) {
            break;
        }
        vd_reading *item = item_add(batch);
        if (item == NULL) {
            return vd_fail_memory(err);
        }
        item->path = item->where = path;
        batch->bytes += size;
        feed->at++;
    }
    return VD_OK;
}

/* ---- Streams ---------------------------------------------------------------------------------------------------- */

/* An item that says why a stream gives nothing more. */
static vd_status stream_fail(vd_batch *batch, const vd_error *failure, vd_error *err)
{
    vd_reading *item = failure->status == VD_NO_MEMORY ? NULL : item_add(batch);
    if (item == NULL) {
        return vd_fail_memory(err);
    }
    item->where = batch->stream;
    return vd_reading_fail(item, failure, err);
}

static vd_status stream_read(vd_feed *feed, vd_batch *batch, vd_error *failure)
{
    bool end = false;
    vd_status status = VD_OK;
    batch->stream = feed->paths[feed->at];
    if (!feed->lines.open) {
        status = vd_lines_open(&feed->lines, batch->stream.ptr, failure);
        feed->lines.stop = feed->stop;
    }
    if (status == VD_OK) {
        batch->first = feed->lines.count + 1;
        status = vd_lines_next(&feed->lines, VD_SOURCE_MAX, &batch->lines, &end, failure);
    }
    if (end || status != VD_OK) {
        vd_lines_close(&feed->lines);
        feed->lines = (vd_lines){0};
        feed->at++;
        batch->stream = status == VD_OK ? VD_NONE : batch->stream;
    }
    return status;
}

static vd_status streams_next(vd_feed *feed, vd_batch *batch, vd_error *err)
{
    while (batch->stream.ptr == NULL && feed->at < feed->count) {
        vd_error failure = {.offset = SIZE_MAX};
        vd_status status = stream_read(feed, batch, &failure);
        if (status == VD_STOPPED) {
            return vd_fail(err, status, "%s", failure.text);
        }
        if (status != VD_OK) {
            vd_buf_reset(&batch->lines);
            return stream_fail(batch, &failure, err);
        }
    }
    batch->bytes = batch->lines.len;
    return VD_OK;
}

vd_status vd_feed_next(vd_feed *feed, vd_batch *batch, vd_error *err)
{
    return feed->streams ? streams_next(feed, batch, err) : files_next(feed, batch, err);
}

void vd_feed_close(vd_feed *feed)
{
    vd_lines_close(&feed->lines);
}

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

/* What stands in one line, or why it cannot be read. */
static vd_status line_read(vd_reading *item, char *line, size_t len, vd_error *err)
{
    vd_error failure = {.offset = SIZE_MAX};
    vd_jsonl_error refused;
    vd_str id, text;
    if (!vd_jsonl_read(line, len, &id, &text, &refused)) {
        (void)vd_fail(&failure, VD_NOT_TEXT, "%s", refused.text);
        item->column = vd_utf8_column(line, refused.offset);
        return vd_reading_fail(item, &failure, err);
    }
    if (id.len == 0) {
        (void)vd_fail(&failure, VD_INVALID, "the \"id\" is empty");
        return vd_reading_fail(item, &failure, err);
    }
    item->path = id;
    return vd_reading_text(item, text, err);
}

static bool line_blank(vd_str line)
{
    return vd_str_trim(line).len == 0;
}

/* A line too long to be read comes as a block without a byte. */
static vd_status line_long(vd_batch *batch, vd_error *err)
{
    vd_error failure = {.offset = SIZE_MAX};
    vd_reading *item = item_add(batch);
    if (item == NULL) {
        return vd_fail_memory(err);
    }
    item->where = batch->stream;
    item->line = batch->first;
    (void)vd_fail(&failure, VD_LIMIT, "a line of more than %zu MiB", VD_SOURCE_MAX >> 20);
    return vd_reading_fail(item, &failure, err);
}

vd_status vd_batch_split(vd_batch *batch, vd_error *err)
{
    vd_str block = vd_buf_str(&batch->lines);
    vd_status status = VD_OK;
    if (batch->stream.ptr == NULL || batch->count > 0) {
        return VD_OK;
    }
    if (block.len == 0) {
        return line_long(batch, err);
    }
    size_t number = batch->first;
    for (size_t at = 0; at < block.len && status == VD_OK; number++) {
        const char *hit = memchr(block.ptr + at, '\n', block.len - at);
        size_t next = hit != NULL ? (size_t)(hit - block.ptr) + 1 : block.len;
        vd_str line = vd_str_slice(block, at, next);
        /* A byte order mark is no part of the first object. */
        size_t skip = number == 1 && vd_str_starts(line, VD_LIT("\xEF\xBB\xBF")) ? 3 : 0;
        if (!line_blank(line)) {
            vd_reading *item = item_add(batch);
            if (item == NULL) {
                return vd_fail_memory(err);
            }
            item->where = batch->stream;
            item->line = number;
            item->streamed = true;
            status = line_read(item, batch->lines.ptr + at + skip, line.len - skip, err);
        }
        at = next;
    }
    return status;
}
