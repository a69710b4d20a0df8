/** Gathering a sheet: the edges at one document, grouped. */
#include "report/sheet.h"

#include "base/error.h"
#include "graph/fill.h"
#include "report/labels.h"

#include <stdlib.h>

/* An edge as seen from the sheet's document. */
typedef struct seen_edge {
    const vd_graph_edge *edge;
    bool acting;
} seen_edge;

static uint32_t seen_other(const seen_edge *seen)
{
    return seen->acting ? seen->edge->to : seen->edge->from;
}

/* 0 where both belong to one entry. */
static int entry_cmp(const seen_edge *s, const seen_edge *t)
{
    if (s->acting != t->acting) {
        return s->acting ? -1 : 1;
    }
    int order = (int)s->edge->relation - (int)t->edge->relation;
    if (order == 0) {
        order = vd_strength_rank(s->edge->strength) - vd_strength_rank(t->edge->strength);
    }
    if (order == 0) {
        order = (seen_other(s) > seen_other(t)) - (seen_other(s) < seen_other(t));
    }
    return order;
}

static int seen_cmp(const void *a, const void *b)
{
    const seen_edge *s = a;
    const seen_edge *t = b;
    int order = entry_cmp(s, t);
    return order ? order : vd_evidence_cmp(s->edge, t->edge);
}

static size_t edges_collect(const vd_graph_data *data, uint32_t document, seen_edge *seen)
{
    size_t count = 0;
    for (size_t i = 0; i < data->edge_count; i++) {
        const vd_graph_edge *edge = &data->edges[i];
        if (edge->from != edge->to && (edge->from == document || edge->to == document)) {
            seen[count++] = (seen_edge){edge, edge->from == document};
        }
    }
    if (count > 0) {
        qsort(seen, count, sizeof seen[0], seen_cmp);
    }
    return count;
}

static vd_status changes_gather(vd_arena *arena, const vd_graph_data *data, const vd_changes *changes, vd_sheet *sheet,
                                vd_error *err)
{
    vd_force force;
    vd_status status = vd_force_make(arena, data, changes, &force, err);
    if (status != VD_OK) {
        return status;
    }
    vd_history history = vd_force_history(&force, sheet->document);
    vd_step *kept = VD_ARENA_ARRAY(arena, vd_step, history.count);
    if (!kept) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < history.count; i++) {
        if (history.steps[i].kind > VD_STEP_EFFECTIVE) {
            kept[sheet->change_count++] = history.steps[i];
        }
    }
    sheet->changes = kept;
    return VD_OK;
}

vd_status vd_sheet_make(vd_arena *arena, const vd_graph_data *data, const vd_changes *changes, vd_str id, vd_sheet *out,
                        vd_error *err)
{
    vd_sheet sheet = {.data = data};
    vd_status status = vd_graph_require(data, id, &sheet.document, err);
    if (status != VD_OK) {
        return status;
    }
    seen_edge *seen = VD_ARENA_ARRAY(arena, seen_edge, data->edge_count);
    size_t count = seen ? edges_collect(data, sheet.document, seen) : 0;
    const vd_graph_edge **edges = VD_ARENA_ARRAY(arena, const vd_graph_edge *, count);
    vd_sheet_entry *entries = VD_ARENA_ARRAY(arena, vd_sheet_entry, count);
    if (!seen || !edges || !entries) {
        return vd_fail_memory(err);
    }
    for (size_t i = 0; i < count; i++) {
        edges[i] = seen[i].edge;
        if (i == 0 || entry_cmp(&seen[i - 1], &seen[i]) != 0) {
            entries[sheet.entry_count++] = (vd_sheet_entry){
                seen[i].acting, seen[i].edge->relation, seen[i].edge->strength, seen_other(&seen[i]), &edges[i], 0};
        }
        entries[sheet.entry_count - 1].count++;
    }
    sheet.entries = entries;
    status = changes_gather(arena, data, changes, &sheet, err);
    if (status == VD_OK) {
        *out = sheet;
    }
    return status;
}

size_t vd_sheet_group(const vd_sheet *sheet, size_t first, size_t *shown)
{
    const vd_sheet_entry *entries = sheet->entries;
    size_t end = first + 1;
    while (end < sheet->entry_count && entries[end].acting == entries[first].acting &&
           entries[end].relation == entries[first].relation) {
        end++;
    }
    *shown = sheet->most && end - first > sheet->most ? first + sheet->most : end;
    return end;
}

static const vd_column columns[] = {
    {"direction", true},   {"relation", true}, {"group", false},   {"strength", true},   {"id", false},
    {"type", false},       {"number", true},   {"date", true},     {"title", true},      {"preamble", false},
    {"confidence", false}, {"source", true},   {"line", true},     {"column", false},    {"start", false},
    {"end", false},        {"pinpoint", true}, {"sentence", true}, {"stated_by", false},
};

static void edge_fill(vd_fill *fill, const vd_sheet *sheet, const vd_sheet_entry *entry, const vd_graph_edge *edge)
{
    const vd_graph_document *other = &sheet->data->documents[entry->other];
    vd_str strength = vd_str_of(vd_strength_name(entry->strength));
    vd_fill_row(fill);
    vd_fill_text(fill, entry->acting ? VD_LIT("acts_on") : VD_LIT("acted_on_by"));
    vd_fill_text(fill, vd_str_of(vd_relation_name(entry->relation)));
    vd_fill_text(fill, vd_str_of(vd_label_relation(entry->relation, entry->acting, VD_LANG_VI)));
    vd_fill_text(fill, strength.len ? strength : VD_NONE);
    vd_fill_text(fill, other->id);
    vd_fill_text(fill, other->type);
    vd_fill_text(fill, other->number);
    vd_fill_text(fill, other->date);
    vd_fill_text(fill, other->title);
    vd_fill_bool(fill, edge->preamble);
    vd_fill_real(fill, edge->confidence);
    vd_fill_text(fill, edge->source);
    vd_fill_int(fill, (int64_t)edge->line);
    vd_fill_int(fill, (int64_t)edge->column);
    vd_fill_int(fill, (int64_t)edge->start);
    vd_fill_int(fill, (int64_t)edge->end);
    vd_fill_text(fill, edge->pinpoint);
    vd_fill_text(fill, edge->sentence);
    vd_fill_text(fill, edge->stated_by);
}

vd_status vd_sheet_rows(const vd_sheet *sheet, vd_rows **out, vd_error *err)
{
    vd_fill fill = {0};
    *out = NULL;
    vd_status status = vd_rows_new(columns, sizeof columns / sizeof columns[0], &fill.rows, err);
    for (size_t first = 0, end = 0, shown = 0; first < sheet->entry_count && status == VD_OK; first = end) {
        end = vd_sheet_group(sheet, first, &shown);
        for (size_t i = first; i < shown; i++) {
            for (size_t k = 0; k < sheet->entries[i].count; k++) {
                edge_fill(&fill, sheet, &sheet->entries[i], sheet->entries[i].edges[k]);
            }
        }
    }
    return vd_fill_done(&fill, status, out, err);
}
