/** The matrix as a book: grid, plans, gaps, evidence, with links from a cell to its evidence and back.
 *
 *  A page for print is cut into parts of the grid that fit A4 landscape; a workbook holds it in one sheet. */
#include "report/matrix_book.h"

#include "base/buf.h"
#include "base/date.h"
#include "base/error.h"
#include "report/spoken.h"

enum { PART = 22, PARTS_MOST = 2000 }; /* columns of marks that fit a page */

typedef struct binding {
    vd_arena arena;
    const vd_matrix *m;
    const vd_matrix_query *query;
    vd_leaf *sheets;
    size_t count;
    size_t evidence; /* number of the sheet */
    size_t part;     /* columns of a part */
} binding;

/* A part of the grid and what it needs to dress cells. */
typedef struct part_context {
    const binding *b;
    size_t first;
} part_context;

/* ---- Tones ---- */

static vd_tone letters_tone(uint16_t letters)
{
    static const struct {
        const char *letters;
        vd_tone tone;
    } order[] = {{"P", VD_TONE_PREAMBLE}, {"B", VD_TONE_BASIS},          {"T", VD_TONE_TASK}, {"L", VD_TONE_LINKED},
                 {"H", VD_TONE_GUIDED},   {"ASXDKRNU", VD_TONE_CHANGES}, {"C", VD_TONE_CITES}};
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        for (const char *c = order[i].letters; *c; c++) {
            if ((unsigned)letters >> (strchr(VD_MATRIX_LETTERS, *c) - VD_MATRIX_LETTERS) & 1U) {
                return order[i].tone;
            }
        }
    }
    return VD_TONE_NAMED;
}

static vd_tone state_tone(vd_state_kind state)
{
    switch (state) {
    case VD_STATE_AMENDED:
    case VD_STATE_UNRESOLVED:
    case VD_STATE_AMBIGUOUS:
        return VD_TONE_WATCH;
    case VD_STATE_NOT_YET:
    case VD_STATE_SUSPENDED:
    case VD_STATE_SUPERSEDED:
    case VD_STATE_REPEALED:
    case VD_STATE_EXPIRED:
        return VD_TONE_BAD;
    case VD_STATE_UNKNOWN:
    case VD_STATE_IN_FORCE:
        break;
    }
    return VD_TONE_NONE;
}

static vd_tone state_name_tone(vd_cell cell)
{
    for (int kind = 0; cell.kind == VD_CELL_TEXT && kind <= VD_STATE_AMBIGUOUS; kind++) {
        if (vd_str_eq(cell.text, vd_str_of(vd_state_name((vd_state_kind)kind)))) {
            return state_tone((vd_state_kind)kind);
        }
    }
    return VD_TONE_NONE;
}

/* ---- Dresses ---- */

static vd_dress mark_dress(const part_context *part, size_t row, size_t column)
{
    const binding *b = part->b;
    bool turned = b->query->transpose;
    size_t other = part->first + column - vd_matrix_grid_fixed(b->m, turned);
    vd_dress dress = {.sheet = VD_BOOK_NONE};
    if (row == VD_BOOK_NONE) {
        bool done = turned ? !b->m->directives[other].open : b->m->plans[other].doing > 0;
        dress.tone = !done ? VD_TONE_GAP : VD_TONE_NONE;
        return dress;
    }
    const vd_matrix_cell *cell = vd_matrix_at(b->m, turned ? other : row, turned ? row : other);
    if (cell) {
        dress = (vd_dress){letters_tone(cell->letters), b->evidence, (size_t)(cell - b->m->cells), 1, VD_NONE};
    }
    return dress;
}

/* Heads of rows: a directive leads to the first of its evidence. */
static vd_dress grid_dress(const void *context, size_t row, size_t column)
{
    const part_context *part = context;
    const vd_matrix *m = part->b->m;
    bool turned = part->b->query->transpose;
    vd_dress dress = {.sheet = VD_BOOK_NONE};
    if (column >= vd_matrix_grid_fixed(m, turned)) {
        return mark_dress(part, row, column);
    }
    if (row == VD_BOOK_NONE) {
        return dress;
    }
    bool done = turned ? m->plans[row].doing > 0 : !m->directives[row].open;
    size_t called = turned || m->data->documents[m->directives[row].document].number.len ? 1 : 2; /* its name */
    if (!turned && column == 1 && m->directives[row].count > 0) {
        dress = (vd_dress){VD_TONE_NONE, part->b->evidence, m->directives[row].first, 1, VD_NONE};
    }
    if (turned && column == 6) {
        dress.file = m->plans[row].source;
    }
    if (column == called || column == (turned ? 7 : 9)) {
        dress.tone = !done ? VD_TONE_GAP : VD_TONE_NONE;
    }
    if (!turned && column == 5) {
        dress.tone = state_tone(m->directives[row].now.kind);
    }
    return dress;
}

static vd_dress plans_dress(const void *context, size_t row, size_t column)
{
    const binding *b = context;
    vd_dress dress = {.sheet = VD_BOOK_NONE};
    if (row != VD_BOOK_NONE) {
        dress.tone = b->m->plans[row].doing == 0 && (column == 1 || column == 7) ? VD_TONE_GAP : VD_TONE_NONE;
        dress.file = column == 6 ? b->m->plans[row].source : VD_NONE;
    }
    return dress;
}

/* Columns of the list: 5 the directive, 7 letters, 11 and 12 states, 15 the file. */
static vd_dress evidence_dress(const void *context, size_t row, size_t column)
{
    const binding *b = context;
    vd_dress dress = {.sheet = VD_BOOK_NONE};
    if (row == VD_BOOK_NONE) {
        return dress;
    }
    const vd_matrix_cell *cell = &b->m->cells[row];
    const vd_leaf *sheet = &b->sheets[b->evidence];
    if (column == 7) {
        bool turned = b->query->transpose;
        size_t across = turned ? cell->directive : cell->plan;
        dress = (vd_dress){letters_tone(cell->letters), across / b->part, turned ? cell->plan : cell->directive,
                           vd_matrix_grid_fixed(b->m, turned) + across % b->part, VD_NONE};
    } else if (column == 11 || column == 12) {
        dress.tone = state_name_tone(vd_rows_cell(sheet->rows, column));
    } else if (column == 15) {
        dress.file = b->m->data->edges[cell->best].source;
    }
    return dress;
}

/* ---- Sheets ---- */

static vd_leaf *sheet_add(binding *b, vd_word_id word, vd_lang lang, size_t number, size_t of)
{
    vd_buf name = {0};
    vd_leaf *sheet = &b->sheets[b->count];
    vd_buf_add_text(&name, vd_word(word, lang));
    if (of > 1) {
        vd_buf_add_format(&name, " (%zu-%zu)", number, of);
    }
    *sheet = (vd_leaf){.name = vd_buf_ok(&name) ? vd_arena_copy(&b->arena, vd_buf_str(&name)) : VD_NONE,
                       .marks = VD_BOOK_NONE,
                       .context = b};
    vd_buf_clear(&name);
    if (sheet->name.ptr) {
        b->count++;
        return sheet;
    }
    return NULL;
}

static vd_status part_add(binding *b, vd_lang lang, size_t number, size_t parts, size_t across, vd_error *err)
{
    part_context *context = VD_ARENA_ARRAY(&b->arena, part_context, 1);
    vd_leaf *sheet = context ? sheet_add(b, VD_WORD_MATRIX_SHEET, lang, number + 1, parts) : NULL;
    if (!sheet) {
        return vd_fail_memory(err);
    }
    size_t first = number * b->part;
    vd_matrix_part part = {first, across - first < b->part ? across - first : b->part};
    *context = (part_context){b, first};
    sheet->context = context;
    sheet->dress = grid_dress;
    sheet->marks = vd_matrix_grid_fixed(b->m, b->query->transpose);
    return vd_matrix_grid(b->m, b->query->transpose, part, &sheet->rows, err);
}

static vd_status grid_add(binding *b, vd_lang lang, vd_format format, vd_error *err)
{
    size_t across = b->query->transpose ? b->m->directive_count : b->m->plan_count;
    bool whole = format == VD_FORMAT_XLSX;
    b->part = whole ? across + 1 : (size_t)PART;
    size_t parts = across <= b->part ? 1 : (across + b->part - 1) / b->part;
    if (parts > PARTS_MOST) {
        return vd_fail(err, VD_LIMIT, "%zu columns are too many for a page; choose with the filters, or take xlsx",
                       across);
    }
    b->sheets = VD_ARENA_ARRAY(&b->arena, vd_leaf, parts + 3);
    vd_status status = b->sheets ? VD_OK : vd_fail_memory(err);
    b->evidence = parts + 2;
    for (size_t i = 0; status == VD_OK && i < parts; i++) {
        status = part_add(b, lang, i, parts, across, err);
    }
    return status;
}

static vd_status rest_add(binding *b, vd_lang lang, const vd_matrix_tasks *tasks, vd_error *err)
{
    vd_leaf *plans = sheet_add(b, VD_WORD_PLANS_SHEET, lang, 0, 0);
    vd_leaf *gaps = plans ? sheet_add(b, VD_WORD_GAPS_SHEET, lang, 0, 0) : NULL;
    vd_leaf *evidence = gaps ? sheet_add(b, VD_WORD_EVIDENCE_SHEET, lang, 0, 0) : NULL;
    if (!evidence) {
        return vd_fail_memory(err);
    }
    plans->dress = plans_dress;
    evidence->dress = evidence_dress;
    vd_status status = vd_matrix_plan_rows(b->m, &plans->rows, err);
    if (status == VD_OK) {
        status = vd_matrix_gaps(b->m, b->query, tasks, 0, &gaps->rows, err);
    }
    return status == VD_OK ? vd_matrix_evidence(b->m, &evidence->rows, err) : status;
}

/* ---- Facts ---- */

static bool count_add(binding *b, vd_book_fact *facts, size_t *count, const char *name, size_t value)
{
    vd_buf text = {0};
    vd_buf_add_format(&text, "%zu", value);
    facts[*count] =
        (vd_book_fact){vd_str_of(name), vd_buf_ok(&text) ? vd_arena_copy(&b->arena, vd_buf_str(&text)) : VD_NONE};
    vd_buf_clear(&text);
    return facts[(*count)++].value.ptr != NULL;
}

static bool facts_make(binding *b, vd_book *book, char day[16])
{
    vd_lang lang = book->lang;
    size_t cells = 0;
    size_t idle = 0;
    size_t open = 0;
    vd_book_fact *facts = VD_ARENA_ARRAY(&b->arena, vd_book_fact, 7);
    if (!facts) {
        return false;
    }
    for (size_t first = 0, end, acting; first < b->m->plan_count; first = end) {
        idle += vd_matrix_idle(b->m, first, &end, &acting);
        cells += acting;
    }
    for (size_t i = 0; i < b->m->directive_count; i++) {
        open += b->m->directives[i].open;
    }
    size_t count = 0;
    bool good = count_add(b, facts, &count, vd_word(VD_WORD_PLAN_COUNT, lang), b->m->plan_count) &&
                count_add(b, facts, &count, vd_word(VD_WORD_DIRECTIVE_COUNT, lang), b->m->known_count) &&
                count_add(b, facts, &count, vd_word(VD_WORD_UNDECIDED_COUNT, lang),
                          b->m->directive_count - b->m->known_count) &&
                count_add(b, facts, &count, vd_word(VD_WORD_CELL_COUNT, lang), cells) &&
                count_add(b, facts, &count, vd_word(VD_WORD_GAP_DIRECTIVES, lang), open) &&
                count_add(b, facts, &count, vd_word(VD_WORD_GAP_PLANS, lang), idle);
    vd_str date = vd_date_format(b->m->as_of, day);
    if (good && date.ptr) {
        vd_buf spoken = {0};
        vd_spoken_day(&spoken, date, lang);
        facts[count++] =
            (vd_book_fact){vd_str_of(vd_word(VD_WORD_AS_OF, lang)), vd_arena_copy(&b->arena, vd_buf_str(&spoken))};
        good = vd_buf_ok(&spoken) && facts[count - 1].value.ptr;
        vd_buf_clear(&spoken);
    }
    book->facts = facts;
    book->fact_count = count;
    return good;
}

vd_status vd_matrix_book(const vd_matrix *matrix, const vd_matrix_query *query, const vd_matrix_tasks *tasks,
                         vd_format format, const vd_style *style, vd_out *out, size_t *count, vd_error *err)
{
    binding b = {.m = matrix, .query = query};
    char day[16];
    vd_book book = {.lang = style->lang, .day = matrix->as_of, .legend = true, .style = style};
    book.title = vd_str_of(style->title ? style->title : vd_word(VD_WORD_MATRIX, style->lang));
    vd_status status = facts_make(&b, &book, day) ? VD_OK : vd_fail_memory(err);
    if (status == VD_OK) {
        status = grid_add(&b, book.lang, format, err);
    }
    if (status == VD_OK) {
        status = rest_add(&b, book.lang, tasks, err);
    }
    if (status == VD_OK) {
        book.sheets = b.sheets;
        book.sheet_count = b.count;
        status = vd_book_write(&book, format, out, count, err);
    }
    for (size_t i = 0; i < b.count; i++) {
        vd_rows_free(b.sheets[i].rows);
    }
    vd_arena_clear(&b.arena);
    return status;
}
