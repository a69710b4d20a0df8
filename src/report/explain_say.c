/** The sentences of explanations in the language of the answer, and the values of theirs that are words of viendan's.
 */
#include "report/explain.h"

#include "base/buf.h"
#include "base/date.h"
#include "report/labels.h"
#include "report/spoken.h"

typedef struct in_languages {
    const char *vi, *en;
} in_languages;

static const in_languages sayings[] = {
#define VD_SAYING(saying, vi, en) [VD_SAYING_##saying] = {vi, en},
#include "report/explain_say.def"
};

static const in_languages parts[] = {
#define VD_PART(part, name, vi, en) [VD_PART_##part] = {vi, en},
#include "report/explain.def"
};

static const struct {
    const char *what, *vi;
} whats[] = {
#define VD_WHAT(what, vi) {#what, vi},
#include "report/explain.def"
};

const char *vd_explain_in(const vd_explanation *e, const char *vi, const char *en)
{
    return e->lang == VD_LANG_EN ? en : vi;
}

const char *vd_explain_part(const vd_explanation *e, vd_part part)
{
    return vd_explain_in(e, parts[part].vi, parts[part].en);
}

/* Take over what was put together; the buffer is free afterwards. */
static vd_str kept(vd_explanation *e, vd_buf *buf)
{
    vd_str text = vd_buf_ok(buf) ? vd_arena_copy(e->arena, buf->len ? vd_buf_str(buf) : VD_LIT("")) : VD_NONE;
    vd_buf_clear(buf);
    e->failed = e->failed || text.ptr == NULL;
    return text.ptr ? text : VD_LIT("");
}

vd_str vd_explain_what(vd_explanation *e, const char *what)
{
    vd_buf buf = {0};
    for (size_t i = 0; e->lang != VD_LANG_EN && i < sizeof whats / sizeof *whats; i++) {
        if (strcmp(what, whats[i].what) == 0) {
            return vd_str_of(whats[i].vi);
        }
    }
    for (const char *c = what; *c; c++) {
        vd_buf_add_char(&buf, *c == '_' ? ' ' : *c);
    }
    return kept(e, &buf);
}

vd_str vd_explain_say(vd_explanation *e, vd_saying saying, const vd_str *things)
{
    const char *text = vd_explain_in(e, sayings[saying].vi, sayings[saying].en);
    vd_buf buf = {0};
    for (; *text; text++) {
        if (things && text[0] == '{' && text[1] >= '1' && text[1] <= '9' && text[2] == '}') {
            vd_buf_add(&buf, things[text[1] - '1']);
            text += 2;
        } else {
            vd_buf_add_char(&buf, *text);
        }
    }
    return kept(e, &buf);
}

vd_str vd_explain_count(vd_explanation *e, size_t count)
{
    return vd_explain_text(e, "%zu", count);
}

vd_str vd_explain_sure(vd_explanation *e, double confidence)
{
    return vd_explain_text(e, "%.2f", confidence);
}

vd_str vd_explain_date(vd_explanation *e, vd_date date)
{
    char text[16];
    vd_str shown = vd_date_format(date, text);
    vd_buf buf = {0};
    if (shown.ptr == NULL) {
        return vd_explain_say(e, VD_SAYING_UNKNOWN_DAY, NULL);
    }
    vd_spoken_day(&buf, shown, e->lang);
    return kept(e, &buf);
}

vd_str vd_explain_day(vd_explanation *e, const char *day)
{
    vd_buf buf = {0};
    vd_spoken_day(&buf, vd_str_of(day), e->lang);
    return kept(e, &buf);
}

vd_str vd_explain_value(vd_explanation *e, const char *column, vd_str value)
{
    vd_buf buf = {0};
    if (e->lang == VD_LANG_EN || value.ptr == NULL) {
        return value;
    }
    vd_spoken(&buf, vd_str_of(column), value, e->lang);
    return kept(e, &buf);
}

/* Labels begin with a capital letter of ASCII; in the middle of a line they do not. */
vd_str vd_explain_field(vd_explanation *e, vd_str field)
{
    for (size_t i = 0; e->lang != VD_LANG_EN && i < vd_field_label_count; i++) {
        if (vd_str_eq(field, vd_str_of(vd_field_labels[i].name))) {
            const char *words = vd_field_labels[i].in[VD_LANG_VI];
            return vd_explain_text(e, "%c%s", words[0] + ('a' - 'A'), words + 1);
        }
    }
    return field;
}
