/** The tables that are printed, and published in README.md and docs/accuracy.md: which figures stand where. */
#include "accuracy/report.h"

#include "accuracy/input.h"

#include <stdarg.h>

enum { COLUMNS_MAX = 10, ROWS_MAX = 100 };

typedef struct sheet {
    const report_input *in;
    size_t columns, count; /* count of cells; the first row is the head */
    vd_str cells[COLUMNS_MAX * ROWS_MAX];
    bool failed;
} sheet;

static void sheet_add(sheet *s, vd_str text)
{
    if (s->count == sizeof s->cells / sizeof *s->cells) {
        s->failed = true;
        return;
    }
    s->cells[s->count++] = text;
}

static void sheet_text(sheet *s, const char *text)
{
    sheet_add(s, vd_str_of(text));
}

static void sheet_row(sheet *s, const char *const *texts)
{
    for (size_t i = 0; i < s->columns; i++) {
        sheet_text(s, texts[i]);
    }
}

__attribute__((format(printf, 2, 3))) static void sheet_format(sheet *s, const char *format, ...)
{
    char text[128];
    va_list list;
    va_start(list, format);
    vsnprintf(text, sizeof text, format, list);
    va_end(list);
    sheet_add(s, vd_arena_copy(s->in->arena, vd_str_of(text)));
}

static const figure *sheet_find(const sheet *s, const char *family, vd_str member)
{
    char name[128];
    snprintf(name, sizeof name, "%s%.*s", family, (int)member.len, member.ptr ? member.ptr : "");
    return figures_find(s->in->all, vd_str_of(name));
}

/** Figures are cut, not rounded: 0.9996 is not 1. */
static double cut(double value)
{
    return (double)(long)(value * 1000 + 1e-9) / 1000;
}

/** "0.991" and what it is made of. */
static void sheet_value(sheet *s, const char *name)
{
    const figure *f = sheet_find(s, name, VD_NONE);
    if (!f) {
        sheet_text(s, "–");
        sheet_text(s, "–");
    } else if (f->share) {
        sheet_format(s, "%.3f", cut(figure_value(f)));
        sheet_format(s, "%zu of %zu", f->right, f->right + f->wrong);
    } else {
        sheet_format(s, "%.3f", cut(figure_value(f)));
        sheet_format(s, "%zu right, %zu false, %zu missed", f->right, f->wrong, f->missed);
    }
}

/** Found of asked for, as a share of 3 digits and in counts. */
static void sheet_recall(sheet *s, const figure *f)
{
    size_t asked = f ? f->right + (f->share ? f->wrong : f->missed) : 0;
    if (asked == 0) {
        sheet_text(s, "–");
    } else {
        sheet_format(s, "%.3f (%zu of %zu)", cut((double)f->right / (double)asked), f->right, asked);
    }
}

static void part_summary(sheet *s)
{
    static const char *const head[] = {"measured on", "figure", "value", "counted"};
    static const char *const rows[][3] = {
        {"five plans of `corpus/`, two of them badly scanned", "references, F1", "seeds: mention all"},
        {"", "the right document", "seeds: field target"},
        {"", "relations, F1", "seeds: edge all"},
        {"eight other papers with hand-made gold", "references, F1", "plans: mention all"},
        {"", "the right document", "plans: field target"},
        {"", "relations, F1", "plans: edge all"},
        {"4,272 sentences of VNLegalText", "numbers, F1, spans in their own place", "vnlegaltext: numbered in place"},
        {"", "laws by name, found", "vnlegaltext: named in place"},
        {"damaged pages, uncropped", "references of the clean page found", "pairs: found whole"},
        {"392 texts as published", "own number, type and date", "texts: own all"}};
    s->columns = 4;
    sheet_row(s, head);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        sheet_text(s, rows[i][0]);
        sheet_text(s, rows[i][1]);
        sheet_value(s, rows[i][2]);
    }
}

static const char *const floored[][2] = {{"seeds", "seeds"}, {"plans", "plans"},   {"vnlegaltext", "vnlegaltext"},
                                         {"pairs", "pairs"}, {"headers", "texts"}, {"changes", "texts"}};

static void floors_rows(sheet *s, const char *set, vd_str text)
{
    vd_str line;
    while (text_line(&text, &line)) {
        floor_line one;
        bool bad;
        if (!floor_read(line, &one, &bad)) {
            continue;
        }
        char name[128];
        double got;
        snprintf(name, sizeof name, "%s: %.*s", set, (int)one.name.len, one.name.ptr);
        bool known = figures_value(s->in->all, vd_str_of(name), &got);
        sheet_text(s, set);
        sheet_add(s, one.name);
        if (known) {
            sheet_format(s, "%.3f", cut(got));
        } else {
            sheet_text(s, "–");
        }
        sheet_add(s, one.value);
        sheet_add(s, one.remark);
    }
}

static void part_floors(sheet *s)
{
    static const char *const head[] = {"set", "figure", "value", "floor", "remark"};
    s->columns = 5;
    sheet_row(s, head);
    for (size_t i = 0; i < sizeof floored / sizeof *floored; i++) {
        char name[64];
        vd_str text;
        snprintf(name, sizeof name, "floors-%s.txt", floored[i][0]);
        if (input_file(s->in->arena, s->in->floors, vd_str_of(name), &text)) {
            floors_rows(s, floored[i][1], text);
        }
    }
}

static void part_forms(sheet *s)
{
    static const char *const head[] = {"form",           "five plans: found", "right of those", "other papers: found",
                                       "right of those", "VNLegalText: found"};
    static const char *const forms[] = {"numbered", "named", "truncated"};
    static const char *const spans[] = {"vnlegaltext: numbered in place", "vnlegaltext: named in place", ""};
    s->columns = 6;
    sheet_row(s, head);
    for (size_t i = 0; i < 3; i++) {
        sheet_text(s, forms[i]);
        sheet_recall(s, sheet_find(s, "seeds: mention form ", vd_str_of(forms[i])));
        sheet_recall(s, sheet_find(s, "seeds: found form ", vd_str_of(forms[i])));
        sheet_recall(s, sheet_find(s, "plans: mention form ", vd_str_of(forms[i])));
        sheet_recall(s, sheet_find(s, "plans: found form ", vd_str_of(forms[i])));
        sheet_recall(s, sheet_find(s, spans[i], VD_NONE));
    }
    sheet_text(s, "backward");
    sheet_recall(s, sheet_find(s, "seeds: field backward", VD_NONE));
    sheet_text(s, "–");
    sheet_recall(s, sheet_find(s, "plans: field backward", VD_NONE));
    sheet_text(s, "–");
    sheet_text(s, "–");
}

static void part_fields(sheet *s)
{
    static const char *const head[] = {"read off a reference", "five plans", "other papers", "VNLegalText"};
    static const char *const names[][2] = {
        {"type", "field type"}, {"date", "field date"}, {"issuer", "field issuer"}, {"document meant", "field target"}};
    s->columns = 4;
    sheet_row(s, head);
    for (size_t i = 0; i < 4; i++) {
        sheet_text(s, names[i][0]);
        sheet_recall(s, sheet_find(s, "seeds: ", vd_str_of(names[i][1])));
        sheet_recall(s, sheet_find(s, "plans: ", vd_str_of(names[i][1])));
        sheet_recall(s, i == 1 ? sheet_find(s, "vnlegaltext: date in place", VD_NONE) : NULL);
    }
}

static void part_damage(sheet *s)
{
    static const char *const head[] = {"damage", "references found", "legible ones found", "numbers that are true",
                                       "legible numbers that are true"};
    static const char *const kinds[][2] = {{"Vietnamese model, whole pages", "vie whole"},
                                           {"English model, whole pages", "eng whole"},
                                           {"Vietnamese model, right margin cut off", "vie cropped"},
                                           {"English model, right margin cut off", "eng cropped"},
                                           {"portal copy against the Gazette", "gazette"}};
    static const char *const families[] = {"pairs: found ", "pairs: found legible ", "pairs: true numbers ",
                                           "pairs: true legible "};
    static const char *const plans[][2] = {{"plan 000: right margin cut off, words made up", "seeds: mention doc 000"},
                                           {"plan 003: English model", "seeds: mention doc 003"}};
    s->columns = 5;
    sheet_row(s, head);
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        sheet_text(s, kinds[i][0]);
        for (size_t k = 0; k < 4; k++) {
            sheet_recall(s, sheet_find(s, families[k], vd_str_of(kinds[i][1])));
        }
    }
    for (size_t i = 0; i < 2; i++) {
        sheet_text(s, plans[i][0]);
        sheet_recall(s, sheet_find(s, plans[i][1], VD_NONE));
        sheet_text(s, "–");
        sheet_text(s, "–");
        sheet_text(s, "–");
    }
}

/** What a figure of edges says: found of the gold, and how many beside it. */
static void sheet_edges(sheet *s, const figure *f)
{
    sheet_recall(s, f);
    if (f) {
        sheet_format(s, "%zu", f->wrong);
    } else {
        sheet_text(s, "–");
    }
}

static void part_relations(sheet *s)
{
    static const char *const head[] = {"relation", "five plans: found", "false", "other papers: found",
                                       "false",    "in 392 texts"};
    static const char *const relations[] = {"based_on",     "implements", "details", "guided_by",   "cites",
                                            "amends",       "supersedes", "repeals", "promulgates", "corrects",
                                            "consolidates", "suspends",   "all"};
    s->columns = 6;
    sheet_row(s, head);
    for (size_t i = 0; i < sizeof relations / sizeof *relations; i++) {
        vd_str relation = vd_str_of(relations[i]);
        const figure *texts = sheet_find(s, "texts: edge ", relation);
        sheet_add(s, relation);
        sheet_edges(s, sheet_find(s, "seeds: edge ", relation));
        sheet_edges(s, sheet_find(s, "plans: edge ", relation));
        if (texts) {
            sheet_format(s, "%zu", texts->right + texts->wrong);
        } else {
            sheet_text(s, "–");
        }
    }
}

static void part_headers(sheet *s)
{
    static const char *const head[] = {"of its own text", "against the publisher's index", "against the text itself"};
    static const char *const names[] = {"number", "type", "date", "all"};
    s->columns = 3;
    sheet_row(s, head);
    for (size_t i = 0; i < 4; i++) {
        sheet_text(s, i < 3 ? names[i] : "all three");
        sheet_recall(s, sheet_find(s, "texts: listed ", vd_str_of(names[i])));
        sheet_recall(s, sheet_find(s, "texts: own ", vd_str_of(names[i])));
    }
}

static void part_texts(sheet *s)
{
    static const char *const head[] = {"form", "in 392 texts", "document known"};
    static const char *const forms[] = {"numbered", "named", "truncated", "backward"};
    s->columns = 3;
    sheet_row(s, head);
    for (size_t i = 0; i < 4; i++) {
        const figure *f = sheet_find(s, "texts: known ", vd_str_of(forms[i]));
        sheet_text(s, forms[i]);
        if (f) {
            sheet_format(s, "%zu", f->right + f->wrong);
        } else {
            sheet_text(s, "–");
        }
        sheet_recall(s, f);
    }
}

static size_t text_width(vd_str text)
{
    size_t width = 0;
    for (size_t i = 0; i < text.len; i++) {
        width += ((unsigned char)text.ptr[i] & 0xC0) != 0x80;
    }
    return width;
}

static void sheet_print(const sheet *s, FILE *out)
{
    size_t widths[COLUMNS_MAX] = {0};
    for (size_t i = 0; i < s->count; i++) {
        size_t width = text_width(s->cells[i]), *widest = &widths[i % s->columns];
        *widest = width > *widest ? width : *widest;
    }
    for (size_t i = 0; i < s->count; i++) {
        bool last = (i + 1) % s->columns == 0, head = i / s->columns == 0;
        if (s->in->markdown) {
            fprintf(out, "%s%.*s%s", i % s->columns == 0 ? "| " : " | ", (int)s->cells[i].len,
                    s->cells[i].ptr ? s->cells[i].ptr : "", last ? " |\n" : "");
        } else {
            int pad = last ? 0 : (int)(widths[i % s->columns] - text_width(s->cells[i])) + 2;
            fprintf(out, "%.*s%*s%s", (int)s->cells[i].len, s->cells[i].ptr ? s->cells[i].ptr : "", pad, "",
                    last ? "\n" : "");
        }
        for (size_t k = 0; s->in->markdown && last && head && k < s->columns; k++) {
            fputs(k + 1 < s->columns ? "|---" : "|---|\n", out);
        }
    }
}

bool report_print(const report_input *in, const char *part, FILE *out)
{
    static const struct {
        const char *name, *heading;
        void (*fill)(sheet *s);
    } parts[] = {{"summary", "Summary", part_summary},
                 {"forms", "Per form", part_forms},
                 {"fields", "What is read off a reference", part_fields},
                 {"damage", "Per damage", part_damage},
                 {"relations", "Per relation", part_relations},
                 {"headers", "What a text says of itself", part_headers},
                 {"texts", "All texts", part_texts},
                 {"floors", "Floors", part_floors}};
    bool known = part == NULL;
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (part && strcmp(part, parts[i].name) != 0) {
            continue;
        }
        sheet *s = vd_arena_alloc(in->arena, sizeof *s);
        if (!s) {
            return false;
        }
        s->in = in;
        parts[i].fill(s);
        if (!part) {
            fprintf(out, "%s%s%s\n\n", i > 0 ? "\n" : "", in->markdown ? "## " : "", parts[i].heading);
        }
        sheet_print(s, out);
        known = !s->failed;
    }
    return known;
}
