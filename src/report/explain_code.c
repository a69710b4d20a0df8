/** The number group by group, as printed and as officially written, each with the table row that knows it; and what was
 *  read as what. */
#include "report/explain.h"

#include "extract/ocr.h"

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == VD_FOLD_OTHER;
}

/* ---- Groups ------------------------------------------------------------------------------------------------------ */

/* Groups of the official symbol: letters and digits of any script between '-', '/', '&', '.' and blanks. */
static size_t official_groups(vd_str symbol, vd_symbol_group groups[VD_GROUP_MAX])
{
    size_t count = 0;
    for (size_t at = 0; at < symbol.len && count < VD_GROUP_MAX;) {
        size_t end = at;
        while (end < symbol.len && memchr("-/&. ", symbol.ptr[end], 5) == NULL) {
            end++;
        }
        if (end > at) {
            groups[count++] = (vd_symbol_group){.official = vd_str_slice(symbol, at, end)};
        }
        at = end + 1;
    }
    return count;
}

static bool stretch_is_year(const vd_explanation *e, vd_stretch stretch)
{
    int value = 0;
    for (size_t i = stretch.from; i < stretch.to; i++) {
        char c = e->text->fold[i];
        value = c >= '0' && c <= '9' && value < 10000 ? value * 10 + (c - '0') : 10000;
    }
    return e->mention->year && value == e->mention->year;
}

/* The printed code's stretches behind the digits and the year. */
static size_t printed_groups(const vd_explanation *e, vd_stretch out[VD_GROUP_MAX + 1])
{
    const vd_mention *m = e->mention;
    size_t head = 0;
    while (head < m->number.len && m->number.ptr[head] != '/' && m->number.ptr[head] != '-') {
        head++;
    }
    size_t count = 0;
    for (size_t at = e->number.from + head; at < e->number.to && count <= VD_GROUP_MAX;) {
        size_t end = at;
        while (end < e->number.to && is_letter_or_digit(e->text->fold[end])) {
            end++;
        }
        vd_stretch stretch = {at, end};
        if (end > at && (count > 0 || !stretch_is_year(e, stretch))) {
            out[count++] = stretch;
        }
        at = end > at ? end : at + 1;
    }
    return count;
}

size_t vd_explain_groups(vd_explanation *e, vd_symbol_group groups[VD_GROUP_MAX])
{
    vd_stretch printed[VD_GROUP_MAX + 1];
    size_t count = official_groups(e->mention->symbol, groups);
    if (e->number.to > e->number.from && printed_groups(e, printed) == count) {
        for (size_t i = 0; i < count; i++) {
            groups[i].printed = printed[i];
        }
    }
    return count;
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

/* Without the term behind it: "QH15" -> "QH", "UBTVQH14". */
static vd_str without_term(vd_str group)
{
    while (group.len > 0 && group.ptr[group.len - 1] >= '0' && group.ptr[group.len - 1] <= '9') {
        group.len--;
    }
    return group;
}

const vd_issuer_row *vd_explain_issuer(vd_explanation *e, vd_str symbol)
{
    vd_str fold = vd_explain_fold(e, symbol);
    const vd_issuer_row *first = vd_issuer_find(fold, NULL);
    const vd_issuer_row *spelt_so = NULL;
    for (const vd_issuer_row *row = first; row; row = vd_issuer_find(fold, row)) {
        bool same = vd_str_eq(vd_str_of(row->symbol), symbol);
        if (same && e->mention->issuer.ptr && vd_str_starts(e->mention->issuer, vd_str_of(row->name))) {
            return row;
        }
        spelt_so = same && spelt_so == NULL ? row : spelt_so;
    }
    first = spelt_so ? spelt_so : first;
    vd_str bare = without_term(fold);
    return first || bare.len == fold.len ? first : vd_issuer_find(bare, NULL);
}

static bool spelt(const vd_type_row *row, vd_str abbr)
{
    for (const char *p = row->abbr; *p;) {
        size_t len = strcspn(p, "|");
        if (vd_str_eq((vd_str){p, len}, abbr)) {
            return true;
        }
        p += len + (p[len] == '|');
    }
    return false;
}

const vd_type_row *vd_explain_abbr(vd_explanation *e, vd_str abbr, vd_str type)
{
    vd_str fold = vd_explain_fold(e, abbr);
    const vd_type_row *best = NULL;
    for (const vd_type_row *row = vd_type_by_abbr(fold); row; row = vd_type_by_abbr_next(fold, row)) {
        if (spelt(row, abbr) && type.ptr && vd_str_eq(vd_str_of(row->name), type)) {
            return row;
        }
        best = best == NULL || (!spelt(best, abbr) && spelt(row, abbr)) ? row : best;
    }
    return best;
}

/* Other bodies that are written with the same letters. */
static void group_alternatives(vd_explanation *e, const vd_issuer_row *chosen, vd_str symbol)
{
    vd_str fold = vd_explain_fold(e, symbol);
    for (const vd_issuer_row *row = vd_issuer_find(fold, NULL); row; row = vd_issuer_find(fold, row)) {
        if (row != chosen) {
            vd_fact *fact = vd_fact_add(e, VD_PART_NUMBER, "alternative", vd_str_of(row->name));
            vd_fact_row(fact, "issuers.tsv", row->symbol, row->source);
            fact->note = VD_SAY_OF(e, SYMBOL_TOO, vd_str_of(row->symbol));
        }
    }
}

/* `typed` says whether the group stands where a type does: in front, with a body behind it. */
static void group_explain(vd_explanation *e, const vd_symbol_group *group, bool typed)
{
    vd_str official = group->official;
    const vd_issuer_row *issuer = vd_explain_issuer(e, official);
    const vd_type_row *type = vd_explain_abbr(e, official, e->mention->type);
    bool own = type && vd_str_eq(vd_str_of(type->name), e->mention->type);
    typed = type && (issuer == NULL || typed || own);
    vd_fact *fact = vd_fact_add(e, VD_PART_NUMBER, "group", official);
    vd_fact_stretch(e, fact, group->printed);
    if (typed) {
        vd_fact_row(fact, "types.tsv", type->name, type->source);
        fact->note = vd_str_of(type->name);
    } else if (issuer) {
        vd_str term = vd_str_slice(official, without_term(official).len, official.len);
        bool numbered = term.len > 0 && strcmp(issuer->level, "national") == 0;
        vd_fact_row(fact, "issuers.tsv", issuer->symbol, issuer->source);
        fact->note =
            numbered ? VD_SAY_OF(e, TERM, vd_str_of(issuer->name), term) : vd_explain_text(e, "%s", issuer->name);
        group_alternatives(e, issuer, official);
    } else {
        fact->note = VD_SAY(e, GROUP_UNKNOWN);
    }
}

vd_str vd_explain_digits(const vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_str digits = m->surface;
    size_t from = digits.len;
    while (from > 0 && digits.ptr[from - 1] >= '0' && digits.ptr[from - 1] <= '9') {
        from--;
    }
    bool alone = m->form == VD_FORM_TRUNCATED && m->type.ptr && m->symbol.ptr == NULL && !m->core;
    return alone ? vd_str_slice(digits, from, digits.len) : VD_LIT("");
}

/* A mention without code. */
static void number_missing(vd_explanation *e)
{
    vd_str digits = vd_explain_digits(e);
    if (e->mention->form == VD_FORM_TRUNCATED && !e->mention->core) {
        vd_fact *fact = vd_fact_add(e, VD_PART_NUMBER, "value", VD_NONE);
        fact->note = digits.len ? VD_SAY_OF(e, DIGITS_ONLY, digits) : VD_SAY(e, NUMBER_NOT_WHOLE);
    }
}

void vd_explain_number(vd_explanation *e)
{
    const vd_mention *m = e->mention;
    vd_symbol_group groups[VD_GROUP_MAX];
    if (m->number.ptr == NULL && m->symbol.ptr == NULL) {
        number_missing(e);
        return;
    }
    vd_fact *fact = vd_fact_add(e, VD_PART_NUMBER, "value", m->number);
    vd_fact_stretch(e, fact, e->number);
    if (m->number.ptr == NULL) {
        fact->note = VD_SAY(e, NUMBER_BLANK);
    } else if (fact->words.ptr && !vd_str_eq(fact->words, m->number)) {
        fact->note = VD_SAY(e, NUMBER_OFFICIAL);
    } else if (m->form == VD_FORM_TRUNCATED) {
        fact->note = VD_SAY(e, NUMBER_CUT);
    }
    if (m->year) {
        vd_fact_add(e, VD_PART_NUMBER, "year", vd_explain_text(e, "%d", m->year))->note = VD_SAY(e, YEAR_INSIDE);
    }
    size_t count = vd_explain_groups(e, groups);
    for (size_t i = 0; i < count; i++) {
        bool body = i + 1 < count && vd_explain_issuer(e, groups[i + 1].official);
        bool digits = groups[i].official.ptr[0] >= '0' && groups[i].official.ptr[0] <= '9'; /* "TCVN 9001:2015" */
        if (!digits) {
            group_explain(e, &groups[i], i == 0 && body);
        }
    }
}

/* ---- Repairs ----------------------------------------------------------------------------------------------------- */

/* The row that lets `seen` be read as `word`. */
static const vd_ocr_word_row *misreading(vd_str seen, vd_str word)
{
    const vd_ocr_word_row *row = vd_ocr_word_find(seen, NULL);
    while (row && !vd_str_eq(vd_str_of(row->word), word)) {
        row = vd_ocr_word_find(seen, row);
    }
    return row;
}

static void repair_word(vd_explanation *e, vd_stretch stretch, vd_str word)
{
    vd_str seen = vd_words_fold(e, stretch);
    const vd_ocr_word_row *row = vd_str_eq(seen, word) ? NULL : misreading(seen, word);
    if (row) {
        vd_fact *fact = vd_fact_add(e, VD_PART_REPAIR, "misread",
                                    vd_explain_text(e, "%s \xE2\x86\x92 %s", row->misread, row->word)); /* → */
        vd_fact_row(fact, "ocr_words.tsv", row->misread, row->source);
        vd_fact_stretch(e, fact, stretch);
    }
}

/* Words of the type's name that are misread. */
static void repair_type(vd_explanation *e)
{
    const vd_type_row *row = e->mention->type.ptr ? vd_type_find(vd_explain_fold(e, e->mention->type)) : NULL;
    size_t at = e->type.from;
    for (const char *word = row ? row->fold : ""; *word && at < e->type.to;) {
        size_t len = strcspn(word, " ");
        size_t end = at;
        while (end < e->type.to && is_letter_or_digit(e->text->fold[end])) {
            end++;
        }
        repair_word(e, (vd_stretch){at, end}, (vd_str){word, len});
        word += len + (word[len] == ' ');
        at = end + 1;
    }
}

/* "s6" in front of the digits. */
static void repair_so(vd_explanation *e)
{
    size_t end = e->number.from;
    while (end > e->span.from && strchr(" :", e->text->fold[end - 1])) {
        end--;
    }
    size_t from = end;
    while (from > e->span.from && is_letter_or_digit(e->text->fold[from - 1])) {
        from--;
    }
    if (e->number.to > e->number.from && end > from) {
        repair_word(e, (vd_stretch){from, end}, VD_LIT("so"));
    }
}

static void repair_groups(vd_explanation *e)
{
    vd_symbol_group groups[VD_GROUP_MAX];
    size_t count = vd_explain_groups(e, groups);
    for (size_t i = 0; i < count; i++) {
        vd_stretch printed = groups[i].printed;
        if (printed.to == printed.from) {
            continue;
        }
        vd_str official = vd_explain_fold(e, groups[i].official);
        size_t before = e->count;
        repair_word(e, printed, official);
        vd_fact probe = {0};
        vd_fact_stretch(e, &probe, printed);
        bool same = vd_str_eq(vd_words_fold(e, printed), official);
        if (e->count == before && same && !vd_str_eq(probe.words, groups[i].official)) {
            vd_fact *fact = vd_fact_add(
                e, VD_PART_REPAIR, "spelling",
                vd_explain_text(e, "%.*s \xE2\x86\x92 %.*s", VD_ARG(probe.words), VD_ARG(groups[i].official)));
            vd_fact_stretch(e, fact, printed);
            fact->note = VD_SAY(e, SAME_LETTERS);
        }
    }
}

/* What vd_mention.repairs says, item by item, with what it means. */
static void repairs_said(vd_explanation *e)
{
    static const struct {
        const char *text, *said, *vi, *en;
    } known[] = {
#define VD_REPAIR(text, said, vi, en) {text, said, vi, en},
#include "report/explain.def"
    };
    vd_str rest = e->mention->repairs;
    while (rest.len > 0) {
        size_t end = vd_str_find(rest, VD_LIT("; "), 0);
        end = end == SIZE_MAX ? rest.len : end;
        vd_str item = vd_str_slice(rest, 0, end);
        vd_fact *fact = vd_fact_add(e, VD_PART_REPAIR, "value", item);
        for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
            if (vd_str_eq(item, vd_str_of(known[i].text))) {
                fact->value = vd_str_of(vd_explain_in(e, known[i].said, known[i].text));
                fact->note = vd_str_of(vd_explain_in(e, known[i].vi, known[i].en));
            }
        }
        rest = vd_str_slice(rest, end + 2 < rest.len ? end + 2 : rest.len, rest.len);
    }
}

void vd_explain_repairs(vd_explanation *e)
{
    repairs_said(e);
    repair_type(e);
    repair_so(e);
    repair_groups(e);
}
