/* What a point says of who does something and until when, and what it takes from the points above and gives to those
 * before it.  Fields ("Cơ quan chủ trì: …") close the points before them: those inside a point are its own, those of
 * its container hold for all points before them that have none. */
#include "extract/task_point.h"

enum {
    FIELD_RUNS = 12, /* more points in a row that are fields of one group of tasks are no fields */
    CLAUSE_WORDS = 12
};

bool vd_point_whole(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    const vd_point *p = &w->points[i];
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
static vd_naming heading_naming(const vd_task_walk *w, const vd_outline_node *node)
{
    const char *fold = w->reader.scan->text->fold;
    size_t to = node->title_to;
    while (to > node->head && strchr(" \n", fold[to - 1])) {
        to--;
    }
    bool sentence = to > node->head && strchr(".:;,", fold[to - 1]);
    bool organise = w->points[node - w->nodes].subject == VD_SUBJECT_ORGANISE;
    return !organise ? VD_NAMING_STRONG : sentence ? VD_NAMING_SUBJECT : VD_NAMING_HEADING;
}

void vd_point_contains(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_point *p = &w->points[i];
    vd_scan *scan = w->reader.scan;
    size_t rest = 0;
    vd_charge own = {0};
    vd_range title = {node->head, node->title_to};
    size_t first = title.to;
    if (p->subject == VD_SUBJECT_ORGANISE || p->subject == VD_SUBJECT_CONTENT) {
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

/* Reads what a point says of itself; *what is the range of its own words. */
static void task_read(vd_task_walk *w, size_t i, size_t end, vd_charge *own, vd_range *what)
{
    const vd_outline_node *node = &w->nodes[i];
    vd_scan *scan = w->reader.scan;
    size_t first = end, rest = node->head;
    vd_fields_read(&w->reader, (vd_range){node->head, end}, own, &first);
    *what = (vd_range){node->head, first < node->head ? node->head : first};
    vd_charge named = {0};
    size_t title_to = node->title_to < what->to ? node->title_to : what->to;
    bool organise = w->points[i].subject == VD_SUBJECT_ORGANISE;
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

static vd_str section_of(vd_task_walk *w, size_t i)
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
static size_t table_start(const vd_task_walk *w, size_t from, size_t to)
{
    const uint8_t *hit = to > from ? memchr(w->reader.taken + from, 1, to - from) : NULL;
    return hit ? (size_t)(hit - w->reader.taken) : to;
}

bool vd_point_heads_table(const vd_task_walk *w, const vd_outline_node *node)
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

void vd_point_task(vd_task_walk *w, size_t i)
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
    vd_point *up = node->parent >= 0 ? &w->points[node->parent] : NULL;
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

void vd_point_fields(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    if (node->parent < 0) {
        return;
    }
    vd_charge charge = {0};
    size_t first;
    size_t end = w->points[i].limit;
    vd_fields_read(&w->reader, (vd_range){node->head, end}, &charge, &first);
    vd_point *up = &w->points[node->parent];
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

void vd_section_task(vd_task_walk *w, size_t i)
{
    const vd_outline_node *node = &w->nodes[i];
    const vd_point *p = &w->points[i];
    bool assigns = p->subject == VD_SUBJECT_ORGANISE && p->section == (int)i && p->items == 0;
    if (!assigns || node->title_to >= p->limit || memchr(w->reader.taken + node->from, 1, node->to - node->from)) {
        return;
    }
    vd_scan *scan = w->reader.scan;
    size_t end = p->limit;
    vd_range what = vd_task_trim(scan, (vd_range){node->title_to, end});
    vd_charge own = {0};
    size_t rest = 0;
    if (!vd_task_says(scan, what) || !vd_duty_read(&w->reader, what, VD_NAMING_SUBJECT, &own, &rest)) {
        return;
    }
    vd_when_find(scan, what, w->reader.year, &own.when);
    vd_task task = {.path = node->path, .section = section_of(w, i), .what = vd_task_words(scan, what)};
    vd_text_span(scan->text, what.from, what.to, &task.start, &task.end);
    if (vd_task_charge(&w->reader, &own, &task)) {
        vd_task_add(&w->reader, &task);
    }
}
