/* What the values of arguments mean, and what is said when they mean nothing. */
#include "cli/values.h"

#include "cli/diag.h"
#include "cli/nearest.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ANY "any"
/* "Who rests on it?" asks for based_on. */
#define RESTS_ON "rests_on"

/* The words that help and pages have for what is typed in English: who reads them will type them, too. */
static const struct {
    const char *vietnamese, *name;
} spoken[] = {{"thực hiện", "implements"},
              {"triển khai", "implements"},
              {"triển khai thực hiện", "implements"},
              {"căn cứ", "based_on"},
              {"quy định chi tiết", "details"},
              {"theo hướng dẫn", "guided_by"},
              {"hướng dẫn", "guided_by"},
              {"dẫn chiếu", "cites"},
              {"sửa đổi, bổ sung", "amends"},
              {"sửa đổi", "amends"},
              {"bổ sung", "amends"},
              {"thay thế", "supersedes"},
              {"bãi bỏ", "repeals"},
              {"ban hành kèm theo", "promulgates"},
              {"đính chính", "corrects"},
              {"hợp nhất", "consolidates"},
              {"đình chỉ", "suspends"},
              {"cao", "high"},
              {"trung bình", "medium"},
              {"thấp", "low"},
              {"lưu ý", "note"}};

const char *cli_word_english(const char *word)
{
    for (size_t i = 0; i < sizeof spoken / sizeof *spoken; i++) {
        if (strcmp(word, spoken[i].vietnamese) == 0) {
            return spoken[i].name;
        }
    }
    return word;
}

static int relation_unknown(const char *word)
{
    char known[512];
    size_t len = 0;
    const char *near = NULL;
    size_t best = cli_nearest_limit(strlen(word));
    for (int i = 0; i < VD_REL_COUNT; i++) {
        const char *name = vd_relation_name((vd_relation)i);
        size_t distance = cli_nearest_distance(word, strlen(word), name);
        if (distance <= best) {
            best = distance;
            near = name;
        }
        int added = snprintf(known + len, sizeof known - len, "%s, ", name);
        len += added > 0 && (size_t)added < sizeof known - len ? (size_t)added : 0;
    }
    if (near) {
        return cli_usage("unknown relation '%s'; did you mean %s?", word, near);
    }
    return cli_usage("unknown relation '%s'; one of %s%s", word, known, ANY);
}

int cli_relation_read(const char *word, uint32_t *relations)
{
    char name[32];
    vd_relation relation;
    word = cli_word_english(word);
    size_t len = strlen(word);
    if (len < sizeof name) {
        for (size_t i = 0; i <= len; i++) {
            name[i] = word[i] == '-' ? '_' : (char)tolower((unsigned char)word[i]);
        }
        if (strcmp(name, ANY) == 0) {
            *relations = (UINT32_C(1) << VD_REL_COUNT) - 1;
            return CLI_FOUND;
        }
        if (strcmp(name, RESTS_ON) == 0) {
            *relations = UINT32_C(1) << VD_REL_BASED_ON;
            return CLI_FOUND;
        }
        if (vd_relation_parse((vd_str){name, len}, &relation)) {
            *relations = UINT32_C(1) << relation;
            return CLI_FOUND;
        }
    }
    return relation_unknown(word);
}

static int form_unknown(const char *word, int len)
{
#define X(name, text) ", " text
    return cli_usage("unknown form '%.*s'; one of %s", len, word, &VD_FORM_LIST(X)[2]);
#undef X
}

int cli_forms_read(const char *words, unsigned *forms)
{
    for (bool more = true; more;) {
        size_t len = strcspn(words, ",");
        vd_form form;
        if (!vd_form_parse((vd_str){words, len}, &form)) {
            return form_unknown(words, (int)len);
        }
        *forms |= VD_FORM_BIT(form);
        more = words[len] == ',';
        words += len + more;
    }
    return CLI_FOUND;
}

int cli_relation_name(const char *word, vd_str *name)
{
    uint32_t relations;
    int code = cli_relation_read(word, &relations);
    *name = (vd_str){NULL, 0};
    if (code != CLI_FOUND || (relations & (relations - 1)) != 0) {
        return code;
    }
    for (int i = 0; i < VD_REL_COUNT; i++) {
        if (relations == UINT32_C(1) << i) {
            const char *text = vd_relation_name((vd_relation)i);
            *name = (vd_str){text, strlen(text)};
        }
    }
    return CLI_FOUND;
}

/* 1 to 4 digits; 0 when there are none. */
static int number_read(const char **at)
{
    int value = 0;
    for (int i = 0; i < 4 && **at >= '0' && **at <= '9'; i++) {
        value = value * 10 + (*(*at)++ - '0');
    }
    return value;
}

static bool date_possible(int year, int month, int day)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (year < 1000 || month < 1 || month > 12 || day < 1) {
        return false;
    }
    bool leap = month == 2 && ((year % 4 == 0 && year % 100 != 0) || year % 400 == 0);
    return day <= days[month - 1] + leap;
}

int cli_date_read(const char *text, vd_date *date)
{
    const char *at = text;
    int first = number_read(&at);
    char mark = *at == '-' || *at == '/' ? *at++ : 0;
    int month = number_read(&at);
    bool marked = mark != 0 && *at == mark;
    at += marked;
    int last = number_read(&at);
    /* Only the year has more than two digits, so its place tells the order. */
    int year = first > 31 ? first : last;
    int day = first > 31 ? last : first;
    if (!marked || *at || !date_possible(year, month, day)) {
        return cli_usage("'%s' is no date; write it as 2025-07-01 or 1/7/2025", text);
    }
    *date = (vd_date){.year = (int16_t)year, .month = (int8_t)month, .day = (int8_t)day};
    return CLI_FOUND;
}

int cli_date_part_read(const char *text, vd_date *date)
{
    const char *at = text;
    int first = number_read(&at);
    bool marked = *at == '-' || *at == '/';
    at += marked;
    int last = marked ? number_read(&at) : 0;
    int year = first > 31 ? first : last;
    int month = !marked ? 0 : first > 31 ? last : first;
    bool part = !*at && year >= 1000 && (marked ? month >= 1 && month <= 12 : month == 0);
    if (!part) {
        return cli_date_read(text, date);
    }
    *date = (vd_date){.year = (int16_t)year, .month = (int8_t)month};
    return CLI_FOUND;
}

/* "2026", "2026-06", "2026-06-30" up to `end`. */
static bool bound_read(const char *at, const char *end, vd_date *out)
{
    int parts[3] = {0};
    for (size_t i = 0; i < 3 && at < end; i++) {
        const char *from = at;
        parts[i] = number_read(&at);
        if (at == from || at > end || (at < end && *at++ != '-')) {
            return false;
        }
    }
    *out = (vd_date){.year = (int16_t)parts[0], .month = (int8_t)parts[1], .day = (int8_t)parts[2]};
    return at == end && date_possible(parts[0], parts[1] ? parts[1] : 1, parts[2] ? parts[2] : 1) && end[-1] != '-';
}

int cli_period_read(const char *text, vd_date *from, vd_date *to)
{
    const char *dots = strstr(text, "..");
    const char *end = text + strlen(text);
    *from = *to = (vd_date){0, 0, 0};
    bool fine = false;
    if (dots == NULL) {
        fine = bound_read(text, end, from);
        *to = *from;
    } else {
        fine = end - text > 2 && (dots == text || bound_read(text, dots, from)) &&
               (dots + 2 == end || bound_read(dots + 2, end, to));
    }
    if (!fine) {
        return cli_usage("'%s' is no period; write it as 2026-01..2026-06, 2026 or ..2026-06-30", text);
    }
    return CLI_FOUND;
}

int cli_count_read(const cli_args *args, cli_option_id id, size_t *out)
{
    const char *text = args->value[id];
    char *end = NULL;
    if (text == NULL) {
        return CLI_FOUND;
    }
    unsigned long value = strtoul(text, &end, 10);
    if (*text < '0' || *text > '9' || *end || value == 0) {
        return cli_usage("--%s takes a number from 1 on, not '%s'", cli_options[id].name, text);
    }
    *out = value;
    return CLI_FOUND;
}

int cli_lines_check(const cli_args *args)
{
    static const char *const ends[] = {".jsonl", ".ndjson"};
    for (size_t i = 0; i < args->word_count && !cli_given(args, CLI_JSONL); i++) {
        const char *dot = strrchr(args->words[i], '.');
        for (size_t k = 0; k < sizeof ends / sizeof *ends && dot; k++) {
            if (strcmp(dot, ends[k]) == 0) {
                return cli_usage(
                    "'%s' holds lines of JSON by its name; with --jsonl each line is read as a text of its own",
                    args->words[i]);
            }
        }
    }
    return CLI_FOUND;
}
