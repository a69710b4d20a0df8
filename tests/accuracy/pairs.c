/** The same page clean and damaged: which of the clean page's references are found on the damaged one, and which
 *  numbers on the damaged one are made up?
 *
 *  The places of the two pages do not correspond, so references are told by what they say: the number, or the name of
 *  the law. */
#include "accuracy/pairs.h"

#include "accuracy/compare.h"

#include <stdlib.h>

typedef struct says {
    vd_str number; /* as compare_number makes it; absent without one */
    vd_str name;   /* of a law without number, folded */
    vd_str surface;
    bool cites; /* one that points at another document, not at its own page or at a class */
    bool used;
} says;

typedef struct page {
    says *items;
    size_t count;
} page;

const char *pair_kind(vd_str engine, vd_str damage)
{
    bool cropped = vd_str_find(damage, VD_LIT("-crop"), 0) != SIZE_MAX;
    if (vd_str_find(engine, VD_LIT("vie"), 0) != SIZE_MAX) {
        return cropped ? "vie cropped" : "vie whole";
    }
    return cropped ? "eng cropped" : "eng whole";
}

static bool type_is_law(vd_str folded)
{
    return vd_str_eq(folded, VD_LIT("luat")) || vd_str_eq(folded, VD_LIT("bo luat")) ||
           vd_str_eq(folded, VD_LIT("phap lenh")) || vd_str_eq(folded, VD_LIT("hien phap"));
}

static page page_of(const pairs_input *in, vd_str file)
{
    page out = {VD_ARENA_ARRAY(in->arena, says, in->found->count + 1), 0};
    for (const json *row = out.items ? in->found->first : NULL; row; row = row->next) {
        vd_str form = json_get_text(row, "form"), title = json_get_text(row, "title");
        if (!vd_str_eq(text_base(json_get_text(row, "source")), file) || vd_str_eq(form, VD_LIT("generic")) ||
            vd_str_eq(form, VD_LIT("backward"))) {
            continue;
        }
        says one = {.number = compare_number(in->arena, json_get_text(row, "number")),
                    .surface = json_get_text(row, "surface"),
                    .cites = !vd_str_eq(form, VD_LIT("self"))};
        if (!one.number.ptr && type_is_law(compare_fold(in->arena, json_get_text(row, "type")))) {
            one.name = compare_fold(in->arena, title.len > 0 ? title : one.surface);
        }
        if (one.number.ptr || one.name.len > 0) {
            out.items[out.count++] = one;
        }
    }
    return out;
}

static bool says_same(const says *a, const says *b)
{
    return a->number.ptr || b->number.ptr ? vd_str_eq(a->number, b->number) : vd_str_eq(a->name, b->name);
}

/** How often the expectations excuse this on this page. */
static size_t pairs_excused(const pairs_input *in, const page_pair *pair, const char *what, const says *one)
{
    for (size_t i = 0; in->expected && i < in->expected->rows; i++) {
        vd_str said = table_cell(in->expected, i, 2);
        if (vd_str_eq(table_cell(in->expected, i, 0), pair->name) &&
            vd_str_eq(table_cell(in->expected, i, 1), vd_str_of(what)) &&
            vd_str_eq(one->number.ptr ? compare_number(in->arena, said) : compare_fold(in->arena, said),
                      one->number.ptr ? one->number : one->name)) {
            return (size_t)strtoul(table_cell(in->expected, i, 3).ptr, NULL, 10);
        }
    }
    return 0;
}

/** true while this is one of the first `allowed` of its like that a page misses or makes up. */
static bool says_is_excused(const page *missed, const says *one, size_t allowed)
{
    size_t before = 0;
    for (size_t i = 0; i < missed->count; i++) {
        before += says_same(&missed->items[i], one);
    }
    return before < allowed;
}

static bool byte_is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/** Does the page print this number, though nothing there was read as a reference?  `squashed`: the page's text as
 *  compare_number makes it, in which no blank stands between number and code. */
static bool text_has_number(vd_str squashed, vd_str number)
{
    for (size_t at = vd_str_find(squashed, number, 0); at != SIZE_MAX; at = vd_str_find(squashed, number, at + 1)) {
        size_t from = at;
        while (from > 0 && squashed.ptr[from - 1] == '0') {
            from--;
        }
        if (from == 0 || !byte_is_digit(squashed.ptr[from - 1])) {
            return true;
        }
    }
    return false;
}

static void note(FILE *to, const char *what, vd_str name, const says *one)
{
    if (to) {
        fprintf(to, "%s %.*s: %.*s \"%.*s\"\n", what, (int)name.len, name.ptr,
                (int)(one->number.ptr ? one->number.len : one->name.len),
                one->number.ptr ? one->number.ptr : one->name.ptr, (int)one->surface.len, one->surface.ptr);
    }
}

static void figure_count(figures *out, const char *family, vd_str member, bool right)
{
    figure *f = figures_get(out, family, member);
    f->share = true;
    f->right += right;
    f->wrong += !right;
}

static says *page_answer(const page *p, const says *wanted)
{
    for (size_t i = 0; i < p->count; i++) {
        says *one = &p->items[i];
        if (!one->used && one->cites && says_same(one, wanted)) {
            return one;
        }
    }
    return NULL;
}

static void pair_score_found(const pairs_input *in, const page_pair *pair, const page *clean, page *damaged,
                             figures *out)
{
    page missed = {VD_ARENA_ARRAY(in->arena, says, clean->count + 1), 0};
    for (size_t i = 0; missed.items && i < clean->count; i++) {
        const says *wanted = &clean->items[i];
        if (!wanted->cites) {
            continue;
        }
        says *answer = page_answer(damaged, wanted);
        bool excused = !answer && says_is_excused(&missed, wanted, pairs_excused(in, pair, "missing", wanted));
        figure_count(out, "found ", vd_str_of(pair->kind), answer != NULL);
        if (vd_str_ends(vd_str_of(pair->kind), VD_LIT(" whole"))) {
            figure_count(out, "found whole", VD_NONE, answer != NULL);
        }
        figure_count(out, "found page ", pair->name, answer != NULL);
        if (!excused) {
            figure_count(out, "found legible ", vd_str_of(pair->kind), answer != NULL);
        }
        if (answer) {
            answer->used = true;
            continue;
        }
        missed.items[missed.count++] = *wanted;
        note(in->verbose, excused ? "ABSENT" : "MISS", pair->name, wanted);
    }
}

static void pair_score_true(const pairs_input *in, const page_pair *pair, const page *clean, const page *damaged,
                            figures *out)
{
    page made = {VD_ARENA_ARRAY(in->arena, says, damaged->count + 1), 0};
    vd_str squashed = compare_number(in->arena, pair->clean_text);
    for (size_t i = 0; made.items && i < damaged->count; i++) {
        const says *one = &damaged->items[i];
        bool known = !one->number.ptr || text_has_number(squashed, one->number);
        for (size_t j = 0; j < clean->count && !known; j++) {
            known = says_same(&clean->items[j], one);
        }
        if (!one->number.ptr) {
            continue;
        }
        bool excused = !known && says_is_excused(&made, one, pairs_excused(in, pair, "invented", one));
        figure_count(out, "true numbers ", vd_str_of(pair->kind), known);
        if (!excused) {
            figure_count(out, "true legible ", vd_str_of(pair->kind), known);
        }
        if (!known) {
            made.items[made.count++] = *one;
            note(in->list, excused ? "PRINTED" : "INVENTED", pair->name, one);
        }
    }
}

void score_pairs(const pairs_input *in, figures *out)
{
    for (size_t i = 0; i < in->count; i++) {
        page clean = page_of(in, in->pairs[i].clean_file), damaged = page_of(in, in->pairs[i].damaged_file);
        if (!clean.items || !damaged.items) {
            out->failed = true;
            return;
        }
        pair_score_found(in, &in->pairs[i], &clean, &damaged, out);
        pair_score_true(in, &in->pairs[i], &clean, &damaged, out);
    }
}
