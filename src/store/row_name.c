/** A row of the built-in catalogue is stored by its number: row numbers change whenever the table grows. */
#include "store/row_name.h"

#include "tables/tables.h"

/* Constitutions have no number. */
static vd_str catalogue_name(const vd_catalogue_row *row)
{
    return vd_str_of(row->number[0] == '\0' ? row->title : row->number);
}

bool vd_row_name(int catalogue, vd_str *out)
{
    *out = VD_NONE;
    if (catalogue < 0 || (size_t)catalogue > vd_catalogue_count) {
        return false;
    }
    if (catalogue > 0) {
        *out = catalogue_name(&vd_catalogue[catalogue - 1]);
    }
    return true;
}

bool vd_row_number(vd_str title_fold, size_t at, vd_str *out)
{
    const vd_catalogue_row *row = vd_catalogue_by_title(title_fold, NULL);
    while (row != NULL && at-- > 0) {
        row = vd_catalogue_by_title(title_fold, row);
    }
    *out = row == NULL ? VD_NONE : vd_str_of(row->number);
    return row != NULL;
}
