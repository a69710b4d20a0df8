/** Filling rows: one place where texts are copied and a failed allocation is noted. */
#include "graph/fill.h"

#include "base/buf.h"
#include "base/error.h"

void vd_fill_row(vd_fill *fill)
{
    fill->cells = fill->failed ? NULL : vd_rows_add(fill->rows);
    fill->next = 0;
    fill->failed = !fill->cells;
}

static void fill_put(vd_fill *fill, vd_cell cell)
{
    if (!fill->failed && fill->next < vd_rows_width(fill->rows)) {
        fill->cells[fill->next++] = cell;
    }
}

static vd_str fill_copy(vd_fill *fill, vd_str text)
{
    if (!text.ptr || fill->failed) {
        return VD_NONE;
    }
    vd_str copy = vd_arena_copy(vd_rows_arena(fill->rows), text);
    fill->failed = !copy.ptr;
    return copy;
}

void vd_fill_text(vd_fill *fill, vd_str text)
{
    fill_put(fill, vd_cell_text(fill_copy(fill, text)));
}

bool vd_document_name(vd_arena *arena, const vd_graph_document *document, vd_str *out)
{
    vd_buf name = {0};
    if (document->number.len || document->type.len == 0) {
        *out = document->number.len ? document->number : document->id;
        return true;
    }
    vd_buf_add(&name, document->type);
    if (document->date.len) {
        vd_buf_add_char(&name, ' ');
        vd_buf_add(&name, document->date);
    } else if (document->issuer.len) {
        vd_buf_add_text(&name, " của ");
        vd_buf_add(&name, document->issuer);
    } else if (document->title.len) {
        vd_buf_add_char(&name, ' ');
        vd_buf_add(&name, document->title);
    } else {
        vd_buf_add_format(&name, " (%.*s)", (int)document->id.len, document->id.ptr);
    }
    *out = vd_buf_ok(&name) ? vd_arena_copy(arena, vd_buf_str(&name)) : VD_NONE;
    vd_buf_clear(&name);
    return out->ptr != NULL;
}

void vd_fill_name(vd_fill *fill, const vd_graph_document *document)
{
    vd_str name = VD_NONE;
    fill->failed = fill->failed || !vd_document_name(vd_rows_arena(fill->rows), document, &name);
    vd_fill_text(fill, name);
}

void vd_fill_int(vd_fill *fill, int64_t value)
{
    fill_put(fill, vd_cell_int(value));
}

void vd_fill_bool(vd_fill *fill, bool value)
{
    fill_put(fill, vd_cell_bool(value));
}

void vd_fill_real(vd_fill *fill, double value)
{
    fill_put(fill, vd_cell_real(value));
}

void vd_fill_null(vd_fill *fill)
{
    fill_put(fill, (vd_cell){0});
}

void vd_fill_list(vd_fill *fill, const vd_str *items, size_t count)
{
    if (fill->failed) {
        return;
    }
    vd_str *copies = VD_ARENA_ARRAY(vd_rows_arena(fill->rows), vd_str, count);
    fill->failed = !copies;
    for (size_t i = 0; i < count && !fill->failed; i++) {
        copies[i] = fill_copy(fill, items[i]);
    }
    fill_put(fill, vd_cell_list(copies, count));
}

vd_status vd_fill_done(const vd_fill *fill, vd_status status, vd_rows **out, vd_error *err)
{
    if (status == VD_OK && fill->failed) {
        status = vd_fail_memory(err);
    }
    if (status == VD_OK) {
        *out = fill->rows;
    } else {
        vd_rows_free(fill->rows);
        *out = NULL;
    }
    return status;
}
