/** Real questions, each answered by one command whose output is checked:
 *
 *      questions VIENDAN DATABASE QUESTIONS.txt GOLD_DOCUMENTS.jsonl
 *
 *  QUESTIONS.txt holds, for each question, a line "Câu 1. …", a line "$ viendan …", and the checks of check.h.
 *  Exit 0: every check holds.  1: one does not.  2: a file cannot be used. */
#include "questions/check.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

typedef struct asking {
    vd_arena *arena;
    const json *gold;
    const json *rows; /* of the last command; NULL: it failed */
    int code;         /* its exit code */
    vd_str command;
    size_t checks; /* of the last command */
    size_t questions, failed;
    bool question_failed, nothing;
} asking;

static bool stream_read(FILE *stream, vd_arena *arena, vd_str *out)
{
    vd_buf bytes = {0};
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, stream)) > 0) {
        vd_buf_add(&bytes, (vd_str){chunk, got});
    }
    bool good = !ferror(stream) && vd_buf_ok(&bytes);
    *out = good ? vd_arena_copy(arena, bytes.len ? vd_buf_str(&bytes) : VD_LIT("")) : VD_NONE;
    vd_buf_clear(&bytes);
    return out->ptr != NULL;
}

static bool file_read(vd_arena *arena, const char *path, vd_str *out)
{
    FILE *file = fopen(path, "rb");
    bool good = file && stream_read(file, arena, out);
    if (!good) {
        perror(path);
    }
    if (file) {
        fclose(file);
    }
    return good;
}

static void asking_fail(asking *a, vd_str line, vd_str why)
{
    printf("    FAILED: %.*s\n", (int)line.len, line.ptr);
    if (why.len > 0) {
        printf("            %.*s\n", (int)why.len, why.ptr);
    }
    a->question_failed = true;
}

/** Run "$ viendan …" with rows as JSON Lines. */
static void asking_run(asking *a, vd_str line)
{
    static const char program[] = "$ viendan ";
    vd_buf shell = {0};
    vd_str output;
    size_t offset = 0;
    a->rows = NULL;
    a->code = -1;
    a->checks = 0;
    a->nothing = false;
    a->command = line;
    printf("  %.*s\n", (int)line.len, line.ptr);
    if (!vd_str_starts(line, VD_LIT(program))) {
        asking_fail(a, line, VD_LIT("a command begins with \"$ viendan \""));
        return;
    }
    vd_buf_add_text(&shell, "\"$QUESTIONS_VIENDAN\" --db \"$QUESTIONS_DB\" ");
    vd_buf_add(&shell, vd_str_slice(line, sizeof program - 1, line.len));
    vd_buf_add(&shell, (vd_str){" --format jsonl", sizeof " --format jsonl"}); /* with its NUL */
    FILE *pipe = vd_buf_ok(&shell) ? popen(shell.ptr, "r") : NULL;
    bool good = pipe && stream_read(pipe, a->arena, &output);
    int status = pipe ? pclose(pipe) : -1;
    a->code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    a->rows = good && (a->code == 0 || a->code == 1) ? json_read_lines(a->arena, output, &offset) : NULL;
    if (!a->rows) {
        char why[64];
        snprintf(why, sizeof why, "exit code %d, output read up to byte %zu", a->code, offset);
        asking_fail(a, line, vd_str_of(why));
    }
    vd_buf_clear(&shell);
}

static void asking_check(asking *a, vd_str line)
{
    a->checks++;
    a->nothing = a->nothing || vd_str_starts(line, VD_LIT("nothing"));
    if (!a->rows) {
        return; /* said so already */
    }
    vd_buf why = {0};
    if (!check_holds(a->arena, line, a->rows, a->gold, &why)) {
        asking_fail(a, line, vd_buf_str(&why));
    }
    vd_buf_clear(&why);
}

/** What a whole command must keep to: it is checked at all, and its exit code tells whether there are rows. */
static void asking_end_command(asking *a)
{
    if (a->command.len == 0) {
        return;
    }
    if (a->checks == 0) {
        asking_fail(a, a->command, VD_LIT("nothing is checked"));
    }
    if (a->rows && a->code != (a->rows->count == 0)) {
        asking_fail(a, a->command, VD_LIT("the exit code is 0 with rows, 1 without"));
    }
    if (a->rows && a->rows->count == 0 && !a->nothing) {
        asking_fail(a, a->command, VD_LIT("no rows"));
    }
    a->command = VD_NONE;
    a->rows = NULL;
}

static void asking_end_question(asking *a)
{
    asking_end_command(a);
    a->failed += a->question_failed;
    a->question_failed = false;
}

static void asking_line(asking *a, vd_str line)
{
    if (vd_str_starts(line, VD_LIT("Câu "))) {
        asking_end_question(a);
        a->questions++;
        printf("%.*s\n", (int)line.len, line.ptr);
    } else if (a->questions == 0) {
        asking_fail(a, line, VD_LIT("before the first question"));
    } else if (vd_str_starts(line, VD_LIT("$"))) {
        asking_end_command(a);
        asking_run(a, line);
    } else if (a->command.len == 0) {
        asking_fail(a, line, VD_LIT("before a command"));
    } else {
        asking_check(a, line);
    }
}

static int asking_all(asking *a, vd_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = vd_str_find(text, VD_LIT("\n"), at);
        end = end == SIZE_MAX ? text.len : end;
        vd_str line = vd_str_trim(vd_str_slice(text, at, end));
        if (line.len > 0 && line.ptr[0] != '#') {
            asking_line(a, line);
        }
        at = end + 1;
    }
    asking_end_question(a);
    printf("\n%zu questions, %zu failed\n", a->questions, a->failed);
    return a->questions > 0 && a->failed == 0 ? 0 : 1;
}

int main(int argc, char **argv)
{
    vd_arena arena = {0};
    vd_str text, gold;
    if (argc != 5) {
        fprintf(stderr, "usage: questions VIENDAN DATABASE QUESTIONS.txt GOLD_DOCUMENTS.jsonl\n");
        return 2;
    }
    int code = 2;
    asking a = {.arena = &arena};
    if (setenv("QUESTIONS_VIENDAN", argv[1], 1) == 0 && setenv("QUESTIONS_DB", argv[2], 1) == 0 &&
        file_read(&arena, argv[3], &text) && file_read(&arena, argv[4], &gold)) {
        a.gold = json_read_lines(&arena, gold, NULL);
        setvbuf(stdout, NULL, _IOLBF, 0); /* in order with what the commands say on stderr */
        if (a.gold) {
            code = asking_all(&a, text);
        } else {
            fprintf(stderr, "questions: %s: no JSON Lines\n", argv[4]);
        }
    }
    vd_arena_clear(&arena);
    return code;
}
