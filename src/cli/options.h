/** Verbs, options and arguments: how they are declared and how a command line is read.
 *
 *  Help, man page and shell completion are tested against these tables. */
#ifndef VD_CLI_OPTIONS_H
#define VD_CLI_OPTIONS_H

#include "viendan.h"

/** Exit codes, the same for every verb.  Stopped by a signal: CLI_SIGNAL + its number. */
typedef enum cli_exit {
    CLI_FOUND = 0,
    CLI_NOTHING = 1,
    CLI_USAGE = 2,
    CLI_INPUT = 3,
    CLI_INTERNAL = 4,
    CLI_SIGNAL = 128
} cli_exit;

typedef enum cli_option_id {
    CLI_SOURCE,
    CLI_DOCUMENT,
    CLI_FORM,
    CLI_RELATION,
    CLI_IN_CORPUS,
    CLI_IMPLEMENTS,
    CLI_LEAD,
    CLI_DUE,
    CLI_MISSING,
    CLI_TRANSITIVE,
    CLI_COUNT,
    CLI_AS_OF,
    CLI_CITING,
    CLI_LAW,
    CLI_SEVERITY,
    CLI_EACH,
    CLI_UNJUDGED,
    CLI_ALL,
    CLI_REVIEWER,
    CLI_NOTE,
    CLI_DATE,
    CLI_REVIEWS,
    CLI_UNDO,
    CLI_AS,
    CLI_JSONL,
    CLI_ONLY,
    CLI_EXPLAIN,
    CLI_PRUNE,
    CLI_JOBS,
    CLI_SEARCH,
    CLI_DRY_RUN,
    CLI_PLAN,
    CLI_PLAN_TYPE,
    CLI_PLAN_ISSUER,
    CLI_PLAN_PLACE,
    CLI_FROM,
    CLI_TO,
    CLI_DIRECTIVE,
    CLI_DIRECTIVE_TYPE,
    CLI_DIRECTIVE_ISSUER,
    CLI_MIN_CONFIDENCE,
    CLI_TOP,
    CLI_KIND,
    CLI_DECIDED,
    CLI_LIST,
    CLI_TRANSPOSE,
    CLI_BY,
    CLI_TYPE,
    CLI_ISSUER,
    CLI_PLACE,
    CLI_STATUS,
    CLI_LIMIT,
    CLI_PREFER,
    CLI_NULL,
    CLI_STRICT,
    CLI_REPLACE_SOURCE,
    CLI_DB,
    CLI_FORMAT,
    CLI_LANG,
    CLI_COLOR,
    CLI_OUTPUT,
    CLI_HELP,
    CLI_VERSION,
    CLI_OPTION_COUNT
} cli_option_id;

/** The bit of an option in cli_verb.options. */
#define CLI_BIT(id) (UINT64_C(1) << (id))
/** What every verb understands. */
#define CLI_ALWAYS (CLI_BIT(CLI_HELP) | CLI_BIT(CLI_VERSION))
/** What every verb that prints rows from the database understands. */
#define CLI_ANSWER \
    (CLI_BIT(CLI_DB) | CLI_BIT(CLI_FORMAT) | CLI_BIT(CLI_LANG) | CLI_BIT(CLI_COLOR) | CLI_BIT(CLI_OUTPUT))

typedef struct cli_option {
    const char *name;  /* without "--" */
    char letter;       /* 0: none */
    const char *value; /* what stands for its value in help; NULL: a flag */
    const char *help;
    const char *choices; /* the values there are, each with a space before and after; NULL: any */
} cli_option;

/** By cli_option_id, in the order help lists them. */
extern const cli_option cli_options[CLI_OPTION_COUNT];

/** One output column, as help explains it. */
typedef struct cli_column {
    const char *name, *meaning;
} cli_column;

/** What `extract` and `mentions` both tell of a mention. */
/* clang-format off */
#define CLI_MENTION_COLUMNS                                                  \
    {"line, column", "the same place for people; columns count characters"}, \
    {"surface", "the words themselves"},                                     \
    {"form", "numbered, named, truncated, self, generic or backward"},       \
    {"type", "kind of document in correct Vietnamese: Chỉ thị"},             \
    {"number", "as officially written: 33/CT-TTg"},                          \
    {"symbol", "what follows number and year: CT-TTg"},                      \
    {"year", "the year inside the number: 2022 of 10/2022/QH15"},            \
    {"date", "stated there, possibly in part: 2021-11-26, 2026-02"},         \
    {"issuer", "the body that issued it"},                                   \
    {"term", "of the issuer, where it is said: XIII, 2020-2025"},            \
    {"title", "for a law, its name"},                                        \
    {"pinpoint", "the place inside the document: Phụ lục II"},               \
    {"confidence", "of the reading, 0 to 1"},                                \
    {"repairs", "what was read as what, where the text is damaged"},         \
    {"core", "true: a number, or a law by its name"},                        \
    {"parent_start", "start of the mention whose title holds this one"}
/* clang-format on */

/** One example of a help page: a shell line and what it answers. */
typedef struct cli_example {
    const char *question, *command;
} cli_example;

struct cli_args;

typedef struct cli_verb {
    const char *name;
    const char *summary; /* one line for the list of verbs */
    const char *usage;   /* the arguments: "RELATION DOC" */
    const char *text;    /* help: what the answer means, lines up to 80 characters, ending in a line break */
    const char *nothing; /* said when there is no row; NULL: does not print rows */
    bool outside;        /* has answers from outside the texts: a database without files is no reason for none */
    uint64_t options;    /* CLI_BIT of each, CLI_ALWAYS left out */
    size_t min_words, max_words;
    const cli_column *columns;   /* ends with a NULL name; NULL: none */
    const cli_example *examples; /* ends with a NULL command */
    int (*run)(const struct cli_args *args);
} cli_verb;

/** Options with a value that one command line may hold. */
#define CLI_GIVEN_MOST 256

/** A command line that was read. */
typedef struct cli_args {
    const cli_verb *verb;                /* NULL: none was given */
    const char *value[CLI_OPTION_COUNT]; /* NULL: not given; "" for a flag; the last of several */
    struct {
        cli_option_id id;
        const char *value;
    } given[CLI_GIVEN_MOST]; /* every option with a value, in order */
    size_t given_count;
    char **words; /* arguments that are no options; a part of argv */
    size_t word_count;
} cli_args;

/** Read a command line.  Returns CLI_FOUND, or CLI_USAGE after saying what is wrong.
 *  argv is reordered: its words come first. */
int cli_args_read(int argc, char **argv, cli_args *out);

static inline bool cli_given(const cli_args *args, cli_option_id id)
{
    return args->value[id] != NULL;
}

/** Values of an option that may be repeated, in order; returns how many. */
size_t cli_values(const cli_args *args, cli_option_id id, vd_str values[CLI_GIVEN_MOST]);

static inline bool cli_verb_takes(const cli_verb *verb, cli_option_id id)
{
    return ((verb->options | CLI_ALWAYS) & CLI_BIT(id)) != 0;
}

#endif
