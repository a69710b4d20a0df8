/** Date, body, title and pinpoint with the words they were read from; in whose title the mention stands. */
#include "report/explain.h"

#include "base/date.h"

/* How far in front of a mention its pinpoint can stand, and how far behind it its title, in folded characters. */
enum { PINPOINT_REACH = 260, TITLE_REACH = 600 };

/* ---- Date -------------------------------------------------------------------------------------------------------- */

static void date_explain(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_stretch words = {0, 0};
    if (m->date.year == 0) {
        bool points = m->form == VD_FORM_NUMBERED || m->core;
        if (points && m->form != VD_FORM_SELF) {
            vd_fact_add(e, VD_PART_DATE, "value", VD_NONE)->note =
                m->year ? VD_SAY(e, DATE_IN_NUMBER) : VD_SAY(e, DATE_NONE);
        }
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_DATE, "value", vd_explain_date(e, m->date));
    if (vd_words_date(e, &words)) {
        vd_fact_stretch(e, fact, words);
    }
    if (!vd_date_whole(m->date)) {
        fact->note = VD_SAY(e, DATE_PART);
    }
}

/* ---- Body -------------------------------------------------------------------------------------------------------- */

/* The row of the longest body's name that the mention's body begins with. */
static const vd_issuer_row *issuer_row(vd_explanation *e)
{
    vd_str fold = vd_explain_fold(e, e->mention->issuer);
    for (size_t end = fold.len; end > 0; end--) {
        bool edge = end == fold.len || fold.ptr[end] == ' ';
        const vd_issuer_row *row = edge ? vd_issuer_by_name(vd_str_slice(fold, 0, end), NULL) : NULL;
        if (row) {
            return row;
        }
    }
    return NULL;
}

/* The province, and whether the words name it or the whole text does. */
static void place_explain(vd_explanation *e, vd_str words)
{
    const vd_place_row *row = vd_explain_place(e->mention->place);
    if (row == NULL) {
        return;
    }
    vd_str name = vd_str_of(row->fold);
    bool printed = words.ptr && vd_str_find(vd_explain_fold(e, words), name, 0) != SIZE_MAX;
    vd_fact *fact = vd_fact_add(e, VD_PART_ISSUER, "place", vd_explain_text(e, "%s %s", row->rank, row->name));
    vd_fact_row(fact, "places.tsv", row->name, row->source);
    fact->note = printed ? VD_SAY(e, PLACE_NAMED) : VD_SAY(e, PLACE_OF_TEXT);
}

/* The term of the body, and the days that it lasts. */
static void term_explain(vd_explanation *e)
{
    vd_str term = e->mention->term;
    vd_stretch words = {0, 0};
    if (term.ptr == NULL) {
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_ISSUER, "term", term);
    const vd_term_row *row =
        vd_str_ends(e->mention->symbol, VD_LIT("/TW")) ? vd_term_named(vd_explain_fold(e, term)) : NULL;
    if (row) {
        vd_fact_row(fact, "terms.tsv", row->term, row->source);
        vd_str from = vd_explain_day(e, row->from);
        fact->note =
            row->to[0] ? VD_SAY_OF(e, TERM_DAYS, from, vd_explain_day(e, row->to)) : VD_SAY_OF(e, TERM_OPEN, from);
    }
    if (vd_words_term(e, &words)) {
        vd_fact_stretch(e, fact, words);
    }
}

static void issuer_explain(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_stretch words = {0, 0};
    if (m->issuer.ptr == NULL) {
        return;
    }
    const vd_issuer_row *row = issuer_row(e);
    vd_fact *fact = vd_fact_add(e, VD_PART_ISSUER, "value", m->issuer);
    if (row) {
        vd_fact_row(fact, "issuers.tsv", row->symbol, row->source);
    }
    if (m->issuer_stated) {
        if (vd_words_issuer(e, row, &words)) {
            vd_fact_stretch(e, fact, words);
        }
        fact->note = row ? VD_NONE : VD_SAY(e, ISSUER_UNKNOWN);
    } else if (m->catalogue > 0) {
        fact->note = VD_SAY(e, ISSUER_CATALOGUE);
    } else if (m->symbol.ptr) {
        fact->note = VD_SAY_OF(e, ISSUER_SYMBOL, m->symbol);
    } else if (m->core) {
        fact->note = VD_SAY(e, ISSUER_OF_LAWS);
    } else if (m->parent >= 0) {
        fact->note = VD_SAY(e, ISSUER_OF_TITLE);
    } else {
        fact->note = VD_SAY(e, ISSUER_NOT_STATED);
    }
    place_explain(e, fact->words);
}

/* ---- Title, pinpoint --------------------------------------------------------------------------------------------- */

static void title_explain(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_stretch words = {0, 0};
    bool law = m->core && m->form != VD_FORM_NUMBERED; /* its name: see there */
    if (m->title.ptr == NULL || law || (m->catalogue > 0)) {
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_TITLE, "value", m->title);
    vd_str fold = vd_explain_fold(e, m->title);
    size_t reach = e->span.to + TITLE_REACH + fold.len;
    if (vd_words_find(e, fold, e->span.from, e->span.to, &words) || vd_words_find(e, fold, e->span.to, reach, &words)) {
        vd_fact_stretch(e, fact, words);
        bool inside = words.from < e->span.to;
        fact->note = inside ? VD_SAY(e, TITLE_INSIDE) : VD_SAY(e, TITLE_BEHIND);
    }
}

static void pinpoint_explain(vd_explanation *e)
{
    vd_str place = e->mention->pinpoint;
    if (place.ptr == NULL) {
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_PINPOINT, "value", place);
    vd_str fold = vd_explain_fold(e, place);
    size_t from = e->span.from > PINPOINT_REACH ? e->span.from - PINPOINT_REACH : 0;
    vd_stretch last = {0, 0};
    vd_stretch found;
    while (vd_words_find(e, fold, from, e->span.from, &found)) {
        last = found; /* the nearest one */
        from = found.from + 1;
    }
    vd_fact_stretch(e, fact, last);
    fact->note = VD_SAY(e, PINPOINT);
}

void vd_explain_fields(vd_explanation *e)
{
    date_explain(e);
    issuer_explain(e);
    term_explain(e);
    title_explain(e);
    pinpoint_explain(e);
}

/* ---- Nesting ----------------------------------------------------------------------------------------------------- */

void vd_explain_inside(vd_explanation *e)
{
    if (e->mention->parent >= 0) {
        vd_fact *fact = vd_fact_add(e, VD_PART_INSIDE, "value", vd_explain_mention(e, e->mention->parent));
        fact->note = VD_SAY(e, IN_TITLE);
    }
    const vd_mention *all = e->extraction->mentions;
    size_t next = (size_t)e->index + 1; /* what it holds follows it without a gap */
    for (size_t i = next; i < e->extraction->mention_count && all[i].parent >= e->index; i++) {
        if (all[i].parent == e->index) {
            vd_fact_add(e, VD_PART_INSIDE, "holds", vd_explain_mention(e, (int)i));
        }
    }
}
