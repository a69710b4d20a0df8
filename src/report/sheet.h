/** One document's sheet (lược đồ) gathered: what it does to others, what others do to it. */
#ifndef VD_REPORT_SHEET_H
#define VD_REPORT_SHEET_H

#include "report/report.h"

/** One other document under one relation and strength, with all its evidence, best first. */
typedef struct vd_sheet_entry {
    bool acting; /* the sheet's document acts on the other */
    vd_relation relation;
    vd_strength strength;
    uint32_t other;
    const vd_graph_edge *const *edges;
    size_t count;
} vd_sheet_entry;

/** Shape:  entries: acting ones first; then by relation, strength (strongest first), id of the other.
 *  `changes`: what happened to this document, issue and effect left out. */
typedef struct vd_sheet {
    const vd_graph_data *data;
    uint32_t document;
    const vd_sheet_entry *entries;
    size_t entry_count;
    const vd_step *changes;
    size_t change_count;
    size_t most; /* entries of one side and relation that are shown; 0: all */
} vd_sheet;

/** The first entry behind those of one side and relation that begin at `first`, and in *shown, behind those of them
 * that are shown. */
size_t vd_sheet_group(const vd_sheet *sheet, size_t first, size_t *shown);

/** Owner: in `arena`.    Errors: NO_MEMORY; NOT_FOUND. */
VD_CHECKED vd_status vd_sheet_make(vd_arena *arena, const vd_graph_data *data, const vd_changes *changes, vd_str id,
                                   vd_sheet *out, vd_error *err);

/** `identity`: see vd_report_show. */
VD_CHECKED vd_status vd_sheet_table(const vd_sheet *sheet, const vd_rows *identity, const vd_style *style, vd_out *out,
                                    vd_error *err);
void vd_sheet_json(const vd_sheet *sheet, const vd_rows *identity, vd_out *out);
/** Identity above the edges, a row each: Markdown, HTML, XLSX. */
VD_CHECKED vd_status vd_sheet_book(const vd_sheet *sheet, const vd_rows *identity, vd_format format,
                                   const vd_style *style, vd_out *out, vd_error *err);
/** One row an edge, for JSON Lines and CSV. */
VD_CHECKED vd_status vd_sheet_rows(const vd_sheet *sheet, vd_rows **out, vd_error *err);

#endif
