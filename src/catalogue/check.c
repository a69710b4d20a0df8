/** What in the catalogue cannot be true together, leads nowhere, or says nothing: findings for people to decide.
 *
 *  Findings in which no imported row and no text takes part are left out unless built-in rows are asked for. */
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "catalogue/load.h"
#include "store/store.h"
#include "text/text.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"kind", true},       {"id", true},          {"number", false},       {"field", true},
    {"value", true},      {"other_value", true}, {"note", true},          {"source", false},
    {"origin", true},     {"line", true},        {"other_source", false}, {"other_origin", false},
    {"other_line", false}};
#define WIDTH (sizeof columns / sizeof *columns)

typedef struct check {
    vd_arena arena;
    vd_all all;
    vd_rows *rows;
    bool builtin; /* findings among built-in rows, too */
    bool failed;
} check;

typedef struct finding {
    const char *kind, *field, *note;
    vd_str id, number, value, other_value;
    const vd_known_row *row, *other;
    vd_str path; /* of a text, in place of `other` */
    size_t line;
} finding;

static void finding_add(check *c, const finding *f)
{
    bool outside = (f->row && f->row->origin.ptr) || (f->other && f->other->origin.ptr) || f->path.ptr;
    vd_cell *cells = outside || c->builtin ? vd_rows_add(c->rows) : NULL;
    if (!outside && !c->builtin) {
        return;
    }
    if (cells == NULL) {
        c->failed = true;
        return;
    }
    cells[0] = vd_cell_text(vd_str_of(f->kind));
    cells[1] = vd_all_cell(c->rows, f->id, &c->failed);
    cells[2] = vd_all_cell(c->rows, f->number, &c->failed);
    cells[3] = vd_cell_text(vd_str_of(f->field));
    cells[4] = vd_all_cell(c->rows, f->value, &c->failed);
    cells[5] = vd_all_cell(c->rows, f->other_value, &c->failed);
    cells[6] = vd_cell_text(vd_str_of(f->note));
    if (f->row) {
        cells[7] = vd_all_cell(c->rows, f->row->field[VD_KNOWN_SOURCE], &c->failed);
        cells[8] = vd_all_cell(c->rows, vd_row_origin(f->row), &c->failed);
        cells[9] = f->row->line ? vd_cell_int((int64_t)f->row->line) : (vd_cell){0};
    }
    if (f->other) {
        cells[10] = vd_all_cell(c->rows, f->other->field[VD_KNOWN_SOURCE], &c->failed);
        cells[11] = vd_all_cell(c->rows, vd_row_origin(f->other), &c->failed);
        cells[12] = f->other->line ? vd_cell_int((int64_t)f->other->line) : (vd_cell){0};
    } else if (f->path.ptr) {
        cells[10] = vd_cell_text(VD_LIT("text"));
        cells[11] = vd_all_cell(c->rows, f->path, &c->failed);
        cells[12] = vd_cell_int((int64_t)f->line);
    }
}

static finding finding_of(const vd_known_group *group, const char *kind, vd_known_field field, const char *note)
{
    return (finding){.kind = kind,
                     .field = vd_known_name(field),
                     .note = note,
                     .id = group->id,
                     .number = vd_known_value(group, VD_KNOWN_NUMBER)};
}

/* ---- Rows against rows --------------------------------------------------------------------------------------------
 */

/* Are two values of a field one, spelling aside? */
static bool values_agree(check *c, vd_known_field field, vd_str a, vd_str b)
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

static void conflicts_find(check *c, const vd_known_group *group)
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
                finding found = finding_of(group, "conflict", fields[f], "two rows disagree; the first value counts");
                found.value = best->field[fields[f]];
                found.other_value = row->field[fields[f]];
                found.row = best;
                found.other = row;
                finding_add(c, &found);
            }
        }
    }
}

/* A row of which every value is said by better ones. */
static void duplicates_find(check *c, const vd_known_group *group)
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
            finding found = finding_of(group, "duplicate", VD_KNOWN_NUMBER, "the row says nothing that others do not");
            found.value = row->field[VD_KNOWN_NUMBER];
            found.row = row;
            found.other = group->row[0];
            finding_add(c, &found);
        }
    }
}

/* ---- A document's own days ----------------------------------------------------------------------------------------
 */

static void order_find(check *c, const vd_known_group *group, vd_known_field first, vd_known_field second,
                       const char *kind, const char *note)
{
    const vd_known_row *a = vd_known_best(group, first);
    const vd_known_row *b = vd_known_best(group, second);
    vd_date before = a ? vd_known_date(a, first) : (vd_date){0};
    vd_date after = b ? vd_known_date(b, second) : (vd_date){0};
    if (before.year && after.year && vd_date_cmp(after, before) < 0) {
        finding found = finding_of(group, kind, second, note);
        found.value = b->field[second];
        found.other_value = a->field[first];
        found.row = b;
        found.other = a;
        finding_add(c, &found);
    }
}

static void days_find(check *c, const vd_known_group *group)
{
    const vd_known_row *best = group->row[0];
    order_find(c, group, VD_KNOWN_PASSED, VD_KNOWN_EFFECTIVE, "effective_before_passed",
               "in force before it was passed; such acts are rare");
    order_find(c, group, VD_KNOWN_EFFECTIVE, VD_KNOWN_SUPERSEDED_FROM, "superseded_before_effective",
               "superseded before it was in force");
    order_find(c, group, VD_KNOWN_EFFECTIVE, VD_KNOWN_EXPIRES, "expires_before_effective",
               "expired before it was in force");
    bool law = vd_known_law(vd_known_value(group, VD_KNOWN_TYPE));
    vd_str number = vd_known_value(group, VD_KNOWN_NUMBER);
    bool year = vd_str_find(group->key, VD_LIT("||"), 0) == SIZE_MAX;
    if (number.ptr && !law && !year) {
        finding found = finding_of(group, "undated", VD_KNOWN_PASSED,
                                   "a number without its year needs the date: it is given again and again");
        found.value = number;
        found.row = best;
        finding_add(c, &found);
    }
}

static void status_find(check *c, const vd_known_group *group, vd_date today)
{
    const vd_known_row *row = vd_known_best(group, VD_KNOWN_STATUS);
    const char *state = row ? vd_all_state(&c->all, group, today) : NULL;
    vd_str said = row ? row->field[VD_KNOWN_STATUS] : VD_NONE;
    bool partly = vd_str_eq(said, VD_LIT("partly_in_force")) || vd_str_eq(said, VD_LIT("suspended"));
    bool open = !row || strcmp(state, "unknown") == 0 || vd_str_eq(said, VD_LIT("unknown"));
    if (open || vd_str_eq(said, vd_str_of(state)) || (partly && strcmp(state, "in_force") == 0)) {
        return;
    }
    finding found = finding_of(group, "status", VD_KNOWN_STATUS, "the dates say otherwise today; dates count");
    found.value = vd_str_of(state);
    found.other_value = said;
    found.row = row;
    finding_add(c, &found);
}

/* ---- From one document to the next --------------------------------------------------------------------------------
 */

static void unknown_find(check *c)
{
    for (size_t i = 0; i < c->all.event_count; i++) {
        const vd_known_event *event = &c->all.events[i];
        bool change = vd_known_change(event->row);
        for (int acting = 0; acting < 2; acting++) {
            vd_str words = acting ? event->acting_number : event->target_number;
            vd_str id = VD_NONE;
            const vd_known_group *group = NULL;
            if (words.ptr == NULL || (!acting && !change)) {
                continue;
            }
            c->failed = c->failed || vd_known_find(&c->arena, &c->all.groups, words, &group, &id, NULL) != VD_OK;
            vd_str known = acting ? event->acting : event->target;
            if (group == NULL && known.ptr) {
                c->failed = c->failed || vd_known_find(&c->arena, &c->all.groups, known, &group, &id, NULL) != VD_OK;
            }
            if (group == NULL && !c->failed) {
                finding found = {.kind = "unknown_document", .note = "no row is of this document"};
                found.field = vd_known_name(!change  ? VD_KNOWN_SUPERSEDED_BY
                                            : acting ? VD_KNOWN_ACTING
                                                     : VD_KNOWN_TARGET);
                found.id = event->target;
                found.number = event->target_number;
                found.value = words;
                found.row = event->row;
                finding_add(c, &found);
            }
        }
    }
}

/* Which groups supersede a group. */
typedef struct walk {
    unsigned char *state; /* per group: 0 not seen, 1 on the way, 2 done */
    size_t *path;
    size_t length;
} walk;

static void cycle_tell(check *c, const walk *w, size_t from, const vd_known_row *row)
{
    vd_buf buf = {0};
    for (size_t i = from; i <= w->length; i++) {
        vd_buf_add_text(&buf, i > from ? " -> " : "");
        vd_buf_add(&buf, c->all.groups.items[w->path[i < w->length ? i : from]].id);
    }
    finding found = finding_of(&c->all.groups.items[w->path[from]], "cycle", VD_KNOWN_SUPERSEDED_BY,
                               "the chain of successors comes back to where it began");
    found.value = vd_buf_ok(&buf) ? vd_arena_copy(&c->arena, vd_buf_str(&buf)) : VD_NONE;
    found.row = row;
    vd_buf_clear(&buf);
    c->failed = c->failed || found.value.ptr == NULL;
    finding_add(c, &found);
}

/* The next successor of a group behind `at` of its events, or NULL. */
static const vd_known_event *successor_next(const check *c, size_t group, size_t *at)
{
    size_t count;
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
static void cycles_from(check *c, walk *w, size_t *at, size_t start)
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

static void cycles_find(check *c)
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

/* ---- Texts --------------------------------------------------------------------------------------------------------
 */

static void stated_find(check *c, const vd_known_group *group, const vd_stated *stated)
{
    const vd_known_row *passed = vd_known_best(group, VD_KNOWN_PASSED);
    const vd_known_row *typed = vd_known_best(group, VD_KNOWN_TYPE);
    char said[16];
    if (passed && vd_date_whole(stated->date) && !vd_date_eq(stated->date, vd_known_date(passed, VD_KNOWN_PASSED))) {
        finding found = finding_of(group, "text", VD_KNOWN_PASSED, "a text gives another date; the catalogue's counts");
        found.value = passed->field[VD_KNOWN_PASSED];
        found.other_value = vd_date_format(stated->date, said);
        found.row = passed;
        found.path = stated->path;
        found.line = stated->line;
        finding_add(c, &found);
    }
    if (typed && stated->type.ptr && !vd_str_eq(stated->type, typed->field[VD_KNOWN_TYPE])) {
        finding found = finding_of(group, "text", VD_KNOWN_TYPE, "a text gives another type; the catalogue's counts");
        found.value = typed->field[VD_KNOWN_TYPE];
        found.other_value = stated->type;
        found.row = typed;
        found.path = stated->path;
        found.line = stated->line;
        finding_add(c, &found);
    }
}

static void texts_find(check *c, const vd_stated *stated, size_t count)
{
    const vd_known_group *group = NULL;
    for (size_t i = 0; i < count && !c->failed; i++) {
        vd_str id;
        if (i == 0 || !vd_str_eq(stated[i].id, stated[i - 1].id)) {
            c->failed = vd_known_find(&c->arena, &c->all.groups, stated[i].id, &group, &id, NULL) != VD_OK;
        }
        if (group && !c->failed) {
            stated_find(c, group, &stated[i]);
        }
    }
}

/* ---- All together -------------------------------------------------------------------------------------------------
 */

static int cell_cmp(const vd_cell *a, const vd_cell *b)
{
    int order = vd_str_cmp(a->text, b->text);
    return order ? order : (a->integer > b->integer) - (a->integer < b->integer);
}

static int finding_cmp(const vd_cell *a, const vd_cell *b)
{
    int order = 0;
    for (size_t i = 0; i < WIDTH && order == 0; i++) {
        order = cell_cmp(&a[i], &b[i]);
    }
    return order;
}

static vd_status findings_make(check *c, vd_db *db, vd_error *err)
{
    vd_date today;
    vd_stated *stated;
    size_t count;
    vd_status status = vd_all_today(&today, err);
    if (status == VD_OK) {
        status = vd_store_stated_load(db, &c->arena, &stated, &count, err);
    }
    if (status != VD_OK) {
        return status;
    }
    for (size_t i = 0; i < c->all.groups.count && !c->failed; i++) {
        conflicts_find(c, &c->all.groups.items[i]);
        duplicates_find(c, &c->all.groups.items[i]);
        days_find(c, &c->all.groups.items[i]);
        status_find(c, &c->all.groups.items[i], today);
    }
    unknown_find(c);
    cycles_find(c);
    texts_find(c, stated, count);
    return c->failed ? vd_fail_memory(err) : VD_OK;
}

vd_status vd_db_catalogue_check(vd_db *db, bool builtin, vd_rows **out, vd_error *err)
{
    check c = {.builtin = builtin};
    *out = NULL;
    vd_status status = vd_all_load(db, &c.arena, &c.all, err);
    if (status == VD_OK) {
        status = vd_rows_new(columns, WIDTH, &c.rows, err);
    }
    if (status == VD_OK) {
        status = findings_make(&c, db, err);
    }
    vd_arena_clear(&c.arena);
    if (status != VD_OK) {
        vd_rows_free(c.rows);
        return status;
    }
    vd_rows_sort(c.rows, finding_cmp);
    *out = c.rows;
    return VD_OK;
}
