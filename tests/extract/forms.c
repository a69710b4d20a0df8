/** The examples of docs/citation-forms.md and tests/cases are true.
 *
 *  `test_extract_forms FILE…` runs the blocks of these files only and prints what differs. */
#include "base/str.h"
#include "example.h"
#include "support/grammar.h"
#include "text.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { CASE_FILES = 64 };

static bool file_check(const char *path, const char *name, example_report *report)
{
    vd_buf text = {0};
    bool read = file_append(path, &text);
    if (read && text.len > 0) {
        examples_check(grammar, name, vd_buf_str(&text), report);
    }
    vd_buf_clear(&text);
    return read;
}

static void report_judge(example_report *report, size_t at_least)
{
    size_t blocks = report->blocks;
    size_t wrong = report->wrong;
    if (report->text.len > 0) {
        fprintf(stderr, "%.*s", (int)report->text.len, report->text.ptr);
    }
    vd_buf_clear(&report->text);
    if (wrong) {
        fail_msg("%zu of %zu examples are wrong", wrong, blocks);
    }
    assert_true(blocks >= at_least);
}

static void the_document_is_true(void **state)
{
    (void)state;
    example_report report = {0};
    assert_true(file_check(VD_ROOT "/docs/citation-forms.md", "docs/citation-forms.md", &report));
    report_judge(&report, 100);
}

static int name_cmp(const void *a, const void *b)
{
    return strcmp(a, b);
}

/* Names of tests/cases/…, sorted. */
static size_t cases_list(char names[CASE_FILES][128])
{
    DIR *folder = opendir(VD_ROOT "/tests/cases");
    size_t count = 0;
    for (struct dirent *entry; folder && (entry = readdir(folder));) {
        size_t len = strlen(entry->d_name);
        if (len > 4 && len < 100 && strcmp(entry->d_name + len - 4, ".txt") == 0 && count < CASE_FILES) {
            memcpy(names[count], "tests/cases/", 12);
            memcpy(names[count++] + 12, entry->d_name, len + 1);
        }
    }
    if (folder) {
        closedir(folder);
    }
    qsort(names, count, sizeof *names, name_cmp);
    return count;
}

static void the_cases_are_true(void **state)
{
    (void)state;
    static char names[CASE_FILES][128];
    example_report report = {0};
    size_t count = cases_list(names);
    for (size_t i = 0; i < count; i++) {
        char path[1024];
        snprintf(path, sizeof path, "%s/%s", VD_ROOT, names[i]);
        size_t before = report.blocks;
        assert_true(file_check(path, names[i], &report));
        assert_true(report.blocks > before);
    }
    report_judge(&report, 60);
}

/* ---- The runner itself ------------------------------------------------------------------------------------------- */

typedef struct wrong_block {
    const char *text, *told;
} wrong_block;

static const char number[] = "Căn cứ ⟦Nghị định số 59/2023/NĐ-CP⟧;\n";

static void run(const char *head, const char *lines, example_report *report)
{
    vd_buf file = {0};
    vd_buf_add_text(&file, "words\n```citation\n");
    vd_buf_add_text(&file, head);
    vd_buf_add_text(&file, lines);
    vd_buf_add_text(&file, "```\nmore words\n");
    examples_check(grammar, "file", vd_buf_str(&file), report);
    vd_buf_clear(&file);
}

static void a_right_block_passes(void **state)
{
    (void)state;
    example_report report = {0};
    run(number, "=> numbered 59/2023/NĐ-CP type=\"Nghị định\" date=- year=2023 core=yes rel=based_on\n", &report);
    run("as: nfd crlf\n", "Thực hiện\n⟦Chỉ thị số 33/CT-TTg⟧\n=> numbered 33/CT-TTg\n", &report);
    run("", "Không có gì.\n", &report);
    assert_int_equal(report.blocks, 3);
    report_judge(&report, 3);
}

static void a_wrong_block_is_told(void **state)
{
    (void)state;
    static const wrong_block blocks[] = {
        {"=> numbered 60/2023/NĐ-CP\n", "file:4: mention 1, what: expected \"60/2023/NĐ-CP\", got \"59/2023/NĐ-CP\""},
        {"=> named 59/2023/NĐ-CP\n", "file:4: mention 1, form: expected \"named\", got \"numbered\""},
        {"=> numbered 59/2023/NĐ-CP date=2023\n", "mention 1, date: expected \"2023\", got \"-\""},
        {"=> numbered 59/2023/NĐ-CP colour=red\n", "no such field"},
        {"=> numbered 59/2023/NĐ-CP rel=implements\n", "a relation too many: expected \"\", got \"based_on 1\""},
        {"=> numbered 59/2023/NĐ-CP rel=-\n", "a relation too many"},
        {"=> numbered 59/2023/NĐ-CP rel=based_on\n-> 1 amends 1\n", "file:5: a relation not found"},
        {"=> numbered \"Nghị định\"\n", "mention 1, what"},
        {"=> numbered\n", "file:4: this line does not follow the notation"},
        {"", "there are not as many"},
        {"⟦\n", "brackets do not match"},
        {"⟧\n", "brackets do not match"},
        {"⟦Và⟧\n=> numbered 59/2023/NĐ-CP\n=> self -\n", "a mention not found: expected \"Và\""},
        {"Thông tư số 05/2024/TT-BNV.\n=> numbered 59/2023/NĐ-CP\n",
         "a mention too many: expected \"\", got \"Thông tư"},
        {"=> numbered 59/2023/NĐ-CP\nheader: number=1/KH-UBND\n", "file:5: header, number: expected"},
        {"=> numbered 59/2023/NĐ-CP\nheader: shoe=1\n", "no such field"},
        {"=> numbered 59/2023/NĐ-CP\nas: ebcdic\n", "does not follow"},
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        example_report report = {0};
        run(number, blocks[i].text, &report);
        if (report.wrong == 0 || report.text.len == 0 ||
            vd_str_find(vd_buf_str(&report.text), vd_str_of(blocks[i].told), 0) == SIZE_MAX) {
            fail_msg("block %zu: \"%s\" is not told: %.*s", i, blocks[i].told, (int)report.text.len,
                     report.text.ptr ? report.text.ptr : "");
        }
        vd_buf_clear(&report.text);
    }
}

static int files_run(int count, char **paths)
{
    example_report report = {0};
    if (grammar_open(NULL) != 0) {
        return 2;
    }
    for (int i = 0; i < count; i++) {
        if (!file_check(paths[i], paths[i], &report)) {
            fprintf(stderr, "%s cannot be read\n", paths[i]);
            report.wrong++;
        }
    }
    printf("%.*s%zu of %zu examples are wrong\n", (int)report.text.len, report.text.ptr ? report.text.ptr : "",
           report.wrong, report.blocks);
    vd_buf_clear(&report.text);
    vd_grammar_free(grammar);
    return report.wrong ? 1 : 0;
}

int main(int argc, char **argv)
{
    if (argc > 1) {
        return files_run(argc - 1, argv + 1);
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_right_block_passes),
        cmocka_unit_test(a_wrong_block_is_told),
        cmocka_unit_test(the_document_is_true),
        cmocka_unit_test(the_cases_are_true),
    };
    return cmocka_run_group_tests(tests, grammar_open, grammar_close);
}
