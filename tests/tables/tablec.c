/* tablec refuses every kind of bad row with file, line and reason, and writes the same C for the same table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static char folder[] = "tablec-XXXXXX";
static char table_path[64], out_path[64], log_path[64];

static int make_folder(void **state)
{
    (void)state;
    if (!mkdtemp(folder))
        return -1;
    snprintf(table_path, sizeof table_path, "%s/table.tsv", folder);
    snprintf(out_path, sizeof out_path, "%s/table.c", folder);
    snprintf(log_path, sizeof log_path, "%s/log", folder);
    return 0;
}

static int remove_folder(void **state)
{
    (void)state;
    unlink(table_path);
    unlink(out_path);
    unlink(log_path);
    return rmdir(folder);
}

/* Run tablec with its messages in `log`; the exit code, or -1. */
static int run(const char *kind, const char *in, const char *out, char *log, size_t size)
{
    char *argv[] = {strdup(VD_TABLEC), strdup(kind), strdup(in), strdup(out), NULL};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 2, log_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child;
    int status = -1;
    if (posix_spawn(&child, argv[0], &actions, NULL, argv, environ) != 0 || waitpid(child, &status, 0) < 0)
        status = -1;
    posix_spawn_file_actions_destroy(&actions);
    for (size_t i = 0; i < 4; i++)
        free(argv[i]);
    FILE *file = fopen(log_path, "r");
    size_t len = file ? fread(log, 1, size - 1, file) : 0;
    log[len] = '\0';
    if (file)
        fclose(file);
    return status != -1 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void write_table(const char *text, size_t len)
{
    FILE *file = fopen(table_path, "w");
    assert_non_null(file);
    assert_int_equal(fwrite(text, 1, len, file), len);
    assert_int_equal(fclose(file), 0);
}

#define TYPES "name\tabbr\tkind\tdirects\tsource\n"
#define WORDS "word\tmisread\tsource\n"
#define PLACES "name\trank\tvalid_from\tvalid_to\tsuccessor\tsource\n"
#define ISSUERS "symbol\tname\tlevel\tfamily\tvalid_from\tvalid_to\tsuccessor\tsource\n"
#define DECREES "number\ttype\ttitle\tissuer\tpassed\teffective\tsuperseded_by\tsuperseded_from\tconfidence\tsource\n"
#define GOOD_TYPE "Chỉ thị\tCT\tboth\ttask\tNghị định 30/2020/NĐ-CP\n"

static void bad_tables(void **state)
{
    (void)state;
    static const struct {
        const char *kind, *text;
        int line;
        const char *message;
    } cases[] = {
        {"types", "", 1, "no rows"},
        {"types", TYPES, 1, "no rows"},
        {"types", "name\tabbr\tsort\tdirects\tsource\n" GOOD_TYPE, 1, "column 3 is \"sort\", not \"kind\""},
        {"types", "name\tabbr\tkind\n" GOOD_TYPE, 1, "header has 3 columns, not 5"},
        {"types", TYPES GOOD_TYPE "Luật\t\tlaw\n", 3, "3 cells, not 5"},
        {"types", TYPES GOOD_TYPE "Luật\t\tlaw\trule\tx\ty\n", 3, "6 cells, not 5"},
        {"types", TYPES GOOD_TYPE "\n" GOOD_TYPE, 3, "1 cells, not 5"},
        {"types", TYPES "\tCT\tboth\ttask\tx\n", 2, "name: empty"},
        {"types", TYPES "Chỉ thị\tCT\tboth\ttask\t\n", 2, "source: empty"},
        {"types", TYPES "Chỉ thị\tCT\tboht\ttask\tx\n", 2, "kind: \"boht\" is not one of"},
        {"types", TYPES "Chỉ thị\tCT\tbot\ttask\tx\n", 2, "kind: \"bot\" is not one of"},
        {"types", TYPES "Chỉ thị\tCT\tboth\tasks\tx\n", 2, "directs: \"asks\" is not one of"},
        {"types", TYPES "Chi\xCC\x89 thị\tCT\tboth\ttask\tx\n", 2, "name: not UTF-8 in normal form C"},
        {"types", TYPES "Ch\xC3 thị\tCT\tboth\ttask\tx\n", 2, "name: not UTF-8"},
        {"types", TYPES "Chỉ thị \tCT\tboth\ttask\tx\n", 2, "name: blank at an end"},
        {"types", TYPES "Chỉ thị\tCT\tboth\ttask\t x\n", 2, "source: blank at an end"},
        {"types", TYPES "Chỉ thị\tCT\tboth\ttask\tx \n", 2, "source: blank at an end"},
        {"types", TYPES "Chỉ  thị\tCT\tboth\ttask\tx\n", 2, "name: two blanks"},
        {"types", TYPES "Chỉ thị\tCT\tboth\ttask\tx\r\n", 2, "carriage return"},
        {"types", TYPES "Chỉ\x01thị\tCT\tboth\ttask\tx\n", 2, "name: control character"},
        {"types", TYPES "Chỉ thị\tCT||CTh\tboth\ttask\tx\n", 2, "abbr: empty or blank-edged part"},
        {"types", TYPES "Chỉ thị\t|CT\tboth\ttask\tx\n", 2, "abbr: empty or blank-edged part"},
        {"types", TYPES "Chỉ thị\tCT | CTh\tboth\ttask\tx\n", 2, "abbr: empty or blank-edged part"},
        {"types", TYPES GOOD_TYPE "Luật\t\tlaw\trule\tx\nCHỈ THỊ\tCT\tboth\ttask\tx\n", 4, "the same key as line 2"},
        {"ocr_words", WORDS "văn\tvin\tx\n", 2, "word: \"văn\" is not folded"},
        {"ocr_words", WORDS "van\tvin\tx\nvan\tVin\ty\n", 3, "the same key as line 2"},
        {"places", PLACES "Huế\tthành phố\t2025-02-30\t\t\tx\n", 2, "valid_from: \"2025-02-30\" is not a date"},
        {"places", PLACES "Huế\tthành phố\t2025-2-3\t\t\tx\n", 2, "valid_from: \"2025-2-3\" is not a date"},
        {"places", PLACES "Huế\tthành phố\t2100-02-29\t\t\tx\n", 2, "valid_from: \"2100-02-29\" is not a date"},
        {"places", PLACES "Huế\tthành phố\t2025-13-01\t\t\tx\n", 2, "valid_from: \"2025-13-01\" is not a date"},
        {"places", PLACES "Huế\tthị xã\t\t\t\tx\n", 2, "rank: \"thị xã\" is not one of"},
        {"places", PLACES "Huế\ttỉnh\t\t2024-12-31\tHuế\tx\n", 2, "successor: \"Huế\" is not a slug"},
        {"decrees", DECREES "33/CT-TTg\tChỉ thị\t\t\t\t\t\t\thigh\tx\n", 2,
         "33/CT-TTg: without a year it needs passed"},
        {"decrees", DECREES "30/2020/NĐ-CP\tNghị định\t\t\t2021-03-05\t\t\t\thigh\tx\n", 2,
         "30/2020/NĐ-CP: not of the year of 2021-03-05"},
        {"decrees",
         DECREES "30/2020/NĐ-CP\tNghị định\t\t\t\t\t\t\thigh\tx\n"
                 "30/2020/nđ-cp\tNghị định\t\t\t2020-03-05\t\t\t\thigh\tx\n",
         3, "the same key as line 2"},
        {"decrees", DECREES "30/2020/NĐ-CP\tNghị định\t\t\t2020-03-05\t2020-03-05\t\t2020-03-04\thigh\tx\n", 2,
         "effective 2020-03-05 is after superseded_from 2020-03-04"},
        {"decrees", DECREES "30/2020/NĐ-CP\tNghị định\t\t\t\t\t\t\tlow\tx\n", 2, "confidence: \"low\" is not one of"},
        {"issuers", ISSUERS "BXD\tBộ Xây dựng\tnational\tstate\t2025-03-01\t2025-02-28\t\tx\n", 2,
         "valid_from 2025-03-01 is after valid_to 2025-02-28"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char log[2048], want[256];
        write_table(cases[i].text, strlen(cases[i].text));
        assert_int_equal(run(cases[i].kind, table_path, out_path, log, sizeof log), 1);
        snprintf(want, sizeof want, "%s:%d: %s", table_path, cases[i].line, cases[i].message);
        if (!strstr(log, want))
            fail_msg("case %zu: wanted \"%s\", got \"%s\"", i, want, log);
        assert_int_not_equal(access(out_path, F_OK), 0);
    }
}

static void nul_byte(void **state)
{
    (void)state;
    static const char text[] = TYPES "Chỉ\0thị\tCT\tboth\tx\n";
    char log[2048];
    write_table(text, sizeof text - 1);
    assert_int_equal(run("types", table_path, out_path, log, sizeof log), 1);
    assert_non_null(strstr(log, "table.tsv:2: NUL byte"));
}

/* One run tells of every bad row. */
static void all_faults_at_once(void **state)
{
    (void)state;
    static const char text[] = TYPES "\tCT\tboth\ttask\tx\nLuật\t\tlow\trule\t\n" GOOD_TYPE "short\n";
    char log[2048];
    write_table(text, sizeof text - 1);
    assert_int_equal(run("types", table_path, out_path, log, sizeof log), 1);
    assert_non_null(strstr(log, ":2: name: empty"));
    assert_non_null(strstr(log, ":3: kind: \"low\""));
    assert_non_null(strstr(log, ":3: source: empty"));
    assert_non_null(strstr(log, ":5: 1 cells"));
    assert_null(strstr(log, ":4:"));
}

static void usage_and_files(void **state)
{
    (void)state;
    char log[2048];
    unlink(table_path);
    assert_int_equal(run("types", table_path, out_path, log, sizeof log), 1);
    assert_non_null(strstr(log, table_path));
    assert_int_equal(run("nonsense", table_path, out_path, log, sizeof log), 2);
    assert_non_null(strstr(log, "usage: tablec"));
    write_table(TYPES GOOD_TYPE, strlen(TYPES GOOD_TYPE));
    assert_int_equal(run("types", table_path, "no-such-folder/table.c", log, sizeof log), 1);
}

static size_t read_out(char *text, size_t size)
{
    FILE *file = fopen(out_path, "r");
    assert_non_null(file);
    size_t len = fread(text, 1, size - 1, file);
    fclose(file);
    text[len] = '\0';
    return len;
}

static void good_table(void **state)
{
    (void)state;
    /* The last line needs no line end; quotes, backslashes and trigraphs survive. */
    static const char text[] = TYPES GOOD_TYPE "Luật\tL|LCT\tlaw\trule\t\"a\" \\ ?"
                                               "?/";
    char log[2048], once[4096], again[4096];
    write_table(text, sizeof text - 1);
    assert_int_equal(run("types", table_path, out_path, log, sizeof log), 0);
    assert_string_equal(log, "");
    size_t len = read_out(once, sizeof once);
    assert_non_null(strstr(
        once, "{\"Chỉ thị\", \"chi thi\", \"chi-thi\", \"CT\", \"both\", \"task\", \"Nghị định 30/2020/NĐ-CP\"}"));
    assert_non_null(strstr(once, "\"\\\"a\\\" \\\\ \\?\\?/\""));
    assert_non_null(strstr(once, "const size_t vd_types_count = 2;"));
    assert_non_null(strstr(once, "{\"ct\", 0},\n    {\"l\", 1},\n    {\"lct\", 1},\n"));
    assert_int_equal(run("types", table_path, out_path, log, sizeof log), 0);
    assert_int_equal(read_out(again, sizeof again), len);
    assert_memory_equal(once, again, len);
    unlink(out_path);
}

static void unreadable_signs(void **state)
{
    (void)state;
    static const char text[] = WORDS "hien\thi¢n\tx\n";
    char log[2048], out[4096];
    write_table(text, sizeof text - 1);
    assert_int_equal(run("ocr_words", table_path, out_path, log, sizeof log), 0);
    read_out(out, sizeof out);
    assert_non_null(strstr(out, "{\"hien\", \"hi\\177n\", \"x\"}"));
    unlink(out_path);
}

static void bad_grammar(void **state)
{
    (void)state;
    char log[2048];
    write_table("a\n", 2);
    assert_int_equal(run("pcre", table_path, out_path, log, sizeof log), 1);
    assert_non_null(strstr(log, "table.tsv:1: the file name is not NAME.pcre"));
    assert_int_equal(run("pcre", "no-such.pcre", out_path, log, sizeof log), 1);
    assert_non_null(strstr(log, "no-such.pcre"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bad_tables),      cmocka_unit_test(nul_byte),   cmocka_unit_test(all_faults_at_once),
        cmocka_unit_test(usage_and_files), cmocka_unit_test(good_table), cmocka_unit_test(unreadable_signs),
        cmocka_unit_test(bad_grammar),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
