/** How a listing is put together from its plan and a filter, and how its rows become cells. */
#include "store/query.h"

#include "base/alloc.h"
#include "base/date.h"
#include "base/error.h"
#include "store/pack.h"

static void query_release(void *context)
{
    vd_query *query = context;
    if (query == NULL) {
        return;
    }
    for (size_t i = 0; i < VD_QUERY_LISTS; i++) {
        sqlite3_finalize(query->lists[i]);
    }
    sqlite3_finalize(query->statement);
    vd_arena_clear(&query->arena);
    vd_free(query);
}

static vd_status query_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    vd_query *query = context;
    vd_arena_clear(&query->arena);
    vd_status status = vd_sql_step(query->statement, more, err);
    return status == VD_OK && *more ? query->fill(query, cells, err) : status;
}

static vd_status text_build(const vd_query_plan *plan, const vd_condition *conditions, size_t count, vd_buf *text,
                            vd_error *err)
{
    bool first = true;
    vd_buf_add_text(text, plan->select);
    for (size_t i = 0; i < count; i++) {
        if (conditions[i].text != NULL) {
            vd_buf_add_text(text, first ? " WHERE " : " AND ");
            vd_buf_add_text(text, conditions[i].text);
            first = false;
        }
    }
    vd_buf_add_char(text, ' ');
    vd_buf_add_text(text, plan->order);
    return vd_buf_ok(text) ? VD_OK : vd_fail_memory(err);
}

static vd_status condition_bind(sqlite3_stmt *statement, const vd_condition *condition, vd_error *err)
{
    int at = condition->name == NULL ? 0 : sqlite3_bind_parameter_index(statement, condition->name);
    if (condition->text == NULL || at == 0) {
        return VD_OK;
    }
    const vd_cell *value = &condition->value;
    int code = value->kind == VD_CELL_INT
                   ? sqlite3_bind_int64(statement, at, value->integer)
                   : sqlite3_bind_text64(statement, at, value->text.ptr, (sqlite3_uint64)value->text.len,
                                         SQLITE_TRANSIENT, SQLITE_UTF8);
    return code == SQLITE_OK ? VD_OK : vd_sql_fail(sqlite3_db_handle(statement), code, NULL, err);
}

static vd_status filter_check(const vd_filter *filter, vd_error *err)
{
    vd_form form;
    vd_relation relation;
    if (filter->form.ptr != NULL && !vd_form_parse(filter->form, &form)) {
#define X(name, text) " " text
        return vd_fail(err, VD_INVALID, "no form \"%.*s\"; there are" VD_FORM_LIST(X), (int)filter->form.len,
                       filter->form.ptr);
    }
    if (filter->relation.ptr != NULL && !vd_relation_parse(filter->relation, &relation)) {
        return vd_fail(err, VD_INVALID, "no relation \"%.*s\"; there are" VD_RELATION_LIST(X),
                       (int)filter->relation.len, filter->relation.ptr);
#undef X
    }
    return VD_OK;
}

static vd_status query_prepare(vd_db *db, const vd_query_plan *plan, const vd_condition *conditions, size_t count,
                               vd_query *query, vd_error *err)
{
    vd_buf text = {0};
    vd_status status = text_build(plan, conditions, count, &text, err);
    if (status == VD_OK) {
        status = vd_sql_prepare(db->sql, vd_buf_str(&text), &query->statement, err);
    }
    for (size_t i = 0; status == VD_OK && i < VD_QUERY_LISTS && plan->lists[i] != NULL; i++) {
        status = vd_sql_prepare(db->sql, vd_str_of(plan->lists[i]), &query->lists[i], err);
    }
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        status = condition_bind(query->statement, &conditions[i], err);
    }
    vd_buf_clear(&text);
    return status;
}

vd_status vd_query_open_where(vd_db *db, const vd_query_plan *plan, const vd_condition *conditions, size_t count,
                              vd_rows **out, vd_error *err)
{
    *out = NULL;
    vd_query *query = vd_alloc_zero(sizeof *query);
    if (query == NULL) {
        return vd_fail_memory(err);
    }
    query->fill = plan->fill;
    vd_status status = query_prepare(db, plan, conditions, count, query, err);
    if (status != VD_OK) {
        query_release(query);
        return status;
    }
    vd_rows_stream stream = {.step = query_step, .release = query_release, .context = query};
    return vd_rows_new_stream(plan->columns, plan->width, stream, out, err);
}

vd_status vd_query_open(vd_db *db, const vd_query_plan *plan, const vd_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_filter all = {0};
    *out = NULL;
    if (filter == NULL) {
        filter = &all;
    }
    vd_status status = filter_check(filter, err);
    if (status != VD_OK) {
        return status;
    }
    const vd_condition conditions[] = {
        {filter->source.ptr != NULL ? plan->source : NULL, ":source", vd_cell_text(filter->source)},
        {filter->document.ptr != NULL ? plan->document : NULL, ":document", vd_cell_text(filter->document)},
        {filter->form.ptr != NULL ? plan->form : NULL, ":form", vd_cell_text(filter->form)},
        {filter->relation.ptr != NULL ? plan->relation : NULL, ":relation", vd_cell_text(filter->relation)},
        {filter->in_corpus ? plan->in_corpus : NULL, NULL, {0}},
    };
    return vd_query_open_where(db, plan, conditions, sizeof conditions / sizeof *conditions, out, err);
}

vd_cell vd_query_cell(const vd_query *query, int column)
{
    switch (sqlite3_column_type(query->statement, column)) {
    case SQLITE_INTEGER:
        return vd_cell_int(sqlite3_column_int64(query->statement, column));
    case SQLITE_FLOAT:
        return vd_cell_real(sqlite3_column_double(query->statement, column));
    default:
        return vd_cell_text(vd_sql_text(query->statement, column));
    }
}

vd_cell vd_query_bool(const vd_query *query, int column)
{
    return vd_cell_bool(sqlite3_column_int64(query->statement, column) != 0);
}

vd_status vd_date_cell(vd_arena *arena, int64_t packed, vd_cell *out, vd_error *err)
{
    vd_date date;
    char text[16];
    *out = (vd_cell){0};
    if (packed == 0 || !vd_unpack_date(packed, &date)) {
        return VD_OK;
    }
    vd_str view = vd_date_format(date, text);
    if (view.ptr != NULL) {
        *out = vd_cell_text(vd_arena_copy(arena, view));
        return out->text.ptr == NULL ? vd_fail_memory(err) : VD_OK;
    }
    return VD_OK;
}

vd_status vd_query_date(vd_query *query, int column, vd_cell *out, vd_error *err)
{
    return vd_date_cell(&query->arena, sqlite3_column_int64(query->statement, column), out, err);
}

vd_status vd_query_split(vd_query *query, int column, vd_cell *out, vd_error *err)
{
    vd_str text = vd_sql_text(query->statement, column);
    /* Every part but the last is followed by two bytes. */
    vd_str *items = VD_ARENA_ARRAY(&query->arena, vd_str, text.len / 2 + 1);
    if (items == NULL) {
        return vd_fail_memory(err);
    }
    size_t count = 0, from = 0;
    while (text.len > 0 && from <= text.len) {
        size_t to = vd_str_find(text, VD_LIT("; "), from);
        to = to == SIZE_MAX ? text.len : to;
        items[count++] = vd_str_slice(text, from, to);
        from = to + 2;
    }
    *out = vd_cell_list(items, count);
    return VD_OK;
}

vd_status vd_strings_read(sqlite3_stmt *statement, vd_arena *arena, const vd_str **out, size_t *count, vd_error *err)
{
    vd_str *items = NULL;
    size_t cap = 0;
    bool more = true;
    vd_status status = VD_OK;
    *out = NULL;
    *count = 0;
    for (;;) {
        status = vd_sql_step(statement, &more, err);
        if (status != VD_OK || !more) {
            break;
        }
        if (*count == cap) {
            vd_str *grown = vd_arena_grown(arena, items, &cap, 4, sizeof *grown);
            if (grown == NULL) {
                return vd_fail_memory(err);
            }
            items = grown;
        }
        items[*count] = vd_arena_copy(arena, vd_sql_text(statement, 0));
        if (items[(*count)++].ptr == NULL) {
            return vd_fail_memory(err);
        }
    }
    *out = items;
    return status;
}

vd_status vd_query_list(vd_query *query, size_t list, int64_t first, int64_t second, vd_cell *out, vd_error *err)
{
    sqlite3_stmt *statement = query->lists[list];
    const vd_str *items = NULL;
    size_t count = 0;
    sqlite3_reset(statement);
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, first);
    if (sqlite3_bind_parameter_count(statement) > 1) {
        vd_bind_int(&bind, second);
    }
    vd_status status = vd_bind_done(&bind, err);
    if (status == VD_OK) {
        status = vd_strings_read(statement, &query->arena, &items, &count, err);
    }
    sqlite3_reset(statement);
    *out = vd_cell_list(items, count);
    return status;
}
