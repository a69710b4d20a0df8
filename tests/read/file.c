/** Reading files. */
#include "read/read.h"

#include "base/alloc.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static char folder[] = "vd-read-XXXXXX";
static char path[64];

static int folder_make(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) {
        return 1;
    }
    snprintf(path, sizeof path, "%s/plan.txt", folder);
    return 0;
}

static int folder_remove(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void file_write(vd_str bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.ptr, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

static void refused(const char *name, vd_status status, const char *words)
{
    vd_buf buf = {0};
    vd_error err = {0};
    assert_int_equal(vd_read_file(name, &buf, &err), status);
    assert_int_equal(err.status, status);
    assert_null(buf.ptr);
    assert_int_equal(buf.len, 0);
    assert_non_null(strstr(err.text, words));
    assert_null(strchr(err.text, '\n'));
}

static void bytes_come_as_they_are(void **state)
{
    (void)state;
    vd_str text = VD_LIT("\xEF\xBB\xBFKế hoạch\r\nsố \xFF 52/KH-UBND\0 ngày");
    file_write(text);
    vd_buf buf = {0};
    assert_int_equal(vd_read_file(path, &buf, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&buf), text));
    vd_buf_clear(&buf);
}

static void read_as(vd_str bytes, const char *wanted)
{
    vd_buf buf = {0};
    file_write(bytes);
    assert_int_equal(vd_read_file(path, &buf, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&buf), vd_str_of(wanted)));
    vd_buf_clear(&buf);
}

/* What programs of Windows save as "Unicode"; without the mark nobody can be sure of it. */
static void marked_utf16_becomes_utf8(void **state)
{
    (void)state;
    read_as(VD_LIT("\xFF\xFEK\0\xBF\x1E \0s\0\xD1\x1E\n\0"), "Kế số\n");
    read_as(VD_LIT("\xFE\xFF\0K\x1E\xBF\0 \0s\x1E\xD1\0\n"), "Kế số\n");
    read_as(VD_LIT("\xFF\xFE\x3D\xD8\x00\xDE.\0"), "\xF0\x9F\x98\x80.");
    /* half a pair, its other half alone, half a character */
    read_as(VD_LIT("\xFF\xFE\x3D\xD8.\0\x00\xDE.\0\x3D\xD8"), "\xEF\xBF\xBD.\xEF\xBF\xBD.\xEF\xBF\xBD");
    read_as(VD_LIT("\xFF\xFE.\0\x41"), ".\xEF\xBF\xBD");
    file_write(VD_LIT("\xFF\xFE"));
    refused(path, VD_EMPTY, "empty file");
    file_write(VD_LIT("\xFF\xFE\0\0K\0\0\0"));
    refused(path, VD_NOT_TEXT, "UTF-32");
    file_write(VD_LIT("\xFF\xFE\1\0\2\0\3\0"));
    refused(path, VD_NOT_TEXT, "binary");
    file_write(VD_LIT("K\0e\0 \0h\0o\0a\0c\0h\0"));
    refused(path, VD_NOT_TEXT, "UTF-16LE");
}

static void large_files_are_read_whole(void **state)
{
    (void)state;
    size_t size = 3 * 65536 + 17;
    char *bytes = malloc(size);
    assert_non_null(bytes);
    for (size_t i = 0; i < size; i++) {
        bytes[i] = (char)('a' + i % 23);
    }
    file_write((vd_str){bytes, size});
    vd_buf buf = {0};
    assert_int_equal(vd_read_file(path, &buf, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&buf), (vd_str){bytes, size}));
    vd_buf_clear(&buf);
    free(bytes);
}

static void files_that_cannot_be_read(void **state)
{
    (void)state;
    refused("no-such-file.txt", VD_NOT_FOUND, "no-such-file.txt: no such file");
    file_write(VD_LIT("x"));
    char below[80];
    snprintf(below, sizeof below, "%s/x.txt", path);
    refused(below, VD_NOT_FOUND, "no such file");
    refused(folder, VD_NOT_TEXT, "directory");
    if (geteuid() != 0) { /* root may read everything */
        assert_int_equal(chmod(path, 0), 0);
        refused(path, VD_DENIED, "permission denied");
        assert_int_equal(chmod(path, 0600), 0);
    }
    char loop[2000];
    memset(loop, 'x', sizeof loop);
    loop[sizeof loop - 1] = '\0';
    refused(loop, VD_IO, "cannot read");
}

static void files_without_text(void **state)
{
    (void)state;
    file_write(VD_LIT(""));
    refused(path, VD_EMPTY, "empty file");
    file_write(VD_LIT(" \r\n\t\f\n"));
    refused(path, VD_EMPTY, "white space only");
    file_write(VD_LIT("\xEF\xBB\xBF\n"));
    refused(path, VD_EMPTY, "white space only");
    file_write(VD_LIT("%PDF-1.4\n%\xE2\xE3"));
    refused(path, VD_NOT_TEXT, "plan.txt: PDF, not text");
}

static void files_beyond_the_limit(void **state)
{
    (void)state;
    file_write(VD_LIT("x"));
    assert_int_equal(truncate(path, (off_t)VD_SOURCE_MAX + 1), 0); /* sparse: takes no room */
    refused(path, VD_LIMIT, "1024 MiB");
}

/* Standard input is a pipe here, so its size is not known beforehand. */
static void standard_input_is_read_to_its_end(void **state)
{
    (void)state;
    int ends[2];
    int kept = dup(STDIN_FILENO);
    assert_int_equal(pipe(ends), 0);
    vd_str text = VD_LIT("Chỉ thị số 33");
    assert_int_equal(write(ends[1], text.ptr, text.len), text.len);
    close(ends[1]);
    assert_int_equal(dup2(ends[0], STDIN_FILENO), STDIN_FILENO);
    close(ends[0]);
    vd_buf buf = {0};
    assert_int_equal(vd_read_file("-", &buf, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&buf), text));
    vd_buf_clear(&buf);
    refused("-", VD_EMPTY, "standard input: empty file");
    if (kept >= 0) {
        dup2(kept, STDIN_FILENO);
        close(kept);
    }
}

static void allocations_fail(const char *wanted)
{
    for (size_t nth = 1;; nth++) {
        vd_buf buf = {0};
        vd_error err = {0};
        vd_alloc_fail_at(nth);
        vd_status status = vd_read_file(path, &buf, &err);
        vd_alloc_fail_at(0);
        vd_str read = vd_buf_str(&buf);
        assert_true(status == VD_OK ? vd_str_eq(read, vd_str_of(wanted)) : status == VD_NO_MEMORY && !read.ptr);
        vd_buf_clear(&buf);
        if (status == VD_OK) {
            assert_true(nth > 1);
            break;
        }
    }
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    file_write(VD_LIT("Kế hoạch"));
    allocations_fail("Kế hoạch");
    file_write(VD_LIT("\xFF\xFEK\0\xBF\x1E"));
    allocations_fail("Kế");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bytes_come_as_they_are),
        cmocka_unit_test(marked_utf16_becomes_utf8),
        cmocka_unit_test(large_files_are_read_whole),
        cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(files_without_text),
        cmocka_unit_test(files_beyond_the_limit),
        cmocka_unit_test(standard_input_is_read_to_its_end),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, folder_make, folder_remove);
}
