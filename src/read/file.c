/** Files to bytes. */
#include "read/descriptor.h"
#include "read/read.h"
#include "read/utf16.h"

#include "base/error.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define CHUNK ((size_t)1 << 16)

/* The end of a name too long for a message, from a whole character on. */
static const char *name_tail(const char *name)
{
    const size_t most = 300;
    size_t len = strlen(name);
    if (len > most) {
        name += len - most;
        while (((unsigned char)*name & 0xC0) == 0x80) {
            name++;
        }
    }
    return name;
}

/* Says in one line what the system said of `name`. */
vd_status vd_descriptor_fail(const char *name, int code, vd_error *err)
{
    char reason[128];
    switch (code) {
    case ENOENT:
    case ENOTDIR:
        return vd_fail(err, VD_NOT_FOUND, "%s: no such file", name);
    case EACCES:
    case EPERM:
        return vd_fail(err, VD_DENIED, "%s: permission denied", name);
    case ENOMEM:
        return vd_fail_memory(err);
    default:
        break;
    }
    if (strerror_r(code, reason, sizeof reason) != 0) {
        reason[0] = '\0';
    }
    return vd_fail(err, VD_IO, "%s: cannot read: %s", name, reason);
}

static vd_status fail_large(vd_error *err, const char *name)
{
    return vd_fail(err, VD_LIMIT, "%s: larger than %zu MiB, the most that is read in one piece; split it", name,
                   VD_SOURCE_MAX >> 20);
}

const char *vd_descriptor_name(const char *path)
{
    return strcmp(path, "-") == 0 ? "standard input" : name_tail(path);
}

vd_status vd_descriptor_open(const char *path, int *file, vd_error *err)
{
    const char *name = vd_descriptor_name(path);
    bool standard = strcmp(path, "-") == 0;
    struct stat info;
    *file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*file < 0) {
        return vd_descriptor_fail(name, errno, err);
    }
    if (fstat(*file, &info) == 0 && !S_ISDIR(info.st_mode)) {
        return VD_OK;
    }
    vd_status status = S_ISDIR(info.st_mode) ? vd_fail(err, VD_NOT_TEXT, "%s: a directory, not a text file", name)
                                             : vd_descriptor_fail(name, errno, err);
    if (!standard) {
        close(*file);
    }
    return status;
}

/* What the file's size says before a byte is read. */
static vd_status descriptor_check(int file, const char *name, vd_buf *out, vd_error *err)
{
    struct stat info;
    if (fstat(file, &info) != 0) {
        return vd_descriptor_fail(name, errno, err);
    }
    if (!S_ISREG(info.st_mode) || info.st_size <= 0) {
        return VD_OK;
    }
    if ((uintmax_t)info.st_size > VD_SOURCE_MAX) {
        return fail_large(err, name);
    }
    /* One more than the size, so that the end is seen without another block. */
    return vd_buf_reserve(out, (size_t)info.st_size + 1) ? VD_OK : vd_fail_memory(err);
}

static vd_status descriptor_read(int file, const char *name, vd_buf *out, vd_error *err)
{
    for (;;) {
        if (out->cap == out->len && !vd_buf_reserve(out, CHUNK)) {
            return vd_fail_memory(err);
        }
        size_t room = out->cap - out->len;
        ssize_t got = read(file, out->ptr + out->len, room < VD_SOURCE_MAX ? room : VD_SOURCE_MAX);
        if (got == 0) {
            return VD_OK;
        }
        if (got < 0 && errno != EINTR) {
            return vd_descriptor_fail(name, errno, err);
        }
        out->len += got > 0 ? (size_t)got : 0;
        if (out->len > VD_SOURCE_MAX) {
            return fail_large(err, name);
        }
    }
}

static vd_status unicode_read(const char *name, vd_buf *out, vd_error *err)
{
    if (!vd_utf16_marked(vd_buf_str(out))) {
        return VD_OK;
    }
    if (!vd_utf16_convert(out)) {
        return vd_fail_memory(err);
    }
    return out->len > VD_SOURCE_MAX ? fail_large(err, name) : VD_OK;
}

/* Puts the file's name before a message that is about bytes only. */
static vd_status content_check(const char *name, vd_str bytes, vd_error *err)
{
    vd_str rest = bytes;
    if (vd_str_starts(rest, VD_LIT("\xEF\xBB\xBF"))) {
        rest = vd_str_slice(rest, 3, rest.len);
    }
    if (vd_str_trim(rest).len == 0) {
        return vd_fail(err, VD_EMPTY, bytes.len == 0 ? "%s: empty file" : "%s: empty file (white space only)", name);
    }
    vd_error inner;
    vd_status status = vd_read_check(bytes, &inner);
    return status == VD_OK ? VD_OK : vd_fail_at(err, status, inner.offset, "%s: %s", name, inner.text);
}

vd_status vd_read_file(const char *path, vd_buf *out, vd_error *err)
{
    const char *name = vd_descriptor_name(path);
    int file;
    vd_status status = vd_descriptor_open(path, &file, err);
    if (status != VD_OK) {
        return status;
    }
    status = descriptor_check(file, name, out, err);
    if (status == VD_OK) {
        status = descriptor_read(file, name, out, err);
    }
    if (status == VD_OK) {
        status = unicode_read(name, out, err);
    }
    if (status == VD_OK) {
        status = content_check(name, vd_buf_str(out), err);
    }
    if (strcmp(path, "-") != 0) {
        close(file);
    }
    if (status != VD_OK) {
        vd_buf_clear(out);
    }
    return status;
}
