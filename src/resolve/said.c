/* What a mention says of a document that was decided before: it stays as it is, so that this has to be what it is known
 * by already, or less; and which mention stands as the one that it was learnt from. */
#include "base/alloc.h"
#include "base/date.h"
#include "resolve/less.h"
#include "resolve/recalled.h"

#include <stdio.h>
#include <string.h>

typedef struct saying {
    vd_pool *pool;
    int index;
    const vd_ref *ref;
    bool vote;
} saying;

/* Of a document with a number more can be said where all that was said of it before is at hand. */
static void saying_shut(const saying *s, const char *why)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    if (entity->number.value.ptr) {
        vd_pool_shut(s->pool, vd_number_key(s->pool, entity->number.value, entity->type.value), why);
    } else {
        vd_pool_wide(s->pool, why);
    }
}

/* "issuer: a/b.txt byte 12" -> "a/b.txt"; absent where the field was not learnt from a mention. */
static vd_str learnt_path(vd_str learnt, const char *name)
{
    size_t len = strlen(name);
    if (!vd_str_starts(learnt, vd_str_of(name)) || learnt.len < len + 2 || learnt.ptr[len] != ':') {
        return VD_NONE;
    }
    vd_str rest = vd_str_slice(learnt, len + 2, learnt.len);
    size_t end = rest.len;
    while (end > 0 && rest.ptr[end - 1] >= '0' && rest.ptr[end - 1] <= '9') {
        end--;
    }
    bool mention = end < rest.len && vd_str_ends(vd_str_slice(rest, 0, end), VD_LIT(" byte "));
    return mention ? vd_str_slice(rest, 0, end - 6) : VD_NONE;
}

/* Is a mention behind the one that is noted already? */
static bool relearnt_earlier(const struct vd_relearnt *noted, const vd_ref *ref)
{
    return noted->source != ref->source ? noted->source < ref->source : noted->start <= ref->at->start;
}

static void relearn(saying *s, vd_str from, const char *name)
{
    struct vd_recalled *r = s->pool->recalled;
    size_t at = 0;
    while (at < r->relearnt_count && !(r->relearnt[at].document == s->index && vd_str_eq(r->relearnt[at].from, from))) {
        at++;
    }
    if (at < r->relearnt_count && relearnt_earlier(&r->relearnt[at], s->ref)) {
        return;
    }
    if (at == r->relearnt_cap) {
        struct vd_relearnt *grown = vd_grown(r->relearnt, &r->relearnt_cap, 16, sizeof *grown);
        if (grown == NULL) {
            s->pool->failed = true;
            return;
        }
        r->relearnt = grown;
    }
    char room[32];
    int len = snprintf(room, sizeof room, " byte %zu", (size_t)s->ref->at->start);
    vd_str parts[] = {vd_str_of(name), VD_LIT(": "), s->pool->sources[s->ref->source].path, {room, (size_t)len}};
    r->relearnt_count += at == r->relearnt_count;
    r->relearnt[at] = (struct vd_relearnt){.document = s->index,
                                           .source = s->ref->source,
                                           .start = s->ref->at->start,
                                           .from = from,
                                           .to = vd_pool_join(s->pool, "", parts, 4)};
}

/* The same value from the same kind of origin: which mention stands as the one it was learnt from? */
static void said_again(saying *s, const char *name)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    if (!s->vote && entity->number.value.ptr) {
        return; /* votes came first */
    }
    const struct vd_recalled *r = s->pool->recalled;
    size_t at = 0;
    while (at < r->count && r->entities[at] != s->index) {
        at++;
    }
    const vd_document *document = &r->documents[at];
    vd_str path = VD_NONE;
    size_t i = 0;
    for (; i < document->learnt_count && path.ptr == NULL; i++) {
        path = learnt_path(document->learnt[i], name);
    }
    if (path.ptr == NULL) {
        saying_shut(s, "it is not known where a field was learnt");
    } else if (vd_str_cmp(s->pool->sources[s->ref->source].path, path) < 0) {
        if (s->vote) {
            relearn(s, document->learnt[i - 1], name);
        } else {
            saying_shut(s, "a name is said by an earlier file");
        }
    }
}

/* Do so many say it that the votes that go do not matter? */
static bool field_sure(const saying *s, const char *name)
{
    static const struct {
        const char *name;
        vd_sure bit;
    } fields[] = {{"type", VD_SURE_TYPE},   {"number", VD_SURE_NUMBER}, {"issuer", VD_SURE_ISSUER},
                  {"title", VD_SURE_TITLE}, {"date", VD_SURE_DATE},     {"symbol", VD_SURE_SYMBOL}};
    unsigned bit = 0;
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        bit |= strcmp(name ? name : "", fields[i].name) == 0 ? (unsigned)fields[i].bit : 0;
    }
    return bit && (vd_less_sure(s->pool, s->pool->entities[s->index].row) & bit) != 0;
}

/* In a source that is to go: what it says otherwise was not taken, and what it says, too, others have to have said so
 * without it. */
static void said_goes(saying *s, bool same, const char *name)
{
    bool numbered = s->pool->entities[s->index].number.value.ptr != NULL;
    if (!same) {
        return;
    }
    if (s->vote && field_sure(s, name)) {
        return;
    }
    if (s->vote || (!numbered && (name == NULL || strcmp(name, "symbol") == 0))) {
        saying_shut(s, "a vote that goes");
    } else if (!numbered) {
        said_again(s, name); /* the first one counts */
    }
}

static void said_field(saying *s, const vd_field *field, vd_str value, int rank, const char *name)
{
    if (value.len == 0 || rank < field->rank) {
        return;
    }
    if (rank > field->rank) {
        saying_shut(s, "a mention says more of a document");
    } else if (s->pool->less) {
        said_goes(s, vd_str_eq(value, field->value), name);
    } else if (!vd_str_eq(value, field->value)) {
        saying_shut(s, "a mention says otherwise of a document");
    } else if (name) {
        said_again(s, name);
    }
}

static void said_date(saying *s, vd_date date, int rank)
{
    const vd_entity *entity = &s->pool->entities[s->index];
    bool whole = vd_date_whole(entity->date);
    if (date.year == 0 || (whole && entity->date_rank > rank) || (whole && !vd_date_whole(date)) ||
        (!vd_date_whole(date) && entity->date_rank > rank)) {
        return;
    }
    if (!whole || entity->date_rank < rank) {
        saying_shut(s, "a mention says more of a document's day");
    } else if (s->pool->less) {
        said_goes(s, vd_date_eq(date, entity->date), "date");
    } else if (!vd_date_eq(date, entity->date)) {
        saying_shut(s, "a mention says another day of a document");
    } else {
        said_again(s, "date");
    }
}

void vd_past_said(vd_pool *pool, int index, const vd_ref *ref, bool vote)
{
    saying s = {pool, index, ref, vote};
    const vd_wording *m = ref->m;
    const vd_entity *entity = &pool->entities[index];
    bool whole = m->form != VD_FORM_TRUNCATED;
    int rank = vd_ref_rank(pool, ref);
    if (entity->late || (!vote && m->date.year && entity->number.value.ptr == NULL && entity->catalogue < 0)) {
        saying_shut(&s, "a document that names say more of than numbers");
        return;
    }
    said_field(&s, &entity->type, m->type, rank, "type");
    said_field(&s, &entity->number, whole ? m->number : VD_NONE, rank, "number");
    said_field(&s, &entity->symbol, whole ? m->symbol : VD_NONE, rank, s.pool->less ? "symbol" : NULL);
    said_field(&s, &entity->issuer, m->issuer, m->issuer_stated ? rank : VD_RANK_IMPLIED, "issuer");
    said_field(&s, &entity->title, whole ? m->title : VD_NONE, rank, "title");
    said_field(&s, &entity->place, m->place, rank, NULL);
    said_date(&s, m->date, rank);
}
