/** Files as blocks of lines: nothing lost at the seams, whatever the reads give. */
#include "read/lines.h"
#include "base/alloc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char path[] = "/tmp/viendan-lines-XXXXXX";

static void file_write(const char *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

static int file_make(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file < 0 ? -1 : close(file);
}

static int file_remove(void **state)
{
    (void)state;
    return unlink(path);
}

/* Lines of lengths about `around`, some empty, with or without a last line break. */
static size_t text_make(char *out, size_t room, size_t around, bool last, size_t *lines)
{
    size_t len = 0;
    *lines = 0;
    for (size_t i = 0; len < room; i++) {
        size_t more = i % 5 == 0 ? 0 : i * 7919 % (2 * around + 1);
        more = more < room - len - 1 ? more : room - len - 1;
        memset(out + len, 'a' + (int)(i % 26), more);
        len += more;
        out[len++] = '\n';
        ++*lines;
    }
    return last ? len : len - 1;
}

static void blocks_are_the_file(void **state)
{
    (void)state;
    static const size_t around[] = {1, 50, 40000, 600000};
    const size_t room = 2000000;
    char *text = malloc(room);
    assert_non_null(text);
    for (size_t i = 0; i < 8; i++) {
        size_t count;
        size_t len = text_make(text, room, around[i / 2], i % 2, &count);
        file_write(text, len);
        vd_lines lines;
        vd_buf block = {0};
        size_t at = 0;
        assert_int_equal(vd_lines_open(&lines, path, NULL), VD_OK);
        for (;;) {
            bool end;
            assert_int_equal(vd_lines_next(&lines, SIZE_MAX, &block, &end, NULL), VD_OK);
            if (end) {
                break;
            }
            assert_true(block.len > 0 && block.len <= len - at);
            assert_memory_equal(block.ptr, text + at, block.len);
            at += block.len;
            assert_true(at == len || text[at - 1] == '\n');
        }
        assert_int_equal(at, len);
        bool broken = len > 1 && i % 2 == 0 && text[len - 1] == '\n'; /* the last line was empty and is gone */
        assert_int_equal(lines.count, count - broken);
        vd_lines_close(&lines);
        vd_buf_clear(&block);
    }
    free(text);
}

static void a_line_too_long_is_passed_over(void **state)
{
    (void)state;
    const size_t len = 3000000;
    char *text = malloc(len);
    assert_non_null(text);
    memset(text, 'x', len);
    memcpy(text, "one\n", 4);
    memcpy(text + len - 10, "\nthree\nfou", 10);
    file_write(text, len);
    vd_lines lines;
    vd_buf block = {0};
    bool end;
    assert_int_equal(vd_lines_open(&lines, path, NULL), VD_OK);
    assert_int_equal(vd_lines_next(&lines, 100000, &block, &end, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&block), VD_LIT("one\n")));
    assert_int_equal(vd_lines_next(&lines, 100000, &block, &end, NULL), VD_OK);
    assert_int_equal(block.len, 0);
    assert_false(end);
    assert_int_equal(lines.count, 2);
    assert_int_equal(vd_lines_next(&lines, 100000, &block, &end, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&block), VD_LIT("three\n")));
    assert_int_equal(vd_lines_next(&lines, 100000, &block, &end, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&block), VD_LIT("fou")));
    assert_int_equal(vd_lines_next(&lines, 100000, &block, &end, NULL), VD_OK);
    assert_true(end);
    assert_int_equal(lines.count, 4);
    assert_true(block.cap < 1000000);
    vd_lines_close(&lines);
    vd_buf_clear(&block);
    free(text);
}

static void what_cannot_be_read_is_said(void **state)
{
    (void)state;
    vd_lines lines;
    vd_error err;
    assert_int_equal(vd_lines_open(&lines, "/nowhere/at all", &err), VD_NOT_FOUND);
    assert_string_equal(err.text, "/nowhere/at all: no such file");
    vd_lines_close(&lines);
    assert_int_equal(vd_lines_open(&lines, "/", &err), VD_NOT_TEXT);
    vd_lines_close(&lines);
}

/* Has enough at the third question. */
static bool third_time(void *context)
{
    int *asked = context;
    return ++*asked >= 3;
}

/* A pipe that says nothing more does not hold up who wants to stop; what came before is handed out first. */
static void a_silent_pipe_can_be_left(void **state)
{
    (void)state;
    int ends[2];
    int asked = 0;
    vd_lines lines;
    vd_buf block = {0};
    bool end;
    vd_error err;
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "one\ntw", 6), 6);
    int input = dup(STDIN_FILENO);
    assert_true(input >= 0 && dup2(ends[0], STDIN_FILENO) == STDIN_FILENO);
    assert_int_equal(vd_lines_open(&lines, "-", NULL), VD_OK);
    lines.stop = (vd_stop){third_time, &asked};
    assert_int_equal(vd_lines_next(&lines, SIZE_MAX, &block, &end, NULL), VD_OK);
    assert_true(vd_str_eq(vd_buf_str(&block), VD_LIT("one\n")));
    assert_int_equal(lines.bytes, 6);
    assert_int_equal(vd_lines_next(&lines, SIZE_MAX, &block, &end, &err), VD_STOPPED);
    assert_string_equal(err.text, "standard input: stopped by the caller");
    assert_int_equal(asked, 3);
    assert_true(dup2(input, STDIN_FILENO) == STDIN_FILENO && close(input) == 0);
    assert_true(close(ends[0]) == 0 && close(ends[1]) == 0);
    vd_lines_close(&lines);
    vd_buf_clear(&block);
}

static void no_memory_is_said(void **state)
{
    (void)state;
    file_write("one\ntwo", 7);
    vd_status status = VD_NO_MEMORY;
    for (size_t nth = 1; status == VD_NO_MEMORY; nth++) {
        vd_lines lines;
        vd_buf block = {0};
        bool end = false;
        vd_alloc_fail_at(nth);
        status = vd_lines_open(&lines, path, NULL);
        while (status == VD_OK && !end) {
            status = vd_lines_next(&lines, SIZE_MAX, &block, &end, NULL);
        }
        vd_alloc_fail_at(0);
        assert_true(status == VD_NO_MEMORY || (status == VD_OK && lines.count == 2));
        vd_lines_close(&lines);
        vd_buf_clear(&block);
    }
    assert_int_equal(status, VD_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(blocks_are_the_file),         cmocka_unit_test(a_line_too_long_is_passed_over),
        cmocka_unit_test(what_cannot_be_read_is_said), cmocka_unit_test(a_silent_pipe_can_be_left),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, file_make, file_remove);
}
