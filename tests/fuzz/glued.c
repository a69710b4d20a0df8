/** Texts of words that the tables and the grammar know, glued together at random, through the fuzz target of
 * extraction: what no fuzzer comes upon soon, since it has to make the words first, and no drafter writes.
 *
 *      glued_extract [FILE]
 *
 *  Each text is drawn from a number of its own, and read by a child of this process, so that the number of the one that
 *  breaks something is known; GLUED_SEED is the first number, GLUED_COUNT how many, for long runs by hand.  With FILE
 *  the text of GLUED_SEED is only written there. */
#include "extract/grammar.h"
#include "fuzz/fuzz.h"

#include "base/buf.h"
#include "support/random.h"

#include <sys/wait.h>
#include <unistd.h>

#define X(name, anchored) extern const char vd_pcre_##name[];
VD_PATTERN_LIST(X)
#undef X

static const char *const sources[VD_PATTERN_COUNT] = {
#define X(name, anchored) vd_pcre_##name,
    VD_PATTERN_LIST(X)
#undef X
};

enum { COUNT = 400, PIECES_MOST = 160, STUTTER_MOST = 600, WORDS_MOST = 40000 };

/* ---- Words ------------------------------------------------------------------------------------------------------ */

/* Kinds of words: a text is drawn from few or from all of them. */
enum { WORDS_GRAMMAR, WORDS_TYPES, WORDS_ISSUERS, WORDS_PLACES, WORDS_LAWS, WORDS_SHORT, WORDS_NUMBERS, WORDS_KINDS };

typedef struct word_list {
    char **words;
    size_t count;
} word_list;

static word_list lists[WORDS_KINDS];

static void word_add(word_list *list, vd_str word)
{
    if (word.len == 0 || list->count == WORDS_MOST) {
        return;
    }
    list->words = list->words ? list->words : calloc(WORDS_MOST, sizeof *list->words);
    char *copy = malloc(word.len + 1);
    FUZZ_MUST(list->words && copy);
    memcpy(copy, word.ptr, word.len);
    copy[word.len] = '\0';
    list->words[list->count++] = copy;
}

/* Behind a group's name, a verb or an escape, where one is at `at`; else `at`. */
static const char *syntax_skip(const char *at)
{
    if (*at == '\\' || *at == '{' || strncmp(at, "(*", 2) == 0) {
        const char *end = *at == '\\' ? at + 1 : strchr(at, *at == '{' ? '}' : ')');
        return end && *end ? end + 1 : at + 1;
    }
    if (strncmp(at, "(?", 2) == 0) {
        size_t name = strcspn(at + 2, ">)");
        bool named = (at[2] == '<' && at[3] != '=' && at[3] != '!') || at[2] == '&' || at[2] == '(';
        return at + 2 + (named ? name + 1 : at[2] == '<' ? 2 : 1);
    }
    return at;
}

/* What stands in a pattern in so many letters, parted by what is none: "sua[ ]doi" is "sua doi". */
static void pattern_words(const char *at)
{
    char word[256];
    size_t len = 0;
    while (*at) {
        const char *behind = syntax_skip(at);
        bool blank = strncmp(at, "[ ]", 3) == 0;
        bool letter = behind == at && ((*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9'));
        if ((blank || letter) && len + 1 < sizeof word) {
            word[len++] = blank ? ' ' : *at;
            at += blank ? 3 : 1;
            continue;
        }
        word_add(&lists[WORDS_GRAMMAR], vd_str_trim((vd_str){word, len}));
        len = 0;
        at = behind > at ? behind : *at == '#' ? at + strcspn(at, "\n") : at + 1;
    }
    word_add(&lists[WORDS_GRAMMAR], vd_str_trim((vd_str){word, len}));
}

static void words_add(int kind, const char *first, const char *second)
{
    word_add(&lists[kind], vd_str_of(first));
    word_add(&lists[kind], vd_str_of(second));
}

static void words_gather(void)
{
    static const char *const shown[] = {
        "1",       "12",    "2020",    "15/2020/NĐ-CP", "33/CT-TTg", "05-CT/TW",      "/KH-UBND", "12/5/2021",
        "ngày",    "S6",    "tháng 5", "năm 2021",      "1.",        "1.1.",          "I.",       "IV",
        "a)",      "đ)",    "Điều 5.", "khoản 2",       "điểm a",    "QCVN 06:2022/", "-NQ/TW",   "QH15",
        "số",      "Số:",   "No",      "Phụ lục",       "Chương II", "này",           "nêu trên", "khóa XIII",
        "lần thứ", "và",    "của",     "Căn cứ",        "Thay thế",  "TM.",           "KT.",      "Nơi nhận:",
        "XIII",    "31/12", "24/24h",  "(lần 2)",       "ban hành"};
    for (int i = 0; i < VD_PATTERN_COUNT; i++) {
        pattern_words(sources[i]);
    }
    for (size_t i = 0; i < vd_types_count; i++) {
        words_add(WORDS_TYPES, vd_types[i].name, vd_types[i].abbr);
    }
    for (size_t i = 0; i < vd_issuers_count; i++) {
        words_add(WORDS_ISSUERS, vd_issuers[i].name, vd_issuers[i].symbol);
    }
    for (size_t i = 0; i < vd_places_count; i++) {
        words_add(WORDS_PLACES, vd_places[i].name, vd_places[i].rank);
    }
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        words_add(WORDS_LAWS, vd_catalogue[i].title, vd_catalogue[i].number);
    }
    for (size_t i = 0; i < vd_decrees_count; i++) {
        words_add(WORDS_LAWS, vd_decrees[i].title, vd_decrees[i].number);
    }
    for (size_t i = 0; i < vd_abbreviations_count; i++) {
        words_add(WORDS_SHORT, vd_abbreviations[i].abbr, vd_abbreviations[i].full);
    }
    for (size_t i = 0; i < vd_ocr_words_count; i++) {
        words_add(WORDS_SHORT, vd_ocr_words[i].word, vd_ocr_words[i].misread);
    }
    for (size_t i = 0; i < sizeof shown / sizeof *shown; i++) {
        word_add(&lists[WORDS_NUMBERS], vd_str_of(shown[i]));
    }
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

/* A part of a word, too: a name breaks off in the middle of a line, or a table's cell. */
static void word_write(uint64_t *seed, const char *word, vd_buf *out)
{
    size_t len = strlen(word), from = 0, to = len;
    if (len > 1 && random_below(seed, 6) == 0) {
        from = random_below(seed, 2) ? random_below(seed, len) : 0;
        to = from + 1 + random_below(seed, len - from);
    }
    while (from > 0 && ((unsigned char)word[from] & 0xC0) == 0x80) {
        from--;
    }
    while (to < len && ((unsigned char)word[to] & 0xC0) == 0x80) {
        to++;
    }
    vd_buf_add(out, (vd_str){word + from, to - from});
}

static const char *const between[] = {" ",    " ",    " ",    " ",    " ",   " ",   "",    "",    ", ", "; ",   ". ",
                                      ": ",   "\n",   "\n",   " (",   ") ",  "/",   "-",   " - ", " “", "” ",   " | ",
                                      "\n| ", " |\n", "\n- ", "\n\n", ";\n", ":\n", ".\n", "\"",  "…",  "\n> ", "**"};
enum { BETWEEN_NOTHING = 6 };

/* What makes a text a document, with sections that assign tasks. */
static const char *const openings[] = {
    "",
    "",
    "ỦY BAN NHÂN DÂN\nTỈNH LÀO CAI\nSố: 12/KH-UBND\nLào Cai, ngày 5 tháng 6 năm 2025\n\nKẾ HOẠCH\nVề ",
    "CHÍNH PHỦ\nSố: 12/2025/NĐ-CP\nHà Nội, ngày 5 tháng 6 năm 2025\n\nNGHỊ ĐỊNH\nSửa đổi, bổ sung một số điều của ",
    "BỘ NỘI VỤ\nSố: 3/VBHN-BNV\n\nTHÔNG TƯ\nQuy định ",
    "UY BAN NHAN DAN\nSo: 12/QD-UBND\n\nQUYET DINH\nVe viec ban hanh ",
    "| STT | Nhiệm vụ | Cơ quan chủ trì | Thời gian |\n| 1 | ",
};
static const char *const sections[] = {"\nI. MỤC ĐÍCH, YÊU CẦU\n1. ",   "\nII. NHIỆM VỤ\n1. ", "\n2. ",        "\na) ",
                                       "\nIII. TỔ CHỨC THỰC HIỆN\n1. ", "\nĐiều 2. ",          "\nPhụ lục I\n"};

static void text_write(uint64_t number, vd_buf *out)
{
    uint64_t seed = number * UINT64_C(0x9E3779B97F4A7C15) + 1;
    size_t glue = random_below(&seed, 8);
    size_t kinds = 1 + random_below(&seed, (1U << WORDS_KINDS) - 1);
    size_t most = random_below(&seed, 50) ? PIECES_MOST : 20 * PIECES_MOST;
    vd_buf_add_text(out, openings[random_below(&seed, sizeof openings / sizeof *openings)]);
    for (size_t i = 1 + random_below(&seed, most); i > 0; i--) {
        size_t kind = random_below(&seed, WORDS_KINDS);
        const word_list *list = &lists[kinds >> kind & 1 ? kind : WORDS_GRAMMAR];
        const char *word = list->words[random_below(&seed, list->count)];
        /* Now and then one word over and over, and a text with hardly anything between its words. */
        size_t way = glue == 0 && random_below(&seed, 8) ? BETWEEN_NOTHING
                                                         : random_below(&seed, sizeof between / sizeof *between);
        for (size_t times = random_below(&seed, 400) ? 1 : 1 + random_below(&seed, STUTTER_MOST); times > 0; times--) {
            word_write(&seed, word, out);
            vd_buf_add_text(out, between[way]);
        }
        if (random_below(&seed, 24) == 0) {
            vd_buf_add_text(out, sections[random_below(&seed, sizeof sections / sizeof *sections)]);
        }
    }
    FUZZ_MUST(vd_buf_ok(out));
}

/* ---- Runs ------------------------------------------------------------------------------------------------------- */

static bool text_save(uint64_t number, const char *path)
{
    vd_buf text = {0};
    text_write(number, &text);
    FILE *file = fopen(path, "wb");
    bool good = file && fwrite(text.ptr, 1, text.len, file) == text.len;
    good = file && fclose(file) == 0 && good;
    vd_buf_clear(&text);
    return good;
}

/* In a child: says the number of each text before it reads it. */
static void texts_read(uint64_t first, uint64_t count, int said)
{
    for (uint64_t number = first; number < first + count; number++) {
        vd_buf text = {0};
        text_write(number, &text);
        FUZZ_MUST(write(said, &number, sizeof number) == (ssize_t)sizeof number);
        (void)LLVMFuzzerTestOneInput((const uint8_t *)text.ptr, text.len);
        vd_buf_clear(&text);
    }
}

int main(int argc, char **argv)
{
    uint64_t first = number_asked("GLUED_SEED", 1), count = number_asked("GLUED_COUNT", COUNT), number = 0, read_to = 0;
    int ends[2], status = 0;
    words_gather();
    if (argc > 1) {
        return text_save(first, argv[1]) ? 0 : 1;
    }
    FUZZ_MUST(pipe(ends) == 0);
    pid_t child = fork();
    FUZZ_MUST(child >= 0);
    if (child == 0) {
        close(ends[0]);
        texts_read(first, count, ends[1]);
        _exit(0);
    }
    close(ends[1]);
    while (read(ends[0], &number, sizeof number) == (ssize_t)sizeof number) {
        read_to = number;
    }
    FUZZ_MUST(waitpid(child, &status, 0) == child);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "broken by the text of GLUED_SEED=%llu\n", (unsigned long long)read_to);
        return 1;
    }
    printf("%llu texts\n", (unsigned long long)count);
    return 0;
}
