/** Every value that any row has of one document: which counts, and why. */
#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "catalogue/load.h"
#include "text/text.h"

static const vd_column columns[] = {{"id", false},    {"field", true},  {"value", true},
                                    {"counts", true}, {"why", true},    {"confidence", true},
                                    {"source", true}, {"origin", true}, {"line", false}};
#define WIDTH (sizeof columns / sizeof *columns)

static const char *rank_why(const vd_known_row *row)
{
    static const char *const why[] = {"",
                                      "imported, confidence low",
                                      "built-in, confidence medium",
                                      "imported, confidence medium",
                                      "built-in, confidence high",
                                      "imported, confidence high"};
    return why[vd_known_rank(row)];
}

static vd_status value_add(vd_rows *rows, vd_str id, const char *field, vd_str value, const vd_known_row *row,
                           bool counts, const char *why, vd_error *err)
{
    bool failed = false;
    vd_cell *cells = vd_rows_add(rows);
    if (cells == NULL) {
        return vd_fail_memory(err);
    }
    cells[0] = vd_all_cell(rows, id, &failed);
    cells[1] = vd_cell_text(vd_str_of(field));
    cells[2] = vd_all_cell(rows, value, &failed);
    cells[3] = vd_cell_bool(counts);
    cells[4] = vd_cell_text(vd_str_of(why));
    cells[5] = vd_all_cell(rows, row->field[VD_KNOWN_CONFIDENCE], &failed);
    cells[6] = vd_all_cell(rows, row->field[VD_KNOWN_SOURCE], &failed);
    cells[7] = vd_all_cell(rows, vd_row_origin(row), &failed);
    cells[8] = row->line ? vd_cell_int((int64_t)row->line) : (vd_cell){0};
    return failed ? vd_fail_memory(err) : VD_OK;
}

static vd_status field_show(vd_rows *rows, const vd_known_group *group, vd_known_field field, vd_error *err)
{
    const vd_known_row *best = vd_known_best(group, field);
    vd_status status = VD_OK;
    for (size_t i = 0; i < group->count && status == VD_OK; i++) {
        const vd_known_row *row = group->row[i];
        vd_str value = row->field[field];
        if (value.len == 0) {
            continue;
        }
        bool same = vd_str_eq(value, best->field[field]);
        const char *why = row == best                                 ? rank_why(row)
                          : same                                      ? "says the same"
                          : vd_known_rank(row) == vd_known_rank(best) ? "same rank; the first by source counts"
                                                                      : "a better row says otherwise";
        status = value_add(rows, group->id, vd_known_name(field), value, row, same, why, err);
    }
    return status;
}

/* "vn/luat/2025/97-2025-qh15, 2025-07-01, Điều 5" into `buf`. */
static void event_words(const vd_known_event *event, vd_buf *buf)
{
    char date[16];
    vd_str day = vd_date_format(event->effective, date);
    vd_buf_reset(buf);
    vd_buf_add(buf, event->acting_number.ptr ? event->acting_number : event->acting);
    vd_buf_add_text(buf, day.ptr && buf->len ? ", " : "");
    vd_buf_add(buf, day);
    vd_buf_add_text(buf, event->pinpoint.ptr ? ", " : "");
    vd_buf_add(buf, event->pinpoint);
}

/* Changes that other rows tell of; those in the document's own rows stand among its fields. */
static vd_status events_show(const vd_all *all, vd_rows *rows, const vd_known_group *group, vd_error *err)
{
    size_t count;
    vd_buf buf = {0};
    vd_status status = VD_OK;
    const vd_known_event *events = vd_all_events(all, group->id, &count);
    for (size_t i = 0; i < count && status == VD_OK; i++) {
        if (!vd_known_change(events[i].row)) {
            continue;
        }
        event_words(&events[i], &buf);
        status = vd_buf_ok(&buf) ? value_add(rows, group->id, events[i].kind, vd_buf_str(&buf), events[i].row, true,
                                             rank_why(events[i].row), err)
                                 : vd_fail_memory(err);
    }
    vd_buf_clear(&buf);
    return status;
}

static vd_status group_show(const vd_all *all, const vd_known_group *group, vd_rows *rows, vd_error *err)
{
    vd_status status = VD_OK;
    for (int f = 0; f < VD_KNOWN_SOURCE && status == VD_OK; f++) {
        status = field_show(rows, group, (vd_known_field)f, err);
    }
    return status == VD_OK ? events_show(all, rows, group, err) : status;
}

/* Does a group bear this title, or a short one? */
static bool group_named(vd_arena *arena, const vd_known_group *group, vd_str slug, bool *failed)
{
    static const vd_known_field fields[] = {VD_KNOWN_TITLE, VD_KNOWN_SHORT_TITLES};
    for (size_t f = 0; f < sizeof fields / sizeof *fields; f++) {
        vd_str list = vd_known_value(group, fields[f]);
        for (size_t from = 0; from < list.len;) {
            size_t to = f ? vd_str_find(list, VD_LIT("|"), from) : list.len;
            to = to == SIZE_MAX ? list.len : to;
            vd_str name = vd_fold_slug(arena, vd_str_slice(list, from, to));
            *failed = *failed || name.ptr == NULL;
            if (name.len && vd_str_eq(name, slug)) {
                return true;
            }
            from = to + 1;
        }
    }
    return false;
}

/* The only group that bears the title; NULL where there is none, or more than one. */
static vd_status title_find(vd_arena *arena, const vd_all *all, vd_str words, const vd_known_group **out, vd_error *err)
{
    vd_str slug = vd_fold_slug(arena, words);
    bool failed = slug.ptr == NULL;
    size_t found = 0;
    for (size_t i = 0; i < all->groups.count && slug.len && !failed; i++) {
        if (group_named(arena, &all->groups.items[i], slug, &failed)) {
            *out = &all->groups.items[i];
            found++;
        }
    }
    *out = found == 1 ? *out : NULL;
    return failed ? vd_fail_memory(err) : VD_OK;
}

/* The group that words mean here, or else the document that they mean in the database. */
static vd_status group_find(vd_db *db, vd_arena *arena, const vd_all *all, vd_str words, const vd_known_group **out,
                            vd_error *err)
{
    vd_str id;
    vd_rows *found = NULL;
    bool more = false;
    vd_status status = vd_known_find(arena, &all->groups, words, out, &id, err);
    if (status == VD_OK && *out == NULL) {
        status = title_find(arena, all, words, out, err);
    }
    if (status != VD_OK || *out) {
        return status;
    }
    status = vd_db_find(db, words, &found, err);
    if (status == VD_OK) {
        status = vd_rows_next(found, &more, err);
    }
    vd_str first = status == VD_OK && more ? vd_arena_copy(arena, vd_rows_cell(found, 0).text) : VD_NONE;
    if (status == VD_OK && more) {
        status = vd_rows_next(found, &more, err);
    }
    vd_rows_free(found);
    /* Several rows: ambiguous. */
    return status == VD_OK && first.ptr && !more ? vd_known_find(arena, &all->groups, first, out, &id, err) : status;
}

vd_status vd_db_catalogue_show(vd_db *db, vd_str words, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_all all;
    vd_rows *rows = NULL;
    const vd_known_group *group = NULL;
    *out = NULL;
    vd_status status = vd_all_load(db, &arena, &all, err);
    if (status == VD_OK) {
        status = group_find(db, &arena, &all, words, &group, err);
    }
    if (status == VD_OK) {
        status = vd_rows_new(columns, WIDTH, &rows, err);
    }
    if (status == VD_OK && group) {
        status = group_show(&all, group, rows, err);
    }
    vd_arena_clear(&arena);
    if (status != VD_OK) {
        vd_rows_free(rows);
        return status;
    }
    *out = rows;
    return VD_OK;
}
