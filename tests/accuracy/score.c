/** Comparing what the program found with the gold: which mention is which, which edge is which.
 *
 *  A found mention answers a gold one when the two overlap and show the same number (where the gold shows one that is
 *  not cut); pairs are taken by how much they overlap.  Mentions of the document itself and of classes of documents
 *  are nobody's merit or fault, and so is a second reading of a damaged mention. */
#include "accuracy/score.h"

#include "accuracy/key.h"

#include <stdlib.h>

typedef struct span {
    const json *row;
    size_t start, end;
    vd_str form;
    size_t twin; /* 1 + index of the partner, 0: none */
} span;

typedef struct spans {
    span *items;
    size_t count;
} spans;

/** The mentions of one document: gold ones to be found and those that do not count, found ones that count and all. */
typedef struct page {
    vd_str doc;
    spans gold, neutral, found, found_all;
} page;

static bool form_is(vd_str form, const char *name)
{
    return vd_str_eq(form, vd_str_of(name));
}

static bool form_counts(vd_str form)
{
    return !form_is(form, "self") && !form_is(form, "generic") && !form_is(form, "backward");
}

static ptrdiff_t span_overlap(const span *a, const span *b)
{
    size_t end = a->end < b->end ? a->end : b->end, start = a->start > b->start ? a->start : b->start;
    return (ptrdiff_t)end - (ptrdiff_t)start;
}

static bool span_truthy(const span *s, const char *name)
{
    return json_get_text(s->row, name).len > 0;
}

static bool row_of_doc(const json *row, vd_str doc, bool gold)
{
    return gold ? vd_str_eq(json_get_text(row, "doc"), doc) : key_source_is(json_get_text(row, "source"), doc);
}

/** The rows of one document, those that count or (`counting` false) the others; `all`: both. */
static spans spans_of(vd_arena *arena, const json *rows, vd_str doc, bool gold, bool counting, bool all)
{
    spans out = {VD_ARENA_ARRAY(arena, span, rows->count + 1), 0};
    for (const json *row = out.items ? rows->first : NULL; row; row = row->next) {
        vd_str form = json_get_text(row, "form");
        if (row_of_doc(row, doc, gold) && (all || form_counts(form) == counting)) {
            out.items[out.count++] =
                (span){row, (size_t)json_get_number(row, "start", 0), (size_t)json_get_number(row, "end", 0), form, 0};
        }
    }
    return out;
}

/** A numbered mention or a law by name: the citations nobody may argue about. */
static bool span_is_core(vd_arena *arena, const span *s)
{
    static const char *const laws[] = {"luat", "bo luat", "phap lenh", "hien phap"};
    const json *said = json_get(s->row, "core");
    if (said) {
        return said->kind == JSON_BOOL && said->boolean;
    }
    vd_str type = compare_fold(arena, json_get_text(s->row, "type"));
    for (size_t i = 0; i < sizeof laws / sizeof *laws; i++) {
        if (form_is(type, laws[i])) {
            return true;
        }
    }
    return span_truthy(s, "number_norm") || span_truthy(s, "number");
}

static bool span_compatible(vd_arena *arena, const span *gold, const span *found)
{
    if (span_overlap(gold, found) <= 0) {
        return false;
    }
    vd_str number = json_get_text(gold->row, "number_norm");
    if (number.len == 0 || form_is(gold->form, "truncated")) {
        return true;
    }
    return vd_str_eq(compare_number(arena, json_get_text(found->row, "number")), compare_number(arena, number));
}

typedef struct pairing {
    double overlap; /* common part over the whole of both */
    size_t gold, found;
} pairing;

static int pairing_cmp(const void *a, const void *b)
{
    const pairing *x = a, *y = b;
    if (x->overlap != y->overlap) {
        return x->overlap > y->overlap ? -1 : 1;
    }
    if (x->gold != y->gold) {
        return x->gold > y->gold ? -1 : 1;
    }
    return x->found > y->found ? -1 : x->found < y->found;
}

/** Give every gold mention at most one found mention and the reverse, the best overlap first. */
static void page_pair(vd_arena *arena, page *p, figures *out)
{
    pairing *pairs = VD_ARENA_ARRAY(arena, pairing, p->gold.count * p->found.count + 1);
    size_t count = 0;
    out->failed = out->failed || !pairs;
    for (size_t i = 0; pairs && i < p->gold.count; i++) {
        for (size_t j = 0; j < p->found.count; j++) {
            const span *g = &p->gold.items[i], *f = &p->found.items[j];
            if (span_compatible(arena, g, f)) {
                size_t end = g->end > f->end ? g->end : f->end, start = g->start < f->start ? g->start : f->start;
                pairs[count++] = (pairing){(double)span_overlap(g, f) / (double)(end - start), i, j};
            }
        }
    }
    if (count > 0) {
        qsort(pairs, count, sizeof *pairs, pairing_cmp);
    }
    for (size_t i = 0; i < count; i++) {
        span *g = &p->gold.items[pairs[i].gold], *f = &p->found.items[pairs[i].found];
        if (g->twin == 0 && f->twin == 0) {
            g->twin = pairs[i].found + 1;
            f->twin = pairs[i].gold + 1;
        }
    }
}

/** Words of a text in quotes, on one line. */
static void note_words(FILE *out, vd_str words)
{
    fputc('"', out);
    for (size_t i = 0; i < words.len; i++) {
        fputc((unsigned char)words.ptr[i] < ' ' ? ' ' : words.ptr[i], out);
    }
    fputc('"', out);
}

static void note(const score_input *in, const char *what, vd_str doc, const span *s, const char *field,
                 const span *other)
{
    if (!in->verbose) {
        return;
    }
    fprintf(in->verbose, "%s %.*s %zu-%zu ", what, (int)doc.len, doc.ptr, s->start, s->end);
    note_words(in->verbose, json_get_text(s->row, "surface"));
    if (field) {
        fprintf(in->verbose, " %s %zu-%zu: ", field, other->start, other->end);
        note_words(in->verbose, json_get_text(other->row, field));
    }
    fputc('\n', in->verbose);
}

static void page_score_fields(const score_input *in, const page *p, const span *g, const span *f, figures *out)
{
    static const char *const names[] = {"type", "date", "issuer"};
    static const char *const shares[] = {"field type", "field date", "field issuer"};
    for (size_t i = 0; i < 3 && !form_is(g->form, "truncated"); i++) {
        if (!span_truthy(g, names[i]) || (i == 2 && !json_get_bool(g->row, "issuer_stated", false))) {
            continue;
        }
        bool right = vd_str_eq(compare_fold(in->arena, json_get_text(f->row, names[i])),
                               compare_fold(in->arena, json_get_text(g->row, names[i])));
        figures_share(out, shares[i], right);
        if (!right) {
            note(in, "FIELD", p->doc, g, names[i], f);
        }
    }
    vd_str id = json_get_text(g->row, "canonical_id");
    vd_str sure = json_get_text(g->row, "resolution_confidence");
    if (id.len == 0 || vd_str_starts(id, VD_LIT("unresolved:")) ||
        (json_get(g->row, "resolution_confidence") && !form_is(sure, "high"))) {
        return;
    }
    key k = key_of(in->arena, id, in->aliases);
    bool right = key_accepts(in->arena, &k, json_get_text(f->row, "target_number"),
                             json_get_text(f->row, "target_title"), VD_NONE);
    figures_share(out, "field target", right);
    if (!right) {
        note(in, "LINK", p->doc, g, "target_title", f);
    }
}

static void page_score_gold(const score_input *in, const page *p, figures *out)
{
    for (size_t i = 0; i < p->gold.count; i++) {
        const span *g = &p->gold.items[i];
        const span *f = g->twin ? &p->found.items[g->twin - 1] : NULL;
        bool cut = form_is(g->form, "truncated");
        figure *counted[] = {figures_get(out, "mention all", VD_NONE), figures_get(out, "mention doc ", p->doc),
                             figures_get(out, "mention form ", g->form),
                             !cut && span_is_core(in->arena, g) ? figures_get(out, "mention core", VD_NONE) : NULL};
        for (size_t k = 0; k < 4; k++) {
            if (counted[k]) {
                counted[k]->right += f != NULL;
                counted[k]->missed += f == NULL;
            }
        }
        figure *exact = figures_get(out, "mention exact span", VD_NONE);
        if (!f) {
            exact->missed++;
            note(in, "MISS", p->doc, g, NULL, NULL);
            continue;
        }
        if (!cut) {
            bool same = g->start == f->start && g->end == f->end;
            exact->right += same;
            exact->missed += !same;
            exact->wrong += !same;
            if (!same) {
                note(in, "SPAN", p->doc, g, "surface", f);
            }
        }
        page_score_fields(in, p, g, f, out);
    }
}

static void page_score_found(const score_input *in, const page *p, figures *out)
{
    for (size_t j = 0; j < p->found.count; j++) {
        const span *f = &p->found.items[j];
        bool excused = f->twin != 0;
        for (size_t i = 0; i < p->neutral.count && !excused; i++) {
            excused = span_overlap(&p->neutral.items[i], f) > 0;
        }
        for (size_t i = 0; i < p->gold.count && !excused; i++) {
            excused = form_is(p->gold.items[i].form, "truncated") && span_overlap(&p->gold.items[i], f) > 0;
        }
        if (f->twin != 0 || !excused) {
            figure *found = figures_get(out, "found form ", f->form);
            found->share = true;
            found->right += f->twin != 0;
            found->wrong += f->twin == 0;
        }
        if (excused) {
            continue;
        }
        figures_get(out, "mention all", VD_NONE)->wrong++;
        figures_get(out, "mention doc ", p->doc)->wrong++;
        figures_get(out, "mention exact span", VD_NONE)->wrong++;
        if (span_is_core(in->arena, f)) {
            figures_get(out, "mention core", VD_NONE)->wrong++;
        }
        note(in, "FALSE", p->doc, f, NULL, NULL);
    }
}

/** "Nghị định nêu trên": found when any mention there points at the right document. */
static void page_score_backward(const score_input *in, const page *p, figures *out)
{
    for (size_t i = 0; i < p->neutral.count; i++) {
        const span *g = &p->neutral.items[i];
        if (!form_is(g->form, "backward")) {
            continue;
        }
        key k = key_of(in->arena, json_get_text(g->row, "canonical_id"), in->aliases);
        bool right = false;
        for (size_t j = 0; j < p->found_all.count && !right; j++) {
            const span *f = &p->found_all.items[j];
            right = span_overlap(g, f) > 0 && key_accepts(in->arena, &k, json_get_text(f->row, "target_number"),
                                                          json_get_text(f->row, "target_title"), VD_NONE);
        }
        figures_share(out, "field backward", right);
    }
}

/** true the first time a document is met. */
static bool doc_is_new(const json *rows, const json *row, const char *name)
{
    for (const json *r = rows->first; r != row; r = r->next) {
        if (vd_str_eq(json_get_text(r, name), json_get_text(row, name))) {
            return false;
        }
    }
    return true;
}

void score_mentions(const score_input *in, figures *out)
{
    for (const json *row = in->mentions->first; row; row = row->next) {
        if (!doc_is_new(in->mentions, row, "doc")) {
            continue;
        }
        vd_str doc = json_get_text(row, "doc");
        page p = {doc, spans_of(in->arena, in->mentions, doc, true, true, false),
                  spans_of(in->arena, in->mentions, doc, true, false, false),
                  spans_of(in->arena, in->found_mentions, doc, false, true, false),
                  spans_of(in->arena, in->found_mentions, doc, false, false, true)};
        if (!p.gold.items || !p.neutral.items || !p.found.items || !p.found_all.items) {
            out->failed = true;
            return;
        }
        page_pair(in->arena, &p, out);
        page_score_gold(in, &p, out);
        page_score_found(in, &p, out);
        page_score_backward(in, &p, out);
    }
}

/** One statement of the gold, or one found: several places that state the same are one. */
typedef struct triple {
    vd_str from, relation, to; /* gold: canonical ids */
    const json *row;           /* found: the first edge that states it */
    bool from_source;          /* found: the acting document is a file */
    bool counts;               /* gold: sure enough to be asked for */
    bool taken;                /* found: answers a statement of the gold */
} triple;

typedef struct triples {
    triple *items;
    size_t count;
} triples;

static triple *triples_put(triples *all, triple wanted)
{
    for (size_t i = 0; i < all->count; i++) {
        triple *t = &all->items[i];
        if (t->from_source == wanted.from_source && vd_str_eq(t->from, wanted.from) &&
            vd_str_eq(t->relation, wanted.relation) && vd_str_eq(t->to, wanted.to)) {
            return t;
        }
    }
    all->items[all->count] = wanted;
    return &all->items[all->count++];
}

static bool relation_is_ignored(vd_str relation)
{
    return form_is(relation, "under_theme") || form_is(relation, "same_as");
}

/** Relations that may stand for another one without fault. */
static bool relation_accepts(vd_str gold, vd_str found)
{
    static const char *const pairs[][2] = {{"cites", "implements"},     {"cites", "based_on"},
                                           {"implements", "guided_by"}, {"guided_by", "implements"},
                                           {"supersedes", "repeals"},   {"repeals", "supersedes"}};
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
        if (form_is(gold, pairs[i][0]) && form_is(found, pairs[i][1])) {
            return true;
        }
    }
    return vd_str_eq(gold, found);
}

static triples triples_gold(const score_input *in, vd_str doc)
{
    triples out = {VD_ARENA_ARRAY(in->arena, triple, in->edges->count + 1), 0};
    for (const json *row = out.items ? in->edges->first : NULL; row; row = row->next) {
        vd_str relation = json_get_text(row, "relation"), to = json_get_text(row, "to");
        vd_str certainty = json_get_text(row, "certainty");
        if (!vd_str_eq(json_get_text(row, "stated_by"), doc) || relation_is_ignored(relation)) {
            continue;
        }
        relation = form_is(relation, "legal_basis") ? VD_LIT("based_on") : relation;
        bool counts = form_is(json_get_text(row, "confidence"), "high") &&
                      (certainty.len == 0 || form_is(certainty, "stated") || form_is(certainty, "implied")) &&
                      !vd_str_starts(to, VD_LIT("unresolved:")) && !vd_str_starts(to, VD_LIT("theme:"));
        triple *t = triples_put(&out, (triple){.from = json_get_text(row, "from"), .relation = relation, .to = to});
        t->counts = t->counts || counts;
    }
    return out;
}

/** What a document is told apart by: its number, without one its title. */
static vd_str edge_end(vd_arena *arena, const json *row, const char *number, const char *title)
{
    vd_str found = compare_number(arena, json_get_text(row, number));
    return found.ptr ? found : compare_fold(arena, json_get_text(row, title));
}

static triples triples_found(const score_input *in, vd_str doc)
{
    triples out = {VD_ARENA_ARRAY(in->arena, triple, in->found_edges->count + 1), 0};
    for (const json *row = out.items ? in->found_edges->first : NULL; row; row = row->next) {
        vd_str relation = json_get_text(row, "relation");
        bool named = json_get_text(row, "to_number").len > 0 || json_get_text(row, "to_title").len > 0;
        if (!row_of_doc(row, doc, false) || relation_is_ignored(relation) || !named) {
            continue;
        }
        triples_put(&out, (triple){.from = edge_end(in->arena, row, "from_number", "from_title"),
                                   .relation = relation,
                                   .to = edge_end(in->arena, row, "to_number", "to_title"),
                                   .row = row,
                                   .from_source = json_get_text(row, "from_source").len > 0});
    }
    return out;
}

/** The found statement that answers a gold one: one of the same relation before one that may stand for it. */
static triple *triples_answer(const score_input *in, const triple *gold, triples *found, bool from_is_doc)
{
    key from = key_of(in->arena, gold->from, in->aliases), to = key_of(in->arena, gold->to, in->aliases);
    from = from_is_doc ? key_with_doc(in->arena, from, gold->from) : from;
    for (int pass = 0; pass < 2; pass++) {
        for (size_t i = 0; i < found->count; i++) {
            triple *t = &found->items[i];
            bool same = vd_str_eq(t->relation, gold->relation);
            if (t->taken || same != (pass == 0) || !relation_accepts(gold->relation, t->relation)) {
                continue;
            }
            if (key_accepts(in->arena, &from, json_get_text(t->row, "from_number"), json_get_text(t->row, "from_title"),
                            json_get_text(t->row, "from_source")) &&
                key_accepts(in->arena, &to, json_get_text(t->row, "to_number"), json_get_text(t->row, "to_title"),
                            VD_NONE)) {
                return t;
            }
        }
    }
    return NULL;
}

static void note_edge(const score_input *in, const char *what, vd_str doc, const triple *t)
{
    if (in->verbose) {
        fprintf(in->verbose, "%s %.*s: %.*s %.*s %.*s\n", what, (int)doc.len, doc.ptr, (int)t->from.len, t->from.ptr,
                (int)t->relation.len, t->relation.ptr, (int)t->to.len, t->to.ptr);
    }
}

static bool doc_is_known(const json *mentions, vd_str doc)
{
    for (const json *row = mentions->first; row; row = row->next) {
        if (vd_str_eq(json_get_text(row, "doc"), doc)) {
            return true;
        }
    }
    return false;
}

static void doc_score_edges(const score_input *in, vd_str doc, figures *out)
{
    triples gold = triples_gold(in, doc), found = triples_found(in, doc);
    if (!gold.items || !found.items) {
        out->failed = true;
        return;
    }
    figure *all = figures_get(out, "edge all", VD_NONE);
    for (size_t i = 0; i < gold.count; i++) {
        const triple *g = &gold.items[i];
        triple *t = triples_answer(in, g, &found, doc_is_known(in->mentions, g->from));
        if (t) {
            t->taken = true;
        }
        if (g->counts) {
            figure *one = figures_get(out, "edge ", g->relation);
            all->right += t != NULL;
            one->right += t != NULL;
            all->missed += t == NULL;
            one->missed += t == NULL;
            if (!t) {
                note_edge(in, "EDGE-", doc, g);
            }
        }
    }
    for (size_t i = 0; i < found.count; i++) {
        if (!found.items[i].taken) {
            all->wrong++;
            figures_get(out, "edge ", found.items[i].relation)->wrong++;
            note_edge(in, "EDGE+", doc, &found.items[i]);
        }
    }
}

void score_edges(const score_input *in, figures *out)
{
    for (const json *row = in->mentions->first; row; row = row->next) {
        if (doc_is_new(in->mentions, row, "doc")) {
            doc_score_edges(in, json_get_text(row, "doc"), out);
        }
    }
}
