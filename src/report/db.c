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

vd_status vd_db_outdated(vd_db *db, vd_date as_of, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_changes changes;
    *out = NULL;
    vd_status status = as_of.year == 0 ? vd_report_today(&as_of, err) : VD_OK;
    as_of = vd_date_last(as_of); /* "2025" asks for its end */
    if (status == VD_OK) {
        status = vd_store_load_graph(db, &arena, &data, err);
    }
    if (status == VD_OK) {
        status = vd_changes_load(db, &arena, &changes, err);
    }
    if (status == VD_OK) {
        status = vd_report_outdated(&data, &changes, as_of, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}

vd_status vd_db_basis(vd_db *db, vd_str id, vd_rows **out, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    *out = NULL;
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
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
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        status = vd_changes_load(db, &arena, &changes, err);
    }
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

vd_status vd_db_export(vd_db *db, vd_export_kind kind, vd_sink sink, vd_error *err)
{
    vd_arena arena = {0};
    vd_graph_data data;
    vd_out out = {.sink = sink};
    vd_status status = vd_store_load_graph(db, &arena, &data, err);
    if (status == VD_OK) {
        switch (kind) {
        case VD_EXPORT_GRAPHML:
            status = vd_graphml_write(&data, &out, err);
            break;
        case VD_EXPORT_DOT:
            status = vd_dot_write(&data, &out, err);
            break;
        case VD_EXPORT_SVG:
            status = vd_svg_write(&data, &out, err);
            break;
        default:
            status = vd_fail(err, VD_INVALID, "unknown export");
            break;
        }
    }
    status = vd_out_finish(&out, status, err);
    vd_arena_clear(&arena);
    return status;
}
