/** Reading examples out of a file: fenced blocks, brackets, lines of expectations. */
#include "example.h"

#include "base/str.h"

#include <stdlib.h>
#include <utf8proc.h>

static const char fence[] = "```";
static const char fence_open[] = "```citation";
static const char bracket_open[] = "⟦";
static const char bracket_close[] = "⟧";

static vd_str line_take(vd_str file, size_t *at)
{
    size_t end = vd_str_find(file, VD_LIT("\n"), *at);
    end = end == SIZE_MAX ? file.len : end;
    vd_str line = vd_str_slice(file, *at, end);
    *at = end < file.len ? end + 1 : file.len;
    return line;
}

static void complain(example_report *report, const example *block, size_t line, const char *what)
{
    vd_buf_add_format(&report->text, "%s:%zu: %s\n", block->file, line, what);
    report->wrong++;
}

/* One word of a line: bare, "quoted", key=bare or key="quoted". */
static bool field_take(vd_str line, size_t *at, example_field *out)
{
    while (*at < line.len && line.ptr[*at] == ' ') {
        ++*at;
    }
    if (*at == line.len) {
        return false;
    }
    size_t from = *at;
    *out = (example_field){0};
    while (*at < line.len && line.ptr[*at] >= 'a' && line.ptr[*at] <= 'z') {
        ++*at;
    }
    if (*at > from && *at < line.len && line.ptr[*at] == '=') {
        out->key = vd_str_slice(line, from, *at);
        from = ++*at;
    } else {
        *at = from;
    }
    if (from < line.len && line.ptr[from] == '"') {
        size_t end = vd_str_find(line, VD_LIT("\""), from + 1);
        end = end == SIZE_MAX ? line.len : end;
        out->value = vd_str_slice(line, from + 1, end);
        out->quoted = true;
        *at = end < line.len ? end + 1 : end;
        return true;
    }
    while (*at < line.len && line.ptr[*at] != ' ') {
        ++*at;
    }
    out->value = vd_str_slice(line, from, *at);
    return true;
}

/* The fields of a line; words without a key are "form" and "what" when `named`. */
static bool fields_read(vd_str line, bool named, example_line *out)
{
    size_t words = 0;
    example_field field;
    for (size_t at = 0; field_take(line, &at, &field);) {
        if (out->count == EXAMPLE_FIELDS || (field.key.ptr == NULL && (!named || words == 2))) {
            return false;
        }
        if (field.key.ptr == NULL) {
            field.key = words++ == 0 ? VD_LIT("form") : VD_LIT("what");
        }
        out->fields[out->count++] = field;
    }
    return !named || words == 2;
}

static bool edge_add(example *block, size_t line, size_t from, vd_str relation, size_t to)
{
    block->edges_complete = true;
    if (vd_str_eq(relation, VD_LIT("-"))) {
        return true;
    }
    if (block->edge_count == EXAMPLE_EDGES) {
        return false;
    }
    block->edges[block->edge_count++] = (example_edge){line, from, to, relation};
    return true;
}

static bool mention_read(example *block, vd_str line, size_t number)
{
    if (block->mention_count == EXAMPLE_MENTIONS) {
        return false;
    }
    example_line *out = &block->mentions[block->mention_count++];
    out->line = number;
    if (!fields_read(line, true, out)) {
        return false;
    }
    for (size_t i = 0; i < out->count; i++) {
        if (vd_str_eq(out->fields[i].key, VD_LIT("rel")) &&
            !edge_add(block, number, 0, out->fields[i].value, block->mention_count)) {
            return false;
        }
    }
    return true;
}

/* "2 amends 1" */
static bool edge_read(example *block, vd_str line, size_t number)
{
    example_field from;
    example_field relation;
    example_field to;
    size_t at = 0;
    if (!field_take(line, &at, &from) || !field_take(line, &at, &relation) || !field_take(line, &at, &to)) {
        return false;
    }
    size_t actor = strtoul(from.value.ptr, NULL, 10);
    size_t target = strtoul(to.value.ptr, NULL, 10);
    return actor > 0 && target > 0 && edge_add(block, number, actor, relation.value, target);
}

static bool as_read(example *block, vd_str line)
{
    example_field word;
    for (size_t at = 0; field_take(line, &at, &word);) {
        if (vd_str_eq(word.value, VD_LIT("nfd"))) {
            block->nfd = true;
        } else if (vd_str_eq(word.value, VD_LIT("crlf"))) {
            block->crlf = true;
        } else {
            return false;
        }
    }
    return true;
}

static bool starts_take(vd_str *line, const char *prefix)
{
    vd_str p = vd_str_of(prefix);
    if (!vd_str_starts(*line, p)) {
        return false;
    }
    *line = vd_str_slice(*line, p.len, line->len);
    return true;
}

/* A line of the block: expectation or text. */
static bool line_read(example *block, vd_str line, size_t number, vd_buf *marked)
{
    if (starts_take(&line, "=> ")) {
        return mention_read(block, line, number);
    }
    if (starts_take(&line, "-> ")) {
        return edge_read(block, line, number);
    }
    if (starts_take(&line, "header: ")) {
        block->header.line = number;
        return fields_read(line, false, &block->header);
    }
    if (starts_take(&line, "as: ")) {
        return as_read(block, line);
    }
    if (marked->len > 0) {
        vd_buf_add_char(marked, '\n');
    }
    vd_buf_add(marked, line);
    return true;
}

static void decompose(vd_buf *marked)
{
    vd_buf_add_char(marked, '\0');
    utf8proc_uint8_t *nfd = vd_buf_ok(marked) ? utf8proc_NFD((const utf8proc_uint8_t *)marked->ptr) : NULL;
    if (nfd) {
        vd_buf_reset(marked);
        vd_buf_add_text(marked, (const char *)nfd);
        free(nfd);
    }
}

/* The text without its brackets, and where they stood. */
static bool brackets_strip(example *block, vd_str marked)
{
    size_t open[EXAMPLE_MENTIONS];
    size_t depth = 0;
    for (size_t at = 0; at < marked.len;) {
        vd_str rest = vd_str_slice(marked, at, marked.len);
        if (starts_take(&rest, bracket_open)) {
            if (block->span_count == EXAMPLE_MENTIONS) {
                return false;
            }
            open[depth++] = block->span_count;
            block->spans[block->span_count++].start = block->text.len;
            at += sizeof bracket_open - 1;
        } else if (starts_take(&rest, bracket_close)) {
            if (depth == 0) {
                return false;
            }
            block->spans[open[--depth]].end = block->text.len;
            at += sizeof bracket_close - 1;
        } else {
            if (block->crlf && marked.ptr[at] == '\n') {
                vd_buf_add_char(&block->text, '\r');
            }
            vd_buf_add_char(&block->text, marked.ptr[at++]);
        }
    }
    return depth == 0 && vd_buf_ok(&block->text);
}

bool example_next(const char *name, vd_str file, size_t *at, size_t *line, example *out, example_report *report)
{
    *out = (example){.file = name};
    vd_buf marked = {0};
    bool inside = false;
    while (*at < file.len) {
        vd_str text = line_take(file, at);
        size_t number = (*line)++;
        if (!inside) {
            inside = vd_str_eq(text, vd_str_of(fence_open));
            out->line = number;
        } else if (vd_str_eq(text, vd_str_of(fence))) {
            if (out->nfd) {
                decompose(&marked);
            }
            if (!brackets_strip(out, vd_buf_str(&marked))) {
                complain(report, out, number, "brackets do not match");
            } else if (out->span_count != out->mention_count) {
                complain(report, out, number, "there are not as many \"=>\" lines as brackets");
            }
            vd_buf_clear(&marked);
            return true;
        } else if (!line_read(out, text, number, &marked)) {
            complain(report, out, number, "this line does not follow the notation");
        }
    }
    if (inside) {
        complain(report, out, out->line, "block without end");
    }
    vd_buf_clear(&marked);
    vd_buf_clear(&out->text);
    return false;
}

void example_clear(example *block)
{
    vd_buf_clear(&block->text);
}
