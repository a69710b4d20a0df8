/* How findings look as rows. */
#include "catalogue/finding.h"

#include "base/order.h"

#include <stdlib.h>

static const vd_column columns[] = {
    {"kind", true},       {"id", true},          {"number", false},       {"field", true},
    {"value", true},      {"other_value", true}, {"note", true},          {"source", false},
    {"origin", true},     {"line", true},        {"other_source", false}, {"other_origin", false},
    {"other_line", false}};
#define WIDTH (sizeof columns / sizeof *columns)

static void teller_tell(vd_check *c, const vd_teller *by, vd_cell *source, vd_cell *origin, vd_cell *line)
{
    if (by->row) {
        *source = vd_all_cell(c->rows, by->row->field[VD_KNOWN_SOURCE], &c->failed);
        *origin = vd_all_cell(c->rows, vd_row_origin(by->row), &c->failed);
        *line = by->row->line ? vd_cell_int((int64_t)by->row->line) : (vd_cell){0};
    } else if (by->path.ptr) {
        *source = vd_cell_text(VD_LIT("text"));
        *origin = vd_all_cell(c->rows, by->path, &c->failed);
        *line = vd_cell_int((int64_t)by->line);
    }
}

static bool teller_outside(const vd_teller *by)
{
    return (by->row && by->row->origin.ptr) || by->path.ptr;
}

bool vd_check_of(const vd_check *c, const vd_known_row *row)
{
    bool of = false;
    for (size_t i = 0; i < c->origin_count && row && row->origin.ptr && !of; i++) {
        of = vd_str_eq(row->origin, c->origins[i]);
    }
    return of;
}

/* Is it about what was asked for? */
static bool found_asked(const vd_check *c, const vd_found *f)
{
    return c->origin_count == 0 || vd_check_of(c, f->by.row) || vd_check_of(c, f->other.row) ||
           (f->id.ptr && c->id_count && bsearch(&f->id, c->ids, c->id_count, sizeof f->id, vd_order_strings));
}

void vd_found_add(vd_check *c, const vd_found *f)
{
    bool outside = teller_outside(&f->by) || teller_outside(&f->other) || c->builtin;
    if (!outside || !found_asked(c, f)) {
        return;
    }
    vd_cell *cells = vd_rows_add(c->rows);
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
    teller_tell(c, &f->by, &cells[7], &cells[8], &cells[9]);
    teller_tell(c, &f->other, &cells[10], &cells[11], &cells[12]);
}

vd_found vd_found_of(const vd_known_group *group, const char *kind, vd_known_field field, const char *note)
{
    return (vd_found){.kind = kind,
                      .field = vd_known_name(field),
                      .note = note,
                      .id = group->id,
                      .number = vd_known_value(group, VD_KNOWN_NUMBER)};
}

vd_status vd_check_rows(vd_rows **out, vd_error *err)
{
    return vd_rows_new(columns, WIDTH, out, err);
}

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

void vd_check_sort(vd_rows *rows)
{
    vd_rows_sort(rows, finding_cmp);
}
