/** What a text says of itself against what its publisher says of it.
 *
 *  Publishers err: they take the type from the code, the date from the first document cited.  Each such row has been
 *  read, and stands in the expectations with what the text says. */
#include "accuracy/headers.h"

#include "accuracy/compare.h"
#include "base/map.h"

enum { COLUMN_FILE = 0, FIELDS = 3 };

static const struct {
    const char *name;
    size_t column; /* of the index */
} fields[FIELDS] = {{"number", 1}, {"type", 2}, {"date", 4}};

/** File name -> its document. */
static bool sources_read(const json *documents, vd_map *out, const json **rows)
{
    size_t count = 0;
    for (const json *row = documents->first; row; row = row->next) {
        const json *list = json_get(row, "sources");
        for (const json *source = list ? list->first : NULL; source; source = source->next) {
            if (!vd_map_put(out, text_base(source->text), count, NULL)) {
                return false;
            }
        }
        rows[count++] = row;
    }
    return true;
}

/** The row that corrects this field, or SIZE_MAX. */
static size_t expected_find(const table *expected, vd_str file, const char *field)
{
    for (size_t i = 0; expected && i < expected->rows; i++) {
        if (vd_str_eq(table_cell(expected, i, 0), file) && vd_str_eq(table_cell(expected, i, 1), vd_str_of(field))) {
            return i;
        }
    }
    return SIZE_MAX;
}

static bool field_same(vd_arena *arena, size_t field, vd_str a, vd_str b)
{
    switch (field) {
    case 0:
        return vd_str_eq(compare_number(arena, a), compare_number(arena, b));
    case 1:
        return vd_str_eq(compare_fold(arena, a), compare_fold(arena, b));
    default:
        return vd_str_eq(a, b);
    }
}

static bool expected_is_sound(const headers_input *in)
{
    size_t used = 0;
    for (size_t row = 1; row < in->index->rows; row++) {
        for (size_t i = 0; i < FIELDS; i++) {
            size_t at = expected_find(in->expected, table_cell(in->index, row, COLUMN_FILE), fields[i].name);
            if (at == SIZE_MAX) {
                continue;
            }
            used++;
            vd_str listed = table_cell(in->index, row, fields[i].column), own = table_cell(in->expected, at, 2);
            if (field_same(in->arena, i, listed, own) || table_cell(in->expected, at, 3).len == 0) {
                fprintf(stderr, "accuracy: expected %.*s %s: says what the index says, or gives no reason\n",
                        (int)table_cell(in->index, row, COLUMN_FILE).len, table_cell(in->index, row, COLUMN_FILE).ptr,
                        fields[i].name);
                return false;
            }
        }
    }
    if (in->expected && used != in->expected->rows) {
        fprintf(stderr, "accuracy: %zu expected disagreements are of no file or field, or given twice\n",
                in->expected->rows - used);
        return false;
    }
    return true;
}

static void list_disagreement(const headers_input *in, vd_str file, const char *field, vd_str got, vd_str want)
{
    if (in->list) {
        fprintf(in->list, "HEADER %.*s %s: %.*s, not %.*s\n", (int)file.len, file.ptr, field,
                got.len ? (int)got.len : 4, got.len ? got.ptr : "none", (int)want.len, want.ptr);
    }
}

static void row_score(const headers_input *in, size_t row, const json *document, figures *out)
{
    vd_str file = table_cell(in->index, row, COLUMN_FILE);
    bool listed_all = true, own_all = true;
    for (size_t i = 0; i < FIELDS; i++) {
        vd_str want = table_cell(in->index, row, fields[i].column), got = json_get_text(document, fields[i].name);
        char name[32];
        if (want.len > 0) {
            bool right = field_same(in->arena, i, got, want);
            snprintf(name, sizeof name, "listed %s", fields[i].name);
            figures_share(out, name, right);
            listed_all = listed_all && right;
        }
        size_t correction = expected_find(in->expected, file, fields[i].name);
        want = correction == SIZE_MAX ? want : table_cell(in->expected, correction, 2);
        if (want.len > 0) {
            bool right = field_same(in->arena, i, got, want);
            snprintf(name, sizeof name, "own %s", fields[i].name);
            figures_share(out, name, right);
            own_all = own_all && right;
            if (!right) {
                list_disagreement(in, file, fields[i].name, got, want);
            }
        }
    }
    figures_share(out, "listed all", listed_all);
    figures_share(out, "own all", own_all);
    size_t dash = vd_str_find(file, VD_LIT("-"), 0);
    figure *publisher = figures_get(out, "own publisher ", vd_str_slice(file, 0, dash == SIZE_MAX ? file.len : dash));
    publisher->share = true;
    publisher->right += own_all;
    publisher->wrong += !own_all;
}

bool score_headers(const headers_input *in, figures *out)
{
    vd_map sources = {0};
    const json **rows = VD_ARENA_ARRAY(in->arena, const json *, in->documents->count + 1);
    if (!expected_is_sound(in)) {
        return false;
    }
    if (!rows || !sources_read(in->documents, &sources, rows)) {
        out->failed = true;
    }
    for (size_t row = 1; row < in->index->rows && !out->failed; row++) {
        const size_t *at = vd_map_get(&sources, table_cell(in->index, row, COLUMN_FILE));
        row_score(in, row, at ? rows[*at] : NULL, out);
    }
    vd_map_clear(&sources);
    return true;
}
