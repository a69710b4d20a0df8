/** Sentences whose references somebody else has annotated: is each annotated span found, with its number and date?
 *
 *  The annotation knows nine types of document, has the date inside the span, and leaves out what is nested in another
 *  reference's title.  So spans match by overlap and type, a number found beside the annotation is false only when it
 *  is of those types, and laws by name are only asked for. */
#include "accuracy/spans.h"

#include "accuracy/compare.h"
#include "base/map.h"

typedef struct mark {
    struct mark *next;
    const json *row;
    size_t start, end;
    vd_str type;   /* folded */
    vd_str number; /* as compare_number makes it; absent without one */
    bool used;
} mark;

typedef struct marks {
    mark *first, **tail;
} marks;

typedef struct sentence {
    vd_str id, text;
    marks gold, neutral, found;
} sentence;

typedef struct book {
    sentence *items;
    size_t count;
    vd_map places; /* id -> index */
} book;

static size_t mark_overlap(const mark *a, size_t start, size_t end)
{
    size_t from = a->start > start ? a->start : start, to = a->end < end ? a->end : end;
    return to > from ? to - from : 0;
}

/** The number without the punctuation that the annotators left behind it. */
static vd_str number_bare(vd_str number)
{
    while (number.len > 0 && strchr(".,;:)", number.ptr[number.len - 1])) {
        number.len--;
    }
    return number;
}

static bool marks_add(vd_arena *arena, marks *list, const json *row)
{
    mark *made = vd_arena_alloc(arena, sizeof *made);
    if (!made) {
        return false;
    }
    *made = (mark){.row = row,
                   .start = (size_t)json_get_number(row, "start", 0),
                   .end = (size_t)json_get_number(row, "end", 0),
                   .type = compare_fold(arena, json_get_text(row, "type")),
                   .number = compare_number(arena, number_bare(json_get_text(row, "number")))};
    if (!list->tail) {
        list->tail = &list->first;
    }
    *list->tail = made;
    list->tail = &made->next;
    return true;
}

/** Hand each row to its sentence; rows of no sentence are left out. */
static bool book_fill(vd_arena *arena, book *b, const json *rows, const char *id, size_t list)
{
    for (const json *row = rows ? rows->first : NULL; row; row = row->next) {
        const size_t *at = vd_map_get(&b->places, json_get_text(row, id));
        if (at) {
            sentence *s = &b->items[*at];
            marks *lists[] = {&s->gold, &s->neutral, &s->found};
            if (!marks_add(arena, lists[list], row)) {
                return false;
            }
        }
    }
    return true;
}

static bool book_read(const spans_input *in, book *out)
{
    *out = (book){.items = VD_ARENA_ARRAY(in->arena, sentence, in->sentences->count + 1)};
    for (const json *row = out->items ? in->sentences->first : NULL; row; row = row->next) {
        sentence *s = &out->items[out->count];
        *s = (sentence){.id = json_get_text(row, "id"), .text = json_get_text(row, "text")};
        if (!vd_map_put(&out->places, s->id, out->count++, NULL)) {
            return false;
        }
    }
    return out->items && book_fill(in->arena, out, in->spans, "id", 0) &&
           book_fill(in->arena, out, in->neutral, "id", 1) && book_fill(in->arena, out, in->found, "source", 2);
}

static bool mark_counts(const mark *m)
{
    vd_str form = json_get_text(m->row, "form");
    return !vd_str_eq(form, VD_LIT("self")) && !vd_str_eq(form, VD_LIT("generic")) &&
           !vd_str_eq(form, VD_LIT("backward"));
}

/** The unused mention that covers most of the span; of equal ones the last. */
static mark *sentence_answer(const sentence *s, const mark *gold)
{
    mark *best = NULL;
    size_t most = 1;
    for (mark *m = s->found.first; m; m = m->next) {
        size_t common = mark_overlap(m, gold->start, gold->end);
        if (!m->used && mark_counts(m) && common >= most && vd_str_eq(m->type, gold->type)) {
            best = m;
            most = common;
        }
    }
    return best;
}

static void note(const spans_input *in, const char *what, const sentence *s, vd_str words)
{
    if (in->verbose) {
        size_t len = s->text.len < 300 ? s->text.len : 300;
        while (len < s->text.len && ((unsigned char)s->text.ptr[len] & 0xC0) == 0x80) {
            len++;
        }
        fprintf(in->verbose, "%s %.*s \"%.*s\" in: %.*s\n", what, (int)s->id.len, s->id.ptr, (int)words.len,
                words.ptr ? words.ptr : "", (int)len, s->text.ptr);
    }
}

static void sentence_score_gold(const spans_input *in, sentence *s, const char *names[3], bool say, figures *out)
{
    for (const mark *g = s->gold.first; g; g = g->next) {
        mark *m = sentence_answer(s, g);
        bool hit = m && (g->number.len == 0 || vd_str_eq(m->number, g->number));
        vd_str date = json_get_text(g->row, "date");
        if (m) {
            m->used = true;
        }
        if (hit && date.len > 0) {
            figures_share(out, names[2], vd_str_eq(json_get_text(m->row, "date"), date));
        }
        if (hit && date.len > 0 && say && !vd_str_eq(json_get_text(m->row, "date"), date)) {
            note(in, "DATE", s, json_get_text(g->row, "surface"));
        }
        if (g->number.len > 0) {
            figure *f = figures_get(out, names[0], VD_NONE);
            f->right += hit;
            f->missed += !hit;
        } else {
            figures_share(out, names[1], hit);
        }
        if (!hit && say) {
            note(in, g->number.len > 0 ? "MISS" : "NAME", s, json_get_text(g->row, "surface"));
        }
    }
}

static bool type_is_annotated(vd_str type)
{
    static const char *const nine[] = {"hien phap",  "bo luat",    "luat",     "phap lenh",         "nghi dinh",
                                       "nghi quyet", "quyet dinh", "thong tu", "thong tu lien tich"};
    for (size_t i = 0; i < sizeof nine / sizeof *nine; i++) {
        if (vd_str_eq(type, vd_str_of(nine[i]))) {
            return true;
        }
    }
    return false;
}

static bool marks_touch(const marks *list, const mark *m)
{
    for (const mark *other = list->first; other; other = other->next) {
        if (mark_overlap(other, m->start, m->end) > 0) {
            return true;
        }
    }
    return false;
}

static void sentence_score_found(const spans_input *in, const sentence *s, const char *name, bool say, figures *out)
{
    for (const mark *m = s->found.first; m; m = m->next) {
        if (!m->used && mark_counts(m) && m->number.len > 0 && type_is_annotated(m->type) &&
            !marks_touch(&s->gold, m) && !marks_touch(&s->neutral, m)) {
            figures_get(out, name, VD_NONE)->wrong++;
            if (say) {
                note(in, "FALSE", s, json_get_text(m->row, "number"));
            }
        }
    }
}

/** Where the words of span `m` next stand free of every other span; SIZE_MAX: nowhere. */
static size_t sentence_place(const sentence *s, const mark *m)
{
    vd_str words = vd_str_slice(s->text, m->start, m->end);
    for (size_t at = vd_str_find(s->text, words, 0); at != SIZE_MAX; at = vd_str_find(s->text, words, at + 1)) {
        const mark *other = s->gold.first;
        while (other && (other == m || mark_overlap(other, at, at + words.len) == 0)) {
            other = other->next;
        }
        if (!other) {
            return at;
        }
    }
    return SIZE_MAX;
}

/** Move every span that lies on an earlier one to a free place of its words, where there is one. */
static void sentence_put_in_place(sentence *s, figures *out)
{
    for (mark *m = s->gold.first; m; m = m->next) {
        bool second = false;
        for (const mark *earlier = s->gold.first; earlier != m && !second; earlier = earlier->next) {
            second = mark_overlap(earlier, m->start, m->end) > 0;
        }
        size_t at = second && m->end <= s->text.len ? sentence_place(s, m) : SIZE_MAX;
        figures_share(out, m->number.len > 0 ? "spans in place numbered" : "spans in place named", at == SIZE_MAX);
        if (at != SIZE_MAX) {
            m->end += at - m->start;
            m->start = at;
        }
    }
}

void score_spans(const spans_input *in, figures *out)
{
    static const char *names[2][3] = {{"numbered", "named", "date"},
                                      {"numbered in place", "named in place", "date in place"}};
    book b;
    bool good = book_read(in, &b);
    out->failed = out->failed || !good;
    for (size_t pass = 0; good && pass < 2; pass++) {
        for (size_t i = 0; i < b.count; i++) {
            sentence *s = &b.items[i];
            if (pass == 1) {
                sentence_put_in_place(s, out);
            }
            for (mark *m = s->found.first; m; m = m->next) {
                m->used = false;
            }
            sentence_score_gold(in, s, names[pass], pass == 1, out);
            sentence_score_found(in, s, names[pass][0], pass == 1, out);
        }
    }
    vd_map_clear(&b.places);
}
