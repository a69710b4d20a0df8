/** Blocks of lines: as much as one read gives, cut behind the last line break. */
#include "read/lines.h"

#include "base/error.h"
#include "read/descriptor.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <unistd.h>

#define CHUNK ((size_t)1 << 18)

vd_status vd_lines_open(vd_lines *lines, const char *path, vd_error *err)
{
    *lines = (vd_lines){.name = vd_descriptor_name(path), .standard = strcmp(path, "-") == 0};
    vd_status status = vd_descriptor_open(path, &lines->file, err);
    lines->open = status == VD_OK;
    return status;
}

void vd_lines_close(vd_lines *lines)
{
    if (lines->open && !lines->standard) {
        close(lines->file);
    }
    lines->open = false;
    vd_buf_clear(&lines->behind);
}

/* Wait until there is something to read, or the end.  A signal wakes one thread of several, perhaps not this one: so
 * whoever may stop the reading is asked again and again. */
static vd_status input_await(const vd_lines *lines, vd_error *err)
{
    enum { MILLISECONDS = 100 };
    struct pollfd file = {.fd = lines->file, .events = POLLIN};
    while (lines->stop.asked) {
        if (lines->stop.asked(lines->stop.context)) {
            return vd_fail(err, VD_STOPPED, "%s: %s", lines->name, vd_status_text(VD_STOPPED));
        }
        int ready = poll(&file, 1, MILLISECONDS);
        if (ready > 0 || (ready < 0 && errno != EINTR)) {
            break; /* what is wrong with the file, reading it says */
        }
    }
    return VD_OK;
}

/* Read once, behind what `block` holds. */
static vd_status chunk_read(vd_lines *lines, vd_buf *block, vd_error *err)
{
    if (!vd_buf_reserve(block, CHUNK)) {
        return vd_fail_memory(err);
    }
    for (;;) {
        vd_status status = input_await(lines, err);
        if (status != VD_OK) {
            return status;
        }
        ssize_t got = read(lines->file, block->ptr + block->len, CHUNK);
        if (got >= 0) {
            block->len += (size_t)got;
            lines->bytes += (uint64_t)got;
            lines->ended = got == 0;
            return VD_OK;
        }
        if (errno != EINTR) {
            return vd_descriptor_fail(lines->name, errno, err);
        }
    }
}

/* Lines that end in bytes[from..len); *end is moved behind the last of them. */
static size_t lines_ending(const vd_buf *block, size_t from, size_t *end)
{
    size_t count = 0;
    for (const char *hit; from < block->len && (hit = memchr(block->ptr + from, '\n', block->len - from)); count++) {
        *end = from = (size_t)(hit - block->ptr) + 1;
    }
    return count;
}

/* Read past the rest of a line that is too long. */
static vd_status line_skip(vd_lines *lines, vd_buf *block, vd_error *err)
{
    for (;;) {
        vd_buf_reset(block);
        vd_status status = chunk_read(lines, block, err);
        if (status != VD_OK) {
            return status;
        }
        const char *hit = block->len ? memchr(block->ptr, '\n', block->len) : NULL;
        if (hit || lines->ended) {
            vd_str rest = hit ? vd_str_slice(vd_buf_str(block), (size_t)(hit - block->ptr) + 1, block->len) : VD_NONE;
            vd_buf_add(&lines->behind, rest);
            vd_buf_reset(block);
            lines->count++;
            return vd_buf_ok(&lines->behind) ? VD_OK : vd_fail_memory(err);
        }
    }
}

/* Hand out the first `end` bytes of the block, so many lines, and keep the rest. */
static vd_status block_cut(vd_lines *lines, vd_buf *block, size_t end, size_t count, vd_error *err)
{
    vd_buf_add(&lines->behind, vd_str_slice(vd_buf_str(block), end, block->len));
    block->len = end;
    lines->count += count;
    return vd_buf_ok(&lines->behind) ? VD_OK : vd_fail_memory(err);
}

vd_status vd_lines_next(vd_lines *lines, size_t most, vd_buf *block, bool *end, vd_error *err)
{
    vd_buf_reset(block);
    vd_buf_add(block, vd_buf_str(&lines->behind));
    vd_buf_reset(&lines->behind);
    if (!vd_buf_ok(block)) {
        return vd_fail_memory(err);
    }
    *end = false;
    for (size_t seen = 0;;) {
        size_t to = 0;
        size_t count = lines_ending(block, seen, &to);
        if (lines->ended && to < block->len) { /* the file's last line need not end */
            to = block->len;
            count++;
        }
        if (to > 0) {
            return block_cut(lines, block, to, count, err);
        }
        if (lines->ended) {
            *end = true;
            return VD_OK;
        }
        if (block->len > most) {
            return line_skip(lines, block, err);
        }
        seen = block->len;
        vd_status status = chunk_read(lines, block, err);
        if (status != VD_OK) {
            return status;
        }
    }
}
