/** The reports of viendan.h: load the graph, write or make rows, let it go. */
#include "report/report.h"

#include "base/date.h"
#include "base/error.h"

#include <time.h>

vd_status vd_report_today(vd_date *out, vd_error *err)
{
    time_t now = time(NULL);
    struct tm day;
    if (now == (time_t)-1 || !localtime_r(&now, &day)) {
        return vd_fail(err, VD_INTERNAL, "the clock gives no date");
    }
    *out = (vd_date){(int16_t)(day.tm_year + 1900), (int8_t)(day.tm_mon + 1), (int8_t)day.tm_mday};
    return VD_OK;
}

/* A day of asking: today where none is given, the last of "2025". */
static vd_status day_whole(vd_date *day, vd_error *err)
{
    vd_status status = day->year == 0 ? vd_report_today(day, err) : VD_OK;
    *day = vd_date_last(*day);
    return status;
}

static vd_status force_load(vd_db *db, vd_arena *arena, vd_graph_data *data, vd_changes *changes, vd_error *err)
{
    vd_status status = vd_store_load_graph(db, arena, data, err);
    return status == VD_OK ? vd_changes_load(db, arena, changes, err) : status;
}

/* Numbers of documents that rows speak of, and who acts on the document by some row. */
static vd_status names_list(const vd_changes *changes, vd_str id, vd_str number, vd_arena *arena, vd_map *numbers,
                            vd_near *near, vd_error *err)
{
    vd_str *names = VD_ARENA_ARRAY(arena, vd_str, changes->count + 1);
    bool good = names != NULL;
    for (size_t i = 0; good && i < changes->count; i++) {
        const vd_change *row = &changes->items[i];
        bool of = vd_str_eq(row->target, id) || (number.len > 0 && vd_str_eq(row->target, number));
        if (of && row->acting.len > 0) {
            names[near->name_count++] = row->acting;
        }
        good = vd_map_put(numbers, row->target, 0, NULL) &&
               (row->acting.len == 0 || vd_map_put(numbers, row->acting, 0, NULL));
    }
    near->names = names;
    near->numbers = numbers;
    return good ? VD_OK : vd_fail_memory(err);
}

/* What the history of one document, and who acts on it and on whom it acts, hang on. */
static vd_status near_load(vd_db *db, vd_str id, vd_arena *arena, vd_graph_data *data, vd_changes *changes,
                           vd_error *err)
{
    vd_near near = {.id = id};
    vd_map numbers = {0};
    vd_str number;
    vd_status status = vd_changes_load(db, arena, changes, err);
    if (status == VD_OK) {
        status = vd_store_number_of(db, id, arena, &number, err);
    }
    if (status == VD_OK) {
        status = names_list(changes, id, number, arena, &numbers, &near, err);
    }
    if (status == VD_OK) {
        status = vd_store_load_near(db, &near, arena, data, err);
    }
    vd_map_clear(&numbers);
    return status;
}

vd_status vd_db_outdated(vd_db *db, const vd_outdated_query *query, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    vd_citations unknown = {NULL, 0};
    vd_outdated_query asked = *query;
    *out = NULL;
    vd_status status = day_whole(&asked.as_of, err);
    if (status == VD_OK) {
        status = force_load(db, &arena, &data, &changes, err);
    }
    if (status == VD_OK && (query->unjudged || query->counts)) {
        status = vd_store_load_citations(db, &arena, &data, &unknown.items, &unknown.count, err);
    }
    if (status == VD_OK) {
        status = vd_report_outdated(&data, &changes, &unknown, &asked, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_suspect(vd_db *db, const vd_suspect_query *query, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    vd_stored_review *reviews = NULL;
    size_t count = 0;
    vd_suspect_query asked = *query;
    *out = NULL;
    vd_status status = day_whole(&asked.as_of, err);
    if (status == VD_OK) {
        status = force_load(db, &arena, &data, &changes, err);
    }
    if (status == VD_OK) {
        status = vd_store_load_reviews(db, &arena, &reviews, &count, err);
    }
    if (status == VD_OK) {
        status = vd_report_suspect(&data, &changes, reviews, count, &asked, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_review(vd_db *db, const vd_review *review, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    vd_date now = {0};
    vd_stored_review stored = {
        .document = review->document, .date = review->date, .reviewer = review->reviewer, .note = review->note};
    vd_status status = day_whole(&now, err);
    stored.date = review->date.year ? vd_date_last(review->date) : now;
    if (status == VD_OK && vd_date_cmp(stored.date, now) > 0) {
        status = vd_fail(err, VD_INVALID, "a review cannot lie in the future");
    }
    if (status == VD_OK) {
        status = force_load(db, &arena, &data, &changes, err);
    }
    if (status == VD_OK) {
        status = vd_report_review_changes(&arena, &data, &changes, stored.document, stored.date, &stored.changes,
                                          &stored.change_count, err);
    }
    if (status == VD_OK) {
        status = vd_store_put_review(db, &stored, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_reviews(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_stored_review *reviews = NULL;
    size_t count = 0;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_store_load_reviews(db, &arena, &reviews, &count, err);
    }
    if (status == VD_OK) {
        status = vd_report_reviews(&data, reviews, count, id, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_review_undo(vd_db *db, vd_str id, bool *found, vd_error *err)
{
    vd_arena arena = {0};
    vd_stored_review *reviews = NULL;
    const vd_stored_review *last = NULL;
    size_t count = 0;
    *found = false;
    vd_status status = vd_store_load_reviews(db, &arena, &reviews, &count, err);
    for (size_t i = 0; i < count && status == VD_OK; i++) { /* the last one made, whatever day it bears */
        bool later = vd_str_eq(reviews[i].document, id) && (!last || reviews[i].review > last->review);
        last = later ? &reviews[i] : last;
    }
    if (last && status == VD_OK) {
        status = vd_store_remove_review(db, last->review, err);
        *found = status == VD_OK;
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_timeline(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    *out = NULL;
    vd_status status = near_load(db, id, &arena, &data, &changes, err);
    if (status == VD_OK) {
        status = vd_report_timeline(&data, &changes, id, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_basis(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = id.ptr ? vd_store_load_near(db, &(vd_near){.id = id}, &arena, &data, err)
                              : vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_report_basis(&data, id, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

/* The row of `documents` with this id: rows that stand on it, or NULL when there is none. */
static vd_status identity_find(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_filter filter = {.document = id};
    vd_rows *rows = NULL;
    bool more = false;
    *out = NULL;
    vd_status status = vd_db_documents(db, &filter, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_next(rows, &more, err);
    }
    if (status == VD_OK && more) {
        *out = rows;
        return VD_OK;
    }
    vd_rows_free(rows);
    return status;
}

vd_status vd_db_show(vd_db *db, vd_str id, vd_format format, const vd_style *style, vd_sink sink, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    vd_rows *identity = NULL;
    vd_status status = near_load(db, id, &arena, &data, &changes, err);
    if (status == VD_OK) {
        status = identity_find(db, id, &identity, err);
    }
    if (status == VD_OK) {
        status = vd_report_show(&data, &changes, id, identity, format, style, sink, err);
    }
    vd_rows_free(identity);
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_export(vd_db *db, const vd_export_query *query, vd_export_kind kind, vd_sink sink, size_t *count,
                       vd_error *err)
{
    static const vd_export_query all = {.relations = 0};
    const vd_export_query *asked = query ? query : &all;
    vd_arena arena = {0};
    vd_graph_data whole;
    vd_graph_data data = {.documents = NULL};
    vd_out out = {.sink = sink};
    vd_status status = vd_store_load_graph(db, &arena, &whole, err);
    if (status == VD_OK) {
        status = vd_graph_part(&arena, &whole, asked, &data, err);
    }
    if (status == VD_OK) {
        switch (kind) {
        case VD_EXPORT_GRAPHML:
            status = vd_graphml_write(&data, &out, err);
            break;
        case VD_EXPORT_DOT:
            status = vd_dot_write(&data, &out, err);
            break;
        case VD_EXPORT_SVG:
            status = vd_svg_write(&data, asked->lang, &out, err);
            break;
        default:
            status = vd_fail(err, VD_INVALID, "unknown export");
            break;
        }
    }
    status = vd_out_finish(&out, status, err);
    if (count && status == VD_OK) {
        *count = data.document_count;
    }
    vd_arena_clear(&arena);
    return status;
}
