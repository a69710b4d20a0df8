/* Which files a path stands for. */
#include "tree.h"

#include "base/alloc.h"
#include "ingest/walk.h"

/* What was told of paths that could not be walked: "path status " each. */
static void problem_note(void *context, vd_str path, const vd_error *err)
{
    vd_buf *notes = context;
    vd_buf_add(notes, path);
    vd_buf_add_format(notes, "=%d ", (int)err->status);
}

/* The files for these paths, each followed by a blank. */
static vd_status walk_text(const char *const *paths, vd_buf *files, vd_buf *notes)
{
    vd_walk walk = {.problem = problem_note, .context = notes};
    vd_status status = VD_OK;
    for (; status == VD_OK && *paths != NULL; paths++) {
        status = vd_walk_add(&walk, *paths, NULL);
    }
    for (size_t i = 0; status == VD_OK && i < walk.count; i++) {
        assert_int_equal(walk.files[i].ptr[walk.files[i].len], '\0');
        vd_buf_add(files, walk.files[i]);
        vd_buf_add_char(files, ' ');
    }
    vd_walk_clear(&walk);
    return status;
}

static void assert_walk(const char *const *paths, const char *expected, const char *problems)
{
    vd_buf files = {0}, notes = {0};
    assert_int_equal(walk_text(paths, &files, &notes), VD_OK);
    vd_buf_add_char(&files, '\0');
    vd_buf_add_char(&notes, '\0');
    assert_string_equal(files.ptr, expected);
    assert_string_equal(notes.ptr, problems);
    vd_buf_clear(&files);
    vd_buf_clear(&notes);
}

#define PATHS(...) ((const char *const[]){__VA_ARGS__, NULL})

static void small_tree(void)
{
    folder_make("c");
    folder_make("c/sub");
    folder_make("c/.hidden");
    file_make("c/b.txt", VD_LIT("b"));
    file_make("c/a.md", VD_LIT("a"));
    file_make("c/B.TXT", VD_LIT("B"));
    file_make("c/c.text", VD_LIT("c"));
    file_make("c/sub/d.txt", VD_LIT("d"));
    file_make("c/.x.txt", VD_LIT("x"));
    file_make("c/.hidden/e.txt", VD_LIT("e"));
    file_make("c/README.md", VD_LIT("about"));
    file_make("c/scan.pdf", VD_LIT("pdf"));
    file_make("c/txt", VD_LIT("no dot"));
}

static void test_folder(void **state)
{
    (void)state;
    small_tree();
    assert_walk(PATHS("c"), "c/B.TXT c/a.md c/b.txt c/c.text c/sub/d.txt ", "");
    assert_walk(PATHS(".//c/./"), "c/B.TXT c/a.md c/b.txt c/c.text c/sub/d.txt ", "");
    assert_walk(PATHS("."), "c/B.TXT c/a.md c/b.txt c/c.text c/sub/d.txt ", "");
}

static void assert_others_of(const char *const *paths, size_t count, const char *first)
{
    vd_buf notes = {0};
    vd_str other;
    vd_walk walk = {.problem = problem_note, .context = &notes};
    for (; *paths != NULL; paths++) {
        assert_int_equal(vd_walk_add(&walk, *paths, NULL), VD_OK);
    }
    assert_int_equal(vd_walk_others(&walk, &other), count);
    assert_true(vd_str_eq(other, vd_str_of(first)));
    assert_int_equal(notes.len, 0);
    vd_walk_clear(&walk);
}

static void assert_others(const char *path, size_t count, const char *first)
{
    assert_others_of(PATHS(path), count, first);
}

static void test_what_is_no_text_is_counted(void **state)
{
    (void)state;
    small_tree();
    assert_others("c", 1, "c/scan.pdf");
    assert_others("c/scan.pdf", 0, ""); /* named: it is taken */
    file_make("c/sub/KH 5.docx", VD_LIT("w"));
    file_make("c/sub/~$KH 5.docx", VD_LIT("lock"));
    file_make("c/sub/index.tsv", VD_LIT("i"));
    file_make("c/sub/A.DOC", VD_LIT("w"));
    assert_others("c", 3, "c/scan.pdf");
    assert_others("c/sub", 2, "c/sub/A.DOC");
    file_make("c/scan.txt", VD_LIT("made of it")); /* "a.txt" and "a.pdf.txt" are what was made of "a.pdf" */
    file_make("c/sub/A.DOC.md", VD_LIT("made of it"));
    file_make("c/sub/KH.txt", VD_LIT("another"));
    assert_others("c", 1, "c/sub/KH 5.docx");
    assert_walk(PATHS("c/sub"), "c/sub/A.DOC.md c/sub/KH.txt c/sub/d.txt ", "");
}

static void test_what_is_no_text_is_counted_once(void **state)
{
    (void)state;
    small_tree();
    file_make("c/sub/A.DOC", VD_LIT("w"));
    assert_others_of(PATHS("c", "c/sub", "c"), 2, "c/scan.pdf");
    assert_others_of(PATHS("c", "c/scan.pdf"), 1, "c/sub/A.DOC"); /* named: it is taken, */
    assert_others_of(PATHS("c/scan.pdf", "c"), 1, "c/sub/A.DOC"); /* before or behind */
    assert_walk(PATHS("c/sub", "c/sub/A.DOC"), "c/sub/d.txt c/sub/A.DOC ", "");
}

static void test_what_may_be_no_document_is_not_counted(void **state)
{
    (void)state;
    small_tree();
    folder_make("c/sub/folder.pdf");
    file_make("c/sub/folder.pdf/seal.png", VD_LIT("p"));
    file_make("c/sub/photo.JPG", VD_LIT("p"));
    file_make("c/sub/all.zip", VD_LIT("z"));
    assert_others("c/sub", 0, "");
    file_make("c/sub/folder.pdf/page.tif", VD_LIT("t"));
    assert_others("c/sub", 1, "c/sub/folder.pdf/page.tif");
}

static void test_files_named_are_taken(void **state)
{
    (void)state;
    small_tree();
    assert_walk(PATHS("c/scan.pdf", "c/.x.txt", "./c/README.md", "-"), "c/scan.pdf c/.x.txt c/README.md - ", "");
}

static void test_each_once(void **state)
{
    (void)state;
    small_tree();
    assert_walk(PATHS("c/sub/d.txt", "c/sub", "c//sub/d.txt"), "c/sub/d.txt ", "");
}

static void test_missing(void **state)
{
    (void)state;
    small_tree();
    char notes[64];
    snprintf(notes, sizeof notes, "nowhere=%d c/b.txt/x=%d ", (int)VD_NOT_FOUND, (int)VD_NOT_FOUND);
    assert_walk(PATHS("nowhere", "c/sub", "c/b.txt/x"), "c/sub/d.txt ", notes);
    snprintf(notes, sizeof notes, "=%d ", (int)VD_NOT_FOUND);
    assert_walk(PATHS(""), "", notes);
}

static void test_links(void **state)
{
    (void)state;
    small_tree();
    folder_make("far");
    file_make("far/f.txt", VD_LIT("f"));
    assert_int_equal(symlink("..", "c/sub/up"), 0);
    assert_int_equal(symlink(".", "c/sub/here"), 0);
    assert_int_equal(symlink("../../far", "c/sub/away"), 0);
    assert_int_equal(symlink("nowhere", "c/sub/broken.txt"), 0);
    assert_int_equal(symlink("nowhere", "c/sub/broken"), 0);
    char notes[64];
    snprintf(notes, sizeof notes, "c/sub/broken.txt=%d ", (int)VD_NOT_FOUND);
    assert_walk(PATHS("c/sub"),
                "c/sub/away/f.txt c/sub/d.txt c/sub/up/B.TXT c/sub/up/a.md c/sub/up/b.txt c/sub/up/c.text ", notes);
}

static int check_denied(void)
{
    vd_buf files = {0}, notes = {0};
    vd_status status = walk_text(PATHS("c"), &files, &notes);
    vd_buf_add_char(&files, '\0');
    vd_buf_add_char(&notes, '\0');
    char expected[64];
    snprintf(expected, sizeof expected, "c/sub=%d ", (int)VD_DENIED);
    bool good = status == VD_OK && strcmp(notes.ptr, expected) == 0 && strstr(files.ptr, "c/c.text") != NULL;
    vd_buf_clear(&files);
    vd_buf_clear(&notes);
    return good ? 0 : 1;
}

static void test_denied(void **state)
{
    (void)state;
    small_tree();
    assert_int_equal(chmod("c/sub", 0), 0);
    int result = as_a_user(check_denied);
    if (result == 77) {
        print_message("cannot become another user here: permissions are not tested\n");
        skip();
    }
    assert_int_equal(result, 0);
}

static void test_covers(void **state)
{
    (void)state;
    small_tree();
    vd_buf notes = {0};
    vd_walk walk = {.problem = problem_note, .context = &notes};
    assert_int_equal(vd_walk_add(&walk, "./c/sub/", NULL), VD_OK);
    assert_int_equal(vd_walk_add(&walk, "gone", NULL), VD_OK);
    assert_true(vd_walk_covers(&walk, VD_LIT("c/sub/d.txt")));
    assert_true(vd_walk_covers(&walk, VD_LIT("c/sub")));
    assert_true(vd_walk_covers(&walk, VD_LIT("gone"))); /* a file that is gone */
    assert_false(vd_walk_covers(&walk, VD_LIT("gone/x.txt")));
    assert_false(vd_walk_covers(&walk, VD_LIT("c/subway.txt")));
    assert_false(vd_walk_covers(&walk, VD_LIT("c/b.txt")));
    assert_int_equal(vd_walk_add(&walk, ".", NULL), VD_OK);
    assert_true(vd_walk_covers(&walk, VD_LIT("c/b.txt")));
    assert_false(vd_walk_covers(&walk, VD_LIT("../b.txt")));
    assert_false(vd_walk_covers(&walk, VD_LIT("/b.txt")));
    vd_walk_clear(&walk);
    vd_buf_clear(&notes);
}

static void test_normal_paths(void **state)
{
    (void)state;
    static const char *const pairs[][2] = {
        {"./a//b", "a/b"}, {"a/b/", "a/b"}, {"/", "/"},    {"//a/.", "/a"},
        {".", "."},        {"./", "."},     {"", ""},      {"../a/../b", "../a/../b"},
        {"a/./b", "a/b"},  {"...", "..."},  {"a b", "a b"}};
    vd_arena arena = {0};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        vd_str normal = vd_path_normal(&arena, vd_str_of(pairs[i][0]));
        assert_true(vd_str_eq(normal, vd_str_of(pairs[i][1])));
    }
    vd_arena_clear(&arena);
}

static void test_memory(void **state)
{
    (void)state;
    small_tree();
    vd_status status = VD_NO_MEMORY;
    size_t nth = 0;
    while (status != VD_OK) {
        vd_buf files = {0}, notes = {0};
        vd_alloc_fail_at(++nth);
        status = walk_text(PATHS("c"), &files, &notes);
        size_t asked = vd_alloc_count();
        vd_alloc_fail_at(0);
        assert_true(status == VD_OK || (status == VD_NO_MEMORY && asked >= nth));
        vd_buf_clear(&files);
        vd_buf_clear(&notes);
    }
    assert_true(nth > 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_folder, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_files_named_are_taken, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_text_is_counted, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_what_is_no_text_is_counted_once, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_what_may_be_no_document_is_not_counted, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_each_once, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_missing, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_links, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_denied, tree_setup, tree_teardown),
        cmocka_unit_test_setup_teardown(test_covers, tree_setup, tree_teardown),
        cmocka_unit_test(test_normal_paths),
        cmocka_unit_test_setup_teardown(test_memory, tree_setup, tree_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
