/** One line of questions.txt that says what must be true of a command's rows. */
#include "questions/check.h"

#include <stdlib.h>

enum { CONDITIONS_MAX = 8 };

typedef struct condition {
    vd_str column, value;
    bool holds; /* ~ */
    bool negated;
} condition;

typedef struct check {
    vd_arena *arena;
    const json *rows, *gold;
    vd_buf *why;
    condition conditions[CONDITIONS_MAX];
    size_t condition_count;
} check;

static bool complain(check *c, const char *what, vd_str about)
{
    vd_buf_add_text(c->why, what);
    vd_buf_add(c->why, about);
    return false;
}

/** Cut `*rest` at the first `mark`; all of it when there is none. */
static vd_str cut(vd_str *rest, const char *mark)
{
    size_t at = vd_str_find(*rest, vd_str_of(mark), 0);
    vd_str head = at == SIZE_MAX ? *rest : vd_str_slice(*rest, 0, at);
    *rest =
        at == SIZE_MAX ? vd_str_slice(*rest, rest->len, rest->len) : vd_str_slice(*rest, at + strlen(mark), rest->len);
    return vd_str_trim(head);
}

/** A value as conditions see it; "null" for null. */
static vd_str value_text(vd_arena *arena, const json *value)
{
    vd_buf joined = {0};
    if (value->kind != JSON_ARRAY) {
        return value->text;
    }
    for (const json *item = value->first; item; item = item->next) {
        vd_buf_add_text(&joined, item == value->first ? "" : " > ");
        vd_buf_add(&joined, item->text);
    }
    vd_str text = vd_arena_copy(arena, joined.len ? vd_buf_str(&joined) : VD_LIT(""));
    vd_buf_clear(&joined);
    return text;
}

/** "gold:003.signer" as what it stands for; anything else as it is. */
static vd_str value_named(check *c, vd_str value)
{
    if (!vd_str_starts(value, VD_LIT("gold:"))) {
        return value;
    }
    vd_str rest = vd_str_slice(value, 5, value.len), doc = cut(&rest, ".");
    for (const json *row = c->gold->first; row; row = row->next) {
        vd_str field = vd_arena_copy(c->arena, rest);
        if (field.ptr && vd_str_eq(json_get_text(row, "doc"), doc)) {
            return json_get_text(row, field.ptr);
        }
    }
    return VD_NONE;
}

static bool condition_read(check *c, vd_str text)
{
    static const struct {
        const char *mark;
        bool holds, negated;
    } marks[] = {{" != ", false, true}, {" !~ ", true, true}, {" = ", false, false}, {" ~ ", true, false}};
    if (c->condition_count == CONDITIONS_MAX) {
        return complain(c, "too many conditions: ", text);
    }
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        if (vd_str_find(text, vd_str_of(marks[i].mark), 0) != SIZE_MAX) {
            condition *made = &c->conditions[c->condition_count++];
            made->holds = marks[i].holds;
            made->negated = marks[i].negated;
            made->column = cut(&text, marks[i].mark);
            made->value = value_named(c, vd_str_trim(text));
            return made->column.len > 0 && made->value.len > 0 ? true : complain(c, "nothing to compare: ", text);
        }
    }
    return complain(c, "no condition: ", text);
}

static bool conditions_read(check *c, vd_str text)
{
    text = vd_str_trim(text);
    while (text.len > 0) {
        if (!condition_read(c, cut(&text, " ; "))) {
            return false;
        }
    }
    return true;
}

/** The column of a row; false and a complaint when it has none. */
static bool row_value(check *c, const json *row, vd_str column, vd_str *out)
{
    for (const json *member = row->first; member; member = member->next) {
        if (vd_str_eq(member->key, column)) {
            *out = value_text(c->arena, member);
            return out->ptr ? true : complain(c, "out of memory at ", column);
        }
    }
    return complain(c, "no column ", column);
}

static bool row_matches(check *c, const json *row, bool *matches)
{
    *matches = true;
    for (size_t i = 0; i < c->condition_count; i++) {
        const condition *one = &c->conditions[i];
        vd_str value;
        if (!row_value(c, row, one->column, &value)) {
            return false;
        }
        bool same = one->holds ? vd_str_find(value, one->value, 0) != SIZE_MAX : vd_str_eq(value, one->value);
        *matches = *matches && same != one->negated;
    }
    return true;
}

static bool rows_count(check *c, size_t *count)
{
    *count = 0;
    for (const json *row = c->rows->first; row; row = row->next) {
        bool matches;
        if (!row_matches(c, row, &matches)) {
            return false;
        }
        *count += matches;
    }
    return true;
}

static bool list_has(const vd_str *list, size_t count, vd_str text)
{
    for (size_t i = 0; i < count; i++) {
        if (vd_str_eq(list[i], text)) {
            return true;
        }
    }
    return false;
}

/** The different values of a column in the rows that match, without null. */
static bool rows_values(check *c, vd_str column, vd_str **out, size_t *count)
{
    *count = 0;
    *out = VD_ARENA_ARRAY(c->arena, vd_str, c->rows->count + 1);
    if (!*out) {
        return complain(c, "out of memory at ", column);
    }
    for (const json *row = c->rows->first; row; row = row->next) {
        bool matches;
        vd_str value;
        if (!row_matches(c, row, &matches) || !row_value(c, row, column, &value)) {
            return false;
        }
        if (matches && !vd_str_eq(value, VD_LIT("null")) && !list_has(*out, *count, value)) {
            (*out)[(*count)++] = value;
        }
    }
    return true;
}

static bool check_rows(check *c, vd_str text, size_t least, size_t most)
{
    size_t count;
    if (!conditions_read(c, text) || !rows_count(c, &count)) {
        return false;
    }
    if (count < least || count > most) {
        vd_buf_add_format(c->why, "%zu of %zu rows", count, c->rows->count);
        return false;
    }
    return true;
}

static bool check_different(check *c, vd_str text, size_t want)
{
    vd_str column = cut(&text, " "), *values;
    size_t count;
    if (!conditions_read(c, text) || !rows_values(c, column, &values, &count)) {
        return false;
    }
    for (size_t i = 0; count != want && i < count; i++) {
        complain(c, i ? " | " : "", values[i]);
    }
    return count == want;
}

static bool check_only(check *c, vd_str text)
{
    vd_str column = cut(&text, ":"), *values;
    size_t count, wanted = 0;
    bool good = rows_values(c, column, &values, &count);
    while (good && text.len > 0) {
        vd_str value = cut(&text, " | ");
        wanted++;
        good = list_has(values, count, value) || complain(c, "missing: ", value);
    }
    if (!good || count == wanted) {
        return good;
    }
    for (size_t i = 0; i < count; i++) {
        complain(c, i ? " | " : "there are: ", values[i]);
    }
    return false;
}

bool check_holds(vd_arena *arena, vd_str line, const json *rows, const json *gold, vd_buf *why)
{
    check c = {.arena = arena, .rows = rows, .gold = gold, .why = why};
    vd_str rest = vd_str_trim(line), word = cut(&rest, " ");
    if (vd_str_eq(word, VD_LIT("nothing"))) {
        return check_rows(&c, rest, 0, 0);
    }
    if (vd_str_eq(word, VD_LIT("some"))) {
        return check_rows(&c, rest, 1, SIZE_MAX);
    }
    if (vd_str_eq(word, VD_LIT("none"))) {
        return check_rows(&c, rest, 0, 0);
    }
    if (vd_str_eq(word, VD_LIT("only"))) {
        return check_only(&c, rest);
    }
    char *end;
    char number[16] = "";
    memcpy(number, word.ptr, word.len < sizeof number ? word.len : 0);
    size_t want = (size_t)strtoul(number, &end, 10);
    vd_str kind = cut(&rest, " ");
    if (end == number || *end || want == 0) {
        return complain(&c, "what is ", word);
    }
    if (vd_str_eq(kind, VD_LIT("rows"))) {
        return check_rows(&c, rest, want, want);
    }
    return vd_str_eq(kind, VD_LIT("different")) ? check_different(&c, rest, want) : complain(&c, "what is ", kind);
}
