/** Tasks: written with their source, and listed with the documents they carry out. */
#include "store/tasks.h"

#include "base/date.h"
#include "base/error.h"
#include "store/key.h"
#include "store/pack.h"
#include "store/query.h"

/* ---- Writing ---------------------------------------------------------------------------------------------------- */

static vd_status lead_put(vd_db *db, vd_arena *scratch, int64_t row, size_t task, size_t rank, const vd_task_lead *lead,
                          vd_error *err)
{
    static const char text[] =
        "INSERT INTO task_lead (source, task, rank, body, body_key, duty) VALUES (?, ?, ?, ?, ?, ?)";
    sqlite3_stmt *statement = NULL;
    vd_str key = VD_NONE;
    vd_status status = vd_sql_slot(db, VD_SLOT_TASK_LEAD_PUT, text, &statement, err);
    if (status == VD_OK && !vd_key_name(scratch, lead->body, &key)) {
        status = vd_fail_memory(err);
    }
    if (status != VD_OK) {
        return status;
    }
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, row);
    vd_bind_size(&bind, task);
    vd_bind_size(&bind, rank);
    vd_bind_text(&bind, lead->body.ptr != NULL ? lead->body : VD_LIT(""));
    vd_bind_text(&bind, key);
    vd_bind_text(&bind, vd_str_of(vd_duty_name(lead->duty)));
    return vd_bind_run(&bind, err);
}

static vd_status task_put(vd_db *db, int64_t row, const vd_stored_source *stored, size_t at, vd_error *err)
{
    static const char text[] =
        "INSERT INTO task (source, ordinal, start, stop, line, path, section, what, coordinate, deadline, due_from, "
        "due_to, recurring, inherited, confidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    const vd_task *task = &stored->tasks->tasks[at];
    sqlite3_stmt *statement = NULL;
    size_t line = 0, column = 0;
    vd_status status = vd_sql_slot(db, VD_SLOT_TASK_PUT, text, &statement, err);
    if (status != VD_OK) {
        return status;
    }
    vd_source_position(stored->source, task->start, &line, &column);
    vd_bind bind = {.statement = statement};
    vd_bind_int(&bind, row);
    vd_bind_size(&bind, at);
    vd_bind_size(&bind, task->start);
    vd_bind_size(&bind, task->end);
    vd_bind_size(&bind, line);
    vd_bind_text(&bind, task->path);
    vd_bind_text(&bind, task->section);
    vd_bind_text(&bind, task->what.ptr != NULL ? task->what : VD_LIT(""));
    vd_bind_text(&bind, task->coordinate);
    vd_bind_text(&bind, task->deadline);
    vd_bind_int(&bind, vd_pack_date(task->from));
    vd_bind_int(&bind, vd_pack_date(task->to));
    vd_bind_int(&bind, task->recurring);
    vd_bind_int(&bind, task->inherited);
    vd_bind_real(&bind, task->confidence);
    return vd_bind_run(&bind, err);
}

vd_status vd_tasks_put(vd_db *db, int64_t row, const vd_stored_source *stored, vd_error *err)
{
    size_t before = 0, len = vd_source_bytes(stored->source).len;
    vd_arena scratch = {0};
    vd_status status = VD_OK;
    for (size_t i = 0; status == VD_OK && i < stored->tasks->count; i++) {
        const vd_task *task = &stored->tasks->tasks[i];
        if (task->start < before || task->end <= task->start || task->end > len) {
            return vd_fail(err, VD_INVALID, "%.*s: task %zu is out of place", (int)stored->path.len, stored->path.ptr,
                           i);
        }
        before = task->end;
        status = task_put(db, row, stored, i, err);
        for (size_t k = 0; status == VD_OK && k < task->lead_count; k++) {
            status = lead_put(db, &scratch, row, i, k, &task->leads[k], err);
        }
        vd_arena_clear(&scratch);
    }
    return status;
}

/* ---- Listing ---------------------------------------------------------------------------------------------------- */

static const vd_column columns[] = {{"document", true},
                                    {"document_id", false},
                                    {"document_number", false},
                                    {"source", false},
                                    {"start", false},
                                    {"end", false},
                                    {"line", false},
                                    {"path", true},
                                    {"section", false},
                                    {"what", true},
                                    {"lead", true},
                                    {"lead_role", false},
                                    {"coordinate", true},
                                    {"deadline", true},
                                    {"deadline_from", false},
                                    {"deadline_to", false},
                                    {"recurring", false},
                                    {"inherited", false},
                                    {"implements", false},
                                    {"implements_numbers", true},
                                    {"cites", false},
                                    {"confidence", false}};
#define WIDTH (sizeof columns / sizeof *columns)

enum {
    COL_LEAD = 10,
    COL_LEAD_ROLE = 11,
    COL_FROM = 14,
    COL_TO = 15,
    COL_RECURRING = 16,
    COL_INHERITED = 17,
    COL_IMPLEMENTS = 18,
    COL_NUMBERS = 19,
    COL_CITES = 20,
    COL_SOURCE_ROW = 22,
    COL_ORDINAL = 23
};

/* A document is called by its number; one without, by its file. */
static const char select[] =
    "SELECT coalesce(d.number, s.name), d.id, d.number, s.path, t.start, t.stop, t.line, t.path, t.section, t.what, "
    "NULL, NULL, t.coordinate, t.deadline, t.due_from, t.due_to, t.recurring, t.inherited, NULL, NULL, NULL, "
    "t.confidence, t.source, t.ordinal "
    "FROM source s CROSS JOIN task t ON t.source = s.source "
    "LEFT JOIN document_source o ON o.source = s.source AND o.main = 1 "
    "LEFT JOIN document d ON d.document = o.document";

/* Documents that the plan acts on by words inside a task: ?1 its source, ?2 its ordinal. */
#define EDGES_INSIDE(relation)                                                                    \
    "FROM task t JOIN document_source o ON o.source = t.source AND o.main = 1 "                   \
    "JOIN statement x ON x.source = t.source AND x.start >= t.start AND x.stop <= t.stop "        \
    "AND x.relation " relation " JOIN edge e ON e.source = x.source AND e.statement = x.ordinal " \
    "AND e.from_document = o.document JOIN document g ON g.document = e.to_document "             \
    "WHERE t.source = ? AND t.ordinal = ? "

/* Names of the bits that are set. */
static vd_status bits_cell(vd_query *query, int64_t bits, const char *const *names, size_t count, vd_cell *out,
                           vd_error *err)
{
    vd_str *items = VD_ARENA_ARRAY(&query->arena, vd_str, count);
    size_t found = 0;
    if (items == NULL) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        if ((bits & (INT64_C(1) << i)) != 0) {
            items[found++] = vd_str_of(names[i]);
        }
    }
    *out = vd_cell_list(items, found);
    return VD_OK;
}

static vd_status task_bits(vd_query *query, vd_cell *cells, vd_error *err)
{
    static const char *const recurring[] = {
#define X(name, text) text,
        VD_RECURRING_LIST(X)
#undef X
    };
    static const char *const inherited[] = {"lead", "coordinate", "deadline"};
    vd_status status = bits_cell(query, sqlite3_column_int64(query->statement, COL_RECURRING), recurring,
                                 sizeof recurring / sizeof *recurring, &cells[COL_RECURRING], err);
    if (status == VD_OK) {
        status = bits_cell(query, sqlite3_column_int64(query->statement, COL_INHERITED), inherited,
                           sizeof inherited / sizeof *inherited, &cells[COL_INHERITED], err);
    }
    return status;
}

static vd_status task_fill(vd_query *query, vd_cell *cells, vd_error *err)
{
    static const int lists[VD_QUERY_LISTS] = {COL_LEAD, COL_LEAD_ROLE, COL_IMPLEMENTS, COL_NUMBERS, COL_CITES};
    for (int i = 0; i < (int)WIDTH; i++) {
        cells[i] = vd_query_cell(query, i);
    }
    vd_status status = vd_query_date(query, COL_FROM, &cells[COL_FROM], err);
    if (status == VD_OK) {
        status = vd_query_date(query, COL_TO, &cells[COL_TO], err);
    }
    if (status == VD_OK) {
        status = task_bits(query, cells, err);
    }
    int64_t source = sqlite3_column_int64(query->statement, COL_SOURCE_ROW);
    int64_t ordinal = sqlite3_column_int64(query->statement, COL_ORDINAL);
    for (size_t i = 0; status == VD_OK && i < VD_QUERY_LISTS; i++) {
        status = vd_query_list(query, i, source, ordinal, &cells[lists[i]], err);
    }
    return status;
}

#define CONDITIONS 10

/* Of several files with one document: read whole before read badly, then by path. */
static const char best_file[] =
    "NOT EXISTS (SELECT 1 FROM document_source o2 JOIN source s2 ON s2.source = o2.source WHERE "
    "o2.document = o.document AND o2.main = 1 AND (s2.marks_lost, s2.path) < (s.marks_lost, s.path))";

static vd_status conditions_make(vd_arena *arena, const vd_task_filter *f, vd_condition out[CONDITIONS], vd_error *err)
{
    vd_str lead = VD_NONE;
    size_t n = 0;
    if (f->lead.ptr != NULL && !vd_key_name(arena, f->lead, &lead)) {
        return vd_fail_memory(err);
    }
    if (f->lead.ptr != NULL && lead.ptr == NULL) {
        return vd_fail(err, VD_INVALID, "\"%.*s\" names no body", (int)f->lead.len, f->lead.ptr);
    }
    vd_date from = vd_date_first(f->due_from), to = vd_date_last(f->due_to), day = vd_date_first(f->as_of);
    out[n++] = (vd_condition){f->source.ptr ? VD_QUERY_SOURCE : best_file, ":source", vd_cell_text(f->source)};
    out[n++] = (vd_condition){f->document.ptr ? "d.id = :document" : NULL, ":document", vd_cell_text(f->document)};
    out[n++] =
        (vd_condition){f->implements.ptr ? "EXISTS (SELECT 1 FROM statement x JOIN edge e ON e.source = x.source "
                                           "AND e.statement = x.ordinal JOIN document g ON g.document = "
                                           "e.to_document WHERE x.source = t.source AND x.start >= t.start AND "
                                           "x.stop <= t.stop AND x.relation = 'implements' AND "
                                           "e.from_document = o.document AND g.id = :implements)"
                                         : NULL,
                       ":implements", vd_cell_text(f->implements)};
    out[n++] = (vd_condition){lead.ptr ? "EXISTS (SELECT 1 FROM task_lead l WHERE l.source = t.source AND l.task = "
                                         "t.ordinal AND instr('-' || l.body_key || '-', '-' || :lead || '-') > 0)"
                                       : NULL,
                              ":lead", vd_cell_text(lead)};
    out[n++] = (vd_condition){from.year ? "t.due_to >= :due_from" : NULL, ":due_from", vd_cell_int(vd_pack_date(from))};
    out[n++] =
        (vd_condition){to.year ? "t.due_to BETWEEN 1 AND :due_to" : NULL, ":due_to", vd_cell_int(vd_pack_date(to))};
    out[n++] = (vd_condition){day.year ? "t.recurring = 0 AND t.due_to BETWEEN 1 AND :as_of - 1" : NULL, ":as_of",
                              vd_cell_int(vd_pack_date(day))};
    out[n++] = (vd_condition){f->missing_lead ? "NOT EXISTS (SELECT 1 FROM task_lead l WHERE l.source = t.source AND "
                                                "l.task = t.ordinal)"
                                              : NULL,
                              NULL,
                              {0}};
    out[n++] = (vd_condition){f->missing_deadline ? "t.deadline IS NULL" : NULL, NULL, {0}};
    while (n < CONDITIONS) {
        out[n++] = (vd_condition){0};
    }
    return VD_OK;
}

vd_status vd_db_tasks(vd_db *db, const vd_task_filter *filter, vd_rows **out, vd_error *err)
{
    static const vd_task_filter all = {0};
    static const vd_query_plan plan = {
        .select = select,
        .order = "ORDER BY s.path, t.start",
        .lists = {"SELECT body FROM task_lead WHERE source = ? AND task = ? ORDER BY rank",
                  "SELECT duty FROM task_lead WHERE source = ? AND task = ? ORDER BY rank",
                  "SELECT DISTINCT g.id " EDGES_INSIDE("= 'implements'") "ORDER BY g.id",
                  "SELECT coalesce(number, title, id) FROM (SELECT DISTINCT g.id, g.number, g.title " EDGES_INSIDE(
                      "= 'implements'") ") ORDER BY id",
                  "SELECT DISTINCT g.id " EDGES_INSIDE("<> 'implements'") "ORDER BY g.id"},
        .fill = task_fill,
        .columns = columns,
        .width = WIDTH,
    };
    vd_arena arena = {0};
    vd_condition conditions[CONDITIONS];
    *out = NULL;
    vd_status status = conditions_make(&arena, filter != NULL ? filter : &all, conditions, err);
    if (status == VD_OK) {
        status = vd_query_open_where(db, &plan, conditions, CONDITIONS, out, err);
    }
    vd_arena_clear(&arena);
    return status;
}
