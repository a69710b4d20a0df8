/* The option table and the reader of command lines.
 *
 * Long options take their value after "=" or as the next argument, the four short ones likewise ("-f json", "-fjson").
 * Options and words may be mixed; "--" ends the options; "-" is a word (standard input).  Names are never abbreviated,
 * so that a script keeps its meaning when options are added. */
#include "cli/options.h"

#include "cli/diag.h"
#include "cli/nearest.h"
#include "cli/values.h"
#include "cli/verbs.h"

#include <string.h>
#include <sys/stat.h>

#define X(name, text) text " "
const cli_option cli_options[CLI_OPTION_COUNT] = {
    [CLI_SOURCE] = {"source", 0, "FILE", "only of this source: path, file name, or beginning", NULL},
    [CLI_DOCUMENT] = {"document", 0, "DOC", "only about this document", NULL},
    [CLI_FORM] = {"form", 0, "FORM", "only this form, one of those above", " " VD_FORM_LIST(X)},
    [CLI_RELATION] = {"relation", 0, "RELATION", "only this relation, named as for `viendan who`", NULL},
    [CLI_IN_CORPUS] = {"in-corpus", 0, NULL, "only documents whose text was ingested", NULL},
    [CLI_IMPLEMENTS] = {"implements", 0, "DOC", "only what carries out this document", NULL},
    [CLI_LEAD] = {"lead", 0, "BODY", "only what this body is charged with", NULL},
    [CLI_DUE] = {"due", 0, "PERIOD", "only what falls due then: 2026-01..2026-06", NULL},
    [CLI_MISSING] = {"missing", 0, "FIELD", "only what names none: lead or deadline", " lead deadline "},
    [CLI_TRANSITIVE] = {"transitive", 0, NULL, "also those acting through others, with the chain", NULL},
    [CLI_COUNT] = {"count", 0, NULL, "how many they are, by steps, instead of who", NULL},
    [CLI_AS_OF] = {"as-of", 0, "DATE", "the day, 2025-07-01 or 1/7/2025 (default: today)", NULL},
    [CLI_CITING] = {"plan", 0, "DOC", "only what this document cites", NULL},
    [CLI_LAW] = {"law", 0, "DOC", "only citations of this document", NULL},
    [CLI_SEVERITY] = {"severity", 0, "LEVEL", "from this on: high, medium, low or note (low)",
                      " high medium low note "},
    [CLI_EACH] = {"each", 0, NULL, "one row for each place that cites", NULL},
    [CLI_UNJUDGED] = {"unjudged", 0, NULL, "list what cannot be judged instead, and why", NULL},
    [CLI_ALL] = {"all", 0, NULL, "whatever they cite, not only what they rest on", NULL},
    [CLI_REVIEWER] = {"by", 0, "WHO", "who reviewed it (default: the login name)", NULL},
    [CLI_NOTE] = {"note", 0, "WHY", "why it stays as it is", NULL},
    [CLI_DATE] = {"date", 0, "DATE", "the day of the review (default: today)", NULL},
    [CLI_REVIEWS] = {"list", 0, NULL, "list reviews, of DOC or all", NULL},
    [CLI_UNDO] = {"undo", 0, NULL, "take back the last review of DOC", NULL},
    [CLI_AS] = {"as", 0, "KIND", "graphml, dot or svg (default: the ending of FILE)", " graphml dot svg "},
    [CLI_JSONL] = {"jsonl", 0, NULL, "input is lines {\"id\": ..., \"text\": ...}", NULL},
    [CLI_ONLY] = {"only", 0, "FORM,...", "only mentions of these forms, named as above", NULL},
    [CLI_EXPLAIN] = {"explain", 0, NULL, "say why each mention was read so", NULL},
    [CLI_PRUNE] = {"prune", 0, NULL, "forget sources under PATH whose files are gone", NULL},
    [CLI_JOBS] = {"jobs", 0, "N", "threads that read (default: one a processor)", NULL},
    [CLI_SEARCH] = {"search", 0, NULL, "keep the texts, for `viendan search`", NULL},
    [CLI_DRY_RUN] = {"dry-run", 0, NULL, "only say what would go", NULL},
    [CLI_PLAN] = {"plan", 0, "DOC", "only this plan; may be repeated", NULL},
    [CLI_PLAN_TYPE] = {"plan-type", 0, "TYPE", "only plans of this type: 'Kế hoạch' or KH", NULL},
    [CLI_PLAN_ISSUER] = {"plan-issuer", 0, "WORDS", "only plans whose issuer's name holds WORDS", NULL},
    [CLI_PLAN_PLACE] = {"plan-place", 0, "PLACE", "only plans of this province: 'Cần Thơ' or can-tho", NULL},
    [CLI_FROM] = {"from", 0, "DATE", "only plans (documents) since then: 1/7/2025 or 2025", NULL},
    [CLI_TO] = {"to", 0, "DATE", "only plans (documents) until then", NULL},
    [CLI_DIRECTIVE] = {"directive", 0, "DOC", "only this document acted on; may be repeated", NULL},
    [CLI_DIRECTIVE_TYPE] = {"directive-type", 0, "TYPE", "only documents of this type: 'Chỉ thị' or CT", NULL},
    [CLI_DIRECTIVE_ISSUER] = {"directive-issuer", 0, "WORDS", "only documents whose issuer's name holds WORDS", NULL},
    [CLI_MIN_CONFIDENCE] = {"min-confidence", 0, "X", "only evidence of confidence X or more, 0 to 1", NULL},
    [CLI_TOP] = {"top", 0, "N", "only the N documents that most plans act on", NULL},
    [CLI_KIND] = {"kind", 0, "KIND", "only these gaps, one of those above; may be repeated",
                  " directive plan inherited task "},
    [CLI_DECIDED] = {"decided", 0, NULL, "without citations of unknown documents", NULL},
    [CLI_LIST] = {"list", 0, NULL, "one row a cell, with its evidence", NULL},
    [CLI_TRANSPOSE] = {"transpose", 0, NULL, "rows are plans", NULL},
    [CLI_BY] = {"by", 0, "WHAT", "plan, or task: rows are tasks, with lead and deadline", " plan task "},
    [CLI_TYPE] = {"type", 0, "TYPE", "only documents of this type, as \"Nghị định\"", NULL},
    [CLI_ISSUER] = {"issuer", 0, "NAME", "only documents of this body", NULL},
    [CLI_PLACE] = {"place", 0, "PLACE", "only documents of this province: 'Cần Thơ' or can-tho", NULL},
    [CLI_STATUS] = {"status", 0, "STATUS", "in_force, not_yet_in_force, ended or unknown",
                    " in_force not_yet_in_force ended unknown "},
    [CLI_LIMIT] = {"limit", 0, "N", "at most so many rows", NULL},
    [CLI_PREFER] = {"prefer", 0, "WHICH", "whose file holds where two differ: first or last", " first last "},
    [CLI_NULL] = {"null", 0, NULL, "a NUL byte at the end of every answer", NULL},
    [CLI_STRICT] = {"strict", 0, NULL, "import nothing when a row is bad", NULL},
    [CLI_REPLACE_SOURCE] = {"replace-source", 0, NULL, "forget what files of the same names said before", NULL},
    [CLI_DB] = {"db", 0, "FILE", "the database (default: viendan.db in this directory)", NULL},
    [CLI_FORMAT] = {"format", 'f', "FORMAT", "table, json, jsonl, csv, tsv, md, html or xlsx",
                    " table json jsonl csv tsv md html xlsx "},
    [CLI_LANG] = {"lang", 0, "LANG", "language of pages: vi or en (default: vi)", " vi en "},
    [CLI_COLOR] = {"color", 0, "WHEN", "auto, always or never (default: auto)", " auto always never "},
    [CLI_OUTPUT] = {"output", 'o', "FILE", "write to FILE, replaced only when all is written", NULL},
    [CLI_HELP] = {"help", 'h', NULL, "show help for the verb", NULL},
    [CLI_VERSION] = {"version", 'V', NULL, "show the version", NULL},
};
#undef X

/* Options that may also stand before the verb. */
#define BEFORE_VERB (CLI_ANSWER | CLI_ALWAYS)

/* A reader on its way through argv. */
typedef struct reader {
    int argc, at;
    char **argv;
    cli_args *args;
} reader;

static bool option_allowed(const cli_args *args, cli_option_id id)
{
    return args->verb ? cli_verb_takes(args->verb, id) : (BEFORE_VERB & CLI_BIT(id)) != 0;
}

/* "who" for messages, or nothing before the verb. */
static const char *verb_name(const cli_args *args)
{
    return args->verb ? args->verb->name : "";
}

static int option_unknown(const cli_args *args, const char *shown, const char *name, size_t len)
{
    const char *near = NULL;
    size_t best = cli_nearest_limit(len);
    for (int id = 0; id < CLI_OPTION_COUNT; id++) {
        size_t distance = cli_nearest_distance(name, len, cli_options[id].name);
        if (option_allowed(args, (cli_option_id)id) && distance <= best) {
            best = distance;
            near = cli_options[id].name;
        }
    }
    const char *space = args->verb ? " " : "";
    if (near && len > 1) {
        return cli_usage("unknown option %s; did you mean --%s?  See `viendan help%s%s`", shown, near, space,
                         verb_name(args));
    }
    return cli_usage("unknown option %s; see `viendan help%s%s`", shown, space, verb_name(args));
}

/* Which option is called `name` or `letter`; CLI_OPTION_COUNT: none.  Of several of one name, the verb's own. */
static cli_option_id option_find(const cli_args *args, const char *name, size_t len, char letter)
{
    cli_option_id found = CLI_OPTION_COUNT;
    for (int id = 0; id < CLI_OPTION_COUNT; id++) {
        const cli_option *option = &cli_options[id];
        if (name ? strlen(option->name) == len && memcmp(option->name, name, len) == 0
                 : option->letter != 0 && option->letter == letter) {
            found = found == CLI_OPTION_COUNT || option_allowed(args, (cli_option_id)id) ? (cli_option_id)id : found;
        }
    }
    return found;
}

/* Is `value` one of the words of " a b c "? */
static bool choice_there(const char *choices, const char *value)
{
    size_t len = strlen(value);
    while (*choices) {
        size_t word = strcspn(++choices, " ");
        if (word > 0 && word == len && memcmp(choices, value, len) == 0) {
            return true;
        }
        choices += word;
    }
    return false;
}

/* " a b c " as "a, b, c". */
static int choice_unknown(const cli_option *option, const char *value)
{
    char list[128];
    size_t len = 0;
    for (const char *at = option->choices + 1; *at && len + 3 < sizeof list; at++) {
        if (*at != ' ') {
            list[len++] = *at;
        } else if (at[1]) {
            list[len++] = ',';
            list[len++] = ' ';
        }
    }
    list[len] = 0;
    return cli_usage("unknown --%s '%s'; one of %s", option->name, value, list);
}

static int option_store(reader *r, cli_option_id id, const char *shown, const char *value)
{
    const cli_option *option = &cli_options[id];
    if (!option_allowed(r->args, id)) {
        if (r->args->verb) {
            return cli_usage("`viendan %s` takes no %s; see `viendan help %s`", verb_name(r->args), shown,
                             verb_name(r->args));
        }
        return cli_usage("%s comes after the verb; see `viendan help`", shown);
    }
    if (!option->value) {
        if (value) {
            return cli_usage("%s takes no value", shown);
        }
        r->args->value[id] = "";
        return CLI_FOUND;
    }
    if (!value) {
        /* "--db --format json" is a forgotten value, not a file called "--format". */
        if (r->at >= r->argc || strncmp(r->argv[r->at], "--", 2) == 0) {
            return cli_usage("%s needs a value: %s %s", shown, shown, option->value);
        }
        value = r->argv[r->at++];
    }
    if (!*value) {
        return cli_usage("%s needs a value that is not empty: %s %s", shown, shown, option->value);
    }
    const char *english = option->choices ? cli_word_english(value) : value;
    if (option->choices && choice_there(option->choices, english)) {
        value = english;
    } else if (option->choices) {
        return choice_unknown(option, value);
    }
    if (r->args->given_count == CLI_GIVEN_MOST) {
        return cli_usage("more than %d options with values; ask in parts", CLI_GIVEN_MOST);
    }
    r->args->given[r->args->given_count].id = id;
    r->args->given[r->args->given_count++].value = value;
    r->args->value[id] = value;
    return CLI_FOUND;
}

size_t cli_values(const cli_args *args, cli_option_id id, vd_str values[CLI_GIVEN_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < args->given_count; i++) {
        if (args->given[i].id == id) {
            values[count++] = (vd_str){args->given[i].value, strlen(args->given[i].value)};
        }
    }
    return count;
}

static int long_read(reader *r, const char *text)
{
    const char *name = text + 2;
    size_t len = strcspn(name, "=");
    cli_option_id id = option_find(r->args, name, len, 0);
    char shown[64] = "--";
    if (id == CLI_OPTION_COUNT) {
        return option_unknown(r->args, text, name, len);
    }
    memcpy(shown + 2, cli_options[id].name, len + 1);
    return option_store(r, id, shown, name[len] ? name + len + 1 : NULL);
}

static int short_read(reader *r, const char *text)
{
    cli_option_id id = option_find(r->args, NULL, 0, text[1]);
    char shown[3] = {'-', text[1], 0};
    if (id == CLI_OPTION_COUNT) {
        return option_unknown(r->args, text, text + 1, strlen(text + 1));
    }
    return option_store(r, id, shown, text[2] ? text + 2 : NULL);
}

/* What to try instead of an unknown verb. */
static int verb_unknown(const char *word)
{
    vd_relation relation;
    struct stat info;
    const cli_verb *near = cli_verb_meant(word);
    if (vd_relation_parse((vd_str){word, strlen(word)}, &relation)) {
        return cli_usage("unknown verb '%s'; did you mean `viendan who %s DOC`?", word, word);
    }
    if (near) {
        return cli_usage("unknown verb '%s'; did you mean `viendan %s`?  All verbs: `viendan help`", word, near->name);
    }
    if (stat(word, &info) == 0) {
        return cli_usage("unknown verb '%s'; to read it: `viendan %s %s`", word,
                         S_ISDIR(info.st_mode) ? "ingest" : "extract", word);
    }
    return cli_usage("unknown verb '%s'; all verbs: `viendan help`", word);
}

/* The whole line is read: do words and options fit the verb?  Help needs neither. */
static int args_check(const cli_args *args)
{
    const cli_verb *verb = args->verb;
    if (!verb || cli_given(args, CLI_HELP) || cli_given(args, CLI_VERSION)) {
        return CLI_FOUND;
    }
    /* --db and --color before the verb may come from a shell alias and are no mistake where they have no use. */
    if (cli_given(args, CLI_FORMAT) && !cli_verb_takes(verb, CLI_FORMAT)) {
        return cli_usage("`viendan %s` takes no --format; see `viendan help %s`", verb->name, verb->name);
    }
    if (cli_given(args, CLI_OUTPUT) && !cli_verb_takes(verb, CLI_OUTPUT)) {
        return cli_usage("`viendan %s` takes no --output; see `viendan help %s`", verb->name, verb->name);
    }
    if (verb == &cli_verb_who && args->word_count == 1 && strchr(args->words[0], '/')) {
        return cli_usage("`viendan who` needs RELATION DOC; did you mean `viendan who any %s`?", args->words[0]);
    }
    if (verb == &cli_verb_catalogue && args->word_count == 0) {
        return cli_usage(
            "`viendan catalogue` needs one of import, forget, list, show, check, export; see `viendan help "
            "catalogue`");
    }
    if (args->word_count < verb->min_words) {
        return cli_usage("`viendan %s` needs %s; see `viendan help %s`", verb->name, verb->usage, verb->name);
    }
    if (args->word_count > verb->max_words) {
        if (verb->max_words == 0) {
            return cli_usage("`viendan %s` takes no arguments, but got '%s'; see `viendan help %s`", verb->name,
                             args->words[0], verb->name);
        }
        return cli_usage("too many arguments for `viendan %s %s`: '%s'; put names with spaces in quotes", verb->name,
                         verb->usage, args->words[verb->max_words]);
    }
    return CLI_FOUND;
}

int cli_args_read(int argc, char **argv, cli_args *out)
{
    reader r = {argc, 1, argv, out};
    bool options_end = false;
    *out = (cli_args){.words = argv};
    while (r.at < argc) {
        char *text = argv[r.at++];
        int code = CLI_FOUND;
        if (!options_end && strcmp(text, "--") == 0) {
            options_end = true;
        } else if (!options_end && strncmp(text, "--", 2) == 0) {
            code = long_read(&r, text);
        } else if (!options_end && text[0] == '-' && text[1]) {
            code = short_read(&r, text);
        } else if (!out->verb) {
            out->verb = cli_verb_named(text);
            if (!out->verb) {
                code = verb_unknown(text);
            }
        } else {
            argv[out->word_count++] = text;
        }
        if (code != CLI_FOUND) {
            return code;
        }
    }
    return args_check(out);
}
