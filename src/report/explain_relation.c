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
    return index < 0 ? VD_LIT("the text's own document") : vd_explain_mention(e, index);
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
        vd_fact_add(e, VD_PART_RELATION, "governs_too", vd_explain_text(e, "%zu more", count - REACH_SHOWN));
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
        fact->note = VD_LIT("no words of its own: implied by the position");
        return;
    }
    vd_fact_bytes(e, fact, statement->cue_start, statement->cue_end);
    fact->table = cue_grammar(e, statement);
    if (statement->cue_end <= e->mention->start) {
        size_t gap = e->mention->start - statement->cue_end;
        fact->note = gap <= 1 ? VD_LIT("right in front of it") : vd_explain_text(e, "%zu bytes in front of it", gap);
    }
}

static void statement_explain(vd_explanation *e, size_t at)
{
    const vd_statement *statement = &e->extraction->statements[at];
    bool acting = statement->from == e->index;
    const char *strength = vd_strength_name(statement->strength);
    vd_str other = document_called(e, other_end(e, statement));
    vd_fact *fact = vd_fact_add(
        e, VD_PART_RELATION, "value",
        vd_explain_text(e, "%s%s%s", vd_relation_name(statement->relation), *strength ? ":" : "", strength));
    fact->table = VD_FORMS_PAGE;
    fact->row = vd_str_of(sections[statement->relation]);
    const char *label = vd_label_relation(statement->relation, true);
    fact->note = acting ? vd_explain_text(e, "this one acts on %.*s (%s); confidence %.2f", VD_ARG(other), label,
                                          statement->confidence)
                        : vd_explain_text(e, "%.*s acts on this one (%s); confidence %.2f", VD_ARG(other), label,
                                          statement->confidence);
    cue_explain(e, statement);
    reach_explain(e, at);
}

static vd_str none_why(const vd_explanation *e)
{
    switch (e->mention->form) {
    case VD_FORM_GENERIC:
        return VD_LIT("a class of documents takes part in none");
    case VD_FORM_SELF:
        return VD_LIT("the text's own document; what it does is said at the others");
    case VD_FORM_BACKWARD:
        return VD_LIT("a mention that points back repeats one that was related at its own place");
    case VD_FORM_NUMBERED:
    case VD_FORM_NAMED:
    case VD_FORM_TRUNCATED:
    default:
        return e->mention->parent >= 0 ? VD_LIT("no words of the title it stands in govern it")
                                       : VD_LIT("no governing words stand in front of it in its sentence or list");
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
