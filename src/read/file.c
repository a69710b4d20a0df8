/** Files to bytes. */
#include "read/read.h"

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
static vd_status fail_system(vd_error *err, const char *name, int code)
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

/* What the file's kind and size say before a byte is read. */
static vd_status descriptor_check(int file, const char *name, vd_buf *out, vd_error *err)
{
    struct stat info;
    if (fstat(file, &info) != 0) {
        return fail_system(err, name, errno);
    }
    if (S_ISDIR(info.st_mode)) {
        return vd_fail(err, VD_NOT_TEXT, "%s: a directory, not a text file", name);
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
            return fail_system(err, name, errno);
        }
        out->len += got > 0 ? (size_t)got : 0;
        if (out->len > VD_SOURCE_MAX) {
            return fail_large(err, name);
        }
    }
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
    bool standard = strcmp(path, "-") == 0;
    const char *name = standard ? "standard input" : name_tail(path);
    int file = standard ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return fail_system(err, name, errno);
    }
    vd_status status = descriptor_check(file, name, out, err);
    if (status == VD_OK) {
        status = descriptor_read(file, name, out, err);
    }
    if (status == VD_OK) {
        status = content_check(name, vd_buf_str(out), err);
    }
    if (!standard) {
        close(file);
    }
    if (status != VD_OK) {
        vd_buf_clear(out);
    }
    return status;
}
