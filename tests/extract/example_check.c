/** Running examples: extraction of a block's text compared with its lines. */
#include "base/date.h"
#include "base/str.h"
#include "example.h"

#include <stdio.h>

/* The result of one block. */
typedef struct outcome {
    const example *block;
    const vd_extraction *found;
    size_t numbers[EXAMPLE_MENTIONS * 4]; /* of each mention found: its bracket from 1, or 0 */
    example_report *report;
    bool wrong;
} outcome;

static void complain(outcome *out, size_t line, const char *what, vd_str expected, vd_str got)
{
    vd_buf_add_format(&out->report->text, "%s:%zu: %s: expected \"%.*s\", got \"%.*s\"\n", out->block->file, line, what,
                      (int)expected.len, expected.ptr ? expected.ptr : "", (int)got.len, got.ptr ? got.ptr : "");
    out->wrong = true;
}

/* ---- Fields ------------------------------------------------------------------------------------------------------ */

/* Value of a field as the notation writes it; "-" when absent.  `room` holds what has to be made. */
static bool mention_value(const outcome *out, const vd_mention *m, vd_str key, char room[32], vd_str *value)
{
    const struct {
        const char *key;
        vd_str value;
    } texts[] = {{"type", m->type},   {"symbol", m->symbol},   {"issuer", m->issuer},   {"place", m->place},
                 {"title", m->title}, {"pin", m->pinpoint},    {"repairs", m->repairs}, {"number", m->number},
                 {"what", m->number}, {"surface", m->surface}, {"term", m->term}};
    *value = VD_LIT("-");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (vd_str_eq(key, vd_str_of(texts[i].key))) {
            *value = texts[i].value.ptr ? texts[i].value : *value;
            return true;
        }
    }
    if (vd_str_eq(key, VD_LIT("date"))) {
        vd_str date = vd_date_format(m->date, room);
        *value = date.ptr ? date : *value;
    } else if (vd_str_eq(key, VD_LIT("year")) || vd_str_eq(key, VD_LIT("in"))) {
        size_t n = key.ptr[0] == 'y' ? (size_t)m->year : m->parent >= 0 ? out->numbers[m->parent] : 0;
        *value = (vd_str){room, (size_t)snprintf(room, 32, "%zu", n)};
        *value = n ? *value : VD_LIT("-");
    } else if (vd_str_eq(key, VD_LIT("for")) || vd_str_eq(key, VD_LIT("or"))) {
        int index = key.ptr[0] == 'f' ? m->antecedent : m->among;
        size_t n = index ? out->numbers[index - 1] : 0;
        *value = (vd_str){room, (size_t)snprintf(room, 32, "%zu", n)};
        *value = n ? *value : VD_LIT("-");
    } else if (vd_str_eq(key, VD_LIT("form"))) {
        *value = vd_str_of(vd_form_name(m->form));
    } else if (vd_str_eq(key, VD_LIT("core"))) {
        *value = m->core ? VD_LIT("yes") : VD_LIT("no");
    } else if (vd_str_eq(key, VD_LIT("stated"))) {
        *value = m->issuer_stated ? VD_LIT("yes") : VD_LIT("no");
    } else {
        return vd_str_eq(key, VD_LIT("rel"));
    }
    return true;
}

static bool header_value(const vd_header *h, vd_str key, char room[32], vd_str *value)
{
    const struct {
        const char *key;
        vd_str value;
    } texts[] = {{"type", h->type},   {"number", h->number}, {"symbol", h->symbol}, {"issuer", h->issuer},
                 {"place", h->place}, {"title", h->title},   {"signer", h->signer}, {"role", h->signer_role}};
    *value = VD_LIT("-");
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        if (vd_str_eq(key, vd_str_of(texts[i].key))) {
            *value = texts[i].value.ptr ? texts[i].value : *value;
            return true;
        }
    }
    bool effective = vd_str_eq(key, VD_LIT("effective"));
    if (effective || vd_str_eq(key, VD_LIT("date"))) {
        vd_str date = vd_date_format(effective ? h->effective : h->date, room);
        *value = date.ptr ? date : *value;
        return true;
    }
    return false;
}

static void mention_check(outcome *out, size_t index, const vd_mention *m)
{
    const example_line *line = &out->block->mentions[index];
    for (size_t i = 0; i < line->count; i++) {
        const example_field *field = &line->fields[i];
        char room[32];
        char what[64];
        vd_str got;
        vd_str key = field->key;
        if (vd_str_eq(key, VD_LIT("rel"))) {
            continue;
        }
        bool name = field->quoted && vd_str_eq(key, VD_LIT("what")) && m->number.ptr == NULL;
        snprintf(what, sizeof what, "mention %zu, %.*s", index + 1, (int)key.len, key.ptr);
        if (!mention_value(out, m, name ? VD_LIT("title") : key, room, &got)) {
            complain(out, line->line, "no such field", key, VD_NONE);
        } else if (!vd_str_eq(got, field->value)) {
            complain(out, line->line, what, field->value, got);
        } else if (name && m->number.ptr) {
            complain(out, line->line, "a name, and no number", field->value, m->number);
        }
    }
}

static void header_check(outcome *out)
{
    const example_line *line = &out->block->header;
    for (size_t i = 0; i < line->count; i++) {
        char room[32];
        char what[64];
        vd_str got;
        snprintf(what, sizeof what, "header, %.*s", (int)line->fields[i].key.len, line->fields[i].key.ptr);
        if (!header_value(&out->found->header, line->fields[i].key, room, &got)) {
            complain(out, line->line, "no such field", line->fields[i].key, VD_NONE);
        } else if (!vd_str_eq(got, line->fields[i].value)) {
            complain(out, line->line, what, line->fields[i].value, got);
        }
    }
}

/* ---- Spans ------------------------------------------------------------------------------------------------------- */

/* Classes and the text's own document need no brackets. */
static bool optional(const vd_mention *m)
{
    return m->form == VD_FORM_GENERIC || m->form == VD_FORM_SELF;
}

static void spans_check(outcome *out)
{
    const example *block = out->block;
    vd_str text = vd_buf_str(&block->text);
    bool used[EXAMPLE_MENTIONS] = {false};
    size_t room = sizeof out->numbers / sizeof *out->numbers;
    for (size_t i = 0; i < out->found->mention_count && i < room; i++) {
        const vd_mention *m = &out->found->mentions[i];
        out->numbers[i] = 0;
        for (size_t k = 0; k < block->span_count && out->numbers[i] == 0; k++) {
            if (!used[k] && block->spans[k].start == m->start && block->spans[k].end == m->end) {
                out->numbers[i] = k + 1;
                used[k] = true;
            }
        }
        if (out->numbers[i] == 0 && !optional(m)) {
            complain(out, block->line, "a mention too many", VD_NONE, m->surface);
        }
    }
    for (size_t k = 0; k < block->span_count; k++) {
        if (!used[k]) {
            complain(out, block->line, "a mention not found",
                     vd_str_slice(text, block->spans[k].start, block->spans[k].end), VD_NONE);
        }
    }
    for (size_t i = 0; i < out->found->mention_count && i < room; i++) {
        size_t k = out->numbers[i];
        if (k > 0 && k <= block->mention_count) {
            mention_check(out, k - 1, &out->found->mentions[i]);
        }
    }
}

/* ---- Relations --------------------------------------------------------------------------------------------------- */

static void relation_write(const vd_statement *s, vd_buf *out)
{
    vd_buf_add_text(out, vd_relation_name(s->relation));
    if (s->strength != VD_STRENGTH_NONE) {
        vd_buf_add_char(out, ':');
        vd_buf_add_text(out, vd_strength_name(s->strength));
    }
}

static void edge_write(size_t from, vd_str relation, size_t to, vd_buf *out)
{
    vd_buf_reset(out);
    if (from > 0) {
        vd_buf_add_format(out, "%zu ", from);
    }
    vd_buf_add(out, relation);
    vd_buf_add_format(out, " %zu", to);
}

/* Is this statement the expected edge?  An expected relation without strength means any. */
static bool edge_same(const outcome *out, const vd_statement *s, const example_edge *edge)
{
    vd_buf name = {0};
    relation_write(s, &name);
    vd_str got = vd_buf_str(&name);
    bool strength = vd_str_find(edge->relation, VD_LIT(":"), 0) != SIZE_MAX;
    got.len = strength ? got.len : strlen(vd_relation_name(s->relation));
    size_t from = s->from >= 0 ? out->numbers[s->from] : 0;
    bool same = vd_str_eq(got, edge->relation) && out->numbers[s->to] == edge->to && from == edge->from &&
                (s->from < 0 || from > 0);
    vd_buf_clear(&name);
    return same;
}

static void edges_check(outcome *out)
{
    const example *block = out->block;
    bool used[EXAMPLE_EDGES] = {false};
    vd_buf text = {0};
    for (size_t i = 0; i < out->found->statement_count; i++) {
        const vd_statement *s = &out->found->statements[i];
        bool found = false;
        for (size_t k = 0; k < block->edge_count && !found; k++) {
            found = !used[k] && edge_same(out, s, &block->edges[k]);
            used[k] = used[k] || found;
        }
        if (!found) {
            vd_buf name = {0};
            relation_write(s, &name);
            edge_write(s->from >= 0 ? out->numbers[s->from] : 0, vd_buf_str(&name), out->numbers[s->to], &text);
            complain(out, block->line, "a relation too many", VD_NONE, vd_buf_str(&text));
            vd_buf_clear(&name);
        }
    }
    for (size_t k = 0; k < block->edge_count; k++) {
        if (!used[k]) {
            edge_write(block->edges[k].from, block->edges[k].relation, block->edges[k].to, &text);
            complain(out, block->edges[k].line, "a relation not found", vd_buf_str(&text), VD_NONE);
        }
    }
    vd_buf_clear(&text);
}

/* ---- The block as found ------------------------------------------------------------------------------------------ */

static void field_write(vd_buf *text, const char *key, vd_str value)
{
    if (value.ptr && !vd_str_eq(value, VD_LIT("-"))) {
        bool quote = vd_str_find(value, VD_LIT(" "), 0) != SIZE_MAX;
        vd_buf_add_format(text, " %s=%s%.*s%s", key, quote ? "\"" : "", (int)value.len, value.ptr, quote ? "\"" : "");
    }
}

static void mention_write(const outcome *out, size_t index, vd_buf *text)
{
    static const char *const keys[] = {"type", "date", "issuer", "pin", "title", "repairs"};
    const vd_mention *m = &out->found->mentions[index];
    vd_buf_add_format(text, "    => %s %.*s", vd_form_name(m->form), m->number.ptr ? (int)m->number.len : 1,
                      m->number.ptr ? m->number.ptr : "-");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        char room[32];
        vd_str value;
        if (mention_value(out, m, vd_str_of(keys[i]), room, &value)) {
            field_write(text, keys[i], value);
        }
    }
    if (m->parent >= 0) {
        vd_buf_add_format(text, " in=%d", m->parent + 1);
    }
    if (m->antecedent) {
        vd_buf_add_format(text, " for=%d or=%d", m->antecedent, m->among);
    }
    for (size_t i = 0; i < out->found->statement_count; i++) {
        const vd_statement *s = &out->found->statements[i];
        if (s->from < 0 && s->to == (int)index) {
            vd_buf_add_text(text, " rel=");
            relation_write(s, text);
        }
    }
    vd_buf_add_char(text, '\n');
}

/* The block with brackets and lines as the extraction gives them, mentions numbered as found. */
static void outcome_write(const outcome *out, vd_buf *text)
{
    vd_str bytes = vd_buf_str(&out->block->text);
    vd_buf_add_text(text, "  as found:\n    ");
    for (size_t at = 0; at <= bytes.len; at++) {
        for (size_t i = 0; i < out->found->mention_count; i++) {
            if (out->found->mentions[i].end == at) {
                vd_buf_add_text(text, "⟧");
            }
        }
        for (size_t i = 0; i < out->found->mention_count; i++) {
            if (out->found->mentions[i].start == at) {
                vd_buf_add_text(text, "⟦");
            }
        }
        if (at < bytes.len) {
            vd_buf_add_char(text, bytes.ptr[at]);
            vd_buf_add_text(text, bytes.ptr[at] == '\n' ? "    " : "");
        }
    }
    vd_buf_add_char(text, '\n');
    for (size_t i = 0; i < out->found->mention_count; i++) {
        mention_write(out, i, text);
    }
    for (size_t i = 0; i < out->found->statement_count; i++) {
        const vd_statement *s = &out->found->statements[i];
        if (s->from >= 0) {
            vd_buf_add_format(text, "    -> %d %s %d\n", s->from + 1, vd_relation_name(s->relation), s->to + 1);
        }
    }
}

void example_check(const vd_grammar *grammar, const example *block, example_report *report)
{
    outcome out = {.block = block, .report = report};
    vd_source *source = NULL;
    vd_extraction found;
    vd_error err = {0};
    vd_str text = block->text.len ? vd_buf_str(&block->text) : VD_LIT("");
    report->blocks++;
    vd_status status = vd_source_from_bytes(vd_str_of(block->file), text, &source, &err);
    if (status == VD_OK) {
        status = vd_extract(grammar, source, &found, &err);
    }
    if (status != VD_OK) {
        complain(&out, block->line, "extraction", VD_LIT("ok"), vd_str_of(err.text));
    } else if (found.mention_count > sizeof out.numbers / sizeof *out.numbers) {
        out.found = &found;
        complain(&out, block->line, "number of mentions", VD_LIT("few"), VD_LIT("many"));
    } else {
        out.found = &found;
        spans_check(&out);
        header_check(&out);
        if (block->edges_complete) {
            edges_check(&out);
        }
        if (out.wrong) {
            outcome_write(&out, &report->text);
        }
    }
    report->wrong += out.wrong;
    vd_source_free(source);
}

void examples_check(const vd_grammar *grammar, const char *name, vd_str file, example_report *report)
{
    size_t at = 0;
    size_t line = 1;
    example block;
    while (example_next(name, file, &at, &line, &block, report)) {
        example_check(grammar, &block, report);
        example_clear(&block);
    }
}
