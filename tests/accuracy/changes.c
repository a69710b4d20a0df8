/** What the program finds in a folder of texts against what was found there when somebody last looked and agreed. */
#include "accuracy/changes.h"

#include "accuracy/compare.h"
#include "base/buf.h"
#include "base/map.h"

#include <inttypes.h>
#include <stdlib.h>

static int size_cmp(size_t a, size_t b)
{
    return a < b ? -1 : a > b;
}

static int fact_cmp(const void *left, const void *right)
{
    const fact *a = left, *b = right;
    int order = size_cmp(a->edge, b->edge);
    order = order ? order : size_cmp(a->start, b->start);
    order = order ? order : size_cmp(a->end, b->end);
    order = order ? order : vd_str_cmp(a->what, b->what);
    order = order ? order : vd_str_cmp(a->name, b->name);
    return order ? order : vd_str_cmp(a->to, b->to);
}

/** The hash of a title, behind `before`: enough to see that it has changed, and nothing of its words. */
static vd_str title_hash(vd_arena *arena, vd_str before, vd_str title)
{
    char text[256];
    uint64_t whole = vd_str_hash(compare_fold(arena, title));
    int len = snprintf(text, sizeof text, "%.*s#%08" PRIx32, (int)before.len, before.len ? before.ptr : "",
                       (uint32_t)(whole ^ whole >> 32));
    return vd_arena_copy(arena, vd_str_slice(vd_str_of(text), 0, (size_t)len < sizeof text ? (size_t)len : 0));
}

/** A document's id; where it ends in words of a title, with their hash instead. */
static vd_str id_bare(vd_arena *arena, vd_str id)
{
    vd_str last = text_base(id);
    if (id.len == 0) {
        return VD_LIT("-");
    }
    bool words = last.len > 0 && (last.ptr[0] < '0' || last.ptr[0] > '9');
    return words ? title_hash(arena, vd_str_slice(id, 0, id.len - last.len), last) : id;
}

static bool row_counts(const json *row)
{
    vd_str form = json_get_text(row, "form");
    return !vd_str_eq(form, VD_LIT("self")) && !vd_str_eq(form, VD_LIT("generic"));
}

static fact fact_of(vd_arena *arena, const json *row, bool edge)
{
    vd_str number = json_get_text(row, "number"), title = json_get_text(row, "title");
    bool own = edge && json_get_text(row, "from_source").len > 0;
    return (fact){
        .edge = edge,
        .start = (size_t)json_get_number(row, "start", 0),
        .end = (size_t)json_get_number(row, "end", 0),
        .what = json_get_text(row, edge ? "relation" : "form"),
        .name = own              ? VD_LIT("=")
                : edge           ? id_bare(arena, json_get_text(row, "from_id"))
                : number.len > 0 ? number
                                 : title_hash(arena, VD_NONE, title.len > 0 ? title : json_get_text(row, "surface")),
        .to = id_bare(arena, json_get_text(row, edge ? "to_id" : "target_id")),
    };
}

/** Count each text's rows, then (`fill`) put them there. */
static void rows_deal(vd_arena *arena, const json *rows, bool edges, bool fill, const vd_map *places, facts *out)
{
    for (const json *row = rows->first; row; row = row->next) {
        const size_t *at = vd_map_get(places, text_base(json_get_text(row, "source")));
        if (!at || (!edges && !row_counts(row))) {
            continue;
        }
        fact_file *f = &out->files[*at];
        if (fill) {
            f->items[f->count] = fact_of(arena, row, edges);
        }
        f->count++;
    }
}

static void file_sort(fact_file *f)
{
    size_t kept = 0;
    if (f->count > 0) {
        qsort(f->items, f->count, sizeof *f->items, fact_cmp);
    }
    for (size_t i = 0; i < f->count; i++) {
        if (kept == 0 || fact_cmp(&f->items[kept - 1], &f->items[i]) != 0) {
            f->items[kept++] = f->items[i];
        }
    }
    f->count = kept;
}

static bool files_size(const char *folder, facts *out)
{
    for (size_t i = 0; i < out->count; i++) {
        vd_arena text = {0};
        vd_str bytes;
        bool good = input_file(&text, folder, out->files[i].name, &bytes);
        out->files[i].size = bytes.len;
        vd_arena_clear(&text);
        if (!good) {
            return false;
        }
    }
    return true;
}

bool facts_found(vd_arena *arena, const char *folder, const table *names, const json *mentions, const json *edges,
                 facts *out)
{
    vd_map places = {0};
    *out = (facts){VD_ARENA_ARRAY(arena, fact_file, names->rows + 1), names->rows};
    bool good = out->files != NULL;
    for (size_t i = 0; good && i < names->rows; i++) {
        out->files[i].name = table_cell(names, i, 0);
        good = vd_map_put(&places, out->files[i].name, i, NULL) != NULL;
    }
    if (good) {
        rows_deal(arena, mentions, false, false, &places, out);
        rows_deal(arena, edges, true, false, &places, out);
    }
    for (size_t i = 0; good && i < out->count; i++) {
        out->files[i].items = VD_ARENA_ARRAY(arena, fact, out->files[i].count + 1);
        out->files[i].count = 0;
        good = out->files[i].items != NULL;
    }
    if (good) {
        rows_deal(arena, mentions, false, true, &places, out);
        rows_deal(arena, edges, true, true, &places, out);
    }
    for (size_t i = 0; good && i < out->count; i++) {
        file_sort(&out->files[i]);
    }
    vd_map_clear(&places);
    if (!good) {
        fprintf(stderr, "accuracy: out of memory\n");
    }
    return good && files_size(folder, out);
}

static bool size_read(vd_str cell, size_t *out)
{
    *out = 0;
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.ptr[i] < '0' || cell.ptr[i] > '9' || i >= 9) {
            return false;
        }
        *out = *out * 10 + (size_t)(cell.ptr[i] - '0');
    }
    return cell.len > 0;
}

static bool fact_read(vd_str line, fact *out)
{
    size_t length;
    bool places = size_read(text_cell(&line, '\t'), &out->start) && size_read(text_cell(&line, '\t'), &length);
    out->end = places ? out->start + length : 0;
    out->what = text_cell(&line, '\t');
    out->name = text_cell(&line, '\t');
    out->to = text_cell(&line, '\t');
    out->edge = vd_str_eq(line, VD_LIT("edge"));
    return places && length > 0 && out->what.len > 0 && out->name.len > 0 && out->to.len > 0 &&
           (line.len == 0 || out->edge);
}

static const char *facts_take(facts *out, fact *room, size_t *used, vd_str line, const facts *texts)
{
    if (!memchr(line.ptr, '\t', line.len)) {
        if (out->count == texts->count || !vd_str_eq(line, texts->files[out->count].name)) {
            return "texts are not those of the folder, or out of order";
        }
        out->files[out->count] = (fact_file){line, texts->files[out->count].size, room + *used, 0};
        out->count++;
        return NULL;
    }
    fact_file *f = out->count > 0 ? &out->files[out->count - 1] : NULL;
    fact *one = &room[*used];
    if (!f || !fact_read(line, one)) {
        return "no fact";
    }
    if (one->end > f->size) {
        return "behind the end of the text: it is another text than the one accepted";
    }
    if (f->count > 0 && fact_cmp(one - 1, one) >= 0) {
        return "out of order";
    }
    f->count++;
    ++*used;
    return NULL;
}

bool facts_read(vd_arena *arena, vd_str text, const facts *texts, facts *out, size_t *line, const char **why)
{
    size_t lines = 1, used = 0;
    for (size_t i = 0; i < text.len; i++) {
        lines += text.ptr[i] == '\n';
    }
    *out = (facts){VD_ARENA_ARRAY(arena, fact_file, texts->count + 1), 0};
    fact *room = VD_ARENA_ARRAY(arena, fact, lines);
    *why = out->files && room ? NULL : "out of memory";
    vd_str one;
    for (*line = 0; !*why && text_line(&text, &one);) {
        ++*line;
        if (one.len > 0 && one.ptr[0] != '#') {
            *why = facts_take(out, room, &used, one, texts);
        }
    }
    if (!*why && out->count != texts->count) {
        *why = "a text of the folder is missing";
    }
    return *why == NULL;
}

void facts_write(const facts *all, FILE *out)
{
    for (size_t i = 0; i < all->count; i++) {
        const fact_file *file = &all->files[i];
        fprintf(out, "%.*s\n", (int)file->name.len, file->name.ptr);
        for (size_t k = 0; k < file->count; k++) {
            const fact *f = &file->items[k];
            fprintf(out, "%zu\t%zu\t%.*s\t%.*s\t%.*s%s\n", f->start, f->end - f->start, (int)f->what.len, f->what.ptr,
                    (int)f->name.len, f->name.ptr, (int)f->to.len, f->to.ptr, f->edge ? "\tedge" : "");
        }
    }
}

typedef struct tally {
    size_t same, otherwise, lost, gained;
} tally;

typedef struct changes {
    const char *folder;
    FILE *list;
    size_t most, shown;
    tally counts[2]; /* mentions, edges */
} changes;

/** The words from a little before the fact to a little behind it, on one line, the fact in brackets. */
static void words_print(FILE *out, vd_str text, const fact *f)
{
    enum { AROUND = 60 };
    size_t from = f->start > AROUND ? f->start - AROUND : 0,
           to = f->end + AROUND < text.len ? f->end + AROUND : text.len;
    while (from > 0 && ((unsigned char)text.ptr[from] & 0xC0) == 0x80) {
        from--;
    }
    while (to < text.len && ((unsigned char)text.ptr[to] & 0xC0) == 0x80) {
        to++;
    }
    for (size_t i = from; i < to; i++) {
        fputs(i == f->start ? "⟦" : "", out);
        fputc((unsigned char)text.ptr[i] < ' ' ? ' ' : text.ptr[i], out);
        fputs(i + 1 == f->end ? "⟧" : "", out);
    }
}

static void change_print(changes *c, char sign, const fact_file *file, const fact *f, vd_str text)
{
    if (!c->list || c->shown++ >= c->most) {
        return;
    }
    fprintf(c->list, "%c %.*s:%zu-%zu %.*s %.*s -> %.*s | ", sign, (int)file->name.len, file->name.ptr, f->start,
            f->end, (int)f->what.len, f->what.ptr, (int)f->name.len, f->name.ptr, (int)f->to.len, f->to.ptr);
    words_print(c->list, text, f);
    fputc('\n', c->list);
}

/** Is there a fact in `other` that says nearly the same at nearly the same place? */
static bool fact_has_like(const fact *f, const fact_file *other)
{
    for (size_t i = 0; i < other->count; i++) {
        const fact *o = &other->items[i];
        if (o->edge == f->edge && o->start < f->end && f->start < o->end &&
            (f->edge ? vd_str_eq(o->what, f->what) : vd_str_eq(o->name, f->name))) {
            return true;
        }
    }
    return false;
}

static void file_compare(changes *c, const fact_file *old, const fact_file *now)
{
    vd_arena arena = {0};
    vd_str text = VD_NONE;
    size_t i = 0, k = 0;
    while (i < old->count || k < now->count) {
        int order = i == old->count ? 1 : k == now->count ? -1 : fact_cmp(&old->items[i], &now->items[k]);
        const fact *f = order <= 0 ? &old->items[i] : &now->items[k];
        i += order <= 0;
        k += order >= 0;
        if (order == 0) {
            c->counts[f->edge].same++;
            continue;
        }
        bool like = fact_has_like(f, order < 0 ? now : old);
        tally *count = &c->counts[f->edge];
        count->otherwise += order < 0 && like;
        count->lost += order < 0 && !like;
        count->gained += order > 0 && !like;
        if (c->list && (text.ptr || input_file(&arena, c->folder, now->name, &text))) {
            change_print(c, order < 0 ? '-' : '+', now, f, text);
        }
    }
    vd_arena_clear(&arena);
}

/** What there is in all texts, by form and relation: how much, and for how much of it a document is known. */
static void facts_count(const facts *all, figures *out)
{
    for (size_t i = 0; i < all->count; i++) {
        for (size_t k = 0; k < all->files[i].count; k++) {
            const fact *f = &all->files[i].items[k];
            figure *count = figures_get(out, f->edge ? "edge " : "known ", f->what);
            bool known = !vd_str_eq(f->to, VD_LIT("-"));
            count->share = true;
            count->right += known;
            count->wrong += !known;
        }
    }
}

void score_changes(const facts *accepted, const facts *now, const char *folder, size_t most, FILE *list, figures *out)
{
    static const char *const kinds[] = {"mentions", "edges"};
    facts_count(now, out);
    changes c = {.folder = folder, .list = most > 0 ? list : NULL, .most = most};
    for (size_t i = 0; i < now->count; i++) {
        file_compare(&c, &accepted->files[i], &now->files[i]);
    }
    if (c.shown > c.most) {
        fprintf(list, "… and %zu more\n", c.shown - c.most);
    }
    for (size_t i = 0; i < 2; i++) {
        const tally *t = &c.counts[i];
        figure *f = figures_get(out, "kept ", vd_str_of(kinds[i]));
        f->share = true;
        f->right = t->same + t->otherwise;
        f->wrong = t->lost;
        if (list) {
            fprintf(list, "%s: %zu as accepted, %zu read otherwise at the same place, %zu lost, %zu gained\n", kinds[i],
                    t->same, t->otherwise, t->lost, t->gained);
        }
    }
}
