/* Plans, programmes and promulgated texts by title.  A text promulgated with a decision is found through the decision,
 * however its title is shortened; a plan that we hold by the title it bears; any other is one document a title and a
 * body that can have issued it, as narrow as that is known: nothing is one only because its name is common. */
#include "base/buf.h"
#include "base/date.h"
#include "base/roman.h"
#include "extract/congress.h"
#include "extract/ocr.h"
#include "resolve/past.h"
#include "resolve/reopen.h"
#include "text/text.h"

enum { LIKE_TITLE = 78 };

/* ---- Party congresses -------------------------------------------------------------------------------------------- */

/* The number of the congress that a folded title names, which is not known to be the whole Party's: "nghi quyet dai hoi
 * lan thu xiv", "nghi quyet dai hoi xiv"; 0: it names none. */
static unsigned congress_of(vd_str fold)
{
    static const char *const between[] = {"dai", "bieu", "dang", "toan", "quoc", "lan",
                                          "thu", "cua",  "cong", "san",  "viet", "nam"};
    if (vd_str_find(fold, VD_LIT(" dang bo "), 0) != SIZE_MAX) {
        return 0; /* a province's or an office's Party committee has congresses of its own */
    }
    size_t at = vd_str_find(fold, VD_LIT("dai hoi "), 0);
    if (at > strlen("nghi quyet cua ")) {
        return 0; /* somewhere in its subject, or nowhere */
    }
    for (size_t from = at + strlen("dai hoi "); from < fold.len;) {
        size_t to = from;
        while (to < fold.len && fold.ptr[to] != ' ' && fold.ptr[to] != ',') {
            to++;
        }
        vd_str word = vd_str_slice(fold, from, to);
        bool passed = false;
        for (size_t i = 0; i < sizeof between / sizeof *between && !passed; i++) {
            passed = vd_str_eq(word, vd_str_of(between[i]));
        }
        if (!passed) {
            return vd_congress_numeral(word);
        }
        from = to + 1;
    }
    return 0;
}

static vd_str congress_title(vd_pool *pool, unsigned number)
{
    vd_buf buf = {0};
    vd_buf_add_text(&buf, "Nghị quyết Đại hội ");
    vd_buf_add_text(&buf, vd_roman(number));
    vd_buf_add_text(&buf, " của Đảng");
    vd_str title = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    pool->failed = pool->failed || title.ptr == NULL;
    return title;
}

/* ---- Promulgated texts ------------------------------------------------------------------------------------------- */

/* "ban hành Quy chế …", "về việc phê duyệt Đề án …": the title says that it brings a text into force. */
static bool title_promulgates(vd_str fold)
{
    size_t issue = vd_str_find(fold, VD_LIT("ban hanh"), 0);
    size_t approve = vd_str_find(fold, VD_LIT("phe duyet"), 0);
    return issue <= 20 || approve <= 20;
}

/* Per mention: the mention that the source says promulgates it, or -1. */
static int *promulgators_stated(vd_pool *pool, size_t source)
{
    const vd_resolve_source *said = &pool->sources[source];
    int *from = VD_SCRATCH_ARRAY(pool, int, said->mention_count + 1);
    for (size_t i = 0; i < said->mention_count && from; i++) {
        int at = said->mentions[i].parent;
        const vd_wording *parent = at >= 0 ? said->mentions[at].m : NULL;
        bool inside = parent && parent->number.ptr && title_promulgates(parent->fold);
        from[i] = inside ? at : -1;
    }
    for (size_t i = 0; i < said->claim_count && from; i++) {
        const vd_claim *claim = &said->claims[i];
        if (claim->relation == VD_REL_PROMULGATES && claim->from >= 0 && from[claim->to] < 0) {
            from[claim->to] = claim->from;
        }
    }
    return from;
}

/* Two titles of texts of one type that came with one decision: shortened or misread, they are one. */
static bool titles_alike(vd_str a, vd_str b)
{
    return a.len == 0 || b.len == 0 || vd_prefix_agree(a, b) || vd_ocr_likeness(a, b) >= LIKE_TITLE;
}

static void promulgated_link(vd_pool *pool, const vd_ref *ref, int promulgator)
{
    vd_buf buf = {0};
    vd_buf_add_format(&buf, "%d|", promulgator);
    vd_buf_add(&buf, ref->m->type);
    vd_str key = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
    vd_buf_clear(&buf);
    if (key.ptr == NULL) {
        pool->failed = true;
        return;
    }
    vd_str fold = ref->m->fold;
    const vd_entity *by = &pool->entities[promulgator];
    if (by->row || vd_reopened_number(pool, vd_number_key(pool, by->number.value, by->type.value))) {
        vd_pool_wide(pool, "what a known decision promulgates");
    }
    int entity = vd_pool_named_here(pool, key);
    while (entity >= 0 && !titles_alike(pool->entities[entity].title_fold, fold)) {
        entity = pool->entities[entity].next;
    }
    if (entity < 0) {
        entity = vd_pool_add(pool);
        if (entity < 0) {
            return;
        }
        pool->entities[entity].named = true;
        pool->entities[entity].promulgator = promulgator;
        vd_pool_name(pool, key, entity);
    }
    vd_entity_learn(pool, entity, ref);
    vd_pool_link(pool, ref, entity, 0.9 * ref->m->confidence, "promulgated with a decision");
}

/* What a decision promulgates has its body and, of a local body, its place. */
static void promulgated_inherit(vd_pool *pool)
{
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        vd_entity *entity = &pool->entities[i];
        const vd_entity *by = entity->promulgator >= 0 ? &pool->entities[entity->promulgator] : NULL;
        if (by) {
            bool local = vd_entity_scope(pool, by).len > 0;
            entity->place = local ? by->place : (vd_field){0};
            entity->issuer = by->issuer.rank ? by->issuer : entity->issuer;
        }
    }
}

/* ---- Titles ------------------------------------------------------------------------------------------------------ */

/* "Chiến lược quốc gia về …", "Quy hoạch … toàn quốc": for the whole country, so not a province's. */
static bool title_national(const vd_ref *ref)
{
    vd_str fold = ref->m->fold;
    return vd_str_find(fold, VD_LIT(" quoc gia"), 0) != SIZE_MAX ||
           vd_str_find(fold, VD_LIT(" toan quoc"), 0) != SIZE_MAX;
}

/* Who can have issued a text of this title: "" the centre, a province, a body below it, or what only this source knows.
 */
static vd_str plan_scope(vd_pool *pool, const vd_ref *ref, vd_str place)
{
    const vd_wording *parent = vd_ref_parent(pool, ref);
    bool inside =
        parent && parent->number.ptr &&
        vd_number_scope(pool, parent->symbol, parent->type, parent->date, VD_LIT("?"), parent->issuer).len == 0;
    if (inside || title_national(ref) || (ref->m->issuer.ptr && vd_issuer_central(pool, ref->m->issuer))) {
        return VD_LIT(""); /* a central body said so, or speaks of it in a title */
    }
    const vd_entity *own = &pool->entities[pool->carried[ref->source]];
    if (place.len == 0) {
        vd_buf buf = {0};
        vd_buf_add_format(&buf, "?%d", pool->carried[ref->source]);
        vd_str scope = vd_buf_ok(&buf) ? vd_arena_copy(pool->arena, vd_buf_str(&buf)) : VD_NONE;
        vd_buf_clear(&buf);
        pool->failed = pool->failed || scope.ptr == NULL;
        return scope;
    }
    vd_str issuer = ref->m->issuer.ptr ? ref->m->issuer : own->issuer.value;
    vd_str level = issuer.ptr ? vd_issuer_level(vd_pool_fold_often(pool, issuer)) : VD_NONE;
    vd_str parts[] = {place, level};
    return level.len ? vd_pool_join(pool, "/", parts, 2) : place;
}

typedef struct found {
    int entity[8];
    size_t count; /* may be more than are kept */
} found;

static void found_add(found *f, int entity)
{
    for (size_t i = 0; i < f->count && i < 8; i++) {
        if (f->entity[i] == entity) {
            return;
        }
    }
    if (f->count < 8) {
        f->entity[f->count] = entity;
    }
    f->count++;
}

/* Those that the catalogue has. */
static void entries_find(vd_pool *pool, const vd_ref *ref, vd_str title, vd_str place, bool central, found *f)
{
    vd_run run = vd_index_find(&pool->entry_others, title);
    for (size_t i = 0; i < run.count && !pool->failed; i++) {
        size_t entry = run.rows[i].value;
        const vd_catalogue_entry *known = &pool->catalogue->entries[entry];
        bool here =
            known->place.len ? !central && vd_str_eq(place, known->place) : plan_scope(pool, ref, place).len == 0;
        if (here && vd_str_eq(known->type, ref->m->type) && vd_ref_could_mean(pool, ref, known->passed)) {
            found_add(f, vd_pool_entry(pool, entry));
        }
    }
}

/* Documents of this type and place that bear the title: held ones, and those promulgated with a decision. */
static void titles_find(vd_pool *pool, const vd_ref *ref, const vd_index *promulgated, vd_str fold, vd_str place,
                        found *f)
{
    vd_str type = vd_pool_fold_often(pool, ref->m->type);
    bool typed = type.len && vd_str_starts(fold, type) && fold.len > type.len + 1;
    vd_str bare = typed ? vd_str_slice(fold, type.len + 1, fold.len) : fold;
    vd_run runs[] = {vd_index_find(&pool->held_titles, bare), vd_index_find(&pool->held_titles, fold),
                     vd_index_find(promulgated, fold)};
    bool central = ref->m->issuer.ptr && vd_issuer_central(pool, ref->m->issuer);
    vd_clue_note(pool, VD_CLUE_ASK_TITLE, bare, VD_NONE, -1);
    vd_clue_note(pool, VD_CLUE_ASK_TITLE, fold, VD_NONE, -1);
    if (pool->past &&
        (vd_past_any(pool, VD_CLUE_TITLE, bare, VD_NONE) || vd_past_any(pool, VD_CLUE_TITLE, fold, VD_NONE))) {
        vd_pool_wide(pool, "the title of a known text");
    }
    entries_find(pool, ref, bare, place, central, f);
    if (typed) {
        entries_find(pool, ref, fold, place, central, f);
    }
    for (size_t r = 0; r < 3; r++) {
        for (size_t i = 0; i < runs[r].count; i++) {
            int index = (int)runs[r].rows[i].value;
            const vd_entity *entity = &pool->entities[index];
            const vd_entity *dated = entity->promulgator >= 0 ? &pool->entities[entity->promulgator] : entity;
            vd_date since = dated->date.year ? dated->date : dated->earliest;
            bool local = dated->place.value.len && vd_entity_scope(pool, dated).len > 0;
            bool here =
                local ? !central && place.len && vd_str_eq(place, dated->place.value) : entity->promulgator >= 0;
            if (here && vd_str_eq(entity->type.value, ref->m->type) && vd_ref_could_mean(pool, ref, since)) {
                found_add(f, index);
            }
        }
    }
}

/* The name under which a title is known: "… 2021-2030", "… 2021 - 2030" and the same in quotation marks are one, as
 * they have one id. */
static vd_str title_name(vd_pool *pool, vd_str fold, vd_str scope)
{
    vd_str parts[] = {vd_fold_slug(&pool->scratch, fold), scope};
    pool->failed = pool->failed || parts[0].ptr == NULL;
    return pool->failed ? VD_LIT("") : vd_pool_join(pool, "|", parts, 2);
}

/* A text that nothing else is known of: one entity a title and scope. */
static void title_link(vd_pool *pool, const vd_ref *ref, vd_str fold, vd_str scope, vd_str place)
{
    vd_str key = title_name(pool, fold, scope);
    int entity = vd_pool_named(pool, key);
    if (entity < 0) {
        entity = vd_pool_add(pool);
        if (entity < 0) {
            return;
        }
        pool->entities[entity].named = true;
        vd_pool_name(pool, key, entity);
    }
    vd_entity_learn(pool, entity, ref);
    if (scope.len) {
        bool known = pool->entities[entity].row != 0; /* by mentions of the same scope */
        vd_field_offer(&pool->entities[entity].place, known ? VD_NONE : place, VD_RANK_IMPLIED, ref->source,
                       ref->at->start);
    } else {
        pool->entities[entity].place = (vd_field){0};
    }
    vd_pool_link(pool, ref, entity, 0.9 * ref->m->confidence, "title");
}

/* "Nghị quyết Đại hội XIV" without "của Đảng": the whole Party's when the source speaks of that one elsewhere. */
static bool congress_cited(vd_pool *pool, const vd_ref *ref, vd_str name)
{
    int entity = vd_pool_named(pool, name);
    size_t count = pool->sources[ref->source].mention_count;
    for (size_t i = 0; i < count && entity >= 0; i++) {
        if (pool->links[ref->source][i].document == entity) {
            return true;
        }
    }
    return false;
}

/* A resolution of the Party's congress under one name for all its forms; false when it is another body's.  `elliptic`:
 * the words do not say whose it is. */
static bool congress_link(vd_pool *pool, const vd_ref *ref, bool elliptic)
{
    unsigned party = vd_congress_number(ref->m->issuer);
    unsigned number = party || !elliptic ? party : congress_of(ref->m->fold);
    if (number == 0 || (party && elliptic)) {
        return false;
    }
    vd_wording mention = *ref->m;
    mention.title = congress_title(pool, number);
    mention.place = VD_NONE;
    vd_ref named = *ref;
    named.m = &mention;
    vd_str title = vd_pool_fold(pool, mention.title);
    mention.fold = title;
    if (elliptic && !congress_cited(pool, ref, title_name(pool, title, VD_LIT("")))) {
        return false;
    }
    title_link(pool, &named, title, VD_LIT(""), VD_NONE);
    return true;
}

/* "Nghị quyết Hội nghị Trung ương 4" of no term: every term has such a one. */
static bool plenum_open(vd_str fold)
{
    static const char *const opens[] = {"nghi quyet hoi nghi trung uong ", "ket luan hoi nghi trung uong "};
    bool plenum = vd_str_starts(fold, vd_str_of(opens[0])) || vd_str_starts(fold, vd_str_of(opens[1]));
    return plenum && vd_str_find(fold, VD_LIT(" khoa "), 0) == SIZE_MAX;
}

static void plan_link(vd_pool *pool, const vd_ref *ref, const vd_index *promulgated)
{
    vd_str fold = ref->m->fold;
    if (congress_link(pool, ref, true) || plenum_open(fold)) {
        return;
    }
    vd_str place = ref->m->place.ptr ? ref->m->place : pool->places[ref->source];
    found f = {0};
    titles_find(pool, ref, promulgated, fold, place, &f);
    if (f.count == 1) {
        vd_entity_learn(pool, f.entity[0], ref);
        vd_pool_link(pool, ref, f.entity[0], 0.9 * ref->m->confidence, "title");
    } else if (f.count > 1) {
        vd_pool_ambiguous(pool, ref, f.entity, f.count < 8 ? f.count : 8, "several documents of this title");
    } else {
        title_link(pool, ref, fold, plan_scope(pool, ref, place), place);
    }
}

/* ---- The step ---------------------------------------------------------------------------------------------------- */

static bool ref_titled(const vd_ref *ref)
{
    return ref->m->form == VD_FORM_NAMED && !ref->m->core && !ref->at->antecedent;
}

static void step_promulgated(vd_pool *pool, bool doubtful)
{
    int source = -1;
    int *stated = NULL;
    for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
        if (!ref_titled(&ref) || vd_ref_doubtful(pool, &ref) != doubtful) {
            continue;
        }
        if (ref.source != source) {
            source = ref.source;
            vd_arena_clear(&pool->scratch);
            stated = promulgators_stated(pool, (size_t)source);
        }
        int by = stated ? stated[ref.mention] : -1;
        int promulgator = by >= 0 ? pool->links[ref.source][by].document : -1;
        if (promulgator >= 0) {
            promulgated_link(pool, &ref, promulgator);
        } else if (!doubtful || vd_pool_link_of(pool, &ref)->document < 0) {
            (void)congress_link(pool, &ref, false);
        }
    }
    vd_arena_clear(&pool->scratch);
}

void vd_step_named(vd_pool *pool)
{
    vd_index promulgated = {0};
    step_promulgated(pool, false);
    step_promulgated(pool, true);
    for (size_t i = 0; i < pool->count && !pool->failed; i++) {
        const vd_entity *entity = &pool->entities[i];
        if (entity->promulgator >= 0 && entity->title_fold.len) {
            pool->failed = !vd_index_add(&promulgated, entity->title_fold, i);
        }
    }
    vd_index_sort(&promulgated);
    for (int doubtful = 0; doubtful < 2; doubtful++) {
        for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
            bool open = ref_titled(&ref) && vd_pool_link_of(pool, &ref)->document < 0;
            if (open && vd_ref_doubtful(pool, &ref) == (doubtful == 1)) {
                plan_link(pool, &ref, &promulgated);
            }
        }
    }
    vd_index_clear(&promulgated);
    promulgated_inherit(pool);
}
