/** Rows as a table for people: columns as wide as their first rows need, no wider than the terminal.  Into a file or a
 *  pipe nothing is cut: there a cell that is longer than most pushes only what stands behind it in its row.
 *
 *  The first SAMPLE rows are held to measure; the rest streams through the same widths, so a long listing needs no
 *  more memory than a short one. */
#include "report/rows_write.h"
#include "report/spoken.h"
#include "report/width.h"
#include "report/words.h"

#include "base/error.h"

#include <stdlib.h>

enum { SAMPLE = 2000, GAP = 2, WIDEST = 60 };

/* What a column holds decides how soon it gives way: running text first, then paths and ids, and numbers, dates and
 * verdicts, which say nothing when they are cut, last. */
enum { HOLDS_TEXT, HOLDS_PLACE, HOLDS_FACT };

/* First of all goes the room that only a few long cells would have. */
static const struct {
    size_t least; /* go down to so many characters */
    int holds;    /* columns up to this kind */
    bool usual;   /* but not below what most rows need */
    bool names;   /* nor below their names */
} squeezes[] = {{12, HOLDS_FACT, true, true},  {32, HOLDS_PLACE, false, true}, {24, HOLDS_PLACE, false, true},
                {24, HOLDS_FACT, false, true}, {16, HOLDS_PLACE, false, true}, {12, HOLDS_TEXT, false, true},
                {16, HOLDS_FACT, false, true}, {8, HOLDS_TEXT, false, true},   {8, HOLDS_FACT, false, true},
                {3, HOLDS_FACT, false, false}};

/* Before a step columns are left out, in this order, and of one name the last: a sentence of eight letters says nothing
 * and would cost the others theirs.  What a question is asked for goes last: which citation is outdated and what to
 * cite instead, what a text is about, what is to be done by whom.  At the end anything goes but the first two columns,
 * which say what a row is about: three letters of everything say nothing. */
static const struct {
    size_t step;
    const char *column; /* its name, or what stands there behind the last "_"; "": any */
    const char *beside; /* in tables that show this column, too; NULL: in any */
} leavings[] = {
    {5, "sentence", NULL},
    {5, "evidence_source", NULL},
    {5, "document_title", "to_title"}, /* what it rests on is news, what it is itself is not */
    {5, "path", NULL},
    {5, "places", NULL},
    {5, "mentions", "letters"},
    {5, "mentions", "name"},
    {5, "reviewed_on", NULL},
    {5, "cycle", NULL},
    {5, "component", NULL},
    {5, "out_degree", NULL},
    {5, "origin", "superseded_by"},
    {5, "line", "cite_instead"},
    {5, "source", "cite_instead"},
    {5, "line", "letters"},
    {5, "source", "letters"},
    {5, "line", "score"},
    {5, "source", "score"},
    {5, "candidates", "letters"},
    {5, "confidence", "letters"},
    {5, "issuer", "in_corpus"},
    {5, "coordinate", "what"},
    {5, "through", "gap"},
    {5, "type", "passage"},
    {6, "date", "passage"},
    {6, "strength", "title"},
    {6, "effective", "superseded_by"},
    {6, "passed", "superseded_by"},
    {6, "in_corpus", "title"},
    {7, "changed_on", NULL},
    {7, "changed_by", "cite_instead"},
    {7, "title", NULL},
    {8, "strength", "from_id"},
    {8, "", NULL},
};

typedef struct table {
    vd_rows *rows;
    vd_out *out;
    bool color, limited;
    size_t limit;
    size_t *column;       /* of the rows */
    size_t *width, *need; /* need: before any squeeze */
    size_t *usual;        /* what nine of ten rows need */
    bool *right;          /* numbers */
    bool *hidden;         /* left out for want of room */
    const vd_style *style;
    size_t count;
    vd_buf scratch;
    vd_arena arena; /* the sample */
} table;

/* What follows the last '/'. */
static vd_str id_end(vd_str id)
{
    size_t from = id.len;
    while (from > 0 && id.ptr[from - 1] != '/') {
        from--;
    }
    return id.ptr ? vd_str_slice(id, from, id.len) : id;
}

/* A chain of ids is too long to read: it shows their ends alone, "24-kh-vpub → 30-kh-ubnd → 65-nq-hdnd".  A number,
 * "65/2025/QH15", is no id. */
static void list_add(vd_buf *buf, vd_cell cell, bool chain)
{
    for (size_t i = 0; i < cell.count; i++) {
        vd_buf_add_text(buf, i == 0 ? "" : chain ? " \xE2\x86\x92 " : "; "); /* → */
        vd_buf_add(buf, chain && vd_str_starts(cell.items[i], VD_LIT("vn/")) ? id_end(cell.items[i]) : cell.items[i]);
    }
}

/* Values stand as they are but two: that of a document of which no end is known people would take for more, and what
 * rows say in Vietnamese words of viendan's own follows the language. */
static void text_add(table *t, vd_str column, vd_str text)
{
    vd_spoken_kind kind = vd_word_kind(column);
    bool words = kind == VD_SPOKEN_LABEL || kind == VD_SPOKEN_NAME;
    bool state = vd_str_starts(column, VD_LIT("state")) && vd_str_eq(text, VD_LIT("in_force"));
    if (words && t->style->lang == VD_LANG_EN) {
        vd_spoken(&t->scratch, column, text, VD_LANG_EN);
    } else {
        vd_buf_add(&t->scratch, state ? vd_word_value(column, text, VD_LANG_EN) : text);
    }
}

/* A cell as one clean line, in `arena`; ptr == NULL when out of memory. */
static vd_str cell_text(table *t, vd_arena *arena, size_t i)
{
    vd_cell cell = vd_rows_cell(t->rows, t->column[i]);
    vd_buf *buf = &t->scratch;
    vd_buf_reset(buf);
    switch (cell.kind) {
    case VD_CELL_NULL:
        break;
    case VD_CELL_BOOL:
        vd_buf_add_text(buf, cell.integer ? "yes" : "no");
        break;
    case VD_CELL_INT:
        vd_buf_add_format(buf, "%lld", (long long)cell.integer);
        break;
    case VD_CELL_REAL:
        vd_out_real(buf, cell.real);
        break;
    case VD_CELL_TEXT:
        text_add(t, vd_rows_name(t->rows, t->column[i]), vd_spoken_cell(arena, t->rows, t->column[i]));
        break;
    case VD_CELL_LIST:
        list_add(buf, cell, vd_str_eq(vd_rows_name(t->rows, t->column[i]), VD_LIT("path")));
        break;
    }
    return vd_buf_ok(buf) ? vd_width_clean(arena, vd_buf_str(buf)) : VD_NONE;
}

/* The current row's texts into `texts`. */
static bool row_read(table *t, vd_arena *arena, vd_str *texts)
{
    for (size_t i = 0; i < t->count; i++) {
        texts[i] = cell_text(t, arena, i);
        if (!texts[i].ptr) {
            return false;
        }
    }
    return true;
}

static bool cell_is_number(vd_cell cell)
{
    return cell.kind == VD_CELL_INT || cell.kind == VD_CELL_REAL;
}

static size_t name_width(const table *t, size_t i)
{
    return vd_width(vd_rows_name(t->rows, t->column[i]));
}

/* "to_title" is a "title", and "deadline" is no "line". */
static bool name_is(vd_str name, const char *kind)
{
    vd_str end = vd_str_of(kind);
    return vd_str_ends(name, end) && (name.len == end.len || end.len == 0 || name.ptr[name.len - end.len - 1] == '_');
}

static int column_holds(const table *t, size_t i)
{
    static const char *const texts[] = {"title",      "sentence", "surface", "issuer",    "evidence_source", "basis",
                                        "repairs",    "meaning",  "what",    "task_text", "passage",         "lead",
                                        "coordinate", "deadline", "note",    "changes",   "value",           "path"};
    vd_str name = vd_rows_name(t->rows, t->column[i]);
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        if (name_is(name, texts[k])) {
            return HOLDS_TEXT;
        }
    }
    bool place = vd_str_eq(name, VD_LIT("source")) || vd_str_eq(name, VD_LIT("id")) ||
                 vd_str_ends(name, VD_LIT("_id")) || vd_str_eq(name, VD_LIT("candidates"));
    return place ? HOLDS_PLACE : HOLDS_FACT;
}

/* The widest column that may still give way in this step, or SIZE_MAX. */
static size_t column_widest(const table *t, size_t step)
{
    size_t widest = SIZE_MAX;
    for (size_t i = 0; i < t->count; i++) {
        size_t least = squeezes[step].least;
        least = squeezes[step].usual && t->usual[i] > least ? t->usual[i] : least;
        least = squeezes[step].names && name_width(t, i) > least ? name_width(t, i) : least;
        if (!t->hidden[i] && column_holds(t, i) <= squeezes[step].holds && t->width[i] > least &&
            (widest == SIZE_MAX || t->width[i] >= t->width[widest])) {
            widest = i;
        }
    }
    return widest;
}

/* All columns that are shown as wide as they need to be; returns what that takes. */
static size_t widths_begin(table *t)
{
    size_t total = 0;
    size_t shown = 0;
    for (size_t i = 0; i < t->count; i++) {
        t->width[i] = t->need[i];
        total += t->hidden[i] ? 0 : t->need[i] + (shown ? GAP : 0);
        shown += !t->hidden[i];
    }
    return total;
}

static bool column_shown(const table *t, const char *column)
{
    bool shown = false;
    for (size_t i = 0; i < t->count && !shown; i++) {
        shown = !t->hidden[i] && vd_str_eq(vd_rows_name(t->rows, t->column[i]), vd_str_of(column));
    }
    return shown;
}

/* Leave out a column before this step; false: there is none.  The first one always stays, and what says nothing in any
 * row goes before anything is cut. */
static bool column_leave_out(table *t, size_t step)
{
    for (size_t i = t->count; step == 1 && i-- > 1;) {
        if (!t->hidden[i] && t->usual[i] == 0) {
            t->hidden[i] = true;
            return true;
        }
    }
    for (size_t k = 0; k < sizeof leavings / sizeof *leavings; k++) {
        if (leavings[k].step == step && leavings[k].beside && !column_shown(t, leavings[k].beside)) {
            continue;
        }
        for (size_t i = t->count; leavings[k].step == step && i-- > (*leavings[k].column ? 1 : 2);) {
            vd_str name = vd_rows_name(t->rows, t->column[i]);
            if (!t->hidden[i] && name_is(name, leavings[k].column)) {
                t->hidden[i] = true;
                return true;
            }
        }
    }
    return false;
}

/* The columns left out, in one line; without memory for it nothing is said. */
static void hidden_tell(table *t)
{
    size_t told = 0;
    vd_buf_reset(&t->scratch);
    for (size_t i = 0; i < t->count; i++) {
        if (t->hidden[i]) {
            vd_buf_add_text(&t->scratch, told++ ? ", " : "no room here for ");
            vd_buf_add(&t->scratch, vd_rows_name(t->rows, t->column[i]));
        }
    }
    vd_buf_add_text(&t->scratch, "; a wider window shows them, and every other --format");
    vd_buf_add_char(&t->scratch, '\0');
    if (told && t->style->note && vd_buf_ok(&t->scratch)) {
        t->style->note(t->style->note_context, t->scratch.ptr);
    }
}

static int width_cmp(const void *a, const void *b)
{
    size_t p = *(const size_t *)a;
    size_t q = *(const size_t *)b;
    return (p > q) - (p < q);
}

/* What all but a tenth of the cells need that say anything; false when out of memory. */
static bool usual_measure(table *t, vd_str *const *texts, size_t rows)
{
    size_t *widths = VD_ARENA_ARRAY(&t->arena, size_t, rows);
    for (size_t i = 0; i < t->count && widths; i++) {
        size_t filled = 0;
        for (size_t k = 0; k < rows; k++) {
            size_t width = vd_width(texts[k][i]);
            widths[filled] = width;
            filled += width > 0;
        }
        qsort(widths, filled, sizeof *widths, width_cmp);
        t->usual[i] = filled > 0 ? widths[(filled - 1) * 9 / 10] : 0;
    }
    return widths != NULL;
}

static void widths_fit(table *t)
{
    memcpy(t->need, t->width, t->count * sizeof *t->width);
    size_t total = widths_begin(t);
    for (size_t step = 0; t->limited && total > t->limit && step < sizeof squeezes / sizeof squeezes[0];) {
        size_t widest = column_widest(t, step);
        if (widest != SIZE_MAX) {
            t->width[widest]--;
            total--;
        } else if (column_leave_out(t, ++step)) {
            total = widths_begin(t);
            step = 0;
        }
    }
}

static void blanks_add(vd_buf *buf, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        vd_buf_add_char(buf, ' ');
    }
}

/* Blanks that only padding would follow are not written. */
static void row_write(table *t, const vd_str *texts)
{
    vd_buf *buf = &t->out->buf;
    size_t owed = 0;
    for (size_t i = 0; i < t->count; i++) {
        if (t->hidden[i]) {
            continue;
        }
        size_t width = vd_width(texts[i]);
        size_t pad = width < t->width[i] ? t->width[i] - width : 0;
        owed += i ? GAP : 0;
        if (texts[i].len == 0) {
            owed += t->width[i];
            continue;
        }
        blanks_add(buf, owed + (t->right[i] ? pad : 0));
        size_t used = vd_width_add(buf, texts[i], t->limited ? t->width[i] : SIZE_MAX);
        owed = !t->right[i] && used < t->width[i] ? t->width[i] - used : 0;
    }
    vd_buf_add_char(buf, '\n');
}

static void header_write(table *t)
{
    vd_buf *buf = &t->out->buf;
    size_t owed = 0; /* no blanks behind the last name */
    for (size_t i = 0; i < t->count; i++) {
        if (t->hidden[i]) {
            continue;
        }
        vd_str name = vd_rows_name(t->rows, t->column[i]);
        size_t width = vd_width(name);
        size_t pad = width < t->width[i] ? t->width[i] - width : 0;
        blanks_add(buf, owed + (i ? (size_t)GAP : 0) + (t->right[i] ? pad : 0));
        vd_buf_add_text(buf, t->color ? "\x1b[1;4m" : "");
        vd_width_add(buf, name, t->width[i]);
        vd_buf_add_text(buf, t->color ? "\x1b[0m" : "");
        owed = t->right[i] ? 0 : pad;
    }
    vd_buf_add_char(buf, '\n');
}

static bool table_init(table *t)
{
    size_t width = vd_rows_width(t->rows);
    t->column = VD_ARENA_ARRAY(&t->arena, size_t, width);
    t->width = VD_ARENA_ARRAY(&t->arena, size_t, width);
    t->need = VD_ARENA_ARRAY(&t->arena, size_t, width);
    t->usual = VD_ARENA_ARRAY(&t->arena, size_t, width);
    t->right = VD_ARENA_ARRAY(&t->arena, bool, width);
    t->hidden = VD_ARENA_ARRAY(&t->arena, bool, width);
    if (!t->column || !t->width || !t->need || !t->usual || !t->right || !t->hidden) {
        return false;
    }
    for (int all = 0; all <= 1 && t->count == 0; all++) { /* rows that show nothing show everything */
        for (size_t i = 0; i < width; i++) {
            if (all || vd_rows_shown(t->rows, i)) {
                t->column[t->count++] = i;
            }
        }
    }
    for (size_t i = 0; i < t->count; i++) {
        t->width[i] = name_width(t, i);
    }
    return true;
}

/* Reads up to SAMPLE rows and measures them; *more tells whether there may be others. */
static vd_status sample_read(table *t, vd_str **texts, size_t *count, bool *more, vd_error *err)
{
    for (*count = 0; *count < SAMPLE; ++*count) {
        vd_status status = vd_rows_next(t->rows, more, err);
        if (status != VD_OK || !*more) {
            return status;
        }
        texts[*count] = VD_ARENA_ARRAY(&t->arena, vd_str, t->count);
        if (!texts[*count] || !row_read(t, &t->arena, texts[*count])) {
            return vd_fail_memory(err);
        }
        for (size_t i = 0; i < t->count; i++) {
            size_t width = vd_width(texts[*count][i]);
            width = width > WIDEST && !t->limited ? WIDEST : width;
            t->width[i] = width > t->width[i] ? width : t->width[i];
            t->right[i] = t->right[i] || cell_is_number(vd_rows_cell(t->rows, t->column[i]));
        }
    }
    return VD_OK;
}

static vd_status rest_write(table *t, vd_str *texts, size_t *count, vd_error *err)
{
    for (;;) {
        bool more;
        vd_arena arena = {0};
        vd_status status = vd_rows_next(t->rows, &more, err);
        if (status != VD_OK || !more) {
            return status;
        }
        if (row_read(t, &arena, texts)) {
            row_write(t, texts);
            ++*count;
            status = vd_out_settle(t->out, err);
        } else {
            status = vd_fail_memory(err);
        }
        vd_arena_clear(&arena);
        if (status != VD_OK) {
            return status;
        }
    }
}

static vd_status table_fill(table *t, size_t *count, vd_error *err)
{
    vd_str **texts = VD_ARENA_ARRAY(&t->arena, vd_str *, SAMPLE);
    size_t sampled = 0;
    bool more = true;
    if (!texts || !table_init(t)) {
        return vd_fail_memory(err);
    }
    vd_status status = sample_read(t, texts, &sampled, &more, err);
    if (sampled == 0) {
        return status;
    }
    if (t->limited && !usual_measure(t, texts, sampled)) {
        return vd_fail_memory(err);
    }
    widths_fit(t);
    hidden_tell(t);
    header_write(t);
    for (size_t i = 0; i < sampled && status == VD_OK; i++) {
        row_write(t, texts[i]);
        ++*count;
        status = vd_out_settle(t->out, err);
    }
    return status == VD_OK && more ? rest_write(t, texts[0], count, err) : status;
}

vd_status vd_table_write(vd_rows *rows, const vd_style *style, vd_out *out, size_t *count, vd_error *err)
{
    table t = {
        .rows = rows,
        .out = out,
        .color = style->color,
        .style = style,
        .limited = style->width > 0,
        .limit = style->width > 0 ? (size_t)style->width : 0,
    };
    vd_status status = table_fill(&t, count, err);
    vd_buf_clear(&t.scratch);
    vd_arena_clear(&t.arena);
    return status;
}
