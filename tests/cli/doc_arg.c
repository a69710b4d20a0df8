/** Which document a name means, and what happens when memory runs out on the way. */
#include "cli/doc_arg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* The linker sends the program's own malloc() and strndup() here (--wrap). */
void *__real_malloc(size_t size);
void *__wrap_malloc(size_t size);
char *__real_strndup(const char *text, size_t len);
char *__wrap_strndup(const char *text, size_t len);

static size_t fail_at; /* 0: never; 1: the next and all after it */
static bool failed;

static bool fails_now(void)
{
    if (fail_at > 1) {
        fail_at--;
        return false;
    }
    failed = failed || fail_at == 1;
    return fail_at == 1;
}

void *__wrap_malloc(size_t size)
{
    return fails_now() ? NULL : __real_malloc(size);
}

char *__wrap_strndup(const char *text, size_t len)
{
    return fails_now() ? NULL : __real_strndup(text, len);
}

static int database_new(void **state)
{
    static const char *const paths[] = {VD_ROOT "/tests/cli/inputs/plans"};
    vd_grammar *grammar = NULL;
    vd_db *db = NULL;
    vd_ingest_report report;
    assert_int_equal(vd_grammar_new(&grammar, NULL), VD_OK);
    assert_int_equal(vd_db_open(":memory:", VD_OPEN_CREATE, &db, NULL), VD_OK);
    assert_int_equal(vd_db_ingest(db, grammar, paths, 1, NULL, &report, NULL), VD_OK);
    assert_int_equal(report.added, 3);
    vd_grammar_free(grammar);
    *state = db;
    return 0;
}

static int database_close(void **state)
{
    vd_db_close(*state);
    return 0;
}

static void one_document_is_found(void **state)
{
    const cli_args args = {.word_count = 0};
    char *id = NULL;
    assert_int_equal(cli_doc_find(&args, *state, "33/CT-TTg", &id), CLI_FOUND);
    assert_string_equal(id, "vn/chi-thi/2021/33-ct-ttg");
    free(id);
    /* an id is never ambiguous */
    assert_int_equal(cli_doc_find(&args, *state, "vn/ca-mau/ke-hoach/2024/05-kh-ubnd", &id), CLI_FOUND);
    assert_string_equal(id, "vn/ca-mau/ke-hoach/2024/05-kh-ubnd");
    free(id);
}

static void words_are_one_name(void **state)
{
    const cli_args args = {.word_count = 0};
    char *words[] = {(char[]){"Luật"}, (char[]){"Thực hiện"}, (char[]){"dân chủ ở cơ sở"}};
    char *id = NULL;
    assert_int_equal(cli_doc_find_words(&args, *state, words, 3, &id), CLI_FOUND);
    assert_string_equal(id, "vn/luat/2022/10-2022-qh15");
    free(id);
    char *joined = cli_words_join(words, 3);
    assert_string_equal(joined, "Luật Thực hiện dân chủ ở cơ sở");
    free(joined);
    joined = cli_words_join(words, 0);
    assert_string_equal(joined, "");
    free(joined);
}

static void none_and_several_give_no_id(void **state)
{
    const cli_args args = {.word_count = 0};
    char *id = (char[]){"x"};
    assert_int_equal(cli_doc_find(&args, *state, "999/QĐ-TTg", &id), CLI_NOTHING);
    assert_null(id);
    assert_int_equal(cli_doc_find(&args, *state, "05/KH-UBND", &id), CLI_USAGE);
    assert_null(id);
}

/* Every allocation fails once, with all after it: exit 4, no id, nothing lost (the address sanitizer looks). */
static void memory_runs_out(void **state)
{
    struct {
        char *words[2];
        int code;
    } cases[] = {{{(char[]){"33/CT-TTg"}, (char[]){"2021"}}, CLI_FOUND},
                 {{(char[]){"05/KH-UBND"}, (char[]){"2024"}}, CLI_USAGE}};
    const cli_args args = {.word_count = 0};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t nth = 0;
        int code;
        do {
            char *id = NULL;
            failed = false;
            fail_at = ++nth;
            code = cli_doc_find_words(&args, *state, cases[i].words, 2, &id);
            fail_at = 0;
            assert_int_equal(code, failed ? CLI_INTERNAL : cases[i].code);
            assert_true((id != NULL) == (code == CLI_FOUND));
            free(id);
        } while (code == CLI_INTERNAL);
        assert_in_range(nth, 4, 1000);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_document_is_found),
        cmocka_unit_test(words_are_one_name),
        cmocka_unit_test(none_and_several_give_no_id),
        cmocka_unit_test(memory_runs_out),
    };
    return cmocka_run_group_tests(tests, database_new, database_close);
}
