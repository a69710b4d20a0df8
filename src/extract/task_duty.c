/* Who is charged with a task: the body a sentence names as leading, responsible or asked, those it works with, and the
 * fields that name them in lines of their own. */
#include "extract/task.h"

/* A name longer than this is no name. */
enum { BODY_REACH = 420, LABEL_MARKER = 4 };

vd_range vd_task_trim(const vd_scan *scan, vd_range range)
{
    const char *fold = scan->text->fold;
    while (range.from < range.to && strchr(" \n,;:.*+-", fold[range.from])) {
        range.from++;
    }
    while (range.to > range.from && strchr(" \n,;:.*+-", fold[range.to - 1])) {
        range.to--;
    }
    return range;
}

/* A body's name without the conjunction that leads over to its verb, or the bracket before it. */
static vd_range body_trim(const vd_scan *scan, vd_range range)
{
    range = vd_task_trim(scan, range);
    if (range.to > range.from + 3 && memcmp(scan->text->fold + range.to - 3, " va", 3) == 0) {
        range.to -= 3;
    }
    return vd_task_trim(scan, range);
}

static bool mark_is(const vd_match *match, const char *mark)
{
    return match->mark && strcmp(match->mark, mark) == 0;
}

/* Next word behind which a body's name cannot go on; a word of the name itself does not end it. */
static bool verb_find(vd_task_reader *reader, size_t at, size_t to, bool heading, vd_match *out)
{
    vd_scan *scan = reader->scan;
    size_t depth_end = at;
    while (vd_scan_find(scan, VD_PAT_task_verb, at, to, out)) {
        char c = scan->text->fold[out->start];
        bool name = vd_scan_upper(scan, out->start) && mark_is(out, "verb");
        if (c == '\n') { /* a line of a name that was wrapped */
            name = vd_outline_paragraph(reader->outline, scan->text, out->start, out->start + 1) != out->start;
        }
        /* "(Cơ quan thường trực Ban …)": what is said in brackets ends nothing. */
        for (size_t i = depth_end; i < out->start; i++) {
            if (scan->text->fold[i] == '(') {
                const char *close = memchr(scan->text->fold + i, ')', to - i);
                depth_end = close ? (size_t)(close - scan->text->fold) + 1 : i + 1;
                i = depth_end - 1;
            }
        }
        name = name || (heading && mark_is(out, "verb"));
        if (c == ';') { /* "các Bộ, ngành; Ủy ban Trung ương …": the row goes on */
            name = out->start + 2 < to && vd_scan_upper(scan, out->start + 2);
        }
        if (depth_end > out->start) {
            at = depth_end;
            continue;
        }
        depth_end = out->start;
        if (!name) {
            return true;
        }
        at = out->end > out->start ? out->end : out->end + 1;
    }
    return false;
}

/* "phối hợp với …" at or close behind `at`: who it is; *rest moves behind. */
static void coordinate_read(vd_task_reader *reader, size_t at, size_t to, vd_charge *out, size_t *rest)
{
    vd_scan *scan = reader->scan;
    vd_match match, end;
    if (!vd_scan_find(scan, VD_PAT_task_verb, at, to < at + 16 ? to : at + 16, &match) || match.start > at + 6) {
        return;
    }
    /* The reach of the search above may have cut "phối hợp với". */
    if (!vd_scan_find(scan, VD_PAT_task_verb, match.start, to, &match) || !mark_is(&match, "coordinate")) {
        return;
    }
    size_t stop = to < match.end + BODY_REACH ? to : match.end + BODY_REACH;
    size_t body_to = verb_find(reader, match.end, stop, false, &end) ? end.start : stop;
    vd_range body = body_trim(scan, (vd_range){match.end, body_to});
    if (body.to > body.from + 2 && (body_to < stop || stop == to)) {
        out->coordinate = vd_scan_clean(scan, body);
        *rest = body_to;
    }
}

static void lead_add(vd_scan *scan, vd_range body, vd_duty duty, vd_charge *out)
{
    body = body_trim(scan, body);
    if (body.to > body.from + 1 && out->lead_count < VD_TASK_LEADS) {
        out->leads[out->lead_count++] = (vd_task_lead){vd_scan_clean(scan, body), duty};
    }
}

/* The words begin with what is to be done, and not with who does it: "Chủ trì, phối hợp với các sở tham mưu …". */
static bool duty_alone(vd_task_reader *reader, vd_range range, vd_charge *out, size_t *rest)
{
    vd_scan *scan = reader->scan;
    vd_match match;
    size_t stop = range.to < range.from + 24 ? range.to : range.from + 24;
    if (!vd_scan_find(scan, VD_PAT_task_verb, range.from, stop, &match) || match.start != range.from) {
        return false;
    }
    out->own_duty = mark_is(&match, "lead") || mark_is(&match, "focal") || mark_is(&match, "duty");
    out->duty = mark_is(&match, "lead")    ? VD_DUTY_LEADS
                : mark_is(&match, "focal") ? VD_DUTY_FOCAL
                                           : VD_DUTY_RESPONSIBLE;
    if (out->own_duty) {
        coordinate_read(reader, match.end, range.to, out, rest);
    } else if (mark_is(&match, "coordinate")) {
        coordinate_read(reader, range.from, range.to, out, rest);
    }
    return true;
}

bool vd_duty_read(vd_task_reader *reader, vd_range range, vd_naming naming, vd_charge *out, size_t *rest)
{
    vd_scan *scan = reader->scan;
    vd_match opening, verb;
    *rest = range.from;
    if (range.from >= range.to || duty_alone(reader, range, out, rest) ||
        !vd_scan_at(scan, VD_PAT_task_body, range.from, range.to, &opening) || !vd_scan_upper(scan, range.from)) {
        return false;
    }
    bool given = mark_is(&opening, "give"), asked = mark_is(&opening, "ask");
    size_t from = opening.end > range.from ? opening.end : range.from;
    size_t stop = range.to < from + BODY_REACH ? range.to : from + BODY_REACH;
    bool ends = verb_find(reader, from, stop, naming == VD_NAMING_HEADING, &verb);
    size_t to = ends ? verb.start : stop;
    if ((!ends && stop < range.to) || to <= from) {
        return false;
    }
    bool strong =
        given || asked || (ends && (mark_is(&verb, "lead") || mark_is(&verb, "focal") || mark_is(&verb, "duty")));
    /* A heading that is the name alone. */
    bool stands = !ends || (mark_is(&verb, "stop") && strchr(":\n", scan->text->fold[verb.start]));
    if (!strong && naming == VD_NAMING_STRONG && !stands) {
        return false;
    }
    vd_duty duty = given ? VD_DUTY_ASSIGNED : asked ? VD_DUTY_ASKED : VD_DUTY_PERFORMS;
    *rest = to;
    if (ends && mark_is(&verb, "lead")) {
        duty = VD_DUTY_LEADS;
        *rest = verb.end;
        coordinate_read(reader, verb.end, range.to, out, rest);
    } else if (ends && mark_is(&verb, "focal")) {
        duty = VD_DUTY_FOCAL;
        *rest = verb.end;
        coordinate_read(reader, verb.end, range.to, out, rest);
    } else if (ends && mark_is(&verb, "duty")) {
        duty = VD_DUTY_RESPONSIBLE;
        *rest = verb.end;
        coordinate_read(reader, verb.end, range.to, out, rest);
    } else if (ends && mark_is(&verb, "coordinate")) {
        coordinate_read(reader, verb.start, range.to, out, rest);
    }
    lead_add(scan, (vd_range){from, to}, duty, out);
    return out->lead_count > 0;
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

/* Where the marker before a label begins: "b) Cơ quan phối hợp:". */
static size_t label_start(const vd_scan *scan, size_t at, size_t from)
{
    const char *fold = scan->text->fold;
    size_t i = at;
    while (i > from && fold[i - 1] == ' ') {
        i--;
    }
    size_t end = i;
    if (i > from && (fold[i - 1] == '-' || fold[i - 1] == '+')) {
        i--;
    } else if (i > from && (fold[i - 1] == ')' || fold[i - 1] == '.')) {
        i--;
        while (i > from && end - i < LABEL_MARKER && vd_is_word(fold[i - 1])) {
            i--;
        }
        if (i > from && fold[i - 1] != ' ' && fold[i - 1] != '\n') {
            return at; /* the end of a sentence, no marker */
        }
        if (fold[end - 1] == '.' && !(fold[i] >= '0' && fold[i] <= '9')) {
            return at;
        }
    }
    while (i > from && (fold[i - 1] == ' ' || (fold[i - 1] == '-' && end != i))) {
        i--;
    }
    return i < end || end == from ? i : at;
}

bool vd_field_at(vd_scan *scan, size_t at, size_t to)
{
    vd_match match;
    size_t stop = to < at + 96 ? to : at + 96;
    return vd_scan_find(scan, VD_PAT_task_field, at, stop, &match) && match.start == at;
}

/* The value on one line: lines of a list become "; ", their markers go. */
static vd_str value_clean(vd_scan *scan, vd_range range)
{
    vd_range whole = vd_task_trim(scan, range);
    vd_str lines[16];
    size_t count = 0, len = 0;
    for (size_t at = whole.from; at < whole.to && count < 16;) {
        const char *hit = memchr(scan->text->fold + at, '\n', whole.to - at);
        size_t to = hit ? (size_t)(hit - scan->text->fold) : whole.to;
        bool bullet = at == whole.from || scan->text->fold[at] == '-' || scan->text->fold[at] == '+';
        vd_range line = vd_task_trim(scan, (vd_range){at, to});
        if (!bullet && count > 1) {
            break; /* a remark below the list */
        }
        if (!bullet) {
            return vd_scan_clean(scan, whole); /* a paragraph that was wrapped */
        }
        if (line.to > line.from) {
            lines[count] = vd_scan_clean(scan, line);
            len += lines[count++].len + 2;
        }
        at = to + 1;
    }
    if (count < 2) {
        return vd_scan_clean(scan, whole);
    }
    char *text = vd_arena_alloc(scan->arena, len + 1);
    size_t n = 0;
    for (size_t i = 0; text && i < count; i++) {
        if (lines[i].ptr) {
            memcpy(text + n, lines[i].ptr, lines[i].len);
            n += lines[i].len;
        }
        if (i + 1 < count) {
            memcpy(text + n, "; ", 2);
            n += 2;
        }
    }
    if (text == NULL) {
        vd_scan_fail_memory(scan);
    }
    return (vd_str){text, text ? n : 0};
}

/* One line of a field: "Sở Nội vụ chủ trì, phối hợp với …".  false: it names a body in no such words. */
static bool value_line(vd_task_reader *reader, vd_range line, vd_naming naming, vd_charge *out)
{
    vd_charge inner = {0};
    size_t rest = 0;
    if (!vd_duty_read(reader, line, naming, &inner, &rest) || inner.lead_count == 0 ||
        (naming == VD_NAMING_STRONG && inner.leads[0].duty != VD_DUTY_LEADS)) {
        return false;
    }
    if (out->lead_count < VD_TASK_LEADS) {
        out->leads[out->lead_count++] = inner.leads[0];
        out->coordinate = out->coordinate.ptr ? out->coordinate : inner.coordinate;
    }
    return true;
}

void vd_duty_value(vd_task_reader *reader, vd_range range, vd_duty duty, vd_charge *out)
{
    vd_scan *scan = reader->scan;
    const char *fold = scan->text->fold;
    range = vd_task_trim(scan, range);
    if (out->lead_count == VD_TASK_LEADS || range.to <= range.from) {
        return;
    }
    if (!value_line(reader, range, VD_NAMING_STRONG, out)) {
        out->leads[out->lead_count++] = (vd_task_lead){value_clean(scan, range), duty};
        return;
    }
    /* A list in which each has a part of its own: "+ Sở Xây dựng đăng tải …". */
    for (size_t at = range.from; at < range.to;) {
        const char *hit = memchr(fold + at, '\n', range.to - at);
        size_t to = hit ? (size_t)(hit - fold) : range.to;
        if (at > range.from && (fold[at] == '+' || fold[at] == '-')) {
            value_line(reader, vd_task_trim(scan, (vd_range){at, range.to}), VD_NAMING_SUBJECT, out);
        }
        at = to + 1;
    }
}

static void field_take(vd_task_reader *reader, const char *mark, vd_range value, vd_charge *out)
{
    static const struct {
        const char *mark;
        vd_duty duty;
    } duties[] = {{"lead", VD_DUTY_LEADS},
                  {"direct", VD_DUTY_DIRECTS},
                  {"advise", VD_DUTY_ADVISES},
                  {"perform", VD_DUTY_PERFORMS},
                  {"focal", VD_DUTY_FOCAL}};
    vd_scan *scan = reader->scan;
    if (vd_task_trim(scan, value).to <= vd_task_trim(scan, value).from) {
        return;
    }
    for (size_t i = 0; i < sizeof duties / sizeof duties[0]; i++) {
        if (strcmp(mark, duties[i].mark) == 0) {
            vd_duty_value(reader, value, duties[i].duty, out);
        }
    }
    if (strcmp(mark, "coordinate") == 0 && out->coordinate.ptr == NULL) {
        out->coordinate = value_clean(scan, value);
    } else if (strcmp(mark, "when") == 0 && out->when.printed.ptr == NULL) {
        vd_when_read(scan, value, reader->year, &out->when);
    } else if (strcmp(mark, "what") == 0 && out->what.ptr == NULL) {
        vd_str what = vd_scan_clean(scan, vd_task_trim(scan, value));
        out->what = what.len > 0 ? what : VD_NONE;
    }
}

/* A value that begins behind its label ends with its paragraph; one that begins on the next line, with the field. */
static vd_range value_of(const vd_task_reader *reader, size_t from, size_t to)
{
    size_t at = from;
    while (at < to && reader->scan->text->fold[at] == ' ') {
        at++;
    }
    if (at < to && reader->scan->text->fold[at] != '\n') {
        to = vd_outline_paragraph(reader->outline, reader->scan->text, at, to);
    }
    return (vd_range){at, to};
}

void vd_fields_read(vd_task_reader *reader, vd_range range, vd_charge *out, size_t *first)
{
    vd_scan *scan = reader->scan;
    vd_match match, next;
    *first = range.to;
    bool more = vd_scan_find(scan, VD_PAT_task_field, range.from, range.to, &match) && match.mark != NULL;
    if (more) {
        *first = label_start(scan, match.start, range.from);
    }
    while (more) {
        size_t from = match.end;
        const char *mark = match.mark;
        more = vd_scan_find(scan, VD_PAT_task_field, from, range.to, &next) && next.mark != NULL;
        size_t to = more ? label_start(scan, next.start, from) : range.to;
        field_take(reader, mark, value_of(reader, from, to), out);
        match = next;
    }
}
