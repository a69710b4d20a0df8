/** What in the catalogue cannot be true together, leads nowhere, or says nothing: findings for people to decide.
 *
 *  Findings in which no imported row and no text takes part are left out unless built-in rows are asked for. */
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "base/order.h"
#include "catalogue/finding.h"
#include "store/store.h"
#include "tables/tables.h"
#include "text/text.h"

#include <stdlib.h>

/* ---- Rows against rows ------------------------------------------------------------------------------------------- */

/* Are two values of a field one, spelling aside? */
static bool values_agree(vd_check *c, vd_known_field field, vd_str a, vd_str b)
{
    if (vd_str_eq(a, b)) {
        return true;
    }
    if (field != VD_KNOWN_TITLE && field != VD_KNOWN_ISSUER && field != VD_KNOWN_NUMBER) {
        return false;
    }
    vd_str x = vd_fold_slug(&c->arena, a);
    vd_str y = vd_fold_slug(&c->arena, b);
    c->failed = c->failed || x.ptr == NULL || y.ptr == NULL;
    return vd_str_eq(x, y);
}

static void conflicts_find(vd_check *c, const vd_known_group *group)
{
    static const vd_known_field fields[] = {VD_KNOWN_TYPE,   VD_KNOWN_TITLE,         VD_KNOWN_ISSUER,
                                            VD_KNOWN_PASSED, VD_KNOWN_EFFECTIVE,     VD_KNOWN_EXPIRES,
                                            VD_KNOWN_STATUS, VD_KNOWN_SUPERSEDED_BY, VD_KNOWN_SUPERSEDED_FROM};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        const vd_known_row *best = vd_known_best(group, fields[f]);
        for (size_t i = 0; i < group->count && best; i++) {
            const vd_known_row *row = group->row[i];
            if (row->field[fields[f]].ptr &&
                !values_agree(c, fields[f], row->field[fields[f]], best->field[fields[f]])) {
                vd_found found = vd_found_of(group, "conflict", fields[f], "two rows disagree; the first value counts");
                found.value = best->field[fields[f]];
                found.other_value = row->field[fields[f]];
                found.by.row = best;
                found.other.row = row;
                vd_found_add(c, &found);
            }
        }
    }
}

/* A row of which every value is said by better ones. */
static void duplicates_find(vd_check *c, const vd_known_group *group)
{
    for (size_t i = 1; i < group->count; i++) {
        const vd_known_row *row = group->row[i];
        bool all = row->origin.ptr || c->builtin; /* that a file says what the tables say, too, is no fault of theirs */
        for (int f = 0; f < VD_KNOWN_SOURCE && all; f++) {
            bool said = row->field[f].len == 0;
            for (size_t b = 0; b < i && !said; b++) {
                said = vd_str_eq(group->row[b]->field[f], row->field[f]);
            }
            all = said;
        }
        if (all) {
            vd_found found =
                vd_found_of(group, "duplicate", VD_KNOWN_NUMBER, "the row says nothing that others do not");
            found.value = row->field[VD_KNOWN_NUMBER];
            found.by.row = row;
            found.other.row = group->row[0];
            vd_found_add(c, &found);
        }
    }
}

/* ---- A document's own days --------------------------------------------------------------------------------------- */

/* Says so, too: a day before two others is told once. */
static bool order_find(vd_check *c, const vd_known_group *group, vd_known_field first, vd_known_field second,
                       const char *kind, const char *note)
{
    const vd_known_row *a = vd_known_best(group, first);
    const vd_known_row *b = vd_known_best(group, second);
    vd_date before = a ? vd_known_date(a, first) : (vd_date){0};
    vd_date after = b ? vd_known_date(b, second) : (vd_date){0};
    bool wrong = before.year && after.year && vd_date_cmp(after, before) < 0;
    if (wrong) {
        vd_found found = vd_found_of(group, kind, second, note);
        found.value = b->field[second];
        found.other_value = a->field[first];
        found.by.row = b;
        found.other.row = a;
        vd_found_add(c, &found);
    }
    return wrong;
}

static void days_find(vd_check *c, const vd_known_group *group)
{
    const vd_known_row *best = group->row[0];
    order_find(c, group, VD_KNOWN_PASSED, VD_KNOWN_EFFECTIVE, "effective_before_passed",
               "in force before it was passed; such acts are rare");
    order_find(c, group, VD_KNOWN_EFFECTIVE, VD_KNOWN_SUPERSEDED_FROM, "superseded_before_effective",
               "superseded before it was in force");
    if (!order_find(c, group, VD_KNOWN_PASSED, VD_KNOWN_EXPIRES, "expires_before_passed",
                    "expired before it was passed")) {
        order_find(c, group, VD_KNOWN_EFFECTIVE, VD_KNOWN_EXPIRES, "expires_before_effective",
                   "expired before it was in force");
    }
    bool law = vd_type_law(vd_type_named(vd_known_value(group, VD_KNOWN_TYPE)));
    vd_str number = vd_known_value(group, VD_KNOWN_NUMBER);
    bool year = vd_str_find(group->key, VD_LIT("||"), 0) == SIZE_MAX;
    if (number.ptr && !law && !year) {
        vd_found found = vd_found_of(group, "undated", VD_KNOWN_PASSED,
                                     "a number without its year needs the date: it is given again and again");
        found.value = number;
        found.by.row = best;
        vd_found_add(c, &found);
    }
}

/* "13/2026/NĐ-CP" given as a Thông tư. */
static void type_find(vd_check *c, const vd_known_group *group)
{
    const vd_known_row *typed = vd_known_best(group, VD_KNOWN_TYPE);
    const vd_known_row *numbered = vd_known_best(group, VD_KNOWN_NUMBER);
    vd_str named = VD_NONE;
    if (typed == NULL || numbered == NULL) {
        return;
    }
    c->failed = c->failed || vd_known_type_denied(&c->arena, numbered->field[VD_KNOWN_NUMBER],
                                                  typed->field[VD_KNOWN_TYPE], &named, NULL) != VD_OK;
    if (named.ptr) {
        vd_found found = vd_found_of(group, "type_of_number", VD_KNOWN_TYPE, "the number's letters name another type");
        found.value = typed->field[VD_KNOWN_TYPE];
        found.other_value = named;
        found.by.row = typed;
        found.other.row = numbered == typed ? NULL : numbered;
        vd_found_add(c, &found);
    }
}

static void status_find(vd_check *c, const vd_known_group *group, vd_date today)
{
    const vd_known_row *row = vd_known_best(group, VD_KNOWN_STATUS);
    const char *state = row ? vd_all_state(&c->all, group, today) : NULL;
    vd_str said = row ? row->field[VD_KNOWN_STATUS] : VD_NONE;
    bool partly = vd_str_eq(said, VD_LIT("partly_in_force")) || vd_str_eq(said, VD_LIT("suspended"));
    bool open = !row || strcmp(state, "unknown") == 0 || vd_str_eq(said, VD_LIT("unknown"));
    if (open || vd_str_eq(said, vd_str_of(state)) || (partly && strcmp(state, "in_force") == 0)) {
        return;
    }
    vd_found found = vd_found_of(group, "status", VD_KNOWN_STATUS, "the dates say otherwise today; dates count");
    found.value = vd_str_of(state);
    found.other_value = said;
    found.by.row = row;
    vd_found_add(c, &found);
}

/* ---- From one document to the next ------------------------------------------------------------------------------- */

/* Which groups supersede a group. */
typedef struct walk {
    unsigned char *state; /* per group: 0 not seen, 1 on the way, 2 done */
    size_t *path;
    size_t length;
} walk;

static void cycle_tell(vd_check *c, const walk *w, size_t from, const vd_known_row *row)
{
    vd_buf buf = {0};
    for (size_t i = from; i <= w->length; i++) {
        vd_buf_add_text(&buf, i > from ? " -> " : "");
        vd_buf_add(&buf, c->all.groups.items[w->path[i < w->length ? i : from]].id);
    }
    vd_found found = vd_found_of(&c->all.groups.items[w->path[from]], "cycle", VD_KNOWN_SUPERSEDED_BY,
                                 "the chain of successors comes back to where it began");
    found.value = vd_buf_ok(&buf) ? vd_arena_copy(&c->arena, vd_buf_str(&buf)) : VD_NONE;
    found.by.row = row;
    vd_buf_clear(&buf);
    c->failed = c->failed || found.value.ptr == NULL;
    vd_found_add(c, &found);
}

/* The next successor of a group behind `at` of its events, or NULL. */
static const vd_known_event *successor_next(const vd_check *c, size_t group, size_t *at)
{
    size_t count = 0;
    const vd_known_event *events = vd_all_events(&c->all, c->all.groups.items[group].id, &count);
    while (*at < count) {
        const vd_known_event *event = &events[(*at)++];
        if (strcmp(event->kind, "superseded") == 0 && event->acting.ptr) {
            return event;
        }
    }
    return NULL;
}

/* Depth first with a stack of its own: chains may be as long as the catalogue. */
static void cycles_from(vd_check *c, walk *w, size_t *at, size_t start)
{
    w->length = 0;
    w->path[w->length++] = start;
    w->state[start] = 1;
    at[0] = 0;
    while (w->length > 0 && !c->failed) {
        size_t group = w->path[w->length - 1];
        const vd_known_event *event = successor_next(c, group, &at[w->length - 1]);
        if (event == NULL) {
            w->state[group] = 2;
            w->length--;
            continue;
        }
        const vd_known_group *next = NULL;
        vd_str id;
        c->failed = vd_known_find(&c->arena, &c->all.groups, event->acting, &next, &id, NULL) != VD_OK;
        size_t to = next ? (size_t)(next - c->all.groups.items) : 0;
        if (next && w->state[to] == 1) {
            size_t from = 0;
            while (w->path[from] != to) {
                from++;
            }
            cycle_tell(c, w, from, event->row);
        } else if (next && w->state[to] == 0) {
            w->state[to] = 1;
            at[w->length] = 0;
            w->path[w->length++] = to;
        }
    }
}

static void cycles_find(vd_check *c)
{
    size_t count = c->all.groups.count;
    walk w = {.state = VD_ARENA_ARRAY(&c->arena, unsigned char, count + 1),
              .path = VD_ARENA_ARRAY(&c->arena, size_t, count + 1)};
    size_t *at = VD_ARENA_ARRAY(&c->arena, size_t, count + 1);
    c->failed = c->failed || !w.state || !w.path || !at;
    for (size_t i = 0; i < count && !c->failed; i++) {
        size_t group = c->all.groups.by_key[i]; /* an order that imports do not change */
        if (w.state[group] == 0) {
            cycles_from(c, &w, at, group);
        }
    }
}

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

static void stated_find(vd_check *c, const vd_known_group *group, const vd_stated *stated)
{
    const vd_known_row *passed = vd_known_best(group, VD_KNOWN_PASSED);
    const vd_known_row *typed = vd_known_best(group, VD_KNOWN_TYPE);
    char said[16];
    if (passed && vd_date_whole(stated->date) && !vd_date_eq(stated->date, vd_known_date(passed, VD_KNOWN_PASSED))) {
        vd_found found =
            vd_found_of(group, "text", VD_KNOWN_PASSED, "a text gives another date; the catalogue's counts");
        found.value = passed->field[VD_KNOWN_PASSED];
        found.other_value = vd_date_format(stated->date, said);
        found.by.row = passed;
        found.other.path = stated->path;
        found.other.line = stated->line;
        vd_found_add(c, &found);
    }
    if (typed && stated->type.ptr && !vd_str_eq(stated->type, typed->field[VD_KNOWN_TYPE])) {
        vd_found found = vd_found_of(group, "text", VD_KNOWN_TYPE, "a text gives another type; the catalogue's counts");
        found.value = typed->field[VD_KNOWN_TYPE];
        found.other_value = stated->type;
        found.by.row = typed;
        found.other.path = stated->path;
        found.other.line = stated->line;
        vd_found_add(c, &found);
    }
}

/* What the catalogue says of each document; its group, or NULL. */
static void groups_find(vd_check *c, vd_catalogued *documents, size_t count, const vd_known_group **groups)
{
    for (size_t i = 0; i < count && !c->failed; i++) {
        vd_str id;
        c->failed = vd_known_find(&c->arena, &c->all.groups, documents[i].id, &groups[i], &id, NULL) != VD_OK;
        const vd_known_row *passed = groups[i] ? vd_known_best(groups[i], VD_KNOWN_PASSED) : NULL;
        documents[i].dated = passed != NULL;
        documents[i].passed = passed ? vd_known_date(passed, VD_KNOWN_PASSED) : (vd_date){0};
        documents[i].type = groups[i] ? vd_known_value(groups[i], VD_KNOWN_TYPE) : VD_NONE;
    }
}

static vd_status texts_find(vd_check *c, vd_db *db, vd_error *err)
{
    vd_catalogued *documents = NULL;
    vd_stated *stated = NULL;
    size_t document_count = 0, count = 0;
    vd_status status = vd_store_catalogued_load(db, &c->arena, vd_check_ids(c), &documents, &document_count, err);
    const vd_known_group **groups = VD_ARENA_ARRAY(&c->arena, const vd_known_group *, document_count + 1);
    c->failed = c->failed || groups == NULL;
    if (status == VD_OK && !c->failed) {
        groups_find(c, documents, document_count, groups);
        status = vd_store_stated_load(db, &c->arena, documents, document_count, &stated, &count, err);
    }
    for (size_t i = 0; i < count && !c->failed; i++) {
        stated_find(c, groups[stated[i].document], &stated[i]);
    }
    return status == VD_OK && c->failed ? vd_fail_memory(err) : status;
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

/* The documents that rows of the files asked for speak of, each once. */
static void ids_list(vd_check *c)
{
    size_t count = 0;
    c->ids = VD_ARENA_ARRAY(&c->arena, vd_str, c->all.groups.count + c->all.event_count + 1);
    c->failed = c->failed || c->ids == NULL;
    for (size_t i = 0; i < c->all.groups.count && !c->failed; i++) {
        const vd_known_group *group = &c->all.groups.items[i];
        bool of = false;
        for (size_t r = 0; r < group->count && !of; r++) {
            of = vd_check_of(c, group->row[r]);
        }
        c->ids[count] = group->id;
        count += of;
    }
    for (size_t i = 0; i < c->all.event_count && !c->failed; i++) {
        const vd_known_event *event = &c->all.events[i];
        c->ids[count] = event->target;
        count += event->target.ptr && vd_check_of(c, event->row);
    }
    if (count) {
        qsort(c->ids, count, sizeof *c->ids, vd_order_strings);
    }
    for (size_t i = 0; i < count; i++) {
        if (c->id_count == 0 || !vd_str_eq(c->ids[c->id_count - 1], c->ids[i])) {
            c->ids[c->id_count++] = c->ids[i];
        }
    }
}

static vd_status findings_make(vd_check *c, vd_db *db, vd_error *err)
{
    vd_date today;
    vd_status status = vd_all_today(&today, err);
    if (status != VD_OK) {
        return status;
    }
    if (c->origin_count) {
        ids_list(c);
    }
    for (size_t i = 0; i < c->all.groups.count && !c->failed; i++) {
        conflicts_find(c, &c->all.groups.items[i]);
        duplicates_find(c, &c->all.groups.items[i]);
        days_find(c, &c->all.groups.items[i]);
        type_find(c, &c->all.groups.items[i]);
        status_find(c, &c->all.groups.items[i], today);
    }
    cycles_find(c);
    status = c->failed ? vd_fail_memory(err) : texts_find(c, db, err);
    return status == VD_OK ? vd_check_acts(c, db, err) : status;
}

vd_store_ids vd_check_ids(const vd_check *c)
{
    return (vd_store_ids){c->ids, c->id_count, c->origin_count == 0};
}

vd_status vd_check_count(vd_db *db, const vd_str *origins, size_t count, size_t *out, vd_error *err)
{
    vd_check c = {.origins = origins, .origin_count = count};
    bool more = true;
    *out = 0;
    vd_status status = count ? vd_all_load(db, &c.arena, &c.all, err) : VD_OK;
    if (status == VD_OK && count) {
        status = vd_check_rows(&c.rows, err);
    }
    if (status == VD_OK && count) {
        status = findings_make(&c, db, err);
    }
    while (status == VD_OK && c.rows && (status = vd_rows_next(c.rows, &more, err)) == VD_OK && more) {
        ++*out;
    }
    vd_rows_free(c.rows);
    vd_arena_clear(&c.arena);
    return status;
}

vd_status vd_db_catalogue_check(vd_db *db, bool builtin, vd_rows **out, vd_error *err)
{
    vd_check c = {.builtin = builtin};
    *out = NULL;
    vd_status status = vd_all_load(db, &c.arena, &c.all, err);
    if (status == VD_OK) {
        status = vd_check_rows(&c.rows, err);
    }
    if (status == VD_OK) {
        status = findings_make(&c, db, err);
    }
    vd_arena_clear(&c.arena);
    if (status != VD_OK) {
        vd_rows_free(c.rows);
        return status;
    }
    vd_check_sort(c.rows);
    *out = c.rows;
    return VD_OK;
}
