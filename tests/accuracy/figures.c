/** The figures of accuracy by name, as counts; and whether they hold their floors. */
#include "accuracy/figures.h"

#include "accuracy/input.h"

#include <stdlib.h>

figure *figures_get(figures *all, const char *family, vd_str member)
{
    static figure nowhere; /* takes the counts when memory is out; `failed` says so */
    char name[128];
    int len = snprintf(name, sizeof name, "%s%.*s", family, (int)member.len, member.ptr ? member.ptr : "");
    vd_str key = {name, len < 0 ? 0 : (size_t)len < sizeof name ? (size_t)len : sizeof name - 1};
    figure **at = &all->first;
    while (*at && vd_str_cmp((*at)->name, key) < 0) {
        at = &(*at)->next;
    }
    if (*at && vd_str_eq((*at)->name, key)) {
        return *at;
    }
    figure *made = vd_arena_alloc(all->arena, sizeof *made);
    if (!made || !(made->name = vd_arena_copy(all->arena, key)).ptr) {
        all->failed = true;
        return &nowhere;
    }
    made->next = *at;
    *at = made;
    return made;
}

void figures_share(figures *all, const char *name, bool right)
{
    figure *f = figures_get(all, name, VD_NONE);
    f->share = true;
    f->right += right;
    f->wrong += !right;
}

static double ratio_of(size_t part, size_t whole)
{
    return whole ? (double)part / (double)whole : 1.0;
}

double figure_precision(const figure *f)
{
    return ratio_of(f->right, f->right + f->wrong);
}

double figure_recall(const figure *f)
{
    return ratio_of(f->right, f->right + f->missed);
}

double figure_f1(const figure *f)
{
    double p = figure_precision(f), r = figure_recall(f);
    return p + r > 0 ? 2 * p * r / (p + r) : 0.0;
}

double figure_value(const figure *f)
{
    return f->share ? figure_precision(f) : figure_f1(f);
}

void figures_print(const figures *all, FILE *out)
{
    for (const figure *f = all->first; f; f = f->next) {
        int width = (int)f->name.len;
        if (f->share) {
            fprintf(out, "%-36.*s %.4f  (%zu of %zu)\n", width, f->name.ptr, figure_value(f), f->right,
                    f->right + f->wrong);
        } else {
            fprintf(out, "%-36.*s P %.4f  R %.4f  F1 %.4f  (%zu right, %zu false, %zu missed)\n", width, f->name.ptr,
                    figure_precision(f), figure_recall(f), figure_f1(f), f->right, f->wrong, f->missed);
        }
    }
}

void figures_write(const figures *all, const char *set, FILE *out)
{
    for (const figure *f = all->first; f; f = f->next) {
        fprintf(out, "%s\t%.*s\t%s\t%zu\t%zu\t%zu\n", set, (int)f->name.len, f->name.ptr, f->share ? "share" : "f1",
                f->right, f->wrong, f->missed);
    }
}

static bool count_take(vd_str *line, size_t *out)
{
    char digits[24] = "", *end;
    vd_str cell = text_cell(line, '\t');
    if (cell.len == 0 || cell.len >= sizeof digits) {
        return false;
    }
    memcpy(digits, cell.ptr, cell.len);
    *out = (size_t)strtoull(digits, &end, 10);
    return *end == '\0';
}

bool figures_read(figures *all, vd_str text)
{
    vd_str line;
    while (text_line(&text, &line)) {
        char family[64];
        vd_str set = text_cell(&line, '\t'), name = text_cell(&line, '\t'), kind = text_cell(&line, '\t');
        snprintf(family, sizeof family, "%.*s: ", (int)set.len, set.ptr);
        figure *f = figures_get(all, family, name);
        f->share = vd_str_eq(kind, VD_LIT("share"));
        if (name.len == 0 || !count_take(&line, &f->right) || !count_take(&line, &f->wrong) ||
            !count_take(&line, &f->missed)) {
            return false;
        }
    }
    return !all->failed;
}

const figure *figures_find(const figures *all, vd_str name)
{
    for (const figure *f = all->first; f; f = f->next) {
        if (vd_str_eq(f->name, name)) {
            return f;
        }
    }
    return NULL;
}

bool figures_value(const figures *all, vd_str name, double *out)
{
    static const struct {
        const char *suffix;
        double (*value)(const figure *f);
    } kinds[] = {{"", figure_value}, {" precision", figure_precision}, {" recall", figure_recall}};
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        vd_str suffix = vd_str_of(kinds[i].suffix);
        const figure *f =
            vd_str_ends(name, suffix) ? figures_find(all, vd_str_slice(name, 0, name.len - suffix.len)) : NULL;
        if (f) {
            *out = kinds[i].value(f);
            return true;
        }
    }
    return false;
}

bool floor_read(vd_str line, floor_line *out, bool *bad)
{
    char number[32] = "", *end = number;
    size_t hash = vd_str_find(line, VD_LIT("#"), 0);
    vd_str said = vd_str_trim(vd_str_slice(line, 0, hash == SIZE_MAX ? line.len : hash));
    size_t equals = vd_str_find(said, VD_LIT("="), 0);
    *bad = said.len > 0;
    if (equals == SIZE_MAX) {
        return false;
    }
    *out = (floor_line){.name = vd_str_trim(vd_str_slice(said, 0, equals)),
                        .value = vd_str_trim(vd_str_slice(said, equals + 1, said.len)),
                        .remark = hash == SIZE_MAX ? VD_NONE : vd_str_trim(vd_str_slice(line, hash + 1, line.len))};
    if (out->value.len > 0 && out->value.len < sizeof number) {
        memcpy(number, out->value.ptr, out->value.len);
    }
    out->floor = strtod(number, &end);
    *bad = end == number || *end || !(out->floor > 0 && out->floor <= 1);
    return !*bad;
}

/** true when the floor on this line holds. */
static bool floor_check(const figures *all, const floor_line *line, FILE *out)
{
    double got;
    if (!figures_value(all, line->name, &got)) {
        fprintf(out, "no such figure: %.*s\n", (int)line->name.len, line->name.ptr);
        return false;
    }
    bool holds = got >= line->floor;
    fprintf(out, "%-9s %-36.*s %.4f, floor %.*s\n", holds ? "holds" : "TOO LOW", (int)line->name.len, line->name.ptr,
            got, (int)line->value.len, line->value.ptr);
    return holds;
}

size_t figures_check(const figures *all, vd_str floors, FILE *out)
{
    size_t failed = 0, count = 0;
    vd_str line;
    while (text_line(&floors, &line)) {
        floor_line one;
        bool bad;
        if (floor_read(line, &one, &bad)) {
            count++;
            failed += !floor_check(all, &one, out);
        } else if (bad) {
            count++;
            failed++;
            fprintf(out, "no floor: %.*s\n", (int)line.len, line.ptr);
        }
    }
    if (count == 0) {
        fprintf(out, "no floors\n");
    }
    return failed + (count == 0);
}
