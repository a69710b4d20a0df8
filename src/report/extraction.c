/** The mentions of one extraction as rows: `viendan extract`. */
#include "base/date.h"
#include "base/error.h"
#include "base/rows.h"

#include "base/alloc.h"
#include "extract/source.h"

enum {
    COL_SOURCE,
    COL_START,
    COL_END,
    COL_SURFACE,
    COL_FORM,
    COL_TYPE,
    COL_NUMBER,
    COL_SYMBOL,
    COL_YEAR,
    COL_DATE,
    COL_ISSUER,
    COL_TERM,
    COL_TITLE,
    COL_PINPOINT,
    COL_CONFIDENCE,
    COL_REPAIRS,
    COL_LINE,
    COL_COLUMN,
    COL_PARENT_START,
    COL_CORE,
    COL_COUNT
};

static const vd_column columns[COL_COUNT] = {
    [COL_SOURCE] = {"source", false},
    [COL_START] = {"start", false},
    [COL_END] = {"end", false},
    [COL_SURFACE] = {"surface", true},
    [COL_FORM] = {"form", true},
    [COL_TYPE] = {"type", true},
    [COL_NUMBER] = {"number", true},
    [COL_SYMBOL] = {"symbol", false},
    [COL_YEAR] = {"year", false},
    [COL_DATE] = {"date", true},
    [COL_ISSUER] = {"issuer", true},
    [COL_TERM] = {"term", false},
    [COL_TITLE] = {"title", false},
    [COL_PINPOINT] = {"pinpoint", false},
    [COL_CONFIDENCE] = {"confidence", true},
    [COL_REPAIRS] = {"repairs", false},
    [COL_LINE] = {"line", true},
    [COL_COLUMN] = {"column", false},
    [COL_PARENT_START] = {"parent_start", false},
    [COL_CORE] = {"core", false},
};

typedef struct mention_rows {
    const vd_source *source;
    const vd_extraction *extraction;
    size_t next;
    size_t line; /* of the last mention */
    char date[16];
} mention_rows;

/* The first mention from `at` on of a form that was asked for. */
static size_t mention_asked(const vd_extraction *extraction, size_t at)
{
    while (extraction->forms && at < extraction->mention_count &&
           (extraction->forms & VD_FORM_BIT(extraction->mentions[at].form)) == 0) {
        at++;
    }
    return at;
}

static vd_status mention_step(void *context, vd_cell *cells, bool *more, vd_error *err)
{
    (void)err;
    mention_rows *state = context;
    state->next = mention_asked(state->extraction, state->next);
    *more = state->next < state->extraction->mention_count;
    if (!*more) {
        return VD_OK;
    }
    const vd_mention *mention = &state->extraction->mentions[state->next++];
    size_t column;
    vd_text_position_on(vd_source_text(state->source), mention->start, &state->line, &column);
    cells[COL_SOURCE] = vd_cell_text(vd_source_name(state->source));
    cells[COL_START] = vd_cell_int((int64_t)mention->start);
    cells[COL_END] = vd_cell_int((int64_t)mention->end);
    cells[COL_SURFACE] = vd_cell_text(mention->surface);
    cells[COL_FORM] = vd_cell_text(vd_str_of(vd_form_name(mention->form)));
    cells[COL_TYPE] = vd_cell_text(mention->type);
    cells[COL_NUMBER] = vd_cell_text(mention->number);
    cells[COL_SYMBOL] = vd_cell_text(mention->symbol);
    cells[COL_YEAR] = mention->year ? vd_cell_int(mention->year) : (vd_cell){0};
    cells[COL_DATE] = vd_cell_text(vd_date_format(mention->date, state->date));
    cells[COL_ISSUER] = vd_cell_text(mention->issuer);
    cells[COL_TERM] = vd_cell_text(mention->term);
    cells[COL_TITLE] = vd_cell_text(mention->title);
    cells[COL_PINPOINT] = vd_cell_text(mention->pinpoint);
    cells[COL_CONFIDENCE] = vd_cell_real(mention->confidence);
    cells[COL_REPAIRS] = vd_cell_text(mention->repairs);
    cells[COL_LINE] = vd_cell_int((int64_t)state->line);
    cells[COL_COLUMN] = vd_cell_int((int64_t)column);
    if (mention->parent >= 0) {
        cells[COL_PARENT_START] = vd_cell_int((int64_t)state->extraction->mentions[mention->parent].start);
    }
    cells[COL_CORE] = vd_cell_bool(mention->core);
    return VD_OK;
}

vd_status vd_extraction_rows(const vd_source *source, const vd_extraction *extraction, vd_rows **out, vd_error *err)
{
    *out = NULL;
    mention_rows *state = vd_alloc(sizeof *state);
    if (!state) {
        return vd_fail_memory(err);
    }
    *state = (mention_rows){.source = source, .extraction = extraction};
    return vd_rows_new_stream(columns, COL_COUNT, (vd_rows_stream){mention_step, vd_free, state}, out, err);
}
