/* Which points of a document are tasks, and what each takes from the points above and behind it.
 *
 * Sections are told by their headings: what is to be done, who does it, or neither (aims, money).  Inside the first two
 * a point is a task when nothing below it is one.  Fields ("Cơ quan chủ trì: …") close the points before them: those
 * inside a point are its own, those of its container hold for all points before them that have none. */
#include "extract/task.h"

#include "base/error.h"
#include "extract/source.h"

#include <stdlib.h>

/* More points in a row that are fields of one group of tasks are no fields. */
enum { FIELD_RUNS = 12 };

enum { CLAUSE_WORDS = 12, HEADING_REACH = 160 };

/* What a section is about. */
typedef enum subject { SUBJECT_NONE, SUBJECT_AIM, SUBJECT_CONTENT, SUBJECT_ORGANISE } subject;

/* What is known of one node of the outline. */
typedef struct point {
    subject subject;
    int section;      /* node whose heading decided that, or -1 */
    bool field;       /* its title is a field's label */
    bool covered;     /* part of a task or of a field */
    uint32_t items;   /* children that are no fields */
    uint32_t letters; /* those that are no bullets */
    uint32_t labels;  /* those with fields of their own */
    size_t group;     /* index of the first task below it that no fields of an earlier group have closed */
    size_t closed;    /* how many tasks there were when fields last closed a group */
    uint32_t runs;    /* of fields that have closed this group */
    size_t limit;     /* where the body of the document ends inside it */
    vd_charge charge; /* what its heading says, with what is above */
} point;

typedef struct walk {
    vd_task_reader reader;
    const vd_outline_node *nodes;
    point *points;
    size_t *closes; /* folded positions where the body of a document is over */
    size_t close_count;
    subject whole; /* what the document is about outside any section */
    bool lossy;
} walk;

/* ---- Ranges ----------------------------------------------------------------------------------------------------- */

/* The end of [from, to) where the document's body goes on as far. */
static size_t body_end(const walk *w, size_t from, size_t to)
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

static bool title_short(const walk *w, const vd_outline_node *node)
{
    vd_range title = vd_task_trim(w->reader.scan, (vd_range){node->head, node->title_to});
    char last = node->title_to > node->head ? w->reader.scan->text->fold[node->title_to - 1] : '.';
    return title.to - title.from < HEADING_REACH && last != ';' && last != '.' && last != ',';
}

static subject heading_subject(walk *w, const vd_outline_node *node)
{
    vd_match match;
    size_t to = node->title_to < node->head + HEADING_REACH * 2 ? node->title_to : node->head + HEADING_REACH * 2;
    if (node->head >= to || !vd_scan_find(w->reader.scan, VD_PAT_task_section, node->head, to, &match) || !match.mark) {
        return SUBJECT_NONE;
    }
    return strcmp(match.mark, "aim") == 0       ? SUBJECT_AIM
           : strcmp(match.mark, "content") == 0 ? SUBJECT_CONTENT
                                                : SUBJECT_ORGANISE;
}

/* A node decides what it is about when it is a section, or a heading inside one that assigns nothing. */
static void subject_decide(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    point *p = &w->points[i];
    p->subject = node->parent >= 0 ? w->points[node->parent].subject : w->whole;
    p->section = node->parent >= 0 ? w->points[node->parent].section : -1;
    if (node->level == VD_OUTLINE_PART) {
        p->subject = SUBJECT_NONE; /* an annex is read as a table or by its own sections */
    }
    bool section = node->level <= VD_OUTLINE_ARTICLE || (node->parent < 0 && node->level == VD_OUTLINE_NUMBER);
    bool inner = node->level <= VD_OUTLINE_LETTER && p->subject != SUBJECT_NONE;
    if ((!section && !inner) || !title_short(w, node)) {
        return;
    }
    subject own = heading_subject(w, node);
    if (own == SUBJECT_AIM || (own != SUBJECT_NONE && (section || p->subject == SUBJECT_AIM))) {
        bool part = own != SUBJECT_AIM && !section && p->subject == SUBJECT_AIM && node->level > VD_OUTLINE_NUMBER;
        if (!part) {
            p->subject = own;
            p->section = (int)i;
        }
    } else if (section && own == SUBJECT_NONE && node->level <= VD_OUTLINE_ROMAN && p->subject != w->whole &&
               node->parent < 0) {
        p->subject = w->whole;
        p->section = -1;
    }
}

/* ---- One point -------------------------------------------------------------------------------------------------- */

/* The point and all below it are one task: its own words are a whole clause, and only bullets detail it. */
static bool point_whole(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    const point *p = &w->points[i];
    if (p->items == 0) {
        return true;
    }
    if (p->letters > 0 || p->labels > 0 || node->own_to <= node->head) {
        return false;
    }
    const char *fold = w->reader.scan->text->fold;
    vd_range own = {node->head, node->own_to};
    while (own.to > own.from && strchr(" \n", fold[own.to - 1])) {
        own.to--;
    }
    if (own.to <= own.from || !strchr(":.;", fold[own.to - 1]) ||
        vd_task_word_count(w->reader.scan, own) < CLAUSE_WORDS) {
        return false;
    }
    vd_charge charge = {0};
    size_t rest = own.from;
    if (vd_duty_read(&w->reader, own, VD_NAMING_SUBJECT, &charge, &rest)) {
        own.from = rest;
        return vd_task_word_count(w->reader.scan, own) >= CLAUSE_WORDS / 2;
    }
    return true;
}

/* "5. Các chủ đầu tư xây dựng hạ tầng" above its points is all a name; with a stop or colon it is a sentence. */
static vd_naming heading_naming(const walk *w, const vd_outline_node *node)
{
    const char *fold = w->reader.scan->text->fold;
    size_t to = node->title_to;
    while (to > node->head && strchr(" \n", fold[to - 1])) {
        to--;
    }
    bool sentence = to > node->head && strchr(".:;,", fold[to - 1]);
    bool organise = w->points[node - w->nodes].subject == SUBJECT_ORGANISE;
    return !organise ? VD_NAMING_STRONG : sentence ? VD_NAMING_SUBJECT : VD_NAMING_HEADING;
}

/* What the heading of a container says of who and when. */
static void container_read(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    point *p = &w->points[i];
    vd_scan *scan = w->reader.scan;
    size_t rest = 0;
    vd_charge own = {0};
    vd_range title = {node->head, node->title_to};
    size_t first = title.to;
    if (p->subject == SUBJECT_ORGANISE || p->subject == SUBJECT_CONTENT) {
        if (node->own_to > node->head && node->level > VD_OUTLINE_ARTICLE) {
            vd_fields_read(&w->reader, (vd_range){node->head, node->own_to}, &own, &first);
        }
        title.to = first < title.to ? first : title.to;
        vd_charge named = {0};
        if (own.lead_count == 0 && node->level >= VD_OUTLINE_ARTICLE &&
            vd_duty_read(&w->reader, title, heading_naming(w, node), &named, &rest)) {
            memcpy(own.leads, named.leads, sizeof own.leads);
            own.lead_count = named.lead_count;
            own.coordinate = own.coordinate.ptr ? own.coordinate : named.coordinate;
        }
        if (own.when.printed.ptr == NULL && own.lead_count > 0) {
            vd_when_find(scan, title, w->reader.year, &own.when);
        }
    }
    if (node->parent >= 0) {
        vd_charge_inherit(&own, &w->points[node->parent].charge);
    }
    own.inherited = 0;
    p->charge = own;
}

static double confidence_of(const walk *w, const vd_task *task)
{
    double value = 0.95;
    value *= task->lead_count == 0 ? 0.85 : task->inherited & VD_TASK_LEAD ? 0.95 : 1;
    value *= task->deadline.ptr && task->from.year == 0 && task->to.year == 0 && task->recurring == 0 ? 0.9 : 1;
    return w->lossy ? value * 0.9 : value;
}

/* Reads what a point says of itself; *what is the range of its own words. */
static void task_read(walk *w, size_t i, size_t end, vd_charge *own, vd_range *what)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_scan *scan = w->reader.scan;
    size_t first = end, rest = node->head;
    vd_fields_read(&w->reader, (vd_range){node->head, end}, own, &first);
    *what = (vd_range){node->head, first < node->head ? node->head : first};
    vd_charge named = {0};
    size_t title_to = node->title_to < what->to ? node->title_to : what->to;
    bool organise = w->points[i].subject == SUBJECT_ORGANISE;
    if (vd_duty_read(&w->reader, *what, organise ? VD_NAMING_SUBJECT : VD_NAMING_STRONG, &named, &rest)) {
        vd_range left = vd_task_trim(scan, (vd_range){rest, what->to});
        bool heads = rest >= title_to || scan->text->fold[rest] == ':' || scan->text->fold[rest] == '\n';
        if (heads && left.from < left.to) {
            what->from = left.from; /* "4. Sở Nội vụ: tham mưu …": the name is a heading */
            vd_charge second = {0};
            vd_duty_read(&w->reader, *what, VD_NAMING_STRONG, &second, &rest);
            named.coordinate = named.coordinate.ptr ? named.coordinate : second.coordinate;
            if (second.own_duty && named.lead_count == 1) {
                named.leads[0].duty = second.duty;
            }
        } else if (left.from >= left.to) {
            named = (vd_charge){0}; /* a name alone is no task */
        }
    }
    if (own->lead_count == 0) {
        memcpy(own->leads, named.leads, sizeof own->leads);
        own->lead_count = named.lead_count;
        own->own_duty = named.own_duty;
        own->duty = named.duty;
    }
    own->coordinate = own->coordinate.ptr ? own->coordinate : named.coordinate;
    if (own->when.printed.ptr == NULL) {
        vd_when_find(scan, *what, w->reader.year, &own->when);
    }
}

static vd_str section_of(walk *w, size_t i)
{
    int section = w->points[i].section;
    if (section < 0) {
        return VD_NONE;
    }
    const vd_outline_node *node = &w->nodes[section];
    vd_range title = vd_task_trim(w->reader.scan, (vd_range){node->head, node->title_to});
    return vd_scan_clean(w->reader.scan, title);
}

/* Where the first table in [from, to) begins; `to` where there is none. */
static size_t table_start(const walk *w, size_t from, size_t to)
{
    const uint8_t *hit = to > from ? memchr(w->reader.taken + from, 1, to - from) : NULL;
    return hit ? (size_t)(hit - w->reader.taken) : to;
}

/* The point only leads over to a table below it: "3. Phân công thực hiện:". */
static bool point_heads_table(const walk *w, const vd_outline_node *node)
{
    const char *fold = w->reader.scan->text->fold;
    size_t at = table_start(w, node->from, node->own_to);
    if (at == node->own_to) {
        return false;
    }
    while (at > node->head && strchr(" \n", fold[at - 1])) {
        at--;
    }
    return at <= node->head || !strchr(".;", fold[at - 1]);
}

/* Adds the task that point `i` is, and gives its fields to the points before it that have none. */
static void task_emit(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_scan *scan = w->reader.scan;
    size_t end = table_start(w, node->from, w->points[i].limit);
    vd_charge own = {0};
    vd_range what;
    task_read(w, i, end, &own, &what);
    vd_charge fields = own;
    if (own.what.ptr == NULL && !vd_task_says(scan, what)) {
        return;
    }
    /* An article is a task where it charges somebody; that a body is responsible for the document itself is a formula.
     */
    bool charges = own.lead_count > 0 && own.leads[0].duty != VD_DUTY_RESPONSIBLE;
    if (node->level == VD_OUTLINE_ARTICLE && !charges) {
        return;
    }
    if (node->parent >= 0) {
        vd_charge_inherit(&own, &w->points[node->parent].charge);
    }
    size_t span_to = end;
    while (span_to > node->from + 1 && strchr(" \n", scan->text->fold[span_to - 1])) {
        span_to--;
    }
    vd_task task = {.path = node->path, .section = section_of(w, i)};
    task.what = own.what.ptr ? own.what : vd_task_words(scan, what);
    vd_text_span(scan->text, node->from, span_to, &task.start, &task.end);
    if (!vd_task_charge(&w->reader, &own, &task)) {
        return;
    }
    bool closes = what.to < end && own.what.ptr == NULL; /* its fields stand behind its words */
    point *up = node->parent >= 0 ? &w->points[node->parent] : NULL;
    if (up && closes && node->level >= VD_OUTLINE_LETTER) {
        for (size_t k = w->reader.count; k > up->closed; k--) {
            vd_task *before = &w->reader.tasks[k - 1];
            if (before->deadline.ptr && !(before->inherited & VD_TASK_DEADLINE)) {
                break; /* closed by fields of its own */
            }
            if (before->lead_count > 0 && !(before->inherited & VD_TASK_LEAD)) {
                break;
            }
            vd_task_inherit(&w->reader, before, &fields);
        }
        up->closed = w->reader.count;
    }
    vd_task_add(&w->reader, &task);
}

/* Fields that stand as points of their own behind the tasks they are about. */
static void fields_apply(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    if (node->parent < 0) {
        return;
    }
    vd_charge charge = {0};
    size_t first;
    size_t end = w->points[i].limit;
    vd_fields_read(&w->reader, (vd_range){node->head, end}, &charge, &first);
    point *up = &w->points[node->parent];
    if (w->reader.count > up->closed) {
        up->group = up->closed;
        up->runs = 0;
    }
    up->closed = w->reader.count;
    for (size_t k = up->group; up->runs < FIELD_RUNS && k < w->reader.count; k++) {
        vd_task_inherit(&w->reader, &w->reader.tasks[k], &charge);
    }
    up->runs++;
}

/* ---- The document ----------------------------------------------------------------------------------------------- */

static void points_prepare(walk *w, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const vd_outline_node *node = &w->nodes[i];
        point *up = node->parent >= 0 ? &w->points[node->parent] : NULL;
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
static bool point_holds(walk *w, size_t i)
{
    vd_match match;
    const vd_outline_node *node = &w->nodes[i];
    size_t to = node->own_to < node->head + 96 ? node->own_to : node->head + 96;
    return w->points[i].items > 0 && vd_scan_find(w->reader.scan, VD_PAT_task_field, node->head, to, &match) &&
           match.mark && strcmp(match.mark, "what") == 0 && w->points[i].letters > 0;
}

static void point_visit(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    point *p = &w->points[i];
    p->group = p->closed = w->reader.count;
    subject_decide(w, i);
    if (p->covered || (node->parent >= 0 && w->points[node->parent].covered)) {
        p->covered = true;
        return;
    }
    bool assigns = p->subject == SUBJECT_CONTENT || p->subject == SUBJECT_ORGANISE;
    if (p->field && point_holds(w, i)) {
        p->field = false;
        p->charge = node->parent >= 0 ? w->points[node->parent].charge : p->charge;
        return;
    }
    if (p->field) {
        p->covered = true;
        if (assigns) {
            fields_apply(w, i);
        }
        return;
    }
    bool table = point_heads_table(w, node);
    bool level = node->level > VD_OUTLINE_ARTICLE || (node->level == VD_OUTLINE_ARTICLE && p->items == 0);
    if (!assigns || table || !level || p->limit <= node->head || p->section == (int)i || !point_whole(w, i)) {
        container_read(w, i);
        return;
    }
    p->covered = true;
    task_emit(w, i);
}

/* A section without any point: its paragraph is the task. */
static void section_visit(walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    const point *p = &w->points[i];
    bool assigns = p->subject == SUBJECT_ORGANISE && p->section == (int)i && p->items == 0;
    if (!assigns || node->title_to >= p->limit || memchr(w->reader.taken + node->from, 1, node->to - node->from)) {
        return;
    }
    vd_scan *scan = w->reader.scan;
    size_t end = p->limit;
    vd_range what = vd_task_trim(scan, (vd_range){node->title_to, end});
    vd_charge own = {0};
    size_t rest = 0;
    if (what.from >= what.to || !vd_duty_read(&w->reader, what, VD_NAMING_SUBJECT, &own, &rest)) {
        return;
    }
    vd_when_find(scan, what, w->reader.year, &own.when);
    vd_task task = {.path = node->path, .section = section_of(w, i), .what = vd_task_words(scan, what)};
    vd_text_span(scan->text, what.from, what.to, &task.start, &task.end);
    if (vd_task_charge(&w->reader, &own, &task)) {
        vd_task_add(&w->reader, &task);
    }
}

static bool closes_find(walk *w)
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

/* By start, and disjoint: of two that overlap the first stays. */
static void tasks_settle(walk *w)
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

static bool document_walk(walk *w, const vd_outline *outline)
{
    vd_scan *scan = w->reader.scan;
    w->nodes = outline->nodes;
    w->points = VD_ARENA_ARRAY(scan->arena, point, outline->count + 1);
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
        section_visit(w, i);
    }
    tasks_settle(w);
    return scan->status == VD_OK;
}

vd_status vd_tasks_read(const vd_grammar *grammar, vd_source *source, const vd_extraction *extraction, vd_tasks *out,
                        vd_error *err)
{
    *out = (vd_tasks){0};
    vd_scan scan = {.grammar = grammar, .text = vd_source_text(source), .arena = &source->found, .err = err};
    walk w = {.reader = {.scan = &scan}, .lossy = scan.text->marks_lost};
    vd_outline outline;
    vd_task_kind kind = vd_task_kind_of(&extraction->header);
    if (kind == VD_TASK_SILENT) {
        return VD_OK;
    }
    w.whole = kind == VD_TASK_DIRECT ? SUBJECT_ORGANISE : SUBJECT_NONE;
    scan.status = vd_outline_read(scan.text, scan.arena, &outline, err);
    if (scan.status == VD_OK) {
        scan.status = vd_scan_open(&scan);
        w.reader.outline = &outline;
        bool assigns = scan.status == VD_OK && vd_task_title_read(&w.reader, &extraction->header, kind);
        if (assigns && scan.status == VD_OK && document_walk(&w, &outline)) {
            *out = (vd_tasks){w.reader.tasks, w.reader.count};
        }
        vd_scan_close(&scan);
    }
    return scan.status;
}
