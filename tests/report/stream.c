/** Streams: parts and notes in the order of the lines, whatever the number of threads; limits, and memory that fails.
 */
#include "sink.h"

#include "base/alloc.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

static char path[] = "/tmp/viendan-stream-XXXXXX";
static vd_grammar *grammar;

static int all_make(void **state)
{
    (void)state;
    int file = mkstemp(path);
    return file < 0 || close(file) != 0 || vd_grammar_new(&grammar, NULL) != VD_OK ? -1 : 0;
}

static int all_remove(void **state)
{
    (void)state;
    vd_grammar_free(grammar);
    return unlink(path);
}

/* All that is said and given, as one text. */
typedef struct heard {
    sink_text text;
    size_t calls, calls_most; /* stops behind so many; 0: never */
    size_t rows;
} heard;

static bool heard_add(heard *h, const char *bytes, size_t len)
{
    assert_true(sink_keep(&h->text, bytes, len));
    h->calls++;
    return h->calls != h->calls_most;
}

static bool heard_part(void *context, const char *bytes, size_t len, size_t rows)
{
    heard *h = context;
    h->rows += rows;
    return heard_add(h, bytes, len);
}

static bool heard_note(void *context, const vd_stream_note *note)
{
    char line[700];
    int len = snprintf(line, sizeof line, "%zu:%zu %s %zu %zu\n", note->line, note->column,
                       note->err ? note->err->text : "-", note->invalid, note->invalid ? note->invalid_first : 0);
    return heard_add(context, line, (size_t)len);
}

static bool heard_each(void *context, const vd_source *source, const vd_extraction *extraction, size_t line)
{
    char text[200];
    vd_str name = vd_source_name(source);
    int len = snprintf(text, sizeof text, "%zu %.*s %zu\n", line, (int)name.len, name.ptr, extraction->mention_count);
    return heard_add(context, text, (size_t)len);
}

static void lines_write(size_t count)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("\xEF\xBB\xBF", file);
    for (size_t i = 0; i < count; i++) {
        switch (i % 7) {
        case 3:
            fputs(" \r\n", file);
            break;
        case 4:
            fputs("{\"id\": 1, \"text\": 7}\n", file);
            break;
        case 5:
            fprintf(file, "{\"id\": %zu, \"text\": \"ph\xFFi theo Quyết định số %zu/QĐ-TTg\"}\n", i, i);
            break;
        default:
            fprintf(file, "{\"id\": \"n%zu\", \"text\": \"Theo Chỉ thị số %zu/CT-TTg,\\n%0*d và Luật Đất đai\"}\n", i,
                    i + 1, (int)(i * 3701 % 30000), 0);
        }
    }
    assert_int_equal(fclose(file), 0);
}

static vd_status stream_hear(heard *h, vd_stream stream, vd_error *err)
{
    stream.path = path;
    stream.context = h;
    stream.note = heard_note;
    if (!stream.each) {
        stream.part = heard_part;
    }
    return vd_extract_stream(grammar, &stream, err);
}

static void the_number_of_threads_shows_in_nothing(void **state)
{
    (void)state;
    static const vd_format formats[] = {VD_FORMAT_JSONL, VD_FORMAT_CSV, VD_FORMAT_TABLE};
    lines_write(300);
    for (size_t f = 0; f < sizeof formats / sizeof *formats; f++) {
        heard one = {{0}, 0, 0, 0};
        assert_int_equal(stream_hear(&one, (vd_stream){.jobs = 1, .format = formats[f]}, NULL), VD_OK);
        assert_true(one.rows > 200);
        for (size_t jobs = 0; jobs <= 6; jobs += 2) {
            heard many = {{0}, 0, 0, 0};
            assert_int_equal(stream_hear(&many, (vd_stream){.jobs = jobs, .format = formats[f]}, NULL), VD_OK);
            assert_int_equal(many.rows, one.rows);
            assert_string_equal(many.text.ptr, one.text.ptr);
            free(many.text.ptr);
        }
        free(one.text.ptr);
    }
}

static void what_is_wrong_with_a_line_is_a_note(void **state)
{
    (void)state;
    lines_write(7);
    heard h = {{0}, 0, 0, 0};
    assert_int_equal(stream_hear(&h, (vd_stream){.each = heard_each}, NULL), VD_OK);
    assert_string_equal(h.text.ptr,
                        "1 n0 2\n2 n1 2\n3 n2 2\n5:19 \"text\" must be a string 0 0\n6 5 1\n6:0 - 1 2\n7 n6 2\n");
    free(h.text.ptr);
    h = (heard){{0}, 0, 0, 0};
    assert_int_equal(stream_hear(&h, (vd_stream){.each = heard_each, .line_most = 100}, NULL), VD_OK);
    assert_non_null(strstr(h.text.ptr, "2:0 a line of more than 100 bytes"));
    assert_non_null(strstr(h.text.ptr, "\n6 5 1\n"));
    free(h.text.ptr);
}

static void a_line_beyond_all_bounds_is_passed_over(void **state)
{
    (void)state;
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fprintf(file, "{\"id\": 1, \"text\": \"%0*d\"}\n{\"id\": 2, \"text\": \"\"}\n", 2000000, 0);
    assert_int_equal(fclose(file), 0);
    heard h = {{0}, 0, 0, 0};
    assert_int_equal(stream_hear(&h, (vd_stream){.each = heard_each, .line_most = 1000}, NULL), VD_OK);
    assert_string_equal(h.text.ptr,
                        "1:0 a line of more than 1000 bytes, the most that is read in one piece 0 0\n2 2 0\n");
    free(h.text.ptr);
}

static void who_has_enough_ends_the_run(void **state)
{
    (void)state;
    lines_write(300);
    for (size_t jobs = 1; jobs <= 4; jobs++) {
        heard h = {{0}, 0, 20, 0};
        vd_error err;
        assert_int_equal(stream_hear(&h, (vd_stream){.jobs = jobs, .format = VD_FORMAT_JSONL}, &err), VD_STOPPED);
        assert_int_equal(err.status, VD_STOPPED);
        assert_int_equal(h.calls, 20);
        free(h.text.ptr);
    }
    heard h = {{0}, 0, 3, 0};
    assert_int_equal(stream_hear(&h, (vd_stream){.each = heard_each}, NULL), VD_STOPPED);
    assert_int_equal(h.calls, 3);
    free(h.text.ptr);
}

/* How far it is, at each step; enough behind so many steps. */
typedef struct steps {
    heard heard;
    size_t count, most;
    size_t lines;
    uint64_t bytes;
} steps;

static bool steps_note(void *context, size_t lines, uint64_t bytes)
{
    steps *s = context;
    assert_true(lines > s->lines && bytes >= s->bytes);
    s->lines = lines;
    s->bytes = bytes;
    return ++s->count != s->most;
}

static bool never(void *context)
{
    (void)context;
    return false;
}

static bool always(void *context)
{
    (void)context;
    return true;
}

static void how_far_it_is_can_be_followed(void **state)
{
    (void)state;
    struct stat info;
    lines_write(300);
    assert_int_equal(stat(path, &info), 0);
    for (size_t jobs = 1; jobs <= 3; jobs++) {
        vd_stream stream = {.jobs = jobs, .format = VD_FORMAT_JSONL, .progress = steps_note, .stop = never};
        steps all = {.count = 0};
        assert_int_equal(stream_hear(&all.heard, stream, NULL), VD_OK);
        assert_int_equal(all.lines, 300);
        assert_int_equal(all.bytes, info.st_size);
        assert_true(all.count > 3);
        free(all.heard.text.ptr);
        steps few = {.most = 2};
        assert_int_equal(stream_hear(&few.heard, stream, NULL), VD_STOPPED);
        assert_int_equal(few.count, 2);
        free(few.heard.text.ptr);
        heard none = {{0}, 0, 0, 0};
        stream.progress = NULL;
        stream.stop = always;
        assert_int_equal(stream_hear(&none, stream, NULL), VD_STOPPED);
        assert_int_equal(none.calls, 0);
    }
}

static void a_missing_file_is_said(void **state)
{
    (void)state;
    heard h = {{0}, 0, 0, 0};
    vd_error err;
    vd_stream stream = {.path = "/nowhere", .context = &h, .part = heard_part, .note = heard_note};
    assert_int_equal(vd_extract_stream(grammar, &stream, &err), VD_NOT_FOUND);
    assert_int_equal(h.calls, 0);
}

/* ---- Memory ------------------------------------------------------------------------------------------------------ */

/* Freed memory goes back at once, or the sanitizer's own store of it would grow with the stream. */
const char *__asan_default_options(void);
const char *__asan_default_options(void)
{
    return "quarantine_size_mb=0:thread_local_quarantine_size_kb=0";
}

static char pipe_path[sizeof path + 8];

/* What goes through a pipe: lines of a few hundred bytes, and now and then one of 40 KB. */
static void *pipe_feed(void *context)
{
    const size_t *left = context;
    FILE *to = fopen(pipe_path, "wb");
    for (size_t sent = 0, i = 0; to && sent < *left; i++) {
        int len = fprintf(to, "{\"id\": %zu, \"text\": \"theo Chỉ thị số 33/CT-TTg %0*d\"}\n", i,
                          i % 50 == 0 ? 40000 : 300, 0);
        sent += len > 0 ? (size_t)len : *left;
    }
    return to && fclose(to) == 0 ? NULL : context;
}

static bool heard_count(void *context, const char *bytes, size_t len, size_t rows)
{
    heard *h = context;
    (void)bytes;
    h->calls += len > 0;
    h->rows += rows;
    return true;
}

/* Extract so many bytes from a pipe; the most memory the process has had by then, in KB. */
static long pipe_peak(size_t bytes, size_t jobs)
{
    pthread_t feeder;
    void *failed = NULL;
    struct rusage usage;
    heard h = {{0}, 0, 0, 0};
    snprintf(pipe_path, sizeof pipe_path, "%s.pipe", path);
    assert_int_equal(mkfifo(pipe_path, 0600), 0);
    assert_int_equal(pthread_create(&feeder, NULL, pipe_feed, &bytes), 0);
    vd_stream stream = {.path = pipe_path,
                        .jobs = jobs,
                        .format = VD_FORMAT_JSONL,
                        .context = &h,
                        .part = heard_count,
                        .note = heard_note};
    assert_int_equal(vd_extract_stream(grammar, &stream, NULL), VD_OK);
    assert_int_equal(pthread_join(feeder, &failed), 0);
    assert_null(failed);
    assert_int_equal(unlink(pipe_path), 0);
    assert_true(h.rows == h.calls && h.rows > bytes / 4000);
    assert_int_equal(getrusage(RUSAGE_SELF, &usage), 0);
    return usage.ru_maxrss;
}

static void memory_does_not_grow_with_the_stream(void **state)
{
    (void)state;
    enum { SMALL = 2 << 20, LARGE = 8 << 20, GROWTH_KB = 2 << 10 };
    for (size_t jobs = 1; jobs <= 2; jobs++) {
        long small = pipe_peak(SMALL, jobs);
        long large = pipe_peak(LARGE, jobs);
        if (large - small > GROWTH_KB) {
            fail_msg("%zu jobs: %ld KB at %d bytes, %ld KB at %d", jobs, small, (int)SMALL, large, (int)LARGE);
        }
    }
}

/* Every allocation fails once: the run ends so, or the line it belongs to is passed over with a note. */
static void no_memory_is_said(void **state)
{
    (void)state;
    lines_write(6);
    for (size_t jobs = 1; jobs <= 2; jobs++) {
        vd_status status = VD_NO_MEMORY;
        for (size_t nth = 1; status != VD_OK; nth++) {
            heard h = {{0}, 0, 0, 0};
            vd_alloc_fail_at(nth);
            status = stream_hear(&h, (vd_stream){.jobs = jobs, .format = VD_FORMAT_JSONL}, NULL);
            vd_alloc_fail_at(0);
            assert_true(status == VD_OK || status == VD_NO_MEMORY);
            free(h.text.ptr);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_does_not_grow_with_the_stream), /* first: the others would have raised the peak */
        cmocka_unit_test(the_number_of_threads_shows_in_nothing),
        cmocka_unit_test(what_is_wrong_with_a_line_is_a_note),
        cmocka_unit_test(a_line_beyond_all_bounds_is_passed_over),
        cmocka_unit_test(who_has_enough_ends_the_run),
        cmocka_unit_test(how_far_it_is_can_be_followed),
        cmocka_unit_test(a_missing_file_is_said),
        cmocka_unit_test(no_memory_is_said),
    };
    return cmocka_run_group_tests(tests, all_make, all_remove);
}
