/* Rows of truth. */
#include "synth/truth.h"

static const char *const forms[] = {"numbered", "named", "backward", "self", "generic"};
static const char *const relations[] = {"", "based_on", "implements", "cites", "amends", "supersedes", "repeals"};
static const char *const acts[] = {"", "amends", "supersedes", "repeals"};
static const char *const damages[DAMAGE_COUNT] = {"marks", "letter", "blank", "digit"};

static void add_text(vd_buf *out, const char *key, const char *value)
{
    vd_buf_add_format(out, ",\"%s\":", key);
    if (value && value[0]) {
        vd_buf_add_json(out, vd_str_of(value));
    } else {
        vd_buf_add_text(out, "null");
    }
}

static void add_day(vd_buf *out, const char *key, int at)
{
    int year;
    int month;
    int day;
    day_parts(at, &year, &month, &day);
    vd_buf_add_format(out, ",\"%s\":\"%04d-%02d-%02d\"", key, year, month, day);
}

static void add_open(vd_buf *out, const char *row, const char *doc)
{
    vd_buf_add_format(out, "{\"kind\":\"%s\",\"doc\":\"%s\"", row, doc);
}

static const target *target_of(const page *g, int at)
{
    return at == SELF ? &g->self : &g->targets[at];
}

static void add_mention(vd_buf *out, const page *g, const char *doc, const mention *m)
{
    const target *t = target_of(g, m->target);
    bool core = m->form == FORM_NUMBERED || (m->form == FORM_NAMED && t->law);
    add_open(out, "mention", doc);
    vd_buf_add_format(out, ",\"start\":%u,\"end\":%u,\"form\":\"%s\"", m->start, m->end, forms[m->form]);
    add_text(out, "type", m->form == FORM_GENERIC ? NULL : t->type);
    add_text(out, "number_norm", m->number_at < m->end ? t->number : NULL);
    add_text(out, "title", t->law);
    if (m->dated) {
        add_day(out, "date", t->day);
    } else {
        vd_buf_add_text(out, ",\"date\":null");
    }
    add_text(out, "canonical_id", m->form == FORM_GENERIC ? NULL : t->id);
    vd_buf_add_format(out, ",\"core\":%s", core ? "true" : "false");
    if (m->parent >= 0) {
        vd_buf_add_format(out, ",\"embedded_in\":%u", g->mentions[m->parent].start);
    }
    vd_buf_add_text(out, ",\"damage\":[");
    const char *between = "";
    for (int i = 0; i < DAMAGE_COUNT; i++) {
        if (m->damage & (1 << i)) {
            vd_buf_add_format(out, "%s\"%s\"", between, damages[i]);
            between = ",";
        }
    }
    vd_buf_add_text(out, "]}\n");
}

static void add_statement(vd_buf *out, const page *g, const char *doc, const statement *s)
{
    const mention *m = &g->mentions[s->mention];
    add_open(out, "edge", doc);
    add_text(out, "from", target_of(g, s->from)->id);
    add_text(out, "relation", relations[s->relation]);
    add_text(out, "to", target_of(g, s->to)->id);
    vd_buf_add_format(out, ",\"start\":%u,\"end\":%u,\"damaged\":%s}\n", m->start, m->end,
                      m->damage ? "true" : "false");
}

static void add_change(vd_buf *out, const page *g, const char *doc)
{
    target t;
    world_target(g->world, g->paper->acts_on, &t);
    add_open(out, "change", doc);
    add_text(out, "acting", g->self.id);
    add_text(out, "relation", acts[g->paper->act]);
    add_text(out, "target", t.id);
    add_day(out, "effective", g->paper->effective);
    vd_buf_add_text(out, "}\n");
}

void truth_add(vd_buf *out, const page *g, const char *doc)
{
    bool damaged = false;
    for (uint32_t i = 0; i < g->mention_count; i++) {
        damaged = damaged || (g->mentions[i].target == SELF && g->mentions[i].damage);
    }
    add_open(out, "document", doc);
    add_text(out, "canonical_id", g->self.id);
    add_text(out, "type", g->self.type);
    add_text(out, "number_norm", g->self.number);
    add_day(out, "date", g->self.day);
    add_text(out, "issuer", g->self.issuer);
    vd_buf_add_format(out, ",\"bytes\":%zu,\"damaged\":%s}\n", g->text.len, damaged ? "true" : "false");
    for (uint32_t i = 0; i < g->mention_count; i++) {
        add_mention(out, g, doc, &g->mentions[i]);
    }
    for (uint32_t i = 0; i < g->statement_count; i++) {
        add_statement(out, g, doc, &g->statements[i]);
    }
    if (g->paper->act != ACT_NONE) {
        add_change(out, g, doc);
    }
}
