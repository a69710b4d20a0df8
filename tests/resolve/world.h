/** A small world of sources to resolve: texts that go through the extraction, or mentions made by hand; and questions
 *  about what came of it.  Everything fails the test that asks when something is not there. */
#ifndef TESTS_RESOLVE_WORLD_H
#define TESTS_RESOLVE_WORLD_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "extract/source.h"
#include "resolve/wording.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORLD_MAX = 256 };

/* A source as the extraction leaves it. */
typedef struct world_source {
    vd_str path;
    vd_extraction extraction;
    const uint64_t *print;
    bool marks_lost;
    vd_date due;
} world_source;

typedef struct world {
    vd_arena arena;   /* what the sources are made of */
    vd_arena decided; /* the resolution, and what it was made from */
    world_source sources[WORLD_MAX];
    vd_source *texts[WORLD_MAX];
    size_t count;
    vd_catalogue_view catalogue; /* empty: nothing is known from outside */
    vd_resolution r;
} world;

/* One grammar for all tests of a program. */
static inline const vd_grammar *world_grammar(void)
{
    static vd_grammar *grammar;
    if (grammar == NULL) {
        vd_error err = {0};
        if (vd_grammar_new(&grammar, &err) != VD_OK) {
            fail_msg("%s", err.text);
        }
    }
    return grammar;
}

static inline void world_builtin(world *w)
{
    assert_int_equal(vd_catalogue_builtin(&w->arena, &w->catalogue, NULL), VD_OK);
}

static inline world_source *world_add(world *w, const char *path)
{
    assert_true(w->count < WORLD_MAX);
    world_source *source = &w->sources[w->count++];
    *source = (world_source){.path = vd_arena_copy(&w->arena, vd_str_of(path))};
    return source;
}

/* A source whose text is read as any other. */
static inline world_source *world_text(world *w, const char *path, const char *text)
{
    world_source *source = world_add(w, path);
    vd_source **kept = &w->texts[w->count - 1];
    vd_str bytes = vd_arena_copy(&w->arena, vd_str_of(text));
    assert_int_equal(vd_source_from_bytes(source->path, bytes, kept, NULL), VD_OK);
    assert_int_equal(vd_extract(world_grammar(), *kept, &source->extraction, NULL), VD_OK);
    const vd_text *folded = vd_source_text(*kept);
    uint64_t *print = VD_ARENA_ARRAY(&w->arena, uint64_t, VD_PRINT_SIZE);
    vd_print((vd_str){folded->fold, folded->fold_len}, print);
    source->print = print;
    source->marks_lost = folded->marks_lost;
    return source;
}

/* A source of these mentions (and statements), as if some text had them; starts are set so that all differ. */
static inline world_source *world_made(world *w, const char *path, vd_header header, const vd_mention *mentions,
                                       size_t count)
{
    world_source *source = world_add(w, path);
    vd_mention *copy = VD_ARENA_ARRAY(&w->arena, vd_mention, count + 1);
    for (size_t i = 0; i < count; i++) {
        copy[i] = mentions[i];
        if (copy[i].end == 0) {
            copy[i].start = 100 + 50 * i;
            copy[i].end = copy[i].start + 30;
        }
    }
    source->extraction = (vd_extraction){.mentions = copy, .mention_count = count, .header = header};
    return source;
}

/* The same of one mention. */
static inline world_source *world_one(world *w, const char *path, vd_header header, vd_mention mention)
{
    return world_made(w, path, header, &mention, 1);
}

/* What vd_resolve() takes, and its answer. */
static inline vd_status world_decide(world *w, vd_resolution *out, vd_error *err)
{
    vd_wordings wordings = {.arena = &w->decided};
    *out = (vd_resolution){0};
    vd_arena_clear(&w->decided);
    vd_resolve_source *sources = VD_ARENA_ARRAY(&w->decided, vd_resolve_source, w->count + 1);
    vd_status status = sources ? VD_OK : vd_fail_memory(err);
    for (size_t i = 0; i < w->count && status == VD_OK; i++) {
        const world_source *from = &w->sources[i];
        status = vd_resolve_source_of(&wordings, from->path, &from->extraction, &sources[i], err);
        sources[i].print = from->print;
        sources[i].marks_lost = from->marks_lost;
        sources[i].due = from->due;
    }
    vd_wordings_clear(&wordings);
    return status == VD_OK ? vd_resolve(&w->decided, &w->catalogue, sources, w->count, NULL, out, err) : status;
}

static inline void world_resolve(world *w)
{
    vd_error err = {0};
    if (world_decide(w, &w->r, &err) != VD_OK) {
        fail_msg("%s", err.text);
    }
}

static inline void world_free(world *w)
{
    for (size_t i = 0; i < w->count; i++) {
        vd_source_free(w->texts[i]);
    }
    vd_arena_clear(&w->decided);
    vd_arena_clear(&w->arena);
    *w = (world){0};
}

/* ---- Mentions by hand -------------------------------------------------------------------------------------------- */

static inline vd_date date_of(const char *iso)
{
    vd_date date = {0};
    if (iso != NULL && *iso != '\0') {
        assert_true(vd_date_parse(vd_str_of(iso), &date));
    }
    return date;
}

/* "Chỉ thị số 33/CT-TTg": a mention with a number; `iso` "" or NULL for no date. */
static inline vd_mention cited(const char *type, const char *number, const char *iso)
{
    vd_mention m = {.form = VD_FORM_NUMBERED, .parent = -1, .confidence = 0.99, .core = true};
    m.type = type ? vd_str_of(type) : VD_NONE;
    m.number = vd_str_of(number);
    m.surface = m.number;
    m.date = date_of(iso);
    size_t at = strcspn(number, "/-");
    int year = 0;
    int used = 0;
    if (sscanf(number + at, "/%4d/%n", &year, &used) == 1 && used == 6) {
        m.year = year;
        at += 5;
    }
    m.symbol = at < m.number.len ? vd_str_slice(m.number, at + 1, m.number.len) : VD_NONE;
    return m;
}

static inline vd_mention with_place(vd_mention m, const char *place)
{
    m.place = vd_str_of(place);
    return m;
}

static inline vd_mention with_issuer(vd_mention m, const char *issuer)
{
    m.issuer = vd_str_of(issuer);
    m.issuer_stated = true;
    return m;
}

static inline vd_mention with_title(vd_mention m, const char *title)
{
    m.title = vd_str_of(title);
    return m;
}

/* "Luật Đất đai": a law by its name. */
static inline vd_mention law(const char *name, const char *iso)
{
    vd_mention m = {.form = VD_FORM_NAMED, .parent = -1, .confidence = 0.95, .core = true};
    m.type = vd_str_starts(vd_str_of(name), VD_LIT("Bộ luật")) ? VD_LIT("Bộ luật") : VD_LIT("Luật");
    m.surface = m.title = vd_str_of(name);
    m.issuer = VD_LIT("Quốc hội");
    m.date = date_of(iso);
    return m;
}

/* A plan, programme or the like by its title. */
static inline vd_mention titled(const char *type, const char *title)
{
    vd_mention m = {.form = VD_FORM_NAMED, .parent = -1, .confidence = 0.9};
    m.type = vd_str_of(type);
    m.surface = m.title = vd_str_of(title);
    return m;
}

/* The header of a source: number, date and place may be NULL. */
static inline vd_header header_of(const char *number, const char *iso, const char *place, const char *title)
{
    vd_header h = {.type = VD_LIT("Kế hoạch"), .date = date_of(iso)};
    if (number != NULL) {
        vd_mention m = cited("Kế hoạch", number, NULL);
        h.number = m.number;
        h.symbol = m.symbol;
    }
    h.place = vd_str_of(place);
    h.title = vd_str_of(title);
    return h;
}

static inline vd_header header_placed(const char *place)
{
    return header_of(NULL, NULL, place, NULL);
}

/* ---- Questions --------------------------------------------------------------------------------------------------- */

static inline size_t source_at(const world *w, const char *path)
{
    for (size_t i = 0; i < w->count; i++) {
        if (vd_str_eq(w->sources[i].path, vd_str_of(path))) {
            return i;
        }
    }
    fail_msg("there is no source %s", path);
    return 0;
}

/* The nth mention (from 0) whose surface holds `words`. */
static inline const vd_link *link_nth(const world *w, const char *path, const char *words, size_t nth)
{
    size_t s = source_at(w, path);
    const vd_extraction *extraction = &w->sources[s].extraction;
    for (size_t m = 0; m < extraction->mention_count; m++) {
        if (vd_str_find(extraction->mentions[m].surface, vd_str_of(words), 0) != SIZE_MAX && nth-- == 0) {
            return &w->r.links[s][m];
        }
    }
    fail_msg("%s mentions no \"%s\"", path, words);
    return NULL;
}

static inline const vd_link *link_of(const world *w, const char *path, const char *words)
{
    return link_nth(w, path, words, 0);
}

static inline const vd_document *document_of(const world *w, const char *path, const char *words)
{
    const vd_link *link = link_of(w, path, words);
    if (link->document < 0) {
        fail_msg("%s: \"%s\" means no one document (%zu candidates; %s)", path, words, (size_t)link->candidate_count,
                 link->basis ? link->basis : "");
    }
    return &w->r.documents[link->document];
}

static inline const vd_document *document_by_id(const world *w, const char *id)
{
    for (size_t i = 0; i < w->r.document_count; i++) {
        if (vd_str_eq(w->r.documents[i].id, vd_str_of(id))) {
            return &w->r.documents[i];
        }
    }
    return NULL;
}

static inline const vd_document *document_held(const world *w, const char *path)
{
    return &w->r.documents[w->r.source_document[source_at(w, path)]];
}

static inline void assert_str(vd_str got, const char *want)
{
    if (!vd_str_eq(got, vd_str_of(want))) {
        fail_msg("\"%.*s\" is not \"%s\"", (int)got.len, got.ptr ? got.ptr : "", want);
    }
}

static inline void assert_basis(const vd_link *link, const char *want)
{
    assert_str(vd_str_of(link->basis), want);
}

/* The words of this source mean the document of this id. */
static inline void assert_means(const world *w, const char *path, const char *words, const char *id)
{
    assert_str(document_of(w, path, words)->id, id);
}

/* The words stay ambiguous between these documents, in this order; the last is NULL. */
static inline void assert_between(const world *w, const char *path, const char *words, ...)
{
    const vd_link *link = link_of(w, path, words);
    va_list ids;
    size_t count = 0;
    assert_int_equal(link->document, -1);
    va_start(ids, words);
    for (const char *id = va_arg(ids, const char *); id != NULL; id = va_arg(ids, const char *)) {
        if (count >= link->candidate_count) {
            fail_msg("%s: \"%s\" has %zu candidates, not %s", path, words, (size_t)link->candidate_count, id);
        }
        assert_str(w->r.documents[link->candidates[count++]].id, id);
    }
    va_end(ids);
    assert_int_equal(count, link->candidate_count);
}

/* The words mean nothing that is known. */
static inline void assert_unresolved(const world *w, const char *path, const char *words)
{
    const vd_link *link = link_of(w, path, words);
    if (link->document >= 0) {
        vd_str id = w->r.documents[link->document].id;
        fail_msg("%s: \"%s\" means %.*s", path, words, (int)id.len, id.ptr);
    }
    assert_int_equal(link->candidate_count, 0);
}

static inline size_t edges_between(const world *w, const char *from, const char *to)
{
    size_t count = 0;
    for (size_t i = 0; i < w->r.edge_count; i++) {
        count += vd_str_eq(w->r.documents[w->r.edges[i].from].id, vd_str_of(from)) &&
                 vd_str_eq(w->r.documents[w->r.edges[i].to].id, vd_str_of(to));
    }
    return count;
}

/* All that was decided, as text that does not depend on the order in which sources were given. */
static inline void dump_link(vd_buf *out, const world *w, const vd_link *link)
{
    vd_buf_add(out, link->document >= 0 ? w->r.documents[link->document].id : VD_LIT("-"));
    for (size_t c = 0; c < link->candidate_count; c++) {
        vd_buf_add_text(out, " ?");
        vd_buf_add(out, w->r.documents[link->candidates[c]].id);
    }
    vd_buf_add_format(out, " %.6f ", link->confidence);
    vd_buf_add_text(out, link->basis ? link->basis : "");
    vd_buf_add_char(out, '\n');
}

static inline void dump_document(vd_buf *out, const vd_document *d)
{
    char date[16];
    const vd_str fields[] = {d->id,    d->urn,   d->type,   d->number,      d->symbol, d->issuer,
                             d->place, d->title, d->signer, d->signer_role, {"", 0}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        vd_buf_add(out, fields[i]);
        vd_buf_add_char(out, '|');
    }
    vd_buf_add(out, vd_date_format(d->date, date));
    vd_buf_add_char(out, '|');
    vd_buf_add(out, vd_date_format(d->earliest, date));
    vd_buf_add_char(out, '|');
    vd_buf_add(out, vd_date_format(d->latest, date));
    const struct {
        const vd_str *items;
        size_t count;
    } lists[] = {{d->sources, d->source_count}, {d->aliases, d->alias_count}, {d->learnt, d->learnt_count}};
    for (size_t l = 0; l < 3; l++) {
        vd_buf_add_text(out, " [");
        for (size_t i = 0; i < lists[l].count; i++) {
            vd_buf_add(out, lists[l].items[i]);
            vd_buf_add_char(out, ';');
        }
        vd_buf_add_char(out, ']');
    }
    vd_buf_add_format(out, " %d\n", d->in_catalogue);
}

static inline int path_cmp(const void *a, const void *b)
{
    return vd_str_cmp(*(const vd_str *)a, *(const vd_str *)b);
}

static inline char *world_dump(const world *w)
{
    vd_buf out = {0};
    vd_str paths[WORLD_MAX];
    for (size_t i = 0; i < w->r.document_count; i++) {
        dump_document(&out, &w->r.documents[i]);
    }
    for (size_t i = 0; i < w->count; i++) {
        paths[i] = w->sources[i].path;
    }
    qsort(paths, w->count, sizeof *paths, path_cmp);
    for (size_t i = 0; i < w->count; i++) {
        size_t s = source_at(w, paths[i].ptr);
        vd_buf_add(&out, paths[i]);
        vd_buf_add_text(&out, " carries ");
        vd_buf_add(&out, w->r.documents[w->r.source_document[s]].id);
        vd_buf_add_char(&out, '\n');
        for (size_t m = 0; m < w->sources[s].extraction.mention_count; m++) {
            vd_buf_add(&out, w->sources[s].extraction.mentions[m].surface);
            vd_buf_add_text(&out, " -> ");
            dump_link(&out, w, &w->r.links[s][m]);
        }
    }
    for (size_t e = 0; e < w->r.edge_count; e++) {
        const vd_edge *edge = &w->r.edges[e];
        vd_buf_add(&out, w->sources[edge->source].path);
        vd_buf_add_format(&out, " %u %.6f ", edge->statement, edge->confidence);
        vd_buf_add(&out, w->r.documents[edge->from].id);
        vd_buf_add_text(&out, " -> ");
        vd_buf_add(&out, w->r.documents[edge->to].id);
        vd_buf_add_char(&out, '\n');
    }
    vd_buf_add_char(&out, '\0');
    assert_true(vd_buf_ok(&out));
    return out.ptr;
}

#endif
