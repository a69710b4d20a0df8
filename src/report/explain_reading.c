/** Which form a mention has, where its type comes from, and what makes its reading less sure. */
#include "report/explain.h"

typedef enum variety {
#define VD_VARIETY(variety, section, grammar, vi, en) VARIETY_##variety,
#include "report/explain.def"
} variety;

static const struct {
    const char *section, *grammar, *vi, *en;
} varieties[] = {
#define VD_VARIETY(variety, section, grammar, vi, en) {section, grammar, vi, en},
#include "report/explain.def"
};

/* ---- Form -------------------------------------------------------------------------------------------------------- */

static const vd_type_row *type_row(vd_explanation *e)
{
    return e->mention->type.ptr ? vd_type_find(vd_explain_fold(e, e->mention->type)) : NULL;
}

/* A name stands between the type word and the number. */
static bool name_before_number(const vd_explanation *e)
{
    return e->type.to > e->type.from && e->number.from > e->type.to + strlen(" so : ");
}

/* Some group of the code is a Party body's symbol. */
static bool number_party(vd_explanation *e)
{
    vd_symbol_group groups[VD_GROUP_MAX];
    size_t count = vd_explain_groups(e, groups);
    for (size_t i = 1; i < count; i++) {
        const vd_issuer_row *row = vd_explain_issuer(e, groups[i].official);
        if (row && strcmp(row->family, "party") == 0) {
            return true;
        }
    }
    return false;
}

static variety variety_numbered(vd_explanation *e, const vd_type_row *row)
{
    const vd_mention *m = e->mention;
    size_t digits = 0;
    while (digits < m->number.len && m->number.ptr[digits] >= '0' && m->number.ptr[digits] <= '9') {
        digits++;
    }
    bool plain = digits < m->number.len && (m->number.ptr[digits] == '/' || m->number.ptr[digits] == '-');
    if (digits == 0) {
        return VARIETY_TECHNICAL;
    }
    if (vd_type_law(row) && name_before_number(e)) {
        return VARIETY_LAW_NUMBER;
    }
    if (!plain || (vd_type_law(row) && m->year == 0)) {
        return VARIETY_ODD;
    }
    if (m->year) {
        return VARIETY_YEAR;
    }
    if (number_party(e)) {
        return VARIETY_PARTY;
    }
    return row && strcmp(row->fold, "cong van") == 0 ? VARIETY_DISPATCH : VARIETY_PLAIN;
}

static variety variety_named(vd_explanation *e, const vd_type_row *row)
{
    const vd_mention *m = e->mention;
    vd_str fold = vd_explain_fold(e, m->surface);
    if (m->core) {
        bool amends = vd_str_find(fold, VD_LIT(" sua doi"), 0) != SIZE_MAX;
        return amends ? VARIETY_AMENDING : row && strcmp(row->fold, "luat") != 0 ? VARIETY_CODE : VARIETY_LAW_NAME;
    }
    if (vd_str_find(fold, VD_LIT("dai hoi"), 0) != SIZE_MAX) {
        return VARIETY_CONGRESS;
    }
    if (m->parent < 0 && m->issuer_stated &&
        vd_str_find(vd_explain_fold(e, m->title), VD_LIT(" hoi nghi trung uong "), 0) <= strlen("nghi quyet")) {
        return VARIETY_PLENUM;
    }
    bool promulgated = m->parent >= 0 && e->extraction->mentions[m->parent].number.ptr;
    return promulgated ? VARIETY_PROMULGATED : VARIETY_PLAN;
}

/* "Nghị định này", "Thông tư nêu trên": words that point, and no short form. */
static bool pointing(vd_explanation *e)
{
    static const char *const ends[] = {" nay", " tren", " day", " neu", " dan", " nhac"};
    vd_str words = vd_words_fold(e, e->span);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        if (vd_str_ends(words, vd_str_of(ends[i]))) {
            return true;
        }
    }
    return false;
}

static variety variety_of(vd_explanation *e)
{
    const vd_type_row *row = type_row(e);
    if (e->mention->antecedent && !pointing(e)) {
        return VARIETY_DEFINED;
    }
    switch (e->mention->form) {
    case VD_FORM_NUMBERED:
        return variety_numbered(e, row);
    case VD_FORM_NAMED:
        return variety_named(e, row);
    case VD_FORM_SELF:
        return VARIETY_SELF;
    case VD_FORM_GENERIC:
        return VARIETY_GENERIC;
    case VD_FORM_BACKWARD:
        return VARIETY_BACKWARD;
    case VD_FORM_TRUNCATED:
    default:
        return vd_explain_digits(e).len                           ? VARIETY_SHORT
               : e->mention->number.ptr || e->mention->symbol.ptr ? VARIETY_CUT_NUMBER
               : e->mention->core                                 ? VARIETY_CUT_NAME
                                                                  : VARIETY_RESIDUE;
    }
}

void vd_explain_form(vd_explanation *e)
{
    variety of = variety_of(e);
    vd_str form = vd_explain_value(e, "form", vd_str_of(vd_form_name(e->mention->form)));
    vd_fact *fact = vd_fact_add(e, VD_PART_FORM, "value", form);
    fact->note = vd_str_of(vd_explain_in(e, varieties[of].vi, varieties[of].en));
    fact->table = VD_FORMS_PAGE;
    fact->row = vd_str_of(varieties[of].section);
    if (*varieties[of].grammar) {
        vd_fact_add(e, VD_PART_FORM, "grammar", vd_str_of(varieties[of].grammar));
    }
}

/* ---- Type -------------------------------------------------------------------------------------------------------- */

static bool abbr_has(const vd_type_row *row, vd_explanation *e, vd_str fold)
{
    for (const char *p = row->abbr; *p;) {
        size_t len = strcspn(p, "|");
        if (vd_str_eq(vd_explain_fold(e, (vd_str){p, len}), fold)) {
            return true;
        }
        p += len + (p[len] == '|');
    }
    return false;
}

/* Other types that the code's first group stands for. */
static void type_alternatives(vd_explanation *e, const vd_type_row *chosen, vd_str abbr)
{
    vd_str fold = vd_explain_fold(e, abbr);
    for (const vd_type_row *row = vd_type_by_abbr(fold); row; row = vd_type_by_abbr_next(fold, row)) {
        if (row != chosen) {
            vd_fact *fact = vd_fact_add(e, VD_PART_TYPE, "alternative", vd_str_of(row->name));
            vd_fact_row(fact, "types.tsv", row->name, row->source);
            fact->note = VD_SAY_OF(e, TYPE_TOO, abbr);
        }
    }
}

/* The mention before this one that prints the type for the whole list, or -1. */
static int type_list_head(const vd_explanation *e, const vd_type_row *row)
{
    for (int i = e->index - 1; i >= 0; i--) {
        const vd_mention *before = &e->extraction->mentions[i];
        size_t to = 0;
        bool same = before->number.ptr && vd_str_eq(before->type, e->mention->type);
        if (same && vd_words_at(e, vd_text_fold_at(e->text, before->start), row->fold, &to)) {
            return i;
        }
    }
    return -1;
}

/* The word at the mention's beginning is the type's abbreviation: "QĐ 988/QĐ-UBND". */
static bool type_abbreviated(vd_explanation *e, const vd_type_row *row, vd_stretch *out)
{
    size_t end = e->span.from;
    while (end < e->span.to && e->text->fold[end] >= 'a' && e->text->fold[end] <= 'z') {
        end++;
    }
    *out = (vd_stretch){e->span.from, end};
    return end > e->span.from && abbr_has(row, e, vd_words_fold(e, *out));
}

/* The code's first group, when the type follows from it. */
static bool type_from_code(vd_explanation *e, const vd_type_row *row, vd_str *group)
{
    vd_symbol_group groups[VD_GROUP_MAX];
    size_t count = vd_explain_groups(e, groups);
    *group = count ? groups[0].official : VD_NONE;
    return count && abbr_has(row, e, vd_explain_fold(e, groups[0].official));
}

/* Where a type that the mention does not print was taken from. */
static void type_not_printed(vd_explanation *e, vd_fact *fact, const vd_type_row *row)
{
    vd_stretch words;
    vd_str group;
    int head = -1;
    if (type_abbreviated(e, row, &words)) {
        vd_fact_stretch(e, fact, words);
        fact->note = VD_SAY(e, TYPE_ABBREVIATED);
    } else if (type_from_code(e, row, &group)) {
        fact->note = VD_SAY_OF(e, TYPE_BY_CODE, group);
        type_alternatives(e, row, group);
    } else if (group.ptr && strcmp(row->fold, "cong van") == 0) {
        fact->note = VD_SAY(e, TYPE_DISPATCH);
    } else if (e->mention->number.ptr && (head = type_list_head(e, row)) >= 0) {
        vd_str before = vd_explain_mention(e, head);
        fact->note = VD_SAY_OF(e, TYPE_LIST_HEAD, before);
    } else if (e->mention->catalogue > 0) {
        fact->note = VD_SAY(e, TYPE_CATALOGUE);
    } else if (e->mention->form == VD_FORM_NAMED) {
        fact->note = VD_SAY(e, TYPE_LEFT_OUT);
    } else {
        fact->note = VD_SAY(e, TYPE_NOT_PRINTED);
    }
}

/* "Quyết định số 33/CT-TTg": the word and the code disagree; the word counts. */
static void type_conflict(vd_explanation *e, const vd_type_row *row)
{
    vd_str group;
    if (type_from_code(e, row, &group) || group.ptr == NULL) {
        return;
    }
    vd_symbol_group groups[VD_GROUP_MAX];
    size_t count = vd_explain_groups(e, groups);
    const vd_type_row *other = vd_explain_abbr(e, group, VD_NONE);
    bool body = count > 1 && vd_explain_issuer(e, groups[1].official);
    bool office = other && vd_explain_issuer(e, group) && !body; /* "5330/CT-CS" is of Cục Thuế */
    if (other && !office) {
        vd_fact *fact = vd_fact_add(e, VD_PART_TYPE, "conflict", vd_str_of(other->name));
        vd_fact_row(fact, "types.tsv", other->name, other->source);
        fact->note = VD_SAY_OF(e, TYPE_CONFLICT, group);
    }
}

void vd_explain_type(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    const vd_type_row *row = type_row(e);
    if (m->type.ptr == NULL) {
        if (m->form == VD_FORM_TRUNCATED) {
            vd_fact_add(e, VD_PART_TYPE, "value", VD_NONE)->note = VD_SAY(e, TYPE_LOST);
        }
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_TYPE, "value", m->type);
    if (row == NULL) {
        fact->note = VD_SAY(e, TYPE_UNKNOWN);
        return;
    }
    vd_fact_row(fact, "types.tsv", row->name, row->source);
    if (e->type.to > e->type.from) {
        vd_fact_stretch(e, fact, e->type);
        fact->note = VD_SAY(e, TYPE_PRINTED);
        type_conflict(e, row);
    } else {
        type_not_printed(e, fact, row);
    }
}

/* ---- Confidence -------------------------------------------------------------------------------------------------- */

static void lowered(vd_explanation *e, vd_saying why)
{
    vd_fact_add(e, VD_PART_CONFIDENCE, "lowered_by", vd_explain_say(e, why, NULL));
}

static void lowered_form(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    const vd_type_row *row = type_row(e);
    vd_stretch words;
    bool printed = e->type.to > e->type.from || (row && type_abbreviated(e, row, &words));
    if (m->form == VD_FORM_TRUNCATED) {
        lowered(e, VD_SAYING_LOWER_CUT);
    }
    if (m->form == VD_FORM_NUMBERED && !printed) {
        lowered(e, VD_SAYING_LOWER_NO_TYPE);
    }
    if (m->form == VD_FORM_NAMED && !m->core) {
        lowered(e, VD_SAYING_LOWER_TITLE);
    }
    if (m->form == VD_FORM_NAMED && m->core) {
        lowered(e, m->catalogue > 0 ? VD_SAYING_LOWER_NAME : VD_SAYING_LOWER_NAME_UNKNOWN);
    }
    if (m->form == VD_FORM_BACKWARD) {
        lowered(e, VD_SAYING_LOWER_BACKWARD);
    }
    if (m->repairs.ptr && m->form != VD_FORM_TRUNCATED) {
        lowered(e, VD_SAYING_LOWER_REPAIRS);
    }
}

void vd_explain_confidence(vd_explanation *e)
{
    vd_buf value = {0};
    vd_out_real(&value, e->mention->confidence);
    vd_str text = vd_buf_ok(&value) ? vd_arena_copy(e->arena, vd_buf_str(&value)) : VD_NONE;
    vd_buf_clear(&value);
    e->failed = e->failed || text.ptr == NULL;
    size_t at = e->count;
    vd_fact_add(e, VD_PART_CONFIDENCE, "value", text)->note = VD_SAY(e, READING);
    if (e->mention->confidence < 1) {
        lowered_form(e);
    }
    if (e->count == at + 1) {
        e->facts[at].note = VD_SAY(e, READING_MOST);
    }
}
