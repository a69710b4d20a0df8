/** Relations that a mention takes part in: the words that govern it, how far they reach, and between which documents;
 *  where there is none, why. */
#include "report/explain.h"

#include "report/labels.h"

static const char *const sections[] = {
#define VD_RELATION_SECTION(relation, section) [VD_REL_##relation] = section,
#include "report/explain.def"
};

/* How many governed citations are listed; those of one cue stand close together. */
enum { REACH_SHOWN = 5, REACH_LOOKED = 400 };

static bool same_cue(const vd_statement *a, const vd_statement *b)
{
    return a->cue_end > a->cue_start && a->cue_start == b->cue_start && a->cue_end == b->cue_end &&
           a->relation == b->relation;
}

static int other_end(const vd_explanation *e, const vd_statement *statement)
{
    return statement->to == e->index ? statement->from : statement->to;
}

static vd_str document_called(vd_explanation *e, int index)
{
    return index < 0 ? VD_SAY(e, OWN_DOCUMENT) : vd_explain_mention(e, index);
}

/* The other citations behind the same words. */
static void reach_explain(vd_explanation *e, size_t at)
{
    const vd_statement *all = e->extraction->statements;
    size_t from = at > REACH_LOOKED ? at - REACH_LOOKED : 0;
    size_t to = at + REACH_LOOKED < e->extraction->statement_count ? at + REACH_LOOKED : e->extraction->statement_count;
    size_t count = 0;
    for (size_t i = from; i < to; i++) {
        bool member = i != at && same_cue(&all[i], &all[at]) && all[i].to != all[at].to;
        if (member && count++ < REACH_SHOWN) {
            vd_fact_add(e, VD_PART_RELATION, "governs_too", vd_explain_mention(e, all[i].to));
        }
    }
    if (count > REACH_SHOWN) {
        vd_fact_add(e, VD_PART_RELATION, "governs_too", VD_SAY_OF(e, MORE, vd_explain_count(e, count - REACH_SHOWN)));
    }
}

/* The other half of "A được sửa đổi bởi B" is that B is cited: one pair of words, two statements side by side. */
static bool cue_passive(const vd_explanation *e, const vd_statement *statement)
{
    const vd_statement *all = e->extraction->statements;
    size_t at = (size_t)(statement - all);
    for (size_t i = at > 0 ? at - 1 : 0; i <= at; i++) {
        bool same = all[i].cue_start == statement->cue_start && all[i].cue_end == statement->cue_end;
        bool back =
            all[i].from >= 0 && e->extraction->mentions[all[i].from].start > e->extraction->mentions[all[i].to].start;
        if (same && back && all[i].from == (i == at ? statement->from : statement->to)) {
            return true;
        }
    }
    return false;
}

/* The grammar's file that has the words, by where they stand. */
static const char *cue_grammar(const vd_explanation *e, const vd_statement *statement)
{
    if (cue_passive(e, statement)) {
        return "passive.pcre";
    }
    const vd_mention *target = &e->extraction->mentions[statement->to];
    if (statement->from < 0) {
        return statement->cue_start >= target->end ? "fate.pcre" : "cue.pcre";
    }
    bool title = statement->cue_start == e->extraction->mentions[statement->from].start; /* its own words */
    const char *within = target->parent >= 0 ? "embed.pcre" : "cue.pcre";
    return title ? "amending.pcre" : within;
}

static void cue_explain(vd_explanation *e, const vd_statement *statement)
{
    vd_fact *fact = vd_fact_add(e, VD_PART_RELATION, "cue", VD_NONE);
    if (statement->cue_end <= statement->cue_start) {
        fact->note = VD_SAY(e, NO_CUE);
        return;
    }
    vd_fact_bytes(e, fact, statement->cue_start, statement->cue_end);
    fact->table = cue_grammar(e, statement);
    if (statement->cue_end <= e->mention->start) {
        size_t gap = e->mention->start - statement->cue_end;
        fact->note = gap <= 1 ? VD_SAY(e, CUE_NEXT) : VD_SAY_OF(e, CUE_BEFORE, vd_explain_count(e, gap));
    }
}

static void statement_explain(vd_explanation *e, size_t at)
{
    const vd_statement *statement = &e->extraction->statements[at];
    bool acting = statement->from == e->index;
    vd_str strength = vd_explain_value(e, "strength", vd_str_of(vd_strength_name(statement->strength)));
    vd_str relation = vd_explain_value(e, "relation", vd_str_of(vd_relation_name(statement->relation)));
    vd_str other = document_called(e, other_end(e, statement));
    const char *between = strength.len == 0 ? "" : vd_explain_in(e, ", ", ":");
    vd_fact *fact = vd_fact_add(e, VD_PART_RELATION, "value",
                                vd_explain_text(e, "%.*s%s%.*s", VD_ARG(relation), between, VD_ARG(strength)));
    fact->table = VD_FORMS_PAGE;
    fact->row = vd_str_of(sections[statement->relation]);
    vd_str label = vd_str_of(vd_label_relation(statement->relation, true, e->lang));
    vd_str sure = vd_explain_sure(e, statement->confidence);
    fact->note = acting ? VD_SAY_OF(e, ACTS, other, label, sure) : VD_SAY_OF(e, ACTED_ON, other, label, sure);
    cue_explain(e, statement);
    reach_explain(e, at);
}

static vd_str none_why(vd_explanation *e)
{
    switch (e->mention->form) {
    case VD_FORM_GENERIC:
        return VD_SAY(e, NONE_GENERIC);
    case VD_FORM_SELF:
        return VD_SAY(e, NONE_SELF);
    case VD_FORM_BACKWARD:
        return VD_SAY(e, NONE_BACKWARD);
    case VD_FORM_NUMBERED:
    case VD_FORM_NAMED:
    case VD_FORM_TRUNCATED:
    default:
        return e->mention->parent >= 0 ? VD_SAY(e, NONE_IN_TITLE) : VD_SAY(e, NONE_IN_SENTENCE);
    }
}

void vd_explain_relations(vd_explanation *e)
{
    size_t count = 0;
    for (size_t i = 0; i < e->extraction->statement_count; i++) {
        const vd_statement *statement = &e->extraction->statements[i];
        if (statement->to == e->index || statement->from == e->index) {
            statement_explain(e, i);
            count++;
        }
    }
    if (count == 0) {
        vd_fact_add(e, VD_PART_RELATION, "value", VD_NONE)->note = none_why(e);
    }
}
