/** Which files of a folder are documents, and how folders are walked. */
#include "ingest/walk.h"

#include "base/buf.h"
#include "base/error.h"
#include "base/order.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* The folders from the root to the one being read. */
typedef struct chain {
    const struct chain *above;
    dev_t device;
    ino_t inode;
} chain;

vd_str vd_path_normal(vd_arena *arena, vd_str path)
{
    char *out = vd_arena_alloc(arena, path.len + 2);
    if (out == NULL) {
        return VD_NONE;
    }
    size_t len = 0;
    bool absolute = path.len > 0 && path.ptr[0] == '/';
    for (size_t at = 0; at < path.len;) {
        size_t slash = vd_str_find(path, VD_LIT("/"), at);
        size_t end = slash == SIZE_MAX ? path.len : slash;
        vd_str part = vd_str_slice(path, at, end);
        at = end + 1;
        if (part.len == 0 || vd_str_eq(part, VD_LIT("."))) {
            continue;
        }
        if (len > 0 || absolute) {
            out[len++] = '/';
        }
        memcpy(out + len, part.ptr, part.len);
        len += part.len;
    }
    if (len == 0 && path.len > 0) {
        out[len++] = absolute ? '/' : '.';
    }
    return (vd_str){out, len};
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool equals_folded(vd_str a, const char *b)
{
    size_t len = strlen(b);
    for (size_t i = 0; i < a.len && a.len == len; i++) {
        if (lower(a.ptr[i]) != b[i]) {
            return false;
        }
    }
    return a.len == len;
}

/* Does the name end in a dot and one of the kinds? */
static bool name_ends(const char *name, const char *const *kinds, size_t count)
{
    const char *dot = strrchr(name, '.');
    for (size_t i = 0; dot != NULL && i < count; i++) {
        if (equals_folded(vd_str_of(dot + 1), kinds[i])) {
            return true;
        }
    }
    return false;
}

static bool name_is_text(const char *name)
{
    static const char *const kinds[] = {"txt", "text", "md"};
    return name_ends(name, kinds, sizeof kinds / sizeof *kinds);
}

/* What offices keep documents in that is no text: written, printed and scanned ones.  Other pictures are seals and
 * photographs more often, and what an archive holds its name does not say. */
static bool name_is_other(const char *name)
{
    static const char *const kinds[] = {"pdf", "doc",  "docx", "docm", "odt",  "rtf", "wps",
                                        "htm", "html", "mht",  "epub", "djvu", "tif", "tiff"};
    return name_ends(name, kinds, sizeof kinds / sizeof *kinds) && strncmp(name, "~$", 2) != 0; /* Word's lock */
}

/* Does the name of a file in a folder say that it is a document's text? */
static bool name_fits(const char *name)
{
    vd_str stem = {name, strcspn(name, ".")};
    return name_is_text(name) && !(equals_folded(stem, "readme") && strrchr(name, '.') == name + stem.len);
}

static vd_status problem_of(vd_walk *walk, vd_str path, int code)
{
    vd_error err;
    vd_status status = code == ENOENT || code == ENOTDIR ? VD_NOT_FOUND
                       : code == EACCES || code == EPERM ? VD_DENIED
                       : code == ENOMEM                  ? VD_NO_MEMORY
                                                         : VD_IO;
    vd_fail(&err, status, "%s",
            status == VD_NOT_FOUND ? "no such file or folder"
            : status == VD_IO      ? strerror(code)
                                   : vd_status_text(status));
    walk->problem(walk->context, path, &err);
    return VD_OK;
}

static bool strings_add(vd_arena *arena, vd_str **items, size_t *count, size_t *cap, vd_str item)
{
    if (*count == *cap) {
        vd_str *grown = vd_arena_grown(arena, *items, cap, 32, sizeof *grown);
        if (grown == NULL) {
            return false;
        }
        *items = grown;
    }
    (*items)[(*count)++] = item;
    return true;
}

/* What is known of a path that was seen. */
enum { IS_FILE, IS_OTHER };

static vd_status file_add(vd_walk *walk, vd_str path, vd_error *err)
{
    bool made = false;
    size_t *kind = vd_map_put(&walk->seen, path, IS_FILE, &made);
    if (kind == NULL) {
        return vd_fail_memory(err);
    }
    if (!made && *kind == IS_FILE) {
        return VD_OK;
    }
    *kind = IS_FILE;
    return strings_add(&walk->arena, &walk->files, &walk->count, &walk->cap, path) ? VD_OK : vd_fail_memory(err);
}

static vd_status other_add(vd_walk *walk, vd_str path, vd_error *err)
{
    bool made = false;
    if (vd_map_put(&walk->seen, path, IS_OTHER, &made) == NULL) {
        return vd_fail_memory(err);
    }
    bool added = !made || strings_add(&walk->arena, &walk->others, &walk->other_count, &walk->other_cap, path);
    return added ? VD_OK : vd_fail_memory(err);
}

size_t vd_walk_others(const vd_walk *walk, vd_str *first)
{
    size_t count = 0;
    *first = VD_NONE;
    for (size_t i = 0; i < walk->other_count; i++) {
        const size_t *kind = vd_map_get(&walk->seen, walk->others[i]);
        if (kind && *kind == IS_OTHER && count++ == 0) {
            *first = walk->others[i];
        }
    }
    return count;
}

static vd_status names_read(vd_walk *walk, DIR *folder, vd_str path, vd_str **names, size_t *count, vd_error *err)
{
    size_t cap = 0;
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (entry == NULL) {
            return errno == 0 ? VD_OK : problem_of(walk, path, errno);
        }
        if (entry->d_name[0] == '.') {
            continue;
        }
        vd_str name = vd_arena_copy(&walk->arena, vd_str_of(entry->d_name));
        if (name.ptr == NULL || !strings_add(&walk->arena, names, count, &cap, name)) {
            return vd_fail_memory(err);
        }
    }
}

static vd_str path_join(vd_arena *arena, vd_str folder, vd_str name)
{
    bool bare = vd_str_eq(folder, VD_LIT("."));
    bool root = vd_str_eq(folder, VD_LIT("/"));
    size_t front = bare ? 0 : folder.len;
    char *out = vd_arena_alloc(arena, front + name.len + 2);
    if (out == NULL) {
        return VD_NONE;
    }
    memcpy(out, folder.ptr, front);
    if (!bare && !root) {
        out[front++] = '/';
    }
    memcpy(out + front, name.ptr, name.len);
    return (vd_str){out, front + name.len};
}

/* Is one of the folder's names, which are sorted, that of a text made of this one: "a.txt" or "a.pdf.txt" of "a.pdf"?
 */
static bool text_beside(const vd_str *names, size_t count, size_t at)
{
    vd_str stem = {names[at].ptr, (size_t)(strrchr(names[at].ptr, '.') + 1 - names[at].ptr)};
    size_t from = at;
    while (from > 0 && vd_str_starts(names[from - 1], stem)) {
        from--;
    }
    for (size_t i = from; i < count && vd_str_starts(names[i], stem); i++) {
        if (name_is_text(names[i].ptr)) {
            return true;
        }
    }
    return false;
}

static vd_status folder_walk(vd_walk *walk, vd_str path, const struct stat *info, const chain *above, vd_error *err);

/* `other`: by its name it is a document that is no text. */
static vd_status entry_walk(vd_walk *walk, vd_str path, const char *name, bool other, const chain *above, vd_error *err)
{
    struct stat info;
    if (stat(path.ptr, &info) != 0) {
        return name_fits(name) ? problem_of(walk, path, errno) : VD_OK;
    }
    if (S_ISDIR(info.st_mode)) {
        return folder_walk(walk, path, &info, above, err);
    }
    if (!S_ISREG(info.st_mode)) {
        return VD_OK;
    }
    return name_fits(name) ? file_add(walk, path, err) : other ? other_add(walk, path, err) : VD_OK;
}

static vd_status folder_walk(vd_walk *walk, vd_str path, const struct stat *info, const chain *above, vd_error *err)
{
    for (const chain *c = above; c != NULL; c = c->above) {
        if (c->device == info->st_dev && c->inode == info->st_ino) {
            return VD_OK;
        }
    }
    chain here = {above, info->st_dev, info->st_ino};
    DIR *folder = opendir(path.ptr);
    if (folder == NULL) {
        return problem_of(walk, path, errno);
    }
    vd_str *names = NULL;
    size_t count = 0;
    vd_status status = names_read(walk, folder, path, &names, &count, err);
    closedir(folder);
    if (status == VD_OK && count > 1) {
        qsort(names, count, sizeof *names, vd_order_strings);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        vd_str below = path_join(&walk->arena, path, names[i]);
        bool other = name_is_other(names[i].ptr) && !text_beside(names, count, i);
        status = below.ptr == NULL ? vd_fail_memory(err) : entry_walk(walk, below, names[i].ptr, other, &here, err);
    }
    return status;
}

vd_status vd_walk_add(vd_walk *walk, const char *path, vd_error *err)
{
    struct stat info;
    vd_str normal = vd_path_normal(&walk->arena, vd_str_of(path));
    if (normal.ptr == NULL) {
        return vd_fail_memory(err);
    }
    if (vd_str_eq(normal, VD_LIT("-"))) {
        return file_add(walk, normal, err);
    }
    if (stat(normal.ptr, &info) != 0) {
        int code = errno;
        return strings_add(&walk->arena, &walk->missing, &walk->missing_count, &walk->missing_cap, normal)
                   ? problem_of(walk, normal, code)
                   : vd_fail_memory(err);
    }
    if (!strings_add(&walk->arena, &walk->roots, &walk->root_count, &walk->root_cap, normal)) {
        return vd_fail_memory(err);
    }
    walk->folder_count += S_ISDIR(info.st_mode);
    return S_ISDIR(info.st_mode) ? folder_walk(walk, normal, &info, NULL, err) : file_add(walk, normal, err);
}

vd_status vd_walk_add_file(vd_walk *walk, const char *path, vd_error *err)
{
    vd_str normal = vd_path_normal(&walk->arena, vd_str_of(path));
    return normal.ptr == NULL ? vd_fail_memory(err) : file_add(walk, normal, err);
}

bool vd_walk_covers(const vd_walk *walk, vd_str path)
{
    for (size_t i = 0; i < walk->root_count; i++) {
        vd_str root = walk->roots[i];
        bool below = vd_str_starts(path, root) && path.len > root.len && path.ptr[root.len] == '/';
        bool here =
            vd_str_eq(root, VD_LIT(".")) && !vd_str_starts(path, VD_LIT("/")) && !vd_str_starts(path, VD_LIT("../"));
        bool anywhere = vd_str_eq(root, VD_LIT("/")) && vd_str_starts(path, root);
        if (vd_str_eq(path, root) || below || here || anywhere) {
            return true;
        }
    }
    for (size_t i = 0; i < walk->missing_count; i++) {
        if (vd_str_eq(path, walk->missing[i])) {
            return true;
        }
    }
    return false;
}

void vd_walk_clear(vd_walk *walk)
{
    vd_map_clear(&walk->seen);
    vd_arena_clear(&walk->arena);
}
