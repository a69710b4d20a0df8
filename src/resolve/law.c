/* Laws by name.  A name means the law of that name which was in force when the citing text was written, or the one
 * passed on the date given.  A text that takes effect only once a law which was passed before it is in force means that
 * law.  Where the text's own date does not decide between two, both stay candidates; an amending
 * act replaces no other of the same title, so that only its date tells it apart. */
#include "resolve/law.h"

#include "base/date.h"

#include <stdlib.h>

/* A law that the name can mean. */
typedef struct choice {
    int entity;
    vd_date from;  /* passed, or as much of it as the number says */
    vd_date force; /* in force from; that of `from` where it is not known */
} choice;

typedef struct choices {
    choice *items;
    size_t count;
} choices;

/* ---- What a name can mean ---------------------------------------------------------------------------------------- */

static choice choice_of(vd_pool *pool, int index)
{
    const vd_entity *entity = &pool->entities[index];
    vd_date effective = entity->catalogue >= 0 ? pool->catalogue->entries[entity->catalogue].effective : (vd_date){0};
    bool open =
        entity->row && entity->catalogue >= 0 && !vd_date_whole(pool->catalogue->entries[entity->catalogue].passed);
    if (open) {
        vd_pool_wide(pool, "a law of the catalogue without its day");
    }
    vd_date from = entity->date.year ? entity->date : effective;
    from = from.year ? from : (vd_date){(int16_t)entity->year, 0, 0};
    return (choice){index, from, effective.year ? effective : from};
}

static int choice_cmp(const void *a, const void *b)
{
    const choice *x = a;
    const choice *y = b;
    int order = vd_date_cmp(x->from, y->from);
    return order ? order : x->entity - y->entity;
}

/* In the order in which they were passed, each once. */
static void choices_sort(choices *all)
{
    size_t kept = 0;
    if (all->count) {
        qsort(all->items, all->count, sizeof *all->items, choice_cmp);
    }
    for (size_t i = 0; i < all->count; i++) {
        if (kept == 0 || all->items[kept - 1].entity != all->items[i].entity) {
            all->items[kept++] = all->items[i];
        }
    }
    all->count = kept;
}

/* A law known by its name and a year alone, among those with numbers: one that is younger than all of them.  Between
 * two of them it is rather the older one, called by the year in which it was amended. */
static bool choice_younger(const choices *all, size_t numbered, int year)
{
    for (size_t i = 0; i < numbered; i++) {
        if (all->items[i].from.year >= year) {
            return false;
        }
    }
    return true;
}

/* The table of laws ends before this date. */
static bool beyond_the_table(const vd_pool *pool, vd_date date)
{
    return vd_date_whole(date) ? vd_date_cmp(date, pool->table_last) > 0 : date.year > pool->table_last.year;
}

/* Laws of this folded name: in the catalogue, cited with a number, or known from a dated mention of the name.  A date
 * that fits none of those with numbers is a slip or that of something else, as long as the table would know better: it
 * makes a law for mentions that are `dated` themselves, and none that the name alone could mean. */
static choices choices_named(vd_pool *pool, vd_str fold, vd_str bare, bool dated)
{
    vd_run runs[] = {vd_index_find(&pool->entry_names, bare), vd_index_find(&pool->entry_names, fold)};
    vd_run numbered = vd_index_find(&pool->numbered_names, bare);
    vd_clue_note(pool, VD_CLUE_ASK_LAW, bare, VD_NONE, -1);
    vd_past_run known = pool->past ? vd_past_find(pool, VD_CLUE_TITLED, bare, VD_NONE) : (vd_past_run){NULL, 0};
    size_t most = runs[0].count + runs[1].count + numbered.count + known.count;
    for (int e = vd_pool_named(pool, bare); e >= 0; e = pool->entities[e].next) {
        most++;
    }
    choices all = {VD_SCRATCH_ARRAY(pool, choice, most + 1), 0};
    for (size_t r = 0; r < 2; r++) {
        for (size_t i = 0; i < runs[r].count && !pool->failed; i++) {
            int entity = vd_pool_entry(pool, runs[r].rows[i].value);
            if (entity >= 0) {
                all.items[all.count++] = choice_of(pool, entity);
            }
        }
    }
    for (size_t i = 0; i < numbered.count && !pool->failed; i++) {
        all.items[all.count++] = choice_of(pool, (int)numbered.rows[i].value);
    }
    for (size_t i = 0; i < known.count && !pool->failed; i++) {
        all.items[all.count++] = choice_of(pool, known.entities[i]);
    }
    size_t with_number = all.count;
    for (int e = vd_pool_named(pool, bare); e >= 0 && !pool->failed; e = pool->entities[e].next) {
        vd_date date = pool->entities[e].date;
        bool counts = dated || with_number == 0 || beyond_the_table(pool, date);
        if (counts && (vd_date_whole(date) || (date.year && choice_younger(&all, with_number, date.year)))) {
            all.items[all.count++] = choice_of(pool, e);
        }
    }
    choices_sort(&all);
    return all;
}

/* Acts whose long title begins with the mention's; where that is `dated`, the title may go on with the last law's
 * number. */
static choices choices_begun(vd_pool *pool, vd_str fold, bool dated)
{
    vd_run run = vd_index_prefix(&pool->entry_titles, fold);
    choices all = {VD_POOL_ARRAY(pool, choice, run.count + 1), 0};
    for (size_t i = 0; i < run.count && !pool->failed; i++) {
        vd_str rest = vd_str_slice(run.rows[i].key, fold.len, run.rows[i].key.len);
        bool ends = vd_law_name_ends(run.rows[i].key, fold.len) || (dated && vd_str_starts(rest, VD_LIT(" so ")));
        int entity = ends ? vd_pool_entry(pool, run.rows[i].value) : -1;
        if (entity >= 0) {
            all.items[all.count++] = choice_of(pool, entity);
        }
    }
    choices_sort(&all);
    return all;
}

/* ---- Which of them ----------------------------------------------------------------------------------------------- */

/* Of choices those whose date is `wanted`, as far as `parts` of it (3: the day, 1: the year, 0: no date known). */
static size_t choices_of_date(const choices *all, vd_date wanted, int parts, choice *out)
{
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        vd_date from = all->items[i].from;
        bool fits = parts == 3 ? vd_date_eq(from, wanted) : parts == 1 ? from.year == wanted.year : from.year == 0;
        if (fits) {
            out[count++] = all->items[i];
        }
    }
    return count;
}

/* Those passed on the date given: that day, else in that year, else those of which no date is known. */
static size_t choices_dated(const choices *all, vd_date date, choice *out)
{
    size_t count = vd_date_whole(date) ? choices_of_date(all, date, 3, out) : 0;
    count = count ? count : choices_of_date(all, date, 1, out);
    return count ? count : choices_of_date(all, date, 0, out);
}

/* The mention stands in a title that amends the law or says how to carry it out: such texts are made while a new law
 * waits to come into force. */
static bool ref_prepared(vd_pool *pool, const vd_ref *ref)
{
    static const char *const words[] = {" sua doi", "chi tiet", "thi hanh", "huong dan"};
    const vd_wording *parent = vd_ref_parent(pool, ref);
    vd_str title = parent ? parent->fold : VD_NONE;
    bool found = title.ptr && vd_str_starts(title, VD_LIT("sua doi"));
    for (size_t i = 0; i < sizeof words / sizeof *words && title.ptr && !found; i++) {
        found = vd_str_find(title, vd_str_of(words[i]), 0) != SIZE_MAX;
    }
    return found;
}

/* When the words were written or, where they tell of another document that acts on the law, when that was, as narrow as
 * it is known: those of a title when that document was.  *last_passed: what was passed counts, in force or not. */
static void ref_window(vd_pool *pool, const vd_ref *ref, vd_date *first, vd_date *last, bool *last_passed)
{
    bool acts_on_last = false;
    const vd_wording *actor = vd_law_actor(pool, ref, &acts_on_last);
    vd_date of = actor ? vd_law_acted(actor) : vd_ref_parent_date(pool, ref);
    *last_passed = actor && of.year ? acts_on_last : ref_prepared(pool, ref);
    if (of.year) {
        *first = vd_date_first(of);
        *last = vd_date_last(of);
        return;
    }
    *first = vd_source_earliest(pool, ref->source);
    *last = vd_source_latest(pool, ref->source);
    if (first->year == 0 && last->year) { /* known from a title, "năm 2025": it may be of the year before */
        *first = (vd_date){(int16_t)(last->year - 1), 1, 1};
    }
}

/* Those that were law on some day of the window: in force by its end, and not replaced when it began; before any was in
 * force, those passed.  What an act amends or details is the law last passed, in force or not.  *rival: a later one was
 * passed and waits to come into force. */
static size_t choices_in_time(vd_pool *pool, const vd_ref *ref, const choices *all, bool replace, choice *out,
                              bool *rival)
{
    vd_date first, last;
    size_t count = 0;
    bool prepared = false;
    ref_window(pool, ref, &first, &last, &prepared);
    *rival = false;
    for (int passed = prepared || !replace; passed < 2 && count == 0; passed++) {
        for (size_t i = 0; i < all->count; i++) {
            vd_date since = passed ? all->items[i].from : all->items[i].force;
            const choice *next = i + 1 < all->count ? &all->items[i + 1] : NULL;
            vd_date until = next ? passed ? next->from : next->force : (vd_date){0};
            bool begun = last.year == 0 || vd_date_cmp(since, last) <= 0;
            bool over = replace && next && first.year && vd_date_cmp(until, first) <= 0;
            if (begun && !over) {
                out[count++] = all->items[i];
            }
            *rival = *rival || (!begun && !passed && vd_date_cmp(all->items[i].from, last) <= 0);
        }
    }
    return count;
}

static void law_ambiguous(vd_pool *pool, const vd_ref *ref, const choice *items, size_t count, const char *basis)
{
    int *candidates = VD_SCRATCH_ARRAY(pool, int, count + 1);
    for (size_t i = 1; i < count; i++) {
        if (vd_date_eq(items[i - 1].from, items[i].from)) {
            vd_pool_wide(pool, "several laws of one day");
        }
    }
    for (size_t i = 0; i < count && candidates; i++) {
        candidates[i] = items[count - 1 - i].entity; /* the newest is the likeliest */
    }
    if (candidates) {
        vd_pool_ambiguous(pool, ref, candidates, count, basis);
    }
}

/* A law that nothing else is known of: one entity for a name and the year given, one for the name alone.  In a scan
 * without marks such a name is a known one misread beyond recognition, or another's: nobody would ask for it. */
static void law_unknown(vd_pool *pool, const vd_ref *ref, vd_str name)
{
    vd_date date = ref->m->date;
    int entity = vd_pool_named(pool, name);
    while (entity >= 0 &&
           !(date.year == pool->entities[entity].date.year && vd_dates_agree(date, pool->entities[entity].date))) {
        entity = pool->entities[entity].next;
    }
    if (entity < 0 && pool->sources[ref->source].marks_lost) {
        return;
    }
    if (entity < 0) {
        entity = vd_pool_add(pool);
        if (entity < 0) {
            return;
        }
        if (pool->past && vd_past_any(pool, VD_CLUE_ASK_LAW, name, VD_NONE)) {
            vd_pool_wide(pool, "another law of a name that is cited already");
        }
        pool->entities[entity].named = true;
        vd_pool_name(pool, name, entity);
    }
    vd_entity_learn(pool, entity, ref);
    vd_pool_link(pool, ref, entity, 0.8 * ref->m->confidence, "name; not in the catalogue");
}

/* The law that the text itself is, among those that its own name can mean; -1: it is none, or the name stands in the
 * title of another document, which may be older. */
static int choice_own(const vd_pool *pool, const vd_ref *ref, const choices *all)
{
    int own = ref->at->parent < 0 ? pool->carried[ref->source] : -1;
    bool found = false;
    for (size_t i = 0; i < all->count && own >= 0; i++) {
        found = found || all->items[i].entity == own;
    }
    return found ? own : -1;
}

/* The law that the text itself tells by number or day: of those that the time leaves, or, where it leaves one, of those
 * that were passed since and wait to come into force; -1: none, or as much speaks for another. */
static int choice_said(vd_pool *pool, const vd_ref *ref, const choices *all, const choices *left)
{
    int year = 0;
    vd_str bare = vd_law_bare_name(ref->m->fold, &year);
    vd_date first, last;
    bool prepared = false;
    ref_window(pool, ref, &first, &last, &prepared);
    const choices *from = left->count > 1 ? left : all;
    size_t most = left->count == 1 ? vd_law_said(pool, ref, bare, left->items[0].entity) : 0;
    int found = -1;
    for (size_t i = 0; i < from->count && !pool->failed; i++) {
        const choice *one = &from->items[i];
        bool passed = last.year == 0 || vd_date_cmp(one->from, last) <= 0;
        bool later = left->count != 1 || vd_date_cmp(one->from, left->items[0].from) > 0;
        size_t weight = passed && later ? vd_law_said(pool, ref, bare, one->entity) : 0;
        found = weight > most ? one->entity : weight == most ? -1 : found;
        most = weight > most ? weight : most;
    }
    return found;
}

/* The law that waits while the text is made and has come into force when the text takes effect, where nothing in the
 * text speaks for the older one, `left`; -1: there is none. */
static int choice_awaited(vd_pool *pool, const vd_ref *ref, const choices *all, int left)
{
    int year = 0;
    vd_str bare = vd_law_bare_name(ref->m->fold, &year);
    vd_date made = vd_source_latest(pool, ref->source);
    vd_date effect = vd_law_effect(pool, ref);
    int found = -1;
    for (size_t i = 0; i < all->count && effect.year && !pool->failed; i++) {
        const choice *one = &all->items[i];
        bool waits = vd_date_cmp(one->from, made) <= 0 && vd_date_cmp(one->force, made) > 0;
        found = waits && vd_date_cmp(one->force, effect) <= 0 ? one->entity : found;
    }
    return found >= 0 && vd_law_said(pool, ref, bare, left) == 0 ? found : -1;
}

/* `ref` says the date that counts. */
static void choices_link(vd_pool *pool, const vd_ref *ref, const choices *all, bool amends, const char *basis)
{
    vd_date date = ref->m->date;
    bool rival = false;
    choice *fit = VD_SCRATCH_ARRAY(pool, choice, all->count + 1);
    if (fit == NULL) {
        return;
    }
    int own = date.year ? -1 : choice_own(pool, ref, all);
    if (own >= 0) {
        vd_pool_link(pool, ref, own, 0.97 * ref->m->confidence, "name of the text itself");
        return;
    }
    size_t count = date.year ? choices_dated(all, date, fit) : choices_in_time(pool, ref, all, !amends, fit, &rival);
    bool open = !date.year && !amends && (count != 1 || rival) && vd_ref_own(pool, ref);
    int said = open ? choice_said(pool, ref, all, &(choices){fit, count}) : -1;
    if (said >= 0) {
        vd_pool_link(pool, ref, said, 0.93 * ref->m->confidence, "name; number or date elsewhere in the text");
        return;
    }
    int awaited = open && count == 1 ? choice_awaited(pool, ref, all, fit[0].entity) : -1;
    if (awaited >= 0) {
        vd_pool_link(pool, ref, awaited, 0.9 * ref->m->confidence, "name, in force when the text takes effect");
        return;
    }
    if (count != 1) {
        bool none = count == 0; /* all are younger than the text: one of them, or one that nobody knows */
        law_ambiguous(pool, ref, none ? all->items : fit, none ? all->count : count, "several laws of this name");
        return;
    }
    double sure = 0.97;
    if (vd_date_whole(date) && !vd_date_eq(date, fit[0].from)) {
        basis = "name and year; another day";
        sure = 0.85;
    } else if (date.year) {
        basis = "name and date";
    } else if (all->count > 1) {
        basis = "name, in force at the citing date";
        sure = rival ? 0.8 : 0.93;
    }
    vd_pool_link(pool, ref, fit[0].entity, sure * ref->m->confidence, basis);
    vd_entity_learn(pool, fit[0].entity, ref);
}

void vd_law_choose(vd_pool *pool, const vd_ref *ref, const int *entities, size_t count, double confidence,
                   const char *basis)
{
    choices all = {VD_SCRATCH_ARRAY(pool, choice, count + 1), 0};
    choice *fit = VD_SCRATCH_ARRAY(pool, choice, count + 1);
    for (size_t i = 0; i < count && !pool->failed; i++) {
        all.items[all.count++] = choice_of(pool, entities[i]);
    }
    if (pool->failed) {
        return;
    }
    choices_sort(&all);
    bool rival = false;
    size_t left = choices_in_time(pool, ref, &all, true, fit, &rival);
    if (left == 1) {
        vd_pool_link(pool, ref, fit[0].entity, (rival ? 0.9 : 1.0) * confidence, basis);
    } else if (left > 1) {
        law_ambiguous(pool, ref, fit, left, basis);
    }
}

vd_date vd_law_date(vd_pool *pool, const vd_ref *ref, int year)
{
    int printed = 0;
    vd_date date = ref->m->date;
    const vd_wording *parent = vd_ref_parent(pool, ref);
    if (parent && vd_date_eq(date, parent->date)) {
        date = (vd_date){0};
    }
    (void)vd_law_bare_name(vd_pool_fold_now(pool, ref->m->surface), &printed); /* the title may be the catalogue's */
    return date.year ? date : (vd_date){(int16_t)(printed ? printed : year), 0, 0};
}

/* What acts on a law is not that law: "Luật Đất đai được thay thế bởi Luật số 31/2024/QH15". */
static void actor_drop(vd_pool *pool, const vd_ref *ref, choices *all)
{
    bool last_passed = false;
    const vd_wording *actor = vd_law_actor(pool, ref, &last_passed);
    size_t kept = 0;
    for (size_t i = 0; i < all->count && actor && actor->key.len && !pool->failed; i++) {
        const vd_entity *law = &pool->entities[all->items[i].entity];
        bool same =
            law->number.value.ptr && vd_str_eq(vd_number_key(pool, law->number.value, law->type.value), actor->key);
        all->items[kept] = all->items[i];
        kept += !same;
    }
    all->count = kept > 0 ? kept : all->count;
}

/* "Điều 54 của Luật Bảo hiểm xã hội được sửa đổi tại Điều 219 của Bộ luật Lao động": neither has its year, but the
 * table knows which law of the one name was changed by one of the other.  False: it knows of none, or of all. */
static bool changed_keep(vd_pool *pool, const vd_ref *ref, choices *all)
{
    vd_str changer = all->count > 1 ? vd_law_changer(pool, ref) : VD_NONE;
    vd_date last = changer.ptr ? vd_source_latest(pool, ref->source) : (vd_date){0};
    choice *kept = changer.ptr ? VD_SCRATCH_ARRAY(pool, choice, all->count) : NULL;
    size_t count = 0;
    for (size_t i = 0; i < all->count && kept; i++) {
        const vd_entity *law = &pool->entities[all->items[i].entity];
        if (law->number.value.ptr && vd_law_changed(law->number.value, changer, last)) {
            kept[count++] = all->items[i];
        }
    }
    bool some = count > 0 && count < all->count;
    *all = some ? (choices){kept, count} : *all;
    return some;
}

void vd_law_link(vd_pool *pool, const vd_ref *ref)
{
    int year = 0;
    vd_str fold = ref->m->fold;
    vd_str bare = vd_law_bare_name(fold, &year);
    vd_wording mention = *ref->m;
    vd_ref dated = *ref;
    mention.date = vd_law_date(pool, ref, year);
    dated.m = &mention;
    bool amends = vd_law_amends(fold);
    choices all = choices_named(pool, fold, bare, mention.date.year != 0);
    const char *basis = "name";
    if (mention.date.year == 0) {
        actor_drop(pool, ref, &all);
        basis = changed_keep(pool, ref, &all) ? "name; changed by the law named with it" : basis;
    }
    choice *fit = VD_SCRATCH_ARRAY(pool, choice, all.count + 1);
    bool none = all.count == 0 || (fit && mention.date.year && choices_dated(&all, mention.date, fit) == 0);
    if (none && amends && !pool->failed) {
        choices begun = choices_begun(pool, fold, mention.date.year != 0);
        fit = VD_SCRATCH_ARRAY(pool, choice, begun.count + 1);
        bool dated_so = fit && mention.date.year && choices_dated(&begun, mention.date, fit) > 0;
        basis = all.count == 0 || dated_so ? "beginning of the title" : basis;
        all = all.count == 0 || dated_so ? begun : all;
    }
    fit = VD_SCRATCH_ARRAY(pool, choice, all.count + 1);
    if (pool->failed) {
        return;
    }
    if (all.count == 0 || (mention.date.year && choices_dated(&all, mention.date, fit) == 0)) {
        law_unknown(pool, &dated, bare);
    } else {
        choices_link(pool, &dated, &all, amends, basis);
    }
}

void vd_step_laws(vd_pool *pool)
{
    for (int turn = 0; turn < 4 && !pool->failed; turn++) { /* dated before undated, clean before damaged */
        for (vd_ref ref = VD_REF_BEFORE; vd_ref_next(pool, &ref);) {
            bool doubtful = pool->sources[ref.source].marks_lost || ref.m->confidence < 0.6;
            bool undated = ref.m->date.year == 0;
            if (ref.m->form == VD_FORM_NAMED && ref.m->core && !ref.at->antecedent && turn == 2 * undated + doubtful) {
                vd_law_link(pool, &ref);
                vd_arena_clear(&pool->scratch);
            }
        }
    }
}
