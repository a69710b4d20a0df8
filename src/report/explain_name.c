/** A law's name: the catalogue's rows of that name, how the words fit them, and what speaks for and against each. */
#include "report/explain.h"

#include "base/date.h"
#include "extract/ocr.h"

/* Rows listed at most; a misread name costs at most so many tenths of an edit a letter. */
enum { ROWS_SHOWN = 6, MISREAD_TENTHS = 16 };

static vd_date date_of(const char *text)
{
    vd_date date = {0};
    return *text && vd_date_parse(vd_str_of(text), &date) ? date : (vd_date){0};
}

/* ---- How the words fit the name ---------------------------------------------------------------------------------- */

/* The words without "năm 2024" or "2024" at their end. */
static vd_str fold_without_year(vd_str fold)
{
    size_t digits = 0;
    while (digits < fold.len && fold.ptr[fold.len - digits - 1] >= '0' && fold.ptr[fold.len - digits - 1] <= '9') {
        digits++;
    }
    if (digits != 4) {
        return fold;
    }
    vd_str name = vd_str_trim(vd_str_slice(fold, 0, fold.len - digits));
    return vd_str_ends(name, VD_LIT(" nam")) ? vd_str_slice(name, 0, name.len - 4) : name;
}

/* The words of the mention that are its name: up to "số" and the number, without the year. */
static vd_str name_words(vd_explanation *e)
{
    vd_str words = e->mention->surface;
    bool numbered = e->number.to > e->number.from;
    if (numbered) {
        words = vd_str_slice(words, 0, e->text->at[e->number.from] - e->mention->start);
    }
    vd_str fold = vd_explain_fold(e, words);
    if (numbered && vd_str_ends(fold, VD_LIT(" so"))) {
        fold.len -= 3;
    }
    return fold_without_year(vd_str_trim(fold));
}

/* The short title that folds to `name`; absent when none does. */
static vd_str short_title(const vd_catalogue_row *row, vd_str name)
{
    const char *fold = row->short_folds;
    const char *title = row->short_titles;
    while (*fold) {
        size_t fold_len = strcspn(fold, "|");
        size_t title_len = strcspn(title, "|");
        if (vd_str_eq((vd_str){fold, fold_len}, name)) {
            return (vd_str){title, title_len};
        }
        fold += fold_len + (fold[fold_len] == '|');
        title += title_len + (title[title_len] == '|');
    }
    return VD_NONE;
}

static vd_str tenths(vd_explanation *e, unsigned value)
{
    return vd_explain_text(e, "%u.%u", value / 10, value % 10);
}

/* Edits that turn a name of the row into the words, as "2.4 of at most 4.8"; absent when they are too many. */
static vd_str misread_cost(vd_explanation *e, const vd_catalogue_row *row, vd_str name)
{
    vd_str best = VD_NONE;
    for (const char *fold = row->title_fold; *fold; fold = fold == row->title_fold ? row->short_folds : "") {
        vd_str whole = {fold, strcspn(fold, "|")};
        unsigned limit = (unsigned)(whole.len * MISREAD_TENTHS / 10);
        size_t used = 0;
        unsigned cost = vd_ocr_prefix_cost(whole, name, limit, &used);
        if (used > 0 && cost <= limit && best.ptr == NULL) {
            best = VD_SAY_OF(e, MISREAD_COST, tenths(e, cost), vd_explain_count(e, whole.len), tenths(e, limit));
        }
    }
    return best;
}

static vd_str name_fit(vd_explanation *e, const vd_catalogue_row *row, vd_str name)
{
    vd_str title = vd_str_of(row->title_fold);
    if (vd_str_eq(title, name) || vd_str_eq(fold_without_year(title), name)) {
        return VD_SAY(e, FIT_TITLE);
    }
    vd_str known = short_title(row, name);
    if (known.ptr) {
        return VD_SAY_OF(e, FIT_SHORT, known);
    }
    if (name.len && vd_str_starts(title, name)) {
        return VD_SAY(e, FIT_BEGINNING);
    }
    if (name.len && vd_str_ends(title, name)) {
        return VD_SAY(e, FIT_END);
    }
    vd_str cost = e->text->marks_lost ? misread_cost(e, row, name) : VD_NONE;
    return cost.ptr ? cost : VD_SAY(e, FIT_PART);
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static vd_str row_life(vd_explanation *e, const vd_catalogue_row *row)
{
    vd_str none = VD_LIT("");
    vd_str passed = *row->passed ? VD_SAY_OF(e, PASSED, vd_explain_day(e, row->passed)) : VD_SAY(e, PASSED_UNKNOWN);
    vd_str in_force = *row->effective ? VD_SAY_OF(e, IN_FORCE, vd_explain_day(e, row->effective)) : none;
    vd_str by = *row->superseded_by ? VD_SAY_OF(e, REPLACED_BY, vd_str_of(row->superseded_by)) : none;
    vd_str from = *row->superseded_from ? VD_SAY_OF(e, REPLACED_FROM, vd_explain_day(e, row->superseded_from)) : none;
    return vd_explain_text(e, "%.*s%.*s%.*s%.*s", VD_ARG(passed), VD_ARG(in_force), VD_ARG(by), VD_ARG(from));
}

/* What the mention's date, or else the day of the text, says of a row. */
static vd_str row_judge(vd_explanation *e, const vd_catalogue_row *row)
{
    vd_date passed = date_of(row->passed);
    vd_date until = date_of(row->superseded_from);
    vd_date date = e->mention->date;
    if (date.year && passed.year) {
        bool same = vd_date_cmp(vd_date_first(date), passed) <= 0 && vd_date_cmp(passed, vd_date_last(date)) <= 0;
        return same ? VD_SAY(e, DATE_OWN) : VD_SAY(e, DATE_NOT_OWN);
    }
    if (e->latest.year == 0) {
        return VD_SAY(e, TEXT_UNDATED);
    }
    vd_str day = vd_explain_date(e, e->latest);
    if (passed.year && vd_date_cmp(passed, e->latest) > 0) {
        return VD_SAY_OF(e, NOT_PASSED, day);
    }
    if (until.year && vd_date_cmp(until, e->latest) <= 0) {
        return VD_SAY_OF(e, NOT_IN_FORCE, day);
    }
    return VD_SAY_OF(e, PASSED_BY, day);
}

static void row_add(vd_explanation *e, const char *what, const vd_catalogue_row *row, vd_str fit)
{
    vd_str called = vd_str_of(*row->number ? row->number : row->title);
    vd_str life = row_life(e, row);
    vd_str judged = row_judge(e, row);
    vd_fact *fact = vd_fact_add(e, VD_PART_NAME, what, called);
    vd_fact_row(fact, "catalogue.tsv", *row->number ? row->number : row->title, row->source);
    fact->note = vd_explain_text(e, "%.*s%s%.*s; %.*s", VD_ARG(fit), fit.len ? "; " : "", VD_ARG(life), VD_ARG(judged));
}

/* Other rows of one of the names. */
static void rows_alike(vd_explanation *e, const vd_catalogue_row *chosen, vd_str name)
{
    for (const vd_catalogue_row *row = vd_catalogue_by_title(name, NULL); row; row = vd_catalogue_by_title(name, row)) {
        if (row != chosen) {
            row_add(e, "same_name", row, VD_NONE);
        }
    }
}

/* Rows whose title begins with what is left of a name. */
static void rows_beginning(vd_explanation *e, const vd_catalogue_row *chosen, vd_str name)
{
    size_t more = 0;
    size_t shown = 0;
    for (size_t i = 0; i < vd_catalogue_count; i++) {
        const vd_catalogue_row *row = &vd_catalogue[i];
        if (row == chosen || !vd_str_starts(vd_str_of(row->title_fold), name)) {
            continue;
        }
        if (shown++ < ROWS_SHOWN) {
            row_add(e, "same_beginning", row, vd_str_of(row->title));
        } else {
            more++;
        }
    }
    if (more) {
        vd_fact_add(e, VD_PART_NAME, "same_beginning", VD_SAY_OF(e, ROWS_MORE, vd_explain_count(e, more)));
    }
}

/* Which of the rows of one name comes first: the one that is linked, else the last one that can be cited by then. */
static const vd_catalogue_row *row_chosen(vd_explanation *e, const vd_catalogue_row *row)
{
    vd_str name = vd_str_of(row->title_fold);
    const vd_catalogue_row *best = NULL;
    for (const vd_catalogue_row *at = vd_catalogue_by_title(name, NULL); at; at = vd_catalogue_by_title(name, at)) {
        vd_date passed = date_of(at->passed);
        if (e->target.number.ptr && vd_str_eq(e->target.number, vd_str_of(at->number))) {
            return at;
        }
        vd_date date = e->mention->date.year ? vd_date_last(e->mention->date) : e->latest;
        bool then = date.year && passed.year && vd_date_cmp(passed, date) <= 0;
        if (then && (best == NULL || vd_date_cmp(date_of(best->passed), passed) < 0)) {
            best = at;
        }
    }
    return best ? best : row;
}

static void name_known(vd_explanation *e, const vd_catalogue_row *row)
{
    const vd_mention *m = e->mention;
    vd_str name = name_words(e);
    vd_fact_add(e, VD_PART_NAME, "value", vd_str_of(row->title));
    row_add(e, "row", row, name_fit(e, row, name));
    bool beginning = m->form == VD_FORM_TRUNCATED && vd_str_starts(vd_str_of(row->title_fold), name);
    if (beginning && !vd_str_eq(name, vd_str_of(row->title_fold))) {
        rows_beginning(e, row, name);
    } else if (m->number.ptr == NULL) {
        rows_alike(e, row, vd_str_of(row->title_fold));
    }
}

/* The row of the mention's number and type. */
static const vd_catalogue_row *row_numbered(vd_explanation *e)
{
    vd_str number = e->mention->number;
    const vd_catalogue_row *row = number.ptr ? vd_catalogue_by_number(vd_explain_fold(e, number)) : NULL;
    while (row && !vd_str_eq(vd_str_of(row->type), e->mention->type)) {
        row = vd_catalogue_by_number_next(vd_explain_fold(e, number), row);
    }
    return row;
}

void vd_explain_name(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    const vd_catalogue_row *numbered = row_numbered(e);
    if (m->catalogue > 0 && (size_t)m->catalogue <= vd_catalogue_count) {
        const vd_catalogue_row *row = &vd_catalogue[m->catalogue - 1];
        bool other = numbered && numbered != row; /* the number says which of them */
        name_known(e, other ? numbered : m->number.ptr ? row : row_chosen(e, row));
    } else if (numbered) {
        vd_fact_add(e, VD_PART_NAME, "value", vd_str_of(numbered->title));
        row_add(e, "row", numbered, VD_SAY(e, FIT_NUMBER));
    } else if (m->core && m->form == VD_FORM_NAMED) {
        vd_fact_add(e, VD_PART_NAME, "value", m->title)->note = VD_SAY(e, NAME_UNKNOWN);
    }
}
