/* Which points of a document are tasks.
 *
 * Sections are told by their headings: what is to be done, who does it, or neither (aims, money).  Inside the first two
 * a point is a task when nothing below it is one. */
#include "extract/task_point.h"

#include "base/error.h"
#include "extract/source.h"

#include <stdlib.h>

enum { HEADING_REACH = 160 };

/* ---- Ranges ----------------------------------------------------------------------------------------------------- */

/* The end of [from, to) where the document's body goes on as far. */
static size_t body_end(const vd_task_walk *w, size_t from, size_t to)
{
    size_t low = 0, high = w->close_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (w->closes[middle] < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < w->close_count && w->closes[low] < to ? w->closes[low] : to;
}

/* ---- Sections --------------------------------------------------------------------------------------------------- */

static bool node_bullet(const vd_outline_node *node)
{
    return node->level >= VD_OUTLINE_DASH;
}

static bool title_short(const vd_task_walk *w, const vd_outline_node *node)
{
    vd_range title = vd_task_trim(w->reader.scan, (vd_range){node->head, node->title_to});
    char last = node->title_to > node->head ? w->reader.scan->text->fold[node->title_to - 1] : '.';
    return title.to - title.from < HEADING_REACH && last != ';' && last != '.' && last != ',';
}

static vd_subject heading_subject(vd_task_walk *w, const vd_outline_node *node)
{
    vd_match match;
    size_t to = node->title_to < node->head + HEADING_REACH * 2 ? node->title_to : node->head + HEADING_REACH * 2;
    if (node->head >= to || !vd_scan_find(w->reader.scan, VD_PAT_task_section, node->head, to, &match) || !match.mark) {
        return VD_SUBJECT_NONE;
    }
    return strcmp(match.mark, "aim") == 0       ? VD_SUBJECT_AIM
           : strcmp(match.mark, "content") == 0 ? VD_SUBJECT_CONTENT
                                                : VD_SUBJECT_ORGANISE;
}

/* A node decides what it is about when it is a section, or a heading inside one that assigns nothing. */
static void subject_decide(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_point *p = &w->points[i];
    p->subject = node->parent >= 0 ? w->points[node->parent].subject : w->whole;
    p->section = node->parent >= 0 ? w->points[node->parent].section : -1;
    if (node->level == VD_OUTLINE_PART) {
        p->subject = VD_SUBJECT_NONE; /* an annex is read as a table or by its own sections */
    }
    bool section = node->level <= VD_OUTLINE_ARTICLE || (node->parent < 0 && node->level == VD_OUTLINE_NUMBER);
    bool inner = node->level <= VD_OUTLINE_LETTER && p->subject != VD_SUBJECT_NONE;
    if ((!section && !inner) || !title_short(w, node)) {
        return;
    }
    vd_subject own = heading_subject(w, node);
    if (own == VD_SUBJECT_AIM || (own != VD_SUBJECT_NONE && (section || p->subject == VD_SUBJECT_AIM))) {
        bool part =
            own != VD_SUBJECT_AIM && !section && p->subject == VD_SUBJECT_AIM && node->level > VD_OUTLINE_NUMBER;
        if (!part) {
            p->subject = own;
            p->section = (int)i;
        }
    } else if (section && own == VD_SUBJECT_NONE && node->level <= VD_OUTLINE_ROMAN && p->subject != w->whole &&
               node->parent < 0) {
        p->subject = w->whole;
        p->section = -1;
    }
}

/* ---- The document ----------------------------------------------------------------------------------------------- */

static void points_prepare(vd_task_walk *w, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const vd_outline_node *node = &w->nodes[i];
        vd_point *up = node->parent >= 0 ? &w->points[node->parent] : NULL;
        w->points[i].limit = body_end(w, node->from, node->to);
        if (up && up->limit < w->points[i].limit) {
            w->points[i].limit = up->limit;
        }
        if (up && node->from >= up->limit) {
            w->points[i].covered = true; /* the list of receivers below the last point */
            continue;
        }
        size_t to = node->own_to > node->head ? node->own_to : node->head;
        w->points[i].field =
            node->level >= VD_OUTLINE_NUMBER && node->head < to && vd_field_at(w->reader.scan, node->head, to);
        if (up && !w->points[i].field) {
            up->items++;
            up->letters += !node_bullet(node);
            vd_match match;
            up->labels += node_bullet(node) && vd_scan_find(w->reader.scan, VD_PAT_task_field, node->head, to, &match);
        }
    }
}

/* "Nội dung, biện pháp" is the label of what is to be done and holds points itself. */
static bool point_holds(vd_task_walk *w, size_t i)
{
    vd_match match;
    const vd_outline_node *node = &w->nodes[i];
    size_t to = node->own_to < node->head + 96 ? node->own_to : node->head + 96;
    return w->points[i].items > 0 && vd_scan_find(w->reader.scan, VD_PAT_task_field, node->head, to, &match) &&
           match.mark && strcmp(match.mark, "what") == 0 && w->points[i].letters > 0;
}

static void point_visit(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_point *p = &w->points[i];
    p->group = p->closed = w->reader.count;
    subject_decide(w, i);
    if (p->covered || (node->parent >= 0 && w->points[node->parent].covered)) {
        p->covered = true;
        return;
    }
    bool assigns = p->subject == VD_SUBJECT_CONTENT || p->subject == VD_SUBJECT_ORGANISE;
    if (p->field && point_holds(w, i)) {
        p->field = false;
        p->charge = node->parent >= 0 ? w->points[node->parent].charge : p->charge;
        return;
    }
    if (p->field) {
        p->covered = true;
        if (assigns) {
            vd_point_fields(w, i);
        }
        return;
    }
    bool table = vd_point_heads_table(w, node);
    bool level = node->level > VD_OUTLINE_ARTICLE || (node->level == VD_OUTLINE_ARTICLE && p->items == 0);
    if (!assigns || table || !level || p->limit <= node->head || p->section == (int)i || !vd_point_whole(w, i)) {
        vd_point_contains(w, i);
        return;
    }
    p->covered = true;
    vd_point_task(w, i);
}

static bool closes_find(vd_task_walk *w)
{
    vd_scan *scan = w->reader.scan;
    size_t cap = 0;
    vd_match match;
    for (size_t at = 0; vd_scan_find(scan, VD_PAT_task_close, at, scan->text->fold_len, &match); at = match.end) {
        if (w->close_count == cap) {
            size_t *grown = vd_arena_grown(scan->arena, w->closes, &cap, 16, sizeof *grown);
            if (grown == NULL) {
                vd_scan_fail_memory(scan);
                return false;
            }
            w->closes = grown;
        }
        w->closes[w->close_count++] = match.start;
    }
    return scan->status == VD_OK;
}

static int task_order(const void *a, const void *b)
{
    const vd_task *x = a, *y = b;
    return (x->start > y->start) - (x->start < y->start);
}

static double confidence_of(const vd_task_walk *w, const vd_task *task)
{
    double value = 0.95;
    value *= task->lead_count == 0 ? 0.85 : task->inherited & VD_TASK_LEAD ? 0.95 : 1;
    value *= task->deadline.ptr && task->from.year == 0 && task->to.year == 0 && task->recurring == 0 ? 0.9 : 1;
    return w->lossy ? value * 0.9 : value;
}

/* By start, and disjoint: of two that overlap the first stays. */
static void tasks_settle(vd_task_walk *w)
{
    vd_task_reader *r = &w->reader;
    if (r->count > 1) {
        qsort(r->tasks, r->count, sizeof *r->tasks, task_order);
    }
    size_t kept = 0;
    for (size_t i = 0; i < r->count; i++) {
        if (kept == 0 || r->tasks[i].start >= r->tasks[kept - 1].end) {
            r->tasks[kept] = r->tasks[i];
            r->tasks[kept].confidence = confidence_of(w, &r->tasks[kept]);
            kept++;
        }
    }
    r->count = kept;
}

static bool document_walk(vd_task_walk *w, const vd_outline *outline)
{
    vd_scan *scan = w->reader.scan;
    w->nodes = outline->nodes;
    w->points = VD_ARENA_ARRAY(scan->arena, vd_point, outline->count + 1);
    w->reader.taken = VD_ARENA_ARRAY(scan->arena, uint8_t, scan->text->fold_len + 1);
    if (w->points == NULL || w->reader.taken == NULL) {
        vd_scan_fail_memory(scan);
        return false;
    }
    vd_tables_read(&w->reader);
    if (!closes_find(w)) {
        return false;
    }
    points_prepare(w, outline->count);
    for (size_t i = 0; i < outline->count && scan->status == VD_OK; i++) {
        point_visit(w, i);
        vd_section_task(w, i);
    }
    tasks_settle(w);
    return scan->status == VD_OK;
}

vd_status vd_tasks_read(const vd_grammar *grammar, vd_source *source, const vd_extraction *extraction, vd_tasks *out,
                        vd_error *err)
{
    *out = (vd_tasks){0};
    vd_scan scan = {.grammar = grammar, .text = vd_source_text(source), .arena = &source->found, .err = err};
    vd_task_walk w = {.reader = {.scan = &scan}, .lossy = scan.text->marks_lost};
    vd_outline outline;
    vd_task_kind kind = vd_task_kind_of(&extraction->header);
    if (kind == VD_TASK_SILENT) {
        return VD_OK;
    }
    w.whole = kind == VD_TASK_DIRECT ? VD_SUBJECT_ORGANISE : VD_SUBJECT_NONE;
    scan.status = vd_outline_read(scan.text, scan.arena, &outline, err);
    if (scan.status == VD_OK) {
        scan.status = vd_scan_open(&scan, source);
        w.reader.outline = &outline;
        bool assigns = scan.status == VD_OK && vd_task_title_read(&w.reader, &extraction->header, kind);
        if (assigns && scan.status == VD_OK && document_walk(&w, &outline)) {
            *out = (vd_tasks){w.reader.tasks, w.reader.count};
        }
        vd_scan_close(&scan);
    }
    return scan.status;
}
