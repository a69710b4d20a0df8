/** What the database decided: the document meant, what that rests on, where its fields were learnt, and the documents
 *  that were or are possible instead, with what speaks for and against each. */
#include "report/explain.h"

#include "base/date.h"
#include "base/error.h"
#include "report/labels.h"
#include "store/store.h"

/* Documents listed at most. */
enum { OTHERS_SHOWN = 8 };

/* ---- Rows of the database ---------------------------------------------------------------------------------------- */

static vd_cell cell_named(const vd_rows *rows, const char *name)
{
    for (size_t i = 0; i < vd_rows_width(rows); i++) {
        if (vd_str_eq(vd_rows_name(rows, i), vd_str_of(name))) {
            return vd_rows_cell(rows, i);
        }
    }
    return (vd_cell){0};
}

static vd_str text_named(vd_explanation *e, const vd_rows *rows, const char *name)
{
    vd_cell cell = cell_named(rows, name);
    if (cell.kind != VD_CELL_TEXT) {
        return VD_NONE;
    }
    vd_str copy = vd_arena_copy(e->arena, cell.text);
    e->failed = e->failed || copy.ptr == NULL;
    return copy;
}

static vd_date date_named(const vd_rows *rows, const char *name)
{
    vd_cell cell = cell_named(rows, name);
    vd_date date = {0};
    return cell.kind == VD_CELL_TEXT && vd_date_parse(cell.text, &date) ? date : (vd_date){0};
}

static const vd_str *list_named(vd_explanation *e, const vd_rows *rows, const char *name, size_t *count)
{
    vd_cell cell = cell_named(rows, name);
    *count = cell.kind == VD_CELL_LIST ? cell.count : 0;
    vd_str *items = VD_ARENA_ARRAY(e->arena, vd_str, *count + 1);
    for (size_t i = 0; items && i < *count; i++) {
        items[i] = vd_arena_copy(e->arena, cell.items[i]);
        e->failed = e->failed || items[i].ptr == NULL;
    }
    if (items == NULL) {
        e->failed = true;
        *count = 0;
    }
    return items;
}

/* ---- The file and the mention in the database -------------------------------------------------------------------- */

/* Is one path the end of the other, from a '/' on? */
static bool path_ends(vd_str longer, vd_str shorter)
{
    return vd_str_ends(longer, shorter) &&
           (longer.len == shorter.len || longer.ptr[longer.len - shorter.len - 1] == '/');
}

/* The stored path that `name` means: itself, or the only one that ends like it. */
static vd_status path_find(vd_explanation *e, vd_str name, vd_str *out, vd_error *err)
{
    vd_str *paths = NULL;
    size_t count = 0;
    size_t found = 0;
    while (vd_str_starts(name, VD_LIT("./"))) {
        name = vd_str_slice(name, 2, name.len);
    }
    /* A line of a stream is called by its id alone, so that no other name can be meant for it. */
    vd_status status = vd_store_paths_below(e->db, name, e->arena, &paths, &count, err);
    if (status == VD_OK && count > 0 && vd_str_eq(paths[0], name)) {
        *out = paths[0];
        return VD_OK;
    }
    if (status == VD_OK) {
        status = vd_store_paths(e->db, e->arena, &paths, &count, err);
    }
    *out = VD_NONE;
    for (size_t i = 0; status == VD_OK && i < count; i++) {
        if (vd_str_eq(paths[i], name)) {
            *out = name;
            return VD_OK;
        }
        if (path_ends(paths[i], name) || path_ends(name, paths[i])) {
            *out = paths[i];
            found++;
        }
    }
    *out = found == 1 ? *out : VD_NONE;
    return status;
}

static bool row_is_mention(const vd_explanation *e, const vd_rows *rows)
{
    const vd_mention *m = e->mention;
    return (size_t)cell_named(rows, "start").integer == m->start && (size_t)cell_named(rows, "end").integer == m->end &&
           vd_str_eq(cell_named(rows, "source").text, e->target.path) &&
           vd_str_eq(cell_named(rows, "surface").text, m->surface);
}

static vd_status mention_ask(vd_explanation *e, vd_error *err)
{
    vd_filter filter = {.source = e->target.path};
    vd_rows *rows = NULL;
    bool more = true;
    vd_status status = vd_db_mentions(e->db, &filter, &rows, err);
    while (status == VD_OK && more && !e->target.there) {
        status = vd_rows_next(rows, &more, err);
        if (status == VD_OK && more && row_is_mention(e, rows)) {
            e->target.there = true;
            e->target.id = text_named(e, rows, "target_id");
            e->target.number = text_named(e, rows, "target_number");
            e->target.basis = text_named(e, rows, "basis");
            e->target.confidence = cell_named(rows, "target_confidence").real;
            e->target.candidates = list_named(e, rows, "target_candidates", &e->target.candidate_count);
        }
    }
    vd_rows_free(rows);
    return status;
}

/* The last day of the document that the file carries. */
static vd_status latest_ask(vd_explanation *e, vd_error *err)
{
    vd_filter filter = {.source = e->target.path};
    vd_rows *rows = NULL;
    bool more = false;
    vd_status status = vd_db_documents(e->db, &filter, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_next(rows, &more, err);
    }
    if (status == VD_OK && more) {
        vd_date latest = date_named(rows, "date_latest");
        e->latest = latest.year ? latest : e->latest;
    }
    vd_rows_free(rows);
    return status;
}

vd_status vd_explain_ask(vd_explanation *e, vd_error *err)
{
    e->target.asked = true;
    vd_status status = path_find(e, vd_source_name(e->source), &e->target.path, err);
    e->target.known = status == VD_OK && e->target.path.ptr;
    if (e->target.known) {
        status = latest_ask(e, err);
    }
    if (status == VD_OK && e->target.known) {
        status = mention_ask(e, err);
    }
    return status;
}

/* ---- Documents --------------------------------------------------------------------------------------------------- */

/* A document as the database knows it. */
typedef struct known {
    vd_str id, type, number, issuer, place, title;
    vd_date date, earliest, latest;
    const vd_str *learnt;
    size_t learnt_count;
    bool found;
} known;

static vd_status known_ask(vd_explanation *e, vd_str id, known *out, vd_error *err)
{
    vd_filter filter = {.document = id};
    vd_rows *rows = NULL;
    *out = (known){.id = id};
    vd_status status = vd_db_documents(e->db, &filter, &rows, err);
    if (status == VD_OK) {
        status = vd_rows_next(rows, &out->found, err);
    }
    if (status == VD_OK && out->found) {
        out->type = text_named(e, rows, "type");
        out->number = text_named(e, rows, "number");
        out->issuer = text_named(e, rows, "issuer");
        out->place = text_named(e, rows, "place");
        out->title = text_named(e, rows, "title");
        out->date = date_named(rows, "date");
        out->earliest = date_named(rows, "date_earliest");
        out->latest = date_named(rows, "date_latest");
        out->learnt = list_named(e, rows, "learnt", &out->learnt_count);
    }
    vd_rows_free(rows);
    return status;
}

static void joined(vd_buf *buf, const char *separator, vd_str text)
{
    if (text.len) {
        vd_buf_add_text(buf, buf->len ? separator : "");
        vd_buf_add(buf, text);
    }
}

/* "Chỉ thị 33/CT-TTg, 2021-11-26, Thủ tướng Chính phủ". */
static vd_str known_called(vd_explanation *e, const known *document)
{
    vd_buf buf = {0};
    joined(&buf, " ", document->type);
    joined(&buf, " ", document->number.ptr ? document->number : document->title);
    joined(&buf, ", ", document->date.year ? vd_explain_date(e, document->date) : VD_NONE);
    joined(&buf, ", ", document->issuer);
    vd_str text = vd_buf_ok(&buf) && buf.len ? vd_arena_copy(e->arena, vd_buf_str(&buf)) : VD_LIT("");
    e->failed = e->failed || text.ptr == NULL || !vd_buf_ok(&buf);
    vd_buf_clear(&buf);
    return text.ptr ? text : VD_LIT("");
}

static bool dates_meet(vd_date a, vd_date b)
{
    return vd_date_cmp(vd_date_first(a), vd_date_last(b)) <= 0 && vd_date_cmp(vd_date_first(b), vd_date_last(a)) <= 0;
}

/* What the mention and the day of the text say against a document; "" when nothing does. */
static vd_str against(vd_explanation *e, const known *document)
{
    const vd_mention *m = e->mention;
    if (m->type.ptr && document->type.ptr && !vd_str_eq(m->type, document->type)) {
        return VD_SAY_OF(e, OTHER_TYPE, document->type);
    }
    if (m->date.year && document->date.year && !dates_meet(m->date, document->date)) {
        return VD_SAY_OF(e, OTHER_DAY, vd_explain_date(e, m->date));
    }
    if (m->place.ptr && document->place.ptr && !vd_str_eq(m->place, document->place)) {
        return VD_SAY_OF(e, OTHER_PLACE, document->place);
    }
    if (document->earliest.year && e->latest.year && vd_date_cmp(document->earliest, e->latest) > 0) {
        return VD_SAY_OF(e, ISSUED_AFTER, vd_explain_date(e, e->latest));
    }
    return VD_LIT("");
}

/* Why a document is a candidate. */
static vd_str possible_why(vd_explanation *e, const known *document)
{
    const vd_mention *m = e->mention;
    vd_str no = against(e, document);
    vd_str fits = m->number.ptr && document->number.ptr ? VD_SAY(e, NUMBER_FITS)
                  : m->core                             ? VD_SAY(e, NAME_FITS)
                                                        : VD_SAY(e, PRINT_FITS);
    if (no.len) {
        return VD_SAY_OF(e, THOUGH, fits, no);
    }
    vd_str day = m->date.year ? VD_SAY(e, DATE_FITS_TOO) : VD_SAY(e, DATE_TELLS_NOT);
    if (e->latest.year && document->date.year) {
        return VD_SAY_OF(e, AND_NOT_LATER, fits, day, vd_explain_date(e, e->latest));
    }
    return VD_SAY_OF(e, AND, fits, day);
}

static vd_status candidate_explain(vd_explanation *e, vd_str id, vd_error *err)
{
    known document;
    vd_status status = known_ask(e, id, &document, err);
    if (status == VD_OK) {
        vd_str why = possible_why(e, &document);
        vd_str called = known_called(e, &document);
        vd_fact *fact = vd_fact_add(e, VD_PART_LINK, "candidate", id);
        fact->note = vd_explain_text(e, "%.*s: %.*s", VD_ARG(called), VD_ARG(why));
    }
    return status;
}

/* Documents that people would find under the same number or name, and why they are not meant. */
static vd_status others_explain(vd_explanation *e, vd_error *err)
{
    vd_str name = e->mention->number.ptr ? e->mention->number : e->mention->title;
    vd_rows *rows = NULL;
    bool more = name.ptr != NULL;
    size_t count = 0;
    vd_status status = more ? vd_db_find(e->db, name, &rows, err) : VD_OK;
    while (status == VD_OK && more && count < OTHERS_SHOWN) {
        known document;
        status = vd_rows_next(rows, &more, err);
        vd_str id = status == VD_OK && more ? text_named(e, rows, "id") : VD_NONE;
        if (id.ptr == NULL || vd_str_eq(id, e->target.id)) {
            continue;
        }
        status = known_ask(e, id, &document, err);
        if (status == VD_OK) {
            vd_str no = against(e, &document);
            vd_str called = known_called(e, &document);
            vd_fact *fact = vd_fact_add(e, VD_PART_LINK, "alternative", id);
            fact->note =
                vd_explain_text(e, "%.*s: %.*s", VD_ARG(called), VD_ARG(no.len ? no : VD_SAY(e, LESS_FITTING)));
            count++;
        }
    }
    vd_rows_free(rows);
    return status;
}

/* ---- Edges ------------------------------------------------------------------------------------------------------- */

/* An edge's evidence span is not enough: one sentence states several. */
static bool row_is_statement(const vd_explanation *e, const vd_rows *rows)
{
    vd_str relation = cell_named(rows, "relation").text;
    bool acts = vd_str_eq(cell_named(rows, "from_id").text, e->target.id);
    bool acted_on = vd_str_eq(cell_named(rows, "to_id").text, e->target.id);
    for (size_t i = 0; i < e->extraction->statement_count; i++) {
        const vd_statement *statement = &e->extraction->statements[i];
        bool mine = (statement->to == e->index && acted_on) || (statement->from == e->index && acts);
        bool same = (size_t)cell_named(rows, "start").integer == statement->start &&
                    (size_t)cell_named(rows, "end").integer == statement->end;
        if (mine && same && vd_str_eq(relation, vd_str_of(vd_relation_name(statement->relation)))) {
            return vd_str_eq(cell_named(rows, "source").text, e->target.path);
        }
    }
    return false;
}

static vd_status edges_explain(vd_explanation *e, vd_error *err)
{
    vd_filter filter = {.source = e->target.path};
    vd_rows *rows = NULL;
    bool more = true;
    vd_status status = vd_db_edges(e->db, &filter, &rows, err);
    while (status == VD_OK && more) {
        status = vd_rows_next(rows, &more, err);
        if (status != VD_OK || !more || !row_is_statement(e, rows)) {
            continue;
        }
        vd_str from = text_named(e, rows, "from_id");
        vd_str to = text_named(e, rows, "to_id");
        vd_str relation = vd_explain_value(e, "relation", text_named(e, rows, "relation"));
        double confidence = cell_named(rows, "confidence").real;
        vd_fact *fact = vd_fact_add(e, VD_PART_LINK, "edge",
                                    vd_explain_text(e, "%.*s %.*s %.*s", VD_ARG(from), VD_ARG(relation), VD_ARG(to)));
        fact->note = VD_SAY_OF(e, CONFIDENCE, vd_explain_sure(e, confidence));
    }
    vd_rows_free(rows);
    return status;
}

/* ---- All together ------------------------------------------------------------------------------------------------ */

/* "date: a.txt byte 93" -> "a.txt byte 93"; *field is "date". */
static vd_str learnt_place(vd_str learnt, vd_str *field)
{
    size_t end = vd_str_find(learnt, VD_LIT(": "), 0);
    end = end == SIZE_MAX ? 0 : end;
    *field = vd_str_slice(learnt, 0, end);
    return vd_str_slice(learnt, end ? end + 2 : 0, learnt.len);
}

/* Fields that were learnt at one place on one line. */
static void learnt_explain(vd_explanation *e, const known *document)
{
    for (size_t i = 0; i < document->learnt_count; i++) {
        vd_str field;
        vd_str other;
        vd_str place = learnt_place(document->learnt[i], &field);
        bool seen = false;
        for (size_t j = 0; j < i; j++) {
            seen = seen || vd_str_eq(learnt_place(document->learnt[j], &other), place);
        }
        vd_str fields = vd_explain_field(e, field);
        for (size_t j = i + 1; j < document->learnt_count && !seen; j++) {
            if (vd_str_eq(learnt_place(document->learnt[j], &other), place)) {
                other = vd_explain_field(e, other);
                fields = vd_explain_text(e, "%.*s, %.*s", VD_ARG(fields), VD_ARG(other));
            }
        }
        if (!seen) {
            vd_str from =
                vd_str_eq(place, VD_LIT("catalogue")) ? vd_str_of(vd_phrase(VD_PHRASE_catalogue, e->lang)) : place;
            vd_fact_add(e, VD_PART_LINK, "learnt", fields)->note = VD_SAY_OF(e, LEARNT_FROM, from);
        }
    }
}

static vd_status target_explain(vd_explanation *e, vd_error *err)
{
    known document;
    vd_status status = known_ask(e, e->target.id, &document, err);
    if (status != VD_OK) {
        return status;
    }
    vd_str called = known_called(e, &document);
    vd_fact_add(e, VD_PART_LINK, "value", e->target.id)->note = called;
    vd_fact *fact = vd_fact_add(e, VD_PART_LINK, "basis", vd_explain_value(e, "basis", e->target.basis));
    fact->note = VD_SAY_OF(e, CONFIDENCE, vd_explain_sure(e, e->target.confidence));
    learnt_explain(e, &document);
    return others_explain(e, err);
}

static vd_status undecided_explain(vd_explanation *e, vd_error *err)
{
    vd_fact *fact = vd_fact_add(e, VD_PART_LINK, "value", VD_NONE);
    vd_status status = VD_OK;
    if (e->mention->form == VD_FORM_GENERIC) {
        fact->note = VD_SAY(e, MEANS_NONE);
    } else if (e->target.candidate_count) {
        fact->note = VD_SAY_OF(e, UNDECIDED_AMONG, vd_explain_count(e, e->target.candidate_count));
        vd_fact_add(e, VD_PART_LINK, "basis", vd_explain_value(e, "basis", e->target.basis));
    } else {
        fact->note = VD_SAY(e, UNDECIDED);
    }
    for (size_t i = 0; status == VD_OK && i < e->target.candidate_count; i++) {
        status = candidate_explain(e, e->target.candidates[i], err);
    }
    return status;
}

/* Why nothing can be said of a link, as a note; absent when there is something. */
static vd_str unasked_why(vd_explanation *e)
{
    vd_str name = vd_source_name(e->source);
    if (!e->target.asked) {
        return VD_SAY_OF(e, NOT_ASKED, name);
    }
    if (!e->target.known) {
        return VD_SAY_OF(e, NO_SUCH_FILE, name);
    }
    return e->target.there ? VD_NONE : VD_SAY_OF(e, FILE_CHANGED, name);
}

vd_status vd_explain_link(vd_explanation *e, vd_error *err)
{
    vd_str why = unasked_why(e);
    if (why.ptr) {
        vd_fact_add(e, VD_PART_LINK, "value", VD_NONE)->note = why;
        return VD_OK;
    }
    vd_status status = e->target.id.ptr ? target_explain(e, err) : undecided_explain(e, err);
    return status == VD_OK ? edges_explain(e, err) : status;
}
