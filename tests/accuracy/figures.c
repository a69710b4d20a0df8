/** The figures of accuracy by name, as counts; and whether they hold their floors. */
#include "accuracy/figures.h"

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
            fprintf(out, "%-28.*s %.3f  (%zu of %zu)\n", width, f->name.ptr, figure_value(f), f->right,
                    f->right + f->wrong);
        } else {
            fprintf(out, "%-28.*s P %.3f  R %.3f  F1 %.3f  (%zu right, %zu false, %zu missed)\n", width, f->name.ptr,
                    figure_precision(f), figure_recall(f), figure_f1(f), f->right, f->wrong, f->missed);
        }
    }
}

static const figure *figures_find(const figures *all, vd_str name)
{
    for (const figure *f = all->first; f; f = f->next) {
        if (vd_str_eq(f->name, name)) {
            return f;
        }
    }
    return NULL;
}

/** The value that a floor's name asks for; false when there is none. */
static bool figures_value(const figures *all, vd_str name, double *out)
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

/** true when the floor on this line holds. */
static bool floor_check(const figures *all, vd_str line, FILE *out)
{
    char number[32] = "", *end = number;
    size_t equals = vd_str_find(line, VD_LIT("="), 0);
    vd_str name = equals == SIZE_MAX ? line : vd_str_trim(vd_str_slice(line, 0, equals));
    vd_str value = equals == SIZE_MAX ? VD_NONE : vd_str_trim(vd_str_slice(line, equals + 1, line.len));
    if (value.len > 0 && value.len < sizeof number) {
        memcpy(number, value.ptr, value.len);
    }
    double floor = strtod(number, &end), got;
    if (end == number || *end || !(floor > 0 && floor <= 1)) {
        fprintf(out, "no floor: %.*s\n", (int)line.len, line.ptr);
        return false;
    }
    if (!figures_value(all, name, &got)) {
        fprintf(out, "no such figure: %.*s\n", (int)name.len, name.ptr);
        return false;
    }
    bool holds = got >= floor;
    fprintf(out, "%-9s %-28.*s %.3f, floor %s\n", holds ? "holds" : "TOO LOW", (int)name.len, name.ptr, got, number);
    return holds;
}

size_t figures_check(const figures *all, vd_str floors, FILE *out)
{
    size_t failed = 0, count = 0;
    for (size_t at = 0; at < floors.len;) {
        size_t end = vd_str_find(floors, VD_LIT("\n"), at);
        end = end == SIZE_MAX ? floors.len : end;
        vd_str line = vd_str_trim(vd_str_slice(floors, at, end));
        if (line.len > 0 && line.ptr[0] != '#') {
            count++;
            failed += !floor_check(all, line, out);
        }
        at = end + 1;
    }
    if (count == 0) {
        fprintf(out, "no floors\n");
    }
    return failed + (count == 0);
}
